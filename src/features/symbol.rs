//! Symbols of a document and of the workspace.

use super::Place;
use crate::archive::{Archive, Document};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub detail: String,
    pub kind: SymbolKind,
    /// All of it; for an organisation or person the first mention.
    pub span: Span,
    pub selection: Span,
    pub children: Vec<Symbol>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Headline,
    Organisation,
    Person,
    Quote,
    Figure,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    pub name: String,
    /// Title or article, shown beside the name.
    pub container: String,
    pub kind: SymbolKind,
    pub place: Place,
}

/// The outline of a document.
pub fn symbols(_document: &Document) -> Vec<Symbol> {
    vec![]
}

/// People, organisations and quotes of the archive that match a query, best first.
pub fn workspace_symbols(_archive: &Archive, _query: &str, _limit: usize) -> Vec<WorkspaceSymbol> {
    vec![]
}
