//! The program: arguments, progress, printing, exit codes. It knows the library; the library does
//! not know it. One file a subcommand: its arguments, whose comments are the help, and one function.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, CommandFactory, Parser, Subcommand};

mod backup;
mod check;
mod completions;
mod count;
mod digest;
pub mod exit;
mod explain;
mod export;
mod extract;
mod facets;
mod files;
mod harmless;
mod ingest;
mod kwic;
mod list;
mod load;
mod man;
mod output;
mod pack;
mod people;
mod person;
mod problems;
mod progress;
mod rights;
mod schema;
mod search;
mod show;
mod stats;
mod stop;
mod table;

use crate::archive::{Archive, Indexing};
use crate::error::Result;
use crate::search::parse;
use exit::Exit;

/// Turns folders of news-article text files into one searchable archive, and says of every value
/// which words in the article it rests on.
#[derive(Debug, Parser)]
#[command(
    name = "morgue",
    version,
    after_help = "Begin with `morgue ingest FOLDER`, then `morgue search WORDS`. Results go to stdout, everything else to stderr.\nExit codes: 0 well, 1 error, 2 wrong arguments, 3 some files failed, 4 damage found, 5 archive of a newer version,\n10 no such archive, 11 another process is writing, 130 interrupted."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::Arguments),
    Search(search::Arguments),
    Kwic(kwic::Arguments),
    Count(count::Arguments),
    Show(show::Arguments),
    Explain(explain::Arguments),
    List(list::Arguments),
    Export(export::Arguments),
    Problems(problems::Arguments),
    Stats(stats::Arguments),
    Rights(rights::Arguments),
    People(people::Arguments),
    Person(person::Arguments),
    Check(check::Arguments),
    Backup(backup::Arguments),
    Extract(extract::Arguments),
    Load(load::Arguments),
    Pack(pack::Arguments),
    Digest(digest::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Which archive.
#[derive(Debug, Args)]
struct ArchiveFile {
    /// The archive: one SQLite file
    #[arg(long, value_name = "FILE", env = "MORGUE_ARCHIVE", default_value = "morgue.db")]
    archive: PathBuf,
}

/// How an archive is written into.
#[derive(Debug, Args)]
struct Writing {
    /// Wait up to so many seconds while another process writes into the archive
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u64,
    /// Leave the index of words to SQLite, on one core; it is the same, and takes longer
    #[arg(long)]
    plain_index: bool,
}

impl Writing {
    fn wait(&self) -> Duration {
        Duration::from_secs(self.wait)
    }

    fn indexing(&self) -> Indexing {
        if self.plain_index { Indexing::Plain } else { Indexing::Parallel }
    }
}

impl ArchiveFile {
    fn open(&self) -> Result<Archive> {
        Archive::open(&self.archive)
    }
}

/// The archive as if it held only the articles that a query finds, and how many those are. It is said on stderr
/// what the query could not mean.
fn narrowed(archive: Archive, typed: &str) -> Result<(Archive, u64)> {
    let query = parse(typed);
    let found = crate::search::every_article(&archive, &query)?;
    output::tell(&query.notes);
    output::tell(&found.notes);
    Ok((archive.narrowed(&found.ids)?, found.total))
}

/// Arguments that do not go together in a way of which clap does not know.
fn usage(kind: clap::error::ErrorKind, told: &str) -> anyhow::Error {
    Cli::command().error(kind, told).into()
}

/// Runs the program.
///
/// # Errors
/// Whatever stopped it.
pub fn run(cli: Cli) -> anyhow::Result<Exit> {
    stop::take_limits_as_errors()?;
    match cli.command {
        Command::Ingest(arguments) => ingest::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Kwic(arguments) => kwic::run(&arguments),
        Command::Count(arguments) => count::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Problems(arguments) => problems::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Rights(arguments) => rights::run(&arguments),
        Command::People(arguments) => people::run(&arguments),
        Command::Person(arguments) => person::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Load(arguments) => load::run(arguments),
        Command::Pack(arguments) => pack::run(&arguments),
        Command::Digest(arguments) => digest::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
