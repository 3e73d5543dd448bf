//! One record in, the rows of one article out, its index entry with them; and their removal.
//!
//! A new article is written with plain inserts ([`Inserts`]). `REPLACE`, `ON CONFLICT … DO UPDATE` and `RETURNING` would
//! have SQLite open a savepoint for the statement, and at each savepoint FTS5 writes what it holds to
//! disk: a piece of index for each article, and nearly twice the work of the whole writer (measured).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension as _, Rows, params};

use super::batch::Indexing;
use super::changes::Changes;
use super::index::COLUMNS;
use super::inserts::Inserts;
use super::write::Run;
use crate::article::{Article, Zone, word_count};
use crate::outcome::Outcome;
use crate::record::{Record, SourceRecord};
use crate::source_file::Digest;

/// What the archive has under a path.
pub(super) struct Old {
    /// The row of the source file.
    pub file: i64,
    /// The bytes that were last read from it.
    pub digest: Option<Digest>,
    /// Its article.
    pub article: Option<i64>,
}

/// What the archive has under a path.
pub(super) fn old(connection: &Connection, path: &str) -> rusqlite::Result<Option<Old>> {
    connection
        .prepare_cached(
            "SELECT f.id, f.digest, a.id FROM source_file f LEFT JOIN article a ON a.source_file_id = f.id
             WHERE f.path = ?",
        )?
        .query_row([path], |row| {
            let digest = row.get::<_, Option<[u8; 32]>>(1)?.map(Digest);
            Ok(Old { file: row.get(0)?, digest, article: row.get(2)? })
        })
        .optional()
}

/// The tables that hold what was read from an article.
const VALUES: [&str; 4] = ["article_source", "rights_statement", "date_mention", "person_mention"];

/// What a record's texts are to the archive: whatever of it takes no archive to find out.
#[derive(Debug)]
pub(super) struct Text {
    pub article: Article,
    /// The blocks in reading order, as JSON.
    layout: String,
    digest: Digest,
    /// Of the body.
    word_count: u64,
}

impl Text {
    /// Empty where there is no record.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let Outcome::Stored(_, record) = outcome else {
            let (article, layout) = (Article::default(), String::new());
            return Self { article, layout, digest: text_digest(std::iter::empty()), word_count: 0 };
        };
        let article = record.article();
        Self {
            layout: layout(record),
            digest: text_digest(record.zones.iter().map(|block| (block.zone, block.text.as_str()))),
            word_count: word_count(article.text(Zone::Body)),
            article,
        }
    }
}

/// Writes the article of a file, its index with it when FTS5 is to make it, and gives its id. One that stands there
/// already keeps its id.
pub(super) fn put(
    inserts: &mut Inserts<'_>,
    file: i64,
    old: Option<i64>,
    record: &Record,
    text: &Text,
    indexing: Indexing,
    run: &mut Run,
) -> rusqlite::Result<i64> {
    let connection = inserts.connection;
    if let Some(id) = old {
        note_changes(connection, id, &mut run.changes)?;
        forget_text(connection, id)?;
        forget_values(connection, id)?;
    }
    let id = put_article(inserts, file, old, record, text)?;
    run.changes.text(text.digest);
    let [headline, byline, body, caption, notice, promo] = Zone::ALL.map(|zone| text.article.text(zone));
    inserts.texts.row(params![
        id,
        headline,
        byline,
        body,
        caption,
        notice,
        promo,
        text.layout,
        text.digest.0
    ])?;
    if indexing == Indexing::Plain {
        put_index(connection, id, &text.article)?;
    }
    put_sources(inserts, id, record)?;
    put_rights(inserts, id, record)?;
    put_dates(inserts, id, record)?;
    put_people(inserts, id, record, run)?;
    Ok(id)
}

