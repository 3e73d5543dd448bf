//! The zones of a long article and words in, every place of them out.
//!
//! FTS5 copies the whole text for each hit that it marks: minutes, where a text of megabytes has a hundred thousand. So
//! it is asked about windows, in an index of them alone. One begins where the one before ends, and goes so far into the
//! next that no hit is cut: what is found in any of them is a hit of the text, and every hit is found.

use std::ops::Range;

use rusqlite::{Connection, params};

use super::super::query::{Node, Phrase, SEARCHED};
use super::super::snippet::{HIT_END, HIT_START};
use super::condition::expression;
use super::kwic::unmarked;
use super::long::index;
use crate::archive::has_word;
use crate::article::{Article, Zone};

/// So many bytes a window has at least, but for the last one. Larger ones copy more, smaller ones are more rows.
const WINDOW: usize = 4 << 10;

/// A place in a zone, in bytes.
type Hit = (Zone, Range<usize>);

/// Every place of the words of any of some nodes, each of which asks for words alone; zone by zone, in reading order.
/// Places that overlap are one.
pub(super) fn hits(article: &Article, nodes: &[&Node]) -> rusqlite::Result<Vec<Hit>> {
    Windows::of(article, nodes, WINDOW)?.hits(nodes)
}

/// The windows of an article.
struct Windows {
    index: Connection,
    /// Of each row of the index, from 1 on: where the window begins.
    starts: Vec<usize>,
}

impl Windows {
    fn of(article: &Article, nodes: &[&Node], window: usize) -> rusqlite::Result<Self> {
        let longest = nodes.iter().map(|node| words_of_hit(node)).max().unwrap_or(0);
        let mut index = index("number UNINDEXED,")?;
        let mut starts = Vec::new();
        let transaction = index.transaction()?;
        for (number, zone) in SEARCHED.into_iter().enumerate() {
            let put = format!("INSERT INTO piece (rowid, number, {}) VALUES (?, ?, ?)", zone.as_str());
            let mut put = transaction.prepare(&put)?;
            let text = article.text(zone);
            for part in windows(text, window, longest) {
                starts.push(part.start);
                put.execute(params![starts.len(), number, &text[part]])?;
            }
        }
        transaction.commit()?;
        Ok(Self { index, starts })
    }

    fn hits(&self, nodes: &[&Node]) -> rusqlite::Result<Vec<Hit>> {
        let mut all = Vec::new();
        for node in nodes {
            all.extend(self.of_node(node, None)?);
        }
        all.sort_unstable_by_key(|(zone, range)| (*zone, range.start));
        all.dedup_by(|(zone, later), (same, earlier)| {
            let is_one = zone == same && later.start < earlier.end;
            if is_one {
                earlier.end = earlier.end.max(later.end);
            }
            is_one
        });
        Ok(all)
    }

    /// The places of a node, in no order. Of words that must stand together in the article none counts where one of them
    /// is missing.
    fn of_node(&self, node: &Node, within: Option<Zone>) -> rusqlite::Result<Vec<Hit>> {
        match node {
            Node::Phrase(_) | Node::Near(..) => self.of_words(&expression(node), within),
            Node::In(zone, inner) if within.is_none_or(|within| within == *zone) => {
                self.of_node(inner, Some(*zone))
            }
            Node::And(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    let places = self.of_node(part, within)?;
                    if places.is_empty() {
                        return Ok(places);
                    }
                    all.extend(places);
                }
                Ok(all)
            }
            Node::Or(parts) => {
                let each = parts.iter().map(|part| self.of_node(part, within));
                Ok(each.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
            }
            Node::In(..) | Node::All | Node::Field(_) | Node::Not(_) => Ok(Vec::new()),
        }
    }

    fn of_words(&self, expression: &str, within: Option<Zone>) -> rusqlite::Result<Vec<Hit>> {
        let marks = [HIT_START, HIT_END].map(String::from);
        let mut find = self.index.prepare_cached(
            "SELECT rowid, number, highlight(piece, number, ?2, ?3) FROM piece WHERE piece MATCH ?1",
        )?;
        let mut rows = find.query(params![expression, marks[0], marks[1]])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let (row_id, number): (usize, usize) = (row.get(0)?, row.get(1)?);
            let zone = SEARCHED[number];
            if within.is_none_or(|within| within == zone) {
                let start = self.starts[row_id - 1];
                let (_, spans) = unmarked(row.get_ref(2)?.as_str()?);
                hits.extend(
                    spans.into_iter().map(|span| (zone, start + span.bytes.start..start + span.bytes.end)),
                );
            }
        }
        Ok(hits)
    }
}

