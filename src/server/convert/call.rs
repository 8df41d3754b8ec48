//! Calls: who quotes whom, in the protocol's shape.

use super::{Others, lsp, span, symbol_name};
use crate::archive::{Archive, Document};
use crate::features::call::{Call, CallKind, Ringing};
use crate::server::capabilities::Terms;
use std::collections::HashMap;
use std::sync::Arc;

/// An item; its kind comes back with it when the client asks for its calls.
pub fn item(call: &Call, here: &Document, archive: &Archive, terms: &Terms) -> Option<lsp::CallHierarchyItem> {
    let mut others = Others { archive, terms, known: HashMap::new() };
    of(call, here, &mut others)
}

fn of(call: &Call, here: &Document, others: &mut Others) -> Option<lsp::CallHierarchyItem> {
    let whole = others.location(&call.place, here)?;
    let selection = others.location(&super::Place { path: Arc::clone(&call.place.path), span: call.selection }, here)?;
    Some(lsp::CallHierarchyItem {
        name: symbol_name(&call.name),
        kind: match call.kind {
            CallKind::Quotation => lsp::SymbolKind::STRING,
            CallKind::Person => lsp::SymbolKind::CLASS,
            CallKind::Organisation => lsp::SymbolKind::NAMESPACE,
            CallKind::Unnamed => lsp::SymbolKind::VARIABLE,
            CallKind::Article => lsp::SymbolKind::FILE,
        },
        tags: None,
        detail: Some(call.detail.clone()).filter(|d| !d.is_empty()),
        uri: whole.uri,
        range: whole.range,
        selection_range: selection.range,
        data: Some(serde_json::json!({ "kind": call.kind.name() })),
    })
}

/// The kind that an item came with; one without is asked about as a quotation.
pub fn kind(item: &lsp::CallHierarchyItem) -> CallKind {
    let name = item.data.as_ref().and_then(|data| data["kind"].as_str()).unwrap_or_default();
    CallKind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or(CallKind::Quotation)
}

/// Where an item is to be found again.
pub fn place(item: lsp::CallHierarchyItem) -> lsp::TextDocumentPositionParams {
    let text_document = lsp::TextDocumentIdentifier { uri: item.uri };
    lsp::TextDocumentPositionParams { text_document, position: item.selection_range.start }
}

pub fn incoming(calls: &[Ringing], here: &Document, archive: &Archive, terms: &Terms) -> Vec<lsp::CallHierarchyIncomingCall> {
    let mut others = Others { archive, terms, known: HashMap::new() };
    let one = |ringing: &Ringing| {
        let from = of(&ringing.call, here, &mut others)?;
        let ranges = ringing.spans.iter().filter_map(|s| {
            let place = super::Place { path: Arc::clone(&ringing.call.place.path), span: *s };
            Some(others.location(&place, here)?.range)
        });
        Some(lsp::CallHierarchyIncomingCall { from_ranges: ranges.collect(), from })
    };
    calls.iter().filter_map(one).collect()
}

pub fn outgoing(calls: &[Ringing], here: &Document, archive: &Archive, terms: &Terms) -> Vec<lsp::CallHierarchyOutgoingCall> {
    let mut others = Others { archive, terms, known: HashMap::new() };
    let one = |ringing: &Ringing| {
        let to = of(&ringing.call, here, &mut others)?;
        let ranges = ringing.spans.iter().map(|s| span(&here.text, *s, terms));
        Some(lsp::CallHierarchyOutgoingCall { from_ranges: ranges.collect(), to })
    };
    calls.iter().filter_map(one).collect()
}
