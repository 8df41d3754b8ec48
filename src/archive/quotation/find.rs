//! Candidates: the articles that share shingles with a query, the rarest shingles first.

use super::segment::Shelf;
use super::shingle::{LONG, SHORT, Shingle, shingles};
use super::word::{self, Flags, Word};
use crate::archive::digest::Digest;
use crate::text::Span;
use std::ops::Range;
use std::sync::Arc;

/// Words that are looked for.
#[derive(Debug, Default)]
pub struct Query {
    pub words: Vec<Word>,
    long: Vec<Shingle>,
    short: Vec<Shingle>,
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
        Query { words, long, short }
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

/// A shared shingle: shelf, place there, word of the query, weight.
struct Hit {
    shelf: u32,
    place: u32,
    asked: u32,
    weight: f32,
}

/// The articles on some shelves that share shingles with the query, best first. Articles since replaced are left out.
pub fn candidates(query: &Query, shelves: &[&dyn Shelf]) -> Vec<Candidate> {
    let mut hits = hits(&query.long, shelves, |shelf, shingle| shelf.long(shingle));
    let mut found = group(query, shelves, &mut hits, LONG);
    // Short fragments, and quotations so much edited that four words in a row hardly stayed.
    let strong = found.iter().any(|c| c.strength > 1);
    if query.words.len() < 7 || !strong {
        let mut short = self::hits(&query.short, shelves, |shelf, shingle| shelf.short(shingle));
        hits.append(&mut short);
        found = group(query, shelves, &mut hits, SHORT);
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.digest.path.cmp(&b.digest.path)));
    found.truncate(MOST);
    found
}

fn hits<'s>(asked: &[Shingle], shelves: &[&'s dyn Shelf], places: impl Fn(&'s dyn Shelf, u32) -> &'s [u32]) -> Vec<Hit> {
    // For each shingle how often it stands anywhere, and where.
    type Places<'s> = Vec<(u32, &'s [u32])>;
    let mut lists: Vec<(usize, u32, Places)> = Vec::with_capacity(asked.len());
    for &(shingle, word) in asked {
        let mut list = Vec::new();
        let mut total = 0;
        for (number, shelf) in shelves.iter().enumerate() {
            let places = places(*shelf, shingle);
            if !places.is_empty() {
                total += places.len();
                list.push((number as u32, places));
            }
        }
        if total > 0 {
            lists.push((total, word, list));
        }
    }
    lists.sort_by_key(|(total, word, _)| (*total, *word));
    let mut hits = Vec::new();
    for (total, word, list) in lists {
        if hits.len() + total > BUDGET && !hits.is_empty() {
            break;
        }
        let weight = 1.0 / (1.0 + (total as f32).ln());
        for (shelf, places) in list {
            let room = BUDGET.saturating_sub(hits.len());
            hits.extend(places.iter().take(room).map(|&place| Hit { shelf, place, asked: word, weight }));
        }
    }
    hits
}

/// What some hits close together in one article speak for; None where they are too few to speak for anything.
fn candidate(query: &Query, digest: &Arc<Digest>, base: u32, hits: &[Hit], width: u32) -> Option<Candidate> {
    let asked = query.words.len() as u32;
    let first = hits.first()?.place - base;
    let last = hits.last()?.place - base + width;
    let (mut covered, mut end) = (0, first);
    for hit in hits {
        let place = hit.place - base;
        covered += place + width - place.max(end).min(place + width);
        end = end.max(place + width);
    }
    // Most of the query, or of a quotation there, or a long row of words; an edited quarter leaves at least this much in rows.
    let quote = digest.quotes_of(first..last).iter().map(|q| q.spoken.max(1)).min();
    if covered * 4 < asked && covered < 9 && quote.is_none_or(|words| covered * 3 < words) {
        return None;
    }
    let of = |words: u32| covered as f32 / words.max(1) as f32;
    let share: f32 = of(asked).max(quote.map_or(0.0, of)).min(1.0);
    // A shingle that stands twice in the same few lines speaks once.
    let mut seen: Vec<(u32, f32)> = hits.iter().map(|h| (h.asked, h.weight)).collect();
    seen.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    seen.dedup_by_key(|s| s.0);
    let weight: f32 = seen.iter().map(|s| s.1).sum();
    // An ellipsis may stand for a sentence or two.
    let gaps = query.words.iter().filter(|w| w.is(Flags::GAP)).count() as u32;
    let slack = 16 + 60 * gaps.min(3);
    let ahead = |h: &Hit| (h.place - base) as i64 - h.asked as i64;
    let ahead = hits.iter().map(ahead).min()? - slack as i64..hits.iter().map(ahead).max()? + slack as i64;
    let window = ahead.start.max(0) as u32..(ahead.end + asked as i64).max(0) as u32;
    Some(Candidate { digest: Arc::clone(digest), window, ahead, strength: seen.len(), weight: weight * share })
}

/// Hits of one article that stand close together are one candidate.
fn group(query: &Query, shelves: &[&dyn Shelf], hits: &mut [Hit], width: usize) -> Vec<Candidate> {
    let width = width as u32;
    let reach = query.words.len() as u32 + 40;
    hits.sort_unstable_by_key(|h| (h.shelf, h.place, h.asked));
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < hits.len() {
        let first = &hits[at];
        let (digest, base) = shelves[first.shelf as usize].article(first.place);
        let end = base.saturating_add(digest.words);
        let mut last = first.place;
        let mut next = at;
        while let Some(hit) = hits.get(next).filter(|h| h.shelf == first.shelf && h.place < end.max(last + 1) && h.place - last <= reach) {
            last = hit.place;
            next += 1;
        }
        if !digest.is_replaced() {
            found.extend(candidate(query, digest, base, &hits[at..next], width));
        }
        at = next.max(at + 1);
    }
    found
}
