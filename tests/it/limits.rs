//! What the system refuses: room, rights, a terminal. And what it gives: odd names, deep folders, many files.
#![cfg(unix)]

use std::ffi::OsStr;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use crate::support::{Done, Place, assert_same};

/// Runs a line of the shell in a place, with the program as `$MORGUE`.
fn shell(place: &Place, line: &str) -> Done {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(place.path(".")).env("MORGUE", env!("CARGO_BIN_EXE_morgue"));
    let output = command.env_remove("MORGUE_ARCHIVE").stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The same command, once there is room, comes to the same archive.
fn goes_on(place: &Place) {
    let checked = place.morgue("check");
    assert!(checked.code == Some(0) || checked.err.contains("begun but never finished"), "{checked:?}");
    let _ = place.morgue("ingest clips").exits(0);
    assert!(place.morgue("check").exits(0).contains("no damage"));
    let _ = place.morgue("ingest clips --archive whole.db").exits(0);
    assert_same(&place.everything("morgue.db"), &place.everything("whole.db"));
}

/// A limit on the size of files stands for a full disk, so that it can be tried anywhere.
#[test]
fn a_file_that_may_not_grow() {
    for blocks in [8, 200, 1_400] {
        let place = Place::with_clips(200);
        let done =
            shell(&place, &format!("ulimit -f {blocks}; $MORGUE ingest clips --batch-size 50 --quiet"));
        assert_eq!(done.code, Some(1), "{blocks}: {done:?}");
        assert!(
            done.err.starts_with("error: morgue.db: ") && done.err.contains("the disk takes no more"),
            "{done:?}"
        );
        assert!(done.err.contains("hint: make room and run the same command again"), "{done:?}");
        goes_on(&place);
    }
}

/// A real disk that is full; needs the right to mount one.
#[test]
fn a_full_disk() {
    let place = Place::with_clips(400);
    std::fs::create_dir(place.path("disk")).unwrap();
    let mount = "mount -t tmpfs -o size=3m tmpfs disk 2>&1";
    if shell(&place, mount).code != Some(0) {
        eprintln!("skipped: no right to mount a small disk");
        return;
    }
    let ingest = "$MORGUE ingest clips --archive disk/morgue.db --batch-size 20 --quiet";
    let full = shell(&place, ingest);
    let still_there = shell(&place, "$MORGUE search the --count --archive disk/morgue.db");
    let checked = shell(&place, "$MORGUE check --archive disk/morgue.db");
    let export = shell(&place, "$MORGUE export disk/out --archive disk/morgue.db");
    let parts = shell(&place, "ls -a disk/out");
    let after = shell(&place, &format!("mount -o remount,size=64m disk && {ingest}"));
    let whole = shell(&place, "$MORGUE check --archive disk/morgue.db");
    let _ = shell(&place, "umount disk");
    assert!(full.err.contains("the disk takes no more"), "{full:?}");
    let _ = full.fails(1);
    assert_ne!(still_there.exits(0), "0\n");
    assert!(checked.exits(0).contains("no damage"));
    // What was exported is whole, and of the rest nothing is left.
    let _ = export.fails(1);
    assert!(!parts.out.contains(".part"), "{parts:?}");
    let _ = after.exits(0);
    assert!(whole.exits(0).contains("400 articles checked: no damage"));
}

/// An export that cannot be finished leaves the one from before as it was.
#[test]
fn an_export_that_does_not_fit() {
    let place = Place::with_clips(60);
    let _ = place.morgue("ingest clips").exits(0);
    let _ = place.morgue("export out").exits(0);
    let before = place.read("out/dates.csv");
    let done = shell(&place, "ulimit -f 16; $MORGUE export out");
    assert!(done.err.starts_with("error: ") && done.err.contains("out/"), "{done:?}");
    let _ = done.fails(1);
    assert_eq!(place.read("out/dates.csv"), before);
    let left = std::fs::read_dir(place.path("out")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains(".part")));
}

