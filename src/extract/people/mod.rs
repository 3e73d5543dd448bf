//! One article in, the persons it names out, surnames linked to the full names.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::named::named;
use crate::span::{Rule, Span};
use crate::vocabulary::Vocabulary;
use crate::wording::notice;
use crate::wording::{credit, cues};

mod byline;
mod lex;
mod link;
mod lists;
mod names;
mod titles;

pub(crate) use lists::is_given;

/// What a person is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonRole {
    /// Wrote it.
    Author,
    /// Took a picture in it.
    Photographer,
    /// Is spoken of.
    Mentioned,
    /// Is quoted.
    Quoted,
}

named!(PersonRole {
    Author = "author",
    Photographer = "photographer",
    Mentioned = "mentioned",
    Quoted = "quoted",
});

/// One place where a person is named. The span covers the name, without title and possessive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonMention {
    /// What the person is to the article here.
    pub role: PersonRole,
    /// The title or office given here, as printed: "Defense Secretary".
    pub title: Option<String>,
    /// The words of the name.
    pub span: Span,
    /// The rule that read it.
    pub rule: Rule,
}

/// A person as one article names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name in the article.
    pub name: String,
    /// Every place that names them, in reading order. Never empty.
    pub mentions: Vec<PersonMention>,
}

/// Every person named, in the order in which they first appear.
///
/// Headline, byline, caption and body are read, and notices and the addresses in promo lines for authors.
/// A headline tells no new person: in Title Case everything looks like a name.
#[must_use]
pub fn extract(article: &Article, vocabulary: &Vocabulary) -> Vec<Person> {
    let mut blocks = blocks(article, vocabulary);
    leave_out_notes(&mut blocks);
    let alone = link::alone(&blocks);
    let mut cast = link::Cast::default();
    for block in &blocks {
        for known in &block.known {
            cast.meet(&known.name);
        }
        for seed in block.seeds.iter().filter(|seed| !seed.needs_surname || block.has_surname(seed, &alone)) {
            cast.meet(&names::words(&block.tokens, seed.start, seed.end));
        }
    }
    if cast.is_empty() {
        return Vec::new();
    }
    for block in &blocks {
        link::mentions(block, &mut cast);
    }
    cast.people()
}

/// A block of an article with what is told of persons in it.
struct Block<'a> {
    zone: Zone,
    /// First byte in the zone's text.
    start: usize,
    tokens: Vec<lex::Token<'a>>,
    seeds: Vec<names::Seed>,
    known: Vec<Known>,
}

impl Block<'_> {
    /// Does the last word of a name stand somewhere by itself?
    fn has_surname(&self, seed: &names::Seed, alone: &HashSet<&str>) -> bool {
        alone.contains(self.tokens[seed.end - 1].text)
    }
}

/// An author or photographer, who needs no further telling.
struct Known {
    name: String,
    /// Bytes of the block.
    range: Range<usize>,
    role: PersonRole,
    rule: Rule,
}

/// The blocks in reading order.
fn blocks<'a>(article: &'a Article, vocabulary: &Vocabulary) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for block in article.layout() {
        let start = block.start as usize;
        let text = &article.text(block.zone)[start..block.end as usize];
        let tokens = match block.zone {
            Zone::Headline | Zone::Body | Zone::Caption => lex::tokens(text),
            Zone::Byline | Zone::Notice => Vec::new(),
            Zone::Promo if text.contains('@') => Vec::new(),
            Zone::Promo => continue,
        };
        let seeds = if block.zone == Zone::Headline { Vec::new() } else { names::seeds(&tokens, vocabulary) };
        blocks.push(Block {
            zone: block.zone,
            start,
            tokens,
            seeds,
            known: known(block.zone, text, vocabulary),
        });
    }
    blocks
}

fn known(zone: Zone, text: &str, vocabulary: &Vocabulary) -> Vec<Known> {
    let mut known = Vec::new();
    for (at, line) in notice::lines(text) {
        let (ranges, role, rule) = told_by_place(zone, line, vocabulary);
        known.extend(ranges.into_iter().map(|range| Known {
            name: line[range.clone()].to_owned(),
            range: at + range.start..at + range.end,
            role,
            rule,
        }));
    }
    known
}

/// Who is told to be an author or photographer by where a line stands and what it is.
fn told_by_place(zone: Zone, line: &str, vocabulary: &Vocabulary) -> (Vec<Range<usize>>, PersonRole, Rule) {
    let one = |name: Option<Range<usize>>| name.into_iter().collect::<Vec<_>>();
    match zone {
        Zone::Byline => match byline::author_of_note(line, vocabulary) {
            Some(name) => (vec![name], PersonRole::Author, NOTE_RULE),
            None => (byline::authors(line, vocabulary), PersonRole::Author, "people.byline"),
        },
        Zone::Notice => (byline::authors_in_notice(line, vocabulary), PersonRole::Author, "people.notice"),
        Zone::Promo => {
            (one(byline::author_to_write_to(line, vocabulary)), PersonRole::Author, "people.contact")
        }
        Zone::Body => {
            (one(byline::author_in_transcript(line, vocabulary)), PersonRole::Author, "people.transcript")
        }
        Zone::Caption if cues(line).credit => {
            let credit = credit::read(line, vocabulary);
            let name = credit.and_then(|credit| byline::name(line, credit.photographer?, vocabulary));
            (one(name), PersonRole::Photographer, "people.credit")
        }
        Zone::Caption | Zone::Headline => (Vec::new(), PersonRole::Mentioned, ""),
    }
}

/// A note at the foot speaks of the author; but of whom else it may speak where a byline names one?
const NOTE_RULE: Rule = "people.note";

/// Where a byline names the authors, notes at the foot name no others.
fn leave_out_notes(blocks: &mut [Block<'_>]) {
    let is_named = |known: &Known| known.role == PersonRole::Author && known.rule != NOTE_RULE;
    if blocks.iter().flat_map(|block| &block.known).any(is_named) {
        for block in blocks {
            block.known.retain(|known| known.rule != NOTE_RULE);
        }
    }
}

#[cfg(test)]
mod tests;
