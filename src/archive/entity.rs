//! Who is who across the articles: people and organisations by every name they are written with, the offices they are given, and
//! where that stands.
//!
//! Of each article a [`cast::Cast`] is kept: interned names, counts, places. Names are tied only by evidence ([`query`]): the
//! same full name regardless of case, accents and middle initials; an acronym that some article ties to a long name; long
//! names that differ by a small edit of one word. A surname alone ties nobody.

pub mod cast;
mod company;
pub mod lookup;
mod page;
pub mod query;
pub mod spelling;
#[cfg(test)]
mod tests;

pub use cast::{Cast, fold};
pub use company::Company;
pub use lookup::{Candidate, Relative};
pub use page::Page;
pub use query::{Found, Known, Office, Quote, Seen};
pub use spelling::{Better, Expansion, Tie};

use crate::article::EntityKind;
use cast::Entry;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::{Arc, RwLock};

/// Everybody of the archive. All methods may be called from many threads at once.
#[derive(Debug, Default)]
pub struct Entities {
    memory: RwLock<Memory>,
}

/// A number of an interned name.
type NameId = u32;

#[derive(Debug, Default)]
struct Memory {
    names: Names,
    /// Casts by number; the numbers of removed ones are used again.
    casts: Vec<Option<Stored>>,
    free: Vec<u32>,
    by_path: FxHashMap<Arc<Path>, u32>,
    somebodies: Vec<Somebody>,
    /// Folded full name and kind.
    by_key: FxHashMap<(EntityKind, u64), u32>,
    /// Any folded way of writing to those who are written so, with how often articles say so.
    by_variant: FxHashMap<u64, Vec<(u32, u32)>>,
    /// The last word of people's folded names.
    by_surname: FxHashMap<u64, Vec<u32>>,
    /// People by their first name and the first letter of their surname.
    by_given: FxHashMap<u64, Vec<u32>>,
    /// Organisations by the key of another that they are said to belong to.
    by_parent: FxHashMap<u64, Vec<u32>>,
    /// Organisations' folded names with one word left out.
    near: FxHashMap<u64, Vec<u32>>,
    /// Organisations by the initials of their names.
    by_initials: FxHashMap<u64, Vec<u32>>,
}

/// Somebody or some body under one full name.
#[derive(Debug)]
struct Somebody {
    kind: EntityKind,
    name: NameId,
    folded: Box<str>,
    /// Cast and number in it.
    places: Vec<(u32, u16)>,
    /// The letters of the name, for searching.
    letters: u64,
}

/// The cast of an article with its names interned.
#[derive(Debug)]
struct Stored {
    path: Arc<Path>,
    date: Option<Date>,
    entries: Box<[Entry<NameId>]>,
    who: Box<[u32]>,
}

/// Names as written, each once.
#[derive(Debug, Default)]
struct Names {
    all: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, NameId>,
}

impl Names {
    fn intern(&mut self, name: &str) -> NameId {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let name: Arc<str> = Arc::from(name);
        self.all.push(Arc::clone(&name));
        let number = self.all.len() as u32 - 1;
        self.numbers.insert(name, number);
        number
    }

    fn get(&self, number: NameId) -> &str {
        &self.all[number as usize]
    }
}

impl Entities {
    /// Remembers an article in place of its earlier version.
    ///
    /// ```
    /// use whosays::archive::entity::{Cast, Entities};
    /// use whosays::article::Article;
    /// use std::path::Path;
    /// let text = "“The pier is closed,” said Ann Moss, director of the Harbor Agency.";
    /// let entities = Entities::default();
    /// entities.replace(Path::new("a.txt").into(), Cast::of(&Article::read(text), text, None));
    /// assert_eq!(entities.who("Moss")[0].name, "Ann Moss");
    /// ```
    pub fn replace(&self, path: Arc<Path>, cast: Cast) {
        self.memory.write().expect("no panic under this lock").replace(path, cast);
    }

    /// Forgets an article.
    pub fn remove(&self, path: &Path) {
        self.memory.write().expect("no panic under this lock").remove(path);
    }

