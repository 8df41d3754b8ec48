//! The workspace: its folders, the first scan, files that change on disk, settings.
//!
//! Nothing here is waited for by a handler: what asks the client something or reads files is a task of its own.

use super::session::{Session, locked};
use super::{convert, watch};
use crate::archive::index::store;
use crate::archive::{Archive, Progress};
use crate::knowledge::Shelf;
use crate::settings::{FILE, Overrides, Problem, Settings};
use crate::text::{Encoding, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tower_lsp::ls_types::*;

#[derive(Default)]
pub struct State {
    roots: Mutex<Vec<PathBuf>>,
    /// What the client set, as it was sent.
    client: Mutex<serde_json::Value>,
    /// One a root; the last is for documents outside of all.
    settings: Mutex<BTreeMap<PathBuf, Arc<Settings>>>,
    /// Stops the scan that runs.
    cancelled: Arc<AtomicBool>,
    /// The scans so far; only the last one counts.
    scans: AtomicU64,
    /// Held while folders are opened: of two scans that begin together the later one has the last word.
    opening: Mutex<()>,
    progress: Mutex<Option<ProgressToken>>,
    /// Files that are said to have changed and have not been looked at yet.
    changed: Mutex<Vec<PathBuf>>,
    pub watcher: Mutex<Option<notify::RecommendedWatcher>>,
    /// What the client watches for us, and how often it was asked to.
    watched: Mutex<(Vec<String>, u32)>,
    started: AtomicBool,
}

impl State {
    pub fn initialize(&self, params: &InitializeParams) {
        let folders = params.workspace_folders.iter().flatten().map(|f| &f.uri);
        #[allow(deprecated)] // older clients know nothing else
        let root = params.root_uri.iter().filter(|_| params.workspace_folders.is_none());
        let mut roots: Vec<PathBuf> = Vec::new();
        for uri in folders.chain(root) {
            let key = convert::key(uri);
            if convert::is_file(&key) && !roots.iter().any(|r| **r == *key) {
                roots.push(key.to_path_buf());
            }
        }
        *locked(&self.roots) = roots;
        if let Some(options) = &params.initialization_options {
            *locked(&self.client) = options.clone();
        }
    }

    /// Stops the scan that the client shows under this token.
    pub fn cancel(&self, token: &ProgressToken) {
        if locked(&self.progress).as_ref() == Some(token) {
            self.cancelled.store(true, Ordering::SeqCst);
        }
    }

    /// Counts the scans, and with them changes of the settings.
    pub fn scan(&self) -> u64 {
        self.scans.load(Ordering::SeqCst)
    }

    /// The settings for a document.
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        let settings = locked(&self.settings);
        // The innermost root comes last in the order of paths.
        let of_root = settings.iter().rev().find(|(root, _)| path.starts_with(root)).map(|(_, s)| Arc::clone(s));
        of_root.or_else(|| settings.get(Path::new("")).cloned()).unwrap_or_default()
    }

    /// Whether some settings name a file as a pack.
    pub fn is_pack(&self, path: &Path) -> bool {
        let names =
            |settings: &Arc<Settings>| settings.root.as_ref().is_some_and(|root| settings.packs.iter().any(|name| root.join(name) == path));
        locked(&self.settings).values().any(names)
    }

    /// Reads the settings of all roots anew.
    fn load(&self, session: &Session) {
        let (client, problems) = Settings::from_json(&locked(&self.client));
        tell(session, &problems);
        let mut all = BTreeMap::new();
        let mut flagged = Vec::new();
        for root in locked(&self.roots).iter() {
            let (mut settings, problems) = Settings::load(root);
            settings.merge(&client);
            flagged.push((root.join(FILE), problems));
            all.insert(root.clone(), Arc::new(settings));
        }
        all.insert(PathBuf::new(), Arc::new(personal(&client)));
        *locked(&self.settings) = all;
        // Told of when they hold: a client may ask at once.
        for (file, problems) in flagged {
            flag(session, &file, &problems);
        }
    }
}

/// The settings where no team has any.
fn personal(client: &Overrides) -> Settings {
    let mut settings = Settings::default();
    settings.merge(client);
    settings
}

/// Problems of the editor's settings, which have no place to be flagged at.
fn tell(session: &Session, problems: &[Problem]) {
    for problem in problems {
        show(session, MessageType::WARNING, format!("whosays settings: {}", session.terms().dialect.message(&problem.message)));
    }
}

