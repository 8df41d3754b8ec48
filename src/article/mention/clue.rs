//! Clues: single words in a name and beside it, each with a learnt weight for a person, an organisation, a place or none of
//! these. They know what the classes of the lexicon are too coarse for: that a "Cup" is no body and that who "tweeted" is somebody.

use super::key::{START, fold, mix};
use crate::article::token::{Kind, Token};
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
}

impl Clue<'_> {
    fn key(&self) -> u64 {
        let [first, second] = self.words;
        let key = fold(mix(fold(START, self.slot.name()), b'\t'), first);
        if second.is_empty() { key } else { fold(mix(key, b' '), second) }
    }
}

/// Hundredths of a logit for a person, an organisation, a place, none of these.
pub type Weights = [i16; 4];

static WEIGHTS: LazyLock<FxHashMap<u64, Weights>> = LazyLock::new(|| {
    let file = include_str!("../lexicon/name_clue.txt");
    let mut weights = FxHashMap::with_capacity_and_hasher(4096, Default::default());
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let Some((clue, numbers)) = line.rsplit_once('\t') else { continue };
        let Some((slot, words)) = clue.split_once('\t') else { continue };
        let mut row = [0; 4];
        for (weight, number) in row.iter_mut().zip(numbers.split(' ')) {
            *weight = number.parse().unwrap_or(0);
        }
        weights.insert(fold(mix(fold(START, slot), b'\t'), words), row);
    }
    weights
});

/// What the words of a name and those beside it say together: of the name itself, and of its surroundings.
pub fn weigh(text: &str, tokens: &[Token], name: Range<usize>) -> (Weights, Weights) {
    let (mut own, mut around) = ([0i16; 4], [0i16; 4]);
    visit(text, tokens, name, |clue| {
        let Some(row) = WEIGHTS.get(&clue.key()) else { return };
        let sums = if clue.slot.is_own() { &mut own } else { &mut around };
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum = sum.saturating_add(*weight);
        }
    });
    (own, around)
}

/// Shows every clue of a name, a range of its paragraph's tokens.
pub fn visit<'a>(text: &'a str, tokens: &[Token], name: Range<usize>, mut see: impl FnMut(Clue<'a>)) {
    let word = |at: usize| -> &'a str {
        let token = &tokens[at];
        if token.kind == Kind::Number { "0" } else { &text[token.start as usize..token.end as usize] }
    };
    let mut show = |slot: Slot, first: &'a str, second: &'a str| see(Clue { slot, words: [first, second] });
    let Some(last) = name.clone().rfind(|&at| tokens[at].is_word()) else { return };
    show(Slot::Last, word(last), "");
    if let Some((from, _)) = word(last).char_indices().rev().nth(2) {
        show(Slot::Ending, &word(last)[from..], "");
    }
    if name.start < last {
        show(Slot::First, word(name.start), "");
        // A name has a handful of words; a line of ten thousand capitals is no name.
        for at in (name.start + 1..last).take(8) {
            show(Slot::Inside, word(at), "");
        }
    }
    if let Some(before) = name.start.checked_sub(1) {
        show(Slot::Before, word(before), "");
        if let Some(first) = before.checked_sub(1) {
            show(Slot::TwoBefore, word(first), word(before));
        }
    }
    if name.end < tokens.len() {
        show(Slot::After, word(name.end), "");
        if name.end + 1 < tokens.len() {
            show(Slot::TwoAfter, word(name.end), word(name.end + 1));
        }
    }
}
