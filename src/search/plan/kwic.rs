//! A query in, every hit in its context out: keyword in context, one row a hit and not one an article.

use rusqlite::{Connection, Row, params};

use super::super::query::{Query, SEARCHED};
use super::super::snippet::{HIT_END, HIT_START};
use super::{Question, Wanted, looked_for};
use crate::archive::Archive;
use crate::article::Zone;
use crate::error::Result;

/// One place where something that is looked for stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub article_id: i64,
    /// Its file.
    pub path: String,
    /// The day on which it was published.
    pub published: Option<String>,
    /// The zone.
    pub zone: Zone,
    /// Where the hit begins in its zone, in code points.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// The words before it, on one line, cut off to the width.
    pub left: String,
    /// The hit.
    pub hit: String,
    /// The words behind it.
    pub right: String,
}

/// Gives every hit of the words in a query to `take`, article by article in the order that is wanted, zone by
/// zone; `width` characters stand on either side. An article that only its values find has none.
///
/// # Errors
/// When the archive cannot be read, or `take` fails.
pub fn kwic(
    archive: &Archive,
    query: &Query,
    wanted: Wanted,
    width: usize,
    mut take: impl FnMut(Place) -> Result<()>,
) -> Result<Vec<String>> {
    let Some(tree) = &query.tree else { return Ok(Vec::new()) };
    let Some(words) = looked_for(tree) else { return Ok(Vec::new()) };
    let ask = archive.error("searching");
    let question = Question::of(archive, tree)?;
    let (sql, parameters) = question.ids(wanted);
    let mut articles = archive.connection.prepare(&sql).map_err(&ask)?;
    let mut rows = articles.query(rusqlite::params_from_iter(parameters)).map_err(&ask)?;
    while let Some(row) = rows.next().map_err(&ask)? {
        let id = row.get(0).map_err(&ask)?;
        for place in places(&archive.connection, &words, id, width).map_err(&ask)? {
            take(place)?;
        }
    }
    Ok(question.notes)
}

/// The places in one article.
fn places(connection: &Connection, words: &str, id: i64, width: usize) -> rusqlite::Result<Vec<Place>> {
    let zones = (0..SEARCHED.len()).map(|column| format!("highlight(article_fts, {column}, ?3, ?4)"));
    let sql = format!(
        "SELECT {}, f.path, a.published FROM article_fts CROSS JOIN article a ON a.id = article_fts.rowid
         JOIN source_file f ON f.id = a.source_file_id WHERE article_fts MATCH ?1 AND article_fts.rowid = ?2",
        zones.collect::<Vec<_>>().join(", ")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![words, id, HIT_START.to_string(), HIT_END.to_string()])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        of_row(row, id, width, &mut places)?;
    }
    Ok(places)
}

fn of_row(row: &Row<'_>, id: i64, width: usize, places: &mut Vec<Place>) -> rusqlite::Result<()> {
    let (path, published): (String, Option<String>) =
        (row.get(SEARCHED.len())?, row.get(SEARCHED.len() + 1)?);
    for (column, zone) in SEARCHED.into_iter().enumerate() {
        let marked: String = row.get(column)?;
        if !marked.contains(HIT_START) {
            continue;
        }
        let (text, spans) = unmarked(&marked);
        for (start, end) in spans {
            places.push(Place {
                article_id: id,
                path: path.clone(),
                published: published.clone(),
                zone,
                start: start as u64,
                end: end as u64,
                left: one_line(&text[start.saturating_sub(width)..start]),
                hit: one_line(&text[start..end]),
                right: one_line(&text[end..text.len().min(end.saturating_add(width))]),
            });
        }
    }
    Ok(())
}

/// A text with marks in, its letters and the places between the marks out.
fn unmarked(marked: &str) -> (Vec<char>, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut start) = (Vec::with_capacity(marked.len()), Vec::new(), 0);
    for letter in marked.chars() {
        match letter {
            HIT_START => start = text.len(),
            HIT_END => spans.push((start, text.len())),
            other => text.push(other),
        }
    }
    (text, spans)
}

/// Letters with a space for each end of a line: as many as before.
fn one_line(letters: &[char]) -> String {
    letters.iter().map(|&letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let (text, spans) = unmarked("é \u{E000}a\u{E001} b\n\u{E000}c d\u{E001}");
        assert_eq!((one_line(&text).as_str(), spans), ("é a b c d", vec![(2, 3), (6, 9)]));
    }
}
