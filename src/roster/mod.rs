//! The names that an archive prints in, the person who bears each of them out: the roster. Pure; what
//! comes out depends on which names there are, and not on the order in which they came.
//!
//! The rules, to which [`Aliases`] given by hand are the exceptions:
//!
//! 1. Names of one spelling are one person; [`name`] says what does not count in a spelling.
//! 2. Names of the same given name, surname and suffix are one person as long as their middle names agree.
//!    `John Roe` and `John F. Roe` are one, and so are `John F. Roe` and `John Fitzgerald Roe`; all three
//!    are when all three are printed. `John Roe` and `John Fitzgerald Roe` alone are not: a name that nobody
//!    shortens to an initial may be half of a double one.
//! 3. A name that agrees with two that disagree with each other may be either's and is left alone: beside
//!    `John F. Roe` and `John G. Roe`, `John Roe` is a third.
//! 4. A name that begins with somebody's whole name may end in a second surname, and is left alone, as if it
//!    were not there: `José Álvarez García` beside `José Álvarez`.
//! 5. An initial is no given name: `J. Roe` is neither `John Roe` nor `J. F. Roe`.
//! 6. `Jr.` counts: who is called so has a father of the same name.
//! 7. A name of one word is nobody's but its own.

pub mod aliases;
pub(crate) mod kin;
mod merge;
pub mod name;
pub mod near;
#[cfg(test)]
mod tests;

pub use aliases::Aliases;
use merge::{Bearer, merge};
use name::{Parts, Spelling};

/// A name as articles print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed<'n> {
    /// The name.
    pub name: &'n str,
    /// How many articles print it so.
    pub articles: u64,
}

/// For each name, at its place, the name of its person: the one that a hand gave, or else that in which
/// most articles print it.
#[must_use]
pub fn assign<'a>(printed: &[Printed<'a>], aliases: &'a Aliases) -> Vec<&'a str> {
    let mut persons: Vec<&str> = printed.iter().map(|printed| printed.name).collect();
    for (place, person) in called_otherwise(printed.len(), |place| Some(printed[place]), aliases) {
        persons[place] = person;
    }
    persons
}

/// The same of a great many names, in little memory: in ascending order the places of those whose person is called
/// otherwise, and how. `printed` gives the name at each of `count` places; where it gives none, there is none.
#[must_use]
pub(crate) fn called_otherwise<'a>(
    count: usize,
    printed: impl Fn(usize) -> Option<Printed<'a>>,
    aliases: &'a Aliases,
) -> Vec<(usize, &'a str)> {
    // Whom a hand has named may be called quite otherwise.
    let parts = if aliases.lines().is_empty() { count.div_ceil(AT_ONCE) } else { 1 };
    called_otherwise_in_parts(count, printed, aliases, parts)
}

/// About so many names are looked at together: what is made of a name takes five times its memory.
const AT_ONCE: usize = 100_000;

/// The same, so many parts one behind the other. Names of one person, and names that begin with another one, begin
/// with the same word: each part has all names that begin with some words.
fn called_otherwise_in_parts<'a>(
    count: usize,
    printed: impl Fn(usize) -> Option<Printed<'a>>,
    aliases: &'a Aliases,
    parts: usize,
) -> Vec<(usize, &'a str)> {
    let part_of = |name: &str| {
        let first_word = name::first_word(name);
        first_word.bytes().fold(0, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % parts
    };
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); parts];
    for place in 0..count {
        if let Some(printed) = printed(place) {
            places[part_of(printed.name)].push(place);
        }
    }
    let mut others = Vec::new();
    for places in places {
        let some: Vec<Printed<'a>> = places.iter().filter_map(|&place| printed(place)).collect();
        for ((place, one), person) in places.into_iter().zip(&some).zip(assign_together(&some, aliases)) {
            if one.name != person {
                others.push((place, person));
            }
        }
    }
    others.sort_unstable_by_key(|(place, _)| *place);
    others
}

