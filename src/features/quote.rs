//! `whosays quote`: where words from anywhere stand in the archive.

use crate::archive::{Archive, Document, Occurrence};
use crate::text::Span;

/// Where the words stand, best first: the fullest or earliest wording, then the most alike.
pub fn find_words(archive: &Archive, words: &str) -> Vec<Occurrence> {
    definition_first(archive.occurrences(words, None))
}

/// Where else the quote at an offset stands, and its span; outside of quotes the sentence is taken.
pub fn find_at(archive: &Archive, document: &Document, offset: usize) -> Option<(Span, Vec<Occurrence>)> {
    let all = archive.reuse(document);
    if let Some(reuse) = all.iter().rev().find(|r| r.span.touches(offset)) {
        return Some((reuse.span, definition_first(reuse.occurrences.to_vec())));
    }
    let article = document.article();
    let quote = article.quotes.iter().rfind(|q| q.span.touches(offset)).map(|q| q.span);
    let span = quote.or_else(|| article.sentence_at(offset as u32))?;
    let found = archive.occurrences(span.of(document.as_str()), Some(&document.path));
    Some((span, definition_first(found)))
}

fn definition_first(mut found: Vec<Occurrence>) -> Vec<Occurrence> {
    if let [best] = crate::archive::definition(&found)[..] {
        found[..=best].rotate_right(1);
    }
    found
}
