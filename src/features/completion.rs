//! Completion: what the archive can go on with at a place.

mod name;
mod quotation;

pub use name::documentation;

use crate::archive::{Archive, Document};
use crate::text::Span;

/// Something to write at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub label: String,
    pub detail: String,
    pub documentation: Option<String>,
    pub insert: String,
    /// What of the text it takes the place of.
    pub replace: Span,
    pub kind: ItemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Words that somebody is quoted with in another article.
    Quotation,
    Person,
    Organisation,
}

/// What can go on at an offset, best first.
pub fn completions(document: &Document, archive: &Archive, offset: usize) -> Vec<Item> {
    let quotations = quotation::complete(document, archive, offset);
    // Inside somebody's words names are names too.
    if quotations.is_empty() { name::complete(document, archive, offset) } else { quotations }
}
