//! The archive of a command: what has changed is read, with a bar on a terminal; of a large one, the rest is known from its index.

use super::{complain, files};
use crate::archive::index::store;
use crate::archive::{Archive, ScanReport, scan};
use crate::knowledge::Shelf;
use crate::settings::{FILE, Settings};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Once};

/// Files and folders from which on an index is kept without being asked for: fewer are read as fast as they are looked up.
const MANY: usize = 300;

/// Puts the packs of the settings into an archive.
pub fn with_packs(archive: Archive) -> Archive {
    let settings = Arc::clone(archive.settings());
    if !settings.packs.is_empty() || !settings.starter {
        let (shelf, broken) = Shelf::load(std::slice::from_ref(&settings), None);
        for broken in broken {
            complain(&format!("{}: {}", broken.path.display(), broken.message));
        }
        archive.put_shelf(Arc::new(shelf));
    }
    archive
}

/// The articles below some folders, and of the whole archive that the first of them belongs to: the folder of its settings
/// file.
pub fn open(settings: &Arc<Settings>, places: &[PathBuf]) -> Archive {
    let roots = roots(settings, places);
    if let Some(cache) = store::cache_folder()
        && roots.iter().any(|root| is_worth_keeping(&cache, root, settings))
    {
        return on_disk(&cache, settings, &roots).0;
    }
    let archive = with_packs(Archive::new(Arc::clone(settings)));
    for root in &roots {
        // What is wrong with a place itself is said by the command that was given it.
        if let Err(e) = archive.add_root(root) {
            complain(&format!("{e}; its articles are not looked at"));
        }
    }
    read(&archive);
    archive
}

/// The same with the index on disk; also what the scan did.
pub fn on_disk(cache: &Path, settings: &Arc<Settings>, roots: &[PathBuf]) -> (Archive, ScanReport) {
    let (archive, refused) = Archive::on_disk(Arc::clone(settings), cache, roots);
    for e in refused {
        complain(&format!("{e}; its articles are not looked at"));
    }
    let archive = with_packs(archive);
    let report = read(&archive);
    (archive, report)
}

/// A bar, which is seen on a terminal only.
pub fn bar(template: &str) -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    bar.with_style(style(template))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is one")
}

fn read(archive: &Archive) -> ScanReport {
    let bar = bar("looking  {pos} files and folders seen");
    let reads = Once::new();
    let report = archive.scan(&|progress| {
        if progress.total > 0 {
            reads.call_once(|| bar.set_style(style("reading  {bar:32} {pos}/{len} articles")));
        }
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    report.notices.iter().for_each(|notice| complain(notice));
    report
}

/// Whether a folder has an index already, or so much in it that it should.
fn is_worth_keeping(cache: &Path, root: &Path, settings: &Settings) -> bool {
    if !root.is_dir() || scan::check_root(root).is_err() {
        return false;
    }
    let seen = AtomicUsize::new(0);
    let few = || if seen.fetch_add(1, Ordering::Relaxed) < MANY { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    store::folder_of(cache, root).join("manifest").is_file() || scan::walk(root, settings, &mut vec![], &few).len() >= MANY / 2
}

/// The folders that are meant by some places and by the settings.
pub fn roots(settings: &Settings, places: &[PathBuf]) -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = places.iter().map(|place| files::absolute(place)).collect();
    roots.extend(settings.root.as_ref().filter(|root| root.join(FILE).is_file()).cloned());
    roots
}

/// Folders that lie in no other of them, each once.
pub fn outermost(mut roots: Vec<PathBuf>) -> Vec<PathBuf> {
    roots.sort();
    roots.dedup_by(|later, kept| later.starts_with(kept));
    roots
}

/// The settings and the archive that `--archive` names; by default the one that the folder of work belongs to.
pub fn of(folders: &[PathBuf]) -> Result<Archive, super::Stop> {
    let folders = if folders.is_empty() { vec![PathBuf::from(".")] } else { folders.to_vec() };
    for folder in &folders {
        std::fs::metadata(folder).map_err(|e| super::Stop::Failed(format!("{}: {}", folder.display(), files::reason(&e))))?;
    }
    let (settings, _) = Settings::load(&files::root(&folders));
    Ok(open(&Arc::new(settings), &folders))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_inside_another_is_part_of_it() {
        let paths = |list: &[&str]| list.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(outermost(paths(&["/b/c", "/a", "/b", "/b/c/d", "/a", "/bc"])), paths(&["/a", "/b", "/bc"]));
    }
}
