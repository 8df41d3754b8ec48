//! From shingles to their places, compressed: buckets by the upper bits of the number; inside a bucket the lower bits as steps (Rice
//! codes), then the places, each in as many bits as the largest needs. Most rows that are asked for are not there, and then the
//! places are not read.
//!
//! A table is written in one pass over its sorted entries and read where it lies, mapped or in memory:
//! `bits of the buckets | where each bucket begins, in bits | entries, bits of a bucket's number, of a place, of a step`.
//! An entry costs 2 to 3 bits beside its place.

use super::bytes::{u32_at, u64_at};
use crate::archive::quotation::find::Row;
use std::io::{self, Write};

/// Bits of a shingle that are kept: by chance one article in 25,000 seems to have a given row of words.
pub const KEPT: u32 = 24;
/// The same of a marked one, and whether its quote is brief.
pub const KEPT_MARKED: u32 = KEPT + 1;
/// Places of one shingle that are kept: of more, a query uses none.
pub const MOST_PLACES: usize = 2_048;
/// Entries of a bucket, about.
const BUCKET: usize = 32;
const TRAILER: usize = 8;

/// The kept part of a shingle.
pub fn kept(shingle: u32) -> u32 {
    shingle >> (32 - KEPT)
}

/// The same of a [`shingle::marked`](crate::archive::quotation::shingle::marked) one.
pub fn kept_marked(shingle: u32) -> u32 {
    kept(shingle) << 1 | shingle & 1
}

/// Writes bits, the lowest first.
struct Bits<'w> {
    out: &'w mut dyn Write,
    buffer: Vec<u64>,
    held: u64,
    /// Bits that are held.
    filled: u32,
    /// Bits that were handed on.
    passed: u64,
}

/// Bits that are put, or read, at once.
const AT_ONCE: u32 = 57;

impl Bits<'_> {
    /// Adds a number of `count` bits, [`AT_ONCE`] at most.
    #[inline]
    fn put(&mut self, value: u64, count: u32) {
        self.held |= value << self.filled;
        self.filled += count;
        if self.filled >= 64 {
            self.buffer.push(self.held);
            self.filled -= 64;
            // What did not fit.
            self.held = value >> (count - self.filled);
        }
    }

    /// Adds a step: its upper bits as so many ones and a zero, its lower as they are.
    #[inline]
    fn gap(&mut self, gap: u64, step: u32) {
        let (mut ones, low) = (gap >> step, gap & ((1 << step) - 1));
        let most = u64::from(AT_ONCE - 1 - step);
        while ones > most {
            self.put((1 << most) - 1, most as u32);
            ones -= most;
        }
        self.put(low << (ones + 1) | ((1 << ones) - 1), ones as u32 + 1 + step)
    }

    /// Bits that were put.
    fn written(&self) -> u64 {
        self.passed + 64 * self.buffer.len() as u64 + u64::from(self.filled)
    }

    /// Hands on what has gathered.
    fn pass_on(&mut self) -> io::Result<()> {
        self.passed += 64 * self.buffer.len() as u64;
        let mut bytes = Vec::with_capacity(8 * self.buffer.len());
        self.buffer.iter().for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
        self.out.write_all(&bytes)?;
        self.buffer.clear();
        Ok(())
    }

    /// Fills up, and adds eight bytes that a reader of whole words may run into.
    fn end(&mut self) -> io::Result<()> {
        self.buffer.extend([self.held, 0]);
        self.pass_on()
    }
}

