//! What kinds of source there are, and the words for them.

use serde::{Deserialize, Serialize};

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

impl SourceKind {
    /// Every kind, in the order of the list above.
    pub const ALL: [SourceKind; 11] = [
        SourceKind::Agency,
        SourceKind::Distributor,
        SourceKind::PhotoAgency,
        SourceKind::ReleaseWire,
        SourceKind::Newspaper,
        SourceKind::Broadcaster,
        SourceKind::Magazine,
        SourceKind::Site,
        SourceKind::Government,
        SourceKind::Journal,
        SourceKind::Unknown,
    ];

    /// The word used in the vocabulary's files, in records and in the archive.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SourceKind::Agency => "agency",
            SourceKind::Distributor => "distributor",
            SourceKind::PhotoAgency => "photo-agency",
            SourceKind::ReleaseWire => "release-wire",
            SourceKind::Newspaper => "newspaper",
            SourceKind::Broadcaster => "broadcaster",
            SourceKind::Magazine => "magazine",
            SourceKind::Site => "site",
            SourceKind::Government => "government",
            SourceKind::Journal => "journal",
            SourceKind::Unknown => "unknown",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
