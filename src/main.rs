//! The program: parse, run, exit.

use std::process::ExitCode;

use clap::Parser;
use morgue::cli::{Cli, exit, run};

fn main() -> ExitCode {
    exit::code(run(Cli::parse()))
}
