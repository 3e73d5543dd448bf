//! What has the name of a month in it.

use super::super::calendar::{self, Point, Unit};
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Count, Field, Way, When};
use super::figures::year_at;
use super::relative::relation;
use super::{At, Match, Part, compared, figures, is_in, length, years};

/// Between the two ends of a range.
const TO: &[&str] = &["to", "-", "–", "—", "and", "or", "through", "until", "till", "&", "/"];

/// One or two digits that can be a day of a month.
fn day_digits(here: At<'_>, by: usize) -> Option<i8> {
    i8::try_from(here.number(by)?).ok().filter(|day| here.width(by) <= 2 && (1..=31).contains(day))
}

/// A day of a month, and how many tokens it takes: `25`, `25th`.
fn day_number(here: At<'_>, by: usize) -> Option<(i8, usize)> {
    let day = day_digits(here, by)?;
    if !here.is_joined(by + 1) {
        return Some((day, 1));
    }
    if here.is_one_of(by + 1, &["st", "nd", "rd", "th"]) {
        return Some((day, 2));
    }
    let next = here.word(by + 1);
    // "June 5: Greece votes" is a day, `5:30` a time.
    if next == ":" && !here.is_joined(by + 2) {
        return Some((day, 1));
    }
    // `3-year`, `5-4`: the day of a range is looked for elsewhere.
    let goes_on = here.is_word(by + 1)
        || matches!(next, "/" | "'" | "’" | "%" | ":")
        || next == "-" && here.is_word(by + 2) && !is_month(here, by + 2);
    (!goes_on).then_some((day, 1))
}

fn is_month(here: At<'_>, by: usize) -> bool {
    month_name(here, by).is_some()
}

/// The month whose name stands here, and whether it is written out.
fn month_name(here: At<'_>, by: usize) -> Option<(i8, bool)> {
    match here.lex(by)? {
        Lex::Month(month) if here.is_capital(by) => Some((month, true)),
        // "Mar" and "Dec" are abbreviations, "mar" and "dec" are words of other languages.
        Lex::ShortMonth(month)
            if here.is_capital(by) || here.width(by) > 4 || matches!(here.word(by), "mayo" | "juin") =>
        {
            Some((month, false))
        }
        _ => None,
    }
}

/// The year that a month or day is said to be in.
pub(super) enum Year {
    /// In figures.
    Stated(i16),
    /// `last year`, `of that year`.
    Way(Way),
}

impl Year {
    /// What a field of that year is.
    pub fn when(&self, field: Field) -> Option<When> {
        match *self {
            Year::Stated(year) => field.of_year(year).map(When::Point),
            Year::Way(way) => Some(When::Field(field, way)),
        }
    }
}

/// The year that stands so many tokens ahead, and how many tokens say it.
pub(super) fn year_behind(here: At<'_>, by: usize) -> Option<(usize, Year)> {
    let mut at = by;
    if here.is(at, ",") || here.is_one_of(at, &["of", "in", "de", "del"]) {
        at += 1;
    }
    if let Some(year) = year_at(here, at) {
        // "June in 2012", but not "June in 2012 dollars".
        let is_free =
            !here.is(by, "in") || !here.is_word(at + 1) || is_in(here.word(at + 1), years::AFTER_YEAR);
        return is_free.then_some((at + 1 - by, Year::Stated(year)));
    }
    if let Some((tokens, year)) = figures::short_year(here, at) {
        return Some((at + tokens - by, Year::Stated(year)));
    }
    let era = figures::before_christ(here, at);
    if let Some((tokens, year)) = era {
        return Some((at + tokens - by, Year::Stated(year)));
    }
    // "March 15 two years ago".
    if let Some((length, tokens)) = length::measure(here.plus(at))
        && let (Unit::Year, Count::Whole(years)) = (length.unit, length.count)
        && here.is(at + tokens, "ago")
    {
        let years = i8::try_from(years).ok()?;
        return Some((at + tokens + 1 - by, Year::Way(Way::InYear(-years))));
    }
    let the = usize::from(here.is(at, "the"));
    let (way, base) = relation(here, at + the)?;
    if here.unit(at + the + 1)? != (Unit::Year, false) {
        return None;
    }
    let way = match base {
        Base::Context => Way::InThatYear(way),
        _ => Way::InYear(way),
    };
    Some((at + the + 2 - by, Year::Way(way)))
}

/// `March 25, 2020`, `March 3 to 7`, `March 2020`, `June last year`, `November`.
pub(super) fn month(here: At<'_>) -> Option<Match> {
    month_after(here, 0, None)
}

