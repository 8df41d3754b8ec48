//! Signals: small named facts about a figure and its surroundings. Each is either a gate or has a weight; the hover names those
//! that decided.

/// A set of signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Signals(u128);

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
pub const BIAS: i16 = -15;

signals! {
    // What it is.
    PERCENT 7 "a percentage";
    MONEY -3 "a sum of money";
    MEASURE -10 "a measure";
    DURATION 3 "a stretch of time";
    SHARE 10 "a share, ratio or multiple";
    VAGUE 14 "a round number in words";
    LOOSE -1 "says no number";
    SMALL -4 "below ten";
    BIG 7 "a thousand or more";
    HUGE 5 "a million or more";
    ROUND 12 "a round count";
    // How it is put.
    HEDGED 3 "hedged";
    ESTIMATED 2 "called an estimate";
    PEOPLE 7 "counts people";
    CASUALTY 11 "counts casualties or arrests";
    DEFINITE -2 "known from the text already";
    COMPOUND 3 "part of a compound adjective";
    // What the sentence says.
    SINCE 13 "over years";
    WINDOW 1 "over a stretch of time";
    CROWD 8 "a gathering that was seen";
    WORLD 6 "about a country or the world";
    SUPERLATIVE 3 "beside a superlative";
    LEGAL -2 "a limit or requirement";
    HYPOTHETICAL -6 "hypothetical";
    PRESENT 7 "in the present tense";
    FIRST_PERSON -3 "told in the first person";
    SECOND_PERSON -2 "advice to the reader";
    OWN_ACT -4 "what the actor announces, plans or offers";
    VOTE 3 "about a vote";
    MARKET -2 "a market's move";
    COURT -6 "from a court";
    SPORT -10 "from a match";
    PRICE 1 "a price";
    PLAN -1 "a plan of the actor's own";
    // Where a source stands.
    STANCE 0 "inside what somebody holds";
    UNNAMED -6 "said by nobody in particular";
    SOURCE_IN_SENTENCE -3 "a source in the sentence";
    SOURCE_JUST_BEFORE -4 "a source in the sentence before";
    SOURCE_BEFORE 1 "a source two or three sentences before";
    SOURCE_JUST_AFTER 3 "a source in the sentence after";
    SOURCE_AFTER 4 "a source two or three sentences after";
    NO_SOURCE_NEAR -1 "no source within five sentences";
    SOURCE_IN_PARAGRAPH -4 "a source in the paragraph";
    SOURCE_IN_NEXT_PARAGRAPH -1 "a source in a paragraph beside it";
    RUN -4 "goes on with sourced figures of its kind";
    GOES_ON -4 "goes on about whoever just spoke";
    ADDS 1 "adds to the sentence before";
    NAMED_SUBJECT 0 "begins with a name";
    DOCUMENT_FIRST -2 "begins with a document";
    DOCUMENT_SPEAKS_IN_PARAGRAPH 0 "a document says something in the paragraph";
    DOCUMENT_SPEAKS_BEFORE -4 "a document says something in the paragraph before";
    POLL_IN_PARAGRAPH -6 "a poll in the paragraph";
    POLL_BEFORE 4 "a poll in the paragraph before";
    POLL_ANSWER -3 "what people answered";
    RATE -1 "by the month or the year";
    ACCORDING_NEAR 3 "\u{201c}according to\u{201d} close by";
    DOCUMENT_IN_SENTENCE -5 "a document in the sentence";
    DOCUMENT_SPEAKS_NEAR 2 "a document says something close by";
    DOCUMENT_NEAR -1 "a document in this or the paragraph before";
    POLL_NEAR -6 "a poll close by";
    POLL_STORY 2 "a story about a poll";
    QUOTE_IN_PARAGRAPH -2 "a quotation in the paragraph";
    // Where it stands in the story.
    HEADLINE -10 "in the headline";
    LEAD -1 "in the lead";
    LAST_THIRD 4 "late in the story";
    FIRST_PERSON_STORY -5 "a story told in the first person";
    STATEMENT 0 "a statement as a whole";
}
