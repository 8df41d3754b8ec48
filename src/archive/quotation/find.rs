//! Candidates: the articles that share shingles with a query, the rarest shingles first.

use super::filter::Filter;
use super::shingle::{LONG, SHORT, Shingle, shingles, thin};
use super::word::{self, Flags, Word};
use crate::archive::digest::Digest;
use crate::archive::index::segment::BLOCK;
use crate::text::Span;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Words that are looked for.
#[derive(Debug)]
pub struct Query {
    pub words: Vec<Word>,
    long: Vec<Shingle>,
    /// Those of them that any text has kept which repeats six words of the query.
    kept: Vec<Shingle>,
    short: Vec<Shingle>,
    /// A bit for each of them: nearly all that a text offers is told apart by it.
    filter: Filter,
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
        let filter = long.iter().chain(&short).map(|s| s.0).collect();
        // Of few words every row counts.
        const FEW: usize = 8;
        let mut kept = long.clone();
        if kept.len() > FEW {
            thin(&mut kept);
        }
        Query { words, long, kept, short, filter }
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
}

/// Who is told of the candidates, best first, until he has enough.
pub type Look<'a> = dyn FnMut(Candidate) -> ControlFlow<()> + 'a;

/// Places that are looked at for one query. A quotation everybody carries stands in hundreds of articles, an idiom in tens of
/// thousands; the rarest shingles of a query come first, so that the budget goes to those that tell.
const BUDGET: usize = 2_000;
/// Candidates that are told of.
const MOST: usize = 400;
/// Places of a shingle that are always worth reading.
const RARE: usize = 12;
/// Places of a common shingle that are looked through for those beside rarer ones.
const COMMON: u32 = 512;
/// Words of a quote below which it is none that words could be found in.
pub const LEAST: u32 = 3;

/// Where shingles are looked up: a segment or a single article. A place is a block of [`BLOCK`] words.
pub trait Shelf {
    fn row(&self, width: Width, shingle: u32) -> Row;
    /// Adds the places of a row, ascending, at most so many.
    fn places(&self, width: Width, row: Row, most: usize, places: &mut Vec<u32>);
    /// The number of the article at a place, and its places.
    fn article(&self, place: u32) -> (u32, Range<u32>);
    /// The words of the shortest quote of [`LEAST`] and more that holds some words of a range of an article, those in brackets not
    /// counted.
    fn shortest_quote(&self, number: u32, words: Range<u32>) -> Option<u32>;
    /// What is known of an article; None where something has taken its place.
    fn digest(&self, number: u32) -> Option<Arc<Digest>>;
}

/// Which shingles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Of running text.
    Long,
    /// Inside quotes.
    Short,
}

/// The places of a shingle on a shelf, not read yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub count: u32,
    /// Where they lie; what that means is the shelf's.
    pub at: u64,
}

/// A shared shingle: shelf, place there, its first word in the query and the word after, weight.
#[derive(Clone, Copy)]
struct Hit {
    shelf: u32,
    place: u32,
    asked: u16,
    until: u16,
    weight: f32,
}

/// A row that is common, on one of the shelves; what it speaks for, but for the place.
struct Common {
    width: Width,
    row: Row,
    hit: Hit,
}

/// A candidate before anything but its quotes was read.
struct Lead {
    weight: f32,
    shelf: u32,
    number: u32,
    ahead: Range<i64>,
}

/// Tells of the articles on some shelves that share shingles with the query, best first. Articles since replaced are left out.
pub fn candidates(query: &Query, shelves: &[&dyn Shelf], look: &mut Look) {
    let (mut hits, mut common) = (Vec::new(), Vec::new());
    read(query, Width::Long, shelves, &mut hits, &mut common);
    // Rows of four are thinned: short fragments, and quotations so much edited that hardly four words in a row stayed, have three.
    read(query, Width::Short, shelves, &mut hits, &mut common);
    beside(&common, shelves, &mut hits);
    let mut leads = BinaryHeap::from(group(query, shelves, &mut hits));
    let mut told = 0;
    while let Some(lead) = leads.pop().filter(|_| told < MOST) {
        let Some(digest) = shelves[lead.shelf as usize].digest(lead.number) else { continue };
        told += 1;
        let window = window(&lead.ahead, query.words.len() as u32);
        if look(Candidate { digest, window, ahead: lead.ahead }).is_break() {
            return;
        }
    }
}

