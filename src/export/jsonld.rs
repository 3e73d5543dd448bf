//! The articles as schema.org's `NewsArticle` in JSON-LD, one object with its context a line.

use std::path::Path;

use serde::Serialize;

use super::Written;
use super::item::{Item, distinct, json_lines};
use super::json::line;
use crate::archive::Archive;
use crate::article::{Zone, word_count};
use crate::error::Result;
use crate::extract::SourceRole;
use crate::record::SourceRecord;

/// Writes every article as `jsonld.ndjson` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    json_lines(archive, folder, "jsonld.ndjson", |file, item| line(file, &article(item)))
}

/// An article. What is not known is left out; what there can be several of is a list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternative_headline: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    publisher: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source_organization: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    provider: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_based_on: Vec<Original<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copyright_holder: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copyright_notice: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    credit_text: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    license: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    usage_info: Vec<Terms<'a>>,
    word_count: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    article_body: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Node<'a>>,
}

/// A person or an organization.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Node<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    job_title: &'a [String],
}

/// Where the article was published before.
#[derive(Serialize)]
struct Original<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    publisher: Node<'a>,
}

/// A sentence that states terms.
#[derive(Serialize)]
struct Terms<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
}

fn article<'a>(item: &'a Item<'a>) -> NewsArticle<'a> {
    let record = item.record;
    let published_here = if record.reprint { SourceRole::Republisher } else { SourceRole::Original };
    let originals = item.sources(SourceRole::Original).filter(|_| record.reprint);
    NewsArticle {
        context: "https://schema.org",
        kind: "NewsArticle",
        id: item.uri(),
        identifier: &record.path,
        headline: item.headline(),
        alternative_headline: item.subtitles().collect(),
        author: item.authors().map(person).collect(),
        date_published: record.published.as_ref().map(|published| published.value.as_str()),
        dateline: item.dateline(),
        in_language: record.language.as_deref(),
        publisher: organizations(item, &[published_here, SourceRole::Partner]),
        source_organization: organizations(item, &[SourceRole::Original, SourceRole::Agency]),
        provider: organizations(item, &[SourceRole::Distributor]),
        contributor: organizations(item, &[SourceRole::Contributor]),
        is_based_on: originals
            .map(|source| Original { kind: "CreativeWork", publisher: organization(source) })
            .collect(),
        // Plain names: it is not known whether they are persons' or organizations'.
        copyright_holder: item.copyright_holders(),
        copyright_notice: item.copyright_notices(),
        credit_text: credits(item),
        license: item.licences(),
        usage_info: item.usage_terms().into_iter().map(|text| Terms { kind: "CreativeWork", text }).collect(),
        word_count: word_count(item.body()),
        article_body: item.body(),
        mentions: item
            .mentioned()
            .map(|mentioned| Node { job_title: &mentioned.titles, ..person(&mentioned.name) })
            .collect(),
    }
}

fn person(name: &str) -> Node<'_> {
    Node { kind: "Person", name, job_title: &[] }
}

fn organization(source: &SourceRecord) -> Node<'_> {
    Node { kind: "Organization", name: &source.name, job_title: &[] }
}

fn organizations<'a>(item: &Item<'a>, roles: &[SourceRole]) -> Vec<Node<'a>> {
    roles.iter().flat_map(|role| item.sources(*role)).map(organization).collect()
}

/// The notices that say where the article comes from, in their own words.
fn credits<'a>(item: &Item<'a>) -> Vec<&'a str> {
    let sources = item.record.sources.iter().filter(|source| {
        source.role < SourceRole::Republisher && source.evidence.zone == Zone::Notice && item.record.reprint
    });
    distinct(sources.map(|source| source.evidence.exact.as_str()))
}
