//! `morgue problems`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{say, stdout};
use crate::archive::PROBLEMS;
use crate::archive::list::{Cell, RowObject};

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
    let mut lines = 0_u64;
    archive.each_row(&PROBLEMS, None, |cells| {
        lines += 1;
        if arguments.json { print_json(&mut out, cells) } else { print(&mut out, cells) }
    })?;
    out.flush()?;
    if lines == 0 {
        say("no problems");
    }
    Ok(Exit::Well)
}

/// The columns of the view: path, status, stage, kind, message.
fn print(out: &mut impl Write, cells: &[Cell]) -> anyhow::Result<()> {
    let [path, status, _, kind, message] = cells else { anyhow::bail!("the view has other columns") };
    writeln!(out, "{}: {}: {} [{}]", status.text(), path.text(), message.text(), kind.text())?;
    Ok(())
}

fn print_json(out: &mut impl Write, cells: &[Cell]) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, &RowObject { view: &PROBLEMS, cells }).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
