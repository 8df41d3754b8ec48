//! Who is who across the articles: people and organisations by every name they are written with, the offices they are given, and
//! where that stands.
//!
//! Of each article a [`cast::Cast`] is kept: interned names, counts, places. Names are tied only by evidence ([`query`]): the
//! same full name regardless of case, accents and middle initials; an acronym that some article ties to a long name; long
//! names that differ by a small edit of one word. A surname alone ties nobody.

pub mod cast;
mod casts;
mod company;
mod lists;
pub mod lookup;
mod page;
mod places;
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
use super::index::people::{self, Outline, Reading, Rows};
use crate::article::EntityKind;
use cast::Entry;
use casts::{Casts, Means, Own, Spelled};
use hashbrown::HashTable;
use lists::Lists;
use places::Places;
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
    /// Of casts that are kept here, and those that somebody goes by.
    names: Names,
    casts: Casts,
    somebodies: Vec<Somebody>,
    /// Their folded names, one after the other.
    folded: String,
    /// By the key of the full name and the kind.
    by_key: HashTable<u32>,
    /// By any other folded way of writing those who are written so, with how often articles say so.
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
    /// The casts.
    places: Places,
    /// In all those places: of somebody who is in thousands of articles nobody wants to count them.
    mentions: u32,
    quotes: u32,
    /// Ways of writing with the key of the full name, one for each article.
    ways: u32,
    /// The letters of the name, for searching.
    letters: u64,
}

/// Whether two casts are the same in all that the tables of the archive know: places and counts they do not.
fn are_same(known: &[(u32, Entry<&str>)], new: &[Entry<String>]) -> bool {
    let variants =
        |a: &Entry<&str>, b: &Entry<String>| a.variants.iter().map(|v| (v.key, v.name)).eq(b.variants.iter().map(|v| (v.key, &*v.name)));
    let parents = |a: &Entry<&str>, b: &Entry<String>| a.parents.iter().map(|p| p.key).eq(b.parents.iter().map(|p| p.key));
    let one = |a: &Entry<&str>, b: &Entry<String>| (a.kind, a.key, a.name) == (b.kind, b.key, &*b.name) && variants(a, b) && parents(a, b);
    known.len() == new.len() && known.iter().zip(new).all(|((_, a), b)| one(a, b))
}

/// Names as written, each once, one after the other.
#[derive(Debug, Default)]
struct Names {
    text: String,
    ends: Vec<u32>,
    numbers: HashTable<NameId>,
}

impl Names {
    fn intern(&mut self, name: &str) -> NameId {
        let print = |name: &str| xxh3_64(name.as_bytes());
        if let Some(&number) = self.numbers.find(print(name), |&n| name_at(&self.text, &self.ends, n) == Some(name)) {
            return number;
        }
        let number = self.ends.len() as NameId;
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        let (text, ends) = (&self.text, &self.ends);
        self.numbers.insert_unique(print(name), number, |&n| name_at(text, ends, n).map_or(0, print));
        number
    }

    fn get(&self, number: NameId) -> Option<&str> {
        name_at(&self.text, &self.ends, number)
    }
}

fn name_at<'a>(text: &'a str, ends: &[u32], number: NameId) -> Option<&'a str> {
    let number = number as usize;
    let start = if number == 0 { 0 } else { *ends.get(number - 1)? };
    text.get(start as usize..*ends.get(number)? as usize)
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

    /// Remembers the articles of a part of the index, which were never known. Their casts stay where they lie.
    pub fn learn(&self, rows: Arc<dyn Rows>) {
        self.memory.write().expect("no panic under this lock").learn(rows);
    }

    /// All is learnt that there is: what comes now comes one by one.
    pub fn learnt(&self) {
        self.memory.write().expect("no panic under this lock").somebodies.iter_mut().for_each(|one| one.places.shrink());
    }

    /// Forgets an article.
    pub fn remove(&self, path: &Path) {
        self.memory.write().expect("no panic under this lock").remove(path);
    }

    /// Articles remembered.
    pub fn len(&self) -> usize {
        self.memory.read().expect("no panic under this lock").casts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Somebody as one article has it, for the tables.
struct Told<'a> {
    kind: EntityKind,
    name: &'a str,
    key: u64,
    mentions: u32,
    quotes: u32,
}

