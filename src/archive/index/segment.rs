//! Inversions and the ids of their articles in, the pages of one segment out.
//!
//! It goes about it as FTS5 does when it writes what it holds in memory, in `fts5FlushOneHash`, page for page.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::inversion::Inversion;
use super::varint;

/// Takes the rows of FTS5's tables that make a segment, and lets go of those of others.
pub(super) trait Rows {
    fn put_page(&mut self, id: i64, block: &[u8]) -> rusqlite::Result<()>;
    fn put_separator(&mut self, segment: u16, term: &[u8], page: i64) -> rusqlite::Result<()>;
    /// Removes the pages from one to another.
    fn remove_pages(&mut self, first: i64, last: i64) -> rusqlite::Result<()>;
    /// Removes all that is left of a segment.
    fn remove_segment(&mut self, segment: u16) -> rusqlite::Result<()>;
}

/// An inversion, and under which id each of its articles was stored. One that was not is left out of the index.
pub(crate) struct Part<'b> {
    pub inversion: &'b Inversion,
    pub ids: Vec<Option<i64>>,
}

/// Writes a segment of a given id and gives the number of its last page; 0 when there is nothing to write.
pub(super) fn put(
    rows: &mut impl Rows,
    segment: u16,
    page_size: usize,
    parts: &[Part<'_>],
) -> rusqlite::Result<u32> {
    let mut pages = Pages::new(rows, segment, page_size);
    // Ids ascend as the articles do, unless an article took the place of an older one.
    let is_in_order = parts.iter().flat_map(|part| &part.ids).flatten().is_sorted();
    let head = |part: usize, at: usize| {
        let (key, term) = parts[part].inversion.term(at)?;
        Some(Reverse(Head { key, term, part, at }))
    };
    let mut heads: BinaryHeap<Reverse<Head<'_>>> =
        (0..parts.len()).filter_map(|part| head(part, 0)).collect();
    let mut doclist: Vec<(i64, &[u8])> = Vec::new();
    let mut term = Vec::new();
    while let Some(&Reverse(least)) = heads.peek() {
        replace_least(&mut heads, head(least.part, least.at + 1));
        let part = &parts[least.part];
        let postings = part.inversion.postings(least.at);
        doclist.extend(postings.filter_map(|posting| Some((part.ids[posting.article]?, posting.positions))));
        let is_whole = heads.peek().is_none_or(|Reverse(next)| next.term != least.term);
        if is_whole && !doclist.is_empty() {
            if !is_in_order {
                doclist.sort_unstable_by_key(|&(id, _)| id);
            }
            term.clear();
            term.push(MAIN_INDEX);
            term.extend_from_slice(least.term);
            pages.term(&term)?;
            pages.doclist(&doclist)?;
            doclist.clear();
        }
    }
    pages.finish()
}

/// What a term begins with that is no prefix.
const MAIN_INDEX: u8 = b'0';

/// The next term of a part. Of equal ones the part that comes first is the lesser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Head<'b> {
    /// The beginning of the term as a number: most terms differ in it.
    key: u64,
    term: &'b [u8],
    part: usize,
    at: usize,
}

fn replace_least<'b>(heads: &mut BinaryHeap<Reverse<Head<'b>>>, next: Option<Reverse<Head<'b>>>) {
    if let Some(mut least) = heads.peek_mut() {
        match next {
            Some(next) => *least = next,
            None => drop(PeekMut::pop(least)),
        }
    }
}

/// The pages of a segment, as they are being written.
pub(super) struct Pages<'r, R> {
    rows: &'r mut R,
    segment: u16,
    /// A page is full when text and places have so many bytes.
    page_size: usize,
    /// The number of the page.
    number: u32,
    text: Vec<u8>,
    /// Where its terms begin.
    places: Vec<u8>,
    last_place: usize,
    has_term: bool,
    has_row: bool,
    /// The term that was written last.
    term: Vec<u8>,
    /// What comes into `t_idx` for the page on which the last term began, once its doclist is at its end.
    separator: Vec<u8>,
    separated: Option<u32>,
    /// How many pages in a row have no term.
    termless: u32,
    /// The doclist index of the last term, from the lowest level.
    levels: Vec<Level>,
}

/// The page of a doclist index that is being filled.
#[derive(Default)]
struct Level {
    number: u32,
    last_row: Option<i64>,
    bytes: Vec<u8>,
}

