//! One article in, the terms on which its text and its pictures may be used out.
//!
//! We report what the words say. "Reprinted with permission" gives our user no permission.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;
use jiff::civil::Date;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::extract::source::is_from_elsewhere;
use crate::extract::{DateMention, DateType, Metadata, Source, SourceRole};
use crate::named::named;
use crate::span::{Mention, Span};
use crate::vocabulary::Vocabulary;
use crate::wording::credit::{self, Credit};
use crate::wording::notice::{Notices, Saying, Statement, lines};
use crate::wording::{cues, pattern};

/// What a rights statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The article.
    Text,
    /// A picture in it.
    Photo,
}

named!(Subject {
    Text = "text",
    Photo = "photo",
});

/// What the words say of the terms. The order is that of [`most_specific`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RightsStatus {
    /// A licence is named.
    Licensed,
    /// Permission to reprint is stated.
    ReprintedWithPermission,
    /// The text says that it is in the public domain.
    PublicDomain,
    /// An agency or distributor supplied it.
    Syndicated,
    /// Excerpted from a book or article, or fair use is claimed.
    Excerpt,
    /// Terms forbid or limit reuse.
    Restricted,
    /// A copyright notice only.
    CopyrightAsserted,
    /// First published elsewhere, terms not stated.
    Republished,
    /// Nothing is stated.
    Unknown,
}

named!(RightsStatus {
    Licensed = "licensed",
    ReprintedWithPermission = "reprinted-with-permission",
    PublicDomain = "public-domain",
    Syndicated = "syndicated",
    Excerpt = "excerpt",
    Restricted = "restricted",
    CopyrightAsserted = "copyright-asserted",
    Republished = "republished",
    Unknown = "unknown",
});

/// One statement of rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub status: RightsStatus,
    /// The copyright holder or whoever gave permission.
    pub holder: Option<String>,
    /// The URI of the licence, or `custom` for one in the publisher's own words.
    pub licence: Option<String>,
    /// The sentence that states the terms.
    pub usage_terms: Option<String>,
    /// ISO day on which the terms end, or how long after publication: `P90D`.
    pub expires: Option<String>,
    /// Who made a picture and who passed it on, when its credit names anybody.
    pub credit: Option<PhotoCredit>,
}

/// What the credit of a picture says. People and restrictions are as printed; agencies have their
/// canonical names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhotoCredit {
    /// Who took it.
    pub photographer: Option<String>,
    /// The agency or outlet that it was taken for.
    pub agency: Option<String>,
    /// The agency that passed it on.
    pub via: Option<String>,
    /// Who gave it away: "courtesy of", "provided by", "handout".
    pub courtesy: Option<String>,
    /// What limits its use, or says that it is an old one: "No Archiving", "File Photo".
    pub restriction: Option<String>,
}

impl PhotoCredit {
    /// Itself, or nothing when it names nobody and nothing.
    #[must_use]
    pub fn if_any(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

impl Rights {
    fn new(subject: Subject, status: RightsStatus) -> Self {
        Self { subject, status, holder: None, licence: None, usage_terms: None, expires: None, credit: None }
    }
}

/// The days of an article that terms are counted from and to.
#[derive(Debug, Clone)]
pub struct Days<'a> {
    published: Option<Date>,
    /// Those in notices, in reading order.
    mentioned: Vec<&'a Mention<DateMention>>,
}

impl<'a> Days<'a> {
    /// The day of publication, where it is known, and every date mentioned.
    #[must_use]
    pub fn new(published: Option<Date>, dates: &'a [Mention<DateMention>]) -> Self {
        let mentioned = dates.iter().filter(|mention| mention.span.zone == Zone::Notice).collect();
        Self { published, mentioned }
    }

    /// The dates within some bytes of the notices.
    fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &'a Mention<DateMention>> {
        let first = self.mentioned.partition_point(|mention| (mention.span.start as usize) < range.start);
        let end = range.end;
        self.mentioned[first..].iter().copied().take_while(move |mention| mention.span.end as usize <= end)
    }
}

