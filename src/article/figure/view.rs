//! A paragraph's tokens with their words in small letters, looked at from any place.

use super::super::lexicon::{Class, Low};
use super::super::token::{Kind, Token};

/// Looks at tokens by index. A place outside of the paragraph is an empty word, also the one before the first: `at.wrapping_sub(1)`.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> View<'a> {
    pub fn token(self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub fn raw(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    pub fn low(self, at: usize) -> Low<'a> {
        self.tokens.get(at).map_or(Low::Written(""), |t| Low::within(self.text, t.span().range()))
    }

    pub fn is(self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(class))
    }

    pub fn kind(self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    pub fn is_number(self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Number)
    }

    pub fn is_word(self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word)
    }

    pub fn is_capitalised(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_word() && t.is_capitalised())
    }

    /// A word in small letters.
    pub fn is_plain(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_word() && !t.is_capitalised())
    }

    /// Whether nothing stands between the token and the next.
    pub fn glued(self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at.wrapping_add(1))) {
            (Some(a), Some(b)) => a.touches(b),
            _ => false,
        }
    }

    /// A hyphen that joins the words on both sides.
    pub fn is_hyphen(self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Dash)
            && self.glued(at.wrapping_sub(1))
            && self.glued(at)
            && self.token(at).is_some_and(|t| t.end - t.start <= 3)
    }

    /// Whether a sentence begins with this token, as far as the token before can tell.
    pub fn begins(self, at: usize) -> bool {
        match self.kind(at.wrapping_sub(1)) {
            None | Some(Kind::Stop) => true,
            Some(Kind::Quote) => !self.glued(at.wrapping_sub(2)) || self.kind(at.wrapping_sub(2)) == Some(Kind::Stop),
            _ => false,
        }
    }

    /// The text from one token to before another.
    pub fn slice(self, from: usize, to: usize) -> &'a str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(a), Some(b)) if a.start <= b.end => &self.text[a.start as usize..b.end as usize],
            _ => "",
        }
    }
}
