//! A small set of numbers that may say yes too often and never says no too often.

/// A bit for the lower bits of each number: for the lower twelve, or for those of more words of 64.
#[derive(Debug)]
pub struct Filter<const WORDS: usize = 64>([u64; WORDS]);

impl<const WORDS: usize> Filter<WORDS> {
    pub const EMPTY: Filter<WORDS> = Filter([0; WORDS]);

    #[inline]
    fn bit(number: u32) -> (usize, u64) {
        ((number >> 6) as usize % WORDS, 1 << (number & 63))
    }

    #[inline]
    pub fn put(&mut self, number: u32) {
        let (at, bit) = Self::bit(number);
        self.0[at] |= bit;
    }

    /// Whether a number may be in it.
    #[inline]
    pub fn may_have(&self, number: u32) -> bool {
        let (at, bit) = Self::bit(number);
        self.0[at] & bit != 0
    }
}

impl<const WORDS: usize> FromIterator<u32> for Filter<WORDS> {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut filter = Self::EMPTY;
        numbers.into_iter().for_each(|number| filter.put(number));
        filter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_it_is_never_denied() {
        let number = |n: u32| n.wrapping_mul(0x9e37_79b9);
        let filter: Filter = (0..300).map(number).collect();
        assert!((0..300).all(|n| filter.may_have(number(n))));
        let others = (300..10_300).filter(|n| filter.may_have(number(*n))).count();
        assert!(others < 1_500, "{others}");
        assert!(!Filter::<64>::from_iter([]).may_have(0));
    }
}
