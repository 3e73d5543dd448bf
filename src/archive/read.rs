//! An archive in, records and counts out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::types::{FromSqlError, Type, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::Archive;
use super::file::{Known, known, problem_of};
use crate::article::{Article, Zone};
use crate::error::{Error, Result};
use crate::extract::{
    Certainty, DateRole, DateType, PersonRole, PhotoCredit, RightsStatus, SourceRole, Subject,
};
use crate::problem::Problem;
use crate::record::{
    DateRecord, Evidence, PersonMentionRecord, PersonRecord, PublishedRecord, Record, RightsRecord,
    SourceRecord, Words, ZoneText,
};
use crate::source_file::{Digest, SourceFile, SourcePath};
use crate::vocabulary::SourceKind;

/// A row of the archive as a record would have it, and what only the archive knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record; of a file that failed and left no article, the failed one.
    pub record: Record,
    /// The id of the article, which it keeps as long as it is in the archive; none when there is no article.
    pub article_id: Option<i64>,
    /// Path of the first article with the same words.
    pub duplicate_of: Option<String>,
    /// Since when the file is missing.
    pub missing_since: Option<String>,
}

impl Archive {
    /// What the archive knows of the files at some paths, in their order.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn known<'p>(&self, paths: impl Iterator<Item = &'p SourcePath>) -> Result<Vec<Option<Known>>> {
        let ask = || -> rusqlite::Result<Vec<Option<Known>>> {
            // In one transaction: each by itself would lock the file and let go of it again.
            let transaction = self.connection.unchecked_transaction()?;
            paths.map(|path| known(&transaction, path.as_str())).collect()
        };
        ask().map_err(self.error("looking up a file"))
    }

    /// What a person means by the id of an article, the path of a file, or the end of its path from a
    /// slash on. A file that failed has a record that says why.
    ///
    /// # Errors
    /// When there is nothing of that name, or several things.
    pub fn find(&self, wanted: &str) -> Result<Entry> {
        let ask = self.error("looking up an article");
        let one =
            |sql: &str| self.connection.query_row(sql, [wanted], |row| row.get(0)).optional().map_err(&ask);
        if let Some(file) = one("SELECT id FROM source_file WHERE path = ?")? {
            return self.entry(file);
        }
        if wanted.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(file) = one("SELECT source_file_id FROM article WHERE id = CAST(? AS INTEGER)")?
        {
            return self.entry(file);
        }
        let mut statement = self
            .connection
            .prepare(
                "SELECT id, path FROM source_file WHERE substr(path, -length(?1) - 1) = '/' || ?1 ORDER BY path LIMIT 11",
            )
            .map_err(&ask)?;
        let rows = statement.query_map([wanted], |row| Ok((row.get(0)?, row.get(1)?))).map_err(&ask)?;
        let found: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>().map_err(&ask)?;
        match found.as_slice() {
            [(file, _)] => self.entry(*file),
            [] => Err(Error::NoArticle { path: self.path.clone(), wanted: wanted.to_owned() }),
            several => Err(Error::ManyArticles {
                wanted: wanted.to_owned(),
                paths: several.iter().map(|(_, path)| path.clone()).collect(),
            }),
        }
    }

    /// Gives every file of the archive to `take`, in the order of the paths.
    ///
    /// # Errors
    /// When one cannot be read back, or `take` fails.
    pub fn each_entry(&self, take: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        self.try_each_entry(take)
    }

    /// The same, where `take` fails in a way of its own.
    pub(crate) fn try_each_entry<E: From<Error>>(
        &self,
        mut take: impl FnMut(Entry) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let ask = self.error("reading the archive");
        let mut files = self.connection.prepare("SELECT id FROM source_file ORDER BY path").map_err(&ask)?;
        let mut rows = files.query([]).map_err(&ask)?;
        while let Some(row) = rows.next().map_err(&ask)? {
            take(self.entry(row.get(0).map_err(&ask)?)?)?;
        }
        Ok(())
    }

    /// The text of each zone of an article, as one block.
    ///
    /// # Errors
    /// When the archive has no article of this id, or cannot be read.
    pub fn texts_of(&self, id: i64) -> Result<Article> {
        texts(&self.connection, id).map_err(self.error("reading the text of an article"))
    }

    /// How many articles there are.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn count_articles(&self) -> Result<u64> {
        let count = self.connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0));
        count.map_err(self.error("counting the articles"))
    }

    /// One hash of everything that the archive holds. It depends on neither ids nor the order or the
    /// number of the runs that brought it in, nor on times.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn digest(&self) -> Result<Digest> {
        let mut hasher = blake3::Hasher::new();
        self.each_entry(|entry| {
            let line =
                serde_json::to_vec(&(&entry.record, &entry.duplicate_of, entry.missing_since.is_some()))
                    .map_err(|error| self.damaged(format!("{}: {error}", entry.record.path)))?;
            hasher.update(&line).update(b"\n");
            Ok(())
        })?;
        // Nothing is said of names that stand for themselves.
        let who_is_who = "SELECT name, roster_name FROM person WHERE name <> roster_name ORDER BY name";
        for sql in ["SELECT name, person FROM alias ORDER BY name, person", who_is_who] {
            for pair in self.pairs(sql)? {
                hasher.update(format!("{pair:?}\n").as_bytes());
            }
        }
        Ok(Digest(*hasher.finalize().as_bytes()))
    }

    /// The answers to a question for one text.
    pub(crate) fn texts(&self, sql: &str) -> Result<Vec<String>> {
        let ask = self.error("looking up names");
        let mut statement = self.connection.prepare(sql).map_err(&ask)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(&ask)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&ask)
    }

    /// The answers to a question for two texts, in the order in which it gives them.
    pub(super) fn pairs(&self, sql: &str) -> Result<Vec<(String, String)>> {
        let ask = self.error("reading the roster");
        let mut statement = self.connection.prepare(sql).map_err(&ask)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(&ask)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&ask)
    }

    /// The names and the counts of a two-column question, in the order in which it gives them.
    pub(crate) fn counts(&self, sql: &str) -> Result<Vec<(String, u64)>> {
        let ask = self.error("counting");
        let mut statement = self.connection.prepare(sql).map_err(&ask)?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
            .map_err(&ask)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&ask)
    }

    /// What the archive holds in numbers: how many files and articles, by source, by status, and so on.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn stats(&self) -> Result<BTreeMap<&'static str, Vec<(String, u64)>>> {
        let totals = "SELECT 'files', count(*) FROM source_file
             UNION ALL SELECT 'articles', count(*) FROM article
             UNION ALL SELECT 'duplicates', count(*) FROM article WHERE duplicate_of IS NOT NULL
             UNION ALL SELECT 'missing', count(*) FROM source_file WHERE missing_since IS NOT NULL
             UNION ALL SELECT 'failed', count(*) FROM source_file WHERE status = 'failed'
             UNION ALL SELECT 'words', coalesce(sum(word_count), 0) FROM article
             UNION ALL SELECT 'persons', count(DISTINCT roster_name) FROM person
             UNION ALL SELECT 'dates', count(*) FROM date_mention
             UNION ALL SELECT 'runs', count(*) FROM run";
        let by = |column: &str| {
            format!(
                "SELECT coalesce({column}, ''), count(*) AS n FROM article a LEFT JOIN source s ON s.id = a.source_id
                 WHERE a.duplicate_of IS NULL GROUP BY {column} ORDER BY n DESC, {column}"
            )
        };
        Ok(BTreeMap::from([
            ("totals", self.counts(totals)?),
            ("source", self.counts(&by("s.name"))?),
            ("rights_status", self.counts(&by("a.rights_status"))?),
            ("language", self.counts(&by("a.language"))?),
            ("encoding", self.counts(&by("a.encoding"))?),
            ("year", self.counts(&by("substr(a.published, 1, 4)"))?),
        ]))
    }

    pub(crate) fn damaged(&self, what: String) -> Error {
        Error::Damaged { path: self.path.clone(), what }
    }

    fn entry(&self, file: i64) -> Result<Entry> {
        entry(&self.connection, file).map_err(|error| match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, why) => {
                self.damaged(format!("source file {file} cannot be read back: {why}"))
            }
            other => self.error("reading an article")(other),
        })
    }
}

