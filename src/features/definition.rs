//! Jumps: from a quote to its fullest wording, from a surname or acronym to the full name.

use super::Place;
use crate::archive::{Archive, Document};

/// Where the thing at an offset is best defined.
pub fn definition(_document: &Document, _archive: &Archive, _offset: usize) -> Vec<Place> {
    vec![]
}

/// All re-uses of the quote at an offset.
pub fn implementation(_document: &Document, _archive: &Archive, _offset: usize) -> Vec<Place> {
    vec![]
}

/// Everywhere the thing at an offset stands: a quote, an entity, a figure with the same value and unit.
pub fn references(_document: &Document, _archive: &Archive, _offset: usize) -> Vec<Place> {
    vec![]
}
