//! Judging: two wordings side by side, word by word, and what each difference between them is.

use super::word::{Flags, Word, key};
use crate::text::Span;
use std::ops::Range;

/// How much alike two wordings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// Word for word; only typography, case or spelling may differ.
    Exact,
    /// Brackets, ellipses, clipped ends: what an editor may do.
    Legal,
    /// Words differ, or a cut drops a negation or qualifier.
    Altered,
}

/// A difference between two wordings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words asked for; bytes of the text they were taken from. Empty where words were added.
    pub asked: Span,
    /// The words there; bytes of the other text. Empty where words were dropped.
    pub there: Span,
    pub kind: ChangeKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Words in brackets or parentheses on one side, or a word that is masked: "b------".
    Bracket,
    /// Words that an ellipsis stands for.
    Ellipsis,
    /// "he said" between two halves of a quotation.
    Interruption,
    /// Other signs and spaces, the same letters; numbers in words or digits.
    Typography,
    /// What nobody prints of speech: "um", a word said twice.
    Speech,
    /// Words before or after the part that both have.
    Clipped,
    /// An ellipsis or a clipped end that drops a negation or qualifier.
    Cut,
    /// Other words, without a mark that says so.
    Worded,
}

impl ChangeKind {
    pub fn is_legal(self) -> bool {
        !matches!(self, ChangeKind::Cut | ChangeKind::Worded)
    }
}

/// Where two wordings have words in common and where they differ; numbers of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    pub asked: Range<usize>,
    pub there: Range<usize>,
    pub changes: Vec<Difference>,
    /// Words that both have, and those of them that say something.
    pub matched: usize,
    pub telling: usize,
    /// Words that differ without a mark.
    pub edits: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub asked: Range<usize>,
    pub there: Range<usize>,
    pub kind: ChangeKind,
}

/// A text as words.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
}

/// How far the words there may be ahead of those asked for.
pub type Band = Range<i64>;

// A common word that matches counts little, so that "of the" never pulls in words from afar; one more word in a gap costs
// little, so that an interruption ("said Ada Moss, who leads the union,") is one gap and not fifteen mistakes.
const MATCH: i32 = 30 * POINT;
const COMMON_MATCH: i32 = 12 * POINT;
const OTHER_WORD: i32 = -22 * POINT;
const MARKED_OTHER_WORD: i32 = -2 * POINT;
const GAP: i32 = 30 * POINT;
const MARKED_GAP: i32 = 8 * POINT;
const GAP_WORD: i32 = 4 * POINT;
/// Leaves room in a score for which of four it is: see [`largest`].
const POINT: i32 = 4;

/// An editor's words.
const EDITORS: Flags = Flags::BRACKET.or(Flags::PAREN);
/// Words with an editor's letters in them.
const MARKED: Flags = EDITORS.or(Flags::PARTLY);

/// Aligns the words asked for with those of a stretch of another text: the best local alignment, with what it leaves open at the ends.
///
/// Time is the length of the query by the width of the band.
pub fn align(asked: Side, there: Side, band: Band) -> Option<Alignment> {
    let stretch = there.words;
    let pairs = exact_run(asked.words, stretch).or_else(|| pairs(asked.words, stretch, band))?;
    let (&first, &last) = (pairs.first()?, pairs.last()?);
    let mut alignment = Alignment { asked: first.0..last.0 + 1, there: first.1..last.1 + 1, matched: pairs.len(), ..Alignment::default() };
    alignment.telling = pairs.iter().filter(|p| !asked.words[p.0].is(Flags::COMMON)).count();
    for pair in pairs.windows(2) {
        let (a, b) = (pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1);
        if !a.is_empty() || !b.is_empty() {
            let kind = judge(asked, there, &a, &b);
            if kind == ChangeKind::Worded {
                alignment.edits += a.len().max(b.len());
            }
            alignment.changes.push(Difference { asked: a, there: b, kind });
        }
    }
    Some(alignment)
}

