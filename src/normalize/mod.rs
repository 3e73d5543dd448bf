//! Decoded text in, the same text in one spelling out. Pure, linear, idempotent:
//! `normalize(normalize(t)) == normalize(t)`.
//!
//! Composed letters (NFC), `\n` as the only line end, single spaces, no control and zero-width
//! characters, no space at the ends of lines, at most one blank line, mojibake repaired, lines that
//! were wrapped at a fixed width joined into paragraphs. Curly quotes, dashes and the no-break
//! hyphen are the author's own and stay.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

mod mojibake;
mod wrap;

/// A text in one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalized {
    /// The text. Empty when there was nothing but white space and controls.
    pub text: String,
    /// How many characters were put back from mojibake such as `â€™`.
    pub mojibake_repaired: u32,
}

/// Brings a text into one spelling.
#[must_use]
pub fn normalize(text: &str) -> Normalized {
    // No control characters besides line ends and tabs: nothing of ASCII text changes but its lines.
    if all(text.as_bytes(), |byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Normalized { text: wrap::join(&lines(text)), mojibake_repaired: 0 };
    }
    // Dropping a zero-width character or composing a letter can complete a piece of mojibake that
    // was not one before, so the three steps are taken twice. They need no third time: what the
    // second repair gives is no control, and composes with nothing to a letter that mojibake is
    // made of.
    let (first, repaired_first) = mojibake::repair(text);
    let once = compose(clean(&first));
    if once == text {
        return Normalized { text: wrap::join(&lines(text)), mojibake_repaired: 0 };
    }
    let (second, repaired_second) = mojibake::repair(&once);
    let text = compose(clean(&second));
    Normalized { text: wrap::join(&lines(&text)), mojibake_repaired: repaired_first + repaired_second }
}

/// Are all bytes so? Whoever stops at the first that is not has to look at one byte at a time; this looks at many.
fn all(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(true, |all, byte| all & is_so(*byte))
}

/// How many bytes at the head are so: of each piece they are looked at together.
fn length_of(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> usize {
    const PIECE: usize = 32;
    let pieces = bytes.chunks(PIECE).take_while(|piece| all(piece, &is_so)).count();
    let rest = (pieces * PIECE).min(bytes.len());
    let further = bytes[rest..].iter().position(|byte| !is_so(*byte));
    further.map_or(bytes.len(), |further| rest + further)
}

fn compose(text: String) -> String {
    if is_plain(&text) || is_nfc(&text) { text } else { text.nfc().collect() }
}

/// What newspapers print beside ASCII composes with nothing: Latin letters, quotes, dashes, the euro sign.
fn is_plain(text: &str) -> bool {
    let mut rest = text;
    loop {
        let mut characters = rest[length_of(rest.as_bytes(), |byte| byte.is_ascii())..].chars();
        match characters.next() {
            None => return true,
            Some('\0'..'\u{300}' | '\u{2010}'..='\u{2027}' | '€' | '™') => rest = characters.as_str(),
            Some(_) => return false,
        }
    }
}

/// One kind of line end and of space; nothing that cannot be seen.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    let mut previous = '\n';
    loop {
        // Most of a text is plain, and is copied in long pieces.
        let plain = length_of(rest.as_bytes(), |byte| matches!(byte, b' '..=b'~' | b'\n'));
        clean.push_str(&rest[..plain]);
        previous = rest[..plain].chars().next_back().unwrap_or(previous);
        let mut characters = rest[plain..].chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        let kept = match character {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                '\n'
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            // Joiners shape letters in Arabic, Indic and later scripts, and emoji; elsewhere they are litter.
            '\u{200C}' | '\u{200D}' if previous < '\u{600}' || previous.is_whitespace() => continue,
            '\u{200C}' | '\u{200D}' => character,
            _ if is_unseen(character) => continue,
            _ if character.is_whitespace() => ' ',
            _ => character,
        };
        clean.push(kept);
        previous = kept;
    }
    clean
}

/// Controls, soft hyphens, marks of zero width or of direction, and the two private characters
/// with which search marks its hits: no normalized text has them.
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E000}' | '\u{E001}')
}

