//! A query in, every hit in its context out: keyword in context, one row a hit and not one an article.

use std::ops::Range;

use rusqlite::types::{Value as Parameter, ValueRef};
use rusqlite::{Row, params_from_iter};

use super::super::query::{Node, Query, SEARCHED};
use super::super::snippet::{HIT_END, HIT_START};
use super::condition::{Builder, any, split};
use super::long::LONG;
use super::windows;
use super::{INDEX_AND_ARTICLE, Question, looked_for, parts};
use crate::archive::Archive;
use crate::article::{Article, Zone};
use crate::error::Result;

/// One place where something that is looked for stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its file.
    pub path: String,
    /// The article.
    pub article_id: i64,
    /// The zone.
    pub zone: Zone,
    /// Where the hit begins in its zone, in code points.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// The day on which the article was published.
    pub published: Option<String>,
    /// The words before the hit, on one line, cut off to the width.
    pub left: String,
    /// The hit.
    pub hit: String,
    /// The words behind it.
    pub right: String,
}

/// Gives every hit of the words in a query to `take`, article by article in the order of their ids, zone by
/// zone; `width` characters stand on either side. An article that only its values find has none. Gives
/// what was asked for and is nowhere in the archive, one sentence each.
///
/// # Errors
/// When the archive cannot be read, or `take` fails.
pub fn kwic(
    archive: &Archive,
    query: &Query,
    width: usize,
    take: impl FnMut(Place) -> Result<()>,
) -> Result<Vec<String>> {
    let Some(tree) = &query.tree else { return Ok(Vec::new()) };
    let question = Question::of(archive, tree)?;
    let (words, others) = split(parts(tree));
    if words.is_some() && others.iter().all(|other| looked_for(other).is_empty()) {
        // What finds the article is all that counts as a hit in it: the index is asked once.
        let Question { condition, parameters, notes, .. } = question;
        let words: Vec<&Node> = parts(tree).iter().filter(|part| part.is_words()).collect();
        places(archive, &condition, parameters, &words, width, take)?;
        return Ok(notes);
    }
    let mut groups = Vec::new();
    group(tree, &mut Vec::new(), &mut groups);
    // Where the same place stands in two groups it is one place.
    let mut all = Vec::new();
    for group in &groups {
        let mut builder = Builder::with(archive, question.parameters.clone());
        let mut conditions = vec![
            format!("article_fts MATCH {}", builder.bind(any(&group.words))),
            format!("a.id IN ({})", question.every_id()),
        ];
        for condition in &group.conditions {
            conditions.push(builder.condition(condition)?);
        }
        places(archive, &conditions.join(" AND "), builder.parameters, &group.words, width, |place| {
            all.push(place);
            Ok(())
        })?;
    }
    all.sort_unstable_by(|one, other| (one.article_id, one).cmp(&(other.article_id, other)));
    all.dedup();
    all.into_iter().try_for_each(take)?;
    Ok(question.notes)
}

/// Words that count as hits in those of the articles that are found for which all of some conditions hold: in
/// `a OR (b source:x)` a hit of `b` is none in an article that only `a` has found.
struct Group<'a> {
    words: Vec<&'a Node>,
    conditions: Vec<&'a Node>,
}

/// Puts the words of a node into groups; the conditions are of the alternatives that it stands in.
fn group<'a>(node: &'a Node, conditions: &mut Vec<&'a Node>, groups: &mut Vec<Group<'a>>) {
    match node {
        words if words.is_words() => {
            match groups.iter_mut().find(|group| is_same(&group.conditions, conditions)) {
                Some(group) => group.words.push(words),
                None => groups.push(Group { words: vec![words], conditions: conditions.clone() }),
            }
        }
        Node::And(parts) => parts.iter().for_each(|part| group(part, conditions, groups)),
        Node::Or(parts) => {
            for part in parts {
                let is_condition = !part.is_words();
                if is_condition {
                    conditions.push(part);
                }
                group(part, conditions, groups);
                if is_condition {
                    conditions.pop();
                }
            }
        }
        _ => {}
    }
}

/// Are they the same nodes of the tree?
fn is_same(some: &[&Node], others: &[&Node]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| std::ptr::eq(*one, *other))
}

