//! What kinds of source there are, and the words for them.

use serde::{Deserialize, Serialize};

use crate::named::named;

/// What kind of body a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A news agency: it writes for others to print.
    Agency,
    /// A syndicate, feed or database: it passes on what others wrote.
    Distributor,
    /// An agency for pictures.
    PhotoAgency,
    /// Distributes press releases, so that the words are those of whoever paid.
    ReleaseWire,
    /// A newspaper.
    Newspaper,
    /// Radio or television, with its site.
    Broadcaster,
    /// A magazine.
    Magazine,
    /// A news site.
    Site,
    /// An organ of a government or of an organization of governments.
    Government,
    /// A scholarly journal.
    Journal,
    /// Not in the vocabulary.
    Unknown,
}

named!(SourceKind {
    Agency = "agency",
    Distributor = "distributor",
    PhotoAgency = "photo-agency",
    ReleaseWire = "release-wire",
    Newspaper = "newspaper",
    Broadcaster = "broadcaster",
    Magazine = "magazine",
    Site = "site",
    Government = "government",
    Journal = "journal",
    Unknown = "unknown",
});

impl SourceKind {
    /// Does such a body pass pictures on to others?
    #[must_use]
    pub fn supplies_pictures(self) -> bool {
        matches!(self, Self::Agency | Self::PhotoAgency | Self::Distributor)
    }
}
