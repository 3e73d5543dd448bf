//! One article in, who published or supplied it out.
//!
//! An agency's name is far more often a picture's credit, a helper or a subject than the source:
//! it counts only where newspapers put the source, and captions are never asked.

pub(super) mod dateline;

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::named::named;
use crate::span::{Mention, Rule, Span};
use crate::vocabulary::{SourceKind, Vocabulary};
use crate::wording::name::{self, Name, agency_mark};
use crate::wording::notice::{Notices, Saying, lines};
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
    "source.dateline_outlet",
    "source.staff_of",
    "source.own_edition",
    "source.disclaimer",
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
pub fn extract(article: &Article, notices: &Notices, vocabulary: &Vocabulary) -> Vec<Mention<Source>> {
    let mut found = Vec::new();
    // A dateline is the best evidence that there is of an agency: of two mentions the first is kept.
    dateline::from_datelines(article, vocabulary, &mut found);
    from_notices(article, notices, vocabulary, &mut found);
    from_bylines(article, vocabulary, &mut found);
    from_last_line(article, vocabulary, &mut found);
    from_addresses(article, vocabulary, &mut found);
    from_copyright(notices, vocabulary, &mut found);
    from_promo(article, vocabulary, &mut found);
    publish_again(&mut found);
    in_order(found)
}

fn add(found: &mut Vec<Mention<Source>>, name: &Name, role: SourceRole, span: Span, rule: Rule) {
    let source = Source { name: name.name.clone(), role, kind: name.kind };
    found.push(Mention::new(source, span, rule));
}

/// Whoever is named as the outlet itself has published again what somebody else wrote. So has X when "The
/// post … appeared first on X" stands below an agency's text: X's feed puts it below everything.
fn publish_again(found: &mut [Mention<Source>]) {
    let is_elsewhere = |mention: &Mention<Source>, roles: &[SourceRole]| {
        is_from_elsewhere(mention) && mention.rule != FEED_RULE && roles.contains(&mention.value.role)
    };
    let is_written =
        found.iter().any(|mention| is_elsewhere(mention, &[SourceRole::Original, SourceRole::Agency]));
    let is_supplied =
        found.iter().any(|mention| is_elsewhere(mention, &[SourceRole::Agency, SourceRole::Distributor]));
    for mention in found.iter_mut().filter(|mention| mention.value.role == SourceRole::Original) {
        let again =
            if mention.rule == FEED_RULE { is_supplied } else { is_written && !is_from_elsewhere(mention) };
        if again {
            mention.value.role = SourceRole::Republisher;
        }
    }
}

const FEED_RULE: Rule = "source.post_appeared_first_on";

/// One mention for each source and role; a weaker role of the same source says nothing new.
fn in_order(mut found: Vec<Mention<Source>>) -> Vec<Mention<Source>> {
    found.sort_by_key(|mention| mention.value.role);
    let mut names = HashSet::default();
    found.retain(|mention| names.insert(mention.value.name.to_lowercase()));
    found
}

