//! Casts as rows of bytes, and the names of a segment, each once.

use super::bytes::{Reader, put, put_bytes, put_signed, u32_at};
use crate::archive::entity::cast::{Entry, Office, Parent, Place, Variant, fold, hash, key};
use crate::article::EntityKind;
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::fmt::Debug;
use std::path::Path;

/// Casts where they lie, by number.
pub trait Rows: Send + Sync + Debug {
    /// Casts, those of articles that are gone included.
    fn count(&self) -> u32;
    fn is_gone(&self, number: u32) -> bool;
    /// The day of an article and the bytes of its cast, as [`read`] takes them.
    fn cast(&self, number: u32) -> Option<(Option<Date>, &[u8])>;
    /// What the numbers in the casts stand for.
    fn names(&self) -> NameTable<'_>;
    /// The folder that paths count from, and the path inside.
    fn path(&self, number: u32) -> Option<(&Path, &Path)>;
    /// An article with a path that passes a test.
    fn find(&self, path: &Path, passes: &dyn Fn(u32) -> bool) -> Option<u32>;
}

/// What follows from names by their numbers; None for a number that is none.
pub trait Keys {
    /// As a way of writing. Of an organisation it is also the key.
    fn way(&mut self, number: u32) -> Option<u64>;
    fn person(&mut self, number: u32) -> Option<u64>;
}

/// Gives numbers to names.
pub trait Numbers<N>: Keys {
    fn number(&mut self, name: &N) -> u32;
}

/// Names as they come, numbered.
#[derive(Debug, Default)]
pub struct Names {
    numbers: FxHashMap<Box<str>, u32>,
    /// Where each begins, its length before its bytes.
    starts: Vec<u32>,
    bytes: Vec<u8>,
    ways: Vec<u64>,
    /// Found out when they are asked for.
    people: Vec<Option<u64>>,
}

impl Names {
    /// The number of a name, old or new.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.starts.len() as u32;
        self.numbers.insert(name.into(), number);
        self.starts.push(self.bytes.len() as u32);
        self.ways.push(hash(&fold(name)));
        self.people.push(None);
        put_bytes(&mut self.bytes, name.as_bytes());
        number
    }

    pub fn get(&self, number: u32) -> Option<&str> {
        let start = *self.starts.get(number as usize)? as usize;
        Reader { rest: self.bytes.get(start..)? }.text()
    }

    /// All names, where every so many begin, and how many they are.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes.extend(self.starts.iter().step_by(GROUP).flat_map(|start| start.to_le_bytes()));
        bytes.extend((self.starts.len() as u32).to_le_bytes());
        bytes
    }
}

impl Keys for Names {
    fn way(&mut self, number: u32) -> Option<u64> {
        self.ways.get(number as usize).copied()
    }

    fn person(&mut self, number: u32) -> Option<u64> {
        let known = *self.people.get(number as usize)?;
        let key = known.or_else(|| self.get(number).map(|name| key(EntityKind::Person, name)))?;
        self.people[number as usize] = Some(key);
        Some(key)
    }
}

impl Numbers<String> for Names {
    fn number(&mut self, name: &String) -> u32 {
        Names::number(self, name)
    }
}

/// The names of a segment while all of its casts are read: what follows from each is found out once.
pub struct Reading<'a> {
    pub names: Vec<&'a str>,
    ways: Vec<Option<u64>>,
    people: Vec<Option<u64>>,
}

impl<'a> Reading<'a> {
    pub fn of(names: NameTable<'a>) -> Reading<'a> {
        let names = names.all();
        Reading { ways: vec![None; names.len()], people: vec![None; names.len()], names }
    }
}

impl Keys for Reading<'_> {
    fn way(&mut self, number: u32) -> Option<u64> {
        let name = self.names.get(number as usize)?;
        Some(*self.ways.get_mut(number as usize)?.get_or_insert_with(|| hash(&fold(name))))
    }

