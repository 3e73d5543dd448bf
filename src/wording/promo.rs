//! Lines that are not the article: sign-ups, share buttons, related links, navigation.
//!
//! Precision before recall: article text must not end up in promo, so a rule takes a whole short
//! line or a line's beginning, never a word somewhere in a paragraph.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::name::{self, Name};
use super::pattern;
use crate::vocabulary::{SourceKind, Vocabulary};

/// Without one of these words no *pattern* below matches. (Whole lines are looked up.)
pub const CUES: &[&str] = &[
    "sign up",
    "signup",
    "subscrib",
    "join",
    "newsletter",
    "inbox",
    "follow",
    "related",
    "read more",
    "read also",
    "read next",
    "see also",
    "also read",
    "more from",
    "more:",
    "read:",
    "also on",
    "watch:",
    "watch live",
    "photos:",
    "video:",
    "listen",
    "download",
    "click",
    "share",
    "like us",
    "donate",
    "support",
    "homepage",
    "home page",
    "privacy policy",
    "cookie",
    "terms of",
    "validation purposes",
    "comment",
    "advertis",
    "app store",
    "google play",
    "telegram",
    "whatsapp",
    "alerts",
    "in this conversation",
    "visit",
    "write to",
    "min read",
    "minute read",
    "story continue",
    "most popular",
    "most read",
    "trending",
    "tags:",
    "tagged",
    "filed under",
    "topics:",
    "view all",
    "headline:",
    "poll",
    "contact the",
    "skip",
    "don’t miss",
    "don't miss",
    "have a tip",
    "got a tip",
    "enjoy",
    "letters to",
    "recommended",
    "scroll to continue",
    "e-mail",
    "email",
    "continue reading",
    "recaptcha",
    "comments",
    "enjoyed this",
    "journalism",
    " ago",
    "image ",
    "interested in",
    "this article is more than",
    "coverage:",
    "article with",
    "question?",
    "send ",
    "connect with",
    "order ",
    "buy ",
    "shop ",
    "liked this",
    "like” button",
    "like\" button",
    "to read",
    "to see more",
    "listen to",
    "wherever you",
    "contact ",
    "watch the",
    "get ",
    "slideshow",
    "just watched",
    "sharing options",
    "poster=",
    "src=",
    "href=",
    "( ",
    "[read",
    "[ read",
    "[watch",
    "[listen",
    "[see",
    "[sign",
    "[get",
    "catch up",
    "story to share",
    "story to tell",
    "pitch us",
    "submission guide",
    "go here",
    "let us know",
    "got a question",
    "reach ",
];

/// Whole lines, in lower case and without surrounding punctuation.
static LINES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("promo_lines.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Sign-ups and memberships: they say it themselves.
static SIGN_UPS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)^\W{0,4}(?:click here to |please )?(?:sign ?up|subscribe|register) (?:now |today |here |free )?(?:for|to|with|below|and)\b",
        r"(?i)^\W{0,4}(?:sign up|subscribe)\W*$",
        r"(?i)^\W{0,4}join (?:our|us|the (?:conversation|discussion)|[A-Z][\w’' ]{1,40} on (?:telegram|whatsapp|facebook))",
        r"(?i)^\W{0,4}(?:get|receive) (?:the |our |all |more |breaking |daily |weekly |your |[\w’' ]{1,40}’s )?.*\b(?:inbox|newsletters?|alerts|e-?mails?|delivered|updates)\b",
        r"(?i)\b(?:to|in) your inbox\b",
        r"(?i)^\W{0,4}(?:our|the|your)? ?(?:free )?(?:daily|weekly|morning|evening)? ?newsletters?\b",
        r"(?i)\bby (?:signing up|subscribing|clicking|submitting)\b.*\b(?:agree|privacy policy|terms)\b",
        r"(?i)(?:^|[.!?:] )sign up (?:here )?(?:for (?:our|the|his|her|my|a|free)|to (?:receive|get))\b",
        r"(?i)\bsubscribe to [^.!?]{2,60}newsletters?\W*$",
        r"(?i)(?:^|[.!?] )to receive (?:a|our|the|more|ongoing|weekly|daily) [^.!?]*\b(?:alerts?|newsletters?|e-?mails?|messages|mailing list|updates)\b",
        r"(?i)\bprotected by recaptcha\b",
        r"(?i)\bmeet your inbox\b",
        r"(?i)\bfield is for validation purposes\b",
        r"(?i)\b(?:we|this site|this website) uses? cookies\b",
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});