/// Fewer pages without a term have no doclist index.
const WORTH_AN_INDEX: u32 = 4;

impl<'r, R: Rows> Pages<'r, R> {
    pub(super) fn new(rows: &'r mut R, segment: u16, page_size: usize) -> Self {
        Self {
            rows,
            segment,
            page_size,
            number: 1,
            text: vec![0; 4],
            places: Vec::new(),
            last_place: 0,
            has_term: false,
            has_row: false,
            term: Vec::new(),
            separator: Vec::new(),
            separated: Some(1),
            termless: 0,
            levels: vec![Level::default()],
        }
    }

    /// How many bytes the page has.
    fn used(&self) -> usize {
        self.text.len() + self.places.len()
    }

    pub(super) fn term(&mut self, term: &[u8]) -> rusqlite::Result<()> {
        if self.used() + term.len() + 2 >= self.page_size && self.text.len() > 4 {
            self.end_page()?;
        }
        varint::put(&mut self.places, (self.text.len() - self.last_place) as u64);
        self.last_place = self.text.len();
        let shared = self.term.iter().zip(term).take_while(|(before, now)| before == now).count();
        let mut left_out = 0;
        if self.has_term {
            left_out = shared;
            varint::put(&mut self.text, shared as u64);
        } else if self.number > 1 {
            let separator = if self.term.is_empty() { term } else { &term[..=shared] };
            self.end_separated()?;
            self.separator.clear();
            self.separator.extend_from_slice(separator);
            self.separated = Some(self.number);
        }
        varint::put(&mut self.text, (term.len() - left_out) as u64);
        self.text.extend_from_slice(&term[left_out..]);
        self.term.clear();
        self.term.extend_from_slice(term);
        // The first row of a term stands at its term; only rows before the first term of a page are pointed at.
        (self.has_term, self.has_row) = (true, true);
        self.levels[0].number = self.number;
        Ok(())
    }

    /// The rows of the term that was written last, in ascending order, each with its position list.
    fn doclist(&mut self, rows: &[(i64, &[u8])]) -> rusqlite::Result<()> {
        let mut last = 0;
        let size: usize = rows
            .iter()
            .map(|&(row, positions)| {
                let size = varint::size(difference(row, last)) + positions.len();
                last = row;
                size
            })
            .sum();
        let fits = self.page_size > self.used() + size;
        last = 0;
        for &(row, positions) in rows {
            self.row(row, last, positions, fits)?;
            last = row;
        }
        Ok(())
    }

    /// A row of the term that was written last, with its position list; `last` is the row before it, or 0. `fits` says
    /// that the page has room for it.
    pub(super) fn row(&mut self, row: i64, last: i64, positions: &[u8], fits: bool) -> rusqlite::Result<()> {
        if self.has_row {
            varint::put(&mut self.text, difference(row, last));
        } else {
            let at = self.text.len();
            put_u16(&mut self.text[0..2], at);
            varint::put(&mut self.text, row.cast_unsigned());
            self.has_row = true;
            self.point_at(row, 0)?;
        }
        if fits {
            self.text.extend_from_slice(positions);
            Ok(())
        } else {
            self.positions(positions)
        }
    }

    /// A position list, on as many pages as it needs.
    fn positions(&mut self, mut rest: &[u8]) -> rusqlite::Result<()> {
        if self.used() + rest.len() <= self.page_size {
            self.text.extend_from_slice(rest);
            return Ok(());
        }
        while !rest.is_empty() {
            let space = self.page_size.saturating_sub(self.used());
            let (now, later) = if rest.len() <= space { (rest, &[][..]) } else { whole_numbers(rest, space) };
            self.text.extend_from_slice(now);
            rest = later;
            if self.used() >= self.page_size {
                self.end_page()?;
            }
        }
        Ok(())
    }

    fn end_page(&mut self) -> rusqlite::Result<()> {
        let length = self.text.len();
        put_u16(&mut self.text[2..4], length);
        if self.has_term {
            self.text.append(&mut self.places);
        } else {
            let of_index = &mut self.levels[0].bytes;
            if !self.has_row && !of_index.is_empty() {
                varint::put(of_index, 0);
            }
            self.termless += 1;
        }
        self.rows.put_page(page_id(self.segment, None, self.number), &self.text)?;
        self.text.clear();
        self.text.extend([0; 4]);
        self.last_place = 0;
        self.number += 1;
        (self.has_term, self.has_row) = (false, false);
        Ok(())
    }

