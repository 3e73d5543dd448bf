//! What was read from an article in, what of it does not fit its text out.

use rusqlite::Connection;

use super::super::Archive;
use super::super::read::texts;
use super::{Findings, Remedy};
use crate::article::{Zone, word_count};

/// The counts of the run ledger add up.
pub(super) fn ledger(archive: &Archive, findings: &mut Findings) {
    let wrong = "SELECT id FROM run WHERE discovered <> stored + unchanged + failed ORDER BY id";
    let runs = archive.connection.prepare(wrong).and_then(|mut statement| {
        let runs = statement.query_map([], |row| row.get(0))?;
        runs.collect::<rusqlite::Result<Vec<i64>>>()
    });
    match runs {
        Ok(runs) => {
            for run in runs {
                findings.add(Remedy::Restore, format!("the counts of run {run} do not add up"));
            }
        }
        Err(error) => findings.add(Remedy::Restore, format!("the ledger of runs cannot be read: {error}")),
    }
}

/// What of an article's values does not fit its text: words that it rests on and that are not there, one
/// sentence for each table, and what was counted.
pub(super) fn wrong(connection: &Connection, id: i64) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let article = texts(connection, id)?;
    let lengths = Zone::ALL.map(|zone| i64::try_from(article.text(zone).chars().count()).unwrap_or(i64::MAX));
    for (table, sql) in EVIDENCE {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let (zone, start, end): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let length = Zone::parse(&zone).map_or(0, |zone| lengths[zone as usize]);
            if start < 0 || start >= end || end > length {
                wrong.push(format!(
                    "{table} rests on {start}..{end} of {zone}, which has {length} characters"
                ));
                break;
            }
        }
    }
    let counted = connection
        .prepare_cached("SELECT word_count, coalesce(headline, '') FROM article WHERE id = ?")?
        .query_row([id], |row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, String>(1)?)))?;
    let words = word_count(article.text(Zone::Body));
    if counted.0 != words {
        wrong.push(format!("{} words are counted where there are {words}", counted.0));
    }
    if counted.1 != article.text(Zone::Headline) {
        wrong.push("its headline is not the one of its text".to_owned());
    }
    Ok(wrong)
}

/// What rests on words, and the question where they are.
const EVIDENCE: [(&str, &str); 5] = [
    (
        "the day of publication",
        "SELECT published_zone, published_start, published_end FROM article WHERE id = ? AND published_zone IS NOT NULL",
    ),
    ("a source", "SELECT zone, start_char, end_char FROM article_source WHERE article_id = ?"),
    ("a statement of rights", "SELECT zone, start_char, end_char FROM rights_statement WHERE article_id = ?"),
    ("a date", "SELECT zone, start_char, end_char FROM date_mention WHERE article_id = ?"),
    ("a person", "SELECT zone, start_char, end_char FROM person_mention WHERE article_id = ?"),
];
