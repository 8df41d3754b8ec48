//! An [`Occurrence`] of words in another article, whether it is one at all, and which wording of several is the definition.

use super::align::{self, Alignment, Band, Change, ChangeKind, Difference, Sameness, Side};
use super::filter::Filter;
use super::find::Query;
use super::word::{Flags, Word, key};
use crate::archive::digest::{self, Digest, Quoted, within};
use crate::article::QuoteKind;
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Words of a query as they stand in another article.
#[derive(Clone, Debug)]
pub struct Occurrence {
    pub path: Arc<Path>,
    /// The words there; bytes of the newest text.
    pub span: Span,
    /// The text of the span.
    pub wording: Box<str>,
    /// All of the quotation they are part of, and of what kind it is. None where they stand in running text without marks.
    pub quote: Option<(Span, QuoteKind)>,
    pub sameness: Sameness,
    /// In order. `Change::asked` is in bytes of the words asked for, `Change::there` of the text there.
    pub changes: Vec<Change>,
    /// Words there that are cut in those asked for and turn their sense; empty for none.
    pub missing: Box<str>,
    /// Words that both have.
    pub matched: u32,
    /// Those of them that are not in nearly every text.
    pub telling: u32,
    /// Words of the wording there: of its quotation, else of the span.
    pub words: u32,
    /// Equal for quotations of the same words.
    pub print: u64,
    /// An editor's hand shows in the wording there: brackets or an ellipsis.
    pub edited: bool,
    /// Who says it there.
    pub speaker: Option<Box<str>>,
    pub date: Option<Date>,
    /// What the article is called.
    pub title: Arc<str>,
    /// The article shares most of its text with one listed before, or with the one asked from.
    pub reprint: bool,
    /// Of a few words: how much the two articles share besides them.
    pub evidence: f32,
    /// A few words, and nothing else speaks for their being the same person's: they are not claimed to be.
    pub chance: bool,
    /// Who is named at the words there: found out once by reading that article, and only when somebody asks.
    pub named: OnceLock<Option<Named>>,
    /// The digest of the article, for whoever compares further.
    pub(in crate::archive) digest: Arc<Digest>,
}

/// The speaker of a quote as the article names them at the quote.
#[derive(Clone, Debug)]
pub struct Named {
    pub span: Span,
    pub name: Box<str>,
    /// The text of the quote's paragraph.
    pub paragraph: Box<str>,
}

impl Occurrence {
    /// The changes that are no legal edit.
    pub fn alterations(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|c| !c.kind.is_legal())
    }
}

/// Marks of an editor's hand.
const EDITED: Flags = Flags::GAP.or(Flags::BRACKET).or(Flags::PARTLY);

/// A text that a candidate leads to, and the words of it among which the query's may be.
pub struct Target<'a> {
    pub side: Side<'a>,
    pub digest: &'a Arc<Digest>,
    /// How far they may be ahead of the query's.
    pub band: Band,
}

