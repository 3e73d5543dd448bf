//! A token in, what it looks like out. The numbers are in the model.

use crate::extract::people::lex::{Kind, Letters, Token};

/// Between sentences.
pub const BOUNDARY: u8 = 0;
/// `said`.
pub const SMALL: u8 = 1;
/// `Hale`.
pub const CAPITAL: u8 = 2;
/// `KABUL` among small letters.
pub const CAPITALS: u8 = 3;
/// `F.`
pub const INITIAL: u8 = 4;
/// `McHale`, `DiCaprio`, `iPhone`.
pub const MIXED: u8 = 5;
/// `Barrow-Smith`.
pub const HYPHEN: u8 = 6;
/// `O’Neil`.
pub const APOSTROPHE: u8 = 7;
/// `Gen.`
pub const ABBREVIATION: u8 = 8;
/// `1,500`.
pub const NUMBER: u8 = 9;
/// `5th`, `F-16`.
pub const WITH_DIGIT: u8 = 10;
/// `’s`.
pub const POSSESSIVE: u8 = 11;
/// `,`
pub const COMMA: u8 = 12;
/// `.`, `!`, `?`
pub const STOP: u8 = 13;
/// `"`
pub const QUOTE: u8 = 14;
/// `(`
pub const OPEN: u8 = 15;
/// `)`
pub const CLOSE: u8 = 16;
/// `:`, `;`
pub const COLON: u8 = 17;
/// `-`, `--`
pub const DASH: u8 = 18;
/// `@`, `#`: what follows is a handle.
pub const HANDLE: u8 = 19;
/// Any other mark.
pub const MARK: u8 = 20;
/// `al-Sabah`, `d'Estaing`.
pub const SMALL_THEN_CAPITAL: u8 = 21;

/// Is it a mark or a number, of which nothing is known?
pub(super) fn is_mark(shape: u8) -> bool {
    (POSSESSIVE..=MARK).contains(&shape) || shape == NUMBER
}

/// Has the word a capital that a name can have?
pub(super) fn is_capitalised(shape: u8) -> bool {
    matches!(
        shape,
        CAPITAL | CAPITALS | INITIAL | MIXED | HYPHEN | APOSTROPHE | ABBREVIATION | SMALL_THEN_CAPITAL
    )
}

/// Has a token a capital that a name can have? What [`is_capitalised`] says of its shape, told sooner.
pub(super) fn is_active(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Capital | Kind::Initial | Kind::Abbreviation)
        || token.kind == Kind::Word
            && token.letters.has(CAPITALS_OF_A_WORD)
            && !token.letters.has(DIGITS_OF_A_WORD)
}

/// Is it a word without a capital or a digit?
pub(super) fn is_small(token: &Token<'_>) -> bool {
    token.kind == Kind::Word && !token.letters.has(CAPITALS_OF_A_WORD.or(DIGITS_OF_A_WORD))
}

const CAPITALS_OF_A_WORD: Letters = Letters::HEAD.or(Letters::CAPITAL);
const DIGITS_OF_A_WORD: Letters = Letters::DIGIT.or(Letters::NUMERAL);

/// What a token looks like.
pub(super) fn shape_of(token: &Token<'_>) -> u8 {
    match token.kind {
        Kind::Capital => capital_shape(token.letters),
        Kind::Initial => INITIAL,
        Kind::Abbreviation => ABBREVIATION,
        Kind::Number => NUMBER,
        Kind::Possessive => POSSESSIVE,
        Kind::Line => BOUNDARY,
        Kind::Word => word_shape(token.letters),
        Kind::Mark => mark_shape(token.text),
    }
}

fn capital_shape(letters: Letters) -> u8 {
    if letters.has(Letters::HYPHEN) {
        HYPHEN
    } else if letters.has(Letters::APOSTROPHE) {
        APOSTROPHE
    } else if letters.has(Letters::CAPITAL) {
        MIXED
    } else {
        CAPITAL
    }
}

fn word_shape(letters: Letters) -> u8 {
    if letters.has(DIGITS_OF_A_WORD) {
        return WITH_DIGIT;
    }
    let capital = letters.has(CAPITALS_OF_A_WORD);
    let small = letters.has(Letters::SMALL_HEAD.or(Letters::SMALL));
    match (capital, small) {
        (true, true) => SMALL_THEN_CAPITAL,
        (true, false) => CAPITALS,
        _ => SMALL,
    }
}

fn mark_shape(text: &str) -> u8 {
    match text.chars().next() {
        Some(',') => COMMA,
        Some('.' | '!' | '?' | '…') => STOP,
        Some('"' | '“' | '”' | '‘' | '’' | '\'' | '`' | '«' | '»') => QUOTE,
        Some('(' | '[') => OPEN,
        Some(')' | ']') => CLOSE,
        Some(':' | ';') => COLON,
        Some('-' | '–' | '—') => DASH,
        Some('@' | '#') => HANDLE,
        _ => MARK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::people::lex::tokens;

    #[test]
    fn what_is_told_sooner_is_what_the_shape_says() {
        let text = "Gen. O’Neil’s KABUL F-16 5th 1,500 \"don't\" al-Sabah iPhone U.S. Émile élan\nDoe";
        for token in tokens(text) {
            let shape = shape_of(&token);
            assert_eq!(is_active(&token), is_capitalised(shape), "{}", token.text);
            assert_eq!(is_small(&token), shape == SMALL, "{}", token.text);
        }
    }
}
