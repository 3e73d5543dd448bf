//! A query in, the articles that it finds out, the best first. Beside `archive/` the only place
//! that speaks SQL. `condition` says in SQL what the tree asks, `names` finds out who is meant by a name,
//! `hit` tells what there is to show of an article, `facet` counts what is found, `kwic` shows every hit in
//! its context, `windows` finds the hits and `long` the snippet of an article that is too long for FTS5's own, `matrix`
//! counts what several queries find.
//!
//! Ids come first and words later: to ask for a snippet while sorting would make one for every hit.

mod condition;
pub mod facet;
pub mod hit;
pub mod kwic;
mod long;
pub mod matrix;
mod names;
mod windows;

use std::cmp::Ordering;

use rusqlite::params_from_iter;
use rusqlite::types::Value as Parameter;

use super::query::{Key, Node, Query};
use crate::archive::Archive;
use crate::error::Result;
use condition::{Builder, any, split};

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

/// Finds articles.
///
/// # Errors
/// When the archive cannot be read. No query is an error.
pub fn search(archive: &Archive, query: &Query, wanted: Wanted) -> Result<Found> {
    let Some(tree) = &query.tree else { return Ok(Found::default()) };
    let ask = archive.error("searching");
    let question = Question::of(archive, tree)?;
    let (total, ids) = if question.is_scored(wanted) && wanted.limit != Some(0) {
        best(archive, &question, wanted).map_err(&ask)?
    } else {
        in_order(archive, &question, wanted).map_err(&ask)?
    };
    Ok(Found { total, ids, notes: question.notes })
}

/// Finds articles, all of them and in no order.
///
/// # Errors
/// When the archive cannot be read.
pub fn every_article(archive: &Archive, query: &Query) -> Result<Found> {
    let Some(tree) = &query.tree else { return Ok(Found::default()) };
    let ask = archive.error("searching");
    let question = Question::of(archive, tree)?;
    let mut statement = archive.connection.prepare(&question.every_id()).map_err(&ask)?;
    let ids = statement.query_map(params_from_iter(&question.parameters), |row| row.get(0)).map_err(&ask)?;
    let ids = ids.collect::<rusqlite::Result<Vec<i64>>>().map_err(&ask)?;
    Ok(Found { total: ids.len() as u64, ids, notes: question.notes })
}

