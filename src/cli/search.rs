//! `morgue search`.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::ArchiveFile;
use super::exit::Exit;
use super::facets;
use super::output::{self, FAINT, HIT, STRONG, count, say, stdout, styled, tell, thousands};
use crate::archive::Archive;
use crate::article::Zone;
use crate::export::{csv, json};
use crate::search::{self, Explained, Hit, Query, Wanted, snippet::marked};

/// Find articles, with the words in their context
///
/// Words side by side must all be there: `harbor strike`. Quotation marks, straight or curly, make a
/// phrase: '"prisoner release"'. OR between words finds either; - or NOT before one leaves it out;
/// brackets group; `negotiat*` finds words that begin so; `NEAR(harbor strike, 5)` and '"harbor strike"~5'
/// words near one another; `headline:harbor` looks in one zone (headline, byline, body, caption, notice).
/// Values of an article: source: republisher: agency: person: author: photographer: rights: holder: licence:
/// published: mentions: path: lang: words: duplicate:, with lists (`rights:licensed,public-domain`), ranges
/// (`published:2019..2020-03`, `words:>500`) and `none` (`source:none`). Case and accents do not matter. No query
/// is an error; one that begins with a minus stands behind --.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Arguments {
    /// What to look for; quote it for the shell
    #[arg(required_unless_present = "facet", value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// Show at most so many articles
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: u64,
    /// Show every article that was found
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Pass over so many first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u64,
    /// What comes first
    #[arg(long, value_name = "BY", default_value = "rank")]
    sort: Sort,
    /// The other way round
    #[arg(long)]
    reverse: bool,
    /// Print how many articles are found, and nothing else
    #[arg(long, conflicts_with = "facet")]
    count: bool,
    /// Count what is found by each of these instead of showing it; without a query, the whole archive
    #[arg(long, value_name = "BY", value_delimiter = ',', value_parser = facets::by())]
    facet: Vec<search::By>,
    /// Show at most so many values of each
    #[arg(long, value_name = "N", default_value_t = 10)]
    facet_limit: usize,
    /// How they are printed
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// The same as --format ndjson
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Show how the query was read and how it is put to the archive, and search nothing
    #[arg(long, conflicts_with_all = ["count", "facet", "json", "format"])]
    explain_query: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// The best first
    Rank,
    /// The earliest first; those without a day last
    Published,
    /// By path
    Path,
    /// The shortest first
    Words,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Ndjson,
    /// A spreadsheet
    Csv,
    /// The path of each file
    Paths,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    archive.hold_still()?;
    let typed = arguments.query.join(" ");
    let is_everything = !arguments.facet.is_empty() && typed.trim().is_empty();
    let query = if is_everything { Query::all() } else { search::parse(&typed) };
    let wanted = wanted(arguments);
    let mut out = stdout();
    if arguments.explain_query {
        print_explained(&mut out, &query, search::explain(&archive, &query, wanted)?)?;
        out.flush()?;
        tell(&query.notes);
        return Ok(Exit::Well);
    }
    let format = if arguments.json { Format::Ndjson } else { arguments.format };
    if !arguments.facet.is_empty() {
        let counted = search::facets(&archive, &query, &arguments.facet)?;
        facets::print(&mut out, format, &counted.facets, arguments.facet_limit)?;
        out.flush()?;
        tell(&query.notes);
        tell(&counted.notes);
        say(&format!("{} found", count(counted.total, "article")));
        return Ok(Exit::Well);
    }
    let found = search::search(&archive, &query, wanted)?;
    if arguments.count {
        writeln!(out, "{}", found.total)?;
        out.flush()?;
        tell(&query.notes);
        tell(&found.notes);
        return Ok(Exit::Well);
    }
    print_all(&mut out, format, &archive, &query, &found.ids)?;
    out.flush()?;
    tell(&query.notes);
    tell(&found.notes);
    let shown = found.ids.len() as u64;
    if found.total == 0 {
        say("nothing found");
    } else if arguments.offset > 0 {
        let first = thousands(arguments.offset + 1);
        let last = thousands(arguments.offset + shown);
        let of = count(found.total, "article");
        say(&if shown == 0 {
            format!("none of {of} shown")
        } else {
            format!("{first} to {last} of {of} shown")
        });
    } else if shown < found.total {
        say(&format!(
            "{} of {} shown; --all shows the rest",
            thousands(shown),
            count(found.total, "article")
        ));
    } else {
        say(&format!("{} found", count(found.total, "article")));
    }
    Ok(Exit::Well)
}

fn wanted(arguments: &Arguments) -> Wanted {
    Wanted {
        sort: match arguments.sort {
            Sort::Rank => search::Sort::Rank,
            Sort::Published => search::Sort::Published,
            Sort::Path => search::Sort::Path,
            Sort::Words => search::Sort::Words,
        },
        is_reversed: arguments.reverse,
        limit: match (arguments.count || !arguments.facet.is_empty(), arguments.all) {
            (true, _) => Some(0),
            (false, true) => None,
            (false, false) => Some(arguments.limit),
        },
        offset: arguments.offset,
    }
}

