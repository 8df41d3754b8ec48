//! The casts of all articles by number. Those of articles in the index stay where they lie: kept of them are the days, which
//! thousands are put in order by, and whom each name of a segment means.

use super::cast::{self, Entry, fold};
use super::{NameId, Names};
use crate::archive::index::bytes::Reader;
use crate::archive::index::people::{self, Head, Keys, NameTable, Numbers, Rows};
use crate::article::EntityKind;
use hashbrown::HashTable;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

#[derive(Debug, Default)]
pub struct Casts {
    /// With numbers from 0 on.
    shelves: Vec<Shelf>,
    /// With numbers from [`OWN`] on; those of removed ones are used again.
    own: Vec<Option<Own>>,
    free: Vec<u32>,
    by_path: HashTable<u32>,
    len: usize,
}

/// The number of the first cast that is kept here.
const OWN: u32 = 1 << 31;

/// A cast that lies nowhere else.
#[derive(Debug)]
pub struct Own {
    pub path: Arc<Path>,
    pub date: Option<Date>,
    /// The entries as [`people::write`] has them, with interned names: a tenth of their length.
    pub entries: Box<[u8]>,
    /// By entry.
    pub who: Box<[u32]>,
}

/// Casts that lie in the index.
#[derive(Debug)]
pub struct Shelf {
    rows: Arc<dyn Rows>,
    first: u32,
    /// By article.
    days: Vec<Day>,
    means: Means,
}

#[derive(Clone, Copy, Debug)]
enum Day {
    /// No article: it has gone.
    Gone,
    Unknown,
    Known(Date),
}

/// Whom the names of a list mean as full names.
#[derive(Debug, Default)]
pub struct Means {
    /// By name: who, if anybody.
    one: Vec<Option<(EntityKind, u32)>>,
    /// Names of a person and of an organisation: the one that came later.
    other: FxHashMap<u32, u32>,
}

impl Means {
    pub fn of(names: usize) -> Means {
        Means { one: vec![None; names], other: FxHashMap::default() }
    }

    pub fn get(&self, kind: EntityKind, name: u32) -> Option<u32> {
        match (*self.one.get(name as usize)?)? {
            (of, who) if of == kind => Some(who),
            _ => self.other.get(&name).copied(),
        }
    }

    pub fn put(&mut self, kind: EntityKind, name: u32, who: u32) {
        match self.one.get_mut(name as usize) {
            Some(free @ None) => *free = Some((kind, who)),
            _ => drop(self.other.insert(name, who)),
        }
    }
}

/// What the numbers in a cast stand for.
#[derive(Clone, Copy)]
pub enum Spelled<'a> {
    Own(&'a Names),
    Shelved(NameTable<'a>),
}

impl<'a> Spelled<'a> {
    pub fn get(&self, number: u32) -> Option<&'a str> {
        match self {
            Spelled::Own(names) => names.get(number),
            Spelled::Shelved(names) => names.get(number),
        }
    }
}

impl Keys for Spelled<'_> {
    fn way(&mut self, number: u32) -> Option<u64> {
        self.get(number).map(|name| cast::hash(&fold(name)))
    }

    fn person(&mut self, number: u32) -> Option<u64> {
        self.get(number).map(|name| cast::key(EntityKind::Person, name))
    }
}

impl Numbers<NameId> for Spelled<'_> {
    fn number(&mut self, name: &NameId) -> u32 {
        *name
    }
}

impl Shelf {
    fn who(&self, head: &Head, keyed: impl Fn(EntityKind, u64) -> Option<u32>) -> Option<u32> {
        if head.own_key { keyed(head.kind, head.key) } else { self.means.get(head.kind, head.name) }
    }
}

impl Casts {
    /// Articles.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The number that the next cast is put under.
    pub fn next(&self) -> u32 {
        self.free.last().copied().unwrap_or(OWN + self.own.len() as u32)
    }

    pub fn put(&mut self, cast: Own) {
        let (number, hash) = (self.next(), path_hash(&cast.path));
        match self.free.pop() {
            Some(_) => self.own[(number - OWN) as usize] = Some(cast),
            None => self.own.push(Some(cast)),
        }
        let own = &self.own;
        self.by_path.insert_unique(hash, number, |&n| own[(n - OWN) as usize].as_ref().map_or(0, |own| path_hash(&own.path)));
        self.len += 1;
    }

    /// The number of the first of the casts that are shelved next.
    pub fn next_shelved(&self) -> u32 {
        self.shelves.last().map_or(0, |shelf| shelf.first + shelf.days.len() as u32)
    }

    /// Adds the casts of a part of the index: for each article in it the day, or that there is none.
    pub fn shelve(&mut self, rows: Arc<dyn Rows>, days: impl Iterator<Item = Option<Option<Date>>>, means: Means) {
        let day = |day: Option<Option<Date>>| day.map_or(Day::Gone, |day| day.map_or(Day::Unknown, Day::Known));
        let shelf = Shelf { first: self.next_shelved(), rows, days: days.map(day).collect(), means };
        self.len += shelf.days.iter().filter(|day| !matches!(day, Day::Gone)).count();
        self.shelves.push(shelf);
    }

    /// Whether a cast lies nowhere else.
    pub fn is_own(&self, number: u32) -> bool {
        number >= OWN
    }

    /// Another version of a cast that lies nowhere else, with the same people and bodies.
    pub fn change(&mut self, number: u32, date: Option<Date>, entries: Box<[u8]>) {
        if let Some(own) = number.checked_sub(OWN).and_then(|own| self.own.get_mut(own as usize)?.as_mut()) {
            (own.date, own.entries) = (date, entries);
        }
    }