/// Compares the query with the words there; None where only chance speaks for their being the same words.
pub fn occurrence(query: &Query, text: &str, target: &Target) -> Option<Occurrence> {
    let asked = Side { text, words: &query.words };
    if !may_be_same(query, target) {
        return None;
    }
    let mut alignment = align::align(asked, target.side, target.band.clone())?;
    let there = target.side.words;
    let span = there[alignment.there.start].span().cover(there[alignment.there.end - 1].span());
    let quotes = quotes(target, span);
    let quoted = quotes.first().zip(quotes.last()).map(|(first, last)| within(there, first.span.cover(last.span)));
    let quote_words = quotes.iter().map(|q| q.spoken as usize).sum::<usize>();
    if let Some(quoted) = &quoted {
        to_the_ends(asked, target.side, &mut alignment, quoted);
    }
    let apart = apart(asked, target.side, &alignment, quoted.clone());
    let beyond = || quoted.as_ref().map_or(0, |quoted| beyond(asked, target.side, &alignment, quoted));
    if !is_same(query, &alignment, quote_words, apart, beyond) {
        return None;
    }
    ends(asked, target.side, &mut alignment, quoted.clone());
    let span = there[alignment.there.start].span().cover(there[alignment.there.end - 1].span());
    let sameness = sameness(&alignment);
    let (matched, telling) = (alignment.matched as u32, alignment.telling as u32);
    let words = quote_words.max(alignment.there.len()) as u32;
    let edited = there[quoted.clone().unwrap_or(alignment.there.clone())].iter().skip(1).any(|w| w.is(EDITED))
        || quotes.iter().any(|q| q.spoken < q.words);
    let changes =
        alignment.changes.into_iter().map(|d| Change { asked: place(asked, d.asked), there: place(target.side, d.there), kind: d.kind });
    let changes: Vec<Change> = changes.collect();
    let missing = changes.iter().find(|c| c.kind == ChangeKind::Cut && c.there.len() > c.asked.len());
    Some(Occurrence {
        path: Arc::clone(&target.digest.path),
        span,
        wording: span.of(target.side.text).into(),
        quote: quotes.first().zip(quotes.last()).map(|(first, last)| (first.span.cover(last.span), first.kind)),
        sameness,
        missing: missing.map_or("", |c| c.there.of(target.side.text)).into(),
        changes,
        matched,
        telling,
        words,
        print: quotes.iter().fold(0, digest::join_prints),
        edited,
        speaker: quotes.iter().find_map(|q| target.digest.speaker(q)).map(Into::into),
        date: target.digest.date,
        title: target.digest.title().into(),
        reprint: false,
        evidence: 0.0,
        chance: false,
        named: OnceLock::new(),
        digest: Arc::clone(target.digest),
    })
}

/// The words of a range as a place of the text; an empty range is the place before its word.
fn place(side: Side, range: Range<usize>) -> Span {
    match side.words.get(range.clone()) {
        Some([first, .., last]) => first.span().cover(last.span()),
        Some([only]) => only.span(),
        _ => {
            let last = || side.words.last().map_or(0, |w| w.end);
            let at = side.words.get(range.start).map_or_else(last, |w| w.start);
            Span { start: at, end: at }
        }
    }
}

/// The quotes that the words there belong to: one, or the halves of an interrupted one.
fn quotes<'a>(target: &'a Target, span: Span) -> &'a [Quoted] {
    let all = target.digest.quotes_in(span);
    let shared = |q: &Quoted| q.span.end.min(span.end).saturating_sub(q.span.start.max(span.start)) as usize;
    // Running text that touches a quote is not part of it.
    let covered: usize = all.iter().map(shared).sum();
    if covered * 10 < span.len() * 6 { &[] } else { all }
}

/// Whether the two could be the same words whatever the order of those there: what [`is_same`] wants at least, by a filter of one
/// bit a word. Cheap, and most of what only chance offers ends here.
fn may_be_same(query: &Query, target: &Target) -> bool {
    let filter: Filter = target.side.words.iter().map(|word| word.key).collect();
    let (mut matched, mut telling) = (0, 0);
    for word in query.words.iter().filter(|word| filter.may_have(word.key)) {
        matched += 1;
        telling += usize::from(!word.is(Flags::COMMON));
    }
    if matched < 3 || telling < 1 || telling < 2 && matched < 5 {
        return false;
    }
    let (Some(first), Some(last)) = (target.side.words.first(), target.side.words.last()) else { return false };
    let most = |words: usize| matched * 10 >= words * 7;
    let of_a_quote = || target.digest.quotes_in(first.span().cover(last.span())).iter().any(|q| most(q.spoken as usize));
    most(query.spoken()) || (matched >= 9 && telling >= 4) || of_a_quote()
}

/// Whether more than chance speaks for the two being the same words.
fn is_same(query: &Query, found: &Alignment, quote_words: usize, apart: usize, beyond: impl Fn() -> usize) -> bool {
    let spoken = query.spoken();
    let (matched, edits) = (found.matched, found.edits);
    let whole_quote = edits == 0 && matched >= quote_words && quote_words > 0;
    let telling = found.telling >= 2 || whole_quote && are_telling(found.telling, matched);
    if matched < 3 || !telling || matched * 10 < (matched + edits) * 6 {
        return false;
    }
    let most_of_the_query = matched * 10 >= spoken * 7;
    let most_of_the_quote = quote_words > 0 && matched * 10 >= quote_words * 7;
    if spoken < 6 || matched < 6 {
        // Few words: all of them, and inside marks unless the query itself is as short.
        let whole = matched == spoken || most_of_the_quote;
        return edits == 0 && whole || matched >= 5 && edits <= 1 && most_of_the_query;
    }
    // "If we don’t win, we’re not going to": two sentences that only begin alike.
    let part = if apart > 0 { 14 } else { 9 };
    // Edits near an end cost the alignment the words beyond them too.
    let all = spoken.max(quote_words);
    let edited = quote_words > 0 && matched >= 9 && matched * 10 >= all * 6 && (matched + beyond()) * 10 >= all * 7;
    most_of_the_query || most_of_the_quote || (matched >= part || edited) && found.telling >= 4
}

