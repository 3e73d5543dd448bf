//! The whole way: roots in, an archive out. The only place where all cores and the one writer meet.
//!
//! While batches are being written the next ones are being extracted. Batches keep the order of the
//! paths, so the same files give the same archive on any number of cores.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::archive::{Archive, Batch, Counts, Finish, Indexing, Known, Rewrite, Writer};
use crate::discover::{Discovered, Filter, Links, discover};
use crate::error::{Error, Result};
use crate::extract::Given;
use crate::extract::dates::PathPattern;
use crate::outcome::Outcome;
use crate::pipeline;
use crate::problem::Problem;
use crate::read::{self, Content, Stat};
use crate::record::Record;
use crate::roster::Aliases;
use crate::source_file::{SourceFile, SourcePath};
use crate::vocabulary::Vocabulary;

/// How an ingest goes about it.
#[derive(Debug, Clone)]
pub struct Options<'v> {
    /// Which files are taken.
    pub filter: Filter,
    /// How many cores; 0 for all of them.
    pub jobs: usize,
    /// How many files one commit takes at most.
    pub batch_size: usize,
    /// Larger files are a problem, in bytes.
    pub max_file_size: u64,
    /// What is believed of files that the archive knows.
    pub recheck: Recheck,
    /// What becomes of articles whose files are gone.
    pub missing: Missing,
    /// Where the paths say the day of publication.
    pub published_from_path: Option<PathPattern>,
    /// The year of dates that have none, where no day of publication is known.
    pub assume_year: Option<i16>,
    /// How sure the tagger must be of a person's name, in percent.
    pub min_confidence: Option<u8>,
    /// The agencies and outlets that are known.
    pub vocabulary: &'v Vocabulary,
    /// Who is who by hand, in the place of what the archive keeps; `None` leaves that as it is.
    pub aliases: Option<Aliases>,
    /// For so long it waits while another process writes into the archive.
    pub wait: Duration,
    /// Who makes the index of words.
    pub indexing: Indexing,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            jobs: 0,
            batch_size: DEFAULT_BATCH_SIZE,
            max_file_size: read::DEFAULT_MAX_FILE_SIZE,
            recheck: Recheck::No,
            missing: Missing::Keep,
            published_from_path: None,
            assume_year: None,
            min_confidence: None,
            vocabulary: Vocabulary::builtin(),
            aliases: None,
            wait: Duration::ZERO,
            indexing: Indexing::default(),
        }
    }
}

/// So many files go into one commit: half as many cost a thirtieth more (measured), and what was not committed when the
/// power fails is read once more.
pub const DEFAULT_BATCH_SIZE: usize = 1024;

/// A batch ends before this many bytes, so that large files do not fill the memory: 32 MiB.
const BATCH_BYTES: u64 = 32 << 20;

/// What is believed of files that the archive knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recheck {
    /// A file of the same size and time of change is the same.
    #[default]
    No,
    /// A file of the same content is the same; every one is read.
    Content,
    /// Nothing: every one is read and extracted anew.
    Extract,
}

/// What becomes of articles whose files are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// They are marked and kept.
    #[default]
    Keep,
    /// They are removed.
    Prune,
}

/// What an ingest came to: discovered = stored + unchanged + failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// What became of the files.
    pub counts: Counts,
    /// Articles of the archive that have the same words as another one.
    pub duplicates: u64,
    /// Symbolic links that were not followed.
    pub links_skipped: u64,
    /// It was asked to stop before its end.
    pub interrupted: bool,
}

/// Whoever wants to see how far it is.
pub trait Watcher: Sync {
    /// So many files will have their turn.
    fn begun(&self, _files: u64) {}
    /// Another process writes into the archive, and it waits for its end; told once.
    fn waits(&self, _busy: &Error) {}
    /// Whatever was asked for, FTS5 makes the index of words: the archive has it in a form that nothing else knows.
    fn leaves_index_to_fts5(&self) {}
    /// What became of one; told in the order of the paths, after it is committed.
    fn done(&self, _outcome: &Outcome) {}
}

/// Nobody watches.
impl Watcher for () {}

