//! The records of an archive, one a line: what `load` takes. And the rows of its views, one object a line.

use std::io::{self, Write};
use std::path::Path;

use super::json::line;
use super::{Table, Written, failed, make_folder, whole_file};
use crate::archive::list::RowObject;
use crate::archive::{Archive, View};
use crate::error::{Error, Result};

/// Writes every record as `records.ndjson` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    make_folder(folder)?;
    let name = "records.ndjson";
    let failed = failed(folder, name);
    Ok(vec![whole_file(folder, name, |file| write_records(archive, file, failed))?])
}

/// Writes every record, and tells how many there are.
///
/// # Errors
/// When the archive cannot be read; what `failed` makes of an error of `out`.
pub fn write_records<E: From<Error>>(
    archive: &Archive,
    mut out: impl Write,
    failed: impl Fn(io::Error) -> E,
) -> std::result::Result<u64, E> {
    let mut rows = 0;
    archive.try_each_entry(|entry| {
        rows += 1;
        line(&mut out, &entry.record).map_err(&failed)
    })?;
    Ok(rows)
}

/// Writes views as `VIEW.ndjson` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or a file not be written.
pub fn export_views(archive: &Archive, folder: &Path, views: &[&'static View]) -> Result<Vec<Table>> {
    make_folder(folder)?;
    let table = |&view: &&'static View| {
        let name = format!("{}.ndjson", view.name);
        let failed = failed(folder, &name);
        let write = |file: &mut _| write(archive, view, None, (file, &name), failed).map(|table| table.rows);
        let Written { name: file, rows } = whole_file(folder, &name, write)?;
        Ok(Table { view, file, sheet: None, rows: rows.unwrap_or_default(), cuts: Vec::new() })
    };
    views.iter().map(table).collect()
}

/// Writes the rows of a view, at most `limit` of them, into a file of that name or to wherever it is.
///
/// # Errors
/// When the archive cannot be read; what `failed` makes of an error of `out`.
pub fn write<E: From<Error>>(
    archive: &Archive,
    view: &'static View,
    limit: Option<u64>,
    (mut out, file): (impl Write, &str),
    failed: impl Fn(io::Error) -> E,
) -> std::result::Result<Table, E> {
    let mut table = Table { view, file: file.to_owned(), sheet: None, rows: 0, cuts: Vec::new() };
    archive.each_row(view, limit, |cells| {
        table.rows += 1;
        line(&mut out, &RowObject { view, cells }).map_err(&failed)
    })?;
    Ok(table)
}
