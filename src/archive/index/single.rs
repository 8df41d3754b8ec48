//! Articles put in since the last segment was written.

use super::segment::BLOCK;
use crate::archive::digest::{Digest, Prepared};
use crate::archive::entity::Cast;
use crate::archive::quotation::find::{Row, Shelf, Width};
use crate::archive::quotation::shingle::{Shingle, Sorted, marked};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// One article.
#[derive(Debug)]
pub struct Single {
    pub digest: Arc<Digest>,
    pub cast: Cast,
    long: Sorted,
    marked: Sorted,
    gone: AtomicBool,
}

impl Single {
    pub fn build(article: Prepared) -> Single {
        Single {
            digest: article.digest,
            cast: article.cast,
            long: Sorted::build(article.long),
            marked: Sorted::build(article.marked),
            gone: AtomicBool::new(false),
        }
    }

    /// The article as it was put in.
    pub fn unbuild(&self) -> Prepared {
        let [long, marked] = [&self.long, &self.marked].map(Sorted::entries);
        Prepared { digest: Arc::clone(&self.digest), cast: self.cast.clone(), long, marked }
    }

    pub fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Acquire)
    }

    /// Marks it as gone. Whether it was there before.
    pub fn drop_article(&self) -> bool {
        !self.gone.swap(true, Ordering::AcqRel)
    }
}

impl Single {
    fn table(&self, width: Width) -> &Sorted {
        match width {
            Width::Long => &self.long,
            Width::Short | Width::Brief => &self.marked,
        }
    }
}

impl Shelf for Single {
    fn rows(&self, long: &[Shingle], short: &[Shingle], rows: &mut Vec<Row>) {
        let row = |range: Range<usize>| Row { count: range.len() as u32, at: range.start as u64 };
        rows.extend(long.iter().map(|shingle| row(self.long.find(shingle.0))));
        for brief in [false, true] {
            rows.extend(short.iter().map(|shingle| row(self.marked.find(marked(shingle.0, brief)))));
        }
    }

    fn places(&self, width: Width, row: Row, most: usize, places: &mut Vec<u32>) {
        let words = self.table(width).places(row.at as usize, most.min(row.count as usize));
        places.extend(words.iter().map(|word| word / BLOCK));
    }

    fn blocks(&self) -> u32 {
        self.digest.words / BLOCK + 1
    }

    fn article(&self, _place: u32) -> (u32, Range<u32>) {
        (0, 0..u32::MAX)
    }

    fn shortest_quote(&self, _number: u32, words: Range<u32>, least: u32) -> Option<u32> {
        self.digest.shortest_quote(words, least)
    }

    fn digest(&self, _number: u32) -> Option<Arc<Digest>> {
        (!self.is_gone()).then(|| Arc::clone(&self.digest))
    }
}
