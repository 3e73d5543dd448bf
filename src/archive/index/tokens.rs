//! A text in, the tokens out that FTS5's tokenizer `unicode61 remove_diacritics 2` cuts it into.
//!
//! A token begins with a letter (letters, digits and private use: what SQLite takes for one, `folding` has the list),
//! and goes on with letters and marks. Letters are folded to lower case and lose their diacritics; marks are left out.

use std::sync::LazyLock;

use super::folding::{LETTERS, MARKS};
use crate::eight_bytes::{beyond_ascii, letters_and_digits, side_by_side};

/// A longer token is cut, in bytes, maybe within a character: FTS5 does.
const LONGEST: usize = 32_768;

/// So many of a token's first bytes are its key.
pub(super) const KEY: usize = 16;

/// A token of a text, folded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    /// All of it.
    pub bytes: &'t [u8],
    /// Its first bytes as a number, zeros behind a shorter one: no token has a zero, so that short ones are the
    /// same when their keys are.
    pub key: u128,
}

impl<'t> Token<'t> {
    /// The first `length` bytes of what has [`KEY`] bytes at least. So its key is read without asking for its length,
    /// which would be a fifth of the time of an index (measured).
    #[inline]
    fn of(bytes: &'t [u8], length: usize) -> Self {
        const MASKS: [u128; KEY + 1] = masks();
        let length = length.min(LONGEST);
        let first = bytes.first_chunk().map_or(0, |first| u128::from_le_bytes(*first));
        Self { bytes: &bytes[..length], key: first & MASKS[length.min(KEY)] }
    }
}

/// For each length of a token the bits of its key that are its own.
const fn masks() -> [u128; KEY + 1] {
    let mut masks = [0; KEY + 1];
    let mut length = 1;
    while length <= KEY {
        masks[length] = u128::MAX >> (8 * (KEY - length));
        length += 1;
    }
    masks
}

/// Cuts texts: finds where runs of letters and of what is beyond ASCII begin and end, for all of a text, and then
/// looks at each run. One loop that does both guesses wrong at the end of nearly every word, and takes twice the time
/// (measured).
#[derive(Default)]
pub(super) struct Tokenizer {
    /// The text with its ASCII letters in lower case, and zeros behind it: a run of letters is a token.
    lower: Vec<u8>,
    /// Where runs begin and end, by turns.
    edges: Vec<usize>,
    /// Where in them something beyond ASCII begins.
    beyond: Vec<usize>,
    /// A token out of a run with something beyond ASCII.
    token: Vec<u8>,
}

