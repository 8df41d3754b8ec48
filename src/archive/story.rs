//! Whether two articles are about one story: what they share besides the words that are asked for.
//!
//! Three to five words can be the same by chance; in an archive of a million articles most of them are somewhere. Then it is the
//! people, the dates and the other quotes of the two articles that tell whether they are one person's words.

use super::Archive;
use super::digest::Digest;
use super::entity::{Company, fold};
use super::quotation::wording::Occurrence;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::path::Path;

/// Words that both have below which chance may be all that speaks for them.
pub const FRAGMENT: u32 = 6;
/// Evidence that is enough.
const ENOUGH: f32 = 1.0;
/// Fragments of this many words that are not in every text and that hardly any article has need no further evidence.
const TELLING: u32 = 4;
const TWINS: usize = 3;

/// The article that words are asked from.
pub struct Story<'a> {
    company: Company,
    /// Quotes of six words and more, as numbers.
    quotes: FxHashSet<u64>,
    date: Option<Date>,
    /// Who says the words, as the article best names them.
    speaker: Option<&'a str>,
}

impl Story<'_> {
    /// What the archive knows of the story that an article tells.
    pub fn of<'a>(archive: &Archive, path: &Path, digest: Option<&Digest>, speaker: Option<&'a str>) -> Story<'a> {
        Story {
            company: archive.everybody().company(path),
            quotes: digest.map_or_else(FxHashSet::default, |d| long_quotes(d).collect()),
            date: digest.and_then(|d| d.date),
            speaker,
        }
    }

    /// How much speaks for another article's being about the same story.
    fn evidence(&self, archive: &Archive, other: &Occurrence) -> f32 {
        let mut evidence = archive.everybody().in_common(&self.company, &other.path);
        if self.speaker.zip(other.speaker.as_deref()).is_some_and(|(a, b)| is_same_name(a, b)) {
            evidence += 2.0;
        }
        if long_quotes(&other.digest).any(|print| self.quotes.contains(&print)) {
            evidence += 2.0;
        }
        let apart = self.date.zip(other.date).and_then(|(a, b)| a.until(b).ok()).map(|span| span.get_days().abs());
        if apart.is_some_and(|days| days <= 7) {
            evidence += 0.5;
        }
        evidence
    }
}

fn long_quotes(digest: &Digest) -> impl Iterator<Item = u64> + '_ {
    digest.quotes.iter().filter(|q| q.spoken >= FRAGMENT).map(|q| q.print)
}

/// Whether two names end alike: "Morton" and "John Morton".
pub fn is_same_name(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let last = |name: &str| name.rsplit(' ').next().map(str::to_string);
    !a.is_empty() && last(&a) == last(&b)
}

/// Weighs what was found for a fragment, and puts first what more than chance speaks for.
pub fn weigh(archive: &Archive, story: &Story, found: &mut [Occurrence]) {
    for occurrence in found.iter_mut().filter(|o| o.matched < FRAGMENT) {
        occurrence.evidence = story.evidence(archive, occurrence);
        occurrence.chance = occurrence.evidence < ENOUGH;
    }
    let twins = found.iter().filter(|o| o.chance).count();
    for occurrence in found.iter_mut().filter(|o| o.chance) {
        occurrence.chance = occurrence.telling < TELLING || twins > TWINS;
    }
    // A sort that keeps the order of what is alike.
    let order = |o: &Occurrence| (o.chance, o.matched < FRAGMENT);
    found.sort_by(|a, b| order(a).cmp(&order(b)).then(b.evidence.total_cmp(&a.evidence)));
}
