//! A credit divided at its slashes, commas and "via" into those whom it names.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::people::is_person;
use crate::vocabulary::Vocabulary;
use crate::wording::name::{self, Name};
use crate::wording::pattern;

/// Who is named in a credit, in bytes of the line.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub photographer: Option<Range<usize>>,
    pub agency: Option<Name>,
    pub via: Option<Name>,
    pub courtesy: Option<Range<usize>>,
    /// The word "Handout".
    pub handout: Option<Range<usize>>,
    /// The pieces that we cannot make out.
    unclear: Vec<Range<usize>>,
    /// How many outlets are named: of more than two nobody can tell who passed on what.
    outlets: usize,
}

/// A piece of a credit.
struct Piece<'a> {
    text: &'a str,
    start: usize,
    /// Does it stand behind "via"?
    is_via: bool,
    /// The outlet that it is, when the vocabulary knows it.
    outlet: Option<Name>,
}

impl Piece<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

impl Parts {
    /// Reads the credit that stands in `range` of a line.
    pub fn read(line: &str, range: Range<usize>, vocabulary: &Vocabulary) -> Self {
        let mut parts = Self::default();
        let start = range.start + parts.take_label(line, range.clone(), vocabulary);
        let pieces = pieces(line, start..range.end, vocabulary);
        let names_outlet = parts.agency.is_some() || pieces.iter().any(|piece| piece.outlet.is_some());
        for (at, piece) in pieces.iter().enumerate() {
            let next = pieces.get(at + 1).filter(|next| next.outlet.is_some());
            parts.take(piece, Beside { names_outlet, next }, vocabulary);
        }
        if parts.outlets > 2 && pieces.iter().all(|piece| !piece.is_via) {
            parts.via = None;
        }
        // Whose page it was on need not be who took it.
        if parts.unclear.iter().any(|piece| is_network(&line[piece.clone()])) {
            parts.photographer = None;
        }
        parts
    }

    /// Is somebody named who supplies pictures or took this one, and is everything else understood?
    /// Behind a photographer and an agency, one more name may be that of an agency we do not know.
    pub fn are_clear(&self) -> bool {
        let supplied =
            self.via.is_some() || self.agency.as_ref().is_some_and(|agency| agency.kind.supplies_pictures());
        let unclear = usize::from(supplied && self.photographer.is_some());
        (supplied || self.photographer.is_some()) && self.unclear.len() <= unclear
    }

    /// The label before the names: "Photo:", "U.S. Navy photo by", "Reuters file photo:". Gives its
    /// length; the agency that stands in it is taken.
    fn take_label(&mut self, line: &str, range: Range<usize>, vocabulary: &Vocabulary) -> usize {
        static LABEL: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?:(?P<owner>(?:[A-Z][\w.]*\s+){0,4}?)(?:file\s|File\s|FILE\s)?(?i:photo(?:graph(?:er|y)?)?|image|picture|illustration)s?(?:\s(?i:credit|illustration))?(?:\s?:|\s(?i:by)\b:?)|(?i:credit|source|file)\s?(?::|\.\.\.))\s*",
            )
        });
        let Some(label) = LABEL.captures(&line[range.clone()]) else { return 0 };
        if let Some(owner) = label.name("owner") {
            let owner = owner.as_str().trim();
            let agency = known(line, range.start..range.start + owner.len(), vocabulary);
            self.outlets += usize::from(agency.is_some());
            self.agency = agency;
        }
        label[0].len()
    }

    fn take(&mut self, piece: &Piece<'_>, beside: Beside<'_>, vocabulary: &Vocabulary) {
        static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?:.{0,60}\b)?(?i:courtesy(?: of|:)?|(?:provided|released|supplied|made available) by)(?: the)? (?P<who>\S.*)$",
            )
        });
        static HANDOUT: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(?:(?P<who>.*\S) )?(?P<word>(?i:handout)(?: photo| image)?)$"));
        let text = piece.text;
        let within = |group: regex::Match<'_>| piece.start + group.start()..piece.start + group.end();
        if let Some(courtesy) = COURTESY.captures(text) {
            self.courtesy = courtesy.name("who").map(within);
        } else if let Some(handout) = HANDOUT.captures(text) {
            self.handout = handout.name("word").map(within);
            // "Valley Police Handout", "Valley Police/Handout"
            let who = handout.name("who").map(within).or_else(|| self.unclear.pop());
            self.courtesy = self.courtesy.take().or(who);
        } else if let Some(outlet) = &piece.outlet {
            self.take_outlet(outlet.clone(), piece.is_via);
        } else if self.photographer.is_none()
            && self.courtesy.is_none()
            && is_person(text, beside.names_outlet)
        {
            self.photographer = Some(piece.range());
        } else if !self.take_work_for(piece, beside, vocabulary) {
            self.take_unknown(piece, beside, vocabulary);
        }
    }

    fn take_outlet(&mut self, found: Name, is_via: bool) {
        // "Reuters photo: Jane Roe/Reuters"
        if self.agency.as_ref().is_some_and(|agency| agency.name == found.name) {
            return;
        }
        self.outlets += 1;
        if is_via || self.agency.is_some() && found.kind.supplies_pictures() {
            self.via.get_or_insert(found);
        } else {
            self.agency.get_or_insert(found);
        }
    }

    /// "Jane Roe for The Valley Courier", "Redux Pictures for The Valley Courier"
    fn take_work_for(&mut self, piece: &Piece<'_>, beside: Beside<'_>, vocabulary: &Vocabulary) -> bool {
        let Some((person, outlet)) = piece.text.split_once(" for ") else { return false };
        if let Some(agency) = known(person, 0..person.len(), vocabulary) {
            let range = piece.start..piece.start + person.len();
            self.take_outlet(Name { range, ..agency }, piece.is_via);
            return true;
        }
        if self.photographer.is_some() || !is_person(person, beside.names_outlet) || !is_name(outlet) {
            return false;
        }
        self.photographer = Some(piece.start..piece.start + person.len());
        let start = piece.start + piece.text.len() - outlet.len();
        self.take_outlet(name::resolve(outlet, start..start + outlet.len(), vocabulary), false);
        true
    }

    /// A name of which we have not heard is an outlet between a photographer and an agency: in
    /// "Jane Roe/Valley Courier via AP" it can be nothing else. Without a photographer, as in
    /// "Valley Court via AP", it may be anybody.
    fn take_unknown(&mut self, piece: &Piece<'_>, beside: Beside<'_>, vocabulary: &Vocabulary) {
        let is_passed_on = beside.next.is_some() && !piece.is_via && is_name(piece.text);
        let is_outlet = self.photographer.is_some() && !is_person(piece.text, true);
        if is_passed_on && is_outlet && self.agency.is_none() {
            self.take_outlet(name::resolve(piece.text, piece.range(), vocabulary), false);
        } else if !is_passed_on || !beside.next.is_some_and(|next| next.is_via) {
            self.unclear.push(piece.range());
        }
    }
}

