//! `morgue count`.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{count, say, stdout};
use crate::archive::Archive;
use crate::export::{csv, json};
use crate::search::{self, By, Query};

/// Count what a whole list of queries finds: by article, month, source and so on
///
/// Each line of the list is a label, a tab and a query of `morgue search`; what begins with # is passed over, and
/// queries with the same label count together. By article, each cell says how many hits the query has in it;
/// otherwise how many articles it finds. One row is an article or a value, one column a label, and one says how
/// many words or articles there are in all.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The list of queries; - for stdin
    #[arg(long, short = 'f', value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    archive: ArchiveFile,
    /// What one row is
    #[arg(long, value_name = "BY", default_value = "month", value_parser = row())]
    by: Row,
    /// How it is printed
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    format: Format,
}

/// What one row is.
#[derive(Debug, Clone, Copy)]
enum Row {
    Article,
    Value(By),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A spreadsheet, a column for each label
    Csv,
    /// One JSON object a line and row
    Ndjson,
}

const ARTICLE: &str = "article";

fn row() -> impl TypedValueParser<Value = Row> {
    let names = std::iter::once(ARTICLE).chain(By::ALL.iter().map(|by| by.as_str()));
    PossibleValuesParser::new(names.map(PossibleValue::new)).try_map(|name| match name.as_str() {
        ARTICLE => Ok(Row::Article),
        name => By::parse(name).map(Row::Value).ok_or("nothing to count by"),
    })
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let queries = read(&arguments.file)?;
    let archive = arguments.archive.open()?;
    archive.hold_still()?;
    let labels: Vec<&str> = queries.iter().map(|labelled| labelled.label.as_str()).collect();
    let table = match arguments.by {
        Row::Article => by_article(&archive, &queries)?,
        Row::Value(by) => by_value(&archive, &queries, by)?,
    };
    let mut out = stdout();
    match arguments.format {
        Format::Csv => table.print_csv(&mut out, &labels)?,
        Format::Ndjson => table.print_ndjson(&mut out, &labels)?,
    }
    out.flush()?;
    for labelled in &queries {
        labelled.query.notes.iter().for_each(|note| say(&format!("note: {}: {note}", labelled.label)));
    }
    let (labels, rows) = (count(labels.len() as u64, "label"), count(table.rows.len() as u64, "row"));
    say(&format!("{labels}, {rows}"));
    Ok(Exit::Well)
}

/// The queries of one label.
struct Labelled {
    label: String,
    query: Query,
}

/// Reads the list.
fn read(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let text = if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.with_context(|| format!("reading the queries in {}", path.display()))?;
    let mut queries: Vec<Labelled> = Vec::new();
    for (line, number) in text.trim_start_matches('\u{FEFF}').lines().zip(1..) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((label, typed)) = line.split_once('\t') else {
            bail!("{}: line {number} has no tab between a label and a query", path.display());
        };
        let (label, query) = (label.trim(), search::parse(typed));
        match queries.iter_mut().find(|labelled| labelled.label == label) {
            Some(labelled) => labelled.query = std::mem::take(&mut labelled.query).or(query),
            None => queries.push(Labelled { label: label.to_owned(), query }),
        }
    }
    if queries.is_empty() {
        bail!("{} has no queries: each line is a label, a tab and a query", path.display());
    }
    Ok(queries)
}

/// What was counted.
struct Table {
    /// The names of what stands before the counts in each row.
    columns: Vec<&'static str>,
    rows: Vec<(Vec<Value>, Vec<u64>)>,
}

fn by_article(archive: &Archive, queries: &[Labelled]) -> anyhow::Result<Table> {
    let queries: Vec<&Query> = queries.iter().map(|labelled| &labelled.query).collect();
    let rows = search::hits_by_article(archive, &queries)?.into_iter().map(|row| {
        let facts =
            vec![row.id.into(), row.path.into(), row.published.into(), row.source.into(), row.words.into()];
        (facts, row.hits)
    });
    Ok(Table { columns: vec!["id", "path", "published", "source", "words"], rows: rows.collect() })
}

fn by_value(archive: &Archive, queries: &[Labelled], by: By) -> anyhow::Result<Table> {
    let queries: Vec<&Query> = queries.iter().map(|labelled| &labelled.query).collect();
    let rows = search::articles_by(archive, &queries, by)?;
    let rows = rows.into_iter().map(|row| (vec![row.value.into(), row.total.into()], row.articles));
    Ok(Table { columns: vec![by.as_str(), "articles"], rows: rows.collect() })
}

impl Table {
    fn print_csv(&self, out: &mut impl Write, labels: &[&str]) -> std::io::Result<()> {
        let columns: Vec<&str> = self.columns.iter().chain(labels).copied().collect();
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let cells = |(facts, counts): &(Vec<Value>, Vec<u64>)| {
            facts.iter().map(cell).chain(counts.iter().map(u64::to_string)).collect()
        };
        csv::table(out, &columns, self.rows.iter().map(cells))
    }

    fn print_ndjson(&self, out: &mut impl Write, labels: &[&str]) -> std::io::Result<()> {
        let line = |(facts, counts): &(Vec<Value>, Vec<u64>)| {
            json::line(&mut *out, &RowObject { table: self, labels, facts, counts })
        };
        self.rows.iter().try_for_each(line)
    }
}

struct RowObject<'a> {
    table: &'a Table,
    labels: &'a [&'a str],
    facts: &'a [Value],
    counts: &'a [u64],
}

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(None)?;
        row.serialize_entry("v", &1)?;
        for (column, fact) in self.table.columns.iter().zip(self.facts) {
            row.serialize_entry(column, fact)?;
        }
        row.serialize_entry("counts", &Counts(self))?;
        row.end()
    }
}

struct Counts<'a>(&'a RowObject<'a>);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.labels.iter().zip(self.0.counts))
    }
}
