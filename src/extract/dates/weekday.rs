//! A date's value and words in, the weekday on which it really falls out, when its words name another.

use super::lexicon::{LEXICON, Lex};

/// English dates are Gregorian from this year on; the weekdays of earlier ones may be the old calendar's.
const FIRST_GREGORIAN_YEAR: i16 = 1753;

/// The weekday of a whole day, when the words that it rests on begin or end with another weekday:
/// `Wednesday` of `2021-03-03` from "Friday, March 3, 2021". The value stays as the numbers say.
///
/// Takes a TIMEX3 value and the words of its evidence. `None` of all but whole days since 1753.
///
/// ```
/// use morgue::extract::dates::contradicted_weekday;
/// assert_eq!(contradicted_weekday("2021-03-03", "Friday, March 3, 2021").as_deref(), Some("Wednesday"));
/// assert_eq!(contradicted_weekday("2021-03-03", "Wednesday, March 3, 2021"), None);
/// ```
#[must_use]
pub fn contradicted_weekday(value: &str, words: &str) -> Option<String> {
    // Without a number the words are no date of their own: "last Friday", "Christmas Monday".
    if !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let ends = [parts.next(), parts.next_back()];
    let said = ends.into_iter().flatten().find_map(|word| match LEXICON.look_up(word.as_bytes()) {
        Some(Lex::Weekday(day) | Lex::ShortWeekday(day)) => Some(day),
        _ => None,
    })?;
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    let date: jiff::civil::Date = day.parse().ok().filter(|_| day.len() == 10)?;
    (date.year() >= FIRST_GREGORIAN_YEAR && date.weekday().to_monday_one_offset() != said)
        .then(|| date.strftime("%A").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_compared_with_the_calendar() {
        for (value, words, real) in [
            ("2021-03-03", "Friday, March 3, 2021", Some("Wednesday")),
            ("2021-03-03", "Wednesday, March 3, 2021", None),
            ("2021-03-03", "Fri. 3 March 2021", Some("Wednesday")),
            ("2021-03-07", "March 7, 2021 (Saturday)", Some("Sunday")),
            ("2021-03-07T10:30", "Monday, March 7, 2021, 10:30", Some("Sunday")),
            ("2021-03-03", "March 3, 2021", None),
            ("2021-03-03", "last Friday", None),
            ("2021-03", "Friday, March 2021", None),
            ("XXXX-03-03", "Friday, March 3", None),
            ("1700-03-03", "Friday, March 3, 1700", None),
            ("P3D", "3 days", None),
            ("", "", None),
        ] {
            assert_eq!(contradicted_weekday(value, words).as_deref(), real, "{value} {words}");
        }
    }
}
