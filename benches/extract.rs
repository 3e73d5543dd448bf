//! One article through the pure half: `cargo bench --bench extract`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use morgue::decode::decode;
use morgue::extract::{Given, extract};
use morgue::normalize::normalize;
use morgue::pipeline;
use morgue::source_file::{Digest, SourceFile, SourcePath};
use morgue::vocabulary::Vocabulary;
use morgue::zone::zone;

#[path = "../examples/generate.rs"]
mod generate;

const ARTICLES: u64 = 200;

fn benches(criterion: &mut Criterion) {
    let vocabulary = Vocabulary::builtin();
    let texts: Vec<String> = (0..ARTICLES).map(generate::article).collect();
    let normalized: Vec<String> = texts.iter().map(|text| normalize(text).text).collect();
    let articles: Vec<_> = normalized.iter().map(|text| zone(text, vocabulary)).collect();
    let file = SourceFile {
        path: SourcePath::from_bytes(b"a.txt"),
        size: 0,
        modified_at: None,
        digest: Some(Digest::of(b"")),
    };
    let mut group = criterion.benchmark_group("200 articles");
    group.throughput(Throughput::Elements(ARTICLES));
    group.bench_function("decode", |bench| {
        bench.iter(|| texts.iter().filter(|text| decode(black_box(text.as_bytes())).is_ok()).count());
    });
    group.bench_function("normalize", |bench| {
        bench.iter(|| texts.iter().map(|text| normalize(black_box(text)).text.len()).sum::<usize>());
    });
    group.bench_function("zone", |bench| {
        bench.iter(|| {
            normalized.iter().map(|text| zone(black_box(text), vocabulary).layout().len()).sum::<usize>()
        });
    });
    group.bench_function("extract", |bench| {
        let given = Given::default();
        bench.iter(|| {
            articles
                .iter()
                .map(|article| extract(black_box(article), &given, vocabulary).people.len())
                .sum::<usize>()
        });
    });
    group.bench_function("the whole pure half", |bench| {
        let given = Given::default();
        bench.iter(|| {
            let record =
                |text: &String| pipeline::record(&file, black_box(text.as_bytes()), &given, vocabulary);
            texts.iter().filter_map(|text| record(text).ok()).map(|record| record.zones.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(extraction, benches);
criterion_main!(extraction);