/// Adds the places of the query's shingles of one width, the rarest shingles first, and those rows that are too common to tell.
fn read(query: &Query, width: Width, shelves: &[&dyn Shelf], hits: &mut Vec<Hit>, common: &mut Vec<Common>) {
    let (asked, words) = match width {
        Width::Long => (&query.kept, LONG),
        Width::Short => (&query.short, SHORT),
    };
    let mut rows: Vec<Row> = Vec::with_capacity(asked.len() * shelves.len());
    let mut lists: Vec<(u32, usize)> = Vec::with_capacity(asked.len());
    for (number, &(shingle, _)) in asked.iter().enumerate() {
        let mut total = 0u32;
        for shelf in shelves {
            let row = shelf.row(width, shingle);
            total = total.saturating_add(row.count);
            rows.push(row);
        }
        if total > 0 {
            lists.push((total, number));
        }
    }
    lists.sort_unstable();
    let mut taken = vec![false; asked.len()];
    let mut places: Vec<u32> = Vec::new();
    let mut left = BUDGET;
    for (total, number) in lists {
        let is_taken = |n: Option<usize>| n.and_then(|n| taken.get(n)).is_some_and(|t| *t);
        // All words of a common shingle between two rarer ones are looked for already.
        let between = width == Width::Short && total as usize > RARE && is_taken(number.checked_sub(1)) && is_taken(number.checked_add(1));
        let alone = !between && (total as usize <= left || left == BUDGET);
        taken[number] = alone;
        let weight = 1.0 / (1.0 + (total as f32).ln());
        let word = asked[number].1;
        for (at, shelf) in shelves.iter().enumerate() {
            let row = rows[number * shelves.len() + at];
            if row.count == 0 {
                continue;
            }
            let hit = Hit { shelf: at as u32, place: 0, asked: word as u16, until: word as u16 + words as u16, weight };
            if alone {
                places.clear();
                shelf.places(width, row, left, &mut places);
                left = left.saturating_sub(places.len());
                hits.extend(places.iter().map(|&place| Hit { place, ..hit }));
            } else if row.count <= COMMON {
                common.push(Common { width, row, hit });
            }
        }
    }
}

/// Puts hits in the order of their places, and adds of common rows those beside them.
fn beside(common: &[Common], shelves: &[&dyn Shelf], hits: &mut Vec<Hit>) {
    let order = |h: &Hit| u64::from(h.shelf) << 32 | u64::from(h.place);
    hits.sort_unstable_by_key(order);
    let alone = hits.len();
    let mut places: Vec<u32> = Vec::new();
    for Common { width, row, hit } in common {
        places.clear();
        shelves[hit.shelf as usize].places(*width, *row, COMMON as usize, &mut places);
        let mut at = hits[..alone].partition_point(|h| h.shelf < hit.shelf);
        for &place in &places {
            while at < alone && hits[at].shelf == hit.shelf && hits[at].place + 1 < place {
                at += 1;
            }
            if at < alone && hits[at].shelf == hit.shelf && hits[at].place <= place.saturating_add(1) {
                hits.push(Hit { place, ..*hit });
            }
        }
    }
    if hits.len() > alone {
        hits.sort_unstable_by_key(order);
    }
}

/// Whether so many words in rows may be most of the query or of a quote, or are many anyway: an edited quarter leaves at least
/// this much in rows, and of a short quote hardly any words are edited.
fn speaks(covered: u32, asked: u32, quote: Option<u32>) -> bool {
    let most_of_a_quote = |words: u32| covered >= words.div_ceil(3).max(words.saturating_sub(1).min(5));
    covered >= 9 || covered * 4 >= asked || quote.is_some_and(most_of_a_quote)
}

/// What some hits close together in one article speak for; None where they are too few to speak for anything.
fn lead(query: &Query, shelf: &dyn Shelf, number: u32, base: u32, hits: &mut [Hit]) -> Option<Lead> {
    let asked = query.words.len() as u32;
    let block = |h: &Hit| (h.place - base).saturating_mul(BLOCK);
    let first = hits.iter().map(block).min()?;
    let last = hits.iter().map(block).max()?.saturating_add(BLOCK + LONG as u32);
    let slack = slack(query);
    let ahead = |h: &Hit| i64::from(block(h)) - i64::from(h.asked);
    let ahead = hits.iter().map(ahead).min()? - slack..hits.iter().map(ahead).max()? + i64::from(BLOCK) + slack;
    // A row of words that stands twice in the same few lines speaks once, and so do the first three of four.
    hits.sort_unstable_by(|a, b| a.asked.cmp(&b.asked).then(b.weight.total_cmp(&a.weight)));
    let (mut covered, mut end, mut weight) = (0, 0, 0.0);
    let mut before = None;
    for hit in hits.iter() {
        covered += u32::from(hit.until.saturating_sub(hit.asked.max(end)));
        end = end.max(hit.until);
        if before.replace(hit.asked) != Some(hit.asked) {
            weight += hit.weight;
        }
    }
    // What stands in a quote shares rows of three too.
    let quoted = hits.iter().any(|h| usize::from(h.until - h.asked) == SHORT);
    let quote = if quoted { shelf.shortest_quote(number, first..last) } else { None };
    if !speaks(covered, asked, quote) {
        return None;
    }
    let of = |words: u32| covered as f32 / words.max(1) as f32;
    let share: f32 = of(asked).max(quote.map_or(0.0, of)).min(1.0);
    Some(Lead { weight: weight * share, shelf: hits[0].shelf, number, ahead })
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
    /// Where exactly the words of the candidate's window share shingles with the query; None where they share too few, and only
    /// the shortness of the index's numbers made it seem otherwise. `first` is the number of the first of the words.
    pub fn narrowed(&self, query: &Query, words: &[Word], first: u32) -> Option<Candidate> {
        let mut aheads: Option<(i64, i64)> = None;
        let mut both = vec![false; query.words.len()];
        let mut note = |shingle: Shingle, asked: &[Shingle], row: usize| {
            if !query.filter.may_have(shingle.0) {
                return;
            }
            for (_, word) in asked.iter().filter(|a| a.0 == shingle.0) {
                let ahead = i64::from(shingle.1 + first) - i64::from(*word);
                let (least, most) = aheads.unwrap_or((ahead, ahead));
                aheads = Some((least.min(ahead), most.max(ahead)));
                both.iter_mut().skip(*word as usize).take(row).for_each(|both| *both = true);
            }
        };
        shingles::<LONG>(words, |s| note(s, &query.long, LONG));
        shingles::<SHORT>(words, |s| note(s, &query.short, SHORT));
        let (least, most) = aheads?;
        let asked = query.words.len() as u32;
        let quote = self.digest.shortest_quote(window(&(least..most + 1), asked), LEAST);
        if !speaks(both.iter().filter(|both| **both).count() as u32, asked, quote) {
            return None;
        }
        let slack = slack(query);
        let ahead = (least - slack).max(self.ahead.start)..(most + 1 + slack).min(self.ahead.end);
        Some(Candidate { window: window(&ahead, asked), ahead, ..self.clone() })
    }
}

