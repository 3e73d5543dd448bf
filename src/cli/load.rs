//! `morgue load`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
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
use crate::read::unpacking;

/// Bring records that `morgue extract` printed into the archive
///
/// `morgue extract FOLDER | morgue load` makes the same archive as `morgue ingest FOLDER`. A record
/// that the archive has already, by path and digest, is not written again.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files of records, one JSON object a line, also packed as .gz or .zst, or folders of them; - or nothing for stdin.
    /// Where morgue was built with the feature `parquet`, also .parquet
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
    let files = parts(files)?;
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

/// The files that are meant: a folder stands for its parts, as an engine on many machines writes them, in the order
/// of their names. What begins with a dot or an underscore is no part.
fn parts(given: Vec<PathBuf>) -> anyhow::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in given {
        if !path.is_dir() {
            all.push(path);
            continue;
        }
        let place = || format!("cannot read {}", path.display());
        let mut parts = Vec::new();
        for entry in std::fs::read_dir(&path).with_context(place)? {
            let name = entry.with_context(place)?.file_name();
            let shown = name.to_string_lossy();
            if shown == "_temporary" {
                anyhow::bail!("{}: the job that writes it has not come to its end", path.display());
            }
            if !shown.starts_with(['.', '_']) {
                parts.push(path.join(name));
            }
        }
        if parts.is_empty() {
            anyhow::bail!("there are no records in the folder {}", path.display());
        }
        parts.sort();
        all.append(&mut parts);
    }
    Ok(all)
}

fn stream(path: &Path) -> anyhow::Result<Stream<'static>> {
    if path.as_os_str() == "-" {
        return Ok(Stream { name: "stdin".to_owned(), lines: Box::new(BufReader::new(io::stdin())) });
    }
    // That it can be read is known before the first record is stored.
    let place = || format!("cannot read {}", path.display());
    File::open(path).with_context(place)?;
    if is_parquet(path) {
        rows(path).with_context(place)?;
    }
    Ok(Stream {
        name: path.display().to_string(),
        lines: Box::new(Part { path: path.to_owned(), open: None }),
    })
}

fn is_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
}

#[cfg(feature = "parquet")]
fn rows(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(Box::new(crate::parquet_rows::Rows::of(File::open(path)?)?))
}

#[cfg(not(feature = "parquet"))]
fn rows(_: &Path) -> io::Result<Box<dyn BufRead>> {
    let why = "this morgue was built without Parquet; `cargo install --path . --features parquet` builds one that reads it";
    Err(io::Error::new(io::ErrorKind::Unsupported, why))
}

/// A file of records that is opened when its turn comes: there may be more of them than a process can have open.
struct Part {
    path: PathBuf,
    open: Option<Box<dyn BufRead>>,
}

impl Part {
    fn open(&mut self) -> io::Result<&mut Box<dyn BufRead>> {
        Ok(match &mut self.open {
            Some(open) => open,
            closed if is_parquet(&self.path) => closed.insert(rows(&self.path)?),
            closed => closed.insert(unpacking(&self.path, File::open(&self.path)?)?),
        })
    }
}

impl Read for Part {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.open()?.read(bytes)
    }
}

impl BufRead for Part {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.open()?.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        if let Some(open) = &mut self.open {
            open.consume(bytes);
        }
    }
}
