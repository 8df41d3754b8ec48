//! Hover cards: a figure and why it is or is not flagged, a quote and where else it stands, an organisation, an official.

mod entity;
mod figure;
mod quote;

pub(super) use entity::mention_at;

use super::Card;
use crate::archive::{Archive, Document};
use crate::article::lexicon::is_hidden;
use std::path::Path;

/// The card for the thing at an offset: the most specific first, for a figure and a name may stand inside a quote.
pub fn hover(document: &Document, archive: &Archive, offset: usize) -> Option<Card> {
    figure::card(document, offset).or_else(|| entity::card(document, archive, offset)).or_else(|| quote::card(document, archive, offset))
}

/// Words of an article as Markdown that shows them as they are: no mark-up, no HTML, nothing that hides or turns around.
pub(super) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() || is_hidden(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A link to a line of a file, with its words escaped and its path percent-encoded.
pub(super) fn link(words: &str, path: &Path, line: u32) -> String {
    let mut uri = String::from("file://");
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.first() != Some(&b'/') {
        uri.push('/');
    }
    for &byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("[{}]({uri}#L{line})", escape(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_shown_not_obeyed() {
        assert_eq!(escape("<b>[x](y)*_`&"), "\\<b\\>\\[x\\](y)\\*\\_\\`\\&");
        assert_eq!(escape("a\u{202E}b\nc"), "a b c");
        assert_eq!(link("A [b]", Path::new("/n ews/a)(.txt"), 3), "[A \\[b\\]](file:///n%20ews/a%29%28.txt#L3)");
    }
}
