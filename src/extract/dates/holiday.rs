//! Days that have a name of their own.

use jiff::civil::Date;

use super::calendar::{day, easter, plus_days};

/// A day that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// The same day each year.
    Fixed { month: i8, day: i8 },
    /// The nth such weekday of a month, and days after it; the last one when `nth` is −1.
    Weekday { month: i8, weekday: i8, nth: i8, after: i8 },
    /// So many days after Easter Sunday.
    Easter(i8),
}

const fn fixed(month: i8, day: i8) -> Holiday {
    Holiday::Fixed { month, day }
}

const fn nth(month: i8, weekday: i8, nth: i8) -> Holiday {
    Holiday::Weekday { month, weekday, nth, after: 0 }
}

/// The names, the longer before the shorter. `’s` is left out of them.
const NAMES: &[(&[&str], Holiday)] = &[
    (&["Christmas", "Eve"], fixed(12, 24)),
    (&["Christmas", "Day"], fixed(12, 25)),
    (&["Christmas"], fixed(12, 25)),
    (&["Boxing", "Day"], fixed(12, 26)),
    (&["New", "Year", "Eve"], fixed(12, 31)),
    (&["New", "Years", "Eve"], fixed(12, 31)),
    (&["New", "Year", "Day"], fixed(1, 1)),
    (&["New", "Years", "Day"], fixed(1, 1)),
    (&["Valentine", "Day"], fixed(2, 14)),
    (&["St", "Patrick", "Day"], fixed(3, 17)),
    (&["Groundhog", "Day"], fixed(2, 2)),
    (&["International", "Women", "Day"], fixed(3, 8)),
    (&["April", "Fools", "Day"], fixed(4, 1)),
    (&["Earth", "Day"], fixed(4, 22)),
    (&["Anzac", "Day"], fixed(4, 25)),
    (&["ANZAC", "Day"], fixed(4, 25)),
    (&["May", "Day"], fixed(5, 1)),
    (&["Juneteenth"], fixed(6, 19)),
    (&["Cinco", "de", "Mayo"], fixed(5, 5)),
    (&["Canada", "Day"], fixed(7, 1)),
    (&["July", "Fourth"], fixed(7, 4)),
    (&["Bastille", "Day"], fixed(7, 14)),
    (&["Halloween"], fixed(10, 31)),
    (&["Guy", "Fawkes", "Night"], fixed(11, 5)),
    (&["Guy", "Fawkes", "Day"], fixed(11, 5)),
    (&["Remembrance", "Day"], fixed(11, 11)),
    (&["Veterans", "Day"], fixed(11, 11)),
    (&["Armistice", "Day"], fixed(11, 11)),
    (&["Martin", "Luther", "King", "Day"], nth(1, 1, 3)),
    (&["Martin", "Luther", "King", "Jr", "Day"], nth(1, 1, 3)),
    (&["MLK", "Day"], nth(1, 1, 3)),
    (&["Presidents", "Day"], nth(2, 1, 3)),
    (&["Memorial", "Day"], nth(5, 1, -1)),
    (&["Father", "Day"], nth(6, 7, 3)),
    (&["Labor", "Day"], nth(9, 1, 1)),
    (&["Columbus", "Day"], nth(10, 1, 2)),
    (&["Thanksgiving", "Day"], nth(11, 4, 4)),
    (&["Thanksgiving"], nth(11, 4, 4)),
    (&["Election", "Day"], Holiday::Weekday { month: 11, weekday: 1, nth: 1, after: 1 }),
    (&["Cyber", "Monday"], Holiday::Weekday { month: 11, weekday: 4, nth: 4, after: 4 }),
    (&["Black", "Friday"], Holiday::Weekday { month: 11, weekday: 4, nth: 4, after: 1 }),
    (&["Mardi", "Gras"], Holiday::Easter(-47)),
    (&["Shrove", "Tuesday"], Holiday::Easter(-47)),
    (&["Ash", "Wednesday"], Holiday::Easter(-46)),
    (&["Palm", "Sunday"], Holiday::Easter(-7)),
    (&["Maundy", "Thursday"], Holiday::Easter(-3)),
    (&["Good", "Friday"], Holiday::Easter(-2)),
    (&["Easter", "Sunday"], Holiday::Easter(0)),
    (&["Easter", "Monday"], Holiday::Easter(1)),
    (&["Easter"], Holiday::Easter(0)),
    (&["Ascension", "Day"], Holiday::Easter(39)),
    (&["Whit", "Sunday"], Holiday::Easter(49)),
    (&["Whit", "Monday"], Holiday::Easter(50)),
    (&["Pentecost"], Holiday::Easter(49)),
];

/// The holiday whose name stands here, and how many words of the name there are.
///
/// `word` gives the words from here on, without apostrophes and the `s` behind them.
pub(super) fn named<'a>(word: impl Fn(usize) -> &'a str) -> Option<(usize, Holiday)> {
    NAMES
        .iter()
        .find(|(name, _)| name.iter().enumerate().all(|(at, part)| word(at) == *part))
        .map(|(name, holiday)| (name.len(), *holiday))
}

impl Holiday {
    /// The day of a year.
    pub fn of_year(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed { month, day: on } => day(year, month, on),
            Holiday::Weekday { month, weekday, nth, after } => {
                let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
                let date = day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()?;
                plus_days(date, i32::from(after))
            }
            Holiday::Easter(after) => plus_days(easter(year)?, i32::from(after)),
        }
    }

    /// The TIMEX3 value without a year.
    pub fn value(self) -> String {
        match self {
            Holiday::Fixed { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Holiday::Weekday { month, .. } => format!("XXXX-{month:02}"),
            Holiday::Easter(_) => "XXXX".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{LEXICON, Lex};
    use super::*;

    #[test]
    fn each_name_begins_with_a_word_at_which_it_is_looked_for() {
        for (name, _) in NAMES {
            let lex = LEXICON.look_up(name[0].as_bytes());
            assert!(matches!(lex, Some(Lex::Holiday | Lex::Month(4 | 5 | 7))), "{name:?}");
        }
    }

    #[test]
    fn days_of_a_year() {
        let of = |name: &str, year| {
            let words: Vec<&str> = name.split(' ').collect();
            let (_, holiday) = named(|at| words.get(at).copied().unwrap_or("")).unwrap();
            holiday.of_year(year).unwrap().to_string()
        };
        assert_eq!(of("Thanksgiving", 2019), "2019-11-28");
        assert_eq!(of("Black Friday", 2019), "2019-11-29");
        assert_eq!(of("Memorial Day", 2020), "2020-05-25");
        assert_eq!(of("Labor Day", 2020), "2020-09-07");
        assert_eq!(of("Easter Sunday", 2020), "2020-04-12");
        assert_eq!(of("Good Friday", 2020), "2020-04-10");
        assert_eq!(of("New Year Eve", 2020), "2020-12-31");
    }
}
