//! `morgue load`.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::exit::Exit;
use super::files::{AliasesFile, tell_unused};
use super::output::{count, say};
use super::progress::Progress;
use super::stop::Stop;
use super::{ArchiveFile, Wait};
use crate::load::{Stream, load};

/// Bring records that `morgue extract` printed into the archive
///
/// `morgue extract FOLDER | morgue load` makes the same archive as `morgue ingest FOLDER`. A record
/// that the archive has already, by path and digest, is not written again.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files of records, one JSON object a line; - or nothing for stdin
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    archive: ArchiveFile,
    #[command(flatten)]
    aliases: AliasesFile,
    #[command(flatten)]
    wait: Wait,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
}

/// Runs it.
pub fn run(arguments: Arguments) -> anyhow::Result<Exit> {
    let stop = Stop::listen()?;
    let aliases = arguments.aliases.read()?;
    let mut files = arguments.files;
    if files.is_empty() {
        if io::stdin().is_terminal() {
            say("reading records from the keyboard; end with Ctrl-D");
        }
        files.push("-".into());
    }
    let streams = files.iter().map(|file| stream(file)).collect::<anyhow::Result<Vec<Stream<'_>>>>()?;
    let progress = Progress::new(arguments.quiet);
    let mut bad_lines = 0;
    let mut tell_bad = |line: crate::load::BadLine| {
        bad_lines += 1;
        say(&format!("{}, line {}: {}", line.stream, line.number, line.message));
    };
    let archive = &arguments.archive.archive;
    let summary =
        load(archive, streams, aliases.as_ref(), &progress, &mut tell_bad, &stop.flag, arguments.wait.time());
    let failures = progress.end();
    let summary = summary?;
    if !arguments.quiet {
        super::ingest::tell(&summary, &failures, &format!("in {}", archive.display()))?;
        tell_unused(aliases.as_ref(), archive)?;
    }
    if bad_lines > 0 && !summary.interrupted {
        say(&format!("{} left out", count(bad_lines, "line")));
        return Ok(Exit::BadLines);
    }
    Ok(super::ingest::exit(&summary, &stop))
}

fn stream(path: &Path) -> anyhow::Result<Stream<'static>> {
    if path.as_os_str() == "-" {
        return Ok(Stream { name: "stdin".to_owned(), lines: Box::new(BufReader::new(io::stdin())) });
    }
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Stream { name: path.display().to_string(), lines: Box::new(BufReader::new(file)) })
}
