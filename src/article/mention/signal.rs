//! Signals: what a name shows of itself and of its surroundings, one bit each, and what each says for a person, an organisation,
//! a place or none of these.

use super::{Name, NameKind};

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
    ORGANISATION_LAST: -9 10 -1 -1;
    ORGANISATION_OF: -5 6 0 -2;
    ORGANISATION_INSIDE: -6 11 1 -7;
    /// Two to six capitals that are not known to be something else.
    CAPITALS: -10 16 -2 -1;
    /// Capitals that name no organisation: "GDP".
    ACRONYM_OTHER: -8 -4 -2 14;
    KNOWN_ORGANISATION: -13 19 0 -6;
    KNOWN_PLACE: -9 -11 24 -4;
    PLACE_ONLY: -19 -8 34 -7;
    PLACE_LAST: -9 4 8 -2;
    PLACE_FIRST: -8 4 2 2;
    GEOGRAPHY_LAST: -7 -6 22 -9;
    EVENT_LAST: -6 -6 -7 19;
    FIRST_NAME_FIRST: 16 -8 -5 -2;
    FIRST_NAME_ONLY: 10 -6 -1 -3;
    SURNAME_LAST: 9 -8 2 -3;
    SURNAME_ONLY: 8 -4 -2 -3;
    /// An initial or "Jr" inside.
    PERSON_SHAPE: 7 -6 -2 0;
    PARTICLE_INSIDE: -8 1 8 -1;
    DEMONYM_ONLY: -8 -5 -6 18;
    DEMONYM_FIRST: -9 4 0 5;
    COMMON_ONLY: -12 4 -2 11;
    COMMON_SOME: -3 2 3 -2;
    /// Two or three words of which none is an everyday one.
    RARE_WORDS: 10 -3 2 -8;
    /// One word that no list knows.
    RARE_WORD: -3 -2 7 -2;
    LONG: 7 -1 -4 -2;
    /// Capitals inside a word, or digits.
    MIXED: -8 9 -5 5;
    HYPHEN: 3 -2 0 -1;
    /// The ending of a people, a faith or a movement: "Burkinabese", "Trotskyists".
    PEOPLE_ENDING: 1 2 -7 4;
    /// A name in a report of a game.
    GAME: 6 5 -7 -3;
    /// A place in a report of a game: often the team.
    GAME_PLACE: 0 2 -1 -1;
    /// The same or "the Otters", and nowhere is anything "in" it.
    GAME_TEAM: -4 10 -1 -4;
    // What stands around.
    THE_BEFORE: -8 2 3 4;
    TITLE_BEFORE: 18 -4 -9 -5;
    HONORIFIC_BEFORE: 8 -4 -4 1;
    TITLE_AFTER: 13 -5 -5 -3;
    AGE_AFTER: 7 -3 -1 -2;
    SAY_AFTER: 5 4 -7 -1;
    SAY_BEFORE: 4 4 -3 -6;
    WHO_AFTER: 5 1 -4 -2;
    IN_BEFORE: -10 1 12 -3;
    BY_BEFORE: 1 6 -2 -5;
    POSSESSIVE_AFTER: 2 1 -2 0;
    OCCUPATION_BEFORE: 15 0 -6 -9;
    OCCUPATION_AFTER: 8 -3 -4 -1;
    SENTENCE_START: 2 -1 0 -1;
    ADMINISTRATION_AFTER: 7 -1 -3 -3;
    ACRONYM_AFTER: -3 11 -9 2;
    NOUN_AFTER: -4 2 -1 2;
    PLACE_AFTER: -4 4 2 -3;
    /// "(D-N.M.)", ", R-Ohio": whatever the weights say, a person.
    PARTY_AFTER: 0 0 0 0;
    ORGANISATION_WORD_AFTER: -3 4 -1 0;
    ORGANISATION_WORD_BEFORE: -14 19 -1 -3;
    IN_MARKS: -2 3 -3 1;
    LOCATIVE_NOUN_BEFORE: -4 -5 16 -6;
    ACTION_AFTER: 6 1 -4 -3;
    PERSON_OBJECT_BEFORE: 0 4 0 -4;
    TITLE_CASE: 4 -6 -6 7;
    /// A word of games or ballots right before it or after it: "beat", "coach".
    CONTEST_BESIDE: 3 2 -3 -2;
    NUMBER_AFTER: -3 -1 -2 7;
    /// In brackets after small words with these initials.
    INITIALS_OF_WORDS: -1 -2 -1 4;
    /// In brackets after a title.
    AFTER_TITLE: 3 -6 -1 4;
    /// An everyday word at a sentence's start: a name only where one is known.
    EVERYDAY_START: 0 -3 0 3;
    /// Beside a title whose body it is: "HRC spokesman", "director of the HRC".
    OFFICE_OF: 2 6 -3 -5;
    /// At the head of a line of contacts, before a colon and somebody's name: "HRC: Ann Moss". Capitals there are a body's.
    CONTACT: 0 0 0 0;
}

/// Sums in tenths for a person, an organisation, a place, none of these.
pub type Sums = [i32; 4];

/// The weights alone, by the number of their bit: so they lie close by.
static WEIGHTS: [[i16; 4]; 64] = {
    let mut weights = [[0; 4]; 64];
    let mut bit = 0;
    while bit < TABLE.len() {
        weights[bit] = TABLE[bit].2;
        bit += 1;
    }
    weights
};

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
            let weights = WEIGHTS[bits.trailing_zeros() as usize];
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

/// What has been seen of a name at a number of places.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weighed {
    /// In hundredths of a logit, of the words of the name.
    own: Sums,
    /// In thousandths, the sum over all places.
    around: Sums,
    pub places: u32,
}

impl Weighed {
    /// Takes in one more place.
    pub fn add(&mut self, name: &Name) {
        let signals = name.signals.around().sums();
        self.own = name.own.map(i32::from);
        for ((sum, signal), clue) in self.around.iter_mut().zip(signals).zip(name.around) {
            *sum = sum.saturating_add(signal * 100 + clue as i32 * 10);
        }
        self.places = self.places.saturating_add(1);
    }

    /// What the name is, by these places and the signals of its words.
    pub fn decide(&self, own: Signals) -> NameKind {
        let signals = own.own().sums();
        let weight = PLACES[(self.places as usize).min(PLACES.len() - 1)] as i64;
        let sum = |i: usize| {
            let around = self.around[i] as i64;
            // Nearly half of all names stand in one place.
            let around = if self.places == 1 { around } else { around * weight / (100 * self.places.max(1) as i64) };
            (signals[i] as i64 + BIAS[i] as i64) * 100 + self.own[i] as i64 * 10 + around
        };
        const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
        KINDS[(0..4).max_by_key(|&i| (sum(i), std::cmp::Reverse(i))).expect("four kinds")]
    }
}

/// What each kind starts from, in tenths.
const BIAS: [i16; 4] = [-1, -8, -4, 10];
