//! Files in, shards out: a few large files of lines for `extract --stdin`, in the place of a million small ones that
//! somebody else's engine would have to list and open one by one.
//!
//! The same files give the same shards, byte by byte. What is in memory is one file and its line at a time. The folder
//! of the shards appears in its place when it is whole.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::discover::Discovered;
use crate::error::{Error, Result};
use crate::export::{make_folder, remove, replace};
use crate::problem::Problem;
use crate::source_file::{Digest, SourcePath};
use crate::{input, read};

/// A shard ends before it has more bytes of lines than this, unpacked: 64 MiB.
pub const DEFAULT_SHARD_SIZE: u64 = 64 << 20;

/// What zstd takes for a good bargain of time and room; most of the time goes into reading the files.
const LEVEL: i32 = 3;

/// The file that tells of the shards beside it.
const MANIFEST: &str = "manifest.json";

const TOOL: &str = "morgue pack";

/// What was packed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Who wrote it: `morgue pack`.
    pub tool: String,
    /// The version of morgue.
    pub version: String,
    /// How many files there are in the shards.
    pub files: u64,
    /// How many of them could not be read: their lines say why.
    pub failed: u64,
    /// The shards in the order of their files.
    pub shards: Vec<Shard>,
}

/// A file of lines, packed with zstd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// The name of the file.
    pub path: String,
    /// How many lines it has, one for each file that is in it.
    pub files: u64,
    /// How many bytes its lines have.
    pub unpacked_bytes: u64,
    /// How many bytes the file has.
    pub bytes: u64,
    /// BLAKE3 of the file.
    pub digest: String,
}

/// How files are packed.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Larger files are a problem, in bytes.
    pub max_file_size: u64,
    /// A shard ends before its lines have more bytes than this, unless the first one has.
    pub shard_size: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_file_size: read::DEFAULT_MAX_FILE_SIZE, shard_size: DEFAULT_SHARD_SIZE }
    }
}

/// Packs files into shards in a folder, which takes the place of the shards of an earlier time. `told` hears of each
/// file, and of what is wrong with it.
///
/// # Errors
/// When the folder has something that `pack` has not put there, when it cannot be written, and when `stop` becomes true;
/// then everything is as it was. Trouble with a file is told, and stands in its line.
pub fn pack(
    files: impl IntoIterator<Item = Discovered>,
    folder: &Path,
    options: Options,
    told: &mut dyn FnMut(&SourcePath, Option<&Problem>),
    stop: &AtomicBool,
) -> Result<Packed> {
    refuse_others(folder)?;
    let beside = beside(folder)?;
    remove(&beside)?;
    make_folder(&beside)?;
    let packed = write(files, &beside, options, told, stop).and_then(|packed| {
        replace(&beside, folder)?;
        Ok(packed)
    });
    if packed.is_err() {
        // The reason why it failed is the one to tell.
        let _ = remove(&beside);
    }
    packed
}

/// Where the folder stands until it is whole.
fn beside(folder: &Path) -> Result<PathBuf> {
    let failed = Error::io(folder, "naming the folder for the shards");
    let name = folder.file_name().ok_or_else(|| failed(std::io::ErrorKind::InvalidFilename.into()))?;
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(".part");
    Ok(folder.with_file_name(part))
}

/// An error when a folder has anything else than shards and the file that tells of them.
fn refuse_others(folder: &Path) -> Result<()> {
    let failed = Error::io(folder, "looking at the folder for the shards");
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    let manifest = std::fs::read(folder.join(MANIFEST)).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Packed>(&bytes).ok());
    let manifest = manifest.filter(|packed| packed.tool == TOOL);
    let ours = |name: &str| {
        manifest
            .as_ref()
            .is_some_and(|packed| name == MANIFEST || packed.shards.iter().any(|shard| shard.path == name))
    };
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        if !name.to_str().is_some_and(ours) {
            return Err(Error::NotOfAnExport { path: folder.to_owned() });
        }
    }
    Ok(())
}

