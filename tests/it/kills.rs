//! A process that is killed at a named place: in a migration, in the index, in an export, in `load`, at the end of a
//! run, in a backup. Where it is hit is swept over the time that it takes when nobody kills it.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::support::{Place, project};

const FILES: u64 = 40;

/// A command that is killed. It `begins` with what matters when there is something to be seen of it.
struct Kill<'a> {
    place: &'a Place,
    arguments: &'a str,
    restore: &'a dyn Fn(),
    begins: &'a dyn Fn() -> bool,
}

impl Kill<'_> {
    /// Kills it at so many moments between its beginning and its end; what is left each time is for `then`.
    fn at(&self, moments: u32, mut then: impl FnMut()) {
        let (status, whole) = self.run(None);
        assert_eq!(status.code(), Some(0), "{}", self.arguments);
        let mut killed = 0;
        for moment in 0..moments {
            let (status, _) = self.run(Some(whole * moment / moments));
            killed += u32::from(status.signal() == Some(9));
            then();
        }
        assert!(killed > 0, "{}: it always came to its end", self.arguments);
    }

    /// Runs it, for so long from its beginning; how it ended, and how long after its beginning.
    fn run(&self, time: Option<Duration>) -> (ExitStatus, Duration) {
        (self.restore)();
        let mut command = self.place.command(self.arguments.split(' '));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while !(self.begins)() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(100));
        }
        let begun = Instant::now();
        if let Some(time) = time {
            std::thread::sleep(time);
            child.kill().unwrap();
        }
        (child.wait().unwrap(), begun.elapsed())
    }
}

/// An archive of the clips, and its digest.
fn ingested(place: &Place, archive: &str) -> String {
    let _ = place.morgue(&format!("ingest clips --archive {archive}")).exits(0);
    digest(place, archive)
}

fn digest(place: &Place, archive: &str) -> String {
    place.morgue(&format!("digest --archive {archive}")).exits(0)
}

#[track_caller]
fn is_whole(place: &Place, archive: &str) {
    assert!(place.morgue(&format!("check --archive {archive}")).exits(0).ends_with("no damage\n"));
}

