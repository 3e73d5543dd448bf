//! The archive's lists and texts for PostgreSQL: a file for each, as `COPY` takes it, and `load.sql` that makes the
//! tables and brings the files in.
//!
//! The tables are the views of the archive, by the same names and columns. `articles` has the texts and the words of
//! each article besides, and is divided by years.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use jiff::civil::Date;
use serde_json::Value;

use super::{Written, failed, make_folder, whole_file};
use crate::archive::list::Cell;
use crate::archive::{Archive, Column, Kind, VIEWS, View};
use crate::article::{Article, Zone};
use crate::error::{Error, Result};

const LOAD: &str = "load.sql";

/// The zones that `articles` has beside the columns of the view, which has headline and byline already.
const TEXTS: [Zone; 4] = [Zone::Body, Zone::Caption, Zone::Notice, Zone::Promo];

/// What was changed because PostgreSQL does not take it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changed {
    /// NUL characters, which became U+FFFD.
    pub nuls: u64,
    /// Days that are none in the calendar, which were left out.
    pub days: u64,
}

/// Writes every list but the ledger of runs as `VIEW.csv` into a folder, which is made when it is not there, and
/// `load.sql`.
///
/// # Errors
/// When the archive cannot be read or a file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<(Vec<Written>, Changed)> {
    make_folder(folder)?;
    let mut changed = Changed::default();
    let mut years = BTreeSet::new();
    let mut files = Vec::new();
    for view in views() {
        let name = format!("{}.csv", view.name);
        let failed = failed(folder, &name);
        files.push(whole_file(folder, &name, |file| {
            writeln!(file, "{}", columns(view)).map_err(failed)?;
            let mut rows = 0;
            archive.each_row(view, None, |cells| {
                let mut row = Row::default();
                if view.name == ARTICLES {
                    let year = row.article(archive, view, cells)?;
                    years.insert(year);
                } else {
                    row.cells(view, cells);
                }
                changed.nuls += row.changed.nuls;
                changed.days += row.changed.days;
                rows += 1;
                writeln!(file, "{}", row.line).map_err(failed)
            })?;
            Ok::<u64, Error>(rows)
        })?);
    }
    let failed = failed(folder, LOAD);
    let script =
        whole_file(folder, LOAD, |file| file.write_all(load(&years).as_bytes()).map(|()| 0).map_err(failed))?;
    files.push(Written { rows: None, ..script });
    Ok((files, changed))
}

const ARTICLES: &str = "articles";

fn views() -> impl Iterator<Item = &'static View> {
    VIEWS.iter().filter(|view| view.can_be_narrowed())
}

/// The columns of a file, each in quotation marks: some have names that SQL has taken.
fn columns(view: &View) -> String {
    let mut names: Vec<&str> = view.columns().map(|column| column.name).collect();
    if view.name == ARTICLES {
        names.splice(0..0, ["year", "published_from"]);
        names.extend(TEXTS.map(Zone::as_str));
    }
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",")
}

/// A line of a file, and what was changed in it.
#[derive(Default)]
struct Row {
    line: String,
    changed: Changed,
}

impl Row {
    /// A row of `articles`; gives the year of publication, 0 where it is not known.
    fn article(&mut self, archive: &Archive, view: &View, cells: &[Cell]) -> Result<i16> {
        let of = |name: &str| {
            view.columns().zip(cells).find(|(column, _)| column.name == name).map(|(_, cell)| cell)
        };
        let published = match of("published") {
            Some(Cell::Text(published)) => first_day(published),
            _ => None,
        };
        let year = published.map_or(0, Date::year);
        let _ = write!(self.line, "{year},");
        if let Some(day) = published {
            self.line += &written(day);
        }
        self.line.push(',');
        self.cells(view, cells);
        let article = match of("id") {
            Some(Cell::Number(id)) => archive.texts_of(*id)?,
            _ => Article::default(),
        };
        for zone in TEXTS {
            self.line.push(',');
            self.quoted(article.text(zone));
        }
        Ok(year)
    }

    fn cells(&mut self, view: &View, cells: &[Cell]) {
        for (at, (column, cell)) in view.columns().zip(cells).enumerate() {
            if at > 0 {
                self.line.push(',');
            }
            self.cell(column.kind, cell);
        }
    }

