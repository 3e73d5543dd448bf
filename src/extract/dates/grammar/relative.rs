//! What is counted from another date: `last year`, `Tuesday`, `yesterday`, `that day`.

use super::super::calendar::{Point, Season, Unit};
use super::super::lexicon::Lex;
use super::super::meaning::{Base, Count, Field, Length, Meaning, Moment, PartOfDay, Time, Vague, Way, When};
use super::{At, Match, compared, figures, is_in, length, months, vague, weeks, years};

/// `last`, `this`, `the next`: so many further on, and from where.
pub(super) fn relation(here: At<'_>, by: usize) -> Option<(i8, Base)> {
    let (Lex::Determiner | Lex::Opening) = here.lex(by)? else { return None };
    let word = here.word(by);
    let is = |words: &[&str]| is_in(word, words);
    Some(match word.as_bytes()[0].to_ascii_lowercase() {
        b'l' if is(&["last", "latest"]) => (-1, Base::Document),
        b'p' if is(&["past"]) => (-1, Base::Document),
        b'p' if is(&["previous", "preceding", "prior"]) => (-1, Base::Context),
        b'n' if is(&["next"]) && here.plus(by).back(1).eq_ignore_ascii_case("the") => (1, Base::Context),
        b'n' if is(&["next"]) => (1, Base::Document),
        b'c' if is(&["coming"]) => (1, Base::Document),
        b'u' if is(&["upcoming"]) => (1, Base::Document),
        b'f' if is(&["following"]) => (1, Base::Context),
        b't' if is(&["this", "these"]) => (0, Base::Document),
        b'c' if is(&["current"]) => (0, Base::Document),
        b't' if is(&["that"]) => (0, Base::Context),
        b's' if is(&["same"]) => (0, Base::Context),
        _ => return None,
    })
}

/// `last year`, `that year` behind a stretch of the calendar: the year in which that lies. Two tokens.
pub(super) fn way_of_year(here: At<'_>, by: usize) -> Option<Way> {
    let (shift, base) = relation(here, by)?;
    let way = if base == Base::Context { Way::InThatYear(shift) } else { Way::InYear(shift) };
    (here.unit(by + 1) == Some((Unit::Year, false))).then_some(way)
}

/// `last year`, `the following day`, `this morning`, `next Friday`, `the past three months`.
pub(super) fn related(here: At<'_>) -> Option<Match> {
    let the = usize::from(here.is_one_of(0, &["the", "that", "this"]) && relation(here, 1).is_some());
    let (shift, base) = relation(here, the)?;
    let by = the + 1;
    if let Some(match_) = compared::same(here, the) {
        return Some(match_);
    }
    // "The current fiscal year".
    if let Some((unit @ (Unit::Year | Unit::Quarter), false)) =
        here.unit(by + 1).filter(|_| here.is(by, "fiscal"))
    {
        let when = When::Shift(unit, i32::from(shift), base);
        return Some(here.one(by + 2, when, "dates.fiscal_year"));
    }
    // "The latest Tuesday" is none that can be told.
    if here.is(the, "latest") && here.unit(by).is_none_or(|(_, is_plural)| is_plural) {
        return None;
    }
    if let Some((unit, is_plural)) = here.unit(by) {
        if unit == Unit::Week
            && here.is(by - 1, "last")
            && let Some(match_) = weeks::week_of_month(here, by, -1)
        {
            return Some(match_);
        }
        return if is_plural { plural(here, by, shift) } else { singular(here, by, unit, shift, base) };
    }
    let way = match (shift, base) {
        (0, _) => Way::This,
        (_, Base::Context) => Way::Beside(shift),
        (-1, _) => Way::Last,
        _ => Way::Next,
    };
    let is_that = here.is(the, "that") || here.is(the, "same");
    match here.lex(by) {
        Some(Lex::Weekday(weekday)) if !is_that && here.is_capital(by) => {
            if let Some(match_) = weeks::of_month(here, by, weekday, -1).filter(|_| here.is(by - 1, "last")) {
                return Some(match_);
            }
            // "Next Wednesday, Jan. 19".
            let date = by + 1 + usize::from(here.is(by + 1, ","));
            if let Some(match_) = months::month_after(here, date, Some(weekday)) {
                return Some(match_);
            }
            Some(here.one(by + 1, When::Weekday(weekday, way), "dates.weekday_with_relation"))
        }
        Some(Lex::Month(month)) if !is_that && here.is_capital(by) && here.number(by + 1).is_none() => {
            Some(here.one(by + 1, When::Field(Field::Month(month), way), "dates.month_with_relation"))
        }
        Some(Lex::Season(season)) => {
            let way = if is_that { Way::InThatYear(0) } else { way };
            Some(here.one(by + 1, When::Field(Field::Season(season), way), "dates.season"))
        }
        Some(Lex::Part(part)) => part_of_day(here, by, part, shift, base),
        _ => of_more(here, by, shift, way),
    }
}

