//! Holidays, what comes again, and words that only say before, now or later.

use super::super::calendar::Unit;
use super::super::holiday::{self, Holiday};
use super::super::lexicon::Lex;
use super::super::meaning::{Field, Length, Meaning, PartOfDay, Set, Vague, Way, When};
use super::super::tense::{self, Tense};
use super::{At, Match, figures, is_in, length};

/// The holiday whose name begins here, and its tokens.
pub(super) fn holiday_name(here: At<'_>) -> Option<(Holiday, usize)> {
    if !here.is_capital(0) {
        return None;
    }
    // The words of the name, without apostrophes and what stands behind them.
    let mut words = [""; 5];
    let mut ends = [0; 5];
    let mut at = 0;
    for (word, end) in words.iter_mut().zip(&mut ends) {
        if !here.is_word(at) {
            break;
        }
        *word = here.word(at);
        at += 1;
        *end = at;
        at += here.possessive(at);
        at += usize::from(matches!(*word, "St" | "Jr") && here.is(at, "."));
    }
    let (count, holiday) = holiday::named(|at| words.get(at).copied().unwrap_or(""))?;
    Some((holiday, ends[count - 1]))
}

/// Words before which the name of a holiday only says what kind of thing it is.
const THINGS: &[&str] = &[
    "tree",
    "trees",
    "card",
    "cards",
    "gift",
    "gifts",
    "present",
    "presents",
    "carol",
    "carols",
    "lights",
    "party",
    "parties",
    "shopping",
    "season",
    "market",
    "markets",
    "song",
    "songs",
    "movie",
    "movies",
    "play",
    "plays",
    "concert",
    "concerts",
    "message",
    "appeal",
    "ornaments",
    "dinners",
    "island",
    "egg",
    "eggs",
    "bunny",
    "rising",
    "dinner",
    "decorations",
    "bonus",
    "costume",
    "costumes",
    "turkey",
    "parade",
    "sales",
    "agreement",
    "accord",
    "accords",
    "album",
    "story",
    "lunch",
    "pudding",
    "stocking",
];

/// `Christmas`, `Thanksgiving Day 2019`, `New Year’s Eve`.
pub(super) fn holiday(here: At<'_>) -> Option<Match> {
    let (holiday, tokens) = holiday_name(here)?;
    // "The Easter Rising", "Christmas Island": names of other things.
    let is_name = tokens == 1 && here.is_capital(tokens) && here.is_word(tokens);
    // These are kept on days of their own.
    let is_other = matches!(here.back(1), "Orthodox" | "Coptic" | "Holocaust");
    if here.is_one_of(tokens, THINGS) || is_name || is_other {
        return None;
    }
    // "Labor Day weekend": the days off around it.
    let weekend = usize::from(here.unit(tokens) == Some((Unit::Weekend, false)));
    let field = if weekend == 1 { Field::Weekend(holiday) } else { Field::Holiday(holiday) };
    let tokens = tokens + weekend;
    let of = usize::from(here.is_one_of(tokens, &["of", ",", "in"]));
    if let Some(year) = figures::year_at(here, tokens + of) {
        return Some(here.one(tokens + of + 1, When::Point(field.of_year(year)?), "dates.holiday"));
    }
    Some(here.one(tokens, When::Field(field, Way::Near), "dates.holiday"))
}

/// `every year`, `each Monday`, `every two weeks`, `per day`.
pub(super) fn set(here: At<'_>) -> Option<Match> {
    if here.is(0, "once") || here.is(0, "twice") {
        return rate(here, 1);
    }
    let is_every = here.is(0, "every") || here.is(0, "each");
    if !is_every && !here.is(0, "per") {
        return None;
    }
    let of = |tokens: usize, set| {
        Some(Match::one(here.place, here.place + tokens, Meaning::Set(set), "dates.set"))
    };
    let other = usize::from(here.is(1, "other") || here.is(1, "second"));
    let count = if other == 1 { 2 } else { 1 };
    match here.lex(1 + other) {
        Some(Lex::Unit(Unit::Weekend, false)) if other == 0 => of(2, Set::Weekend),
        Some(Lex::Unit(unit, false)) => of(2 + other, Set::Each(Length::whole(count, unit))),
        Some(Lex::Weekday(weekday)) if is_every => match here.lex(2 + other) {
            Some(Lex::Part(part)) => of(3 + other, Set::Weekday(weekday, Some(part))),
            _ => of(2 + other, Set::Weekday(weekday, None)),
        },
        Some(Lex::Season(season)) if is_every && other == 0 => of(2, Set::Season(season)),
        Some(Lex::Month(month)) if is_every && here.is_capital(1 + other) => of(2 + other, Set::Month(month)),
        Some(Lex::Part(part)) if is_every => of(2, Set::Part(part)),
        _ if is_every => {
            let (length, tokens) = length::measure(here.plus(1))?;
            of(1 + tokens, Set::Each(length))
        }
        _ => None,
    }
}

/// `three times a week`.
pub(super) fn times(here: At<'_>) -> Option<Match> {
    if here.is(1, "times") { rate(here, 2) } else { None }
}

/// `a year`, `each week` so many tokens ahead, behind how often.
fn rate(here: At<'_>, by: usize) -> Option<Match> {
    let Some((unit, false)) = here.unit(by + 1) else { return None };
    let set = Meaning::Set(Set::Each(Length::whole(1, unit)));
    here.is_one_of(by, &["a", "an", "per", "each", "every"])
        .then(|| Match::one(here.place, here.place + by + 2, set, "dates.set"))
}

