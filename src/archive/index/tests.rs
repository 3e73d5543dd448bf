//! What is written here is compared, byte for byte, with what FTS5 writes.

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::*;
use crate::article::Article;

/// An index as the archive has it, without the tables around it.
struct Index {
    connection: Connection,
    folder: tempfile::TempDir,
}

impl std::ops::Deref for Index {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Index {
    /// Another connection.
    fn reading(&self) -> Connection {
        Connection::open(self.folder.path().join("index.db")).unwrap()
    }

    fn merge(&mut self) {
        let reading = self.reading();
        merge(&mut self.connection, reading).unwrap();
    }

    fn merge_all_here(&self) -> bool {
        compaction::merge_all(&self.connection, self.reading())
    }
}

fn empty(page_size: usize) -> Index {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join("index.db")).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = OFF;
             CREATE TABLE article_text (id INTEGER PRIMARY KEY, headline, byline, body, caption, notice);
             CREATE VIRTUAL TABLE article_fts USING fts5 (headline, byline, body, caption, notice,
               content = 'article_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
             INSERT INTO article_fts (article_fts, rank) VALUES ('pgsz', {page_size});
             INSERT INTO article_fts (article_fts, rank) VALUES ('hashsize', 1000000000);
             INSERT INTO article_fts (article_fts, rank) VALUES ('automerge', 0);"
        ))
        .unwrap();
    Index { connection, folder }
}

fn columns(article: &Article) -> [&str; COLUMNS.len()] {
    COLUMNS.map(|zone| article.text(zone))
}

fn put_texts(connection: &Connection, id: i64, article: &Article) {
    let [headline, byline, body, caption, notice] = columns(article);
    connection
        .execute(
            "REPLACE INTO article_text VALUES (?, ?, ?, ?, ?, ?)",
            (id, headline, byline, body, caption, notice),
        )
        .unwrap();
}

/// As FTS5 does it.
fn put_plain(connection: &Connection, articles: &[(i64, Article)]) {
    let mut in_order: Vec<&(i64, Article)> = articles.iter().collect();
    in_order.sort_by_key(|(id, _)| *id);
    for (id, article) in in_order {
        put_texts(connection, *id, article);
        let [headline, byline, body, caption, notice] = columns(article);
        connection
            .execute(
                "INSERT INTO article_fts (rowid, headline, byline, body, caption, notice) VALUES (?, ?, ?, ?, ?, ?)",
                (id, headline, byline, body, caption, notice),
            )
            .unwrap();
    }
}

/// As it is done here, so many articles inverted together.
fn put_parallel(connection: &Connection, articles: &[(i64, Article)], share: usize) {
    for (id, article) in articles {
        put_texts(connection, *id, article);
    }
    let inversions: Vec<Inversion> =
        articles.chunks(share).map(|some| Inversion::of(some.iter().map(|(_, article)| article))).collect();
    let parts: Vec<Part<'_>> = inversions
        .iter()
        .zip(articles.chunks(share))
        .map(|(inversion, some)| Part { inversion, ids: some.iter().map(|(id, _)| Some(*id)).collect() })
        .collect();
    put(connection, &parts).unwrap();
}

/// Does it in one transaction.
fn at_once(connection: &Connection, work: impl FnOnce(&Connection)) {
    let transaction = connection.unchecked_transaction().unwrap();
    work(&transaction);
    transaction.commit().unwrap();
}

fn forget(connection: &Connection, id: i64) {
    connection
        .execute(
            "INSERT INTO article_fts (article_fts, rowid, headline, byline, body, caption, notice)
             SELECT 'delete', id, headline, byline, body, caption, notice FROM article_text WHERE id = ?",
            [id],
        )
        .unwrap();
    connection.execute("DELETE FROM article_text WHERE id = ?", [id]).unwrap();
}