    /// The part of the index that a cast lies in, and its number there; else the cast.
    fn get(&self, number: u32) -> Result<(&Shelf, u32), &Own> {
        if let Some(own) = number.checked_sub(OWN) {
            return Err(self.own[own as usize].as_ref().expect("places lead to casts that are there"));
        }
        let shelf = &self.shelves[self.shelves.partition_point(|shelf| shelf.first <= number) - 1];
        Ok((shelf, number - shelf.first))
    }

    /// The number of an article's cast.
    pub fn of(&self, path: &Path) -> Option<u32> {
        let same = |&n: &u32| self.own[(n - OWN) as usize].as_ref().is_some_and(|own| *own.path == *path);
        if let Some(own) = self.by_path.find(path_hash(path), same) {
            return Some(*own);
        }
        self.shelves.iter().rev().find_map(|shelf| {
            let is_there = |number: u32| shelf.days.get(number as usize).is_some_and(|day| !matches!(day, Day::Gone));
            Some(shelf.first + shelf.rows.find(path, &is_there)?)
        })
    }

    pub fn date(&self, number: u32) -> Option<Date> {
        match self.get(number) {
            Ok((shelf, number)) => match shelf.days[number as usize] {
                Day::Known(date) => Some(date),
                Day::Gone | Day::Unknown => None,
            },
            Err(own) => own.date,
        }
    }

    pub fn path(&self, number: u32) -> Arc<Path> {
        match self.get(number) {
            Ok((shelf, number)) => shelf.rows.path(number).map(|(root, inside)| root.join(inside)).unwrap_or_default().into(),
            Err(own) => Arc::clone(&own.path),
        }
    }

    /// Newer articles first, and those without a date last; of one day by their paths.
    pub fn newer(&self, a: (Option<Date>, u32), b: (Option<Date>, u32)) -> Ordering {
        b.0.cmp(&a.0).then_with(|| self.by_path(a.1, b.1))
    }

    fn by_path(&self, a: u32, b: u32) -> Ordering {
        if let (Ok((one, a)), Ok((other, b))) = (self.get(a), self.get(b))
            && let (Some((root, a)), Some((other_root, b))) = (one.rows.path(a), other.rows.path(b))
            && root.as_os_str() == other_root.as_os_str()
        {
            return a.as_os_str().cmp(b.as_os_str());
        }
        self.path(a).as_os_str().cmp(self.path(b).as_os_str())
    }

    /// The bytes of a cast, and what the numbers in it stand for.
    pub fn row<'a>(&'a self, number: u32, names: &'a Names) -> (Reader<'a>, Spelled<'a>) {
        match self.get(number) {
            Ok((shelf, number)) => {
                (Reader { rest: shelf.rows.cast(number).map_or(&[], |cast| cast.1) }, Spelled::Shelved(shelf.rows.names()))
            }
            Err(own) => (Reader { rest: &own.entries }, Spelled::Own(names)),
        }
    }

    /// Who is in a cast, by entry. Somebody whose key does not follow from the name is looked for by `keyed`.
    pub fn who(&self, number: u32, keyed: impl Fn(EntityKind, u64) -> Option<u32>) -> Vec<u32> {
        let (shelf, number) = match self.get(number) {
            Ok(shelved) => shelved,
            Err(own) => return own.who.to_vec(),
        };
        let Some((_, rest)) = shelf.rows.cast(number) else { return vec![] };
        let mut who = Vec::new();
        // Everybody was learnt.
        people::heads(&mut Reader { rest }, &mut |head| who.push(shelf.who(head, &keyed).unwrap_or_default()));
        who
    }

    /// What a cast has of those who pass a test, and who they are.
    pub fn entries_of<'a>(
        &'a self,
        number: u32,
        names: &'a Names,
        passes: impl Fn(u32, &Head) -> bool,
        keyed: impl Fn(EntityKind, u64) -> Option<u32>,
    ) -> Vec<(u32, Entry<&'a str>)> {
        let (mut row, mut spelled) = self.row(number, names);
        let cast = self.get(number);
        let mut found = Vec::new();
        let is_one = |at: usize, head: &Head| {
            let who = match &cast {
                Ok((shelf, _)) => shelf.who(head, &keyed),
                Err(own) => own.who.get(at).copied(),
            };
            let one = who.filter(|who| passes(*who, head));
            found.extend(one);
            one.is_some()
        };
        let entries = people::some(&mut row, &mut spelled, is_one).unwrap_or_default();
        let spelt = entries.into_iter().map(|entry| entry.map(&mut |name| spelled.get(name).unwrap_or_default()));
        found.into_iter().zip(spelt).collect()
    }

    pub fn remove(&mut self, number: u32) {
        self.len -= 1;
        let Some(own) = number.checked_sub(OWN) else {
            let shelf = self.shelves.partition_point(|shelf| shelf.first <= number) - 1;
            let shelf = &mut self.shelves[shelf];
            shelf.days[(number - shelf.first) as usize] = Day::Gone;
            return;
        };
        if let Some(gone) = self.own[own as usize].take() {
            self.free.push(number);
            if let Ok(entry) = self.by_path.find_entry(path_hash(&gone.path), |&n| n == number) {
                entry.remove();
            }
        }
    }
}

fn path_hash(path: &Path) -> u64 {
    xxh3_64(path.as_os_str().as_encoded_bytes())
}
