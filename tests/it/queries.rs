//! No text that a person can type is an error, and what is found is what was meant.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use morgue::archive::Archive;
use morgue::ingest::{Options, ingest};
use morgue::search::{By, Query, Sort, Wanted, explain, facets, hits, kwic, parse, paths, search};
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
    let found = search(archive, query, Wanted::default()).unwrap();
    assert_eq!(found.total, found.ids.len() as u64);
    let hits = hits(archive, query, &found.ids).unwrap();
    let mut names: Vec<String> =
        hits.iter().map(|hit| hit.path.rsplit('/').next().unwrap().to_owned()).collect();
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
        ("‘harbor strike’", "a.txt"),
        ("face‑to‑face", "a.txt"),
        ("\"face to face\"", "a.txt"),
        ("NEAR(harbor Zürich, 2)", "a.txt"),
        ("NEAR(harbor Tuesday, 2)", ""),
        ("\"ended harbor\"~4", "a.txt"),
        ("\"ended harbor\"~1", ""),
        ("port OR -harbor", "b.txt"),
        ("ferry OR -strike", "b.txt c.txt"),
        ("-(harbor OR port)", ""),
        ("-(harbor strike)", "b.txt c.txt"),
        ("(harbor -strike) OR (strike -harbor)", "b.txt c.txt"),
        ("headline:(harbor -council)", "a.txt"),
    ] {
        assert_eq!(names(&parse(typed)).join(" "), expected, "{typed}");
    }
}

/// Articles with values to ask for.
const VALUED: [(&str, &str); 5] = [
    (
        "2020/by-permission.txt",
        "Ferry Sails Again\n\nBy Orla Kestrin\n\nThis article was originally published by Reuters and is reprinted with permission.\n\n\
         PELLWORTH -- Mayor Agnes Tully said on March 31, 2020 that the ferry was safe. Tully thanked the crew for their work on the long repair.\n\n\
         The harbor opened again in April 2019, and the council was glad of it for months.",
    ),
    (
        "2020/wire.txt",
        "Crane Falls\n\nPublished March 25, 2020\n\nELLMOUTH (AP) -- A crane fell on Tuesday. Foreman Bertram Tully said that nobody was hurt by the crane.",
    ),
    (
        "2021/free.txt",
        "Council Meets\n\nPublished May 3, 2021\n\nThe council met and spoke of nothing that anybody here remembers well.\n\n\
         This work is licensed under a Creative Commons Attribution-NoDerivatives 4.0 International License: https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    (
        "2021/again.txt",
        "Band Plays\n\nThe band played in the old square until the rain came and everybody went home.",
    ),
    (
        "2021/bis.txt",
        "Band Plays\n\nThe band played in the old square until the rain came and everybody went home.",
    ),
];

fn valued() -> Archive {
    static PLACE: LazyLock<Place> = LazyLock::new(|| {
        let place = Place::new();
        for (name, text) in VALUED {
            place.write(&format!("clips/{name}"), text);
        }
        let clips = [place.path("clips")];
        ingest(&place.path("morgue.db"), &clips, &Options::default(), &(), &AtomicBool::new(false)).unwrap();
        place
    });
    Archive::open(&PLACE.path("morgue.db")).unwrap()
}

