//! A text in, its words, numbers and marks out. One pass over the bytes; nothing is copied.

use super::lexicon::{LEXICON, Lex};
use super::table::Table;
use crate::byte_table::byte_table;
use crate::eight_bytes::{letters, run};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that no date has in it, or only between its own words.
    Word,
    /// A word that dates are made of.
    Lex(Lex),
    /// Up to four digits that are a number by themselves; never part of `1.5`, `1,204` or `A4`.
    Number(u16),
    /// Any other number: `1.5`, `1,204`, `A4`, `20200325`.
    Figure,
    /// A character that is neither.
    Mark,
    /// The end of a line.
    Line,
}

/// A piece of a text. Offsets are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
}

impl Token {
    /// Can an expression begin here?
    #[inline]
    pub fn is_opening(self) -> bool {
        match self.kind {
            Kind::Lex(lex) => lex != Lex::Inner,
            Kind::Number(_) | Kind::Figure => true,
            Kind::Word | Kind::Mark | Kind::Line => false,
        }
    }
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq)]
enum Byte {
    Space,
    Line,
    Digit,
    Letter,
    Mark,
    /// A character that is not ASCII.
    Other,
}

/// What each byte begins.
const BYTES: [Byte; 256] = byte_table!(Byte::Other, byte => match byte {
    b' ' | b'\t' | b'\r' => Byte::Space,
    b'\n' => Byte::Line,
    b'0'..=b'9' => Byte::Digit,
    b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
    _ => Byte::Mark,
});

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let lexicon = &*LEXICON;
    let mut tokens = Vec::with_capacity(bytes.len() / 4);
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let kind = match BYTES[usize::from(bytes[at])] {
            Byte::Space => {
                at += 1;
                continue;
            }
            Byte::Line => {
                at += 1;
                Kind::Line
            }
            Byte::Digit => {
                let (end, kind) = number(text, start);
                at = end;
                kind
            }
            Byte::Letter | Byte::Other => match word_end(text, at) {
                end if end == start => {
                    at += text[at..].chars().next().map_or(1, char::len_utf8);
                    if text[start..at].trim().is_empty() {
                        continue;
                    }
                    Kind::Mark
                }
                end => {
                    let known = lexicon.look_up(&bytes[start..end]);
                    at = if known.is_none() { glued(text, start, end, lexicon) } else { end };
                    known.map_or(Kind::Word, Kind::Lex)
                }
            },
            Byte::Mark => {
                at += 1;
                Kind::Mark
            }
        };
        tokens.push(Token { start: offset(start), end: offset(at), kind });
    }
    tokens
}

/// Zone texts are shorter than 4 GiB (see [`crate::span::Span`]).
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where the letters end that stand here.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let plain = letters_first(bytes);
    let end = start + plain;
    // Quotes and dashes, from U+2000 to U+203F, are no letters, and there are many.
    if bytes.get(plain).is_none_or(u8::is_ascii) || bytes[plain..].starts_with(&[0xE2, 0x80]) {
        return end;
    }
    let rest = &text[end..];
    end + rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
}

/// How many bytes are letters of ASCII before the first that is none.
fn letters_first(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(eight) = bytes[count..].first_chunk() {
        let more = run(letters(u64::from_le_bytes(*eight)));
        count += more;
        if more < 8 {
            return count;
        }
    }
    count + bytes[count..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// Where a word that is one of its own ends: of `readApril 25` behind the first four letters, for whoever saved
/// the page left out what stood between. Any other word is whole.
fn glued(text: &str, start: usize, end: usize, lexicon: &Table<Lex>) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(end) != Some(&b' ') || !bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        return end;
    }
    let is_seam = |&at: &usize| bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase();
    match (start + 1..end).rev().find(is_seam) {
        Some(seam)
            if matches!(lexicon.look_up(&bytes[seam..end]), Some(Lex::Month(_) | Lex::ShortMonth(_))) =>
        {
            seam
        }
        _ => end,
    }
}

/// The number that starts here: where it ends, and whether it can be part of a date.
fn number(text: &str, start: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let mut is_whole = !text[..start].ends_with(|c: char| {
        c.is_alphabetic() && c != 'T' && c != 'Q' && c != 'H' || matches!(c, '$' | '€' | '£' | '#')
    });
    while end < bytes.len() {
        let joins = matches!(bytes[end], b'.' | b',') && digit(end + 1);
        if !bytes[end].is_ascii_digit() && !joins {
            break;
        }
        // "April 25, 20232:26 PM": a year and a time of day, glued by whoever saved the page.
        if end == start + 4 && is_glued_year(&bytes[start..]) {
            break;
        }
        is_whole &= !joins;
        end += 1;
    }
    is_whole &= end - start <= 4 && !text[end..].starts_with(['%', '°']);
    match text[start..end].parse() {
        Ok(number) if is_whole => (end, Kind::Number(number)),
        _ => (end, Kind::Figure),
    }
}

/// A year of this or the last century, one or two digits and a colon with two more.
fn is_glued_year(bytes: &[u8]) -> bool {
    if !(bytes.starts_with(b"19") || bytes.starts_with(b"20")) {
        return false;
    }
    let digits = bytes.iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
    (digits == 5 || digits == 6)
        && bytes.get(digits) == Some(&b':')
        && bytes[digits + 1..].iter().take(2).filter(|byte| byte.is_ascii_digit()).count() == 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces() {
        let text = "On Mar. 25th, 2020: 1,204 at 9:30, $40 é 7 20232:26";
        let pieces: Vec<(&str, Option<u16>)> = tokens(text)
            .into_iter()
            .map(|token| {
                let number = if let Kind::Number(number) = token.kind { Some(number) } else { None };
                (&text[token.start as usize..token.end as usize], number)
            })
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
                ("2020", Some(2020)),
                (":", None),
                ("1,204", None),
                ("at", None),
                ("9", Some(9)),
                (":", None),
                ("30", Some(30)),
                (",", None),
                ("$", None),
                ("40", None),
                ("é", None),
                ("7", Some(7)),
                ("2023", Some(2023)),
                ("2", Some(2)),
                (":", None),
                ("26", Some(26)),
            ]
        );
    }

    proptest! {
        #[test]
        fn letters_are_counted_to_the_first_that_is_none(text in "[a-zA-Z]{0,30}[0-9@`{é -]?[a-z]{0,9}") {
            let expected = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            prop_assert_eq!(letters_first(text.as_bytes()), expected);
        }
    }
}
