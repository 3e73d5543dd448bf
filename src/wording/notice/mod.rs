//! Sentences that speak about the article: who published it first, on what terms, who helped.

mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::memo::Memo;
use super::name::{self, Name};
use super::pattern;
use crate::article::{Article, Zone};
use crate::vocabulary::{SourceKind, Vocabulary};

pub(super) use table::WORDINGS;
use table::Who;

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saying {
    /// It was first published there.
    FirstPublished,
    /// It is published again from there.
    RepublishedFrom,
    /// It is published again; from where is not said here.
    Republished,
    /// It is published with somebody's permission.
    Permission,
    /// It stands under a Creative Commons licence.
    CreativeCommons,
    /// Anybody may publish it on the publisher's own terms.
    Grant,
    /// It is in the public domain.
    PublicDomain,
    /// It is an excerpt, or fair use is claimed.
    Excerpt,
    /// Somebody distributes it.
    Distributed,
    /// It comes from a partner.
    Partner,
    /// It comes from an agency that is not named; whoever is named has published it again.
    Feed,
    /// An outlet of ours has another edition in which it appeared first: no word of anybody else.
    OwnEdition,
    /// The views in it are not those of the outlet that is named: it stands there.
    Disclaimer,
    /// Somebody provided it, produced it, created it.
    Supplied,
    /// The publisher of the book that it is taken from.
    Publisher,
    /// "Source: X".
    SourceLine,
    /// An agency's own closing line.
    AgencyDesk,
    /// Somebody helped and is not its source.
    Contribution,
    /// Reuse is forbidden or limited.
    Restriction,
    /// A copyright notice.
    Copyright,
    /// A correction, an editor's note, a disclaimer: no terms.
    About,
}

/// Something that a line says about its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What is said.
    pub saying: Saying,
    /// The rule that read it.
    pub rule: &'static str,
    /// The sentence, in bytes of the line.
    pub sentence: Range<usize>,
    /// Whoever is named.
    pub name: Option<Name>,
}

/// Everything that the notices of an article say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    /// In reading order. Ranges count bytes of the notice zone.
    pub statements: Vec<Statement>,
    said: BTreeSet<Saying>,
    /// For each saying the first statement that names somebody.
    named: BTreeMap<Saying, usize>,
}

impl Notices {
    fn new(statements: Vec<Statement>) -> Self {
        let said = statements.iter().map(|statement| statement.saying).collect();
        let mut named = BTreeMap::new();
        for (at, statement) in statements.iter().enumerate().filter(|(_, one)| one.name.is_some()) {
            named.entry(statement.saying).or_insert(at);
        }
        Self { statements, said, named }
    }

    /// Is one of these things said?
    #[must_use]
    pub fn say(&self, sayings: &[Saying]) -> bool {
        sayings.iter().any(|saying| self.said.contains(saying))
    }

    /// The first name that stands with one of these sayings.
    #[must_use]
    pub fn first_name(&self, sayings: &[Saying]) -> Option<&Name> {
        let first = sayings.iter().filter_map(|saying| self.named.get(saying)).min()?;
        self.statements[*first].name.as_ref()
    }
}

/// Everything that the notice zone of an article says.
#[must_use]
pub fn of(article: &Article, vocabulary: &Vocabulary) -> Notices {
    let mut statements = Vec::new();
    for (start, line) in lines(article.text(Zone::Notice)) {
        for mut statement in read(line, vocabulary) {
            shift(&mut statement.sentence, start);
            if let Some(name) = &mut statement.name {
                shift(&mut name.range, start);
            }
            statements.push(statement);
        }
    }
    Notices::new(statements)
}

fn shift(range: &mut Range<usize>, by: usize) {
    *range = range.start + by..range.end + by;
}

/// The lines of a text with the byte at which each begins; empty ones are left out.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        (!line.is_empty()).then_some((start, line))
    })
}

/// A sentence that has the words of a notice and yet is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The rule that would have read it.
    pub rule: &'static str,
    /// The sentence, in bytes of the line.
    pub sentence: Range<usize>,
    /// Why it does not count.
    pub reason: &'static str,
}

/// Everything that a line says about its article: sentence by sentence, each in the order of the table.
#[must_use]
pub fn read(line: &str, vocabulary: &Vocabulary) -> Vec<Statement> {
    thread_local! { static READ: Memo<Vec<Statement>> = Memo::new() }
    let read = || Some(look(line, vocabulary, |_| ())).filter(|statements| !statements.is_empty());
    READ.with(|memo| memo.of(line, vocabulary, read)).unwrap_or_default()
}

