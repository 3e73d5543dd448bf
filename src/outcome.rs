//! What became of one source file: discovered = stored + unchanged + failed.

use crate::problem::Problem;
use crate::record::{Record, Status};
use crate::source_file::SourceFile;

/// What became of one source file.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is an article, to be written.
    Stored(SourceFile, Box<Record>),
    /// The archive has this very content under this path. Its time of change may be new.
    Unchanged(SourceFile),
    /// It could not be made into an article.
    Failed(SourceFile, Problem),
}

impl Outcome {
    /// The file it is about.
    #[must_use]
    pub fn file(&self) -> &SourceFile {
        match self {
            Outcome::Stored(file, _) | Outcome::Unchanged(file) | Outcome::Failed(file, _) => file,
        }
    }

    /// What a record from elsewhere means for the archive.
    #[must_use]
    pub fn of_record(mut record: Record) -> Self {
        let file = record.source_file();
        match (record.status, record.problems.pop()) {
            (Status::Ok, last) => {
                record.problems.extend(last);
                Outcome::Stored(file, Box::new(record))
            }
            (Status::Skipped, _) => Outcome::Unchanged(file),
            (Status::Failed, Some(problem)) => Outcome::Failed(file, problem),
            (Status::Failed, None) => {
                let message = record.reason.unwrap_or_else(|| "no reason given".to_owned());
                let problem = Problem::new(
                    crate::problem::Stage::Load,
                    crate::problem::ProblemKind::BadRecord,
                    message,
                );
                Outcome::Failed(file, problem)
            }
        }
    }
}
