//! Words that limit the use of a picture, or say that it was not taken for this story.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::wording::pattern;

/// The words of a restriction, and whether they forbid or limit something. Terms tell more than
/// "File Photo", and that more than "Handout".
pub(super) fn read(
    line: &str,
    credit: &Range<usize>,
    handout: Option<Range<usize>>,
) -> (Option<Range<usize>>, bool) {
    // A wire prints its terms in capitals or as a title; prose that speaks of sales does not.
    static TERMS: LazyLock<Regex> = LazyLock::new(|| {
        let term = r"(?:NO (?:RE)?(?:SALES?|ARCHIV(?:ES?|ING)|COMMERCIAL(?: OR EDITORIAL SALES| USE| SALES)?)\b|No (?:Res|S)ales?\b|No Archiv(?:es?|ing)\b|No Commercial (?:Use|Sales)\b|MANDATORY CREDIT\b|Mandatory [Cc]redit\b|(?i:(?:for )?editorial use only\b)|(?i:this (?:image|picture|photo) has been supplied by a third party\b)|NOT FOR (?:RE)?SALE\b)";
        pattern(&format!(r"{term}(?:(?:[.,;/]| -| AND| and)* ?{term})*"))
    });
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:FILE PHOTO|File [Pp]hoto|file photo|FILE|File(?: [Ii]mage| [Pp]icture)?)\b")
    });
    static FILE_AT_HEAD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?P<words>FILE PHOTO:?|FILE ?[-–—:]|File [Pp]hoto:?)"));
    if let Some(terms) = TERMS.find(line) {
        return (Some(terms.range()), true);
    }
    let in_credit = FILE
        .find(&line[credit.clone()])
        .map(|found| credit.start + found.start()..credit.start + found.end());
    let at_head = || FILE_AT_HEAD.captures(line).and_then(|found| Some(found.name("words")?.range()));
    (in_credit.or_else(at_head).or(handout), false)
}
