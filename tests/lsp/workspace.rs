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
    let mut client = Client::start_in(folder.path(), watching()).await;
    let request = client.wait(|m| m["method"] == "client/registerCapability").await;
    let registration = &request["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let globs = registration["registerOptions"]["watchers"].to_string();
    assert!(globs.contains("txt") && globs.contains("whosays.toml"), "{globs}");
}

/// A pack that the settings come to name is watched from then on, without a restart.
#[tokio::test(flavor = "multi_thread")]
async fn a_pack_that_is_named_later_is_watched_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::start_in(folder.path(), watching()).await;
    let first = client.wait(|m| m["method"] == "client/registerCapability").await["params"]["registrations"][0].clone();
    assert!(!first.to_string().contains("town.json"), "{first}");

    let settings = folder.path().join("whosays.toml");
    std::fs::write(&settings, "packs = [\"people/town.json\"]\n").expect("written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&settings), "type": 1}]})).await;
    let second = client.wait(|m| m["method"] == "client/registerCapability").await["params"]["registrations"][0].clone();
    assert!(second["registerOptions"]["watchers"].to_string().contains("**/people/town.json"), "{second}");
    let gone = client.wait(|m| m["method"] == "client/unregisterCapability").await["params"]["unregisterations"][0].clone();
    assert_eq!(gone["id"], first["id"], "and nothing is watched twice");
    assert_ne!(gone["id"], second["id"]);

    // Settings that change nothing of it ask for nothing.
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&settings), "type": 2}]})).await;
    client.never(|m| m["method"] == "client/registerCapability").await;
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

/// The home folder is refused with a message, and the session goes on.
#[tokio::test(flavor = "multi_thread")]
async fn folders_that_are_too_wide_are_refused() {
    let home = std::env::home_dir().expect("a home");
    for folder in [std::path::Path::new("/"), &home] {
        let mut client = Client::start_in(folder, pulling()).await;
        let shown = client.notification("window/showMessage").await;
        assert!(shown["message"].as_str().expect("a message").contains("too wide"), "{shown}");
        client.open("file:///a.txt", NEWS).await;
        assert_eq!(client.pull("file:///a.txt").await["items"].as_array().map(Vec::len), Some(1));
    }
}

/// The diagnostics of all articles, with what is open in its newest version.
#[tokio::test(flavor = "multi_thread")]
async fn the_whole_workspace_can_be_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    std::fs::write(&a, NEWS).expect("written");
    std::fs::write(&b, "Nothing happened\n\nIt was quiet.\n").expect("written");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    let report = client.request("workspace/diagnostic", json!({"previousResultIds": []})).await.expect("a report");
    let items = report["items"].as_array().expect("a list").clone();
    let of = |items: &[serde_json::Value], path| items.iter().find(|i| i["uri"] == uri(path)).cloned().expect("reported");
    assert_eq!(flagged(of(&items, &a)["items"].as_array().expect("a list"), NEWS), [("unsourced-figure".to_string(), "4,200".to_string())]);
    assert_eq!(of(&items, &b)["items"], json!([]));

    let known: Vec<_> = items.iter().map(|i| json!({"uri": i["uri"], "value": i["resultId"]})).collect();
    let report = client.request("workspace/diagnostic", json!({"previousResultIds": known})).await.expect("a report");
    assert!(report["items"].as_array().expect("a list").iter().all(|i| i["kind"] == "unchanged"), "{report}");

    // A client that takes parts is answered when there is news.
    let id = client.ask("workspace/diagnostic", json!({"previousResultIds": known, "partialResultToken": "p"})).await;
    std::fs::write(&b, NEWS).expect("written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&b), "type": 2}]})).await;
    let report = client.answer_to(id).await.expect("a report");
    let items = report["items"].as_array().expect("a list");
    assert_eq!((of(items, &a)["kind"].as_str(), of(items, &b)["kind"].as_str()), (Some("unchanged"), Some("full")));

    std::fs::remove_file(&b).expect("removed");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&b), "type": 3}]})).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    let report = client.request("workspace/diagnostic", json!({"previousResultIds": known})).await.expect("a report");
    assert_eq!(of(report["items"].as_array().expect("a list"), &b)["items"], json!([]));
}

