//! The lines above the story: headline, byline, date, agency.

use std::sync::LazyLock;

use memchr::memchr;
use regex::Regex;

use super::Line;
use crate::article::Zone;
use crate::extract::people::is_given;
use crate::vocabulary::{SourceKind, Vocabulary};
use crate::wording::{name, pattern};

/// The head ends at the first line of the story, and at the latest here.
const HEAD_LINES: usize = 16;

/// No headline that we have seen is longer, in code points.
const LONGEST_HEADLINE: usize = 180;

/// A longer line is a paragraph of the story, in bytes.
const LONGEST_SUBTITLE: usize = 300;

/// Marks headline, byline, date and agency lines at the head of an article.
pub(super) fn mark(lines: &mut [Line<'_>], vocabulary: &Vocabulary) {
    let mut headline: Option<usize> = None;
    let mut byline: Option<usize> = None;
    let mut author = false;
    let open: Vec<usize> = (0..lines.len().min(HEAD_LINES)).filter(|&at| lines[at].zone.is_none()).collect();
    for &at in &open {
        let text = lines[at].text;
        let next = lines.get(at + 1).map_or("", |line| line.text);
        let zone = if is_supplier_line(text, vocabulary) || is_author_and_outlet(lines, at, vocabulary) {
            byline = Some(at);
            author = true;
            Zone::Byline
        } else if is_address(text) {
            Zone::Notice
        } else if is_byline(text, vocabulary) || is_date_line(text) {
            byline = Some(at);
            author |= !is_date_line(text);
            Zone::Byline
        } else if headline.is_some_and(|headline| {
            is_name_line(text) && (is_date_line(next) || at == headline + 1 && is_role(next))
        }) || byline
            .is_some_and(|byline| at == byline + 1 && (is_role(text) || is_outlet(text, vocabulary)))
        {
            byline = Some(at);
            Zone::Byline
        } else if let Some(kind) = outlet_kind(text, vocabulary) {
            outlet_zone(kind, next, vocabulary)
        } else if headline.is_none() && !author && is_headline(lines, at) {
            headline = Some(at);
            Zone::Headline
        } else if headline.is_some_and(|headline| {
            repeats(lines[headline].text, text)
                || !author && is_more_of_title(lines, headline, at, vocabulary)
        }) {
            Zone::Headline
        } else {
            break;
        };
        lines[at].zone = Some(zone);
    }
    // A line that says "By" is a byline behind a summary, too.
    for line in lines.iter_mut().take(HEAD_LINES).filter(|line| line.zone.is_none()) {
        if says_by(line.text) && is_byline(line.text, vocabulary) {
            line.zone = Some(Zone::Byline);
        }
    }
}

/// "Xinhua | Updated: 2020-03-03 10:10", "Source: Xinhua | Editor: Li": who supplied it, and when.
fn is_supplier_line(line: &str, vocabulary: &Vocabulary) -> bool {
    if line.len() > 140 || !line.contains('|') {
        return false;
    }
    let mut pieces = line.split('|').map(str::trim);
    let name = pieces.next().unwrap_or(line);
    let name = name.strip_prefix("Source:").or_else(|| name.strip_prefix("By ")).unwrap_or(name).trim();
    let is_rest = |piece: &str| {
        is_date_line(piece)
            || ["Editor:", "Updated", "Posted", "Published", "Last ", "Edited by"]
                .iter()
                .any(|label| piece.starts_with(label))
    };
    vocabulary.find(name).is_some() && pieces.all(is_rest)
}

/// "Ann Roe" above "Valley Courier", "Staff Writer" or "Ann Roe" again: an author. Two capitalised words are
/// as often a title: the first has to be a given name, or none of them a word of the story.
fn is_author_and_outlet(lines: &[Line<'_>], at: usize, vocabulary: &Vocabulary) -> bool {
    let (text, next) = (lines[at].text, lines.get(at + 1).map_or("", |line| line.text));
    let mut names =
        text.split(" and ").flat_map(|part| part.split(',')).map(str::trim).filter(|name| !name.is_empty());
    text.len() <= 120
        && names.all(is_name_line)
        && !is_outlet(text, vocabulary)
        && (is_outlet(next, vocabulary) || is_role(next) || at > 0 && next == text)
        && (text.split(' ').next().is_some_and(is_given) || !has_common_word(text, &lines[at + 1..]))
}

/// Does a word of the name stand in small letters in the lines below?
fn has_common_word(name: &str, below: &[Line<'_>]) -> bool {
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    below.iter().any(|line| {
        line.text.split(|c: char| !c.is_alphanumeric()).any(|word| words.iter().any(|name| name == word))
    })
}

/// The title below a kicker, or a subtitle below the title.
fn is_more_of_title(lines: &[Line<'_>], headline: usize, at: usize, vocabulary: &Vocabulary) -> bool {
    let is_below_kicker = is_kicker(lines[headline].text) && !is_kicker(lines[at].text);
    is_below_kicker && is_headline(lines, at) || at == headline + 1 && is_subtitle(lines, at, vocabulary)
}

/// A line between the headline and a line that begins with "By", or a date: part of the title.
fn is_subtitle(lines: &[Line<'_>], at: usize, vocabulary: &Vocabulary) -> bool {
    let next = lines.get(at + 1).map_or("", |line| line.text);
    lines[at].text.len() <= LONGEST_SUBTITLE
        && (says_by(next) && is_byline(next, vocabulary) || is_date_line(next))
}

/// "Ann Roe, Staff Writer", "By X and Y | Agency | Date": who wrote it, and nothing else.
fn is_byline(line: &str, vocabulary: &Vocabulary) -> bool {
    if line.len() > 200 {
        return false;
    }
    if let Some(found) = may_say_by(line).then(|| BY.find(line)).flatten() {
        let rest = &line[found.end()..];
        return rest.starts_with(|c: char| c.is_uppercase() || c == '@')
            && !CALENDAR_WORD.is_match(rest)
            && looks_like_names(rest);
    }
    let rest = NAME_AND_OUTLET.captures(line).and_then(|found| found.name("rest"));
    rest.is_some_and(|rest| is_role(rest.as_str()) || is_outlet(rest.as_str(), vocabulary))
        && !is_dateline(line)
}

/// "By Ann Roe | The Valley Courier": no credit of a picture, though it has a bar.
pub(super) fn is_byline_with_bars(line: &str, vocabulary: &Vocabulary) -> bool {
    memchr(b'|', line.as_bytes()).is_some() && says_by(line) && is_byline(line, vocabulary)
}

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\W{0,2}(?:By|BY|by|Written by|Story by|Posted by|Reported by|Text by|Author|Por)(?::| ) ?")
});

/// Does the line begin with one of these?
fn says_by(line: &str) -> bool {
    may_say_by(line) && BY.is_match(line)
}

/// Each of these ends in a y or an r, a colon or a space behind it: that tells most lines at once.
fn may_say_by(line: &str) -> bool {
    /// Behind two characters of four bytes: "Reported by ".
    const REACH: usize = 20;
    let head = &line.as_bytes()[..line.len().min(REACH)];
    head.windows(2).any(|pair| matches!(pair, [b'y' | b'Y' | b'r', b':' | b' ']))
}

/// "By Tuesday", "By March": a time and no person.
static CALENDAR_WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    )
});
static NAME_AND_OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\p{Lu}][\p{L}.’'-]+(?: [\p{Lu}][\p{L}.’'-]*){1,3} ?(?:,|/|\||-|–|—|•|\() ?(?P<rest>[^,|/()]{2,50})\)?(?:[|,] ?.{0,60})?$",
    )
});

