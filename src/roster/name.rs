//! A full name as printed in, its spelling and its parts out: what of a name counts, and what does not.
//!
//! Not counted are accents, case, apostrophes, hyphens, the dots of initials, the comma and the dot of
//! `Jr.`, and a nickname in quotation marks or brackets. Everything else of a name counts.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name without what does not count in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// Its words, parted by spaces: names of one spelling are one name.
    pub text: String,
    /// Its parts; `None` of a name of one word, which may be anything, or without a surname.
    pub parts: Option<Parts>,
}

/// The parts of a full name, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parts {
    /// How many words it is printed in.
    pub words: usize,
    /// The first word.
    pub given: String,
    /// The last word, with the small words before it: `van der rohe`.
    pub surname: String,
    /// `jr`, `sr`, `ii` … or nothing.
    pub suffix: &'static str,
    /// The words between them.
    pub middles: Vec<String>,
}

impl Parts {
    /// Is no more than the initial of the given name told?
    #[must_use]
    pub fn is_initialled(&self) -> bool {
        is_initial(&self.given)
    }
}

/// Is the folded word an initial?
#[must_use]
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Small words that belong to the surname behind them.
const PARTICLES: &[&str] = &[
    "abu", "af", "al", "av", "ben", "bin", "bint", "da", "das", "de", "del", "dela", "della", "den", "der",
    "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "san", "santa", "st", "te", "ten",
    "ter", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Reads a name.
#[must_use]
pub fn read(name: &str) -> Spelling {
    let mut words = words(name);
    let suffix = match words.last().and_then(|word| suffix(word)) {
        Some(suffix) if words.len() > 1 => {
            words.pop();
            suffix
        }
        _ => "",
    };
    // The parts of a word with a hyphen in it are parted by a space.
    let mut text = words.join(" ");
    if !suffix.is_empty() {
        text.push(' ');
        text.push_str(suffix);
    }
    if text.is_empty() {
        // No letter in it: it counts as it stands.
        name.clone_into(&mut text);
    }
    // `George W.` lacks its surname.
    let is_full = words.len() > 1 && words.last().is_some_and(|last| !is_initial(last));
    let parts = is_full.then(|| {
        let last = words.len() - 1;
        let is_particle = |at: &usize| PARTICLES.contains(&words[*at].as_str());
        let surname = (1..last).rev().take_while(is_particle).last().unwrap_or(last);
        Parts {
            words: words.len(),
            given: words[0].clone(),
            surname: words[surname..].join(" "),
            suffix,
            middles: words[1..surname].to_vec(),
        }
    });
    Spelling { text, parts }
}

/// The first word of a name's spelling.
#[must_use]
pub fn first_word(name: &str) -> String {
    if let Some(plain) = plain_first_word(name) {
        return plain.to_ascii_lowercase();
    }
    let spelling = read(name).text;
    spelling.split(' ').next().unwrap_or_default().to_owned()
}

/// The first word of most names: one that counts as it stands, but for its case.
fn plain_first_word(name: &str) -> Option<&str> {
    let word = name.split(' ').next()?;
    let letters = word.as_bytes();
    let is_plain = letters.iter().all(u8::is_ascii_alphabetic) && letters.iter().any(u8::is_ascii_lowercase);
    is_plain.then_some(word)
}

/// Is the name of this spelling? Most are not for their first word, which saves reading them.
#[must_use]
pub fn is_spelled(name: &str, spelling: &str) -> bool {
    let first = spelling.split(' ').next().unwrap_or_default();
    plain_first_word(name).is_none_or(|plain| plain.eq_ignore_ascii_case(first))
        && read(name).text == spelling
}

/// Can the folded name have these letters in one of its words? Of most names that have not this is told without folding
/// them.
#[must_use]
pub fn may_have(name: &str, letters: &str) -> bool {
    let (name, letters) = (name.as_bytes(), letters.as_bytes());
    let is_plain = name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b' ');
    !is_plain
        || letters.is_empty()
        || name.windows(letters.len()).any(|window| window.eq_ignore_ascii_case(letters))
}

/// The words of any text as a name would have them; what is no letter or digit is left out.
#[must_use]
pub fn fold(text: &str) -> String {
    words(text).join(" ")
}

/// The folded words of a name. A word with hyphens in it is one, with spaces in it.
fn words(name: &str) -> Vec<String> {
    let bare = without_nickname(name);
    let is_small = bare.chars().any(char::is_lowercase);
    let mut words = Vec::new();
    for printed in bare.split(|c: char| c.is_whitespace() || c == ',') {
        if words.is_empty() && is_run_of_initials(printed, is_small) {
            words.extend(printed.chars().map(|letter| folded(letter.encode_utf8(&mut [0; 4]))));
            continue;
        }
        // `J.F.` is two words; a dot at the end is none.
        for piece in printed.split('.') {
            let mut word = String::new();
            for part in piece.split(is_hyphen).map(folded).filter(|part| !part.is_empty()) {
                if word.is_empty() {
                    word = part;
                } else {
                    word.push(' ');
                    word.push_str(&part);
                }
            }
            if !word.is_empty() {
                words.push(word);
            }
        }
    }
    words
}

