//! What a search takes beside the bare FTS5 query that gives the same rows: `cargo bench --bench search`.
//!
//! Two hundred queries of eight kinds on an archive of 100,000 generated articles, or on one's own:
//! `MORGUE_BENCH_ARCHIVE=morgue.db cargo bench --bench search`. The words are taken from the archive
//! itself, from common ones to rare ones. Each query and its bare counterpart take turns, five times; the best time
//! counts. A ratio of 1.3 means: so much longer than FTS5 alone.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use morgue::archive::Archive;
use morgue::ingest::{Options, ingest};
use morgue::search::{By, Wanted, facets, hits, parse, search};
use rusqlite::{Connection, OpenFlags, params};

#[path = "../examples/generate.rs"]
mod generate;

const ARTICLES: u64 = 100_000;
const OF_EACH_KIND: usize = 25;
const TURNS: usize = 5;

/// The order of the bare query is ours: the same weights.
const RANK: &str = "rank MATCH 'bm25(8.0, 3.0, 1.0, 1.0, 0.5)' ORDER BY rank LIMIT 10";

/// A query and what it is compared with.
struct Case {
    kind: &'static str,
    typed: String,
    bare: String,
    matched: String,
    shown: Shown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The ten best, and how many there are.
    Best,
    /// The same with a snippet of each.
    Snippets,
    /// Counts over everything that is found.
    Facets,
}

#[expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark has nobody to tell, and prints")]
fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::env::var_os("MORGUE_BENCH_ARCHIVE").map(PathBuf::from);
    let path = own.unwrap_or_else(|| generated(folder.path()));
    let archive = Archive::open(&path).expect("an archive");
    let bare = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("an archive");
    let cases = cases(&bare).expect("words of the archive");
    println!(
        "{:<26}{:>9}{:>9}{:>9}{:>9}{:>8}{:>8}",
        "milliseconds", "p50", "p99", "bare p50", "p99", "ratio", "p99"
    );
    let mut kinds: Vec<&str> = cases.iter().map(|case| case.kind).collect();
    kinds.dedup();
    let mut all = Vec::new();
    for kind in kinds {
        let times: Vec<(Duration, Duration)> =
            cases.iter().filter(|case| case.kind == kind).map(|case| times(&archive, &bare, case)).collect();
        print_line(kind, &times);
        all.extend(times);
    }
    print_line("all of them", &all);
}

/// An archive of generated articles.
#[expect(clippy::expect_used, reason = "a benchmark has nobody to tell")]
fn generated(folder: &Path) -> PathBuf {
    let (clips, archive) = (folder.join("clips"), folder.join("morgue.db"));
    generate::write(&clips, ARTICLES).expect("a folder of articles");
    ingest(&archive, &[clips], &Options::default(), &(), &AtomicBool::new(false)).expect("an archive");
    archive
}

/// The queries, kind by kind.
fn cases(bare: &Connection) -> rusqlite::Result<Vec<Case>> {
    let words = words(bare)?;
    let pairs = pairs(bare)?;
    let quoted = |word: &str| format!("\"{word}\"");
    let mut cases = Vec::new();
    let mut add = |kind, typed: String, matched: String, bare: &str, shown| {
        cases.push(Case { kind, typed, bare: bare.to_owned(), matched, shown });
    };
    let best = format!("SELECT rowid FROM article_fts WHERE article_fts MATCH ? AND {RANK}");
    let snippets = format!(
        "SELECT rowid, snippet(article_fts, -1, '[', ']', '…', 28) FROM article_fts WHERE article_fts MATCH ? AND {RANK}"
    );
    let licensed = format!(
        "SELECT f.rowid FROM article_fts f JOIN article a ON a.id = f.rowid \
         WHERE f.article_fts MATCH ? AND a.rights_status <> 'unknown' AND f.{RANK}"
    );
    let by_source = "SELECT s.name, count(*) FROM article_fts f JOIN article a ON a.id = f.rowid \
         LEFT JOIN source s ON s.id = a.source_id WHERE f.article_fts MATCH ? GROUP BY s.name ORDER BY 2 DESC";
    for word in &words {
        add("one word", quoted(word), quoted(word), &best, Shown::Best);
    }
    for (word, other) in words.iter().zip(words.iter().rev()) {
        let both = format!("{} {}", quoted(word), quoted(other));
        add("two words", both.clone(), both, &best, Shown::Best);
    }
    for (word, next) in &pairs {
        let phrase = quoted(&format!("{word} {next}"));
        add("a phrase", phrase.clone(), phrase, &best, Shown::Best);
    }
    for word in &words {
        let beginning: String = word.chars().take(3).collect();
        add(
            "a beginning of words",
            format!("{beginning}*"),
            format!("\"{beginning}\" *"),
            &best,
            Shown::Best,
        );
    }
    for (word, next) in &pairs {
        let near = format!("NEAR(\"{word}\" \"{next}\", 5)");
        add("words near one another", near.clone(), near, &best, Shown::Best);
    }
    for word in &words {
        add("one word, with snippets", quoted(word), quoted(word), &snippets, Shown::Snippets);
    }
    for word in &words {
        add(
            "a word and a field",
            format!("{} -rights:unknown", quoted(word)),
            quoted(word),
            &licensed,
            Shown::Best,
        );
    }
    for word in &words {
        add("sources of what is found", quoted(word), quoted(word), by_source, Shown::Facets);
    }
    Ok(cases)
}

