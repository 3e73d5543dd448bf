//! The tokens of an article in, the names of persons among them out, each with how sure the tagger is.
//!
//! A linear-chain conditional random field. Words with a capital, and the small words within names, are
//! looked at; all others are in no name, so that every row of such words is a chain of its own. The features
//! of a word ([`features`]) are hashed into the rows of one table of small numbers ([`model`]). The article
//! is read twice: the names found first tell what the same words are elsewhere.
//!
//! `ABOUT-MODEL.md` says what the model was made from, and how.

use std::sync::LazyLock;

use super::lex::Token;

pub mod features;
pub mod lexicon;
pub mod likelihood;
pub mod model;
mod seen;
mod shape;
mod table;
pub mod words;

use features::{MOST, features};
use likelihood::Sums;
use model::{BEGIN, LABELS, LAST, Model, OUTSIDE, Scores, UNIT, follows};
use table::Table;
use words::{Word, words};

/// A name that the tagger found. Positions count the tokens of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tagged {
    /// In the order in which the blocks were given.
    pub block: usize,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// How likely it is that exactly these words are a name, as the model sees it: in percent.
    pub confidence: u8,
}

/// The model that the crate ships.
const BYTES: &[u8] = include_bytes!("model.bin");

/// The model, read at its first use. `None` is impossible: a test reads it.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(BYTES));

/// Reads the shipped model anew, and tells whether it is one. For benchmarks and tests.
#[must_use]
pub fn is_whole() -> bool {
    Model::read(BYTES).is_some()
}

