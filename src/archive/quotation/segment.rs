//! Parts of the index: [`Segment`]s of many articles that never change, and [`Single`] articles put in since.

use super::shingle::{Shingle, Sorted, Table};
use crate::archive::digest::{Digest, Prepared};
use std::sync::Arc;

/// Where shingles are looked up: a segment or a single article.
pub trait Shelf {
    /// Places of a shingle of running text, ascending.
    fn long(&self, shingle: u32) -> &[u32];
    /// Places of a shingle inside quotes, ascending.
    fn short(&self, shingle: u32) -> &[u32];
    /// The article of a place and the place of its first word.
    fn article(&self, place: u32) -> (&Arc<Digest>, u32);
}

/// Many articles. A place is the number of a word, counted through all of them.
#[derive(Debug, Default)]
pub struct Segment {
    long: Table,
    short: Table,
    /// The place of each article's first word.
    bases: Box<[u32]>,
    digests: Box<[Arc<Digest>]>,
}

/// Entries of one segment at most: beyond, one more segment is begun, so that building needs bounded memory.
pub const LARGEST: usize = 16 << 20;

impl Segment {
    pub fn build(articles: &[Prepared]) -> Segment {
        let mut bases = Vec::with_capacity(articles.len());
        let mut base = 0u32;
        for article in articles {
            bases.push(base);
            // One place stays free, so that no run of words crosses from one article into the next.
            base = base.saturating_add(article.digest.words + 1);
        }
        let runs = |of: fn(&Prepared) -> &[Shingle]| -> Table {
            Table::build(&bases.iter().zip(articles).map(|(&base, a)| (base, of(a))).collect::<Vec<_>>())
        };
        Segment {
            long: runs(|a| &a.long),
            short: runs(|a| &a.short),
            digests: articles.iter().map(|a| Arc::clone(&a.digest)).collect(),
            bases: bases.into(),
        }
    }

    /// The articles that are still current, as they were put in: what a merge builds from.
    pub fn unbuild(&self) -> Vec<Prepared> {
        let mut articles: Vec<Prepared> =
            self.digests.iter().map(|d| Prepared { digest: Arc::clone(d), long: vec![], short: vec![] }).collect();
        for (shingle, place) in self.long.entries() {
            let at = self.number(place);
            articles[at].long.push((shingle, place - self.bases[at]));
        }
        for (shingle, place) in self.short.entries() {
            let at = self.number(place);
            articles[at].short.push((shingle, place - self.bases[at]));
        }
        articles.retain(|a| !a.digest.is_replaced());
        articles
    }

    pub fn digests(&self) -> &[Arc<Digest>] {
        &self.digests
    }

    pub fn entries(&self) -> usize {
        self.long.len() + self.short.len()
    }

    fn number(&self, place: u32) -> usize {
        self.bases.partition_point(|&base| base <= place).saturating_sub(1)
    }
}

impl Shelf for Segment {
    fn long(&self, shingle: u32) -> &[u32] {
        self.long.find(shingle)
    }

    fn short(&self, shingle: u32) -> &[u32] {
        self.short.find(shingle)
    }

    fn article(&self, place: u32) -> (&Arc<Digest>, u32) {
        let at = self.number(place);
        (&self.digests[at], self.bases[at])
    }
}

/// One article.
#[derive(Debug)]
pub struct Single {
    pub digest: Arc<Digest>,
    long: Sorted,
    short: Sorted,
}

impl Single {
    pub fn build(article: Prepared) -> Single {
        Single { digest: article.digest, long: Sorted::build(article.long), short: Sorted::build(article.short) }
    }

    pub fn unbuild(&self) -> Prepared {
        Prepared { digest: Arc::clone(&self.digest), long: self.long.entries(), short: self.short.entries() }
    }
}

impl Shelf for Single {
    fn long(&self, shingle: u32) -> &[u32] {
        self.long.find(shingle)
    }

    fn short(&self, shingle: u32) -> &[u32] {
        self.short.find(shingle)
    }

    fn article(&self, _place: u32) -> (&Arc<Digest>, u32) {
        (&self.digest, 0)
    }
}
