//! The wire: frames in, frames out.
//!
//! tower-lsp's own transport ends the session on malformed JSON and never says so, and reads standard input through two
//! threads. Here a frame that is no message is answered with an error and forgotten, and each direction has one thread.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types::DidChangeTextDocumentParams;

/// No message is longer: a header that says more is a mistake, not a text.
const MAX_FRAME: u64 = 1 << 30;

const HEADER: &[u8] = b"Content-Length";

/// Bytes kept to receive into.
const ROOM: usize = 64 * 1024;

/// Headers end within this many bytes, or they are none.
const MAX_HEADERS: usize = 8 * 1024;

/// Where messages to the client go. Sending never waits: a client that does not read holds up nobody but itself.
#[derive(Clone, Debug)]
pub struct Out(UnboundedSender<Option<Vec<u8>>>);

impl Out {
    pub fn new() -> (Out, UnboundedReceiver<Option<Vec<u8>>>) {
        let (sender, receiver) = unbounded_channel();
        (Out(sender), receiver)
    }

    /// Sends a message with its header.
    pub fn send(&self, message: &impl Serialize) {
        // The header is written before its number is known: ten digits are kept free and leading zeros are legal to no client,
        // so the body is written behind a gap and the header is put right before it.
        const GAP: usize = 32;
        let mut frame = vec![b' '; GAP];
        if serde_json::to_writer(&mut frame, message).is_err() {
            return;
        }
        let header = format!("Content-Length: {}\r\n\r\n", frame.len() - GAP);
        let start = GAP - header.len();
        frame[start..GAP].copy_from_slice(header.as_bytes());
        frame.drain(..start);
        // A closed channel is a session that has ended.
        let _ = self.0.send(Some(frame));
    }

    /// Says that nothing more will come: None to whoever writes.
    pub fn finish(&self) {
        let _ = self.0.send(None);
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        #[derive(Serialize)]
        struct Notification<'a, P> {
            jsonrpc: &'static str,
            method: &'a str,
            params: P,
        }
        self.send(&Notification { jsonrpc: "2.0", method, params });
    }
}

/// What stands between two headers.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    Body(Vec<u8>),
    /// Bytes that are no frame, already skipped.
    Garbage(&'static str),
}

/// Cuts a stream of bytes into frames.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
    /// What of the bytes was already handed out or skipped. A paste comes as hundreds of frames in one piece: what follows a
    /// frame is not moved for each.
    done: usize,
    /// The length of the body that is being waited for.
    length: Option<usize>,
    /// Bytes of a body that is too long and thrown away.
    skip: u64,
}

impl Frames {
    pub fn push(&mut self, bytes: &[u8]) {
        if self.done > 0 {
            self.bytes.drain(..std::mem::take(&mut self.done));
            // A long text does not hold its room for ever.
            self.bytes.shrink_to(ROOM);
        }
        let skipped = self.skip.min(bytes.len() as u64);
        self.skip -= skipped;
        self.bytes.extend_from_slice(&bytes[skipped as usize..]);
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.done..]
    }
}

impl Iterator for Frames {
    type Item = Frame;

    /// The next frame that is complete.
    fn next(&mut self) -> Option<Frame> {
        if let Some(length) = self.length {
            let body = self.rest().get(..length)?.to_vec();
            self.length = None;
            self.done += length;
            return Some(Frame::Body(body));
        }
        // Some clients end a body with a line end of their own.
        self.done += self.rest().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let Some(end) = headers_end(self.rest()) else {
            if self.rest().len() < MAX_HEADERS {
                return None;
            }
            self.resync();
            return Some(Frame::Garbage("no header ends here"));
        };
        let headers = &self.rest()[..end];
        let Some(length) = content_length(headers) else {
            // What is left of the garbage may stand right before a good header: "xxContent-Length: 2".
            let hidden = memchr::memmem::find(&headers[1..], HEADER).map(|at| at + 1);
            self.done += hidden.unwrap_or(end);
            self.resync();
            return Some(Frame::Garbage("a header without Content-Length"));
        };
        self.done += end;
        if length > MAX_FRAME {
            let here = length.min(self.rest().len() as u64);
            self.done += here as usize;
            self.skip = length - here;
            return Some(Frame::Garbage("a message longer than 1 GiB"));
        }
        self.length = Some(length as usize);
        self.next()
    }
}

impl Frames {
    /// Skips bytes up to what looks like the next header.
    fn resync(&mut self) {
        let rest = self.rest();
        self.done += memchr::memmem::find(rest, HEADER).unwrap_or(rest.len().saturating_sub(HEADER.len()));
    }
}

/// Just behind the empty line that ends the headers.
fn headers_end(bytes: &[u8]) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(MAX_HEADERS)];
    let after = |end: usize| match &bytes[end..] {
        [b'\n', ..] => Some(end + 1),
        [b'\r', b'\n', ..] if bytes[..end].ends_with(b"\r\n") => Some(end + 2),
        _ => None,
    };
    memchr::memchr_iter(b'\n', bytes).find_map(|at| after(at + 1))
}

fn content_length(headers: &[u8]) -> Option<u64> {
    let headers = std::str::from_utf8(headers).ok()?;
    headers.lines().rev().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    })
}

