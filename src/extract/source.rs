//! One article in, who published or supplied it out.
//!
//! An agency's name is far more often a picture's credit, a helper or a subject than the source:
//! it counts only where newspapers put the source, and captions are never asked.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::named::named;
use crate::span::{Mention, Rule, Span};
use crate::vocabulary::{SourceKind, Vocabulary};
use crate::wording::name::{self, Name};
use crate::wording::notice::{Saying, Statement, lines};
use crate::wording::{pattern, promo};

/// What a source was to the article. The order is the order of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceRole {
    /// Published it first.
    Original,
    /// Wrote it for others to publish.
    Agency,
    /// Published it together with the republisher.
    Partner,
    /// Sold or passed it on.
    Distributor,
    /// Published it again.
    Republisher,
    /// Helped with it ("contributed to this report") and is not its source.
    Contributor,
}

named!(SourceRole {
    Original = "original",
    Agency = "agency",
    Partner = "partner",
    Distributor = "distributor",
    Republisher = "republisher",
    Contributor = "contributor",
});

/// Who published or supplied an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The canonical name where the vocabulary knows it, else the name as printed.
    pub name: String,
    /// What it was to the article.
    pub role: SourceRole,
    /// What kind of body it is.
    pub kind: SourceKind,
}

/// Rules that name who published the article without saying that it came from elsewhere.
const OF_THE_OUTLET_ITSELF: &[Rule] = &[
    "source.page_address",
    "source.copyright_holder",
    "source.byline_outlet",
    "source.contribution",
    "source.promo_site",
];

/// Does the mention say that the article came from somebody else?
#[must_use]
pub fn is_from_elsewhere(mention: &Mention<Source>) -> bool {
    !OF_THE_OUTLET_ITSELF.contains(&mention.rule)
}

/// Every source, the strongest role first, in reading order within a role. `notices` is what
/// [`crate::wording::notice::of`] read in the same article.
#[must_use]
pub fn extract(article: &Article, notices: &[Statement], vocabulary: &Vocabulary) -> Vec<Mention<Source>> {
    let mut found = Vec::new();
    from_notices(article, notices, vocabulary, &mut found);
    from_bylines(article, vocabulary, &mut found);
    from_datelines(article, vocabulary, &mut found);
    from_last_line(article, vocabulary, &mut found);
    from_addresses(article, vocabulary, &mut found);
    from_copyright(notices, vocabulary, &mut found);
    from_promo(article, vocabulary, &mut found);
    in_order(found)
}

fn add(found: &mut Vec<Mention<Source>>, name: &Name, role: SourceRole, span: Span, rule: Rule) {
    let source = Source { name: name.name.clone(), role, kind: name.kind };
    found.push(Mention::new(source, span, rule));
}

/// One mention for each source and role; a weaker role of the same source says nothing new.
fn in_order(mut found: Vec<Mention<Source>>) -> Vec<Mention<Source>> {
    found.sort_by_key(|mention| mention.value.role);
    let mut kept: Vec<Mention<Source>> = Vec::new();
    for mention in found {
        if kept.iter().all(|other| other.value.name != mention.value.name) {
            kept.push(mention);
        }
    }
    kept
}

fn from_notices(
    article: &Article,
    notices: &[Statement],
    vocabulary: &Vocabulary,
    found: &mut Vec<Mention<Source>>,
) {
    for statement in notices {
        let span = Span::new(Zone::Notice, statement.sentence.start, statement.sentence.end);
        let role = |kind: SourceKind| if is_wire(kind) { SourceRole::Agency } else { SourceRole::Original };
        match (statement.saying, &statement.name) {
            (Saying::FirstPublished | Saying::RepublishedFrom | Saying::Permission, Some(name)) => {
                // "Reprinted from A with permission from B": A is the source, B the holder.
                let named_already = statement.saying == Saying::Permission
                    && notices.iter().any(|other| {
                        matches!(
                            other.saying,
                            Saying::FirstPublished | Saying::RepublishedFrom | Saying::Excerpt
                        )
                    });
                if !named_already {
                    add(found, name, role(name.kind), span, statement.rule);
                }
            }
            (Saying::Excerpt, Some(name)) if !is_quoted(article, name) => {
                add(found, name, SourceRole::Original, span, statement.rule);
            }
            (Saying::SourceLine, Some(name))
                if name.kind != SourceKind::Unknown || name::is_host(&name.printed) =>
            {
                add(found, name, role(name.kind), span, statement.rule);
            }
            (Saying::Distributed, Some(name)) => {
                add(found, name, SourceRole::Distributor, span, statement.rule);
            }
            (Saying::Partner, Some(name)) => add(found, name, SourceRole::Partner, span, statement.rule),
            (Saying::AgencyDesk, _) => {
                let reuters = name::resolve("Reuters", 0..0, vocabulary);
                add(found, &reuters, SourceRole::Agency, span, statement.rule);
            }
            (Saying::Contribution, _) => {
                for name in known_names(&article.text(Zone::Notice)[statement.sentence.clone()], vocabulary) {
                    add(found, &name, SourceRole::Contributor, span, statement.rule);
                }
            }
            _ => {}
        }
    }
    for (start, line) in lines(article.text(Zone::Notice)) {
        // An agency's name on a line of its own below the story.
        if let Some(name) = whole_line(line, vocabulary).filter(|name| name.kind == SourceKind::Agency) {
            let span = Span::new(Zone::Notice, start, start + line.len());
            add(found, &name, SourceRole::Agency, span, "source.agency_line");
        }
    }
}

