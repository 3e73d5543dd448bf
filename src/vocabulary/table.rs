//! Reads the vocabulary's tab-separated files: text goes in, a [`Vocabulary`] comes out, or the
//! line that is wrong.

use super::{Entry, Fault, SourceKind, Vocabulary, VocabularyError, key};

/// What one file looks like.
pub(super) struct Table {
    /// The names of the columns.
    header: &'static [&'static str],
    /// Columns that every row must have.
    least: usize,
    /// The kinds of body that it holds.
    kinds: &'static [SourceKind],
}

/// `agencies.tsv`.
pub(super) const AGENCIES: Table = Table {
    header: &["name", "kind", "country", "aliases"],
    least: 3,
    kinds: &[SourceKind::Agency, SourceKind::Distributor, SourceKind::PhotoAgency, SourceKind::ReleaseWire],
};

/// `outlets.tsv`.
pub(super) const OUTLETS: Table = Table {
    header: &["name", "kind", "country", "domain", "aliases"],
    least: 3,
    kinds: &[
        SourceKind::Newspaper,
        SourceKind::Broadcaster,
        SourceKind::Magazine,
        SourceKind::Site,
        SourceKind::Government,
        SourceKind::Journal,
    ],
};

/// A user's file: any kind, and the country only where it is known.
pub(super) const OWN: Table =
    Table { header: &["name", "kind", "country", "domain", "aliases"], least: 2, kinds: SourceKind::ALL };

/// Reads a whole file; its entries stand behind those of `vocabulary`.
pub(super) fn parse(
    text: &str,
    table: &Table,
    mut vocabulary: Vocabulary,
) -> Result<Vocabulary, VocabularyError> {
    // Spreadsheet programs write a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(above, line)| (above + 1, line.trim_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let at = |line| move |fault| VocabularyError { line: Some(line), fault };

    let (first, header) = lines.next().unwrap_or((1, ""));
    if !header.split('\t').map(str::trim).eq(table.header.iter().copied()) {
        return Err(at(first)(Fault::Header(table.header)));
    }
    for (line, row) in lines {
        entry(row, table).and_then(|entry| vocabulary.add(entry)).map_err(at(line))?;
    }
    Ok(vocabulary)
}

fn entry(row: &str, table: &Table) -> Result<Entry, Fault> {
    let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
    let (found, most) = (columns.len(), table.header.len());
    if !(table.least..=most).contains(&found) {
        return Err(Fault::Columns { found, least: table.least, most });
    }
    let column = |title| {
        let place = table.header.iter().position(|&column| column == title);
        place.and_then(|place| columns.get(place)).copied().unwrap_or_default()
    };
    Ok(Entry {
        name: name(column("name"))?,
        kind: kind(column("kind"), table.kinds)?,
        country: country(column("country"), table)?,
        domain: domain(column("domain"))?,
        aliases: aliases(column("aliases"))?,
    })
}

fn name(column: &str) -> Result<String, Fault> {
    if key::listed(column).is_empty() {
        return Err(Fault::NoName);
    }
    Ok(column.to_owned())
}

fn kind(column: &str, allowed: &'static [SourceKind]) -> Result<SourceKind, Fault> {
    SourceKind::parse(column)
        .filter(|kind| allowed.contains(kind))
        .ok_or_else(|| Fault::Kind { word: column.to_owned(), allowed })
}

fn country(column: &str, table: &Table) -> Result<String, Fault> {
    let is_left_out = column.is_empty() && table.least < 3;
    if is_left_out || column.len() == 2 && column.chars().all(|c| c.is_ascii_uppercase()) {
        Ok(column.to_owned())
    } else {
        Err(Fault::Country(column.to_owned()))
    }
}

fn domain(column: &str) -> Result<Option<String>, Fault> {
    match key::host(column) {
        _ if column.is_empty() => Ok(None),
        Some(host) if host == column => Ok(Some(host)),
        _ => Err(Fault::Domain(column.to_owned())),
    }
}

fn aliases(column: &str) -> Result<Vec<String>, Fault> {
    if column.is_empty() {
        return Ok(Vec::new());
    }
    let alias = |alias: &str| {
        let alias = alias.trim();
        if key::listed(alias).is_empty() { Err(Fault::NoAlias) } else { Ok(alias.to_owned()) }
    };
    column.split(';').map(alias).collect()
}
