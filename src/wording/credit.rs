//! Picture credits: who took a picture, for whom.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::name::{self, Name};
use super::pattern;
use crate::vocabulary::{SourceKind, Vocabulary};

/// A picture credit in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The credit without brackets and label, in bytes of the line.
    pub range: Range<usize>,
    /// The photographer's name.
    pub photographer: Option<Range<usize>>,
    /// The first agency or outlet named.
    pub agency: Option<Name>,
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
];

/// A caption with its credit is no longer than this, in bytes.
const LONGEST: usize = 1_200;

/// The patterns, most telling first. The group `credit` is what names people and agencies.
static PATTERNS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    let end = r"[.\s]*$";
    [
        // (AP Photo/Jane Roe), (U.S. Navy photo by Jane Roe), (Photo: Jane Roe/AFP), (Photo courtesy of X)
        (
            "credit.photo_in_brackets",
            r"[(\[](?P<credit>(?:(?:[A-Z][\w.]*\s){0,4}(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ii]llustration)s?(?:graph)?(?:\s[Cc]redit)?\s?(?:[:/]|by|/|courtesy of|via|provided by)|(?:Photo|Image|Picture|Photograph)s? )[^()\[\]]{2,120})[)\]]".to_owned(),
        ),
        // (Jane Roe/AFP), (Jane Roe / AFP / Getty Images)
        ("credit.names_in_brackets", r"[(\[](?P<credit>[\p{Lu}][^()\[\]/]{1,60}(?:\s?/\s?[^()\[\]/]{2,50}){1,3})[)\]]".to_owned()),
        // Image copyright Getty Images Image caption …
        ("credit.image_copyright", r"^Image (?:copyright|source) (?P<credit>.{2,80}?) Image caption ".to_owned()),
        ("credit.image_copyright", r"^Image (?:copyright|source),? (?P<credit>.{2,80})$".to_owned()),
        // Photo: Jane Roe / AFP
        (
            "credit.label",
            format!(r"(?:^|[.!?”’|]\s*|\s[–—-]\s)(?i:photos?(?:graphs?|graphy)?|pictures?|images?|illustration|photo credit|image credit|credit|picture credit)(?::| by| courtesy of)\s?(?P<credit>[\p{{Lu}}][^.|]{{1,100}}){end}"),
        ),
        // … at the harbor. Jane Roe/AFP/Getty Images
        ("credit.names_at_end", format!(r"(?:[.!?”’]\s+|\|\s*|^)(?P<credit>[\p{{Lu}}](?:\p{{Lu}}\.|[\p{{L}}’' -]){{2,40}}(?:\s?/\s?[\p{{Lu}}][\p{{L}}.’' -]{{1,40}}){{1,3}}){end}")),
        // … at the harbor. | AP Photo
        ("credit.after_bar", format!(r"\|\s*(?P<credit>[\p{{Lu}}][\p{{L}}.’'/ -]{{1,60}}){end}")),
        ("credit.courtesy", format!(r"(?:^|[.!?”’(]\s*)(?P<credit>(?i:courtesy (?:of )?)[\p{{Lu}}][^.()]{{1,80}})\)?{end}")),
        ("credit.copyright", r"^© ?(?P<credit>[\p{Lu}][^\d]{1,50}/[^\d]{1,60})$".to_owned()),
        ("credit.one_agency", r"\((?P<credit>[\p{Lu}][\p{L}. -]{1,30})\)[.\s]*$".to_owned()),
    ]
    .into_iter()
    .map(|(rule, text)| (rule, pattern(&text)))
    .collect()
});

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:[A-Z][\w.]*\s){0,4}(?:photo|image|picture|photograph|illustration)s?(?:\s?credit)?\s?(?::|/|by|courtesy of|via|provided by)?\s*|courtesy (?:of )?)",
    )
});

/// Does the line begin or end like a caption of a web page?
#[must_use]
pub fn is_caption_mark(line: &str) -> bool {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Image copyright|Image source|Image caption|Enlarge this image|FILE PHOTO|FILE - |Slideshow \(\d+|toggle caption|hide caption)|(?:toggle|hide) caption|^\W?(?i:image|photo|picture) (?i:credit|caption|source)s?:",
        )
    });
    line.len() <= LONGEST && MARKS.is_match(line)
}

/// The credit of a line. Ask only when [`super::cues`] said so.
#[must_use]
pub fn read(line: &str, vocabulary: &Vocabulary) -> Option<Credit> {
    if line.len() > LONGEST {
        return None;
    }
    PATTERNS.iter().find_map(|(rule, pattern)| {
        let range = pattern.captures(line)?.name("credit")?.range();
        parse(line, range, rule, vocabulary)
    })
}

