//! Stretches of the calendar: their TIMEX3 value, their first and last day, and the stretch so many further on.

use jiff::Span;
use jiff::civil::Date;

/// Units of time, as TIMEX3 writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The seasons of the north, as news agencies mean them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A stretch of the calendar. A year below zero is one before our era: −490 is 490 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Day(Date),
    /// A week, by its Monday.
    Week(Date),
    /// The end of the week that begins on this Monday.
    Weekend(Date),
    Month {
        year: i16,
        month: i8,
    },
    Quarter {
        year: i16,
        quarter: i8,
    },
    Half {
        year: i16,
        half: i8,
    },
    Season {
        year: i16,
        season: Season,
    },
    Year(i16),
    /// Ten years, by the first.
    Decade(i16),
    /// A hundred years, by the one before the first: 1900 for the twentieth.
    Century(i16),
}

impl Season {
    /// As TIMEX3 writes it.
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month it begins in. Winter belongs to the year of its December.
    pub fn month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A day, when there is such a day.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// So many days further on.
pub(super) fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// A day in the midst of the nth week of a month, or of its last when `nth` is −1: as with the first week of
/// a year, the greater part of it lies in the month.
pub(super) fn day_of_nth_week(nth: i8, month: i8) -> i8 {
    match (nth, month) {
        (-1, 2) => 25,
        (-1, 4 | 6 | 9 | 11) => 27,
        (-1, _) => 28,
        _ => 7 * nth - 3,
    }
}

/// The Monday of a day's week.
pub(super) fn monday(date: Date) -> Option<Date> {
    plus_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// Sunday of Easter, by the rule of Gauss as Butcher wrote it.
pub(super) fn easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let (golden, century, of_century) = (number % 19, number / 100, number % 100);
    let skipped = century - century / 4 - (8 * century + 13) / 25;
    let moon = (19 * golden + skipped + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let days = moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) / 451) + 114;
    day(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?)
}

fn year_text(year: i16) -> String {
    if year < 0 { format!("BC{:04}", -year) } else { format!("{year:04}") }
}

impl Point {
    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Point::Day(date) if date.year() < 0 => {
                format!("{}-{:02}-{:02}", year_text(date.year()), date.month(), date.day())
            }
            Point::Day(date) => date.to_string(),
            Point::Week(monday) => {
                let week = monday.iso_week_date();
                format!("{}-W{:02}", year_text(week.year()), week.week())
            }
            Point::Weekend(monday) => format!("{}-WE", Point::Week(monday).value()),
            Point::Month { year, month } => format!("{}-{month:02}", year_text(year)),
            Point::Quarter { year, quarter } => format!("{}-Q{quarter}", year_text(year)),
            Point::Half { year, half } => format!("{}-H{half}", year_text(year)),
            Point::Season { year, season } => format!("{}-{}", year_text(year), season.code()),
            Point::Year(year) => year_text(year),
            Point::Decade(year) if year < 0 => format!("BC{:03}", -year / 10),
            Point::Decade(year) => format!("{:03}", year / 10),
            Point::Century(year) if year < 0 => format!("BC{:02}", -year / 100),
            Point::Century(year) => format!("{:02}", year / 100),
        }
    }

    /// The first and last day, where the calendar of today reaches.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, from: i8, count: i8| {
            let last = from + count - 1;
            let (to_year, to) = if last > 12 { (year.checked_add(1)?, last - 12) } else { (year, last) };
            (year > 0).then_some(())?;
            Some((day(year, from, 1)?, day(to_year, to, 1)?.last_of_month()))
        };
        let years = |year: i16, count: i16| {
            (year > 0).then_some(())?;
            Some((day(year, 1, 1)?, day(year.checked_add(count - 1)?, 12, 31)?))
        };
        match self {
            // A year that is counted back is no year of that calendar, which has a year 0.
            Point::Day(date) | Point::Week(date) | Point::Weekend(date) if date.year() <= 0 => None,
            Point::Day(date) => Some((date, date)),
            Point::Week(monday) => Some((monday, plus_days(monday, 6)?)),
            Point::Weekend(monday) => Some((plus_days(monday, 5)?, plus_days(monday, 6)?)),
            Point::Month { year, month } => months(year, month, 1),
            Point::Quarter { year, quarter } => months(year, quarter * 3 - 2, 3),
            Point::Half { year, half } => months(year, half * 6 - 5, 6),
            Point::Season { year, season } => months(year, season.month(), 3),
            Point::Year(year) => years(year, 1),
            Point::Decade(year) => years(year, 10),
            Point::Century(year) => years(year.checked_add(1)?, 100),
        }
    }

    /// The year it is in, unless it is longer than one.
    pub fn year(self) -> Option<i16> {
        match self {
            Point::Day(date) | Point::Week(date) | Point::Weekend(date) => Some(date.year()),
            Point::Month { year, .. }
            | Point::Quarter { year, .. }
            | Point::Half { year, .. }
            | Point::Season { year, .. }
            | Point::Year(year) => Some(year),
            Point::Decade(_) | Point::Century(_) => None,
        }
    }

    /// The month it is in, unless it is longer than one.
    pub fn month(self) -> Option<i8> {
        match self {
            Point::Day(date) | Point::Week(date) | Point::Weekend(date) => Some(date.month()),
            Point::Month { month, .. } => Some(month),
            _ => None,
        }
    }

    /// The stretch of a unit so many further on from the one that this lies in.
    pub fn shift(self, unit: Unit, by: i32) -> Option<Point> {
        let date = match self {
            Point::Day(date) | Point::Week(date) | Point::Weekend(date) => Some(date),
            _ => None,
        };
        match unit {
            Unit::Minute | Unit::Hour => None,
            Unit::Day => plus_days(date?, by).map(Point::Day),
            Unit::Week => plus_days(monday(date?)?, by.checked_mul(7)?).map(Point::Week),
            Unit::Fortnight => plus_days(monday(date?)?, by.checked_mul(14)?).map(Point::Week),
            Unit::Weekend => plus_days(monday(date?)?, by.checked_mul(7)?).map(Point::Weekend),
            Unit::Month => {
                let months = i32::from(self.year()?).checked_mul(12)? + i32::from(self.month()?) - 1;
                let months = months.checked_add(by)?;
                let year = i16::try_from(months.div_euclid(12)).ok()?;
                Some(Point::Month { year, month: i8::try_from(months.rem_euclid(12) + 1).ok()? })
            }
            Unit::Quarter => {
                let quarter = match self {
                    Point::Quarter { quarter, .. } => quarter,
                    _ => (self.month()? + 2) / 3,
                };
                let quarters = i32::from(self.year()?).checked_mul(4)? + i32::from(quarter) - 1;
                let quarters = quarters.checked_add(by)?;
                let year = i16::try_from(quarters.div_euclid(4)).ok()?;
                Some(Point::Quarter { year, quarter: i8::try_from(quarters.rem_euclid(4) + 1).ok()? })
            }
            Unit::Year => {
                let from = i32::from(self.year()?);
                let year = from.checked_add(by)?;
                // No year stands between 1 BC and 1.
                let year = if from < 0 && year >= 0 {
                    year + 1
                } else if from > 0 && year <= 0 {
                    year - 1
                } else {
                    year
                };
                i16::try_from(year).ok().filter(|year| in_reach(*year)).map(Point::Year)
            }
            Unit::Decade => {
                let first = i32::from(self.year()?).div_euclid(10) * 10;
                let year = i16::try_from(first.checked_add(by.checked_mul(10)?)?).ok()?;
                in_reach(year).then_some(Point::Decade(year))
            }
            Unit::Century => {
                let first = (i32::from(self.year()?) - 1).div_euclid(100) * 100;
                let year = i16::try_from(first.checked_add(by.checked_mul(100)?)?).ok()?;
                in_reach(year).then_some(Point::Century(year))
            }
        }
    }
}

