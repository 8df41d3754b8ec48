//! Signals: what a name shows of itself and of its surroundings, one bit each, and what each says for a person, an organisation,
//! a place or none of these.

use super::NameKind;

/// A set of signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Signals(pub u64);

impl Signals {
    pub fn has(self, signal: Signals) -> bool {
        self.0 & signal.0 != 0
    }

    pub fn add(&mut self, signal: Signals) {
        self.0 |= signal.0;
    }

    pub fn add_if(&mut self, condition: bool, signal: Signals) {
        if condition {
            self.0 |= signal.0;
        }
    }
}

macro_rules! signals {
    ($($(#[$doc:meta])* $name:ident: $person:literal $organisation:literal $place:literal $other:literal;)*) => {
        signals!(@consts 0u32, $($(#[$doc])* $name)*);
        /// Name, bit, and tenths for a person, an organisation, a place, none of these.
        pub const TABLE: &[(&str, Signals, [i16; 4])] = &[$((stringify!($name), Signals::$name, [$person, $organisation, $place, $other])),*];
    };
    (@consts $n:expr, $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        impl Signals { $(#[$doc])* pub const $name: Signals = Signals(1 << ($n)); }
        signals!(@consts $n + 1, $($rest)*);
    };
    (@consts $n:expr,) => {};
}

signals! {
    // What the words are.
    ORGANISATION_LAST: -12 11 2 -1;
    ORGANISATION_OF: -1 10 -4 -6;
    ORGANISATION_INSIDE: -7 12 1 -7;
    /// Two to six capitals that are not known to be something else.
    CAPITALS: -18 20 -1 -1;
    /// Capitals that name no organisation: "GDP".
    ACRONYM_OTHER: -9 -4 -5 19;
    KNOWN_ORGANISATION: -18 25 -7 0;
    KNOWN_PLACE: -21 -7 32 -4;
    PLACE_ONLY: -23 -12 41 -6;
    PLACE_LAST: -12 4 11 -3;
    PLACE_FIRST: -7 5 1 1;
    GEOGRAPHY_LAST: -9 -7 23 -7;
    EVENT_LAST: -9 -3 -8 21;
    FIRST_NAME_FIRST: 15 -7 -4 -4;
    FIRST_NAME_ONLY: 9 -5 0 -5;
    SURNAME_LAST: 11 -7 1 -4;
    SURNAME_ONLY: 17 -9 -4 -4;
    /// An initial, a particle or "Jr" inside.
    PERSON_SHAPE: -5 0 7 -1;
    DEMONYM_ONLY: -12 -12 -5 29;
    DEMONYM_FIRST: -12 6 0 7;
    COMMON_ONLY: -15 5 -1 11;
    COMMON_SOME: -6 2 5 -1;
    /// Two or three words of which none is an everyday one.
    RARE_WORDS: 8 -3 4 -8;
    /// One word that no list knows.
    RARE_WORD: -1 -5 8 -3;
    LONG: 6 -2 -2 -2;
    /// Capitals inside a word, or digits.
    MIXED: -8 8 -6 6;
    HYPHEN: 5 -5 1 0;
    // What stands around.
    THE_BEFORE: -11 4 5 2;
    TITLE_BEFORE: 22 -4 -12 -6;
    HONORIFIC_BEFORE: 16 -7 -6 -2;
    TITLE_AFTER: 15 -3 -7 -6;
    AGE_AFTER: 10 -4 -1 -4;
    SAY_AFTER: 15 3 -11 -7;
    SAY_BEFORE: 9 5 -7 -7;
    WHO_AFTER: 14 0 -7 -7;
    IN_BEFORE: -14 1 16 -2;
    BY_BEFORE: 5 8 -5 -8;
    POSSESSIVE_AFTER: 7 4 -5 -6;
    OCCUPATION_BEFORE: 16 1 -8 -10;
    OCCUPATION_AFTER: 12 -3 -6 -3;
    SENTENCE_START: 6 0 -4 -1;
    ADMINISTRATION_AFTER: 11 -6 -2 -4;
    ACRONYM_AFTER: -3 13 -9 -2;
    NOUN_AFTER: -2 1 -1 3;
    PLACE_AFTER: -2 0 10 -8;
    PARTY_AFTER: 0 0 0 0;
    ORGANISATION_WORD_AFTER: -6 6 0 1;
    ORGANISATION_WORD_BEFORE: -13 14 3 -4;
    IN_MARKS: -5 1 -5 9;
    LOCATIVE_NOUN_BEFORE: -11 -7 24 -5;
    ACTION_AFTER: 6 0 -4 -2;
    PERSON_OBJECT_BEFORE: 1 8 -3 -6;
    TITLE_CASE: 6 -6 -8 8;
    /// An everyday word at a sentence's start: a name only where one is known.
    EVERYDAY_START: 0 0 0 0;
}

/// Sums in tenths for a person, an organisation, a place, none of these.
pub type Sums = [i32; 4];

impl Signals {
    /// The signals of the words themselves, the same wherever they stand.
    pub fn own(self) -> Signals {
        Signals(self.0 & (Signals::THE_BEFORE.0 - 1))
    }

    /// The signals of one place's surroundings.
    pub fn around(self) -> Signals {
        Signals(self.0 & !(Signals::THE_BEFORE.0 - 1))
    }

    pub fn sums(self) -> Sums {
        let mut sums = [0i32; 4];
        let mut bits = self.0;
        while bits != 0 {
            let (_, _, weights) = TABLE[bits.trailing_zeros() as usize];
            bits &= bits - 1;
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight as i32;
            }
        }
        sums
    }
}

/// How much the surroundings of a number of places count for together, in hundredths: more than one, less than each in full.
pub const PLACES: [i32; 10] = [0, 100, 141, 173, 200, 224, 245, 265, 283, 300];

/// What a name is, from the signals of its words and the sums of the surroundings of its places.
pub fn decide(own: Signals, around: Sums, places: u32) -> NameKind {
    let mut sums = own.own().sums();
    let weight = PLACES[(places as usize).min(PLACES.len() - 1)];
    for i in 0..4 {
        sums[i] = sums[i] * 100 + around[i] * weight / places.max(1) as i32 + BIAS[i] as i32 * 100;
    }
    const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
    KINDS[(0..4).max_by_key(|&i| (sums[i], std::cmp::Reverse(i))).expect("four kinds")]
}

/// What each kind starts from, in tenths.
const BIAS: [i16; 4] = [-1, -1, -6, 9];
