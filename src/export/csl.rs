//! The articles as CSL-JSON, which Zotero, pandoc and other programs for references take: one array.
//!
//! The names are those of the variables of CSL 1.0.2.

use std::path::Path;

use serde::Serialize;

use super::item::{Item, each_item};
use super::json::Array;
use super::{Written, failed, make_folder, whole_file};
use crate::archive::Archive;
use crate::error::Result;
use crate::extract::SourceRole;
use crate::extract::people::is_given;
use crate::record::SourceRecord;
use crate::vocabulary::SourceKind;

/// Writes every article as `csl.json` into a folder, which is made when it is not there.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    make_folder(folder)?;
    let name = "csl.json";
    let failed = failed(folder, name);
    let written = whole_file(folder, name, |file| {
        let mut array = Array::default();
        each_item(archive, |item| array.push(&mut *file, &reference(item)).map_err(failed))?;
        array.end(file).map_err(failed)
    })?;
    Ok(vec![written])
}

/// A reference. What is not known is left out.
#[derive(Serialize)]
struct Reference<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    note: String,
}

/// The name of an author, taken apart only when that is sure.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Name<'a> {
    Parts { family: &'a str, given: &'a str },
    Whole { literal: &'a str },
}

/// A day, a month or a year.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [Vec<u16>; 1],
}

fn reference<'a>(item: &'a Item<'a>) -> Reference<'a> {
    let record = item.record;
    let container = container(item);
    Reference {
        id: item.uri(),
        kind: kind(container.map(|source| source.kind)),
        title: item.headline(),
        author: item.authors().map(|author| name(author, record.language.as_deref())).collect(),
        issued: record.published.as_ref().and_then(|published| issued(&published.value)),
        container_title: container.map(|source| source.name.as_str()),
        language: record.language.as_deref(),
        note: note(item, container),
    }
}

/// Whose article it is: whoever published it first, else the agency that wrote it, else a partner, else whoever
/// published it again.
fn container<'a>(item: &Item<'a>) -> Option<&'a SourceRecord> {
    let roles = [SourceRole::Original, SourceRole::Agency, SourceRole::Partner, SourceRole::Republisher];
    roles.into_iter().find_map(|role| item.sources(role).next())
}

/// Through whose hands it went besides, and where the file is. Styles print what stands in other variables;
/// a path belongs in no bibliography.
fn note(item: &Item<'_>, container: Option<&SourceRecord>) -> String {
    let of_role = |(role, doing): (SourceRole, &'static str)| {
        let others = item.sources(role).filter(move |source| Some(*source) != container);
        others.map(move |source| format!("{doing} {}.", source.name))
    };
    let roles = [
        (SourceRole::Agency, "Agency:"),
        (SourceRole::Distributor, "Distributed by"),
        (SourceRole::Republisher, "Republished in"),
    ];
    let file = format!("File: {}", item.record.path);
    roles.into_iter().flat_map(of_role).chain([file]).collect::<Vec<_>>().join(" ")
}

/// Which type of reference belongs to a kind of source. News is a newspaper's unless something else is known.
fn kind(source: Option<SourceKind>) -> &'static str {
    match source {
        Some(SourceKind::Magazine) => "article-magazine",
        Some(SourceKind::Journal) => "article-journal",
        Some(SourceKind::Broadcaster | SourceKind::Site | SourceKind::Government) => "webpage",
        Some(
            SourceKind::Newspaper
            | SourceKind::Agency
            | SourceKind::Distributor
            | SourceKind::PhotoAgency
            | SourceKind::ReleaseWire
            | SourceKind::Unknown,
        )
        | None => "article-newspaper",
    }
}

/// Languages in which the family's name stands first, or is not told by its place.
const FAMILY_FIRST: &[&str] = &["hu", "ja", "ko", "vi", "zh"];

/// Given names in English that are families' names in East Asia.
const GIVEN_OR_FAMILY: &[&str] = &["Jay", "Jo", "Kim", "Lee"];

/// "Ann Roe", "Ann B. Roe": a given name that is hardly anything else, initials, and one word more.
fn name<'a>(author: &'a str, language: Option<&str>) -> Name<'a> {
    let whole = Name::Whole { literal: author };
    if language.is_some_and(|language| FAMILY_FIRST.contains(&language)) {
        return whole;
    }
    let Some((given, family)) = author.rsplit_once(' ') else { return whole };
    let mut words = given.split(' ');
    let is_first_given = words.next().is_some_and(|word| is_given(word) && !GIVEN_OR_FAMILY.contains(&word));
    let is_initial = |word: &str| word.len() == 2 && word.ends_with('.');
    let is_one_name = family.starts_with(char::is_uppercase)
        && family.chars().any(char::is_lowercase)
        && !family.ends_with('.')
        && !matches!(family, "Jr" | "Sr" | "II" | "III" | "IV");
    if is_first_given && words.all(is_initial) && is_one_name { Name::Parts { family, given } } else { whole }
}

fn issued(value: &str) -> Option<Issued> {
    let parts: Option<Vec<u16>> = value.split('-').map(|part| part.parse().ok()).collect();
    parts.map(|parts| Issued { date_parts: [parts] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_only_when_that_is_sure() {
        for (author, language, family) in [
            ("Ann Roe", Some("en"), Some("Roe")),
            ("Ann B. Roe", Some("en"), Some("Roe")),
            ("Laura Fenwick-Hale", None, Some("Fenwick-Hale")),
            // The family's name may have two words, stand first, or be no name at all.
            ("Ana María Roe", Some("es"), None),
            ("Vincent van Gogh", Some("en"), None),
            ("Ann Roe Jr", Some("en"), None),
            ("Ann Roe", Some("hu"), None),
            ("Kim Sora", Some("en"), None),
            ("Xi Jinping", Some("en"), None),
            ("NORA PELLEGREW", Some("en"), None),
            ("Ann R.", Some("en"), None),
            ("Roe", Some("en"), None),
            ("", None, None),
        ] {
            let expected = match family {
                Some(family) => {
                    Name::Parts { family, given: author.strip_suffix(family).unwrap().trim_end() }
                }
                None => Name::Whole { literal: author },
            };
            assert_eq!(name(author, language), expected, "{author}");
        }
    }

    #[test]
    fn days_months_and_years() {
        for (value, parts) in [
            ("2020-03-25", Some(vec![2020, 3, 25])),
            ("2020-03", Some(vec![2020, 3])),
            ("1888", Some(vec![1888])),
            ("2020-SU", None),
        ] {
            assert_eq!(issued(value).map(|issued| issued.date_parts), parts.map(|parts| [parts]), "{value}");
        }
    }
}
