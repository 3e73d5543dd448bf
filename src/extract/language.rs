//! One article in, the language of its body out, or nothing when unsure.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::article::{Article, Zone};
use crate::eight_bytes::{first_beyond_ascii, up_to_eight};

/// So many letters are needed to tell: of a hundred, two dividends and a date are taken for French.
const ENOUGH: usize = 150;

/// So many bytes are looked at: more change nothing, and cost time.
const WINDOW: usize = 1_000;

/// ISO 639-1 code of the language of the body, or of the captions where there is no body.
#[must_use]
pub fn detect(article: &Article) -> Option<&'static str> {
    let body = article.text(Zone::Body);
    let text = head(if body.is_empty() { article.text(Zone::Caption) } else { body });
    if !is_prose(text) {
        return None;
    }
    if is_plainly_english(text) {
        return Some("en");
    }
    let info = Detector::new().detect(text)?;
    if info.is_reliable() { code(info.lang()) } else { None }
}

/// Sentences rather than a table or a headline: enough letters, few of them capitals, few digits between.
fn is_prose(text: &str) -> bool {
    let mut letters = count_ascii(text, |byte| byte.is_ascii_alphabetic());
    let mut capitals = count_ascii(text, |byte| byte.is_ascii_uppercase());
    let mut digits = count_ascii(text, |byte| byte.is_ascii_digit());
    for character in characters_beyond_ascii(text) {
        letters += usize::from(character.is_alphabetic());
        capitals += usize::from(character.is_uppercase());
        digits += usize::from(character.is_numeric());
    }
    letters >= ENOUGH && capitals * 2 <= letters && digits * 10 <= letters
}

/// How many characters of ASCII are of a kind: they are counted many at a time.
fn count_ascii(text: &str, is_one: impl Fn(u8) -> bool) -> usize {
    let of_chunk = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(is_one(*byte))).sum::<u8>();
    text.as_bytes().chunks(255).map(|chunk| usize::from(of_chunk(chunk))).sum()
}

fn characters_beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest[first_beyond_ascii(rest.as_bytes())?..].chars();
        let character = characters.next();
        rest = characters.as_str();
        character
    })
}

/// English that its commonest words give away: one word in six, or one in four with those that other languages
/// have as well. No other language has that many of them, and to compare trigrams with those of seventy languages
/// takes half of the time that an article takes as a whole (measured).
fn is_plainly_english(text: &str) -> bool {
    let mut seen = [0_usize; COMMON.len()];
    let (mut words, mut others) = (0, 0);
    let places = &*PLACES;
    for word in text.as_bytes().split(|byte| matches!(byte, b' ' | b'\n')).filter(|word| !word.is_empty()) {
        words += 1;
        match places.get(word) {
            Some(place) if place < COMMON.len() => seen[place] += 1,
            Some(_) => others += 1,
            None => {}
        }
    }
    let different = seen.iter().filter(|count| **count > 0).count();
    let common = seen.iter().sum::<usize>();
    seen[0] > 0 && different >= 4 && (common * 6 >= words || (common + others) * 4 >= words)
}

/// Words of English that other languages hardly have.
const COMMON: [&str; 35] = [
    "the", "of", "and", "to", "that", "with", "for", "from", "said", "which", "this", "have", "were", "has",
    "his", "would", "been", "their", "they", "she", "about", "who", "its", "after", "could", "when", "what",
    "there", "than", "into", "out", "other", "some", "because", "only",
];

/// Words that are as common, and that other languages have as well.
const ELSEWHERE_TOO: [&str; 20] = [
    "a", "in", "on", "is", "was", "at", "by", "as", "it", "he", "be", "are", "an", "not", "but", "will",
    "had", "more", "her", "we",
];

/// Each with its place in the two lists, one behind the other.
static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let mut places = Places { slots: [None; 256] };
    for (place, word) in COMMON.into_iter().chain(ELSEWHERE_TOO).enumerate() {
        if let Some(word) = up_to_eight(word.as_bytes()) {
            let slot = places.slot(word);
            places.slots[slot] = Some((word, place));
        }
    }
    places
});

/// Words by the number that their letters make.
struct Places {
    slots: [Option<(u64, usize)>; 256],
}

