//! An archive in, the damage that is in it out. `values` compares what was read from articles with their texts,
//! `fixity` the files on disk with what was stored.

mod fixity;
mod values;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Archive;
use super::article;
use super::read::zones;
use super::roster;
use crate::error::Result;
use crate::source_file::Digest;

pub use fixity::fixity;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many articles were looked at.
    pub articles: u64,
    /// What is wrong. Empty when the archive is whole.
    pub damage: Vec<Damage>,
    /// What could not be looked at, and why.
    pub notes: Vec<String>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What it is, in a sentence.
    pub what: String,
    /// What there is to do about it.
    pub remedy: Remedy,
}

/// What there is to do about damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// It is made anew from the articles: [`crate::archive::repair`].
    Repair,
    /// The articles have to be read from their files anew.
    ReadAnew,
    /// The archive has to be made anew, or a copy of it taken.
    Restore,
    /// The file on disk is not the one that was stored: somebody has to look which one is right.
    Compare,
}

impl Findings {
    fn add(&mut self, remedy: Remedy, what: impl Into<String>) {
        self.damage.push(Damage { what: what.into(), remedy });
    }
}

/// Looks for damage: in the file's structure, between its tables, between index and text, and in
/// every article's words, whose digest is computed anew. SQLite itself would not notice altered text.
///
/// # Errors
/// When the archive cannot be read at all; damage is a finding.
pub fn check(archive: &Archive) -> Result<Findings> {
    let mut findings = Findings::default();
    structure(archive, &mut findings);
    index(archive, &mut findings);
    found_anew(archive, &mut findings);
    values::ledger(archive, &mut findings);
    texts(archive, &mut findings)?;
    Ok(findings)
}

fn structure(archive: &Archive, findings: &mut Findings) {
    let mut lines = |sql: &str, say: &dyn Fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<String>>| {
        let answer = archive.connection.prepare(sql).and_then(|mut statement| {
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(what) = say(row)? {
                    findings.add(Remedy::Restore, what);
                }
            }
            Ok(())
        });
        if let Err(error) = answer {
            findings.add(Remedy::Restore, error.to_string());
        }
    };
    lines("PRAGMA integrity_check", &|row| {
        let line: String = row.get(0)?;
        Ok((line != "ok").then_some(line))
    });
    lines("PRAGMA foreign_key_check", &|row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(Some(format!("a row of {table} speaks of a {parent} that is not there")))
    });
    lines(
        "SELECT f.path FROM source_file f LEFT JOIN article a ON a.source_file_id = f.id
         WHERE f.status = 'stored' AND a.id IS NULL",
        &|row| Ok(Some(format!("{}: marked as stored, but there is no article", row.get::<_, String>(0)?))),
    );
    lines("SELECT a.id FROM article a LEFT JOIN article_text t ON t.id = a.id WHERE t.id IS NULL", &|row| {
        Ok(Some(format!("article {} has no text", row.get::<_, i64>(0)?)))
    });
}

/// The roster and the duplicates are found anew and compared. While a run lasts, and after one that was
/// interrupted, they are not yet what they will be.
fn found_anew(archive: &Archive, findings: &mut Findings) {
    let is_at_rest = "SELECT coalesce((SELECT finished_at IS NOT NULL FROM run ORDER BY id DESC LIMIT 1), 1)";
    let compare = || {
        if archive.connection.query_row(is_at_rest, [], |row| row.get(0))? {
            let corrections = roster::found_anew(&archive.connection)?;
            Ok(Some((corrections, article::duplicates_anew(&archive.connection)?.len())))
        } else {
            Ok(None)
        }
    };
    let ending = |count: usize| if count == 1 { "" } else { "s" };
    match compare() {
        Ok(None) => {
            let what = "the last run has not come to its end: until the same command does, duplicates and the roster \
                        are those from before, and a new archive is searched more slowly";
            findings.notes.push(what.to_owned());
        }
        Ok(Some((corrections, duplicates))) => {
            let in_roster = [
                (corrections.others.len(), "under the wrong person"),
                (corrections.unused.len(), "that no article prints"),
            ];
            for (count, what) in in_roster.into_iter().filter(|(count, _)| *count > 0) {
                let what = format!("the roster has {count} name{} {what}", ending(count));
                findings.add(Remedy::Repair, what);
            }
            if duplicates > 0 {
                let what =
                    format!("{duplicates} article{} wrongly marked as duplicate or not", ending(duplicates));
                findings.add(Remedy::Repair, what);
            }
        }
        Err(error) => {
            let error: rusqlite::Error = error;
            findings.add(Remedy::Restore, format!("the roster cannot be read: {error}"));
        }
    }
}

/// FTS5 compares its entries with the text, both ways. It writes nothing, but asks as if it did, so
/// this takes a connection that may write, and a transaction that is never committed.
fn index(archive: &Archive, findings: &mut Findings) {
    let compare = || {
        let mut connection = Connection::open_with_flags(
            &archive.path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        let transaction = connection.transaction()?;
        transaction
            .execute("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)", [])?;
        transaction.rollback()
    };
    match compare() {
        Ok(()) => {}
        Err(error) if may_not_write(&error) => {
            findings.notes.push(format!("the index was not compared with the text: {error}"));
        }
        Err(error) => {
            findings.add(Remedy::Repair, format!("the index does not agree with the text: {error}"));
        }
    }
}

fn may_not_write(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
        )
    )
}

fn texts(archive: &Archive, findings: &mut Findings) -> Result<()> {
    let ask = archive.error("checking the texts");
    let mut statement = archive
        .connection
        .prepare(
            "SELECT t.id, t.digest, f.path FROM article_text t JOIN article a ON a.id = t.id
             JOIN source_file f ON f.id = a.source_file_id ORDER BY t.id",
        )
        .map_err(&ask)?;
    let mut rows = statement.query([]).map_err(&ask)?;
    while let Some(row) = rows.next().map_err(&ask)? {
        let (id, digest, path): (i64, [u8; 32], String) =
            (row.get(0).map_err(&ask)?, row.get(1).map_err(&ask)?, row.get(2).map_err(&ask)?);
        findings.articles += 1;
        match zones(&archive.connection, id) {
            Ok(blocks) => {
                let words =
                    article::text_digest(blocks.iter().map(|block| (block.zone, block.text.as_str())));
                if words != Digest(digest) {
                    findings
                        .add(Remedy::ReadAnew, format!("{path}: the text is not the one that was stored"));
                }
            }
            Err(error) => findings.add(Remedy::ReadAnew, format!("{path}: {error}")),
        }
        match values::wrong(&archive.connection, id) {
            Ok(wrong) => {
                for what in wrong {
                    findings.add(Remedy::ReadAnew, format!("{path}: {what}"));
                }
            }
            Err(error) => findings.add(Remedy::ReadAnew, format!("{path}: {error}")),
        }
    }
    Ok(())
}
