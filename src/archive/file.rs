//! What became of one file in, its row and its problems out.

use rusqlite::{Connection, params};

use super::article::{self, Old, Text};
use super::batch::Indexing;
use super::inserts::Inserts;
use super::write::{Rewrite, Run};
use crate::outcome::Outcome;
use crate::problem::{Problem, ProblemKind, Stage};
use crate::source_file::{Digest, SourceFile};

/// What the archive knows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Size in bytes when it was last read.
    pub size: u64,
    /// Time of change when it was last read, in nanoseconds since 1970.
    pub modified_at: Option<i64>,
    /// Digest of the bytes that were last read.
    pub digest: Option<Digest>,
    /// Why the last reading failed.
    pub problem: Option<Problem>,
}

/// What the archive knows of the file at a path.
pub(super) fn known(connection: &Connection, path: &str) -> rusqlite::Result<Option<Known>> {
    let mut statement = connection.prepare_cached(
        "SELECT f.size, f.modified_at, f.digest, f.status = 'failed', p.stage, p.kind, p.message
         FROM source_file f LEFT JOIN problem p ON p.source_file_id = f.id
         WHERE f.path = ? ORDER BY p.id DESC LIMIT 1",
    )?;
    let mut rows = statement.query([path])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let problem = if row.get(3)? { Some(problem_of(row, 4)?) } else { None };
    Ok(Some(Known {
        size: row.get(0)?,
        modified_at: row.get(1)?,
        digest: row.get::<_, Option<[u8; 32]>>(2)?.map(Digest),
        problem,
    }))
}

/// The problem in three columns: stage, kind, message.
pub(super) fn problem_of(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Problem> {
    let unknown = |column: usize, word: &str| {
        let what = format!("unknown word {word:?}");
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, what.into())
    };
    let stage = row.get_ref(first)?.as_str()?;
    let kind = row.get_ref(first + 1)?.as_str()?;
    Ok(Problem {
        stage: Stage::parse(stage).ok_or_else(|| unknown(first, stage))?,
        kind: ProblemKind::parse(kind).ok_or_else(|| unknown(first + 1, kind))?,
        message: row.get(first + 2)?,
    })
}

/// Writes what became of one file, and gives the id of the article that was written. An article that the archive has
/// already becomes `Unchanged`; `text` is that of its record.
pub(super) fn put(
    inserts: &mut Inserts<'_>,
    run: &mut Run,
    outcome: &mut Outcome,
    text: &Text,
    indexing: Indexing,
    rewrite: Rewrite,
) -> rusqlite::Result<Option<i64>> {
    let connection = inserts.connection;
    if let Outcome::Unchanged(file) = outcome {
        put_unchanged(connection, file)?;
        return Ok(None);
    }
    let old = article::old(connection, outcome.file().path.as_str())?;
    if rewrite == Rewrite::IfChanged && is_known(outcome, old.as_ref()) {
        put_unchanged(connection, outcome.file())?;
        *outcome = Outcome::Unchanged(outcome.file().clone());
        return Ok(None);
    }
    // What follows looks for rows of the old article, and some may still wait.
    if old.is_some() {
        inserts.flush()?;
    }
    match outcome {
        Outcome::Unchanged(_) => Ok(None),
        Outcome::Stored(file, record) => {
            let id = put_file(inserts, run.id, file, old.as_ref())?;
            record.problems.iter().try_for_each(|problem| add_problem(connection, run.id, id, problem))?;
            let old = old.and_then(|old| old.article);
            article::put(inserts, id, old, record, text, indexing, run).map(Some)
        }
        Outcome::Failed(file, problem) => {
            put_failed(inserts, run, file, problem, old.as_ref())?;
            Ok(None)
        }
    }
}

/// Does the archive have an article of these very bytes?
fn is_known(outcome: &Outcome, old: Option<&Old>) -> bool {
    let Outcome::Stored(file, _) = outcome else { return false };
    old.is_some_and(|old| old.article.is_some() && old.digest.is_some() && old.digest == file.digest)
}

/// Writes the row of a file, and forgets what was told of an earlier reading.
fn put_file(
    inserts: &mut Inserts<'_>,
    run: i64,
    file: &SourceFile,
    old: Option<&Old>,
) -> rusqlite::Result<i64> {
    let digest = file.digest.map(|digest| digest.0);
    let Some(&Old { file: id, .. }) = old else {
        inserts.files.row(params![file.path.as_str(), file.size, file.modified_at, digest, run])?;
        return Ok(inserts.connection.last_insert_rowid());
    };
    let connection = inserts.connection;
    connection
        .prepare_cached(
            "UPDATE source_file SET size = ?, modified_at = ?, digest = ?, status = 'stored', run_id = ?,
               missing_since = NULL
             WHERE id = ?",
        )?
        .execute(params![file.size, file.modified_at, digest, run, id])?;
    connection.prepare_cached("DELETE FROM problem WHERE source_file_id = ?")?.execute([id])?;
    Ok(id)
}

/// Nothing is written where nothing is new.
fn put_unchanged(connection: &Connection, file: &SourceFile) -> rusqlite::Result<()> {
    let path = file.path.as_str();
    let healed = connection
        .prepare_cached(
            "UPDATE source_file SET modified_at = coalesce(?2, modified_at), missing_since = NULL, status = 'stored'
             WHERE path = ?1 AND (missing_since IS NOT NULL OR status = 'failed' OR modified_at IS NOT coalesce(?2, modified_at))
             RETURNING id",
        )?
        .query_row(params![path, file.modified_at], |row| row.get::<_, i64>(0));
    match healed {
        // Only what was noticed about the article itself is still true.
        Ok(id) => forget_failure(connection, id),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A file that cannot be read keeps the article that was read from it before. One whose bytes are
/// no article any more loses it.
fn put_failed(
    inserts: &mut Inserts<'_>,
    run: &mut Run,
    file: &SourceFile,
    problem: &Problem,
    old: Option<&Old>,
) -> rusqlite::Result<()> {
    let connection = inserts.connection;
    let id = match old {
        Some(&Old { file: id, article: Some(_), .. }) if !problem.kind.lies_in_the_bytes() => {
            connection
                .prepare_cached(
                    "UPDATE source_file SET status = 'failed', run_id = ?, missing_since = NULL WHERE id = ?",
                )?
                .execute([run.id, id])?;
            forget_failure(connection, id)?;
            id
        }
        _ => {
            let id = put_file(inserts, run.id, file, old)?;
            article::remove(connection, id, &mut run.changes)?;
            connection
                .prepare_cached("UPDATE source_file SET status = 'failed' WHERE id = ?")?
                .execute([id])?;
            id
        }
    };
    add_problem(connection, run.id, id, problem)
}

fn forget_failure(connection: &Connection, file: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM problem WHERE source_file_id = ? AND kind NOT IN ('bytes-replaced', 'mojibake-repaired')",
        )?
        .execute([file])?;
    Ok(())
}

fn add_problem(connection: &Connection, run: i64, file: i64, problem: &Problem) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO problem (source_file_id, run_id, stage, kind, message) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![file, run, problem.stage.as_str(), problem.kind.as_str(), problem.message])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noticed_is_kept_when_a_failure_is_forgotten() {
        for kind in ProblemKind::ALL {
            assert_eq!(["bytes-replaced", "mojibake-repaired"].contains(&kind.as_str()), kind.is_note());
        }
    }
}
