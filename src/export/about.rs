//! What was exported in, what describes it out: `README.md` for people, `datapackage.json` for programs (Frictionless
//! Data), `manifest.json` for whoever has to know that a file is the one that was written. None tells a time: the
//! same archive gives the same files.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::csv::Reader;
use super::spreadsheet::Cut;
use super::{Table, Written, failed, whole_file};
use crate::archive::{Column, Kind, SCHEMA_VERSION, View};
use crate::error::{Error, Result};
use crate::source_file::Digest;

const README: &str = "README.md";
const PACKAGE: &str = "datapackage.json";
const MANIFEST: &str = "manifest.json";

/// An export.
#[derive(Debug)]
pub struct Exported<'a> {
    /// The query that chose the articles; `None` for the whole archive.
    pub query: Option<&'a str>,
    /// The form: `csv`, `xlsx` and so on.
    pub format: String,
    /// For whom CSV is.
    pub reader: Reader,
    /// The views that were written.
    pub tables: &'a [Table],
    /// Files that are no views.
    pub files: &'a [Written],
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    tool: String,
    version: String,
    schema_version: i64,
    query: Option<String>,
    format: String,
    excel: bool,
    delimiter: Option<char>,
    files: Vec<File>,
    #[serde(skip_deserializing)]
    cut: Vec<Cut>,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    path: String,
    /// Of a workbook, those of all its sheets.
    rows: Option<u64>,
    bytes: u64,
    digest: String,
}

/// Looks whether an export can go into a folder: what describes it must not take the place of anybody else's
/// files of the same name.
///
/// # Errors
/// When there are such files.
pub fn look(folder: &Path) -> Result<()> {
    let is_there = |name: &&str| folder.join(name).exists();
    match [README, PACKAGE, MANIFEST].iter().find(|name| is_there(name)) {
        Some(name) if earlier(folder).is_none() => Err(Error::NotAnExport { path: folder.join(name) }),
        _ => Ok(()),
    }
}

/// Writes what describes an export, and gives the names of files in the folder that an earlier export wrote and
/// this one did not.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(folder: &Path, exported: &Exported<'_>) -> Result<Vec<String>> {
    let before = earlier(folder);
    text(folder, README, &readme(exported))?;
    text(folder, PACKAGE, &pretty(&package(folder, exported)))?;
    let manifest = manifest(folder, exported)?;
    text(folder, MANIFEST, &pretty(&manifest))?;
    let is_old = |file: &File| manifest.files.iter().all(|new| new.path != file.path);
    let old = before.into_iter().flat_map(|manifest| manifest.files).filter(is_old).map(|file| file.path);
    Ok(old.filter(|name| folder.join(name).exists()).collect())
}

/// The manifest of the export that is in a folder.
fn earlier(folder: &Path) -> Option<Manifest> {
    let bytes = std::fs::read(folder.join(MANIFEST)).ok()?;
    serde_json::from_slice(&bytes).ok().filter(|manifest: &Manifest| manifest.tool == "morgue")
}

fn text(folder: &Path, name: &str, text: &str) -> Result<()> {
    let failed = failed(folder, name);
    whole_file(folder, name, |file| file.write_all(text.as_bytes()).map(|()| 0).map_err(failed)).map(drop)
}

