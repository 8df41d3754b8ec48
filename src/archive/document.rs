//! One version of one document: its text, and its article once somebody asks.

use super::entity::Cast;
use super::{Reuse, digest};
use crate::article::Article;
use crate::text::{Change, Edited, Encoding, Text};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

/// A document at one version. Immutable: an edit makes a new one.
#[derive(Debug)]
pub struct Document {
    pub path: Arc<Path>,
    /// The editor's version; None for a file on disk.
    pub version: Option<i32>,
    pub text: Text,
    article: OnceLock<Article>,
    cast: OnceLock<Cast>,
    /// The last version that was read, kept until this one is: untouched paragraphs need not be read again, and who cannot
    /// wait can be answered from it.
    earlier: Mutex<Option<(Arc<Document>, Edited)>>,
    /// Where its quotes stand elsewhere, and at which generation of the other documents that was so.
    pub(super) reuse: Mutex<Option<(u64, Arc<[Reuse]>)>>,
}

impl Document {
    pub fn new(path: impl AsRef<Path>, text: &str) -> Document {
        Document {
            path: Arc::from(path.as_ref()),
            version: None,
            text: Text::from(text),
            article: OnceLock::new(),
            cast: OnceLock::new(),
            earlier: Default::default(),
            reuse: Default::default(),
        }
    }

    /// A document as an editor opens it.
    pub fn opened(path: impl AsRef<Path>, version: i32, text: &str) -> Document {
        Document { version: Some(version), ..Document::new(path, text) }
    }

    /// The next version of this document.
    pub fn edited(self: &Arc<Document>, version: Option<i32>, changes: &[Change], encoding: Encoding) -> Document {
        // A chain of unread versions is as good as its oldest read one.
        let earlier = if self.is_read() { Some((Arc::clone(self), Edited::default())) } else { self.last_read() };
        let mut next = Document {
            path: Arc::clone(&self.path),
            version,
            text: self.text.clone(),
            article: OnceLock::new(),
            cast: OnceLock::new(),
            earlier: Mutex::new(earlier),
            reuse: Default::default(),
        };
        next.edit(version, changes, encoding);
        next
    }

    /// Makes a document the next version of itself, which spares the copies that [`Document::edited`] makes.
    ///
    /// # Panics
    /// Where it was read: what was found belongs to its text.
    pub fn edit(&mut self, version: Option<i32>, changes: &[Change], encoding: Encoding) {
        assert!(!self.is_read(), "a version that was read stays as it is");
        self.version = version;
        let earlier = self.earlier.get_mut().expect("no panic under this lock");
        for change in changes {
            let edited = self.text.apply(change, encoding);
            if let Some((_, all)) = earlier {
                all.then(edited);
            }
        }
    }

    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// What was found in the text: read by whoever asks first, shared by the rest.
    pub fn article(&self) -> &Article {
        self.article.get_or_init(|| {
            let earlier = self.earlier.lock().expect("no panic under this lock").clone();
            let known = earlier.as_ref().and_then(|(d, _)| Some((d.as_str(), d.article.get()?)));
            let article = Article::read_after(self.as_str(), known);
            *self.earlier.lock().expect("no panic under this lock") = None;
            article
        })
    }

    /// Who is in the text: gathered by whoever asks first, shared by the rest.
    pub fn cast(&self) -> &Cast {
        self.cast.get_or_init(|| Cast::of(self.article(), self.as_str(), digest::date_of(self.article(), &self.path)))
    }

    /// Whether the article is there without reading.
    pub fn is_read(&self) -> bool {
        self.article.get().is_some()
    }

    /// The last version that was read, and what was edited since; None once this version is read, or if none was.
    pub fn last_read(&self) -> Option<(Arc<Document>, Edited)> {
        self.earlier.lock().expect("no panic under this lock").clone()
    }
}
