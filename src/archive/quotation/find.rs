//! Candidates: the articles that share shingles with a query, the rarest shingles first.

mod covered;

use super::filter::Filter;
use super::shingle::{LONG, SHORT, Shingle, shingles, thin};
use super::word::{self, Flags, Word};
use super::wording;
use crate::archive::digest::{BRIEF, Digest, Quoted, wording_print};
use crate::archive::index::segment::BLOCK;
use crate::text::Span;
use covered::{Covered, Words, by_chance, left_of_brief, speaks};
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Words that are looked for.
#[derive(Debug)]
pub struct Query {
    pub words: Vec<Word>,
    /// That of a quote of the same words.
    print: u64,
    /// Rows of words, of which any text has kept one that repeats six words of the query.
    kept: Vec<Shingle>,
    short: Vec<Shingle>,
    /// Has the short ones: nearly all that a text offers is told apart by it.
    filter: Filter,
    /// The numbers of all that quotes of a few words may repeat of it, in order; made when first asked for.
    wordings: OnceCell<Vec<u64>>,
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
        let (mut kept, mut short) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        shingles::<LONG>(&words, |s| kept.push(s));
        shingles::<SHORT>(&words, |s| short.push(s));
        let filter = short.iter().map(|s| s.0).collect();
        // Of few words every row counts.
        const FEW: usize = 8;
        if kept.len() > FEW {
            thin(&mut kept);
        }
        let print = wording_print(&words);
        Query { words, print, kept, short, filter, wordings: OnceCell::new() }
    }

    /// Whether a quote of [`WHOLE`] words and fewer repeats some of its words, among them such as not every text has.
    fn repeats(&self, quote: &Quoted) -> bool {
        let wordings = self.wordings.get_or_init(|| {
            let telling = |words: &&[Word]| wording::are_telling(words.iter().filter(|w| !w.is(Flags::COMMON)).count(), words.len());
            let all = (LEAST as usize..=WHOLE as usize).flat_map(|count| self.words.windows(count).filter(telling).map(wording_print));
            let mut all: Vec<u64> = all.collect();
            all.sort_unstable();
            all
        });
        wordings.binary_search(&quote.print).is_ok()
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

/// Places of one width that are looked at for one query. A quotation everybody carries stands in thousands of articles, an idiom in
/// tens of thousands; the rarest shingles of a query come first, so that the budget goes to those that tell.
const BUDGET: usize = 1_000;
/// The same where all shingles are about as common as the rarest.
const AMPLE: usize = 16_000;
/// Candidates that are told of.
const MOST: usize = 16_000;
/// Candidates of which even the doubtful are told.
const FEW: usize = 8;
/// Places of a shingle that are always worth reading.
const RARE: usize = 12;
/// Places of a common shingle that are looked through for those beside rarer ones.
const COMMON: u32 = 512;
/// Words of a quote up to which all of it must be among those of a longer query.
const WHOLE: u32 = 5;
/// Words of a quote below which it is none that words could be found in.
pub const LEAST: u32 = 3;

/// Where shingles are looked up: a segment or a single article. A place is a block of [`BLOCK`] words.
pub trait Shelf {
    /// Adds the rows of some shingles of running text, then those of shingles inside quotes for [`Width::Short`] and for
    /// [`Width::Brief`].
    fn rows(&self, long: &[Shingle], short: &[Shingle], rows: &mut Vec<Row>);
    /// Adds the places of a row, ascending, at most so many.
    fn places(&self, width: Width, row: Row, most: usize, places: &mut Vec<u32>);
    /// How many places there are, about.
    fn blocks(&self) -> u32;
    /// The number of the article at a place, and its places.
    fn article(&self, place: u32) -> (u32, Range<u32>);
    /// The words of the shortest quote of at least so many that holds some words of a range of an article, those in brackets not
    /// counted.
    fn shortest_quote(&self, number: u32, words: Range<u32>, least: u32) -> Option<u32>;
    /// What is known of an article; None where something has taken its place.
    fn digest(&self, number: u32) -> Option<Arc<Digest>>;
}

/// Which shingles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Of running text.
    Long,
    /// Inside quotes of more than [`BRIEF`] words.
    Short,
    /// Inside shorter quotes.
    Brief,
}

