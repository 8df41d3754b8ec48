//! Hover cards: a figure and why it is or is not flagged, a quote and where else it stands, an organisation, an official.

use super::Card;
use crate::archive::{Archive, Document};

/// The card for the thing at an offset.
pub fn hover(_document: &Document, _archive: &Archive, _offset: usize) -> Option<Card> {
    None
}
