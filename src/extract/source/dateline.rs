//! The head of the story in, the agency or station in its dateline out.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr2, memmem};
use regex::Regex;

use super::{Source, add, role_of};
use crate::article::{Article, Zone};
use crate::span::{Mention, Span};
use crate::vocabulary::{SourceKind, Vocabulary};
use crate::wording::name::{self, Name};
use crate::wording::pattern;

/// The dash of a dateline stands no further behind its first comma, in bytes.
const REACH: usize = 80;

/// A dateline stands in one of the first blocks of the story.
const DATELINE_BLOCKS: usize = 4;

/// Where a dateline names whoever wrote it, and where the dateline ends, in bytes of the story's zone.
///
/// "CITY, Month D (Agency) -", "(Agency) -", "CITY /AGENCY/", "Month D (Agency) —", "CITY, AGENCY -".
fn dateline_marks(article: &Article, vocabulary: &Vocabulary) -> impl Iterator<Item = (Range<usize>, Span)> {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        let place = r"[\p{Lu}][\p{L}\p{M}.’'/-]*(?:[ ,]+(?:[\p{L}\p{M}\d.’'/-]+|\[[\p{L} ]+\])){0,11}?";
        pattern(&format!(
            r"^(?:{place})?[ ,.:-]*(?:\((?P<round>[\p{{L}}][^()]{{1,40}})\)|/(?P<slash>[\p{{L}}][^/]{{1,30}})/)(?: ?\.? ?(?:—|–|--|-|_|:|\. ?)|(?P<none> [\p{{Lu}}]))"
        ))
    });
    article.blocks(Zone::Body).take(DATELINE_BLOCKS).filter_map(|(block, text)| {
        let line = text.split('\n').next().unwrap_or(text);
        let head: &str = line.get(..line.floor_char_boundary(140)).unwrap_or(line);
        let has_sign = memchr2(b'(', b'/', head.as_bytes()).is_some();
        let caught = if has_sign { DATELINE.captures(head) } else { None };
        let mark = caught.and_then(|caught| {
            let mark = caught.name("round").or_else(|| caught.name("slash"))?;
            let place = head[..mark.start() - 1].trim_end();
            // Without a dash, only a place in capitals, a date, or nothing at all makes it a dateline.
            let is_shown = caught.name("none").is_none()
                || place.is_empty()
                || place.ends_with(|end: char| end == ':' || end.is_ascii_digit())
                || place.len() >= 4 && !place.chars().any(char::is_lowercase);
            let mark = mark.range();
            // "Washington (CNN) The": without a dash, a place in small letters will do for an outlet only.
            let is_place = is_shown || is_place_of_outlet(place, &head[mark.clone()], vocabulary);
            let end = mark.end + 1;
            (is_place && !is_sentence(place)).then_some((mark, end))
        });
        let (name, end) = mark.or_else(|| outlet_for_place(head))?;
        let start = block.start as usize;
        Some((start + name.start..start + name.end, Span::new(Zone::Body, start, start + end)))
    })
}

/// Adds the source that the dateline names.
pub(super) fn from_datelines(article: &Article, vocabulary: &Vocabulary, found: &mut Vec<Mention<Source>>) {
    let body = article.text(Zone::Body);
    for (name, span) in dateline_marks(article, vocabulary) {
        let printed = &body[name.clone()];
        let name = match vocabulary.find(printed) {
            Some(_) => name::resolve(printed, name, vocabulary),
            None if body[name.end..].starts_with(')') && is_call_sign(printed) => {
                let printed = printed.to_owned();
                Name { range: name, name: printed.clone(), printed, kind: SourceKind::Broadcaster }
            }
            None => continue,
        };
        let rule = match name.kind {
            SourceKind::PhotoAgency | SourceKind::Government => continue,
            SourceKind::Agency | SourceKind::ReleaseWire | SourceKind::Distributor => {
                "source.dateline_agency"
            }
            _ => "source.dateline_outlet",
        };
        add(found, &name, role_of(name.kind), span, rule);
        return;
    }
}

/// "KTLA", "WXYZ-TV": the call sign of a station in the United States.
fn is_call_sign(printed: &str) -> bool {
    const NO_STATIONS: &[&str] =
        &["WFP", "WHO", "WTO", "WWF", "KFOR", "KGB", "KKR", "WBO", "WBA", "WBC", "WNBA"];
    let sign = printed.trim_end_matches("-TV").trim_end_matches(" TV");
    (3..=4).contains(&sign.len())
        && sign.starts_with(['K', 'W'])
        && sign.chars().all(|letter| letter.is_ascii_uppercase())
        && !NO_STATIONS.contains(&sign)
}

/// A dateline that names somebody in brackets whom the vocabulary does not know.
pub(in crate::extract) fn unknown_dateline(article: &Article, vocabulary: &Vocabulary) -> Option<Span> {
    let body = article.text(Zone::Body);
    let (name, span) = dateline_marks(article, vocabulary).next()?;
    let is_bracketed = body[name.end..].starts_with([')', '/']);
    (is_bracketed && vocabulary.find(&body[name]).is_none()).then_some(span)
}

/// "DAMASCUS, SANA - ", "Valley News, 26 March - ": the mark of whoever wrote it without brackets, and
/// where the dateline ends.
fn outlet_for_place(head: &str) -> Option<(Range<usize>, usize)> {
    static MARKS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
        let dash = r" ?(?:—|–|--|-) ?";
        let day = r"(?:\d{1,2} [\p{Lu}][\p{L}]{2,8}|[\p{Lu}][\p{L}]{2,8}\.? \d{1,2})";
        [
            pattern(&format!(
                r"^[\p{{Lu}}][\p{{L}} ]{{2,30}}, (?:{day}, )?(?P<name>[\p{{Lu}}]{{3,12}}){dash}[\p{{Lu}}“\x22]"
            )),
            pattern(&format!(
                r"^(?P<name>[\p{{L}}][\p{{L}}.’' -]{{2,40}}), {day}(?:, \d{{4}})?{dash}[\p{{Lu}}“\x22]"
            )),
        ]
    });
    // A dash stands not far behind the comma.
    let behind = &head[memmem::find(head.as_bytes(), b", ")?..];
    if !behind[..behind.floor_char_boundary(REACH)].contains(['—', '–', '-']) {
        return None;
    }
    MARKS.iter().find_map(|mark| {
        let name = mark.captures(head)?.name("name")?.range();
        Some((name.clone(), name.end))
    })
}

/// A place before a station's or a newspaper's mark: few words, all with a capital, that the mark is not short
/// for ("British Broadcasting Corporation (BBC) Chairman …").
fn is_place_of_outlet(place: &str, mark: &str, vocabulary: &Vocabulary) -> bool {
    let words = || place.split([' ', ',']).filter(|word| !word.is_empty());
    let initials: String = words().filter_map(|word| word.chars().next()).collect();
    words().count() <= 4
        && words().all(|word| word.starts_with(char::is_uppercase))
        && initials != mark
        && vocabulary
            .find(mark)
            .is_some_and(|entry| matches!(entry.kind, SourceKind::Broadcaster | SourceKind::Newspaper))
}

/// A place and a date, or the beginning of a sentence? A dateline has few words in lower case.
fn is_sentence(place: &str) -> bool {
    place.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > 2
}
