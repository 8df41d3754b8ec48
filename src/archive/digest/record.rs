//! A digest as a row of bytes: what the index on disk keeps of an article.

use super::{Digest, Quoted, Stamp};
use crate::archive::index::bytes::{Reader, put, put_bytes, put_signed};
use crate::archive::index::people::Names;
use crate::article::QuoteKind;
use crate::text::Span;
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Grows with every change of what is written here, or of what a digest means.
pub const FORMAT: u32 = 8;

/// Adds where the quotes lie among the words: alone, as a lookup asks for it of every article that shares a row of words.
pub fn write_quotes(digest: &Digest, out: &mut Vec<u8>) {
    put(out, digest.quotes.len() as u64);
    let mut first = 0;
    for quote in &digest.quotes {
        put_signed(out, i64::from(quote.first) - first);
        put(out, u64::from(quote.words));
        put(out, u64::from(quote.words.saturating_sub(quote.spoken)));
        first = i64::from(quote.first + quote.words);
    }
}

/// Adds the rest of the digest without its path and stamp; names are among those of the segment.
pub fn write(digest: &Digest, names: &mut Names, out: &mut Vec<u8>) {
    put_bytes(out, digest.headline.as_bytes());
    put_bytes(out, digest.byline.as_bytes());
    put_date(out, digest.date);
    put(out, u64::from(digest.words));
    out.extend_from_slice(&digest.print.to_le_bytes());
    put(out, digest.names.len() as u64);
    for name in &digest.names {
        put(out, u64::from(names.number(name)));
    }
    let mut start = 0;
    for quote in &digest.quotes {
        put_signed(out, i64::from(quote.span.start) - start);
        put(out, u64::from(quote.span.end.saturating_sub(quote.span.start)));
        out.extend_from_slice(&quote.print.to_le_bytes());
        put(out, u64::from(quote.speaker.wrapping_add(1)) << 2 | kind_number(quote.kind));
        start = i64::from(quote.span.end);
    }
    put(out, digest.steps.len() as u64);
    let mut last = (0, 0);
    for &step in &digest.steps {
        put(out, u64::from(step.0 - last.0));
        put(out, u64::from(step.1 - last.1));
        last = step;
    }
    put(out, digest.sketch.len() as u64);
    let mut last = 0;
    for &number in &digest.sketch {
        put(out, u64::from(number - last));
        last = number;
    }
}

/// Reads a digest from what [`write_quotes`] and [`write`] gave; None where the bytes are none.
pub fn read<'n>(
    quotes: Reader,
    reader: &mut Reader,
    path: Arc<Path>,
    stamp: Option<Stamp>,
    name: impl Fn(u32) -> Option<&'n str>,
) -> Option<Digest> {
    let headline = reader.text()?.into();
    let byline = reader.text()?.into();
    let date = date(reader)?;
    let words = reader.small()?;
    let print = reader.fixed()?;
    let names = list(reader, |reader| Some(name(reader.small()?)?.into()))?;
    let mut start = 0;
    let mut lies = lies(quotes)?;
    let mut quotes = Vec::with_capacity(lies.left);
    for _ in 0..lies.left {
        let Lie { first, words, spoken } = lies.next()?;
        let begin = u32::try_from(reader.signed()?.checked_add(start)?).ok()?;
        let span = Span { start: begin, end: begin.checked_add(reader.small()?)? };
        let print = reader.fixed()?;
        let last = reader.number()?;
        start = i64::from(span.end);
        let speaker = ((last >> 2) as u16).wrapping_sub(1);
        quotes.push(Quoted { span, first, words, spoken, print, kind: kind(last & 3)?, speaker });
    }
    let quotes = quotes.into();
    let mut last = (0u32, 0u32);
    let steps = list(reader, |reader| {
        last = (last.0.checked_add(reader.small()?)?, last.1.checked_add(reader.small()?)?);
        Some(last)
    })?;
    let mut last = 0u32;
    let sketch = list(reader, |reader| {
        last = last.checked_add(reader.small()?)?;
        Some(last)
    })?;
    Some(Digest { path, headline, byline, date, quotes, names, words, print, stamp, steps, sketch })
}

/// A number of things, and the things.
fn list<T>(reader: &mut Reader, mut one: impl FnMut(&mut Reader) -> Option<T>) -> Option<Box<[T]>> {
    let count = reader.count()?;
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        all.push(one(reader)?);
    }
    Some(all.into())
}

/// Where a quote lies among the words.
struct Lie {
    first: u32,
    words: u32,
    spoken: u32,
}

/// Reads what [`write_quotes`] gave, one quote after the other.
struct Lies<'a> {
    reader: Reader<'a>,
    left: usize,
    first: i64,
}

