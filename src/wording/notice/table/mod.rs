//! The table of wordings: how newspapers say where an article comes from and on what terms.
//!
//! One row a wording: the rule that it belongs to, what it says, who has to be named, its cue words,
//! and the pattern. The empty group `name` stands where a name begins. A rule may have several rows.
//! A wording is asked only of lines in which one of its cue words stands.

mod publication;
mod suppliers;
mod terms;

use std::sync::LazyLock;

use super::Saying;
use crate::wording::Pattern;

/// One wording.
pub(in crate::wording) struct Wording {
    pub rule: &'static str,
    pub saying: Saying,
    pub who: Who,
    /// Words of which one stands in every text that the pattern matches.
    pub cues: &'static [&'static str],
    pub pattern: Pattern,
}

/// Who has to be named for a wording to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::wording) enum Who {
    /// Nobody; but a name is taken when one stands there.
    Nobody,
    /// Somebody.
    Somebody,
    /// A body that the vocabulary knows, or an address on the web: the words are used of others, too.
    Known,
}

/// How an article is said to have been published first.
const FIRST: &[&str] = &[
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
    "first wr",
    "first feature",
    "first produce",
    "first release",
    "first issue",
    "first carried",
    "first broadcast",
    "first create",
    "appeared first",
    "published first",
    "posted first",
    "ran first",
];

/// How an article is said to be published again.
const AGAIN_CUES: &[&str] = &[
    "republish",
    "re-publish",
    "reprint",
    "re-print",
    "repost",
    "re-post",
    "cross-post",
    "cross post",
    "crosspost",
    "reproduced",
];

const CREATIVE_COMMONS: &[&str] = &["creative commons", "creativecommons", "cc by", "cc-by", "cc0"];

const COPYRIGHT: &[&str] = &["copyright", "©", "(c)"];

const ARTICLE: &str = "(?:article|story|column|piece|post|essay|report|op-ed|interview|commentary|editorial|item|analysis|content|feature|text|dispatch|investigation|material|work|version|opinion|excerpt|blog|review|translation|speech|series|press release|news)";

const PUBLISHED: &str = "(?:appear(?:ed|s)|published|posted|ran|run|printed|aired|broadcast|written|featured|produced|released|issued|carried|created)";

const AGAIN: &str = "(?:re-?published|re-?printed|re-?posted|cross-? ?posted)";

/// Where a notice begins: at the head of its sentence, or behind "Editor's note:".
const START: &str = r"^\W{0,4}(?:(?:editors?|author|publisher)[’']?s?[’']? note\W{1,3})?";

/// "This article", "the following column", "a longer version of this story".
fn this() -> String {
    format!(
        r"(?:(?:this|the (?:following|above|foregoing|preceding))(?: [\w-]+){{0,3}}? {ARTICLE}|an? (?:[\w-]+ ){{0,2}}version of this {ARTICLE})"
    )
}

/// A row of the table.
type Row = (&'static str, Saying, Who, &'static [&'static str], String);

/// Every wording, in the order in which a sentence is asked.
pub(in crate::wording) static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    [
        publication::first_publication(),
        publication::republication(),
        terms::permissions(),
        terms::licences(),
        suppliers::suppliers(),
        suppliers::helpers(),
        terms::claims(),
        suppliers::about(),
    ]
    .into_iter()
    .flatten()
    .map(|(rule, saying, who, cues, text)| Wording { rule, saying, who, cues, pattern: Pattern::new(text) })
    .collect()
});
