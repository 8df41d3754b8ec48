//! Who is who across the articles: people and organisations by every name they are written with, the offices they are given, and
//! where that stands.
//!
//! Of each article a [`cast::Cast`] is kept: interned names, counts, places. Names are tied only by evidence ([`query`]): the
//! same full name regardless of case, accents and middle initials; an acronym that some article ties to a long name; long
//! names that differ by a small edit of one word. A surname alone ties nobody.

pub mod cast;
mod company;
mod few;
mod lists;
pub mod lookup;
mod page;
pub mod query;
mod search;
pub mod spelling;
#[cfg(test)]
mod tests;
mod ties;

pub use cast::{Cast, fold};
pub use company::Company;
pub use lookup::{Candidate, Relative};
pub use page::Page;
pub use query::{Known, Office, Quote, Seen};
pub use search::Found;
pub use spelling::{Better, Expansion, Tie};

use super::index::bytes::Reader;
use super::index::people::{self, Keys, Numbers, Rows};
use crate::article::EntityKind;
use cast::Entry;
use few::Few;
use hashbrown::HashTable;
use jiff::civil::Date;
use lists::Lists;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, RwLock};
use xxhash_rust::xxh3::xxh3_64;

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
    shelved: Vec<Shelved>,
    by_path: HashTable<u32>,
    somebodies: Vec<Somebody>,
    /// Their folded names, one after the other.
    folded: String,
    /// By the key of the full name and the kind.
    by_key: HashTable<u32>,
    /// By any folded way of writing those who are written so, with how often articles say so.
    by_variant: Lists<(u32, i32)>,
    /// By the last word of people's folded names.
    by_surname: Lists<u32>,
    /// People by their first name and the first letter of their surname.
    by_given: Lists<u32>,
    /// Organisations by the key of another that they are said to belong to.
    by_parent: Lists<u32>,
    /// Organisations by their folded names with one word left out.
    near: Lists<u32>,
    /// Organisations by the initials of their names.
    by_initials: Lists<u32>,
}

/// Somebody or some body under one full name.
#[derive(Debug)]
struct Somebody {
    kind: EntityKind,
    name: NameId,
    key: u64,
    /// Where the folded name begins, and its bytes: casts cut names that are no names.
    folded: (u32, u16),
    /// Cast and number in it.
    places: Few<(u32, u16)>,
    /// In all those places: of somebody who is in thousands of articles nobody wants to count them.
    mentions: u32,
    quotes: u32,
    /// The letters of the name, for searching.
    letters: u64,
}

/// The cast of an article.
#[derive(Debug)]
struct Stored {
    path: Arc<Path>,
    date: Option<Date>,
    entries: Packed,
    /// Numbers of those whom the article gives an office in an organisation.
    officials: Box<[u16]>,
    /// By entry.
    who: Box<[u32]>,
    /// Of who is in it and how they are written, as [`print`] has it.
    print: u64,
}

/// The entries of a cast as a row of bytes: they are a tenth of that long.
#[derive(Debug)]
enum Packed {
    /// With interned names.
    Own(Box<[u8]>),
    /// The number of a list among [`Memory::shelved`], and of the cast there.
    Shelved(u32, u32),
}

/// Casts that lie elsewhere, and which of the interned names each of theirs is.
#[derive(Debug)]
struct Shelved {
    rows: Arc<dyn Rows>,
    names: Box<[NameId]>,
}

/// A number for all of a cast that the tables of the archive know: places and counts they do not.
fn print(entries: &[Entry<NameId>]) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for entry in entries {
        (entry.kind, entry.key, entry.name).hash(&mut hasher);
        entry.variants.iter().for_each(|v| (v.key, v.name).hash(&mut hasher));
        entry.parents.iter().for_each(|p| p.key.hash(&mut hasher));
        (entry.variants.len(), entry.parents.len()).hash(&mut hasher);
    }
    hasher.finish()
}

/// Names as written, each once, one after the other.
#[derive(Debug, Default)]
struct Names {
    text: String,
    ends: Vec<u32>,
    numbers: HashTable<NameId>,
    /// By name: the key as a way of writing.
    ways: Vec<u64>,
}

impl Names {
    fn intern(&mut self, name: &str) -> NameId {
        let print = |name: &str| xxh3_64(name.as_bytes());
        if let Some(&number) = self.numbers.find(print(name), |&n| self.get(n) == name) {
            return number;
        }
        let number = self.ends.len() as NameId;
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        self.ways.push(cast::hash(&fold(name)));
        let (text, ends) = (&self.text, &self.ends);
        self.numbers.insert_unique(print(name), number, |&n| print(name_at(text, ends, n)));
        number
    }

    fn get(&self, number: NameId) -> &str {
        name_at(&self.text, &self.ends, number)
    }
}

fn name_at<'a>(text: &'a str, ends: &[u32], number: NameId) -> &'a str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &text[start as usize..ends[number] as usize]
}

