//! A text in, its words and marks out. Linear; nothing is copied.

use unicode_normalization::UnicodeNormalization;

use crate::byte_table::byte_table;
use crate::eight_bytes::{run, within};

/// A piece of a text. Offsets are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its words.
    pub text: &'a str,
    /// First byte.
    pub start: usize,
    /// What it is.
    pub kind: Kind,
    /// What letters a word has.
    pub letters: Letters,
}

/// What letters stand in a word: gathered while its end is looked for, so that nobody has to look at them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Letters(u16);

impl Letters {
    /// A capital at its head.
    pub const HEAD: Self = Self(1);
    /// A capital behind its head.
    pub const CAPITAL: Self = Self(1 << 1);
    /// A small letter at its head.
    pub const SMALL_HEAD: Self = Self(1 << 2);
    /// A small letter behind its head.
    pub const SMALL: Self = Self(1 << 3);
    /// `0` to `9`.
    pub const DIGIT: Self = Self(1 << 4);
    /// A numeral of another script.
    pub const NUMERAL: Self = Self(1 << 5);
    /// A hyphen.
    pub const HYPHEN: Self = Self(1 << 6);
    /// An apostrophe.
    pub const APOSTROPHE: Self = Self(1 << 7);
    /// A letter that is neither small nor capital.
    pub const OTHER: Self = Self(1 << 8);
    /// Something beyond ASCII behind its head.
    pub const BEYOND_ASCII: Self = Self(1 << 9);

    /// Has the word any of these?
    #[must_use]
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// These and those.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn of_head(character: char) -> Self {
        match Self::of(character) {
            Self::CAPITAL => Self::HEAD,
            Self::SMALL => Self::SMALL_HEAD,
            other => other,
        }
    }

    /// A letter or numeral behind the head.
    fn of(character: char) -> Self {
        match character {
            'a'..='z' => Self::SMALL,
            'A'..='Z' => Self::CAPITAL,
            '0'..='9' => Self::DIGIT,
            _ if character.is_lowercase() => Self::SMALL,
            _ if character.is_uppercase() => Self::CAPITAL,
            _ if character.is_numeric() => Self::NUMERAL,
            _ => Self::OTHER,
        }
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word with a capital at its head and a small letter in it: `Hale`, `O’Neil`, `Barrow-Smith`.
    Capital,
    /// One capital with a dot behind it: the dot is part of the token.
    Initial,
    /// A word that is always cut short, with its dot: `Gen.`, `Jr.`, `Inc.`
    Abbreviation,
    /// Any other word: `said`, `KABUL`, `2nd`.
    Word,
    /// Digits, with the dots, commas and colons between them: `1,500`, `3.5`, `10:30`.
    Number,
    /// `’s`, `'s`: what a name may have behind it.
    Possessive,
    /// The end of a line.
    Line,
    /// Any other character, or a row of the same: `,`, `--`.
    Mark,
}

impl<'a> Token<'a> {
    /// One past its last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Is a word all of ASCII?
    pub(super) fn is_ascii(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii) && !self.letters.has(Letters::BEYOND_ASCII)
    }

    /// Is it this mark or word?
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(super) fn is_capital(&self) -> bool {
        self.kind == Kind::Capital
    }

    /// The word without the dot of an abbreviation.
    pub(super) fn word(&self) -> &'a str {
        match self.kind {
            Kind::Abbreviation => &self.text[..self.text.len() - 1],
            _ => self.text,
        }
    }
}

/// The tokens of a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(room_for(text));
    add_tokens(text, &mut tokens);
    tokens
}

/// So many tokens has a text of these many bytes at most, if it is news.
pub(super) fn room_for(text: &str) -> usize {
    text.len() / 4 + 4
}

