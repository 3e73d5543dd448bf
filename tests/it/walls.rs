//! Who may do what: modules keep to what the architecture page says of them.

use std::path::{Path, PathBuf};

use crate::support::project;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of each source file, without its tests and comments, by its path below `src`.
fn code() -> Vec<(String, String)> {
    let src = project().join("src");
    sources(&src)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            (name, lines.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// `words` stand in no source file but in those below `allowed`.
#[track_caller]
fn only_in(words: &[&str], allowed: &[&str]) {
    let mut seen = false;
    for (name, text) in code() {
        if name.ends_with("tests.rs") {
            continue;
        }
        let is_allowed = allowed.iter().any(|place| name.starts_with(place));
        for word in words {
            assert!(is_allowed || !text.contains(word), "{name} has {word}");
            seen |= text.contains(word);
        }
    }
    assert!(seen, "{words:?} stand nowhere: the wall is out of date");
}

#[test]
fn only_the_archive_speaks_sql() {
    only_in(&["rusqlite"], &["archive/", "search/plan/", "error.rs"]);
}

#[test]
fn only_the_program_knows_the_terminal() {
    only_in(&["clap", "indicatif", "anyhow", "anstyle"], &["cli/", "main.rs"]);
    // The lock of an archive says which process has it.
    only_in(&["std::process"], &["cli/", "main.rs", "archive/lock.rs"]);
    only_in(&["stdout()", "stderr()", "println!"], &["cli/"]);
}

#[test]
fn files_are_opened_where_the_plan_says() {
    only_in(
        &["std::fs", "File::"],
        &["read.rs", "discover.rs", "pack.rs", "archive/", "export/", "cli/", "vocabulary/"],
    );
}

#[test]
fn the_pure_half_has_no_clock_environment_or_threads() {
    only_in(&["Timestamp::now", "Zoned::now", "SystemTime", "std::env"], &["archive/write.rs", "read.rs"]);
    only_in(&["rayon"], &["ingest.rs", "load.rs", "archive/batch.rs", "archive/check/fixity.rs", "cli/"]);
}

/// Every string in the code that has the form of a rule's name, but for the table of rules itself.
#[test]
fn every_rule_stands_in_the_table() {
    let topics = ["source.", "rights.", "credit.", "notice.", "dates.", "people."];
    let mut used = std::collections::BTreeSet::new();
    for (file, text) in code().into_iter().filter(|(file, _)| file != "extract/rules.rs") {
        for word in text.split('"').filter(|word| topics.iter().any(|topic| word.starts_with(topic))) {
            let is_name = word.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_');
            if is_name && !word.ends_with('.') && !file.ends_with("tests.rs") {
                used.insert(word.to_owned());
            }
        }
    }
    let told: std::collections::BTreeSet<String> =
        morgue::extract::rules::RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(used, told);
}

#[test]
fn no_test_file_is_forgotten() {
    let folder = project().join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for path in sources(&folder) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name == "main" || main.contains(&format!("mod {name};")), "{name}.rs is not in main.rs");
    }
}

#[test]
fn every_module_says_what_it_is() {
    for path in sources(&project().join("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} has no head", path.display());
    }
}
