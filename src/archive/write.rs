//! Outcomes in, rows and index entries out: the one writer. A batch is stored wholly or not at all.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, TransactionBehavior, params};

use super::article::Text;
use super::batch::{Batch, Indexing};
use super::changes::{Changed, Changes};
use super::file::put;
use super::inserts::Inserts;
use super::lock::Lock;
use super::person_ids::{self, PersonIds};
use super::{article, failed, index, indexes, migrate, roster};
use crate::error::{Error, Result};
use crate::outcome::Outcome;
use crate::problem::{Problem, ProblemKind, Stage};
use crate::roster::Aliases;
use crate::source_file::SourcePath;

/// The right and the means to write into an archive, for one run.
#[derive(Debug)]
pub struct Writer {
    // Fields are dropped in this order: SQLite lets go of the archive, then the lock is given back.
    connection: Connection,
    path: PathBuf,
    run: Run,
    counts: Counts,
    /// The run fills a new archive.
    is_new: bool,
    _lock: Lock,
}

/// A run, and what the writer remembers of it.
#[derive(Debug)]
pub(super) struct Run {
    /// Its row in the ledger.
    pub id: i64,
    /// What duplicates and the roster have to be found anew for.
    pub changes: Changes,
    /// Under which ids the archive has the names of persons.
    pub person_ids: PersonIds,
}

/// What a run came to: discovered = stored + unchanged + failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles written, new or replaced.
    pub stored: u64,
    /// Files with the very content that the archive has.
    pub unchanged: u64,
    /// Files that could not be made into articles.
    pub failed: u64,
    /// Files known from before that are gone.
    pub missing: u64,
    /// How many of those were removed from the archive.
    pub pruned: u64,
}

/// Is an article written that the archive has already?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewrite {
    /// Not when path and digest are the same.
    IfChanged,
    /// Yes: it was extracted anew.
    Always,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// Every file had its turn.
    Complete,
    /// It was asked to stop.
    Interrupted,
}

