//! A query in, the articles that it finds out, the best first. Beside `archive/` the only place
//! that speaks SQL. `condition` says in SQL what the tree asks, `names` finds out who is meant by a name,
//! `facet` counts what is found, `kwic` shows every hit in its context.
//!
//! Ids come first and words later: to ask for a snippet while sorting would make one for every hit.

mod condition;
pub mod facet;
pub mod kwic;
mod names;

use rusqlite::types::Value as Parameter;
use rusqlite::{Row, params, params_from_iter};

use super::query::{Key, Node, Query};
use super::snippet::{HIT_END, HIT_START};
use crate::archive::Archive;
use crate::article::Zone;
use crate::error::Result;
use condition::{Builder, any, expression, split};

/// Which of the articles found are wanted, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// What they are sorted by.
    pub sort: Sort,
    /// The other way round.
    pub is_reversed: bool,
    /// At most so many; `None` for all of them.
    pub limit: Option<u64>,
    /// So many are passed over first.
    pub offset: u64,
}

/// What the articles are sorted by; those that are equal go by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// How well they match, the best first.
    #[default]
    Rank,
    /// The day of publication, the earliest first; those without one last.
    Published,
    /// The path.
    Path,
    /// How many words the body has, the fewest first.
    Words,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// How many articles it finds; those that repeat another word for word are not counted, unless the
    /// query asks for them.
    pub total: u64,
    /// Those that were wanted, in their order.
    pub ids: Vec<i64>,
    /// What was asked for and is nowhere in the archive, one sentence each.
    pub notes: Vec<String>,
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
    /// How many words its body has.
    pub words: u64,
    /// How many other files have the same words.
    pub duplicates: u64,
    /// The zone of the snippet.
    pub zone: Zone,
    /// Some of its words around what was looked for; see [`super::snippet`].
    pub snippet: String,
}

/// How a query is put to the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The question in SQL.
    pub sql: String,
    /// The values for `?1`, `?2` and so on.
    pub parameters: Vec<String>,
    /// How SQLite goes about it, a step each.
    pub steps: Vec<String>,
}

/// A word in the headline says more of an article than one in the body, and one in a notice less.
/// In the order of the index's columns: headline, byline, body, caption, notice.
const WEIGHTS: &str = "8.0, 3.0, 1.0, 1.0, 0.5";

/// So many words a snippet has at most.
const SNIPPET_WORDS: u32 = 28;

/// Finds articles.
///
/// # Errors
/// When the archive cannot be read. No query is an error.
pub fn search(archive: &Archive, query: &Query, wanted: Wanted) -> Result<Found> {
    let Some(tree) = &query.tree else { return Ok(Found::default()) };
    let ask = archive.error("searching");
    let question = Question::of(archive, tree)?;
    let total: i64 = archive
        .connection
        .prepare(&question.count())
        .and_then(|mut statement| {
            statement.query_row(params_from_iter(&question.parameters), |row| row.get(0))
        })
        .map_err(&ask)?;
    let (sql, parameters) = question.ids(wanted);
    let mut statement = archive.connection.prepare(&sql).map_err(&ask)?;
    let ids = statement.query_map(params_from_iter(parameters), |row| row.get(0)).map_err(&ask)?;
    let ids = ids.collect::<rusqlite::Result<_>>().map_err(&ask)?;
    Ok(Found { total: total.unsigned_abs(), ids, notes: question.notes })
}

/// Tells how [`search`] would put a query to the archive.
///
/// # Errors
/// When the archive cannot be read.
pub fn explain(archive: &Archive, query: &Query, wanted: Wanted) -> Result<Option<Explained>> {
    let Some(tree) = &query.tree else { return Ok(None) };
    let ask = archive.error("explaining the query");
    let (sql, parameters) = Question::of(archive, tree)?.ids(wanted);
    let mut statement = archive.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).map_err(&ask)?;
    let steps = statement.query_map(params_from_iter(&parameters), |row| row.get(3)).map_err(&ask)?;
    let steps = steps.collect::<rusqlite::Result<_>>().map_err(&ask)?;
    let parameters = parameters
        .iter()
        .map(|parameter| match parameter {
            Parameter::Text(text) => text.clone(),
            Parameter::Integer(number) => number.to_string(),
            _ => String::new(),
        })
        .collect();
    Ok(Some(Explained { sql, parameters, steps }))
}

/// What a tree asks, in SQL.
struct Question {
    /// The tables to ask, the article among them as `a`.
    from: &'static str,
    /// The condition on them.
    condition: String,
    /// The values in it.
    parameters: Vec<Parameter>,
    /// Words to rank by, where the condition does not rank by itself.
    ranked_by: Option<String>,
    notes: Vec<String>,
}

