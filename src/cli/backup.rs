//! `morgue backup`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{count, stdout};
use crate::archive::back_up;

/// Copy the archive as it is at this moment, also while an ingest writes into it
///
/// The copy is one file, and appears in its place only when it is whole. An older copy gives way to it; a file that
/// is no archive does not.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The copy
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    archive: ArchiveFile,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let bytes = back_up(&arguments.archive.open()?, &arguments.file)?;
    let mut out = stdout();
    writeln!(out, "{}: {}", arguments.file.display(), count(bytes, "byte"))?;
    out.flush()?;
    Ok(Exit::Well)
}
