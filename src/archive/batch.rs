//! Outcomes in, a batch out with which the one writer has little left to do: whatever takes no archive to find out is
//! done on all cores, and most of that is the index.

use std::collections::HashSet;

use rayon::prelude::*;

use super::article::Text;
use super::index::{Inversion, Part};
use crate::outcome::Outcome;

/// Who makes the index of words. Both come to the same index, and to the same answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Indexing {
    /// All cores; the writer puts together what they made.
    #[default]
    Parallel,
    /// FTS5, on the writer's thread.
    Plain,
}

/// Outcomes that are written together, wholly or not at all.
#[derive(Debug, Default)]
pub struct Batch {
    pub(super) outcomes: Vec<Outcome>,
    /// Of each outcome; empty where it is no article.
    pub(super) texts: Vec<Text>,
    /// The index of the articles, in parts.
    shares: Vec<Share>,
}

/// The articles that one core inverted.
#[derive(Debug)]
struct Share {
    /// Their places in the batch.
    places: Vec<usize>,
    inversion: Inversion,
}

/// One core inverts at most so many bytes of text at once: a few MB of words fit into its cache.
const SHARE_BYTES: usize = 2 << 20;

impl Batch {
    /// Makes outcomes ready, on the cores of the thread pool that it is called in.
    #[must_use]
    pub fn new(outcomes: Vec<Outcome>, indexing: Indexing) -> Self {
        let texts: Vec<Text> = outcomes.par_iter().map(Text::of).collect();
        // Of a path that is there twice the second article takes the place of the first, which FTS5 has to know.
        let mut paths = HashSet::with_capacity(outcomes.len());
        let is_plain = indexing == Indexing::Plain
            || !outcomes.iter().all(|outcome| paths.insert(outcome.file().path.as_str()));
        let shares = if is_plain { Vec::new() } else { invert(&outcomes, &texts) };
        Self { outcomes, texts, shares }
    }

    /// Is there nothing in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// How its articles get into the index.
    pub(super) fn indexing(&self) -> Indexing {
        if self.shares.is_empty() { Indexing::Plain } else { Indexing::Parallel }
    }

    /// The index of those articles of which `ids` says under which id they were stored.
    pub(super) fn parts(&self, ids: &[Option<i64>]) -> Vec<Part<'_>> {
        self.shares
            .iter()
            .map(|share| Part {
                inversion: &share.inversion,
                ids: share.places.iter().map(|&place| ids[place]).collect(),
            })
            .collect()
    }
}

/// Deals the articles out to the cores, about as many bytes to each.
fn invert(outcomes: &[Outcome], texts: &[Text]) -> Vec<Share> {
    let articles =
        || (0..).zip(outcomes.iter().zip(texts)).filter(|(_, (it, _))| matches!(it, Outcome::Stored(..)));
    let bytes: usize = articles().map(|(_, (_, text))| text.size()).sum();
    let share = bytes.div_ceil(rayon::current_num_threads()).min(SHARE_BYTES);
    let mut shares: Vec<Vec<usize>> = Vec::new();
    let mut filled = share;
    for (place, (_, text)) in articles() {
        if filled >= share {
            shares.push(Vec::new());
            filled = 0;
        }
        filled += text.size();
        if let Some(last) = shares.last_mut() {
            last.push(place);
        }
    }
    let invert = |places: Vec<usize>| Share {
        inversion: Inversion::of(places.iter().map(|&place| &texts[place].article)),
        places,
    };
    shares.into_par_iter().map(invert).collect()
}

impl From<Vec<Outcome>> for Batch {
    fn from(outcomes: Vec<Outcome>) -> Self {
        Self::new(outcomes, Indexing::default())
    }
}
