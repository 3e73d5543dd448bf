//! What the words around a date tell of its direction: `will open in September`, `said Tuesday`.
//!
//! The nearest cue before it in its clause wins; without one, the first that follows. A cue anywhere in
//! the sentence is worse than none.

use std::sync::LazyLock;

use super::grammar::{At, is_in};
use super::table::Table;

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
    // "By Friday", "until March" look ahead by themselves; "by Monday he had left" does not.
    let is_over = || (to..to + BEHIND).any(|place| here.at(place) == "had");
    if from > 0 && here.at(from - 1).eq_ignore_ascii_case("by") && is_over() {
        return Tense::Past;
    }
    // "Crude for October delivery".
    if is_in(here.at(to), &["delivery", "futures"]) {
        return Tense::Future;
    }
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
        // "Will have a meeting".
        if place > 0
            && word == "have"
            && is_in(here.at(place - 1), &["will", "ll", "to", "shall", "must", "can"])
        {
            continue;
        }
        let is_next = word.eq_ignore_ascii_case("next") && !is_in(here.at(place + 1), COUNTED);
        // "Is to speak".
        let is_to = word == "to" && place > 0 && is_in(here.at(place - 1), &["is", "are"]);
        let tense = if is_next || is_to { Tense::Future } else { cue_at(here, place) };
        if tense != Tense::Unknown {
            return tense;
        }
    }
    for place in to..to + BEHIND {
        let word = here.at(place);
        if matches!(word, "" | "." | "\n" | ";") {
            break;
        }
        let tense = cue_at(here, place);
        if tense != Tense::Unknown {
            return tense;
        }
    }
    Tense::Unknown
}

/// "The next hearing is on Thursday" looks ahead, "the next day" need not.
const COUNTED: &[&str] = &["day", "week", "month", "year", "morning", "evening", "night", "to"];

/// What one word tells, beside the word before it.
fn cue_at(here: At<'_>, place: usize) -> Tense {
    let word = here.at(place);
    match CUES.look_up(word.as_bytes()) {
        Some(Cue::Tells(_)) if word == "May" => Tense::Unknown,
        Some(Cue::Tells(tense)) => tense,
        Some(Cue::BehindPlural) => {
            // "Greeks vote", "they vote"; not "this vote", "his return".
            let before = place.checked_sub(1).map_or("", |place| here.at(place));
            let is_plural = before.len() > 4 && before.ends_with('s') && !before.ends_with("ss");
            if is_plural || is_in(before, &["they", "we"]) { Tense::Future } else { Tense::Unknown }
        }
        None if word.len() > 4 && word.ends_with("ed") => Tense::Past,
        None => Tense::Unknown,
    }
}

fn ends_clause(word: &str) -> bool {
    matches!(word, "." | ";" | ":" | "\n" | "\"" | "“" | "”" | "!" | "?" | "—")
}

/// What a word tells.
#[derive(Clone, Copy)]
enum Cue {
    Tells(Tense),
    /// The future, behind a plural.
    BehindPlural,
}

static CUES: LazyLock<Table<Cue>> = LazyLock::new(|| {
    let told = |words: &'static [&'static str], cue: Cue| words.iter().map(move |word| (*word, cue));
    let words: Vec<(&str, Cue)> = told(FUTURE, Cue::Tells(Tense::Future))
        .chain(told(TIMETABLE, Cue::Tells(Tense::Future)))
        .chain(told(PRESENT, Cue::BehindPlural))
        .chain(told(PAST, Cue::Tells(Tense::Past)))
        .collect();
    Table::new(&words)
});

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
];

/// What is on a timetable is told in the present.
const TIMETABLE: &[&str] = &[
    "begin", "begins", "starts", "opens", "meet", "meets", "resume", "resumes", "ends", "expires", "arrives",
    "leaves", "takes", "goes", "closes", "retires",
];

/// Verbs that are nouns as well: behind a plural they are verbs of the present, and tell what is planned.
const PRESENT: &[&str] =
    &["vote", "close", "open", "start", "go", "return", "head", "face", "play", "gather", "travel", "decide"];

const PAST: &[&str] = &[
    "said", "was", "were", "had", "did", "has", "have", "been", "told", "came", "went", "began", "made",
    "took", "won", "lost", "fell", "rose", "since", "met", "held", "left", "found", "broke", "wrote", "shot",
    "hit", "led", "sent", "got", "gave", "saw", "says", "became", "grew", "beat", "ran", "sold", "bought",
    "cut",
];