/// All of them, in the order of their rows.
const WIDTHS: [Width; 3] = [Width::Long, Width::Short, Width::Brief];

/// The places of a shingle on a shelf, not read yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub count: u32,
    /// Where they lie; what that means is the shelf's.
    pub at: u64,
}

/// A shingle of the query.
#[derive(Debug)]
struct Asked {
    width: Width,
    /// Its first word in the query and the word after.
    first: u16,
    until: u16,
    weight: f32,
    /// Its places on all shelves.
    total: u32,
    /// Whether all its places are read, and not only those beside rarer ones.
    alone: bool,
    /// Whether it is about as rare as the rarest of its width.
    as_rare: bool,
    /// Whether it may speak for anything where nothing else of the query is near.
    speaks: bool,
}

impl Asked {
    /// It at a place. Hits are in the order of their places.
    fn at(number: usize, place: u32) -> u64 {
        u64::from(place) << 32 | number as u64
    }
}

/// Places of a shelf, perhaps some more.
type Places = Filter<1024>;

/// The place of a hit.
fn place(hit: u64) -> u32 {
    (hit >> 32) as u32
}

/// The number of what was asked for.
fn number(hit: u64) -> usize {
    hit as u32 as usize
}

/// All that is asked for.
struct Sought<'q> {
    query: &'q Query,
    asked: Vec<Asked>,
    /// Places on all shelves.
    blocks: u32,
    /// Words of rows inside brief quotes that are too common to be read wherever they are.
    unread: Words,
}

/// A candidate before anything but its quotes was read.
struct Lead {
    weight: f32,
    shelf: u32,
    number: u32,
    ahead: Range<i64>,
    /// Where only quotes of a few words speak for it, the words among which those are, and how many may be shared.
    brief: Option<(Range<u32>, u32)>,
    /// By chance there are as many like it.
    doubtful: bool,
}

/// Hits close together of which no quote could make a lead that is not doubtful: looked at only where there are few leads.
#[derive(Default)]
struct Doubts {
    hits: Vec<u64>,
    /// The shelf, the article and which of the hits.
    close: Vec<(u32, (u32, Range<u32>), Range<usize>)>,
}

