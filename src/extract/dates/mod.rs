//! One article in, its publication date and every date it mentions out.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::extract::Given;
use crate::named::named;
use crate::span::{Mention, Span};

mod calendar;
mod context;
mod grammar;
mod holiday;
mod lex;
mod lexicon;
mod meaning;
mod path;
mod resolve;
mod role;
mod table;
mod tense;
mod weekday;

pub use path::{PathPattern, day_of_path};
pub use weekday::contradicted_weekday;

/// What a date says of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateRole {
    /// The day it was published.
    Published,
    /// The day it was last changed.
    Updated,
    /// The day of its dateline.
    Dateline,
    /// The day on which it appeared in print.
    Printed,
    /// A date that the text speaks of.
    Mentioned,
}

named!(DateRole {
    Published = "published",
    Updated = "updated",
    Dateline = "dateline",
    Printed = "printed",
    Mentioned = "mentioned",
});

/// The kinds of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum DateType {
    /// A day, month, year or a part of one.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A date that comes again.
    Set,
}

named!(DateType {
    Date = "DATE",
    Time = "TIME",
    Duration = "DURATION",
    Set = "SET",
});

/// How a date's value was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The words say it in full.
    Stated,
    /// Whoever supplied the article said it.
    Given,
    /// Completed from another date.
    Resolved,
    /// Something is missing, and stays missing: `XXXX-03-25`.
    Partial,
    /// The words can mean either of two days: `03/04/2020`. The value says what both have in common.
    Ambiguous,
}

named!(Certainty {
    Stated = "stated",
    Given = "given",
    Resolved = "resolved",
    Partial = "partial",
    Ambiguous = "ambiguous",
});

/// A date that the text speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// What it says of the article.
    pub role: DateRole,
    /// The kind of TIMEX3.
    pub kind: DateType,
    /// The TIMEX3 value: `2020-03-25`, `2020-03`, `XXXX-03-25`, `P135D`.
    pub value: String,
    /// First day it can mean, ISO; `None` when the year is not known.
    pub earliest: Option<String>,
    /// Last day it can mean, ISO; `None` when the year is not known.
    pub latest: Option<String>,
    /// How the value was come by.
    pub certainty: Certainty,
    /// What speaks against the value, or what else the words can mean.
    pub note: Option<String>,
}

/// The day on which an article says that it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// ISO day, month or year: `2020-03-25`, `2020-03`, `2020`.
    pub value: String,
    /// How it was come by.
    pub certainty: Certainty,
}

/// A date expression as it was read, and what it says of the article.
#[derive(Debug, Clone, Copy)]
struct Read {
    zone: Zone,
    found: grammar::Found,
    role: DateRole,
    /// Its year is not in the text: a user gave it.
    is_of_given_year: bool,
}

impl Read {
    fn span(&self) -> Span {
        Span::new(self.zone, self.found.start, self.found.end)
    }

    /// The same in the year that a user gave, when a year is all that the meaning lacks.
    fn in_year(&self, meaning: meaning::Meaning, year: i16) -> Option<Self> {
        let meaning = resolve::in_year(meaning, year)?;
        Some(Self { found: grammar::Found { meaning, ..self.found }, is_of_given_year: true, ..*self })
    }

    /// The mention, when this is what it means after all.
    fn mention(&self, meaning: meaning::Meaning, article: &Article) -> Mention<DateMention> {
        let days = meaning.days();
        let value = meaning.value();
        let readings = meaning.readings();
        let certainty = match (self.found.meaning.is_whole(), meaning.is_whole()) {
            _ if self.is_of_given_year => Certainty::Given,
            _ if readings.is_some() => Certainty::Ambiguous,
            (true, _) => Certainty::Stated,
            (false, true) => Certainty::Resolved,
            (false, false) => Certainty::Partial,
        };
        let note = match readings {
            Some((month_first, day_first)) => Some(format!("{month_first} or {day_first}")),
            None => contradicted_weekday(&value, article.words(self.span()))
                .map(|weekday| format!("that day is a {weekday}")),
        };
        let mention = DateMention {
            role: self.role,
            kind: meaning.kind(),
            value,
            earliest: days.map(|(first, _)| first.to_string()),
            latest: days.map(|(_, last)| last.to_string()),
            certainty,
            note,
        };
        Mention::new(mention, self.span(), self.found.rule)
    }
}

/// The publication date, and every date mentioned, zone by zone and in reading order within each.
///
/// Promo lines are not read: their dates are not the article's.
#[must_use]
pub fn extract(article: &Article, given: &Given) -> (Option<Mention<Published>>, Vec<Mention<DateMention>>) {
    let mut dates = Vec::new();
    for zone in [Zone::Headline, Zone::Byline, Zone::Body, Zone::Caption, Zone::Notice] {
        let text = article.text(zone);
        for found in grammar::find(text) {
            let role = role::of(zone, text, &found);
            dates.push(Read { zone, found, role, is_of_given_year: false });
        }
    }
    if let Some(year) = given.year {
        for read in dates.iter_mut().filter(|read| read.role != DateRole::Mentioned) {
            *read = read.in_year(read.found.meaning, year).unwrap_or(*read);
        }
    }
    let published = role::published(article, &dates, given.published);
    let document = match &published {
        Some(mention) => mention.value.value.parse().ok(),
        None => given.published,
    };
    let meanings = context::complete(article, &dates, document);
    // The text comes first: the year that was given is for what it leaves open.
    let year = given.year.filter(|_| document.is_none());
    let mention = |(read, meaning): (&Read, meaning::Meaning)| {
        let of_year = year.and_then(|year| read.in_year(meaning, year));
        match of_year {
            Some(read) => read.mention(read.found.meaning, article),
            None => read.mention(meaning, article),
        }
    };
    let mentions = dates.iter().zip(meanings).map(mention).collect();
    (published, mentions)
}

#[cfg(test)]
mod tests;
