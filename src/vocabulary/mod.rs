//! Names that newspapers print: agencies and outlets.

use serde::{Deserialize, Serialize};

/// What kind of body a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A news agency.
    Agency,
    /// A syndicate or feed.
    Distributor,
    /// An agency for pictures.
    PhotoAgency,
    /// Distributes press releases.
    ReleaseWire,
    /// A newspaper.
    Newspaper,
    /// Radio or television.
    Broadcaster,
    /// A magazine.
    Magazine,
    /// A news site.
    Site,
    /// An organ of a state.
    Government,
    /// A scholarly journal.
    Journal,
    /// Not in the vocabulary.
    Unknown,
}