/// Most words of a byline begin with a capital, and it does not end as a sentence does.
fn looks_like_names(rest: &str) -> bool {
    let (mut capital, mut small) = (0, 0);
    for word in rest.split_whitespace() {
        match word.chars().next() {
            Some(c) if c.is_uppercase() => capital += 1,
            Some(c)
                if c.is_lowercase()
                    && !["and", "for", "of", "the", "in", "de", "van", "der", "bin", "at", "la", "y"]
                        .contains(&word) =>
            {
                small += 1;
            }
            _ => {}
        }
    }
    let ends_as_sentence =
        rest.ends_with('.') && rest.split_whitespace().count() > 5 || rest.ends_with(['?', '!', ':']);
    small <= capital && !ends_as_sentence
}

const ROLE_WORDS: &[&str] = &[
    "staff",
    "writer",
    "reporter",
    "correspondent",
    "editor",
    "columnist",
    "contributor",
    "journalist",
    "critic",
    "bureau",
    "desk",
    "chief",
    "producer",
    "photographer",
    "special",
    "guest",
    "news service",
    "newspapers",
    "opinion",
    "freelance",
];

/// "Staff Writer", "Special to the Courier", "Political Correspondent".
fn is_role(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 60 || line.ends_with(['.', '?', '!', ':']) || line.split_whitespace().count() > 7 {
        return false;
    }
    let folded = line.to_lowercase();
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| ROLE_WORDS.contains(&word))
}