/// Tells of the articles on some shelves that share shingles with the query, best first. Articles since replaced are left out.
pub fn candidates(query: &Query, shelves: &[&dyn Shelf], look: &mut Look) {
    let mut asked = Vec::new();
    let rows = shelves.iter().map(|shelf| {
        let mut rows = Vec::with_capacity(query.kept.len() + 2 * query.short.len());
        shelf.rows(&query.kept, &query.short, &mut rows);
        rows
    });
    let rows: Vec<Vec<Row>> = rows.collect();
    for width in WIDTHS {
        ask(query, width, &rows, &mut asked);
    }
    for number in (0..asked.len()).filter(|number| asked[*number].total > 0).collect::<Vec<_>>() {
        asked[number].speaks = may_speak(query, &asked, &[Asked::at(number, 0)]);
    }
    let blocks = shelves.iter().fold(0u32, |all, shelf| all.saturating_add(shelf.blocks()));
    let is_unread = |one: &&Asked| one.width == Width::Brief && !one.alone && !one.as_rare && one.total > COMMON;
    let mut unread = Words::default();
    asked.iter().filter(is_unread).for_each(|one| unread.put(one.first..one.until));
    let sought = Sought { query, asked, blocks, unread };
    let asked = &sought.asked;
    let (mut leads, mut doubts, mut hits, mut places) = (BinaryHeap::new(), Doubts::default(), Vec::new(), Vec::new());
    for (at, (shelf, rows)) in shelves.iter().zip(rows).enumerate() {
        let rows = rows.into_iter().zip(0..).filter(|(row, _): &(Row, usize)| row.count > 0);
        hits.clear();
        for (row, number) in rows.clone().filter(|(_, number)| asked[*number].alone) {
            places.clear();
            shelf.places(asked[number].width, row, AMPLE, &mut places);
            hits.extend(places.iter().map(|&place| Asked::at(number, place)));
        }
        if hits.is_empty() {
            continue;
        }
        let near: Places = hits.iter().map(|hit| place(*hit)).flat_map(|at| [at.wrapping_sub(1), at, at.wrapping_add(1)]).collect();
        let is_read = |row: &Row, one: &Asked| !one.alone && (row.count <= COMMON || one.as_rare);
        for (row, number) in rows.filter(|(row, number)| is_read(row, &asked[*number])) {
            places.clear();
            shelf.places(asked[number].width, row, AMPLE, &mut places);
            hits.extend(places.iter().filter(|place| near.may_have(**place)).map(|&place| Asked::at(number, place)));
        }
        in_company(asked, reach(query), &mut hits);
        hits.sort_unstable();
        beside(asked, &mut hits);
        group(&sought, at as u32, *shelf, &mut hits, &mut leads, &mut doubts);
    }
    for (shelf, article, range) in doubts.close {
        if leads.len() > FEW {
            break;
        }
        let on = shelves[shelf as usize];
        leads.extend(lead(&sought, on, article, &mut doubts.hits[range]).map(|lead| Lead { shelf, ..lead }));
    }
    if leads.len() > FEW {
        leads.retain(|lead| !lead.doubtful);
    }
    let mut told = 0;
    while let Some(lead) = leads.pop().filter(|_| told < MOST) {
        let Some(digest) = shelves[lead.shelf as usize].digest(lead.number) else { continue };
        let mut window = window(&lead.ahead, query.words.len() as u32);
        if let Some((words, covered)) = &lead.brief {
            let may_be = |quote: &&Quoted| match quote.spoken {
                LEAST..=WHOLE if quote.spoken == quote.words => query.repeats(quote),
                LEAST.. if quote.words as usize <= BRIEF => *covered >= left_of_brief(quote.spoken),
                _ => false,
            };
            let mut quotes = digest.quotes_of(words.clone()).iter().filter(may_be);
            let Some(first) = quotes.next() else { continue };
            let last = quotes.next_back().unwrap_or(first);
            // Nothing but they could be the words.
            window = first.first..last.first + last.words;
        }
        // A copy is compared with nothing beside it.
        let is_copy = |quote: &&Quoted| quote.print == query.print && quote.words as usize == query.words.len();
        if let Some(copy) = digest.quotes_of(window.clone()).iter().find(is_copy) {
            window = copy.first..copy.first + copy.words;
        }
        told += 1;
        if look(Candidate { digest, window, ahead: lead.ahead }).is_break() {
            return;
        }
    }
}

