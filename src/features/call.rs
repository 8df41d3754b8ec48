//! Who quotes whom: articles call on speakers, quotations are the calls.
//!
//! | item | incoming | outgoing |
//! |---|---|---|
//! | a quotation | the articles that have the same words | its speaker |
//! | a speaker | the articles that quote them | their quotations in this article |
//! | an article | the articles that have one of its quotations | the speakers that it quotes |

use super::hover::mention_at;
use super::quote::{at as quote_at, by_date};
use super::{Place, written};
use crate::archive::entity::fold;
use crate::archive::{Archive, Document, is_same_name};
use crate::article::{Article, EntityKind, Quote};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;
use std::sync::Arc;

/// A quotation, a speaker or an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub kind: CallKind,
    pub name: String,
    pub detail: String,
    pub place: Place,
    /// The words that stand for it, inside of the place.
    pub selection: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallKind {
    Quotation,
    Person,
    Organisation,
    /// "Police", "a spokeswoman": somebody whom the article does not name.
    Unnamed,
    Article,
}

impl CallKind {
    pub const ALL: [CallKind; 5] = [CallKind::Quotation, CallKind::Person, CallKind::Organisation, CallKind::Unnamed, CallKind::Article];

    /// The kind's name where an item is written down.
    pub fn name(self) -> &'static str {
        match self {
            CallKind::Quotation => "quotation",
            CallKind::Person => "person",
            CallKind::Organisation => "organisation",
            CallKind::Unnamed => "unnamed",
            CallKind::Article => "article",
        }
    }
}

/// One end of a call: who or what is there, and the words by which it happens. For incoming calls they stand in the article of
/// the item, for outgoing ones in the article that was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ringing {
    pub call: Call,
    pub spans: Vec<Span>,
}

/// Articles that are listed at most, the newest.
const MOST: usize = 100;

/// What at an offset can be asked for its calls: the quotation, else the person or organisation, and on the headline the article.
pub fn prepare(document: &Document, archive: &Archive, offset: usize) -> Option<Call> {
    let article = document.article();
    if let Some(mention) = mention_at(article, offset) {
        return Some(speaker_of(document, mention.entity, mention.span));
    }
    if let Some(call) = quotation(document, archive, offset) {
        return Some(call);
    }
    // "She said": the source of an attribution stands for somebody too.
    let source = article.attributions.iter().find_map(|a| Some((a.entity?, *a.source.iter().find(|s| s.touches(offset))?)));
    if let Some((entity, span)) = source {
        return Some(speaker_of(document, entity, span));
    }
    let on_headline = article.headline.is_some_and(|h| h.touches(offset));
    on_headline.then(|| whole(document))
}

/// Who calls on an item: the articles that quote it.
pub fn incoming(document: &Document, archive: &Archive, kind: CallKind, offset: usize) -> Vec<Ringing> {
    match kind {
        CallKind::Quotation => {
            let Some((_, occurrences)) = quote_at(document, archive, offset) else { return vec![] };
            by_article(archive, by_date(&occurrences).filter(|o| !o.chance).map(|o| (&o.path, o.span)))
        }
        CallKind::Article => {
            let all = archive.reuse(document);
            let others = all.iter().flat_map(|r| r.occurrences.iter()).filter(|o| !o.chance);
            by_article(archive, others.map(|o| (&o.path, o.span)))
        }
        CallKind::Person | CallKind::Organisation => {
            let article = document.article();
            let Some(entity) = entity_at(article, offset) else { return vec![] };
            let entity = &article.entities[entity as usize];
            let Some(known) = archive.entities().known(entity.kind, entity.name.of(document.as_str())) else { return vec![] };
            let names: FxHashSet<String> = known.variants.iter().map(|(name, _)| fold(name)).chain([fold(&known.name)]).collect();
            let is_theirs =
                |name: &str| names.contains(&fold(name)) || entity.kind == EntityKind::Person && is_same_name(name, &known.name);
            let mut found = Vec::new();
            for seen in known.articles.iter().take(MOST) {
                let Some(digest) = archive.digest(&seen.path) else { continue };
                let theirs = digest.quotes.iter().filter(|q| digest.speaker(q).is_some_and(is_theirs));
                found.extend(theirs.map(|q| (Arc::clone(&seen.path), q.span)));
            }
            by_article(archive, found.iter().map(|(path, span)| (path, *span)))
        }
        CallKind::Unnamed => vec![],
    }
}

/// Whom an item calls on: the speaker of a quotation, the speakers of an article; and what a speaker says in it.
pub fn outgoing(document: &Document, archive: &Archive, kind: CallKind, offset: usize) -> Vec<Ringing> {
    let (article, text) = (document.article(), document.as_str());
    match kind {
        CallKind::Quotation => {
            let quote = article.quotes.iter().rfind(|q| q.span.touches(offset) && q.speaker.is_some());
            quote.map(|q| speakers(document, std::slice::from_ref(q))).unwrap_or_default()
        }
        CallKind::Article => speakers(document, &article.quotes),
        CallKind::Person | CallKind::Organisation => {
            let Some(entity) = entity_at(article, offset) else { return vec![] };
            let theirs = article.quotes.iter().filter(|q| q.speaker.is_some_and(|s| s.entity == Some(entity)));
            let calls = theirs.map(|q| Ringing { call: spoken(document, archive, q.span, q, text), spans: vec![q.span] });
            calls.collect()
        }
        CallKind::Unnamed => vec![],
    }
}

