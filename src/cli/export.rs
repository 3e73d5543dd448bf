//! `morgue export`.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{count, stdout};
use crate::export::{csv, ndjson};

/// Write the archive's lists as CSV for spreadsheets, or its records as NDJSON
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder to write into; it is made when it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    archive: ArchiveFile,
    /// In which form
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One file for each list: articles, people, mentions, sources and so on
    Csv,
    /// One file of records, which `morgue load` takes
    Ndjson,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let written = match arguments.format {
        Format::Csv => csv::export(&archive, &arguments.folder)?,
        Format::Ndjson => ndjson::export(&archive, &arguments.folder)?,
    };
    let mut out = stdout();
    for file in written {
        writeln!(out, "{}: {}", arguments.folder.join(&file.name).display(), count(file.rows, "row"))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}
