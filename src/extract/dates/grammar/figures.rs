//! What is written in figures, or counts quarters, decades and centuries.

use super::super::calendar::{self, Point};
use super::super::lexicon::Lex;
use super::super::meaning::{Field, Way, When};
use super::relative::way_of_year;
use super::{At, Match, is_in};

/// The years that newspapers speak of by number.
const YEARS: std::ops::RangeInclusive<u16> = 1000..=2099;

/// A year in four digits that is no more than that: not `2020s`, `2020-21`, `2020/03`.
pub(super) fn year_at(here: At<'_>, by: usize) -> Option<i16> {
    let year = here.number(by).filter(|year| here.width(by) == 4 && YEARS.contains(year))?;
    let next = here.word(by + 1);
    let goes_on = here.is_joined(by + 1)
        && (here.is_word(by + 1) && !next.starts_with(char::is_uppercase)
            || matches!(next, "-" | "/" | "–" | ":")
                && here.number(by + 2).is_some()
                && here.is_joined(by + 2));
    if goes_on { None } else { i16::try_from(year).ok() }
}

/// `2020-03-25`, `2020/03/25`.
pub(super) fn iso(here: At<'_>) -> Option<Match> {
    let year = here.number(0).filter(|year| here.width(0) == 4 && YEARS.contains(year))?;
    let separator = here.word(1);
    let is_plain = matches!(separator, "-" | "/")
        && here.word(3) == separator
        && (1..=4).all(|by| here.is_joined(by))
        && here.width(2) == 2
        && here.width(4) == 2;
    let goes_on = here.is_joined(5) && matches!(here.word(5), "-" | "/");
    let is_inside = here.is_joined(0) && matches!(here.back(1), "-" | "/" | ".");
    if !is_plain || goes_on || is_inside {
        return None;
    }
    let (month, day) = (i8::try_from(here.number(2)?).ok()?, i8::try_from(here.number(4)?).ok()?);
    let date = calendar::day(i16::try_from(year).ok()?, month, day)?;
    Some(here.one(5, When::Point(Point::Day(date)), "dates.iso"))
}

/// `3/25/2020`, `25-03-2020`, `12/16/16`.
pub(super) fn numeric(here: At<'_>) -> Option<Match> {
    let separator = here.word(1);
    let is_plain = matches!(separator, "-" | "/")
        && here.word(3) == separator
        && (1..=4).all(|by| here.is_joined(by))
        && here.width(0) <= 2
        && here.width(2) <= 2;
    let goes_on = here.is_joined(5)
        && (matches!(here.word(5), "-" | "/" | ".") && here.is_joined(6) && here.number(6).is_some()
            || here.is_word(5));
    let is_inside = here.is_joined(0) && matches!(here.back(1), "-" | "/" | "." | "," | "+");
    // Two digits are a year between slashes only: `555-20-19` is no date.
    let is_year = here.width(4) == 4 || here.width(4) == 2 && separator == "/";
    if !is_plain || goes_on || is_inside || !is_year {
        return None;
    }
    either(here, [here.number(0)?, here.number(2)?, here.number(4)?])
}

/// The day of three numbers: which is the month is known when the other is above twelve.
fn either(here: At<'_>, [one, two, year]: [u16; 3]) -> Option<Match> {
    let year = i16::try_from(match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ if YEARS.contains(&year) => year,
        _ => return None,
    })
    .ok()?;
    let (one, two) = (i8::try_from(one).ok()?, i8::try_from(two).ok()?);
    let when = match (calendar::day(year, one, two), calendar::day(year, two, one)) {
        (Some(first), Some(second)) if first != second => When::Either(first, second),
        (Some(date), _) | (None, Some(date)) => When::Point(Point::Day(date)),
        (None, None) => return None,
    };
    Some(here.one(5, when, "dates.numeric"))
}

