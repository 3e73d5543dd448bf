//! The pure half as one function: the bytes of a file in, its record out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::article::Article;
use crate::decode::{Decoded, decode};
use crate::extract::dates::day_of_path;
use crate::extract::{Given, extract};
use crate::normalize::normalize;
use crate::problem::{Problem, ProblemKind, Stage};
use crate::record::Record;
use crate::source_file::SourceFile;
use crate::vocabulary::Vocabulary;
use crate::zone::zone;

/// An article before anything is extracted from it, and how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zoned {
    /// The article.
    pub article: Article,
    /// The WHATWG name of its encoding.
    pub encoding: &'static str,
    /// What was noticed on the way; none of it kept the article from being read.
    pub problems: Vec<Problem>,
}

/// The article that some bytes are.
///
/// # Errors
/// When they are not text, or there is none in them.
pub fn article(bytes: &[u8], vocabulary: &Vocabulary) -> Result<Zoned, Problem> {
    let Decoded { text, encoding, replaced } = decode(bytes)?;
    let normalized = normalize(&text);
    let mut problems = Vec::new();
    if replaced > 0 {
        let message = format!("{replaced} byte sequences had no meaning in {encoding} and became U+FFFD");
        problems.push(Problem::new(Stage::Decode, ProblemKind::BytesReplaced, message));
    }
    if normalized.mojibake_repaired > 0 {
        let message = format!("{} characters of mojibake were repaired", normalized.mojibake_repaired);
        problems.push(Problem::new(Stage::Normalize, ProblemKind::MojibakeRepaired, message));
    }
    if normalized.text.is_empty() {
        return Err(Problem::new(Stage::Normalize, ProblemKind::Empty, "the file holds no text"));
    }
    Ok(Zoned { article: zone(&normalized.text, vocabulary), encoding, problems })
}

/// The record of a file. Where nobody gives its day of publication, its path may. A panic on the way is a bug of ours and costs this file only.
///
/// # Errors
/// When the file is no article.
pub fn record(
    file: &SourceFile,
    bytes: &[u8],
    given: &Given,
    vocabulary: &Vocabulary,
) -> Result<Record, Problem> {
    let whole_way = || {
        #[cfg(feature = "poison")]
        poisoned(bytes);
        let Zoned { article, encoding, problems } = article(bytes, vocabulary)?;
        let by_path = given.by_path.or_else(|| day_of_path(file.path.as_str()));
        let given = Given { published: given.published.or(by_path), by_path, ..given.clone() };
        let metadata = extract(&article, &given, vocabulary);
        Ok(Record::new(file, encoding, &article, metadata, &given, problems))
    };
    contained(whole_way)
}

/// For the tests that show what a panic costs.
#[cfg(feature = "poison")]
fn poisoned(bytes: &[u8]) {
    assert!(!bytes.starts_with(b"POISON"), "a poison article");
}

/// A panic costs one file. The stages are pure: it leaves nothing behind that could be seen half done.
fn contained(whole_way: impl FnOnce() -> Result<Record, Problem>) -> Result<Record, Problem> {
    catch_unwind(AssertUnwindSafe(whole_way)).unwrap_or_else(|_| {
        let message = "a bug of morgue's stopped it at this text; please report it with the file";
        Err(Problem::new(Stage::Extract, ProblemKind::InternalError, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{RightsStatus, Subject};
    use crate::source_file::{Digest, SourcePath};
    use proptest::prelude::*;

    fn file(bytes: &[u8]) -> SourceFile {
        SourceFile {
            path: SourcePath::from_bytes(b"a.txt"),
            size: bytes.len() as u64,
            modified_at: None,
            digest: Some(Digest::of(bytes)),
        }
    }

    fn record_of(bytes: &[u8]) -> Result<Record, Problem> {
        record(&file(bytes), bytes, &Given::default(), Vocabulary::builtin())
    }

    #[test]
    fn what_was_noticed_is_told() {
        let record = record_of("The mayorâ€™s cafÃ© is shut.".as_bytes()).unwrap();
        assert_eq!(record.problems[0].kind, ProblemKind::MojibakeRepaired);
        assert_eq!(record.problems[0].message, "2 characters of mojibake were repaired");
    }

    #[test]
    fn a_panic_costs_one_file() {
        let problem = contained(|| panic!("a bug")).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::InternalError);
        assert!(problem.message.contains("please report it"));
    }

    #[test]
    fn nothing_but_what_cannot_be_seen_is_no_article() {
        assert_eq!(record_of("\u{200B}\u{FEFF}\n".as_bytes()).unwrap_err().kind, ProblemKind::Empty);
    }

    /// A million bytes of what each rule looks for: whoever reads them more than once takes minutes.
    #[test]
    fn the_cost_is_linear_in_the_text() {
        for piece in [
            "This article was originally published by ",
            "This article was originally published by\n",
            "(reprinted with permission ",
            "Copyright © 2020 The ",
            "© 2020\n",
            "Source: The\n",
            "By Ann Roe via The ",
            "Ann Roe\nAnn Roe\n",
            "Photo: Jane Roe/AFP via ",
            "(Jane Roe/",
            "Related:\n",
            "Sign up for ",
            "contributed to this report, ",
            "A. ",
            "LONDON, ",
        ] {
            let text = piece.repeat(1_000_000 / piece.len());
            assert!(record_of(text.as_bytes()).is_ok(), "{piece:?}");
        }
    }

    proptest! {
        /// The record keeps everything and every value stands where it says, whatever the bytes.
        #[test]
        fn any_text_gives_a_valid_record(
            pieces in proptest::collection::vec(prop_oneof![
                "\\PC{0,40}",
                "(By|Photo|\\(AP\\)|©|Source:|Published|March|President|Mr\\.|[0-9]{1,4}|/|—|,|\\.|\\(|\\)|[A-Z][a-z]{2,8}| |\n|\n\n){1,30}",
                "(This article was originally published by|is reprinted with permission|All rights reserved|Sign up|Related:|Excerpted from|Distributed by|Creative Commons|Copyright 2020|within 90 days|Courtesy of|Authored by|, where this column first appeared)",
            ], 0..30)
        ) {
            let text = pieces.concat();
            match record_of(text.as_bytes()) {
                Ok(record) => {
                    prop_assert_eq!(record.validate(), Ok(()));
                    // No status without words that say so, and none but the text's own.
                    let says_so = record.rights.iter().any(|rights| {
                        rights.subject == Subject::Text && rights.status == record.rights_status
                    });
                    prop_assert_eq!(record.rights_status != RightsStatus::Unknown, says_so);
                    prop_assert!(!record.reprint || !record.sources.is_empty() || says_so);
                    let json = serde_json::to_string(&record).unwrap();
                    prop_assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
                }
                Err(problem) => prop_assert_ne!(problem.kind, ProblemKind::InternalError),
            }
        }
    }
}
