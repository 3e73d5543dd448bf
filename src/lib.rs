//! # morgue
//!
//! Turns folders of news-article text files into one searchable SQLite archive, and says of every
//! value it extracts which words it rests on. This page is the architecture; the README is the manual.
//!
//! ```text
//!                    every core, one file at a time                    |   every core   |   one thread
//!  roots -> discover -> read -> decode -> normalize -> zone -> extract -+-> Batch -------+-> write -> morgue.db -> search / show
//!           sorted     bytes    text      one spelling Article  Record  |   texts and    |   a batch,             export
//!              |          |       `---------- pure functions -------'   |   their index  |   a commit
//!              |          `-- Problem: this file only; stored, counted  |
//!              `-- Error: a root or the archive; stops the run          |
//!  cli/: arguments, progress bar, printing, exit codes. It knows the library; the library does not know it.
//! ```
//!
//! ## Reading order
//!
//! 1. The nouns: [`article`], [`span`], [`record`], [`outcome`], [`problem`] and [`error`]. [`fields`]
//!    tells the record's fields to other programs.
//! 2. The pure half: [`decode`], [`normalize`], [`zone`], [`extract`], put together in [`pipeline`].
//! 3. The whole way: [`discover`], [`read`], [`ingest`]; [`load`] for records from elsewhere,
//!    [`pack`] for those who extract them there.
//! 4. The archive: [`archive`], and `schema/current.sql`; [`roster`] says which names are one person.
//! 5. What is asked of it: [`search`], [`export`], [`explain`].
//!
//! ## What always holds
//!
//! Each of these is held by a test or the compiler; `tests/it/walls.rs` keeps the walls between modules.
//!
//! 1. The pure half touches no file, archive, environment or clock. It never fails, panics or hangs,
//!    whatever the text, and its cost is linear in the text. A panic would be a bug, and costs one file.
//! 2. Only [`read`] opens articles; only [`archive`] and `search/plan/` speak SQL; only `cli/` prints.
//! 3. The library builds without the program: `cargo check --lib --no-default-features`.
//! 4. A value without evidence cannot be built: extractors return [`span::Mention`]s.
//! 5. Spans are inside their zone, on character boundaries, not empty. Rust counts bytes; records and the
//!    archive count code points. The unit changes in [`record`] alone.
//! 6. `normalize(normalize(t)) == normalize(t)`.
//! 7. One writer; a batch is stored wholly or not at all, its index with it.
//! 8. discovered = stored + unchanged + failed.
//! 9. Same files, same archive and byte-identical exports: on any number of cores, in batches of any size,
//!    however often it was interrupted, by `ingest` or by `extract | load`.
//! 10. stdout carries results only. A closed pipe is success.
//!
//! ## Where this differs from the first plan, and why
//!
//! - [`wording`] holds the patterns of notices, promo lines and credits, because zoning asks *which* lines
//!   they are and extraction asks *what* they say: one table serves both. Each wording names its cue words;
//!   one pass over a line tells which wordings are worth asking.
//! - [`extract::rules`] is the list of all rules, with an example each; [`extract::rejected`] tells anew, for
//!   `explain` alone, what was passed over.
//! - The vocabulary is an argument of the pure half, so that a user's own names reach every stage.
//! - [`source_file`] and [`outcome`] stand apart from [`article`], which stays free of paths and bytes.
//! - [`pipeline`] is the pure half as one function: `ingest`, `extract` and the benchmarks call the same.
//! - [`extract::Given`] carries what is known from outside the text (`published` of `extract --stdin`).
//! - A source has one more role, `contributor`: who helped with a report did not supply it.
//! - A batch is written without savepoints; only a batch with an article that SQLite does not take is
//!   written again with one for each. FTS5 writes its index to disk at every savepoint, which would be dear.
//! - FTS5's index is written from outside FTS5 (`archive/index/`), with the same bytes: every core inverts a part of
//!   a batch. The pieces of it are merged at the end of a run, without FTS5 too where no article took another one's place.
//! - A new archive is filled without its indexes over values; they are made at the end of the first run (`archive/indexes.rs`).
//!   Enumerations and the rows behind ids are not checked while a run writes, for it writes nothing but Rust's enumerations
//!   and ids that it has just seen; `check` has SQLite look at all of them.
//! - The writer has a thread of its own, and a few batches wait for it; what is known of the next files is asked of a
//!   connection that reads (`ingest::write_behind`).
//! - A row of `person` is a name as articles print it. Who bears it (`roster_name`) is found anew from all names
//!   when a run ends, as duplicates are, so that the order of the runs does not count. The one person a
//!   name of the plan is a row of the view `people`.
//! - The archive can be narrowed to some articles ([`archive::Archive::narrowed`]): temporary tables and views
//!   in front of its own, so that each list exists once, of the archive and of what a query finds.
//! - The bytes that `extract --stdin` is given are those of a file, and unpacked by its name as a file is: so that what
//!   [`pack`] carries elsewhere gives the record of the file itself.
//! - The tables for PostgreSQL are the views, not the record: they have the roster and the duplicates, which only a whole
//!   archive knows.
//! - Tables of values have the key (article, position) and no row ids: an article's rows lie together.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod archive;
pub mod article;
mod byte_table;
#[cfg(feature = "cli")]
pub mod cli;
pub mod decode;
pub mod discover;
mod eight_bytes;
pub mod error;
pub mod explain;
pub mod export;
pub mod extract;
pub mod fields;
pub mod ingest;
pub mod input;
pub mod load;
mod named;
pub mod ndjson;
pub mod normalize;
pub mod outcome;
pub mod pack;
#[cfg(feature = "parquet")]
pub mod parquet_rows;
pub mod pipeline;
pub mod problem;
pub mod read;
pub mod record;
pub mod roster;
pub mod search;
mod small_letters;
pub mod source_file;
pub mod span;
pub mod vocabulary;
pub mod wording;
pub mod zone;
