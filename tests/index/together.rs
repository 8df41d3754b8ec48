//! Several programs, or several archives of one, on one folder at once.

use super::{Desk, first, words_of};
use std::fs;
use std::process::Stdio;

#[test]
fn servers_and_commands_work_on_one_folder_at_once() {
    let desk = Desk::with(350);
    let (archive, _) = desk.archive();
    let line = words_of(11, "first");
    // Beside a writer: two that look something up, one that would build, one that would clear.
    let children: Vec<_> = [vec!["quote", "--json", &line], vec!["quote", "--json", &line], vec!["index"], vec!["index", "--clear"]]
        .iter()
        .map(|arguments| (arguments[0] == "quote", arguments.len() == 2, desk.run(arguments).spawn().expect("the program runs")))
        .collect();
    for (is_quote, is_clear, child) in children {
        let done = child.wait_with_output().expect("it ends");
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert_eq!(done.status.code(), Some(if is_clear { 2 } else { 0 }), "{out} {err}");
        assert!(err.contains("another process"), "{err}");
        assert_eq!(is_quote, out.contains("0011.txt"), "{out} {err}");
    }
    desk.check(&archive, &first(0..350), "beside them");
    drop(archive);
    // All at once from nothing.
    let _ = fs::remove_dir_all(desk.cache());
    let children: Vec<_> = (0..4).map(|_| desk.run(&["quote", "--json", &line]).spawn().expect("the program runs")).collect();
    for child in children {
        let done = child.wait_with_output().expect("it ends");
        assert!(String::from_utf8_lossy(&done.stdout).contains("0011.txt"), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let (archive, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (0, 0), "one of them wrote it");
    desk.check(&archive, &first(0..350), "after them");
}

/// A server as an editor runs it, ready for requests.
struct Server {
    child: std::process::Child,
    out: std::io::BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(desk: &Desk) -> Server {
        let mut child = desk.run(&["lsp"]).stdin(Stdio::piped()).spawn().expect("the program runs");
        let out = std::io::BufReader::new(child.stdout.take().expect("piped"));
        let mut server = Server { child, out };
        let root = format!("file://{}", desk.articles().display());
        let capabilities = serde_json::json!({"window": {"workDoneProgress": true}});
        server.ask("initialize", serde_json::json!({"processId": null, "rootUri": root, "capabilities": capabilities}));
        server.send(&serde_json::json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        server
    }

    fn send(&mut self, message: &serde_json::Value) {
        use std::io::Write;
        let (body, input) = (message.to_string(), self.child.stdin.as_mut().expect("piped"));
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server listens");
        input.flush().expect("the server listens");
    }

    fn receive(&mut self) -> serde_json::Value {
        use std::io::{BufRead, Read};
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.out.read_line(&mut line).expect("the server writes") > 0, "the server ended");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", n)) => length = n.parse().expect("a number"),
                None if line.trim_end().is_empty() => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.out.read_exact(&mut body).expect("as long as it says");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// The answer to a request; what the server asks meanwhile is granted.
    fn ask(&mut self, method: &str, params: serde_json::Value) -> serde_json::Value {
        self.send(&serde_json::json!({"jsonrpc": "2.0", "id": method, "method": method, "params": params}));
        loop {
            let message = self.next();
            if message["id"] == method {
                return message["result"].clone();
            }
        }
    }

    fn next(&mut self) -> serde_json::Value {
        let message = self.receive();
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&serde_json::json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
        message
    }

    /// Until the folder was read.
    fn wait(&mut self) {
        while self.next()["params"]["value"]["kind"] != "end" {}
    }

    fn stop(mut self) {
        self.ask("shutdown", serde_json::Value::Null);
        self.send(&serde_json::json!({"jsonrpc": "2.0", "method": "exit"}));
        let done = self.child.wait().expect("it ends");
        assert!(done.success(), "{done}");
    }
}

#[test]
fn two_editors_and_a_command_have_one_folder_open() {
    let desk = Desk::with(350);
    let mut servers = [Server::start(&desk), Server::start(&desk)];
    servers.iter_mut().for_each(Server::wait);
    let line = words_of(17, "first");
    let done = desk.run(&["quote", "--json", &line]).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&done.stdout).contains("0017.txt"), "{}", String::from_utf8_lossy(&done.stderr));
    // Both learn of an article that changes, also the one that may not write.
    desk.write(17, "second");
    let path = desk.path(17);
    let uri = format!("file://{}", path.display());
    let copy = desk.articles().join("copy.txt");
    for server in &mut servers {
        let changed = serde_json::json!({"changes": [{"uri": uri, "type": 2}]});
        server.send(&serde_json::json!({"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": changed}));
        let copy = format!("file://{}", copy.display());
        let text = format!("A copy\n\n“{}.”\n", words_of(17, "second"));
        let opened = serde_json::json!({"textDocument": {"uri": copy, "languageId": "plaintext", "version": 1, "text": text}});
        server.send(&serde_json::json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": opened}));
        let place = serde_json::json!({"textDocument": {"uri": copy}, "position": {"line": 2, "character": 12}});
        let mut found = serde_json::Value::Null;
        for _ in 0..200 {
            found = server.ask("textDocument/definition", place.clone());
            if found.to_string().contains("0017.txt") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        assert!(found.to_string().contains("0017.txt"), "{found}");
    }
    servers.into_iter().for_each(Server::stop);
    let (archive, report) = desk.archive();
    assert!(report.notices.is_empty() && report.read <= 1, "{report:?}");
    let mut now = first(0..350);
    now[17].1 = "second";
    desk.check(&archive, &now, "after both");
}

#[test]
fn two_archives_of_one_process_share_an_index() {
    let desk = Desk::with(40);
    let (one, _) = desk.archive();
    // An editor's session makes a new archive when the settings change, while the old one still answers.
    let (two, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (0, 0));
    desk.write(1, "second");
    two.changed(&[desk.path(1)]);
    drop(one);
    let mut now = first(0..40);
    now[1].1 = "second";
    desk.check(&two, &now, "the second");
    drop(two);
    let (three, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (0, 0));
    desk.check(&three, &now, "the third");
}
