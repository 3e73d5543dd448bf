//! `morgue ingest`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::exit::Exit;
use super::files::{AliasesFile, FileArguments, tell_unused};
use super::output::{count, say, stdout};
use super::progress::Progress;
use super::stop::Stop;
use super::{ArchiveFile, Writing, output};
use crate::ingest::{DEFAULT_BATCH_SIZE, Missing, Options, Recheck, Summary, ingest, rehearse};

/// Bring folders or files into the archive, again and again
///
/// The archive is made when there is none. Files that have not changed since the last time are passed
/// over without being opened. A file that cannot be read never stops the run: it is listed, and
/// `morgue problems` tells why. Ctrl-C or a crash lose nothing that was stored; run it again to go on.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// Folders to look through, or single files
    #[arg(required = true, value_name = "ROOT")]
    roots: Vec<PathBuf>,
    #[command(flatten)]
    archive: ArchiveFile,
    #[command(flatten)]
    files: FileArguments,
    #[command(flatten)]
    aliases: AliasesFile,
    #[command(flatten)]
    writing: Writing,
    /// How many files one commit takes
    #[arg(long, value_name = "N", default_value_t = DEFAULT_BATCH_SIZE, value_parser = at_least_one)]
    batch_size: usize,
    /// Read and compare every file, even if its size and time of change are those of the last time
    #[arg(long)]
    recheck: bool,
    /// Extract every article anew, as after an update of morgue
    #[arg(long)]
    reextract: bool,
    /// Remove articles whose files are gone; without it they are kept and marked as missing
    #[arg(long)]
    prune: bool,
    /// Say what would happen, extract everything, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&number| number > 0).ok_or_else(|| "a number from 1 on".to_owned())
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let stop = Stop::listen()?;
    let vocabulary = arguments.files.vocabulary.read()?;
    let options = Options {
        filter: arguments.files.filter(),
        jobs: arguments.files.jobs,
        batch_size: arguments.batch_size,
        max_file_size: arguments.files.max_file_size(),
        recheck: match (arguments.reextract, arguments.recheck) {
            (true, _) => Recheck::Extract,
            (false, true) => Recheck::Content,
            (false, false) => Recheck::No,
        },
        missing: if arguments.prune { Missing::Prune } else { Missing::Keep },
        published_from_path: arguments.files.published_from_path.clone(),
        assume_year: arguments.files.assume_year,
        min_confidence: arguments.files.min_confidence,
        vocabulary: &vocabulary,
        aliases: arguments.aliases.read()?,
        wait: arguments.writing.wait(),
        indexing: arguments.writing.indexing(),
    };
    let progress = Progress::new(arguments.quiet);
    let archive = &arguments.archive.archive;
    let work = if arguments.dry_run { rehearse } else { ingest };
    let summary = work(archive, &arguments.roots, &options, &progress, &stop.flag);
    let failures = progress.end();
    let summary = summary?;
    if !arguments.quiet {
        let end = if arguments.dry_run {
            "nothing was written".to_owned()
        } else {
            format!("in {}", archive.display())
        };
        tell(&summary, &failures, &end)?;
        if !arguments.dry_run {
            tell_unused(options.aliases.as_ref(), archive)?;
        }
    }
    Ok(exit(&summary, &stop))
}

/// How a run ended.
pub fn exit(summary: &Summary, stop: &Stop) -> Exit {
    if summary.interrupted {
        Exit::Interrupted(stop.code())
    } else if summary.counts.failed > 0 {
        Exit::SomeFailed
    } else {
        Exit::Well
    }
}

/// Prints what a run came to.
pub fn tell(summary: &Summary, failures: &[String], end: &str) -> anyhow::Result<()> {
    let counts = summary.counts;
    let mut out = stdout();
    writeln!(
        out,
        "{}: {} stored, {} unchanged, {} failed; {end}",
        count(counts.discovered(), "file"),
        output::thousands(counts.stored),
        output::thousands(counts.unchanged),
        output::thousands(counts.failed),
    )?;
    if summary.duplicates > 0 {
        let repeat = if summary.duplicates == 1 { "repeats" } else { "repeat" };
        writeln!(out, "{} {repeat} another one word for word", count(summary.duplicates, "article"))?;
    }
    if counts.pruned > 0 {
        writeln!(out, "{} no longer there: removed", count(counts.pruned, "file"))?;
    } else if counts.missing > 0 {
        writeln!(
            out,
            "{} of earlier runs no longer there: kept, and marked as missing",
            count(counts.missing, "file")
        )?;
    }
    if summary.links_skipped > 0 {
        writeln!(out, "{} not followed (--follow-symlinks)", count(summary.links_skipped, "symbolic link"))?;
    }
    out.flush()?;
    if counts.discovered() == 0 && !summary.interrupted {
        say("hint: without --include only .txt, .text and .md files are taken");
    }
    for failure in failures {
        say(&format!("failed: {failure}"));
    }
    if counts.failed > failures.len() as u64 {
        say(&format!(
            "and {} more: `morgue problems` lists them all",
            output::thousands(counts.failed - failures.len() as u64)
        ));
    }
    if summary.interrupted {
        say("interrupted; what was stored is kept, and the same command goes on from there");
    }
    Ok(())
}
