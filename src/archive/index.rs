//! What the archive asks of "the other articles": [`Index`], and the index in this process that answers by default.
//!
//! A shared engine for newsrooms whose archive outgrows one machine would be another implementation of the same trait.

use super::digest::{Digest, Prepared};
use super::quotation::find::{self, Candidate, Query};
use super::quotation::segment::{LARGEST, Segment, Shelf, Single};
use dashmap::DashMap;
use rustc_hash::FxBuildHasher;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, Mutex, RwLock};

/// Articles by path and by their words. All methods may be called from many threads at once.
pub trait Index: Send + Sync + Debug {
    /// Puts articles in; each takes the place of the one with the same path.
    fn put(&self, articles: Vec<Prepared>);
    /// Takes an article out. Whether there was one.
    fn remove(&self, path: &Path) -> bool;
    fn digest(&self, path: &Path) -> Option<Arc<Digest>>;
    /// All articles, in no order.
    fn digests(&self) -> Vec<Arc<Digest>>;
    fn len(&self) -> usize;
    /// The articles that share rows of words with the query, best first.
    fn candidates(&self, query: &Query) -> Vec<Candidate>;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The default: segments that never change and a few single articles put in since, all in memory.
#[derive(Debug, Default)]
pub struct Embedded {
    current: DashMap<Arc<Path>, Arc<Digest>, FxBuildHasher>,
    /// Readers copy the `Arc` and look things up without a lock.
    shelves: RwLock<Arc<Shelves>>,
    /// One writer at a time.
    writing: Mutex<()>,
}

#[derive(Clone, Debug, Default)]
struct Shelves {
    segments: Vec<Arc<Segment>>,
    singles: Vec<Arc<Single>>,
}

/// Single articles beyond which they become a segment.
const SINGLES: usize = 32;
/// Segments below this many entries are merged when there are too many.
const SMALL: usize = LARGEST / 8;
const SMALL_SEGMENTS: usize = 6;

impl Embedded {
    fn shelves(&self) -> Arc<Shelves> {
        Arc::clone(&self.shelves.read().expect("no panic under this lock"))
    }
}

impl Index for Embedded {
    fn put(&self, articles: Vec<Prepared>) {
        let _writing = self.writing.lock().expect("no panic under this lock");
        let mut shelves = Shelves::clone(&self.shelves());
        let digests: Vec<_> = articles.iter().map(|a| Arc::clone(&a.digest)).collect();
        if articles.len() <= SINGLES / 2 {
            shelves.singles.retain(|s| !digests.iter().any(|d| d.path == s.digest.path));
            shelves.singles.extend(articles.into_iter().map(|a| Arc::new(Single::build(a))));
        } else {
            shelves.segments.push(Arc::new(Segment::build(&articles)));
        }
        if shelves.singles.len() > SINGLES {
            let articles: Vec<_> = shelves.singles.drain(..).filter(|s| !s.digest.is_replaced()).map(|s| s.unbuild()).collect();
            shelves.segments.push(Arc::new(Segment::build(&articles)));
        }
        if shelves.segments.iter().filter(|s| s.entries() < SMALL).count() > SMALL_SEGMENTS {
            let (small, large): (Vec<_>, Vec<_>) = shelves.segments.drain(..).partition(|s| s.entries() < SMALL);
            let articles: Vec<_> = small.iter().flat_map(|s| s.unbuild()).collect();
            shelves.segments = large;
            shelves.segments.push(Arc::new(Segment::build(&articles)));
        }
        *self.shelves.write().expect("no panic under this lock") = Arc::new(shelves);
        for digest in digests {
            if let Some(old) = self.current.insert(Arc::clone(&digest.path), digest) {
                old.replace();
            }
        }
    }

    fn remove(&self, path: &Path) -> bool {
        let _writing = self.writing.lock().expect("no panic under this lock");
        let Some((_, old)) = self.current.remove(path) else { return false };
        old.replace();
        true
    }

    fn digest(&self, path: &Path) -> Option<Arc<Digest>> {
        self.current.get(path).map(|d| Arc::clone(&d))
    }

    fn digests(&self) -> Vec<Arc<Digest>> {
        self.current.iter().map(|d| Arc::clone(&d)).collect()
    }

    fn len(&self) -> usize {
        self.current.len()
    }

    fn candidates(&self, query: &Query) -> Vec<Candidate> {
        let shelves = self.shelves();
        let segments = shelves.segments.iter().map(|s| &**s as &dyn Shelf);
        let singles = shelves.singles.iter().map(|s| &**s as &dyn Shelf);
        find::candidates(query, &segments.chain(singles).collect::<Vec<_>>())
    }
}
