//! The name of a person in, the id of its row out.
//!
//! A new archive has no index over names until the run that fills it ends: kept up name by name, each batch writes to all
//! of it, which for a million articles was more than half of all that went to the disk, and a seventh of the time
//! (measured). Until then the names that the archive has are known here, each by its digest.

use foldhash::HashMap;
use rusqlite::{Connection, OptionalExtension as _};

use super::indexes;
use crate::source_file::Digest;

/// Under which ids an archive has the names of persons.
#[derive(Debug)]
pub(super) enum PersonIds {
    /// It has an index over them.
    Indexed,
    /// It has none yet.
    Known(Known),
}

/// Names and the ids of their rows.
#[derive(Debug)]
pub(super) struct Known {
    /// In parts: while a table grows it is there twice.
    ids: Vec<HashMap<Key, u32>>,
    /// Those that were added since the last commit.
    added: Vec<Key>,
}

/// The beginning of a name's digest. In one archive of 10^16 two of [`MOST`] names have the same one.
type Key = [u8; 12];

const PARTS: usize = 256;

/// From so many names on the archive gets its index: what is known of them takes 70 MB then.
pub(super) const MOST: usize = 3_500_000;

/// The index over names.
pub(super) const INDEX: &str = "person_name";

impl PersonIds {
    /// Those of an archive.
    pub(super) fn of(connection: &Connection) -> rusqlite::Result<Self> {
        if indexes::is_there(connection, INDEX)? {
            return Ok(Self::Indexed);
        }
        let mut known = Known { ids: vec![HashMap::default(); PARTS], added: Vec::new() };
        let mut statement = connection.prepare("SELECT id, name FROM person")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            known.add(key(row.get_ref(1)?.as_str()?), id);
        }
        known.added.clear();
        Ok(Self::Known(known))
    }

    /// The id of the row that holds a name; the first to ask makes it.
    pub(super) fn id(&mut self, connection: &Connection, name: &str) -> rusqlite::Result<i64> {
        match self {
            Self::Indexed => {
                let known = connection
                    .prepare_cached("SELECT id FROM person WHERE name = ?")?
                    .query_row([name], |row| row.get(0))
                    .optional()?;
                known.map_or_else(|| insert(connection, name), Ok)
            }
            Self::Known(known) => {
                let key = key(name);
                if let Some(id) = known.id(&key) {
                    return Ok(id);
                }
                let id = insert(connection, name)?;
                let narrow =
                    u32::try_from(id).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, id))?;
                known.add(key, narrow);
                Ok(id)
            }
        }
    }

    /// How many names were added since the last commit.
    pub(super) fn added(&self) -> usize {
        match self {
            Self::Indexed => 0,
            Self::Known(known) => known.added.len(),
        }
    }

    /// Forgets the names that were added since the last commit, but for the first so many: their rows are gone.
    pub(super) fn forget(&mut self, but: usize) {
        if let Self::Known(known) = self {
            while known.added.len() > but {
                known.forget_last();
            }
        }
    }

    /// The names that were added are in the archive. There they get an index when more than `most` would be known here.
    pub(super) fn keep(&mut self, connection: &Connection, most: usize) -> rusqlite::Result<()> {
        if let Self::Known(known) = self {
            known.added.clear();
            if known.ids.iter().map(HashMap::len).sum::<usize>() > most {
                indexes::make_one(connection, INDEX)?;
                *self = Self::Indexed;
            }
        }
        Ok(())
    }
}

impl Known {
    fn id(&self, key: &Key) -> Option<i64> {
        self.ids[usize::from(key[0])].get(key).map(|id| i64::from(*id))
    }

    fn add(&mut self, key: Key, id: u32) {
        self.ids[usize::from(key[0])].insert(key, id);
        self.added.push(key);
    }

    fn forget_last(&mut self) {
        if let Some(key) = self.added.pop() {
            self.ids[usize::from(key[0])].remove(&key);
        }
    }
}

fn key(name: &str) -> Key {
    let Digest(digest) = Digest::of(name.as_bytes());
    std::array::from_fn(|at| digest[at])
}