impl Tokenizer {
    /// Tells `found` of each token.
    pub(super) fn each(&mut self, text: &str, mut found: impl FnMut(Token<'_>)) {
        self.find_runs(text);
        let mut beyond = self.beyond.iter().copied().peekable();
        for &[start, end] in self.edges.as_chunks().0 {
            if beyond.next_if(|at| *at < end).is_none() {
                found(Token::of(&self.lower[start..], end - start));
                continue;
            }
            while beyond.next_if(|at| *at < end).is_some() {}
            cut_run(&text[start..end], &mut self.token, &mut found);
        }
    }

    fn find_runs(&mut self, text: &str) {
        let Self { lower, edges, beyond, .. } = self;
        lower.clear();
        lower.extend_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        lower.resize((text.len() + KEY).next_multiple_of(BLOCK), 0);
        edges.clear();
        beyond.clear();
        let (mut in_run, mut is_beyond) = (0, 0);
        for (block, first) in lower.as_chunks().0.iter().zip((0..).step_by(BLOCK)) {
            let bits = Bits::of(block);
            positions(bits.run ^ (bits.run << 1 | in_run), first, edges);
            positions(bits.beyond & !(bits.beyond << 1 | is_beyond), first, beyond);
            (in_run, is_beyond) = (bits.run >> (BLOCK - 1), bits.beyond >> (BLOCK - 1));
        }
    }
}

/// Appends where the bits of a block are set.
fn positions(mut bits: u64, first: usize, out: &mut Vec<usize>) {
    while bits != 0 {
        out.push(first + bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

/// So many bytes are looked at as one: as many as a number has bits.
const BLOCK: usize = 64;

/// Of each byte of a block a bit, that of the first the lowest.
#[derive(Default)]
struct Bits {
    /// Is it an ASCII letter or digit, or beyond ASCII?
    run: u64,
    /// Is it beyond ASCII?
    beyond: u64,
}

impl Bits {
    #[inline]
    fn of(block: &[u8; BLOCK]) -> Self {
        let mut bits = Self::default();
        for (eight, at) in block.as_chunks().0.iter().zip((0..).step_by(8)) {
            let eight = u64::from_le_bytes(*eight);
            let beyond = beyond_ascii(eight);
            bits.run |= side_by_side(letters_and_digits(eight) | beyond) << at;
            bits.beyond |= side_by_side(beyond) << at;
        }
        bits
    }
}

/// Cuts a run with something beyond ASCII in it.
fn cut_run(run: &str, token: &mut Vec<u8>, found: &mut impl FnMut(Token<'_>)) {
    let mut tell = |token: &mut Vec<u8>| {
        let length = token.len();
        if length > 0 {
            token.resize(length + KEY, 0);
            found(Token::of(token, length));
            token.clear();
        }
    };
    token.clear();
    for character in run.chars() {
        match class(character) {
            Class::Letter(folded) => token.extend_from_slice(folded.encode_utf8(&mut [0; 4]).as_bytes()),
            Class::Mark if !token.is_empty() => {}
            Class::Mark | Class::Separator => tell(token),
        }
    }
    tell(token);
}

/// What a character is to the tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It begins a token or goes on with it, as this character.
    Letter(char),
    /// It does not end a token, and is left out.
    Mark,
    Separator,
}

/// Does the tokenizer find a word in a text?
pub(crate) fn has_word(text: &str) -> bool {
    text.chars().any(|character| matches!(class(character), Class::Letter(_)))
}

fn class(character: char) -> Class {
    FIRST.get(character as usize).copied().unwrap_or_else(|| looked_up(character))
}

/// What the characters of one and two bytes are, letters of Greek, Cyrillic, Hebrew and Arabic among them. Looked up
/// each, a page in Cyrillic takes twice the time to cut (measured).
static FIRST: LazyLock<[Class; 0x800]> = LazyLock::new(|| {
    std::array::from_fn(|code| {
        u32::try_from(code).ok().and_then(char::from_u32).map_or(Class::Separator, looked_up)
    })
});

fn looked_up(character: char) -> Class {
    if character.is_ascii() {
        let is_letter = character.is_ascii_alphanumeric();
        return if is_letter { Class::Letter(character.to_ascii_lowercase()) } else { Class::Separator };
    }
    let code = u32::from(character);
    let at = LETTERS.partition_point(|&(_, last, _)| last < code);
    match LETTERS.get(at) {
        Some(&(first, _, shift)) if first <= code => {
            Class::Letter(code.checked_add_signed(shift).and_then(char::from_u32).unwrap_or(character))
        }
        _ if MARKS.iter().any(|&(first, last)| (first..=last).contains(&code)) => Class::Mark,
        _ => Class::Separator,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::path::Path;

    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    /// The tokens of texts as SQLite itself cuts them.
    fn of_sqlite(texts: impl IntoIterator<Item = String>) -> Vec<Vec<Vec<u8>>> {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
                 CREATE VIRTUAL TABLE v USING fts5vocab (t, instance);
                 BEGIN;",
            )
            .unwrap();
        let mut count = 0;
        let mut insert = connection.prepare("INSERT INTO t VALUES (?)").unwrap();
        for text in texts {
            count += insert.execute([text]).unwrap();
        }
        let mut found: Vec<Vec<(i64, Vec<u8>)>> = vec![Vec::new(); count];
        let mut select = connection.prepare("SELECT doc, offset, CAST(term AS BLOB) FROM v").unwrap();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let document: usize = row.get(0).unwrap();
            found[document - 1].push((row.get(1).unwrap(), row.get(2).unwrap()));
        }
        let in_order = |mut tokens: Vec<(i64, Vec<u8>)>| {
            tokens.sort();
            tokens.into_iter().map(|(_, token)| token).collect()
        };
        found.into_iter().map(in_order).collect()
    }

    fn ours(text: &str) -> Vec<Vec<u8>> {
        let mut tokens = Vec::new();
        Tokenizer::default().each(text, |token| tokens.push(token.bytes.to_vec()));
        tokens
    }

    /// Each character within a word and by itself.
    fn every_character() -> impl Iterator<Item = (char, String)> {
        ('\u{1}'..=char::MAX).map(|character| (character, format!("a{character}b {character}")))
    }

    /// `MORGUE_UPDATE_FOLDING=1 cargo test every_character` writes the table anew.
    #[test]
    fn every_character_is_what_it_is_to_sqlite() {
        let expected = of_sqlite(every_character().map(|(_, text)| text));
        if std::env::var_os("MORGUE_UPDATE_FOLDING").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/archive/index/folding.rs");
            std::fs::write(path, table(&expected)).unwrap();
            return;
        }
        for ((character, text), expected) in every_character().zip(expected) {
            assert!(
                ours(&text) == expected,
                "{character:?} is something else to this SQLite: MORGUE_UPDATE_FOLDING=1 cargo test every_character"
            );
        }
    }

    /// What the tokens of `every_character` say, as a source file.
    fn table(tokens: &[Vec<Vec<u8>>]) -> String {
        let mut letters: Vec<(u32, u32, i32)> = Vec::new();
        let mut marks: Vec<(u32, u32)> = Vec::new();
        for ((character, _), tokens) in every_character().zip(tokens).filter(|((it, _), _)| !it.is_ascii()) {
            let code = u32::from(character);
            let tokens: Vec<&str> = tokens.iter().map(|token| str::from_utf8(token).unwrap()).collect();
            match tokens[..] {
                ["a", "b"] => {}
                ["ab"] => match marks.last_mut() {
                    Some((_, last)) if *last + 1 == code => *last = code,
                    _ => marks.push((code, code)),
                },
                [within, alone] if within == format!("a{alone}b") && alone.chars().count() == 1 => {
                    let shift = alone.chars().map(u32::from).sum::<u32>().cast_signed() - code.cast_signed();
                    match letters.last_mut() {
                        Some((_, last, by)) if *last + 1 == code && *by == shift => *last = code,
                        _ => letters.push((code, code, shift)),
                    }
                }
                _ => panic!("{character:?} is none of what is known here: {tokens:?}"),
            }
        }
        let mut out = String::from(
            "//! What each character beyond ASCII is to the tokenizer, as SQLite's own tokenizer tells.\n\
             //! Written by `MORGUE_UPDATE_FOLDING=1 cargo test every_character`; do not edit.\n\n\
             /// Letters from the first to the last, in order, and how far from a letter the one is that it is folded to.\n\
             #[rustfmt::skip]\n\
             #[expect(clippy::unreadable_literal, reason = \"code points are written so\")]\n",
        );
        let _ = writeln!(out, "pub(super) static LETTERS: [(u32, u32, i32); {}] = [", letters.len());
        for some in letters.chunks(4) {
            let some: Vec<String> = some
                .iter()
                .map(|(first, last, by)| format!("(0x{first:04X}, 0x{last:04X}, {by}),"))
                .collect();
            let _ = writeln!(out, "    {}", some.join(" "));
        }
        let _ =
            writeln!(out, "];\n\n/// Marks that are left out, from the first to the last.\n#[rustfmt::skip]");
        let _ = writeln!(out, "pub(super) static MARKS: [(u32, u32); {}] = [", marks.len());
        for (first, last) in marks {
            let _ = writeln!(out, "    (0x{first:04X}, 0x{last:04X}),");
        }
        out + "];\n"
    }

    #[test]
    fn a_long_token_is_cut() {
        let text = format!("a {}é {}", "x".repeat(32_767), "y".repeat(40_000));
        let tokens = ours(&text);
        assert_eq!(tokens.iter().map(Vec::len).collect::<Vec<_>>(), [1, 32_768, 32_768]);
        assert_eq!(of_sqlite([text]), [tokens]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_sqlite_does(texts in proptest::collection::vec("\\PC{0,40}|[a-zA-Zéß .'\u{301}\u{303}–’]{0,40}|\\p{any}{0,20}", 1..20)) {
            // FTS5's list of tokens tells nothing of a text that ends at a NUL.
            let texts: Vec<String> = texts.into_iter().map(|text| text.replace('\0', " ")).collect();
            let expected = of_sqlite(texts.iter().cloned());
            prop_assert_eq!(texts.iter().map(|text| ours(text)).collect::<Vec<_>>(), expected);
        }
    }
}
