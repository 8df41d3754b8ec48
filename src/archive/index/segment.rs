//! Parts of the index: [`Segment`]s of many articles that never change, in a mapped file or in memory, and [`Single`] articles
//! put in since.
//!
//! A segment is one row of bytes, the same on disk and in memory:
//! `magic | rows | by path | records | long | short | names | footer`. A row is the fixed part of an article, its record the rest;
//! "by path" are the numbers of the articles in the order of the prints of their paths. The footer says where each part lies,
//! with which format and by which release it was written, and ends in the checksum of everything before.

use super::bytes::{Reader, put_bytes, u32_at, u64_at};
use super::people::{self, NameTable, Names, Reading};
use super::postings::{self, Table, kept};
use crate::archive::digest::{Digest, Prepared, Stamp, record};
use crate::archive::entity::Cast;
use crate::archive::entity::cast::Entry;
use crate::archive::quotation::find::Shelf;
use crate::archive::quotation::shingle::{Shingle, Sorted};
use jiff::civil::Date;
use memmap2::Mmap;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Words of a block: the index knows the block in which a row of words begins, the text itself knows the word.
pub const BLOCK: u32 = 64;

const MAGIC: &[u8; 16] = b"whosays segment\n";
const PARTS: usize = 6;
const ROW: usize = 32;
const FOOTER: usize = PARTS * 16 + 40;

/// What a file must be read by: the release and the format of what it holds.
pub fn reading() -> u64 {
    xxh3_64(format!("{} {}", env!("CARGO_PKG_VERSION"), record::FORMAT).as_bytes())
}

/// Where the bytes lie.
#[derive(Debug)]
pub enum Bytes {
    Mapped(Mmap),
    Owned(Vec<u8>),
}

impl Bytes {
    fn all(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map,
            Bytes::Owned(bytes) => bytes,
        }
    }
}

/// Many articles. A place is the number of a block, counted through all of them.
#[derive(Debug)]
pub struct Segment {
    bytes: Bytes,
    parts: [Range<usize>; PARTS],
    /// Paths count from here.
    root: Arc<Path>,
    articles: u32,
    entries: u64,
    /// Articles that a newer version or none has taken the place of: their entries lead nowhere.
    gone: Box<[AtomicU64]>,
    gone_count: AtomicU32,
    /// The number of its file among those of its store.
    pub file: Option<u64>,
}

/// Why bytes are no segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Cut off, changed, or something else altogether.
    Broken,
    /// Of another release.
    Foreign,
}

/// Counts what goes through and takes its checksum.
pub struct Sink<'w> {
    out: &'w mut dyn Write,
    hash: Xxh3,
    at: u64,
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What a segment is made of: rows and records while they are gathered.
#[derive(Default)]
struct Gathered {
    rows: Vec<u8>,
    prints: Vec<u64>,
    records: Vec<u8>,
    names: Names,
    blocks: u32,
}

impl Gathered {
    /// Adds an article; returns its first block.
    fn add(&mut self, root: &Path, path: &Path, stamp: Option<Stamp>, words: u32, record: impl FnOnce(&mut Vec<u8>, &mut Names)) -> u32 {
        let inside = path.strip_prefix(root).unwrap_or(path);
        let print = path_print(inside);
        self.prints.push(print);
        self.rows.extend_from_slice(&print.to_le_bytes());
        self.rows.extend_from_slice(&stamp.map_or(u64::MAX, |s| s.size).to_le_bytes());
        self.rows.extend_from_slice(&record::nanoseconds(stamp).to_le_bytes());
        self.rows.extend_from_slice(&(self.records.len() as u32).to_le_bytes());
        self.rows.extend_from_slice(&self.blocks.to_le_bytes());
        put_bytes(&mut self.records, &path_bytes(inside));
        record(&mut self.records, &mut self.names);
        let first = self.blocks;
        self.blocks = first.saturating_add(words / BLOCK + 1);
        first
    }

    fn by_path(&self) -> Vec<u8> {
        let mut order: Vec<u32> = (0..self.prints.len() as u32).collect();
        order.sort_unstable_by_key(|&n| (self.prints[n as usize], n));
        order.iter().flat_map(|n| n.to_le_bytes()).collect()
    }
}

