//! What a spreadsheet can hold, and what it would take for a formula.

use std::borrow::Cow;

use serde::Serialize;

use super::Table;
use crate::archive::Column;
use crate::archive::list::Cell;

/// The rows of a sheet, its header among them.
pub const MOST_ROWS: u64 = 1_048_576;

/// The length of a cell in UTF-16 units.
pub const LONGEST_CELL: usize = 32_767;

/// Stands at the end of a value that was cut off.
pub const CUT_MARK: &str = "… [cut]";

/// A value that was too long for a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// The file.
    pub file: String,
    /// The view.
    pub view: &'static str,
    /// The row as a spreadsheet counts: the header is the first.
    pub row: u64,
    /// The column.
    pub column: &'static str,
    /// The article's file.
    pub path: Option<String>,
    /// How long the whole value is, in UTF-16 units.
    pub length: usize,
}

impl Cut {
    /// Of the value in a column of the row that a table got last.
    pub(super) fn of(table: &Table, cells: &[Cell], column: usize, length: usize) -> Self {
        let columns: Vec<&Column> = table.view.columns().collect();
        let path = columns.iter().position(|column| column.name == "path");
        Self {
            file: table.file.clone(),
            view: table.view.name,
            row: table.rows + 1,
            column: columns.get(column).map_or("", |column| column.name),
            path: path.and_then(|at| cells.get(at)).map(|cell| cell.text().into_owned()),
            length,
        }
    }
}

/// A value that is no longer than a cell; with its whole length when it was cut off.
pub(super) fn fitted(text: &str) -> (Cow<'_, str>, Option<usize>) {
    // No text has more UTF-16 units than bytes.
    if text.len() <= LONGEST_CELL {
        return (text.into(), None);
    }
    let length: usize = text.chars().map(char::len_utf16).sum();
    if length <= LONGEST_CELL {
        return (text.into(), None);
    }
    let mut room = LONGEST_CELL - CUT_MARK.chars().map(char::len_utf16).sum::<usize>();
    let end = text.char_indices().find(|(_, letter)| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        !fits
    });
    let end = end.map_or(text.len(), |(at, _)| at);
    (format!("{}{CUT_MARK}", &text[..end]).into(), Some(length))
}

/// A value that no spreadsheet takes for a formula: with an apostrophe before it where it begins like one.
/// Quotation marks around it would not help. Plain numbers are what they look like.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let is_risky =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && !is_number(text);
    if is_risky { format!("'{text}").into() } else { text.into() }
}

/// Digits with a sign and a point; `-inf` and `+1e5` are no plain numbers.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_that_would_be_formulas() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+HYPERLINK(1)", "'+HYPERLINK(1)"),
            ("@SUM(1)", "'@SUM(1)"),
            ("＝1+1", "'＝1+1"),
            ("\t=1", "'\t=1"),
            ("-5", "-5"),
            ("+5.25", "+5.25"),
            ("-1+1", "'-1+1"),
            ("-inf", "'-inf"),
            ("-", "'-"),
            ("- a dash", "'- a dash"),
            ("2020-03-25", "2020-03-25"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), expected);
        }
    }

    #[test]
    fn values_that_are_too_long() {
        let fits = "a".repeat(LONGEST_CELL);
        assert_eq!(fitted(&fits), (fits.as_str().into(), None));
        // More bytes than a cell has units, and no more units.
        let fits = "é".repeat(LONGEST_CELL);
        assert_eq!(fitted(&fits).1, None);
        let (text, whole) = fitted("a💥".repeat(20_000).leak());
        assert_eq!(whole, Some(60_000));
        assert!(text.ends_with(CUT_MARK));
        assert!((LONGEST_CELL - 1..=LONGEST_CELL).contains(&text.encode_utf16().count()));
    }

    proptest! {
        #[test]
        fn what_is_cut_is_a_beginning(letters in "[a-é💥\n]{0,9}", times in 1..9_000_usize) {
            let text = letters.repeat(times);
            let (cell, whole) = fitted(&text);
            prop_assert!(cell.encode_utf16().count() <= LONGEST_CELL);
            match whole {
                None => prop_assert_eq!(&cell, &text),
                Some(length) => {
                    prop_assert_eq!(length, text.encode_utf16().count());
                    prop_assert!(text.starts_with(cell.strip_suffix(CUT_MARK).unwrap()));
                }
            }
        }
    }
}
