//! What single words tell of a figure that stands close to them.

use crate::article::lexicon::Class;
use crate::article::token::Token;
use crate::text::number::{self, Number};
use rustc_hash::FxHashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of things that a word can say of a figure, wherever it stands.
#[derive(Clone, Copy, Default)]
pub struct Sense(u16);

impl Sense {
    pub const WILL: Sense = Sense(1);
    /// "he" or "she".
    pub const HE: Sense = Sense(1 << 1);
    pub const HARMS: Sense = Sense(1 << 2);
    /// What a court does with somebody.
    pub const COURT: Sense = Sense(1 << 3);
    pub const SPENDS: Sense = Sense(1 << 4);
    pub const COSTS: Sense = Sense(1 << 5);
    pub const PROMISES: Sense = Sense(1 << 6);
    pub const LIMITS: Sense = Sense(1 << 7);
    pub const ELECTORAL: Sense = Sense(1 << 8);
    pub const INHABITANTS: Sense = Sense(1 << 9);
    /// May put it down to nobody, with the words beside it: [`super::vague::hearsay`].
    pub const HEARSAY: Sense = Sense(1 << 10);
    /// Says that somebody arrived at it.
    pub const COUNTED: Sense = Sense(1 << 11);
    pub const THERE: Sense = Sense(1 << 12);

    pub fn any(self, other: Sense) -> bool {
        self.0 & other.0 != 0
    }

    /// What a word in any case can say.
    fn of(token: &Token, text: &str) -> Sense {
        if !token.is(Class::SENSE) {
            return Sense::default();
        }
        let word = number::within(text.as_bytes(), token.span().range()).filter(|word| number::is_ascii(*word));
        word.and_then(|word| WORDS.get(&number::lower(word)).copied()).unwrap_or_default()
    }
}

impl BitOr for Sense {
    type Output = Sense;

    fn bitor(self, other: Sense) -> Sense {
        Sense(self.0 | other.0)
    }
}

/// What each line of words in the lexicon says.
const LINES: [Sense; 13] = [
    Sense::WILL,
    Sense::HE,
    Sense::HARMS,
    Sense::COURT,
    Sense::SPENDS,
    Sense::COSTS,
    Sense::PROMISES,
    Sense::LIMITS,
    Sense::ELECTORAL,
    Sense::INHABITANTS,
    Sense::HEARSAY,
    Sense::COUNTED,
    Sense::THERE,
];

static WORDS: LazyLock<FxHashMap<Number, Sense>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/sense.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words = FxHashMap::<Number, Sense>::default();
    for (sense, line) in LINES.into_iter().zip(lines) {
        for word in line.split(' ') {
            let known = words.entry(number::small(word).expect("no word of the table is long")).or_default();
            *known = *known | sense;
        }
    }
    words
});

/// What the words before or after a figure can say, the nearest first.
pub struct Near {
    roles: [Sense; FARTHEST],
}

/// Tokens on either side within which anything is looked for.
pub const FARTHEST: usize = 18;

impl Near {
    /// Of the nearest words of a text; there may be fewer than the farthest that anybody looks at, not more.
    pub fn of<'t>(text: &str, words: impl Iterator<Item = &'t Token>) -> Near {
        let mut roles = [Sense::default(); FARTHEST];
        roles.iter_mut().zip(words).for_each(|(role, word)| *role = Sense::of(word, text));
        Near { roles }
    }

    /// Whether one of the nearest so many words says one of these things.
    pub fn any(&self, most: usize, sense: Sense) -> bool {
        self.roles[..most].iter().fold(Sense::default(), |all, one| all | *one).any(sense)
    }

    /// What the word at a distance says; the next is at 0.
    pub fn at(&self, distance: usize) -> Sense {
        self.roles[distance]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::lexicon;

    #[test]
    fn every_line_of_words_says_something() {
        let lines = include_str!("../lexicon/sense.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), LINES.len());
        let says = |word: &str, sense: Sense| WORDS[&number::small(word).expect("a short word")].any(sense);
        assert!(says("will", Sense::WILL) && says("charged", Sense::COURT) && says("charged", Sense::COSTS));
        assert!(says("there", Sense::THERE) && !says("there", Sense::COUNTED));
        assert!(WORDS.keys().all(|word| lexicon::class_of(*word).any(Class::SENSE)));
    }
}
