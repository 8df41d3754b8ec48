//! What single words tell of a figure that stands close to them.

use crate::article::lexicon::{self, Class, Number};
use crate::article::token::Token;
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
    /// What somebody has in numbers.
    pub const HAS: Sense = Sense(1 << 8);
    pub const ELECTORAL: Sense = Sense(1 << 9);
    pub const INHABITANTS: Sense = Sense(1 << 10);
    /// May put it down to nobody, with the words beside it: [`super::vague::hearsay`].
    pub const HEARSAY: Sense = Sense(1 << 11);
    /// Says that somebody arrived at it.
    pub const COUNTED: Sense = Sense(1 << 12);
    pub const THERE: Sense = Sense(1 << 13);

    pub fn any(self, other: Sense) -> bool {
        self.0 & other.0 != 0
    }

    /// What a word in any case can say.
    fn of(token: &Token, text: &str) -> Sense {
        if !token.is(Class::SENSE) {
            return Sense::default();
        }
        lexicon::small(token.text(text)).and_then(|word| WORDS.get(&word).copied()).unwrap_or_default()
    }
}

impl BitOr for Sense {
    type Output = Sense;

    fn bitor(self, other: Sense) -> Sense {
        Sense(self.0 | other.0)
    }
}

static WORDS: LazyLock<FxHashMap<Number, Sense>> = LazyLock::new(|| {
    let rows = [
        (Sense::WILL, "will would shall"),
        (Sense::HE, "he she"),
        (Sense::HARMS, "killed killing kills injured injuring wounded wounding dead died dies deaths injuries"),
        (Sense::COURT, "sentenced fined charged convicted bail fine damages counts indicted pleaded jury judge"),
        (
            Sense::SPENDS,
            "spend spends spent spending raise raises raised raising invest invested investing lost lose loses earned earn earns made collected collecting owed owes revenue debt debts losses profit deficit",
        ),
        (Sense::COSTS, "cost costs costing worth valued price priced sold charges charged pay paid"),
        (
            Sense::PROMISES,
            "pledge pledged pledges promise promised promises promising commit committed commits plan plans planned target targets goal aims aim agreed offer offered offers launched unveiled announced approved asked requested awarded calls called wants",
        ),
        (
            Sense::LIMITS,
            "takes needed need needs require requires required threshold hurdle cutoff limit limits maximum minimum recommended mark cap quota exempt exempted penalty fine qualify eligible",
        ),
        (Sense::HAS, "has have had hold holds held own owns owned hosts employs employed carries runs operates serves boasts"),
        (Sense::ELECTORAL, "delegates seats votes points electoral"),
        (Sense::INHABITANTS, "inhabitants residents citizens"),
        (Sense::HEARSAY, "reportedly allegedly supposedly purportedly reputedly"),
        (Sense::HEARSAY, "said believed thought reckoned estimated rumored rumoured understood reputed estimates accounts put place"),
        (Sense::COUNTED, "counted compiled collected measured put projected released published"),
        (Sense::THERE, "there"),
    ];
    let mut words = FxHashMap::<Number, Sense>::default();
    for (role, list) in rows {
        for word in list.split(' ') {
            let known = words.entry(lexicon::small(word).expect("no word of the table is long")).or_default();
            *known = *known | role;
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

    #[test]
    fn every_word_that_says_something_has_its_class() {
        let classed = |word: &Number| lexicon::class_of(*word).any(Class::SENSE);
        assert!(WORDS.keys().all(classed));
    }
}
