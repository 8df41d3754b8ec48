//! What is known of the words that were met last: most of a text is a few thousand words that come again and again, and the table
//! of all words lies far from the processor.

use super::number::Number;
use std::cell::Cell;

/// What can be known of a word.
pub trait Known: Copy {
    /// Any value: what stands beside no word.
    const NOTHING: Self;
}

/// Some thousand words, two in each place that their letters give them, where a third takes that of the one met longer ago. One for
/// each thread.
pub struct Recent<K, const PLACES: usize = 4096>([[Cell<(Number, K)>; 2]; PLACES]);

impl<K: Known, const PLACES: usize> Recent<K, PLACES> {
    pub const fn none() -> Recent<K, PLACES> {
        Recent([const { [const { Cell::new(([0; 2], K::NOTHING)) }; 2] }; PLACES])
    }

    fn place(&self, word: Number) -> &[Cell<(Number, K)>; 2] {
        let mixed = (word[0] ^ word[1].rotate_left(23)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        &self.0[(mixed >> 32) as usize % PLACES]
    }

    #[inline]
    pub fn get(&self, word: Number) -> Option<K> {
        let [newer, older] = self.place(word);
        let (there, known) = newer.get();
        if there == word {
            return Some(known);
        }
        let (there, known) = older.get();
        (there == word).then(|| {
            newer.swap(older);
            known
        })
    }

    pub fn put(&self, word: Number, known: K) {
        let [newer, older] = self.place(word);
        older.set(newer.replace((word, known)));
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
        const MOST: usize = 256;
        let recent: Recent<u32, { MOST / 2 }> = Recent::none();
        let word = |n: u64| [n + 1, n % 3];
        assert_eq!(recent.get(word(0)), None);
        let mut kept = 0;
        for n in 0..2_000 {
            recent.put(word(n), n as u32);
            assert_eq!(recent.get(word(n)), Some(n as u32));
            // The one before it still is.
            assert!(n == 0 || recent.get(word(n - 1)) == Some(n as u32 - 1));
        }
        for n in 0..2_000 {
            assert!(recent.get(word(n)).is_none_or(|known| known == n as u32));
            kept += usize::from(recent.get(word(n)).is_some());
        }
        assert!(kept > MOST / 2 && kept <= MOST, "{kept}");
    }
}
