//! The articles as plain text for corpus tools, a file each, and a table that tells of each file.
//!
//! A text has the headline, a blank line and the story, and nothing of what stands around it. The files lie
//! in a folder of their own, which appears in its place only when it is whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::csv::{Reader, plain, writer};
use super::item::{Item, each_item};
use super::{Written, failed, make_folder, part_of, remove, replace, whole_file};
use crate::archive::Archive;
use crate::article::{Zone, word_count};
use crate::error::{Error, Result};

/// So many texts lie in one folder at most; more of them are divided among numbered folders.
const FOLDER_SIZE: u64 = 10_000;

/// The folder of the texts.
const TEXTS: &str = "text";

/// The table that tells of each text.
const TABLE: &str = "metadata.csv";

const COLUMNS: [&str; 13] = [
    "filename",
    "path",
    "headline",
    "published",
    "source",
    "republisher",
    "rights_status",
    "reprint",
    "authors",
    "language",
    "word_count",
    "digest",
    "duplicate_of",
];

/// Writes the text of every article into `text/`, and `metadata.csv` beside it.
///
/// # Errors
/// When the archive cannot be read or a file not be written, and when `text/` has files that no export has put
/// there: they would be lost.
pub fn export(archive: &Archive, folder: &Path) -> Result<Vec<Written>> {
    make_folder(folder)?;
    let place = folder.join(TEXTS);
    end_what_was_killed(&place, folder)?;
    refuse_others(&place, &folder.join(TABLE))?;
    let texts = Texts::new(folder.join(format!(".{TEXTS}.part")), archive.count_articles()?)?;
    let written = whole_file(folder, TABLE, |file| {
        let failed = failed(folder, TABLE);
        let mut table = writer(&mut *file, Reader::Program);
        table.write_record(COLUMNS).map_err(plain).map_err(failed)?;
        let mut rows = 0;
        each_item(archive, |item| {
            let name = texts.write(rows, item)?;
            rows += 1;
            table.write_record(row(name, item)).map_err(plain).map_err(failed)
        })?;
        table.flush().map_err(failed)?;
        drop(table);
        // From here on the table tells of the folder, also to whoever comes after an export that was killed.
        file.get_ref().sync_all().map_err(failed)?;
        replace(&texts.folder, &place)?;
        Ok(rows)
    });
    if written.is_err() {
        // The reason why it failed is the one to tell.
        let _ = fs::remove_dir_all(&texts.folder);
    }
    Ok(vec![written?])
}

/// The folder that texts are written into, before it is put in its place.
struct Texts {
    folder: PathBuf,
    /// How many digits the numbers of its folders have; none when the texts need no folders.
    digits: Option<usize>,
}

impl Texts {
    /// Makes the folder; what an export that was killed has left there goes.
    fn new(folder: PathBuf, articles: u64) -> Result<Self> {
        remove(&folder)?;
        make_folder(&folder)?;
        let folders = articles.div_ceil(FOLDER_SIZE);
        Ok(Self { folder, digits: (folders > 1).then(|| folders.to_string().len()) })
    }

    /// Writes the text of an article, so many are written already; gives its name below the folder.
    fn write(&self, already: u64, item: &Item<'_>) -> Result<String> {
        let mut name =
            file_name(item.entry.article_id.unwrap_or_default(), item.article.text(Zone::Headline));
        if let Some(digits) = self.digits {
            let number = format!("{:0digits$}", already / FOLDER_SIZE + 1);
            make_folder(&self.folder.join(&number))?;
            name = format!("{number}/{name}");
        }
        let path = self.folder.join(&name);
        // Not forced to the disk one by one: that takes far longer than to export once more.
        fs::write(&path, text(item)).map_err(Error::io(&path, "writing the export"))?;
        Ok(name)
    }
}

/// An export that was killed between putting its texts and their table in place has left the table beside its place.
fn end_what_was_killed(place: &Path, folder: &Path) -> Result<()> {
    let (part, table) = (part_of(folder, TABLE), folder.join(TABLE));
    let there = files(place).map_err(Error::io(place, "looking at the folder from an earlier export"))?;
    if there > told_files(place, &table) && there == told_files(place, &part) {
        fs::rename(&part, &table).map_err(failed(folder, TABLE))?;
    }
    Ok(())
}

/// An error when the folder has more files than the table beside it tells of.
fn refuse_others(place: &Path, table: &Path) -> Result<()> {
    let there = files(place).map_err(Error::io(place, "looking at the folder from an earlier export"))?;
    let told = if there == 0 { 0 } else { told_files(place, table) };
    if there > told { Err(Error::NotOfAnExport { path: place.to_owned() }) } else { Ok(()) }
}