    /// The doclist of the last term on a page is at its end: its index is written if it is worth it, and the
    /// separator of the page.
    fn end_separated(&mut self) -> rusqlite::Result<()> {
        let Some(page) = self.separated.take() else { return Ok(()) };
        let is_indexed = !self.levels[0].bytes.is_empty() && self.termless >= WORTH_AN_INDEX;
        for (height, level) in (0..).zip(&mut self.levels).take_while(|(_, level)| !level.bytes.is_empty()) {
            if is_indexed {
                self.rows.put_page(page_id(self.segment, Some(height), level.number), &level.bytes)?;
            }
            level.bytes.clear();
            level.last_row = None;
        }
        self.termless = 0;
        self.rows.put_separator(self.segment, &self.separator, i64::from(page) * 2 + i64::from(is_indexed))
    }

    /// Notes the first row of a page in the doclist index.
    fn point_at(&mut self, row: i64, height: u32) -> rusqlite::Result<()> {
        let at = height as usize;
        if self.levels.len() == at + 1 {
            self.levels.push(Level::default());
        }
        let below = at.checked_sub(1).map_or(self.number, |below| self.levels[below].number);
        let [level, above] = &mut self.levels[at..at + 2] else { return Ok(()) };
        let is_full = level.bytes.len() >= self.page_size;
        if is_full {
            level.bytes[0] = 1;
            self.rows.put_page(page_id(self.segment, Some(height), level.number), &level.bytes)?;
            if above.bytes.is_empty() {
                // It was the root; the new root begins with the first row of it.
                let mut first = &level.bytes[1..];
                varint::take(&mut first);
                let first = varint::take(&mut first).unwrap_or_default().cast_signed();
                above.number = level.number;
                above.begin(0, level.number, first);
            }
            level.bytes.clear();
            level.last_row = None;
            level.number += 1;
        }
        match level.last_row {
            Some(last) => varint::put(&mut level.bytes, difference(row, last)),
            None => level.begin(u64::from(is_full), below, row),
        }
        level.last_row = Some(row);
        if is_full { self.point_at(row, height + 1) } else { Ok(()) }
    }

    /// Removes pages of another segment, which have been copied.
    pub(super) fn remove(&mut self, first: i64, last: i64) -> rusqlite::Result<()> {
        self.rows.remove_pages(first, last)
    }

    pub(super) fn finish(mut self) -> rusqlite::Result<u32> {
        if self.text.len() > 4 {
            self.end_page()?;
        }
        let last = self.number - 1;
        if last > 0 {
            self.end_separated()?;
        }
        Ok(last)
    }
}

impl Level {
    fn begin(&mut self, flag: u64, page: u32, row: i64) {
        varint::put(&mut self.bytes, flag);
        varint::put(&mut self.bytes, u64::from(page));
        varint::put(&mut self.bytes, row.cast_unsigned());
        self.last_row = Some(row);
    }
}

/// Where a page of a segment, or of a doclist index of some height, lies in `t_data`.
pub(super) fn page_id(segment: u16, height: Option<u32>, page: u32) -> i64 {
    let index = height.map_or(0, |height| 1 << 36 | i64::from(height) << 31);
    i64::from(segment) << 37 | index | i64::from(page)
}

fn difference(row: i64, last: i64) -> u64 {
    row.wrapping_sub(last).cast_unsigned()
}

/// Two bytes, the highest first. A page has less than 64 KiB: a term has 32 KiB at most, and its rest less than 8.
#[expect(clippy::cast_possible_truncation, reason = "a page has less than 64 KiB")]
fn put_u16(out: &mut [u8], value: usize) {
    out.copy_from_slice(&(value as u16).to_be_bytes());
}

/// As many whole numbers as fit into the space, at least one, and the rest.
fn whole_numbers(bytes: &[u8], space: usize) -> (&[u8], &[u8]) {
    let mut rest = bytes;
    let mut taken = 0;
    while varint::take(&mut rest).is_some() {
        let with_this = bytes.len() - rest.len();
        if with_this > space && taken > 0 {
            break;
        }
        taken = with_this;
        if with_this >= space {
            break;
        }
    }
    bytes.split_at(taken)
}
