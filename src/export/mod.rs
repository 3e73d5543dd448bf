//! An archive in, files that other programs read out: one file here a format.
//!
//! Each file is written beside its place and then put there, so that an export that fails leaves the
//! one from before as it was. `about` writes what describes an export: its dictionary and its manifest.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::archive::View;
use crate::error::{Error, Result};
use spreadsheet::Cut;

pub mod about;
pub mod csl;
pub mod csv;
mod item;
pub mod json;
pub mod jsonld;
pub mod ndjson;
pub mod ninjs;
pub mod postgres;
pub mod spreadsheet;
pub mod text;
#[cfg(feature = "xlsx")]
pub mod xlsx;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name of the file, or of the folder of files.
    pub name: String,
    /// How many rows it has, without its header; of a folder, how many files; none of what is no list.
    pub rows: Option<u64>,
}

/// A view, or a part of one, that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The view.
    pub view: &'static View,
    /// The file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// How many rows it has, without its header.
    pub rows: u64,
    /// The values that were cut off.
    pub cuts: Vec<Cut>,
}

/// Writes a file that appears in its place only when it is whole.
///
/// # Errors
/// When it cannot be written, or `write` fails.
pub fn whole_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<u64>,
) -> Result<Written> {
    let mut part = Part::begin(folder, name)?;
    let rows = write(&mut part.file)?;
    part.finish()?;
    Ok(Written { name: name.to_owned(), rows: Some(rows) })
}

/// A file that stands beside its place until it is whole.
struct Part {
    folder: PathBuf,
    name: String,
    beside: PathBuf,
    file: BufWriter<File>,
    is_whole: bool,
}

impl Part {
    fn begin(folder: &Path, name: &str) -> Result<Self> {
        let beside = part_of(folder, name);
        let file = BufWriter::new(File::create(&beside).map_err(failed(folder, name))?);
        Ok(Self { folder: folder.to_owned(), name: name.to_owned(), beside, file, is_whole: false })
    }

    fn finish(mut self) -> Result<()> {
        let put = |part: &mut Self| {
            part.file.flush()?;
            part.file.get_ref().sync_all()?;
            std::fs::rename(&part.beside, part.folder.join(&part.name))
        };
        put(&mut self).map_err(failed(&self.folder, &self.name))?;
        self.is_whole = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_whole {
            // The reason why it failed is the one to tell.
            let _ = std::fs::remove_file(&self.beside);
        }
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Where a file stands until it is whole.
fn part_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.part"))
}

/// Turns what the system says into an [`Error`] that says where.
fn failed(folder: &Path, name: &str) -> impl Fn(io::Error) -> Error + Copy {
    move |source| Error::Io { path: folder.join(name), doing: "writing the export", source }
}

/// Makes the folder where it is missing.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(Error::io(folder, "creating the folder for the export"))
}

/// Puts a folder in the place of another.
pub(crate) fn replace(new: &Path, place: &Path) -> Result<()> {
    let failed = Error::io(place, "putting the export in its place");
    let old = new.with_extension("old");
    remove(&old)?;
    if_there(std::fs::rename(place, &old)).map_err(failed)?;
    let put = std::fs::rename(new, place);
    if put.is_err() {
        // Back with the one from before; the reason why it failed is the one to tell.
        let _ = std::fs::rename(&old, place);
    }
    put.map_err(failed)?;
    remove(&old)
}

/// Removes a folder and what is in it, if there is one.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    if_there(std::fs::remove_dir_all(folder)).map_err(Error::io(folder, "removing what an export has left"))
}

/// It is well, too, when there was nothing to do it to.
fn if_there(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// `dates`, `dates-2`, `dates-3`: the parts of what is too long for one.
fn part_name(name: &str, number: usize) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}-{number}") }
}
