//! Renaming, in the protocol's shape: one edit a document, each change saying where it stands and, where the client can ask,
//! waiting for a yes.

use super::{lsp, span, uri};
use crate::archive::Document;
use crate::features::rename::{Edit, Renamed, Standing};
use crate::server::capabilities::Terms;
use std::collections::HashMap;

pub fn edit(renamed: Vec<Renamed>, here: &Document, terms: &Terms) -> lsp::WorkspaceEdit {
    if !terms.versioned_edits {
        let changes = renamed.iter().filter_map(|r| {
            let document = r.document.as_deref().unwrap_or(here);
            // Nobody can be asked about other people's words: they stay.
            let edits: Vec<_> = unquoted(r).map(|e| text_edit(e, document, terms)).collect();
            (!edits.is_empty()).then_some((uri(&r.path)?, edits))
        });
        return lsp::WorkspaceEdit { changes: Some(changes.collect()), ..Default::default() };
    }
    let edits = renamed.iter().filter_map(|r| {
        let document = r.document.as_deref().unwrap_or(here);
        let edits: Vec<_> = if terms.annotated_edits {
            let one = |e: &Edit| {
                lsp::OneOf::Right(lsp::AnnotatedTextEdit { text_edit: text_edit(e, document, terms), annotation_id: name(e.place).into() })
            };
            r.edits.iter().map(one).collect()
        } else {
            unquoted(r).map(|e| lsp::OneOf::Left(text_edit(e, document, terms))).collect()
        };
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier { uri: uri(&r.path)?, version: document.version };
        (!edits.is_empty()).then_some(lsp::TextDocumentEdit { text_document, edits })
    });
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(edits.collect())),
        change_annotations: terms.annotated_edits.then(annotations),
        ..Default::default()
    }
}

fn unquoted(renamed: &Renamed) -> impl Iterator<Item = &Edit> {
    renamed.edits.iter().filter(|e| e.place != Standing::Quoted)
}

fn text_edit(edit: &Edit, document: &Document, terms: &Terms) -> lsp::TextEdit {
    lsp::TextEdit { range: span(&document.text, edit.span, terms), new_text: edit.new.clone() }
}

fn name(place: Standing) -> &'static str {
    match place {
        Standing::Here => "here",
        Standing::Elsewhere => "elsewhere",
        Standing::Quoted => "quoted",
    }
}

fn annotations() -> HashMap<String, lsp::ChangeAnnotation> {
    let annotation = |place: Standing, label: &str, description: Option<&str>| {
        let needs_confirmation = Some(place != Standing::Here);
        (
            name(place).to_string(),
            lsp::ChangeAnnotation { label: label.into(), needs_confirmation, description: description.map(str::to_string) },
        )
    };
    HashMap::from([
        annotation(Standing::Here, "In this article", None),
        annotation(Standing::Elsewhere, "In other articles", None),
        annotation(Standing::Quoted, "Inside quotes", Some("Somebody's own words: change them only where they were taken down wrongly.")),
    ])
}
