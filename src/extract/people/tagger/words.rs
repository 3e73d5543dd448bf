//! The tokens of an article in; the words that the tagger looks at out, with what the article as a whole says
//! of each.

use super::lexicon::{Entry, Lexicon, class, key, without_dot};
use super::seen::{Spellings, see};
use super::shape::{self, is_active, is_capitalised, is_mark, is_small, shape_of};
use crate::eight_bytes::in_small_letters;
use crate::extract::people::lex::{Kind, Letters, Token};

/// A token as the tagger sees it.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its key in the lexicon; of a boundary zero.
    pub key: u32,
    /// What the lexicon knows of it.
    pub entry: Entry,
    /// What it looks like: one of [`shape`].
    pub shape: u8,
    /// Does a sentence begin here?
    pub is_first: bool,
    /// Can it be part of a name?
    pub is_active: bool,
    /// What the article says of its word elsewhere: the bits of [`seen`].
    pub seen: u16,
    /// Its first three bytes in small letters.
    pub head: u32,
    /// Its last four.
    pub tail: u32,
    /// The block, and the tokens that it is: first, and one past the last.
    pub place: (u32, u32, u32),
}

/// Two boundaries stand before, between and behind sentences: two words to each side are looked at.
const BOUNDARY: Word = Word {
    key: 0,
    entry: Entry(0),
    shape: shape::BOUNDARY,
    is_first: false,
    is_active: false,
    seen: 0,
    head: 0,
    tail: 0,
    place: (0, 0, 0),
};

/// The words of an article that are active, and those beside them, block by block in reading order.
#[must_use]
pub fn words(blocks: &[&[Token<'_>]], lexicon: &Lexicon) -> Vec<Word> {
    let count = blocks.iter().map(|block| block.len()).sum::<usize>();
    let mut words = Vec::with_capacity(count + count / 8 + 8);
    let mut spellings = Spellings::with_room_for(count);
    words.extend([BOUNDARY; 2]);
    let is_split = is_split(blocks, lexicon);
    for (number, tokens) in blocks.iter().enumerate() {
        let mut at = 0;
        while at < tokens.len() {
            let end = sentence_end(tokens, at);
            let sentence = Sentence::of(&tokens[at..end], (number, at));
            sentence.words(is_split, lexicon, &mut words, &mut spellings);
            at = end;
        }
    }
    see(&mut words, &spellings);
    words
}

/// A position as it is kept. No text has so many tokens that they are too many.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// One past the last token of the sentence that begins at a token.
fn sentence_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if token.kind == Kind::Line {
            return at;
        }
        if token.kind == Kind::Mark && token.text.starts_with(['.', '!', '?']) {
            // What closes a quotation stands right behind the stop.
            while tokens.get(at).is_some_and(|next| {
                next.start == tokens[at - 1].end()
                    && matches!(next.text, "\"" | "”" | "'" | "’" | "''" | ")" | "]")
            }) {
                at += 1;
            }
            let goes_on = tokens.get(at).is_some_and(|next| {
                next.text.starts_with(char::is_lowercase) || matches!(next.text, "," | ";")
            });
            if !goes_on {
                return at;
            }
        }
    }
    at
}

struct Sentence<'a> {
    tokens: &'a [Token<'a>],
    /// Its block, and its first token there.
    place: (usize, usize),
    /// Its first word. Marks and numbers before it are none.
    first: Option<usize>,
}

