//! What is known of the words that were met last: most of a text is a few thousand words that come again and again, and the table
//! of all words lies far from the processor.

use std::cell::Cell;

/// A word of up to sixteen bytes as a number, the first byte in the lowest place; no word is 0.
pub type Number = [u64; 2];

/// What can be known of a word.
pub trait Known: Copy {
    /// Any value: what stands beside no word.
    const NOTHING: Self;
}

/// Some thousand words, each in the place that its letters give it, where it takes that of another. One for each thread.
pub struct Recent<K>([Cell<(Number, K)>; PLACES]);

const BITS: u32 = 12;
const PLACES: usize = 1 << BITS;

impl<K: Known> Recent<K> {
    pub const fn none() -> Recent<K> {
        Recent([const { Cell::new(([0; 2], K::NOTHING)) }; PLACES])
    }

    fn place(&self, word: Number) -> &Cell<(Number, K)> {
        let mixed = (word[0] ^ word[1].rotate_left(23)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        &self.0[(mixed >> (64 - BITS)) as usize]
    }

    #[inline]
    pub fn get(&self, word: Number) -> Option<K> {
        let (there, known) = self.place(word).get();
        (there == word).then_some(known)
    }

    pub fn put(&self, word: Number, known: K) {
        self.place(word).set((word, known));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Known for u32 {
        const NOTHING: u32 = 0;
    }

    #[test]
    fn a_word_is_known_until_another_takes_its_place() {
        let recent: Box<Recent<u32>> = Box::new(Recent::none());
        let word = |n: u64| [n + 1, n % 3];
        assert_eq!(recent.get(word(0)), None);
        let mut kept = 0;
        for n in 0..20_000 {
            recent.put(word(n), n as u32);
            assert_eq!(recent.get(word(n)), Some(n as u32));
        }
        for n in 0..20_000 {
            assert!(recent.get(word(n)).is_none_or(|known| known == n as u32));
            kept += usize::from(recent.get(word(n)).is_some());
        }
        assert!(kept > PLACES / 2 && kept <= PLACES, "{kept}");
    }
}