fn pretty(value: &impl Serialize) -> String {
    // What is made of texts and numbers alone cannot fail to be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// The files with their rows, each once: a workbook has the rows of all its sheets.
fn files(exported: &Exported<'_>) -> Vec<(String, Option<u64>)> {
    let tables = exported.tables.iter().map(|table| (&table.file, Some(table.rows)));
    let others = exported.files.iter().map(|file| (&file.name, file.rows));
    let mut files: Vec<(String, Option<u64>)> = Vec::new();
    for (name, rows) in tables.chain(others) {
        match files.last_mut().filter(|(last, _)| last == name) {
            Some((_, all)) => *all = all.zip(rows).map(|(all, rows)| all + rows),
            None => files.push((name.clone(), rows)),
        }
    }
    files
}

fn manifest(folder: &Path, exported: &Exported<'_>) -> Result<Manifest> {
    let described = [README, PACKAGE].map(|name| (name.to_owned(), None));
    let written = files(exported).into_iter();
    let mut files = Vec::new();
    for (path, rows) in written.chain(described) {
        let place = folder.join(&path);
        // A folder of files is described by the table beside it.
        if place.is_file() {
            let (bytes, digest) = digest(&place)?;
            files.push(File { path, rows, bytes, digest });
        }
    }
    let is_csv = exported.format == "csv";
    Ok(Manifest {
        tool: "morgue".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: SCHEMA_VERSION,
        query: exported.query.map(str::to_owned),
        format: exported.format.clone(),
        excel: exported.reader != Reader::Program,
        delimiter: is_csv.then(|| exported.reader.delimiter()),
        files,
        cut: exported.tables.iter().flat_map(|table| table.cuts.clone()).collect(),
    })
}

/// The size of a file, and the digest of its bytes.
fn digest(place: &Path) -> Result<(u64, String)> {
    let failed = Error::io(place, "reading the export");
    let file = std::fs::File::open(place).map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    Ok((bytes, Digest::of_all(file).map_err(failed)?.to_string()))
}

fn package(folder: &Path, exported: &Exported<'_>) -> Value {
    let mut resources: Vec<Value> = exported.tables.iter().map(|table| resource(table, exported)).collect();
    for file in exported.files.iter().filter(|file| folder.join(&file.name).is_file()) {
        let name = file.name.rsplit_once('.').map_or(file.name.as_str(), |(name, _)| name);
        resources.push(json!({ "name": name, "path": file.name, "encoding": "utf-8" }));
    }
    json!({
        "profile": if exported.tables.is_empty() { "data-package" } else { "tabular-data-package" },
        "name": "morgue-export",
        "title": "Lists of a morgue archive",
        "description": of_what(exported),
        "resources": resources,
    })
}

fn resource(table: &Table, exported: &Exported<'_>) -> Value {
    let view = table.view;
    let fields: Vec<Value> = view.columns().map(|column| field(column, exported)).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    let key = if view.is_in_articles() { Some(json!(["article_id", "position"])) } else { None };
    let key = key.or_else(|| (view.name == "articles").then(|| json!("id")));
    if let Some(key) = key {
        schema["primaryKey"] = key;
    }
    let articles: Vec<&Table> =
        exported.tables.iter().filter(|table| table.view.name == "articles").collect();
    if view.is_in_articles() && articles.len() == 1 {
        let reference = json!({ "resource": "articles", "fields": "id" });
        schema["foreignKeys"] = json!([{ "fields": "article_id", "reference": reference }]);
    }
    let name = table.sheet.as_deref().or_else(|| table.file.rsplit_once('.').map(|(name, _)| name));
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": table.file,
        "format": exported.format,
        "description": one_row(view),
        "schema": schema,
    });
    match (&table.sheet, exported.format.as_str()) {
        (Some(sheet), _) => resource["dialect"] = json!({ "excel": { "sheet": sheet } }),
        (None, "csv") => {
            let has_mark = exported.reader != Reader::Program;
            resource["encoding"] = json!(if has_mark { "utf-8-sig" } else { "utf-8" });
            resource["dialect"] =
                json!({ "delimiter": exported.reader.delimiter(), "lineTerminator": "\r\n" });
        }
        (None, _) => resource["encoding"] = json!("utf-8"),
    }
    resource
}

fn field(column: &Column, exported: &Exported<'_>) -> Value {
    let (is_json, is_workbook) = (exported.format == "ndjson", exported.format == "xlsx");
    let kind = match column.kind {
        Kind::Id | Kind::Number => "integer",
        Kind::Flag => "boolean",
        Kind::Day => "date",
        Kind::Moment => "datetime",
        Kind::List | Kind::Titles if is_json => "array",
        Kind::Counts if is_json => "object",
        // Dates may be months or years, and days are more than text in a workbook.
        Kind::Date if is_workbook => "any",
        Kind::Text | Kind::Date | Kind::List | Kind::Titles | Kind::Counts => "string",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.says });
    if column.kind == Kind::Flag && exported.format == "csv" {
        field["trueValues"] = json!(["1"]);
        field["falseValues"] = json!(["0"]);
    }
    if let Some(term) = column.term.map(uri) {
        field["rdfType"] = json!(term);
    }
    field
}

