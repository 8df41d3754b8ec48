//! Names over the protocol: that renames, completions, hierarchies and acceptances arrive in its shape.

use crate::client::*;
use serde_json::{Value, json};

const URI: &str = "file:///a.txt";
const TEXT: &str = "Ann Caldiera, director of the Harbor Board, spoke. “Caldiera is right,” said Peter Quill, a baker. Caldiera left.\n";

async fn ask(client: &mut Client, method: &str, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}});
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    client.request(&format!("textDocument/{method}"), params).await.unwrap_or_else(|e| panic!("{method}: {e}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_says_where_its_edits_stand_and_leaves_quotes_to_be_confirmed() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["rename"] = json!({"prepareSupport": true, "honorsChangeAnnotations": true});
    capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true, "changeAnnotationSupport": {}});
    let mut client = Client::start(capabilities).await;
    client.open(URI, TEXT).await;
    client.open("untitled:b", "Ann Caldiera, director of the Harbor Board, came.\n").await;
    let prepared = ask(&mut client, "prepareRename", json!({"position": at(0, 5)})).await;
    assert_eq!((prepared["placeholder"].as_str(), &prepared["range"]), (Some("Ann Caldiera"), &range((0, 0), (0, 12))));
    // The other article is in the archive once it was looked at.
    client.pull("untitled:b").await;
    let edit = ask(&mut client, "rename", json!({"position": at(0, 5), "newName": "Ann Caldeira"})).await;
    let of = |uri: &str| -> Vec<(String, String)> {
        let all = edit["documentChanges"].as_array().expect("documents");
        let one = all.iter().find(|d| d["textDocument"]["uri"] == uri).expect(uri);
        let text = |v: &Value| v.as_str().expect("text").to_string();
        one["edits"].as_array().expect("edits").iter().map(|e| (text(&e["newText"]), text(&e["annotationId"]))).collect()
    };
    let pair = |new: &str, place: &str| (new.to_string(), place.to_string());
    assert_eq!(of(URI), [pair("Ann Caldeira", "here"), pair("Caldeira", "quoted"), pair("Caldeira", "here")]);
    assert_eq!(of("untitled:b"), [pair("Ann Caldeira", "elsewhere")]);
    assert_eq!(edit["changeAnnotations"]["quoted"]["needsConfirmation"], true);
    let refused = client.request("textDocument/rename", json!({"textDocument": {"uri": URI}, "position": at(0, 5), "newName": " "})).await;
    assert_eq!(refused.expect_err("no name")["code"], -32602);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_cannot_confirm_gets_no_edit_of_a_quote() {
    let mut client = Client::start(pulling()).await;
    client.open(URI, TEXT).await;
    let edit = ask(&mut client, "rename", json!({"position": at(0, 5), "newName": "Ann Caldeira"})).await;
    assert_eq!(edit["changes"][URI].as_array().map(Vec::len), Some(2), "{edit}");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_completed_and_told_more_of() {
    let mut client = Client::start(pulling()).await;
    client.open(URI, "“It is late,” said Ann Moss, director of the Harbor Board.\n\nNobody saw An\n").await;
    let list = ask(&mut client, "completion", json!({"position": at(2, 13)})).await;
    let item = list["items"][0].clone();
    assert_eq!((item["label"].as_str(), item["textEdit"]["newText"].as_str()), (Some("Ann Moss"), Some("Ann Moss")), "{list}");
    client.pull(URI).await;
    let resolved = client.request("completionItem/resolve", item).await.expect("the item");
    assert!(resolved["documentation"].as_str().is_some_and(|d| d.contains("director")), "{resolved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_have_a_hierarchy() {
    let mut client = Client::start(pulling()).await;
    assert_eq!(client.capabilities["typeHierarchyProvider"], true);
    client.open(URI, "The Ellery Tide Office, an agency of the Harbor Rights Council, was closed on Monday.\n").await;
    client.pull(URI).await;
    let items = ask(&mut client, "prepareTypeHierarchy", json!({"position": at(0, 8)})).await;
    assert_eq!(items[0]["name"], "Ellery Tide Office");
    let above = client.request("typeHierarchy/supertypes", json!({"item": items[0]})).await.expect("an answer");
    assert_eq!(above[0]["name"], "Harbor Rights Council", "{above}");
    let below = client.request("typeHierarchy/subtypes", json!({"item": above[0]})).await.expect("an answer");
    assert_eq!(below[0]["name"], "Ellery Tide Office", "{below}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acronym_is_accepted_by_a_file_that_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "Lawyers of the NHRX left early on Monday.\n").expect("written");
    let mut capabilities = pulling();
    capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true, "resourceOperations": ["create"]});
    let mut client = Client::start_in(folder.path(), capabilities).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    let document = json!({"uri": uri(&file)});
    let params = json!({"textDocument": document, "range": range((0, 16), (0, 16)), "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params).await.expect("actions");
    let all = actions.as_array().expect("a list");
    let accept = all.iter().find(|a| a["title"].as_str().is_some_and(|t| t.starts_with("Accept"))).expect("an acceptance");
    let changes = &accept["edit"]["documentChanges"];
    assert_eq!(
        (changes[0]["kind"].as_str(), changes[1]["edits"][0]["newText"].as_str()),
        (Some("create"), Some("[accept]\nacronyms = [\"NHRX\"]\n"))
    );
    assert_eq!(changes[0]["uri"], uri(&folder.path().join("whosays.toml")));
}
