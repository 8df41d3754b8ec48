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
            | Signals::SOURCE_JUST_AFTER.0
            | Signals::SOURCE_IN_PARAGRAPH.0
            | Signals::AFTER_ACCORDING.0
            | Signals::REACHED.0
            | Signals::DOCUMENT_IN_SENTENCE.0
            | Signals::POLL_IN_PARAGRAPH.0,
    );

    pub fn has(self, signal: Signals) -> bool {
        self.0 & signal.0 != 0
    }

    /// The set with the signals added where the condition holds.
    pub fn when(self, condition: bool, signals: Signals) -> Signals {
        if condition { Signals(self.0 | signals.0) } else { self }
    }

    /// Both sets in one.
    pub const fn or(self, other: Signals) -> Signals {
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
pub const BIAS: i16 = -13;

signals! {
    // What it is.
    PERCENT 13 "a percentage";
    SHARE 10 "a share, ratio or multiple";
    VAGUE 24 "a round number in words";
    LOOSE -5 "says no number";
    SMALL -4 "below ten";
    BIG 3 "a thousand or more";
    HUGE 8 "a million or more";
    ROUND 14 "a round count";
    // How it is put.
    HEDGED 6 "hedged";
    PEOPLE 7 "counts people";
    // What the sentence says.
    SINCE 8 "over years";
    WORLD 6 "about a country or the world";
    HYPOTHETICAL -7 "hypothetical";
    PRESENT 4 "in the present tense";
    FIRST_PERSON -13 "in a paragraph told in the first person";
    SECOND_PERSON -5 "advice to the reader";
    VOTE 2 "about a vote";
    TURNOUT 13 "a thousand votes or voters and more";
    COURT -10 "from a court";
    SPORT -12 "from a match";
    PLAN -6 "a plan of the actor's own";
    // What its own clause says.
    WILL -9 "what will be";
    HE -8 "what he or she did";
    HARM 14 "killed or hurt close by";
    SENTENCED -8 "what a court ordered";
    OPENS 3 "opens its sentence";
    SPENT 7 "spent, raised or lost";
    COST 8 "what something costs";
    PROMISED -10 "promised, planned or asked for";
    LIMIT -16 "a limit or requirement close by";
    POPULATION 10 "how many live there or belong to it";
    OF_THOSE 6 "a part of what was just counted";
    ELECTORAL -5 "votes, seats or points";
    DENSE -7 "among four figures or more in its sentence";
    LONE -5 "a sentence that is a paragraph";
    // Where a source stands.
    SPOKEN_ON -7 "the next sentence goes on with who speaks";
    SOURCE_OPENS_NEXT -5 "the next paragraph opens with a source";
    UNSOURCED_STORY -5 "a story in which hardly a sentence names a source";
    NUMEROUS -4 "a story full of figures";
    CATALOGUE -14 "a story full of figures of its own";
    SOURCE_IN_SENTENCE -9 "a source in the sentence";
    SOURCE_JUST_BEFORE -4 "a source in the sentence before";
    SOURCE_JUST_AFTER 5 "a source in the sentence after";
    SOURCE_AFTER 4 "a source two or three sentences after";
    SOURCE_IN_PARAGRAPH -6 "a source in the paragraph";
    AFTER_ACCORDING -6 "follows on \u{201c}according to\u{201d} in its paragraph";
    REACHED 5 "a source of the sentences before may still be speaking";
    REACHED_DOCUMENT -6 "a document of the sentences before may still be speaking";
    DOCUMENT_STORY -4 "a story that goes by documents";
    REPEATED -7 "said before";
    RUN -10 "goes on with sourced figures of its kind";
    POLL_IN_PARAGRAPH -6 "a poll in the paragraph";
    POLL_ANSWER -10 "what people answered";
    DOCUMENT_IN_SENTENCE -6 "a document in the sentence";
    POLL_STORY -6 "a story about a poll";
    QUOTE_IN_PARAGRAPH -3 "a quotation in the paragraph";
    // Where it stands in the story.
    TOP -5 "at the top of the story";
    END 5 "at the end of the story";
}