impl Question {
    fn of(archive: &Archive, tree: &Node) -> Result<Self> {
        let mut builder = Builder::new(archive);
        let parts = match tree {
            Node::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (words, others) = split(parts);
        let mut conditions = Vec::new();
        let is_ranked = words.is_some();
        if let Some(words) = words {
            conditions.push(format!("article_fts MATCH {}", builder.bind(words)));
        }
        for other in others {
            conditions.push(builder.condition(other)?);
        }
        if !asks_for_duplicates(tree) {
            conditions.push("a.duplicate_of IS NULL".to_owned());
        }
        // The index first, always: to ask it anew for each article would take longer.
        let from = if is_ranked {
            "article_fts CROSS JOIN article a ON a.id = article_fts.rowid"
        } else {
            "article a"
        };
        let ranked_by = if is_ranked { None } else { looked_for(tree) };
        let Builder { parameters, notes, .. } = builder;
        Ok(Self { from, condition: conditions.join(" AND "), parameters, ranked_by, notes })
    }

    fn is_ranked(&self) -> bool {
        self.from.starts_with("article_fts")
    }

    fn count(&self) -> String {
        format!("SELECT count(*) FROM {} WHERE {}", self.from, self.condition)
    }

    /// The question for the ids, with its values.
    fn ids(&self, wanted: Wanted) -> (String, Vec<Parameter>) {
        let mut parameters = self.parameters.clone();
        let mut bind = |value: Parameter| {
            parameters.push(value);
            format!("?{}", parameters.len())
        };
        let down = if wanted.is_reversed { " DESC" } else { "" };
        let (mut with, mut join) = (String::new(), "");
        let order = match (wanted.sort, &self.ranked_by) {
            (Sort::Rank, _) if self.is_ranked() => {
                format!("bm25(article_fts, {WEIGHTS}){down}, f.path{down}")
            }
            (Sort::Rank, Some(words)) => {
                let words = bind(words.clone().into());
                with = format!(
                    "WITH ranked AS MATERIALIZED (SELECT rowid AS id, bm25(article_fts, {WEIGHTS}) AS score \
                     FROM article_fts WHERE article_fts MATCH {words}) "
                );
                join = " LEFT JOIN ranked ON ranked.id = a.id";
                format!("ranked.score IS NULL, ranked.score{down}, f.path{down}")
            }
            (Sort::Rank | Sort::Path, _) => format!("f.path{down}"),
            (Sort::Published, _) => format!("a.published IS NULL, a.published{down}, f.path{down}"),
            (Sort::Words, _) => format!("a.word_count{down}, f.path{down}"),
        };
        let limit = wanted.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let limit = bind(limit.into());
        let offset = bind(i64::try_from(wanted.offset).unwrap_or(i64::MAX).into());
        let sql = format!(
            "{with}SELECT a.id FROM {}{join} JOIN source_file f ON f.id = a.source_file_id WHERE {} \
             ORDER BY {order} LIMIT {limit} OFFSET {offset}",
            self.from, self.condition
        );
        (sql, parameters)
    }
}

/// Does it say by itself whether articles that repeat others are wanted?
fn asks_for_duplicates(node: &Node) -> bool {
    match node {
        Node::Field(field) => field.key == Key::Duplicate,
        Node::And(parts) | Node::Or(parts) => parts.iter().any(asks_for_duplicates),
        Node::Not(inner) => asks_for_duplicates(inner),
        Node::All | Node::Phrase(_) | Node::Near(..) | Node::In(..) => false,
    }
}

/// The words that are looked for, any of them, in FTS5's language. Words that must not be there are none.
fn looked_for(tree: &Node) -> Option<String> {
    fn collect<'a>(node: &'a Node, words: &mut Vec<&'a Node>) {
        match node {
            node if node.is_words() => words.push(node),
            Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect(part, words)),
            _ => {}
        }
    }
    let mut words = Vec::new();
    collect(tree, &mut words);
    (!words.is_empty()).then(|| any(&words))
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
            "SELECT a.id, f.path, a.headline, a.published, s.name, a.rights_status, a.word_count,
               (SELECT count(*) FROM article b WHERE b.duplicate_of = a.id)
             FROM article a JOIN source_file f ON f.id = a.source_file_id LEFT JOIN source s ON s.id = a.source_id
             WHERE a.id = ?",
        )
        .and_then(|mut statement| statement.query_row([id], without_snippet))
        .map_err(&ask)?;
    let words = query
        .tree
        .as_ref()
        .and_then(|tree| if tree.is_words() { Some(expression(tree)) } else { looked_for(tree) });
    let found = words.map(|words| snippet(archive, &words, id)).transpose().map_err(&ask)?.flatten();
    (hit.zone, hit.snippet) = match found {
        Some(found) => found,
        None => archive
            .connection
            .prepare_cached("SELECT substr(body, 1, 200) FROM article_text WHERE id = ?")
            .and_then(|mut statement| statement.query_row([id], |row| Ok((Zone::Body, row.get(0)?))))
            .map_err(&ask)?,
    };
    Ok(hit)
}

/// The best place of an article for some words, and the zone that it is in. `None` when none of them is there.
fn snippet(archive: &Archive, words: &str, id: i64) -> rusqlite::Result<Option<(Zone, String)>> {
    use rusqlite::OptionalExtension as _;

    // FTS5 does not tell where its best place is: it is where a zone's best place is the same.
    let of = |column: i32| format!("snippet(article_fts, {column}, ?3, ?4, '…', ?5)");
    let columns = (-1..5).map(of).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT {columns} FROM article_fts WHERE article_fts MATCH ?1 AND rowid = ?2");
    let mut statement = archive.connection.prepare_cached(&sql)?;
    let marks = params![words, id, HIT_START.to_string(), HIT_END.to_string(), SNIPPET_WORDS];
    statement
        .query_row(marks, |row| {
            let best: String = row.get(0)?;
            for (zone, column) in super::query::SEARCHED.into_iter().zip(1..) {
                if row.get_ref(column)?.as_str().is_ok_and(|text| text == best) {
                    return Ok((zone, best));
                }
            }
            Ok((Zone::Body, best))
        })
        .optional()
}

fn without_snippet(row: &Row<'_>) -> rusqlite::Result<Hit> {
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
}