/// Problems of a team's settings, flagged in the file. Also told to clients that ask for diagnostics: they ask for articles only.
fn flag(session: &Session, file: &Path, problems: &[Problem]) {
    // An open one is read as it stands in the editor, like any other document.
    let is_open = session.opened(file).is_some();
    let (Some(uri), false) = (convert::uri(file), is_open) else { return };
    let text = std::fs::read(file).map(|bytes| Text::from(crate::text::decode(bytes).0.as_str())).unwrap_or_default();
    let encoding: Encoding = session.terms().encoding;
    let one = |problem: &Problem| {
        let (start, end) = text.positions(problem.span, encoding);
        Diagnostic {
            range: Range { start: convert::position(start), end: convert::position(end) },
            severity: Some(DiagnosticSeverity::WARNING),
            ..convert::notice("invalid-setting", problem.message.clone())
        }
    };
    session.publish(&uri, None, &problems.iter().map(one).collect::<Vec<_>>());
}

fn show(session: &Session, typ: MessageType, message: String) {
    session.out.notify("window/showMessage", ShowMessageParams { typ, message });
}

/// What follows `initialized`: asks for the settings, reads the folders, watches them.
pub fn start(session: &Arc<Session>) {
    let session = Arc::clone(session);
    let runtime = session.runtime.clone();
    runtime.spawn(async move {
        if session.terms().configuration {
            pull_settings(&session).await;
        }
        session.workspace.started.store(true, Ordering::SeqCst);
        rescan(&session);
    });
}

/// Has the client watch what the settings of the folders name, unless it does already.
async fn watch_by_client(session: &Session) {
    let extensions = session.workspace.settings(Path::new("")).extensions.join(",");
    let mut patterns = vec![format!("**/*.{{{extensions}}}"), format!("**/{FILE}")];
    // Packs by their names: to be told of every JSON file of a workspace would be too much.
    let packs = locked(&session.workspace.settings).values().flat_map(|settings| settings.packs.clone()).collect::<BTreeSet<_>>();
    patterns.extend(packs.iter().map(|pack| format!("**/{}", pack.trim_start_matches("./"))));
    let id = |n: u32| format!("whosays/files/{n}");
    let method = || "workspace/didChangeWatchedFiles".to_string();
    let number = {
        let mut watched = locked(&session.workspace.watched);
        if watched.0 == patterns {
            return;
        }
        watched.0.clone_from(&patterns);
        watched.1 += 1;
        watched.1
    };
    let watchers = patterns.into_iter().map(|p| FileSystemWatcher { glob_pattern: GlobPattern::String(p), kind: None }).collect();
    let register_options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok();
    let registration = Registration { id: id(number), method: method(), register_options };
    if session.client.register_capability(vec![registration]).await.is_err() {
        tracing::warn!("the client does not watch files after all");
    } else if number > 1 {
        // Only now, so that nothing goes unseen in between.
        let _ = session.client.unregister_capability(vec![Unregistration { id: id(number - 1), method: method() }]).await;
    }
}

/// Asks the client for the person's settings. A client that does not answer has none.
async fn pull_settings(session: &Arc<Session>) {
    let item = ConfigurationItem { scope_uri: None, section: Some("whosays".into()) };
    let asked = session.client.configuration(vec![item]);
    if let Ok(Ok(mut values)) = tokio::time::timeout(Duration::from_secs(5), asked).await
        && let Some(value) = values.pop()
        // A client that has no settings of ours may have given them at the start.
        && !value.is_null()
    {
        *locked(&session.workspace.client) = value;
    }
}

/// The client says that settings have changed, and what they are, unless it wants to be asked.
pub fn configure(session: &Arc<Session>, sent: serde_json::Value) {
    let section = sent.get("whosays").unwrap_or(&sent);
    let before = locked(&session.workspace.client).clone();
    // A client that can be asked says little or nothing here; from another an empty section means that all is as by default.
    let empty = section.is_null() || section.as_object().is_some_and(|o| o.is_empty());
    let asks = empty && session.terms().configuration;
    if !asks && !section.is_null() {
        *locked(&session.workspace.client) = section.clone();
    }
    let session = Arc::clone(session);
    let runtime = session.runtime.clone();
    runtime.spawn(async move {
        if asks {
            pull_settings(&session).await;
        }
        let changed = *locked(&session.workspace.client) != before;
        if changed && session.workspace.started.load(Ordering::SeqCst) {
            rescan(&session);
        }
    });
}

