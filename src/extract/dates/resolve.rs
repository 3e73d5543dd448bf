//! Unfinished dates in, finished ones out, where an anchor says what is missing.
//!
//! [`resolve`] is a pure function of what the words say and of the anchor: a day of publication that is
//! supplied later finishes the same mentions without the text being read again. No year is ever made
//! up: without an anchor `March 25` stays `XXXX-03-25`.
//!
//! In news the anchor is the day of publication, and never the year that was spoken of last: measured on
//! dated news that one is right in one case of ten. In narrative texts it is right in nine of ten.

use jiff::civil::Date;

use super::calendar::{self, Point, Season, Unit};
use super::holiday::Holiday;
use super::meaning::{Base, Field, Meaning, Moment, Time, Vague, Way, When};
use super::tense::Tense;

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// It speaks of the days around its own.
    News,
    /// It tells of a past that it dates in full: the year of the last date holds for the next.
    Narrative,
}

/// Which of day and month stands first in `03/04/2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// What dates are completed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    /// The day of writing.
    pub document: Option<Date>,
    pub style: Style,
    /// The last date that the text spoke of.
    pub spoken: Option<Point>,
    /// The last date of the story that the text tells.
    pub story: Option<Point>,
    /// The last day that the text spoke of.
    pub day: Option<Date>,
    /// The last quarter that the text spoke of: a report on one calls it "the quarter" to its end.
    pub quarter: Option<Point>,
    /// How the article writes days in figures.
    pub order: Option<Order>,
}

/// The meaning, completed as far as the anchor allows.
pub(super) fn resolve(meaning: Meaning, tense: Tense, anchor: &Anchor) -> Meaning {
    let Meaning::Moment(moment) = meaning else { return meaning };
    if anchor.style == Style::Narrative && moment == Moment::at(When::Shift(Unit::Day, 0, Base::Document)) {
        // Whoever tells a history means our days by "today".
        return Meaning::Vague(Vague::Present);
    }
    let point = match moment.when {
        When::Point(_) => None,
        When::Field(field, way) => of_field(field, way, tense, anchor),
        When::Weekday(weekday, way) => of_weekday(weekday, way, tense, anchor),
        When::DayOfMonth { day, weekday, months } => of_month(day, weekday, months, anchor),
        When::NthOfMonth { nth, weekday, months } => nth_of_month(nth, weekday, months, anchor),
        When::Shift(unit, by, base) => of_shift(unit, by, base, tense, anchor),
        When::Either(month_first, day_first) => anchor.order.map(|order| match order {
            Order::MonthFirst => Point::Day(month_first),
            Order::DayFirst => Point::Day(day_first),
        }),
        When::SomeDay => some_day(moment.time, anchor),
    };
    point.map_or(meaning, |point| Meaning::Moment(Moment { when: When::Point(point), ..moment }))
}

/// The meaning in a year that somebody gave, when the year is all that it lacks.
pub(super) fn in_year(meaning: Meaning, year: i16) -> Option<Meaning> {
    let Meaning::Moment(moment) = meaning else { return None };
    let When::Field(field, Way::Near) = moment.when else { return None };
    let point = field.of_year(year)?;
    Some(Meaning::Moment(Moment { when: When::Point(point), ..moment }))
}

/// The day of a time that is told without one.
fn some_day(time: Option<Time>, anchor: &Anchor) -> Option<Point> {
    time?;
    let day = match anchor.style {
        Style::Narrative => anchor.day,
        Style::News => anchor.day.or(anchor.document),
    };
    day.map(Point::Day)
}

fn of_field(field: Field, way: Way, tense: Tense, anchor: &Anchor) -> Option<Point> {
    match way {
        Way::InThatYear(by) => field.of_year(anchor.spoken?.year()?.checked_add(i16::from(by))?),
        Way::Beside(side) => beside(field, side, anchor.spoken.or(news_day(anchor))?),
        Way::Any => None,
        Way::InYear(by) => field.of_year(anchor.document?.year().checked_add(i16::from(by))?),
        Way::Near if anchor.style == Style::Narrative => in_story(field, anchor.story?),
        Way::Near | Way::Last | Way::This | Way::Next | Way::InWeek(_) | Way::Weeks(_) => {
            near(field, way, tense, anchor.document?)
        }
    }
}

