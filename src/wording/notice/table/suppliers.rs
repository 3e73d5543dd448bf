//! How it is said who supplied an article, who helped with it, and what else is to be known of it.

use super::{ARTICLE, Row, START, Who, this};
use crate::wording::notice::Saying;

pub(super) fn suppliers() -> Vec<Row> {
    use Saying::{AgencyDesk, Distributed, Feed, Partner, Supplied};
    use Who::{Known, Nobody, Somebody};
    let this = this();
    vec![
        ("source.distributed_by", Distributed, Somebody, &["distributed by"], r"(?i)^\W{0,4}distributed by(?P<name>) ".to_owned()),
        (
            "source.distributed_by",
            Distributed,
            Known, &["distributed by"],
            r"(?i)(?:©|\(c\)|copyright|\bvisit\b)[^!?]*\bdistributed by(?P<name>) ".to_owned(),
        ),
        (
            "source.distributed_by",
            Distributed,
            Somebody, &["features by other"],
            r"(?i)\bfeatures by other(?P<name>) [\w ]{3,40} writers\b".to_owned(),
        ),
        (
            "source.content_partner",
            Partner,
            Somebody, &["content partner"],
            r"^\W{0,4}(?P<name>)[^.!?]{2,60}?(?:\. ?[A-Z]?\w*)? is an? [^.!?]{2,40} content partner\b".to_owned(),
        ),
        (
            "source.partnership",
            Partner,
            Somebody, &["partnership with", "collaboration with", "association with"],
            format!(
                r"(?i)(?:{this}|^\W{{0,4}}(?:published|produced|reported|presented))\b[^.!?]*\b(?:(?:in|part of a|through a) (?:content )?(?:partnership|collaboration) with|in association with)(?P<name>) "
            ),
        ),
        (
            "source.partner_project",
            Partner,
            Somebody, &["collaboration", "partnership"],
            format!(
                r"(?i){this}\b[^.!?]*\bpart of (?:the|our)(?P<name>) [^.!?]{{2,40}}? (?:collaboration|partnership)\b"
            ),
        ),
        (
            "rights.syndicated_feed",
            Feed,
            Nobody, &[" feed"],
            r"(?i)\b(?:edited|reworked|modified) by (?:the )?(?P<name>)[^.;]{2,60}? staff\b[^.]*\b(?:auto-?generated|generated|published) from (?:an?|the) (?:[\w-]+ )?(?:syndicated|wire agency|news agency|agency) feed\b".to_owned(),
        ),
        (
            "rights.syndicated_feed",
            Feed,
            Nobody, &[" feed"],
            r"(?i)\b(?:auto-?generated|generated|published) from (?:an?|the) (?:[\w-]+ )?(?:syndicated|wire agency|news agency|agency) feed\b".to_owned(),
        ),
        (
            "source.created_by",
            Supplied,
            Somebody, &["content created by"],
            r"(?i)^\W{0,4}content created by(?P<name>) [^.!?]*\bavailable without charge\b".to_owned(),
        ),
        (
            "source.supplied_by",
            Supplied,
            Known, &["provided", "supplied by", "contributed by", "produced by", "created by", "comes from", "comes to us", " is from", " was from"],
            format!(
                r"(?i){START}{this} (?:is|was|has been|comes)(?: originally)? (?:provided(?: to [^.]{{2,30}}?)? by|supplied by|contributed by|produced by|created by|to us from|from)(?P<name>) "
            ),
        ),
        (
            // The Canadian Press: "This report by The Canadian Press was first published March 3, 2020."
            "source.supplied_by",
            Supplied,
            Known,
            &["was first published", "was originally published"],
            r"(?i)^\W{0,4}this (?:report|story|article|content) by(?P<name>) [^.!?]{2,60}? was (?:first|originally) published\b".to_owned(),
        ),
        (
            // The last line of a press release: "SOURCE Valley Holdings, Inc."
            "source.release_issuer",
            Saying::SourceLine,
            Somebody,
            &["source "],
            r"^SOURCE(?P<name>)(?: (?:[A-Z0-9&][\w.,&’'-]*|of|the|and|for|in|de)){1,12}$".to_owned(),
        ),
        (
            "source.reporting_by",
            AgencyDesk,
            Nobody, &["reporting by", "trust principles"],
            r"(?i)\((?:additional |with additional )?reporting by [^()]{3,300}?(?:editing|writing) by [^()]{3,200}\)|^\W{0,3}(?:additional )?reporting by [^.;]{3,200}; ?(?:additional reporting by [^.;]{3,100}; ?)?(?:writing|editing) by |thomson reuters trust principles".to_owned(),
        ),
    ]
}