/// Something in the archive that we never write there.
pub(super) fn strange(what: impl Into<String>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, what.into().into())
}

/// A word of one of the enumerations.
fn word<T>(row: &Row<'_>, column: usize, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|_: FromSqlError| strange("a word that is no text"))?;
    parse(text).ok_or_else(|| strange(format!("unknown word {text:?}")))
}

fn entry(connection: &Connection, file: i64) -> rusqlite::Result<Entry> {
    let mut statement = connection.prepare_cached(
        "SELECT f.path, f.size, f.digest, f.missing_since, a.id, a.encoding, a.language, a.rights_status, a.reprint,
           a.published, a.published_certainty, a.published_zone, a.published_start, a.published_end, a.published_rule,
           a.record_version, (SELECT o.path FROM duplicate o WHERE o.article_id = a.id), a.path_date
         FROM source_file f LEFT JOIN article a ON a.source_file_id = f.id WHERE f.id = ?",
    )?;
    statement.query_row([file], |row| {
        let source_file = SourceFile {
            path: SourcePath::from_kept(row.get(0)?),
            size: row.get(1)?,
            modified_at: None,
            digest: row.get::<_, Option<[u8; 32]>>(2)?.map(Digest),
        };
        let problems = problems(connection, file)?;
        let article_id: Option<i64> = row.get(4)?;
        let record = match article_id {
            Some(id) => record(connection, row, id, &source_file, problems)?,
            None => match problems.into_iter().next_back() {
                Some(problem) => Record::failed(&source_file, problem),
                None => return Err(strange("a file with neither article nor problem")),
            },
        };
        Ok(Entry { record, article_id, missing_since: row.get(3)?, duplicate_of: row.get(16)? })
    })
}

