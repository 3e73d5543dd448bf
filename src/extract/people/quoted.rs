//! A name among tokens in, whether its bearer is quoted there out.

use super::lex::{Kind, Token};
use super::lists::{is_small, is_telling};
use super::names::{Name, is_calendar, is_said_word};
use super::titles::title_ahead;

/// Is the person who is named here quoted here: the subject of a verb of saying, or named by "according to"?
pub(super) fn is_quoted(tokens: &[Token<'_>], name: &Name) -> bool {
    let end = name.end;
    // "said Hale's neighbor" quotes the neighbor.
    if tokens.get(end).is_some_and(|next| next.kind == Kind::Possessive) {
        return false;
    }
    let first = subject_start(tokens, name);
    let text = |back: usize| first.checked_sub(back).map_or("", |at| tokens[at].text);
    if text(1) == "to" && matches!(text(2), "according" | "According") {
        return true;
    }
    // "No," said Roe: the verb's subject is not before it.
    let is_inverted = first.checked_sub(1).is_some_and(|verb| {
        let is_after_mark =
            verb.checked_sub(1).is_none_or(|at| matches!(tokens[at].kind, Kind::Mark | Kind::Line));
        let is_after_quotation = verb.checked_sub(1).is_some_and(|at| is_quotation_mark(&tokens[at]))
            || verb
                .checked_sub(2)
                .is_some_and(|at| tokens[verb - 1].is(",") && is_quotation_mark(&tokens[at]));
        is_said_word(&tokens[verb]) && is_after_mark || is_telling(tokens[verb].text) && is_after_quotation
    });
    // "Doe, the mayor, said Roe will pay": there the name goes on as a subject of its own.
    let is_inverted = is_inverted && tokens.get(end).is_none_or(|next| !begins_predicate(next));
    is_inverted
        || verb_behind(tokens, end).is_some_and(|verb| tells(tokens, first, verb))
            && is_subject(tokens, first)
}

/// Is it a word in small letters that goes on with a subject: `will`, `was`, `told`, `left`?
fn begins_predicate(token: &Token<'_>) -> bool {
    const JOINING: &[&str] = &[
        "of",
        "in",
        "at",
        "on",
        "by",
        "from",
        "with",
        "to",
        "after",
        "before",
        "during",
        "about",
        "and",
        "as",
        "when",
        "while",
        "who",
        "whose",
        "over",
        "outside",
        "inside",
        "near",
        "through",
        "via",
        "under",
        "for",
        "but",
        "if",
        "because",
        "though",
        "although",
        "last",
        "this",
        "earlier",
        "later",
        "yesterday",
        "today",
        "afterwards",
        "recently",
        "again",
        "then",
        "once",
        "early",
        "late",
    ];
    token.kind == Kind::Word
        && token.text.starts_with(char::is_lowercase)
        && !token.text.ends_with("ly")
        && !JOINING.contains(&token.text)
}

/// The first token of what the name belongs to: its title, the words around it, the article.
fn subject_start(tokens: &[Token<'_>], name: &Name) -> usize {
    const ARTICLES: &[&str] =
        &["the", "The", "a", "A", "his", "her", "its", "their", "el", "la", "un", "una", "El", "La"];
    let title = name
        .before
        .map(|title| title.start)
        .or_else(|| title_ahead(tokens, name.start, name.end).map(|(start, _)| start));
    let mut first = name.start;
    while title.is_some_and(|title| first > 0 && tokens[first - 1].start >= title) {
        first -= 1;
    }
    let is_article = |at: usize| ARTICLES.contains(&tokens[at].text);
    if first < name.start && first.checked_sub(1).is_some_and(is_article) { first - 1 } else { first }
}

/// The verb of saying whose subject ends before a token: at once, behind `has` or `also`, or behind what stands
/// between commas or in brackets.
fn verb_behind(tokens: &[Token<'_>], end: usize) -> Option<usize> {
    const FARTHEST: usize = 24;
    let mut at = end;
    if tokens.get(at)?.is("(") {
        at = (at..tokens.len().min(at + 8)).find(|&at| tokens[at].is(")"))? + 1;
    }
    let is_verb = |at: usize| tokens.get(at).is_some_and(|token| is_telling(token.text));
    let behind = tokens.get(at)?;
    if !behind.is(",") {
        let is_between = |word: &str| {
            matches!(word, "who" | "has" | "had" | "also" | "already" | "later" | "then" | "once" | "again")
        };
        let between = tokens[at..].iter().take(2).take_while(|token| is_between(token.text)).count();
        return Some(at + between).filter(|&at| is_verb(at));
    }
    // "Jane Roe, 45, a teacher, said": behind one of the next commas.
    (at..tokens.len().min(at + FARTHEST))
        .take_while(|&at| {
            let token = &tokens[at];
            let is_end = matches!(token.text, "." | ";" | ":" | "!" | "?" | "\"" | "“" | "”" | "«" | "»");
            !is_end && token.kind != Kind::Line
        })
        .filter(|&at| tokens[at].is(","))
        .map(|at| if tokens.get(at + 1).is_some_and(|next| next.is("who")) { at + 2 } else { at + 1 })
        .find(|&at| is_verb(at))
}

/// Does a verb tell here what its subject said? `Said` and `told` always do; `added` a goal, `explained` the rules.
fn tells(tokens: &[Token<'_>], subject: usize, verb: usize) -> bool {
    const SAID: &[&str] =
        &["said", "says", "told", "tells", "dijo", "explicó", "afirmó", "declaró", "señaló", "aseguró"];
    let next = |ahead: usize| tokens.get(verb + ahead);
    let is_quotation = |ahead: usize| next(ahead).is_some_and(is_quotation_mark);
    let is_mark = |ahead: usize| next(ahead).is_some_and(|token| matches!(token.text, "," | ":"));
    let before = subject.checked_sub(1).map(|at| &tokens[at]);
    let is_behind_clause = before.is_some_and(|token| token.is(","))
        && next(1).is_none_or(|token| matches!(token.kind, Kind::Mark | Kind::Line));
    SAID.contains(&tokens[verb].text)
        || next(1).is_some_and(|token| {
            matches!(token.text, "that" | "how" | "why" | "he" | "she" | "they" | "it" | "there")
        })
        || is_quotation(1)
        || is_mark(1) && is_quotation(2)
        || before.is_some_and(is_quotation_mark)
        || is_behind_clause
}

/// Is what begins at a token the subject, and no object of a verb or preposition before it?
fn is_subject(tokens: &[Token<'_>], first: usize) -> bool {
    const OPENING: &[&str] = &[
        "and",
        "but",
        "as",
        "because",
        "while",
        "when",
        "if",
        "that",
        "after",
        "before",
        "though",
        "although",
        "where",
        "what",
        "how",
        "why",
        "whether",
        "said",
        "says",
        "meanwhile",
        "however",
        "today",
        "yesterday",
    ];
    let Some(before) = first.checked_sub(1).map(|at| &tokens[at]) else { return true };
    let word = before.text.to_lowercase();
    let is_noun =
        before.kind == Kind::Word && !is_small(&word) && !word.ends_with("ed") && !is_telling(&word);
    matches!(before.kind, Kind::Mark | Kind::Line | Kind::Number | Kind::Possessive)
        || OPENING.contains(&word.as_str())
        || is_calendar(before.text)
        || is_noun && !is_behind_preposition(tokens, first - 1)
}

/// "by resident Jane Roe", "of the widow Jane Roe".
fn is_behind_preposition(tokens: &[Token<'_>], noun: usize) -> bool {
    let before = (noun.saturating_sub(3)..noun)
        .rev()
        .map(|at| tokens[at].text)
        .find(|word| is_small(word) && !matches!(*word, "the" | "a" | "an"));
    before.is_some_and(|word| {
        matches!(word, "of" | "for" | "by" | "with" | "from" | "to" | "against" | "about")
    })
}

fn is_quotation_mark(token: &Token<'_>) -> bool {
    token.kind == Kind::Mark && token.text.starts_with(['"', '“', '”', '‘', '’', '\'', '«', '»'])
}
