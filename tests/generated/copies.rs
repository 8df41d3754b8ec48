//! Copies of what the project can tell itself: a stale one is rewritten, and the test that asked fails once.

/// Puts `fresh` between the markers `<!-- name -->` and `<!-- /name -->` of a file; says whether anything changed.
pub fn refresh(path: &str, name: &str, fresh: &str) -> bool {
    let text = std::fs::read_to_string(path).expect(path);
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("{path} has no marker {open}")) + open.len();
    let end = start + text[start..].find(&close).unwrap_or_else(|| panic!("{path} has no marker {close}"));
    rewrite(path, format!("{}{fresh}{}", &text[..start], &text[end..]))
}

/// Makes `fresh` all that a file holds; says whether anything changed.
pub fn rewrite(path: &str, fresh: impl AsRef<[u8]>) -> bool {
    if std::fs::read(path).is_ok_and(|bytes| bytes == fresh.as_ref()) {
        return false;
    }
    std::fs::write(path, fresh).expect(path);
    true
}