/// What the index finds, the best first. One pass over it gives the total as well: to count first and sort
/// then would find everything twice, which takes as long again for phrases and beginnings of words.
fn best(archive: &Archive, question: &Question, wanted: Wanted) -> rusqlite::Result<(u64, Vec<i64>)> {
    let mut statement = archive.connection.prepare(&question.scores())?;
    let scores = statement
        .query_map(params_from_iter(&question.parameters), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(f64, i64)>>>()?;
    let total = scores.len() as u64;
    let offset = usize::try_from(wanted.offset).unwrap_or(usize::MAX);
    let limit = wanted.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let mut first = firsts(scores, offset.saturating_add(limit), |one, other| {
        let order = one.0.total_cmp(&other.0);
        if wanted.is_reversed { order.reverse() } else { order }
    });
    for equals in first.chunk_by_mut(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        if equals.len() > 1 {
            let paths = equals.iter().map(|&(_, id)| Ok((hit::path(archive, id)?, id)));
            let mut paths = paths.collect::<rusqlite::Result<Vec<(String, i64)>>>()?;
            paths.sort_unstable();
            if wanted.is_reversed {
                paths.reverse();
            }
            equals.iter_mut().zip(paths).for_each(|(place, (_, id))| place.1 = id);
        }
    }
    Ok((total, first.into_iter().skip(offset).take(limit).map(|(_, id)| id).collect()))
}

/// The first `count` values in their order, and behind them those that are equal to the last of them.
fn firsts<T: Copy>(mut values: Vec<T>, count: usize, order: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    if (1..values.len()).contains(&count) {
        let last = *values.select_nth_unstable_by(count - 1, &order).1;
        values.retain(|value| order(value, &last).is_le());
    }
    values.sort_by(order);
    values
}

/// What is found in the order of a value that the archive has a table of.
fn in_order(archive: &Archive, question: &Question, wanted: Wanted) -> rusqlite::Result<(u64, Vec<i64>)> {
    let total: i64 = archive
        .connection
        .prepare(&question.count())?
        .query_row(params_from_iter(&question.parameters), |row| row.get(0))?;
    if wanted.limit == Some(0) {
        return Ok((total.unsigned_abs(), Vec::new()));
    }
    let (sql, parameters) = question.ids(wanted);
    let mut statement = archive.connection.prepare(&sql)?;
    let ids = statement.query_map(params_from_iter(parameters), |row| row.get(0))?;
    Ok((total.unsigned_abs(), ids.collect::<rusqlite::Result<_>>()?))
}

/// Tells how [`search`] would put a query to the archive.
///
/// # Errors
/// When the archive cannot be read.
pub fn explain(archive: &Archive, query: &Query, wanted: Wanted) -> Result<Option<Explained>> {
    let Some(tree) = &query.tree else { return Ok(None) };
    let ask = archive.error("explaining the query");
    let question = Question::of(archive, tree)?;
    let (sql, parameters) = if question.is_scored(wanted) {
        (question.scores(), question.parameters)
    } else {
        question.ids(wanted)
    };
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

const INDEX: &str = "article_fts";
/// The index first, always: to ask it anew for each article would take longer.
const INDEX_AND_ARTICLE: &str = "article_fts CROSS JOIN article a ON a.id = article_fts.rowid";

/// What a tree asks, in SQL.
struct Question {
    /// The tables to ask.
    from: &'static str,
    /// The column that has the article's id.
    id: &'static str,
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
        let (words, others) = split(parts(tree));
        let mut conditions = Vec::new();
        let is_ranked = words.is_some();
        if let Some(words) = words {
            conditions.push(format!("article_fts MATCH {}", builder.bind(words)));
        }
        for other in &others {
            conditions.push(builder.condition(other)?);
        }
        let (from, id) = match (is_ranked, others.is_empty()) {
            // What the words alone find need not be looked up.
            (true, true) => (INDEX, "article_fts.rowid"),
            (true, false) => (INDEX_AND_ARTICLE, "a.id"),
            (false, _) => ("article a", "a.id"),
        };
        if !asks_for_duplicates(tree) {
            conditions.push(if others.is_empty() {
                format!("{id} NOT IN (SELECT id FROM article WHERE duplicate_of IS NOT NULL)")
            } else {
                "a.duplicate_of IS NULL".to_owned()
            });
        }
        let ranked_by = if is_ranked { None } else { any_of(&looked_for(tree)) };
        let Builder { parameters, notes, .. } = builder;
        Ok(Self { from, id, condition: conditions.join(" AND "), parameters, ranked_by, notes })
    }

    /// Is it sorted by a score that the index gives while it finds?
    fn is_scored(&self, wanted: Wanted) -> bool {
        wanted.sort == Sort::Rank && self.from.starts_with(INDEX)
    }

    /// The question for the score and the id of everything that is found; the lower the better.
    fn scores(&self) -> String {
        format!(
            "SELECT bm25(article_fts, {WEIGHTS}), {} FROM {} WHERE {}",
            self.id, self.from, self.condition
        )
    }

    /// The question for all ids, in no order.
    fn every_id(&self) -> String {
        format!("SELECT {} AS id FROM {} WHERE {}", self.id, self.from, self.condition)
    }

    fn count(&self) -> String {
        format!("SELECT count(*) FROM {} WHERE {}", self.from, self.condition)
    }

    /// The question for the ids in an order that is not that of [`Self::scores`], with its values.
    fn ids(&self, wanted: Wanted) -> (String, Vec<Parameter>) {
        let mut parameters = self.parameters.clone();
        let mut bind = |value: Parameter| {
            parameters.push(value);
            format!("?{}", parameters.len())
        };
        let from = if self.from == INDEX { INDEX_AND_ARTICLE } else { self.from };
        let down = if wanted.is_reversed { " DESC" } else { "" };
        let (mut with, mut join) = (String::new(), "");
        let order = match (wanted.sort, &self.ranked_by) {
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
            "{with}SELECT a.id FROM {from}{join} JOIN source_file f ON f.id = a.source_file_id WHERE {} \
             ORDER BY {order} LIMIT {limit} OFFSET {offset}",
            self.condition
        );
        (sql, parameters)
    }
}

/// The conditions that must all hold.
fn parts(tree: &Node) -> &[Node] {
    match tree {
        Node::And(parts) => parts,
        one => std::slice::from_ref(one),
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

/// The words that are looked for. Words that must not be there are none.
fn looked_for(tree: &Node) -> Vec<&Node> {
    match tree {
        node if node.is_words() => vec![node],
        Node::And(parts) | Node::Or(parts) => parts.iter().flat_map(looked_for).collect(),
        _ => Vec::new(),
    }
}

/// Any of some words, in FTS5's language.
fn any_of(words: &[&Node]) -> Option<String> {
    (!words.is_empty()).then(|| any(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many() {
        for (count, expected) in [
            (0, [1, 2, 2, 2, 5, 9].as_slice()),
            (1, &[1]),
            (2, &[1, 2, 2, 2]),
            (4, &[1, 2, 2, 2]),
            (5, &[1, 2, 2, 2, 5]),
            (6, &[1, 2, 2, 2, 5, 9]),
            (usize::MAX, &[1, 2, 2, 2, 5, 9]),
        ] {
            assert_eq!(firsts(vec![9, 2, 5, 2, 1, 2], count, Ord::cmp), expected, "{count}");
        }
        assert!(firsts(Vec::<i32>::new(), 3, Ord::cmp).is_empty());
    }
}
