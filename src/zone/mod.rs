//! Normalized text in, an [`Article`] divided into zones out. Pure; linear in the text.
//!
//! Every line gets one zone. Lines that say what they are (promo, captions, notices) are told by
//! their wording, wherever they stand; headline and byline by where they stand as well; what is
//! left is the body. A headline or byline that is not there is not invented.

mod foot;
mod head;
mod links;

use memchr::memchr_iter;

use crate::article::{Article, Zone};
use crate::vocabulary::Vocabulary;
use crate::wording::{self, credit, notice, promo};

/// One line with text in it.
struct Line<'a> {
    text: &'a str,
    /// Lines without a blank line between them are of one paragraph.
    paragraph: usize,
    zone: Option<Zone>,
}

/// Divides a normalized text into zones. Its words are kept, each in exactly one zone.
#[must_use]
pub fn zone(text: &str, vocabulary: &Vocabulary) -> Article {
    let mut lines = lines(text);
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate() {
        line.zone = by_wording(line.text, Place { from_head: at, from_foot: count - 1 - at }, vocabulary);
    }
    give_back_sources_of_figures(&mut lines, vocabulary);
    head::mark(&mut lines, vocabulary);
    links::mark(&mut lines);
    foot::mark(&mut lines, vocabulary);
    assemble(&lines)
}

/// Lines of news are longer on average; those of lists need not be.
const BYTES_OF_LINE: usize = 100;

fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut paragraph, mut start) = (0, 0);
    let mut lines = Vec::with_capacity(text.len() / BYTES_OF_LINE);
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let text = &text[start..end];
        start = end + 1;
        if text.trim().is_empty() {
            paragraph += 1;
        } else {
            lines.push(Line { text, paragraph, zone: None });
        }
    }
    lines
}

/// Where a line stands, counted in lines with text.
#[derive(Clone, Copy)]
struct Place {
    from_head: usize,
    from_foot: usize,
}

impl Place {
    /// Notices stand here: among the first 8 lines or the last 15.
    fn is_margin(self) -> bool {
        self.from_head < 8 || self.from_foot < 15
    }
}

/// A notice in the margin is no longer than this, in bytes; elsewhere it is shorter, because
/// paragraphs of an article speak of permissions and copyrights, too.
const LONGEST_NOTICE: usize = 900;
const LONGEST_NOTICE_INSIDE: usize = 450;

/// The zone of a line whose wording tells it.
fn by_wording(line: &str, place: Place, vocabulary: &Vocabulary) -> Option<Zone> {
    if notice::is_label(line) {
        return Some(Zone::Notice);
    }
    if promo::is_line(line) {
        return Some(Zone::Promo);
    }
    let cues = wording::cues(line);
    if cues.credit && !head::is_byline_with_bars(line, vocabulary) && is_caption(line, vocabulary) {
        return Some(Zone::Caption);
    }
    let longest = if place.is_margin() { LONGEST_NOTICE } else { LONGEST_NOTICE_INSIDE };
    if !cues.notice.is_empty() && line.len() <= longest && is_notice(line, vocabulary) {
        return Some(Zone::Notice);
    }
    promo::matches(line, cues.promo).then_some(Zone::Promo)
}

