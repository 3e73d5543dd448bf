//! The names of an article in, its persons with every place that names them out: a full name, a surname, a
//! first name, and initials lead to one person.

use foldhash::HashMap;

use super::lex::{Token, is_shouted, without_accents};
use super::lists::is_particle;
use super::names::Name;
use super::quoted::is_quoted;
use super::{Block, Known, Person, PersonMention, PersonRole};
use crate::article::Zone;
use crate::span::{Rule, Span};

/// The persons whom the names and lines of the blocks tell, in the order in which they first appear.
pub(super) fn people(blocks: &[Block<'_>]) -> Vec<Person> {
    let count = blocks.iter().map(|block| block.known.len() + block.names.len()).sum();
    let mut places = Vec::with_capacity(count);
    for (number, block) in blocks.iter().enumerate() {
        let place =
            |start, name, told| Place { block, at: (number, start), parts: Parts::of(name), name, told };
        for known in &block.known {
            places.push(place(known.range.start, &known.name, Told::ByPlace(known)));
        }
        for name in &block.names {
            places.push(place(block.tokens[name.start].start, &name.words, Told::InText(name)));
        }
    }
    let mut cast = Cast::default();
    cast.meet(&places);
    let mut in_order: Vec<&Place<'_>> = places.iter().collect();
    in_order.sort_by_key(|place| place.at);
    for place in in_order {
        cast.place(place);
    }
    cast.people()
}

/// A place where a person is named.
struct Place<'a> {
    block: &'a Block<'a>,
    /// Which block it is, and the first byte there.
    at: (usize, usize),
    /// The name as printed, with single spaces.
    name: &'a str,
    parts: Parts,
    told: Told<'a>,
}

/// What tells that a person is named.
enum Told<'a> {
    /// Where the line stands.
    ByPlace(&'a Known),
    /// The name in running text.
    InText(&'a Name),
}

/// The words of a name, folded: small letters without accents, one apostrophe, no dots.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Parts {
    /// With single spaces.
    words: String,
    /// `jr`, `iii`.
    suffix: Option<&'static str>,
    /// How many words there are.
    count: usize,
    /// Is it more than a surname with its particles?
    is_full: bool,
}

impl Parts {
    fn of(name: &str) -> Self {
        let is_quoted = |word: &str| word.starts_with(['"', '“', '‘', '\'']) && word.chars().count() > 2;
        let mut words = String::with_capacity(name.len());
        let (mut count, mut particles, mut begins_with_particle) = (0, 0, false);
        for word in name.split([' ', ',']).filter(|word| !word.is_empty() && !is_quoted(word)) {
            if count > 0 {
                words.push(' ');
            }
            let start = words.len();
            fold(word, &mut words);
            if is_particle(&words[start..]) {
                particles += 1;
                begins_with_particle |= count == 0;
            }
            count += 1;
        }
        let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
        let suffix = ["jr", "sr", "ii", "iii", "iv"].into_iter().find(|suffix| *suffix == last);
        if let Some(suffix) = suffix {
            words.truncate(words.len() - suffix.len() - 1);
            count -= 1;
        }
        Self { words, suffix, count, is_full: count - particles > 1 && !begins_with_particle }
    }

    fn first(&self) -> &str {
        self.words.split_once(' ').map_or(&self.words, |(first, _)| first)
    }

    fn surname(&self) -> &str {
        self.words.rsplit_once(' ').map_or(&self.words, |(_, last)| last)
    }

    /// All but the surname.
    fn given(&self) -> impl Iterator<Item = &str> {
        self.words.rsplit_once(' ').into_iter().flat_map(|(given, _)| given.split(' '))
    }

    /// Can two full names with the same surname be one person's? Where both say something it must agree: first
    /// names are the same or one is the other's initial, and so the middle ones in their order; `Jr.` is not
    /// `Sr.`
    fn agrees(&self, other: &Self) -> bool {
        let suffixes = self.suffix.is_none() || other.suffix.is_none() || self.suffix == other.suffix;
        let (mut mine, mut theirs) = (self.given(), other.given());
        let firsts = match (mine.next(), theirs.next()) {
            (Some(mine), Some(theirs)) => is_short_for(mine, theirs),
            _ => false,
        };
        suffixes && firsts && mine.zip(theirs).all(|(one, two)| is_short_for(one, two))
    }