/// What an article or the name of a file says never drives the terminal.
#[test]
fn an_article_cannot_drive_the_terminal() {
    let place = Place::new();
    place.write("r/a\u{1B}[2Jb\u{202E}.txt", "Head \u{1B}]0;title\u{7}\n\nA story \u{9B}2J of a terminal.");
    let _ = place.morgue("ingest r").exits(0);
    let on_a_terminal = |line: &str| shell(&place, &format!("script -qec '$MORGUE {line}' /dev/null"));
    if on_a_terminal("stats").code != Some(0) {
        eprintln!("skipped: there is no `script` to make a terminal with");
        return;
    }
    for line in [
        "search story",
        "search story --format paths",
        "kwic story",
        "show 1",
        "explain 1",
        "export out",
        "show nothing",
    ] {
        let out = on_a_terminal(line).out;
        assert!(!out.is_empty(), "{line}");
        for harmful in ["\u{1B}[2J", "\u{1B}]", "\u{9B}", "\u{7}", "\u{202E}"] {
            assert!(!out.contains(harmful), "{line}: {out:?}");
        }
    }
    assert!(on_a_terminal("search story").out.contains("␛[2J"));
}

/// A terminal gets lines that fit it.
#[test]
fn lines_fit_the_terminal() {
    let place = Place::with_clips(20);
    let _ = place.morgue("ingest clips").exits(0);
    for columns in [40, 72, 100] {
        for line in ["search council", "kwic council"] {
            let done = shell(
                &place,
                &format!(
                    "script -qec 'stty rows 24 cols {columns}; NO_COLOR=1 $MORGUE {line} 2>&-' /dev/null"
                ),
            );
            if done.code != Some(0) {
                eprintln!("skipped: there is no `script` to make a terminal with");
                return;
            }
            let widest = done.out.lines().map(|line| line.trim_end().chars().count()).max().unwrap();
            assert!(
                (columns / 2..=columns).contains(&widest),
                "{line} in {columns} columns, {widest} wide: {}",
                done.out
            );
        }
    }
}

/// No home, no environment, nobody who listens, one core, hardly any stack.
#[test]
fn little_to_live_on() {
    let place = Place::with_clips(30);
    let ingest = "ingest clips --archive";
    for (n, line) in [
        format!("env -i $MORGUE {ingest} 0.db"),
        format!("$MORGUE {ingest} 1.db --jobs 0"),
        format!("RUST_MIN_STACK=65536 $MORGUE {ingest} 2.db"),
        format!("$MORGUE {ingest} 3.db >&- 2>&-"),
        format!("HOME=/nowhere TERM=dumb LANG=xx TZ=nowhere $MORGUE {ingest} 4.db"),
        format!("ulimit -n 40; $MORGUE {ingest} 5.db"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(shell(&place, &line).code, Some(0), "{line}");
        assert!(
            place
                .morgue(&format!("check --archive {n}.db"))
                .exits(0)
                .contains("30 articles checked: no damage")
        );
    }
    assert_eq!(shell(&place, "$MORGUE search the --all --archive 0.db >&-").code, Some(0));
}

/// Names of every kind are brought in, listed, found again and exported.
#[test]
fn odd_names_and_deep_folders() {
    let place = Place::new();
    let deep = "d/".repeat(200);
    let long = format!("{}.txt", "n".repeat(251));
    let mut names: Vec<Vec<u8>> =
        ["line\nbreak.txt", "-dash.txt", "quote'\".txt", " blank .txt", "semi;colon,.txt", "é.txt", &long]
            .map(|name| name.as_bytes().to_vec())
            .into();
    names.push([deep.as_bytes(), b"deep.txt"].concat());
    names.push(b"bad\xFF.txt".to_vec());
    for (n, name) in names.iter().enumerate() {
        let path = place.path("r").join(OsStr::from_bytes(name));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if std::fs::write(&path, format!("Head {n}\n\nA story with the word number{n}.")).is_err() {
            eprintln!("not tried: this system has no files of the name {}", name.escape_ascii());
            return;
        }
    }
    let out = place.morgue("ingest r").exits(0);
    assert!(out.starts_with(&format!("{} files: {} stored", names.len(), names.len())), "{out}");
    assert!(place.morgue("ingest r").exits(0).contains(&format!(" 0 stored, {} unchanged", names.len())));
    assert!(place.morgue("check --fixity").exits(0).contains("no damage"));
    let _ = place.morgue("export out").exits(0);
    let mut table = csv::Reader::from_path(place.path("out/articles.csv")).unwrap();
    let paths: Vec<String> = table.records().map(|row| row.unwrap()[1].to_owned()).collect();
    for n in 0..names.len() {
        let found = place.morgue(&format!("search number{n} --format paths")).exits(0);
        let path = found.trim_end_matches('\n');
        assert!(paths.iter().any(|one| one == path), "{path:?} of {paths:?}");
        assert!(place.run(["show", "--", path], b"").exits(0).contains(&format!("number{n}")));
    }
    // The records know the very bytes, and make the same archive elsewhere.
    place.write("records", place.morgue("extract r").exits(0));
    let _ = place.morgue("load records --archive loaded.db").exits(0);
    assert_same(&place.everything("morgue.db"), &place.everything("loaded.db"));
}

/// A file without the right to read it, for whoever is not root.
#[test]
fn files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_clips(3);
    place.write("clips/secret.txt", "Head\n\nA story.");
    let locked = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(place.path("clips/secret.txt"), locked).unwrap();
    if std::fs::read(place.path("clips/secret.txt")).is_ok() {
        eprintln!("skipped: root may read everything");
        return;
    }
    let done = place.morgue("ingest clips");
    assert!(done.err.contains("clips/secret.txt: permission denied"), "{done:?}");
    let _ = done.exits(3);
}

