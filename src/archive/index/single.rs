//! Articles put in since the last segment was written.

use super::segment::BLOCK;
use crate::archive::digest::{Digest, Prepared};
use crate::archive::entity::Cast;
use crate::archive::quotation::find::{Row, Shelf, Width};
use crate::archive::quotation::shingle::{Shingle, Sorted};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// One article.
#[derive(Debug)]
pub struct Single {
    pub digest: Arc<Digest>,
    pub cast: Cast,
    long: Sorted,
    short: Sorted,
    brief: Sorted,
    gone: AtomicBool,
}

impl Single {
    pub fn build(article: Prepared) -> Single {
        Single {
            digest: article.digest,
            cast: article.cast,
            long: Sorted::build(article.long),
            short: Sorted::build(article.short),
            brief: Sorted::build(article.brief),
            gone: AtomicBool::new(false),
        }
    }

    /// The article as it was put in.
    pub fn unbuild(&self) -> Prepared {
        let [long, short, brief] = [&self.long, &self.short, &self.brief].map(Sorted::entries);
        Prepared { digest: Arc::clone(&self.digest), cast: self.cast.clone(), long, short, brief }
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
            Width::Short => &self.short,
            Width::Brief => &self.brief,
        }
    }
}

impl Shelf for Single {
    fn rows(&self, width: Width, shingles: &[Shingle], rows: &mut Vec<Row>) {
        let found = shingles.iter().map(|shingle| self.table(width).find(shingle.0));
        rows.extend(found.map(|range| Row { count: range.len() as u32, at: range.start as u64 }));
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
