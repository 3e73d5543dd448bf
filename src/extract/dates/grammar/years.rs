//! Years by themselves: `in 2011`, `1914-18`, `the 2008 election`, `490 BC`.

use super::super::calendar::Point;
use super::super::lexicon::Lex;
use super::super::meaning::When;
use super::figures::{before_christ, short_year, year_at};
use super::{At, Match, is_in};

/// Words behind which four digits are a year.
const YEAR_AFTER: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "during",
    "before",
    "after",
    "between",
    "from",
    "early",
    "late",
    "mid",
    "year",
    "years",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "circa",
    "throughout",
    "around",
    "election",
    "c",
];

/// Words behind which they are one when nothing is counted after them.
const PERHAPS_AFTER: &[&str] = &[
    "by", "of", "for", "to", "through", "and", "or", "than", "on", "the", "a", "its", "his", "her", "their",
    "our", "my", "-", "–", "—", ",", ";", ":", "(", "[", "\n", "", "with", "about", "as", "at", "’s", "s",
    "this", "vs",
];

/// What is counted by the thousand.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "percent",
    "per",
    "million",
    "billion",
    "km",
    "kilometers",
    "kilometres",
    "miles",
    "meters",
    "metres",
    "feet",
    "foot",
    "acres",
    "hectares",
    "tons",
    "tonnes",
    "dollars",
    "euros",
    "pounds",
    "votes",
    "members",
    "workers",
    "employees",
    "residents",
    "students",
    "copies",
    "homes",
    "houses",
    "villages",
    "points",
    "shares",
    "square",
    "cubic",
    "cases",
    "deaths",
    "jobs",
    "kg",
    "cc",
    "cars",
    "hours",
    "days",
    "years",
    "times",
    "books",
    "words",
    "pages",
    "fans",
    "seats",
    "rpm",
    "other",
    "more",
    "different",
    "civilians",
    "prisoners",
    "refugees",
    "protesters",
    "police",
    "degrees",
    "mm",
];

/// Words behind which a number is the name of something.
const NUMBERED: &[&str] = &[
    "no",
    "page",
    "room",
    "flight",
    "highway",
    "route",
    "version",
    "windows",
    "office",
    "model",
    "section",
    "chapter",
    "building",
    "unit",
    "apartment",
    "gate",
    "channel",
    "phone",
    "code",
    "box",
    "boeing",
    "airbus",
];

/// A year by itself: `in 2011`, `(2011)`, `from 2011 to 2013`, `1914-18`, `the 2008 election`, `490 BC`.
pub(super) fn year(here: At<'_>) -> Option<Match> {
    if let Some((tokens, year)) = before_christ(here, 0) {
        return Some(here.one(tokens, When::Point(Point::Year(year)), "dates.era"));
    }
    if matches!(here.back(1), "'" | "’" | "‘") && here.is_joined(0) && here.place > here.floor {
        return apostrophe(At { place: here.place - 1, ..here });
    }
    if here.is_joined(0)
        && !matches!(here.back(1), "(" | "[" | "\"" | "“" | "-" | "–" | "—" | "\n" | "‘" | "'" | "," | "/")
    {
        return None;
    }
    let is_third = here.is_joined(0) && matches!(here.back(1), "-" | "/" | "–") && is_number(here.back(2));
    if is_third {
        return None;
    }
    if let Some(range) = year_range(here) {
        return Some(range);
    }
    let year = year_at(here, 0)?;
    // "The year 1990" is one expression.
    let word = usize::from(here.back(1).eq_ignore_ascii_case("year") && here.place > here.floor);
    let the =
        usize::from(word == 1 && here.back(2).eq_ignore_ascii_case("the") && here.place > here.floor + 1);
    is_year(here, year)
        .then(|| here.one(1, When::Point(Point::Year(year)), "dates.year").from(here.place - word - the))
}

/// `in ’99`, `the class of ’68`: `here` stands at the apostrophe.
fn apostrophe(here: At<'_>) -> Option<Match> {
    let is_led = is_in(
        here.back(1),
        &["in", "since", "of", "until", "from", "by", "after", "before", "late", "early"],
    );
    let (tokens, year) = short_year(here, 0).filter(|_| is_led)?;
    Some(here.one(tokens, When::Point(Point::Year(year)), "dates.year"))
}

