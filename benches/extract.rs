//! One article through the pure half: `cargo bench --bench extract`. With `MORGUE_BENCH_FOLDER=FOLDER` the
//! articles of a folder of yours are taken (every `.txt` in it, not below it) instead of generated ones.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use morgue::article::{Article, Zone};
use morgue::decode::decode;
use morgue::extract::{Given, dates, extract, people, rights, source};
use morgue::normalize::normalize;
use morgue::pipeline;
use morgue::source_file::{Digest, SourceFile, SourcePath};
use morgue::vocabulary::Vocabulary;
use morgue::wording::notice;
use morgue::zone::zone;

#[path = "../examples/generate.rs"]
mod generate;

const ARTICLES: u64 = 200;

/// The texts to measure with.
fn texts() -> Vec<String> {
    let Some(folder) = std::env::var_os("MORGUE_BENCH_FOLDER") else {
        return (0..ARTICLES).map(generate::article).collect();
    };
    #[expect(clippy::expect_used, reason = "without its folder there is nothing to measure")]
    let entries = std::fs::read_dir(folder).expect("MORGUE_BENCH_FOLDER is a folder");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts
        .filter_map(|path| std::fs::read(path).ok())
        .filter_map(|bytes| Some(decode(&bytes).ok()?.text))
        .collect()
}

fn benches(criterion: &mut Criterion) {
    let vocabulary = Vocabulary::builtin();
    let texts = texts();
    let normalized: Vec<String> = texts.iter().map(|text| normalize(text).text).collect();
    let articles: Vec<_> = normalized.iter().map(|text| zone(text, vocabulary)).collect();
    let file = SourceFile {
        path: SourcePath::from_bytes(b"a.txt"),
        size: 0,
        modified_at: None,
        digest: Some(Digest::of(b"")),
    };
    let mut group = criterion.benchmark_group("articles");
    group.throughput(Throughput::Bytes(normalized.iter().map(|text| text.len() as u64).sum()));
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
    group.bench_function("zones, sources and rights", |bench| {
        bench.iter(|| {
            let stage = |text: &String| {
                let article = zone(black_box(text), vocabulary);
                let notices = notice::of(&article, vocabulary);
                let sources = source::extract(&article, &notices, vocabulary);
                let days = rights::Days::new(None, &[]);
                rights::extract(&article, &notices, &sources, &days, vocabulary).len() + sources.len()
            };
            normalized.iter().map(stage).sum::<usize>()
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
    date_stage(criterion, &articles);
    people_stage(criterion, &articles);
}

/// The date stage alone, on text that is all story: in bytes, and on one core.
fn date_stage(criterion: &mut Criterion, articles: &[Article]) {
    let given = Given { published: Some(jiff::civil::date(2020, 3, 25)), ..Given::default() };
    let bytes = articles.iter().map(|article| article.text(Zone::Body).len() as u64).sum();
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("of 200 articles", |bench| {
        bench.iter(|| {
            articles.iter().map(|article| dates::extract(black_box(article), &given).1.len()).sum::<usize>()
        });
    });
    group.finish();
}

/// Finding, linking and entitling the persons, on one core: in tokens, as the people stage counts them. The
/// model is read once before.
fn people_stage(criterion: &mut Criterion, articles: &[Article]) {
    let vocabulary = Vocabulary::builtin();
    let zones = [Zone::Headline, Zone::Caption, Zone::Body];
    let tokens =
        articles.iter().flat_map(|article| zones.map(|zone| people::lex::tokens(article.text(zone)).len()));
    let tokens: usize = tokens.sum();
    let mut group = criterion.benchmark_group("people");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("tokenize", |bench| {
        bench.iter(|| {
            articles
                .iter()
                .map(|article| people::lex::tokens(black_box(article.text(Zone::Body))).len())
                .sum::<usize>()
        });
    });
    group.bench_function("tokenize, tag and link", |bench| {
        bench.iter(|| {
            let people = |article| {
                people::extract(black_box(article), Some("en"), people::MIN_CONFIDENCE, vocabulary).len()
            };
            articles.iter().map(people).sum::<usize>()
        });
    });
    group.bench_function("read the model", |bench| bench.iter(|| black_box(people::tagger::is_whole())));
    group.finish();
}

criterion_group!(extraction, benches);
criterion_main!(extraction);
