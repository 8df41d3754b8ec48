//! Shingles: words in a row as one number, and the tables from such numbers to their places.
//!
//! Both tables are flat arrays of plain integers in the order in which a file would hold them.

use super::word::{Flags, Word};

/// Words in a row of the main index.
pub const LONG: usize = 4;
/// Words in a row of the index of marked words.
pub const SHORT: usize = 3;

/// A shingle and the number of its first word.
pub type Shingle = (u32, u32);

/// The shingles of `N` words. An editor's words in brackets are stepped over, an ellipsis is not.
pub fn shingles<const N: usize>(words: &[Word], mut found: impl FnMut(Shingle)) {
    let mut keys = [0u32; N];
    let mut places = [0u32; N];
    let mut run = 0;
    for (at, word) in words.iter().enumerate() {
        if word.is(Flags::BRACKET) {
            continue;
        }
        if word.is(Flags::GAP) {
            run = 0;
        }
        keys.copy_within(1.., 0);
        places.copy_within(1.., 0);
        keys[N - 1] = word.key;
        places[N - 1] = at as u32;
        run += 1;
        if run >= N {
            found((hash(&keys), places[0]));
        }
    }
}

fn hash(keys: &[u32]) -> u32 {
    let mut hash: u64 = 0x9e37_79b9_7f4a_7c15;
    for &key in keys {
        hash = (hash ^ key as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        hash ^= hash >> 32;
    }
    (hash >> 16) as u32
}

/// Shingles to places, for millions: buckets by the upper half of the number, inside a bucket sorted by the lower half.
#[derive(Debug, Default)]
pub struct Table {
    /// Where each of the 65,536 buckets begins, and the end of the last.
    starts: Box<[u32]>,
    lower: Box<[u16]>,
    places: Box<[u32]>,
}

impl Table {
    /// Builds from runs of shingles; places in a run count from the run's base.
    pub fn build(runs: &[(u32, &[Shingle])]) -> Table {
        let mut starts = vec![0u32; (1 << 16) + 1];
        for (_, run) in runs {
            for (hash, _) in *run {
                starts[(hash >> 16) as usize + 1] += 1;
            }
        }
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        let total = starts[1 << 16] as usize;
        let mut next = starts.clone();
        let mut entries = vec![(0u16, 0u32); total];
        for (base, run) in runs {
            for (hash, place) in *run {
                let slot = &mut next[(hash >> 16) as usize];
                entries[*slot as usize] = (*hash as u16, base + place);
                *slot += 1;
            }
        }
        for bucket in starts.windows(2) {
            entries[bucket[0] as usize..bucket[1] as usize].sort_unstable();
        }
        Table {
            starts: starts.into_boxed_slice(),
            lower: entries.iter().map(|e| e.0).collect(),
            places: entries.iter().map(|e| e.1).collect(),
        }
    }

    /// The places of a shingle, ascending.
    pub fn find(&self, shingle: u32) -> &[u32] {
        let bucket = (shingle >> 16) as usize;
        let Some(&[start, end]) = self.starts.get(bucket..bucket + 2) else { return &[] };
        let (start, end) = (start as usize, end as usize);
        let lower = &self.lower[start..end];
        let from = lower.partition_point(|&l| l < shingle as u16);
        let len = lower[from..].partition_point(|&l| l == shingle as u16);
        &self.places[start + from..start + from + len]
    }

    /// Every entry: what a merge reads.
    pub fn entries(&self) -> impl Iterator<Item = Shingle> + '_ {
        self.starts.windows(2).enumerate().flat_map(move |(bucket, range)| {
            let range = range[0] as usize..range[1] as usize;
            self.lower[range.clone()].iter().zip(&self.places[range]).map(move |(&l, &p)| ((bucket as u32) << 16 | l as u32, p))
        })
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
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

    pub fn find(&self, shingle: u32) -> &[u32] {
        let from = self.shingles.partition_point(|&s| s < shingle);
        let len = self.shingles[from..].iter().take_while(|&&s| s == shingle).count();
        &self.places[from..from + len]
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
    fn both_tables_give_back_what_they_were_built_from() {
        let run: Vec<Shingle> = (0..5000u32).map(|i| (i.wrapping_mul(0x9E37_79B9) / 3 * 3, i)).collect();
        let table = Table::build(&[(10, &run), (20_000, &run)]);
        let sorted = Sorted::build(run.clone());
        assert_eq!(table.len(), 10_000);
        for &(shingle, place) in &run {
            assert!(sorted.find(shingle).contains(&place));
            assert!(table.find(shingle).contains(&(place + 10)) && table.find(shingle).contains(&(place + 20_000)));
        }
        let mut entries: Vec<_> = table.entries().collect();
        entries.sort_unstable();
        let mut expected: Vec<_> = run.iter().flat_map(|&(s, p)| [(s, p + 10), (s, p + 20_000)]).collect();
        expected.sort_unstable();
        assert_eq!(entries, expected);
        assert_eq!(Table::default().find(7), &[] as &[u32]);
    }
}
