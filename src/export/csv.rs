//! Tables as CSV: RFC 4180, UTF-8, a header. Every value is as it is, but for a spreadsheet.

use std::io::{self, Write};
use std::path::Path;

use super::spreadsheet::{Cut, MOST_ROWS, fitted, guarded};
use super::{Part, Table, failed, make_folder, part_name};
use crate::archive::list::Cell;
use crate::archive::{Archive, View};
use crate::error::{Error, Result};

/// For whom a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Programs: every value is as it is.
    Program,
    /// Excel, or a spreadsheet like it: a byte-order mark, values that it would take for formulas with an
    /// apostrophe, and no more than it can hold.
    Excel(Delimiter),
}

/// What stands between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma stands in numbers
    Semicolon,
    /// A tab
    Tab,
}

impl Reader {
    /// What stands between two values.
    #[must_use]
    pub fn delimiter(self) -> char {
        match self {
            Self::Program | Self::Excel(Delimiter::Comma) => ',',
            Self::Excel(Delimiter::Semicolon) => ';',
            Self::Excel(Delimiter::Tab) => '\t',
        }
    }
}

/// Writes views as `VIEW.csv` into a folder, which is made when it is not there. What is longer than a sheet of
/// Excel goes on in `VIEW-2.csv`.
///
/// # Errors
/// When the archive cannot be read or a file not be written.
pub fn export(
    archive: &Archive,
    folder: &Path,
    views: &[&'static View],
    reader: Reader,
) -> Result<Vec<Table>> {
    make_folder(folder)?;
    let most = if reader == Reader::Program { u64::MAX } else { MOST_ROWS - 1 };
    let tables = views.iter().map(|view| export_view(archive, folder, view, reader, most));
    Ok(tables.collect::<Result<Vec<_>>>()?.concat())
}

/// Writes one view, `most` rows into a file.
fn export_view(
    archive: &Archive,
    folder: &Path,
    view: &'static View,
    reader: Reader,
    most: u64,
) -> Result<Vec<Table>> {
    let begin = |number| {
        let file = format!("{}.csv", part_name(view.name, number));
        Sheet::begin(Part::begin(folder, &file)?, view, &file, reader).map_err(failed(folder, &file))
    };
    let finish = |sheet: Sheet<Part>| {
        let file = sheet.table.file.clone();
        let (part, table) = sheet.finish().map_err(failed(folder, &file))?;
        part.finish()?;
        Ok::<Table, Error>(table)
    };
    let mut tables = Vec::new();
    let mut sheet = begin(1)?;
    archive.each_row(view, None, |cells| {
        if sheet.table.rows == most {
            let next = begin(tables.len() + 2)?;
            tables.push(finish(std::mem::replace(&mut sheet, next))?);
        }
        sheet.row(cells).map_err(failed(folder, &sheet.table.file))
    })?;
    tables.push(finish(sheet)?);
    Ok(tables)
}

/// Writes the rows of a view, at most `limit` of them, into a file of that name or to wherever it is.
///
/// # Errors
/// When the archive cannot be read; what `failed` makes of an error of `out`.
pub fn write<E: From<Error>>(
    archive: &Archive,
    view: &'static View,
    limit: Option<u64>,
    reader: Reader,
    (out, file): (impl Write, &str),
    failed: impl Fn(io::Error) -> E,
) -> std::result::Result<Table, E> {
    let mut sheet = Sheet::begin(out, view, file, reader).map_err(&failed)?;
    archive.each_row(view, limit, |cells| sheet.row(cells).map_err(&failed))?;
    sheet.finish().map(|(_, table)| table).map_err(failed)
}

/// Writes one table for programs.
///
/// # Errors
/// When it cannot be written.
pub fn table(out: impl Write, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    let mut csv = writer(out, Reader::Program);
    csv.write_record(columns).map_err(plain)?;
    for cells in rows {
        csv.write_record(cells).map_err(plain)?;
    }
    csv.flush()
}

/// A file of rows that is being written.
struct Sheet<W: Write> {
    csv: csv::Writer<W>,
    reader: Reader,
    table: Table,
}

impl<W: Write> Sheet<W> {
    fn begin(mut out: W, view: &'static View, file: &str, reader: Reader) -> io::Result<Self> {
        if reader != Reader::Program {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut csv = writer(out, reader);
        csv.write_record(view.columns().map(|column| column.name)).map_err(plain)?;
        let table = Table { view, file: file.to_owned(), sheet: None, rows: 0, cuts: Vec::new() };
        Ok(Self { csv, reader, table })
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.table.rows += 1;
        for (at, cell) in cells.iter().enumerate() {
            let text = cell.text();
            match self.reader {
                Reader::Program => self.csv.write_field(text.as_bytes()),
                Reader::Excel(_) => {
                    let text = if matches!(cell, Cell::Text(_) | Cell::List(_) | Cell::Titles(_)) {
                        guarded(&text)
                    } else {
                        text
                    };
                    let (fitted, whole) = fitted(&text);
                    self.table.cuts.extend(whole.map(|length| Cut::of(&self.table, cells, at, length)));
                    self.csv.write_field(fitted.as_bytes())
                }
            }
            .map_err(plain)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(plain)
    }

    fn finish(self) -> io::Result<(W, Table)> {
        let out = self.csv.into_inner().map_err(|error| io::Error::from(error.error().kind()))?;
        Ok((out, self.table))
    }
}

pub(super) fn writer<W: Write>(out: W, reader: Reader) -> csv::Writer<W> {
    let delimiter = u8::try_from(reader.delimiter()).unwrap_or(b',');
    csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(out)
}

/// What the system said, so that a closed pipe is known for one.
pub(super) fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::archive::{Finish, Writer};

    fn view(name: &str) -> &'static View {
        View::find(name).unwrap()
    }

    /// The cells of each line behind the header, read back.
    fn read(bytes: &[u8], reader: Reader) -> Vec<Vec<String>> {
        let delimiter = u8::try_from(reader.delimiter()).unwrap();
        let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
        csv.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn written(rows: &[(String, String)], reader: Reader) -> Vec<u8> {
        let mut sheet = Sheet::begin(Vec::new(), view("months"), "months.csv", reader).unwrap();
        for (month, source) in rows {
            sheet.row(&[Cell::Text(month.clone()), Cell::Text(source.clone()), Cell::Number(-7)]).unwrap();
        }
        sheet.finish().unwrap().0
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            rows in proptest::collection::vec((any::<String>(), "[-=+@\t\r\n\",;'＝a-c 💥\u{5d0}]{0,6}"), 0..6)
        ) {
            let read = read(&written(&rows, Reader::Program), Reader::Program);
            let expected: Vec<Vec<String>> =
                rows.iter().map(|(one, other)| vec![one.clone(), other.clone(), "-7".to_owned()]).collect();
            prop_assert_eq!(read, expected);
            for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab] {
                let reader = Reader::Excel(delimiter);
                let bytes = written(&rows, reader);
                let begins_with_mark = bytes.starts_with("\u{feff}month".as_bytes());
                prop_assert!(begins_with_mark);
                for (row, (one, other)) in self::read(&bytes, reader).iter().zip(&rows) {
                    prop_assert_eq!(row, &[guarded(one).into_owned(), guarded(other).into_owned(), "-7".to_owned()]);
                }
            }
        }
    }

    #[test]
    fn what_is_longer_than_a_sheet_goes_on_in_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        for _ in 0..5 {
            Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
        }
        let archive = Archive::open(&path).unwrap();
        let reader = Reader::Excel(Delimiter::Comma);
        let tables = export_view(&archive, folder.path(), view("runs"), reader, 2).unwrap();
        let told: Vec<(&str, u64)> = tables.iter().map(|table| (table.file.as_str(), table.rows)).collect();
        assert_eq!(told, [("runs.csv", 2), ("runs-2.csv", 2), ("runs-3.csv", 1)]);
        let mut ids = Vec::new();
        for (file, _) in told {
            let bytes = std::fs::read(folder.path().join(file)).unwrap();
            assert!(bytes.starts_with("\u{feff}id,started_at,".as_bytes()));
            ids.extend(read(&bytes, reader).into_iter().map(|row| row[0].clone()));
        }
        assert_eq!(ids, ["1", "2", "3", "4", "5"]);
        assert!(
            std::fs::read_dir(folder.path()).unwrap().all(|file| !file.unwrap().path().ends_with(".part"))
        );
    }
}
