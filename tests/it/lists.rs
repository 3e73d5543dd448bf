//! The public views, of the whole archive and of what a query finds in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use morgue::archive::list::Cell;
use morgue::archive::{Archive, VIEWS, View};
use morgue::error::Error;
use proptest::prelude::*;

use crate::support::{Place, project};

/// An archive of the samples and of some clips, two of which repeat a third.
static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::with_clips(40);
    std::os::unix::fs::symlink(project().join("sample_data"), place.path("sample_data")).unwrap();
    let clip = place.read("clips/0000/0000007.txt");
    place.write("clips/z/again.txt", &clip);
    place.write("clips/z/once-more.txt", &clip);
    let _ = place.morgue("ingest clips sample_data").exits(3);
    place
});

fn archive() -> Archive {
    Archive::open(&PLACE.path("morgue.db")).unwrap()
}

fn view(name: &str) -> &'static View {
    View::find(name).unwrap()
}

fn rows(archive: &Archive, view: &'static View) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    archive
        .each_row(view, None, |cells| {
            rows.push(cells.to_vec());
            Ok::<(), Error>(())
        })
        .unwrap();
    assert_eq!(archive.count_rows(view).unwrap(), rows.len() as u64, "{}", view.name);
    rows
}

/// The values of one column.
fn column(rows: &[Vec<Cell>], view: &View, name: &str) -> Vec<String> {
    let at = view.columns().position(|column| column.name == name).unwrap();
    rows.iter().map(|row| row[at].text().into_owned()).collect()
}

fn ids(archive: &Archive) -> Vec<i64> {
    let articles = rows(archive, view("articles"));
    column(&articles, view("articles"), "id").iter().map(|id| id.parse().unwrap()).collect()
}

/// The first rows of a list are those that it begins with, and it has as many as are counted.
#[test]
fn a_list_that_is_cut_short_begins_as_the_whole() {
    let half: Vec<i64> = ids(&archive()).into_iter().filter(|id| id % 2 == 0).collect();
    for archive in [archive(), archive().narrowed(&half).unwrap()] {
        for view in VIEWS {
            let all = rows(&archive, view);
            for limit in [0, 1, 7, all.len() + 1] {
                let mut first = Vec::new();
                let take = |cells: &[Cell]| {
                    first.push(cells.to_vec());
                    Ok::<(), Error>(())
                };
                archive.each_row(view, Some(limit as u64), take).unwrap();
                assert_eq!(first, all[..limit.min(all.len())], "{}", view.name);
            }
        }
    }
}

