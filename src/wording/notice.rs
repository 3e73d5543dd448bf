//! Sentences that speak about the article: who published it first, on what terms, who helped.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::name::{self, Name};
use super::pattern;
use crate::article::{Article, Zone};
use crate::vocabulary::Vocabulary;

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saying {
    /// It was first published there.
    FirstPublished,
    /// It is published again from there.
    RepublishedFrom,
    /// It is published with somebody's permission.
    Permission,
    /// It stands under a Creative Commons licence.
    CreativeCommons,
    /// Anybody may publish it on the publisher's own terms.
    Grant,
    /// It is in the public domain.
    PublicDomain,
    /// It is an excerpt, or fair use is claimed.
    Excerpt,
    /// Somebody distributes it.
    Distributed,
    /// It comes from a partner.
    Partner,
    /// It comes from an agency that is not named.
    Feed,
    /// "Source: X".
    SourceLine,
    /// An agency's own closing line.
    AgencyDesk,
    /// Somebody helped and is not its source.
    Contribution,
    /// Reuse is forbidden or limited.
    Restriction,
    /// A copyright notice.
    Copyright,
    /// A correction, an editor's note, a disclaimer: no terms.
    About,
}

/// A wording: a pattern, and what it says. The empty group `name` marks where a name begins.
struct Wording {
    rule: &'static str,
    saying: Saying,
    pattern: Regex,
}

/// Something that a line says about its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What is said.
    pub saying: Saying,
    /// The rule that read it.
    pub rule: &'static str,
    /// The sentence, in bytes of the line.
    pub sentence: Range<usize>,
    /// Whoever is named.
    pub name: Option<Name>,
}

/// Without one of these words no wording below matches.
pub const CUES: &[&str] = &[
    "originally",
    "initially",
    "previously",
    "first appear",
    "first publish",
    "first post",
    "first ran",
    "first run",
    "first print",
    "first air",
    "first report",
    "first wr",
    "first feature",
    "first produce",
    "first release",
    "first issue",
    "first carried",
    "appeared first",
    "published first",
    "republish",
    "re-publish",
    "reprint",
    "re-print",
    "repost",
    "re-post",
    "cross-post",
    "crosspost",
    "reproduce",
    "permission",
    "arrangement with",
    "creative commons",
    "creativecommons",
    "cc by",
    "cc-by",
    "cc0",
    "feel free",
    "copy and share",
    "encourage you to",
    "without charge",
    "may be freely",
    "may be shared",
    "may be copied",
    "may be distributed",
    "public domain",
    "rights reserved",
    "u.s. government",
    "us government",
    "excerpt",
    "adapted from",
    "extracted from",
    "fair use",
    "distributed by",
    "syndicate",
    "content partner",
    "partnership",
    "collaboration with",
    "association with",
    "syndicated feed",
    "agency feed",
    "source:",
    "via",
    "reporting by",
    "trust principles",
    "contributed",
    "with input",
    "with file",
    "with reporting",
    "with material",
    "with contribution",
    "with additional",
    "with agency",
    "may not be",
    "reproduction",
    "redistribution",
    "unauthorized use",
    "unauthorised use",
    "copyright",
    "©",
    "(c)",
    "note:",
    "note -",
    "note —",
    "note –",
    "’s note",
    "'s note",
    "correction",
    "clarification",
    "disclaimer",
    "earlier version",
    "has been updated",
    "has been corrected",
    "was corrected",
    "was updated",
    "has been amended",
    "was translated",
    "was edited",
    "has been edited",
    "views expressed",
    "opinions expressed",
    "courtesy of",
    "read the full",
    "read the rest",
    "read the original",
];

const ARTICLE: &str = "(?:article|story|column|piece|post|essay|report|op-ed|interview|commentary|editorial|item|analysis|content|feature|text|dispatch|investigation|material|work|version|opinion|excerpt|blog|review|translation|speech|series|press release|news)";

const PUBLISHED: &str = "(?:appear(?:ed|s)|published|posted|ran|run|printed|aired|broadcast|reported|written|featured|produced|released|issued|carried|created)";

/// "This article", "the following column", "a longer version of this story".
fn this() -> String {
    format!(
        r"(?:(?:this|the (?:following|above|foregoing))(?: [\w’'-]+){{0,3}}? {ARTICLE}|an? (?:[\w-]+ ){{0,2}}version of this {ARTICLE})"
    )
}

