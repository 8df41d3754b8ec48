//! Findings for people and for programs: text, JSON lines, SARIF, GitHub annotations, quickfix lines; and the baseline of what
//! is known already.
//!
//! Byte spans become lines, columns and code points here, by [`Places`].

pub mod baseline;
pub mod excerpt;
mod places;
mod programs;
mod sarif;
mod text;

pub use places::{CodePoints, Places};
pub use text::{Summary, summary};

use crate::archive::{Archive, Document};
use crate::rules::{Finding, Level};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A checked document.
#[derive(Debug)]
pub struct Checked {
    /// The path as the user gave it or would.
    pub shown: String,
    pub document: Arc<Document>,
    pub findings: Vec<Finding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the words, underlined, with the message.
    Text,
    /// One JSON object a finding and line.
    Json,
    /// One SARIF 2.1.0 log.
    Sarif,
    /// Annotations as GitHub Actions reads them from a log.
    Github,
    /// `path:line:column: level: message [code]`, for quickfix lists.
    Quickfix,
}

/// What the formats need to know besides the findings.
pub struct Context<'a> {
    /// Where the texts of related places are.
    pub archive: &'a Archive,
    /// Paths below it are shown without it.
    pub here: PathBuf,
    /// Columns that an excerpt may take.
    pub width: usize,
}

impl Context<'_> {
    /// A path as short as it can be shown.
    pub fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.here).unwrap_or(path).to_string_lossy().into_owned()
    }
}

/// The findings of one document. For SARIF these are parts of one log: see [`wrap`].
pub fn render(format: Format, checked: &Checked, context: &Context) -> Vec<String> {
    if checked.findings.is_empty() {
        return vec![];
    }
    let places = Places::of(checked.document.as_str());
    let one = |finding: &Finding| match format {
        Format::Text => text::finding(checked, &places, finding, context),
        Format::Json => programs::json(checked, &places, finding, context),
        Format::Sarif => sarif::result(checked, &places, finding, context),
        Format::Github => programs::github(checked, &places, finding),
        Format::Quickfix => programs::quickfix(checked, &places, finding),
    };
    checked.findings.iter().map(one).collect()
}

/// What stands before the first finding, between two and after the last.
pub fn wrap(format: Format) -> (String, &'static str, &'static str) {
    match format {
        Format::Sarif => sarif::wrap(),
        Format::Text => (String::new(), "\n\n", "\n\n"),
        _ => (String::new(), "\n", "\n"),
    }
}

/// Words of an article as they can stand in one line of a terminal: nothing in them moves the cursor or breaks the line.
pub fn in_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() || crosses_directions(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// Controls that make a line read in another order than it is written.
fn crosses_directions(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The level as formats without hints know it.
fn three_levels(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off | Level::Hint | Level::Information => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_line_moves_the_cursor() {
        assert_eq!(in_line("a\u{1b}[2J\r\nb \t c\u{202E}d"), "a\u{FFFD}[2J b c\u{FFFD}d");
    }
}