fn is_outlet(line: &str, vocabulary: &Vocabulary) -> bool {
    outlet_kind(line, vocabulary).is_some() || line.len() <= 40 && name::is_publication(line.trim())
}

/// The kind of the agency or outlet whose name is the whole line.
fn outlet_kind(line: &str, vocabulary: &Vocabulary) -> Option<SourceKind> {
    if line.len() > 60 {
        return None;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let known = vocabulary.find(bare)?;
    Some(known.kind)
}

/// A lone agency's name above the story. Before a byline or dateline it supplied the article;
/// otherwise it may as well be the credit of a picture that is gone.
fn outlet_zone(kind: SourceKind, next: &str, vocabulary: &Vocabulary) -> Zone {
    match kind {
        SourceKind::PhotoAgency => Zone::Caption,
        SourceKind::Agency if !is_dateline(next) && !is_byline(next, vocabulary) && !is_date_line(next) => {
            Zone::Caption
        }
        _ => Zone::Byline,
    }
}

/// "CITY, Month D (Agency) -": the story begins here.
pub(super) fn is_dateline(line: &str) -> bool {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[\p{Lu}][\p{L}\p{M}.,’'/ \d-]{1,80})? ?\([\p{Lu}][^()]{1,40}\)|^[\p{Lu}][\p{Lu}.’' -]{2,40}(?:, [\p{L}. ]{2,30}){0,2}(?:, [\p{Lu}]\p{L}{2,8}\.? \d{1,2})? ?(?:—|–|--| - |_)",
        )
    });
    DATELINE.is_match(line)
}

/// A line that is a date, with or without label and time of day: "Published March 25, 2020, 10:46 a.m. EST".
pub(super) fn is_date_line(line: &str) -> bool {
    static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
        let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
        let date = format!(
            r"(?:{month} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {month},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2}})"
        );
        let rest = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|published|first published|originally published|posted|updated|last updated|last modified|modified|issued|created|publication date|date|on|at|by|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|[ap]\.?m\.?|noon|[A-Z]{2,4}T|(?:gmt|utc)(?:[+-]\d{1,2}(?::?\d{2})?)?|\d{1,2} (?:min|minute|hour|day)s? (?:ago|read)|z|t\d\d:\d\d(?::\d\d)?z?|local time)";
        pattern(&format!(r"(?i)^(?:\W*{rest})*\W*{date}(?:\W*(?:{rest}|{date}))*\W*$"))
    });
    line.len() <= 140 && line.bytes().any(|byte| byte.is_ascii_digit()) && DATE_LINE.is_match(line)
}