impl Told<'_> {
    fn of<N: AsRef<str>>(entry: &Entry<N>) -> Told<'_> {
        let quotes = entry.quotes.len() as u32;
        Told { kind: entry.kind, name: entry.name.as_ref(), key: entry.key, mentions: entry.mentions, quotes }
    }
}

impl Memory {
    fn replace(&mut self, path: Arc<Path>, cast: Cast) {
        // Most edits move places and bring nobody new.
        let known = self.casts.of(&path).filter(|&number| self.casts.is_own(number));
        if let Some(number) = known.filter(|&number| are_same(&self.entries(number), &cast.entries)) {
            self.count(number, -1);
            let entries = self.packed(cast.entries);
            self.casts.change(number, cast.date, entries);
            self.count(number, 1);
            return;
        }
        self.remove(&path);
        self.put(path, cast);
    }

    /// Counts what a cast has of everybody in it, or takes that back.
    fn count(&mut self, cast: u32, times: i32) {
        let counts: Vec<_> =
            self.entries(cast).into_iter().map(|(who, entry)| (who, entry.mentions as i32, entry.quotes.len() as i32)).collect();
        for (somebody, mentions, quotes) in counts {
            let one = &mut self.somebodies[somebody as usize];
            one.mentions = one.mentions.saturating_add_signed(times * mentions);
            one.quotes = one.quotes.saturating_add_signed(times * quotes);
        }
    }

    fn put(&mut self, path: Arc<Path>, cast: Cast) {
        let number = self.casts.next();
        let mut who = Vec::with_capacity(cast.entries.len());
        for entry in &cast.entries {
            let somebody = self.somebody(&Told::of(entry));
            self.note(number, somebody, &Told::of(entry), entry.variants.iter().map(|v| v.key), entry.parents.iter().map(|p| p.key));
            who.push(somebody);
        }
        let entries = self.packed(cast.entries);
        self.casts.put(Own { path, date: cast.date, entries, who: who.into() });
    }

    /// Entries as a row of bytes.
    fn packed(&mut self, entries: Vec<Entry<String>>) -> Box<[u8]> {
        let interned: Vec<_> = entries.into_iter().map(|entry| entry.map(&mut |name: String| self.names.intern(&name))).collect();
        let mut packed = Vec::new();
        people::write(&interned, &mut Spelled::Own(&self.names), &mut packed);
        packed.into()
    }

    fn learn(&mut self, rows: Arc<dyn Rows>) {
        let mut reading = Reading::of(rows.names());
        let names = reading.names.clone();
        let mut means = Means::of(names.len());
        let first = self.casts.next_shelved();
        let mut outline = Outline::default();
        let mut days = Vec::with_capacity(rows.count() as usize);
        for number in 0..rows.count() {
            let cast = if rows.is_gone(number) { None } else { rows.cast(number) };
            days.push(cast.map(|(date, _)| date));
            let Some((_, rest)) = cast else { continue };
            let read = people::pass(&mut Reader { rest }, &mut reading, &mut outline, |head, outline| {
                // `people::pass` gives no name that there is none of.
                let name = names.get(head.name as usize).copied().unwrap_or_default();
                let told = Told { kind: head.kind, name, key: head.key, mentions: head.mentions, quotes: outline.quotes };
                let known = if head.own_key { None } else { means.get(head.kind, head.name) };
                let somebody = known.unwrap_or_else(|| {
                    let somebody = self.somebody(&told);
                    if !head.own_key {
                        means.put(head.kind, head.name, somebody);
                    }
                    somebody
                });
                self.note(first + number, somebody, &told, outline.variants.iter().copied(), outline.parents.iter().copied());
            });
            debug_assert!(read.is_some(), "read as it was packed");
        }
        self.casts.shelve(rows, days.into_iter(), means);
    }

