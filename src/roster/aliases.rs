//! `aliases.tsv` in, who is who by hand out.
//!
//! Two columns parted by a tab, `name` and `person`, a line for each name. From then on the name is that
//! person's, whatever the rules say. A name that is given to itself is kept apart from all others. Lines
//! that begin with `#`, empty lines and a header do not count.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use super::name::{self, Spelling};

/// Who is who, by hand.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    lines: Vec<(String, String)>,
    people: Vec<Person>,
    /// From the spelling of a name to a place in `people`.
    names: HashMap<String, usize>,
}

/// A person to whom a hand gave names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name as it stands in the file.
    pub name: String,
    /// Its spelling.
    pub spelling: Spelling,
}

/// The file cannot be read: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasesError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// So many columns, where there should be two.
    Columns(usize),
    /// A column has no letter in it.
    Empty(&'static str),
    /// The name was given to somebody else before.
    Twice {
        /// The name.
        name: String,
        /// To whom it was given.
        person: String,
        /// In which line.
        line: usize,
    },
    /// The person is the name of another line, and somebody else there.
    Chain {
        /// The person.
        person: String,
        /// Who that is.
        is: String,
        /// In which line.
        line: usize,
    },
}

impl Aliases {
    /// Reads a whole file.
    ///
    /// # Errors
    /// At the first line that is none, or is at odds with another one.
    pub fn parse(text: &str) -> Result<Self, AliasesError> {
        // Spreadsheet programs write a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let rows = text
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|(line, number)| (number, line.trim_end().split('\t').map(str::trim).collect::<Vec<_>>()))
            .enumerate()
            .filter(|(place, (_, columns))| *place > 0 || columns != &["name", "person"])
            .map(|(_, row)| row);
        let mut lines = Vec::new();
        for (line, columns) in rows {
            let &[name, person] = columns.as_slice() else {
                return Err(AliasesError { line, fault: Fault::Columns(columns.len()) });
            };
            for (column, text) in [("name", name), ("person", person)] {
                if !text.chars().any(char::is_alphanumeric) {
                    return Err(AliasesError { line, fault: Fault::Empty(column) });
                }
            }
            lines.push((line, name.nfc().collect(), person.nfc().collect()));
        }
        Self::of(lines)
    }

    /// The aliases of numbered lines.
    ///
    /// # Errors
    /// At the first line that is at odds with another one.
    pub fn of(lines: Vec<(usize, String, String)>) -> Result<Self, AliasesError> {
        let mut known: HashMap<String, (usize, Spelling, String)> = HashMap::new();
        for (line, name, person) in &lines {
            let spelling = name::read(person);
            let twice = known.insert(name::read(name).text, (*line, spelling.clone(), person.clone()));
            if let Some((line_before, before, person)) = twice
                && before.text != spelling.text
            {
                let fault = Fault::Twice { name: name.clone(), person, line: line_before };
                return Err(AliasesError { line: *line, fault });
            }
        }
        for (line, _, person) in &lines {
            let spelling = name::read(person);
            if let Some((other, is, name)) = known.get(&spelling.text)
                && is.text != spelling.text
            {
                let fault = Fault::Chain { person: person.clone(), is: name.clone(), line: *other };
                return Err(AliasesError { line: *line, fault });
            }
        }
        Ok(Self::of_sound(lines.into_iter().map(|(_, name, person)| (name, person)).collect()))
    }

    fn of_sound(mut lines: Vec<(String, String)>) -> Self {
        lines.sort();
        lines.dedup();
        let mut people: BTreeMap<String, Person> = BTreeMap::new();
        for (_, person) in &lines {
            let spelling = name::read(person);
            let entry = people.entry(spelling.text.clone());
            let person = Person { name: person.clone(), spelling };
            // Written in two ways: the first of the alphabet.
            entry
                .and_modify(|before| before.name = before.name.clone().min(person.name.clone()))
                .or_insert(person);
        }
        let places: HashMap<&str, usize> = people.keys().map(String::as_str).zip(0..).collect();
        let names = lines
            .iter()
            .map(|(name, person)| (name::read(name).text, places[name::read(person).text.as_str()]))
            .collect();
        Self { people: people.into_values().collect(), names, lines }
    }

    /// The lines, name and person, in alphabetical order.
    #[must_use]
    pub fn lines(&self) -> &[(String, String)] {
        &self.lines
    }

    /// Everybody to whom a hand gave names.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The person to whom a hand gave the name of a spelling.
    #[must_use]
    pub fn person(&self, spelling: &str) -> Option<&Person> {
        self.names.get(spelling).map(|&place| &self.people[place])
    }
}

impl fmt::Display for AliasesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Columns(found) => {
                let ending = if *found == 1 { "" } else { "s" };
                write!(
                    f,
                    "{found} column{ending} parted by tabs, expected 2: a name, and the person who bears it"
                )
            }
            Fault::Empty(column) => {
                write!(f, "the {column} is empty; write it, or take the line out")
            }
            Fault::Twice { name, person, line } => {
                write!(f, "`{name}` is `{person}` in line {line}; keep one of the two lines")
            }
            Fault::Chain { person, is, line } => {
                write!(f, "`{person}` is `{is}` in line {line}; write `{is}` here, too")
            }
        }
    }
}

impl std::error::Error for AliasesError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file() {
        let file = "\u{feff}# by hand\nname\tperson\r\n\nJim Roe\tJames Roe\r\nJIM ROE\tJames Roe\nRoe\t James Roe \nJohn Poe\tJohn Poe\n";
        let aliases = Aliases::parse(file).unwrap();
        assert_eq!(aliases.lines().len(), 4);
        let who = |name: &str| aliases.person(&name::read(name).text).map(|person| person.name.as_str());
        assert_eq!(who("Jím Roe"), Some("James Roe"));
        assert_eq!(who("Roe"), Some("James Roe"));
        assert_eq!(who("John Poe"), Some("John Poe"));
        assert_eq!(who("James Roe"), None);
        assert!(Aliases::parse("").unwrap().people().is_empty());
    }

    #[test]
    fn the_order_of_the_lines_does_not_count() {
        let there = Aliases::parse("Jim Roe\tJames Roe\nBig Jim\tJAMES ROE").unwrap();
        let back = Aliases::parse("Big Jim\tJAMES ROE\nJim Roe\tJames Roe").unwrap();
        assert_eq!((there.lines(), there.people()), (back.lines(), back.people()));
        assert_eq!(there.people()[0].name, "JAMES ROE");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (file, told) in [
            ("Jim Roe", "line 1: 1 column parted by tabs, expected 2: a name, and the person who bears it"),
            ("#\nJim\tJames\tRoe", "line 2: 3 columns parted by tabs, expected 2"),
            ("Jim Roe\t", "line 1: 1 column"),
            ("Jim Roe\t-", "line 1: the person is empty"),
            ("\tJim Roe", "line 1: the name is empty"),
            (
                "Jim Roe\tJames Roe\n\njim roe\tJohn Roe",
                "line 3: `jim roe` is `James Roe` in line 1; keep one of the two lines",
            ),
            (
                "Jim Roe\tJames Roe\nJames Roe\tJames T. Roe",
                "line 1: `James Roe` is `James T. Roe` in line 2; write `James T. Roe` here, too",
            ),
        ] {
            let error = Aliases::parse(file).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }
}
