//! The index of one folder on disk: `<cache>/<number of the folder>/` with
//!
//! | file | what it is |
//! |---|---|
//! | `root.txt` | which folder it is the index of, for people |
//! | `lock` | held by the one process that writes; the kernel lets go of it however that ends |
//! | `manifest` | which segments count, oldest first; replaced as a whole |
//! | `N.segment` | a segment ([`super::segment`]), never changed |
//!
//! A file is written under another name, brought to the disk and renamed, and only then named in the manifest: whatever a
//! process that dies leaves behind is either counted and whole, or not counted and removed by the next writer. All of it can be
//! made again from the articles.

use super::segment::{Bytes, Damage, Segment, reading};
use memmap2::Mmap;
use rayon::prelude::*;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Names the folder of all indexes in place of the user's cache folder.
pub const CACHE_VARIABLE: &str = "WHOSAYS_CACHE_DIR";

const HEADING: &str = "whosays index 1";

/// The folder of all indexes: that of the environment, else `whosays` in the user's cache folder. None where he has none.
pub fn cache_folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(CACHE_VARIABLE).filter(|f| !f.is_empty()) {
        return Some(folder.into());
    }
    use etcetera::BaseStrategy;
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("whosays"))
}

/// The folder of the index of one folder of articles.
pub fn folder_of(cache: &Path, root: &Path) -> PathBuf {
    let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    cache.join(format!("{:016x}", xxh3_64(real.as_os_str().as_encoded_bytes())))
}

/// The files of one index, and the right to write them while it lives.
#[derive(Debug)]
pub struct Store {
    pub folder: PathBuf,
    /// Held open, and with it locked.
    _lock: File,
    listed: Mutex<Listed>,
    /// Nothing more is written: the disk is full or gone.
    given_up: AtomicBool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Listed {
    segments: Vec<u64>,
    /// The last number given to a file; 0 before anything was read.
    last: u64,
}

/// What was found on disk.
#[derive(Debug, Default)]
pub struct Opened {
    pub segments: Vec<Segment>,
    /// None where it may not be written.
    pub store: Option<Arc<Store>>,
    /// What the user should know.
    pub notices: Vec<String>,
}

/// Stores of this process: while one archive takes the place of another, both write the same index.
static OPEN: Mutex<Vec<Weak<Store>>> = Mutex::new(Vec::new());

/// Opens the index of a folder for reading, and for writing unless another process does so.
pub fn open(cache: &Path, root: &Arc<Path>) -> Opened {
    let folder = folder_of(cache, root);
    let mut opened = Opened::default();
    match writer(&folder, root) {
        Ok(Some(store)) => opened.store = Some(store),
        Ok(None) => opened.notices.push(format!(
            "the index of {} is written by another process; this one reads it, and keeps what is newer in memory",
            root.display()
        )),
        Err(e) => opened.notices.push(format!("no index can be kept in {}: {e}; this time everything stays in memory", folder.display())),
    }
    read(&folder, root, &mut opened);
    opened
}

/// Opens the index of a folder without touching it.
pub fn look(cache: &Path, root: &Arc<Path>) -> Opened {
    let mut opened = Opened::default();
    read(&folder_of(cache, root), root, &mut opened);
    opened
}

/// Removes the index of a folder; returns how many bytes that were, None where there was none. `told` is called before each file
/// with the bytes that are removed by then and those of all.
///
/// # Errors
/// Another process writes it, or the files cannot be removed.
pub fn clear(cache: &Path, root: &Path, told: &mut dyn FnMut(u64, u64)) -> io::Result<Option<u64>> {
    let folder = folder_of(cache, root);
    if !folder.is_dir() {
        return Ok(None);
    }
    let Some(store) = writer(&folder, root)? else { return Err(io::Error::other("another process writes it")) };
    let removed = store.empty(told);
    for name in ["root.txt", "lock"] {
        let _ = fs::remove_file(folder.join(name));
    }
    drop(store);
    fs::remove_dir(&folder)?;
    Ok(Some(removed))
}

/// The right to write; None where another process has it.
fn writer(folder: &Path, root: &Path) -> io::Result<Option<Arc<Store>>> {
    let mut open = OPEN.lock().expect("no panic under this lock");
    open.retain(|store| store.strong_count() > 0);
    if let Some(store) = open.iter().filter_map(Weak::upgrade).find(|s| s.folder == folder) {
        return Ok(Some(store));
    }
    fs::create_dir_all(folder)?;
    let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(e)) => return Err(e),
    }
    let note = folder.join("root.txt");
    if !note.is_file() {
        fs::write(&note, format!("{}\n", fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf()).display()))?;
    }
    let store = Arc::new(Store { folder: folder.to_path_buf(), _lock: lock, listed: Mutex::default(), given_up: AtomicBool::new(false) });
    open.push(Arc::downgrade(&store));
    Ok(Some(store))
}

