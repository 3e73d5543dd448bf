//! The table of wordings: how newspapers say where an article comes from and on what terms.
//!
//! One row a wording: the rule that it belongs to, what it says, who has to be named, its cue words,
//! and the pattern. The empty group `name` stands where a name begins. A rule may have several rows.
//! A wording is asked only of lines in which one of its cue words stands.

use std::sync::LazyLock;

use regex::Regex;

use super::Saying;
use crate::wording::pattern;

/// One wording.
pub(in crate::wording) struct Wording {
    pub rule: &'static str,
    pub saying: Saying,
    pub who: Who,
    /// Words of which one stands in every text that the pattern matches.
    pub cues: &'static [&'static str],
    pub pattern: Regex,
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
        r"(?:(?:this|the (?:following|above|foregoing|preceding))(?: [\w’'-]+){{0,3}}? {ARTICLE}|an? (?:[\w-]+ ){{0,2}}version of this {ARTICLE})"
    )
}

/// A row of the table.
type Row = (&'static str, Saying, Who, &'static [&'static str], String);

/// Every wording, in the order in which a sentence is asked.
pub(in crate::wording) static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    [
        first_publication(),
        republication(),
        permissions(),
        licences(),
        suppliers(),
        helpers(),
        claims(),
        about(),
    ]
    .into_iter()
    .flatten()
    .map(|(rule, saying, who, cues, text)| Wording { rule, saying, who, cues, pattern: pattern(&text) })
    .collect()
});

fn first_publication() -> Vec<Row> {
    use Saying::{FirstPublished, OwnEdition};
    use Who::Somebody;
    let this = this();
    let first = format!(
        r"(?:(?:originally|first|initially|previously) (?:was |were |been )?{PUBLISHED}(?: and {PUBLISHED})?|{PUBLISHED} (?:originally|first))"
    );
    vec![
        (
            "source.own_edition",
            OwnEdition,
            Somebody, FIRST,
            format!(
                r"(?i)\b{this}\b[^.!?]*?\b{first}(?: here)? (?:in|as part of) (?:the|an?) [^.!?]*?\b(?:issue|edition|number) of(?P<name>) "
            ),
        ),
        (
            "source.own_edition",
            OwnEdition,
            Somebody, &["issue of", "edition of"],
            format!(
                r"(?i){START}this (?:{ARTICLE} )?(?:appears|appeared|ran|was published) in (?:the|our) [^.!?]*?\b(?:issue|edition) of(?P<name>) "
            ),
        ),
        (
            "source.first_published",
            FirstPublished,
            Somebody, FIRST,
            format!(
                r"(?i)\b{this}\b[^.!?]*?\b{first}(?: here)?(?: as [^,.]{{1,60}}?)?,? (?:on|in|at|by|with|for|to|via|from)(?P<name>) "
            ),
        ),
        (
            // "The article was first published in …": only as a whole sentence.
            "source.first_published",
            FirstPublished,
            Somebody, FIRST,
            format!(
                r"(?i){START}(?:the (?:article|story|column|piece|post|essay|op-ed|interview|commentary|editorial|dispatch) |this |it |this is an? (?:[\w-]+ ){{0,3}}(?:version|edition|translation|transcript) of an? {ARTICLE} )(?:that )?(?:was |has been |is )?{first} (?:on|in|at|by)(?P<name>) [^,;!?]{{2,80}}$"
            ),
        ),
        (
            "source.first_published_abroad",
            FirstPublished,
            Somebody, &["publicad", "publié", "erschien", "originalement", "originalmente", "initialement"],
            r"(?i)^\W{0,4}(?:(?:este|esta|el|la|o|a|cet|cette|der|dieser|diese) [\w’'-]+ )?(?:fue |foi |a été |ist )?(?:(?:publicad[oa] )?(?:originalmente|por primera vez|originalement|initialement|zuerst)(?: publicad[oa]| publié[es]*)?(?: en| em| por| no| na| sur| dans| par| pelo| pela| in| auf| bei)|publié[es]* (?:initialement|originalement|à l’origine)(?: sur| dans| par| en)|erschien zuerst(?: in| auf| bei| im))(?P<name>) ".to_owned(),
        ),
        (
            "source.originally_at",
            FirstPublished,
            Somebody, FIRST,
            format!(
                r"(?i){START}(?:{ARTICLE} )?(?:was )?(?:originally|first|previously) {PUBLISHED}:?(?: (?:on|in|at|by|via|with):?)?(?P<name>) "
            ),
        ),
        (
            "source.post_appeared_first_on",
            FirstPublished,
            Somebody, &["appeared first", "first appeared"],
            r"^(?:The|This) (?:post|article|story) .+? (?:appeared first|first appeared) (?:on|in|at)(?P<name>) "
                .to_owned(),
        ),
        (
            "source.column_at",
            FirstPublished,
            Somebody, &["where this"],
            format!(r"(?i)(?P<before>), where this {ARTICLE} (?:first|originally) {PUBLISHED}"),
        ),
    ]
}