/// `last night`, `this morning`, `the next evening`.
fn part_of_day(here: At<'_>, by: usize, part: PartOfDay, shift: i8, base: Base) -> Option<Match> {
    // "CBS This Morning" is a broadcast.
    let is_name = here.is_capital(by) && here.back(1).starts_with(char::is_uppercase);
    if is_name || matches!(part, PartOfDay::Noon | PartOfDay::Midnight | PartOfDay::Midday) {
        return None;
    }
    // "Next morning" is that of a story, not that of tomorrow.
    let base = if shift == 1 { Base::Context } else { base };
    let when = When::Shift(Unit::Day, i32::from(shift), base);
    let moment = Moment { when, time: Some(Time::Part(part)) };
    Some(Match::one(here.place, here.place + by + 1, Meaning::Moment(moment), "dates.part_of_day"))
}

/// Words behind which "last" is a verb before a length.
const VERB_AFTER: &[&str] = &[
    "to", "will", "would", "could", "can", "may", "might", "should", "must", "and", "not", "often", "usually",
];

/// `last two weeks`, `the next few days`, `last Christmas`, `the second quarter of …`.
fn of_more(here: At<'_>, by: usize, shift: i8, way: Way) -> Option<Match> {
    if let Some((length, tokens)) =
        length::measure(here.plus(by)).filter(|_| shift != 0 || here.is(by - 1, "these"))
    {
        // "It will last six weeks": a verb.
        if by == 1 && here.is(0, "last") && is_in(here.back(1), VERB_AFTER) {
            return None;
        }
        return Some(Match::one(
            here.place,
            here.place + by + tokens,
            Meaning::Length(length),
            "dates.duration",
        ));
    }
    let (holiday, tokens) = vague::holiday_name(here.plus(by))?;
    Some(here.one(by + tokens, When::Field(Field::Holiday(holiday), way), "dates.holiday"))
}

/// `recent years` without a number: `the coming weeks`, `these days`.
fn plural(here: At<'_>, by: usize, shift: i8) -> Option<Match> {
    let vague = match shift {
        _ if here.is(by - 1, "past") || here.is(by - 1, "previous") => Vague::Past,
        1 if !here.is(by - 1, "following") => Vague::Future,
        0 if here.is(by - 1, "these") && here.is(by, "days") => Vague::Present,
        _ => return None,
    };
    Some(Match::one(here.place, here.place + by + 1, Meaning::Vague(vague), "dates.vague"))
}

