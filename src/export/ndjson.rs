//! The records of an archive, one a line: what `load` takes.

use std::io::{self, Write};
use std::path::Path;

use super::{Written, make_folder, whole_file};
use crate::archive::Archive;
use crate::error::{Error, Result};

/// Writes every record as `records.ndjson` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    make_folder(folder)?;
    let name = "records.ndjson";
    let failed = |source| Error::Io { path: folder.join(name), doing: "writing the export", source };
    let written = whole_file(folder, name, |file| {
        let mut rows = 0;
        archive.each_entry(|entry| {
            rows += 1;
            serde_json::to_writer(&mut *file, &entry.record)
                .map_err(|error| failed(io::Error::from(error)))?;
            file.write_all(b"\n").map_err(failed)
        })?;
        Ok(rows)
    })?;
    Ok(vec![written])
}
