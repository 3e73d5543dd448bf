//! Several processes and one archive: one writes, the others read or wait.

use std::process::Stdio;

use morgue::archive::Archive;
use morgue::search::{By, Wanted, facets, parse, search};
use rusqlite::Connection;

use crate::support::{Place, assert_same};

/// Whoever reads while somebody writes sees whole batches, and always the same while he holds still.
#[test]
fn an_archive_that_is_being_written_is_searched() {
    let place = Place::with_clips(208);
    let _ = place.morgue("ingest clips/0000/0000000.txt").exits(0);
    let mut writer = place.command(["ingest", "clips", "--batch-size", "8", "--quiet"]).spawn().unwrap();
    let query = parse("the");
    let mut last = 0;
    loop {
        let has_ended = writer.try_wait().unwrap().is_some();
        let archive = Archive::open(&place.path("morgue.db")).unwrap();
        archive.hold_still().unwrap();
        let total = || search(&archive, &query, Wanted::default()).unwrap().total;
        let (first, again) = (total(), total());
        assert_eq!(first, again);
        assert!(first >= last && (first == 1 || first % 8 == 0), "{first} after {last}");
        let facets = facets(&archive, &query, &[By::Language]).unwrap();
        assert_eq!((first, facets.total), (facets.facets[0].values.iter().map(|value| value.1).sum(), first));
        last = first;
        if has_ended {
            break;
        }
    }
    assert_eq!(last, 208);
}

/// The second writer is told who has it; with --wait it has its turn.
#[test]
fn one_writes_and_the_other_waits() {
    let place = Place::with_clips(600);
    let mut first = place.command(["ingest", "clips", "--batch-size", "20", "--quiet"]).spawn().unwrap();
    while !place.path("morgue.db-lock").exists() {
        assert!(first.try_wait().unwrap().is_none(), "it ended before it was seen");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let refused = place.morgue("ingest clips");
    assert!(first.try_wait().unwrap().is_none(), "it ended before the second one came");
    let told = refused.fails(11);
    assert!(told.contains(&format!("is being written by process {} on ", first.id())), "{told}");
    assert!(told.contains("hint: ") && told.contains("--wait"), "{told}");
    let second = place.morgue("ingest clips --wait 120");
    assert!(first.wait().unwrap().success());
    assert!(second.err.starts_with("waiting: morgue.db is being written by process "), "{second:?}");
    assert!(second.exits(0).starts_with("600 files: 0 stored, 600 unchanged, 0 failed"));
    assert!(!place.path("morgue.db-lock").exists());
    // A process that was killed holds nobody up, and is not taken for one that writes.
    place.write("morgue.db-lock", "process 1 on nowhere, since 1970-01-01 00:00:00 UTC");
    let _ = place.morgue("ingest clips").exits(0);
}

/// A copy that is taken in the middle of an ingest is a whole archive, which the same ingest brings to its end.
#[test]
fn a_backup_while_somebody_writes() {
    let place = Place::with_clips(600);
    let mut writer =
        place.command(["ingest", "clips", "--batch-size", "10"]).stdout(Stdio::null()).spawn().unwrap();
    let articles = |archive: &str| -> i64 {
        let archive = Connection::open(place.path(archive)).unwrap();
        archive.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).unwrap()
    };
    let mut copies = 0;
    while writer.try_wait().unwrap().is_none() {
        if place.path("morgue.db").exists() {
            // At the very beginning there is no archive to copy yet.
            copies += u32::from(place.morgue("backup copy.db").code == Some(0));
        }
    }
    assert!(copies > 0);
    assert_eq!(articles("copy.db") % 10, 0);
    assert!(place.morgue("check --archive copy.db").exits(0).contains("no damage"));
    let _ = place.morgue("ingest clips --archive copy.db").exits(0);
    assert_same(&place.everything("morgue.db"), &place.everything("copy.db"));
    // Beside it nothing is left, and what is no archive does not give way.
    assert!(!place.path("copy.db.part").exists() && !place.path("copy.db-wal").exists());
    place.write("letter.txt", "Dear editor");
    assert!(place.morgue("backup letter.txt").fails(1).contains("is not a morgue archive"));
    assert_eq!(place.read("letter.txt"), b"Dear editor");
    assert!(place.morgue("backup nowhere/copy.db").fails(1).contains("nowhere"));
}
