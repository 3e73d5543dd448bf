//! One article in, what sounds like a source or a statement of rights and is none out, with the reason.
//!
//! Nothing of it is stored: `morgue explain` asks anew, so that a reader who misses a value sees why it
//! is not there.

use crate::article::{Article, Zone};
use crate::extract::source::dateline::unknown_dateline;
use crate::span::{Rule, Span};
use crate::vocabulary::{SourceKind, Vocabulary};
use crate::wording::notice::{self, lines};
use crate::wording::{credit, cues};

/// Words that were passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The words.
    pub span: Span,
    /// The rule that would have read them.
    pub rule: Rule,
    /// Why it did not.
    pub reason: &'static str,
}

/// A longer line has too much in it to be told why, in bytes.
const LONGEST_LINE: usize = 20_000;

/// Everything that was passed over, zone by zone and in reading order within each.
#[must_use]
pub fn rejected(article: &Article, vocabulary: &Vocabulary) -> Vec<Rejected> {
    let mut rejected = Vec::new();
    if let Some(span) = unknown_dateline(article, vocabulary) {
        let reason = "the name is not in the vocabulary (--vocabulary adds names)";
        rejected.push(Rejected { span, rule: "source.dateline_agency", reason });
    }
    for zone in [Zone::Body, Zone::Caption, Zone::Notice] {
        for (start, line) in lines(article.text(zone)) {
            let cues = cues(line);
            let span =
                |range: std::ops::Range<usize>| Span::new(zone, start + range.start, start + range.end);
            if zone == Zone::Caption && cues.credit {
                let agency = credit::read(line, vocabulary).and_then(|credit| credit.agency);
                if let Some(agency) = agency.filter(|agency| agency.kind == SourceKind::Agency) {
                    let reason = "in a picture's credit: it says nothing of the text";
                    rejected.push(Rejected { span: span(agency.range), rule: "source.agency_line", reason });
                }
            }
            if cues.notice.is_empty() || line.len() > LONGEST_LINE {
                continue;
            }
            rejected.extend(notice::rejected(line, vocabulary).into_iter().map(|one| Rejected {
                span: span(one.sentence),
                rule: one.rule,
                reason: one.reason,
            }));
            if zone == Zone::Body {
                rejected.extend(notice::read(line, vocabulary).into_iter().map(|one| Rejected {
                    span: span(one.sentence),
                    rule: one.rule,
                    reason: "in a paragraph of the story: said of something in it",
                }));
            }
        }
    }
    rejected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::zone;

    #[test]
    fn what_is_passed_over_and_why() {
        let long = "The bridge opened on Monday after two years of delay, and a crowd of some hundred people crossed \
            it on foot, the mayor first, the baker last, and in between them the whole of the choir. ";
        for (text, expected) in [
            (
                format!("The letters (reprinted with permission) are long.\n\n{long}"),
                vec!["rights.by_permission: in brackets within a sentence: said of something quoted"],
            ),
            (
                format!("VALLEY CITY (Harbor Wire) - {long}"),
                vec!["source.dateline_agency: the name is not in the vocabulary (--vocabulary adds names)"],
            ),
            (
                format!("The bridge at dawn. (Jane Roe/AFP)\n\n{long}"),
                vec!["source.agency_line: in a picture's credit: it says nothing of the text"],
            ),
            (
                format!("{long}{long}{long}This article was first published in the Valley Times. {long}"),
                vec!["source.first_published: in a paragraph of the story: said of something in it"],
            ),
            (
                format!("{long}\n\nThis story is not subject to our Creative Commons license."),
                vec!["rights.creative_commons: says that the licence does not hold"],
            ),
            (
                format!("{long}\n\nSource: Hill and Valley Association"),
                vec![
                    "source.source_line: the name is not in the vocabulary, and these words are used of others, too",
                ],
            ),
            (long.to_owned(), vec![]),
        ] {
            let vocabulary = Vocabulary::builtin();
            let article = zone(&text, vocabulary);
            let found: Vec<String> = rejected(&article, vocabulary)
                .iter()
                .map(|one| format!("{}: {}", one.rule, one.reason))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