/// Brings every article below the roots into an archive, and makes the archive when there is none.
/// When `stop` becomes true it ends after the batches that are extracted.
///
/// # Errors
/// When a root cannot be read or the archive cannot be written. Trouble with a file is an outcome.
pub fn ingest(
    archive: &Path,
    roots: &[PathBuf],
    options: &Options<'_>,
    watcher: &impl Watcher,
    stop: &AtomicBool,
) -> Result<Summary> {
    let discovery = discover(roots, &options.filter)?;
    let waits = patience(options.wait, watcher, stop);
    let mut writer = Writer::begin_when_free(archive, &ledger_options(roots, options), waits)?;
    prepare(&mut writer, options.indexing, options.aliases.as_ref(), watcher)?;
    let known = Archive::open_unchanged(archive)?;
    let finish = batches(&mut writer, Some(known), &discovery.files, options, watcher, stop)?;
    if finish == Finish::Complete {
        let roots: Vec<SourcePath> = roots.iter().map(|root| SourcePath::new(root)).collect();
        // A path that was found is not asked for again. The list is sorted by the bytes of its paths.
        let is_gone = |path: &SourcePath| {
            let bytes = path.to_bytes();
            discovery.files.binary_search_by(|file| file.bytes().cmp(&bytes)).is_err()
                && read::is_gone(&path.to_path())
        };
        writer.mark_missing(&roots, is_gone)?;
        if options.missing == Missing::Prune {
            writer.prune(&roots)?;
        }
    }
    // The roster takes memory of its own.
    let links_skipped = discovery.links_skipped;
    drop(discovery);
    let (counts, duplicates) = writer.finish(finish)?;
    Ok(Summary { counts, duplicates, links_skipped, interrupted: finish == Finish::Interrupted })
}

/// What comes before the first batch.
pub(crate) fn prepare(
    writer: &mut Writer,
    indexing: Indexing,
    aliases: Option<&Aliases>,
    watcher: &impl Watcher,
) -> Result<()> {
    if indexing == Indexing::Parallel && !writer.knows_index()? {
        watcher.leaves_index_to_fts5();
    }
    aliases.map_or(Ok(()), |aliases| writer.put_aliases(aliases))
}

/// Writes batches on a thread of its own, in the order in which `make` hands them over, and tells the watcher what
/// became of the files. `make` is told whether they are still taken; where they are not, the writer's error is given.
pub(crate) fn write_behind<S: Store, T>(
    store: &mut S,
    rewrite: Rewrite,
    watcher: &impl Watcher,
    make: impl FnOnce(&dyn Fn(S::Ready) -> bool) -> Result<T>,
) -> Result<T> {
    let (send, receive) = sync_channel::<S::Ready>(BATCHES_READY);
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || -> Result<()> {
            for batch in receive {
                for outcome in store.write(batch, rewrite)? {
                    watcher.done(&outcome);
                }
            }
            Ok(())
        });
        let made = make(&|batch| send.send(batch).is_ok());
        drop(send);
        writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        made
    })
}

/// So many batches wait for the writer at most. Now and then it brings its journal into the archive, and takes as long
/// as for some batches: meanwhile the cores have work, and then it has.
const BATCHES_READY: usize = 2;

/// Waits for the end of another process that writes, for a while.
pub(crate) fn patience(
    wait: Duration,
    watcher: &impl Watcher,
    stop: &AtomicBool,
) -> impl FnMut(&Error) -> bool {
    let mut since = None;
    move |busy| {
        let since: Instant = *since.get_or_insert_with(|| {
            if !wait.is_zero() {
                watcher.waits(busy);
            }
            Instant::now()
        });
        let goes_on = since.elapsed() < wait && !stop.load(Ordering::Relaxed);
        if goes_on {
            std::thread::sleep(Duration::from_millis(50));
        }
        goes_on
    }
}

/// Threads for the pure half; 0 for one on each core. Their stacks are as large as it was tested with, whatever the
/// environment says of stacks.
///
/// # Errors
/// When the system gives no threads.
pub fn cores(jobs: usize) -> std::result::Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).build()
}

/// What a thread of the pure half may use, in bytes: 4 MiB, twice what Rust gives by itself.
const STACK: usize = 4 << 20;

