//! The same words in other articles: finding them ([`shingle`], [`find`]) and judging them ([`align`], [`wording`]).
//!
//! Running text is cut into [`word`]s that typography, case and spelling do not change. Every four words in a row are an entry of
//! the index, so that re-use without marks is found too; three words in a row only inside marks. What shares entries with a query
//! is a candidate, and alone the alignment of its words with the query's decides.

pub mod align;
mod filter;
pub mod find;
pub mod shingle;
pub mod word;
pub mod wording;

pub use align::{Change, ChangeKind, Sameness};
pub use find::{Candidate, Query};
