//! Bad input: each is answered or ignored, and the session lives on.

use crate::client::*;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn malformed_messages_are_answered_and_forgotten() {
    let mut client = Client::start(pushing()).await;
    for (body, code) in [
        (r#"{"jsonrpc":"2.0","id":7,"method":"#, -32700),
        ("\u{FFFD}", -32700),
        ("[]", -32600),
        ("7", -32600),
        (r#"{"jsonrpc":"1.0","id":7,"method":"textDocument/hover"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":7}"#, -32600),
    ] {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
        let answer = client.wait(|m| m.get("error").is_some()).await;
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    client.raw(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd").await;
    assert_eq!(client.wait(|m| m.get("error").is_some()).await["error"]["code"], -32700);
    client.raw(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert_eq!(client.wait(|m| m.get("error").is_some()).await["error"]["code"], -32700);
    client.raw(b"Content-Length: 0\r\n\r\n").await;
    client.is_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_to_questions_nobody_asked_are_ignored() {
    let mut client = Client::start(pushing()).await;
    client.send(&json!({"jsonrpc": "2.0", "id": 4711, "result": null})).await;
    client.send(&json!({"jsonrpc": "2.0", "id": null, "result": null})).await;
    client.send(&json!({"jsonrpc": "2.0", "id": 4711, "error": 5})).await;
    client.is_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_methods_are_refused_or_ignored() {
    let mut client = Client::start(pushing()).await;
    client.notify("no/such", json!({})).await;
    client.notify("$/such", json!({})).await;
    client.is_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_of_the_wrong_type_are_refused() {
    let mut client = Client::start(pushing()).await;
    for params in [json!(7), json!([]), json!({}), json!({"textDocument": {"uri": 7}, "position": at(0, 0)}), Value::Null] {
        let error = client.request("textDocument/hover", params.clone()).await.expect_err("refused");
        assert_eq!(error["code"], -32602, "{params}");
        client.notify("textDocument/didChange", params.clone()).await;
        client.notify("textDocument/didOpen", params.clone()).await;
        client.notify("workspace/didChangeWatchedFiles", params.clone()).await;
        client.notify("workspace/didChangeWorkspaceFolders", params).await;
    }
    client.is_well().await;
}

/// Every request there is, at the given place of a document.
async fn ask_everything(client: &mut Client, uri: &str, line: u32, character: u32) {
    let document = json!({"uri": uri});
    let place = json!({"textDocument": document, "position": at(line, character), "context": {"includeDeclaration": true}});
    for method in ["hover", "definition", "declaration", "implementation", "references", "documentHighlight"] {
        client.request(&format!("textDocument/{method}"), place.clone()).await.unwrap_or_else(|e| panic!("{method}: {e}"));
    }
    let range = range((0, 0), (line, character));
    let whole = json!({"textDocument": document, "range": range, "context": {"diagnostics": []}, "positions": [at(line, character)],
        "previousResultId": "x"});
    for method in [
        "documentSymbol",
        "codeLens",
        "inlayHint",
        "foldingRange",
        "selectionRange",
        "codeAction",
        "semanticTokens/full",
        "semanticTokens/full/delta",
        "semanticTokens/range",
        "diagnostic",
    ] {
        client.request(&format!("textDocument/{method}"), whole.clone()).await.unwrap_or_else(|e| panic!("{method}: {e}"));
    }
    client.request("workspace/symbol", json!({"query": "a"})).await.expect("symbols");
    client.request("workspace/diagnostic", json!({"previousResultIds": []})).await.expect("workspace diagnostics");
}

#[tokio::test(flavor = "multi_thread")]
async fn positions_past_the_end_are_cut_to_the_text() {
    let mut client = Client::start(pulling()).await;
    client.open("file:///a.txt", NEWS).await;
    for (line, character) in [(0, 9999), (9999, 0), (u32::MAX >> 1, u32::MAX >> 1), (2, 31), (3, 0)] {
        ask_everything(&mut client, "file:///a.txt", line, character).await;
        let place = (line, character);
        client.change("file:///a.txt", 2, range(place, place), "x").await;
        client.change("file:///a.txt", 2, range(place, (0, 3)), "y").await;
    }
    client.is_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_that_are_not_there_have_nothing() {
    let mut client = Client::start(pulling()).await;
    for uri in ["file:///no/such.txt", "untitled:Untitled-1", "git:/a.txt?x", "file://", "http://example.com/a.txt", "file:///"] {
        ask_everything(&mut client, uri, 0, 0).await;
        client.change(uri, 2, range((0, 0), (0, 0)), "x").await;
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}})).await;
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}})).await;
    }
    client.is_well().await;
}

/// A buffer without a name is read like any other, and nothing is looked for on disk.
#[tokio::test(flavor = "multi_thread")]
async fn buffers_that_are_no_files_are_read() {
    for uri in ["untitled:Untitled-1", "file://", "git:/etc/passwd?ref=x", "vscode-notebook-cell:/a#1", "news://desk/7"] {
        let mut client = Client::start(pushing()).await;
        client.open(uri, NEWS).await;
        let found = client.published(uri, 1).await;
        assert_eq!(flagged(&found, NEWS), [("unsourced-figure".to_string(), "4,200".to_string())], "{uri}");
        ask_everything(&mut client, uri, 2, 8).await;
        client.change(uri, 2, range((2, 6), (2, 7)), "9").await;
        assert!(client.published(uri, 2).await[0]["message"].as_str().expect("a message").contains("9,200"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_text_is_an_article() {
    let long_line = "word ".repeat(100_000);
    let lines = "42 cows\n".repeat(20_000);
    for text in
        ["", "\n", "\r", "\u{0}\u{0}", "\u{FEFF}Headline\r\n\r\n42 cows died.\r\n", "“", "{[(“‘«", "\u{202E}\u{200B}", &long_line, &lines]
    {
        let mut client = Client::start(pulling()).await;
        client.open("file:///a.txt", text).await;
        ask_everything(&mut client, "file:///a.txt", 0, 0).await;
        client.change("file:///a.txt", 2, range((0, 0), (0, 1)), "\u{301}").await;
        ask_everything(&mut client, "file:///a.txt", 0, 1).await;
        assert_eq!(client.leave().await, 0);
    }
}

/// Half a surrogate pair in a JSON string, as JavaScript sends it.
#[tokio::test(flavor = "multi_thread")]
async fn half_a_character_keeps_positions_right() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    let body = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{uri}","languageId":"x","version":1,"text":"\ud83d about 4,200 homes lost power."}}}}}}"#
    );
    client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
    let found = client.published(uri, 1).await;
    let flag = found.iter().find(|d| d["code"] == "unsourced-figure").expect("flagged");
    assert_eq!(flag["range"]["start"]["character"], 8);
}

/// Beyond the size budget a text is kept in step and not read, and that is said.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_beyond_the_budget_is_said_to_be_unread() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, &"4,200 homes ".repeat(100_000_000 / 12)).await;
    let found = client.published(uri, 1).await;
    assert_eq!((found.len(), found[0]["code"].as_str(), found[0]["severity"].as_i64()), (1, Some("too-long"), Some(3)));
    ask_everything_but_diagnostics(&mut client, uri).await;
    for version in 2..50 {
        client.change(uri, version, range((0, 5), (0, 5)), "x").await;
    }
    client.published(uri, 49).await;
    client.replace(uri, 50, NEWS).await;
    assert_eq!(flagged(&client.published(uri, 50).await, NEWS), [("unsourced-figure".to_string(), "4,200".to_string())]);
}

async fn ask_everything_but_diagnostics(client: &mut Client, uri: &str) {
    let hover = json!({"textDocument": {"uri": uri}, "position": at(0, 99_000_000)});
    assert_eq!(client.request("textDocument/hover", hover).await, Ok(Value::Null));
    let tokens = json!({"textDocument": {"uri": uri}});
    assert_eq!(client.request("textDocument/semanticTokens/full", tokens).await, Ok(Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_the_wrong_type_are_told_and_survived() {
    for settings in [json!(7), json!([1]), json!({"whosays": "x"}), json!({"whosays": {"rules": {"unsourced-figure": 5}}}), json!(null)] {
        let mut client = Client::new()
            .initialized(json!({"processId": null, "rootUri": null, "capabilities": pushing(), "initializationOptions": settings}))
            .await;
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings})).await;
        client.open("file:///a.txt", NEWS).await;
        assert!(!client.published("file:///a.txt", 1).await.is_empty(), "{settings}");
    }
    let mut client = Client::start(pushing()).await;
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"whosays": {"rules": {"unsourced-figure": 5}}}})).await;
    let shown = client.notification("window/showMessage").await;
    assert!(shown["message"].as_str().expect("a message").contains("unsourced-figure"), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_that_are_no_folders_are_survived() {
    for folders in [
        json!([{"uri": "file:///no/such/folder", "name": "x"}]),
        json!([{"uri": "untitled:x", "name": "x"}, {"uri": "file://", "name": "y"}]),
        json!([{"uri": "file:///etc/passwd", "name": "x"}]),
    ] {
        let mut client = Client::new()
            .initialized(json!({"processId": null, "rootUri": null, "capabilities": pushing(), "workspaceFolders": folders}))
            .await;
        client.open("file:///a.txt", NEWS).await;
        assert!(!client.published("file:///a.txt", 1).await.is_empty(), "{folders}");
    }
}

/// A client that asks and never reads is no reason to stop reading what it sends.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_read_holds_up_only_itself() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, &NEWS.repeat(200)).await;
    for version in 2..400 {
        client.change(uri, version, range((2, 0), (2, 0)), "x").await;
        client.ask("textDocument/semanticTokens/full", json!({"textDocument": {"uri": uri}})).await;
    }
    client.published(uri, 399).await;
}
