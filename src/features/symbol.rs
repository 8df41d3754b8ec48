//! Symbols of a document and of the workspace.

use super::{Place, written};
use crate::archive::{Archive, Document};
use crate::article::{Article, Entity, EntityKind, MentionKind, Verdict};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub detail: String,
    pub kind: SymbolKind,
    /// All of it; for an organisation or person the first mention, for a group its first child.
    pub span: Span,
    pub selection: Span,
    pub children: Vec<Symbol>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Headline,
    Organisation,
    Person,
    Quote,
    Figure,
    /// Symbols of one kind together.
    Group,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    pub name: String,
    /// Title or article, shown beside the name.
    pub container: String,
    pub kind: SymbolKind,
    pub place: Place,
}

/// The outline of a document, grouped: headline, people with their quotes, organisations, quotes of nobody known, figures with
/// what was found of their sources.
pub fn symbols(document: &Document) -> Vec<Symbol> {
    let (article, text) = (document.article(), document.as_str());
    let mut symbols = Vec::new();
    if let Some(headline) = article.headline {
        symbols.push(leaf(clip(headline.of(text), 120), String::new(), SymbolKind::Headline, headline));
    }
    // First mentions and counts, in one pass.
    let mut first: Vec<Option<Span>> = vec![None; article.entities.len()];
    let mut counts = vec![0u32; article.entities.len()];
    for mention in &article.mentions {
        let number = mention.entity as usize;
        counts[number] += 1;
        if mention.kind != MentionKind::Office || first[number].is_none() {
            first[number].get_or_insert(mention.span);
        }
    }
    let mut quotes: Vec<Vec<Symbol>> = vec![Vec::new(); article.entities.len()];
    let mut nobody = Vec::new();
    for quote in &article.quotes {
        let symbol = leaf(format!("“{}”", clip(&super::quoted(quote.span.of(text)), 80)), String::new(), SymbolKind::Quote, quote.span);
        match quote.speaker.and_then(|s| s.entity) {
            Some(entity) => quotes[entity as usize].push(symbol),
            None => nobody.push(Symbol { detail: quote.speaker.map_or(String::new(), |s| written(s.name.of(text))), ..symbol }),
        }
    }
    let (mut people, mut organisations) = (Vec::new(), Vec::new());
    for (number, (entity, children)) in article.entities.iter().zip(quotes).enumerate() {
        let Some(selection) = first[number] else { continue };
        let kind = match entity.kind {
            EntityKind::Organisation => SymbolKind::Organisation,
            EntityKind::Person => SymbolKind::Person,
        };
        let detail = detail(article, entity, text, counts[number]);
        let group = if kind == SymbolKind::Person { &mut people } else { &mut organisations };
        group.push(Symbol { name: clip(entity.name.of(text), 120), detail, kind, span: selection, selection, children });
    }
    let mut figures = Vec::new();
    for figure in &article.figures {
        if figure.verdict != Verdict::NotNeeded {
            let around = article.sentence_at(figure.span.start).map_or(figure.span, |s| s);
            let name = format!("{}: {}", written(figure.span.of(text)), clip(around.of(text), 80));
            figures.push(leaf(name, figure.verdict.name().to_string(), SymbolKind::Figure, figure.span));
        }
    }
    let groups = [("People", people), ("Organisations", organisations), ("Quotes of nobody known", nobody), ("Figures", figures)];
    symbols.extend(groups.into_iter().filter_map(|(name, children)| group(name, children)));
    symbols
}

/// Symbols of one kind, in the order of the text; None without any.
fn group(name: &str, mut children: Vec<Symbol>) -> Option<Symbol> {
    children.sort_by_key(|s| (s.span.start, s.span.end));
    // Its children lie all over the article. Did it span them, editors would show it as what the whole text is about: in the path
    // above the text, and as a line that stays on top while one scrolls.
    let first = children.first()?.selection;
    Some(Symbol { name: name.into(), detail: children.len().to_string(), kind: SymbolKind::Group, span: first, selection: first, children })
}

fn leaf(name: String, detail: String, kind: SymbolKind, span: Span) -> Symbol {
    Symbol { name, detail, kind, span, selection: span, children: vec![] }
}

/// The office of a person, the acronym of an organisation, else how often it is mentioned.
fn detail(_article: &Article, entity: &Entity, text: &str, count: u32) -> String {
    if let Some(office) = entity.offices.first() {
        let title = written(office.title.of(text));
        return office.organisation.map_or(title.clone(), |o| format!("{title}, {}", written(o.of(text))));
    }
    match entity.acronym {
        Some(acronym) => written(acronym.of(text)),
        None => format!("{count} mention{}", if count == 1 { "" } else { "s" }),
    }
}

fn clip(words: &str, most: usize) -> String {
    let words = written(words);
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}

/// People, organisations and quotes of the archive that match a query, best first.
pub fn workspace_symbols(archive: &Archive, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let found = archive.entities().find(query, limit);
    let mut symbols: Vec<WorkspaceSymbol> = found
        .into_iter()
        .map(|f| WorkspaceSymbol {
            name: f.name,
            container: f.detail,
            kind: if f.kind == EntityKind::Person { SymbolKind::Person } else { SymbolKind::Organisation },
            place: Place { path: f.path, span: f.span },
        })
        .collect();
    // Three words and more may be somebody's words.
    if symbols.len() < limit && query.split_whitespace().count() >= 3 {
        let quotes = archive.occurrences(query, None);
        symbols.extend(quotes.into_iter().take(limit - symbols.len()).map(|o| WorkspaceSymbol {
            name: format!("“{}”", clip(&o.wording, 80)),
            container: o.speaker.as_deref().unwrap_or(&o.title).to_string(),
            kind: SymbolKind::Quote,
            place: Place { path: o.path, span: o.span },
        }));
    }
    symbols
}
