//! What a date expression says, before any other date completes it.

use jiff::civil::Date;

use super::DateType;
use super::calendar::{self, Point, Season, Unit};
use super::holiday::Holiday;

/// What a date expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A stretch of the calendar, or a time of day.
    Moment(Moment),
    /// A length of time.
    Length(Length),
    /// Something that comes again.
    Set(Set),
    /// `now`, `recently`, `soon`.
    Vague(Vague),
}

/// When, and at which time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub when: When,
    pub time: Option<Time>,
}

/// Which stretch of the calendar is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// It is said in full.
    Point(Point),
    /// The year is not said: `March 25`, `last May`, `the third quarter`.
    Field(Field, Way),
    /// A weekday, Monday is 1.
    Weekday(i8, Way),
    /// A day of some month, `the 13th`: of the one spoken of, or so many months from the day of writing.
    DayOfMonth { day: i8, weekday: Option<i8>, months: Option<i8> },
    /// The nth week of some month, or such weekday in it: of the one so many from the day of writing.
    NthOfMonth { nth: i8, weekday: Option<i8>, months: i8 },
    /// So many units from another date: `yesterday`, `last year`, `two days later`.
    Shift(Unit, i32, Base),
    /// `03/04/2020`: the month first, or the day first.
    Either(Date, Date),
    /// The day is not said at all: `10 a.m.`
    SomeDay,
}

/// A stretch of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A day, and the weekday that is said beside it.
    Day {
        month: i8,
        day: i8,
        weekday: Option<i8>,
    },
    /// The week or weekend that a day lies in.
    Around {
        unit: Unit,
        month: i8,
        day: i8,
    },
    Month(i8),
    Quarter(i8),
    Half(i8),
    Season(Season),
    Holiday(Holiday),
    /// The weekend beside a holiday.
    Weekend(Holiday),
}

/// Which one of those that come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing is said: the nearest, or what the verb tells.
    Near,
    Last,
    This,
    Next,
    /// The one in the year so many from that of writing: `June last year`.
    InYear(i8),
    /// The one in the week so many from that of writing: `Friday next week`.
    InWeek(i8),
    /// So many weeks before the last one, or behind the next: `a week ago Monday`, `a week from Monday`.
    Weeks(i8),
    /// The one in the year so many from the one that was spoken of: `July of that year`, `of the following year`.
    InThatYear(i8),
    /// The first one behind what was spoken of, or the last before it: `the following spring`.
    Beside(i8),
    /// Any of them: `a Sunday`.
    Any,
}

/// From where a distance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// From the day of writing.
    Document,
    /// From the day of writing; the verb tells in which direction.
    Near,
    /// From the date that was spoken of last.
    Context,
}

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Clock { hour: u8, minute: Option<u8> },
    Part(PartOfDay),
}

/// The parts of a day that have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartOfDay {
    Dawn,
    Morning,
    Midday,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// So many of a unit, and so many of a smaller one: `two years and three months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub count: Count,
    pub unit: Unit,
    pub rest: Option<(u32, Unit)>,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Whole(u32),
    /// Tenths: 25 for two and a half.
    Tenths(u32),
    /// Several.
    Some,
}

/// What comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// After so much time.
    Each(Length),
    /// On this weekday, or at a part of it.
    Weekday(i8, Option<PartOfDay>),
    /// In this month.
    Month(i8),
    /// In this season.
    Season(Season),
    /// At each weekend.
    Weekend,
    /// At this part of each day.
    Part(PartOfDay),
}

/// Before, at or after the day of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

impl Moment {
    /// A stretch of the calendar, no time of the day.
    pub fn at(when: When) -> Self {
        Self { when, time: None }
    }