    /// `Ashraf Ghani` of `Mohammad Ashraf Ghani`, `López Obrador` of `Andrés Manuel López Obrador`.
    fn ends(&self, longer: &Self) -> bool {
        let before = longer.words.strip_suffix(&self.words);
        self.words.contains(' ') && before.is_some_and(|before| before.ends_with(' '))
    }
}

/// Adds a word of a name in small letters, without accents and dots.
fn fold(word: &str, words: &mut String) {
    let word = word.trim_end_matches('.');
    if word.is_ascii() {
        let start = words.len();
        words.push_str(word);
        words[start..].make_ascii_lowercase();
    } else {
        let letters = without_accents(word).map(|letter| if letter == '’' { '\'' } else { letter });
        words.extend(letters.flat_map(char::to_lowercase));
    }
}

/// Is it the same word, or one the initial of the other?
fn is_short_for(one: &str, two: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == two || is_initial(one, two) || is_initial(two, one)
}

/// The persons of an article.
#[derive(Debug, Default)]
struct Cast<'a> {
    people: Vec<Member<'a>>,
    /// By the name they were met under first.
    by_name: HashMap<&'a Parts, usize>,
    /// Those who bear a surname, in the order in which they were met.
    by_surname: HashMap<&'a str, Bearers>,
    /// Those with a first name, of whom a full name is known.
    by_first: HashMap<&'a str, Vec<usize>>,
    /// Those who have been mentioned, in the order of their first mention.
    order: Vec<usize>,
}

#[derive(Debug)]
struct Member<'a> {
    person: Person,
    parts: &'a Parts,
}

#[derive(Debug, Default)]
struct Bearers {
    all: Vec<usize>,
    /// The one whose full name stood last.
    last: Option<usize>,
}

