//! An archive in, its roster out: who is named in it, how often and under which titles; and who is meant by a name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use foldhash::HashSet;
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};

use super::Archive;
use super::list::{Cell, json};
pub use super::ranked::Order;
use super::ranked::{Ranked, ranked};
use super::roster;
use crate::error::{Error, Result};
use crate::extract::PersonRole;
use crate::roster::{Aliases, name, near::distance};

/// A row of the view `people`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name in the roster.
    pub name: String,
    /// It is one word, and nobody knows whose.
    pub surname_only: bool,
    /// How many articles name the person; those that repeat another one are not counted.
    pub articles: u64,
    /// How many times they do.
    pub mentions: u64,
    /// The first day on which one of them was published.
    pub first_attested: Option<String>,
    /// The last one.
    pub last_attested: Option<String>,
    /// The roles, the most frequent first.
    pub roles: Vec<String>,
    /// The titles, as printed, in the order of the days on which they are first attested.
    pub titles: Vec<Title>,
    /// The other names that articles print.
    pub variants: Vec<String>,
}

impl Person {
    /// The row as the lists have it.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
        let number = |number: u64| Cell::Number(i64::try_from(number).unwrap_or(i64::MAX));
        vec![
            Cell::Text(self.name.clone()),
            Cell::Flag(self.surname_only),
            number(self.articles),
            number(self.mentions),
            text(&self.first_attested),
            text(&self.last_attested),
            Cell::List(self.roles.clone()),
            Cell::Titles(self.titles.clone()),
            Cell::List(self.variants.clone()),
        ]
    }
}

/// A title, and since when and until when it is attested.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Title {
    /// As printed.
    pub title: String,
    /// The first day on which an article with it was published.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// How many articles have it.
    pub articles: u64,
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)?;
        match (&self.first, &self.last) {
            (Some(first), Some(last)) if first == last => write!(f, " ({first})"),
            (Some(first), Some(last)) => write!(f, " ({first} to {last})"),
            _ => Ok(()),
        }
    }
}

/// Fewer persons are sorted without being sifted first.
const ROOM: usize = 10_000;

/// So many names are offered in the place of one that nobody bears.
const MOST_NEAR: usize = 5;

