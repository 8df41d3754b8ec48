//! Any bytes on the wire are cut into frames: none is lost or made up, in pieces of any size, and any body is parsed or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosays::server::wire::{Frame, Frames, parse};

fn frames(bytes: &[u8], step: usize) -> Vec<Frame> {
    let mut frames = Frames::default();
    let mut found = Vec::new();
    for piece in bytes.chunks(step) {
        frames.push(piece);
        found.extend(&mut frames);
    }
    found
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&step, bytes)) = bytes.split_first() else { return };
    let whole = frames(bytes, bytes.len().max(1));
    for frame in &whole {
        if let Frame::Body(body) = frame {
            let _ = parse(body);
        }
    }
    // Bodies do not depend on where the stream was cut; how garbage is reported may.
    let bodies = |frames: Vec<Frame>| -> Vec<Vec<u8>> {
        frames.into_iter().filter_map(|f| if let Frame::Body(b) = f { Some(b) } else { None }).collect()
    };
    assert_eq!(bodies(frames(bytes, step as usize + 1)), bodies(whole));
    // A body sent well comes through, whatever it is.
    let mut sent = format!("Content-Length: {}\r\n\r\n", bytes.len()).into_bytes();
    sent.extend_from_slice(bytes);
    assert_eq!(frames(&sent, step as usize + 1), [Frame::Body(bytes.to_vec())]);
});
