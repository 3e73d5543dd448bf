//! Lines that are not the article: sign-ups, share buttons, related links, navigation.
//!
//! Precision before recall: article text must not end up in promo, so a rule takes a whole short
//! line or a line's beginning, never a word somewhere in a paragraph.

mod table;

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::name::{self, Name};
use super::{Rows, pattern};
use crate::vocabulary::{SourceKind, Vocabulary};

use table::LONGEST_BOX;
pub(super) use table::WORDINGS;

/// Whole lines, in lower case and without surrounding punctuation.
static LINES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("lines.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Is the line a heading of links to other articles: "Related stories", "READ MORE:", "More from X"?
#[must_use]
pub fn is_heading_of_links(line: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\W{0,4}(?:related(?: (?:articles?|stor(?:y|ies)|content|news|topics?|coverage|posts?|links?|reading|video|items))?|read (?:more|next|also)|(?:see|read) also|also (?:see|read)|more(?: stories| news| coverage| headlines)?|more (?:from|on|in|about) [^.!?:]{2,40}|(?:most|top) (?:popular|read|viewed|shared|commented|stories|news)|trending(?: (?:now|stories|articles|news))?|recommended(?: for you| stories| reading)?|you (?:may|might) (?:also )?(?:like|be interested in)|recent (?:posts|stories|articles|news)|(?:latest|other|popular) (?:news|stories|posts|articles|headlines)|don[’']t miss|editor[’']?s?[’']? picks|must[ -]reads?|what to read next|up next|(?:from )?around the web|sponsored(?: content)?|promoted(?: stories)?|further reading|in case you missed it|(?:places|people|organizations|companies|topics) in (?:this|the) story|explore more(?: on these topics)?|on this topic|topics|tags)\W{0,3}$",
        )
    });
    line.len() <= 60 && HEADING.is_match(line)
}

/// Is the whole line one that web pages put around articles?
#[must_use]
pub fn is_line(line: &str) -> bool {
    // "share." is the end of a sentence whose lines were wrapped.
    if line.len() > 60 || line.ends_with('.') && line.starts_with(char::is_lowercase) {
        return false;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    LINES.contains(bare.to_lowercase().as_str())
}

/// Does one of these wordings of promo stand in the line? [`super::cues`] tells which may.
#[must_use]
pub fn matches(line: &str, asked: Rows) -> bool {
    // A wrapped line in the middle of a sentence; what a page says of itself begins with a capital, or is a box.
    let is_middle = line.len() > 30 && line.starts_with(char::is_lowercase);
    asked.iter().map(|row| &WORDINGS[row]).filter(|wording| line.len() <= wording.longest).any(|wording| {
        let found = wording.pattern.find(line);
        found.is_some_and(|found| found.start() > 0 || !is_middle || wording.longest == LONGEST_BOX)
    })
}

static SITE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i:newsletters?|updates|news|headlines|alerts|stories|latest|best|reporting|emails?|channel) (?i:from|of|by)(?P<name>) (?:the )?[A-Z]",
        r"(?i:subscribe to|visit|welcome to|donate to|support|join)(?P<name>) (?:the )?[A-Z]",
        r"(?i:for|to|get)(?P<name>) (?:the )?[A-Z][\w’' .&-]{2,40}?(?:’s|'s)? (?:(?:[a-z]+ ){0,3})(?i:newsletters?|channel|app|bulletin)\b",
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});

/// The site that a promo line speaks for: "Join the *Valley Courier*'s Telegram channel".
#[must_use]
pub fn site(line: &str, vocabulary: &Vocabulary) -> Option<Name> {
    SITE.iter().find_map(|pattern| {
        let at = pattern.captures(line)?.name("name")?.end();
        let mut name = name::at_head(&line[at..], vocabulary)?;
        let known = name.kind != SourceKind::Unknown;
        // One unknown capitalised word ("Join Telegram") is no name of a site.
        if !known && (!name.printed.contains(' ') || is_service(&name.printed)) {
            return None;
        }
        name.range = name.range.start + at..name.range.end + at;
        Some(name)
    })
}