fn is_wire(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Agency | SourceKind::ReleaseWire)
}

/// A title in quotation marks is a book, not a publisher.
fn is_quoted(article: &Article, name: &Name) -> bool {
    let before = &article.text(Zone::Notice)[..name.range.start];
    before.trim_end().ends_with(['“', '"', '‘', '\'', '«', '*', '_'])
}

/// The agencies and outlets that a sentence names between commas and "and".
fn known_names(sentence: &str, vocabulary: &Vocabulary) -> Vec<Name> {
    static BETWEEN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r",| and |\bcontributed\b|\b(?:from|by|at|for|of) |[.()]"));
    let mut names = Vec::new();
    let mut start = 0;
    let ends = BETWEEN
        .find_iter(sentence)
        .map(|cut| (cut.start(), cut.end()))
        .chain([(sentence.len(), sentence.len())]);
    for (end, next) in ends {
        let piece = sentence[start..end].trim();
        if vocabulary.find(piece).is_some() {
            names.push(name::resolve(piece, start..end, vocabulary));
        }
        start = next;
    }
    names
}

/// The name that is a whole line, brackets and dashes apart.
fn whole_line(line: &str, vocabulary: &Vocabulary) -> Option<Name> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    vocabulary.find(bare)?;
    Some(name::resolve(bare, 0..bare.len(), vocabulary))
}

/// "By X | Reuters | June 3", "X, Associated Press", an agency on a line of its own.
fn from_bylines(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    for (start, line) in lines(article.text(Zone::Byline)) {
        if line.len() > 200 {
            continue;
        }
        let mut at = start;
        for piece in line.split_inclusive(['|', ',', '/', '(', ')', '–', '—', '•']) {
            let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let offset = at + piece.find(bare).unwrap_or(0);
            at += piece.len();
            if bare.is_empty() || vocabulary.find(bare).is_none() {
                continue;
            }
            let name = name::resolve(bare, 0..bare.len(), vocabulary);
            let span = Span::new(Zone::Byline, offset, offset + bare.len());
            match name.kind {
                SourceKind::Agency => add(found, &name, SourceRole::Agency, span, "source.byline_agency"),
                SourceKind::PhotoAgency | SourceKind::Distributor | SourceKind::ReleaseWire => {}
                _ => add(found, &name, SourceRole::Original, span, "source.byline_outlet"),
            }
        }
    }
}

/// A dateline stands in one of the first blocks of the story.
const DATELINE_BLOCKS: usize = 4;

