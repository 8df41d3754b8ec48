//! What an editor can ask: that each answer arrives in the protocol's shape. What the answers are is tested in the library.

use crate::client::*;
use serde_json::{Value, json};

const URI: &str = "file:///a.txt";

async fn ask(client: &mut Client, method: &str, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}});
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    client.request(&format!("textDocument/{method}"), params).await.unwrap_or_else(|e| panic!("{method}: {e}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn semantic_tokens_come_whole_in_part_and_as_changes() {
    let mut client = Client::start(pulling()).await;
    client.open(URI, "About 4,200 homes lost power.\n\nSome 7,100 homes lost power.\n").await;
    let legend = &client.capabilities["semanticTokensProvider"]["legend"];
    assert_eq!((legend["tokenTypes"][0].as_str(), legend["tokenModifiers"][0].as_str()), (Some("number"), Some("unsourced")));
    let whole = ask(&mut client, "semanticTokens/full", json!({})).await;
    assert_eq!(whole["data"], json!([0, 6, 5, 0, 1, 2, 5, 5, 0, 1]));
    let part = ask(&mut client, "semanticTokens/range", json!({"range": range((1, 0), (3, 0))})).await;
    assert_eq!(part["data"], json!([2, 5, 5, 0, 1]));
    client.change(URI, 2, range((2, 0), (2, 4)), "Roughly").await;
    let delta = ask(&mut client, "semanticTokens/full/delta", json!({"previousResultId": whole["resultId"]})).await;
    assert_eq!(delta["edits"], json!([{"start": 5, "deleteCount": 5, "data": [2, 8, 5, 0, 1]}]));
    let none = ask(&mut client, "semanticTokens/full/delta", json!({"previousResultId": delta["resultId"]})).await;
    assert_eq!(none["edits"], json!([]));
    let unknown = ask(&mut client, "semanticTokens/full/delta", json!({"previousResultId": "of another session"})).await;
    assert_eq!(unknown["data"], json!([0, 6, 5, 0, 1, 2, 8, 5, 0, 1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn folds_are_by_line_where_the_client_folds_lines() {
    let text = "Bridge to reopen\n\nThe bridge reopens in May, the county said.\n\nAdvertisement\n\nShare\n\nTraffic will be light.\n";
    let mut client = Client::start(pulling()).await;
    client.open(URI, text).await;
    let folds = ask(&mut client, "foldingRange", json!({})).await;
    assert_eq!(folds, json!([{"startLine": 4, "startCharacter": 0, "endLine": 6, "endCharacter": 5, "kind": "comment"}]));
    let mut capabilities = pulling();
    capabilities["textDocument"]["foldingRange"] = json!({"lineFoldingOnly": true});
    let mut client = Client::start(capabilities).await;
    client.open(URI, text).await;
    assert_eq!(ask(&mut client, "foldingRange", json!({})).await, json!([{"startLine": 4, "endLine": 6, "kind": "comment"}]));
}

#[tokio::test(flavor = "multi_thread")]
async fn selections_hold_each_other() {
    let mut client = Client::start(pulling()).await;
    client.open(URI, "Rain fell. It stopped.\n\nMore.\n").await;
    let found = ask(&mut client, "selectionRange", json!({"positions": [at(0, 12), at(2, 0)]})).await;
    assert_eq!(found[0]["range"], range((0, 11), (0, 13)));
    assert_eq!(found[0]["parent"]["range"], range((0, 11), (0, 22)));
    assert_eq!(found[0]["parent"]["parent"]["range"], range((0, 0), (0, 22)));
    assert_eq!(found[1]["range"], range((2, 0), (2, 4)));
}

const QUOTED: &str =
    "Harbor news\n\n“The ferry has carried our children for sixty years and it will carry theirs,” said Ida Brandt, the mayor.\n";

/// A quote leads to the same words elsewhere by every road there is.
#[tokio::test(flavor = "multi_thread")]
async fn a_quote_leads_to_the_same_words_elsewhere() {
    let mut capabilities = pulling();
    capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    let mut client = Client::start(capabilities).await;
    client.open(URI, QUOTED).await;
    client.open("untitled:b", &QUOTED.replace("Harbor news", "Ferry news")).await;
    let place = json!({"position": at(2, 10), "context": {"includeDeclaration": true}});
    let hover = ask(&mut client, "hover", place.clone()).await;
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(hover["contents"]["value"].as_str().expect("markdown").contains("Ida Brandt"), "{hover}");
    assert_eq!(hover["range"]["start"], at(2, 1));
    let references = ask(&mut client, "references", place.clone()).await;
    assert!(references.to_string().contains("untitled:b") && references.to_string().contains(URI), "{references}");
    let links = ask(&mut client, "definition", place.clone()).await;
    assert!(links[0]["targetUri"].is_string() && links[0]["originSelectionRange"]["start"] == at(2, 1), "{links}");
    let implementations = ask(&mut client, "implementation", place).await;
    assert!(implementations.to_string().contains("untitled:b"), "{implementations}");
    let lenses = ask(&mut client, "codeLens", json!({})).await;
    let lens = lenses
        .as_array()
        .expect("a list")
        .iter()
        .find(|l| l["command"]["command"] == "whosays.showReferences")
        .expect("a lens that leads somewhere");
    let arguments = lens["command"]["arguments"].as_array().expect("arguments");
    assert_eq!((arguments.len(), arguments[0].as_str()), (3, Some(URI)));
    assert!(arguments[2][0]["range"].is_object(), "{lens}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outline_is_nested_where_the_client_nests() {
    let mut client = Client::start(pulling()).await;
    client.open(URI, QUOTED).await;
    let flat = ask(&mut client, "documentSymbol", json!({})).await;
    assert!(flat.as_array().expect("a list").iter().all(|s| s["location"]["uri"] == URI), "{flat}");
    let mut capabilities = pulling();
    capabilities["textDocument"]["documentSymbol"] = json!({"hierarchicalDocumentSymbolSupport": true});
    let mut client = Client::start(capabilities).await;
    client.open(URI, QUOTED).await;
    let nested = ask(&mut client, "documentSymbol", json!({})).await;
    assert!(nested.as_array().expect("a list").iter().all(|s| s["selectionRange"].is_object()), "{nested}");
}

/// What a person turns off is not shown.
#[tokio::test(flavor = "multi_thread")]
async fn hovers_and_lenses_can_be_turned_off() {
    let settings = json!({"hover": {"enabled": false}, "lens": {"enabled": false}, "inlay": {"enabled": false}});
    let params = json!({"processId": null, "rootUri": null, "capabilities": pulling(), "initializationOptions": settings});
    let mut client = Client::new().initialized(params).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    client.open(URI, NEWS).await;
    assert_eq!(ask(&mut client, "hover", json!({"position": at(2, 8)})).await, Value::Null);
    assert_eq!(ask(&mut client, "codeLens", json!({})).await, Value::Null);
    assert_eq!(ask(&mut client, "inlayHint", json!({"range": range((0, 0), (9, 0))})).await, Value::Null);
}