/// Whether all words of a quote, so many of them telling, are enough to tell it from others: of five words and more nearly all may
/// be such as nearly every text has.
pub fn are_telling(telling: usize, words: usize) -> bool {
    telling >= if words >= 5 { 1 } else { 2 }
}

fn sameness(found: &Alignment) -> Sameness {
    if found.changes.is_empty() {
        Sameness::Exact
    } else if found.changes.iter().all(|c| c.kind.is_legal()) {
        Sameness::Legal
    } else {
        Sameness::Altered
    }
}

/// Goes on to the ends of the quotation there, one word for one, where only a few are left and half of them are the same: other
/// words near the end cost an alignment more than those beyond them are worth.
fn to_the_ends(asked: Side, there: Side, found: &mut Alignment, quoted: &Range<usize>) {
    const FEW: usize = 5;
    let (after, before) = (quoted.end.saturating_sub(found.there.end), found.there.start.saturating_sub(quoted.start));
    let stretches = [
        (found.asked.end..found.asked.end + after, found.there.end..found.there.end + after),
        (found.asked.start.saturating_sub(before)..found.asked.start, found.there.start - before..found.there.start),
    ];
    for (a, b) in stretches {
        if b.is_empty() || b.len() > FEW || a.len() < b.len() || a.end > asked.words.len() {
            continue;
        }
        let same = |&(i, j): &(usize, usize)| asked.words[i].key == there.words[j].key;
        let pairs: Vec<(usize, usize)> = a.clone().zip(b.clone()).collect();
        let matched = pairs.iter().filter(|pair| same(pair));
        let telling = matched.clone().filter(|pair| !asked.words[pair.0].is(Flags::COMMON)).count();
        let matched = matched.count();
        if matched * 2 < pairs.len() {
            continue;
        }
        found.matched += matched;
        found.telling += telling;
        let others = pairs.chunk_by(|x, y| same(x) == same(y)).filter(|run| !same(&run[0]));
        for run in others {
            let (a, b) = (run[0].0..run[run.len() - 1].0 + 1, run[0].1..run[run.len() - 1].1 + 1);
            let kind = align::judge(asked, there, &a, &b);
            found.edits += if kind == ChangeKind::Worded { a.len() } else { 0 };
            found.changes.push(Difference { asked: a, there: b, kind });
        }
        found.asked = found.asked.start.min(a.start)..found.asked.end.max(a.end);
        found.there = found.there.start.min(b.start)..found.there.end.max(b.end);
    }
    found.changes.sort_by_key(|change| (change.there.start, change.asked.start));
}

/// Adds what the alignment leaves open at its ends: other last words, clipped ends, and ends whose loss turns the sentence round.
fn ends(asked: Side, there: Side, found: &mut Alignment, quoted: Option<Range<usize>>) {
    let quoted = quoted.unwrap_or(found.there.clone());
    let (rest, other) = (found.asked.end..asked.words.len(), found.there.end..quoted.end.max(found.there.end));
    if let Some((rest, other)) = other_words(asked, there, rest.clone(), other.clone(), &AFTER) {
        (found.asked.end, found.there.end) = (rest.end, other.end);
        reworded(asked, there, found, rest, other);
    } else {
        let clipped = clipped(asked, there, found, rest, other, &AFTER);
        found.changes.extend(clipped);
    }
    let (rest, other) = (0..found.asked.start, quoted.start.min(found.there.start)..found.there.start);
    let before = found.changes.len();
    if let Some((rest, other)) = other_words(asked, there, rest.clone(), other.clone(), &BEFORE) {
        (found.asked.start, found.there.start) = (rest.start, other.start);
        reworded(asked, there, found, rest, other);
    } else {
        let clipped = clipped(asked, there, found, rest, other, &BEFORE);
        found.changes.extend(clipped);
    }
    // In the order of the words.
    let first = found.changes.len() - before;
    found.changes.rotate_right(first);
}

