//! From `initialize` to `exit`.

use crate::client::*;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_and_exit_end_with_0() {
    assert_eq!(Client::start(pushing()).await.leave().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_alone_ends_with_1() {
    let mut client = Client::start(pushing()).await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.ended().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_pipe_ends_the_session() {
    assert_eq!(Client::start(pushing()).await.ended().await, 1, "nobody said goodbye");
    let mut client = Client::start(pushing()).await;
    client.request("shutdown", Value::Null).await.expect("shutdown succeeds");
    assert_eq!(client.ended().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_before_and_after_the_session_are_refused() {
    let mut client = Client::new();
    let hover = json!({"textDocument": {"uri": "file:///a.txt"}, "position": at(0, 0)});
    assert_eq!(client.request("textDocument/hover", hover.clone()).await.expect_err("too early")["code"], -32002);
    let mut client = client.initialized(json!({"processId": null, "rootUri": null, "capabilities": {}})).await;
    assert_eq!(client.request("initialize", json!({"capabilities": {}})).await.expect_err("once only")["code"], -32600);
    client.request("shutdown", Value::Null).await.expect("shutdown succeeds");
    assert_eq!(client.request("textDocument/hover", hover).await.expect_err("too late")["code"], -32600);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clients_first_encoding_that_we_know_is_taken() {
    for (offered, taken) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-16", "utf-8"]), "utf-16"),
        (json!(["utf-7", "utf-32"]), "utf-32"),
        (json!([]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let client = Client::start(json!({"general": {"positionEncodings": offered}})).await;
        assert_eq!(client.capabilities["positionEncoding"], taken, "{offered}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_pulls_is_not_pushed_to() {
    let mut client = Client::start(pulling()).await;
    assert!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"].as_bool().expect("a flag"));
    client.open("file:///a.txt", NEWS).await;
    assert_eq!(client.pull("file:///a.txt").await["kind"], "full");
    client.never(|m| m["method"] == "textDocument/publishDiagnostics").await;

    let mut client = Client::start(pushing()).await;
    assert!(client.capabilities["diagnosticProvider"].is_null(), "one that is pushed to need not ask");
    client.open("file:///a.txt", NEWS).await;
    assert!(!client.published("file:///a.txt", 1).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_can_be_cancelled() {
    let mut client = Client::start(pulling()).await;
    client.open("file:///a.txt", &NEWS.repeat(3000)).await;
    let ids = [client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": "file:///a.txt"}})).await; 1];
    for id in ids {
        client.notify("$/cancelRequest", json!({"id": id})).await;
        assert_eq!(client.answer_to(id).await.expect_err("cancelled")["code"], -32800);
    }
    client.is_well().await;
}