/// The edit that a body holds, read without a detour over a tree of values: a paste is hundreds of them.
///
/// None for anything else, and for an edit with which something is wrong: that is for who reads all messages to say.
pub fn edit(body: &[u8]) -> Option<DidChangeTextDocumentParams> {
    #[derive(Deserialize)]
    struct Notification<'a> {
        jsonrpc: &'a str,
        method: &'a str,
        id: Option<IgnoredAny>,
        params: DidChangeTextDocumentParams,
    }
    const METHOD: &str = "textDocument/didChange";
    // A look at where the name stands in all clients' messages, before a body of any length is read in vain.
    memchr::memmem::find(&body[..body.len().min(200)], METHOD.as_bytes())?;
    let message: Notification = serde_json::from_slice(body).ok()?;
    (message.jsonrpc == "2.0" && message.method == METHOD && message.id.is_none()).then_some(message.params)
}

/// Parses a body; half a surrogate pair, which JavaScript can put into a string and JSON can carry, becomes U+FFFD.
///
/// Both take one UTF-16 unit, so positions stay right.
pub fn parse(body: &[u8]) -> serde_json::Result<serde_json::Value> {
    serde_json::from_slice(body).or_else(|e| match without_lone_surrogates(body) {
        Some(mended) => serde_json::from_slice(&mended),
        None => Err(e),
    })
}

/// None where there is nothing to mend.
fn without_lone_surrogates(body: &[u8]) -> Option<Vec<u8>> {
    let unit = |at: usize| -> Option<u16> {
        let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                mended.get_or_insert_with(|| body.to_vec())[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            // Any other escape: a backslash and at least one more byte.
            _ => at = (at + 2).min(body.len()),
        }
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(input: &[u8], step: usize) -> Vec<Frame> {
        let mut frames = Frames::default();
        let mut found = Vec::new();
        for piece in input.chunks(step) {
            frames.push(piece);
            found.extend(&mut frames);
        }
        found
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn frames_are_found_in_pieces_of_any_size() {
        let input = b"Content-Length: 2\r\n\r\n{}content-length:3\nContent-Type: x\n\n[1]\r\nContent-Length: 0\r\n\r\n";
        for step in 1..input.len() {
            assert_eq!(frames(input, step), [body("{}"), body("[1]"), body("")], "step {step}");
        }
    }

    #[test]
    fn garbage_is_skipped_to_the_next_header() {
        assert_eq!(frames(b"hello\r\n\r\nContent-Length: 2\r\n\r\n{}", 7), [Frame::Garbage("a header without Content-Length"), body("{}")]);
        assert_eq!(
            frames(b"Content-Length: -1\r\n\r\nxxContent-Length: 2\r\n\r\n{}", 100),
            [Frame::Garbage("a header without Content-Length"), body("{}")]
        );
        let mut long = vec![b'x'; 3 * MAX_HEADERS];
        long.extend_from_slice(b"Content-Length: 2\r\n\r\n{}");
        assert_eq!(frames(&long, 1000).last(), Some(&body("{}")));
    }

    #[test]
    fn a_message_that_is_too_long_is_thrown_away() {
        let mut frames = Frames::default();
        frames.push(b"Content-Length: 99999999999\r\n\r\nabc");
        assert_eq!(frames.next(), Some(Frame::Garbage("a message longer than 1 GiB")));
        assert_eq!(frames.next(), None);
        assert_eq!(frames.skip, 99_999_999_996);
    }

    #[test]
    fn half_a_surrogate_pair_does_not_lose_a_message() {
        let parsed = parse(br#"{"text":"a\ud83d b\ud83d\ude00 \\ud83d \udc00"}"#).expect("mended");
        assert_eq!(parsed["text"], "a\u{FFFD} b😀 \\ud83d \u{FFFD}");
        assert!(parse(br#"{"text":"#).is_err());
        assert!(parse(b"{\"text\":\"\\").is_err());
    }

    #[test]
    fn an_edit_is_read_at_once_and_nothing_else_is() {
        let with = |method: &str, id: &str, params: &str| {
            edit(format!(r#"{{"jsonrpc":"2.0",{id}"method":"{method}","params":{params}}}"#).as_bytes())
        };
        let params = r#"{"textDocument":{"uri":"file:///a.txt","version":7},"contentChanges":[{"text":"caf\u00e9"}]}"#;
        let read = with("textDocument/didChange", "", params).expect("an edit");
        assert_eq!((read.text_document.version, read.content_changes[0].text.as_str()), (7, "café"));
        assert!(with("textDocument/didClose", "", params).is_none());
        assert!(with("textDocument/didChange", r#""id":1,"#, params).is_none(), "a request of that name is answered");
        assert!(with("textDocument/didChange", "", "{}").is_none());
        let surrogate = params.replace("caf", r"\ud83d");
        assert!(with("textDocument/didChange", "", &surrogate).is_none(), "mended by who reads all messages");
    }

    #[test]
    fn a_message_is_sent_with_its_length() {
        let (out, mut sent) = Out::new();
        out.notify("x", [1]);
        let frame = sent.try_recv().expect("sent just before").expect("a frame");
        assert_eq!(String::from_utf8_lossy(&frame), "Content-Length: 43\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":[1]}");
    }
}