/// Reads what the manifest lists.
fn read(folder: &Path, root: &Arc<Path>, opened: &mut Opened) {
    // A writer may merge segments away between the reading of its manifest and that of the files.
    const TRIES: usize = 5;
    let writes_alone = opened.store.as_ref().is_some_and(|store| !store.is_begun());
    for again in 1..=TRIES {
        let listed = match manifest(folder) {
            Ok(Some(listed)) => listed,
            Ok(None) => Listed::default(),
            Err(why) => {
                opened.notices.push(format!("the index of {} {}; it is made anew", root.display(), said(why)));
                Listed::default()
            }
        };
        let mut lost = Vec::new();
        opened.segments.clear();
        // All of each is read, to compare it with its checksum.
        let segments: Vec<_> = listed.segments.par_iter().map(|&number| (number, segment(&file(folder, number), root))).collect();
        for (number, segment) in segments {
            match segment {
                Ok(mut segment) => {
                    segment.file = Some(number);
                    opened.segments.push(segment);
                }
                Err(why) => lost.push((number, why)),
            }
        }
        if !writes_alone && !lost.is_empty() && again < TRIES {
            std::thread::sleep(std::time::Duration::from_millis(20));
            continue;
        }
        if let Some((_, why)) = lost.first() {
            let (lost, all) = (lost.len(), listed.segments.len());
            opened.notices.push(format!(
                "{lost} of {all} parts of the index of {} {}; what they held is read again",
                root.display(),
                said(*why)
            ));
        }
        if let Some(store) = &opened.store {
            store.begin(opened.segments.iter().filter_map(|s| s.file).collect());
        }
        return;
    }
}

fn said(damage: Damage) -> &'static str {
    match damage {
        Damage::Broken => "was damaged",
        Damage::Foreign => "was made by another release of whosays",
    }
}

fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number}.segment"))
}

/// Which segments count; None where there is no manifest.
fn manifest(folder: &Path) -> Result<Option<Listed>, Damage> {
    let text = match fs::read_to_string(folder.join("manifest")) {
        Ok(text) => text,
        // Nothing that this user may see: whether it can be written is said elsewhere.
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::PermissionDenied) => {
            return Ok(None);
        }
        Err(_) => return Err(Damage::Broken),
    };
    parse(&text).map(Some)
}

fn parse(text: &str) -> Result<Listed, Damage> {
    let (body, sum) = text.trim_end().rsplit_once("\nchecksum ").ok_or(Damage::Broken)?;
    let body = format!("{body}\n");
    if u64::from_str_radix(sum, 16).ok() != Some(xxh3_64(body.as_bytes())) {
        return Err(Damage::Broken);
    }
    let mut lines = body.lines();
    if lines.next() != Some(HEADING) || lines.next() != Some(&format!("reading {:016x}", reading())) {
        return Err(Damage::Foreign);
    }
    let segments = lines.map(|line| line.strip_prefix("segment ")?.parse().ok()).collect::<Option<_>>().ok_or(Damage::Broken)?;
    Ok(Listed { segments, last: 0 })
}

fn written(listed: &Listed) -> String {
    let mut body = format!("{HEADING}\nreading {:016x}\n", reading());
    for number in &listed.segments {
        body.push_str(&format!("segment {number}\n"));
    }
    format!("{body}checksum {:016x}\n", xxh3_64(body.as_bytes()))
}