/// The few words in which one sentence ends, or begins, otherwise.
fn other_words(asked: Side, there: Side, rest: Range<usize>, other: Range<usize>, end: &End) -> Option<(Range<usize>, Range<usize>)> {
    let (rest, other) = ((end.sentence)(asked.words, rest), (end.sentence)(there.words, other));
    let few = |range: &Range<usize>| (1..=OTHER_END).contains(&range.len());
    (few(&rest) && few(&other)).then_some((rest, other))
}

/// Notes other words at an end; those of them that are the same ("forget it", "forgive it") are words that both have.
fn reworded(asked: Side, there: Side, found: &mut Alignment, mut a: Range<usize>, mut b: Range<usize>) {
    let same = |i: usize, j: usize| asked.words[i].key == there.words[j].key;
    while !a.is_empty() && !b.is_empty() && same(a.start, b.start) {
        (a.start, b.start, found.matched) = (a.start + 1, b.start + 1, found.matched + 1);
    }
    while !a.is_empty() && !b.is_empty() && same(a.end - 1, b.end - 1) {
        (a.end, b.end, found.matched) = (a.end - 1, b.end - 1, found.matched + 1);
    }
    if !a.is_empty() || !b.is_empty() {
        let kind = align::judge(asked, there, &a, &b);
        found.edits += if kind == ChangeKind::Worded { a.len().max(b.len()) } else { 0 };
        found.changes.push(Difference { asked: a, there: b, kind });
    }
}

/// Words before and after what both have that the rest of the query and of the quotation there have too, in the same order.
fn beyond(asked: Side, there: Side, found: &Alignment, quoted: &Range<usize>) -> usize {
    let before = common(&asked.words[..found.asked.start], &there.words[quoted.start.min(found.there.start)..found.there.start]);
    let after = common(&asked.words[found.asked.end..], &there.words[found.there.end..quoted.end.max(found.there.end)]);
    before + after
}

/// How many words of two stretches are the same, in order.
fn common(a: &[Word], b: &[Word]) -> usize {
    // For the words of `a` so far and as many of `b` as the place tells.
    let mut most = vec![0; b.len() + 1];
    for one in a {
        let mut corner = 0;
        for (at, other) in b.iter().enumerate() {
            let above = most[at + 1];
            most[at + 1] = if one.key == other.key { corner + 1 } else { above.max(most[at]) };
            corner = above;
        }
    }
    most[b.len()]
}

/// The ends of what both have at which the sentence goes on on both sides, with other words.
fn apart(asked: Side, there: Side, found: &Alignment, quoted: Option<Range<usize>>) -> usize {
    let quoted = quoted.unwrap_or(found.there.clone());
    let after = (found.asked.end..asked.words.len(), found.there.end..quoted.end.max(found.there.end));
    let before = (0..found.asked.start, quoted.start.min(found.there.start)..found.there.start);
    let goes_on = |end: &End, (rest, other): (Range<usize>, Range<usize>)| {
        let (rest, other) = ((end.sentence)(asked.words, rest).len(), (end.sentence)(there.words, other).len());
        rest > 0 && other > 0 && rest.max(other) > OTHER_END
    };
    usize::from(goes_on(&AFTER, after)) + usize::from(goes_on(&BEFORE, before))
}

/// Words in which one sentence may end otherwise and be the same.
const OTHER_END: usize = 3;

/// One end of what both have: which of the words beyond it belong to its sentence, and which of those to its clause.
struct End {
    sentence: fn(&[Word], Range<usize>) -> Range<usize>,
    bound: fn(&[Word]) -> &[Word],
}

// "We will sell it unless the board acts": what turns a sentence round from its end follows at once; "and we will not come back"
// is a statement of its own.
const AFTER: End = End {
    sentence: sentence_start,
    bound: |words| {
        // "but only if the board acts" is no statement of its own.
        let condition = words.len() > 1 && JOINTS.contains(&words[0].key) && CONDITIONS.contains(&words[1].key);
        &words[..words.len().min(3).min(if condition { 2 } else { clause(words) })]
    },
};
const BEFORE: End = End {
    sentence: sentence_end,
    bound: |words| {
        let near = &words[words.len().saturating_sub(6)..];
        let joint = near.iter().rposition(|w| JOINTS.contains(&w.key)).map_or(0, |at| at + 1);
        &near[joint..]
    },
};

