//! The archive of a command: read once, with a bar on a terminal.

use super::{complain, files};
use crate::archive::Archive;
use crate::knowledge::Shelf;
use crate::settings::{FILE, Settings};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// An archive that knows no other articles yet, with the packs of the settings.
pub fn with_packs(settings: &Arc<Settings>) -> Archive {
    let archive = Archive::new(Arc::clone(settings));
    if !settings.packs.is_empty() || !settings.starter {
        let (shelf, broken) = Shelf::load(std::slice::from_ref(settings), None);
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
    let archive = with_packs(settings);
    let mut roots: Vec<PathBuf> = places.iter().map(|place| files::absolute(place)).collect();
    if let Some(root) = settings.root.as_ref().filter(|root| root.join(FILE).is_file()) {
        roots.push(root.clone());
    }
    for root in &roots {
        // What is wrong with a place itself is said by the command that was given it.
        if let Err(e) = archive.add_root(root) {
            complain(&format!("{e}; its articles are not looked at"));
        }
    }
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    bar.set_style(ProgressStyle::with_template("reading  {bar:32} {pos}/{len} articles").expect("the template is one"));
    archive.scan(&|progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    archive
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
