//! What a new archive gets at the end of the run that fills it: the indexes over values, and an index of words that is
//! one piece.
//!
//! Kept up row by row, indexes are written to all over the file, the more the larger it is; made at the end they are
//! sorted once. The pieces of the index of words are merged at the end too, once, and a search finds
//! twice as fast in one piece as in nine. Together that is a sixth of the time of 100,000 articles (measured).
//! Until then an archive can be read, only more slowly. Whatever run comes to its end makes what is not there: a first
//! run that was killed leaves that to the next one.

use rusqlite::{Connection, TransactionBehavior};

use super::index;

/// The schema as it is today, which has them all.
const SCHEMA: &str = include_str!("../../schema/current.sql");

/// What the writer itself asks for while it writes.
const KEPT: [&str; 2] = ["problem_source_file_id", "article_duplicate_of"];

/// Their names, each with the statement that makes it.
fn indexes() -> impl Iterator<Item = (&'static str, &'static str)> {
    SCHEMA.split(";\n\n").filter_map(|statement| {
        let (create, rest) = statement.split_once(" INDEX ")?;
        let name = rest.split(' ').next()?;
        (["CREATE", "CREATE UNIQUE"].contains(&create) && !KEPT.contains(&name)).then_some((name, statement))
    })
}

/// Does an archive have this index?
pub(super) fn is_there(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?)";
    connection.query_row(there, [name], |row| row.get(0))
}

/// Takes them away from an archive without articles, and tells whether they are away: whether the run fills a new
/// archive.
pub(super) fn put_off(connection: &mut Connection) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let is_empty: bool =
        transaction.query_row("SELECT NOT EXISTS (SELECT 1 FROM article)", [], |row| row.get(0))?;
    let mut are_away = false;
    for (name, _) in indexes() {
        if is_empty {
            transaction.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
        }
        are_away |= !is_there(&transaction, name)?;
    }
    // FTS5 cannot hold more than two thousand pieces.
    let (automerge, crisismerge) = if are_away { (0, 256) } else { MERGES };
    set_merges(&transaction, automerge, crisismerge)?;
    transaction.commit()?;
    if are_away {
        connection.pragma_update(None, "cache_size", -CACHE)?;
    }
    Ok(are_away)
}

/// In KiB: without indexes a batch writes behind what is there, and touches little else. Indexes are sorted in pieces of
/// this size, which with 64 MiB takes a tenth longer, and at the end of a million articles 100 MB more (measured; 4 MiB
/// are no faster).
const CACHE: i64 = 16_384;

/// Makes one of them.
pub(super) fn make_one(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    indexes()
        .filter(|(one, _)| *one == name)
        .try_for_each(|(_, statement)| connection.execute_batch(statement))
}

/// Makes those that are not there. An index of words in a form that is not known here is merged by FTS5.
pub(super) fn make(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !index::is_known(&transaction)? {
        transaction.execute("INSERT INTO article_fts (article_fts) VALUES ('optimize')", [])?;
    }
    for (_, statement) in indexes() {
        transaction.execute_batch(&statement.replacen(" INDEX ", " INDEX IF NOT EXISTS ", 1))?;
    }
    set_merges(&transaction, MERGES.0, MERGES.1)?;
    transaction.commit()
}

/// How many pieces are merged a little at each commit, and how many at once. Merged more seldom than by default, for
/// less work (measured).
const MERGES: (u32, u32) = (8, 16);

fn set_merges(connection: &Connection, automerge: u32, crisismerge: u32) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "INSERT INTO article_fts (article_fts, rank) VALUES ('automerge', {automerge});
         INSERT INTO article_fts (article_fts, rank) VALUES ('crisismerge', {crisismerge});"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::person_ids;
    use super::*;

    #[test]
    fn each_is_known_by_its_name() {
        let names: Vec<&str> = indexes().map(|(name, _)| name).collect();
        let all = ["CREATE INDEX", "CREATE UNIQUE INDEX"].map(|create| SCHEMA.matches(create).count());
        assert_eq!(names.len() + KEPT.len(), all[0] + all[1]);
        assert!(["person_mention_person_id", person_ids::INDEX].iter().all(|name| names.contains(name)));
    }
}
