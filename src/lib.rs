//! whosays reads plain-text news articles the way a fact-checking editor does and asks of every claim: *who says?*
//!
//! # The rooms, in reading order
//!
//! | room | what lives there |
//! |---|---|
//! | [`text`] | spans, the rope-backed buffer, positions in the client's encoding, marked fixtures |
//! | [`settings`] | one table of every key: parser, JSON schema, editor manifests and docs come from it |
//! | [`article`] | `Article::read`: everything that can be found in one text; never fails |
//! | [`knowledge`] | packs: known organisations, officials and their offices, with sources and dates |
//! | [`archive`] | all articles of the workspace: documents, who is who across them, the quote index |
//! | [`rules`] | one file a rule: its name, level, documentation, examples and check |
//! | [`features`] | what an editor can ask, in our own words, without protocol |
//! | [`report`] | findings as text, JSON, SARIF, GitHub annotations, quickfix lines |
//! | [`server`] | the language server; the only place that names the protocol's types |
//! | [`cli`] | one function a subcommand |
//!
//! **Directions.** A file names only rooms above its own in this table; `tests/layers.rs` fails on an arrow back.
//!
//! **Offsets** are bytes everywhere inside ([`text::Span`]). Lines, UTF-16 columns and code points exist only at the rim:
//! `server::convert` for editors, `report` and `cli` for people and programs.
//!
//! **Deliberately absent**: network code, telemetry, anything that runs a program or writes into a workspace unasked.

pub mod text;

pub mod settings;

pub mod article;

pub mod knowledge;

pub mod archive;

pub mod rules;

pub mod features;

pub mod report;

pub mod server;

pub mod cli;
