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

/// A link into the world. What is no plain web address is shown as words.
pub(super) fn web_link(words: &str, url: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'*+,;=%".contains(&b);
    let is_web = (url.starts_with("https://") || url.starts_with("http://")) && url.len() < 500 && url.bytes().all(is_plain);
    match (is_web, words.is_empty()) {
        (true, true) => format!("[{}]({url})", escape(url)),
        (true, false) => format!("[{}]({url})", escape(words)),
        (false, true) => escape(url),
        (false, false) => escape(words),
    }
}

/// Our Markdown as text for a client that shows none: no escapes, no stars, links as words and place.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    let mut struck = false;
    while let Some(at) = rest.find(['\\', '*', ']', '~']) {
        out.push_str(&rest[..at].replace('[', ""));
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\\') {
            let c = after.chars().next();
            out.extend(c);
            rest = &after[c.map_or(0, char::len_utf8)..];
        } else if let Some(after) = rest.strip_prefix("**") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("~~") {
            out.push_str(if struck { "-]" } else { "[-" });
            struck = !struck;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("](")
            && let Some(end) = after.find(')')
        {
            // The words of a link to a line say where it leads; of the world, the address does.
            let address = &after[..end];
            if address.starts_with("http") && !out.ends_with(address) {
                out.push_str(&format!(" ({address})"));
            } else if let Some((path, line)) = address.rsplit_once("#L")
                && !out.ends_with(&format!("line {line}"))
            {
                let name = decoded(path.rsplit('/').next().unwrap_or(path));
                out.push_str(&format!(" ({name}:{line})"));
            }
            rest = &after[end + 1..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(&rest.replace('[', ""));
    out
}

/// What [`link`] made of a file's name, as it was.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match code.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    let name = String::from_utf8_lossy(&bytes).into_owned();
    name.chars().map(|c| if c.is_control() || is_hidden(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_without_markdown_sees_words() {
        let card = format!(
            "**{}** · {}\n\n- {}, {}",
            escape("A*B [c]"),
            link("Pier [x] opens", Path::new("/a)b é.txt"), 3),
            escape("x_y"),
            web_link("Q", "https://q.example/a_b")
        );
        assert_eq!(plain(&card), "A*B [c] · Pier [x] opens (a)b é.txt:3)\n\n- x_y, Q (https://q.example/a_b)");
    }

    #[test]
    fn only_plain_web_addresses_are_linked() {
        assert_eq!(web_link("Q", "javascript:alert(1)"), "Q");
        assert_eq!(web_link("Q", "https://a.example/)[x](y"), "Q");
        assert_eq!(web_link("", "https://a.example/x"), "[https://a.example/x](https://a.example/x)");
    }

    #[test]
    fn hostile_names_are_shown_not_obeyed() {
        assert_eq!(escape("<b>[x](y)*_`&"), "\\<b\\>\\[x\\](y)\\*\\_\\`\\&");
        assert_eq!(escape("a\u{202E}b\nc"), "a b c");
        assert_eq!(link("A [b]", Path::new("/n ews/a)(.txt"), 3), "[A \\[b\\]](file:///n%20ews/a%29%28.txt#L3)");
    }
}