/// Words that join clauses of equal weight.
const JOINTS: [u32; 3] = [key("and"), key("but"), key("or")];

const CONDITIONS: [u32; 4] = [key("only"), key("if"), key("unless"), key("provided")];

fn clause(words: &[Word]) -> usize {
    words.iter().position(|w| JOINTS.contains(&w.key)).unwrap_or(words.len())
}

/// The words of a range up to where the next sentence begins.
fn sentence_start(words: &[Word], range: Range<usize>) -> Range<usize> {
    let stop = words[range.clone()].iter().position(|w| w.is(Flags::STOP)).unwrap_or(range.len());
    range.start..range.start + stop
}

/// The words of a range from where the last sentence begins.
fn sentence_end(words: &[Word], range: Range<usize>) -> Range<usize> {
    // The stop before the word after the range ends a sentence too.
    let stop = words.get(range.start..=range.end).and_then(|w| w.iter().rposition(|w| w.is(Flags::STOP))).unwrap_or(0);
    range.start + stop..range.end
}

/// What is clipped at one end: `rest` of the query, or `other` of the quotation there where that turns the sentence round.
fn clipped(asked: Side, there: Side, found: &Alignment, rest: Range<usize>, other: Range<usize>, end: &End) -> Option<Difference> {
    let (near_rest, near_other) = ((end.sentence)(asked.words, rest.clone()), (end.sentence)(there.words, other.clone()));
    // An empty range at the place where the words would be.
    let empty =
        |range: &Range<usize>, edge: &Range<usize>| if range.start == edge.end { edge.end..edge.end } else { edge.start..edge.start };
    if !rest.is_empty() {
        let cut = other.is_empty() && turns((end.bound)(&asked.words[near_rest]), there, found.there.clone(), found.matched);
        let kind = if cut { ChangeKind::Cut } else { ChangeKind::Clipped };
        return Some(Difference { there: empty(&other, &found.there), asked: rest, kind });
    }
    let cut = turns((end.bound)(&there.words[near_other.clone()]), asked, found.asked.clone(), found.matched);
    cut.then(|| Difference { asked: empty(&rest, &found.asked), there: near_other, kind: ChangeKind::Cut })
}

/// Whether words clipped from a sentence turn it round, and the text around the clipped side does not say the same itself
/// ("he did not think it “was right”").
fn turns(clipped: &[Word], side: Side, kept: Range<usize>, matched: usize) -> bool {
    const AROUND: u32 = 120;
    if matched < 6 || !align::drops_negation(clipped, &[]) {
        return false;
    }
    let (Some(first), Some(last)) = (side.words.get(kept.start), side.words.get(kept.end.saturating_sub(1))) else { return false };
    let boundary = |at: u32| (0..=at.min(side.text.len() as u32)).rev().find(|&at| side.text.is_char_boundary(at as usize)).unwrap_or(0);
    let around = [
        Span { start: boundary(first.start.saturating_sub(AROUND)), end: first.start },
        Span { start: last.end, end: boundary(last.end + AROUND).max(last.end) },
    ];
    let around: Vec<Word> = around.iter().flat_map(|span| super::word::words(span.of(side.text))).collect();
    align::drops_negation(clipped, &around)
}