/// Names by their own numbers, or by those of a list of them.
struct Interned<'a> {
    names: &'a Names,
    numbers: Option<&'a [NameId]>,
}

impl Interned<'_> {
    fn name(&self, number: u32) -> Option<NameId> {
        self.numbers.map_or(Some(number), |numbers| numbers.get(number as usize).copied())
    }

    /// An entry with the names' own numbers.
    fn interned(&self, entry: Entry<u32>) -> Entry<NameId> {
        match self.numbers {
            None => entry,
            Some(_) => entry.map(&mut |number| self.name(number).unwrap_or_default()),
        }
    }
}

impl Keys for Interned<'_> {
    fn way(&mut self, number: u32) -> Option<u64> {
        self.names.ways.get(self.name(number)? as usize).copied()
    }

    fn person(&mut self, number: u32) -> Option<u64> {
        let name = self.name(number).filter(|name| (*name as usize) < self.names.ends.len())?;
        Some(cast::key(EntityKind::Person, self.names.get(name)))
    }
}

impl Numbers<NameId> for Interned<'_> {
    fn number(&mut self, name: &NameId) -> u32 {
        *name
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

    /// Remembers articles that were never known, with names by their numbers in a list. Their entries stay where they lie.
    pub fn learn(&self, rows: Arc<dyn Rows>, names: &[&str], casts: &mut dyn Iterator<Item = people::Told>) {
        let mut memory = self.memory.write().expect("no panic under this lock");
        let numbers: Box<[NameId]> = names.iter().map(|name| memory.names.intern(name)).collect();
        let shelf = memory.shelved.len() as u32;
        for told in casts {
            let names = Interned { names: &memory.names, numbers: Some(&numbers) };
            let entries = told.entries.into_iter().map(|entry| names.interned(entry)).collect();
            memory.put(told.path, told.date, entries, Some(Packed::Shelved(shelf, told.number)));
        }
        memory.shelved.push(Shelved { rows, names: numbers });
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

/// Entries as a row of bytes.
fn packed(names: &Names, entries: &[Entry<NameId>]) -> Box<[u8]> {
    let mut packed = Vec::new();
    people::write(entries, &mut Interned { names, numbers: None }, &mut packed);
    packed.into()
}

/// The numbers of those with an office in an organisation.
fn officials(entries: &[Entry<NameId>]) -> Box<[u16]> {
    let holds = |entry: &Entry<NameId>| entry.offices.iter().any(|office| office.organisation.is_some());
    entries.iter().enumerate().filter(|(_, entry)| holds(entry)).map(|(number, _)| number as u16).collect()
}

impl Memory {
    fn replace(&mut self, path: Arc<Path>, cast: Cast) {
        let entries: Vec<_> = cast.entries.into_iter().map(|e| e.map(&mut |name: String| self.names.intern(&name))).collect();
        // Most edits move places and bring nobody new.
        let known = self.cast_of(&path).filter(|&number| self.stored(number).print == print(&entries));
        if let Some(number) = known
            && let Some(mut stored) = self.casts[number as usize].take()
        {
            for (entry, (before, &somebody)) in entries.iter().zip(self.entries(&stored).iter().zip(&stored.who)) {
                let somebody = &mut self.somebodies[somebody as usize];
                somebody.discount(before);
                somebody.count(entry);
            }
            stored.date = cast.date;
            stored.officials = officials(&entries);
            stored.entries = Packed::Own(packed(&self.names, &entries));
            self.casts[number as usize] = Some(stored);
            return;
        }
        self.remove(&path);
        self.put(path, cast.date, entries, None);
    }

    /// Adds a cast; where its entries do not lie anywhere yet they are kept.
    fn put(&mut self, path: Arc<Path>, date: Option<Date>, entries: Vec<Entry<NameId>>, lie: Option<Packed>) {
        let number = self.free.pop().unwrap_or(self.casts.len() as u32);
        let mut who = Vec::with_capacity(entries.len());
        for (i, entry) in entries.iter().enumerate() {
            let somebody = self.somebody(entry, entry.key);
            self.somebodies[somebody as usize].places.push((number, i as u16));
            self.somebodies[somebody as usize].count(entry);
            entry.variants.iter().for_each(|variant| self.by_variant.push(variant.key, (somebody, 1)));
            entry.parents.iter().for_each(|parent| self.by_parent.push(parent.key, somebody));
            who.push(somebody);
        }
        let print = print(&entries);
        let officials = officials(&entries);
        let entries = lie.unwrap_or_else(|| Packed::Own(packed(&self.names, &entries)));
        let stored = Stored { path: Arc::clone(&path), date, entries, officials, who: who.into(), print };
        if number as usize == self.casts.len() {
            self.casts.push(Some(stored));
        } else {
            self.casts[number as usize] = Some(stored);
        }
        let casts = &self.casts;
        self.by_path.insert_unique(path_hash(&path), number, |&n| casts[n as usize].as_ref().map_or(0, |stored| path_hash(&stored.path)));
    }

    fn somebody(&mut self, entry: &Entry<NameId>, key: u64) -> u32 {
        let number = self.somebodies.len() as u32;
        if let Some(known) = self.keyed(entry.kind, key) {
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
        let somebodies = &self.somebodies;
        self.by_key.insert_unique(key, number, |&n| somebodies[n as usize].key);
        match entry.kind {
            EntityKind::Person => {
                if let Some(last) = folded.rsplit(' ').next() {
                    self.by_surname.push(cast::hash(last), number);
                }
                if let Some(key) = cast::given_key(&folded) {
                    self.by_given.push(key, number);
                }
            }
            EntityKind::Organisation => {
                for key in cast::near_keys(&folded) {
                    self.near.push(key, number);
                }
                if let Some(short) = cast::short_form(&folded) {
                    self.by_variant.push(cast::hash(short), (number, 1));
                }
                if let Some(initials) = cast::initials(name) {
                    self.by_initials.push(cast::hash(&initials), number);
                }
            }
        }
        let letters = search::letters(&folded);
        let at = (self.folded.len() as u32, folded.len() as u16);
        self.folded.push_str(&folded);
        self.somebodies.push(Somebody {
            kind: entry.kind,
            name: entry.name,
            key,
            folded: at,
            places: Few::None,
            mentions: 0,
            quotes: 0,
            letters,
        });
        number
    }

    /// Somebody by the key of the full name.
    fn keyed(&self, kind: EntityKind, key: u64) -> Option<u32> {
        let same = |&n: &u32| self.somebodies[n as usize].key == key && self.somebodies[n as usize].kind == kind;
        self.by_key.find(key, same).copied()
    }

    /// The folded name of somebody.
    fn folded(&self, somebody: u32) -> &str {
        let (start, length) = self.somebodies[somebody as usize].folded;
        &self.folded[start as usize..start as usize + usize::from(length)]
    }

    /// The number of an article's cast.
    fn cast_of(&self, path: &Path) -> Option<u32> {
        let same = |&n: &u32| self.casts[n as usize].as_ref().is_some_and(|stored| *stored.path == *path);
        self.by_path.find(path_hash(path), same).copied()
    }

    /// Who is written in some way, and in how many articles; in the order of their numbers.
    fn written(&self, key: u64) -> Vec<(u32, u32)> {
        let mut all: Vec<(u32, i32)> = self.by_variant.of(key).collect();
        all.sort_unstable();
        all.chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| Some((same[0].0, u32::try_from(same.iter().map(|m| m.1).sum::<i32>()).ok().filter(|n| *n > 0)?)))
            .collect()
    }

    /// Everybody in a stored cast.
    fn entries(&self, stored: &Stored) -> Vec<Entry<NameId>> {
        let (mut row, mut names) = self.row(stored);
        let entries = people::read(&mut row, &mut names).expect("read as it was packed");
        entries.into_iter().map(|entry| names.interned(entry)).collect()
    }

    /// The bytes of a stored cast, and what the numbers in it mean.
    fn row<'a>(&'a self, stored: &'a Stored) -> (Reader<'a>, Interned<'a>) {
        let (rest, numbers) = match &stored.entries {
            Packed::Own(bytes) => (&**bytes, None),
            Packed::Shelved(shelf, number) => {
                let shelved = &self.shelved[*shelf as usize];
                (shelved.rows.cast(*number).unwrap_or_default(), Some(&*shelved.names))
            }
        };
        (Reader { rest }, Interned { names: &self.names, numbers })
    }

    fn remove(&mut self, path: &Path) {
        let Some(number) = self.cast_of(path) else { return };
        if let Ok(entry) = self.by_path.find_entry(path_hash(path), |&n| n == number) {
            entry.remove();
        }
        let Some(stored) = self.casts[number as usize].take() else { return };
        self.free.push(number);
        for (entry, &somebody) in self.entries(&stored).iter().zip(&stored.who) {
            // The places of one article stand together, so this looks at few.
            let somebody_there = &mut self.somebodies[somebody as usize];
            somebody_there.discount(entry);
            if let Some(at) = somebody_there.places.iter().rposition(|p| p.0 == number) {
                somebody_there.places.swap_remove(at);
            }
            entry.variants.iter().for_each(|variant| self.by_variant.push(variant.key, (somebody, -1)));
        }
    }
}

impl Somebody {
    fn count(&mut self, entry: &Entry<NameId>) {
        self.mentions += entry.mentions;
        self.quotes += entry.quotes.len() as u32;
    }

    fn discount(&mut self, entry: &Entry<NameId>) {
        self.mentions -= entry.mentions;
        self.quotes -= entry.quotes.len() as u32;
    }
}

fn path_hash(path: &Path) -> u64 {
    xxh3_64(path.as_os_str().as_encoded_bytes())
}
