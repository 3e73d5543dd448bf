//! Printing: results on stdout, everything else on stderr. Colour where there is a terminal.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstyle::{AnsiColor, Style};

/// Paths, headings.
pub const STRONG: Style = Style::new().bold();
/// What stands aside.
pub const FAINT: Style = Style::new().dimmed();
/// What was looked for.
pub const HIT: Style = AnsiColor::Yellow.on_default().bold();
/// Persons.
pub const PERSON: Style = AnsiColor::Green.on_default();
/// Dates.
pub const DATE: Style = AnsiColor::Cyan.on_default();
/// Sources and rights.
pub const RIGHTS: Style = AnsiColor::Magenta.on_default();

/// Where results go. Colours are left out where there is no terminal or the user wants none.
pub fn stdout() -> BufWriter<anstream::AutoStream<io::Stdout>> {
    BufWriter::new(anstream::stdout())
}

/// Does a person look at the results in colour?
pub fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Does a person look at what goes to stderr?
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Says something on stderr. When nobody is there to hear it, that is no error.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// `text` in a style.
pub fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// `1 file`, `1,234 files`.
pub fn count(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), text);
        }
        assert_eq!((count(1, "file"), count(2, "file")), ("1 file".to_owned(), "2 files".to_owned()));
    }
}
