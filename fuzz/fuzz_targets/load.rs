//! Any line is a record or is told of; whatever was stored, the archive is whole.
#![no_main]

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use morgue::archive::Archive;
use morgue::archive::check::check;
use morgue::load::{Stream, load};

fuzz_target!(|lines: &[u8]| {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let path = folder.path().join("morgue.db");
    let stream = Stream { name: "any".to_owned(), lines: Box::new(lines) };
    let stop = AtomicBool::new(false);
    load(&path, vec![stream], None, &(), &mut |_| {}, &stop, Duration::ZERO).unwrap();
    assert_eq!(check(&Archive::open(&path).unwrap()).unwrap().damage, []);
});
