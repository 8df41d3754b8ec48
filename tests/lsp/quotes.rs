//! Quotations over the protocol: calls, completion, the action that shows another wording, and what a client can be asked to do.

use crate::client::*;
use serde_json::{Value, json};

const HERE: &str = "file:///tuesday.txt";
const THERE: &str = "file:///monday.txt";
const MONDAY: &str = "Board closes pier\n\n2 May 2011\n\n“We lost all the trust of the island’s fishermen in a single winter and we will not get it back,” said Ada Moss, the pilot.\n";
const TUESDAY: &str = "Pier stays shut\n\n“We lost all trust of the island’s fishermen in a single winter,” said Ada Moss, the pilot.\n";

/// A session with both articles open.
async fn session(more: Value) -> Client {
    let mut capabilities = pulling();
    for (key, value) in more.as_object().expect("an object") {
        capabilities[key] = value.clone();
    }
    let mut client = Client::start(capabilities).await;
    client.open(THERE, MONDAY).await;
    client.open(HERE, TUESDAY).await;
    // Once it is read, it is known to the other.
    client.pull(THERE).await;
    client
}

async fn ask(client: &mut Client, method: &str, params: Value) -> Value {
    client.request(method, params).await.unwrap_or_else(|e| panic!("{method}: {e}"))
}

fn place(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": HERE}, "position": at(line, character)})
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_lead_from_a_quote_to_articles_and_speakers() {
    let mut client = session(json!({})).await;
    assert_eq!(client.capabilities["callHierarchyProvider"], true);
    let items = ask(&mut client, "textDocument/prepareCallHierarchy", place(2, 10)).await;
    let quote = items[0].clone();
    assert!(quote["name"].as_str().expect("a name").starts_with("“We lost all trust"), "{quote}");
    assert_eq!(quote["detail"], "Ada Moss · Pier stays shut");
    let incoming = ask(&mut client, "callHierarchy/incomingCalls", json!({"item": quote})).await;
    assert_eq!(incoming.as_array().map(Vec::len), Some(1), "{incoming}");
    let article = incoming[0]["from"].clone();
    assert_eq!((article["name"].as_str(), article["uri"].as_str()), (Some("Board closes pier"), Some(THERE)));
    assert_eq!(incoming[0]["fromRanges"][0]["start"], at(4, 1));
    let outgoing = ask(&mut client, "callHierarchy/outgoingCalls", json!({"item": quote})).await;
    assert_eq!(outgoing[0]["to"]["name"], "Ada Moss", "{outgoing}");
    assert_eq!(outgoing[0]["fromRanges"][0]["start"], at(2, 1));
    // From the article to whom it quotes, from there to who else quotes her.
    let speakers = ask(&mut client, "callHierarchy/outgoingCalls", json!({"item": article})).await;
    let moss = speakers[0]["to"].clone();
    assert_eq!((moss["name"].as_str(), moss["uri"].as_str()), (Some("Ada Moss"), Some(THERE)));
    let articles = ask(&mut client, "callHierarchy/incomingCalls", json!({"item": moss})).await;
    let names: Vec<_> = articles.as_array().expect("a list").iter().map(|c| c["from"]["name"].as_str()).collect();
    assert_eq!(names, [Some("Board closes pier"), Some("Pier stays shut")]);
    let said = ask(&mut client, "callHierarchy/outgoingCalls", json!({"item": moss})).await;
    assert!(said[0]["to"]["name"].as_str().expect("a name").starts_with("“We lost all the trust"), "{said}");
    assert_eq!(ask(&mut client, "textDocument/prepareCallHierarchy", place(1, 0)).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_quotation_is_completed_after_an_opening_mark() {
    let mut client = session(json!({})).await;
    client.open("untitled:draft", "Moss told them: “we lost all the").await;
    let params = json!({"textDocument": {"uri": "untitled:draft"}, "position": at(0, 32)});
    let list = ask(&mut client, "textDocument/completion", params).await;
    let item = &list["items"][0];
    assert_eq!(item["textEdit"]["range"], range((0, 17), (0, 32)), "{list}");
    assert!(item["textEdit"]["newText"].as_str().expect("a text").ends_with("we will not get it back"), "{list}");
    assert_eq!(item["detail"], "Ada Moss, Board closes pier, 2011-05-02");
}

async fn action(client: &mut Client) -> Value {
    let params = json!({"textDocument": {"uri": HERE}, "range": range((2, 10), (2, 10)), "context": {"diagnostics": []}});
    let actions = ask(client, "textDocument/codeAction", params).await;
    let shows = actions.as_array().expect("a list").iter().find(|a| a["command"]["command"] == "whosays.showWording");
    shows.unwrap_or_else(|| panic!("{actions}")).clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fuller_wording_is_shown_where_the_client_can_show_it() {
    let mut client = session(json!({"window": {"showDocument": {"support": true}}})).await;
    let action = action(&mut client).await;
    assert_eq!(action["title"], "Show the fuller wording in “Board closes pier” (2011-05-02)");
    assert!(action["edit"].is_null(), "it changes nothing");
    let command = &action["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    client.answers = false;
    let asked = client.ask("workspace/executeCommand", params).await;
    let shown = client.wait(|m| m["method"] == "window/showDocument").await;
    assert_eq!(shown["params"]["uri"], THERE);
    assert_eq!(shown["params"]["selection"]["start"], at(4, 1));
    client.send(&json!({"jsonrpc": "2.0", "id": shown["id"], "result": {"success": true}})).await;
    client.wait(|m| m["id"] == asked && m.get("method").is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_shows_no_documents_is_told_the_words() {
    let mut client = session(json!({})).await;
    let action = action(&mut client).await;
    let params = json!({"command": action["command"]["command"], "arguments": action["command"]["arguments"]});
    assert_eq!(ask(&mut client, "workspace/executeCommand", params).await, Value::Null);
    let message = client.notification("window/showMessage").await;
    let words = message["message"].as_str().expect("a message");
    assert!(words.starts_with("monday.txt, line 5: “We lost all the trust"), "{words}");
    let wrong = client.request("workspace/executeCommand", json!({"command": "whosays.showWording", "arguments": [7]})).await;
    assert_eq!(wrong.expect_err("no place")["code"], -32602);
}
