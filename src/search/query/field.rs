//! What stands behind `source:`, `published:` and the like in, a condition on the values of an article out.

use std::fmt;

use jiff::civil::Date;

use super::Phrase;
use super::tokens::{is_minus, is_quote};
use crate::extract::RightsStatus;

/// A condition on the values of an article: one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What is asked.
    pub key: Key,
    /// What it may be; at least one.
    pub values: Vec<Value>,
}

/// What of an article is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Its source, as the view `articles` has it.
    Source,
    /// A republisher.
    Republisher,
    /// An agency among its sources.
    Agency,
    /// A person whom it names, in whatever role.
    Person,
    /// A person who wrote it.
    Author,
    /// A person who took a picture in it.
    Photographer,
    /// Its rights status.
    Rights,
    /// A holder of rights in the text or a picture.
    Holder,
    /// A licence of the text or a picture.
    Licence,
    /// Its day of publication.
    Published,
    /// A date that it mentions.
    Mentions,
    /// The path of its file.
    Path,
    /// Its language.
    Language,
    /// How many words its body has.
    Words,
    /// Whether it repeats another one.
    Duplicate,
}

/// One thing that a field may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Not stated.
    Missing,
    /// A name with these words in it; the last one may go on.
    Named(Phrase),
    /// One of a list of words: a status, a language.
    Word(String),
    /// A stretch of days.
    Days(Days),
    /// At least and at most so many.
    Number(Option<u32>, Option<u32>),
    /// A pattern with `*`, `?` and `[a-z]`.
    Pattern(String),
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Either.
    Any,
}

/// A stretch of days, both ends in it. Each end is an ISO day; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

/// A longer value is no value.
const LONGEST: usize = 500;

/// SQLite takes long over a pattern with more stars.
const MOST_STARS: usize = 6;

/// A list is at most so long.
const MOST_VALUES: usize = 500;

impl Key {
    /// Every one, with its name in a query.
    pub const ALL: [(&'static str, Key); 17] = [
        ("source", Key::Source),
        ("republisher", Key::Republisher),
        ("agency", Key::Agency),
        ("person", Key::Person),
        ("author", Key::Author),
        ("photographer", Key::Photographer),
        ("rights", Key::Rights),
        ("holder", Key::Holder),
        ("licence", Key::Licence),
        ("license", Key::Licence),
        ("published", Key::Published),
        ("mentions", Key::Mentions),
        ("path", Key::Path),
        ("lang", Key::Language),
        ("language", Key::Language),
        ("words", Key::Words),
        ("duplicate", Key::Duplicate),
    ];

    /// The one of that name, in small letters.
    pub(super) fn parse(name: &str) -> Option<Key> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, key)| key)
    }

    /// Its name in a query.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|&&(_, key)| key == self).map_or("", |(name, _)| name)
    }
}

/// Reads what stands behind a field's colon: whether it begins with a minus, and what is behind the value.
/// What cannot be meant so is told in the words of a note.
pub(super) fn read(key: Key, text: &str) -> Result<(Field, bool, &str), String> {
    let minus = text.chars().next().filter(|&c| is_minus(c)).map_or(0, char::len_utf8);
    let is_negated =
        minus > 0 && text[minus..].starts_with(|c: char| c.is_alphabetic() || is_quote(c) || c == '(');
    let text = if is_negated { &text[minus..] } else { text };
    let (items, behind) = items(text).ok_or("nothing stands behind the colon")?;
    if items.len() > MOST_VALUES {
        return Err(format!("a list has at most {MOST_VALUES} values"));
    }
    let values = items.iter().map(|item| value(key, item)).collect::<Result<Vec<_>, _>>()?;
    Ok((Field { key, values }, is_negated, behind))
}

