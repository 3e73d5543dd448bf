//! What a date expression means: its TIMEX3 value, and the first and last day it can be.

use jiff::civil::Date;

use super::{Certainty, DateType};

/// What a date expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month { year: i16, month: i8 },
    /// A year.
    Year(i16),
    /// Ten years, named by the first.
    Decade(i16),
    /// A day of which the year is not said.
    MonthDay { month: i8, day: i8 },
    /// So many of a unit.
    Length { count: u32, unit: Unit },
}

/// Units of time, as TIMEX3 writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// The years that newspapers speak of by number.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1500..=2099;

/// A day, when there is such a day.
pub(super) fn day(year: u32, month: i8, day: u32) -> Option<Meaning> {
    let year = i16::try_from(year).ok()?;
    Some(Meaning::Day(Date::new(year, month, i8::try_from(day).ok()?).ok()?))
}

/// A day of the year, when some year has it: 29 February is one.
pub(super) fn month_day(month: i8, day: u32) -> Option<Meaning> {
    let day = i8::try_from(day).ok()?;
    Date::new(2000, month, day).ok()?;
    Some(Meaning::MonthDay { month, day })
}

impl Meaning {
    /// The kind of TIMEX3.
    pub fn kind(self) -> DateType {
        match self {
            Meaning::Length { .. } => DateType::Duration,
            _ => DateType::Date,
        }
    }

    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Meaning::Day(day) => day.to_string(),
            Meaning::Month { year, month } => format!("{year:04}-{month:02}"),
            Meaning::Year(year) => format!("{year:04}"),
            Meaning::Decade(year) => format!("{:03}", year / 10),
            Meaning::MonthDay { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Meaning::Length { count, unit } => match unit {
                Unit::Minute => format!("PT{count}M"),
                Unit::Hour => format!("PT{count}H"),
                Unit::Day => format!("P{count}D"),
                Unit::Week => format!("P{count}W"),
                Unit::Month => format!("P{count}M"),
                Unit::Year => format!("P{count}Y"),
                Unit::Decade => format!("P{count}DE"),
            },
        }
    }

    /// The first day it can mean.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Meaning::Day(day) => Some(day),
            Meaning::Month { year, month } => Date::new(year, month, 1).ok(),
            Meaning::Year(year) | Meaning::Decade(year) => Date::new(year, 1, 1).ok(),
            Meaning::MonthDay { .. } | Meaning::Length { .. } => None,
        }
    }

    /// The last day it can mean.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Meaning::Day(day) => Some(day),
            Meaning::Month { year, month } => Date::new(year, month, 1).ok().map(Date::last_of_month),
            Meaning::Year(year) => Date::new(year, 12, 31).ok(),
            Meaning::Decade(year) => Date::new(year + 9, 12, 31).ok(),
            Meaning::MonthDay { .. } | Meaning::Length { .. } => None,
        }
    }

    /// Is anything missing?
    pub fn certainty(self) -> Certainty {
        match self {
            Meaning::MonthDay { .. } => Certainty::Partial,
            _ => Certainty::Stated,
        }
    }

    /// The year that is said.
    pub fn year(self) -> Option<i16> {
        match self {
            Meaning::Day(day) => Some(day.year()),
            Meaning::Month { year, .. } | Meaning::Year(year) => Some(year),
            _ => None,
        }
    }
}

/// The month of a name or an abbreviation of one: January, Jan, marzo.
pub(super) fn month(word: &str) -> Option<i8> {
    const NAMES: [(&str, i8); 46] = [
        ("January", 1),
        ("February", 2),
        ("March", 3),
        ("April", 4),
        ("May", 5),
        ("June", 6),
        ("July", 7),
        ("August", 8),
        ("September", 9),
        ("October", 10),
        ("November", 11),
        ("December", 12),
        ("Jan", 1),
        ("Feb", 2),
        ("Mar", 3),
        ("Apr", 4),
        ("Jun", 6),
        ("Jul", 7),
        ("Aug", 8),
        ("Sep", 9),
        ("Sept", 9),
        ("Oct", 10),
        ("Nov", 11),
        ("Dec", 12),
        ("enero", 1),
        ("febrero", 2),
        ("marzo", 3),
        ("abril", 4),
        ("mayo", 5),
        ("junio", 6),
        ("julio", 7),
        ("agosto", 8),
        ("septiembre", 9),
        ("setiembre", 9),
        ("octubre", 10),
        ("noviembre", 11),
        ("diciembre", 12),
        ("janvier", 1),
        ("février", 2),
        ("avril", 4),
        ("juin", 6),
        ("juillet", 7),
        ("septembre", 9),
        ("octobre", 10),
        ("novembre", 11),
        ("décembre", 12),
    ];
    let is_like_one = |first: char| "JFMASONDefmajsond".contains(first);
    if !(3..=11).contains(&word.len()) || !word.starts_with(is_like_one) {
        return None;
    }
    let is_upper = word.chars().all(char::is_uppercase);
    NAMES
        .iter()
        .find(|(name, _)| *name == word || is_upper && name.to_uppercase() == word)
        .map(|(_, month)| *month)
}

/// Is it the name of a weekday, or an abbreviation of one?
pub(super) fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 16] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Mon",
        "Tue",
        "Tues",
        "Wed",
        "Thu",
        "Thur",
        "Thurs",
        "Fri",
        "Sat",
    ];
    word.starts_with(['M', 'T', 'W', 'F', 'S']) && NAMES.iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// The unit of a word: `day`, `days`, in any letter case; and whether it is plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    let is_plural = word.ends_with(['s', 'S']);
    let singular = if is_plural { &word[..word.len() - 1] } else { word };
    let unit = match singular.to_ascii_lowercase().as_str() {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        _ => return None,
    };
    Some((unit, is_plural))
}

/// A number in words, two to ninety. "One day" is a figure of speech as often as a length.
pub(super) fn number(word: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 26] = [
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    if !(3..=9).contains(&word.len()) || !word.starts_with(['t', 'f', 's', 'e', 'n', 'T', 'F', 'S', 'E', 'N'])
    {
        return None;
    }
    WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, number)| *number)
}