    /// Articles remembered.
    pub fn len(&self) -> usize {
        self.memory.read().expect("no panic under this lock").by_path.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Memory {
    fn replace(&mut self, path: Arc<Path>, cast: Cast) {
        self.remove(&path);
        let number = self.free.pop().unwrap_or(self.casts.len() as u32);
        let mut entries = Vec::with_capacity(cast.entries.len());
        let mut who = Vec::with_capacity(cast.entries.len());
        for (i, entry) in cast.entries.into_iter().enumerate() {
            let key = entry.key;
            let entry = entry.map(&mut |name: String| self.names.intern(&name));
            let somebody = self.somebody(&entry, key);
            self.somebodies[somebody as usize].places.push((number, i as u16));
            for variant in &entry.variants {
                let ways = self.by_variant.entry(variant.key).or_default();
                match ways.iter_mut().find(|(s, _)| *s == somebody) {
                    Some((_, articles)) => *articles += 1,
                    None => ways.push((somebody, 1)),
                }
            }
            for parent in &entry.parents {
                let children = self.by_parent.entry(parent.key).or_default();
                if !children.contains(&somebody) {
                    children.push(somebody);
                }
            }
            who.push(somebody);
            entries.push(entry);
        }
        let stored = Stored { path: Arc::clone(&path), date: cast.date, entries: entries.into(), who: who.into() };
        if number as usize == self.casts.len() {
            self.casts.push(Some(stored));
        } else {
            self.casts[number as usize] = Some(stored);
        }
        self.by_path.insert(path, number);
    }

    fn somebody(&mut self, entry: &Entry<NameId>, key: u64) -> u32 {
        let number = self.somebodies.len() as u32;
        let known = *self.by_key.entry((entry.kind, key)).or_insert(number);
        if known < number {
            // The longest way of writing, and of those the first in order, is the name: articles come in any order.
            let name = self.names.get(entry.name);
            let old = self.names.get(self.somebodies[known as usize].name);
            if (name.chars().count(), std::cmp::Reverse(name)) > (old.chars().count(), std::cmp::Reverse(old)) {
                self.somebodies[known as usize].name = entry.name;
            }
            return known;
        }
        let name = self.names.get(entry.name);
        let folded = fold(name);
        match entry.kind {
            EntityKind::Person => {
                if let Some(last) = folded.rsplit(' ').next() {
                    self.by_surname.entry(cast::hash(last)).or_default().push(number);
                }
                if let Some(key) = cast::given_key(&folded) {
                    self.by_given.entry(key).or_default().push(number);
                }
            }
            EntityKind::Organisation => {
                for key in cast::near_keys(&folded) {
                    self.near.entry(key).or_default().push(number);
                }
                if let Some(short) = cast::short_form(&folded) {
                    self.by_variant.entry(cast::hash(short)).or_default().push((number, 1));
                }
                if let Some(initials) = cast::initials(name) {
                    self.by_initials.entry(cast::hash(&initials)).or_default().push(number);
                }
            }
        }
        let letters = query::letters(&folded);
        self.somebodies.push(Somebody { kind: entry.kind, name: entry.name, folded: folded.into(), places: vec![], letters });
        number
    }

    fn remove(&mut self, path: &Path) {
        let Some(number) = self.by_path.remove(path) else { return };
        let Some(stored) = self.casts[number as usize].take() else { return };
        self.free.push(number);
        for (entry, &somebody) in stored.entries.iter().zip(&stored.who) {
            // The places of one article stand together, so this looks at few.
            let places = &mut self.somebodies[somebody as usize].places;
            if let Some(at) = places.iter().rposition(|p| p.0 == number) {
                places.swap_remove(at);
            }
            for variant in &entry.variants {
                let Some(ways) = self.by_variant.get_mut(&variant.key) else { continue };
                if let Some(at) = ways.iter().position(|(s, _)| *s == somebody) {
                    ways[at].1 -= 1;
                    if ways[at].1 == 0 {
                        ways.swap_remove(at);
                    }
                }
            }
        }
    }
}
