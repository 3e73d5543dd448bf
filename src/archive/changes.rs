//! What a run does to articles in, what has to be looked at when it ends out: who is who and which articles repeat others
//! depends on all articles, but a few new ones change it for a few.

use std::collections::BTreeSet;

use crate::source_file::Digest;

/// What of an archive is not as it was when duplicates and the roster were found last.
#[derive(Debug)]
pub(super) enum Changes {
    /// So much of it, or nobody knows what.
    Everything,
    /// This.
    Of(Changed),
}

/// Some changes; what was changed and changed back may be among them.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Names of persons that more or fewer articles print, by their ids.
    pub persons: BTreeSet<i64>,
    /// Sources that fewer articles name, by their ids.
    pub sources: BTreeSet<i64>,
    /// The words that articles have or had.
    pub texts: BTreeSet<Digest>,
}

/// From so many changes on everything is looked at: that takes no more time, and no memory for each.
const MOST: usize = 50_000;

impl Changes {
    /// Is everything as it was?
    pub(super) fn are_none(&self) -> bool {
        match self {
            Self::Everything => false,
            Self::Of(changed) => changed.len() == 0,
        }
    }

    /// Another article prints this name of a person, or one does no longer.
    pub(super) fn person(&mut self, id: i64) {
        self.add(|changed| changed.persons.insert(id));
    }

    /// An article does no longer name this source.
    pub(super) fn source(&mut self, id: i64) {
        self.add(|changed| changed.sources.insert(id));
    }

    /// Another article has these words, or one has them no longer.
    pub(super) fn text(&mut self, digest: Digest) {
        self.add(|changed| changed.texts.insert(digest));
    }

    fn add(&mut self, insert: impl FnOnce(&mut Changed) -> bool) {
        if let Self::Of(changed) = self
            && insert(changed)
            && changed.len() > MOST
        {
            *self = Self::Everything;
        }
    }
}

impl Changed {
    fn len(&self) -> usize {
        self.persons.len() + self.sources.len() + self.texts.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::check::check;
    use super::super::{Archive, Finish, Rewrite, Writer, sample};
    use crate::article::Zone;
    use crate::extract::{Metadata, Source, SourceRole};
    use crate::outcome::Outcome;
    use crate::problem::{Problem, ProblemKind, Stage};
    use crate::span::{Mention, Span};
    use crate::vocabulary::SourceKind;

    /// A file that names some people and comes from one of two agencies; empty when it names nobody.
    fn file(path: u8, names: &[&str], agency: bool) -> Outcome {
        let path = char::from(b'a' + path).to_string();
        if names.is_empty() {
            let problem = Problem::new(Stage::Decode, ProblemKind::Empty, "no text in it".to_owned());
            return Outcome::Failed(sample::file(&path, b""), problem);
        }
        let name = if agency { "AP" } else { "Reuters" };
        let source = Source { name: name.to_owned(), role: SourceRole::Agency, kind: SourceKind::Agency };
        let body = format!("{}. {name}", names.join(". "));
        let span = Span::new(Zone::Body, body.len() - name.len(), body.len());
        let sources = vec![Mention::new(source, span, "source.test")];
        let metadata = Metadata { sources, people: sample::people(names), ..Metadata::default() };
        sample::article(&path, &body, metadata)
    }

    /// Where the run before has not come to its end, or may have had other rules, everything is found anew.
    #[test]
    fn what_another_run_left_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("morgue.db");
        let run = || {
            let mut writer = Writer::begin(&path, "{}").unwrap();
            writer.write(vec![file(0, &["John Roe"], true)], Rewrite::IfChanged).unwrap();
            writer.finish(Finish::Complete).unwrap();
            Archive::open(&path).unwrap().who("John Roe").unwrap().0
        };
        assert_eq!(run(), "John Roe");
        for (before, found) in [
            ("started_at = started_at", "Jack Roe"),
            ("version = '0.0.1'", "John Roe"),
            ("finished_at = NULL", "John Roe"),
        ] {
            let sql = format!("UPDATE person SET roster_name = 'Jack Roe'; UPDATE run SET {before};");
            rusqlite::Connection::open(&path).unwrap().execute_batch(&sql).unwrap();
            assert_eq!(run(), found, "{before}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_run_leaves_what_would_be_found_anew(
            runs in proptest::collection::vec(
                proptest::collection::btree_map(0_u8..6, (proptest::sample::subsequence(vec![
                    "John Roe", "John F. Roe", "John G. Roe", "JOHN ROE", "John Fitzgerald Roe", "Roe",
                    "José Álvarez", "José Álvarez García", "José García", "José Á. García",
                ], 0..4), any::<bool>()), 1..4),
                1..6,
            ),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("morgue.db");
            for files in runs {
                let mut writer = Writer::begin(&path, "{}").unwrap();
                let batch: Vec<Outcome> =
                    files.iter().map(|(path, (names, agency))| file(*path, names, *agency)).collect();
                writer.write(batch, Rewrite::IfChanged).unwrap();
                writer.finish(Finish::Complete).unwrap();
                let archive = Archive::open(&path).unwrap();
                prop_assert_eq!(check(&archive).unwrap().damage, []);
                for (table, mentions) in [("person", "person_mention"), ("source", "article_source")] {
                    let sql = format!(
                        "SELECT count(*) FROM {table} WHERE id NOT IN (SELECT {table}_id FROM {mentions})"
                    );
                    let unused: i64 = archive.connection.query_row(&sql, [], |row| row.get(0)).unwrap();
                    prop_assert_eq!(unused, 0);
                }
            }
        }
    }
}
