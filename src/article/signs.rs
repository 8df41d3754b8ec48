//! What each sentence says about sources, read from its paragraph alone.

use crate::article::lexicon::Class;
use crate::article::quote::Marked;
use crate::article::token::{Kind, Token};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A set of facts about one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Signs(u32);

impl Signs {
    pub const ACCORDING: Signs = Signs(1 << 0);
    pub const POLL: Signs = Signs(1 << 1);
    /// A document is named at all.
    pub const DOCUMENT: Signs = Signs(1 << 2);
    /// A document says or shows something, "the audit found", "records show"; marked by whoever knows the attributions.
    pub const DOCUMENT_SPEAKS: Signs = Signs(1 << 3);
    pub const WORLD: Signs = Signs(1 << 4);
    pub const HYPOTHETICAL: Signs = Signs(1 << 5);
    pub const FIRST_PERSON: Signs = Signs(1 << 6);
    pub const YEAR: Signs = Signs(1 << 7);
    pub const PRESENT: Signs = Signs(1 << 8);
    pub const QUOTE: Signs = Signs(1 << 9);
    pub const VOTE: Signs = Signs(1 << 10);
    pub const COURT: Signs = Signs(1 << 11);
    pub const SPORT: Signs = Signs(1 << 12);
    /// "seven consecutive years", "a fifth straight", "ahead of schedule": a stretch of time that is the news.
    pub const CONSECUTIVE: Signs = Signs(1 << 13);
    /// Shares, an index or a currency that rose or fell.
    pub const MARKET_MOVE: Signs = Signs(1 << 14);
    /// Speaks to the reader: "you", "your".
    pub const SECOND_PERSON: Signs = Signs(1 << 15);

    /// "As the Courier reported", "As Documented covered".
    pub const AS_REPORTED: Signs = Signs(1 << 16);
    /// Begins like one that goes on with the source before it.
    pub const GOES_ON: Signs = Signs(1 << 17);

    pub fn has(self, sign: Signs) -> bool {
        self.0 & sign.0 != 0
    }

    pub fn add(&mut self, sign: Signs) {
        self.0 |= sign.0;
    }
}

/// A sentence: where it stands, and what it says about sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// From the paragraph's start.
    pub span: Span,
    pub signs: Signs,
}

/// Reads what every sentence of a paragraph says.
pub fn said(text: &str, tokens: &[Token], sentences: &[Range<usize>], quotes: &[Marked]) -> Vec<Said> {
    let mut quotes = quotes;
    let one = |sentence: &Range<usize>| Said {
        span: tokens[sentence.start].span().cover(tokens[sentence.end - 1].span()),
        signs: one(text, &tokens[sentence.clone()], &mut quotes),
    };
    sentences.iter().map(one).collect()
}

/// The signs of a sentence; of the quotes those are left that end after it.
fn one(text: &str, tokens: &[Token], quotes: &mut &[Marked]) -> Signs {
    let mut signs = Signs::default();
    let (mut shares, mut asked) = (false, false);
    if goes_on(text, tokens) {
        signs.add(Signs::GOES_ON);
    }
    if tokens.first().is_some_and(|t| t.text(text) == "As") && tokens.get(1).is_some_and(|t| t.is_capitalised() || t.is(Class::PRONOUN)) {
        let reports = |t: &Token| {
            let word = t.text(text);
            t.is(Class::SAY) || matches!(word, "covered" | "documented" | "detailed" | "chronicled" | "outlined" | "described")
        };
        if tokens[1..].iter().take_while(|t| t.is_word()).take(6).any(reports) {
            signs.add(Signs::AS_REPORTED);
        }
    }
    for token in tokens {
        // Most words tell nothing, but that they stand in marks.
        if quotes.is_empty() && !token.is(TELLING.or(Class::SIGN)) && !token.apostrophe && token.kind != Kind::Number {
            continue;
        }
        while let [before, rest @ ..] = *quotes
            && before.outer.end <= token.start
        {
            *quotes = rest;
        }
        if quotes.first().is_some_and(|q| q.outer.contains(token.span())) {
            signs.add(Signs::QUOTE);
            continue;
        }
        if token.kind == Kind::Number {
            let digits = token.text(text);
            if digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) {
                signs.add(Signs::YEAR);
            }
            continue;
        }
        if !token.is_word() {
            continue;
        }
        if token.is(TELLING) {
            CLASSES.iter().filter(|(class, _)| token.is(*class)).for_each(|(_, sign)| signs.add(*sign));
        }
        // "you'll" is in the table with its apostrophe.
        if !token.is(Class::SIGN) && !token.apostrophe {
            continue;
        }
        let (told, part) = WORDS.get(token.text(text)).copied().unwrap_or_default();
        signs.add(told);
        if shares && part == Part::Move {
            signs.add(Signs::MARKET_MOVE);
        }
        shares |= part == Part::Market;
        asked |= part == Part::Asked;
    }
    // "Asked who they would vote for, 55 percent named Moss."
    if asked && tokens.iter().any(|t| matches!(t.text(text), "percent" | "%" | "cent")) {
        signs.add(Signs::POLL);
    }
    signs
}

