//! Completion: what the archive can go on with at a place.

mod quotation;

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
}

/// What can go on at an offset, best first.
pub fn completions(document: &Document, archive: &Archive, offset: usize) -> Vec<Item> {
    quotation::complete(document, archive, offset)
}
