//! All places where somebody is named, in every article.

use crate::archive::entity::cast;
use crate::archive::{Archive, Document};
use crate::article::{Entity, MentionKind};
use crate::text::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::Arc;

/// Somebody in another article.
pub struct Elsewhere {
    pub document: Arc<Document>,
    /// Names, not offices, in order.
    pub spans: Vec<Span>,
}

/// Where an entity of a document is named in other articles, as their newest texts have it; the newest articles first, at most
/// so many.
pub fn elsewhere(document: &Document, archive: &Archive, entity: &Entity, most: usize) -> Vec<Elsewhere> {
    let name = entity.name.of(document.as_str());
    // One article may have somebody under two names that are tied.
    let mut order: Vec<Arc<Path>> = Vec::new();
    let mut keys: FxHashMap<Arc<Path>, Vec<u64>> = FxHashMap::default();
    for (path, key) in archive.entities().written_in(entity.kind, name) {
        if path == document.path {
            continue;
        }
        let known = keys.entry(Arc::clone(&path)).or_default();
        if known.is_empty() {
            order.push(path);
        }
        known.push(key);
    }
    order.truncate(most);
    let read = |path: &Arc<Path>| {
        let document = archive.document(path)?;
        let (text, article) = (document.as_str(), document.article());
        let wanted = keys.get(path)?;
        let is_wanted = |e: &Entity| e.kind == entity.kind && wanted.contains(&cast::key(e.kind, e.name.of(text)));
        let ours: Vec<bool> = article.entities.iter().map(is_wanted).collect();
        let named = article.mentions.iter().filter(|m| m.kind != MentionKind::Office && ours.get(m.entity as usize) == Some(&true));
        let spans: Vec<Span> = named.map(|m| m.span).collect();
        (!spans.is_empty()).then_some(Elsewhere { document, spans })
    };
    order.par_iter().filter_map(read).collect()
}
