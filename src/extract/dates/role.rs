//! What a date says of its article, and which one is the day of publication.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::calendar::Point;
use super::grammar::Found;
use super::meaning::{Field, When};
use super::resolve::Order;
use super::{Certainty, DateRole, Published, Read, context};
use crate::article::{Article, Zone};
use crate::span::Mention;
use crate::wording::pattern;

/// What stands before a date of publication on its line.
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W{0,4}(?:first |originally )?(?:published|posted|publication date|date published|pub date|publicado|publié|date|issued)(?: on| at| el| le)?\W{0,4}(?:[a-z]{3,9},? )?$",
    )
});

/// What stands before a date of change on its line.
static UPDATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:last )?(?:updated|modified|revised|corrected|actualizado)(?: on| at| el)?\W{0,4}(?:[a-z]{3,9},? )?$",
    )
});

/// What stands before the date of an edition in print: `A version of this article appears in print on`.
static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\bthis (?:article|story|piece|column|review|report|essay|interview|obituary)\b[^.\n]{0,30}\b(?:appears|appeared|ran|runs|published)\b[^.\n]{0,20}? in (?:the )?(?:\w+ )?print(?: edition)?(?: of [^.\n]{2,40}?)?(?:,? (?:on|for))?|^\W{0,4}(?:in )?print(?:ed)?(?: edition)?(?: of| on)?)\W{0,3}(?:[a-z]{3,9},? )?$",
    )
});

/// A place in capitals, before the date of a dateline: `KABUL, `, `WASHINGTON, D.C., `, `ST. PAUL, Minn., `.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\p{Lu}[\p{Lu}.’'-]+(?:[ ,/-]+[\p{Lu}][\p{L}.’'-]*){0,6}[,:]? (?:\([^()]{2,40}\) )?$")
});

/// A place at the very head of a story, as agencies of South Asia write it: `Srinagar, `.
static TOWN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+){0,2}(?:, \p{Lu}\p{L}+\.?)?, $"));

/// What stands behind the date of a dateline: `(Xinhua) --`, ` — `.
static DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,? ?(?:\([^()]{2,40}\)|/[^/\n]{2,40}/)? ?(?:-|–|—|:|\.-)"));

/// Neither a label nor a dateline reaches further into its line, in bytes.
const REACH: usize = 160;

/// The line up to a place; `None` when it began too long ago to tell anything.
fn line_before(text: &str, at: usize) -> Option<&str> {
    let near = &text[text.ceil_char_boundary(at.saturating_sub(REACH))..at];
    match near.rfind('\n') {
        Some(end) => Some(&near[end + 1..]),
        None => (near.len() == at).then_some(near),
    }
}

/// What a date says of its article.
pub(super) fn of(zone: Zone, text: &str, found: &Found) -> DateRole {
    let is_day = found.meaning.moment().is_some_and(|moment| {
        matches!(
            moment.when,
            When::Point(Point::Day(_) | Point::Month { .. } | Point::Year(_))
                | When::Field(Field::Day { .. }, _)
                | When::Either(..)
        )
    });
    if !is_day {
        return DateRole::Mentioned;
    }
    let Some(before) = line_before(text, found.start) else { return DateRole::Mentioned };
    let line_start = found.start - before.len();
    match zone {
        // The pattern is dear, and few lines have the word.
        _ if before.contains("rint") && PRINTED.is_match(before) => DateRole::Printed,
        Zone::Byline if UPDATED.is_match(before) => DateRole::Updated,
        // A byline has no other date in it than that of the article.
        Zone::Byline => DateRole::Published,
        Zone::Body | Zone::Notice if is_short(text, line_start) && PUBLISHED.is_match(before) => {
            DateRole::Published
        }
        Zone::Body | Zone::Notice if is_short(text, line_start) && UPDATED.is_match(before) => {
            DateRole::Updated
        }
        Zone::Body if is_near_the_head(text, line_start) => {
            let behind = &text[found.end..];
            let behind = &behind[..behind.floor_char_boundary(60)];
            // Most lines begin as a sentence does, with one capital.
            let is_in_capitals = before
                .chars()
                .nth(1)
                .is_some_and(|c| c.is_uppercase() || matches!(c, '.' | '’' | '\'' | '-'));
            let is_place = is_in_capitals && PLACE.is_match(before)
                || line_start == 0 && before.ends_with(", ") && TOWN.is_match(before);
            if is_place && DASH.is_match(behind) { DateRole::Dateline } else { DateRole::Mentioned }
        }
        _ => DateRole::Mentioned,
    }
}

/// A line that gives a date and little else.
fn is_short(text: &str, line_start: usize) -> bool {
    let line = &text[line_start..text.floor_char_boundary(line_start + 80)];
    line.contains('\n') || line_start + line.len() == text.len()
}

/// The dateline stands on one of the first three lines of the body.
fn is_near_the_head(text: &str, line_start: usize) -> bool {
    line_start < 400 && text[..line_start].lines().filter(|line| !line.is_empty()).count() < 3
}

/// The day that a date says, and how it is come by.
fn day_of(read: &Read, order: Option<Order>, known: Option<Date>) -> Option<(Date, Certainty)> {
    if let Some((month_first, day_first)) = read.found.meaning.readings() {
        let by_order = order.map(|order| match order {
            Order::MonthFirst => month_first,
            Order::DayFirst => day_first,
        });
        let day = by_order.or(known.filter(|day| [month_first, day_first].contains(day)))?;
        return Some((day, Certainty::Resolved));
    }
    match read.found.meaning.point()? {
        Point::Day(day) if read.is_of_given_year => Some((day, Certainty::Given)),
        Point::Day(day) => Some((day, Certainty::Stated)),
        _ => None,
    }
}

/// The day on which the article says that it was published: by a label or in its byline, else in
/// its dateline. Where two such days differ it is not known which is meant. Of `03/04/2020` it is the day that
/// is known from elsewhere, or the one in the order in which the article writes its other days.
///
/// The day of an edition in print is none of them: it is another day than that of the page.
pub(super) fn published(
    article: &Article,
    dates: &[Read],
    known: Option<Date>,
) -> Option<Mention<Published>> {
    let labelled = |read: &Read| {
        line_before(article.text(read.zone), read.found.start)
            .is_some_and(|before| PUBLISHED.is_match(before))
    };
    let order = context::order(article, dates);
    for (role, needs_label, rule) in [
        (DateRole::Published, true, "published.label"),
        (DateRole::Published, false, "published.byline"),
        (DateRole::Dateline, false, "published.dateline"),
    ] {
        let mut days = dates
            .iter()
            .filter(|read| read.role == role && (!needs_label || labelled(read)))
            .filter_map(|read| Some((day_of(read, order, known)?, read)));
        let Some(((day, certainty), read)) = days.next() else { continue };
        if days.any(|((other, _), _)| other != day) {
            return None;
        }
        return Some(Mention::new(Published { value: day.to_string(), certainty }, read.span(), rule));
    }
    None
}
