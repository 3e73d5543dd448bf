//! Streams of records in, an archive out: the second half of the way, for records that `extract`
//! printed, here or on another machine.

use std::io::BufRead;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rayon::prelude::*;

use crate::archive::{Batch, Finish, Indexing, Rewrite, Writer};
use crate::error::{Error, Result};
use crate::ingest::{DEFAULT_BATCH_SIZE, Summary, Watcher, patience, prepare, write_behind};
use crate::ndjson::{Line, Lines};
use crate::outcome::Outcome;
use crate::problem::{Problem, ProblemKind, Stage};
use crate::record::Record;
use crate::roster::Aliases;

/// A longer line is no record unless the user says otherwise: 1 GiB. The record of an article of nothing but dates
/// or names has up to 27 times its bytes (measured), and articles have 32 MiB at most unless the user says otherwise.
pub const DEFAULT_MAX_LINE_SIZE: usize = 1 << 30;

/// A batch ends when its lines have this many bytes: 32 MiB.
const BATCH_BYTES: usize = 32 << 20;

/// How records are loaded.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// Who is who by hand, in the place of what the archive keeps; `None` leaves that as it is.
    pub aliases: Option<&'a Aliases>,
    /// Longer lines are no records, in bytes.
    pub max_line_size: usize,
    /// For so long it waits while another process writes into the archive.
    pub wait: Duration,
    /// Who makes the index of words.
    pub indexing: Indexing,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            aliases: None,
            max_line_size: DEFAULT_MAX_LINE_SIZE,
            wait: Duration::ZERO,
            indexing: Indexing::default(),
        }
    }
}

/// A stream of records and what it is called in messages.
pub struct Stream<'a> {
    /// The name of the file, or `stdin`.
    pub name: String,
    /// The stream.
    pub lines: Box<dyn BufRead + 'a>,
}

/// A line that is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// The stream it came from.
    pub stream: String,
    /// Its number, from 1.
    pub number: u64,
    /// What is wrong with it.
    pub message: String,
}

/// Brings records into an archive, and makes the archive when there is none. A record that the
/// archive has already, by path and digest, is not written again.
///
/// # Errors
/// When a stream cannot be read or the archive cannot be written. `bad` is told of lines that are no
/// records; the others are stored.
pub fn load(
    archive: &Path,
    streams: Vec<Stream<'_>>,
    options: &Options<'_>,
    watcher: &impl Watcher,
    bad: &mut dyn FnMut(BadLine),
    stop: &AtomicBool,
) -> Result<Summary> {
    let names: Vec<&str> = streams.iter().map(|stream| stream.name.as_str()).collect();
    let lines = options.aliases.map(|aliases| aliases.lines().len());
    let kept = serde_json::json!({ "command": "load", "records": names, "aliases": lines }).to_string();
    let mut writer = Writer::begin_when_free(archive, &kept, patience(options.wait, watcher, stop))?;
    prepare(&mut writer, options.indexing, options.aliases, watcher)?;
    let finish = write_behind(&mut writer, Rewrite::IfChanged, watcher, |write| {
        for stream in streams {
            let mut lines = Lines::new(stream.lines, options.max_line_size);
            loop {
                if stop.load(Ordering::Relaxed) {
                    return Ok(Finish::Interrupted);
                }
                let lines =
                    take_batch(&mut lines).map_err(Error::io(Path::new(&stream.name), "reading records"))?;
                if lines.is_empty() {
                    break;
                }
                let (batch, bad_lines) = read(lines, options);
                for (number, message) in bad_lines {
                    bad(BadLine { stream: stream.name.clone(), number, message });
                }
                if !batch.is_empty() && !write(batch) {
                    return Ok(Finish::Interrupted);
                }
            }
        }
        Ok(Finish::Complete)
    })?;
    let (counts, duplicates) = writer.finish(finish)?;
    Ok(Summary { counts, duplicates, links_skipped: 0, interrupted: finish == Finish::Interrupted })
}

fn take_batch(lines: &mut Lines<Box<dyn BufRead + '_>>) -> std::io::Result<Vec<(u64, Line)>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < DEFAULT_BATCH_SIZE && bytes < BATCH_BYTES {
        let Some(line) = lines.next() else { break };
        let (number, line) = line?;
        if let Line::Whole(text) = &line {
            bytes += text.len();
        }
        batch.push((number, line));
    }
    Ok(batch)
}

/// The records of some lines, ready to be written, and what is wrong with the other lines.
fn read(lines: Vec<(u64, Line)>, options: &Options<'_>) -> (Batch, Vec<(u64, String)>) {
    let read: Vec<(u64, std::result::Result<Outcome, String>)> =
        lines.into_par_iter().map(|(number, line)| (number, outcome(line, options.max_line_size))).collect();
    let (mut outcomes, mut bad) = (Vec::with_capacity(read.len()), Vec::new());
    for (number, outcome) in read {
        match outcome {
            Ok(outcome) => outcomes.push(outcome),
            Err(message) => bad.push((number, message)),
        }
    }
    (Batch::new(outcomes, options.indexing), bad)
}

/// What a line means for the archive.
fn outcome(line: Line, max_size: usize) -> std::result::Result<Outcome, String> {
    let Line::Whole(bytes) = line else {
        return Err(format!("longer than the {max_size} bytes of --max-line-size"));
    };
    let record: Record = serde_json::from_slice(&bytes).map_err(|error| format!("not a record: {error}"))?;
    if record.path.is_empty() {
        return Err("a record without a path".to_owned());
    }
    match record.validate() {
        Ok(()) => Ok(Outcome::of_record(record)),
        Err(why) => {
            let problem = Problem::new(Stage::Load, ProblemKind::BadRecord, why);
            Ok(Outcome::Failed(record.source_file(), problem))
        }
    }
}
