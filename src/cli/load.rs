//! `morgue load`.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::exit::Exit;
use super::files::{AliasesFile, Size, any_size, tell_unused};
use super::output::{count, say};
use super::progress::Progress;
use super::stop::Stop;
use super::{ArchiveFile, Writing};
use crate::load::{DEFAULT_MAX_LINE_SIZE, Options, Stream, load};

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
    /// Longer lines are no records; K, M and G are understood. One line at a time is in memory, a few times over
    #[arg(long, value_name = "SIZE", value_parser = any_size, default_value_t = Size(DEFAULT_MAX_LINE_SIZE as u64))]
    max_line_size: Size,
    #[command(flatten)]
    aliases: AliasesFile,
    #[command(flatten)]
    writing: Writing,
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
    let options = Options {
        aliases: aliases.as_ref(),
        // A machine that counts no further holds no longer line.
        max_line_size: usize::try_from(arguments.max_line_size.0).unwrap_or(usize::MAX),
        wait: arguments.writing.wait(),
        indexing: arguments.writing.indexing(),
    };
    let summary = load(archive, streams, &options, &progress, &mut tell_bad, &stop.flag);
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
