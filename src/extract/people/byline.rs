//! Lines of a byline and credits of pictures in, the names of those who wrote or photographed out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lex::tokens;
use super::lists::is_title;
use super::names::full_name;
use crate::vocabulary::Vocabulary;
use crate::wording::{pattern, promo};

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W{0,3}(?:(?:written|reported|story|words|text|article|analysis|opinion|review|commentary) )?(?:by|por|par|von):? ",
    )
});

/// "Jane Roe is a professor of history.": the author of whom a note at the foot speaks.
pub(super) fn author_of_note(line: &str, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let found = NOTE.captures(line)?.name("name")?;
    name(line, found.range(), vocabulary)
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[–—•⦁*\W]{0,4}(?:(?:Dr|Prof|Mr|Ms|Sen|Rep|Gov)\. )?(?P<name>[\p{Lu}][\p{L}.’'-]+(?: (?:de|van|der|bin|al|von|la|[\p{Lu}][\p{L}.’'-]*)){1,4})(?:, [^,.]{2,60},)? (?:is|was|has|lives|works|teaches|writes|serves|covers|reports|holds)\b",
    )
});

static DIVIDER: LazyLock<Regex> = LazyLock::new(|| pattern(r",? (?:and|y|et|und|with) |, |; | & "));

/// "This article was written by Jane Roe", "(Article by Jane Roe republished from …)", "originally
/// published by Jane Roe at her blog": authors whom a notice names.
pub(super) fn authors_in_notice(line: &str, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:(?:[Aa]uthored|[Ww]ritten|(?:[Aa]rticle|[Ss]tory|[Cc]olumn|[Pp]ost|[Ee]ssay|[Oo]p-ed)(?: was| is)?(?: originally)?(?: written)?) by (?P<by>[\p{Lu}][\p{L}.’'-]+(?: [\p{Lu}][\p{L}.’'-]*){1,3})|published by (?P<at>[\p{Lu}][\p{L}.’'-]+(?: [\p{Lu}][\p{L}.’'-]*){1,3}) (?:at|on|in) (?:his|her|their) )",
        )
    });
    let found = AUTHOR.captures(line).and_then(|caught| caught.name("by").or_else(|| caught.name("at")));
    found.and_then(|found| name(line, found.range(), vocabulary)).into_iter().collect()
}

/// The names of authors in a line of a byline: `By Jane Roe and John Doe | Reuters | May 3, 2019`.
pub(super) fn authors(line: &str, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    let Some(by) = BY.find(line) else { return lone_author(line, vocabulary).into_iter().collect() };
    // Behind the first bar or dash stands where and when, not who.
    let end = line[by.end()..].find(['|', '•', '·', '–', '—']).map_or(line.len(), |end| by.end() + end);
    let mut names = Vec::new();
    let mut start = by.end();
    for divider in DIVIDER.find_iter(&line[by.end()..end]) {
        names.extend(name(line, start..by.end() + divider.start(), vocabulary));
        start = by.end() + divider.end();
    }
    names.extend(name(line, start..end, vocabulary));
    names
}

/// "Write to Jane Roe at jane@valley.example": the author of whom a line at the foot speaks.
pub(super) fn author_to_write_to(line: &str, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    static WRITE_TO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\W{0,3}(?i:write to|e-?mail|contact|reach) (?P<name>[\p{Lu}][\p{L}.’'-]+(?: [\p{Lu}][\p{L}.’'-]*){1,3}) at \S+@",
        )
    });
    let found = WRITE_TO.captures(line)?.name("name")?;
    name(line, found.range(), vocabulary)
}

/// "JANE ROE, HOST:", "JOHN DOE, BYLINE:": who speaks for the station at the head of a line of a transcript.
pub(super) fn author_in_transcript(line: &str, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let head = line.get(..line.floor_char_boundary(80)).unwrap_or(line);
    let end = [", HOST:", ", BYLINE:"].iter().find_map(|mark| head.find(mark))?;
    name(line, 0..end, vocabulary)
}

