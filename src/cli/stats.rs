//! `morgue stats`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{STRONG, stdout, styled, thousands};
use crate::export::json;

/// Count what the archive holds: articles, words, sources, rights, languages, years
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    archive: ArchiveFile,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// The lists in the order in which they are printed, and their titles.
const LISTS: [(&str, &str); 6] = [
    ("totals", "in the archive"),
    ("source", "articles by source"),
    ("rights_status", "articles by rights"),
    ("language", "articles by language"),
    ("encoding", "articles by encoding"),
    ("year", "articles by year of publication"),
];

/// A longer list is cut off for a reader; `--json` gives all of it.
const LONGEST: usize = 20;

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let stats = arguments.archive.open()?.stats()?;
    let mut out = stdout();
    if arguments.json {
        json::line(&mut out, &stats)?;
    } else {
        for (at, (list, title)) in LISTS.into_iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}", styled(STRONG, title))?;
            let rows = stats.get(list).map_or(&[][..], Vec::as_slice);
            for (name, number) in rows.iter().take(LONGEST) {
                let name = if name.is_empty() { "(not stated)" } else { name };
                writeln!(out, "{:>12}  {name}", thousands(*number))?;
            }
            if rows.len() > LONGEST {
                writeln!(out, "{:>12}  and {} more", "", rows.len() - LONGEST)?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}