impl Writer {
    /// Opens an archive for writing, makes it when there is none, and begins a run. `options` is the
    /// JSON that the run ledger keeps.
    ///
    /// # Errors
    /// When another process writes into it, or it is no archive of ours.
    pub fn begin(path: &Path, options: &str) -> Result<Self> {
        let lock = Lock::take(path)?;
        let mut connection = open(path)?;
        let ask = failed(path, "beginning a run");
        // The run before this one may have had other rules.
        let stale = "SELECT finished_at IS NULL OR version <> ? FROM run ORDER BY id DESC LIMIT 1";
        let is_stale = connection
            .query_row(stale, [VERSION], |row| row.get(0))
            .optional()
            .map_err(&ask)?
            .unwrap_or(false);
        connection
            .execute(
                "INSERT INTO run (started_at, version, options) VALUES (?, ?, ?)",
                params![now(), VERSION, options],
            )
            .map_err(&ask)?;
        let id = connection.last_insert_rowid();
        let is_new = indexes::put_off(&mut connection).map_err(&ask)?;
        let person_ids = PersonIds::of(&connection).map_err(&ask)?;
        let changes = if is_new || is_stale { Changes::Everything } else { Changes::Of(Changed::default()) };
        // What a run writes are words of Rust's enumerations, records that were validated, and ids of rows that the same
        // transaction wrote or found. SQLite would make a table for each list of words and each row anew, which is more
        // work than the index, and look up the row behind each id, a quarter of the work of a row (measured); `check`
        // has it look at all of them.
        connection.pragma_update(None, "ignore_check_constraints", true).map_err(&ask)?;
        connection.pragma_update(None, "foreign_keys", false).map_err(&ask)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            run: Run { id, changes, person_ids },
            counts: Counts::default(),
            is_new,
            _lock: lock,
        })
    }

    /// The same, once nobody else writes into it: as long as somebody does, `waits` is told who, and says whether
    /// to try again.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub fn begin_when_free(
        path: &Path,
        options: &str,
        mut waits: impl FnMut(&Error) -> bool,
    ) -> Result<Self> {
        loop {
            match Self::begin(path, options) {
                Err(busy @ Error::Busy { .. }) if waits(&busy) => {}
                other => return other,
            }
        }
    }

    /// Can the index of words be made by all cores? In a form that a later SQLite or another setting gives it, FTS5
    /// alone can.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn knows_index(&self) -> Result<bool> {
        index::is_known(&self.connection).map_err(failed(&self.path, "reading the index"))
    }

    /// Keeps who is who by hand, in the place of what was kept before.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn put_aliases(&mut self, aliases: &Aliases) -> Result<()> {
        let put = |connection: &mut Connection| -> rusqlite::Result<bool> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let are_new = roster::put_aliases(&transaction, aliases)?;
            transaction.commit()?;
            Ok(are_new)
        };
        if put(&mut self.connection).map_err(failed(&self.path, "keeping the aliases"))? {
            self.run.changes = Changes::Everything;
        }
        Ok(())
    }

    /// Stores a batch, its index with it, wholly or not at all, and gives back what became of each
    /// file: an article that SQLite does not take has failed, and its neighbours are stored.
    ///
    /// # Errors
    /// When the archive cannot be written; then nothing of the batch is.
    pub fn write(&mut self, batch: impl Into<Batch>, rewrite: Rewrite) -> Result<Vec<Outcome>> {
        let mut batch = batch.into();
        let before = self.counts;
        let written = match self.write_at_once(&mut batch, rewrite) {
            Err(error) if is_of_the_article(&error) => {
                self.counts = before;
                self.write_one_by_one(&mut batch, rewrite)
            }
            other => other,
        };
        let ask = failed(&self.path, "writing a batch");
        written.map_err(&ask)?;
        self.run.person_ids.keep(&self.connection, person_ids::MOST).map_err(&ask)?;
        if index::segments(&self.connection).map_err(&ask)? > index::MANY_SEGMENTS {
            index::merge(&mut self.connection, super::open_read_only(&self.path)?).map_err(&ask)?;
        }
        Ok(batch.outcomes)
    }

    fn write_at_once(&mut self, batch: &mut Batch, rewrite: Rewrite) -> rusqlite::Result<()> {
        // Those of a batch that was not committed.
        self.run.person_ids.forget(0);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let indexing = if index::is_known(&transaction)? { batch.indexing() } else { Indexing::Plain };
        let mut ids = Vec::with_capacity(batch.outcomes.len());
        let mut inserts = Inserts::of(&transaction)?;
        for (outcome, text) in batch.outcomes.iter_mut().zip(&batch.texts) {
            ids.push(put(&mut inserts, &mut self.run, outcome, text, indexing, rewrite)?);
            self.counts.add(outcome);
        }
        inserts.flush()?;
        drop(inserts);
        if indexing == Indexing::Parallel {
            index::put(&transaction, &batch.parts(&ids))?;
        }
        ledger(&transaction, self.run.id, self.counts)?;
        transaction.commit()
    }

    /// The way for a batch with an article in it that SQLite does not take. A savepoint makes FTS5
    /// write its index to disk, which would be dear for every article.
    fn write_one_by_one(&mut self, batch: &mut Batch, rewrite: Rewrite) -> rusqlite::Result<()> {
        self.run.person_ids.forget(0);
        let mut transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (outcome, text) in batch.outcomes.iter_mut().zip(&batch.texts) {
            let mut savepoint = transaction.savepoint()?;
            let ids_before = self.run.person_ids.added();
            match put_alone(&savepoint, &mut self.run, outcome, text, rewrite) {
                Ok(()) => savepoint.commit()?,
                Err(error) if is_of_the_article(&error) => {
                    savepoint.rollback()?;
                    self.run.person_ids.forget(ids_before);
                    let message = format!("SQLite did not take it: {error}");
                    let problem = Problem::new(Stage::Write, ProblemKind::NotWritten, message);
                    *outcome = Outcome::Failed(outcome.file().clone(), problem);
                    put_alone(&savepoint, &mut self.run, outcome, text, rewrite)?;
                    savepoint.commit()?;
                }
                Err(error) => return Err(error),
            }
            self.counts.add(outcome);
        }
        ledger(&transaction, self.run.id, self.counts)?;
        transaction.commit()
    }

    /// Marks the files that are gone: those in or below `roots` of which `is_gone` says so. It is
    /// asked for every file that the archive knows there.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn mark_missing(
        &mut self,
        roots: &[SourcePath],
        is_gone: impl Fn(&SourcePath) -> bool,
    ) -> Result<()> {
        let mark = |connection: &mut Connection| -> rusqlite::Result<u64> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (mut missing, mut new) = (0, Vec::new());
            let mut statement =
                transaction.prepare("SELECT id, path, missing_since IS NULL FROM source_file")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let path = row.get_ref(1)?.as_str()?;
                if !is_below(path, roots) || !is_gone(&SourcePath::from_kept(path.to_owned())) {
                    continue;
                }
                missing += 1;
                if row.get(2)? {
                    new.push(row.get::<_, i64>(0)?);
                }
            }
            drop(rows);
            drop(statement);
            let now = now();
            for id in new {
                transaction
                    .prepare_cached("UPDATE source_file SET missing_since = ? WHERE id = ?")?
                    .execute(params![now, id])?;
            }
            transaction.commit()?;
            Ok(missing)
        };
        self.counts.missing =
            mark(&mut self.connection).map_err(failed(&self.path, "marking missing files"))?;
        Ok(())
    }

    /// Removes the files in or below `roots` that are marked as missing, with their articles.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn prune(&mut self, roots: &[SourcePath]) -> Result<()> {
        let prune = |connection: &mut Connection, changes: &mut Changes| -> rusqlite::Result<u64> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut gone: Vec<i64> = Vec::new();
            let mut statement =
                transaction.prepare("SELECT id, path FROM source_file WHERE missing_since IS NOT NULL")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if is_below(row.get_ref(1)?.as_str()?, roots) {
                    gone.push(row.get(0)?);
                }
            }
            drop(rows);
            drop(statement);
            for &file in &gone {
                article::remove(&transaction, file, changes)?;
                transaction
                    .prepare_cached("DELETE FROM problem WHERE source_file_id = ?")?
                    .execute([file])?;
                transaction.prepare_cached("DELETE FROM source_file WHERE id = ?")?.execute([file])?;
            }
            transaction.commit()?;
            Ok(gone.len() as u64)
        };
        self.counts.pruned = prune(&mut self.connection, &mut self.run.changes)
            .map_err(failed(&self.path, "removing missing files"))?;
        Ok(())
    }

    /// Ends the run: finds duplicates and who is who, closes the ledger, and leaves one file behind. Gives what the
    /// run came to, and how many articles of the archive are duplicates.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn finish(mut self, how: Finish) -> Result<(Counts, u64)> {
        let ask = failed(&self.path, "ending the run");
        // The end of a large run has use for their memory.
        self.run.person_ids = PersonIds::Indexed;
        if how == Finish::Complete {
            complete(&mut self.connection, &self.path, self.is_new, &self.run.changes)?;
        }
        ledger(&self.connection, self.run.id, self.counts).map_err(&ask)?;
        if how == Finish::Complete {
            self.connection
                .execute("UPDATE run SET finished_at = ? WHERE id = ?", params![now(), self.run.id])
                .map_err(&ask)?;
        }
        let duplicates = "SELECT count(*) FROM article WHERE duplicate_of IS NOT NULL";
        let duplicates: i64 = self.connection.query_row(duplicates, [], |row| row.get(0)).map_err(&ask)?;
        close(&self.connection).map_err(&ask)?;
        Ok((self.counts, duplicates.unsigned_abs()))
    }
}

