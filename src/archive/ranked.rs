//! The roster in, who is named how often and when out: what `people` sorts by.
//!
//! The view `people` says the same. Of everybody it takes four times as long, since it sorts all mentions by name
//! (measured on a million articles, with 12 million mentions); of a few it is asked.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rusqlite::{Connection, OptionalExtension as _, Row};

/// What the roster is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The most articles first.
    Articles,
    /// The most mentions first.
    Mentions,
    /// By the alphabet.
    Name,
    /// The earliest first day first; those without one last.
    First,
    /// The latest last day first; those without one last.
    Last,
}

/// How often and when somebody is named.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ranked {
    pub name: String,
    pub articles: u64,
    pub mentions: u64,
    /// The first and the last day of publication.
    pub first: Option<Arc<str>>,
    pub last: Option<Arc<str>>,
}

impl Ranked {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            name: row.get(0)?,
            articles: row.get(1)?,
            mentions: row.get(2)?,
            first: row.get(3)?,
            last: row.get(4)?,
        })
    }

    /// Who comes first; those that are equal go by the alphabet.
    pub fn compare(&self, other: &Self, order: Order) -> Ordering {
        let by = match order {
            Order::Articles => other.articles.cmp(&self.articles),
            Order::Mentions => other.mentions.cmp(&self.mentions),
            Order::Name => Ordering::Equal,
            Order::First => (self.first.is_none(), &self.first).cmp(&(other.first.is_none(), &other.first)),
            Order::Last => other.last.cmp(&self.last),
        };
        by.then_with(|| self.name.cmp(&other.name))
    }
}

/// So many persons are looked up one by one; for more of them the whole roster is read, which costs less for each.
pub(super) const MOST_ASKED_FOR: usize = 1_000;

/// Tells everybody in the roster, or everybody of some names in it, in no order.
pub(super) fn ranked(
    connection: &Connection,
    asked: Option<&HashSet<String>>,
    mut tell: impl FnMut(Ranked),
) -> rusqlite::Result<()> {
    match asked {
        Some(asked) if asked.len() <= MOST_ASKED_FOR => {
            let mut statement = connection.prepare(&format!("{BY_VIEW} WHERE name = ?"))?;
            let mut names: Vec<&String> = asked.iter().collect();
            names.sort_unstable();
            for name in names {
                if let Some(ranked) = statement.query_row([name], Ranked::of).optional()? {
                    tell(ranked);
                }
            }
            Ok(())
        }
        Some(asked) => everybody(connection, |ranked| {
            if asked.contains(&ranked.name) {
                tell(ranked);
            }
        }),
        None => everybody(connection, tell),
    }
}

const BY_VIEW: &str = "SELECT name, articles, mentions, first_attested, last_attested FROM people";

/// Reads names and mentions side by side, both in the order of the names' ids.
fn everybody(connection: &Connection, mut tell: impl FnMut(Ranked)) -> rusqlite::Result<()> {
    let articles = articles(connection)?;
    // Who bears several names has to wait for the last one.
    let mut of_several: BTreeMap<String, Named> = BTreeMap::new();
    let several: HashSet<String> = connection
        .prepare("SELECT roster_name FROM person WHERE roster_name <> name")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut names = connection.prepare("SELECT id, roster_name FROM person ORDER BY id")?;
    let mut names = names.query([])?;
    let mut mentions = connection
        .prepare("SELECT person_id, article_id FROM person_mention ORDER BY person_id, article_id")?;
    let mut mentions = mentions.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut mention: Option<(i64, i64)> = mentions.next().transpose()?;
    while let Some(row) = names.next()? {
        let id: i64 = row.get(0)?;
        let mut named = Named::default();
        while let Some((person, article)) = mention.filter(|(person, _)| *person <= id) {
            if let Some(published) = articles.get(&article).filter(|_| person == id) {
                named.add(article, published.as_ref());
            }
            mention = mentions.next().transpose()?;
        }
        if named.mentions == 0 {
            continue;
        }
        let name: String = row.get(1)?;
        if several.contains(&name) {
            of_several.entry(name).or_default().add_all(named);
        } else {
            tell(named.ranked(name));
        }
    }
    for (name, named) in of_several {
        tell(named.ranked(name));
    }
    Ok(())
}

