//! `morgue export`.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::output::{count, say, stdout, thousands};
use super::{ArchiveFile, list, narrowed, usage};
use crate::archive::{Archive, VIEWS, View};
use crate::error::Error;
use crate::export::about::{self, Exported};
use crate::export::csv::{self, Delimiter, Reader};
use crate::export::postgres::{self, Changed};
use crate::export::spreadsheet::{Cut, MOST_ROWS};
use crate::export::{Table, Written, csl, jsonld, ndjson, ninjs, text, whole_file};

/// Write the archive's lists for spreadsheets and programs, or its records
///
/// A folder of files gets beside them a page for people (README.md), a data package (datapackage.json) and a
/// manifest (manifest.json) that say what each file and each of its columns is. The same archive gives the
/// same files.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder to write into; it is made when it is not there
    #[arg(value_name = "DIR", required_unless_present = "output", conflicts_with = "output")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// In which form; of a single file its name tells it, and otherwise it is csv
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Only of the articles that this query of `morgue search` finds
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Which lists, as `morgue list` has them; all but the ledger of runs when nothing is said
    #[arg(long, value_name = "LIST,…", value_delimiter = ',', value_parser = list::view())]
    views: Vec<&'static View>,
    /// Write one list, or the records, into this file instead, or to stdout when it is -
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Make CSV that Excel reads: with a byte-order mark, no cell that it takes for a formula, and no more than it holds
    #[arg(long)]
    excel: bool,
    /// What stands between two values for Excel, where it expects no comma
    #[arg(long, value_enum, value_name = "DELIMITER", default_value = "comma", requires = "excel")]
    delimiter: Between,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One file for each list: articles, people, mentions, sources and so on
    Csv,
    /// One workbook with a sheet for each list
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// One file of records, which `morgue load` takes; with --views one file for each list, an object a line
    Ndjson,
    /// News items of the IPTC's ninjs 3.1, one a line, for newsroom systems
    Ninjs,
    /// Articles of schema.org in JSON-LD, one a line, for the web
    Jsonld,
    /// References in CSL-JSON, for Zotero and pandoc
    Csl,
    /// A text file for each article and a table of them, for corpus tools
    Text,
    /// Files for PostgreSQL, and `load.sql` that brings them in, with the texts and a full-text index
    Postgres,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Between {
    #[value(alias = ",")]
    Comma,
    #[value(alias = ";")]
    Semicolon,
    #[value(alias = "\t")]
    Tab,
}

impl Format {
    /// Does one file hold several lists?
    fn holds_many(self) -> bool {
        match self {
            #[cfg(feature = "xlsx")]
            Self::Xlsx => true,
            Self::Csv
            | Self::Ndjson
            | Self::Ninjs
            | Self::Jsonld
            | Self::Csl
            | Self::Text
            | Self::Postgres => false,
        }
    }
}

impl Arguments {
    fn format(&self) -> Format {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        self.format.unwrap_or(match ending {
            #[cfg(feature = "xlsx")]
            Some("xlsx") => Format::Xlsx,
            Some("ndjson" | "jsonl") => Format::Ndjson,
            _ => Format::Csv,
        })
    }

    /// Is it of the records rather than of lists?
    fn is_of_records(&self) -> bool {
        self.format() == Format::Ndjson && self.views.is_empty()
    }

    fn reader(&self) -> Reader {
        let delimiter = match self.delimiter {
            Between::Comma => Delimiter::Comma,
            Between::Semicolon => Delimiter::Semicolon,
            Between::Tab => Delimiter::Tab,
        };
        if self.excel { Reader::Excel(delimiter) } else { Reader::Program }
    }

    /// The lists, each once. The ledger differs with each run, and is of the archive as a whole.
    fn views(&self) -> Vec<&'static View> {
        let is_wanted = |view: &&View| {
            if self.views.is_empty() { view.can_be_narrowed() } else { self.views.contains(view) }
        };
        VIEWS.iter().filter(is_wanted).collect()
    }

    /// What does not go together.
    fn check(&self) -> anyhow::Result<()> {
        let is_of_articles = matches!(
            self.format(),
            Format::Ninjs | Format::Jsonld | Format::Csl | Format::Text | Format::Postgres
        );
        let told = if is_of_articles && (self.output.is_some() || !self.views.is_empty()) {
            "ninjs, jsonld, csl, text and postgres are of whole articles, in a folder; leave out --views and --output"
        } else if self.excel && self.format() != Format::Csv {
            "--excel is for CSV; a workbook needs no care"
        } else if self.query.is_some() && self.views.iter().any(|view| !view.can_be_narrowed()) {
            "the list of runs is of the whole archive, and takes no query"
        } else if self.output.is_some()
            && self.views.len() != 1
            && !self.format().holds_many()
            && !self.is_of_records()
        {
            "--output is for one list: name it with --views"
        } else {
            return Ok(());
        };
        Err(usage(ErrorKind::ArgumentConflict, told))
    }
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    arguments.check()?;
    if let Some(folder) = &arguments.folder {
        about::look(folder)?;
    }
    let mut archive = arguments.archive.open()?;
    archive.hold_still()?;
    if let Some(query) = &arguments.query {
        let found;
        (archive, found) = narrowed(archive, query)?;
        say(&format!("{} found", count(found, "article")));
    }
    match (&arguments.folder, &arguments.output) {
        (Some(folder), _) => into_folder(arguments, &archive, folder)?,
        (None, Some(file)) if file == Path::new("-") => {
            // A file that stdout goes to gets every byte as it is.
            let mut out: Box<dyn Write + Send> = if std::io::stdout().is_terminal() {
                Box::new(stdout())
            } else {
                Box::new(BufWriter::new(std::io::stdout()))
            };
            let (_, tables) = one(arguments, &archive, (&mut out, "stdout"), anyhow::Error::from)?;
            out.flush()?;
            tell_bounds(arguments, &tables);
        }
        (None, Some(file)) => into_file(arguments, &archive, file)?,
        (None, None) => {}
    }
    Ok(Exit::Well)
}

