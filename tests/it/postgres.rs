//! What a real PostgreSQL makes of an export: every value of every list is there as the archive has it.
#![cfg(unix)]

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use morgue::archive::list::RowObject;
use morgue::archive::{Archive, Kind, VIEWS, View};
use morgue::article::Zone;
use morgue::record::Record;
use serde_json::{Value, json};

use crate::support::{Place, project};

/// A server of its own in a folder, stopped at the end.
struct Server {
    programs: PathBuf,
    folder: PathBuf,
    /// Who it runs as: it refuses to be root.
    user: Option<u32>,
}

impl Server {
    /// Nothing, and a word why, where there is no PostgreSQL.
    fn start(folder: &Path) -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!(
                "skipped: there is no PostgreSQL server (`initdb` in PATH or /usr/lib/postgresql/*/bin)"
            );
            return None;
        };
        let is_root = id(&["-u"]) == Some(0);
        let user = ["postgres", "nobody"].into_iter().find_map(|name| id(&["-u", name])).filter(|_| is_root);
        if is_root && user.is_none() {
            eprintln!(
                "skipped: PostgreSQL refuses to be run by root, and there is no user postgres or nobody"
            );
            return None;
        }
        std::fs::create_dir_all(folder).unwrap();
        if let Some(user) = user {
            std::os::unix::fs::chown(folder, Some(user), None).unwrap();
            // The folder of the test is its user's own; the server has to come through it.
            let above = folder.parent().unwrap();
            let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            std::fs::set_permissions(above, open).unwrap();
        }
        let server = Self { programs, folder: folder.to_owned(), user };
        let data = folder.join("data");
        let data = data.to_str().unwrap();
        let sync = ["-A", "trust", "-U", "owner", "-N", "-E", "UTF8", "--locale=C"];
        succeeds(server.run("initdb", [&["-D", data][..], &sync[..]].concat()));
        let how = format!("-k {} -h '' -F", folder.display());
        let log = folder.join("log");
        let start = ["-D", data, "-w", "-s", "-l", log.to_str().unwrap(), "-o", &how, "start"];
        succeeds(server.run("pg_ctl", start.to_vec()));
        Some(server)
    }

    fn run(&self, program: &str, arguments: Vec<&str>) -> Output {
        let mut command = Command::new(self.programs.join(program));
        if let Some(user) = self.user {
            command.uid(user);
        }
        command.args(arguments).current_dir(&self.folder).output().unwrap()
    }

    fn psql(&self, from: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.programs.join("psql"));
        let to = ["-X", "-q", "-h", self.folder.to_str().unwrap(), "-U", "owner", "-d", "postgres"];
        command.args(to).args(arguments).current_dir(from).output().unwrap()
    }

    /// What a question gives, a line for each row.
    #[track_caller]
    fn ask(&self, sql: &str) -> Vec<String> {
        let told = succeeds(self.psql(&self.folder, &["-At", "-v", "ON_ERROR_STOP=1", "-c", sql]));
        told.lines().map(str::to_owned).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let _ = self.run("pg_ctl", vec!["-D", data.to_str().unwrap(), "-s", "-m", "immediate", "stop"]);
    }
}

#[track_caller]
fn succeeds(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The folder of the programs, of the newest version where there are several.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<PathBuf> = versions.map(|entry| entry.unwrap().path().join("bin")).collect();
        versions.sort();
        folders.extend(versions.into_iter().rev());
    }
    folders
        .into_iter()
        .find(|folder| ["initdb", "pg_ctl", "psql"].iter().all(|name| folder.join(name).is_file()))
}