/// A unit by itself behind the relation.
fn singular(here: At<'_>, by: usize, unit: Unit, shift: i8, base: Base) -> Option<Match> {
    let word = here.word(by - 1).to_ascii_lowercase();
    let is_of_days = matches!(unit, Unit::Day);
    match unit {
        Unit::Minute | Unit::Hour => return None,
        // "This day", "the last day" are no days that can be told.
        Unit::Day
            if matches!(word.as_str(), "this" | "last" | "past" | "current" | "coming" | "upcoming") =>
        {
            return None;
        }
        _ => {}
    }
    // "Over the last year", "within the next month": how long, not which one.
    let is_span = by == 2 && is_in(here.back(1), &["over", "in", "during", "within", "for"]);
    // "This past weekend" is the last one; "this past year" is the time since.
    let is_this_past = word == "past"
        && by == 2
        && here.is(0, "this")
        && !matches!(unit, Unit::Year | Unit::Decade | Unit::Century);
    let is_length = word == "past" && !is_this_past || is_span && (word == "last" || word == "next");
    if is_length && !matches!(unit, Unit::Weekend | Unit::Quarter) {
        let length = Meaning::Length(Length::whole(1, unit));
        return Some(Match::one(here.place, here.place + by + 1, length, "dates.duration"));
    }
    // "The last week of August", "the next year of the plan": not counted from the day of writing.
    // "Late last year of a clinic" is.
    if here.is(by + 1, "of") && by == 2 && matches!(word.as_str(), "last" | "next" | "previous") {
        return None;
    }
    let base = if is_of_days && word == "next" { Base::Context } else { base };
    if unit == Unit::Year {
        let possessive = here.possessive(by + 1);
        let quarter = (possessive > 0).then(|| figures::ordinal(here.plus(by + 1 + possessive))).flatten();
        if let Some(part) = quarter.and_then(|match_| match_.single())
            && let Some(When::Field(field, Way::Near)) = part.meaning.moment().map(|moment| moment.when)
        {
            return Some(here.one(
                part.to - here.place,
                When::Field(field, Way::InYear(shift)),
                "dates.quarter",
            ));
        }
    }
    let rule = if base == Base::Context { "dates.context" } else { "dates.relative_unit" };
    Some(here.one(by + 1, When::Shift(unit, i32::from(shift), base), rule))
}

/// Words that may follow `in the quarter`, `for the year`.
const BEHIND_UNIT: &[&str] = &[
    "ended", "and", "as", "to", "was", "from", "for", "on", "with", "but", "because", "after", "compared",
    "alone", "by", "at", "or", "when", "while", "were", "than",
];

/// `the day before`, `the year after`, when no event is named behind it; `in the quarter`.
pub(super) fn unit_with_article(here: At<'_>) -> Option<Match> {
    let (unit, is_plural) = here.unit(1)?;
    // "Over the years".
    if is_plural && here.back(1).eq_ignore_ascii_case("over") && !here.is_one_of(2, &["of", "ahead", "to"]) {
        let length = Meaning::Length(Length::of(Count::Some, unit));
        return Some(Match::one(here.place, here.place + 2, length, "dates.duration"));
    }
    if let Some(year) = figures::year_at(here, 2).filter(|_| unit == Unit::Year && !is_plural) {
        return Some(here.one(3, When::Point(Point::Year(year)), "dates.year"));
    }
    if is_plural || here.is_capital(1) || !here.is(0, "the") {
        return None;
    }
    let is_last = !here.is_word(3);
    let by = match here.word(2).to_ascii_lowercase().as_str() {
        "before" | "earlier" if is_last => -1,
        "after" | "later" if is_last => 1,
        _ => 0,
    };
    // "The week after next", "the year before last".
    let far = match (here.word(2), here.word(3)) {
        ("after", "next") => 2,
        ("before", "last") => -2,
        _ => 0,
    };
    if far != 0 && !matches!(unit, Unit::Minute | Unit::Hour | Unit::Day) {
        return Some(here.one(4, When::Shift(unit, far, Base::Document), "dates.relative_unit"));
    }
    let when = When::Shift(unit, by, Base::Context);
    if let Some(match_) = weeks::around(here, unit).or_else(|| compared::year_earlier(here, unit)) {
        return Some(match_);
    }
    if by != 0 {
        return (!matches!(unit, Unit::Minute | Unit::Hour)).then(|| here.one(3, when, "dates.context"));
    }
    let is_led = is_in(here.back(1), &["in", "for", "during"])
        && matches!(unit, Unit::Quarter | Unit::Year | Unit::Month);
    (is_led && (!here.is_word(2) || here.is_one_of(2, BEHIND_UNIT)))
        .then(|| here.one(2, when, "dates.context"))
}

