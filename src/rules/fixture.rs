//! Checks a rule against texts with its findings marked, for the tests of the rules. The examples in their
//! documentation are checked for all rules alike by `tests/rules.rs`.

use super::{Finding, Rule, Subject};
use crate::archive::{Archive, Document};
use crate::settings::Settings;
use crate::text::marked;

/// What a rule finds in a text that stands alone.
pub fn findings(rule: &Rule, text: &str) -> Vec<Finding> {
    let document = Document::new("article.txt", text);
    let (archive, settings) = (Archive::default(), Settings::default());
    let subject =
        Subject { document: &document, text: document.as_str(), article: document.article(), archive: &archive, settings: &settings };
    let mut findings = Vec::new();
    (rule.check)(&subject, &mut findings);
    findings
}

/// Compares the marks of a text with what the rule finds in it.
pub fn check(rule: &Rule, source: &str) {
    let text = marked::parse(source).text;
    let found = findings(rule, &text);
    assert_eq!(marked::render(&text, found.iter().map(|f| (f.code, f.span))), source);
}
