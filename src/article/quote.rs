//! Quotes: somebody's words, in marks or as a block.

use super::Article;
use super::token::{Kind, Token};
use crate::text::Span;

/// Somebody's words. One quote a paragraph: a quotation that runs on is several quotes with one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words without the marks.
    pub span: Span,
    pub kind: QuoteKind,
    pub attribution: Option<u32>,
    pub speaker: Option<Speaker>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A sentence or more in marks.
    Direct,
    /// A fragment in marks.
    Partial,
    /// A paragraph or a whole statement without marks.
    Block,
}

impl QuoteKind {
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Partial => "partial",
            QuoteKind::Block => "block",
        }
    }
}

/// The source of a quote as resolved in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Where the source is named for this quote: "she", "police", "John Morton".
    pub span: Span,
    /// The best name of that source in the article.
    pub name: Span,
    pub entity: Option<u32>,
}

/// Words in marks, found in a paragraph alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words without the marks, from the paragraph's start.
    pub span: Span,
    /// The words with their marks.
    pub outer: Span,
    /// No closing mark before the paragraph's end.
    pub open: bool,
}

/// Finds the words in marks of a paragraph.
pub fn find(text: &str, tokens: &[Token]) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut open: Option<(&str, Span)> = None;
    for token in tokens.iter().filter(|t| t.kind == Kind::Quote) {
        let mark = token.text(text);
        match open {
            None if matches!(mark, "“" | "\"" | "''" | "«" | "„") => open = Some((mark, token.span())),
            Some((opening, at)) if closes(opening, mark) => {
                found.push(Marked { span: Span { start: at.end, end: token.start }, outer: at.cover(token.span()), open: false });
                open = None;
            }
            _ => {}
        }
    }
    if let Some((_, at)) = open {
        let end = text.len() as u32;
        found.push(Marked { span: Span { start: at.end, end }, outer: Span { start: at.start, end }, open: true });
    }
    found
}

fn closes(opening: &str, mark: &str) -> bool {
    match opening {
        "“" => mark == "”" || mark == "\"",
        "„" => mark == "“" || mark == "”",
        "«" => mark == "»",
        _ => mark == opening,
    }
}

/// Puts the paragraphs' quotes in their places and adds the blocks.
pub fn place(text: &str, article: &mut Article) {
    for paragraph in &article.paragraphs {
        for marked in &paragraph.reading.quotes {
            let span = marked.span.shift(paragraph.span.start).trim(text);
            let kind = if span.len() > 40 { QuoteKind::Direct } else { QuoteKind::Partial };
            article.quotes.push(Quote { span, kind, attribution: None, speaker: None });
        }
    }
}
