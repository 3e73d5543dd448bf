//! Exports: spreadsheets that other programs take without repair, and what describes them.

use std::collections::BTreeMap;
use std::io::Read;

use morgue::archive::{Archive, VIEWS, View};
use morgue::error::Error;
use serde_json::Value;

use crate::support::Place;

const HEADLINES: [&str; 6] = [
    "=HYPERLINK(\"http://example.invalid\",\"click\")",
    "She said \"no\", twice; and left",
    "-1+1",
    "Ferry 💥 returns",
    "המעבורת חזרה לנמל",
    "https://example.invalid/a?b=1&c=<2>",
];

const DAYS: [&str; 6] = ["2020-03-25", "1843-05-17", "1900-02-28", "2020-03", "1999", "2024-02-29"];

/// An archive of what makes trouble in spreadsheets; the byline of one article is longer than a cell.
fn with_trouble() -> Place {
    let place = Place::new();
    let long = "long ".repeat(8_000);
    let mut lines = String::new();
    for (at, (headline, day)) in HEADLINES.iter().zip(DAYS).enumerate() {
        let byline = if at == 3 { long.trim_end() } else { "By Ann Roe\nand Jon Doe" };
        let record = serde_json::json!({
            "v": 1, "status": "ok", "reason": null, "path": format!("clips/{at},\"odd\"\nname.txt"),
            "digest": format!("blake3:{}", "0".repeat(63) + &at.to_string()), "bytes": 9, "encoding": "UTF-8",
            "language": null,
            "zones": [{ "zone": "headline", "text": headline }, { "zone": "byline", "text": byline },
                { "zone": "body", "text": format!("Story {at} of a ferry.") }],
            "sources": [], "rights_status": "unknown", "reprint": false, "rights": [],
            "published": { "value": day, "certainty": if day.len() == 10 { "stated" } else { "partial" }, "evidence": null },
            "path_date": null, "dates": [], "people": [], "problems": [],
        });
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    let _ = place.run(["load"], lines.as_bytes()).exits(0);
    place
}

/// The rows of a view as texts.
fn rows(place: &Place, view: &'static View) -> Vec<Vec<String>> {
    let archive = Archive::open(&place.path("morgue.db")).unwrap();
    let mut rows = Vec::new();
    archive
        .each_row(view, None, |cells| {
            rows.push(cells.iter().map(|cell| cell.text().into_owned()).collect());
            Ok::<(), Error>(())
        })
        .unwrap();
    rows
}

fn of_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    csv.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// A header and the very values, whatever reads them.
#[test]
fn csv_has_every_value_as_it_is() {
    let place = with_trouble();
    let _ = place.morgue("export out").exits(0);
    for view in VIEWS.iter().filter(|view| view.can_be_narrowed()) {
        let header = view.columns().map(|column| column.name.to_owned()).collect();
        let expected = [vec![header], rows(&place, view)].concat();
        assert_eq!(of_csv(&place.read(&format!("out/{}.csv", view.name))), expected, "{}", view.name);
    }
    assert!(!place.path("out/runs.csv").exists());
    let python = "import csv, json, sys; print(json.dumps(list(csv.reader(open('out/articles.csv', encoding='utf-8', newline='')))))";
    match std::process::Command::new("python3").args(["-c", python]).current_dir(place.path(".")).output() {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            let read: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(read, of_csv(&place.read("out/articles.csv")));
        }
        Err(error) => eprintln!("skipped, there is no python3 to read the CSV with: {error}"),
    }
}

