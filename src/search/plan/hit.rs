//! Ids of articles that a query found in, what there is to show of each out.

use std::collections::HashMap;

use rusqlite::{Row, params};

use super::super::query::{Query, SEARCHED};
use super::super::snippet::{HIT_END, HIT_START};
use super::long::{first, long};
use super::{any_of, looked_for};
use crate::archive::Archive;
use crate::article::Zone;
use crate::error::Result;

/// One article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its id in the archive.
    pub id: i64,
    /// The path of its file.
    pub path: String,
    /// Its headline.
    pub headline: Option<String>,
    /// The day on which it says that it was published.
    pub published: Option<String>,
    /// Who published or supplied it.
    pub source: Option<String>,
    /// What it says of its terms.
    pub rights_status: String,
    /// How many words its body has.
    pub words: u64,
    /// How many other files have the same words.
    pub duplicates: u64,
    /// The zone of the snippet.
    pub zone: Zone,
    /// Some of its words around what was looked for; see [`crate::search::snippet`].
    pub snippet: String,
}

/// So many words a snippet has at most.
const SNIPPET_WORDS: u32 = 28;

/// Stands where a snippet was cut off, until its zone is found: no article has these characters.
const CUT: &str = "\u{E001}\u{E000}";

/// So many characters of a body stand for a snippet where none of the words is.
const OPENING: u32 = 200;

/// What there is to show of some of the articles that the query found, in the order of the ids. All of it is in
/// memory at once: give some thousands at a time.
///
/// # Errors
/// When the archive cannot be read.
pub fn hits(archive: &Archive, query: &Query, ids: &[i64]) -> Result<Vec<Hit>> {
    let ask = archive.error("searching");
    let mut snippets = snippets(archive, query, ids).map_err(&ask)?;
    let hit = |&id| {
        let mut hit = facts(archive, id)?;
        (hit.zone, hit.snippet) = match snippets.remove(&id) {
            Some(snippet) => snippet,
            None => (Zone::Body, opening(archive, id)?),
        };
        Ok(hit)
    };
    ids.iter().map(hit).collect::<rusqlite::Result<_>>().map_err(&ask)
}

/// The paths of some articles, in the order of the ids.
///
/// # Errors
/// When the archive cannot be read.
pub fn paths(archive: &Archive, ids: &[i64]) -> Result<Vec<String>> {
    let paths = ids.iter().map(|&id| path(archive, id));
    paths.collect::<rusqlite::Result<_>>().map_err(archive.error("searching"))
}

pub(super) fn path(archive: &Archive, id: i64) -> rusqlite::Result<String> {
    archive
        .connection
        .prepare_cached(
            "SELECT f.path FROM article a JOIN source_file f ON f.id = a.source_file_id WHERE a.id = ?",
        )?
        .query_row([id], |row| row.get(0))
}

/// What there is to show of an article but for its snippet.
pub(super) fn facts(archive: &Archive, id: i64) -> rusqlite::Result<Hit> {
    archive
        .connection
        .prepare_cached(
            "SELECT a.id, f.path, a.headline, a.published, s.name, a.rights_status, a.word_count,
               (SELECT count(*) FROM article b WHERE b.duplicate_of = a.id)
             FROM article a JOIN source_file f ON f.id = a.source_file_id LEFT JOIN source s ON s.id = a.source_id
             WHERE a.id = ?",
        )?
        .query_row([id], |row| {
            Ok(Hit {
                id: row.get(0)?,
                path: row.get(1)?,
                headline: row.get(2)?,
                published: row.get(3)?,
                source: row.get(4)?,
                rights_status: row.get(5)?,
                words: row.get::<_, i64>(6)?.unsigned_abs(),
                duplicates: row.get::<_, i64>(7)?.unsigned_abs(),
                zone: Zone::Body,
                snippet: String::new(),
            })
        })
}

fn opening(archive: &Archive, id: i64) -> rusqlite::Result<String> {
    archive
        .connection
        .prepare_cached("SELECT substr(body, 1, ?2) FROM article_text WHERE id = ?1")?
        .query_row(params![id, OPENING], |row| row.get(0))
}

/// The best place of each article for the words of a query, and the zone that it is in; of those alone that have one.
fn snippets(archive: &Archive, query: &Query, ids: &[i64]) -> rusqlite::Result<HashMap<i64, (Zone, String)>> {
    let words = query.tree.as_ref().map(looked_for).unwrap_or_default();
    let Some(expression) = any_of(&words) else { return Ok(HashMap::new()) };
    let mut snippets = HashMap::with_capacity(ids.len());
    let long = long(archive, ids)?;
    for &id in &long {
        let snippet = first(archive, &expression, id, (CUT, SNIPPET_WORDS))?;
        snippets.extend(snippet.map(|(zone, snippet)| (id, (zone, snippet.replace(CUT, "…")))));
    }
    let ids: Vec<i64> = ids.iter().copied().filter(|id| !long.contains(id)).collect();
    if ids.is_empty() {
        return Ok(snippets);
    }
    // It puts the list of a word's beginnings together anew for each question, from the whole index: then it is
    // asked once for all of them.
    let (which, groups): (_, Vec<&[i64]>) = if words.iter().any(|node| node.has_prefix()) {
        ("+rowid IN (SELECT value FROM json_each(?2))", vec![&ids])
    } else {
        ("rowid = json_extract(?2, '$[0]')", ids.chunks(1).collect())
    };
    let zones = SEARCHED.map(Zone::as_str).join(", ");
    let sql = format!(
        "SELECT rowid, snippet(article_fts, -1, ?3, ?4, ?5, ?6), {zones} FROM article_fts \
         WHERE article_fts MATCH ?1 AND {which}"
    );
    let mut statement = archive.connection.prepare(&sql)?;
    for group in groups {
        let group = format!("{group:?}");
        let [start, end] = [HIT_START, HIT_END].map(String::from);
        let mut rows = statement.query(params![expression, group, start, end, CUT, SNIPPET_WORDS])?;
        while let Some(row) = rows.next()? {
            snippets.insert(row.get(0)?, best(row)?);
        }
    }
    Ok(snippets)
}

/// The best place of all, and its zone. FTS5 does not tell which one: it is the first that has these words there.
fn best(row: &Row<'_>) -> rusqlite::Result<(Zone, String)> {
    let snippet = row.get_ref(1)?.as_str()?;
    let words: String = snippet.chars().filter(|c| ![HIT_START, HIT_END].contains(c)).collect();
    let mut zone = Zone::Body;
    for (one, column) in SEARCHED.into_iter().zip(2..) {
        let text = row.get_ref(column)?.as_str()?;
        let is_there = match (snippet.starts_with(CUT), snippet.ends_with(CUT)) {
            (false, false) => text == words,
            (false, true) => text.starts_with(&words),
            (true, false) => text.ends_with(&words),
            (true, true) => text.contains(&words),
        };
        if is_there {
            zone = one;
            break;
        }
    }
    Ok((zone, snippet.replace(CUT, "…")))
}