    fn person(&mut self, number: u32) -> Option<u64> {
        let name = self.names.get(number as usize)?;
        Some(*self.people.get_mut(number as usize)?.get_or_insert_with(|| key(EntityKind::Person, name)))
    }
}

/// Names from one whose beginning is noted to the next.
const GROUP: usize = 8;

/// The names of a segment where they lie.
#[derive(Clone, Copy, Debug)]
pub struct NameTable<'a> {
    names: &'a [u8],
    starts: &'a [u8],
    len: u32,
}

impl<'a> NameTable<'a> {
    /// The names in what [`Names::to_bytes`] gave; none in other bytes.
    pub fn of(bytes: &'a [u8]) -> NameTable<'a> {
        let parts = || {
            let end = bytes.len().checked_sub(4)?;
            let len = u32_at(bytes, end)?;
            let names = end.checked_sub(4 * (len as usize).div_ceil(GROUP))?;
            Some(NameTable { names: &bytes[..names], starts: &bytes[names..end], len })
        };
        parts().unwrap_or(NameTable { names: &[], starts: &[], len: 0 })
    }

    pub fn get(&self, number: u32) -> Option<&'a str> {
        let start = u32_at(self.starts, 4 * (number as usize / GROUP))? as usize;
        let mut reader = Reader { rest: self.names.get(start..)? };
        for _ in 0..number as usize % GROUP {
            reader.bytes()?;
        }
        reader.text()
    }

    /// All of them, as far as they can be read.
    pub fn all(&self) -> Vec<&'a str> {
        let mut reader = Reader { rest: self.names };
        (0..self.len).map_while(|_| reader.text()).collect()
    }
}

const ORGANISATION: u8 = 1;
/// The key does not follow from the name: a name so long that it was cut.
const OWN_KEY: u8 = 2;
const ONE_MENTION: u8 = 4;
/// Every mention is written as the name.
const ONE_WAY: u8 = 8;
const OFFICES: u8 = 16;
const QUOTES: u8 = 32;
const PARENTS: u8 = 64;

/// Adds the entries of a cast.
pub fn write<N: PartialEq>(entries: &[Entry<N>], names: &mut dyn Numbers<N>, out: &mut Vec<u8>) {
    put(out, entries.len() as u64);
    let mut near = NOWHERE;
    for entry in entries {
        let name = names.number(&entry.name);
        let own_key = full_key(names, entry.kind, name) != Some(entry.key);
        let one_way =
            matches!(&*entry.variants, [v] if v.name == entry.name && v.count == entry.mentions && Some(v.key) == names.way(name));
        let one_mention = entry.mentions == 1 && entry.first == entry.last;
        let mut flags = 0;
        for (flag, set) in [
            (ORGANISATION, entry.kind == EntityKind::Organisation),
            (OWN_KEY, own_key),
            (ONE_MENTION, one_mention),
            (ONE_WAY, one_way),
            (OFFICES, !entry.offices.is_empty()),
            (QUOTES, !entry.quotes.is_empty()),
            (PARENTS, !entry.parents.is_empty()),
        ] {
            flags |= if set { flag } else { 0 };
        }
        out.push(flags);
        put(out, u64::from(name));
        if own_key {
            out.extend_from_slice(&entry.key.to_le_bytes());
        }
        put_place(out, &mut near, entry.first);
        if !one_mention {
            put(out, u64::from(entry.mentions));
            let mut first = entry.first;
            put_place(out, &mut first, entry.last);
        }
        if !one_way {
            put(out, entry.variants.len() as u64);
            for variant in &entry.variants {
                let name = names.number(&variant.name);
                let own = names.way(name) != Some(variant.key);
                put(out, u64::from(name) << 1 | u64::from(own));
                if own {
                    out.extend_from_slice(&variant.key.to_le_bytes());
                }
                put(out, u64::from(variant.count));
            }
        }
        if !entry.offices.is_empty() {
            put(out, entry.offices.len() as u64);
            let mut near = entry.first;
            for office in &entry.offices {
                put(out, u64::from(names.number(&office.title)));
                let body = office.organisation.as_ref().map(|body| names.number(body));
                let own = body.map_or(Some(0), |body| names.way(body)) != Some(office.organisation_key);
                put(out, body.map_or(0, |body| u64::from(body) + 1) << 1 | u64::from(own));
                if own {
                    out.extend_from_slice(&office.organisation_key.to_le_bytes());
                }
                put_place(out, &mut near, office.place);
            }
        }
        if !entry.quotes.is_empty() {
            put(out, entry.quotes.len() as u64);
            let mut near = entry.first;
            for &quote in &entry.quotes {
                put_place(out, &mut near, quote);
            }
        }
        if !entry.parents.is_empty() {
            put(out, entry.parents.len() as u64);
            let mut near = entry.first;
            for parent in &entry.parents {
                let name = names.number(&parent.name);
                let own = names.way(name) != Some(parent.key);
                put(out, u64::from(name) << 1 | u64::from(own));
                if own {
                    out.extend_from_slice(&parent.key.to_le_bytes());
                }
                put_place(out, &mut near, parent.place);
            }
        }
    }
}

