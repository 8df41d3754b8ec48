//! A watcher of our own, for clients that watch no files.

use super::session::{Session, locked};
use super::workspace;
use notify::{EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

/// Watches the folders until the session ends. A folder that cannot be watched is told of and stays as it was read.
pub fn start(session: &Arc<Session>, roots: &[PathBuf]) {
    // The session owns the watcher, so the watcher must not own the session.
    let weak: Weak<Session> = Arc::downgrade(session);
    let watched: Vec<PathBuf> = roots.to_vec();
    let on_event = move |event: notify::Result<notify::Event>| {
        let (Some(session), Ok(event)) = (weak.upgrade(), event) else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let paths: Vec<PathBuf> = event.paths.into_iter().filter(|p| !is_hidden(p, &watched) || session.workspace.is_pack(p)).collect();
        if !paths.is_empty() {
            workspace::paths_changed(&session, paths);
        }
    };
    let mut watcher = match notify::recommended_watcher(on_event) {
        Ok(watcher) => watcher,
        Err(e) => {
            tracing::warn!("changes on disk will not be seen: {e}");
            return;
        }
    };
    for root in roots {
        if let Err(e) = watcher.watch(root, RecursiveMode::Recursive) {
            tracing::warn!("changes below {} will not be seen: {e}", root.display());
        }
    }
    *locked(&session.workspace.watcher) = Some(watcher);
}

/// Whether a path is inside a hidden folder of its root, such as `.git`.
fn is_hidden(path: &Path, roots: &[PathBuf]) -> bool {
    let inside = roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    inside.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}
