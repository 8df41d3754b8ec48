//! What a line whose capitals hide its names may name.

use super::key::Chain;
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
        let capitalised = |t: &Token| t.is_word() && t.is_capitalised();
        for at in (0..tokens.len()).filter(|&at| capitalised(&tokens[at])) {
            let mut chain = Chain::new(words);
            for (i, last) in tokens[at..].iter().take(9).enumerate() {
                chain.push(last);
                if capitalised(last) {
                    let single = i == 0;
                    if !single || last.is(Class::COMMON) && !last.is(Class::TITLE) {
                        all.push(Stretch { span: tokens[at].span().cover(last.span()), key: chain.key(), single });
                    }
                } else if matches!(last.text(words), "." | "!" | "?" | ":" | ";" | "(") {
                    break;
                }
            }
        }
        Stretches(all)
    }
}
