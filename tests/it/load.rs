//! Records in many parts, as an engine on many machines writes them.

use std::io::Write;

use crate::support::{Place, assert_same};

/// An archive of 90 articles in `whole.db`, and their records in nine parts in `parts/`, plain and packed.
fn parts() -> Place {
    let place = Place::with_clips(90);
    let _ = place.morgue("ingest clips --archive whole.db").exits(0);
    let records = place.morgue("extract clips").exits(0);
    let lines: Vec<&str> = records.split_inclusive('\n').collect();
    for (number, lines) in lines.chunks(10).enumerate() {
        let part = lines.concat();
        match number % 3 {
            0 => place.write(&format!("parts/part-{number}.ndjson"), part),
            1 => {
                // A file may be several packed files one behind the other.
                let mut bytes = Vec::new();
                for line in lines {
                    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                    gzip.write_all(line.as_bytes()).unwrap();
                    bytes.extend(gzip.finish().unwrap());
                }
                place.write(&format!("parts/part-{number}.txt.gz"), bytes);
            }
            _ => {
                let zst = zstd::encode_all(part.as_bytes(), 3).unwrap();
                place.write(&format!("parts/part-{number}.ndjson.zst"), zst);
            }
        }
    }
    place
}

#[test]
fn parts_in_any_order_and_twice_give_the_same_archive() {
    let place = parts();
    let whole = place.everything("whole.db");
    place.write("parts/_SUCCESS", "");
    place.write("parts/.part-1.txt.gz.crc", "not a record");
    let out = place.morgue("load parts --archive folder.db").exits(0);
    assert!(out.starts_with("90 files: 90 stored, 0 unchanged, 0 failed"), "{out}");
    assert_same(&place.everything("folder.db"), &whole);

    let mut names: Vec<String> = std::fs::read_dir(place.path("parts"))
        .unwrap()
        .map(|entry| format!("parts/{}", entry.unwrap().file_name().into_string().unwrap()))
        .filter(|name| name.starts_with("parts/part-"))
        .collect();
    names.sort();
    names.rotate_left(4);
    names.reverse();
    let first = names[..5].join(" ");
    let _ = place.morgue(&format!("load {first} --archive turned.db")).exits(0);
    let out = place.morgue(&format!("load {} --archive turned.db", names.join(" "))).exits(0);
    assert!(out.starts_with("90 files: 40 stored, 50 unchanged, 0 failed"), "{out}");
    let out = place.morgue("load parts --archive turned.db").exits(0);
    assert!(out.starts_with("90 files: 0 stored, 90 unchanged, 0 failed"), "{out}");
    // Articles are numbered as they come; their content is the same.
    let digest = |archive: &str| place.morgue(&format!("digest --archive {archive}")).exits(0);
    assert_eq!(digest("turned.db"), digest("whole.db"));
}

#[test]
fn parts_that_cannot_be_read_are_told() {
    let place = parts();
    std::fs::create_dir(place.path("empty")).unwrap();
    assert!(place.morgue("load empty").fails(1).contains("no records in the folder empty"));
    assert!(place.morgue("load parts nothing").fails(1).contains("cannot read nothing"));
    std::fs::create_dir(place.path("parts/_temporary")).unwrap();
    assert!(
        place.morgue("load parts").fails(1).contains("parts: the job that writes it has not come to its end")
    );
    assert!(!place.path("morgue.db").exists());
    // What is cut off is told; what was stored before it is kept, and the whole part can be loaded later.
    let bytes = place.read("parts/part-1.txt.gz");
    place.write("cut.txt.gz", &bytes[..bytes.len() - 30]);
    assert!(
        place.morgue("load parts/part-0.ndjson cut.txt.gz").fails(1).contains("cut.txt.gz: reading records")
    );
    let out = place.morgue("load parts/part-0.ndjson parts/part-1.txt.gz").exits(0);
    assert!(out.starts_with("20 files: 10 stored, 10 unchanged, 0 failed"), "{out}");
}

#[test]
fn records_of_a_newer_version_are_refused_in_whatever_part() {
    let place = parts();
    let part = String::from_utf8(place.read("parts/part-0.ndjson")).unwrap();
    let newer = part.replace("{\"v\":1,", "{\"v\":2,");
    place.write("newer.ndjson.zst", zstd::encode_all(newer.as_bytes(), 3).unwrap());
    let out = place.morgue("load newer.ndjson.zst parts/part-3.ndjson").exits(3);
    assert!(out.starts_with("20 files: 10 stored, 0 unchanged, 10 failed"), "{out}");
    assert!(place.morgue("problems").exits(0).contains("record version 2 is newer than this program's 1"));
}

/// There may be more parts than a process can have open.
#[cfg(unix)]
#[test]
fn more_parts_than_files_that_may_be_open() {
    let place = Place::with_clips(1);
    let record = place.morgue("extract clips").exits(0);
    for number in 0..200 {
        place.write(&format!("parts/{number}.ndjson"), record.replace("clips/", &format!("{number}/")));
    }
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -n 40; $MORGUE load parts"]).env("MORGUE", env!("CARGO_BIN_EXE_morgue"));
    let output = command.current_dir(place.path(".")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.starts_with(b"200 files: 200 stored"), "{output:?}");
}

/// The folder of `tests/it/parquet`: five records, and what Spark 4.1 (snappy) and Sail 0.7 (zstd) have made of them.
fn parquet(name: &str) -> String {
    crate::support::project().join("tests/it/parquet").join(name).display().to_string()
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_the_same_records() {
    let place = Place::new();
    let out = place.run(["load", "--archive", "lines.db", &parquet("records.ndjson")], b"").exits(3);
    assert!(out.starts_with("5 files: 4 stored, 0 unchanged, 1 failed"), "{out}");
    let digest = |archive: &str| place.morgue(&format!("digest --archive {archive}")).exits(0);
    for engine in ["spark", "sail"] {
        let archive = format!("{engine}.db");
        let file = parquet(&format!("{engine}.parquet"));
        let _ = place.run(["load", "--archive", &archive, &file], b"").exits(3);
        assert_eq!(digest(&archive), digest("lines.db"), "{engine}");
        let out = place.run(["load", "--archive", &archive, &file], b"").exits(3);
        assert!(out.starts_with("5 files: 0 stored, 4 unchanged, 1 failed"), "{out}");
    }
    place.write("none.parquet", "no Parquet at all");
    assert!(place.morgue("load none.parquet").fails(1).contains("cannot read none.parquet"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_so() {
    let place = Place::new();
    let said = place.run(["load", &parquet("spark.parquet")], b"").fails(1);
    assert!(said.contains("built without Parquet") && said.contains("--features parquet"), "{said}");
    assert!(!place.path("morgue.db").exists());
}
