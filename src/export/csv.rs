//! Tables as CSV: RFC 4180, UTF-8, a header, every value as it is.

use std::io::{self, Write};
use std::path::Path;

use super::{Written, make_folder, whole_file};
use crate::archive::list::Cell;
use crate::archive::{Archive, VIEWS, View};
use crate::error::{Error, Result};

/// Writes every view as `VIEW.csv` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or a file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    make_folder(folder)?;
    let views = VIEWS.iter().filter(|view| view.can_be_narrowed());
    let written = views.map(|view| {
        let name = format!("{}.csv", view.name);
        let failed = |source| Error::Io { path: folder.join(&name), doing: "writing the export", source };
        whole_file(folder, &name, |file| rows(archive, view, None, file, failed))
    });
    written.collect()
}

/// Writes the rows of a view, at most `limit` of them, and says how many there were.
///
/// # Errors
/// When the archive cannot be read; what `failed` makes of an error of `out`.
pub fn rows<E: From<Error>>(
    archive: &Archive,
    view: &'static View,
    limit: Option<u64>,
    out: impl Write,
    failed: impl Fn(io::Error) -> E,
) -> std::result::Result<u64, E> {
    let mut csv = writer(out);
    let failed = |error| failed(plain(error));
    csv.write_record(view.columns().map(|column| column.name)).map_err(failed)?;
    let mut rows = 0;
    archive.each_row(view, limit, |cells: &[Cell]| {
        rows += 1;
        for cell in cells {
            csv.write_field(cell.text().as_bytes()).map_err(failed)?;
        }
        csv.write_record(None::<&[u8]>).map_err(failed)
    })?;
    csv.flush().map_err(|error| failed(error.into()))?;
    Ok(rows)
}

/// Writes one table.
///
/// # Errors
/// When it cannot be written.
pub fn table(out: impl Write, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    let mut csv = writer(out);
    csv.write_record(columns).map_err(plain)?;
    for cells in rows {
        csv.write_record(cells).map_err(plain)?;
    }
    csv.flush()
}

fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

/// What the system said, so that a closed pipe is known for one.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
