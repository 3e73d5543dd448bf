//! A path in, the day it names out: `2020/03/25/slug.txt`, `2020-03-25-slug.txt`, `20200325_slug.txt`.

use std::str::FromStr;

use jiff::civil::Date;

use super::calendar;

/// The day that the name of a file begins or ends with, or that the three folders around it are named by.
///
/// Other folders are not read: `crawl-2020-03-25/` says when somebody saved the articles in it.
#[must_use]
pub fn day_of_path(path: &str) -> Option<Date> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next()?;
    let stem = name.split('.').next().unwrap_or(name);
    day_of_name(stem).or_else(|| {
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        if is_plain { date(year, month, day) } else { None }
    })
}

/// Where the user's paths say the day: `YYYY`, `MM` and `DD` stand for digits, all else for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern(String);

impl FromStr for PathPattern {
    type Err = String;

    fn from_str(pattern: &str) -> Result<Self, String> {
        for part in ["YYYY", "MM", "DD"] {
            if pattern.matches(part).count() != 1 {
                return Err(format!(
                    "a pattern has YYYY, MM and DD in it, each once; {part} is missing or stands twice"
                ));
            }
        }
        Ok(Self(pattern.to_owned()))
    }
}

impl PathPattern {
    /// The pattern, as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day at the first place of the path that the pattern fits.
    #[must_use]
    pub fn day(&self, path: &str) -> Option<Date> {
        path.char_indices().find_map(|(at, _)| self.day_at(&path[at..]))
    }

    fn day_at(&self, path: &str) -> Option<Date> {
        let text = path.get(..self.0.len())?;
        let part = |name: &str| text.get(self.0.find(name)?..)?.get(..name.len());
        let (year, month, day) = (part("YYYY")?, part("MM")?, part("DD")?);
        let date = date(year, month, day)?;
        let is_same = self.0.replace("YYYY", year).replace("MM", month).replace("DD", day) == text;
        is_same.then_some(date)
    }
}

/// The day at either end of a name; none when there are two of them.
fn day_of_name(stem: &str) -> Option<Date> {
    match (leading(stem), trailing(stem)) {
        (Some(first), Some(last)) if first != last => None,
        (first, last) => first.or(last),
    }
}

/// `2020-03-25…`, `20200325…`, with no digit behind it.
fn leading(stem: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if digits(stem) == 8 {
        return date(&stem[..4], &stem[4..6], &stem[6..8]);
    }
    let separated = stem.get(..10)?;
    let mut parts = separated.split(['-', '_']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = year.len() == 4 && month.len() == 2 && day.len() == 2 && digits(&stem[10..]) == 0;
    if is_plain { date(year, month, day) } else { None }
}

/// `…-2020-03-25`, `…_20200325`, with no digit before it.
fn trailing(stem: &str) -> Option<Date> {
    let before = |length: usize| {
        let at = stem.len().checked_sub(length)?;
        let tail = stem.get(at..)?;
        (!stem[..at].ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(tail)
    };
    before(10).and_then(leading).or_else(|| before(8).and_then(leading))
}

/// A day on which something can have been put on the net or scanned from paper.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(year) || !is_digits(month) || !is_digits(day) {
        return None;
    }
    let year = year.parse().ok().filter(|year| (1600..2100).contains(year))?;
    calendar::day(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_paths() {
        for (path, expected) in [
            ("news/2020/03/25/bridge.txt", Some("2020-03-25")),
            ("news/2020/3/5/bridge.txt", Some("2020-03-05")),
            ("2020-03-25-bridge.txt", Some("2020-03-25")),
            ("2020_03_25.txt.gz", Some("2020-03-25")),
            ("a/20200325_bridge.txt", Some("2020-03-25")),
            ("bridge-2020-03-25.txt", Some("2020-03-25")),
            ("bridge_20200325.txt", Some("2020-03-25")),
            ("crawl-2020-03-25/bridge.txt", None),
            ("2020-02-30-bridge.txt", None),
            ("202003251030.txt", None),
            ("2020/03/bridge.txt", None),
            ("12/31/1999/bridge.txt", None),
            ("2020-03-25-to-2020-04-01.txt", None),
            ("bridge.txt", None),
            ("", None),
            ("é2020-03-2é.txt", None),
        ] {
            assert_eq!(day_of_path(path).map(|day| day.to_string()).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn days_by_a_pattern() {
        let pattern: PathPattern = "DD.MM.YYYY".parse().unwrap();
        assert_eq!(
            pattern.day("old/31.12.2019-é.txt").map(|day| day.to_string()).as_deref(),
            Some("2019-12-31")
        );
        assert_eq!(pattern.day("old/31-12-2019.txt"), None);
        assert_eq!(pattern.day("31.13.2019"), None);
        let pattern: PathPattern = "crawl-YYYYMMDD/".parse().unwrap();
        assert_eq!(
            pattern.day("crawl-20200229/a.txt").map(|day| day.to_string()).as_deref(),
            Some("2020-02-29")
        );
        assert_eq!(pattern.day("crawl-20200229.txt"), None);
        assert!("YYYY/MM".parse::<PathPattern>().is_err());
    }
}