fn is_service(printed: &str) -> bool {
    let folded = printed.to_lowercase();
    [
        "telegram",
        "whatsapp",
        "facebook",
        "twitter",
        "youtube",
        "instagram",
        "daily newsletters",
        "breaking news",
        "app store",
        "google",
    ]
    .iter()
    .any(|service| folded.starts_with(service))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::cues;

    #[test]
    fn promo_lines() {
        for line in [
            "Advertisement",
            "ADVERTISEMENT",
            "Story Continued Below",
            "Facebook / Twitter / Email",
            "12 comments",
            "Sign up for our daily newsletter to get the best of Valley News.",
            "Read more: Bridge reopens",
            "Join our Telegram channel for the latest from The Valley Courier.",
            "( PHOTOS: 10 famous bridges)",
            "Follow us on Twitter @valley",
            "Click here to read more about bridges",
            "4 min read",
            "RELATED: Bridge opens",
            "Visit Valley Insider's homepage for more stories.",
            "Read or Share this story: http://va.ly/1",
            "Get the Valley stories you care about delivered to your inbox.",
            "Advertisement Continue reading the main story",
            "Newsletter Sign Up Continue reading the main story Please verify you're not a robot",
            "JUST WATCHED Bridge opens after delay Replay More Videos ... MUST WATCH Bridge opens after delay 01:43",
            "Get The Bridge. Sign up to receive the stories you need to know right now.",
            "Interested in Bridges? Add Bridges as an interest to stay up to date",
            "Share All sharing options for: Bridge opens",
            "7 years ago",
            "This article is more than 1 year old",
            "next Image 1 of 2",
            "Bridge opens after delay, article with image",
            "If you enjoyed this article, we have a proposition for you.",
            "Support Valley’s explanatory journalism",
            "Don't see the graphic above? Click here.",
            "CLICK TO GET THE VALLEY APP",
            "Full Coverage: Floods",
            "To read more editorials, go to the Opinion front page or sign up for the daily newsletter.",
            "Subscribe on Apple Podcasts, Spotify, or wherever you listen to podcasts.",
            "Watch the latest video at video.valley.example",
            "Contact us at editors@valley.example.",
            "Let us know what you’re thinking at valley@valley.example.",
            "Send a tip to the news team.",
            "Comment Policy: Please keep comments relevant to the topic.",
            "Order here!",
            "For indispensable reporting, subscribe to Valley Jones' newsletters",
            "This site is protected by recaptcha",
            "Follow @valleyticker Follow @AnnRoeNews",
            "Related Coverage Bridge opens after delay",
            "Bridge opens after a delay of two years Read more",
            "( Understanding bridges: a guide)",
            "[Read more about the flood.]",
            "Slideshow (2 Images)",
            "Catch up: The flood in two minutes",
            "Do you have a story to share? Write to us.",
            "Note: If you are abroad, go here to watch the opening live",
            "To receive a weekly email alert about the new column, write to ann@valley.example.",
        ] {
            assert!(is_line(line) || matches(line, cues(line).promo), "{line}");
        }
    }

    #[test]
    fn article_text_is_no_promo() {
        for line in [
            "Join the army, they told him, and he did, in 1943, with two friends from the mill.",
            "Follow the money, the detective said.",
            "Support for the bridge has grown since the spring, two councillors said on Tuesday.",
            "Read the letter aloud, the judge ordered, and the courtroom fell silent.",
            "Sign language interpreters were hired.",
            "Share prices fell.",
            "More people came than expected.",
            "Listen to the river, she said.",
            "* * *",
            "* * *",
            "Comments by the minister drew laughter.",
            "“Read more,” he told the pupils, and went home.",
            "Contact with the boat was lost at noon.",
            "Get the boat off the bank, the harbor master said.",
            "It happened seven years ago.",
            "share.",
            "related to acquisitions and initial advertising campaigns",
            "The newsletter said output in the first three weeks of April was above quota.",
            "“Like what?”",
            "“What do you think?” the baker asked.",
            "What do you think of a bridge that is never open?",
            "Like Roe or Poe on the inside, he said nothing.",
            "Photo: pupils on the bridge",
        ] {
            assert!(!is_line(line) && !matches(line, cues(line).promo), "{line}");
        }
    }

    #[test]
    fn sites() {
        for (line, site_name) in [
            (
                "Join our Telegram channel for the latest news from The Valley Courier.",
                Some("The Valley Courier"),
            ),
            ("Subscribe to the Valley Courier today", Some("Valley Courier")),
            ("Sign up for Valley Courier’s weekly newsletter", Some("Valley Courier")),
            ("Join Telegram", None),
            ("Advertisement", None),
        ] {
            assert_eq!(
                site(line, Vocabulary::builtin()).map(|name| name.name).as_deref(),
                site_name,
                "{line}"
            );
        }
    }
}
