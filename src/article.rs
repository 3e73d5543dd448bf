//! The noun of the project: one article, normalized and divided into zones.

use serde::{Deserialize, Serialize};

use crate::eight_bytes::{ONES, beyond_ascii, letters_and_digits, white_space};
use crate::span::Span;

/// The parts that a page of a newspaper's web site falls into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// The title of the article, with a subtitle if it has one.
    Headline,
    /// Who wrote it: "By X", with agency and date if they stand on the same line.
    Byline,
    /// The article proper, dateline included.
    Body,
    /// What stands under a picture, with its credit.
    Caption,
    /// What is said about the article: first publication, permission, licence, copyright,
    /// agency credit, correction, disclaimer.
    Notice,
    /// Everything that is not the article: sign-ups, share lines, related links, navigation.
    Promo,
}

impl Zone {
    /// Every zone, in the order of the archive's columns.
    pub const ALL: [Zone; 6] =
        [Zone::Headline, Zone::Byline, Zone::Body, Zone::Caption, Zone::Notice, Zone::Promo];

    /// The name used in records, columns and evidence.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Zone::Headline => "headline",
            Zone::Byline => "byline",
            Zone::Body => "body",
            Zone::Caption => "caption",
            Zone::Notice => "notice",
            Zone::Promo => "promo",
        }
    }

    /// The zone of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Zone> {
        Zone::ALL.into_iter().find(|zone| zone.as_str() == name)
    }
}

/// What stands between two blocks of one zone.
pub const BLOCK_SEPARATOR: &str = "\n\n";

/// One block of an article: some lines of the same zone that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The zone it belongs to.
    pub zone: Zone,
    /// First byte in that zone's text.
    pub start: u32,
    /// One past the last byte in that zone's text.
    pub end: u32,
}

/// One article, normalized. Each zone's text is its blocks joined by a blank line; the layout
/// remembers the reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    zones: [String; 6],
    layout: Vec<Block>,
}

impl Article {
    /// An article without text that has room for blocks: the zone of each, and how many bytes it has.
    #[must_use]
    pub fn with_room_for(blocks: impl Iterator<Item = (Zone, usize)>) -> Self {
        let (mut sizes, mut count) = ([0; 6], 0);
        for (zone, bytes) in blocks {
            sizes[zone as usize] += bytes + BLOCK_SEPARATOR.len();
            count += 1;
        }
        Self { zones: sizes.map(String::with_capacity), layout: Vec::with_capacity(count) }
    }

    /// Adds a block at the end of the reading order. An empty text adds nothing.
    pub fn push(&mut self, zone: Zone, text: &str) {
        if text.is_empty() {
            return;
        }
        let column = &mut self.zones[zone as usize];
        if !column.is_empty() {
            column.push_str(BLOCK_SEPARATOR);
        }
        let start = column.len();
        column.push_str(text);
        let span = Span::new(zone, start, column.len());
        self.layout.push(Block { zone, start: span.start, end: span.end });
    }

    /// The whole text of one zone.
    #[must_use]
    pub fn text(&self, zone: Zone) -> &str {
        &self.zones[zone as usize]
    }

    /// The text of one of its blocks.
    #[must_use]
    pub fn text_of(&self, block: Block) -> &str {
        &self.text(block.zone)[block.start as usize..block.end as usize]
    }

    /// The words under a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        &self.text(span.zone)[span.range()]
    }

    /// The blocks in reading order.
    #[must_use]
    pub fn layout(&self) -> &[Block] {
        &self.layout
    }

    /// The blocks of one zone with their texts, in reading order.
    pub fn blocks(&self, zone: Zone) -> impl Iterator<Item = (Block, &str)> {
        self.layout.iter().filter(move |block| block.zone == zone).map(|block| (*block, self.text_of(*block)))
    }
}

/// How many words a text has: runs of characters between white space that hold at least one
/// letter or digit, as word processors count.
#[must_use]
pub fn word_count(text: &str) -> u64 {
    let (mut words, mut at) = (0, 0);
    // Has the word that is being read a letter or digit? One or nothing.
    let mut has_letter = 0;
    while at < text.len() {
        let eight = text.as_bytes()[at..].first_chunk().map(|eight| u64::from_le_bytes(*eight));
        if let Some(eight) = eight.filter(|eight| beyond_ascii(*eight) == 0) {
            let (letters, spaces) = (letters_and_digits(eight) >> 7, white_space(eight) >> 7);
            // What is no space is a row of ones. A letter that is added to it is carried to the first space behind it.
            let (sum, is_over) = letters.overflowing_add(!(spaces * 0xFF));
            let (sum, goes_on) = sum.overflowing_add(has_letter);
            words += (sum & spaces).wrapping_mul(ONES) >> 56;
            has_letter = u64::from(is_over || goes_on);
            at += 8;
        } else if let Some(character) = text[at..].chars().next() {
            if character.is_whitespace() {
                words += std::mem::take(&mut has_letter);
            } else if character.is_alphanumeric() {
                has_letter = 1;
            }
            at += character.len_utf8();
        }
    }
    words + has_letter
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blocks_of_a_zone_are_joined_by_a_blank_line() {
        let mut article = Article::default();
        article.push(Zone::Promo, "Sign up");
        article.push(Zone::Body, "One.");
        article.push(Zone::Body, "Two.");
        assert_eq!(article.text(Zone::Body), "One.\n\nTwo.");
        assert_eq!(article.words(Span::new(Zone::Body, 6, 10)), "Two.");
        let bodies: Vec<&str> = article.blocks(Zone::Body).map(|(_, text)| text).collect();
        assert_eq!(bodies, ["One.", "Two."]);
    }

    #[test]
    fn words_are_counted_as_a_word_processor_does() {
        let long = "a b\u{A0}c\n\n— d…e é 漢字 ٣ ' ?! f";
        for (text, count) in [("", 0), ("a — b", 2), ("face-to-face talks", 2), ("Xi’s 3 %", 2), (long, 8)]
        {
            assert_eq!(word_count(text), count, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn words_are_what_has_a_letter_between_white_space(text in "[ -~\t\n\u{b}\u{1}\u{1c}é—\u{a0}\u{3000}漢]{0,60}|\\PC*") {
            let words = text.split(char::is_whitespace).filter(|word| word.chars().any(char::is_alphanumeric));
            prop_assert_eq!(word_count(&text), words.count() as u64);
        }
    }
}
