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
    ORGANISATION_LAST: -11 11 2 -1;
    ORGANISATION_OF: -2 11 -3 -6;
    ORGANISATION_INSIDE: -7 12 1 -6;
    /// Two to six capitals that are not known to be something else.
    CAPITALS: -12 15 -1 -3;
    /// Capitals that name no organisation: "GDP".
    ACRONYM_OTHER: -7 -6 -3 15;
    KNOWN_ORGANISATION: -15 24 -8 0;
    KNOWN_PLACE: -19 -7 32 -5;
    PLACE_ONLY: -18 -11 38 -10;
    PLACE_LAST: -11 4 11 -3;
    PLACE_FIRST: -8 5 1 1;
    GEOGRAPHY_LAST: -8 -6 22 -7;
    EVENT_LAST: -8 -4 -8 20;
    FIRST_NAME_FIRST: 15 -7 -4 -4;
    FIRST_NAME_ONLY: 10 -3 -1 -6;
    SURNAME_LAST: 11 -7 1 -4;
    SURNAME_ONLY: 10 -6 -2 -3;
    /// An initial or "Jr" inside.
    PERSON_SHAPE: 8 -7 -4 3;
    PARTICLE_INSIDE: -8 2 9 -4;
    DEMONYM_ONLY: -7 -11 -7 26;
    DEMONYM_FIRST: -11 6 -1 7;
    COMMON_ONLY: -14 6 -2 10;
    COMMON_SOME: -4 3 3 -3;
    /// Two or three words of which none is an everyday one.
    RARE_WORDS: 10 -3 3 -10;
    /// One word that no list knows.
    RARE_WORD: -3 -1 8 -4;
    LONG: 7 -2 -3 -2;
    /// Capitals inside a word, or digits.
    MIXED: -8 8 -6 6;
    HYPHEN: 5 -5 0 0;
    /// The ending of a people, a faith or a movement: "Burkinabese", "Trotskyists".
    PEOPLE_ENDING: 1 -3 -8 9;
    // What stands around.
    THE_BEFORE: -9 4 4 2;
    TITLE_BEFORE: 22 -6 -11 -6;
    HONORIFIC_BEFORE: 12 -5 -7 1;
    TITLE_AFTER: 15 -3 -7 -5;
    AGE_AFTER: 8 -4 -1 -3;
    SAY_AFTER: 9 4 -9 -5;
    SAY_BEFORE: 6 6 -5 -7;
    WHO_AFTER: 12 1 -6 -6;
    IN_BEFORE: -14 1 15 -2;
    BY_BEFORE: 4 8 -5 -8;
    POSSESSIVE_AFTER: 4 4 -4 -4;
    OCCUPATION_BEFORE: 18 0 -9 -10;
    OCCUPATION_AFTER: 10 -3 -4 -2;
    SENTENCE_START: 4 0 -3 -1;
    ADMINISTRATION_AFTER: 9 -2 -3 -4;
    ACRONYM_AFTER: -5 14 -8 -1;
    NOUN_AFTER: -4 1 0 3;
    PLACE_AFTER: -2 0 10 -8;
    PARTY_AFTER: 0 0 0 0;
    ORGANISATION_WORD_AFTER: -7 5 0 1;
    ORGANISATION_WORD_BEFORE: -16 21 -1 -4;
    IN_MARKS: -3 0 -5 9;
    LOCATIVE_NOUN_BEFORE: -9 -7 23 -7;
    ACTION_AFTER: 4 0 -3 -1;
    PERSON_OBJECT_BEFORE: -1 8 -3 -5;
    TITLE_CASE: 8 -7 -8 8;
    WHICH_AFTER: -5 4 2 -2;
    NUMBER_AFTER: -6 -1 -5 11;
    /// In brackets after small words with these initials.
    INITIALS_OF_WORDS: -2 -1 -2 6;
    /// In brackets after a title.
    AFTER_TITLE: 2 -6 -1 5;
    /// An everyday word at a sentence's start: a name only where one is known.
    EVERYDAY_START: 1 -6 1 4;
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
const BIAS: [i16; 4] = [-2, -3, -4, 9];
