//! Mentions of organisations, people and offices, and the entities they share inside one article.

use super::Article;
use super::lexicon::Class;
use super::token::Token;
use crate::text::Span;
use std::ops::Range;

/// A place where an organisation, a person or an office is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub kind: MentionKind,
    /// Index into `Article::entities`. An office belongs to the entity of its holder, else of its organisation.
    pub entity: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    Organisation,
    Person,
    Office,
}

impl MentionKind {
    pub fn name(self) -> &'static str {
        match self {
            MentionKind::Organisation => "organisation",
            MentionKind::Person => "person",
            MentionKind::Office => "office",
        }
    }
}

/// What mentions share: one organisation or person of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub kind: EntityKind,
    /// The fullest name as written: "National Immigration Law Center", "John Morton".
    pub name: Span,
    /// Other ways the article writes it: acronyms, surnames, short forms.
    pub aliases: Vec<Span>,
    /// For a person: offices held, as written.
    pub offices: Vec<Office>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    Organisation,
    Person,
}

impl EntityKind {
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Organisation => "organisation",
            EntityKind::Person => "person",
        }
    }
}

/// A title and the organisation it belongs to, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    pub title: Span,
    pub organisation: Option<Span>,
}

/// A name candidate of a paragraph; offsets from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub span: Span,
    pub kind: MentionKind,
}

/// Finds the name candidates of a paragraph.
pub fn find(_text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let run = tokens[at..sentence.end].iter().take_while(|t| t.is_word() && t.is_capitalised()).count();
            let words = &tokens[at..at + run];
            at += run.max(1);
            if run < 2 {
                continue;
            }
            let span = words[0].span().cover(words[run - 1].span());
            if words.iter().any(|t| t.is(Class::ORGANISATION)) {
                names.push(Name { span, kind: MentionKind::Organisation });
            } else if words[0].is(Class::FIRST_NAME) {
                names.push(Name { span, kind: MentionKind::Person });
            }
        }
    }
    names
}

/// Puts the mentions in their places and ties together those that name the same.
pub fn place(text: &str, article: &mut Article) {
    for paragraph in &article.paragraphs {
        for name in &paragraph.reading.names {
            let span = name.span.shift(paragraph.span.start);
            let kind = if name.kind == MentionKind::Organisation { EntityKind::Organisation } else { EntityKind::Person };
            let known = article.entities.iter().position(|e| e.kind == kind && e.name.of(text) == span.of(text));
            let entity = known.unwrap_or_else(|| {
                article.entities.push(Entity { kind, name: span, aliases: vec![], offices: vec![] });
                article.entities.len() - 1
            });
            article.mentions.push(Mention { span, kind: name.kind, entity: entity as u32 });
        }
    }
}
