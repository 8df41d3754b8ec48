//! Casts as rows of bytes, and the names of a segment, each once.

use super::bytes::{Reader, put, put_bytes, put_signed, u32_at};
use crate::archive::entity::cast::{Entry, Office, Parent, Place, Variant, fold, hash, key};
use crate::article::EntityKind;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Names as they come, numbered.
#[derive(Debug, Default)]
pub struct Names {
    numbers: FxHashMap<Box<str>, u32>,
    /// Where each begins, its length before its bytes.
    starts: Vec<u32>,
    bytes: Vec<u8>,
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
        put_bytes(&mut self.bytes, name.as_bytes());
        number
    }

    pub fn get(&self, number: u32) -> Option<&str> {
        let start = *self.starts.get(number as usize)? as usize;
        Reader { rest: self.bytes.get(start..)? }.text()
    }

    /// All names, where each begins, and how many they are.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes.extend(self.starts.iter().flat_map(|start| start.to_le_bytes()));
        bytes.extend((self.starts.len() as u32).to_le_bytes());
        bytes
    }
}

/// The names of a segment where they lie.
#[derive(Clone, Copy, Debug)]
pub struct NameTable<'a> {
    names: &'a [u8],
    starts: &'a [u8],
}

impl<'a> NameTable<'a> {
    /// The names in what [`Names::to_bytes`] gave; none in other bytes.
    pub fn of(bytes: &'a [u8]) -> NameTable<'a> {
        let parts = || {
            let end = bytes.len().checked_sub(4)?;
            let names = end.checked_sub(4 * u32_at(bytes, end)? as usize)?;
            Some(NameTable { names: &bytes[..names], starts: &bytes[names..end] })
        };
        parts().unwrap_or(NameTable { names: &[], starts: &[] })
    }

    pub fn get(&self, number: u32) -> Option<&'a str> {
        let start = u32_at(self.starts, 4 * number as usize)? as usize;
        Reader { rest: self.names.get(start..)? }.text()
    }

    /// All of them; empty for what cannot be read.
    pub fn all(&self) -> Vec<&'a str> {
        (0..self.starts.len() as u32 / 4).map(|number| self.get(number).unwrap_or_default()).collect()
    }
}

/// What follows from a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// As a way of writing.
    pub way: u64,
    pub person: u64,
    pub organisation: u64,
}

impl Keys {
    pub fn of(name: &str) -> Keys {
        Keys { way: hash(&fold(name)), person: key(EntityKind::Person, name), organisation: key(EntityKind::Organisation, name) }
    }

    fn full(self, kind: EntityKind) -> u64 {
        match kind {
            EntityKind::Person => self.person,
            EntityKind::Organisation => self.organisation,
        }
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
pub fn write(entries: &[Entry<String>], names: &mut Names, out: &mut Vec<u8>) {
    put(out, entries.len() as u64);
    let mut near = Place { span: Span { start: 0, end: 0 }, line: 0 };
    for entry in entries {
        let keys = Keys::of(&entry.name);
        let own_key = keys.full(entry.kind) != entry.key;
        let one_way = matches!(&*entry.variants, [v] if v.name == entry.name && v.count == entry.mentions && v.key == keys.way);
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
        put(out, u64::from(names.number(&entry.name)));
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
                let own = Keys::of(&variant.name).way != variant.key;
                put(out, u64::from(names.number(&variant.name)) << 1 | u64::from(own));
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
                let body = office.organisation.as_ref();
                let own = body.map_or(0, |b| Keys::of(b).organisation) != office.organisation_key;
                put(out, body.map_or(0, |b| u64::from(names.number(b)) + 1) << 1 | u64::from(own));
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
                let own = Keys::of(&parent.name).organisation != parent.key;
                put(out, u64::from(names.number(&parent.name)) << 1 | u64::from(own));
                if own {
                    out.extend_from_slice(&parent.key.to_le_bytes());
                }
                put_place(out, &mut near, parent.place);
            }
        }
    }
}

