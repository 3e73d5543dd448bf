//! An archive in, the damage that is in it out.

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Archive;
use super::article::text_digest;
use super::read::zones;
use super::roster;
use crate::error::Result;
use crate::source_file::Digest;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many articles were looked at.
    pub articles: u64,
    /// What is wrong, one sentence each. Empty when the archive is whole.
    pub damage: Vec<String>,
    /// What could not be looked at, and why.
    pub notes: Vec<String>,
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
    who_is_who(archive, &mut findings);
    texts(archive, &mut findings)?;
    Ok(findings)
}

fn structure(archive: &Archive, findings: &mut Findings) {
    let damage = &mut findings.damage;
    let mut lines = |sql: &str, say: &dyn Fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<String>>| {
        let answer = archive.connection.prepare(sql).and_then(|mut statement| {
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                damage.extend(say(row)?);
            }
            Ok(())
        });
        if let Err(error) = answer {
            damage.push(error.to_string());
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

/// The roster is found anew and compared. While a run lasts, and after one that was interrupted, it is
/// not yet what it will be.
fn who_is_who(archive: &Archive, findings: &mut Findings) {
    let is_at_rest = "SELECT coalesce((SELECT finished_at IS NOT NULL FROM run ORDER BY id DESC LIMIT 1), 1)";
    let compare = || {
        if archive.connection.query_row(is_at_rest, [], |row| row.get(0))? {
            roster::found_anew(&archive.connection)
        } else {
            Ok(Vec::new())
        }
    };
    match compare() {
        Ok(others) if others.is_empty() => {}
        Ok(others) => {
            let ending = if others.len() == 1 { "" } else { "s" };
            let count = others.len();
            findings.damage.push(format!("the roster has {count} name{ending} under the wrong person"));
        }
        Err(error) => findings.damage.push(format!("the roster cannot be read: {error}")),
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
        Err(error) => findings.damage.push(format!("the index does not agree with the text: {error}")),
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
                let words = text_digest(blocks.iter().map(|block| (block.zone, block.text.as_str())));
                if words != Digest(digest) {
                    findings.damage.push(format!("{path}: the text is not the one that was stored"));
                }
            }
            Err(error) => findings.damage.push(format!("{path}: {error}")),
        }
    }
    Ok(())
}
