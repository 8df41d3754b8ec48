//! What the archive can say of somebody: everything known under the names that are tied together.

use super::cast::{self, Place, fold, hash};
use super::{Entities, Memory};
use crate::article::EntityKind;
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
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
        memory.quotes(&memory.places(&memory.tied(somebody), NEWEST))
    }

    /// Where somebody is mentioned first, in every article, newest first.
    pub fn seen(&self, kind: EntityKind, name: &str) -> Vec<Seen> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(kind, cast::key(kind, name)) else { return vec![] };
        memory.articles(&memory.places(&memory.tied(somebody), usize::MAX))
    }
}

impl Memory {
    /// The casts that several somebodies are in, each once.
    pub(super) fn casts(&self, ties: &[u32]) -> Vec<u32> {
        let mut casts: Vec<u32> = ties.iter().flat_map(|&s| self.somebodies[s as usize].places.iter()).collect();
        casts.sort_unstable();
        casts.dedup();
        casts
    }

    /// Several somebodies in the newest of their articles, in order; at most so many places.
    pub(super) fn places(&self, ties: &[u32], most: usize) -> Vec<Read<'_>> {
        self.newest_places(self.dated(ties), ties, most)
    }

    /// The casts that several somebodies are in, each once and with its day.
    fn dated(&self, ties: &[u32]) -> Vec<(Option<Date>, u32)> {
        self.casts(ties).into_iter().map(|cast| (self.casts.date(cast), cast)).collect()
    }

    fn newest_places(&self, mut casts: Vec<(Option<Date>, u32)>, ties: &[u32], most: usize) -> Vec<Read<'_>> {
        if casts.len() > most {
            casts.select_nth_unstable_by(most, |a, b| self.casts.newer(*a, *b));
            casts.truncate(most);
        }
        casts.sort_by(|a, b| self.casts.newer(*a, *b));
        casts.iter().flat_map(|&(_, cast)| self.read(cast, ties)).take(most).collect()
    }

    /// What a cast has of several somebodies.
    pub(super) fn read(&self, cast: u32, ties: &[u32]) -> Vec<Read<'_>> {
        let keyed = |kind, key| self.keyed(kind, key);
        let entries = self.casts.entries_of(cast, &self.names, |who, _| ties.contains(&who), keyed);
        entries.into_iter().map(|(_, entry)| (cast, entry)).collect()
    }

    /// Somebody in the newest article of some.
    pub(super) fn newest(&self, somebody: u32, casts: impl Iterator<Item = u32>) -> Option<Read<'_>> {
        let dated = casts.map(|cast| (self.casts.date(cast), cast));
        let (_, newest) = dated.min_by(|a, b| self.casts.newer(*a, *b))?;
        self.read(newest, &[somebody]).into_iter().next()
    }

    /// Whose name is the fullest.
    pub(super) fn fullest(&self, ties: &[u32]) -> Option<u32> {
        ties.iter().copied().max_by_key(|&s| {
            let name = self.name(s);
            (name.chars().count(), std::cmp::Reverse(name))
        })
    }

    /// How many articles name one of them.
    pub(super) fn articles_of(&self, ties: &[u32]) -> usize {
        match ties {
            [one] => self.somebodies[*one as usize].places.len(),
            several => self.casts(several).len(),
        }
    }

    /// All that is known, from so many of the newest articles; numbers of articles, mentions and quotes are those of all.
    pub(super) fn known(&self, ties: &[u32], spellings: &[u32], most: usize) -> Known {
        let best = self.fullest(ties).expect("there is at least one");
        let kind = self.somebodies[best as usize].kind;
        let casts = self.dated(ties);
        let article_count = casts.len() as u32;
        let dates = casts.iter().filter_map(|(date, _)| *date);
        let dates = dates.clone().min().zip(dates.max());
        let looked_at = self.newest_places(casts, ties, most);
        let few = &looked_at[..looked_at.len().min(NEWEST)];
        let mut known = Known {
            kind,
            name: self.name(best).to_string(),
            variants: counted(&looked_at),
            spellings: self.spelt(spellings),
            spelt_at: spellings.iter().filter_map(|&s| Some(self.seen(&self.newest_of(s)?))).collect(),
            offices: vec![],
            officials: vec![],
            articles: self.articles(&looked_at),
            article_count,
            dates,
            mentions: ties.iter().map(|&s| self.somebodies[s as usize].mentions).sum(),
            quotes: self.quotes(few),
            quote_count: ties.iter().map(|&s| self.somebodies[s as usize].quotes).sum(),
            namesakes: vec![],
        };
        let mut bodies: FxHashSet<u64> = ties.iter().map(|&s| hash(self.folded(s))).collect();
        for (cast, entry) in few {
            bodies.extend(entry.variants.iter().map(|v| v.key));
            for office in &entry.offices {
                known.offices.push(self.office(*cast, entry.name, office));
            }
        }
        if kind == EntityKind::Organisation {
            self.officials(few, &bodies, &mut known.officials);
        } else {
            known.namesakes = self.namesakes(ties);
        }
        known
    }

    /// Where somebody is in the newest article.
    pub(super) fn newest_of(&self, somebody: u32) -> Option<Read<'_>> {
        self.newest(somebody, self.somebodies[somebody as usize].places.iter())
    }

    pub(super) fn seen(&self, (cast, entry): &Read) -> Seen {
        let Place { span, line } = entry.first;
        Seen { path: self.casts.path(*cast), date: self.casts.date(*cast), mentions: entry.mentions, span, line }
    }

    /// The articles of some places in their order, each once.
    fn articles(&self, places: &[Read]) -> Vec<Seen> {
        let of_one = |of_one: &[Read]| {
            let mentions = of_one.iter().map(|(_, entry)| entry.mentions).sum();
            Seen { mentions, ..self.seen(&of_one[0]) }
        };
        places.chunk_by(|a, b| a.0 == b.0).map(of_one).collect()
    }

    /// A few quotes, those of the first places.
    fn quotes(&self, places: &[Read]) -> Vec<Quote> {
        let mut quotes = Vec::new();
        for (cast, entry) in places {
            let quote = |p: &Place| Quote { path: self.casts.path(*cast), date: self.casts.date(*cast), span: p.span, line: p.line };
            quotes.extend(entry.quotes.iter().map(quote));
            if quotes.len() >= 8 {
                break;
            }
        }
        quotes
    }

    /// Full names and how often they are written so.
    fn spelt(&self, spellings: &[u32]) -> Vec<(String, u32)> {
        let spelt = spellings.iter().map(|&s| {
            let somebody = &self.somebodies[s as usize];
            let own = hash(self.folded(s));
            let entries = somebody.places.iter().flat_map(|cast| self.read(cast, &[s]));
            let written = entries.flat_map(|(_, entry)| entry.variants).filter(|v| v.key == own).map(|v| v.count).sum();
            (self.name(s).to_string(), written)
        });
        spelt.collect()
    }

    fn office(&self, cast: u32, person: &str, office: &cast::Office<&str>) -> Office {
        Office {
            person: person.to_string(),
            title: office.title.to_string(),
            organisation: office.organisation.map(str::to_string),
            path: self.casts.path(cast),
            span: office.place.span,
            line: office.place.line,
            date: self.casts.date(cast),
        }
    }

    fn officials(&self, places: &[Read], bodies: &FxHashSet<u64>, officials: &mut Vec<Office>) {
        let mut seen = FxHashSet::default();
        let mut casts = FxHashSet::default();
        for &(cast, _) in places {
            if !casts.insert(cast) {
                continue;
            }
            let keyed = |kind, key| self.keyed(kind, key);
            for (who, entry) in self.casts.entries_of(cast, &self.names, |_, head| head.has_offices, keyed) {
                for office in entry.offices.iter().filter(|o| o.organisation.is_some() && bodies.contains(&o.organisation_key)) {
                    if seen.insert((who, office.title)) {
                        officials.push(self.office(cast, entry.name, office));
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
            found.extend(others.map(|other| self.name(other)));
        }
        let mut found: Vec<&str> = found.into_iter().collect();
        found.sort_unstable();
        found.iter().take(MOST).map(|name| name.to_string()).collect()
    }
}

/// The number of a cast, and what it has of somebody.
pub(super) type Read<'m> = (u32, cast::Entry<&'m str>);

/// Ways of writing and how often.
fn counted(places: &[Read]) -> Vec<(String, u32)> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for variant in places.iter().flat_map(|(_, entry)| &entry.variants) {
        *counts.entry(variant.name).or_default() += variant.count;
    }
    let mut variants: Vec<(String, u32)> = counts.into_iter().map(|(name, count)| (name.to_string(), count)).collect();
    variants.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    variants
}

/// A title and the organisation, if there is one.
pub(super) fn title(office: &cast::Office<&str>) -> String {
    match office.organisation {
        Some(body) => format!("{}, {body}", office.title),
        None => office.title.to_string(),
    }
}
