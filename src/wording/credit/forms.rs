//! Where in a line a credit stands: one pattern a form in which newspapers print it.

use std::sync::LazyLock;

use memchr::{memchr2, memmem};

use super::parts::Parts;
use crate::vocabulary::SourceKind;
use crate::wording::Pattern;

/// How much of what a credit names has to be known before we take it for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// The label is enough, whoever is named.
    Label,
    /// Somebody has to be named behind the label.
    Somebody,
    /// An outlet that we know has to be named.
    Outlet,
    /// An agency, or a photographer and an outlet, and nothing that we cannot make out: nothing else
    /// tells the credit from the story.
    Names,
    /// As before, and with a photographer.
    Photographer,
    /// A picture agency has to be named.
    PhotoAgency,
}

impl Proof {
    /// Is it given by what was read?
    pub fn is_given(self, parts: &Parts) -> bool {
        let outlet = parts.agency.is_some() || parts.via.is_some();
        match self {
            Self::Label => true,
            Self::Somebody => outlet || parts.photographer.is_some() || parts.courtesy.is_some(),
            Self::Outlet => outlet,
            Self::Names => outlet && parts.are_clear(),
            Self::Photographer => outlet && parts.are_clear() && parts.photographer.is_some(),
            Self::PhotoAgency => {
                parts.agency.as_ref().is_some_and(|agency| agency.kind == SourceKind::PhotoAgency)
            }
        }
    }
}

/// One way to print a credit. The group `credit` is what names people and agencies.
pub(super) struct Form {
    pub rule: &'static str,
    pub proof: Proof,
    /// Can it be in a line? Tells quickly of most lines that it cannot: most patterns are read from the end of the
    /// line, and a line of the story has much that looks like a name.
    pub may_be_in: fn(&str) -> bool,
    pub pattern: Pattern,
}

fn has_any(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.contains(word))
}

fn has_bracket(line: &str) -> bool {
    memchr2(b'(', b'[', line.as_bytes()).is_some()
}

fn ends_in_bracket(line: &str) -> bool {
    line.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).ends_with([')', ']'])
}

fn has_label(line: &str) -> bool {
    has_any(line, &["hoto", "PHOTO", "mage", "icture", "llustration"])
}

/// The forms, most telling first. `<label>` and the like stand for the pieces in [`PIECES`].
pub(super) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    TABLE
        .iter()
        .map(|&(rule, proof, may_be_in, text)| {
            let whole = PIECES.iter().fold(text.to_owned(), |text, (name, piece)| text.replace(name, piece));
            Form { rule, proof, may_be_in, pattern: Pattern::new(whole) }
        })
        .collect()
});

/// What several patterns share.
const PIECES: &[(&str, &str)] = &[
    (
        "<label>",
        r"(?:[Ff]ile |FILE )?(?:[Pp]hoto(?:graph(?:er|y)?)?|PHOTO|[Ii]mage|[Pp]icture|[Ii]llustration)(?:\s[Cc]redit)?",
    ),
    ("<labels>", r"(?:[Pp]hotos|PHOTOS|[Pp]hotographs|[Ii]mages|[Pp]ictures)"),
    // Words and initials, without a full stop that ends a sentence.
    (
        "<name>",
        r"(?:\p{Lu}\.\s?)*\p{Lu}(?:\b\p{Lu}\.|\b(?:Jr|Sr|St|Lt|Sgt|Cpl|Capt|Spc|[a-z]\p{Lu})\.|[\p{L}&’' -])*",
    ),
    // A sentence ends before it, or there is a bar or nothing. The dot of an initial ends no sentence.
    (
        "<begin>",
        r#"(?:(?:(?:\p{L}{2}|[\d)\]”’"%]|\b[A-Z]\.[A-Z])[.!?]|[!?”’])\s+|\|\s*|^)(?:Previous Next )?"#,
    ),
    ("<file>", r"(?:,? (?:FILE|File))?"),
    // Behind it there may be the number that Reuters gives its pictures, and terms: "NO RESALES. NO ARCHIVES."
    (
        "<end>",
        r"(?:\s?-\s?RC[0-9A-Z]{6,14})?(?:[.,;\s]*(?:(?:NO|No) (?:RESALES?|SALES?|ARCHIV(?:ES?|ING)|Resales?|Sales?|Archiv(?:es?|ing))|MANDATORY CREDIT|(?:FOR )?EDITORIAL USE ONLY|NOT FOR SALE)\b){0,4}[.\s]*$",
    ),
];

/// "Photo: Jane Roe", "Credit: Jane Roe", "Images by Jane Roe": a label, its mark right behind it.
fn has_label_before_mark(line: &str, labels: &[&str]) -> bool {
    [":", " by", "..."].iter().any(|mark| {
        memmem::find_iter(line.as_bytes(), mark)
            .any(|at| labels.iter().any(|label| line[..at].ends_with(label)))
    })
}

