//! Candidates: the articles that share shingles with a query, the rarest shingles first.

use super::shingle::{LONG, SHORT, Shingle, shingles};
use super::word::{self, Flags, Word};
use crate::archive::digest::Digest;
use crate::archive::index::segment::BLOCK;
use crate::text::Span;
use std::ops::Range;
use std::sync::Arc;

/// Words that are looked for.
#[derive(Debug, Default)]
pub struct Query {
    pub words: Vec<Word>,
    long: Vec<Shingle>,
    short: Vec<Shingle>,
    /// The numbers alone, in order.
    long_sorted: Vec<u32>,
    short_sorted: Vec<u32>,
}

/// Words of a query beyond which it is cut: a paragraph of a statement, not a page.
const LONGEST: usize = 400;

impl Query {
    /// The words of some parts of a text, in order; places of words are places in the text.
    pub fn of(text: &str, parts: &[Span]) -> Query {
        let mut words = Vec::new();
        for part in parts {
            let found = word::words(part.of(text));
            words.extend(found.into_iter().map(|w| Word { start: w.start + part.start, end: w.end + part.start, ..w }));
        }
        words.truncate(LONGEST);
        let (mut long, mut short) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        shingles::<LONG>(&words, |s| long.push(s));
        shingles::<SHORT>(&words, |s| short.push(s));
        let sorted = |shingles: &[Shingle]| {
            let mut numbers: Vec<u32> = shingles.iter().map(|s| s.0).collect();
            numbers.sort_unstable();
            numbers
        };
        Query { long_sorted: sorted(&long), short_sorted: sorted(&short), words, long, short }
    }

    /// The speaker's own words in it.
    pub fn spoken(&self) -> usize {
        self.words.iter().filter(|w| !w.is(Flags::BRACKET)).count()
    }
}

/// An article that may hold the words, and where.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub digest: Arc<Digest>,
    /// Where in the article the query must lie if it is there; numbers of words.
    pub window: Range<u32>,
    /// How far the article's words may be ahead of the query's, counted from the first word of the article.
    pub ahead: Range<i64>,
    /// Shingles that both have.
    pub strength: usize,
    /// How much they say: rare ones more, and more where they are most of the query or of a quotation there.
    pub weight: f32,
}

/// Places that are looked at for one query. A quotation everybody carries stands in hundreds of articles, an idiom in tens of
/// thousands; the rarest shingles of a query come first, so that the budget goes to those that tell.
const BUDGET: usize = 2_000;
/// Candidates that are handed on.
const MOST: usize = 400;

/// Where shingles are looked up: a segment or a single article. A place is a block of [`BLOCK`] words.
pub trait Shelf {
    /// Adds the places of a shingle of running text, ascending.
    fn long(&self, shingle: u32, places: &mut Vec<u32>);
    /// Adds the places of a shingle inside quotes, ascending.
    fn short(&self, shingle: u32, places: &mut Vec<u32>);
    /// The number of the article at a place, and its places.
    fn article(&self, place: u32) -> (u32, Range<u32>);
    /// What is known of an article; None where something has taken its place.
    fn digest(&self, number: u32) -> Option<Arc<Digest>>;
}

/// A shared shingle: shelf, place there, its first word in the query and the word after, weight.
#[derive(Clone, Copy)]
struct Hit {
    shelf: u32,
    place: u32,
    asked: u32,
    until: u32,
    weight: f32,
}

/// The articles on some shelves that share shingles with the query, best first. Articles since replaced are left out.
pub fn candidates(query: &Query, shelves: &[&dyn Shelf]) -> Vec<Candidate> {
    let mut hits = hits(&query.long, LONG, shelves, |shelf, shingle, places| shelf.long(shingle, places));
    // Rows of four are thinned: short fragments, and quotations so much edited that hardly four words in a row stayed, have three.
    hits.append(&mut self::hits(&query.short, SHORT, shelves, |shelf, shingle, places| shelf.short(shingle, places)));
    let mut found = group(query, shelves, &mut hits);
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.digest.path.cmp(&b.digest.path)));
    found.truncate(MOST);
    found
}

fn hits(asked: &[Shingle], width: usize, shelves: &[&dyn Shelf], find: impl Fn(&dyn Shelf, u32, &mut Vec<u32>)) -> Vec<Hit> {
    // For each shingle how often it stands anywhere, and where: ranges of one long list.
    type Places = Vec<(u32, Range<usize>)>;
    let mut places: Vec<u32> = Vec::new();
    let mut lists: Vec<(usize, u32, Places)> = Vec::with_capacity(asked.len());
    for &(shingle, word) in asked {
        let mut list = Vec::new();
        let before = places.len();
        for (number, shelf) in shelves.iter().enumerate() {
            let from = places.len();
            find(*shelf, shingle, &mut places);
            if places.len() > from {
                list.push((number as u32, from..places.len()));
            }
        }
        if !list.is_empty() {
            lists.push((places.len() - before, word, list));
        }
    }
    lists.sort_by_key(|(total, word, _)| (*total, *word));
    let mut hits = Vec::new();
    for (total, word, list) in lists {
        if hits.len() + total > BUDGET && !hits.is_empty() {
            break;
        }
        let weight = 1.0 / (1.0 + (total as f32).ln());
        for (shelf, range) in list {
            let room = BUDGET.saturating_sub(hits.len());
            hits.extend(places[range].iter().take(room).map(|&place| Hit {
                shelf,
                place,
                asked: word,
                until: word + width as u32,
                weight,
            }));
        }
    }
    hits
}

