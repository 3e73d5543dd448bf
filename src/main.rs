//! The program: parse, run, exit.

use std::process::ExitCode;

use clap::Parser;
use morgue::cli::{Cli, exit, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    exit::code(run(Cli::parse()))
}
