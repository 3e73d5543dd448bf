//! The record: one article with everything that was read from it, as one JSON object.
//!
//! This is the contract of `extract`, `load` and `export --format ndjson`, and the only form in
//! which the archive takes articles in and gives them back. Rust spans count bytes; a record counts
//! Unicode code points, because SQLite's `substr` and Python do. The change of unit happens here.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Zone};
use crate::extract::{
    Certainty, DateRole, DateType, Given, Metadata, PersonRole, PhotoCredit, RightsStatus, SourceRole,
    Subject,
};
use crate::named::named;
use crate::normalize::is_unseen;
use crate::problem::Problem;
use crate::source_file::{Digest, SourceFile, SourcePath};
use crate::span::{Rule, Span};
use crate::vocabulary::SourceKind;

/// The version of the record's form. It grows when a reader of older records would go wrong.
pub const RECORD_VERSION: u32 = 1;

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is an article; the record holds it.
    Ok,
    /// It was passed over on purpose.
    Skipped,
    /// It could not be made into an article; `reason` says why.
    Failed,
}

named!(Status { Ok = "ok", Skipped = "skipped", Failed = "failed" });

/// The words a value rests on. Offsets are code points in the text of the zone, whose blocks are
/// joined by a blank line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The zone it stands in.
    pub zone: Zone,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words themselves.
    pub exact: String,
    /// The rule that read the value there.
    pub rule: Cow<'static, str>,
}

/// One block of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneText {
    /// The zone it belongs to.
    pub zone: Zone,
    /// Its text.
    pub text: String,
}

/// Who published or supplied the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Canonical name, or the name as printed.
    pub name: String,
    /// What it was to the article.
    pub role: SourceRole,
    /// What kind of body it is.
    pub kind: SourceKind,
    /// The words.
    pub evidence: Evidence,
}

/// One statement of rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsRecord {
    /// The article or a picture in it.
    pub subject: Subject,
    /// What the words say.
    pub status: RightsStatus,
    /// Copyright holder or giver of permission.
    pub holder: Option<String>,
    /// URI of the licence, or `custom`.
    pub licence: Option<String>,
    /// The sentence that states the terms.
    pub usage_terms: Option<String>,
    /// ISO day on which they end.
    #[serde(default)]
    pub expires: Option<String>,
    /// Who made a picture and who passed it on.
    #[serde(default)]
    pub credit: Option<PhotoCredit>,
    /// The words.
    pub evidence: Evidence,
}

/// The publication date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRecord {
    /// ISO day, month or year.
    pub value: String,
    /// How it was come by.
    pub certainty: Certainty,
    /// The words; `null` only when whoever supplied the article gave the date.
    pub evidence: Option<Evidence>,
}

/// One date mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRecord {
    /// What it says of the article.
    pub role: DateRole,
    /// The kind of TIMEX3.
    #[serde(rename = "type")]
    pub kind: DateType,
    /// TIMEX3 value.
    pub value: String,
    /// First day it can mean.
    pub earliest: Option<String>,
    /// Last day it can mean.
    pub latest: Option<String>,
    /// How it was come by.
    pub certainty: Certainty,
    /// What speaks against the value, or what else the words can mean.
    #[serde(default)]
    pub note: Option<String>,
    /// The words.
    pub evidence: Evidence,
}

/// One place where a person is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMentionRecord {
    /// The zone it stands in.
    pub zone: Zone,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words themselves.
    pub exact: String,
    /// The rule that read it.
    pub rule: Cow<'static, str>,
    /// What the person is to the article here.
    pub role: PersonRole,
    /// The title given here.
    pub title: Option<String>,
    /// How sure the tagger was of a name that it found, in percent.
    #[serde(default)]
    pub confidence: Option<u8>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// The fullest form of the name in the article.
    pub name: String,
    /// Titles in the order in which they first appear, each once.
    pub titles: Vec<String>,
    /// Roles in the order in which they first appear, each once.
    pub roles: Vec<PersonRole>,
    /// Every place that names them, in reading order.
    pub mentions: Vec<PersonMentionRecord>,
}

