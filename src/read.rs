//! A path in, its bytes and their digest out. The only module that opens articles.
//!
//! A file is never opened in a way that can hang, never read beyond its cap, and never believed to
//! be whole when it changed while it was read.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::problem::{Problem, ProblemKind, Stage};
use crate::source_file::Digest;

/// Larger files are a problem unless the user says otherwise: 32 MiB, some five thousand pages.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 32 << 20;

/// The largest cap that can be asked for: SQLite keeps no value of more than 10⁹ bytes, and a row
/// holds the article's zones together.
pub const LARGEST_FILE_SIZE: u64 = 480_000_000;

/// Size and time of change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// In bytes.
    pub size: u64,
    /// In nanoseconds since 1970-01-01 UTC.
    pub modified_at: i64,
}

impl Stat {
    fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |time: std::time::SystemTime| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => {
                i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanoseconds| -nanoseconds)
            }
        };
        Self { size: metadata.len(), modified_at: metadata.modified().map_or(0, nanoseconds) }
    }
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Size and time of change of the file on disk.
    pub stat: Stat,
    /// Its bytes, unpacked when its name ends in `.gz` or `.zst`.
    pub bytes: Vec<u8>,
    /// The digest of the bytes on disk.
    pub digest: Digest,
}

/// Size and time of change of a file, without opening it.
///
/// # Errors
/// When it is gone, cannot be looked at, or is no regular file.
pub fn stat(path: &Path) -> Result<Stat, Problem> {
    let metadata = std::fs::metadata(path).map_err(|error| problem(Stage::Read, &error))?;
    regular(&metadata)?;
    Ok(Stat::of(&metadata))
}

/// Is there nothing at this path any more?
#[must_use]
pub fn is_gone(path: &Path) -> bool {
    matches!(std::fs::symlink_metadata(path), Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
}

/// The content of a file of at most `limit` bytes, on disk and unpacked.
///
/// # Errors
/// A [`Problem`] when it cannot be read as a whole.
pub fn read(path: &Path, limit: u64) -> Result<Content, Problem> {
    let content = as_it_is(path, limit)?;
    let bytes = unpacked(path, content.bytes, limit)?;
    Ok(Content { bytes, ..content })
}

/// The same without unpacking anything: `bytes` are those on disk.
///
/// # Errors
/// A [`Problem`] when it cannot be read as a whole.
pub fn as_it_is(path: &Path, limit: u64) -> Result<Content, Problem> {
    // A file that changes under our hands is read once more; then it is a problem.
    match read_once(path, limit)? {
        Some(content) => Ok(content),
        None => read_once(path, limit)?.ok_or_else(|| {
            Problem::new(Stage::Read, ProblemKind::Changed, "it changed while it was being read")
        }),
    }
}

/// What the bytes of a file stand for: themselves, unless its name says that they are packed.
///
/// # Errors
/// When they do not unpack, or to more than `limit` bytes.
pub fn unpacked(name: &Path, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Problem> {
    match Packing::of(name) {
        Some(packing) => unpack(packing, &bytes, limit),
        None => Ok(bytes),
    }
}

/// The stream of what the bytes of a file stand for, when it is too long to be held.
///
/// # Errors
/// When they cannot be read.
pub fn unpacking<'a>(name: &Path, bytes: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    Ok(match Packing::of(name) {
        Some(packing) => Box::new(BufReader::new(packing.decoder(bytes)?)),
        None => Box::new(BufReader::new(bytes)),
    })
}

/// Does its name say that a file is packed?
#[must_use]
pub fn is_packed(name: &Path) -> bool {
    Packing::of(name).is_some()
}

/// The digest of a file's bytes on disk, however large it is.
///
/// # Errors
/// A [`Problem`] when it cannot be read.
pub fn digest(path: &Path) -> Result<Digest, Problem> {
    let failed = |error: io::Error| problem(Stage::Read, &error);
    let file = open(path).map_err(failed)?;
    regular(&file.metadata().map_err(failed)?)?;
    Digest::of_all(file).map_err(failed)
}

/// The bytes on disk, or nothing when the file changed meanwhile.
fn read_once(path: &Path, limit: u64) -> Result<Option<Content>, Problem> {
    let mut file = open(path).map_err(|error| problem(Stage::Read, &error))?;
    let metadata = file.metadata().map_err(|error| problem(Stage::Read, &error))?;
    regular(&metadata)?;
    let before = Stat::of(&metadata);
    if before.size > limit {
        return Err(too_large(before.size, limit));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.size).unwrap_or(0) + 1);
    let read = file.by_ref().take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| problem(Stage::Read, &error))?;
    let after =
        file.metadata().map(|metadata| Stat::of(&metadata)).map_err(|error| problem(Stage::Read, &error))?;
    if before != after || bytes.len() as u64 != before.size {
        return Ok(None);
    }
    let digest = Digest::of(&bytes);
    Ok(Some(Content { stat: before, bytes, digest }))
}

/// Opens a file without waiting for whoever is at the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    options.open(path)
}

