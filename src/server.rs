//! The language server: the only room that names the protocol.