/// One line of a text: its words with single spaces between them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line<'a> {
    text: Cow<'a, str>,
    /// How many spaces and tabs it began with, as the first line of a paragraph in typescript does.
    indent: usize,
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "many bytes are looked at together: 2 % of all instructions of an extraction"
)]
fn has_single_spaces(line: &str) -> bool {
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(&bytes[1..]);
    pairs.fold(true, |single, (one, next)| single & (*next != b'\t') & ((*one != b' ') | (*next != b' ')))
}

/// With the blank ones between paragraphs lines of news have about so many bytes.
const BYTES_OF_LINE: usize = 64;

/// The lines of a text; a run of blank ones is one empty line, and there is none at the ends.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(text.len() / BYTES_OF_LINE);
    for raw in text.split('\n') {
        let line = raw.trim_matches([' ', '\t']);
        if line.is_empty() {
            if lines.last().is_some_and(|line| !line.text.is_empty()) {
                lines.push(Line { text: Cow::Borrowed(""), indent: 0 });
            }
            continue;
        }
        let text = if has_single_spaces(line) {
            Cow::Borrowed(line)
        } else {
            let words = line.split([' ', '\t']).filter(|word| !word.is_empty());
            Cow::Owned(words.collect::<Vec<_>>().join(" "))
        };
        lines.push(Line { text, indent: raw.len() - raw.trim_start_matches([' ', '\t']).len() });
    }
    if lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(normalize(text).text, expected, "{text:?}");
    }

    #[test]
    fn one_spelling() {
        check("one\r\ntwo\rthree\u{85}four\u{2028}five", "one\ntwo\nthree\nfour\nfive");
        check("  a\u{A0}\u{202F}b \t c  \n\n\n\n d \n\n", "a b c\n\nd");
        check("zero\u{200B}width and co\u{AD}operation\u{FEFF}", "zerowidth and cooperation");
        check("cafe\u{301}", "café");
        check("bell\u{7} and \u{1B}escape", "bell and escape");
        check(
            "“curly” ‘quotes’ – dashes — and non\u{2011}breaking",
            "“curly” ‘quotes’ – dashes — and non\u{2011}breaking",
        );
        check("\u{202E}abc\u{202C}", "abc");
        check("می\u{200C}خواهم", "می\u{200C}خواهم");
        check("a\u{200D}b", "ab");
        check(" \n\t\r\n ", "");
        check("", "");
    }

    #[test]
    fn mojibake_is_repaired_and_counted() {
        let normalized = normalize("The mayorâ€™s cafÃ© isnâ€™t \u{200B}open");
        assert_eq!(normalized.text, "The mayor’s café isn’t open");
        assert_eq!(normalized.mojibake_repaired, 3);
    }

    #[test]
    fn mojibake_that_a_zero_width_character_hid() {
        check("isnâ\u{200B}€™t", "isn’t");
        check("isna\u{302}€™t", "isn’t");
    }

    /// Text of the characters that the steps above care about, in any order.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => "[a-zA-Z ]{1,12}",
            2 => "[âÃÂÄÅ€™œšž¢©“”‚„…–—¬¡-¿\u{80}-\u{9F}\u{A0}\u{AD}]{1,6}",
            1 => "[\r\n\t \u{B}\u{C}\u{85}\u{2028}]{1,3}",
            1 => "[\u{300}-\u{308}\u{200B}-\u{200F}\u{FEFF}\u{212A}ï»¿]{1,3}",
            1 => "\\PC{1,4}",
        ];
        proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn normalizing_twice_changes_nothing(text in hostile()) {
            let once = normalize(&text).text;
            let twice = normalize(&once);
            prop_assert_eq!(&twice.text, &once);
            prop_assert_eq!(twice.mojibake_repaired, 0);
        }

        #[test]
        fn wrapped_prose_too(words in proptest::collection::vec("[a-zé]{1,11}-?", 40..300), width in 40usize..100) {
            let mut text = String::new();
            let mut length = 0;
            for word in &words {
                if length + word.len() > width {
                    text.push('\n');
                    length = 0;
                }
                text.push_str(word);
                text.push(' ');
                length += word.len() + 1;
            }
            let once = normalize(&text).text;
            prop_assert_eq!(&normalize(&once).text, &once);
        }

        #[test]
        fn nothing_unseen_is_left(text in any::<String>()) {
            let text = normalize(&text).text;
            prop_assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || is_unseen(c)));
            prop_assert!(!text.contains("  ") && !text.contains("\n\n\n") && text == text.trim());
        }
    }
}