/// Adds the query's shingles of one width, whose rows on each shelf are known, and chooses those whose places are all read: the
/// rarest, as many as the budget allows.
fn ask(query: &Query, width: Width, rows: &[Vec<Row>], all: &mut Vec<Asked>) {
    let (shingles, words) = match width {
        Width::Long => (&query.kept, LONG),
        // Rows of four are thinned: short fragments, and quotations so much edited that hardly four words in a row stayed, have three.
        Width::Short | Width::Brief => (&query.short, SHORT),
    };
    let before = all.len();
    for &(_, first) in shingles {
        let total = rows.iter().fold(0u32, |total, rows| total.saturating_add(rows.get(all.len()).map_or(0, |row| row.count)));
        let weight = 1.0 / (1.0 + (total.max(1) as f32).ln());
        let (first, until) = (first as u16, first as u16 + words as u16);
        all.push(Asked { width, first, until, weight, total, alone: false, as_rare: false, speaks: false });
    }
    let mut lists: Vec<(u32, usize)> = (before..all.len()).map(|number| (all[number].total, number)).filter(|list| list.0 > 0).collect();
    lists.sort_unstable();
    let rarest = lists.first().map_or(0, |list| list.0);
    let mut spent = 0;
    for (total, number) in lists {
        let first = all[number].first;
        let is_read = |other: Option<usize>, word: Option<u16>| {
            other.filter(|n| *n >= before).and_then(|n| all.get(n)).is_some_and(|a| a.alone && Some(a.first) == word)
        };
        // All words of a common shingle between two rarer ones are looked for already.
        let between = words == SHORT
            && total as usize > RARE
            && is_read(number.checked_sub(1), first.checked_sub(1))
            && is_read(number.checked_add(1), first.checked_add(1));
        // Of a quotation that thousands of articles carry all rows are about as common.
        all[number].as_rare = total <= rarest.saturating_mul(2);
        if !between && (spent + total as usize <= BUDGET || all[number].as_rare && spent < AMPLE) {
            all[number].alone = true;
            spent += total as usize;
        }
    }
}

/// Leaves out most hits that are far from all others and speak for nothing alone, which nearly all are; in any order.
fn in_company(asked: &[Asked], reach: u32, hits: &mut Vec<u64>) {
    // Who is within reach is in the same cell or the next.
    let cell = |hit: u64| place(hit) >> reach.next_power_of_two().ilog2();
    let (mut some, mut several) = (Places::EMPTY, Places::EMPTY);
    for cell in hits.iter().map(|hit| cell(*hit)) {
        if some.may_have(cell) { several.put(cell) } else { some.put(cell) }
    }
    hits.retain(|hit| {
        let cell = cell(*hit);
        several.may_have(cell) || some.may_have(cell.wrapping_sub(1)) || some.may_have(cell.wrapping_add(1)) || asked[number(*hit)].speaks
    });
}

/// Leaves out hits of common rows that no hit of a rarer one is beside; hits are in the order of their places.
fn beside(asked: &[Asked], hits: &mut Vec<u64>) {
    let is_alone = |hit: &u64| asked[number(*hit)].alone;
    let (mut before, mut kept) = (None, 0);
    for at in 0..hits.len() {
        let (hit, there) = (hits[at], place(hits[at]));
        if is_alone(&hit) {
            before = Some(there);
        }
        let after = || hits[at..].iter().take_while(|hit| place(**hit) - there <= 1).any(is_alone);
        if before.is_some_and(|before| there - before <= 1) || after() {
            hits[kept] = hit;
            kept += 1;
        }
    }
    hits.truncate(kept);
}

/// Whether some hits close together, perhaps of two articles, may speak for anything: what nearly all do not.
fn may_speak(query: &Query, asked: &[Asked], hits: &[u64]) -> bool {
    let words = query.words.len() as u32;
    let Covered { all, brief, longer, .. } = Covered::of(asked, hits);
    // All of a quote of three words.
    let rare_brief = || hits.iter().map(|hit| &asked[number(*hit)]).any(|one| one.width == Width::Brief && one.total as usize <= RARE);
    speaks(all, words, None, true)
        || longer.is_some_and(|covered| speaks(covered, words, Some(BRIEF as u32 + 1), true))
        || brief > 0 && (speaks(brief, words, Some(WHOLE), true) || rare_brief())
}

/// Whether what some hits close together in one article speak for can only be doubtful, whatever quotes it has.
fn is_doubtful(sought: &Sought, hits: &mut [u64]) -> bool {
    let Sought { query, asked, blocks, .. } = sought;
    let Covered { all, brief, longer, .. } = Covered::of(asked, hits);
    let words = query.words.len() as u32;
    let of_a_quote = |covered: u32, least: u32| speaks(covered, words, Some(least), false);
    if speaks(all, words, None, false) || of_a_quote(brief, LEAST) || longer.is_some_and(|covered| of_a_quote(covered, BRIEF as u32 + 1)) {
        return false;
    }
    in_order(asked, hits);
    by_chance(asked, hits, *blocks) >= 1.0
}

