//! One roster for the archive: who is who, whatever the order in which the articles came.

use serde_json::{Value, json};

use crate::support::{Place, assert_same};

/// An article of some words about somebody.
fn story(day: u32, words: &str) -> String {
    format!(
        "Bridge Opens Again\n\nPublished March {day}, 2020\n\n{words} It had been closed for two years.\n"
    )
}

const STORIES: [(&str, u32, &str); 8] = [
    ("a.txt", 9, "Mayor José Álvarez cut the ribbon. Mayor Ruth Abernathy watched him."),
    ("b.txt", 3, "Senator Jose Alvarez cut the ribbon, said Minister Ruth F. Abernathy."),
    ("c.txt", 5, "Mayor Ruth Fenella Abernathy cut the ribbon."),
    ("d.txt", 6, "Mayor Piers F. Holloway cut the ribbon."),
    ("e.txt", 7, "Mayor Piers G. Holloway cut the ribbon."),
    ("f.txt", 8, "Mayor Piers Holloway cut the ribbon."),
    ("g.txt", 9, "Mayor Edwin Tarrant Jr. cut the ribbon."),
    ("h.txt", 10, "Mayor Edwin Tarrant cut the ribbon."),
];

fn with_stories() -> Place {
    let place = Place::new();
    for (name, day, words) in STORIES {
        place.write(&format!("clips/{name}"), story(day, words));
    }
    place
}

