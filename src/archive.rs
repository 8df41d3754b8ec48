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
    /// The newest text of a document: the open buffer, else the file.
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        if let Some(open) = self.open.get(path) {
            return Some(Arc::clone(&open));
        }
        let (text, _) = crate::text::decode(std::fs::read(path).ok()?);
        Some(Arc::new(Document::new(path, &text)))
    }
}
