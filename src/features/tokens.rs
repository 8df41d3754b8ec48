//! Semantic tokens.

use crate::archive::Document;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Figure,
    UnsourcedFigure,
    Quote,
    Cue,
    Source,
    Organisation,
    Person,
    Office,
}

/// The tokens inside a range, in order; none overlap.
pub fn tokens(_document: &Document, _range: Span) -> Vec<Token> {
    vec![]
}
