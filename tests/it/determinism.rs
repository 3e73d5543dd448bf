//! The same files give the same archive: on any number of cores, in batches of any size, and by
//! whichever way.

use crate::support::{Place, assert_same, project};

fn samples_and_clips() -> Place {
    let place = Place::with_clips(200);
    copy(&project().join("sample_data"), &place.path("samples"));
    place
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn cores_batches_and_ways() {
    let place = samples_and_clips();
    let _ = place.morgue("ingest samples clips --archive first.db --jobs 1 --batch-size 1").exits(3);
    let first = place.everything("first.db");
    for (archive, flags) in [
        ("four.db", "--jobs 4 --batch-size 512"),
        ("seven.db", "--jobs 4 --batch-size 7"),
        ("again.db", "--jobs 2 --recheck"),
        ("plain.db", "--plain-index"),
    ] {
        let _ = place.morgue(&format!("ingest clips samples --archive {archive} {flags}")).exits(3);
        assert_same(&place.everything(archive), &first);
    }
    let records = place.morgue("extract samples clips").exits(0);
    let _ = place.run(["load", "--archive", "loaded.db"], records.as_bytes()).exits(3);
    // Roots are brought in the order of their paths; a stream in its own.
    let sorted = place.morgue("extract clips samples").exits(0);
    assert_eq!(records, sorted);
    assert_same(&place.everything("loaded.db"), &first);
}

#[test]
fn running_again_changes_nothing() {
    let place = samples_and_clips();
    let _ = place.morgue("ingest samples clips").exits(3);
    let first = place.everything("morgue.db");
    for flags in ["", " --recheck", " --reextract", " --prune"] {
        let out = place.morgue(&format!("ingest samples clips{flags}")).exits(3);
        assert_eq!(out.contains(": 0 stored"), flags != " --reextract", "{flags}: {out}");
        assert_same(&place.everything("morgue.db"), &first);
    }
    // What was exported can be loaded.
    let records = place.read("morgue.db.ndjson/records.ndjson");
    let _ = place.run(["load", "--archive", "copy.db"], &records).exits(3);
    assert_same(&place.everything("copy.db"), &first);
}
