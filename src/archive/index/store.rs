//! The index of a batch in, the rows of FTS5's tables out.

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, params};

use super::segment::{self, Part, Rows, page_id};
use super::structure::{Averages, Segment, Structure};
use super::varint;

/// The rows of `article_fts_data` that are no pages.
const AVERAGES: i64 = 1;
pub(super) const STRUCTURE: i64 = 10;

/// The version of the format that is written here.
const VERSION: i64 = 4;

/// After so many bytes a page is full when the configuration says nothing of it.
const PAGE_SIZE: usize = 4050;

/// The tables behind the index, as far as segments are written into them and removed.
pub(super) struct Tables<'c> {
    pages: CachedStatement<'c>,
    separators: CachedStatement<'c>,
    remove_pages: CachedStatement<'c>,
    remove_separators: CachedStatement<'c>,
}

impl<'c> Tables<'c> {
    pub(super) fn of(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            pages: connection.prepare_cached("REPLACE INTO article_fts_data (id, block) VALUES (?, ?)")?,
            separators: connection
                .prepare_cached("INSERT INTO article_fts_idx (segid, term, pgno) VALUES (?, ?, ?)")?,
            remove_pages: connection
                .prepare_cached("DELETE FROM article_fts_data WHERE id BETWEEN ? AND ?")?,
            remove_separators: connection.prepare_cached("DELETE FROM article_fts_idx WHERE segid = ?")?,
        })
    }
}

impl Rows for Tables<'_> {
    fn put_page(&mut self, id: i64, block: &[u8]) -> rusqlite::Result<()> {
        self.pages.execute(params![id, block])?;
        Ok(())
    }

    fn put_separator(&mut self, segment: u16, term: &[u8], page: i64) -> rusqlite::Result<()> {
        self.separators.execute(params![segment, term, page])?;
        Ok(())
    }

    fn remove_pages(&mut self, first: i64, last: i64) -> rusqlite::Result<()> {
        self.remove_pages.execute([first, last])?;
        Ok(())
    }

    fn remove_segment(&mut self, segment: u16) -> rusqlite::Result<()> {
        self.remove_pages(page_id(segment, None, 0), page_id(segment + 1, None, 0) - 1)?;
        self.remove_separators.execute([segment])?;
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

pub(super) fn page_size(connection: &Connection) -> rusqlite::Result<usize> {
    let size = setting(connection, "pgsz")?;
    Ok(size.and_then(|size| usize::try_from(size).ok()).unwrap_or(PAGE_SIZE))
}

pub(super) fn structure(connection: &Connection) -> rusqlite::Result<Option<Structure>> {
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
pub(super) fn unfit(what: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(format!("the index of words {what}").into())
}

/// Puts the index of some articles into the archive, as one segment. Their rows are there; the index knew nothing of
/// them, or FTS5 was told to forget it in this transaction.
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
    Ok(())
}

/// Has FTS5 write what it holds in memory, and forget what it knows of the tables behind it.
///
/// A merge of no pages writes the words that it was told to forget, as a segment that is older than ours, and forgets the
/// structure; before a savepoint it writes and forgets the averages.
pub(super) fn have_fts5_let_go(connection: &Connection) -> rusqlite::Result<()> {
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
