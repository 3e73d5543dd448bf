//! The tokens of an article in; the words that the tagger looks at out, with what the article as a whole says
//! of each.

use super::lexicon::{Entry, Lexicon, class, key};
use crate::extract::people::lex::{Kind, Token};

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
    /// Its last two, three and four letters, and its first three.
    pub affixes: [u32; 4],
    /// The block, and the tokens that it is: first, and one past the last.
    pub place: (u32, u32, u32),
}

/// What a word looks like. The numbers are in the model.
pub mod shape {
    /// Between sentences.
    pub const BOUNDARY: u8 = 0;
    /// `said`.
    pub const SMALL: u8 = 1;
    /// `Hale`.
    pub const CAPITAL: u8 = 2;
    /// `KABUL` among small letters.
    pub const CAPITALS: u8 = 3;
    /// `F.`
    pub const INITIAL: u8 = 4;
    /// `McHale`, `DiCaprio`, `iPhone`.
    pub const MIXED: u8 = 5;
    /// `Barrow-Smith`.
    pub const HYPHEN: u8 = 6;
    /// `O’Neil`.
    pub const APOSTROPHE: u8 = 7;
    /// `Gen.`
    pub const ABBREVIATION: u8 = 8;
    /// `1,500`.
    pub const NUMBER: u8 = 9;
    /// `5th`, `F-16`.
    pub const WITH_DIGIT: u8 = 10;
    /// `’s`.
    pub const POSSESSIVE: u8 = 11;
    /// `,`
    pub const COMMA: u8 = 12;
    /// `.`, `!`, `?`
    pub const STOP: u8 = 13;
    /// `"`
    pub const QUOTE: u8 = 14;
    /// `(`
    pub const OPEN: u8 = 15;
    /// `)`
    pub const CLOSE: u8 = 16;
    /// `:`, `;`
    pub const COLON: u8 = 17;
    /// `-`, `--`
    pub const DASH: u8 = 18;
    /// `@`, `#`: what follows is a handle.
    pub const HANDLE: u8 = 19;
    /// Any other mark.
    pub const MARK: u8 = 20;
    /// `al-Sabah`, `d'Estaing`.
    pub const SMALL_THEN_CAPITAL: u8 = 21;
}

/// What the article says of a word, wherever it stands. The numbers are in the model.
pub mod seen {
    /// In small letters.
    pub const SMALL: u16 = 1;
    /// With a capital within a sentence.
    pub const WITHIN: u16 = 1 << 1;
    /// Behind a title or a form of address.
    pub const TITLED: u16 = 1 << 2;
    /// Behind a given name.
    pub const AFTER_GIVEN: u16 = 1 << 3;
    /// Behind an initial.
    pub const AFTER_INITIAL: u16 = 1 << 4;
    /// Beside a verb of saying, or before `who`.
    pub const SAYS: u16 = 1 << 5;
    /// Before a comma and a number: an age.
    pub const AGED: u16 = 1 << 6;
    /// Behind `the`.
    pub const THE: u16 = 1 << 7;
    /// Behind `in`.
    pub const IN: u16 = 1 << 8;
    /// In a row of capitals with `Inc`, `University`, `Street` or `Cup`, or beside `&`.
    pub const BODY: u16 = 1 << 9;
    /// First of a row of capitals.
    pub const FIRST: u16 = 1 << 10;
    /// Last of a row of capitals.
    pub const LAST: u16 = 1 << 11;
    /// Alone among small letters.
    pub const ALONE: u16 = 1 << 12;
    /// Before a possessive.
    pub const OWNS: u16 = 1 << 13;
    /// Three times and more.
    pub const OFTEN: u16 = 1 << 14;
    /// How many bits there are.
    pub const COUNT: u32 = 15;
}

/// Two boundaries stand before, between and behind sentences: two words to each side are looked at.
const BOUNDARY: Word = Word {
    key: 0,
    entry: Entry(0),
    shape: shape::BOUNDARY,
    is_first: false,
    is_active: false,
    seen: 0,
    affixes: [0; 4],
    place: (0, 0, 0),
};

