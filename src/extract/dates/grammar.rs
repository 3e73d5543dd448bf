//! A text in, the date expressions in it out, each with its words and its meaning.
//!
//! A word or number is read as part of a date only where nothing else can be meant: "in March 12
//! people" has no twelfth of March in it, "1950 High Street" no year.

use super::calendar::{self, Meaning, Unit, YEARS};
use super::lex::{Kind, Token, tokens};
use crate::span::Rule;

/// A date expression. Offsets are bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
    pub rule: Rule,
}

/// Every date expression of a text, in reading order. Linear in the text.
pub(super) fn find(text: &str) -> Vec<Found> {
    // All but lengths in words have a digit in them.
    let tokens = tokens(text);
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let here = At { tokens: &tokens, at };
        let found = match tokens[at].kind {
            Kind::Number(_) => iso(here)
                .or_else(|| day_month(here))
                .or_else(|| length(here))
                .or_else(|| decade(here))
                .or_else(|| year(here, &all)),
            Kind::Word => month(here).or_else(|| length(here)),
            Kind::Other | Kind::Mark => None,
        };
        match found {
            Some(match_) => {
                all.extend(match_.found.into_iter().flatten());
                at += match_.tokens;
            }
            None => at += 1,
        }
    }
    all
}

/// What was found, one expression or the two ends of a range, and how many tokens it took.
struct Match {
    found: [Option<Found>; 2],
    tokens: usize,
}

/// A place among the tokens.
#[derive(Clone, Copy)]
struct At<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