impl Counts {
    /// Counts one file.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Stored(..) => self.stored += 1,
            Outcome::Unchanged(..) => self.unchanged += 1,
            Outcome::Failed(..) => self.failed += 1,
        }
    }

    /// Every file that was looked at.
    #[must_use]
    pub fn discovered(&self) -> u64 {
        self.stored + self.unchanged + self.failed
    }
}

/// Of this program, as the ledger of runs has it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The journal is brought into the archive when it has so many bytes: 64 MiB. A batch writes some of the same pages as
/// the one before it, and so they are brought in once. With 256 MiB a million articles take no less of the processor's
/// time, and a small archive waits longer for its last journal (measured).
const JOURNAL_BYTES: i64 = 64 << 20;

/// The size of a page of a new archive, in bytes: a text and its words lie on a quarter of the pages that they have with
/// SQLite's own 4 KiB, which is a tenth of the time of 100,000 articles and a thirtieth of the file (measured; 32 KiB
/// are no faster).
const PAGE_SIZE: i64 = 16 << 10;

/// The archive as a database that is written in bulk.
///
/// WAL with FULL keeps every committed batch through a loss of power; NORMAL does not (measured).
fn open(path: &Path) -> Result<Connection> {
    let ask = failed(path, "opening the archive for writing");
    // What is something else is refused before anything in it could change.
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0) {
        migrate::version(&super::open_read_only(path)?, path)?;
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(&ask)?;
    connection.set_prepared_statement_cache_capacity(64);
    let prepare = |connection: &Connection| -> rusqlite::Result<()> {
        connection.busy_timeout(std::time::Duration::from_secs(30))?;
        connection.pragma_update(None, "trusted_schema", false)?;
        // A statement is planned once, not anew for each value: a tenth of the writer's work (measured).
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // An archive that is there keeps the pages that it has.
        connection.pragma_update(None, "page_size", PAGE_SIZE)?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let page_size: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        connection.pragma_update(None, "wal_autocheckpoint", JOURNAL_BYTES / page_size)?;
        // In KiB: what a batch touches stays in memory.
        connection.pragma_update(None, "cache_size", -65_536)
    };
    prepare(&connection).map_err(&ask)?;
    migrate::migrate(&mut connection, path)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(&ask)?;
    // Larger pieces of index: less work than with the default (measured).
    connection
        .execute_batch("INSERT INTO article_fts (article_fts, rank) VALUES ('hashsize', 16777216)")
        .map_err(&ask)?;
    Ok(connection)
}