/// Everything that lies in the tables behind the index.
fn rows(connection: &Connection) -> Vec<Vec<Value>> {
    [
        "SELECT id, block FROM article_fts_data ORDER BY id",
        "SELECT * FROM article_fts_idx",
        "SELECT * FROM article_fts_docsize ORDER BY id",
    ]
    .iter()
    .flat_map(|sql| {
        let mut statement = connection.prepare(sql).unwrap();
        let count = statement.column_count();
        let rows = statement.query_map([], |row| (0..count).map(|at| row.get(at)).collect());
        rows.unwrap().collect::<rusqlite::Result<Vec<Vec<Value>>>>().unwrap()
    })
    .collect()
}

/// The pages and separators of the one segment that there is, whatever its id.
fn pages(connection: &Connection) -> Vec<Vec<Value>> {
    let sql = "SELECT id & ((1 << 37) - 1), block FROM article_fts_data WHERE id > 10
               UNION ALL SELECT pgno, term FROM article_fts_idx ORDER BY 1, 2";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok(vec![row.get(0)?, row.get(1)?]));
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

/// FTS5 compares the index with itself and with the texts.
fn is_whole(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)")
}

/// Which articles have a word or a phrase, best first.
fn found(connection: &Connection, query: &str) -> Vec<(i64, f64)> {
    let sql = "SELECT rowid, rank FROM article_fts WHERE article_fts MATCH ? ORDER BY rank, rowid";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([query], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().collect::<rusqlite::Result<Vec<_>>>().unwrap()
}

/// Few words that come often, so that doclists get long, and some that are met once.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-d]",
        3 => "[a-h]{1,3}",
        1 => "[a-zé]{1,12}",
        1 => "\\PC{1,3}",
    ];
    proptest::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}

fn article() -> impl Strategy<Value = Article> {
    (text(), text(), text()).prop_map(|(headline, body, notice)| {
        let mut article = Article::default();
        article.push(Zone::Headline, &headline);
        article.push(Zone::Body, &body);
        article.push(Zone::Notice, &notice);
        article
    })
}

