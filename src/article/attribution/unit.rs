//! A paragraph as the reader of attributions sees it: words and signs, with every stretch in quotation marks as one unit.

use super::super::lexicon::{Class, Low};
use super::super::quote::Marked;
use super::super::token::{Kind, Token};
use crate::text::Span;
use std::ops::Range;

/// A token, or all tokens of a marked quote together.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// From the paragraph's start; of a quote, with its marks.
    pub span: Span,
    pub tag: Tag,
    pub class: Class,
    pub capital: bool,
}

/// The part a unit can play in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Words in marks, by their number in the paragraph.
    Quote(u32),
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// The end of a sentence.
    Stop,
    Open,
    Close,
    Determiner,
    /// he, she, they, who: a subject by itself.
    Pronoun,
    /// him, them, us.
    Object,
    /// who, which, whose.
    Relative,
    That,
    To,
    Preposition,
    /// and, or, but.
    And,
    /// because, while, if.
    Subordinator,
    Be,
    Auxiliary,
    Adverb,
    /// A capitalised word that is none of the above.
    Name,
    Number,
    /// "'s".
    Possessive,
    Time,
    /// Any other word or sign inside a phrase.
    Word,
}

impl Unit {
    pub fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }

    pub fn is_quote(&self) -> bool {
        matches!(self.tag, Tag::Quote(_))
    }

    /// Whether the unit can stand inside a noun phrase, its determiner aside.
    pub fn is_nominal(&self) -> bool {
        matches!(self.tag, Tag::Name | Tag::Number | Tag::Possessive | Tag::Word | Tag::Time | Tag::Object)
    }
}

/// The units of a paragraph and its sentences as ranges of units, in lists that may hold those of another. A stop inside marks ends
/// no sentence.
pub fn read(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    quotes: &[Marked],
    units: &mut Vec<Unit>,
    ranges: &mut Vec<Range<usize>>,
) {
    units.clear();
    units.reserve(tokens.len());
    ranges.clear();
    let mut quote = 0;
    // Where the next of the quotes begins.
    let opening = |quote: usize| quotes.get(quote).map_or(u32::MAX, |q| q.outer.start);
    let mut opens = opening(quote);
    let mut at = 0;
    for sentence in sentences {
        let begin = units.len();
        let fresh = at <= sentence.start;
        at = at.max(sentence.start);
        while at < sentence.end {
            while tokens[at].start >= opens && quotes[quote].outer.end <= tokens[at].start {
                quote += 1;
                opens = opening(quote);
            }
            if tokens[at].start >= opens {
                let marked = &quotes[quote];
                while at < tokens.len() && tokens[at].start < marked.outer.end {
                    at += 1;
                }
                let span = marked.outer;
                units.push(Unit { span, tag: Tag::Quote(quote as u32), class: Class::NONE, capital: false });
                continue;
            }
            let last = at + 1 == sentence.end;
            units.push(unit(text, tokens, at, begin == units.len(), last));
            at += 1;
        }
        if units.len() == begin {
            continue;
        }
        // A sentence whose start lies inside a quote goes on with the sentence in which that quote opened.
        if !fresh && goes_on(text, units, begin) {
            ranges.last_mut().expect("a quote opened in a sentence before").end = units.len();
        } else {
            ranges.push(begin..units.len());
        }
    }
    join_speakers(text, units, ranges);
}

/// "shot back", "went on": what says something only with the word after it.
pub fn is_particled(text: &str, units: &[Unit], at: usize) -> bool {
    matches!(units[at].span.of(text), "shot" | "fired" | "hit" | "went" | "chimed" | "broke" | "cut" | "piped")
        && units.get(at + 1).is_some_and(|u| matches!(u.span.of(text), "back" | "on" | "in" | "up"))
}

