//! What a line whose capitals hide its names may name.

use super::key::keys;
use crate::article::lexicon::Class;
use crate::article::token::Token;
use crate::text::Span;

/// The words of a line that may be a name, from each capitalised one on: one alone or up to nine, the longest last.
pub struct Stretches(pub Vec<Stretch>);

pub struct Stretch {
    /// From the start of the line.
    pub span: Span,
    pub key: u64,
    pub single: bool,
}

impl Stretches {
    pub fn of(words: &str, tokens: &[Token]) -> Stretches {
        let mut all = Vec::new();
        let stretch = |at: usize, end: usize| Stretch {
            span: tokens[at].span().cover(tokens[end - 1].span()),
            key: keys(words, &tokens[at..end]).all,
            single: end == at + 1,
        };
        let capitalised = |t: &Token| t.is_word() && t.is_capitalised();
        for at in (0..tokens.len()).filter(|&at| capitalised(&tokens[at])) {
            if tokens[at].is(Class::COMMON) && !tokens[at].is(Class::TITLE) {
                all.push(stretch(at, at + 1));
            }
            for end in at + 2..=(at + 9).min(tokens.len()) {
                let last = &tokens[end - 1];
                if capitalised(last) {
                    all.push(stretch(at, end));
                } else if matches!(last.text(words), "." | "!" | "?" | ":" | ";" | "(") {
                    break;
                }
            }
        }
        Stretches(all)
    }
}