/// `25.03.2020`: with dots the day is first.
pub(super) fn dotted(here: At<'_>) -> Option<Match> {
    let mut parts = here.word(0).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = parts.next().is_none() && (1..=2).contains(&day.len()) && (1..=2).contains(&month.len());
    if !is_plain || year.len() != 4 || here.is_joined(0) && here.back(1) != "(" {
        return None;
    }
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = calendar::day(i16::try_from(year).ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(here.one(1, When::Point(Point::Day(date)), "dates.numeric"))
}

/// `9/11`: the one of 2001.
pub(super) fn nine_eleven(here: At<'_>) -> Option<Match> {
    let is_it = here.number(0)? == 9
        && here.is(1, "/")
        && here.number(2)? == 11
        && here.width(2) == 2
        && here.is_joined(1)
        && here.is_joined(2);
    let is_more = here.is_joined(3) && matches!(here.word(3), "/" | "-" | "–") && here.number(4).is_some()
        || here.is_joined(0) && !matches!(here.back(1), "-" | "(" | "“" | "\"" | "\n");
    if !is_it || is_more {
        return None;
    }
    Some(here.one(3, When::Point(Point::Day(calendar::day(2001, 9, 11)?)), "dates.nine_eleven"))
}

/// `the 1990s`, `the 1930’s`, `the '80s`. Of `the 1900s` nobody knows whether it is ten years or a hundred.
pub(super) fn decade(here: At<'_>) -> Option<Match> {
    let number = here.number(0)?;
    let apostrophe = usize::from(matches!(here.word(1), "'" | "’") && here.is_joined(1));
    if !here.is_joined(1)
        || !here.is(1 + apostrophe, "s")
        || !here.is_joined(1 + apostrophe)
        || number % 10 != 0
    {
        return None;
    }
    let is_short = matches!(here.back(1), "'" | "’" | "‘") && here.is_joined(0) && here.width(0) == 2;
    let year = match number {
        20..=90 if is_short || here.width(0) == 2 && is_led_decade(here) => 1900 + number,
        2000 => 2000,
        number if YEARS.contains(&number) && number % 100 != 0 => number,
        _ => return None,
    };
    let match_ =
        here.one(2 + apostrophe, When::Point(Point::Decade(i16::try_from(year).ok()?)), "dates.decade");
    Some(if is_short { match_.from(here.place - 1) } else { match_ })
}

/// Do the words before `80s` make ten years of it? "In the mid-80s" may be warm, "in his late 80s" is old.
fn is_led_decade(here: At<'_>) -> bool {
    match here.back(1) {
        "the" => true,
        "early" | "late" => here.back(2) == "the",
        "-" => {
            here.back(2) == "mid"
                && here.back(3) == "the"
                && is_in(here.back(4), &["since", "until", "from", "of", "by", "before", "after"])
        }
        _ => false,
    }
}

/// `the sixties`.
pub(super) fn named_decade(here: At<'_>) -> Option<Match> {
    const NAMES: [&str; 9] = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
        "noughties",
    ];
    if !here.word(0).ends_with("ies") {
        return None;
    }
    let at = NAMES.iter().position(|name| here.is(0, name))?;
    // "A man in his sixties" is old, and so is "the high sixties" warm.
    let before = here.back(1);
    if !is_in(before, &["the", "early", "late", "mid"]) && before != "-" {
        return None;
    }
    let year = 1920 + 10 * i16::try_from(at).ok()?;
    Some(here.one(1, When::Point(Point::Decade(year)), "dates.decade"))
}

/// `’99` behind a word, its apostrophe so many tokens ahead: its tokens, and the year.
pub(super) fn short_year(here: At<'_>, by: usize) -> Option<(usize, i16)> {
    let is_one = matches!(here.word(by), "'" | "’" | "‘")
        && !here.is_joined(by)
        && here.is_joined(by + 1)
        && here.width(by + 1) == 2
        && !(here.is_joined(by + 2) && here.is_word(by + 2));
    let year = i16::try_from(here.number(by + 1).filter(|_| is_one)?).ok()?;
    Some((2, if year < 30 { 2000 + year } else { 1900 + year }))
}

/// `490 BC`, `70 A.D.`: the tokens of the number and the era, and the year.
pub(super) fn before_christ(here: At<'_>, by: usize) -> Option<(usize, i16)> {
    let year = i16::try_from(here.number(by)?).ok().filter(|year| (1..=5000).contains(year))?;
    let letters = |at: usize, first: &str, second: &str| {
        here.word(at) == first
            && here.is(at + 1, ".")
            && here.word(at + 2) == second
            && here.is_joined(at + 2)
    };
    let at = by + 1;
    match here.word(at) {
        "BC" | "BCE" => Some((2, -year)),
        "AD" | "CE" => Some((2, year)),
        // The full stop behind "B.C." is its own, the one behind "BC" ends the sentence.
        _ if letters(at, "B", "C") => Some((4 + usize::from(here.is(at + 3, ".")), -year)),
        _ if letters(at, "A", "D") => Some((4 + usize::from(here.is(at + 3, ".")), year)),
        _ => None,
    }
}

