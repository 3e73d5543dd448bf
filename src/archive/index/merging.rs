//! Some segments in, one out that has all their rows: what FTS5's own merge comes to, for half of its work.
//!
//! It goes through the segments term by term and copies position lists as they are. That can be done where the rows
//! of each segment come behind those of the older ones, as they do unless an article took the place of another one, and
//! where none says that it has lost a row. Anything else is left to FTS5.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use rusqlite::{CachedStatement, Connection};

use super::segment::{Pages, Rows, page_id};
use super::structure::Segment;
use super::{first_eight, varint};

/// Why there is no merged segment.
#[derive(Debug)]
pub(super) enum Stop {
    /// FTS5 alone can merge these, or say what is wrong with them.
    Unfit,
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Merges segments, the oldest first, into one of a given id, and gives the number of its last page. Their own pages
/// are removed as they are read, so that there is room for the new ones.
pub(super) fn merge(
    connection: &Connection,
    segments: &[Segment],
    id: u16,
    page_size: usize,
    rows: &mut impl Rows,
) -> Result<u32, Stop> {
    let mut old = Old::of(connection)?;
    let mut pages = Pages::new(rows, id, page_size);
    let mut readers = BinaryHeap::with_capacity(segments.len());
    for (segment, age) in segments.iter().zip(0..) {
        let mut reader = Box::new(Reader::new(segment.clone(), age, &mut old)?);
        if reader.next_term(&mut old)? {
            readers.push(Reverse(reader));
        }
    }
    let (mut term, mut last) = (Vec::new(), None);
    while let Some(mut least) = readers.peek_mut() {
        let reader = &mut least.0;
        if reader.term != term {
            if reader.term < term {
                return Err(Stop::Unfit);
            }
            term.clone_from(&reader.term);
            pages.term(&term)?;
            last = None;
        }
        while let Some((row, positions)) = reader.posting(&mut old)? {
            if last.is_some_and(|last| row <= last) {
                return Err(Stop::Unfit);
            }
            pages.row(row, last.unwrap_or(0), positions, false)?;
            last = Some(row);
        }
        let is_at_end = !reader.next_term(&mut old)?;
        if let Some((first, last)) = reader.passed() {
            pages.remove(first, last)?;
        }
        if is_at_end {
            PeekMut::pop(least);
        }
    }
    let last = pages.finish()?;
    segments.iter().try_for_each(|segment| rows.remove_segment(segment.id))?;
    Ok(last)
}

/// The pages of old segments, as they are read.
struct Old<'c> {
    page: CachedStatement<'c>,
}

impl<'c> Old<'c> {
    fn of(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self { page: connection.prepare_cached("SELECT block FROM article_fts_data WHERE id = ?")? })
    }

    /// FTS5 tells of a page that is missing what there is to tell.
    fn read(&mut self, id: i64, page: &mut Vec<u8>) -> Result<(), Stop> {
        page.clear();
        let mut rows = self.page.query([id])?;
        let row = rows.next()?.ok_or(Stop::Unfit)?;
        page.extend_from_slice(row.get_ref(0)?.as_blob().map_err(|_| Stop::Unfit)?);
        Ok(())
    }
}

/// A segment that is being read, from its first term to its last.
struct Reader {
    segment: Segment,
    /// Its place among those that are merged.
    age: usize,
    /// The number of the page, and the page.
    number: u32,
    page: Vec<u8>,
    /// Where its text ends.
    text: usize,
    /// Where the first row's id stands that comes before any term; 0 when none does.
    whole_row: usize,
    /// Where the next term begins, and where in the page the places after that stand.
    next_term: Option<usize>,
    places: usize,
    /// How far it is read.
    at: usize,
    has_term: bool,
    term: Vec<u8>,
    /// The beginning of the term as a number: most terms differ in it.
    key: u64,
    row: i64,
    /// A position list that stands on several pages.
    list: Vec<u8>,
    /// The first page that is not removed.
    kept: u32,
}

/// So many pages of a segment are removed at once. What waits for that is how much the archive grows meanwhile.
const REMOVED_AT_ONCE: u32 = 16;

impl Reader {
    fn new(segment: Segment, age: usize, old: &mut Old<'_>) -> Result<Self, Stop> {
        let number = segment.pages.0;
        let mut reader = Self {
            kept: number,
            segment,
            age,
            number,
            page: Vec::new(),
            text: 0,
            whole_row: 0,
            next_term: None,
            places: 0,
            at: 0,
            has_term: false,
            term: Vec::new(),
            key: 0,
            row: 0,
            list: Vec::new(),
        };
        reader.turn_to(number, old)?;
        Ok(reader)
    }

