//! Whether each figure has a source: the verdict, and why.

use super::Article;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Sourced,
    /// Only a vague or anonymous source covers it.
    Vague,
    Unsourced,
    /// Self-evident, incidental, witnessed, or no claim.
    NotNeeded,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Sourced => "sourced",
            Verdict::Vague => "vague",
            Verdict::Unsourced => "unsourced",
            Verdict::NotNeeded => "not-needed",
        }
    }
}

/// Gives every figure its verdict.
pub fn place(_text: &str, article: &mut Article) {
    for figure in &mut article.figures {
        let covering = article.attributions.iter().position(|a| a.content.iter().any(|c| c.contains(figure.span)));
        figure.attribution = covering.map(|i| i as u32);
        (figure.verdict, figure.why) = match covering {
            Some(_) => (Verdict::Sourced, "an attribution covers it"),
            None => (Verdict::Unsourced, "no source in the text"),
        };
    }
}