/// Says what an ingest would come to; extracts, and writes nothing.
///
/// # Errors
/// When a root cannot be read, or the archive that is there.
pub fn rehearse(
    archive: &Path,
    roots: &[PathBuf],
    options: &Options<'_>,
    watcher: &impl Watcher,
    stop: &AtomicBool,
) -> Result<Summary> {
    let discovery = discover(roots, &options.filter)?;
    let known = match Archive::open_unchanged(archive) {
        Ok(archive) => Some(archive),
        Err(Error::NoArchive { .. }) => None,
        Err(error) => return Err(error),
    };
    let mut counts = Counts::default();
    let finish = batches(&mut counts, known, &discovery.files, options, watcher, stop)?;
    Ok(Summary {
        counts,
        duplicates: 0,
        links_skipped: discovery.links_skipped,
        interrupted: finish == Finish::Interrupted,
    })
}

/// Where batches go.
pub(crate) trait Store: Send {
    /// Outcomes, ready to be written.
    type Ready: Send;
    /// Whatever can be done on all cores.
    fn ready(outcomes: Vec<Outcome>, indexing: Indexing) -> Self::Ready;
    fn write(&mut self, batch: Self::Ready, rewrite: Rewrite) -> Result<Vec<Outcome>>;
}

impl Store for Writer {
    type Ready = Batch;

    fn ready(outcomes: Vec<Outcome>, indexing: Indexing) -> Batch {
        Batch::new(outcomes, indexing)
    }

    fn write(&mut self, batch: Batch, rewrite: Rewrite) -> Result<Vec<Outcome>> {
        Writer::write(self, batch, rewrite)
    }
}

/// A rehearsal: they are counted.
impl Store for Counts {
    type Ready = Vec<Outcome>;

    fn ready(outcomes: Vec<Outcome>, _: Indexing) -> Vec<Outcome> {
        outcomes
    }

    fn write(&mut self, batch: Vec<Outcome>, _: Rewrite) -> Result<Vec<Outcome>> {
        for outcome in &batch {
            self.add(outcome);
        }
        Ok(batch)
    }
}

/// Sends the files through, batch by batch. `archive` tells what is known of them; it is closed at the end, since who
/// reads keeps the writer from leaving one file behind.
fn batches<S: Store>(
    store: &mut S,
    archive: Option<Archive>,
    files: &[Discovered],
    options: &Options<'_>,
    watcher: &impl Watcher,
    stop: &AtomicBool,
) -> Result<Finish> {
    let cores = cores(options.jobs).map_err(no_threads)?;
    let rewrite = if options.recheck == Recheck::Extract { Rewrite::Always } else { Rewrite::IfChanged };
    watcher.begun(files.len() as u64);
    write_behind(store, rewrite, watcher, |write| {
        let mut files = Files { rest: files, archive, options };
        let mut batch = cores.install(|| files.take_batch())?;
        while !batch.is_empty() && !stop.load(Ordering::Relaxed) {
            let extract = || {
                let files = std::mem::take(&mut batch).into_par_iter().with_max_len(AT_ONCE);
                let outcomes = files.map(|(next, known)| outcome(next, known.as_ref(), options)).collect();
                S::ready(outcomes, options.indexing)
            };
            let (ready, next) = cores.install(|| rayon::join(extract, || files.take_batch()));
            if !write(ready) {
                break;
            }
            batch = next?;
        }
        Ok(if batch.is_empty() { Finish::Complete } else { Finish::Interrupted })
    })
}

/// A core takes so many articles at once at most: where it takes more, the others wait for the last one at the end of a
/// batch.
const AT_ONCE: usize = 8;

/// The files that have not had their turn.
struct Files<'o> {
    rest: &'o [Discovered],
    archive: Option<Archive>,
    options: &'o Options<'o>,
}

impl Files<'_> {
    /// The next ones, so many as go into one commit and into the memory, with what the archive knows of them.
    fn take_batch(&mut self) -> Result<Vec<(Next, Option<Known>)>> {
        let most = &self.rest[..self.rest.len().min(self.options.batch_size.max(1))];
        let stats: Vec<Next> = most
            .par_iter()
            .map(|file| Next {
                path: file.source_path(),
                stat: file.problem.clone().map_or_else(|| read::stat(&file.path), Err),
            })
            .collect();
        let mut bytes = 0;
        let mut batch = Vec::with_capacity(stats.len());
        for next in stats {
            bytes += next.stat.as_ref().map_or(0, |stat| stat.size.min(self.options.max_file_size));
            if bytes > BATCH_BYTES && !batch.is_empty() {
                break;
            }
            batch.push(next);
        }
        self.rest = &self.rest[batch.len()..];
        let known = match &self.archive {
            Some(archive) => archive.known(batch.iter().map(|next| &next.path))?,
            None => vec![None; batch.len()],
        };
        Ok(batch.into_iter().zip(known).collect())
    }
}

