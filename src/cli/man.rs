//! `morgue man`.

use std::io::Write;

use anyhow::Context;
use clap::{Args, CommandFactory};

use super::Cli;
use super::exit::Exit;

/// Print the manual page of morgue or of one of its commands, for `man -l -`
#[derive(Debug, Args)]
pub struct Arguments {
    /// Of which command; without it, of morgue as a whole
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let mut program = Cli::command();
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).cloned();
            found.with_context(|| format!("there is no command {name:?}; `morgue --help` lists them"))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Well)
}