/// `JK` of `JK Rowling`: capitals alone, where the rest of the name has small letters or there is no
/// vowel among them.
fn is_run_of_initials(word: &str, is_small: bool) -> bool {
    (2..=3).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && (is_small || !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']))
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The name without what stands in brackets or double quotation marks. One that is not closed stays.
fn without_nickname(name: &str) -> Cow<'_, str> {
    const PAIRS: [(char, &[char]); 5] =
        [('"', &['"']), ('“', &['”', '“']), ('„', &['“', '”']), ('«', &['»']), ('(', &[')'])];
    let opens = |c| PAIRS.iter().any(|(open, _)| *open == c);
    if !name.contains(opens) {
        return Cow::Borrowed(name);
    }
    let mut bare = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(start) = rest.find(opens) {
        let (before, opened) = rest.split_at(start);
        let mut letters = opened.chars();
        let open = letters.next();
        let close = PAIRS.iter().find(|(one, _)| Some(*one) == open).map_or(&[][..], |(_, close)| *close);
        let Some((_, behind)) = letters.as_str().split_once(close) else { break };
        bare.push_str(before);
        bare.push(' ');
        rest = behind;
    }
    bare.push_str(rest);
    // Nothing but a nickname: then that is the name.
    if bare.chars().any(char::is_alphanumeric) { Cow::Owned(bare) } else { Cow::Borrowed(name) }
}

/// Small letters without accents and apostrophes.
fn folded(word: &str) -> String {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect();
    }
    folded_of_any(word)
}

/// The same of a word in any letters.
fn folded_of_any(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        for small in letter.to_lowercase().filter(|small| small.is_alphanumeric()) {
            match small {
                'ł' => plain.push('l'),
                'ø' => plain.push('o'),
                'đ' | 'ð' => plain.push('d'),
                'ħ' => plain.push('h'),
                'ı' => plain.push('i'),
                'þ' => plain.push_str("th"),
                'ß' => plain.push_str("ss"),
                'æ' => plain.push_str("ae"),
                'œ' => plain.push_str("oe"),
                // Typed for an apostrophe, and letters all the same.
                'ʼ' | 'ʻ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' => {}
                other => plain.push(other),
            }
        }
    }
    plain
}

/// The suffix that a folded word is.
pub(super) fn suffix(word: &str) -> Option<&'static str> {
    Some(match word {
        "jr" => "jr",
        "sr" => "sr",
        "ii" | "2nd" => "ii",
        "iii" | "3rd" => "iii",
        "iv" | "4th" => "iv",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spelling() {
        for (one, other) in [
            ("José Álvarez", "Jose Alvarez"),
            ("JOSÉ ÁLVAREZ", "José A\u{301}lvarez"),
            ("Seán O’Brien", "Sean O'Brien"),
            ("Sean OʼBrien", "SEAN O‘BRIEN"),
            ("Jean-Claude Roe", "Jean\u{2011}Claude Roe"),
            ("Pak Jong-un", "Pak Jong Un"),
            ("Karim al-Dostani", "Karim Al Dostani"),
            ("J. F. Roe", "J.F. Roe"),
            ("JF Roe", "J F Roe"),
            ("JK ROE", "J.K. ROE"),
            ("John Roe, Jr.", "John Roe Jr"),
            ("John Roe 2nd", "John Roe II"),
            ("William “Bill” Roe", "William Roe"),
            ("William (Bill) Roe", "William \"Billy\" Roe"),
            ("Søren Łukasz Straße", "Soren Lukasz Strasse"),
            ("  John   Roe ", "John Roe"),
        ] {
            assert_eq!(read(one).text, read(other).text, "{one} / {other}");
        }
    }

    #[test]
    fn other_spellings() {
        for (one, other) in [
            ("E. D. Roe", "Ed Roe"),
            ("A.L. Roe", "Al Roe"),
            ("ED ROE", "E. D. Roe"),
            ("John Roe", "Jon Roe"),
            ("Jürgen Müller", "Jurgen Mueller"),
            ("John Roe Jr.", "John Roe Sr."),
            ("John Roe Jr.", "John Roe"),
            ("Roe", "John Roe"),
        ] {
            assert_ne!(read(one).text, read(other).text, "{one} / {other}");
        }
    }

    #[test]
    fn parts() {
        for (name, expected) in [
            ("John Roe", "john||roe|"),
            ("John F. Roe", "john|f|roe|"),
            ("John F.K. Roe, III", "john|f,k|roe|iii"),
            ("Ludwig Mies van der Roe", "ludwig|mies|van der roe|"),
            ("Ann-Marie Smith-Roe", "ann marie||smith roe|"),
            ("La Toya Roe", "la|toya|roe|"),
            ("Karim bin Farid al-Roe", "karim|bin,farid|al roe|"),
            ("JD Roe", "j|d|roe|"),
            ("Roe Jr.", "-"),
            ("George H. W.", "-"),
            ("Jr.", "-"),
            ("Roe-Smith", "-"),
            ("", "-"),
            ("“”", "-"),
        ] {
            let told = read(name).parts.map_or("-".to_owned(), |parts| {
                format!("{}|{}|{}|{}", parts.given, parts.middles.join(","), parts.surname, parts.suffix)
            });
            assert_eq!(told, expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn plain_words_are_folded_as_others(word in "[ -~]{0,12}") {
            prop_assert_eq!(folded(&word), folded_of_any(&word));
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}|[A-Za-z '.(),“”-]{0,20}") {
            let spelling = read(&text);
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(first_word(&text), spelling.text.split(' ').next().unwrap_or_default());
            prop_assert!(is_spelled(&text, &spelling.text));
            let other = format!("x{}", spelling.text);
            prop_assert!(!is_spelled(&text, &other));
            for word in fold(&text).split(' ') {
                let half = (0..=word.len() / 2).rev().find(|&at| word.is_char_boundary(at)).unwrap_or(0);
                prop_assert!(may_have(&text, word) && may_have(&text, &word[half..]));
            }
            // Without a letter or a digit in it a name counts as it stands.
            prop_assert!(!spelling.text.contains("  ") || fold(&text).is_empty());
        }
    }
}