/// Adds the tokens of a text to those of others.
pub(super) fn add_tokens<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let mut letters = Letters::default();
        let kind = match byte {
            b' ' => {
                at += 1;
                continue;
            }
            b'\n' => {
                at += 1;
                Kind::Line
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                (at, letters) = word(text, start + 1, Letters::of_head(char::from(byte)));
                word_kind(text, start, &mut at, letters)
            }
            _ => {
                let Some(first) = text[at..].chars().next() else { break };
                at += first.len_utf8();
                if first.is_whitespace() {
                    continue;
                }
                if !is_of_print(first) && first.is_alphanumeric() {
                    (at, letters) = word(text, at, Letters::of_head(first));
                    word_kind(text, start, &mut at, letters)
                } else if is_apostrophe(first) && is_possessive(&text[at..]) {
                    at += 1;
                    Kind::Possessive
                } else {
                    let row = text[at..].chars().take_while(|next| *next == first).count();
                    at += row * first.len_utf8();
                    Kind::Mark
                }
            }
        };
        tokens.push(Token { text: &text[start..at], start, kind, letters });
    }
}

/// Has it no small letter?
pub(super) fn is_shouted(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// The letters of a word without the accents that the commonest scripts put on them.
pub(super) fn without_accents(word: &str) -> impl Iterator<Item = char> + '_ {
    word.nfd().filter(|letter| !('\u{300}'..='\u{36F}').contains(letter))
}

/// Quotes, dashes and other marks, of which there are many: to ask a table of all letters takes longer.
fn is_of_print(character: char) -> bool {
    matches!(character, '\u{2000}'..='\u{203E}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// An `s` and no more letters.
fn is_possessive(after_apostrophe: &str) -> bool {
    let mut characters = after_apostrophe.chars();
    matches!(characters.next(), Some('s' | 'S')) && !characters.next().is_some_and(char::is_alphanumeric)
}

/// What each byte is within a word, where it is a letter or digit of ASCII.
const PLAIN: [Letters; 256] = byte_table!(Letters(0), byte => match byte {
    b'a'..=b'z' => Letters::SMALL,
    b'A'..=b'Z' => Letters::CAPITAL,
    b'0'..=b'9' => Letters::DIGIT,
    _ => Letters(0),
});

/// Where a word ends whose head is passed, and what letters it has. Hyphens and apostrophes between letters are
/// part of it, and dots, commas and colons between digits.
fn word(text: &str, behind_head: usize, head: Letters) -> (usize, Letters) {
    let bytes = text.as_bytes();
    let mut letters = head;
    let mut end = behind_head;
    // Most words end within the next eight bytes, and what is before their end are small letters.
    if let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let small = small_letters_first(u64::from_le_bytes(*eight));
        if small > 0 {
            letters = letters.or(Letters::SMALL);
            end += small;
        }
    }
    while let Some(&byte) = bytes.get(end) {
        let plain = PLAIN[usize::from(byte)];
        if plain != Letters(0) {
            letters = letters.or(plain);
            end += 1;
            continue;
        }
        let joined = match byte {
            b'-' if text[end + 1..].starts_with(char::is_alphabetic) => Letters::HYPHEN,
            b'\'' if joins_as_apostrophe(&text[end + 1..]) => Letters::APOSTROPHE,
            b'.' | b',' | b':'
                if bytes[end - 1].is_ascii_digit() && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) =>
            {
                Letters::default()
            }
            0..=0x7F => break,
            _ => {
                let Some(character) = text[end..].chars().next() else { break };
                let after = end + character.len_utf8();
                let joined = match character {
                    '\u{2011}' if text[after..].starts_with(char::is_alphabetic) => Letters::HYPHEN,
                    '’' if joins_as_apostrophe(&text[after..]) => Letters::APOSTROPHE,
                    other if !is_of_print(other) && other.is_alphanumeric() => Letters::of(other),
                    _ => break,
                };
                letters = letters.or(joined).or(Letters::BEYOND_ASCII);
                end = after;
                continue;
            }
        };
        letters = letters.or(joined);
        end += 1;
    }
    (end, letters)
}

