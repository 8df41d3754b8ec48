//! Keys: the words of a name as numbers, regardless of case, dots and how they are spaced.

use crate::article::token::{self, Token};
use crate::text::number::{self, Number};
use std::ops::Range;

/// The words of a name regardless of case, as keys.
pub struct Keys {
    pub all: u64,
    pub first: u64,
    /// The last that is no suffix.
    pub last: u64,
    pub words: u8,
    /// "Jr", "III" at the end.
    pub suffix: bool,
}

/// The key of a word alone.
pub fn word_key(word: &str) -> u64 {
    word_key_in(word, 0..word.len())
}

/// The key of a word of a text.
#[inline]
pub fn word_key_in(text: &str, word: Range<usize>) -> u64 {
    match number::within(text.as_bytes(), word.clone()).filter(|word| number::is_ascii(*word) && !number::has_dot(*word)) {
        Some(word) => mixed(number::lower(word)),
        None => folded(&text[word]),
    }
}

fn mixed([first, last]: Number) -> u64 {
    let key = first.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ last.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(32);
    key ^ (key >> 32)
}

/// The key of a word that has dots, other letters than those of ASCII, or many: few have.
#[inline(never)]
fn folded(word: &str) -> u64 {
    let mut small = [0; 2];
    let mut long = 0xcbf2_9ce4_8422_2325u64;
    let mut len = 0;
    for c in word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase) {
        let c = if c == '’' { '\'' } else { c };
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            if let Some(part) = small.get_mut(len / 8) {
                *part |= (byte as u64) << (len % 8 * 8);
            }
            long = (long ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
            len += 1;
        }
    }
    if len <= 16 { mixed(small) } else { long }
}

/// The key of two things in this order.
pub fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(29) ^ second).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Tokens one after another, and the key of all so far. What touches is one word: "al-Shabaab".
pub struct Chain<'a> {
    text: &'a str,
    /// Of the words before the last.
    before: Option<u64>,
    /// The last word, as far as it goes.
    word: Range<usize>,
}

impl<'a> Chain<'a> {
    pub fn new(text: &'a str) -> Chain<'a> {
        Chain { text, before: None, word: 0..0 }
    }

    /// Takes in the next token.
    pub fn push(&mut self, token: &Token) {
        let span = token.span().range();
        if self.word.is_empty() {
            self.word = span;
        } else if self.word.end == span.start {
            self.word.end = span.end;
        } else {
            self.before = Some(self.key());
            self.word = span;
        }
    }

    /// Of one word, that word's key.
    pub fn key(&self) -> u64 {
        let word = word_key_in(self.text, self.word.clone());
        self.before.map_or(word, |before| pair(before, word))
    }
}

pub fn keys(text: &str, tokens: &[Token]) -> Keys {
    let mut keys = Keys { all: 0, first: 0, last: 0, words: 0, suffix: false };
    let mut all = None;
    let mut start = None;
    for (i, token) in tokens.iter().enumerate() {
        let begun = *start.get_or_insert(i);
        if tokens.get(i + 1).is_some_and(|next| token.touches(next)) {
            continue;
        }
        start = None;
        let key = word_key_in(text, tokens[begun].start as usize..token.end as usize);
        all = Some(all.map_or(key, |before| pair(before, key)));
        if keys.words > 0 && matches!(tokens[begun].text(text), "Jr" | "Sr" | "II" | "III" | "IV") {
            keys.suffix = true;
            continue;
        }
        keys.last = key;
        if keys.words == 0 {
            keys.first = key;
        }
        keys.words = keys.words.saturating_add(1);
    }
    keys.all = all.unwrap_or_else(|| word_key(""));
    keys
}

/// The key of all words together: [`Keys::all`] where nothing else is asked.
pub fn key(text: &str, tokens: &[Token]) -> u64 {
    let mut chain = Chain::new(text);
    for token in tokens {
        chain.push(token);
    }
    chain.key()
}

/// The key of words in a text of their own.
pub fn key_of(words: &str) -> u64 {
    key(words, &token::tokens(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_key_however_they_are_written() {
        let same = |a: &str, b: &str| assert_eq!(key_of(a), key_of(b), "{a} {b}");
        same("Harbor Council", "HARBOR\u{a0} council");
        same("U.S.", "US");
        same("I.C.E", "ice");
        same("O’Brien", "o'brien");
        same("ÉMILE", "émile");
        same("al-Shabaab", "AL-SHABAAB");
        same("Transcontinentally", "TRANSCONTINENTALLY");
        same("N.a.t.i.o.n.a.l.i.z.e.d.", "nationalized");
        let all =
            ["Harbor", "Harbour", "Council Harbor", "Harbor Council", "al Shabaab", "al-Shabaab", "transcontinental", "", "café", "cafe"];
        let keys: std::collections::HashSet<u64> = all.iter().map(|name| key_of(name)).collect();
        assert_eq!(keys.len(), all.len());
    }

    #[test]
    fn all_words_have_the_key_of_the_whole() {
        for name in ["Ada Moss", "Ada Moss Jr", "Jean-Luc Moss-Hart III", "Moss", "U.S. Harbor Council"] {
            let tokens = token::tokens(name);
            let keys = keys(name, &tokens);
            assert_eq!(keys.all, key(name, &tokens));
            assert_eq!(keys.first, key_of(name.split(' ').next().expect("a word")));
        }
    }
}
