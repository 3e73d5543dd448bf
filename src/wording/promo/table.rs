//! The table of promo wordings: sign-ups, share buttons, related links, appeals, boxes of web pages.
//!
//! One row a wording: how long a line may be, its cue words, and the pattern. Every pattern begins a
//! line or ends it. A wording is asked only of lines in which one of its cue words stands.

use std::sync::LazyLock;

use crate::wording::Pattern;

/// One wording.
pub(in crate::wording) struct Wording {
    /// A longer line is prose, in bytes.
    pub longest: usize,
    /// Words of which one stands in every line that the pattern matches.
    pub cues: &'static [&'static str],
    pub pattern: Pattern,
}

/// A box is no longer than this, in bytes.
pub(super) const LONGEST_BOX: usize = 4_000;

/// What may stand before a wording; never a quotation mark, for somebody's words are the story.
const START: &str = r"^\W{0,4}";
const BUT_QUOTATIONS: &str = r"^[^\w“”\x22‘’']{0,4}";

/// A row of the table: cue words and pattern.
type Row = (&'static [&'static str], &'static str);

/// Every wording.
pub(in crate::wording) static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    [(420, SIGN_UPS), (240, BUTTONS), (240, LINKS), (240, APPEALS), (240, PAGES), (LONGEST_BOX, BOXES)]
        .into_iter()
        .flat_map(|(longest, rows)| rows.iter().map(move |row| (longest, row)))
        .map(|(longest, (cues, text))| Wording {
            longest,
            cues,
            pattern: Pattern::new(text.replace(START, BUT_QUOTATIONS)),
        })
        .collect()
});

/// Sign-ups and memberships: they say it themselves.
const SIGN_UPS: &[Row] = &[
    (
        &["sign up", "signup", "subscribe", "register"],
        r"(?i)^\W{0,4}(?:click here to |please )?(?:sign ?up|subscribe|register) (?:now |today |here |free )?(?:for|to|with|below|and)\b",
    ),
    (&["sign up", "subscribe"], r"(?i)^\W{0,4}(?:sign up|subscribe)\W*$"),
    (
        &["join "],
        r"(?i)^\W{0,4}join (?:our|us|the (?:conversation|discussion)|[A-Z][\w’' ]{1,40} on (?:telegram|whatsapp|facebook))",
    ),
    (
        &["inbox", "newsletter", "alerts", "email", "e-mail", "delivered", "updates"],
        r"(?i)^\W{0,4}(?:get|receive) (?:the |our |all |more |breaking |daily |weekly |your |[\w’' ]{1,40}’s )?.*\b(?:inbox|newsletters?|alerts|e-?mails?|delivered|updates)\b",
    ),
    (&["your inbox"], r"(?i)\b(?:to|in|meet) your inbox\b"),
    (
        &["newsletter"],
        r"(?i)^\W{0,4}(?:our|the|your)? ?(?:free )?(?:daily|weekly|morning|evening)? ?newsletters?(?:\W*$|\W{1,3}(?i:sign|from|for|delivered|to your|in your|straight|the)\b)",
    ),
    (
        &["signing up", "subscribing", "clicking", "submitting"],
        r"(?i)\bby (?:signing up|subscribing|clicking|submitting)\b.*\b(?:agree|privacy policy|terms)\b",
    ),
    (
        &["sign up"],
        r"(?i)(?:^|[.!?:] )sign up (?:here )?(?:for (?:our|the|his|her|my|a|free)|to (?:receive|get))\b",
    ),
    (&["subscribe to"], r"(?i)\bsubscribe to [^.!?]{2,60}newsletters?\W*$"),
    (
        &["to receive "],
        r"(?i)(?:^|[.!?] )to receive (?:a|our|the|more|ongoing|weekly|daily) [^.!?]*\b(?:alerts?|newsletters?|e-?mails?|messages|mailing list|updates)\b",
    ),
    (&["recaptcha"], r"(?i)\bprotected by recaptcha\b"),
    (&["validation purposes"], r"(?i)\bfield is for validation purposes\b"),
    (&["cookies"], r"(?i)\b(?:we|this site|this website) uses? cookies\b"),
];