/// Puts hits in the order of their words, of several at one word the rarest first.
fn in_order(asked: &[Asked], hits: &mut [u64]) {
    let of = |hit: u64| &asked[number(hit)];
    hits.sort_unstable_by(|&a, &b| of(a).first.cmp(&of(b).first).then(of(b).weight.total_cmp(&of(a).weight)));
}

/// What some hits close together in one article speak for; None where they are too few to speak for anything.
fn lead(sought: &Sought, shelf: &dyn Shelf, article: (u32, Range<u32>), hits: &mut [u64]) -> Option<Lead> {
    let Sought { query, asked, blocks, unread } = sought;
    let (number_there, places) = article;
    let words = query.words.len() as u32;
    let of = |hit: u64| &asked[number(hit)];
    let block = |hit: u64| (place(hit) - places.start).saturating_mul(BLOCK);
    let ahead = |&hit: &u64| i64::from(block(hit)) - i64::from(of(hit).first);
    let slack = slack(query);
    let Covered { all, brief, longer, brief_words } = Covered::of(asked, hits);
    // Of the rows of one kind the words among which their quotes are, how many of the query's they cover, and the words of the
    // shortest quote.
    let quote = |width: Width, covered: u32, least: u32| {
        // Of no longer quote they could be enough.
        speaks(covered, words, Some(least), true).then_some(())?;
        let blocks = || hits.iter().filter(|hit| of(**hit).width == width).map(|hit| block(*hit));
        let range = blocks().min()?..blocks().max()?.saturating_add(BLOCK + LONG as u32);
        let quote = shelf.shortest_quote(number_there, range.clone(), least)?;
        speaks(covered, words, Some(quote), true).then_some((range, covered, quote))
    };
    let brief = quote(Width::Brief, brief, LEAST);
    let long = longer.and_then(|covered| quote(Width::Short, covered, BRIEF as u32 + 1));
    let speaks_itself = speaks(all, words, None, true) || long.is_some();
    if brief.is_none() && !speaks_itself {
        return None;
    }
    // All that any hit says: among those of the words are now and then some of chance.
    let ahead = hits.iter().map(ahead).min()? - slack..hits.iter().map(ahead).max()? + i64::from(BLOCK) + slack;
    in_order(asked, hits);
    let rare = by_chance(asked, hits, *blocks) < 1.0;
    let quotes = || brief.iter().chain(&long);
    let doubtful = !speaks(all, words, None, rare) && !quotes().any(|&(_, covered, quote)| speaks(covered, words, Some(quote), rare));
    let of_a_quote = quotes().map(|&(_, covered, quote)| covered as f32 / quote.max(1) as f32).fold(0.0, f32::max);
    let share = (all as f32 / words.max(1) as f32).max(of_a_quote).min(1.0);
    let brief = brief.filter(|_| !speaks_itself && words > WHOLE).map(|(range, ..)| (range, brief_words.or(*unread).count()));
    let mut weight = 0.0;
    // A row of words that stands twice in the same few lines speaks once, and so do the first three of four.
    let mut before = None;
    for one in hits.iter().map(|hit| of(*hit)) {
        if before.replace(one.first) != Some(one.first) {
            weight += one.weight;
        }
    }
    Some(Lead { weight: weight * share * share, shelf: 0, number: number_there, ahead, brief, doubtful })
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
        let note = |shingle: Shingle| {
            if !query.filter.may_have(shingle.0) {
                return;
            }
            for (_, word) in query.short.iter().filter(|a| a.0 == shingle.0) {
                let ahead = i64::from(shingle.1 + first) - i64::from(*word);
                let (least, most) = aheads.unwrap_or((ahead, ahead));
                aheads = Some((least.min(ahead), most.max(ahead)));
                both.iter_mut().skip(*word as usize).take(SHORT).for_each(|both| *both = true);
            }
        };
        // Of more words in a row, each three are one of them.
        shingles::<SHORT>(words, note);
        let (least, most) = aheads?;
        let asked = query.words.len() as u32;
        let quote = self.digest.shortest_quote(window(&(least..most + 1), asked), LEAST);
        if !speaks(both.iter().filter(|both| **both).count() as u32, asked, quote, true) {
            return None;
        }
        let slack = slack(query);
        let ahead = (least - slack).max(self.ahead.start)..(most + 1 + slack).min(self.ahead.end);
        Some(Candidate { window: window(&ahead, asked), ahead, ..self.clone() })
    }
}

