//! Clues: single words in a name and beside it, each with a learnt weight for a person, an organisation, a place or none of
//! these. They know what the classes of the lexicon are too coarse for: that a "Cup" is no body and that who "tweeted" is somebody.

use super::key::{pair, word_key, word_key_in};
use crate::article::token::{Kind, Token};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a clue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    First,
    Inside,
    Last,
    /// The last three letters.
    Ending,
    Before,
    /// The two words before.
    TwoBefore,
    After,
    TwoAfter,
}

impl Slot {
    const ALL: [Slot; 8] =
        [Slot::First, Slot::Inside, Slot::Last, Slot::Ending, Slot::Before, Slot::TwoBefore, Slot::After, Slot::TwoAfter];

    pub fn name(self) -> &'static str {
        match self {
            Slot::First => "first",
            Slot::Inside => "inside",
            Slot::Last => "last",
            Slot::Ending => "ending",
            Slot::Before => "before",
            Slot::TwoBefore => "two-before",
            Slot::After => "after",
            Slot::TwoAfter => "two-after",
        }
    }

    /// Whether it belongs to the name itself.
    pub fn is_own(self) -> bool {
        matches!(self, Slot::First | Slot::Inside | Slot::Last | Slot::Ending)
    }
}

/// One or two words in a slot; the second is empty where there is one.
#[derive(Clone, Copy, Debug)]
pub struct Clue<'a> {
    pub slot: Slot,
    pub words: [&'a str; 2],
    key: u64,
}

impl<'a> Clue<'a> {
    fn one(slot: Slot, word: Word<'a>) -> Clue<'a> {
        Clue { slot, words: [word.text, ""], key: pair(slot as u64, word.key) }
    }

    fn two(slot: Slot, first: Word<'a>, second: Word<'a>) -> Clue<'a> {
        Clue { slot, words: [first.text, second.text], key: pair(slot as u64, pair(first.key, second.key)) }
    }
}

/// A word with its key, for the clues that share it.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    key: u64,
}

impl Word<'_> {
    fn of(text: &str) -> Word<'_> {
        Word { text, key: word_key(text) }
    }
}

/// Hundredths of a logit for a person, an organisation, a place, none of these.
pub type Weights = [i16; 4];

/// What a clue says, and whether one of two words goes on from it, away from the name.
#[derive(Clone, Copy, Default)]
struct Row {
    weights: Weights,
    goes_on: bool,
}

static ROWS: LazyLock<FxHashMap<u64, Row>> = LazyLock::new(|| {
    let file = include_str!("../lexicon/name_clue.txt");
    let mut rows = FxHashMap::<u64, Row>::with_capacity_and_hasher(4096, Default::default());
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let Some((clue, numbers)) = line.rsplit_once('\t') else { continue };
        let Some((slot, words)) = clue.split_once('\t') else { continue };
        let Some(slot) = Slot::ALL.into_iter().find(|s| s.name() == slot) else { continue };
        let clue = match words.split_once(' ') {
            Some((first, second)) => {
                let (first, second) = (Word::of(first), Word::of(second));
                let beside = if slot == Slot::TwoBefore { Clue::one(Slot::Before, second) } else { Clue::one(Slot::After, first) };
                rows.entry(beside.key).or_default().goes_on = true;
                Clue::two(slot, first, second)
            }
            None => Clue::one(slot, Word::of(words)),
        };
        let row = rows.entry(clue.key).or_default();
        for (weight, number) in row.weights.iter_mut().zip(numbers.split(' ')) {
            *weight = number.parse().unwrap_or(0);
        }
    }
    rows
});

/// What the words of a name and those beside it say together: of the name itself, and of its surroundings.
pub fn weigh(text: &str, tokens: &[Token], name: Range<usize>) -> (Weights, Weights) {
    let (mut own, mut around) = ([0i16; 4], [0i16; 4]);
    visit(text, tokens, name, |clue| {
        let Some(row) = ROWS.get(&clue.key) else { return false };
        let sums = if clue.slot.is_own() { &mut own } else { &mut around };
        for (sum, weight) in sums.iter_mut().zip(row.weights) {
            *sum = sum.saturating_add(weight);
        }
        row.goes_on
    });
    (own, around)
}

/// Shows every clue of a name, a range of its paragraph's tokens; those of two words where the word beside the name is one whose
/// clue `see` wants to go on from.
pub fn visit<'a>(text: &'a str, tokens: &[Token], name: Range<usize>, mut see: impl FnMut(Clue<'a>) -> bool) {
    let word_in = |span: Span| Word { text: span.of(text), key: word_key_in(text, span.range()) };
    let word = |at: usize| if tokens[at].kind == Kind::Number { Word::of("0") } else { word_in(tokens[at].span()) };
    let Some(last) = name.clone().rfind(|&at| tokens[at].is_word()) else { return };
    see(Clue::one(Slot::Last, word(last)));
    let span = tokens[last].span();
    if let Some(letters) = ending(span.of(text)) {
        see(Clue::one(Slot::Ending, word_in(Span { start: span.end - letters as u32, ..span })));
    }
    if name.start < last {
        see(Clue::one(Slot::First, word(name.start)));
        // A name has a handful of words; a line of ten thousand capitals is no name.
        for at in (name.start + 1..last).take(8) {
            see(Clue::one(Slot::Inside, word(at)));
        }
    }
    if let Some(before) = name.start.checked_sub(1) {
        let beside = word(before);
        let goes_on = see(Clue::one(Slot::Before, beside));
        if let Some(first) = before.checked_sub(1).filter(|_| goes_on) {
            see(Clue::two(Slot::TwoBefore, word(first), beside));
        }
    }
    if name.end < tokens.len() {
        let beside = word(name.end);
        let goes_on = see(Clue::one(Slot::After, beside));
        if goes_on && name.end + 1 < tokens.len() {
            see(Clue::two(Slot::TwoAfter, beside, word(name.end + 1)));
        }
    }
}

/// The bytes of a word's last three letters.
fn ending(word: &str) -> Option<usize> {
    match word.as_bytes() {
        [.., a, b, c] if (a | b | c).is_ascii() => Some(3),
        _ => word.char_indices().rev().nth(2).map(|(at, _)| word.len() - at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_three_letters_are_counted_in_bytes() {
        let ends: Vec<_> = ["Moss", "Ada", "Zoë", "Çaça", "Jo", "Aé", ""].into_iter().map(ending).collect();
        assert_eq!(ends, [Some(3), Some(3), Some(4), Some(4), None, None, None]);
    }
}