/// The articles that repeat no other, each with its day of publication.
fn articles(connection: &Connection) -> rusqlite::Result<HashMap<i64, Option<Arc<str>>>> {
    let mut days: HashSet<Arc<str>> = HashSet::default();
    let mut articles = HashMap::default();
    let mut statement = connection.prepare("SELECT id, published FROM article WHERE duplicate_of IS NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let day = row.get_ref(1)?.as_str_or_null()?;
        let day = day.map(|day| {
            let known = days.get(day).cloned();
            known.unwrap_or_else(|| {
                let new: Arc<str> = day.into();
                days.insert(new.clone());
                new
            })
        });
        articles.insert(row.get(0)?, day);
    }
    Ok(articles)
}

/// Where a name is printed.
#[derive(Default)]
struct Named {
    /// Each once, as long as only one name is looked at.
    articles: Vec<i64>,
    mentions: u64,
    first: Option<Arc<str>>,
    last: Option<Arc<str>>,
}

impl Named {
    /// Adds a mention; those of one article come one behind the other.
    fn add(&mut self, article: i64, published: Option<&Arc<str>>) {
        self.mentions += 1;
        if self.articles.last() != Some(&article) {
            self.articles.push(article);
            self.attest(published, published);
        }
    }

    fn add_all(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.articles.extend(other.articles);
        self.attest(other.first.as_ref(), other.last.as_ref());
    }

    fn attest(&mut self, first: Option<&Arc<str>>, last: Option<&Arc<str>>) {
        if let Some(first) = first
            && self.first.as_ref().is_none_or(|before| first < before)
        {
            self.first = Some(first.clone());
        }
        if let Some(last) = last
            && self.last.as_ref().is_none_or(|before| last > before)
        {
            self.last = Some(last.clone());
        }
    }

    fn ranked(mut self, name: String) -> Ranked {
        self.articles.sort_unstable();
        self.articles.dedup();
        let Self { articles, mentions, first, last } = self;
        Ranked { name, articles: articles.len() as u64, mentions, first, last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As much of the schema as the view asks for.
    fn archive(
        articles: &[(Option<u8>, bool)],
        names: &[u8],
        mentions: &BTreeMap<(u8, u8), u8>,
    ) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("../../schema/current.sql")).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        for (id, (published, is_duplicate)) in (1_i64..).zip(articles) {
            connection
                .execute(
                    "INSERT INTO article (id, source_file_id, word_count, rights_status, reprint, record_version,
                       published, published_certainty, duplicate_of)
                     VALUES (?1, ?1, 0, 'unknown', 0, 1, ?2, iif(?2 IS NULL, NULL, 'stated'), iif(?3, 1, NULL))",
                    (id, published.map(|day| format!("2020-01-{day:02}")), is_duplicate),
                )
                .unwrap();
        }
        for (id, called) in (1_i64..).zip(names) {
            // Some are called as another one is, or as nobody is.
            let called = format!("Roe {}", if *called < 200 { id } else { i64::from(*called % 20) });
            connection
                .execute(
                    "INSERT INTO person (id, name, roster_name) VALUES (?, ?, ?)",
                    (id, format!("Roe {id}"), called),
                )
                .unwrap();
        }
        for ((article, position), person) in mentions {
            connection
                .execute(
                    "INSERT INTO person_mention (article_id, position, person_id, role, zone, start_char, end_char, rule)
                     VALUES (?, ?, ?, 'mentioned', 'body', 0, 1, 'people.test')",
                    (article, position, person),
                )
                .unwrap();
        }
        connection
    }

    proptest! {
        #[test]
        fn everybody_is_ranked_as_the_view_says(
            articles in proptest::collection::vec((proptest::option::of(1_u8..29), any::<bool>()), 0..12),
            names in proptest::collection::vec(any::<u8>(), 0..16),
            // Of names and articles that there are not, too: in an archive that was altered by hand.
            mentions in proptest::collection::btree_map((1_u8..14, 1_u8..9), 1_u8..18, 0..60),
        ) {
            let connection = archive(&articles, &names, &mentions);
            let mut found = Vec::new();
            everybody(&connection, |ranked| found.push(ranked)).unwrap();
            let mut of_view: Vec<Ranked> = connection
                .prepare(BY_VIEW)
                .unwrap()
                .query_map([], Ranked::of)
                .unwrap()
                .collect::<rusqlite::Result<_>>()
                .unwrap();
            for order in [Order::Articles, Order::Mentions, Order::Name, Order::First, Order::Last] {
                found.sort_by(|one, other| one.compare(other, order));
                of_view.sort_by(|one, other| one.compare(other, order));
                prop_assert_eq!(&found, &of_view);
            }
        }
    }
}
