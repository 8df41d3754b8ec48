//! What clients differ in: each is served with what it says it can do, and never with what it did not say.

use crate::client::*;
use serde_json::{Value, json};

/// Curly quotes, an accent and a letter of two UTF-16 units before what is asked about.
const TEXT: &str = "Café news\n\n“Ça 🚢 nous mène à la baie et la baie nous attend depuis des années,” said Ida Brandt, the mayor. Since 2015 the old 🚢 has cost the town $3.4 million.\n";
const URI: &str = "file:///a.txt";

fn encoded(encoding: &str) -> Value {
    let mut capabilities = pushing();
    capabilities["general"] = json!({"positionEncodings": [encoding]});
    capabilities
}

/// The column of some words of the third line, counted as a client counts.
fn column(encoding: &str, words: &str) -> u32 {
    let line = TEXT.lines().nth(2).expect("three lines");
    let before = &line[..line.find(words).expect("on the line")];
    let n = match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    };
    n as u32
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_counts_columns_as_agreed() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = Client::start(encoded(encoding)).await;
        client.open(URI, TEXT).await;
        let (figure, name) = (column(encoding, "$3.4"), column(encoding, "Ida Brandt"));
        let found = client.published(URI, 1).await;
        let flagged = found.iter().find(|d| d["code"] == "unsourced-figure").expect("flagged");
        assert_eq!(flagged["range"]["start"], at(2, figure), "{encoding}");
        let document = json!({"uri": URI});
        let hover = client.request("textDocument/hover", json!({"textDocument": document, "position": at(2, name + 1)})).await;
        assert_eq!(hover.expect("a card")["range"]["start"], at(2, name), "{encoding}");
        let tree = client.request("workspace/executeCommand", json!({"command": "whosays.sources", "arguments": [URI]})).await;
        assert_eq!(tree.expect("a tree")["sources"][0]["claims"][0]["range"]["start"], at(2, figure), "{encoding}");
        let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": document})).await.expect("symbols");
        let starts: Vec<_> = symbols.as_array().expect("a list").iter().map(|s| s["location"]["range"]["start"].clone()).collect();
        assert!(starts.contains(&at(2, name)), "{encoding}: {starts:?}");
        let tokens = client.request("textDocument/semanticTokens/full", json!({"textDocument": document})).await.expect("tokens");
        let data: Vec<u32> = tokens["data"].as_array().expect("numbers").iter().map(|n| n.as_u64().expect("a number") as u32).collect();
        let (mut line, mut start, mut columns) = (0, 0, vec![]);
        for token in data.chunks(5) {
            start = if token[0] == 0 { start + token[1] } else { token[1] };
            line += token[0];
            columns.push((line, start));
        }
        assert!(columns.contains(&(2, figure)) && columns.contains(&(2, name)), "{encoding}: {columns:?}");
    }
}