/// Adds what follows the path in a record: the date, the cast and its length before it, the digest.
fn put_record(digest: &Digest, cast: &Cast, names: &mut Names, out: &mut Vec<u8>) {
    record::put_date(out, digest.date);
    let mut packed = Vec::new();
    people::write(&cast.entries, names, &mut packed);
    put_bytes(out, &packed);
    record::write(digest, names, out);
}

/// Writes a segment of some articles; what of them is too large for one is an error.
pub fn write(out: &mut dyn Write, root: &Path, articles: &[Prepared]) -> io::Result<()> {
    let mut gathered = Gathered::default();
    let firsts: Vec<u32> = articles
        .iter()
        .map(|article| {
            let digest = &article.digest;
            gathered.add(root, &digest.path, digest.stamp, digest.words, |records, names| {
                put_record(digest, &article.cast, names, records);
            })
        })
        .collect();
    let table = |of: fn(&Prepared) -> &[Shingle]| {
        let mut entries = Vec::with_capacity(articles.iter().map(|a| of(a).len()).sum());
        for (first, article) in firsts.iter().zip(articles) {
            entries.extend(of(article).iter().map(|&(shingle, word)| (kept(shingle), first + word / BLOCK)));
        }
        postings::sort(&mut entries);
        entries
    };
    let (long, short) = (table(|a| &a.long), table(|a| &a.short));
    let most = [long.len(), short.len()];
    finish(out, &gathered, long.into_iter(), short.into_iter(), most)
}

/// Puts several segments together into one, without the articles that are gone. `new_number` is told for every article its
/// segment, number there, and number in the new one.
pub fn merge(out: &mut dyn Write, root: &Path, segments: &[Arc<Segment>], new_number: &mut dyn FnMut(usize, u32, u32)) -> io::Result<()> {
    let mut gathered = Gathered::default();
    // For each article of each segment the first block here and there; u32::MAX where it is gone.
    let mut moves: Vec<Vec<(u32, u32)>> = Vec::with_capacity(segments.len());
    for (at, segment) in segments.iter().enumerate() {
        let mut reading = Reading::of(segment.names());
        let mut moved = Vec::with_capacity(segment.articles as usize);
        for number in 0..segment.articles {
            let there = segment.row(number).map_or(u32::MAX, |row| row.first);
            let article = if segment.is_gone(number) { None } else { segment.prepared(number, &mut reading) };
            let Some((digest, cast)) = article else {
                moved.push((there, u32::MAX));
                continue;
            };
            new_number(at, number, gathered.prints.len() as u32);
            let here = gathered.add(root, &digest.path, digest.stamp, digest.words, |records, names| {
                put_record(&digest, &cast, names, records);
            });
            moved.push((there, here));
        }
        moves.push(moved);
    }
    let entries = |of: fn(&Segment) -> Table<'_>| {
        let sources = segments.iter().zip(&moves).map(|(segment, moved)| {
            of(segment).entries().filter_map(|(shingle, place)| {
                let at = moved.partition_point(|m| m.0 <= place).checked_sub(1)?;
                let (there, here) = moved[at];
                (here != u32::MAX).then(|| (shingle, here + (place - there)))
            })
        });
        Merged::of(sources.collect())
    };
    let most = [|s: &Segment| s.long().len(), |s: &Segment| s.short().len()].map(|len| segments.iter().map(|s| len(s)).sum());
    finish(out, &gathered, entries(Segment::long), entries(Segment::short), most)
}

/// Entries of several tables in order. Few tables: the smallest is looked for in a row.
struct Merged<I: Iterator<Item = (u32, u32)>> {
    sources: Vec<std::iter::Peekable<I>>,
}

impl<I: Iterator<Item = (u32, u32)>> Merged<I> {
    fn of(sources: Vec<I>) -> Merged<I> {
        Merged { sources: sources.into_iter().map(Iterator::peekable).collect() }
    }
}

impl<I: Iterator<Item = (u32, u32)>> Iterator for Merged<I> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        let mut least: Option<((u32, u32), usize)> = None;
        for (at, source) in self.sources.iter_mut().enumerate() {
            if let Some(&entry) = source.peek()
                && least.is_none_or(|(l, _)| entry < l)
            {
                least = Some((entry, at));
            }
        }
        self.sources[least?.1].next()
    }
}