/// “Is it safe?” Ada Moss asked. The stop inside the marks has cut the sentence before its speaker.
fn join_speakers(text: &str, units: &[Unit], ranges: &mut Vec<Range<usize>>) {
    let joins = |before: &Range<usize>, here: &Range<usize>| {
        if !units[before.end - 1].is_quote()
            || !units[before.end - 1].span.of(text).trim_end_matches(['"', '”', '’', '\'', '»']).ends_with(['!', '?', '…', '.', '—', '-'])
        {
            return false;
        }
        // A trailing credit: “It is closed.” — Ada Moss
        if units[here.start].tag == Tag::Dash && here.len() <= 8 && units.get(here.start + 1).is_some_and(|u| u.tag == Tag::Name) {
            return true;
        }
        let says = |i: &usize| units[*i].tag == Tag::Word && (units[*i].is(Class::SAY) || is_particled(text, units, *i));
        let verb = (here.start..here.end.min(here.start + 14)).find(says);
        // “Is it safe?” Moss queried.
        let queried =
            || (here.start..here.end.min(here.start + 4)).find(|&i| units[i].tag == Tag::Word && units[i].span.of(text).ends_with("ed"));
        let Some(verb) = verb.or_else(queried).filter(|&v| v > here.start) else { return false };
        let alone = units.get(verb + 1).filter(|_| verb + 1 < here.end).is_none_or(|u| u.tag == Tag::Stop);
        let named = units[here.start..verb].iter().all(|u| u.is_nominal() || matches!(u.tag, Tag::Determiner | Tag::Pronoun | Tag::Adverb))
            || units[here.start].tag == Tag::Name
                && units[here.start..verb].iter().filter(|u| u.tag == Tag::Comma).count() == 2
                && matches!(units[verb - 1].tag, Tag::Comma | Tag::Adverb)
                && units[here.start..verb]
                    .iter()
                    .all(|u| u.is_nominal() || matches!(u.tag, Tag::Determiner | Tag::Preposition | Tag::Comma | Tag::Adverb | Tag::And));
        let particled = is_particled(text, units, verb);
        let finite = particled
            || alone && units[verb].span.of(text).ends_with("ed")
            || matches!(
                units[verb].span.of(text),
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "wrote"
                    | "writes"
                    | "told"
                    | "tells"
                    | "added"
                    | "tweeted"
                    | "replied"
                    | "shouted"
                    | "wondered"
                    | "exclaimed"
                    | "continued"
                    | "recalled"
            );
        let then = verb + 1 + usize::from(particled);
        let next = units.get(then).filter(|_| then < here.end).map(|u| u.tag);
        let ends = matches!(next, None | Some(Tag::Stop | Tag::Comma | Tag::Preposition | Tag::Time | Tag::Adverb | Tag::Subordinator));
        let told = matches!(units[verb].span.of(text), "told" | "tells")
            && matches!(next, Some(Tag::Name | Tag::Object | Tag::Determiner | Tag::Word));
        let quoted = units[verb..here.end].iter().take(4).any(Unit::is_quote);
        named && finite && (ends || told) && !quoted
    };
    ranges.dedup_by(|here, before| {
        let joined = joins(before, here);
        if joined {
            before.end = here.end;
        }
        joined
    });
}

/// Whether the units from `begin` on belong to the sentence of the quote before them: small letter, comma, or no stop in the quote.
fn goes_on(text: &str, units: &[Unit], begin: usize) -> bool {
    let Some(before) = begin.checked_sub(1).map(|i| units[i].span.of(text)) else { return false };
    let ended = before.trim_end_matches(['"', '”', '’', '\'', '»', '“']).ends_with(['.', '!', '?', '…']);
    !ended || !(units[begin].capital || units[begin].is_quote())
}

fn unit(text: &str, tokens: &[Token], at: usize, first: bool, last: bool) -> Unit {
    let token = &tokens[at];
    // Nearly all are words.
    let tag = if token.is_word() { word(text, tokens, at, first) } else { sign(text, tokens, at, first, last) };
    Unit { span: token.span(), tag, class: token.class, capital: token.is_capitalised() }
}

fn sign(text: &str, tokens: &[Token], at: usize, first: bool, last: bool) -> Tag {
    let token = &tokens[at];
    match token.kind {
        Kind::Stop if last || token.span().len() == 1 && !is_abbreviation(tokens, at) => Tag::Stop,
        Kind::Stop => Tag::Word,
        Kind::Number => Tag::Number,
        Kind::Address => Tag::Name,
        Kind::Possessive => Tag::Possessive,
        // A closing mark whose opening one was lost ends what is said like a comma: It is closed,” said Moss.
        Kind::Quote if closes(text, tokens, at) => Tag::Comma,
        Kind::Quote => Tag::Word,
        Kind::Dash => {
            let glued = |a: usize, b: usize| tokens.get(b).is_some_and(|t| tokens[a].touches(t));
            if at > 0 && glued(at - 1, at) && glued(at, at + 1) && token.span().len() == 1 { Tag::Word } else { Tag::Dash }
        }
        Kind::Sign => match text.as_bytes()[token.start as usize] {
            b',' => Tag::Comma,
            b':' => Tag::Colon,
            b';' => Tag::Semicolon,
            b'(' | b'[' => Tag::Open,
            b')' | b']' => Tag::Close,
            // What opens a line of a list.
            _ if first && matches!(token.text(text), "•" | "*" | "~" | "·" | "▪" | "●" | "■") => Tag::Dash,
            _ => Tag::Word,
        },
        Kind::Word => Tag::Word,
    }
}

/// Whether a mark stands at the end of a word and is no plural's apostrophe.
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    let touches = |a: usize, b: usize| tokens.get(b).is_some_and(|t| tokens[a].touches(t));
    at > 0 && touches(at - 1, at) && !touches(at, at + 1) && !matches!(tokens[at].text(text), "'" | "’")
}