/// Puts an archive in the place of another one and of what stands beside that.
fn put(place: &Place, from: Option<&str>, to: &str) {
    for name in names(&place.path(".")) {
        if name.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.'])) {
            std::fs::remove_file(place.path(&name)).unwrap();
        }
    }
    if let Some(from) = from {
        std::fs::copy(place.path(from), place.path(to)).unwrap();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Nothing stands beside an archive that is at rest.
#[track_caller]
fn is_one_file(place: &Place, archive: &str) {
    let beside: Vec<String> = names(&place.path("."))
        .into_iter()
        .filter(|name| name.strip_prefix(archive).is_some_and(|rest| rest.starts_with(['-', '.'])))
        .collect();
    assert!(beside.is_empty(), "{beside:?}");
}

/// What a run into a new archive has left when it was killed is whole, if there is anything; and the command goes on
/// from there to the archive of a digest.
#[track_caller]
fn goes_on(place: &Place, command: &str, whole: &str) {
    let checked = place.morgue("check");
    let is_none = checked.code == Some(10) || checked.err.contains("begun but never finished");
    assert!(is_none || checked.out.ends_with("no damage\n"), "{checked:?}");
    let _ = place.morgue(command).exits(0);
    is_whole(place, "morgue.db");
    assert_eq!(digest(place, "morgue.db"), whole);
    is_one_file(place, "morgue.db");
}

/// The archive as the first version would have left it: what that version had a place for.
fn of_version_1(place: &Place, archive: &str, old: &str) {
    let connection = Connection::open(place.path(old)).unwrap();
    let first = std::fs::read_to_string(project().join("schema/001_archive.sql")).unwrap();
    connection.execute_batch(&first).unwrap();
    let pragmas = format!("PRAGMA application_id = {}; PRAGMA user_version = 1;", 0x4D4F_5247);
    connection.execute_batch(&pragmas).unwrap();
    connection.execute("ATTACH ? AS new", [place.path(archive).to_str().unwrap()]).unwrap();
    let ask = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let tables = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_fts%'";
    for table in ask(tables) {
        let columns = ask(&format!("SELECT name FROM main.pragma_table_info('{table}')")).join(", ");
        // Words that it did not know yet are left out.
        let copy =
            format!("INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        connection.execute(&copy, []).unwrap();
    }
    connection.execute_batch("INSERT INTO article_fts (article_fts) VALUES ('rebuild')").unwrap();
}

#[test]
fn in_a_migration() {
    let place = Place::with_clips(FILES);
    ingested(&place, "new.db");
    of_version_1(&place, "new.db", "old.db");
    put(&place, Some("old.db"), "morgue.db");
    let stats = place.morgue("stats").exits(0);
    let whole = digest(&place, "morgue.db");
    is_whole(&place, "morgue.db");
    let kill = Kill {
        place: &place,
        arguments: "stats",
        restore: &|| put(&place, Some("old.db"), "morgue.db"),
        begins: &|| place.path("morgue.db-lock").exists(),
    };
    kill.at(8, || {
        is_whole(&place, "morgue.db");
        assert_eq!(place.morgue("stats").exits(0), stats);
        assert_eq!(digest(&place, "morgue.db"), whole);
    });
    assert!(place.morgue("ingest clips").exits(0).contains(" 0 stored, 40 unchanged"));
    is_one_file(&place, "morgue.db");
}

/// Small batches make many small pieces of index, which FTS5 merges all the time.
#[test]
fn in_the_merging_of_the_index() {
    let place = Place::with_clips(FILES);
    let whole = ingested(&place, "whole.db");
    let kill = Kill {
        place: &place,
        arguments: "ingest clips --batch-size 2",
        restore: &|| put(&place, None, "morgue.db"),
        begins: &|| place.path("morgue.db-lock").exists(),
    };
    kill.at(4, || {
        goes_on(&place, kill.arguments, &whole);
    });
}

#[test]
fn in_a_repair() {
    let place = Place::with_clips(FILES);
    let whole = ingested(&place, "whole.db");
    let kill = Kill {
        place: &place,
        arguments: "check --repair",
        restore: &|| put(&place, Some("whole.db"), "morgue.db"),
        begins: &|| place.path("morgue.db-lock").exists(),
    };
    kill.at(8, || {
        is_whole(&place, "morgue.db");
        assert!(place.morgue("check --repair").exits(0).ends_with("no damage\n"));
        assert_eq!(digest(&place, "morgue.db"), whole);
        is_one_file(&place, "morgue.db");
    });
}

/// Duplicates and the roster are found when every article is committed.
#[test]
fn at_the_end_of_a_run() {
    let place = Place::with_clips(FILES - 1);
    place.write("clips/twin.txt", place.read("clips/0000/0000005.txt"));
    let whole = ingested(&place, "whole.db");
    assert!(place.morgue("search duplicate:yes --count --archive whole.db").exits(0).starts_with(['1', '2']));
    let kill = Kill {
        place: &place,
        arguments: "ingest clips",
        restore: &|| put(&place, None, "morgue.db"),
        begins: &|| {
            let stored = "SELECT count(*) FROM article";
            Connection::open(place.path("morgue.db"))
                .and_then(|archive| archive.query_row(stored, [], |row| row.get::<_, i64>(0)))
                .is_ok_and(|stored| stored.unsigned_abs() == FILES)
        },
    };
    kill.at(4, || {
        is_whole(&place, "morgue.db");
        let again = place.morgue("ingest clips").exits(0);
        assert!(again.contains(" 0 stored, 40 unchanged"), "{again}");
        is_whole(&place, "morgue.db");
        assert_eq!(digest(&place, "morgue.db"), whole);
        is_one_file(&place, "morgue.db");
    });
}

#[test]
fn in_load() {
    let place = Place::with_clips(FILES);
    let whole = ingested(&place, "whole.db");
    place.write("records", place.morgue("extract clips").exits(0));
    for arguments in ["load records", "load records --plain-index"] {
        let kill = Kill {
            place: &place,
            arguments,
            restore: &|| put(&place, None, "morgue.db"),
            begins: &|| place.path("morgue.db-lock").exists(),
        };
        kill.at(4, || {
            goes_on(&place, "load records", &whole);
        });
    }
}

/// The older copy gives way to the new one at once, or not at all.
#[test]
fn in_a_backup() {
    let place = Place::with_clips(FILES);
    let whole = ingested(&place, "morgue.db");
    let _ = place.morgue("ingest clips/0000/0000003.txt --archive old.db").exits(0);
    let old = digest(&place, "old.db");
    let kill = Kill {
        place: &place,
        arguments: "backup copy.db",
        restore: &|| put(&place, Some("old.db"), "copy.db"),
        begins: &|| place.path("copy.db.part").exists(),
    };
    kill.at(8, || {
        is_whole(&place, "morgue.db");
        is_whole(&place, "copy.db");
        assert!([&old, &whole].contains(&&digest(&place, "copy.db")));
        let _ = place.morgue("backup copy.db").exits(0);
        is_whole(&place, "copy.db");
        assert_eq!(digest(&place, "copy.db"), whole);
        is_one_file(&place, "copy.db");
    });
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            all.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            all.insert(name, std::fs::read(path).unwrap());
        }
    }
    all
}

