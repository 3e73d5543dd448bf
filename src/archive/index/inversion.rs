//! The articles of one core in, their terms in order out, each with where it stands: an index in small.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher as _, Hasher as _};

use super::tokens::{KEY, Token, Tokenizer};
use super::{COLUMNS, first_eight, varint};
use crate::article::Article;

/// The terms of some articles, sorted, each with its position list in every article that has it.
#[derive(Debug, Default)]
pub(crate) struct Inversion {
    /// The bytes of the terms, one behind the other as they were first met.
    letters: Vec<u8>,
    /// In the order of their bytes.
    terms: Vec<Term>,
    /// Of each term, in their order, what [`Posting`] takes apart.
    postings: Vec<u8>,
    /// Of each article how many tokens each column has.
    sizes: Vec<[u32; COLUMNS.len()]>,
}

#[derive(Debug)]
struct Term {
    /// Its first eight bytes.
    key: u64,
    /// Where in `letters`.
    letters: (u32, u32),
    /// One past its last byte in `postings`.
    end: usize,
}

/// One article that a term is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting<'i> {
    /// The article's number among those that were inverted.
    pub article: usize,
    /// Twice the size, and the position list: as it stands in a segment.
    pub positions: &'i [u8],
}

/// Where a token stands.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// The article's number, times eight, and the column's.
    column: u32,
    /// The token's number in the column.
    position: u32,
}

/// The columns' numbers, which have three bits.
const NUMBERS: [u32; COLUMNS.len()] = [0, 1, 2, 3, 4];

/// A word of English and the space behind it have at least so many bytes on average.
const BYTES_OF_TOKEN: usize = 5;

impl Inversion {
    /// Inverts articles.
    ///
    /// Each token becomes the number of its term; the terms are sorted, and the tokens are dealt out to them, which
    /// leaves those of one term in the order of the text.
    #[expect(clippy::cast_possible_truncation, reason = "SQLite takes no text with so many tokens")]
    pub(crate) fn of<'a>(articles: impl Iterator<Item = &'a Article> + Clone) -> Self {
        let mut words = Words::default();
        let mut tokenizer = Tokenizer::default();
        let size =
            |article: &Article| COLUMNS.iter().map(|column| article.text(*column).len()).sum::<usize>();
        let mut tokens = Vec::with_capacity(articles.clone().map(size).sum::<usize>() / BYTES_OF_TOKEN);
        let sizes: Vec<[u32; COLUMNS.len()]> = articles
            .map(|article| {
                COLUMNS.map(|column| {
                    let before = tokens.len();
                    tokenizer.each(article.text(column), |token| tokens.push(words.number(token)));
                    (tokens.len() - before) as u32
                })
            })
            .collect();
        let order = words.order();
        let (places, ends) = deal_out(&order, &tokens, &sizes);
        let mut inversion = Self { terms: Vec::with_capacity(order.len()), sizes, ..Self::default() };
        let mut from = 0;
        for (key, number) in order {
            let (letters, to) = (words.list[number as usize], ends[number as usize] as usize);
            put_postings(&mut inversion.postings, &places[from..to]);
            from = to;
            inversion.terms.push(Term { key, letters, end: inversion.postings.len() });
        }
        inversion.letters = words.letters;
        inversion
    }

    /// Of each article how many tokens each column has.
    pub(super) fn sizes(&self) -> &[[u32; COLUMNS.len()]] {
        &self.sizes
    }

    /// A term by its place in their order, behind its first eight bytes; `None` behind the last.
    pub(super) fn term(&self, at: usize) -> Option<(u64, &[u8])> {
        let Term { key, letters: (start, end), .. } = *self.terms.get(at)?;
        Some((key, &self.letters[start as usize..end as usize]))
    }

    /// The articles that a term is in, in their order.
    pub(super) fn postings(&self, at: usize) -> impl Iterator<Item = Posting<'_>> {
        let start = at.checked_sub(1).map_or(0, |before| self.terms[before].end);
        let mut rest = &self.postings[start..self.terms[at].end];
        std::iter::from_fn(move || {
            let article = usize::try_from(varint::take(&mut rest)?).ok()?;
            let mut list = rest;
            let size = usize::try_from(varint::take(&mut list)? / 2).ok()?;
            let (positions, after) = rest.split_at(rest.len() - list.len() + size);
            rest = after;
            Some(Posting { article, positions })
        })
    }
}

