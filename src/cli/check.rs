//! `morgue check`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{count, say, stdout};
use crate::archive::check::check;

/// Look for damage: recompute every digest, compare the index with the text
///
/// Exit code 4 when there is any.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    archive: ArchiveFile,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let findings = check(&arguments.archive.open()?)?;
    let mut out = stdout();
    for damage in &findings.damage {
        writeln!(out, "{damage}")?;
    }
    let is_whole = findings.damage.is_empty();
    let end = if is_whole { "no damage".to_owned() } else { count(findings.damage.len() as u64, "finding") };
    writeln!(out, "{} checked: {end}", count(findings.articles, "article"))?;
    out.flush()?;
    for note in &findings.notes {
        say(&format!("note: {note}"));
    }
    Ok(if is_whole { Exit::Well } else { Exit::Damage })
}