/// What stands under a final name is a whole file of this export or of the one before.
#[test]
fn in_an_export() {
    let place = Place::with_clips(FILES);
    ingested(&place, "morgue.db");
    for format in ["csv", "ndjson", "xlsx", "text"] {
        let export = format!("export out --format {format}");
        let before = export.replace("out", "before") + " --query words:>150";
        let _ = place.morgue(&before).exits(0);
        let before = files(&place.path("before"));
        let _ = place.morgue(&export.replace("out", "whole")).exits(0);
        let whole = files(&place.path("whole"));
        let clear = |folder: &str| {
            if place.path(folder).exists() {
                std::fs::remove_dir_all(place.path(folder)).unwrap();
            }
        };
        let restore = || {
            clear("out");
            for (name, bytes) in &before {
                place.write(&format!("out/{name}"), bytes);
            }
        };
        let has_part = || names(&place.path("out")).iter().any(|name| name.contains(".part"));
        let kill = Kill { place: &place, arguments: &export, restore: &restore, begins: &has_part };
        kill.at(4, || {
            for (name, bytes) in files(&place.path("out")) {
                // The texts from before, on their way out.
                let name = name.strip_prefix(".text.old").map_or(name.clone(), |name| format!("text{name}"));
                let is_whole = [whole.get(&name), before.get(&name)].contains(&Some(&bytes));
                assert!(name.contains(".part") || is_whole, "{format}: {name}");
            }
            let _ = place.morgue(&export).exits(0);
            let left: Vec<String> = names(&place.path("out"));
            let is_left_over = |name: &String| name.contains(".part") || name.contains(".old");
            assert!(!left.iter().any(is_left_over), "{format}: {left:?}");
            for (name, bytes) in &whole {
                assert!(*bytes == place.read(&format!("out/{name}")), "{format}: {name}");
            }
        });
        for folder in ["before", "whole"] {
            clear(folder);
        }
    }
    is_whole(&place, "morgue.db");
}

/// The texts are in their place, and their table is not yet.
#[test]
fn between_two_files_of_an_export() {
    let place = Place::with_clips(4);
    ingested(&place, "morgue.db");
    let _ = place.morgue("export out --format text").exits(0);
    let whole = files(&place.path("out"));
    for has_table_of_before in [false, true] {
        std::fs::rename(place.path("out/metadata.csv"), place.path("out/.metadata.csv.part")).unwrap();
        if has_table_of_before {
            place.write("out/metadata.csv", "filename\nanother.txt\n");
        }
        let _ = place.morgue("export out --format text").exits(0);
        assert!(files(&place.path("out")) == whole);
    }
}

/// The folder of shards is the one from before or the new one, and the same command comes to the new one.
#[test]
fn in_a_pack() {
    let place = Place::with_clips(FILES * 5);
    let folder = |name: &str| -> BTreeMap<String, Vec<u8>> {
        names(&place.path(name))
            .into_iter()
            .map(|file| (file.clone(), place.read(&format!("{name}/{file}"))))
            .collect()
    };
    let pack = "pack clips -o shards --shard-size 30K";
    let _ = place.morgue("pack clips -o old --shard-size 8K --exclude *3*").exits(0);
    let _ = place.morgue("pack clips -o new --shard-size 30K").exits(0);
    let (old, new) = (folder("old"), folder("new"));
    let restore = || {
        for name in ["shards", ".shards.part", ".shards.old"] {
            let _ = std::fs::remove_dir_all(place.path(name));
        }
        std::fs::create_dir(place.path("shards")).unwrap();
        for (name, bytes) in &old {
            place.write(&format!("shards/{name}"), bytes);
        }
    };
    let begins = || place.path(".shards.part").exists();
    Kill { place: &place, arguments: pack, restore: &restore, begins: &begins }.at(12, || {
        let there = folder("shards");
        // For an instant between the two there is neither.
        assert!(there == old || there == new || there.is_empty());
        let _ = place.morgue(pack).exits(0);
        assert!(folder("shards") == new);
        assert!(names(&place.path(".")).iter().all(|name| !name.starts_with('.')));
    });
}
