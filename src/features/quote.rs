//! Quotations: the one at a place, and where words from anywhere stand in the archive.

use super::Place;
use crate::archive::{Archive, Document, Occurrence};
use crate::text::Span;
use std::sync::Arc;

/// The quotation at an offset with its occurrences elsewhere, if there are any; else the sentence there, if others quote it.
pub(super) fn at(document: &Document, archive: &Archive, offset: usize) -> Option<(Span, Arc<[Occurrence]>)> {
    if let Some(reuse) = archive.reuse_at(document, offset) {
        return Some((reuse.span, reuse.occurrences));
    }
    let article = document.article();
    if article.quotes.iter().any(|q| q.span.touches(offset)) || article.mentions.iter().any(|m| m.span.touches(offset)) {
        return None;
    }
    let sentence = article.sentence_at(offset as u32)?;
    let mut occurrences = archive.occurrences(sentence.of(document.as_str()), Some(&document.path));
    occurrences.retain(|o| o.quote.is_some() && o.matched >= 8);
    (!occurrences.is_empty()).then(|| (sentence, occurrences.into()))
}

/// Earliest first, articles without a date last; after them those of a few words that only chance may have made the same.
pub(super) fn by_date(occurrences: &[Occurrence]) -> impl Iterator<Item = &Occurrence> {
    let mut sorted: Vec<&Occurrence> = occurrences.iter().collect();
    sorted.sort_by_key(|o| (o.chance, o.date.is_none(), o.date));
    sorted.into_iter()
}

pub(super) fn place(occurrence: &Occurrence) -> Place {
    Place { path: occurrence.path.clone(), span: occurrence.span }
}

/// Where the words stand: the definition first, then by date.
pub fn find_words(archive: &Archive, words: &str) -> Vec<Occurrence> {
    definition_first(archive.occurrences(words, None))
}

/// Where else the quote at an offset stands, and its span; outside of quotes the sentence is taken.
pub fn find_at(archive: &Archive, document: &Document, offset: usize) -> Option<(Span, Vec<Occurrence>)> {
    if let Some(reuse) = archive.reuse_at(document, offset) {
        return Some((reuse.span, definition_first(reuse.occurrences.to_vec())));
    }
    let article = document.article();
    let quote = article.quotes.iter().rfind(|q| q.span.touches(offset)).map(|q| q.span);
    let span = quote.or_else(|| article.sentence_at(offset as u32))?;
    let found = archive.occurrences(span.of(document.as_str()), Some(&document.path));
    Some((span, definition_first(found)))
}

/// The definition first; the others by date, reprints behind them and last those that only chance may have made the same.
fn definition_first(found: Vec<Occurrence>) -> Vec<Occurrence> {
    let best = crate::archive::definition(&found);
    let best = if let [one] = best[..] { Some(one) } else { None };
    let mut numbered: Vec<(usize, Occurrence)> = found.into_iter().enumerate().collect();
    numbered.sort_by_key(|(number, o)| (Some(*number) != best, o.chance, o.reprint, o.date.is_none(), o.date, *number));
    numbered.into_iter().map(|(_, o)| o).collect()
}