fn from_notices(
    article: &Article,
    notices: &Notices,
    vocabulary: &Vocabulary,
    found: &mut Vec<Mention<Source>>,
) {
    for (at, statement) in notices.statements.iter().enumerate() {
        let span = Span::new(Zone::Notice, statement.sentence.start, statement.sentence.end);
        let rule = statement.rule;
        match (statement.saying, &statement.name) {
            (Saying::FirstPublished | Saying::RepublishedFrom | Saying::Supplied, Some(name)) => {
                add(found, name, role_of(name.kind), span, rule);
            }
            // "Reprinted from A with permission from B": A is the source, B the holder.
            (Saying::Permission, Some(name))
                if !notices.say(&[
                    Saying::FirstPublished,
                    Saying::RepublishedFrom,
                    Saying::Publisher,
                    Saying::SourceLine,
                ]) =>
            {
                add(found, name, role_of(name.kind), span, rule);
            }
            // "© 2020 The Courier. Used with permission."
            (Saying::Permission, None)
                if !notices.say(&[Saying::FirstPublished, Saying::RepublishedFrom]) =>
            {
                if let Some(holder) = holder_beside(article, notices, at, vocabulary) {
                    add(found, &holder, role_of(holder.kind), span, rule);
                }
            }
            (Saying::OwnEdition | Saying::Disclaimer, Some(name)) => {
                add(found, name, SourceRole::Original, span, rule);
            }
            (Saying::Publisher, Some(name)) if notices.say(&[Saying::Excerpt, Saying::Permission]) => {
                add(found, name, SourceRole::Original, span, rule);
            }
            (Saying::Excerpt, Some(name)) if !is_quoted(article, name) => {
                add(found, name, SourceRole::Original, span, rule);
            }
            (Saying::SourceLine, Some(name)) => add(found, name, role_of(name.kind), span, rule),
            (Saying::Distributed, Some(name)) => add(found, name, SourceRole::Distributor, span, rule),
            (Saying::Partner, Some(name)) => add(found, name, SourceRole::Partner, span, rule),
            (Saying::Feed, Some(name)) => add(found, name, SourceRole::Republisher, span, rule),
            (Saying::AgencyDesk, _) => {
                let reuters = name::resolve("Reuters", 0..0, vocabulary);
                add(found, &reuters, SourceRole::Agency, span, rule);
            }
            (Saying::Contribution, _) => {
                let sentence = &article.text(Zone::Notice)[statement.sentence.clone()];
                for name in name::known_in(sentence, vocabulary) {
                    add(found, &name, SourceRole::Contributor, span, rule);
                }
            }
            _ => {}
        }
    }
    for (start, line) in lines(article.text(Zone::Notice)) {
        // An agency's name on a line of its own below the story.
        if let Some(name) = agency_line(line, vocabulary) {
            let span = Span::new(Zone::Notice, start, start + line.len());
            add(found, &name, role_of(name.kind), span, "source.agency_line");
        }
    }
}

/// Whose copyright stands in the line of a permission, the statement in this place.
fn holder_beside(article: &Article, notices: &Notices, at: usize, vocabulary: &Vocabulary) -> Option<Name> {
    let text = article.text(Zone::Notice);
    let permission = &notices.statements[at].sentence;
    let near = &notices.statements[at.saturating_sub(NEAR)..notices.statements.len().min(at + NEAR)];
    near.iter().filter(|other| other.saying == Saying::Copyright).find_map(|other| {
        let ends = other.sentence.end.min(permission.end)..permission.start.max(other.sentence.start);
        let is_beside = ends.is_empty() || !text[ends].contains('\n');
        let known = holder(other.name.as_ref().filter(|_| is_beside)?, vocabulary);
        (known.kind != SourceKind::Unknown || name::is_publication(&known.printed)).then_some(known)
    })
}

/// A line holds so many statements at most before and behind one.
const NEAR: usize = 8;

/// What a body of this kind is to an article that came from it.
fn role_of(kind: SourceKind) -> SourceRole {
    match kind {
        SourceKind::Agency | SourceKind::ReleaseWire => SourceRole::Agency,
        SourceKind::Distributor => SourceRole::Distributor,
        _ => SourceRole::Original,
    }
}

fn is_wire(kind: SourceKind) -> bool {
    role_of(kind) == SourceRole::Agency
}

/// A title in quotation marks is a book, not a publisher.
fn is_quoted(article: &Article, name: &Name) -> bool {
    let before = &article.text(Zone::Notice)[..name.range.start];
    before.trim_end().ends_with(['“', '"', '‘', '\'', '«', '*', '_'])
}

