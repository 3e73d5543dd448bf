//! The index of a batch in, the rows of FTS5's tables out, and few segments for many: what the writer calls.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, params};

use super::merging::{self, Stop};
use super::segment::{self, Part};
use super::structure::{Averages, Level, Segment, Structure};
use super::varint;

/// The rows of `article_fts_data` that are no pages.
const AVERAGES: i64 = 1;
const STRUCTURE: i64 = 10;

/// The version of the format that is written here.
const VERSION: i64 = 4;

/// After so many bytes a page is full when the configuration says nothing of it.
const PAGE_SIZE: usize = 4050;

/// The tables behind the index, as far as a segment is written into them.
pub(super) struct Tables<'c> {
    pages: CachedStatement<'c>,
    separators: CachedStatement<'c>,
}

impl<'c> Tables<'c> {
    pub(super) fn of(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            pages: connection.prepare_cached("REPLACE INTO article_fts_data (id, block) VALUES (?, ?)")?,
            separators: connection
                .prepare_cached("INSERT INTO article_fts_idx (segid, term, pgno) VALUES (?, ?, ?)")?,
        })
    }

    pub(super) fn put_page(&mut self, id: i64, block: &[u8]) -> rusqlite::Result<()> {
        self.pages.execute(params![id, block])?;
        Ok(())
    }

    pub(super) fn put_separator(&mut self, segment: u16, term: &[u8], page: i64) -> rusqlite::Result<()> {
        self.separators.execute(params![segment, term, page])?;
        Ok(())
    }
}

/// Is the index in the format that is written here? If not, FTS5 has to write it.
pub(crate) fn is_known(connection: &Connection) -> rusqlite::Result<bool> {
    let version = setting(connection, "version")?;
    Ok(version == Some(VERSION) && structure(connection)?.is_some())
}

fn setting(connection: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT v FROM article_fts_config WHERE k = ?")?
        .query_row([name], |row| row.get(0))
        .optional()
}

fn page_size(connection: &Connection) -> rusqlite::Result<usize> {
    let size = setting(connection, "pgsz")?;
    Ok(size.and_then(|size| usize::try_from(size).ok()).unwrap_or(PAGE_SIZE))
}

fn structure(connection: &Connection) -> rusqlite::Result<Option<Structure>> {
    Ok(block(connection, STRUCTURE)?.and_then(|block| Structure::parse(&block)))
}

fn block(connection: &Connection, id: i64) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .prepare_cached("SELECT block FROM article_fts_data WHERE id = ?")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// What is said when the index is not what it was a moment ago, or full: the batch is then written by FTS5, like one with
/// an article that SQLite does not take.
fn unfit(what: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(format!("the index of words {what}").into())
}

/// Puts the index of some articles into the archive, as one segment. Their rows are there; the index knew nothing of
/// them, or FTS5 was told to forget it in this transaction. Where there are many segments they are merged.
///
/// # Errors
/// When the index is in a form that [`is_known`] does not know.
pub(crate) fn put(connection: &Connection, parts: &[Part<'_>]) -> rusqlite::Result<()> {
    if parts.iter().flat_map(|part| &part.ids).all(Option::is_none) {
        return Ok(());
    }
    have_fts5_let_go(connection)?;
    let mut structure = structure(connection)?.ok_or_else(|| unfit("has an unknown form"))?;
    let id = structure.free_id().ok_or_else(|| unfit("has too many segments"))?;
    let last = segment::put(&mut Tables::of(connection)?, id, page_size(connection)?, parts)?;
    put_sizes(connection, parts)?;
    if last > 0 {
        structure.add(Segment { id, pages: (1, last) });
        Tables::of(connection)?.put_page(STRUCTURE, &structure.to_block())?;
    }
    if structure.segments().count() > MANY_SEGMENTS { merge(connection) } else { Ok(()) }
}

/// Has FTS5 write what it holds in memory, and forget what it knows of the tables behind it.
///
/// A merge of no pages writes the words that it was told to forget, as a segment that is older than ours, and forgets the
/// structure; before a savepoint it writes and forgets the averages.
fn have_fts5_let_go(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "INSERT INTO article_fts (article_fts, rank) VALUES ('merge', 0);
         SAVEPOINT let_go; RELEASE let_go;",
    )
}