    /// Where the pages lie that have been read, the first and the last, if they are many enough to be removed.
    fn passed(&mut self) -> Option<(i64, i64)> {
        (self.number - self.kept >= REMOVED_AT_ONCE).then(|| {
            let first = std::mem::replace(&mut self.kept, self.number);
            (page_id(self.segment.id, None, first), page_id(self.segment.id, None, self.number - 1))
        })
    }

    fn turn_to(&mut self, number: u32, old: &mut Old<'_>) -> Result<(), Stop> {
        old.read(page_id(self.segment.id, None, number), &mut self.page)?;
        let head = |at: usize| -> Result<usize, Stop> {
            let bytes = self.page.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
            Ok(usize::from(u16::from_be_bytes(bytes.ok_or(Stop::Unfit)?)))
        };
        (self.whole_row, self.text) = (head(0)?, head(2)?);
        (self.number, self.at, self.places, self.has_term) = (number, 4, self.text, false);
        self.next_term = Some(0);
        self.find_next_term()
    }

    /// The page after this one, if there is one.
    fn turn_page(&mut self, old: &mut Old<'_>) -> Result<bool, Stop> {
        let is_last = self.number == self.segment.pages.1;
        if !is_last {
            self.turn_to(self.number + 1, old)?;
        }
        Ok(!is_last)
    }

    /// Takes the place of the term behind the next one off the page.
    fn find_next_term(&mut self) -> Result<(), Stop> {
        let mut places = self.page.get(self.places..).ok_or(Stop::Unfit)?;
        let further = varint::take(&mut places).and_then(|further| usize::try_from(further).ok());
        self.places = self.page.len() - places.len();
        self.next_term =
            further.zip(self.next_term).and_then(|(further, before)| before.checked_add(further));
        Ok(())
    }

    fn number(&mut self) -> Result<u64, Stop> {
        let mut rest = self.page.get(self.at..self.text).ok_or(Stop::Unfit)?;
        let number = varint::take(&mut rest).ok_or(Stop::Unfit)?;
        self.at = self.text - rest.len();
        Ok(number)
    }

    fn size(&mut self) -> Result<usize, Stop> {
        usize::try_from(self.number()?).map_err(|_| Stop::Unfit)
    }

    /// Goes on to the next term, if there is one. The rows of the one before have been read.
    fn next_term(&mut self, old: &mut Old<'_>) -> Result<bool, Stop> {
        while self.next_term != Some(self.at) {
            if self.at != self.text {
                return Err(Stop::Unfit);
            }
            if !self.turn_page(old)? {
                return Ok(false);
            }
        }
        let shared = if self.has_term { self.size()? } else { 0 };
        if shared > self.term.len() {
            return Err(Stop::Unfit);
        }
        let size = self.size()?;
        let end = self.at.checked_add(size).filter(|&end| end <= self.text).ok_or(Stop::Unfit)?;
        self.term.truncate(shared);
        self.term.extend_from_slice(&self.page[self.at..end]);
        self.key = first_eight(&self.term);
        (self.at, self.row, self.has_term) = (end, 0, true);
        self.find_next_term()?;
        Ok(true)
    }

    /// The next row of the term, with the size of its position list and the list.
    fn posting(&mut self, old: &mut Old<'_>) -> Result<Option<(i64, &[u8])>, Stop> {
        if self.at == self.text && !self.turn_page(old)? || self.next_term == Some(self.at) {
            return Ok(None);
        }
        let is_whole = self.at == self.whole_row;
        let row = self.number()?.cast_signed();
        self.row = if is_whole { row } else { self.row.wrapping_add(row) };
        let start = self.at;
        let size = self.size()?;
        if size % 2 == 1 {
            // It has lost the row.
            return Err(Stop::Unfit);
        }
        let size = self.at - start + size / 2;
        if size <= self.text - start {
            self.at = start + size;
            return Ok(Some((self.row, &self.page[start..self.at])));
        }
        self.list.clear();
        self.at = start;
        loop {
            let end = self.text.min(self.at.saturating_add(size - self.list.len()));
            self.list.extend_from_slice(self.page.get(self.at..end).ok_or(Stop::Unfit)?);
            self.at = end;
            if self.list.len() == size {
                return Ok(Some((self.row, &self.list)));
            }
            if !self.turn_page(old)? {
                return Err(Stop::Unfit);
            }
        }
    }
}

/// By the term; of equal ones the oldest segment comes first.
impl Ord for Reader {
    fn cmp(&self, other: &Self) -> Ordering {
        let terms = || self.term.cmp(&other.term);
        self.key.cmp(&other.key).then_with(terms).then(self.age.cmp(&other.age))
    }
}

impl PartialOrd for Reader {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Reader {}
