//! What is told beside the same stretch of another year, as business does: `the year-earlier quarter`,
//! `the same period last year`, `the June quarter`.

use super::super::calendar::Unit;
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Field, Way, When};
use super::relative::way_of_year;
use super::{At, Match};

/// `the year-earlier quarter`, `a year-ago period`: `here` stands at the article.
pub(super) fn year_earlier(here: At<'_>, unit: Unit) -> Option<Match> {
    let is_it = unit == Unit::Year
        && here.is(2, "-")
        && here.is_joined(2)
        && here.is_one_of(3, &["earlier", "ago"])
        && here.is_joined(3);
    if !is_it {
        return None;
    }
    let when = match here.unit(4) {
        Some((Unit::Quarter, false)) => When::Shift(Unit::Quarter, -4, Base::Context),
        Some((Unit::Month, false)) => When::Shift(Unit::Month, -12, Base::Context),
        _ => When::Shift(Unit::Year, -1, Base::Context),
    };
    let noun = usize::from(here.unit(4).is_some() || here.is(4, "period"));
    Some(here.one(4 + noun, when, "dates.context"))
}

/// `the same quarter last year`, `the same period a year ago`; `the` tokens stand before `same`.
pub(super) fn same(here: At<'_>, the: usize) -> Option<Match> {
    if !here.is(the, "same") {
        return None;
    }
    let unit = here.unit(the + 1).map(|(unit, _)| unit);
    let is_period = here.is_one_of(the + 1, &["period", "time"]);
    let mut at = the + 2;
    at += usize::from(here.is_one_of(at, &["of", "in"]));
    let (by, tokens) = match way_of_year(here, at) {
        Some(Way::InYear(by)) => (i32::from(by), 2),
        Some(Way::InThatYear(by)) if by != 0 => (i32::from(by), 2),
        _ if here.is_one_of(at, &["a", "one"])
            && here.unit(at + 1) == Some((Unit::Year, false))
            && here.is_one_of(at + 2, &["ago", "earlier", "before"]) =>
        {
            (-1, 3)
        }
        _ => return None,
    };
    let (unit, by) = match unit {
        Some(Unit::Quarter) => (Unit::Quarter, by * 4),
        Some(Unit::Month) => (Unit::Month, by * 12),
        None if is_period => (Unit::Year, by),
        _ => return None,
    };
    Some(here.one(at + tokens, When::Shift(unit, by, Base::Context), "dates.context"))
}

/// `the June quarter`, `the April-June quarter`: by its last month. `here` stands at the first.
pub(super) fn month_quarter(here: At<'_>) -> Option<Match> {
    let month = |by: usize| match here.lex(by)? {
        Lex::Month(month) | Lex::ShortMonth(month) if here.is_capital(by) => Some(month),
        _ => None,
    };
    let (last, end) = match month(2).filter(|_| matches!(here.word(1), "-" | "–")) {
        Some(last) if last == month(0)? + 2 => (last, 3),
        Some(_) => return None,
        None => (month(0)?, 1),
    };
    let is_quarter = last % 3 == 0 && here.unit(end) == Some((Unit::Quarter, false));
    is_quarter.then(|| here.one(end + 1, When::Field(Field::Quarter(last / 3), Way::Near), "dates.quarter"))
}