/// `AD 70`.
pub(super) fn anno_domini(here: At<'_>) -> Option<Match> {
    let year = i16::try_from(here.number(1)?).ok().filter(|year| (1..=2100).contains(year))?;
    (here.word(0) == "AD").then(|| here.one(2, When::Point(Point::Year(year)), "dates.era"))
}

/// A number in order: `third`, `3rd`, `twenty-first`; and how many tokens.
pub(super) fn nth(here: At<'_>) -> Option<(i8, usize)> {
    match here.lex(0) {
        Some(Lex::Ordinal(number)) => return Some((i8::try_from(number).ok()?, 1)),
        Some(_) => return None,
        None => {}
    }
    let number = i8::try_from(here.number(0)?).ok()?;
    (here.is_joined(1) && here.is_one_of(1, &["st", "nd", "rd", "th"])).then_some((number, 2))
}

/// `the third quarter of 2019`, `the first half`, `the 19th century`.
pub(super) fn ordinal(here: At<'_>) -> Option<Match> {
    let (number, mut at) = nth(here)?;
    at += usize::from(here.is(at, "fiscal"));
    at += usize::from(here.is(at, "-") && here.is_joined(at));
    if let Some(match_) = centuries(here, number, at) {
        return Some(match_);
    }
    let field = match here.word(at).to_ascii_lowercase().as_str() {
        "century" | "centuries" if (1..=21).contains(&number) => {
            let first = (i16::from(number) - 1) * 100;
            let is_before = here.is_one_of(at + 1, &["BC", "BCE"]);
            let year = if is_before { -first } else { first };
            let tokens = at + 1 + usize::from(is_before);
            return Some(here.one(tokens, When::Point(Point::Century(year)), "dates.century"));
        }
        "quarter" if (1..=4).contains(&number) => Field::Quarter(number),
        "half" if (1..=2).contains(&number) => Field::Half(number),
        _ => return None,
    };
    of_year(here, at + 1, field, Spelling::Words)
}

/// `the final quarter of 2019`, `the last quarter of last year`, `the latter half of 2008`: `here` stands at the
/// first word behind the article.
pub(super) fn last_part(here: At<'_>) -> Option<Match> {
    let is_final = here.is_one_of(0, &["final", "latter"]);
    if !is_final && !here.is(0, "last") {
        return None;
    }
    let field = match here.word(1) {
        "quarter" => Field::Quarter(4),
        "half" => Field::Half(2),
        _ => return None,
    };
    let match_ = of_year(here, 2, field, Spelling::Words)?;
    let is_of_year = match_.end() > here.place + 2 || here.is(4, "year");
    (is_of_year || is_final && !here.is(2, "of")).then_some(match_)
}

/// The `16th` of "the 16th and 17th centuries", "from the 12th to the late 19th century".
fn centuries(here: At<'_>, number: i8, end: usize) -> Option<Match> {
    if !here.is_one_of(end, &["and", "to", "or", "through", "-", "–"]) || !(1..=20).contains(&number) {
        return None;
    }
    let mut at = end + 1 + usize::from(here.is(end + 1, "the"));
    at += usize::from(here.is_one_of(at, &["early", "late", "mid"]));
    at += usize::from(here.is(at, "-"));
    let (_, tokens) = nth(here.plus(at))?;
    let first = (i16::from(number) - 1) * 100;
    here.is_one_of(at + tokens, &["century", "centuries"])
        .then(|| here.one(end, When::Point(Point::Century(first)), "dates.century"))
}

/// How a quarter or half is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// `the first half`: the half of anything.
    Words,
    /// `H1`: of a year only.
    Letters,
}

