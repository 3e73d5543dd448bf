//! `titles.tsv` and `quoted.tsv`: sentences in the manner of the papers, with the persons, titles and roles in them.

use std::fmt::Write;

use morgue::article::{Article, Zone};
use morgue::extract::people;
use morgue::vocabulary::Vocabulary;

/// A name in a sentence.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    name: String,
    role: String,
    title: Option<String>,
}

/// What was found of what is there, in one half of a table.
#[derive(Debug, Default)]
struct Tally {
    right: u32,
    found: u32,
    expected: u32,
    /// The rows that are read otherwise.
    misses: String,
}

impl Tally {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.found)
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.expected)
    }

    /// Counts what `told` takes of each name: a name with its title, or with its role.
    fn count<T: PartialEq>(
        &mut self,
        row: &str,
        found: &[Named],
        expected: &[Named],
        told: fn(&Named) -> Option<T>,
    ) {
        let [found, expected] =
            [found, expected].map(|named| named.iter().filter_map(told).collect::<Vec<_>>());
        let mut open: Vec<&T> = expected.iter().collect();
        for value in &found {
            if let Some(at) = open.iter().position(|other| *other == value) {
                open.remove(at);
                self.right += 1;
            }
        }
        self.found += u32::try_from(found.len()).unwrap();
        self.expected += u32::try_from(expected.len()).unwrap();
        if found != expected {
            let _ = writeln!(self.misses, "{row}");
        }
    }
}

/// The tallies of a table's halves `a` and `b`.
fn tallies<T: PartialEq>(table: &str, told: fn(&Named) -> Option<T>) -> [Tally; 2] {
    let mut halves = <[Tally; 2]>::default();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [half, zone, text, expected] = columns[..] else { panic!("four columns in {line:?}") };
        let expected: Vec<Named> = expected.split("; ").map(parse).collect();
        let found = read(Zone::parse(zone).unwrap(), text);
        let row = format!("{text}\n  is      {}\n  read as {}", show(&expected), show(&found));
        halves[usize::from(half == "b")].count(&row, &found, &expected, told);
    }
    halves
}

/// `name/role/title`.
fn parse(words: &str) -> Named {
    let mut parts = words.split('/').map(str::to_owned);
    Named { name: parts.next().unwrap(), role: parts.next().unwrap(), title: parts.next() }
}

fn show(named: &[Named]) -> String {
    let show = |Named { name, role, title }: &Named| match title {
        Some(title) => format!("{name}/{role}/{title}"),
        None => format!("{name}/{role}"),
    };
    named.iter().map(show).collect::<Vec<_>>().join("; ")
}

/// The names in a sentence, each as often as it stands there.
fn read(zone: Zone, text: &str) -> Vec<Named> {
    let mut article = Article::default();
    article.push(zone, text);
    let people = people::extract(&article, Some("en"), people::MIN_CONFIDENCE, Vocabulary::builtin());
    let named = people.into_iter().flat_map(|person| {
        let name = person.name;
        person.mentions.into_iter().map(move |mention| Named {
            name: name.clone(),
            role: mention.role.as_str().to_owned(),
            title: mention.title,
        })
    });
    named.collect()
}

/// Both halves of a table reach a precision and a recall.
#[track_caller]
fn check<T: PartialEq>(table: &str, told: fn(&Named) -> Option<T>, precision: f64, recall: f64) {
    let halves = tallies(table, told);
    let mut report = String::new();
    for (half, tally) in ["a", "b"].iter().zip(&halves) {
        let (exact, complete) = (tally.precision(), tally.recall());
        let Tally { right, found, expected, misses } = tally;
        let _ = writeln!(
            report,
            "half {half}: precision {exact:.3} ({right} of {found}), recall {complete:.3} (of {expected})\n{misses}"
        );
    }
    eprintln!("{report}");
    let is_reached = |tally: &Tally| tally.precision() >= precision && tally.recall() >= recall;
    assert!(halves.iter().all(is_reached), "{report}");
}

#[test]
fn titles_are_read_as_written_down() {
    let title = |named: &Named| named.title.as_ref().map(|title| (named.name.clone(), title.clone()));
    check(include_str!("titles.tsv"), title, 0.96, 0.95);
}

#[test]
fn the_quoted_are_told_from_the_mentioned() {
    let quoted = |named: &Named| (named.role == "quoted").then(|| named.name.clone());
    check(include_str!("quoted.tsv"), quoted, 0.95, 0.95);
}
