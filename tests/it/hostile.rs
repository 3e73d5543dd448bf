//! Folders of rubbish: nothing stops a run, and every file is accounted for.

use crate::support::Place;

/// stored + unchanged + failed = discovered, from the summary's first line.
#[track_caller]
fn adds_up(out: &str) -> u64 {
    let line = out.lines().next().unwrap();
    let numbers: Vec<u64> = line
        .split(';')
        .next()
        .unwrap()
        .split(|c: char| !c.is_ascii_digit() && c != ',')
        .filter_map(|word| word.replace(',', "").parse().ok())
        .collect();
    assert_eq!(numbers[0], numbers[1..].iter().sum::<u64>(), "{line}");
    numbers[0]
}

#[test]
fn a_folder_of_rubbish() {
    let place = Place::new();
    place.write("r/empty.txt", "");
    place.write("r/blank.txt", " \n\u{A0}\u{200B}\n");
    place.write("r/nul.txt", "a\0b\0c");
    place.write("r/pdf.txt", "%PDF-1.7 something");
    place.write("r/bom.txt", [0xFF, 0xFE]);
    place.write("r/cut.txt.gz", [0x1F, 0x8B, 8, 0, 0]);
    place.write("r/cut.txt.zst", [0x28, 0xB5, 0x2F, 0xFD, 0]);
    place.write("r/long-line.txt", "word ".repeat(400_000));
    place.write("r/one-word.txt", "a".repeat(2_000_000));
    place.write("r/lines.txt", "x\n".repeat(300_000));
    place.write("r/blank-lines.txt", format!("Head\n{}end", "\n".repeat(1_000_000)));
    place.write("r/brackets.txt", "(By (AP) ".repeat(100_000));
    place.write("r/notices.txt", "This article was originally published by ".repeat(30_000));
    place.write("r/capitals.txt", "Mr. Smith Said President ".repeat(50_000));
    place.write("r/digits.txt", "2020-03-25 ".repeat(100_000));
    place.write("r/numbers.txt", "1".repeat(1_000_000));
    place.write("r/mojibake.txt", "Ã¢â‚¬â„¢".repeat(100_000));
    place.write("r/marks.txt", format!("a{}", "\u{301}".repeat(300_000)));
    place.write("r/private.txt", "Head\n\n\u{E000}marks\u{E001} \u{FFFD} \u{10FFFF}");
    place.write(
        "r/surrogate.txt",
        b"Head\n\nna\xC3\xAFve caf\xC3\xA9 \xC3\xBCber Zo\xC3\xAB, broken \xE2\x80 dash",
    );
    place.write("r/sql'; DROP TABLE article; --.txt", "Head\n\nA story of a table.");
    place.write("r/=HYPERLINK(1).txt", "=cmd|'/C calc'!A0\n\nA story of a formula.");
    place.write("r/newline\nin name.txt", "Head\n\nA story of a name.");
    place.write("r/picture.jpg", "not asked for");
    let out = place.morgue("ingest r").exits(3);
    assert_eq!(adds_up(&out), 23);
    assert!(place.morgue("check").exits(0).contains("no damage"));
    let problems = place.morgue("problems").exits(0);
    for kind in ["[empty]", "[binary]", "[bad-compression]", "[bytes-replaced]", "[mojibake-repaired]"] {
        assert!(problems.contains(kind), "{kind}: {problems}");
    }
    assert!(!problems.contains("[internal-error]"), "{problems}");
    // Each is a record too, in the same order.
    assert_eq!(place.morgue("extract r").exits(0).lines().count(), 23);
    let _ = place.morgue("export out --excel").exits(0);
    let articles = String::from_utf8(place.read("out/articles.csv")).unwrap();
    assert!(articles.contains("'=cmd|"), "a formula");
}

#[cfg(unix)]
#[test]
fn names_links_and_things_that_are_no_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let place = Place::new();
    place.write("r/a.txt", "Head\n\nA story.");
    // Some systems allow only names in UTF-8.
    let has_odd_name =
        std::fs::write(place.path("r").join(OsStr::from_bytes(b"bad\xff.txt")), "Head\n\nAn odd name.")
            .is_ok();
    symlink(place.path("r"), place.path("r/loop")).unwrap();
    symlink("nowhere.txt", place.path("r/dangling.txt")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place.path("r/socket.txt")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(place.path("r/pipe.txt")).status();
    let has_pipe = fifo.is_ok_and(|status| status.success());
    let odd = u64::from(has_odd_name);

    let out = place.morgue("ingest r").exits(3);
    assert_eq!(adds_up(&out), 2 + odd + u64::from(has_pipe), "{out}");
    assert!(out.contains("2 symbolic links not followed"), "{out}");
    let problems = place.morgue("problems").exits(0);
    assert!(problems.contains("failed: r/socket.txt: a pipe, socket or device, not a file"), "{problems}");

    let out = place.morgue("ingest r --follow-symlinks").exits(3);
    assert_eq!(adds_up(&out), 4 + odd + u64::from(has_pipe), "{out}");
    let problems = place.morgue("problems").exits(0);
    for told in [
        "r/dangling.txt: a symbolic link that leads to nothing",
        "r/loop: a symbolic link that leads round in a circle",
    ] {
        assert!(problems.contains(told), "{told}: {problems}");
    }
    if has_odd_name {
        assert!(place.morgue("search odd").exits(0).contains("bad\u{FFFD}FF.txt"));
        let records = place.morgue("extract r").exits(0);
        assert!(records.contains(r#""path_b64":"ci9iYWT/LnR4dA==""#), "{records}");
    }
}
