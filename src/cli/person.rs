//! `morgue person`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{FAINT, PERSON, STRONG, count, say, stdout, styled, thousands};
use crate::archive::portrait::{Appearance, Portrait};
use crate::export::json;

/// Show one person: other names, titles over time, articles, and who is named with them
///
/// Any name that an article prints will do, and any part of it that nobody else has.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// Show at most so many titles, articles and other persons
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Show all of them
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Print one JSON object, with everything in it
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let portrait = arguments.archive.open()?.person(&arguments.name.join(" "))?;
    let mut out = stdout();
    if arguments.json {
        json::line(&mut out, &portrait)?;
    } else {
        print(&mut out, &portrait, if arguments.all { usize::MAX } else { arguments.limit })?;
    }
    out.flush()?;
    if !portrait.namesakes.is_empty() {
        let (some, rest) = portrait.namesakes.split_at(portrait.namesakes.len().min(10));
        let more = if rest.is_empty() { "" } else { ", …" };
        say(&format!("note: also called so: {}{more}", some.join(", ")));
    }
    Ok(Exit::Well)
}

fn print(out: &mut impl Write, portrait: &Portrait, limit: usize) -> std::io::Result<()> {
    let person = &portrait.person;
    let mark = if person.surname_only { " (surname only)" } else { "" };
    writeln!(out, "{}{mark}", styled(PERSON, &person.name))?;
    let mut facts = vec![count(person.articles, "article"), count(person.mentions, "mention")];
    facts.extend(between(person.first_attested.as_deref(), person.last_attested.as_deref()));
    facts.push(person.roles.join(", "));
    writeln!(out, "  {}", facts.join(" · "))?;
    if !person.variants.is_empty() {
        writeln!(out, "  also printed as {}", person.variants.join(", "))?;
    }
    section(out, "titles", person.titles.len(), limit)?;
    for (title, evidence) in person.titles.iter().zip(&portrait.evidence).take(limit) {
        let days = between(title.first.as_deref(), title.last.as_deref());
        let facts: Vec<String> = [Some(title.title.clone()), days, Some(count(title.articles, "article"))]
            .into_iter()
            .flatten()
            .collect();
        writeln!(out, "  {}", facts.join(" · "))?;
        writeln!(out, "      {}", styled(FAINT, &format!("{}: “{}”", evidence.path, evidence.words)))?;
    }
    section(out, "articles", portrait.appearances.len(), limit)?;
    for appearance in portrait.appearances.iter().take(limit) {
        print_appearance(out, appearance, &person.name)?;
    }
    section(out, "named together with", portrait.together_with.len(), limit)?;
    for companion in portrait.together_with.iter().take(limit) {
        writeln!(out, "{:>12}  {}", thousands(companion.articles), companion.name)?;
    }
    Ok(())
}

/// The heading of a list that is not empty, and how much of it is shown.
fn section(out: &mut impl Write, title: &str, length: usize, limit: usize) -> std::io::Result<()> {
    if length == 0 {
        return Ok(());
    }
    let part = if length > limit {
        format!(" ({limit} of {}; --all shows the rest)", thousands(length as u64))
    } else {
        String::new()
    };
    writeln!(out, "\n{}{part}", styled(STRONG, title))
}

fn print_appearance(out: &mut impl Write, appearance: &Appearance, name: &str) -> std::io::Result<()> {
    let day = appearance.published.as_deref().unwrap_or("-");
    let headline = appearance.headline.as_deref().unwrap_or("(no headline)").replace('\n', " ");
    writeln!(out, "  {day:<10}  {headline}")?;
    let mut facts = vec![appearance.path.clone(), appearance.roles.join(", ")];
    if appearance.name != name {
        facts.push(format!("as {}", appearance.name));
    }
    writeln!(out, "{:14}{}", "", styled(FAINT, &facts.join(" · ")))
}

/// From one day to another.
fn between(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let (first, last) = (first?, last?);
    Some(if first == last { first.to_owned() } else { format!("{first} to {last}") })
}
