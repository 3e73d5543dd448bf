//! Normalized text in, an [`Article`] divided into zones out. Pure.

use crate::article::{Article, Zone};

/// Divides a normalized text into zones.
#[must_use]
pub fn zone(text: &str) -> Article {
    let mut article = Article::default();
    article.push(Zone::Body, text);
    article
}
