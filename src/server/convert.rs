//! Between our words and the protocol's: the only place that builds its types.

pub mod accept;
pub mod call;
pub mod completion;
pub mod hierarchy;
pub mod rename;

use super::capabilities::Terms;
use crate::archive::{Archive, Document};
use crate::features::{Card, Fold, FoldKind, Inlay, Lens, Place, Symbol, SymbolKind, Token, TokenKind, WorkspaceSymbol};
use crate::rules::{Finding, Fix, Level};
use crate::text::{self, Change, Edited, Positions, Span, Text};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use tower_lsp::ls_types::{self as lsp, Uri};

/// The archive's name of a document: the path of a file, else the URI verbatim.
pub fn key(uri: &Uri) -> Arc<Path> {
    let file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    match uri.to_file_path().filter(|path| file && path.is_absolute()) {
        Some(path) => Arc::from(path.as_ref()),
        None => Arc::from(Path::new(uri.as_str())),
    }
}

/// Whether a document of this name may be read from disk.
pub fn is_file(key: &Path) -> bool {
    key.is_absolute()
}

/// The inverse of [`key`]. None for a name that no URI can be made of.
pub fn uri(key: &Path) -> Option<Uri> {
    if is_file(key) { Uri::from_file_path(key) } else { key.to_str()?.parse().ok() }
}

pub fn position(position: text::Position) -> lsp::Position {
    lsp::Position { line: position.line, character: position.column }
}

pub fn from_position(position: lsp::Position) -> text::Position {
    text::Position { line: position.line, column: position.character }
}

fn range((start, end): (text::Position, text::Position)) -> lsp::Range {
    lsp::Range { start: position(start), end: position(end) }
}

/// One span's range; for many use [`Positions`].
pub fn span(text: &Text, span: Span, terms: &Terms) -> lsp::Range {
    range(text.positions(span, terms.encoding))
}

pub fn from_range(text: &Text, range: lsp::Range, terms: &Terms) -> Span {
    let (a, b) = (text.offset(from_position(range.start), terms.encoding), text.offset(from_position(range.end), terms.encoding));
    Span::new(a.min(b), a.max(b))
}

pub fn changes(events: Vec<lsp::TextDocumentContentChangeEvent>) -> Vec<Change> {
    let change = |event: lsp::TextDocumentContentChangeEvent| Change {
        range: event.range.map(|r| (from_position(r.start), from_position(r.end))),
        text: event.text,
    };
    events.into_iter().map(change).collect()
}

fn severity(level: Level) -> lsp::DiagnosticSeverity {
    match level {
        Level::Off | Level::Hint => lsp::DiagnosticSeverity::HINT,
        Level::Information => lsp::DiagnosticSeverity::INFORMATION,
        Level::Warning => lsp::DiagnosticSeverity::WARNING,
        Level::Error => lsp::DiagnosticSeverity::ERROR,
    }
}

/// A diagnostic of ours that stands at the start of a text and not at any of its words.
pub fn notice(code: &str, message: String) -> lsp::Diagnostic {
    lsp::Diagnostic {
        severity: Some(lsp::DiagnosticSeverity::INFORMATION),
        code: Some(lsp::NumberOrString::String(code.into())),
        source: Some("whosays".into()),
        message,
        ..Default::default()
    }
}

pub fn diagnostics(document: &Document, findings: &[Finding], archive: &Archive, terms: &Terms) -> Vec<lsp::Diagnostic> {
    let mut positions = Positions::new(document.as_str(), terms.encoding);
    let mut others = Others { archive, terms, known: HashMap::new() };
    let one = |finding: &Finding| lsp::Diagnostic {
        range: range(positions.of_span(finding.span)),
        severity: Some(severity(finding.level)),
        code: Some(lsp::NumberOrString::String(finding.code.into())),
        source: Some("whosays".into()),
        message: finding.message.clone(),
        related_information: (terms.related_information && !finding.related.is_empty()).then(|| {
            let related = finding.related.iter().filter_map(|r| {
                let place = Place { path: Arc::clone(&r.path), span: r.span };
                let location = others.location(&place, document)?;
                Some(lsp::DiagnosticRelatedInformation { location, message: r.message.clone() })
            });
            related.collect()
        }),
        ..Default::default()
    };
    findings.iter().map(one).collect()
}

/// The other documents that one answer points into, each opened once.
struct Others<'a> {
    archive: &'a Archive,
    terms: &'a Terms,
    known: HashMap<Arc<Path>, Option<(Uri, Arc<Document>)>>,
}

