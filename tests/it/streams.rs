//! `extract` and `load`: one record an input, in order, whatever the input.

use morgue::record::{Record, Status};

use crate::support::Place;

fn records(out: &str) -> Vec<Record> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn stdin_gives_one_record_a_line() {
    let place = Place::new();
    let lines = concat!(
        r#"{"path":"a.txt","text":"Head\n\nA story of a ferry."}"#,
        "\n\n",
        "not json\n",
        r#"{"path":"b.txt","content_b64":"SGVhZAoKQSBjYWb8Lg==","published":"2020-03-25"}"#,
        "\n",
        r#"{"path":"c.txt","text":""}"#,
        "\n",
    );
    let done = place.run(["extract", "--stdin"], lines.as_bytes());
    assert_eq!(done.code, Some(2), "{done:?}");
    let records = records(&done.out);
    let paths: Vec<&str> = records.iter().map(|record| record.path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "stdin:3", "b.txt", "c.txt"]);
    assert!(records[1].reason.as_ref().unwrap().starts_with("line 3: not an input object"));
    assert_eq!(records[2].published.as_ref().unwrap().value, "2020-03-25");
    assert_eq!(records[2].encoding.as_deref(), Some("windows-1252"));
    assert_eq!(records[3].status, Status::Failed);
}

#[test]
fn lists_of_files() {
    let place = Place::new();
    place.write("a.txt", "Head\n\nA story.");
    place.write("b c.txt", "Head\n\nAnother story.");
    place.write("list", "b c.txt\r\na.txt\nnothing.txt\n");
    let by_line = records(&place.morgue("extract --files-from list").exits(0));
    let paths: Vec<&str> = by_line.iter().map(|record| record.path.as_str()).collect();
    assert_eq!(paths, ["b c.txt", "a.txt", "nothing.txt"]);
    assert_eq!(by_line[2].problems[0].kind, morgue::problem::ProblemKind::Vanished);
    let done = place.run(["extract", "-0", "--files-from", "-"], b"b c.txt\0a.txt\0");
    assert_eq!(records(&done.exits(0)), by_line[..2]);
}

/// The contract: no environment, no working folder of its own, nothing beside stdin.
#[test]
fn extract_needs_nothing_around_it() {
    let place = Place::new();
    let line = "{\"path\":\"a.txt\",\"text\":\"LONDON (Reuters) - The ferry sailed.\"}\n";
    let usual = place.run(["extract", "--stdin"], line.as_bytes()).exits(0);
    let mut command = place.command(["extract", "--stdin"]);
    command
        .env_clear()
        .current_dir("/")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), line.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), usual);
}

/// Whoever sends a line gets its record before sending the next.
#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    use std::io::{BufRead, Write};
    let place = Place::new();
    let mut command = place.command(["extract", "--stdin"]);
    let mut child =
        command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut to = child.stdin.take().unwrap();
    let mut from = std::io::BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(to, r#"{{"path":"{n}.txt","text":"Head\n\nStory {n}."}}"#).unwrap();
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("\"path\":\"{n}.txt\"")), "{line}");
    }
    drop(to);
    assert!(child.wait().unwrap().success());
}

#[test]
fn load_takes_good_records_and_tells_of_bad_lines() {
    let place = Place::new();
    place.write(
        "clips/a.txt",
        "Head\n\nThis article was originally published by Reuters.\n\nA story of a ferry.",
    );
    place.write("clips/b.txt", "Head\n\nAnother story of a ferry.");
    let good = place.morgue("extract clips").exits(0);
    let moved = good.replace("\"start\":0", "\"start\":3").replace("clips/", "moved/");
    let newer = good.lines().next().unwrap().replace("\"v\":1", "\"v\":9").replace("clips/", "newer/");
    let escapes = good.lines().last().unwrap().replace("story", "sto\\u001bry").replace("clips/", "escapes/");
    place.write("records", format!("{good}rubbish\n{moved}{newer}\n{escapes}\n"));
    let done = place.morgue("load records");
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.err.contains("records, line 3: not a record"), "{done:?}");
    assert!(done.out.starts_with("6 files: 3 stored, 0 unchanged, 3 failed"), "{done:?}");
    let problems = place.morgue("problems").exits(0);
    assert!(problems.contains("failed: moved/a.txt") && problems.contains("does not stand at"), "{problems}");
    assert!(problems.contains("failed: newer/a.txt: record version 9 is newer"), "{problems}");
    assert!(problems.contains("failed: escapes/b.txt: zones[1] has the character U+001B"), "{problems}");
    // Idempotent on path and digest.
    place.write("records", &good);
    assert!(place.morgue("load records").exits(0).starts_with("2 files: 0 stored, 2 unchanged"));
}

#[test]
fn a_closed_pipe_is_success() {
    let place = Place::with_clips(300);
    let mut command = place.command(["extract", "clips"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
