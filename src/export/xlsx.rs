//! Views as one workbook for spreadsheets, a sheet for each: days are days, numbers numbers, and everything else is
//! text, whatever it looks like.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::spreadsheet::{Cut, MOST_ROWS, fitted};
use super::{Table, failed, make_folder, part_name, whole_file};
use crate::archive::list::Cell;
use crate::archive::{Archive, Column, Kind, View};
use crate::error::{Error, Result};

/// The name of the workbook in a folder.
pub const WORKBOOK: &str = "morgue.xlsx";

/// Writes views into a workbook in a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn export(archive: &Archive, folder: &Path, views: &[&'static View]) -> Result<Vec<Table>> {
    make_folder(folder)?;
    let mut tables = Vec::new();
    whole_file(folder, WORKBOOK, |out| {
        tables = write(archive, views, (out, WORKBOOK), failed(folder, WORKBOOK))?;
        Ok(0)
    })?;
    Ok(tables)
}

/// Writes views into a workbook of that name, or to wherever it is. What is longer than a sheet goes on in another one.
///
/// # Errors
/// When the archive cannot be read; what `failed` makes of an error of `out`.
pub fn write<E: From<Error>>(
    archive: &Archive,
    views: &[&'static View],
    (out, file): (impl Write + Send, &str),
    failed: impl Fn(io::Error) -> E,
) -> std::result::Result<Vec<Table>, E> {
    let mut book = Workbook::new();
    let mut tables = Vec::new();
    // The same archive gives the same bytes, whenever it is asked.
    let day = ExcelDateTime::from_ymd(1980, 1, 1).map_err(|error| failed(plain(error)))?;
    book.set_properties(
        &DocProperties::new().set_title("Lists of a morgue archive").set_creation_datetime(&day),
    );
    for view in views {
        tables.extend(write_view(archive, view, &mut book, file, MOST_ROWS - 1, &failed)?);
    }
    book.save_to_writer(out).map_err(|error| failed(plain(error)))?;
    Ok(tables)
}

/// Writes one view, `most` rows into a sheet. Rows go to a temporary file of their sheet as they come.
fn write_view<E: From<Error>>(
    archive: &Archive,
    view: &'static View,
    book: &mut Workbook,
    file: &str,
    most: u64,
    failed: &impl Fn(io::Error) -> E,
) -> std::result::Result<Vec<Table>, E> {
    let columns: Vec<&Column> = view.columns().collect();
    let styles = Styles::new();
    let mut tables: Vec<Table> = Vec::new();
    let begin = |book: &mut Workbook, tables: &mut Vec<Table>| {
        let name = part_name(view.name, tables.len() + 1);
        let sheet = book.add_worksheet_with_constant_memory()?;
        head(sheet, &name, &columns, &styles)?;
        let file = file.to_owned();
        tables.push(Table { view, file, sheet: Some(name), rows: 0, cuts: Vec::new() });
        Ok(())
    };
    begin(book, &mut tables).map_err(|error| failed(plain(error)))?;
    archive.each_row(view, None, |cells| {
        let mut put = || {
            if tables.last().is_some_and(|table| table.rows == most) {
                filter(book, &tables, columns.len())?;
                begin(book, &mut tables)?;
            }
            let at = book.worksheets().len() - 1;
            let (Some(table), sheet) = (tables.last_mut(), book.worksheet_from_index(at)?) else {
                return Ok(());
            };
            row(sheet, table, &columns, cells, &styles)
        };
        put().map_err(|error| failed(plain(error)))
    })?;
    filter(book, &tables, columns.len()).map_err(|error| failed(plain(error)))?;
    Ok(tables)
}

/// How cells look.
struct Styles {
    header: Format,
    day: Format,
}

impl Styles {
    fn new() -> Self {
        Self { header: Format::new().set_bold(), day: Format::new().set_num_format("yyyy-mm-dd") }
    }
}

/// The header of a sheet, which stays in sight.
fn head(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[&Column],
    styles: &Styles,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, column.name, &styles.header)?;
    }
    Ok(())
}