/// One article with everything that was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`RECORD_VERSION`].
    pub v: u32,
    /// What became of the input.
    pub status: Status,
    /// Why, unless `status` is `ok`.
    pub reason: Option<String>,
    /// The kept form of the path (see [`SourcePath`]).
    pub path: String,
    /// The bytes of the path, only when `path` does not show them as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_b64: Option<String>,
    /// BLAKE3 of the bytes.
    pub digest: Option<String>,
    /// How many bytes the file has.
    pub bytes: u64,
    /// The encoding that was decided on, by its WHATWG name.
    pub encoding: Option<Cow<'static, str>>,
    /// ISO 639-1 code.
    pub language: Option<Cow<'static, str>>,
    /// The blocks in reading order.
    pub zones: Vec<ZoneText>,
    /// Who published or supplied it.
    pub sources: Vec<SourceRecord>,
    /// The most specific status that the text claims for itself.
    pub rights_status: RightsStatus,
    /// Does the text say that it was first published elsewhere?
    pub reprint: bool,
    /// Every statement of rights.
    pub rights: Vec<RightsRecord>,
    /// The publication date.
    pub published: Option<PublishedRecord>,
    /// ISO day that the path says, whether or not it is the publication date.
    #[serde(default)]
    pub path_date: Option<String>,
    /// Every date mentioned.
    pub dates: Vec<DateRecord>,
    /// Every person named.
    pub people: Vec<PersonRecord>,
    /// What was noticed on the way.
    pub problems: Vec<Problem>,
}

impl Record {
    /// The record of an article. `given` supplies the publication date where the text has none.
    #[must_use]
    pub fn new(
        file: &SourceFile,
        encoding: &'static str,
        article: &Article,
        metadata: Metadata,
        given: &Given,
        problems: Vec<Problem>,
    ) -> Self {
        let words = Words::of(article);
        let rights_status = metadata.rights_status();
        let reprint = metadata.is_reprint();
        let sources = metadata
            .sources
            .into_iter()
            .map(|mention| SourceRecord {
                evidence: words.evidence(mention.span, mention.rule),
                name: mention.value.name,
                role: mention.value.role,
                kind: mention.value.kind,
            })
            .collect();
        let rights = metadata
            .rights
            .into_iter()
            .map(|mention| RightsRecord {
                evidence: words.evidence(mention.span, mention.rule),
                subject: mention.value.subject,
                status: mention.value.status,
                holder: mention.value.holder,
                licence: mention.value.licence,
                usage_terms: mention.value.usage_terms,
                expires: mention.value.expires,
                credit: mention.value.credit,
            })
            .collect();
        let published = match (metadata.published, given.published) {
            (Some(mention), _) => Some(PublishedRecord {
                evidence: Some(words.evidence(mention.span, mention.rule)),
                value: mention.value.value,
                certainty: mention.value.certainty,
            }),
            (None, Some(day)) => {
                Some(PublishedRecord { value: day.to_string(), certainty: Certainty::Given, evidence: None })
            }
            (None, None) => None,
        };
        let dates = metadata
            .dates
            .into_iter()
            .map(|mention| DateRecord {
                evidence: words.evidence(mention.span, mention.rule),
                role: mention.value.role,
                kind: mention.value.kind,
                value: mention.value.value,
                earliest: mention.value.earliest,
                latest: mention.value.latest,
                certainty: mention.value.certainty,
                note: mention.value.note,
            })
            .collect();
        let people = metadata
            .people
            .into_iter()
            .map(|person| {
                let mentions = person.mentions.into_iter().map(|mention| words.person_mention(mention));
                PersonRecord::new(person.name, mentions.collect())
            })
            .collect();
        let zones = article
            .layout()
            .iter()
            .map(|block| ZoneText { zone: block.zone, text: article.text_of(*block).to_owned() })
            .collect();
        Self {
            encoding: Some(Cow::Borrowed(encoding)),
            language: metadata.language.map(Cow::Borrowed),
            zones,
            sources,
            rights_status,
            reprint,
            rights,
            published,
            path_date: given.by_path.map(|day| day.to_string()),
            dates,
            people,
            problems,
            ..Self::empty(file, Status::Ok)
        }
    }

