//! The lines below the story: the author's note, the agency's mark, the date.

use std::sync::LazyLock;

use regex::Regex;

use super::Line;
use super::head::{is_byline_with_bars, is_date_line};
use crate::article::Zone;
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
        } else if is_author_note(text) || is_date_line(text) || is_byline_with_bars(text, vocabulary) {
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
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[–—•*\W]{0,4}(?:(?:Dr|Prof)\. )?[\p{Lu}][\p{L}.’'-]+(?: (?:de|van|der|bin|al|von|la|[\p{Lu}][\p{L}.’'-]*)){1,4}(?:, [^,.]{2,40},)? (?:is|was|has been) (?:an? |the |currently |a former |former )[^.]{0,160}\b(?:professor|reporter|columnist|editor|fellow|author|writer|correspondent|journalist|researcher|lecturer|contributor|scholar|novelist|essayist|historian|attorney|consultant|analyst|producer)\b",
        )
    });
    line.len() <= 700 && NOTE.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_authors() {
        for line in [
            "Ann Roe is an assistant professor of history at Valley College.",
            "— Jan van der Meer is a contributing editor of the Valley Review.",
        ] {
            assert!(is_author_note(line), "{line}");
        }
        for line in ["The mayor is a professor.", "Ann Roe is in hospital.", "The Valley Bridge is a wonder."]
        {
            assert!(!is_author_note(line), "{line}");
        }
    }
}