static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let this = this();
    let again = r"(?:re-?published|re-?printed|re-?posted|cross-?posted)";
    let kindly =
        r"(?:the |kind |express |special |full |prior |written |their |his |her |our |[\w]+[’']s? ){0,3}";
    let start = r"^\W{0,4}(?:(?:editors?|author|publisher)[’']?s?[’']? note\W{1,3})?";
    let table: Vec<(&'static str, Saying, String)> = vec![
        (
            "source.first_published",
            Saying::FirstPublished,
            format!(r"(?i)\b{this}\b[^.!?]*?\b(?:(?:originally|first|initially|previously) (?:was |were |been )?{PUBLISHED}|{PUBLISHED} (?:originally|first))(?: here)?(?: as [^,.]{{1,60}}?)?,? (?:on|in|at|by|with|for|to|via|from)(?P<name>) "),
        ),
        (
            "source.originally_at",
            Saying::FirstPublished,
            format!(r"(?i){start}(?:originally|first|previously) {PUBLISHED}:?(?: (?:on|in|at|by|via|with):?)?(?P<name>) "),
        ),
        (
            "source.post_appeared_first_on",
            Saying::FirstPublished,
            r"^(?:The|This) (?:post|article|story) .+? (?:appeared first|first appeared) (?:on|in|at)(?P<name>) ".to_owned(),
        ),
        (
            "source.column_at",
            Saying::FirstPublished,
            format!(r"(?i)\b(?P<name>)[^.,]{{3,60}}, where this {ARTICLE} (?:first|originally) {PUBLISHED}"),
        ),
        (
            "source.republished_from",
            Saying::RepublishedFrom,
            format!(r"(?i){start}(?:{this} (?:is|was|has been|is being) |it (?:is|was) |{ARTICLE}(?: by [^.]{{1,60}}?)? )?(?:re-?published|re-?printed|re-?posted|cross-?posted|reproduced)(?: here)? (?:from|via|courtesy of|by courtesy of)(?P<name>) "),
        ),
        (
            "source.courtesy_of",
            Saying::RepublishedFrom,
            format!(r"(?i){start}{this} (?:is|was|comes|appears)(?: here)? courtesy of(?P<name>) "),
        ),
        (
            "rights.by_permission",
            Saying::Permission,
            format!(r"(?i)\b(?:{again}|published|posted|reproduced|used|excerpted|appears?|adapted)\b[^.!?()]*?\b(?:with|by) {kindly}permission\b(?: or licen[sc]e)?(?: (?:of|from|by)(?P<name>) )?"),
        ),
        (
            "rights.by_arrangement",
            Saying::Permission,
            format!(r"(?i)\b{again} by (?:special )?arrangement with(?P<name>) "),
        ),
        (
            "rights.creative_commons",
            Saying::CreativeCommons,
            format!(r"(?i)(?:{this}|\b(?:our|all|site|original) (?:work|content|articles|stories)\b|\bcontent (?:of|on) this site\b|^\W{{0,4}}(?:licen[sc]ed|{again}|published|released|available|it is licen[sc]ed|creative commons|text)\b)[^!?]*(?:creative commons|creativecommons\.org|\bCC[ -](?:BY|0)|\bCC0\b)"),
        ),
        (
            "rights.creative_commons",
            Saying::CreativeCommons,
            r"(?i)^[^/.]{3,60} / [^/.]{3,60} / creative commons\W*$|^\W{0,4}(?:licen[sc]e:? )?(?:CC[ -]BY(?:-[A-Z]{2})*(?: \d\.\d)?|CC0|https?://creativecommons\.org/\S+)\W*$".to_owned(),
        ),
        (
            "rights.grant",
            Saying::Grant,
            r"(?i)\bpermission is (?:hereby )?(?:given|granted) to (?:share|copy|publish|republish|reprint|re-?post|reproduce|distribute)|\b(?:please|feel free to|free to|welcome to|encourage you to|invite you to) (?:copy and share|share and republish|copy|republish|re-?post|reprint|reproduce)\b[^.!?]*?(?:\b(?:article|story|post|content|stories|articles|our|widely)\b|\bit\b)|\bmay be (?:freely )?(?:re-?posted|republished|reprinted|reproduced|shared|copied|distributed)\b[^.!?]*(?:\bfreely\b|\bprovided\b|\bas long as\b|\bwithout charge\b|\bwith (?:full )?(?:attribution|credit)\b|\bin whole or in part\b)|\bavailable without charge to any eligible news publisher".to_owned(),
        ),
        (
            "rights.public_domain",
            Saying::PublicDomain,
            format!(r"(?i)\b{this}(?: [\w]+){{0,6}}? (?:is|was|has been)(?: placed| released| dedicated)? (?:in|into|to) the public domain|\bis a work of the u\.?s\.? (?:federal )?government|\bno rights reserved\b"),
        ),
        (
            "rights.excerpt",
            Saying::Excerpt,
            format!(r"(?i){start}(?:{this} (?:is|was|has been) |it (?:is|was) )?(?:an? (?:edited |adapted )?(?:excerpt|extract)|excerpted|adapted|extracted)(?: and adapted)?(?: with permission)? from(?: the [^.]*?issue of)?(?P<name>) "),
        ),
        (
            "rights.fair_use",
            Saying::Excerpt,
            r"(?i)\bfair use (?:notice|doctrine)\b|\bfair use\b[^.]*(?:17 u\.?s\.?c|title 17|section 107)|(?:17 u\.?s\.?c|title 17|section 107|sec\. 107)[^.]*\bfair use".to_owned(),
        ),
        (
            "rights.read_the_rest",
            Saying::Excerpt,
            r"(?i)^\W{0,4}read (?:the rest|the full (?:article|story|piece|post|text)|the original)(?: of (?:this|the) (?:article|story|piece|post))? (?:at|on)(?P<name>) [^.]{2,60}\W*$".to_owned(),
        ),
        ("source.distributed_by", Saying::Distributed, r"(?i)^\W{0,4}distributed by(?P<name>) ".to_owned()),
        ("source.distributed_by", Saying::Distributed, r"(?i)\bfeatures by other(?P<name>) [\w ]{3,40} writers\b".to_owned()),
        (
            "source.content_partner",
            Saying::Partner,
            r"^\W{0,4}(?P<name>)[^.!?]{2,60}?(?:\. ?[A-Z]?\w*)? is an? [^.!?]{2,40} content partner\b".to_owned(),
        ),
        (
            "source.partnership",
            Saying::Partner,
            format!(r"(?i){this}[^.!?]*\b(?:(?:in|part of a|through a) (?:content )?(?:partnership|collaboration) (?:with|between)|in association with)(?P<name>) "),
        ),
        (
            "rights.syndicated_feed",
            Saying::Feed,
            r"(?i)\b(?:auto-?generated|generated|published) from (?:an?|the) (?:[\w-]+ )?(?:syndicated|wire agency|news agency|agency) feed\b".to_owned(),
        ),
        ("source.source_line", Saying::SourceLine, r"(?i)^\W{0,2}source:(?P<name>) [^.]{2,}[^ ]*\W*$".to_owned()),
        ("source.via", Saying::SourceLine, r"^\W{0,2}(?:Via|VIA):?(?P<name>) [A-Z][^ ]*(?: [^ ]+){0,4}$".to_owned()),
        (
            "source.reporting_by",
            Saying::AgencyDesk,
            r"(?i)\((?:additional |with additional )?reporting by [^()]{3,300}?(?:editing|writing) by [^()]{3,200}\)|thomson reuters trust principles".to_owned(),
        ),
        (
            "source.contribution",
            Saying::Contribution,
            r"(?i)\bcontributed (?:reporting )?to (?:this|the) (?:report|story|article|column)\b|^\W{0,4}with (?:additional )?(?:agency )?(?:inputs?|files?|reporting|contributions?|material) (?:from|by)\b|\bcontributed\.?\W*$".to_owned(),
        ),
        (
            "rights.restriction",
            Saying::Restriction,
            r"(?i)\b(?:material|content|article|story|text|work|report|contents|part|portion)\b[^.!?]*\bmay not be (?:\w+ )?(?:published|reproduced|reprinted|republished|broadcast|copied|distributed|redistributed|rewritten|used)\b|\b(?:reproduction|republication|redistribution|unauthori[sz]ed use)\b[^.!?]*\b(?:prohibited|forbidden|not permitted|not allowed)\b|\bmay (?:only )?be (?:reproduced|reprinted|republished|used) (?:only )?with (?:\w+ ){0,3}permission\b".to_owned(),
        ),
        (
            "rights.copyright",
            Saying::Copyright,
            r"(?:©|\([cC]\)|(?i:copyright)(?: ?[:©]| ?\([cC]\)| ?@)?) ?(?:c\.)?(?:(?:19|20)\d\d(?: ?[-–,/] ?(?:19|20)\d\d)*)(?:,)?(?: [Bb]y| BY)?(?P<name>)".to_owned(),
        ),
        (
            "rights.copyright",
            Saying::Copyright,
            r"^\W{0,3}(?:(?i:copyright) )?(?:©|\([cC]\)|(?i:copyright by))(?P<name>) ?[A-Z][^/]{1,80}$|(?i:copyright) (?:©|\([cC]\))(?P<after>) ?[A-Z]".to_owned(),
        ),
        ("rights.all_reserved", Saying::Copyright, r"(?i)\ball rights reserved\b".to_owned()),
        (
            "notice.about",
            Saying::About,
            format!(r"(?i)^\W{{0,4}}(?:editors?[’']?s? (?:’ )?note|correction|clarification|author[’']s note|disclaimer|publisher[’']s note|note to (?:readers|editors)|note)\W{{0,2}} ?[:—–-]|\b{this}[^.!?]* (?:has been|was) (?:updated|corrected|amended|translated|edited)\b|\ban earlier version of this {ARTICLE}\b|\b(?:views|opinions) expressed (?:in this|here|by|are)\b"),
        ),
        (
            "notice.negated_licence",
            Saying::About,
            r"(?i)\bnot (?:subject to|available under|covered by|licen[sc]ed under)\b[^.!?]*(?:creative commons|licen[sc]e)".to_owned(),
        ),
    ];
    table.into_iter().map(|(rule, saying, text)| Wording { rule, saying, pattern: pattern(&text) }).collect()
});