fn has_marked_label(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "hoto",
        "hotograph",
        "hotographer",
        "hotography",
        "PHOTO",
        "mage",
        "icture",
        "llustration",
        "redit",
        "CREDIT",
    ];
    has_label_before_mark(line, LABELS)
}

fn has_marked_labels(line: &str) -> bool {
    has_label_before_mark(line, &["hotos", "PHOTOS", "hotographs", "mages", "ictures"])
}

/// What names can be made of, in a credit.
fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || letter.is_whitespace() || matches!(letter, '.' | '&' | '’' | '\'' | '-')
}

/// "Roe/AFP", "Roe / via AFP" at the end: names and no sentence stand behind the last slash.
fn ends_in_name_behind_slash(line: &str) -> bool {
    let Some((_, behind)) = line.rsplit_once('/') else { return false };
    let behind = behind.trim_start();
    let name = behind.strip_prefix("via ").unwrap_or(behind);
    let mut parts = name.split([',', ';']).map(str::trim_start);
    name.starts_with(char::is_uppercase)
        && parts.all(|part| !part.starts_with(char::is_lowercase))
        // The number that Reuters gives its pictures has figures.
        && (name.contains("RC") || name.chars().all(|letter| is_of_name(letter) || matches!(letter, ',' | ';')))
}

/// "Jane Roe/AP" at the head: a name and nothing else stands before the first slash.
fn begins_with_name_before_slash(line: &str) -> bool {
    line.split_once('/').is_some_and(|(name, behind)| {
        behind.starts_with(char::is_uppercase)
            && name.starts_with(char::is_uppercase)
            && name.chars().all(is_of_name)
    })
}

/// "… at dawn. | AP Photo": the last bar stands behind a sentence.
fn has_bar_behind_sentence(line: &str) -> bool {
    line.rsplit_once('|').is_some_and(|(before, behind)| {
        before.trim_end().ends_with(['.', '!', '?', '”', '’', '"', ')'])
            && behind.trim_start().starts_with(char::is_uppercase)
    })
}

fn has_caption_mark(line: &str) -> bool {
    has_any(line, &["toggle caption", "hide caption", "Enlarge this image"])
}

use Proof::{Label, Names, Outlet, PhotoAgency, Photographer, Somebody};

/// Rule, proof, whether it may be in a line, pattern: see [`Form`].
type Row = (&'static str, Proof, fn(&str) -> bool, &'static str);

