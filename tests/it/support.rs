//! A folder of its own for each test, and the program as a user runs it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

#[path = "../../examples/generate.rs"]
#[allow(dead_code, reason = "the example has a main of its own")]
pub mod generate;

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder that is removed when the test ends; the program runs in it.
pub struct Place {
    folder: TempDir,
}

/// What the program did. It has to be looked at.
#[must_use]
#[derive(Debug)]
pub struct Done {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Done {
    /// It ended with this code; gives what it printed.
    #[track_caller]
    pub fn exits(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out, self.err);
        self.out
    }

    /// It ended with this code; gives what it said on stderr.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out, self.err);
        self.err
    }
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with `count` generated articles in `clips/`.
    pub fn with_clips(count: u64) -> Self {
        let place = Self::new();
        generate::write(&place.path("clips"), count).unwrap();
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub fn command<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
        command.args(arguments).current_dir(self.folder.path()).env_remove("MORGUE_ARCHIVE");
        command
    }

    /// Runs the program with arguments that have no spaces in them.
    pub fn morgue(&self, arguments: &str) -> Done {
        self.run(arguments.split(' '), b"")
    }

    pub fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I, stdin: &[u8]) -> Done {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let bytes = stdin.to_vec();
        let feeder = std::thread::spawn(move || {
            // The program may end before it has read everything.
            let _ = pipe.write_all(&bytes);
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Done {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Everything that an archive says: its digest and all of its exports.
    pub fn everything(&self, archive: &str) -> Vec<(String, Vec<u8>)> {
        let digest = self.morgue(&format!("digest --archive {archive}")).exits(0);
        let mut all = vec![("digest".to_owned(), digest.into_bytes())];
        for format in ["csv", "ndjson"] {
            let folder = format!("{archive}.{format}");
            let _ = self.morgue(&format!("export {folder} --archive {archive} --format {format}")).exits(0);
            let mut names: Vec<_> = std::fs::read_dir(self.path(&folder))
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            names.sort();
            for name in names {
                let name = name.into_string().unwrap();
                let bytes = self.read(&format!("{folder}/{name}"));
                all.push((name, bytes));
            }
        }
        all
    }
}

/// Two archives say the same; where they do not, tells in which file.
#[track_caller]
pub fn assert_same(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) {
    let names = |all: &[(String, Vec<u8>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for ((name, one), (_, other)) in one.iter().zip(other) {
        assert!(one == other, "{name} differs");
    }
}
