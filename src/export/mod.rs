//! An archive in, files that other programs read out: one file here a format.
//!
//! Each file is written beside its place and then put there, so that an export that fails leaves the
//! one from before as it was.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use crate::error::{Error, Result};

pub mod csv;
pub mod ndjson;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name of the file.
    pub name: String,
    /// How many rows it has, without its header.
    pub rows: u64,
}

/// Writes a file that appears in its place only when it is whole.
fn whole_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<u64>,
) -> Result<Written> {
    let place = folder.join(name);
    let beside = folder.join(format!(".{name}.part"));
    let failed = |source| Error::Io { path: place.clone(), doing: "writing the export", source };
    let mut file = BufWriter::new(File::create(&beside).map_err(failed)?);
    let written = write(&mut file).and_then(|rows| {
        file.into_inner().map_err(|error| failed(error.into_error()))?.sync_all().map_err(failed)?;
        std::fs::rename(&beside, &place).map_err(failed)?;
        Ok(Written { name: name.to_owned(), rows })
    });
    if written.is_err() {
        // The reason why it failed is the one to tell.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Makes the folder where it is missing.
fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|source| Error::Io {
        path: folder.to_owned(),
        doing: "creating the folder for the export",
        source,
    })
}