/// Everything that the notice zone of an article says, in reading order. Ranges count bytes of the zone.
#[must_use]
pub fn of(article: &Article, vocabulary: &Vocabulary) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (start, line) in lines(article.text(Zone::Notice)) {
        for mut statement in read(line, vocabulary) {
            shift(&mut statement.sentence, start);
            if let Some(name) = &mut statement.name {
                shift(&mut name.range, start);
            }
            statements.push(statement);
        }
    }
    statements
}

fn shift(range: &mut Range<usize>, by: usize) {
    *range = range.start + by..range.end + by;
}

/// The lines of a text with the byte at which each begins; empty ones are left out.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        (!line.is_empty()).then_some((start, line))
    })
}

/// Everything that a line says about its article, in the order of the table.
#[must_use]
pub fn read(line: &str, vocabulary: &Vocabulary) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    for sentence in sentences(line) {
        let words = &line[sentence.clone()];
        for wording in WORDINGS.iter() {
            let Some(found) = wording.pattern.captures(words) else { continue };
            let Some(whole) = found.get(0) else { continue };
            if is_of_something_else(wording.saying, words, whole.range(), line, sentence.start) {
                continue;
            }
            let at = found.name("name").or_else(|| found.name("after")).map(|group| group.end());
            let name = at.and_then(|at| named(wording.saying, words, at, vocabulary));
            if needs_a_name(wording.rule) && name.is_none() || is_own_edition(wording.saying, words, at) {
                continue;
            }
            if statements.iter().any(|other| other.saying == wording.saying && other.sentence == sentence) {
                continue;
            }
            let name = name.map(|mut name| {
                shift(&mut name.range, sentence.start);
                name
            });
            statements.push(Statement {
                saying: wording.saying,
                rule: wording.rule,
                sentence: sentence.clone(),
                name,
            });
        }
    }
    statements
}

