//! Texts of articles that are at hand: open buffers, and files that something was found in lately.

use super::Document;
use super::digest::{Digest, Stamp};
use rustc_hash::FxHashMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

/// A text with the digest of that very text.
#[derive(Debug)]
pub struct Known {
    pub source: Source,
    pub digest: Arc<Digest>,
}

#[derive(Debug)]
pub enum Source {
    Buffer(Arc<Document>),
    File(String, Option<Stamp>),
}

impl Known {
    pub fn text(&self) -> &str {
        match &self.source {
            Source::Buffer(document) => document.as_str(),
            Source::File(text, _) => text,
        }
    }
}

/// Texts of files that something was found in lately. Two halves: what is asked for stays, what is not goes with its half.
#[derive(Debug, Default)]
pub struct Texts {
    /// By the bytes of the path: what [`Path`] compares by takes ten times as long.
    young: FxHashMap<Arc<OsStr>, Arc<Known>>,
    old: FxHashMap<Arc<OsStr>, Arc<Known>>,
    bytes: usize,
}

/// Bytes of text in each half of [`Texts`].
const TEXTS: usize = 12 << 20;

impl Texts {
    pub fn get(&mut self, path: &Path) -> Option<Arc<Known>> {
        if let Some(known) = self.young.get(path.as_os_str()) {
            return Some(Arc::clone(known));
        }
        let known = self.old.remove(path.as_os_str())?;
        self.put(path, Arc::clone(&known));
        Some(known)
    }

    pub fn put(&mut self, path: &Path, known: Arc<Known>) {
        let bytes = known.text().len();
        if self.bytes + bytes > TEXTS {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += bytes;
        self.young.insert(path.as_os_str().into(), known);
    }

    pub fn forget(&mut self, path: &Path) {
        self.young.remove(path.as_os_str());
        self.old.remove(path.as_os_str());
    }
}
