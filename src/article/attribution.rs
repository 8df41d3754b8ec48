//! Attributions: source, cue, content and the source's tier; and who speaks in each quote.

use super::lexicon::Class;
use super::quote::{Marked, Speaker};
use super::token::Token;
use super::{Article, MentionKind};
use crate::text::Span;
use std::ops::Range;

/// Who says it, the words that say so, and the spans they cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub tier: Tier,
    /// The source as an entity of the article, pronouns resolved.
    pub entity: Option<u32>,
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
    pub source: Vec<Span>,
    pub cue: Span,
    pub content: Vec<Span>,
    /// The sentence it stands in, as a number in the reading.
    pub sentence: u32,
}

/// Finds the attributions of a paragraph.
pub fn find(_text: &str, tokens: &[Token], sentences: &[Range<usize>], quotes: &[Marked]) -> Vec<Cue> {
    let mut cues = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let inside = |t: &Token| quotes.iter().any(|q| q.outer.contains(t.span()));
        let Some(verb) = sentence.clone().find(|&at| tokens[at].is(Class::SAY) && !inside(&tokens[at])) else { continue };
        let whole = Span { start: tokens[sentence.start].start, end: tokens[sentence.end - 1].end };
        let before = tokens[sentence.start..verb]
            .iter()
            .rposition(|t| t.is_capitalised() || t.is(Class::PRONOUN))
            .map(|i| tokens[sentence.start + i].span());
        cues.push(Cue { source: before.into_iter().collect(), cue: tokens[verb].span(), content: vec![whole], sentence: number as u32 });
    }
    cues
}

/// Puts the attributions in their places, resolves sources to entities and gives quotes their speakers.
pub fn place(_text: &str, article: &mut Article) {
    for paragraph in &article.paragraphs {
        let base = paragraph.span.start;
        let shift = |spans: &[Span]| spans.iter().map(|s| s.shift(base)).collect::<Vec<_>>();
        for cue in &paragraph.reading.cues {
            let source = shift(&cue.source);
            let entity = source
                .first()
                .and_then(|s| article.mentions.iter().find(|m| m.span.overlaps(*s) && m.kind != MentionKind::Office))
                .map(|m| m.entity);
            article.attributions.push(Attribution {
                source,
                cue: vec![cue.cue.shift(base)],
                content: shift(&cue.content),
                tier: Tier::Named,
                entity,
            });
        }
    }
    for quote in &mut article.quotes {
        let covering = article.attributions.iter().position(|a| a.content.iter().any(|c| c.contains(quote.span)));
        quote.attribution = covering.map(|i| i as u32);
        quote.speaker = covering.and_then(|i| {
            let attribution = &article.attributions[i];
            let span = *attribution.source.first()?;
            let name = attribution.entity.map_or(span, |e| article.entities[e as usize].name);
            Some(Speaker { span, name, entity: attribution.entity })
        });
    }
}