/// The day of writing, where a text speaks of what is near it.
fn news_day(anchor: &Anchor) -> Option<Point> {
    match anchor.style {
        Style::News => anchor.document.map(Point::Day),
        Style::Narrative => None,
    }
}

/// The first one that begins when what was spoken of is over, or the last that is over when that begins.
fn beside(field: Field, side: i8, spoken: Point) -> Option<Point> {
    let (first, last) = spoken.days()?;
    let year = spoken.year()?;
    let mut candidates = [-1, 0, 1].into_iter().filter_map(|by| field.of_year(year.checked_add(by)?));
    if side > 0 {
        candidates.find(|point| point.days().is_some_and(|days| days.0 > last))
    } else {
        candidates.rfind(|point| point.days().is_some_and(|days| days.1 < first))
    }
}

/// The one of the year that a story has come to. A story that was in December and comes to January has
/// gone on to the next year.
fn in_story(field: Field, spoken: Point) -> Option<Point> {
    let year = spoken.year()?;
    if let Field::Day { weekday: Some(weekday), .. } = field {
        let is_right = |year: &i16| field.of_year(*year).is_some_and(|point| falls_on(point, weekday));
        return field.of_year([year, year.checked_add(1)?].into_iter().find(is_right).unwrap_or(year));
    }
    let turns = match (field_month(field, year), spoken.month()) {
        (Some(month), Some(before)) => before >= 11 && month <= 2 && matches!(spoken, Point::Day(_)),
        _ => false,
    };
    field.of_year(if turns { year.checked_add(1)? } else { year })
}

fn falls_on(point: Point, weekday: i8) -> bool {
    matches!(point, Point::Day(date) if date.weekday().to_monday_one_offset() == weekday)
}

/// The month in which it begins.
fn field_month(field: Field, year: i16) -> Option<i8> {
    match field {
        Field::Day { month, .. } | Field::Around { month, .. } | Field::Month(month) => Some(month),
        Field::Quarter(quarter) => Some(quarter * 3 - 2),
        Field::Half(half) => Some(half * 6 - 5),
        Field::Season(season) => Some(season.month()),
        Field::Holiday(holiday) | Field::Weekend(holiday) => holiday.of_year(year).map(Date::month),
    }
}

/// The one nearest to the day of writing, or on the side of it that is said.
fn near(field: Field, way: Way, tense: Tense, document: Date) -> Option<Point> {
    let year = document.year();
    let candidates = || {
        [-1, 0, 1, -2, 2, -4, 4, -3, 3].into_iter().filter_map(move |by| {
            let point = field.of_year(year.checked_add(by)?)?;
            Some((point, distance(field, point, document)?))
        })
    };
    if let Field::Day { weekday: Some(weekday), .. } = field {
        let agreed = candidates()
            .filter(|(point, days)| falls_on(*point, weekday) && days.abs() < 500)
            .min_by_key(|(_, days)| days.abs());
        if let Some((point, _)) = agreed {
            return Some(point);
        }
    }
    // Only whole stretches lie before or after the day; the one that it lies in is "this".
    let chosen = match way {
        Way::This if matches!(field, Field::Month(_) | Field::Season(_) | Field::Quarter(_)) => {
            let point = field.of_year(season_year(field, document))?;
            // "It opens this January", said in December.
            let is_over = point.days().is_some_and(|days| days.1 < document);
            let year = point.year().filter(|_| is_over && tense == Tense::Future);
            return year.map_or(Some(point), |year| field.of_year(year.checked_add(1)?));
        }
        Way::Last => candidates()
            .filter(|(point, _)| point.days().is_some_and(|days| days.1 < document))
            .max_by_key(|(_, days)| *days),
        Way::Next => candidates()
            .filter(|(point, _)| point.days().is_some_and(|days| days.0 > document))
            .min_by_key(|(_, days)| *days),
        _ => match (direction(field, tense), field) {
            // Results of a quarter are due when it is over.
            (Tense::Future, _) => candidates()
                .filter(|(point, _)| {
                    let due = if matches!(field, Field::Quarter(_)) { REPORTED } else { 0 };
                    point.days().is_some_and(|days| (document - days.1).get_days() <= due)
                })
                .min_by_key(|(_, days)| *days),
            (Tense::Past | Tense::Ended, _) => candidates()
                .filter(|(point, _)| point.days().is_some_and(|days| days.0 <= document))
                .max_by_key(|(_, days)| *days),
            (Tense::Unknown, _) => candidates().min_by_key(|(_, days)| biased(*days, tense)),
        },
    };
    chosen.map(|(point, _)| point)
}