impl<'a> Cast<'a> {
    /// Takes in every full name, the longest first, so that a part of a name finds the whole.
    fn meet(&mut self, places: &'a [Place<'_>]) {
        let mut full: Vec<&Place<'_>> = places.iter().filter(|place| place.parts.is_full).collect();
        full.sort_by_key(|place| std::cmp::Reverse(place.parts.count));
        for Place { name, parts, .. } in full {
            if let Some(known) = self.full(parts) {
                let person = &mut self.people[known].person;
                if is_fuller(name, &person.name) {
                    (*name).clone_into(&mut person.name);
                }
            } else {
                self.add(name, parts);
            }
        }
    }

    fn add(&mut self, name: &str, parts: &'a Parts) -> usize {
        let new = self.people.len();
        self.by_surname.entry(parts.surname()).or_default().all.push(new);
        if parts.is_full {
            self.by_first.entry(parts.first()).or_default().push(new);
        }
        self.by_name.entry(parts).or_insert(new);
        self.people.push(Member { person: Person { name: name.to_owned(), mentions: Vec::new() }, parts });
        new
    }

    /// The one person who can bear a full name.
    fn full(&self, parts: &Parts) -> Option<usize> {
        let same = self.by_name.get(parts).copied();
        same.or_else(|| {
            let bearers = &self.by_surname.get(parts.surname())?.all;
            // To compare each name of a list of thousands with each would take minutes.
            if bearers.len() > MOST_BEARERS {
                return None;
            }
            let mut agreeing = bearers.iter().filter(|bearer| {
                let member = self.people[**bearer].parts;
                member.is_full && (member.agrees(parts) || parts.ends(member))
            });
            match (agreeing.next(), agreeing.next()) {
                (Some(only), None) => Some(*only),
                _ => None,
            }
        })
    }

    /// Who is meant by a single word, and by which rule: who alone bears it as surname, or bore it last; or who
    /// alone has it as first name; or a person of whom no more is known.
    fn single(&mut self, name: &str, parts: &'a Parts) -> (usize, Rule) {
        if let Some(bearers) = self.by_surname.get(parts.surname()) {
            if let [only] = bearers.all[..] {
                let rule = if self.people[only].parts.is_full { SURNAME } else { "" };
                return (only, rule);
            }
            if let Some(nearest) = bearers.last.or(bearers.all.first().copied()) {
                return (nearest, NEAREST);
            }
        }
        if let Some([only]) = self.by_first.get(parts.surname()).map(Vec::as_slice) {
            return (*only, FIRST);
        }
        (self.add(name, parts), "")
    }

    /// Adds what a place says.
    fn place(&mut self, Place { block, name, parts, told, .. }: &'a Place<'_>) {
        let (person, mention) = match told {
            Told::ByPlace(known) => {
                let start = block.start + known.range.start;
                let span = Span::new(block.zone, start, block.start + known.range.end);
                let title = known.title.clone();
                let mention =
                    PersonMention { role: known.role, title, confidence: None, span, rule: known.rule };
                let Some(person) = self.full(parts) else { return };
                (person, mention)
            }
            Told::InText(told) => {
                let full = if parts.is_full { self.full(parts) } else { None };
                let (person, rule) = match full {
                    Some(person) => (person, ""),
                    None => self.single(name, parts),
                };
                (person, mention(block, told, if rule.is_empty() { told.rule } else { rule }))
            }
        };
        let parts = self.people[person].parts;
        let is_told_in_full = parts.is_full && !matches!(mention.rule, SURNAME | NEAREST | FIRST);
        if let Some(bearers) = self.by_surname.get_mut(parts.surname()).filter(|_| is_told_in_full) {
            bearers.last = Some(person);
        }
        let person_mentions = &mut self.people[person].person.mentions;
        if person_mentions.is_empty() {
            self.order.push(person);
        }
        person_mentions.push(mention);
    }

    /// The persons with their mentions, in the order in which they first appear.
    fn people(mut self) -> Vec<Person> {
        let empty = || Person { name: String::new(), mentions: Vec::new() };
        self.order.iter().map(|&member| std::mem::replace(&mut self.people[member].person, empty())).collect()
    }
}

/// Where more persons of an article have a surname, only the very same names are one person's.
const MOST_BEARERS: usize = 100;

/// The surname of the one person who bears it.
const SURNAME: Rule = "people.surname";
/// A surname of several persons: the one whose full name stood last.
const NEAREST: Rule = "people.nearest_bearer";
/// The first name of the one person who bears it.
const FIRST: Rule = "people.first_name";

/// Does a form of a name say more than another: longer, and not in capitals?
fn is_fuller(name: &str, than: &str) -> bool {
    match (is_shouted(name), is_shouted(than)) {
        (true, false) => false,
        (false, true) => true,
        _ => name.chars().count() > than.chars().count(),
    }
}

fn mention(block: &Block<'_>, name: &Name, rule: Rule) -> PersonMention {
    let tokens = block.tokens;
    let (start, end) = (name.start, name.end);
    let role = if block.zone != Zone::Headline && is_quoted(tokens, name) {
        PersonRole::Quoted
    } else {
        PersonRole::Mentioned
    };
    PersonMention {
        role,
        title: name.title.map(|(start, end)| title_text(tokens, start, end)),
        confidence: name.confidence,
        span: Span::new(block.zone, block.start + tokens[start].start, block.start + tokens[end - 1].end()),
        rule,
    }
}

/// The words of a title as printed, between two bytes of the block.
fn title_text(tokens: &[Token<'_>], start: usize, end: usize) -> String {
    let first = tokens.partition_point(|token| token.start < start);
    let mut text = String::with_capacity(end - start);
    let mut last_end = start;
    for token in tokens[first..].iter().take_while(|token| token.end() <= end) {
        if token.start > last_end {
            text.push(' ');
        }
        text.push_str(token.text);
        last_end = token.end();
    }
    text
}