fn finish(
    out: &mut dyn Write,
    gathered: &Gathered,
    long: impl Iterator<Item = (u32, u32)>,
    short: impl Iterator<Item = (u32, u32)>,
    most: [usize; 2],
) -> io::Result<()> {
    if u32::try_from(gathered.records.len()).is_err() || gathered.blocks == u32::MAX {
        return Err(io::Error::other("too many articles for one segment"));
    }
    let mut sink = Sink { out, hash: Xxh3::new(), at: 0 };
    sink.write_all(MAGIC)?;
    let mut parts = Vec::with_capacity(PARTS);
    let mut entries = 0;
    let part = |sink: &mut Sink, bytes: &[u8]| -> io::Result<(u64, u64)> {
        let from = sink.at;
        sink.write_all(bytes)?;
        Ok((from, sink.at - from))
    };
    for bytes in [&gathered.rows, &gathered.by_path(), &gathered.records] {
        parts.push(part(&mut sink, bytes)?);
    }
    let from = sink.at;
    entries += postings::write(&mut sink, long, most[0], gathered.blocks)?;
    parts.push((from, sink.at - from));
    let from = sink.at;
    entries += postings::write(&mut sink, short, most[1], gathered.blocks)?;
    parts.push((from, sink.at - from));
    parts.push(part(&mut sink, &gathered.names.to_bytes())?);
    for (from, length) in parts {
        sink.write_all(&from.to_le_bytes())?;
        sink.write_all(&length.to_le_bytes())?;
    }
    sink.write_all(&(entries as u64).to_le_bytes())?;
    sink.write_all(&(gathered.prints.len() as u64).to_le_bytes())?;
    sink.write_all(&reading().to_le_bytes())?;
    // Footer's last words: that this is one, and whether all of it is as it was written.
    sink.write_all(b"whosays.")?;
    let sum = sink.hash.digest();
    sink.write_all(&sum.to_le_bytes())?;
    sink.flush()
}

#[derive(Clone, Copy)]
enum Part {
    Rows,
    ByPath,
    Records,
    Long,
    Short,
    Names,
}

/// The fixed part of an article.
struct Row {
    print: u64,
    stamp: Option<Stamp>,
    record: u32,
    first: u32,
}

impl Segment {
    pub fn in_memory(root: &Path, articles: &[Prepared]) -> io::Result<Segment> {
        let mut bytes = Vec::new();
        write(&mut bytes, root, articles)?;
        Segment::open(Bytes::Owned(bytes), Arc::from(root)).map_err(|_| io::Error::other("not read as it was written"))
    }

    /// Opens bytes whose checksum the caller has looked at, or wrote itself.
    pub fn open(bytes: Bytes, root: Arc<Path>) -> Result<Segment, Damage> {
        let all = bytes.all();
        let footer = all.len().checked_sub(FOOTER).filter(|_| all.starts_with(MAGIC)).ok_or(Damage::Broken)?;
        let number = |at: usize| u64_at(all, footer + at).ok_or(Damage::Broken);
        if all[all.len() - 16..all.len() - 8] != *b"whosays." {
            return Err(Damage::Broken);
        }
        if number(PARTS * 16 + 16)? != reading() {
            return Err(Damage::Foreign);
        }
        let mut parts: [Range<usize>; PARTS] = Default::default();
        for (at, part) in parts.iter_mut().enumerate() {
            let (from, length) = (number(at * 16)? as usize, number(at * 16 + 8)? as usize);
            *part = from..from.checked_add(length).filter(|end| *end <= footer).ok_or(Damage::Broken)?;
        }
        let (entries, articles) = (number(PARTS * 16)?, number(PARTS * 16 + 8)?);
        let fits = parts[0].len() as u64 == articles.saturating_mul(ROW as u64) && parts[1].len() as u64 == articles.saturating_mul(4);
        if !fits || Table::of(&all[parts[3].clone()]).is_none() || Table::of(&all[parts[4].clone()]).is_none() {
            return Err(Damage::Broken);
        }
        let articles = u32::try_from(articles).map_err(|_| Damage::Broken)?;
        let gone = (0..articles.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Segment { bytes, parts, root, articles, entries, gone, gone_count: AtomicU32::new(0), file: None })
    }

    fn part(&self, part: Part) -> &[u8] {
        &self.bytes.all()[self.parts[part as usize].clone()]
    }