/// `Saturdays`, `Saturday nights`.
pub(super) fn weekdays(here: At<'_>, weekday: i8) -> Option<Match> {
    let set = Meaning::Set(Set::Weekday(weekday, None));
    (here.is_capital(0) && !here.is_capital(1))
        .then(|| Match::one(here.place, here.place + 1, set, "dates.set"))
}

/// `Saturday nights`: the word for the part stands so many tokens ahead.
pub(super) fn weekday_parts(here: At<'_>, weekday: i8, by: usize) -> Option<Match> {
    let part = match here.word(by) {
        "mornings" => PartOfDay::Morning,
        "afternoons" => PartOfDay::Afternoon,
        "evenings" => PartOfDay::Evening,
        "nights" => PartOfDay::Night,
        _ => return None,
    };
    let set = Meaning::Set(Set::Weekday(weekday, Some(part)));
    Some(Match::one(here.place, here.place + by + 1, set, "dates.set"))
}

/// `daily`, `annual`: not in the name of a newspaper.
pub(super) fn adverb(here: At<'_>) -> Option<Match> {
    let Some(Lex::Every(unit, count)) = here.lex(0) else { return None };
    let is_name =
        here.is_capital(0) && (here.is_capital(1) || !matches!(here.back(1), "\n" | "." | "" | "“" | "\""));
    // "The weekly" and "a monthly" are papers.
    let is_paper = is_in(here.back(1), &["a", "the"]) && !here.is_word(1);
    let set = Meaning::Set(Set::Each(Length::whole(u32::from(count), unit)));
    (!is_name && !is_paper && !here.is_joined(0))
        .then(|| Match::one(here.place, here.place + 1, set, "dates.set"))
}

/// `now`, `recently`, `soon`, `recent years`, `the near future`.
pub(super) fn word(here: At<'_>) -> Option<Match> {
    let Some(Lex::Vague(vague)) = here.lex(0) else { return None };
    let is_capitals = here.width(0) > 1 && here.word(0).chars().all(char::is_uppercase);
    if is_capitals || here.is_joined(0) && here.back(1) == "-" || here.is(1, "-") && here.is_joined(1) {
        return None;
    }
    let one = |from: usize, to: usize| Some(Match::one(from, to, Meaning::Vague(vague), "dates.vague"));
    match here.word(0).to_ascii_lowercase().as_str() {
        "recent" => match here.unit(1)? {
            (_, true) => one(here.place, here.place + 2),
            _ => None,
        },
        "future" => {
            let near = usize::from(is_in(here.back(1), &["near", "foreseeable", "distant", "immediate"]));
            let is_one = here.back(1 + near).eq_ignore_ascii_case("the") && here.place > here.floor + near;
            let is_alone =
                !here.is_word(1) || near == 1 || here.is_one_of(1, &["and", "but", "when", "if", "as", "to"]);
            if is_one && is_alone { one(here.place - 1 - near, here.place + 1) } else { None }
        }
        "soon" | "shortly" => {
            let is_other = here
                .is_one_of(1, &["after", "before", "afterward", "afterwards", "as", "thereafter", "enough"]);
            let is_as = is_in(here.back(1), &["as", "too"]) || here.is_capital(0) && here.is_capital(1);
            // "They soon won": that soon is over.
            let is_ahead = tense::around(here, here.place, here.place + 1) != Tense::Past;
            if is_other || is_as || !is_ahead { None } else { one(here.place, here.place + 1) }
        }
        "now" if here.is(1, "and") && here.is(2, "then") => None,
        _ if here.is_capital(0) && here.is_capital(1) => None,
        "now" if here.back(1).eq_ignore_ascii_case("right") && here.place > here.floor => {
            one(here.place - 1, here.place + 1)
        }
        _ => one(here.place, here.place + 1),
    }
}

/// Words behind which `at the time` goes on to say which: `of the raid`, `he left`.
const GOES_ON: &[&str] = &[
    "of", "when", "that", "in", "for", "he", "she", "it", "they", "we", "i", "you", "the", "a", "his", "her",
    "their", "being", "to", "zone", "limit",
];

/// `the past`, `at present`, `at the time`, `long ago`.
pub(super) fn phrase(here: At<'_>) -> Option<Match> {
    if here.is(0, "long") && here.is(1, "ago") {
        let not = usize::from(here.back(1).eq_ignore_ascii_case("not") && here.place > here.floor);
        let ago = Meaning::Vague(Vague::Past);
        return Some(Match::one(here.place - not, here.place + 2, ago, "dates.vague"));
    }
    if here.back(1).eq_ignore_ascii_case("at")
        && here.is_one_of(1, &["time", "moment"])
        && (here.is(0, "that") && !here.is(2, "of") || !here.is_one_of(2, GOES_ON))
    {
        let vague = match here.word(0) {
            "this" => Vague::Present,
            "the" if here.is(1, "moment") => Vague::Present,
            "the" | "that" => Vague::Past,
            _ => return None,
        };
        return Some(Match::one(here.place, here.place + 2, Meaning::Vague(vague), "dates.vague"));
    }
    let the = usize::from(here.is(0, "the"));
    let ends = !here.is_word(1 + the) || here.is_one_of(1 + the, &["and", "but", "when", "as", "that", "to"]);
    let vague = if the == 1 && here.is(1, "past") && ends {
        Vague::Past
    } else if here.is(the, "present")
        && (the == 1 && (ends || here.is(2, "day"))
            || the == 0 && here.back(1).eq_ignore_ascii_case("at") && ends)
    {
        Vague::Present
    } else {
        return None;
    };
    let day = usize::from(here.is(the + 1, "day"));
    Some(Match::one(here.place, here.place + the + 1 + day, Meaning::Vague(vague), "dates.vague"))
}
