//! Tokens in, the persons' names among them out: each told by a title, a trade behind a comma, a verb of
//! saying, or a given name. A run of capitals alone tells no person.

use super::lex::{Kind, Token};
use super::lists::{
    is_capital_title, is_doctor, is_given, is_honorific, is_other, is_particle, is_plainly_saying, is_saying,
    is_suffix,
};
use super::titles::{BEFORE_TITLES, is_sentence_start, title_ahead, title_before, title_behind};
use crate::span::Rule;
use crate::vocabulary::Vocabulary;

/// A full name and what told it. Positions count tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seed {
    /// First token of the name.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// The title as printed, in bytes of the text.
    pub title: Option<(usize, usize)>,
    pub rule: Rule,
    /// It may be a company that speaks; only a later mention by the surname makes it a person.
    pub needs_surname: bool,
}

/// The full names of a text that something tells to be persons, in reading order.
pub(super) fn seeds(tokens: &[Token<'_>], vocabulary: &Vocabulary) -> Vec<Seed> {
    let mut seeds = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (name, next) = full_name(tokens, at);
        seeds.extend(name.and_then(|end| seed(tokens, at, end, vocabulary)));
        at = next;
    }
    seeds
}

fn seed(tokens: &[Token<'_>], start: usize, end: usize, vocabulary: &Vocabulary) -> Option<Seed> {
    if let Some(title) = title_before(tokens, start) {
        return Some(Seed { start, end, title: title.words, rule: "people.titled", needs_surname: false });
    }
    // "The Boston Symphony, ...", "the Rose Garden said": an article stands before no person.
    let before = start.checked_sub(1).map(|at| &tokens[at]);
    // "(Sale Sharks, capt)": a list, not a sentence.
    let in_brackets = before.is_some_and(|before| before.is("("));
    if before.is_some_and(|before| {
        before.text.eq_ignore_ascii_case("the") || before.is_capital() || before.kind == Kind::Initial
    }) {
        return None;
    }
    if vocabulary.find(&words(tokens, start, end)).is_some() {
        return None;
    }
    if let Some(title) = title_behind(tokens, end).filter(|_| !in_brackets) {
        return Some(Seed {
            start,
            end,
            title: Some(title),
            rule: "people.apposition",
            needs_surname: false,
        });
    }
    if let Some(title) = title_ahead(tokens, start, end) {
        return Some(Seed {
            start,
            end,
            title: Some(title),
            rule: "people.apposition",
            needs_surname: false,
        });
    }
    let said = is_said(tokens, start, end).then(|| {
        // A quotation before "said" is a person's; "Roe Genetics said" is a company's as often.
        let is_quotation =
            start.checked_sub(2).is_some_and(|at| matches!(tokens[at].text, "\"" | "”" | "'" | "’" | "»"));
        Seed { start, end, title: None, rule: "people.said", needs_surname: !is_quotation }
    });
    match said {
        Some(seed) if !seed.needs_surname => Some(seed),
        _ if is_given(tokens[start].text) && !in_brackets => {
            Some(Seed { start, end, title: None, rule: "people.given_name", needs_surname: false })
        }
        unsure => unsure,
    }
}

/// The words of a name with single spaces.
pub(super) fn words(tokens: &[Token<'_>], start: usize, end: usize) -> String {
    let mut words = String::new();
    for token in &tokens[start..end] {
        if !words.is_empty() && !token.is(",") && !token.is(".") {
            words.push(' ');
        }
        if !token.is(",") {
            words.push_str(token.text);
        }
    }
    words
}

/// Can this token be part of a person's name?
fn is_name_word(token: &Token<'_>) -> bool {
    token.is_capital() && !is_other(token.text) && !is_office(token.text) && !is_suffix(token.text)
}

/// Words that come before a title or are one, so that no name begins with them.
fn is_office(word: &str) -> bool {
    is_capital_title(word) || BEFORE_TITLES.contains(&word) || is_honorific(word) || is_doctor(word)
}

/// Offices and trades that are surnames as often.
fn is_surname_too(word: &str) -> bool {
    matches!(
        word,
        "King"
            | "Cook"
            | "Baker"
            | "Bishop"
            | "Pope"
            | "Judge"
            | "Carpenter"
            | "Weaver"
            | "Singer"
            | "Dean"
            | "Farmer"
            | "Prince"
            | "Major"
            | "Driver"
            | "Cardinal"
            | "Dancer"
            | "Painter"
    )
}

/// More words are no name.
const LONGEST: usize = 5;

/// The full name that starts at a token: two to five words, the first and last of them names. Gives its
/// end, if there is one, and where to look for the next.
///
/// A longer run of capitals is something else, or several things, and no name is read out of it.
pub(super) fn full_name(tokens: &[Token<'_>], start: usize) -> (Option<usize>, usize) {
    let is_start =
        is_name_word(&tokens[start]) || tokens[start].kind == Kind::Initial && !is_country(tokens, start);
    if !is_start {
        return (None, start + 1);
    }
    // "New York Yankees", "San Diego Zoo": the run began before.
    let is_place = start.checked_sub(1).is_some_and(|before| begins_a_place(tokens[before].text));
    let (mut end, mut last_name, mut words, mut names) = (start, start, 0, 0);
    while let Some(token) = tokens.get(end) {
        if is_name_word(token) || words > 0 && is_surname_too(token.text) {
            last_name = end;
            names += 1;
        } else if token.kind != Kind::Initial
            && (words == 0 || !is_particle(token.text) || !leads_on(tokens, end))
        {
            break;
        }
        words += 1;
        end += 1;
    }
    let run_end = end.max(start + 1);
    let end = last_name + 1;
    // "Jane Roe University", "Rose Garden Club": the run goes on in words that are no names.
    let goes_on = tokens
        .get(run_end)
        .is_some_and(|next| next.is_capital() && is_other(next.text) && !is_small_word(next.text));
    let is_name = names >= 2
        || names == 1 && end - start >= 2 && tokens[start].kind == Kind::Initial && end - start == 3;
    if words > LONGEST || !is_name || is_place || goes_on || run_end > end + 1 {
        return (None, run_end);
    }
    let end = with_suffix(tokens, end);
    (Some(end), end.max(run_end))
}

/// `U.S.`, `U.K.`, `U.N.`, `E.U.`: no initials of a person.
fn is_country(tokens: &[Token<'_>], start: usize) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is_pair = |at: usize| matches!((text(at), text(at + 1)), ("U.", "S." | "K." | "N.") | ("E.", "U."));
    is_pair(start) || start.checked_sub(1).is_some_and(is_pair)
}

fn begins_a_place(word: &str) -> bool {
    matches!(
        word,
        "New"
            | "North"
            | "South"
            | "East"
            | "West"
            | "Northern"
            | "Southern"
            | "Eastern"
            | "Western"
            | "Upper"
            | "Lower"
            | "Saint"
            | "St"
            | "Fort"
            | "Mount"
            | "Port"
            | "Lake"
            | "Cape"
            | "San"
            | "Santa"
            | "Los"
            | "Las"
            | "Puerto"
            | "Rio"
    )
}

/// Words that have a capital only in headlines; a name before them is whole.
fn is_small_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "The", "And", "Or", "But", "Of", "In", "On", "At", "To", "For", "From", "With", "As", "By", "Over",
        "After", "Before", "Is", "Was", "Has", "Had", "Will", "Says", "Said",
    ];
    WORDS.contains(&word)
}

/// The end of a name with the `Jr.` behind it.
fn with_suffix(tokens: &[Token<'_>], end: usize) -> usize {
    let comma = usize::from(tokens.get(end).is_some_and(|token| token.is(",")));
    if !tokens.get(end + comma).is_some_and(|token| is_suffix(token.text)) {
        return end;
    }
    let end = end + comma + 1;
    // The dot of `Jr.`, unless it ends the sentence.
    let goes_on = tokens.get(end + 1).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Mark));
    if tokens.get(end).is_some_and(|token| token.is(".")) && goes_on { end + 1 } else { end }
}

/// Particles lead on to a name: `van der Berg`.
fn leads_on(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at..].iter().take(4).find(|token| !is_particle(token.text)).is_some_and(is_name_word)
}

