//! Printing: results on stdout, everything else on stderr. Colour where there is a terminal.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::harmless::Harmless;

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
pub fn stdout() -> BufWriter<Harmless<anstream::AutoStream<io::Stdout>>> {
    BufWriter::new(Harmless::new(anstream::stdout(), io::stdout().is_terminal()))
}

/// Does a person look at the results in colour?
pub fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Does a person look at what goes to stderr?
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// How many columns the terminal has, where a person reads the results in one.
pub fn columns() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    io::stdout().is_terminal().then_some(usize::from(width.0))
}

/// A text with `indent` before each line, in lines that fit the columns if there are any.
pub fn wrapped(text: &str, indent: &str, columns: Option<usize>) -> String {
    // A line that is as wide as the terminal would be broken by some.
    let Some(columns) = columns else { return format!("{indent}{text}") };
    let options = textwrap::Options::new(columns.saturating_sub(1).max(20));
    textwrap::fill(text, options.initial_indent(indent).subsequent_indent(indent).break_words(false))
}

/// The beginning of a text that has no more than so many columns, with `…` where something is left out.
pub fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let (mut beginning, mut width) = (String::new(), 1);
    for letter in text.chars() {
        width += letter.width().unwrap_or(0);
        if width > columns {
            break;
        }
        beginning.push(letter);
    }
    beginning.truncate(beginning.trim_end().len());
    beginning + "…"
}

/// The end of a text that has no more than so many columns.
pub fn end(text: &str, columns: usize) -> &str {
    let mut width = 0;
    let is_too_much = |(_, letter): &(usize, char)| {
        width += letter.width().unwrap_or(0);
        width > columns
    };
    match text.char_indices().rev().find(is_too_much) {
        // What belongs to the letter that was cut off goes with it.
        Some((at, letter)) => {
            text[at + letter.len_utf8()..].trim_start_matches(|c: char| c.width() == Some(0))
        }
        None => text,
    }
}

/// Says something on stderr. When nobody is there to hear it, that is no error.
pub fn say(text: &str) {
    let mut stderr = Harmless::new(anstream::stderr(), is_watched());
    let _ = writeln!(stderr, "{text}").and_then(|()| stderr.flush());
}

/// Says on stderr how a query was read, and what of it the archive does not have.
pub fn tell(notes: &[String]) {
    for note in notes {
        say(&format!("note: {note}"));
    }
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
    fn lines_that_fit() {
        assert_eq!(wrapped("one two", "  ", None), "  one two");
        let hit = styled(HIT, "three four");
        for line in wrapped(&format!("one two {hit} five six seven"), "  ", Some(21)).lines() {
            assert!(textwrap::core::display_width(line) <= 20, "{line:?}");
        }
        for (text, columns, beginning, ending) in [
            ("abc", 3, "abc", "abc"),
            ("abcd", 3, "ab…", "bcd"),
            ("ab cd", 4, "ab…", "b cd"),
            ("日本語", 6, "日本語", "日本語"),
            ("日本語", 5, "日本…", "本語"),
            ("e\u{301}a", 1, "…", "a"),
            ("", 0, "", ""),
            ("a", 0, "", ""),
        ] {
            assert_eq!(
                (cut(text, columns).as_str(), end(text, columns)),
                (beginning, ending),
                "{text} {columns}"
            );
        }
    }

    #[test]
    fn numbers() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), text);
        }
        assert_eq!((count(1, "file"), count(2, "file")), ("1 file".to_owned(), "2 files".to_owned()));
    }
}