/// What in a line sounds like a notice and is none, with the reason.
#[must_use]
pub fn rejected(line: &str, vocabulary: &Vocabulary) -> Vec<Rejected> {
    let mut rejected = Vec::new();
    let statements = look(line, vocabulary, |one| rejected.push(one));
    // A sentence that is read all the same, by this rule or without a name by another, is no riddle.
    rejected.retain(|one| {
        !statements
            .iter()
            .any(|other| other.sentence == one.sentence && (other.rule == one.rule || one.reason == NOBODY))
    });
    rejected.dedup();
    rejected
}

fn look(line: &str, vocabulary: &Vocabulary, mut reject: impl FnMut(Rejected)) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    for sentence in sentences(line) {
        let words = &line[sentence.clone()];
        for wording in super::cues(words).notice.iter().map(|row| &WORDINGS[row]) {
            let Some(found) = wording.pattern.captures(words) else { continue };
            let Some(whole) = found.get(0) else { continue };
            let is_said = |other: &Statement| other.saying == wording.saying && other.sentence == sentence;
            if statements.iter().any(is_said) {
                continue;
            }
            let at = found.name("name").or_else(|| found.name("after")).map(|group| group.end());
            let name = match (at, found.name("before")) {
                (Some(at), _) => named(wording.saying, words, at, vocabulary),
                (None, Some(before)) => name::at_tail(&words[..before.start()], vocabulary),
                (None, None) => None,
            };
            let doubt = is_of_something_else(wording.saying, words, whole.range(), line, sentence.start)
                .or_else(|| is_nobody(wording.who, name.as_ref()));
            if let Some(reason) = doubt {
                reject(Rejected { rule: wording.rule, sentence: sentence.clone(), reason });
                continue;
            }
            // "first appeared in The Dispatch, our weekly newsletter": the outlet's own other edition.
            let is_own = wording.saying == Saying::FirstPublished
                && at.is_some_and(|at| OWN_EDITION.is_match(&words[at..]));
            let (saying, rule) = if is_own {
                (Saying::OwnEdition, "source.own_edition")
            } else {
                (wording.saying, wording.rule)
            };
            let name = if is_own { name.map(|name| outlet_of_edition(name, vocabulary)) } else { name };
            if is_own && statements.iter().any(|other| other.saying == saying && other.sentence == sentence) {
                continue;
            }
            let name = name.map(|mut name| {
                shift(&mut name.range, sentence.start);
                name
            });
            statements.push(Statement { saying, rule, sentence: sentence.clone(), name });
        }
    }
    together(statements)
}

/// What counts only beside something else, and what something else makes void.
fn together(mut statements: Vec<Statement>) -> Vec<Statement> {
    // Who published a book is told of books in the news, too: it counts beside a notice only.
    if statements.iter().all(|statement| statement.saying == Saying::Publisher) {
        return Vec::new();
    }
    // An edition of its own is said in the same words as a first publication elsewhere.
    let own: Vec<Range<usize>> = statements
        .iter()
        .filter(|statement| statement.saying == Saying::OwnEdition)
        .map(|statement| statement.sentence.clone())
        .collect();
    statements.retain(|one| one.saying != Saying::FirstPublished || !own.contains(&one.sentence));
    statements
}

/// "TIME's Space newsletter", "POLITICO Pro": the outlet without its edition.
fn outlet_of_edition(name: Name, vocabulary: &Vocabulary) -> Name {
    let cut = ["’s ", "'s ", " Pro"].iter().find_map(|mark| name.printed.find(mark));
    match cut {
        Some(cut) => {
            name::resolve(&name.printed[..cut], name.range.start..name.range.start + cut, vocabulary)
        }
        None => name,
    }
}

const NOBODY: &str = "nobody is named";

/// Why a wording does not count for want of a name.
fn is_nobody(who: Who, name: Option<&Name>) -> Option<&'static str> {
    match (who, name) {
        (Who::Nobody, _) | (Who::Somebody, Some(_)) => None,
        (Who::Somebody | Who::Known, None) => Some(NOBODY),
        (Who::Known, Some(name)) => {
            let is_known = name.kind != SourceKind::Unknown
                || name::is_host(&name.printed)
                || name::is_publication(&name.printed);
            (!is_known)
                .then_some("the name is not in the vocabulary, and these words are used of others, too")
        }
    }
}