/// The samples, and articles with all that a script of SQL, CSV or PostgreSQL could stumble over.
fn hostile() -> Place {
    let place = Place::new();
    place.write(
        "r/copy.txt",
        "Head \"quoted\" \\ slashed\n\nA story, with 'quotes'.\n\n\\.\n\n\\N\n\n\"\"\n\n\\\"\n\nIt ended.",
    );
    place.write(
        "r/odd \"name\",\n\\.\n.txt",
        "Head\n\nA story; DROP TABLE articles; -- of 💥 and \u{5d0}\u{301} and e\u{301}.",
    );
    place.write(
        "r/bc.txt",
        "Head\n\nThe battle of Marathon was fought in 490 BC, and the war ended on March 3, 2021.",
    );
    place.write("r/quotes.txt", "Head\n\nMayor \"Big\" Jane O'Roe\\Smith said so. By {a,b}, \"c\".");
    // More words than PostgreSQL keeps of one text.
    let words: Vec<String> = (0..250_000).map(|number| format!("word{number}x")).collect();
    place.write("r/monster.txt", format!("Monster\n\n{}", words.join(" ")));
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("samples")).unwrap();
    let _ = place.morgue("ingest r samples").exits(3);

    // Records from elsewhere may hold what our own do not.
    let records = place.run(["extract", "--stdin"], br#"{"path":"l/a.txt","text":"Head\n\nPhoto by Jane Roe/AFP\n\nMayor Jane Roe spoke on Monday. \"We go,\" Roe said.","published":"2009-05-05"}"#).exits(0);
    assert!(records.contains("Jane Roe") && records.contains("2009-05-05"), "{records}");
    let record = records.trim_end().to_owned();
    let with = |path: &str, from: &str, to: &str| record.replace("l/a.txt", path).replace(from, to) + "\n";
    let lines = [
        with("l/nul.txt", "\"name\":\"Jane Roe\"", "\"name\":\"Jane\\u0000 Roe\""),
        with("l/nul-title.txt", "\"title\":\"Mayor\"", "\"title\":\"May\\u0000or\""),
        with("l/year.txt", "2009-05-05", "2009"),
        with("l/month.txt", "2009-05-05", "2009-03"),
        with("l/no-day.txt", "2009-05-05", "soon"),
        with("l/no-path-date.txt", "\"path_date\":null", "\"path_date\":\"2009-02-31\""),
    ];
    let _ = place.run(["load"], lines.concat().as_bytes()).exits(0);
    place
}

/// A value of the archive as PostgreSQL has to give it back in JSON.
fn expected(kind: Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Day, Value::String(day)) => match day.parse::<jiff::civil::Date>() {
            Ok(day) if day.year() <= 0 => {
                json!(format!("{:04}-{:02}-{:02} BC", 1 - day.year(), day.month(), day.day()))
            }
            Ok(_) => json!(day),
            Err(_) => Value::Null,
        },
        (_, value) => {
            let text = value.to_string();
            serde_json::from_str(&text.replace("\\u0000", "\u{FFFD}")).unwrap()
        }
    }
}

fn rows(archive: &Archive, view: &'static View) -> Vec<Value> {
    let mut rows = Vec::new();
    let done: morgue::error::Result<()> = archive.each_row(view, None, |cells| {
        let mut row = serde_json::to_value(RowObject { view, cells }).unwrap();
        let row = row.as_object_mut().unwrap();
        row.remove("v");
        for column in view.columns() {
            let value = row[column.name].take();
            row[column.name] = expected(column.kind, value);
        }
        rows.push(Value::Object(row.clone()));
        Ok(())
    });
    done.unwrap();
    rows
}

