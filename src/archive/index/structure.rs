//! Two rows of `t_data`, in and out: the structure, which lists the segments, and the averages.

use super::{COLUMNS, varint};

/// The list of segments. Level 0 is the newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Structure {
    /// Changes with the configuration.
    cookie: [u8; 4],
    /// Counts pages, for FTS5's own merging.
    written: u64,
    pub levels: Vec<Level>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// So many of them are being merged into the newest segment of the next level.
    pub merging: u64,
    /// Oldest first.
    pub segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub id: u16,
    /// Its first and its last page.
    pub pages: (u32, u32),
}

impl Level {
    /// A level of these, of which none is being merged.
    pub(super) fn of(segments: &[Segment]) -> Self {
        Self { merging: 0, segments: segments.to_vec() }
    }
}

impl Segment {
    pub(super) fn size(&self) -> u64 {
        u64::from(self.pages.1 - self.pages.0) + 1
    }
}

/// What a structure of another form begins with after the cookie: one that counts deleted rows.
const OTHER_FORM: [u8; 4] = [0xFF, 0, 0, 1];

impl Structure {
    /// Takes it apart; `None` when it has a form that is not known here.
    pub(super) fn parse(block: &[u8]) -> Option<Self> {
        let (cookie, mut rest) = block.split_first_chunk::<4>()?;
        if rest.starts_with(&OTHER_FORM) {
            return None;
        }
        let levels = varint::take(&mut rest)?;
        let segments = varint::take(&mut rest)?;
        let written = varint::take(&mut rest)?;
        let mut structure = Self { cookie: *cookie, written, levels: Vec::new() };
        for _ in 0..levels {
            let merging = varint::take(&mut rest)?;
            let count = varint::take(&mut rest)?;
            let mut level = Level { merging, segments: Vec::new() };
            for _ in 0..count {
                let id = u16::try_from(varint::take(&mut rest)?).ok()?;
                let first = u32::try_from(varint::take(&mut rest)?).ok()?;
                let last = u32::try_from(varint::take(&mut rest)?).ok()?;
                if last < first {
                    return None;
                }
                level.segments.push(Segment { id, pages: (first, last) });
            }
            structure.levels.push(level);
        }
        (rest.is_empty() && structure.segments().count() as u64 == segments).then_some(structure)
    }

    pub(super) fn to_block(&self) -> Vec<u8> {
        let mut block = self.cookie.to_vec();
        for number in [self.levels.len() as u64, self.segments().count() as u64, self.written] {
            varint::put(&mut block, number);
        }
        for level in &self.levels {
            varint::put(&mut block, level.merging);
            varint::put(&mut block, level.segments.len() as u64);
            for segment in &level.segments {
                let (first, last) = segment.pages;
                for number in [u64::from(segment.id), u64::from(first), u64::from(last)] {
                    varint::put(&mut block, number);
                }
            }
        }
        block
    }

    /// From the oldest to the newest.
    pub(super) fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.levels.iter().rev().flat_map(|level| &level.segments)
    }

    /// The least id that no segment has; `None` when there are too many for FTS5.
    pub(super) fn free_id(&self) -> Option<u16> {
        if self.segments().count() >= MOST_SEGMENTS {
            return None;
        }
        (1..=u16::MAX).find(|&id| self.segments().all(|segment| segment.id != id))
    }

    /// Adds the newest segment.
    pub(super) fn add(&mut self, segment: Segment) {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        self.levels[0].segments.push(segment);
    }
}

/// FTS5 gives no more ids.
const MOST_SEGMENTS: usize = 2000;

/// How many rows the index has, and how many tokens each column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Averages {
    pub rows: u64,
    pub tokens: [u64; COLUMNS.len()],
}

impl Averages {
    /// Takes them apart. Of an index without rows there may be nothing.
    pub(super) fn parse(mut block: &[u8]) -> Self {
        let mut number = || varint::take(&mut block).unwrap_or_default();
        let rows = number();
        Self { rows, tokens: std::array::from_fn(|_| number()) }
    }

    pub(super) fn to_block(&self) -> Vec<u8> {
        let mut block = Vec::new();
        varint::put(&mut block, self.rows);
        self.tokens.iter().for_each(|&tokens| varint::put(&mut block, tokens));
        block
    }
}
