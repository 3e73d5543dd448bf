//! Times of the day, alone and beside a day.

use super::super::calendar::Unit;
use super::super::lex::Kind;
use super::super::lexicon::Lex;
use super::super::meaning::{Meaning, Moment, PartOfDay, Time, When};
use super::{At, Match, Part, is_in, plain};

/// Words behind which `10:30` is a time of the day and no score.
const BEFORE: &[&str] = &["at", "around", "about", "by", "until", "till", "from", "before", "after"];

/// `10:30 a.m. EST`, `5 p.m.`, `0400 GMT`, `at 15:30`.
pub(super) fn clock(here: At<'_>) -> Option<Match> {
    if here.is_joined(0) && !matches!(here.back(1), "(" | "\n" | "|" | "\"" | "“" | "-" | "–" | "—") {
        return None;
    }
    let (tokens, time) = clock_at(here, 0, is_in(here.back(1), &["at"]))?;
    let moment = Moment { when: When::SomeDay, time: Some(time) };
    Some(Match::one(here.place, here.place + tokens, Meaning::Moment(moment), "dates.clock"))
}

/// The time that stands so many tokens ahead, and its tokens. Beside a day `15:30` needs nothing more.
pub(super) fn clock_at(here: At<'_>, by: usize, is_expected: bool) -> Option<(usize, Time)> {
    let (hour, minute, mut at) = hour(here, by)?;
    if let Some((tokens, is_afternoon)) = half_of_day(here, at) {
        at += tokens;
        let hour = match (hour, is_afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
        at += zone(here, at);
        return Some((at - by, Time::Clock { hour, minute }));
    }
    if here.is(at, "o") && matches!(here.word(at + 1), "’" | "'") && here.is(at + 2, "clock") {
        return Some((at + 3 - by, Time::Clock { hour, minute }));
    }
    let zone = zone(here, at);
    let hours = usize::from(here.is_one_of(at, &["hrs", "hours"]) && here.width(by) >= 4);
    let is_time = zone + hours > 0
        || is_expected && !(here.is_joined(at) && matches!(here.word(at), ":" | "-" | "%" | "."));
    (minute.is_some() && is_time).then_some((at + zone + hours - by, Time::Clock { hour, minute }))
}

/// An hour and perhaps a minute, and the place behind them.
fn hour(here: At<'_>, by: usize) -> Option<(u8, Option<u8>, usize)> {
    let two = |by: usize| here.number(by).filter(|number| here.width(by) == 2 && *number < 60);
    match here.token(by)?.kind {
        Kind::Number(number) if here.width(by) == 4 => {
            let (hour, minute) = (u8::try_from(number / 100).ok()?, u8::try_from(number % 100).ok()?);
            let is_one = hour < 24
                && minute < 60
                && (zone(here, by + 1) > 0 || here.is_one_of(by + 1, &["hrs", "hours"]));
            is_one.then_some((hour, Some(minute), by + 1))
        }
        Kind::Number(number) => {
            let hour = u8::try_from(number).ok().filter(|hour| *hour < 24)?;
            if here.is(by + 1, ":")
                && here.is_joined(by + 1)
                && here.is_joined(by + 2)
                && let Some(minute) = two(by + 2)
            {
                let seconds = here.is(by + 3, ":") && here.is_joined(by + 3) && two(by + 4).is_some();
                let end = by + if seconds { 5 } else { 3 };
                return Some((hour, Some(u8::try_from(minute).ok()?), end));
            }
            Some((hour, None, by + 1))
        }
        Kind::Figure => {
            let (hour, minute) = here.word(by).split_once('.')?;
            let is_one = minute.len() == 2 && half_of_day(here, by + 1).is_some();
            let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
            (is_one && hour < 24 && minute < 60).then_some((hour, Some(minute), by + 1))
        }
        Kind::Lex(Lex::Count(count)) if (1..=12).contains(&count) => Some((count, None, by + 1)),
        _ => None,
    }
}

/// `a.m.`, `pm`: its tokens, and whether it is the second half.
fn half_of_day(here: At<'_>, by: usize) -> Option<(usize, bool)> {
    let word = here.word(by);
    if word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm") {
        // "He was 5 am I right": letter case and a digit before it are all there is to tell by.
        return Some((1, word.starts_with(['p', 'P'])));
    }
    let is_dotted = here.is_one_of(by, &["a", "p"])
        && here.is(by + 1, ".")
        && here.is(by + 2, "m")
        && here.is_joined(by + 1)
        && here.is_joined(by + 2);
    let dot = usize::from(here.is(by + 3, ".") && here.is_joined(by + 3));
    is_dotted.then_some((3 + dot, word.starts_with(['p', 'P'])))
}

/// How many tokens of a time zone stand here: `GMT`, `GMT+2`, `EST`, `local time`, `Eastern time`.
fn zone(here: At<'_>, by: usize) -> usize {
    const ZONES: &[&str] = &[
        "GMT", "UTC", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT", "BST",
        "CET", "CEST", "IST", "AEST", "AEDT", "JST", "HKT", "EAT", "MSK",
    ];
    if ZONES.contains(&here.word(by)) {
        let offset =
            here.is_one_of(by + 1, &["+", "-"]) && here.is_joined(by + 1) && here.number(by + 2).is_some();
        return if offset { 3 } else { 1 };
    }
    let bracket = usize::from(here.is(by, "("));
    if bracket == 1 && ZONES.contains(&here.word(by + 1)) && here.is(by + 2, ")") {
        return 3;
    }
    let is_named = here.is_one_of(by, &["local", "Eastern", "Central", "Pacific", "Mountain"]);
    if is_named && here.is(by + 1, "time") { 2 } else { 0 }
}

