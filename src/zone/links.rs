//! Lists of links: the titles of other articles below "Related stories", and below the story.
//!
//! A title of another article says nothing by its wording; it is told by its company. It is short,
//! it does not end as a sentence does, and it stands below a heading of such lists, or among other
//! promo lines behind the last paragraph of the story. Topics are told by standing in the story, too.

use super::Line;
use super::head::is_date_line;
use crate::article::Zone;
use crate::wording::promo;

/// No title is longer, in bytes.
const LONGEST_TITLE: usize = 160;

/// A longer line is a paragraph, whatever its end, in bytes.
const LONGEST_LINE: usize = 300;

/// Marks the lines of such lists as promo.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    let below = lines.iter().rposition(is_paragraph).map_or(lines.len(), |last| last + 1);
    let mut at = 0;
    while at < below {
        at += 1;
        let heading = lines[at - 1].text;
        if lines[at - 1].zone.is_some_and(|zone| zone != Zone::Promo) || !promo::is_heading_of_links(heading)
        {
            continue;
        }
        let run = lines[at..below].iter().take_while(|line| is_title(line)).count();
        if run == 0 && lines.get(at).is_some_and(|next| next.zone == Some(Zone::Promo)) {
            lines[at - 1].zone = Some(Zone::Promo);
        }
        // A single line below a heading without a colon may as well be a heading of the story.
        if run > 1 || run == 1 && heading.trim_end().ends_with(':') {
            lines[at - 1].zone = Some(Zone::Promo);
            lines[at..at + run].iter_mut().for_each(|line| line.zone = Some(Zone::Promo));
            at += run;
        }
    }
    let (story, below) = lines.split_at_mut(below);
    mark_below(below);
    mark_topics(story, below);
}

/// So many short lines at the very end are topics, when half of them stand in the story.
const FEWEST_TOPICS: usize = 4;

/// A topic is no longer than this, in bytes.
const LONGEST_TOPIC: usize = 48;

/// The topics of an article, which a page lists below it: "Recession", "UK economy", "Jeremy Hunt".
fn mark_topics(story: &[Line<'_>], below: &mut [Line<'_>]) {
    let is_topic =
        |line: &&mut Line<'_>| is_title(line) && line.text.len() <= LONGEST_TOPIC && !is_date_line(line.text);
    let topics: Vec<&mut Line<'_>> = below.iter_mut().rev().take_while(is_topic).collect();
    if topics.len() < FEWEST_TOPICS || topics.len() > 40 {
        return;
    }
    let stands_in_story = |topic: &&&mut Line<'_>| {
        story.iter().any(|line| line.zone != Some(Zone::Promo) && line.text.contains(topic.text.trim()))
    };
    if topics.iter().filter(stands_in_story).count() * 2 >= topics.len() {
        for line in topics {
            line.zone = Some(Zone::Promo);
        }
    }
}

/// Behind the last paragraph of the story: what follows a heading of links, and what stands among
/// promo lines.
fn mark_below(lines: &mut [Line<'_>]) {
    let is_heading = |line: &Line<'_>| {
        line.zone.is_none_or(|zone| zone == Zone::Promo) && promo::is_heading_of_links(line.text)
    };
    let heading = lines.iter().position(is_heading);
    let promos = lines.iter().filter(|line| line.zone == Some(Zone::Promo)).count();
    let first = lines.iter().position(|line| line.zone == Some(Zone::Promo)).filter(|_| promos > 1);
    let Some(start) = heading.into_iter().chain(first).min() else { return };
    for line in lines[start..].iter_mut().filter(|line| is_title(line)) {
        line.zone = Some(Zone::Promo);
    }
}

/// A line of the story that is no heading, no title and no name.
fn is_paragraph(line: &Line<'_>) -> bool {
    line.zone.is_none()
        && (line.text.len() > LONGEST_LINE || line.text.len() > 60 && ends_as_sentence(line.text))
}

fn is_title(line: &Line<'_>) -> bool {
    line.zone.is_none()
        && line.text.len() <= LONGEST_TITLE
        && line.text.contains(char::is_alphabetic)
        && (!ends_as_sentence(line.text) || line.text.ends_with('?') || is_date_line(line.text))
}

fn ends_as_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || "”\"’')]".contains(c));
    bare.ends_with(['.', '!', '?', ':', ';']) && !bare.ends_with("...")
}