pub(super) fn is_said_word(token: &Token<'_>) -> bool {
    token.kind == Kind::Word && is_saying(token.text)
}

/// Does a verb of saying stand right before or behind the name, so that only a person is meant?
fn is_said(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let says = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| is_plainly_saying(token.text))
    };
    if tokens.get(end).is_some_and(|next| next.kind == Kind::Possessive) {
        return false;
    }
    let behind = says(Some(end)) && is_clause_start(tokens, start);
    let before = says(start.checked_sub(1)) && ends_clause(tokens, end);
    behind || before
}

/// A subject begins here: at the head of a sentence, behind a comma or a quotation.
fn is_clause_start(tokens: &[Token<'_>], start: usize) -> bool {
    is_sentence_start(tokens, start)
        || tokens[start - 1].is(",")
        || matches!(
            tokens[start - 1].text,
            "But" | "And" | "Meanwhile" | "However" | "and" | "but" | "as" | "because" | "while" | "when"
        )
}

fn ends_clause(tokens: &[Token<'_>], end: usize) -> bool {
    tokens.get(end).is_none_or(|token| {
        matches!(token.kind, Kind::Mark | Kind::Line)
            || matches!(token.text, "in" | "at" | "on" | "after" | "during")
    })
}

/// `Jane Roe, a teacher, said`, `Roe, who left early, said`, `the director, Jane Roe, said`.
fn is_said_behind(tokens: &[Token<'_>], comma: usize) -> bool {
    let behind = &tokens[comma + 1..tokens.len().min(comma + 16)];
    if behind.first().is_some_and(is_said_word) {
        return true;
    }
    let next_mark = behind.iter().position(|token| matches!(token.kind, Kind::Mark | Kind::Line));
    next_mark.is_some_and(|at| behind[at].is(",") && behind.get(at + 1).is_some_and(is_said_word))
}

/// Is the person who is named here quoted here?
pub(super) fn is_quoted(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let says = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(is_said_word);
    match tokens.get(end) {
        // "said Hale's neighbor" quotes the neighbor.
        Some(next) if next.kind == Kind::Possessive => return false,
        Some(next) if is_said_word(next) => return true,
        Some(next) if next.is(",") && is_said_behind(tokens, end) => return true,
        _ => {}
    }
    // "said Mayor Edna Pike", "said Noori": the verb stands before name and title, and its subject is not before it.
    let mut before = start;
    if let Some(title) = title_before(tokens, start).and_then(|title| title.words) {
        while before > 0 && tokens[before - 1].start >= title.0 {
            before -= 1;
        }
    }
    let verb = before.checked_sub(1);
    says(verb)
        && verb
            .and_then(|verb| verb.checked_sub(1))
            .is_none_or(|at| matches!(tokens[at].kind, Kind::Mark | Kind::Line))
}