/// Every statement of rights: those about the text, then those about pictures, each in reading order.
/// `notices`, `sources` and `days` were read in the same article.
#[must_use]
pub fn extract(
    article: &Article,
    notices: &Notices,
    sources: &[Mention<Source>],
    days: &Days<'_>,
    vocabulary: &Vocabulary,
) -> Vec<Mention<Rights>> {
    let said = notices.statements.iter();
    let mut found: Vec<Mention<Rights>> =
        said.filter_map(|statement| of_statement(article, statement, notices, days)).collect();
    of_suppliers(sources, &mut found);
    of_pictures(article, vocabulary, &mut found);
    found
}

/// What one sentence of a notice says of the terms.
fn of_statement(
    article: &Article,
    statement: &Statement,
    notices: &Notices,
    days: &Days<'_>,
) -> Option<Mention<Rights>> {
    let sentence = &article.text(Zone::Notice)[statement.sentence.clone()];
    let span = Span::new(Zone::Notice, statement.sentence.start, statement.sentence.end);
    let printed = || statement.name.as_ref().map(|name| name.printed.clone());
    let with_terms = |status| Rights {
        usage_terms: Some(sentence.to_owned()),
        expires: expires(article, &statement.sentence, days),
        ..Rights::new(Subject::Text, status)
    };
    let rights = match statement.saying {
        Saying::Republished
            if notices.say(&[Saying::FirstPublished, Saying::RepublishedFrom, Saying::Permission]) =>
        {
            return None;
        }
        Saying::Republished => Rights::new(Subject::Text, RightsStatus::Republished),
        Saying::FirstPublished | Saying::RepublishedFrom => {
            if notices.say(&[Saying::Permission, Saying::CreativeCommons, Saying::Grant, Saying::Excerpt]) {
                return None;
            }
            Rights::new(Subject::Text, RightsStatus::Republished)
        }
        Saying::Permission => Rights {
            holder: statement
                .name
                .as_ref()
                .map(|name| name.name.clone())
                .or_else(|| Some(notices.first_name(FIRST)?.name.clone())),
            ..with_terms(RightsStatus::ReprintedWithPermission)
        },
        Saying::CreativeCommons => {
            let licence = licence_uri(sentence);
            let waived = licence.as_ref().is_some_and(|uri| uri.contains("/publicdomain/"))
                || sentence.contains("CC0");
            let status = if waived { RightsStatus::PublicDomain } else { RightsStatus::Licensed };
            Rights { licence, ..with_terms(status) }
        }
        Saying::Grant => Rights { licence: Some("custom".to_owned()), ..with_terms(RightsStatus::Licensed) },
        Saying::PublicDomain => with_terms(RightsStatus::PublicDomain),
        Saying::Excerpt => Rights::new(Subject::Text, RightsStatus::Excerpt),
        Saying::Feed => Rights::new(Subject::Text, RightsStatus::Syndicated),
        Saying::Restriction => with_terms(RightsStatus::Restricted),
        Saying::Copyright => {
            // "All rights reserved" behind a notice that names the holder adds nothing.
            if statement.name.is_none() && notices.first_name(&[Saying::Copyright]).is_some() {
                return None;
            }
            Rights { holder: printed(), ..Rights::new(Subject::Text, RightsStatus::CopyrightAsserted) }
        }
        Saying::Distributed
        | Saying::Partner
        | Saying::SourceLine
        | Saying::Supplied
        | Saying::OwnEdition
        | Saying::Disclaimer
        | Saying::Publisher
        | Saying::AgencyDesk
        | Saying::Contribution
        | Saying::About => {
            return None;
        }
    };
    Some(Mention::new(rights, span, statement.rule))
}

/// Where the article was first published is who gave the permission, when nobody else is named.
const FIRST: &[Saying] = &[Saying::FirstPublished, Saying::RepublishedFrom];

/// An article that an agency, a distributor or a partner supplied is syndicated; one whose first
/// publisher is named by a source line alone is republished.
fn of_suppliers(sources: &[Mention<Source>], found: &mut Vec<Mention<Rights>>) {
    let stated: HashSet<Span> = found.iter().map(|mention| mention.span).collect();
    for source in sources.iter().filter(|source| is_from_elsewhere(source)) {
        let status = match source.value.role {
            SourceRole::Agency | SourceRole::Distributor | SourceRole::Partner => RightsStatus::Syndicated,
            SourceRole::Original if source.rule == "source.book_publisher" => continue,
            SourceRole::Original if !stated.contains(&source.span) => RightsStatus::Republished,
            _ => continue,
        };
        found.push(Mention::new(Rights::new(Subject::Text, status), source.span, source.rule));
    }
}

