//! The walk over a workspace: which files are articles, and reading them within the size budget.

use crate::settings::Settings;
use crate::text;
use ignore::WalkBuilder;
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{fmt, io};

use super::digest::Stamp;

/// How far a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// Articles read; files and folders seen while the folders are still walked.
    pub done: usize,
    /// Articles to read; 0 while the folders are still walked.
    pub total: usize,
}

/// What a scan did.
#[derive(Debug, Default)]
pub struct ScanReport {
    /// Articles of the workspace.
    pub articles: usize,
    /// Articles that were read now; the others had not changed.
    pub read: usize,
    pub bytes: u64,
    /// Articles with bytes that are no text.
    pub replaced: usize,
    pub skipped: Vec<Skipped>,
    /// What the user should know of the index itself.
    pub notices: Vec<String>,
    /// Somebody broke it off; what was read by then can be found.
    pub cancelled: bool,
}

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct Skipped {
    pub path: PathBuf,
    pub reason: Reason,
}

#[derive(Debug)]
pub enum Reason {
    /// Its size and the budget of the settings, in bytes.
    TooLarge(u64, u64),
    Unreadable(io::Error),
    /// It was there when the folder was listed.
    Vanished,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Reason::TooLarge(bytes, budget) => {
                write!(f, "{:.1} MB is over the budget of {} MB (articles.max-megabytes)", megabytes(*bytes), megabytes(*budget))
            }
            Reason::Unreadable(e) => write!(f, "cannot be read: {e}"),
            Reason::Vanished => write!(f, "vanished while it was read"),
        }
    }
}

/// A folder that is not taken as a workspace.
#[derive(Debug)]
pub enum RootError {
    /// The home folder or the root of the file system: a mistake far more often than a wish.
    TooWide(PathBuf),
    Missing(PathBuf, io::Error),
}

impl fmt::Display for RootError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            RootError::TooWide(path) => {
                write!(f, "{} is too wide to be an archive; open the folder that holds the articles", path.display())
            }
            RootError::Missing(path, e) => write!(f, "{} cannot be opened: {e}", path.display()),
        }
    }
}

impl std::error::Error for RootError {}

/// Whether a folder may be a workspace root.
pub fn check_root(root: &Path) -> Result<(), RootError> {
    let real = std::fs::canonicalize(root).map_err(|e| RootError::Missing(root.into(), e))?;
    let home = std::env::home_dir().and_then(|home| std::fs::canonicalize(home).ok());
    if real.parent().is_none() || home.is_some_and(|home| home == real) {
        return Err(RootError::TooWide(root.into()));
    }
    Ok(())
}

/// A file that is an article by its name.
#[derive(Debug)]
pub struct Found {
    pub path: PathBuf,
    pub stamp: Stamp,
}

/// The articles below a root, ignore files honoured, links not followed. Stops where `go_on` says so.
pub fn walk(root: &Path, settings: &Settings, skipped: &mut Vec<Skipped>, go_on: &(dyn Fn() -> ControlFlow<()> + Sync)) -> Vec<Found> {
    let found = Mutex::new(Vec::new());
    let trouble = Mutex::new(Vec::new());
    builder(root).threads(threads()).build_parallel().run(|| {
        Box::new(|entry| {
            if go_on().is_break() {
                return ignore::WalkState::Quit;
            }
            match entry {
                Ok(entry) => {
                    let file = entry.file_type().is_some_and(|t| t.is_file());
                    if file && settings.is_article(entry.path()) {
                        match entry.metadata() {
                            Ok(metadata) => {
                                let one = Found { path: entry.path().to_path_buf(), stamp: Stamp::of(&metadata) };
                                found.lock().expect("no panic under this lock").push(one);
                            }
                            Err(_) => trouble
                                .lock()
                                .expect("no panic under this lock")
                                .push(Skipped { path: entry.path().to_path_buf(), reason: Reason::Vanished }),
                        }
                    }
                }
                Err(e) => trouble.lock().expect("no panic under this lock").extend(unreadable(root, e)),
            }
            ignore::WalkState::Continue
        })
    });
    skipped.append(&mut trouble.into_inner().expect("no panic under this lock"));
    let mut found = found.into_inner().expect("no panic under this lock");
    in_order(&mut found);
    found
}

