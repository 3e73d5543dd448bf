//! One writer at a time, for as long as a run lasts. SQLite's own locks last for one transaction.
//!
//! The lock lies on a file of its own beside the archive, since on some systems a lock on the archive
//! itself would get in the way of SQLite's. What counts is the lock, not the file: one that was left
//! behind by a killed process holds nobody up. The file says who has it, for whoever comes second.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::beside;
use super::write::now;
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
        let failed = Error::io(archive, "opening the archive for writing");
        loop {
            let mut file =
                OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy { path: archive.to_owned(), holder: holder(&path) });
                }
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            // Whoever had it may have removed the file between our opening and our locking; then
            // this is a lock on nothing.
            if is_still_there(&file, &path).map_err(failed)? {
                // A courtesy: where the disk is full, what needs room will say so.
                let _ = file.set_len(0).and_then(|()| file.write_all(signature().as_bytes()));
                return Ok(Self { path, _file: file });
            }
        }
    }
}

/// Who we are, and since when.
fn signature() -> String {
    let host = gethostname::gethostname();
    format!("process {} on {}, since {}", std::process::id(), host.display(), now())
}

/// Who has the lock; nothing where the file cannot be read or says nothing of the kind.
fn holder(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let is_plain = text.len() < 300 && !text.chars().any(char::is_control);
    (is_plain && text.starts_with("process ")).then_some(text)
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
        let Err(Error::Busy { holder: Some(holder), .. }) = Lock::take(&archive) else { panic!() };
        assert!(holder.starts_with(&format!("process {} on ", std::process::id())), "{holder}");
        drop(first);
        assert!(!beside(&archive, "-lock").exists());
        Lock::take(&archive).unwrap();
    }
}
