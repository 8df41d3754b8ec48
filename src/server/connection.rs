//! A connection: each message is handled in the order in which it came, as far as its first wait.
//!
//! Handlers change what they change before they wait for the first time, so edits can neither overtake each other nor a request
//! that came after them. What a handler still has to do then runs as a task of its own. (tower-lsp's own loop runs all handlers
//! in one task, four at a time: there an edit can be overtaken, and a burst of edits holds up a hover.)

use super::answer;
use super::session::Session;
use super::wire::{Frame, Frames, Out};
use futures::{FutureExt, SinkExt, StreamExt};
use serde_json::Value;
use std::sync::Arc;
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{Client, ClientSocket, LspService};
use tower_service::Service;

type Answers = <ClientSocket as tower_lsp::Loopback>::ResponseSink;

pub struct Connection {
    service: LspService<super::Server>,
    /// Where the client's answers to our requests go.
    answers: Answers,
    frames: Frames,
    out: Out,
    runtime: Handle,
    pub session: Arc<Session>,
}

impl Connection {
    /// `on_gone` is called when the client's process is no longer there.
    pub fn new(out: Out, runtime: Handle, on_gone: Box<dyn Fn() + Send + Sync>) -> Connection {
        let (to_client, handle) = (out.clone(), runtime.clone());
        Connection::over(out, runtime, |client| Session::new(client, to_client, handle, on_gone))
    }

    fn over(out: Out, runtime: Handle, session: impl FnOnce(Client) -> Session) -> Connection {
        let (service, socket) = LspService::build(|client| super::Server::new(session(client)))
            .custom_method("window/workDoneProgress/cancel", super::Server::work_done_progress_cancel)
            .finish();
        let session = Arc::clone(&service.inner().session);
        let (mut requests, answers) = tower_lsp::Loopback::split(socket);
        let to_client = out.clone();
        runtime.spawn(async move {
            while let Some(request) = requests.next().await {
                to_client.send(&request);
            }
        });
        Connection { service, answers, frames: Frames::default(), out, runtime, session }
    }

    /// Takes in what came from the client. Returns the exit code once the client has said `exit`.
    pub fn receive(&mut self, bytes: &[u8]) -> Option<u8> {
        self.frames.push(bytes);
        while let Some(frame) = self.frames.next() {
            let code = match frame {
                Frame::Body(body) if body.is_empty() => None,
                Frame::Body(body) => answer::here(&self.runtime.clone(), || self.message(&body)),
                Frame::Garbage(why) => {
                    tracing::warn!("skipped what is no message: {why}");
                    self.refuse(Id::Null, Error::parse_error());
                    None
                }
            };
            if code.is_some() {
                return code;
            }
        }
        None
    }

    /// What the process exits with when the client is gone without a word.
    pub fn code_at_end(&self) -> u8 {
        if self.session.is_shut_down() { 0 } else { 1 }
    }

    fn message(&mut self, body: &[u8]) -> Option<u8> {
        if let Some(edit) = self.session.is_serving().then(|| super::wire::edit(body)).flatten() {
            let changes = super::convert::changes(edit.content_changes);
            self.session.change(&edit.text_document.uri, edit.text_document.version, &changes);
            return None;
        }
        let Ok(value) = super::wire::parse(body) else {
            tracing::warn!("a message of {} bytes is no JSON", body.len());
            self.refuse(Id::Null, Error::parse_error());
            return None;
        };
        let id = value.get("id").and_then(|id| serde_json::from_value::<Id>(id.clone()).ok());
        if value.get("method").is_some_and(Value::is_string) {
            match serde_json::from_value::<Request>(value) {
                Ok(request) => return self.request(request),
                Err(_) => self.refuse(id.unwrap_or_default(), Error::invalid_request()),
            }
        } else if value.get("result").is_some() || value.get("error").is_some() {
            match serde_json::from_value::<Response>(value) {
                Ok(response) => {
                    let _ = self.answers.send(response).now_or_never();
                }
                Err(_) => tracing::warn!("an answer that is none"),
            }
        } else {
            self.refuse(id.unwrap_or_default(), Error::invalid_request());
        }
        None
    }

    fn request(&mut self, request: Request) -> Option<u8> {
        if request.method() == "exit" {
            return Some(self.code_at_end());
        }
        let mend: fn(Response) -> Response = if request.method() == "initialize" { completed } else { |response| response };
        let (answer, out) = (self.service.call(request), self.out.clone());
        // The first part of every handler runs here and now, in order.
        answer::start(self.runtime.clone(), async move {
            if let Ok(Some(response)) = answer.await {
                out.send(&mend(response));
            }
        });
        None
    }