/// "CITY, Month D (Agency) -", "(Agency) -", "CITY /AGENCY/", "Month D (Agency) —".
fn from_datelines(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        let place = r"[\p{Lu}][\p{L}\p{M}.’'/-]*(?:[ ,]+(?:[\p{L}\p{M}\d.’'/-]+)){0,11}?";
        pattern(&format!(
            r"^(?:{place})?[ ,.]*(?:\((?P<round>[\p{{Lu}}][^()]{{1,40}})\)|/(?P<slash>[\p{{Lu}}][^/]{{1,30}})/)\.?(?: ?(?:—|–|--|-|_|:|\.)|(?P<none> [\p{{Lu}}]))"
        ))
    });
    for (block, text) in article.blocks(Zone::Body).take(DATELINE_BLOCKS) {
        let line = text.split('\n').next().unwrap_or(text);
        let head: &str = line.get(..line.floor_char_boundary(140)).unwrap_or(line);
        let Some(caught) = DATELINE.captures(head) else { continue };
        let Some(mark) = caught.name("round").or_else(|| caught.name("slash")) else { continue };
        // Without a dash, only a place in capitals makes it a dateline.
        let place = &head[..mark.start()];
        if caught.name("none").is_some() && (place.len() < 4 || place.chars().any(char::is_lowercase)) {
            continue;
        }
        if is_sentence(place) || vocabulary.find(mark.as_str()).is_none() {
            continue;
        }
        let name = name::resolve(mark.as_str(), mark.range(), vocabulary);
        if is_wire(name.kind) {
            let start = block.start as usize;
            let span = Span::new(Zone::Body, start, start + mark.end() + 1);
            add(found, &name, SourceRole::Agency, span, "source.dateline_agency");
            return;
        }
    }
}

/// A place and a date, or the beginning of a sentence? A dateline has few words in lower case.
fn is_sentence(place: &str) -> bool {
    place.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > 2
}

/// "… of the case. (Yonhap)", "… of the case. — SPA" at the very end of the story.
fn from_last_line(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|[.!?][”’\x22')]*) ?(?:\((?:[Ss]ource: ?)?(?P<round>[\p{Lu}][^()]{1,40})\)|(?:—|–|--?) ?(?P<dash>[\p{Lu}][\p{L}. ]{1,30}))[.\s]*$",
        )
    });
    let body = article.text(Zone::Body);
    // In a text of one block the end is also the head.
    let Some((block, text)) =
        article.blocks(Zone::Body).last().filter(|(block, _)| block.start > 0 || body.len() > 200)
    else {
        return;
    };
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..];
    let tail = line.len() - line.len().min(120);
    let tail = line.ceil_char_boundary(tail);
    let Some(caught) = MARK.captures(&line[tail..]) else { return };
    let Some(mark) = caught.name("round").or_else(|| caught.name("dash")) else { return };
    if vocabulary.find(mark.as_str()).is_none() {
        return;
    }
    let name = name::resolve(mark.as_str(), mark.range(), vocabulary);
    if name.kind == SourceKind::Agency {
        let at = block.start as usize + start + tail;
        let span = Span::new(Zone::Body, at + mark.start(), at + mark.end());
        add(found, &name, SourceRole::Agency, span, "source.closing_agency");
    }
}

/// The address of the page itself, alone on a line above a story from elsewhere. Of any other story it
/// does not tell who published it first.
fn from_addresses(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    if !found.iter().any(|mention| supplied(mention.value.role)) {
        return;
    }
    let Some((start, line)) = lines(article.text(Zone::Notice)).next() else { return };
    let is_first = article.layout().first().is_some_and(|block| block.zone == Zone::Notice);
    if !is_first || line.contains(' ') {
        return;
    }
    let Some(entry) = vocabulary.find_domain(line) else { return };
    let name =
        Name { range: 0..line.len(), name: entry.name.clone(), printed: line.to_owned(), kind: entry.kind };
    let span = Span::new(Zone::Notice, start, start + line.len());
    add(found, &name, SourceRole::Republisher, span, "source.page_address");
}

fn supplied(role: SourceRole) -> bool {
    matches!(role, SourceRole::Original | SourceRole::Agency | SourceRole::Partner | SourceRole::Distributor)
}

/// "© 2019 X": an agency supplied the article; an outlet published it, or published it again when
/// somebody else supplied it.
fn from_copyright(notices: &[Statement], vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    let distributed = notices.iter().any(|statement| statement.saying == Saying::Distributed);
    for statement in notices.iter().filter(|statement| statement.saying == Saying::Copyright) {
        let Some(name) = &statement.name else { continue };
        let known = name::resolve(without_form(&name.printed), Range::clone(&name.range), vocabulary);
        let span = Span::new(Zone::Notice, statement.sentence.start, statement.sentence.end);
        let elsewhere =
            found.iter().any(|mention| is_from_elsewhere(mention) && supplied(mention.value.role));
        let (role, rule) = match known.kind {
            SourceKind::Agency => (SourceRole::Agency, "source.copyright_agency"),
            SourceKind::Distributor => (SourceRole::Distributor, "source.copyright_distributor"),
            SourceKind::Unknown | SourceKind::PhotoAgency | SourceKind::ReleaseWire if !distributed => {
                continue;
            }
            // "© 2020 The Courier. Distributed by …": the paper is the source.
            _ if distributed => (SourceRole::Original, "source.copyright_of_distributed"),
            _ if elsewhere => (SourceRole::Republisher, "source.copyright_holder"),
            _ => (SourceRole::Original, "source.copyright_holder"),
        };
        add(found, &known, role, span, rule);
    }
}