/// `noon`, `midnight`, `morning of March 3`, `in the evening`.
pub(super) fn part(here: At<'_>) -> Option<Match> {
    let Some(Lex::Part(part)) = here.lex(0) else { return None };
    let moment = |when| Meaning::Moment(Moment { when, time: Some(Time::Part(part)) });
    if here.is(1, "of") || here.is(1, "on") {
        let the = usize::from(here.is(2, "the"));
        if let Some((when, to)) = day(here.plus(2 + the)) {
            return Some(Match::one(here.place, to, moment(when), "dates.part_of_day"));
        }
    }
    if here.is_capital(0) && here.back(1) != "\n" {
        return None;
    }
    let before = here.back(1).to_ascii_lowercase();
    let is_one = match part {
        PartOfDay::Noon | PartOfDay::Midnight | PartOfDay::Midday => {
            is_in(&before, BEFORE) || day(here.plus(1 + usize::from(here.is(1, "on")))).is_some()
        }
        PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening => {
            before == "the" && is_in(here.back(2), &["in", "during"]) && (!here.is_word(1) || here.depth > 0)
        }
        PartOfDay::Night => before == "the" && is_in(here.back(2), &["during"]) && !here.is_word(1),
        PartOfDay::Dawn => is_in(&before, BEFORE) && !here.is(1, "of"),
    };
    is_one.then(|| Match::one(here.place, here.place + 1, moment(When::SomeDay), "dates.part_of_day"))
}

/// `late afternoon`, `the early hours of Tuesday`: the words before stand at `here`, these so many tokens on.
pub(super) fn modified_part(here: At<'_>, by: usize) -> Option<Match> {
    let of = |when, part, to| {
        let meaning = Meaning::Moment(Moment { when, time: Some(Time::Part(part)) });
        Some(Match::one(here.place, to, meaning, "dates.part_of_day"))
    };
    if here.is(by, "hours") && here.is(by + 1, "of") && here.is(by - 1, "early") {
        let (when, to) = day(here.plus(by + 2))?;
        return of(when, PartOfDay::Morning, to);
    }
    let Some(Lex::Part(part)) = here.lex(by) else { return None };
    let is_one = matches!(part, PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening)
        && (here.is_one_of(by - 1, &["early", "late"]) || here.is(0, "mid"));
    if is_one { of(When::SomeDay, part, here.place + by + 1) } else { None }
}

/// The day that begins here, and the place behind it.
pub(super) fn day(here: At<'_>) -> Option<(When, usize)> {
    if here.depth > 1 || !here.token(0)?.is_opening() {
        return None;
    }
    let part = plain(At { depth: here.depth + 2, ..here })?.single()?;
    let moment = part.meaning.moment()?;
    (moment.is_day() && moment.time.is_none() && part.from == here.place).then_some((moment.when, part.to))
}

/// A day with the time that stands behind it, or a time with its day.
pub(super) fn join(here: At<'_>, match_: Match) -> Match {
    joined(here, match_).unwrap_or(match_)
}

fn joined(here: At<'_>, match_: Match) -> Option<Match> {
    let part = match_.single()?;
    let moment = part.meaning.moment()?;
    let by = part.to - here.place;
    let with = |to: usize, moment: Moment| Match {
        parts: [Some(Part { to, meaning: Meaning::Moment(moment), ..part }), None],
    };
    if moment.when == When::SomeDay && moment.time.is_some() {
        let mut at = by + usize::from(here.is(by, ","));
        at += usize::from(here.is_one_of(at, &["on", "of"]));
        at += usize::from(here.is(at, "the"));
        let (when, to) = day(here.plus(at))?;
        // "5 o'clock Tuesday morning".
        let name = usize::from(matches!(here.lex(to - here.place), Some(Lex::Part(_))));
        return Some(with(to + name, Moment { when, ..moment }));
    }
    if !moment.is_day() {
        return None;
    }
    if moment.time.is_none()
        && let Some(Lex::Part(name)) = here.lex(by)
        && !matches!(name, PartOfDay::Noon | PartOfDay::Midnight)
        && !matches!(moment.when, When::Shift(Unit::Day, _, super::super::meaning::Base::Context))
    {
        let moment = Moment { time: Some(Time::Part(name)), ..moment };
        let further = with(part.to + 1, moment);
        return Some(
            time_behind(here, by + 1)
                .map_or(further, |(to, time)| with(to, Moment { time: Some(time), ..moment })),
        );
    }
    let (to, time) = time_behind(here, by)?;
    Some(with(to, Moment { time: Some(time), ..moment }))
}

/// `, 10:46 a.m.`, ` at 10:46`, ` at noon` behind a day: the place behind it, and the time.
fn time_behind(here: At<'_>, by: usize) -> Option<(usize, Time)> {
    let mut at = by + usize::from(matches!(here.word(by), "," | "|" | "-" | "–"));
    let is_led = here.is_one_of(at, BEFORE);
    at += usize::from(is_led);
    if let Some(Lex::Part(part @ (PartOfDay::Noon | PartOfDay::Midnight))) = here.lex(at)
        && is_led
    {
        return Some((here.place + at + 1, Time::Part(part)));
    }
    let (tokens, time) = clock_at(here, at, true)?;
    Some((here.place + at + tokens, time))
}
