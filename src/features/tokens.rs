//! Semantic tokens: what stands where, for colours.

use crate::archive::Document;
use crate::article::{MentionKind, Tier};
use crate::settings::Strictness;
use crate::text::Span;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Figure,
    UnsourcedFigure,
    Quote,
    Cue,
    /// A source that has no name: "officials", "the report".
    Source,
    Organisation,
    Person,
    Office,
}

impl TokenKind {
    pub fn name(self) -> &'static str {
        match self {
            TokenKind::Figure => "figure",
            TokenKind::UnsourcedFigure => "unsourced-figure",
            TokenKind::Quote => "quote",
            TokenKind::Cue => "cue",
            TokenKind::Source => "source",
            TokenKind::Organisation => "organisation",
            TokenKind::Person => "person",
            TokenKind::Office => "office",
        }
    }
}

/// The tokens inside a range, in order; none overlap.
///
/// Where things lie inside each other the smaller matter wins: a figure over a name, a name over the source it is part of, and
/// all of them over the quote around them, which shows in between.
pub fn tokens(document: &Document, range: Span) -> Vec<Token> {
    let article = document.article();
    let mut placed = Placed { range, tokens: BTreeMap::new() };
    for figure in &article.figures {
        let kind = if figure.is_flagged(Strictness::Normal) { TokenKind::UnsourcedFigure } else { TokenKind::Figure };
        placed.put(figure.span, kind);
    }
    for mention in &article.mentions {
        let kind = match mention.kind {
            MentionKind::Organisation => TokenKind::Organisation,
            MentionKind::Person => TokenKind::Person,
            MentionKind::Office => TokenKind::Office,
        };
        placed.put(mention.span, kind);
    }
    for attribution in &article.attributions {
        for cue in &attribution.cue {
            placed.put(*cue, TokenKind::Cue);
        }
        if attribution.tier != Tier::Named {
            for source in &attribution.source {
                placed.put(*source, TokenKind::Source);
            }
        }
    }
    let quotes = article.quotes.iter().filter(|q| q.span.overlaps(range)).flat_map(|q| placed.around(q.span)).collect::<Vec<_>>();
    for between in quotes {
        placed.put(between, TokenKind::Quote);
    }
    placed.tokens.into_values().collect()
}

struct Placed {
    range: Span,
    /// By start.
    tokens: BTreeMap<u32, Token>,
}

impl Placed {
    /// Places a token where none is yet.
    fn put(&mut self, span: Span, kind: TokenKind) {
        if span.is_empty() || !span.overlaps(self.range) {
            return;
        }
        let before = self.tokens.range(..span.end).next_back();
        if before.is_none_or(|(_, token)| !token.span.overlaps(span)) {
            self.tokens.insert(span.start, Token { span, kind });
        }
    }

    /// What is left of a span between the tokens already placed.
    fn around(&self, span: Span) -> Vec<Span> {
        let mut left = Vec::new();
        let mut start = span.start;
        let first = self.tokens.range(..span.start).next_back().map_or(span.start, |(at, _)| *at);
        for token in self.tokens.range(first..span.end).map(|(_, token)| token.span).filter(|t| t.overlaps(span)) {
            if start < token.start {
                left.push(Span { start, end: token.start });
            }
            start = start.max(token.end);
        }
        if start < span.end {
            left.push(Span { start, end: span.end });
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;

    fn check(source: &str) {
        let text = marked::parse(source).text;
        let document = Document::new("article.txt", &text);
        let found = tokens(&document, Span::new(0, text.len()));
        assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "in order, none overlap: {found:?}");
        // Whether a figure has a source is not what is tested here.
        let name = |kind: TokenKind| if kind == TokenKind::UnsourcedFigure { "figure" } else { kind.name() };
        let marks = found.iter().map(|t| (name(t.kind), t.span));
        assert_eq!(marked::render(&text, marks), source);
    }

    #[test]
    fn a_figure_shows_inside_a_quote() {
        check("“{quote:We lost }{figure:40}{quote: cows in the flood on the lower meadows.}”\n");
    }

    #[test]
    fn only_the_range_is_looked_at() {
        let text = "They counted 40 cows.\n\nThey counted 50 sheep.\n";
        let document = Document::new("article.txt", text);
        let found = tokens(&document, Span::new(22, text.len()));
        assert!(found.iter().all(|t| t.span.start > 22), "{found:?}");
        assert!(found.iter().any(|t| t.span.of(text) == "50"), "{found:?}");
    }
}