    fn long(&self) -> Table<'_> {
        Table::of(self.part(Part::Long)).unwrap_or_default()
    }

    fn short(&self) -> Table<'_> {
        Table::of(self.part(Part::Short)).unwrap_or_default()
    }

    fn names(&self) -> NameTable<'_> {
        NameTable::of(self.part(Part::Names))
    }

    pub fn root(&self) -> &Arc<Path> {
        &self.root
    }

    /// Articles, those that are gone included.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// Articles that are not gone.
    pub fn len(&self) -> usize {
        self.articles.saturating_sub(self.gone_count.load(Ordering::Relaxed)) as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn entries(&self) -> u64 {
        self.entries
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.all().len() as u64
    }

    pub fn is_in_memory(&self) -> bool {
        matches!(self.bytes, Bytes::Owned(_))
    }

    pub fn is_gone(&self, number: u32) -> bool {
        self.gone.get(number as usize / 64).is_none_or(|bits| bits.load(Ordering::Acquire) >> (number % 64) & 1 == 1)
    }

    /// Marks an article as gone. Whether it was there before.
    pub fn drop_article(&self, number: u32) -> bool {
        let Some(bits) = self.gone.get(number as usize / 64) else { return false };
        let bit = 1 << (number % 64);
        let was = bits.fetch_or(bit, Ordering::AcqRel) & bit == 0;
        if was {
            self.gone_count.fetch_add(1, Ordering::Relaxed);
        }
        was
    }

    fn row(&self, number: u32) -> Option<Row> {
        let row = self.part(Part::Rows).get(number as usize * ROW..)?.get(..ROW)?;
        let (size, nanos) = (u64_at(row, 8)?, u64_at(row, 16)? as i64);
        let stamp = (size != u64::MAX).then(|| Stamp { size, modified: record::time(nanos) });
        Some(Row { print: u64_at(row, 0)?, stamp, record: u32_at(row, 24)?, first: u32_at(row, 28)? })
    }

    /// The path of an article and what follows it.
    fn record(&self, row: &Row) -> Option<(&[u8], Reader<'_>)> {
        let mut reader = Reader { rest: self.part(Part::Records).get(row.record as usize..)? };
        Some((reader.bytes()?, reader))
    }

    /// The number of the living article with a path.
    pub fn find(&self, path: &Path) -> Option<u32> {
        let inside = if self.root.as_os_str().is_empty() { path } else { path.strip_prefix(&self.root).ok()? };
        let print = path_print(inside);
        let order = self.part(Part::ByPath);
        let (mut from, mut to) = (0, self.articles as usize);
        let at = |i: usize| -> Option<(u32, u64)> {
            let number = u32_at(order, 4 * i)?;
            Some((number, u64_at(self.part(Part::Rows), number as usize * ROW)?))
        };
        while from < to {
            let middle = from + (to - from) / 2;
            if at(middle)?.1 < print { from = middle + 1 } else { to = middle }
        }
        let wanted = path_bytes(inside);
        while let Some((number, _)) = at(from).filter(|(_, p)| *p == print && from < self.articles as usize) {
            let same = self.row(number).is_some_and(|row| self.record(&row).is_some_and(|(path, _)| path == &*wanted));
            if same && !self.is_gone(number) {
                return Some(number);
            }
            from += 1;
        }
        None
    }

    /// The print of an article's path.
    pub fn print(&self, number: u32) -> Option<u64> {
        Some(self.row(number)?.print)
    }

    pub fn stamp(&self, number: u32) -> Option<Stamp> {
        self.row(number)?.stamp
    }

    pub fn path(&self, number: u32) -> Option<PathBuf> {
        let row = self.row(number)?;
        Some(self.root.join(path_of(self.record(&row)?.0)))
    }

    /// A digest, gone or not, and the bytes of its cast.
    fn read_digest(&self, number: u32) -> Option<(Digest, Reader<'_>)> {
        let row = self.row(number)?;
        let (path, mut reader) = self.record(&row)?;
        let path = self.root.join(path_of(path)).into();
        record::date(&mut reader)?;
        let cast = Reader { rest: reader.bytes()? };
        let names = self.names();
        Some((record::read(&mut reader, path, row.stamp, |n| names.get(n))?, cast))
    }

    /// A digest and its cast.
    fn prepared(&self, number: u32, reading: &mut Reading) -> Option<(Digest, Cast)> {
        let (digest, mut reader) = self.read_digest(number)?;
        let entries = people::read(&mut reader, reading)?;
        // `people::read` gives no name that there is none of.
        let name = |n: u32| reading.names.get(n as usize).map_or(String::new(), |n| n.to_string());
        let cast = Cast { date: digest.date, entries: entries.into_iter().map(|e| e.map(&mut |n| name(n))).collect() };
        Some((digest, cast))
    }

    /// Tells the names of the segment, and the casts of all living articles with the numbers of their names.
    pub fn casts(&self, found: &mut Casts) {
        let mut reading = Reading::of(self.names());
        let names = reading.names.clone();
        let living = (0..self.articles).filter(|&n| !self.is_gone(n));
        let mut casts = living.filter_map(|number| {
            let (path, mut reader) = self.record(&self.row(number)?)?;
            let date = record::date(&mut reader)?;
            let mut cast = Reader { rest: reader.bytes()? };
            Some((self.root.join(path_of(path)).into(), date, people::read(&mut cast, &mut reading)?))
        });
        found(&names, &mut casts);
    }
}

