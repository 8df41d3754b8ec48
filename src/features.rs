//! What an editor can ask, in our own words and without protocol: one file a request.

mod accept;
mod action;
pub mod call;
pub mod completion;
mod definition;
pub mod facts;
mod folding;
pub mod hierarchy;
mod highlight;
mod hover;
mod inlay;
mod lens;
mod named;
pub mod quote;
pub mod rename;
mod selection;
pub mod sources;
mod summary;
mod symbol;
mod tokens;
pub mod who;

pub use accept::{Acceptance, acceptance};
pub use action::{Wording, actions, wording};
pub use completion::completions;
pub use definition::{definition, implementation, references};
pub use folding::{Fold, FoldKind, folds};
pub use highlight::highlights;
pub use hover::{hover, plain};
pub use inlay::{Inlay, inlays};
pub use lens::{Lens, lenses};
pub use selection::{origin, selection};
pub use sources::{Source, sources};
pub use summary::summary;
pub use symbol::{Symbol, SymbolKind, WorkspaceSymbol, symbols, workspace_symbols};
pub use tokens::{Token, TokenKind, tokens};
pub use who::{Known, titled, who, who_text};

use crate::text::Span;
use std::path::Path;
use std::sync::Arc;

/// A place in a document of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: Arc<Path>,
    pub span: Span,
}

/// What a hover shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The words that the card is about.
    pub span: Span,
    /// Markdown that also reads well as plain text.
    pub markdown: String,
}

/// The words of a quotation as they stand between marks in a card or a list: without the comma that only leads to "she said".
fn quoted(words: &str) -> String {
    let words = written(words);
    words.strip_suffix(',').map(str::to_string).unwrap_or(words)
}

/// Words of an article on one line, single spaces between them.
fn written(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
