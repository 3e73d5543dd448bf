//! Month-days in, days out, where the publication date says which year is meant.

use jiff::civil::Date;

use super::calendar::Meaning;
use super::{Certainty, DateMention, DateRole};
use crate::article::{Article, Zone};
use crate::span::Mention;

/// Completes the days of which only month and day are said with the year that brings them closest to
/// the day of publication.
///
/// Where the same paragraph has spoken of another year before, that one may be meant; the day stays
/// partial.
pub(super) fn complete(article: &Article, mentions: &mut [(Meaning, Mention<DateMention>)], reference: Date) {
    // The year that the paragraph spoke of last, and how far the zone has been looked through.
    let mut spoken: Option<i16> = None;
    let mut seen = (Zone::Headline, 0);
    for (meaning, mention) in mentions {
        let (zone, start) = (mention.span.zone, mention.span.start as usize);
        let from = if seen.0 == zone { seen.1 } else { 0 };
        if seen.0 != zone || article.text(zone)[from..start].contains('\n') {
            spoken = None;
        }
        seen = (zone, start);
        if let Some(year) = meaning.year() {
            if mention.value.role == DateRole::Mentioned {
                spoken = Some(year);
            }
            continue;
        }
        let Meaning::MonthDay { month, day } = *meaning else { continue };
        let Some(nearest) = nearest(month, day, reference) else { continue };
        if spoken.is_some_and(|year| year != nearest.year()) {
            continue;
        }
        *meaning = Meaning::Day(nearest);
        mention.value.value = nearest.to_string();
        mention.value.earliest = Some(nearest.to_string());
        mention.value.latest = Some(nearest.to_string());
        mention.value.certainty = Certainty::Resolved;
    }
}

/// The day of this name that is closest to another day; of two as close, the one before it.
fn nearest(month: i8, day: i8, reference: Date) -> Option<Date> {
    let year = reference.year();
    [year, year - 1, year + 1].into_iter().filter_map(|year| Date::new(year, month, day).ok()).min_by_key(
        |candidate| {
            let days = (*candidate - reference).get_days();
            (days.abs(), days > 0)
        },
    )
}