#[test]
fn csv_for_excel_has_no_formula_and_no_cell_that_is_too_long() {
    let place = with_trouble();
    let done = place.run(["export", "out", "--excel", "--delimiter", ";", "--views", "articles"], b"");
    let told = "note: cut off in articles.csv, articles, row 5, byline (clips/3,\"odd\"\nname.txt): 39,999 characters are more than a cell holds\n";
    assert_eq!(done.err, told);
    let bytes = place.read("out/articles.csv");
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with("\u{feff}id;path;headline;byline;"), "{text}");
    let mut csv = csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
    let read: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let headlines: Vec<&str> = read.iter().map(|row| &row[2]).collect();
    assert_eq!(headlines[0], format!("'{}", HEADLINES[0]));
    assert_eq!(headlines[2], "'-1+1");
    assert_eq!((headlines[1], headlines[3]), (HEADLINES[1], HEADLINES[3]));
    assert!(read[3][3].ends_with("… [cut]") && read[3][3].encode_utf16().count() == 32_767);
    let manifest = json(&place.read("out/manifest.json"));
    assert_eq!(manifest["cut"][0]["row"], 5);
    assert_eq!(manifest["cut"][0]["length"], 39_999);
    assert_eq!((&manifest["excel"], &manifest["delimiter"]), (&Value::from(true), &Value::from(";")));
    for arguments in [
        "export out --delimiter tab",
        "export out --excel --format ndjson",
        "export -o a.csv",
        "export",
        "export out -o a.csv",
    ] {
        let _ = place.morgue(arguments).fails(2);
    }
}

/// The parts of a workbook.
#[cfg(feature = "xlsx")]
fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_has_days_numbers_and_text_and_nothing_else() {
    let place = with_trouble();
    let done = place.morgue("export out --format xlsx");
    assert!(done.err.starts_with("note: cut off in morgue.xlsx, articles, row 5, byline ("), "{}", done.err);
    assert!(done.exits(0).starts_with("out/morgue.xlsx, articles: 6 rows\n"));
    let book = place.read("out/morgue.xlsx");
    let parts = parts(book.clone());
    for (name, part) in &parts {
        assert!(!part.contains("<f>") && !part.contains("<hyperlink"), "{name}");
    }
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:AB7\"/>"), "{sheet}");
    // The headline is the third column; days are numbers with the style of days, everything else is text.
    for (cell, value) in [
        ("C2", "=HYPERLINK(\"http://example.invalid\",\"click\")"),
        ("C3", "She said \"no\", twice; and left"),
        ("C4", "-1+1"),
        ("C5", "Ferry 💥 returns"),
        ("C6", "המעבורת חזרה לנמל"),
        ("C7", "https://example.invalid/a?b=1&amp;c=&lt;2&gt;"),
        ("D2", "By Ann Roe\nand Jon Doe"),
        ("E3", "1843-05-17"),
        ("E4", "1900-02-28"),
        ("E5", "2020-03"),
        ("E6", "1999"),
    ] {
        let text = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{value}</t></is></c>");
        assert!(sheet.contains(&text), "{text}");
    }
    for (cell, days) in [("E2", 43_915), ("E7", 45_351)] {
        let day = format!("<c r=\"{cell}\" s=\"2\"><v>{days}</v></c>");
        assert!(sheet.contains(&day), "{day}: {sheet}");
    }
    assert!(parts["xl/styles.xml"].contains("formatCode=\"yyyy-mm-dd\""));
    let _ = place.morgue("export again --format xlsx").exits(0);
    assert!(place.read("again/morgue.xlsx") == book);
    // Without a folder, and some lists alone.
    let _ = place.morgue("export -o two.xlsx --views articles,months").exits(0);
    assert!(
        parts_named(&place, "two.xlsx").contains("name=\"articles\"")
            && !parts_named(&place, "two.xlsx").contains("dates")
    );
}

#[cfg(feature = "xlsx")]
fn parts_named(place: &Place, name: &str) -> String {
    parts(place.read(name))["xl/workbook.xml"].clone()
}