/// The names of the files in the order in which they are found, without their ending.
fn found(archive: &Archive, typed: &str, wanted: Wanted) -> String {
    let query = parse(typed);
    let found = search(archive, &query, wanted).unwrap();
    let name = |path: &String| path.rsplit('/').next().unwrap().trim_end_matches(".txt").to_owned();
    paths(archive, &found.ids).unwrap().iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn values_are_asked_for() {
    let archive = &valued();
    let by_path = Wanted { sort: Sort::Path, ..Wanted::default() };
    for (typed, expected) in [
        ("source:reuters", "by-permission"),
        ("source:AP,Reuters", "by-permission wire"),
        ("source:\"Associated Press\"", "wire"),
        ("source:none", "free again"),
        ("-source:AP", "by-permission free again"),
        ("source:-AP council", "by-permission free"),
        ("agency:AP", "wire"),
        ("agency:none", "free again"),
        ("person:tully", "by-permission wire"),
        ("person:\"Agnes Tully\"", "by-permission"),
        ("person:\"AGNES TULLY\" OR person:Bertram", "by-permission wire"),
        ("person:tul*", "by-permission wire"),
        ("person:none", "free again"),
        ("author:kestrin", "by-permission"),
        ("author:tully", ""),
        ("rights:licensed,syndicated", "wire free"),
        ("rights:unknown", "again"),
        ("-rights:unknown,licensed", "by-permission wire"),
        ("holder:reuters", "by-permission"),
        ("licence:by-nd", "free"),
        ("licence:by", ""),
        ("licence:none", "by-permission wire again"),
        ("published:2020", "wire"),
        ("published:2020-03", "wire"),
        ("published:2020-03-25", "wire"),
        ("published:2020-03-26..", "free"),
        ("published:2019..2020-03-25", "wire"),
        ("published:..2021-05-03", "wire free"),
        ("published:none", "by-permission again"),
        ("mentions:2020-03-31", "by-permission"),
        ("mentions:2019-04", "by-permission"),
        ("mentions:2019-04-01", ""),
        ("path:2021", "free again"),
        ("path:w*.txt", "wire"),
        ("path:2020/*", "by-permission wire"),
        ("lang:en", "by-permission"),
        ("lang:none", "wire free again"),
        ("words:>25", "by-permission"),
        ("words:..14", "free"),
        ("duplicate:any band", "again bis"),
        ("duplicate:yes", "bis"),
        ("duplicate:no band", "again"),
        ("crane source:AP", "wire"),
        ("crane source:reuters", ""),
        ("band OR source:reuters", "by-permission again"),
        ("headline:(ferry OR source:AP)", "by-permission wire"),
        ("council -published:2021", "by-permission"),
    ] {
        assert_eq!(
            sorted(&found(archive, typed, by_path)),
            sorted(expected),
            "{typed}: {:?}",
            explain(archive, &parse(typed), by_path).unwrap()
        );
    }
}

fn sorted(names: &str) -> Vec<&str> {
    let mut names: Vec<&str> = names.split_whitespace().collect();
    names.sort_unstable();
    names
}

/// Where an index serves, no article is passed that is not found.
#[test]
fn values_are_looked_up() {
    let archive = &valued();
    for typed in [
        "source:reuters",
        "republisher:x",
        "agency:AP",
        "person:tully",
        "author:x",
        "rights:licensed",
        "holder:x",
        "licence:by-nd",
        "published:2020",
        "published:2020..",
        "published:none",
        "mentions:2020-03-31",
        "lang:es",
        "words:>500",
        "duplicate:yes",
        "path:x",
        "crane source:AP -person:x",
    ] {
        let steps = explain(archive, &parse(typed), Wanted::default()).unwrap().unwrap().steps;
        assert!(
            !steps.iter().any(|step| step.starts_with("SCAN a") && !step.starts_with("SCAN article_")),
            "{typed}: {steps:?}"
        );
    }
}

#[test]
fn hits_come_in_the_order_that_is_asked_for() {
    let archive = &valued();
    let all = "duplicate:any";
    for (sort, reversed, expected) in [
        (Sort::Path, false, "by-permission wire again bis free"),
        (Sort::Path, true, "free bis again wire by-permission"),
        (Sort::Published, false, "wire free by-permission again bis"),
        (Sort::Published, true, "free wire bis again by-permission"),
        (Sort::Words, true, "by-permission wire bis again free"),
    ] {
        let wanted = Wanted { sort, is_reversed: reversed, ..Wanted::default() };
        assert_eq!(found(archive, all, wanted), expected, "{sort:?} {reversed}");
    }
    let wanted = Wanted { sort: Sort::Path, limit: Some(2), offset: 1, ..Wanted::default() };
    assert_eq!(found(archive, all, wanted), "wire again");
    assert_eq!(search(archive, &parse(all), wanted).unwrap().total, 5);
    assert_eq!(found(archive, "ferry OR source:AP", Wanted::default()), "by-permission wire");
}

/// Pages are pieces of the whole, also where many articles match as well as one another.
#[test]
fn pages_of_what_is_found() {
    let archive = &valued();
    for typed in
        ["a*", "the OR band OR crane", "the duplicate:any", "band duplicate:any", "headline:* duplicate:any"]
    {
        for is_reversed in [false, true] {
            let all = Wanted { is_reversed, ..Wanted::default() };
            let all = search(archive, &parse(typed), all).unwrap();
            assert_eq!(all.total, all.ids.len() as u64, "{typed}");
            for (limit, offset) in [(0_u8, 0_u8), (1, 0), (2, 0), (1, 1), (2, 1), (9, 2), (1, 9)] {
                let (first, count) = (offset.into(), Some(limit.into()));
                let wanted = Wanted { is_reversed, limit: count, offset: first, ..Wanted::default() };
                let page = search(archive, &parse(typed), wanted).unwrap();
                let page_of_all = all.ids.iter().skip(offset.into()).take(limit.into());
                let expected: Vec<i64> = page_of_all.copied().collect();
                assert_eq!((page.total, page.ids), (all.total, expected), "{typed} {limit} {offset}");
            }
        }
    }
    assert_eq!(found(archive, "band duplicate:any", Wanted::default()), "again bis");
}

/// In `a OR (b source:x)` an article that `a` alone has found has no hits of `b`.
#[test]
fn hits_are_of_what_finds_the_article() {
    let archive = &valued();
    for (typed, expected) in [
        (
            "crane OR council",
            "by-permission:council free:Council free:council wire:Crane wire:crane wire:crane",
        ),
        (
            "council (nothing OR source:Reuters)",
            "by-permission:council free:Council free:council free:nothing",
        ),
        ("crane OR (nobody source:Reuters)", "wire:Crane wire:crane wire:crane"),
        ("crane OR (nobody source:AP)", "wire:Crane wire:crane wire:crane wire:nobody"),
        ("(crane source:AP) OR (crane nobody source:AP)", "wire:Crane wire:crane wire:crane wire:nobody"),
        ("council -source:Reuters", "free:Council free:council"),
        ("council -harbor", "free:Council free:council"),
        ("source:Reuters", ""),
    ] {
        let mut hits = Vec::new();
        kwic(archive, &parse(typed), 10, |place| {
            let name = place.path.rsplit('/').next().unwrap().trim_end_matches(".txt");
            hits.push(format!("{name}:{}", place.hit));
            Ok(())
        })
        .unwrap();
        hits.sort_unstable();
        assert_eq!(hits.join(" "), expected, "{typed}");
    }
}

/// Counts of all that is found are those of one search for each value.
#[test]
fn facets_count_what_is_found() {
    let archive = &valued();
    let told = |query: &Query, by: By| {
        let facet = facets(archive, query, &[by]).unwrap().facets.remove(0);
        let value = |(value, articles): &(Option<String>, u64)| {
            format!("{} {articles}", value.as_deref().unwrap_or("-"))
        };
        facet.values.iter().map(value).collect::<Vec<_>>().join(", ")
    };
    let all = Query::all();
    for (by, expected) in [
        (By::Source, "- 2, Associated Press 1, Reuters 1"),
        (By::Agency, "- 2, Associated Press 1, Reuters 1"),
        (By::Rights, "licensed 1, reprinted-with-permission 1, syndicated 1, unknown 1"),
        (By::Person, "- 2, Agnes Tully 1, Bertram Tully 1, Orla Kestrin 1"),
        (By::Author, "- 3, Orla Kestrin 1"),
        (By::Year, "- 2, 2020 1, 2021 1"),
        (By::Month, "- 2, 2020-03 1, 2021-05 1"),
        (By::Language, "- 3, en 1"),
        (By::Republisher, "- 4"),
    ] {
        assert_eq!(told(&all, by), expected, "{by:?}");
    }
    assert_eq!(told(&parse("crane OR band"), By::Source), "- 1, Associated Press 1");
    assert_eq!(told(&parse("duplicate:any"), By::Language), "- 4, en 1");
    assert_eq!(told(&parse("!?"), By::Language), "");
    let both = facets(archive, &parse("council"), &[By::Year, By::Person]).unwrap();
    assert_eq!(both.total, 2);
    assert_eq!(both.facets.iter().map(|facet| facet.values.len()).collect::<Vec<_>>(), [2, 3]);
    for query in ["", "council", "crane OR band"] {
        let query = if query.is_empty() { "duplicate:no".to_owned() } else { query.to_owned() };
        let by = [By::Source, By::Person, By::Rights, By::Year];
        for facet in facets(archive, &parse(&query), &by).unwrap().facets {
            for (value, articles) in facet.values {
                let key = match facet.by {
                    By::Year => "published",
                    by => by.as_str(),
                };
                let value = value.map_or("none".to_owned(), |value| format!("\"{value}\""));
                let one = format!("({query}) {key}:{value}");
                assert_eq!(
                    search(archive, &parse(&one), Wanted::default()).unwrap().total,
                    articles,
                    "{one}"
                );
            }
        }
    }
}

/// As many hits as the text has of the word, each where it says it is.
#[test]
fn every_hit_is_shown_once() {
    for archive in [archive(), valued()] {
        for word in ["the", "harbor", "a", "band", "on", "to", "nosuchword"] {
            let query = parse(&format!("{word} duplicate:any"));
            let mut places = Vec::new();
            kwic(&archive, &query, 10, |place| {
                places.push(place);
                Ok(())
            })
            .unwrap();
            let mut expected = 0;
            archive
                .each_entry(|entry| {
                    for block in
                        entry.record.zones.iter().filter(|block| block.zone != morgue::article::Zone::Promo)
                    {
                        let words = block.text.split(|c: char| !c.is_alphanumeric());
                        expected += words.filter(|one| one.to_lowercase() == word).count();
                    }
                    let here = places.iter().filter(|place| place.path == entry.record.path);
                    for place in here {
                        let blocks = entry.record.zones.iter().filter(|block| block.zone == place.zone);
                        let text =
                            blocks.map(|block| block.text.as_str()).collect::<Vec<&str>>().join("\n\n");
                        let (start, end) =
                            (usize::try_from(place.start).unwrap(), usize::try_from(place.end).unwrap());
                        let exact: String = text.chars().skip(start).take(end - start).collect();
                        assert_eq!((&exact, exact.to_lowercase()), (&place.hit, word.to_owned()));
                    }
                    Ok(())
                })
                .unwrap();
            assert_eq!(places.len(), expected, "{word}");
        }
    }
}

/// Of an article that is asked for in windows as well: each hit where it says it is, none twice and none cut.
#[test]
fn every_hit_of_a_long_article_is_shown_once() {
    const TIMES: usize = 3_000;
    let place = Place::new();
    let story = "Der Müller saw the harbor bridge; the harbor was quiet, and nobody came. ".repeat(TIMES);
    place.write("r/issue.txt", format!("The harbor\n\n{story}\n\nIt ended at the harbor."));
    let _ = place.morgue("ingest r").exits(0);
    let archive = Archive::open(&place.path("morgue.db")).unwrap();
    let mut body: Vec<char> = Vec::new();
    archive
        .each_entry(|entry| {
            let blocks = entry.record.zones.iter().filter(|block| block.zone == morgue::article::Zone::Body);
            body =
                blocks.map(|block| block.text.as_str()).collect::<Vec<&str>>().join("\n\n").chars().collect();
            Ok(())
        })
        .unwrap();
    for (typed, hit, expected) in [
        ("harbor", "harbor", 2 * TIMES + 2),
        ("body:harbor", "harbor", 2 * TIMES + 1),
        ("\"came der muller saw\"", "came. Der Müller saw", TIMES - 1),
        ("quiet (nobody OR source:Reuters)", "quiet nobody", 2 * TIMES),
        ("\"harbor bridge\" OR \"bridge the harbor\"", "harbor bridge; the harbor", TIMES),
        ("headline:quiet", "", 0),
    ] {
        let mut places = BTreeSet::new();
        let mut count = 0;
        kwic(&archive, &parse(typed), 10, |place| {
            count += 1;
            let (start, end) = (usize::try_from(place.start).unwrap(), usize::try_from(place.end).unwrap());
            if place.zone == morgue::article::Zone::Body {
                let words =
                    |from: usize, to: usize| body[from..to].iter().collect::<String>().replace('\n', " ");
                assert_eq!(words(start, end), place.hit);
                assert_eq!(words(start.saturating_sub(10), start), place.left);
                assert_eq!(words(end, body.len().min(end + 10)), place.right);
            }
            assert!(hit.contains(&place.hit), "{}", place.hit);
            assert!(places.insert((place.zone, start)), "{typed}: {start} twice");
            Ok(())
        })
        .unwrap();
        assert_eq!(count, expected, "{typed}");
    }
}

#[test]
fn a_name_that_nobody_bears_is_told() {
    let notes = |typed: &str| search(&valued(), &parse(typed), Wanted::default()).unwrap().notes;
    assert_eq!(notes("person:nobody source:nowhere").len(), 2);
    assert!(notes("person:tully").is_empty());
}

#[test]
fn a_hit_says_where_else_it_stands_and_shows_its_words() {
    let query = parse("\"harbor strike\"");
    let archive = &archive();
    let found = search(archive, &query, Wanted { limit: Some(1), ..Wanted::default() }).unwrap();
    let hit = hits(archive, &query, &found.ids).unwrap().remove(0);
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
        "NEAR(a b",
        "NEAR((a) b)",
        "NEAR(, 5)",
        "\"\"~5",
        "\"a b\"~99999999999999999999",
        "\"'; DROP TABLE article; --\"~3",
        "source:'; DROP TABLE article; --",
        "source:\"') OR 1=1 --\"",
        "person:\"",
        "path:[",
        "path:a[b*",
        "published:9999..",
        "published:0000-00",
        "words:99999999999999999999",
        "rights:",
        "duplicate:",
        &"(a OR -b) ".repeat(600),
        &"source:x OR ".repeat(600),
        &"-person:x ".repeat(600),
        &format!("NEAR({})", "harbor ".repeat(3_000)),
        &format!("source:{}", "x,".repeat(400)),
        &"headline:(a -source:x) OR ".repeat(300),
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
                prop_oneof!["[a-z]{1,3}", "(AND|OR|NOT|NEAR)", "[-\"“”()*:^+{}' ]{1,2}", "(headline|body|promo|x):", "NEAR\\([a-c ]{0,4},? ?[0-9]?\\)?", "-?(source|person|agency|licence|rights|path|lang|words|published|mentions|duplicate|holder):(none|[-(\"]?[a-c0-9*.,<>\\[]{0,4}[\")]?|20(19|20)-[01][0-9]|licensed)"], 0..24
            ).prop_map(|pieces| pieces.join(" ")),
            "[ -~“”’−]{0,40}",
        ]
    ) {
        let _ = names(&parse(&typed));
    }
}
