//! Edits of the project's settings file that accept a name or an acronym, as quick fixes.

use super::{document_edit, lsp, span, uri};
use crate::archive::Document;
use crate::features::Acceptance;
use crate::server::capabilities::Terms;
use crate::text::Text;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Acceptances as quick fixes. `open` gives the settings file where the client has it open.
pub fn actions(
    accepted: Vec<(lsp::Diagnostic, Acceptance)>,
    open: impl Fn(&Path) -> Option<Arc<Document>>,
    terms: &Terms,
) -> lsp::CodeActionResponse {
    let one = |(diagnostic, acceptance): (lsp::Diagnostic, Acceptance)| {
        let document = open(&acceptance.file);
        let uri = uri(&acceptance.file)?;
        let text = match &document {
            Some(document) => Text::from(document.as_str()),
            None => std::fs::read(&acceptance.file).map(|bytes| Text::from(crate::text::decode(bytes).0.as_str())).unwrap_or_default(),
        };
        let (place, new_text) = acceptance.edit;
        let edit = lsp::TextEdit { range: span(&text, place, terms), new_text };
        let edit = match acceptance.exists || document.is_some() {
            true if !terms.versioned_edits => {
                lsp::WorkspaceEdit { changes: Some(HashMap::from([(uri, vec![edit])])), ..Default::default() }
            }
            true => lsp::WorkspaceEdit {
                document_changes: Some(lsp::DocumentChanges::Edits(vec![document_edit(uri, document.and_then(|d| d.version), vec![edit])])),
                ..Default::default()
            },
            // Who cannot make files cannot be asked to.
            false if !(terms.versioned_edits && terms.creates_files) => return None,
            false => {
                let options = lsp::CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
                let create = lsp::ResourceOp::Create(lsp::CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None });
                let operations = vec![
                    lsp::DocumentChangeOperation::Op(create),
                    lsp::DocumentChangeOperation::Edit(document_edit(uri, None, vec![edit])),
                ];
                lsp::WorkspaceEdit { document_changes: Some(lsp::DocumentChanges::Operations(operations)), ..Default::default() }
            }
        };
        Some(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
            title: acceptance.title,
            kind: Some(lsp::CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic]),
            edit: Some(edit),
            ..Default::default()
        }))
    };
    accepted.into_iter().filter_map(one).collect()
}
