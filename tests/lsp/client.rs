//! A client that talks to the server over an in-memory pipe, as an editor does over standard input and output.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf};
use tokio::task::JoinHandle;

/// Long enough for a busy machine, short enough for somebody who waits.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub struct Client {
    to_server: WriteHalf<DuplexStream>,
    from_server: ReadHalf<DuplexStream>,
    bytes: Vec<u8>,
    /// What came and was not waited for.
    pub inbox: VecDeque<Value>,
    /// What the server has asked for, answered by [`Client::answer`].
    pub asked: Vec<Value>,
    /// The person's settings, as `workspace/configuration` gets them.
    pub settings: Value,
    pub answers: bool,
    last_id: i64,
    server: JoinHandle<u8>,
    pub capabilities: Value,
}

/// What a test's client can do besides the least.
pub fn pushing() -> Value {
    json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true, "versionSupport": true}}})
}

pub fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": true}},
           "workspace": {"diagnostics": {"refreshSupport": true}}})
}

/// The same of a client that watches files where it is asked to.
pub fn watching() -> Value {
    let mut capabilities = pulling();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    capabilities
}

impl Client {
    /// A server that nobody has initialised.
    pub fn new() -> Client {
        let (here, there) = tokio::io::duplex(1 << 20);
        let (from_server, to_server) = tokio::io::split(here);
        let (input, output) = tokio::io::split(there);
        let server = tokio::spawn(whosays::server::serve(input, output));
        Client {
            to_server,
            from_server,
            bytes: vec![],
            inbox: VecDeque::new(),
            asked: vec![],
            settings: Value::Null,
            answers: true,
            last_id: 0,
            server,
            capabilities: Value::Null,
        }
    }

    pub async fn start(capabilities: Value) -> Client {
        Client::new().initialized(json!({"processId": null, "rootUri": null, "capabilities": capabilities})).await
    }

    /// A session over a folder.
    pub async fn start_in(folder: &std::path::Path, capabilities: Value) -> Client {
        let folders = json!([{"uri": uri(folder), "name": "articles"}]);
        Client::new()
            .initialized(json!({"processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities}))
            .await
    }

    pub async fn initialized(mut self, params: Value) -> Client {
        let result = self.request("initialize", params).await.expect("initialize succeeds");
        self.capabilities = result["capabilities"].clone();
        self.notify("initialized", json!({})).await;
        self
    }

    pub async fn raw(&mut self, bytes: &[u8]) {
        self.to_server.write_all(bytes).await.expect("the server reads");
    }

    pub async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    /// Asks, and does not wait.
    pub async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})).await;
        id
    }

    /// The result, or the error.
    pub async fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params).await;
        self.answer_to(id).await
    }

    pub async fn answer_to(&mut self, id: i64) -> Result<Value, Value> {
        let message = self.wait(|m| m.get("method").is_none() && m["id"] == id).await;
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        }
    }

    /// The params of the next notification of a method.
    pub async fn notification(&mut self, method: &str) -> Value {
        self.wait(|m| m["method"] == method && m.get("id").is_none()).await["params"].clone()
    }

    /// The diagnostics published for a version of a document; older ones are passed over.
    pub async fn published(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let params = self.notification("textDocument/publishDiagnostics").await;
            if params["uri"] == uri && params["version"] == version {
                return params["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    /// The next message that fits; those that do not stay in the inbox.
    pub async fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.inbox.iter().position(&fits) {
            return self.inbox.remove(at).expect("found just before");
        }
        let waited = async {
            loop {
                let message = self.read().await.expect("the server is there");
                if fits(&message) {
                    return message;
                }
                self.inbox.push_back(message);
            }
        };
        tokio::time::timeout(PATIENCE, waited).await.expect("what was waited for comes")
    }

    /// Nothing that fits comes within a while.
    pub async fn never(&mut self, fits: impl Fn(&Value) -> bool) {
        let _ = tokio::time::timeout(Duration::from_millis(300), async {
            while let Some(message) = self.read().await {
                self.inbox.push_back(message);
            }
        })
        .await;
        let came: Vec<_> = self.inbox.iter().filter(|m| fits(m)).collect();
        assert!(came.is_empty(), "came all the same: {came:?}");
    }

    /// The next message; requests are answered on the way and are messages too. None at the end.
    async fn read(&mut self) -> Option<Value> {
        let message = loop {
            if let Some(message) = self.cut() {
                break message;
            }
            let mut piece = [0; 16 * 1024];
            match self.from_server.read(&mut piece).await {
                Ok(0) | Err(_) => return None,
                Ok(n) => self.bytes.extend_from_slice(&piece[..n]),
            }
        };
        if message.get("method").is_some() && message.get("id").is_some() {
            self.asked.push(message.clone());
            if self.answers {
                self.answer(&message).await;
            }
        }
        Some(message)
    }

    async fn answer(&mut self, request: &Value) {
        let result = match request["method"].as_str() {
            Some("workspace/configuration") => json!([self.settings]),
            _ => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result})).await;
    }

    fn cut(&mut self) -> Option<Value> {
        let end = self.bytes.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
        let head = std::str::from_utf8(&self.bytes[..end]).expect("a header");
        let length: usize = head.trim().strip_prefix("Content-Length: ").expect("only one header").parse().expect("a number");
        if self.bytes.len() < end + length {
            return None;
        }
        let message = serde_json::from_slice(&self.bytes[end..end + length]).expect("JSON");
        self.bytes.drain(..end + length);
        Some(message)
    }

    pub async fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document})).await;
    }

    /// Replaces a range of a document.
    pub async fn change(&mut self, uri: &str, version: i64, range: Value, text: &str) {
        let changes = json!([{"range": range, "text": text}]);
        self.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})).await;
    }

    /// Replaces the whole text.
    pub async fn replace(&mut self, uri: &str, version: i64, text: &str) {
        let changes = json!([{"text": text}]);
        self.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})).await;
    }

    /// The diagnostics of a document, asked for.
    pub async fn pull(&mut self, uri: &str) -> Value {
        self.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}})).await.expect("diagnostics")
    }

    /// The server still answers.
    pub async fn is_well(&mut self) {
        let error = self.request("no/such", json!({})).await.expect_err("nobody knows this method");
        assert_eq!(error["code"], -32601);
    }

    /// Ends the session as an editor does and returns the exit code.
    pub async fn leave(mut self) -> u8 {
        self.request("shutdown", Value::Null).await.expect("shutdown succeeds");
        self.notify("exit", Value::Null).await;
        self.ended().await
    }

    /// The exit code, once the server has ended.
    pub async fn ended(self) -> u8 {
        drop((self.to_server, self.from_server));
        tokio::time::timeout(PATIENCE, self.server).await.expect("the server ends").expect("without a panic")
    }
}

pub fn uri(path: &std::path::Path) -> String {
    format!("file://{}", path.display())
}

pub fn at(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

pub fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({"start": at(start.0, start.1), "end": at(end.0, end.1)})
}

/// Codes and the words under them.
pub fn flagged(diagnostics: &[Value], text: &str) -> Vec<(String, String)> {
    let offset = |position: &Value| {
        let line = position["line"].as_u64().expect("a line") as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + position["character"].as_u64().expect("a column") as usize
    };
    let one = |d: &Value| {
        let words = &text[offset(&d["range"]["start"])..offset(&d["range"]["end"])];
        (d["code"].as_str().expect("a code").to_string(), words.to_string())
    };
    diagnostics.iter().map(one).collect()
}

pub const NEWS: &str = "Storm hits valley\n\nAbout 4,200 homes lost power. Twelve people died, police said.\n";