/// How many of eight bytes, from the lowest on, are small letters of ASCII.
fn small_letters_first(bytes: u64) -> usize {
    run(within(bytes, b'a', b'z'))
}

fn joins_as_apostrophe(after: &str) -> bool {
    after.starts_with(char::is_alphabetic) && !is_possessive(after)
}

fn word_kind(text: &str, start: usize, end: &mut usize, letters: Letters) -> Kind {
    if letters == Letters::DIGIT {
        return Kind::Number;
    }
    if !letters.has(Letters::HEAD) {
        return Kind::Word;
    }
    if text.as_bytes().get(*end) == Some(&b'.') {
        if letters == Letters::HEAD {
            *end += 1;
            return Kind::Initial;
        }
        if is_abbreviation(&text[start..*end]) {
            *end += 1;
            return Kind::Abbreviation;
        }
    }
    if letters.has(Letters::SMALL) && !letters.has(Letters::DIGIT) { Kind::Capital } else { Kind::Word }
}

/// Words whose dot does not end a sentence.
fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6
        && matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Mx"
                | "Messrs"
                | "Mme"
                | "Mlle"
                | "Dr"
                | "Dra"
                | "Drs"
                | "Prof"
                | "Rev"
                | "Fr"
                | "Hon"
                | "Gen"
                | "Lt"
                | "Col"
                | "Maj"
                | "Capt"
                | "Sgt"
                | "Cpl"
                | "Pvt"
                | "Pfc"
                | "Adm"
                | "Cmdr"
                | "Brig"
                | "Supt"
                | "Insp"
                | "Det"
                | "Sen"
                | "Sens"
                | "Rep"
                | "Reps"
                | "Gov"
                | "Govs"
                | "Pres"
                | "Atty"
                | "Jr"
                | "Sr"
                | "St"
                | "Ste"
                | "Mt"
                | "Ft"
                | "Inc"
                | "Corp"
                | "Co"
                | "Ltd"
                | "Bros"
                | "Jan"
                | "Feb"
                | "Mar"
                | "Apr"
                | "Jun"
                | "Jul"
                | "Aug"
                | "Sept"
                | "Sep"
                | "Oct"
                | "Nov"
                | "Dec"
                | "MR"
                | "MRS"
                | "MS"
                | "DR"
                | "GEN"
                | "SEN"
                | "REP"
                | "GOV"
                | "JR"
                | "SR"
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces() {
        let text = "Gen. John F. O’Neil’s KABUL, don't\nJean-Luc 5th U.S. -- 1,500 at 10:30. Roe Jr.";
        let pieces: Vec<(&str, Kind)> =
            tokens(text).into_iter().map(|token| (token.text, token.kind)).collect();
        assert_eq!(
            pieces,
            [
                ("Gen.", Kind::Abbreviation),
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
                ("--", Kind::Mark),
                ("1,500", Kind::Number),
                ("at", Kind::Word),
                ("10:30", Kind::Number),
                (".", Kind::Mark),
                ("Roe", Kind::Capital),
                ("Jr.", Kind::Abbreviation),
            ]
        );
    }

    #[test]
    fn small_letters_are_passed_together() {
        for (bytes, expected) in [
            ("abcdefgz", 8),
            ("abc defg", 3),
            ("ab-cdefg", 2),
            ("abcDefgh", 3),
            ("ab`{cdef", 2),
            ("z’aaaa", 1),
            ("~abcdefg", 0),
        ] {
            let eight = bytes.as_bytes().first_chunk().unwrap();
            assert_eq!(small_letters_first(u64::from_le_bytes(*eight)), expected, "{bytes}");
        }
    }

    proptest! {
        #[test]
        fn whether_a_token_is_ascii_is_told_by_its_letters(text in "([a-zA-Z0-9é’'É٣.,-]{0,6} ?|\\PC){0,20}") {
            for token in tokens(&text) {
                prop_assert_eq!(token.is_ascii(), token.text.is_ascii(), "{}", token.text);
            }
        }
    }
}
