//! A word and those around it in, the rows of the model that speak of it out.

use super::seen;
use super::shape::is_capitalised;
use super::words::Word;

/// So many rows has the model, as a power of two.
pub const ROWS: u32 = 19;

/// No word has more features.
pub const MOST: usize = 53 + seen::COUNT as usize;

/// The row of a feature: which kind it is, and its two values.
#[inline]
fn row(kind: u32, one: u32, two: u32) -> u32 {
    let mixed = (u64::from(one) << 32 | u64::from(two)) ^ u64::from(kind).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - ROWS)) as u32
}

/// Tells the rows of the active word at a place. Two words to each side are there.
#[inline]
pub fn features(words: &[Word], at: usize, mut tell: impl FnMut(u32)) {
    let [before2, before, word, after, after2] = &words[at - 2..=at + 2] else { return };
    let mut feature = |kind: u32, one: u32, two: u32| tell(row(kind, one, two));

    // The words themselves.
    feature(1, word.key, 0);
    feature(2, before.key, 0);
    feature(3, after.key, 0);
    feature(4, before2.key, 0);
    feature(5, after2.key, 0);
    feature(6, before.key, word.key);
    feature(7, word.key, after.key);
    feature(8, before.key, after.key);
    feature(9, before2.key, before.key);
    feature(10, after.key, after2.key);

    // What they look like.
    let shapes = |words: &[&Word]| words.iter().fold(0, |shapes, word| shapes << 5 | u32::from(word.shape));
    let first = u32::from(word.is_first);
    feature(11, shapes(&[word]), first);
    feature(12, shapes(&[before, word]), first);
    feature(13, shapes(&[word, after]), first);
    feature(14, shapes(&[before, word, after]), first);
    feature(15, shapes(&[before2, before, word, after, after2]), first);
    feature(53, word.tail & 0xFFFF, 0);
    feature(54, word.tail & 0xFF_FFFF, 0);
    feature(55, word.tail, 0);
    feature(56, word.head, 0);

    // Cues beside them.
    let classes = |words: &[&Word]| words.iter().fold(0, |classes, word| classes << 5 | word.entry.class());
    feature(18, classes(&[before, word]), shapes(&[word]));
    feature(19, classes(&[word, after]), shapes(&[word]));
    feature(20, classes(&[before2, before]), shapes(&[before2, before]));
    feature(21, classes(&[before, after]), shapes(&[before, after]));
    feature(22, classes(&[after, after2]), shapes(&[after, after2]));

    // What is known of the words.
    let entry = word.entry;
    let (known_before, known_word, known_after) = (known(before), known(word), known(after));
    let (person_before, person, person_after) = (person(before), person(word), person(after));
    feature(23, entry.person(), entry.small() << 1 | first);
    feature(24, entry.person(), entry.last());
    feature(25, entry.person(), entry.single() << 3 | entry.other());
    feature(26, person_before, person);
    feature(27, person, person_after);
    feature(28, known_before >> 1, known_word >> 1);
    feature(29, known_word >> 1, known_after >> 1);
    feature(30, person_before << 6 | person, person_after);
    feature(31, entry.lists(), first);
    feature(32, before.entry.lists() << 3 | entry.lists(), shapes(&[before, word]));
    feature(33, entry.lists() << 3 | after.entry.lists(), shapes(&[word, after]));
    feature(34, before.key, person >> 1);
    feature(35, after.key, person >> 1);
    feature(36, before.key, shapes(&[word, after]));
    feature(37, after.key, shapes(&[before, word]));

    // What the article says of them.
    let all = u32::from(word.seen);
    feature(38, all, 0);
    feature(39, all & !u32::from(seen::OFTEN | seen::OWNS | seen::IN | seen::ALONE), entry.person());
    feature(
        40,
        all & u32::from(seen::SMALL | seen::WITHIN | seen::TITLED | seen::AFTER_GIVEN | seen::BODY),
        first << 5 | shapes(&[word]),
    );
    let beside = u32::from(seen::TITLED | seen::AFTER_GIVEN | seen::BODY | seen::LAST | seen::SAYS);
    feature(41, u32::from(before.seen) & beside, all & beside);
    feature(42, all & beside, u32::from(after.seen) & beside);
    let mut bits = all;
    while bits != 0 {
        feature(43, bits.trailing_zeros(), person >> 2);
        bits &= bits - 1;
    }

    // What the words beside it are like.
    feature(44, before.entry.group(), shapes(&[before, word]));
    feature(45, after.entry.group(), shapes(&[word, after]));
    feature(46, before.entry.group(), person >> 1);
    feature(47, after.entry.group(), person >> 1);
    feature(48, before.entry.group(), after.entry.group());
    feature(49, entry.group(), shapes(&[before, after]));
    feature(50, before2.entry.group() << 10 | before.entry.group(), shapes(&[word]));
    feature(51, after.entry.group() << 10 | after2.entry.group(), shapes(&[word]));
    feature(52, entry.single() << 3 | entry.other(), shapes(&[before, after]));
}

/// What is known of a word with a capital; of any other its shape.
fn known(word: &Word) -> u32 {
    if is_capitalised(word.shape) {
        word.entry.person() << 3 | word.entry.last() | u32::from(word.entry.is_measured()) << 7
    } else {
        1 << 9 | u32::from(word.shape)
    }
}

/// How likely a word with a capital is part of a name; of any other its shape.
fn person(word: &Word) -> u32 {
    if is_capitalised(word.shape) {
        word.entry.person() | u32::from(word.entry.is_measured()) << 4
    } else {
        1 << 5 | u32::from(word.shape)
    }
}
