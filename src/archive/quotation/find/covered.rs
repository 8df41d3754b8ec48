//! How many words of a query rows cover, whether so many speak for anything, and how many places chance alone would bring.

use super::{Asked, LONGEST, WIDTHS, number};
use std::ops::Range;

/// Some of a query's words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words([u64; LONGEST.div_ceil(64)]);

impl Words {
    /// Adds the few words of a row.
    #[inline]
    pub fn put(&mut self, row: Range<u16>) {
        let (at, bits) = (usize::from(row.start) / 64, ((1u128 << row.len()) - 1) << (row.start % 64));
        self.0[at] |= bits as u64;
        if let Some(next) = self.0.get_mut(at + 1) {
            *next |= (bits >> 64) as u64;
        }
    }

    pub fn or(self, other: Words) -> Words {
        Words(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    pub fn count(self) -> u32 {
        self.0.iter().filter(|words| **words != 0).map(|words| words.count_ones()).sum()
    }
}

/// Whether so many words in rows may be most of the query or of a quote, or are many anyway: of a short one hardly any words are
/// edited; of a long one an edited quarter leaves at least a quarter of the query in rows, or a third of the quote, which counts
/// where chance alone would not bring such rows together.
pub fn speaks(covered: u32, asked: u32, quote: Option<u32>, rare: bool) -> bool {
    let enough = |words: u32, rarely: u32| covered >= words.div_ceil(if rare { rarely } else { 2 }).max(words.saturating_sub(1).min(4));
    covered >= 9 || enough(asked, 4) || quote.is_some_and(|words| enough(words, 3))
}

/// Words that stay in rows of a brief quote whose words were edited: hardly any of a few, of more one or two, each of which may take
/// two words on one side out of their rows.
pub fn left_of_brief(quote: u32) -> u32 {
    match quote {
        ..=6 => quote - 1,
        7..=8 => quote - 3,
        _ => (quote - 6).max(4),
    }
}

/// How many words some hits cover together.
pub struct Covered {
    pub all: u32,
    /// Those of brief quotes, and as words.
    pub brief: u32,
    pub brief_words: Words,
    /// Those of longer quotes and of running text; None where there is none of a longer quote.
    pub longer: Option<u32>,
}

impl Covered {
    pub fn of(asked: &[Asked], hits: &[u64]) -> Covered {
        let mut widths = [Words::default(); WIDTHS.len()];
        for one in hits.iter().map(|hit| &asked[number(*hit)]) {
            widths[one.width as usize].put(one.first..one.until);
        }
        let [text, short, brief] = widths;
        let longer = text.or(short);
        Covered {
            all: longer.or(brief).count(),
            brief: brief.count(),
            brief_words: brief,
            longer: (short.count() > 0).then(|| longer.count()),
        }
    }
}

/// How many places are to be expected that share rows of words as common as these by chance alone; the hits come in the order of
/// their words.
pub fn by_chance(asked: &[Asked], hits: &[u64], blocks: u32) -> f32 {
    // Rows that overlap are of one phrase, which is as rare as the rarest of them. Phrases are independent of each other.
    let blocks = blocks.max(1) as f32;
    let (mut expected, mut end) = (blocks, 0);
    let mut total = 0;
    for one in hits.iter().map(|hit| &asked[number(*hit)]) {
        if one.first >= end {
            if end > 0 {
                expected *= (3.0 * total as f32 / blocks).min(1.0);
            }
            total = one.total;
        }
        total = total.min(one.total);
        end = end.max(one.until);
    }
    expected * (3.0 * total as f32 / blocks).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::row_at;
    use super::*;

    #[test]
    fn of_a_short_quote_nearly_all_words_must_be_there() {
        // Of the words asked for half, or nine, or a quarter in rows that chance does not bring together.
        assert!(speaks(8, 15, None, false) && !speaks(8, 40, None, false) && speaks(9, 100, None, false));
        assert!(speaks(4, 15, None, true) && !speaks(3, 15, None, true) && !speaks(8, 40, None, true));
        // Of a quote half or a third, and four of five.
        assert!(speaks(4, 40, Some(5), true) && !speaks(3, 40, Some(5), true) && speaks(3, 40, Some(4), false));
        assert!(speaks(7, 40, Some(14), false) && !speaks(6, 40, Some(14), false) && speaks(6, 40, Some(18), true));
    }

    #[test]
    fn of_a_brief_quote_enough_must_be_left_for_its_edits() {
        // One of six words clipped; one of seven or eight edited, two of more.
        assert_eq!([3, 6, 7, 8, 9, 10, 11, 12].map(left_of_brief), [2, 5, 4, 5, 4, 4, 5, 6]);
    }

    #[test]
    fn words_are_counted_once() {
        let mut words = Words::default();
        [60..66, 64..70, 396..400].into_iter().for_each(|row| words.put(row));
        assert_eq!(words.count(), 14);
    }

    #[test]
    fn rows_that_two_phrases_share_are_rarer_than_those_of_one() {
        let asked = [row_at(0, 100), row_at(2, 40), row_at(9, 100)];
        let hit = |number: usize| Asked::at(number, 0);
        let by_chance = |hits: &[u64]| by_chance(&asked, hits, 100_000);
        assert_eq!(by_chance(&[hit(0), hit(1)]).round(), 120.0);
        assert!((0.3..0.4).contains(&by_chance(&[hit(0), hit(1), hit(2)])));
    }
}