/// "By X | Reuters | June 3", "X, Associated Press", "By AFP", an outlet on a line of its own.
fn from_bylines(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    for (start, line) in lines(article.text(Zone::Byline)) {
        if line.len() > 200 {
            continue;
        }
        if let Some(outlet) = staff_of(line, vocabulary) {
            let span = Span::new(Zone::Byline, start, start + line.len());
            add(found, &outlet, SourceRole::Original, span, "source.staff_of");
            continue;
        }
        let mut at = start;
        for (nth, piece) in line.split_inclusive(['|', ',', '/', '(', ')', '–', '—', '•', ':']).enumerate()
        {
            let from = BY.find(piece).map_or(0, |by| by.end());
            let bare = piece[from..].trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix(" Staff").or_else(|| bare.strip_suffix(" staff")).unwrap_or(bare);
            let offset = at + from + piece[from..].find(bare).unwrap_or(0);
            at += piece.len();
            // Behind the author or alone, a name that says so is a publication even when it is not known.
            let is_apart = nth > 0 || piece.len() == line.len();
            let is_outlet = vocabulary.find(bare).is_some() || is_apart && name::is_publication(bare);
            if bare.is_empty() || !is_outlet {
                continue;
            }
            let name = name::resolve(bare, 0..bare.len(), vocabulary);
            let span = Span::new(Zone::Byline, offset, offset + bare.len());
            let (role, rule) = match name.kind {
                SourceKind::PhotoAgency | SourceKind::ReleaseWire => continue,
                SourceKind::Agency => (SourceRole::Agency, "source.byline_agency"),
                SourceKind::Distributor => (SourceRole::Distributor, "source.byline_distributor"),
                _ => (SourceRole::Original, "source.byline_outlet"),
            };
            add(found, &name, role, span, rule);
        }
    }
}

static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W{0,3}(?:(?:By|BY|by|Source|Por|Par|Von|von) |(?:By|Source):? ?)"));

/// "Ann Roe is a reporter for Valley Radio.": who reports for an outlet has written it for that outlet.
/// Columnists, professors and fellows write for others, too.
fn staff_of(line: &str, vocabulary: &Vocabulary) -> Option<Name> {
    static STAFF: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\W{0,3}[\p{Lu}][\p{L}.’'-]+(?: [\p{Lu}][\p{L}.’'-]*){1,3} is an? (?:[\w-]+ ){0,4}(?:reporter|correspondent|staff writer|producer|news editor) (?:for|at|with)(?P<name>) ",
        )
    });
    let at = STAFF.captures(line)?.name("name")?.end();
    name::at_head(&line[at..], vocabulary)
        .filter(|name| name.kind != SourceKind::Unknown && role_of(name.kind) == SourceRole::Original)
}

/// The agency whose name is a whole line, alone or with the initials of its desk: "PTI ABC DEF".
fn agency_line(line: &str, vocabulary: &Vocabulary) -> Option<Name> {
    let name = agency_mark(line, vocabulary)?;
    Some(name::resolve(name, 0..name.len(), vocabulary))
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
    if !line[tail..].contains([')', '—', '–', '-']) {
        return;
    }
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
fn from_copyright(notices: &Notices, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    let distributed = notices.say(&[Saying::Distributed]);
    let copyrights = notices.statements.iter().filter(|statement| statement.saying == Saying::Copyright);
    for statement in copyrights {
        let Some(name) = &statement.name else { continue };
        let known = holder(name, vocabulary);
        let span = Span::new(Zone::Notice, statement.sentence.start, statement.sentence.end);
        let (role, rule) = match known.kind {
            SourceKind::Agency => (SourceRole::Agency, "source.copyright_agency"),
            SourceKind::Distributor => (SourceRole::Distributor, "source.copyright_distributor"),
            SourceKind::PhotoAgency | SourceKind::ReleaseWire if !distributed => continue,
            SourceKind::Unknown if !distributed && !name::is_publication(&known.printed) => continue,
            // "© 2020 The Courier. Distributed by …": the paper is the source.
            _ if distributed => (SourceRole::Original, "source.copyright_of_distributed"),
            _ => (SourceRole::Original, "source.copyright_holder"),
        };
        add(found, &known, role, span, rule);
    }
}

/// Whose copyright it is: whoever bears the company's name without its legal form, else the company.
fn holder(name: &Name, vocabulary: &Vocabulary) -> Name {
    let short = without_form(&name.printed);
    let is_company = vocabulary.find(short).is_none() && vocabulary.find(&name.printed).is_some();
    let printed = if is_company { &name.printed } else { short };
    name::resolve(printed, Range::clone(&name.range), vocabulary)
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