/// A file that is larger than may be, and a small one that unpacks to more, are not read to the end.
#[test]
fn sizes_have_a_cap() {
    let place = Place::with_clips(2);
    let large = std::fs::File::create(place.path("clips/large.txt")).unwrap();
    large.set_len(3 << 30).unwrap();
    let bomb = zstd::encode_all(std::io::repeat(b'a').take(600 << 20), 3).unwrap();
    assert!(bomb.len() < 1 << 20);
    place.write("clips/bomb.txt.zst", &bomb);
    place.write("clips/nested.txt.zst", zstd::encode_all(&*bomb, 3).unwrap());
    // Nothing of it may need more than 300 MB; the limit is on addresses, in KiB.
    let done = shell(&place, "ulimit -v 1500000; $MORGUE ingest clips --jobs 1");
    assert_eq!(done.code, Some(3), "{done:?}");
    assert!(
        done.err.contains("clips/large.txt: 3221225472 bytes, more than the 33554432 of --max-file-size"),
        "{done:?}"
    );
    assert!(done.err.contains("clips/bomb.txt.zst: it unpacks to more than the 33554432 bytes"), "{done:?}");
    assert!(done.err.contains("clips/nested.txt.zst: "), "what is packed in it is no text: {done:?}");
    assert!(done.out.starts_with("5 files: 2 stored, 0 unchanged, 3 failed"), "{done:?}");
}

/// The archive may lie in the folder that is brought in, and is no article even where every file is taken.
#[test]
fn an_archive_in_its_own_root() {
    let place = Place::with_clips(5);
    assert!(shell(&place, "cd clips && $MORGUE ingest .").exits(0).contains("5 stored"));
    assert!(shell(&place, "cd clips && $MORGUE ingest .").exits(0).contains("0 stored, 5 unchanged"));
    let done = shell(&place, "cd clips && $MORGUE ingest . --include '*'");
    assert!(done.err.contains("failed: morgue.db: "), "{done:?}");
    let _ = done.exits(3);
    assert!(
        place.morgue("check --archive clips/morgue.db").exits(0).contains("5 articles checked: no damage")
    );
}

/// 500 MB without the end of a line, from a pipe between two lines that are well, given to a command that may have
/// so many KiB of addresses.
fn between_two_lines(place: &Place, kibibytes: u32, command: &str) -> Done {
    let long = "head -c 500000000 /dev/zero | tr '\\0' a; echo";
    shell(place, &format!("{{ cat first; {long}; cat last; }} | (ulimit -v {kibibytes}; {command})"))
}

