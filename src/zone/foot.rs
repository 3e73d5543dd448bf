//! The lines below the story: the author's note, the agency's mark, the date.

use std::sync::LazyLock;

use memchr::memchr;
use regex::Regex;

use super::Line;
use super::head::{is_byline_with_bars, is_date_line};
use crate::article::Zone;
use crate::extract::people::is_given;
use crate::vocabulary::Vocabulary;
use crate::wording::name::agency_mark;
use crate::wording::pattern;

/// The foot is at most so many lines.
const FOOT_LINES: usize = 12;

/// Marks author's notes, agency names and dates at the foot of an article.
pub(super) fn mark(lines: &mut [Line<'_>], vocabulary: &Vocabulary) {
    let body_lines = lines.iter().filter(|line| line.zone.is_none()).count();
    let first = lines.len().saturating_sub(FOOT_LINES).max(lines.len() / 2);
    let mut last_body = true;
    for at in (first..lines.len()).rev() {
        if lines[at].zone.is_some() {
            continue;
        }
        let text = lines[at].text;
        let zone = if body_lines < 3 {
            None
        } else if is_author_note(text)
            || is_date_line(text)
            || is_byline_with_bars(text, vocabulary)
            || at + LAST_LINES >= lines.len() && is_note_on_stranger(text, &lines[..at])
        {
            Some(Zone::Byline)
        } else if last_body && (agency_mark(text, vocabulary).is_some() || is_slug(text)) {
            Some(Zone::Notice)
        } else {
            None
        };
        last_body &= zone.is_some();
        lines[at].zone = zone;
    }
}

/// "vc/bg": the initials of an agency's desk.
fn is_slug(line: &str) -> bool {
    let is_initials =
        |part: &str| (2..=4).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_lowercase());
    line.contains('/') && line.split(['/', '-']).all(is_initials)
}

/// "Ann Roe is a professor of history at Valley College." A short paragraph that says what its
/// author does; at the foot of an article it is about the author.
fn is_author_note(line: &str) -> bool {
    /// Without one of these, which are quickly looked for, it says nothing of the kind.
    const VERBS: [&str; 3] = [" is ", " was ", " has been "];
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        let verb = VERBS.join("|");
        let trade = r"(?i:professor|reporter|columnist|editor|editor-in-chief|fellow|author|writer|correspondent|journalist|researcher|lecturer|contributor|scholar|novelist|essayist|historian|attorney|consultant|analyst|producer|strategist|founder|co-founder|critic|economist|blogger)";
        pattern(&format!(
            r"{WHO}(?:{verb})(?:(?:an? |the |currently |a former |former )[^.]{{0,160}}\b{trade}\b|(?:[\w-]+ )?{trade}(?: emeritus)? (?:of|at|for)\b)"
        ))
    });
    line.len() <= LONGEST_NOTE
        && may_begin_with_name(line)
        && VERBS.iter().any(|verb| line.contains(verb))
        && NOTE.is_match(line)
}

/// "Ann Roe lives in Valley City and works on a book." A note without a trade: it is on the author only if
/// nobody in the story has that surname.
fn is_note_on_stranger(line: &str, story: &[Line<'_>]) -> bool {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"{WHO} (?:is (?:an? |the |currently |with )|lives |works |teaches |writes |serves |covers |holds |(?:co-)?founded )[^!?]{{8,}}$"
        ))
    });
    if line.len() > LONGEST_NOTE || !may_begin_with_name(line) {
        return false;
    }
    let Some(caught) = NOTE.captures(line) else { return false };
    let (given, surname) = (&caught["given"], &caught["surname"]);
    is_given(given) && !story.iter().any(|line| line.zone.is_none() && line.text.contains(surname))
}

/// A name at the head of a line: the group `given` is its first word, the group `surname` its last one.
const WHO: &str = r"^[–—•⦁* ]{0,4}(?:(?:Dr|Prof|Mr|Ms)\. )?(?P<given>[\p{Lu}][\p{L}.’'-]+)(?: (?:de|van|der|bin|al|von|la|[\p{Lu}][\p{L}.’'-]*)){0,3} (?P<surname>[\p{Lu}][\p{L}’'-]+)(?:, [^,.]{2,60},)?";

/// Do the first two words look like [`WHO`]? Those of a sentence seldom do.
fn may_begin_with_name(line: &str) -> bool {
    const PARTICLES: &[&str] = &["de ", "van ", "der ", "bin ", "al ", "von ", "la "];
    let bare = line.trim_start_matches(['–', '—', '•', '⦁', '*', ' ']);
    let second = memchr(b' ', bare.as_bytes()).map_or("", |at| &bare[at + 1..]);
    bare.starts_with(char::is_uppercase)
        && (second.starts_with(char::is_uppercase)
            || PARTICLES.iter().any(|particle| second.starts_with(particle)))
}

/// A note on an author is no longer than this, in bytes.
const LONGEST_NOTE: usize = 700;

/// Notes that tell no trade stand in so many last lines.
const LAST_LINES: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_authors() {
        for line in [
            "Ann Roe is an assistant professor of history at Valley College.",
            "— Jan van der Meer is a contributing editor of the Valley Review.",
            "• Ann Roe is editor of online opinion at The Valley Times.",
            "Ann Roe is a Senior Fellow at the Valley Institute in Valley City.",
            "Ann Roe is the CEO and co-founder of Valley Media.",
        ] {
            assert!(is_author_note(line), "{line}");
        }
        let story = |text| [Line { text, paragraph: 0, zone: None }];
        let note = "Ann Roe lives in Valley City and works on a book about bridges.";
        assert!(is_note_on_stranger(note, &story("The bridge opened.")));
        assert!(!is_note_on_stranger(note, &story("Mrs Roe opened the bridge.")));
        for line in [
            "“Valley Voices is a fine editor of songs,” he said.",
            "The mayor is a professor.",
            "Ann Roe is in hospital.",
            "The Valley Bridge is a wonder.",
        ] {
            assert!(!is_author_note(line), "{line}");
        }
    }
}
