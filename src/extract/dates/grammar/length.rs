//! Lengths of time, and days that are told by a length: `two weeks`, `three days ago`, `a year later`.

use super::super::calendar::Unit;
use super::super::lex::Kind;
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Count, Length, Meaning, Set, Vague, Way, When};
use super::super::tense::{self, Tense};
use super::{At, Match, is_in};

/// How many, and how many tokens say so.
fn quantity(here: At<'_>) -> Option<(Count, usize)> {
    match here.token(0)?.kind {
        // "2 1/2 years", "1/2 hour".
        Kind::Number(whole) if is_half(here, 1) => Some((Count::Tenths(u32::from(whole) * 10 + 5), 4)),
        Kind::Number(1) if is_half(here, 0) => Some((Count::Tenths(5), 3)),
        Kind::Number(number) => Some((Count::Whole(u32::from(number)), 1)),
        Kind::Figure => figure(here.word(0)).map(|count| (count, 1)),
        Kind::Lex(Lex::Count(_) | Lex::Times(_)) => {
            words(here).map(|(number, tokens)| (Count::Whole(number), tokens))
        }
        Kind::Lex(Lex::Determiner | Lex::Opening) => indefinite(here),
        // "The next couple of weeks".
        Kind::Lex(Lex::Inner) if here.is(0, "couple") => {
            Some((Count::Whole(2), 1 + usize::from(here.is(1, "of"))))
        }
        _ => None,
    }
}

/// `1/2` so many tokens ahead.
fn is_half(here: At<'_>, by: usize) -> bool {
    here.is(by, "1")
        && here.is(by + 1, "/")
        && here.is(by + 2, "2")
        && here.is_joined(by + 1)
        && here.is_joined(by + 2)
        && (!here.is_joined(by + 3) || here.is(by + 3, "-"))
}

/// `1,500`, `2.5`.
fn figure(word: &str) -> Option<Count> {
    if let Some((whole, tenth)) = word.split_once('.') {
        let tenths: u32 = whole.parse().ok().filter(|whole| *whole < 10_000)?;
        return (tenth.len() == 1).then(|| Some(Count::Tenths(tenths * 10 + tenth.parse::<u32>().ok()?)))?;
    }
    let (first, last) = word.split_once(',')?;
    (last.len() == 3).then(|| format!("{first}{last}").parse().ok().map(Count::Whole))?
}

/// `two`, `twenty-two`, `two hundred`.
fn words(here: At<'_>) -> Option<(u32, usize)> {
    let (mut number, mut tokens) = match here.lex(0)? {
        Lex::Count(count) => (u32::from(count), 1),
        Lex::Times(times) => (u32::from(times), 1),
        _ => return None,
    };
    if (20..=90).contains(&number) {
        let hyphen = usize::from(here.is(1, "-") && here.is_joined(1));
        if let Some(Lex::Count(ones @ 1..=9)) = here.lex(1 + hyphen) {
            return Some((number + u32::from(ones), 2 + hyphen));
        }
    }
    if let Some(Lex::Times(times)) = here.lex(tokens) {
        number = number.saturating_mul(u32::from(times));
        tokens += 1;
    }
    Some((number, tokens))
}

/// `a`, `several`, `a few`, `a couple of`, `a dozen`, `half a`.
fn indefinite(here: At<'_>) -> Option<(Count, usize)> {
    if !matches!(here.word(0).as_bytes()[0] | 0x20, b'a' | b'f' | b'h' | b'm' | b's') {
        return None;
    }
    match here.word(0).to_ascii_lowercase().as_str() {
        "several" | "few" | "many" => Some((Count::Some, 1)),
        "some" => quantity_behind(here).or(Some((Count::Some, 1))),
        "half" if here.is_one_of(1, &["a", "an"]) => Some((Count::Tenths(5), 2)),
        "half" if here.is(1, "-") && here.is_joined(1) => Some((Count::Tenths(5), 1)),
        "a" | "an" => match here.lex(1) {
            Some(Lex::Opening) if here.is(1, "few") => Some((Count::Some, 2)),
            Some(Lex::Opening) if here.is(1, "half") => Some((Count::Tenths(5), 2)),
            Some(Lex::Count(12)) if here.is(1, "dozen") => Some((Count::Whole(12), 2)),
            Some(Lex::Times(times)) => Some((Count::Whole(u32::from(times)), 2)),
            _ if here.is(1, "couple") => Some((Count::Whole(2), 2 + usize::from(here.is(2, "of")))),
            _ => Some((Count::Whole(1), 1)),
        },
        _ => None,
    }
}