fn put_article(
    inserts: &mut Inserts<'_>,
    file: i64,
    old: Option<i64>,
    record: &Record,
    text: &Text,
) -> rusqlite::Result<i64> {
    let mut id_of =
        |source: Option<&SourceRecord>| source.map(|source| source_id(inserts, source)).transpose();
    let (source_id, republisher_id) = (id_of(record.strongest_source())?, id_of(record.republisher())?);
    let published = record.published.as_ref();
    let evidence = published.and_then(|published| published.evidence.as_ref());
    let headline = text.article.text(Zone::Headline);
    let values = params![
        old,
        file,
        (!headline.is_empty()).then_some(headline),
        record.language,
        record.encoding,
        text.word_count,
        source_id,
        republisher_id,
        record.rights_status.as_str(),
        record.reprint,
        published.map(|published| published.value.as_str()),
        published.map(|published| published.certainty.as_str()),
        evidence.map(|evidence| evidence.zone.as_str()),
        evidence.map(|evidence| evidence.start),
        evidence.map(|evidence| evidence.end),
        evidence.map(|evidence| evidence.rule.as_ref()),
        record.path_date,
        record.v
    ];
    let Some(id) = old else {
        inserts.articles.row(values)?;
        return Ok(inserts.connection.last_insert_rowid());
    };
    inserts
        .connection
        .prepare_cached(
            "UPDATE article SET (source_file_id, headline, language, encoding, word_count, source_id, republisher_id,
               rights_status, reprint, published, published_certainty, published_zone, published_start, published_end,
               published_rule, path_date, record_version)
               = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
             WHERE id = ?1",
        )?
        .execute(values)?;
    Ok(id)
}

