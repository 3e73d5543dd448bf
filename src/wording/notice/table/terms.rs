//! How permissions, licences, excerpts, restrictions and copyrights are worded.

use super::{AGAIN, AGAIN_CUES, COPYRIGHT, CREATIVE_COMMONS, Row, START, Who, this};
use crate::wording::notice::Saying;

pub(super) fn permissions() -> Vec<Row> {
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
                r"(?i)\b(?:{AGAIN}|published|posted|reproduced|used|excerpted|appears?|adapted)\b(?:\([^()]{{0,80}}\)|[^.!?()])*?\b(?:with|by) {kindly}permission\b(?: or licen[sc]e)?(?: (?:of|from|by)(?P<name>) )?"
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

pub(super) fn licences() -> Vec<Row> {
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

pub(super) fn claims() -> Vec<Row> {
    use Saying::{Copyright, Restriction};
    let this = this();
    let year = r"(?:19|20)\d\d";
    let spread =
        "(?:published|reproduced|reprinted|republished|broadcast|distributed|redistributed|rewritten)";
    let used = r"(?:published|reproduced|reprinted|republished|broadcast|copied|distributed|redistributed|rewritten|used)";
    vec![
        (
            "rights.restriction",
            Restriction,
            Who::Nobody, &["may not be", "no part of", "reproduction", "republication", "redistribution", "unauthorized use", "unauthorised use", "permission", "not for re", "may be used", "must be re", "must be de", "must be ta", "must be us", "can be used", "only be ", "may be re", "may be pu"],
            format!(
                // "This material may not be …", "Content on this site may not be …", "No part of …"
                r"(?i)(?:{this}|\b(?:materials?|content|contents|articles?|stories|text) (?:on|of|from|in) (?:this|our) )[^.!?]*\bmay not be (?:\w+ )?{used}\b|^\W{{0,4}}(?:all |any |no |the )?(?:materials?|content|contents|articles?|stories|parts?|portions?|text)\b[^.!?]*\bmay not be (?:\w+ )?{spread}\b|\bno part of\b[^.!?]*\bmay be (?:\w+ )?{used}\b|(?:^\W{{0,4}}|\b(?:any|further|commercial|unauthori[sz]ed) )(?:(?:any|further|commercial|unauthori[sz]ed) )?(?:reproduction|republication|redistribution|unauthori[sz]ed use)\b[^.!?]*\b(?:prohibited|forbidden|not permitted|not allowed)\b|\bmay (?:only )?be (?:reproduced|reprinted|republished|used) (?:only )?with (?:\w+ ){{0,3}}permission\b|^\W{{0,4}}not for (?:re-?publication|reproduction|redistribution|reprint)\b|(?:{this}|^\W{{0,4}}(?:the )?(?:content|material|rights|licen[sc]e)) (?:may|must|can)(?: only)? be (?:{used}|removed|deleted|taken down)[^.!?]*\b(?:within|after|until|for) "
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
