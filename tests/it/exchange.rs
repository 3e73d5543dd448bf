//! What other programs take: each format keeps to its standard's names, and says no word that the record
//! does not.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use morgue::record::Record;
use serde_json::Value;

use crate::support::{Place, project};

/// The samples, and what they lack, in an archive, and all of its exports below `out/`.
fn exported() -> Place {
    let place = Place::new();
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("sample_data")).unwrap();
    place.write(
        "clips/subtitled.txt",
        "Bridge Opens After Delay\n\n'It was worth the wait,' says the man who waited longest.\n\nBy Ann Roe\n\nThe bridge opened on Monday after a delay of two years.\n",
    );
    let _ = place.morgue("ingest sample_data clips").exits(3);
    for format in ["ndjson", "ninjs", "jsonld", "csl", "text"] {
        let _ = place.morgue(&format!("export out --format {format}")).exits(0);
    }
    place
}

fn read(place: &Place, name: &str) -> String {
    String::from_utf8(place.read(name)).unwrap()
}

/// The objects of a file with one a line.
fn objects(place: &Place, name: &str) -> Vec<Value> {
    read(place, name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn references(place: &Place) -> Vec<Value> {
    serde_json::from_str(&read(place, "out/csl.json")).unwrap()
}

/// The records of the articles; a file that failed is none.
fn records(place: &Place) -> Vec<Record> {
    let lines = read(place, "out/records.ndjson");
    let records = lines.lines().map(|line| serde_json::from_str::<Record>(line).unwrap());
    records.filter(|record| record.reason.is_none()).collect()
}

/// Samples that together have everything that an export can tell.
const TELLING: [&str; 6] = [
    "rights/distributed.txt",
    "people/picture-credits.txt",
    "reprints/by-permission.txt",
    "rights/creative-commons.txt",
    "wire/byline-and-agency.txt",
    "wire/dateline-with-date.txt",
];

#[test]
fn formats_of_an_exchange() {
    let place = exported();
    let paths: Vec<String> = records(&place).iter().map(|record| record.path.clone()).collect();
    for (name, items) in [
        ("export_ninjs", objects(&place, "out/ninjs.ndjson")),
        ("export_jsonld", objects(&place, "out/jsonld.ndjson")),
        ("export_csl", references(&place)),
    ] {
        assert_eq!(items.len(), paths.len(), "{name}");
        let telling =
            paths.iter().zip(&items).filter(|(path, _)| TELLING.iter().any(|end| path.ends_with(end)));
        let printed: Vec<String> =
            telling.map(|(_, item)| serde_json::to_string_pretty(item).unwrap()).collect();
        assert_eq!(printed.len(), TELLING.len());
        as_before(name, &printed.join("\n"));
    }
    let table = read(&place, "out/metadata.csv");
    let telling = table
        .lines()
        .filter(|line| line.starts_with("filename") || TELLING.iter().any(|end| line.contains(end)));
    as_before("export_metadata", &telling.collect::<Vec<_>>().join("\n"));
}

#[track_caller]
fn as_before(name: &str, printed: &str) {
    insta::with_settings!({ snapshot_path => "formats", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, printed);
    });
}

/// What a standard calls a thing and its parts. A type is `text`, `number`, `object NAME`, or a list of one.
type Names = BTreeMap<&'static str, &'static [(&'static str, &'static str)]>;

/// The names of <https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json>, as far as we use them; the schema
/// allows no others. Of an associated item it asks for a name and a URI.
fn ninjs() -> Names {
    BTreeMap::from([
        (
            "item",
            &[
                ("uri", "text"),
                ("type", "text"),
                ("language", "text"),
                ("standard", "object standard"),
                ("headlines", "list of object text"),
                ("by", "text"),
                ("located", "text"),
                ("bodies", "list of object body"),
                ("descriptions", "list of object text"),
                ("people", "list of object related"),
                ("infoSources", "list of object source"),
                ("copyrightHolder", "text"),
                ("copyrightNotice", "text"),
                ("usageTerms", "text"),
                ("rightsInfo", "object rights"),
                ("associations", "list of object associated"),
                ("altIds", "list of object id"),
            ][..],
        ),
        (
            "associated",
            &[
                ("name", "text"),
                ("uri", "text"),
                ("type", "text"),
                ("by", "text"),
                ("infoSources", "list of object source"),
                ("usageTerms", "text"),
                ("descriptions", "list of object text"),
            ],
        ),
        ("standard", &[("name", "text"), ("version", "text"), ("schema", "text")]),
        ("text", &[("role", "text"), ("value", "text")]),
        (
            "body",
            &[
                ("role", "text"),
                ("contentType", "text"),
                ("charCount", "number"),
                ("wordCount", "number"),
                ("value", "text"),
            ],
        ),
        ("related", &[("name", "text"), ("rel", "text")]),
        ("source", &[("name", "text"), ("role", "text")]),
        ("rights", &[("linkedRights", "text")]),
        ("id", &[("role", "text"), ("value", "text")]),
    ])
}

/// The properties of <https://schema.org/NewsArticle> and of what it speaks of, as far as we use them.
fn schema_org() -> Names {
    BTreeMap::from([
        (
            "item",
            &[
                ("@context", "text"),
                ("@type", "text"),
                ("@id", "text"),
                ("identifier", "text"),
                ("headline", "text"),
                ("alternativeHeadline", "list of text"),
                ("author", "list of object node"),
                ("datePublished", "text"),
                ("dateline", "text"),
                ("inLanguage", "text"),
                ("publisher", "list of object node"),
                ("sourceOrganization", "list of object node"),
                ("provider", "list of object node"),
                ("contributor", "list of object node"),
                ("isBasedOn", "list of object work"),
                ("copyrightHolder", "list of text"),
                ("copyrightNotice", "list of text"),
                ("creditText", "list of text"),
                ("license", "list of text"),
                ("usageInfo", "list of object terms"),
                ("wordCount", "number"),
                ("articleBody", "text"),
                ("mentions", "list of object node"),
            ][..],
        ),
        ("node", &[("@type", "text"), ("name", "text"), ("jobTitle", "list of text")]),
        ("work", &[("@type", "text"), ("publisher", "object node")]),
        ("terms", &[("@type", "text"), ("text", "text")]),
    ])
}

/// The variables of CSL 1.0.2 in
/// <https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json>, as far as
/// we use them; the schema allows no others.
fn csl() -> Names {
    BTreeMap::from([
        (
            "item",
            &[
                ("id", "text"),
                ("type", "text"),
                ("title", "text"),
                ("author", "list of object name"),
                ("issued", "object date"),
                ("container-title", "text"),
                ("language", "text"),
                ("note", "text"),
            ][..],
        ),
        ("name", &[("family", "text"), ("given", "text"), ("literal", "text")]),
        ("date", &[("date-parts", "list of list of number")]),
    ])
}

/// The value is of this type; nothing in it is empty, and all of its names are known.
fn check(names: &Names, kind: &str, value: &Value, used: &mut BTreeSet<String>) {
    match kind.split_once(' ') {
        Some(("list", of)) => {
            let items = value.as_array().unwrap_or_else(|| panic!("{value} is no list"));
            assert!(!items.is_empty(), "an empty list");
            for item in items {
                check(names, of.strip_prefix("of ").unwrap(), item, used);
            }
        }
        Some(("object", name)) => {
            let object = value.as_object().unwrap_or_else(|| panic!("{value} is no {name}"));
            assert!(!object.is_empty(), "an empty {name}");
            for (key, value) in object {
                let known = names[name].iter().find(|(known, _)| known == key);
                check(names, known.unwrap_or_else(|| panic!("{name} has no {key}")).1, value, used);
                used.insert(format!("{name} {key}"));
            }
        }
        _ if kind == "number" => assert!(value.is_u64(), "{value} is no number"),
        _ => assert!(value.as_str().is_some_and(|text| !text.is_empty()), "{value} is no text"),
    }
}

#[test]
fn the_names_are_those_of_the_standards() {
    let place = exported();
    for (names, items) in [
        (ninjs(), objects(&place, "out/ninjs.ndjson")),
        (schema_org(), objects(&place, "out/jsonld.ndjson")),
        (csl(), references(&place)),
    ] {
        let mut used = BTreeSet::new();
        for item in &items {
            check(&names, "object item", item, &mut used);
        }
        let all =
            names.iter().flat_map(|(name, keys)| keys.iter().map(move |(key, _)| format!("{name} {key}")));
        let left: Vec<String> = all.filter(|key| !used.contains(key)).collect();
        assert_eq!(left, [""; 0], "we use no such name");
    }
}

#[test]
fn what_the_standards_ask_of_values() {
    let place = exported();
    for item in objects(&place, "out/ninjs.ndjson") {
        let uri = item["uri"].as_str().unwrap();
        assert!(is_uuid_8(uri.strip_prefix("urn:uuid:").unwrap()), "{uri}");
        for picture in item["associations"].as_array().into_iter().flatten() {
            assert!(picture["name"].is_string() && picture["type"] == "picture");
            assert!(picture["uri"].as_str().unwrap().starts_with(&format!("{uri}#")));
        }
    }
    for item in objects(&place, "out/jsonld.ndjson") {
        for licence in item["license"].as_array().into_iter().flatten() {
            assert!(licence.as_str().unwrap().starts_with("https://"), "{licence}");
        }
    }
    let types = ["article-newspaper", "article-magazine", "article-journal", "webpage"];
    for reference in references(&place) {
        assert!(types.contains(&reference["type"].as_str().unwrap()), "{reference}");
        for name in reference["author"].as_array().into_iter().flatten() {
            assert!(name["literal"].is_string() != (name["family"].is_string() && name["given"].is_string()));
        }
    }
}

fn is_uuid_8(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && text.chars().all(|c| c == '-' || matches!(c, '0'..='9' | 'a'..='f'))
        && groups[2].starts_with('8')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
}

/// Every text in a value.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(object) => object.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// Words of the formats, not of articles.
const OWN_WORDS: &[&str] = &[
    "text",
    "picture",
    "ninjs",
    "3.1",
    "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
    "text/plain",
    "main",
    "subtitle",
    "published",
    "caption",
    "credit",
    "author",
    "photographer",
    "quoted",
    "mentions",
    "originator",
    "agency",
    "via",
    "courtesy",
    "distributor",
    "republisher",
    "partner",
    "contributor",
    "path",
    "digest",
    "https://schema.org",
    "NewsArticle",
    "Person",
    "Organization",
    "CreativeWork",
    "article-newspaper",
    "article-magazine",
    "article-journal",
    "webpage",
];

/// Every text of an export is a text of the record, or some of them put together, or a word of the format.
#[test]
fn no_export_says_what_the_record_does_not() {
    let place = exported();
    let records = records(&place);
    for items in
        [objects(&place, "out/ninjs.ndjson"), objects(&place, "out/jsonld.ndjson"), references(&place)]
    {
        assert_eq!(items.len(), records.len());
        for (record, item) in records.iter().zip(&items) {
            let json = serde_json::to_value(record).unwrap();
            let article = record.article();
            let zones = morgue::article::Zone::ALL.map(|zone| article.text(zone));
            let mut said = Vec::from(zones);
            texts(&json, &mut said);
            let is_said = |text: &str| said.contains(&text) || OWN_WORDS.contains(&text);
            let mut exported = Vec::new();
            texts(item, &mut exported);
            for text in exported {
                let parts_are_said = |separator: &str| text.split(separator).all(is_said);
                let is_name = text.starts_with("urn:uuid:") || text.starts_with("picture ");
                let is_part_of_name = record.people.iter().any(|person| {
                    let mut parts = person.name.rsplitn(2, ' ');
                    parts.next() == Some(text) || parts.next() == Some(text)
                });
                let is_place = record.sources.iter().any(|source| source.evidence.exact.starts_with(text));
                assert!(
                    is_said(text)
                        || is_name
                        || parts_are_said("\n")
                        || parts_are_said("; ")
                        || parts_are_said(", ")
                        || item["located"] == text && is_place
                        || item["author"].is_array() && is_part_of_name
                        || item["note"] == text && text.ends_with(&format!("File: {}", record.path)),
                    "{}: {text:?}",
                    record.path
                );
            }
            assert_eq!(item["bodies"][0]["value"].as_str().unwrap_or(zones[2]), zones[2]);
            assert_eq!(item["articleBody"].as_str().unwrap_or(zones[2]), zones[2]);
        }
    }
}

/// The files in `text/`, by their names below it.
fn text_files(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect()
}

#[test]
fn texts_are_headline_and_story_and_nothing_else() {
    let place = exported();
    let files = text_files(&place.path("out/text"));
    let mut table = csv::Reader::from_path(place.path("out/metadata.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let records = records(&place);
    assert_eq!((files.len(), rows.len()), (records.len(), records.len()));
    for (record, row) in records.iter().zip(&rows) {
        assert_eq!(&row[1], record.path);
        let article = record.article();
        let [headline, body] =
            [morgue::article::Zone::Headline, morgue::article::Zone::Body].map(|zone| article.text(zone));
        let expected =
            if headline.is_empty() { format!("{body}\n") } else { format!("{headline}\n\n{body}\n") };
        assert_eq!(files[&row[0]], expected, "{}", record.path);
    }
}

#[test]
fn the_same_archive_gives_the_same_exports() {
    let place = Place::with_clips(60);
    for (archive, jobs) in [("one.db", 1), ("four.db", 4)] {
        let _ =
            place.morgue(&format!("ingest clips --archive {archive} --jobs {jobs} --batch-size 7")).exits(0);
        for format in ["ninjs", "jsonld", "csl", "text"] {
            let folder = format!("{archive}.out");
            let export = format!("export {folder} --archive {archive} --format {format}");
            let _ = place.morgue(&export).exits(0);
        }
    }
    for name in ["ninjs.ndjson", "jsonld.ndjson", "csl.json", "metadata.csv"] {
        let [one, four] = ["one.db", "four.db"].map(|archive| place.read(&format!("{archive}.out/{name}")));
        assert!(!one.is_empty() && one == four, "{name}");
    }
    let [one, four] =
        ["one.db", "four.db"].map(|archive| text_files(&place.path(&format!("{archive}.out/text"))));
    assert!(one.len() == 60 && one == four);
}

#[test]
fn a_folder_of_texts_is_made_anew() {
    let place = Place::with_clips(5);
    let export = "export out --format text";
    let _ = place.morgue("ingest clips").exits(0);
    let _ = place.morgue(export).exits(0);
    let before = text_files(&place.path("out/text"));
    assert_eq!(before.len(), 5);
    // An article that has gone is in the next export no more.
    let clip = std::fs::read_dir(place.path("clips")).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(if clip.is_dir() {
        std::fs::read_dir(clip).unwrap().next().unwrap().unwrap().path()
    } else {
        clip
    })
    .unwrap();
    let _ = place.morgue("ingest clips --prune").exits(0);
    // What an export that was killed has left there does no harm.
    place.write("out/.text.part/0000001-half.txt", "half");
    place.write("out/.text.old/0000001-old.txt", "old");
    let _ = place.morgue(export).exits(0);
    let after = text_files(&place.path("out/text"));
    assert_eq!(after.len(), 4);
    assert!(after.iter().all(|(name, text)| before.get(name) == Some(text)));
    let left: BTreeSet<String> = std::fs::read_dir(place.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected = ["README.md", "datapackage.json", "manifest.json", "metadata.csv", "text"];
    assert_eq!(left, BTreeSet::from(expected.map(str::to_owned)));
}

#[test]
fn an_export_that_fails_leaves_the_one_before() {
    let place = Place::with_clips(5);
    let _ = place.morgue("ingest clips").exits(0);
    let _ = place.morgue("export out --format text").exits(0);
    let before = text_files(&place.path("out/text"));
    // The table cannot be written where a folder is.
    std::fs::create_dir(place.path("out/.metadata.csv.part")).unwrap();
    let said = place.morgue("export out --format text").fails(1);
    assert!(said.contains("metadata.csv: writing the export"), "{said}");
    assert_eq!(text_files(&place.path("out/text")), before);
    assert!(!place.path("out/.text.part").exists());
}

#[test]
fn files_of_a_users_own_are_not_lost() {
    let place = Place::with_clips(2);
    let _ = place.morgue("ingest clips").exits(0);
    let export = "export out --format text";
    for own in ["text/notes.txt", "text/2/mine.md", "text/20200325-notes.txt"] {
        let _ = place.morgue(export).exits(0);
        place.write(&format!("out/{own}"), "mine");
        let said = place.morgue(export).fails(1);
        assert!(
            said.contains("out/text has files that are not from an export, and would be lost\nhint: "),
            "{said}"
        );
        assert_eq!(place.read(&format!("out/{own}")), b"mine");
        std::fs::remove_file(place.path(&format!("out/{own}"))).unwrap();
    }
    // Nor is a folder of that name taken for ours.
    place.write("other/text/0000001.txt", "mine");
    let _ = place.morgue("export other --format text").fails(1);
    assert!(!place.path("other/metadata.csv").exists());
    // A text that somebody has removed is made again; what a file manager has left there is nobody's.
    place.write("out/text/.DS_Store", "");
    let text = std::fs::read_dir(place.path("out/text"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_file());
    std::fs::remove_file(text.unwrap()).unwrap();
    let _ = place.morgue(export).exits(0);
    assert_eq!(text_files(&place.path("out/text")).len(), 2);
}

#[test]
fn an_archive_without_articles_is_exported_too() {
    let place = Place::new();
    place.write("clips/empty.txt", "");
    let _ = place.morgue("ingest clips").exits(3);
    for (format, name, content) in
        [("ninjs", "ninjs.ndjson", ""), ("jsonld", "jsonld.ndjson", ""), ("csl", "csl.json", "[]\n")]
    {
        let printed = place.morgue(&format!("export out --format {format}")).exits(0);
        assert_eq!(printed, format!("out/{name}: 0 rows\n"));
        assert_eq!(read(&place, &format!("out/{name}")), content);
    }
    let _ = place.morgue("export out --format text").exits(0);
    assert!(text_files(&place.path("out/text")).is_empty());
}