    /// Somebody is in a cast, written in some ways.
    fn note(&mut self, cast: u32, somebody: u32, told: &Told, ways: impl Iterator<Item = u64>, parents: impl Iterator<Item = u64>) {
        let one = &mut self.somebodies[somebody as usize];
        one.places.push(cast);
        one.mentions += told.mentions;
        one.quotes += told.quotes;
        for key in ways {
            if key == one.key {
                one.ways += 1;
            } else {
                self.by_variant.push(key, (somebody, 1));
            }
        }
        parents.for_each(|key| self.by_parent.push(key, somebody));
    }

    /// The number of somebody, old or new.
    fn somebody(&mut self, told: &Told) -> u32 {
        let number = self.somebodies.len() as u32;
        let name = told.name;
        if let Some(known) = self.keyed(told.kind, told.key) {
            // The longest way of writing, and of those the first in order, is the name: articles come in any order.
            let old = self.name(known);
            if (name.chars().count(), std::cmp::Reverse(name)) > (old.chars().count(), std::cmp::Reverse(old)) {
                self.somebodies[known as usize].name = self.names.intern(name);
            }
            return known;
        }
        let folded = fold(name);
        let somebodies = &self.somebodies;
        self.by_key.insert_unique(told.key, number, |&n| somebodies[n as usize].key);
        match told.kind {
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
            kind: told.kind,
            name: self.names.intern(name),
            key: told.key,
            folded: at,
            places: Places::default(),
            mentions: 0,
            quotes: 0,
            ways: 0,
            letters,
        });
        number
    }

    /// Somebody by the key of the full name.
    fn keyed(&self, kind: EntityKind, key: u64) -> Option<u32> {
        let same = |&n: &u32| self.somebodies[n as usize].key == key && self.somebodies[n as usize].kind == kind;
        self.by_key.find(key, same).copied()
    }

    /// The name of somebody.
    fn name(&self, somebody: u32) -> &str {
        self.names.get(self.somebodies[somebody as usize].name).unwrap_or_default()
    }

    /// The folded name of somebody.
    fn folded(&self, somebody: u32) -> &str {
        let (start, length) = self.somebodies[somebody as usize].folded;
        &self.folded[start as usize..start as usize + usize::from(length)]
    }

    /// Who is written in some way, and in how many articles; in the order of their numbers.
    fn written(&self, key: u64) -> Vec<(u32, u32)> {
        let mut all: Vec<(u32, i32)> = self.by_variant.of(key).collect();
        let full = [EntityKind::Person, EntityKind::Organisation].map(|kind| self.keyed(kind, key));
        all.extend(full.into_iter().flatten().map(|one| (one, self.somebodies[one as usize].ways as i32)));
        all.sort_unstable();
        all.chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| Some((same[0].0, u32::try_from(same.iter().map(|m| m.1).sum::<i32>()).ok().filter(|n| *n > 0)?)))
            .collect()
    }

    /// Everybody in a cast, and what it has of them.
    fn entries(&self, cast: u32) -> Vec<(u32, Entry<&str>)> {
        self.casts.entries_of(cast, &self.names, |_, _| true, |kind, key| self.keyed(kind, key))
    }

    /// Who is in a cast, by entry.
    fn who(&self, cast: u32) -> Vec<u32> {
        self.casts.who(cast, |kind, key| self.keyed(kind, key))
    }

    fn remove(&mut self, path: &Path) {
        let Some(number) = self.casts.of(path) else { return };
        self.count(number, -1);
        let keys = |entry: &Entry<&str>| entry.variants.iter().map(|v| v.key).collect();
        let written: Vec<(u32, Vec<u64>)> = self.entries(number).into_iter().map(|(who, entry)| (who, keys(&entry))).collect();
        for (somebody, ways) in written {
            let one = &mut self.somebodies[somebody as usize];
            one.places.remove(number);
            for key in ways {
                if key == one.key {
                    one.ways -= 1;
                } else {
                    self.by_variant.push(key, (somebody, -1));
                }
            }
        }
        self.casts.remove(number);
    }
}
