//! The language server: the only room that names the protocol.
//!
//! [`connection`] takes messages in and hands them to [`Server`], whose handlers change the [`session`] or ask
//! [`crate::features`] about a snapshot of it; [`convert`] is the border between our words and the protocol's.

mod answer;
mod capabilities;
mod command;
mod connection;
mod convert;
mod dialect;
mod life;
mod log;
mod session;
mod show;
mod survey;
mod watch;
pub mod wire;
mod workspace;

use crate::features;
use connection::Connection;
use session::{Session, View};
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::runtime::Handle;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// Serves one client over standard input and output, until it says `exit`, closes the input or dies.
///
/// The exit code is 0 after `shutdown`, else 1. `client_process` is watched besides the one that `initialize` names.
pub fn run(client_process: Option<u32>) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(32)
        .enable_all()
        .build()
        .expect("threads can be started");
    let (out, mut sent) = wire::Out::new();
    log::to_client(out.clone());
    let (end, ended) = std::sync::mpsc::channel();
    let gone = end.clone();
    let on_gone = Box::new(move || {
        let _ = gone.send(1);
    });
    let mut connection = Connection::new(out.clone(), runtime.handle().clone(), on_gone);
    if let Some(process) = client_process {
        connection.session.watch_client(process);
    }
    // A thread for each direction: what the runtime offers for standard input and output would hand every piece from thread to
    // thread, which takes longer than reading a short article.
    let writer = std::thread::spawn(move || {
        let mut stdout = std::io::stdout().lock();
        while let Some(Some(frame)) = sent.blocking_recv() {
            if stdout.write_all(&frame).and_then(|()| stdout.flush()).is_err() {
                return;
            }
        }
    });
    std::thread::spawn(move || {
        let mut stdin = std::io::stdin().lock();
        let mut bytes = vec![0; 64 * 1024];
        let code = loop {
            match stdin.read(&mut bytes) {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => break connection.code_at_end(),
                Ok(n) => {
                    if let Some(code) = connection.receive(&bytes[..n]) {
                        break code;
                    }
                }
            }
        };
        let _ = end.send(code);
        // The answers still to come have a connection to go to.
        std::mem::forget(connection);
    });
    let code = ended.recv().unwrap_or(1);
    out.finish();
    // What was answered goes out, unless the client no longer reads; what is still being read is not waited for.
    let deadline = Instant::now() + Duration::from_millis(200);
    while !writer.is_finished() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
    runtime.shutdown_background();
    ExitCode::from(code)
}

/// Serves one client over any two streams, as [`run`] does over standard input and output. Returns the exit code.
pub async fn serve(mut input: impl AsyncRead + Unpin, mut output: impl AsyncWrite + Unpin + Send + 'static) -> u8 {
    let (out, mut sent) = wire::Out::new();
    let gone = Arc::new(tokio::sync::Notify::new());
    let on_gone = Arc::clone(&gone);
    let mut connection = Connection::new(out.clone(), Handle::current(), Box::new(move || on_gone.notify_one()));
    let writer = tokio::spawn(async move {
        while let Some(Some(frame)) = sent.recv().await {
            if output.write_all(&frame).await.is_err() {
                return;
            }
        }
    });
    let mut bytes = vec![0; 64 * 1024];
    let code = loop {
        let read = tokio::select! {
            read = input.read(&mut bytes) => read,
            () = gone.notified() => break 1,
        };
        match read {
            Ok(0) | Err(_) => break connection.code_at_end(),
            Ok(n) => {
                if let Some(code) = connection.receive(&bytes[..n]) {
                    break code;
                }
            }
        }
    };
    out.finish();
    let _ = tokio::time::timeout(Duration::from_millis(200), writer).await;
    code
}

/// The handlers. What they change they change before their first wait; what takes time they do elsewhere.
pub struct Server {
    session: Arc<Session>,
}

