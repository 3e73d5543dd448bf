//! `morgue search --facet`: what is found, counted.

use std::io::Write;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::output::{STRONG, styled, thousands};
use super::search::Format;
use crate::export::{csv, json};
use crate::search::{By, Facet};

/// Reads what articles are counted by.
pub fn by() -> impl TypedValueParser<Value = By> {
    let names = PossibleValuesParser::new(By::ALL.iter().map(|by| by.as_str()));
    names.try_map(|name| By::parse(&name).ok_or("no facet"))
}

#[derive(Serialize)]
struct Count<'a> {
    facet: &'a str,
    value: Option<&'a str>,
    articles: u64,
}

/// Prints the most frequent values of each, at most `limit`.
pub fn print(out: &mut impl Write, format: Format, facets: &[Facet], limit: usize) -> std::io::Result<()> {
    let counts = facets.iter().flat_map(|facet| {
        facet.values.iter().take(limit).map(|(value, articles)| Count {
            facet: facet.by.as_str(),
            value: value.as_deref(),
            articles: *articles,
        })
    });
    match format {
        Format::Table | Format::Paths => {
            for (at, facet) in facets.iter().enumerate() {
                let space = if at == 0 { "" } else { "\n" };
                writeln!(out, "{space}{}", styled(STRONG, &format!("by {}", facet.by.as_str())))?;
                print_table(out, facet, limit)?;
            }
            Ok(())
        }
        Format::Csv => csv::table(
            out,
            &["facet", "value", "articles"],
            counts.map(|count| {
                vec![
                    count.facet.to_owned(),
                    count.value.unwrap_or_default().to_owned(),
                    count.articles.to_string(),
                ]
            }),
        ),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &counts.collect::<Vec<_>>())?;
            writeln!(out)
        }
        Format::Ndjson => {
            let mut counts = counts;
            counts.try_for_each(|count| json::line(&mut *out, &count))
        }
    }
}

fn print_table(out: &mut impl Write, facet: &Facet, limit: usize) -> std::io::Result<()> {
    for (value, articles) in facet.values.iter().take(limit) {
        writeln!(out, "{:>12}  {}", thousands(*articles), value.as_deref().unwrap_or("(not stated)"))?;
    }
    let more = facet.values.len().saturating_sub(limit);
    if more > 0 { writeln!(out, "{:>12}  and {} more", "", thousands(more as u64)) } else { Ok(()) }
}