/// Share buttons, related links, appeals: they begin as prose may begin, too.
static LINKS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // Share, follow, like.
        r"(?i)^\W{0,4}(?:follow|like|find) (?:us|@\w+|him|her|me|them|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) (?:on|at) ",
        r"(?i)^\W{0,4}follow @\w+\W*$|^\W{0,4}follow (?:us|AP|our)\b",
        r"(?i)^\W{0,4}(?:read or )?share (?:this|on|via|the)\b",
        r"(?i)^(?:\W*(?:facebook|twitter|x|e-?mail|flipboard|linkedin|whatsapp|reddit|pinterest|telegram|print|share|copy link|messenger|sms|tumblr|instagram|youtube)\b){2,}\W*$",
        r"(?i)^\W{0,4}(?:join|follow|subscribe to)\b.*\b(?:telegram|whatsapp|youtube|facebook|twitter|instagram)\b",
        // Related links.
        r"(?i)^\W{0,4}(?:related(?: \w+)?|read more|read also|also read|read next|read|see also|see more|more|more from [^:.]{2,40}|also on [^:.]{2,40}|watch(?: live| now)?|photos?|video|gallery|listen|download|headline|trending|recommended|must read|don[’']t miss|itunes)\s?:",
        r"(?i)^\W{0,4}(?:related|read more|more from|see also|read also|also read)\b[^.!?]*$",
        r"(?i)^\( ?(?:photos|watch|video|read|read also|also on [^:]{2,30}|related|see also|listen|click here)[^)]{0,200}\)$",
        r"(?i)^\W{0,4}click (?:here|below|on|for|the)\b",
        r"(?i)^\W{0,4}(?:visit|go to) [^.]{2,60}(?:homepage|home page) for more\b",
        r"(?i)^\W{0,4}(?:story|article) continue[sd]? (?:below|after)",
        r"(?i)^\W{0,4}(?:view|show|see|read) all\b[^.]*$",
        r"(?i)^\W{0,4}(?:\d[\d,.]*k? )?(?:comments?|shares|likes|views|retweets)(?: \(\d+\))?\W*$",
        r"(?i)^\W{0,4}(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[ -]?(?:min|minute)s? read\W*$",
        r"(?i)^\W{0,4}(?:tags|tagged|topics|filed under|categories|posted in|keywords)\s?:",
        // Begging, apps, polls, contacts.
        r"(?i)^\W{0,4}(?:please )?(?:donate|support) (?:to |us|our|independent|the work|today|now|quality)\b",
        r"(?i)^\W{0,4}download (?:the|our)\b.*\bapp\b",
        r"(?i)^\W{0,4}take our poll\b",
        r"(?i)^\W{0,4}(?:write|send letters|e-?mail) to\b.*@",
        r"(?i)^\W{0,4}(?:have|got) a (?:news )?tip\b",
        r"(?i)^\W{0,4}(?:comment on this|leave a comment|join the conversation|post a comment|what do you think)\b",
        r"(?i)^\W{0,4}(?:enjoying|enjoyed|like) (?:this|what)\b[^.!?]*[?!]",
        r"(?i)^\W{0,4}skip (?:past|to|the)\b",
        r"(?i)^\W{0,4}(?:follow ?@\w+\W*)+$",
        r"(?i)^related coverage \S",
        // A title that ends in its button: "Bridge opens after delay Read more".
        r"^[^.!?]{15,120} Read more$",
        // Politico sets links to its own pages in brackets with a space behind the first.
        r"^\( [^()]{3,200}\)$",
        r"(?i)^\[ ?(?:read|watch|listen|see|sign up|subscribe|get)\b[^\]]{3,200}\]$",
        r"(?i)^slideshow \(\d+ images?\)$",
        r"(?i)^catch up ?:",
        r"(?i)\bdo you have a story to (?:share|tell)\b|\bpitch us at\b|\bsubmission guidelines\b",
        r"(?i)\bgo here to watch\b",
        // The page speaks of itself.
        r"(?i)^\W{0,4}(?:advertisement )?continue reading (?:the main story|below)\W*$",
        r"(?i)^\W{0,4}\d{1,2} (?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?) ago\W*$",
        r"(?i)^\W{0,4}this article is more than (?:\d+|one|two|three|four|five) (?:years?|months?) old\W*$",
        r"(?i)^\W{0,4}(?:next|prev(?:ious)?)? ?image \d+ of \d+\W*$",
        r"(?i), article with (?:image|gallery|video|graphic)s?$",
        r"(?i)^\W{0,4}(?:if you (?:really )?(?:liked|enjoyed|like|enjoy) this|if for some reason you (?:actually )?liked this)\b",
        r"(?i)^\W{0,4}support [A-Z][\w’' ]{1,40}[’']s? [^.!?]{0,30}journalism\W*$",
        r"(?i)\bclick (?:here|the link below)\W{0,2}$",
        r"(?i)^\W{0,4}click to (?:get|read|see|view|watch|listen|play|tweet|share)\b",
        r"(?i)^\W{0,4}full coverage\s?:",
        r"(?i)^\W{0,4}(?:to (?:read|see|find|submit) (?:more )?[^.!?]{0,60}(?:go to|visit|click|sign up|follow)\b)",
        r"(?i)^\W{0,4}(?:subscribe|listen|available) on (?:apple|spotify|google|itunes|stitcher)\b|\bwherever you (?:get|listen to) (?:your )?podcasts\b",
        r"(?i)^\W{0,4}watch the latest video\b",
        r"(?i)^\W{0,4}(?:contact|e-?mail|connect with|reach) (?:us|me|him|her|them|the (?:author|writer|reporter|editor))\b[^.!?]*@",
        r"(?i)^\W{0,4}let us know what you[^.!?]*@",
        r"(?i)^\W{0,4}send (?:a |your |us )(?:news )?tips?\b|^\W{0,4}got a question\?",
        r"(?i)^\W{0,4}(?:comments? policy|please keep comments|comments (?:are closed|on this entry))\b|\bin the comments (?:section|below)\W*$",
        r"(?i)^\W{0,4}(?:order|buy|shop|pre-?order|get it) (?:it )?(?:here|now|online|today|your copy)\W*$",
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});