/// Makes anew what follows from the articles: the index, the duplicates, the roster. The articles themselves stay as
/// they are.
///
/// # Errors
/// When the archive cannot be written, or is too damaged to be read.
pub fn repair(path: &Path) -> Result<()> {
    let _lock = Lock::take(path)?;
    if !path.exists() {
        return Err(Error::NoArchive { path: path.to_owned() });
    }
    let mut connection = open(path)?;
    let ask = failed(path, "making the index anew");
    connection.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')", []).map_err(&ask)?;
    complete(&mut connection, path, true, &Changes::Everything)?;
    close(&connection).map_err(ask)
}

/// What is left to do when every file has had its turn: the indexes of a new archive, and what follows from all
/// articles together.
fn complete(connection: &mut Connection, path: &Path, is_new: bool, changes: &Changes) -> Result<()> {
    if changes.are_none() {
        return Ok(());
    }
    let ask = failed(path, "bringing indexes and names up to date");
    std::thread::scope(|scope| {
        // Who bears which of all names takes two thirds as long as the indexes, and one core more.
        let corrections = scope.spawn(|| -> Result<_> {
            roster::found(&super::open_read_only(path)?, changes)
                .map_err(failed(path, "finding out who is who"))
        });
        if is_new {
            indexes::make(connection).map_err(&ask)?;
        }
        index::merge(connection, super::open_read_only(path)?).map_err(&ask)?;
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(&ask)?;
        article::mark_duplicates(&transaction, changes).map_err(&ask)?;
        article::forget_unused_sources(&transaction, changes).map_err(&ask)?;
        let corrections = corrections.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        roster::put(&transaction, &corrections).map_err(&ask)?;
        transaction.commit().map_err(&ask)
    })
}

/// Brings an archive of an earlier version to today's schema.
pub(super) fn upgrade(path: &Path) -> Result<()> {
    let _lock = Lock::take(path)?;
    let connection = open(path)?;
    close(&connection).map_err(failed(path, "bringing the archive to this version's schema"))
}