fn into_folder(arguments: &Arguments, archive: &Archive, folder: &Path) -> anyhow::Result<()> {
    let views = arguments.views();
    let (mut tables, mut files): (Vec<Table>, Vec<Written>) = (Vec::new(), Vec::new());
    match arguments.format() {
        Format::Csv => tables = csv::export(archive, folder, &views, arguments.reader())?,
        #[cfg(feature = "xlsx")]
        Format::Xlsx => tables = crate::export::xlsx::export(archive, folder, &views)?,
        Format::Ndjson if arguments.is_of_records() => files = ndjson::export(archive, folder)?,
        Format::Ndjson => tables = ndjson::export_views(archive, folder, &views)?,
        Format::Ninjs => files = ninjs::export(archive, folder)?,
        Format::Jsonld => files = jsonld::export(archive, folder)?,
        Format::Csl => files = csl::export(archive, folder)?,
        Format::Text => files = text::export(archive, folder)?,
        Format::Postgres => {
            let changed;
            (files, changed) = postgres::export(archive, folder)?;
            tell_changed(changed);
        }
    }
    let exported = Exported {
        query: arguments.query.as_deref(),
        format: arguments
            .format()
            .to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_owned()),
        reader: arguments.reader(),
        tables: &tables,
        files: &files,
    };
    let old = about::write(folder, &exported)?;
    let mut out = stdout();
    for table in &tables {
        let place = folder.join(&table.file).display().to_string();
        let sheet = table.sheet.as_ref().map_or_else(String::new, |sheet| format!(", {sheet}"));
        writeln!(out, "{place}{sheet}: {}", count(table.rows, "row"))?;
    }
    for file in &files {
        let rows = file.rows.map_or_else(String::new, |rows| format!(": {}", count(rows, "row")));
        writeln!(out, "{}{rows}", folder.join(&file.name).display())?;
    }
    out.flush()?;
    tell_bounds(arguments, &tables);
    if !old.is_empty() {
        let old: Vec<String> = old.iter().map(|name| folder.join(name).display().to_string()).collect();
        say(&format!("note: of an earlier export: {}", old.join(", ")));
    }
    Ok(())
}

fn into_file(arguments: &Arguments, archive: &Archive, file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
        return Err(usage(ErrorKind::InvalidValue, "--output is the name of a file"));
    };
    let failed = Error::io(file, "writing the export");
    let mut tables = Vec::new();
    let written = whole_file(folder, name, |out| {
        let rows;
        (rows, tables) = one(arguments, archive, (out, name), failed)?;
        Ok(rows)
    })?;
    let mut out = stdout();
    writeln!(out, "{}: {}", file.display(), count(written.rows.unwrap_or_default(), "row"))?;
    out.flush()?;
    tell_bounds(arguments, &tables);
    Ok(())
}

/// Writes one file; how many rows it has, and the lists in it.
fn one<E: From<Error>>(
    arguments: &Arguments,
    archive: &Archive,
    (out, name): (&mut (impl Write + Send), &str),
    failed: impl Fn(std::io::Error) -> E,
) -> Result<(u64, Vec<Table>), E> {
    if arguments.is_of_records() {
        return Ok((ndjson::write_records(archive, out, failed)?, Vec::new()));
    }
    let views = arguments.views();
    let tables = match arguments.format() {
        #[cfg(feature = "xlsx")]
        Format::Xlsx => crate::export::xlsx::write(archive, &views, (out, name), failed)?,
        format => {
            let mut tables = Vec::new();
            for view in views {
                tables.push(match format {
                    Format::Ndjson => ndjson::write(archive, view, None, (&mut *out, name), &failed)?,
                    _ => csv::write(archive, view, None, arguments.reader(), (&mut *out, name), &failed)?,
                });
            }
            tables
        }
    };
    Ok((tables.iter().map(|table| table.rows).sum(), tables))
}

/// Says what PostgreSQL does not take.
fn tell_changed(changed: Changed) {
    if changed.nuls > 0 {
        say(&format!(
            "note: {} became U+FFFD, as PostgreSQL keeps none",
            count(changed.nuls, "NUL character")
        ));
    }
    if changed.days > 0 {
        say(&format!("note: {} left out that no calendar has", count(changed.days, "day")));
    }
}

/// So many values that were cut off are listed of a folder, whose manifest lists all.
const MOST_CUTS: usize = 10;

/// Says what a spreadsheet cannot hold.
fn tell_bounds(arguments: &Arguments, tables: &[Table]) {
    let cuts: Vec<&Cut> = tables.iter().flat_map(|table| &table.cuts).collect();
    let most = if arguments.folder.is_some() { MOST_CUTS } else { cuts.len() };
    for cut in cuts.iter().take(most) {
        let path = cut.path.as_ref().map_or_else(String::new, |path| format!(" ({path})"));
        let length = thousands(cut.length as u64);
        say(&format!(
            "note: cut off in {}, {}, row {}, {}{path}: {length} characters are more than a cell holds",
            cut.file, cut.view, cut.row, cut.column
        ));
    }
    if cuts.len() > most {
        say(&format!("note: {} values more were cut off; manifest.json lists all", cuts.len() - most));
    }
    for table in tables.iter().filter(|table| arguments.excel && table.rows >= MOST_ROWS) {
        let rows = count(table.rows, "row");
        say(&format!(
            "note: {rows} are more than a sheet holds; an export into a folder has them in several files"
        ));
    }
}
