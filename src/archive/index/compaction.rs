//! Many segments in, few out: which of them are merged, and how that is done beside the writer.
//!
//! To read segments and merge them is as much work as to write what comes of it. So it is done beside the writer, on a
//! thread and a connection of its own, and handed over page by page.

use std::sync::mpsc::{SyncSender, sync_channel};

use rusqlite::{Connection, TransactionBehavior};

use super::merging::{self, Stop};
use super::segment::Rows;
use super::store::{STRUCTURE, Tables, have_fts5_let_go, is_known, page_size, structure, unfit};
use super::structure::{Level, Segment, Structure};

/// A segment is kept as it is when it has more than so many times the pages of all newer ones together. So there are
/// few, the oldest much the largest, and a page is written anew only a few times, however many runs there are.
const KEPT_ABOVE: u64 = 4;

/// So many segments are merged without waiting for the end of the run: FTS5 cannot hold more than two thousand.
pub(crate) const MANY_SEGMENTS: usize = 1024;

/// So many rows wait for the writer at most, most of them pages of 4 KiB: 4 MiB.
const ROWS_READY: usize = 1024;

/// In KiB, what the reading connection keeps in memory: of each of many segments the place where it is being read, on a
/// page of 16 KiB.
const CACHE: i64 = 17 << 10;

/// How many segments the index has; 0 when its form is not known.
pub(crate) fn segments(connection: &Connection) -> rusqlite::Result<usize> {
    Ok(structure(connection)?.map_or(0, |structure| structure.segments().count()))
}

/// Merges the segments that are small beside the newer ones, if there are any. `reading` is another connection to the
/// same archive. What cannot be merged here FTS5 merges.
pub(crate) fn merge(connection: &mut Connection, reading: Connection) -> rusqlite::Result<()> {
    if !is_known(connection)? {
        return Ok(());
    }
    let is_merging = |structure: Structure| structure.levels.iter().any(|level| level.merging > 0);
    if structure(connection)?.is_some_and(is_merging) {
        // FTS5 has begun by itself, and has to come to its end first.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        have_fts5_merge(&transaction)?;
        transaction.commit()?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    have_fts5_let_go(&transaction)?;
    let Some(mut structure) = structure(&transaction)? else { return Ok(()) };
    let mut older: Vec<Segment> = structure.segments().cloned().collect();
    let newer = older.split_off(first_to_merge(&older));
    if newer.is_empty() {
        return Ok(());
    }
    match merge_beside(&transaction, reading, &mut structure, &older, &newer) {
        Ok(()) => return transaction.commit(),
        Err(Stop::Sqlite(error)) => return Err(error),
        Err(Stop::Unfit) => transaction.rollback()?,
    }
    // FTS5 merges all segments of one level into the next one.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    put_levels(&transaction, &mut structure, [Level::of(&newer), Level::default()], &older)?;
    have_fts5_merge(&transaction)?;
    transaction.commit()
}

/// Puts one segment into the place of the newer ones: its rows are written while they are being made.
fn merge_beside(
    writing: &Connection,
    reading: Connection,
    structure: &mut Structure,
    older: &[Segment],
    newer: &[Segment],
) -> Result<(), Stop> {
    let id = structure.free_id().ok_or(Stop::Unfit)?;
    let page_size = page_size(writing)?;
    reading.pragma_update(None, "cache_size", -CACHE)?;
    let mut tables = Tables::of(writing)?;
    let (send, rows) = sync_channel::<Row>(ROWS_READY);
    let last = std::thread::scope(|scope| {
        let merging = scope.spawn(move || {
            // All of it as it was before any of it is removed.
            let reading = reading.unchecked_transaction()?;
            merging::merge(&reading, newer, id, page_size, &mut ForWriter(send))
        });
        rows.into_iter().try_for_each(|row| row.put(&mut tables))?;
        merging.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    let merged = (last > 0).then_some(Segment { id, pages: (1, last) });
    put_levels(writing, structure, [Level::default(), Level::of(merged.as_slice())], older)?;
    Ok(())
}

/// A row that waits for the writer, or what it has to remove.
enum Row {
    Page(i64, Vec<u8>),
    Separator(u16, Vec<u8>, i64),
    Pages(i64, i64),
    Segment(u16),
}

impl Row {
    fn put(self, rows: &mut impl Rows) -> rusqlite::Result<()> {
        match self {
            Self::Page(id, block) => rows.put_page(id, &block),
            Self::Separator(segment, term, page) => rows.put_separator(segment, &term, page),
            Self::Pages(first, last) => rows.remove_pages(first, last),
            Self::Segment(segment) => rows.remove_segment(segment),
        }
    }
}

/// Hands rows over to the writer's thread.
struct ForWriter(SyncSender<Row>);

impl ForWriter {
    /// Where they are not taken any more the writer has failed, and says why.
    fn send(&self, row: Row) -> rusqlite::Result<()> {
        self.0.send(row).map_err(|_| unfit("is not written"))
    }
}

impl Rows for ForWriter {
    fn put_page(&mut self, id: i64, block: &[u8]) -> rusqlite::Result<()> {
        self.send(Row::Page(id, block.to_vec()))
    }

    fn put_separator(&mut self, segment: u16, term: &[u8], page: i64) -> rusqlite::Result<()> {
        self.send(Row::Separator(segment, term.to_vec(), page))
    }

    fn remove_pages(&mut self, first: i64, last: i64) -> rusqlite::Result<()> {
        self.send(Row::Pages(first, last))
    }

    fn remove_segment(&mut self, segment: u16) -> rusqlite::Result<()> {
        self.send(Row::Segment(segment))
    }
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

/// Merges all segments, if that can be done without FTS5.
#[cfg(test)]
pub(super) fn merge_all(connection: &Connection, reading: Connection) -> bool {
    let transaction = connection.unchecked_transaction().unwrap();
    have_fts5_let_go(&transaction).unwrap();
    let mut structure = structure(&transaction).unwrap().unwrap();
    let segments: Vec<Segment> = structure.segments().cloned().collect();
    match merge_beside(&transaction, reading, &mut structure, &[], &segments) {
        Ok(()) => transaction.commit().unwrap(),
        Err(Stop::Unfit) => return false,
        Err(Stop::Sqlite(error)) => panic!("{error}"),
    }
    true
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
