//! Reads the name of an outlet, agency or holder that stands at the head of a piece of text, as in
//! "*The Conversation* under a Creative Commons license".

use std::ops::Range;

use crate::vocabulary::{SourceKind, Vocabulary};

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, in bytes of the text that was searched.
    pub range: Range<usize>,
    /// The canonical name where the vocabulary knows it, else the name as printed.
    pub name: String,
    /// The name as printed, without "the", quotation marks and possessive.
    pub printed: String,
    /// What kind of body it is.
    pub kind: SourceKind,
}

/// Small words that stand inside names: "Bulletin *of the* Atomic Scientists".
const INSIDE: &[&str] = &[
    "of", "the", "for", "and", "in", "on", "de", "del", "la", "le", "les", "el", "los", "du", "des", "der",
    "die", "das", "und", "y", "et", "&", "to", "at", "a", "&amp;",
];

/// Words after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] =
    &["st", "inc", "co", "corp", "ltd", "dr", "mr", "mrs", "ms", "prof", "u.s", "u.k", "no", "vs"];

/// Words that begin with a capital and yet begin no name.
const NO_NAME: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "english",
    "spanish",
    "french",
    "german",
    "arabic",
    "russian",
    "chinese",
    "print",
    "here",
    "this",
    "our",
    "his",
    "her",
    "their",
    "its",
    "my",
    "your",
];

/// No name of a body that we have seen is longer.
const MOST_WORDS: usize = 10;

/// The name at the head of `text`, after white space, quotation marks and "the".
#[must_use]
pub fn at_head(text: &str, vocabulary: &Vocabulary) -> Option<Name> {
    let quoted = |c: char| c.is_whitespace() || "“”\"‘'«*_([<".contains(c);
    let start = text.len() - text.trim_start_matches(quoted).len();
    let run = capitals(text, start, vocabulary);
    let end = match longest_known(&text[start..], vocabulary) {
        Some(known) if start + known >= run => start + known,
        _ => start + without_neighbour(&text[start..run], vocabulary).len(),
    };
    let mut printed = trim(&text[start..end]);
    if printed.is_empty() {
        return None;
    }
    // The full stop of "Valley Radio, Inc." belongs to it.
    let is_short = |form: &str| printed.ends_with(form) && printed.len() > form.len();
    if [" Inc", " Ltd", " Co", " Corp", " L.P"].into_iter().any(is_short)
        && text[start + printed.len()..].starts_with('.')
    {
        printed = &text[start..=start + printed.len()];
    }
    // "Ann Roe's blog"
    let owned = &text[start + printed.len()..];
    if let Some(blog) = ["’s blog", "'s blog"].iter().find(|blog| owned.starts_with(**blog)) {
        printed = &text[start..start + printed.len() + blog.len()];
    }
    Some(resolve(printed, start..start + printed.len(), vocabulary))
}

/// Where the run of words that begin like a name ends, which begins at a byte of a text.
fn capitals(text: &str, start: usize, vocabulary: &Vocabulary) -> usize {
    let mut end = start;
    let mut before = "";
    let mut words = words(&text[start..]).enumerate().peekable();
    while let Some((count, word)) = words.next() {
        let range = start + word.start..start + word.end;
        let bare = text[range.clone()].trim_end_matches(CLOSING);
        if count == MOST_WORDS || bare.is_empty() {
            break;
        }
        let small = INSIDE.contains(&bare.to_lowercase().as_str()) && bare.chars().all(|c| !c.is_uppercase());
        if small {
            let next = words.peek().map_or("", |(_, next)| &text[start + next.start..start + next.end]);
            // A small word belongs to the name only when a capital follows; "the" may begin it. "War on the
            // Rocks" is one name, "The Guardian in Britain" is none.
            let is_place = ["in", "on", "at"].contains(&bare) && next != "the";
            if count > 0 && (bare.len() < range.len() || is_place) || count == 0 && bare != "the" {
                break;
            }
            before = bare;
            continue;
        }
        let is_name = begins_like_a_name(bare) || end == start && vocabulary.find(bare).is_some();
        let is_day = is_no_name(bare) && (end == start || ["on", "in", "at"].contains(&before));
        if !is_name || is_day {
            break;
        }
        end = range.start + bare.len();
        before = bare;
        if closes(&text[range.clone()], bare) && !corporate_form_follows(&text[range.end..]) {
            break;
        }
    }
    end
}

/// Where the longest name that the vocabulary knows ends, which begins a text: "+972 Magazine", "Yes! Magazine".
fn longest_known(text: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let ends: Vec<usize> = words(text).take(MOST_WORDS).map(|word| word.end).collect();
    ends.into_iter().rev().map(|end| text[..end].trim_end_matches(CLOSING)).find_map(|printed| {
        (!printed.is_empty() && vocabulary.find(printed).is_some()).then_some(printed.len())
    })
}

