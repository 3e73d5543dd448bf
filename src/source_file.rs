//! A file given to the archive: its path, size, time and digest. No file is opened here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The path of a source file, in the form in which records and the archive keep it.
///
/// A path that is valid UTF-8 stands as it is. In any other path, every byte that is not UTF-8 is
/// written as U+FFFD and two hexadecimal digits; so are the bytes of a U+FFFD that is really part
/// of a name. Two different paths therefore never look the same, and the bytes can be had back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourcePath(String);

const MARK: char = '\u{FFFD}';

impl SourcePath {
    /// The form of `path` that is kept. `./` at its head and doubled separators are left out, so
    /// that `./clips` and `clips/` are the same root.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self::from_bytes(clean(path).as_os_str().as_encoded_bytes())
    }

    /// The form of a path given as bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        // Nearly every path is such a one.
        if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| !text.contains(MARK)) {
            return Self(text.to_owned());
        }
        let mut kept = String::with_capacity(bytes.len());
        let escape = |kept: &mut String, bytes: &[u8]| {
            for byte in bytes {
                kept.push(MARK);
                let _ = write!(kept, "{byte:02X}");
            }
        };
        for chunk in bytes.utf8_chunks() {
            for character in chunk.valid().chars() {
                if character == MARK {
                    escape(&mut kept, "\u{FFFD}".as_bytes());
                } else {
                    kept.push(character);
                }
            }
            escape(&mut kept, chunk.invalid());
        }
        Self(kept)
    }

    /// A path that was read back from a record or an archive.
    #[must_use]
    pub fn from_kept(kept: String) -> Self {
        Self(kept)
    }

    /// The kept form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes of the path on disk.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(at) = rest.find(MARK) {
            bytes.extend_from_slice(&rest.as_bytes()[..at]);
            let after = &rest[at + MARK.len_utf8()..];
            if let Some(byte) = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                bytes.push(byte);
                rest = &after[2..];
            } else {
                bytes.extend_from_slice("\u{FFFD}".as_bytes());
                rest = after;
            }
        }
        bytes.extend_from_slice(rest.as_bytes());
        bytes
    }

    /// The path to open.
    #[must_use]
    pub fn to_path(&self) -> PathBuf {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt;
            std::ffi::OsString::from_vec(self.to_bytes()).into()
        }
        #[cfg(not(unix))]
        {
            String::from_utf8_lossy(&self.to_bytes()).into_owned().into()
        }
    }

    /// Does the kept form differ from the bytes on disk?
    #[must_use]
    pub fn is_escaped(&self) -> bool {
        self.0.contains(MARK)
    }
}

/// A path without `./` at its head and doubled separators.
#[must_use]
pub fn clean(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != std::path::Component::CurDir).collect()
}

impl std::fmt::Display for SourcePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A BLAKE3 hash: of a file's bytes, or of an article's normalized text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The digest of everything that can be read.
    ///
    /// # Errors
    /// When reading fails.
    pub fn of_all(bytes: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(bytes)?;
        Ok(Self(*hasher.finalize().as_bytes()))
    }

    /// Reads the written form, `blake3:` and 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hash = blake3::Hash::from_hex(text.strip_prefix("blake3:")?).ok()?;
        Some(Self(*hash.as_bytes()))
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "blake3:{}", blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// A file given to the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: SourcePath,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970-01-01 UTC. `None` when only its
    /// content was given (`load`, `extract --stdin`).
    pub modified_at: Option<i64>,
    /// The digest of its bytes. `None` when they could not be read.
    pub digest: Option<Digest>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_root_has_one_spelling() {
        for given in ["clips/a.txt", "./clips/a.txt", "clips//a.txt", "./clips/./a.txt"] {
            assert_eq!(SourcePath::new(Path::new(given)).as_str(), "clips/a.txt", "{given}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_written_with_a_mark() {
        assert_eq!(SourcePath::from_bytes(b"bad\xff.txt").as_str(), "bad\u{FFFD}FF.txt");
    }

    proptest! {
        #[test]
        fn a_path_can_be_had_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(SourcePath::from_bytes(&bytes).to_bytes(), bytes);
        }

        #[test]
        fn a_digest_can_be_read_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let digest = Digest::of(&bytes);
            prop_assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        }
    }
}
