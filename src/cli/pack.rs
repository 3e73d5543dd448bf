//! `morgue pack`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::exit::Exit;
use super::files::{FilterArguments, Size, any_size};
use super::output::{count, say, stdout, thousands};
use super::progress::Progress;
use super::stop::Stop;
use crate::discover::discover;
use crate::error::Error;
use crate::pack::{DEFAULT_SHARD_SIZE, Options, pack};

/// Pack files into a few large ones for an engine on many machines, whose workers hand them to `morgue extract --stdin`
///
/// Each shard has one JSON object a line, packed with zstd. A file that cannot be read never stops the run: it is
/// listed, and its line says why. The folder of the shards appears when it is whole, and the same files give the same one.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folders to look through, or single files
    #[arg(required = true, value_name = "ROOT")]
    roots: Vec<PathBuf>,
    /// The folder for the shards; it takes the place of shards from an earlier time, and of nothing else
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// How many bytes of lines one shard has at most, before it is packed; K, M and G are understood
    #[arg(long, value_name = "SIZE", value_parser = any_size, default_value_t = Size(DEFAULT_SHARD_SIZE))]
    shard_size: Size,
    #[command(flatten)]
    files: FilterArguments,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let stop = Stop::listen()?;
    let discovery = discover(&arguments.roots, &arguments.files.filter())?;
    let options =
        Options { max_file_size: arguments.files.max_file_size(), shard_size: arguments.shard_size.0 };
    let progress = Progress::new(arguments.quiet);
    progress.begin(discovery.files.len() as u64);
    let mut told = |path: &crate::source_file::SourcePath, problem: Option<&crate::problem::Problem>| {
        progress.step();
        if let Some(problem) = problem.filter(|_| !arguments.quiet) {
            // Nothing but the shards keeps the list: every one is told.
            progress.say(&format!("failed: {path}: {problem}"));
        }
    };
    let packed = pack(discovery.files, &arguments.output, options, &mut told, &stop.flag);
    progress.end();
    let packed = match packed {
        Err(Error::Interrupted) => {
            say("interrupted; nothing was changed");
            return Ok(Exit::Interrupted(stop.code()));
        }
        packed => packed?,
    };
    if !arguments.quiet {
        let mut out = stdout();
        writeln!(
            out,
            "{}: {} packed, {} failed; {} in {}",
            count(packed.files, "file"),
            thousands(packed.files - packed.failed),
            thousands(packed.failed),
            count(packed.shards.len() as u64, "shard"),
            arguments.output.display()
        )?;
        if discovery.links_skipped > 0 {
            writeln!(
                out,
                "{} not followed (--follow-symlinks)",
                count(discovery.links_skipped, "symbolic link")
            )?;
        }
        out.flush()?;
        if packed.files == 0 {
            say("hint: without --include only .txt, .text and .md files are taken");
        }
    }
    Ok(if packed.failed > 0 { Exit::SomeFailed } else { Exit::Well })
}
