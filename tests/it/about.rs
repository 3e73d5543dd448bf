//! `sample_data/ABOUT.md` promises what each sample gives; the program keeps the promises.

use morgue::record::{Record, Status};

use crate::golden::samples;
use crate::support::{Place, project};

const HEADER: &str = "| file | teaches | outcome | source | rights | reprint | published | people |";

/// The cells of each row of the table.
fn promises() -> Vec<[String; 8]> {
    let about = std::fs::read_to_string(project().join("sample_data/ABOUT.md")).unwrap();
    let rows = about
        .lines()
        .skip_while(|line| line.trim() != HEADER)
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    };
    rows.map(|row| cells(row).try_into().unwrap_or_else(|_| panic!("eight cells in {row}"))).collect()
}

fn sources(record: &Record) -> String {
    let mut names: Vec<String> = Vec::new();
    for source in &record.sources {
        let name = format!("{} ({})", source.name, source.role.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}

#[test]
fn every_promise_is_kept() {
    let promises = promises();
    let samples = samples();
    let promised: Vec<&str> = promises.iter().map(|row| row[0].as_str()).collect();
    let there: Vec<&str> = samples.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(promised, there, "ABOUT.md lists every sample once, sorted by path");
    let mut broken = Vec::new();
    for ([path, _, outcome, source, rights, reprint, published, people], (_, record)) in
        promises.iter().zip(&samples)
    {
        let mut expect = |what: &str, promised: &str, given: &str| {
            if promised != given {
                broken.push(format!("{path}: {what} promised {promised:?}, given {given:?}"));
            }
        };
        if record.status != Status::Ok {
            expect("outcome", outcome, &format!("failed: {}", record.problems[0].kind.as_str()));
            continue;
        }
        expect("outcome", outcome.split(',').next().unwrap(), "stored");
        expect("source", source, &sources(record));
        expect("rights", rights, record.rights_status.as_str());
        expect("reprint", reprint, if record.reprint { "yes" } else { "no" });
        expect("published", published, record.published.as_ref().map_or("", |published| &published.value));
        for name in people.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            if !record.people.iter().any(|person| person.name == name) {
                let names: Vec<&str> = record.people.iter().map(|person| person.name.as_str()).collect();
                broken.push(format!("{path}: {name} promised, given {names:?}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn duplicates_are_as_promised() {
    let place = Place::new();
    let samples = project().join("sample_data");
    let _ = place.run(["ingest".as_ref(), samples.as_os_str()], b"").exits(3);
    let _ = place.morgue("export out").exits(0);
    let mut csv = csv::Reader::from_path(place.path("out/articles.csv")).unwrap();
    let prefix = format!("{}/", samples.display());
    let mut given: Vec<(String, String)> = Vec::new();
    for row in csv.deserialize::<std::collections::HashMap<String, String>>() {
        let row = row.unwrap();
        if !row["duplicate_of"].is_empty() {
            let below = |path: &str| path.strip_prefix(&prefix).unwrap().to_owned();
            given.push((below(&row["path"]), below(&row["duplicate_of"])));
        }
    }
    let promised: Vec<(String, String)> = promises()
        .into_iter()
        .filter_map(|[path, _, outcome, ..]| {
            Some((path, outcome.strip_prefix("stored, duplicate of ")?.trim_matches('`').to_owned()))
        })
        .collect();
    assert_eq!(given, promised);
    assert!(!promised.is_empty());
}

#[test]
fn the_phrase_of_the_tour_stands_in_one_story_only() {
    let place = Place::new();
    let samples = project().join("sample_data");
    let _ = place.run(["ingest".as_ref(), samples.as_os_str()], b"").exits(3);
    let found = place.run(["search", "\"prisoner release\""], b"").exits(0);
    assert!(
        found.contains("reprints/by-permission.txt") && found.contains("**prisoner release**"),
        "{found}"
    );
    assert!(found.starts_with(|first: char| first.is_ascii_digit()) && found.lines().count() == 3, "{found}");
}
