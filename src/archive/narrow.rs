//! An archive and some of its articles in, the archive as if it held those alone out. Every list and every reader
//! then tells of them alone, so that no list has to be written once for the archive and once for a query.
//!
//! The connection gets temporary tables `article` and `source_file` with just these rows, and every public view is
//! made anew from its own text: a name in a temporary view means the temporary table where there is one. The
//! file of the archive is not touched. The two tables are copies, and narrow ones: SQLite then knows how few
//! rows they have and begins with them, which a condition on the whole table would not tell it.

use rusqlite::Connection;

use super::Archive;
use super::views::VIEWS;
use crate::error::Result;

impl Archive {
    /// The archive as if it held these articles and nothing else. An article whose original is not among them
    /// repeats nothing, and is counted; `duplicate_of` in `articles` still tells its original. The ledger of
    /// runs and the roster's names stay as they are. An archive is narrowed once.
    ///
    /// # Errors
    /// When the archive cannot be read, or there is no room for temporary tables.
    pub fn narrowed(self, articles: &[i64]) -> Result<Self> {
        narrow(&self.connection, articles).map_err(self.error("choosing articles"))?;
        Ok(self)
    }
}

fn narrow(connection: &Connection, articles: &[i64]) -> rusqlite::Result<()> {
    // The file was opened for reading alone; this lets temporary tables be written.
    connection.pragma_update(None, "query_only", false)?;
    copy(connection, "article")?;
    copy(connection, "source_file")?;
    {
        let mut insert =
            connection.prepare("INSERT INTO temp.article SELECT * FROM main.article WHERE id = ?")?;
        for article in articles {
            insert.execute([article])?;
        }
    }
    connection.execute_batch(
        "UPDATE temp.article SET duplicate_of = NULL WHERE duplicate_of NOT IN (SELECT id FROM temp.article);
         INSERT INTO temp.source_file
           SELECT * FROM main.source_file WHERE id IN (SELECT source_file_id FROM temp.article);
         CREATE UNIQUE INDEX temp.narrowed_article ON article (source_file_id);
         CREATE UNIQUE INDEX temp.narrowed_source_file ON source_file (path);
         ANALYZE temp.article;
         ANALYZE temp.source_file;",
    )?;
    for view in VIEWS {
        let sql: String = connection.query_row(
            "SELECT sql FROM main.sqlite_schema WHERE type = 'view' AND name = ?",
            [view.name],
            |row| row.get(0),
        )?;
        connection.execute_batch(&sql.replacen("CREATE VIEW", "CREATE TEMP VIEW", 1))?;
    }
    connection.pragma_update(None, "query_only", true)
}

/// An empty temporary table with the columns of one of the archive's.
fn copy(connection: &Connection, table: &str) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT name, type FROM pragma_table_info(?, 'main')")?;
    let columns = statement.query_map([table], |row| {
        let (name, kind): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(if name == "id" { "id INTEGER PRIMARY KEY".to_owned() } else { format!("{name} {kind}") })
    })?;
    let columns = columns.collect::<rusqlite::Result<Vec<String>>>()?.join(", ");
    connection.execute_batch(&format!("CREATE TEMP TABLE {table} ({columns})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Finish, Writer, list};

    /// What is chosen comes first, and everything else is looked up: no table is read that has a row for each
    /// value of the whole archive.
    #[test]
    fn only_what_is_chosen_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
        Connection::open(&path)
            .unwrap()
            .execute_batch(
                "INSERT INTO run (id, started_at, version, options) VALUES (9, '2020-03-25T10:00:00Z', '0.1.0', '{}');
                 INSERT INTO source_file (id, path, size, status, run_id)
                   WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 40)
                   SELECT id, id || '.txt', 9, 'stored', 9 FROM n;
                 INSERT INTO article (id, source_file_id, word_count, rights_status, reprint, record_version)
                   SELECT id, id, 0, 'unknown', 0, 1 FROM source_file;",
            )
            .unwrap();
        let archive = Archive::open(&path).unwrap().narrowed(&[3, 1, 2]).unwrap();
        for view in VIEWS.iter().filter(|view| view.can_be_narrowed()) {
            let sql = format!("EXPLAIN QUERY PLAN {}", list::question(view).replace('?', "-1"));
            let mut statement = archive.connection.prepare(&sql).unwrap();
            let steps: Vec<String> =
                statement.query_map([], |row| row.get(3)).unwrap().map(|step| step.unwrap()).collect();
            for step in &steps {
                let whole = ["SCAN m", "SCAN p", "SCAN t", "SCAN s"];
                assert!(
                    !whole.iter().any(|whole| step == whole || step.starts_with(&format!("{whole} "))),
                    "{}: {steps:#?}",
                    view.name
                );
            }
        }
    }
}
