//! Folds: furniture and block quotes.

use crate::archive::Document;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    pub span: Span,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    Furniture,
    Quote,
}

/// What can be folded in a document.
pub fn folds(_document: &Document) -> Vec<Fold> {
    vec![]
}