/// The index of an article, made by FTS5.
fn put_index(connection: &Connection, id: i64, article: &Article) -> rusqlite::Result<()> {
    let [headline, byline, body, caption, notice] = COLUMNS.map(|zone| article.text(zone));
    connection
        .prepare_cached(
            "INSERT INTO article_fts (rowid, headline, byline, body, caption, notice) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![id, headline, byline, body, caption, notice])?;
    Ok(())
}

/// No block of an article of a few pages takes more bytes in a layout.
const BLOCK_OF_LAYOUT: usize = 24;

/// The blocks in reading order as JSON: `[["promo",0,24],["headline",0,31]]`, in code points.
fn layout(record: &Record) -> String {
    let mut ends = [0; 6];
    let mut json = String::with_capacity(BLOCK_OF_LAYOUT * record.zones.len() + 2);
    json.push('[');
    for block in record.zones.iter().filter(|block| !block.text.is_empty()) {
        let end = &mut ends[block.zone as usize];
        let start = if *end == 0 { 0 } else { *end + crate::article::BLOCK_SEPARATOR.len() };
        *end = start + block.text.chars().count();
        let comma = if json.len() == 1 { "" } else { "," };
        let _ = write!(json, r#"{comma}["{}",{start},{end}]"#, block.zone.as_str());
    }
    json.push(']');
    json
}

/// Before the text of a block its digest has no more bytes: the longest name of a zone, a zero and the length.
const HEAD_OF_BLOCK: usize = 17;

/// The digest of an article's words: of each block in reading order its zone, its length in bytes,
/// its text.
pub(super) fn text_digest<'a>(blocks: impl Iterator<Item = (Zone, &'a str)> + Clone) -> Digest {
    let blocks = blocks.filter(|(_, text)| !text.is_empty());
    // In one piece: of a few thousand bytes several parts are hashed side by side.
    let mut bytes = Vec::with_capacity(blocks.clone().map(|(_, text)| text.len() + HEAD_OF_BLOCK).sum());
    for (zone, text) in blocks {
        bytes.extend_from_slice(zone.as_str().as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    Digest::of(&bytes)
}

fn put_sources(inserts: &mut Inserts<'_>, id: i64, record: &Record) -> rusqlite::Result<()> {
    for (position, source) in (1_i64..).zip(&record.sources) {
        let source_id = source_id(inserts, source)?;
        inserts.sources.row(params![
            id,
            position,
            source_id,
            source.role.as_str(),
            source.evidence.zone.as_str(),
            source.evidence.start,
            source.evidence.end,
            source.evidence.rule
        ])?;
    }
    Ok(())
}

fn put_rights(inserts: &mut Inserts<'_>, id: i64, record: &Record) -> rusqlite::Result<()> {
    for (position, rights) in (1_i64..).zip(&record.rights) {
        let credit = rights.credit.as_ref();
        inserts.rights.row(params![
            id,
            position,
            rights.subject.as_str(),
            rights.status.as_str(),
            rights.holder,
            rights.licence,
            rights.usage_terms,
            rights.expires,
            credit.and_then(|credit| credit.photographer.as_deref()),
            credit.and_then(|credit| credit.agency.as_deref()),
            credit.and_then(|credit| credit.via.as_deref()),
            credit.and_then(|credit| credit.courtesy.as_deref()),
            credit.and_then(|credit| credit.restriction.as_deref()),
            rights.evidence.zone.as_str(),
            rights.evidence.start,
            rights.evidence.end,
            rights.evidence.rule
        ])?;
    }
    Ok(())
}

fn put_dates(inserts: &mut Inserts<'_>, id: i64, record: &Record) -> rusqlite::Result<()> {
    for (position, date) in (1_i64..).zip(&record.dates) {
        inserts.dates.row(params![
            id,
            position,
            date.role.as_str(),
            date.kind.as_str(),
            date.value,
            date.earliest,
            date.latest,
            date.certainty.as_str(),
            date.note,
            date.evidence.zone.as_str(),
            date.evidence.start,
            date.evidence.end,
            date.evidence.rule
        ])?;
    }
    Ok(())
}

fn put_people(inserts: &mut Inserts<'_>, id: i64, record: &Record, run: &mut Run) -> rusqlite::Result<()> {
    let mut positions = 1_i64..;
    for person in &record.people {
        let person_id = run.person_ids.id(inserts.connection, &person.name)?;
        run.changes.person(person_id);
        for (mention, position) in person.mentions.iter().zip(&mut positions) {
            inserts.people.row(params![
                id,
                position,
                person_id,
                mention.role.as_str(),
                mention.title,
                mention.zone.as_str(),
                mention.start,
                mention.end,
                mention.rule,
                mention.confidence
            ])?;
        }
    }
    Ok(())
}

/// The id of the row that holds a source; the first to ask makes it.
fn source_id(inserts: &mut Inserts<'_>, source: &SourceRecord) -> rusqlite::Result<i64> {
    if let Some((kind, id)) = inserts.source_ids.get(&source.name)
        && *kind == source.kind
    {
        return Ok(*id);
    }
    let connection = inserts.connection;
    let name = (&source.name, source.kind.as_str());
    let known = connection
        .prepare_cached("SELECT id FROM source WHERE name = ? AND kind = ?")?
        .query_row(name, |row| row.get(0))
        .optional()?;
    let id = if let Some(id) = known {
        id
    } else {
        connection.prepare_cached("INSERT INTO source (name, kind) VALUES (?, ?)")?.execute(name)?;
        connection.last_insert_rowid()
    };
    inserts.source_ids.insert(source.name.clone(), (source.kind, id));
    Ok(id)
}

/// Notes what an article no longer has when it is replaced or removed.
fn note_changes(connection: &Connection, id: i64, changes: &mut Changes) -> rusqlite::Result<()> {
    if matches!(changes, Changes::Everything) {
        return Ok(());
    }
    let digest = connection
        .prepare_cached("SELECT digest FROM article_text WHERE id = ?")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(digest) = digest {
        changes.text(Digest(digest));
    }
    let mut persons =
        connection.prepare_cached("SELECT person_id FROM person_mention WHERE article_id = ?")?;
    for person in persons.query_map([id], |row| row.get(0))? {
        changes.person(person?);
    }
    let mut sources =
        connection.prepare_cached("SELECT source_id FROM article_source WHERE article_id = ?")?;
    for source in sources.query_map([id], |row| row.get(0))? {
        changes.source(source?);
    }
    Ok(())
}

/// Removes the texts of an article, and takes them out of the index, which has to be told the words that it was given.
fn forget_text(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_fts (article_fts, rowid, headline, byline, body, caption, notice)
             SELECT 'delete', id, headline, byline, body, caption, notice FROM article_text WHERE id = ?",
        )?
        .execute([id])?;
    connection.prepare_cached("DELETE FROM article_text WHERE id = ?")?.execute([id])?;
    Ok(())
}

fn forget_values(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    for table in VALUES {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE article_id = ?"))?.execute([id])?;
    }
    Ok(())
}

/// Removes the article of a file, if it has one.
pub(super) fn remove(connection: &Connection, file: i64, changes: &mut Changes) -> rusqlite::Result<()> {
    let id: Option<i64> = connection
        .prepare_cached("SELECT id FROM article WHERE source_file_id = ?")?
        .query_row([file], |row| row.get(0))
        .optional()?;
    let Some(id) = id else { return Ok(()) };
    note_changes(connection, id, changes)?;
    forget_text(connection, id)?;
    forget_values(connection, id)?;
    // The next one with the same text takes its place when the run ends.
    connection
        .prepare_cached("UPDATE article SET duplicate_of = NULL WHERE duplicate_of = ?")?
        .execute([id])?;
    connection.prepare_cached("DELETE FROM article WHERE id = ?")?.execute([id])?;
    Ok(())
}

/// Of articles with the same words the first by path is the original of the others.
pub(super) fn mark_duplicates(connection: &Connection, changes: &Changes) -> rusqlite::Result<()> {
    let others = match changes {
        Changes::Everything => duplicates_anew(connection)?,
        Changes::Of(changed) => duplicates_among(connection, &changed.texts)?,
    };
    let mut update = connection.prepare("UPDATE article SET duplicate_of = ?2 WHERE id = ?1")?;
    for (id, original) in others {
        update.execute((id, original))?;
    }
    Ok(())
}

/// An article and what it repeats.
type Repeated = (i64, Option<i64>);

/// The articles of which the archive says wrongly what they repeat, and what it is.
pub(super) fn duplicates_anew(connection: &Connection) -> rusqlite::Result<Vec<Repeated>> {
    let mut same = connection.prepare(&same_words(
        "t.digest IN (
           SELECT digest FROM article_text GROUP BY digest HAVING count(*) > 1
           UNION SELECT m.digest FROM article d JOIN article_text m ON m.id = d.id WHERE d.duplicate_of IS NOT NULL)",
    ))?;
    let mut others = Vec::new();
    wrongly_marked(same.query([])?, &mut others)?;
    Ok(others)
}

