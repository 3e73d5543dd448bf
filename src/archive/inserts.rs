//! Values in, rows out: the inserts of one transaction, each prepared once. An article has some thirty rows.

use foldhash::{HashMap, HashMapExt as _};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use crate::vocabulary::SourceKind;

/// The tables that most articles have rows in.
pub(super) struct Inserts<'c> {
    pub connection: &'c Connection,
    pub files: Insert<'c>,
    pub articles: Insert<'c>,
    pub texts: Insert<'c>,
    pub sources: Insert<'c>,
    pub rights: Insert<'c>,
    pub dates: Insert<'c>,
    pub people: Insert<'c>,
    /// The kinds and ids of sources by their names, as far as they were asked for.
    pub source_ids: HashMap<String, (SourceKind, i64)>,
}

impl<'c> Inserts<'c> {
    /// Those of the transaction that is open on a connection. They do not outlive it: what it made may be rolled back.
    pub fn of(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            connection,
            files: Insert::of(
                connection,
                "INSERT INTO source_file (path, size, modified_at, digest, status, run_id)
                 VALUES (?, ?, ?, ?, 'stored', ?)",
            )?,
            articles: Insert::of(
                connection,
                "INSERT INTO article (id, source_file_id, headline, language, encoding, word_count, source_id,
                   republisher_id, rights_status, reprint, published, published_certainty, published_zone,
                   published_start, published_end, published_rule, path_date, record_version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            texts: Insert::of(
                connection,
                "INSERT INTO article_text (id, headline, byline, body, caption, notice, promo, layout, digest)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            sources: Insert::of(connection, "INSERT INTO article_source VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?,
            rights: Insert::of(
                connection,
                "INSERT INTO rights_statement (article_id, position, subject, status, holder, licence, usage_terms,
                   expires, photographer, agency, via, courtesy, restriction, zone, start_char, end_char, rule)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            dates: Insert::of(
                connection,
                "INSERT INTO date_mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            people: Insert::of(
                connection,
                "INSERT INTO person_mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            source_ids: HashMap::new(),
        })
    }
}

/// A statement that inserts a row. SQLite keeps what is bound to it from one row to the next, and takes memory and makes a
/// copy for each text that is bound: what is bound already is not bound again. Of the rows of mentions that is every
/// other value: the article, the zone, the role, the rule.
pub(super) struct Insert<'c> {
    statement: CachedStatement<'c>,
    bound: Vec<Bound>,
}

impl<'c> Insert<'c> {
    fn of(connection: &'c Connection, sql: &str) -> rusqlite::Result<Self> {
        let statement = connection.prepare_cached(sql)?;
        let bound = vec![Bound::Other; statement.parameter_count()];
        Ok(Self { statement, bound })
    }

    /// Inserts a row of these values.
    pub fn row(&mut self, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        if values.len() != self.bound.len() {
            return Err(rusqlite::Error::InvalidParameterCount(values.len(), self.bound.len()));
        }
        for ((value, bound), place) in values.iter().zip(&mut self.bound).zip(1..) {
            let value = value.to_sql()?;
            if !bound.is(&value) {
                bound.note(&value);
                self.statement.raw_bind_parameter(place, value)?;
            }
        }
        self.statement.raw_execute()?;
        Ok(())
    }
}

/// What is bound in one place.
#[derive(Debug, Clone)]
enum Bound {
    Null,
    Integer(i64),
    Text(Vec<u8>),
    /// A long text, bytes, or nothing yet.
    Other,
}

/// A text of more bytes is not remembered: the next article has another one.
const LONGEST: usize = 40;

impl Bound {
    fn is(&self, value: &ToSqlOutput<'_>) -> bool {
        match (self, plain(value)) {
            (Self::Null, Some(ValueRef::Null)) => true,
            (Self::Integer(bound), Some(ValueRef::Integer(value))) => *bound == value,
            (Self::Text(bound), Some(ValueRef::Text(value))) => bound == value,
            _ => false,
        }
    }

    /// Notes a value, a text in the memory of the one before it.
    fn note(&mut self, value: &ToSqlOutput<'_>) {
        match (&mut *self, plain(value)) {
            (Self::Text(text), Some(ValueRef::Text(value))) if value.len() <= LONGEST => {
                text.clear();
                text.extend_from_slice(value);
            }
            (_, Some(ValueRef::Text(value))) if value.len() <= LONGEST => *self = Self::Text(value.to_vec()),
            (_, Some(ValueRef::Integer(value))) => *self = Self::Integer(value),
            (_, Some(ValueRef::Null)) => *self = Self::Null,
            _ => *self = Self::Other,
        }
    }
}

/// The value that is to be bound, where it is one of SQLite's own.
fn plain<'v>(value: &'v ToSqlOutput<'_>) -> Option<ValueRef<'v>> {
    match value {
        ToSqlOutput::Borrowed(value) => Some(*value),
        ToSqlOutput::Owned(value) => Some(value.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::types::Value;

    use super::*;

    proptest! {
        /// Whatever stands in the row before, a row is the row that was given.
        #[test]
        fn rows_are_what_was_given(
            rows in proptest::collection::vec(proptest::array::uniform3(prop_oneof![
                Just(Value::Null),
                (0_i64..3).prop_map(Value::Integer),
                "[ab]{0,2}".prop_map(Value::Text),
                "c{38,42}".prop_map(Value::Text),
                proptest::collection::vec(97_u8..99, 0..2).prop_map(Value::Blob),
            ]), 0..20)
        ) {
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)").unwrap();
            let mut insert = Insert::of(&connection, "INSERT INTO t (a, b, c) VALUES (?, ?, ?)").unwrap();
            for [a, b, c] in &rows {
                insert.row(&[a, b, c]).unwrap();
            }
            let mut select = connection.prepare("SELECT a, b, c FROM t ORDER BY id").unwrap();
            let stored = select.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).unwrap();
            let stored: Vec<[Value; 3]> = stored.map(Result::unwrap).collect();
            prop_assert_eq!(stored, rows);
        }
    }

    #[test]
    fn a_row_with_too_few_values_is_none() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (a, b)").unwrap();
        let mut insert = Insert::of(&connection, "INSERT INTO t VALUES (?, ?)").unwrap();
        insert.row(&[&1, &2]).unwrap();
        assert!(insert.row(&[&1]).is_err());
    }
}
