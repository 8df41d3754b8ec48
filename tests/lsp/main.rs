//! The server over an in-memory pipe, and a few sessions over the real binary's standard input and output: what only the
//! protocol can break.

mod binary;
mod client;
mod clients;
mod commands;
mod diagnostics;
mod features;
mod hostile;
mod lifecycle;
mod quotes;
mod sync;
mod workspace;
