//! The bodies whose names newspapers print: agencies and outlets.
//!
//! In comes a name as an article prints it, or a host name; out goes the one [`Entry`] that bears
//! it, or nothing. Two bodies never bear the same name: where the world has two (`CNA`, `ABC`),
//! neither gets it, because no value is better than a wrong one.

mod error;
mod key;
mod kind;
mod table;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::HashMap;

pub use error::{Fault, VocabularyError};
pub use kind::SourceKind;

const AGENCIES: &str = include_str!("agencies.tsv");
const OUTLETS: &str = include_str!("outlets.tsv");

/// One body that publishes or supplies news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The one name that the archive uses.
    pub name: String,
    /// What kind of body it is.
    pub kind: SourceKind,
    /// Its home as an ISO 3166-1 code of two capital letters (`XK` for Kosovo); empty when a user left it out.
    pub country: String,
    /// The host name of its site, in lower case and without `www.`. An agency's is the first of
    /// its aliases that is a host name.
    pub domain: Option<String>,
    /// Its other names, as articles print them.
    pub aliases: Vec<String>,
}

/// Bodies that can be found by name and by domain.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    /// From a folded name (see [`key`]) to the place in `entries`.
    names: HashMap<String, usize>,
    /// From a host name to the place in `entries`.
    domains: HashMap<String, usize>,
    /// See [`Vocabulary::content`].
    content: u64,
}

/// The next number of [`Vocabulary::content`]; nothing is the one of no entries.
static CONTENTS: AtomicU64 = AtomicU64::new(1);

static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(|| {
    let whole = || table::parse(OUTLETS, &table::OUTLETS, Vocabulary::parse_agencies(AGENCIES)?);
    #[expect(clippy::expect_used, reason = "both files are part of the program; a test reads them")]
    whole().expect("the built-in vocabulary is well-formed")
});

