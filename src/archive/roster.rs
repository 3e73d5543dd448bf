//! The names of an archive and its aliases in, the roster out: it is found anew whenever a run ends, as
//! duplicates are, for it depends on all names that there are.

use rusqlite::Connection;

use super::read::strange;
use crate::roster::{Aliases, Printed, assign};

/// A name, by its id, and the name of its person.
pub(super) type Borne = (i64, String);

/// Writes who bears each of these names.
pub(super) fn put(connection: &Connection, names: &[Borne]) -> rusqlite::Result<()> {
    let mut update = connection.prepare("UPDATE person SET roster_name = ?2 WHERE id = ?1")?;
    for (id, person) in names {
        update.execute((id, person))?;
    }
    Ok(())
}

/// The names whose person is another than the archive says, and who that is. Names that no article prints are not
/// asked for.
pub(super) fn found_anew(connection: &Connection) -> rusqlite::Result<Vec<Borne>> {
    let aliases = aliases(connection)?;
    // One behind the other: there can be millions of names, and each by itself would take twice the memory.
    let (mut letters, mut ends, mut ids) = (String::new(), Vec::new(), Vec::new());
    let mut statement = connection.prepare("SELECT id, name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        ids.push(row.get(0)?);
        letters.push_str(row.get_ref(1)?.as_str()?);
        ends.push(letters.len());
    }
    let articles = articles(connection, &ids)?;
    drop(ids);
    let mut printed = Vec::with_capacity(ends.len());
    let mut start = 0;
    for (end, &articles) in ends.into_iter().zip(&articles) {
        if articles > 0 {
            printed.push(Printed { name: &letters[start..end], articles: articles.into() });
        }
        start = end;
    }
    let mut borne = assign(&printed, &aliases).into_iter();
    // What the archive says is read beside it.
    let mut statement = connection.prepare("SELECT id, roster_name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut others = Vec::new();
    let mut articles = articles.into_iter();
    while let Some(row) = rows.next()? {
        let is_printed = articles.next().is_some_and(|articles| articles > 0);
        if is_printed
            && let Some(person) = borne.next()
            && row.get_ref(1)?.as_str()? != person
        {
            others.push((row.get(0)?, person.to_owned()));
        }
    }
    Ok(others)
}

/// How many articles print each of some names, whose ids are given in ascending order. Read as it lies there: a new
/// archive has no index over names yet.
fn articles(connection: &Connection, names: &[i64]) -> rusqlite::Result<Vec<u32>> {
    let (mut counts, mut last) = (vec![0; names.len()], vec![0; names.len()]);
    let mut statement =
        connection.prepare("SELECT article_id, person_id FROM person_mention ORDER BY article_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (article, name): (i64, i64) = (row.get(0)?, row.get(1)?);
        let Ok(place) = names.binary_search(&name) else { continue };
        if counts[place] == 0 || last[place] != article {
            counts[place] += 1;
            last[place] = article;
        }
    }
    Ok(counts)
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