fn full_key(keys: &mut (impl Keys + ?Sized), kind: EntityKind, name: u32) -> Option<u64> {
    match kind {
        EntityKind::Person => keys.person(name),
        EntityKind::Organisation => keys.way(name),
    }
}

const NOWHERE: Place = Place { span: Span { start: 0, end: 0 }, line: 0 };

/// Reads entries with the numbers of their names; None where the bytes are none.
pub fn read(reader: &mut Reader, keys: &mut dyn Keys) -> Option<Vec<Entry<u32>>> {
    let mut near = NOWHERE;
    (0..reader.count()?).map(|_| whole(reader, &mut near, keys)).collect()
}

/// Reads those entries alone that pass a test, which is asked with the number and the head of each.
pub fn some(reader: &mut Reader, keys: &mut dyn Keys, mut passes: impl FnMut(usize, &Head) -> bool) -> Option<Vec<Entry<u32>>> {
    let mut near = NOWHERE;
    let mut found = Vec::new();
    for number in 0..reader.count()? {
        let (mut again, mut near_again) = (*reader, near);
        if passes(number, &entry(reader, &mut near, &mut NoKeys, &mut ())?) {
            found.push(whole(&mut again, &mut near_again, keys)?);
        }
    }
    Some(found)
}

/// Reads entries one after the other, each into what the one before was read into; None where the bytes are none.
pub fn pass(reader: &mut Reader, keys: &mut dyn Keys, outline: &mut Outline, mut each: impl FnMut(&Head, &Outline)) -> Option<()> {
    let mut near = NOWHERE;
    for _ in 0..reader.count()? {
        outline.clear();
        let head = entry(reader, &mut near, keys, outline)?;
        each(&head, outline);
    }
    Some(())
}

/// Passes through entries without what they have several of. Keys that follow from names are not found out.
pub fn heads(reader: &mut Reader, each: &mut dyn FnMut(&Head)) -> Option<()> {
    let mut near = NOWHERE;
    for _ in 0..reader.count()? {
        each(&entry(reader, &mut near, &mut NoKeys, &mut ())?);
    }
    Some(())
}

/// What every entry has.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub kind: EntityKind,
    pub name: u32,
    pub key: u64,
    /// The key does not follow from the name.
    pub own_key: bool,
    pub has_offices: bool,
    pub first: Place,
    pub last: Place,
    pub mentions: u32,
}

/// Takes what an entry has several of, in order.
trait Lists {
    /// Whether places in them are looked at.
    const PLACED: bool = true;
    fn variant(&mut self, _: Variant<u32>) {}
    fn office(&mut self, _: Office<u32>) {}
    fn quote(&mut self, _: Place) {}
    fn parent(&mut self, _: Parent<u32>) {}
}

