//! What goes to a terminal in, the same without anything that would drive the terminal out: an article or the
//! name of a file must not be able to clear the screen, set a title or turn a line round.
//!
//! Only our own colours pass, `ESC [ … m`. What is not for a terminal passes as it is.

use std::borrow::Cow;
use std::io::{self, Write};

/// A stream to a terminal, line by line.
pub struct Harmless<W: Write> {
    inner: W,
    is_terminal: bool,
    /// What has come since the last end of a line.
    line: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    /// Without a terminal everything passes.
    pub fn new(inner: W, is_terminal: bool) -> Self {
        Self { inner, is_terminal, line: Vec::new() }
    }

    /// Hands on the first so many bytes that are waiting.
    fn hand_on(&mut self, end: usize) -> io::Result<()> {
        let text = String::from_utf8_lossy(&self.line[..end]);
        self.inner.write_all(harmless(&text).as_bytes())?;
        self.line.drain(..end);
        Ok(())
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_terminal {
            return self.inner.write(bytes);
        }
        self.line.extend_from_slice(bytes);
        if let Some(end) = bytes.iter().rposition(|&byte| byte == b'\n') {
            self.hand_on(self.line.len() - bytes.len() + end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on(self.line.len())?;
        self.inner.flush()
    }
}

/// A text that drives no terminal; something that can be seen stands for what would.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let colour = if character == '\u{1B}' { colour(rest) } else { 0 };
        let length = colour.max(character.len_utf8());
        if colour > 0 || !is_harmful(character) {
            shown.push_str(&rest[..length]);
        } else {
            shown.push(picture(character));
        }
        rest = &rest[length..];
    }
    shown.into()
}

fn is_harmful(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\n' | '\t');
    // Marks of direction: they would show a name in another order than it has.
    is_control
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// How many bytes the colour has that a text begins with.
fn colour(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1B}[") else { return 0 };
    let parameters = rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
    if rest[parameters..].starts_with('m') { 2 + parameters + 1 } else { 0 }
}

/// Unicode has a picture for each control of ASCII.
fn picture(character: char) -> char {
    match character {
        '\u{7F}' => '␡',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_drives_a_terminal() {
        for (text, shown) in [
            ("plain “text” – with\ttabs\n", "plain “text” – with\ttabs\n"),
            ("\u{1B}[1;33mhit\u{1B}[0m", "\u{1B}[1;33mhit\u{1B}[0m"),
            ("\u{1B}]0;title\u{7}", "␛]0;title␇"),
            ("\u{1B}[2J\u{1B}[", "␛[2J␛["),
            ("a\rb\u{8}\u{7F}\u{9B}2J", "a␍b␈␡\u{FFFD}2J"),
            ("txt.\u{202E}exe", "txt.\u{FFFD}exe"),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }

    proptest! {
        #[test]
        fn however_it_is_cut(text in "(a|é|\n|\u{1B}\\[1m|\u{1B}|\\[|m|\u{202E}){0,40}", pieces in 1_usize..9) {
            let mut out = Vec::new();
            let mut stream = Harmless::new(&mut out, true);
            for piece in text.as_bytes().chunks(pieces) {
                stream.write_all(piece).unwrap();
            }
            stream.flush().unwrap();
            let lines: String = text.split_inclusive('\n').map(harmless).collect();
            prop_assert_eq!(String::from_utf8(out).unwrap(), lines);
        }
    }
}
