//! Any archive in, an archive of today's schema out. A landed migration never changes.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{APPLICATION_ID, failed, not_an_archive};
use crate::error::{Error, Result};

/// Every migration in order; `user_version` counts how many an archive has seen.
const MIGRATIONS: &[&str] = &[include_str!("../../schema/001_archive.sql")];

/// The schema version that this program writes.
pub const SCHEMA_VERSION: i64 = 1;
const _: () = assert!(MIGRATIONS.len() == 1, "a migration more is a schema version more");

/// The schema version of an archive; 0 of a database that has nothing in it yet.
///
/// # Errors
/// When it is not ours, or newer than this program.
pub(super) fn version(connection: &Connection, path: &Path) -> Result<i64> {
    let ask = failed(path, "reading the schema version");
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let version = number("user_version").map_err(&ask)?;
    if number("application_id").map_err(&ask)? != APPLICATION_ID {
        let tables = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 = connection.query_row(tables, [], |row| row.get(0)).map_err(&ask)?;
        if tables > 0 || version != 0 {
            return Err(not_an_archive(path, "it is a SQLite file of some other program"));
        }
    }
    if version > SCHEMA_VERSION {
        return Err(Error::NewerArchive { path: path.to_owned(), found: version, known: SCHEMA_VERSION });
    }
    Ok(version)
}

/// Brings an archive to today's schema, each migration wholly or not at all.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let seen = version(connection, path)?;
    for (version, migration) in (1_i64..).zip(MIGRATIONS).filter(|(version, _)| *version > seen) {
        let mut step = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(migration)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", version)?;
            transaction.commit()
        };
        step().map_err(failed(path, "bringing the archive to this version's schema"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Zone;
    use crate::extract::{Certainty, DateRole, DateType, PersonRole, RightsStatus, SourceRole, Subject};
    use crate::problem::{ProblemKind, Stage};
    use crate::vocabulary::SourceKind;

    fn fresh() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, Path::new("memory")).unwrap();
        connection
    }

    /// The schema as SQLite knows it, FTS5's own tables left out.
    fn schema(connection: &Connection) -> String {
        let mut statement = connection
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'article\\_fts\\__%' ESCAPE '\\'
                 ORDER BY rowid",
            )
            .unwrap();
        let parts: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(|sql| sql.unwrap()).collect();
        format!(
            "-- The schema of a morgue archive, version {SCHEMA_VERSION}: what the migrations beside this file add up to.\n\
             -- Written by a test; do not edit.\n\n{};\n",
            parts.join(";\n\n")
        )
    }

    #[test]
    fn current_sql_is_what_the_migrations_add_up_to() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/current.sql");
        let schema = schema(&fresh());
        if std::env::var_os("MORGUE_UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == schema,
            "schema/current.sql is stale: MORGUE_UPDATE_SCHEMA=1 cargo test current_sql"
        );
    }

    /// The words in a `CHECK (column IN (…))` of a table.
    fn allowed(connection: &Connection, table: &str, column: &str) -> Vec<String> {
        let sql: String = connection
            .query_row("SELECT sql FROM sqlite_schema WHERE name = ?", [table], |row| row.get(0))
            .unwrap();
        let start = format!("CHECK ({column} IN (");
        let list = sql
            .split(&start)
            .nth(1)
            .unwrap_or_else(|| panic!("{table}.{column}"))
            .split("))")
            .next()
            .unwrap();
        list.split(',').map(|word| word.trim().trim_matches('\'').to_owned()).collect()
    }

    #[test]
    fn every_enumeration_is_the_same_in_sql() {
        let connection = fresh();
        macro_rules! check {
            ($($table:literal $column:literal $type:ident),+ $(,)?) => {$(
                let names: Vec<&str> = $type::ALL.iter().map(|one| one.as_str()).collect();
                assert_eq!(allowed(&connection, $table, $column), names, "{}.{}", $table, $column);
            )+};
        }
        check!(
            "article" "published_zone" Zone,
            "article_source" "zone" Zone,
            "rights_statement" "zone" Zone,
            "date_mention" "zone" Zone,
            "person_mention" "zone" Zone,
            "article" "rights_status" RightsStatus,
            "rights_statement" "status" RightsStatus,
            "rights_statement" "subject" Subject,
            "article" "published_certainty" Certainty,
            "date_mention" "certainty" Certainty,
            "date_mention" "role" DateRole,
            "date_mention" "type" DateType,
            "person_mention" "role" PersonRole,
            "article_source" "role" SourceRole,
            "source" "kind" SourceKind,
            "problem" "stage" Stage,
            "problem" "kind" ProblemKind,
        );
    }
}
