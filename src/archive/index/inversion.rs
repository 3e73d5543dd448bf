//! The articles of one core in, their terms in order out, each with where it stands: an index in small.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher as _, Hasher as _};

use super::tokens::Tokenizer;
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

/// A token of an article.
#[derive(Debug, Clone, Copy)]
struct Token {
    /// The number of its term.
    term: u32,
    at: Place,
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
    /// Each token becomes the number of its term, and where it stands; the terms are sorted, and the tokens are
    /// dealt out to them, which leaves those of one term in the order of the text.
    pub(crate) fn of<'a>(articles: impl Iterator<Item = &'a Article> + Clone) -> Self {
        let mut words = Words::default();
        let mut tokenizer = Tokenizer::default();
        let size =
            |article: &Article| COLUMNS.iter().map(|column| article.text(*column).len()).sum::<usize>();
        let mut tokens = Vec::with_capacity(articles.clone().map(size).sum::<usize>() / BYTES_OF_TOKEN);
        let mut sizes = Vec::new();
        for (article, number) in articles.zip(0_u32..) {
            let size = std::array::from_fn(|column| {
                let mut at = Place { column: number << 3 | NUMBERS[column], position: 0 };
                tokenizer.each(article.text(COLUMNS[column]), |token| {
                    tokens.push(Token { term: words.number(token), at });
                    at.position += 1;
                });
                at.position
            });
            sizes.push(size);
        }
        let order = words.order();
        let sorted = deal_out(&words, &order, &tokens);
        let mut inversion = Self { terms: Vec::with_capacity(order.len()), sizes, ..Self::default() };
        let mut from = 0;
        for term in &order {
            let word = &words.list[*term as usize];
            let to = from + word.count as usize;
            put_postings(&mut inversion.postings, &sorted[from..to]);
            from = to;
            let letters = (word.start, word.end);
            inversion.terms.push(Term { letters, end: inversion.postings.len() });
        }
        inversion.letters = words.letters;
        inversion
    }

    /// Of each article how many tokens each column has.
    pub(super) fn sizes(&self) -> &[[u32; COLUMNS.len()]] {
        &self.sizes
    }

    /// A term by its place in their order; `None` behind the last.
    pub(super) fn term(&self, at: usize) -> Option<&[u8]> {
        let (start, end) = self.terms.get(at)?.letters;
        Some(&self.letters[start as usize..end as usize])
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
    list: Vec<Word>,
    /// Their numbers, found by their letters.
    numbers: HashTable<u32>,
    hash: FixedState,
}

struct Word {
    start: u32,
    end: u32,
    hash: u64,
    /// How often it was met.
    count: u32,
}

impl Words {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is inverted at once is far less than 4 GiB of words"
    )]
    fn number(&mut self, token: &[u8]) -> u32 {
        // Without the length that `Hash` adds: what is compared is the whole token.
        let mut hasher = self.hash.build_hasher();
        hasher.write(token);
        let hash = hasher.finish();
        let Self { letters, list: words, numbers, .. } = self;
        let is_it = |number: &u32| {
            let word = &words[*number as usize];
            letters[word.start as usize..word.end as usize] == *token
        };
        if let Some(&number) = numbers.find(hash, is_it) {
            words[number as usize].count += 1;
            return number;
        }
        let (number, start) = (words.len() as u32, letters.len() as u32);
        letters.extend_from_slice(token);
        words.push(Word { start, end: letters.len() as u32, hash, count: 1 });
        numbers.insert_unique(hash, number, |number| words[*number as usize].hash);
        number
    }

    fn letters(&self, number: u32) -> &[u8] {
        let word = &self.list[number as usize];
        &self.letters[word.start as usize..word.end as usize]
    }

    /// Their numbers in the order of their letters.
    fn order(&self) -> Vec<u32> {
        let of = |number: u32| (first_eight(self.letters(number)), number);
        let mut order: Vec<(u64, u32)> = (0..).take(self.list.len()).map(of).collect();
        order.sort_unstable_by(|left, right| {
            left.0.cmp(&right.0).then_with(|| self.letters(left.1).cmp(self.letters(right.1)))
        });
        order.into_iter().map(|(_, number)| number).collect()
    }
}

/// Where the tokens stand, those of one term together, the terms in order.
fn deal_out(words: &Words, order: &[u32], tokens: &[Token]) -> Vec<Place> {
    let mut next = vec![0; words.list.len()];
    let mut first = 0;
    for &number in order {
        next[number as usize] = first;
        first += words.list[number as usize].count as usize;
    }
    let mut sorted = vec![Place::default(); tokens.len()];
    for token in tokens {
        let next = &mut next[token.term as usize];
        sorted[*next] = token.at;
        *next += 1;
    }
    sorted
}

/// Writes one term's position lists, an article's number before each.
fn put_postings(out: &mut Vec<u8>, places: &[Place]) {
    let mut list = Vec::new();
    for of_article in places.chunk_by(|left, right| left.column >> 3 == right.column >> 3) {
        varint::put(out, u64::from(of_article[0].column >> 3));
        list.clear();
        for of_column in of_article.chunk_by(|left, right| left.column == right.column) {
            let column = of_column[0].column & 7;
            if column != 0 {
                list.push(1);
                varint::put(&mut list, u64::from(column));
            }
            let mut before = 0;
            for place in of_column {
                varint::put(&mut list, u64::from(place.position - before + 2));
                before = place.position;
            }
        }
        varint::put(out, 2 * list.len() as u64);
        out.extend_from_slice(&list);
    }
}
