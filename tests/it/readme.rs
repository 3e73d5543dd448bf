//! Every command in the README is run, and its output compared. `MORGUE_UPDATE_README=1 cargo test
//! readme` writes the outputs anew; read what changed.
#![cfg(unix)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::support::{Place, project};

/// What a shell says to a command, stdout and stderr as a person sees them.
fn answer(place: &Place, command: &str) -> String {
    let command = command.replace("cargo run --release --", "morgue");
    let program = Path::new(env!("CARGO_BIN_EXE_morgue")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(place.path("."))
        .env("PATH", path)
        .env_remove("MORGUE_ARCHIVE")
        .output()
        .unwrap();
    // A tour's output has no space at the ends of its lines, as editors leave none.
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// The README with the output of each command as it is today.
fn retold(readme: &str, place: &Place) -> String {
    let mut told = String::new();
    let mut lines = readme.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        let _ = writeln!(told, "{line}");
        if line.starts_with("```") {
            in_console = line == "```console";
            continue;
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) else { continue };
        let mut before = String::new();
        while let Some(next) = lines.next_if(|next| !next.starts_with("$ ") && !next.starts_with("```")) {
            let _ = writeln!(before, "{next}");
        }
        let program = command.split(' ').next().unwrap();
        if command == "cargo test" {
            // This is it.
            told.push_str(&before);
        } else if !matches!(program, "cargo" | "morgue" | "echo" | "head" | "printf") && !is_there(program) {
            eprintln!("skipped, there is no {program}: {command}");
            told.push_str(&before);
        } else {
            told.push_str(&answer(place, command));
        }
    }
    told
}

const RULES_HEADER: &str = "| rule | what it reads | example (`…` is the story) |";

/// The README with the table of rules as it is today.
fn with_rules(readme: &str) -> String {
    let (before, rest) = readme.split_once(RULES_HEADER).unwrap();
    let after = rest.split_once("\n\n").unwrap().1;
    let mut told = format!("{before}{RULES_HEADER}\n|---|---|---|\n");
    for rule in morgue::extract::rules::RULES {
        let example = rule.example.replace('|', "\\|").replace('\n', " ⏎ ");
        let _ = writeln!(told, "| `{}` | {} | {example} |", rule.name, rule.reads);
    }
    format!("{told}\n{after}")
}

const VIEWS_HEADER: &str = "| view | one row for each | columns |";

/// The README with the table of views as it is today.
fn with_views(readme: &str) -> String {
    let (before, rest) = readme.split_once(VIEWS_HEADER).unwrap();
    let after = rest.split_once("\n\n").unwrap().1;
    let mut told = format!("{before}{VIEWS_HEADER}\n|---|---|---|\n");
    for view in morgue::archive::VIEWS {
        let columns: Vec<String> = view.columns().map(|column| format!("`{}`", column.name)).collect();
        let columns = columns.join(", ");
        let evidence = ", `zone`, `start_char`, `end_char`, `exact`, `rule`";
        let columns = match columns.strip_suffix(evidence) {
            Some(columns) => format!("{columns}, and its evidence"),
            None => columns,
        };
        let _ = writeln!(told, "| `{}` | {} | {columns} |", view.name, view.row);
    }
    format!("{told}\n{after}")
}

/// The README with the answers to its questions in SQL as they are today, of an archive of the samples alone.
fn with_answers(readme: &str) -> String {
    let place = Place::new();
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("sample_data")).unwrap();
    let _ = place.morgue("ingest sample_data").exits(3);
    let archive = rusqlite::Connection::open(place.path("morgue.db")).unwrap();
    let mut parts = readme.split("```sql\n");
    let mut told = parts.next().unwrap().to_owned();
    let mut asked = 0;
    for part in parts {
        let (question, rest) = part.split_once("```\n").unwrap();
        let (between, rest) = rest.split_once("```text\n").unwrap();
        assert_eq!(between, "\n", "no answer stands below the question: {question}");
        let rest = rest.split_once("```").unwrap().1;
        let answer = rows(&archive, question);
        assert!(!answer.is_empty(), "no answer: {question}");
        let _ = write!(told, "```sql\n{question}```\n{between}```text\n{answer}```{rest}");
        asked += 1;
    }
    assert!(asked >= 10, "{asked} questions");
    told
}

/// The rows that answer a question, as the program `sqlite3` prints them.
fn rows(archive: &rusqlite::Connection, question: &str) -> String {
    use rusqlite::types::Value;
    let mut statement = archive.prepare(question).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut told = String::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |column| match row.get(column).unwrap() {
            Value::Null => String::new(),
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            other => panic!("{other:?} in an answer"),
        };
        let cells: Vec<String> = (0..columns).map(cell).collect();
        let _ = writeln!(told, "{}", cells.join("|"));
    }
    told
}

#[test]
fn the_readme_tells_what_happens() {
    let place = Place::new();
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("sample_data")).unwrap();
    let path = project().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let retold = with_answers(&with_views(&with_rules(&retold(&readme, &place))));
    if std::env::var_os("MORGUE_UPDATE_README").is_some() {
        std::fs::write(&path, &retold).unwrap();
        return;
    }
    for (number, (written, today)) in (1..).zip(readme.lines().zip(retold.lines())) {
        assert_eq!(written, today, "README.md, line {number}");
    }
    assert_eq!(readme.lines().count(), retold.lines().count());
}

/// Every query in the table of queries is read as it is meant, and finds something in the samples.
#[test]
fn the_queries_in_the_table_find_something() {
    let place = Place::new();
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("sample_data")).unwrap();
    let _ = place.morgue("ingest sample_data").exits(3);
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let table = readme.split("| query | finds |\n|---|---|\n").nth(1).unwrap();
    let mut asked = 0;
    for line in table.lines().take_while(|line| line.starts_with('|')) {
        let queries = line.split(" | ").next().unwrap();
        for query in queries.split('`').skip(1).step_by(2) {
            let done = place.run(["search", "--count", "--", query], b"");
            assert_eq!(done.err, "", "{query}");
            assert_ne!(done.exits(0), "0\n", "{query}");
            asked += 1;
        }
    }
    assert!(asked > 35);
}

#[test]
fn the_two_commands_stand_at_the_top() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("$ ")).take(2).collect();
    assert_eq!(commands, ["cargo run --release -- ingest sample_data", "cargo test"]);
}

#[test]
fn every_command_flag_view_and_status_is_told() {
    let place = Place::new();
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    for command in [
        "ingest", "extract", "load", "search", "kwic", "list", "export", "rights", "people", "person",
        "pack", "schema",
    ] {
        let help = place.morgue(&format!("{command} --help")).exits(0);
        for flag in help.split_whitespace().filter_map(|word| word.strip_prefix("--")) {
            let flag = flag.trim_matches(|c: char| !c.is_ascii_alphabetic() && c != '-');
            if matches!(flag, "help" | "version" | "null")
                || !flag.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            {
                continue;
            }
            assert!(readme.contains(&format!("--{flag}")), "{command} --{flag}");
        }
    }
    for view in morgue::archive::VIEWS {
        assert!(readme.contains(&format!("`{}`", view.name)), "{}", view.name);
    }
    for status in morgue::extract::RightsStatus::ALL {
        assert!(readme.contains(&format!("`{}`", status.as_str())), "{}", status.as_str());
    }
}
