//! What stops a run. Trouble with one file is a [`crate::problem::Problem`] instead.

use std::path::{Path, PathBuf};

/// What stops a run: a root or the archive. Messages are lower case and say what and where.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A root given by the user cannot be read at all.
    #[error("cannot read {}: {source}", path.display())]
    Root {
        /// The root as it was given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An `--include` or `--exclude` pattern that is no glob.
    #[error("{pattern:?} is not a file pattern: {reason}")]
    Pattern {
        /// The pattern as it was given.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The archive that was asked for does not exist.
    #[error("there is no archive at {}", path.display())]
    NoArchive {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is there but is not one of ours.
    #[error("{} is not a morgue archive: {reason}", path.display())]
    NotAnArchive {
        /// The file.
        path: PathBuf,
        /// How it can be told.
        reason: String,
    },
    /// The archive was written by a newer version of the program.
    #[error("{} was written by a newer version of morgue (schema {found}, this program knows {known})", path.display())]
    NewerArchive {
        /// The archive.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest schema version that this program knows.
        known: i64,
    },
    /// Another process is writing into the archive.
    #[error("{} is being written by {}", path.display(), holder.as_deref().unwrap_or("another process"))]
    Busy {
        /// The archive.
        path: PathBuf,
        /// Which process, where and since when, if it says so.
        holder: Option<String>,
    },
    /// The system takes no more of the archive.
    #[error("{}: {doing}: the disk takes no more: it is full, or a quota or a limit such as `ulimit -f` is reached", path.display())]
    NoRoom {
        /// The archive.
        path: PathBuf,
        /// What was being done, such as "writing a batch".
        doing: &'static str,
    },
    /// SQLite refused something.
    #[error("{}: {doing}: {source}", path.display())]
    Sqlite {
        /// The archive.
        path: PathBuf,
        /// What was being done, such as "writing a batch".
        doing: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The operating system refused something that is not an article: an export file, a list of files.
    #[error("{}: {doing}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was being done, such as "creating the export".
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// An export would take the place of a file that no export wrote.
    #[error("{} was not written by morgue, and an export has a file of that name", path.display())]
    NotAnExport {
        /// The file.
        path: PathBuf,
    },
    /// A folder that an export or `pack` would make anew has something in it that they have not put there.
    #[error("{} has files that are not from an export, and would be lost", path.display())]
    NotOfAnExport {
        /// The folder.
        path: PathBuf,
    },
    /// The archive holds something that cannot be read back as it was written.
    #[error("{}: {what}", path.display())]
    Damaged {
        /// The archive.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// No article has this id or path.
    #[error("no article {wanted:?} in {}", path.display())]
    NoArticle {
        /// The archive.
        path: PathBuf,
        /// What was asked for.
        wanted: String,
    },
    /// Several articles are meant by what was asked for.
    #[error("{wanted:?} means several articles: {}", some(paths))]
    ManyArticles {
        /// What was asked for.
        wanted: String,
        /// The paths of the first of them.
        paths: Vec<String>,
    },
    /// Nobody in the archive has this name.
    #[error("nobody is called {wanted:?} in {}{}", path.display(), did_you_mean(near))]
    NoPerson {
        /// The archive.
        path: PathBuf,
        /// Who was asked for.
        wanted: String,
        /// Whose names are like it.
        near: Vec<String>,
    },
    /// Several persons are meant by what was asked for.
    #[error("{wanted:?} means several persons: {}", some(names))]
    ManyPersons {
        /// Who was asked for.
        wanted: String,
        /// The names of the first of them.
        names: Vec<String>,
    },
    /// The run was asked to stop (Ctrl-C); what was committed is kept.
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    /// Turns what the system says into an error that says where and at what.
    pub(crate) fn io(path: &Path, doing: &'static str) -> impl Fn(std::io::Error) -> Self + Copy {
        move |source| Self::Io { path: path.to_owned(), doing, source }
    }
}

/// The result of what can stop a run.
pub type Result<T> = std::result::Result<T, Error>;

/// Names that may have been meant.
fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; like it: {}", some(near)) }
}

/// The first ten of some names.
fn some(names: &[String]) -> String {
    let more = if names.len() > 10 { ", …" } else { "" };
    format!("{}{more}", names[..names.len().min(10)].join(", "))
}