#[test]
fn an_archive_narrowed_to_everything_is_itself() {
    let whole = archive();
    let narrowed = archive().narrowed(&ids(&whole)).unwrap();
    for view in VIEWS {
        let mut expected = rows(&whole, view);
        assert!(!expected.is_empty(), "{}", view.name);
        if view.name == "problems" {
            // A file without an article is found by no query.
            expected.retain(|row| row[1].text() == "stored");
        }
        assert_eq!(rows(&narrowed, view), expected, "{}", view.name);
    }
    let mut entries = Vec::new();
    let take = |entry: morgue::archive::Entry| {
        entries.push(entry);
        Ok(())
    };
    narrowed.each_entry(take).unwrap();
    let mut at = 0;
    whole
        .each_entry(|entry| {
            if entry.record.status == morgue::record::Status::Ok {
                assert_eq!(entries[at], entry);
                at += 1;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(at, entries.len());
}

#[test]
fn an_archive_narrowed_to_nothing_is_empty() {
    let narrowed = archive().narrowed(&[]).unwrap();
    for view in VIEWS.iter().filter(|view| view.can_be_narrowed()) {
        assert!(rows(&narrowed, view).is_empty(), "{}", view.name);
    }
    assert_eq!(narrowed.stats().unwrap()["totals"][1], ("articles".to_owned(), 0));
}

#[test]
fn an_article_whose_original_is_not_chosen_counts() {
    let whole = archive();
    let articles = rows(&whole, view("articles"));
    let paths = column(&articles, view("articles"), "path");
    let again = paths.iter().position(|path| path == "clips/z/again.txt").unwrap();
    let narrowed = archive().narrowed(&[ids(&whole)[again]]).unwrap();
    let chosen = rows(&narrowed, view("articles"));
    assert_eq!(chosen, [articles[again].clone()]);
    assert_eq!(column(&chosen, view("articles"), "duplicate_of"), ["clips/0000/0000007.txt"]);
    let people = rows(&narrowed, view("people"));
    assert!(
        !people.is_empty() && column(&people, view("people"), "articles").iter().all(|count| count == "1")
    );
}

/// How many articles name each person and how often, counted from the mentions; repetitions are left out.
fn counted(archive: &Archive) -> BTreeMap<String, (usize, usize)> {
    let articles = rows(archive, view("articles"));
    let paths: BTreeSet<String> = column(&articles, view("articles"), "path").into_iter().collect();
    let originals: BTreeSet<String> = articles
        .iter()
        .zip(column(&articles, view("articles"), "duplicate_of"))
        .filter(|(_, original)| !paths.contains(original))
        .map(|(row, _)| row[0].text().into_owned())
        .collect();
    let mentions = rows(archive, view("mentions"));
    let mut named: BTreeMap<String, (BTreeSet<String>, usize)> = BTreeMap::new();
    for (row, person) in mentions.iter().zip(column(&mentions, view("mentions"), "person")) {
        let article = row[0].text().into_owned();
        if originals.contains(&article) {
            let (articles, mentions) = named.entry(person).or_default();
            articles.insert(article);
            *mentions += 1;
        }
    }
    named.into_iter().map(|(name, (articles, mentions))| (name, (articles.len(), mentions))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn an_archive_narrowed_to_some_articles_has_their_rows(chosen in proptest::collection::vec(any::<bool>(), 117)) {
        let whole = archive();
        let all = ids(&whole);
        assert_eq!(all.len(), chosen.len());
        let some: Vec<i64> = all.into_iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(id, _)| id).collect();
        let narrowed = archive().narrowed(&some).unwrap();
        let is_chosen = |row: &Vec<Cell>| matches!(row[0], Cell::Number(id) if some.contains(&id));
        for view in VIEWS.iter().filter(|view| view.is_in_articles() || view.name == "articles") {
            let mut expected = rows(&whole, view);
            expected.retain(is_chosen);
            assert_eq!(rows(&narrowed, view), expected, "{}", view.name);
        }
        let people = rows(&narrowed, view("people"));
        let told: BTreeMap<String, (usize, usize)> = people
            .iter()
            .map(|row| (row[0].text().into_owned(), (row[2].text().parse().unwrap(), row[3].text().parse().unwrap())))
            .collect();
        assert_eq!(told, counted(&narrowed));
        let originals: u64 = narrowed.stats().unwrap()["rights_status"].iter().map(|(_, count)| count).sum();
        for name in ["months", "languages"] {
            let rows = rows(&narrowed, view(name));
            let articles = column(&rows, view(name), "articles");
            assert_eq!(articles.iter().map(|count| count.parse::<u64>().unwrap()).sum::<u64>(), originals);
        }
    }
}

/// The counts of a source are those of the articles that name it.
#[test]
fn sources_count_articles() {
    let archive = archive();
    let articles = rows(&archive, view("articles"));
    let originals = column(&articles, view("articles"), "duplicate_of");
    let repeating: BTreeSet<&Cell> = articles
        .iter()
        .zip(&originals)
        .filter(|(_, original)| !original.is_empty())
        .map(|(row, _)| &row[0])
        .collect();
    let of_articles = rows(&archive, view("article_sources"));
    for row in rows(&archive, view("sources")) {
        let is_named = |source: &&Vec<Cell>| source[3] == row[0] && source[5] == row[1];
        let mut naming: BTreeSet<&Cell> =
            of_articles.iter().filter(is_named).map(|source| &source[0]).collect();
        naming.retain(|article| !repeating.contains(article));
        let articles = i64::try_from(naming.len()).unwrap();
        assert_eq!(row[2], Cell::Number(articles), "{row:?}");
        let Cell::Counts(rights) = &row[7] else { panic!("{row:?}") };
        assert_eq!(rights.iter().map(|(_, count)| count).sum::<i64>(), articles, "{row:?}");
    }
}

/// What is listed is the same in every format, and of what the query finds.
#[test]
fn lists_of_what_a_query_finds() {
    let query = "(council OR bridge) duplicate:any";
    for view in VIEWS.iter().filter(|view| view.can_be_narrowed()) {
        let list = |format: &str| PLACE.run(["list", view.name, query, "--all", "--format", format], b"");
        let lines = list("ndjson");
        let rows: Vec<serde_json::Value> =
            lines.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let array: Vec<serde_json::Value> = serde_json::from_str(&list("json").exits(0)).unwrap();
        assert_eq!(rows, array, "{}", view.name);
        let csv = list("csv").exits(0);
        let mut csv = csv::Reader::from_reader(csv.as_bytes());
        let header: Vec<&str> = view.columns().map(|column| column.name).collect();
        assert_eq!(csv.headers().unwrap(), header);
        assert_eq!(csv.records().map(Result::unwrap).count(), rows.len());
        assert!(lines.err.contains(" articles found\n"), "{}", lines.err);
        let table = list("table").exits(0);
        assert_eq!(table.lines().count(), if rows.is_empty() { 0 } else { rows.len() + 1 }, "{table}");
    }
    let paths = |command: &[&str]| PLACE.run(command, b"").exits(0);
    let found = paths(&["search", query, "--all", "--sort", "path", "--format", "paths"]);
    let listed = paths(&["list", "articles", query, "--all", "--json"]);
    let path = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["path"].as_str().unwrap().to_owned()
    };
    assert_eq!(listed.lines().map(path).collect::<Vec<_>>(), found.lines().collect::<Vec<_>>());
}

#[test]
fn a_list_says_how_much_of_it_is_shown() {
    let list = |arguments: &[&str]| PLACE.run([&["list"], arguments].concat(), b"").fails(0);
    assert_eq!(list(&["languages"]), "3 rows\n");
    assert_eq!(list(&["articles", "-n", "1"]), "1 of 117 rows shown; --all shows the rest\n");
    assert_eq!(
        list(&["people", "path:by-permission.txt", "-n", "2"]),
        "2 of 6 rows in 1 article found shown; --all shows the rest\n"
    );
    assert_eq!(list(&["people", "nosuchword"]), "0 rows in 0 articles found\n");
}

/// The lists cut the words out of the texts themselves; the view does it in SQL. They are the same.
#[test]
fn the_words_of_a_list_are_those_of_its_view() {
    let archive = archive();
    let connection = rusqlite::Connection::open(PLACE.path("morgue.db")).unwrap();
    for view in VIEWS.iter().filter(|view| view.is_in_articles() && view.columns().any(|c| c.name == "exact"))
    {
        let sql = format!("SELECT exact FROM {} ORDER BY path, position", view.name);
        let mut statement = connection.prepare(&sql).unwrap();
        let words = statement.query_map([], |row| row.get(0)).unwrap();
        let words: Vec<String> = words.collect::<rusqlite::Result<_>>().unwrap();
        assert!(words.iter().all(|words| !words.is_empty()));
        assert_eq!(column(&rows(&archive, view), view, "exact"), words, "{}", view.name);
    }
}
