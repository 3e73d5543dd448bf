//! Where a value stands in an article, and which rule read it there.
//!
//! Spans are born with the values: an extractor returns [`Mention`]s, never bare values, so that
//! a value without evidence cannot be built.

use crate::article::Zone;

/// Where in an article: bytes of one zone's text, never empty, on character boundaries.
///
/// Zone texts are shorter than 4 GiB because no larger file is read (see [`crate::read`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The zone whose text the offsets count.
    pub zone: Zone,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `zone` from byte `start` up to byte `end`.
    ///
    /// # Panics
    /// If the span is empty or beyond 4 GiB: both are bugs in an extractor.
    #[must_use]
    pub fn new(zone: Zone, start: usize, end: usize) -> Self {
        assert!(start < end, "empty span {start}..{end} in {zone:?}");
        let narrow = |n: usize| u32::try_from(n).unwrap_or_else(|_| panic!("offset {n} in {zone:?}"));
        Self { zone, start: narrow(start), end: narrow(end) }
    }

    /// The bytes as a range, to index the zone's text with.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The stable name of the rule that read a value, such as `rights.by_permission`.
pub type Rule = &'static str;

/// A value, the words it rests on, and the named rule that read it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<T> {
    /// What was read.
    pub value: T,
    /// The words it rests on.
    pub span: Span,
    /// The rule that read it.
    pub rule: Rule,
}

impl<T> Mention<T> {
    /// A value read from `span` by `rule`.
    #[must_use]
    pub fn new(value: T, span: Span, rule: Rule) -> Self {
        Self { value, span, rule }
    }
}
