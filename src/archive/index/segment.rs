//! Parts of the index: [`Segment`]s of many articles that never change, in a mapped file or in memory.
//!
//! A segment is one row of bytes, the same on disk and in memory:
//! `magic | rows | blocks | by path | records | long | marked | names | footer`. A row is the fixed part of an article, its record
//! the rest; "blocks" are the numbers of the articles' first blocks, "by path" the prints of their paths in order and then the
//! numbers of the articles in that order. The footer says where each part lies, with which format and by which release it was
//! written, and ends in the checksum of everything before.

mod write;

pub use write::{merge, write};

use super::bytes::{Reader, u32_at, u64_at};
use super::people::{self, NameTable, Reading, Rows};
use super::postings::{Table, kept, kept_marked};
use crate::archive::digest::{Digest, Stamp, record};
use crate::archive::entity::Cast;
use crate::archive::quotation::find::{Row, Shelf, Width};
use crate::archive::quotation::shingle::{Shingle, marked};
use jiff::civil::Date;
use memmap2::Mmap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use xxhash_rust::xxh3::xxh3_64;

/// Words of a block: the index knows the block in which a row of words begins, the text itself knows the word.
pub const BLOCK: u32 = 64;

const MAGIC: &[u8; 16] = b"whosays segment\n";
const PARTS: usize = 7;
const ROW: usize = 20;
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

    /// Pages that were read once count as memory of the process until the system is told that they may go.
    fn let_pages_go(&self) {
        #[cfg(unix)]
        if let Bytes::Mapped(map) = self {
            // SAFETY: the map is of a file and never written to: what is read again comes from the file.
            let _ = unsafe { map.unchecked_advise(memmap2::UncheckedAdvice::DontNeed) };
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

#[derive(Clone, Copy)]
enum Part {
    Rows,
    Blocks,
    ByPath,
    Records,
    Long,
    Marked,
    Names,
}

/// The fixed part of an article.
struct Fixed {
    stamp: Option<Stamp>,
    record: u32,
}

impl Segment {
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
        let part = |part: Part| &all[parts[part as usize].clone()];
        let fits = [(Part::Rows, ROW), (Part::Blocks, 4), (Part::ByPath, 12)]
            .iter()
            .all(|(one, bytes)| part(*one).len() as u64 == articles.saturating_mul(*bytes as u64));
        if !fits || [Part::Long, Part::Marked].iter().any(|table| Table::of(part(*table)).is_none()) {
            return Err(Damage::Broken);
        }
        let articles = u32::try_from(articles).map_err(|_| Damage::Broken)?;
        let gone = (0..articles.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Segment { bytes, parts, root, articles, entries, gone, gone_count: AtomicU32::new(0), file: None })
    }

    fn part(&self, part: Part) -> &[u8] {
        &self.bytes.all()[self.parts[part as usize].clone()]
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

    fn fixed(&self, number: u32) -> Option<Fixed> {
        let row = self.part(Part::Rows).get(number as usize * ROW..)?.get(..ROW)?;
        let (size, nanos) = (u64_at(row, 0)?, u64_at(row, 8)? as i64);
        let stamp = (size != u64::MAX).then(|| Stamp { size, modified: record::time(nanos) });
        Some(Fixed { stamp, record: u32_at(row, 16)? })
    }

    /// The first block of an article.
    fn first(&self, number: u32) -> Option<u32> {
        u32_at(self.part(Part::Blocks), number as usize * 4)
    }

    /// The record of an article: where its quotes lie, and from its path on the rest.
    fn whole_record(&self, row: &Fixed) -> Option<(Reader<'_>, Reader<'_>)> {
        let mut reader = Reader { rest: self.part(Part::Records).get(row.record as usize..)? };
        Some((Reader { rest: reader.bytes()? }, reader))
    }

    /// The path of an article and what follows it.
    fn record(&self, row: &Fixed) -> Option<(&[u8], Reader<'_>)> {
        let (_, mut reader) = self.whole_record(row)?;
        Some((reader.bytes()?, reader))
    }

    /// The number of the living article with a path.
    pub fn find(&self, path: &Path) -> Option<u32> {
        self.find_any(path, &|number| !self.is_gone(number))
    }

    /// The number of an article with a path that passes a test.
    fn find_any(&self, path: &Path, passes: &dyn Fn(u32) -> bool) -> Option<u32> {
        let inside = if self.root.as_os_str().is_empty() { path } else { inside_of(&self.root, path)? };
        let print = path_print(inside);
        // Prints are spread evenly: each says where it stands.
        let guess = ((u128::from(print) * u128::from(self.articles)) >> 64) as u32;
        let mut from = first_from(guess, self.articles, |at| self.by_path(at as usize).is_some_and(|(other, _)| other < print)) as usize;
        let wanted = path_bytes(inside);
        while let Some((_, number)) = self.by_path(from).filter(|(p, _)| *p == print) {
            let same = self.fixed(number).is_some_and(|row| self.record(&row).is_some_and(|(path, _)| path == &*wanted));
            if same && passes(number) {
                return Some(number);
            }
            from += 1;
        }
        None
    }

    /// The print and the number of the article whose path has so many smaller prints before it.
    fn by_path(&self, at: usize) -> Option<(u64, u32)> {
        let (part, articles) = (self.part(Part::ByPath), self.articles as usize);
        (at < articles).then_some(())?;
        Some((u64_at(part, at * 8)?, u32_at(part, articles * 8 + at * 4)?))
    }

    /// The prints of the paths of all articles, and their numbers.
    pub fn prints(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        (0..self.articles as usize).map_while(|at| self.by_path(at))
    }

    pub fn stamp(&self, number: u32) -> Option<Stamp> {
        self.fixed(number)?.stamp
    }

    pub fn path(&self, number: u32) -> Option<PathBuf> {
        let row = self.fixed(number)?;
        Some(self.root.join(path_of(self.record(&row)?.0)))
    }

    /// A digest, gone or not, and the bytes of its cast.
    fn read_digest(&self, number: u32) -> Option<(Digest, Reader<'_>)> {
        let row = self.fixed(number)?;
        let (quotes, mut reader) = self.whole_record(&row)?;
        let path = self.root.join(path_of(reader.bytes()?)).into();
        record::date(&mut reader)?;
        let cast = Reader { rest: reader.bytes()? };
        let names = self.names();
        Some((record::read(quotes, &mut reader, path, row.stamp, |n| names.get(n))?, cast))
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

    /// After all of it was passed through once: lookups need little of it.
    pub fn let_pages_go(&self) {
        self.bytes.let_pages_go();
    }
}

impl Rows for Segment {
    fn count(&self) -> u32 {
        self.articles
    }

    fn is_gone(&self, number: u32) -> bool {
        Segment::is_gone(self, number)
    }

    fn cast(&self, number: u32) -> Option<(Option<Date>, &[u8])> {
        let (_, mut reader) = self.record(&self.fixed(number)?)?;
        Some((record::date(&mut reader)?, reader.bytes()?))
    }

    fn names(&self) -> NameTable<'_> {
        Segment::names(self)
    }

    fn path(&self, number: u32) -> Option<(&Path, &Path)> {
        Some((&self.root, path_of(self.record(&self.fixed(number)?)?.0)))
    }

    fn find(&self, path: &Path, passes: &dyn Fn(u32) -> bool) -> Option<u32> {
        self.find_any(path, passes)
    }
}

impl Segment {
    fn table(&self, part: Part) -> Table<'_> {
        Table::of(self.part(part)).unwrap_or_default()
    }
}

impl Shelf for Segment {
    fn rows(&self, long: &[Shingle], short: &[Shingle], rows: &mut Vec<Row>) {
        self.table(Part::Long).rows(long.iter().map(|shingle| kept(shingle.0)), |[row]| rows.push(row));
        let first = rows.len();
        rows.resize(first + 2 * short.len(), Row::default());
        let (in_longer, in_brief) = rows[first..].split_at_mut(short.len());
        let mut both = in_longer.iter_mut().zip(in_brief);
        // The two numbers differ in their last bit.
        self.table(Part::Marked).rows(short.iter().map(|shingle| kept_marked(marked(shingle.0, false))), |[longer, brief]| {
            if let Some(both) = both.next() {
                (*both.0, *both.1) = (longer, brief);
            }
        });
    }

    fn places(&self, width: Width, row: Row, most: usize, places: &mut Vec<u32>) {
        let part = if width == Width::Long { Part::Long } else { Part::Marked };
        self.table(part).places(row, most, places);
    }

    fn blocks(&self) -> u32 {
        self.articles.checked_sub(1).and_then(|last| self.first(last)).map_or(0, |first| first.saturating_add(1))
    }

    fn article(&self, place: u32) -> (u32, Range<u32>) {
        let first = |number: u32| self.first(number).unwrap_or(u32::MAX);
        // Articles are about equally long: the place says where to begin.
        let guess = (u64::from(place) * u64::from(self.articles) / u64::from(self.blocks().max(1))) as u32;
        let number = first_from(guess, self.articles, |number| first(number) <= place).saturating_sub(1);
        let start = first(number).min(place);
        (number, start..first(number + 1).max(place + 1))
    }

    fn shortest_quote(&self, number: u32, words: Range<u32>, least: u32) -> Option<u32> {
        record::shortest_quote(self.whole_record(&self.fixed(number)?)?.0, words, least)
    }

    fn digest(&self, number: u32) -> Option<Arc<Digest>> {
        if self.is_gone(number) {
            return None;
        }
        Some(Arc::new(self.read_digest(number)?.0))
    }
}

/// The first of so many numbers that what is looked for does not come after; from a guess on in steps that double until they are
/// past it.
fn first_from(guess: u32, count: u32, is_before: impl Fn(u32) -> bool) -> u32 {
    let (mut from, mut to) = (guess.min(count), guess.min(count));
    let mut step = 16;
    while from > 0 && !is_before(from - 1) {
        (from, to, step) = (from.saturating_sub(step), from, step.saturating_mul(2));
    }
    while to < count && is_before(to) {
        (from, to, step) = (to, to.saturating_add(step).min(count), step.saturating_mul(2));
    }
    while from < to {
        let middle = from + (to - from) / 2;
        if is_before(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// The rest of a path inside of a folder.
#[cfg(unix)]
fn inside_of<'p>(folder: &Path, path: &'p Path) -> Option<&'p Path> {
    // As nearly all are written; to take them apart takes ten times as long.
    let rest = path_bytes_of(path).strip_prefix(path_bytes_of(folder)).and_then(|rest| rest.strip_prefix(b"/"));
    match rest {
        Some(rest @ [first, ..]) if !matches!(first, b'/' | b'.') => Some(path_of(rest)),
        _ => path.strip_prefix(folder).ok(),
    }
}

#[cfg(not(unix))]
fn inside_of<'p>(folder: &Path, path: &'p Path) -> Option<&'p Path> {
    path.strip_prefix(folder).ok()
}

/// A number for a path.
pub fn path_print(path: &Path) -> u64 {
    xxh3_64(path.as_os_str().as_encoded_bytes())
}

#[cfg(unix)]
fn path_bytes(path: &Path) -> std::borrow::Cow<'_, [u8]> {
    path_bytes_of(path).into()
}

#[cfg(unix)]
fn path_bytes_of(path: &Path) -> &[u8] {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes()
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