/// "Jane Roe", "Jane Roe, Staff Writer", "Jane Roe / Reuters": a name that says nothing of itself, in a
/// line that is a byline all the same.
fn lone_author(line: &str, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let end = line.find([',', '/', '|', '(', '–', '—', '•']).unwrap_or(line.len());
    let words = || line[..end].split_whitespace();
    // Four capitalised words are a headline.
    let is_long =
        words().filter(|word| word.starts_with(char::is_uppercase) && !word.ends_with('.')).count() > 3;
    let is_trade = words().any(|word| is_title(&word.to_lowercase()));
    name(line, 0..end, vocabulary).filter(|_| !is_long && !is_trade)
}

/// The name that a piece of a line is as a whole; nothing when it is something else: an agency, a
/// place, a trade.
pub(super) fn name(line: &str, piece: Range<usize>, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let text = &line[piece.clone()];
    let trimmed = text.trim();
    let start = piece.start + (text.len() - text.trim_start().len());
    // "By JANE ROE": read as if it were not shouted, kept as printed.
    let spoken = if trimmed.chars().any(char::is_lowercase) { None } else { Some(in_small_letters(trimmed)) };
    let tokens = tokens(spoken.as_deref().unwrap_or(trimmed));
    let end = tokens.first().and_then(|_| full_name(&tokens, 0).0)?;
    // A dot at the end of the line is no part of the name.
    let is_whole = end == tokens.len() || end + 1 == tokens.len() && tokens[end].is(".");
    if !is_whole || promo::is_line(trimmed) || vocabulary.find(trimmed).is_some() {
        return None;
    }
    Some(start..start + tokens[end - 1].end)
}

/// The words of a line in capitals with only their first letters as capitals. ASCII letters alone are
/// changed, so that offsets stay.
fn in_small_letters(text: &str) -> String {
    let mut after_letter = false;
    text.chars()
        .map(|letter| {
            let small = if after_letter { letter.to_ascii_lowercase() } else { letter };
            after_letter = letter.is_alphabetic();
            small
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        for (line, expected) in [
            ("By Jane Roe", "Jane Roe"),
            ("BY Jane Roe and John Q. Doe | Reuters | May 3, 2019", "Jane Roe; John Q. Doe"),
            ("By Jane Roe, John Doe and Ana de la Cruz", "Jane Roe; John Doe; Ana de la Cruz"),
            ("By Jane Roe, Staff Writer", "Jane Roe"),
            ("By Jane Roe, The Millbrook Courier", "Jane Roe"),
            ("Por Lucía Arriaga", "Lucía Arriaga"),
            ("By JANE ROE and JOHN Q. DOE", "JANE ROE; JOHN Q. DOE"),
            ("By Reuters Staff", ""),
            ("BY REUTERS STAFF", ""),
            ("By Associated Press", ""),
            ("By The Editorial Board", ""),
            ("Jane Roe", "Jane Roe"),
            ("Jane Roe, Staff Writer", "Jane Roe"),
            ("Jane Roe / Reuters", "Jane Roe"),
            ("Staff Writer", ""),
            ("Opinion contributor", ""),
            ("March 25, 2020", ""),
            ("The New York Times", ""),
            ("By the river, Jane Roe", "Jane Roe"),
        ] {
            let names: Vec<&str> =
                authors(line, Vocabulary::builtin()).into_iter().map(|range| &line[range]).collect();
            assert_eq!(names.join("; "), expected, "{line}");
        }
        for (line, expected) in [
            ("Jane Roe is a professor of history at Valley College.", Some("Jane Roe")),
            ("• Jane Q. Roe, a former mayor, is editor of the Valley Times.", Some("Jane Q. Roe")),
            ("By Jane Roe", None),
        ] {
            let found = author_of_note(line, Vocabulary::builtin());
            assert_eq!(found.map(|range| &line[range]), expected, "{line}");
        }
    }
}
