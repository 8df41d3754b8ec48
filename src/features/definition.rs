//! Jumps: from a quote to its fullest wording, from a surname or acronym to the full name.

use super::Place;
use super::hover::mention_at;
use crate::archive::{self, Archive, Document, Occurrence};
use crate::text::Span;
use std::sync::Arc;

/// Where the thing at an offset is best defined: a quote in its fullest or else earliest wording elsewhere, a name where the
/// article first gives it in full.
pub fn definition(document: &Document, archive: &Archive, offset: usize) -> Vec<Place> {
    if let Some((_, occurrences)) = quote_at(document, archive, offset) {
        let best = archive::definition(&occurrences);
        return best.into_iter().map(|at| place(&occurrences[at])).collect();
    }
    named_at(document, archive, offset).into_iter().collect()
}

/// All re-uses of the quote at an offset.
pub fn implementation(document: &Document, archive: &Archive, offset: usize) -> Vec<Place> {
    let Some((_, occurrences)) = quote_at(document, archive, offset) else { return vec![] };
    by_date(&occurrences).map(place).collect()
}

/// Everywhere the thing at an offset stands: a quote, an entity, a figure with the same value and unit.
pub fn references(document: &Document, archive: &Archive, offset: usize) -> Vec<Place> {
    let here = |span: Span| Place { path: document.path.clone(), span };
    let article = document.article();
    if let Some(figure) = article.figure_at(offset) {
        let same = article
            .figures
            .iter()
            .filter(|f| f.value.is_some() && f.value == figure.value && f.unit == figure.unit && f.high == figure.high);
        let places: Vec<Place> = same.map(|f| here(f.span)).collect();
        if places.len() > 1 {
            return places;
        }
    }
    if let Some((span, occurrences)) = quote_at(document, archive, offset) {
        return std::iter::once(here(span)).chain(by_date(&occurrences).map(place)).collect();
    }
    if let Some(mention) = mention_at(article, offset) {
        let own = article.mentions.iter().filter(|m| m.entity == mention.entity).map(|m| here(m.span));
        let entity = &article.entities[mention.entity as usize];
        let seen = archive.entities().seen(entity.kind, entity.name.of(document.as_str()));
        let others = seen.into_iter().filter(|s| s.path != document.path).map(|s| Place { path: s.path, span: s.span });
        return own.chain(others).collect();
    }
    article.figure_at(offset).map(|f| here(f.span)).into_iter().collect()
}

fn place(occurrence: &Occurrence) -> Place {
    Place { path: occurrence.path.clone(), span: occurrence.span }
}

/// Earliest first; articles without a date come last.
fn by_date(occurrences: &[Occurrence]) -> impl Iterator<Item = &Occurrence> {
    let mut sorted: Vec<&Occurrence> = occurrences.iter().collect();
    sorted.sort_by_key(|o| (o.date.is_none(), o.date));
    sorted.into_iter()
}

/// The quotation at an offset with its occurrences elsewhere, if there are any; else the sentence there, if others quote it.
fn quote_at(document: &Document, archive: &Archive, offset: usize) -> Option<(Span, Arc<[Occurrence]>)> {
    let all = archive.reuse(document);
    let after = all.partition_point(|r| (r.span.start as usize) <= offset);
    // Quotes may lie in one another: the innermost has begun last.
    if let Some(reuse) = all[..after].iter().rev().take(8).find(|r| r.span.touches(offset)) {
        return Some((reuse.span, Arc::clone(&reuse.occurrences)));
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

/// Where the article first gives the full name of what is named at an offset; from there on, the article that knows most of it.
fn named_at(document: &Document, archive: &Archive, offset: usize) -> Option<Place> {
    let article = document.article();
    let mention = mention_at(article, offset).map(|m| m.entity);
    // "She said": the source of an attribution stands for somebody too.
    let source = || article.attributions.iter().find(|a| a.source.iter().any(|s| s.touches(offset))).and_then(|a| a.entity);
    let entity = article.entities.get(mention.or_else(source)? as usize)?;
    if !entity.name.touches(offset) {
        return Some(Place { path: document.path.clone(), span: entity.name });
    }
    let seen = archive.entities().seen(entity.kind, entity.name.of(document.as_str()));
    let others = seen.into_iter().filter(|s| s.path != document.path);
    others.max_by_key(|s| (s.mentions, s.date)).map(|s| Place { path: s.path, span: s.span })
}