/// Boxes of a web page that a scraper has written into one long line; each begins as nothing else does.
static BOXES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)^newsletter sign up\b",
        r"^JUST WATCHED .*\bMUST WATCH\b",
        r"(?i)^get [^.!?]{2,40}\. sign up (?:for|to)\b",
        r"(?i)^interested in [^.!?]{2,60}\? add ",
        r"(?i)^share all sharing options for\b",
        r#"^(?:poster|src|href)="http"#,
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});

/// A box is no longer than this, in bytes.
const LONGEST_BOX: usize = 4_000;

/// No sign-up line and no line of links is longer, in bytes; a longer line is prose.
const LONGEST_SIGN_UP: usize = 420;
const LONGEST_LINK: usize = 240;

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
    if line.len() > 60 {
        return false;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    LINES.contains(bare.to_lowercase().as_str())
}

/// Does the line match a promo pattern? Ask only when [`super::cues`] said so.
#[must_use]
pub fn matches(line: &str) -> bool {
    let any = |patterns: &[Regex]| patterns.iter().any(|pattern| pattern.is_match(line));
    line.len() <= LONGEST_SIGN_UP && any(&SIGN_UPS)
        || line.len() <= LONGEST_LINK && any(&LINKS)
        || line.len() <= LONGEST_BOX && any(&BOXES)
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
            assert!(is_line(line) || crate::wording::cues(line).promo && matches(line), "{line}");
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
        ] {
            assert!(!is_line(line) && !matches(line), "{line}");
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
