//! Bringing the same folder in again and again: what changes, what stays, what is removed.

use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use crate::support::{Place, assert_same};

fn ask(place: &Place, sql: &str) -> Vec<String> {
    let connection = Connection::open(place.path("morgue.db")).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement
        .query_map([], |row| {
            let cells = (0..columns).map(|column| {
                let value: rusqlite::types::Value = row.get(column).unwrap();
                match value {
                    rusqlite::types::Value::Null => "-".to_owned(),
                    rusqlite::types::Value::Text(text) => text,
                    rusqlite::types::Value::Integer(number) => number.to_string(),
                    other => format!("{other:?}"),
                }
            });
            Ok(cells.collect::<Vec<_>>().join(" "))
        })
        .unwrap();
    rows.map(|row| row.unwrap()).collect()
}

/// Makes a file look as if it had been changed at another time.
fn touch(place: &Place, name: &str, seconds: u64) {
    let file = std::fs::File::options().write(true).open(place.path(name)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
}

fn story(words: &str) -> String {
    format!("Ferry Landing Closes For Good\n\nThe ferry made its last trip on Tuesday, and {words}.\n")
}

#[test]
fn unchanged_files_are_not_opened() {
    let place = Place::new();
    place.write("clips/a.txt", story("nobody was on it"));
    touch(&place, "clips/a.txt", 1_000);
    let _ = place.morgue("ingest clips").exits(0);
    // Other words in the same number of bytes, and the time of before: only a reader would notice.
    place.write("clips/a.txt", story("nobody went on it").replace("went on", "rode o"));
    touch(&place, "clips/a.txt", 1_000);
    assert!(place.morgue("ingest clips").exits(0).contains("0 stored, 1 unchanged"));
    assert!(place.morgue("ingest clips --recheck").exits(0).contains("1 stored, 0 unchanged"));
    // A new time alone is not a new article, and is remembered.
    touch(&place, "clips/a.txt", 2_000);
    assert!(place.morgue("ingest clips").exits(0).contains("0 stored, 1 unchanged"));
    assert_eq!(ask(&place, "SELECT modified_at FROM source_file"), ["2000000000000"]);
}

#[test]
fn a_changed_file_replaces_its_article_and_keeps_its_id() {
    let place = Place::new();
    place.write("clips/a.txt", story("nobody was on it"));
    place.write("clips/b.txt", story("the band played"));
    let _ = place.morgue("ingest clips").exits(0);
    place.write("clips/a.txt", story("the mayor waved from the pier, as (Jane Roe/Reuters) saw"));
    assert!(place.morgue("ingest clips").exits(0).contains("1 stored, 1 unchanged"));
    assert_eq!(ask(&place, "SELECT id, path FROM articles ORDER BY id"), ["1 clips/a.txt", "2 clips/b.txt"]);
    assert!(place.morgue("search nobody").exits(0).is_empty());
    assert!(place.morgue("search mayor").exits(0).contains("clips/a.txt"));
    let _ = place.morgue("check").exits(0);
    let _ = place.morgue("ingest clips --archive new.db").exits(0);
    assert_same(&place.everything("morgue.db"), &place.everything("new.db"));
}

#[test]
fn gone_files_are_marked_kept_and_removed_when_asked() {
    let place = Place::new();
    for name in ["clips/a.txt", "clips/b.txt", "clips-2/c.txt"] {
        place.write(name, story(name));
    }
    let _ = place.morgue("ingest clips clips-2").exits(0);
    std::fs::remove_file(place.path("clips/a.txt")).unwrap();
    std::fs::remove_file(place.path("clips-2/c.txt")).unwrap();
    // Only below the roots of this run: nobody looked elsewhere.
    let out = place.morgue("ingest clips").exits(0);
    assert!(out.contains("1 file of earlier runs no longer there: kept"), "{out}");
    let missing = "SELECT path FROM articles WHERE missing_since IS NOT NULL ORDER BY path";
    assert_eq!(ask(&place, missing), ["clips/a.txt"]);
    // A filter does not make a file gone.
    let _ = place.morgue("ingest clips --exclude b.txt").exits(0);
    assert_eq!(ask(&place, missing), ["clips/a.txt"]);
    // It comes back.
    place.write("clips/a.txt", story("clips/a.txt"));
    let _ = place.morgue("ingest clips").exits(0);
    assert!(ask(&place, missing).is_empty());
    std::fs::remove_file(place.path("clips/a.txt")).unwrap();
    let _ = place.morgue("ingest clips --prune").exits(0);
    assert_eq!(ask(&place, "SELECT path FROM articles ORDER BY path"), ["clips-2/c.txt", "clips/b.txt"]);
    let _ = place.morgue("check").exits(0);
    // The current folder as a root.
    let _ = place.morgue("ingest clips").exits(0);
    std::fs::remove_file(place.path("clips/b.txt")).unwrap();
    let _ = place.morgue("ingest . --prune").exits(0);
    assert!(ask(&place, "SELECT path FROM articles").is_empty());
}

#[test]
fn the_first_path_with_some_words_is_their_original() {
    let place = Place::new();
    place.write("clips/m.txt", story("the band played"));
    place.write("clips/z.txt", story("the band played").replace('\n', "\r\n"));
    let originals = "SELECT path, duplicate_of FROM articles ORDER BY path";
    let out = place.morgue("ingest clips").exits(0);
    assert!(out.contains("1 article repeats another one word for word"), "{out}");
    assert_eq!(ask(&place, originals), ["clips/m.txt -", "clips/z.txt clips/m.txt"]);
    place.write("clips/a.txt", story("the band played"));
    let _ = place.morgue("ingest clips").exits(0);
    assert_eq!(
        ask(&place, originals),
        ["clips/a.txt -", "clips/m.txt clips/a.txt", "clips/z.txt clips/a.txt"]
    );
    assert_eq!(place.morgue("search band").exits(0).matches(".txt").count(), 1);
    std::fs::remove_file(place.path("clips/a.txt")).unwrap();
    let _ = place.morgue("ingest clips --prune").exits(0);
    assert_eq!(ask(&place, originals), ["clips/m.txt -", "clips/z.txt clips/m.txt"]);
    // The original is no article any more.
    place.write("clips/n.txt", story("the band played"));
    let _ = place.morgue("ingest clips").exits(0);
    place.write("clips/m.txt", "");
    let _ = place.morgue("ingest clips").exits(3);
    assert_eq!(ask(&place, originals), ["clips/n.txt -", "clips/z.txt clips/n.txt"]);
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_article_and_one_that_is_none_any_more_loses_it() {
    let place = Place::new();
    place.write("clips/a.txt", story("the band played"));
    let _ = place.morgue("ingest clips").exits(0);
    let before = place.everything("morgue.db");
    let long = "--max-file-size 20";
    let err = place.morgue(&format!("ingest clips {long}")).fails(3);
    let told =
        format!("clips/a.txt: {} bytes, more than the 20 of --max-file-size", story("the band played").len());
    assert!(err.contains(&told), "{err}");
    assert!(place.morgue("search band").exits(0).contains("clips/a.txt"));
    assert_eq!(ask(&place, "SELECT status, kind FROM problems"), ["failed too-large"]);
    let _ = place.morgue("ingest clips").exits(0);
    assert_same(&place.everything("morgue.db"), &before);
    place.write("clips/a.txt", "");
    let _ = place.morgue("ingest clips").exits(3);
    assert!(place.morgue("search band").exits(0).is_empty());
    // It is told each time, though it is not read again.
    assert!(place.morgue("ingest clips").fails(3).contains("clips/a.txt: the file holds no text"));
    let _ = place.morgue("check").exits(0);
}

#[test]
fn a_rehearsal_writes_nothing() {
    let place = Place::new();
    place.write("clips/a.txt", story("the band played"));
    place.write("clips/b.txt", "");
    assert!(
        place
            .morgue("ingest clips --dry-run")
            .exits(3)
            .contains("1 stored, 0 unchanged, 1 failed; nothing was written")
    );
    assert!(!place.path("morgue.db").exists());
    let _ = place.morgue("ingest clips").exits(3);
    let before = place.read("morgue.db");
    place.write("clips/c.txt", story("it rained"));
    assert!(place.morgue("ingest clips --dry-run").exits(3).contains("1 stored, 1 unchanged, 1 failed"));
    assert_eq!(place.read("morgue.db"), before);
}

#[test]
fn the_ledger_counts_every_run() {
    let place = Place::new();
    place.write("clips/a.txt", story("the band played"));
    place.write("clips/b.txt", "\0\0\0");
    for _ in 0..2 {
        let _ = place.morgue("ingest clips").exits(3);
    }
    assert_eq!(
        ask(
            &place,
            "SELECT discovered, stored, unchanged, failed, finished_at IS NOT NULL FROM run ORDER BY id"
        ),
        ["2 1 0 1 1", "2 0 1 1 1"]
    );
}

#[test]
fn every_value_stands_in_the_archive_where_it_says() {
    let place = Place::with_clips(60);
    let _ = place.morgue("ingest clips").exits(0);
    let records = place.morgue("extract clips").exits(0);
    let mut checked = 0;
    for line in records.lines() {
        let record: morgue::record::Record = serde_json::from_str(line).unwrap();
        for (zone, start, end, exact) in record.evidence() {
            let sql = format!(
                "SELECT substr(t.{0}, {start} + 1, {end} - {start}) FROM article_text t JOIN articles a USING (id) WHERE a.path = '{1}'",
                zone.as_str(),
                record.path
            );
            assert_eq!(ask(&place, &sql), [exact]);
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[cfg(unix)]
#[test]
fn an_archive_in_a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_clips(5);
    let _ = place.morgue("ingest clips --archive kept/morgue.db").fails(1);
    std::fs::create_dir(place.path("kept")).unwrap();
    let _ = place.morgue("ingest clips --archive kept/morgue.db").exits(0);
    std::fs::set_permissions(place.path("kept/morgue.db"), std::fs::Permissions::from_mode(0o444)).unwrap();
    std::fs::set_permissions(place.path("kept"), std::fs::Permissions::from_mode(0o555)).unwrap();
    assert!(!place.morgue("search a* --archive kept/morgue.db").exits(0).is_empty());
    let _ = place.morgue("digest --archive kept/morgue.db").exits(0);
    let _ = place.morgue("check --archive kept/morgue.db").exits(0);
    std::fs::set_permissions(place.path("kept"), std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// However many commits it took, a search asks one piece of index; what is added later does not make it anew.
#[test]
fn a_new_archive_has_an_index_of_one_piece() {
    let place = Place::with_clips(300);
    let pieces = || {
        let archive = Connection::open(place.path("morgue.db")).unwrap();
        let ask = "SELECT count(DISTINCT segid) FROM article_fts_idx";
        archive.query_row(ask, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let _ = place.morgue("ingest clips --batch-size 40").exits(0);
    assert_eq!(pieces(), 1);
    for name in ["a", "b", "c", "d", "e", "f"] {
        place.write(&format!("more/{name}.txt"), format!("Head {name}\n\nA story of {name}."));
    }
    let _ = place.morgue("ingest more --batch-size 1").exits(0);
    assert_eq!(pieces(), 2);
    assert!(place.morgue("check").exits(0).contains("306 articles checked: no damage"));
}

/// An index in a form that is not known here is written by SQLite, and the user is told.
#[test]
fn an_index_of_another_form() {
    let place = Place::new();
    place.write("clips/a.txt", story("nobody was on it"));
    let _ = place.morgue("ingest clips").exits(0);
    let archive = Connection::open(place.path("morgue.db")).unwrap();
    archive.execute_batch("INSERT INTO article_fts (article_fts, rank) VALUES ('secure-delete', 1)").unwrap();
    drop(archive);
    place.write("clips/a.txt", story("the band played"));
    place.write("clips/b.txt", story("it rained"));
    // From the first removal on.
    let _ = place.morgue("ingest clips").exits(0);
    place.write("clips/c.txt", story("the mayor waved"));
    let told = place.morgue("ingest clips");
    assert!(told.err.contains("note: the archive's index is in a form that only SQLite knows"), "{told:?}");
    let _ = told.exits(0);
    assert!(place.morgue("check").exits(0).ends_with("no damage\n"));
    for (words, count) in [("nobody", "0"), ("\"the band played\"", "1"), ("rained", "1"), ("mayor", "1")] {
        assert!(place.run(["search", words, "--count"], b"").out.starts_with(count), "{words}");
    }
}
