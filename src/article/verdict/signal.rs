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

    /// Both sets in one.
    pub fn and(self, other: Signals) -> Signals {
        Signals(self.0 | other.0)
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
pub const BIAS: i16 = -18;

signals! {
    // What it is.
    PERCENT 4 "a percentage";
    MONEY 0 "a sum of money";
    MEASURE -4 "a measure";
    DURATION 2 "a stretch of time";
    SHARE 6 "a share, ratio or multiple";
    VAGUE 16 "a round number in words";
    LOOSE -4 "says no number";
    SMALL -3 "below ten";
    BIG 6 "a thousand or more";
    HUGE 5 "a million or more";
    ROUND 12 "a round count";
    // How it is put.
    HEDGED 3 "hedged";
    ESTIMATED 0 "called an estimate";
    PEOPLE 9 "counts people";
    CASUALTY 13 "counts casualties or arrests";
    DEFINITE 1 "known from the text already";
    COMPOUND -1 "part of a compound adjective";
    // What the sentence says.
    SINCE 7 "over years";
    WINDOW 3 "over a stretch of time";
    CROWD 5 "a gathering that was seen";
    WORLD 4 "about a country or the world";
    SUPERLATIVE 4 "beside a superlative";
    LEGAL -3 "a limit or requirement";
    HYPOTHETICAL -6 "hypothetical";
    PRESENT 5 "in the present tense";
    FIRST_PERSON -3 "told in the first person";
    SECOND_PERSON -2 "advice to the reader";
    OWN_ACT 4 "what the actor announces, plans or offers";
    VOTE 1 "about a vote";
    MARKET 1 "a market's move";
    COURT -7 "from a court";
    SPORT -9 "from a match";
    PRICE 2 "a price";
    PLAN -9 "a plan of the actor's own";
    // What its own clause says.
    OPENS 6 "opens its sentence";
    HAS 0 "what somebody has";
    EXISTS 3 "how many there are";
    PERFECT 4 "what has happened so far";
    MAKES_UP 4 "what part of a whole it is";
    SPENT 8 "spent, raised or lost";
    COST 3 "what something costs";
    PROMISED -7 "promised, planned or asked for";
    DEAL -1 "the size of a plan or contract";
    LIMIT -7 "a limit or requirement close by";
    EXPECTED 1 "expected";
    WHO -2 "about the life or work of somebody named";
    FAMILY 0 "in somebody's family";
    POPULATION 2 "how many live there";
    OF_THOSE -1 "a part of what was just counted";
    CHANGED 1 "rose or fell";
    BRACKETED 1 "in brackets";
    BARE -4 "counts nothing named";
    ROUNDED 4 "put as approximate";
    ONE_OF -2 "one of so many";
    FURTHER -2 "so many more";
    ELECTORAL -5 "votes, seats or points";
    // Where a source stands.
    STANCE -2 "inside what somebody holds";
    UNNAMED -2 "said by nobody in particular";
    SOURCE_IN_SENTENCE -6 "a source in the sentence";
    SOURCE_JUST_BEFORE -4 "a source in the sentence before";
    SOURCE_BEFORE 0 "a source two or three sentences before";
    SOURCE_JUST_AFTER 1 "a source in the sentence after";
    SOURCE_AFTER 4 "a source two or three sentences after";
    NO_SOURCE_NEAR -3 "no source within five sentences";
    SOURCE_IN_PARAGRAPH -3 "a source in the paragraph";
    SOURCE_IN_NEXT_PARAGRAPH 2 "a source in a paragraph beside it";
    AFTER_ACCORDING -4 "follows on \u{201c}according to\u{201d} in its paragraph";
    PAST_ACCORDING 0 "\u{201c}according to\u{201d} a little before";
    TOLD_AFTER 2 "the next sentence goes on with it and names a source";
    SILENT_STORY -4 "a story that names hardly any source";
    REACHED 0 "a source of the sentences before may still be speaking";
    REACHED_DOCUMENT -3 "a document of the sentences before may still be speaking";
    SAME_SOURCE -4 "the same source speaks before and after it";
    SOURCED_STORY -3 "a story in which nearly every sentence has a source";
    DOCUMENT_STORY -6 "a story that goes by documents";
    COURT_STORY -5 "a story from a court";
    ADVICE_STORY -5 "a story that advises the reader";
    POLL_STORY_ANSWER -2 "an answer in a story about a poll";
    REPEATED -8 "said before";
    RUN -7 "goes on with sourced figures of its kind";
    GOES_ON 1 "goes on about whoever just spoke";
    ADDS 1 "adds to the sentence before";
    NAMED_SUBJECT -1 "begins with a name";
    DOCUMENT_FIRST 3 "begins with a document";
    DOCUMENT_SPEAKS_IN_PARAGRAPH 0 "a document says something in the paragraph";
    DOCUMENT_SPEAKS_BEFORE -6 "a document says something in the paragraph before";
    POLL_IN_PARAGRAPH -5 "a poll in the paragraph";
    POLL_BEFORE 2 "a poll in the paragraph before";
    POLL_ANSWER -3 "what people answered";
    RATE 2 "by the month or the year";
    ACCORDING_NEAR 4 "\u{201c}according to\u{201d} close by";
    DOCUMENT_IN_SENTENCE -3 "a document in the sentence";
    DOCUMENT_SPEAKS_NEAR -1 "a document says something close by";
    DOCUMENT_NEAR -2 "a document in this or the paragraph before";
    POLL_NEAR -2 "a poll close by";
    POLL_STORY -1 "a story about a poll";
    QUOTE_IN_PARAGRAPH -2 "a quotation in the paragraph";
    // Where it stands in the story.
    HEADLINE -6 "in the headline";
    LEAD -4 "in the lead";
    LAST_THIRD 4 "late in the story";
    FIRST_PERSON_STORY -6 "a story told in the first person";
    STATEMENT 0 "a statement as a whole";
}