impl<'a> Sentence<'a> {
    fn of(tokens: &'a [Token<'a>], place: (usize, usize)) -> Self {
        let first = tokens.iter().position(|token| !is_mark(shape_of(token)));
        Self { tokens, place, first }
    }

    /// Adds its active words with two words to each side. Whatever else stands between is left out: nobody looks
    /// at it.
    fn words(&self, is_split: bool, lexicon: &Lexicon, words: &mut Vec<Word>, spellings: &mut Spellings<'a>) {
        let tokens = self.tokens;
        let start = words.len();
        let (mut has_small, mut capitals) = (false, 0);
        // The words before this token are told, and from it on so many more are looked at.
        let (mut told, mut more) = (0, 0);
        let mut next = 0;
        while let Some(token) = tokens.get(next) {
            let at = next;
            next += 1;
            let joined = joined(tokens, at, is_split, lexicon);
            if joined.is_none() && !is_active(token) {
                if is_small(token) {
                    spellings.small.push(token);
                    has_small = true;
                }
                if more > 0 && token.kind != Kind::Line {
                    words.push(self.word(at));
                    // What stands behind a comma can make it active.
                    more = if token.is(",") { 2 } else { more - 1 };
                    told = next;
                }
                continue;
            }
            words.extend((told.max(at.saturating_sub(2))..at).map(|at| self.word(at)));
            if let Some((text, shape, end)) = joined {
                spellings.add_active(&text);
                let word = self.active(&text, shape, at, end);
                words.push(Word { entry: lexicon.entry(&text, word.key), ..word });
                (next, has_small) = (end, true);
            } else {
                spellings.add_active(token.text);
                let shape = shape_of(token);
                has_small |= shape == shape::CAPITAL;
                capitals += usize::from(shape == shape::CAPITALS);
                words.push(self.active(token.text, shape, at, next));
            }
            (told, more) = (next, 2);
        }
        self.ask(lexicon, &mut words[start..]);
        // "KHADIM MEETS HALE": a shouted line is read as if every word had one capital.
        if !has_small && capitals > 1 {
            for word in &mut words[start..] {
                if word.shape == shape::CAPITALS {
                    word.shape = shape::CAPITAL;
                }
            }
        }
        link(&mut words[start..]);
        words.extend([BOUNDARY; 2]);
    }

    /// The word of a token that is not active. Nothing is known of it yet.
    fn word(&self, at: usize) -> Word {
        let token = &self.tokens[at];
        Word {
            key: key(token.text),
            shape: shape_of(token),
            is_first: self.first == Some(at),
            place: self.place(at, at + 1),
            ..BOUNDARY
        }
    }

    /// An active word. Nothing is known of it yet.
    fn active(&self, text: &str, shape: u8, start: usize, end: usize) -> Word {
        let (head, tail) = ends(text);
        Word {
            key: key(text),
            shape,
            is_first: self.first == Some(start),
            is_active: true,
            head,
            tail,
            place: self.place(start, end),
            ..BOUNDARY
        }
    }

    fn place(&self, start: usize, end: usize) -> (u32, u32, u32) {
        let (block, first) = self.place;
        (narrow(block), narrow(first + start), narrow(first + end))
    }

    /// Asks what is known of the words with a capital and of two to each side of them.
    fn ask(&self, lexicon: &Lexicon, words: &mut [Word]) {
        lexicon.fetch(words.iter().map(|word| word.key));
        let mut asked = 0;
        for active in 0..words.len() {
            if !words[active].is_active {
                continue;
            }
            let end = words.len().min(active + 3);
            for word in &mut words[asked.max(active.saturating_sub(2))..end] {
                if word.entry == Entry(0) && !is_mark(word.shape) {
                    word.entry =
                        lexicon.entry(self.tokens[word.place.1 as usize - self.place.1].text, word.key);
                }
            }
            asked = end;
        }
    }
}

/// Was the text split into tokens before it came to us, so that hyphens stand between spaces (`follow - up`),
/// and what is quoted between spaces too? Then no hyphen stands within a word.
fn is_split(blocks: &[&[Token<'_>]], lexicon: &Lexicon) -> bool {
    let is_small = |token: &Token<'_>| token.text.starts_with(char::is_lowercase);
    let mut is_split = false;
    for tokens in blocks {
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1);
            if matches!(token.kind, Kind::Word | Kind::Capital)
                && token.letters.has(Letters::HYPHEN)
                && token.text.contains('-')
            {
                // The parts of an address are not words.
                let in_address = at > 0 && tokens[at - 1].text == "/" && tokens[at - 1].end() == token.start
                    || next.is_some_and(|next| next.text == "/");
                if !in_address {
                    return false;
                }
            }
            if token.kind != Kind::Mark {
                continue;
            }
            if stands_apart(tokens, at) && !is_split {
                let (before, next) = (&tokens[at - 1], &tokens[at + 1]);
                is_split = is_small(next) && (is_small(before) || is_part_of_name(before, next, lexicon))
                    || is_article(before) && next.is_capital();
            }
            is_split |= token.text == "“" && next.is_some_and(|next| next.start > token.end());
        }
    }
    is_split
}