/// "The Guardian and the Observer", "AP and Reuters": the first of two names. "The Hill and Valley Courier" is one.
fn without_neighbour<'a>(printed: &'a str, vocabulary: &Vocabulary) -> &'a str {
    let known = |name: &str| vocabulary.find(trim(name)).is_some();
    if known(printed) {
        return printed;
    }
    let cuts = printed.match_indices(" and ").chain(printed.match_indices(" & "));
    let is_two = |first: &str, second: &str| {
        known(first) && (known(second) || second.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")))
    };
    cuts.map(|(at, and)| (&printed[..at], &printed[at + and.len()..]))
        .find(|(first, second)| is_two(first, second))
        .map_or(printed, |(first, _)| first)
}

/// The name that ends a text, behind "at", "of" and their like: "a fellow at the *Valley Review*".
#[must_use]
pub fn at_tail(text: &str, vocabulary: &Vocabulary) -> Option<Name> {
    let is_before_a_name =
        |word: &Range<usize>| ["at", "of", "for", "from", "with", "in", "by"].contains(&&text[word.clone()]);
    words(text).filter(is_before_a_name).find_map(|word| {
        let mut name = at_head(&text[word.end..], vocabulary)?;
        name.range = word.end + name.range.start..word.end + name.range.end;
        (name.range.end == text.len()).then_some(name)
    })
}

/// Quotation marks, brackets and commas at the end of a word are no part of it; neither is a full
/// stop, unless the word is an abbreviation.
const CLOSING: &[char] = &['”', '"', '’', '\'', '»', ')', ']', '>', ',', ';', ':', '.', '!', '*', '_', '|'];

fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end();
        (!word.is_empty()).then_some(start..start + word.len())
    })
}

fn begins_like_a_name(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or(' ');
    first.is_uppercase()
        || first.is_ascii_digit() && word.chars().any(char::is_alphabetic)
        || first.is_ascii_digit() && word.contains('/')
        || is_host(word)
        // A brand that begins in lower case: "eWeek", "theGrio".
        || first.is_lowercase() && letters.any(char::is_uppercase)
}

fn is_no_name(word: &str) -> bool {
    NO_NAME.contains(&word.to_lowercase().as_str())
}

/// Is the word an address on the web?
#[must_use]
pub fn is_host(word: &str) -> bool {
    let host = word.trim_start_matches("https://").trim_start_matches("http://");
    let host = host.split('/').next().unwrap_or(host);
    let Some((rest, top)) = host.rsplit_once('.') else { return false };
    !rest.is_empty()
        && (2..=12).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_lowercase())
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
}

/// Does the punctuation behind a word end the name?
fn closes(printed: &str, bare: &str) -> bool {
    let tail = &printed[bare.len()..];
    if tail.is_empty()
        || (tail.starts_with('’') || tail.starts_with('\'')) && tail.len() <= 3 && tail.ends_with('s')
    {
        return false;
    }
    let folded = bare.to_lowercase();
    let abbreviated = ABBREVIATIONS.contains(&folded.as_str()) || bare.chars().count() == 1;
    !(tail == "." && abbreviated)
}

fn corporate_form_follows(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["Inc", "LLC", "Ltd", "LLP", "PLC", "PS", "L.P", "Corp", "Co."]
        .iter()
        .any(|form| rest.strip_prefix(form).is_some_and(|after| !after.starts_with(char::is_alphanumeric)))
}

fn trim(printed: &str) -> &str {
    let printed = printed.trim_end_matches(|c: char| c.is_whitespace() || "”\"»)],;:*_".contains(c));
    for owned in ["’s", "'s"] {
        if let Some(head) = printed.strip_suffix(owned) {
            return head;
        }
    }
    printed
}

/// The canonical name and the kind of a name as it is printed.
#[must_use]
pub fn resolve(printed: &str, range: Range<usize>, vocabulary: &Vocabulary) -> Name {
    let entry = vocabulary
        .find(printed)
        .or_else(|| if is_host(printed) { vocabulary.find_domain(printed) } else { None })
        .or_else(|| without_kind_word(printed).and_then(|short| vocabulary.find(short)));
    let printed = as_printed(printed);
    match entry {
        Some(entry) => Name { range, name: entry.name.clone(), printed, kind: entry.kind },
        None => Name { range, name: printed.clone(), printed, kind: SourceKind::Unknown },
    }
}

/// Every known agency or outlet that a sentence names, each the longest name that stands there.
#[must_use]
pub fn known_in(sentence: &str, vocabulary: &Vocabulary) -> Vec<Name> {
    let words: Vec<Range<usize>> = words(sentence).collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = (at..words.len().min(at + MOST_WORDS)).rev().find_map(|last| {
            let printed = trim(sentence[words[at].start..words[last].end].trim_matches(AROUND));
            let is_name = printed.starts_with(char::is_alphanumeric) && vocabulary.find(printed).is_some();
            is_name.then(|| (resolve(printed, words[at].start..words[last].end, vocabulary), last))
        });
        match found {
            Some((name, last)) => {
                names.push(name);
                at = last + 1;
            }
            None => at += 1,
        }
    }
    names
}

