//! What can be written at a place, in the protocol's shape.

use super::{lsp, span};
use crate::archive::Document;
use crate::features::completion::{Item, ItemKind};
use crate::server::capabilities::Terms;

/// The items in their order. The list is never complete: with the next letter others fit.
pub fn list(items: Vec<Item>, here: &Document, terms: &Terms) -> lsp::CompletionResponse {
    let one = |(number, item): (usize, Item)| {
        let typed = item.replace.of(here.as_str()).to_string();
        let range = span(&here.text, item.replace, terms);
        // What is known of a name is looked up when somebody looks at its item.
        let data = (item.kind != ItemKind::Quotation).then(|| serde_json::json!({ "name": item.label }));
        lsp::CompletionItem {
            data,
            label: item.label,
            kind: Some(match item.kind {
                ItemKind::Quotation => lsp::CompletionItemKind::TEXT,
                ItemKind::Person => lsp::CompletionItemKind::CLASS,
                ItemKind::Organisation => lsp::CompletionItemKind::MODULE,
            }),
            detail: Some(item.detail).filter(|d| !d.is_empty()),
            documentation: item.documentation.map(lsp::Documentation::String),
            // The order is ours, and what was typed fits by our own comparison of words.
            sort_text: Some(format!("{number:03}")),
            filter_text: Some(typed).filter(|t| !t.is_empty()),
            text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit { range, new_text: item.insert })),
            ..Default::default()
        }
    };
    let items = items.into_iter().enumerate().map(one).collect();
    lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: true, items })
}

/// The name that an item stands for.
pub fn name(item: &lsp::CompletionItem) -> Option<String> {
    Some(item.data.as_ref()?.get("name")?.as_str()?.to_string())
}
