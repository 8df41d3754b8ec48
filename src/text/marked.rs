//! Marked texts: fixtures that are their own expectation.
//!
//! `{kind:words}` marks a span and may nest, `{|}` is the cursor, a line `//- name.txt` begins a file. A test strips the marks,
//! reads the text, marks again what was found and compares the two: a failure is a readable difference. Rule documentation
//! uses the same marks for its examples.

use super::Span;

/// A text without its marks, and what was marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    /// Kind and span, in the order of their starts, outer before inner.
    pub marks: Vec<(String, Span)>,
    pub cursor: Option<usize>,
}

/// Takes the marks out of a text.
///
/// ```
/// let marked = whosays::text::marked::parse("About {figure:4,200} homes{|}.");
/// assert_eq!(marked.text, "About 4,200 homes.");
/// assert_eq!(marked.cursor, Some(17));
/// ```
///
/// # Panics
/// Where a mark is not closed: a broken fixture.
pub fn parse(source: &str) -> Marked {
    let mut marked = Marked::default();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("{|}") {
            marked.cursor = Some(marked.text.len());
            rest = after;
        } else if let Some((kind, after)) = opening(rest) {
            open.push(marked.marks.len());
            marked.marks.push((kind.to_string(), Span::new(marked.text.len(), marked.text.len())));
            rest = after;
        } else if c == '}' && !open.is_empty() {
            let mark = open.pop().expect("checked just before");
            marked.marks[mark].1.end = marked.text.len() as u32;
            rest = &rest[1..];
        } else {
            marked.text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "a mark is not closed in {source:?}");
    marked
}

/// `{kind:` at the start of the text.
fn opening(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?;
    let colon = inner.find(':')?;
    let kind = &inner[..colon];
    let named = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    named.then(|| (kind, &inner[colon + 1..]))
}

/// Puts marks into a text; the inverse of [`parse`] for spans that nest.
pub fn render<'a>(text: &str, marks: impl IntoIterator<Item = (&'a str, Span)>) -> String {
    let mut marks: Vec<_> = marks.into_iter().collect();
    marks.sort_by_key(|&(kind, span)| (span.start, std::cmp::Reverse(span.end), kind));
    let mut out = String::new();
    let mut ends: Vec<u32> = Vec::new();
    let mut marks = marks.into_iter().peekable();
    for at in 0..=text.len() as u32 {
        while ends.last() == Some(&at) {
            ends.pop();
            out.push('}');
        }
        while let Some((kind, span)) = marks.next_if(|(_, span)| span.start == at) {
            out.push_str(&format!("{{{kind}:"));
            if span.is_empty() {
                out.push('}');
            } else {
                ends.push(span.end);
            }
        }
        ends.sort_by_key(|&end| std::cmp::Reverse(end));
        if let Some(c) = text.get(at as usize..).and_then(|s| s.chars().next()) {
            out.push(c);
        }
    }
    out
}

/// Splits a fixture of several files at its `//- name` lines. Text before the first such line is the file `article.txt`.
pub fn files(source: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in source.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("//- ") {
            files.push((name.trim().to_string(), String::new()));
        } else {
            if files.is_empty() {
                files.push(("article.txt".to_string(), String::new()));
            }
            files.last_mut().expect("pushed just before").1.push_str(line);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marking_undoes_parsing() {
        for source in ["plain {braces} stay", "{a:x {b:y} z} {c:“ü”}", "{a:}end", "no marks: {A:} stays text"] {
            let marked = parse(source);
            let marks: Vec<_> = marked.marks.iter().map(|(kind, span)| (kind.as_str(), *span)).collect();
            assert_eq!(render(&marked.text, marks), source);
        }
    }

    #[test]
    fn files_begin_at_their_lines() {
        let found = files("//- a.txt\none\n//- b.md\ntwo\nthree\n");
        assert_eq!(found, [("a.txt".into(), "one\n".into()), ("b.md".into(), "two\nthree\n".into())]);
    }
}