fn lines(place: &Place, arguments: &str) -> Vec<Value> {
    let out = place.morgue(&format!("people --json {arguments}")).exits(0);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(place: &Place, arguments: &str) -> Vec<String> {
    lines(place, arguments).iter().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_person_is_listed_once() {
    let place = with_stories();
    let _ = place.morgue("ingest clips").exits(0);
    assert_eq!(
        lines(&place, "-n 1"),
        [json!({
            "name": "Ruth Fenella Abernathy", "surname_only": false, "articles": 3, "mentions": 3,
            "first_attested": "2020-03-03", "last_attested": "2020-03-09",
            "roles": ["mentioned", "quoted"],
            "titles": [
                {"title": "Minister", "first": "2020-03-03", "last": "2020-03-03", "articles": 1},
                {"title": "Mayor", "first": "2020-03-05", "last": "2020-03-09", "articles": 2},
            ],
            "variants": ["Ruth Abernathy", "Ruth F. Abernathy"],
        })]
    );
    assert_eq!(
        names(&place, "--sort name"),
        [
            "Edwin Tarrant",
            "Edwin Tarrant Jr.",
            "José Álvarez",
            "Piers F. Holloway",
            "Piers G. Holloway",
            "Piers Holloway",
            "Ruth Fenella Abernathy",
        ]
    );
    assert_eq!(names(&place, "--sort first -n 2"), ["José Álvarez", "Ruth Fenella Abernathy"]);
    assert_eq!(names(&place, "--sort last -n 1"), ["Edwin Tarrant"]);
    assert_eq!(names(&place, "--sort mentions -n 1"), ["Ruth Fenella Abernathy"]);
    assert_eq!(names(&place, "alva"), ["José Álvarez"]);
    assert_eq!(names(&place, "HOLLOWAY g"), ["Piers G. Holloway"]);
    assert_eq!(names(&place, "--role quoted"), ["Ruth Fenella Abernathy"]);
    assert_eq!(place.morgue("people --all").fails(0), "7 persons found\n");
    assert_eq!(place.morgue("people -n 2").fails(0), "2 of 7 persons shown; --all shows the rest\n");
    assert!(
        place
            .morgue("people --role king")
            .fails(2)
            .contains("one of author, photographer, mentioned, quoted")
    );
    assert!(place.morgue("stats").exits(0).contains("           7  persons\n"));
}

#[test]
fn the_list_is_the_view_and_the_export() {
    let place = with_stories();
    let _ = place.morgue("ingest clips").exits(0);
    let _ = place.morgue("export out").exits(0);
    let listed = place.morgue("people --all --format csv").exits(0);
    assert_eq!(listed.into_bytes(), place.read("out/people.csv"));
    let mentions = String::from_utf8(place.read("out/mentions.csv")).unwrap();
    assert!(mentions.contains(",Ruth F. Abernathy,Ruth Fenella Abernathy,quoted,Minister,"), "{mentions}");
    let people = String::from_utf8(place.read("out/people.csv")).unwrap();
    let row = "Minister (2020-03-03); Mayor (2020-03-05 to 2020-03-09),Ruth Abernathy; Ruth F. Abernathy\r\n";
    assert!(people.contains(row), "{people}");
}

#[test]
fn one_person() {
    let place = with_stories();
    place.write("clips/copy-of-c.txt", story(5, STORIES[2].2));
    let _ = place.morgue("ingest clips").exits(0);
    let page = place.run(["person", "RUTH ABERNATHY"], b"").exits(0);
    assert_eq!(
        page,
        "Ruth Fenella Abernathy\n  \
           3 articles · 3 mentions · 2020-03-03 to 2020-03-09 · mentioned, quoted\n  \
           also printed as Ruth Abernathy, Ruth F. Abernathy\n\
         \n\
         titles\n  \
           Minister · 2020-03-03 · 1 article\n      \
               clips/b.txt: “Senator Jose Alvarez cut the ribbon, said Minister Ruth F. Abernathy. It had been closed for two years.”\n  \
           Mayor · 2020-03-05 to 2020-03-09 · 2 articles\n      \
               clips/c.txt: “Mayor Ruth Fenella Abernathy cut the ribbon. It had been closed for two years.”\n\
         \n\
         articles\n  \
           2020-03-03  Bridge Opens Again\n              \
                       clips/b.txt · quoted · as Ruth F. Abernathy\n  \
           2020-03-05  Bridge Opens Again\n              \
                       clips/c.txt · mentioned\n  \
           2020-03-09  Bridge Opens Again\n              \
                       clips/a.txt · mentioned · as Ruth Abernathy\n\
         \n\
         named together with\n           \
           2  José Álvarez\n"
    );
    let json: Value =
        serde_json::from_str(&place.run(["person", "--json", "fenella"], b"").exits(0)).unwrap();
    assert_eq!(json["name"], "Ruth Fenella Abernathy");
    assert_eq!(json["evidence"][0]["path"], "clips/b.txt");
    assert_eq!(json["appearances"][2]["name"], "Ruth Abernathy");
    assert_eq!(json["together_with"], json!([{"name": "José Álvarez", "articles": 2}]));
    let part = place.run(["person", "--limit", "1", "fenella"], b"").exits(0);
    assert!(part.contains("\narticles (1 of 3; --all shows the rest)\n"), "{part}");
}

#[test]
fn nobody_and_several() {
    let place = with_stories();
    let _ = place.morgue("ingest clips").exits(0);
    let err = place.run(["person", "holloway"], b"").fails(1);
    let several = "error: \"holloway\" means several persons: Piers F. Holloway, Piers G. Holloway, Piers Holloway\n\
                   hint: give more of the name\n";
    assert_eq!(err, several);
    let err = place.run(["person", "Rut Abernathi"], b"").fails(1);
    assert!(
        err.starts_with(
            "error: nobody is called \"Rut Abernathi\" in morgue.db; like it: Ruth Fenella Abernathy\n"
        ),
        "{err}"
    );
    assert!(err.contains("hint: `morgue people PART`"), "{err}");
    // The name of one is part of the names of others.
    let done = place.run(["person", "piers holloway"], b"");
    assert_eq!(done.err, "note: also called so: Piers F. Holloway, Piers G. Holloway\n");
    assert!(done.out.starts_with("Piers Holloway\n"));
    for text in ["%", "'; DROP TABLE person; --", "\"", "*", "(", "-", "NOT", "_", "{name}"] {
        assert_eq!(place.run(["people", "--", text], b"").exits(0), "", "{text}");
        let err = place.run(["person", "--", text], b"").fails(1);
        assert!(err.contains("nobody is called"), "{text}: {err}");
    }
}

#[test]
fn the_order_of_the_runs_does_not_count() {
    let place = with_stories();
    let _ = place.morgue("ingest clips --archive whole.db").exits(0);
    let whole = place.everything("whole.db");
    for (archive, step) in [("forth.db", 1), ("back.db", 7), ("mixed.db", 3)] {
        for at in 0..8 {
            let (name, ..) = STORIES[(at * step + 2) % 8];
            let _ = place.morgue(&format!("ingest clips/{name} --archive {archive}")).exits(0);
        }
        // The ids of articles are given in the order in which they come, and they alone.
        let digest = |archive: &str| place.morgue(&format!("digest --archive {archive}")).exits(0);
        assert_eq!(digest(archive), digest("whole.db"), "{archive}");
        let _ = place.morgue(&format!("export {archive}.csv --archive {archive}")).exits(0);
        assert!(
            place.read(&format!("{archive}.csv/people.csv")) == place.read("whole.db.csv/people.csv"),
            "{archive}"
        );
        assert!(place.morgue(&format!("check --archive {archive}")).exits(0).contains("no damage"));
    }
    // Who made two of one goes again, and one is left.
    let _ = place.morgue("ingest clips").exits(0);
    let gone = place.read("clips/e.txt");
    std::fs::remove_file(place.path("clips/e.txt")).unwrap();
    let _ = place.morgue("ingest clips --prune").exits(0);
    assert_eq!(names(&place, "holloway"), ["Piers F. Holloway"]);
    let _ = place.morgue("ingest clips --archive less.db").exits(0);
    assert_eq!(place.morgue("digest").exits(0), place.morgue("digest --archive less.db").exits(0));
    place.write("clips/e.txt", gone);
    let _ = place.morgue("ingest clips").exits(0);
    assert_eq!(names(&place, "holloway").len(), 3);
    let _ = place.morgue("ingest clips --archive again.db").exits(0);
    assert_same(&place.everything("again.db"), &whole);
}

#[test]
fn who_is_who_by_hand() {
    let place = with_stories();
    let _ = place.morgue("ingest clips").exits(0);
    let by_rule = place.everything("morgue.db");
    place.write(
        "aliases.tsv",
        "# by hand\nname\tperson\nEdwin Tarrant Jr.\tEdwin Tarrant\nruth abernathy\tRuth Abernathy\nPiers Holloway\tPeter Holloway\nPip Holloway\tPeter Holloway\n",
    );
    // No file is new, and yet the roster is another.
    let done = place.morgue("ingest clips --aliases aliases.tsv");
    assert!(done.out.contains("0 stored, 8 unchanged"), "{done:?}");
    assert_eq!(done.err, "note: aliases of names that stand in no article: Pip Holloway\n");
    let by_hand = [
        "Edwin Tarrant",
        "José Álvarez",
        "Peter Holloway",
        "Piers F. Holloway",
        "Piers G. Holloway",
        "Ruth Abernathy",
        "Ruth Fenella Abernathy",
    ];
    assert_eq!(names(&place, "--sort name"), by_hand);
    assert!(place.run(["person", "piers holloway"], b"").exits(0).starts_with("Peter Holloway\n"));
    assert!(
        place.run(["person", "Peter Holloway"], b"").exits(0).contains("also printed as Piers Holloway\n")
    );
    // One that no article prints.
    assert!(place.run(["person", "Pip Holloway"], b"").exits(0).starts_with("Peter Holloway\n"));
    assert!(place.run(["person", "Edwin Tarrant Jr."], b"").exits(0).starts_with("Edwin Tarrant\n"));
    // They are kept, and hold for articles that come later, whichever way.
    place.write("clips/i.txt", story(11, "Mayor Piers Holloway cut the ribbon again."));
    let _ = place.morgue("ingest clips").exits(0);
    assert_eq!(lines(&place, "peter")[0]["articles"], 2);
    assert!(place.morgue("check").exits(0).contains("no damage"));
    let records = place.morgue("extract clips").exits(0);
    let _ = place
        .run(["load", "--archive", "loaded.db", "--aliases", "aliases.tsv"], records.as_bytes())
        .exits(0);
    assert_same(&place.everything("loaded.db"), &place.everything("morgue.db"));
    // An empty file undoes them.
    std::fs::remove_file(place.path("clips/i.txt")).unwrap();
    place.write("none.tsv", "");
    let _ = place.morgue("ingest clips --prune --aliases none.tsv").exits(0);
    assert_same(&place.everything("morgue.db"), &by_rule);
}

#[test]
fn what_is_wrong_with_aliases_is_told() {
    let place = with_stories();
    for (file, told) in [
        ("Edwin Tarrant", "error: aliases bad.tsv: line 1: 1 column parted by tabs, expected 2"),
        (
            "A B\tC D\nA B\tE F",
            "error: aliases bad.tsv: line 2: `A B` is `C D` in line 1; keep one of the two lines",
        ),
        (
            "A B\tC D\nC D\tE F",
            "error: aliases bad.tsv: line 1: `C D` is `E F` in line 2; write `E F` here, too",
        ),
        ("A B\t \t", "error: aliases bad.tsv: line 1: 1 column"),
    ] {
        place.write("bad.tsv", file);
        let err = place.morgue("ingest clips --aliases bad.tsv").fails(1);
        assert!(err.starts_with(told), "{err}");
        assert!(!place.path("morgue.db").exists());
    }
    place.write("latin.tsv", b"Jos\xe9 \xc1lvarez\tJos\xe9 Roe\n");
    let err = place.morgue("ingest clips --aliases latin.tsv").fails(1);
    assert!(err.starts_with("error: aliases latin.tsv: it is not UTF-8; save it as UTF-8 text"), "{err}");
    let wide: Vec<u8> =
        "\u{feff}Jose Alvarez\tPepe Álvarez\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.write("wide.tsv", wide);
    let _ = place.morgue("ingest clips --aliases wide.tsv").exits(0);
    assert_eq!(names(&place, "alvarez"), ["Pepe Álvarez"]);
    assert!(place.morgue("load --aliases none.tsv").fails(1).contains("error: aliases none.tsv: "));
}

#[test]
fn a_surname_stays_one() {
    let place = Place::new();
    let _ = place.run(
        ["load"],
        br#"{"v":1,"status":"ok","reason":null,"path":"a.txt","digest":"blake3:2b431c9fa45c382cb58bfcc32d3c622a5871ebc9f15ba328021ad9fd0c0ab8d0","bytes":54,"encoding":"UTF-8","language":null,"zones":[{"zone":"body","text":"Holloway met Ann Holloway."}],"sources":[],"rights_status":"unknown","reprint":false,"rights":[],"published":null,"dates":[],"people":[{"name":"Holloway","titles":[],"roles":["mentioned"],"mentions":[{"zone":"body","start":0,"end":8,"exact":"Holloway","rule":"people.titled","role":"mentioned","title":null}]},{"name":"Ann Holloway","titles":[],"roles":["mentioned"],"mentions":[{"zone":"body","start":13,"end":25,"exact":"Ann Holloway","rule":"people.titled","role":"mentioned","title":null}]}],"problems":[]}
"#,
    ).exits(0);
    let marks: Vec<_> = lines(&place, "").iter().map(|line| line["surname_only"].clone()).collect();
    assert_eq!(
        (names(&place, ""), marks),
        (vec!["Ann Holloway".into(), "Holloway".into()], vec![json!(false), json!(true)])
    );
    assert!(place.morgue("people").exits(0).ends_with("  Holloway (surname only)  -\n"));
    let done = place.run(["person", "holloway"], b"");
    assert!(done.out.starts_with("Holloway (surname only)\n"), "{done:?}");
    assert_eq!(done.err, "note: also called so: Ann Holloway\n");
}

#[test]
fn names_under_the_wrong_person_and_of_nobody_are_damage() {
    let place = with_stories();
    let _ = place.morgue("ingest clips").exits(0);
    let archive = rusqlite::Connection::open(place.path("morgue.db")).unwrap();
    archive.execute("UPDATE person SET roster_name = 'Somebody' WHERE name = 'Piers Holloway'", []).unwrap();
    archive.execute("INSERT INTO person (name, roster_name) VALUES ('Nobody', 'Nobody')", []).unwrap();
    drop(archive);
    let found = place.morgue("check").exits(4);
    assert!(found.contains("the roster has 1 name under the wrong person"), "{found}");
    assert!(found.contains("the roster has 1 name that no article prints"), "{found}");
    let _ = place.morgue("check --repair").exits(0);
    let _ = place.morgue("check").exits(0);
}
