//! Roots in, the sorted list of source files below them out. No article is opened.

use std::io;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{DirEntry, WalkBuilder};

use crate::error::{Error, Result};
use crate::problem::{Problem, ProblemKind, Stage};
use crate::source_file::{SourcePath, clean};

/// What is done with symbolic links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// They are counted and left alone.
    #[default]
    Skip,
    /// They are followed; a link round in a circle is a problem.
    Follow,
}

/// Which files are taken.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Take only what matches one of these; [`DEFAULT_ENDINGS`] when empty.
    pub include: Vec<String>,
    /// Leave out what matches one of these.
    pub exclude: Vec<String>,
    /// What is done with symbolic links.
    pub links: Links,
}

/// Without `--include`, files of these names are taken, in any letter case.
pub const DEFAULT_ENDINGS: &[&str] =
    &["*.txt", "*.text", "*.md", "*.txt.gz", "*.text.gz", "*.md.gz", "*.txt.zst", "*.text.zst", "*.md.zst"];

/// A file of this name in a folder lists what to leave out there, in the manner of `.gitignore`.
pub const IGNORE_FILE: &str = ".morgueignore";

/// A source file, or a place below a root that could not be looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovered {
    /// The root, as it was given but [`clean`], with the path below it.
    pub path: PathBuf,
    /// Why it cannot be read; known already from the walk.
    pub problem: Option<Problem>,
}

impl Discovered {
    /// The path in the form in which the archive keeps it.
    #[must_use]
    pub fn source_path(&self) -> SourcePath {
        SourcePath::from_bytes(self.bytes())
    }

    /// The bytes of its path, by which files are in order.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.path.as_os_str().as_encoded_bytes()
    }
}

impl From<PathBuf> for Discovered {
    fn from(path: PathBuf) -> Self {
        Self { path: clean(&path), problem: None }
    }
}

/// What lies below some roots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovery {
    /// Sorted by the bytes of their paths, each once.
    pub files: Vec<Discovered>,
    /// Symbolic links that were not followed.
    pub links_skipped: u64,
}

/// Every source file below the roots. A root that is a file is taken whatever its name.
///
/// # Errors
/// When a root cannot be read at all, or a pattern is none. What cannot be read below a root is a
/// [`Discovered`] with its problem instead.
pub fn discover(roots: &[PathBuf], filter: &Filter) -> Result<Discovery> {
    let patterns = Patterns::new(filter)?;
    let mut files: Vec<Discovered> = Vec::new();
    let mut links_skipped = 0;
    for root in roots {
        let metadata =
            std::fs::metadata(root).map_err(|source| Error::Root { path: root.clone(), source })?;
        let mut keep = |entry: Discovered| files.push(entry);
        if metadata.is_dir() {
            std::fs::read_dir(root).map_err(|source| Error::Root { path: root.clone(), source })?;
            links_skipped += walk(root, filter.links, &patterns, &mut keep);
        } else {
            keep(Discovered::from(root.clone()));
        }
    }
    // One root inside another gives no file twice.
    files.sort_by(|one, other| one.bytes().cmp(other.bytes()));
    files.dedup_by(|later, first| later.path == first.path);
    Ok(Discovery { files, links_skipped })
}

struct Patterns {
    include: GlobSet,
    exclude: GlobSet,
}

impl Patterns {
    fn new(filter: &Filter) -> Result<Self> {
        let include = if filter.include.is_empty() {
            glob_set(DEFAULT_ENDINGS.iter().copied())?
        } else {
            glob_set(filter.include.iter().map(String::as_str))?
        };
        Ok(Self { include, exclude: glob_set(filter.exclude.iter().map(String::as_str))? })
    }

    fn take(&self, below: &Path) -> bool {
        self.include.is_match(below) && !self.exclude.is_match(below)
    }
}

fn glob_set<'a>(patterns: impl Iterator<Item = &'a str>) -> Result<GlobSet> {
    let bad = |pattern: &str, error: &globset::Error| Error::Pattern {
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        // A pattern without a slash speaks of the name, wherever the file lies.
        let anywhere = if pattern.contains('/') { pattern.to_owned() } else { format!("**/{pattern}") };
        let glob = GlobBuilder::new(&anywhere)
            .case_insensitive(true)
            .literal_separator(true)
            .build()
            .map_err(|error| bad(pattern, &error))?;
        set.add(glob);
    }
    set.build().map_err(|error| bad("the patterns together", &error))
}

