//! Rules: what an article can be queried for. One file a rule, with its name, level, documentation and check; the examples of
//! the documentation are its tests.

mod altered_quote;
pub mod examples;
#[cfg(test)]
mod fixture;
mod headline_figure;
mod hidden_character;
mod invalid_setting;
mod list_total;
mod name_variant;
mod outdated_office;
mod placeholder;
mod speaker_conflict;
mod unattributed_quote;
mod undefined_acronym;
mod unsourced_figure;
mod vague_source;

pub use crate::settings::Level;
pub use undefined_acronym::{Meaning, Unexplained, meaning, unexplained};

use crate::archive::{Archive, Document};
use crate::article::Article;
use crate::settings::{self, Settings};
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;

/// Every rule, in the order in which they are listed to people.
pub const ALL: &[Rule] = &[
    unsourced_figure::RULE,
    vague_source::RULE,
    unattributed_quote::RULE,
    altered_quote::RULE,
    speaker_conflict::RULE,
    headline_figure::RULE,
    list_total::RULE,
    name_variant::RULE,
    undefined_acronym::RULE,
    outdated_office::RULE,
    placeholder::RULE,
    hidden_character::RULE,
    invalid_setting::RULE,
];

/// The rules that look at other articles: without them a check need not read the archive.
pub const OF_THE_ARCHIVE: &[&str] = &["altered-quote", "speaker-conflict", "name-variant", "undefined-acronym"];

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

impl Rule {
    /// What the rule finds, in the first sentence of its documentation.
    pub fn summary(&self) -> &'static str {
        let paragraph = self.docs.trim_start().split("\n\n").next().unwrap_or_default();
        let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
        paragraph[..end].trim_end()
    }
}

/// Everything the rules find in a document, in the order of the text, at the levels that the settings give them.
///
/// In the project's settings file only `invalid-setting` looks; it is no article.
pub fn run(document: &Document, archive: &Archive, settings: &Settings) -> Vec<Finding> {
    let is_settings = document.path.file_name().is_some_and(|name| name == settings::FILE);
    let none = Article::default();
    let article = if is_settings { &none } else { document.article() };
    let subject = Subject { document, text: document.as_str(), article, archive, settings };
    let mut findings = Vec::new();
    for rule in ALL.iter().filter(|rule| (rule.code == invalid_setting::RULE.code) == is_settings) {
        let level = settings.level(rule.code, rule.level);
        if level == Level::Off || settings.is_silenced(&document.path, rule.code) {
            continue;
        }
        let first = findings.len();
        (rule.check)(&subject, &mut findings);
        for finding in &mut findings[first..] {
            finding.level = level;
        }
    }
    findings.sort_by(|a, b| (a.span.start, a.span.end, a.code, &a.message).cmp(&(b.span.start, b.span.end, b.code, &b.message)));
    findings
}

/// The rule of a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code)
}