/// A size in bytes as people and settings have it.
pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Puts files in the order of their paths, folder by folder.
pub fn in_order(found: &mut [Found]) {
    // As paths are compared, which takes them apart each time: of the first bytes that differ, the end of a folder's name comes first.
    let rank = |byte: &u8| if std::path::is_separator(char::from(*byte)) { 0 } else { u16::from(*byte) + 1 };
    found.sort_by(|a, b| {
        let (a, b) = (a.path.as_os_str().as_encoded_bytes(), b.path.as_os_str().as_encoded_bytes());
        match a.iter().zip(b).find(|(a, b)| a != b) {
            Some((a, b)) => rank(a).cmp(&rank(b)),
            None => a.len().cmp(&b.len()),
        }
    });
}

/// Whether one file would be found by a walk of its root: its name, its folders and the ignore files decide.
pub fn is_in(root: &Path, settings: &Settings, path: &Path) -> bool {
    if !settings.is_article(path) || !path.starts_with(root) {
        return false;
    }
    let target = path.to_path_buf();
    let walk = builder(root).filter_entry(move |entry| target.starts_with(entry.path())).build();
    walk.flatten().any(|entry| entry.path() == path && entry.file_type().is_some_and(|t| t.is_file()))
}

fn builder(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder.follow_links(false).require_git(false).git_global(false).git_exclude(true);
    builder
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get().min(4))
}

fn unreadable(root: &Path, e: ignore::Error) -> Option<Skipped> {
    let path = match &e {
        ignore::Error::WithPath { path, .. } => path.clone(),
        ignore::Error::WithDepth { err, .. } => match &**err {
            ignore::Error::WithPath { path, .. } => path.clone(),
            _ => root.to_path_buf(),
        },
        _ => root.to_path_buf(),
    };
    let reason = match e.into_io_error() {
        Some(e) if e.kind() == io::ErrorKind::NotFound => Reason::Vanished,
        Some(e) => Reason::Unreadable(e),
        // A broken pattern in an ignore file: the rest of the file counts.
        None => return None,
    };
    Some(Skipped { path, reason })
}

/// A file of at most `budget` bytes as a text, whether bytes had to be replaced, and its stamp.
pub fn read(path: &Path, budget: u64) -> Result<(String, bool, Stamp), Reason> {
    let file = open(path).map_err(reason)?;
    let metadata = file.metadata().map_err(reason)?;
    if !metadata.is_file() {
        return Err(Reason::Unreadable(io::Error::other("not a file")));
    }
    if metadata.len() > budget {
        return Err(Reason::TooLarge(metadata.len(), budget));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    // It may grow while it is read.
    file.take(budget + 1).read_to_end(&mut bytes).map_err(reason)?;
    if bytes.len() as u64 > budget {
        return Err(Reason::TooLarge(bytes.len() as u64, budget));
    }
    let (text, replaced) = text::decode(bytes);
    Ok((text, replaced, Stamp::of(&metadata)))
}

/// Opens a file to be read; of a pipe it does not wait for the other end.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().read(true).custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn reason(e: io::Error) -> Reason {
    if e.kind() == io::ErrorKind::NotFound { Reason::Vanished } else { Reason::Unreadable(e) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_paths() {
        let names = ["a.txt", "a/b.txt", "a/b/c.txt", "a-b/c.txt", "a", "b/a.txt", "a b.txt", "é.txt", "a/ä.txt", "Z.txt", "a/b.c"];
        let stamp = Stamp { size: 0, modified: None };
        let mut found: Vec<Found> = names.iter().map(|name| Found { path: Path::new("/root").join(name), stamp }).collect();
        in_order(&mut found);
        assert!(found.is_sorted_by_key(|file| &file.path), "{found:?}");
    }

    #[test]
    fn a_file_that_vanished_and_one_that_grew_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        assert!(matches!(read(&path, 10), Err(Reason::Vanished)));
        std::fs::write(&path, "twelve bytes").expect("written");
        assert!(matches!(read(&path, 10), Err(Reason::TooLarge(12, 10))));
        assert!(matches!(read(folder.path(), 10), Err(Reason::Unreadable(_))));
        assert!(read(&path, 12).is_ok_and(|(text, replaced, _)| text == "twelve bytes" && !replaced));
    }
}
