//! Walks through an article's dates and gives each the anchor that holds where it stands.

use jiff::civil::Date;

use super::calendar::{Point, Unit};
use super::meaning::{Base, Field, Meaning, Way, When};
use super::resolve::{Anchor, Order, Style, resolve};
use super::{DateRole, Read};
use crate::article::{Article, Zone};

/// What each date means, in the same order, with all that the others tell.
pub(super) fn complete(article: &Article, dates: &[Read], document: Option<Date>) -> Vec<Meaning> {
    let mut anchor = Anchor {
        document,
        style: style(article, dates, document),
        spoken: None,
        day: None,
        order: order(article, dates),
    };
    let mut aside = None;
    // The year that the sentence has said by itself.
    let mut said = None;
    let mut meanings = Vec::with_capacity(dates.len());
    let mut before = (Zone::Headline, 0);
    for read in dates {
        let is_new_zone = before.0 != read.zone;
        let from = if is_new_zone { 0 } else { before.1 };
        let is_new_paragraph = is_new_zone || article.text(read.zone)[from..read.found.start].contains('\n');
        if is_new_paragraph && (is_new_zone || anchor.style == Style::News) {
            anchor.spoken = None;
            anchor.day = None;
        }
        let text = &article.text(read.zone)[from..read.found.start];
        if is_new_paragraph || text.contains(". ") {
            said = None;
        }
        before = (read.zone, read.found.start);
        let meaning = match (said, when(read)) {
            // "In 2011 it began, on March 25 to be exact": that year may be meant as well as this one.
            (Some(year), Some(When::Field(Field::Day { .. }, Way::Near)))
                if anchor.style == Style::News && document.is_some_and(|day| day.year() != year) =>
            {
                read.found.meaning
            }
            _ => resolve(read.found.meaning, read.found.tense, &anchor),
        };
        if let Some(Point::Year(year)) = read.found.meaning.point() {
            said = Some(year);
        }
        remember(&mut anchor, &mut aside, meaning, read);
        meanings.push(meaning);
    }
    meanings
}

/// A year so far from those of the story is an aside, until another one near it is named.
const ASIDE: u16 = 12;

/// What was just spoken of. `aside` is the last year that did not belong to the story.
fn remember(anchor: &mut Anchor, aside: &mut Option<i16>, meaning: Meaning, read: &Read) {
    if !matches!(read.role, DateRole::Mentioned | DateRole::Dateline) {
        return;
    }
    // A story is not carried on by what is counted from our days.
    let is_aside =
        anchor.style == Style::Narrative && matches!(when(read), Some(When::Shift(_, _, Base::Document)));
    if is_aside {
        return;
    }
    let Some(point) = meaning.point().filter(|point| point.year().is_some()) else { return };
    if let (Point::Year(year), Some(spoken)) = (point, anchor.spoken.and_then(Point::year))
        && anchor.style == Style::Narrative
        && year.abs_diff(spoken) > ASIDE
        && aside.replace(year).is_none_or(|other| year.abs_diff(other) > ASIDE)
    {
        return;
    }
    anchor.day = if let Point::Day(day) = point { Some(day) } else { None };
    anchor.spoken = Some(point);
}

/// A narrative dates itself by years that are past, and seldom says a weekday or "today". It has no dateline.
fn style(article: &Article, dates: &[Read], document: Option<Date>) -> Style {
    let body = article.text(Zone::Body);
    let in_body = || dates.iter().filter(|read| read.zone == Zone::Body);
    let mut years: Vec<i16> =
        in_body().filter_map(|read| read.found.meaning.point().and_then(Point::year)).collect();
    years.sort_unstable();
    let without_year = in_body()
        .filter(|read| matches!(when(read), Some(When::Field(Field::Day { .. } | Field::Month(_), _))))
        .count();
    let days = in_body()
        .filter(|read| {
            matches!(when(read), Some(When::Weekday(..) | When::Shift(Unit::Day, -1..=1, Base::Document)))
        })
        .count();
    let is_past = match (years.get(years.len() / 2), document) {
        (Some(median), Some(document)) => document.year() - median >= 2,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let has_dateline = in_body().any(|read| read.role == DateRole::Dateline);
    // At least one year in two thousand characters, and ten such dates for each weekday.
    let is_dated = years.len() >= 4 && years.len() * 2000 >= body.len();
    if is_past && is_dated && !has_dateline && days * 10 <= years.len() + without_year {
        Style::Narrative
    } else {
        Style::News
    }
}

fn when(read: &Read) -> Option<When> {
    read.found.meaning.moment().map(|moment| moment.when)
}

/// How the article writes days in figures, where one of them leaves no choice.
fn order(article: &Article, dates: &[Read]) -> Option<Order> {
    let mut order = None;
    for read in
        dates.iter().filter(|read| read.found.rule == "dates.numeric" && read.found.meaning.is_whole())
    {
        let words = &article.text(read.zone)[read.found.start..read.found.end];
        let mut numbers = words.split(['/', '-', '.']).map(|number| number.parse::<u8>().unwrap_or(0));
        let this = match (numbers.next()?, numbers.next()?) {
            (13.., _) => Order::DayFirst,
            (_, 13..) => Order::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != this) {
            return None;
        }
        order = Some(this);
    }
    order
}
