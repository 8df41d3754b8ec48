//! What the archive keeps of an article that is not open: enough to name it, to date it and to know who speaks where.

pub mod record;

use super::entity::Cast;
use super::quotation::shingle::{self, LONG, SHORT, Shingle, shingles};
use super::quotation::word::{self, Flags, Word};
use crate::article::{Article, QuoteKind, metadata::find_date};
use crate::text::Span;
use jiff::civil::Date;
use std::hash::Hasher;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// The compact memory of one version of one article.
#[derive(Debug)]
pub struct Digest {
    pub path: Arc<Path>,
    pub headline: Box<str>,
    pub byline: Box<str>,
    /// The date the article states, else the one in its path.
    pub date: Option<Date>,
    /// In order of place.
    pub quotes: Box<[Quoted]>,
    names: Box<[Box<str>]>,
    /// Words as the index counts them.
    pub words: u32,
    /// Tells whether a text is the one that was digested.
    pub print: u64,
    pub stamp: Option<Stamp>,
    /// Every so often a word's number and the byte before which no earlier word ends: where reading can begin.
    steps: Box<[(u32, u32)]>,
    sketch: Box<[u32]>,
}

/// A quote of a digested article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub span: Span,
    /// Numbers of words, as the index counts them.
    pub first: u32,
    pub words: u32,
    /// Words without those in brackets.
    pub spoken: u32,
    /// Equal for the same words; see [`wording_print`].
    pub print: u64,
    pub kind: QuoteKind,
    speaker: u16,
}

/// Size and time of a file: while both stay, it is not read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    pub modified: Option<SystemTime>,
}

