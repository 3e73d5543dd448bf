//! An archive and one of its views in, the view's rows out: what `morgue list` and the exports print.

use std::borrow::Cow;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, ToSql};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde::{Deserialize, de};

use super::Archive;
use super::people::Title;
use super::ranked::{MOST_ASKED_FOR, Order, ranked};
use super::read::{strange, texts};
use super::views::{Column, Kind, PEOPLE, View};
use crate::article::Zone;
use crate::error::{Error, Result};
use crate::record::Words;

/// A value of a row, of the kind that its column says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// There is none.
    Empty,
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Words, or a date.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// The titles of a person.
    Titles(Vec<Title>),
    /// How many there are of each, in their order.
    Counts(Vec<(String, i64)>),
}

impl Cell {
    /// The value as a text without quotation marks: empty for none, `1` or `0` for yes and no, several ones
    /// joined by `; `, a title with the days on which it is attested, a count behind what it counts.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Number(number) => number.to_string().into(),
            Self::Flag(flag) => u8::from(*flag).to_string().into(),
            Self::Text(text) => text.as_str().into(),
            Self::List(items) => items.join("; ").into(),
            Self::Titles(titles) => titles.iter().map(Title::to_string).collect::<Vec<_>>().join("; ").into(),
            Self::Counts(counts) => {
                let each = counts.iter().map(|(name, count)| format!("{name}: {count}"));
                each.collect::<Vec<_>>().join("; ").into()
            }
        }
    }

    fn read(value: ValueRef<'_>, kind: Kind) -> rusqlite::Result<Self> {
        let text = match value {
            ValueRef::Null => return Ok(Self::Empty),
            ValueRef::Integer(number) if kind == Kind::Flag => return Ok(Self::Flag(number != 0)),
            ValueRef::Integer(number) => return Ok(Self::Number(number)),
            other => other.as_str().map_err(|_| strange("a value that is no text"))?,
        };
        Ok(match kind {
            Kind::List => Self::List(json(text)?),
            Kind::Titles => Self::Titles(json(text)?),
            Kind::Counts => Self::Counts(json::<Counts>(text)?.0),
            _ => Self::Text(text.to_owned()),
        })
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Titles(titles) => titles.serialize(serializer),
            Self::Counts(counts) => {
                let mut object = serializer.serialize_map(Some(counts.len()))?;
                counts.iter().try_for_each(|(name, count)| object.serialize_entry(name, count))?;
                object.end()
            }
        }
    }
}

/// A row as a JSON object, its columns in their order.
#[derive(Debug)]
pub struct RowObject<'a> {
    /// The view.
    pub view: &'static View,
    /// The row.
    pub cells: &'a [Cell],
}

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("v", &1)?;
        for (column, cell) in self.view.columns().zip(self.cells) {
            object.serialize_entry(column.name, cell)?;
        }
        object.end()
    }
}