/// The same, with so many tokens and perhaps a weekday before it.
pub(super) fn month_after(here: At<'_>, by: usize, weekday: Option<i8>) -> Option<Match> {
    let (month, is_full) = month_name(here, by)?;
    if by == 0
        && let Some(quarter) = compared::month_quarter(here)
    {
        return Some(quarter);
    }
    let mut at = by + 1;
    // The full stop behind a full name ends the sentence.
    let dot = !is_full && here.is(at, ".") && here.is_joined(at);
    at += usize::from(dot);
    let is_hyphened = here.is(at, "-") && here.is_joined(at) && here.number(at + 1).is_some();
    if !dot && here.is_joined(at) && here.number(at).is_some() {
        return None;
    }
    let the = usize::from(here.is(at, "the"));
    if let Some((day, taken)) = day_number(here, at + the)
        && !is_hyphened
        && let Some(match_) = month_day(here, month, day, at + the + taken, weekday)
    {
        return Some(match_);
    }
    // "January first", "May twenty-first": not "in March first".
    if let Some((day, taken)) =
        ordinal_behind(here, at).filter(|_| is_full && !here.back(1).eq_ignore_ascii_case("in"))
        && let Some(match_) = month_day(here, month, day, at + taken, weekday)
    {
        return Some(match_);
    }
    if by > 0 {
        return None;
    }
    if let Some(range) = months(here, month, at) {
        return Some(range);
    }
    match year_behind(here, at) {
        Some((tokens, Year::Stated(year))) => {
            Some(here.one(at + tokens, When::Point(Point::Month { year, month }), "dates.month_year"))
        }
        Some((tokens, Year::Way(way))) => {
            Some(here.one(at + tokens, When::Field(Field::Month(month), way), "dates.month_of_year"))
        }
        None => bare(here, month, is_full, at),
    }
}

/// `Jan.-Feb. 2017`, `from November to February 2017`.
fn months(here: At<'_>, first: i8, end: usize) -> Option<Match> {
    let (last, _) = month_name(here, end + 1).filter(|_| here.is_one_of(end, TO))?;
    let at = end + 2 + usize::from(here.is(end + 2, ".") && here.is_joined(end + 2));
    let (tokens, Year::Stated(year)) = year_behind(here, at)? else { return None };
    let of = |year, month| When::Point(Point::Month { year, month });
    let rule = "dates.month_year";
    let begun = here.part(0, end, of(year - i16::from(first > last), first), rule);
    Some(Match::two(begun, here.part(end + 1, at + tokens, of(year, last), rule)))
}

/// The rest of a date behind its month and day.
fn month_day(here: At<'_>, month: i8, day: i8, end: usize, weekday: Option<i8>) -> Option<Match> {
    let mut at = end;
    let mut last = None;
    if here.is_one_of(at, TO)
        && !here.is(at, "/")
        && let Some((day, taken)) = day_number(here, at + 1).filter(|(last, _)| *last > day)
        && !is_month(here, at + 1 + taken)
        && !is_count(here, at + 1 + taken)
    {
        last = Some((day, at + 1));
        at += 1 + taken;
    }
    let field = |day| Field::Day { month, day, weekday };
    calendar::day(2000, month, day)?;
    let (tokens, when, last_when, rule): (usize, When, Option<When>, _) = match year_behind(here, at) {
        Some((tokens, Year::Stated(year))) => {
            let of = |day| field(day).of_year(year).map(When::Point);
            (tokens, of(day)?, last.and_then(|(day, _)| of(day)), "dates.month_day_year")
        }
        Some((tokens, Year::Way(way))) => {
            let when = |day| When::Field(field(day), way);
            (tokens, when(day), last.map(|(day, _)| when(day)), "dates.month_day")
        }
        None => {
            // "In March 12 people": a day would be "on March 12".
            if here.back(1).eq_ignore_ascii_case("in") || is_count(here, at) {
                return None;
            }
            if (month, day) == (9, 11) && here.is_one_of(at, ATTACKS) {
                let date = calendar::day(2001, 9, 11)?;
                return Some(here.one(at, When::Point(Point::Day(date)), "dates.nine_eleven"));
            }
            let when = |day| When::Field(field(day), Way::Near);
            (0, when(day), last.map(|(day, _)| when(day)), "dates.month_day")
        }
    };
    Some(match (last, last_when) {
        (Some((_, from)), Some(last)) => {
            Match::two(here.part(0, end, when, rule), here.part(from, at + tokens, last, rule))
        }
        (Some(_), None) => here.one(end, when, rule),
        (None, _) => here.one(at + tokens, when, rule),
    })
}

