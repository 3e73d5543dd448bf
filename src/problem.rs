//! What can go wrong with one file. A problem is data: stored, counted and listed; the run goes on.

use serde::{Deserialize, Serialize};

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

impl Stage {
    /// The name used in records and in the `problem` table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Discover => "discover",
            Stage::Read => "read",
            Stage::Decode => "decode",
            Stage::Normalize => "normalize",
            Stage::Extract => "extract",
            Stage::Load => "load",
            Stage::Write => "write",
        }
    }
}

macro_rules! problem_kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal),+ $(,)?) => {
        /// What went wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ProblemKind { $($(#[doc = $doc])+ $name),+ }

        impl ProblemKind {
            /// The name used in records and in the `problem` table.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(ProblemKind::$name => $text),+ }
            }

            /// Every kind, in the order of the list above.
            pub const ALL: &[ProblemKind] = &[$(ProblemKind::$name),+];
        }
    };
}

problem_kinds! {
    /// The file was there when its folder was listed and is gone now.
    Vanished = "vanished",
    /// The system did not let us read it.
    PermissionDenied = "permission-denied",
    /// A pipe, socket, device or folder where a file was expected.
    NotARegularFile = "not-a-regular-file",
    /// A symbolic link that leads to nothing or round in a circle.
    BrokenLink = "broken-link",
    /// Larger than `--max-file-size`, also after unpacking.
    TooLarge = "too-large",
    /// The file changed while it was being read.
    Changed = "changed",
    /// Any other trouble of the operating system.
    Io = "io",
    /// A `.gz` or `.zst` file that does not unpack.
    BadCompression = "bad-compression",
    /// No text in it.
    Empty = "empty",
    /// Not text: NUL bytes or a known binary signature.
    Binary = "binary",
    /// Some bytes had no meaning in the encoding and became replacement characters. The article is stored.
    BytesReplaced = "bytes-replaced",
    /// Mojibake such as `â€™` was repaired. The article is stored.
    MojibakeRepaired = "mojibake-repaired",
    /// A bug of ours: extraction panicked on this text.
    InternalError = "internal-error",
    /// A line given to `load` or `extract --stdin` that is not a record.
    BadRecord = "bad-record",
    /// SQLite did not take the article.
    NotWritten = "not-written",
}

impl ProblemKind {
    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<ProblemKind> {
        ProblemKind::ALL.iter().copied().find(|kind| kind.as_str() == name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_records_and_in_the_archive_are_the_same() {
        for kind in ProblemKind::ALL {
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.as_str()));
            assert_eq!(ProblemKind::parse(kind.as_str()), Some(*kind));
        }
    }
}
