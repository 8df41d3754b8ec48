//! What the archive can say of somebody: everything known under the names that are tied together.

use super::cast::{self, Place, fold, hash};
use super::{Entities, Memory, Stored};
use crate::archive::index::people;
use crate::article::EntityKind;
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;

/// Everything the archive knows of one person or organisation. Newest first throughout; articles without a date come last.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub kind: EntityKind,
    /// The fullest name.
    pub name: String,
    /// Ways of writing and how often, the most frequent first.
    pub variants: Vec<(String, u32)>,
    /// Ways of writing that differ from a better established one by a small edit.
    pub spellings: Vec<(String, u32)>,
    /// Where each of them stands, in their order.
    pub spelt_at: Vec<Seen>,
    pub offices: Vec<Office>,
    /// For an organisation: who holds an office in it.
    pub officials: Vec<Office>,
    /// Of somebody who is in very many, the newest: those in which ways of writing are counted.
    pub articles: Vec<Seen>,
    pub article_count: u32,
    /// The first and the last day of all articles with a date.
    pub dates: Option<(Date, Date)>,
    pub mentions: u32,
    pub quotes: Vec<Quote>,
    pub quote_count: u32,
    /// Other people of the same surname.
    pub namesakes: Vec<String>,
}

/// A title as some article gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    pub person: String,
    pub title: String,
    pub organisation: Option<String>,
    pub path: Arc<Path>,
    pub span: Span,
    pub line: u32,
    pub date: Option<Date>,
}

/// Somebody in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub path: Arc<Path>,
    pub date: Option<Date>,
    pub mentions: u32,
    /// The first mention.
    pub span: Span,
    pub line: u32,
}

/// A quote of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    pub path: Arc<Path>,
    pub date: Option<Date>,
    pub span: Span,
    pub line: u32,
}

/// Articles that are looked at for more than counts; the newest of somebody who is in thousands.
pub(super) const NEWEST: usize = 100;

impl Entities {
    /// Everybody who is written like this somewhere, the most mentioned first, with all their articles.
    pub fn who(&self, name: &str) -> Vec<Known> {
        let memory = self.memory.read().expect("no panic under this lock");
        let folded = fold(name);
        let mut found: Vec<u32> = Vec::new();
        for kind in [EntityKind::Person, EntityKind::Organisation] {
            found.extend(memory.keyed(kind, cast::key(kind, name)));
        }
        found.extend(memory.written(hash(&folded)).iter().map(|(s, _)| *s));
        found.extend(memory.by_surname.of(hash(&folded)));
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut all = Vec::new();
        for somebody in found {
            if seen.contains(&somebody) || memory.somebodies[somebody as usize].places.is_empty() {
                continue;
            }
            let (ties, spellings) = memory.ties(somebody);
            seen.extend(&ties);
            seen.extend(&spellings);
            all.push(memory.known(&ties, &spellings, usize::MAX));
        }
        all.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)));
        all
    }

    /// What is known under the fullest name that an article gives somebody.
    pub fn known(&self, kind: EntityKind, name: &str) -> Option<Known> {
        let memory = self.memory.read().expect("no panic under this lock");
        let somebody = memory.keyed(kind, cast::key(kind, name))?;
        let (ties, spellings) = memory.ties(somebody);
        let known = memory.known(&ties, &spellings, NEWEST);
        (!known.articles.is_empty()).then_some(known)
    }

    /// The newest quotes of somebody, a few.
    pub fn quotes(&self, kind: EntityKind, name: &str) -> Vec<Quote> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(kind, cast::key(kind, name)) else { return vec![] };
        let places = memory.places(&memory.tied(somebody), NEWEST);
        quotes(newest(&places, NEWEST).iter().map(|&place| memory.entry(place)))
    }

    /// Where somebody is mentioned first, in every article, newest first.
    pub fn seen(&self, kind: EntityKind, name: &str) -> Vec<Seen> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(kind, cast::key(kind, name)) else { return vec![] };
        let places = memory.places(&memory.tied(somebody), usize::MAX);
        articles(&places.iter().map(|&place| (place.0, memory.entry(place))).collect::<Vec<_>>())
    }
}

/// Those of some places that [`Memory::places`] has put in order.
fn newest(places: &[(u32, u16)], most: usize) -> &[(u32, u16)] {
    &places[..places.len().min(most)]
}

