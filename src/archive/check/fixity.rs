//! The files on disk in, those that are no longer what was stored out.

use rayon::prelude::*;

use super::super::Archive;
use super::{Findings, Remedy};
use crate::error::Result;
use crate::problem::{Problem, ProblemKind};
use crate::read;
use crate::source_file::{Digest, SourcePath};

/// Compares every file that was read from disk with the digest that the archive keeps of it. Paths are as they
/// were given: relative ones count from the folder in which the program runs. Files that are gone are a note.
///
/// # Errors
/// When the archive cannot be read.
pub fn fixity(archive: &Archive) -> Result<Findings> {
    let ask = archive.error("reading the digests");
    let mut statement = archive
        .connection
        .prepare(
            "SELECT path, digest FROM source_file
             WHERE digest IS NOT NULL AND modified_at IS NOT NULL AND missing_since IS NULL ORDER BY path",
        )
        .map_err(&ask)?;
    let files = statement
        .query_map([], |row| Ok((SourcePath::from_kept(row.get(0)?), Digest(row.get(1)?))))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<(SourcePath, Digest)>>>)
        .map_err(&ask)?;
    let compared: Vec<(&SourcePath, Compared)> =
        files.par_iter().map(|(path, digest)| (path, compare(path, *digest))).collect();
    let mut findings = Findings { articles: files.len() as u64, ..Findings::default() };
    let mut gone = 0;
    for (path, compared) in compared {
        match compared {
            Compared::Same => {}
            Compared::Gone => gone += 1,
            Compared::Other => {
                findings.add(Remedy::Compare, format!("{path}: the file is not the one that was stored"));
            }
            Compared::Unreadable(problem) => {
                findings.add(Remedy::Compare, format!("{path}: {}", problem.message));
            }
        }
    }
    if gone > 0 {
        findings
            .notes
            .push(format!("{gone} of the files are not there; relative paths count from this folder"));
    }
    Ok(findings)
}

enum Compared {
    Same,
    Other,
    Gone,
    Unreadable(Problem),
}

fn compare(path: &SourcePath, stored: Digest) -> Compared {
    match read::digest(&path.to_path()) {
        Ok(digest) if digest == stored => Compared::Same,
        Ok(_) => Compared::Other,
        Err(problem) if problem.kind == ProblemKind::Vanished => Compared::Gone,
        Err(problem) => Compared::Unreadable(problem),
    }
}
