//! `morgue list`.

use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::output::{count, say, stdout, thousands};
use super::table::Table;
use super::{ArchiveFile, narrowed, usage};
use crate::archive::list::RowObject;
use crate::archive::{Archive, VIEWS, View};
use crate::export::csv::{self, Reader};
use crate::export::{json, ndjson};

/// Print one of the archive's lists, or what of it stands in the articles that a query finds
///
/// Each list is a view of the archive. The table shows the columns that one reads; the other formats have all of
/// them. The query is one of `morgue search`; counts are then of the articles that it finds.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Which list
    #[arg(value_name = "WHAT", value_parser = view())]
    what: &'static View,
    /// Only of the articles that this query finds; quote it for the shell
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// Show at most so many rows
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: u64,
    /// Show every row
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// How they are printed
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// The same as --format ndjson
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Ndjson,
    /// A spreadsheet
    Csv,
}

/// Reads the name of a view.
pub fn view() -> impl TypedValueParser<Value = &'static View> {
    let names =
        VIEWS.iter().map(|view| PossibleValue::new(view.name).help(format!("a row for each {}", view.row)));
    PossibleValuesParser::new(names).try_map(|name| View::find(&name).ok_or("no list"))
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let view = arguments.what;
    let typed = arguments.query.join(" ");
    let has_query = !typed.trim().is_empty();
    if has_query && !view.can_be_narrowed() {
        let told = format!("the list of {} is of the whole archive, and takes no query", view.name);
        return Err(usage(ErrorKind::ArgumentConflict, &told));
    }
    let archive = arguments.archive.open()?;
    archive.hold_still()?;
    let (archive, found) = if has_query {
        let (archive, found) = narrowed(archive, &typed)?;
        (archive, Some(found))
    } else {
        (archive, None)
    };
    let limit = (!arguments.all).then_some(arguments.limit);
    let format = if arguments.json { Format::Ndjson } else { arguments.format };
    let mut out = stdout();
    let shown = print(&mut out, format, &archive, view, limit)?;
    out.flush()?;
    let total = archive.count_rows(view)?;
    let of = found.map_or_else(String::new, |found| format!(" in {} found", count(found, "article")));
    say(&if shown < total {
        format!("{} of {}{of} shown; --all shows the rest", thousands(shown), count(total, "row"))
    } else {
        format!("{}{of}", count(total, "row"))
    });
    Ok(Exit::Well)
}

fn print(
    out: &mut impl Write,
    format: Format,
    archive: &Archive,
    view: &'static View,
    limit: Option<u64>,
) -> anyhow::Result<u64> {
    let mut shown = 0;
    match format {
        Format::Table => {
            let mut table = Table::new(view);
            archive.each_row(view, limit, |cells| {
                shown += 1;
                anyhow::Ok(table.row(out, cells)?)
            })?;
            table.finish(out)?;
        }
        Format::Ndjson => shown = ndjson::write(archive, view, limit, (out, ""), anyhow::Error::from)?.rows,
        Format::Json => {
            let mut array = json::Array::default();
            archive.each_row(view, limit, |cells| {
                anyhow::Ok(array.push(&mut *out, &RowObject { view, cells })?)
            })?;
            shown = array.end(out)?;
        }
        Format::Csv => {
            shown = csv::write(archive, view, limit, Reader::Program, (out, ""), anyhow::Error::from)?.rows;
        }
    }
    Ok(shown)
}