/// The whole of the words asked for, one by one: by far the commonest case.
fn exact_run(asked: &[Word], stretch: &[Word]) -> Option<Vec<(usize, usize)>> {
    let first = asked.first()?;
    let starts = stretch.iter().enumerate().filter(|(_, w)| w.key == first.key).map(|(i, _)| i);
    for start in starts {
        let run = stretch.get(start..start + asked.len())?;
        let plain = |w: &Word| !w.is(Flags::GAP) && !w.is(Flags::BRACKET);
        let same = run.iter().zip(asked).enumerate().all(|(i, (a, b))| a.key == b.key && (i == 0 || plain(a) && plain(b)));
        if same {
            return Some((0..asked.len()).map(|i| (i, start + i)).collect());
        }
    }
    None
}

/// The pairs of equal words of the best local alignment, by dynamic programming with affine gaps.
fn pairs(asked: &[Word], stretch: &[Word], band: Band) -> Option<Vec<(usize, usize)>> {
    // Room below for what is taken away.
    const NONE: i32 = i32::MIN / 4;
    let (n, m) = (asked.len(), stretch.len());
    if n == 0 || m == 0 {
        return None;
    }
    let columns: Vec<Column> = stretch.iter().enumerate().map(|(j, word)| Column::of(word, stretch.get(j + 1))).collect();
    let reach = |i: usize| {
        let from = (i as i64).saturating_add(band.start).clamp(1, m as i64 + 1) as usize;
        from..((i as i64).saturating_add(band.end).clamp(0, m as i64) as usize + 1).max(from)
    };
    // How each cell of the band was reached: two bits each for the pair, the gap there and the gap here.
    let width = (1..=n).map(|i| reach(i).len()).max().unwrap_or(0);
    let mut trace = vec![0u8; n * width];
    let mut rows = vec![Cell { pair: NONE, drop: NONE, add: NONE }; 2 * (m + 2)];
    let (mut row, mut before) = rows.split_at_mut(m + 2);
    let mut best = (0, 0, 0);
    for i in 1..=n {
        std::mem::swap(&mut row, &mut before);
        let q = &asked[i - 1];
        let (drop_word, q_editors) = if q.is(EDITORS) { (0, true) } else { (GAP_WORD, false) };
        let same = if q.is(Flags::COMMON) { COMMON_MATCH } else { MATCH };
        let other = if q.is(MARKED) { MARKED_OTHER_WORD } else { OTHER_WORD };
        let gap = asked.get(i).is_some_and(|w| w.is(Flags::GAP));
        let cells = reach(i);
        // What the rows before left outside of the band is not part of it.
        let mut left = Cell { pair: NONE, drop: NONE, add: NONE };
        row[cells.start - 1] = left;
        row[cells.end] = left;
        let columns = &columns[cells.start - 1..cells.end - 1];
        let trace = &mut trace[(i - 1) * width..][..columns.len()];
        let above = &before[cells.start - 1..cells.end];
        let out = &mut row[cells.clone()];
        for (x, (column, out)) in columns.iter().zip(out).enumerate() {
            let (corner, over) = (above[x], above[x + 1]);
            let matches = q.key == column.key;
            let score = if matches { same } else { other.max(column.other) };
            let (reached, from) = largest(0, corner.pair, corner.drop, corner.add);
            let pair = reached + score;
            // A word of the query that the other text drops: an ellipsis there makes it cheap.
            let open = if q_editors { MARKED_GAP } else { column.drop };
            let (reached, from_drop) = largest(NONE, over.pair - open, over.drop, over.add - open);
            let drop = reached - drop_word;
            // A word that the other text adds: an ellipsis in the query, brackets or an interruption make it cheap.
            let open = if gap { MARKED_GAP } else { column.add };
            let (reached, from_add) = largest(NONE, left.pair - open, left.drop - open, left.add);
            let add = reached - column.add_word;
            trace[x] = (from | from_drop << 2 | from_add << 4) as u8;
            left = Cell { pair, drop, add };
            *out = left;
            if matches && pair > best.0 {
                best = (pair, i, cells.start + x);
            }
        }
    }
    let (_, mut i, mut j) = best;
    if i == 0 {
        return None;
    }
    let mut pairs = Vec::new();
    let mut state = 1;
    while state != 0 && i > 0 && j > 0 {
        // A way does not leave the band.
        let cell = reach(i).contains(&j).then(|| trace[(i - 1) * width + j - reach(i).start] as usize)?;
        match state {
            1 => {
                if asked[i - 1].key == stretch[j - 1].key {
                    pairs.push((i - 1, j - 1));
                }
                state = cell & 3;
                i -= 1;
                j -= 1;
            }
            2 => {
                state = cell >> 2 & 3;
                i -= 1;
            }
            _ => {
                state = cell >> 4 & 3;
                j -= 1;
            }
        }
    }
    pairs.reverse();
    Some(pairs)
}

