//! Hover cards: a figure and why it is or is not flagged, a quote and where else it stands, an organisation, an official.

mod quote;

use super::Card;
use crate::archive::{Archive, Document};

/// The card for the thing at an offset.
pub fn hover(document: &Document, archive: &Archive, offset: usize) -> Option<Card> {
    quote::card(document, archive, offset)
}