/// What stands around a piece.
#[derive(Clone, Copy)]
struct Beside<'a> {
    /// An agency or outlet that we know is named in the credit.
    names_outlet: bool,
    /// The next piece, when it is one.
    next: Option<&'a Piece<'a>>,
}

/// Cuts a credit at its separators. Two pieces that are one name, as in "REX/Shutterstock", stay
/// together.
fn pieces<'a>(line: &'a str, range: Range<usize>, vocabulary: &Vocabulary) -> Vec<Piece<'a>> {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\s*[/,;|]+\s*)(?:via |VIA )|\s*[/,;|]+\s*(?:and )?|\s+(?:via|VIA|[-–—])\s+")
    });
    let text = &line[range.clone()];
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut add = |from: usize, to: usize, is_via: bool| {
        let start = from + (text[from..to].len() - text[from..to].trim_start().len());
        let piece = text[start..to].trim_end_matches(|c: char| c.is_whitespace() || "”\"’)]".contains(c));
        if piece.is_empty() || is_filler(piece) {
            return;
        }
        let range = range.start + start..range.start + start + piece.len();
        if let Some(last) = pieces.last_mut()
            && let Some(both) = known(line, last.start..range.end, vocabulary)
        {
            last.text = &line[last.start..range.end];
            last.outlet = Some(both);
            return;
        }
        let outlet = known(line, range.clone(), vocabulary);
        pieces.push(Piece { text: piece, start: range.start, is_via, outlet });
    };
    let (mut from, mut is_via) = (0, false);
    for separator in SEPARATOR.find_iter(text) {
        add(from, separator.start(), is_via);
        from = separator.end();
        is_via = separator.as_str().to_ascii_lowercase().contains("via");
    }
    add(from, text.len(), is_via);
    pieces
}

/// Words of a credit that name nobody.
fn is_filler(text: &str) -> bool {
    const FILLERS: &[&str] = &[
        "photo",
        "photos",
        "photo credit",
        "image",
        "images",
        "picture",
        "file",
        "file photo",
        "file image",
        "file picture",
        "pool",
        "pool photo",
        "stringer",
        "staff",
        "staff photo",
        "contributor",
        "getty contributor",
        "files",
        "illustration",
    ];
    let folded = text.to_lowercase();
    FILLERS.contains(&folded.trim_end_matches(['.', ':']))
}

/// Is it one of the networks on which people show pictures?
fn is_network(text: &str) -> bool {
    ["facebook", "instagram", "linkedin", "myspace", "snapchat", "tiktok", "twitter", "youtube"]
        .contains(&text.to_lowercase().as_str())
}

/// Could it be the name of an outlet?
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.split_whitespace().count() <= 5 && !text.contains([':', '@'])
}

/// An agency or outlet that the vocabulary knows, also as "AP Photo" and "AFP file photo".
fn known(line: &str, range: Range<usize>, vocabulary: &Vocabulary) -> Option<Name> {
    static PICTURE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\s+(?i:(?:file )?(?:photos?|photography)|file)$"));
    let text = &line[range.clone()];
    let bare = PICTURE.find(text).map_or(text, |word| &text[..word.start()]);
    let found = [bare, text].into_iter().find(|text| vocabulary.find(text).is_some())?;
    Some(name::resolve(found, range.start..range.start + found.len(), vocabulary))
}
