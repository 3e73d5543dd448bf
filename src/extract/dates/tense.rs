//! What the words around a date tell of its direction: `will open in September`, `said Tuesday`.
//!
//! The nearest cue before it in its clause wins; without one, the first that follows. A cue anywhere in
//! the sentence is worse than none.

use super::grammar::{At, is_in};

/// Before the day of writing, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Unknown,
    Past,
    Future,
    /// Past, and a day of the month, too: "the year ended March 31".
    Ended,
}

/// How many tokens are looked at before and behind.
const BEFORE: usize = 8;
const BEHIND: usize = 6;

/// What the words around some tokens tell.
pub(super) fn around(here: At<'_>, from: usize, to: usize) -> Tense {
    // "By Friday", "until March" look ahead by themselves.
    if from > 0 && is_in(here.at(from - 1), &["by", "until", "till"]) {
        return Tense::Future;
    }
    if from > 0 && here.at(from - 1).eq_ignore_ascii_case("ended") {
        return Tense::Ended;
    }
    for place in (from.saturating_sub(BEFORE)..from).rev() {
        let word = here.at(place);
        if ends_clause(word) {
            break;
        }
        // "Will be tried": a participle behind "be" tells nothing; whoever "could not be reached" was not.
        if place > 0 && here.at(place - 1).eq_ignore_ascii_case("be") && !word.eq_ignore_ascii_case("reached")
        {
            continue;
        }
        let tense = cue(word);
        if tense != Tense::Unknown {
            return tense;
        }
    }
    for place in to..to + BEHIND {
        let word = here.at(place);
        if matches!(word, "" | "." | "\n" | ";") {
            break;
        }
        let tense = cue(word);
        if tense != Tense::Unknown {
            return tense;
        }
    }
    Tense::Unknown
}

fn ends_clause(word: &str) -> bool {
    matches!(word, "." | ";" | ":" | "\n" | "\"" | "“" | "”" | "!" | "?" | "—")
}

const FUTURE: &[&str] = &[
    "will",
    "shall",
    "ll",
    "would",
    "scheduled",
    "expected",
    "due",
    "plan",
    "plans",
    "planned",
    "planning",
    "set",
    "upcoming",
    "slated",
    "going",
    "hopes",
    "aims",
    "expects",
    "deadline",
    "could",
    "should",
    "must",
    "can",
    "may",
    "might",
    "likely",
    "hope",
    "expect",
    "ahead",
    // What is on a timetable is told in the present.
    "begin",
    "begins",
    "starts",
    "opens",
    "meet",
    "meets",
    "resume",
    "resumes",
    "ends",
    "expires",
    "arrives",
    "leaves",
];

const PAST: &[&str] = &[
    "said", "was", "were", "had", "did", "has", "have", "been", "told", "came", "went", "began", "made",
    "took", "won", "lost", "fell", "rose", "since", "met", "held", "left", "found", "broke", "wrote", "shot",
    "hit", "led", "sent", "got", "gave", "saw", "says", "became", "grew", "beat", "ran", "sold", "bought",
    "cut",
];

fn cue(word: &str) -> Tense {
    if word.len() < 2 {
        return Tense::Unknown;
    }
    if word != "May" && is_in(word, FUTURE) {
        Tense::Future
    } else if is_in(word, PAST) || word.len() > 4 && word.ends_with("ed") {
        Tense::Past
    } else {
        Tense::Unknown
    }
}