/// Two to four words that all begin with a capital: a name on a line of its own.
fn is_name_line(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && line.chars().all(|c| c.is_alphabetic() || " .’'-".contains(c))
}

fn is_address(line: &str) -> bool {
    let address = line.trim();
    !address.contains(' ')
        && (address.starts_with("http://") || address.starts_with("https://") || name::is_host(address))
}

/// The title: short, not a sentence, and with a story below it.
fn is_headline(lines: &[Line<'_>], at: usize) -> bool {
    let text = lines[at].text;
    let bare = text.trim_end_matches(['”', '"', '’', '\'', ')', ' ']);
    let has_letters = text.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
    if text.chars().count() > LONGEST_HEADLINE || !has_letters {
        return false;
    }
    let sentence = bare.ends_with('.')
        && !is_title_case(text)
        && !ABBREVIATED_END.is_match(bare)
        && !bare.ends_with("...");
    if sentence || bare.ends_with([',', ';', ':']) || is_dateline(text) && !is_capitals(text) {
        return false;
    }
    let mut below = lines[at + 1..].iter().filter(|line| line.zone.is_none()).peekable();
    if below.peek().is_none() {
        // Wire files often hold a headline and nothing else; it is set in capitals.
        return lines.len() == 1 && is_capitals(text);
    }
    below.any(|line| line.text.len() > text.len().max(60) || line.text.ends_with(['.', '!', '?', '”', '"']))
}

/// "Help Came at Last. Now It Is Not Wanted.": sentences with capitals as titles have them.
fn is_title_case(text: &str) -> bool {
    let mut long =
        text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (capital, small): (Vec<&str>, Vec<&str>) =
        long.by_ref().partition(|word| word.contains(|c: char| c.is_uppercase()));
    capital.len() > 3 && small.len() * 5 <= capital.len()
}

static ABBREVIATED_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Jr|Sr|Co|Corp|Ltd|No|St)\.$"));

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// The name of a section above the title: "Aerospace & Defense".
fn is_kicker(line: &str) -> bool {
    line.split_whitespace().count() <= 3
}

/// Scrapers keep the title twice, sometimes with a word more.
fn repeats(headline: &str, text: &str) -> bool {
    text == headline
        || text.len() < LONGEST_HEADLINE && headline.len() > 20 && text.trim_end().ends_with(headline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for line in [
            "By Ann Roe",
            "BY ANN ROE",
            "By Ann Roe and Jan de Wit | Valley Press | June 3, 2018",
            "Ann Roe, Staff Writer",
            "Ann Roe / Associated Press",
            "By Ann K. Roe, Valley Courier",
            "By ANN ROE Associated Press",
        ] {
            assert!(is_byline(line, Vocabulary::builtin()), "{line}");
        }
        for line in [
            "By Tuesday the river had fallen.",
            "By then it was too late to do anything about it, she said.",
            "By the river",
            "Bystanders fled.",
            "Valley City, where the bridge is, was quiet.",
            "VALLEY FORGE, PA, March 19 - The bridge",
            "Ann Roe, the mayor",
        ] {
            assert!(!is_byline(line, Vocabulary::builtin()), "{line}");
        }
    }

    #[test]
    fn date_lines() {
        for line in [
            "March 25, 2020",
            "Published March 25, 2020",
            "Wednesday, 25 March 2020 10:46 GMT",
            "2020-03-25",
            "Posted on Mar. 25, 2020 at 10:46 a.m. EST | Updated March 26, 2020",
            "25.03.2020",
            "Updated 10:32 am EDT Mar 25, 2020",
            "12/16/16 12:21pm",
            "Posted: Fri 6:45 PM, Feb 16, 2018 |",
            "2 minute readApril 25, 20232:26 PM GMT+2Last Updated 9 min ago",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in
            ["On March 25, 2020, the bridge opened.", "March 25", "VALLEY CITY, March 25, 2020 (AP) — The"]
        {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
