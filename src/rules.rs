//! Rules: what an article can be queried for. One file a rule, with its name, level, documentation and check; the examples of
//! the documentation are its tests.

mod altered_quote;
mod headline_figure;
mod hidden_character;
mod list_total;
mod placeholder;
mod unattributed_quote;
mod unsourced_figure;
mod vague_source;

use crate::archive::{Archive, Document};
use crate::article::Article;
use crate::settings::Settings;
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;

/// Every rule, in the order in which they are listed to people.
pub const ALL: &[Rule] = &[
    unsourced_figure::RULE,
    vague_source::RULE,
    unattributed_quote::RULE,
    altered_quote::RULE,
    headline_figure::RULE,
    list_total::RULE,
    placeholder::RULE,
    hidden_character::RULE,
];

/// A rule: pure data and one function.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The problem's name; the same in editors, settings and documentation.
    pub code: &'static str,
    pub level: Level,
    /// Markdown. The first line says what is found; ```` ```news ```` blocks are examples with `{code:words}` marks, and tests.
    pub docs: &'static str,
    pub check: fn(&Subject, &mut Vec<Finding>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

/// What a rule looks at.
pub struct Subject<'a> {
    pub document: &'a Document,
    pub text: &'a str,
    pub article: &'a Article,
    pub archive: &'a Archive,
    pub settings: &'a Settings,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub level: Level,
    pub span: Span,
    /// One line: what is missing, where it was looked for, what would settle it.
    pub message: String,
    pub related: Vec<Related>,
    pub fixes: Vec<Fix>,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub path: Arc<Path>,
    pub span: Span,
    pub message: String,
}

/// An edit that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    /// Spans of the finding's document and the text to put there.
    pub edits: Vec<(Span, String)>,
}

/// Everything the rules find in a document, in the order of the text.
pub fn run(document: &Document, archive: &Archive, settings: &Settings) -> Vec<Finding> {
    let subject = Subject { document, text: document.as_str(), article: document.article(), archive, settings };
    let mut findings = Vec::new();
    for rule in ALL {
        (rule.check)(&subject, &mut findings);
    }
    findings.sort_by_key(|f| (f.span.start, f.span.end, f.code));
    findings
}

/// The rule of a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code)
}