impl<'a> At<'a> {
    /// The token so many behind this one.
    fn ahead(self, by: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at + by)
    }

    /// The token so many before this one.
    fn back(self, by: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at.checked_sub(by)?)
    }

    /// Is it this text?
    fn is(self, by: usize, text: &str) -> bool {
        self.ahead(by).is_some_and(|token| token.text == text)
    }

    /// Does it follow the one before it without a space?
    fn is_joined(self, by: usize) -> bool {
        match (self.tokens.get((self.at + by).wrapping_sub(1)), self.ahead(by)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    fn number(self, by: usize) -> Option<u32> {
        self.ahead(by)?.number()
    }

    /// A year in four digits that is no more than that: not `2020s`, `2020-21`, `2020/03`.
    fn year(self, by: usize) -> Option<u32> {
        let token = self.ahead(by)?;
        let year = token.number().filter(|year| token.text.len() == 4 && YEARS.contains(year))?;
        let goes_on = self.is_joined(by + 1)
            && self.ahead(by + 1).is_some_and(|next| {
                next.kind == Kind::Word
                    || matches!(next.text, "-" | "/" | "–")
                        && self.number(by + 2).is_some()
                        && self.is_joined(by + 2)
            });
        (!goes_on).then_some(year)
    }

    /// A day of a month, and how many tokens it takes: `25`, `25th`.
    fn day(self, by: usize) -> Option<(u32, usize)> {
        let token = self.ahead(by)?;
        let day = token.number().filter(|day| token.text.len() <= 2 && (1..=31).contains(day))?;
        if !self.is_joined(by + 1) {
            return Some((day, 1));
        }
        match self.ahead(by + 1) {
            Some(suffix) if suffix.is_one_of(&["st", "nd", "rd", "th"]) => Some((day, 2)),
            Some(next) if next.kind == Kind::Word || matches!(next.text, "/" | "'" | "’") => None,
            // `3-year`, `5-4`: the day of a range is looked for elsewhere.
            Some(next)
                if next.text == "-" && self.ahead(by + 2).is_some_and(|next| next.kind == Kind::Word) =>
            {
                None
            }
            _ => Some((day, 1)),
        }
    }

    fn found(self, from: usize, to: usize, meaning: Meaning, rule: Rule) -> Option<Found> {
        Some(Found { start: self.ahead(from)?.start, end: self.ahead(to)?.end, meaning, rule })
    }

    /// The expression of the first `tokens` tokens.
    fn one(self, tokens: usize, meaning: Meaning, rule: Rule) -> Match {
        Match { found: [self.found(0, tokens - 1, meaning, rule), None], tokens }
    }
}

/// `2020-03-25`, `2020/03/25`.
fn iso(here: At<'_>) -> Option<Match> {
    let year = here.number(0).filter(|year| here.tokens[here.at].text.len() == 4 && YEARS.contains(year))?;
    let separator = here.ahead(1)?.text;
    let is_two_digits = |by: usize| here.ahead(by).is_some_and(|token| token.text.len() == 2);
    let is_plain = matches!(separator, "-" | "/")
        && here.is(3, separator)
        && (1..=4).all(|by| here.is_joined(by))
        && is_two_digits(2)
        && is_two_digits(4);
    let goes_on = here.is_joined(5) && here.ahead(5).is_some_and(|next| matches!(next.text, "-" | "/"));
    let is_inside =
        here.is_joined(0) && here.back(1).is_some_and(|before| matches!(before.text, "-" | "/" | "."));
    if !is_plain || goes_on || is_inside {
        return None;
    }
    let month = i8::try_from(here.number(2)?).ok()?;
    Some(here.one(5, calendar::day(year, month, here.number(4)?)?, "dates.iso"))
}

/// What starts with a month, or with a weekday before one: `March 25, 2020`, `Wednesday, March 25`,
/// `March 2020`, `Jan. 5-7, 2020`.
fn month(here: At<'_>) -> Option<Match> {
    let mut at = 0;
    if calendar::is_weekday(here.ahead(0)?.text) {
        at += 1;
        at += usize::from(here.is(at, ".") && here.is_joined(at));
        at += usize::from(here.is(at, ","));
    }
    let name = here.ahead(at)?;
    let month = calendar::month(name.text)?;
    at += 1;
    let dot = here.is(at, ".") && here.is_joined(at);
    at += usize::from(dot);
    if !dot && here.is_joined(at) {
        return None;
    }
    if let Some((day, taken)) = here.day(at) {
        return month_day(here, month, day, at + taken);
    }
    // "March of 2020", "March, 2020".
    let between = usize::from(here.is(at, ",") || here.is(at, "of") || here.is(at, "de"));
    let year = here.year(at + between)?;
    if !name.text.starts_with(char::is_uppercase) && between == 0 {
        return None;
    }
    let meaning = Meaning::Month { year: i16::try_from(year).ok()?, month };
    Some(here.one(at + between + 1, meaning, "dates.month_year"))
}

/// The rest of a date behind its month and day.
fn month_day(here: At<'_>, month: i8, day: u32, mut at: usize) -> Option<Match> {
    let first_end = at - 1;
    let mut last = None;
    let is_range = here.is(at, "-") || here.is(at, "–") || here.is(at, "to");
    if is_range && let Some((day, taken)) = here.day(at + 1) {
        last = Some((day, at + 1));
        at += 1 + taken;
    }
    let comma = usize::from(here.is(at, ","));
    if let Some(year) = here.year(at + comma) {
        let end = at + comma;
        let rule = "dates.month_day_year";
        let meaning = calendar::day(year, month, day)?;
        return match last {
            None => Some(here.one(end + 1, meaning, rule)),
            Some((last, from)) => Some(Match {
                found: [
                    here.found(0, first_end, meaning, rule),
                    calendar::day(year, month, last).and_then(|meaning| here.found(from, end, meaning, rule)),
                ],
                tokens: end + 1,
            }),
        };
    }
    // "In March 12 people": a day would be "on March 12".
    if here.back(1).is_some_and(|before| before.is("in")) || is_count(here, at) {
        return None;
    }
    let rule = "dates.month_day";
    let second =
        last.and_then(|(last, from)| here.found(from, at - 1, calendar::month_day(month, last)?, rule));
    Some(Match {
        found: [here.found(0, first_end, calendar::month_day(month, day)?, rule), second],
        tokens: at,
    })
}

/// Is the number before this place a number of something?
fn is_count(here: At<'_>, at: usize) -> bool {
    here.ahead(at).is_some_and(|next| {
        next.is_one_of(&[
            "percent", "per", "million", "billion", "thousand", "hundred", "points", "people", "degrees",
        ])
    })
}

/// `25 March 2020`, `25th of March`, `25 de marzo de 2020`.
fn day_month(here: At<'_>) -> Option<Match> {
    let (day, mut at) = here.day(0)?;
    // `1-2 March`, `3/25 March`: not the whole of a number.
    if here.is_joined(0) && here.back(1).is_some_and(|before| !matches!(before.text, "(" | "\"" | "“" | "\n"))
    {
        return None;
    }
    at += usize::from(here.is(at, "of") || here.is(at, "de"));
    let month = calendar::month(here.ahead(at)?.text)?;
    at += 1;
    // "UP 9 SEP7": the name of a contract.
    if here.is_joined(at)
        && here.ahead(at).is_some_and(|next| matches!(next.kind, Kind::Number(_) | Kind::Other))
    {
        return None;
    }
    let dot = usize::from(here.is(at, ".") && here.is_joined(at));
    let between = usize::from(here.is(at + dot, ",") || here.is(at + dot, "de") || here.is(at + dot, "del"));
    if let Some(year) = here.year(at + dot + between) {
        let meaning = calendar::day(year, month, day)?;
        return Some(here.one(at + dot + between + 1, meaning, "dates.day_month_year"));
    }
    // "The 12 May not": a modal verb has no capital, a name of a person has a surname behind it.
    if here.ahead(at).is_some_and(|next| next.kind == Kind::Word && next.text.starts_with(char::is_uppercase))
    {
        return None;
    }
    Some(here.one(at, calendar::month_day(month, day)?, "dates.day_month"))
}

/// `the 1990s`. Of `the 1900s` nobody knows whether it is ten years or a hundred.
fn decade(here: At<'_>) -> Option<Match> {
    let year = here.number(0).filter(|year| YEARS.contains(year) && year % 10 == 0 && year % 100 != 0)?;
    if !here.is_joined(1) || !here.is(1, "s") {
        return None;
    }
    Some(here.one(2, Meaning::Decade(i16::try_from(year).ok()?), "dates.decade"))
}

/// Words behind which four digits are a year.
const YEAR_AFTER: &[&str] = &[
    "in", "since", "until", "till", "during", "before", "after", "between", "from", "early", "late", "mid",
    "year", "spring", "summer", "autumn", "fall", "winter",
];

/// Words that may follow a year, where what is counted could not.
const AFTER_YEAR: &[&str] = &[
    "a", "after", "and", "as", "at", "because", "before", "but", "by", "during", "for", "from", "had", "has",
    "he", "her", "his", "if", "in", "into", "is", "it", "its", "of", "on", "or", "over", "she", "so", "than",
    "that", "the", "their", "then", "there", "they", "this", "though", "through", "to", "under", "until",
    "was", "we", "were", "when", "where", "which", "while", "who", "will", "with", "without", "would",
];

/// A year by itself: `in 2011`, `(2011)`, `from 2011 to 2013`.
fn year(here: At<'_>, before: &[Found]) -> Option<Match> {
    let year = here.year(0).filter(|year| *year >= 1700)?;
    let token = here.ahead(0)?;
    let is_led = here.back(1).is_some_and(|lead| {
        lead.is_one_of(YEAR_AFTER) || lead.text == "-" && here.back(2).is_some_and(|lead| lead.is("mid"))
    });
    let is_second = here.back(1).is_some_and(|link| link.is_one_of(&["to", "and", "or"]))
        && here.back(2).is_some_and(|first| {
            before.last().is_some_and(|last| last.end == first.end && last.rule == "dates.year")
        });
    let is_bracketed = here.back(1).is_some_and(|open| open.text == "(") && here.is(1, ")");
    let ends_well = here.ahead(1).is_none_or(|next| match next.kind {
        Kind::Word => next.is_one_of(AFTER_YEAR) || next.text.starts_with(char::is_uppercase),
        Kind::Mark => !matches!(next.text, "-" | "%" | "$") || next.start > token.end,
        Kind::Number(_) | Kind::Other => false,
    });
    let is_year = is_bracketed || (is_led || is_second) && ends_well;
    if !is_year {
        return None;
    }
    Some(here.one(1, Meaning::Year(i16::try_from(year).ok()?), "dates.year"))
}

/// `135 days`, `two weeks`, `three-year`. Ages are none, and `two days ago` is a day.
fn length(here: At<'_>) -> Option<Match> {
    let first = here.ahead(0)?;
    let count = match first.kind {
        Kind::Number(count) => count,
        _ => calendar::number(first.text)?,
    };
    let hyphen = usize::from(here.is(1, "-") && here.is_joined(1) && here.is_joined(2));
    if hyphen == 0 && here.is_joined(1) {
        return None;
    }
    let (unit, is_plural) = calendar::unit(here.ahead(1 + hyphen)?.text)?;
    let end = 2 + hyphen;
    let is_right = if hyphen == 1 { !is_plural } else { is_plural == (count != 1) };
    // "twenty-two years": the two is not all of it.
    let is_inside =
        here.is_joined(0) && here.back(1).is_some_and(|before| matches!(before.text, "-" | "/" | "."));
    let is_day_of =
        here.back(1).is_some_and(|before| before.is_one_of(&["in", "aged", "age", "every", "of"]));
    let hyphen_after = usize::from(here.is(end, "-"));
    let is_other = here.ahead(end + hyphen_after).is_some_and(|next| {
        next.is_one_of(&["old", "olds", "ago", "later", "earlier", "from", "hence", "after", "before"])
    });
    let has_hour = unit == Unit::Hour && here.is(end, ":");
    if !is_right || is_inside || is_day_of || is_other || has_hour || count == 0 {
        return None;
    }
    Some(here.one(end, Meaning::Length { count, unit }, "dates.duration"))
}
