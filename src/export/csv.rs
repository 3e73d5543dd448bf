//! One CSV file for each public view: RFC 4180, UTF-8, a header, rows in the order of the paths.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it.

use std::io;
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
    views.map(|view| export_view(archive, folder, view)).collect()
}

fn export_view(archive: &Archive, folder: &Path, view: &'static View) -> Result<Written> {
    let name = format!("{}.csv", view.name);
    let failed = |error: csv::Error| Error::Io {
        path: folder.join(&name),
        doing: "writing the export",
        source: io::Error::other(error),
    };
    whole_file(folder, &name, |file| {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        csv.write_record(view.columns().map(|column| column.name)).map_err(failed)?;
        let mut rows = 0_u64;
        archive.each_row(view, None, |cells| {
            rows += 1;
            let mut write = |cell: &Cell| csv.write_field(as_text(&cell.text()).as_bytes());
            cells.iter().try_for_each(&mut write).map_err(failed)?;
            csv.write_record(None::<&[u8]>).map_err(failed)
        })?;
        csv.flush().map_err(|error| failed(error.into()))?;
        Ok(rows)
    })
}

/// Writes one table, as the exports have it.
///
/// # Errors
/// When it cannot be written.
pub fn table(
    out: impl io::Write,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(columns).map_err(plain)?;
    for cells in rows {
        csv.write_record(cells.iter().map(|cell| as_text(cell).into_owned())).map_err(plain)?;
    }
    csv.flush()
}

/// What the system said, so that a closed pipe is known for one.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula. Quotation marks around it would not help.
fn as_text(cell: &str) -> std::borrow::Cow<'_, str> {
    let is_risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        && cell.parse::<f64>().is_err();
    if is_risky { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_be_formulas() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+HYPERLINK(1)", "'+HYPERLINK(1)"),
            ("@SUM(1)", "'@SUM(1)"),
            ("-5", "-5"),
            ("- a dash", "'- a dash"),
            ("2020-03-25", "2020-03-25"),
            ("", ""),
        ] {
            assert_eq!(as_text(cell), expected);
        }
    }
}
