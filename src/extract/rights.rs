//! One article in, the terms on which its text and its pictures may be used out.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::extract::{Metadata, Source};
use crate::span::Mention;

/// What a rights statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The article.
    Text,
    /// A picture in it.
    Photo,
}

/// What the words say of the terms. The order is that of [`most_specific`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RightsStatus {
    /// A licence is named.
    Licensed,
    /// Permission to reprint is stated.
    ReprintedWithPermission,
    /// The text says that it is in the public domain.
    PublicDomain,
    /// An agency or distributor supplied it.
    Syndicated,
    /// Excerpted from a book or article, or fair use is claimed.
    Excerpt,
    /// Terms forbid or limit reuse.
    Restricted,
    /// A copyright notice only.
    CopyrightAsserted,
    /// First published elsewhere, terms not stated.
    Republished,
    /// Nothing is stated.
    Unknown,
}

impl RightsStatus {
    /// The name used in records and columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RightsStatus::Licensed => "licensed",
            RightsStatus::ReprintedWithPermission => "reprinted-with-permission",
            RightsStatus::PublicDomain => "public-domain",
            RightsStatus::Syndicated => "syndicated",
            RightsStatus::Excerpt => "excerpt",
            RightsStatus::Restricted => "restricted",
            RightsStatus::CopyrightAsserted => "copyright-asserted",
            RightsStatus::Republished => "republished",
            RightsStatus::Unknown => "unknown",
        }
    }
}

/// One statement of rights. We report what the words say and conclude nothing from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub status: RightsStatus,
    /// The copyright holder or whoever gave permission.
    pub holder: Option<String>,
    /// The URI of the licence, or `custom` for one in the publisher's own words.
    pub licence: Option<String>,
    /// The sentence that states the terms.
    pub usage_terms: Option<String>,
    /// ISO day on which the terms end.
    pub expires: Option<String>,
}

/// Every statement of rights, in reading order.
#[must_use]
pub fn extract(_article: &Article, _sources: &[Mention<Source>]) -> Vec<Mention<Rights>> {
    Vec::new()
}

/// The most specific status among statements about the text.
pub fn most_specific<'a>(statements: impl Iterator<Item = &'a Rights>) -> RightsStatus {
    statements
        .filter(|rights| rights.subject == Subject::Text)
        .map(|rights| rights.status)
        .min()
        .unwrap_or(RightsStatus::Unknown)
}

/// Does the text say that it was first published elsewhere?
#[must_use]
pub fn is_reprint(_metadata: &Metadata) -> bool {
    false
}