    /// A value. Nothing at all is NULL, and an empty text has quotation marks.
    fn cell(&mut self, kind: Kind, cell: &Cell) {
        match cell {
            Cell::Empty => {}
            Cell::Number(number) => drop(write!(self.line, "{number}")),
            Cell::Flag(flag) => self.line.push(if *flag { 't' } else { 'f' }),
            Cell::Text(day) if kind == Kind::Day => match day.parse::<Date>() {
                Ok(day) => self.line += &written(day),
                Err(_) => self.changed.days += 1,
            },
            Cell::Text(text) => self.quoted(text),
            Cell::List(items) => {
                let items = items
                    .iter()
                    .map(|item| format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")));
                self.quoted(&format!("{{{}}}", items.collect::<Vec<_>>().join(",")));
            }
            Cell::Titles(_) | Cell::Counts(_) => {
                // What is made of texts and numbers alone cannot fail to be written.
                let mut value = serde_json::to_value(cell).unwrap_or_default();
                self.without_nuls(&mut value);
                self.quoted(&value.to_string());
            }
        }
    }

    /// A text between quotation marks. Backslashes are doubled, so that no line is ever `\.`, at which `psql` would take
    /// the file for ended, even within quotation marks.
    fn quoted(&mut self, text: &str) {
        self.line.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.line += "\\\"",
                '\\' => self.line += "\\\\",
                '\0' => {
                    self.line.push(char::REPLACEMENT_CHARACTER);
                    self.changed.nuls += 1;
                }
                letter => self.line.push(letter),
            }
        }
        self.line.push('"');
    }

    /// In JSON a NUL would be an escape, which `jsonb` refuses.
    fn without_nuls(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if text.contains('\0') => {
                self.changed.nuls += text.matches('\0').count() as u64;
                *text = text.replace('\0', "\u{FFFD}");
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.without_nuls(item)),
            Value::Object(fields) => fields.values_mut().for_each(|item| self.without_nuls(item)),
            _ => {}
        }
    }
}

/// The first day that an ISO day, month or year can mean.
fn first_day(published: &str) -> Option<Date> {
    let rest = match published.len() {
        4 => "-01-01",
        7 => "-01",
        _ => "",
    };
    format!("{published}{rest}").parse().ok()
}

/// A day as PostgreSQL writes it: there is no year 0, and before it the years are counted back.
fn written(day: Date) -> String {
    let (year, era) = if day.year() > 0 { (day.year(), "") } else { (1 - day.year(), " BC") };
    format!("{year:04}-{:02}-{:02}{era}", day.month(), day.day())
}

/// The tables and their indexes, without the partitions of years.
#[must_use]
pub fn ddl() -> String {
    format!("CREATE SCHEMA morgue;\nSET search_path TO morgue;\n\n{WORDS}\n{}{}", tables(), indexes())
}

const WORDS: &str = "\
-- The words of an article for a full-text search, as they are printed: language and stems do not matter. PostgreSQL
-- keeps no more than a megabyte of them; of a text with more, the beginning is searched.
CREATE FUNCTION words(headline text, byline text, body text, caption text, notice text)
RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  most integer := 2000000000;
BEGIN
  LOOP
    BEGIN
      RETURN setweight(to_tsvector('pg_catalog.simple', coalesce(left(headline, most), '')), 'A')
        || setweight(to_tsvector('pg_catalog.simple', coalesce(left(byline, most), '')), 'B')
        || setweight(to_tsvector('pg_catalog.simple', coalesce(left(caption, most), '') || ' ' || coalesce(left(notice, most), '')), 'C')
        || to_tsvector('pg_catalog.simple', coalesce(left(body, most), ''));
    EXCEPTION WHEN program_limit_exceeded THEN
      most := least(most, length(headline) + length(byline) + length(caption) + length(notice) + length(body)) / 2;
    END;
  END LOOP;
END $$;
";

fn tables() -> String {
    views().map(table).collect()
}

