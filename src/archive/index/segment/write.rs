//! Writing segments: from articles, and from other segments that are put together.

use super::{BLOCK, Bytes, MAGIC, PARTS, Part, Segment, path_bytes, path_print, reading};
use crate::archive::digest::{Digest, Prepared, record};
use crate::archive::entity::Cast;
use crate::archive::index::bytes::put_bytes;
use crate::archive::index::people::{self, Names, Reading};
use crate::archive::index::postings::{self, KEPT, KEPT_MARKED, kept, kept_marked};
use crate::archive::quotation::shingle::Shingle;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

/// Counts what goes through and takes its checksum.
struct Sink<'w> {
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
    firsts: Vec<u32>,
    prints: Vec<u64>,
    records: Vec<u8>,
    /// What the length of is to stand before it.
    packed: Vec<u8>,
    names: Names,
    blocks: u32,
}

impl Gathered {
    /// Adds an article; returns its first block.
    fn add(&mut self, root: &Path, digest: &Digest, cast: &Cast) -> u32 {
        let inside = digest.path.strip_prefix(root).unwrap_or(&digest.path);
        self.prints.push(path_print(inside));
        self.rows.extend_from_slice(&digest.stamp.map_or(u64::MAX, |s| s.size).to_le_bytes());
        self.rows.extend_from_slice(&record::nanoseconds(digest.stamp).to_le_bytes());
        self.rows.extend_from_slice(&(self.records.len() as u32).to_le_bytes());
        self.firsts.push(self.blocks);
        self.put_record(inside, digest, cast);
        let first = self.blocks;
        self.blocks = first.saturating_add(digest.words / BLOCK + 1);
        first
    }

    /// Adds where the quotes lie and the length of that, the path, the date, the length of the cast and the cast, the digest.
    fn put_record(&mut self, inside: &Path, digest: &Digest, cast: &Cast) {
        let mut packed = std::mem::take(&mut self.packed);
        packed.clear();
        record::write_quotes(digest, &mut packed);
        put_bytes(&mut self.records, &packed);
        put_bytes(&mut self.records, &path_bytes(inside));
        record::put_date(&mut self.records, digest.date);
        packed.clear();
        people::write(&cast.entries, &mut self.names, &mut packed);
        put_bytes(&mut self.records, &packed);
        record::write(digest, &mut self.names, &mut self.records);
        self.packed = packed;
    }

    fn blocks(&self) -> Vec<u8> {
        self.firsts.iter().flat_map(|first| first.to_le_bytes()).collect()
    }

    fn by_path(&self) -> Vec<u8> {
        let mut order: Vec<(u64, u32)> = self.prints.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let prints = order.iter().flat_map(|(print, _)| print.to_le_bytes());
        prints.chain(order.iter().flat_map(|(_, number)| number.to_le_bytes())).collect()
    }
}

impl Segment {
    pub fn in_memory(root: &Path, articles: &[Prepared]) -> io::Result<Segment> {
        let mut bytes = Vec::new();
        write(&mut bytes, root, articles)?;
        Segment::open(Bytes::Owned(bytes), Arc::from(root)).map_err(|_| io::Error::other("not read as it was written"))
    }
}

/// Writes a segment of some articles; what of them is too large for one is an error.
pub fn write(out: &mut dyn Write, root: &Path, articles: &[Prepared]) -> io::Result<()> {
    let mut gathered = Gathered::default();
    let firsts: Vec<u32> = articles.iter().map(|article| gathered.add(root, &article.digest, &article.cast)).collect();
    let table = |of: fn(&Prepared) -> &[Shingle], kept: fn(u32) -> u32, bits: u32| {
        let entries = firsts.iter().zip(articles).flat_map(|(first, article)| {
            let place = move |&(shingle, word): &Shingle| (kept(shingle), first + word / BLOCK);
            of(article).iter().map(place)
        });
        let entries = postings::sorted(entries, bits);
        (entries.len(), entries.into_iter())
    };
    finish(out, &gathered, [table(|a| &a.long, kept, KEPT), table(|a| &a.marked, kept_marked, KEPT_MARKED)])
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
            let there = segment.first(number).unwrap_or(u32::MAX);
            let article = if segment.is_gone(number) { None } else { segment.prepared(number, &mut reading) };
            let Some((digest, cast)) = article else {
                moved.push((there, u32::MAX));
                continue;
            };
            new_number(at, number, gathered.prints.len() as u32);
            let here = gathered.add(root, &digest, &cast);
            moved.push((there, here));
        }
        moves.push(moved);
    }
    let tables = [Part::Long, Part::Marked].map(|part| {
        let sources = segments.iter().zip(&moves).map(|(segment, moved)| {
            segment.table(part).entries().filter_map(|(shingle, place)| {
                let at = moved.partition_point(|m| m.0 <= place).checked_sub(1)?;
                let (there, here) = moved[at];
                (here != u32::MAX).then(|| (shingle, here + (place - there)))
            })
        });
        (segments.iter().map(|s| s.table(part).len()).sum(), Merged::of(sources.collect()))
    });
    finish(out, &gathered, tables)
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

fn finish(out: &mut dyn Write, gathered: &Gathered, [long, marked]: [(usize, impl Iterator<Item = (u32, u32)>); 2]) -> io::Result<()> {
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
    for bytes in [&gathered.rows, &gathered.blocks(), &gathered.by_path(), &gathered.records] {
        parts.push(part(&mut sink, bytes)?);
    }
    for ((most, table), kept) in [(long, KEPT), (marked, KEPT_MARKED)] {
        let from = sink.at;
        entries += postings::write(&mut sink, table, kept, most, gathered.blocks)?;
        parts.push((from, sink.at - from));
    }
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