/// The record of the article whose row `entry` has read.
fn record(
    connection: &Connection,
    row: &Row<'_>,
    id: i64,
    file: &SourceFile,
    problems: Vec<Problem>,
) -> rusqlite::Result<Record> {
    let zones = zones(connection, id)?;
    let mut article = Article::default();
    for block in &zones {
        article.push(block.zone, &block.text);
    }
    let words = Words::of(&article);
    let published = match row.get::<_, Option<String>>(9)? {
        None => None,
        Some(value) => Some(PublishedRecord {
            value,
            certainty: word(row, 10, Certainty::parse)?,
            evidence: match row.get_ref(11)? {
                ValueRef::Null => None,
                _ => Some(evidence(&words, row, 11)?),
            },
        }),
    };
    Ok(Record {
        v: row.get(15)?,
        encoding: row.get::<_, Option<String>>(5)?.map(Cow::Owned),
        language: row.get::<_, Option<String>>(6)?.map(Cow::Owned),
        rights_status: word(row, 7, RightsStatus::parse)?,
        reprint: row.get(8)?,
        published,
        path_date: row.get(17)?,
        sources: sources(connection, id, &words)?,
        rights: rights(connection, id, &words)?,
        dates: dates(connection, id, &words)?,
        people: people(connection, id, &words)?,
        zones,
        // Why a later reading failed is no part of the record of the earlier one.
        problems: problems.into_iter().filter(|problem| problem.kind.is_note()).collect(),
        ..Record::of_article(file)
    })
}

/// Zone, start, end and rule in four columns; the words are looked up in the text.
fn evidence(words: &Words<'_>, row: &Row<'_>, first: usize) -> rusqlite::Result<Evidence> {
    let zone = word(row, first, Zone::parse)?;
    let (start, end) = (row.get(first + 1)?, row.get(first + 2)?);
    let exact = words
        .between(zone, start, end)
        .ok_or_else(|| strange(format!("{} has no words {start}..{end}", zone.as_str())))?;
    Ok(Evidence { zone, start, end, exact: exact.to_owned(), rule: Cow::Owned(row.get(first + 3)?) })
}

/// The blocks in reading order, cut out of the columns as the layout says.
pub(super) fn zones(connection: &Connection, id: i64) -> rusqlite::Result<Vec<ZoneText>> {
    let mut statement = connection.prepare_cached(
        "SELECT headline, byline, body, caption, notice, promo, layout FROM article_text WHERE id = ?",
    )?;
    statement.query_row([id], |row| {
        let layout: Vec<(Zone, usize, usize)> = serde_json::from_str(row.get_ref(6)?.as_str()?)
            .map_err(|error| strange(format!("its layout is damaged: {error}")))?;
        // For each column: how many bytes and how many code points are behind us.
        let mut passed = [(0, 0); 6];
        let mut blocks = Vec::with_capacity(layout.len());
        for (zone, start, end) in layout {
            let column = row.get_ref(zone as usize)?.as_str()?;
            let (bytes, characters) = &mut passed[zone as usize];
            let mut cut = |upto: usize| -> Option<usize> {
                let rest = &column[*bytes..];
                let count = upto.checked_sub(*characters)?;
                let length = if count == 0 {
                    0
                } else {
                    let (at, last) = rest.char_indices().nth(count - 1)?;
                    at + last.len_utf8()
                };
                *bytes += length;
                *characters = upto;
                Some(*bytes)
            };
            let text = cut(start).and_then(|from| Some(&column[from..cut(end)?]));
            let text = text.ok_or_else(|| strange("its layout does not fit its text"))?;
            blocks.push(ZoneText { zone, text: text.to_owned() });
        }
        Ok(blocks)
    })
}

