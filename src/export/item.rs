//! A record in, what the exchange formats say of an article out: the choices that they share.
//!
//! Each format has its own words; whose name goes under which of them is said here and in the format's
//! file. What the record does not know is nothing here, and left out there.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use crate::archive::{Archive, Entry};
use crate::article::{Article, BLOCK_SEPARATOR, Zone};
use crate::error::Result;
use crate::extract::{PersonRole, RightsStatus, SourceRole, Subject};
use crate::record::{Evidence, PersonRecord, Record, RightsRecord, SourceRecord, Status};

use super::{Written, failed, make_folder, whole_file};

/// One article, with its text put together.
pub(super) struct Item<'a> {
    pub entry: &'a Entry,
    pub record: &'a Record,
    pub article: Article,
}

/// Gives every article of the archive to `take`, in the order of the paths; a file that failed is none.
pub(super) fn each_item(archive: &Archive, mut take: impl FnMut(&Item<'_>) -> Result<()>) -> Result<()> {
    archive.each_entry(|entry| match entry.record.status {
        Status::Ok => take(&Item::of(&entry)),
        Status::Failed | Status::Skipped => Ok(()),
    })
}

/// Writes a file with one JSON object a line: what `write` writes of each article.
pub(super) fn json_lines(
    archive: &Archive,
    folder: &Path,
    name: &str,
    write: impl Fn(&mut BufWriter<File>, &Item<'_>) -> io::Result<()>,
) -> Result<Vec<Written>> {
    make_folder(folder)?;
    let failed = failed(folder, name);
    let written = whole_file(folder, name, |file| {
        let mut rows = 0;
        each_item(archive, |item| {
            rows += 1;
            write(file, item).map_err(failed)
        })?;
        Ok(rows)
    })?;
    Ok(vec![written])
}

impl<'a> Item<'a> {
    pub fn of(entry: &'a Entry) -> Self {
        Self { entry, record: &entry.record, article: entry.record.article() }
    }

    /// A name for the article that no other has: a UUID of version 8 (RFC 9562) made of the first digits
    /// of the digest of the file's bytes. It stays when the file is moved or brought into another archive;
    /// files with the same bytes share it.
    pub fn uri(&self) -> String {
        let digest = self.record.digest.as_deref().unwrap_or_default();
        let digits = digest.rsplit(':').next().unwrap_or_default();
        let mut uri = "urn:uuid:".to_owned();
        for (at, digit) in digits.chars().take(32).enumerate() {
            if matches!(at, 8 | 12 | 16 | 20) {
                uri.push('-');
            }
            uri.push(match at {
                12 => '8',
                // The two bits of the variant.
                16 => ['8', '9', 'a', 'b'][digit.to_digit(16).unwrap_or_default() as usize % 4],
                _ => digit,
            });
        }
        uri
    }

    /// The headline, without its subtitle.
    pub fn headline(&self) -> Option<&str> {
        self.article.blocks(Zone::Headline).next().map(|(_, text)| text)
    }

    /// What stands with the headline and does not repeat it.
    pub fn subtitles(&self) -> impl Iterator<Item = &str> {
        let blocks = self.article.blocks(Zone::Headline).skip(1).map(|(_, text)| text);
        blocks.filter(|text| self.headline() != Some(text))
    }

    /// The story, without captions, notices and whatever is no part of it.
    pub fn body(&self) -> &str {
        self.article.text(Zone::Body)
    }

    /// The names of its authors.
    pub fn authors(&self) -> impl Iterator<Item = &'a str> {
        let people = self.record.people.iter();
        people.filter(|person| person.roles.contains(&PersonRole::Author)).map(|person| person.name.as_str())
    }

    /// Whom the article names or quotes.
    pub fn mentioned(&self) -> impl Iterator<Item = &'a PersonRecord> {
        let is_mentioned = |role: &PersonRole| matches!(role, PersonRole::Mentioned | PersonRole::Quoted);
        self.record.people.iter().filter(move |person| person.roles.iter().any(is_mentioned))
    }

    /// The sources that had this role.
    pub fn sources(&self, role: SourceRole) -> impl Iterator<Item = &'a SourceRecord> {
        self.record.sources.iter().filter(move |source| source.role == role)
    }

    /// The statements of rights about the text or its pictures.
    pub fn rights(&self, subject: Subject) -> impl Iterator<Item = &'a RightsRecord> {
        self.record.rights.iter().filter(move |rights| rights.subject == subject)
    }

    /// The copyright notices of the text. Only they name a copyright holder: whoever gave a permission or
    /// stands in a credit need not be one.
    pub fn copyright(&self) -> impl Iterator<Item = &'a RightsRecord> {
        self.rights(Subject::Text).filter(|rights| rights.status == RightsStatus::CopyrightAsserted)
    }

    /// The names of the copyright holders, each once.
    pub fn copyright_holders(&self) -> Vec<&'a str> {
        distinct(self.copyright().filter_map(|rights| rights.holder.as_deref()))
    }

    /// The words of the copyright notices, each once.
    pub fn copyright_notices(&self) -> Vec<&'a str> {
        distinct(self.copyright().map(|rights| rights.evidence.exact.as_str()))
    }

    /// The sentences that state the terms of the text, each once.
    pub fn usage_terms(&self) -> Vec<&'a str> {
        distinct(self.rights(Subject::Text).filter_map(|rights| rights.usage_terms.as_deref()))
    }

    /// The URIs of the licences of the text, each once.
    pub fn licences(&self) -> Vec<&'a str> {
        let licences = self.rights(Subject::Text).filter_map(|rights| rights.licence.as_deref());
        distinct(licences.filter(|licence| licence.contains("://")))
    }

    /// The credits of pictures, each with the caption that it stands in.
    pub fn pictures(&self) -> Vec<(&'a RightsRecord, Option<&str>)> {
        let mut ends = Vec::new();
        let mut end = 0;
        for (_, text) in self.article.blocks(Zone::Caption) {
            end += text.chars().count();
            ends.push((end, text));
            end += BLOCK_SEPARATOR.len();
        }
        let caption_at = |start: u32| {
            let at = ends.partition_point(|(end, _)| *end <= start as usize);
            ends.get(at).map(|(_, text)| *text)
        };
        self.rights(Subject::Photo).map(|rights| (rights, caption_at(rights.evidence.start))).collect()
    }

    /// The dateline, as far as it names whoever wrote it: "PORT ALDO, June 4, 2019 (Reuters)".
    pub fn dateline(&self) -> Option<&'a str> {
        Some(&self.dateline_evidence()?.exact)
    }

    fn dateline_evidence(&self) -> Option<&'a Evidence> {
        let mut evidence = self.record.sources.iter().map(|source| &source.evidence);
        evidence.find(|evidence| {
            matches!(evidence.rule.as_ref(), "source.dateline_agency" | "source.dateline_outlet")
        })
    }

    /// The place that the dateline begins with: "PORT ALDO".
    pub fn located(&self) -> Option<&'a str> {
        let dateline = self.dateline_evidence()?;
        // A form without brackets may begin with the name of the paper.
        let mut place = &dateline.exact[..dateline.exact.find(['(', '/'])?];
        let dates = self.record.dates.iter().map(|date| &date.evidence);
        for date in dates.filter(|date| date.zone == dateline.zone && date.end <= dateline.end) {
            if let Some(at) = place.find(date.exact.as_str()) {
                place = &place[..at];
            }
        }
        let place = place.trim_end_matches([' ', ',', '-', ':']);
        // A day that was not read, or a label before the place.
        let is_place = !place.is_empty() && !place.contains(|c: char| c.is_ascii_digit() || c == ':');
        is_place.then_some(place)
    }
}

