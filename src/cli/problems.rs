//! `morgue problems`.

use std::io::Write;

use clap::Args;
use serde_json::{Map, Value};

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{say, stdout};

/// List what could not be stored, and what was noticed on the way
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    archive: ArchiveFile,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let archive = arguments.archive.open()?;
    let mut out = stdout();
    let mut names: Vec<String> = Vec::new();
    let mut lines = 0_u64;
    let mut failed = Ok(());
    archive.each_row("problems", |cells| {
        if names.is_empty() {
            names = cells.to_vec();
            return Ok(());
        }
        lines += 1;
        if failed.is_ok() {
            failed =
                if arguments.json { print_json(&mut out, &names, cells) } else { print(&mut out, cells) };
        }
        Ok(())
    })?;
    failed?;
    out.flush()?;
    if lines == 0 {
        say("no problems");
    }
    Ok(Exit::Well)
}

/// The columns of the view: path, status, stage, kind, message.
fn print(out: &mut impl Write, cells: &[String]) -> anyhow::Result<()> {
    let [path, status, _, kind, message] = cells else { anyhow::bail!("the view has other columns") };
    writeln!(out, "{status}: {path}: {message} [{kind}]")?;
    Ok(())
}

fn print_json(out: &mut impl Write, names: &[String], cells: &[String]) -> anyhow::Result<()> {
    let object: Map<String, Value> =
        names.iter().cloned().zip(cells.iter().cloned().map(Value::String)).collect();
    writeln!(out, "{}", Value::Object(object))?;
    Ok(())
}