#[test]
fn a_line_of_500_megabytes() {
    let place = Place::with_clips(2);
    let records = place.morgue("extract clips").exits(0);
    let (first, last) = records.split_once('\n').unwrap();
    place.write("first", format!("{first}\n"));
    place.write("last", last);
    // It is no record, whether or not it is held as a whole.
    for (kibibytes, option, told) in [
        (700_000, "--max-line-size 1M", "stdin, line 2: longer than the 1048576 bytes of --max-line-size\n"),
        (2_500_000, "", "stdin, line 2: not a record: "),
    ] {
        let load = format!("$MORGUE load --archive 'load{option}.db' {option}");
        let done = between_two_lines(&place, kibibytes, &load);
        assert!(done.err.contains(told) && done.err.contains("1 line left out"), "{done:?}");
        assert!(done.exits(2).starts_with("2 files: 2 stored, 0 unchanged, 0 failed"));
    }
    place.write("first", "{\"path\":\"a\",\"text\":\"Head\\n\\nA story.\"}\n");
    place.write("last", "{\"path\":\"b\",\"text\":\"Head\\n\\nA story.\"}\n");
    let done = between_two_lines(&place, 1_500_000, "$MORGUE extract --stdin --jobs 1");
    let records = done.exits(2);
    let status: Vec<bool> =
        records.lines().map(|line| line.starts_with("{\"v\":1,\"status\":\"ok\"")).collect();
    assert_eq!(status, [true, false, true], "{records}");
    assert!(records.contains("line 2: longer than an article of --max-file-size can be"), "{records}");
    // As a file it is not even opened.
    std::fs::File::create(place.path("clips/long.txt")).unwrap().set_len(500_000_000).unwrap();
    let done = shell(&place, "ulimit -v 700000; $MORGUE extract clips --jobs 1");
    let records = done.exits(0);
    assert_eq!(records.lines().filter(|line| line.contains("\"status\":\"ok\"")).count(), 2, "{records}");
    assert!(records.contains("500000000 bytes, more than the 33554432 of --max-file-size"), "{records}");
}

/// Of ten thousand files no more than their paths is in memory at once; the limit is on addresses, in KiB.
#[test]
fn many_files_in_one_folder() {
    const FILES: u64 = 10_000;
    let place = Place::new();
    std::fs::create_dir(place.path("r")).unwrap();
    for n in 0..FILES {
        std::fs::write(place.path(&format!("r/{n}.txt")), format!("Head {n}\n\nA tale of {n}.")).unwrap();
    }
    let ingest = "ulimit -v 700000; $MORGUE ingest r --jobs 2";
    let first = shell(&place, ingest).exits(0);
    assert!(first.starts_with("10,000 files: 10,000 stored, 0 unchanged, 0 failed"), "{first}");
    let again = shell(&place, ingest).exits(0);
    assert!(again.starts_with("10,000 files: 0 stored, 10,000 unchanged, 0 failed"), "{again}");
    assert_eq!(place.morgue("search tale --count").exits(0), "10000\n");
    assert_eq!(place.morgue("search tale --all --format paths").exits(0).lines().count(), 10_000);
    let listed = place.morgue("list articles --all --format csv").exits(0);
    assert_eq!(listed.lines().count(), 10_001);
    assert!(listed.contains("r/9999.txt"));
    assert_eq!(shell(&place, "ulimit -v 700000; $MORGUE extract r --jobs 2 | wc -l").exits(0), "10000\n");
    assert!(place.morgue("check").exits(0).contains("10,000 articles checked: no damage"));
}

/// A long article has a snippet wherever the words are in it, and however often.
#[test]
fn snippets_of_a_long_article() {
    let place = Place::new();
    let body = "The council met again, and nothing came of it. ".repeat(4_000);
    place
        .write("r/long.txt", format!("The Ferry Returns\n\n{body}\n\nIn the end a heron came by, they say."));
    let _ = place.morgue("ingest r").exits(0);
    for (query, expected) in [
        ("council", "council met again, and nothing"),
        ("counc*", "council met again, and nothing"),
        ("\"a heron came\"", "heron came by, they say"),
        ("body:heron", "…"),
        ("headline:ferry", "Ferry Returns"),
        ("source:none", "The council met again"),
    ] {
        let out = place.run(["search", query, "--format", "ndjson"], b"").exits(0);
        let hit: serde_json::Value = serde_json::from_str(&out).unwrap();
        let snippet = hit["snippet"].as_str().unwrap().replace("**", "");
        assert!(snippet.contains(expected), "{query}: {out}");
        let zone = if query == "headline:ferry" { "headline" } else { "body" };
        assert_eq!(hit["zone"], zone, "{query}");
    }
}
