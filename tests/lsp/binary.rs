//! The real binary: exit codes, a silent standard error, and ends that only a process can have.

use crate::client::PATIENCE;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::time::Instant;

struct Server {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<std::process::ChildStdout>,
}

fn start(arguments: &[&str], process_id: Option<u32>) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosays"))
        .arg("lsp")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let stdin = child.stdin.take().expect("piped");
    let stdout = BufReader::new(child.stdout.take().expect("piped"));
    let mut server = Server { child, stdin, stdout };
    let process_id = process_id.map_or("null".into(), |id| id.to_string());
    server.send(&format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{"processId":{process_id},"rootUri":null,"capabilities":{{}}}}}}"#
    ));
    assert!(server.read().contains(r#""id":1"#));
    server.send(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#);
    server
}

impl Server {
    fn send(&mut self, body: &str) {
        write!(self.stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        self.stdin.flush().expect("the server reads");
    }

    fn read(&mut self) -> String {
        let mut header = String::new();
        self.stdout.read_line(&mut header).expect("a header");
        let length = header.trim().strip_prefix("Content-Length: ").expect("a length").parse().expect("a number");
        self.stdout.read_line(&mut header).expect("an empty line");
        let mut body = vec![0; length];
        self.stdout.read_exact(&mut body).expect("a body");
        String::from_utf8(body).expect("UTF-8")
    }

    /// Waits for the end; nothing may have been said on standard error.
    fn ended(mut self, keep_stdin: Option<()>) -> Option<i32> {
        let stdin = self.stdin;
        if keep_stdin.is_none() {
            drop(stdin);
        } else {
            std::mem::forget(stdin);
        }
        let status = wait(&mut self.child);
        let mut said = String::new();
        self.child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
        assert_eq!(said, "");
        status.code()
    }
}

fn wait(child: &mut Child) -> ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("our child") {
            return status;
        }
        if began.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("the server does not end");
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn shutdown_and_exit_with_the_pipe_still_open() {
    let mut server = start(&["--stdio"], None);
    server.send(r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#);
    while !server.read().contains(r#""id":2"#) {}
    server.send(r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(server.ended(Some(())), Some(0));
}

#[test]
fn exit_without_shutdown() {
    let mut server = start(&[], None);
    server.send(r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(server.ended(Some(())), Some(1));
}

#[test]
fn a_client_that_closes_the_pipe() {
    assert_eq!(start(&[], None).ended(None), Some(1));
}

#[cfg(unix)]
#[test]
fn a_client_that_dies_without_a_word() {
    for by_argument in [false, true] {
        let mut client = Command::new("sleep").arg("1000").spawn().expect("sleep starts");
        let id = client.id().to_string();
        let server = match by_argument {
            false => start(&[], Some(client.id())),
            true => start(&["--clientProcessId", &id], None),
        };
        client.kill().expect("our child");
        client.wait().expect("our child");
        assert_eq!(server.ended(Some(())), Some(1));
    }
}

#[test]
fn malformed_messages_are_not_fatal() {
    let mut server = start(&[], None);
    server.send("{");
    while !server.read().contains("-32700") {}
    server.send(r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#);
    while !server.read().contains(r#""id":2"#) {}
    server.send(r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(server.ended(None), Some(0));
}
