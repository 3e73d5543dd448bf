//! What can be wrong with a vocabulary file, and the message that says so.

use std::fmt;

use super::SourceKind;

/// A vocabulary could not be read: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyError {
    /// The line of the file, counted from 1; none when two files are at odds.
    pub line: Option<usize>,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The file does not begin with the header, whose column names these are.
    Header(&'static [&'static str]),
    /// So many columns, where there should be `least` to `most`.
    Columns {
        /// How many there are.
        found: usize,
        /// The fewest that will do.
        least: usize,
        /// The most that there may be.
        most: usize,
    },
    /// The name is empty, or there is nothing in it that counts.
    NoName,
    /// An alias is empty: a semicolon too many.
    NoAlias,
    /// The word is none of the kinds that this file may hold.
    Kind {
        /// The word.
        word: String,
        /// The kinds.
        allowed: &'static [SourceKind],
    },
    /// The country is not two capital letters.
    Country(String),
    /// The domain is not a host name in lower case without `www.`.
    Domain(String),
    /// Another entry bears this name, alias or domain.
    Taken {
        /// The name, alias or domain as it stands in the line.
        name: String,
        /// The entry that bears it.
        by: String,
    },
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        self.fault.fmt(f)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Header(columns) => {
                write!(f, "the first line must be the header, parted by tabs: {}", columns.join(" "))
            }
            Fault::Columns { found, least, most } => {
                write!(f, "{found} columns parted by tabs, expected {least} to {most}")
            }
            Fault::NoName => write!(f, "the name is empty"),
            Fault::NoAlias => write!(f, "an alias is empty"),
            Fault::Kind { word, allowed } => {
                let allowed: Vec<&str> = allowed.iter().map(|kind| kind.as_str()).collect();
                write!(f, "the kind `{word}` is none of {}", allowed.join(", "))
            }
            Fault::Country(word) => write!(f, "the country `{word}` is not two capital letters"),
            Fault::Domain(word) => {
                write!(f, "the domain `{word}` is not a host name in lower case without `www.`")
            }
            Fault::Taken { name, by } => write!(f, "`{name}` already belongs to `{by}`"),
        }
    }
}

impl std::error::Error for VocabularyError {}
