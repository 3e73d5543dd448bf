//! Tokens in, the titles before and behind names out: offices, ranks and trades with what belongs to them.

use super::lex::{Kind, Token, tokens};
use super::lists::{
    LONGEST_TITLE, is_doctor, is_honorific, is_modifier, is_other, is_particle, is_small, is_title,
    is_title_and_name, is_title_of_several, may_end_a_title,
};
use super::modifiers::{LONGEST_RUN, is_capitalised, is_modifier_word, is_sentence_start, with_modifiers};
use super::names::{is_calendar, is_said_word};
use crate::small_letters::of_small;

/// A title before a name, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    /// Where it begins.
    pub start: usize,
    /// Of a form of address there are no words, but of the title before it.
    pub words: Option<(usize, usize)>,
}

/// The title that ends right before a token; of a form of address the one before it.
pub(super) fn title_before(tokens: &[Token<'_>], at: usize) -> Option<Title> {
    let last = at.checked_sub(1)?;
    if is_honorific(tokens[last].word()) {
        let words = last.checked_sub(1).and_then(|last| words_to(tokens, last));
        return Some(Title { start: words.map_or(tokens[last].start, |(start, _)| start), words });
    }
    let words = words_to(tokens, last).or_else(|| title_of_several(tokens, last))?;
    Some(Title { start: words.0, words: Some(words) })
}

/// The title that ends at `last`, in bytes.
fn words_to(tokens: &[Token<'_>], last: usize) -> Option<(usize, usize)> {
    // "envoy to Afghanistan Zalmay K.": the title goes on to a place.
    let first = title_start(tokens, last)
        .or_else(|| is_doctor(tokens[last].word()).then_some(last))
        .or_else(|| plural_start(tokens, last))
        .or_else(|| title_start(tokens, head_before_office(tokens, last)?))?;
    let first = with_modifiers(tokens, first);
    // "What a good golfer Roe is": where an article leaves open whom it speaks of, no name follows.
    let is_open = first.checked_sub(1).is_some_and(|at| matches!(tokens[at].text, "a" | "an"))
        && !is_capitalised(&tokens[last]);
    (!is_open).then(|| (tokens[first].start, tokens[last].end()))
}

fn plural_start(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    // "Kings And Queen", "analysts Gartner": several persons' names go on.
    let goes_on = |token: &Token<'_>| is_capitalised(token) || matches!(token.text, "and" | ",");
    let is_before_names = tokens.get(last + 1).is_some_and(|name| name.is_capital() && !is_small(name.text))
        && tokens.get(last + 2).is_some_and(goes_on);
    (is_before_names && of_small(tokens[last].word(), is_title_of_several)).then_some(last)
}

/// `Senators Ann Roe, Ben Doe and Cy Poe`: a title in the plural is that of each name behind it.
fn title_of_several(tokens: &[Token<'_>], last: usize) -> Option<(usize, usize)> {
    if !matches!(tokens[last].text, "and" | ",") {
        return None;
    }
    let is_in_list = |token: &Token<'_>| {
        matches!(token.kind, Kind::Capital | Kind::Initial) || matches!(token.text, "and" | ",")
    };
    (last.saturating_sub(12)..last)
        .rev()
        .take_while(|&at| is_in_list(&tokens[at]) || plural_start(tokens, at).is_some())
        .find_map(|at| plural_start(tokens, at))
        .map(|at| (tokens[with_modifiers(tokens, at)].start, tokens[at].end()))
}

/// Where the title that ends at `last` starts: the longest one that the list has.
pub(super) fn title_start(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    if !of_small(tokens[last].word(), may_end_a_title) {
        return None;
    }
    // The words up to `last`, and where in them each begins.
    let is_word = |token: &&Token<'_>| matches!(token.kind, Kind::Word | Kind::Capital | Kind::Abbreviation);
    let count = tokens[..=last].iter().rev().take(LONGEST_TITLE).take_while(is_word).count();
    let first_of_all = last + 1 - count;
    let mut words = String::with_capacity(48);
    let mut begins = [0; LONGEST_TITLE];
    for (begin, token) in begins.iter_mut().zip(&tokens[first_of_all..=last]) {
        if !words.is_empty() {
            words.push(' ');
        }
        *begin = words.len();
        of_small(token.word(), |word| words.push_str(word));
    }
    begins[..count].iter().zip(first_of_all..).find_map(|(&begin, first)| {
        let phrase = &words[begin..];
        let is_one = first == last;
        let is_name = is_one && is_title_and_name(phrase) && is_printed_as_name(tokens, last);
        let is_of_church =
            matches!(tokens[last].text, "Sister" | "Father") && !is_sentence_start(tokens, last);
        // "her fellow Roe": an office only with what comes before it, or what follows.
        let is_alike = phrase == "fellow" && tokens.get(last + 1).is_some_and(is_capitalised);
        (is_title(phrase) && !is_name && !is_alike || is_one && is_of_church).then_some(first)
    })
}

/// Has the word a capital that nothing but a name gives it?
fn is_printed_as_name(tokens: &[Token<'_>], at: usize) -> bool {
    let is_office = |before: usize| is_other(tokens[before].text) || is_modifier_word(tokens[before].text);
    tokens[at].is_capital() && !is_sentence_start(tokens, at) && !at.checked_sub(1).is_some_and(is_office)
}

/// `envoy to Afghanistan`, `Minister for Rural Affairs`, `Director of the Bureau of Mines`: the end of the title
/// that goes on to `last` in capitals.
fn head_before_office(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    // "chief of staff Ann Roe", where Roe alone was found: a first name is no place.
    let is_full = tokens.get(last + 1).is_some_and(Token::is_capital)
        && tokens.get(last + 2).is_some_and(|name| is_capitalised(name) || is_particle(name.text));
    if !is_full && !is_other(tokens[last].text) {
        return None;
    }
    let mut at = last;
    while tokens[at].is_capital() || at < last && matches!(tokens[at].text, "of" | "and" | "the" | "for") {
        let before = at.checked_sub(1)?;
        let joins = matches!(tokens[before].text, "to" | "for" | "of" | "at" | "in");
        if joins && (tokens[at].is_capital() || tokens[at].is("the")) {
            let head = before.checked_sub(1).filter(|&head| title_start(tokens, head).is_some());
            if head.is_some() {
                return head;
            }
        }
        if last - at == LONGEST {
            return None;
        }
        at = before;
    }
    None
}

/// Does what stands before a token tell that a person's name begins there, and not any words in capitals?
pub(super) fn tells_a_person(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|last| {
        let word = tokens[last].word();
        // "envoy to the United Nations Ann Roe", but not "of the Organization of Petroleum Exporting Countries".
        let is_behind_place =
            || is_other(word) && head_before_office(tokens, last).is_some_and(|head| last - head <= 4);
        is_honorific(word) || is_doctor(word) || title_start(tokens, last).is_some() || is_behind_place()
    })
}

/// The title behind a name and a comma, an age or a dash: `Jane Roe, 45, the mayor of Springfield,`. In bytes,
/// without the article, from behind a possessive, up to the comma or the end.
pub(super) fn title_behind(tokens: &[Token<'_>], end: usize) -> Option<(usize, usize)> {
    title_from(tokens, phrase_start(tokens, end)?)
}

/// The title of an author in a byline or a note: `Jane Roe, Staff Writer`, `Jane Roe is a teacher in Hull.`
pub(super) fn title_of_author(behind_name: &str) -> Option<&str> {
    let tokens = tokens(behind_name);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let first = match text(0) {
        "," | "|" | "/" | "•" | "·" | "–" | "—" | "-" => 1,
        "is" if matches!(text(1), "a" | "an" | "the") => 2,
        _ => return None,
    };
    let (start, end) = title_from(&tokens, first + usize::from(matches!(text(first), "a" | "an" | "the")))?;
    behind_name.get(start..end)
}

/// The title that begins at a token and ends with its phrase, in bytes.
fn title_from(tokens: &[Token<'_>], first: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 14;
    if first >= tokens.len() {
        return None;
    }
    // The title is over at the next mark; a list of names has none in it.
    let near = &tokens[first..tokens.len().min(first + LONGEST)];
    let is_over = |token: &Token<'_>| {
        matches!(token.kind, Kind::Mark | Kind::Line) && !token.is("&")
            || is_said_word(token)
            || is_relative(token)
    };
    let phrase_end = match near.iter().position(is_over) {
        Some(end) => first + end,
        None if first + near.len() == tokens.len() => tokens.len(),
        None => return None,
    };
    // "Jane Roe, the mayor said, was late": the mayor is someone else.
    if tokens.get(phrase_end).is_some_and(is_said_word) {
        return None;
    }
    let is_plain =
        |token: &Token<'_>| is_capitalised(token) || token.kind == Kind::Word || token.kind == Kind::Number;
    let head = (first..phrase_end)
        .take(LONGEST_RUN)
        .take_while(|&at| {
            is_plain(&tokens[at])
                && (!is_small(tokens[at].text)
                    || is_modifier(tokens[at].text)
                    || is_title_within(tokens, at, first))
        })
        .find(|&at| {
            title_start(tokens, at).is_some_and(|start| start >= first)
                && ends_head(tokens, at + 1, phrase_end)
        })?;
    let mut last = phrase_end - 1;
    if is_participle_behind(&tokens[head + 1..phrase_end]) {
        last = head;
    }
    while last > head && is_small(tokens[last].text) {
        last -= 1;
    }
    Some((tokens[first].start, tokens[last].end()))
}

/// `of` in `chief of staff`: a small word within a title of the list.
fn is_title_within(tokens: &[Token<'_>], at: usize, first: usize) -> bool {
    tokens.get(at + 1).is_some()
        && title_start(tokens, at + 1).is_some_and(|start| start >= first && start < at)
}

/// Where the words that may be a title begin behind a name: behind its comma and an age, without an article or
/// what they belong to (`the governor's`).
fn phrase_start(tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is_number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
    let mut at = match text(end) {
        "(" if is_number(end + 1) && text(end + 2) == ")" && text(end + 3) == "," => end + 4,
        "," if is_number(end + 1) && text(end + 2) == "," => end + 3,
        "," => end + 1,
        "–" | "—" | "--" if matches!(text(end + 1), "a" | "an" | "the") => end + 1,
        _ => return None,
    };
    if text(at) == "who" {
        at += match text(at + 1) {
            "is" | "serves" | "works" => 2 + usize::from(text(at + 2) == "as"),
            _ => return None,
        };
    }
    if matches!(text(at), "now" | "currently") {
        at += 1;
    }
    if matches!(text(at), "a" | "an" | "the" | "its" | "their" | "his" | "her") {
        at += 1;
    }
    if text(at).ends_with("-year-old") {
        at += 1;
    }
    let owner = tokens.get(at..tokens.len().min(at + 5)).unwrap_or_default();
    let owner = owner
        .iter()
        .take_while(|token| !matches!(token.kind, Kind::Mark | Kind::Line) && !is_small(token.text));
    let possessive = owner.enumerate().find(|(_, token)| token.kind == Kind::Possessive);
    at += possessive.map_or(0, |(owner, _)| owner + 1);
    Some(at)
}

/// Words that begin a clause about what stands before them.
fn is_relative(token: &Token<'_>) -> bool {
    matches!(
        token.text,
        "who"
            | "whose"
            | "whom"
            | "which"
            | "that"
            | "where"
            | "when"
            | "while"
            | "since"
            | "after"
            | "before"
            | "because"
            | "but"
    )
}

/// Is a title's head over before a token: at the end of the phrase, or before what it belongs to?
fn ends_head(tokens: &[Token<'_>], at: usize, phrase_end: usize) -> bool {
    if at == phrase_end {
        return true;
    }
    let is_second_title = || (at + 1..phrase_end.min(at + 6)).any(|last| title_start(tokens, last).is_some());
    match tokens[at].text {
        "and" => is_second_title(),
        "of" | "for" | "to" | "at" | "in" | "with" | "on" | "from" => true,
        _ => is_participle_behind(&tokens[at..phrase_end]),
    }
}

/// `teacher living in Hull`, `nurse based at the port`: the title ends before it.
fn is_participle_behind(words: &[Token<'_>]) -> bool {
    let is_participle =
        |word: &str| word.ends_with("ing") && !is_modifier(word) || matches!(word, "based" | "born");
    words.first().is_some_and(|token| token.kind == Kind::Word && is_participle(token.text))
}

/// The title before a name between commas, or between one and the end: `the director of the zoo, Jane Roe, said`.
pub(super) fn title_ahead(tokens: &[Token<'_>], start: usize, end: usize) -> Option<(usize, usize)> {
    let comma = start.checked_sub(1)?;
    let ends_there = |token: &Token<'_>| matches!(token.text, "," | "." | ";") || token.kind == Kind::Line;
    if !tokens[comma].is(",") || !tokens.get(end).is_none_or(ends_there) {
        return None;
    }
    let last = comma.checked_sub(1)?;
    let head =
        title_start(tokens, last).or_else(|| title_start(tokens, head_before_phrase(tokens, last)?))?;
    let mut first = with_modifiers(tokens, head);
    let other = first.checked_sub(2).filter(|&at| tokens[at + 1].is("and"));
    if let Some(other) = other.and_then(|other| title_start(tokens, other)) {
        first = with_modifiers(tokens, other);
    }
    // "his predecessor as mayor, Lucille B., came": only what an article or an owner stands before is the person.
    let before = first.checked_sub(1).map(|at| &tokens[at]);
    let is_known = before.is_none_or(|token| {
        token.kind == Kind::Possessive
            || of_small(token.text, |word| {
                matches!(
                    word,
                    "the"
                        | "a"
                        | "an"
                        | "its"
                        | "his"
                        | "her"
                        | "their"
                        | "our"
                        | "my"
                        | "'"
                        | "’"
                        | "el"
                        | "la"
                        | "un"
                        | "una"
                        | "su"
                )
            })
    });
    // "Ann Roe, the mayor of Hull, Maine, left": the title of the name before it.
    let is_of_other = first.checked_sub(3).is_some_and(|at| {
        tokens[at + 1].is(",")
            && (tokens[at].is_capital() && !is_calendar(tokens[at].text) || tokens[at].kind == Kind::Number)
    });
    if is_of_other {
        return None;
    }
    let is_subject = first.checked_sub(1).is_none_or(|at| is_sentence_start(tokens, at) || at == 0);
    // "Asked by the mayor, Jane Roe, 45, left": an age may begin the subject anew.
    let is_aged = tokens.get(end + 1).is_some_and(|token| token.kind == Kind::Number);
    let is_alone = first == 0 || is_sentence_start(tokens, first);
    ((is_known && (is_subject || !is_aged)) || is_alone).then(|| (tokens[first].start, tokens[last].end()))
}

/// `the bishop of Oxford`, `the head of its legal team`: the head of the phrase that ends at `last`.
fn head_before_phrase(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    let is_inside = |at: &usize| {
        matches!(tokens[*at].kind, Kind::Word | Kind::Capital | Kind::Initial) && !is_said_word(&tokens[*at])
    };
    (last.saturating_sub(LONGEST)..last)
        .rev()
        .take_while(is_inside)
        .filter(|&at| matches!(tokens[at].text, "of" | "for" | "to" | "at" | "in"))
        .find_map(|at| at.checked_sub(1).filter(|&head| title_start(tokens, head).is_some()))
}
