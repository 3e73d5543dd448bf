//! Some of an article's words around what was looked for, with marks around each hit.
//!
//! The marks are two private characters that no article in the archive has: normalizing drops them.

/// Stands before a hit.
pub const HIT_START: char = '\u{E000}';
/// Stands behind a hit.
pub const HIT_END: char = '\u{E001}';

/// A snippet on one line, with other words for the marks: of HTML, of Markdown, of a terminal.
#[must_use]
pub fn marked(snippet: &str, start: &str, end: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut after_space = true;
    for character in snippet.chars() {
        match character {
            HIT_START => text.push_str(start),
            HIT_END => text.push_str(end),
            _ if character.is_whitespace() => {
                if !after_space {
                    text.push(' ');
                }
            }
            _ => text.push(character),
        }
        after_space = character.is_whitespace();
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_lines() {
        assert_eq!(
            marked("…the \u{E000}prisoner release\u{E001}\n\nbegan ", "**", "**"),
            "…the **prisoner release** began"
        );
    }
}
