//! Words that persons' names are told by, and words that are part of no name: data files and their reader.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::modifiers::BEFORE_TITLES;
use crate::small_letters::of_small;

/// The entries of a data file: `#` begins a comment.
fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::trim).filter(|line| !line.is_empty())
}

static TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(include_str!("titles.txt")).collect());

static FURTHER: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(include_str!("trades.txt")).collect());

/// The titles of one word as they stand at the head of a sentence.
static CAPITAL_TITLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let capital = |title: &&'static str| -> String {
        let mut letters = title.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    };
    TITLES.iter().filter(|title| !title.contains(' ')).map(capital).collect()
});

static OTHER: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("other.txt")).flat_map(str::split_whitespace).collect());

/// Words before the head of a title that belong to it, in small letters.
static MODIFIERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("modifiers.txt")).flat_map(str::split_whitespace).collect());

/// Articles, prepositions, pronouns, times and common verbs, in small letters.
static SMALL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("small.txt")).flat_map(str::split_whitespace).collect());

/// Given names, in small letters, that are nothing else as often: no town, no month, no verb.
static GIVEN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("given.txt")).flat_map(str::split_whitespace).collect());

/// Is it a given name, and nothing else as often?
pub(crate) fn is_given(word: &str) -> bool {
    of_small(word, |small| GIVEN.contains(small)) && !is_other(word)
}

/// The words that a title of the lists ends with.
static ENDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    TITLES.iter().chain(&*FURTHER).map(|title| title.rsplit(' ').next().unwrap_or(title)).collect()
});

/// Can a title end with this word? In small letters. Tells quickly of most words that none does.
pub(super) fn may_end_a_title(word: &str) -> bool {
    ENDS.contains(word) || word.contains('-') || is_trade(word) || matches!(word, "sister" | "father")
}

/// The longest title has so many words.
pub(super) const LONGEST_TITLE: usize = 3;

/// Is it an office, rank or trade? In small letters, without dots; `then-president` and `mayor-elect` as well.
pub(super) fn is_title(words: &str) -> bool {
    let is_listed = |words: &str| {
        TITLES.contains(words) || FURTHER.contains(words) || !words.contains(' ') && is_trade(words)
    };
    is_listed(words)
        || words.split_once('-').is_some_and(|(head, rest)| {
            let is_before = matches!(head, "co" | "ex" | "then" | "vice" | "deputy") || TITLES.contains(head);
            let is_behind = matches!(rest, "elect" | "designate" | "in-chief" | "in-residence" | "at-large");
            is_before && is_listed(rest) || is_behind && TITLES.contains(head)
        })
}

/// Is the title of one word a surname or a given name as well?
pub(super) fn is_title_and_name(word: &str) -> bool {
    FURTHER.contains(word) && !word.contains('-') && !TITLES.contains(word)
}

/// Is it the plural of a title of one word, as it stands before several names: `senators`, `reps`?
pub(super) fn is_title_of_several(word: &str) -> bool {
    let men = word.strip_suffix("men").is_some_and(|rest| TITLES.contains(format!("{rest}man").as_str()));
    men || word.strip_suffix('s').is_some_and(|one| TITLES.contains(one))
}

/// Does a word in small letters before the head of a title belong to it?
pub(super) fn is_modifier(word: &str) -> bool {
    const ADJECTIVES: &[&str] = &["al", "ic", "ian", "ish", "ese", "-born", "-based", "-elect"];
    MODIFIERS.contains(word) || word.len() > 5 && ADJECTIVES.iter().any(|ending| word.ends_with(ending))
}

/// Is it a word that stands in no title: an article, a preposition, a time, a common verb? In any letters.
pub(super) fn is_small(word: &str) -> bool {
    of_small(word, |small| SMALL.contains(small))
}

/// The titles that are one word, in small letters: cue words of the tagger.
pub fn titles_of_one_word() -> impl Iterator<Item = &'static str> {
    entries(include_str!("titles.txt")).filter(|title| !title.contains(' '))
}

/// Is the capitalised word a title by itself?
pub(super) fn is_capital_title(word: &str) -> bool {
    CAPITAL_TITLES.contains(word) || is_trade(word)
}

fn is_trade(word: &str) -> bool {
    word.len() > SHORTEST_TRADE
        && word.ends_with(LAST_OF_TRADES)
        && TRADES.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        && !is_small(word)
}

/// No word as short as that is a trade that is known by its ending.
const SHORTEST_TRADE: usize = 7;