/// The name that begins at a byte of a sentence, what stands between the two passed over.
fn named(saying: Saying, sentence: &str, at: usize, vocabulary: &Vocabulary) -> Option<Name> {
    let mut rest = &sentence[at..];
    let mut offset = at;
    match saying {
        Saying::Copyright => {
            let end = BEHIND_HOLDER.find(rest).map_or(rest.len(), |found| found.start());
            rest = &rest[..end];
        }
        Saying::FirstPublished | Saying::SourceLine | Saying::RepublishedFrom => {
            if let Some(aside) = ASIDE.find(rest) {
                offset += aside.end();
                rest = &rest[aside.end()..];
            }
        }
        _ => {}
    }
    let mut name = name::at_head(rest, vocabulary)?;
    let behind = &rest[name.range.end..];
    match saying {
        // "first published by Michael Roe at his Valley Blog": the outlet, not the author.
        Saying::FirstPublished if name.kind == SourceKind::Unknown => {
            if let Some(found) = AUTHOR_AT.find(behind) {
                let behind = name.range.end + found.end();
                if let Some(outlet) = name::at_head(&rest[behind..], vocabulary) {
                    offset += behind;
                    name = outlet;
                }
            }
        }
        // "Source: Valley Foundation analysis of figures": of a chart.
        Saying::SourceLine
            if behind.starts_with(' ') && behind.trim_start().starts_with(char::is_lowercase) =>
        {
            return None;
        }
        // "Excerpted from The Long River by Ann Roe", "… from The Long River: A History": a book.
        Saying::Excerpt if BOOK.is_match(behind) => return None,
        // "Valley Times Visit the Valley Times at valley.example" was two lines once.
        Saying::Copyright | Saying::Distributed => {
            if let Some((printed, _)) = rest[name.range.clone()].split_once(" Visit ") {
                let range = name.range.start..name.range.start + printed.len();
                name = name::resolve(printed, range, vocabulary);
            }
        }
        _ => {}
    }
    shift(&mut name.range, offset);
    Some(name)
}

static BEHIND_HOLDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)[,.;]? ?(?:all rights|permission is|used with|distributed by)"));
static AUTHOR_AT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,? (?:at|on) (?:his |her |their |the )?|^,? in (?:his|her|their) "));
static BOOK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[”’\x22']?,?(?: by |:| \()"));
/// "in Spanish by", "on March 3, 2020 in", "in 2015 by": what may stand before the outlet.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";
    let date = format!(
        r"(?:{month} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)? {month},? (?:19|20)\d\d|(?:{month} )?(?:19|20)\d\d|{month} \d{{1,2}}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    );
    let language = "(?:english|spanish|french|german|italian|portuguese|russian|arabic|chinese|japanese|hebrew|dutch|print|full)";
    let partner = r"(?:our|their|its) (?:[\w-]+ ){0,2}(?:partners?|site|publication|paper|friends|colleagues)(?: at|,| in)?";
    let kind = r"(?:the|its|his|her) (?:[a-z-]+ ){0,2}(?:web ?site|site|blog|magazine|newspaper|paper|journal|portal|platform|pages?)(?: of)?";
    let article = "(?:der|dem|den|die|das|la|le|les|el|los|il|lo|os?|as?)";
    pattern(&format!(
        r"^(?i: (?:{date}|{language}),? (?:by|on|in|at|with)\b| {partner})|^ {kind}\b|^ {article} "
    ))
});
static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:photos?|photographs?|images?|pictures?|illustrations?|graphics?|charts?|logos?|cartoons?|music|lyrics|songs?|video|map)\b",
    )
});
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:[”\x22],?|,) (?:he|she|they|the \w+|[\p{Lu}][\p{L}]+) (?:said|added|says|wrote|told)\b")
});
/// "… the money that the bank contributed": with these words it is more than names.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:he|she|they|it|we|you|that|which|who|what|had|has|have|to|but|because|when|if)\b")
});
static COPYRIGHT_LAW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?i:copyright) (?:Act|Law|Office|Code|Clearance|Royalty|Term|Clause)\b"));
static NEGATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bnot (?:subject to|available under|covered by|licen[sc]ed)\b"));
static BE_BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:be|without|only|no part[^.]*)\s*$"));
static OWN_EDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:newsletter|e-?mail|issue of|edition of|print edition|print issue|\bPro\b)")
});

