//! A long article and words out, some of its words around the first of them.
//!
//! FTS5 compares each hit with every other one to find the best place, and a long article may have a hundred
//! thousand of them: minutes. So it is asked about a piece at a time, in an index of that piece alone.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::query::SEARCHED;
use super::super::snippet::{HIT_END, HIT_START};
use crate::archive::Archive;
use crate::article::Zone;

/// Articles with a zone of more bytes are long.
pub(super) const LONG: usize = 64 << 10;

/// So many bytes a piece has at least, but for the last one.
const PIECE: usize = 16 << 10;

/// Which of some articles are long.
pub(super) fn long(archive: &Archive, ids: &[i64]) -> rusqlite::Result<Vec<i64>> {
    let zones = SEARCHED.map(|zone| format!("octet_length({})", zone.as_str())).join(", ");
    let sql = format!(
        "SELECT id FROM article_text WHERE id IN (SELECT value FROM json_each(?)) AND max({zones}) > {LONG}"
    );
    let mut statement = archive.connection.prepare(&sql)?;
    statement.query_map([format!("{ids:?}")], |row| row.get(0))?.collect()
}

/// An empty index in memory: a column for each zone that is searched, and further ones, each with a comma behind it.
pub(super) fn index(further: &str) -> rusqlite::Result<Connection> {
    let index = Connection::open_in_memory()?;
    let zones = SEARCHED.map(Zone::as_str).join(", ");
    index.execute_batch(&format!(
        "CREATE VIRTUAL TABLE piece USING fts5 ({zones}, {further} tokenize = 'unicode61 remove_diacritics 2')"
    ))?;
    Ok(index)
}

/// The first place that an expression of FTS5 finds in an article, and its zone. A phrase that is cut in two by the
/// end of a piece is not found.
pub(super) fn first(
    archive: &Archive,
    expression: &str,
    id: i64,
    (cut, words): (&str, u32),
) -> rusqlite::Result<Option<(Zone, String)>> {
    let index = index("")?;
    let mut find =
        index.prepare("SELECT snippet(piece, -1, ?2, ?3, ?4, ?5) FROM piece WHERE piece MATCH ?1")?;
    for zone in SEARCHED {
        let name = zone.as_str();
        let mut put =
            index.prepare(&format!("INSERT OR REPLACE INTO piece (rowid, {name}) VALUES (1, ?)"))?;
        let of_zone = format!("SELECT {name} FROM article_text WHERE id = ?");
        let text: String = archive.connection.query_row(&of_zone, [id], |row| row.get(0))?;
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let piece = piece(rest);
            put.execute([piece])?;
            let marks = [HIT_START, HIT_END].map(String::from);
            let found = find
                .query_row(params![expression, marks[0], marks[1], cut, words], |row| row.get::<_, String>(0))
                .optional()?;
            if let Some(mut snippet) = found {
                let is_begun = rest.len() < text.len() && !snippet.starts_with(cut);
                let goes_on = piece.len() < rest.len() && !snippet.ends_with(cut);
                if is_begun {
                    snippet.insert_str(0, cut);
                }
                if goes_on {
                    snippet.push_str(cut);
                }
                return Ok(Some((zone, snippet)));
            }
            rest = &rest[piece.len()..];
        }
    }
    Ok(None)
}

/// The beginning of a text, to the end of a word.
fn piece(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|&(at, letter)| at >= PIECE && (letter.is_whitespace() || at >= 2 * PIECE))
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text() {
        for text in ["é ".repeat(20_000), "é".repeat(40_000), "a story".to_owned(), "word ".repeat(LONG)] {
            let (mut rest, mut pieces) = (text.as_str(), Vec::new());
            while !rest.is_empty() {
                pieces.push(piece(rest));
                rest = &rest[piece(rest).len()..];
            }
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| piece.len() <= 2 * PIECE + 4));
        }
    }
}