/// `al`, which stands before a hyphen and a capital.
fn is_article(token: &Token<'_>) -> bool {
    matches!(token.text, "al" | "Al" | "el" | "El" | "as" | "As" | "ad" | "Ad" | "an" | "An" | "ar" | "Ar")
}

/// In a text that was split: can what stands behind a hyphen be a part of the name before it, or does a dash
/// stand there (`Roe - who`, `Roe - Mayor of`)?
fn is_part_of_name(before: &Token<'_>, part: &Token<'_>, lexicon: &Lexicon) -> bool {
    let entry = lexicon.entry(part.text, key(part.text));
    let is_capital = part.text.starts_with(char::is_uppercase);
    let is_alone = before.text.chars().nth(1).is_none();
    match part.kind {
        Kind::Mark | Kind::Line | Kind::Number | Kind::Possessive => false,
        _ if is_article(before) || is_alone => is_capital,
        _ if is_capital => entry.small() < 8,
        _ => entry.small() < 10 && entry.class() == 0,
    }
}

/// A hyphen with a space to each side, and something there.
fn stands_apart(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(tokens[at].text, "-" | "\u{2011}" | "\u{2010}")
        && at > 0
        && tokens[at - 1].end() < tokens[at].start
        && tokens.get(at + 1).is_some_and(|next| tokens[at].end() < next.start)
}

/// The word that pieces make which stand apart, its shape, and where it ends: `O’ Neil`, and in a text that was split
/// `Barrow - Smith`.
fn joined(tokens: &[Token<'_>], at: usize, is_split: bool, lexicon: &Lexicon) -> Option<(String, u8, usize)> {
    let first = &tokens[at];
    if !is_split && first.text.len() > 1 {
        return None;
    }
    let is_capital = |token: &Token<'_>| token.text.starts_with(char::is_uppercase);
    let mark = tokens.get(at + 1)?;
    let mut end = at + 1;
    let shape = if matches!(first.text, "O" | "D" | "d" | "L" | "l")
        && matches!(mark.text, "’" | "'")
        && first.end() == mark.start
    {
        end += usize::from(tokens.get(at + 2).is_some_and(is_capital)) * 2;
        shape::APOSTROPHE
    } else {
        let can_begin = is_split && (is_capital(first) || is_article(first));
        while can_begin && end < tokens.len() && stands_apart(tokens, end) {
            if !is_part_of_name(&tokens[end - 1], &tokens[end + 1], lexicon) {
                break;
            }
            end += 2;
        }
        shape::HYPHEN
    };
    if end == at + 1 {
        return None;
    }
    let text: String = tokens[at..end].iter().map(|token| token.text).collect();
    Some((text, shape, end))
}

/// Marks as active what stands within names in small letters: `van der`, `bin`, the comma of `, Jr.`
fn link(words: &mut [Word]) {
    for at in 1..words.len() {
        if !words[at - 1].is_active {
            continue;
        }
        if words[at].entry.class() == class::PARTICLE && words[at].shape == shape::SMALL {
            // Of a row of particles only one that leads on to a capital.
            let row = words[at..]
                .iter()
                .take(3)
                .take_while(|word| word.entry.class() == class::PARTICLE && word.shape == shape::SMALL);
            let row = row.count();
            if words.get(at + row).is_some_and(|next| is_capitalised(next.shape)) {
                words[at].is_active = true;
            }
        }
        let is_suffix = words.get(at + 1).is_some_and(|next| next.entry.class() == class::SUFFIX);
        if words[at].shape == shape::COMMA && is_suffix {
            words[at].is_active = true;
        }
    }
}

/// The first three bytes and the last four, in small letters.
fn ends(text: &str) -> (u32, u32) {
    let bytes = without_dot(text).as_bytes();
    let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u32::from_be_bytes(*first) >> 8, u32::from_be_bytes(*last))
    } else {
        let all = bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        (all, all)
    };
    let both = in_small_letters(u64::from(first) << 32 | u64::from(last));
    ((both >> 32) as u32, (both & 0xFFFF_FFFF) as u32)
}