/// Articles under ids that ascend, or not.
fn articles(most: usize) -> impl Strategy<Value = Vec<(i64, Article)>> {
    let id = prop_oneof![1_i64..2_000, 1_i64..i64::MAX];
    (proptest::collection::btree_map(id, article(), 0..most), any::<bool>()).prop_map(
        |(articles, is_reversed)| {
            let mut articles: Vec<(i64, Article)> = articles.into_iter().collect();
            if is_reversed {
                articles.reverse();
            }
            articles
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_pages_are_those_of_fts5(articles in articles(60), share in 1_usize..30, page_size in prop_oneof![32_usize..100, Just(4050)]) {
        let (plain, parallel) = (empty(page_size), empty(page_size));
        at_once(&plain, |plain| put_plain(plain, &articles));
        at_once(&parallel, |parallel| put_parallel(parallel, &articles, share));
        prop_assert_eq!(rows(&plain), rows(&parallel));
        is_whole(&parallel).unwrap();
    }

    #[test]
    fn batches_replacements_and_removals_come_to_the_same_answers(
        batches in proptest::collection::vec((articles(12), any::<u8>()), 1..8),
        page_size in prop_oneof![Just(64_usize), Just(4050)],
    ) {
        let (mut plain, mut parallel) = (empty(page_size), empty(page_size));
        for (articles, remove) in &batches {
            // Ids up to 40, so that articles take the place of earlier ones.
            let mut small: Vec<(i64, Article)> =
                articles.iter().map(|(id, article)| (id % 40, article.clone())).collect();
            small.sort_by_key(|(id, _)| *id);
            small.dedup_by_key(|(id, _)| *id);
            for (index, is_parallel) in [(&mut plain, false), (&mut parallel, true)] {
                at_once(index, |connection| {
                    let removed = i64::from(*remove % 40);
                    small.iter().map(|(id, _)| *id).chain([removed]).for_each(|id| forget(connection, id));
                    if is_parallel { put_parallel(connection, &small, 5) } else { put_plain(connection, &small) }
                });
                // What FTS5 then remembers must not come back.
                if remove % 2 == 0 {
                    is_whole(index).unwrap();
                }
                if remove % 3 == 0 {
                    index.merge();
                }
            }
        }
        is_whole(&parallel).unwrap();
        for query in ["a", "b c", "\"a b\"", "NEAR(a b, 3)", "headline : d", "a*", "é", "a NOT b"] {
            prop_assert_eq!(found(&plain, query), found(&parallel, query), "{}", query);
        }
        parallel.merge();
        is_whole(&parallel).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Rows that come behind those of the older segments are merged here, and the pages are as if all of them had come
    /// in one batch.
    #[test]
    fn merged_segments_are_what_one_would_have_been(
        articles in articles(60),
        batch in 1_usize..20,
        page_size in prop_oneof![32_usize..100, Just(4050)],
    ) {
        let mut articles = articles;
        articles.sort_by_key(|(id, _)| *id);
        let (plain, parallel) = (empty(page_size), empty(page_size));
        at_once(&plain, |plain| put_plain(plain, &articles));
        for batch in articles.chunks(batch) {
            at_once(&parallel, |parallel| put_parallel(parallel, batch, 7));
        }
        assert!(parallel.merge_all_here());
        prop_assert_eq!(pages(&plain), pages(&parallel));
        is_whole(&parallel).unwrap();
    }
}

/// An article that took the place of another one stands in two segments.
#[test]
fn a_row_in_two_segments_is_left_to_fts5() {
    let article = |text: &str| {
        let mut article = Article::default();
        article.push(Zone::Body, text);
        article
    };
    let mut index = empty(64);
    at_once(&index, |index| put_parallel(index, &[(1, article("the bridge")), (2, article("the ferry"))], 1));
    at_once(&index, |index| {
        forget(index, 1);
        put_parallel(index, &[(1, article("the tunnel"))], 1);
    });
    let before = rows(&index);
    assert!(!index.merge_all_here());
    assert!(rows(&index) == before);
    index.merge();
    assert_eq!(segments(&index).unwrap(), 1);
    is_whole(&index).unwrap();
    assert_eq!(found(&index, "the").len(), 2);
}

/// Of a damaged index nothing is changed here: FTS5 says what is wrong with it.
#[test]
fn a_damaged_page_is_left_to_fts5() {
    let mut article = Article::default();
    article.push(Zone::Body, &"the bridge and the ferry ".repeat(9));
    for damage in [
        "DELETE FROM article_fts_data WHERE id > 10 AND id & 31 = 2",
        "UPDATE article_fts_data SET block = substr(block, 1, 9) WHERE id > 10",
        "UPDATE article_fts_data SET block = zeroblob(2) WHERE id > 10 AND id & 31 = 2",
        "UPDATE article_fts_data SET block = X'0000FFFF' WHERE id > 10",
        "UPDATE article_fts_data SET block = X'00000009FFFFFFFFFF04' WHERE id > 10",
        "UPDATE article_fts_data SET block = 'text' WHERE id > 10 AND id & 31 = 1",
    ] {
        let index = empty(64);
        for id in 1..4 {
            at_once(&index, |index| put_parallel(index, &[(id, article.clone())], 1));
        }
        index.execute_batch(damage).unwrap();
        let before = rows(&index);
        assert!(!index.merge_all_here(), "{damage}");
        assert!(rows(&index) == before, "{damage}");
    }
}

#[test]
fn a_doclist_index_of_several_levels() {
    let mut article = Article::default();
    article.push(Zone::Body, &"the bridge ".repeat(9));
    let articles: Vec<(i64, Article)> = (1..400).map(|id| (id * 1_000_003, article.clone())).collect();
    let (plain, parallel) = (empty(32), empty(32));
    at_once(&plain, |plain| put_plain(plain, &articles));
    at_once(&parallel, |parallel| put_parallel(parallel, &articles, 150));
    let highest = "SELECT max(id >> 31 & 31) FROM article_fts_data WHERE id >> 36 & 1";
    assert!(parallel.query_row(highest, [], |row| row.get::<_, i64>(0)).unwrap() >= 2);
    assert!(rows(&plain) == rows(&parallel));
    is_whole(&parallel).unwrap();
}