/// A direction of the hierarchy of organisations.
type Relatives = fn(&crate::archive::Archive, &str, &features::Place) -> Vec<features::hierarchy::Organisation>;

impl Server {
    fn new(session: Session) -> Server {
        Server { session: Arc::new(session) }
    }

    async fn work_done_progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        self.session.workspace.cancel(&params.token);
    }

    /// Answers from a snapshot of a document, on a thread of its own. No answer where there is no such document, or where
    /// finding the answer panics: that is logged, and the session goes on.
    async fn ask<T: Send + 'static>(&self, uri: &Uri, answer: impl FnOnce(&View) -> Option<T> + Send + 'static) -> Result<Option<T>> {
        // The snapshot is taken now: what the client changes later is not what it asked about.
        let session = Arc::clone(&self.session);
        let opened = self.session.opened_view(uri);
        let uri = uri.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let view = opened.or_else(|| session.file_view(&uri))?;
            if session.reads(&view.document) { answer(&view) } else { None }
        });
        Ok(asked.await.unwrap_or(None))
    }

    /// What an organisation belongs to, or what belongs to it.
    async fn relatives(&self, item: TypeHierarchyItem, find: Relatives) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.ask_at(convert::hierarchy::place(&item), move |view, offset| {
            let here = features::Place { path: Arc::clone(&view.document.path), span: crate::text::Span::new(offset, offset) };
            Some(convert::hierarchy::items(&find(&view.archive, &item.name, &here), &view.document, &view.archive, &view.terms))
        })
        .await
    }

    async fn ask_at<T: Send + 'static>(
        &self,
        at: TextDocumentPositionParams,
        answer: impl FnOnce(&View, usize) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.ask(&at.text_document.uri, move |view| {
            let offset = view.document.text.offset(convert::from_position(at.position), view.terms.encoding);
            answer(view, offset)
        })
        .await
    }

    /// Answers what nobody wants to wait for while a text is read again after each key of a paste.
    ///
    /// A version that is overtaken by the next key is never read: then the answer comes from the last one that was, with places
    /// moved by what was edited since, and there is none for the words just typed. In a long text a place away from the edit
    /// does not wait either.
    async fn ask_now<T: Send + 'static>(
        &self,
        at: TextDocumentPositionParams,
        answer: impl FnOnce(&View, usize) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        /// Bytes that are read again in less time than it takes to hand them to another thread and back.
        const SHORT: usize = 16 << 10;
        /// Who reads says when it is done; longer than this nobody waits for the word.
        const PATIENCE: Duration = Duration::from_secs(1);
        let uri = at.text_document.uri.clone();
        let Some(mut view) = self.session.opened_view(&uri) else { return self.ask_at(at, answer).await };
        if !self.session.reads(&view.document) {
            return Ok(None);
        }
        let long = view.document.text.len() > SHORT;
        let offset = view.document.text.offset(convert::from_position(at.position), view.terms.encoding);
        if view.document.is_read() && !long {
            return Ok(guarded(|| answer(&view, offset)));
        }
        // Several keys ahead of the reading is a paste, and a long text is read in more than a moment: a place away from the
        // edits is answered at once, from what was read last.
        if let Some((read, edited)) = view.document.last_read() {
            let pasted = view.document.version.zip(read.version).is_some_and(|(newest, last)| newest - last >= 2);
            if (long || pasted) && !edited.touches(offset) {
                let offset = edited.before(offset);
                (view.read, view.edited) = (read, edited);
                return Ok(guarded(|| answer(&view, offset)));
            }
            if !pasted {
                self.session.hurry(&view.document.path);
            }
        }
        // Else it is waited for: until this version is read, or the next edit comes.
        loop {
            let turned = view.desk.turned.notified();
            let Some((read, edited)) = view.document.last_read() else { break };
            let overtaken = self.session.opened_view(&uri).is_none_or(|newest| !Arc::ptr_eq(&newest.document, &view.document));
            if overtaken && edited.touches(offset) {
                return Ok(None);
            }
            if overtaken {
                let offset = edited.before(offset);
                (view.read, view.edited) = (read, edited);
                return Ok(guarded(|| answer(&view, offset)));
            }
            if tokio::time::timeout(PATIENCE, turned).await.is_err() {
                break;
            }
        }
        let asked = tokio::task::spawn_blocking(move || answer(&view, offset));
        Ok(asked.await.unwrap_or(None))
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let dialect = dialect::Dialect::of(params.client_info.as_ref());
        let terms = capabilities::Terms { dialect, ..capabilities::Terms::of(&params.capabilities) };
        let capabilities = capabilities::server(&terms);
        self.session.settle(terms);
        if let Some(process) = params.process_id {
            self.session.watch_client(process);
        }
        self.session.workspace.initialize(&params);
        let server_info = Some(ServerInfo { name: "whosays".into(), version: Some(env!("CARGO_PKG_VERSION").into()) });
        Ok(InitializeResult { capabilities, server_info, ..Default::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        workspace::start(&self.session);
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.session.open(document.uri, document.version, &document.text);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let changes = convert::changes(params.content_changes);
        self.session.change(&params.text_document.uri, params.text_document.version, &changes);
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.close(&params.text_document.uri);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        workspace::configure(&self.session, params.settings);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        workspace::change_folders(&self.session, params.event);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        workspace::files_changed(&self.session, params.changes);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let opened = self.session.opened_view(&uri);
        let session = Arc::clone(&self.session);
        let found = tokio::task::spawn_blocking(move || {
            let view = opened.or_else(|| session.file_view(&uri))?;
            Some(session.analysis(&view.document, &view.desk))
        });
        let report = match found.await.unwrap_or(None) {
            Some(analysis) if params.previous_result_id.as_ref() == Some(&analysis.id) => {
                DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: analysis.id.clone() },
                })
            }
            Some(analysis) => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(analysis.id.clone()),
                    items: analysis.diagnostics.clone(),
                },
            }),
            None => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default()),
        };
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        Ok(survey::report(&self.session, params).await.into())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask_now(params.text_document_position_params, |view, offset| {
            let card = view.settings.hover.then(|| features::hover(&view.read, &view.archive, offset))??;
            Some(convert::hover(card, &view.edited, &view.document, &view.terms))
        })
        .await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.ask_now(params.text_document_position_params, |view, offset| {
            let origin = features::origin(&view.read, offset).and_then(|span| view.edited.after(span));
            let mut places = features::definition(&view.read, &view.archive, offset);
            places.retain_mut(|place| place.path != view.read.path || convert::moved(&mut place.span, &view.edited));
            convert::jumps(origin, &places, &view.document, &view.archive, &view.terms)
        })
        .await
    }

    async fn goto_declaration(&self, params: request::GotoDeclarationParams) -> Result<Option<request::GotoDeclarationResponse>> {
        self.goto_definition(params).await
    }

    async fn goto_implementation(&self, params: request::GotoImplementationParams) -> Result<Option<request::GotoImplementationResponse>> {
        self.ask_at(params.text_document_position_params, |view, offset| {
            let places = features::implementation(&view.document, &view.archive, offset);
            convert::jumps(None, &places, &view.document, &view.archive, &view.terms)
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask_at(params.text_document_position, |view, offset| {
            let places = features::references(&view.document, &view.archive, offset);
            Some(convert::locations(&places, &view.document, &view.archive, &view.terms))
        })
        .await
    }

    async fn prepare_call_hierarchy(&self, params: CallHierarchyPrepareParams) -> Result<Option<Vec<CallHierarchyItem>>> {
        self.ask_at(params.text_document_position_params, |view, offset| {
            let call = features::call::prepare(&view.document, &view.archive, offset)?;
            Some(vec![convert::call::item(&call, &view.document, &view.archive, &view.terms)?])
        })
        .await
    }

    async fn incoming_calls(&self, params: CallHierarchyIncomingCallsParams) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let kind = convert::call::kind(&params.item);
        self.ask_at(convert::call::place(params.item), move |view, offset| {
            let calls = features::call::incoming(&view.document, &view.archive, kind, offset);
            Some(convert::call::incoming(&calls, &view.document, &view.archive, &view.terms))
        })
        .await
    }

    async fn outgoing_calls(&self, params: CallHierarchyOutgoingCallsParams) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let kind = convert::call::kind(&params.item);
        self.ask_at(convert::call::place(params.item), move |view, offset| {
            let calls = features::call::outgoing(&view.document, &view.archive, kind, offset);
            Some(convert::call::outgoing(&calls, &view.document, &view.archive, &view.terms))
        })
        .await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask_at(params.text_document_position_params, |view, offset| {
            Some(convert::highlights(&features::highlights(&view.document, offset), &view.document, &view.terms))
        })
        .await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(&params.text_document.uri, |view| convert::symbols(&features::symbols(&view.document), &view.document, &view.terms)).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        // No list is read further than this, and every symbol costs the client some memory.
        const LIMIT: usize = 200;
        let (archive, terms) = (self.session.archive(), self.session.terms().clone());
        let found = tokio::task::spawn_blocking(move || {
            convert::workspace_symbols(&features::workspace_symbols(&archive, &params.query, LIMIT), &archive, &terms)
        });
        Ok(found.await.ok())
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(&params.text_document.uri, |view| {
            let lenses = view.settings.lens.then(|| features::lenses(&view.document, &view.archive))?;
            Some(convert::lenses(&lenses, &view.document, &view.archive, &view.terms))
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(&params.text_document.uri, move |view| {
            let range = convert::from_range(&view.document.text, params.range, &view.terms);
            let inlays = view.settings.inlay.then(|| features::inlays(&view.document, &view.archive, range))?;
            Some(convert::inlays(&inlays, &view.document, &view.terms))
        })
        .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(&params.text_document.uri, |view| Some(convert::folds(&features::folds(&view.document), &view.document, &view.terms)))
            .await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(&params.text_document.uri, move |view| {
            let one = |at: &Position| {
                let offset = view.document.text.offset(convert::from_position(*at), view.terms.encoding);
                convert::selection(&features::selection(&view.document, offset), &view.document, *at, &view.terms)
            };
            Some(params.positions.iter().map(one).collect())
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let wanted = params.context.only.as_ref().is_none_or(|kinds| {
            kinds.iter().any(|kind| kind.as_str().is_empty() || kind.as_str() == "quickfix" || kind.as_str().starts_with("quickfix."))
        });
        if !wanted {
            return Ok(None);
        }
        let session = Arc::clone(&self.session);
        let uri = params.text_document.uri.clone();
        self.ask(&params.text_document.uri, move |view| {
            let analysis = session.analysis(&view.document, &view.desk);
            let range = convert::from_range(&view.document.text, params.range, &view.terms);
            let fixes = features::actions(&analysis.findings, range);
            let fixes = fixes.into_iter().map(|(at, fix)| (analysis.diagnostics[at].clone(), fix)).collect();
            let mut actions = convert::actions(fixes, &view.document, &uri, &view.terms);
            // As the settings file stands in the editor, where it is open there.
            let open = |file: &Path| session.opened(file).map(|(document, _)| document);
            let newest = |file: &Path| match open(file) {
                Some(document) => Some(document.as_str().to_string()),
                None => std::fs::read(file).ok().map(|bytes| crate::text::decode(bytes).0),
            };
            let findings = analysis.findings.iter().zip(&analysis.diagnostics);
            let touched = findings.filter(|(f, _)| f.span.overlaps(range) || f.span.touches(range.start as usize));
            let accepted = touched.filter_map(|(finding, diagnostic)| {
                let acceptance = features::acceptance(finding, view.document.as_str(), &view.settings, newest)?;
                Some((diagnostic.clone(), acceptance))
            });
            actions.extend(convert::accept::actions(accepted.collect(), open, &view.terms));
            let wording = features::wording(&view.document, &view.archive, range.start as usize);
            actions.extend(wording.and_then(|wording| show::action(wording, view)));
            Some(actions)
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask_at(params.text_document_position, |view, offset| {
            let items = features::completions(&view.document, &view.archive, offset);
            Some(convert::completion::list(items, &view.document, &view.terms))
        })
        .await
    }

    async fn completion_resolve(&self, mut item: CompletionItem) -> Result<CompletionItem> {
        let Some(name) = convert::completion::name(&item) else { return Ok(item) };
        let archive = self.session.archive();
        let known = tokio::task::spawn_blocking(move || features::completion::documentation(&archive, &name));
        item.documentation = known.await.unwrap_or(None).map(Documentation::String);
        Ok(item)
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.ask_at(params, |view, offset| {
            let span = features::rename::renamable(&view.document, offset)?;
            let placeholder = span.of(view.document.as_str()).to_string();
            let range = convert::span(&view.document.text, span, &view.terms);
            Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
        })
        .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let renamed = self.ask_at(params.text_document_position, move |view, offset| {
            let renamed = features::rename::rename(&view.document, &view.archive, offset, &params.new_name);
            Some(renamed.map(|renamed| convert::rename::edit(renamed, &view.document, &view.terms)))
        });
        renamed.await?.transpose().map_err(tower_lsp::jsonrpc::Error::invalid_params)
    }

    async fn prepare_type_hierarchy(&self, params: TypeHierarchyPrepareParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.ask_at(params.text_document_position_params, |view, offset| {
            let organisation = features::hierarchy::organisation(&view.document, &view.archive, offset)?;
            Some(convert::hierarchy::items(&[organisation], &view.document, &view.archive, &view.terms))
        })
        .await
    }

    async fn supertypes(&self, params: TypeHierarchySupertypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.relatives(params.item, features::hierarchy::parents).await
    }

    async fn subtypes(&self, params: TypeHierarchySubtypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.relatives(params.item, features::hierarchy::children).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        command::run(&self.session, &params.command, params.arguments).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let session = Arc::clone(&self.session);
        self.ask(&params.text_document.uri, move |view| {
            let (id, data) = tokens(&session, view);
            Some(SemanticTokensResult::Tokens(SemanticTokens { result_id: Some(id), data }))
        })
        .await
    }

    async fn semantic_tokens_full_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let session = Arc::clone(&self.session);
        self.ask(&params.text_document.uri, move |view| {
            let earlier = session::locked(&view.desk.tokens).clone().filter(|(id, _)| *id == params.previous_result_id);
            let (id, data) = tokens(&session, view);
            Some(match earlier {
                Some((_, earlier)) => {
                    let edits = convert::token_edits(&earlier, &data);
                    SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id: Some(id), edits })
                }
                None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id: Some(id), data }),
            })
        })
        .await
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        self.ask(&params.text_document.uri, move |view| {
            let range = convert::from_range(&view.document.text, params.range, &view.terms);
            let data = convert::tokens(&features::tokens(&view.document, range), &view.document, &view.terms);
            Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
        })
        .await
    }
}

/// No answer where finding it panics.
fn guarded<T>(answer: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or(None)
}

/// All tokens of a document, kept for the next delta.
fn tokens(session: &Session, view: &View) -> (String, Vec<SemanticToken>) {
    let all = crate::text::Span::new(0, view.document.text.len());
    let data = convert::tokens(&features::tokens(&view.document, all), &view.document, &view.terms);
    let id = session.new_id();
    *session::locked(&view.desk.tokens) = Some((id.clone(), data.clone()));
    (id, data)
}
