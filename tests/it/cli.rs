//! What the program says, and how it ends.

use crate::support::Place;

const COMMANDS: [&str; 22] = [
    "ingest",
    "search",
    "kwic",
    "count",
    "show",
    "explain",
    "list",
    "export",
    "problems",
    "stats",
    "rights",
    "people",
    "person",
    "check",
    "backup",
    "extract",
    "load",
    "pack",
    "schema",
    "digest",
    "completions",
    "man",
];

#[test]
fn every_command_has_help_in_whole_sentences() {
    let place = Place::new();
    let overview = place.morgue("--help").exits(0);
    for command in COMMANDS {
        assert!(overview.contains(&format!("\n  {command} ")), "{command}: {overview}");
        let help = place.morgue(&format!("{command} --help")).exits(0);
        // Every flag says what it does on its own line or the next.
        for (at, line) in help.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("--")) {
            let next = help.lines().nth(at + 1).unwrap_or_default().trim();
            assert!(line.trim().contains("  ") || !next.is_empty(), "{command}: {line}");
        }
        assert!(place.morgue(&format!("man {command}")).exits(0).contains(".SH"), "{command}");
    }
    assert!(place.morgue("completions bash").exits(0).contains("ingest"));
    assert!(place.morgue("man").exits(0).contains("morgue"));
}

#[test]
fn exit_codes_and_hints() {
    let place = Place::new();
    for (arguments, code, told) in [
        ("search x", 10, "there is no archive at morgue.db"),
        ("stats --archive none.db", 10, "there is no archive at none.db"),
        ("ingest nowhere", 1, "cannot read nowhere"),
        ("ingest", 2, "ROOT"),
        ("nonsense", 2, "unrecognized subcommand"),
        ("ingest . --include [", 1, "is not a file pattern"),
        ("ingest . --max-file-size lots", 2, "a size is a number of bytes"),
        ("ingest . --batch-size 0", 2, "a number from 1 on"),
        ("extract", 2, "required"),
        ("extract . --stdin", 2, "cannot be used with"),
        ("list", 2, "<WHAT>"),
        ("list ferries", 2, "possible values: articles, people"),
        ("list runs ferry", 2, "the list of runs is of the whole archive, and takes no query"),
        ("load nothing.ndjson", 1, "cannot read nothing.ndjson"),
    ] {
        let err = place.morgue(arguments).fails(code);
        assert!(err.contains(told), "{arguments}: {err}");
    }
    assert!(place.morgue("search x").fails(10).contains("hint: make one with `morgue ingest FOLDER`"));
    assert!(!place.path("morgue.db").exists(), "a failed run makes no archive");
    place.write("other.db", "this is a text, not an archive, and it is longer than the header of an archive would be, as it has to be");
    let err = place.morgue("ingest . --archive other.db").fails(1);
    assert!(err.contains("other.db is not a morgue archive: it is not a SQLite file"), "{err}");
}

#[test]
fn an_article_is_found_by_id_path_or_the_end_of_its_path() {
    let place = Place::new();
    place.write("clips/2020/a.txt", "Ferry Returns To Harbor\n\nA story of a ferry.");
    place.write("clips/2021/a.txt", "Ferry Leaves The Harbor\n\nAnother story of a ferry.");
    let _ = place.morgue("ingest clips").exits(0);
    for wanted in ["1", "clips/2020/a.txt", "2020/a.txt"] {
        assert!(
            place.morgue(&format!("show {wanted}")).exits(0).contains("Ferry Returns To Harbor"),
            "{wanted}"
        );
        assert!(
            place.morgue(&format!("explain {wanted}")).exits(0).starts_with("clips/2020/a.txt\n"),
            "{wanted}"
        );
    }
    place.write("clips/empty.txt", "");
    let _ = place.morgue("ingest clips").exits(3);
    assert!(place.morgue("show empty.txt").exits(0).contains("not stored: the file holds no text"));
    assert!(place.morgue("explain empty.txt").exits(0).contains("failed: the file holds no text"));
    assert!(place.morgue("show a.txt").fails(1).contains("clips/2020/a.txt, clips/2021/a.txt"));
    assert!(place.morgue("show 0/a.txt").fails(1).contains("no article \"0/a.txt\""));
    assert!(place.morgue("show 99").fails(1).contains("no article \"99\""));
}

