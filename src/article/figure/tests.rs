//! Texts with every figure marked, and what is read from it.
