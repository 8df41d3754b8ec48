//! From a cue to an attribution: its source, its verb, and the words it covers in its own sentence.

// A list of one range of units is what is meant wherever it stands: most attributions have one stretch of content.
#![allow(clippy::single_range_in_vec_init)]

mod content;
mod frame;
mod other;
mod verb;

use super::super::lexicon::{Class, Low};
use super::phrase::Phrase;
use super::unit::{Tag, Unit, is_particled};
use super::{Cue, Kind};
use crate::text::{Span, Spans};
use frame::{is_issuing, issued};
use other::{according, colon, credit, in_words, is_according, message, noun, scene, seem, surveyed};
use std::ops::Range;
use verb::verb;

/// A sentence of a paragraph, as units.
pub struct Clause<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
    pub start: usize,
    /// The stop that ends it, or the end of its units.
    pub stop: usize,
    pub number: u32,
}

const VERB: Class = Class::SAY.or(Class::HOLD);

/// What a word can be that begins an attribution.
const TELLING: Class = VERB.or(Class::SOURCE_NOUN).or(Class::SEEM).or(Class::SIGN);

/// Adds the attributions of a sentence.
pub fn read(clause: &Clause, cues: &mut Vec<Cue>) {
    let first = cues.len();
    let units = &clause.units[clause.start..clause.stop];
    let (quotes, classes) =
        units.iter().fold((false, Class::NONE), |(quotes, classes), unit| (quotes | unit.is_quote(), classes.or(unit.class)));
    for (at, unit) in (clause.start..).zip(units) {
        // Most words begin nothing; "according" is a sign.
        let telling = unit.is(TELLING)
            || matches!(unit.tag, Tag::Dash | Tag::Colon)
            || quotes && matches!(unit.tag, Tag::Word | Tag::Be)
            || unit.tag == Tag::Preposition && unit.span.len() == "in".len();
        if !telling {
            continue;
        }
        let found = match unit.tag {
            // "his claim that" is no verb, but says whose claim it is.
            Tag::Word if unit.is(VERB) && unit.is(Class::SOURCE_NOUN) => verb(clause, at, &cues[first..]).or_else(|| noun(clause, at)),
            Tag::Word | Tag::Name if unit.is(VERB) => verb(clause, at, &cues[first..]),
            Tag::Word if is_according(clause, at) => according(clause, at),
            Tag::Word if quotes && !unit.is(Class::SOURCE_NOUN.or(Class::SEEM)) && beside_quote(clause, at) => {
                verb(clause, at, &cues[first..])
            }
            Tag::Name if is_according(clause, at) => according(clause, at),
            Tag::Word if unit.is(Class::SEEM) => seem(clause, at),
            Tag::Adverb if unit.is(Class::SEEM) => seem(clause, at),
            Tag::Word if unit.is(Class::SOURCE_NOUN) => noun(clause, at),
            Tag::Dash if at > clause.start && clause.is_quote(at - 1) => credit(clause, at),
            Tag::Colon if cues.len() == first => colon(clause, at).or_else(|| scene(clause, at)),
            Tag::Word if quotes && is_issuing(clause.word(at)) => issued(clause, at),
            Tag::Be if quotes => message(clause, at, &cues[first..]),
            Tag::Preposition => in_words(clause, at),
            _ => None,
        };
        if let Some(cue) = found {
            cues.push(cue);
        }
    }
    if classes.any(Class::POLL) && !cues[first..].iter().any(|c| c.source.is_some() && c.kind != Kind::Stance) {
        cues.extend(surveyed(clause));
    }
}

