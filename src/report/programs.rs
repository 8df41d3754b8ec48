//! Findings as lines that programs read: JSON, GitHub annotations, quickfix.

use super::{Checked, Context, Places, in_line};
use crate::rules::{Finding, Level};
use serde_json::{Value, json};

/// The contract of `check --format json`: names are added, never changed. Offsets are code points, line and column from 1.
pub fn json(checked: &Checked, places: &Places, finding: &Finding, context: &Context) -> String {
    let (start, end) = places.points.of_span(finding.span);
    let (line, column) = places.place(finding.span.start);
    let related: Vec<Value> = finding
        .related
        .iter()
        .filter_map(|related| {
            let document = context.archive.document(&related.path)?;
            let (start, end) = super::CodePoints::of(document.as_str()).of_span(related.span);
            Some(json!({"path": context.show(&related.path), "start": start, "end": end, "message": related.message}))
        })
        .collect();
    json!({
        "path": checked.shown, "code": finding.code, "severity": finding.level.name(), "message": finding.message,
        "start": start, "end": end, "line": line, "column": column, "related": related,
    })
    .to_string()
}

/// An annotation as GitHub Actions reads it from a log.
pub fn github(checked: &Checked, places: &Places, finding: &Finding) -> String {
    let kind = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off | Level::Hint | Level::Information => "notice",
    };
    let (line, column) = places.place(finding.span.start);
    let (end_line, end_column) = places.place(finding.span.end);
    // GitHub ignores columns where the lines differ.
    let columns = if line == end_line { format!(",col={column},endColumn={end_column}") } else { String::new() };
    let (path, message) = (property(&checked.shown), data(&in_line(&finding.message)));
    format!("::{kind} file={path},line={line},endLine={end_line}{columns},title={}::{message}", finding.code)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of a quickfix list.
pub fn quickfix(checked: &Checked, places: &Places, finding: &Finding) -> String {
    let (line, column) = places.place(finding.span.start);
    let message = in_line(&finding.message);
    format!("{}:{line}:{column}: {}: {message} [{}]", in_line(&checked.shown), finding.level.name(), finding.code)
}