/// How many files a folder and the folders in it have.
fn files(folder: &Path) -> io::Result<u64> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut count = 0;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            count += files(&entry.path())?;
        } else if !is_of_file_manager(&entry.file_name().to_string_lossy()) {
            count += 1;
        }
    }
    Ok(count)
}

/// Looking at a folder is enough for some systems to leave such a file there.
fn is_of_file_manager(name: &str) -> bool {
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// How many of the files that a table tells of are there. A table that cannot be read tells of none.
fn told_files(place: &Path, table: &Path) -> u64 {
    let Ok(mut rows) = csv::Reader::from_path(table) else { return 0 };
    let is_there = |row: &csv::StringRecord| row.get(0).is_some_and(|name| place.join(name).is_file());
    rows.records().map_while(std::result::Result::ok).filter(is_there).count() as u64
}

/// `0000038-envoy-presses-both-sides.txt`: the id of the article, so that no two are the same, and the
/// beginning of its headline in letters that every system takes.
fn file_name(id: i64, headline: &str) -> String {
    let slug = slug(headline);
    if slug.is_empty() { format!("{id:07}.txt") } else { format!("{id:07}-{slug}.txt") }
}

/// The longest slug, in characters.
const LONGEST_SLUG: usize = 60;

/// The first words of a headline in small ASCII letters and digits, with hyphens between them.
fn slug(headline: &str) -> String {
    let plain = headline.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '\u{AD}'));
    let mut slug = String::new();
    for letter in plain {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > LONGEST_SLUG {
            // A word that was cut is left out, unless it is the only one.
            slug.truncate(slug.rfind('-').unwrap_or(LONGEST_SLUG));
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn text(item: &Item<'_>) -> String {
    let parts = [item.article.text(Zone::Headline), item.body()];
    let mut text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn row(name: String, item: &Item<'_>) -> [String; COLUMNS.len()] {
    let record = item.record;
    [
        name,
        record.path.clone(),
        item.article.text(Zone::Headline).to_owned(),
        record.published.as_ref().map(|published| published.value.clone()).unwrap_or_default(),
        record.strongest_source().map(|source| source.name.clone()).unwrap_or_default(),
        record.republisher().map(|source| source.name.clone()).unwrap_or_default(),
        record.rights_status.as_str().to_owned(),
        u8::from(record.reprint).to_string(),
        item.authors().collect::<Vec<_>>().join("; "),
        record.language.as_deref().unwrap_or_default().to_owned(),
        word_count(item.body()).to_string(),
        record.digest.clone().unwrap_or_default(),
        item.entry.duplicate_of.clone().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Entry;
    use crate::record::Record;
    use crate::source_file::{SourceFile, SourcePath};
    use proptest::prelude::*;

    #[test]
    fn names_of_files() {
        for (id, headline, name) in [
            (38, "Envoy Presses Both Sides", "0000038-envoy-presses-both-sides.txt"),
            (1, "“It’s over,” says O'Brien — again", "0000001-its-over-says-obrien-again.txt"),
            (2, "El río Peña", "0000002-el-rio-pena.txt"),
            (3, "Мост открыт", "0000003.txt"),
            (4, "../../etc/passwd", "0000004-etc-passwd.txt"),
            (5, "", "0000005.txt"),
            (12_345_678, "A", "12345678-a.txt"),
        ] {
            assert_eq!(file_name(id, headline), name);
        }
    }

    proptest! {
        #[test]
        fn names_are_safe_everywhere(id in 0i64.., headline in "\\PC{0,200}") {
            let name = file_name(id, &headline);
            let stem = name.strip_suffix(".txt").unwrap();
            prop_assert!(stem.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{}", name);
            prop_assert!(name.len() <= 19 + 1 + LONGEST_SLUG + 4);
            let number = format!("{id:07}");
            prop_assert!(name.starts_with(&number));
        }
    }

    #[test]
    fn many_texts_are_divided_among_folders() {
        let path = SourcePath::new(Path::new("a.txt"));
        let file = SourceFile { path, size: 1, modified_at: None, digest: None };
        let record = Record::of_article(&file);
        let entry = Entry { record, article_id: Some(7), duplicate_of: None, missing_since: None };
        let item = Item::of(&entry);
        for (articles, already, name) in [
            (10_000, 9_999, "0000007.txt"),
            (10_001, 0, "1/0000007.txt"),
            (10_001, 9_999, "1/0000007.txt"),
            (10_001, 10_000, "2/0000007.txt"),
            (100_000, 99_999, "10/0000007.txt"),
            (100_000, 0, "01/0000007.txt"),
        ] {
            let place = tempfile::tempdir().unwrap();
            let texts = Texts::new(place.path().join("text"), articles).unwrap();
            assert_eq!(texts.write(already, &item).unwrap(), name);
            assert!(texts.folder.join(name).is_file());
        }
    }
}