impl Others<'_> {
    /// None where the document has gone since.
    fn location(&mut self, place: &Place, here: &Document) -> Option<lsp::Location> {
        if place.path == here.path {
            return Some(lsp::Location { uri: uri(&here.path)?, range: span(&here.text, place.span, self.terms) });
        }
        let archive = self.archive;
        let known = self.known.entry(Arc::clone(&place.path));
        let (uri, document) = known.or_insert_with(|| Some((uri(&place.path)?, archive.document(&place.path)?))).as_ref()?;
        Some(lsp::Location { uri: uri.clone(), range: span(&document.text, place.span, self.terms) })
    }
}

pub fn locations(places: &[Place], here: &Document, archive: &Archive, terms: &Terms) -> Vec<lsp::Location> {
    let mut others = Others { archive, terms, known: HashMap::new() };
    places.iter().filter_map(|place| others.location(place, here)).collect()
}

/// Jumps; with the words jumped from, where the client can show them.
pub fn jumps(
    origin: Option<Span>,
    places: &[Place],
    here: &Document,
    archive: &Archive,
    terms: &Terms,
) -> Option<lsp::GotoDefinitionResponse> {
    let locations = locations(places, here, archive, terms);
    if locations.is_empty() {
        return None;
    }
    let Some(origin) = origin.filter(|_| terms.definition_links) else {
        return Some(lsp::GotoDefinitionResponse::Array(locations));
    };
    let origin = span(&here.text, origin, terms);
    let link = |l: lsp::Location| lsp::LocationLink {
        origin_selection_range: Some(origin),
        target_uri: l.uri,
        target_range: l.range,
        target_selection_range: l.range,
    };
    Some(lsp::GotoDefinitionResponse::Link(locations.into_iter().map(link).collect()))
}

/// Moves a span of an earlier version to where it is now. False where it is no more.
pub fn moved(span: &mut Span, edited: &Edited) -> bool {
    edited.after(*span).map(|now| *span = now).is_some()
}

/// The card, and the words it is about unless they were edited since.
pub fn hover(card: Card, edited: &Edited, here: &Document, terms: &Terms) -> lsp::Hover {
    let contents = if terms.markdown {
        lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: card.markdown }
    } else {
        lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: crate::features::plain(&card.markdown) }
    };
    lsp::Hover { contents: lsp::HoverContents::Markup(contents), range: edited.after(card.span).map(|now| span(&here.text, now, terms)) }
}

pub fn highlights(spans: &[Span], here: &Document, terms: &Terms) -> Vec<lsp::DocumentHighlight> {
    let mut positions = Positions::new(here.as_str(), terms.encoding);
    let one = |s: &Span| lsp::DocumentHighlight { range: range(positions.of_span(*s)), kind: Some(lsp::DocumentHighlightKind::TEXT) };
    spans.iter().map(one).collect()
}

fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Headline => lsp::SymbolKind::STRING,
        SymbolKind::Organisation => lsp::SymbolKind::NAMESPACE,
        SymbolKind::Person => lsp::SymbolKind::CLASS,
        SymbolKind::Quote => lsp::SymbolKind::STRING,
        SymbolKind::Figure => lsp::SymbolKind::NUMBER,
        SymbolKind::Group => lsp::SymbolKind::PACKAGE,
    }
}

/// A symbol must have a name: some clients drop the whole outline over one that has none.
fn symbol_name(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { "…".into() } else { name.into() }
}

pub fn symbols(symbols: &[Symbol], here: &Document, terms: &Terms) -> Option<lsp::DocumentSymbolResponse> {
    // Not in the order of the text: names come by importance.
    if terms.hierarchical_symbols {
        return Some(lsp::DocumentSymbolResponse::Nested(symbols.iter().map(|s| nested(s, &here.text, terms)).collect()));
    }
    let uri = uri(&here.path)?;
    let mut flat = Vec::new();
    flatten(symbols, None, &uri, here, terms, &mut flat);
    Some(lsp::DocumentSymbolResponse::Flat(flat))
}

#[allow(deprecated)] // the protocol's field has no default
fn nested(symbol: &Symbol, text: &Text, terms: &Terms) -> lsp::DocumentSymbol {
    // The selection has to lie inside the whole, or the client refuses the outline.
    let whole = symbol.span.cover(symbol.selection);
    lsp::DocumentSymbol {
        name: symbol_name(&symbol.name),
        detail: Some(symbol.detail.clone()).filter(|d| !d.is_empty()),
        kind: symbol_kind(symbol.kind),
        range: span(text, whole, terms),
        selection_range: span(text, symbol.selection, terms),
        children: (!symbol.children.is_empty()).then(|| symbol.children.iter().map(|c| nested(c, text, terms)).collect()),
        tags: None,
        deprecated: None,
    }
}

