//! `whosays.showWording`: shows a place of an article, as far as the client can be asked to.

use super::convert;
use super::session::Session;
use crate::features::Wording;
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{self as lsp, MessageType, ShowDocumentParams};

/// The command behind the action. Arguments: URI, range, the words there.
pub const COMMAND: &str = "whosays.showWording";

/// The action for a wording; None for a place that has gone.
pub fn action(wording: Wording, view: &super::View) -> Option<lsp::CodeActionOrCommand> {
    let location = convert::locations(std::slice::from_ref(&wording.place), &view.document, &view.archive, &view.terms).pop()?;
    let arguments = vec![json!(location.uri), json!(location.range), json!(wording.words)];
    let command = lsp::Command { title: wording.title.clone(), command: COMMAND.into(), arguments: Some(arguments) };
    Some(lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
        title: wording.title,
        kind: Some(lsp::CodeActionKind::QUICKFIX),
        command: Some(command),
        ..Default::default()
    }))
}

/// Opens the article at the words; a client that cannot is told them in a message.
///
/// # Errors
/// Arguments other than the action's.
pub async fn run(session: &Arc<Session>, arguments: Vec<Value>) -> Result<Option<Value>> {
    let wrong = || Error::invalid_params(format!("{COMMAND} wants the URI of an article, a range in it, and its words"));
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().unwrap_or_default();
    let uri: lsp::Uri = serde_json::from_value(next()).map_err(|_| wrong())?;
    let range: lsp::Range = serde_json::from_value(next()).map_err(|_| wrong())?;
    let words = next();
    if session.terms().shows_documents {
        let params = ShowDocumentParams { uri: uri.clone(), external: Some(false), take_focus: Some(true), selection: Some(range) };
        if session.client.show_document(params).await.unwrap_or(false) {
            return Ok(None);
        }
    }
    let name = convert::key(&uri).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let message = format!("{name}, line {}: “{}”", range.start.line + 1, words.as_str().unwrap_or_default());
    session.client.show_message(MessageType::INFO, message).await;
    Ok(None)
}
