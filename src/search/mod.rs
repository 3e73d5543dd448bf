//! What a person types in, the articles it finds out. `query` reads it, `plan` asks the archive,
//! `snippet` shows the words in their context.

pub mod plan;
pub mod query;
pub mod snippet;

pub use plan::facet::{By, Counted, Facet, facets};
pub use plan::hit::{Hit, hits, paths};
pub use plan::kwic::{Place, kwic};
pub use plan::matrix::{OfArticle, OfValue, articles_by, hits_by_article};
pub use plan::{Explained, Found, Sort, Wanted, every_article, explain, search};
pub use query::{Query, parse};