/// The values of a list, and what is behind it: `a,"b c",d` or the like in brackets, where OR parts them too.
fn items(text: &str) -> Option<(Vec<String>, &str)> {
    let (inner, in_brackets) = match text.strip_prefix('(') {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let (mut items, mut item) = (Vec::new(), String::new());
    let mut rest = inner;
    loop {
        let first = rest.chars().next();
        let width = first.map_or(0, char::len_utf8);
        match first {
            None if in_brackets => return None,
            Some(')') if in_brackets => {
                rest = &rest[width..];
                break;
            }
            None | Some('(' | ')') => break,
            Some(space) if space.is_whitespace() && !in_brackets => break,
            Some(quote) if is_quote(quote) => {
                let inner = &rest[width..];
                let end = inner.find(is_quote)?;
                item.push_str(&inner[..end]);
                let behind = &inner[end..];
                rest = &behind[behind.chars().next().map_or(0, char::len_utf8)..];
                continue;
            }
            Some(',') => items.push(std::mem::take(&mut item)),
            Some('O') if in_brackets && item.ends_with(' ') && rest.starts_with("OR ") => {
                items.push(std::mem::take(&mut item));
                rest = &rest["OR ".len()..];
                continue;
            }
            Some(other) => item.push(if other.is_whitespace() { ' ' } else { other }),
        }
        rest = &rest[width..];
    }
    items.push(item);
    let mut items: Vec<String> = items.iter().map(|item| item.trim().to_owned()).collect();
    items.retain(|item| !item.is_empty());
    (!items.is_empty()).then_some((items, rest))
}

fn value(key: Key, item: &str) -> Result<Value, String> {
    if item.len() > LONGEST {
        return Err(format!("a value has at most {LONGEST} bytes"));
    }
    let is_none = item.eq_ignore_ascii_case("none");
    match key {
        Key::Words => number(item)
            .ok_or_else(|| "a number is wanted, as in `words:>500` or `words:100..500`".to_owned()),
        Key::Duplicate => match item.to_lowercase().as_str() {
            "yes" => Ok(Value::Yes),
            "no" => Ok(Value::No),
            "any" => Ok(Value::Any),
            _ => Err("one of yes, no, any is wanted".to_owned()),
        },
        Key::Path => pattern(item),
        Key::Rights => {
            let word = item.to_lowercase();
            if is_none {
                return Ok(Value::Word(RightsStatus::Unknown.as_str().to_owned()));
            }
            RightsStatus::parse(&word).map(|status| Value::Word(status.as_str().to_owned())).ok_or_else(
                || {
                    let known: Vec<&str> = RightsStatus::ALL.iter().map(|status| status.as_str()).collect();
                    format!("{item:?} is none of {}", known.join(", "))
                },
            )
        }
        _ if is_none => Ok(Value::Missing),
        Key::Language if item.chars().all(|c| c.is_ascii_alphabetic()) => {
            Ok(Value::Word(item.to_lowercase()))
        }
        Key::Language => Err("a language has two letters, as in `lang:en`".to_owned()),
        Key::Published | Key::Mentions => days(item).map(Value::Days).ok_or_else(|| {
            format!("{item:?} is no day, month or year, as in 2020-03-25, 2020-03, 2019..2020 or none")
        }),
        _ => {
            let (text, is_prefix) = item.strip_suffix('*').map_or((item, false), |text| (text, true));
            let phrase = Phrase { text: text.to_owned(), is_prefix };
            if phrase.has_words() {
                Ok(Value::Named(phrase))
            } else {
                Err("it has no letter or digit".to_owned())
            }
        }
    }
}

/// `500`, `>500`, `<=500`, `100..500`, `100..`.
fn number(item: &str) -> Option<Value> {
    let read = |text: &str| {
        let text = text.trim();
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u32>().unwrap_or(u32::MAX))
    };
    let end = |text: &str| if text.trim().is_empty() { Some(None) } else { read(text).map(Some) };
    if let Some((least, most)) = item.split_once("..") {
        let (least, most) = (end(least)?, end(most)?);
        return (least.is_some() || most.is_some()).then_some(Value::Number(least, most));
    }
    let (least, most) = if let Some(text) = item.strip_prefix(">=").or(item.strip_prefix('≥')) {
        (Some(read(text)?), None)
    } else if let Some(text) = item.strip_prefix("<=").or(item.strip_prefix('≤')) {
        (None, Some(read(text)?))
    } else if let Some(text) = item.strip_prefix('>') {
        (Some(read(text)?.saturating_add(1)), None)
    } else if let Some(text) = item.strip_prefix('<') {
        // Fewer than none: no article has so few.
        match read(text)? {
            0 => (Some(1), Some(0)),
            most => (None, Some(most - 1)),
        }
    } else {
        let exactly = read(item.strip_prefix('=').unwrap_or(item))?;
        (Some(exactly), Some(exactly))
    };
    Some(Value::Number(least, most))
}