fn print_explained(out: &mut impl Write, query: &Query, explained: Option<Explained>) -> std::io::Result<()> {
    let (Some(tree), Some(explained)) = (&query.tree, explained) else { return Ok(()) };
    writeln!(out, "{}\n  {tree}\n\n{}\n  {}", styled(STRONG, "query"), styled(STRONG, "sql"), explained.sql)?;
    for (parameter, number) in explained.parameters.iter().zip(1..) {
        writeln!(out, "  ?{number} = {parameter}")?;
    }
    writeln!(out, "\n{}", styled(STRONG, "steps"))?;
    explained.steps.iter().try_for_each(|step| writeln!(out, "  {step}"))
}

/// The columns of a spreadsheet of hits.
const COLUMNS: [&str; 10] = [
    "id",
    "path",
    "headline",
    "published",
    "source",
    "rights_status",
    "words",
    "duplicates",
    "zone",
    "snippet",
];

/// So many hits are in memory at once.
const AT_ONCE: usize = 2_000;

fn print_all(
    out: &mut impl Write,
    format: Format,
    archive: &Archive,
    query: &Query,
    ids: &[i64],
) -> anyhow::Result<()> {
    let mut hits = ids.chunks(AT_ONCE).flat_map(|ids| match search::hits(archive, query, ids) {
        Ok(hits) => hits.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error.into())],
    });
    match format {
        Format::Table => {
            let columns = output::columns();
            hits.try_for_each(|hit| Ok(print(out, &hit?, columns)?))
        }
        Format::Paths => ids.chunks(AT_ONCE).try_for_each(|ids| {
            search::paths(archive, ids)?.iter().try_for_each(|path| Ok(writeln!(out, "{path}")?))
        }),
        Format::Ndjson => hits.try_for_each(|hit| Ok(json::line(&mut *out, &HitObject::of(&hit?))?)),
        Format::Json => {
            let mut array = json::Array::default();
            hits.try_for_each(|hit| anyhow::Ok(array.push(&mut *out, &HitObject::of(&hit?))?))?;
            array.end(out)?;
            Ok(())
        }
        Format::Csv => {
            let mut failed: anyhow::Result<()> = Ok(());
            let rows =
                hits.map_while(|hit| hit.map(|hit| cells(&hit)).map_err(|error| failed = Err(error)).ok());
            csv::table(out, &COLUMNS, rows)?;
            failed
        }
    }
}

fn cells(hit: &Hit) -> Vec<String> {
    vec![
        hit.id.to_string(),
        hit.path.clone(),
        hit.headline.clone().unwrap_or_default(),
        hit.published.clone().unwrap_or_default(),
        hit.source.clone().unwrap_or_default(),
        hit.rights_status.clone(),
        hit.words.to_string(),
        hit.duplicates.to_string(),
        hit.zone.as_str().to_owned(),
        marked(&hit.snippet, "**", "**"),
    ]
}

fn print(out: &mut impl Write, hit: &Hit, columns: Option<usize>) -> std::io::Result<()> {
    let headline = styled(STRONG, hit.headline.as_deref().unwrap_or("(no headline)"));
    writeln!(out, "{}", output::wrapped(&format!("{}  {headline}", hit.id), "", columns))?;
    let mut facts = vec![hit.path.clone()];
    facts.extend(hit.published.clone());
    facts.extend(hit.source.clone());
    facts.push(hit.rights_status.clone());
    if hit.duplicates > 0 {
        facts.push(format!("also in {}", count(hit.duplicates, "other file")));
    }
    writeln!(out, "{}", output::wrapped(&styled(FAINT, &facts.join(" · ")), "   ", columns))?;
    let snippet = if output::is_coloured() {
        marked(&hit.snippet, &HIT.render().to_string(), &HIT.render_reset().to_string())
    } else {
        marked(&hit.snippet, "**", "**")
    };
    let snippet = match hit.zone {
        Zone::Body => snippet,
        zone => format!("{} {snippet}", styled(FAINT, &format!("[{}]", zone.as_str()))),
    };
    writeln!(out, "{}", output::wrapped(&snippet, "   ", columns))
}

#[derive(Serialize)]
struct HitObject<'a> {
    v: u32,
    id: i64,
    path: &'a str,
    headline: Option<&'a str>,
    published: Option<&'a str>,
    source: Option<&'a str>,
    rights_status: &'a str,
    words: u64,
    duplicates: u64,
    zone: &'a str,
    snippet: String,
}

impl<'a> HitObject<'a> {
    fn of(hit: &'a Hit) -> Self {
        Self {
            v: 1,
            id: hit.id,
            path: &hit.path,
            headline: hit.headline.as_deref(),
            published: hit.published.as_deref(),
            source: hit.source.as_deref(),
            rights_status: &hit.rights_status,
            words: hit.words,
            duplicates: hit.duplicates,
            zone: hit.zone.as_str(),
            snippet: marked(&hit.snippet, "**", "**"),
        }
    }
}
