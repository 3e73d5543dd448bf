//! A query in, the articles that it finds out, the best first. Beside `archive/` the only place
//! that speaks SQL.
//!
//! Ids come first and words later: to ask for a snippet while sorting would make one for every hit.

use std::fmt::Write as _;

use rusqlite::{Row, params};

use super::query::{Node, Query};
use super::snippet::{HIT_END, HIT_START};
use crate::archive::Archive;
use crate::error::Result;

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// How many articles it finds; those that repeat another word for word are not counted.
    pub total: u64,
    /// The best of them, best first; those of the same rank by path.
    pub ids: Vec<i64>,
}

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
    /// How many other files have the same words.
    pub duplicates: u64,
    /// Some of its words around what was looked for; see [`super::snippet`].
    pub snippet: String,
}

/// A word in the headline says more of an article than one in the body, and one in a notice less.
/// In the order of the index's columns: headline, byline, body, caption, notice.
const WEIGHTS: &str = "8.0, 3.0, 1.0, 1.0, 0.5";

/// So many words a snippet has at most.
const SNIPPET_WORDS: u32 = 28;

/// Finds articles, at most `limit`; without one, all of them.
///
/// # Errors
/// When the archive cannot be read. No query is an error.
pub fn search(archive: &Archive, query: &Query, limit: Option<u64>) -> Result<Found> {
    let Some(tree) = &query.tree else { return Ok(Found::default()) };
    let ask = archive.error("searching");
    let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
    let (expression, articles, order) = match tree {
        Node::Not(left_out) => (
            expression(left_out),
            "article a WHERE a.id NOT IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?1)",
            "f.path".to_owned(),
        ),
        tree => (
            expression(tree),
            "article_fts JOIN article a ON a.id = article_fts.rowid WHERE article_fts MATCH ?1",
            format!("bm25(article_fts, {WEIGHTS}), f.path"),
        ),
    };
    let total: i64 = archive
        .connection
        .query_row(
            &format!("SELECT count(*) FROM {articles} AND a.duplicate_of IS NULL"),
            [&expression],
            |row| row.get(0),
        )
        .map_err(&ask)?;
    let joined = articles.replacen("WHERE", "JOIN source_file f ON f.id = a.source_file_id WHERE", 1);
    let mut statement = archive
        .connection
        .prepare(&format!("SELECT a.id FROM {joined} AND a.duplicate_of IS NULL ORDER BY {order} LIMIT ?2"))
        .map_err(&ask)?;
    let ids = statement.query_map(params![expression, limit], |row| row.get(0)).map_err(&ask)?;
    let ids = ids.collect::<rusqlite::Result<_>>().map_err(&ask)?;
    Ok(Found { total: total.unsigned_abs(), ids })
}

/// What there is to show of one article that the query found.
///
/// # Errors
/// When the archive cannot be read.
pub fn hit(archive: &Archive, query: &Query, id: i64) -> Result<Hit> {
    let ask = archive.error("searching");
    let mut hit = archive
        .connection
        .prepare_cached(
            "SELECT a.id, f.path, a.headline, a.published, s.name, a.rights_status,
               (SELECT count(*) FROM article b WHERE b.duplicate_of = a.id)
             FROM article a JOIN source_file f ON f.id = a.source_file_id LEFT JOIN source s ON s.id = a.source_id
             WHERE a.id = ?",
        )
        .and_then(|mut statement| statement.query_row([id], without_snippet))
        .map_err(&ask)?;
    hit.snippet = match &query.tree {
        None | Some(Node::Not(_)) => archive
            .connection
            .prepare_cached("SELECT substr(body, 1, 200) FROM article_text WHERE id = ?")
            .and_then(|mut statement| statement.query_row([id], |row| row.get(0))),
        Some(tree) => archive
            .connection
            .prepare_cached(
                "SELECT snippet(article_fts, -1, ?3, ?4, '…', ?5) FROM article_fts WHERE article_fts MATCH ?1 AND rowid = ?2",
            )
            .and_then(|mut statement| {
                let marks = params![expression(tree), id, HIT_START.to_string(), HIT_END.to_string(), SNIPPET_WORDS];
                statement.query_row(marks, |row| row.get(0))
            }),
    }
    .map_err(&ask)?;
    Ok(hit)
}

fn without_snippet(row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        id: row.get(0)?,
        path: row.get(1)?,
        headline: row.get(2)?,
        published: row.get(3)?,
        source: row.get(4)?,
        rights_status: row.get(5)?,
        duplicates: row.get::<_, i64>(6)?.unsigned_abs(),
        snippet: String::new(),
    })
}

/// The tree in FTS5's language. Whatever was typed stands between double quotes, where FTS5 knows
/// no operators; within them only the double quote itself needs care.
fn expression(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node);
    text
}

fn write(text: &mut String, node: &Node) {
    match node {
        Node::Words { text: words, is_prefix } => {
            let star = if *is_prefix { " *" } else { "" };
            let _ = write!(text, "\"{}\"{star}", words.replace('"', "\"\""));
        }
        Node::In(zone, inner) => {
            let _ = write!(text, "{} : (", zone.as_str());
            write(text, inner);
            text.push(')');
        }
        Node::And(parts) => {
            // `a AND b NOT c NOT d`: what is left out stands last.
            text.push('(');
            for (at, part) in parts.iter().enumerate() {
                match part {
                    Node::Not(inner) => {
                        text.push_str(" NOT ");
                        write(text, inner);
                    }
                    part => {
                        text.push_str(if at == 0 { "" } else { " AND " });
                        write(text, part);
                    }
                }
            }
            text.push(')');
        }
        Node::Or(parts) => {
            text.push('(');
            for (at, part) in parts.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { " OR " });
                write(text, part);
            }
            text.push(')');
        }
        // Only the whole tree can be one, and `search` takes it apart.
        Node::Not(inner) => write(text, inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;

    #[test]
    fn expressions() {
        for (typed, fts) in [
            ("harbor strike", r#"("harbor" AND "strike")"#),
            ("a OR \"b c\"", r#"("a" OR "b c")"#),
            ("a -b -c", r#"("a" NOT "b" NOT "c")"#),
            ("a (b OR -c) -d", r#"("a" AND "b" NOT "d")"#),
            ("headline:(a OR b*)", r#"headline : (("a" OR "b" *))"#),
        ] {
            assert_eq!(expression(&parse(typed).tree.unwrap()), fts, "{typed}");
        }
    }
}
