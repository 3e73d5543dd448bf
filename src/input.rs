//! The lines of `extract --stdin`: an article that is given as its text or as the bytes of its file.
//!
//! `pack` writes such lines of files, `extract --stdin` reads them, and what comes out is the record that `extract` gives
//! of the files themselves.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::extract::Given;
use crate::problem::{Problem, ProblemKind, Stage};
use crate::source_file::{Digest, SourceFile, SourcePath};

/// `{"path":…, "text":… | "content_b64":… | "problem":…, "published":…?}`. What is not given is left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Object<'a> {
    path: Cow<'a, str>,
    /// The bytes of the path in base64, where `path` does not show them as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_b64: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content_b64: Option<Cow<'a, str>>,
    /// Why there is no content: the file could not be read where it was packed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
    /// The size of that file, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

/// What is given of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its text in UTF-8.
    Text(Vec<u8>),
    /// The bytes of its file, which is packed when its name ends in `.gz` or `.zst`.
    File(Vec<u8>),
    /// Nothing, and why.
    None(Problem),
}

/// An article to extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is called, with size and digest of its bytes.
    pub file: SourceFile,
    /// What it holds.
    pub content: Content,
    /// What is known of it from outside.
    pub given: Given,
}

/// Reads one line.
///
/// # Errors
/// A [`Problem`] that says what is wrong with the line.
pub fn parse(line: &[u8]) -> Result<Input, Problem> {
    let bad = |message: String| Problem::new(Stage::Read, ProblemKind::BadRecord, message);
    let base64 = |name: &str, text: &str| {
        let bytes = data_encoding::BASE64.decode(text.as_bytes());
        bytes.map_err(|error| bad(format!("{name} is not base64: {error}")))
    };
    let object: Object<'_> =
        serde_json::from_slice(line).map_err(|error| bad(format!("not an input object: {error}")))?;
    let content = match (object.text, object.content_b64, object.problem) {
        (Some(text), None, None) => Content::Text(text.into_owned().into_bytes()),
        (None, Some(content), None) => Content::File(base64("content_b64", &content)?),
        (None, None, Some(problem)) => Content::None(problem),
        (Some(_), Some(_), _) => return Err(bad("both text and content_b64 are given; give one".to_owned())),
        (None, None, None) => return Err(bad("neither text nor content_b64 is given".to_owned())),
        (_, _, Some(_)) => return Err(bad("a problem stands beside the content; give one".to_owned())),
    };
    let published = match object.published.as_deref() {
        None | Some("") => None,
        Some(day) => Some(day_of(day).ok_or_else(|| bad(format!("published is not an ISO day: {day:?}")))?),
    };
    let path = match object.path_b64 {
        Some(path) => SourcePath::from_bytes(&base64("path_b64", &path)?),
        None => SourcePath::from_bytes(object.path.as_bytes()),
    };
    let (size, digest) = match &content {
        Content::Text(bytes) | Content::File(bytes) => (bytes.len() as u64, Some(Digest::of(bytes))),
        Content::None(_) => (object.bytes.unwrap_or(0), None),
    };
    let file = SourceFile { path, size, modified_at: None, digest };
    Ok(Input { file, content, given: Given { published, ..Given::default() } })
}

/// The line of a file, without its end: its content, or why it cannot be read and how many bytes it has. Bytes that
/// are no UTF-8, or stand for other bytes, are carried in base64.
///
/// # Errors
/// None that is known: what is made of texts and numbers alone can be written.
pub fn line(path: &SourcePath, content: Result<&[u8], (&Problem, u64)>) -> serde_json::Result<Vec<u8>> {
    let mut object = Object {
        path: path.as_str().into(),
        path_b64: path.is_escaped().then(|| data_encoding::BASE64.encode(&path.to_bytes())),
        ..Object::default()
    };
    match content {
        Ok(bytes) => {
            match std::str::from_utf8(bytes).ok().filter(|_| !crate::read::is_packed(&path.to_path())) {
                Some(text) => object.text = Some(text.into()),
                None => object.content_b64 = Some(data_encoding::BASE64.encode(bytes).into()),
            }
        }
        Err((problem, bytes)) => (object.problem, object.bytes) = (Some(problem.clone()), Some(bytes)),
    }
    serde_json::to_vec(&object)
}

/// The day of `2020-03-25`, also with a time behind it.
fn day_of(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn inputs() {
        let input = parse(br#"{"path":"a.txt","text":"A story.","published":"2020-03-25"}"#).unwrap();
        assert_eq!(input.content, Content::Text(b"A story.".to_vec()));
        assert_eq!(input.given.published, Some(jiff::civil::date(2020, 3, 25)));
        let input = parse(br#"{"path":"a.txt","content_b64":"QSBzdG9yeS4="}"#).unwrap();
        assert_eq!(input.content, Content::File(b"A story.".to_vec()));
    }

    #[test]
    fn lines_that_are_no_input_say_why() {
        for (line, why) in [
            ("", "not an input object"),
            ("{}", "missing field `path`"),
            (r#"{"path":"a"}"#, "neither text nor content_b64"),
            (r#"{"path":"a","text":"b","content_b64":"Yg=="}"#, "both text and content_b64"),
            (r#"{"path":"a","content_b64":"?"}"#, "content_b64 is not base64"),
            (r#"{"path":"a","path_b64":"?","text":"b"}"#, "path_b64 is not base64"),
            (r#"{"path":"a","text":"b","published":"soon"}"#, "not an ISO day"),
            (
                r#"{"path":"a","text":"b","problem":{"stage":"read","kind":"io","message":"c"}}"#,
                "a problem stands beside the content",
            ),
        ] {
            let problem = parse(line.as_bytes()).unwrap_err();
            assert!(problem.message.contains(why), "{line}: {problem}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_says_so_where_it_is_extracted() {
        let problem = Problem::new(Stage::Read, ProblemKind::PermissionDenied, "permission denied");
        let line = line(&SourcePath::from_bytes(b"a.txt"), Err((&problem, 7))).unwrap();
        let input = parse(&line).unwrap();
        assert_eq!((input.content, input.file.size, input.file.digest), (Content::None(problem), 7, None));
    }

    proptest! {
        #[test]
        fn a_line_carries_path_and_bytes_as_they_are(
            path in proptest::collection::vec(any::<u8>(), 1..20),
            bytes in proptest::collection::vec(any::<u8>(), 0..40),
            text in any::<String>(),
            ending in prop_oneof![Just(""), Just("a.gz")],
        ) {
            let path = SourcePath::from_bytes(&[&path, ending.as_bytes()].concat());
            for bytes in [bytes, text.into_bytes()] {
                let line = line(&path, Ok(&bytes)).unwrap();
                prop_assert!(!line.contains(&b'\n'));
                let input = parse(&line).unwrap();
                prop_assert_eq!(&input.file.path, &path);
                prop_assert_eq!(input.file.digest, Some(Digest::of(&bytes)));
                let is_text = std::str::from_utf8(&bytes).is_ok() && ending.is_empty();
                let content = if is_text { Content::Text(bytes) } else { Content::File(bytes) };
                prop_assert_eq!(input.content, content);
            }
        }
    }
}