/// Reads entries with the numbers of their names; None where the bytes are none. `keys` says what follows from a name.
pub fn read(reader: &mut Reader, keys: &mut dyn FnMut(u32) -> Option<Keys>) -> Option<Vec<Entry<u32>>> {
    let mut near = Place { span: Span { start: 0, end: 0 }, line: 0 };
    (0..reader.count()?).map(|_| entry(reader, &mut near, keys)).collect()
}

fn entry(reader: &mut Reader, near: &mut Place, keys: &mut dyn FnMut(u32) -> Option<Keys>) -> Option<Entry<u32>> {
    let flags = *reader.take(1)?.first()?;
    let is = |flag: u8| flags & flag != 0;
    let kind = if is(ORGANISATION) { EntityKind::Organisation } else { EntityKind::Person };
    let name = reader.small()?;
    let own = keys(name)?;
    let key = if is(OWN_KEY) { reader.fixed()? } else { own.full(kind) };
    let first = place(reader, near)?;
    let (mut mentions, mut last) = (1, first);
    if !is(ONE_MENTION) {
        mentions = reader.small()?;
        last = place(reader, &mut first.clone())?;
    }
    let variants = if is(ONE_WAY) {
        Box::from([Variant { name, key: own.way, count: mentions }])
    } else {
        let variants = (0..reader.count()?).map(|_| {
            let packed = reader.number()?;
            let name = u32::try_from(packed >> 1).ok()?;
            let key = if packed & 1 == 1 { reader.fixed()? } else { keys(name)?.way };
            Some(Variant { name, key, count: reader.small()? })
        });
        variants.collect::<Option<_>>()?
    };
    let mut by = first;
    let offices = if is(OFFICES) { reader.count()? } else { 0 };
    let offices = (0..offices).map(|_| {
        let title = reader.small()?;
        keys(title)?;
        let packed = reader.number()?;
        let organisation = (packed >> 1).checked_sub(1).map(u32::try_from).transpose().ok()?;
        let full = match organisation {
            Some(body) => keys(body)?.organisation,
            None => 0,
        };
        let organisation_key = if packed & 1 == 1 { reader.fixed()? } else { full };
        Some(Office { title, organisation, organisation_key, place: place(reader, &mut by)? })
    });
    let offices = offices.collect::<Option<_>>()?;
    let mut by = first;
    let quotes = if is(QUOTES) { reader.count()? } else { 0 };
    let quotes = (0..quotes).map(|_| place(reader, &mut by)).collect::<Option<_>>()?;
    let mut by = first;
    let parents = if is(PARENTS) { reader.count()? } else { 0 };
    let parents = (0..parents).map(|_| {
        let packed = reader.number()?;
        let name = u32::try_from(packed >> 1).ok()?;
        let named = keys(name)?.organisation;
        let key = if packed & 1 == 1 { reader.fixed()? } else { named };
        Some(Parent { name, key, place: place(reader, &mut by)? })
    });
    let parents = parents.collect::<Option<_>>()?;
    Some(Entry { kind, name, key, first, last, mentions, variants, offices, quotes, parents })
}

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
        let all = NameTable::of(&bytes).all();
        let keys = |n: u32| all.get(n as usize).map(|name| Keys::of(name));
        let again = read(&mut Reader { rest: &out }, &mut keys.clone()).expect("just written");
        let again: Vec<Entry<String>> = again.into_iter().map(|e| e.map(&mut |n| all[n as usize].to_string())).collect();
        assert_eq!(format!("{:?}", cast.entries), format!("{again:?}"));
        for at in 0..out.len() {
            let mut damaged = out.clone();
            damaged[at] ^= 0xff;
            let _ = read(&mut Reader { rest: &damaged }, &mut keys.clone());
            assert!(read(&mut Reader { rest: &out[..at] }, &mut keys.clone()).is_none());
        }
    }
}