/// `May 3, 4 and 5`, `Jan. 6, 7 and 8, 1997`: three days of a month or more, each an expression.
pub(super) fn days(here: At<'_>) -> Option<Vec<Part>> {
    let (month, is_full) = month_name(here, 0)?;
    let dot = usize::from(!is_full && here.is(1, ".") && here.is_joined(1));
    let (first, taken) = day_number(here, 1 + dot)?;
    let mut at = 1 + dot + taken;
    if !here.is(at, ",") || day_digits(here, at + 1).is_none() {
        return None;
    }
    let mut days = vec![(first, 0, at)];
    let mut is_last = false;
    while !is_last {
        at += usize::from(here.is(at, ","));
        is_last = here.is_one_of(at, &["and", "or", "&"]);
        at += usize::from(is_last);
        let (day, taken) = day_number(here, at)?;
        let (before, _, end) = *days.last()?;
        if day <= before || at == end {
            return None;
        }
        days.push((day, at, at + taken));
        at += taken;
    }
    let year = year_behind(here, at);
    let is_free = year.is_some() || !here.is_word(at) || here.is_one_of(at, years::AFTER_YEAR);
    if days.len() < 3 || !is_free || is_count(here, at) {
        return None;
    }
    days.last_mut()?.2 += year.as_ref().map_or(0, |(tokens, _)| *tokens);
    let part = |(day, from, to): (i8, usize, usize)| {
        let field = Field::Day { month, day, weekday: None };
        let (when, rule) = match &year {
            Some((_, year)) => (year.when(field)?, "dates.month_day_year"),
            None => (When::Field(field, Way::Near), "dates.month_day"),
        };
        calendar::day(2000, month, day).map(|_| here.part(from, to, when, rule))
    };
    days.into_iter().map(part).collect()
}

/// Words that make the eleventh of September the one of 2001.
const ATTACKS: &[&str] =
    &["attack", "attacks", "terrorist", "terror", "hijackers", "hijackings", "commission", "victims", "plot"];

/// Is the number before this place a number of something?
fn is_count(here: At<'_>, at: usize) -> bool {
    here.is_one_of(
        at,
        &[
            "percent", "per", "million", "billion", "thousand", "hundred", "points", "people", "degrees",
            "years", "days", "weeks", "months", "hours", "minutes",
        ],
    )
}

/// `25 March 2020`, `25th of March`, `the first of May`, `3-7 March`, `25 de marzo de 2020`.
pub(super) fn day_month(here: At<'_>) -> Option<Match> {
    day_month_after(here, 0, None)
}

/// The same, with so many tokens and perhaps a weekday before it.
pub(super) fn day_month_after(here: At<'_>, by: usize, weekday: Option<i8>) -> Option<Match> {
    let (day, taken) =
        spelled_day(here, by).or_else(|| day_number(here, by)).or_else(|| range_start(here, by))?;
    let mut at = by + taken;
    // `3/25 March`, `No.5 May`: not the whole of a number.
    let before = here.plus(by).back(1);
    if here.is_joined(by) && !matches!(before, "(" | "\"" | "“" | "\n" | "‘" | "'" | "-" | "–" | "|" | ",")
    {
        return None;
    }
    let first_end = at;
    let mut last = None;
    if here.is_one_of(at, TO)
        && let Some((day, taken)) = day_number(here, at + 1)
    {
        last = Some((day, at + 1));
        at += 1 + taken;
    }
    at += usize::from(here.is(at, "day"));
    at += usize::from(here.is(at, "of") || here.is(at, "de") || here.is(at, "-") && here.is_joined(at));
    let (month, _) = month_name(here, at)?;
    at += 1;
    // "UP 9 SEP7": the name of a contract.
    if here.is_joined(at)
        && here.token(at).is_some_and(|_| !here.is_word(at))
        && here.word(at).starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    at += usize::from(here.is(at, ".") && here.is_joined(at) && year_behind(here, at + 1).is_some());
    at += usize::from(here.is(at, "-") && here.is_joined(at) && year_at(here, at + 1).is_some());
    let field = |day| Field::Day { month, day, weekday };
    calendar::day(2000, month, day)?;
    let (tokens, when, last_when, rule): (usize, When, Option<When>, _) = match year_behind(here, at) {
        Some((tokens, Year::Stated(year))) => {
            let of = |day| field(day).of_year(year).map(When::Point);
            (tokens, of(day)?, last.and_then(|(day, _)| of(day)), "dates.day_month_year")
        }
        other => {
            // "The 12 May not": a modal verb has no capital; a name has a surname behind it.
            let is_led =
                is_in(here.back(1), &["on", "from", "until", "by", "since", "after", "before", "the"]);
            let is_name = !is_led
                && matches!(month, 3..=6 | 8)
                && here.is_capital(at)
                && here.is_word(at)
                && !here.is_joined(at);
            if other.is_none() && is_name && last.is_none() {
                return None;
            }
            let (tokens, way) = match other {
                Some((tokens, Year::Way(way))) => (tokens, way),
                _ => (0, Way::Near),
            };
            let when = |day| When::Field(field(day), way);
            (tokens, when(day), last.map(|(day, _)| when(day)), "dates.day_month")
        }
    };
    Some(match (last, last_when) {
        (Some((_, from)), Some(last)) => {
            Match::two(here.part(0, first_end, when, rule), here.part(from, at + tokens, last, rule))
        }
        _ => here.one(at + tokens, when, rule),
    })
}