/// `nineteen ninety-six`, `two thousand and eight`, where nothing is counted by it.
pub(super) fn spelled(here: At<'_>) -> Option<Match> {
    let below_hundred = |by: usize| {
        let hyphen = usize::from(here.is(by + 1, "-") && here.is_joined(by + 1));
        match (here.lex(by)?, here.lex(by + 1 + hyphen)) {
            (Lex::Count(tens @ 20..=90), Some(Lex::Count(ones @ 1..=9))) => Some((tens + ones, 2 + hyphen)),
            (Lex::Count(number), _) => Some((number, 1)),
            _ => None,
        }
    };
    let hyphen = usize::from(here.is(1, "-") && here.is_joined(1));
    let (year, end) = match (here.lex(0)?, here.lex(1)) {
        (Lex::Count(2), Some(Lex::Times(1000))) => {
            let and = usize::from(here.is(2, "and"));
            let (number, tokens) = below_hundred(2 + and)?;
            (2000 + i16::from(number), 2 + and + tokens)
        }
        (Lex::Count(century @ 15..=20), _) => {
            let (number, tokens) =
                below_hundred(1 + hyphen).filter(|(number, _)| (10..=99).contains(number))?;
            (i16::from(century) * 100 + i16::from(number), 1 + hyphen + tokens)
        }
        _ => return None,
    };
    let is_free = !here.is_word(end) || here.is_one_of(end, AFTER_YEAR);
    let is_led = is_in(here.back(1), YEAR_AFTER) || is_in(here.back(1), &["of", "by", "for", "to", "than"]);
    (is_free && is_led && !(here.is_joined(end) && here.is(end, "-")))
        .then(|| here.one(end, When::Point(Point::Year(year)), "dates.year"))
}