/// `some 40`.
fn quantity_behind(here: At<'_>) -> Option<(Count, usize)> {
    let (count, tokens) = match here.token(1)?.kind {
        Kind::Number(number) => (u32::from(number), 1),
        _ => words(here.plus(1))?,
    };
    Some((Count::Whole(count), tokens + 1))
}

/// Words between a number and its unit.
const BETWEEN: &[&str] = &[
    "full",
    "more",
    "long",
    "whole",
    "consecutive",
    "straight",
    "calendar",
    "additional",
    "other",
    "further",
    "successive",
    "past",
    "previous",
    "next",
    "coming",
    "upcoming",
];

/// A length, and how many tokens say it.
pub(super) fn measure(here: At<'_>) -> Option<(Length, usize)> {
    let (mut count, mut at) = quantity(here)?;
    if let Some((last, tokens)) = range(here, count, at) {
        (count, at) = (last, at + tokens);
    }
    let hyphen = here.is(at, "-") && here.is_joined(at) && here.is_joined(at + 1);
    // "Two and a half years", "two-and-a-half years".
    let dash = usize::from(hyphen);
    if here.is(at + dash, "and") && here.is(at + 2 * dash + 2, "half")
        || here.is(at + dash, "and") && here.is(at + 2 * dash + 1, "a") && here.is(at + 3 * dash + 2, "half")
    {
        let Count::Whole(whole) = count else { return None };
        count = Count::Tenths(whole.checked_mul(10)?.checked_add(5)?);
        at += 3 + 3 * dash;
    } else {
        at += dash;
    }
    // "A long day" is no length.
    if here.is(at, "long") && here.is_one_of(0, &["a", "an"]) {
        return None;
    }
    at += usize::from(here.is_one_of(at, BETWEEN) && !hyphen);
    let (unit, is_plural) = here.unit(at)?;
    let is_right = match count {
        _ if hyphen => !is_plural || !matches!(count, Count::Whole(1)),
        Count::Whole(1) | Count::Tenths(5) => !is_plural,
        Count::Whole(0) => false,
        // "Twenty year" is in no newspaper; "some year" is none that can be told.
        _ => is_plural,
    };
    // "60 Minutes", "48 Hours": broadcasts.
    if matches!(unit, Unit::Minute | Unit::Hour) && here.is_capital(at) {
        return None;
    }
    let is_joined = here.is_joined(at) && !hyphen;
    // Three quarters are a part of anything; a weekend is a date.
    let is_in_a_row = here.is_one_of(at.saturating_sub(1), &["consecutive", "straight", "successive"]);
    let is_part = matches!(unit, Unit::Weekend)
        || unit == Unit::Quarter
            && !is_in(here.back(1), &["last", "past", "next", "coming", "following", "previous", "first"])
            && !is_in_a_row;
    if !is_right || is_joined || is_part {
        return None;
    }
    let length = halves(Length::of(count, unit));
    // "A year and a half".
    if here.is(at + 1, "and")
        && here.is(at + 2, "a")
        && here.is(at + 3, "half")
        && let Count::Whole(whole) = length.count
    {
        return Some((Length::of(Count::Tenths(whole.checked_mul(10)?.checked_add(5)?), unit), at + 4));
    }
    if let Some((rest, tokens)) = smaller(here, length, at + 1).filter(|_| !hyphen) {
        return Some((Length { rest: Some(rest), ..length }, at + 1 + tokens));
    }
    Some((length, at + 1))
}

/// The rest of `two to three years`, `18-24 months` behind its first number: the second, and the tokens of both
/// the word between and it.
fn range(here: At<'_>, first: Count, at: usize) -> Option<(Count, usize)> {
    let Count::Whole(first) = first else { return None };
    let is_tight = matches!(here.word(at), "-" | "–") && here.is_joined(at) && here.is_joined(at + 1);
    if !is_tight && !here.is_one_of(at, &["to", "or"]) || here.is_one_of(0, &["a", "an", "some"]) {
        return None;
    }
    let (last, tokens) = match here.token(at + 1)?.kind {
        Kind::Number(number) => (u32::from(number), 1),
        _ => words(here.plus(at + 1))?,
    };
    let is_range = first < last && first < 1000;
    is_range.then_some((Count::Whole(last), tokens + 1))
}

