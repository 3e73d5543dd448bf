//! A text in, its words, numbers and punctuation out. Linear; nothing is copied.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits that are a number by themselves: `25`, `2020`; never part of `1.5`, `1,204` or `A4`.
    Number(u32),
    /// A number that no date has in it: `1.5`, `1,204`, `A4`, more than four digits.
    Other,
    /// Any other character.
    Mark,
}

/// A piece of a text. Offsets are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

impl Token<'_> {
    /// The number, when it is one.
    pub fn number(&self) -> Option<u32> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Is it this word, in any letter case?
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Is it one of these words, in any letter case?
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        if first.is_whitespace() {
            if first == '\n' {
                tokens.push(Token { text: &text[start..at], start, end: at, kind: Kind::Mark });
            }
            continue;
        }
        let kind = if first.is_ascii_digit() {
            let (end, kind) = number(text, start);
            at = end;
            kind
        } else if first.is_alphabetic() {
            let rest = &text[start..];
            let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            at = start + length;
            Kind::Word
        } else {
            Kind::Mark
        };
        tokens.push(Token { text: &text[start..at], start, end: at, kind });
    }
    tokens
}

/// The number that starts here: where it ends, and whether it can be part of a date.
fn number(text: &str, start: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut is_whole =
        !text[..start].ends_with(|c: char| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '#'));
    while end < bytes.len() {
        let joins = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !joins {
            break;
        }
        is_whole &= !joins;
        end += 1;
    }
    let digits = &text[start..end];
    let after = &text[end..];
    is_whole &= digits.len() <= 4 && !after.starts_with(['%', ':', '°']);
    match digits.parse() {
        Ok(number) if is_whole => (end, Kind::Number(number)),
        _ => (end, Kind::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let pieces: Vec<(&str, Option<u32>)> = tokens("On Mar. 25th, 2020: 1,204 at 9:30, $40 é 7")
            .into_iter()
            .map(|token| (token.text, token.number()))
            .collect();
        assert_eq!(
            pieces,
            [
                ("On", None),
                ("Mar", None),
                (".", None),
                ("25", Some(25)),
                ("th", None),
                (",", None),
                ("2020", None),
                (":", None),
                ("1,204", None),
                ("at", None),
                ("9", None),
                (":", None),
                ("30", Some(30)),
                (",", None),
                ("$", None),
                ("40", None),
                ("é", None),
                ("7", Some(7)),
            ]
        );
    }
}