/// The words of an article, block by block in reading order.
#[must_use]
pub fn words(blocks: &[&[Token<'_>]], lexicon: &Lexicon) -> Vec<Word> {
    let count = blocks.iter().map(|block| block.len()).sum::<usize>();
    let mut words = Vec::with_capacity(count + count / 8 + 8);
    words.extend([BOUNDARY; 2]);
    let is_split = is_split(blocks, lexicon);
    for (number, tokens) in blocks.iter().enumerate() {
        let mut at = 0;
        while at < tokens.len() {
            let end = sentence_end(tokens, at);
            sentence(&tokens[at..end], (number, at), is_split, lexicon, &mut words);
            at = end;
        }
    }
    see(&mut words);
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
                next.start == tokens[at - 1].end
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

fn sentence(
    tokens: &[Token<'_>],
    (block, first): (usize, usize),
    is_split: bool,
    lexicon: &Lexicon,
    words: &mut Vec<Word>,
) {
    let start = words.len();
    let (mut has_small, mut capitals) = (false, 0);
    let mut is_first = true;
    let mut next = 0;
    while let Some(token) = tokens.get(next) {
        let at = next;
        next += 1;
        if token.kind == Kind::Line {
            continue;
        }
        let place = |end: usize| (narrow(block), narrow(first + at), narrow(first + end));
        if let Some((word, end)) = joined(tokens, at, is_split, lexicon) {
            words.push(Word { is_first, place: place(end), ..word });
            (next, has_small, is_first) = (end, true, false);
            continue;
        }
        let shape = shape_of(token);
        has_small |= shape == shape::SMALL || shape == shape::CAPITAL;
        capitals += usize::from(shape == shape::CAPITALS);
        let is_word = !is_mark(shape);
        let key = key(token.text);
        words.push(Word {
            key,
            entry: Entry(0),
            shape,
            is_first: is_first && is_word,
            is_active: is_capitalised(shape),
            seen: 0,
            affixes: if is_capitalised(shape) { affixes(token.text) } else { [0; 4] },
            place: place(next),
        });
        is_first &= !is_word;
    }
    // What is known of a word is asked of those that are looked at, two to each side of a capital.
    for at in start..words.len() {
        let near = &words[at - 2..words.len().min(at + 3)];
        let word = &words[at];
        if near.iter().any(|word| word.is_active) && word.entry == Entry(0) && !is_mark(word.shape) {
            let text = tokens[word.place.1 as usize - first].text;
            words[at].entry = lexicon.entry(text, word.key);
        }
    }
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

/// Was the text split into tokens before it came to us, so that hyphens stand between spaces (`follow - up`),
/// and what is quoted between spaces too? Then no hyphen stands within a word.
fn is_split(blocks: &[&[Token<'_>]], lexicon: &Lexicon) -> bool {
    let is_small = |token: &Token<'_>| token.text.starts_with(char::is_lowercase);
    let mut is_split = false;
    for tokens in blocks {
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1);
            if matches!(token.kind, Kind::Word | Kind::Capital) && token.text.contains('-') {
                // The parts of an address are not words.
                let in_address = at > 0 && tokens[at - 1].text == "/" && tokens[at - 1].end == token.start
                    || next.is_some_and(|next| next.text == "/");
                if !in_address {
                    return false;
                }
            }
            if stands_apart(tokens, at) && !is_split {
                let (before, next) = (&tokens[at - 1], &tokens[at + 1]);
                is_split = is_small(next) && (is_small(before) || is_part_of_name(before, next, lexicon))
                    || is_article(before) && next.is_capital();
            }
            is_split |= token.text == "“" && next.is_some_and(|next| next.start > token.end);
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
        && tokens[at - 1].end < tokens[at].start
        && tokens.get(at + 1).is_some_and(|next| tokens[at].end < next.start)
}

/// The word that pieces make which stand apart, and where it ends: `O’ Neil`, and in a text that was split
/// `Barrow - Smith`.
fn joined(tokens: &[Token<'_>], at: usize, is_split: bool, lexicon: &Lexicon) -> Option<(Word, usize)> {
    let is_capital = |token: &Token<'_>| token.text.starts_with(char::is_uppercase);
    let (first, mark) = (&tokens[at], tokens.get(at + 1)?);
    let mut end = at + 1;
    let shape = if matches!(first.text, "O" | "D" | "d" | "L" | "l")
        && matches!(mark.text, "’" | "'")
        && first.end == mark.start
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
    let key = key(&text);
    let entry = lexicon.entry(&text, key);
    Some((Word { key, entry, shape, is_active: true, affixes: affixes(&text), ..BOUNDARY }, end))
}

/// Marks as active what stands within names in small letters: `van der`, `bin`, the comma of `, Jr.`
fn link(words: &mut [Word]) {
    for at in 1..words.len() {
        if words[at].entry.class() == class::PARTICLE
            && words[at].shape == shape::SMALL
            && words[at - 1].is_active
        {
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
        if words[at].shape == shape::COMMA && is_suffix && words[at - 1].is_active {
            words[at].is_active = true;
        }
    }
}

fn is_mark(shape: u8) -> bool {
    (shape::POSSESSIVE..=shape::MARK).contains(&shape) || shape == shape::NUMBER
}

/// Has the word a capital that a name can have?
pub(super) fn is_capitalised(shape: u8) -> bool {
    matches!(
        shape,
        shape::CAPITAL
            | shape::CAPITALS
            | shape::INITIAL
            | shape::MIXED
            | shape::HYPHEN
            | shape::APOSTROPHE
            | shape::ABBREVIATION
            | shape::SMALL_THEN_CAPITAL
    )
}

fn shape_of(token: &Token<'_>) -> u8 {
    match token.kind {
        Kind::Capital => capital_shape(token.text),
        Kind::Initial => shape::INITIAL,
        Kind::Abbreviation => shape::ABBREVIATION,
        Kind::Number => shape::NUMBER,
        Kind::Possessive => shape::POSSESSIVE,
        Kind::Line => shape::BOUNDARY,
        Kind::Word => word_shape(token.text),
        Kind::Mark => mark_shape(token.text),
    }
}

fn capital_shape(text: &str) -> u8 {
    if text.contains(['-', '\u{2011}']) {
        shape::HYPHEN
    } else if text.contains(['\'', '’']) {
        shape::APOSTROPHE
    } else if text.chars().skip(1).any(char::is_uppercase) {
        shape::MIXED
    } else {
        shape::CAPITAL
    }
}

fn word_shape(text: &str) -> u8 {
    let (mut capital, mut small) = (false, false);
    for letter in text.chars() {
        if letter.is_numeric() {
            return shape::WITH_DIGIT;
        }
        capital |= letter.is_uppercase();
        small |= letter.is_lowercase();
    }
    match (capital, small) {
        (true, true) => shape::SMALL_THEN_CAPITAL,
        (true, false) => shape::CAPITALS,
        _ => shape::SMALL,
    }
}

fn mark_shape(text: &str) -> u8 {
    match text.chars().next() {
        Some(',') => shape::COMMA,
        Some('.' | '!' | '?' | '…') => shape::STOP,
        Some('"' | '“' | '”' | '‘' | '’' | '\'' | '`' | '«' | '»') => shape::QUOTE,
        Some('(' | '[') => shape::OPEN,
        Some(')' | ']') => shape::CLOSE,
        Some(':' | ';') => shape::COLON,
        Some('-' | '–' | '—') => shape::DASH,
        Some('@' | '#') => shape::HANDLE,
        _ => shape::MARK,
    }
}

/// The last two, three and four letters and the first three, folded.
fn affixes(text: &str) -> [u32; 4] {
    let text = text.strip_suffix('.').unwrap_or(text);
    let head = text.char_indices().nth(3).map_or(text, |(end, _)| &text[..end]);
    let tail =
        |count: usize| text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..]);
    [key(tail(2)), key(tail(3)), key(tail(4)), key(head)]
}

/// What an article says of a word, by its key. Open addressing; as large as the article needs.
struct Seen {
    slots: Vec<(u32, u16, u16)>,
}

impl Seen {
    fn with_room_for(words: usize) -> Self {
        Self { slots: vec![(0, 0, 0); (words * 2).next_power_of_two().max(16)] }
    }

    /// Where a word's slot is, or the free one that it would have.
    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B1) >> 8) as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Gathers what the article says of each capitalised word, and tells every place of it.
fn see(words: &mut [Word]) {
    let active = words.iter().filter(|word| word.is_active).count();
    let mut table = Seen::with_room_for(active);
    for at in 0..words.len() {
        if !words[at].is_active || words[at].key == 0 {
            continue;
        }
        let bits = seen_at(words, at);
        let slot = table.slot(words[at].key);
        let (key, seen, count) = &mut table.slots[slot];
        *key = words[at].key;
        *seen |= bits;
        *count = count.saturating_add(1);
        if *count >= 3 {
            *seen |= seen::OFTEN;
        }
    }
    for word in &*words {
        if word.shape == shape::SMALL && word.key != 0 {
            let slot = table.slot(word.key);
            if table.slots[slot].0 == word.key {
                table.slots[slot].1 |= seen::SMALL;
            }
        }
    }
    for word in words {
        if word.is_active && word.key != 0 {
            word.seen = table.slots[table.slot(word.key)].1;
        }
    }
}

/// What this place of a word says of it. Two boundaries stand to each side of every sentence.
fn seen_at(words: &[Word], at: usize) -> u16 {
    let (before, after) = (&words[at - 1], &words[at + 1]);
    let mut bits = 0;
    let mut set = |bit: u16, is: bool| bits |= if is { bit } else { 0 };
    let (leads, follows) = (is_capitalised(before.shape), is_capitalised(after.shape));
    let class_before = before.entry.class();
    let class_after = after.entry.class();
    set(seen::WITHIN, !words[at].is_first && before.shape != shape::QUOTE);
    set(seen::TITLED, matches!(class_before, class::HONORIFIC | class::TITLE));
    set(seen::AFTER_GIVEN, leads && before.entry.lists() & 1 == 1 && before.entry.last() < 3);
    set(seen::AFTER_INITIAL, before.shape == shape::INITIAL);
    set(
        seen::SAYS,
        class_before == class::SAYING
            || class_after == class::SAYING
            || after.shape == shape::COMMA && words[at + 2].entry.class() == class::WHO
            || class_after == class::WHO,
    );
    set(seen::AGED, after.shape == shape::COMMA && words[at + 2].shape == shape::NUMBER);
    set(seen::THE, class_before == class::ARTICLE);
    set(seen::IN, class_before == class::WHERE);
    let is_body = |word: &Word| {
        is_capitalised(word.shape)
            && matches!(word.entry.class(), class::COMPANY | class::BODY | class::PLACE | class::THING)
    };
    set(seen::BODY, is_body(after) || is_body(before) || follows && is_body(&words[at + 2]));
    set(seen::FIRST, !leads && follows);
    set(seen::LAST, leads && !follows);
    set(seen::ALONE, !leads && !follows);
    set(seen::OWNS, after.shape == shape::POSSESSIVE);
    bits
}