/// Maps a segment, once all of it was compared with its checksum.
fn segment(path: &Path, root: &Arc<Path>) -> Result<Segment, Damage> {
    let mut file = File::open(path).map_err(|_| Damage::Broken)?;
    // Read, not mapped: mapped pages that were touched once count as memory of this process.
    let length = file.metadata().map_err(|_| Damage::Broken)?.len();
    let mut hash = Xxh3::new();
    let mut left = length.checked_sub(8).ok_or(Damage::Broken)?;
    let mut buffer = vec![0; 1 << 18];
    while left > 0 {
        let n = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        file.read_exact(&mut buffer[..n]).map_err(|_| Damage::Broken)?;
        hash.update(&buffer[..n]);
        left -= n as u64;
    }
    let mut sum = [0; 8];
    file.read_exact(&mut sum).map_err(|_| Damage::Broken)?;
    let whole = u64::from_le_bytes(sum) == hash.digest();
    // A file that is whole may be of another release; one that is not is not asked.
    if !whole {
        return Err(Damage::Broken);
    }
    Segment::open(map(&file)?, Arc::clone(root))
}

fn map(file: &File) -> Result<Bytes, Damage> {
    // SAFETY: segments are never changed once they have their name: they are written elsewhere, renamed, and unlinked. Somebody
    // who truncates a file of the cache by hand while it is read ends the process, as with every mapped file.
    let map = unsafe { Mmap::map(file) }.map_err(|_| Damage::Broken)?;
    Ok(Bytes::Mapped(map))
}

impl Store {
    fn is_begun(&self) -> bool {
        self.listed.lock().expect("no panic under this lock").last > 0
    }

    /// Takes over what was found, if nobody in this process has yet; what else lies there is removed.
    fn begin(&self, segments: Vec<u64>) {
        let mut listed = self.listed.lock().expect("no panic under this lock");
        if listed.last > 0 {
            return;
        }
        listed.last = 1 + segments.iter().copied().max().unwrap_or(0);
        listed.segments = segments;
        let as_listed = match manifest(&self.folder) {
            Ok(Some(before)) => before.segments == listed.segments,
            Ok(None) => listed.segments.is_empty(),
            Err(_) => false,
        };
        if !as_listed {
            let _ = self.list(&listed);
        }
        self.sweep(&listed, &mut |_, _| {});
    }

    /// Removes the files that are not listed; returns their bytes.
    fn sweep(&self, listed: &Listed, told: &mut dyn FnMut(u64, u64)) -> u64 {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let is_stray = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let number = name.strip_suffix(".segment").and_then(|n| n.parse::<u64>().ok());
            number.is_some_and(|n| !listed.segments.contains(&n)) || name.ends_with(".new")
        };
        let size = |entry: &fs::DirEntry| entry.metadata().map_or(0, |metadata| metadata.len());
        let stray: Vec<_> = entries.filter(is_stray).map(|entry| (size(&entry), entry.path())).collect();
        let all = stray.iter().map(|(bytes, _)| bytes).sum();
        let mut removed = 0;
        for (bytes, path) in stray {
            told(removed, all);
            let _ = fs::remove_file(path);
            removed += bytes;
        }
        all
    }

    fn empty(&self, told: &mut dyn FnMut(u64, u64)) -> u64 {
        let mut listed = self.listed.lock().expect("no panic under this lock");
        listed.segments.clear();
        let _ = fs::remove_file(self.folder.join("manifest"));
        self.sweep(&listed, told)
    }

    pub fn may_write(&self) -> bool {
        !self.given_up.load(Ordering::Relaxed)
    }

    /// Whether all of some segments are listed still.
    pub fn lists(&self, segments: &[u64]) -> bool {
        let listed = self.listed.lock().expect("no panic under this lock");
        segments.iter().all(|n| listed.segments.contains(n))
    }

    /// Writes a segment in the place of some others, or of none, and lists it.
    ///
    /// # Errors
    /// `Interrupted` where those others have been merged by somebody else in this process. Otherwise the disk does not take it,
    /// and nothing more is written.
    pub fn write(&self, root: &Arc<Path>, instead: &[u64], write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<Segment> {
        let number = {
            let mut listed = self.listed.lock().expect("no panic under this lock");
            listed.last += 1;
            listed.last
        };
        let path = file(&self.folder, number);
        let temporary = path.with_extension("segment.new");
        let done = put_file(&temporary, &path, write).and_then(|()| self.take_in(root, instead, number));
        if let Err(e) = &done {
            let _ = fs::remove_file(&temporary);
            let _ = fs::remove_file(&path);
            if e.kind() != io::ErrorKind::Interrupted {
                self.given_up.store(true, Ordering::Relaxed);
            }
        }
        done
    }

    fn take_in(&self, root: &Arc<Path>, instead: &[u64], number: u64) -> io::Result<Segment> {
        let bytes = map(&File::open(file(&self.folder, number))?).map_err(|_| io::Error::other("the file cannot be mapped"))?;
        let mut segment = Segment::open(bytes, Arc::clone(root)).map_err(|_| io::Error::other("the file is not what was written"))?;
        let mut listed = self.listed.lock().expect("no panic under this lock");
        let mut next = listed.clone();
        next.segments.retain(|n| !instead.contains(n));
        if next.segments.len() + instead.len() != listed.segments.len() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        // Where the first of them stood: whatever was written meanwhile is newer.
        let at = listed.segments.iter().position(|n| instead.contains(n)).unwrap_or(next.segments.len());
        next.segments.insert(at.min(next.segments.len()), number);
        self.list(&next)?;
        listed.segments = next.segments;
        for old in instead {
            let _ = fs::remove_file(file(&self.folder, *old));
        }
        segment.file = Some(number);
        Ok(segment)
    }

    fn list(&self, listed: &Listed) -> io::Result<()> {
        let path = self.folder.join("manifest");
        put_file(&path.with_extension("new"), &path, &mut |out| out.write_all(written(listed).as_bytes()))
    }
}