/// Whether a sentence begins like one that goes on with the source before it: "He", "The report also", "Another 12 percent",
/// "Among women", a quotation.
fn goes_on(text: &str, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    if matches!(first.kind, Kind::Quote | Kind::Number) {
        return true;
    }
    let word = first.text(text);
    if first.is(Class::SUBJECT.or(Class::NUMERAL)) {
        return true;
    }
    if matches!(
        word,
        "Another"
            | "Among"
            | "Also"
            | "Of"
            | "That"
            | "Those"
            | "These"
            | "This"
            | "Nearly"
            | "About"
            | "More"
            | "Most"
            | "Only"
            | "Overall"
            | "Half"
            | "Its"
            | "His"
            | "Her"
            | "Their"
            | "Both"
            | "Additionally"
            | "Furthermore"
            | "Moreover"
    ) {
        return true;
    }
    // "The poll also", "The agency": a body or document known already.
    word == "The"
        && tokens
            .iter()
            .skip(1)
            .take(3)
            .take_while(|t| t.is_word() && !t.is_capitalised())
            .any(|t| t.is(Class::DOCUMENT.or(Class::POLL).or(Class::INSTITUTION).or(Class::TITLE)))
}

/// What a word does in a sign that takes two.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    None,
    /// What rises or falls, and that it does: [`Signs::MARKET_MOVE`].
    Market,
    Move,
    /// With a share of those who answered: [`Signs::POLL`].
    Asked,
}

/// Words as they are written.
static WORDS: LazyLock<FxHashMap<&'static str, (Signs, Part)>> = LazyLock::new(|| {
    const NONE: Signs = Signs(0);
    let rows: &[(Signs, Part, &[&str])] = &[
        (NONE, Part::Market, &["shares", "Shares", "stock", "stocks", "Stocks", "index", "Nasdaq", "Dow", "futures", "FTSE"]),
        (NONE, Part::Move, &["rose", "fell", "closed", "gained", "lost", "dropped", "climbed", "slid", "jumped", "tumbled", "up", "down"]),
        (NONE, Part::Asked, &["asked", "Asked", "undecided", "unsure"]),
        (Signs::ACCORDING, Part::None, &["according", "According"]),
        (Signs::FIRST_PERSON, Part::None, &["I", "my", "we", "our", "We", "My", "Our", "me", "us"]),
        (Signs::SECOND_PERSON, Part::None, &["you", "your", "You", "Your"]),
        (Signs::SECOND_PERSON, Part::None, &["you'll", "you’ll", "you're", "you’re", "you'd", "you’d"]),
        (Signs::CONSECUTIVE, Part::None, &["consecutive", "straight", "ahead"]),
        (Signs::PRESENT, Part::None, &["is", "are", "has", "have", "accounts", "account", "remains", "makes", "make"]),
    ];
    rows.iter().flat_map(|&(signs, part, words)| words.iter().map(move |word| (*word, (signs, part)))).collect()
});

const CLASSES: &[(Class, Signs)] = &[
    (Class::POLL, Signs::POLL),
    (Class::DOCUMENT, Signs::DOCUMENT),
    (Class::WORLD, Signs::WORLD),
    (Class::HYPOTHETICAL, Signs::HYPOTHETICAL),
    (Class::VOTE, Signs::VOTE),
    (Class::COURT, Signs::COURT),
    (Class::SPORT, Signs::SPORT),
];

/// Any of the classes that are a sign.
const TELLING: Class = {
    let mut all = Class::NONE;
    let mut at = 0;
    while at < CLASSES.len() {
        all = all.or(CLASSES[at].0);
        at += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::lexicon::class;

    #[test]
    fn every_word_that_is_a_sign_has_its_class() {
        for word in WORDS.keys() {
            assert!(class(word).any(Class::SIGN) || word.contains(['\'', '’']), "{word}");
        }
    }
}