/// The best scores of ways that end at two words: with the two as a pair, with words dropped, with words added.
#[derive(Clone, Copy)]
struct Cell {
    pair: i32,
    drop: i32,
    add: i32,
}

/// What a word of the other text costs, whatever word it is compared with.
struct Column {
    key: u32,
    /// As another word; the least number where that is for the word asked for to say.
    other: i32,
    /// To drop words after it, to add it to others and after others.
    drop: i32,
    add: i32,
    add_word: i32,
}

impl Column {
    fn of(word: &Word, next: Option<&Word>) -> Column {
        let gap = |marked: bool| if marked { MARKED_GAP } else { GAP };
        Column {
            key: word.key,
            other: if word.is(MARKED) { MARKED_OTHER_WORD } else { i32::MIN },
            drop: gap(next.is_some_and(|w| w.is(Flags::GAP.or(Flags::MARK)))),
            add: gap(word.is(EDITORS.or(Flags::MARK))),
            add_word: if word.is(EDITORS) { 0 } else { GAP_WORD },
        }
    }
}

/// The largest of four scores, and which it is: the first of equals. Both in one number, so that no branch is guessed wrong.
#[inline]
fn largest(a: i32, b: i32, c: i32, d: i32) -> (i32, usize) {
    let best = (a | 3).max(b | 2).max((c | 1).max(d));
    (best & !3, 3 - (best & 3) as usize)
}

/// What a difference between two words that match is.
pub fn judge(asked: Side, there: Side, a: &Range<usize>, b: &Range<usize>) -> ChangeKind {
    let (asked_words, there_words) = (&asked.words[a.clone()], &there.words[b.clone()]);
    let bracketed = |words: &[Word]| !words.is_empty() && words.iter().all(|w| w.is(Flags::BRACKET.or(Flags::PAREN)));
    if bracketed(asked_words) || bracketed(there_words) {
        return ChangeKind::Bracket;
    }
    if a.len() == 1 && b.len() == 1 {
        let (one, other) = (&asked_words[0], &there_words[0]);
        let marked = one.is(Flags::PARTLY) || other.is(Flags::PARTLY);
        if marked || is_masked(asked.text, one, there.text, other) || is_masked(there.text, other, asked.text, one) {
            return ChangeKind::Bracket;
        }
    }
    let ellipsis = |words: &[Word], range: &Range<usize>| words[range.start..=range.end].iter().any(|w| w.is(Flags::GAP));
    let plain_or_bracket = |words: &[Word]| words.iter().all(|w| w.is(Flags::BRACKET.or(Flags::PAREN)));
    if plain_or_bracket(asked_words) && ellipsis(asked.words, a) {
        return if cuts_qualifier(there, b, asked_words) { ChangeKind::Cut } else { ChangeKind::Ellipsis };
    }
    if plain_or_bracket(there_words) && ellipsis(there.words, b) {
        return if cuts_qualifier(asked, a, there_words) { ChangeKind::Cut } else { ChangeKind::Ellipsis };
    }
    let interrupted =
        |words: &[Word], range: &Range<usize>| range.len() > 1 && words[range.start].is(Flags::MARK) && words[range.end].is(Flags::MARK);
    if (a.is_empty() && interrupted(there.words, b)) || (b.is_empty() && interrupted(asked.words, a)) {
        return ChangeKind::Interruption;
    }
    if letters(asked, a).eq(letters(there, b)) || number(asked, a).is_some_and(|n| number(there, b) == Some(n)) {
        return ChangeKind::Typography;
    }
    if (a.is_empty() && is_slip(there.words, b)) || (b.is_empty() && is_slip(asked.words, a)) {
        return ChangeKind::Speech;
    }
    ChangeKind::Worded
}