impl Stamp {
    pub fn of(metadata: &std::fs::Metadata) -> Stamp {
        Stamp { size: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// An article ready to be put into an index.
#[derive(Debug)]
pub struct Prepared {
    pub digest: Arc<Digest>,
    /// Who is in it; nobody, where that is kept elsewhere.
    pub cast: Cast,
    /// Of the whole text, thinned.
    pub long: Vec<Shingle>,
    /// Of the words of quotes; [`shingle::marked`].
    pub marked: Vec<Shingle>,
}

/// Words of a quote up to which any row of words in it may be most of it.
pub const BRIEF: usize = 12;

impl Prepared {
    pub fn of(path: &Arc<Path>, text: &str, article: &Article, stamp: Option<Stamp>) -> Prepared {
        let words = word::words(text);
        let mut all = Vec::with_capacity(words.len());
        shingles::<LONG>(&words, |s| all.push(s));
        let mut marked = Vec::new();
        for quote in &article.quotes {
            let inside = within(&words, quote.span);
            let brief = inside.len() <= BRIEF;
            shingles::<SHORT>(&words[inside.clone()], |(hash, at)| marked.push((shingle::marked(hash, brief), at + inside.start as u32)));
        }
        let digest = Digest::of(path, text, article, stamp, &words, &all);
        shingle::thin(&mut all);
        // In memory of their own: thousands of articles wait for the others of their segment.
        Prepared { digest: Arc::new(digest), cast: Cast::default(), long: all.as_slice().to_vec(), marked }
    }
}

/// A number for some words; [`join_prints`] puts numbers of halves together.
pub fn wording_print(words: &[Word]) -> u64 {
    words.iter().fold(0, |print: u64, word| print.wrapping_mul(BASE).wrapping_add(word.key as u64))
}

/// The number of the words of a quote that goes on from another.
pub fn join_prints(before: u64, quote: &Quoted) -> u64 {
    // Only whole numbers of quotes are at hand: two halves must give what the whole gives, so that the number is a polynomial.
    before.wrapping_mul(BASE.wrapping_pow(quote.words)).wrapping_add(quote.print)
}

const BASE: u64 = 0x517c_c1b7_2722_0a95;

/// The numbers of the words inside a span.
pub fn within(words: &[Word], span: Span) -> std::ops::Range<usize> {
    let start = words.partition_point(|w| w.start < span.start);
    let end = words.partition_point(|w| w.start < span.end);
    start..end.max(start)
}

impl Digest {
    fn of(path: &Arc<Path>, text: &str, article: &Article, stamp: Option<Stamp>, words: &[Word], long: &[Shingle]) -> Digest {
        let line = |span: Option<Span>| -> Box<str> { span.map_or("", |s| clip(s.of(text), 160)).into() };
        let mut names: Vec<Box<str>> = Vec::new();
        let quotes = article.quotes.iter().map(|quote| {
            let speaker = quote.speaker.map_or(u16::MAX, |s| {
                let name = clip(s.name.of(text), 80);
                let known = names.iter().position(|n| **n == *name);
                known.unwrap_or_else(|| {
                    names.push(name.into());
                    names.len() - 1
                }) as u16
            });
            let inside = within(words, quote.span);
            let spoken = words[inside.clone()].iter().filter(|w| !w.is(Flags::BRACKET)).count();
            Quoted {
                span: quote.span,
                first: inside.start as u32,
                words: inside.len() as u32,
                spoken: spoken as u32,
                print: wording_print(&words[inside]),
                kind: quote.kind,
                speaker,
            }
        });
        let quotes = quotes.collect();
        Digest {
            path: Arc::clone(path),
            headline: line(article.headline),
            byline: line(article.byline),
            date: date_of(article, path),
            quotes,
            names: names.into(),
            words: words.len() as u32,
            steps: steps(words),
            print: print(text),
            stamp,
            sketch: sketch(long),
        }
    }

    /// Who speaks in a quote, as the article best names them.
    pub fn speaker(&self, quote: &Quoted) -> Option<&str> {
        self.names.get(quote.speaker as usize).map(|n| &**n)
    }

    /// The quotes that share at least a byte with a span.
    pub fn quotes_in(&self, span: Span) -> &[Quoted] {
        let from = self.quotes.partition_point(|q| q.span.end <= span.start);
        let to = self.quotes.partition_point(|q| q.span.start < span.end);
        &self.quotes[from..to.max(from)]
    }

    /// The quotes that hold some of the words of a range.
    pub fn quotes_of(&self, words: std::ops::Range<u32>) -> &[Quoted] {
        let from = self.quotes.partition_point(|q| q.first + q.words <= words.start);
        let to = self.quotes.partition_point(|q| q.first < words.end);
        &self.quotes[from..to.max(from)]
    }

    /// The words of the shortest quote of at least so many that holds some words of a range, those in brackets not counted.
    pub fn shortest_quote(&self, words: std::ops::Range<u32>, least: u32) -> Option<u32> {
        self.quotes_of(words).iter().map(|q| q.spoken).filter(|spoken| *spoken >= least).min()
    }

    /// The words of a range from the text that was digested, without cutting all of it; and the number of the first.
    pub fn some_words(&self, text: &str, range: std::ops::Range<u32>) -> (Vec<Word>, u32) {
        let quotes = self.quotes_of(range.clone());
        let (number, start, end) = match quotes.iter().find(|q| q.first == range.start && q.first + q.words == range.end) {
            // Of a quote the bytes are known.
            Some(quote) => (quote.first, quote.span.start, quote.span.end),
            None => {
                let first = self.steps[..self.steps.partition_point(|s| s.0 <= range.start)].last();
                let last = self.steps.get(self.steps.partition_point(|s| s.0 < range.end));
                let (number, start) = first.copied().unwrap_or_default();
                (number, start, last.map_or(text.len() as u32, |s| s.1))
            }
        };
        let mut words = word::first_words(Span { start, end: end.max(start) }.of(text), range.end.saturating_sub(number) as usize);
        let before = (range.start.saturating_sub(number) as usize).min(words.len());
        words.drain(..before);
        for word in &mut words {
            word.start += start;
            word.end += start;
        }
        (words, number + before as u32)
    }

    /// Whether the two articles share most of their text: one is a reprint of the other.
    pub fn reprints(&self, other: &Digest) -> bool {
        let (a, b) = (&self.sketch, &other.sketch);
        if a.len() < SKETCH || b.len() < SKETCH {
            return self.print == other.print;
        }
        // Of the smallest numbers of both together, how many both have estimates the share of common text.
        let (mut i, mut j, mut common) = (0, 0, 0);
        for step in 0..SKETCH {
            // Nearly all pairs have nothing in common.
            if (common + SKETCH - step) * 2 <= SKETCH {
                break;
            }
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    i += 1;
                    j += 1;
                }
            }
            if i == SKETCH || j == SKETCH {
                break;
            }
        }
        common * 2 > SKETCH
    }

    /// What people call the article: its headline, else its file's name.
    pub fn title(&self) -> String {
        if self.headline.is_empty() {
            self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
        } else {
            self.headline.to_string()
        }
    }
}

/// Words from one step to the next.
const STEP: usize = 64;

fn steps(words: &[Word]) -> Box<[(u32, u32)]> {
    let mut steps = Vec::with_capacity(words.len() / STEP);
    let mut next = STEP;
    for at in 1..words.len() {
        // Not inside brackets nor between the two words of a contraction.
        if at >= next && words[at].start >= words[at - 1].end && !words[at].is(Flags::BRACKET) && !words[at - 1].is(Flags::BRACKET) {
            steps.push((at as u32, words[at - 1].end));
            next = at + STEP;
        }
    }
    steps.into()
}

const SKETCH: usize = 24;

/// The smallest of the text's shingles in an order of their own.
fn sketch(long: &[Shingle]) -> Box<[u32]> {
    let smallest = |most: u32| {
        let mixed = long.iter().map(|(hash, _)| hash.wrapping_mul(0x85eb_ca6b).rotate_left(13).wrapping_mul(0xc2b2_ae35));
        // Twenty bits tell two dozen numbers apart and are half as long on disk.
        let mut smallest: Vec<u32> = mixed.filter(|mixed| *mixed <= most).map(|mixed| mixed >> 12).collect();
        smallest.sort_unstable();
        smallest.dedup();
        smallest.truncate(SKETCH);
        smallest
    };
    // Below this lie some twice as many, unless most of them are equal.
    let sketch = smallest(u32::MAX / (long.len() / (2 * SKETCH)).max(1) as u32);
    if sketch.len() < SKETCH { smallest(u32::MAX).into() } else { sketch.into() }
}

/// A number that changes with the text.
pub fn print(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The start of a line, at most `limit` bytes and whole characters.
pub fn clip(line: &str, limit: usize) -> &str {
    let mut end = line.len().min(limit);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

/// The date that an article states, else the one in its path.
pub fn date_of(article: &Article, path: &Path) -> Option<Date> {
    article.date.map(|d| d.date).or_else(|| date_in_path(path))
}

/// Many archives date their articles in the name or the folders: `2012/05/`, `2012-05-30_budget.txt`.
fn date_in_path(path: &Path) -> Option<Date> {
    let name = path.file_stem()?.to_string_lossy().replace('_', " ");
    find_date(&name).map(|(_, date)| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(path: &str, text: &str) -> Digest {
        let prepared = Prepared::of(&Arc::from(Path::new(path)), text, &Article::read(text), None);
        Arc::into_inner(prepared.digest).expect("nobody else holds it")
    }

    fn story(words: usize, seed: usize) -> String {
        (0..words).map(|i| format!("w{} ", (i * 7919 + seed * 31) % 9973)).collect()
    }

    #[test]
    fn an_article_that_shares_most_of_its_text_is_a_reprint() {
        let long = story(600, 1);
        let one = digest("a.txt", &long);
        let reprint = digest("b.txt", &format!("Another headline\n\n{}", &long[..long.len() * 9 / 10]));
        let other = digest("c.txt", &story(600, 2));
        assert!(one.reprints(&reprint) && reprint.reprints(&one));
        assert!(!one.reprints(&other));
        assert!(!digest("d.txt", "Too short.").reprints(&digest("e.txt", "Also short.")));
    }

    #[test]
    fn words_of_a_range_are_those_of_the_whole_text() {
        let text = format!("{}“The pier leans,” she said. {}“It is not [quite] mended.” {}", story(90, 1), story(40, 2), story(200, 3));
        let digest = digest("a.txt", &text);
        let all = word::words(&text);
        assert_eq!(digest.quotes.len(), 2);
        let quotes = digest.quotes.iter().map(|q| q.first..q.first + q.words);
        for range in quotes.chain([0..10, 60..70, 130..300, 300..900]) {
            let (words, first) = digest.some_words(&text, range.clone());
            let plain = |words: &[Word]| words.iter().map(|w| (w.key, w.start, w.end)).collect::<Vec<_>>();
            assert_eq!(first, range.start);
            assert_eq!(plain(&words), plain(&all[range.start as usize..(range.end as usize).min(all.len())]), "{range:?}");
        }
    }

    #[test]
    fn a_date_is_taken_from_the_path_when_the_text_has_none() {
        assert_eq!(digest("x/2012-05-30_budget.txt", "No date here.").date, Some(Date::constant(2012, 5, 30)));
        assert_eq!(digest("x/budget.txt", "No date here.").date, None);
    }
}
