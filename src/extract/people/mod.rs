//! One article in, the persons it names out, surnames linked to the full names.

use std::ops::Range;

use foldhash::HashSet;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::named::named;
use crate::span::{Rule, Span};
use crate::vocabulary::Vocabulary;
use crate::wording::notice;
use crate::wording::{credit, cues};

mod byline;
pub mod lex;
mod link;
mod lists;
mod modifiers;
mod names;
mod quoted;
pub mod tagger;
mod titles;

pub(crate) use lists::is_given;
pub use lists::titles_of_one_word;

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
    /// How sure the tagger is of a name that it found, in percent; `None` where a rule told the name.
    pub confidence: Option<u8>,
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
/// Headline, body and captions are read: in English by the tagger, in other languages by rules (a title, a
/// trade, a verb of saying, a plain given name), which read no headline: in Title Case everything looks like a
/// name to them. Bylines, and notices and the addresses in promo lines, are asked for authors. A language that
/// is not known is taken for English. Of a name that the tagger is less sure of than `min_confidence` percent
/// nothing is said.
#[must_use]
pub fn extract(
    article: &Article,
    language: Option<&str>,
    min_confidence: u8,
    vocabulary: &Vocabulary,
) -> Vec<Person> {
    let tokens = tokens(article);
    let mut blocks = blocks(article, &tokens, vocabulary);
    leave_out_notes(&mut blocks);
    if language.is_none_or(|language| language == "en") {
        tag(&mut blocks, min_confidence, vocabulary);
    } else {
        names::by_rules(&mut blocks, vocabulary);
    }
    link::people(&blocks)
}

/// The names that the tagger finds, where no line tells by its place who is named there.
fn tag(blocks: &mut [Block<'_>], min_confidence: u8, vocabulary: &Vocabulary) {
    let tokens: Vec<&[lex::Token<'_>]> = blocks.iter().map(|block| block.tokens).collect();
    for tagged in tagger::tag(&tokens) {
        let block = &mut blocks[tagged.block];
        let (start, end) = (tagged.start, tagged.end);
        if tagged.confidence >= min_confidence && !block.is_known(start) && !block.is_dateline(start, end) {
            let name = names::Name::told(block.tokens, start, end, vocabulary);
            block.names.extend(name.map(|name| names::Name { confidence: Some(tagged.confidence), ..name }));
        }
    }
    for block in blocks.iter_mut().filter(|block| block.zone != Zone::Headline) {
        names::add_titled(block);
    }
    leave_out_shouted(blocks);
}

/// A headline in capitals names whom the story names: "TONY LAMA TO BUY COULSON" may speak of firms.
fn leave_out_shouted(blocks: &mut [Block<'_>]) {
    let is_shouted = |block: &Block<'_>| {
        block.zone == Zone::Headline
            && !block.names.is_empty()
            && block.tokens.iter().all(|token| lex::is_shouted(token.text))
    };
    if !blocks.iter().any(is_shouted) {
        return;
    }
    let surname = |block: &Block<'_>, name: &names::Name| block.tokens[name.end - 1].word().to_lowercase();
    let stories = blocks.iter().filter(|block| !is_shouted(block));
    let told: HashSet<String> = stories
        .flat_map(|block| {
            let known = block.known.iter().filter_map(|known| known.name.split(' ').next_back());
            known.map(str::to_lowercase).chain(block.names.iter().map(|name| surname(block, name)))
        })
        .collect();
    for block in blocks.iter_mut().filter(|block| is_shouted(block)) {
        let names = std::mem::take(&mut block.names);
        block.names = names.into_iter().filter(|name| told.contains(&surname(block, name))).collect();
    }
}

/// A name of which the tagger is less sure than so many percent is none, unless someone asks for another bound.
pub const MIN_CONFIDENCE: u8 = 50;

/// A block of an article with what is told of persons in it.
struct Block<'a> {
    zone: Zone,
    /// First byte in the zone's text.
    start: usize,
    tokens: &'a [lex::Token<'a>],
    names: Vec<names::Name>,
    known: Vec<Known>,
}

impl Block<'_> {
    /// Is a token part of what a line tells by its place?
    fn is_known(&self, token: usize) -> bool {
        let byte = self.tokens[token].start;
        // They stand in the order of the text, and none in another.
        let next = self.known.partition_point(|known| known.range.end <= byte);
        self.known.get(next).is_some_and(|known| known.range.start <= byte)
    }

    /// "PORT HALE (Reuters) -", "Port Hale, May 3 (AP):": what stands at the head of a story is where it was
    /// written, if it is in capitals before a mark or before a day.
    fn is_dateline(&self, start: usize, end: usize) -> bool {
        let next = |at: usize| self.tokens.get(end + at).map_or("", |token| token.word());
        let is_before_day = next(0) == "," && is_month(next(1));
        let is_before_mark = next(0).starts_with(['(', '/', ',', '-', '–', '—']);
        let is_head = self.zone == Zone::Body && start == 0;
        is_head
            && (is_before_day
                || is_before_mark && self.tokens[..end].iter().all(|token| lex::is_shouted(token.text)))
    }
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Sept",
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.contains(&word)
}

/// An author or photographer, who needs no further telling.
struct Known {
    name: String,
    title: Option<String>,
    /// Bytes of the block.
    range: Range<usize>,
    role: PersonRole,
    rule: Rule,
}

/// The tokens of the blocks of an article, one behind the other in one piece of memory. Bylines, notices and promo lines
/// have none: nobody is found there but by what a line is.
struct Tokens<'a> {
    all: Vec<lex::Token<'a>>,
    /// Where those of each block end.
    ends: Vec<usize>,
}

fn tokens(article: &Article) -> Tokens<'_> {
    let is_read = |zone| matches!(zone, Zone::Headline | Zone::Body | Zone::Caption);
    let texts =
        article.layout().iter().map(|block| if is_read(block.zone) { article.text_of(*block) } else { "" });
    let mut all = Vec::with_capacity(texts.clone().map(lex::room_for).sum());
    let ends = texts.map(|text| {
        lex::add_tokens(text, &mut all);
        all.len()
    });
    Tokens { ends: ends.collect(), all }
}

/// The blocks in reading order.
fn blocks<'a>(article: &'a Article, tokens: &'a Tokens<'a>, vocabulary: &Vocabulary) -> Vec<Block<'a>> {
    let mut blocks = Vec::with_capacity(article.layout().len());
    let mut first = 0;
    for (block, end) in article.layout().iter().zip(&tokens.ends) {
        let text = article.text_of(*block);
        let tokens = &tokens.all[std::mem::replace(&mut first, *end)..*end];
        if block.zone == Zone::Promo && !text.contains('@') {
            continue;
        }
        let known = known(block.zone, text, vocabulary);
        blocks.push(Block {
            zone: block.zone,
            start: block.start as usize,
            tokens,
            names: Vec::new(),
            known,
        });
    }
    blocks
}

fn known(zone: Zone, text: &str, vocabulary: &Vocabulary) -> Vec<Known> {
    let mut known = Vec::new();
    for (at, line) in notice::lines(text) {
        let (ranges, role, rule) = told_by_place(zone, line, vocabulary);
        known.extend(ranges.into_iter().map(|range| {
            Known {
                name: line[range.clone()].to_owned(),
                title: titles::title_of_author(&line[range.end..])
                    .filter(|_| role == PersonRole::Author)
                    .map(str::to_owned),
                range: at + range.start..at + range.end,
                role,
                rule,
            }
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