/// `2018-19`, `2018/2019` behind a season: its tokens, and the first year.
pub(super) fn season_range(here: At<'_>, by: usize) -> Option<(usize, i16)> {
    let first = here.number(by).filter(|year| here.width(by) == 4 && (1600..=2099).contains(year))?;
    let second = here.number(by + 2).filter(|_| matches!(here.word(by + 1), "-" | "–" | "/"))?;
    let is_next = match here.width(by + 2) {
        2 => second == (first + 1) % 100,
        4 => second == first + 1,
        _ => false,
    };
    (is_next && here.is_joined(by + 1) && here.is_joined(by + 2)).then_some((3, i16::try_from(first).ok()?))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Do the words around four digits make a year of them?
fn is_year(here: At<'_>, year: i16) -> bool {
    let before = here.back(1);
    if is_in(before, NUMBERED) || here.is_one_of(1, COUNTED) || matches!(here.word(1), "%" | "$" | "€") {
        return false;
    }
    // "Feb. 30, 2019": what was no day is no year either.
    if before == "," && is_number(here.back(2)) && here.back(2).len() < 3 {
        return false;
    }
    // "The late 1700’s" are years, but which of them?
    if year % 100 == 0 && here.possessive(1) > 0 {
        return false;
    }
    let is_joined = here.is_joined(1);
    if is_joined && (here.is_word(1) || matches!(here.word(1), "-" | "–") && is_number(here.word(2))) {
        return false;
    }
    // "The 1950 High Street shops": an address. "A 1990-model car".
    let is_address = here.is_capital(1)
        && here.is_one_of(2, &["street", "road", "avenue", "st", "ave", "rd", "boulevard", "drive", "lane"])
        || here.is_one_of(1, &["street", "road", "avenue"]);
    let is_plural = here.word(1).ends_with('s')
        && !here.word(1).ends_with("ss")
        && here.width(1) > 3
        && !here.is_capital(1)
        && here.is_word(1);
    if is_address {
        return false;
    }
    // "So 2009, 2010": one year makes one of the other.
    let is_listed = here.is(1, ",") && year_at(here, 2).is_some_and(|next| next > year && next - year <= 10);
    if is_listed && is_recent_year(year) && !is_number(before) && before != "," {
        return true;
    }
    // "A fellow 2012 presidential candidate".
    if is_recent_year(year) && here.is_one_of(1, EVENTS) && !here.is_joined(1) {
        return true;
    }
    let is_hyphen_before = matches!(before, "-" | "–") && here.is_joined(0);
    // "From 2006 to 2009 are", "2009, 2010": the year before it makes one of this.
    let is_chained = is_in(before, &["to", "and", "or", "through", ","])
        && here.place.checked_sub(2).and_then(|place| year_at(At { place, ..here }, 0)).is_some();
    if is_chained && !is_plural {
        return true;
    }
    if year < 1600 {
        return is_in(before, YEAR_AFTER) && (!here.is_word(1) || here.is_one_of(1, AFTER_YEAR));
    }
    if here.is_one_of(1, &["to", "through", "until", "till"])
        && year_at(here, 2).is_some_and(|last| last > year)
    {
        return true;
    }
    if is_in(before, YEAR_AFTER) {
        // "In 2000 cities": a round number counts.
        return !(is_plural && year % 100 == 0);
    }
    let is_recent = (1600..=2060).contains(&year);
    if is_hyphen_before {
        return is_recent && here.back(2).eq_ignore_ascii_case("mid");
    }
    let is_led = is_in(before, PERHAPS_AFTER)
        || is_named(before) && year >= 1950 && !before.chars().all(char::is_uppercase);
    is_recent
        && is_led
        && (!is_plural || before.eq_ignore_ascii_case("the") && year % 100 != 0)
        && (year % 100 != 0 || !here.is_word(1) || here.is_capital(1) || is_in(before, &["by", "of", "the"]))
        && stands_free(here, before)
}

/// Words that may follow a year, where what is counted could not.
pub(super) const AFTER_YEAR: &[&str] = &[
    "a", "after", "and", "as", "at", "because", "before", "but", "by", "during", "for", "from", "had", "has",
    "he", "her", "his", "if", "in", "into", "is", "it", "its", "of", "on", "or", "over", "she", "so", "than",
    "that", "the", "their", "then", "there", "they", "this", "though", "through", "to", "under", "until",
    "was", "we", "were", "when", "where", "which", "while", "who", "will", "with", "without", "would", "saw",
    "are", "did", "became",
];

/// Words before which four digits are a year, whatever stands before them.
const EVENTS: &[&str] = &[
    "presidential",
    "parliamentary",
    "election",
    "elections",
    "referendum",
    "census",
    "olympics",
    "campaign",
    "budget",
    "harvest",
    "vintage",
    "levels",
];

fn is_recent_year(year: i16) -> bool {
    (1900..=2060).contains(&year)
}

/// Behind a weaker word a year needs an end, a common word or the name of an event.
fn stands_free(here: At<'_>, before: &str) -> bool {
    // "The election of 1860 triggered", "London 2012 was".
    if is_in(before, &["of", "by", "for"]) {
        return true;
    }
    let is_determined = is_in(before, &["the", "a", "its", "his", "her", "their", "our", "my", "s", "this"]);
    let is_end = !here.is_word(1);
    let is_common = here.is_one_of(1, AFTER_YEAR);
    if is_determined {
        return !is_common && here.is_word(1) && !here.is_joined(1);
    }
    is_end && !is_number(here.word(1)) || is_common || here.is_capital(1) && !is_named(before)
}

/// Is it the name of something that may have a number? "London 2012" is an event of that year.
fn is_named(word: &str) -> bool {
    word.len() > 2 && word.starts_with(char::is_uppercase)
}

/// `1914-18`, `2009–2010`: two years.
fn year_range(here: At<'_>) -> Option<Match> {
    let first = here.number(0).filter(|year| here.width(0) == 4 && (1600..=2099).contains(year))?;
    let second = here.number(2).filter(|_| matches!(here.word(1), "-" | "–" | "—" | "/"))?;
    let year = match here.width(2) {
        4 => second,
        2 => first / 100 * 100 + second,
        _ => return None,
    };
    let is_tight = here.is_joined(1) && here.is_joined(2) || here.width(2) == 4 && here.word(1) != "/";
    let goes_on = here.is_joined(3)
        && (here.is_word(3)
            || matches!(here.word(3), "-" | "–" | "/" | ":" | "%") && is_number(here.word(4)));
    if !is_tight || goes_on || year <= first || year > 2099 || year - first > 150 {
        return None;
    }
    let point = |year| Some(When::Point(Point::Year(i16::try_from(year).ok()?)));
    Some(Match::two(
        here.part(0, 1, point(first)?, "dates.year"),
        here.part(2, 3, point(year)?, "dates.year"),
    ))
}
