//! The power fails: what the disk holds at that moment goes on to the same archive, and has all that was committed.
//!
//! A disk that can lose its power is made of two files. The outer one holds an XFS, where a copy of a file is made at
//! once; the inner one lies on it, and holds the ext4 that the ingest writes into. What the system has not yet
//! written to the inner one is not in a copy of it, as it would not be on a disk.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use morgue::archive::Archive;
use morgue::archive::check::check;
use morgue::ingest::{Options, Watcher, ingest};
use morgue::outcome::Outcome;

use crate::support::Place;

const FILES: u64 = 160;

/// The test itself, below, in a process that has its mounts for itself: they go with it, however it ends.
#[test]
fn what_was_committed_outlives_the_power() {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private"]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", "--nocapture", "power::in_mounts_of_its_own"]);
    let Ok(output) = command.output() else {
        eprintln!("skipped: there is no `unshare`");
        return;
    };
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    if !told.contains("running 1 test") {
        eprintln!("skipped: no right to mounts of its own: {told}");
        return;
    }
    eprintln!("{told}");
    assert!(output.status.success());
}

#[test]
#[ignore = "the test above runs it"]
fn in_mounts_of_its_own() {
    let place = Place::with_clips(FILES);
    let disk = match Disk::new(&place) {
        Ok(disk) => disk,
        Err(why) => {
            eprintln!("skipped: no disk could be made of a file: {why}");
            return;
        }
    };
    loses_what_was_not_written_through(&disk);
    let roots = [place.path("clips")];
    let options = Options { batch_size: 10, ..Options::default() };
    let run = |archive: &Path, watcher: &Count| {
        ingest(archive, &roots, &options, watcher, &AtomicBool::new(false)).unwrap()
    };
    let committed = Count::default();
    let mut moments: Vec<u64> = Vec::new();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| run(&place.path("inner/morgue.db"), &committed));
        let mut is_over = false;
        while !is_over {
            // The last one is of the archive at rest.
            is_over = writer.is_finished();
            let already = committed.files.load(Ordering::SeqCst);
            disk.copy(&format!("{}", moments.len()));
            moments.push(already);
            // Some steps that have nothing to do with those of the writer.
            std::thread::sleep(Duration::from_millis(37 * (moments.len() as u64 % 5)));
        }
        writer.join().unwrap();
    });
    assert!(moments.iter().any(|already| (1..FILES).contains(already)), "{moments:?}");
    assert_eq!(moments.last(), Some(&FILES));
    let whole = Archive::open(&place.path("inner/morgue.db")).unwrap().digest().unwrap();
    for (number, already) in moments.iter().enumerate() {
        disk.mounted(&format!("{number}"), |folder| {
            let archive = folder.join("morgue.db");
            if *already > 0 {
                let archive = Archive::open(&archive).unwrap();
                let kept = archive.count_articles().unwrap();
                assert!(kept >= *already, "{kept} of {already} that were committed");
                assert_eq!(check(&archive).unwrap().damage, [], "{already}");
            }
            assert!(run(&archive, &Count::default()).counts.unchanged >= *already);
            let archive = Archive::open(&archive).unwrap();
            assert_eq!(archive.digest().unwrap(), whole, "{already}");
            assert_eq!(check(&archive).unwrap().damage, [], "{already}");
        });
    }
    eprintln!("the power failed {} times, after {moments:?} files", moments.len());
}

/// Counts the files that are told to be in the archive.
#[derive(Default)]
struct Count {
    files: AtomicU64,
}

impl Watcher for Count {
    fn done(&self, _: &Outcome) {
        self.files.fetch_add(1, Ordering::SeqCst);
    }
}

/// Without that no test on this disk would say anything.
fn loses_what_was_not_written_through(disk: &Disk<'_>) {
    let write = |name: &str| {
        let path = disk.place.path("inner").join(name);
        std::fs::write(&path, "words").unwrap();
        path
    };
    std::fs::File::open(write("kept")).unwrap().sync_all().unwrap();
    write("lost");
    disk.copy("control");
    disk.mounted("control", |folder| {
        assert_eq!(std::fs::read(folder.join("kept")).unwrap(), b"words");
        assert_eq!(std::fs::read(folder.join("lost")).unwrap_or_default(), b"");
    });
}

/// A disk whose state at a moment can be kept.
struct Disk<'a> {
    place: &'a Place,
}

impl<'a> Disk<'a> {
    /// Makes it in `inner`, and says what went wrong where it cannot be made.
    fn new(place: &'a Place) -> Result<Self, String> {
        for folder in ["outer", "inner", "copy"] {
            std::fs::create_dir(place.path(folder)).unwrap();
        }
        let disk = Self { place };
        disk.shell("truncate -s 1G outer.img && mkfs.xfs -q -m reflink=1 outer.img")?;
        disk.shell("mount -o loop outer.img outer && truncate -s 64M outer/inner.img")?;
        disk.shell("mkfs.ext4 -q outer/inner.img && mount -o loop outer/inner.img inner")?;
        disk.shell("cp --reflink=always outer/inner.img outer/first.img")?;
        Ok(disk)
    }

    /// Keeps what it holds at this moment.
    fn copy(&self, name: &str) {
        self.shell(&format!("cp --reflink=always outer/inner.img outer/{name}.img")).unwrap();
    }

    /// Mounts what was kept, as the system does when the power is back.
    fn mounted(&self, name: &str, look: impl FnOnce(&Path)) {
        self.shell(&format!("mount -o loop outer/{name}.img copy")).unwrap();
        look(&self.place.path("copy"));
        self.shell(&format!("umount copy && rm outer/{name}.img")).unwrap();
    }

    fn shell(&self, line: &str) -> Result<(), String> {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.place.path("."));
        let output = command.output().map_err(|error| error.to_string())?;
        let told = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if output.status.success() { Ok(()) } else { Err(told()) }
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        for folder in ["copy", "inner", "outer"] {
            // Some of them are not there, for one when a test fails before.
            let _ = self.shell(&format!("umount {folder}"));
        }
    }
}