    /// The record of an input that could not be made into an article.
    #[must_use]
    pub fn failed(file: &SourceFile, problem: Problem) -> Self {
        Self {
            reason: Some(problem.message.clone()),
            problems: vec![problem],
            ..Self::empty(file, Status::Failed)
        }
    }

    /// The record of an input that was passed over on purpose.
    #[must_use]
    pub fn skipped(file: &SourceFile, reason: &str) -> Self {
        Self { reason: Some(reason.to_owned()), ..Self::empty(file, Status::Skipped) }
    }

    /// The record of an article of which nothing is known yet.
    pub(crate) fn of_article(file: &SourceFile) -> Self {
        Self::empty(file, Status::Ok)
    }

    fn empty(file: &SourceFile, status: Status) -> Self {
        Self {
            v: RECORD_VERSION,
            status,
            reason: None,
            path: file.path.as_str().to_owned(),
            path_b64: file.path.is_escaped().then(|| data_encoding::BASE64.encode(&file.path.to_bytes())),
            digest: file.digest.map(|digest| digest.to_string()),
            bytes: file.size,
            encoding: None,
            language: None,
            zones: Vec::new(),
            sources: Vec::new(),
            rights_status: RightsStatus::Unknown,
            reprint: false,
            rights: Vec::new(),
            published: None,
            path_date: None,
            dates: Vec::new(),
            people: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The file that the record speaks of; its time of change is not known.
    #[must_use]
    pub fn source_file(&self) -> SourceFile {
        SourceFile {
            path: SourcePath::from_kept(self.path.clone()),
            // SQLite's integers have a sign, and no file is larger.
            size: self.bytes.min(i64::MAX.unsigned_abs()),
            modified_at: None,
            digest: self.digest.as_deref().and_then(Digest::parse),
        }
    }

    /// The article, put together from the blocks.
    #[must_use]
    pub fn article(&self) -> Article {
        let sizes = self.zones.iter().map(|block| (block.zone, block.text.len()));
        let mut article = Article::with_room_for(sizes);
        for block in &self.zones {
            article.push(block.zone, &block.text);
        }
        article
    }

    /// Every piece of evidence: zone, first and last code point, words.
    pub fn evidence(&self) -> impl Iterator<Item = (Zone, u32, u32, &str)> {
        let whole = |evidence: &'_ Evidence| (evidence.zone, evidence.start, evidence.end);
        let sources = self.sources.iter().map(|source| &source.evidence);
        let rights = self.rights.iter().map(|rights| &rights.evidence);
        let published = self.published.iter().filter_map(|published| published.evidence.as_ref());
        let dates = self.dates.iter().map(|date| &date.evidence);
        let people = self.people.iter().flat_map(|person| &person.mentions);
        sources
            .chain(rights)
            .chain(published)
            .chain(dates)
            .map(move |evidence| {
                let (zone, start, end) = whole(evidence);
                (zone, start, end, evidence.exact.as_str())
            })
            .chain(people.map(|mention| (mention.zone, mention.start, mention.end, mention.exact.as_str())))
    }

    /// The source that the article is filed under: the first that published or supplied it.
    #[must_use]
    pub fn strongest_source(&self) -> Option<&SourceRecord> {
        let is_source = |role| !matches!(role, SourceRole::Republisher | SourceRole::Contributor);
        self.sources.iter().find(|source| is_source(source.role))
    }

    /// The first that published it again.
    #[must_use]
    pub fn republisher(&self) -> Option<&SourceRecord> {
        self.sources.iter().find(|source| source.role == SourceRole::Republisher)
    }

    /// Checks what a record from elsewhere must keep to before the archive takes it in: a known
    /// version, and evidence that stands where it says.
    ///
    /// # Errors
    /// One sentence that says what is wrong.
    pub fn validate(&self) -> Result<(), String> {
        if self.v > RECORD_VERSION {
            return Err(format!("record version {} is newer than this program's {RECORD_VERSION}", self.v));
        }
        if self.status == Status::Ok
            && self.digest.as_deref().is_none_or(|text| Digest::parse(text).is_none())
        {
            return Err("an article needs a digest, blake3: and 64 hexadecimal digits".to_owned());
        }
        for (block, number) in self.zones.iter().zip(0..) {
            // Search marks its hits with two of them, and others would drive a terminal.
            if let Some(character) = block.text.chars().find(|&character| is_unseen(character)) {
                let code = u32::from(character);
                return Err(format!(
                    "zones[{number}] has the character U+{code:04X}, which no normalized text has"
                ));
            }
        }
        let mut mentions = self.people.iter().flat_map(|person| &person.mentions);
        if let Some(percent) =
            mentions.find_map(|mention| mention.confidence.filter(|percent| *percent > 100))
        {
            return Err(format!("a confidence of {percent} percent is more than certain"));
        }
        let article = self.article();
        let words = Words::of(&article);
        for (zone, start, end, exact) in self.evidence() {
            if words.between(zone, start, end) != Some(exact) {
                return Err(format!("{exact:?} does not stand at {start}..{end} of {}", zone.as_str()));
            }
        }
        Ok(())
    }
}

impl PersonRecord {
    /// A person with the titles and roles that the mentions give.
    #[must_use]
    pub fn new(name: String, mentions: Vec<PersonMentionRecord>) -> Self {
        let mut titles: Vec<String> = Vec::new();
        let mut roles: Vec<PersonRole> = Vec::new();
        for mention in &mentions {
            if let Some(title) = mention.title.as_ref().filter(|title| !titles.contains(title)) {
                titles.push(title.clone());
            }
            if !roles.contains(&mention.role) {
                roles.push(mention.role);
            }
        }
        Self { name, titles, roles, mentions }
    }
}

/// The zones of an article, with the means to count code points in them.
pub struct Words<'a> {
    article: Cow<'a, Article>,
    /// For each zone, how many code points precede each stretch of [`STRETCH`] bytes; empty where
    /// the zone is ASCII and bytes are code points.
    before: [Vec<u32>; 6],
}

/// So many bytes are counted over at most for one offset.
const STRETCH: usize = 64;

/// How many code points begin in `bytes` of UTF-8.
fn code_points(bytes: &[u8]) -> u32 {
    // A zone is shorter than 4 GiB (see `Span`).
    #[expect(clippy::cast_possible_truncation, reason = "zones are shorter than 4 GiB")]
    let count = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32;
    count
}

impl<'a> Words<'a> {
    /// Makes the counts; linear in the text.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        Self::new(Cow::Borrowed(article))
    }