/// Writes entries (number, place) that come in order, at most `most` of them, no number of more than `kept` bits and no place above
/// `last`. Returns how many were written.
pub fn write(out: &mut dyn Write, mut entries: impl Iterator<Item = (u32, u32)>, kept: u32, most: usize, last: u32) -> io::Result<usize> {
    let buckets = (most / BUCKET).max(1).ilog2().min(kept - 1);
    let rest = kept - buckets;
    let place = 32 - last.leading_zeros();
    // The mean step, times the logarithm of two, is where a Rice code is shortest.
    let step = ((1u64 << kept) as f64 / most.max(1) as f64 * 0.69).max(1.0).log2() as u32;
    let mut bits = Bits { out, buffer: Vec::new(), held: 0, filled: 0, passed: 0 };
    let mut starts: Vec<u32> = Vec::with_capacity((1 << buckets) + 1);
    let mut bucket: Vec<(u32, u32)> = Vec::new();
    let mut total = 0;
    let mut next = entries.next();
    for number in 0..1u32 << buckets {
        starts.push(u32::try_from(bits.written()).map_err(|_| io::Error::other("a table too large"))?);
        bucket.clear();
        let (mut same, mut before) = (0, None);
        while let Some(entry) = next.filter(|entry| entry.0 >> rest == number) {
            same = if before.is_some_and(|b: (u32, u32)| b.0 == entry.0) { same + 1 } else { 0 };
            if same < MOST_PLACES && before != Some(entry) {
                bucket.push((entry.0 & ((1 << rest) - 1), entry.1));
            }
            before = Some(entry);
            next = entries.next();
        }
        total += bucket.len();
        let mut count = bucket.len() as u64;
        loop {
            let more = count >= 0x80;
            bits.put(count & 0x7f | u64::from(more) << 7, 8);
            count >>= 7;
            if !more {
                break;
            }
        }
        let mut low = 0;
        for entry in &bucket {
            bits.gap(u64::from(entry.0 - low), step);
            low = entry.0;
        }
        for entry in &bucket {
            bits.put(u64::from(entry.1), place);
        }
        if bits.buffer.len() >= 1 << 13 {
            bits.pass_on()?;
        }
    }
    starts.push(u32::try_from(bits.written()).map_err(|_| io::Error::other("a table too large"))?);
    bits.end()?;
    bits.out.write_all(&starts.iter().flat_map(|start| start.to_le_bytes()).collect::<Vec<_>>())?;
    let total32 = total as u32;
    bits.out.write_all(&total32.to_le_bytes())?;
    bits.out.write_all(&[buckets as u8, place as u8, step as u8, kept as u8])?;
    Ok(total)
}

/// A table where it lies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    bits: &'a [u8],
    starts: &'a [u8],
    len: usize,
    /// Bits of a number.
    kept: u32,
    buckets: u32,
    place: u32,
    step: u32,
}

