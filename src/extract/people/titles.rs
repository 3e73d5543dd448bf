//! Tokens in, the titles before and behind names out: offices, ranks and trades with what belongs to them.

use super::lex::{Kind, Token};
use super::lists::{LONGEST_TITLE, is_doctor, is_honorific, is_other, is_title};
use super::names::is_said_word;

/// A title before a name. Of a form of address there are no words.
pub(super) struct Title {
    pub words: Option<(usize, usize)>,
}

/// The title that ends right before a token.
pub(super) fn title_before(tokens: &[Token<'_>], at: usize) -> Option<Title> {
    let last = at.checked_sub(1)?;
    if is_honorific(tokens[last].word()) {
        return Some(Title { words: None });
    }
    if is_doctor(tokens[last].word()) {
        return Some(Title { words: Some((tokens[last].start, tokens[at - 1].end)) });
    }
    // "envoy to Afghanistan Zalmay K.": the title goes on to a place.
    let head = head_before_place(tokens, last).unwrap_or(last);
    let first = title_start(tokens, head)?;
    let first = with_modifiers(tokens, first);
    Some(Title { words: Some((tokens[first].start, tokens[at - 1].end)) })
}

/// Where the title that ends at `last` starts: the longest one that the list has.
fn title_start(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    (1..=LONGEST_TITLE).rev().find_map(|count| {
        let mut phrase = String::new();
        let mut first = last + 1;
        for _ in 0..count {
            first = first.checked_sub(1)?;
            let token = &tokens[first];
            if !matches!(token.kind, Kind::Word | Kind::Capital | Kind::Abbreviation) {
                return None;
            }
            let rest = std::mem::replace(&mut phrase, token.word().to_lowercase());
            if !rest.is_empty() {
                phrase.push(' ');
                phrase.push_str(&rest);
            }
        }
        is_title(&phrase).then_some(first)
    })
}

/// `envoy to Afghanistan`, `ambassador to the United Nations`: the place is one that makes no names.
fn head_before_place(tokens: &[Token<'_>], last: usize) -> Option<usize> {
    let mut at = last;
    while tokens[at].is_capital() && is_other(tokens[at].text) && last - at < 3 {
        at = at.checked_sub(1)?;
    }
    if at == last {
        return None;
    }
    if tokens[at].is("the") {
        at = at.checked_sub(1)?;
    }
    matches!(tokens[at].text, "to" | "for" | "of" | "in").then(|| at.checked_sub(1)).flatten()
}

/// Words before a title that belong to it: `former`, `deputy`, `U.S.`, `Afghan`, `Interior`.
fn with_modifiers(tokens: &[Token<'_>], first: usize) -> usize {
    const SMALL: &[&str] = &[
        "former",
        "acting",
        "deputy",
        "assistant",
        "associate",
        "senior",
        "chief",
        "top",
        "special",
        "foreign",
        "vice",
        "interim",
        "retired",
        "late",
        "then",
        "executive",
        "managing",
        "political",
        "county",
        "city",
        "state",
        "federal",
        "union",
        "police",
        "road",
        "park",
        "harbor",
        "defense",
        "interior",
        "justice",
        "local",
        "presidential",
        "military",
        "general",
        "press",
    ];
    let mut at = first;
    while let Some(before) = at.checked_sub(1) {
        let token = &tokens[before];
        let is_part = match token.kind {
            Kind::Initial => true,
            Kind::Capital => {
                is_other(token.text) && !is_sentence_start(tokens, before) || is_modifier_word(token.text)
            }
            Kind::Word => SMALL.contains(&token.text),
            _ => false,
        };
        if !is_part || first - before > 4 {
            break;
        }
        at = before;
    }
    // "Joy Division singer", "White House deputy press secretary": where the capitals go on before, what
    // they belong to is not known, and the title begins behind them.
    let is_cut = at.checked_sub(1).is_some_and(|before| {
        tokens[before].is_capital() && !(is_other(tokens[before].text) && is_sentence_start(tokens, before))
    });
    while is_cut && at < first && tokens[at].kind != Kind::Word {
        at += 1;
    }
    at
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

fn is_modifier_word(word: &str) -> bool {
    BEFORE_TITLES.contains(&word)
}

pub(super) fn is_sentence_start(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let before = &tokens[before];
        before.kind == Kind::Line
            || before.kind == Kind::Mark
                && before.text.starts_with(['.', '!', '?', '"', '“', '”', '‘', '—', '-', ':'])
    })
}

/// The title behind a name and a comma: `Jane Roe, the mayor of Springfield,`. In bytes, without the
/// article, up to the comma or the end.
pub(super) fn title_behind(tokens: &[Token<'_>], end: usize) -> Option<(usize, usize)> {
    if !tokens.get(end)?.is(",") {
        return None;
    }
    let mut first = end + 1;
    if matches!(
        tokens.get(first)?.text,
        "a" | "an" | "the" | "its" | "their" | "his" | "her" | "whose" | "who"
    ) {
        if matches!(tokens[first].text, "who" | "whose") {
            return None;
        }
        first += 1;
    }
    // The title is over at the next mark; a list of names has none in it.
    let near = &tokens[first..tokens.len().min(first + 14)];
    let ends = |token: &Token<'_>| {
        matches!(token.kind, Kind::Mark | Kind::Line) && !token.is("&")
            || is_said_word(token)
            || token.is("who")
            || token.is("since")
    };
    let phrase_end = match near.iter().position(ends) {
        Some(end) => first + end,
        None if first + near.len() == tokens.len() => tokens.len(),
        None => return None,
    };
    let head = (first..phrase_end.min(first + 5))
        .find(|&at| title_start(tokens, at).is_some_and(|start| start >= first))?;
    // Up to the head only small words, peoples and bodies: not another name.
    let is_plain = tokens[first..head].iter().all(|token| match token.kind {
        Kind::Word => !matches!(token.text, "and" | "was" | "is" | "were" | "had" | "has"),
        Kind::Capital => {
            is_other(token.text) || token.text.ends_with("an") || title_start(tokens, head).is_some()
        }
        Kind::Initial => true,
        _ => token.is("."),
    });
    let after = tokens.get(head + 1);
    let is_head_of_phrase = head + 1 == phrase_end
        || after.is_some_and(|token| {
            matches!(token.text, "of" | "for" | "to" | "at" | "in" | "with" | "on" | "from" | "and" | "who")
        });
    if !is_plain || !is_head_of_phrase || phrase_end <= first {
        return None;
    }
    Some((tokens[first].start, tokens[phrase_end - 1].end))
}

/// The title before a name between commas, or between one and the end: `the director, Jane Roe, said`.
pub(super) fn title_ahead(tokens: &[Token<'_>], start: usize, end: usize) -> Option<(usize, usize)> {
    let comma = start.checked_sub(1)?;
    let ends_there = |token: &Token<'_>| token.is(",") || token.is(".") || token.kind == Kind::Line;
    if !tokens[comma].is(",") || !tokens.get(end).is_none_or(ends_there) {
        return None;
    }
    let last = comma.checked_sub(1)?;
    let first = with_modifiers(tokens, title_start(tokens, last)?);
    Some((tokens[first].start, tokens[last].end))
}
