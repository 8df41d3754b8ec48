//! All packs of a workspace, and the one that is built in.

use super::{Body, Fault, Fit, Held, Oddities, Official, Pack, Tenure, builtin, office};
use crate::settings::Settings;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Packs in the order in which they are asked: the team's own before the one that is built in.
#[derive(Clone, Debug)]
pub struct Shelf {
    packs: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    pack: Arc<Pack>,
    /// Size and time of its file.
    stamp: Option<(u64, SystemTime)>,
}

/// A pack of the settings that could not be used, or not all of it.
#[derive(Clone, Debug)]
pub struct Broken {
    /// As the settings name it.
    pub name: String,
    pub path: PathBuf,
    pub message: String,
}

impl Default for Shelf {
    /// The built-in pack alone.
    fn default() -> Shelf {
        Shelf { packs: vec![Kept { pack: Arc::clone(builtin::starter()), stamp: None }] }
    }
}

impl Shelf {
    /// The built-in pack and the ones that settings name. Packs of `earlier` whose files have not changed are not read again.
    pub fn load(settings: &[Arc<Settings>], earlier: Option<&Shelf>) -> (Shelf, Vec<Broken>) {
        let mut shelf = Shelf { packs: vec![] };
        let mut broken = Vec::new();
        for settings in settings {
            let Some(root) = &settings.root else { continue };
            for name in &settings.packs {
                let path = root.join(name);
                let mut tell = |message: String| broken.push(Broken { name: name.clone(), path: path.clone(), message });
                if !is_inside(root, &path) {
                    tell("there is no such file in the workspace".into());
                    continue;
                }
                let stamp = std::fs::metadata(&path).ok().and_then(|m| Some((m.len(), m.modified().ok()?)));
                let is_known = |kept: &&Kept| kept.pack.path.as_deref() == Some(&*path);
                if shelf.packs.iter().any(|kept| is_known(&kept)) {
                    continue;
                }
                if let Some(kept) = earlier.and_then(|e| e.packs.iter().find(is_known)).filter(|k| k.stamp == stamp) {
                    shelf.packs.push(kept.clone());
                    continue;
                }
                match super::load(&path) {
                    Ok((pack, oddities)) => {
                        if !oddities.is_empty() {
                            tell(told(&oddities));
                        }
                        shelf.packs.push(Kept { pack: Arc::new(pack), stamp });
                    }
                    Err(fault) => tell(without_line(&fault)),
                }
            }
        }
        if settings.iter().all(|settings| settings.starter) {
            shelf.packs.append(&mut Shelf::default().packs);
        }
        (shelf, broken)
    }

    /// A shelf with these packs only.
    pub fn of(packs: Vec<Pack>) -> Shelf {
        Shelf { packs: packs.into_iter().map(|pack| Kept { pack: Arc::new(pack), stamp: None }).collect() }
    }

    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter().map(|kept| &*kept.pack)
    }

    /// Everybody with a full name, in every pack.
    pub fn people(&self, name: &str) -> Vec<Official<'_>> {
        self.packs().flat_map(|pack| pack.people(name)).collect()
    }

    /// Every organisation with a name, in every pack.
    pub fn bodies(&self, name: &str) -> Vec<Body<'_>> {
        self.packs().flat_map(|pack| pack.bodies(name)).collect()
    }

    /// The people who may be meant by a name and the offices that stand with it: everybody of the full name; of a surname alone,
    /// those who held such an office. Of several, those who held it go before those who did not.
    pub fn meant(&self, name: &str, offices: &[(&str, Option<&str>)]) -> Vec<Official<'_>> {
        let full = name.trim().contains(char::is_whitespace);
        let found = if full { self.people(name) } else { self.packs().flat_map(|pack| pack.family(name).take(500)).collect() };
        if full && found.len() < 2 || offices.is_empty() {
            return if full { found } else { vec![] };
        }
        let best = |official: &Official| offices.iter().map(|office| best_fit(official, *office)).max().unwrap_or(Fit::No);
        let fits: Vec<Fit> = found.iter().map(best).collect();
        let most = fits.iter().copied().max().unwrap_or(Fit::No);
        if most == Fit::No {
            return if full { found } else { vec![] };
        }
        found.into_iter().zip(fits).filter(|(_, fit)| *fit == most).map(|(official, _)| official).collect()
    }

    /// Who held an office of an organisation on a day: the terms whose title and organisation agree with what is written.
    pub fn holders(&self, title: &str, organisation: &str, date: Date) -> Vec<Tenure<'_>> {
        let words = office::Words::of(title);
        let mut found = Vec::new();
        for body in self.bodies(organisation) {
            let here =
                |tenure: &Tenure| tenure.held_on(date) == Held::Yes && office::fit(&words, Some(organisation), tenure) == Fit::Office;
            found.extend(body.tenures().filter(here));
        }
        found
    }
}

/// How well somebody's best office agrees with one as written.
pub fn best_fit(official: &Official, (title, organisation): (&str, Option<&str>)) -> Fit {
    let words = office::Words::of(title);
    official.tenures().map(|tenure| office::fit(&words, organisation, &tenure)).max().unwrap_or(Fit::No)
}

/// Whether a file is there and in the folder, however its path and its links wind.
fn is_inside(root: &Path, path: &Path) -> bool {
    let (Ok(root), Ok(path)) = (root.canonicalize(), path.canonicalize()) else { return false };
    path.is_file() && path.starts_with(root)
}

fn told(oddities: &Oddities) -> String {
    let Some(first) = oddities.first.first() else { return String::new() };
    let place = if first.line > 0 { format!("line {}: ", first.line) } else { String::new() };
    match oddities.count {
        1 => format!("{place}{}", first.message),
        more => format!("{place}{}; and {} more, which `whosays pack check` lists", first.message, more - 1),
    }
}

fn without_line(fault: &Fault) -> String {
    if fault.line == 0 { fault.message.clone() } else { fault.to_string() }
}