#[test]
fn searching_tells_what_it_did() {
    let place = Place::with_clips(40);
    let _ = place.morgue("ingest clips").exits(0);
    let done = place.morgue("search nosuchwordanywhere");
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (Some(0), "", "nothing found\n"));
    let done = place.run(["search", "-n", "2", "a*"], b"");
    assert!(done.err.contains("2 of ") && done.err.contains("--all shows the rest"), "{done:?}");
    let all = place.run(["search", "--all", "--json", "a*"], b"").exits(0);
    assert!(all.lines().count() > 2);
    for line in all.lines() {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(hit["snippet"].as_str().unwrap().contains("**"), "{line}");
    }
    let done = place.run(["search", "\"never closed"], b"");
    assert!(done.err.contains("note: quotation marks that were never closed"), "{done:?}");
    // A query may begin with a minus.
    let _ = place.run(["search", "--", "-ferry"], b"").exits(0);
}

/// It is printed as the snapshot in `formats/` has it.
#[track_caller]
fn as_before(name: &str, printed: &str) {
    insta::with_settings!({ snapshot_path => "formats", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, printed);
    });
}

/// Each format of what a search finds, as it is printed.
#[test]
fn formats_of_what_is_found() {
    let place = Place::new();
    place.write("clips/a.txt", "Ferry, Again\n\nPublished March 25, 2020\n\nELLMOUTH (AP) -- The ferry sailed on Monday, a week after the storm.");
    place.write("clips/b.txt", "Pier Opens\n\nThe pier opened at noon with a band and speeches.\n\nThe =ferry= did not come.\n\n© 2020 Ferry Post");
    let _ = place.morgue("ingest clips").exits(0);
    for format in ["table", "json", "ndjson", "csv", "paths"] {
        let done = place.run(["search", "ferry", "--sort", "path", "--format", format], b"");
        assert_eq!(done.err, "2 articles found\n", "{format}");
        as_before(&format!("search_{format}"), &done.exits(0));
        let nothing = place.run(["search", "nosuchword", "--format", format], b"").exits(0);
        assert!(matches!(nothing.lines().count(), 0 | 1), "{nothing}");
    }
    let done = place.run(["search", "ferry", "--sort", "path", "--offset", "1"], b"");
    assert_eq!(done.err, "2 to 2 of 2 articles shown\n");
    for format in ["table", "json", "ndjson", "csv"] {
        let done =
            place.run(["search", "--facet", "source,year", "--facet-limit", "2", "--format", format], b"");
        assert_eq!(done.err, "2 articles found\n", "{format}");
        as_before(&format!("facets_{format}"), &done.exits(0));
    }
    assert_eq!(place.morgue("search ferry --count").exits(0), "2\n");
    as_before(
        "search_explain_query",
        &place.run(["search", "ferry -source:ap words:>5", "--explain-query"], b"").exits(0),
    );
}

#[test]
fn hits_in_context() {
    let place = Place::with_clips(30);
    place.write("clips/a.txt", "Ferry, Again\n\nThe ferry sailed on Monday. Another ferry, and a third ferry, stayed in port.\n\nA ferry-boat\ncame.");
    let _ = place.morgue("ingest clips").exits(0);
    let done = place.run(["kwic", "ferry path:clips/a.txt", "--width", "20"], b"");
    assert_eq!(done.err, "5 hits in 1 article\n");
    as_before("kwic_table", &done.exits(0));
    for (sort, format) in [("left", "csv"), ("right", "ndjson")] {
        let done =
            place.run(["kwic", "ferry path:a.txt", "--width", "9", "--sort", sort, "--format", format], b"");
        as_before(&format!("kwic_{format}"), &done.exits(0));
    }
    let sample = |seed: &str| {
        place.run(["kwic", "the", "--sample", "7", "--seed", seed, "--format", "csv"], b"").exits(0)
    };
    assert_eq!(sample("1").lines().count(), 8);
    assert_eq!(sample("1"), sample("1"));
    assert_ne!(sample("1"), sample("2"));
    assert_eq!(place.run(["kwic", "source:none"], b"").exits(0), "");
}