/// Hits of one article that stand close together are one lead; they come in the order of their places.
fn group(query: &Query, shelves: &[&dyn Shelf], hits: &mut [Hit]) -> Vec<Lead> {
    let reach = (query.words.len() as u32 + 40) / BLOCK + 1;
    let mut found = Vec::new();
    let mut rest = hits;
    while let Some(&first) = rest.first() {
        let shelf = shelves[first.shelf as usize];
        let (number, places) = shelf.article(first.place);
        let all = rest.iter().take_while(|h| h.shelf == first.shelf && h.place < places.end).count().max(1);
        let (article, others) = rest.split_at_mut(all);
        rest = others;
        for hits in article.chunk_by_mut(|a, b| b.place - a.place <= reach) {
            found.extend(lead(query, shelf, number, places.start, hits));
        }
    }
    found
}

impl PartialEq for Lead {
    fn eq(&self, other: &Lead) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Lead {}

impl PartialOrd for Lead {
    fn partial_cmp(&self, other: &Lead) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The weightiest is the greatest, and of equals the first on the shelves.
impl Ord for Lead {
    fn cmp(&self, other: &Lead) -> Ordering {
        let place = |lead: &Lead| (lead.shelf, lead.number, lead.ahead.start);
        self.weight.total_cmp(&other.weight).then_with(|| place(other).cmp(&place(self)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shelf with one row.
    struct Row1(Vec<u32>);

    impl Shelf for Row1 {
        fn row(&self, _: Width, _: u32) -> Row {
            Row { count: self.0.len() as u32, at: 0 }
        }

        fn places(&self, _: Width, _: Row, most: usize, places: &mut Vec<u32>) {
            places.extend(self.0.iter().take(most));
        }

        fn article(&self, place: u32) -> (u32, Range<u32>) {
            (0, 0..place + 1)
        }

        fn shortest_quote(&self, _: u32, _: Range<u32>) -> Option<u32> {
            None
        }

        fn digest(&self, _: u32) -> Option<Arc<Digest>> {
            None
        }
    }

    #[test]
    fn what_is_common_counts_beside_what_is_rare_only() {
        let hit = |shelf, place| Hit { shelf, place, asked: 0, until: 3, weight: 1.0 };
        let shelves = [Row1(vec![]), Row1(vec![1, 4, 20, 39, 41, 90]), Row1(vec![5])];
        let common = |shelf: usize| Common { width: Width::Short, row: shelves[shelf].row(Width::Short, 0), hit: hit(shelf as u32, 0) };
        let mut hits = vec![hit(1, 40), hit(0, 20), hit(1, 5)];
        let shelved: Vec<&dyn Shelf> = shelves.iter().map(|s| s as &dyn Shelf).collect();
        beside(&[common(1), common(2)], &shelved, &mut hits);
        let places: Vec<(u32, u32)> = hits.iter().map(|h| (h.shelf, h.place)).collect();
        assert_eq!(places, [(0, 20), (1, 4), (1, 5), (1, 39), (1, 40), (1, 41)]);
    }

    #[test]
    fn of_a_short_quote_nearly_all_words_must_be_there() {
        // Of the words asked for a quarter, or nine; of a quote a third, and five of six.
        assert!(speaks(4, 15, None) && !speaks(8, 40, None) && speaks(9, 100, None));
        assert!(speaks(5, 40, Some(6)) && !speaks(4, 40, Some(6)) && speaks(4, 40, Some(5)) && speaks(3, 40, Some(4)));
        assert!(speaks(7, 40, Some(20)) && !speaks(6, 40, Some(20)));
    }
}