fn lies(mut reader: Reader<'_>) -> Option<Lies<'_>> {
    Some(Lies { left: reader.count()?, reader, first: 0 })
}

impl Iterator for Lies<'_> {
    type Item = Lie;

    fn next(&mut self) -> Option<Lie> {
        self.left = self.left.checked_sub(1)?;
        let first = u32::try_from(self.reader.signed()?.checked_add(self.first)?).ok()?;
        let words = self.reader.small()?;
        let spoken = words.checked_sub(self.reader.small()?)?;
        self.first = i64::from(first.checked_add(words)?);
        Some(Lie { first, words, spoken })
    }
}

/// The words of the shortest quote of at least so many that holds some words of a range, those in brackets not counted.
pub fn shortest_quote(quotes: Reader, words: std::ops::Range<u32>, least: u32) -> Option<u32> {
    let before_its_end = lies(quotes)?.take_while(|q| q.first < words.end);
    before_its_end.filter(|q| q.first.saturating_add(q.words) > words.start && q.spoken >= least).map(|q| q.spoken).min()
}

pub fn put_date(out: &mut Vec<u8>, date: Option<Date>) {
    match date {
        None => put(out, 0),
        Some(date) => {
            put_signed(out, i64::from(date.year()) << 10 | i64::from(date.month()) << 6 | i64::from(date.day()) << 1 | 1);
        }
    }
}

pub fn date(reader: &mut Reader) -> Option<Option<Date>> {
    let packed = reader.signed()?;
    if packed == 0 {
        return Some(None);
    }
    Date::new((packed >> 10) as i16, (packed >> 6 & 15) as i8, (packed >> 1 & 31) as i8).ok().map(Some)
}

fn kind_number(kind: QuoteKind) -> u64 {
    match kind {
        QuoteKind::Direct => 0,
        QuoteKind::Partial => 1,
        QuoteKind::Block => 2,
    }
}

fn kind(number: u64) -> Option<QuoteKind> {
    [QuoteKind::Direct, QuoteKind::Partial, QuoteKind::Block].get(number as usize).copied()
}

/// The time of a stamp in nanoseconds from 1970; the least number where there is none.
pub fn nanoseconds(stamp: Option<Stamp>) -> i64 {
    let Some(time) = stamp.and_then(|s| s.modified) else { return i64::MIN };
    let signed = |d: Duration| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|e| -signed(e.duration()), signed)
}

pub fn time(nanoseconds: i64) -> Option<SystemTime> {
    if nanoseconds == i64::MIN {
        return None;
    }
    let distance = Duration::from_nanos(nanoseconds.unsigned_abs());
    if nanoseconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::digest::Prepared;
    use crate::article::Article;

    const TEXT: &str = "Pier to close\n\nBy Ann Moss\n\nMay 3, 2012\n\n“The pier was never meant to carry [heavy] lorries,” said Ben Hart, the harbor master.\n\n“We will mend it,” he said.\n";

    #[test]
    fn a_digest_is_read_as_it_was_written() {
        let long: String = (0..300).map(|i| format!("{TEXT}And {i} more words of it. ")).collect();
        for text in [TEXT, "", &long] {
            let path: Arc<Path> = Path::new("a.txt").into();
            let stamp = Some(Stamp { size: 7, modified: time(-5) });
            let digest = Prepared::of(&path, text, &Article::read(text), stamp).digest;
            let (mut quotes, mut out, mut names) = (Vec::new(), Vec::new(), Names::default());
            write_quotes(&digest, &mut quotes);
            write(&digest, &mut names, &mut out);
            let name = |number: u32| names.get(number);
            let read = |quotes: &[u8], rest: &[u8], path, stamp| read(Reader { rest: quotes }, &mut Reader { rest }, path, stamp, name);
            let again = read(&quotes, &out, path, stamp).expect("just written");
            assert_eq!(format!("{digest:?}"), format!("{again:?}"));
            // Damage is None or another digest, never a panic.
            for at in 0..out.len().min(600) {
                for with in [1, 0x80, 0xff] {
                    let mut damaged = out.clone();
                    damaged[at] ^= with;
                    let _ = read(&quotes, &damaged, Path::new("a.txt").into(), None);
                }
                assert!(read(&quotes, &out[..at], Path::new("a.txt").into(), None).is_none());
            }
            for at in 0..quotes.len().min(600) {
                for with in [1, 0x80, 0xff] {
                    let mut damaged = quotes.clone();
                    damaged[at] ^= with;
                    let _ = read(&damaged, &out, Path::new("a.txt").into(), None);
                    let _ = shortest_quote(Reader { rest: &damaged }, 0..u32::MAX, 0);
                }
                assert!(read(&quotes[..at], &out, Path::new("a.txt").into(), None).is_none());
            }
        }
    }

    #[test]
    fn times_and_dates_come_back() {
        for nanos in [0, 1, -1, 1_700_000_000_123_456_789, i64::MIN] {
            assert_eq!(nanoseconds(Some(Stamp { size: 0, modified: time(nanos) })), nanos);
        }
        for one in [None, Date::new(2012, 5, 30).ok(), Date::new(-44, 3, 15).ok()] {
            let mut out = Vec::new();
            put_date(&mut out, one);
            assert_eq!(date(&mut Reader { rest: &out }), Some(one));
        }
    }
}