impl Memory {
    pub(super) fn title(&self, office: &cast::Office<u32>) -> String {
        match office.organisation {
            Some(body) => format!("{}, {}", self.names.get(office.title), self.names.get(body)),
            None => self.names.get(office.title).to_string(),
        }
    }

    pub(super) fn entry(&self, (cast, entry): (u32, u16)) -> (&Stored, cast::Entry<u32>) {
        let stored = self.stored(cast);
        let (mut row, mut names) = self.row(stored);
        let found = people::read_one(&mut row, entry as usize, &mut names).expect("read as it was packed");
        (stored, names.interned(found))
    }

    /// The article of a place.
    pub(super) fn stored(&self, cast: u32) -> &Stored {
        self.casts[cast as usize].as_ref().expect("places lead to casts that are there")
    }

    /// The places of several somebodies: the newest, at most so many, in order; after them the others in none.
    pub(super) fn places(&self, ties: &[u32], most: usize) -> Vec<(u32, u16)> {
        let mut places: Vec<(u32, u16)> = ties.iter().flat_map(|&s| self.somebodies[s as usize].places.iter().copied()).collect();
        if places.len() > most {
            places.select_nth_unstable_by(most, |a, b| self.newer(a, b));
        }
        let sorted = places.len().min(most);
        places[..sorted].sort_by(|a, b| self.newer(a, b));
        places
    }

    /// Newer articles first, and those without a date last; of one day by their paths.
    fn newer(&self, a: &(u32, u16), b: &(u32, u16)) -> Ordering {
        let (one, other) = (self.stored(a.0), self.stored(b.0));
        let days = other.date.cmp(&one.date);
        days.then_with(|| one.path.as_os_str().cmp(other.path.as_os_str())).then(a.1.cmp(&b.1))
    }

    pub(super) fn newest(&self, places: &[(u32, u16)]) -> Option<(u32, u16)> {
        places.iter().copied().min_by(|a, b| self.newer(a, b))
    }

    /// Whose name is the fullest.
    pub(super) fn fullest(&self, ties: &[u32]) -> Option<u32> {
        ties.iter().copied().max_by_key(|&s| {
            let name = self.names.get(self.somebodies[s as usize].name);
            (name.chars().count(), std::cmp::Reverse(name))
        })
    }

    /// How many articles name one of them.
    pub(super) fn articles_of(&self, ties: &[u32]) -> usize {
        let places = |s: u32| self.somebodies[s as usize].places.iter();
        match ties {
            [one] => places(*one).count(),
            several => several.iter().flat_map(|&s| places(s).map(|place| place.0)).collect::<FxHashSet<_>>().len(),
        }
    }

    /// All that is known, from so many of the newest articles; numbers of articles, mentions and quotes are those of all.
    pub(super) fn known(&self, ties: &[u32], spellings: &[u32], most: usize) -> Known {
        let best = self.fullest(ties).expect("there is at least one");
        let kind = self.somebodies[best as usize].kind;
        let places = self.places(ties, most);
        let looked_at: Vec<_> = newest(&places, most).iter().map(|&place| (place.0, self.entry(place))).collect();
        let mut casts: Vec<u32> = places.iter().map(|place| place.0).collect();
        casts.sort_unstable();
        casts.dedup();
        let dates = casts.iter().filter_map(|&cast| self.stored(cast).date);
        let mut known = Known {
            kind,
            name: self.names.get(self.somebodies[best as usize].name).to_string(),
            variants: self.counted(&looked_at),
            spellings: self.spelt(spellings),
            spelt_at: spellings.iter().filter_map(|&s| Some(self.seen_at(self.newest(&self.somebodies[s as usize].places)?))).collect(),
            offices: vec![],
            officials: vec![],
            articles: articles(&looked_at),
            article_count: casts.len() as u32,
            dates: dates.clone().min().zip(dates.max()),
            mentions: ties.iter().map(|&s| self.somebodies[s as usize].mentions).sum(),
            quotes: quotes(looked_at.iter().take(NEWEST).map(|(_, (stored, entry))| (*stored, entry))),
            quote_count: ties.iter().map(|&s| self.somebodies[s as usize].quotes).sum(),
            namesakes: vec![],
        };
        let mut bodies: FxHashSet<u64> = ties.iter().map(|&s| hash(self.folded(s))).collect();
        for (_, (stored, entry)) in looked_at.iter().take(NEWEST) {
            bodies.extend(entry.variants.iter().map(|v| v.key));
            for office in &entry.offices {
                known.offices.push(self.office(stored, self.names.get(entry.name), office));
            }
        }
        if kind == EntityKind::Organisation {
            self.officials(newest(&places, most.min(NEWEST)), &bodies, &mut known.officials);
        } else {
            known.namesakes = self.namesakes(ties);
        }
        known
    }

