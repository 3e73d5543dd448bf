//! `morgue rights`.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{FAINT, STRONG, say, stdout, styled, thousands};
use crate::archive::register::{self, Claim};
use crate::export::json;
use crate::extract::Subject;

/// List who claims which rights, on what terms, and how often
///
/// Each line counts the statements that say the same, the most frequent first, and gives an example:
/// the file, and its very words. We report what the words say; permission that was given to an outlet
/// is not permission to you. Articles that repeat another one are not counted twice.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    archive: ArchiveFile,
    /// Statements about the articles, or the credits of their pictures
    #[arg(long, value_name = "SUBJECT", default_value = "text")]
    subject: Of,
    /// Give so many examples of each
    #[arg(long, value_name = "N", default_value_t = 1)]
    examples: u32,
    /// Print one JSON object a line, and all of them
    #[arg(long)]
    json: bool,
}

/// What the statements are about.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// By status, holder and licence
    Text,
    /// By status, photographer, agency and who passed the picture on
    Photo,
}

/// A longer list is cut off for a reader; `--json` gives all of it.
const LONGEST: usize = 20;

/// A column is at most so wide, in characters.
const WIDEST: usize = 52;

/// An example's words are cut off behind so many characters.
const LONGEST_EXAMPLE: usize = 100;

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let subject = match arguments.subject {
        Of::Text => Subject::Text,
        Of::Photo => Subject::Photo,
    };
    let claims = arguments.archive.open()?.register(subject, arguments.examples)?;
    let mut out = stdout();
    if arguments.json {
        claims.iter().try_for_each(|claim| json::line(&mut out, claim))?;
    } else if !claims.is_empty() {
        print(&mut out, register::columns(subject), &claims)?;
    }
    out.flush()?;
    if claims.is_empty() {
        say("nothing is stated");
    }
    Ok(Exit::Well)
}

fn print(out: &mut impl Write, columns: &[&str], claims: &[Claim]) -> anyhow::Result<()> {
    let shown = &claims[..claims.len().min(LONGEST)];
    let cells: Vec<Vec<String>> = shown.iter().map(cells).collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            cells.iter().map(|row| row[at].chars().count()).chain([columns[at].len()]).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| -> String {
        let padded = cells.zip(&widths).map(|(cell, &width)| format!("  {cell:<width$}"));
        padded.collect::<String>().trim_end().to_owned()
    };
    writeln!(
        out,
        "{}",
        styled(STRONG, &format!("{:>12}{}", "statements", line(&mut columns.iter().copied())))
    )?;
    for (claim, cells) in shown.iter().zip(&cells) {
        let says = line(&mut cells.iter().map(String::as_str));
        writeln!(out, "{:>12}{says}", thousands(claim.statements))?;
        for example in &claim.examples {
            let words = short(&example.exact.replace('\n', " ⏎ "), LONGEST_EXAMPLE);
            writeln!(out, "{:>12}  {}", "", styled(FAINT, &format!("{}: “{words}”", example.path)))?;
        }
    }
    if claims.len() > LONGEST {
        writeln!(out, "{:>12}  and {} more", "", claims.len() - LONGEST)?;
    }
    Ok(())
}

fn cells(claim: &Claim) -> Vec<String> {
    claim.says.iter().map(|(_, value)| short(value.as_deref().unwrap_or("-"), WIDEST)).collect()
}

/// A text, cut off with a mark where it is longer.
fn short(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}
