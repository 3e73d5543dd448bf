//! Values in, rows out: the inserts of one transaction, each prepared once. An article has some thirty rows.

use foldhash::{HashMap, HashMapExt as _};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
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
    pub dates: Mentions<'c>,
    pub people: Mentions<'c>,
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
            dates: Mentions::of(connection, "date_mention", 13)?,
            people: Mentions::of(connection, "person_mention", 10)?,
            source_ids: HashMap::new(),
        })
    }

    /// Inserts the rows that wait: before somebody looks for them, and before the transaction ends.
    pub fn flush(&mut self) -> rusqlite::Result<()> {
        self.dates.flush()?;
        self.people.flush()
    }
}

/// A statement that inserts. SQLite keeps what is bound to it from one time to the next, and takes memory and makes a
/// copy for each text that is bound: what is bound already is not bound again. Of the rows of mentions that is every
/// other value: the zone, the role, the rule.
pub(super) struct Insert<'c> {
    statement: CachedStatement<'c>,
    /// What is bound in each place, as far as it is known.
    bound: Vec<Option<Value>>,
    /// A text of more bytes is not remembered.
    longest: usize,
}

/// The next article has another text where this one has one of more bytes.
const LONGEST: usize = 40;

impl<'c> Insert<'c> {
    fn of(connection: &'c Connection, sql: &str) -> rusqlite::Result<Self> {
        Self::remembering(LONGEST, connection, sql)
    }

    fn remembering(longest: usize, connection: &'c Connection, sql: &str) -> rusqlite::Result<Self> {
        let statement = connection.prepare_cached(sql)?;
        let bound = vec![None; statement.parameter_count()];
        Ok(Self { statement, bound, longest })
    }

    /// Inserts a row of these values.
    pub fn row(&mut self, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        if values.len() != self.bound.len() {
            return Err(rusqlite::Error::InvalidParameterCount(values.len(), self.bound.len()));
        }
        self.bind(0, values)?;
        self.run()
    }

    /// Binds values from a place on; the first is 0.
    fn bind(&mut self, first: usize, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        for ((value, bound), place) in values.iter().zip(&mut self.bound[first..]).zip(first + 1..) {
            let value = value.to_sql()?;
            let plain = match &value {
                ToSqlOutput::Borrowed(value) => Some(*value),
                ToSqlOutput::Owned(value) => Some(value.into()),
                _ => None,
            };
            if plain.is_none() || bound.as_ref().map(ValueRef::from) != plain {
                note(bound, plain, self.longest);
                self.statement.raw_bind_parameter(place, value)?;
            }
        }
        Ok(())
    }

    fn run(&mut self) -> rusqlite::Result<()> {
        self.statement.raw_execute()?;
        Ok(())
    }
}

/// Notes what is bound now, a text in the memory of the one before it.
fn note(bound: &mut Option<Value>, value: Option<ValueRef<'_>>, longest: usize) {
    match (bound, value) {
        (bound, Some(ValueRef::Text(text))) if text.len() > longest => *bound = None,
        (Some(Value::Text(before)), Some(ValueRef::Text(text))) => {
            before.clear();
            before.push_str(&String::from_utf8_lossy(text));
        }
        (bound, value) => *bound = value.and_then(|value| value.try_into().ok()),
    }
}

/// So many rows of mentions are inserted at once: a row by itself takes a third more (measured).
const AT_ONCE: usize = 8;

/// The rows of a table of mentions. A row waits, bound, until there are [`AT_ONCE`].
pub(super) struct Mentions<'c> {
    several: Insert<'c>,
    one: Insert<'c>,
    columns: usize,
    waiting: usize,
}

impl<'c> Mentions<'c> {
    /// Of a table with so many columns.
    fn of(connection: &'c Connection, table: &str, columns: usize) -> rusqlite::Result<Self> {
        let row = format!("({})", vec!["?"; columns].join(", "));
        // With another word than FAIL SQLite would keep what it takes to undo the first rows when a later one fails. Here
        // the whole transaction is undone.
        let insert = |rows: usize| {
            let sql = format!("INSERT OR FAIL INTO {table} VALUES {}", vec![row.as_str(); rows].join(", "));
            Insert::remembering(usize::MAX, connection, &sql)
        };
        Ok(Self { several: insert(AT_ONCE)?, one: insert(1)?, columns, waiting: 0 })
    }

    /// Inserts a row of these values, now or with those that follow.
    pub fn row(&mut self, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
        if values.len() != self.columns {
            return Err(rusqlite::Error::InvalidParameterCount(values.len(), self.columns));
        }
        self.several.bind(self.waiting * self.columns, values)?;
        self.waiting += 1;
        if self.waiting == AT_ONCE {
            self.waiting = 0;
            self.several.run()?;
        }
        Ok(())
    }

    /// Inserts the rows that wait, from what is bound: all of it is remembered.
    fn flush(&mut self) -> rusqlite::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        for row in self.several.bound.chunks(self.columns).take(waiting) {
            let values: Vec<&dyn ToSql> = row.iter().map(|value| value as &dyn ToSql).collect();
            self.one.row(&values)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            (0_i64..3).prop_map(Value::Integer),
            "[ab]{0,2}".prop_map(Value::Text),
            "c{38,42}".prop_map(Value::Text),
            proptest::collection::vec(97_u8..99, 0..2).prop_map(Value::Blob),
        ]
    }

    fn table() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (a, b, c)").unwrap();
        connection
    }

    fn stored(connection: &Connection) -> Vec<[Value; 3]> {
        let mut select = connection.prepare("SELECT a, b, c FROM t ORDER BY rowid").unwrap();
        let rows = select.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).unwrap();
        rows.map(Result::unwrap).collect()
    }

    proptest! {
        /// Whatever was bound before, and whether rows wait or not, a row is the row that was given.
        #[test]
        fn rows_are_what_was_given(
            rows in proptest::collection::vec((proptest::array::uniform3(value()), 0..9), 0..40)
        ) {
            let (one_by_one, together) = (table(), table());
            let mut insert = Insert::of(&one_by_one, "INSERT INTO t VALUES (?, ?, ?)").unwrap();
            let mut mentions = Mentions::of(&together, "t", 3).unwrap();
            for ([a, b, c], is_looked_for) in &rows {
                insert.row(&[a, b, c]).unwrap();
                mentions.row(&[a, b, c]).unwrap();
                if *is_looked_for == 0 {
                    mentions.flush().unwrap();
                }
            }
            mentions.flush().unwrap();
            let rows: Vec<[Value; 3]> = rows.into_iter().map(|(row, _)| row).collect();
            prop_assert_eq!(&stored(&one_by_one), &rows);
            prop_assert_eq!(&stored(&together), &rows);
        }
    }

    #[test]
    fn a_row_with_too_few_values_is_none() {
        let connection = table();
        let mut insert = Insert::of(&connection, "INSERT INTO t VALUES (?, ?, ?)").unwrap();
        insert.row(&[&1, &2, &3]).unwrap();
        assert!(insert.row(&[&1, &2]).is_err());
        let mut mentions = Mentions::of(&connection, "t", 3).unwrap();
        assert!(mentions.row(&[&1, &2]).is_err());
    }
}
