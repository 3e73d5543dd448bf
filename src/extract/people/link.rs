//! The persons of an article in, every place that names them out: by the full name, or by a surname
//! that only one of them has.

use std::collections::{HashMap, HashSet};

use super::lex::{Kind, Token};
use super::lists::{is_honorific, is_other, is_suffix};
use super::names::{full_name, is_quoted, words};
use super::titles::title_before;
use super::{Block, Person, PersonMention, PersonRole};
use crate::article::Zone;
use crate::span::{Rule, Span};

/// The persons of an article.
#[derive(Debug, Default)]
pub(super) struct Cast {
    people: Vec<Person>,
    /// By first and last word, so that `John F. Roe` and `John Roe` are one.
    by_name: HashMap<String, usize>,
    /// `None` where two persons share it.
    by_surname: HashMap<String, Option<usize>>,
    /// Those who have been mentioned, in the order of their first mention.
    order: Vec<usize>,
}

/// First and last word of a name, without `Jr.`
fn key(name: &str) -> (String, &str) {
    let mut words = name.split(' ').filter(|word| !is_suffix(word.trim_end_matches('.')));
    let first = words.next().unwrap_or(name);
    let last = words.next_back().unwrap_or(first);
    (format!("{first} {last}"), last)
}

impl Cast {
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Takes in a full name. Of several forms the longest stands for the person.
    pub fn meet(&mut self, name: &str) {
        let (key, surname) = key(name);
        if let Some(&known) = self.by_name.get(&key) {
            let person = &mut self.people[known];
            if name.len() > person.name.len() {
                name.clone_into(&mut person.name);
            }
            return;
        }
        let new = self.people.len();
        self.people.push(Person { name: name.to_owned(), mentions: Vec::new() });
        self.by_surname.entry(surname.to_owned()).and_modify(|known| *known = None).or_insert(Some(new));
        self.by_name.insert(key, new);
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(&key(name).0).copied()
    }

    fn surnamed(&self, surname: &str) -> Option<usize> {
        self.by_surname.get(surname).copied().flatten()
    }

    /// Adds the mentions of a block to those of the blocks before it.
    fn add(&mut self, mut mentions: Vec<(usize, PersonMention)>) {
        mentions.sort_by_key(|(_, mention)| mention.span.start);
        for (person, mention) in mentions {
            if self.people[person].mentions.is_empty() {
                self.order.push(person);
            }
            self.people[person].mentions.push(mention);
        }
    }

    /// The persons with their mentions, in the order in which they first appear.
    pub fn people(mut self) -> Vec<Person> {
        let empty = || Person { name: String::new(), mentions: Vec::new() };
        self.order.iter().map(|&person| std::mem::replace(&mut self.people[person], empty())).collect()
    }
}

/// The capitalised words that stand somewhere by themselves.
pub(super) fn alone<'a>(blocks: &[Block<'a>]) -> HashSet<&'a str> {
    // Only a name that needs its surname asks for them.
    if !blocks.iter().flat_map(|block| &block.seeds).any(|seed| seed.needs_surname) {
        return HashSet::new();
    }
    blocks
        .iter()
        .flat_map(|block| (0..block.tokens.len()).map(move |at| (&block.tokens, at)))
        .filter(|(tokens, at)| is_alone(tokens, *at))
        .map(|(tokens, at)| tokens[at].text)
        .collect()
}

/// Finds every mention in a block. Blocks come in reading order.
pub(super) fn mentions(block: &Block<'_>, cast: &mut Cast) {
    let mut found = Vec::new();
    for known in &block.known {
        if let Some(person) = cast.named(&known.name) {
            let span = Span::new(block.zone, block.start + known.range.start, block.start + known.range.end);
            let mention = PersonMention { role: known.role, title: None, span, rule: known.rule };
            found.push((person, mention));
        }
    }
    let tokens = &block.tokens;
    let mut seeds = block.seeds.iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        let (name, next) = full_name(tokens, at);
        let (end, person, rule) = match name {
            Some(end) => (end, cast.named(&words(tokens, at, end)), "people.full_name"),
            None if is_alone(tokens, at) => (at + 1, cast.surnamed(tokens[at].text), "people.surname"),
            None => (at + 1, None, ""),
        };
        let is_credit = block.known.iter().any(|known| known.range.contains(&tokens[at].start));
        if let Some(person) = person.filter(|_| !is_credit) {
            while seeds.next_if(|seed| seed.start < at).is_some() {}
            let seed = seeds.next_if(|seed| seed.start == at);
            let (rule, title) = match seed {
                Some(seed) => (seed.rule, seed.title),
                None => (rule, title_before(tokens, at).and_then(|title| title.words)),
            };
            found.push((person, mention(block, at, end, rule, title)));
        }
        at = if name.is_some() { next } else { at + 1 };
    }
    cast.add(found);
}

fn mention(
    block: &Block<'_>,
    at: usize,
    end: usize,
    rule: Rule,
    title: Option<(usize, usize)>,
) -> PersonMention {
    let tokens = &block.tokens;
    let role = if block.zone != Zone::Headline && is_quoted(tokens, at, end) {
        PersonRole::Quoted
    } else {
        PersonRole::Mentioned
    };
    PersonMention {
        role,
        title: title.map(|(start, end)| title_text(tokens, start, end)),
        span: Span::new(block.zone, block.start + tokens[at].start, block.start + tokens[end - 1].end),
        rule,
    }
}

/// The words of a title as printed, between two bytes of the block.
fn title_text(tokens: &[Token<'_>], start: usize, end: usize) -> String {
    let first = tokens.partition_point(|token| token.start < start);
    let mut text = String::new();
    let mut last_end = start;
    for token in tokens[first..].iter().take_while(|token| token.end <= end) {
        if token.start > last_end {
            text.push(' ');
        }
        text.push_str(token.text);
        last_end = token.end;
    }
    text
}

/// Is the word a surname by itself, and no part of a longer name?
fn is_alone(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is_capital() {
        return false;
    }
    let after_name = at.checked_sub(1).map(|before| &tokens[before]).is_some_and(|before| {
        let is_name = before.is_capital() && !is_other(before.text) && !is_honorific(before.text);
        is_name && title_before(tokens, at).is_none()
            || before.kind == Kind::Initial
            || before.is("-")
            || before.is("&")
    });
    let before_name = tokens
        .get(at + 1)
        .is_some_and(|next| next.is_capital() || next.kind == Kind::Initial || next.is("&") || next.is("-"));
    !after_name && !before_name
}
