//! Text in which UTF-8 was once read as Windows-1252 or Latin-1 in, the text as it was meant out.
//!
//! `â€™` is what the three bytes of `’` look like in Windows-1252. Such a run is put back when its
//! bytes are the UTF-8 of one character that newspapers print (see [`is_meant`]); anything else
//! stays as it is, because a wrong repair is worse than none.

use std::borrow::Cow;

/// The text with its mojibake put back, however often it was misread, and how many characters that were.
pub(super) fn repair(text: &str) -> (Cow<'_, str>, u32) {
    if !may_hold_any(text) {
        return (Cow::Borrowed(text), 0);
    }
    // The end of `done` is a stack: a character that completes a run takes the run's place, and may
    // itself complete another. Every repair makes the text shorter, so the whole is linear.
    let mut done = String::with_capacity(text.len());
    let mut repaired = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let mut next = character;
        // The last byte of a misread ” is none of Windows-1252, and many programs drop it.
        let ends_there = |after: Option<&char>| {
            after.is_none_or(|after| after.is_whitespace() || after.is_ascii_punctuation())
        };
        if character == '€' && done.ends_with('â') && ends_there(characters.peek()) {
            done.pop();
            repaired += 1;
            next = '”';
        }
        loop {
            let Some((start, meant)) = completed(&done, next) else {
                done.push(next);
                break;
            };
            done.truncate(start);
            repaired += 1;
            if meant == BYTE_ORDER_MARK {
                break;
            }
            next = meant;
        }
    }
    if repaired == 0 { (Cow::Borrowed(text), 0) } else { (Cow::Owned(done), repaired) }
}

/// Does a character that can begin a run stand before one that can go on with it? Those that can begin one are
/// U+00C2 to U+00FF, which UTF-8 has behind 0xC3.
fn may_hold_any(text: &str) -> bool {
    memchr::memchr_iter(0xC3, text.as_bytes()).any(|at| {
        let after = text.get(at + 2..).and_then(|rest| rest.chars().next());
        after.and_then(byte_of).is_some_and(is_continuation)
    })
}

/// Misread at the head of a file: `ï»¿`. It means nothing there, and is left out.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The run at the end of `done` that `last` completes: where it starts, and what it means.
fn completed(done: &str, last: char) -> Option<(usize, char)> {
    let mut bytes = [0; 4];
    bytes[3] = byte_of(last).filter(|&byte| is_continuation(byte))?;
    let mut first = 3;
    for (start, character) in done.char_indices().rev().take(3) {
        let byte = byte_of(character)?;
        first -= 1;
        bytes[first] = byte;
        if is_continuation(byte) {
            continue;
        }
        let run = std::str::from_utf8(&bytes[first..]).ok()?;
        let mut characters = run.chars();
        let meant = characters.next().filter(|&meant| is_meant(meant) && characters.next().is_none())?;
        return (run.len() > 2 || !is_closing(last, &done[..start])).then_some((start, meant));
    }
    None
}

/// A capital and the closing mark after it: „NIÑA”, «MAÇÃ». A misread û also ends in », but hardly
/// ever in a word of capitals.
fn is_closing(mark: char, before: &str) -> bool {
    match mark {
        '’' | '”' | '…' | '–' | '—' => true,
        '»' => before.ends_with(char::is_uppercase),
        _ => false,
    }
}

fn is_continuation(byte: u8) -> bool {
    (0x80..0xC0).contains(&byte)
}

/// The characters that are put back: Latin letters and signs up to U+017F, the punctuation of
/// print, the euro and trade mark signs.
fn is_meant(character: char) -> bool {
    matches!(character,
        '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{17F}' | '\u{2010}'..='\u{2026}'
        | '\u{2030}' | '\u{2032}' | '\u{2033}' | '\u{2039}' | '\u{203A}' | '\u{20AC}' | '\u{2122}'
        | BYTE_ORDER_MARK)
}

/// The byte that reads as this character in Windows-1252, or in Latin-1 for the five bytes that
/// Windows-1252 leaves out. Only bytes that UTF-8 has outside ASCII.
fn byte_of(character: char) -> Option<u8> {
    let byte = match character {
        '\u{80}'..='\u{FF}' => return u8::try_from(u32::from(character)).ok(),
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8A,
        '‹' => 0x8B,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9A,
        '›' => 0x9B,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        _ => return None,
    };
    Some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_that_are_put_back() {
        for (text, expected) in [
            ("donâ€™t", "don’t"),
            ("â€œNoâ€\u{9D}", "“No”"),
            ("2010â€“11 â€” 5 â‚¬", "2010–11 — 5 €"),
            ("SeÃ±or NÃºÃ±ez, Ã\u{A0} Paris", "Señor Núñez, à Paris"),
            ("caf\u{C3}\u{A9}â\u{80}\u{99}s", "café’s"),
            ("isnÃ¢â‚¬â„¢t", "isn’t"),
            ("â€œNoâ€ she said, â€œno.â€", "“No” she said, “no.”"),
            ("ï»¿Head", "Head"),
            ("MÃ¼nchen Å“uvre Ä‡evapi", "München œuvre ćevapi"),
        ] {
            assert_eq!(repair(text).0, expected);
        }
    }

    #[test]
    fn text_that_is_meant_as_it_stands() {
        for text in [
            "naïve café",
            "„NIÑA” und „JÄ”",
            "Â«",
            "§ 5 ½",
            "5 °C ±1",
            "ÜBER…",
            "Ã",
            "€™",
            "ÄÖÜ",
            "SÃO PAULO",
            "Čapek’s",
        ] {
            let (kept, repaired) = repair(text);
            // `Â«` is how a misread « looks, and is the one of these that is put back.
            assert_eq!(kept, if text == "Â«" { "«" } else { text });
            assert_eq!(repaired, u32::from(text == "Â«"));
        }
    }

    proptest! {
        #[test]
        fn what_was_misread_once_is_put_back(text in "[a-z ‘’“”–—…àâçèéêëîïôùûüñßœš]{0,60}") {
            let misread: String = encoding_rs::mem::decode_latin1(text.as_bytes()).into_owned();
            prop_assert_eq!(repair(&misread).0, text);
        }
    }
}
