//! All numbers of a pack as a row of bytes, so that the built-in one need not be arranged anew whenever the program starts. Its
//! words stay where they are; the row belongs to these words and to this program's way of making keys, and to no others.

use super::*;
use xxhash_rust::xxh3::xxh3_64;

impl Pack {
    /// The numbers of a pack.
    pub(in crate::knowledge) fn numbers(mut self) -> Vec<u8> {
        let mut writer = Writer(stamp(&self.words).to_le_bytes().into());
        pass(&mut self, &mut writer);
        writer.0
    }

    /// A pack from its words and its numbers. None where these belong to other words, to other keys or are cut short.
    pub(in crate::knowledge) fn of_numbers(title: &str, words: &'static str, numbers: &[u8]) -> Option<Pack> {
        let (own, rest) = numbers.split_first_chunk()?;
        if u64::from_le_bytes(*own) != stamp(words) {
            return None;
        }
        let mut pack = Pack { title: title.to_string(), words: Cow::Borrowed(words), ..Pack::default() };
        let mut reader = Reader { rest, short: false };
        pass(&mut pack, &mut reader);
        (!reader.short && reader.rest.is_empty()).then_some(pack)
    }
}

/// A number for words, and for how keys are made of them.
fn stamp(words: &str) -> u64 {
    xxh3_64(words.as_bytes()) ^ key("harbor agency")
}

/// Goes through all numbers of a pack in their order, to write them or to read them.
fn pass(pack: &mut Pack, by: &mut impl Pass) {
    by.list(&mut pack.sources, |by, source| {
        by.span(&mut source.title);
        by.span(&mut source.url);
        by.date(&mut source.as_of);
    });
    by.list(&mut pack.persons, |by, person| {
        by.span(&mut person.name);
        by.range(&mut person.other_names);
        by.number(&mut person.terms);
        by.number(&mut person.source);
    });
    by.list(&mut pack.organizations, |by, body| {
        by.span(&mut body.name);
        by.range(&mut body.other_names);
        by.span(&mut body.classification);
        by.span(&mut body.country);
        by.date(&mut body.founded);
        by.date(&mut body.dissolved);
        by.number(&mut body.parent);
        by.number(&mut body.terms);
        by.number(&mut body.source);
    });
    by.list(&mut pack.other_names, |by, other| {
        by.span(&mut other.name);
        by.span(&mut other.note);
        by.date(&mut other.start);
        by.date(&mut other.end);
    });
    by.list(&mut pack.terms, |by, term| {
        by.number(&mut term.person);
        by.number(&mut term.organization);
        by.span(&mut term.title);
        by.date(&mut term.start);
        by.date(&mut term.end);
        by.number(&mut term.source);
    });
    by.list(&mut pack.by_organization, |by, term| by.number(term));
    let mut last = 0;
    by.list(&mut pack.names, |by, (key, who)| {
        by.key(key, &mut last);
        let mut number = match *who {
            Who::Person(number) => 2 * number,
            Who::Organization(number) => 2 * number + 1,
        };
        by.number(&mut number);
        *who = if number % 2 == 0 { Who::Person(number / 2) } else { Who::Organization(number / 2) };
    });
    let mut last = 0;
    by.list(&mut pack.surnames, |by, (key, person)| {
        by.key(key, &mut last);
        by.number(person);
    });
}

trait Pass {
    /// Writes the number, or reads one in its place.
    fn long(&mut self, number: &mut u64);

    /// How long a list is to be.
    fn length(&mut self, now: usize) -> usize {
        let mut length = now as u64;
        self.long(&mut length);
        length as usize
    }

    fn list<T: Clone + Default>(&mut self, list: &mut Vec<T>, mut each: impl FnMut(&mut Self, &mut T)) {
        let length = self.length(list.len());
        list.resize(length, T::default());
        list.iter_mut().for_each(|one| each(self, one));
    }

    fn number(&mut self, number: &mut u32) {
        let mut long = u64::from(*number);
        self.long(&mut long);
        *number = long as u32;
    }

    fn range(&mut self, (from, to): &mut (u32, u32)) {
        let mut length = *to - *from;
        self.number(from);
        self.number(&mut length);
        *to = from.saturating_add(length);
    }

    fn span(&mut self, span: &mut Span) {
        let mut range = (span.start, span.end);
        self.range(&mut range);
        *span = Span { start: range.0, end: range.1 };
    }

    /// 0 for none.
    fn date(&mut self, date: &mut Option<Partial>) {
        let mut number = date.map_or(0, |d| u32::from(d.year as u16) << 9 | u32::from(d.month) << 5 | u32::from(d.day));
        self.number(&mut number);
        let read = Partial { year: (number >> 9) as i16, month: (number >> 5 & 15) as u8, day: (number & 31) as u8 };
        *date = (number > 0).then_some(read);
    }

    /// Keys are in order: how far each is from the last.
    fn key(&mut self, key: &mut u64, last: &mut u64) {
        let mut more = key.wrapping_sub(*last);
        self.long(&mut more);
        *key = last.wrapping_add(more);
        *last = *key;
    }
}

/// Seven bits a byte, the low ones first; a set eighth says that more follow.
struct Writer(Vec<u8>);

impl Pass for Writer {
    fn long(&mut self, number: &mut u64) {
        let mut rest = *number;
        while rest > 0x7F {
            self.0.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.0.push(rest as u8);
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    /// Whether more was wanted than there is.
    short: bool,
}

impl Pass for Reader<'_> {
    fn long(&mut self, number: &mut u64) {
        *number = 0;
        for shift in (0..64).step_by(7) {
            let Some((&byte, rest)) = self.rest.split_first() else {
                self.short = true;
                return;
            };
            self.rest = rest;
            *number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return;
            }
        }
    }

    fn length(&mut self, _: usize) -> usize {
        let mut length = 0;
        self.long(&mut length);
        // Whatever is in a list takes a byte.
        self.short |= length > self.rest.len() as u64;
        if self.short { 0 } else { length as usize }
    }
}