fn no_threads(error: rayon::ThreadPoolBuildError) -> Error {
    Error::io(Path::new("--jobs"), "starting the threads")(std::io::Error::other(error))
}

/// A file whose turn it is.
struct Next {
    path: SourcePath,
    stat: std::result::Result<Stat, Problem>,
}

/// What becomes of one file.
fn outcome(next: Next, known: Option<&Known>, options: &Options<'_>) -> Outcome {
    let mut file = SourceFile { path: next.path, size: 0, modified_at: None, digest: None };
    let stat = match next.stat {
        Ok(stat) => stat,
        Err(problem) => return Outcome::Failed(file, problem),
    };
    (file.size, file.modified_at) = (stat.size, Some(stat.modified_at));
    if stat.size > options.max_file_size {
        return Outcome::Failed(file, read::too_large(stat.size, options.max_file_size));
    }
    let looks_the_same =
        |known: &Known| (known.size, known.modified_at) == (stat.size, Some(stat.modified_at));
    if options.recheck == Recheck::No
        && let Some(known) = known.filter(|known| looks_the_same(known))
        && let Some(same) = same_as_before(&file, known)
    {
        return same;
    }
    let Content { stat, bytes, digest } = match read::read(&file.path.to_path(), options.max_file_size) {
        Ok(content) => content,
        Err(problem) => return Outcome::Failed(file, problem),
    };
    (file.size, file.modified_at, file.digest) = (stat.size, Some(stat.modified_at), Some(digest));
    if options.recheck != Recheck::Extract
        && let Some(known) = known.filter(|known| known.digest == Some(digest))
        && let Some(same) = same_as_before(&file, known)
    {
        return same;
    }
    let pattern = options.published_from_path.as_ref();
    let by_path = pattern.and_then(|pattern| pattern.day(file.path.as_str()));
    let given =
        Given { published: None, by_path, year: options.assume_year, min_confidence: options.min_confidence };
    match pipeline::record(&file, &bytes, &given, options.vocabulary) {
        Ok(record) => Outcome::Stored(file, Box::new(record)),
        Err(problem) => Outcome::Failed(file, problem),
    }
}

/// What the same bytes came to before; `None` when it is worth another try.
fn same_as_before(file: &SourceFile, known: &Known) -> Option<Outcome> {
    let mut file = file.clone();
    file.digest = known.digest;
    match &known.problem {
        None => Some(Outcome::Unchanged(file)),
        Some(problem) if problem.kind.lies_in_the_bytes() => Some(Outcome::Failed(file, problem.clone())),
        Some(_) => None,
    }
}

/// The record of a file for which there is no archive: what `extract` prints.
#[must_use]
pub fn record(discovered: &Discovered, options: &Options<'_>) -> Record {
    let next = Next {
        path: discovered.source_path(),
        stat: discovered.problem.clone().map_or_else(|| read::stat(&discovered.path), Err),
    };
    match outcome(next, None, options) {
        Outcome::Stored(_, record) => *record,
        Outcome::Failed(file, problem) => Record::failed(&file, problem),
        Outcome::Unchanged(file) => Record::skipped(&file, "unchanged"),
    }
}

/// What the run ledger keeps of the options.
fn ledger_options(roots: &[PathBuf], options: &Options<'_>) -> String {
    let roots: Vec<SourcePath> = roots.iter().map(|root| SourcePath::new(root)).collect();
    serde_json::json!({
        "command": "ingest",
        "roots": roots.iter().map(SourcePath::as_str).collect::<Vec<_>>(),
        "include": options.filter.include,
        "exclude": options.filter.exclude,
        "follow_symlinks": options.filter.links == Links::Follow,
        "max_file_size": options.max_file_size,
        "assume_year": options.assume_year,
        "min_confidence": options.min_confidence,
        "aliases": options.aliases.as_ref().map(|aliases| aliases.lines().len()),
        "published_from_path": options.published_from_path.as_ref().map(PathPattern::as_str),
        "recheck": options.recheck != Recheck::No,
        "reextract": options.recheck == Recheck::Extract,
        "prune": options.missing == Missing::Prune,
    })
    .to_string()
}