    /// Is it one day, whichever?
    pub fn is_day(self) -> bool {
        match self.when {
            When::Point(Point::Day(_))
            | When::Field(Field::Day { .. } | Field::Holiday(_), _)
            | When::Weekday(..)
            | When::DayOfMonth { .. }
            | When::NthOfMonth { weekday: Some(_), .. }
            | When::Shift(Unit::Day, ..)
            | When::Either(..) => true,
            When::Point(_) | When::Field(..) | When::NthOfMonth { .. } | When::Shift(..) | When::SomeDay => {
                false
            }
        }
    }

    /// The TIMEX3 value.
    fn value(self) -> String {
        let day = match self.when {
            When::Point(point) => point.value(),
            When::Field(field, _) => field.value(),
            When::Weekday(weekday, _) | When::NthOfMonth { weekday: Some(weekday), .. } => {
                format!("XXXX-WXX-{weekday}")
            }
            When::DayOfMonth { day, .. } => format!("XXXX-XX-{day:02}"),
            When::NthOfMonth { weekday: None, .. } => unknown(Unit::Week).to_owned(),
            When::Shift(unit, ..) => unknown(unit).to_owned(),
            When::Either(date, _) => format!("{:04}-XX-XX", date.year()),
            When::SomeDay => "XXXX-XX-XX".to_owned(),
        };
        day + &self.time.map(Time::value).unwrap_or_default()
    }
}

/// A unit of which nothing is known.
fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

impl Field {
    /// The TIMEX3 value without a year.
    fn value(self) -> String {
        match self {
            Field::Day { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
            Field::Around { unit, .. } => unknown(unit).to_owned(),
            Field::Month(month) => format!("XXXX-{month:02}"),
            Field::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Field::Half(half) => format!("XXXX-H{half}"),
            Field::Season(season) => format!("XXXX-{}", season.code()),
            Field::Holiday(holiday) => holiday.value(),
            Field::Weekend(_) => unknown(Unit::Weekend).to_owned(),
        }
    }

    /// The one of a year, when that year has it.
    pub fn of_year(self, year: i16) -> Option<Point> {
        Some(match self {
            Field::Day { month, day, .. } => Point::Day(calendar::day(year, month, day)?),
            Field::Around { unit, month, day } => {
                return Point::Day(calendar::day(year, month, day)?).shift(unit, 0);
            }
            Field::Month(month) => Point::Month { year, month },
            Field::Quarter(quarter) => Point::Quarter { year, quarter },
            Field::Half(half) => Point::Half { year, half },
            Field::Season(season) => Point::Season { year, season },
            Field::Holiday(holiday) => Point::Day(holiday.of_year(year)?),
            // A Monday or Tuesday makes the weekend before it longer.
            Field::Weekend(holiday) => {
                let day = calendar::plus_days(holiday.of_year(year)?, -2)?;
                return Point::Day(day).shift(Unit::Weekend, 0);
            }
        })
    }
}

impl Time {
    fn value(self) -> String {
        match self {
            Time::Clock { hour, minute } => format!("T{hour:02}:{:02}", minute.unwrap_or(0)),
            Time::Part(part) => part.code().to_owned(),
        }
    }
}

impl PartOfDay {
    fn code(self) -> &'static str {
        match self {
            PartOfDay::Dawn | PartOfDay::Morning => "TMO",
            PartOfDay::Midday => "TMI",
            PartOfDay::Noon => "T12:00",
            PartOfDay::Afternoon => "TAF",
            PartOfDay::Evening => "TEV",
            PartOfDay::Night => "TNI",
            PartOfDay::Midnight => "T24:00",
        }
    }
}

impl Length {
    /// So many whole units.
    pub fn whole(count: u32, unit: Unit) -> Self {
        Self::of(Count::Whole(count), unit)
    }

    /// So many of one unit.
    pub fn of(count: Count, unit: Unit) -> Self {
        Self { count, unit, rest: None }
    }

    fn value(self) -> String {
        let first = self.first_value();
        let Some((count, unit)) = self.rest else { return first };
        // "P2Y" and "P3M" are "P2Y3M"; hours and minutes stand behind one "T".
        let rest = Self::whole(count, unit).first_value();
        let is_timed = first.starts_with("PT");
        first + rest.trim_start_matches(if is_timed { "PT" } else { "P" })
    }

