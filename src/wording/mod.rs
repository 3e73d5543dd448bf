//! How newspapers word what is not the story: notices, promo lines, credits.
//!
//! One table of patterns a file. Zoning asks them *which* lines are notices, promo or captions;
//! extraction asks the same tables *what* those lines say, so that each wording is written once.

pub mod credit;
pub mod name;
pub mod notice;
pub mod promo;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Words without which no wording matches. One pass over a line decides which tables to ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues {
    /// The line may be a notice.
    pub notice: bool,
    /// The line may be promo.
    pub promo: bool,
    /// The line may be a caption.
    pub credit: bool,
}

static CUES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = notice::CUES.iter().chain(promo::CUES).chain(credit::CUES);
    #[expect(clippy::expect_used, reason = "the words are constants; a test builds it")]
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words)
        .expect("cue words build an automaton")
});

/// Which tables are worth asking about a line.
#[must_use]
pub fn cues(line: &str) -> Cues {
    let mut cues = Cues::default();
    for found in CUES.find_overlapping_iter(line) {
        let id = found.pattern().as_usize();
        if id < notice::CUES.len() {
            cues.notice = true;
        } else if id < notice::CUES.len() + promo::CUES.len() {
            cues.promo = true;
        } else {
            cues.credit = true;
        }
    }
    cues
}

/// A pattern that is a constant of this program.
///
/// `\w`, `\W`, `\d`, `\b`, `\p{L}` and `\p{Lu}` stand for Latin letters, ASCII digits and ASCII word
/// boundaries here. The wordings are English; Unicode's own classes would make the automata ten
/// times as large, and its word boundary leaves the fast engine at every curly quote.
pub(crate) fn pattern(text: &str) -> regex::Regex {
    let mut narrow = text.to_owned();
    for (class, meaning) in CLASSES {
        narrow = narrow.replace(class, meaning);
    }
    #[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles each")]
    regex::Regex::new(&narrow).expect("a constant pattern compiles")
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
