//! Lines of a byline and credits of pictures in, the names of those who wrote or photographed out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lex::{is_shouted, tokens};
use super::lists::is_title;
use super::names::full_name;
use crate::vocabulary::Vocabulary;
use crate::wording::name::is_publication;
use crate::wording::{pattern, promo};

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W{0,3}(?:(?:written|reported|posted|submitted|story|words|text|article|analysis|opinion|review|commentary) )?(?:by|por|par|von):? ",
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
/// published by Jane Roe at her blog", "Excerpted from “A Book” by Jane Roe", "(Reporting by Jane Roe in
/// London and John Doe; Editing by …)": authors whom a notice names.
pub(super) fn authors_in_notice(line: &str, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"[\p{Lu}](?:\.|[\p{L}’'-]+)";
        let who = format!("{word}(?: {word}){{1,3}}");
        pattern(&format!(
            r"\b(?:(?:[Aa]uthored|[Ww]ritten|(?:[Aa]rticle|[Ss]tory|[Cc]olumn|[Pp]ost|[Ee]ssay|[Oo]p-ed)(?: was| is)?(?: originally)?(?: written)?) by (?P<by>{who})|published by (?P<at>{who}) (?:at|on|in) (?:his|her|their) |(?i:excerpted|excerpt|adapted) from [^.;]{{2,120}}? by (?P<of>{who}))"
        ))
    });
    static REPORTING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|\()Reporting by (?P<list>[^;()]{3,300})[;)]"));
    if let Some(list) = REPORTING.captures(line).and_then(|caught| caught.name("list")) {
        return reporters(line, list.range(), vocabulary);
    }
    let found = AUTHOR.captures(line);
    let found = found.and_then(|caught| ["by", "at", "of"].iter().find_map(|group| caught.name(group)));
    found.and_then(|found| name(line, found.range(), vocabulary)).into_iter().collect()
}

/// The names in "Jane Roe in London, John Doe and Ana de la Cruz in Madrid".
fn reporters(line: &str, list: Range<usize>, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut start = list.start;
    let cuts =
        DIVIDER.find_iter(&line[list.clone()]).map(|cut| (list.start + cut.start(), list.start + cut.end()));
    for (end, next) in cuts.chain([(list.end, list.end)]) {
        let piece = &line[start..end];
        let end = piece.find(" in ").map_or(end, |place| start + place);
        names.extend(name(line, start..end, vocabulary));
        start = next;
    }
    names
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
    // Most lines have no colon there, and a byte is found sooner than a word.
    head.contains(':').then_some(())?;
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
    let is_author = !is_long && !is_trade && !is_publication(line[..end].trim());
    name(line, 0..end, vocabulary).filter(|_| is_author)
}

/// The name that a piece of a line is as a whole; nothing when it is something else: an agency, a
/// place, a trade.
pub(super) fn name(line: &str, piece: Range<usize>, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let text = &line[piece.clone()];
    let trimmed = text.trim();
    let start = piece.start + (text.len() - text.trim_start().len());
    // "By JANE ROE": read as if it were not shouted, kept as printed.
    let spoken = is_shouted(trimmed).then(|| in_small_letters(trimmed));
    let tokens = tokens(spoken.as_deref().unwrap_or(trimmed));
    let end = tokens.first().and_then(|_| full_name(&tokens, 0).0)?;
    // A dot at the end of the line is no part of the name.
    let is_whole = end == tokens.len() || end + 1 == tokens.len() && tokens[end].is(".");
    if !is_whole || promo::is_line(trimmed) || vocabulary.find(trimmed).is_some() {
        return None;
    }
    Some(start..start + tokens[end - 1].end())
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
            ("Posted by Jane Roe", "Jane Roe"),
            ("Millbrook Courier", ""),
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
            (
                "(Reporting by Jane Roe in London, John Doe and Ana de la Cruz in Madrid; Editing by Max Poe)",
                "Jane Roe; John Doe; Ana de la Cruz",
            ),
            ("Excerpted from “The Long River” by Jane Roe. Published by Valley House.", "Jane Roe"),
            ("This article was originally published by Jane Roe at her Valley Blog.", "Jane Roe"),
            ("Additional reporting by Jane Roe", ""),
        ] {
            let names = authors_in_notice(line, Vocabulary::builtin());
            let names: Vec<&str> = names.into_iter().map(|range| &line[range]).collect();
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