fn assign_together<'a>(printed: &[Printed<'a>], aliases: &'a Aliases) -> Vec<&'a str> {
    let spellings: Vec<Spelling> = printed.iter().map(|printed| name::read(printed.name)).collect();
    let known = Known::of(&spellings, aliases);
    let by_rule = known.persons(aliases);
    let persons: Vec<usize> = spellings
        .iter()
        .map(|spelling| {
            let by_hand = aliases.person(&spelling.text).map(|person| person.spelling.text.as_str());
            by_rule[known.place(by_hand.unwrap_or(&spelling.text))]
        })
        .collect();
    let names = names(printed, &persons, &known.by_hand, &by_rule);
    persons.into_iter().map(|person| names[person]).collect()
}

/// The spellings that there are, each at a place of its own, in alphabetical order.
struct Known<'s, 'a> {
    /// At each place the spelling and its parts.
    parts: Vec<(&'s str, Option<&'s Parts>)>,
    /// At each place the name that a hand gave to a person of this spelling.
    by_hand: Vec<Option<&'a str>>,
}

impl<'s, 'a: 's> Known<'s, 'a> {
    fn of(spellings: &'s [Spelling], aliases: &'a Aliases) -> Self {
        let by_hand = aliases.people().iter().map(|person| &person.spelling);
        let mut parts: Vec<(&str, Option<&Parts>)> = spellings
            .iter()
            .chain(by_hand)
            .map(|spelling| (spelling.text.as_str(), spelling.parts.as_ref()))
            .collect();
        // Of names of one spelling the one in the fewest words knows best what belongs together.
        parts.sort_unstable();
        parts.dedup_by_key(|(text, _)| *text);
        let mut known = Self { by_hand: vec![None; parts.len()], parts };
        for person in aliases.people() {
            let place = known.place(&person.spelling.text);
            known.by_hand[place] = Some(person.name.as_str());
        }
        known
    }

    /// Where a spelling is, or would be.
    fn place(&self, text: &str) -> usize {
        self.parts.partition_point(|(known, _)| *known < text)
    }

    fn has(&self, text: &str) -> bool {
        self.parts.get(self.place(text)).is_some_and(|(known, _)| *known == text)
    }

    /// At each place the first place of the same person, by the rules alone. A name that a hand has
    /// given to somebody is not asked for by the rules.
    fn persons(&self, aliases: &Aliases) -> Vec<usize> {
        let bearers = self.parts.iter().zip(0..).filter_map(|(&(text, parts), place)| {
            let parts = parts?;
            let is_by_hand = self.by_hand[place].is_some();
            let is_left_alone = aliases.person(text).is_some() || self.begins_with_a_name(parts);
            (!is_left_alone).then_some(Bearer { parts, place, is_by_hand })
        });
        let mut persons: Vec<usize> = (0..self.parts.len()).collect();
        merge(bearers.collect(), &mut persons);
        persons
    }

    /// Is the name, without its last words, somebody's name as well?
    fn begins_with_a_name(&self, parts: &Parts) -> bool {
        let mut beginning = parts.given.clone();
        parts.middles.iter().any(|middle| {
            beginning.push(' ');
            beginning.push_str(middle);
            !name::is_initial(middle) && self.has(&beginning)
        })
    }
}

/// At the first place of each person its name.
fn names<'a>(
    printed: &[Printed<'a>],
    persons: &[usize],
    by_hand: &[Option<&'a str>],
    by_rule: &[usize],
) -> Vec<&'a str> {
    let mut best: Vec<Option<Printed<'a>>> = vec![None; by_rule.len()];
    // Of those that as many articles print, the longest, then the first of the alphabet.
    let rank = |one: Printed<'a>| (one.articles, one.name.len(), std::cmp::Reverse(one.name));
    for (&one, &person) in printed.iter().zip(persons) {
        let best = &mut best[person];
        if best.is_none_or(|best| rank(best) < rank(one)) {
            *best = Some(one);
        }
    }
    let mut names: Vec<&'a str> = best.iter().map(|best| best.map_or("", |best| best.name)).collect();
    for (&person, by_hand) in by_rule.iter().zip(by_hand) {
        if let Some(name) = by_hand {
            names[person] = name;
        }
    }
    names
}
