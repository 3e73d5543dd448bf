//! Shards of many files: what comes out of them is what would come out of the files.

use std::io::Write;

use morgue::pack::Packed;

use crate::support::{Place, project};

fn manifest(place: &Place, folder: &str) -> Packed {
    serde_json::from_slice(&place.read(&format!("{folder}/manifest.json"))).unwrap()
}

/// The names in a folder, sorted.
fn names(place: &Place, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(place.path(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The lines of all shards, in their order.
fn lines(place: &Place, folder: &str) -> Vec<u8> {
    let shards = manifest(place, folder).shards;
    let unpacked = shards.iter().map(|shard| {
        let lines = zstd::decode_all(place.read(&format!("{folder}/{}", shard.path)).as_slice()).unwrap();
        assert_eq!(lines.len() as u64, shard.unpacked_bytes);
        assert_eq!(lines.split_inclusive(|&byte| byte == b'\n').count() as u64, shard.files);
        lines
    });
    unpacked.collect::<Vec<_>>().concat()
}

/// The samples, generated articles, and files that cannot be read or only by their bytes.
fn folder_with_everything() -> Place {
    let place = Place::with_clips(120);
    std::fs::create_dir(place.path("r")).unwrap();
    std::fs::rename(place.path("clips"), place.path("r/clips")).unwrap();
    let gzip = |text: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    };
    place.write("r/packed.txt.gz", gzip(b"Head\n\nA story of a ferry."));
    place.write("r/packed.txt.zst", zstd::encode_all(&b"Head\n\nA second story."[..], 3).unwrap());
    place.write("r/cut.txt.gz", &gzip(b"Head\n\nA story of a ferry that sailed.")[..20]);
    place.write("r/text-in-fact.txt.gz", "Head\n\nA story that nobody has packed.");
    place.write("r/latin.txt", b"Head\n\nThe caf\xe9 was closed on Monday, they said.");
    place.write("r/mark.txt", "\u{feff}Head\r\n\r\nA story \u{2028} with\u{0} odd\u{85} ends.");
    place.write("r/odd \u{fffd} name\n.txt", "Head\n\nA story with an odd name.");
    place.write("r/2020/03/25/large.txt", "A long story. ".repeat(10_000));
    place
}

#[test]
fn a_shard_gives_the_records_of_its_files() {
    let place = folder_with_everything();
    let mut failed = 3;
    #[cfg(unix)]
    {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        // Some systems allow only names in UTF-8.
        let _ =
            std::fs::write(place.path("r").join(OsStr::from_bytes(b"bad\xff.txt")), "Head\n\nAn odd name.");
        let _socket = std::os::unix::net::UnixListener::bind(place.path("r/socket.txt")).unwrap();
        std::os::unix::fs::symlink("nowhere.txt", place.path("r/dangling.txt")).unwrap();
        failed += 2;
    }
    let samples = project().join("sample_data").display().to_string();
    let flags = ["--max-file-size", "100000", "--follow-symlinks", "r", &samples];
    let pack: Vec<&str> = ["pack", "-o", "shards", "--shard-size", "64K"].into_iter().chain(flags).collect();
    let done = place.run(&pack, b"");
    // What is in a file is no concern of packing: a picture is packed as well.
    let told = done.err.lines().filter(|line| line.starts_with("failed: ")).count();
    assert!(done.err.contains("failed: r/2020/03/25/large.txt: 140000 bytes, more than"), "{done:?}");
    assert_eq!(told, failed - 2, "{done:?}");
    let _ = done.exits(3);
    let packed = manifest(&place, "shards");
    assert_eq!(packed.failed, told as u64);
    assert!(packed.shards.len() > 3 && packed.shards.iter().all(|shard| shard.unpacked_bytes <= 64 << 10));

    let extract: Vec<&str> = ["extract"].into_iter().chain(flags).collect();
    let expected = place.run(&extract, b"").exits(0);
    let stdin = lines(&place, "shards");
    let records = place.run(["extract", "--stdin", "--max-file-size", "100000"], &stdin).exits(0);
    assert_eq!(records.lines().count() as u64, packed.files);
    for (record, expected) in records.lines().zip(expected.lines()) {
        assert_eq!(record, expected);
    }
    assert_eq!(records.len(), expected.len());

    // Whatever the limit was where they were packed, that of extracting is told as of the file itself.
    let mut packed = vec!["pack", "-o", "large"];
    packed.extend(flags.map(|flag| if flag == "100000" { "1M" } else { flag }));
    let _ = place.run(&packed, b"").exits(3);
    let records =
        place.run(["extract", "--stdin", "--max-file-size", "100000"], &lines(&place, "large")).exits(0);
    assert!(records == expected);
}

#[test]
fn the_same_files_give_the_same_shards_in_the_place_of_the_earlier_ones() {
    let place = Place::with_clips(60);
    let out = place.morgue("pack clips -o shards --shard-size 20K").exits(0);
    let first = names(&place, "shards");
    assert_eq!(out, format!("60 files: 60 packed, 0 failed; {} shards in shards\n", first.len() - 1));
    let bytes = |folder: &str| -> Vec<Vec<u8>> {
        names(&place, folder).iter().map(|name| place.read(&format!("{folder}/{name}"))).collect()
    };
    let before = bytes("shards");
    for (output, folder) in [("shards/", "shards"), ("deep/er", "deep/er")] {
        let _ = place.morgue(&format!("pack ./clips -o {output} --shard-size 20K")).exits(0);
        assert!(bytes(folder) == before, "{output}");
    }
    // A smaller set leaves nothing of the larger one.
    let out = place.morgue("pack clips -o shards --exclude *1*").exits(0);
    assert!(out.ends_with("1 shard in shards\n"), "{out}");
    assert_eq!(names(&place, "shards"), ["manifest.json", "shard-00001.ndjson.zst"]);
    let hidden = names(&place, ".").into_iter().filter(|name| name.starts_with('.')).collect::<Vec<_>>();
    assert!(hidden.is_empty(), "{hidden:?}");
    // Nothing to pack is no fault.
    assert!(place.morgue("pack clips -o empty --include *.csv").exits(0).starts_with("0 files: 0 packed"));
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let place = Place::with_clips(3);
    place.write("mine/notes.txt", "mine");
    let _ = place.morgue("pack clips -o shards").exits(0);
    place.write("shards/notes.txt", "mine");
    for folder in ["mine", "shards"] {
        let said = place.morgue(&format!("pack clips -o {folder}")).fails(1);
        assert!(said.contains(&format!("error: {folder} has files that are not")), "{said}");
        assert!(said.contains("hint: nothing was changed"), "{said}");
        assert_eq!(place.read(&format!("{folder}/notes.txt")), b"mine");
    }
    assert!(place.morgue("pack nothing -o other").fails(1).contains("cannot read nothing"));
    assert!(!place.path("other").exists());
}

/// In memory are the list of files, one file with its line, and zstd's window, however much there is to pack.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_what_is_packed() {
    let place = Place::new();
    let story = "A long story. ".repeat(70_000);
    for file in 0..150 {
        place.write(&format!("r/{file}.txt"), format!("{file} {story}"));
    }
    let line = "ulimit -v 100000; $MORGUE pack r -o shards --shard-size 16M";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", line]).current_dir(place.path(".")).env("MORGUE", env!("CARGO_BIN_EXE_morgue"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(manifest(&place, "shards").files, 150);
}