impl Archive {
    /// The persons with every word of `query` in one of their names, accents and case ignored, and with a
    /// role; at most `limit` of them, and how many there are.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn people(
        &self,
        query: Option<&str>,
        role: Option<PersonRole>,
        order: Order,
        limit: Option<usize>,
    ) -> Result<(u64, Vec<Person>)> {
        let asked = query.map(|query| self.called(query, |name, word| name.contains(word))).transpose()?;
        let in_role = role.map(|role| self.in_role(role)).transpose()?;
        let (total, found) = self.first_ranked(asked.as_ref(), in_role.as_ref(), order, limit)?;
        let mut people = Vec::with_capacity(found.len());
        for name in found {
            people.extend(self.roster_row(&name)?);
        }
        Ok((total, people))
    }

    /// Of those who are asked for, or of everybody, and of those in a role: how many there are, and the names of the first
    /// ones.
    pub(super) fn first_ranked(
        &self,
        asked: Option<&HashSet<String>>,
        in_role: Option<&HashSet<String>>,
        order: Order,
        limit: Option<usize>,
    ) -> Result<(u64, Vec<String>)> {
        let most = limit.unwrap_or(usize::MAX);
        let by_order = |one: &Ranked, other: &Ranked| one.compare(other, order);
        let (mut total, mut found) = (0, Vec::new());
        let take = |ranked: Ranked| {
            if in_role.is_some_and(|in_role| !in_role.contains(&ranked.name)) {
                return;
            }
            total += 1;
            found.push(ranked);
            // Of millions only the first ones stay in memory.
            if found.len() / 2 > most.max(ROOM) {
                found.select_nth_unstable_by(most, by_order);
                found.truncate(most);
            }
        };
        ranked(&self.connection, asked, take).map_err(self.error("reading the roster"))?;
        found.sort_unstable_by(by_order);
        found.truncate(most);
        Ok((total, found.into_iter().map(|ranked| ranked.name).collect()))
    }

    /// The names in aliases that no article prints.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn not_printed(&self, aliases: &Aliases) -> Result<Vec<String>> {
        let names = || aliases.lines().iter().map(|(name, _)| (name, name::read(name).text));
        let first_words: HashSet<String> = names().map(|(name, _)| name::first_word(name)).collect();
        let mut missing: HashSet<String> = names().map(|(_, spelling)| spelling).collect();
        self.each_name(|printed, _| {
            if first_words.contains(&name::first_word(printed)) {
                missing.remove(&name::read(printed).text);
            }
        })?;
        Ok(names().filter(|(_, spelling)| missing.contains(spelling)).map(|(name, _)| name.clone()).collect())
    }

    /// The name in the roster of whoever is meant, and the names of others who could be.
    pub(super) fn who(&self, wanted: &str) -> Result<(String, Vec<String>)> {
        let mut spelling = name::read(wanted).text;
        // A name that a hand gave to somebody does for one that no article prints.
        let aliases = roster::aliases(&self.connection).map_err(self.error("reading the aliases"))?;
        if let Some(person) = aliases.person(&spelling) {
            spelling.clone_from(&person.spelling.text);
        }
        let same = |name: &str| name == wanted || name::is_spelled(name, &spelling);
        // Of several names the first by the alphabet.
        let bearer = self.borne(same)?.into_values().next();
        let is_word = |name: &str, word: &str| name.split(' ').any(|one| one == word);
        let mut called = self.called(wanted, is_word)?;
        if let Some(bearer) = bearer {
            called.remove(&bearer);
            return Ok((bearer, self.most_named(called)?));
        }
        if called.is_empty() {
            called = self.called(wanted, |name, word| name.contains(word))?;
        }
        let mut called = self.most_named(called)?;
        match called.len() {
            0 => {
                let near = near(wanted, &self.pairs("SELECT name, roster_name FROM person")?);
                Err(Error::NoPerson { path: self.path.clone(), wanted: wanted.to_owned(), near })
            }
            1 => Ok((called.swap_remove(0), Vec::new())),
            _ => Err(Error::ManyPersons { wanted: wanted.to_owned(), names: called }),
        }
    }

    /// The names in the roster of those who may be meant by a name: whoever has it in some spelling, when it
    /// is a full one; or else all in whose names each of its words stands, of the last one the beginning
    /// when it may go on.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(crate) fn bearers(&self, wanted: &str, is_prefix: bool) -> Result<Vec<String>> {
        let mut spelling = name::read(wanted);
        let aliases = roster::aliases(&self.connection).map_err(self.error("reading the aliases"))?;
        if let Some(person) = aliases.person(&spelling.text) {
            spelling = person.spelling.clone();
        }
        if !is_prefix && spelling.parts.is_some() {
            let same = |name: &str| name::is_spelled(name, &spelling.text);
            let bearers: BTreeSet<String> = self.borne(same)?.into_values().collect();
            if !bearers.is_empty() {
                return Ok(bearers.into_iter().collect());
            }
        }
        let folded = name::fold(wanted);
        let last = folded.rsplit(' ').next();
        let stands_in = |name: &str, word: &str| {
            let may_go_on = is_prefix && Some(word) == last;
            name.split(' ').any(|one| if may_go_on { one.starts_with(word) } else { one == word })
        };
        let mut bearers: Vec<String> = self.called(wanted, stands_in)?.into_iter().collect();
        bearers.sort_unstable();
        Ok(bearers)
    }

    /// Tells every name that articles print, and the one in the roster, in no order. There can be millions.
    fn each_name(&self, mut tell: impl FnMut(&str, &str)) -> Result<()> {
        let mut each = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached("SELECT name, roster_name FROM person")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                tell(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
            }
            Ok(())
        };
        each().map_err(self.error("reading the roster"))
    }

    /// Tells the names that are meant, or whose name in the roster is, and that one.
    fn each_meant(&self, is_meant: impl Fn(&str) -> bool, mut tell: impl FnMut(&str, &str)) -> Result<()> {
        self.each_name(|name, person| {
            if is_meant(name) || name != person && is_meant(person) {
                tell(name, person);
            }
        })
    }

    /// The same, in alphabetical order.
    fn borne(&self, is_meant: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>> {
        let mut borne = BTreeMap::new();
        self.each_meant(is_meant, |name, person| {
            borne.insert(name.to_owned(), person.to_owned());
        })?;
        Ok(borne)
    }

    /// The names in the roster of those in one of whose names each word of `query` stands. `stands_in` is asked of folded
    /// names, and says no where the letters of the word are in none of the words.
    fn called(&self, query: &str, stands_in: impl Fn(&str, &str) -> bool) -> Result<HashSet<String>> {
        let query = name::fold(query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(HashSet::default());
        }
        let is_called = |name: &str| {
            words.iter().all(|word| name::may_have(name, word)) && {
                let name = name::fold(name);
                words.iter().all(|word| stands_in(&name, word))
            }
        };
        let mut called = HashSet::default();
        self.each_meant(is_called, |_, person| {
            if !called.contains(person) {
                called.insert(person.to_owned());
            }
        })?;
        Ok(called)
    }

    fn in_role(&self, role: PersonRole) -> Result<HashSet<String>> {
        let ask = self.error("reading the roster");
        let mut statement = self
            .connection
            .prepare(
                "SELECT DISTINCT p.roster_name FROM person_mention m JOIN person p ON p.id = m.person_id WHERE m.role = ?",
            )
            .map_err(&ask)?;
        let rows = statement.query_map([role.as_str()], |row| row.get(0)).map_err(&ask)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&ask)
    }

    /// Names in the roster, those whom most articles name first.
    fn most_named(&self, names: HashSet<String>) -> Result<Vec<String>> {
        let count = |name: &String| {
            let sql = "SELECT count(DISTINCT m.article_id) FROM person p JOIN person_mention m ON m.person_id = p.id
                       WHERE p.roster_name = ?";
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_row([name], |row| row.get::<_, i64>(0))
        };
        let ask = self.error("reading the roster");
        let mut counted = names
            .into_iter()
            .map(|name| Ok((std::cmp::Reverse(count(&name).map_err(&ask)?), name)))
            .collect::<Result<Vec<_>>>()?;
        counted.sort();
        Ok(counted.into_iter().map(|(_, name)| name).collect())
    }

    pub(super) fn roster_row(&self, name: &str) -> Result<Option<Person>> {
        self.connection
            .prepare_cached(
                "SELECT name, surname_only, articles, mentions, first_attested, last_attested, roles, titles, variants
                 FROM people WHERE name = ?",
            )
            .and_then(|mut statement| statement.query_row([name], person).optional())
            .map_err(self.error("reading the roster"))
    }
}