pub fn change_folders(session: &Arc<Session>, event: WorkspaceFoldersChangeEvent) {
    let path = |folder: WorkspaceFolder| convert::key(&folder.uri).to_path_buf();
    let mut roots = locked(&session.workspace.roots);
    for gone in event.removed.into_iter().map(path) {
        roots.retain(|root| *root != gone);
    }
    for added in event.added.into_iter().map(path) {
        if convert::is_file(&added) && !roots.contains(&added) {
            roots.push(added);
        }
    }
    drop(roots);
    if session.workspace.started.load(Ordering::SeqCst) {
        rescan(session);
    }
}

/// Reads the settings and all articles of the folders, into an archive that takes the place of the one before.
pub fn rescan(session: &Arc<Session>) {
    let scan = session.workspace.scans.fetch_add(1, Ordering::SeqCst) + 1;
    // Whoever scans now does it for nothing.
    session.workspace.cancelled.store(true, Ordering::SeqCst);
    let session = Arc::clone(session);
    let runtime = session.runtime.clone();
    runtime.spawn(async move {
        let worker = Arc::clone(&session);
        let opened = tokio::task::spawn_blocking(move || open_folders(&worker, scan)).await;
        if session.terms().watches_files {
            // Not waited for: a client may never answer.
            let session = Arc::clone(&session);
            session.runtime.clone().spawn(async move { watch_by_client(&session).await });
        }
        let Ok(Some(archive)) = opened else { return };
        let token = begin(&session, scan).await;
        session.workspace.cancelled.store(false, Ordering::SeqCst);
        *locked(&session.workspace.progress) = token.clone();
        let worker = Arc::clone(&session);
        let read = tokio::task::spawn_blocking({
            let token = token.clone();
            move || read_all(&worker, scan, &archive, token.as_ref())
        });
        let message = read.await.unwrap_or_else(|_| "The folder could not be read to its end.".into());
        if let Some(token) = token {
            progress(&session, token, WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(message) }));
        }
    });
}

/// The archive of all folders that may be read. None where there is nothing to read, and for a scan that another has followed.
fn open_folders(session: &Arc<Session>, scan: u64) -> Option<Arc<Archive>> {
    let _opening = locked(&session.workspace.opening);
    if session.workspace.scans.load(Ordering::SeqCst) != scan {
        return None;
    }
    session.workspace.load(session);
    let roots = locked(&session.workspace.roots).clone();
    let first = roots.first().map_or(Path::new(""), |r| r.as_path());
    let settings = session.workspace.settings(first);
    let archive = match store::cache_folder() {
        Some(cache) => {
            let (archive, refused) = Archive::on_disk(settings, &cache, &roots);
            for why in refused {
                show(session, MessageType::WARNING, format!("whosays: {why}"));
            }
            archive
        }
        None => {
            let archive = Archive::new(settings);
            for root in &roots {
                if let Err(why) = archive.add_root(root) {
                    show(session, MessageType::WARNING, format!("whosays: {why}"));
                }
            }
            archive
        }
    };
    let archive = Arc::new(archive);
    let earlier = session.archive().shelf();
    session.replace_archive(Arc::clone(&archive));
    let settings: Vec<_> = roots.iter().map(|root| session.workspace.settings(root)).collect();
    load_packs(session, &archive, settings, earlier);
    if roots.is_empty() {
        // No scan will end and have everything looked at.
        session.look_again();
    }
    (!roots.is_empty()).then_some(archive)
}

/// Reads the packs that the settings name beside the scan: one of millions of rows takes its time. Those that have not changed are
/// not read again.
fn load_packs(session: &Arc<Session>, archive: &Arc<Archive>, settings: Vec<Arc<Settings>>, earlier: Arc<Shelf>) {
    if settings.iter().all(|settings| settings.packs.is_empty()) {
        archive.put_shelf(Arc::new(Shelf::load(&settings, None).0));
        return;
    }
    // Until then what was there before holds; the built-in pack only where it is wanted.
    let meanwhile = if settings.iter().all(|settings| settings.starter) { Arc::clone(&earlier) } else { Arc::new(Shelf::of(vec![])) };
    archive.put_shelf(meanwhile);
    let (session, archive) = (Arc::clone(session), Arc::clone(archive));
    let runtime = session.runtime.clone();
    runtime.spawn_blocking(move || {
        let (shelf, broken) = Shelf::load(&settings, Some(&earlier));
        for broken in &broken {
            show(&session, MessageType::WARNING, format!("whosays: {}: {}", broken.name, broken.message));
        }
        archive.put_shelf(Arc::new(shelf));
        session.look_again();
    });
}