/// Places from one row of the query to the next at most, where both are of the same words.
fn reach(query: &Query) -> u32 {
    (query.words.len() as u32 + 40) / BLOCK + 1
}

/// Hits of one article that stand close together are one lead; they come in the order of their places.
fn group(sought: &Sought, at: u32, shelf: &dyn Shelf, hits: &mut [u64], leads: &mut BinaryHeap<Lead>, doubts: &mut Doubts) {
    let reach = reach(sought.query);
    for close in hits.chunk_by_mut(|a, b| place(*b) - place(*a) <= reach) {
        let speaks = match close {
            [only] => sought.asked[number(*only)].speaks,
            _ => may_speak(sought.query, &sought.asked, close),
        };
        if !speaks {
            continue;
        }
        let mut rest = close;
        while let Some(&first) = rest.first() {
            let article = shelf.article(place(first));
            let all = rest.iter().take_while(|hit| place(**hit) < article.1.end).count().max(1);
            let (hits, others) = rest.split_at_mut(all);
            rest = others;
            if is_doubtful(sought, hits) {
                let from = doubts.hits.len();
                doubts.hits.extend_from_slice(hits);
                doubts.close.push((at, article, from..doubts.hits.len()));
                continue;
            }
            leads.extend(lead(sought, shelf, article, hits).map(|lead| Lead { shelf: at, ..lead }));
        }
    }
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

    #[test]
    fn what_is_common_counts_beside_what_is_rare_only() {
        let asked = [(true, 0), (false, 7)].map(|(alone, first)| Asked { alone, ..row_at(first, 1) });
        let mut hits: Vec<u64> = [20, 40].map(|place| Asked::at(0, place)).into();
        hits.extend([1, 4, 18, 19, 39, 41, 90].map(|place| Asked::at(1, place)));
        hits.sort_unstable();
        beside(&asked, &mut hits);
        let found: Vec<_> = hits.iter().map(|hit| (number(*hit), place(*hit))).collect();
        assert_eq!(found, [(1, 19), (0, 20), (1, 39), (0, 40), (1, 41)]);
    }

    #[test]
    fn what_stands_alone_is_left_out_unless_it_speaks() {
        let asked = [(false, 0), (false, 3), (true, 9)].map(|(speaks, first)| Asked { speaks, ..row_at(first, 1) });
        let far = (0..400).map(|at| Asked::at(0, 10_000 + 64 * at));
        let mut hits: Vec<u64> =
            far.chain([(0, 3), (1, 6), (2, 90), (1, 130), (0, 131)].map(|(number, place)| Asked::at(number, place))).collect();
        in_company(&asked, 3, &mut hits);
        assert_eq!(hits.iter().map(|hit| place(*hit)).collect::<Vec<_>>(), [3, 6, 90, 130, 131]);
    }

    pub(super) fn row_at(first: u16, total: u32) -> Asked {
        Asked { width: Width::Long, first, until: first + 4, weight: 1.0, total, alone: true, as_rare: true, speaks: true }
    }
}
