//! The names of an archive and its aliases in, the roster out. Who is who depends on all names that there are, as which
//! articles are duplicates depends on all articles: it is found when a run ends, for all names or for those that can
//! have changed.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::changes::Changes;
use super::read::strange;
use crate::roster::kin::{Kin, kin};
use crate::roster::{Aliases, Printed, assign, called_otherwise};

/// A name, by its id, and the name of its person.
pub(super) type Borne = (i64, String);

/// Where the roster of an archive is not what its articles make it.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    /// The names whose person is another than the archive says, and who that is.
    pub others: Vec<Borne>,
    /// The ids of names that no article prints any more.
    pub unused: Vec<i64>,
}

/// Writes who bears each name, and removes those that no article prints.
pub(super) fn put(connection: &Connection, corrections: &Corrections) -> rusqlite::Result<()> {
    let mut update = connection.prepare("UPDATE person SET roster_name = ?2 WHERE id = ?1")?;
    for (id, person) in &corrections.others {
        update.execute((id, person))?;
    }
    let mut delete = connection.prepare("DELETE FROM person WHERE id = ?")?;
    for id in &corrections.unused {
        delete.execute([id])?;
    }
    Ok(())
}

/// The names of an archive, in the order of their ids.
struct Names {
    ids: Vec<i64>,
    // One behind the other: there can be millions of names, and each by itself would take twice the memory.
    letters: String,
    ends: Vec<usize>,
}

impl Names {
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let mut names = Self { ids: Vec::new(), letters: String::new(), ends: Vec::new() };
        let mut statement = connection.prepare("SELECT id, name FROM person ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            names.ids.push(row.get(0)?);
            names.letters.push_str(row.get_ref(1)?.as_str()?);
            names.ends.push(names.letters.len());
        }
        Ok(names)
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn at(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start..self.ends[place]]
    }
}

/// Where the roster is another since a run changed something.
pub(super) fn found(connection: &Connection, changes: &Changes) -> rusqlite::Result<Corrections> {
    match changes {
        Changes::Everything => found_anew(connection),
        Changes::Of(changed) => found_among_kin(connection, &changed.persons),
    }
}

/// Where the roster is another, whatever was changed.
pub(super) fn found_anew(connection: &Connection) -> rusqlite::Result<Corrections> {
    let aliases = aliases(connection)?;
    let mut names = Names::of(connection)?;
    let articles = articles(connection, &names.ids)?;
    names.ids = Vec::new();
    let printed = |place: usize| {
        let articles = u64::from(articles[place]);
        (articles > 0).then(|| Printed { name: names.at(place), articles })
    };
    let mut called_otherwise = called_otherwise(names.len(), printed, &aliases).into_iter().peekable();
    // What the archive says is read beside it.
    let mut statement = connection.prepare("SELECT id, roster_name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    let (mut corrections, mut places) = (Corrections::default(), 0..names.len());
    while let (Some(row), Some(place)) = (rows.next()?, places.next()) {
        let other = called_otherwise.next_if(|(other, _)| *other == place);
        let person = other.map_or(names.at(place), |(_, person)| person);
        if articles[place] == 0 {
            corrections.unused.push(row.get(0)?);
        } else if row.get_ref(1)?.as_str()? != person {
            corrections.others.push((row.get(0)?, person.to_owned()));
        }
    }
    Ok(corrections)
}

/// The same, of those that can be another's since more or fewer articles print the `changed` names. Each takes some
/// questions, where [`found_anew`] reads everything.
fn found_among_kin(connection: &Connection, changed: &BTreeSet<i64>) -> rusqlite::Result<Corrections> {
    let aliases = aliases(connection)?;
    let names = Names::of(connection)?;
    let each: Vec<&str> = (0..names.len()).map(|place| names.at(place)).collect();
    let changed: Vec<&str> =
        changed.iter().filter_map(|id| names.ids.binary_search(id).ok()).map(|place| each[place]).collect();
    let Kin { names: kin, beginnings } = kin(&each, &changed, &aliases);
    let mut count =
        connection.prepare("SELECT count(DISTINCT article_id) FROM person_mention WHERE person_id = ?")?;
    let (mut places, mut printed, mut corrections) = (Vec::new(), Vec::new(), Corrections::default());
    for &place in kin.iter().chain(&beginnings) {
        let articles: u64 = count.query_row([names.ids[place]], |row| row.get(0))?;
        if articles == 0 {
            corrections.unused.push(names.ids[place]);
        } else {
            places.push(place);
            printed.push(Printed { name: each[place], articles });
        }
    }
    let mut said = connection.prepare("SELECT roster_name FROM person WHERE id = ?")?;
    for (place, person) in places.into_iter().zip(assign(&printed, &aliases)) {
        let id = names.ids[place];
        let is_kin = kin.binary_search(&place).is_ok();
        if is_kin && said.query_row([id], |row| Ok(row.get_ref(0)?.as_str()? != person))? {
            corrections.others.push((id, person.to_owned()));
        }
    }
    Ok(corrections)
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