impl<'a> Table<'a> {
    /// None where the bytes are no table.
    pub fn of(bytes: &'a [u8]) -> Option<Table<'a>> {
        let trailer = bytes.len().checked_sub(TRAILER)?;
        let len = u32_at(bytes, trailer)? as usize;
        let [buckets, place, step, kept] = [4, 5, 6, 7].map(|at| u32::from(bytes[trailer + at]));
        if kept > KEPT_MARKED || buckets >= kept || place > 32 || step > kept {
            return None;
        }
        let starts = trailer.checked_sub(4 * ((1 << buckets) + 1))?;
        Some(Table { bits: &bytes[..starts], starts: &bytes[starts..trailer], len, kept, buckets, place, step })
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// At least [`AT_ONCE`] bits from a place on; beyond the end, none are set.
    #[inline]
    fn word(&self, at: u64) -> u64 {
        u64_at(self.bits, (at / 8) as usize).unwrap_or(0) >> (at % 8)
    }

    /// Where a bucket begins and ends.
    #[inline]
    fn bucket(&self, bucket: usize) -> Option<(u64, u64)> {
        let both = u64_at(self.starts, 4 * bucket)?;
        Some((both & u64::from(u32::MAX), both >> 32))
    }

    /// The count of a bucket's entries, where its steps begin and where its places.
    fn open(&self, (mut at, end): (u64, u64)) -> Option<(usize, u64, u64)> {
        let (mut count, mut shift) = (0, 0);
        loop {
            let byte = self.word(at) & 0xff;
            count |= ((byte & 0x7f) as usize) << shift;
            at += 8;
            shift += 7;
            if byte < 0x80 {
                break;
            }
            if shift > 28 {
                return None;
            }
        }
        // Each entry has a bit at least beside its place.
        let places = end.checked_sub(count as u64 * u64::from(self.place))?;
        (count as u64 <= places.saturating_sub(at)).then_some((count, at, places))
    }

    /// A step and where the next begins.
    #[inline]
    fn gap(&self, at: u64) -> (u32, u64) {
        let word = self.word(at);
        let ones = word.trailing_ones();
        let length = ones + 1 + self.step;
        if length > AT_ONCE {
            return self.long_gap(at);
        }
        let low = (word >> (ones + 1) & ((1 << self.step) - 1)) as u32;
        ((ones << self.step).wrapping_add(low), at + u64::from(length))
    }

    /// The same of a step that is longer than what is read at once.
    fn long_gap(&self, mut at: u64) -> (u32, u64) {
        let mut ones = 0;
        loop {
            let run = self.word(at).trailing_ones().min(AT_ONCE - 1);
            ones += run;
            at += u64::from(run);
            if run < AT_ONCE - 1 || ones > 1 << KEPT_MARKED {
                break;
            }
        }
        let low = (self.word(at + 1) & ((1 << self.step) - 1)) as u32;
        ((ones << self.step).wrapping_add(low), at + 1 + u64::from(self.step))
    }

    fn place(&self, at: u64) -> u32 {
        (self.word(at) & ((1 << self.place) - 1)) as u32
    }

    /// Tells, of each of some numbers and as many after it as lie in its bucket, where the places lie and how many they are.
    pub fn rows<const N: usize>(&self, numbers: impl Iterator<Item = u32> + Clone, mut found: impl FnMut([Row; N])) {
        let bucket = |number: u32| (number >> (self.kept - self.buckets)) as usize;
        // All are looked up, and then all opened, before any is read: while one waits for its memory, so do the others.
        let lies = |number| if self.is_empty() { None } else { self.bucket(bucket(number)) };
        let lies: Vec<_> = numbers.clone().map(lies).collect();
        let opened: Vec<_> = lies.into_iter().map(|lies| self.open(lies?)).collect();
        for (number, opened) in numbers.zip(opened) {
            found(opened.map_or([Row::default(); N], |opened| self.row(number, opened)));
        }
    }

    /// The rows of some numbers in their bucket.
    fn row<const N: usize>(&self, number: u32, (count, mut at, places): (usize, u64, u64)) -> [Row; N] {
        let wanted = number & ((1 << (self.kept - self.buckets)) - 1);
        let (mut low, mut rows) = (0u32, [Row::default(); N]);
        // A dozen steps and more are read at once.
        let (mut word, mut left) = (0u64, 0);
        let lowest = (1u64 << self.step) - 1;
        for entry in 0..count as u64 {
            let mut ones = word.trailing_ones();
            if ones + 1 + self.step > left {
                (word, left) = (self.word(at), AT_ONCE);
                ones = word.trailing_ones();
            }
            let length = ones + 1 + self.step;
            if length <= left {
                low = low.wrapping_add((ones << self.step).wrapping_add((word >> (ones + 1) & lowest) as u32));
                at += u64::from(length);
                (word, left) = (word >> length, left - length);
            } else {
                let (gap, next) = self.long_gap(at);
                (low, at, left) = (low.wrapping_add(gap), next, 0);
            }
            if low < wanted {
                continue;
            }
            let Some(row) = rows.get_mut((low - wanted) as usize) else { break };
            if row.count == 0 {
                row.at = places + entry * u64::from(self.place);
            }
            row.count += 1;
        }
        rows
    }

    /// Adds the first places of a row, ascending.
    pub fn places(&self, row: Row, most: usize, places: &mut Vec<u32>) {
        let entries = 0..u64::from(row.count).min(most as u64);
        places.extend(entries.map(|entry| self.place(row.at + entry * u64::from(self.place))));
    }

    /// All entries in order.
    pub fn entries(&self) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let table = *self;
        let rest = self.kept - self.buckets;
        let mut held: Vec<(u32, u32)> = Vec::new();
        (0..1u32 << self.buckets).flat_map(move |bucket| {
            held.clear();
            if let Some((count, mut at, mut places)) = (!table.is_empty()).then(|| table.open(table.bucket(bucket as usize)?)).flatten() {
                let mut low = 0u32;
                for _ in 0..count {
                    let (gap, next) = table.gap(at);
                    (low, at) = (low.wrapping_add(gap), next);
                    held.push((bucket << rest | low & ((1 << rest) - 1), table.place(places)));
                    places += u64::from(table.place);
                }
            }
            std::mem::take(&mut held)
        })
    }
}

/// Entries (number, place) in order; equal ones are one. No number has more than `kept` bits.
pub fn sorted(entries: impl Iterator<Item = (u32, u32)> + Clone, kept: u32) -> Vec<(u32, u32)> {
    /// Upper bits of a number that say in which part an entry is put first: parts of a large table fit near the processor.
    const UPPER: u32 = 8;
    let part = |entry: (u32, u32)| (entry.0 >> (kept - UPPER)) as usize;
    let mut starts = [0; 1 << UPPER];
    entries.clone().for_each(|entry| starts[part(entry)] += 1);
    let mut total = 0;
    for start in &mut starts {
        total += std::mem::replace(start, total);
    }
    let mut sorted = vec![(0, 0); total];
    entries.for_each(|entry| {
        let slot = &mut starts[part(entry)];
        sorted[*slot] = entry;
        *slot += 1;
    });
    // Each start is now where its part ends.
    let (mut from, mut len, mut other) = (0, 0, Vec::new());
    for end in starts {
        sort(&mut sorted[from..end], kept - UPPER, &mut other);
        for at in from..end {
            let entry = sorted[at];
            sorted[len] = entry;
            // Nearly all differ from the one before.
            len += usize::from(len == 0 || sorted[len - 1] != entry);
        }
        from = end;
    }
    sorted.truncate(len);
    sorted
}

/// Puts entries in order that differ in the lower bits of their numbers.
fn sort(entries: &mut [(u32, u32)], bits: u32, other: &mut Vec<(u32, u32)>) {
    if entries.len() < 1 << 8 {
        return entries.sort_unstable();
    }
    // They come in the order of their places but for quotes inside of quotes. Two passes that keep that order, one for each half of
    // the bits, are several times as fast as comparing.
    if !entries.is_sorted_by_key(|e| e.1) {
        entries.sort_by_key(|e| e.1);
    }
    const MOST: usize = 1 << (KEPT_MARKED - 8).div_ceil(2);
    let half = bits.div_ceil(2);
    let digits = |entry: &(u32, u32)| [entry.0 as usize % (1 << half), (entry.0 >> half) as usize % (1 << half)];
    let mut starts = [[0u32; MOST]; 2];
    for entry in &*entries {
        let [low, high] = digits(entry);
        starts[0][low] += 1;
        starts[1][high] += 1;
    }
    for starts in &mut starts {
        let mut total = 0;
        for start in starts {
            total += std::mem::replace(start, total);
        }
    }
    other.clear();
    other.resize(entries.len(), (0, 0));
    let mut pass = |from: &[(u32, u32)], to: &mut [(u32, u32)], pass: usize| {
        for entry in from {
            let slot = &mut starts[pass][digits(entry)[pass]];
            to[*slot as usize] = *entry;
            *slot += 1;
        }
    };
    pass(entries, other, 0);
    pass(other, entries, 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(entries: &[(u32, u32)]) -> Vec<u8> {
        let mut out = Vec::new();
        let last = entries.iter().map(|e| e.1).max().unwrap_or(0);
        write(&mut out, entries.iter().copied(), KEPT, entries.len(), last).expect("memory takes everything");
        out
    }

    fn find(table: Table, kept: u32) -> Vec<u32> {
        let mut found = vec![];
        table.rows([kept].into_iter(), |[row]| table.places(row, usize::MAX, &mut found));
        found
    }

    fn check(entries: Vec<(u32, u32)>) {
        let mut plainly = entries.clone();
        let entries = sorted(entries.into_iter(), KEPT);
        plainly.sort_unstable();
        plainly.dedup();
        assert_eq!(entries, plainly);
        let bytes = table(&entries);
        let table = Table::of(&bytes).expect("just written");
        assert_eq!(table.len(), entries.len());
        assert_eq!(table.entries().collect::<Vec<_>>(), entries);
        for run in entries.chunk_by(|a, b| a.0 == b.0) {
            let found = find(table, run[0].0);
            assert!(run.iter().map(|e| e.1).eq(found.iter().copied()), "{run:?} {found:?}");
            let other = run[0].0 ^ 1;
            if entries.binary_search_by_key(&other, |e| e.0).is_err() {
                assert!(find(table, other).is_empty());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_goes_in_comes_out(entries in prop::collection::vec((0..1u32 << KEPT, 0..100_000u32), 0..400), few in prop::collection::vec((0..40u32, 0..50u32), 0..300)) {
            check(entries);
            check(few);
        }

        #[test]
        fn damaged_bytes_are_read_without_a_panic(entries in prop::collection::vec((0..1u32 << KEPT, 0..900u32), 1..200), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
            let sorted = sorted(entries.into_iter(), KEPT);
            let mut bytes = table(&sorted);
            for (at, with) in flips {
                let at = at.index(bytes.len());
                bytes[at] ^= with;
            }
            if let Some(table) = Table::of(&bytes) {
                for entry in &sorted {
                    let _ = find(table, entry.0);
                }
                let _ = table.entries().take(10_000).count();
            }
        }
    }

    #[test]
    fn large_tables_and_common_rows_of_words() {
        // The second in no order of places, and many of them equal.
        check((0..120_000u32).map(|i| (i.wrapping_mul(0x9E37_79B9) >> (32 - KEPT), i)).collect());
        check((0..120_000u32).map(|i| (i.wrapping_mul(0x9E37_79B9) >> 18 << 10, (i ^ 0x5555) / 7000)).collect());
        check(vec![]);
        let common: Vec<(u32, u32)> = (0..5_000).map(|place| (77, place)).collect();
        let bytes = table(&common);
        assert_eq!(find(Table::of(&bytes).expect("just written"), 77).len(), MOST_PLACES);
    }
}