pub(super) fn helpers() -> Vec<Row> {
    let said = [
        r"\bcontributed (?:\w+ )?(?:to|for) (?:this|the) (?:\w+ )?(?:report|story|article|column)\b",
        r"^\W{0,4}with (?:additional )?(?:agency )?(?:inputs?|files?|reporting|contributions?|material) (?:from|by)\b",
        r"^\W{0,4}with agency inputs?\b",
        r"^\W{0,4}contributing(?: to this report)?: ",
        r"^\W{0,4}(?:with )?additional (?:reporting|material) (?:by|from)\b",
        r"\bthis (?:report|story|article) (?:includes|contains|uses|used) (?:information|material|reporting|content) from\b",
        r"^\W{0,4}(?:some )?(?:information|material) (?:for|in) this (?:report|story|article) (?:came|comes|was (?:provided|supplied|contributed)) (?:from|by)\b",
        r"^\W{0,4}(?:files|information) from .{2,80} (?:was|were|is|are) used in this (?:report|story|article)\b",
        r"^\W{0,4}(?:con información de|com informações d[aeo]s?) ",
        r"\bcontributed\.?\W*$",
    ];
    vec![(
        "source.contribution",
        Saying::Contribution,
        Who::Nobody,
        &[
            "contribut",
            "with input",
            "with file",
            "with reporting",
            "with material",
            "with additional",
            "with agency",
            "additional reporting",
            "additional material",
            "information from",
            "information for",
            "information in",
            "material from",
            "files from",
            "material for",
            "material in",
            "reporting from",
            "content from",
            "información de",
            "informações d",
        ],
        format!("(?i){}", said.join("|")),
    )]
}

pub(super) fn about() -> Vec<Row> {
    let this = this();
    vec![
        (
            "notice.about",
            Saying::About,
            Who::Nobody, &["note:", "note -", "note —", "note –", "’s note", "'s note", "note to readers", "note to editors", "correction", "clarification", "disclaimer", "was updated", "been updated", "was corrected", "been corrected", "was amended", "been amended", "was translated", "been translated", "was edited", "been edited", "earlier version"],
            format!(
                r"(?i)^\W{{0,4}}(?:editors?[’']?s? (?:’ )?note|correction|clarification|author[’']s note|disclaimer|publisher[’']s note|note to (?:readers|editors))\W{{0,2}} ?[:—–-]|^\W{{0,4}}note ?[:—–-][^.!?]{{0,120}}\b(?:{this}|originally|published|updated|corrected|readers|the author)\b|\b{this}[^.!?]* (?:has been|was) (?:updated|corrected|amended|translated|edited)\b|\ban earlier version of this {ARTICLE}\b"
            ),
        ),
        (
            "notice.about",
            Saying::About,
            Who::Nobody, &["clarification", "rush transcript"],
            r"(?i)^\W{0,4}corrections? (?:and|&) clarifications?\W|^\W{0,4}this is a rush transcript\b".to_owned(),
        ),
        (
            "source.disclaimer",
            Saying::Disclaimer,
            Who::Known, &["not represent", "not necessarily", "not reflect", "not the views", "not the opinions", "not those of"],
            r"(?i)\b(?:do|does) not (?:necessarily )?(?:represent|reflect|reflect or represent) (?:the )?(?:official )?(?:views|opinions?|positions?|policy|policies|editorial \w+) of(?P<name>) |\b(?:views|opinions)\b[^.!?]*\bnot (?:necessarily )?(?:the (?:views|opinions) of|those of)(?P<after>) ".to_owned(),
        ),
        (
            "notice.about",
            Saying::About,
            Who::Nobody, &["views", "opinions"],
            r"(?i)\b(?:views|opinions) expressed (?:in this|here|are|by (?:the |our |its )?(?:[a-z]+ )?(?:authors?|columnists?|contributors?|writers?|commentators?|bloggers?))\b|\b(?:views|opinions) (?:expressed|of (?:contributors|columnists|the authors?|our \w+)|are (?:their|his|her|the author[’']s) own)\b[^.!?]*\b(?:own|not|solely|those)\b".to_owned(),
        ),
        (
            // The second line of a syndicate's credit: "Visit The Valley Times at www.valley.example".
            "notice.about",
            Saying::About,
            Who::Nobody,
            &["visit "],
            r"^Visit [^.!?]{2,60} at (?:https?://|www\.|[a-z0-9-]+\.[a-z])\S*$".to_owned(),
        ),
        (
            "notice.negated_licence",
            Saying::About,
            Who::Nobody, &["not subject to", "not available under", "not covered by", "not licensed", "not licenced"],
            r"(?i)\bnot (?:subject to|available under|covered by|licen[sc]ed under)\b[^.!?]*(?:creative commons|licen[sc]e)".to_owned(),
        ),
    ]
}