/// What describes an export says what is there.
#[test]
fn an_export_is_described() {
    let place = Place::with_clips(30);
    let _ = place.morgue("ingest clips").exits(0);
    let _ =
        place.run(["export", "out", "--query", "council", "--views", "dates,articles,people"], b"").exits(0);
    let package = json(&place.read("out/datapackage.json"));
    let manifest = json(&place.read("out/manifest.json"));
    assert_eq!(manifest["query"], "council");
    let readme = String::from_utf8(place.read("out/README.md")).unwrap();
    assert!(readme.contains("Of the articles that this query finds: council"));
    for (at, name) in ["articles", "people", "dates"].into_iter().enumerate() {
        let (resource, file) = (&package["resources"][at], &manifest["files"][at]);
        assert_eq!((&resource["name"], &resource["path"]), (&Value::from(name), &file["path"]));
        let bytes = place.read(&format!("out/{name}.csv"));
        assert_eq!(file["digest"], format!("blake3:{}", blake3::hash(&bytes).to_hex()));
        assert_eq!(file["bytes"], bytes.len());
        let read = of_csv(&bytes);
        assert_eq!(file["rows"], read.len() - 1);
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(fields, read[0]);
        for field in fields {
            assert!(readme.contains(&format!("| `{field}` | ")), "{field}");
        }
        let listed = place.run(["list", name, "council", "--all", "--format", "csv"], b"").exits(0);
        assert!(listed.into_bytes() == bytes, "{name}");
    }
    let key = &package["resources"][2]["schema"]["foreignKeys"][0]["reference"]["resource"];
    assert_eq!(key, "articles");
    for file in ["README.md", "datapackage.json"] {
        let told = manifest["files"].as_array().unwrap().iter().find(|told| told["path"] == file).unwrap();
        assert_eq!(
            told["digest"],
            format!("blake3:{}", blake3::hash(&place.read(&format!("out/{file}"))).to_hex())
        );
    }
    // Again the same bytes; another export says what is left of this one.
    let before = place.read("out/manifest.json");
    let _ =
        place.run(["export", "out", "--query", "council", "--views", "dates,articles,people"], b"").exits(0);
    assert!(place.read("out/manifest.json") == before);
    let done = place.morgue("export out --views months --format ndjson");
    assert!(
        done.err.contains("note: of an earlier export: out/articles.csv, out/people.csv, out/dates.csv\n"),
        "{}",
        done.err
    );
}

/// Nobody's own files are lost to those that describe an export.
#[test]
fn a_folder_with_other_files_is_left_alone() {
    let place = Place::with_clips(3);
    let _ = place.morgue("ingest clips").exits(0);
    for name in ["README.md", "datapackage.json", "manifest.json"] {
        let folder = format!("of-{name}");
        place.write(&format!("{folder}/{name}"), "{\"tool\": \"mine\"}");
        let err = place.morgue(&format!("export {folder}")).fails(1);
        assert!(err.starts_with(&format!("error: {folder}/{name} was not written by morgue")), "{err}");
        assert!(err.contains("hint: nothing was written"), "{err}");
        assert_eq!(std::fs::read_dir(place.path(&folder)).unwrap().count(), 1);
    }
}

#[test]
fn one_list_goes_into_one_file_or_to_stdout() {
    let place = Place::with_clips(12);
    let _ = place.morgue("ingest clips").exits(0);
    let _ = place.morgue("export out").exits(0);
    let people = place.read("out/people.csv");
    assert_eq!(place.morgue("export -o - --views people").exits(0).into_bytes(), people);
    assert!(place.morgue("export -o people.csv --views people").exits(0).starts_with("people.csv: "));
    assert!(place.read("people.csv") == people && !place.path("manifest.json").exists());
    let listed = place.morgue("list people --all --json").exits(0).into_bytes();
    assert_eq!(place.morgue("export -o - --views people --format ndjson").exits(0).into_bytes(), listed);
    let _ = place.morgue("export -o people.ndjson --views people").exits(0);
    assert!(place.read("people.ndjson") == listed);
    // Without lists NDJSON is of the records.
    let _ = place.morgue("export records --format ndjson").exits(0);
    let records = place.read("records/records.ndjson");
    assert_eq!(place.morgue("export -o - --format ndjson").exits(0).into_bytes(), records);
    assert_eq!(place.morgue("export -o all.ndjson").exits(0), "all.ndjson: 12 rows\n");
    assert!(place.read("all.ndjson") == records);
    // The ledger is a list as well, when it is asked for.
    assert!(place.morgue("export -o - --views runs").exits(0).starts_with("id,started_at,"));
    let mut child = place
        .command(["export", "-o", "-", "--views", "dates"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
