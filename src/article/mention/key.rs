//! Keys: the words of a name as numbers, regardless of case, dots and how they are spaced.

use crate::article::token::{self, Token};

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

pub const START: u64 = 0xcbf2_9ce4_8422_2325;

pub fn mix(key: u64, byte: u8) -> u64 {
    (key ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

pub fn fold(mut key: u64, word: &str) -> u64 {
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

pub fn keys(text: &str, tokens: &[Token]) -> Keys {
    let mut keys = Keys { all: START, first: 0, last: 0, words: 0, suffix: false };
    let mut unit = START;
    let mut unit_start = 0;
    let close = |unit: u64, from: usize, keys: &mut Keys| {
        let suffix = matches!(tokens[from].text(text), "Jr" | "Sr" | "II" | "III" | "IV");
        if suffix && keys.words > 0 {
            keys.suffix = true;
            return;
        }
        keys.last = unit;
        if keys.words == 0 {
            keys.first = unit;
        }
        keys.words = keys.words.saturating_add(1);
    };
    for (i, token) in tokens.iter().enumerate() {
        let word = token.text(text);
        let joined = i > 0 && tokens[i - 1].touches(token);
        if i > 0 && !joined {
            close(unit, unit_start, &mut keys);
            unit = START;
            unit_start = i;
            keys.all = mix(keys.all, b' ');
        }
        keys.all = fold(keys.all, word);
        unit = fold(unit, word);
    }
    close(unit, unit_start, &mut keys);
    keys
}

/// The key of words in a text of their own.
pub fn key_of(words: &str) -> u64 {
    let tokens = token::tokens(words);
    if tokens.is_empty() { START } else { keys(words, &tokens).all }
}
