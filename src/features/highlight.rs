//! Highlights: the other places of the thing under the cursor, in this document.

use super::hover::mention_at;
use crate::archive::Document;
use crate::text::Span;

/// Where the thing at an offset stands in the document: a figure's equals, the mentions of a person or organisation, a quote and
/// its repetitions.
pub fn highlights(document: &Document, offset: usize) -> Vec<Span> {
    let (article, text) = (document.article(), document.as_str());
    if let Some(figure) = article.figure_at(offset) {
        let same = |f: &&crate::article::Figure| {
            f.span == figure.span || figure.value.is_some() && f.value == figure.value && f.high == figure.high && f.unit == figure.unit
        };
        return article.figures.iter().filter(same).map(|f| f.span).collect();
    }
    if let Some(mention) = mention_at(article, offset) {
        return article.mentions.iter().filter(|m| m.entity == mention.entity).map(|m| m.span).collect();
    }
    let Some(quote) = article.quotes.iter().filter(|q| q.span.touches(offset)).min_by_key(|q| q.span.len()) else { return vec![] };
    let words = quote.span.of(text);
    article.quotes.iter().filter(|q| q.span.of(text) == words).map(|q| q.span).collect()
}