/// The definition of a quotation: the fullest wording, else the wording that three or more share, else the earliest, else all.
/// Returns places in the list.
///
/// Where fullness decides between several, one without brackets and ellipses comes first, then the one that is most like the
/// words that ask: from there they were taken. Articles that reprint one another have one wording between them.
pub fn definition(occurrences: &[Occurrence]) -> Vec<usize> {
    let mut pool: Vec<usize> = (0..occurrences.len()).collect();
    // A stock phrase that another statement begins with is no wording of this one, however long that goes on.
    let closest = occurrences.iter().map(|o| o.matched).max().unwrap_or(0);
    let enough = if closest < 12 { closest } else { closest - closest / 5 };
    narrow(&mut pool, |i| occurrences[i].matched >= enough);
    narrow(&mut pool, |i| !occurrences[i].chance);
    narrow(&mut pool, |i| occurrences[i].quote.is_some());
    // A word or two more may be somebody's addition: fuller is what has a clause more.
    let longest = pool.iter().map(|&i| occurrences[i].words).max().unwrap_or(0);
    narrow(&mut pool, |i| occurrences[i].words + 3 + longest / 16 >= longest);
    narrow(&mut pool, |i| !occurrences[i].edited);
    // The one that asks has a wording too, so that two others and it are three.
    let shares = shares(occurrences, &pool);
    let most = shares.iter().copied().max().unwrap_or(0);
    if most >= 2 {
        let mut shares = shares.into_iter();
        pool.retain(|_| shares.next() == Some(most));
    }
    narrow(&mut pool, |i| occurrences[i].sameness != Sameness::Altered);
    let closest = pool.iter().map(|&i| occurrences[i].matched).max().unwrap_or(0);
    narrow(&mut pool, |i| occurrences[i].matched == closest);
    narrow(&mut pool, |i| !occurrences[i].reprint);
    if pool.iter().all(|&i| occurrences[i].date.is_some()) {
        let first = pool.iter().copied().min_by_key(|&i| occurrences[i].date);
        return first.into_iter().collect();
    }
    pool
}

/// Keeps those that are wanted, unless none are.
fn narrow(pool: &mut Vec<usize>, wanted: impl Fn(usize) -> bool) {
    if pool.iter().any(|&i| wanted(i)) {
        pool.retain(|&i| wanted(i));
    }
}

/// For each of some how many of them have its very words, reprints not counted.
fn shares(occurrences: &[Occurrence], pool: &[usize]) -> Vec<usize> {
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    for &i in pool {
        *counts.entry(occurrences[i].print).or_default() += usize::from(!occurrences[i].reprint);
    }
    pool.iter().map(|&i| counts[&occurrences[i].print]).collect()
}

impl Occurrence {
    /// The words of a change on both sides, as they are best shown: where one side has none, both with a word around.
    ///
    /// `asked` is the text that `Change::asked` counts in.
    pub fn contrast<'t>(&'t self, change: &Change, asked: &'t str) -> (&'t str, &'t str) {
        let there = Span {
            start: change.there.start.max(self.span.start) - self.span.start,
            end: change.there.end.max(self.span.start) - self.span.start,
        };
        if change.kind == ChangeKind::Cut {
            return if change.there.len() > change.asked.len() { ("", &self.missing) } else { (change.asked.of(asked), "") };
        }
        if change.asked.is_empty() || there.is_empty() {
            return (with_neighbours(asked, change.asked).of(asked), with_neighbours(&self.wording, there).of(&self.wording));
        }
        (change.asked.of(asked), there.of(&self.wording))
    }

    /// What is altered as one stretch of either wording, where that is short enough to be shown whole.
    pub fn contrast_of_all<'t>(&'t self, asked: &'t str) -> Option<(&'t str, &'t str)> {
        const SHOWN: usize = 100;
        let mut all = self.alterations();
        let first = all.next()?.clone();
        let whole = all.fold(first, |whole, change| Change {
            asked: whole.asked.cover(change.asked),
            there: whole.there.cover(change.there),
            kind: change.kind,
        });
        let (here, there) = self.contrast(&whole, asked);
        (here.len() <= SHOWN && there.len() <= SHOWN).then_some((here, there))
    }
}

/// A span and the words next to it.
pub fn with_neighbours(text: &str, span: Span) -> Span {
    let (Some(before), Some(after)) = (text.get(..span.start as usize), text.get(span.end as usize..)) else { return span };
    // Up to the space beyond the nearest letter: a dash between spaces is no word.
    let start = before
        .rfind(char::is_alphanumeric)
        .map_or(span.start as usize, |letter| before[..letter].rfind(char::is_whitespace).map_or(0, |at| at + 1));
    let end = after.find(char::is_alphanumeric).map_or(span.end as usize, |letter| {
        let word = &after[letter..];
        span.end as usize + letter + word.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')).unwrap_or(word.len())
    });
    Span::new(start, end).trim(text)
}
