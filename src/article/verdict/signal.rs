//! Signals: small named facts about a figure and its surroundings. Each is either a gate or has a weight; the hover names those
//! that decided.

/// A set of signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Signals(u64);

impl Signals {
    pub const NONE: Signals = Signals(0);
    /// A source stands somewhere around.
    pub const SOURCE_NEAR: Signals = Signals(
        Signals::SAID_IN_SENTENCE.0
            | Signals::SAID_BEFORE.0
            | Signals::SAID_AFTER.0
            | Signals::ACCORDING_NEAR.0
            | Signals::DOCUMENT_IN_SENTENCE.0
            | Signals::DOCUMENT_NEAR.0
            | Signals::POLL_NEAR.0,
    );

    pub fn has(self, signal: Signals) -> bool {
        self.0 & signal.0 != 0
    }

    /// The set with the signals added where the condition holds.
    pub fn when(self, condition: bool, signals: Signals) -> Signals {
        if condition { Signals(self.0 | signals.0) } else { self }
    }

    /// Name and weight of each signal in the set.
    pub fn each(self) -> impl Iterator<Item = &'static Signal> {
        SIGNALS.iter().filter(move |s| self.has(s.signal))
    }

    /// The sum of the weights, in tenths of a logit.
    pub fn score(self) -> i16 {
        BIAS + self.each().map(|s| s.weight).sum::<i16>()
    }
}

/// One signal: its name in `read --json` and training, what a person reads, and its weight in tenths of a logit (positive: flag).
#[derive(Debug)]
pub struct Signal {
    pub signal: Signals,
    pub name: &'static str,
    pub text: &'static str,
    pub weight: i16,
}

macro_rules! signals {
    ($($name:ident $weight:literal $text:literal;)*) => {
        signals!(@consts 0u32, $($name)*);
        /// Every signal, in the order of this file.
        pub const SIGNALS: &[Signal] = &[$(Signal { signal: Signals::$name, name: stringify!($name), text: $text, weight: $weight }),*];
    };
    (@consts $n:expr, $name:ident $($rest:ident)*) => {
        impl Signals { pub const $name: Signals = Signals(1 << $n); }
        signals!(@consts $n + 1, $($rest)*);
    };
    (@consts $n:expr,) => {};
}

/// What a figure without any signal scores.
pub const BIAS: i16 = 0;

signals! {
    // What it is.
    PERCENT 0 "a percentage";
    MONEY 0 "a sum of money";
    MEASURE 0 "a measure";
    SHARE 0 "a share, ratio or multiple";
    VAGUE 0 "a round number in words";
    SMALL 0 "below ten";
    WORD 0 "written as a word";
    BIG 0 "a thousand or more";
    HUGE 0 "a million or more";
    // How it is put.
    HEDGED 0 "hedged";
    ESTIMATED 0 "called an estimate";
    PEOPLE 0 "counts people";
    CASUALTY 0 "counts casualties or arrests";
    DEFINITE 0 "known from the text already";
    COMPOUND 0 "part of a compound adjective";
    BRACKETED 0 "in brackets";
    ANOTHER 0 "adds to another figure";
    // What the sentence says.
    CROWD 0 "a crowd that was seen";
    WORLD 0 "about a country or the world";
    SUPERLATIVE 0 "beside a superlative";
    SINCE 0 "over years";
    LEGAL 0 "a legal limit or requirement";
    HYPOTHETICAL 0 "hypothetical";
    PRESENT 0 "in the present tense";
    FIRST_PERSON 0 "told in the first person";
    // Where a source stands.
    SAID_IN_SENTENCE 0 "somebody speaks in the sentence";
    SAID_BEFORE 0 "somebody speaks in the sentence before";
    SAID_AFTER 0 "somebody speaks in the sentence after";
    SOURCE_IN_PARAGRAPH 0 "a source in the paragraph";
    SOURCE_BEFORE 0 "a source in the paragraph before";
    SOURCE_AFTER 0 "a source in the paragraph after";
    ACCORDING_NEAR 0 "\u{201c}according to\u{201d} close by";
    DOCUMENT_IN_SENTENCE 0 "a document in the sentence";
    DOCUMENT_NEAR 0 "a document close by";
    POLL_NEAR 0 "a poll close by";
    QUOTE_IN_PARAGRAPH 0 "a quotation in the paragraph";
    // Where it stands in the story.
    HEADLINE 0 "in the headline";
    LEAD 0 "in the lead";
    LAST_THIRD 0 "late in the story";
    NO_SOURCE_NEAR 0 "no source in this or the next paragraphs";
}
