//! The session: open documents, what was last found in them, and when to look again.
//!
//! A document's text changes on the connection's thread, in order and at once; everything that reads it runs elsewhere, on a
//! snapshot. No lock here is held while anything is read, and none across a wait.

use super::capabilities::Terms;
use super::survey::Survey;
use super::wire::Out;
use super::{convert, workspace};
use crate::archive::scan::megabytes;
use crate::archive::{Archive, Document};
use crate::rules::{self, Finding};
use crate::settings::Settings;
use crate::text::{Change, Edited};
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::Thread;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::ls_types::{Diagnostic, SemanticToken, Uri};

pub struct Session {
    pub client: Client,
    pub out: Out,
    pub runtime: Handle,
    terms: OnceLock<Terms>,
    archive: Mutex<Arc<Archive>>,
    /// Counts what changes the findings of all documents: settings, the end of a scan, files that change.
    epoch: AtomicU64,
    /// Whether somebody waits for a pause in the typing to look at the other open documents again.
    pausing: AtomicBool,
    edits: AtomicU64,
    open: Mutex<HashMap<Arc<Path>, Open>>,
    shut_down: AtomicBool,
    on_gone: Box<dyn Fn() + Send + Sync>,
    last_id: AtomicU64,
    pub workspace: workspace::State,
    pub survey: Survey,
    /// The rules; a test puts one in that panics.
    pub run: fn(&Document, &Archive, &Settings) -> Vec<Finding>,
}

/// A document that the editor has open.
struct Open {
    /// As the client writes it: a path can be written as a URI in several ways.
    uri: Uri,
    document: Arc<Document>,
    /// Version and hash of the last change, by which a notification that comes twice is known.
    last_change: Option<(i32, u64)>,
    /// When the last change came, if its reading can wait for the next one: somebody pastes, or the client asks for what it
    /// wants to see.
    can_wait: Option<Instant>,
    /// The thread that gives a paste time to end before it reads.
    pausing: Option<Thread>,
    /// Whether a task is reading it. One at a time: it goes on until the newest version is read.
    busy: bool,
    /// Version and name of the diagnostics last published.
    published: Option<(Option<i32>, String)>,
    desk: Arc<Desk>,
}

/// What was last found in one document.
#[derive(Default)]
pub struct Desk {
    analysis: Mutex<Option<Arc<Analysis>>>,
    /// The tokens last sent, with their name, for the next delta.
    pub tokens: Mutex<Option<(String, Vec<SemanticToken>)>>,
    /// Told at every edit, and when a version is read.
    pub turned: Notify,
}

/// What the rules found in one version of a document.
pub struct Analysis {
    pub document: Arc<Document>,
    pub findings: Vec<Finding>,
    /// The findings as the client gets them; one each, in the same order.
    pub diagnostics: Vec<Diagnostic>,
    /// The same as long as the diagnostics are.
    pub id: String,
    /// What it depends on besides the text: the epoch, and the generation of the other articles.
    stamp: (u64, u64),
}

/// A document to answer from, with what belongs to it.
pub struct View {
    /// The version that was asked about: its positions count.
    pub document: Arc<Document>,
    /// The version to look at; an earlier one where the newest is still to be read and nobody can wait for it.
    pub read: Arc<Document>,
    /// What was edited between the two.
    pub edited: Edited,
    pub archive: Arc<Archive>,
    pub settings: Arc<Settings>,
    pub terms: Terms,
    pub desk: Arc<Desk>,
}

impl Session {
    pub fn new(client: Client, out: Out, runtime: Handle, on_gone: Box<dyn Fn() + Send + Sync>) -> Session {
        Session {
            client,
            out,
            runtime,
            terms: OnceLock::new(),
            archive: Mutex::new(Arc::new(Archive::new(Arc::default()))),
            epoch: AtomicU64::new(0),
            pausing: AtomicBool::new(false),
            edits: AtomicU64::new(0),
            open: Mutex::default(),
            shut_down: AtomicBool::new(false),
            on_gone,
            last_id: AtomicU64::new(0),
            workspace: workspace::State::default(),
            survey: Survey::default(),
            run: rules::run,
        }
    }