#[allow(deprecated)]
fn flatten(symbols: &[Symbol], container: Option<&str>, uri: &Uri, here: &Document, terms: &Terms, flat: &mut Vec<lsp::SymbolInformation>) {
    for symbol in symbols {
        flat.push(lsp::SymbolInformation {
            name: symbol_name(&symbol.name),
            kind: symbol_kind(symbol.kind),
            location: lsp::Location { uri: uri.clone(), range: span(&here.text, symbol.span, terms) },
            container_name: container.map(str::to_string),
            tags: None,
            deprecated: None,
        });
        flatten(&symbol.children, Some(&symbol.name), uri, here, terms, flat);
    }
}

pub fn workspace_symbols(symbols: &[WorkspaceSymbol], archive: &Archive, terms: &Terms) -> lsp::WorkspaceSymbolResponse {
    let nowhere = Document::new(Path::new(""), "");
    let mut others = Others { archive, terms, known: HashMap::new() };
    let one = |symbol: &WorkspaceSymbol| {
        Some(lsp::WorkspaceSymbol {
            name: symbol_name(&symbol.name),
            kind: symbol_kind(symbol.kind),
            container_name: Some(symbol.container.clone()).filter(|c| !c.is_empty()),
            location: lsp::OneOf::Left(others.location(&symbol.place, &nowhere)?),
            tags: None,
            data: None,
        })
    };
    lsp::WorkspaceSymbolResponse::Nested(symbols.iter().filter_map(one).collect())
}

/// The client's command behind a lens that leads somewhere: URI, position, locations.
pub const SHOW_REFERENCES: &str = "whosays.showReferences";

pub fn lenses(lenses: &[Lens], here: &Document, archive: &Archive, terms: &Terms) -> Vec<lsp::CodeLens> {
    let mut positions = Positions::new(here.as_str(), terms.encoding);
    let Some(uri) = uri(&here.path) else { return vec![] };
    let one = |lens: &Lens| {
        let range = range(positions.of_span(lens.span));
        let locations = locations(&lens.places, here, archive, terms);
        let (command, arguments) = if locations.is_empty() {
            (String::new(), None)
        } else {
            (SHOW_REFERENCES.into(), Some(vec![serde_json::json!(uri), serde_json::json!(range.start), serde_json::json!(locations)]))
        };
        lsp::CodeLens { range, command: Some(lsp::Command { title: lens.title.clone(), command, arguments }), data: None }
    };
    lenses.iter().map(one).collect()
}

pub fn inlays(inlays: &[Inlay], here: &Document, terms: &Terms) -> Vec<lsp::InlayHint> {
    let mut positions = Positions::new(here.as_str(), terms.encoding);
    // No gap before a stop or a comma.
    let in_words = |inlay: &Inlay| here.as_str().get(inlay.offset as usize..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
    let one = |inlay: &Inlay| lsp::InlayHint {
        position: position(positions.of(inlay.offset as usize)),
        label: lsp::InlayHintLabel::String(inlay.label.clone()),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: Some(in_words(inlay)),
        data: None,
    };
    inlays.iter().map(one).collect()
}

pub fn folds(folds: &[Fold], here: &Document, terms: &Terms) -> Vec<lsp::FoldingRange> {
    let mut positions = Positions::new(here.as_str(), terms.encoding);
    let one = |fold: &Fold| {
        let (start, end) = positions.of_span(fold.span);
        let by_line = terms.line_folding_only;
        // A fold by lines hides all lines but the first: one of a single line hides nothing.
        (start.line < end.line).then(|| lsp::FoldingRange {
            start_line: start.line,
            start_character: (!by_line).then_some(start.column),
            end_line: end.line,
            end_character: (!by_line).then_some(end.column),
            kind: Some(match fold.kind {
                FoldKind::Furniture => lsp::FoldingRangeKind::Comment,
                FoldKind::Quote => lsp::FoldingRangeKind::Region,
            }),
            collapsed_text: None,
        })
    };
    folds.iter().filter_map(one).collect()
}

/// Each span inside the next, as the protocol wants it: the innermost with its parents.
pub fn selection(spans: &[Span], here: &Document, at: lsp::Position, terms: &Terms) -> lsp::SelectionRange {
    let mut parent = None;
    for s in spans.iter().rev() {
        parent = Some(Box::new(lsp::SelectionRange { range: span(&here.text, *s, terms), parent }));
    }
    parent.map_or(lsp::SelectionRange { range: lsp::Range { start: at, end: at }, parent: None }, |inner| *inner)
}

pub fn actions(fixes: Vec<(lsp::Diagnostic, Fix)>, here: &Document, uri: &Uri, terms: &Terms) -> lsp::CodeActionResponse {
    let sole = fixes.len() == 1;
    let one = |(diagnostic, fix): (lsp::Diagnostic, Fix)| {
        let edits = fix.edits.into_iter().map(|(s, new_text)| lsp::TextEdit { range: span(&here.text, s, terms), new_text });
        lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
            title: fix.title,
            kind: Some(lsp::CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic]),
            edit: Some(workspace_edit(edits.collect(), here, uri, terms)),
            is_preferred: sole.then_some(true),
            ..Default::default()
        })
    };
    fixes.into_iter().map(one).collect()
}

