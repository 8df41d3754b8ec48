//! Settings: one table of every key.

/// How strict the rules are and what they look at.
#[derive(Clone, Debug, Default)]
pub struct Settings {}