/// The rules that say nothing when nobody is named.
fn needs_a_name(rule: &str) -> bool {
    rule.starts_with("source.") && !matches!(rule, "source.reporting_by" | "source.contribution")
        || rule == "rights.read_the_rest"
}

fn named(saying: Saying, sentence: &str, at: usize, vocabulary: &Vocabulary) -> Option<Name> {
    let mut rest = &sentence[at..];
    let mut offset = at;
    if saying == Saying::Copyright {
        let end = ALL_RIGHTS.find(rest).map_or(rest.len(), |found| found.start());
        rest = &rest[..end];
    }
    let mut name = name::at_head(rest, vocabulary)?;
    // "first published by Michael Roe at his Valley Blog": the outlet, not the author.
    if saying == Saying::FirstPublished
        && let Some(found) = AUTHOR_AT.find(&rest[name.range.end..])
    {
        let behind = name.range.end + found.end();
        if let Some(outlet) = name::at_head(&rest[behind..], vocabulary) {
            offset += behind;
            name = outlet;
        }
    }
    shift(&mut name.range, offset);
    Some(name)
}

static ALL_RIGHTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[,.;]? ?all rights"));
static AUTHOR_AT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^,? (?:at|on|in) (?:his |her |their |the )?"));
static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:photos?|photographs?|images?|pictures?|illustrations?|cartoons?|music|lyrics|songs?|video|map)\b",
    )
});
static NEGATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bnot (?:subject to|available under|covered by|licen[sc]ed)\b"));
static BE_BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:be|without|only|no part[^.]*)\s*$"));
static OWN_EDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:newsletter|e-?mail|issue of|edition of|print edition|print issue|\bPro\b)")
});