/// Buttons: share, follow, like, comment.
const BUTTONS: &[Row] = &[
    (
        &["follow ", "like ", "find "],
        r"(?i)^\W{0,4}(?:(?:follow|like|find) (?:us|@\w+|him|her|me|them)|follow [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) (?:on|at) ",
    ),
    (&["follow"], r"(?i)^\W{0,4}(?:follow ?@\w+\W*)+$|^\W{0,4}follow (?:us|AP|our)\b"),
    (&["share "], r"(?i)^\W{0,4}(?:read or )?share (?:this|on|via|the)\b"),
    (
        &[
            "facebook",
            "twitter",
            "email",
            "e-mail",
            "flipboard",
            "linkedin",
            "whatsapp",
            "reddit",
            "pinterest",
            "telegram",
            "print",
            "share",
            "copy link",
            "messenger",
            "tumblr",
            "instagram",
            "youtube",
        ],
        r"(?i)^(?:\W*(?:facebook|twitter|x|e-?mail|flipboard|linkedin|whatsapp|reddit|pinterest|telegram|print|share|copy link|messenger|sms|tumblr|instagram|youtube)\b){2,}\W*$",
    ),
    (
        &["join", "follow", "subscribe to"],
        r"(?i)^\W{0,4}(?:join|follow|subscribe to)\b.*\b(?:telegram|whatsapp|youtube|facebook|twitter|instagram)\b",
    ),
    (
        &["comment", "share", "likes", "views", "retweet"],
        r"(?i)^\W{0,4}(?:\d[\d,.]*k? )?(?:comments?|shares|likes|views|retweets)(?: \(\d+\))?\W*$",
    ),
    (
        &["comment", "join the", "what do you think"],
        r"(?i)^\W{0,4}(?:comment on this|leave a comment|join the conversation|post a comment|what do you think\?.{0,3} (?:tell|share|let us|leave|join|comment|sound off))\b",
    ),
    (
        &["comment"],
        r"(?i)^\W{0,4}(?:comments? policy|please keep comments|comments (?:are closed|on this entry))\b|\bin the comments (?:section|below)\W*$",
    ),
    (
        &["click "],
        r"(?i)^\W{0,4}click (?:here|below|on|for|the)\b|^\W{0,4}click to (?:get|read|see|view|watch|listen|play|tweet|share)\b|\bclick (?:here|the link below)\W{0,2}$",
    ),
    (&["download "], r"(?i)^\W{0,4}download (?:the|our)\b.*\bapp\b"),
];

/// Links to other pages.
const LINKS: &[Row] = &[
    (
        &[
            "related",
            "read",
            "see ",
            "more",
            "also on",
            "watch",
            "photo",
            "video",
            "gallery",
            "listen",
            "download",
            "headline",
            "trending",
            "recommended",
            "don’t miss",
            "don't miss",
            "itunes",
        ],
        r"(?i)^\W{0,4}(?:related(?: \w+)?|read more|read also|also read|read next|read|see also|see more|more|more from [^:.]{2,40}|also on [^:.]{2,40}|watch(?: live| now)?|photos|video|gallery|listen|download|headline|trending|recommended|must read|don[’']t miss|itunes)\s?:",
    ),
    (
        &["related", "read more", "more from", "see also", "read also", "also read"],
        r"(?i)^\W{0,4}(?:related|read more|more from|see also|read also|also read)\b[^.!?]*$",
    ),
    (
        &["(photos", "(watch", "(video", "(read", "(also on", "(related", "(see also", "(listen", "(click"],
        r"(?i)^\((?:photos|watch|video|read|read also|also on [^:]{2,30}|related|see also|listen|click here)[^)]{0,200}\)$",
    ),
    // Politico sets links to its own pages in brackets with a space behind the first.
    (&["( "], r"^\( [^()]{3,200}\)$"),
    (
        &["[read", "[ read", "[watch", "[listen", "[see", "[sign", "[subscribe", "[get"],
        r"(?i)^\[ ?(?:read|watch|listen|see|sign up|subscribe|get)\b[^\]]{3,200}\]$",
    ),
    // A title that ends in its button: "Bridge opens after delay Read more".
    (&["read more"], r"^[^.!?]{15,120} Read more$"),
    (&["homepage", "home page"], r"(?i)^\W{0,4}(?:visit|go to) [^.]{2,60}(?:homepage|home page) for more\b"),
    (&[" all"], r"(?i)^\W{0,4}(?:view|show|see|read) all\b[^.]*$"),
    (
        &["tags", "tagged", "topics", "filed under", "categories", "posted in", "keywords"],
        r"(?i)^\W{0,4}(?:tags|tagged|topics|filed under|categories|posted in|keywords)\s?:",
    ),
    (&["coverage"], r"(?i)^\W{0,4}full coverage\s?:|^related coverage \S"),
    (&["catch up"], r"(?i)^catch up ?:"),
    (&["go here"], r"(?i)\bgo here to watch\b"),
    (&["article with"], r"(?i), article with (?:image|gallery|video|graphic)s?$"),
    (&["slideshow"], r"(?i)^slideshow \(\d+ images?\)$"),
    (&["image "], r"(?i)^\W{0,4}(?:next|prev(?:ious)?)? ?image \d+ of \d+\W*$"),
    (&["watch the"], r"(?i)^\W{0,4}watch the latest video\b"),
    (
        &["subscribe on", "listen on", "available on", "podcasts"],
        r"(?i)^\W{0,4}(?:subscribe|listen|available) on (?:apple|spotify|google|itunes|stitcher)\b|\bwherever you (?:get|listen to) (?:your )?podcasts\b",
    ),
    (
        &["to read", "to see", "to find", "to submit"],
        r"(?i)^\W{0,4}(?:to (?:read|see|find|submit) (?:more )?[^.!?]{0,60}(?:go to|visit|click|sign up|follow)\b)",
    ),
];