pub fn document_edit(uri: Uri, version: Option<i32>, edits: Vec<lsp::TextEdit>) -> lsp::TextDocumentEdit {
    lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    }
}

fn workspace_edit(edits: Vec<lsp::TextEdit>, here: &Document, uri: &Uri, terms: &Terms) -> lsp::WorkspaceEdit {
    if !terms.versioned_edits {
        return lsp::WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..Default::default() };
    }
    let edit = document_edit(uri.clone(), here.version, edits);
    lsp::WorkspaceEdit { document_changes: Some(lsp::DocumentChanges::Edits(vec![edit])), ..Default::default() }
}

/// The token types and modifiers, by their place in the legend.
///
/// Standard types, so that every theme colours them; only what is unsourced has a modifier of its own, which a theme may
/// single out (`number.unsourced`).
///
/// | ours | type | modifier |
/// |---|---|---|
/// | figure | number | |
/// | unsourced figure | number | unsourced |
/// | quote | string | |
/// | cue ("said") | keyword | |
/// | source without a name ("officials") | parameter | |
/// | organisation | namespace | |
/// | person | class | |
/// | office | type | |
pub fn legend() -> lsp::SemanticTokensLegend {
    use lsp::SemanticTokenType as Type;
    lsp::SemanticTokensLegend {
        token_types: vec![Type::NUMBER, Type::STRING, Type::KEYWORD, Type::PARAMETER, Type::NAMESPACE, Type::CLASS, Type::TYPE],
        token_modifiers: vec![lsp::SemanticTokenModifier::new("unsourced")],
    }
}

fn token_type(kind: TokenKind) -> (u32, u32) {
    match kind {
        TokenKind::Figure => (0, 0),
        TokenKind::UnsourcedFigure => (0, 1),
        TokenKind::Quote => (1, 0),
        TokenKind::Cue => (2, 0),
        TokenKind::Source => (3, 0),
        TokenKind::Organisation => (4, 0),
        TokenKind::Person => (5, 0),
        TokenKind::Office => (6, 0),
    }
}

/// Tokens as differences from one to the next; a token over several lines is one a line.
pub fn tokens(tokens: &[Token], here: &Document, terms: &Terms) -> Vec<lsp::SemanticToken> {
    let text = here.as_str();
    let mut positions = Positions::new(text, terms.encoding);
    let mut data = Vec::with_capacity(tokens.len());
    let mut last = text::Position::default();
    for token in tokens {
        let mut start = token.span.start as usize;
        for piece in token.span.of(text).split_inclusive(['\n', '\r']) {
            let words = piece.trim_end_matches(['\n', '\r']);
            let length = terms.encoding.width(words) as u32;
            if length > 0 {
                let at = positions.of(start);
                let (token_type, token_modifiers_bitset) = token_type(token.kind);
                data.push(lsp::SemanticToken {
                    delta_line: at.line - last.line,
                    delta_start: if at.line == last.line { at.column - last.column } else { at.column },
                    length,
                    token_type,
                    token_modifiers_bitset,
                });
                last = at;
            }
            start += piece.len();
        }
    }
    data
}

/// What to replace in the earlier tokens to get the later ones: one stretch, from the first difference to the last.
pub fn token_edits(earlier: &[lsp::SemanticToken], later: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    let head = earlier.iter().zip(later).take_while(|(a, b)| a == b).count();
    let tail = earlier[head..].iter().rev().zip(later[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, new) = (&earlier[head..earlier.len() - tail], &later[head..later.len() - tail]);
    if gone.is_empty() && new.is_empty() {
        return vec![];
    }
    // Counted in numbers, of which a token has five.
    vec![lsp::SemanticTokensEdit { start: head as u32 * 5, delete_count: gone.len() as u32 * 5, data: Some(new.to_vec()) }]
}