/// A wording that is about a picture, a quoted letter, or a licence that does not hold here.
fn is_of_something_else(
    saying: Saying,
    sentence: &str,
    found: Range<usize>,
    line: &str,
    start: usize,
) -> bool {
    let before = &sentence[..found.start];
    match saying {
        Saying::Permission => {
            let before_it = &line[..start + found.start];
            let open = before_it.matches('(').count() > before_it.matches(')').count();
            // In brackets, with the sentence going on behind them: said of something quoted.
            let behind = sentence[found.end..].split_once(')').map_or("", |(_, behind)| behind);
            open && behind.contains(char::is_alphabetic)
                || sentence[found.end..].trim_start().starts_with("or without")
                || BE_BEFORE.is_match(before)
                || PICTURE.is_match(sentence)
        }
        Saying::CreativeCommons => NEGATED.is_match(sentence) || PICTURE.is_match(sentence),
        Saying::Copyright => {
            let head = &sentence[..found.start];
            head.trim_end().ends_with("Image") || PICTURE.is_match(head)
        }
        Saying::SourceLine => sentence.len() > 200,
        _ => false,
    }
}

/// "first appeared in The Dispatch, our weekly newsletter": the outlet's own other edition.
fn is_own_edition(saying: Saying, sentence: &str, at: Option<usize>) -> bool {
    saying == Saying::FirstPublished && at.is_some_and(|at| OWN_EDITION.is_match(&sentence[at..]))
}

/// The sentences of a line, as byte ranges without the white space between them.
pub fn sentences(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut ends = SENTENCE_END.find_iter(line).map(|found| found.range()).collect::<Vec<_>>().into_iter();
    std::iter::from_fn(move || {
        loop {
            if start >= line.len() {
                return None;
            }
            let Some(end) = ends.next() else {
                let last = start..line.len();
                start = line.len();
                return Some(last);
            };
            // The pattern takes the first letter of the next sentence with it.
            let next = end.end - line[..end.end].chars().next_back().map_or(0, char::len_utf8);
            let stop = start + line[start..next].trim_end().len();
            if is_abbreviation(&line[start..stop]) {
                continue;
            }
            let sentence = start..stop;
            start = next;
            return Some(sentence);
        }
    })
}

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?][”’)\]']* +[\p{Lu}(\[“©•]"));

