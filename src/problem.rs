//! What can go wrong with one file. A problem is data: stored, counted and listed; the run goes on.

use serde::{Deserialize, Serialize};

use crate::named::named;

/// Where on its way a file met the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// While folders were walked.
    Discover,
    /// While the file was opened and read.
    Read,
    /// While bytes became text.
    Decode,
    /// While the text was brought into one spelling.
    Normalize,
    /// While values were read from the text.
    Extract,
    /// While a record was taken in by `load`.
    Load,
    /// While the article was written into the archive.
    Write,
}

named!(Stage {
    Discover = "discover",
    Read = "read",
    Decode = "decode",
    Normalize = "normalize",
    Extract = "extract",
    Load = "load",
    Write = "write",
});

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The file was there when its folder was listed and is gone now.
    Vanished,
    /// The system did not let us read it.
    PermissionDenied,
    /// A pipe, socket, device or folder where a file was expected.
    NotARegularFile,
    /// A symbolic link that leads to nothing or round in a circle.
    BrokenLink,
    /// Larger than `--max-file-size`, also after unpacking.
    TooLarge,
    /// The file changed while it was being read.
    Changed,
    /// Any other trouble of the operating system.
    Io,
    /// A `.gz` or `.zst` file that does not unpack.
    BadCompression,
    /// No text in it.
    Empty,
    /// Not text: NUL bytes or a known binary signature.
    Binary,
    /// Some bytes had no meaning in the encoding and became replacement characters. The article is stored.
    BytesReplaced,
    /// Mojibake such as `â€™` was repaired. The article is stored.
    MojibakeRepaired,
    /// A bug of ours: extraction panicked on this text.
    InternalError,
    /// A line given to `load` or `extract --stdin` that is not a record.
    BadRecord,
    /// SQLite did not take the article.
    NotWritten,
}

named!(ProblemKind {
    Vanished = "vanished",
    PermissionDenied = "permission-denied",
    NotARegularFile = "not-a-regular-file",
    BrokenLink = "broken-link",
    TooLarge = "too-large",
    Changed = "changed",
    Io = "io",
    BadCompression = "bad-compression",
    Empty = "empty",
    Binary = "binary",
    BytesReplaced = "bytes-replaced",
    MojibakeRepaired = "mojibake-repaired",
    InternalError = "internal-error",
    BadRecord = "bad-record",
    NotWritten = "not-written",
});

impl ProblemKind {
    /// Was it only noticed, and the article stored all the same?
    #[must_use]
    pub fn is_note(self) -> bool {
        matches!(self, ProblemKind::BytesReplaced | ProblemKind::MojibakeRepaired)
    }

    /// Does the problem lie in the bytes themselves? Then the same bytes fail again, and a file
    /// that has not changed since need not be read again.
    #[must_use]
    pub fn lies_in_the_bytes(self) -> bool {
        matches!(self, ProblemKind::Empty | ProblemKind::Binary | ProblemKind::BadCompression)
    }
}

/// What can go wrong with one file: this file only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where on its way the file met it.
    pub stage: Stage,
    /// What it is.
    pub kind: ProblemKind,
    /// What a person needs to know of it: lower case, no full stop, the same on every machine.
    pub message: String,
}

impl Problem {
    /// A problem met at `stage`.
    pub fn new(stage: Stage, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { stage, kind, message: message.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}