/// What may stand around a name within a sentence.
const AROUND: &[char] = &['(', ')', '[', ']', ',', ';', ':', '.', '“', '”', '"', '’', '\''];

/// Does the name say that it is a publication's: "Valley *Courier*", "Hill *Radio*", "*Bulletin* of the
/// Valley"? Such a word has to end it, or to begin what it is of.
#[must_use]
pub fn is_publication(printed: &str) -> bool {
    let bare = |word: &str| word.trim_end_matches(['.', ',']).to_lowercase();
    let is_one = |word: &str| PUBLICATIONS.contains(&bare(word).as_str());
    let mut words = printed.split([' ', '-', '/']).rev();
    let last = words.next().unwrap_or(printed);
    let before = words.next();
    let may_stand_inside =
        |word: &str| word.starts_with(char::is_uppercase) || ["of", "the", "&"].contains(&word);
    printed.split(' ').all(may_stand_inside)
        && printed.split(' ').count() <= 6
        && before.is_some_and(|before| {
            is_one(last)
                || is_one(before) && ["online", "group", "network", "company"].contains(&bare(last).as_str())
                || is_one(printed.split(' ').next().unwrap_or(printed)) && printed.contains(" of ")
        })
}

/// Words in the names of newspapers, magazines, stations and sites, and seldom in others.
const PUBLICATIONS: &[&str] = &[
    "advertiser",
    "advocate",
    "argus",
    "blog",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "digest",
    "dispatch",
    "echo",
    "enquirer",
    "examiner",
    "gazette",
    "globe",
    "herald",
    "inquirer",
    "insider",
    "journal",
    "ledger",
    "magazine",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "news",
    "newspaper",
    "newspapers",
    "newswire",
    "observer",
    "post",
    "quarterly",
    "radio",
    "review",
    "sentinel",
    "tabloid",
    "telegram",
    "telegraph",
    "times",
    "tribune",
    "tv",
    "weekly",
];

/// The agency's name in a line that is nothing else, or nothing but it and its desk's initials:
/// "— SPA", "PTI ABC DEF".
#[must_use]
pub fn agency_mark<'a>(line: &'a str, vocabulary: &Vocabulary) -> Option<&'a str> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() > 60 {
        return None;
    }
    let is_supplier = |kind: SourceKind| matches!(kind, SourceKind::Agency | SourceKind::Distributor);
    let is_agency = |name: &str| vocabulary.find(name).is_some_and(|entry| is_supplier(entry.kind));
    if is_agency(bare) {
        return Some(bare);
    }
    let (name, initials) = bare.split_once(' ')?;
    let is_initials =
        |word: &str| (2..=4).contains(&word.len()) && word.chars().all(|letter| letter.is_ascii_uppercase());
    (is_agency(name) && initials.split(' ').all(is_initials)).then_some(name)
}

/// "Philanthropy magazine", "the AP news agency": the name without what kind of thing it is.
fn without_kind_word(printed: &str) -> Option<&str> {
    [" magazine", " newspaper", " website", " news agency", " blog", " Magazine", " News Agency"]
        .iter()
        .find_map(|kind| printed.strip_suffix(kind))
}

fn as_printed(printed: &str) -> String {
    let host =
        printed.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    if host.len() < printed.len() || is_host(printed) {
        return host.split('/').next().unwrap_or(host).to_owned();
    }
    printed.strip_prefix("the ").unwrap_or(printed).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_the_sentence_goes_on() {
        for (text, name) in [
            ("The Hill Courier under a Creative Commons license", "The Hill Courier"),
            ("The Hill Courier and is reprinted with permission.", "The Hill Courier"),
            ("the Bulletin of the Valley and is", "Bulletin of the Valley"),
            ("Valley.example. More", "Valley.example"),
            ("https://www.valley.example/2020/a.html", "valley.example"),
            ("Smith Clark LLP, PS. All rights", "Smith Clark LLP, PS"),
            ("St. Croix Valley News.", "St. Croix Valley News"),
            ("24/7 Valley News is", "24/7 Valley News"),
            ("“Valley Voices” on Monday", "Valley Voices"),
            ("Valley News’s website", "Valley News"),
        ] {
            assert_eq!(
                at_head(text, Vocabulary::builtin()).map(|found| found.name).as_deref(),
                Some(name),
                "{text}"
            );
        }
        for text in ["", "June 3, 2014", "before the vote", "1987.", "our newsletter", "here", "and then"] {
            assert_eq!(at_head(text, Vocabulary::builtin()), None, "{text}");
        }
    }
}
