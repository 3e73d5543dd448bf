//! Several queries in, how often each finds what it looks for out: in each article, or by source, by month and so on.

use std::collections::{BTreeMap, HashMap};

use super::super::query::Query;
use super::facet::{By, facets};
use super::hit::{Hit, facts};
use super::kwic::kwic;
use super::{every_article, looked_for};
use crate::archive::Archive;
use crate::error::Result;

/// One article and how many hits each query has in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfArticle {
    /// Its id in the archive.
    pub id: i64,
    /// The path of its file.
    pub path: String,
    /// The day on which it says that it was published.
    pub published: Option<String>,
    /// Who published or supplied it.
    pub source: Option<String>,
    /// How many words its body has.
    pub words: u64,
    /// The hits of each query, in their order.
    pub hits: Vec<u64>,
}

/// One value and how many articles each query finds that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfValue {
    /// The value; `None` of articles that state none.
    pub value: Option<String>,
    /// How many articles have it in all.
    pub total: u64,
    /// How many of them each query finds.
    pub articles: Vec<u64>,
}

/// Counts the hits of each query in each article that at least one of them finds, by path. A query that finds
/// an article by its values alone, and has no words to look for, counts once.
///
/// # Errors
/// When the archive cannot be read.
pub fn hits_by_article(archive: &Archive, queries: &[&Query]) -> Result<Vec<OfArticle>> {
    let mut hits: BTreeMap<i64, Vec<u64>> = BTreeMap::new();
    for (at, query) in queries.iter().enumerate() {
        let mut add = |id| hits.entry(id).or_insert_with(|| vec![0; queries.len()])[at] += 1;
        match &query.tree {
            Some(tree) if looked_for(tree).is_empty() => {
                every_article(archive, query)?.ids.into_iter().for_each(add);
            }
            _ => {
                kwic(archive, query, 0, |place| {
                    add(place.article_id);
                    Ok(())
                })?;
            }
        }
    }
    let of_article = |(id, hits)| {
        let Hit { path, published, source, words, .. } = facts(archive, id)?;
        Ok(OfArticle { id, path, published, source, words, hits })
    };
    let rows = hits.into_iter().map(of_article).collect::<rusqlite::Result<Vec<_>>>();
    let mut rows = rows.map_err(archive.error("counting what was found"))?;
    rows.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    Ok(rows)
}

/// Counts the articles that each query finds, by one of their values: every value that an article of the archive
/// has. Months and years come in their order, other values by how many articles have them.
///
/// # Errors
/// When the archive cannot be read.
pub fn articles_by(archive: &Archive, queries: &[&Query], by: By) -> Result<Vec<OfValue>> {
    let mut rows: Vec<OfValue> = Vec::new();
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    for (at, query) in std::iter::once(&Query::all()).chain(queries.iter().copied()).enumerate() {
        for (value, articles) in
            facets(archive, query, &[by])?.facets.into_iter().flat_map(|facet| facet.values)
        {
            let place = *places.entry(value.clone()).or_insert_with(|| {
                rows.push(OfValue { value, total: 0, articles: vec![0; queries.len()] });
                rows.len() - 1
            });
            match at.checked_sub(1) {
                Some(at) => rows[place].articles[at] = articles,
                None => rows[place].total = articles,
            }
        }
    }
    if matches!(by, By::Month | By::Year) {
        rows.sort_by(|one, other| {
            (one.value.is_none(), &one.value).cmp(&(other.value.is_none(), &other.value))
        });
    }
    Ok(rows)
}