fn table(view: &'static View) -> String {
    let name = view.name;
    let mut fields: Vec<String> = view.columns().map(field).collect();
    let mut after = "";
    if name == ARTICLES {
        fields.splice(0..0, ["\"year\" smallint NOT NULL".to_owned(), "\"published_from\" date".to_owned()]);
        fields.extend(TEXTS.map(|zone| format!("\"{}\" text NOT NULL", zone.as_str())));
        fields.push(
            "\"words\" tsvector GENERATED ALWAYS AS (words(\"headline\", \"byline\", \"body\", \"caption\", \"notice\")) STORED"
                .to_owned(),
        );
        fields.push("PRIMARY KEY (\"year\", \"id\")".to_owned());
        after = " PARTITION BY LIST (\"year\")";
    } else if view.is_in_articles() {
        fields.push("PRIMARY KEY (\"article_id\", \"position\")".to_owned());
    }
    let mut sql = format!("CREATE TABLE \"{name}\" (\n  {}\n){after};\n", fields.join(",\n  "));
    let _ = writeln!(sql, "COMMENT ON TABLE \"{name}\" IS 'One row for each {}.';", view.row);
    for column in view.columns() {
        let says = column.says.replace('\'', "''");
        let _ = writeln!(sql, "COMMENT ON COLUMN \"{name}\".\"{}\" IS '{says}';", column.name);
    }
    if name == ARTICLES {
        sql +=
            "COMMENT ON COLUMN \"articles\".\"year\" IS 'The year of publication; 0 where it is not stated.';
COMMENT ON COLUMN \"articles\".\"published_from\" IS 'The first day that `published` can mean.';
-- Every year that has no partition of its own; one that gets its own is made before its articles are there:
-- CREATE TABLE \"articles_2019\" PARTITION OF \"articles\" FOR VALUES IN (2019);
CREATE TABLE \"articles_other\" PARTITION OF \"articles\" DEFAULT;
";
    }
    sql.push('\n');
    sql
}

fn field(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text | Kind::Date => "text",
        Kind::Id | Kind::Number => "bigint",
        Kind::Flag => "boolean",
        Kind::Day => "date",
        Kind::Moment => "timestamp with time zone",
        Kind::List => "text[]",
        Kind::Titles | Kind::Counts => "jsonb",
    };
    let must = if matches!(column.name, "id" | "article_id" | "position") { " NOT NULL" } else { "" };
    format!("\"{}\" {kind}{must}", column.name)
}

/// What a reading room asks for.
const INDEXES: &[(&str, &str)] = &[
    ("articles", "USING gin (\"words\")"),
    ("articles", "(\"id\")"),
    ("articles", "(\"path\")"),
    ("articles", "(\"published_from\")"),
    ("articles", "(\"source\")"),
    ("articles", "(\"rights_status\")"),
    ("people", "(\"name\")"),
    ("mentions", "(\"person\")"),
    ("article_sources", "(\"name\")"),
    ("rights", "(\"status\", \"holder\")"),
    ("dates", "(\"earliest\", \"latest\")"),
];

fn indexes() -> String {
    let each = INDEXES.iter().map(|(table, of)| format!("CREATE INDEX ON \"{table}\" {of};"));
    each.collect::<Vec<_>>().join("\n") + "\n"
}

/// The script that brings everything in, in one transaction. The tables are made beside those that are there, as
/// whoever reads would have to wait for them to be filled.
fn load(years: &BTreeSet<i16>) -> String {
    let name = |view: &View| format!("morgue.\"{}\"", view.name);
    let all = views().map(name).collect::<Vec<_>>().join(", ");
    let years = years.iter().filter(|&&year| year != 0).map(|year| {
        format!("CREATE TABLE \"articles_{year}\" PARTITION OF \"articles\" FOR VALUES IN ({year});\n")
    });
    let copies = views().map(|view| {
        let (name, columns) = (view.name, columns(view));
        format!("\\copy \"{name}\" ({columns}) FROM '{name}.csv' WITH (FORMAT csv, HEADER, ESCAPE '\\')\n")
    });
    format!(
        "-- Brings an export of a morgue archive into PostgreSQL 12 or later, in the place of an earlier one:
--   cd FOLDER && psql -d DATABASE -f {LOAD}
-- Whoever reads meanwhile sees the earlier one until the new one is whole. What others have put into the schema, or made
-- of its tables, is not removed: then nothing is changed.
\\set ON_ERROR_STOP on
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
BEGIN;
CREATE SCHEMA morgue_new;
SET LOCAL search_path TO morgue_new;

{WORDS}
{}{}
{}
{}
DROP TABLE IF EXISTS {all};
DROP FUNCTION IF EXISTS morgue.words(text, text, text, text, text);
DROP SCHEMA IF EXISTS morgue;
ALTER SCHEMA morgue_new RENAME TO morgue;
COMMIT;
ANALYZE {all};
",
        tables(),
        years.collect::<String>(),
        copies.collect::<String>(),
        indexes(),
    )
}