fn republication() -> Vec<Row> {
    use Saying::{FirstPublished, RepublishedFrom, SourceLine};
    use Who::{Known, Somebody};
    let this = this();
    vec![
        (
            "source.republished_from",
            RepublishedFrom,
            Somebody, AGAIN_CUES,
            format!(
                r"(?i){START}(?:{this} (?:is|was|has been|is being) |(?:it|the following) (?:is|was) |{ARTICLE}(?: by [^.]{{1,60}}?)? )?(?:{AGAIN}|reproduced)(?: here)? (?:from|via|courtesy of|by courtesy of)(?P<name>) "
            ),
        ),
        (
            "source.cross_posted",
            RepublishedFrom,
            Somebody, &["cross-post", "cross post", "crosspost"],
            format!(r"(?i){START}(?:{this} (?:is|was|has been) )?(?:also )?cross-? ?posted (?:at|on|with|to|in)(?P<name>) "),
        ),
        (
            "source.courtesy_of",
            RepublishedFrom,
            Somebody, &["courtesy of"],
            format!(
                r"(?i){START}(?:{this} (?:is|was|comes|appears)(?: here)?|(?:story|article|column|text)) courtesy of(?P<name>) "
            ),
        ),
        (
            "source.read_the_original",
            FirstPublished,
            Somebody, &["the original"],
            r"(?i)^\W{0,4}(?:read|see|view) the original(?: (?:article|story|piece|post|version))?(?: here)? (?:at|on)(?P<name>) [^.]{2,60}\W*$".to_owned(),
        ),
        (
            "source.version_appeared_in",
            FirstPublished,
            Somebody, &["version of this"],
            format!(
                r"(?i){START}an? (?:[\w-]+ ){{0,2}}version of this {ARTICLE} (?:also )?(?:appeared|ran|was published) (?:on|in|at)(?P<name>) "
            ),
        ),
        (
            "source.authored_via",
            RepublishedFrom,
            Somebody, &[" via "],
            r"^\W{0,3}(?:[Aa]uthored |[Ww]ritten |[Ss]ubmitted |[Pp]osted )?[Bb]y [A-Z][^,|.]{3,60}?,? via(?P<name>) [A-Z]"
                .to_owned(),
        ),
        (
            "source.source_line",
            SourceLine,
            Known, &["source:", "source :", "link:", "link :", "original:", "original article", "original post", "original story", "fuente", "quelle", "fonte"],
            r"(?i)^\W{0,2}(?:(?:original |article |news |story |original article )?(?:source|link)|original(?: (?:article|post|story))?|fuente|quelle|fonte) ?:(?: at| on)?(?P<name>) [^.]{2,}[^ ]*\W*$".to_owned(),
        ),
        (
            // The members of an agency's pool name whoever they have a story from.
            "source.information_from",
            SourceLine,
            Somebody, &["information from:"],
            r"^\W{0,2}Information from:(?P<name>) [^.]{2,60}, (?:https?://|www\.)".to_owned(),
        ),
        (
            "source.via",
            SourceLine,
            Known, &["via ", "via:"],
            r"^\W{0,2}(?:Via|VIA|via):?(?P<name>) [A-Z][^ ]*(?: [^ ]+){0,4}$".to_owned(),
        ),
    ]
}

