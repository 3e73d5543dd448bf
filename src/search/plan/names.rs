//! A name as it was typed in, the names in the archive that are meant out.

use super::super::query::{Key, Phrase};
use crate::archive::Archive;
use crate::error::Result;
use crate::roster::name::fold;
use crate::vocabulary::Vocabulary;

/// What a name of this kind is called in a sentence.
pub(super) fn noun(key: Key) -> &'static str {
    match key {
        Key::Person | Key::Author | Key::Photographer => "person",
        Key::Republisher | Key::Agency | Key::Holder | Key::Licence => key.as_str(),
        _ => "source",
    }
}

/// The names that are meant: of persons their names in the roster.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn find(archive: &Archive, key: Key, phrase: &Phrase) -> Result<Vec<String>> {
    match key {
        Key::Person | Key::Author | Key::Photographer => archive.bearers(&phrase.text, phrase.is_prefix),
        Key::Licence => {
            let all =
                archive.texts("SELECT DISTINCT licence FROM rights_statement WHERE licence IS NOT NULL")?;
            Ok(all.into_iter().filter(|licence| is_licence(licence, phrase)).collect())
        }
        Key::Holder => {
            let all =
                archive.texts("SELECT DISTINCT holder FROM rights_statement WHERE holder IS NOT NULL")?;
            Ok(called(all, phrase))
        }
        _ => Ok(called(archive.texts("SELECT DISTINCT name FROM source")?, phrase)),
    }
}

/// The one body of that name, also by another name that the built-in vocabulary has for it; when there is
/// none, all with each of the words in their names.
fn called(all: Vec<String>, phrase: &Phrase) -> Vec<String> {
    let wanted = words(&phrase.text);
    if !phrase.is_prefix {
        let known = Vocabulary::builtin().find(&phrase.text).map(|entry| words(&entry.name));
        let is_same = |name: &&String| {
            let name = words(name);
            name == wanted || Some(&name) == known.as_ref()
        };
        let same: Vec<String> = all.iter().filter(is_same).cloned().collect();
        if !same.is_empty() {
            return same;
        }
    }
    all.into_iter().filter(|name| has_words(&words(name), &wanted, phrase.is_prefix)).collect()
}

/// Does each word of a text stand in a name? Of the last one the beginning is enough when it may go on.
fn has_words(name: &str, wanted: &str, is_prefix: bool) -> bool {
    let last = wanted.split(' ').count();
    !wanted.is_empty()
        && wanted.split(' ').zip(1..).all(|(word, at)| {
            name.split(' ')
                .any(|one| if is_prefix && at == last { one.starts_with(word) } else { one == word })
        })
}

/// The folded words of a name; what is no letter or digit parts them, but for apostrophes.
fn words(name: &str) -> String {
    let parted: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘') { c } else { ' ' })
        .collect();
    fold(&parted)
}

/// Is it the licence that is meant? `by-nd`, `CC BY-ND 4.0` and the URI itself name
/// `https://creativecommons.org/licenses/by-nd/4.0/`, and `by` does not.
fn is_licence(licence: &str, phrase: &Phrase) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | ':');
        text.to_lowercase().split(is_end).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let known = parts(licence);
    let mut wanted = parts(&phrase.text);
    match wanted.first().map(String::as_str) {
        Some("cc") if wanted.len() > 1 => drop(wanted.remove(0)),
        Some("cc") => "creativecommons.org".clone_into(&mut wanted[0]),
        Some("cc0") => "zero".clone_into(&mut wanted[0]),
        Some(first) => {
            let rest = first.strip_prefix("cc-").unwrap_or(first).to_owned();
            wanted[0] = rest;
        }
        None => return false,
    }
    known.windows(wanted.len()).any(|some| {
        some.iter().zip(&wanted).zip(1..).all(|((one, wanted), at)| {
            if phrase.is_prefix && at == some.len() {
                one.starts_with(wanted.as_str())
            } else {
                one == wanted
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Phrase {
        let (text, is_prefix) = text.strip_suffix('*').map_or((text, false), |text| (text, true));
        Phrase { text: text.to_owned(), is_prefix }
    }

    #[test]
    fn licences() {
        let uri = "https://creativecommons.org/licenses/by-nd/4.0/";
        for (typed, is_meant) in [
            (uri, true),
            ("by-nd", true),
            ("CC BY-ND 4.0", true),
            ("cc-by-nd", true),
            ("by*", true),
            ("cc", true),
            ("by", false),
            ("nd", false),
            ("by-nd/3.0", false),
            ("custom", false),
            ("/", false),
        ] {
            assert_eq!(is_licence(uri, &phrase(typed)), is_meant, "{typed}");
        }
        assert!(is_licence("https://creativecommons.org/publicdomain/zero/1.0/", &phrase("CC0")));
        assert!(is_licence("custom", &phrase("custom")));
    }

    #[test]
    fn bodies() {
        let all =
            ["Associated Press", "Reuters", "Harbor Wire Reuters", "Radio Far/Radio Near", "Reader’s Post"];
        for (typed, expected) in [
            ("AP", "Associated Press"),
            ("reuters", "Reuters"),
            ("reut*", "Reuters; Harbor Wire Reuters"),
            ("wire harbor", "Harbor Wire Reuters"),
            ("near", "Radio Far/Radio Near"),
            ("Reader's Post", "Reader’s Post"),
            ("post press", ""),
            ("-", ""),
        ] {
            let all = all.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(called(all, &phrase(typed)).join("; "), expected, "{typed}");
        }
    }
}
