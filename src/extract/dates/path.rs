//! A path in, the day it names out: `2020/03/25/slug.txt`, `2020-03-25-slug.txt`, `20200325_slug.txt`.

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
}
