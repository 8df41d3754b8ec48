//! What the archive asks of "the other articles": [`Index`], and the index in this process that answers by default.
//!
//! [`Embedded`] has [`segment`]s that never change, most of them mapped from the files of a [`store`] in the user's cache
//! folder, and the few articles that were put in since in memory. A newer version of an article marks the older as gone; merging
//! small segments, in the background, leaves those out. The index is a cache: it can be made again from the articles at any time.
//!
//! A shared engine for newsrooms whose archive outgrows one machine would be another implementation of the same trait.

pub mod bytes;
pub mod people;
pub mod postings;
pub mod segment;
pub mod single;
pub mod store;

use super::digest::{Digest, Prepared, Stamp};
use super::quotation::find::{self, Look, Query, Shelf};
use people::Rows;
use rustc_hash::FxHashSet;
use segment::Segment;
use single::Single;
use std::fmt::Debug;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use store::Store;

/// Articles by path and by their words. All methods may be called from many threads at once.
pub trait Index: Send + Sync + Debug {
    /// Puts articles in; each takes the place of the one with the same path.
    fn put(&self, articles: Vec<Prepared>);
    /// Takes an article out. Whether there was one.
    fn remove(&self, path: &Path) -> bool;
    fn digest(&self, path: &Path) -> Option<Arc<Digest>>;
    /// Size and time of the file when it was read; None where the article is not known.
    fn stamp(&self, path: &Path) -> Option<Stamp>;
    /// The paths of all articles, in no order.
    fn paths(&self) -> Vec<Arc<Path>>;
    /// Tells where the casts of all its articles lie; asked once.
    fn casts(&self, found: &mut dyn FnMut(Arc<dyn Rows>));
    fn len(&self) -> usize;
    /// Tells of the articles that share rows of words with the query, best first, until it is told to stop.
    fn candidates(&self, query: &Query, look: &mut Look);
    /// Makes durable what was put in, after the last of many.
    fn settle(&self) {}
    /// Waits until what goes on in the background is done.
    fn finish(&self) {}
    /// What the user should know of the index itself, told once.
    fn notices(&self) -> Vec<String> {
        vec![]
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The default: segments on disk or in memory, and single articles put in since.
#[derive(Debug, Default)]
pub struct Embedded {
    shared: Arc<Shared>,
    merging: Mutex<Option<JoinHandle<()>>>,
}

/// What the thread that merges needs too.
#[derive(Debug, Default)]
struct Shared {
    /// Readers copy the `Arc` and look things up without a lock.
    shelves: RwLock<Arc<Shelves>>,
    /// One writer at a time.
    writing: Mutex<()>,
    /// Singles become a segment once.
    folding: Mutex<()>,
    /// The folders whose index is on disk.
    stores: Vec<(Arc<Path>, Arc<Store>)>,
    notices: Mutex<Vec<String>>,
    stop: AtomicBool,
}

#[derive(Clone, Debug, Default)]
struct Shelves {
    /// Oldest first.
    segments: Vec<Arc<Segment>>,
    singles: Vec<Arc<Single>>,
}

/// Single articles beyond which they become a segment.
const SINGLES: usize = 32;
/// Entries by which segments are called small, middling and large; beyond the last they are not merged.
const SIZES: [u64; 3] = [1 << 20, 8 << 20, 64 << 20];
/// As many segments of one size are merged.
const ALIKE: usize = 6;

/// What is known of the index of a folder.
#[derive(Debug)]
pub struct Status {
    pub articles: usize,
    /// Bytes of the articles' files.
    pub text: u64,
    /// Bytes of the index.
    pub bytes: u64,
    pub segments: usize,
    pub folder: std::path::PathBuf,
    /// When it was last written to.
    pub updated: Option<std::time::SystemTime>,
    pub notices: Vec<String>,
}

/// Looks at the index of a folder without touching it. None where there is none.
pub fn status(cache: &Path, root: &Path) -> Option<Status> {
    let folder = store::folder_of(cache, root);
    let updated = std::fs::metadata(folder.join("manifest")).ok()?.modified().ok();
    let opened = store::look(cache, &Arc::from(root));
    drop_older(&opened.segments);
    let living = opened.segments.iter().flat_map(|s| (0..s.articles()).filter(|&n| !s.is_gone(n)).map(move |n| s.stamp(n)));
    Some(Status {
        articles: opened.segments.iter().map(Segment::len).sum(),
        text: living.flatten().map(|stamp| stamp.size).sum(),
        bytes: opened.segments.iter().map(Segment::bytes).sum(),
        segments: opened.segments.len(),
        folder,
        updated,
        notices: opened.notices,
    })
}

/// Marks as gone what a later segment has a newer version of.
fn drop_older(segments: &[Segment]) {
    if segments.len() < 2 {
        return;
    }
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    for segment in segments.iter().rev() {
        for (print, number) in segment.prints() {
            if !seen.insert(print) {
                segment.drop_article(number);
            }
        }
    }
}

impl Embedded {
    /// The index of some folders, kept on disk in a folder for caches. Folders inside of others are part of those; what is in no
    /// folder stays in memory.
    pub fn on_disk(cache: &Path, roots: &[Arc<Path>]) -> Embedded {
        let mut shared = Shared::default();
        let mut segments = Vec::new();
        let mut notices = Vec::new();
        let inside = |root: &Path| roots.iter().any(|other| root != &**other && root.starts_with(other));
        let mut taken: Vec<&Arc<Path>> = Vec::new();
        for root in roots {
            if !root.is_dir() || inside(root) || taken.contains(&root) {
                continue;
            }
            taken.push(root);
            let opened = store::open(cache, root);
            drop_older(&opened.segments);
            segments.extend(opened.segments.into_iter().map(Arc::new));
            opened.notices.iter().for_each(|notice| tracing::warn!("{notice}"));
            notices.extend(opened.notices);
            shared.stores.extend(opened.store.map(|store| (Arc::clone(root), store)));
        }
        shared.shelves = RwLock::new(Arc::new(Shelves { segments, singles: vec![] }));
        shared.notices = Mutex::new(notices);
        Embedded { shared: Arc::new(shared), merging: Mutex::default() }
    }

    /// Puts single articles and small segments together, if there are many.
    fn merge_in_background(&self) {
        if !self.shared.has_many_singles() && self.shared.alike().is_none() {
            return;
        }
        let mut merging = self.merging.lock().expect("no panic under this lock");
        if merging.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::Builder::new().name("whosays merge".into());
        // Where no thread is to be had, the index stays in more parts.
        *merging = thread.spawn(move || shared.merge_all()).ok();
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.finish();
        self.settle();
    }
}

impl Shared {
    fn shelves(&self) -> Arc<Shelves> {
        Arc::clone(&self.shelves.read().expect("no panic under this lock"))
    }

    fn set(&self, shelves: Shelves) {
        *self.shelves.write().expect("no panic under this lock") = Arc::new(shelves);
    }

    fn store(&self, path: &Path) -> Option<&(Arc<Path>, Arc<Store>)> {
        self.stores.iter().find(|(root, store)| path.starts_with(root) && store.may_write())
    }

    /// Segments of some articles: on disk, for each folder one, and in memory where that does not work.
    fn shelve(&self, articles: Vec<Prepared>) -> Vec<Arc<Segment>> {
        let mut segments = Vec::new();
        let mut rest = articles;
        for (root, store) in &self.stores {
            let (inside, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|a| a.digest.path.starts_with(root));
            rest = others;
            if inside.is_empty() {
                continue;
            }
            if store.may_write() {
                match store.write(root, &[], &mut |out| segment::write(out, root, &inside)) {
                    Ok(segment) => {
                        segments.push(Arc::new(segment));
                        continue;
                    }
                    Err(e) => self.tell_of(&e, store),
                }
            }
            rest.extend(inside);
        }
        if !rest.is_empty() {
            match Segment::in_memory(Path::new(""), &rest) {
                Ok(segment) => segments.push(Arc::new(segment)),
                Err(e) => {
                    self.notices.lock().expect("no panic under this lock").push(format!("{} articles cannot be indexed: {e}", rest.len()))
                }
            }
        }
        segments
    }

    fn tell_of(&self, e: &std::io::Error, store: &Store) {
        let notice = format!("the index cannot be written to {}: {e}; from now on it is kept in memory", store.folder.display());
        tracing::warn!("{notice}");
        self.notices.lock().expect("no panic under this lock").push(notice);
    }

    /// Marks every version of an article as gone that stands on some shelves. Whether there was one.
    fn drop_versions(shelves: &Shelves, path: &Path) -> bool {
        let mut there = false;
        for single in shelves.singles.iter().filter(|s| *s.digest.path == *path) {
            there |= single.drop_article();
        }
        for segment in &shelves.segments {
            while let Some(number) = segment.find(path) {
                there |= segment.drop_article(number);
            }
        }
        there
    }

    /// The segments that are to be merged next: of one folder and one size.
    fn alike(&self) -> Option<Vec<Arc<Segment>>> {
        let shelves = self.shelves();
        let mut groups: Vec<((&Path, bool, usize), Vec<Arc<Segment>>)> = Vec::new();
        for segment in &shelves.segments {
            let Some(size) = SIZES.iter().position(|size| segment.entries() < *size) else { continue };
            let home = segment.is_in_memory() || self.stores.iter().any(|(root, store)| root == segment.root() && store.may_write());
            if !home {
                continue;
            }
            let key = (&**segment.root(), segment.is_in_memory(), size);
            match groups.iter_mut().find(|(k, _)| *k == key) {
                Some((_, group)) => group.push(Arc::clone(segment)),
                None => groups.push((key, vec![Arc::clone(segment)])),
            }
        }
        groups.into_iter().map(|(_, group)| group).find(|group| group.len() >= ALIKE)
    }

    /// Merges until nothing is left to merge, or somebody stops it.
    fn merge_all(&self) {
        while !self.stop.load(Ordering::Relaxed) {
            if self.has_many_singles() {
                self.fold(|_| true);
            } else if !self.merge() {
                return;
            }
        }
    }

    /// Merges once. Whether there was anything to merge.
    fn merge(&self) -> bool {
        let Some(group) = self.alike() else { return false };
        let root = Arc::clone(group[0].root());
        let mut moves: Vec<(usize, u32, u32)> = Vec::new();
        let mut write = |out: &mut dyn std::io::Write| {
            moves.clear();
            segment::merge(out, &root, &group, &mut |segment, there, here| moves.push((segment, there, here)))
        };
        let merged = if group[0].is_in_memory() {
            let mut bytes = Vec::new();
            write(&mut bytes).and_then(|()| {
                Segment::open(segment::Bytes::Owned(bytes), Arc::clone(&root)).map_err(|_| std::io::Error::other("not as written"))
            })
        } else {
            let Some((_, store)) = self.stores.iter().find(|(r, store)| *r == root && store.may_write()) else { return false };
            let old: Vec<u64> = group.iter().filter_map(|s| s.file).collect();
            if !store.lists(&old) {
                return false;
            }
            let merged = store.write(&root, &old, &mut write);
            if let Some(e) = merged.as_ref().err().filter(|e| e.kind() != std::io::ErrorKind::Interrupted) {
                self.tell_of(e, store);
            }
            merged
        };
        let Ok(merged) = merged else { return false };
        let _writing = self.writing.lock().expect("no panic under this lock");
        // What was replaced while the merge ran is gone from the new segment too.
        for (segment, there, here) in moves {
            if group[segment].is_gone(there) {
                merged.drop_article(here);
            }
        }
        let mut shelves = Shelves::clone(&self.shelves());
        let is_old = |s: &Arc<Segment>| group.iter().any(|old| Arc::ptr_eq(old, s));
        let at = shelves.segments.iter().position(is_old).unwrap_or(0);
        shelves.segments.retain(|s| !is_old(s));
        shelves.segments.insert(at.min(shelves.segments.len()), Arc::new(merged));
        self.set(shelves);
        true
    }

    fn has_many_singles(&self) -> bool {
        self.shelves().singles.len() > SINGLES
    }

    /// Singles become segments, if all of them together are worth it. Nobody who saves an article waits for the disk meanwhile.
    fn fold(&self, is_worth_it: impl Fn(&[Arc<Single>]) -> bool) {
        let _folding = self.folding.lock().expect("no panic under this lock");
        let singles = self.shelves().singles.clone();
        if !is_worth_it(&singles) {
            return;
        }
        let living: Vec<&Arc<Single>> = singles.iter().filter(|s| !s.is_gone()).collect();
        let articles: Vec<_> = living.iter().map(|s| s.unbuild()).collect();
        let segments = if articles.is_empty() { vec![] } else { self.shelve(articles) };
        let _writing = self.writing.lock().expect("no panic under this lock");
        // What was replaced meanwhile is gone from the new segments too.
        for single in living.iter().filter(|s| s.is_gone()) {
            for segment in &segments {
                segment.find(&single.digest.path).map(|number| segment.drop_article(number));
            }
        }
        let mut shelves = Shelves::clone(&self.shelves());
        shelves.singles.retain(|s| !singles.iter().any(|old| Arc::ptr_eq(old, s)));
        shelves.segments.extend(segments);
        self.set(shelves);
    }
}

impl Index for Embedded {
    fn put(&self, articles: Vec<Prepared>) {
        if articles.is_empty() {
            return;
        }
        let shared = &self.shared;
        let writing = shared.writing.lock().expect("no panic under this lock");
        let before = shared.shelves();
        let mut shelves = Shelves::clone(&before);
        let paths: Vec<_> = articles.iter().map(|a| Arc::clone(&a.digest.path)).collect();
        if articles.len() <= SINGLES / 2 {
            shelves.singles.extend(articles.into_iter().map(|a| Arc::new(Single::build(a))));
        } else {
            shelves.segments.extend(shared.shelve(articles));
        }
        shelves.singles.retain(|s| !s.is_gone());
        shared.set(shelves);
        // Both versions are found for a moment, rather than none.
        for path in paths {
            Shared::drop_versions(&before, &path);
        }
        drop(writing);
        self.merge_in_background();
    }

    fn remove(&self, path: &Path) -> bool {
        let _writing = self.shared.writing.lock().expect("no panic under this lock");
        Shared::drop_versions(&self.shared.shelves(), path)
    }

    fn digest(&self, path: &Path) -> Option<Arc<Digest>> {
        let shelves = self.shared.shelves();
        if let Some(single) = shelves.singles.iter().rev().find(|s| *s.digest.path == *path && !s.is_gone()) {
            return Some(Arc::clone(&single.digest));
        }
        shelves.segments.iter().rev().find_map(|segment| segment.digest(segment.find(path)?))
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let shelves = self.shared.shelves();
        if let Some(single) = shelves.singles.iter().rev().find(|s| *s.digest.path == *path && !s.is_gone()) {
            return single.digest.stamp;
        }
        shelves.segments.iter().rev().find_map(|segment| segment.stamp(segment.find(path)?))
    }

    fn paths(&self) -> Vec<Arc<Path>> {
        let shelves = self.shared.shelves();
        let mut paths: Vec<Arc<Path>> = Vec::with_capacity(self.len());
        for segment in &shelves.segments {
            let living = (0..segment.articles()).filter(|&n| !segment.is_gone(n));
            paths.extend(living.filter_map(|n| segment.path(n)).map(Arc::from));
        }
        paths.extend(shelves.singles.iter().filter(|s| !s.is_gone()).map(|s| Arc::clone(&s.digest.path)));
        paths
    }

    fn casts(&self, found: &mut dyn FnMut(Arc<dyn Rows>)) {
        self.shared.fold(|_| true);
        for segment in &self.shared.shelves().segments {
            found(Arc::clone(segment) as Arc<dyn Rows>);
            segment.let_pages_go();
        }
    }

    fn len(&self) -> usize {
        let shelves = self.shared.shelves();
        shelves.segments.iter().map(|s| s.len()).sum::<usize>() + shelves.singles.iter().filter(|s| !s.is_gone()).count()
    }

    fn candidates(&self, query: &Query, look: &mut Look) {
        let shelves = self.shared.shelves();
        let segments = shelves.segments.iter().map(|s| &**s as &dyn Shelf);
        let singles = shelves.singles.iter().map(|s| &**s as &dyn Shelf);
        find::candidates(query, &segments.chain(singles).collect::<Vec<_>>(), look);
    }

    fn settle(&self) {
        let shared = &self.shared;
        shared.fold(|singles| singles.iter().any(|s| shared.store(&s.digest.path).is_some()));
        // A scan has looked at every path.
        shared.shelves().segments.iter().for_each(|segment| segment.let_pages_go());
        if !shared.stop.load(Ordering::Relaxed) {
            self.merge_in_background();
        }
    }

    fn finish(&self) {
        let merging = self.merging.lock().expect("no panic under this lock").take();
        if let Some(thread) = merging {
            let _ = thread.join();
        }
    }

    fn notices(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.notices.lock().expect("no panic under this lock"))
    }
}
