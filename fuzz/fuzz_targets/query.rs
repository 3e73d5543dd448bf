//! Any text is a query that the archive answers: what is found is as many as is counted.
#![no_main]

use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use libfuzzer_sys::fuzz_target;
use morgue::archive::Archive;
use morgue::ingest::{Options, ingest};
use morgue::search::{By, Wanted, facets, hits, kwic, parse, search};
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.txt", "Harbor Strike\n\nBy Ann Roe\n\nLONDON (Reuters) - The harbor strike ended on March 25, 2020. Mayor Ann Roe’s face-to-face talks failed."),
        ("b.txt", "Ferry Returns\n\nThis article was originally published by Radio Near and is reprinted with permission.\n\nA ferry came in 2019."),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let roots = [folder.path().to_owned()];
    ingest(&folder.path().join("morgue.db"), &roots, &Options::default(), &(), &AtomicBool::new(false)).unwrap();
    folder
});

thread_local! {
    static ARCHIVE: Archive = Archive::open(&FOLDER.path().join("morgue.db")).unwrap();
}

fuzz_target!(|typed: &str| {
    ARCHIVE.with(|archive| {
        let query = parse(typed);
        let found = search(archive, &query, Wanted::default()).unwrap();
        assert_eq!(found.total, found.ids.len() as u64);
        assert_eq!(hits(archive, &query, &found.ids).unwrap().len(), found.ids.len());
        assert_eq!(facets(archive, &query, &[By::Source, By::Year]).unwrap().total, found.total);
        kwic(archive, &query, 9, |place| {
            assert!(found.ids.contains(&place.article_id));
            Ok(())
        })
        .unwrap();
    });
});
