//! An archive that was altered by something else: it is told, with what to do about it, and never taken for whole.

use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use crate::support::Place;

/// What was done to an archive of thirty articles, what is told of it, and which way out.
const DAMAGE: [(&str, &str, &str); 13] = [
    (
        "UPDATE article_text SET body = replace(body, 'the', 'teh') WHERE id = 7",
        "clips/0000/0000006.txt: the text is not the one that was stored",
        "--reextract",
    ),
    ("UPDATE article_text SET layout = '[]' WHERE id = 7", "the text is not the one", "--reextract"),
    (
        "UPDATE article_text SET layout = '[[\"body\", 5, 4000000]]' WHERE id = 7",
        "does not fit",
        "--reextract",
    ),
    (
        "UPDATE person_mention SET end_char = 400000 WHERE article_id = 4 AND position = 1",
        "a person rests on",
        "--reextract",
    ),
    ("UPDATE date_mention SET start_char = -3 WHERE position = 1", "a date rests on -3..", "--reextract"),
    ("UPDATE article SET word_count = 3 WHERE id = 2", "3 words are counted where there are ", "--reextract"),
    (
        "UPDATE article SET headline = 'Nothing' WHERE id = 2",
        "its headline is not the one of its text",
        "--reextract",
    ),
    ("DELETE FROM article_fts_docsize WHERE id = 3", "the index does not agree", "--repair"),
    (
        "UPDATE person SET roster_name = 'Nobody At All' WHERE id = 1",
        "the roster has 1 name under",
        "--repair",
    ),
    ("UPDATE article SET duplicate_of = 1 WHERE id = 3", "1 article wrongly marked", "--repair"),
    ("UPDATE run SET stored = stored + 1", "the counts of run 1 do not add up", "backup"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM source_file WHERE id = 3", "is not there", "backup"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM article_text WHERE id = 3", "article 3 has no text", "backup"),
];

#[test]
fn damage_is_found_and_mended() {
    let place = Place::with_clips(30);
    let _ = place.morgue("ingest clips").exits(0);
    let whole = place.read("morgue.db");
    let digest = place.morgue("digest").exits(0);
    for (sql, told, hint) in DAMAGE {
        std::fs::write(place.path("morgue.db"), &whole).unwrap();
        assert!(place.morgue("check").exits(0).contains("30 articles checked: no damage"));
        Connection::open(place.path("morgue.db")).unwrap().execute_batch(sql).unwrap();
        let done = place.morgue("check");
        assert!(done.out.contains(told), "{sql}: {done:?}");
        let hints: Vec<&str> = done.err.lines().filter(|line| line.starts_with("hint: ")).collect();
        assert!(hints.iter().any(|line| line.contains(hint)), "{sql}: {done:?}");
        assert_eq!(done.code, Some(4), "{sql}: {done:?}");
        match hint {
            "--repair" => assert_eq!(hints.len(), 1, "{sql}: {hints:?}"),
            "--reextract" => {
                let _ = place.morgue("ingest clips --reextract").exits(0);
            }
            _ => continue,
        }
        // What the hint says helps.
        let mended = place.morgue("check --repair").exits(0);
        assert!(mended.contains("30 articles checked: no damage"), "{sql}: {mended}");
        assert_eq!(place.morgue("digest").exits(0), digest, "{sql}");
    }
}

/// Pages overwritten, bits turned, the end cut off: whatever it is, there is a message and no panic.
#[test]
fn bytes_that_were_hit_by_something_else() {
    let place = Place::with_clips(30);
    let _ = place.morgue("ingest clips").exits(0);
    let whole = place.read("morgue.db");
    // Bytes 16 and 17 of a SQLite file say how large its pages are.
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let pages = whole.len() / size;
    let try_all = |what: &str, bytes: &[u8], is_found: bool| {
        std::fs::write(place.path("morgue.db"), bytes).unwrap();
        for command in ["check", "search the", "people", "digest", "stats", "check --repair"] {
            let done = place.morgue(command);
            assert!(matches!(done.code, Some(0 | 1 | 4)), "{what}, {command}: {done:?}");
            assert!(!done.err.contains("panicked"), "{what}, {command}: {done:?}");
            if command == "check" {
                assert!(!is_found || done.code != Some(0), "{what}: {done:?}");
            }
        }
    };
    for at in 0..8 {
        let page = 1 + at * (pages - 1) / 8;
        let mut bytes = whole.clone();
        bytes[page * size..(page + 1) * size].fill(0xA5);
        try_all(&format!("page {page} overwritten"), &bytes, true);
        let mut bytes = whole.clone();
        bytes[page * size + 8 * at] ^= 1 << at;
        // One bit in a piece that nothing refers to does no harm.
        try_all(&format!("a bit of page {page} turned"), &bytes, false);
    }
    for (what, length) in
        [("half", whole.len() / 2), ("a page", whole.len() - size), ("a byte", whole.len() - 1)]
    {
        try_all(&format!("{what} cut off"), &whole[..length], what != "a byte");
    }
}

/// The files on disk are compared with what was stored.
#[test]
fn fixity() {
    let place = Place::with_clips(6);
    place.write("clips/packed.txt.gz", [0x1F, 0x8B]);
    let _ = place.morgue("ingest clips").exits(3);
    assert_eq!(place.morgue("check --fixity").exits(0), "6 files checked: no damage\n");
    let file = "clips/0000/0000002.txt";
    let modified = std::fs::metadata(place.path(file)).unwrap().modified().unwrap();
    let mut bytes = place.read(file);
    bytes[40] ^= 1;
    place.write(file, bytes);
    // Neither size nor time of change tell.
    let changed = std::fs::File::options().write(true).open(place.path(file)).unwrap();
    changed.set_modified(modified).unwrap();
    std::fs::remove_file(place.path("clips/0000/0000004.txt")).unwrap();
    assert!(place.morgue("ingest clips --dry-run").exits(3).contains(" 5 unchanged"));
    let done = place.morgue("check --fixity");
    assert_eq!(
        done.out,
        format!("{file}: the file is not the one that was stored\n6 files checked: 1 finding\n")
    );
    assert!(
        done.err.contains("note: 1 of the files are not there") && done.err.contains("hint: "),
        "{done:?}"
    );
    let _ = done.exits(4);
    // Times before 1970 and far from now are times like others.
    for seconds in [-2_000_000_000_i64, 4_000_000_000] {
        let time = if seconds < 0 {
            SystemTime::UNIX_EPOCH - Duration::from_secs(seconds.unsigned_abs())
        } else {
            SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.unsigned_abs())
        };
        std::fs::File::options().write(true).open(place.path(file)).unwrap().set_modified(time).unwrap();
        assert!(place.morgue("ingest clips").exits(3).contains(" failed"));
        assert!(place.morgue("ingest clips").exits(3).contains(" 5 unchanged"));
    }
}
