//! Shingles: words in a row as one number, and a small table from such numbers to their places.

use super::word::{Flags, Word};
use std::ops::Range;

/// Words in a row of the main index.
pub const LONG: usize = 4;
/// Words in a row of the index of marked words.
pub const SHORT: usize = 3;

/// A shingle and the number of its first word.
pub type Shingle = (u32, u32);

/// The shingles of `N` words. An editor's words in brackets are stepped over, an ellipsis is not.
pub fn shingles<const N: usize>(words: &[Word], mut found: impl FnMut(Shingle)) {
    // Of the rows that have begun, the longest last: the sum so far and the number of the first word.
    let mut rows = [(0u64, 0u32); N];
    let mut run = 0;
    for (at, word) in words.iter().enumerate() {
        if word.is(Flags::BRACKET) {
            continue;
        }
        if word.is(Flags::GAP) {
            run = 0;
        }
        let with = |sum: u64, place: usize| sum.wrapping_add(u64::from(word.key).wrapping_mul(FACTORS[place]));
        for place in (1..N).rev() {
            let (sum, first) = rows[place - 1];
            rows[place] = (with(sum, place), first);
        }
        rows[0] = (with(0, 0), at as u32);
        run += 1;
        if run >= N {
            let (sum, first) = rows[N - 1];
            found(((sum >> 32) as u32, first));
        }
    }
}

/// A shingle of marked words, and in its last bit whether their quote is brief.
pub fn marked(shingle: u32, brief: bool) -> u32 {
    shingle & !1 | u32::from(brief)
}

/// A factor for each place: the upper halves of the sums of any two rows of words have one chance in four thousand million to be
/// equal.
const FACTORS: [u64; LONG] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93, 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db];

/// Of three shingles in a row one is enough: whoever repeats six words shares one. What is shorter, or much edited, is found by
/// the rows of three words, which are kept for all that stands in quotes.
///
/// Which one is decided by the numbers themselves, so that equal rows of words keep equal shingles.
pub fn thin(shingles: &mut Vec<Shingle>) {
    const ROW: usize = 3;
    if shingles.len() < ROW {
        return;
    }
    let order = |s: Shingle| s.0.wrapping_mul(0x9e37_79b1).rotate_left(15).wrapping_mul(0x85eb_ca77);
    let mut row = [0, order(shingles[0]), order(shingles[1])];
    let (mut kept, mut next) = (0, 0);
    for end in ROW - 1..shingles.len() {
        row = [row[1], row[2], order(shingles[end])];
        let least = usize::from(row[1] < row[0]);
        let least = end + 1 - ROW + if row[2] < row[least] { 2 } else { least };
        // From a row to the next it is the same one or a later one. Which is chance: no branch could be foreseen.
        shingles[kept] = shingles[least];
        let is_new = least >= next;
        kept += usize::from(is_new);
        next = if is_new { least + 1 } else { next };
    }
    shingles.truncate(kept);
}

/// Shingles to places, for one text.
#[derive(Debug, Default)]
pub struct Sorted {
    shingles: Vec<u32>,
    places: Vec<u32>,
}

impl Sorted {
    pub fn build(mut entries: Vec<Shingle>) -> Sorted {
        entries.sort_unstable();
        Sorted { shingles: entries.iter().map(|e| e.0).collect(), places: entries.iter().map(|e| e.1).collect() }
    }

    /// Where in the list of places those of a shingle stand.
    pub fn find(&self, shingle: u32) -> Range<usize> {
        let from = self.shingles.partition_point(|&s| s < shingle);
        let len = self.shingles[from..].iter().take_while(|&&s| s == shingle).count();
        from..from + len
    }

    /// So many places from one in the list on.
    pub fn places(&self, from: usize, count: usize) -> &[u32] {
        self.places.get(from..from + count).unwrap_or(&[])
    }

    pub fn entries(&self) -> Vec<Shingle> {
        self.shingles.iter().copied().zip(self.places.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    fn long(text: &str) -> Vec<u32> {
        let mut found = vec![];
        shingles::<LONG>(&words(text), |s| found.push(s.0));
        found
    }

    #[test]
    fn brackets_are_stepped_over_and_ellipses_are_not() {
        assert_eq!(long("by eroding [the] trust and"), long("by eroding trust and"));
        assert!(long("by eroding ... trust and").is_empty());
        assert_eq!(long("one two three four five").len(), 2);
        assert_eq!(long("one two three").len(), 0);
    }

    #[test]
    fn the_table_gives_back_what_it_was_built_from() {
        let run: Vec<Shingle> = (0..5000u32).map(|i| (i.wrapping_mul(0x9E37_79B9) / 3 * 3, i)).collect();
        let sorted = Sorted::build(run.clone());
        for &(shingle, place) in &run {
            let found = sorted.find(shingle);
            assert!(sorted.places(found.start, found.len()).contains(&place));
        }
        assert!(Sorted::default().find(7).is_empty());
    }

    #[test]
    fn thinned_rows_of_words_still_meet() {
        let words: Vec<String> = (0..400u32).map(|i| format!("w{}", i.wrapping_mul(2_654_435_761) % 997)).collect();
        let thinned = |text: &str| {
            let mut found = vec![];
            shingles::<LONG>(&super::super::word::words(text), |s| found.push(s));
            let all = found.len();
            thin(&mut found);
            (found.iter().map(|s| s.0).collect::<Vec<_>>(), all)
        };
        let (whole, all) = thinned(&words.join(" "));
        assert!(whole.len() * 10 < all * 6, "{} of {all}", whole.len());
        for six in words.windows(6) {
            let mut asked = long(&six.join(" "));
            asked.retain(|s| whole.contains(s));
            assert!(!asked.is_empty(), "{six:?}");
        }
    }
}