fn regular(metadata: &Metadata) -> Result<(), Problem> {
    if metadata.is_file() {
        return Ok(());
    }
    let what =
        if metadata.is_dir() { "a folder, not a file" } else { "a pipe, socket or device, not a file" };
    Err(Problem::new(Stage::Read, ProblemKind::NotARegularFile, what))
}

/// The problem of a file of `size` bytes where at most `limit` are read.
#[must_use]
pub fn too_large(size: u64, limit: u64) -> Problem {
    let message = format!("{size} bytes, more than the {limit} of --max-file-size");
    Problem::new(Stage::Read, ProblemKind::TooLarge, message)
}

/// What the operating system said, in words that are the same on every machine.
pub(crate) fn problem(stage: Stage, error: &io::Error) -> Problem {
    let (kind, message) = match error.kind() {
        io::ErrorKind::NotFound => (ProblemKind::Vanished, "it was listed in its folder but is gone"),
        io::ErrorKind::PermissionDenied => (ProblemKind::PermissionDenied, "permission denied"),
        io::ErrorKind::InvalidFilename => (ProblemKind::Io, "its path is longer than the system can open"),
        io::ErrorKind::IsADirectory => (ProblemKind::NotARegularFile, "a folder, not a file"),
        _ if is_no_device(error) => (ProblemKind::NotARegularFile, "a pipe, socket or device, not a file"),
        _ => return Problem::new(stage, ProblemKind::Io, error.to_string()),
    };
    Problem::new(stage, kind, message)
}

/// Opening a socket says "no such device or address".
#[cfg(unix)]
fn is_no_device(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::ENXIO)
}

#[cfg(not(unix))]
fn is_no_device(_error: &io::Error) -> bool {
    false
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        if ending.eq_ignore_ascii_case("gz") {
            Some(Packing::Gzip)
        } else if ending.eq_ignore_ascii_case("zst") {
            Some(Packing::Zstandard)
        } else {
            None
        }
    }

    /// What packed bytes stand for. They may be several packed files one behind the other.
    fn decoder<'a>(self, packed: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
        Ok(match self {
            Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
            Packing::Zstandard => Box::new(zstd::stream::read::Decoder::new(packed)?),
        })
    }
}

/// Unpacks at most `limit` bytes, whatever the packed bytes promise.
fn unpack(packing: Packing, packed: &[u8], limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let decoder = packing.decoder(packed);
    let unpacked = decoder.and_then(|decoder| decoder.take(limit + 1).read_to_end(&mut bytes));
    let ending = if packing == Packing::Gzip { ".gz" } else { ".zst" };
    if unpacked.is_err() {
        let message = format!("it does not unpack as {ending}: damaged, cut off, or something else");
        return Err(Problem::new(Stage::Read, ProblemKind::BadCompression, message));
    }
    if bytes.len() as u64 > limit {
        let message = format!("it unpacks to more than the {limit} bytes of --max-file-size");
        return Err(Problem::new(Stage::Read, ProblemKind::TooLarge, message));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn kind(path: &Path, limit: u64) -> ProblemKind {
        read(path, limit).unwrap_err().kind
    }

    #[test]
    fn files_are_read_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "a story").unwrap();
        let content = read(&path, 7).unwrap();
        assert_eq!(content.bytes, b"a story");
        assert_eq!(content.stat, stat(&path).unwrap());
        assert_eq!(content.digest, Digest::of(b"a story"));
        assert_eq!(kind(&path, 6), ProblemKind::TooLarge);
        assert_eq!(kind(folder.path(), 100), ProblemKind::NotARegularFile);
        assert_eq!(kind(&folder.path().join("nothing"), 100), ProblemKind::Vanished);
        assert!(is_gone(&folder.path().join("nothing")) && !is_gone(&path));
    }

    #[test]
    fn packed_files() {
        let folder = tempfile::tempdir().unwrap();
        let gzip = |text: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text).unwrap();
            encoder.finish().unwrap()
        };
        let two = folder.path().join("two.txt.GZ");
        std::fs::write(&two, [gzip(b"one "), gzip(b"two")].concat()).unwrap();
        let content = read(&two, 100).unwrap();
        assert_eq!(content.bytes, b"one two");
        assert_eq!(
            content.digest,
            Digest::of(&std::fs::read(&two).unwrap()),
            "the digest is of the bytes on disk"
        );
        let bomb = folder.path().join("bomb.txt.zst");
        std::fs::write(&bomb, zstd::encode_all(vec![0_u8; 1 << 20].as_slice(), 1).unwrap()).unwrap();
        assert_eq!(kind(&bomb, 1 << 19), ProblemKind::TooLarge);
        let cut = folder.path().join("cut.txt.gz");
        std::fs::write(&cut, &gzip(b"a longer story than that")[..20]).unwrap();
        assert_eq!(kind(&cut, 100), ProblemKind::BadCompression);
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket.txt");
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert_eq!(kind(&path, 100), ProblemKind::NotARegularFile);
    }
}