fn is_abbreviation(sentence: &str) -> bool {
    let Some(head) = sentence.strip_suffix('.') else { return false };
    let word = head.rsplit([' ', '(']).next().unwrap_or(head);
    let letters = word.chars().count();
    letters == 1
        || [
            "St", "Dr", "Mr", "Mrs", "Ms", "Prof", "Inc", "Co", "No", "Sec", "Gov", "Sen", "Rep", "vs",
            "U.S", "U.K",
        ]
        .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[(Saying, Option<&str>)]) {
        let found = read(line, Vocabulary::builtin());
        let found: Vec<(Saying, Option<&str>)> =
            found.iter().map(|s| (s.saying, s.name.as_ref().map(|name| name.name.as_str()))).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn first_publication() {
        use Saying::FirstPublished as First;
        for (line, name) in [
            (
                "This article was originally published by Radio Meridian and is reprinted with permission.",
                "Radio Meridian",
            ),
            ("This piece first appeared in the Valley Beacon.", "Valley Beacon"),
            ("The following column originally appeared on RedValley.com.", "RedValley.com"),
            ("[Originally posted at Valley Review]", "Valley Review"),
            ("Originally published at Valley Post.", "Valley Post"),
            ("This article was originally published by Ann Roe at her Valley Blog.", "Valley Blog"),
            ("The post Bridge Opens appeared first on Valley Times.", "Valley Times"),
            ("This article originally was published on The Valley Voice.", "The Valley Voice"),
        ] {
            let found = read(line, Vocabulary::builtin());
            assert_eq!(found.first().map(|s| s.saying), Some(First), "{line}");
            assert_eq!(found[0].name.as_ref().map(|name| name.name.as_str()), Some(name), "{line}");
        }
    }

    #[test]
    fn no_first_publication() {
        for line in [
            "This story originally appeared in The Algorithm, our weekly newsletter.",
            "This article first appeared on VALLEY Pro at 7:03 p.m. on August 24, 2012.",
            "This article was originally published before the election.",
            "The novel was originally published by Roe & Daughters in 1951.",
            "This article originally appeared in the July 31, 2017, issue of Valley magazine.",
        ] {
            check(line, &[]);
        }
    }

    #[test]
    fn permission() {
        use Saying::{Copyright, FirstPublished, Permission, RepublishedFrom, Restriction};
        check(
            "Reprinted from Valleywire with permission from V&V News.",
            &[(RepublishedFrom, Some("Valleywire")), (Permission, Some("V&V News"))],
        );
        check(
            "This article was originally published by Radio Meridian and is reprinted with permission.",
            &[(FirstPublished, Some("Radio Meridian")), (Permission, None)],
        );
        check(
            "Republished with permission from Ann Roe and Roe Clark. Copyright (c) Roe Clark LLP, PS. All rights reserved.",
            &[
                (Permission, Some("Ann Roe and Roe Clark")),
                (Copyright, Some("Roe Clark LLP, PS")),
                (Copyright, None),
            ],
        );
        check("Click here for reprint permission.", &[]);
        check("No part may be reproduced without the permission of the owner.", &[]);
        check("This material may only be reproduced with written permission.", &[(Restriction, None)]);
    }

    #[test]
    fn terms() {
        use Saying::{
            About, Contribution, Copyright, CreativeCommons, Distributed, Grant, Partner, Restriction,
        };
        check(
            "This article is republished from The Valley under a Creative Commons license.",
            &[(Saying::RepublishedFrom, Some("The Valley")), (CreativeCommons, None)],
        );
        check("Note: This story is not subject to our Creative Commons license.", &[(About, None)]);
        check("Please copy and share this article as long as it is shared whole.", &[(Grant, None)]);
        check(
            "Copyright © 2019 The Valley Times, LLC. Click here for reprint permission.",
            &[(Copyright, Some("The Valley Times, LLC"))],
        );
        check("COPYRIGHT 2016 BY ROE PRODUCTIONS INC.", &[(Copyright, Some("ROE PRODUCTIONS INC"))]);
        check(
            "This material may not be published, broadcast, rewritten or redistributed.",
            &[(Restriction, None)],
        );
        check(
            "Distributed by Valley Content Agency, LLC.",
            &[(Distributed, Some("Valley Content Agency, LLC"))],
        );
        check(
            "24/7 Valley St. is a USA VALLEY content partner offering news.",
            &[(Partner, Some("24/7 Valley St"))],
        );
        check("Ann Roe in Valley City contributed to this report.", &[(Contribution, None)]);
        check("The remarks are in the public domain.", &[]);
        check("Copyright law is old.", &[]);
    }

    #[test]
    fn sentences_do_not_end_at_abbreviations() {
        let line = "Ann K. Roe of St. Ives wrote it. It ran at roe.example. (Roe)";
        let found: Vec<&str> = sentences(line).map(|range| &line[range]).collect();
        assert_eq!(found, ["Ann K. Roe of St. Ives wrote it.", "It ran at roe.example.", "(Roe)"]);
    }
}
