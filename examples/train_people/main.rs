//! Trains the tagger of persons' names: `cargo run --release --example train_people -- DATA OUT`.
//!
//! DATA is a folder of `*.tsv.gz` (a token and its label a line, a blank line between sentences, a line
//! `-DOCSTART-` before each document) with a folder `resources` of word lists; OUT is the file of the model. The
//! same data make the same file, byte by byte, on any machine: one thread, a fixed seed, and no function whose
//! last digit depends on the machine. `src/extract/people/tagger/ABOUT-MODEL.md` tells data, recipe and figures.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "numbers of features and of chains are small, and weights are rounded on purpose"
)]
#![expect(clippy::print_stderr, reason = "a program that tells how far it is")]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};

use morgue::extract::people::tagger::features::ROWS;
use morgue::extract::people::tagger::lexicon::{Entry, class, key};
use morgue::extract::people::tagger::model::{LABELS, Model, Row};
use morgue::extract::people::titles_of_one_word;

use documents::documents;
use field::Field;
use random::Random;

mod documents;
mod field;
mod random;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Every document is taken so many times, each time in another style (`documents.rs`): less depends on chance. The
/// mean F1 of the four sets of `ABOUT-MODEL.md` is 85.9 to 87.0 by the seed when it is taken once (five seeds), and
/// 86.8 to 87.2 when it is taken three times (three seeds).
const DRAWS: u32 = 3;
/// Files that are made of other files, or made up, count less.
const MADE_UP: f32 = 0.3;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, out] = arguments.as_slice() else { return Err("usage: train_people DATA OUT".into()) };
    let data = Path::new(data);
    let lexicon = lexicon(data)?;
    let table = Model::write(1.0, &[[0; LABELS]; LABELS], &vec![Row::default(); 1 << ROWS], &lexicon);
    let empty = Model::read(table.leak()).ok_or("the lexicon cannot be read back")?;
    let mut random = Random(0x5EED);
    let mut chains = Vec::new();
    for path in files(data, ".tsv.gz")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let weight = if name.starts_with("aug_") { MADE_UP } else { 1.0 };
        let before = chains.len();
        for document in documents(&read(&path)?) {
            for _ in 0..DRAWS {
                document.chains(&empty.lexicon, weight, &mut random, &mut chains);
            }
        }
        eprintln!("{name}: {} chains", chains.len() - before);
    }
    let mut field = Field::new();
    field.learn_all(&chains, &mut random);
    std::fs::write(out, field.file(&lexicon))?;
    Ok(())
}

fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String> {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}

// ---- The lexicon

/// Keys and entries in ascending order.
fn lexicon(data: &Path) -> Result<Vec<(u32, u32)>> {
    let resources = data.join("resources");
    let mut groups = HashMap::new();
    for line in read(&resources.join("glove_clusters.tsv.gz"))?.lines() {
        if let [word, _, group, _] = line.split('\t').collect::<Vec<_>>()[..] {
            groups.insert(word.to_owned(), group.parse::<u32>()?);
        }
    }
    let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
    for line in read(&resources.join("glove_personness.tsv.gz"))?.lines() {
        let mut columns = line.split('\t');
        let Some(word) = columns.next() else { continue };
        let mut values = [0; 5];
        for (value, column) in values.iter_mut().zip(columns) {
            *value = column.parse()?;
        }
        let group = groups.get(word).copied().unwrap_or(0);
        // The first of two words with the same key is the commoner.
        entries.entry(key(word)).or_insert(Entry::measured(values, group));
    }
    for (list, file) in [(1, "first_names"), (2, "last_names"), (4, "places")] {
        for word in read(&resources.join(format!("{file}.txt.gz")))?.lines() {
            if word.chars().filter(|letter| letter.is_alphabetic()).count() < 2 {
                continue;
            }
            let entry = entries.entry(key(word)).or_default();
            *entry = entry.with_list(list);
        }
    }
    let cues =
        class::WORDS.iter().flat_map(|(class, words)| words.split_whitespace().map(|word| (*class, word)));
    let titles = titles_of_one_word().map(|word| (class::TITLE, word));
    for (class, word) in titles.chain(cues) {
        let entry = entries.entry(key(word)).or_default();
        *entry = entry.with_class(class);
    }
    Ok(entries.into_iter().map(|(key, entry)| (key, entry.0)).collect())
}