/// `the night before`, `the morning after`, when no event is named behind it; `here` stands at the article.
pub(super) fn part_beside(here: At<'_>) -> Option<Match> {
    let Some(Lex::Part(
        part @ (PartOfDay::Morning | PartOfDay::Afternoon | PartOfDay::Evening | PartOfDay::Night),
    )) = here.lex(1)
    else {
        return None;
    };
    let by = match here.word(2) {
        "before" | "earlier" => -1,
        "after" => 1,
        _ => return None,
    };
    let moment = Moment { when: When::Shift(Unit::Day, by, Base::Context), time: Some(Time::Part(part)) };
    (!here.is_word(3))
        .then(|| Match::one(here.place, here.place + 3, Meaning::Moment(moment), "dates.part_of_day"))
}

/// `the year`, `the month` behind `the end of`, `later in`.
pub(super) fn the_unit(here: At<'_>) -> Option<Match> {
    let the = usize::from(here.is(0, "the"));
    let (unit, is_plural) = here.unit(the)?;
    let is_known = matches!(
        unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century
    );
    // "The end of the day" is seldom a time of any day.
    let is_told = unit != Unit::Day || here.back(1).eq_ignore_ascii_case("in");
    (the == 1 && !is_plural && is_known && is_told && !here.is(2, "of"))
        .then(|| here.one(2, When::Shift(unit, 0, Base::Context), "dates.context"))
}

/// `the weekend`.
pub(super) fn weekend(here: At<'_>) -> Match {
    here.one(1, When::Shift(Unit::Weekend, 0, Base::Near), "dates.weekend")
}

/// Words that make a name of a weekday before them: `Sunday Times`.
const PAPERS: &[&str] = &[
    "times",
    "mail",
    "telegraph",
    "mirror",
    "express",
    "herald",
    "star",
    "school",
    "night's",
    "review",
    "post",
    "sun",
];

/// `Tuesday`, `Tuesday, March 24`, `Fri. 6:45 PM`.
pub(super) fn weekday(here: At<'_>) -> Option<Match> {
    let (weekday, is_full) = match here.lex(0)? {
        Lex::Weekday(weekday) => (weekday, true),
        Lex::ShortWeekday(weekday) => (weekday, false),
        _ => return None,
    };
    if !here.is_capital(0) {
        return None;
    }
    let mut at = 1;
    at += usize::from(!is_full && here.is(at, ".") && here.is_joined(at));
    let end = at;
    at += usize::from(here.is(at, ","));
    at += usize::from(here.is(at, "the"));
    let date = months::month_after(here, at, Some(weekday))
        .or_else(|| months::day_month_after(here, at, Some(weekday)));
    if date.is_some() {
        return date;
    }
    // "Fri 6:45 PM, Feb 16, 2018".
    if let Some((tokens, time)) = super::clock::clock_at(here, at, true) {
        let after = at + tokens + usize::from(here.is(at + tokens, ","));
        if let Some(match_) = months::month_after(here, after, Some(weekday))
            && let Some(part) = match_.single()
            && let Some(moment) = part.meaning.moment()
        {
            let meaning = Meaning::Moment(Moment { time: Some(time), ..moment });
            return Some(Match::one(here.place, part.to, meaning, part.rule));
        }
    }
    // "Friday the 13th".
    if let Some((day, tokens)) = weeks::ordinal_day(here, end) {
        let when = When::DayOfMonth { day, weekday: Some(weekday), months: None };
        return Some(here.one(end + tokens, when, "dates.day_of_month"));
    }
    // "Friday next week", "Monday of this week".
    let of = end + usize::from(here.is_one_of(end, &["of", "in"]));
    if let Some((shift, Base::Document)) = relation(here, of)
        && here.unit(of + 1) == Some((Unit::Week, false))
    {
        return Some(here.one(
            of + 2,
            When::Weekday(weekday, Way::InWeek(shift)),
            "dates.weekday_with_relation",
        ));
    }
    if is_full && here.is_one_of(end, &["mornings", "afternoons", "evenings", "nights"]) {
        return vague::weekday_parts(here, weekday, end);
    }
    let is_name = here.is_one_of(end, PAPERS) && here.is_capital(end)
        || matches!(
            here.back(1),
            "Black" | "Bloody" | "Ruby" | "Bowl" | "Good" | "Ash" | "Palm" | "Easter" | "Cyber"
        );
    // "The Sunday after the vote" is counted from the vote, not from the day of writing.
    let is_counted = matches!(here.back(1), "the" | "The" | "a" | "A")
        && here.is_one_of(end, &["after", "before", "following", "preceding"]);
    // "It was a Sunday": which one is not said. "A Sunday concert" is this Sunday's.
    let is_any = matches!(here.back(1), "a" | "A" | "one" | "One") && !here.is_word(end);
    let way = if is_any { Way::Any } else { Way::Near };
    (is_full && !is_name && !is_counted).then(|| here.one(1, When::Weekday(weekday, way), "dates.weekday"))
}

