//! `morgue people`.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{FAINT, PERSON, STRONG, count, say, stdout, styled, thousands};
use crate::archive::PEOPLE;
use crate::archive::people::{Order, Person};
use crate::export::{csv, json};
use crate::extract::PersonRole;

/// List the persons of the archive, each once, under whatever names articles print
///
/// Names that differ in accents, case, apostrophes, hyphens or the dots of initials are one person, and so
/// are `John Roe` and `John F. Roe` as long as nobody is called `John G. Roe`. A name of one word that never
/// meets a full name is marked as a surname only. `--aliases` of `ingest` and `load` says who is who by hand.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A name or parts of it; accents and case do not matter. Without it: everybody
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    archive: ArchiveFile,
    /// Show at most so many persons
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Show every person that was found
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Who comes first
    #[arg(long, value_enum, value_name = "BY", default_value_t = Sort::Articles)]
    sort: Sort,
    /// Only those who have this role somewhere: author, photographer, mentioned, quoted
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Option<PersonRole>,
    /// In which form: a table for people, one JSON object a line, or CSV for spreadsheets
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    format: Format,
    /// Print one JSON object a line: the same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// Who is named in the most articles
    Articles,
    /// Who is named most often
    Mentions,
    /// By the alphabet
    Name,
    /// Who is named first
    First,
    /// Who was named last
    Last,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

fn role(text: &str) -> Result<PersonRole, String> {
    let names: Vec<&str> = PersonRole::ALL.iter().map(|role| role.as_str()).collect();
    PersonRole::parse(text).ok_or_else(|| format!("one of {}", names.join(", ")))
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let order = match arguments.sort {
        Sort::Articles => Order::Articles,
        Sort::Mentions => Order::Mentions,
        Sort::Name => Order::Name,
        Sort::First => Order::First,
        Sort::Last => Order::Last,
    };
    let query = arguments.query.join(" ");
    let query = (!query.trim().is_empty()).then_some(query.as_str());
    let limit = (!arguments.all).then_some(arguments.limit);
    let (total, people) = archive.people(query, arguments.role, order, limit)?;
    let format = if arguments.json { Format::Json } else { arguments.format };
    let mut out = stdout();
    match format {
        Format::Table if people.is_empty() => {}
        Format::Table => print(&mut out, &people)?,
        Format::Json => {
            people.iter().try_for_each(|person| json::line(&mut out, person))?;
        }
        Format::Csv => {
            let columns: Vec<&str> = PEOPLE.columns().map(|column| column.name).collect();
            let cells =
                |person: &Person| person.cells().iter().map(|cell| cell.text().into_owned()).collect();
            csv::table(&mut out, &columns, people.iter().map(cells))?;
        }
    }
    out.flush()?;
    let shown = people.len() as u64;
    if total == 0 {
        say("nobody found");
    } else if shown < total {
        say(&format!("{} of {} shown; --all shows the rest", thousands(shown), count(total, "person")));
    } else {
        say(&format!("{} found", count(total, "person")));
    }
    Ok(Exit::Well)
}

/// A longer name pushes its title to the right.
const WIDEST: usize = 40;

fn print(out: &mut impl Write, people: &[Person]) -> std::io::Result<()> {
    let names: Vec<String> = people.iter().map(marked).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).min(WIDEST);
    let header = format!(
        "{:>10}{:>10}  {:<10}  {:<10}  {:<width$}  title",
        "articles", "mentions", "first", "last", "name"
    );
    writeln!(out, "{}", styled(STRONG, &header))?;
    for (person, name) in people.iter().zip(names) {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "-".to_owned());
        // The title that was attested last says who it is today.
        let title = person.titles.iter().max_by_key(|title| (&title.last, title.articles));
        let title = title.map_or("-", |title| title.title.as_str());
        writeln!(
            out,
            "{:>10}{:>10}  {:<10}  {:<10}  {}  {}",
            thousands(person.articles),
            thousands(person.mentions),
            day(&person.first_attested),
            day(&person.last_attested),
            styled(PERSON, &format!("{name:<width$}")),
            styled(FAINT, title)
        )?;
    }
    Ok(())
}

/// The name, and whether it is no more than a surname.
fn marked(person: &Person) -> String {
    let mark = if person.surname_only { " (surname only)" } else { "" };
    format!("{}{mark}", person.name)
}