/// "The Washington Times, LLC": the name without the legal form.
fn without_form(printed: &str) -> &str {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i),? (?:inc|llc|ltd|llp|plc|l\.p|lp|co|corp|corporation|company|& company,? inc|productions inc)\.?$",
        )
    });
    FORM.find(printed).map_or(printed, |form| &printed[..form.start()])
}

/// The site whose sign-up line stands around an article from elsewhere has republished it.
fn from_promo(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    if !found.iter().any(|mention| is_from_elsewhere(mention) && supplied(mention.value.role)) {
        return;
    }
    for (start, line) in lines(article.text(Zone::Promo)) {
        let Some(name) = promo::site(line, vocabulary) else { continue };
        if is_wire(name.kind) || found.iter().any(|mention| mention.value.name == name.name) {
            continue;
        }
        let span = Span::new(Zone::Promo, start + name.range.start, start + name.range.end);
        add(found, &name, SourceRole::Republisher, span, "source.promo_site");
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::notice;

    fn check(text: &str, expected: &[(&str, SourceRole)]) {
        let article = crate::zone::zone(text, Vocabulary::builtin());
        let found = extract(&article, &notice::of(&article, Vocabulary::builtin()), Vocabulary::builtin());
        let found: Vec<(&str, SourceRole)> =
            found.iter().map(|m| (m.value.name.as_str(), m.value.role)).collect();
        assert_eq!(found, expected, "{text}");
    }

    const STORY: &str = "The bridge opened on Monday after two years of delay, the mayor said, and a crowd of some \
        hundred people crossed it on foot.\n\nIt had been closed since the flood.";

    #[test]
    fn sources_of_articles() {
        use SourceRole::{Agency, Contributor, Distributor, Original, Republisher};
        for (text, expected) in [
            (format!("VALLEY CITY, Ohio (AP) — {STORY}"), vec![("Associated Press", Agency)]),
            (format!("LONDON (Reuters) - {STORY}"), vec![("Reuters", Agency)]),
            (format!("BANGKOK, July 15 (Xinhua) -- {STORY}"), vec![("Xinhua News Agency", Agency)]),
            (format!("March 16 (UPI) — {STORY}"), vec![("United Press International", Agency)]),
            (format!("{STORY} (Yonhap)"), vec![("Yonhap News Agency", Agency)]),
            (
                format!("{STORY}\n\nThe Associated Press contributed to this report."),
                vec![("Associated Press", Contributor)],
            ),
            (
                format!(
                    "Join our Telegram channel for the latest news from Valley Watch.\n\n{STORY}\n\nThis article was originally published by Radio Meridian and is reprinted with permission."
                ),
                vec![("Radio Meridian", Original), ("Valley Watch", Republisher)],
            ),
            (
                format!("{STORY}\n\n©2020 The Valley Courier\n\nDistributed by Tribune Content Agency, LLC."),
                vec![("The Valley Courier", Original), ("Tribune Content Agency", Distributor)],
            ),
            (
                format!("DENVER (AP) — {STORY}\n\nCopyright © 2019 The Washington Times, LLC."),
                vec![("Associated Press", Agency), ("The Washington Times", Republisher)],
            ),
            (
                format!("{STORY}\n\nArticle posted with permission from Valley Liberty Media"),
                vec![("Valley Liberty Media", Original)],
            ),
        ] {
            check(&text, &expected);
        }
    }

    #[test]
    fn no_sources() {
        for text in [
            STORY.to_owned(),
            format!("The bridge at dawn. (AP Photo/Jane Roe)\n\n{STORY}"),
            format!("{STORY}\n\nThe party, Tehreek-e-Insaf (PTI), said so."),
            format!("{STORY}\n\nHe works for Americans for Prosperity (AFP)."),
            format!("The minister told Reuters that the bridge was safe.\n\n{STORY}"),
        ] {
            check(&text, &[]);
        }
    }
}
