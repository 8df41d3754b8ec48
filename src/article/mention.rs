//! Mentions of organisations, people and offices, and the entities they share inside one article.
//!
//! A paragraph alone yields candidates ([`Name`], [`Title`]): capitals cut into [`run`]s, each with what is in [`sight`] of it,
//! the [`signal`]s and [`clue`]s of its words and of its surroundings, and [`title`]s of [`office`] tied to the names beside them. The article puts them together
//! ([`resolve`]): the signals of all places where the same words stand decide what they name, and surnames, [`short`] forms
//! and acronyms find their full names.

mod candidate;
pub mod clue;
mod hidden;
mod key;
mod known;
mod office;
mod resolve;
mod run;
mod short;
mod sight;
pub mod signal;
mod sport;
#[cfg(test)]
mod tests;
mod title;
mod word;

pub use candidate::{Room, find};
pub use resolve::{Survey, place, survey};
pub use sport::{Sporting, sporting};

use crate::text::Span;
use signal::Signals;

/// A place where an organisation, a person or an office is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub kind: MentionKind,
    /// Index into `Article::entities`. An office belongs to the entity of its holder, else of its organisation; an office that
    /// stands for its unnamed holder ("the Inspector General") is a person of its own.
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
    /// For an organisation: its acronym where the article writes it beside the name.
    pub acronym: Option<Span>,
    /// For a person: as "Mr" or "Ms" says.
    pub gender: Option<Gender>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    Organisation,
    Person,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Female,
    Male,
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
    pub signals: Signals,
    /// What the [`clue`]s say, of the name itself and of its surroundings here.
    pub own: clue::Weights,
    pub around: clue::Weights,
    /// The words regardless of case and of how they are spaced.
    pub key: u64,
    /// The first word alone, and the last that is no suffix such as "Jr".
    pub first: u64,
    pub last: u64,
    pub words: u8,
    pub gender: Option<Gender>,
    /// The name, as a number in the paragraph's list, that this one in brackets abbreviates.
    pub acronym_of: Option<u32>,
}

impl Name {
    /// What the paragraph alone says that it names.
    pub fn kind(&self) -> NameKind {
        let mut weighed = signal::Weighed::default();
        weighed.add(self);
        weighed.decide(self.signals)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    Person,
    Organisation,
    Place,
    Other,
}

/// A title candidate of a paragraph; offsets from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    pub span: Span,
    pub key: u64,
    /// Its holder and its organisation, as numbers in the paragraph's list of names.
    pub holder: Option<u32>,
    pub organisation: Option<u32>,
    pub stands: Stands,
}

/// Whether a title by itself names its holder: "the Inspector General".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Never,
    /// In a headline: where the article says who holds it.
    Held,
    Always,
}
