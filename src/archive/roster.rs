//! The names of an archive and its aliases in, the roster out: it is found anew whenever a run ends, as
//! duplicates are, for it depends on all names that there are.

use rusqlite::Connection;

use super::read::strange;
use crate::roster::{Aliases, Printed, assign};

/// Writes for each name the name of its person.
pub(super) fn mark(connection: &Connection) -> rusqlite::Result<()> {
    let mut update = connection.prepare("UPDATE person SET roster_name = ?2 WHERE id = ?1")?;
    for (id, person) in found_anew(connection)? {
        update.execute((id, person))?;
    }
    Ok(())
}

/// The names whose person is another than the archive says, and who that is.
pub(super) fn found_anew(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let aliases = aliases(connection)?;
    let mut statement = connection.prepare(
        "SELECT p.name, count(DISTINCT m.article_id)
         FROM person p LEFT JOIN person_mention m ON m.person_id = p.id GROUP BY p.id ORDER BY p.id",
    )?;
    // One behind the other: there can be millions of names, and each by itself would take twice the memory.
    let (mut letters, mut ends) = (String::new(), Vec::new());
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        letters.push_str(row.get_ref(0)?.as_str()?);
        ends.push((letters.len(), row.get(1)?));
    }
    let starts = std::iter::once(0).chain(ends.iter().map(|&(end, _)| end));
    let printed: Vec<Printed<'_>> = starts
        .zip(&ends)
        .map(|(start, &(end, articles))| Printed { name: &letters[start..end], articles })
        .collect();
    // What the archive says is read beside it.
    let mut statement = connection.prepare("SELECT id, roster_name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut others = Vec::new();
    for person in assign(&printed, &aliases) {
        if let Some(row) = rows.next()?
            && row.get_ref(1)?.as_str()? != person
        {
            others.push((row.get(0)?, person.to_owned()));
        }
    }
    Ok(others)
}

/// The aliases that the archive keeps.
pub(super) fn aliases(connection: &Connection) -> rusqlite::Result<Aliases> {
    let mut statement = connection.prepare("SELECT name, person FROM alias ORDER BY name, person")?;
    let lines = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let lines = lines.zip(1..).map(|(line, number)| line.map(|(name, person)| (number, name, person)));
    let lines = lines.collect::<rusqlite::Result<_>>()?;
    Aliases::of(lines).map_err(|error| strange(format!("its aliases are at odds: {}", error.fault)))
}

/// Keeps aliases in the place of those from before, and says whether they are others.
pub(super) fn put_aliases(connection: &Connection, new: &Aliases) -> rusqlite::Result<bool> {
    if aliases(connection).is_ok_and(|old| old.lines() == new.lines()) {
        return Ok(false);
    }
    connection.execute("DELETE FROM alias", [])?;
    let mut insert = connection.prepare("INSERT INTO alias (name, person) VALUES (?, ?)")?;
    for line in new.lines() {
        insert.execute((&line.0, &line.1))?;
    }
    Ok(true)
}