/// The names in the blocks of one article, in reading order.
#[must_use]
pub fn tag(blocks: &[&[Token<'_>]]) -> Vec<Tagged> {
    MODEL.as_ref().map(|model| names(model, blocks)).unwrap_or_default()
}

fn names(model: &Model, blocks: &[&[Token<'_>]]) -> Vec<Tagged> {
    let words = words(blocks, &model.lexicon);
    let mut chains = chains(&words);
    let mut scores = Vec::with_capacity(chains.last().map_or(0, |chain| chain.range().end));
    for chain in &chains {
        scores.extend((chain.start..chain.end).map(|at| score(model, &words, at)));
    }
    let mut labels = vec![OUTSIDE; scores.len()];
    let mut came_from = Vec::new();
    for chain in &chains {
        best(model, &scores[chain.range()], &mut labels[chain.range()], &mut came_from);
    }
    second_thoughts(model, &words, &mut chains, &labels, &mut scores);
    for chain in chains.iter().filter(|chain| chain.is_changed) {
        best(model, &scores[chain.range()], &mut labels[chain.range()], &mut came_from);
    }
    let (mut names, mut sums) = (Vec::new(), Sums::default());
    for chain in &chains {
        let labels = &labels[chain.range()];
        // Most chains have no name in them, and nobody asks how sure that is.
        if labels.iter().all(|label| *label == OUTSIDE) {
            continue;
        }
        sums.set(scores[chain.range()].iter().map(|scores| model.odds(scores)), &model.passage);
        for (start, end) in spans(labels) {
            let likely = sums.path(&model.passage, start, &labels[start..end]);
            let (first, last) = (&words[chain.start + start].place, &words[chain.start + end - 1].place);
            names.push(Tagged {
                block: first.0 as usize,
                start: first.1 as usize,
                end: last.2 as usize,
                confidence: percent(likely),
            });
        }
    }
    names
}

/// A row of active words.
struct Chain {
    start: usize,
    end: usize,
    /// Where its scores begin.
    scores: usize,
    /// Are its scores others at second thought?
    is_changed: bool,
}

impl Chain {
    fn range(&self) -> std::ops::Range<usize> {
        self.scores..self.scores + self.end - self.start
    }
}

/// Is it a word that is hardly ever part of a person's name, like most that open sentences, days and countries, and does
/// the article nowhere show it where names are? Then it is in no name when it stands alone, and is not asked for: that is
/// a quarter of the words with a capital in news, and of 430,000 of them the model took five for names (measured).
fn is_no_name(word: &Word) -> bool {
    const PLACES_OF_NAMES: u16 = seen::LAST | seen::TITLED | seen::AFTER_GIVEN | seen::AFTER_INITIAL;
    word.entry.is_measured() && word.entry.person() <= 3 && word.seen & PLACES_OF_NAMES == 0
}

/// The rows of active words of which something is to be asked.
fn chains(words: &[Word]) -> Vec<Chain> {
    // A chain has one active word at least, and most words to each side of it are none.
    let mut chains = Vec::with_capacity(words.len() / 4);
    let mut scores = 0;
    let mut at = 0;
    while at < words.len() {
        let length = words[at..].iter().take_while(|word| word.is_active).count();
        if length > 1 || length == 1 && !is_no_name(&words[at]) {
            chains.push(Chain { start: at, end: at + length, scores, is_changed: false });
            scores += length;
        }
        at += length + 1;
    }
    chains
}

/// The scores of an active word. Its rows lie scattered in a table larger than the nearest cache: once all are known,
/// they are fetched side by side.
fn score(model: &Model, words: &[Word], at: usize) -> Scores {
    let (mut rows, mut count) = ([0; MOST], 0);
    features(words, at, |row| {
        rows[count] = row;
        count += 1;
    });
    model.sums(&rows[..count])
}

/// The best labels of a chain (Viterbi). Before and behind it nothing is in a name. `came_from` is room to work in.
fn best(model: &Model, scores: &[Scores], labels: &mut [usize], came_from: &mut Vec<[usize; LABELS]>) {
    const NEVER: i32 = i32::MIN / 2;
    // Most chains are one word, which is a name or none.
    if let ([scores], [label]) = (scores, &mut *labels) {
        let through = |label: usize| {
            let passage = model.transitions[OUTSIDE][label] + model.transitions[label][OUTSIDE];
            i32::from(passage) + i32::from(scores[label])
        };
        *label = if through(OUTSIDE) >= through(UNIT) { OUTSIDE } else { UNIT };
        return;
    }
    came_from.clear();
    came_from.resize(scores.len(), [OUTSIDE; LABELS]);
    let mut now = [NEVER; LABELS];
    now[OUTSIDE] = 0;
    for (scores, came_from) in scores.iter().zip(&mut *came_from) {
        let mut next = [NEVER; LABELS];
        for label in 0..LABELS {
            for before in (0..LABELS).filter(|before| follows(*before, label)) {
                let score = now[before] + i32::from(model.transitions[before][label]);
                if score > next[label] {
                    next[label] = score;
                    came_from[label] = before;
                }
            }
            next[label] += i32::from(scores[label]);
        }
        now = next;
    }
    let end = |label: usize| now[label] + i32::from(model.transitions[label][OUTSIDE]);
    let mut label =
        [OUTSIDE, LAST, UNIT].into_iter().rev().max_by_key(|label| end(*label)).unwrap_or(OUTSIDE);
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = came_from[at][label];
    }
}

/// The names that the labels of a chain make.
fn spans(labels: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut start = 0;
    labels.iter().enumerate().filter_map(move |(at, label)| {
        if matches!(*label, BEGIN | UNIT) {
            start = at;
        }
        matches!(*label, LAST | UNIT).then_some((start, at + 1))
    })
}

/// What the names found first say of the same word elsewhere: the last word of a full name is a person's
/// wherever it stands alone, and a word that is never one is none. Figures from the notes on people: strengths
/// from 3 to 12 logits do the same.
fn second_thoughts(
    model: &Model,
    words: &[Word],
    chains: &mut [Chain],
    labels: &[usize],
    scores: &mut [Scores],
) {
    let step = model.steps(3.0);
    let mut table: Table<Evidence> = Table::with_room_for(scores.len());
    let mut in_name: Vec<bool> = Vec::new();
    for chain in &*chains {
        let labels = &labels[chain.range()];
        in_name.clear();
        in_name.resize(labels.len(), false);
        for (start, end) in spans(labels) {
            in_name[start..end].fill(true);
            if end - start > 1 {
                let last = table.of(words[chain.start + end - 1].key);
                last.tenths += 10;
                last.ends_a_name = true;
                table.of(words[chain.start + start].key).tenths += 3;
            } else {
                table.of(words[chain.start + start].key).tenths += 5;
            }
        }
        for (at, _) in in_name.iter().enumerate().filter(|(_, is)| !**is) {
            let word = &words[chain.start + at];
            if !word.is_first {
                table.of(word.key).tenths -= 5;
            }
        }
    }
    for chain in chains {
        let labels = &labels[chain.range()];
        for at in 0..labels.len() {
            let is_outside =
                |at: Option<usize>| at.and_then(|at| labels.get(at)).is_none_or(|label| *label == OUTSIDE);
            if !is_outside(at.checked_sub(1)) || !is_outside(Some(at + 1)) {
                continue;
            }
            let word = &words[chain.start + at];
            let Evidence { tenths, ends_a_name } = *table.of(word.key);
            // Its own place does not speak of itself.
            let label = match labels[at] {
                OUTSIDE if ends_a_name || tenths + 5 * i32::from(!word.is_first) >= 9 => UNIT,
                UNIT if tenths - 5 <= -14 => OUTSIDE,
                _ => continue,
            };
            scores[chain.scores + at][label] += step;
            chain.is_changed = true;
        }
    }
}

/// What speaks for a word being a person's wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// For each name that it ends, begins or is, and against it for each place where it is none.
    tenths: i32,
    /// Is it the last word of a full name?
    ends_a_name: bool,
}

/// A likelihood in whole percent, rounded down: 100 is certain.
fn percent(likely: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let percent = (likely.clamp(0.0, 1.0) * 100.0) as u8;
    percent
}
