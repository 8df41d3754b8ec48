//! Jumps: from a quote to its fullest wording, from a surname or acronym to the full name.

use super::Place;
use super::hover::mention_at;
use super::named::elsewhere;
use super::quote::{at as quote_at, by_date, place};
use crate::archive::{self, Archive, Document};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::path::Path;
use std::sync::Arc;

/// Articles that are read for every place where somebody is named.
const NEWEST: usize = 200;

/// Where the thing at an offset is best defined: a quote in its fullest or else earliest wording elsewhere, a name where the
/// article first gives it in full.
pub fn definition(document: &Document, archive: &Archive, offset: usize) -> Vec<Place> {
    if let Some((_, occurrences)) = quote_at(document, archive, offset) {
        let best = archive::definition(&occurrences);
        // A jump says that these are the same words of the same person: of a few words more than chance must say so.
        let best: Vec<Place> = best.into_iter().map(|at| &occurrences[at]).filter(|o| !o.chance).map(place).collect();
        if !best.is_empty() {
            return best;
        }
    }
    named_at(document, archive, offset).into_iter().collect()
}

/// All re-uses of the quote at an offset.
pub fn implementation(document: &Document, archive: &Archive, offset: usize) -> Vec<Place> {
    let Some((_, occurrences)) = quote_at(document, archive, offset) else { return vec![] };
    by_date(&occurrences).filter(|o| !o.chance).map(place).collect()
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
        // Of somebody who is everywhere the newest articles are read for every place; of the others the first place is known.
        let near = elsewhere(document, archive, entity, NEWEST);
        let seen = archive.entities_at_hand().seen(entity.kind, entity.name.of(document.as_str()));
        let read: FxHashSet<&Path> = near.iter().map(|e| &*e.document.path).collect();
        let rest = seen.into_iter().filter(|s| s.path != document.path && !read.contains(&*s.path));
        let rest: Vec<Place> = rest.map(|s| Place { path: s.path, span: s.span }).collect();
        let all = near.iter().flat_map(|e| e.spans.iter().map(|&span| Place { path: Arc::clone(&e.document.path), span }));
        let others = all.chain(rest);
        return own.chain(others).collect();
    }
    article.figure_at(offset).map(|f| here(f.span)).into_iter().collect()
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
    let seen = archive.entities_at_hand().best_known(entity.kind, entity.name.of(document.as_str()), &document.path)?;
    Some(Place { path: seen.path, span: seen.span })
}
