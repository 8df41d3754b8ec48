//! Keys: the words of a name as numbers, regardless of case, dots and how they are spaced.

use crate::article::lexicon;
use crate::article::token::{self, Token};
use crate::text::recent::{Known, Recent};

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

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(key: u64, byte: u8) -> u64 {
    (key ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

impl Known for u64 {
    const NOTHING: u64 = 0;
}

/// The key of a word alone; most of the words beside names are a few hundred.
pub fn word_key(word: &str) -> u64 {
    thread_local! {
        static RECENT: Recent<u64> = const { Recent::none() };
    }
    let Some(small) = lexicon::small(word) else { return fold(START, word) };
    RECENT.with(|recent| {
        recent.get(small).unwrap_or_else(|| {
            let key = fold(START, word);
            recent.put(small, key);
            key
        })
    })
}

/// The key of two things in this order.
pub fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(29) ^ second).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn fold(mut key: u64, word: &str) -> u64 {
    if word.is_ascii() {
        for byte in word.bytes() {
            if byte != b'.' {
                key = mix(key, byte.to_ascii_lowercase());
            }
        }
        return key;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if c == '’' { '\'' } else { c };
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes().filter(|b| *b != b'.') {
            key = mix(key, byte);
        }
    }
    key
}

/// Tokens one after another, and the key of all so far. What touches is one word: "al-Shabaab".
pub struct Chain<'a> {
    text: &'a str,
    /// Of the words before the last.
    before: Option<u64>,
    /// The last word, as far as it goes.
    word: u64,
    end: Option<u32>,
}

impl<'a> Chain<'a> {
    pub fn new(text: &'a str) -> Chain<'a> {
        Chain { text, before: None, word: START, end: None }
    }

    /// Takes in the next token; whether it begins a word.
    pub fn push(&mut self, token: &Token) -> bool {
        let begins = self.end != Some(token.start);
        if begins {
            if self.end.is_some() {
                self.before = Some(self.key());
            }
            self.word = word_key(token.text(self.text));
        } else {
            self.word = fold(self.word, token.text(self.text));
        }
        self.end = Some(token.end);
        begins
    }

    /// Of one word, that word's key.
    pub fn key(&self) -> u64 {
        self.before.map_or(self.word, |before| pair(before, self.word))
    }
}

pub fn keys(text: &str, tokens: &[Token]) -> Keys {
    let mut keys = Keys { all: START, first: 0, last: 0, words: 0, suffix: false };
    let mut chain = Chain::new(text);
    let mut begun = 0;
    for (i, token) in tokens.iter().enumerate() {
        if chain.push(token) {
            begun = i;
        }
        if tokens.get(i + 1).is_some_and(|next| token.touches(next)) {
            continue;
        }
        if keys.words > 0 && matches!(tokens[begun].text(text), "Jr" | "Sr" | "II" | "III" | "IV") {
            keys.suffix = true;
            continue;
        }
        keys.last = chain.word;
        if keys.words == 0 {
            keys.first = chain.word;
        }
        keys.words = keys.words.saturating_add(1);
    }
    keys.all = chain.key();
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
