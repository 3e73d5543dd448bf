//! One article in, who published or supplied it out.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::span::Mention;
use crate::vocabulary::SourceKind;

/// What a source was to the article. The order is the order of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceRole {
    /// Published it first.
    Original,
    /// Wrote it for others to publish.
    Agency,
    /// Published it together with the republisher.
    Partner,
    /// Sold or passed it on.
    Distributor,
    /// Published it again.
    Republisher,
    /// Helped with it ("contributed to this report") and is not its source.
    Contributor,
}

impl SourceRole {
    /// The name used in records and columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SourceRole::Original => "original",
            SourceRole::Agency => "agency",
            SourceRole::Partner => "partner",
            SourceRole::Distributor => "distributor",
            SourceRole::Republisher => "republisher",
            SourceRole::Contributor => "contributor",
        }
    }
}

/// Who published or supplied an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The canonical name where the vocabulary knows it, else the name as printed.
    pub name: String,
    /// What it was to the article.
    pub role: SourceRole,
    /// What kind of body it is.
    pub kind: SourceKind,
}

/// Every source, the strongest role first, in reading order within a role.
#[must_use]
pub fn extract(_article: &Article) -> Vec<Mention<Source>> {
    Vec::new()
}
