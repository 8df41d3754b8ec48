//! Diagnostics, pushed and pulled.

use crate::client::*;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_diagnostic_says_what_where_and_whose() {
    let mut client = Client::start(pushing()).await;
    client.open("file:///a.txt", NEWS).await;
    let found = client.published("file:///a.txt", 1).await;
    assert_eq!(flagged(&found, NEWS), [("unsourced-figure".to_string(), "4,200".to_string())]);
    assert_eq!((found[0]["source"].as_str(), found[0]["severity"].as_i64()), (Some("whosays"), Some(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pull_of_what_is_known_says_unchanged() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pulling()).await;
    client.open(uri, NEWS).await;
    let first = client.pull(uri).await;
    let items = first["items"].as_array().expect("a list");
    assert_eq!(flagged(items, NEWS), [("unsourced-figure".to_string(), "4,200".to_string())]);
    let again = |id: &serde_json::Value| json!({"textDocument": {"uri": uri}, "previousResultId": id});
    let second = client.request("textDocument/diagnostic", again(&first["resultId"])).await.expect("a report");
    assert_eq!((second["kind"].as_str(), &second["resultId"]), (Some("unchanged"), &first["resultId"]));

    // Words behind the last figure move nothing that is flagged.
    client.change(uri, 2, range((2, 61), (2, 61)), " on Monday").await;
    let third = client.request("textDocument/diagnostic", again(&first["resultId"])).await.expect("a report");
    assert_eq!(third["kind"], "unchanged");

    client.change(uri, 3, range((0, 0), (0, 0)), "\n").await;
    let fourth = client.request("textDocument/diagnostic", again(&first["resultId"])).await.expect("a report");
    assert_eq!(fourth["kind"], "full");
    assert_ne!(fourth["resultId"], first["resultId"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_open_can_be_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, NEWS).expect("written");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    let report = client.pull(&uri(&path)).await;
    assert_eq!(flagged(report["items"].as_array().expect("a list"), NEWS), [("unsourced-figure".to_string(), "4,200".to_string())]);
}

/// The settings decide what is said, and a change of them is seen at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_is_turned_off_says_nothing() {
    let uri = "file:///a.txt";
    let mut client = Client::start(pushing()).await;
    client.open(uri, NEWS).await;
    assert_eq!(client.published(uri, 1).await.len(), 1);
    let settings = |level: &str| json!({"settings": {"whosays": {"rules": {"unsourced-figure": level}}}});
    client.notify("workspace/didChangeConfiguration", settings("off")).await;
    assert_eq!(client.published(uri, 1).await.len(), 0);
    client.notify("workspace/didChangeConfiguration", settings("error")).await;
    assert_eq!(client.published(uri, 1).await[0]["severity"], 1);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"whosays": {}}})).await;
    assert_eq!(client.published(uri, 1).await[0]["severity"], 3, "as by default");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_asked_for_where_the_client_wants_that() {
    let uri = "file:///a.txt";
    let mut capabilities = pushing();
    capabilities["workspace"] = json!({"configuration": true});
    let mut client = Client::new();
    client.settings = json!({"rules": {"unsourced-figure": "warning"}});
    let mut client = client.initialized(json!({"processId": null, "rootUri": null, "capabilities": capabilities})).await;
    client.wait(|m| m["method"] == "workspace/configuration").await;
    client.open(uri, NEWS).await;
    loop {
        if client.published(uri, 1).await[0]["severity"] == 2 {
            break;
        }
    }
    client.settings = json!({"rules": {"unsourced-figure": "hint"}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null})).await;
    assert_eq!(client.published(uri, 1).await[0]["severity"], 4);
}
