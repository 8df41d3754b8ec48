//! Edits of a team's `whosays.toml` that add a text to a list and leave everything else as somebody wrote it: comments, order
//! and line ends.

use super::{Setting, Settings, Value};
use crate::text::Span;
use toml::de::{DeTable, DeValue};

/// Where and what to insert so that the list of a setting ("accept.names") holds a text too. None where the file cannot be
/// edited with certainty, such as one that is no TOML, and where the list holds the text already.
///
/// ```
/// use whosays::settings::add_to_list;
/// let (at, inserted) = add_to_list("[accept]\nnames = [\"Moss\"] # ours\n", "accept.names", "Quill").expect("a list");
/// assert_eq!((at.start, inserted.as_str()), (24, ", \"Quill\""));
/// ```
pub fn add_to_list(text: &str, key: &str, value: &str) -> Option<(Span, String)> {
    let (section, name) = key.split_once('.')?;
    let (bom, body) = match text.strip_prefix('\u{FEFF}') {
        Some(body) => (3, body),
        None => (0, text),
    };
    let line_end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    let written = quoted(value);
    let table = DeTable::parse(body).ok()?;
    let own = table.get_ref().iter().find(|(k, _)| k.get_ref() == section).map(|(_, v)| v);
    let (at, inserted) = match own.map(|v| v.get_ref()) {
        None => {
            let gap = if body.is_empty() {
                String::new()
            } else if body.ends_with('\n') {
                line_end.into()
            } else {
                line_end.repeat(2)
            };
            (body.len(), format!("{gap}[{section}]{line_end}{name} = [{written}]{line_end}"))
        }
        Some(DeValue::Table(entries)) => match entries.iter().find(|(k, _)| k.get_ref() == name) {
            Some((_, list)) => {
                let DeValue::Array(items) = list.get_ref() else { return None };
                match items.last() {
                    None => (list.span().start + 1, written),
                    Some(last) => {
                        let first = items.first()?.span().start;
                        let before = &body[..first];
                        let line = before.rfind('\n').map_or(0, |at| at + 1);
                        // One item a line stays one item a line.
                        let indent = &before[line..];
                        let between = if indent.trim().is_empty() && line > 0 { format!(",{line_end}{indent}") } else { ", ".into() };
                        (last.span().end, format!("{between}{written}"))
                    }
                }
            }
            None => match header_end(body, section) {
                Some(at) if body[..at].ends_with('\n') => (at, format!("{name} = [{written}]{line_end}")),
                Some(at) => (at, format!("{line_end}{name} = [{written}]{line_end}")),
                // "accept.names = [...]" without a header: the new key goes behind its neighbour.
                None => {
                    let end = entries.iter().map(|(_, v)| v.span().end).max()?;
                    let at = body[end..].find('\n').map_or(body.len(), |n| end + n + 1);
                    let gap = if body[..at].ends_with('\n') { "" } else { line_end };
                    (at, format!("{gap}{section}.{name} = [{written}]{line_end}"))
                }
            },
        },
        Some(_) => return None,
    };
    let mut edited = body.to_string();
    edited.insert_str(at, &inserted);
    // The proof of the edit is in the reading.
    holds(&edited, key, value).then_some(())?;
    (!holds(body, key, value)).then(|| (Span::new(at + bom, at + bom), inserted))
}

/// Whether a file is without mistakes in a list and the list has a text.
fn holds(text: &str, key: &str, value: &str) -> bool {
    let (overrides, _) = Settings::from_toml(text);
    let mut of_key = overrides.values.iter().filter(|(setting, _)| Setting::of(key).is_some_and(|s| std::ptr::eq(s, *setting)));
    of_key.any(|(_, list)| matches!(list, Value::Texts(texts) if texts.iter().any(|t| t == value)))
}

/// The end of the line "[section]".
fn header_end(text: &str, section: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let inner = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(inner, _)| inner.trim());
        if inner == Some(section) {
            return Some(at);
        }
    }
    None
}

/// A text as TOML writes it.
fn quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str, expected: &str) {
        let (at, inserted) = add_to_list(text, "accept.names", value).expect("the file can be edited");
        let mut edited = text.to_string();
        edited.insert_str(at.start as usize, &inserted);
        assert_eq!(edited, expected);
    }

    #[test]
    fn a_file_that_is_not_there_begins_with_the_list() {
        check("", "Moss & Sons", "[accept]\nnames = [\"Moss & Sons\"]\n");
        check("", "a \"b\" \\", "[accept]\nnames = [\"a \\\"b\\\" \\\\\"]\n");
    }

    #[test]
    fn everything_else_stays_as_it_is_written() {
        check("# ours\n[rules]\nlist-total = \"off\"", "X", "# ours\n[rules]\nlist-total = \"off\"\n\n[accept]\nnames = [\"X\"]\n");
        check("[rules]\r\nlist-total = \"off\"\r\n", "X", "[rules]\r\nlist-total = \"off\"\r\n\r\n[accept]\r\nnames = [\"X\"]\r\n");
        check("[accept] # ours\nacronyms = [\"A\"]\n", "X", "[accept] # ours\nnames = [\"X\"]\nacronyms = [\"A\"]\n");
        check("[accept]", "X", "[accept]\nnames = [\"X\"]\n");
        check("accept.acronyms = [\"A\"]\n[rules]\n", "X", "accept.acronyms = [\"A\"]\naccept.names = [\"X\"]\n[rules]\n");
        check("\u{FEFF}[accept]\nnames = []\n", "X", "\u{FEFF}[accept]\nnames = [\"X\"]\n");
    }

    #[test]
    fn a_list_goes_on_in_its_own_manner() {
        check("accept.names = [\"A\", \"B\"] # two\n", "X", "accept.names = [\"A\", \"B\", \"X\"] # two\n");
        check(
            "[accept]\nnames = [\n  \"A\", # the old one\n  \"B\",\n]\n",
            "X",
            "[accept]\nnames = [\n  \"A\", # the old one\n  \"B\",\n  \"X\",\n]\n",
        );
    }

    #[test]
    fn what_cannot_be_edited_with_certainty_is_left_alone() {
        for text in ["accept = 3", "accept = {}", "[accept\n", "[accept]\nnames = \"A\"\n", "[accept]\nnames = [\"X\"]\n"] {
            assert_eq!(add_to_list(text, "accept.names", "X"), None, "{text}");
        }
    }
}