impl Places {
    fn get(&self, word: &[u8]) -> Option<usize> {
        let word = up_to_eight(word)?;
        self.slots[self.slot(word)].filter(|(other, _)| *other == word).map(|(_, place)| place)
    }

    /// Where such a word is, or the first free slot.
    fn slot(&self, word: u64) -> usize {
        let mut slot = (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize;
        while self.slots[slot].is_some_and(|(other, _)| other != word) {
            slot = (slot + 1) % self.slots.len();
        }
        slot
    }
}

/// The first bytes of a text, up to a character's end.
fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(WINDOW)]
}

/// The ISO 639-1 code of a language; none of those without one.
fn code(language: Lang) -> Option<&'static str> {
    CODES.iter().find(|(known, _)| *known == language).map(|(_, code)| *code)
}

const CODES: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Aka, "ak"),
    (Lang::Amh, "am"),
    (Lang::Ara, "ar"),
    (Lang::Aze, "az"),
    (Lang::Bel, "be"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Cym, "cy"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Epo, "eo"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Guj, "gu"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Hye, "hy"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jav, "jv"),
    (Lang::Jpn, "ja"),
    (Lang::Kan, "kn"),
    (Lang::Kat, "ka"),
    (Lang::Khm, "km"),
    (Lang::Kor, "ko"),
    (Lang::Lat, "la"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Mal, "ml"),
    (Lang::Mar, "mr"),
    (Lang::Mkd, "mk"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "nb"),
    (Lang::Ori, "or"),
    (Lang::Pan, "pa"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Sin, "si"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Sna, "sn"),
    (Lang::Spa, "es"),
    (Lang::Srp, "sr"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tel, "te"),
    (Lang::Tgl, "tl"),
    (Lang::Tha, "th"),
    (Lang::Tuk, "tk"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Uzb, "uz"),
    (Lang::Vie, "vi"),
    (Lang::Yid, "yi"),
    (Lang::Zul, "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_common_word_is_longer_than_those_that_are_looked_up() {
        assert!(COMMON.iter().chain(&ELSEWHERE_TOO).all(|word| up_to_eight(word.as_bytes()).is_some()));
    }

    #[test]
    fn english_with_more_of_another_language_is_not_plain() {
        let english = "The ferry workers went back to their boats after a strike that had cut off four islands, \
            and the union said that its members had accepted what they were offered.";
        let spanish = "El faro volvió a encenderse gracias al trabajo de los vecinos, y el alcalde dijo que los \
            pescadores lo habían pedido desde el primer invierno.";
        assert!(is_plainly_english(english));
        assert!(!is_plainly_english(&format!("{english} {spanish} {spanish}")));
    }

    #[test]
    fn languages() {
        for (text, expected) in [
            (
                "The ferry workers went back to their boats on Thursday after a strike that had cut off four islands from the mainland. The union said its members had accepted a raise and a promise of new life jackets.",
                Some("en"),
            ),
            (
                "El faro de Punta Gris volvió a encenderse después de once años a oscuras, gracias al trabajo de los vecinos. El alcalde dijo que los pescadores lo habían pedido desde el primer invierno, y que la niña más pequeña del pueblo encendió la lámpara con un interruptor que su abuelo había pintado.",
                Some("es"),
            ),
            (
                "Die Fähre legte am Dienstag zum letzten Mal ab, und niemand war an Bord, wie die Hafenmeisterin sagte. Die neue Brücke, auf die man zwölf Jahre gewartet hatte, wurde noch am selben Abend geöffnet, und die ersten Wagen fuhren hinüber, bevor die Farbe getrocknet war.",
                Some("de"),
            ),
            (
                "Министр сказал, что мост будет открыт в марте, несмотря на задержку и на плохую погоду в горах. Жители города ждали этого дня двенадцать лет, и многие пришли посмотреть, как первые машины поедут на другой берег.",
                Some("ru"),
            ),
            ("CHICAGO, June 19 - Mthly div nine cts vs nine cts prior. Pay Aug 14. Record July 1.", None),
            ("12 34 56", None),
            ("No.", None),
            ("", None),
        ] {
            let mut article = Article::default();
            article.push(Zone::Body, text);
            assert_eq!(detect(&article), expected, "{text}");
        }
    }
}