/// Who takes casts: names, and of each article its path, its date and its cast with the numbers of the names.
pub type Casts<'a> = dyn FnMut(&[&str], &mut dyn Iterator<Item = (Arc<Path>, Option<Date>, Vec<Entry<u32>>)>) + 'a;

impl Shelf for Segment {
    fn long(&self, shingle: u32, places: &mut Vec<u32>) {
        self.long().find(kept(shingle), places);
    }

    fn short(&self, shingle: u32, places: &mut Vec<u32>) {
        self.short().find(kept(shingle), places);
    }

    fn article(&self, place: u32) -> (u32, Range<u32>) {
        let rows = self.part(Part::Rows);
        let first = |number: u32| u32_at(rows, number as usize * ROW + 28).unwrap_or(u32::MAX);
        let (mut from, mut to) = (0, self.articles);
        while from < to {
            let middle = from + (to - from) / 2;
            if first(middle) <= place { from = middle + 1 } else { to = middle }
        }
        let number = from.saturating_sub(1);
        let start = first(number).min(place);
        (number, start..first(number + 1).max(place + 1))
    }

    fn digest(&self, number: u32) -> Option<Arc<Digest>> {
        if self.is_gone(number) {
            return None;
        }
        Some(Arc::new(self.read_digest(number)?.0))
    }
}

/// One article.
#[derive(Debug)]
pub struct Single {
    pub digest: Arc<Digest>,
    pub cast: Cast,
    long: Sorted,
    short: Sorted,
    gone: AtomicBool,
}

impl Single {
    pub fn build(article: Prepared) -> Single {
        Single {
            digest: article.digest,
            cast: article.cast,
            long: Sorted::build(article.long),
            short: Sorted::build(article.short),
            gone: AtomicBool::new(false),
        }
    }

    /// The article as it was put in.
    pub fn unbuild(&self) -> Prepared {
        Prepared { digest: Arc::clone(&self.digest), cast: self.cast.clone(), long: self.long.entries(), short: self.short.entries() }
    }

    pub fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Acquire)
    }

    /// Marks it as gone. Whether it was there before.
    pub fn drop_article(&self) -> bool {
        !self.gone.swap(true, Ordering::AcqRel)
    }
}

impl Shelf for Single {
    fn long(&self, shingle: u32, places: &mut Vec<u32>) {
        places.extend(self.long.find(shingle).iter().map(|word| word / BLOCK));
    }

    fn short(&self, shingle: u32, places: &mut Vec<u32>) {
        places.extend(self.short.find(shingle).iter().map(|word| word / BLOCK));
    }

    fn article(&self, _place: u32) -> (u32, Range<u32>) {
        (0, 0..u32::MAX)
    }

    fn digest(&self, _number: u32) -> Option<Arc<Digest>> {
        (!self.is_gone()).then(|| Arc::clone(&self.digest))
    }
}

/// A number for a path.
pub fn path_print(path: &Path) -> u64 {
    xxh3_64(path.as_os_str().as_encoded_bytes())
}

#[cfg(unix)]
fn path_bytes(path: &Path) -> std::borrow::Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().into()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(bytes))
}

/// Names that are no Unicode do not come back as they were, and are read again at every start.
#[cfg(not(unix))]
fn path_bytes(path: &Path) -> std::borrow::Cow<'_, [u8]> {
    match path.to_string_lossy() {
        std::borrow::Cow::Borrowed(text) => text.as_bytes().into(),
        std::borrow::Cow::Owned(text) => text.into_bytes().into(),
    }
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> &Path {
    Path::new(std::str::from_utf8(bytes).unwrap_or_default())
}