    /// Ways of writing and how often.
    fn counted(&self, places: &[Read]) -> Vec<(String, u32)> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for variant in places.iter().flat_map(|(_, (_, entry))| &entry.variants) {
            *counts.entry(variant.name).or_default() += variant.count;
        }
        let mut variants: Vec<(String, u32)> = counts.into_iter().map(|(n, c)| (self.names.get(n).to_string(), c)).collect();
        variants.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        variants
    }

    pub(super) fn seen_at(&self, place: (u32, u16)) -> Seen {
        let (stored, entry) = self.entry(place);
        seen(stored, &entry)
    }

    /// Full names and how often they are written so.
    fn spelt(&self, spellings: &[u32]) -> Vec<(String, u32)> {
        let spelt = spellings.iter().map(|&s| {
            let somebody = &self.somebodies[s as usize];
            let own = hash(self.folded(s));
            let written = somebody.places.iter().flat_map(|&p| self.entry(p).1.variants).filter(|v| v.key == own).map(|v| v.count).sum();
            (self.names.get(somebody.name).to_string(), written)
        });
        spelt.collect()
    }

    fn office(&self, stored: &Stored, person: &str, office: &cast::Office<u32>) -> Office {
        Office {
            person: person.to_string(),
            title: self.names.get(office.title).to_string(),
            organisation: office.organisation.map(|o| self.names.get(o).to_string()),
            path: Arc::clone(&stored.path),
            span: office.place.span,
            line: office.place.line,
            date: stored.date,
        }
    }

    fn officials(&self, places: &[(u32, u16)], bodies: &FxHashSet<u64>, officials: &mut Vec<Office>) {
        let mut seen = FxHashSet::default();
        let mut casts = FxHashSet::default();
        for &(cast, _) in places {
            if !casts.insert(cast) {
                continue;
            }
            let stored = self.stored(cast);
            for &number in &stored.officials {
                let entry = self.entry((cast, number)).1;
                for office in entry.offices.iter().filter(|o| o.organisation.is_some() && bodies.contains(&o.organisation_key)) {
                    if seen.insert((stored.who[number as usize], office.title)) {
                        officials.push(self.office(stored, self.names.get(entry.name), office));
                    }
                }
            }
        }
    }

    fn namesakes(&self, ties: &[u32]) -> Vec<String> {
        const MOST: usize = 6;
        let mut found: FxHashSet<&str> = FxHashSet::default();
        for &one in ties {
            let surname = self.folded(one).rsplit(' ').next().unwrap_or("");
            let others = self.by_surname.of(hash(surname)).filter(|&other| {
                !ties.contains(&other) && !self.somebodies[other as usize].places.is_empty() && self.folded(other).contains(' ')
            });
            found.extend(others.map(|other| self.names.get(self.somebodies[other as usize].name)));
        }
        let mut found: Vec<&str> = found.into_iter().collect();
        found.sort_unstable();
        found.iter().take(MOST).map(|name| name.to_string()).collect()
    }
}

/// The number of a cast, and what it has of somebody.
type Read<'m> = (u32, (&'m Stored, cast::Entry<u32>));

fn seen(stored: &Stored, entry: &cast::Entry<u32>) -> Seen {
    let Place { span, line } = entry.first;
    Seen { path: Arc::clone(&stored.path), date: stored.date, mentions: entry.mentions, span, line }
}

/// The articles of some places in their order, each once.
fn articles(places: &[Read]) -> Vec<Seen> {
    let of_one = |of_one: &[Read]| {
        let (_, (stored, first)) = &of_one[0];
        Seen { mentions: of_one.iter().map(|(_, (_, entry))| entry.mentions).sum(), ..seen(stored, first) }
    };
    places.chunk_by(|a, b| a.0 == b.0).map(of_one).collect()
}

/// A few quotes, those of the first places.
fn quotes<'m, E: Borrow<cast::Entry<u32>>>(places: impl Iterator<Item = (&'m Stored, E)>) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for (stored, entry) in places {
        let quote = |p: &Place| Quote { path: Arc::clone(&stored.path), date: stored.date, span: p.span, line: p.line };
        quotes.extend(entry.borrow().quotes.iter().map(quote));
        if quotes.len() >= 8 {
            break;
        }
    }
    quotes
}
