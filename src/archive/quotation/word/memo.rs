//! What words fold to, remembered: few words are most of every text.

use std::cell::Cell;

/// The words that were met last, each in the place that its letters give it.
pub struct Memo {
    places: Vec<Place>,
}

/// No word is 0.
#[derive(Clone, Copy, Default)]
struct Place {
    word: u128,
    key: u32,
    common: bool,
}

const PLACES: usize = 1 << 12;

thread_local! {
    static KEPT: Cell<Vec<Place>> = const { Cell::new(Vec::new()) };
}

impl Memo {
    /// That of this thread, or a new one.
    pub fn take() -> Memo {
        let mut places = KEPT.take();
        places.resize(PLACES, Place::default());
        Memo { places }
    }

    pub fn give_back(&mut self) {
        KEPT.set(std::mem::take(&mut self.places));
    }

    fn at(word: u128) -> usize {
        let mixed = (word as u64 ^ (word >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 40) as usize % PLACES
    }

    /// The key of a word and whether it is a common one.
    pub fn get(&self, word: u128) -> Option<(u32, bool)> {
        let place = self.places[Memo::at(word)];
        (place.word == word).then_some((place.key, place.common))
    }

    pub fn put(&mut self, word: u128, key: u32, common: bool) {
        self.places[Memo::at(word)] = Place { word, key, common };
    }
}

/// The word that bytes begin with, in small letters, and its length, where it is nothing but a few letters before something that
/// can be no part of it.
pub fn plain(bytes: &[u8]) -> Option<(u128, usize)> {
    const LONGEST: usize = 16;
    let (mut word, mut len) = (0u128, 0);
    while let Some(byte) = bytes.get(len).filter(|b| b.is_ascii_alphabetic()) {
        if len == LONGEST {
            return None;
        }
        word |= u128::from(byte | 0x20) << (8 * len);
        len += 1;
    }
    let ends = match bytes.get(len).copied().unwrap_or(b' ') {
        b' ' | b',' | b'\n' | b';' | b':' | b'"' | b')' | b'?' | b'!' | b'-' => true,
        // Not of an abbreviation.
        b'.' => len > 1 && bytes.get(len + 1).is_none_or(|b| matches!(b, b' ' | b'\n')),
        _ => false,
    };
    (ends && len > 0).then_some((word, len))
}