fn is_abbreviation(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].is_word() && tokens[at - 1].touches(&tokens[at])
}

const FUNCTION: Class = Class::AUXILIARY
    .or(Class::CONJUNCTION)
    .or(Class::PREPOSITION)
    .or(Class::DETERMINER)
    .or(Class::SUBJECT)
    .or(Class::PRONOUN)
    .or(Class::ADVERB)
    .or(Class::TIME);

/// What a function word is by the first of its classes, in their order.
const FIRST: [(Class, Tag); 9] = [
    (Class::SUBJECT, Tag::Pronoun),
    (Class::BE, Tag::Be),
    (Class::AUXILIARY, Tag::Auxiliary),
    (Class::DETERMINER, Tag::Determiner),
    (Class::TIME, Tag::Time),
    (Class::PREPOSITION, Tag::Preposition),
    (Class::CONJUNCTION, Tag::Subordinator),
    (Class::ADVERB, Tag::Adverb),
    (Class::PRONOUN, Tag::Word),
];

fn word(text: &str, tokens: &[Token], at: usize, first: bool) -> Tag {
    let token = &tokens[at];
    let capital = token.is_capitalised();
    if !token.is(FUNCTION) {
        let ends = |tail: &[u8]| text.as_bytes()[..token.end as usize].ends_with(tail);
        if !capital
            && token.span().len() > 4
            && text.as_bytes()[token.end as usize - 1] == b'y'
            && ends(b"ly")
            && (!token.is(Class::SAY.or(Class::HOLD).or(Class::TITLE).or(Class::VAGUE)) || token.is(Class::SEEM))
        {
            return Tag::Adverb;
        }
        // "has long said"
        if at > 0 && tokens[at - 1].is(Class::AUXILIARY) && token.text(text) == "long" {
            return Tag::Adverb;
        }
        if token.apostrophe {
            if !capital && (ends(b"n't") || ends("n’t".as_bytes())) {
                return Tag::Auxiliary;
            }
            if is_contraction(token.text(text)) {
                return Tag::Pronoun;
            }
        }
        // "Last week", whose capital is that of the sentence.
        let opens_time = first && matches!(token.text(text), "Last" | "Next" | "Early" | "Late" | "Earlier");
        if opens_time && tokens.get(at + 1).is_some_and(|t| t.is(Class::TIME)) {
            return Tag::Time;
        }
        let tweeted = || token.span().len() == "Tweeted".len() && token.text(text) == "Tweeted";
        return if capital && !tweeted() { Tag::Name } else { Tag::Word };
    }
    if capital && !first && !token.is(Class::DETERMINER.or(Class::PREPOSITION).or(Class::SUBJECT).or(Class::CONJUNCTION)) {
        return if token.is(Class::TIME) { Tag::Time } else { Tag::Name };
    }
    // "Under Secretary Moss"
    if capital && token.text(text) == "Under" && tokens.get(at + 1).is_some_and(|t| t.text(text) == "Secretary") {
        return Tag::Name;
    }
    if token.is(Class::PART) {
        match &*Low::of(token.text(text)) {
            "that" => return Tag::That,
            "like" if at > 0 && matches!(tokens[at - 1].text(text), "would" | "'d" | "’d") => return Tag::Word,
            "to" => return Tag::To,
            "and" | "or" | "but" | "nor" => return Tag::And,
            "who" | "which" | "whose" | "whom" => return Tag::Relative,
            "us" if token.shape == super::super::token::Shape::Upper => return Tag::Name,
            "him" | "them" | "us" | "me" | "himself" | "herself" | "themselves" | "hers" => return Tag::Object,
            _ => {}
        }
    }
    // "United We Dream"
    let named = |i: Option<usize>| i.and_then(|i| tokens.get(i)).is_some_and(|t| t.is_capitalised() && !t.is(FUNCTION));
    let letters = token.span().len();
    if token.is(Class::SUBJECT) && capital && !first && letters > "I".len() && named(at.checked_sub(1)) && named(Some(at + 1)) {
        return Tag::Name;
    }
    FIRST[token.class.first()].1
}

/// "he’s", "they’ve", "I’d": a pronoun with its auxiliary.
fn is_contraction(word: &str) -> bool {
    let head = word.split(['\'', '’']).next().unwrap_or(word);
    super::super::lexicon::class(head).any(Class::SUBJECT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_told_by_their_first_class() {
        let all = FIRST.iter().enumerate().fold(Class::NONE, |all, (number, (class, _))| {
            assert_eq!(class.first(), number);
            all.or(*class)
        });
        assert_eq!(all, FUNCTION.or(Class::BE));
    }
}