/// Makes the row that holds a name, and gives its id.
fn insert(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT INTO person (name, roster_name) VALUES (?1, ?1)")?.execute([name])?;
    Ok(connection.last_insert_rowid())
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::super::{Archive, Finish, Rewrite, Writer, sample};
    use super::*;
    use crate::extract::Metadata;

    /// With the index over names, and without it.
    fn archives() -> [(Connection, PersonIds); 2] {
        [false, true].map(|is_indexed| {
            let connection = Connection::open_in_memory().unwrap();
            let sql =
                "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, roster_name TEXT NOT NULL)";
            connection.execute_batch(sql).unwrap();
            if is_indexed {
                indexes::make_one(&connection, INDEX).unwrap();
            }
            let ids = PersonIds::of(&connection).unwrap();
            assert_eq!(matches!(ids, PersonIds::Indexed), is_indexed);
            (connection, ids)
        })
    }

    #[test]
    fn what_is_rolled_back_is_forgotten() {
        for (mut connection, mut ids) in archives() {
            let mut transaction = connection.transaction().unwrap();
            assert_eq!(["A", "B", "A"].map(|name| ids.id(&transaction, name).unwrap()), [1, 2, 1]);
            let mut savepoint = transaction.savepoint().unwrap();
            let before = ids.added();
            assert_eq!(["C", "B", "D"].map(|name| ids.id(&savepoint, name).unwrap()), [3, 2, 4]);
            savepoint.rollback().unwrap();
            ids.forget(before);
            assert_eq!(["D", "B", "C"].map(|name| ids.id(&savepoint, name).unwrap()), [3, 2, 4]);
            savepoint.commit().unwrap();
            transaction.commit().unwrap();
            ids.keep(&connection, MOST).unwrap();

            let transaction = connection.transaction().unwrap();
            assert_eq!(["E", "A"].map(|name| ids.id(&transaction, name).unwrap()), [5, 1]);
            transaction.rollback().unwrap();
            ids.forget(0);
            assert_eq!(["F", "C", "E"].map(|name| ids.id(&connection, name).unwrap()), [5, 4, 6]);
        }
    }

    #[test]
    fn too_many_are_known_to_the_archive_alone() {
        let [(connection, mut ids), _] = archives();
        ids.id(&connection, "A").unwrap();
        ids.keep(&connection, 1).unwrap();
        assert!(matches!(ids, PersonIds::Known(_)));
        ids.id(&connection, "B").unwrap();
        ids.keep(&connection, 1).unwrap();
        assert!(matches!(ids, PersonIds::Indexed) && indexes::is_there(&connection, INDEX).unwrap());
        assert_eq!(["B", "C", "A"].map(|name| ids.id(&connection, name).unwrap()), [2, 3, 1]);
    }

    /// A first run that does not come to its end leaves an archive without the index, and the next one knows the names.
    #[test]
    fn a_name_is_there_once_whichever_run_brings_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        let mut number = 0;
        let mut run = |articles: [&[&str]; 2], how: Option<Finish>| {
            let mut writer = Writer::begin(&path, "{}").unwrap();
            for names in articles {
                number += 1;
                let metadata = Metadata { people: sample::people(names), ..Metadata::default() };
                let article = sample::article(&format!("{number}.txt"), &names.join(". "), metadata);
                writer.write(vec![article], Rewrite::IfChanged).unwrap();
            }
            if let Some(how) = how {
                writer.finish(how).unwrap();
            }
        };
        run([&["Hale", "Roe"], &["Roe", "Doe"]], None);
        run([&["Doe", "Poe"], &["Hale"]], Some(Finish::Interrupted));
        run([&["Poe", "Hale"], &["Kestle", "Doe"]], Some(Finish::Complete));
        run([&["Kestle", "Roe"], &["Varga", "Doe"]], Some(Finish::Complete));
        let archive = Archive::open(&path).unwrap();
        assert_eq!(check(&archive).unwrap().damage, []);
        let names = "SELECT group_concat(name, ' ' ORDER BY id) FROM person";
        let names: String = archive.connection.query_row(names, [], |row| row.get(0)).unwrap();
        assert_eq!(names, "Hale Roe Doe Poe Kestle Varga");
    }
}
