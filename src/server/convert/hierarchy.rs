//! What organisations belong to, in the protocol's shape.

use super::{Others, lsp, symbol_name};
use crate::archive::{Archive, Document};
use crate::features::hierarchy::Organisation;
use crate::server::capabilities::Terms;
use std::collections::HashMap;

pub fn items(found: &[Organisation], here: &Document, archive: &Archive, terms: &Terms) -> Vec<lsp::TypeHierarchyItem> {
    let mut others = Others { archive, terms, known: HashMap::new() };
    let one = |organisation: &Organisation| {
        let location = others.location(&organisation.place, here)?;
        Some(lsp::TypeHierarchyItem {
            name: symbol_name(&organisation.name),
            kind: lsp::SymbolKind::NAMESPACE,
            tags: None,
            detail: Some(organisation.detail.clone()).filter(|d| !d.is_empty()),
            uri: location.uri,
            range: location.range,
            selection_range: location.range,
            data: None,
        })
    };
    found.iter().filter_map(one).collect()
}

/// Where an item stands.
pub fn place(item: &lsp::TypeHierarchyItem) -> lsp::TextDocumentPositionParams {
    let text_document = lsp::TextDocumentIdentifier { uri: item.uri.clone() };
    lsp::TextDocumentPositionParams { text_document, position: item.selection_range.start }
}
