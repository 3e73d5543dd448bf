//! Any bytes are an article or a problem, never a panic; and what is read from them stands where it says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use morgue::extract::Given;
use morgue::pipeline::record;
use morgue::problem::ProblemKind;
use morgue::source_file::{Digest, SourceFile, SourcePath};
use morgue::vocabulary::Vocabulary;

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile {
        path: SourcePath::from_bytes(b"2020/a.txt"),
        size: bytes.len() as u64,
        modified_at: None,
        digest: Some(Digest::of(bytes)),
    };
    match record(&file, bytes, &Given::default(), Vocabulary::builtin()) {
        Ok(record) => assert_eq!(record.validate(), Ok(())),
        Err(problem) => assert_ne!(problem.kind, ProblemKind::InternalError),
    }
});