/// What some hits close together in one article speak for; None where they are too few to speak for anything.
fn candidate(query: &Query, digest: Arc<Digest>, base: u32, hits: &[Hit]) -> Option<Candidate> {
    let asked = query.words.len() as u32;
    let block = |h: &Hit| (h.place - base).saturating_mul(BLOCK);
    let first = hits.iter().map(block).min()?;
    let last = hits.iter().map(block).max()?.saturating_add(BLOCK + LONG as u32);
    let mut words: Vec<(u32, u32, f32)> = hits.iter().map(|h| (h.asked, h.until, h.weight)).collect();
    // A row of words that stands twice in the same few lines speaks once, and so do the first three of four.
    words.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)));
    let (mut covered, mut end) = (0, 0);
    for (word, until, _) in &words {
        covered += until.saturating_sub((*word).max(end));
        end = end.max(*until);
    }
    words.dedup_by_key(|w| w.0);
    // Most of the query, or of a quotation there, or a long row of words; an edited quarter leaves at least this much in rows.
    let quote = digest.quotes_of(first..last).iter().map(|q| q.spoken.max(1)).min();
    if covered * 4 < asked && covered < 9 && quote.is_none_or(|words| covered * 3 < words) {
        return None;
    }
    let of = |words: u32| covered as f32 / words.max(1) as f32;
    let share: f32 = of(asked).max(quote.map_or(0.0, of)).min(1.0);
    let weight: f32 = words.iter().map(|w| w.2).sum();
    let slack = slack(query);
    let ahead = |h: &Hit| i64::from(block(h)) - i64::from(h.asked);
    let ahead = hits.iter().map(ahead).min()? - slack..hits.iter().map(ahead).max()? + i64::from(BLOCK) + slack;
    let window = window(&ahead, asked);
    Some(Candidate { digest, window, ahead, strength: words.len(), weight: weight * share })
}

/// An ellipsis may stand for a sentence or two.
fn slack(query: &Query) -> i64 {
    let gaps = query.words.iter().filter(|w| w.is(Flags::GAP)).count() as i64;
    16 + 60 * gaps.min(3)
}

fn window(ahead: &Range<i64>, asked: u32) -> Range<u32> {
    let word = |at: i64| u32::try_from(at.max(0)).unwrap_or(u32::MAX);
    word(ahead.start)..word(ahead.end + i64::from(asked))
}

impl Candidate {
    /// Where exactly the words of the candidate's window share shingles with the query; None where they share none, and only
    /// the shortness of the index's numbers made it seem so. `first` is the number of the first of the words.
    pub fn narrowed(&self, query: &Query, words: &[Word], first: u32) -> Option<Candidate> {
        let mut aheads: Option<(i64, i64)> = None;
        let mut note = |shingle: Shingle, asked: &[Shingle], sorted: &[u32]| {
            if sorted.binary_search(&shingle.0).is_err() {
                return;
            }
            for (_, word) in asked.iter().filter(|a| a.0 == shingle.0) {
                let ahead = i64::from(shingle.1 + first) - i64::from(*word);
                let (least, most) = aheads.unwrap_or((ahead, ahead));
                aheads = Some((least.min(ahead), most.max(ahead)));
            }
        };
        shingles::<LONG>(words, |s| note(s, &query.long, &query.long_sorted));
        shingles::<SHORT>(words, |s| note(s, &query.short, &query.short_sorted));
        let (least, most) = aheads?;
        let slack = slack(query);
        let ahead = (least - slack).max(self.ahead.start)..(most + 1 + slack).min(self.ahead.end);
        Some(Candidate { window: window(&ahead, query.words.len() as u32), ahead, ..self.clone() })
    }
}

/// Hits of one article that stand close together are one candidate.
fn group(query: &Query, shelves: &[&dyn Shelf], hits: &mut [Hit]) -> Vec<Candidate> {
    let reach = (query.words.len() as u32 + 40) / BLOCK + 1;
    hits.sort_unstable_by_key(|h| (h.shelf, h.place, h.asked));
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < hits.len() {
        let first = hits[at];
        let shelf = shelves[first.shelf as usize];
        let (number, places) = shelf.article(first.place);
        let all = hits[at..].partition_point(|h| h.shelf == first.shelf && h.place < places.end).max(1);
        let article = &hits[at..at + all];
        at += all;
        if let Some(digest) = shelf.digest(number) {
            let clusters = article.chunk_by(|a, b| b.place - a.place <= reach);
            found.extend(clusters.filter_map(|hits| candidate(query, Arc::clone(&digest), places.start, hits)));
        }
    }
    found
}
