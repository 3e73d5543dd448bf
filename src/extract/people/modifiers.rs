//! The head of a title in, its first word out: what stands before an office or trade and belongs to it.

use super::lex::{Kind, Token};
use super::lists::{is_honorific, is_modifier, is_other, is_small};
use super::names::{is_calendar, is_country};
use super::titles::title_start;
use crate::small_letters::of_small;

/// The first word of a title whose head, `spokesman` in `former Kenyan army spokesman`, starts at a token.
pub(super) fn with_modifiers(tokens: &[Token<'_>], head: usize) -> usize {
    let mut first = head;
    if is_in_title_case(tokens, head) {
        return with_offices(tokens, head);
    }
    while let Some(before) = first.checked_sub(1).filter(|_| head - first < LONGEST_RUN) {
        let token = &tokens[before];
        let is_part = if is_capitalised(token) {
            // "the New York Times columnist": in a name small words have capitals.
            let is_word = if is_sentence_start(tokens, before) {
                // "El alcalde", but "El Paso Mayor".
                let is_article = before + 1 == head && matches!(token.text, "El" | "La");
                is_article || is_small(token.word()) && token.text != "US"
            } else {
                is_calendar(token.text) || matches!(token.text, "The" | "By" | "I" | "A")
            };
            !is_word && !is_honorific(token.word())
        } else if token.is("of") {
            // "Bank of England governor"
            tokens[first].is_capital() && before > 0 && is_capitalised(&tokens[before - 1])
        } else if token.is("and") {
            // "Health and Human Services Secretary"
            let is_office =
                |at: usize| is_modifier_word(tokens[at].text) && title_start(tokens, at).is_none();
            first < head && tokens[first].is_capital() && before > 0 && is_office(before - 1)
        } else {
            token.kind == Kind::Word
                && if is_capitalised(&tokens[first]) && !is_sentence_start(tokens, first) {
                    is_state(token.text) || is_then(token.text)
                } else {
                    is_modifier(token.text) && !is_verb(tokens, before)
                }
        };
        if !is_part {
            break;
        }
        first = before;
    }
    first = with_plain_words(tokens, first);
    first = with_first_of_two(tokens, first);
    without_head_of_sentence(tokens, first, head)
}

/// A title has no more words before its head.
pub(super) const LONGEST_RUN: usize = 6;

/// Does it begin with a capital: a name, an initial, `Gen.`, `UN`?
pub(super) fn is_capitalised(token: &Token<'_>) -> bool {
    let is_shouted = token.kind == Kind::Word && token.text.starts_with(char::is_uppercase);
    matches!(token.kind, Kind::Capital | Kind::Initial | Kind::Abbreviation) || is_shouted
}

/// Words in small letters before an office in capitals: `former President`, `state Sen.`
fn is_state(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "acting"
            | "deputy"
            | "assistant"
            | "interim"
            | "retired"
            | "late"
            | "then"
            | "state"
            | "outgoing"
            | "incoming"
            | "county"
            | "city"
            | "senior"
            | "federal"
            | "ex"
            | "visiting"
    )
}

/// `then-FBI Director`, `ex-Labour minister`
fn is_then(word: &str) -> bool {
    word.split_once('-').is_some_and(|(head, _)| matches!(head, "then" | "ex" | "former"))
}

/// "rebels ousted dictator Roe", "the jailed writer Roe": is the participle a verb? Behind a noun it may be.
fn is_verb(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].text;
    let is_noun = |before: usize| tokens[before].kind != Kind::Mark && !is_small(tokens[before].text);
    word.ends_with("ed") && word != "retired" && at.checked_sub(1).is_some_and(is_noun)
}

