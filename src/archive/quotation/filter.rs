//! A small set of numbers that may say yes too often and never says no too often.

/// A bit for the lower twelve of each number.
#[derive(Debug)]
pub struct Filter([u64; 64]);

impl Filter {
    fn bit(number: u32) -> (usize, u64) {
        ((number >> 6) as usize % 64, 1 << (number & 63))
    }

    /// Whether a number may be in it.
    pub fn may_have(&self, number: u32) -> bool {
        let (at, bit) = Filter::bit(number);
        self.0[at] & bit != 0
    }
}

impl FromIterator<u32> for Filter {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Filter {
        let mut filter = Filter([0; 64]);
        for number in numbers {
            let (at, bit) = Filter::bit(number);
            filter.0[at] |= bit;
        }
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
        assert!(!Filter::from_iter([]).may_have(0));
    }
}
