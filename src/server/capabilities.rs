//! What client and server can do, settled once at `initialize`.

use super::convert;
use super::dialect::Dialect;
use crate::text::Encoding;
use tower_lsp::ls_types::*;

/// What was settled with the client.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    pub encoding: Encoding,
    /// How its people write a setting.
    pub dialect: Dialect,
    /// The client asks for diagnostics; then none are pushed for articles, or each would be seen twice.
    pub pulls: bool,
    pub related_information: bool,
    pub hierarchical_symbols: bool,
    pub definition_links: bool,
    pub markdown: bool,
    pub line_folding_only: bool,
    pub versioned_edits: bool,
    /// A rename's edits may say why, and wait for a yes.
    pub annotated_edits: bool,
    /// Edits may make files.
    pub creates_files: bool,
    pub progress: bool,
    pub configuration: bool,
    pub watches_files: bool,
    /// The client opens a document when it is asked to.
    pub shows_documents: bool,
    pub refreshes: Refreshes,
}

/// What the client can be told to ask for again.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refreshes {
    pub diagnostics: bool,
    pub lenses: bool,
    pub inlays: bool,
    pub tokens: bool,
}

impl Terms {
    pub fn of(client: &ClientCapabilities) -> Terms {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let hover = text.and_then(|t| t.hover.as_ref()).and_then(|h| h.content_format.as_ref());
        Terms {
            encoding: encoding(client),
            dialect: Dialect::default(),
            // A client that cannot be told to pull again would not hear of what other articles change: it is pushed to if it listens.
            pulls: text.is_some_and(|t| {
                let refreshes = workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support).unwrap_or(false);
                t.diagnostic.is_some() && (refreshes || t.publish_diagnostics.is_none())
            }),
            related_information: text.and_then(|t| t.publish_diagnostics.as_ref()).and_then(|p| p.related_information).unwrap_or(false),
            hierarchical_symbols: text
                .and_then(|t| t.document_symbol.as_ref())
                .and_then(|s| s.hierarchical_document_symbol_support)
                .unwrap_or(false),
            definition_links: text.and_then(|t| t.definition.as_ref()).and_then(|d| d.link_support).unwrap_or(false),
            // The first format named is the preferred one; a client that names none is of the time when all took markdown.
            markdown: hover.and_then(|f| f.first()).is_none_or(|f| *f == MarkupKind::Markdown),
            line_folding_only: text.and_then(|t| t.folding_range.as_ref()).and_then(|f| f.line_folding_only).unwrap_or(false),
            versioned_edits: workspace.and_then(|w| w.workspace_edit.as_ref()).and_then(|e| e.document_changes).unwrap_or(false),
            annotated_edits: workspace.and_then(|w| w.workspace_edit.as_ref()).is_some_and(|e| e.change_annotation_support.is_some())
                && text.and_then(|t| t.rename.as_ref()).and_then(|r| r.honors_change_annotations).unwrap_or(false),
            creates_files: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            progress: client.window.as_ref().and_then(|w| w.work_done_progress).unwrap_or(false),
            configuration: workspace.and_then(|w| w.configuration).unwrap_or(false),
            watches_files: workspace
                .and_then(|w| w.did_change_watched_files.as_ref())
                .and_then(|w| w.dynamic_registration)
                .unwrap_or(false),
            shows_documents: client.window.as_ref().and_then(|w| w.show_document.as_ref()).is_some_and(|s| s.support),
            refreshes: Refreshes {
                diagnostics: workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support).unwrap_or(false),
                lenses: workspace.and_then(|w| w.code_lens.as_ref()).and_then(|l| l.refresh_support).unwrap_or(false),
                inlays: workspace.and_then(|w| w.inlay_hint.as_ref()).and_then(|i| i.refresh_support).unwrap_or(false),
                tokens: workspace.and_then(|w| w.semantic_tokens.as_ref()).and_then(|s| s.refresh_support).unwrap_or(false),
            },
        }
    }
}

/// The client's first encoding that we know. A client that names none means UTF-16.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    let known = offered.iter().find_map(|kind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    });
    known.unwrap_or_default()
}

/// What the server can do on these terms.
pub fn server(terms: &Terms) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match terms.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..Default::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..Default::default()
        })),
        rename_provider: Some(OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options: Default::default() })),
        completion_provider: Some(CompletionOptions {
            // A space: what follows "according to" is a source.
            trigger_characters: Some(["\"", "“", "„", "«", " "].map(String::from).to_vec()),
            resolve_provider: Some(true),
            ..Default::default()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: super::command::ALL.map(String::from).to_vec(),
            work_done_progress_options: Default::default(),
        }),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
            legend: convert::legend(),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            range: Some(true),
            ..Default::default()
        })),
        diagnostic_provider: terms.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("whosays".into()),
                // The same words in another article can change what is said of this one.
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..Default::default()
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..Default::default()
        }),
        ..Default::default()
    }
}
