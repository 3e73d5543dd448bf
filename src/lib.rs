//! # morgue
//!
//! Turns folders of news-article text files into one searchable SQLite archive, and says of every
//! value it extracts which words it rests on.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod archive;
pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
pub mod decode;
pub mod discover;
pub mod error;
pub mod explain;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod input;
pub mod load;
mod named;
pub mod ndjson;
pub mod normalize;
pub mod outcome;
pub mod pipeline;
pub mod problem;
pub mod read;
pub mod record;
pub mod search;
pub mod source_file;
pub mod span;
pub mod vocabulary;
pub mod wording;
pub mod zone;