/// Whether a word stands for another whose letters a paper does not print: "f---" or "s***".
fn is_masked(text: &str, word: &Word, other_text: &str, other: &Word) -> bool {
    let after = text.get(word.end as usize..).unwrap_or("");
    let masks = after.chars().take_while(|c| matches!(c, '-' | '*' | '–' | '—' | '_')).count();
    let initial = |text: &str, word: &Word| word.span().of(text).chars().next().map(|c| c.to_ascii_lowercase());
    masks >= 2 && initial(text, word) == initial(other_text, other) && other.end - other.start > word.end - word.start
}

/// Sounds between words.
const SOUNDS: [u32; 6] = [key("um"), key("uh"), key("er"), key("erm"), key("ah"), key("hmm")];

/// Whether words that one side has more are no loss: sounds, or words that are said twice in a row.
fn is_slip(words: &[Word], range: &Range<usize>) -> bool {
    let more = &words[range.clone()];
    if more.iter().all(|w| SOUNDS.contains(&w.key)) {
        return true;
    }
    // "very very" is meant; "we, we" is not.
    let common = more.len() <= 3 && more.iter().all(|w| w.is(Flags::COMMON));
    let same = |other: Option<&[Word]>| other.is_some_and(|other| other.iter().map(|w| w.key).eq(more.iter().map(|w| w.key)));
    common
        && (same(words.get(range.end..range.end + more.len()))
            || same(range.start.checked_sub(more.len()).and_then(|from| words.get(from..range.start))))
}

/// The number that one or two words write, in digits or in words: "25", "twenty-five".
fn number(side: Side, range: &Range<usize>) -> Option<u32> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const UNITS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let word = |at: usize| side.words.get(at).map(|w| w.span().of(side.text).to_lowercase());
    let place = |list: &[&str], word: &str| list.iter().position(|w| *w == word);
    match range.len() {
        1 => word(range.start)?.parse().ok(),
        2 => {
            let (tens, unit) = (place(&TENS, &word(range.start)?)?, place(&UNITS, &word(range.start + 1)?)?);
            Some(20 + 10 * tens as u32 + unit as u32 + 1)
        }
        _ => None,
    }
}

/// Whether an ellipsis that stands for the words of a range drops a negation or qualifier from a sentence that goes on around
/// it. Whole sentences may go.
fn cuts_qualifier(side: Side, range: &Range<usize>, instead: &[Word]) -> bool {
    let begins = |at: &usize| {
        let word = side.words.get(*at);
        word.is_some_and(|w| w.is(Flags::STOP) && w.span().of(side.text).starts_with(|c: char| !c.is_lowercase()))
    };
    let first = (range.start..=range.end).find(begins);
    let last = (range.start..=range.end).rfind(begins);
    let (Some(first), Some(last)) = (first, last) else { return drops_qualifier(&side.words[range.clone()], instead) };
    drops_qualifier(&side.words[range.start..first], instead) || drops_qualifier(&side.words[last..range.end], instead)
}

/// The letters and digits of some words, without anything between them.
fn letters<'a>(side: Side<'a>, range: &Range<usize>) -> impl Iterator<Item = char> + 'a {
    let words = &side.words[range.clone()];
    let text = match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span().cover(last.span()).of(side.text),
        _ => "",
    };
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Negations and conditions: without them the sentence says something else.
const NEGATIONS: [u32; 17] = [
    key("not"),
    key("never"),
    key("unless"),
    key("only"),
    key("no"),
    key("nor"),
    key("neither"),
    key("without"),
    key("hardly"),
    key("barely"),
    key("if"),
    key("except"),
    key("until"),
    key("nobody"),
    key("nothing"),
    key("none"),
    key("provided"),
];

/// Words without which a sentence says more than was said.
const QUALIFIERS: [u32; 9] =
    [key("rarely"), key("seldom"), key("almost"), key("nearly"), key("may"), key("might"), key("perhaps"), key("maybe"), key("allegedly")];

/// Whether words that are gone hold a negation or condition that the words in their place lack.
pub fn drops_negation(gone: &[Word], instead: &[Word]) -> bool {
    gone.iter().any(|w| NEGATIONS.contains(&w.key) && !instead.iter().any(|i| i.key == w.key))
}

