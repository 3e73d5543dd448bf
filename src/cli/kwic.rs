//! `morgue kwic`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{self, FAINT, HIT, count, say, stdout, styled, tell, thousands};
use crate::export::{csv, json};
use crate::search::{self, Place};

/// Show every hit in its context, one line each
///
/// The query is one of `morgue search`. Each place where a word or phrase of it stands is a line, however
/// many there are in an article, with the article's id, the zone, and where the hit begins in it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to look for; quote it for the shell
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// Show so many characters on either side; on a terminal no more than fit
    #[arg(long, value_name = "N", default_value_t = 60)]
    width: usize,
    /// What the lines are sorted by
    #[arg(long, value_name = "BY", default_value = "position")]
    sort: Sort,
    /// Take so many at random
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Another number takes others; the same number takes the same from the same articles
    #[arg(long, value_name = "S", default_value_t = 0, requires = "sample")]
    seed: u64,
    /// How they are printed
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// By the words before the hit, the nearest first
    Left,
    /// By the words behind it
    Right,
    /// By path, zone and place
    Position,
    /// By the day of publication; those without one last
    Published,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// One JSON object a line
    Ndjson,
    /// A spreadsheet
    Csv,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    archive.hold_still()?;
    let query = search::parse(&arguments.query.join(" "));
    let mut taken = Taken::new(arguments.sample, arguments.seed);
    let notes = search::kwic(&archive, &query, arguments.width, |place| {
        taken.take(place);
        Ok(())
    })?;
    let (hits, articles) = (count(taken.hits, "hit"), count(taken.articles, "article"));
    let mut places = taken.places();
    sort(&mut places, arguments.sort);
    let mut out = stdout();
    match arguments.format {
        Format::Table => print(&mut out, &places, output::columns())?,
        Format::Csv => csv::table(&mut out, &COLUMNS, places.iter().map(cells))?,
        Format::Ndjson => {
            places.iter().try_for_each(|place| json::line(&mut out, &PlaceObject::of(place)))?;
        }
    }
    out.flush()?;
    tell(&query.notes);
    tell(&notes);
    let shown = if arguments.sample.is_some() {
        format!("{} of ", thousands(places.len() as u64))
    } else {
        String::new()
    };
    say(&format!("{shown}{hits} in {articles}"));
    Ok(Exit::Well)
}

/// The hits that are to be shown, of all that come by.
struct Taken {
    sample: Option<usize>,
    seed: u64,
    hits: u64,
    articles: u64,
    last_article: Option<i64>,
    all: Vec<Place>,
    /// Of a sample those with the lowest tickets: always the same for the same seed, and no more than are wanted.
    drawn: BTreeMap<[u8; 32], Place>,
}

impl Taken {
    fn new(sample: Option<usize>, seed: u64) -> Self {
        let (all, drawn) = (Vec::new(), BTreeMap::new());
        Self { sample, seed, hits: 0, articles: 0, last_article: None, all, drawn }
    }

    /// They come article by article.
    fn take(&mut self, place: Place) {
        self.hits += 1;
        self.articles += u64::from(self.last_article.replace(place.article_id) != Some(place.article_id));
        let Some(sample) = self.sample else { return self.all.push(place) };
        let ticket = format!("{}\n{}\n{}\n{}", self.seed, place.path, place.zone.as_str(), place.start);
        self.drawn.insert(*blake3::hash(ticket.as_bytes()).as_bytes(), place);
        if self.drawn.len() > sample {
            self.drawn.pop_last();
        }
    }

    /// By path, zone and place.
    fn places(mut self) -> Vec<Place> {
        self.all.extend(self.drawn.into_values());
        self.all.sort_unstable();
        self.all
    }
}

/// They come by path, zone and place; those that are equal stay so.
fn sort(places: &mut [Place], sort: Sort) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    match sort {
        Sort::Position => {}
        Sort::Left => places.sort_by_cached_key(|place| {
            let mut words = words(&place.left);
            words.reverse();
            words
        }),
        Sort::Right => places.sort_by_cached_key(|place| words(&place.right)),
        Sort::Published => {
            places.sort_by_cached_key(|place| (Reverse(place.published.is_some()), place.published.clone()));
        }
    }
}

/// One line each, the hits below one another; on a terminal no line is wider than it.
fn print(out: &mut impl Write, places: &[Place], columns: Option<usize>) -> std::io::Result<()> {
    let address = |place: &Place| format!("{} {} {}", place.article_id, place.zone.as_str(), place.start);
    let addresses: Vec<String> = places.iter().map(address).collect();
    let widest = addresses.iter().map(String::len).max().unwrap_or(0);
    let room = columns.map(|columns| columns.saturating_sub(widest + 6));
    // No wider than what there is, and not so wide that nothing is left for what follows.
    let left = places.iter().map(|place| place.left.trim_end().width()).max().unwrap_or(0);
    let left = room.map_or(left, |room| left.min(room * 2 / 5));
    for (place, address) in places.iter().zip(addresses) {
        let address = styled(FAINT, &format!("{address:<widest$}"));
        let before = output::end(place.left.trim_end(), left);
        let space = " ".repeat(left - before.width());
        let hit = styled(HIT, &place.hit);
        let behind = place.right.trim_start();
        let behind = match room {
            Some(room) => output::cut(behind, room.saturating_sub(left + place.hit.width())),
            None => behind.to_owned(),
        };
        writeln!(out, "{}", format!("{address}  {space}{before}  {hit}  {behind}").trim_end())?;
    }
    Ok(())
}

/// The columns of a spreadsheet of hits.
const COLUMNS: [&str; 9] =
    ["article_id", "path", "published", "zone", "start_char", "end_char", "left", "hit", "right"];

fn cells(place: &Place) -> Vec<String> {
    vec![
        place.article_id.to_string(),
        place.path.clone(),
        place.published.clone().unwrap_or_default(),
        place.zone.as_str().to_owned(),
        place.start.to_string(),
        place.end.to_string(),
        place.left.clone(),
        place.hit.clone(),
        place.right.clone(),
    ]
}

#[derive(Serialize)]
struct PlaceObject<'a> {
    v: u32,
    article_id: i64,
    path: &'a str,
    published: Option<&'a str>,
    zone: &'a str,
    start_char: u64,
    end_char: u64,
    left: &'a str,
    hit: &'a str,
    right: &'a str,
}

impl<'a> PlaceObject<'a> {
    fn of(place: &'a Place) -> Self {
        Self {
            v: 1,
            article_id: place.article_id,
            path: &place.path,
            published: place.published.as_deref(),
            zone: place.zone.as_str(),
            start_char: place.start,
            end_char: place.end,
            left: &place.left,
            hit: &place.hit,
            right: &place.right,
        }
    }
}
