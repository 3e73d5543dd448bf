//! Bytes in, text with the encoding it was decided to be out. Pure.
//!
//! Binary files are refused with what they look like; they are never stored as mush.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::problem::{Problem, ProblemKind, Stage};

/// A text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The WHATWG name of the encoding; Latin-1 is read as `windows-1252`, as on the web.
    pub encoding: &'static str,
    /// How many byte sequences had no meaning and became U+FFFD.
    pub replaced: u64,
}

/// The text that some bytes are.
///
/// # Errors
/// When there is no text in them, or they are not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    if bytes.is_empty() {
        return Err(empty());
    }
    if let Some((encoding, mark)) = byte_order_mark(bytes) {
        return finish(with(encoding, &bytes[mark..]));
    }
    if let Some(name) = signature(bytes) {
        return Err(binary(&format!("it looks like {name}, not text")));
    }
    if bytes.contains(&0) {
        return match utf16_without_mark(bytes) {
            Some(encoding) => finish(with(encoding, bytes)),
            None => Err(binary("it holds NUL bytes, as binary files do")),
        };
    }
    if is_mostly_control(bytes) {
        return Err(binary("it is full of control characters, as binary files are"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return finish(Decoded { text: text.to_owned(), encoding: UTF_8.name(), replaced: 0 });
    }
    finish(with(guess(bytes), bytes))
}

fn empty() -> Problem {
    Problem::new(Stage::Decode, ProblemKind::Empty, "the file holds no text")
}

fn binary(message: &str) -> Problem {
    Problem::new(Stage::Decode, ProblemKind::Binary, message)
}

/// A text of white space only is no article.
fn finish(decoded: Decoded) -> Result<Decoded, Problem> {
    if decoded.text.trim().is_empty() { Err(empty()) } else { Ok(decoded) }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = if had_errors { text.matches('\u{FFFD}').count() as u64 } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), replaced }
}

fn byte_order_mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    // UTF-32's mark begins as UTF-16's does; such a file is then told as binary.
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
        return None;
    }
    Encoding::for_bom(bytes)
}

/// How files that are no text begin.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP file (.zip, .docx, .xlsx, .epub)"),
    (b"\x1F\x8B", "a gzip file without .gz in its name"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file without .zst in its name"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xD0\xCF\x11\xE0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"BZh", "a bzip2 file"),
    (b"\xFD7zXZ", "an xz file"),
    (b"7z\xBC\xAF", "a 7-Zip file"),
    (b"Rar!", "a RAR file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
];

fn signature(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name)
}

/// So many bytes tell what kind of file it is.
const SNIFF: usize = 8 << 10;

/// Latin text in UTF-16 has a NUL in every second byte: in the odd ones when the low byte comes
/// first. The whole must decode without error.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(SNIFF) & !1];
    if head.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let pairs = head.len() / 2;
    let nuls = |first: usize| head.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let encoding = if odd * 10 >= pairs * 6 && even * 20 <= pairs {
        UTF_16LE
    } else if even * 10 >= pairs * 6 && odd * 20 <= pairs {
        UTF_16BE
    } else {
        return None;
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    (!had_errors && !text.contains('\0')).then_some(encoding)
}

/// Text has line ends, tabs and, on old wires, a few more control characters; not one in ten. Of a
/// handful of bytes nothing can be told.
fn is_mostly_control(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFF)];
    let control = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C | 0x1B))
        .count();
    control > 4 && control * 10 > head.len()
}

/// The encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_nearly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// A UTF-8 file with a few broken bytes, such as one that was cut in the middle of a letter.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 3 && good >= bad * 4
}

/// The detector is slow: it sees so many bytes, from a little before the first that is not ASCII.
const WINDOW: usize = 4 << 10;

fn window(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(64);
    &bytes[start..bytes.len().min(start + WINDOW)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.replaced), (text, encoding, 0));
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn encodings() {
        let text =
            "The café’s owner – Señor Núñez – said “no”, again and again, to the men from the ministry.";
        check(text.as_bytes(), text, "UTF-8");
        check(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), text, "UTF-8");
        check(&[vec![0xFF, 0xFE], utf16(text, false)].concat(), text, "UTF-16LE");
        check(&[vec![0xFE, 0xFF], utf16(text, true)].concat(), text, "UTF-16BE");
        check(&utf16(text, false), text, "UTF-16LE");
        check(&utf16(text, true), text, "UTF-16BE");
        check(&encoding_rs::WINDOWS_1252.encode(text).0, text, "windows-1252");
        let latin1 = "Le maire a déclaré que l'école était fermée à cause de la grève générale.";
        check(&encoding_rs::WINDOWS_1252.encode(latin1).0, latin1, "windows-1252");
        let russian = "Министр сказал, что мост будет открыт в марте, несмотря на задержку.";
        check(&encoding_rs::WINDOWS_1251.encode(russian).0, russian, "windows-1251");
        check(b"TOKYO, March 2\x03 - The market.", "TOKYO, March 2\u{3} - The market.", "UTF-8");
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_it_another_encoding() {
        let mut bytes = "naïve café über Zoë élan".as_bytes().to_vec();
        bytes.extend_from_slice(b" and \xE2\x80");
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
        assert!(decoded.text.starts_with("naïve café über"));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for (bytes, kind) in [
            (&b""[..], ProblemKind::Empty),
            (b" \r\n\t ", ProblemKind::Empty),
            (b"\xEF\xBB\xBF", ProblemKind::Empty),
            (b"%PDF-1.4\n%\xE2\xE3", ProblemKind::Binary),
            (b"\x89PNG\r\n\x1a\n", ProblemKind::Binary),
            (b"some text\0and more of it", ProblemKind::Binary),
            (b"\0\0\0\0\0\0\0\0", ProblemKind::Binary),
            (b"\x01\x02\x03\x04\x05abc\x06\x07\x08", ProblemKind::Binary),
            (b"\xFF\xFE\0\0A\0\0\0", ProblemKind::Binary),
        ] {
            assert_eq!(decode(bytes).unwrap_err().kind, kind, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_text_or_a_problem(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(decoded) = decode(&bytes) {
                prop_assert!(!decoded.text.trim().is_empty());
            }
        }

        #[test]
        fn utf8_is_read_as_it_is(text in "[a-zé\u{4e00}-\u{4e20} \n]{1,80}") {
            if let Ok(decoded) = decode(text.as_bytes()) {
                prop_assert_eq!(decoded.text, text);
            }
        }
    }
}
