//! Any archive in, an archive of today's schema out. A landed migration never changes.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{APPLICATION_ID, failed, not_an_archive, roster};
use crate::error::{Error, Result};

/// Every migration in order; `user_version` counts how many an archive has seen.
const MIGRATIONS: &[&str] = &[
    include_str!("../../schema/001_archive.sql"),
    include_str!("../../schema/002_photo_credit.sql"),
    include_str!("../../schema/003_dates.sql"),
    include_str!("../../schema/004_roster.sql"),
    include_str!("../../schema/005_search.sql"),
    include_str!("../../schema/006_lists.sql"),
    include_str!("../../schema/007_days.sql"),
    include_str!("../../schema/008_names.sql"),
];

/// The schema version that this program writes.
pub const SCHEMA_VERSION: i64 = 8;
const _: () = assert!(MIGRATIONS.len() == 8, "a migration more is a schema version more");

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

/// Brings an archive to today's schema, wholly or not at all: nobody ever sees a new archive half made. Whether foreign
/// keys are looked at is for the caller to say afterwards.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let seen = version(connection, path)?;
    if seen == SCHEMA_VERSION {
        return Ok(());
    }
    let migrate = |connection: &mut Connection| {
        // A table that is made anew keeps its name, and what refers to it is left as it is.
        connection.pragma_update(None, "foreign_keys", false)?;
        connection.pragma_update(None, "legacy_alter_table", true)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (_, migration) in (1_i64..).zip(MIGRATIONS).filter(|(version, _)| *version > seen) {
            transaction.execute_batch(migration)?;
        }
        // Who is who is nothing that SQL could find out.
        roster::put(&transaction, &roster::found_anew(&transaction)?)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        transaction.commit()?;
        connection.pragma_update(None, "legacy_alter_table", false)
    };
    migrate(connection).map_err(failed(path, "bringing the archive to this version's schema"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::list::Cell;
    use crate::archive::{Archive, Finish, View, Writer};
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

    /// An archive as the first version left it: one article with one picture, and two names of one person.
    fn of_version_1(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
            .execute_batch(
                "INSERT INTO run (id, started_at, version, options) VALUES (1, '2020-03-25T10:00:00Z', '0.1.0', '{}');
                 INSERT INTO source_file (id, path, size, status, run_id) VALUES (1, 'clips/a.txt', 9, 'stored', 1);
                 INSERT INTO article (id, source_file_id, word_count, rights_status, reprint, record_version)
                   VALUES (1, 1, 0, 'unknown', 0, 1);
                 INSERT INTO article_text
                   VALUES (1, '', '', '', 'The bridge. (Jane Roe/AFP)', '', '', '[[\"caption\",0,26]]', zeroblob(32));
                 INSERT INTO article_fts (rowid, headline, byline, body, caption, notice)
                   VALUES (1, '', '', '', 'The bridge. (Jane Roe/AFP)', '');
                 INSERT INTO rights_statement VALUES (1, 1, 'photo', 'syndicated', 'Agence France-Presse', NULL, NULL,
                   NULL, 'caption', 13, 25, 'credit.names_in_brackets');
                 INSERT INTO person VALUES (1, 'Jane Roe'), (2, 'Jane F. Roe');
                 INSERT INTO person_mention VALUES (1, 1, 1, 'photographer', NULL, 'caption', 13, 21, 'people.credit'),
                   (1, 2, 2, 'photographer', NULL, 'caption', 13, 21, 'people.credit');
                 INSERT INTO date_mention VALUES (1, 1, 'mentioned', 'DATE', '2020-XX-XX', '2020-03-04', '2020-04-03',
                   'partial', 'caption', 0, 3, 'dates.numeric');
                 INSERT INTO date_mention VALUES (1, 2, 'mentioned', 'DATE', 'XXXX-03-04', NULL, NULL, 'partial',
                   'caption', 4, 10, 'dates.month_day');",
            )
            .unwrap();
    }

    #[test]
    fn an_archive_of_the_first_version_is_upgraded_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        of_version_1(&path);
        let archive = Archive::open(&path).unwrap();
        assert_eq!(version(&archive.connection, &path).unwrap(), SCHEMA_VERSION);
        let record = archive.find("clips/a.txt").unwrap().record;
        assert_eq!(record.rights[0].evidence.exact, "Jane Roe/AFP");
        assert_eq!(record.rights[0].credit, None);
        let certainties: Vec<Certainty> = record.dates.iter().map(|date| date.certainty).collect();
        assert_eq!(certainties, [Certainty::Ambiguous, Certainty::Partial]);
        assert_eq!((&record.dates[0].note, &record.path_date), (&None, &None));
        let mut rows = Vec::new();
        let take = |cells: &[Cell]| {
            rows.push(cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join(","));
            Ok::<(), Error>(())
        };
        archive.each_row(View::find("photos").unwrap(), None, take).unwrap();
        assert_eq!(
            rows,
            ["1,clips/a.txt,1,,,,,,syndicated,caption,13,25,Jane Roe/AFP,credit.names_in_brackets"]
        );
        assert_eq!(archive.person("jane roe").unwrap().person.variants, ["Jane Roe"]);
        assert_eq!(super::super::check::check(&archive).unwrap().damage.len(), 1, "its text has no digest");
        drop(archive);
        // One file is left, and the next run writes into it.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
    }

    #[test]
    fn a_rehearsal_on_an_archive_of_the_first_version_changes_no_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        of_version_1(&path);
        let before = std::fs::read(&path).unwrap();
        let clip = folder.path().join("clip.txt");
        std::fs::write(&clip, "The bridge\n\nIt stands.\n").unwrap();
        let stop = std::sync::atomic::AtomicBool::new(false);
        let summary =
            crate::ingest::rehearse(&path, &[clip], &crate::ingest::Options::default(), &(), &stop).unwrap();
        assert_eq!(summary.counts.stored, 1);
        assert!(std::fs::read(&path).unwrap() == before);
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
            "date_mention" "certainty" Certainty,
            "date_mention" "role" DateRole,
            "date_mention" "type" DateType,
            "person_mention" "role" PersonRole,
            "article_source" "role" SourceRole,
            "source" "kind" SourceKind,
            "problem" "stage" Stage,
            "problem" "kind" ProblemKind,
        );
        // Of two days that it could be, none is the day of publication.
        let certain: Vec<&str> =
            Certainty::ALL.iter().map(|one| one.as_str()).filter(|name| *name != "ambiguous").collect();
        assert_eq!(allowed(&connection, "article", "published_certainty"), certain);
    }
}
