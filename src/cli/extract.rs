//! `morgue extract`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;

use super::exit::Exit;
use super::files::FileArguments;
use super::output::{count, say};
use crate::discover::{Discovered, discover};
use crate::ingest::Options;
use crate::input::{self, Content, Input};
use crate::ndjson::{Line, Lines};
use crate::problem::{Problem, ProblemKind, Stage};
use crate::read::{too_large, unpacked};
use crate::record::{Record, Status};
use crate::source_file::{SourceFile, SourcePath};

/// Print what is read from each article, one JSON record a line; touches no archive
///
/// Every input gives exactly one record, in the order of the inputs; one that is no article gives a
/// record that says why.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("inputs").required(true).multiple(false)))]
pub struct Arguments {
    /// Folders to look through, or single files
    #[arg(value_name = "ROOT", group = "inputs")]
    roots: Vec<PathBuf>,
    /// Read articles from stdin, one JSON object a line: `path`, `text` or `content_b64` (the bytes of the file), and
    /// `published` if known; the shards of `morgue pack` have such lines
    #[arg(long, group = "inputs")]
    stdin: bool,
    /// Read paths from a file, one a line; - for stdin
    #[arg(long, value_name = "FILE", group = "inputs")]
    files_from: Option<PathBuf>,
    /// Paths of --files-from end with NUL bytes, as `find -print0` writes them
    #[arg(short = '0', long, requires = "files_from")]
    null: bool,
    #[command(flatten)]
    files: FileArguments,
}

/// So many articles are in hand at a time.
const WINDOW: usize = 64;

/// So many bytes of lines are read ahead, and one line more: 64 MiB.
const AHEAD_BYTES: usize = 64 << 20;

/// What there is to extract.
enum Next {
    File(Discovered),
    Line(u64, Line),
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let vocabulary = arguments.files.vocabulary.read()?;
    let reading = &Options {
        max_file_size: arguments.files.max_file_size(),
        published_from_path: arguments.files.published_from_path.clone(),
        assume_year: arguments.files.assume_year,
        min_confidence: arguments.files.min_confidence,
        vocabulary: &vocabulary,
        ..Options::default()
    };
    let cores = crate::ingest::cores(arguments.files.jobs)?;
    let mut printer = Printer { out: BufWriter::new(io::stdout().lock()), failed: 0, bad_lines: 0 };
    if arguments.stdin {
        // base64 makes four bytes of three, and JSON may write a character in six.
        let cap = usize::try_from(reading.max_file_size)?.saturating_mul(6).saturating_add(1 << 16);
        let in_hand = Arc::new(AtomicUsize::new(0));
        let lines = ahead(Lines::new(BufReader::new(io::stdin()), cap), Arc::clone(&in_hand));
        while let Some(window) = ready(&lines)? {
            let bytes: usize = window.iter().map(|(_, line)| size(line)).sum();
            let inputs = window.into_iter().map(|(number, line)| Next::Line(number, line)).collect();
            printer.print(&cores.install(|| printed(inputs, reading))?)?;
            in_hand.fetch_sub(bytes, Ordering::Relaxed);
        }
    } else {
        let mut files: Box<dyn Iterator<Item = io::Result<Discovered>>> = match &arguments.files_from {
            Some(list) => Box::new(listed(list, if arguments.null { 0 } else { b'\n' })?),
            None => {
                Box::new(discover(&arguments.roots, &arguments.files.filter())?.files.into_iter().map(Ok))
            }
        };
        loop {
            let window: io::Result<Vec<Next>> =
                files.by_ref().take(WINDOW).map(|file| file.map(Next::File)).collect();
            let window = window.context("reading the list of files")?;
            if window.is_empty() {
                break;
            }
            printer.print(&cores.install(|| printed(window, reading))?)?;
        }
    }
    Ok(printer.end())
}

/// A record as it is printed.
struct Printed {
    line: Vec<u8>,
    is_failed: bool,
    /// Was it a line that is no input at all?
    is_bad_line: bool,
}

/// The records of inputs, in their order.
fn printed(inputs: Vec<Next>, reading: &Options<'_>) -> serde_json::Result<Vec<Printed>> {
    inputs
        .into_par_iter()
        .map(|input| {
            let (is_bad_line, record) = match input {
                Next::File(file) => (false, crate::ingest::record(&file, reading)),
                Next::Line(number, line) => of_line(number, line, reading),
            };
            let line = serde_json::to_vec(&record)?;
            Ok(Printed { line, is_failed: record.status == Status::Failed, is_bad_line })
        })
        .collect()
}