/// Begging, shops, polls, contacts.
const APPEALS: &[Row] = &[
    (
        &["donate", "support "],
        r"(?i)^\W{0,4}(?:please )?(?:donate|support) (?:to |us|our|independent|the work|today|now|quality)\b",
    ),
    (&["journalism"], r"(?i)^\W{0,4}support [A-Z][\w’' ]{1,40}[’']s? [^.!?]{0,30}journalism\W*$"),
    (
        &["enjoy", "like this", "like what"],
        r"(?i)^\W{0,4}(?:enjoying|enjoyed|like) (?:this (?:article|story|post|piece|content|column)|what you)\b[^.!?]*[?!]",
    ),
    (
        &["if you ", "if for some"],
        r"(?i)^\W{0,4}(?:if you (?:really )?(?:liked|enjoyed|like|enjoy) this|if for some reason you (?:actually )?liked this)\b",
    ),
    (
        &["order ", "buy ", "shop ", "get it"],
        r"(?i)^\W{0,4}(?:order|buy|shop|pre-?order|get it) (?:it )?(?:here|now|online|today|your copy)\W*$",
    ),
    (&["take our poll"], r"(?i)^\W{0,4}take our poll\b"),
    (&["write to", "letters to", "mail to"], r"(?i)^\W{0,4}(?:write|send letters|e-?mail) to\b.*@"),
    (
        &["@"],
        r"(?i)^\W{0,4}(?:contact|e-?mail|connect with|reach) (?:us|me|him|her|them|the (?:author|writer|reporter|editor))\b[^.!?]*@",
    ),
    (&["let us know"], r"(?i)^\W{0,4}let us know what you[^.!?]*@"),
    (
        &[" tip", "a question"],
        r"(?i)^\W{0,4}(?:have|got) a (?:news )?tip\b|^\W{0,4}send (?:a |your |us )(?:news )?tips?\b|^\W{0,4}got a question\?",
    ),
    (
        &["a story to", "pitch us", "submission guide"],
        r"(?i)\bdo you have a story to (?:share|tell)\b|\bpitch us at\b|\bsubmission guidelines\b",
    ),
];

/// The page speaks of itself.
const PAGES: &[Row] = &[
    (
        &["continue"],
        r"(?i)^\W{0,4}(?:story|article) continue[sd]? (?:below|after)|^\W{0,4}(?:advertisement )?continue reading (?:the main story|below)\W*$",
    ),
    (
        &[" read", "-read"],
        r"(?i)^\W{0,4}(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[ -]?(?:min|minute)s? read\W*$",
    ),
    (&[" ago"], r"(?i)^\W{0,4}\d{1,2} (?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?) ago\W*$"),
    (
        &["this article is more than"],
        r"(?i)^\W{0,4}this article is more than (?:\d+|one|two|three|four|five) (?:years?|months?) old\W*$",
    ),
    (&["skip "], r"(?i)^\W{0,4}skip (?:past|to|the)\b"),
];

/// Boxes that a scraper has written into one long line; each begins as nothing else does.
const BOXES: &[Row] = &[
    (&["newsletter sign up"], r"(?i)^newsletter sign up\b"),
    (&["just watched"], r"^JUST WATCHED .*\bMUST WATCH\b"),
    (&["sign up"], r"(?i)^get [^.!?]{2,40}\. sign up (?:for|to)\b"),
    (&["interested in"], r"(?i)^interested in [^.!?]{2,60}\? add "),
    (&["sharing options"], r"(?i)^share all sharing options for\b"),
    (&["=\"http"], r#"^(?:poster|src|href)="http"#),
];