/// `spring 2011`, `the summer of 1916`, `last summer`, `in the spring`.
pub(super) fn season(here: At<'_>) -> Option<Match> {
    let Some(Lex::Season(season)) = here.lex(0) else { return None };
    let field = Field::Season(season);
    let rule = "dates.season";
    let of = usize::from(here.is_one_of(1, &["of", ",", "in"]));
    let the = usize::from(here.is(1 + of, "the"));
    if let Some(year) = figures::year_at(here, 1 + of) {
        return Some(here.one(2 + of, When::Point(field.of_year(year)?), rule));
    }
    let short = figures::short_year(here, 1 + of).or_else(|| {
        // "The winter of 2018-19" is that of the first year's December.
        let range = years::season_range(here, 1 + of)?;
        (season == Season::Winter).then_some(range)
    });
    if let Some((tokens, year)) = short.or_else(|| figures::before_christ(here, 1 + of)) {
        return Some(here.one(1 + of + tokens, When::Point(field.of_year(year)?), rule));
    }
    if of == 1
        && let Some(way) = way_of_year(here, 2 + the)
    {
        return Some(here.one(4 + the, When::Field(field, way), rule));
    }
    // "To spring", "the fall of", "hot spring" need more than the word to be seasons.
    let is_plain = !here.is_capital(0) || here.back(1) == "In";
    let is_led = here.back(1).eq_ignore_ascii_case("the")
        && is_in(
            here.place.checked_sub(2).map_or("", |at| here.at(at)),
            &["in", "during", "by", "until", "since", "through", "throughout", "after", "for", "of", "over"],
        )
        || is_in(here.back(1), &["in", "by", "until", "since", "early", "late", "mid", "during"])
        || here.back(1) == "of" && is_in(here.back(2), &["end", "beginning", "start", "height", "middle"])
        || here.back(1) == "-" && here.back(2).eq_ignore_ascii_case("mid");
    let is_noun = here.is(1, "of")
        || here.is_word(1) && here.word(1).ends_with('s') && !here.is_one_of(1, &["was", "is", "as", "has"]);
    (is_plain && is_led && !is_noun).then(|| here.one(1, When::Field(field, Way::Near), rule))
}

/// `today`, `tonight`, `the day before yesterday`.
pub(super) fn day_word(here: At<'_>) -> Option<Match> {
    let Some(Lex::Day(shift, part)) = here.lex(0) else { return None };
    let mut from = here.place;
    let mut shift = i32::from(shift);
    if here.back(2).eq_ignore_ascii_case("day") && here.place >= here.floor + 2 {
        let step = match (here.back(1), shift) {
            ("before", -1) => -1,
            ("after", 1) => 1,
            _ => 0,
        };
        if step != 0 {
            shift += step;
            from -= 2;
            from -= usize::from(from > here.floor && here.at(from - 1).eq_ignore_ascii_case("the"));
        }
    }
    // "USA Today", "Today’s Zaman", "Russia Today": names.
    let is_name = here.is_capital(0) && here.back(1).starts_with(char::is_uppercase) && here.back(1) != "\n";
    let when = When::Shift(Unit::Day, shift, Base::Document);
    let moment = Moment { when, time: part.map(Time::Part) };
    (!is_name).then(|| Match::one(from, here.place + 1, Meaning::Moment(moment), "dates.day_word"))
}
