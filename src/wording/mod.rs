//! How newspapers word what is not the story: notices, promo lines, credits.
//!
//! One table of patterns a file. Zoning asks them *which* lines are notices, promo or captions;
//! extraction asks the same tables *what* those lines say, so that each wording is written once.

pub mod credit;
mod memo;
pub mod name;
pub mod notice;
pub mod promo;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use memchr::memchr3_iter;
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

impl Cues {
    fn add(&mut self, other: Cues) {
        self.notice.add(other.notice);
        self.promo.add(other.promo);
        self.credit |= other.credit;
    }
}

/// A cue word, and what it calls for.
type Cue = (&'static str, Cues);

/// The cue words of all tables. Most are found by their first four letters, whose hash few places of a text
/// share: an automaton of all these words has a megabyte of states, and waits for them at each byte.
struct CueWords {
    /// For each hash the fifth letters of the words that begin so; every letter where one of them has four.
    fifths: Box<[u32; HASHES]>,
    /// For each hash which group of words begins so; the first group is empty.
    groups: Box<[u16; HASHES]>,
    of_group: Vec<Vec<Cue>>,
    /// Those of fewer letters, each with the place of the sign in it, see [`SIGNS`].
    short: Vec<(Cue, usize)>,
}

/// Each cue word of fewer than four letters has a sign in it that few lines have.
const SIGNS: [[u8; 3]; 2] = [[b'/', b'@', b'('], [b'|', b'0', "©".as_bytes()[0]]];

const HASHES: usize = 4096;

/// The hash of four letters, the same for both letter cases.
fn hash(four: [u8; 4]) -> usize {
    let small = u32::from_le_bytes(four) | 0x2020_2020;
    (small.wrapping_mul(0x9E37_79B1) >> 20) as usize % HASHES
}

static CUE_WORDS: LazyLock<CueWords> = LazyLock::new(|| {
    let notices = notice::WORDINGS.iter().map(|wording| wording.cues).enumerate();
    let promos = promo::WORDINGS.iter().map(|wording| wording.cues).enumerate();
    let of_notices = notices.map(|(row, cues)| (cues, Cues { notice: Rows(1 << row), ..Cues::default() }));
    let of_promos = promos.map(|(row, cues)| (cues, Cues { promo: Rows(1 << row), ..Cues::default() }));
    let of_credits = (credit::CUES, Cues { credit: true, ..Cues::default() });
    let mut calls_for: BTreeMap<&str, Cues> = BTreeMap::new();
    for (words, call) in of_notices.chain(of_promos).chain([of_credits]) {
        for word in words {
            calls_for.entry(word).or_default().add(call);
        }
    }
    let mut words = CueWords {
        fifths: Box::new([0; HASHES]),
        groups: Box::new([0; HASHES]),
        of_group: vec![Vec::new()],
        short: Vec::new(),
    };
    for cue in calls_for {
        words.add(cue);
    }
    words
});

impl CueWords {
    fn add(&mut self, cue: Cue) {
        let Some(four) = cue.0.as_bytes().first_chunk() else {
            let sign = cue.0.bytes().position(|byte| SIGNS.as_flattened().contains(&byte));
            self.short.extend(sign.map(|sign| (cue, sign)));
            return;
        };
        let hash = hash(*four);
        self.fifths[hash] |= cue.0.as_bytes().get(4).map_or(u32::MAX, |fifth| 1 << (fifth & 31));
        let group = &mut self.groups[hash];
        if *group == 0 {
            *group = u16::try_from(self.of_group.len()).unwrap_or(0);
            self.of_group.push(Vec::new());
        }
        self.of_group[usize::from(*group)].push(cue);
    }
}

/// The next place at which a cue word of more than four letters may begin, and the hash of its letters.
fn next(fifths: &[u32; HASHES], line: &[u8]) -> Option<(usize, usize)> {
    let hash_of = |five: &[u8]| hash([five[0], five[1], five[2], five[3]]);
    let mut fives = line.windows(5).enumerate();
    let (at, five) = fives.find(|(_, five)| fifths[hash_of(five)] >> (five[4] & 31) & 1 == 1)?;
    Some((at, hash_of(five)))
}

/// What is worth asking of a line.
#[must_use]
pub fn cues(line: &str) -> Cues {
    let CueWords { fifths, groups, of_group, short } = &*CUE_WORDS;
    let line = line.as_bytes();
    let mut cues = Cues::default();
    let mut take_at = |at: usize, (word, call): &Cue| {
        let Some(here) = line.get(at..at + word.len()) else { return };
        // The first letters are right for the most part: the last one tells.
        let last = |word: &[u8]| word.last().map(|byte| byte | 0x20);
        if last(here) == last(word.as_bytes()) && here.eq_ignore_ascii_case(word.as_bytes()) {
            cues.add(*call);
        }
    };
    let mut ask = |at: usize, hash: usize| {
        for cue in &of_group[usize::from(groups[hash])] {
            take_at(at, cue);
        }
    };
    let mut from = 0;
    while let Some((passed, hash)) = next(fifths, &line[from..]) {
        ask(from + passed, hash);
        from += passed + 1;
    }
    if let Some(four) = line.last_chunk() {
        ask(line.len() - four.len(), hash(*four));
    }
    for at in SIGNS.iter().flat_map(|&[one, two, three]| memchr3_iter(one, two, three, line)) {
        for (cue, sign) in short.iter().filter(|(_, sign)| *sign <= at) {
            take_at(at - sign, cue);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cue_word_is_found() {
        let CueWords { of_group, short, .. } = &*CUE_WORDS;
        let mut count = 0;
        for (word, call) in of_group.iter().flatten().chain(short.iter().map(|(cue, _)| cue)) {
            for line in [(*word).to_owned(), format!("x{}y", word.to_ascii_uppercase())] {
                let found = cues(&line);
                let mut both = found;
                both.add(*call);
                assert_eq!(found, both, "{line}");
            }
            count += 1;
        }
        let of_notices = notice::WORDINGS.iter().flat_map(|wording| wording.cues);
        let of_promos = promo::WORDINGS.iter().flat_map(|wording| wording.cues);
        let listed: std::collections::BTreeSet<&&str> =
            of_notices.chain(of_promos).chain(credit::CUES).collect();
        assert_eq!(count, listed.len(), "a short cue word needs one of the signs");
        assert_eq!(cues("The bridge opened on Monday."), Cues::default());
    }
}