    fn refuse(&self, id: Id, error: Error) {
        self.out.send(&Response::from_error(id, error));
    }
}

/// What `initialize` answers, with the capability that tower-lsp has handlers for and no field.
fn completed(response: Response) -> Response {
    let (id, result) = response.into_parts();
    match result {
        Ok(mut result) => {
            if let Some(capabilities) = result.get_mut("capabilities").and_then(Value::as_object_mut) {
                capabilities.insert("typeHierarchyProvider".into(), true.into());
            }
            Response::from_ok(id, result)
        }
        Err(error) => Response::from_error(id, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Archive, Document};
    use crate::rules::Finding;
    use crate::settings::Settings;
    use serde_json::json;

    fn frame(message: Value) -> Vec<u8> {
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    fn panics_on_purpose(document: &Document, _: &Archive, _: &Settings) -> Vec<Finding> {
        assert!(!document.as_str().contains("panic"), "on purpose");
        vec![]
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_rule_that_panics_ends_one_task_and_not_the_session() {
        let (out, mut sent) = Out::new();
        let (to_client, runtime) = (out.clone(), Handle::current());
        let mut connection = Connection::over(out, runtime.clone(), |client| {
            let mut session = Session::new(client, to_client, runtime, Box::new(|| {}));
            session.run = panics_on_purpose;
            session
        });
        let changed = |version: i32, text: &str| {
            let params = json!({"textDocument": {"uri": "file:///a.txt", "version": version}, "contentChanges": [{"text": text}]});
            frame(json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}))
        };
        connection.receive(&frame(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})));
        let document = json!({"uri": "file:///a.txt", "languageId": "x", "version": 1, "text": "panic"});
        connection.receive(&frame(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})));
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        let params = json!({"textDocument": {"uri": "file:///a.txt"}, "range": range, "context": {"diagnostics": []}});
        connection.receive(&frame(json!({"jsonrpc": "2.0", "id": 2, "method": "textDocument/codeAction", "params": params})));
        connection.receive(&changed(2, "panic again"));
        connection.receive(&changed(3, "all is well"));
        let (mut answered, mut published) = (false, false);
        while !(answered && published) {
            let frame = tokio::time::timeout(std::time::Duration::from_secs(20), sent.recv()).await;
            let frame = frame.expect("in time").expect("still there").expect("not finished");
            let text = String::from_utf8(frame).expect("UTF-8");
            answered |= text.contains(r#""id":2"#);
            published |= text.contains(r#""version":3"#);
        }
    }

    #[test]
    fn a_hover_is_answered_by_the_edit_that_overtakes_it() {
        let threads = tokio::runtime::Builder::new_multi_thread().worker_threads(1).max_blocking_threads(1).enable_all().build();
        let runtime = threads.expect("threads can be started");
        // Nobody reads anything as long as the only thread that could is held up.
        let (end, held) = std::sync::mpsc::channel::<()>();
        runtime.spawn_blocking(move || held.recv());
        let (out, mut sent) = Out::new();
        let mut connection = Connection::new(out, runtime.handle().clone(), Box::new(|| {}));
        let session = Arc::clone(&connection.session);
        let mut receive = |message: Value| {
            connection.receive(&frame(message));
            std::iter::from_fn(|| sent.try_recv().ok()).flatten().map(|f| String::from_utf8(f).expect("UTF-8")).collect::<String>()
        };
        let uri = json!({"uri": "file:///a.txt"});
        let place = json!({"line": 0, "character": 6});
        let typed = |version: i32| {
            let document = json!({"uri": "file:///a.txt", "version": version});
            let change = json!({"range": {"start": place, "end": place}, "text": "1"});
            let params = json!({"textDocument": document, "contentChanges": [change]});
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})
        };
        receive(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
        let document = json!({"uri": "file:///a.txt", "languageId": "plaintext", "version": 1, "text": "About 520 homes lost power."});
        receive(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
        let (_, document) = session.all_open().remove(0);
        let (document, desk) = session.opened(&document.path).expect("it is open");
        session.analysis(&document, &desk);
        receive(typed(2));
        let hover = json!({"textDocument": uri, "position": place});
        let answers = receive(json!({"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": hover}));
        assert!(!answers.contains(r#""id":2"#), "{answers}");
        let answers = receive(typed(3));
        assert!(answers.contains(r#""result":null,"id":2"#) || answers.contains(r#""id":2,"result":null"#), "{answers}");
        drop(end);
    }
}
