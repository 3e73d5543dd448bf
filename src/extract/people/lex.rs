//! A text in, its words and marks out. Linear; nothing is copied.

/// A piece of a text. Offsets are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word with a capital and a small letter in it: `Hale`, `O’Neil`, `Barrow-Smith`.
    Capital,
    /// One capital with a dot behind it: the dot is part of the token.
    Initial,
    /// Any other word: `said`, `KABUL`, `2nd`.
    Word,
    /// `’s`, `'s`: what a name may have behind it.
    Possessive,
    /// The end of a line.
    Line,
    /// Any other character.
    Mark,
}

impl Token<'_> {
    /// Is it this mark or word?
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Capital
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        let kind = if first == '\n' {
            Kind::Line
        } else if first.is_whitespace() {
            continue;
        } else if first.is_alphanumeric() {
            at = word_end(text, start);
            word_kind(text, start, &mut at)
        } else if is_apostrophe(first) && is_possessive(&text[at..]) {
            at += 1;
            Kind::Possessive
        } else {
            Kind::Mark
        };
        tokens.push(Token { text: &text[start..at], start, end: at, kind });
    }
    tokens
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// An `s` and no more letters.
fn is_possessive(after_apostrophe: &str) -> bool {
    let mut characters = after_apostrophe.chars();
    characters.next() == Some('s') && !characters.next().is_some_and(char::is_alphanumeric)
}

/// Where the word that starts here ends. Hyphens and apostrophes between letters are part of it.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for (offset, character) in text[start..].char_indices() {
        let after = &text[start + offset + character.len_utf8()..];
        let joins = (matches!(character, '-' | '\u{2011}')
            || is_apostrophe(character) && !is_possessive(after))
            && after.starts_with(char::is_alphabetic);
        if !character.is_alphanumeric() && !joins {
            break;
        }
        end = start + offset + character.len_utf8();
    }
    end
}

fn word_kind(text: &str, start: usize, end: &mut usize) -> Kind {
    let word = &text[start..*end];
    let mut characters = word.chars();
    if !characters.next().is_some_and(char::is_uppercase) {
        return Kind::Word;
    }
    if characters.clone().next().is_none() && text[*end..].starts_with('.') {
        *end += 1;
        return Kind::Initial;
    }
    let has_small = characters.clone().any(char::is_lowercase);
    if has_small && !characters.any(|character| character.is_ascii_digit()) {
        Kind::Capital
    } else {
        Kind::Word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let pieces: Vec<(&str, Kind)> = tokens("John F. O’Neil’s KABUL, don't\nJean-Luc 5th U.S.")
            .into_iter()
            .map(|token| (token.text, token.kind))
            .collect();
        assert_eq!(
            pieces,
            [
                ("John", Kind::Capital),
                ("F.", Kind::Initial),
                ("O’Neil", Kind::Capital),
                ("’s", Kind::Possessive),
                ("KABUL", Kind::Word),
                (",", Kind::Mark),
                ("don't", Kind::Word),
                ("\n", Kind::Line),
                ("Jean-Luc", Kind::Capital),
                ("5th", Kind::Word),
                ("U.", Kind::Initial),
                ("S.", Kind::Initial),
            ]
        );
    }
}
