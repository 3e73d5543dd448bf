//! The archive: one SQLite file. This folder and `search/plan/` are the only places that speak SQL.
//!
//! `migrate` makes and upgrades it, `batch` makes ready what `write`, the one writer, stores, `index` has the index of
//! words, `indexes` those over values, for one of which `person_ids` stands in while a new archive is filled. `roster` finds
//! out who is who when a run ends, of what `changes` says. `read` gives records back, `list` the rows of the public views,
//! which `views` describes; `narrow` makes both tell of some articles alone. `register` counts who claims what, `people`
//! and `portrait` tell who is named where, `check` looks for damage. `schema/current.sql` is the schema as it stands.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::{Error, Result};

mod article;
mod backup;
mod batch;
mod changes;
pub mod check;
mod file;
mod index;
mod indexes;
mod inserts;
pub mod list;
mod lock;
mod migrate;
mod narrow;
pub mod people;
mod person_ids;
pub mod portrait;
mod ranked;
mod read;
pub mod register;
mod roster;
#[cfg(test)]
mod sample;
mod views;
mod write;

pub use backup::back_up;
pub use batch::{Batch, Indexing};
pub use file::Known;
pub(crate) use index::has_word;
pub use migrate::SCHEMA_VERSION;
pub use read::Entry;
pub use views::{Column, Kind, PEOPLE, PROBLEMS, VIEWS, View};
pub use write::{Counts, Finish, Rewrite, Writer, repair};

/// "MORG": what `PRAGMA application_id` says of our files, so that `file` and we can tell them.
pub const APPLICATION_ID: i64 = 0x4D4F_5247;

/// An archive opened for reading. It can be read while another process writes into it.
#[derive(Debug)]
pub struct Archive {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Archive {
    /// Opens an archive for reading, also from a folder or disc that cannot be written to. One of an
    /// earlier version is brought to today's schema first.
    ///
    /// # Errors
    /// When there is none, when it is something else, when a newer version wrote it, or when an
    /// earlier one did and it cannot be written to.
    pub fn open(path: &Path) -> Result<Self> {
        let archive = Self::open_unchanged(path)?;
        if migrate::version(&archive.connection, path)? == SCHEMA_VERSION {
            return Ok(archive);
        }
        drop(archive);
        write::upgrade(path)?;
        Self::open_unchanged(path)
    }

    /// Opens an archive of this version or an earlier one and leaves it as it is: for a rehearsal,
    /// which writes nothing. Only tables that every version has may be asked.
    pub(crate) fn open_unchanged(path: &Path) -> Result<Self> {
        let size = match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => metadata.len(),
            Ok(_) => return Err(not_an_archive(path, "it is not a file")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoArchive { path: path.to_owned() });
            }
            Err(error) => return Err(Error::io(path, "opening the archive")(error)),
        };
        if size == 0 {
            let reason = "it is empty: it was begun but never finished; bring the articles in again";
            return Err(not_an_archive(path, reason));
        }
        let connection = open_read_only(path)?;
        if migrate::version(&connection, path)? == 0 {
            let reason = "it was begun but never finished; bring the articles in again";
            return Err(not_an_archive(path, reason));
        }
        Ok(Self { connection, path: path.to_owned() })
    }

    /// From now on it is read as it is at this moment, whoever writes into it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hold_still(&self) -> Result<()> {
        self.connection.execute_batch("BEGIN").map_err(self.error("reading the archive"))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Turns what SQLite says into an [`Error`] that says where and at what.
    pub(crate) fn error(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> Error {
        failed(&self.path, doing)
    }
}

fn not_an_archive(path: &Path, reason: &str) -> Error {
    Error::NotAnArchive { path: path.to_owned(), reason: reason.to_owned() }
}

/// A connection that cannot write. Where SQLite cannot make its shared-memory file, because the
/// folder is read-only, and nobody has left a journal behind, the file is read as one that never changes.
fn open_read_only(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let usable = |connection: &Connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
    };
    let first = Connection::open_with_flags(path, flags)
        .and_then(|connection| usable(&connection).map(|_| connection));
    let connection = match first {
        Ok(connection) => connection,
        Err(error) if cannot_open(&error) && !beside(path, "-wal").exists() => {
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(immutable_uri(path), flags)
                .and_then(|connection| usable(&connection).map(|_| connection))
                .map_err(failed(path, "opening the archive"))?
        }
        Err(error) => return Err(failed(path, "opening the archive")(error)),
    };
    connection
        .pragma_update(None, "trusted_schema", false)
        .and_then(|()| connection.pragma_update(None, "query_only", true))
        // A statement is planned once, not anew for each value: half of the work of `digest` (measured).
        .and_then(|()| connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true))
        .map_err(failed(path, "opening the archive"))?;
    Ok(connection)
}

fn cannot_open(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// The path with something behind its name, as SQLite names the files beside a database.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A `file:` URI; every byte that has a meaning in one is written as `%XX`.
fn immutable_uri(path: &Path) -> PathBuf {
    let mut uri = b"file:".to_vec();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'%' | b'?' | b'#' => uri.extend_from_slice(format!("%{byte:02X}").as_bytes()),
            _ => uri.push(byte),
        }
    }
    uri.extend_from_slice(b"?immutable=1");
    crate::source_file::SourcePath::from_bytes(&uri).to_path()
}

/// Turns what SQLite says into an [`Error`] that says where and at what.
fn failed(path: &Path, doing: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    move |source| match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => not_an_archive(path, "it is not a SQLite file"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Busy { path: path.to_owned(), holder: None }
        }
        Some(ErrorCode::DiskFull) => Error::NoRoom { path: path.to_owned(), doing },
        // A write that the system took in part or not at all.
        Some(ErrorCode::SystemIoFailure)
            if source.sqlite_error().is_some_and(|error| {
                matches!(error.extended_code, SQLITE_IOERR_WRITE | SQLITE_IOERR_SHMSIZE)
            }) =>
        {
            Error::NoRoom { path: path.to_owned(), doing }
        }
        Some(ErrorCode::DatabaseCorrupt) => {
            Error::Damaged { path: path.to_owned(), what: format!("{doing}: {source}") }
        }
        _ => Error::Sqlite { path: path.to_owned(), doing, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_is_told_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let nothing = folder.path().join("nothing.db");
        assert!(matches!(Archive::open(&nothing), Err(Error::NoArchive { .. })));
        assert!(!nothing.exists());
        let other = folder.path().join("other?#%.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        for (name, bytes) in [
            ("empty.db", Vec::new()),
            ("text.db", b"a story, and not a short one, so that it has more than a hundred bytes in it, as a header has".to_vec()),
            ("other.db", std::fs::read(&other).unwrap()),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, &bytes).unwrap();
            assert!(matches!(Archive::open(&path), Err(Error::NotAnArchive { .. })), "{name}");
            if !bytes.is_empty() {
                assert!(matches!(Writer::begin(&path, "{}"), Err(Error::NotAnArchive { .. })), "{name}");
            }
            assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}");
        }
    }

    #[test]
    fn a_newer_archive_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        for error in [Archive::open(&path).err(), Writer::begin(&path, "{}").err()] {
            assert!(matches!(error, Some(Error::NewerArchive { found: 99, .. })), "{error:?}");
        }
    }

    #[test]
    fn a_uri_keeps_every_byte() {
        assert_eq!(
            immutable_uri(Path::new("/a b/100%?#.db")),
            PathBuf::from("file:/a b/100%25%3F%23.db?immutable=1")
        );
    }
}