/// For entries that are only stepped over.
impl Lists for () {
    const PLACED: bool = false;
}

/// All of it.
#[derive(Default)]
struct Whole {
    variants: Vec<Variant<u32>>,
    offices: Vec<Office<u32>>,
    quotes: Vec<Place>,
    parents: Vec<Parent<u32>>,
}

impl Lists for Whole {
    fn variant(&mut self, variant: Variant<u32>) {
        self.variants.push(variant);
    }

    fn office(&mut self, office: Office<u32>) {
        self.offices.push(office);
    }

    fn quote(&mut self, quote: Place) {
        self.quotes.push(quote);
    }

    fn parent(&mut self, parent: Parent<u32>) {
        self.parents.push(parent);
    }
}

/// As much of it as who is who is learnt from.
#[derive(Debug, Default)]
pub struct Outline {
    /// Keys of the ways of writing.
    pub variants: Vec<u64>,
    /// Keys of the organisations above it.
    pub parents: Vec<u64>,
    pub quotes: u32,
}

impl Outline {
    fn clear(&mut self) {
        self.variants.clear();
        self.parents.clear();
        self.quotes = 0;
    }
}

impl Lists for Outline {
    fn variant(&mut self, variant: Variant<u32>) {
        self.variants.push(variant.key);
    }

    fn quote(&mut self, _: Place) {
        self.quotes += 1;
    }

    fn parent(&mut self, parent: Parent<u32>) {
        self.parents.push(parent.key);
    }
}

/// For entries whose names are not asked for.
struct NoKeys;

impl Keys for NoKeys {
    fn way(&mut self, _: u32) -> Option<u64> {
        Some(0)
    }

    fn person(&mut self, _: u32) -> Option<u64> {
        Some(0)
    }
}

fn whole(reader: &mut Reader, near: &mut Place, keys: &mut dyn Keys) -> Option<Entry<u32>> {
    let mut lists = Whole::default();
    let Head { kind, name, key, first, last, mentions, .. } = entry(reader, near, keys, &mut lists)?;
    let Whole { variants, offices, quotes, parents } = lists;
    let (variants, offices, quotes, parents) = (variants.into(), offices.into(), quotes.into(), parents.into());
    Some(Entry { kind, name, key, first, last, mentions, variants, offices, quotes, parents })
}

fn entry<L: Lists>(reader: &mut Reader, near: &mut Place, keys: &mut dyn Keys, lists: &mut L) -> Option<Head> {
    let listed = |reader: &mut Reader, by: &mut Place| if L::PLACED { place(reader, by) } else { reader.skip(PLACE).map(|()| NOWHERE) };
    let flags = *reader.take(1)?.first()?;
    let is = |flag: u8| flags & flag != 0;
    let kind = if is(ORGANISATION) { EntityKind::Organisation } else { EntityKind::Person };
    let name = reader.small()?;
    let key = if is(OWN_KEY) { reader.fixed()? } else { full_key(keys, kind, name)? };
    let first = place(reader, near)?;
    let (mut mentions, mut last) = (1, first);
    if !is(ONE_MENTION) {
        mentions = reader.small()?;
        last = place(reader, &mut first.clone())?;
    }
    if is(ONE_WAY) {
        lists.variant(Variant { name, key: keys.way(name)?, count: mentions });
    } else {
        for _ in 0..reader.count()? {
            let (name, key) = named(reader, keys)?;
            lists.variant(Variant { name, key, count: reader.small()? });
        }
    }
    let mut by = first;
    for _ in 0..if is(OFFICES) { reader.count()? } else { 0 } {
        let title = reader.small()?;
        keys.way(title)?;
        let packed = reader.number()?;
        let organisation = (packed >> 1).checked_sub(1).map(u32::try_from).transpose().ok()?;
        let full = match organisation {
            Some(body) => keys.way(body)?,
            None => 0,
        };
        let organisation_key = if packed & 1 == 1 { reader.fixed()? } else { full };
        lists.office(Office { title, organisation, organisation_key, place: listed(reader, &mut by)? });
    }
    let mut by = first;
    let quotes = if is(QUOTES) { reader.count()? } else { 0 };
    if L::PLACED {
        for _ in 0..quotes {
            lists.quote(place(reader, &mut by)?);
        }
    } else {
        reader.skip(quotes * PLACE)?;
    }
    let mut by = first;
    for _ in 0..if is(PARENTS) { reader.count()? } else { 0 } {
        let (name, key) = named(reader, keys)?;
        lists.parent(Parent { name, key, place: listed(reader, &mut by)? });
    }
    Some(Head { kind, name, key, own_key: is(OWN_KEY), has_offices: is(OFFICES), first, last, mentions })
}

