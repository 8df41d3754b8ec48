//! The server's text is the editor's text.

use crate::client::*;
use serde_json::json;

/// The text is seen through the figures that are flagged in it, and where.
async fn figures(client: &mut Client, uri: &str, version: i64, text: &str) -> Vec<String> {
    let found = flagged(&client.published(uri, version).await, text);
    found.into_iter().filter(|(code, _)| code == "unsourced-figure").map(|(_, words)| words).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_move_what_is_flagged() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, "Storm\n\nAbout 4,200 homes lost power.\n").await;
    assert_eq!(figures(&mut client, uri, 1, "Storm\n\nAbout 4,200 homes lost power.\n").await, ["4,200"]);
    client.change(uri, 2, range((2, 6), (2, 11)), "5,300").await;
    assert_eq!(figures(&mut client, uri, 2, "Storm\n\nAbout 5,300 homes lost power.\n").await, ["5,300"]);
    client.change(uri, 3, range((2, 0), (2, 0)), "Late.\r\n\r\n").await;
    assert_eq!(figures(&mut client, uri, 3, "Storm\n\nLate.\r\n\r\nAbout 5,300 homes lost power.\n").await, ["5,300"]);
    client.replace(uri, 4, "About 5,700 homes lost power.\n").await;
    assert_eq!(figures(&mut client, uri, 4, "About 5,700 homes lost power.\n").await, ["5,700"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_changes_of_one_notification_follow_each_other() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, "x\n").await;
    let changes = json!([
        {"text": "About homes sank.\n"},
        {"range": range((0, 6), (0, 6)), "text": "00 "},
        {"range": range((0, 6), (0, 6)), "text": "4,2"},
    ]);
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes})).await;
    assert_eq!(figures(&mut client, uri, 2, "About 4,200 homes sank.\n").await, ["4,200"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_count_as_agreed() {
    let text = "“Zürich” 😀e\u{301}: about 4,200 homes lost power.\n";
    let before = text.split("4,200").next().expect("the words before");
    for (encoding, column) in [("utf-8", before.len()), ("utf-16", before.encode_utf16().count()), ("utf-32", before.chars().count())] {
        let mut capabilities = pushing();
        capabilities["general"] = json!({"positionEncodings": [encoding]});
        let mut client = Client::start(capabilities).await;
        client.open("file:///a.txt", text).await;
        let found = client.published("file:///a.txt", 1).await;
        let flag = found.iter().find(|d| d["code"] == "unsourced-figure").expect("flagged");
        assert_eq!(flag["range"]["start"]["character"], column, "{encoding}");
        assert_eq!(flag["range"]["end"]["character"], column + 5, "{encoding}");
        // And back: an edit at that place changes that figure.
        client.change("file:///a.txt", 2, range((0, column as u32), (0, column as u32 + 1)), "9").await;
        let found = client.published("file:///a.txt", 2).await;
        assert!(found.iter().any(|d| d["message"].as_str().expect("a message").contains("9,200")), "{encoding}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_that_comes_twice_counts_once() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, "About 42 homes lost power.\n").await;
    client.change(uri, 3, range((0, 6), (0, 6)), "9").await;
    client.change(uri, 3, range((0, 6), (0, 6)), "9").await;
    client.change(uri, 2, range((0, 6), (0, 6)), "8").await;
    client.change(uri, 4, range((0, 6), (0, 6)), "7").await;
    assert_eq!(figures(&mut client, uri, 4, "About 7942 homes lost power.\n").await, ["7942"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_opened_twice_is_the_later_one() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, "About 42 homes lost power.\n").await;
    let document = json!({"uri": uri, "languageId": "plaintext", "version": 7, "text": "About 5,700 homes lost power.\n"});
    client.notify("textDocument/didOpen", json!({"textDocument": document})).await;
    assert_eq!(figures(&mut client, uri, 7, "About 5,700 homes lost power.\n").await, ["5,700"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_document_keeps_no_diagnostics() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, NEWS).await;
    client.published(uri, 1).await;
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}})).await;
    let params = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!((params["uri"].as_str(), params["diagnostics"].as_array().map(Vec::len)), (Some(uri), Some(0)));
    client.never(|m| m["method"] == "textDocument/publishDiagnostics").await;
}

/// A paste of 300 edits: the last version is published, versions only rise, and a hover in between does not wait for all.
#[tokio::test(flavor = "multi_thread")]
async fn a_burst_of_edits_ends_at_the_newest_version() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    let typed: String = (1..=10).map(|n| format!("About {n},200 homes lost power. ")).collect();
    let mut text = "Storm\n\n\n".to_string();
    client.open(uri, &text).await;
    let mut hovers = vec![];
    for (i, c) in typed.chars().enumerate() {
        let place = (2, i as u32);
        client.change(uri, i as i64 + 2, range(place, place), &c.to_string()).await;
        text.insert(7 + i, c);
        if i % 50 == 0 {
            hovers.push(client.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": at(2, 0)})).await);
        }
    }
    for id in hovers {
        client.answer_to(id).await.expect("a hover");
    }
    let last = typed.chars().count() as i64 + 1;
    let mut versions = vec![];
    let diagnostics = loop {
        let params = client.notification("textDocument/publishDiagnostics").await;
        versions.push(params["version"].as_i64().expect("a version"));
        if versions.last() == Some(&last) {
            break params["diagnostics"].as_array().expect("a list").clone();
        }
    };
    assert!(versions.windows(2).all(|pair| pair[0] < pair[1]), "{versions:?}");
    assert_eq!(flagged(&diagnostics, &text).len(), 10);
}

/// A hover that follows an edit at once speaks of the text after the edit, in a short text and in a long one.
#[tokio::test(flavor = "multi_thread")]
async fn a_hover_right_after_an_edit_knows_of_it() {
    let uri = "file:///a.txt";
    for n in [1, 2000] {
        let text = "About 4,200 homes lost power.\n\nTrees fell in the valley.\n\n".repeat(n);
        let mut client = Client::start(pushing()).await;
        client.open(uri, &text).await;
        client.published(uri, 1).await;
        let hover = json!({"textDocument": {"uri": uri}, "position": at(0, 8)});
        for (version, digits) in [(2, "5,311"), (3, "6,422"), (4, "7,533")] {
            client.change(uri, version, range((0, 6), (0, 11)), digits).await;
            let card = client.request("textDocument/hover", hover.clone()).await.expect("a hover");
            assert!(card.to_string().contains(digits), "{digits} of {n}: {card}");
            // Away from the edit the places have moved with it.
            client.change(uri, version, range((0, 0), (0, 0)), "\n").await;
            let below = json!({"textDocument": {"uri": uri}, "position": at(1, 8)});
            let card = client.request("textDocument/hover", below).await.expect("a hover");
            assert_eq!(card["range"], range((1, 6), (1, 11)), "{digits} of {n}: {card}");
            client.change(uri, version, range((0, 0), (1, 0)), "").await;
        }
    }
}