/// `2020-03-25`, `2020-03`, `2020`, `2019..2020-03`, `..2020`, `>2020`, `<=2020-03`.
fn days(item: &str) -> Option<Days> {
    let end = |text: &str| if text.trim().is_empty() { Some(None) } else { period(text.trim()).map(Some) };
    if let Some((from, to)) = item.split_once("..") {
        let (from, to) = (end(from)?, end(to)?);
        let days = Days { first: from.map(|(first, _)| first), last: to.map(|(_, last)| last) };
        return (from.is_some() || to.is_some()).then_some(days);
    }
    let open = Days { first: None, last: None };
    if let Some(text) = item.strip_prefix(">=") {
        Some(Days { first: Some(period(text.trim())?.0), ..open })
    } else if let Some(text) = item.strip_prefix("<=") {
        Some(Days { last: Some(period(text.trim())?.1), ..open })
    } else if let Some(text) = item.strip_prefix('>') {
        Some(Days { first: Some(period(text.trim())?.1.tomorrow().ok()?), ..open })
    } else if let Some(text) = item.strip_prefix('<') {
        Some(Days { last: Some(period(text.trim())?.0.yesterday().ok()?), ..open })
    } else {
        let (first, last) = period(item)?;
        Some(Days { first: Some(first), last: Some(last) })
    }
}

/// The first and the last day of an ISO day, month or year.
fn period(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text.split(|c: char| is_minus(c)).collect();
    let number = |at: usize, digits: usize| {
        let part = parts.get(at)?;
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i16>().ok()).flatten()
    };
    let year = number(0, 4)?;
    let day = |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match parts.len() {
        1 => Some((day(1, 1)?, day(12, 31)?)),
        2 => {
            let first = day(number(1, 2)?, 1)?;
            Some((first, first.last_of_month()))
        }
        3 => {
            let only = day(number(1, 2)?, number(2, 2)?)?;
            Some((only, only))
        }
        _ => None,
    }
}

/// A pattern as SQLite's GLOB has it. Without a star or the like it stands for itself.
fn pattern(item: &str) -> Result<Value, String> {
    let item = item.trim_matches('/');
    let mut pattern = String::with_capacity(item.len());
    for character in item.chars() {
        // Two stars are one: a star goes beyond slashes.
        if character != '*' || !pattern.ends_with('*') {
            pattern.push(character);
        }
    }
    if pattern.matches('*').count() > MOST_STARS {
        return Err(format!("a pattern has at most {MOST_STARS} stars"));
    }
    if pattern.is_empty() {
        return Err("a pattern is wanted, as in `path:2020/*`".to_owned());
    }
    if !pattern.contains(['*', '?']) {
        // `[` is a letter like others in the name of a file.
        pattern = pattern.replace('[', "[[]");
    }
    Ok(Value::Pattern(pattern))
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, value) in self.values.iter().enumerate() {
            write!(f, "{}{value}", if at == 0 { format!("{}:", self.key.as_str()) } else { ",".to_owned() })?;
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Two ends, open ones left out.
        fn ends(
            f: &mut fmt::Formatter<'_>,
            one: Option<impl fmt::Display>,
            other: Option<impl fmt::Display>,
        ) -> fmt::Result {
            one.map_or(Ok(()), |one| write!(f, "{one}"))?;
            f.write_str("..")?;
            other.map_or(Ok(()), |other| write!(f, "{other}"))
        }
        match self {
            Value::Missing => f.write_str("none"),
            Value::Named(phrase) => write!(f, "{phrase}"),
            Value::Word(text) | Value::Pattern(text) => f.write_str(text),
            Value::Days(days) => ends(f, days.first, days.last),
            Value::Number(least, most) => ends(f, *least, *most),
            Value::Yes => f.write_str("yes"),
            Value::No => f.write_str("no"),
            Value::Any => f.write_str("any"),
        }
    }
}
