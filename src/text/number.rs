//! Words of up to sixteen bytes as numbers, which are compared, put in small letters and cut from a text eight letters at a time.

use std::ops::Range;

/// The bytes of a word, the first in the lowest place. NUL is in no word, so the empty places above do not matter, and no word is 0.
pub type Number = [u64; 2];

/// A one in each of eight bytes.
const EIGHT: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit of each of eight bytes.
const HIGH: u64 = EIGHT * 0x80;

/// A word as a number; `None` for one of more bytes.
pub fn of(word: &[u8]) -> Option<Number> {
    let len = word.len();
    // The last bytes overlap the first where the word is shorter than both together.
    if len > 8 {
        let (first, last) = (word.first_chunk::<8>()?, word.last_chunk::<8>()?);
        return (len <= 16).then(|| [u64::from_le_bytes(*first), u64::from_le_bytes(*last) >> ((16 - len) * 8)]);
    }
    let short = if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << ((len - 4) * 8)
    } else if let (Some(first), Some(last)) = (word.first(), word.last()) {
        *first as u64 | (word[len / 2] as u64) << (len / 2 * 8) | (*last as u64) << ((len - 1) * 8)
    } else {
        0
    };
    Some([short, 0])
}

/// A word of a text as a number; `None` for one of more bytes. A short one is cut from the bytes that follow, where a text goes on,
/// whatever its length.
#[inline]
pub fn within(text: &[u8], word: Range<usize>) -> Option<Number> {
    let len = word.len();
    match text.get(word.start..).and_then(|text| text.first_chunk::<8>()) {
        Some(eight) if (1..=8).contains(&len) => Some([u64::from_le_bytes(*eight) & (u64::MAX >> (64 - len * 8)), 0]),
        _ => of(&text[word]),
    }
}

/// Whether all bytes are ASCII.
pub fn is_ascii([first, last]: Number) -> bool {
    (first | last) & HIGH == 0
}

/// The highest bit of every byte that is a capital, in eight bytes of ASCII.
fn capitals(bytes: u64) -> u64 {
    let from_a = bytes + EIGHT * (0x80 - b'A' as u64);
    let past_z = bytes + EIGHT * (0x7F - b'Z' as u64);
    from_a & !past_z & HIGH
}

/// A word of ASCII in small letters.
pub fn lower([first, last]: Number) -> Number {
    [first | capitals(first) >> 2, last | capitals(last) >> 2]
}

/// A word in small letters as a number; `None` for one that is not ASCII or longer than sixteen bytes.
pub fn small(word: &str) -> Option<Number> {
    of(word.as_bytes()).filter(|number| is_ascii(*number)).map(lower)
}

/// The highest bit of every byte that is a letter, in eight bytes of ASCII.
#[inline]
pub fn places(bytes: u64, letter: u8) -> u64 {
    !((bytes ^ (EIGHT * letter as u64)) + EIGHT * 0x7F) & HIGH
}

/// Whether a word has a dot in it.
pub fn has_dot([first, last]: Number) -> bool {
    let dots = |bytes: u64| {
        let others = bytes ^ (EIGHT * b'.' as u64);
        others.wrapping_sub(EIGHT) & !others & HIGH
    };
    dots(first) | dots(last) != 0
}

/// Whether a word has no capital but at its start, where a glance tells; a longer word or one of other letters may have none either.
pub fn is_small_inside(word: &str) -> bool {
    of(word.as_bytes()).is_some_and(|n| is_ascii(n) && capitals(n[0]) >> 8 | capitals(n[1]) == 0)
}

/// The letters of ASCII that a text begins with, sixteen at most: how many, and as they are written.
#[inline]
pub fn letters(text: &[u8]) -> (usize, Number) {
    let [first, second] = match text.first_chunk::<16>() {
        Some(sixteen) => {
            let both = u128::from_le_bytes(*sixteen);
            [both as u64, (both >> 64) as u64]
        }
        // The end of a text.
        None => of(text).unwrap_or_default(),
    };
    let (first, count) = letters_of_eight(first);
    if count < 8 {
        return (count, [first, 0]);
    }
    let (second, more) = letters_of_eight(second);
    (8 + more, [first, second])
}

/// The letters of ASCII that eight bytes begin with, and how many they are. All eight are looked at at once.
fn letters_of_eight(bytes: u64) -> (u64, usize) {
    let small = (bytes | (EIGHT * 0x20)) & !HIGH;
    let from_a = small + EIGHT * (0x80 - b'a' as u64);
    let past_z = small + EIGHT * (0x7F - b'z' as u64);
    let others = !(from_a & !past_z & !bytes) & HIGH;
    // All bits before the lowest of the others; all there are, where none is.
    let kept = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
    (bytes & kept, others.trailing_zeros() as usize / 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_eight_bytes_are_those_of_each() {
        for one in 0..=255u8 {
            for at in 0..8 {
                let mut bytes = *b"QuayMoss";
                bytes[at] = one;
                let count = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
                let mut kept = [0; 8];
                kept[..count].copy_from_slice(&bytes[..count]);
                assert_eq!(letters_of_eight(u64::from_le_bytes(bytes)), (u64::from_le_bytes(kept), count), "{bytes:?}");
            }
        }
    }

    #[test]
    fn a_text_begins_with_its_letters() {
        for text in [
            "Said it then",
            "Approximately so, it is",
            "minister said no more",
            "[said] to him",
            "Malmö said",
            "said",
            "unbelievable",
            "x",
            "",
        ] {
            let count = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            assert_eq!(Some(letters(text.as_bytes())), of(&text.as_bytes()[..count]).map(|word| (count, word)), "{text}");
        }
        assert_eq!(letters(b"incomprehensibility itself").0, 16);
    }

    #[test]
    fn a_word_is_the_same_wherever_it_stands() {
        let text = "It said: incomprehensibility (Malmö’s antidisestablishment) is no more";
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
                assert_eq!(within(text.as_bytes(), start..end), of(&text.as_bytes()[start..end]), "{start}..{end}");
            }
        }
    }

    #[test]
    fn small_letters_dots_and_capitals_inside_are_seen() {
        assert_eq!(small("SAID"), of(b"said"));
        assert_eq!((small("Émile"), small("Donaudampfschifffahrt")), (None, None));
        let dotted = |word: &str| of(word.as_bytes()).is_some_and(has_dot);
        assert!(dotted("U.S") && dotted("Approximately.") && !dotted("US/-") && !dotted(""));
        assert!(is_small_inside("Moss") && is_small_inside("") && !is_small_inside("McKay") && !is_small_inside("Épargne"));
    }
}
