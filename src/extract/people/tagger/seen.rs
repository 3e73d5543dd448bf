//! The words of an article in, what it says of each, wherever the word stands, out. The numbers are in the model.

use super::lexicon::{class, key, without_dot};
use super::shape::{self, is_capitalised};
use super::table::Table;
use super::words::Word;
use crate::extract::people::lex::Token;

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

/// Gathers what the article says of each active word, and tells every place of it.
pub(super) fn see(words: &mut [Word], spellings: &Spellings<'_>) {
    let active = words.iter().filter(|word| word.is_active).count();
    let mut table: Table<(u16, u16)> = Table::with_room_for(active);
    for at in 0..words.len() {
        if !words[at].is_active || words[at].key == 0 {
            continue;
        }
        let bits = seen_at(words, at);
        let (seen, count) = table.of(words[at].key);
        *seen |= bits;
        *count = count.saturating_add(1);
        if *count >= 3 {
            *seen |= OFTEN;
        }
    }
    for word in &spellings.small {
        if spellings.may_be_active(word)
            && let Some((seen, _)) = table.find(key(word.text))
        {
            *seen |= SMALL;
        }
    }
    for word in words {
        if word.is_active && word.key != 0 {
            word.seen = table.of(word.key).0;
        }
    }
}

/// How the words of an article are written.
pub(super) struct Spellings<'a> {
    /// Those in small letters.
    pub small: Vec<&'a Token<'a>>,
    /// For each length and first letter of those with a capital a bit for each last letter: most of those in small
    /// letters are none of them, and need no key.
    active: [u32; 256],
}

impl Spellings<'_> {
    pub fn with_room_for(words: usize) -> Self {
        Self { small: Vec::with_capacity(words), active: [0; 256] }
    }

    /// Adds a word with a capital.
    pub fn add_active(&mut self, word: &str) {
        let word = without_dot(word);
        if let (Some(first), Some(last)) = (word.bytes().next(), word.bytes().next_back()) {
            self.active[slot(word.chars().count(), first)] |= 1 << (last % 32);
        }
    }

    /// Can a word in small letters be one of those with a capital? Of one that is not ASCII nothing is known: its
    /// capitals may have other bytes.
    fn may_be_active(&self, word: &Token<'_>) -> bool {
        let bytes = word.text.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
        self.active[slot(bytes.len(), *first)] >> (last % 32) & 1 == 1 || !word.is_ascii()
    }
}

fn slot(length: usize, first: u8) -> usize {
    length % 8 * 32 + usize::from(first % 32)
}

/// What this place of a word says of it. Two boundaries stand to each side of every sentence.
fn seen_at(words: &[Word], at: usize) -> u16 {
    let (before, after) = (&words[at - 1], &words[at + 1]);
    let mut bits = 0;
    let mut set = |bit: u16, is: bool| bits |= if is { bit } else { 0 };
    let (leads, follows) = (is_capitalised(before.shape), is_capitalised(after.shape));
    let class_before = before.entry.class();
    let class_after = after.entry.class();
    set(SMALL, words[at].shape == shape::SMALL);
    set(WITHIN, !words[at].is_first && before.shape != shape::QUOTE);
    set(TITLED, matches!(class_before, class::HONORIFIC | class::TITLE));
    set(AFTER_GIVEN, leads && before.entry.lists() & 1 == 1 && before.entry.last() < 3);
    set(AFTER_INITIAL, before.shape == shape::INITIAL);
    set(
        SAYS,
        class_before == class::SAYING
            || class_after == class::SAYING
            || after.shape == shape::COMMA && words[at + 2].entry.class() == class::WHO
            || class_after == class::WHO,
    );
    set(AGED, after.shape == shape::COMMA && words[at + 2].shape == shape::NUMBER);
    set(THE, class_before == class::ARTICLE);
    set(IN, class_before == class::WHERE);
    let is_body = |word: &Word| {
        is_capitalised(word.shape)
            && matches!(word.entry.class(), class::COMPANY | class::BODY | class::PLACE | class::THING)
    };
    set(BODY, is_body(after) || is_body(before) || follows && is_body(&words[at + 2]));
    set(FIRST, !leads && follows);
    set(LAST, leads && !follows);
    set(ALONE, !leads && !follows);
    set(OWNS, after.shape == shape::POSSESSIVE);
    bits
}
