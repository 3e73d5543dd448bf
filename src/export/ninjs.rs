//! The articles as news items of the IPTC's ninjs 3.1 (News in JSON), one a line.
//!
//! The names are those of <https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json>. Its dates are points in
//! time with a zone, which no article states; a day of publication stands among the descriptions.

use std::path::Path;

use serde::Serialize;

use super::Written;
use super::item::{Item, json_lines};
use super::json::line;
use crate::archive::Archive;
use crate::article::word_count;
use crate::error::Result;
use crate::extract::{PersonRole, SourceRole};
use crate::record::RightsRecord;

/// Writes every article as `ninjs.ndjson` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    json_lines(archive, folder, "ninjs.ndjson", |file, item| line(file, &news(item)))
}

/// A news item. What is not known is left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct News<'a> {
    uri: String,
    #[serde(rename = "type")]
    kind: &'static str,
    standard: Standard,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headlines: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    located: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bodies: Vec<Body<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    descriptions: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    info_sources: Vec<InfoSource<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_holder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_terms: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights_info: Option<RightsInfo<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    associations: Vec<Picture<'a>>,
    alt_ids: Vec<AltId<'a>>,
}

#[derive(Serialize)]
struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

const STANDARD: Standard = Standard {
    name: "ninjs",
    version: "3.1",
    schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
};

/// A headline or a description.
#[derive(Serialize)]
struct Text<'a> {
    role: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    role: &'static str,
    content_type: &'static str,
    char_count: usize,
    word_count: u64,
    value: &'a str,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    rel: &'static str,
}

#[derive(Serialize)]
struct InfoSource<'a> {
    name: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RightsInfo<'a> {
    linked_rights: &'a str,
}

#[derive(Serialize)]
struct AltId<'a> {
    role: &'static str,
    value: &'a str,
}

/// A picture, of which we have no more than its credit and its caption.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Picture<'a> {
    name: String,
    uri: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    info_sources: Vec<InfoSource<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_terms: Option<&'a str>,
    descriptions: Vec<Text<'a>>,
}

fn news<'a>(item: &'a Item<'a>) -> News<'a> {
    let record = item.record;
    let ids = [("path", Some(record.path.as_str())), ("digest", record.digest.as_deref())];
    News {
        uri: item.uri(),
        kind: "text",
        standard: STANDARD,
        language: record.language.as_deref(),
        headlines: headlines(item),
        by: joined(&item.authors().collect::<Vec<_>>(), ", "),
        located: item.located(),
        bodies: body(item.body()).into_iter().collect(),
        descriptions: record
            .published
            .iter()
            .map(|published| Text { role: "published", value: &published.value })
            .collect(),
        people: record
            .people
            .iter()
            .map(|person| Person { name: &person.name, rel: relation(&person.roles) })
            .collect(),
        info_sources: record
            .sources
            .iter()
            .map(|source| InfoSource { name: &source.name, role: role(source.role) })
            .collect(),
        copyright_holder: joined(&item.copyright_holders(), "; "),
        copyright_notice: joined(&item.copyright_notices(), "\n"),
        usage_terms: joined(&item.usage_terms(), "\n"),
        rights_info: item.licences().first().map(|uri| RightsInfo { linked_rights: uri }),
        associations: pictures(item),
        alt_ids: ids
            .into_iter()
            .filter_map(|(role, value)| value.map(|value| AltId { role, value }))
            .collect(),
    }
}

fn joined(texts: &[&str], separator: &str) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join(separator))
}

fn headlines<'a>(item: &'a Item<'a>) -> Vec<Text<'a>> {
    let main = item.headline().map(|value| Text { role: "main", value });
    main.into_iter().chain(item.subtitles().map(|value| Text { role: "subtitle", value })).collect()
}

fn body(text: &str) -> Option<Body<'_>> {
    (!text.is_empty()).then(|| Body {
        role: "main",
        content_type: "text/plain",
        char_count: text.chars().count(),
        word_count: word_count(text),
        value: text,
    })
}

/// What the article is to a person, in the one word that there is room for: the one that says most.
fn relation(roles: &[PersonRole]) -> &'static str {
    let order = [
        (PersonRole::Author, "author"),
        (PersonRole::Photographer, "photographer"),
        (PersonRole::Quoted, "quoted"),
    ];
    order.into_iter().find(|(role, _)| roles.contains(role)).map_or("mentions", |(_, word)| word)
}

fn role(role: SourceRole) -> &'static str {
    match role {
        SourceRole::Original => "originator",
        other => other.as_str(),
    }
}

fn pictures<'a>(item: &'a Item<'a>) -> Vec<Picture<'a>> {
    let uri = item.uri();
    let with_number = |(at, (rights, caption))| picture(&uri, at + 1, rights, caption);
    item.pictures().into_iter().enumerate().map(with_number).collect()
}

fn picture<'a>(
    article: &str,
    number: usize,
    rights: &'a RightsRecord,
    caption: Option<&'a str>,
) -> Picture<'a> {
    let credit = rights.credit.as_ref();
    let suppliers = credit
        .map(|credit| [("agency", &credit.agency), ("via", &credit.via), ("courtesy", &credit.courtesy)]);
    let caption = caption.map(|value| Text { role: "caption", value });
    Picture {
        name: format!("picture {number}"),
        uri: format!("{article}#picture-{number}"),
        kind: "picture",
        by: credit.and_then(|credit| credit.photographer.as_deref()),
        info_sources: suppliers
            .into_iter()
            .flatten()
            .filter_map(|(role, name)| name.as_deref().map(|name| InfoSource { name, role }))
            .collect(),
        usage_terms: rights.usage_terms.as_deref(),
        descriptions: caption
            .into_iter()
            .chain([Text { role: "credit", value: &rights.evidence.exact }])
            .collect(),
    }
}
