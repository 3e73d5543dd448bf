//! Picture credits: who took a picture, for whom, who passed it on, and what may be done with it.
//!
//! `forms` says where in a line a credit stands, `parts` what it names. A line whose credit cannot
//! be made out is no caption.

mod forms;
mod parts;
mod people;
mod restriction;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::memo::Memo;
use super::name::Name;
use super::pattern;
use crate::vocabulary::Vocabulary;
use forms::FORMS;
use parts::Parts;

/// A picture credit in a line. Ranges are bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The credit without brackets and label.
    pub range: Range<usize>,
    /// The photographer's name.
    pub photographer: Option<Range<usize>>,
    /// The agency or outlet that the picture was taken for.
    pub agency: Option<Name>,
    /// Who passed it on: the agency behind "via", or the second one.
    pub via: Option<Name>,
    /// Who gave it away: the words behind "courtesy of" or "provided by", or before "handout".
    pub courtesy: Option<Range<usize>>,
    /// The words that limit its use or say that it is an old one: "NO ARCHIVES", "File Photo".
    pub restriction: Option<Range<usize>>,
    /// Does the restriction forbid or limit something?
    pub is_restricted: bool,
    /// The rule that read it.
    pub rule: &'static str,
}

/// Without one of these words or signs no credit is found.
pub const CUES: &[&str] = &[
    "/",
    "photo",
    "image",
    "picture",
    "credit",
    "caption",
    "getty",
    "courtesy",
    "| ",
    "illustration",
    "©",
    "(ap",
    "reuters",
    "via ap",
    // (Jane Roe, AP), (Jane Roe for The Washington Post)
    ", ap)",
    "post)",
    "times)",
];

/// A caption with its credit is no longer than this, in bytes.
const LONGEST: usize = 1_200;
const LONGEST_GALLERY: usize = 12_000;

/// Does the line begin or end like a caption of a web page?
#[must_use]
pub fn is_caption_mark(line: &str) -> bool {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Image copyright|Image source|Image caption|Enlarge this image|FILE PHOTO|FILE - |Media playback is unsupported on your device Media caption|toggle caption|hide caption|Photos: .*Hide Caption [0-9])|(?:toggle|hide) caption|\| (?:AP|Getty|REUTERS|Reuters|AFP)(?: Photos?| Images)?(?: \||$| [A-Z])|^\W?(?i:image|photo|picture) (?i:credit|caption|source)s?:",
        )
    });
    // A gallery is one line of many captions.
    let longest = if line.starts_with("Photos: ") { LONGEST_GALLERY } else { LONGEST };
    line.len() <= longest && MARKS.is_match(line)
}

/// The credit of a line. Ask only when [`super::cues`] said so.
#[must_use]
pub fn read(line: &str, vocabulary: &Vocabulary) -> Option<Credit> {
    thread_local! { static READ: Memo<Credit> = Memo::new() }
    if line.len() > LONGEST {
        return None;
    }
    READ.with(|memo| memo.of(line, vocabulary, || look(line, vocabulary)))
}

fn look(line: &str, vocabulary: &Vocabulary) -> Option<Credit> {
    FORMS.iter().filter(|form| (form.may_be_in)(line)).find_map(|form| {
        let range = once(line, form.pattern.captures(line)?.name("credit")?.range());
        let parts = Parts::read(line, range.clone(), vocabulary);
        if !form.proof.is_given(&parts) {
            return None;
        }
        let (restriction, is_restricted) = restriction::read(line, &range, parts.handout);
        let Parts { mut photographer, agency, via, courtesy, .. } = parts;
        // Who holds the copyright need not have taken the picture.
        if form.rule == "credit.image_copyright" && agency.is_none() {
            photographer = None;
        }
        Some(Credit {
            range,
            photographer,
            agency,
            via,
            courtesy,
            restriction,
            is_restricted,
            rule: form.rule,
        })
    })
}

/// Some pages print a credit twice over, "Jane Roe/AP Jane Roe/AP": the first of the two.
fn once(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let half = text.len() / 2;
    match (text.get(..half), text.get(half..)) {
        (Some(first), Some(second)) if text.len() % 2 == 1 && second.strip_prefix(' ') == Some(first) => {
            range.start..range.start + half
        }
        _ => range,
    }
}

#[cfg(test)]
mod tests;