/// The record of a line, and whether the line was no input at all.
fn of_line(number: u64, line: Line, reading: &Options<'_>) -> (bool, Record) {
    let parsed = match line {
        Line::Whole(bytes) => input::parse(&bytes),
        Line::TooLong => {
            let message = "longer than an article of --max-file-size can be";
            Err(Problem::new(Stage::Read, ProblemKind::BadRecord, message))
        }
    };
    match parsed {
        Ok(input) => (false, of_input(input, reading)),
        Err(mut problem) => {
            problem.message = format!("line {number}: {}", problem.message);
            let path = SourcePath::from_kept(format!("stdin:{number}"));
            (true, Record::failed(&SourceFile { path, size: 0, modified_at: None, digest: None }, problem))
        }
    }
}

/// The record of an input: the same that the file itself would give.
fn of_input(Input { mut file, content, mut given }: Input, reading: &Options<'_>) -> Record {
    let limit = reading.max_file_size;
    let bytes = match content {
        Content::None(problem) => Err(problem),
        _ if file.size > limit => Err(too_large(file.size, limit)),
        Content::Text(bytes) => Ok(bytes),
        Content::File(bytes) => unpacked(&file.path.to_path(), bytes, limit),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(problem) => {
            // Of a file that is not read as a whole there is no digest.
            file.digest = None;
            return Record::failed(&file, problem);
        }
    };
    let pattern = reading.published_from_path.as_ref();
    given.by_path = pattern.and_then(|pattern| pattern.day(file.path.as_str()));
    given.year = reading.assume_year;
    given.min_confidence = reading.min_confidence;
    let record = crate::pipeline::record(&file, &bytes, &given, reading.vocabulary);
    record.unwrap_or_else(|problem| Record::failed(&file, problem))
}

struct Printer {
    out: BufWriter<io::StdoutLock<'static>>,
    failed: u64,
    bad_lines: u64,
}

impl Printer {
    fn print(&mut self, records: &[Printed]) -> anyhow::Result<()> {
        for Printed { line, is_failed, is_bad_line } in records {
            self.out.write_all(line)?;
            self.out.write_all(b"\n")?;
            self.failed += u64::from(*is_failed);
            self.bad_lines += u64::from(*is_bad_line);
        }
        self.out.flush()?;
        Ok(())
    }

    /// A bad article is a record, never an exit code; a bad line is one.
    fn end(self) -> Exit {
        if self.failed > 0 {
            say(&format!("{} with \"status\":\"failed\"", count(self.failed, "record")));
        }
        if self.bad_lines > 0 { Exit::BadLines } else { Exit::Well }
    }
}

type Lined = io::Result<(u64, Line)>;

/// Reads ahead, so that lines are extracted while others are being waited for. `in_hand` counts the bytes of lines
/// that were read and not yet printed.
fn ahead(lines: Lines<BufReader<io::Stdin>>, in_hand: Arc<AtomicUsize>) -> Receiver<Lined> {
    let (sender, receiver) = sync_channel(WINDOW);
    std::thread::spawn(move || {
        for line in lines {
            if let Ok((_, line)) = &line {
                // Articles of an ordinary size never come to it.
                while in_hand.load(Ordering::Relaxed) > AHEAD_BYTES {
                    std::thread::sleep(Duration::from_millis(1));
                }
                in_hand.fetch_add(size(line), Ordering::Relaxed);
            }
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

fn size(line: &Line) -> usize {
    match line {
        Line::Whole(bytes) => bytes.len(),
        Line::TooLong => 0,
    }
}

/// The lines that are there, at least one: whoever waits for an answer to a line gets it.
fn ready(lines: &Receiver<Lined>) -> anyhow::Result<Option<Vec<(u64, Line)>>> {
    let Ok(first) = lines.recv() else { return Ok(None) };
    let window: io::Result<Vec<(u64, Line)>> =
        std::iter::once(first).chain(lines.try_iter().take(WINDOW - 1)).collect();
    window.map(Some).context("reading stdin")
}

/// The files that a list names.
fn listed(
    list: &Path,
    separator: u8,
) -> anyhow::Result<impl Iterator<Item = io::Result<Discovered>> + use<>> {
    let stream: Box<dyn BufRead> = if list.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(list).with_context(|| format!("cannot read {}", list.display()))?;
        Box::new(BufReader::new(file))
    };
    let path_of = move |bytes: Vec<u8>| {
        let bytes = if separator == b'\n' { bytes.strip_suffix(b"\r").unwrap_or(&bytes) } else { &bytes };
        (!bytes.is_empty()).then(|| Discovered::from(SourcePath::from_bytes(bytes).to_path()))
    };
    Ok(stream.split(separator).filter_map(move |path| path.map(path_of).transpose()))
}