/// Rows can be chosen by the values of any column.
fn filter(book: &mut Workbook, tables: &[Table], columns: usize) -> std::result::Result<(), XlsxError> {
    let Some(table) = tables.last() else { return Ok(()) };
    let at = book.worksheets().len() - 1;
    let (last_row, last_column) = (u32::try_from(table.rows).unwrap_or(u32::MAX), u16::try_from(columns - 1));
    book.worksheet_from_index(at)?.autofilter(0, 0, last_row, last_column.unwrap_or(u16::MAX))?;
    Ok(())
}

fn row(
    sheet: &mut Worksheet,
    table: &mut Table,
    columns: &[&Column],
    cells: &[Cell],
    styles: &Styles,
) -> std::result::Result<(), XlsxError> {
    table.rows += 1;
    let line = u32::try_from(table.rows).unwrap_or(u32::MAX);
    for ((cell, column), at) in cells.iter().zip(columns).zip(0_u16..) {
        match cell {
            Cell::Empty => {}
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
            Cell::Number(number) => drop(sheet.write_number(line, at, *number as f64)?),
            Cell::Flag(flag) => drop(sheet.write_boolean(line, at, *flag)?),
            other => {
                let text = other.text();
                if let Some(day) = day(&text).filter(|_| matches!(column.kind, Kind::Date | Kind::Day)) {
                    sheet.write_datetime_with_format(line, at, &day, &styles.day)?;
                    continue;
                }
                let (fitted, whole) = fitted(&text);
                let cut = whole.map(|length| Cut::of(table, cells, usize::from(at), length));
                table.cuts.extend(cut);
                sheet.write_string(line, at, fitted.as_ref())?;
            }
        }
    }
    Ok(())
}

/// A day that every spreadsheet knows: they do not agree on those before March 1900, and months and years are
/// none.
fn day(text: &str) -> Option<ExcelDateTime> {
    let day: jiff::civil::Date = if text.len() == 10 { text.parse().ok()? } else { return None };
    let is_known = day >= jiff::civil::date(1900, 3, 1);
    let (year, month, of_month) =
        (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
    if is_known { ExcelDateTime::from_ymd(year.ok()?, month.ok()?, of_month.ok()?).ok() } else { None }
}

/// In characters; the header has a button beside it.
fn width(column: &Column) -> f64 {
    let values: u16 = match (column.name, column.kind) {
        ("path" | "headline" | "exact" | "usage_terms" | "message" | "note" | "options", _) => 50,
        (_, Kind::Id | Kind::Number | Kind::Flag) => 8,
        (_, Kind::Date | Kind::Day) => 11,
        (_, Kind::Moment) => 20,
        (_, Kind::Text) => 22,
        (_, Kind::List | Kind::Titles | Kind::Counts) => 36,
    };
    f64::from(values.max(u16::try_from(column.name.len()).unwrap_or(0) + 4))
}

/// What the system said, so that a closed pipe is known for one.
fn plain(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Finish, Writer};

    #[test]
    fn days_that_are_days_for_every_spreadsheet() {
        for (text, is_day) in [
            ("2020-03-25", true),
            ("1900-03-01", true),
            ("1900-02-28", false),
            ("1843-05-17", false),
            ("2020-03", false),
            ("2020", false),
            ("2021-02-29", false),
            ("tenletters", false),
            ("", false),
        ] {
            assert_eq!(day(text).is_some(), is_day, "{text}");
        }
    }

    #[test]
    fn what_is_longer_than_a_sheet_goes_on_in_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        for _ in 0..5 {
            Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
        }
        let archive = Archive::open(&path).unwrap();
        let (view, mut book) = (View::find("runs").unwrap(), Workbook::new());
        let failed = failed(folder.path(), WORKBOOK);
        let tables = write_view(&archive, view, &mut book, WORKBOOK, 2, &failed).unwrap();
        let told: Vec<(&str, u64)> =
            tables.iter().map(|table| (table.sheet.as_deref().unwrap(), table.rows)).collect();
        assert_eq!(told, [("runs", 2), ("runs-2", 2), ("runs-3", 1)]);
        let names: Vec<String> = book.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["runs", "runs-2", "runs-3"]);
    }
}
