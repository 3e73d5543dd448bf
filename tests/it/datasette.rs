//! The archive in Datasette: `contrib/datasette/metadata.yaml` describes the views as the program does, and the real
//! Datasette, where there is one, shows them with a search box, facets and queries.
//!
//! `MORGUE_DATASETTE` names the program; without it, `datasette` is looked for on the path.
//! `MORGUE_UPDATE_DATASETTE=1 cargo test datasette` writes the descriptions anew.
#![cfg(unix)]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use morgue::archive::{VIEWS, View};
use serde_json::Value;

use crate::support::{Place, project};

fn metadata() -> PathBuf {
    project().join("contrib/datasette/metadata.yaml")
}

/// Datasette shows what every column is above the rows, and once more in the column's gear; the gear will do.
const NO_LIST: &str = "<style>dl.column-descriptions { display: none }</style>";

/// What the file says of a view: its rows and its columns. A text in JSON is one in YAML.
fn description(view: &View) -> String {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let rows = quoted(&format!("One row for each {}.{NO_LIST}", view.row));
    let mut told = format!("        description_html: {rows}\n        columns:\n");
    for column in view.columns() {
        let _ = writeln!(told, "          {}: {}", column.name, quoted(column.says));
    }
    told
}

/// The file with the descriptions as the program has them today. They end the entry of each view.
fn retold(yaml: &str) -> String {
    let mut told = String::new();
    let mut lines = yaml.split_inclusive('\n').peekable();
    let mut view = None;
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("      ").and_then(|line| line.strip_suffix(":\n"));
        view = name.and_then(View::find).or(view);
        if line.starts_with("        description_html:") && view.is_some() {
            while lines.next_if(|next| next.starts_with("        ")).is_some() {}
            told.push_str(&description(view.take().unwrap()));
        } else {
            told.push_str(line);
        }
    }
    told
}

#[test]
fn the_metadata_describes_every_view_and_column() {
    let yaml = std::fs::read_to_string(metadata()).unwrap();
    let retold = retold(&yaml);
    if std::env::var_os("MORGUE_UPDATE_DATASETTE").is_some() {
        std::fs::write(metadata(), &retold).unwrap();
        return;
    }
    for (number, (written, today)) in (1..).zip(yaml.lines().zip(retold.lines())) {
        assert_eq!(written, today, "metadata.yaml, line {number}");
    }
    assert_eq!(yaml.lines().count(), retold.lines().count());
    for view in VIEWS {
        assert!(yaml.contains(&format!("      {}:\n", view.name)), "{} is not told", view.name);
        assert!(yaml.contains(&description(view)), "{} is not described", view.name);
    }
}

/// The real program, when this machine has it.
fn datasette() -> Option<OsString> {
    let program = std::env::var_os("MORGUE_DATASETTE").unwrap_or_else(|| "datasette".into());
    let answer = Command::new(&program).arg("--version").output();
    answer.is_ok_and(|answer| answer.status.success()).then_some(program)
}

/// What Datasette answers to an address of the archive's.
fn get(program: &OsString, place: &Place, address: &str) -> Value {
    let output = Command::new(program)
        .args(["morgue.db", "--metadata"])
        .arg(metadata())
        // However busy the machine is.
        .args(["--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "60000"])
        .args(["--get", &format!("/morgue{address}")])
        .current_dir(place.path("."))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{address}: {text}{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{address}: {error}: {text}"))
}

#[test]
fn the_real_datasette_searches_and_counts() {
    let Some(program) = datasette() else {
        eprintln!("skipped, there is no datasette; MORGUE_DATASETTE can name one");
        return;
    };
    let place = Place::new();
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("sample_data")).unwrap();
    let _ = place.morgue("ingest sample_data").exits(3);

    // A search in a view, and the facets that the metadata asks for.
    let found = get(&program, &place, "/articles.json?_search=prisoner+release&_shape=objects");
    let paths: Vec<&str> =
        found["rows"].as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        ["sample_data/reprints/by-permission.txt", "sample_data/reprints/copy-of-by-permission.txt"]
    );
    let facet = |found: &Value, name: &str| -> Vec<(String, u64)> {
        let counts = found["facet_results"][name]["results"].as_array().unwrap().iter();
        counts
            .map(|one| (one["value"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap()))
            .collect()
    };
    assert_eq!(facet(&found, "rights_status"), [("reprinted-with-permission".to_owned(), 2)]);
    let quoted = get(&program, &place, "/mentions.json?_search=tram&role=quoted");
    assert_eq!(facet(&quoted, "zone"), [("body".to_owned(), 2)]);

    // Every view, sorted and with its facets.
    for view in VIEWS {
        let shown = get(&program, &place, &format!("/{}.json?_size=1", view.name));
        let columns: Vec<&str> =
            shown["columns"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(columns, view.columns().map(|column| column.name).collect::<Vec<_>>(), "{}", view.name);
        assert_eq!(shown["rows"].as_array().unwrap().len(), 1, "{}", view.name);
    }

    // Every query finds something; what a person types is no error.
    let told = get(&program, &place, ".json");
    let queries = told["queries"].as_array().unwrap();
    assert!(queries.len() >= 8);
    for query in queries {
        let name = query["name"].as_str().unwrap();
        let answer = get(
            &program,
            &place,
            &format!(
                "/{name}.json?article=38&words=U.S.+%22prisoner+release%22+Dostani's&day=2019-06-04&person=Daniel+Whitcombe"
            ),
        );
        assert_eq!(answer["error"], Value::Null, "{name}");
        assert!(!answer["rows"].as_array().unwrap().is_empty(), "{name}");
    }
}