/// Within so many days of its end a quarter is reported on.
const REPORTED: i32 = 31;

/// "This winter", said in January, began last year.
fn season_year(field: Field, document: Date) -> i16 {
    let is_winter = field == Field::Season(Season::Winter) && document.month() <= 3;
    document.year() - i16::from(is_winter)
}

/// Which way a tense points for what kind of field. For days the nearest is right more often than any
/// cue; of quarters and halves the news speaks when they are over.
fn direction(field: Field, tense: Tense) -> Tense {
    match field {
        _ if tense == Tense::Ended => Tense::Past,
        Field::Day { .. } | Field::Holiday(_) | Field::Weekend(_) => Tense::Unknown,
        Field::Quarter(_) | Field::Half(_) if tense == Tense::Unknown => Tense::Past,
        _ => tense,
    }
}

/// How many days it lies ahead: of a month, its middle.
fn distance(field: Field, point: Point, document: Date) -> Option<i32> {
    let (first, last) = point.days()?;
    let to = |date: Date| (date - document).get_days();
    if !matches!(field, Field::Day { .. } | Field::Holiday(_)) && first <= document && document <= last {
        return Some(0);
    }
    Some(i32::midpoint(to(first), to(last)))
}

fn of_weekday(weekday: i8, way: Way, tense: Tense, anchor: &Anchor) -> Option<Point> {
    if anchor.style == Style::Narrative {
        return None;
    }
    let document = anchor.document?;
    if let Way::InWeek(weeks) = way {
        let days = i32::from(weeks) * 7 + i32::from(weekday) - 1;
        return calendar::plus_days(calendar::monday(document)?, days).map(Point::Day);
    }
    if let Way::Beside(side) = way {
        let day = anchor.day.unwrap_or(document);
        let days = i32::from(weekday - day.weekday().to_monday_one_offset());
        let by = if side > 0 { (days - 1).rem_euclid(7) + 1 } else { (days - 7).rem_euclid(7) - 7 };
        return calendar::plus_days(day, by).map(Point::Day);
    }
    if way == Way::Any {
        return None;
    }
    // How many days ago the last one was: none when it is the day itself.
    let ago = i32::from((document.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    let by = match (way, tense) {
        (Way::Weeks(weeks), _) if weeks > 0 => 7 - ago + i32::from(weeks) * 7,
        (Way::Weeks(weeks), _) => -ago + i32::from(weeks) * 7,
        (Way::Last, _) if ago == 0 => -7,
        (Way::This | Way::Near, _) if ago == 0 => 0,
        (Way::Next, _) | (Way::This, Tense::Future | Tense::Unknown) | (Way::Near, Tense::Future) => 7 - ago,
        _ => -ago,
    };
    calendar::plus_days(document, by).map(Point::Day)
}

/// The day of the month that was spoken of; in news without one, the nearest such day. A weekday beside it
/// settles the month.
fn of_month(day: i8, weekday: Option<i8>, months: Option<i8>, anchor: &Anchor) -> Option<Point> {
    let in_month = |month: Point| match month {
        Point::Month { year, month } => calendar::day(year, month, day),
        _ => None,
    };
    let is_right =
        |date: &Date| weekday.is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday);
    if let Some(months) = months {
        let month = Point::Day(anchor.document?).shift(Unit::Month, i32::from(months))?;
        return in_month(month).map(Point::Day);
    }
    if let Some(month) = anchor.spoken.and_then(|spoken| spoken.shift(Unit::Month, 0)) {
        return in_month(month).filter(is_right).map(Point::Day);
    }
    let document = anchor.document.filter(|_| anchor.style == Style::News)?;
    let reach = if weekday.is_some() { 5 } else { 1 };
    let dates = (-reach..=reach)
        .filter_map(|by| in_month(Point::Day(document).shift(Unit::Month, by)?))
        .filter(is_right);
    let days = |date: &Date| (*date - document).get_days();
    dates.min_by_key(|date| biased(days(date), Tense::Unknown)).map(Point::Day)
}

/// The nth week of the month so many from that of writing, or such weekday in it.
fn nth_of_month(nth: i8, weekday: Option<i8>, months: i8, anchor: &Anchor) -> Option<Point> {
    let month = Point::Day(anchor.document?).shift(Unit::Month, i32::from(months))?;
    let Point::Month { year, month } = month else { return None };
    let field = match weekday {
        Some(weekday) => Field::Holiday(Holiday::Weekday { month, weekday, nth, after: 0 }),
        None => Field::Around { unit: Unit::Week, month, day: calendar::day_of_nth_week(nth, month) },
    };
    field.of_year(year)
}

/// How far a day is, so many days ahead: one behind is as near as three quarters of it ahead, and the other
/// way about where the verb looks ahead.
fn biased(days: i32, tense: Tense) -> i32 {
    match (days <= 0, tense) {
        (true, Tense::Future) => -days * 4,
        (false, Tense::Future) => days * 3,
        (true, _) => -days * 3,
        (false, _) => days * 4,
    }
}

fn of_shift(unit: Unit, by: i32, base: Base, tense: Tense, anchor: &Anchor) -> Option<Point> {
    match base {
        Base::Document => Point::Day(anchor.document?).shift(unit, by),
        Base::Near => {
            let document = anchor.document?;
            let is_over = document.weekday().to_monday_one_offset() < 5 && tense != Tense::Future;
            Point::Day(document).shift(unit, if is_over { -1 } else { 0 })
        }
        Base::Context => {
            let document = news_day(anchor);
            if unit == Unit::Day {
                // "In March it began; that day …": of a month or year no day is known.
                let document = document.filter(|_| anchor.spoken.is_none());
                return anchor.day.map(Point::Day).or(document)?.shift(unit, by);
            }
            if unit == Unit::Quarter
                && let Some(quarter) = anchor.quarter
            {
                return quarter.shift(unit, by);
            }
            if unit == Unit::Quarter
                && by == 0
                && let Some(document) = document
                && !matches!(anchor.spoken, Some(Point::Quarter { .. }))
            {
                // A report that names no quarter is on the one that is over.
                return document.shift(unit, if tense == Tense::Future { 0 } else { -1 });
            }
            let spoken = anchor.spoken.or(document)?;
            // "A year earlier", said of a quarter, is the same quarter.
            if let (Point::Quarter { .. }, Unit::Year) = (spoken, unit)
                && by != 0
            {
                return spoken.shift(Unit::Quarter, by.checked_mul(4)?);
            }
            spoken.shift(unit, by).or_else(|| {
                // A week is counted from a day.
                anchor.day.map(Point::Day)?.shift(unit, by)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn value(meaning: Meaning, tense: Tense, anchor: &Anchor) -> String {
        resolve(meaning, tense, anchor).value()
    }

    #[test]
    fn a_mention_resolves_with_any_anchor() {
        let mention = Meaning::of(When::Field(Field::Day { month: 3, day: 25, weekday: None }, Way::Near));
        let without = Anchor {
            document: None,
            style: Style::News,
            spoken: None,
            story: None,
            day: None,
            quarter: None,
            order: None,
        };
        assert_eq!(value(mention, Tense::Unknown, &without), "XXXX-03-25");
        for (document, expected) in [
            (date(2020, 3, 31), "2020-03-25"),
            (date(2020, 1, 2), "2020-03-25"),
            (date(2019, 12, 30), "2020-03-25"),
            (date(2020, 10, 1), "2020-03-25"),
        ] {
            let anchor = Anchor { document: Some(document), ..without };
            assert_eq!(value(mention, Tense::Unknown, &anchor), expected, "{document}");
        }
    }

    #[test]
    fn a_weekday_settles_the_year() {
        let mention = Meaning::of(When::Field(Field::Day { month: 3, day: 25, weekday: Some(1) }, Way::Near));
        let anchor = Anchor {
            document: Some(date(2019, 12, 1)),
            style: Style::News,
            spoken: None,
            story: None,
            day: None,
            quarter: None,
            order: None,
        };
        assert_eq!(value(mention, Tense::Unknown, &anchor), "2019-03-25");
    }
}