/// Gives every hit of the words that a condition finds to `take`: of those in a long article the words are `words`.
fn places(
    archive: &Archive,
    condition: &str,
    parameters: Vec<Parameter>,
    words: &[&Node],
    width: usize,
    mut take: impl FnMut(Place) -> Result<()>,
) -> Result<()> {
    let mut builder = Builder::with(archive, parameters);
    let (start, end) = (builder.bind(HIT_START.to_string()), builder.bind(HIT_END.to_string()));
    let sizes = SEARCHED.map(|zone| format!("octet_length(t.{})", zone.as_str())).join(", ");
    let zones = (0..SEARCHED.len()).map(|column| {
        format!("CASE WHEN max({sizes}) <= {LONG} THEN highlight(article_fts, {column}, {start}, {end}) END")
    });
    let sql = format!(
        "SELECT {}, a.id, f.path, a.published FROM {INDEX_AND_ARTICLE} \
         CROSS JOIN source_file f ON f.id = a.source_file_id CROSS JOIN article_text t ON t.id = a.id \
         WHERE {condition} ORDER BY article_fts.rowid",
        zones.collect::<Vec<_>>().join(", ")
    );
    let ask = archive.error("searching");
    let mut statement = archive.connection.prepare(&sql).map_err(&ask)?;
    let mut rows = statement.query(params_from_iter(builder.parameters)).map_err(&ask)?;
    while let Some(row) = rows.next().map_err(&ask)? {
        let marked = if row.get_ref(0).map_err(&ask)? == ValueRef::Null {
            let article = archive.texts_of(row.get(SEARCHED.len()).map_err(&ask)?)?;
            windowed(&article, words).map_err(&ask)?
        } else {
            let of_zone = |column| Ok(unmarked(row.get_ref(column)?.as_str()?));
            (0..SEARCHED.len()).map(of_zone).collect::<rusqlite::Result<_>>().map_err(&ask)?
        };
        for place in of_row(row, marked, width).map_err(&ask)? {
            take(place)?;
        }
    }
    Ok(())
}

/// The text of a zone, and the hits in it.
type MarkedText = (String, Vec<Marked>);

/// The zones of a long article.
fn windowed(article: &Article, words: &[&Node]) -> rusqlite::Result<Vec<MarkedText>> {
    let hits = windows::hits(article, words)?;
    let of_zone = |zone| {
        let text = article.text(zone);
        let hits = hits.iter().filter(|(of, _)| *of == zone).map(|(_, hit)| hit.clone());
        (text.to_owned(), counted(text, hits))
    };
    Ok(SEARCHED.map(of_zone).into())
}

fn of_row(row: &Row<'_>, marked: Vec<MarkedText>, width: usize) -> rusqlite::Result<Vec<Place>> {
    let columns = SEARCHED.len();
    let (article_id, path, published): (i64, String, Option<String>) =
        (row.get(columns)?, row.get(columns + 1)?, row.get(columns + 2)?);
    let mut places = Vec::new();
    for (zone, (text, spans)) in SEARCHED.into_iter().zip(marked) {
        for Marked { bytes, start, end } in spans {
            let (before, behind) = (&text[..bytes.start], &text[bytes.end..]);
            let from = before.char_indices().rev().take(width).last().map_or(before.len(), |(at, _)| at);
            let to = behind.char_indices().nth(width).map_or(behind.len(), |(at, _)| at);
            places.push(Place {
                path: path.clone(),
                article_id,
                zone,
                start,
                end,
                published: published.clone(),
                left: one_line(&before[from..]),
                hit: one_line(&text[bytes]),
                right: one_line(&behind[..to]),
            });
        }
    }
    Ok(places)
}

/// Places in a text, in their order, counted in code points as well.
fn counted(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<Marked> {
    let (mut at, mut position) = (0, 0);
    let mut count_to = |byte: usize| {
        position += text[at..byte].chars().count() as u64;
        at = byte;
        position
    };
    places.map(|bytes| Marked { start: count_to(bytes.start), end: count_to(bytes.end), bytes }).collect()
}

/// Where something stood between marks: in the text without them, and in code points.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub bytes: Range<usize>,
    start: u64,
    end: u64,
}

/// A text with marks in, the text without them and the places between them out.
pub(super) fn unmarked(marked: &str) -> (String, Vec<Marked>) {
    let mut pieces = marked.split(HIT_START);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut spans = Vec::new();
    let characters = |text: &str| text.chars().count() as u64;
    let mut position = characters(&text);
    for piece in pieces {
        let (hit, behind) = piece.split_once(HIT_END).unwrap_or((piece, ""));
        let bytes = text.len()..text.len() + hit.len();
        let end = position + characters(hit);
        spans.push(Marked { bytes, start: position, end });
        text.push_str(hit);
        text.push_str(behind);
        position = end + characters(behind);
    }
    (text, spans)
}

/// A text with a space for each end of a line: as many characters as before.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let (text, spans) = unmarked("é \u{E000}a\u{E001} b\n\u{E000}c d\u{E001}");
        assert_eq!(one_line(&text), "é a b c d");
        let expected = [Marked { bytes: 3..4, start: 2, end: 3 }, Marked { bytes: 7..10, start: 6, end: 9 }];
        assert_eq!(spans, expected);
    }
}
