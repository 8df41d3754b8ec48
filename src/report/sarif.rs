//! One SARIF 2.1.0 log, written as it grows. By hand: the shape is small, and a test reads it with the types made from the
//! standard's schema.

use super::{Checked, Context, Places, three_levels};
use crate::rules::{ALL, Finding};
use crate::text::Span;
use serde_json::{Value, json};
use std::path::Path;

/// What stands before, between and after the results.
pub fn wrap() -> (String, &'static str, &'static str) {
    let rules: Vec<Value> = ALL
        .iter()
        .map(|rule| {
            json!({"id": rule.code, "shortDescription": {"text": rule.summary()}, "help": {"text": rule.docs, "markdown": rule.docs},
                "defaultConfiguration": {"level": three_levels(rule.level)}})
        })
        .collect();
    let driver = json!({"name": "whosays", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    let before = format!(
        r#"{{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{{"tool":{{"driver":{driver}}},"columnKind":"unicodeCodePoints","results":["#
    );
    (before + "\n", ",\n", "\n]}]}\n")
}

/// One result.
pub fn result(checked: &Checked, places: &Places, finding: &Finding, context: &Context) -> String {
    let related: Vec<Value> = finding
        .related
        .iter()
        .filter_map(|related| {
            let document = context.archive.document(&related.path)?;
            let mut location = location(&context.show(&related.path), &Places::of(document.as_str()), related.span);
            location["message"] = json!({"text": related.message});
            Some(location)
        })
        .collect();
    json!({
        "ruleId": finding.code, "ruleIndex": ALL.iter().position(|rule| rule.code == finding.code), "level": three_levels(finding.level),
        "message": {"text": finding.message}, "locations": [location(&checked.shown, places, finding.span)], "relatedLocations": related,
        "partialFingerprints": {"whosays/v1": fingerprint(finding, places.text)},
    })
    .to_string()
}

fn location(path: &str, places: &Places, span: Span) -> Value {
    let ((line, column), (end_line, end_column)) = (places.place(span.start), places.place(span.end));
    let (start, end) = places.points.of_span(span);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(Path::new(path))},
        "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
            "charOffset": start, "charLength": end - start, "snippet": {"text": span.of(places.text)}},
    }})
}

/// A path as a URI reference: relative ones stay relative.
fn uri(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "" });
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The same for the same words in the same surroundings, wherever they move in the file. FNV-1a: it must not change between
/// versions of a standard library.
fn fingerprint(finding: &Finding, text: &str) -> String {
    let key = super::baseline::Key::of(finding, text);
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in [finding.code, &key.words, &key.before, &key.after] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri(Path::new("./a b/ü,1.txt")), "a%20b/%C3%BC%2C1.txt");
        assert_eq!(uri(Path::new("/tmp/a.txt")), "file:///tmp/a.txt");
    }
}