/// A quarter or half, with the year that stands behind it.
fn of_year(here: At<'_>, end: usize, field: Field, spelling: Spelling) -> Option<Match> {
    let rule = if matches!(field, Field::Half(_)) { "dates.half" } else { "dates.quarter" };
    let mut at = end;
    at += usize::from(here.is(at, "of") || here.is(at, ","));
    let the = usize::from(here.is(at, "the"));
    let fiscal = usize::from(here.is(at + the, "fiscal"));
    let year_word = usize::from(fiscal == 1 && here.is(at + the + 1, "year"));
    if let Some(year) = year_at(here, at + the + fiscal + year_word)
        && (at > end || spelling == Spelling::Letters || !matches!(field, Field::Half(_)))
    {
        let when = When::Point(field.of_year(year)?);
        return Some(here.one(at + the + fiscal + year_word + 1, when, rule));
    }
    if let Some(way) = way_of_year(here, at + the) {
        return Some(here.one(at + the + 2, When::Field(field, way), rule));
    }
    // The first half of a match, of a book: only a year has halves that need no more words.
    if matches!(field, Field::Half(_)) {
        let is_years = here.is(end, "of") && here.is(end + 1, "the") && here.is(end + 2, "year");
        return is_years.then(|| here.one(end + 3, When::Field(field, Way::Near), rule));
    }
    let goes_on = here.is_one_of(end, &["of", "final", "finals"]) && !here.is(end + 2, "year");
    let is_court = here.back(1).eq_ignore_ascii_case("in") && here.is(end, "of");
    (!goes_on && !is_court).then(|| here.one(end, When::Field(field, Way::Near), rule))
}

/// `Q3 2019`, `Q3`, `H1 2019`, `2019 Q3`.
pub(super) fn short_quarter(here: At<'_>) -> Option<Match> {
    if let Some(year) = year_at(here, 0) {
        let hyphen = usize::from(here.is(1, "-"));
        let when = When::Point(lettered(here, 2 + hyphen)?.of_year(year)?);
        return Some(here.one(3 + hyphen, when, "dates.quarter"));
    }
    // "3Q 2019", "3Q19".
    if let Some(quarter) = here.number(0).filter(|_| here.width(0) == 1 && here.word(1) == "Q")
        && here.is_joined(1)
        && (1..=4).contains(&quarter)
    {
        let field = Field::Quarter(i8::try_from(quarter).ok()?);
        return match here.number(2).filter(|_| here.is_joined(2) && here.width(2) == 2) {
            Some(year) => {
                let point = field.of_year(2000 + i16::try_from(year).ok()?)?;
                Some(here.one(3, When::Point(point), "dates.quarter"))
            }
            None => of_year(here, 2, field, Spelling::Letters),
        };
    }
    let field = lettered(here, 0).filter(|_| here.place > here.floor)?;
    Some(of_year(here, 1, field, Spelling::Letters)?.from(here.place - 1))
}

/// The quarter or half whose number stands here, behind its letter.
fn lettered(here: At<'_>, by: usize) -> Option<Field> {
    let number = i8::try_from(here.number(by)?).ok().filter(|number| (1..=4).contains(number))?;
    let is_plain =
        here.is_joined(by) && here.width(by) == 1 && !(here.is_joined(by + 1) && here.is_word(by + 1));
    match here.plus(by).back(1) {
        "Q" if is_plain => Some(Field::Quarter(number)),
        "H" if is_plain && number <= 2 => Some(Field::Half(number)),
        _ => None,
    }
}

/// `the 2019 third quarter`, `fiscal 2019 first half`: `here` stands at the year.
pub(super) fn quarter_behind_year(here: At<'_>) -> Option<Match> {
    let year = year_at(here, 0)?;
    let behind = here.plus(1 + usize::from(here.is(1, "fiscal")));
    nth(behind)?;
    let part = ordinal(behind)?.single()?;
    match part.meaning.moment()?.when {
        When::Field(field @ (Field::Quarter(_) | Field::Half(_)), Way::Near) => {
            Some(here.one(part.to - here.place, When::Point(field.of_year(year)?), part.rule))
        }
        _ => None,
    }
}

/// `fiscal 2019`, `fiscal year 2019`, `fiscal first quarter`.
pub(super) fn fiscal(here: At<'_>) -> Option<Match> {
    if !here.is(0, "fiscal") {
        return None;
    }
    if nth(here.plus(1)).is_some() {
        return Some(ordinal(here.plus(1))?.from(here.place));
    }
    let at = 1 + usize::from(here.is(1, "year"));
    if let Some(match_) = quarter_behind_year(here.plus(at)) {
        return Some(match_.from(here.place));
    }
    let year = year_at(here, at)?;
    Some(here.one(at + 1, When::Point(Point::Year(year)), "dates.fiscal_year"))
}