/// The `and three months` of `two years and three months`: how many of which smaller unit, and its tokens.
fn smaller(here: At<'_>, length: Length, at: usize) -> Option<((u32, Unit), usize)> {
    let Count::Whole(_) = length.count else { return None };
    let by = usize::from(here.is(at, "and"));
    let (number, tokens) = match here.token(at + by)?.kind {
        Kind::Number(number) => (u32::from(number), 1),
        Kind::Lex(Lex::Count(_)) => words(here.plus(at + by))?,
        _ => return None,
    };
    let (unit, is_plural) = here.unit(at + by + tokens)?;
    let is_smaller = matches!(
        (length.unit, unit),
        (Unit::Year, Unit::Month | Unit::Week | Unit::Day)
            | (Unit::Month, Unit::Week | Unit::Day)
            | (Unit::Week, Unit::Day)
            | (Unit::Day, Unit::Hour)
            | (Unit::Hour, Unit::Minute)
    );
    (is_smaller && is_plural == (number != 1) && by > 0).then_some(((number, unit), by + tokens + 1))
}

/// Half an hour is thirty minutes, half a century fifty years.
fn halves(length: Length) -> Length {
    if length.count != Count::Tenths(5) {
        return length;
    }
    match length.unit {
        Unit::Hour => Length::whole(30, Unit::Minute),
        Unit::Year => Length::whole(6, Unit::Month),
        Unit::Decade => Length::whole(5, Unit::Year),
        Unit::Century => Length::whole(50, Unit::Year),
        _ => length,
    }
}

/// `135 days`, `two weeks`, `three-year`, `two years ago`, `a day later`. Ages are none.
pub(super) fn length(here: At<'_>) -> Option<Match> {
    let before = here.back(1);
    // "24/7 days", "1.5-2 days": not the whole of a number.
    if here.is_joined(0) && matches!(before, "/" | "." | "-" | "$" | "–" | ":") {
        return None;
    }
    let (length, end) = measure(here)?;
    let after = end + usize::from(here.is(end, "-") && here.is_joined(end));
    let is_age = here.is_one_of(after, &["old", "olds"])
        || is_in(before, &["aged", "age"])
        || here.is(end, "of") && here.is(end + 1, "age");
    let has_hour = length.unit == Unit::Hour && here.is(end, ":");
    if has_hour || here.is(0, "many") && before == "as" {
        return None;
    }
    if is_age {
        let is_whole = here.is(after, "old") && matches!(length.count, Count::Whole(_) | Count::Tenths(_));
        let from = if is_hyphened(here, end) { here.place } else { approximate(here, end) };
        return is_whole
            .then(|| Match::one(from, here.place + after + 1, Meaning::Length(length), "dates.age"));
    }
    if let Some(match_) = directed(here, length, end) {
        return Some(match_);
    }
    // "A month-long strike".
    if here.is_one_of(0, &["a", "an"]) && here.is(after, "long") && after > end {
        return bare(here.plus(end - 1));
    }
    let is_one = length.count == Count::Whole(1);
    let is_article = here.is_one_of(0, &["a", "an"]);
    let hyphened = is_hyphened(here, end);
    if is_one && !hyphened {
        let is_figure_of_speech = match length.unit {
            // "One day we shall", "a day of mourning", "a minute".
            Unit::Day if !is_article => !is_in(before, LED),
            Unit::Day => here.is(end, "of"),
            Unit::Minute => true,
            Unit::Year | Unit::Week | Unit::Month | Unit::Hour => here.is(end, "of") && !is_in(before, LED),
            _ => false,
        };
        if is_figure_of_speech {
            return None;
        }
        if is_article && is_rate(here) {
            return Some(Match::one(
                here.place,
                here.place + end,
                Meaning::Set(Set::Each(length)),
                "dates.set",
            ));
        }
    }
    let from = approximate(here, end);
    if from.checked_sub(1).is_some_and(|place| here.at(place).eq_ignore_ascii_case("in"))
        && !is_most(here.at(from.saturating_sub(2)))
        && let Count::Whole(count) = length.count
        && tense::around(here, from, here.place + end) == Tense::Future
        && !matches!(length.unit, Unit::Minute | Unit::Hour)
    {
        let when = When::Shift(length.unit, i32::try_from(count).ok()?, Base::Document);
        return Some(here.one(end, when, "dates.from_now").from(from));
    }
    Some(Match::one(from, here.place + end, Meaning::Length(length), "dates.duration"))
}