/// Why the words are about something else: a picture, a quoted letter, a licence that does not hold here.
fn is_of_something_else(
    saying: Saying,
    sentence: &str,
    found: Range<usize>,
    line: &str,
    start: usize,
) -> Option<&'static str> {
    let before = &sentence[..found.start];
    let behind = &sentence[found.end..];
    // A correction may well tell what somebody had said.
    let is_label = saying == Saying::About && found.start == 0;
    if !is_label && SAID.is_match(line) {
        return Some("somebody's words in the story");
    }
    match saying {
        Saying::Permission => {
            let before_it = &line[..start + found.start];
            let open = before_it.matches('(').count() > before_it.matches(')').count();
            // In brackets, with the sentence going on behind them: said of something quoted.
            let goes_on =
                behind.split_once(')').map_or("", |(_, behind)| behind).contains(char::is_alphabetic);
            if open && goes_on {
                Some("in brackets within a sentence: said of something quoted")
            } else if behind.trim_start().starts_with("or without") || BE_BEFORE.is_match(before) {
                Some("asks for permission and does not have it")
            } else {
                PICTURE.is_match(sentence).then_some("about a picture or a recording")
            }
        }
        Saying::CreativeCommons if NEGATED.is_match(sentence) => Some("says that the licence does not hold"),
        Saying::CreativeCommons => PICTURE.is_match(sentence).then_some("about a picture or a recording"),
        Saying::Copyright if COPYRIGHT_LAW.is_match(&sentence[found.start..]) => {
            Some("about the law of copyright")
        }
        Saying::Copyright => (before.trim_end().ends_with("Image") || PICTURE.is_match(before))
            .then_some("about a picture or a recording"),
        Saying::About | Saying::Disclaimer => {
            let is_of_views = sentence.contains("views") || sentence.contains("opinions");
            (is_of_views && line.starts_with(['"', '“'])).then_some("somebody's words in the story")
        }
        Saying::Contribution => {
            let is_bare = sentence.trim_end_matches(|c: char| !c.is_alphabetic()).ends_with("contributed");
            (is_bare && CLAUSE.is_match(before)).then_some("a sentence of the story")
        }
        Saying::SourceLine => (sentence.len() > 200).then_some("too long for a line that names a source"),
        _ => None,
    }
}

/// Is the line the name of a kind of article: "ANALYSIS/OPINION:"?
#[must_use]
pub fn is_label(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "analysis",
        "opinion",
        "analysis/opinion",
        "commentary",
        "editorial",
        "op-ed",
        "column",
        "perspective",
        "guest column",
        "guest commentary",
        "letter to the editor",
        "letters to the editor",
        "breaking news",
        "exclusive",
        "fact check",
        "advertorial",
        "press release",
        "news release",
        "obituary",
    ];
    line.len() <= 30 && {
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
        LABELS.iter().any(|label| bare.eq_ignore_ascii_case(label))
    }
}

/// The sentences of a line, as byte ranges without the white space between them.
pub fn sentences(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut ends = SENTENCE_END.find_iter(line).map(|found| found.range()).collect::<Vec<_>>().into_iter();
    std::iter::from_fn(move || {
        loop {
            if start >= line.len() {
                return None;
            }
            let Some(end) = ends.next() else {
                let last = start..line.len();
                start = line.len();
                return Some(last);
            };
            // The pattern takes the first letter of the next sentence with it.
            let next = end.end - line[..end.end].chars().next_back().map_or(0, char::len_utf8);
            let stop = start + line[start..next].trim_end().len();
            if is_abbreviation(&line[start..stop], &line[next..]) {
                continue;
            }
            let sentence = start..stop;
            start = next;
            return Some(sentence);
        }
    })
}

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?][”’)\]']* +[\p{Lu}(\[“©•]"));

static YEAR_OF_COPYRIGHT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:©|\([cC]\)|(?i:copyright)) ?(?:(?:19|20)\d\d ?[-–,]? ?)+\.$"));

/// Words that begin the next sentence of a notice, even behind "Inc."
const BEGINNINGS: &[&str] = &[
    "All",
    "Any",
    "Click",
    "Content",
    "Distributed",
    "Follow",
    "For",
    "No",
    "Permission",
    "Please",
    "Published",
    "Read",
    "Reprinted",
    "Reproduced",
    "Republished",
    "Sign",
    "Subscribe",
    "This",
    "To",
    "Unauthorized",
    "Used",
    "Visit",
];

/// Does the sentence go on behind this full stop, with these words?
fn is_abbreviation(sentence: &str, next: &str) -> bool {
    let Some(head) = sentence.strip_suffix('.') else { return false };
    if BEGINNINGS.contains(&next.split(' ').next().unwrap_or(next)) {
        return false;
    }
    // "Copyright (c) 2020. Valley Radio, Inc."
    if YEAR_OF_COPYRIGHT.is_match(sentence) {
        return true;
    }
    let word = head.rsplit([' ', '(']).next().unwrap_or(head);
    let letters = word.chars().count();
    letters == 1
        || [
            "St", "Dr", "Mr", "Mrs", "Ms", "Prof", "Inc", "Co", "No", "Sec", "Gov", "Sen", "Rep", "vs",
            "U.S", "U.K",
        ]
        .contains(&word)
}

#[cfg(test)]
mod tests;