/// How many tokens each column of each article has, and all of them together.
fn put_sizes(connection: &Connection, parts: &[Part<'_>]) -> rusqlite::Result<()> {
    let mut averages = Averages::parse(&block(connection, AVERAGES)?.unwrap_or_default());
    let mut insert = connection.prepare_cached("REPLACE INTO article_fts_docsize (id, sz) VALUES (?, ?)")?;
    let mut sizes = Vec::new();
    for part in parts {
        for (id, of_article) in part.ids.iter().zip(part.inversion.sizes()) {
            let Some(id) = id else { continue };
            sizes.clear();
            for (size, all) in of_article.iter().zip(&mut averages.tokens) {
                varint::put(&mut sizes, u64::from(*size));
                *all += u64::from(*size);
            }
            averages.rows += 1;
            insert.execute(params![id, sizes])?;
        }
    }
    Tables::of(connection)?.put_page(AVERAGES, &averages.to_block())
}

/// A segment is kept as it is when it has more than so many times the pages of all newer ones together. So there are
/// few, the oldest much the largest, and a page is written anew only a few times, however many runs there are.
const KEPT_ABOVE: u64 = 4;

/// So many segments are merged without waiting for the end of the run: FTS5 cannot hold more than two thousand.
pub(crate) const MANY_SEGMENTS: usize = 1024;

/// How many segments the index has; 0 when its form is not known.
#[cfg(test)]
pub(crate) fn segments(connection: &Connection) -> rusqlite::Result<usize> {
    Ok(structure(connection)?.map_or(0, |structure| structure.segments().count()))
}

/// Merges the segments that are small beside the newer ones. Where that cannot be done here, FTS5 does it.
pub(crate) fn merge(connection: &Connection) -> rusqlite::Result<()> {
    have_fts5_let_go(connection)?;
    let Some(mut structure) = structure(connection)? else { return Ok(()) };
    if structure.levels.iter().any(|level| level.merging > 0) {
        // FTS5 has begun by itself, and has to come to its end first.
        have_fts5_merge(connection)?;
        structure = self::structure(connection)?.ok_or_else(|| unfit("has an unknown form"))?;
    }
    let segments: Vec<Segment> = structure.segments().cloned().collect();
    let kept = first_to_merge(&segments);
    let (older, newer) = segments.split_at(kept);
    if newer.is_empty() || merge_here(connection, &mut structure, older, newer)? {
        return Ok(());
    }
    // FTS5 merges all segments of one level into the next one.
    put_levels(connection, &mut structure, [Level::of(newer), Level::default()], older)?;
    have_fts5_merge(connection)
}

/// Makes one of the newer segments, wholly or not at all, and tells which.
fn merge_here(
    connection: &Connection,
    structure: &mut Structure,
    older: &[Segment],
    newer: &[Segment],
) -> rusqlite::Result<bool> {
    let Some(id) = structure.free_id() else { return Ok(false) };
    connection.execute_batch("SAVEPOINT merging")?;
    let is_merged = match merging::merge(connection, newer, id, page_size(connection)?) {
        Ok(last) => {
            let merged = Level::of(&[Segment { id, pages: (1, last) }]);
            put_levels(connection, structure, [Level::default(), merged], older)?;
            true
        }
        Err(Stop::Unfit) => {
            connection.execute_batch("ROLLBACK TO merging")?;
            false
        }
        Err(Stop::Sqlite(error)) => return Err(error),
    };
    connection.execute_batch("RELEASE merging")?;
    Ok(is_merged)
}

/// Writes which segments there are: the newest on the two lowest levels, each of the older ones on a level of its own
/// above them.
fn put_levels(
    connection: &Connection,
    structure: &mut Structure,
    lowest: [Level; 2],
    older: &[Segment],
) -> rusqlite::Result<()> {
    let one_each = older.iter().rev().map(|segment| Level::of(std::slice::from_ref(segment)));
    structure.levels = lowest.into_iter().chain(one_each).collect();
    Tables::of(connection)?.put_page(STRUCTURE, &structure.to_block())
}

/// Merges all segments without FTS5, if that can be done.
#[cfg(test)]
pub(super) fn merge_all_here(connection: &Connection) -> rusqlite::Result<bool> {
    let Some(mut structure) = structure(connection)? else { return Ok(false) };
    let segments: Vec<Segment> = structure.segments().cloned().collect();
    merge_here(connection, &mut structure, &[], &segments)
}

/// The first of the segments that are merged, with all newer ones.
fn first_to_merge(segments: &[Segment]) -> usize {
    let mut first = segments.len();
    let mut newer = 0;
    for (at, segment) in segments.iter().enumerate().rev() {
        if segment.size() <= KEPT_ABOVE * newer {
            first = at;
        }
        newer += segment.size();
    }
    first
}

/// Has FTS5 merge every level that has two segments, and come to the end of what it has begun.
fn have_fts5_merge(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("INSERT INTO article_fts (article_fts, rank) VALUES ('usermerge', 2)")?;
    let is_done = |structure: &Structure| {
        structure.levels.iter().all(|level| level.merging == 0 && level.segments.len() < 2)
    };
    while !structure(connection)?.as_ref().is_none_or(is_done) {
        // So many pages at a time: of the old ones, those that are merged are given back after each.
        connection.execute_batch("INSERT INTO article_fts (article_fts, rank) VALUES ('merge', 1000)")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_beside_the_newer_ones_is_merged() {
        for (sizes, first) in [
            (&[][..], 0),
            (&[1], 1),
            (&[4, 1], 0),
            (&[5, 1], 2),
            (&[100, 9, 1, 1, 1], 1),
            (&[30, 9, 1, 1, 1], 0),
            (&[100, 20, 4], 3),
            (&[7, 7, 7, 1], 0),
        ] {
            let segments: Vec<Segment> =
                sizes.iter().map(|&last| Segment { id: 1, pages: (1, last) }).collect();
            assert_eq!(first_to_merge(&segments), first, "{sizes:?}");
        }
    }
}
