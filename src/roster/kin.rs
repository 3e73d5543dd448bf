//! The names of an archive and some that more or fewer articles print than before in, every name whose person can be
//! another because of that out: a few new articles are work for a few names.
//!
//! By the rules, names of one person have the first and the last word of their spelling in common, a suffix not counted.
//! A name that begins with somebody's whole name begins with all words of that spelling. So a person can be another
//! where a name has first and last word in common with a changed one, or with one that begins with a changed one. What
//! a hand says joins any names: whatever stands in [`Aliases`] counts as changed.

use std::collections::HashSet;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::aliases::Aliases;
use super::name;

/// Places of names, in ascending order.
#[derive(Debug)]
pub struct Kin {
    /// The names whose person can be another.
    pub names: Vec<usize>,
    /// Other names, with which those begin: without them the rules cannot tell.
    pub beginnings: Vec<usize>,
}

/// A name that begins with the first word of a changed one.
struct Seen {
    place: usize,
    spelling: u64,
    ends: u64,
}

/// Finds the kin of changed names among all names that there are now.
#[must_use]
pub fn kin(names: &[&str], changed: &[&str], aliases: &Aliases) -> Kin {
    let by_hand = aliases.lines().iter().flat_map(|(name, person)| [name.as_str(), person]);
    let changed: HashSet<String> =
        changed.iter().copied().chain(by_hand).map(|name| name::read(name).text).collect();
    let first_words: HashSet<&str> = changed.iter().map(|spelling| ends(spelling).0).collect();
    let mut changed_ends: HashSet<u64> = changed.iter().map(|spelling| hash(&ends(spelling))).collect();
    let mut seen = Vec::new();
    for (place, name) in names.iter().enumerate() {
        if !first_words.contains(name::first_word(name).as_str()) {
            continue;
        }
        let spelling = name::read(name).text;
        let ends = hash(&ends(&spelling));
        if beginnings(&spelling).any(|beginning| changed.contains(beginning)) {
            changed_ends.insert(ends);
        }
        seen.push(Seen { place, spelling: hash(&spelling.as_str()), ends });
    }
    // Two spellings of one hash are looked at together, which does no harm.
    let (kin, others): (Vec<Seen>, Vec<Seen>) =
        seen.into_iter().partition(|seen| changed_ends.contains(&seen.ends));
    let mut begins_with = HashSet::new();
    for seen in &kin {
        let spelling = name::read(names[seen.place]).text;
        begins_with.extend(beginnings(&spelling).map(|beginning| hash(&beginning)));
    }
    let beginnings = others.into_iter().filter(|seen| begins_with.contains(&seen.spelling));
    Kin {
        names: kin.iter().map(|seen| seen.place).collect(),
        beginnings: beginnings.map(|seen| seen.place).collect(),
    }
}

/// The first word of a spelling, and the last one without its suffix.
fn ends(spelling: &str) -> (&str, &str) {
    let bare = match spelling.rsplit_once(' ') {
        Some((bare, last)) if name::suffix(last).is_some() => bare,
        _ => spelling,
    };
    let first = bare.split(' ').next().unwrap_or(bare);
    (first, bare.rsplit(' ').next().unwrap_or(bare))
}

/// A spelling without its last word, without its last two, and so on.
fn beginnings(spelling: &str) -> impl Iterator<Item = &str> {
    spelling.match_indices(' ').map(|(at, _)| &spelling[..at])
}

fn hash(words: &impl std::hash::Hash) -> u64 {
    FixedState::default().hash_one(words)
}
