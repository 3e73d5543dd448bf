//! `morgue digest`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::stdout;

/// Print one hash of everything that the archive holds
///
/// Two archives of the same articles have the same one, whatever the number of cores and runs that
/// made them, and in whichever way.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    archive: ArchiveFile,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let digest = arguments.archive.open()?.digest()?;
    let mut out = stdout();
    writeln!(out, "{digest}")?;
    out.flush()?;
    Ok(Exit::Well)
}
