//! How it is said where an article was published first, and where it is published again from.

use super::{AGAIN, AGAIN_CUES, ARTICLE, FIRST, PUBLISHED, Row, START, Who, this};
use crate::wording::notice::Saying;

pub(super) fn first_publication() -> Vec<Row> {
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
                r"(?i)\b{this}\b[^.!?]*?\b{first}(?: here)? (?:in|as part of) (?:(?:the|an?) )?[^.!?]*?\b(?:issue|edition|number|volume)(?: [\d.]+)?,? of(?P<name>) "
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

pub(super) fn republication() -> Vec<Row> {
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
