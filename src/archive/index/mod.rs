//! The index of words, written from outside FTS5: every core inverts a part of a batch, the one writer merges the parts
//! and puts them into FTS5's own tables as one segment. FTS5 would do both on the writer's thread, and three quarters
//! of its work is cutting words and filling a hash table (measured).
//!
//! `tokens` cuts a text into the very tokens that FTS5's tokenizer cuts it into, `folding` is the table for that;
//! `inversion` turns the articles of one core into a sorted list of terms; `segment` merges such lists and lays them
//! out in pages; `merging` makes one segment of several, `compaction` says of which, and when; `structure` reads and
//! writes the list of segments; `store` puts it all into the tables.
//!
//! # FTS5's format, as far as it is written here
//!
//! The index of a table `t` lies in ordinary tables. Numbers in blobs are SQLite's varints (seven bits a byte, the
//! first byte the highest; eight in the ninth) unless it says otherwise.
//!
//! - `t_config` has the version of the format, 4, and `pgsz`, after how many bytes a page is full (4050).
//! - `t_docsize (id, sz)`: of each row how many tokens each column has.
//! - `t_data (id, block)` has three kinds of rows:
//!   - Row 1, the averages: how many rows there are, and of each column how many tokens.
//!   - Row 10, the structure: four bytes that change when the configuration does, the number of levels, the number of
//!     segments, a counter of pages written; then for each level how many of its segments a merge in progress reads,
//!     how many there are, and of each its id and its first and last page. A level's segments stand oldest first,
//!     and a higher level is older than a lower one. Of a term and a row that stand in several segments the newest
//!     counts, and it may say that the row has lost them.
//!   - The pages: the id of the segment, 16 bits, then 37 bits of which the lowest 31 are the number of the page,
//!     from 1. The bits between are for the doclist index, below.
//! - `t_idx (segid, term, pgno)`: of each page on which a term begins a separator, which is greater than every
//!   term before that page and not greater than the first one on it (for the first page: empty), and twice the
//!   number of the page, and one more when the last term of it has a doclist index.
//!
//! A **segment** is a sorted list of terms, each a `0` (for: not a prefix index) and the bytes of a token, each with its
//! doclist, cut into pages. A **doclist** has for each row, in ascending order, the row's id less the one before, twice
//! the size of its position list in bytes (one more would say that it is deleted), and that list. A **position
//! list** has for each token its place in its column, less the one before, plus 2; before the tokens of any column
//! but the first stand a 1 and the column's number, and the count begins anew.
//!
//! A **page** begins with two numbers of two bytes, the highest first: where on it the first row's id stands that
//! comes before any term of it (0: none does), and where its own text ends. Such an id is written whole, not as a
//! difference. What comes after the text are the places where terms begin, each less the one before. A term is
//! written as how many bytes it shares with the one before, how many are new, and those; the first on a page, only as
//! how many, and those. A page ends where the next whole number would not fit; a single one may stand over the brim.
//!
//! A term whose doclist goes on for at least four pages without another term gets a **doclist index**, so that FTS5
//! can jump in it: rows of `t_data` with bit 36 set, a tree of pages, the level in bits 31 to 35. A page has a flag (1:
//! another level is above), the number of the first page it speaks of, the first row's id on it, and for each page
//! after it the difference, or a 0 for a page on which no row begins.
//!
//! # What the writer holds to
//!
//! 1. A segment is written wholly, with sizes and averages, in the transaction of its articles; the structure is last.
//! 2. FTS5 holds what it was told in memory until the transaction ends, and then writes a newer segment. So
//!    whatever a batch takes out of the index is written before ours.
//! 3. FTS5 keeps structure and averages in memory, within a connection, as long as nobody else writes. So before
//!    ours are written it has to let go of its own. `store` knows how it is brought to do both.
//! 4. Where the version is another one, or the structure has a form that is not described above, nothing is written
//!    here: FTS5 does it all.
//! 5. With the same articles the pages are the same, byte for byte, as those that FTS5 writes of one transaction.
//!    That is what the tests ask.
//!
//! Nothing but these tables is touched; whoever opens the archive sees an ordinary FTS5 table and can go on writing.

mod compaction;
mod folding;
mod inversion;
mod merging;
mod segment;
mod store;
mod structure;
#[cfg(test)]
mod tests;
mod tokens;
mod varint;

pub(super) use compaction::{MANY_SEGMENTS, merge, segments};
pub(super) use inversion::Inversion;
pub(super) use segment::Part;
pub(super) use store::{is_known, put};
pub(crate) use tokens::has_word;

use crate::article::Zone;
use crate::eight_bytes::up_to_eight;

/// The columns of the index, in their order.
pub(super) const COLUMNS: [Zone; 5] = [Zone::Headline, Zone::Byline, Zone::Body, Zone::Caption, Zone::Notice];

/// The first eight bytes as a number that sorts as they do. Most terms differ in them.
fn first_eight(bytes: &[u8]) -> u64 {
    up_to_eight(&bytes[..bytes.len().min(8)]).unwrap_or_default().swap_bytes()
}
