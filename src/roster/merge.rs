//! Full names in, which of them are one person out: the rules of the middle names.

use std::collections::BTreeMap;

use super::name::{Parts, is_initial};

/// Somebody of a full name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearer<'a> {
    /// The parts of the name.
    pub parts: &'a Parts,
    /// Its place among all names.
    pub place: usize,
    /// A hand gave this name to somebody: two of those are never one.
    pub is_by_hand: bool,
}

/// So many names are compared with one another at most. Where one given name and surname has more middle
/// names of one letter than this, nobody can tell its bearers by them, and none are merged.
const MOST: usize = u64::BITS as usize;

/// Writes at the place of each bearer the first place of those that are the same person.
pub(super) fn merge(mut bearers: Vec<Bearer<'_>>, persons: &mut [usize]) {
    bearers.retain(|bearer| !bearer.parts.is_initialled());
    bearers.sort_unstable_by_key(|bearer| (key(bearer), bearer.place));
    let are_near = |one: &Bearer<'_>, other: &Bearer<'_>| key(one) == key(other);
    for group in bearers.chunk_by(are_near) {
        if group.len() <= MOST {
            merge_few(group, persons);
            continue;
        }
        // Names of other first letters in the middle disagree, so that one without any is left alone.
        let mut by_letter: BTreeMap<Option<char>, Vec<Bearer<'_>>> = BTreeMap::new();
        for bearer in group {
            let letter = bearer.parts.middles.first().and_then(|middle| middle.chars().next());
            by_letter.entry(letter).or_default().push(*bearer);
        }
        for few in by_letter.values().filter(|few| few.len() <= MOST) {
            merge_few(few, persons);
        }
    }
}

/// What the names of one person have in common.
fn key<'a>(bearer: &Bearer<'a>) -> (&'a str, &'a str, &'a str) {
    (&bearer.parts.given, &bearer.parts.surname, bearer.parts.suffix)
}

/// A bearer whose possible selves all agree with one another is one with those of them that a chain of
/// likenesses leads to; any other stays alone.
fn merge_few(bearers: &[Bearer<'_>], persons: &mut [usize]) {
    let agreeing = sets(bearers, agree);
    let alike = sets(bearers, |one, other| agree(one, other) && are_alike(one, other));
    let is_of_one = |at: usize| members(agreeing[at]).all(|other| agreeing[at] & !agreeing[other] == 0);
    for at in 0..bearers.len() {
        if !is_of_one(at) {
            continue;
        }
        let mut same = 1_u64 << at;
        let mut before = 0;
        while same != before {
            before = same;
            same |= members(before).filter(|&one| is_of_one(one)).fold(0, |set, one| set | alike[one]);
            same = members(same).filter(|&one| is_of_one(one)).fold(0, |set, one| set | 1 << one);
        }
        persons[bearers[at].place] = bearers[same.trailing_zeros() as usize].place;
    }
}

/// For each bearer the set of those to which it stands in a relation.
fn sets(bearers: &[Bearer<'_>], relation: impl Fn(&Bearer<'_>, &Bearer<'_>) -> bool) -> Vec<u64> {
    let set = |one| {
        let related = bearers.iter().zip(0..).filter(|(other, _)| relation(one, other));
        related.fold(0, |set, (_, at)| set | 1_u64 << at)
    };
    bearers.iter().map(set).collect()
}

/// The places in a set.
fn members(set: u64) -> impl Iterator<Item = usize> {
    (0..MOST).filter(move |at| set >> at & 1 == 1)
}

/// May they be one person?
fn agree(one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    let are_two = one.is_by_hand && other.is_by_hand && one.place != other.place;
    let mut middles = one.parts.middles.iter().zip(&other.parts.middles);
    !are_two && middles.all(|(one, other)| one == other || is_initial_of(one, other))
}

/// Does one only leave out initials of the other, or write them out?
fn are_alike(one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    let (one, other) = (&one.parts.middles, &other.parts.middles);
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long[short.len()..].iter().all(|middle| is_initial(middle))
}

fn is_initial_of(one: &str, other: &str) -> bool {
    (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
}