impl Archive {
    /// Gives the rows of a view to `take` in their order, at most `limit` of them.
    ///
    /// # Errors
    /// When the archive cannot be read, or `take` fails.
    pub fn each_row<E: From<Error>>(
        &self,
        view: &'static View,
        limit: Option<u64>,
        mut take: impl FnMut(&[Cell]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        // The view sorts all mentions to find out who comes first.
        if view.name == PEOPLE.name
            && let Some(limit) = limit.and_then(|limit| usize::try_from(limit).ok())
            && limit <= MOST_ASKED_FOR
        {
            let (_, first) = self.first_ranked(None, None, Order::Articles, Some(limit))?;
            let of_name = format!("SELECT {} FROM {} v WHERE v.name = ?", columns(view), view.name);
            return first.iter().try_for_each(|name| self.rows_of(view, &of_name, name, &mut take));
        }
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        self.rows_of(view, &question(view), &limit, &mut take)
    }

    /// Gives the rows of a view that a question with one value asks for.
    fn rows_of<E: From<Error>>(
        &self,
        view: &'static View,
        question: &str,
        value: &dyn ToSql,
        take: &mut impl FnMut(&[Cell]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let ask = self.error("reading a view");
        let kinds: Vec<Kind> = view.columns().map(|column| column.kind).collect();
        let mut statement = self.connection.prepare_cached(question).map_err(&ask)?;
        let mut rows = statement.query([value]).map_err(&ask)?;
        let mut exact = Exact::of(&self.connection, view);
        while let Some(row) = rows.next().map_err(&ask)? {
            let mut cells = cells(row, &kinds).map_err(&ask)?;
            if let Some(exact) = &mut exact {
                exact.fill(&mut cells).map_err(&ask)?;
            }
            take(&cells)?;
        }
        Ok(())
    }

    /// How many rows a view has.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn count_rows(&self, view: &View) -> Result<u64> {
        let ask = self.error("counting the rows of a view");
        if view.name == PEOPLE.name {
            let mut count = 0;
            ranked(&self.connection, None, |_| count += 1).map_err(&ask)?;
            return Ok(count);
        }
        let sql = format!("SELECT count(*) FROM {}", view.name);
        let count = self.connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
        count.map(i64::unsigned_abs).map_err(ask)
    }
}

/// The columns of a view. The words of its rows are left to [`Exact`].
fn columns(view: &View) -> String {
    let column = |column: &Column| match column.name {
        EXACT if view.is_in_articles() => "NULL".to_owned(),
        name => format!("v.{name}"),
    };
    view.columns().map(column).collect::<Vec<_>>().join(", ")
}

/// What stands in articles is read article by article in the order of their paths, and need not be sorted.
pub(super) fn question(view: &View) -> String {
    let (columns, name, order) = (columns(view), view.name, view.order);
    if view.is_in_articles() {
        format!(
            "SELECT {columns} FROM source_file f CROSS JOIN article a ON a.source_file_id = f.id \
             CROSS JOIN {name} v ON v.article_id = a.id ORDER BY f.path, v.position LIMIT ?"
        )
    } else {
        format!("SELECT {columns} FROM {name} v ORDER BY {order} LIMIT ?")
    }
}

/// The column of the words that a row rests on.
const EXACT: &str = "exact";

/// The words that rows rest on. SQLite would count from the beginning of the text for each of them, which takes
/// for ever where a text of megabytes has a hundred thousand dates; here its offsets are counted once.
struct Exact<'a> {
    connection: &'a Connection,
    /// Which cells have the article, the zone, where the words begin and end, and the words.
    places: [usize; 5],
    article: Option<(i64, Words<'static>)>,
}

impl<'a> Exact<'a> {
    /// Nothing where the rows of a view rest on no words.
    fn of(connection: &'a Connection, view: &View) -> Option<Self> {
        let place = |name: &str| view.columns().position(|column| column.name == name);
        let [id, zone, start, end, exact] =
            ["article_id", "zone", "start_char", "end_char", EXACT].map(place);
        Some(Self { connection, places: [id?, zone?, start?, end?, exact?], article: None })
    }

    fn fill(&mut self, cells: &mut [Cell]) -> rusqlite::Result<()> {
        let [id, zone, start, end, exact] = self.places;
        let (Cell::Number(id), Cell::Text(zone), Cell::Number(start), Cell::Number(end)) =
            (&cells[id], &cells[zone], &cells[start], &cells[end])
        else {
            return Ok(());
        };
        let words = match self.article.take() {
            Some((same, words)) if same == *id => words,
            _ => Words::of_own(texts(self.connection, *id)?),
        };
        let place = || Some((Zone::parse(zone)?, u32::try_from(*start).ok()?, u32::try_from(*end).ok()?));
        let found = place().and_then(|(zone, start, end)| words.between(zone, start, end));
        // As SQLite has it where there are no such words, as in an archive that is damaged.
        let found = Cell::Text(found.unwrap_or_default().to_owned());
        self.article = Some((*id, words));
        cells[exact] = found;
        Ok(())
    }
}

fn cells(row: &Row<'_>, kinds: &[Kind]) -> rusqlite::Result<Vec<Cell>> {
    kinds.iter().enumerate().map(|(at, &kind)| Cell::read(row.get_ref(at)?, kind)).collect()
}

/// What a list in JSON has.
pub(super) fn json<T: for<'d> Deserialize<'d>>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| strange(format!("a list that is none: {error}")))
}

/// A JSON object of numbers in the order in which it has them.
struct Counts(Vec<(String, i64)>);

impl<'d> Deserialize<'d> for Counts {
    fn deserialize<D: serde::Deserializer<'d>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Object;
        impl<'d> de::Visitor<'d> for Object {
            type Value = Counts;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of numbers")
            }

            fn visit_map<A: de::MapAccess<'d>>(self, mut map: A) -> std::result::Result<Counts, A::Error> {
                let mut counts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    counts.push(entry);
                }
                Ok(Counts(counts))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