/// Walks one folder; gives the number of links that were not followed.
fn walk(root: &Path, links: Links, patterns: &Patterns, keep: &mut impl FnMut(Discovered)) -> u64 {
    let mut links_skipped = 0;
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).follow_links(links == Links::Follow).add_custom_ignore_filename(IGNORE_FILE);
    for entry in walk.build() {
        match entry {
            Err(error) => {
                if let Some(discovered) = problem_of(root, &error) {
                    keep(discovered);
                }
            }
            Ok(entry) => {
                if entry.depth() > 0 && entry.path_is_symlink() && links == Links::Skip {
                    links_skipped += 1;
                } else if let Some(discovered) = file_of(root, &entry, patterns) {
                    keep(discovered);
                }
            }
        }
    }
    links_skipped
}

/// The file of an entry, when it is one that is wanted. Its kind comes with the folder's listing.
fn file_of(root: &Path, entry: &DirEntry, patterns: &Patterns) -> Option<Discovered> {
    let kind = entry.file_type()?;
    if kind.is_dir() || !patterns.take(entry.path().strip_prefix(root).unwrap_or(entry.path())) {
        return None;
    }
    let problem = (!kind.is_file()).then(|| {
        Problem::new(Stage::Discover, ProblemKind::NotARegularFile, "a pipe, socket or device, not a file")
    });
    Some(Discovered { problem, ..Discovered::from(entry.path().to_owned()) })
}

/// A place that the walk could not look into.
fn problem_of(root: &Path, error: &ignore::Error) -> Option<Discovered> {
    let path = path_of(error).unwrap_or_else(|| root.to_owned());
    if let Some(io_error) = error.io_error() {
        let problem = if io_error.kind() == io::ErrorKind::NotFound && path.is_symlink() {
            Problem::new(Stage::Discover, ProblemKind::BrokenLink, "a symbolic link that leads to nothing")
        } else {
            crate::read::problem(Stage::Discover, io_error)
        };
        return Some(Discovered { problem: Some(problem), ..Discovered::from(path) });
    }
    if is_loop(error) {
        let problem = Problem::new(
            Stage::Discover,
            ProblemKind::BrokenLink,
            "a symbolic link that leads round in a circle",
        );
        return Some(Discovered { problem: Some(problem), ..Discovered::from(path) });
    }
    // A line of an ignore file that is no pattern: it leaves nothing out.
    None
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path, filter: &Filter) -> Vec<String> {
        let found = discover(&[folder.to_owned()], filter).unwrap();
        found
            .files
            .iter()
            .map(|file| file.path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned())
            .collect()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["b.txt", "a.TXT", "2020/c.md", "2020/d.pdf", "2021/e.txt.gz", ".hidden/f.text", "2021/g.csv"]
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    #[test]
    fn plain_text_is_taken_in_the_order_of_the_paths() {
        let folder = folder();
        assert_eq!(
            names(folder.path(), &Filter::default()),
            [".hidden/f.text", "2020/c.md", "2021/e.txt.gz", "a.TXT", "b.txt"]
        );
    }

    #[test]
    fn patterns() {
        let folder = folder();
        for (include, exclude, expected) in [
            (vec!["*.csv"], vec![], vec!["2021/g.csv"]),
            (vec!["2021/**"], vec!["*.gz"], vec!["2021/g.csv"]),
            (vec![], vec!["2*/**", ".hidden/*"], vec!["a.TXT", "b.txt"]),
        ] {
            let owned = |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
            let filter = Filter { include: owned(&include), exclude: owned(&exclude), links: Links::Skip };
            assert_eq!(names(folder.path(), &filter), expected, "{include:?} {exclude:?}");
        }
        let filter = Filter { include: vec!["[".to_owned()], ..Filter::default() };
        assert!(matches!(discover(&[folder.path().to_owned()], &filter), Err(Error::Pattern { .. })));
    }

    #[test]
    fn an_ignore_file_leaves_out() {
        let folder = folder();
        fs::write(folder.path().join(IGNORE_FILE), "2020/\n*.gz\n").unwrap();
        assert_eq!(names(folder.path(), &Filter::default()), [".hidden/f.text", "a.TXT", "b.txt"]);
    }

    #[test]
    fn roots_overlap_and_files_are_roots() {
        let folder = folder();
        let roots = [folder.path().join("2020"), folder.path().to_owned(), folder.path().join("2021/g.csv")];
        let found = discover(&roots, &Filter::default()).unwrap();
        assert_eq!(found.files.len(), 6);
        let nothing = discover(&[folder.path().join("nothing")], &Filter::default());
        assert!(matches!(nothing, Err(Error::Root { .. })));
    }
}