/// Years that can be written and counted with.
fn in_reach(year: i16) -> bool {
    (-5000..=5000).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_sundays() {
        for (year, month, sunday) in [(1961, 4, 2), (2000, 4, 23), (2020, 4, 12), (2038, 4, 25)] {
            assert_eq!(easter(year), day(year, month, sunday));
        }
    }

    #[test]
    fn stretches_further_on() {
        let base = Point::Day(jiff::civil::date(2020, 1, 1));
        let value = |unit, by| base.shift(unit, by).map(Point::value).unwrap_or_default();
        assert_eq!(value(Unit::Day, -1), "2019-12-31");
        assert_eq!(value(Unit::Week, 0), "2020-W01");
        assert_eq!(value(Unit::Weekend, -1), "2019-W52-WE");
        assert_eq!(value(Unit::Month, -1), "2019-12");
        assert_eq!(value(Unit::Quarter, -5), "2018-Q4");
        assert_eq!(value(Unit::Decade, -1), "201");
        assert_eq!(value(Unit::Century, -1), "19");
        assert_eq!(base.shift(Unit::Year, i32::MAX), None);
        let year = |from, by| Point::Year(from).shift(Unit::Year, by).map(Point::value).unwrap_or_default();
        for (from, by, expected) in [
            (-44, 3, "BC0041"),
            (-44, 44, "0001"),
            (-44, 50, "0007"),
            (20, -20, "BC0001"),
            (20, -30, "BC0011"),
        ] {
            assert_eq!(year(from, by), expected, "{from} {by}");
        }
    }

    #[test]
    fn first_and_last_days() {
        let days = |point: Point| point.days().map(|(first, last)| format!("{first} {last}"));
        let winter = Point::Season { year: 2019, season: Season::Winter };
        assert_eq!(days(winter).as_deref(), Some("2019-12-01 2020-02-29"));
        assert_eq!(days(Point::Half { year: 2019, half: 2 }).as_deref(), Some("2019-07-01 2019-12-31"));
        assert_eq!(days(Point::Century(1900)).as_deref(), Some("1901-01-01 2000-12-31"));
        assert_eq!(days(Point::Year(-490)), None);
        assert_eq!(days(Point::Day(jiff::civil::date(-44, 3, 15))), None);
    }
}
