//! Inlay hints: the person behind "he said".

use crate::archive::Document;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    /// Bytes from the text's start; the hint stands before this offset.
    pub offset: u32,
    pub label: String,
}

/// The hints inside a range.
pub fn inlays(_document: &Document, _range: Span) -> Vec<Inlay> {
    vec![]
}