/// "Source: X" with the story before it and behind it is said of a figure or a quotation.
fn give_back_sources_of_figures(lines: &mut [Line<'_>], vocabulary: &Vocabulary) {
    let is_prose = |line: &Line<'_>| line.zone.is_none() && line.text.len() > 100;
    let Some(first) = lines.iter().position(is_prose) else { return };
    let last = lines.iter().rposition(is_prose).unwrap_or(first);
    for line in lines[first..last].iter_mut().filter(|line| line.zone == Some(Zone::Notice)) {
        let statements = notice::read(line.text, vocabulary);
        if statements.iter().all(|statement| statement.saying == notice::Saying::SourceLine) {
            line.zone = None;
        }
    }
}

/// A caption ends with its credit, or begins with it.
fn is_caption(line: &str, vocabulary: &Vocabulary) -> bool {
    if credit::is_caption_mark(line) {
        return true;
    }
    credit::read(line, vocabulary)
        .is_some_and(|credit| credit.range.start < 20 || line.len() - credit.range.end < 40)
}

/// Is this line about the article, and not an article that speaks of such things?
fn is_notice(line: &str, vocabulary: &Vocabulary) -> bool {
    let statements = notice::read(line, vocabulary);
    let said: usize = statements
        .iter()
        .enumerate()
        .filter(|(at, one)| statements[..*at].iter().all(|other| other.sentence != one.sentence))
        .map(|(_, one)| one.sentence.len())
        .sum();
    // A long paragraph of which one sentence sounds like a notice is the article.
    said > 0 && (line.len() <= 300 || said * 4 >= line.len())
}

/// Puts the blocks together: lines of one zone that stand together in one paragraph.
fn assemble(lines: &[Line<'_>]) -> Article {
    let zone_of = |line: &Line<'_>| line.zone.unwrap_or(Zone::Body);
    let mut article = Article::with_room_for(lines.iter().map(|line| (zone_of(line), line.text.len())));
    let mut block = String::new();
    for (at, line) in lines.iter().enumerate() {
        let zone = zone_of(line);
        block.push_str(line.text);
        let goes_on =
            lines.get(at + 1).is_some_and(|next| next.paragraph == line.paragraph && zone_of(next) == zone);
        if goes_on {
            block.push('\n');
        } else {
            article.push(zone, &block);
            block.clear();
        }
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The zones of a text as "zone: first words" lines.
    fn check(text: &str, expected: &[(Zone, &str)]) {
        let article = zone(text, Vocabulary::builtin());
        let found: Vec<(Zone, &str)> =
            article.layout().iter().map(|block| (block.zone, article.text_of(*block))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_reprint_form() {
        check(
            "Join our Telegram channel for the latest news from Valley Watch.\n\nBridge opens after delay\n\n\
             Workers on the bridge. (Jane Roe/AFP)\n\n\
             This article was originally published by Radio Meridian and is reprinted with permission.\n\n\
             The bridge opened on March 25, the mayor said, after two years of delay and a long quarrel.",
            &[
                (Zone::Promo, "Join our Telegram channel for the latest news from Valley Watch."),
                (Zone::Headline, "Bridge opens after delay"),
                (Zone::Caption, "Workers on the bridge. (Jane Roe/AFP)"),
                (
                    Zone::Notice,
                    "This article was originally published by Radio Meridian and is reprinted with permission.",
                ),
                (
                    Zone::Body,
                    "The bridge opened on March 25, the mayor said, after two years of delay and a long quarrel.",
                ),
            ],
        );
    }

    #[test]
    fn head_lines() {
        check(
            "Bridge opens\nBy Ann Roe, Staff Writer\nMarch 25, 2020 10:46 AM EST\n\nVALLEY CITY — The bridge opened on Monday.",
            &[
                (Zone::Headline, "Bridge opens"),
                (Zone::Byline, "By Ann Roe, Staff Writer\nMarch 25, 2020 10:46 AM EST"),
                (Zone::Body, "VALLEY CITY — The bridge opened on Monday."),
            ],
        );
    }

    #[test]
    fn a_subtitle_stands_between_headline_and_byline() {
        check(
            "Bridge Opens After Delay\n\n'It was worth the wait,' says the man who waited longest.\n\nBy Ann Roe\n\n\
            The bridge opened on Monday after two years, and he was the first to cross it.",
            &[
                (Zone::Headline, "Bridge Opens After Delay"),
                (Zone::Headline, "'It was worth the wait,' says the man who waited longest."),
                (Zone::Byline, "By Ann Roe"),
                (
                    Zone::Body,
                    "The bridge opened on Monday after two years, and he was the first to cross it.",
                ),
            ],
        );
    }

    #[test]
    fn links_and_topics_below_the_story() {
        let story = "The bridge at Valley City opened on Monday after two years of delay, and Ann Roe was the first to cross it, \
            with her dog, in the rain and before the mayor had said a word.";
        check(
            &format!("{story}\n\nMORE FROM VALLEY NEWS:\n\nFlood carries off a pier\n\nMayor loses his hat"),
            &[
                (Zone::Body, story),
                (Zone::Promo, "MORE FROM VALLEY NEWS:"),
                (Zone::Promo, "Flood carries off a pier"),
                (Zone::Promo, "Mayor loses his hat"),
            ],
        );
        check(
            &format!("{story}\n\nBridges\n\nValley City\n\nAnn Roe\n\nRain"),
            &[
                (Zone::Body, story),
                (Zone::Promo, "Bridges"),
                (Zone::Promo, "Valley City"),
                (Zone::Promo, "Ann Roe"),
                (Zone::Promo, "Rain"),
            ],
        );
        let rhyme = ["I saw a hat", "upon the mat", "It was the cat", "who wore the hat"];
        let kept: Vec<(Zone, &str)> =
            std::iter::once((Zone::Body, story)).chain(rhyme.map(|line| (Zone::Body, line))).collect();
        check(&format!("{story}\n\n{}", rhyme.join("\n\n")), &kept);
    }

    #[test]
    fn no_headline_is_invented() {
        check(
            "The bridge opened on Monday after two years.\n\nIt had been closed for repairs.",
            &[
                (Zone::Body, "The bridge opened on Monday after two years."),
                (Zone::Body, "It had been closed for repairs."),
            ],
        );
    }

    #[test]
    fn prose_that_sounds_like_a_notice_stays_in_the_body() {
        let prose = "The bridge letters, found in an attic in the spring and read by nobody for ninety years, are long. \
            One of them (reprinted with permission) describes the flood, and another the feast that followed when the \
            waters went down and the whole valley came out to dance. They will be shown at the library from next month \
            on, the librarian said, together with the drawings that were found with them.";
        check(prose, &[(Zone::Body, prose)]);
    }

    proptest! {
        #[test]
        fn every_word_is_kept_once(text in "(\\PC{0,40}\n{0,2}){0,12}") {
            let article = zone(&text, Vocabulary::builtin());
            let kept: Vec<String> = article
                .layout()
                .iter()
                .flat_map(|block| article.text_of(*block).split_whitespace())
                .map(str::to_owned)
                .collect();
            let given: Vec<String> = text.split('\n').filter(|line| !line.trim().is_empty()).flat_map(str::split_whitespace).map(str::to_owned).collect();
            prop_assert_eq!(kept, given);
        }
    }
}
