//! One article in, its publication date and every date it mentions out.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::extract::Given;
use crate::named::named;
use crate::span::Mention;

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
    /// A date that the text speaks of.
    Mentioned,
}

named!(DateRole {
    Published = "published",
    Updated = "updated",
    Dateline = "dateline",
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
}

named!(Certainty {
    Stated = "stated",
    Given = "given",
    Resolved = "resolved",
    Partial = "partial",
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
}

/// The day on which an article says that it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// ISO day, month or year: `2020-03-25`, `2020-03`, `2020`.
    pub value: String,
    /// How it was come by.
    pub certainty: Certainty,
}

/// The publication date, and every date mentioned in reading order.
#[must_use]
pub fn extract(
    _article: &Article,
    _given: &Given,
) -> (Option<Mention<Published>>, Vec<Mention<DateMention>>) {
    (None, Vec::new())
}
