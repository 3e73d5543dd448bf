//! The bytes of a model in, its weights and its words out.
//!
//! A model file is little-endian, without gaps: `morgueNM`, the format version, the power of two of its rows,
//! how many words its lexicon has, the scale of its weights (one step is so much of a logit), the weights of
//! one label behind another, all rows, then the lexicon's keys in ascending order, each with its entry.

use super::features::ROWS;
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

/// A row of the table: a weight for each label, and three bytes that nothing reads.
pub const ROW: usize = 8;

const MAGIC: &[u8; 8] = b"morgueNM";
const VERSION: u32 = 1;
const HEAD: usize = 24;
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
    pub(super) fn odds(&self, scores: &[i16; ROW]) -> Labels {
        odds(std::array::from_fn(|label| f32::from(scores[label]) * self.scale))
    }

    /// The sums of the weights of rows, for each label.
    pub(super) fn sums(&self, rows: &[u32]) -> [i16; ROW] {
        rows.iter().fold([0; ROW], |sums, row| {
            let weights = &self.rows[*row as usize % self.rows.len()];
            std::array::from_fn(|label| sums[label] + i16::from(weights[label].cast_signed()))
        })
    }

    /// The file of a model. Lexicon: ascending keys, each with its entry.
    #[must_use]
    pub fn write(
        scale: f32,
        transitions: &[[i16; LABELS]; LABELS],
        rows: &[[i8; LABELS]],
        lexicon: &[(u32, u32)],
    ) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let count = u32::try_from(lexicon.len()).unwrap_or(u32::MAX);
        for number in [VERSION, ROWS, count, scale.to_bits()] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(transitions.iter().flatten().flat_map(|step| step.to_le_bytes()));
        for row in rows {
            bytes.extend(row.iter().map(|weight| weight.cast_unsigned()));
            bytes.extend([0; ROW - LABELS]);
        }
        bytes.extend(lexicon.iter().flat_map(|(key, entry)| [*key, *entry]).flat_map(u32::to_le_bytes));
        bytes
    }
}
