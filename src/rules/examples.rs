//! The examples in the rules' documentation: ```` ```news ```` blocks with `{code:words}` marks. They are shown to people and
//! run as tests.

use super::Rule;
use crate::text::Span;
use crate::text::marked::{self, Marked};

/// An example of a rule's documentation.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its lines in the documentation, without the fence.
    pub span: Span,
    /// File names and texts; one file of the name `article.txt` where the example names none.
    pub files: Vec<(String, Marked)>,
}

/// The examples of a rule, in order.
pub fn of(rule: &Rule) -> Vec<Example> {
    const FENCE: &str = "```news\n";
    let mut examples = vec![];
    let mut from = 0;
    while let Some(open) = rule.docs[from..].find(FENCE) {
        let start = from + open + FENCE.len();
        let Some(close) = rule.docs[start..].find("```") else { break };
        let span = Span::new(start, start + close);
        let files = marked::files(span.of(rule.docs)).into_iter().map(|(name, text)| (name, marked::parse(&text))).collect();
        examples.push(Example { span, files });
        from = start + close + 3;
    }
    examples
}
