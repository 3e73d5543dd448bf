//! Any line is a record or is told of; whatever was stored, the archive is whole.
#![no_main]

use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use libfuzzer_sys::fuzz_target;
use morgue::archive::check::check;
use morgue::archive::{Archive, Finish, Writer};
use morgue::load::{Options, Stream, load};
use morgue::ndjson::{Line, Lines};
use morgue::record::Record;
use tempfile::TempDir;

/// An empty archive, where there is one in memory: to make one anew for each input takes far longer than to copy it.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let empty = Writer::begin(&folder.path().join("empty.db"), "{}").unwrap();
    empty.finish(Finish::Complete).unwrap();
    folder
});

fuzz_target!(|lines: &[u8]| {
    // What would leave the archive as it is needs none.
    let is_record = |(_, line)| match line {
        Line::Whole(bytes) => {
            serde_json::from_slice::<Record>(&bytes).is_ok_and(|record| record.validate().is_ok())
        }
        Line::TooLong => false,
    };
    if !Lines::new(lines, 1 << 20).map(Result::unwrap).any(is_record) {
        return;
    }
    let (empty, path) = (FOLDER.path().join("empty.db"), FOLDER.path().join("morgue.db"));
    std::fs::copy(empty, &path).unwrap();
    let stream = Stream { name: "any".to_owned(), lines: Box::new(lines) };
    let stop = AtomicBool::new(false);
    load(&path, vec![stream], &Options::default(), &(), &mut |_| {}, &stop).unwrap();
    assert_eq!(check(&Archive::open(&path).unwrap()).unwrap().damage, []);
});
