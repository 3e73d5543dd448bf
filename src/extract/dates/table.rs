//! A list of words in, what each of them is out: in any letter case, and quickly of a word that is none of them.
//!
//! A word is looked up by its bytes in small letters; most words of a text are told from those of the list by
//! their length, first and last letter alone.

use crate::eight_bytes::{in_small_letters, up_to_sixteen};

/// So many bytes has the longest word at most: as many as [`up_to_sixteen`] takes.
const LONGEST: usize = 16;

/// Words, and what each of them is.
pub(super) struct Table<T> {
    /// A power of two of them, so that they are a third full at most.
    slots: Vec<Option<(u128, T)>>,
    /// The last letters of the words of a length, by their first.
    ends: [[u32; 32]; LONGEST + 1],
}

impl<T: Copy> Table<T> {
    /// A table of words in small letters.
    pub fn new(words: &[(&str, T)]) -> Self {
        let slots = vec![None; (words.len() * 3).next_power_of_two()];
        let mut table = Self { slots, ends: [[0; 32]; LONGEST + 1] };
        for (word, what) in words {
            let word = word.as_bytes();
            let Some(key) = key(word) else { continue };
            let mut slot = table.slot(key);
            while table.slots[slot].is_some() {
                slot = table.next(slot);
            }
            table.slots[slot] = Some((key, *what));
            table.ends[word.len()][letter(word[0])] |= 1 << letter(word[word.len() - 1]);
        }
        table
    }

    /// What a word is, if it is one of these.
    #[inline]
    pub fn look_up(&self, word: &[u8]) -> Option<T> {
        let (first, last) = (*word.first()?, *word.last()?);
        let may_be_one = self.ends.get(word.len())?[letter(first)] >> letter(last) & 1 == 1;
        if may_be_one { self.find(word) } else { None }
    }

    #[inline(never)]
    fn find(&self, word: &[u8]) -> Option<T> {
        let key = key(word)?;
        let mut slot = self.slot(key);
        while let Some((other, what)) = self.slots[slot] {
            if other == key {
                return Some(what);
            }
            slot = self.next(slot);
        }
        None
    }

    fn slot(&self, key: u128) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the halves are mixed, and so are the bits that stay"
        )]
        let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 48) as usize & (self.slots.len() - 1)
    }

    fn next(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

/// The number of a letter, the same for both letter cases.
fn letter(byte: u8) -> usize {
    usize::from(byte & 31)
}

/// A word in small letters, as a number; nothing of a longer one.
fn key(word: &[u8]) -> Option<u128> {
    let word = up_to_sixteen(word)?;
    #[expect(clippy::cast_possible_truncation, reason = "one half after the other")]
    let (first, rest) = (word as u64, (word >> 64) as u64);
    Some(u128::from(in_small_letters(first)) | u128::from(in_small_letters(rest)) << 64)
}
