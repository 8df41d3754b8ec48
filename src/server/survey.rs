//! Diagnostics of the whole workspace, for clients that ask.

use super::convert;
use super::session::{Session, locked};
use crate::archive::Archive;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower_lsp::ls_types::*;

/// More articles than this are not surveyed: no list of problems is read further, and every article would have to be read.
const MOST: usize = 20_000;

/// What was last found in the articles that are not open: what it depended on, and the name of the diagnostics.
#[derive(Default)]
pub struct Survey(Mutex<FxHashMap<Arc<Path>, (Stamp, String)>>);

/// The scan and the print of the text. What an article says of another one that has changed since is found at the next scan, or
/// when the article is opened: anything else would mean to look at the whole archive at each change.
type Stamp = (u64, Option<u64>);

/// The reports of all articles whose diagnostics the client does not know yet. A client that takes reports in parts expects to
/// be kept waiting until there is something new; another is answered at once.
pub async fn report(session: &Arc<Session>, params: WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReport {
    let waits = params.partial_result_params.partial_result_token.is_some();
    let known: Arc<FxHashMap<String, String>> =
        Arc::new(params.previous_result_ids.into_iter().map(|p| (p.uri.as_str().to_string(), p.value)).collect());
    loop {
        let epoch = session.epoch();
        let (worker, ids) = (Arc::clone(session), Arc::clone(&known));
        let surveyed = tokio::task::spawn_blocking(move || survey(&worker, &ids)).await;
        let items = surveyed.unwrap_or_default();
        let news = items.iter().any(|item| matches!(item, WorkspaceDocumentDiagnosticReport::Full(_)));
        if news || !waits || known.is_empty() {
            return WorkspaceDiagnosticReport { items };
        }
        while session.epoch() == epoch {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

fn survey(session: &Arc<Session>, known: &FxHashMap<String, String>) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let archive = session.archive();
    let paths = archive.paths();
    if paths.len() > MOST {
        tracing::warn!("only {MOST} of {} articles are surveyed for the list of problems", paths.len());
    }
    let mut reports = Vec::new();
    let mut there: FxHashSet<String> = FxHashSet::default();
    for path in paths.iter().take(MOST) {
        let Some(uri) = convert::uri(path) else { continue };
        let Some((version, id, items)) = look(session, &archive, path, known.get(uri.as_str())) else { continue };
        there.insert(uri.as_str().to_string());
        reports.push(match items {
            None => WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            }),
            Some(items) => WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
            }),
        });
    }
    // What the client knows of articles that are gone is taken back.
    let gone = known.keys().filter(|uri| !there.contains(*uri) && !session.is_open(uri));
    reports.extend(gone.filter_map(|uri| {
        let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: None, items: vec![] };
        let report = WorkspaceFullDocumentDiagnosticReport { uri: uri.parse().ok()?, version: None, full_document_diagnostic_report };
        Some(WorkspaceDocumentDiagnosticReport::Full(report))
    }));
    reports
}

/// Version, name and diagnostics of one article; no diagnostics where the client knows them. None where the article has gone.
fn look(
    session: &Arc<Session>,
    archive: &Archive,
    path: &Arc<Path>,
    before: Option<&String>,
) -> Option<(Option<i64>, String, Option<Vec<Diagnostic>>)> {
    if let Some((document, desk)) = session.opened(path) {
        let analysis = session.analysis(&document, &desk);
        let items = (before != Some(&analysis.id)).then(|| analysis.diagnostics.clone());
        return Some((document.version.map(i64::from), analysis.id.clone(), items));
    }
    let stamp = (session.workspace.scan(), archive.digest(path).map(|d| d.print));
    if let Some((at, id)) = locked(&session.survey.0).get(path)
        && *at == stamp
        && before == Some(id)
    {
        return Some((None, id.clone(), None));
    }
    let document = archive.document(path)?;
    let analysis = session.analysis(&document, &Default::default());
    // The same diagnostics have the same name, whenever they are found.
    let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(serde_json::to_string(&analysis.diagnostics).ok());
    let id = format!("file-{hash:x}");
    locked(&session.survey.0).insert(Arc::clone(path), (stamp, id.clone()));
    let items = (before != Some(&id)).then(|| analysis.diagnostics.clone());
    Some((None, id, items))
}
