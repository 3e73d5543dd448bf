//! An archive in, the register of rights out: who claims what on which terms, and how often.

use rusqlite::Row;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Archive;
use crate::error::Result;
use crate::extract::Subject;

/// All statements that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What they say, by column; `None` where it is not stated.
    pub says: Vec<(&'static str, Option<String>)>,
    /// How many there are.
    pub statements: u64,
    /// Some of them, in the order of the paths.
    pub examples: Vec<Example>,
}

/// Where a statement stands, and its very words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Example {
    /// The file.
    pub path: String,
    /// The words.
    pub exact: String,
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (column, value) in &self.says {
            object.serialize_entry(column, value)?;
        }
        object.serialize_entry("statements", &self.statements)?;
        object.serialize_entry("examples", &self.examples)?;
        object.end()
    }
}

/// The columns by which statements are told apart.
#[must_use]
pub fn columns(subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Text => &["status", "holder", "licence"],
        Subject::Photo => &["status", "photographer", "agency", "via"],
    }
}

impl Archive {
    /// The claims about texts or about pictures, the most frequent first, each with up to so many
    /// examples. Articles that repeat another one are left out.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn register(&self, subject: Subject, examples: u32) -> Result<Vec<Claim>> {
        let ask = self.error("reading the register of rights");
        let columns = columns(subject);
        let by = columns.iter().map(|column| format!("m.{column}")).collect::<Vec<_>>().join(", ");
        let mut statement = self
            .connection
            .prepare(&format!(
                "WITH said AS (
                   SELECT m.article_id, m.position, {by}, count(*) OVER same AS statements,
                     row_number() OVER (same ORDER BY f.path, m.position) AS place
                   FROM rights_statement m
                   JOIN article a ON a.id = m.article_id
                   JOIN source_file f ON f.id = a.source_file_id
                   WHERE m.subject = ?1 AND a.duplicate_of IS NULL
                   WINDOW same AS (PARTITION BY {by}))
                 SELECT m.place, m.statements, r.path, r.exact, {by}
                 FROM said m JOIN rights r ON r.article_id = m.article_id AND r.position = m.position
                 WHERE m.place <= max(1, ?2)
                 ORDER BY m.statements DESC, {by}, m.place",
            ))
            .map_err(&ask)?;
        let mut rows = statement.query((subject.as_str(), examples)).map_err(&ask)?;
        let mut claims: Vec<Claim> = Vec::new();
        while let Some(row) = rows.next().map_err(&ask)? {
            take(&mut claims, row, columns, examples).map_err(&ask)?;
        }
        Ok(claims)
    }
}

/// The first example of a claim begins it, the others follow it.
fn take(
    claims: &mut Vec<Claim>,
    row: &Row<'_>,
    columns: &[&'static str],
    examples: u32,
) -> rusqlite::Result<()> {
    if row.get::<_, u32>(0)? == 1 {
        let value = |(at, &column): (usize, &&'static str)| Ok((column, row.get(4 + at)?));
        let says = columns.iter().enumerate().map(value).collect::<rusqlite::Result<_>>()?;
        claims.push(Claim { says, statements: row.get(1)?, examples: Vec::new() });
    }
    if let Some(claim) = claims.last_mut().filter(|_| examples > 0) {
        claim.examples.push(Example { path: row.get(2)?, exact: row.get(3)? });
    }
    Ok(())
}