/// The credits of captions.
fn of_pictures(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Rights>>) {
    for (start, line) in lines(article.text(Zone::Caption)) {
        if !cues(line).credit {
            continue;
        }
        let Some(credit) = credit::read(line, vocabulary) else { continue };
        let span = Span::new(Zone::Caption, start + credit.range.start, start + credit.range.end);
        let rule = credit.rule;
        found.push(Mention::new(of_credit(line, credit), span, rule));
    }
}

/// What the credit of a picture, read in a line, says of the terms.
fn of_credit(line: &str, credit: Credit) -> Rights {
    let is_supplied =
        [&credit.agency, &credit.via].into_iter().flatten().any(|name| name.kind.supplies_pictures());
    let words = |range: Option<Range<usize>>| range.map(|range| line[range].to_owned());
    let restriction = words(credit.restriction);
    let status = if credit.is_restricted {
        RightsStatus::Restricted
    } else if is_supplied {
        RightsStatus::Syndicated
    } else {
        RightsStatus::Unknown
    };
    let agency = credit.agency.map(|agency| agency.name);
    Rights {
        holder: agency.clone(),
        usage_terms: restriction.clone().filter(|_| credit.is_restricted),
        credit: PhotoCredit {
            photographer: words(credit.photographer),
            agency,
            via: credit.via.map(|via| via.name),
            courtesy: words(credit.courtesy),
            restriction,
        }
        .if_any(),
        ..Rights::new(Subject::Photo, status)
    }
}

/// When terms end: the ISO day where it is stated, or follows from the day of publication; else the
/// length of time as stated, `P90D`. `sentence` states the terms, in bytes of the notices.
fn expires(article: &Article, sentence: &Range<usize>, days: &Days<'_>) -> Option<String> {
    static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\b(?:until|till|through|after|before|by|within|for|in|up to|expires?(?: on)?) ?$")
    });
    let text = article.text(Zone::Notice);
    days.within(sentence).find_map(|mention| {
        if !UNTIL.is_match(&text[sentence.start..mention.span.start as usize]) {
            return None;
        }
        let value = &mention.value.value;
        match mention.value.kind {
            DateType::Date => value.parse::<Date>().ok().map(|day| day.to_string()),
            DateType::Duration => {
                let length: Option<jiff::Span> = value.parse().ok();
                let end = days.published.zip(length).and_then(|(day, length)| day.checked_add(length).ok());
                Some(end.map_or_else(|| value.clone(), |day| day.to_string()))
            }
            DateType::Time | DateType::Set => None,
        }
    })
}

/// The URI of a Creative Commons licence, when the words give its kind and its version.
fn licence_uri(sentence: &str) -> Option<String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"creativecommons\.org/(licenses/[a-z-]+/\d\.\d(?:/[a-z]{2}\b)?|publicdomain/(?:zero|mark)/1\.0)",
        )
    });
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:\bCC[ -]BY|\bAttribution)(?P<parts>(?:[ -]+(?:NC|ND|SA|Non[ -]?Commercial|No[ -]?Deriv(?:ative)?s?(?: Works)?|Share[ -]?Alike))*)[ ,]+(?P<version>\d\.\d)(?: (?-i:(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)))?",
        )
    });
    if let Some(address) = ADDRESS.captures(sentence) {
        return Some(format!("https://creativecommons.org/{}/", &address[1]));
    }
    let words = WORDS.captures(sentence)?;
    let parts = words["parts"].to_lowercase();
    let said: Vec<&str> = parts.split([' ', '-']).filter_map(part_of_licence).collect();
    let mut code = "by".to_owned();
    for part in ["nc", "nd", "sa"].into_iter().filter(|part| said.contains(part)) {
        code = format!("{code}-{part}");
    }
    let place = match words.name("place").map(|place| place.as_str()) {
        None => "",
        Some(word)
            if word.starts_with("International")
                || word.starts_with("Unported")
                || word.starts_with("Licen")
                || word.starts_with("Generic") =>
        {
            ""
        }
        Some("United States") => "us/",
        Some("Australia") => "au/",
        Some("Canada") => "ca/",
        Some("New Zealand") => "nz/",
        // Another country's version has an address that we do not know.
        Some(_) => return None,
    };
    Some(format!("https://creativecommons.org/licenses/{code}/{}/{place}", &words["version"]))
}