/// “It is,” he surmised. She texted: “No.” Moss thundered, “Now!” A verb that the lexicon lacks, between a short subject and marks.
fn beside_quote(clause: &Clause, at: usize) -> bool {
    let word = clause.word(at);
    let particled = at + 1 < clause.stop && is_particled(clause.text, clause.units, at);
    let finite = particled
        || word == "read"
        || word.len() > 4 && word.ends_with("ed")
        || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if !finite || at == clause.start {
        return false;
    }
    let before = clause.units[at - 1].tag;
    let then = at + 1 + usize::from(particled);
    let next = clause.tag(then);
    // Where the phrase before it begins.
    let mut start = at - 1;
    let joins = |u: &Unit| u.is_nominal() || before == Tag::Word && u.tag == Tag::Determiner;
    while before != Tag::Pronoun && start > clause.start && joins(&clause.units[start - 1]) {
        start -= 1;
    }
    let owned = start > clause.start && matches!(clause.units[start - 1].tag, Tag::Determiner | Tag::Preposition | Tag::To);
    // "the nominee riffed on it"
    const SOMEBODY: Class = Class::TITLE.or(Class::PEOPLE).or(Class::OCCUPATION);
    let described = before == Tag::Word && clause.units[at - 1].is(SOMEBODY) && word.ends_with("ed");
    // "One sign read, “...”": any subject, as it is no verb of the lexicon for what people read.
    let subject = match before {
        Tag::Pronoun => true,
        // "wrote to his Twitter followers, “...”"
        Tag::Name => !owned || !word.ends_with('s'),
        _ => described || word == "read" && before == Tag::Word,
    };
    let after_quote = |i: usize| {
        let quoted = i > clause.start && clause.is_quote(i - 1);
        quoted && clause.units[i - 1].span.of(clause.text).trim_end_matches(['"', '”', '’', '\'', '»']).ends_with([',', '?', '!'])
            // “It is”, he surmised.
            || i == clause.start + 2 && clause.units[i - 1].tag == Tag::Comma && clause.is_quote(i - 2)
    };
    if subject && matches!(next, Some(Tag::Comma | Tag::Colon)) && clause.is_quote(then + 1) {
        return true;
    }
    if subject && matches!(next, None | Some(Tag::Stop | Tag::Comma | Tag::Time | Tag::Preposition | Tag::Subordinator | Tag::Adverb)) {
        return after_quote(start);
    }
    after_quote(at) && matches!(next, Some(Tag::Name)) && word.ends_with("ed")
}

impl Clause<'_> {
    fn word(&self, at: usize) -> &str {
        self.units[at].span.of(self.text)
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        (at >= self.start && at < self.stop).then(|| self.units[at].tag)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.units[range.start].span.cover(self.units[range.end - 1].span)
    }

    fn is_quote(&self, at: usize) -> bool {
        at >= self.start && at < self.stop && self.units[at].is_quote()
    }

    /// An attribution; what is empty of its content is none.
    pub fn cue(
        &self,
        source: Option<&Phrase>,
        cue: Range<usize>,
        content: impl IntoIterator<Item = Range<usize>>,
        kind: Kind,
    ) -> Option<Cue> {
        let content = content.into_iter().filter(|c| !c.is_empty()).map(|c| self.span(c)).collect();
        self.covering(source, cue, content, kind)
    }

    fn covering(&self, source: Option<&Phrase>, cue: Range<usize>, content: Spans, kind: Kind) -> Option<Cue> {
        // A mark alone is nobody.
        if source.is_some_and(|p| !self.span(p.head.clone()).of(self.text).contains(char::is_alphanumeric)) {
            return None;
        }
        Some(Cue {
            source: source.map(|p| self.span(p.whole.clone())),
            head: source.map(|p| self.span(p.head.clone())),
            cue: self.span(cue),
            content,
            kind,
            sentence: self.number,
            announces: false,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Base,
    /// "says"
    Third,
    /// "said", "told"
    Past,
    /// "saying"
    Participle,
}

fn form(word: &str) -> Form {
    let ends = |tail: &[u8]| word.len() >= tail.len() && word.as_bytes()[word.len() - tail.len()..].eq_ignore_ascii_case(tail);
    if ends(b"ing") && !matches!(word, "bring" | "sing") {
        return Form::Participle;
    }
    let past = matches!(
        &*Low::of(word),
        "said"
            | "told"
            | "wrote"
            | "written"
            | "spoke"
            | "spoken"
            | "found"
            | "shown"
            | "thought"
            | "felt"
            | "known"
            | "knew"
            | "saw"
            | "seen"
            | "swore"
            | "sworn"
            | "chose"
            | "chosen"
            | "understood"
            | "begged"
            | "stood"
            | "forgot"
            | "forgotten"
            | "laid"
            | "sought"
            | "shot"
            | "hit"
            | "went"
            | "broke"
            | "cut"
    );
    if past || ends(b"ed") {
        Form::Past
    } else if ends(b"s") && !ends(b"ss") {
        Form::Third
    } else {
        Form::Base
    }
}
