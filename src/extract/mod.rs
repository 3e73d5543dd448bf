//! One article in, its metadata out. Extractors return values, never `Result`: they cannot fail
//! or panic on any text, and their cost is linear in it.
//!
//! ## To add a rule
//!
//! 1. Write its wording where its like stand: a row of `wording/notice/table.rs`, of `wording/credit.rs`, or
//!    a `from_…` function of [`source`].
//! 2. Name it `topic.how_it_is_said`. The name is in archives for good.
//! 3. Say in [`source`] or [`rights`] what follows from it, when it says something new.
//! 4. Add it to [`rules::RULES`] with an example: a test asks that it fires there.
//! 5. `MORGUE_UPDATE_README=1 cargo test readme` prints it in the README; add a sample for a new family.

use crate::article::Article;
use crate::span::Mention;
use crate::vocabulary::Vocabulary;
use crate::wording::notice;

pub mod dates;
pub mod language;
pub mod people;
pub mod rejected;
pub mod rights;
pub mod rules;
pub mod source;

pub use dates::{Certainty, DateMention, DateRole, DateType, Published};
pub use people::{Person, PersonMention, PersonRole};
pub use rights::{PhotoCredit, Rights, RightsStatus, Subject};
pub use source::{Source, SourceRole};

/// What is known of an article from outside its text, and how it is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The day it was published on, when whoever supplied the article said so.
    pub published: Option<jiff::civil::Date>,
    /// The day that its path says; it counts where neither the text nor `published` says one.
    pub by_path: Option<jiff::civil::Date>,
    /// The year of its dates that have none, when whoever supplied the article said so. It counts only
    /// where no day of publication is known.
    pub year: Option<i16>,
    /// How sure the tagger must be of a person's name, in percent; [`people::MIN_CONFIDENCE`] when nothing is said.
    pub min_confidence: Option<u8>,
}

/// Everything that is read from one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Who published or supplied it; the strongest role first.
    pub sources: Vec<Mention<Source>>,
    /// On what terms, for the text and for its pictures, in reading order.
    pub rights: Vec<Mention<Rights>>,
    /// The day on which it says that it was published.
    pub published: Option<Mention<Published>>,
    /// Every date it mentions, in reading order.
    pub dates: Vec<Mention<DateMention>>,
    /// Every person it names, in the order in which they first appear.
    pub people: Vec<Person>,
    /// ISO 639-1 code of the language it is written in; `None` when unsure.
    pub language: Option<&'static str>,
}

impl Metadata {
    /// The most specific status that the text claims for itself.
    #[must_use]
    pub fn rights_status(&self) -> RightsStatus {
        rights::most_specific(self.rights.iter().map(|mention| &mention.value))
    }

    /// Does the text say that it was first published elsewhere?
    #[must_use]
    pub fn is_reprint(&self) -> bool {
        rights::is_reprint(self)
    }
}

/// Reads everything that is read from one article.
#[must_use]
pub fn extract(article: &Article, given: &Given, vocabulary: &Vocabulary) -> Metadata {
    let notices = notice::of(article, vocabulary);
    let sources = source::extract(article, &notices, vocabulary);
    let (published, dates) = dates::extract(article, given);
    let day = published.as_ref().map_or(given.published, |mention| mention.value.value.parse().ok());
    let days = rights::Days::new(day, &dates);
    let rights = rights::extract(article, &notices, &sources, &days, vocabulary);
    let language = language::detect(article);
    let people = people::extract(
        article,
        language,
        given.min_confidence.unwrap_or(people::MIN_CONFIDENCE),
        vocabulary,
    );
    Metadata { sources, rights, published, dates, people, language }
}