/// No hit of a node has more words than this.
fn words_of_hit(node: &Node) -> usize {
    // No word is shorter than a character.
    let of_phrase = |phrase: &Phrase| phrase.text.chars().count();
    match node {
        Node::Phrase(phrase) => of_phrase(phrase),
        Node::Near(phrases, between) => {
            let between = usize::try_from(*between).unwrap_or(usize::MAX);
            phrases.iter().map(of_phrase).sum::<usize>().saturating_add(between)
        }
        Node::In(_, inner) | Node::Not(inner) => words_of_hit(inner),
        Node::And(parts) | Node::Or(parts) => parts.iter().map(words_of_hit).max().unwrap_or(0),
        Node::All | Node::Field(_) => 0,
    }
}

/// The windows of a text: each of at least so many bytes and words, and so many words of the next, which is no shorter:
/// no part of the text is in more than two.
fn windows(text: &str, bytes: usize, words: usize) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let next = behind(text, start, bytes, words);
        windows.push(start..behind(text, next, 0, words));
        start = next;
    }
    windows
}

/// The first place between two words that is at least so many bytes and words behind another one, or the end.
fn behind(text: &str, from: usize, bytes: usize, words: usize) -> usize {
    // Between two words for the tokenizer, too. It takes other characters for the like of these, but these will do.
    let is_between = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let (mut at, mut count) = (from, 0);
    while at < text.len() && (at - from < bytes || count < words) {
        let rest = &text.as_bytes()[at + 1..];
        let next = rest.iter().position(is_between).map_or(text.len(), |length| at + 1 + length);
        count += usize::from(has_word(&text[at..next]));
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::parse;

    /// What FTS5 marks in whole texts.
    fn marked(article: &Article, node: &Node) -> Vec<Hit> {
        let all = index("").unwrap();
        let texts = SEARCHED.map(|zone| article.text(zone));
        all.execute("INSERT INTO piece VALUES (?, ?, ?, ?, ?)", texts).unwrap();
        let mut hits = Vec::new();
        for (number, zone) in SEARCHED.into_iter().enumerate() {
            let sql = "SELECT highlight(piece, ?2, ?3, ?4) FROM piece WHERE piece MATCH ?1";
            let marks = [HIT_START, HIT_END].map(String::from);
            let found = all.query_row(sql, params![expression(node), number, marks[0], marks[1]], |row| {
                row.get::<_, String>(0)
            });
            if let Ok(text) = found {
                hits.extend(unmarked(&text).1.into_iter().map(|span| (zone, span.bytes)));
            }
        }
        hits
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop_oneof![8 => "[abc]", 1 => "[ab]{2}", 1 => "[é—·]", 1 => "日a?"];
        let between = prop_oneof![6 => Just(" "), 1 => Just(", "), 1 => Just("\n\n"), 1 => Just("—")];
        proptest::collection::vec((word, between), 0..40)
            .prop_map(|words| words.into_iter().map(|(word, between)| word + between).collect())
    }

    proptest! {
        // Not asked: `NEAR(a b) OR c` where only `c` is there. FTS5 then marks `a`, which has found nothing.
        #[test]
        fn windows_have_every_hit_of_the_whole(
            texts in proptest::array::uniform5(text()),
            typed in prop_oneof![
                Just("a"), Just("\"a b\""), Just("\"a b\" OR \"b c\""), Just("\"a a\""), Just("a*"), Just("NEAR(a b, 2)"),
                Just("NEAR(\"a b\" c é, 3)"), Just("a b"), Just("body:(a OR \"b b\")"), Just("headline:c OR 日a"),
                Just("(a ab) OR c"), Just("NEAR(a b, 1) ab"),
            ],
            window in 1_usize..60,
        ) {
            let tree = parse(typed).tree.unwrap();
            let mut article = Article::default();
            SEARCHED.into_iter().zip(&texts).for_each(|(zone, text)| article.push(zone, text));
            let found = Windows::of(&article, &[&tree], window).unwrap().hits(&[&tree]).unwrap();
            prop_assert_eq!(found, marked(&article, &tree));
        }
    }

    #[test]
    fn windows_are_the_text() {
        let sparse = format!("{}word", "- ".repeat(3_000)).repeat(20);
        for text in
            ["é ".repeat(20_000), "é".repeat(40_000), "a story".to_owned(), "word ".repeat(9_000), sparse]
        {
            for words in [0, 1, 3, 500, usize::MAX] {
                let windows = windows(&text, 1_000, words);
                assert_eq!((windows[0].start, windows[windows.len() - 1].end), (0, text.len()));
                assert!(windows.windows(2).all(|pair| pair[0].end >= pair[1].start));
                assert!(windows.iter().all(|part| text.get(part.clone()).is_some()));
                assert!(windows.iter().map(ExactSizeIterator::len).sum::<usize>() <= text.len() * 2);
            }
        }
    }
}
