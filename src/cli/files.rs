//! Which files a command line means.

use super::Stop;
use crate::archive::{Reason, scan};
use crate::settings::{self, Settings};
use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A file to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As the archive knows it: from the root of the file system.
    pub path: PathBuf,
    /// As the user gave it, or found below what he gave.
    pub shown: String,
    /// Whether the user named it: then nothing about it is passed over in silence.
    pub named: bool,
}

/// The files below the given paths: named ones always, those in folders where the settings call them articles. In the order
/// of the command line, inside folders by name; each once. Symbolic links in folders are not followed: what they lead to is
/// either found anyway or outside of what was given.
pub fn find(paths: &[PathBuf], settings: &Settings, notices: &mut Vec<String>) -> Result<Vec<Found>, Stop> {
    let mut found = vec![];
    let mut seen = HashSet::new();
    for given in paths {
        let metadata = std::fs::metadata(given).map_err(|e| Stop::Failed(format!("{}: {}", given.display(), reason(&e))))?;
        if !metadata.is_dir() {
            let path = absolute(given);
            if seen.insert(path.clone()) {
                found.push(Found { path, shown: given.to_string_lossy().into_owned(), named: true });
            }
            continue;
        }
        // Globs of the settings are matched against places below the root, so the walk starts from the whole path.
        let folder = absolute(given);
        let mut skipped = vec![];
        for entry in scan::walk(&folder, settings, &mut skipped, &|| ControlFlow::Continue(())) {
            let shown = shown(given, &folder, &entry.path);
            if seen.insert(entry.path.clone()) {
                found.push(Found { path: entry.path, shown, named: false });
            }
        }
        // What went away between finding and reading is no longer part of the archive.
        skipped.retain(|s| !matches!(s.reason, Reason::Vanished));
        notices.extend(skipped.iter().map(|s| format!("{}: {}", shown(given, &folder, &s.path), s.reason)));
    }
    Ok(found)
}

/// A path below a folder in the words in which that was given, without the `./` of the default.
fn shown(given: &Path, folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let path = if given == Path::new(".") { inside.to_path_buf() } else { given.join(inside) };
    path.to_string_lossy().into_owned()
}

/// From the root of the file system, without asking the disk and without `.` and `..` where they are plain.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part != std::path::Component::ParentDir || !plain.pop() {
            plain.push(part);
        }
    }
    plain
}

/// The folder whose settings hold: the nearest at or above the first path that has a settings file, else the folder of that
/// path.
pub fn root(paths: &[PathBuf]) -> PathBuf {
    let first = absolute(paths.first().map_or(Path::new("."), PathBuf::as_path));
    let folder = if first.is_dir() { first.as_path() } else { first.parent().unwrap_or(&first) };
    settings::root_above(folder).unwrap_or(folder).to_path_buf()
}

/// Reads a whole input of at most `budget` bytes; `-` is standard input.
pub fn bytes(path: &Path, budget: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more tells a full budget from an exceeded one; what a pipe or device goes on to say is not waited for.
    if path.as_os_str() == "-" {
        std::io::stdin().take(budget + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(budget + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > budget {
        return Err(std::io::Error::other(format!("skipped: it is over the budget of {}", megabytes(budget))));
    }
    Ok(bytes)
}

/// An error as a clause, without the number of the system.
pub fn reason(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "reading it is not permitted".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => e.to_string(),
    }
}

/// A size for people.
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", scan::megabytes(bytes))
}

/// The path that some bytes of an argument name.
#[cfg(unix)]
pub fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
pub fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
