//! The classes of words by their letters as a number.

use super::{Class, Number};
use rustc_hash::FxHashMap;

/// A word as a number; no word is the default.
pub trait Word: Copy + Eq + Default {
    /// Thirty-two bits, each of which depends on every letter.
    fn mixed(self) -> u64;
}

impl Word for u64 {
    fn mixed(self) -> u64 {
        (self ^ (self >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
    }
}

impl Word for Number {
    fn mixed(self) -> u64 {
        (self[0] ^ self[1].rotate_left(23)).mixed()
    }
}

/// Words in stretches of memory that a processor fetches at once, so that one fetch tells most of them, and most that are not
/// there: the table is too large to lie close by, and what it costs is the fetching.
pub struct Table<K, const N: usize> {
    lines: Vec<Line<K, N>>,
    /// The classes that words have together; a few hundred.
    sets: Vec<Class>,
    numbers: FxHashMap<Class, u16>,
    /// The class that was added last, and what it made of each set: the words of a class come one after the other. 0 is not known.
    last: Class,
    made: Vec<u16>,
}

#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line<K, const N: usize> {
    /// Filled from the first on.
    words: [K; N],
    sets: [u16; N],
}

impl<K: Word, const N: usize> Table<K, N> {
    /// A table for about so many words, and no more than half as many again.
    pub fn for_words(words: usize) -> Table<K, N> {
        let lines = vec![Line { words: [K::default(); N], sets: [0; N] }; words * 3 / (2 * N)];
        Table { lines, sets: vec![Class::NONE], numbers: FxHashMap::default(), last: Class::NONE, made: vec![0] }
    }

    fn line(&self, word: K) -> usize {
        ((word.mixed() * self.lines.len() as u64) >> 32) as usize
    }

    /// The classes of a word.
    pub fn of(&self, word: K) -> Class {
        let mut at = self.line(word);
        loop {
            let line = &self.lines[at];
            // All of them without a branch: nobody could foretell which it is.
            let found = (0..N).fold(0, |found, i| found | u32::from(line.words[i] == word) << i);
            if found != 0 {
                return self.sets[line.sets[found.trailing_zeros() as usize] as usize];
            }
            if line.words[N - 1] == K::default() {
                return Class::NONE;
            }
            at = if at + 1 == self.lines.len() { 0 } else { at + 1 };
        }
    }

    /// Gives a word one more class.
    pub fn add(&mut self, word: K, class: Class) {
        let mut at = self.line(word);
        loop {
            let line = &self.lines[at];
            let fits = |there: K| (there == word) | (there == K::default());
            let places = (0..N).fold(0, |places, i| places | u32::from(fits(line.words[i])) << i);
            if places != 0 {
                let i = places.trailing_zeros() as usize;
                let set = self.with(line.sets[i], class);
                let line = &mut self.lines[at];
                (line.words[i], line.sets[i]) = (word, set);
                return;
            }
            at = if at + 1 == self.lines.len() { 0 } else { at + 1 };
        }
    }
}

impl<K, const N: usize> Table<K, N> {
    /// The number of a set with one more class in it.
    fn with(&mut self, set: u16, class: Class) -> u16 {
        if self.last != class {
            self.last = class;
            self.made.fill(0);
        }
        if self.made[set as usize] == 0 {
            let all = self.sets[set as usize].or(class);
            let next = self.sets.len() as u16;
            let number = *self.numbers.entry(all).or_insert(next);
            if number == next {
                self.sets.push(all);
                self.made.push(0);
            }
            self.made[set as usize] = number;
        }
        self.made[set as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let mut table: Table<u64, 6> = Table::for_words(1000);
        for word in 1..=1400 {
            table.add(word * 7, Class::SAY);
            if word % 2 == 0 {
                table.add(word * 7, Class::HOLD);
            }
        }
        for word in 1..=9800 {
            let class = table.of(word);
            assert_eq!(class.any(Class::SAY), word % 7 == 0, "{word}");
            assert_eq!(class.any(Class::HOLD), word % 14 == 0, "{word}");
        }
        assert_eq!(table.sets.len(), 3);
    }
}