fn permissions() -> Vec<Row> {
    use Saying::{Permission, Republished};
    use Who::{Nobody, Somebody};
    let kindly =
        r"(?:the |kind |express |special |full |prior |written |their |his |her |our |[\w]+[’']s? ){0,3}";
    vec![
        (
            "rights.by_permission",
            Permission,
            Nobody,
            &["permission"],
            format!(
                r"(?i)\b(?:{AGAIN}|published|posted|reproduced|used|excerpted|appears?|adapted)\b[^.!?()]*?\b(?:with|by) {kindly}permission\b(?: or licen[sc]e)?(?: (?:of|from|by)(?P<name>) )?"
            ),
        ),
        (
            "rights.by_arrangement",
            Permission,
            Somebody,
            &["arrangement with"],
            format!(r"(?i)\b(?:{AGAIN}|published|used) by (?:special )?arrangement with(?P<name>) "),
        ),
        (
            "rights.republished",
            Republished,
            Nobody,
            AGAIN_CUES,
            format!(
                r"(?i){START}(?:{} (?:is|was|has been) |it (?:is|was) )?(?:being )?{AGAIN}(?: here)? (?:under|here|by permission|with permission)\b",
                this()
            ),
        ),
    ]
}

fn licences() -> Vec<Row> {
    use Saying::{CreativeCommons, Excerpt, Grant, PublicDomain, Publisher};
    use Who::{Nobody, Somebody};
    let this = this();
    let reuse = r"(?:share|copy|publish|re-?publish|re-?print|re-?post|reproduce|distribute|use)";
    vec![
        (
            "rights.creative_commons",
            CreativeCommons,
            Nobody, CREATIVE_COMMONS,
            format!(
                r"(?i)(?:{this}|\b(?:our|all|site|original) (?:work|content|articles|stories)\b|\bcontent (?:of|on) this site\b|^\W{{0,4}}(?:licen[sc]ed|{AGAIN}|published|released|available|it is licen[sc]ed|creative commons|text)\b)[^!?]*(?:creative commons|creativecommons\.org|\bCC[ -](?:BY|0)|\bCC0\b)"
            ),
        ),
        (
            "rights.creative_commons",
            CreativeCommons,
            Nobody, CREATIVE_COMMONS,
            r"(?i)^[^/.]{3,60} / [^/.]{3,60} / creative commons\W*$|^\W{0,4}(?:licen[sc]e:? )?(?:CC[ -]BY(?:-[A-Z]{2})*(?: \d\.\d)?|CC0|https?://creativecommons\.org/\S+)\W*$|^\W{0,4}creative commons(?: licen[sc]ed?)?\W*$".to_owned(),
        ),
        (
            "rights.grant",
            Grant,
            Nobody, &["permission", "please copy", "please re", "please share", "free to ", "welcome to ", "encourage you to", "invite you to", "may be re", "may be fr", "may be sh", "may be co", "may be di", "without charge", "reprint", "re-print", "republication", "re-publication", "reproduction"],
            format!(
                r"(?i)\bpermission (?:is )?(?:hereby )?(?:given|granted) to {reuse}\b|\b(?:re-?print(?:ing)?|re-?publication|reproduction)(?: is)? (?:permitted|allowed|encouraged|welcome)(?:\W*$| (?:with|provided|as long as)\b)|\bpermission to {reuse}\b[^.!?]{{0,80}}? is (?:hereby )?(?:given|granted)\b|\b(?:please|feel free to|free to|welcome to|encourage you to|invite you to) (?:copy and share|share and republish|copy|republish|re-?post|reprint|reproduce)\b[^.!?]*?(?:\b(?:article|story|post|content|stories|articles|our|widely)\b|\bit\b)|\bmay be (?:freely )?(?:re-?posted|republished|reprinted|reproduced|shared|copied|distributed)\b[^.!?]*(?:\bfreely\b|\bprovided\b|\bas long as\b|\bwithout charge\b|\bfree of charge\b|\bfor free\b|\bwith (?:full |proper |due )?(?:attribution|credit)\b|\bin whole or in part\b)|\bavailable without charge to any eligible news publisher"
            ),
        ),
        (
            "rights.public_domain",
            PublicDomain,
            Nobody, &["public domain", "a work of the u", "rights reserved"],
            format!(
                r"(?i)\b{this}(?: [\w]+){{0,6}}? (?:is|was|has been)(?: placed| released| dedicated)? (?:in|into|to) the public domain|\bis a work of the u\.?s\.? (?:federal )?government|\bno rights reserved\b"
            ),
        ),
        (
            "rights.excerpt",
            Excerpt,
            Nobody, &["excerpt", "extract", "adapted"],
            format!(
                r"(?i){START}(?:{this} (?:is|was|has been) |it (?:is|was) )?(?:an? (?:edited |adapted )?(?:excerpt|extract)|excerpted|adapted|extracted)(?: and adapted)?(?: with permission)? from(?: the [^.]*?issue of)?(?P<name>) "
            ),
        ),
        (
            "source.book_publisher",
            Publisher,
            Somebody, &["published by", "published in", "published this"],
            r"(?i)(?:^|, )(?:to be )?published (?:in \d{4} |this (?:week|month|year|spring|fall|autumn) )?by(?P<name>) ".to_owned(),
        ),
        (
            "rights.fair_use",
            Excerpt,
            Nobody, &["fair use"],
            r"(?i)\bfair use (?:notice|doctrine)\b|\bfair use\b[^.]*(?:17 u\.?s\.?c|title 17|section 107)|(?:17 u\.?s\.?c|title 17|section 107|sec\. 107)[^.]*\bfair use".to_owned(),
        ),
        (
            "rights.read_the_rest",
            Excerpt,
            Somebody, &["read the rest", "read the full", "continue reading", "keep reading"],
            r"(?i)^\W{0,4}(?:read (?:the rest|the full (?:article|story|piece|post|text))|(?:continue|keep) reading)(?: of)?(?: (?:this|the) (?:article|story|piece|post))? (?:at|on)(?P<name>) [^.]{2,60}\W*$".to_owned(),
        ),
    ]
}