/// The number of a name, and the key that follows from it or, where none does, stands behind it.
fn named(reader: &mut Reader, keys: &mut dyn Keys) -> Option<(u32, u64)> {
    let packed = reader.number()?;
    let name = u32::try_from(packed >> 1).ok()?;
    let way = keys.way(name)?;
    Some((name, if packed & 1 == 1 { reader.fixed()? } else { way }))
}

/// Numbers of a place.
const PLACE: usize = 3;

fn put_place(out: &mut Vec<u8>, near: &mut Place, place: Place) {
    put_signed(out, i64::from(place.span.start) - i64::from(near.span.start));
    put(out, u64::from(place.span.end.saturating_sub(place.span.start)));
    put_signed(out, i64::from(place.line) - i64::from(near.line));
    *near = place;
}

fn place(reader: &mut Reader, near: &mut Place) -> Option<Place> {
    let start = u32::try_from(reader.signed()?.checked_add(i64::from(near.span.start))?).ok()?;
    let end = start.checked_add(reader.small()?)?;
    let line = u32::try_from(reader.signed()?.checked_add(i64::from(near.line))?).ok()?;
    *near = Place { span: Span { start, end }, line };
    Some(*near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::entity::Cast;
    use crate::article::Article;

    #[test]
    fn a_cast_is_read_as_it_was_written() {
        let long = "Very ".repeat(60);
        let text = format!(
            "Pier to close\n\n“We will mend it,” said Ann Moss, director of the {long}Harbor Agency. “Soon,” Moss said.\n\nThe Parks and \nRivers Board (PRB) and Ben Q. Hart, its chairman, agreed. “Yes,” said Mr. Hart. PRB members left. The Harbor Agency’s Pilot Licensing Board was there.\n"
        );
        let cast = Cast::of(&Article::read(&text), &text, None);
        assert!(cast.entries.len() >= 3, "{cast:?}");
        let (mut names, mut out) = (Names::default(), vec![]);
        write(&cast.entries, &mut names, &mut out);
        let bytes = names.to_bytes();
        let mut keys = Reading::of(NameTable::of(&bytes));
        let text = |n: u32| NameTable::of(&bytes).get(n).expect("a name of the cast").to_string();
        let again = read(&mut Reader { rest: &out }, &mut keys).expect("just written");
        let again: Vec<Entry<String>> = again.into_iter().map(|e| e.map(&mut |n| text(n))).collect();
        assert_eq!(format!("{:?}", cast.entries), format!("{again:?}"));
        for (number, entry) in again.iter().enumerate() {
            let one = some(&mut Reader { rest: &out }, &mut keys, |n, _| n == number).expect("there").pop().expect("one");
            assert_eq!(format!("{:?}", one.map(&mut |n| text(n))), format!("{entry:?}"));
        }
        for at in 0..out.len() {
            let mut damaged = out.clone();
            damaged[at] ^= 0xff;
            let _ = read(&mut Reader { rest: &damaged }, &mut keys);
            assert!(read(&mut Reader { rest: &out[..at] }, &mut keys).is_none());
        }
    }
}