/// Words of a file on disk are found, also after it has changed; without a client that watches we watch ourselves.
#[tokio::test(flavor = "multi_thread")]
async fn files_that_change_on_disk_are_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, there) = (folder.path().join("here.txt"), folder.path().join("there.txt"));
    let quote = "“The ferry has carried our children for sixty years and it will carry theirs,” said Ida Brandt.\n";
    std::fs::write(&there, "Ferry\n\nThe ferry sails on Monday.\n").expect("written");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    client.open(&uri(&here), &format!("Harbor news\n\n{quote}")).await;
    client.wait(|m| m["method"] == "workspace/diagnostic/refresh").await;
    let ask = json!({"textDocument": {"uri": uri(&here)}, "position": at(2, 10), "context": {"includeDeclaration": true}});
    let found = client.request("textDocument/references", ask.clone()).await.expect("references");
    assert!(!found.to_string().contains("there.txt"), "{found}");
    // The watcher starts after the scan: the change is repeated until it is seen.
    for attempt in 0.. {
        std::fs::write(&there, format!("Ferry\n\nOn day {attempt} it sailed.\n\n{quote}")).expect("written");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let found = client.request("textDocument/references", ask.clone()).await.expect("references");
        if found.to_string().contains("there.txt") {
            break;
        }
        assert!(attempt < 100, "not seen: {found}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_come_and_go() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let quote = "“The ferry has carried our children for sixty years and it will carry theirs,” said Ida Brandt.\n";
    std::fs::write(two.path().join("there.txt"), format!("Ferry\n\n{quote}")).expect("written");
    let here = one.path().join("here.txt");
    let mut client = Client::start_in(one.path(), pulling()).await;
    client.open(&uri(&here), &format!("Harbor news\n\n{quote}")).await;
    let ask = json!({"textDocument": {"uri": uri(&here)}, "position": at(2, 10), "context": {"includeDeclaration": true}});
    let folder = json!({"uri": uri(two.path()), "name": "two"});
    for (added, removed, found) in [(json!([folder]), json!([]), true), (json!([]), json!([folder]), false)] {
        client.inbox.clear();
        client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": added, "removed": removed}})).await;
        for attempt in 0.. {
            let places = client.request("textDocument/references", ask.clone()).await.expect("references");
            if places.to_string().contains("there.txt") == found {
                break;
            }
            assert!(attempt < 100, "{places}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

/// Each change of the folders begins a scan of its own; the one that was asked for last is the one that stays.
#[tokio::test(flavor = "multi_thread")]
async fn folders_that_change_in_a_burst_end_as_they_were_left() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let quote = "“The ferry has carried our children for sixty years and it will carry theirs,” said Ida Brandt.\n";
    std::fs::write(two.path().join("there.txt"), format!("Ferry\n\n{quote}")).expect("written");
    let here = one.path().join("here.txt");
    let mut client = Client::start_in(one.path(), pulling()).await;
    client.open(&uri(&here), &format!("Harbor news\n\n{quote}")).await;
    let ask = json!({"textDocument": {"uri": uri(&here)}, "position": at(2, 10), "context": {"includeDeclaration": true}});
    let folder = json!({"uri": uri(two.path()), "name": "two"});
    for round in 0..10 {
        for (added, removed) in [(json!([folder]), json!([])), (json!([]), json!([folder])), (json!([folder]), json!([]))] {
            client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": added, "removed": removed}})).await;
            tokio::time::sleep(std::time::Duration::from_millis(3)).await;
        }
        // A scan that was overtaken has had the time to do harm.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        for attempt in 0.. {
            let places = client.request("textDocument/references", ask.clone()).await.expect("references");
            if places.to_string().contains("there.txt") {
                break;
            }
            assert!(attempt < 100, "round {round}: {places}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [folder]}})).await;
    }
}

/// A scan that the client cancels stops; what was read by then is there.
#[tokio::test(flavor = "multi_thread")]
async fn a_scan_can_be_cancelled() {
    let folder = tempfile::tempdir().expect("a folder");
    for i in 0..3000 {
        std::fs::write(folder.path().join(format!("{i}.txt")), NEWS.repeat(20)).expect("written");
    }
    let mut client = Client::start_in(folder.path(), with_progress()).await;
    let begin = client.notification("$/progress").await;
    client.notify("window/workDoneProgress/cancel", json!({"token": begin["token"]})).await;
    let end = client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end").await;
    let message = end["params"]["value"]["message"].as_str().expect("a message");
    assert!(message.starts_with("Stopped"), "{message}");
    client.open("file:///a.txt", NEWS).await;
    assert_eq!(client.pull("file:///a.txt").await["items"].as_array().map(Vec::len), Some(1));
}

/// Cards and findings know a pack that the settings name, and its newer version.
#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_used_and_read_again_when_it_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("town.json");
    let of = |end: &str| {
        format!(
            r#"{{"persons": [{{"id": 1, "name": "Ann Moss"}}], "organizations": [{{"id": "h", "name": "Harbor Agency"}}],
"memberships": [{{"person_id": 1, "organization_id": "h", "role": "Director", "start_date": "2019", "end_date": "{end}"}}]}}"#
        )
    };
    std::fs::write(&pack, of("2022-11-30")).expect("written");
    std::fs::write(folder.path().join("whosays.toml"), "packs = [\"town.json\"]\n").expect("written");
    let mut client = Client::start_in(folder.path(), pulling()).await;
    let article = uri(&folder.path().join("a.txt"));
    client.open(&article, "Pier plan stalls in the rain\n\nMay 5, 2023\n\nHarbor Agency Director Ann Moss was early on Monday.\n").await;
    let place = json!({"textDocument": {"uri": article}, "position": at(4, 25)});
    let mut told = String::new();
    for _ in 0..100 {
        let hover = client.request("textDocument/hover", place.clone()).await.expect("a hover");
        told = hover["contents"]["value"].as_str().unwrap_or_default().to_string();
        if told.contains("2019 to 2022-11-30") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(told.contains("The pack “town” says") && told.contains("2019 to 2022-11-30"), "{told}");
    assert_eq!(client.pull(&article).await["items"][0]["code"], "outdated-office");

    std::fs::write(&pack, of("2024")).expect("written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&pack), "type": 2}]})).await;
    let mut items = json!(null);
    for _ in 0..100 {
        items = client.pull(&article).await["items"].clone();
        if items == json!([]) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(items, json!([]));
}