/// Words of the index, from the most common one down to one that a thousandth as many articles have.
fn words(bare: &Connection) -> rusqlite::Result<Vec<String>> {
    bare.execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'article_fts', 'row')")?;
    let most: i64 = bare.query_row("SELECT max(doc) FROM temp.word", [], |row| row.get(0))?;
    let mut statement = bare.prepare(
        "SELECT term FROM temp.word WHERE doc <= ? AND length(term) > 3 AND term NOT GLOB '*[0-9]*' ORDER BY doc DESC, term LIMIT 1",
    )?;
    let mut words: Vec<String> = Vec::new();
    for at in 0..OF_EACH_KIND {
        // A step is the same factor each.
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "a number of articles"
        )]
        let at_most = (most as f64 / 1_000_f64.powf(at as f64 / (OF_EACH_KIND - 1) as f64)) as i64;
        words.push(statement.query_row([at_most], |row| row.get(0))?);
    }
    Ok(words)
}

/// Neighbours in the middle of bodies.
fn pairs(bare: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let articles: i64 = bare.query_row("SELECT count(*) FROM article_text", [], |row| row.get(0))?;
    let mut statement =
        bare.prepare("SELECT body FROM article_text WHERE length(body) > 300 LIMIT 1 OFFSET ?")?;
    let mut pairs = Vec::new();
    let of_each_kind = i64::try_from(OF_EACH_KIND).unwrap_or(i64::MAX);
    for at in 0..of_each_kind {
        let body: String = statement.query_row([at * articles / of_each_kind], |row| row.get(0))?;
        let words: Vec<&str> =
            body.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let middle = words.len() / 2;
        pairs.push((words[middle].to_owned(), words[middle + 1].to_owned()));
    }
    Ok(pairs)
}

/// The best time of ours and of the bare one.
#[expect(clippy::expect_used, reason = "a benchmark has nobody to tell")]
fn times(archive: &Archive, bare: &Connection, case: &Case) -> (Duration, Duration) {
    let query = parse(&case.typed);
    let wanted = Wanted { limit: Some(10), ..Wanted::default() };
    let ours = || match case.shown {
        Shown::Best => search(archive, &query, wanted).expect("an answer").ids.len(),
        Shown::Snippets => {
            let found = search(archive, &query, wanted).expect("an answer");
            hits(archive, &query, &found.ids).expect("an answer").len()
        }
        Shown::Facets => facets(archive, &query, &[By::Source]).expect("an answer").facets.len(),
    };
    let theirs = || {
        let mut statement = bare.prepare_cached(&case.bare).expect("a query");
        let mut rows = statement.query(params![case.matched]).expect("an answer");
        let mut count = 0;
        while rows.next().expect("an answer").is_some() {
            count += 1;
        }
        count
    };
    if case.shown != Shown::Facets {
        assert_eq!(ours(), theirs(), "{} gives as many rows", case.typed);
    }
    let (mut best, mut best_bare) = (Duration::MAX, Duration::MAX);
    for _ in 0..TURNS {
        best = best.min(timed(&ours));
        best_bare = best_bare.min(timed(&theirs));
    }
    (best, best_bare)
}

fn timed(run: &impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(run());
    start.elapsed()
}

/// One line of the table; the ratios are of each query by itself.
#[expect(clippy::print_stdout, reason = "a benchmark prints")]
fn print_line(kind: &str, times: &[(Duration, Duration)]) {
    let milliseconds = |part: fn(&(Duration, Duration)) -> Duration| {
        let mut all: Vec<f64> = times.iter().map(|pair| part(pair).as_secs_f64() * 1_000.0).collect();
        all.sort_by(f64::total_cmp);
        all
    };
    let (ours, bare) = (milliseconds(|pair| pair.0), milliseconds(|pair| pair.1));
    let mut ratios: Vec<f64> = times.iter().map(|pair| pair.0.as_secs_f64() / pair.1.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let middle = |all: &[f64]| all[all.len() / 2];
    let last = |all: &[f64]| all[(all.len() * 99).div_ceil(100) - 1];
    println!(
        "{kind:<26}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>8.2}{:>8.2}",
        middle(&ours),
        last(&ours),
        middle(&bare),
        last(&bare),
        middle(&ratios),
        last(&ratios)
    );
}