/// A client of the least: nothing that it did not offer is used on it.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_capabilities_is_asked_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), NEWS).expect("written");
    // As clients did before there were workspace folders.
    let params = json!({"processId": null, "rootUri": uri(folder.path()), "capabilities": {}});
    let mut client = Client::new().initialized(params).await;
    let article = uri(&folder.path().join("b.txt"));
    client.open(&article, NEWS).await;
    assert_eq!(client.published(&article, 1).await.len(), 1, "pushed to, for it did not say that it asks");
    let mut articles = 0;
    for _ in 0..200 {
        let people = client.request("workspace/executeCommand", json!({"command": "whosays.people"})).await.expect("a page");
        articles = people["articles"].as_u64().expect("a number");
        if articles == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(articles, 2, "the folder of rootUri is the archive");
    client.never(|m| m["method"] == "$/progress" || m.get("id").is_some() && m.get("method").is_some()).await;
    assert_eq!(client.asked, Vec::<Value>::new(), "no registration, no configuration, no progress, no refresh");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_only_pulls_is_told_nothing_by_itself() {
    let mut client = Client::start(json!({"textDocument": {"diagnostic": {}}})).await;
    assert!(client.capabilities["diagnosticProvider"].is_object());
    client.open(URI, NEWS).await;
    assert_eq!(client.pull(URI).await["items"].as_array().map(Vec::len), Some(1));
    client.never(|m| m["method"] == "textDocument/publishDiagnostics").await;
}

/// The edits of all actions over a text.
async fn edits(capabilities: Value) -> Vec<Value> {
    let mut client = Client::start(capabilities).await;
    let text = "Dredging to resume\n\nThe town will pay\u{200B} for it, the mayor said.\n";
    client.open(URI, text).await;
    let params = json!({"textDocument": {"uri": URI}, "range": range((0, 0), (3, 0)), "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params).await.expect("actions");
    actions.as_array().expect("a list").iter().map(|a| a["edit"].clone()).filter(|e| !e.is_null()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_come_in_the_shape_that_the_client_takes() {
    let plain = edits(pushing()).await;
    assert!(!plain.is_empty() && plain.iter().all(|e| e["changes"][URI].is_array() && e["documentChanges"].is_null()), "{plain:?}");
    let mut capabilities = pushing();
    capabilities["workspace"] = json!({"workspaceEdit": {"documentChanges": true}});
    let versioned = edits(capabilities).await;
    assert!(!versioned.is_empty());
    for edit in versioned {
        assert_eq!(edit["documentChanges"][0]["textDocument"], json!({"uri": URI, "version": 1}), "{edit}");
        assert!(!edit.to_string().contains("annotationId"), "only a client that knows annotations gets them: {edit}");
    }
}

/// A quotation can hold what a snippet would obey.
#[tokio::test(flavor = "multi_thread")]
async fn completions_are_plain_text() {
    let mut client = Client::start(pushing()).await;
    let known =
        "Harbour news\n\n“We paid the yard at the point ${1:five} crowns for every one of the old boats,” said Ida Brandt, the mayor.\n";
    client.open("file:///known.txt", known).await;
    client.published("file:///known.txt", 1).await;
    client.open(URI, "Brandt said: “We paid the yard at").await;
    let at_end = json!({"textDocument": {"uri": URI}, "position": at(0, 33)});
    let list = client.request("textDocument/completion", at_end).await.expect("a list");
    let items = list["items"].as_array().expect("items");
    assert!(items.iter().any(|i| i["textEdit"]["newText"].as_str().is_some_and(|t| t.contains("${1:five}"))), "{list}");
    for item in items {
        assert_ne!(item["insertTextFormat"], 2, "{item}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_name_settings_as_the_client_writes_them() {
    for (name, written) in [("Visual Studio Code", "“whosays.rules.list-total”"), ("Neovim", "“settings.whosays.rules[\"list-total\"]”")]
    {
        let options = json!({"rules": {"list-total": "loud"}});
        let params =
            json!({"processId": null, "rootUri": null, "capabilities": {}, "clientInfo": {"name": name}, "initializationOptions": options});
        let mut client = Client::new().initialized(params).await;
        let shown = client.notification("window/showMessage").await;
        assert!(shown["message"].as_str().expect("a message").contains(written), "{shown}");
    }
}

/// Two articles with one quotation in two wordings; the second is worth a finding that leads to the first.
const MONDAY: &str = "Board closes pier\n\n2 May 2011\n\n“We lost all the trust of the island’s fishermen in a single winter and we will not get it back,” said Ada Moss, the pilot.\n";
const TUESDAY: &str = "Pier stays shut\n\n3 May 2011\n\n“We lost all the trust of the island’s farmers in a single winter and we will not get it back,” said Ada Moss, the pilot.\n";
const THERE: &str = "file:///monday.txt";

async fn with_two_articles(capabilities: Value) -> Client {
    let mut client = Client::start(capabilities).await;
    client.open(THERE, MONDAY).await;
    client.open(URI, TUESDAY).await;
    client.pull(THERE).await;
    client
}

fn in_the_quote() -> Value {
    json!({"textDocument": {"uri": URI}, "position": at(4, 10)})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_plain_where_the_client_shows_plain_text() {
    for (formats, kind) in [(json!(["plaintext", "markdown"]), "plaintext"), (json!(["markdown"]), "markdown"), (Value::Null, "markdown")] {
        let mut client = with_two_articles(json!({"textDocument": {"diagnostic": {}, "hover": {"contentFormat": formats}}})).await;
        let contents = client.request("textDocument/hover", in_the_quote()).await.expect("a card")["contents"].clone();
        let text = contents["value"].as_str().expect("text");
        assert_eq!(contents["kind"], kind);
        assert_eq!(text.contains("**") || text.contains("]("), kind == "markdown", "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_is_a_plain_place_where_the_client_knows_no_links() {
    let mut client = with_two_articles(json!({"textDocument": {"diagnostic": {}}})).await;
    let places = client.request("textDocument/definition", in_the_quote()).await.expect("places");
    assert_eq!(places[0]["uri"], THERE, "{places}");
    assert!(places[0]["range"].is_object() && places[0]["targetUri"].is_null(), "{places}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_leads_elsewhere_where_the_client_follows() {
    for follows in [true, false] {
        let capabilities = json!({"textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": follows}},
                                  "workspace": {"diagnostics": {"refreshSupport": true}}});
        let items = with_two_articles(capabilities).await.pull(URI).await["items"].clone();
        let altered = items.as_array().expect("a list").iter().find(|d| d["code"] == "altered-quote").expect("flagged").clone();
        assert_eq!(altered["relatedInformation"][0]["location"]["uri"] == THERE, follows, "{altered}");
        assert!(
            altered["message"].as_str().expect("a message").contains("Board closes pier"),
            "the message says it in any case: {altered}"
        );
    }
}

/// Lenses, hints and colours are asked for again only where the client said that it does so.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_told_to_ask_again_for_what_it_said() {
    for (feature, method) in [
        ("codeLens", "workspace/codeLens/refresh"),
        ("inlayHint", "workspace/inlayHint/refresh"),
        ("semanticTokens", "workspace/semanticTokens/refresh"),
        ("diagnostics", "workspace/diagnostic/refresh"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.txt"), NEWS).expect("written");
        let mut capabilities = json!({"textDocument": {"diagnostic": {}}, "workspace": {}});
        capabilities["workspace"][feature] = json!({"refreshSupport": true});
        let mut client = Client::start_in(folder.path(), capabilities).await;
        client.wait(|m| m["method"] == method).await;
        client.never(|m| m.get("id").is_some() && m.get("method").is_some_and(|name| name != method)).await;
    }
}

/// Who pulls and cannot be told to pull again would miss what another article changes, so findings are pushed to it.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_cannot_be_told_to_pull_again_is_pushed_to() {
    let mut client = Client::start(json!({"textDocument": {"diagnostic": {}, "publishDiagnostics": {}}})).await;
    assert_eq!(client.capabilities["diagnosticProvider"], Value::Null);
    client.open(URI, NEWS).await;
    assert_eq!(client.published(URI, 1).await.len(), 1);
}
