//! A folder of generated articles into a new archive, and again unchanged: `cargo bench --bench ingest`.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use morgue::ingest::{Options, Summary, ingest};

#[path = "../examples/generate.rs"]
mod generate;

const FILES: u64 = 2_000;

#[expect(clippy::expect_used, reason = "a benchmark has nobody to tell")]
fn run(folder: &Path, archive: &Path) -> Summary {
    let roots = [folder.join("clips")];
    ingest(archive, &roots, &Options::default(), &(), &AtomicBool::new(false))
        .expect("the folder is ingested")
}

#[expect(clippy::expect_used, reason = "a benchmark has nobody to tell")]
fn benches(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    generate::write(&folder.path().join("clips"), FILES).expect("a folder of articles");
    let mut group = criterion.benchmark_group("ingest of 2,000 files");
    group.sample_size(10);
    group.bench_function("new", |bench| {
        bench.iter_batched(
            || tempfile::tempdir().expect("a folder"),
            |place| run(folder.path(), &place.path().join("morgue.db")),
            BatchSize::PerIteration,
        );
    });
    let archive = folder.path().join("morgue.db");
    run(folder.path(), &archive);
    group.bench_function("again, unchanged", |bench| bench.iter(|| run(folder.path(), &archive)));
    group.finish();
}

criterion_group!(ingests, benches);
criterion_main!(ingests);