/// Other words in small letters, where it is plain what they begin behind: `a forensic tooth expert`.
fn with_plain_words(tokens: &[Token<'_>], first: usize) -> usize {
    if is_capitalised(&tokens[first]) {
        return first;
    }
    let is_plain = |at: &usize| {
        let word = tokens[*at].text;
        tokens[*at].kind == Kind::Word
            && word.starts_with(char::is_lowercase)
            && (is_modifier(word) && !is_verb(tokens, *at)
                || !is_small(word) && !["ed", "ing", "ly"].iter().any(|end| word.ends_with(end)))
    };
    let start = (first.saturating_sub(2)..first).rev().take_while(is_plain).last().unwrap_or(first);
    // "Hedge fund manager": the first word has its capital from the sentence.
    let is_article = |word: &str| matches!(word, "El" | "La" | "Los" | "Las" | "Un" | "Una");
    let capital = start.checked_sub(1).filter(|&at| {
        let word = tokens[at].text;
        tokens[at].is_capital() && is_sentence_start(tokens, at) && !is_small(word) && !is_article(word)
    });
    let is_begun = is_sentence_start(tokens, start)
        || start.checked_sub(1).is_none_or(|at| {
            let before = &tokens[at];
            matches!(before.kind, Kind::Possessive | Kind::Line)
                || before.is(",")
                || of_small(before.text, |word| {
                    matches!(
                        word,
                        "a" | "an"
                            | "the"
                            | "his"
                            | "her"
                            | "its"
                            | "their"
                            | "by"
                            | "with"
                            | "from"
                            | "for"
                            | "of"
                            | "as"
                            | "like"
                            | "and"
                            | "including"
                            | "against"
                            | "between"
                            | "said"
                            | "told"
                    )
                })
        });
    match capital {
        Some(capital) => capital,
        None if is_begun => start,
        None => first,
    }
}

/// `chairman and chief executive`: two titles of one person. "The president and Senator Roe" are two persons.
fn with_first_of_two(tokens: &[Token<'_>], first: usize) -> usize {
    let other = first.checked_sub(2).filter(|&at| tokens[at + 1].is("and"));
    let Some(start) = other.and_then(|last| title_start(tokens, last)) else { return first };
    let is_same =
        is_capitalised(&tokens[start]) == is_capitalised(&tokens[first]) || is_sentence_start(tokens, start);
    let start = (start.saturating_sub(2)..start)
        .rev()
        .take_while(|&at| is_modifier(tokens[at].text) || is_modifier_word(tokens[at].text))
        .last()
        .unwrap_or(start);
    let is_known = start.checked_sub(1).is_some_and(|at| tokens[at].text.eq_ignore_ascii_case("the"));
    if is_same && !is_known { start } else { first }
}

/// The title without what its capitals took in of the sentence: "In Nairobi President Roe", "Speaking coach Roe".
fn without_head_of_sentence(tokens: &[Token<'_>], first: usize, head: usize) -> usize {
    let mut at = first;
    let is_place = at.checked_sub(1).is_some_and(|before| {
        matches!(tokens[before].text, "in" | "In" | "at" | "At" | "near" | "Near" | "outside" | "across")
    });
    let is_people = |word: &str| {
        ["ian", "ean", "can", "yan", "ese", "ish", "nch", "aeli", "aqi", "ani"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    while is_place && at < head && is_capitalised(&tokens[at]) {
        if is_modifier_word(tokens[at].text) || is_other(tokens[at].text) && is_people(tokens[at].text) {
            break;
        }
        at += 1;
    }
    // "in Washington, D.C. Sen. Roe": the letters end the sentence before.
    let is_behind_place = first > 1 && tokens[first - 1].is(",") && tokens[first - 2].is_capital();
    while is_behind_place && at < head && tokens[at].kind == Kind::Initial && !is_country(tokens, first) {
        at += 1;
    }
    let is_participle = |word: &str| ["ed", "ing", "ly"].iter().any(|end| word.ends_with(end));
    let is_participle = |word: &str| is_participle(word) && !is_modifier(word);
    if at < head && is_sentence_start(tokens, at) && of_small(tokens[at].text, is_participle) {
        at += 1;
    }
    at
}

/// Does a headline print every word with a capital, so that capitals tell nothing?
fn is_in_title_case(tokens: &[Token<'_>], at: usize) -> bool {
    const NEAR: usize = 16;
    let is_in_line = |token: &&Token<'_>| token.kind != Kind::Line;
    let before = tokens[at.saturating_sub(NEAR)..at].iter().rev().take_while(is_in_line);
    let behind = tokens[at..tokens.len().min(at + NEAR)].iter().take_while(is_in_line);
    let is_spoken = |token: &Token<'_>| {
        token.kind == Kind::Word && token.text.len() > 3 && token.text.starts_with(char::is_lowercase)
    };
    // A headline has no full stop.
    let is_sentence = behind.clone().any(|token| token.is("."));
    let mut near = before.chain(behind);
    !is_sentence && near.clone().filter(|token| token.is_capital()).count() > 3 && !near.any(is_spoken)
}

/// The words before a head that are known to come before titles, and no other.
fn with_offices(tokens: &[Token<'_>], head: usize) -> usize {
    let is_office = |at: &usize| {
        is_modifier_word(tokens[*at].text)
            || is_other(tokens[*at].text) && !is_small(tokens[*at].text) && !is_sentence_start(tokens, *at)
            || tokens[*at].kind == Kind::Initial
    };
    let first = (head.saturating_sub(4)..head).rev().take_while(is_office).last().unwrap_or(head);
    // "New York City Mayor": where the capitals go on before, what they belong to is not known.
    let is_cut = first.checked_sub(1).is_some_and(|at| tokens[at].is_capital() && !is_small(tokens[at].text));
    if is_cut { head } else { first }
}

/// Capitalised words that come before a title, at the head of a sentence as well.
pub(super) const BEFORE_TITLES: &[&str] = &[
    "Former",
    "Acting",
    "Deputy",
    "Assistant",
    "Vice",
    "Foreign",
    "Interior",
    "Defense",
    "Defence",
    "Justice",
    "Finance",
    "Health",
    "Education",
    "Energy",
    "Trade",
    "Transport",
    "Transportation",
    "Labor",
    "Labour",
    "Agriculture",
    "Environment",
    "Prime",
    "State",
    "Homeland",
    "Treasury",
    "Army",
    "Navy",
    "Police",
    "County",
    "City",
    "Federal",
    "Chief",
    "Senior",
    "Special",
    "Road",
    "Park",
    "Fire",
    "Retired",
    "Republican",
    "Democratic",
    "House",
    "Senate",
    "Harbor",
    "Harbour",
];

/// Is it a capitalised word that comes before titles?
pub(super) fn is_modifier_word(word: &str) -> bool {
    BEFORE_TITLES.contains(&word)
}

/// Does a sentence, a quotation or a line begin here?
pub(super) fn is_sentence_start(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let before = &tokens[before];
        before.kind == Kind::Line
            || before.kind == Kind::Mark
                && before.text.starts_with(['.', '!', '?', '"', '“', '”', '‘', '—', '-', ':'])
    })
}
