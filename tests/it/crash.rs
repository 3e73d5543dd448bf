//! A run that is killed loses nothing that was committed, and the next one comes to the same archive.
#![cfg(unix)]

use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use morgue::archive::check::check;
use morgue::archive::{Archive, Indexing};
use morgue::ingest::{Options, Watcher, ingest};
use morgue::outcome::Outcome;
use rusqlite::{Connection, OpenFlags};

use crate::support::{Place, assert_same};

const FILES: u64 = 800;

/// How many articles the archive has by now; 0 while it cannot be asked.
fn stored(place: &Place) -> u64 {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    Connection::open_with_flags(place.path("morgue.db"), flags)
        .and_then(|archive| archive.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, i64>(0)))
        .map_or(0, i64::unsigned_abs)
}

/// An ingest that has committed something and has not come to its end.
fn half_done(place: &Place, flags: &[&str]) -> Child {
    let mut child = place
        .command(["ingest", "clips", "--batch-size", "50"].iter().chain(flags))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while stored(place) < 100 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be stopped");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

fn comes_to_the_same(place: &Place) {
    let checked = place.morgue("check");
    assert!(checked.err.contains("note: the last run has not come to its end"), "{checked:?}");
    assert!(checked.exits(0).ends_with("no damage\n"));
    let out = place.morgue("ingest clips").exits(0);
    assert!(!out.contains(" 0 unchanged"), "{out}");
    let _ = place.morgue("ingest clips --archive whole.db").exits(0);
    assert_same(&place.everything("morgue.db"), &place.everything("whole.db"));
    // What a new archive gets at the end of its first run is there.
    let indexes = |archive: &str| {
        let archive = Connection::open(place.path(archive)).unwrap();
        let ask = "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name)";
        archive.query_row(ask, [], |row| row.get::<_, String>(0)).unwrap()
    };
    assert!(indexes("morgue.db").contains("person_mention_person_id"));
    assert_eq!(indexes("morgue.db"), indexes("whole.db"));
    let left: Vec<_> = std::fs::read_dir(place.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("morgue.db-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn killed() {
    for flags in [&[][..], &["--plain-index"]] {
        let place = Place::with_clips(FILES);
        let mut child = half_done(&place, flags);
        child.kill().unwrap();
        child.wait().unwrap();
        let kept = stored(&place);
        assert!((100..FILES).contains(&kept), "{kept}");
        comes_to_the_same(&place);
    }
}

#[test]
fn interrupted() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let place = Place::with_clips(FILES);
        let mut child = half_done(&place, &[]);
        // Readers are never in the way, and a second writer is told at once.
        assert!(place.morgue("search a*").exits(0).lines().count() > 1);
        assert!(place.morgue("ingest clips").fails(11).contains("hint: "));
        let asked = std::process::Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        assert!((100..FILES).contains(&stored(&place)));
        comes_to_the_same(&place);
    }
}

/// What is on disk after each commit goes on to the same archive.
#[test]
fn at_every_commit() {
    struct Copies<'a> {
        place: &'a Place,
        made: AtomicU64,
    }
    impl Watcher for Copies<'_> {
        fn done(&self, _: &Outcome) {
            // Told of each file of a batch once the batch is committed.
            let number = self.made.fetch_add(1, Ordering::Relaxed);
            if number.is_multiple_of(BATCH) {
                let folder = self.place.path(&format!("{number}"));
                std::fs::create_dir(&folder).unwrap();
                for name in ["morgue.db", "morgue.db-wal"] {
                    std::fs::copy(self.place.path(name), folder.join(name)).unwrap();
                }
            }
        }
    }
    const BATCH: u64 = 9;
    for indexing in [Indexing::Parallel, Indexing::Plain] {
        let place = Place::with_clips(60);
        let copies = Copies { place: &place, made: AtomicU64::new(0) };
        let options = Options { batch_size: usize::try_from(BATCH).unwrap(), indexing, ..Options::default() };
        let (roots, stop) = ([place.path("clips")], AtomicBool::new(false));
        ingest(&place.path("morgue.db"), &roots, &options, &copies, &stop).unwrap();
        let digest = |archive: &Path| Archive::open(archive).unwrap().digest().unwrap();
        let whole = digest(&place.path("morgue.db"));
        for number in (0..60).step_by(usize::try_from(BATCH).unwrap()) {
            let archive = place.path(&format!("{number}/morgue.db"));
            let summary = ingest(&archive, &roots, &options, &(), &stop).unwrap();
            // All that was committed was there.
            assert_eq!(summary.counts.unchanged, (number + BATCH).min(60), "{number}");
            assert_eq!(digest(&archive), whole, "{number}");
            assert_eq!(check(&Archive::open(&archive).unwrap()).unwrap().damage, []);
        }
    }
}