/// Divides a credit at its slashes into a photographer and agencies. A credit that names no known
/// agency must call itself one.
fn parse(line: &str, range: Range<usize>, rule: &'static str, vocabulary: &Vocabulary) -> Option<Credit> {
    let text = &line[range.clone()];
    let mut photographer = None;
    let mut agency: Option<Name> = None;
    let mut courtesy = text.to_lowercase().contains("courtesy");
    let label = LABEL.find(text).map_or(0, |found| found.end());
    // "AP Photo/Jane Roe", "U.S. Navy photo by Jane Roe": the label names the agency.
    let head = text[..label].trim();
    let owner = head.split_whitespace().take_while(|word| !is_label_word(word)).collect::<Vec<_>>().join(" ");
    if !owner.is_empty() {
        agency = known(&owner, range.start..range.start + owner.len(), vocabulary);
    }
    let mut at = range.start + label;
    for part in text[label..].split_inclusive(['/', ',']) {
        let piece = part.trim_end_matches(['/', ',']);
        let start = at + (piece.len() - piece.trim_start().len());
        let trimmed = piece.trim();
        let whole = start..start + trimmed.len();
        at += part.len();
        if trimmed.is_empty() {
            continue;
        }
        let via = trimmed.find(" via ").or_else(|| trimmed.find(" for "));
        let (person, behind) = via.map_or((trimmed, None), |cut| (&trimmed[..cut], Some(cut + 5)));
        if let Some(found) = known(trimmed, whole.clone(), vocabulary) {
            agency.get_or_insert(found);
        } else if photographer.is_none() && is_person(person) && !courtesy {
            photographer = Some(whole.start..whole.start + person.len());
        }
        if let Some(cut) = behind {
            let name = &trimmed[cut..];
            if let Some(found) = known(name, whole.start + cut..whole.end, vocabulary) {
                agency.get_or_insert(found);
            }
        }
        courtesy |= trimmed.to_lowercase().starts_with("courtesy");
    }
    let labelled = matches!(
        rule,
        "credit.photo_in_brackets" | "credit.label" | "credit.courtesy" | "credit.image_copyright"
    );
    let sure = match rule {
        "credit.one_agency" => agency.as_ref().is_some_and(|name| name.kind == SourceKind::PhotoAgency),
        "credit.after_bar" | "credit.copyright" => agency.is_some(),
        _ => agency.is_some() || labelled,
    };
    sure.then_some(Credit { range, photographer, agency, rule })
}

fn is_label_word(word: &str) -> bool {
    let folded = word.trim_end_matches([':', '/']).to_lowercase();
    let folded = folded.split('/').next().unwrap_or(&folded);
    [
        "photo",
        "photos",
        "photograph",
        "photographs",
        "image",
        "images",
        "picture",
        "pictures",
        "illustration",
        "courtesy",
    ]
    .contains(&folded)
}

/// An agency or outlet that the vocabulary knows.
fn known(text: &str, range: Range<usize>, vocabulary: &Vocabulary) -> Option<Name> {
    let text = text.trim();
    vocabulary.find(text)?;
    Some(name::resolve(text, range, vocabulary))
}

/// Two to four words that each begin with a capital or are a particle: "Ana de la Cruz".
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let particle = |word: &str| {
        ["de", "la", "van", "der", "den", "bin", "al", "el", "von", "da", "dos", "di"].contains(&word)
    };
    (2..=5).contains(&words.len())
        && words.iter().filter(capital).count() >= 2
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || particle(word))
        && words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c)))
        && words.iter().any(|word| word.chars().skip(1).any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits() {
        for (line, photographer, agency) in [
            ("The bridge at dawn. (Jane Roe/AFP)", Some("Jane Roe"), Some("Agence France-Presse")),
            ("The bridge at dawn (AP Photo/John Q. Roe)", Some("John Q. Roe"), Some("Associated Press")),
            ("The bridge. (Photo: Jane Roe / Reuters)", Some("Jane Roe"), Some("Reuters")),
            ("Photo by Jane Roe", Some("Jane Roe"), None),
            ("The bridge. Jane Roe/AFP/Getty Images", Some("Jane Roe"), Some("Agence France-Presse")),
            ("The bridge. | AP Photo", None, Some("Associated Press")),
            ("The bridge. (Photo courtesy of Jane Roe)", None, None),
            ("Image copyright Getty Images Image caption The bridge", None, Some("Getty Images")),
        ] {
            let credit = read(line, Vocabulary::builtin()).unwrap_or_else(|| panic!("no credit in {line:?}"));
            assert_eq!(credit.photographer.map(|range| &line[range]), photographer, "{line}");
            assert_eq!(credit.agency.map(|name| name.name).as_deref(), agency, "{line}");
        }
    }

    #[test]
    fn no_credits() {
        for line in [
            "The bridge was closed (and/or flooded).",
            "He works for the Bridge and Tunnel Authority (BTA).",
            "The minister told Reuters on Tuesday that the bridge was safe.",
            "A mix of sun/cloud is expected.",
        ] {
            assert_eq!(read(line, Vocabulary::builtin()), None, "{line}");
        }
    }
}
