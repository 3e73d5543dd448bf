//! A query in, counts of what it finds out, by source, by year and so on: one question for all of them, over
//! every article that is found.

use std::cmp::Reverse;

use rusqlite::params_from_iter;

use super::super::query::Query;
use super::Question;
use crate::archive::Archive;
use crate::error::Result;
use crate::named::named;

/// What articles are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Their source.
    Source,
    /// Republishers; an article may have several.
    Republisher,
    /// Agencies among the sources; an article may have several.
    Agency,
    /// The rights status.
    Rights,
    /// Persons of the roster who are named in them, in whatever role.
    Person,
    /// Persons of the roster who wrote them.
    Author,
    /// The year of publication.
    Year,
    /// The month of publication.
    Month,
    /// The language.
    Language,
}

named!(By {
    Source = "source",
    Republisher = "republisher",
    Agency = "agency",
    Rights = "rights",
    Person = "person",
    Author = "author",
    Year = "year",
    Month = "month",
    Language = "language",
});

/// How many articles there are of each value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// What they are counted by.
    pub by: By,
    /// The values, the most frequent first, those as frequent by the alphabet; `None` of articles that state none.
    pub values: Vec<(Option<String>, u64)>,
}

/// What a query found, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many articles there are of each value, in the ways that were asked for.
    pub facets: Vec<Facet>,
    /// How many articles there are in all.
    pub total: u64,
    /// What was asked for and is nowhere in the archive, one sentence each.
    pub notes: Vec<String>,
}

/// Counts everything that a query finds, in each of some ways.
///
/// # Errors
/// When the archive cannot be read.
pub fn facets(archive: &Archive, query: &Query, by: &[By]) -> Result<Counted> {
    let facets = by.iter().map(|&by| Facet { by, values: Vec::new() }).collect();
    let mut counted = Counted { facets, ..Counted::default() };
    let Some(tree) = &query.tree else { return Ok(counted) };
    let ask = archive.error("counting what was found");
    let question = Question::of(archive, tree)?;
    let total = format!("SELECT {}, NULL, count(*) FROM hit", by.len());
    let counts: Vec<String> =
        by.iter().enumerate().map(|(at, &by)| counts_of(at, by)).chain([total]).collect();
    let counts = counts.join(" UNION ALL ");
    let sql = format!("WITH hit AS MATERIALIZED ({}) {counts}", question.every_id());
    let mut statement = archive.connection.prepare(&sql).map_err(&ask)?;
    let mut rows = statement.query(params_from_iter(&question.parameters)).map_err(&ask)?;
    while let Some(row) = rows.next().map_err(&ask)? {
        let (at, value, articles) = (row.get::<_, usize>(0), row.get(1), row.get::<_, i64>(2));
        let articles = articles.map_err(&ask)?.unsigned_abs();
        match counted.facets.get_mut(at.map_err(&ask)?) {
            Some(facet) => facet.values.push((value.map_err(&ask)?, articles)),
            None => counted.total = articles,
        }
    }
    counted.notes = question.notes;
    for facet in &mut counted.facets {
        facet
            .values
            .sort_by(|(one, first), (other, second)| (Reverse(first), one).cmp(&(Reverse(second), other)));
    }
    Ok(counted)
}

/// The part of the question that counts by one thing.
fn counts_of(at: usize, by: By) -> String {
    let of_article = |value: &str| {
        format!(
            "SELECT {at}, {value} AS value, count(*) FROM hit CROSS JOIN article a ON a.id = hit.id GROUP BY value"
        )
    };
    // Of an article with several each counts once.
    let of_many = |value: &str, joined: &str| {
        format!(
            "SELECT {at}, value, count(*) FROM (SELECT DISTINCT hit.id, {value} AS value FROM hit {joined}) GROUP BY value"
        )
    };
    let source = |role: &str| {
        let joined = format!(
            "LEFT JOIN article_source m ON m.article_id = hit.id AND m.role = '{role}' LEFT JOIN source s ON s.id = m.source_id"
        );
        of_many("s.name", &joined)
    };
    let person = |role: &str| {
        let joined = format!(
            "LEFT JOIN person_mention m ON m.article_id = hit.id{role} LEFT JOIN person p ON p.id = m.person_id"
        );
        of_many("p.roster_name", &joined)
    };
    match by {
        // Numbers are quicker to sort than names; two sources of different kinds can have one name.
        By::Source => format!(
            "SELECT {at}, s.name AS value, sum(c.articles) FROM (SELECT a.source_id AS id, count(*) AS articles \
             FROM hit CROSS JOIN article a ON a.id = hit.id GROUP BY a.source_id) c \
             LEFT JOIN source s ON s.id = c.id GROUP BY value"
        ),
        By::Rights => of_article("a.rights_status"),
        By::Year => of_article("substr(a.published, 1, 4)"),
        // A year alone is in no month.
        By::Month => of_article("CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END"),
        By::Language => of_article("a.language"),
        By::Republisher => source("republisher"),
        By::Agency => source("agency"),
        By::Person => person(""),
        By::Author => person(" AND m.role = 'author'"),
    }
}
