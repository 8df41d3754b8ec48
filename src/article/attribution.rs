//! Attributions: source, cue, content and the source's tier; and who speaks in each quote.
//!
//! A paragraph is read alone ([`find`]): its cues, their sources and what they cover, quotes that follow in the same
//! paragraph included. [`place`] puts paragraphs together: what carries over, who "she" is, how well a source can be asked.

mod carry;
mod cue;
mod phrase;
mod reach;
mod source;
mod statement;
mod unit;

use super::Article;
use super::lexicon::Class;
use super::quote::Marked;
use super::token::{self, Token};
use crate::text::{Span, Spans};
use smallvec::smallvec;
use std::ops::Range;

/// Who says it, the words that say so, and the spans they cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The source with its apposition: "Ada Moss, the mayor". Empty where nobody is named ("is expected to").
    pub source: Spans,
    /// The part of the source that names: "Ada Moss", "she", "a spokesman".
    pub head: Option<Span>,
    pub cue: Spans,
    /// In order; of a quotation interrupted by its cue, both sides; of one that runs on, all of it.
    pub content: Spans,
    pub tier: Tier,
    pub kind: Kind,
    /// The source as an entity of the article, pronouns resolved.
    pub entity: Option<u32>,
    /// The best name of the source in the article, pronouns resolved.
    pub name: Option<Span>,
    /// Whole sentences in which the source plausibly still speaks: from the start of its own to the last that goes on with it
    /// ("The report also ...", "He ...", "Another 12 percent ..."). Ends at a new source or a new subject. Weaker than `content`.
    pub reach: Span,
    /// The source is one that nobody could ring up: "critics", "one woman".
    pub vague: bool,
}

impl Attribution {
    /// Whether the source's own words or their report cover a place. For what merely goes on after it see `reach`.
    pub fn covers(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }
}

/// What kind of cue ties a source to its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "said", "told", "warned": what the source says.
    Speech,
    /// "according to".
    AccordingTo,
    /// A document or data says it: "the audit found", "court papers show".
    Document,
    /// A poll or survey says it.
    Poll,
    /// "wants", "opposes", "praised": what the source holds. Weaker: the facts inside are the reporter's.
    Stance,
    /// "is expected", "reportedly", "seems": nobody is named.
    Unnamed,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Speech => "speech",
            Kind::AccordingTo => "according-to",
            Kind::Document => "document",
            Kind::Poll => "poll",
            Kind::Stance => "stance",
            Kind::Unnamed => "unnamed",
        }
    }
}

/// How well a source can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    Named,
    Institution,
    Document,
    Anonymous,
    Vague,
}

impl Tier {
    pub fn name(self) -> &'static str {
        match self {
            Tier::Named => "named",
            Tier::Institution => "institution",
            Tier::Document => "document",
            Tier::Anonymous => "anonymous",
            Tier::Vague => "vague",
        }
    }
}

/// An attribution as one paragraph shows it; offsets from the paragraph's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub source: Option<Span>,
    pub head: Option<Span>,
    pub cue: Span,
    /// Empty where a colon at the paragraph's end announces what comes next.
    pub content: Spans,
    pub kind: Kind,
    /// The sentence it stands in, as a number in the reading.
    pub sentence: u32,
    /// The paragraph ends in a colon: the next one is what the source says.
    pub announces: bool,
}

/// Units of the longest sentence that is read in one piece.
const LONGEST: usize = 160;

/// Lists that are filled for one paragraph after the other: what is kept of them is as long as it must be.
#[derive(Default)]
pub struct Room {
    units: Vec<unit::Unit>,
    /// The sentences as ranges of units.
    ranges: Vec<Range<usize>>,
    cues: Vec<Cue>,
}

/// Finds the attributions of a paragraph.
pub fn find(text: &str, tokens: &[Token], sentences: &[Range<usize>], quotes: &[Marked], room: &mut Room) -> Vec<Cue> {
    const CUES: Class = Class::SAY.or(Class::HOLD).or(Class::SEEM);
    let cued = |t: &Token| {
        t.is(CUES)
            || t.is(Class::SIGN) && t.span().len() == "according".len() && t.text(text).eq_ignore_ascii_case("according")
            || t.kind == token::Kind::Sign && t.text(text) == ":"
    };
    if quotes.is_empty() && !tokens.iter().any(cued) {
        return vec![];
    }
    let Room { units, ranges, cues } = room;
    unit::read(text, tokens, sentences, quotes, units, ranges);
    for (number, range) in ranges.iter().enumerate() {
        let last = range.end.checked_sub(1).filter(|&i| i >= range.start && units[i].tag == unit::Tag::Stop);
        let end = last.unwrap_or(range.end);
        // Nobody writes sentences longer than this; a text without stops is read in stretches, so that it costs no more than its length.
        for start in (range.start..end).step_by(LONGEST) {
            let clause = cue::Clause { text, units, start, stop: end.min(start + LONGEST), number: number as u32 };
            cue::read(&clause, cues);
        }
    }
    carry::within(text, units, ranges, quotes, cues);
    if units.last().is_some_and(|u| u.tag == unit::Tag::Colon) {
        let last = ranges.len() as u32 - 1;
        let announcing = cues.iter().rposition(|c| c.sentence == last && c.source.is_some() && c.kind != Kind::Unnamed);
        if let Some(i) = announcing {
            cues[i].announces = true;
        }
    }
    cues.retain(|c| c.announces || !c.content.is_empty());
    cues.sort_by_key(|c| c.cue.start);
    room.cues.drain(..).collect()
}

/// Puts the attributions in their places, resolves sources to entities and gives quotes their speakers.
pub fn place(text: &str, article: &mut Article) {
    let mut announcing = Vec::new();
    article.attributions.reserve(article.paragraphs.iter().map(|p| p.reading.cues.len()).sum());
    for (number, paragraph) in article.paragraphs.iter().enumerate() {
        let base = paragraph.span.start;
        for cue in &paragraph.reading.cues {
            if cue.announces {
                announcing.push((number, article.attributions.len()));
            }
            article.attributions.push(Attribution {
                source: cue.source.map(|s| s.shift(base)).into_iter().collect(),
                head: cue.head.map(|s| s.shift(base)),
                cue: smallvec![cue.cue.shift(base)],
                content: cue.content.iter().map(|s| past_dateline(text, s.shift(base), article.dateline)).collect(),
                tier: Tier::Vague,
                kind: cue.kind,
                entity: None,
                name: None,
                reach: Span::default(),
                vague: false,
            });
        }
    }
    carry::across(text, article, &announcing);
    statement::place(text, article);
    source::resolve(text, article);
    carry::speakers(text, article);
    reach::place(text, article);
}

/// "HARTWICK — The mill will close, Moss said": nobody says the dateline.
fn past_dateline(text: &str, content: Span, dateline: Option<Span>) -> Span {
    match dateline.filter(|d| d.start == content.start && d.end < content.end) {
        Some(dateline) => {
            let rest = &text[dateline.end as usize..content.end as usize];
            let said = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'));
            Span { start: content.end - said.len() as u32, end: content.end }
        }
        None => content,
    }
}

#[cfg(test)]
mod tests;