/// `first`, `twenty-second` before `of`, and how many tokens it takes.
fn spelled_day(here: At<'_>, by: usize) -> Option<(i8, usize)> {
    let hyphen = usize::from(here.is(by + 1, "-"));
    let (day, taken) = match (here.lex(by)?, here.lex(by + 1 + hyphen)) {
        (Lex::Ordinal(day), _) => (day, 1),
        (Lex::Count(tens @ (20 | 30)), Some(Lex::Ordinal(ones @ 1..=9))) => (tens + ones, 2 + hyphen),
        _ => return None,
    };
    let is_day = here.is(by + taken, "of") || here.is(by + taken, "day");
    is_day.then(|| i8::try_from(day).ok().map(|day| (day, taken)))?
}

/// `first`, `twenty-second` behind a month, before the end or a year.
fn ordinal_behind(here: At<'_>, by: usize) -> Option<(i8, usize)> {
    let hyphen = usize::from(here.is(by + 1, "-"));
    let (day, taken) = match (here.lex(by)?, here.lex(by + 1 + hyphen)) {
        (Lex::Ordinal(day), _) => (day, 1),
        (Lex::Count(tens @ (20 | 30)), Some(Lex::Ordinal(ones @ 1..=9))) => (tens + ones, 2 + hyphen),
        _ => return None,
    };
    let is_last = !here.is_word(by + taken) && !here.is(by + taken, "-");
    is_last.then(|| i8::try_from(day).ok().map(|day| (day, taken)))?
}

/// The `3` of `3-7 March`.
fn range_start(here: At<'_>, by: usize) -> Option<(i8, usize)> {
    let day = day_digits(here, by)?;
    let is_range = matches!(here.word(by + 1), "-" | "–" | "/") && day_number(here, by + 2).is_some();
    is_range.then_some((day, 1))
}

/// Words behind which a month may stand by itself.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "of",
    "between",
    "and",
    "through",
    "during",
    "before",
    "after",
    "for",
    "early",
    "late",
    "mid",
    "or",
    "around",
    "about",
    "-",
    "–",
    "throughout",
    "than",
];

/// A month by itself. Some are names of persons and words of the language, too.
fn bare(here: At<'_>, month: i8, is_full: bool, end: usize) -> Option<Match> {
    let before = here.back(1);
    let is_led = is_in(before, BEFORE_MONTH)
        || before == "as" && is_in(here.back(2), &["recently", "early", "late", "soon", "far"]);
    let is_capitals = here.width(0) > 3 && here.word(0).chars().all(char::is_uppercase);
    // "In April Nixon left": a word that names no person stands before it.
    let is_sure = is_in(before, &["in", "since", "until", "during", "early", "late", "mid"]);
    let is_named = !is_sure && here.is_capital(end) && here.is_word(end) && !here.is_joined(end);
    let possessive = here.possessive(end) > 0;
    let is_month = match month {
        _ if is_capitals || !is_full => {
            is_led && !is_named && (is_full || here.is_capital(0) && here.width(0) < 5)
        }
        3 | 5 => is_led && !is_named,
        4 | 6 => (is_led || is_in(before, &["the", "a", "an"])) && !is_named,
        8 => (is_led || !possessive) && !is_named,
        _ => true,
    };
    // "March 40": no day, and then no month either.
    if here.number(end).is_some() && !before.eq_ignore_ascii_case("in") {
        return None;
    }
    // "March-5 boots".
    if here.is(end, "-") && here.is_joined(end) && here.number(end + 1).is_some() {
        return None;
    }
    let is_more = here.is_joined(0) && matches!(before, "/" | "." | "@" | "&");
    (is_month && !is_more).then(|| here.one(end, When::Field(Field::Month(month), Way::Near), "dates.month"))
}