fn entity_at(article: &Article, offset: usize) -> Option<u32> {
    let source = || article.attributions.iter().find(|a| a.source.iter().any(|s| s.touches(offset))).and_then(|a| a.entity);
    mention_at(article, offset).map(|m| m.entity).or_else(source)
}

fn quotation(document: &Document, archive: &Archive, offset: usize) -> Option<Call> {
    let quote = document.article().quotes.iter().rfind(|q| q.span.touches(offset))?;
    let span = archive.reuse_at(document, offset).map_or(quote.span, |r| r.span);
    Some(spoken(document, archive, span, quote, document.as_str()))
}

fn spoken(document: &Document, archive: &Archive, span: Span, quote: &Quote, text: &str) -> Call {
    let speaker = quote.speaker.map_or(String::new(), |s| written(s.name.of(text)));
    let title = archive.digest(&document.path).map_or(String::new(), |d| d.title());
    let detail = [speaker, title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let name = format!("“{}”", start(span.of(text)));
    Call { kind: CallKind::Quotation, name, detail, place: Place { path: Arc::clone(&document.path), span }, selection: span }
}

/// The first words, where there are many.
fn start(words: &str) -> String {
    const SHOWN: usize = 80;
    let words = super::quoted(words);
    match words.char_indices().nth(SHOWN) {
        None => words,
        Some((at, _)) => format!("{}…", words[..at].rsplit_once(' ').map_or(&words[..at], |(start, _)| start)),
    }
}

fn speaker_of(document: &Document, entity: u32, selection: Span) -> Call {
    let (article, text) = (document.article(), document.as_str());
    let known = &article.entities[entity as usize];
    let kind = if known.kind == EntityKind::Person { CallKind::Person } else { CallKind::Organisation };
    let detail = known.offices.first().map_or(String::new(), |o| {
        let body = o.organisation.map_or(String::new(), |body| format!(", {}", written(body.of(text))));
        format!("{}{body}", written(o.title.of(text)))
    });
    let place = Place { path: Arc::clone(&document.path), span: selection };
    Call { kind, name: written(known.name.of(text)), detail, place, selection }
}

/// The article as a whole; its headline stands for it.
fn whole(document: &Document) -> Call {
    let (article, text) = (document.article(), document.as_str());
    let file = || document.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let selection = article.headline.unwrap_or_default();
    let name = article.headline.map_or_else(file, |h| written(h.of(text)));
    let detail = article.date.map_or(String::new(), |d| d.date.to_string());
    let place = Place { path: Arc::clone(&document.path), span: Span::new(0, text.len()) };
    Call { kind: CallKind::Article, name, detail, place, selection }
}

/// The speakers of some quotes in the order of their first, with what they say.
fn speakers(document: &Document, quotes: &[Quote]) -> Vec<Ringing> {
    let text = document.as_str();
    let mut found: Vec<Ringing> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for quote in quotes {
        let Some(speaker) = quote.speaker else { continue };
        let call = match speaker.entity {
            Some(entity) => speaker_of(document, entity, speaker.span),
            None => {
                let place = Place { path: Arc::clone(&document.path), span: speaker.span };
                let name = written(speaker.name.of(text));
                Call { kind: CallKind::Unnamed, name, detail: String::new(), place, selection: speaker.span }
            }
        };
        let key = speaker.entity.map_or_else(|| fold(&call.name), |entity| entity.to_string());
        let at = *places.entry(key).or_insert(found.len());
        if at == found.len() {
            found.push(Ringing { call, spans: vec![] });
        }
        found[at].spans.push(quote.span);
    }
    found
}

/// Articles in the order of their first place, each with its places.
fn by_article<'a>(archive: &Archive, places: impl Iterator<Item = (&'a Arc<Path>, Span)>) -> Vec<Ringing> {
    let mut order: Vec<(Arc<Path>, Vec<Span>)> = Vec::new();
    let mut known: FxHashMap<Arc<Path>, usize> = FxHashMap::default();
    for (path, span) in places {
        let at = *known.entry(Arc::clone(path)).or_insert(order.len());
        if at == order.len() {
            order.push((Arc::clone(path), vec![]));
        }
        if !order[at].1.contains(&span) {
            order[at].1.push(span);
        }
    }
    let ringing = |(path, mut spans): (Arc<Path>, Vec<Span>)| {
        spans.sort();
        Some(Ringing { call: whole(&*archive.document(&path)?), spans })
    };
    order.into_iter().take(MOST).filter_map(ringing).collect()
}
