//! What `ingest` is measured against: `cargo run --release --example floor -- index FOLDER ARCHIVE`, `… store FOLDER
//! ARCHIVE` or `… read FOLDER`.
//!
//! `index` is the bare cost of the archive's text and index: the texts lie decoded in the memory before the clock
//! starts, then one thread writes them into the same tables with the same settings, so many a commit, and nothing is
//! read from them. `store` stores the same texts as an ingest does, with the index made by all cores, and nothing read
//! from them: what is left of an ingest when extraction is taken away. `read` reads every file on one thread and
//! computes its digest, and no more. `benches/compare.sh` runs them beside `morgue ingest`.
//!
//! Prints user seconds, system seconds, wall seconds and peak memory in MiB.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use morgue::archive::{Batch, Finish, Indexing, Rewrite, Writer};
use morgue::article::{Article, Zone};
use morgue::discover::{Filter, discover};
use morgue::extract::{Given, Metadata};
use morgue::ingest::DEFAULT_BATCH_SIZE;
use morgue::outcome::Outcome;
use morgue::record::Record;
use morgue::source_file::{Digest, SourceFile, SourcePath};
use rusqlite::Connection;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.iter().map(PathBuf::as_path).collect::<Vec<_>>()[..] {
        [what, folder, archive] if what == Path::new("index") => index(folder, archive),
        [what, folder, archive] if what == Path::new("store") => store(folder, archive),
        [what, folder] if what == Path::new("read") => read(folder),
        _ => {
            Err("usage: floor index FOLDER ARCHIVE, floor store FOLDER ARCHIVE, or floor read FOLDER".into())
        }
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let discovered = discover(&[folder.to_owned()], &Filter::default())?;
    Ok(discovered.files.into_iter().map(|file| file.path).collect())
}

/// The decoded texts, each with its path, and where its first line ends.
fn texts(folder: &Path) -> Result<Vec<(String, String, usize)>, Failure> {
    let text = |path: PathBuf| {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let head = text.find('\n').unwrap_or(text.len());
        Ok((path.to_string_lossy().into_owned(), text, head))
    };
    files(folder)?.into_iter().map(text).collect()
}

fn none_there(archive: &Path) -> Result<(), Failure> {
    if archive.exists() { Err(format!("{} is there already", archive.display()).into()) } else { Ok(()) }
}

fn store(folder: &Path, archive: &Path) -> Result<(), Failure> {
    none_there(archive)?;
    let outcome = |(path, text, head): (String, String, usize)| {
        let digest = Some(Digest::of(text.as_bytes()));
        let path = SourcePath::from_bytes(path.as_bytes());
        let file = SourceFile { path, size: text.len() as u64, modified_at: None, digest };
        let mut article = Article::default();
        article.push(Zone::Headline, &text[..head]);
        article.push(Zone::Body, text[head..].trim_start());
        let record =
            Record::new(&file, "UTF-8", &article, Metadata::default(), &Given::default(), Vec::new());
        Outcome::Stored(file, Box::new(record))
    };
    let outcomes: Vec<Outcome> = texts(folder)?.into_iter().map(outcome).collect();
    let mut outcomes = outcomes.into_iter();
    let started = Used::so_far(Instant::now())?;
    let mut writer = Writer::begin(archive, "{}")?;
    loop {
        let batch: Vec<Outcome> = outcomes.by_ref().take(DEFAULT_BATCH_SIZE).collect();
        if batch.is_empty() {
            break;
        }
        writer.write(Batch::new(batch, Indexing::Parallel), Rewrite::IfChanged)?;
    }
    writer.finish(Finish::Complete)?;
    started.tell()
}

fn index(folder: &Path, archive: &Path) -> Result<(), Failure> {
    none_there(archive)?;
    let texts = texts(folder)?;
    // The tables and the settings of the index are those of an archive that is there: its indexes over values are
    // kept up.
    Writer::begin(archive, "{}")?.finish(Finish::Complete)?;
    let started = Used::so_far(Instant::now())?;
    let mut connection = Connection::open(archive)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    for batch in texts.chunks(DEFAULT_BATCH_SIZE) {
        let transaction = connection.transaction()?;
        for (path, text, head) in batch {
            insert(&transaction, path, &text[..*head], &text[*head..])?;
        }
        transaction.commit()?;
    }
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    started.tell()
}

fn insert(connection: &Connection, path: &str, headline: &str, body: &str) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO source_file (path, size, digest, status, run_id) VALUES (?, ?, zeroblob(32), 'stored', 1)",
        )?
        .execute((path, headline.len() + body.len()))?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO article (id, source_file_id, encoding, word_count, rights_status, reprint, record_version)
             VALUES (?1, ?1, 'UTF-8', 0, 'unknown', 0, 1)",
        )?
        .execute([id])?;
    connection
        .prepare_cached("INSERT INTO article_text VALUES (?, ?, '', ?, '', '', '', '[]', zeroblob(32))")?
        .execute((id, headline, body))?;
    connection
        .prepare_cached("INSERT INTO article_fts (rowid, headline, byline, body, caption, notice) VALUES (?, ?, '', ?, '', '')")?
        .execute((id, headline, body))?;
    Ok(())
}

fn read(folder: &Path) -> Result<(), Failure> {
    let started = Used::so_far(Instant::now())?;
    let mut all = blake3::Hasher::new();
    for path in files(folder)? {
        all.update(blake3::hash(&std::fs::read(path)?).as_bytes());
    }
    std::hint::black_box(all.finalize());
    started.tell()
}

/// What the process has used, as Linux tells it.
struct Used {
    user: f64,
    system: f64,
    at: Instant,
}

impl Used {
    fn so_far(at: Instant) -> Result<Self, Failure> {
        let stat = std::fs::read_to_string("/proc/self/stat")
            .map_err(|error| io::Error::new(error.kind(), "/proc/self/stat: this needs Linux"))?;
        // The name of the program may hold anything; what follows its bracket are numbers. They count hundredths.
        let after = stat.rsplit(')').next().unwrap_or_default();
        let hundredths = |field: usize| -> Result<f64, Failure> {
            let text = after.split_whitespace().nth(field).ok_or("/proc/self/stat is short")?;
            Ok(text.parse::<f64>()? / 100.0)
        };
        Ok(Self { user: hundredths(11)?, system: hundredths(12)?, at })
    }

    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    fn tell(&self) -> Result<(), Failure> {
        let now = Self::so_far(self.at)?;
        let status = std::fs::read_to_string("/proc/self/status")?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
        let peak: f64 = peak.trim().trim_end_matches(" kB").parse()?;
        let wall = self.at.elapsed().as_secs_f64();
        println!(
            "{:.2} {:.2} {wall:.2} {:.0}",
            now.user - self.user,
            now.system - self.system,
            peak / 1024.0
        );
        Ok(())
    }
}