/// A row of the view, column by column.
fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        name: row.get(0)?,
        surname_only: row.get(1)?,
        articles: row.get(2)?,
        mentions: row.get(3)?,
        first_attested: row.get(4)?,
        last_attested: row.get(5)?,
        roles: list(row, 6)?,
        titles: list(row, 7)?,
        variants: list(row, 8)?,
    })
}

/// A JSON array.
pub(super) fn list<T: for<'d> Deserialize<'d>>(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<T>> {
    json(row.get_ref(column)?.as_str()?)
}

/// The names in the roster that are most like one that is not in it: of nearly the same letters, or with the
/// same last word.
fn near(wanted: &str, names: &[(String, String)]) -> Vec<String> {
    let wanted = name::fold(wanted);
    let most = (wanted.chars().count() / 4).clamp(1, 3);
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    let likeness = |name: &str| {
        let same_surname = !wanted.is_empty() && last(&wanted) == last(name);
        distance(&wanted, name, most).or(same_surname.then_some(most + 1))
    };
    let mut likely: Vec<(usize, &String)> =
        names.iter().filter_map(|(name, person)| Some((likeness(&name::fold(name))?, person))).collect();
    likely.sort();
    let mut near: Vec<String> = Vec::new();
    for (_, name) in likely {
        if near.len() < MOST_NEAR && !near.contains(name) {
            near.push(name.clone());
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Finish, Writer};

    #[test]
    fn more_persons_than_are_looked_up_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        Writer::begin(&path, "{}").unwrap().finish(Finish::Complete).unwrap();
        rusqlite::Connection::open(&path)
            .unwrap()
            .execute_batch(
                "INSERT INTO source_file (id, path, size, status, run_id) VALUES (1, 'a.txt', 9, 'stored', 1);
                 INSERT INTO article (id, source_file_id, word_count, rights_status, reprint, record_version)
                   VALUES (1, 1, 0, 'unknown', 0, 1);
                 INSERT INTO person (id, name, roster_name)
                   WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 1200)
                   SELECT id, iif(id % 20, 'Roe ', 'Poe ') || id, iif(id % 20, 'Roe ', 'Poe ') || id FROM n;
                 INSERT INTO person_mention (article_id, position, person_id, role, zone, start_char, end_char, rule)
                   SELECT 1, id, id, iif(id % 2, 'mentioned', 'author'), 'body', 0, 1, 'people.test' FROM person;",
            )
            .unwrap();
        let archive = Archive::open(&path).unwrap();
        for (query, role, total) in [
            (None, None, 1_200),
            (Some("roe"), None, 1_140),
            (Some("poe"), None, 60),
            (Some("roe"), Some(PersonRole::Author), 540),
            (Some("poe 20"), Some(PersonRole::Author), 14),
            (Some("poe 20"), Some(PersonRole::Quoted), 0),
        ] {
            let (found, people) = archive.people(query, role, Order::Name, Some(5)).unwrap();
            assert_eq!((found, people.len()), (total, 5.min(usize::try_from(total).unwrap())), "{query:?}");
        }
    }

    #[test]
    fn names_that_are_like_another() {
        let names: Vec<(String, String)> = ["John Roe", "Jon Rowe", "Jane Roe", "Ann Kestle", "Roe"]
            .map(|name| (name.to_owned(), name.to_owned()))
            .into();
        assert_eq!(near("Jon Roe", &names), ["John Roe", "Jon Rowe", "Jane Roe", "Roe"]);
        assert_eq!(near("Anne Kestel", &names), ["Ann Kestle"]);
        assert!(near("%", &names).is_empty());
    }
}