/// How the names of trades end, and hardly a name of a person: archaeologist, stationmaster.
const TRADES: &[&str] = &[
    "ologist", "onomist", "woman", "person", "worker", "maker", "keeper", "grapher", "player", "master",
    "leader", "holder",
];

/// Their last letters, which tell of most words that they are none.
const LAST_OF_TRADES: [char; 3] = ['n', 'r', 't'];

const HONORIFICS: &[&str] =
    &["Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame", "Lord", "Lady", "Señor", "Señora", "Don", "Doña"];

const DOCTORS: &[&str] = &["Dr", "Dra"];

const SUFFIXES: &[&str] = &["Jr", "Sr", "II", "III", "IV"];

/// Forms of address. They tell a name but are no title.
pub(super) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word)
}

/// Forms of address that are a title as well.
pub(super) fn is_doctor(word: &str) -> bool {
    DOCTORS.contains(&word)
}

/// Capitalised words that are no part of a person's name: of other names, titles and what comes before them, forms
/// of address, and `Jr`.
static IN_NO_NAME: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let titles = CAPITAL_TITLES.iter().map(String::as_str);
    OTHER
        .iter()
        .chain(BEFORE_TITLES)
        .chain(HONORIFICS)
        .chain(DOCTORS)
        .chain(SUFFIXES)
        .copied()
        .chain(titles)
        .collect()
});

/// Is the capitalised word no part of a person's name? Besides those of which [`is_other`] says so, titles and what
/// stands before them.
pub(super) fn is_in_no_name(word: &str) -> bool {
    IN_NO_NAME.contains(word) || is_trade(word)
}

/// Is it part of no person's name?
pub(super) fn is_other(word: &str) -> bool {
    OTHER.contains(word)
}

/// Small words within names.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "zu"
            | "bin"
            | "bint"
            | "ibn"
            | "al"
            | "el"
            | "ul"
            | "y"
    )
}

/// What ends a name and is part of it.
pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

/// Verbs of saying, in the forms in which reports have them.
pub(super) fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "tells"
            | "added"
            | "adds"
            | "explained"
            | "explains"
            | "argued"
            | "argues"
            | "asked"
            | "asks"
            | "wrote"
            | "writes"
            | "recalled"
            | "recalls"
            | "noted"
            | "notes"
            | "insisted"
            | "insists"
            | "warned"
            | "warns"
            | "replied"
            | "conceded"
            | "acknowledged"
            | "admitted"
            | "declared"
            | "stated"
            | "testified"
            | "quipped"
            | "joked"
            | "concluded"
            | "dijo"
            | "explicó"
            | "afirmó"
            | "declaró"
            | "señaló"
            | "aseguró"
    )
}

/// Verbs that tell what somebody said where a quotation stands beside them, or `that`.
pub(super) fn is_telling(word: &str) -> bool {
    is_saying(word)
        || matches!(
            word,
            "claimed"
                | "claims"
                | "alleged"
                | "suggested"
                | "predicted"
                | "stressed"
                | "emphasized"
                | "emphasised"
                | "maintained"
                | "maintains"
                | "reiterated"
                | "remarked"
                | "observed"
                | "commented"
                | "continued"
                | "responded"
                | "countered"
                | "contended"
                | "cautioned"
                | "lamented"
                | "complained"
                | "confirmed"
                | "announced"
                | "revealed"
                | "vowed"
                | "agreed"
                | "believes"
                | "shouted"
                | "cried"
                | "yelled"
                | "tweeted"
                | "posted"
                | "answered"
                | "urged"
        )
}

/// Verbs that follow only what can speak or be spoken to, without an object before them.
pub(super) fn is_plainly_saying(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "told" | "added" | "recalled" | "explained" | "dijo" | "explicó" | "afirmó"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_hold_what_their_heads_say() {
        assert!(entries(include_str!("titles.txt")).count() >= 250);
        for title in entries(include_str!("titles.txt")) {
            assert_eq!(title, title.to_lowercase());
            assert!(title.split(' ').count() <= LONGEST_TITLE, "{title}");
        }
        for title in entries(include_str!("trades.txt")) {
            assert!(title.split(' ').count() <= LONGEST_TITLE && !TITLES.contains(title), "{title}");
        }
        assert!(TRADES.iter().all(|ending| ending.ends_with(LAST_OF_TRADES)));
        for word in entries(include_str!("other.txt")).flat_map(str::split_whitespace) {
            assert!(word.starts_with(char::is_uppercase), "{word}");
        }
    }
}
