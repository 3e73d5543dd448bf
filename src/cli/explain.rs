//! `morgue explain`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::stdout;

/// Show every value of an article with the words it rests on and the rule that read it
#[derive(Debug, Args)]
pub struct Arguments {
    /// An article: its id, its path, or the end of its path
    #[arg(value_name = "ID|PATH")]
    article: String,
    #[command(flatten)]
    archive: ArchiveFile,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let record = archive.find(&arguments.article)?.record;
    let mut out = stdout();
    write!(out, "{}", crate::explain::explain(&record))?;
    out.flush()?;
    Ok(Exit::Well)
}
