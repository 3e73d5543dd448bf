//! How newspapers word what is not the story: notices, promo lines, credits.
//!
//! One table of patterns a file. Zoning asks them *which* lines are notices, promo or captions;
//! extraction asks the same tables *what* those lines say, so that each wording is written once.

pub mod credit;
pub mod name;
pub mod notice;
pub mod promo;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use regex::Regex;

/// Rows of a table of wordings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows(u128);

impl Rows {
    fn add(&mut self, other: Rows) {
        self.0 |= other.0;
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The rows, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let row = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(row)
        })
    }
}

/// Which wordings are worth asking of a line: those of which a cue word stands in it. One pass over the line
/// tells, and most lines have none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues {
    /// Rows of the table of notices.
    pub notice: Rows,
    /// Rows of the table of promo.
    pub promo: Rows,
    /// The line may hold a picture's credit.
    pub credit: bool,
}

/// The cue words of all tables in one automaton, and what each calls for.
struct Words {
    automaton: DFA,
    start: StateID,
    calls_for: Vec<Cues>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let notices = notice::WORDINGS.iter().map(|wording| wording.cues).enumerate();
    let promos = promo::WORDINGS.iter().map(|wording| wording.cues).enumerate();
    let of_notices = notices.map(|(row, cues)| (cues, Cues { notice: Rows(1 << row), ..Cues::default() }));
    let of_promos = promos.map(|(row, cues)| (cues, Cues { promo: Rows(1 << row), ..Cues::default() }));
    let of_credits = (credit::CUES, Cues { credit: true, ..Cues::default() });
    let mut calls_for: BTreeMap<&str, Cues> = BTreeMap::new();
    for (words, call) in of_notices.chain(of_promos).chain([of_credits]) {
        for word in words {
            let cues = calls_for.entry(word).or_default();
            cues.notice.add(call.notice);
            cues.promo.add(call.promo);
            cues.credit |= call.credit;
        }
    }
    #[expect(clippy::expect_used, reason = "the words are constants; a test builds it")]
    let automaton = DFA::builder()
        .ascii_case_insensitive(true)
        .build(calls_for.keys())
        .expect("cue words build an automaton");
    #[expect(clippy::expect_used, reason = "an automaton that is not anchored begins anywhere")]
    let start = automaton.start_state(Anchored::No).expect("the automaton has a beginning");
    Words { automaton, start, calls_for: calls_for.into_values().collect() }
});

/// What is worth asking of a line.
#[must_use]
pub fn cues(line: &str) -> Cues {
    let Words { automaton, start, calls_for } = &*WORDS;
    let mut cues = Cues::default();
    let mut state = *start;
    // The crate's own iterator over overlapping finds takes 1.4 times as many instructions.
    for byte in line.bytes() {
        state = automaton.next_state(Anchored::No, state, byte);
        if automaton.is_match(state) {
            for found in 0..automaton.match_len(state) {
                let call = calls_for[automaton.match_pattern(state, found).as_usize()];
                cues.notice.add(call.notice);
                cues.promo.add(call.promo);
                cues.credit |= call.credit;
            }
        }
    }
    cues
}

/// A pattern that is a constant of this program.
///
/// `\w`, `\W`, `\d`, `\b`, `\p{L}` and `\p{Lu}` stand for Latin letters, ASCII digits and ASCII word
/// boundaries here. The wordings are English; Unicode's own classes would make the automata ten
/// times as large, and its word boundary leaves the fast engine at every curly quote.
pub(crate) fn pattern(text: &str) -> Regex {
    let mut narrow = text.to_owned();
    for (class, meaning) in CLASSES {
        narrow = narrow.replace(class, meaning);
    }
    #[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles each")]
    Regex::new(&narrow).expect("a constant pattern compiles")
}

/// A pattern of a table, compiled when it is first asked: most tables are long, and a run of a few files needs
/// few of their rows.
#[derive(Debug)]
pub(crate) struct Pattern {
    text: String,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    pub(crate) fn new(text: String) -> Self {
        Self { text, compiled: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.compiled.get_or_init(|| pattern(&self.text))
    }
}

const CLASSES: &[(&str, &str)] = &[
    (r"\p{Lu}", "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŪŬŮŰŲŴŶŸŹŻŽ]"),
    (r"\p{L}", "[A-Za-zÀ-ÖØ-öø-ɏ]"),
    (r"\p{M}", "[\u{300}-\u{36F}]"),
    (r"\w", "[0-9A-Za-z_À-ÖØ-öø-ɏ]"),
    (r"\W", "[^0-9A-Za-z_À-ÖØ-öø-ɏ]"),
    (r"\d", "[0-9]"),
    (r"\b", r"(?-u:\b)"),
];