    fn first_value(self) -> String {
        // Ten years of each decade that is counted; of "several decades" nobody counts the years.
        let is_counted = matches!(self.count, Count::Whole(_));
        let (factor, prefix, code) = match self.unit {
            Unit::Minute => (1, "PT", "M"),
            Unit::Hour => (1, "PT", "H"),
            Unit::Day => (1, "P", "D"),
            Unit::Week => (1, "P", "W"),
            Unit::Fortnight => (2, "P", "W"),
            Unit::Weekend => (1, "P", "WE"),
            Unit::Month => (1, "P", "M"),
            Unit::Quarter => (1, "P", "Q"),
            Unit::Year => (1, "P", "Y"),
            Unit::Decade if is_counted => (10, "P", "Y"),
            Unit::Decade => (1, "P", "DE"),
            Unit::Century => (1, "P", "CE"),
        };
        let count = match self.count {
            Count::Whole(count) => count.saturating_mul(factor).to_string(),
            Count::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
            Count::Some => "X".to_owned(),
        };
        format!("{prefix}{count}{code}")
    }
}

impl Meaning {
    /// A stretch of the calendar.
    pub fn of(when: When) -> Self {
        Meaning::Moment(Moment::at(when))
    }

    /// The kind of TIMEX3.
    pub fn kind(self) -> DateType {
        match self {
            Meaning::Moment(Moment { time: Some(_), .. }) => DateType::Time,
            Meaning::Moment(_) | Meaning::Vague(_) => DateType::Date,
            Meaning::Length(_) => DateType::Duration,
            Meaning::Set(_) => DateType::Set,
        }
    }

    /// The TIMEX3 value, as far as it is known.
    pub fn value(self) -> String {
        match self {
            Meaning::Moment(moment) => moment.value(),
            Meaning::Length(length) | Meaning::Set(Set::Each(length)) => length.value(),
            Meaning::Set(Set::Weekday(weekday, part)) => {
                format!("XXXX-WXX-{weekday}{}", part.map_or("", PartOfDay::code))
            }
            Meaning::Set(Set::Month(month)) => format!("XXXX-{month:02}"),
            Meaning::Set(Set::Season(season)) => format!("XXXX-{}", season.code()),
            Meaning::Set(Set::Weekend) => unknown(Unit::Weekend).to_owned(),
            Meaning::Set(Set::Part(part)) => format!("XXXX-XX-XX{}", part.code()),
            Meaning::Vague(Vague::Past) => "PAST_REF".to_owned(),
            Meaning::Vague(Vague::Present) => "PRESENT_REF".to_owned(),
            Meaning::Vague(Vague::Future) => "FUTURE_REF".to_owned(),
        }
    }

    /// The moment, when it is one.
    pub fn moment(self) -> Option<Moment> {
        match self {
            Meaning::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// The stretch of the calendar, when it is known.
    pub fn point(self) -> Option<Point> {
        match self.moment()?.when {
            When::Point(point) => Some(point),
            _ => None,
        }
    }

    /// The first and last day it can mean, when the year is known.
    pub fn days(self) -> Option<(Date, Date)> {
        match self.moment()?.when {
            When::Point(point) => point.days(),
            When::Either(one, other) => Some((one.min(other), one.max(other))),
            _ => None,
        }
    }

    /// The two days that it can be, the one with the month first before the other.
    pub fn readings(self) -> Option<(Date, Date)> {
        match self.moment()?.when {
            When::Either(month_first, day_first) => Some((month_first, day_first)),
            _ => None,
        }
    }

    /// Does nothing more need to be known to say when it is?
    pub fn is_whole(self) -> bool {
        self.moment().is_none_or(|moment| matches!(moment.when, When::Point(_)))
    }
}