/// Writes a file under another name and renames it once it is on the disk.
fn put_file(temporary: &Path, path: &Path, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, Crashing { file: File::create(temporary)? });
    write(&mut out)?;
    let file = out.into_inner().map_err(|e| e.into_error())?.file;
    file.sync_data()?;
    drop(file);
    step(None, &[]);
    fs::rename(temporary, path)?;
    step(None, &[]);
    Ok(())
}

/// A file that can be made to end the process in the middle of a write.
struct Crashing {
    file: File,
}

impl Write for Crashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        step(Some(&mut self.file), bytes);
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// One step of writing. In builds for tests, the step that the environment counts down to writes half and kills the process.
#[cfg(debug_assertions)]
fn step(file: Option<&mut File>, bytes: &[u8]) {
    use std::sync::LazyLock;
    use std::sync::atomic::AtomicI64;
    static LEFT: LazyLock<AtomicI64> = LazyLock::new(|| {
        let steps = std::env::var("WHOSAYS_TEST_CRASH_AT").ok().and_then(|n| n.parse().ok());
        AtomicI64::new(steps.unwrap_or(i64::MAX))
    });
    if LEFT.fetch_sub(1, Ordering::Relaxed) == 1 {
        if let Some(file) = file {
            let _ = file.write_all(&bytes[..bytes.len() / 2]);
        }
        kill();
    }
}

#[cfg(not(debug_assertions))]
fn step(_file: Option<&mut File>, _bytes: &[u8]) {}

#[cfg(all(debug_assertions, unix))]
fn kill() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
}

#[cfg(all(debug_assertions, not(unix)))]
fn kill() {
    std::process::abort();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_written_and_not_otherwise() {
        let listed = Listed { segments: vec![3, 1, 12], last: 0 };
        let text = written(&listed);
        assert_eq!(parse(&text), Ok(listed));
        for cut in 0..text.len() - 1 {
            assert_eq!(parse(&text[..cut]), Err(Damage::Broken), "{cut}");
        }
        assert_eq!(parse(&text.replace("segment 3", "segment 4")), Err(Damage::Broken));
        let body = "whosays index 2\nreading 0\n";
        assert_eq!(parse(&format!("{body}checksum {:016x}\n", xxh3_64(body.as_bytes()))), Err(Damage::Foreign));
    }
}
