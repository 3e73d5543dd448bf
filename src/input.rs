//! One input object of `extract --stdin` in, the bytes of an article out.

use jiff::civil::Date;
use serde::Deserialize;

use crate::extract::Given;
use crate::problem::{Problem, ProblemKind, Stage};
use crate::source_file::{Digest, SourceFile, SourcePath};

/// An article given as text rather than as a file: `{"path":…, "text":… | "content_b64":…, "published":…?}`.
#[derive(Debug, Clone, Deserialize)]
struct Object {
    path: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    content_b64: Option<String>,
    #[serde(default)]
    published: Option<String>,
}

/// An article to extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is called, with size and digest of its bytes.
    pub file: SourceFile,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is known of it from outside.
    pub given: Given,
}

/// Reads one line.
///
/// # Errors
/// A [`Problem`] that says what is wrong with the line.
pub fn parse(line: &[u8]) -> Result<Input, Problem> {
    let bad = |message: String| Problem::new(Stage::Read, ProblemKind::BadRecord, message);
    let object: Object =
        serde_json::from_slice(line).map_err(|error| bad(format!("not an input object: {error}")))?;
    let bytes = match (object.text, object.content_b64) {
        (Some(text), None) => text.into_bytes(),
        (None, Some(base64)) => data_encoding::BASE64
            .decode(base64.as_bytes())
            .map_err(|error| bad(format!("content_b64 is not base64: {error}")))?,
        (Some(_), Some(_)) => return Err(bad("both text and content_b64 are given; give one".to_owned())),
        (None, None) => return Err(bad("neither text nor content_b64 is given".to_owned())),
    };
    let published = match object.published.as_deref() {
        None | Some("") => None,
        Some(day) => Some(day_of(day).ok_or_else(|| bad(format!("published is not an ISO day: {day:?}")))?),
    };
    let file = SourceFile {
        path: SourcePath::from_bytes(object.path.as_bytes()),
        size: bytes.len() as u64,
        modified_at: None,
        digest: Some(Digest::of(&bytes)),
    };
    Ok(Input { file, bytes, given: Given { published, ..Given::default() } })
}

/// The day of `2020-03-25`, also with a time behind it.
fn day_of(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs() {
        let input = parse(br#"{"path":"a.txt","text":"A story.","published":"2020-03-25"}"#).unwrap();
        assert_eq!(input.bytes, b"A story.");
        assert_eq!(input.given.published, Some(jiff::civil::date(2020, 3, 25)));
        assert_eq!(parse(br#"{"path":"a.txt","content_b64":"QSBzdG9yeS4="}"#).unwrap().bytes, b"A story.");
    }

    #[test]
    fn lines_that_are_no_input_say_why() {
        for (line, why) in [
            ("", "not an input object"),
            ("{}", "missing field `path`"),
            (r#"{"path":"a"}"#, "neither text nor content_b64"),
            (r#"{"path":"a","text":"b","content_b64":"Yg=="}"#, "both text and content_b64"),
            (r#"{"path":"a","content_b64":"?"}"#, "not base64"),
            (r#"{"path":"a","text":"b","published":"soon"}"#, "not an ISO day"),
        ] {
            let problem = parse(line.as_bytes()).unwrap_err();
            assert!(problem.message.contains(why), "{line}: {problem}");
        }
    }
}
