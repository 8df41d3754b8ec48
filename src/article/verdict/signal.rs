//! Signals: small named facts about a figure and its surroundings. Each is either a gate or has a weight; the hover names those
//! that decided.

/// A set of signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Signals(u64);

impl Signals {
    pub const NONE: Signals = Signals(0);
    /// A source stands somewhere around.
    pub const SOURCE_NEAR: Signals = Signals(
        Signals::SOURCE_IN_SENTENCE.0
            | Signals::SOURCE_JUST_BEFORE.0
            | Signals::SOURCE_BEFORE.0
            | Signals::SOURCE_JUST_AFTER.0
            | Signals::ACCORDING_NEAR.0
            | Signals::DOCUMENT_NEAR.0
            | Signals::POLL_NEAR.0
            | Signals::STATEMENT.0,
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
pub const BIAS: i16 = -7;

signals! {
    // What it is.
    PERCENT 2 "a percentage";
    MONEY -4 "a sum of money";
    MEASURE -3 "a measure";
    DURATION 2 "a stretch of time";
    SHARE 2 "a share, ratio or multiple";
    VAGUE 10 "a round number in words";
    LOOSE 0 "says no number";
    SMALL -4 "below ten";
    BIG 3 "a thousand or more";
    HUGE 4 "a million or more";
    ROUND 6 "a round count";
    // How it is put.
    HEDGED 4 "hedged";
    ESTIMATED 3 "called an estimate";
    PEOPLE 7 "counts people";
    CASUALTY 10 "counts casualties or arrests";
    DEFINITE 2 "known from the text already";
    COMPOUND 4 "part of a compound adjective";
    // What the sentence says.
    SINCE 9 "over years";
    WINDOW -1 "over a stretch of time";
    CROWD 6 "a gathering that was seen";
    WORLD 2 "about a country or the world";
    SUPERLATIVE 4 "beside a superlative";
    LEGAL -2 "a limit or requirement";
    HYPOTHETICAL -4 "hypothetical";
    PRESENT 4 "in the present tense";
    FIRST_PERSON -1 "told in the first person";
    VOTE 4 "about a vote";
    MARKET -2 "a market's move";
    COURT -3 "from a court";
    SPORT -1 "from a match";
    PRICE -1 "a price";
    PLAN -3 "a plan of the actor's own";
    // Where a source stands.
    STANCE 0 "inside what somebody holds";
    UNNAMED -2 "said by nobody in particular";
    SAYS_IN_SENTENCE -3 "a verb of saying in the sentence";
    SOURCE_IN_SENTENCE -1 "a source in the sentence";
    SOURCE_JUST_BEFORE -7 "a source in the sentence before";
    SOURCE_BEFORE 0 "a source two or three sentences before";
    SOURCE_JUST_AFTER 2 "a source in the sentence after";
    SOURCE_AFTER 1 "a source two or three sentences after";
    NO_SOURCE_NEAR 1 "no source within five sentences";
    SOURCE_IN_PARAGRAPH -4 "a source in the paragraph";
    SOURCE_IN_NEXT_PARAGRAPH -4 "a source in a paragraph beside it";
    RUN -2 "goes on with sourced figures of its kind";
    GOES_ON 0 "goes on about whoever just spoke";
    ADDS -3 "adds to the sentence before";
    DOCUMENT_FIRST -1 "begins with a document";
    ACCORDING_NEAR -3 "\u{201c}according to\u{201d} close by";
    DOCUMENT_IN_SENTENCE 1 "a document in the sentence";
    DOCUMENT_SPEAKS_NEAR -2 "a document says something close by";
    DOCUMENT_NEAR -4 "a document in this or the paragraph before";
    POLL_NEAR -2 "a poll close by";
    POLL_STORY 3 "a story about a poll";
    QUOTE_IN_PARAGRAPH 1 "a quotation in the paragraph";
    // Where it stands in the story.
    HEADLINE -4 "in the headline";
    LEAD 1 "in the lead";
    LAST_THIRD 6 "late in the story";
    FIRST_PERSON_STORY -7 "a story told in the first person";
    STATEMENT 0 "a statement as a whole";
}
