//! `morgue search`.

use std::io::Write;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{self, FAINT, HIT, STRONG, count, say, stdout, styled};
use crate::search::{self, Hit, snippet::marked};

/// Find articles, with the words in their context
///
/// Words side by side must all be there: `harbor strike`. Quotation marks, straight or curly, make a
/// phrase: '"prisoner release"'. OR between words finds either; - or NOT before one leaves it out;
/// brackets group; `negotiat*` finds words that begin so; `headline:harbor` looks in one zone (headline,
/// byline, body, caption, notice). Case and accents do not matter. No query is an error; one that begins with a minus stands behind --.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to look for; quote it for the shell
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// Show at most so many articles
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: u64,
    /// Show every article that was found
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let query = search::parse(&arguments.query.join(" "));
    let found = search::search(&archive, &query, (!arguments.all).then_some(arguments.limit))?;
    let mut out = stdout();
    for &id in &found.ids {
        let hit = search::hit(&archive, &query, id)?;
        if arguments.json { print_json(&mut out, &hit)? } else { print(&mut out, &hit)? }
    }
    out.flush()?;
    for note in &query.notes {
        say(&format!("note: {note}"));
    }
    let shown = found.ids.len() as u64;
    if found.total == 0 {
        say("nothing found");
    } else if shown < found.total {
        say(&format!(
            "{} of {} shown; --all shows the rest",
            output::thousands(shown),
            count(found.total, "article")
        ));
    } else {
        say(&format!("{} found", count(found.total, "article")));
    }
    Ok(Exit::Well)
}

fn print(out: &mut impl Write, hit: &Hit) -> anyhow::Result<()> {
    writeln!(out, "{}  {}", hit.id, styled(STRONG, hit.headline.as_deref().unwrap_or("(no headline)")))?;
    let mut facts = vec![hit.path.clone()];
    facts.extend(hit.published.clone());
    facts.extend(hit.source.clone());
    facts.push(hit.rights_status.clone());
    if hit.duplicates > 0 {
        facts.push(format!("also in {}", count(hit.duplicates, "other file")));
    }
    writeln!(out, "   {}", styled(FAINT, &facts.join(" · ")))?;
    let snippet = if output::is_coloured() {
        marked(&hit.snippet, &HIT.render().to_string(), &HIT.render_reset().to_string())
    } else {
        marked(&hit.snippet, "**", "**")
    };
    writeln!(out, "   {snippet}")?;
    Ok(())
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
    duplicates: u64,
    snippet: String,
}

fn print_json(out: &mut impl Write, hit: &Hit) -> anyhow::Result<()> {
    let object = HitObject {
        v: 1,
        id: hit.id,
        path: &hit.path,
        headline: hit.headline.as_deref(),
        published: hit.published.as_deref(),
        source: hit.source.as_deref(),
        rights_status: &hit.rights_status,
        duplicates: hit.duplicates,
        snippet: marked(&hit.snippet, "**", "**"),
    };
    serde_json::to_writer(&mut *out, &object).map_err(std::io::Error::from).context("printing")?;
    writeln!(out)?;
    Ok(())
}
