//! Which files: arguments that `ingest`, `extract` and `pack` share.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::output::say;
use crate::archive::Archive;
use crate::decode::decode;
use crate::discover::{Filter, Links};
use crate::extract::dates::PathPattern;
use crate::problem::ProblemKind;
use crate::read::{DEFAULT_MAX_FILE_SIZE, LARGEST_FILE_SIZE};
use crate::roster::Aliases;
use crate::vocabulary::Vocabulary;

/// The user's own agencies and outlets.
#[derive(Debug, Args)]
pub struct VocabularyFiles {
    /// Agencies and outlets to know beside the built-in ones: a tab-separated file with the header
    /// `name kind country domain aliases`. May be given several times; the last one wins
    #[arg(long, value_name = "FILE")]
    vocabulary: Vec<PathBuf>,
}

impl VocabularyFiles {
    /// The built-in vocabulary, with the user's files on top of it.
    pub fn read(&self) -> anyhow::Result<Cow<'static, Vocabulary>> {
        let mut vocabulary = Cow::Borrowed(Vocabulary::builtin());
        for path in &self.vocabulary {
            let place = || format!("vocabulary {}", path.display());
            let text = std::fs::read_to_string(path).with_context(place)?;
            let entries = Vocabulary::parse(&text).with_context(place)?;
            vocabulary.to_mut().extend(entries);
        }
        Ok(vocabulary)
    }
}

/// Who is who, by hand.
#[derive(Debug, Args)]
pub struct AliasesFile {
    /// Who is who, by hand: a tab-separated file, `name person` a line. The archive keeps it for later runs;
    /// a new one takes its place, an empty one undoes it
    #[arg(long, value_name = "FILE")]
    aliases: Option<PathBuf>,
}

impl AliasesFile {
    /// The file, when there is one.
    pub fn read(&self) -> anyhow::Result<Option<Aliases>> {
        let Some(path) = &self.aliases else { return Ok(None) };
        let place = || format!("aliases {}", path.display());
        let bytes = std::fs::read(path).with_context(place)?;
        // What a spreadsheet program calls Unicode text is UTF-16. An encoding that would have to be guessed
        // is none to tell names by.
        let text = match decode(&bytes) {
            Ok(decoded) if decoded.encoding.starts_with("UTF-") => decoded.text,
            Err(problem) if problem.kind == ProblemKind::Empty => String::new(),
            _ => return Err(anyhow::anyhow!("it is not UTF-8; save it as UTF-8 text").context(place())),
        };
        Aliases::parse(&text).with_context(place).map(Some)
    }
}

/// Says on stderr which names of a file stand in no article: they may be misspelled.
pub fn tell_unused(aliases: Option<&Aliases>, archive: &Path) -> anyhow::Result<()> {
    let Some(aliases) = aliases else { return Ok(()) };
    let unused = Archive::open(archive)?.not_printed(aliases)?;
    if !unused.is_empty() {
        let names = unused[..unused.len().min(MOST_UNUSED)].join(", ");
        let more = if unused.len() > MOST_UNUSED { ", …" } else { "" };
        say(&format!("note: aliases of names that stand in no article: {names}{more}"));
    }
    Ok(())
}

/// So many names are told at most.
const MOST_UNUSED: usize = 10;

/// Which files are taken.
#[derive(Debug, Args)]
pub struct FilterArguments {
    /// Take only files that match; `*.txt` is compared with the name, `2020/**` with the path below the root.
    /// Without it: .txt, .text and .md, also packed as .gz or .zst. May be given several times
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Leave out files that match. May be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Follow symbolic links; without it they are counted and left alone
    #[arg(long)]
    follow_symlinks: bool,
    /// Larger files are a problem, not an article; also after unpacking. K, M and G are understood
    #[arg(long, value_name = "SIZE", value_parser = size, default_value_t = Size(DEFAULT_MAX_FILE_SIZE))]
    max_file_size: Size,
}

/// Which files are taken, and how they are read.
#[derive(Debug, Args)]
pub struct FileArguments {
    #[command(flatten)]
    filter: FilterArguments,
    /// Where the path of a file says the day of publication: YYYY, MM and DD stand for digits, all else for
    /// itself. It holds for articles that do not say their day themselves
    #[arg(long, value_name = "PATTERN")]
    pub published_from_path: Option<PathPattern>,
    /// The year of days and months that stand without one, where no day of publication is known
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1500..=2099))]
    pub assume_year: Option<i16>,
    /// How sure the tagger must be of a person's name to take it, in percent [default: 50]; more finds fewer,
    /// and fewer wrong ones
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_confidence: Option<u8>,
    #[command(flatten)]
    pub vocabulary: VocabularyFiles,
    /// How many cores to use; 0 for all of them
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

impl FilterArguments {
    /// The filter.
    pub fn filter(&self) -> Filter {
        let links = if self.follow_symlinks { Links::Follow } else { Links::Skip };
        Filter { include: self.include.clone(), exclude: self.exclude.clone(), links }
    }

    /// The largest file that is read, in bytes.
    pub fn max_file_size(&self) -> u64 {
        self.max_file_size.0
    }
}

impl FileArguments {
    /// The filter.
    pub fn filter(&self) -> Filter {
        self.filter.filter()
    }

    /// The largest file that is read, in bytes.
    pub fn max_file_size(&self) -> u64 {
        self.filter.max_file_size()
    }
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            bytes if bytes > 0 && bytes % (1 << 20) == 0 => write!(f, "{}M", bytes >> 20),
            bytes => write!(f, "{bytes}"),
        }
    }
}

/// The size of an article.
fn size(text: &str) -> Result<Size, String> {
    let size = any_size(text)?;
    if size.0 > LARGEST_FILE_SIZE {
        return Err(format!("SQLite can keep no article of more than {LARGEST_FILE_SIZE} bytes"));
    }
    Ok(size)
}

/// `500`, `64K`, `32M`, `1G`, with or without `B` behind it.
pub fn any_size(text: &str) -> Result<Size, String> {
    let upper = text.trim().to_ascii_uppercase();
    let number = upper.trim_end_matches('B').trim_end_matches('I');
    let (digits, shift) = match number.as_bytes().last() {
        Some(b'K') => (&number[..number.len() - 1], 10),
        Some(b'M') => (&number[..number.len() - 1], 20),
        Some(b'G') => (&number[..number.len() - 1], 30),
        _ => (number, 0),
    };
    let bytes = digits.trim().parse::<u64>().ok().and_then(|count| count.checked_mul(1 << shift));
    bytes.map(Size).ok_or_else(|| "a size is a number of bytes, or one with K, M or G behind it".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in
            [("500", 500), ("64k", 64 << 10), ("32M", 32 << 20), ("1 MiB", 1 << 20), ("2kb", 2 << 10)]
        {
            assert_eq!(size(text), Ok(Size(bytes)), "{text}");
        }
        for text in ["", "M", "-1", "many", "1T", "99999999999999999999", "1G"] {
            assert!(size(text).is_err(), "{text}");
        }
        assert_eq!((Size(32 << 20).to_string(), Size(7).to_string()), ("32M".to_owned(), "7".to_owned()));
    }
}