/// Each once, in the order in which they first come.
pub(super) fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    texts.filter(|text| seen.insert(*text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Given;
    use crate::source_file::{Digest, SourceFile, SourcePath};
    use crate::vocabulary::Vocabulary;

    fn entry(text: &str) -> Entry {
        let path = SourcePath::new(Path::new("a.txt"));
        let digest = Some(Digest([0xAB; 32]));
        let file = SourceFile { path, size: text.len() as u64, modified_at: None, digest };
        let given = Given::default();
        let record = crate::pipeline::record(&file, text.as_bytes(), &given, Vocabulary::builtin()).unwrap();
        Entry { record, article_id: Some(1), duplicate_of: None, missing_since: None }
    }

    #[test]
    fn a_dateline_gives_its_place_when_it_has_one() {
        for (head, place) in [
            ("PORT ALDO, June 4, 2019 (Reuters) - ", Some("PORT ALDO")),
            ("ALDER FALLS, Minn. (AP) — ", Some("ALDER FALLS, Minn.")),
            ("VERKHNY BARSUK, March 5. /TASS/. ", Some("VERKHNY BARSUK")),
            ("BEIJING, Feb. 12 (Xinhua) -- ", Some("BEIJING")),
            ("Washington (CNN) ", Some("Washington")),
            ("(Reuters) - ", None),
            ("DAMASCUS, SANA - ", None),
            ("KESHAR -- ", None),
        ] {
            let entry = entry(&format!(
                "Bridge Opens\n\n{head}The bridge opened to traffic at last, officials said."
            ));
            assert_eq!(Item::of(&entry).located(), place, "{head}");
        }
    }

    #[test]
    fn a_credit_belongs_to_the_caption_around_it() {
        let entry = entry(
            "Bridge Opens\n\nÉlodie crosses. (Ilka Roe/AFP)\n\nThe bridge opened to traffic at last, officials said.\n\n\
            The ferry waits. (Photo courtesy of Ann Roe)\n\nNobody took the ferry on the day after that.",
        );
        let item = Item::of(&entry);
        let captions: Vec<Option<&str>> = item.pictures().into_iter().map(|(_, caption)| caption).collect();
        assert_eq!(
            captions,
            [Some("Élodie crosses. (Ilka Roe/AFP)"), Some("The ferry waits. (Photo courtesy of Ann Roe)")]
        );
    }

    #[test]
    fn the_name_of_an_article_is_made_of_its_digest() {
        let entry = entry("Bridge Opens\n\nThe bridge opened to traffic at last.");
        assert_eq!(Item::of(&entry).uri(), "urn:uuid:abababab-abab-8bab-abab-abababababab");
    }
}
