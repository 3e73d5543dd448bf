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

/// Verbs that are nouns as well: behind a plural they are verbs of the present, and tell what is planned.
const PRESENT: &[&str] =
    &["vote", "close", "open", "start", "go", "return", "head", "face", "play", "gather", "travel", "decide"];

/// What one word tells, beside the word before it.
fn cue_at(here: At<'_>, place: usize) -> Tense {
    let word = here.at(place);
    let tense = cue(word);
    if tense != Tense::Unknown || !is_in(word, PRESENT) {
        return tense;
    }
    // "Greeks vote", "they vote"; not "this vote", "his return".
    let before = place.checked_sub(1).map_or("", |place| here.at(place));
    let is_plural = before.len() > 4 && before.ends_with('s') && !before.ends_with("ss");
    if is_plural || is_in(before, &["they", "we"]) { Tense::Future } else { Tense::Unknown }
}

fn ends_clause(word: &str) -> bool {
    matches!(word, "." | ";" | ":" | "\n" | "\"" | "“" | "”" | "!" | "?" | "—")
}

/// The longest cue, in bytes.
const LONGEST: usize = 9;

fn cue(word: &str) -> Tense {
    if word == "May" {
        return Tense::Unknown;
    }
    let mut small = [0; LONGEST];
    let small = match small.get_mut(..word.len()) {
        Some(small) => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            &*small
        }
        None => &[],
    };
    match small {
        b"will" | b"shall" | b"ll" | b"would" | b"scheduled" | b"expected" | b"due" | b"plan" | b"plans"
        | b"planned" | b"planning" | b"set" | b"upcoming" | b"slated" | b"going" | b"hopes" | b"aims"
        | b"expects" | b"deadline" | b"could" | b"should" | b"must" | b"can" | b"may" | b"might"
        | b"likely" | b"hope" | b"expect" | b"ahead"
        // What is on a timetable is told in the present.
        | b"begin" | b"begins" | b"starts" | b"opens" | b"meet" | b"meets" | b"resume" | b"resumes"
        | b"ends" | b"expires" | b"arrives" | b"leaves" | b"takes" | b"goes" | b"closes"
        | b"retires" => Tense::Future,
        b"said" | b"was" | b"were" | b"had" | b"did" | b"has" | b"have" | b"been" | b"told" | b"came"
        | b"went" | b"began" | b"made" | b"took" | b"won" | b"lost" | b"fell" | b"rose" | b"since"
        | b"met" | b"held" | b"left" | b"found" | b"broke" | b"wrote" | b"shot" | b"hit" | b"led"
        | b"sent" | b"got" | b"gave" | b"saw" | b"says" | b"became" | b"grew" | b"beat" | b"ran"
        | b"sold" | b"bought" | b"cut" => Tense::Past,
        _ if word.len() > 4 && word.ends_with("ed") => Tense::Past,
        _ => Tense::Unknown,
    }
}