/// What a word of a licence's name, in small letters, adds to its code; "commercial" and "works" add nothing.
fn part_of_licence(word: &str) -> Option<&'static str> {
    match word {
        "nc" | "non" | "noncommercial" => Some("nc"),
        "sa" | "share" | "sharealike" => Some("sa"),
        "nd" | "no" => Some("nd"),
        _ => word.starts_with("noderiv").then_some("nd"),
    }
}

/// The most specific status among statements about the text.
pub fn most_specific<'a>(statements: impl Iterator<Item = &'a Rights>) -> RightsStatus {
    statements
        .filter(|rights| rights.subject == Subject::Text)
        .map(|rights| rights.status)
        .min()
        .unwrap_or(RightsStatus::Unknown)
}

/// Does the text say that it was first published elsewhere?
#[must_use]
pub fn is_reprint(metadata: &Metadata) -> bool {
    let supplied = metadata
        .sources
        .iter()
        .any(|source| source.value.role < SourceRole::Republisher && is_from_elsewhere(source));
    let stated = metadata.rights.iter().any(|rights| {
        rights.value.subject == Subject::Text
            && matches!(
                rights.value.status,
                RightsStatus::ReprintedWithPermission
                    | RightsStatus::Syndicated
                    | RightsStatus::Excerpt
                    | RightsStatus::Republished
            )
    });
    supplied || stated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_of_a_picture() {
        use RightsStatus::{Restricted, Syndicated, Unknown};
        for (caption, status, holder, terms) in [
            ("The bridge. (Jane Roe/AFP)", Syndicated, Some("Agence France-Presse"), None),
            ("The bridge. (Valley Police via AP)", Syndicated, None, None),
            ("The bridge. REUTERS/Jane Roe/File Photo", Syndicated, Some("Reuters"), None),
            (
                "The bridge. (Jane Roe/AFP) NO SALES",
                Restricted,
                Some("Agence France-Presse"),
                Some("NO SALES"),
            ),
            ("The bridge. (Photo courtesy of Jane Roe)", Unknown, None, None),
        ] {
            let mut article = Article::default();
            article.push(Zone::Caption, caption);
            let mut found = Vec::new();
            of_pictures(&article, Vocabulary::builtin(), &mut found);
            let [Mention { value, .. }] = &found[..] else { panic!("{caption}: {found:?}") };
            let read = (value.status, value.holder.as_deref(), value.usage_terms.as_deref());
            assert_eq!(read, (status, holder, terms), "{caption}");
            assert!(value.credit.is_some(), "{caption}");
        }
    }

    #[test]
    fn licences_have_a_uri_only_when_kind_and_version_are_stated() {
        for (sentence, uri) in [
            ("under a Creative Commons license", None),
            ("licensed under CC BY-NC-ND 4.0.", Some("https://creativecommons.org/licenses/by-nc-nd/4.0/")),
            ("a CC BY-NC-SA 4.0 license", Some("https://creativecommons.org/licenses/by-nc-sa/4.0/")),
            (
                "Attribution-Non-Commercial-No Derivative Works 3.0 license",
                Some("https://creativecommons.org/licenses/by-nc-nd/3.0/"),
            ),
            ("licensed under CC BY-ND 4.0", Some("https://creativecommons.org/licenses/by-nd/4.0/")),
            (
                "under a Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License",
                Some("https://creativecommons.org/licenses/by-nc-nd/4.0/"),
            ),
            (
                "a Creative Commons Attribution-Share Alike 3.0 License",
                Some("https://creativecommons.org/licenses/by-sa/3.0/"),
            ),
            ("Attribution 3.0 United States", Some("https://creativecommons.org/licenses/by/3.0/us/")),
            ("Attribution 3.0 Germany", None),
            (
                "see https://creativecommons.org/licenses/by-nd/4.0/deed",
                Some("https://creativecommons.org/licenses/by-nd/4.0/"),
            ),
            (
                "https://creativecommons.org/publicdomain/zero/1.0/",
                Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            ),
        ] {
            assert_eq!(licence_uri(sentence).as_deref(), uri, "{sentence}");
        }
    }
}
