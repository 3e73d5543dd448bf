//! Outcomes in, a batch out with which the one writer has little left to do: whatever takes no archive to find out is
//! done on all cores, and most of that is the index.

use std::collections::HashSet;
use std::ops::Range;

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

/// Some articles, one behind the other, that one core inverted.
#[derive(Debug)]
struct Share {
    /// Their places in the batch.
    places: Vec<usize>,
    inversion: Inversion,
}

/// One core inverts at most so many bytes of text at once: a few MB of words fit into its cache.
const MOST_BYTES: usize = 2 << 20;

/// And no fewer than so many, unless there are no more: each share has its own list of words, and the writer puts them
/// together.
const LEAST_BYTES: usize = 128 << 10;

/// So many shares a core: the writer takes a core for itself now and then, and another one has more to do.
const SHARES: usize = 4;

impl Batch {
    /// Makes outcomes ready, on the cores of the thread pool that it is called in.
    #[must_use]
    pub fn new(outcomes: Vec<Outcome>, indexing: Indexing) -> Self {
        // Of a path that is there twice the second article takes the place of the first, which FTS5 has to know.
        let mut paths = HashSet::with_capacity(outcomes.len());
        let is_parallel = indexing == Indexing::Parallel
            && outcomes.iter().all(|outcome| paths.insert(outcome.file().path.as_str()));
        let make = |places: Range<usize>| {
            let texts: Vec<Text> = outcomes[places.clone()].iter().map(Text::of).collect();
            let share = is_parallel.then(|| Share::of(&outcomes, &texts, places));
            (texts, share)
        };
        let made: Vec<(Vec<Text>, Option<Share>)> = deal_out(&outcomes).into_par_iter().map(make).collect();
        let (texts, shares): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        Self {
            texts: texts.into_iter().flatten().collect(),
            shares: shares.into_iter().flatten().collect(),
            outcomes,
        }
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

impl Share {
    /// The articles among the outcomes at `places`, whose texts are `texts`.
    fn of(outcomes: &[Outcome], texts: &[Text], places: Range<usize>) -> Self {
        let is_article = |place: &usize| matches!(outcomes[*place], Outcome::Stored(..));
        let first = places.start;
        let places: Vec<usize> = places.filter(is_article).collect();
        let inversion = Inversion::of(places.iter().map(|place| &texts[place - first].article));
        Self { places, inversion }
    }
}

/// Deals outcomes out, about as many bytes of text to each share.
fn deal_out(outcomes: &[Outcome]) -> Vec<Range<usize>> {
    let size = |outcome: &Outcome| match outcome {
        Outcome::Stored(_, record) => record.zones.iter().map(|block| block.text.len()).sum(),
        _ => 0,
    };
    let sizes: Vec<usize> = outcomes.iter().map(size).collect();
    let shares = SHARES * rayon::current_num_threads();
    let share = sizes.iter().sum::<usize>().div_ceil(shares).clamp(LEAST_BYTES, MOST_BYTES);
    let (mut dealt, mut first, mut bytes) = (Vec::new(), 0, 0);
    for (size, end) in sizes.into_iter().zip(1..) {
        bytes += size;
        if bytes >= share || end == outcomes.len() {
            dealt.push(first..end);
            (first, bytes) = (end, 0);
        }
    }
    dealt
}

impl From<Vec<Outcome>> for Batch {
    fn from(outcomes: Vec<Outcome>) -> Self {
        Self::new(outcomes, Indexing::default())
    }
}