fn suppliers() -> Vec<Row> {
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
            "source.reporting_by",
            AgencyDesk,
            Nobody, &["reporting by", "trust principles"],
            r"(?i)\((?:additional |with additional )?reporting by [^()]{3,300}?(?:editing|writing) by [^()]{3,200}\)|^\W{0,3}(?:additional )?reporting by [^.;]{3,200}; ?(?:additional reporting by [^.;]{3,100}; ?)?(?:writing|editing) by |thomson reuters trust principles".to_owned(),
        ),
    ]
}

fn helpers() -> Vec<Row> {
    let said = [
        r"\bcontributed (?:\w+ )?(?:to|for) (?:this|the) (?:\w+ )?(?:report|story|article|column)\b",
        r"^\W{0,4}with (?:additional )?(?:agency )?(?:inputs?|files?|reporting|contributions?|material) (?:from|by)\b",
        r"^\W{0,4}with agency inputs?\b",
        r"^\W{0,4}contributing(?: to this report)?: ",
        r"^\W{0,4}(?:with )?additional (?:reporting|material) (?:by|from)\b",
        r"\bthis (?:report|story|article) (?:includes|contains|uses|used) (?:information|material|reporting|content) from\b",
        r"^\W{0,4}(?:some )?(?:information|material) (?:for|in) this (?:report|story|article) (?:came|comes|was (?:provided|supplied|contributed)) (?:from|by)\b",
        r"^\W{0,4}information from .{2,80} (?:was|is) used in this (?:report|story|article)\b",
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

fn claims() -> Vec<Row> {
    use Saying::{Copyright, Restriction};
    let this = this();
    let year = r"(?:19|20)\d\d";
    let used = r"(?:published|reproduced|reprinted|republished|broadcast|copied|distributed|redistributed|rewritten|used)";
    vec![
        (
            "rights.restriction",
            Restriction,
            Who::Nobody, &["may not be", "no part of", "reproduction", "republication", "redistribution", "unauthorized use", "unauthorised use", "permission", "not for re", "may be used", "must be re", "must be de", "must be ta", "must be us", "can be used", "only be ", "may be re", "may be pu"],
            format!(
                r"(?i)\b(?:material|content|article|story|text|work|report|contents|part|portion)\b[^.!?]*\bmay not be (?:\w+ )?{used}\b|\bno part of\b[^.!?]*\bmay be (?:\w+ )?{used}\b|\b(?:reproduction|republication|redistribution|unauthori[sz]ed use)\b[^.!?]*\b(?:prohibited|forbidden|not permitted|not allowed)\b|\bmay (?:only )?be (?:reproduced|reprinted|republished|used) (?:only )?with (?:\w+ ){{0,3}}permission\b|^\W{{0,4}}not for (?:re-?publication|reproduction|redistribution|reprint)\b|(?:{this}|^\W{{0,4}}(?:the )?(?:content|material|rights|licen[sc]e)) (?:may|must|can)(?: only)? be (?:{used}|removed|deleted|taken down)[^.!?]*\b(?:within|after|until|for) "
            ),
        ),
        (
            "rights.copyright",
            Copyright,
            Who::Nobody, COPYRIGHT,
            format!(
                r"(?:©|\([cC]\)|(?i:copyright)(?: ?[:©]| ?\([cC]\)| ?@)?) ?(?:c\.)?(?:{year}(?: ?[-–,/] ?{year})*)(?:,|\.)?(?: [Bb]y| BY)?(?P<name>)"
            ),
        ),
        (
            "rights.copyright",
            Copyright,
            Who::Nobody, COPYRIGHT,
            r"^\W{0,3}(?:(?i:copyright) )?(?:©|\([cC]\)|(?i:copyright by))(?: ?(?i:copyright))?(?P<name>) ?[A-Z][^/]{1,80}$|(?i:copyright) (?:©|\([cC]\))(?P<after>) ?[A-Z]".to_owned(),
        ),
        (
            "rights.copyright",
            Copyright,
            Who::Somebody, COPYRIGHT,
            format!(
                r"^\W{{0,3}}(?:[Aa]ll (?:[\w-]+ ){{1,3}}(?:©|\([cC]\)|(?i:copyright))|(?i:copyright):?)(?P<name>) [A-Z][^./]{{2,60}}?,? {year}\b|^\W{{0,3}}(?i:copyright),(?P<after>) [A-Z]\S*(?: \S+){{0,5}}\W*$"
            ),
        ),
        (
            // The New York Times' own: "c.2020 The New York Times Company".
            "rights.copyright",
            Copyright,
            Who::Somebody, &["c.20", "c. 20", "c.19", "c. 19"],
            format!(r"^\W{{0,3}}c\. ?{year},?(?P<name>) [A-Z]"),
        ),
        (
            "rights.all_reserved",
            Copyright,
            Who::Nobody, &["rights reserved", "derechos reservados", "direitos reservados", "droits réservés", "rechte vorbehalten", "diritti riservati"],
            r"(?i)\b(?:all rights reserved|todos los derechos reservados|todos os direitos reservados|tous droits réservés|alle rechte vorbehalten|tutti i diritti riservati)".to_owned(),
        ),
    ]
}

fn about() -> Vec<Row> {
    let this = this();
    vec![
        (
            "notice.about",
            Saying::About,
            Who::Nobody, &["note:", "note -", "note —", "note –", "’s note", "'s note", "note to readers", "note to editors", "correction", "clarification", "disclaimer", "was updated", "been updated", "was corrected", "been corrected", "was amended", "been amended", "was translated", "been translated", "was edited", "been edited", "earlier version"],
            format!(
                r"(?i)^\W{{0,4}}(?:editors?[’']?s? (?:’ )?note|correction|clarification|author[’']s note|disclaimer|publisher[’']s note|note to (?:readers|editors)|note)\W{{0,2}} ?[:—–-]|\b{this}[^.!?]* (?:has been|was) (?:updated|corrected|amended|translated|edited)\b|\ban earlier version of this {ARTICLE}\b"
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
            r"(?i)\b(?:views|opinions) expressed (?:in this|here|by|are)\b|\b(?:views|opinions) (?:expressed|of (?:contributors|columnists|the authors?|our \w+)|are (?:their|his|her|the author[’']s) own)\b[^.!?]*\b(?:own|not|solely|those)\b".to_owned(),
        ),
        (
            "notice.negated_licence",
            Saying::About,
            Who::Nobody, &["not subject to", "not available under", "not covered by", "not licensed", "not licenced"],
            r"(?i)\bnot (?:subject to|available under|covered by|licen[sc]ed under)\b[^.!?]*(?:creative commons|licen[sc]e)".to_owned(),
        ),
    ]
}