/// The same of words that weaken what is said too.
fn drops_qualifier(gone: &[Word], instead: &[Word]) -> bool {
    let weakens = |w: &Word| QUALIFIERS.contains(&w.key) && !instead.iter().any(|i| i.key == w.key);
    drops_negation(gone, instead) || gone.iter().any(weakens)
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    /// Differences as `here>there kind`, joined.
    fn diff(here: &str, other: &str) -> String {
        let (a, b) = (words(here), words(other));
        let (asked, there) = (Side { text: here, words: &a }, Side { text: other, words: &b });
        let Some(found) = align(asked, there, -200..200) else { return "nothing".into() };
        let part = |side: Side, range: &Range<usize>| {
            side.words[range.clone()].iter().map(|w| w.span().of(side.text).to_string()).collect::<Vec<_>>().join(" ")
        };
        let changes = found.changes.iter().map(|c| format!("{}>{} {:?}", part(asked, &c.asked), part(there, &c.there), c.kind));
        changes.collect::<Vec<_>>().join("; ")
    }

    const PIER: &str = "The pier was never meant to carry lorries, and only the harbour board can open it to them again.";

    #[test]
    fn the_same_words_do_not_differ() {
        assert_eq!(
            diff(
                PIER,
                "She said: THE PIER WAS NEVER MEANT to carry lorries and only the harbor board can open it to them again; then she left"
            ),
            ""
        );
        assert_eq!(
            diff("Everybody likes the low-cost harbour ferry and its pilot", "Everybody likes the lowcost harbour ferry and its pilot"),
            "low cost>lowcost Typography"
        );
    }

    #[test]
    fn legal_edits_are_told_from_alterations() {
        assert_eq!(
            diff(PIER, "The pier was never meant to carry [heavy] lorries, and only the [council] can open it to them again."),
            ">heavy Bracket; harbour board>council Bracket"
        );
        assert_eq!(
            diff(PIER, "The pier was never meant to ... and only the harbour board can open it to them again."),
            "carry lorries>  Ellipsis".replace("  ", " ")
        );
        assert_eq!(
            diff(
                PIER,
                "“The pier was never meant to carry lorries,” said Ada Moss, its keeper, “and only the harbour board can open it to them again.”"
            ),
            ">said Ada Moss its keeper Interruption"
        );
        assert_eq!(diff("by losing the trust of its passengers for good", "by losing trust of its passengers for good"), "the> Worded");
        assert_eq!(diff("by losing [the] trust of its passengers for good", "by losing trust of its passengers for good"), "the> Bracket");
        assert_eq!(
            diff("the ferry will pick up passengers at noon", "the ferry will be pick[ing] up passengers at noon"),
            "pick>be picking Bracket".replace("be picking Bracket", "be pick[ing] Worded")
        );
    }

    #[test]
    fn what_nobody_prints_of_speech_is_no_alteration() {
        const ROPE: &str = "Every fisherman brought twenty-five metres of rope to the damned harbour before the storm";
        let check = |there: &str, expected: &str| assert_eq!(diff(ROPE, there), expected);
        check("Every fisherman brought twenty-five metres, um, of rope to the damned harbour before the storm", ">um Speech");
        check("Every fisherman brought twenty-five metres of rope to the, to the damned harbour before the storm", ">to the Speech");
        check(
            "Every fisherman brought 25 metres of rope to the d----- harbour before the storm",
            "twenty five>25 Typography; damned>d Bracket",
        );
        check("Every fisherman brought twenty-five metres (of rope) to the damned harbour (in town) before the storm", ">in town Bracket");
    }

    #[test]
    fn whole_sentences_may_go_whatever_they_say() {
        const ALL: &str = "The ferry leaks badly. We do not blame the yard for it. The board will pay the whole repair this year";
        assert_eq!(
            diff("The ferry leaks badly. ... The board will pay the whole repair this year", ALL),
            ">We do not blame the yard for it Ellipsis"
        );
        assert_eq!(
            diff("The ferry leaks badly. We ... blame the yard for it. The board will pay the whole repair this year", ALL),
            ">do not Cut"
        );
    }

    #[test]
    fn a_cut_that_drops_a_negation_is_no_legal_edit() {
        assert_eq!(
            diff("The pier was ... meant to carry lorries, and they knew", "The pier was never meant to carry lorries, and they knew"),
            ">never Cut"
        );
        assert_eq!(
            diff("We will sell the ferry unless the board pays for its repair this year", "We will sell the ferry ... this year"),
            "unless the board pays for its repair> Cut"
        );
    }
}
