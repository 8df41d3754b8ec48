//! Words that a glance tells: a few letters without accents before something that can be no part of them.

use crate::text::number::{self, Number};

/// The word that bytes begin with, in small letters, and its length, where it is nothing but a few letters before something that
/// can be no part of it.
pub fn plain(bytes: &[u8]) -> Option<(Number, usize)> {
    let (len, word) = number::letters(bytes);
    (len > 0 && ends(len, &bytes[len..])).then(|| (number::lower(word), len))
}

/// Whether a word of some letters ends before what follows.
fn ends(letters: usize, rest: &[u8]) -> bool {
    let [byte, rest @ ..] = rest else { return true };
    if *byte == b' ' {
        return true;
    }
    let goes_on = rest.first().is_some_and(u8::is_ascii_alphabetic);
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'[' => false,
        // "U.S."
        b'.' => letters > 1 || !goes_on,
        b'\'' => !goes_on,
        0..=127 => true,
        // Dashes, quotation marks, an ellipsis; ’ may be an apostrophe.
        0xe2 => match rest {
            [0x80, 0x93 | 0x94 | 0x98 | 0x9c | 0x9d | 0xa6, ..] => true,
            [0x80, 0x99, after @ ..] => after.first().is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()),
            _ => false,
        },
        _ => false,
    }
}