/// Reads everything and returns what there is to say at the end.
fn read_all(session: &Arc<Session>, scan: u64, archive: &Arc<Archive>, token: Option<&ProgressToken>) -> String {
    let state = &session.workspace;
    let began = Instant::now();
    let last_told = Mutex::new(began);
    // Beside the scan: the first hover need not wait for it.
    let learning = std::thread::spawn({
        let archive = Arc::clone(archive);
        move || {
            archive.entities();
        }
    });
    let report = archive.scan(&|Progress { done, total }| {
        let mut last = locked(&last_told);
        if let Some(token) = token
            && last.elapsed() > Duration::from_millis(100)
        {
            *last = Instant::now();
            let percentage = (total > 0).then(|| (done * 100 / total) as u32);
            let message = if total > 0 { format!("{done} of {total} articles") } else { format!("{done} files and folders seen") };
            let report = WorkDoneProgressReport { message: Some(message), percentage, cancellable: Some(true) };
            progress(session, token.clone(), WorkDoneProgress::Report(report));
        }
        // The session goes on without the rest of the archive.
        if state.cancelled.load(Ordering::SeqCst) || state.scans.load(Ordering::SeqCst) != scan {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    let stopped = report.cancelled;
    let _ = learning.join();
    let n = report.articles;
    tracing::info!("{n} articles, {} read in {} ms{}", report.read, began.elapsed().as_millis(), if stopped { ", stopped" } else { "" });
    // A folder can hold thousands of files of the wrong kind; a few say what there is to know.
    for skipped in report.skipped.iter().take(20) {
        tracing::warn!("{}: {}", skipped.path.display(), skipped.reason);
    }
    if report.skipped.len() > 20 {
        tracing::warn!("{} more files or folders were skipped", report.skipped.len() - 20);
    }
    session.look_again();
    if !session.terms().watches_files && !stopped {
        watch::start(session, &locked(&state.roots));
    }
    if stopped { format!("Stopped after {n} articles") } else { format!("{n} articles") }
}

async fn begin(session: &Arc<Session>, scan: u64) -> Option<ProgressToken> {
    if !session.terms().progress {
        return None;
    }
    let token = ProgressToken::String(format!("whosays/scan/{scan}"));
    let created = session.client.create_work_done_progress(token.clone());
    tokio::time::timeout(Duration::from_secs(5), created).await.ok()?.ok()?;
    let begin =
        WorkDoneProgressBegin { title: "Reading articles".into(), cancellable: Some(true), percentage: Some(0), ..Default::default() };
    progress(session, token.clone(), WorkDoneProgress::Begin(begin));
    Some(token)
}

fn progress(session: &Session, token: ProgressToken, value: WorkDoneProgress) {
    session.out.notify("$/progress", ProgressParams { token, value: ProgressParamsValue::WorkDone(value) });
}

pub fn files_changed(session: &Arc<Session>, changes: Vec<FileEvent>) {
    paths_changed(session, changes.iter().map(|c| convert::key(&c.uri).to_path_buf()).collect());
}

/// Files that were made, changed or removed, by whoever watches them.
pub fn paths_changed(session: &Arc<Session>, paths: Vec<PathBuf>) {
    let state = &session.workspace;
    let mut changed = locked(&state.changed);
    let waiting = !changed.is_empty();
    changed.extend(paths.into_iter().filter(|p| convert::is_file(p)));
    if changed.is_empty() || waiting {
        return;
    }
    drop(changed);
    let session = Arc::clone(session);
    let runtime = session.runtime.clone();
    runtime.spawn(async move {
        // A checkout of another branch is a thousand of these: they are taken together.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut paths = std::mem::take(&mut *locked(&session.workspace.changed));
        paths.sort_unstable();
        paths.dedup();
        if paths.iter().any(|p| p.file_name().is_some_and(|name| name == FILE) || session.workspace.is_pack(p)) {
            rescan(&session);
            return;
        }
        let _ = tokio::task::spawn_blocking(move || {
            let archive = session.archive();
            let before = archive.generation();
            archive.changed(&paths);
            if archive.generation() != before {
                session.look_again();
            }
        })
        .await;
    });
}
