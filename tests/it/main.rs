//! One test binary for everything that needs files, an archive or the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod about;
mod archive;
mod cli;
mod concurrency;
mod crash;
mod damage;
mod datasette;
mod determinism;
mod exchange;
mod exports;
mod fields;
mod golden;
mod hostile;
mod kills;
mod limits;
mod lists;
mod load;
mod notices;
mod pack;
mod postgres;
mod power;
mod queries;
mod readme;
mod rights;
mod roster;
mod streams;
mod support;
mod titles;
mod walls;
