//! All articles of the workspace: documents on disk and in open buffers, who is who across them, and where the same words stand.
//!
//! Everything that the rest of the program asks of "the other articles" goes through [`Archive`]. An open buffer takes the place
//! of its file. Of files only a digest and the entries of the index are kept ([`index::Index`]); their text is read again when
//! something is found in them, so that no answer points into old text.

pub mod digest;
mod document;
pub mod entity;
pub mod index;
pub mod quotation;
mod reuse;
pub mod scan;
mod story;
mod texts;

pub use digest::Digest;
pub use document::Document;
pub use entity::Entities;
pub use quotation::wording::{Named, Occurrence, definition};
pub use quotation::{Change, ChangeKind, Sameness};
pub use reuse::Reuse;
pub use scan::{Progress, Reason, RootError, ScanReport, Skipped};
pub use story::is_same_name;

use crate::article::Article;
use crate::knowledge::Shelf;
use crate::settings::Settings;
use crate::text::Span;
use dashmap::DashMap;
use digest::{Prepared, Stamp};
use index::single::Single;
use index::{Embedded, Index};
use quotation::align::Side;
use quotation::find::{self, Query};
use quotation::wording::{self, Target};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Once, OnceLock, RwLock};
use story::Story;
use texts::{Known, Source, Texts};

/// The articles of the workspace. Shared by all threads; no lock is held when a method returns.
#[derive(Debug)]
pub struct Archive {
    settings: Arc<Settings>,
    roots: RwLock<Vec<Arc<Path>>>,
    /// Guards never leave this module: an `Arc` is copied out.
    open: DashMap<Arc<Path>, Arc<Open>>,
    index: Box<dyn Index>,
    /// Asked for by [`Archive::everybody`].
    entities: Entities,
    /// Whether anybody has asked who is who: until then it is in the index alone.
    asked: RwLock<bool>,
    /// Done once who is in the articles that the index had by then is among the entities.
    learnt: Once,
    /// Packs: what is known beside the articles.
    shelf: RwLock<Arc<Shelf>>,
    texts: Mutex<Texts>,
    kept: reuse::Kept,
    changes: Mutex<Changes>,
}

/// An open buffer at one version; indexed when somebody asks for words from another document.
#[derive(Debug)]
struct Open {
    document: Arc<Document>,
    read: OnceLock<Arc<Known>>,
    single: OnceLock<Single>,
    /// Whether the version's cast is among the entities.
    cast: Once,
    /// Whether that of an earlier version is, until then.
    follows: bool,
}

/// When something changed, and when something else than the latest document did.
#[derive(Debug, Default)]
struct Changes {
    generation: u64,
    latest: Option<Arc<Path>>,
    /// The newest change that was not the latest document's.
    before: u64,
}

impl Default for Archive {
    fn default() -> Archive {
        Archive::new(Arc::default())
    }
}

impl Archive {
    pub fn new(settings: Arc<Settings>) -> Archive {
        Archive::with_index(settings, Box::new(Embedded::default()))
    }

    /// An archive whose articles are kept on disk in a folder for caches, each folder of `roots` by itself; they are its roots.
    /// Also says of the roots which cannot be taken, and why.
    pub fn on_disk(settings: Arc<Settings>, cache: &Path, roots: &[PathBuf]) -> (Archive, Vec<RootError>) {
        let (mut taken, mut refused): (Vec<Arc<Path>>, _) = (vec![], vec![]);
        for root in roots {
            match scan::check_root(root) {
                Ok(()) => taken.push(Arc::from(root.as_path())),
                Err(e) => refused.push(e),
            }
        }
        taken.dedup();
        let archive = Archive::with_index(settings, Box::new(Embedded::on_disk(cache, &taken)));
        *archive.roots.write().expect("no panic under this lock") = taken;
        (archive, refused)
    }