/// `schema:headline` in full.
fn uri(term: &str) -> String {
    let (prefix, name) = term.split_once(':').unwrap_or(("", term));
    let vocabulary = match prefix {
        "schema" => "https://schema.org/",
        "dct" => "http://purl.org/dc/terms/",
        "oa" => "http://www.w3.org/ns/oa#",
        _ => "",
    };
    format!("{vocabulary}{name}")
}

fn one_row(view: &View) -> String {
    format!("One row for each {}.", view.row)
}

fn of_what(exported: &Exported<'_>) -> String {
    match exported.query {
        None => "Of the whole archive.".to_owned(),
        Some(query) => format!("Of the articles that this query finds: {query}"),
    }
}

fn readme(exported: &Exported<'_>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut page = format!(
        "# Lists of a morgue archive\n\nWritten by morgue {version}. {}\n\n| file | rows | |\n|---|---|---|\n",
        in_table(&of_what(exported))
    );
    for table in exported.tables {
        let place =
            table.sheet.as_ref().map_or(table.file.clone(), |sheet| format!("{}, {sheet}", table.file));
        let _ =
            writeln!(page, "| {place} | {} | {} |", table.rows, one_row(table.view).trim_end_matches('.'));
    }
    for file in exported.files {
        let rows = file.rows.map_or_else(String::new, |rows| rows.to_string());
        let _ = writeln!(page, "| {} | {rows} | |", file.name);
    }
    page.push_str(
        "\n`datapackage.json` says the same to programs (Frictionless Data), and `manifest.json` has the BLAKE3 digest of each \
         file. We report what the words of an article say: permission that was given to an outlet is no permission to you.\n",
    );
    page.push_str(match (exported.format.as_str(), exported.reader) {
        ("csv", Reader::Program) => "\nThe files are UTF-8; every value is as it is in the archive. Several values in a cell are joined by `; `, yes and no are 1 and 0, and \
             what is not known is empty.\n",
        ("csv", Reader::Excel(_)) => "\nThe files are UTF-8 with a byte-order mark. A value that a spreadsheet would take for a formula has an apostrophe before it, and one that \
             is longer than a cell can be ends in `… [cut]`; `manifest.json` lists those. Several values in a cell are joined by `; `, yes and no are 1 and 0, \
             and what is not known is empty.\n",
        ("xlsx", _) => "\nDays since March 1900 are days; months and years alone and earlier days are text. A value that is longer than a cell can be \
             ends in `… [cut]`; `manifest.json` lists those. Several values in a cell are joined by `; `, and what is not known is empty.\n",
        ("postgres", _) => "\n`psql -d DATABASE -f load.sql`, in this folder, brings everything into the schema `morgue`, where every column has its \
             description (`\\d+ morgue.articles` in `psql`). The files are as `COPY … WITH (FORMAT csv, HEADER, ESCAPE '\\')` takes them.\n",
        _ => "",
    });
    let mut told: Vec<&str> = Vec::new();
    for table in exported.tables {
        if told.contains(&table.view.name) {
            continue;
        }
        told.push(table.view.name);
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| column | what it says | elsewhere |\n|---|---|---|\n",
            table.view.name,
            one_row(table.view)
        );
        for column in table.view.columns() {
            let term = column.term.map(|term| format!("[{term}]({})", uri(term))).unwrap_or_default();
            let _ = writeln!(page, "| `{}` | {} | {term} |", column.name, in_table(column.says));
        }
    }
    page
}

/// A text that stands in a table of Markdown, or anywhere else on one line.
fn in_table(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
