//! The bytes of a model in, its weights and its words out.
//!
//! A model file is little-endian, without gaps: `morgueNM`, the format version, the power of two of its rows,
//! how many words its lexicon has, the scale of its weights (one step is so much of a logit), the weights of
//! one label behind another, all rows, then the lexicon's keys in ascending order, each with its entry.

use super::features::{MOST, ROWS};
use super::lexicon::Lexicon;
use super::likelihood::{Labels, odds, passage};

/// The labels of a word: not in a name, or the first, an inner, the last or the only word of one.
pub const LABELS: usize = 5;
/// In no name.
pub const OUTSIDE: usize = 0;
/// First word of a name.
pub const BEGIN: usize = 1;
/// Neither first nor last word of a name.
pub const INSIDE: usize = 2;
/// Last word of a name.
pub const LAST: usize = 3;
/// The only word of a name.
pub const UNIT: usize = 4;

/// Can a label stand behind another?
#[must_use]
pub fn follows(before: usize, label: usize) -> bool {
    matches!(before, BEGIN | INSIDE) == matches!(label, INSIDE | LAST)
}

/// A row of the table: for each label but the first how much more its weight is than that of the first. Only how
/// much one label's score is above another's counts, and the table is half as large without the first ones: it stays
/// in the cache.
pub type Row = [i8; LABELS - 1];

/// A weight in the file is so much more than it is: none is below nothing.
const ZERO: u8 = 0x80;

/// The scores of the labels of a word, in steps. That of the first is nothing.
pub type Scores = [i16; LABELS];

const MAGIC: &[u8; 8] = b"morgueNM";
const VERSION: u32 = 2;
const HEAD: usize = 24;
const ROW: usize = size_of::<Row>();
const TRANSITIONS: usize = LABELS * LABELS * 2;

/// A trained model.
#[derive(Debug)]
pub struct Model {
    /// What one step of a weight is, in logits.
    pub scale: f32,
    /// `transitions[before][label]`, in steps.
    pub transitions: [[i16; LABELS]; LABELS],
    /// The odds of one label behind another.
    pub passage: [Labels; LABELS],
    rows: &'static [[u8; ROW]; 1 << ROWS],
    /// What is known of words.
    pub lexicon: Lexicon,
}

impl Model {
    /// Reads a model; `None` when the bytes are none of this format and version.
    #[must_use]
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
        let (magic, numbers) = head.split_first_chunk::<8>()?;
        let mut numbers = numbers.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
        let is_ours = magic == MAGIC && numbers.next() == Some(VERSION) && numbers.next() == Some(ROWS);
        let (count, scale) = (numbers.next()?, f32::from_bits(numbers.next()?));
        let (transitions, rest) = rest.split_at_checked(TRANSITIONS)?;
        let (rows, lexicon) = rest.split_at_checked(ROW << ROWS)?;
        let (lexicon, left) = lexicon.as_chunks();
        if !is_ours || lexicon.len() != count as usize || !left.is_empty() {
            return None;
        }
        let mut steps = transitions.as_chunks().0.iter().map(|bytes| i16::from_le_bytes(*bytes));
        let transitions: [[i16; LABELS]; LABELS] =
            std::array::from_fn(|_| std::array::from_fn(|_| steps.next().unwrap_or(0)));
        let passage = passage(|before, label| f32::from(transitions[before][label]) * scale);
        let (rows, lexicon) = (rows.as_chunks().0.first_chunk()?, Lexicon::new(lexicon));
        Some(Self { scale, transitions, passage, rows, lexicon })
    }

    /// So many logits in steps.
    pub(super) fn steps(&self, logits: f32) -> i16 {
        #[expect(clippy::cast_possible_truncation, reason = "`as` stops at the greatest number")]
        let steps = (logits / self.scale) as i16;
        steps
    }

    /// The odds of the labels whose scores are given in steps.
    pub(super) fn odds(&self, scores: &Scores) -> Labels {
        odds(scores.map(|score| f32::from(score) * self.scale))
    }

    /// The sums of the weights of rows, for each label. Two sums are in one number: as many rows as a word has do not
    /// overflow into the other one.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "of two sums one is asked for, and each is small"
    )]
    pub(super) fn sums(&self, rows: &[u32]) -> Scores {
        const TWO: u32 = 0x00FF_00FF;
        const _: () = assert!(MOST * 255 < 1 << 15);
        let (mut first_and_third, mut second_and_fourth) = (0, 0);
        for row in rows {
            let weights = u32::from_le_bytes(self.rows[*row as usize % self.rows.len()]);
            first_and_third += weights & TWO;
            second_and_fourth += weights >> 8 & TWO;
        }
        let zeros = rows.len() as i16 * i16::from(ZERO);
        let score = |sum: u32| sum as i16 - zeros;
        [
            0,
            score(first_and_third),
            score(second_and_fourth),
            score(first_and_third >> 16),
            score(second_and_fourth >> 16),
        ]
    }

    /// The file of a model. Lexicon: ascending keys, each with its entry.
    #[must_use]
    pub fn write(
        scale: f32,
        transitions: &[[i16; LABELS]; LABELS],
        rows: &[Row],
        lexicon: &[(u32, u32)],
    ) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let count = u32::try_from(lexicon.len()).unwrap_or(u32::MAX);
        for number in [VERSION, ROWS, count, scale.to_bits()] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(transitions.iter().flatten().flat_map(|step| step.to_le_bytes()));
        bytes.extend(rows.iter().flatten().map(|weight| weight.cast_unsigned() ^ ZERO));
        bytes.extend(lexicon.iter().flat_map(|(key, entry)| [*key, *entry]).flat_map(u32::to_le_bytes));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_summed_label_by_label() {
        let mut number = 1_u32;
        let mut next = || {
            number = number.wrapping_mul(0x9E37_79B1).wrapping_add(7);
            number
        };
        let mut rows: Vec<Row> = (0..1 << ROWS)
            .map(|_| std::array::from_fn(|_| (next() >> 24).to_le_bytes()[0].cast_signed()))
            .collect();
        (rows[0], rows[1]) = ([i8::MIN; LABELS - 1], [i8::MAX; LABELS - 1]);
        let file = Model::write(1.0, &[[0; LABELS]; LABELS], &rows, &[]);
        let model = Model::read(file.leak()).unwrap();
        let some: Vec<u32> = (0..MOST).map(|_| next() >> (32 - ROWS)).collect();
        for asked in [&some[..], &[0; MOST], &[1; MOST], &[]] {
            let sums = model.sums(asked);
            let above_first: [i16; LABELS - 1] = std::array::from_fn(|label| {
                asked.iter().map(|row| i16::from(rows[*row as usize][label])).sum()
            });
            assert_eq!((sums[0], &sums[1..]), (0, &above_first[..]));
        }
    }
}