/// The words met so far.
#[derive(Default)]
struct Words {
    letters: Vec<u8>,
    /// Where in `letters`.
    list: Vec<(u32, u32)>,
    /// Their numbers. Most words are compared with nothing but what stands here.
    numbers: HashTable<Known>,
    hash: FixedState,
}

struct Known {
    key: u128,
    number: u32,
}

impl Words {
    #[inline]
    fn number(&mut self, token: Token<'_>) -> u32 {
        let hash = hash_of(&self.hash, token);
        let is_it = |known: &Known| {
            known.key == token.key && (token.bytes.len() < KEY || self.letters(known.number) == token.bytes)
        };
        match self.numbers.find(hash, is_it) {
            Some(known) => known.number,
            None => self.add(hash, token),
        }
    }

    #[cold]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is inverted at once is far less than 4 GiB of words"
    )]
    fn add(&mut self, hash: u64, token: Token<'_>) -> u32 {
        let (number, start) = (self.list.len() as u32, self.letters.len() as u32);
        self.letters.extend_from_slice(token.bytes);
        self.list.push((start, self.letters.len() as u32));
        let Self { letters, list, hash: state, .. } = self;
        let hash_again = |known: &Known| {
            let (start, end) = list[known.number as usize];
            hash_of(state, Token { bytes: &letters[start as usize..end as usize], key: known.key })
        };
        self.numbers.insert_unique(hash, Known { key: token.key, number }, hash_again);
        number
    }

    fn letters(&self, number: u32) -> &[u8] {
        let (start, end) = self.list[number as usize];
        &self.letters[start as usize..end as usize]
    }

    /// Their numbers in the order of their letters, each behind its first eight.
    fn order(&self) -> Vec<(u64, u32)> {
        let of = |number: u32| (first_eight(self.letters(number)), number);
        let mut order: Vec<(u64, u32)> = (0..).take(self.list.len()).map(of).collect();
        order.sort_unstable_by(|left, right| {
            left.0.cmp(&right.0).then_with(|| self.letters(left.1).cmp(self.letters(right.1)))
        });
        order
    }
}

/// The hash of all of a token: many long ones can begin with the same bytes.
#[inline]
fn hash_of(state: &FixedState, token: Token<'_>) -> u64 {
    let mut hasher = state.build_hasher();
    if token.bytes.len() < KEY {
        hasher.write_u128(token.key);
    } else {
        hasher.write(token.bytes);
    }
    hasher.finish()
}

/// Where the tokens stand, those of one term together, the terms in order; and where those of each term end.
fn deal_out(order: &[(u64, u32)], tokens: &[u32], sizes: &[[u32; COLUMNS.len()]]) -> (Vec<Place>, Vec<u32>) {
    let mut next = vec![0; order.len()];
    for term in tokens {
        next[*term as usize] += 1;
    }
    let mut first = 0;
    for (_, number) in order {
        let next = &mut next[*number as usize];
        first += std::mem::replace(next, first);
    }
    let mut places = vec![Place::default(); tokens.len()];
    let mut tokens = tokens.iter();
    for (sizes, article) in sizes.iter().zip(0_u32..) {
        for (size, column) in sizes.iter().zip(NUMBERS) {
            let column = article << 3 | column;
            for (position, term) in (0..*size).zip(&mut tokens) {
                let next = &mut next[*term as usize];
                places[*next as usize] = Place { column, position };
                *next += 1;
            }
        }
    }
    (places, next)
}

/// Writes one term's position lists, an article's number before each.
fn put_postings(out: &mut Vec<u8>, places: &[Place]) {
    for of_article in places.chunk_by(|left, right| left.column >> 3 == right.column >> 3) {
        let article = of_article[0].column >> 3;
        varint::put(out, u64::from(article));
        let start = out.len();
        // Most sizes have one byte.
        out.push(0);
        let mut at = Place { column: article << 3, position: 0 };
        for place in of_article {
            if place.column != at.column {
                out.push(1);
                varint::put(out, u64::from(place.column & 7));
                at = Place { column: place.column, position: 0 };
            }
            varint::put(out, u64::from(place.position - at.position + 2));
            at = *place;
        }
        varint::put_at(out, start, 2 * (out.len() - start - 1) as u64);
    }
}
