//! An archive in, a copy of it as it is at this moment out, whoever writes into it meanwhile.

use std::fs::File;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Archive, beside, failed};
use crate::error::{Error, Result};

/// Copies an archive. The copy appears in its place only when it is whole and on disk; an archive that stands there
/// already gives way to it, anything else does not. Gives the size of the copy in bytes.
///
/// # Errors
/// When the archive cannot be read, the copy not be written, or something else stands in its place.
pub fn back_up(archive: &Archive, to: &Path) -> Result<u64> {
    match Archive::open_unchanged(to) {
        // An older archive, or one of an earlier version: a backup from before.
        Ok(_) | Err(Error::NoArchive { .. }) => {}
        Err(error) => return Err(error),
    }
    let part = beside(to, ".part");
    let written = copy(archive, &part).and_then(|()| {
        let io = Error::io(to, "putting the copy in its place");
        let file = File::open(&part).map_err(io)?;
        file.sync_all().map_err(io)?;
        std::fs::rename(&part, to).map_err(io)?;
        Ok(file.metadata().map_err(io)?.len())
    });
    if written.is_err() {
        // The reason why it failed is the one to tell.
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// All pages in one step: what another process writes meanwhile is no part of it, and does not make it begin again.
fn copy(archive: &Archive, part: &Path) -> Result<()> {
    let ask = failed(part, "copying the archive");
    // What a backup that was killed has left there is no beginning.
    let _ = std::fs::remove_file(part);
    let mut copy = Connection::open(part).map_err(&ask)?;
    let backup = Backup::new(&archive.connection, &mut copy).map_err(&ask)?;
    match backup.step(-1).map_err(&ask)? {
        StepResult::Done => {}
        _ => return Err(Error::Busy { path: archive.path.clone(), holder: None }),
    }
    drop(backup);
    // While somebody writes the archive has a journal beside it; the copy is one file.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(&ask)?;
    copy.close().map_err(|(_, error)| ask(error))
}
