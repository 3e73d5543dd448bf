//! `morgue problems`.

use std::io::Write;

use clap::Args;

use super::ArchiveFile;
use super::exit::Exit;
use super::output::{say, stdout};
use crate::archive::PROBLEMS;
use crate::archive::list::{Cell, RowObject};
use crate::export::json;

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
        if arguments.json {
            Ok(json::line(&mut out, &RowObject { view: &PROBLEMS, cells })?)
        } else {
            print(&mut out, cells)
        }
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