fn write(
    files: impl IntoIterator<Item = Discovered>,
    folder: &Path,
    options: Options,
    told: &mut dyn FnMut(&SourcePath, Option<&Problem>),
    stop: &AtomicBool,
) -> Result<Packed> {
    let mut packed = Packed {
        tool: TOOL.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        files: 0,
        failed: 0,
        shards: Vec::new(),
    };
    let mut open: Option<OpenShard> = None;
    for file in files {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        let path = file.source_path();
        let (line, problem) = line_of(&file, &path, options.max_file_size)?;
        told(&path, problem.as_ref());
        packed.files += 1;
        packed.failed += u64::from(problem.is_some());
        let size = line.len() as u64;
        if let Some(full) = open.take_if(|shard| shard.shard.unpacked_bytes + size > options.shard_size) {
            packed.shards.push(full.finish()?);
        }
        let shard = match &mut open {
            Some(shard) => shard,
            none => none.insert(OpenShard::begin(folder, packed.shards.len() + 1)?),
        };
        shard.push(&line)?;
    }
    if let Some(last) = open {
        packed.shards.push(last.finish()?);
    }
    let path = folder.join(MANIFEST);
    let failed = Error::io(&path, "writing what tells of the shards");
    let manifest = serde_json::to_string_pretty(&packed).map_err(|error| failed(error.into()))?;
    let mut file = File::create(&path).map_err(failed)?;
    file.write_all(manifest.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    Ok(packed)
}

/// The line of a file with its end, and what is wrong with the file.
fn line_of(file: &Discovered, path: &SourcePath, limit: u64) -> Result<(Vec<u8>, Option<Problem>)> {
    let stat = file.problem.clone().map_or_else(|| read::stat(&file.path), Err);
    // The size is told of a file that was there to be looked at, as in an ingest.
    let size = stat.as_ref().map_or(0, |stat| stat.size);
    let content = stat.and_then(|_| read::as_it_is(&file.path, limit));
    let line = input::line(
        path,
        content.as_ref().map(|content| content.bytes.as_slice()).map_err(|problem| (problem, size)),
    );
    let mut line = line.map_err(|error| Error::io(&file.path, "writing the line of a file")(error.into()))?;
    line.push(b'\n');
    Ok((line, content.err()))
}

/// What is done to a shard.
const WRITING: &str = "writing a shard";

/// A shard that is being written.
struct OpenShard {
    place: PathBuf,
    lines: zstd::stream::write::Encoder<'static, BufWriter<File>>,
    shard: Shard,
}

impl OpenShard {
    fn begin(folder: &Path, number: usize) -> Result<Self> {
        let path = format!("shard-{number:05}.ndjson.zst");
        let place = folder.join(&path);
        let begin = || {
            let mut lines = zstd::stream::write::Encoder::new(BufWriter::new(File::create(&place)?), LEVEL)?;
            lines.include_checksum(true)?;
            Ok(lines)
        };
        let lines = begin().map_err(Error::io(&place, WRITING))?;
        Ok(Self {
            place,
            lines,
            shard: Shard { path, files: 0, unpacked_bytes: 0, bytes: 0, digest: String::new() },
        })
    }

    fn push(&mut self, line: &[u8]) -> Result<()> {
        self.shard.files += 1;
        self.shard.unpacked_bytes += line.len() as u64;
        self.lines.write_all(line).map_err(Error::io(&self.place, WRITING))
    }

    fn finish(mut self) -> Result<Shard> {
        let end = || {
            let file = self.lines.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            Ok((file.metadata()?.len(), Digest::of_all(File::open(&self.place)?)?))
        };
        let (bytes, digest) = end().map_err(Error::io(&self.place, WRITING))?;
        self.shard.bytes = bytes;
        self.shard.digest = digest.to_string();
        Ok(self.shard)
    }
}
