//! `morgue explain`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::files::VocabularyFiles;
use super::output::stdout;

/// Show every value of an article with the words it rests on and the rule that read it
///
/// What sounds like a source or a statement of rights and was passed over is told with the reason.
#[derive(Debug, Args)]
pub struct Arguments {
    /// An article: its id, its path, or the end of its path
    #[arg(value_name = "ID|PATH")]
    article: String,
    #[command(flatten)]
    archive: ArchiveFile,
    #[command(flatten)]
    vocabulary: VocabularyFiles,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let record = archive.find(&arguments.article)?.record;
    let vocabulary = arguments.vocabulary.read()?;
    let mut out = stdout();
    write!(out, "{}", crate::explain::explain(&record, &vocabulary))?;
    out.flush()?;
    Ok(Exit::Well)
}
