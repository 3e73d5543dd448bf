//! `morgue show`.

use std::io::Write;

use anstyle::Style;
use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{self, DATE, FAINT, PERSON, RIGHTS, STRONG, stdout, styled};
use crate::article::{Article, BLOCK_SEPARATOR, Zone};
use crate::record::Record;

/// Show an article in reading order, its zones labelled, its mentions in colour on a terminal
#[derive(Debug, Args)]
pub struct Arguments {
    /// An article: its id, its path, or the end of its path
    #[arg(value_name = "ID|PATH")]
    article: String,
    #[command(flatten)]
    archive: ArchiveFile,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let record = archive.find(&arguments.article)?.record;
    let article = record.article();
    let paint = Paint::of(&record, &article);
    let mut out = stdout();
    writeln!(out, "{}", styled(STRONG, &record.path))?;
    if let Some(reason) = &record.reason {
        writeln!(out, "\nnot stored: {reason}")?;
    }
    let mut last = None;
    for block in article.layout() {
        if last == Some(block.zone) {
            writeln!(out)?;
        } else {
            writeln!(out, "\n{}", styled(FAINT, &format!("[{}]", block.zone.as_str())))?;
        }
        last = Some(block.zone);
        paint.write(&mut out, &article, block.zone, block.start as usize, block.end as usize)?;
        writeln!(out)?;
    }
    if output::is_coloured() {
        let legend = [(RIGHTS, "sources and rights"), (DATE, "dates"), (PERSON, "people")];
        let legend = legend.map(|(style, text)| styled(style, text));
        writeln!(out, "\n{}", legend.join("  "))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}

/// For each zone the style of each code point.
struct Paint([Vec<u8>; 6]);

const STYLES: [Style; 4] = [Style::new(), RIGHTS, DATE, PERSON];

impl Paint {
    fn of(record: &Record, article: &Article) -> Self {
        let mut paint = Self(Zone::ALL.map(|zone| vec![0; article.text(zone).chars().count()]));
        // Later ones lie on top: a date or a person within a notice is still seen.
        let sources = record.sources.iter().map(|source| &source.evidence);
        let rights = record.rights.iter().map(|rights| &rights.evidence);
        for evidence in rights.chain(sources) {
            paint.fill(evidence.zone, evidence.start, evidence.end, 1);
        }
        for date in &record.dates {
            paint.fill(date.evidence.zone, date.evidence.start, date.evidence.end, 2);
        }
        for mention in record.people.iter().flat_map(|person| &person.mentions) {
            paint.fill(mention.zone, mention.start, mention.end, 3);
        }
        paint
    }

    fn fill(&mut self, zone: Zone, start: u32, end: u32, style: u8) {
        if let Some(words) = self.0[zone as usize].get_mut(start as usize..end as usize) {
            words.fill(style);
        }
    }

    /// Writes the bytes `start..end` of a zone, each stretch of one style in its colour.
    fn write(
        &self,
        out: &mut impl Write,
        article: &Article,
        zone: Zone,
        start: usize,
        end: usize,
    ) -> anyhow::Result<()> {
        let text = article.text(zone);
        debug_assert!(start == 0 || text[..start].ends_with(BLOCK_SEPARATOR));
        let first = text[..start].chars().count();
        let mut stretch = String::new();
        let mut style = 0;
        for (character, next) in text[start..end].chars().zip(&self.0[zone as usize][first..]) {
            if *next != style {
                write!(out, "{}", styled(STYLES[style as usize], &stretch))?;
                stretch.clear();
                style = *next;
            }
            stretch.push(character);
        }
        write!(out, "{}", styled(STYLES[style as usize], &stretch))?;
        Ok(())
    }
}