impl Vocabulary {
    /// The vocabulary that ships inside the program. It is read once, at the first call.
    #[must_use]
    pub fn builtin() -> &'static Vocabulary {
        &BUILTIN
    }

    /// Reads agencies, distributors, photo agencies and release wires from tab-separated text with
    /// the header `name kind country aliases`.
    ///
    /// Aliases are parted by `; `; one that is a host name is a domain too. Lines that begin with
    /// `#` and empty lines don't count; empty columns at the end of a line may be left out.
    ///
    /// # Errors
    /// At the first line that is no such row, or that names something an earlier line has named.
    pub fn parse_agencies(text: &str) -> Result<Vocabulary, VocabularyError> {
        table::parse(text, &table::AGENCIES, Vocabulary::default())
    }

    /// Reads newspapers, broadcasters, magazines, sites, organs of governments and journals from
    /// tab-separated text with the header `name kind country domain aliases`, otherwise as
    /// [`Vocabulary::parse_agencies`] does.
    ///
    /// # Errors
    /// At the first line that is no such row, or that names something an earlier line has named.
    pub fn parse_outlets(text: &str) -> Result<Vocabulary, VocabularyError> {
        table::parse(text, &table::OUTLETS, Vocabulary::default())
    }

    /// Reads a user's own file: bodies of every kind, from tab-separated text with the header
    /// `name kind country domain aliases`. Country, domain and aliases may be left out.
    ///
    /// # Errors
    /// At the first line that is no such row, or that names something an earlier line has named.
    pub fn parse(text: &str) -> Result<Vocabulary, VocabularyError> {
        table::parse(text, &table::OWN, Vocabulary::default())
    }

    /// Takes in the entries of `other`, which win: a name, alias or domain that both know means the
    /// body of `other` from now on. An entry of a name that is known already keeps its old aliases.
    pub fn extend(&mut self, other: Vocabulary) {
        for mut entry in other.entries {
            let known = self.names.get(&key::listed(&entry.name)).copied();
            let place = known.unwrap_or(self.entries.len());
            if let Some(known) = known.map(|place| &self.entries[place]) {
                let more = known.aliases.iter().chain([&known.name]);
                let more: Vec<String> = more
                    .filter(|alias| **alias != entry.name && !entry.aliases.contains(alias))
                    .cloned()
                    .collect();
                entry.aliases.extend(more);
                entry.domain = entry.domain.or_else(|| known.domain.clone());
            }
            self.point_to(place, &entry);
            if place < self.entries.len() {
                self.entries[place] = entry;
            } else {
                self.entries.push(entry);
            }
        }
    }

    /// This vocabulary with the entries of `other` behind its own.
    ///
    /// # Errors
    /// When both hold the same name, alias or domain.
    pub fn join(mut self, other: Vocabulary) -> Result<Vocabulary, VocabularyError> {
        for entry in other.entries {
            self.add(entry).map_err(|fault| VocabularyError { line: None, fault })?;
        }
        Ok(self)
    }

    /// The entry that bears exactly this name or alias, as an article prints it.
    ///
    /// A leading "the", the width of white space, a full stop at the end, the shape of apostrophes
    /// and hyphens, and "&" for "and" don't count. Letter case doesn't count for names of more than
    /// five letters or of several words; a short name (`AP`, `Time`) matches in exactly the case in
    /// which it is listed. One word listed with "The" (`The Hill`, `The Sun`) needs it: the bare
    /// word is a common one, or a name that others bear too.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        key::asked(name, |key| self.names.get(key)).map(|&place| &self.entries[place])
    }

    /// The entry whose domain a host name or an address on the web belongs to.
    ///
    /// `www.`, port and path don't count, and a sub-domain belongs to its domain:
    /// `https://edition.cnn.com/2020/` finds CNN. Of several domains the longest wins, so that
    /// `america.aljazeera.com` is not Al Jazeera.
    #[must_use]
    pub fn find_domain(&self, host_or_url: &str) -> Option<&Entry> {
        let host = key::host(host_or_url)?;
        let mut domain = host.as_str();
        loop {
            if let Some(&place) = self.domains.get(domain) {
                return Some(&self.entries[place]);
            }
            domain = domain.split_once('.')?.1;
        }
    }

    /// A number that nothing else that a vocabulary of this process holds has: copies have the same, and one that was
    /// changed has another.
    pub(crate) fn content(&self) -> u64 {
        self.content
    }

    /// Every entry: the agencies' file first, each file in its order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Takes an entry in, unless another one bears one of its names or domains.
    fn add(&mut self, mut entry: Entry) -> Result<(), Fault> {
        let domains: Vec<_> = domains(&entry).collect();
        let claims = spelled(&entry).flat_map(|name| key::claimed(name).map(move |key| (key, name)));
        let by_name = claims.map(|(key, name)| (self.names.get(&key), name));
        let by_domain = domains.iter().map(|(key, host)| (self.domains.get(key), *host));
        if let Some((Some(&place), printed)) = by_name.chain(by_domain).find(|(place, _)| place.is_some()) {
            return Err(Fault::Taken { name: printed.clone(), by: self.entries[place].name.clone() });
        }

        let place = self.entries.len();
        let first_domain = domains.first().map(|(domain, _)| domain.clone());
        self.point_to(place, &entry);
        entry.domain = first_domain;
        self.entries.push(entry);
        Ok(())
    }

    /// From now on the names and domains of an entry mean the one in this place.
    fn point_to(&mut self, place: usize, entry: &Entry) {
        self.names.extend(spelled(entry).map(|name| (key::listed(name), place)));
        self.domains.extend(domains(entry).map(|(domain, _)| (domain, place)));
        self.content = CONTENTS.fetch_add(1, Ordering::Relaxed);
    }
}

/// The names of an entry, its aliases first.
fn spelled(entry: &Entry) -> impl Iterator<Item = &String> {
    entry.aliases.iter().chain([&entry.name])
}

/// The domains of an entry, each with the words that give it.
fn domains(entry: &Entry) -> impl Iterator<Item = (String, &String)> {
    let hosts = entry.domain.iter().chain(spelled(entry).filter(|alias| key::is_host(alias)));
    hosts.filter_map(|host| Some((key::host(host)?, host)))
}
