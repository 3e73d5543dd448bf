//! A query's text in, its tokens out. Nothing is wrong here: what is no operator is a word.

use super::field::{self, Field};
use super::{Notes, Phrase};
use crate::article::Zone;

/// What a query is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Or,
    And,
    Not,
    Zone(Zone),
    Field(Field),
    Phrase(Phrase),
    /// Phrases that stand near one another, and within how many words.
    Near(Vec<Phrase>, u32),
}

/// FTS5's own: how many words may stand between those of `NEAR(a b)`.
const NEAR: u32 = 10;

/// Farther is everywhere.
const FARTHEST: u32 = 1_000_000;

/// Quotation marks that open or close a phrase. The single ones are apostrophes as often.
pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

pub(super) fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '–' | '\u{2011}')
}

/// Does a word end here?
fn is_end(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')' | '*') || is_quote(character)
}

/// Takes a query apart.
pub(super) fn tokens(text: &str, notes: &mut Notes) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut after_space = true;
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        let opens = after_space || matches!(tokens.last(), Some(Token::Open | Token::Not | Token::Zone(_)));
        after_space = first.is_whitespace();
        if first.is_whitespace() {
            rest = behind;
        } else if first == '(' || first == ')' {
            tokens.push(if first == '(' { Token::Open } else { Token::Close });
            rest = behind;
        } else if let Some((words, behind)) = quoted(rest, opens) {
            rest = phrase(words, behind, &mut tokens);
        } else if is_quote(first) {
            notes.add("quotation marks that were never closed: everything behind them is one phrase");
            tokens.push(Token::Phrase(Phrase::of(behind)));
            return tokens;
        } else if is_minus(first)
            && opens
            && behind.starts_with(|c: char| c.is_alphanumeric() || c == '(' || is_quote(c))
        {
            tokens.push(Token::Not);
            rest = behind;
        } else {
            rest = word(rest, opens, &mut tokens, notes);
        }
    }
    tokens
}

/// The words between the quotation marks at the head of a text, and what is behind them. A single curly
/// mark opens a phrase where a word begins, and is closed by the first apostrophe that ends one.
fn quoted(rest: &str, opens: bool) -> Option<(&str, &str)> {
    let first = rest.chars().next()?;
    let inner = &rest[first.len_utf8()..];
    if is_quote(first) {
        let end = inner.find(is_quote)?;
        let behind = &inner[end..];
        return Some((&inner[..end], &behind[behind.chars().next().map_or(0, char::len_utf8)..]));
    }
    if first != '‘' || !opens {
        return None;
    }
    let (end, _) = inner
        .match_indices('’')
        .find(|(at, mark)| !inner[at + mark.len()..].starts_with(char::is_alphanumeric))?;
    Some((&inner[..end], &inner[end + '’'.len_utf8()..]))
}

/// A phrase, with the star or the distance behind it; gives what is behind those.
fn phrase<'a>(words: &str, behind: &'a str, tokens: &mut Vec<Token>) -> &'a str {
    if let Some((within, behind)) = behind.strip_prefix('~').and_then(number) {
        let words = words.split_whitespace().map(Phrase::of).filter(Phrase::has_words).collect();
        tokens.push(Token::Near(words, within));
        return behind;
    }
    let (is_prefix, behind) = star(behind);
    tokens.push(Token::Phrase(Phrase { text: words.to_owned(), is_prefix }));
    behind
}

/// A number at the head of a text, and what is behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, behind) = text.split_at(end);
    (!digits.is_empty()).then(|| (digits.parse().unwrap_or(FARTHEST).min(FARTHEST), behind))
}

/// A star right behind a word, where no further letter follows.
fn star(behind: &str) -> (bool, &str) {
    match behind.strip_prefix('*') {
        Some(after) if !after.starts_with(char::is_alphanumeric) => (true, after),
        Some(after) => (false, after),
        None => (false, behind),
    }
}

/// The word, the operator, the zone or the field at the head of a text; gives what is behind it.
fn word<'a>(rest: &'a str, opens: bool, tokens: &mut Vec<Token>, notes: &mut Notes) -> &'a str {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    // A star that stands alone.
    let end = rest.find(is_end).unwrap_or(rest.len()).max(first);
    let (word, behind) = rest.split_at(end);
    if let Some((typed, value)) = word.split_once(':').filter(|_| opens) {
        let is_valued = !value.is_empty() || behind.starts_with(|c: char| c == '(' || is_quote(c));
        let (name, after) = (typed.to_lowercase(), &rest[typed.len() + 1..]);
        if let Some(zone) = Zone::parse(&name).filter(|_| is_valued) {
            tokens.push(Token::Zone(zone));
            return after;
        }
        if let Some(key) = field::Key::parse(&name) {
            match field::read(key, after) {
                Ok((field, is_negated, behind)) => {
                    tokens.extend(is_negated.then_some(Token::Not));
                    tokens.push(Token::Field(field));
                    return behind;
                }
                Err(why) => notes.add(format!("`{word}` is searched as words: {why}")),
            }
        } else if is_valued && Zone::parse(&name).is_none() && looks_like_a_field(typed, value) {
            notes.add(format!("`{word}` is searched as words: there is no field `{typed}:`"));
        }
    }
    if word == "NEAR" {
        if let Some((phrases, within, behind)) = near(behind) {
            tokens.push(Token::Near(phrases, within));
            return behind;
        }
        notes.add("NEAR without words in brackets behind it, as in `NEAR(a b, 5)`, is a word like others");
    }
    let (is_prefix, behind) = star(behind);
    tokens.push(match word {
        "OR" if !is_prefix => Token::Or,
        "AND" if !is_prefix => Token::And,
        "NOT" if !is_prefix => Token::Not,
        _ => Token::Phrase(Phrase { text: word.to_owned(), is_prefix }),
    });
    behind
}

/// `colour:red` does; `9:30`, `https://…` and `J:r` do not.
fn looks_like_a_field(typed: &str, value: &str) -> bool {
    typed.len() > 2 && typed.bytes().all(|byte| byte.is_ascii_alphabetic()) && !value.starts_with('/')
}

/// What stands in the brackets of NEAR, and what is behind them.
fn near(text: &str) -> Option<(Vec<Phrase>, u32, &str)> {
    let mut rest = text.strip_prefix('(')?;
    let (mut phrases, mut within) = (Vec::new(), NEAR);
    loop {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        if first == ')' {
            let is_meant = phrases.iter().any(Phrase::has_words);
            phrases.retain(Phrase::has_words);
            return is_meant.then_some((phrases, within, &rest[1..]));
        }
        if let Some((distance, behind)) = rest.strip_prefix(',').and_then(|rest| number(rest.trim_start()))
            && behind.trim_start().starts_with(')')
        {
            (within, rest) = (distance, behind);
            continue;
        }
        let (words, behind) = match quoted(rest, true) {
            Some(found) => found,
            None if first == '(' || is_quote(first) => return None,
            None => {
                let end = rest.find(|c: char| is_end(c) || c == ',').unwrap_or(rest.len());
                rest.split_at(end.max(first.len_utf8()))
            }
        };
        let (is_prefix, behind) = star(behind);
        phrases.push(Phrase { text: words.to_owned(), is_prefix });
        rest = behind;
    }
}