/// "The first time in two years", "the largest in a decade": how long, not when.
fn is_most(word: &str) -> bool {
    is_in(word, &["time", "times", "first", "worst", "best", "most", "least"])
        || word.len() > 5 && word.ends_with("est")
}

/// Is it an adjective: `two-year`, whose last token stands so many ahead?
fn is_hyphened(here: At<'_>, end: usize) -> bool {
    end >= 2 && here.at(here.place + end - 2) == "-"
}

/// Words before which a length is meant in earnest.
const LED: &[&str] = &[
    "for", "in", "within", "about", "over", "than", "after", "nearly", "almost", "just", "least", "only",
    "of",
];

/// `$5 million a year`, `twice a week`: how often, not how long.
fn is_rate(here: At<'_>) -> bool {
    let before = here.back(1);
    is_in(
        before,
        &["once", "twice", "times", "million", "billion", "percent", "people", "dollars", "hours", "days"],
    ) || before.starts_with(|c: char| c.is_ascii_digit())
        || is_number(here.back(2)) && before.ends_with('s')
        || is_number(here.back(3)) && here.back(2) != "of" && before.ends_with('s')
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Where the expression begins, with `the`, `about`, `nearly`, `more than` before it. Its last token stands before
/// `end`.
fn approximate(here: At<'_>, end: usize) -> usize {
    const ONE: &[&str] =
        &["about", "nearly", "almost", "around", "roughly", "approximately", "over", "some", "barely"];
    const TWO: &[(&str, &str)] =
        &[("more", "than"), ("less", "than"), ("at", "least"), ("fewer", "than"), ("up", "to")];
    let (first, second) = (here.back(2), here.back(1));
    let is_pair =
        TWO.iter().any(|(one, two)| one.eq_ignore_ascii_case(first) && two.eq_ignore_ascii_case(second));
    if is_pair && here.place >= here.floor + 2 {
        here.place - 2
    } else if is_in(second, ONE) && here.place > here.floor {
        here.place - 1
    } else if is_in(second, &["first", "final", "another"]) && here.place > here.floor + 1 {
        // "The first nine months".
        here.place - 1 - usize::from(first.eq_ignore_ascii_case("the"))
    } else {
        // "The nine months", but "the nine-month ban".
        let is_whole = second.eq_ignore_ascii_case("the") && here.place > here.floor;
        here.place - usize::from(is_whole && !is_hyphened(here, end) && !here.is_capital(0))
    }
}

/// What something is earlier or later than without a date.
const PLANNED: &[&str] = &[
    "planned",
    "expected",
    "scheduled",
    "usual",
    "normal",
    "promised",
    "hoped",
    "forecast",
    "thought",
    "originally",
    "first",
    "previously",
    "required",
];

/// A length with a word behind it that makes a date of it.
fn directed(here: At<'_>, length: Length, end: usize) -> Option<Match> {
    // "A month later than planned" is a length.
    if here.is(end + 1, "than") && here.is_one_of(end + 2, PLANNED) {
        return None;
    }
    let (sign, base, tokens, rule) = if here.is(end, "ago") {
        (-1, Base::Document, 1, "dates.ago")
    } else if here.is(end, "earlier")
        || here.is(end, "previously")
        || here.is(end, "before") && !here.is_word(end + 1)
    {
        (-1, Base::Context, 1, "dates.context")
    } else if here.is(end, "later") || here.is(end, "afterward") || here.is(end, "afterwards") {
        (1, Base::Context, 1, "dates.context")
    } else if here.is(end, "from") && here.is_one_of(end + 1, &["now", "today"]) {
        (1, Base::Document, 2, "dates.from_now")
    } else if here.is(end, "hence") {
        (1, Base::Document, 1, "dates.from_now")
    } else {
        return None;
    };
    let from = approximate(here, end);
    let to = here.place + end + tokens;
    // "A week ago Monday", "two weeks from Friday" are told by a weekday.
    if let Some(Lex::Weekday(weekday)) = here.lex(end + tokens)
        && let (Unit::Week, Count::Whole(weeks)) = (length.unit, length.count)
        && base == Base::Document
    {
        let weeks = i8::try_from(weeks).ok().filter(|weeks| *weeks < 10)?;
        let when = When::Weekday(weekday, Way::Weeks(if sign < 0 { -weeks } else { weeks }));
        return Some(Match::one(from, to + 1, Meaning::of(when), "dates.weekday_with_relation"));
    }
    let meaning = match length.count {
        _ if matches!(length.unit, Unit::Minute | Unit::Hour) && base == Base::Context => {
            Meaning::Length(length)
        }
        _ if matches!(length.unit, Unit::Minute | Unit::Hour) => Meaning::Vague(direction(sign)),
        Count::Whole(count) => {
            let count = i32::try_from(count).ok().filter(|count| *count < 10_000)?;
            let (count, unit) = match length.unit {
                // "A decade ago" is a year, and no decade.
                Unit::Decade => (count * 10, Unit::Year),
                Unit::Century => (count * 100, Unit::Year),
                unit => (count, unit),
            };
            Meaning::of(When::Shift(unit, sign * count, base))
        }
        Count::Tenths(tenths) if length.unit == Unit::Year => {
            let months = i32::try_from(tenths.checked_mul(12)? / 10).ok()?;
            Meaning::of(When::Shift(Unit::Month, sign * months, base))
        }
        _ => Meaning::Vague(direction(sign)),
    };
    Some(Match::one(from, to, meaning, rule))
}

fn direction(sign: i32) -> Vague {
    if sign < 0 { Vague::Past } else { Vague::Future }
}

/// A unit without a number: `years ago`, `for decades`, `month-long`.
pub(super) fn bare(here: At<'_>) -> Option<Match> {
    let (unit, is_plural) = here.unit(0)?;
    if here.is_joined(0) {
        return None;
    }
    if matches!(unit, Unit::Quarter | Unit::Weekend) {
        return if is_plural { None } else { end_of(here, unit) };
    }
    if !is_plural {
        let is_long = here.is(1, "-") && here.is(2, "long") && here.is_joined(1) && here.is_joined(2);
        let length = Meaning::Length(Length::whole(1, unit));
        if is_long {
            return Some(Match::one(here.place, here.place + 3, length, "dates.duration"));
        }
        return end_of(here, unit);
    }
    let length = Length::of(Count::Some, unit);
    if let Some(match_) = directed(here, length, 1) {
        return Some(match_);
    }
    // "In years to come" is ahead; "the worst in years", "weeks after the vote", "within days" are lengths.
    let is_ahead = here.is(1, "ahead") || here.is(1, "to") && here.is(2, "come");
    if is_ahead {
        let to = here.place + if here.is(1, "ahead") { 2 } else { 3 };
        let the = usize::from(here.back(1).eq_ignore_ascii_case("the") && here.place > here.floor);
        return Some(Match::one(here.place - the, to, Meaning::Vague(Vague::Future), "dates.vague"));
    }
    let is_counted = is_in(here.back(1), &["of", "for"])
        && is_in(here.back(2), &["hundreds", "thousands", "dozens", "tens", "couple", "number", "matter"]);
    let is_event =
        here.is_one_of(1, &["after", "before"]) && !is_in(here.back(1), &["the", "these", "those"]);
    // "After weeks of feuding", "amid years of war".
    let is_of =
        here.is(1, "of") && is_in(here.back(1), &["after", "follows", "following", "amid", "despite", "for"]);
    let is_length = is_counted || is_event || is_of || is_in(here.back(1), SPENT) && !here.is(1, "of");
    let length = Meaning::Length(length);
    is_length.then(|| Match::one(here.place, here.place + 1, length, "dates.duration"))
}

/// Words behind which a unit without a number is a length: `the worst in years`.
const SPENT: &[&str] =
    &["for", "in", "within", "takes", "take", "took", "taken", "spent", "spend", "spending", "lasted"];

/// `month’s end`, `year-end`.
fn end_of(here: At<'_>, unit: Unit) -> Option<Match> {
    let possessive = here.possessive(1);
    let hyphen = usize::from(here.is(1, "-") && here.is_joined(1));
    let at = 1 + possessive.max(hyphen);
    let is_end =
        here.is(at, "end") && (possessive > 0 || hyphen > 0 && here.is_joined(at) || unit == Unit::Year);
    let is_known = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    (is_end && is_known).then(|| here.one(at + 1, When::Shift(unit, 0, Base::Context), "dates.context"))
}