const TABLE: &[Row] = &[
    // Enlarge this image toggle caption Jane Roe/AP Jane Roe/AP
    (
        "credit.toggle_caption",
        Outlet,
        has_caption_mark,
        r"^(?:Enlarge this image )?(?:toggle|hide) caption (?P<credit>.{2,160})$",
    ),
    ("credit.toggle_caption", Outlet, has_caption_mark, r"^Enlarge this image (?P<credit>.{2,160})$"),
    // (Photo: Jane Roe/AFP), (U.S. Navy photo by Jane Roe), (Photo courtesy of the Valley Museum)
    (
        "credit.photo_in_brackets",
        Label,
        |line| has_bracket(line) && has_label(line),
        r"[(\[](?P<credit>(?:[A-Z][\w.]*\s){0,4}(?:<label>|<labels>)\s?(?::|by\b|courtesy\b|via\b|provided by)[^()\[\]]{2,140})[)\]]",
    ),
    // (AP Photo/Jane Roe)
    (
        "credit.photo_in_brackets",
        Somebody,
        |line| has_bracket(line) && has_label(line) && line.contains('/'),
        r"[(\[](?P<credit>(?:[A-Z][\w.]*\s){0,4}(?:<label>|<labels>)\s?/[^()\[\]]{2,140})[)\]]",
    ),
    (
        "credit.photo_in_brackets",
        Outlet,
        |line| has_bracket(line) && has_label(line),
        r"[(\[](?P<credit>(?:Photo|Image|Picture|Photograph)s? [^()\[\]]{2,120})[)\]]",
    ),
    // (Jane Roe/AFP), (Jane Roe / AFP / Getty Images, File)
    (
        "credit.names_in_brackets",
        Outlet,
        |line| has_bracket(line) && line.contains('/'),
        r"[(\[](?P<credit>(?:\p{Lu}|via )[^()\[\]/]{1,60}(?:\s?/\s?[^()\[\]/]{2,60}){1,4})[)\]]",
    ),
    // (County Sheriff via AP, File), (Jane Roe for The Valley Courier)
    (
        "credit.via_in_brackets",
        Names,
        |line| ends_in_bracket(line) && has_any(line, &[" via ", " for "]),
        r"[(\[](?P<credit>\p{Lu}[^()\[\]]{1,90} (?:via|for) [^()\[\]]{2,60})[)\]][.\s]*$",
    ),
    // (Jane Roe, AP)
    (
        "credit.comma_in_brackets",
        Photographer,
        |line| ends_in_bracket(line) && line.contains(", "),
        r"\((?P<credit>\p{Lu}[^()/]{2,40}, \p{Lu}[^()/]{1,40})\)[.\s]*$",
    ),
    // Image copyright Getty Images Image caption The bridge
    (
        "credit.image_copyright",
        Label,
        |line| line.starts_with("Image "),
        r"^Image (?:copyright|source) (?P<credit>[^a-z].{1,80}?) Image caption ",
    ),
    (
        "credit.image_copyright",
        Label,
        |line| line.starts_with("Image "),
        r"^Image (?:copyright|source),? (?P<credit>[^a-z].{1,80})$",
    ),
    // Photo: Jane Roe/AFP
    (
        "credit.label",
        Somebody,
        has_marked_label,
        r"(?:^|[.!?”’|]\s*|\s[–—-]\s)(?:<label>|Credit|CREDIT)(?::| by\b:?|\.\.\.)\s?(?P<credit>(?:\p{Lu}\.\s?)*[“\p{Lu}](?:[^.|]|\b\p{Lu}\.|\b(?:Jr|Sr|St|Sgt|Lt|Cpl)\.){1,140})<end>",
    ),
    (
        "credit.label",
        Names,
        |line| line.contains("Credit ") && line.contains('/'),
        r"(?:^|[.!?”’]\s+)Credit (?P<credit><name>(?:/<name>)+)<end>",
    ),
    // Photos: Jane Roe/AFP. What is called "Photos" and names no outlet is a gallery.
    (
        "credit.label",
        Outlet,
        has_marked_labels,
        r"(?:^|[.!?”’|]\s*|\s[–—-]\s)<labels>(?::| by\b:?)\s?(?P<credit>\p{Lu}[^|]{1,140})<end>",
    ),
    // The bridge at dawn. Jane Roe/AFP/Getty Images
    (
        "credit.names_at_end",
        Names,
        ends_in_name_behind_slash,
        r"<begin>(?P<credit><name>(?:\s?//?\s?(?:via )?<name>){1,4}<file>)<end>",
    ),
    // The bridge at dawn. Jane Roe, AFP via Getty Images
    (
        "credit.via_at_end",
        Names,
        |line| has_any(line, &[" via ", " VIA "]),
        r"<begin>(?P<credit><name>(?:, <name>)? (?:via|VIA) <name><file>)<end>",
    ),
    // The bridge at dawn. Jane Roe | AFP | Getty Images
    (
        "credit.bars",
        Photographer,
        |line| line.contains(" | "),
        r"(?:\p{L}{2}|\d)\.\s+(?P<credit><name>(?: \| <name>){1,3})<end>",
    ),
    (
        "credit.bars",
        Photographer,
        |line| line.contains(" | "),
        r"^(?P<credit><name>(?: \| <name>){2,3})<end>",
    ),
    // The bridge at dawn. | AP Photo. A headline with its site behind a bar ends in no full stop.
    (
        "credit.after_bar",
        Names,
        has_bar_behind_sentence,
        r#"[.!?”’")]\s*\|\s*(?P<credit>\p{Lu}[\p{L}.,’'/ -]{1,70})<end>"#,
    ),
    // Photo courtesy of the Valley Museum
    (
        "credit.courtesy",
        Somebody,
        |line| has_any(line, &["ourtesy", "OURTESY"]),
        r"(?:^|[.!?”’(|]\s*)(?P<credit>(?:<label> )?(?i:courtesy (?:of )?(?:the )?)\p{Lu}[^.()]{1,80})\)?<end>",
    ),
    // This undated photo provided by the Valley Police shows the bridge.
    (
        "credit.provided",
        Somebody,
        |line| has_any(line, &[" photo ", " image ", " picture ", " photograph "]),
        r"^(?P<credit>(?:FILE ?[-–—] ?)?(?:In )?[Tt]his (?:[\w.,]{1,12} ){0,6}(?:photo|image|picture|photograph) (?:was )?(?:provided|released|supplied|made available) by (?:the )?\p{Lu}[^,;]{1,70}?)(?: shows? |,)",
    ),
    // © AFP / Jane Roe
    (
        "credit.copyright",
        Outlet,
        |line| line.starts_with('©'),
        r"^© ?(?P<credit>\p{Lu}[^\d]{1,50}/[^\d]{1,60})$",
    ),
    // Jane Roe/AP The bridge at dawn, before it was closed
    (
        "credit.names_at_head",
        Photographer,
        begins_with_name_before_slash,
        r"^(?P<credit><name>/\p{Lu}[\p{L}-]*(?:/FILE|, FILE| Images| Press)?) (?:\p{Lu}[\p{L}.’'-]*|A) \p{L}.{15,}",
    ),
    // (AP Photo), (Getty Images)
    (
        "credit.one_agency",
        Names,
        ends_in_bracket,
        r"\((?P<credit>\p{Lu}[\p{L}. -]{1,30} [Pp]hotos?<file>)\)[.\s]*$",
    ),
    (
        "credit.one_agency",
        PhotoAgency,
        ends_in_bracket,
        r"\((?P<credit>\p{Lu}[\p{L}. -]{1,30}<file>)\)[.\s]*$",
    ),
];