    /// An archive whose other articles are known to some engine, perhaps to another one than ours.
    pub fn with_index(settings: Arc<Settings>, index: Box<dyn Index>) -> Archive {
        Archive {
            settings,
            roots: RwLock::default(),
            open: DashMap::new(),
            index,
            entities: Entities::default(),
            asked: RwLock::default(),
            learnt: Once::new(),
            shelf: RwLock::default(),
            texts: Mutex::default(),
            kept: reuse::Kept::default(),
            changes: Mutex::default(),
        }
    }

    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The packs that names are looked up in; the built-in one until others are put there.
    pub fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.read().expect("no panic under this lock"))
    }

    /// Puts other packs in the place of those there are.
    pub fn put_shelf(&self, shelf: Arc<Shelf>) {
        *self.shelf.write().expect("no panic under this lock") = shelf;
        self.touch(None);
    }

    /// Adds a folder (or a single file) to the workspace; its articles are known after the next [`Archive::scan`].
    ///
    /// # Errors
    /// The home folder and the root of the file system are refused, and what is not there.
    pub fn add_root(&self, root: &Path) -> Result<(), RootError> {
        scan::check_root(root)?;
        let mut roots = self.roots.write().expect("no panic under this lock");
        if !roots.iter().any(|r| **r == *root) {
            roots.push(Arc::from(root));
        }
        Ok(())
    }

    /// Takes a folder out of the workspace, and its articles unless they belong to another folder too.
    pub fn remove_root(&self, root: &Path) {
        self.roots.write().expect("no panic under this lock").retain(|r| **r != *root);
        let roots = self.roots();
        for path in self.index.paths() {
            if path.starts_with(root) && !roots.iter().any(|r| path.starts_with(r)) {
                self.forget(&path);
            }
        }
        self.touch(None);
    }

    pub fn roots(&self) -> Vec<Arc<Path>> {
        self.roots.read().expect("no panic under this lock").clone()
    }

    /// Reads all articles of the workspace that are new or have changed, in parallel, and forgets those that are gone.
    ///
    /// `progress` is called now and then from several threads; it breaks the scan off by `ControlFlow::Break`.
    pub fn scan(&self, progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> ScanReport {
        let mut report = ScanReport::default();
        let stop = AtomicBool::new(false);
        let ask = |state: Progress| {
            if stop.load(Ordering::Relaxed) || progress(state).is_break() {
                stop.store(true, Ordering::Relaxed);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        };
        let mut found = Vec::new();
        let walked = AtomicUsize::new(0);
        let walking = || {
            let seen = walked.fetch_add(1, Ordering::Relaxed);
            if seen.is_multiple_of(64) { ask(Progress { done: seen, total: 0 }) } else { ControlFlow::Continue(()) }
        };
        let roots = self.roots();
        for root in &roots {
            found.append(&mut scan::walk(root, &self.settings, &mut report.skipped, &walking));
        }
        // Roots may lie in one another.
        if roots.len() > 1 {
            scan::in_order(&mut found);
            found.dedup_by(|a, b| a.path == b.path);
        }
        let mut known = 0;
        let is_stale = |file: &&scan::Found| {
            let stamp = self.index.stamp(&file.path);
            known += usize::from(stamp.is_some());
            stamp != Some(file.stamp)
        };
        let stale: Vec<&scan::Found> = found.iter().filter(is_stale).collect();
        // Where all that is known was found, none is gone.
        if !stop.load(Ordering::Relaxed) && known < self.index.len() {
            let there: FxHashSet<&Path> = found.iter().map(|f| f.path.as_path()).collect();
            for path in self.index.paths() {
                if !there.contains(&*path) && !self.is_open(&path) {
                    self.forget(&path);
                }
            }
        }
        let total = stale.len();
        let done = AtomicUsize::new(0);
        let mut rest = stale.as_slice();
        let mut ready = Vec::new();
        while !rest.is_empty() && !stop.load(Ordering::Relaxed) {
            let (batch, later) = rest.split_at(batch(rest, self.settings.max_bytes));
            rest = later;
            let read = || -> Vec<_> {
                let files = batch.par_iter().map(|file| {
                    if stop.load(Ordering::Relaxed) {
                        return None;
                    }
                    let outcome = self.prepare(&file.path);
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if done.is_multiple_of(32) || done == total {
                        let _ = ask(Progress { done, total });
                    }
                    Some((&file.path, outcome))
                });
                files.collect()
            };
            // While one batch is written the next is read.
            let ((), outcomes) = rayon::join(|| self.keep(std::mem::take(&mut ready)), read);
            ready.reserve(outcomes.len());
            for (path, outcome) in outcomes.into_iter().flatten() {
                match outcome {
                    Ok((article, bytes, replaced)) => {
                        report.read += 1;
                        report.bytes += bytes as u64;
                        report.replaced += replaced as usize;
                        ready.push(article);
                    }
                    Err(reason) => {
                        self.forget(path);
                        report.skipped.push(Skipped { path: path.clone(), reason });
                    }
                }
            }
        }
        self.keep(ready);
        self.index.settle();
        report.notices = self.index.notices();
        report.cancelled = stop.load(Ordering::Relaxed);
        report.articles = self.len();
        self.touch(None);
        report
    }

    /// Waits until the index is in the order it stays in.
    pub fn finish(&self) {
        self.index.finish();
    }

    /// Reads a file and makes it ready for the index; also its length and whether bytes were replaced.
    fn prepare(&self, path: &Path) -> Result<(Prepared, usize, bool), Reason> {
        let (text, replaced, stamp) = scan::read(path, self.settings.max_bytes)?;
        let path: Arc<Path> = Arc::from(path);
        Ok((Self::digest_text(&path, &text, &Article::read(&text), Some(stamp)), text.len(), replaced))
    }

    /// The one place where a text becomes what is known of it.
    fn digest_text(path: &Arc<Path>, text: &str, article: &Article, stamp: Option<Stamp>) -> Prepared {
        let mut prepared = Prepared::of(path, text, article, stamp);
        prepared.cast = entity::Cast::of(article, text, prepared.digest.date);
        prepared
    }

    /// Articles and who is in them are known from now on, in the order in which they are given: what is said of two equal names
    /// depends on it.
    fn keep(&self, articles: Vec<Prepared>) {
        // Whoever is the first to ask waits until they are in the index.
        let asked = self.asked.read().expect("no panic under this lock");
        if *asked {
            for article in articles.iter().filter(|article| !self.is_open(&article.digest.path)) {
                self.everybody().replace(Arc::clone(&article.digest.path), article.cast.clone());
            }
        }
        self.index.put(articles);
    }

    /// An article is gone.
    fn forget(&self, path: &Path) {
        self.index.remove(path);
        if !self.is_open(path) {
            self.forget_people(path);
        }
    }

    /// Who is in an article is forgotten, if anybody has asked.
    fn forget_people(&self, path: &Path) {
        if *self.asked.read().expect("no panic under this lock") {
            self.everybody().remove(path);
        }
    }

    /// Who is who as it was last said, without the newest versions of open buffers.
    fn everybody(&self) -> &Entities {
        self.learnt.call_once(|| {
            *self.asked.write().expect("no panic under this lock") = true;
            self.index.casts(&mut |rows| self.entities.learn(rows));
            self.entities.learnt();
        });
        &self.entities
    }

    /// Who is who, open buffers at their newest version.
    ///
    /// The first who asks waits until it is learnt from the index; who only looks for words never does.
    pub fn entities(&self) -> &Entities {
        self.gathered(|_| true)
    }

    /// The same for who leaves one article out, which may stand there at an earlier version.
    pub fn entities_of_others(&self, path: &Path) -> &Entities {
        self.gathered(|open| *open.document.path != *path)
    }

    /// The same for who cannot wait: a buffer that was just edited may stand there at an earlier version.
    pub fn entities_at_hand(&self) -> &Entities {
        self.gathered(|open| !open.follows)
    }

    /// Who is who, once the wanted buffers are among the entities.
    fn gathered(&self, wanted: impl Fn(&Open) -> bool) -> &Entities {
        let open: Vec<Arc<Open>> = self.open.iter().filter(|open| wanted(open)).map(|open| Arc::clone(&open)).collect();
        for open in open {
            // Whoever comes while another puts it there waits for it.
            open.cast.call_once_force(|_| {
                let document = &open.document;
                let cast = document.cast().clone();
                // A newer version may have come meanwhile; it is the newest that counts.
                if self.opened(&document.path).is_some_and(|now| Arc::ptr_eq(&now, &open)) {
                    self.everybody().replace(Arc::clone(&document.path), cast);
                }
            });
        }
        self.everybody()
    }

    /// A buffer or its newer version takes over from the file.
    pub fn open(&self, document: Arc<Document>) {
        let path = Arc::clone(&document.path);
        let follows = self.opened(&path).is_some_and(|earlier| earlier.follows || earlier.cast.is_completed());
        let open = Open { document, read: OnceLock::new(), single: OnceLock::new(), cast: Once::new(), follows };
        self.open.insert(Arc::clone(&path), Arc::new(open));
        self.touch(Some(path));
    }

    /// The file is the newest version again.
    pub fn close(&self, path: &Path) {
        if self.open.remove(path).is_none() {
            return;
        }
        self.forget_reuse(path);
        self.forget_people(path);
        self.changed(&[path.to_path_buf()]);
    }

    /// Files or folders that were created, changed or deleted on disk.
    pub fn changed(&self, paths: &[PathBuf]) {
        let roots = self.roots();
        let mut articles = Vec::new();
        let mut walk_again = false;
        for path in paths {
            self.texts.lock().expect("no panic under this lock").forget(path);
            let known = self.index.stamp(path);
            let metadata = std::fs::symlink_metadata(path);
            let is_file = metadata.as_ref().is_ok_and(|m| m.is_file());
            if is_file && (known.is_some() || roots.iter().any(|root| scan::is_in(root, &self.settings, path))) {
                match self.prepare(path) {
                    Ok((article, ..)) => articles.push(article),
                    Err(_) => self.forget(path),
                }
            } else if known.is_some() {
                self.forget(path);
            } else if path.file_name().is_some_and(|n| n == ".gitignore" || n == ".ignore") || metadata.is_ok_and(|m| m.is_dir()) {
                walk_again = true;
            } else if !self.settings.is_article(path) {
                // Perhaps a folder that is gone.
                for path in self.index.paths().iter().filter(|p| p.starts_with(path)) {
                    self.forget(path);
                }
            }
        }
        let only = if let [one] = articles.as_slice() { Some(Arc::clone(&one.digest.path)) } else { None };
        if !articles.is_empty() {
            self.keep(articles);
        }
        if walk_again {
            self.scan(&|_| ControlFlow::Continue(()));
        }
        self.touch(only.filter(|_| paths.len() == 1));
    }

    /// The newest text of a document: the open buffer, else the file within the size budget.
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        if let Some(open) = self.opened(path) {
            return Some(Arc::clone(&open.document));
        }
        let (text, ..) = scan::read(path, self.settings.max_bytes).ok()?;
        Some(Arc::new(Document::new(path, &text)))
    }

    /// All open buffers, in the order of their paths.
    pub fn open_documents(&self) -> Vec<Arc<Document>> {
        let mut open: Vec<_> = self.open.iter().map(|o| Arc::clone(&o.document)).collect();
        open.sort_by(|a, b| a.path.cmp(&b.path));
        open
    }

    pub fn is_open(&self, path: &Path) -> bool {
        self.open.contains_key(path)
    }

    fn opened(&self, path: &Path) -> Option<Arc<Open>> {
        self.open.get(path).map(|o| Arc::clone(&o))
    }

    /// What is known of an article without reading it; of an open buffer, at its newest version.
    pub fn digest(&self, path: &Path) -> Option<Arc<Digest>> {
        match self.opened(path) {
            Some(open) => Some(Arc::clone(&open.known().digest)),
            None => self.index.digest(path),
        }
    }

    /// The paths of all articles, open ones included, in order.
    pub fn paths(&self) -> Vec<Arc<Path>> {
        let mut paths = self.index.paths();
        paths.extend(self.open.iter().map(|o| Arc::clone(o.key())));
        paths.sort();
        paths.dedup();
        paths
    }

    /// Grows with every change.
    pub fn generation(&self) -> u64 {
        self.changes.lock().expect("no panic under this lock").generation
    }

    /// Grows with every change of another document.
    pub fn generation_of_others(&self, path: &Path) -> u64 {
        let changes = self.changes.lock().expect("no panic under this lock");
        if changes.latest.as_deref() == Some(path) { changes.before } else { changes.generation }
    }

    fn touch(&self, path: Option<Arc<Path>>) {
        let mut changes = self.changes.lock().expect("no panic under this lock");
        if path.is_none() || changes.latest != path {
            changes.before = changes.generation;
            changes.latest = path;
        }
        changes.generation += 1;
        if changes.latest.is_none() {
            changes.before = changes.generation;
        }
    }

    /// Articles known: of the workspace, and open buffers beside it.
    pub fn len(&self) -> usize {
        let beside = self.open.iter().filter(|o| self.index.stamp(o.key()).is_none()).count();
        self.index.len() + beside
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where some words stand in the articles of the archive, the same or altered: the most alike first.
    ///
    /// ```
    /// use whosays::archive::{Archive, Document};
    /// use std::sync::Arc;
    /// let archive = Archive::default();
    /// archive.open(Arc::new(Document::new("a.txt", "“The pier was never meant to carry lorries,” Moss said.")));
    /// let found = archive.occurrences("the pier was never meant to carry LORRIES", None);
    /// assert_eq!(&*found[0].wording, "The pier was never meant to carry lorries");
    /// ```
    pub fn occurrences(&self, words: &str, except: Option<&Path>) -> Vec<Occurrence> {
        self.ask(words, &[Span::new(0, words.len())], except, None)
    }

    /// The words of some parts of a text, and who says them; changes are told in bytes of that text.
    fn ask(&self, text: &str, parts: &[Span], except: Option<&Path>, speaker: Option<&str>) -> Vec<Occurrence> {
        let query = Query::of(text, parts);
        if query.spoken() < 3 {
            return vec![];
        }
        let mut found: Vec<Occurrence> = Vec::new();
        let judge = |known: &Known, candidate: &find::Candidate| -> Option<Occurrence> {
            let (words, first) = known.digest.some_words(known.text(), candidate.window.clone());
            let candidate = candidate.narrowed(&query, &words, first)?;
            let place = |number: u32| (number.saturating_sub(first) as usize).min(words.len());
            let window = place(candidate.window.start)..place(candidate.window.end).max(place(candidate.window.start));
            let first = i64::from(first) + window.start as i64;
            let band = candidate.ahead.start - first..candidate.ahead.end - first;
            let target = Target { side: Side { text: known.text(), words: &words[window] }, digest: &known.digest, band };
            wording::occurrence(&query, text, &target)
        };
        // The best come first: when so many in a row are only chance, the rest is too.
        const CHANCE: usize = 5;
        let mut chance = 0;
        self.index.candidates(&query, &mut |candidate| {
            let path = &candidate.digest.path;
            if except == Some(path) || self.is_open(path) {
                return ControlFlow::Continue(());
            }
            // A text at hand without the words is not compared with its file: what that has come to hold since, the index that led
            // here does not know either.
            let at_hand = self.texts.lock().expect("no panic under this lock").get(path);
            let mut same = at_hand.as_ref().and_then(|known| judge(known, &candidate));
            if at_hand.is_none() || same.is_some() {
                let Some(known) = self.known(&candidate.digest) else { return ControlFlow::Continue(()) };
                if !at_hand.is_some_and(|before| Arc::ptr_eq(&before, &known)) {
                    same = judge(&known, &candidate);
                }
            }
            chance = if same.is_some() { 0 } else { chance + 1 };
            found.extend(same);
            if chance > CHANCE { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let open: Vec<Arc<Open>> = self.open.iter().filter(|o| except != Some(o.key())).map(|o| Arc::clone(&o)).collect();
        for open in open {
            let known = open.known();
            find::candidates(&query, &[open.single()], &mut |candidate| {
                found.extend(judge(&known, &candidate));
                ControlFlow::Continue(())
            });
        }
        found.sort_by(|a, b| {
            a.sameness.cmp(&b.sameness).then(b.matched.cmp(&a.matched)).then(a.path.cmp(&b.path)).then(a.span.cmp(&b.span))
        });
        found.dedup_by(|b, a| a.path == b.path && a.span.overlaps(b.span));
        // As it is on disk: to digest a buffer anew at each of its versions would cost more than all of its lookups.
        let from = except.and_then(|path| self.index.digest(path));
        mark_reprints(&mut found, from.as_deref());
        if let Some(path) = except
            && found.iter().any(|o| o.matched < story::FRAGMENT)
        {
            story::weigh(self, &Story::of(self, path, from.as_deref(), speaker), &mut found);
        }
        found
    }

    /// The words of a file's newest text. Where it is no longer the text that was digested, what the index knows is put right.
    fn known(&self, digest: &Arc<Digest>) -> Option<Arc<Known>> {
        let path = &digest.path;
        let kept = self.texts.lock().expect("no panic under this lock").get(path);
        if let Some(known) = kept {
            let stamp = Stamp::of(&std::fs::metadata(&**path).ok()?);
            if matches!(known.source, Source::File(_, at) if at == Some(stamp)) {
                return Some(known);
            }
        }
        let (text, _, stamp) = scan::read(path, self.settings.max_bytes).ok()?;
        let mut digest = Arc::clone(digest);
        if digest.print != digest::print(&text) {
            let prepared = Self::digest_text(path, &text, &Article::read(&text), Some(stamp));
            digest = Arc::clone(&prepared.digest);
            self.keep(vec![prepared]);
        }
        let known = Arc::new(Known { source: Source::File(text, Some(stamp)), digest });
        self.texts.lock().expect("no panic under this lock").put(path, Arc::clone(&known));
        Some(known)
    }
}

/// How many files go into one batch, so that two of them need bounded memory.
fn batch(files: &[&scan::Found], budget: u64) -> usize {
    const BYTES: u64 = 32 << 20;
    let mut bytes = 0;
    let fits = files.iter().take_while(|f| {
        // What is over the budget is not read.
        bytes += if f.stamp.size > budget { 0 } else { f.stamp.size };
        bytes <= BYTES
    });
    fits.count().max(1)
}

fn mark_reprints(found: &mut [Occurrence], from: Option<&Digest>) {
    // Beyond this many the comparison of each with each is not worth its time.
    const MOST: usize = 64;
    for at in 0..found.len().min(MOST) {
        let (before, rest) = found.split_at_mut(at);
        let one = &mut rest[0];
        let same = |other: &Digest| other.path != one.path && other.reprints(&one.digest);
        one.reprint = from.is_some_and(same) || before.iter().any(|o| !o.reprint && same(&o.digest));
    }
}

impl Open {
    fn known(&self) -> Arc<Known> {
        let known = self.read.get_or_init(|| {
            let text = self.document.as_str();
            let prepared = Prepared::of(&self.document.path, text, self.document.article(), None);
            let digest = Arc::clone(&prepared.digest);
            let _ = self.single.set(Single::build(prepared));
            Arc::new(Known { source: Source::Buffer(Arc::clone(&self.document)), digest })
        });
        Arc::clone(known)
    }

    fn single(&self) -> &Single {
        self.known();
        self.single.get().expect("set together with the text")
    }
}
