//! One writer at a time, for as long as a run lasts. SQLite's own locks last for one transaction.
//!
//! The lock lies on a file of its own beside the archive, since on some systems a lock on the archive
//! itself would get in the way of SQLite's. What counts is the lock, not the file: one that was left
//! behind by a killed process holds nobody up.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::beside;
use crate::error::{Error, Result};

/// The right to write into an archive; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says at once that another process has it.
    pub(super) fn take(archive: &Path) -> Result<Self> {
        let path = beside(archive, "-lock");
        let failed =
            |source| Error::Io { path: archive.to_owned(), doing: "opening the archive for writing", source };
        loop {
            let file =
                OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: archive.to_owned() }),
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            // Whoever had it may have removed the file between our opening and our locking; then
            // this is a lock on nothing.
            if is_still_there(&file, &path).map_err(failed)? {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays behind does no harm.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(theirs) => Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere a file that is open cannot be replaced.
#[cfg(not(unix))]
fn is_still_there(_file: &File, path: &Path) -> io::Result<bool> {
    path.try_exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("morgue.db");
        std::fs::write(beside(&archive, "-lock"), "").unwrap();
        let first = Lock::take(&archive).unwrap();
        assert!(matches!(Lock::take(&archive), Err(Error::Busy { .. })));
        drop(first);
        assert!(!beside(&archive, "-lock").exists());
        Lock::take(&archive).unwrap();
    }
}