/// Brings everything into the one file. A reader in another process may hold SQLite back from it;
/// then the next run does it.
fn close(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::ZERO)?;
    let one_file = connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .and_then(|()| connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())));
    match one_file {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseLocked) => Ok(()),
        other => other,
    }
}

/// Now, in UTC, to the second.
pub(super) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Does SQLite find fault with this article, rather than with the archive or the disk?
fn is_of_the_article(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::ToSqlConversionFailure(_) => true,
        other => matches!(
            other.sqlite_error_code(),
            Some(ErrorCode::TooBig | ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch)
        ),
    }
}

/// Writes what became of one file, and leaves nothing waiting.
fn put_alone(
    savepoint: &Connection,
    run: &mut Run,
    outcome: &mut Outcome,
    text: &Text,
    rewrite: Rewrite,
) -> rusqlite::Result<()> {
    let mut inserts = Inserts::of(savepoint)?;
    put(&mut inserts, run, outcome, text, Indexing::Plain, rewrite)?;
    inserts.flush()
}

/// Is a path one of the roots, or below one?
fn is_below(path: &str, roots: &[SourcePath]) -> bool {
    roots.iter().any(|root| match root.as_str() {
        // The root `.` has the empty path, and every relative path is below it.
        "" => Path::new(path).is_relative(),
        root => path.strip_prefix(root).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(std::path::is_separator)
                || root.ends_with(std::path::is_separator)
        }),
    })
}

