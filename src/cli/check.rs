//! `morgue check`.

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{count, say, stdout};
use crate::archive::check::{Remedy, check, fixity};
use crate::archive::repair;

/// Look for damage: recompute every digest, compare the index and every value with the text
///
/// Exit code 4 when there is any; a hint says what to do about it.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    archive: ArchiveFile,
    /// Compare the files on disk with the digests of what was stored
    #[arg(long)]
    fixity: bool,
    /// First make anew what follows from the articles: the index, the duplicates, the roster
    #[arg(long, conflicts_with = "fixity")]
    repair: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let mut out = stdout();
    if arguments.repair {
        repair(&arguments.archive.archive)?;
        writeln!(out, "the index, the duplicates and the roster were made anew")?;
    }
    let archive = arguments.archive.open()?;
    let (findings, noun) =
        if arguments.fixity { (fixity(&archive)?, "file") } else { (check(&archive)?, "article") };
    for damage in &findings.damage {
        writeln!(out, "{}", damage.what)?;
    }
    let is_whole = findings.damage.is_empty();
    let end = if is_whole { "no damage".to_owned() } else { count(findings.damage.len() as u64, "finding") };
    writeln!(out, "{} checked: {end}", count(findings.articles, noun))?;
    out.flush()?;
    for note in &findings.notes {
        say(&format!("note: {note}"));
    }
    let remedies: BTreeSet<Remedy> = findings.damage.iter().map(|damage| damage.remedy).collect();
    for remedy in remedies {
        say(&format!("hint: {}", what_to_do(remedy)));
    }
    Ok(if is_whole { Exit::Well } else { Exit::Damage })
}

fn what_to_do(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Repair => "`morgue check --repair` makes the index, the duplicates and the roster anew",
        Remedy::ReadAnew => {
            "`morgue ingest FOLDER --reextract` reads the articles anew from their files; then `morgue check --repair`"
        }
        Remedy::Restore => "take a backup, or bring the folders into a new archive",
        Remedy::Compare => {
            "look which is right: `morgue ingest` takes the file as it is now, a backup of the folder has the old one"
        }
    }
}
