//! Articles for tests: a path, a body and what is found in it in, an outcome out.

use crate::article::{Article, Zone};
use crate::extract::{Given, Metadata, Person, PersonMention, PersonRole};
use crate::outcome::Outcome;
use crate::record::Record;
use crate::source_file::{Digest, SourceFile, SourcePath};
use crate::span::Span;

/// A file with the given bytes.
pub(super) fn file(path: &str, bytes: &[u8]) -> SourceFile {
    SourceFile {
        path: SourcePath::from_bytes(path.as_bytes()),
        size: bytes.len() as u64,
        modified_at: Some(1),
        digest: Some(Digest::of(bytes)),
    }
}

/// An article that is nothing but a body.
pub(super) fn article(path: &str, body: &str, metadata: Metadata) -> Outcome {
    let file = file(path, body.as_bytes());
    let mut article = Article::default();
    article.push(Zone::Body, body);
    let record = Record::new(&file, "UTF-8", &article, metadata, &Given::default(), Vec::new());
    Outcome::Stored(file, Box::new(record))
}

/// Names that stand in a body one behind the other, with a dot and a space between them.
pub(super) fn people(names: &[&str]) -> Vec<Person> {
    let mut start = 0;
    let person = |name: &&str| {
        let span = Span::new(Zone::Body, start, start + name.len());
        start += name.len() + 2;
        let (role, rule) = (PersonRole::Mentioned, "people.full_name");
        let mentions = vec![PersonMention { role, title: None, confidence: None, span, rule }];
        Person { name: (*name).to_owned(), mentions }
    };
    names.iter().map(person).collect()
}