    /// What was settled at `initialize`.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(Terms::default)
    }

    pub fn settle(&self, terms: Terms) {
        let _ = self.terms.set(terms);
    }

    pub fn archive(&self) -> Arc<Archive> {
        Arc::clone(&locked(&self.archive))
    }

    /// Puts another archive in place, and the open documents into it. What is found in them then is for the caller to look at.
    pub fn replace_archive(self: &Arc<Session>, archive: Arc<Archive>) {
        *locked(&self.archive) = Arc::clone(&archive);
        for opened in locked(&self.open).values_mut() {
            // What a version remembers of the archive before is forgotten with it.
            opened.document = Arc::new(opened.document.edited(opened.document.version, &[], self.terms().encoding));
        }
        for (_, document) in self.all_open() {
            if self.reads(&document) {
                archive.open(document);
            }
        }
    }

    /// Ends the session when a process is no longer there.
    pub fn watch_client(self: &Arc<Session>, process: u32) {
        let session = Arc::clone(self);
        self.runtime.spawn(async move {
            super::life::outlives(process).await;
            (session.on_gone)();
        });
    }

    /// Whether a document is short enough to be read.
    pub fn reads(&self, document: &Document) -> bool {
        document.text.len() as u64 <= self.workspace.settings(&document.path).max_bytes
    }

    pub fn shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }

    /// Whether the client may send what it does to documents: between `initialize` and `shutdown`.
    pub fn is_serving(&self) -> bool {
        self.terms.get().is_some() && !self.is_shut_down()
    }

    pub fn is_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::SeqCst)
    }

    /// A name that was never given before.
    pub fn new_id(&self) -> String {
        self.last_id.fetch_add(1, Ordering::Relaxed).to_string()
    }

    // What the editor does to documents: all at once and in order.

    pub fn open(self: &Arc<Session>, uri: Uri, version: i32, text: &str) {
        let key = convert::key(&uri);
        let document = Document::opened(&key, version, text);
        // A document opened twice is the later one.
        let opened = Open {
            uri,
            document: Arc::new(document),
            last_change: None,
            can_wait: None,
            pausing: None,
            busy: false,
            published: None,
            desk: Arc::default(),
        };
        let mut open = locked(&self.open);
        let busy = open.get(&key).is_some_and(|earlier| earlier.busy);
        open.insert(Arc::clone(&key), Open { busy, ..opened });
        drop(open);
        self.look(&key);
    }

    pub fn change(self: &Arc<Session>, uri: &Uri, version: i32, changes: &[Change]) {
        let key = convert::key(uri);
        let mut open = locked(&self.open);
        let Some(opened) = open.get_mut(&key) else {
            drop(open);
            tracing::warn!("a change to a document that is not open was ignored");
            return;
        };
        let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one((version, changes));
        // The same notification twice, or one that was overtaken by a later one: what it would change is no longer there. A
        // client that never counts up sends one version with different changes, and those are taken.
        let known = opened.document.version.unwrap_or(i32::MIN);
        if version < known || opened.last_change == Some((version, hash)) {
            drop(open);
            tracing::warn!("a change to version {version} came after version {known} and was ignored");
            return;
        }
        opened.last_change = Some((version, hash));
        opened.can_wait = (self.terms().pulls || !opened.document.is_read()).then(Instant::now);
        let encoding = self.terms().encoding;
        match Arc::get_mut(&mut opened.document).filter(|d| !d.is_read()) {
            // Nobody has looked at the version before, and nobody will.
            Some(unread) => unread.edit(Some(version), changes, encoding),
            None => opened.document = Arc::new(opened.document.edited(Some(version), changes, encoding)),
        }
        let desk = Arc::clone(&opened.desk);
        let busy = std::mem::replace(&mut opened.busy, true);
        drop(open);
        desk.turned.notify_waiters();
        if !busy {
            self.begin_to_look(key);
        }
        self.look_at_others_soon();
    }

    pub fn close(&self, uri: &Uri) {
        let key = convert::key(uri);
        if locked(&self.open).remove(&key).is_none() {
            return;
        }
        if !self.terms().pulls {
            self.publish(uri, None, &[]);
        }
        if convert::is_file(&key) {
            // The file may differ from what was in the editor.
            let archive = self.archive();
            self.runtime.spawn_blocking(move || archive.close(&key));
        } else {
            self.archive().close(&key);
        }
    }

    // What is found in them.

    /// Counts what changes the findings of all documents.
    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::SeqCst)
    }

    fn view(&self, document: Arc<Document>, desk: Arc<Desk>) -> View {
        let read = Arc::clone(&document);
        let (settings, terms) = (self.workspace.settings(&document.path), self.terms().clone());
        View { document, read, edited: Edited::default(), archive: self.archive(), settings, terms, desk }
    }

    /// An open document at its newest version.
    pub fn opened(&self, key: &Path) -> Option<(Arc<Document>, Arc<Desk>)> {
        locked(&self.open).get(key).map(|o| (Arc::clone(&o.document), Arc::clone(&o.desk)))
    }

    /// Whether a document is open under the URI that the client gave it or another of the same file.
    pub fn is_open(&self, uri: &str) -> bool {
        uri.parse().is_ok_and(|uri| self.opened(&convert::key(&uri)).is_some())
    }

    /// The open document to answer from.
    pub fn opened_view(&self, uri: &Uri) -> Option<View> {
        let (document, desk) = self.opened(&convert::key(uri))?;
        Some(self.view(document, desk))
    }

    /// The file to answer from; reads it from disk.
    pub fn file_view(&self, uri: &Uri) -> Option<View> {
        let key = convert::key(uri);
        let document = convert::is_file(&key).then(|| self.archive().document(&key))??;
        Some(self.view(document, Arc::default()))
    }

    /// Everything that is open: its URI and newest version.
    pub fn all_open(&self) -> Vec<(Uri, Arc<Document>)> {
        locked(&self.open).values().map(|o| (o.uri.clone(), Arc::clone(&o.document))).collect()
    }

    /// Reads the newest version of a document, unless somebody already is; they will see it.
    fn look(self: &Arc<Session>, key: &Arc<Path>) {
        let mut open = locked(&self.open);
        let Some(opened) = open.get_mut(key).filter(|o| !o.busy) else { return };
        opened.busy = true;
        drop(open);
        self.begin_to_look(Arc::clone(key));
    }

    fn begin_to_look(self: &Arc<Session>, key: Arc<Path>) {
        let session = Arc::clone(self);
        self.runtime.spawn_blocking(move || session.look_until_current(&key));
    }

    /// Says that somebody waits for the newest version to be read.
    pub fn hurry(&self, key: &Path) {
        if let Some(opened) = locked(&self.open).get_mut(key) {
            opened.can_wait = None;
            if let Some(thread) = &opened.pausing {
                thread.unpark();
            }
        }
    }

    /// One version after the other until the newest is read. Versions that come while one is read are skipped but the last:
    /// a text that is read in less than a keystroke's time is read at each, a longer one as often as it can be.
    fn look_until_current(self: &Arc<Session>, key: &Path) {
        /// No two keys of a hand are so close. What is pasted key by key is read at its end, and the hovers in between have
        /// the processor to themselves; but nobody pastes for longer than this without seeing something.
        const PAUSE: Duration = Duration::from_millis(2);
        const PATIENCE: Duration = Duration::from_millis(50);
        let mut read: Option<(Arc<Document>, u64)> = None;
        let mut looked = Instant::now();
        loop {
            let epoch = self.epoch.load(Ordering::SeqCst);
            let mut open = locked(&self.open);
            let Some(opened) = open.get_mut(key) else { return };
            if read.as_ref().is_some_and(|(document, at)| Arc::ptr_eq(document, &opened.document) && *at == epoch) {
                opened.busy = false;
                return;
            }
            let rest = opened.can_wait.and_then(|at| PAUSE.checked_sub(at.elapsed()));
            if let Some(rest) = rest.filter(|_| looked.elapsed() < PATIENCE) {
                opened.pausing = Some(std::thread::current());
                drop(open);
                std::thread::park_timeout(rest);
                continue;
            }
            opened.pausing = None;
            looked = Instant::now();
            let (document, desk) = (Arc::clone(&opened.document), Arc::clone(&opened.desk));
            drop(open);
            let done = catch_unwind(AssertUnwindSafe(|| {
                let analysis = self.analysis(&document, &desk);
                if !self.terms().pulls {
                    self.publish_if_current(key, &analysis);
                }
                desk.turned.notify_waiters();
                // Nobody waits for who is who now; a hover would.
                self.archive().entities();
            }));
            if done.is_err() {
                tracing::error!("version {:?} of a document could not be read; the next one is tried again", document.version);
                desk.turned.notify_waiters();
            }
            read = Some((document, epoch));
        }
    }

    /// What the rules find in a version of a document. Waits for whoever is already looking.
    pub fn analysis(&self, document: &Arc<Document>, desk: &Desk) -> Arc<Analysis> {
        let archive = self.archive();
        let mut slot = locked(&desk.analysis);
        let newer = slot.as_ref().is_none_or(|a| !Arc::ptr_eq(&a.document, document));
        let reads = self.reads(document);
        if newer && reads && document.version.is_some() {
            archive.open(Arc::clone(document));
            desk.turned.notify_waiters();
        }
        let stamp = (self.epoch.load(Ordering::SeqCst), archive.generation_of_others(&document.path));
        if let Some(known) = slot.as_ref().filter(|a| !newer && a.stamp == stamp) {
            return Arc::clone(known);
        }
        let settings = self.workspace.settings(&document.path);
        let (findings, diagnostics) = if reads {
            let findings = (self.run)(document, &archive, &settings);
            let diagnostics = convert::diagnostics(document, &findings, &archive, self.terms());
            (findings, diagnostics)
        } else {
            let message = format!(
                "This text of {:.1} MB is not read: `{}` allows {} MB.",
                megabytes(document.text.len() as u64),
                self.terms().dialect.setting("articles.max-megabytes"),
                megabytes(settings.max_bytes)
            );
            (vec![], vec![convert::notice("too-long", message)])
        };
        let same = slot.as_ref().filter(|a| a.diagnostics == diagnostics);
        let id = same.map_or_else(|| self.new_id(), |a| a.id.clone());
        let analysis = Arc::new(Analysis { document: Arc::clone(document), findings, diagnostics, id, stamp });
        *slot = Some(Arc::clone(&analysis));
        analysis
    }

    /// Publishes unless the text has changed since. Checked and sent under one lock, so that no older version follows a newer.
    fn publish_if_current(&self, key: &Path, analysis: &Analysis) {
        let mut open = locked(&self.open);
        let Some(opened) = open.get_mut(key).filter(|o| Arc::ptr_eq(&o.document, &analysis.document)) else { return };
        let published = (analysis.document.version, analysis.id.clone());
        if opened.published.as_ref() == Some(&published) {
            return;
        }
        opened.published = Some(published);
        self.publish(&opened.uri, analysis.document.version, &analysis.diagnostics);
    }

    pub fn publish(&self, uri: &Uri, version: Option<i32>, diagnostics: &[Diagnostic]) {
        #[derive(serde::Serialize)]
        struct Params<'a> {
            uri: &'a Uri,
            #[serde(skip_serializing_if = "Option::is_none")]
            version: Option<i32>,
            diagnostics: &'a [Diagnostic],
        }
        self.out.notify("textDocument/publishDiagnostics", Params { uri, version, diagnostics });
    }

    /// Looks at all open documents again, because something they depend on has changed, and tells the client so.
    pub fn look_again(self: &Arc<Session>) {
        self.look_at_all();
        let session = Arc::clone(self);
        self.runtime.spawn(async move {
            let refreshes = session.terms().refreshes;
            // Each is waited for in turn: the answers say nothing.
            if session.terms().pulls && refreshes.diagnostics {
                let _ = session.client.workspace_diagnostic_refresh().await;
            }
            if refreshes.lenses {
                let _ = session.client.code_lens_refresh().await;
            }
            if refreshes.inlays {
                let _ = session.client.inlay_hint_refresh().await;
            }
            if refreshes.tokens {
                let _ = session.client.semantic_tokens_refresh().await;
            }
        });
    }

    fn look_at_all(self: &Arc<Session>) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
        let keys: Vec<_> = locked(&self.open).keys().cloned().collect();
        for key in keys {
            self.look(&key);
        }
    }

    /// In a pause of the typing the other open documents are looked at again: a quote changed here can be one there. A client
    /// that pulls asks by itself.
    fn look_at_others_soon(self: &Arc<Session>) {
        const PAUSE: Duration = Duration::from_millis(400);
        self.edits.fetch_add(1, Ordering::SeqCst);
        if self.terms().pulls || locked(&self.open).len() < 2 || self.pausing.swap(true, Ordering::SeqCst) {
            return;
        }
        let session = Arc::clone(self);
        self.runtime.spawn(async move {
            loop {
                let edits = session.edits.load(Ordering::SeqCst);
                tokio::time::sleep(PAUSE).await;
                if session.edits.load(Ordering::SeqCst) == edits {
                    break;
                }
            }
            session.pausing.store(false, Ordering::SeqCst);
            session.look_at_all();
        });
    }
}

/// A lock whose holder panicked guards data that is replaced whole, and so is still whole.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