#[test]
fn a_real_server_has_every_value() {
    let place = hostile();
    let done = place.morgue("export out --format postgres");
    assert!(done.err.contains("NUL characters became U+FFFD"), "{done:?}");
    assert!(done.err.contains("1 day left out that no calendar has"), "{done:?}");
    assert!(done.exits(0).ends_with("out/load.sql\n"));
    let Some(server) = Server::start(&place.path("server")) else { return };
    let out = place.path("out");
    succeeds(server.psql(&out, &["-f", "load.sql"]));
    // What somebody has made of the tables keeps them; and the next load takes their place.
    server.ask("CREATE VIEW mine AS SELECT path FROM morgue.articles");
    let output = server.psql(&out, &["-f", "load.sql"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("mine depends on table morgue.articles"));
    assert!(!output.status.success() && server.ask("SELECT path FROM mine").len() > 50);
    server.ask("DROP VIEW mine");
    succeeds(server.psql(&out, &["-f", "load.sql"]));

    let archive = Archive::open(&place.path("morgue.db")).unwrap();
    for view in VIEWS.iter().filter(|view| view.can_be_narrowed()) {
        let columns: Vec<String> = view.columns().map(|column| format!("\"{}\"", column.name)).collect();
        let sql =
            format!("SELECT to_json(t) FROM (SELECT {} FROM morgue.\"{}\") t", columns.join(", "), view.name);
        let mut given: Vec<String> = server
            .ask(&sql)
            .iter()
            .map(|row| {
                let row: Value = serde_json::from_str(row).unwrap();
                row.to_string()
            })
            .collect();
        let mut expected: Vec<String> = rows(&archive, view).iter().map(ToString::to_string).collect();
        given.sort();
        expected.sort();
        assert!(expected.len() > 2, "{} has too little to tell", view.name);
        for (given, expected) in given.iter().zip(&expected) {
            assert_eq!(given, expected, "{}", view.name);
        }
        assert_eq!(given.len(), expected.len(), "{}", view.name);
    }

    // The texts, which no list has.
    let _ = place.morgue("export records --format ndjson").exits(0);
    let records = String::from_utf8(place.read("records/records.ndjson")).unwrap();
    let zones = Zone::ALL.map(Zone::as_str);
    let sql = format!("SELECT to_json(t) FROM (SELECT path, {} FROM morgue.articles) t", zones.join(", "));
    let mut texts = std::collections::BTreeMap::new();
    for row in server.ask(&sql) {
        let row: Value = serde_json::from_str(&row).unwrap();
        texts.insert(row["path"].as_str().unwrap().to_owned(), row);
    }
    let mut compared = 0;
    for line in records.lines() {
        let record: Record = serde_json::from_str(line).unwrap();
        let Some(row) = texts.get(&record.path) else { continue };
        for zone in Zone::ALL {
            let article = record.article();
            assert_eq!(
                row[zone.as_str()].as_str().unwrap_or_default(),
                article.text(zone),
                "{}",
                record.path
            );
        }
        compared += 1;
    }
    assert_eq!(compared, texts.len());
    assert!(texts["r/copy.txt"]["body"].as_str().unwrap().contains("\n\n\\.\n\n"));

    searches(&place, &server);
}

/// Full text, years, and what a text of too many words comes to.
fn searches(place: &Place, server: &Server) {
    let found = |query: &str| {
        server.ask(&format!(
            "SELECT path FROM morgue.articles WHERE words @@ phraseto_tsquery('simple', '{query}') ORDER BY path"
        ))
    };
    for query in ["prisoner release", "ferry", "Maine", "Zoé"] {
        let ours = place.run(
            ["search", "--all", "--sort", "path", "--format", "paths", &format!("\"{query}\" duplicate:any")],
            b"",
        );
        let ours: Vec<String> = ours.exits(0).lines().map(str::to_owned).collect();
        assert!(!ours.is_empty() && found(query) == ours, "{query}: {:?} and {ours:?}", found(query));
    }
    assert_eq!(found("word7x"), ["r/monster.txt"]);
    assert!(found("word249999x").is_empty(), "PostgreSQL keeps more words than it did");

    let years = server.ask("SELECT tableoid::regclass, year, path, published_from FROM morgue.articles WHERE path LIKE 'l/%' ORDER BY path");
    assert_eq!(
        years,
        [
            "morgue.articles_2009|2009|l/month.txt|2009-03-01",
            "morgue.articles_other|0|l/no-day.txt|",
            "morgue.articles_2009|2009|l/no-path-date.txt|2009-05-05",
            "morgue.articles_2009|2009|l/nul-title.txt|2009-05-05",
            "morgue.articles_2009|2009|l/nul.txt|2009-05-05",
            "morgue.articles_2009|2009|l/year.txt|2009-01-01",
        ]
    );
    let plan = server.ask("SET enable_seqscan = off; EXPLAIN SELECT path FROM morgue.articles WHERE year = 2009 AND words @@ 'ferry'").join("\n");
    assert!(plan.contains("articles_2009_words_idx") && !plan.contains("articles_other"), "{plan}");
}

/// What `schema` prints is what an export makes, and a server takes it.
#[test]
fn the_tables_are_told_without_an_archive() {
    let place = Place::with_clips(3);
    let told = place.morgue("schema --as postgres").exits(0);
    let _ = place.morgue("ingest clips").exits(0);
    let _ = place.morgue("export out --format postgres").exits(0);
    let load = String::from_utf8(place.read("out/load.sql")).unwrap();
    let mut tables = 0;
    for statement in told.split(";\n").filter(|statement| statement.contains("CREATE TABLE")) {
        assert!(load.contains(statement), "{statement}");
        tables += 1;
    }
    assert!(tables > 10);
    let Some(server) = Server::start(&place.path("server")) else { return };
    assert_eq!(server.ask(&told), Vec::<String>::new());
    assert_eq!(server.ask("SELECT count(*) FROM morgue.articles"), ["0"]);
}
