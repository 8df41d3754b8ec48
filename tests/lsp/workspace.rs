//! Folders, settings files, progress, files that change on disk.

use crate::client::*;
use serde_json::json;

fn with_progress() -> serde_json::Value {
    let mut capabilities = pulling();
    capabilities["window"] = json!({"workDoneProgress": true});
    capabilities
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_scan_shows_its_progress() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), NEWS).expect("written");
    let mut client = Client::start_in(folder.path(), with_progress()).await;
    let begin = client.notification("$/progress").await;
    assert_eq!((begin["value"]["kind"].as_str(), begin["value"]["cancellable"].as_bool()), (Some("begin"), Some(true)));
    let token = &client.asked.iter().find(|m| m["method"] == "window/workDoneProgress/create").expect("asked first")["params"]["token"];
    assert_eq!(*token, begin["token"]);
    client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_without_progress_is_shown_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    client.never(|m| m["method"] == "$/progress").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_in_the_settings_file_are_shown_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("whosays.toml");
    std::fs::write(&file, "[rules]\nunsourced-figure = \"loud\"\n").expect("written");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(shown["uri"], uri(&file));
    assert_eq!(
        (shown["diagnostics"][0]["code"].as_str(), shown["diagnostics"][0]["range"]["start"]["line"].as_i64()),
        (Some("invalid-setting"), Some(1))
    );

    std::fs::write(&file, "[rules]\nunsourced-figure = \"off\"\n").expect("written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&file), "type": 2}]})).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(shown["diagnostics"], json!([]));
    let article = folder.path().join("a.txt");
    client.open(&uri(&article), NEWS).await;
    assert_eq!(client.pull(&uri(&article)).await["items"], json!([]), "the file's new level holds");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_watched_by_the_client_where_it_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut capabilities = pulling();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let mut client = Client::start_in(folder.path(), capabilities).await;
    let request = client.wait(|m| m["method"] == "client/registerCapability").await;
    let registration = &request["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let globs = registration["registerOptions"]["watchers"].to_string();
    assert!(globs.contains("txt") && globs.contains("whosays.toml"), "{globs}");
}

/// A client that never answers what it is asked holds up nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_answers_nothing_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut capabilities = with_progress();
    capabilities["workspace"]["configuration"] = json!(true);
    let mut client = Client::new();
    client.answers = false;
    let folders = json!([{"uri": uri(folder.path()), "name": "articles"}]);
    let mut client =
        client.initialized(json!({"processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities})).await;
    client.open("file:///a.txt", NEWS).await;
    for version in 2..300 {
        client.change("file:///a.txt", version, range((2, 0), (2, 0)), "x").await;
        client.notify("workspace/didChangeConfiguration", json!({"settings": null})).await;
    }
    assert_eq!(client.pull("file:///a.txt").await["kind"], "full");
    assert_eq!(client.leave().await, 0);
}