/// The same, of articles with some words.
fn duplicates_among(connection: &Connection, texts: &BTreeSet<Digest>) -> rusqlite::Result<Vec<Repeated>> {
    let mut same = connection.prepare(&same_words("t.digest = ?"))?;
    let mut others = Vec::new();
    for text in texts {
        wrongly_marked(same.query([text.0])?, &mut others)?;
    }
    Ok(others)
}

/// The question for articles, those with the same words one behind the other.
fn same_words(condition: &str) -> String {
    format!(
        "SELECT t.digest, a.id, a.duplicate_of FROM article_text t JOIN article a ON a.id = t.id
         JOIN source_file f ON f.id = a.source_file_id
         WHERE {condition} ORDER BY t.digest, f.path"
    )
}

fn wrongly_marked(mut rows: Rows<'_>, others: &mut Vec<Repeated>) -> rusqlite::Result<()> {
    let mut first: Option<([u8; 32], i64)> = None;
    while let Some(row) = rows.next()? {
        let (digest, id, before): ([u8; 32], i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let original = match first {
            Some((of_first, original)) if of_first == digest => Some(original),
            _ => {
                first = Some((digest, id));
                None
            }
        };
        if original != before {
            others.push((id, original));
        }
    }
    Ok(())
}

/// Removes sources whose last article was replaced or removed.
pub(super) fn forget_unused_sources(connection: &Connection, changes: &Changes) -> rusqlite::Result<()> {
    let unused =
        "DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM article_source m WHERE m.source_id = source.id)";
    match changes {
        Changes::Everything => connection.execute(unused, []).map(drop),
        Changes::Of(changed) => {
            let mut one = connection.prepare(&format!("{unused} AND id = ?"))?;
            changed.sources.iter().try_for_each(|id| one.execute([id]).map(drop))
        }
    }
}
