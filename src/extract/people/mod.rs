//! One article in, the persons it names out, surnames linked to the full names.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::named::named;
use crate::span::{Rule, Span};

/// What a person is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonRole {
    /// Wrote it.
    Author,
    /// Took a picture in it.
    Photographer,
    /// Is spoken of.
    Mentioned,
    /// Is quoted.
    Quoted,
}

named!(PersonRole {
    Author = "author",
    Photographer = "photographer",
    Mentioned = "mentioned",
    Quoted = "quoted",
});

/// One place where a person is named. The span covers the name, without title and possessive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonMention {
    /// What the person is to the article here.
    pub role: PersonRole,
    /// The title or office given here, as printed: "Defense Secretary".
    pub title: Option<String>,
    /// The words of the name.
    pub span: Span,
    /// The rule that read it.
    pub rule: Rule,
}

/// A person as one article names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name in the article.
    pub name: String,
    /// Every place that names them, in reading order. Never empty.
    pub mentions: Vec<PersonMention>,
}

/// Every person named, in the order in which they first appear.
#[must_use]
pub fn extract(_article: &Article) -> Vec<Person> {
    Vec::new()
}