    /// The same for an article that nobody else needs.
    #[must_use]
    pub fn of_own(article: Article) -> Words<'static> {
        Words::new(Cow::Owned(article))
    }

    fn new(article: Cow<'a, Article>) -> Self {
        let before = Zone::ALL.map(|zone| {
            let bytes = article.text(zone).as_bytes();
            if bytes.is_ascii() {
                return Vec::new();
            }
            let mut sum = 0;
            let mut counts = Vec::with_capacity(bytes.len() / STRETCH + 2);
            counts.push(0);
            for stretch in bytes.chunks(STRETCH) {
                sum += code_points(stretch);
                counts.push(sum);
            }
            counts
        });
        Self { article, before }
    }

    /// The code points that precede a byte offset of a zone.
    #[must_use]
    pub fn code_point(&self, zone: Zone, byte: u32) -> u32 {
        let before = &self.before[zone as usize];
        if before.is_empty() {
            return byte;
        }
        let stretch = byte as usize / STRETCH;
        let bytes = &self.article.text(zone).as_bytes()[stretch * STRETCH..byte as usize];
        before[stretch] + code_points(bytes)
    }

    /// The words between two code points of a zone; `None` when the zone has no such words.
    #[must_use]
    pub fn between(&self, zone: Zone, start: u32, end: u32) -> Option<&str> {
        if start >= end {
            return None;
        }
        self.article.text(zone).get(self.byte(zone, start)?..self.byte(zone, end)?)
    }

    fn byte(&self, zone: Zone, code_point: u32) -> Option<usize> {
        let text = self.article.text(zone);
        let before = &self.before[zone as usize];
        if before.is_empty() {
            return (code_point as usize <= text.len()).then_some(code_point as usize);
        }
        let stretch = before.partition_point(|&count| count <= code_point).saturating_sub(1);
        let base = (stretch * STRETCH).min(text.len());
        let mut left = code_point - before[stretch];
        let is_start = |byte: u8| byte & 0xC0 != 0x80;
        for (offset, &byte) in text.as_bytes()[base..].iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return Some(base + offset);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(text.len())
    }

    /// The words under a span, counted in code points.
    #[must_use]
    pub fn evidence(&self, span: Span, rule: Rule) -> Evidence {
        Evidence {
            zone: span.zone,
            start: self.code_point(span.zone, span.start),
            end: self.code_point(span.zone, span.end),
            exact: self.article.words(span).to_owned(),
            rule: Cow::Borrowed(rule),
        }
    }

    fn person_mention(&self, mention: crate::extract::PersonMention) -> PersonMentionRecord {
        let Evidence { zone, start, end, exact, rule } = self.evidence(mention.span, mention.rule);
        let crate::extract::PersonMention { role, title, confidence, .. } = mention;
        PersonMentionRecord { zone, start, end, exact, rule, role, title, confidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_and_bytes_name_the_same_words(text in "\\PC{1,400}", from in 0usize..400, length in 1usize..60) {
            let mut article = Article::default();
            article.push(Zone::Body, &text);
            let words = Words::of(&article);
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = from.min(starts.len() - 2);
            let last = (first + length).min(starts.len() - 1);
            let span = Span::new(Zone::Body, starts[first], starts[last]);
            let evidence = words.evidence(span, "test");
            prop_assert_eq!((evidence.start as usize, evidence.end as usize), (first, last));
            prop_assert_eq!(words.between(Zone::Body, evidence.start, evidence.end), Some(article.words(span)));
        }
    }

    #[test]
    fn a_statement_without_a_credit_is_an_older_one() {
        let older = r#"{"subject":"photo","status":"syndicated","holder":"Reuters","licence":null,"usage_terms":null,
            "evidence":{"zone":"caption","start":0,"end":7,"exact":"Reuters","rule":"credit.one_agency"}}"#;
        let read: RightsRecord = serde_json::from_str(older).unwrap();
        assert_eq!(read.credit, None);
        let newer = older.replace(r#""usage_terms":null,"#, r#""usage_terms":null,"credit":{"via":"AP"},"#);
        let read: RightsRecord = serde_json::from_str(&newer).unwrap();
        assert_eq!(read.credit.unwrap().via.as_deref(), Some("AP"));
    }

    /// SQLite is not asked whether what a run writes keeps to the schema's checks: records from elsewhere have to.
    #[test]
    fn nobody_is_surer_than_certain() {
        let file = SourceFile {
            path: SourcePath::from_bytes(b"a.txt"),
            size: 8,
            modified_at: None,
            digest: Some(Digest::of(b"Jane Roe")),
        };
        let mut record = Record::of_article(&file);
        record.zones = vec![ZoneText { zone: Zone::Body, text: "Jane Roe".to_owned() }];
        let mention = |confidence| PersonMentionRecord {
            zone: Zone::Body,
            start: 0,
            end: 8,
            exact: "Jane Roe".to_owned(),
            rule: Cow::Borrowed("people.tagger"),
            role: PersonRole::Mentioned,
            title: None,
            confidence: Some(confidence),
        };
        record.people = vec![PersonRecord::new("Jane Roe".to_owned(), vec![mention(100)])];
        assert_eq!(record.validate(), Ok(()));
        record.people = vec![PersonRecord::new("Jane Roe".to_owned(), vec![mention(101)])];
        assert!(record.validate().unwrap_err().contains("confidence of 101"));
    }

    #[test]
    fn words_outside_a_zone_are_none() {
        let mut article = Article::default();
        article.push(Zone::Body, "né");
        let words = Words::of(&article);
        for (start, end) in [(0, 3), (1, 1), (2, 9), (900, 901)] {
            assert_eq!(words.between(Zone::Body, start, end), None, "{start}..{end}");
        }
        assert_eq!(words.between(Zone::Body, 1, 2), Some("é"));
    }
}
