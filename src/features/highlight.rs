//! Highlights: the other places of the thing under the cursor, in this document.

use crate::archive::Document;
use crate::text::Span;

/// Where the thing at an offset stands in the document.
pub fn highlights(_document: &Document, _offset: usize) -> Vec<Span> {
    vec![]
}
