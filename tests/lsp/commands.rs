//! `workspace/executeCommand`: sources, summary, people, reindex.

use crate::client::*;
use serde_json::{Value, json};

const URI: &str = "file:///a.txt";
const TEXT: &str =
    "Dredging to resume\n\nMayor Ida Brandt said 14 barges will return in May.\n\nThe “Großbagger” has cost the town $3.4 million.\n";

async fn run(client: &mut Client, command: &str, argument: Value) -> Result<Value, Value> {
    client.request("workspace/executeCommand", json!({"command": command, "arguments": [argument]})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_are_announced() {
    let client = Client::start(pushing()).await;
    let commands = client.capabilities["executeCommandProvider"]["commands"].to_string();
    for command in ["whosays.sources", "whosays.summary", "whosays.people", "whosays.reindex"] {
        assert!(commands.contains(command), "{commands}");
    }
}

/// The tree follows an edit at once, in the client's columns.
#[tokio::test(flavor = "multi_thread")]
async fn the_sources_of_an_article_are_a_tree() {
    let mut client = Client::start(pushing()).await;
    client.open(URI, TEXT).await;
    let tree = run(&mut client, "whosays.sources", json!(URI)).await.expect("a tree");
    assert_eq!((&tree["uri"], &tree["version"], &tree["unsourced"]), (&json!(URI), &json!(1), &json!(1)));
    let top = &tree["sources"][0];
    assert_eq!((&top["kind"], &top["range"], &top["claims"][0]["words"]), (&json!("unsourced"), &Value::Null, &json!("$3.4 million")));
    // UTF-16 columns: the curly quotes and the ß are one each.
    assert_eq!(top["claims"][0]["range"], range((4, 35), (4, 47)));
    let mayor = &tree["sources"][1];
    assert_eq!((&mayor["kind"], &mayor["name"], &mayor["detail"]), (&json!("person"), &json!("Ida Brandt"), &json!("Mayor")));
    assert_eq!(mayor["claims"][0]["range"], range((2, 22), (2, 24)));

    client.change(URI, 2, range((4, 0), (4, 0)), "According to the port agency, ").await;
    let tree = run(&mut client, "whosays.sources", json!({"uri": URI})).await.expect("a tree");
    assert_eq!((&tree["version"], &tree["unsourced"]), (&json!(2), &json!(0)));
    assert_eq!(tree["sources"][1]["name"], "port agency");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_is_markdown() {
    let mut client = Client::start(pushing()).await;
    client.open(URI, TEXT).await;
    let summary = run(&mut client, "whosays.summary", json!(URI)).await.expect("a summary");
    let summary = summary.as_str().expect("a text");
    assert!(summary.starts_with("# Fact-check summary: ") && summary.contains("**$3.4 million**"), "{summary}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_people_of_the_archive_come_in_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), TEXT).expect("written");
    std::fs::write(folder.path().join("b.txt"), "Ferries\n\nIda Brandt met the diver Tomas Ekdal.\n").expect("written");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    let page = run(&mut client, "whosays.people", json!({"kind": "person", "limit": 1})).await.expect("a page");
    assert_eq!((&page["total"], &page["articles"], page["items"].as_array().map(Vec::len)), (&json!(2), &json!(2), Some(1)));
    let first = &page["items"][0];
    assert_eq!((&first["name"], &first["offices"][0], &first["articles"]), (&json!("Ida Brandt"), &json!("Mayor"), &json!(2)));
    let places = first["places"].to_string();
    assert!(places.contains(&uri(&folder.path().join("b.txt"))) && places.contains("\"line\":2"), "{places}");
    let found = run(&mut client, "whosays.people", json!({"query": "ekd"})).await.expect("a page");
    assert_eq!(found["items"][0]["name"], "Tomas Ekdal");
}

/// A file that changed where no client tells and no watcher sees is found by asking.
#[tokio::test(flavor = "multi_thread")]
async fn the_archive_can_be_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    // The client says that it watches, and then says nothing.
    let mut client = Client::start_in(folder.path(), watching()).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    std::fs::write(folder.path().join("a.txt"), TEXT).expect("written");
    assert_eq!(run(&mut client, "whosays.people", json!({})).await.expect("a page")["total"], 0);
    assert_eq!(client.request("workspace/executeCommand", json!({"command": "whosays.reindex"})).await, Ok(Value::Null));
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    assert_eq!(run(&mut client, "whosays.people", json!({})).await.expect("a page")["articles"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_and_survived() {
    let mut client = Client::start(pushing()).await;
    for (command, argument) in [
        ("whosays.nothing", Value::Null),
        ("whosays.sources", Value::Null),
        ("whosays.sources", json!(7)),
        ("whosays.summary", json!({"uri": 7})),
        ("whosays.people", json!("Brandt")),
        ("whosays.people", json!({"limit": -1})),
    ] {
        let error = run(&mut client, command, argument.clone()).await.expect_err("refused");
        assert_eq!(error["code"], -32602, "{command} {argument}: {error}");
    }
    assert_eq!(run(&mut client, "whosays.sources", json!("file:///not/there.txt")).await, Ok(Value::Null));
    assert_eq!(run(&mut client, "whosays.summary", json!("untitled:Untitled-1")).await, Ok(Value::Null));
    client.is_well().await;
}
