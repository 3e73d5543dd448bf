//! The odds of the labels of a row of words in, how likely each labelling is out. The tagger asks it how sure it
//! is, and the trainer what to learn.
//!
//! From additions, multiplications and divisions alone: the same bits on every machine.

use super::model::{LABELS, OUTSIDE, follows};

/// A number for each label.
pub type Labels = [f32; LABELS];

/// Before and behind a row of words nothing is in a name.
pub const ENDS: Labels = [1.0, 0.0, 0.0, 0.0, 0.0];

/// The odds of the labels of a word from their scores in logits, relative to the likeliest so that none is
/// beyond what a number can be.
#[must_use]
pub fn odds(scores: Labels) -> Labels {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| exp(score - most))
}

/// The odds of one label behind another, from logits; zero where it cannot be.
#[must_use]
pub fn passage(transitions: impl Fn(usize, usize) -> f32) -> [Labels; LABELS] {
    std::array::from_fn(|before| {
        std::array::from_fn(
            |label| if follows(before, label) { exp(transitions(before, label)) } else { 0.0 },
        )
    })
}

/// The sums over all labellings of a row of words, each up to a factor: of what comes before a word with each of
/// its labels, itself included, and of what comes behind it.
#[derive(Debug, Default)]
pub struct Sums {
    /// Of each word.
    pub odds: Vec<Labels>,
    /// Before each word and of it.
    pub forward: Vec<Labels>,
    /// Behind each word.
    pub backward: Vec<Labels>,
}

impl Sums {
    /// Sums the odds of a row of words.
    #[must_use]
    pub fn of(odds: impl IntoIterator<Item = Labels>, passage: &[Labels; LABELS]) -> Self {
        let mut sums = Self::default();
        sums.set(odds, passage);
        sums
    }

    /// The same, in the place of another row.
    pub fn set(&mut self, odds: impl IntoIterator<Item = Labels>, passage: &[Labels; LABELS]) {
        self.odds.clear();
        self.odds.extend(odds);
        self.forward.clear();
        let mut before = ENDS;
        for odds in &self.odds {
            let mut now = std::array::from_fn(|label| {
                (0..LABELS).map(|from| before[from] * passage[from][label]).sum::<f32>() * odds[label]
            });
            normalize(&mut now);
            self.forward.push(now);
            before = now;
        }
        self.backward.clear();
        self.backward.resize(self.odds.len(), [0.0; LABELS]);
        let mut behind: Labels = std::array::from_fn(|label| passage[label][OUTSIDE]);
        for (odds, backward) in self.odds.iter().zip(&mut self.backward).rev() {
            normalize(&mut behind);
            *backward = behind;
            behind = std::array::from_fn(|label| {
                (0..LABELS).map(|to| passage[label][to] * odds[to] * backward[to]).sum()
            });
        }
    }

    /// How likely each label of a word is.
    #[must_use]
    pub fn likely(&self, at: usize) -> Labels {
        let mut likely = std::array::from_fn(|label| self.forward[at][label] * self.backward[at][label]);
        normalize(&mut likely);
        likely
    }

    /// How likely it is that the words from one on have exactly these labels.
    #[must_use]
    pub fn path(&self, passage: &[Labels; LABELS], start: usize, labels: &[usize]) -> f32 {
        let mut likely = self.likely(start)[labels[0]];
        for (at, pair) in (start + 1..).zip(labels.windows(2)) {
            let mut next: Labels = std::array::from_fn(|label| {
                passage[pair[0]][label] * self.odds[at][label] * self.backward[at][label]
            });
            normalize(&mut next);
            likely *= next[pair[1]];
        }
        likely
    }
}

fn normalize(values: &mut Labels) {
    let sum: f32 = values.iter().sum();
    for value in values {
        *value /= sum;
    }
}

/// The exponential.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    let power = (x * std::f32::consts::LOG2_E).round();
    let rest = x - power * std::f32::consts::LN_2;
    let series = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0_f32];
    let near = series.into_iter().fold(0.0, |sum, term| sum * rest + term);
    #[expect(clippy::cast_possible_truncation, reason = "from -116 to 116")]
    let power = power as i32;
    near * f32::from_bits((power + 127).cast_unsigned() << 23)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::people::tagger::model::{BEGIN, LAST, UNIT};

    #[test]
    fn the_exponential() {
        for x in [-80.0_f32, -20.0, -1.0, -0.1, 0.0, 0.5, 1.0, 3.3, 40.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-4, "{x}");
        }
    }

    #[test]
    fn likelihoods_add_up() {
        let passage = passage(|before, label| if before == label { 0.5 } else { -0.25 });
        let odds = [odds([0.0, 1.0, -1.0, 0.5, 2.0]), odds([0.3, 0.0, 0.0, 1.5, -1.0])];
        let sums = Sums::of(odds, &passage);
        let all = [[OUTSIDE, OUTSIDE], [OUTSIDE, UNIT], [UNIT, OUTSIDE], [UNIT, UNIT], [BEGIN, LAST]];
        let total: f32 = all.iter().map(|labels| sums.path(&passage, 0, labels)).sum();
        assert!((total - 1.0).abs() < 1e-5, "{total}");
    }
}
