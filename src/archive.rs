//! All articles of the workspace: documents on disk and in open buffers, who is who across them, and where the same words stand.
//!
//! Everything that the rest of the program asks of "the other articles" goes through [`Archive`].

mod document;

pub use document::Document;

use dashmap::DashMap;
use std::path::Path;
use std::sync::Arc;

/// The articles of the workspace.
#[derive(Debug, Default)]
pub struct Archive {
    /// Guards never leave this module: an `Arc` is copied out.
    open: DashMap<Arc<Path>, Arc<Document>>,
}

impl Archive {
    pub fn new(_settings: Arc<crate::settings::Settings>) -> Archive {
        Archive::default()
    }

    pub fn add_root(&self, _root: &Path) -> Result<(), String> {
        Ok(())
    }

    pub fn scan(&self, _progress: &(dyn Fn(usize, usize) -> bool + Sync)) -> Vec<String> {
        vec![]
    }

    pub fn open(&self, document: Arc<Document>) {
        self.open.insert(Arc::clone(&document.path), document);
    }

    pub fn close(&self, path: &Path) {
        self.open.remove(path);
    }

    pub fn changed(&self, _paths: &[std::path::PathBuf]) {}

    pub fn generation(&self) -> u64 {
        0
    }

    pub fn len(&self) -> usize {
        self.open.len()
    }

    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The newest text of a document: the open buffer, else the file.
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        if let Some(open) = self.open.get(path) {
            return Some(Arc::clone(&open));
        }
        let (text, _) = crate::text::decode(std::fs::read(path).ok()?);
        Some(Arc::new(Document::new(path, &text)))
    }
}
