//! Days and weeks that are counted inside of a month: `the week of March 9`, `the first Monday of May`,
//! `the 13th`.

use super::super::calendar::{self, Unit};
use super::super::holiday::Holiday;
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Field, Way, When};
use super::months::year_behind;
use super::relative::relation;
use super::{At, Match, clock, figures, is_in};

/// `the week of March 9`, `the weekend of May 3, 2019`; `here` stands at the article.
pub(super) fn around(here: At<'_>, unit: Unit) -> Option<Match> {
    if !matches!(unit, Unit::Week | Unit::Weekend)
        || !here.is_one_of(2, &["of", "beginning", "starting", "ending"])
    {
        return None;
    }
    let (when, to) = clock::day(here.plus(3))?;
    let when = match when {
        When::Point(day) => When::Point(day.shift(unit, 0)?),
        When::Field(Field::Day { month, day, .. }, way) => {
            When::Field(Field::Around { unit, month, day }, way)
        }
        _ => return None,
    };
    Some(here.one(to - here.place, when, "dates.week_of"))
}

/// `first Monday of May`, `third Sunday in June 2018`, `first Friday of next month`, `second week of December`.
pub(super) fn nth_weekday(here: At<'_>) -> Option<Match> {
    let (nth, tokens) = figures::nth(here).filter(|(nth, _)| (1..=5).contains(nth))?;
    match here.lex(tokens) {
        Some(Lex::Weekday(weekday)) => of_month(here, tokens, weekday, nth),
        Some(Lex::Unit(Unit::Week, false)) => week_of_month(here, tokens, nth),
        _ => None,
    }
}

/// The nth such weekday of the month that is named behind it; the last one when `nth` is −1.
pub(super) fn of_month(here: At<'_>, by: usize, weekday: i8, nth: i8) -> Option<Match> {
    let field = |month| Field::Holiday(Holiday::Weekday { month, weekday, nth, after: 0 });
    in_month(here, by, field, When::NthOfMonth { nth, weekday: Some(weekday), months: 0 })
}

/// The nth week of the month that is named behind it; the last one when `nth` is −1.
pub(super) fn week_of_month(here: At<'_>, by: usize, nth: i8) -> Option<Match> {
    let field = |month| Field::Around { unit: Unit::Week, month, day: calendar::day_of_nth_week(nth, month) };
    in_month(here, by, field, When::NthOfMonth { nth, weekday: None, months: 0 })
}

/// What is counted inside of a month: `of May 2018`, `of next month`. The word that is counted stands so many tokens
/// ahead.
fn in_month(here: At<'_>, by: usize, field: impl Fn(i8) -> Field, when: When) -> Option<Match> {
    if !here.is_one_of(by + 1, &["of", "in"]) {
        return None;
    }
    if let Some((shift, Base::Document)) = relation(here, by + 2)
        && here.unit(by + 3) == Some((Unit::Month, false))
        && let When::NthOfMonth { nth, weekday, .. } = when
    {
        let when = When::NthOfMonth { nth, weekday, months: shift };
        return Some(here.one(by + 4, when, "dates.weekday_of_month"));
    }
    let Some(Lex::Month(month)) = here.lex(by + 2).filter(|_| here.is_capital(by + 2)) else { return None };
    let (tokens, when) = match year_behind(here, by + 3) {
        Some((tokens, year)) => (tokens, year.when(field(month))?),
        None => (0, When::Field(field(month), Way::Near)),
    };
    Some(here.one(by + 3 + tokens, when, "dates.weekday_of_month"))
}

/// Words behind which `the 13th` is a day and no other thing that is counted.
const BEFORE_DAY: &[&str] = &["on", "by", "until", "till", "since", "from"];

/// Words that may follow it.
const BEHIND_DAY: &[&str] =
    &["and", "at", "but", "for", "in", "to", "he", "she", "they", "it", "the", "when", "after", "with"];

/// `the 13th`, `the 13th of the month`; `here` stands at the article.
pub(super) fn day_of_month(here: At<'_>) -> Option<Match> {
    let (day, _) = ordinal_day(here, 0)?;
    let of = |months| When::DayOfMonth { day, weekday: None, months };
    if here.is(3, "of") && here.unit(5) == Some((Unit::Month, false)) {
        let months = match relation(here, 4) {
            Some((shift, Base::Document)) => Some(shift),
            Some((0, Base::Context)) => None,
            _ if here.is(4, "the") => None,
            _ => return None,
        };
        return Some(here.one(6, of(months), "dates.day_of_month"));
    }
    let is_free = !here.is_word(3) && !here.is(3, "-") || here.is_one_of(3, BEHIND_DAY);
    let is_led = is_in(here.back(1), BEFORE_DAY);
    (is_led && is_free).then(|| here.one(3, of(None), "dates.day_of_month"))
}

/// `the 13th` so many tokens ahead: the day, and its tokens.
pub(super) fn ordinal_day(here: At<'_>, by: usize) -> Option<(i8, usize)> {
    let day = i8::try_from(here.number(by + 1)?).ok().filter(|day| (1..=31).contains(day))?;
    let is_ordinal = here.is_joined(by + 2) && here.is_one_of(by + 2, &["st", "nd", "rd", "th"]);
    (is_ordinal && here.is(by, "the")).then_some((day, 3))
}