/// Labels with one query or several, by article and by a value.
#[test]
fn a_list_of_queries_is_counted() {
    let place = Place::new();
    place.write("clips/a.txt", "Ferry, Again\n\nPublished March 25, 2020\n\nELLMOUTH (AP) -- The ferry sailed on Monday, a week after the storm.");
    place.write("clips/b.txt", "Pier Opens\n\nThe pier opened at noon with a band and speeches.\n\nThe ferry did not come to the pier.");
    let _ = place.morgue("ingest clips").exits(0);
    place.write(
        "queries.tsv",
        "\u{FEFF}# ships and shores\n\nships\tferry\nships\t\"the storm\"\nshore, all\tpier OR band\nwire\tagency:AP\nnone\t!?\n",
    );
    for by in ["article", "month", "source"] {
        for format in ["csv", "ndjson"] {
            let done = place.run(["count", "-f", "queries.tsv", "--by", by, "--format", format], b"");
            assert_eq!(
                done.err,
                "note: none: \"!?\" has no letter or digit and was left out\n4 labels, 2 rows\n"
            );
            as_before(&format!("count_{by}_{format}"), &done.exits(0));
        }
    }
    let from_stdin = place.run(["count", "-f", "-"], "é\tferry\n".as_bytes()).exits(0);
    assert_eq!(from_stdin, "month,articles,é\r\n2020-03,1,1\r\n,1,1\r\n");
    for (list, told) in
        [("ferry\n", "line 1 has no tab"), ("# nothing\n", "has no queries"), ("\u{1}", "line 1")]
    {
        let err = place.run(["count", "-f", "-"], list.as_bytes()).fails(1);
        assert!(err.contains(told), "{err}");
    }
    assert!(place.morgue("count -f nowhere.tsv").fails(1).contains("nowhere.tsv"));
}

/// Colours only where they are wanted: never for whoever says so.
#[test]
fn colours_are_left_out_where_nobody_wants_them() {
    let place = Place::with_clips(3);
    let _ = place.morgue("ingest clips").exits(0);
    for command in [["search", "the"], ["kwic", "the"], ["show", "1"]] {
        for (environment, is_coloured) in
            [([].as_slice(), false), (&["CLICOLOR_FORCE"], true), (&["CLICOLOR_FORCE", "NO_COLOR"], false)]
        {
            let mut command = place.command(command);
            command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
            let out = command.envs(environment.iter().map(|name| (name, "1"))).output().unwrap().stdout;
            assert!(!out.is_empty());
            assert_eq!(out.contains(&b'\x1b'), is_coloured, "{command:?}");
        }
    }
}

#[test]
fn lists_as_json() {
    let place = Place::with_clips(10);
    place.write("clips/empty.txt", "");
    let _ = place.morgue("ingest clips").exits(3);
    let stats: serde_json::Value = serde_json::from_str(&place.morgue("stats --json").exits(0)).unwrap();
    assert_eq!(stats["totals"][1], serde_json::json!(["articles", 10]));
    let problems = place.morgue("problems --json").exits(0);
    let problem: serde_json::Value = serde_json::from_str(problems.lines().next().unwrap()).unwrap();
    assert_eq!(
        (problem["path"].as_str(), problem["kind"].as_str()),
        (Some("clips/empty.txt"), Some("empty"))
    );
}

#[test]
fn quiet_is_quiet() {
    let place = Place::with_clips(3);
    let done = place.morgue("ingest clips --quiet");
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (Some(0), "", ""));
}

#[test]
fn the_environment_names_the_archive() {
    let place = Place::with_clips(2);
    let output = place.command(["ingest", "clips"]).env("MORGUE_ARCHIVE", "named.db").output().unwrap();
    assert!(output.status.success() && place.path("named.db").exists() && !place.path("morgue.db").exists());
}