fn ledger(connection: &Connection, run: i64, counts: Counts) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE run SET discovered = ?, stored = ?, unchanged = ?, failed = ?, missing = ? WHERE id = ?",
        )?
        .execute(params![
            counts.discovered(),
            counts.stored,
            counts.unchanged,
            counts.failed,
            counts.missing,
            run
        ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::sample;
    use crate::extract::Metadata;
    use crate::record::Status;
    use rusqlite::limits::Limit;

    fn article(name: &str, body: &str) -> Outcome {
        sample::article(name, body, Metadata::default())
    }

    #[test]
    fn an_article_that_sqlite_does_not_take_costs_its_neighbours_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        let mut writer = Writer::begin(&path, "{}").unwrap();
        writer.connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 100_000).unwrap();
        let long = "word ".repeat(40_000);
        let of = |path: &str, name: &str, body: &str| {
            let metadata = Metadata { people: sample::people(&[name]), ..Metadata::default() };
            sample::article(path, &format!("{name}. {body}"), metadata)
        };
        let batch = vec![
            of("a.txt", "John Hale", "A story."),
            of("b.txt", "Ann Doe", &long),
            of("c.txt", "Jane Roe", "Another story."),
        ];
        let written = writer.write(batch, Rewrite::IfChanged).unwrap();
        assert!(
            matches!(&written[1], Outcome::Failed(_, problem) if problem.kind == ProblemKind::NotWritten)
        );
        let (counts, _) = writer.finish(Finish::Complete).unwrap();
        assert_eq!((counts.stored, counts.failed), (2, 1));
        let archive = super::super::Archive::open(&path).unwrap();
        assert_eq!(super::super::check::check(&archive).unwrap().damage, []);
        let status = |name: &str| archive.find(name).unwrap().record.status;
        assert_eq!((status("c.txt"), status("b.txt")), (Status::Ok, Status::Failed));
        let people = |path: &str| archive.find(path).unwrap().record.people[0].name.clone();
        assert_eq!((people("a.txt"), people("c.txt")), ("John Hale".to_owned(), "Jane Roe".to_owned()));
    }

    #[test]
    fn many_runs_leave_few_segments() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        for run in 0..40 {
            let mut writer = Writer::begin(&path, "{}").unwrap();
            for batch in 0..3 {
                let name = format!("{run}-{batch}");
                let body = format!("A story of {name}. {}", "The bridge was closed. ".repeat(run * batch));
                writer.write(vec![article(&name, &body)], Rewrite::IfChanged).unwrap();
            }
            writer.finish(Finish::Complete).unwrap();
        }
        let archive = super::super::Archive::open(&path).unwrap();
        assert!((1..5).contains(&index::segments(&archive.connection).unwrap()));
        assert_eq!(super::super::check::check(&archive).unwrap().damage, []);
    }

    #[test]
    fn many_batches_never_come_to_more_segments_than_fts5_can_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        let mut writer = Writer::begin(&path, "{}").unwrap();
        writer.connection.pragma_update(None, "synchronous", "OFF").unwrap();
        for batch in 0..index::MANY_SEGMENTS + 20 {
            writer.write(vec![article(&format!("{batch}"), "A story.")], Rewrite::IfChanged).unwrap();
        }
        assert!(index::segments(&writer.connection).unwrap() < 30);
        writer.finish(Finish::Complete).unwrap();
        let archive = super::super::Archive::open(&path).unwrap();
        assert_eq!(index::segments(&archive.connection).unwrap(), 1);
        assert_eq!(super::super::check::check(&archive).unwrap().damage, []);
    }

    /// Rows that wait to be inserted are no others' rows.
    #[test]
    fn an_article_that_comes_twice_in_a_batch_has_the_persons_of_its_last_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        let mut writer = Writer::begin(&path, "{}").unwrap();
        let with = |path: &str, names: &[&str]| {
            let metadata = Metadata { people: sample::people(names), ..Metadata::default() };
            sample::article(path, &format!("{}. A story.", names.join(". ")), metadata)
        };
        let batch = vec![
            with("a.txt", &["Ann Doe", "John Hale"]),
            with("b.txt", &["Jane Roe"]),
            article("a.txt", "Nobody is named here."),
        ];
        writer.write(batch, Rewrite::IfChanged).unwrap();
        writer.finish(Finish::Complete).unwrap();
        let archive = super::super::Archive::open(&path).unwrap();
        let people = |path: &str| archive.find(path).unwrap().record.people.len();
        assert_eq!((people("a.txt"), people("b.txt")), (0, 1));
        assert_eq!(super::super::check::check(&archive).unwrap().damage, []);
    }

    /// What a batch takes out of the index, and what it brings in, under one path and under one id.
    #[test]
    fn what_is_replaced_or_removed_in_a_batch_is_not_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        let mut writer = Writer::begin(&path, "{}").unwrap();
        let emptied = |name: &str| {
            Outcome::Failed(
                sample::file(name, b""),
                Problem::new(Stage::Decode, ProblemKind::Empty, "no text in it".to_owned()),
            )
        };
        for batch in [
            vec![article("a.txt", "The ferry."), article("b.txt", "The bridge.")],
            // The last id is free again, and the next article has it.
            vec![emptied("b.txt"), article("c.txt", "The harbour.")],
            vec![
                article("a.txt", "The tunnel."),
                article("d.txt", "The river."),
                article("a.txt", "The lake."),
            ],
        ] {
            writer.write(batch, Rewrite::IfChanged).unwrap();
        }
        writer.finish(Finish::Complete).unwrap();
        let archive = super::super::Archive::open(&path).unwrap();
        assert_eq!(super::super::check::check(&archive).unwrap().damage, []);
        let count = |word: &str| -> i64 {
            let sql = "SELECT count(*) FROM article_fts WHERE article_fts MATCH ?";
            archive.connection.query_row(sql, [word], |row| row.get(0)).unwrap()
        };
        let counts = ["the", "ferry", "bridge", "harbour", "tunnel", "river", "lake"].map(count);
        assert_eq!(counts, [3, 0, 0, 1, 0, 1, 1]);
    }

    #[test]
    fn below_a_root() {
        let is = |path: &str, root: &str| is_below(path, &[SourcePath::from_bytes(root.as_bytes())]);
        assert!(is("clips/a.txt", "clips") && is("a.txt", "a.txt") && is("/x/a.txt", "/") && is("a.txt", ""));
        assert!(!is("clips-2/a.txt", "clips") && !is("/x/a.txt", "") && !is("a.txt", "clips"));
    }
}