/// The text of each zone of an article, as one block.
pub(super) fn texts(connection: &Connection, id: i64) -> rusqlite::Result<Article> {
    let mut statement = connection.prepare_cached(
        "SELECT headline, byline, body, caption, notice, promo FROM article_text WHERE id = ?",
    )?;
    statement.query_row([id], |row| {
        let mut article = Article::default();
        for zone in Zone::ALL {
            article.push(zone, row.get_ref(zone as usize)?.as_str()?);
        }
        Ok(article)
    })
}

fn problems(connection: &Connection, file: i64) -> rusqlite::Result<Vec<Problem>> {
    connection
        .prepare_cached("SELECT stage, kind, message FROM problem WHERE source_file_id = ? ORDER BY id")?
        .query_map([file], |row| problem_of(row, 0))?
        .collect()
}

fn sources(connection: &Connection, id: i64, words: &Words<'_>) -> rusqlite::Result<Vec<SourceRecord>> {
    connection
        .prepare_cached(
            "SELECT s.name, m.role, s.kind, m.zone, m.start_char, m.end_char, m.rule
             FROM article_source m JOIN source s ON s.id = m.source_id WHERE m.article_id = ? ORDER BY m.position",
        )?
        .query_map([id], |row| {
            Ok(SourceRecord {
                name: row.get(0)?,
                role: word(row, 1, SourceRole::parse)?,
                kind: word(row, 2, SourceKind::parse)?,
                evidence: evidence(words, row, 3)?,
            })
        })?
        .collect()
}

fn rights(connection: &Connection, id: i64, words: &Words<'_>) -> rusqlite::Result<Vec<RightsRecord>> {
    connection
        .prepare_cached(
            "SELECT subject, status, holder, licence, usage_terms, expires, zone, start_char, end_char, rule,
               photographer, agency, via, courtesy, restriction
             FROM rights_statement WHERE article_id = ? ORDER BY position",
        )?
        .query_map([id], |row| {
            Ok(RightsRecord {
                subject: word(row, 0, Subject::parse)?,
                status: word(row, 1, RightsStatus::parse)?,
                holder: row.get(2)?,
                licence: row.get(3)?,
                usage_terms: row.get(4)?,
                expires: row.get(5)?,
                credit: PhotoCredit {
                    photographer: row.get(10)?,
                    agency: row.get(11)?,
                    via: row.get(12)?,
                    courtesy: row.get(13)?,
                    restriction: row.get(14)?,
                }
                .if_any(),
                evidence: evidence(words, row, 6)?,
            })
        })?
        .collect()
}

fn dates(connection: &Connection, id: i64, words: &Words<'_>) -> rusqlite::Result<Vec<DateRecord>> {
    connection
        .prepare_cached(
            "SELECT role, type, value, earliest, latest, certainty, zone, start_char, end_char, rule, note
             FROM date_mention WHERE article_id = ? ORDER BY position",
        )?
        .query_map([id], |row| {
            Ok(DateRecord {
                role: word(row, 0, DateRole::parse)?,
                kind: word(row, 1, DateType::parse)?,
                value: row.get(2)?,
                earliest: row.get(3)?,
                latest: row.get(4)?,
                certainty: word(row, 5, Certainty::parse)?,
                note: row.get(10)?,
                evidence: evidence(words, row, 6)?,
            })
        })?
        .collect()
}

fn people(connection: &Connection, id: i64, words: &Words<'_>) -> rusqlite::Result<Vec<PersonRecord>> {
    let mut statement = connection.prepare_cached(
        "SELECT p.name, m.role, m.title, m.zone, m.start_char, m.end_char, m.rule, m.confidence
         FROM person_mention m JOIN person p ON p.id = m.person_id WHERE m.article_id = ? ORDER BY m.position",
    )?;
    let mut rows = statement.query([id])?;
    let mut people: Vec<(String, Vec<PersonMentionRecord>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let Evidence { zone, start, end, exact, rule } = evidence(words, row, 3)?;
        let role = word(row, 1, PersonRole::parse)?;
        let mention = PersonMentionRecord {
            zone,
            start,
            end,
            exact,
            rule,
            role,
            title: row.get(2)?,
            confidence: row.get(7)?,
        };
        // The mentions of one person stand together.
        match people.last_mut() {
            Some((last, mentions)) if *last == name => mentions.push(mention),
            _ => people.push((name, vec![mention])),
        }
    }
    Ok(people.into_iter().map(|(name, mentions)| PersonRecord::new(name, mentions)).collect())
}
