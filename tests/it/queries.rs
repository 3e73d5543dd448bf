//! No text that a person can type is an error, and what is found is what was meant.

use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use morgue::archive::Archive;
use morgue::ingest::{Options, ingest};
use morgue::search::{Query, hit, parse, search};
use proptest::prelude::*;

use crate::support::Place;

const ARTICLES: [(&str, &str); 4] = [
    (
        "a.txt",
        "Harbor Strike Ends\n\nThe harbor strike in Zürich ended on Tuesday, the crane drivers’ union said.\n\nXi’s face-to-face talks failed.",
    ),
    (
        "b.txt",
        "Ferry Returns\n\nThe port opens. A strike is not expected at the U.S. pier.\n\nNegotiations were long, and nobody slept.",
    ),
    (
        "c.txt",
        "Council Meets\n\nThe council spoke of the harbor, of face masks and of nothing else on that day.",
    ),
    (
        "d.txt",
        "Harbor Strike Ends\n\nThe harbor strike in Zürich ended on Tuesday, the crane drivers’ union said.\n\nXi’s face-to-face talks failed.",
    ),
];

/// The archive of these articles. A connection belongs to one thread.
fn archive() -> Archive {
    static PLACE: LazyLock<Place> = LazyLock::new(|| {
        let place = Place::new();
        for (name, text) in ARTICLES {
            place.write(&format!("clips/{name}"), text);
        }
        let clips = [place.path("clips")];
        ingest(&place.path("morgue.db"), &clips, &Options::default(), &(), &AtomicBool::new(false)).unwrap();
        place
    });
    Archive::open(&PLACE.path("morgue.db")).unwrap()
}

fn names(query: &Query) -> Vec<String> {
    let archive = &archive();
    let found = search(archive, query, None).unwrap();
    assert_eq!(found.total, found.ids.len() as u64);
    let mut names: Vec<String> = found
        .ids
        .iter()
        .map(|&id| hit(archive, query, id).unwrap().path.rsplit('/').next().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_meant_is_found() {
    for (typed, expected) in [
        ("harbor", "a.txt c.txt"),
        ("harbor strike", "a.txt"),
        ("\"strike harbor\"", ""),
        ("“harbor strike”", "a.txt"),
        ("strike -harbor", "b.txt"),
        ("strike NOT harbor", "b.txt"),
        ("-harbor", "b.txt"),
        ("council OR port", "b.txt c.txt"),
        ("(council OR port) harbor", "c.txt"),
        ("negotiat*", "b.txt"),
        ("headline:harbor", "a.txt"),
        ("body:harbor", "a.txt c.txt"),
        ("zurich", "a.txt"),
        ("ZÜRICH", "a.txt"),
        ("face-to-face", "a.txt"),
        ("Xi's", "a.txt"),
        ("xi’s", "a.txt"),
        ("drivers'", "a.txt"),
        ("U.S.", "b.txt"),
        ("slept.", "b.txt"),
        ("nothing-such", ""),
    ] {
        assert_eq!(names(&parse(typed)).join(" "), expected, "{typed}");
    }
}

#[test]
fn a_hit_says_where_else_it_stands_and_shows_its_words() {
    let query = parse("\"harbor strike\"");
    let archive = &archive();
    let found = search(archive, &query, Some(1)).unwrap();
    let hit = hit(archive, &query, found.ids[0]).unwrap();
    assert_eq!(hit.duplicates, 1);
    assert!(
        morgue::search::snippet::marked(&hit.snippet, "[", "]").to_lowercase().contains("[harbor strike]")
    );
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let long_or = (0..3_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" OR ");
    let long_and = "harbor ".repeat(3_000);
    for typed in [
        "\"",
        "'",
        "\"\"",
        "*",
        "**",
        "^harbor",
        "harbor^",
        "NEAR(a b)",
        "NEAR",
        "a NEAR b",
        "a + b",
        "{a b}: c",
        "- -",
        "--",
        "a:b:c",
        "headline:",
        ":",
        "AND",
        "OR OR",
        "NOT NOT a",
        "a AND",
        "(",
        ")",
        "())(",
        "a\0b",
        "\u{E000}",
        "💥",
        "ʼ",
        "日本",
        "a\\b",
        "a;b--",
        "'; DROP TABLE article; --",
        "%",
        "_",
        "a*b*",
        "\"a*\" *",
        "promo:x",
        "rank:5",
        "rowid:1",
        "article_fts",
        "-(a OR b)",
        "-(-a)",
        "\u{301}",
        "ं",
        "headline:(-a)",
        "a OR (b -c)",
        &long_or,
        &long_and,
        &"(".repeat(9_999),
        &"a(".repeat(9_999),
    ] {
        let _ = names(&parse(typed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn nothing_at_all_is_an_error(
        typed in prop_oneof![
            any::<String>(),
            proptest::collection::vec(
                prop_oneof!["[a-z]{1,3}", "(AND|OR|NOT|NEAR)", "[-\"“”()*:^+{}' ]{1,2}", "(headline|body|promo|x):"], 0..24
            ).prop_map(|pieces| pieces.join(" ")),
            "[ -~“”’−]{0,40}",
        ]
    ) {
        let _ = names(&parse(&typed));
    }
}
