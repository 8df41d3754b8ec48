//! Code actions: the edits that settle findings.

use crate::rules::{Finding, Fix};
use crate::text::Span;

/// The fixes of the findings that touch a range, each with its finding's place in the list.
pub fn actions(findings: &[Finding], range: Span) -> Vec<(usize, Fix)> {
    let touched = findings.iter().enumerate().filter(|(_, f)| f.span.overlaps(range) || f.span.touches(range.start as usize));
    touched.flat_map(|(i, f)| f.fixes.iter().map(move |fix| (i, fix.clone()))).collect()
}
