//! Single questions about somebody: the article that knows most, where all the names stand, what a name may go on with, what an
//! organisation belongs to.

use super::cast::{self, fold, hash};
use super::query::Read;
use super::{Entities, Memory, Seen};
use crate::article::EntityKind;
use rustc_hash::FxHashSet;
use std::path::Path;
use std::sync::Arc;

/// Somebody whose name goes on from what is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub kind: EntityKind,
    pub name: String,
    /// The newest office: title and organisation.
    pub office: Option<(String, Option<String>)>,
    pub articles: u32,
}

/// An organisation above or below another.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    pub name: String,
    /// Where an article says so, or names it.
    pub seen: Seen,
}

/// Relatives that are told.
const RELATIVES: usize = 64;

impl Entities {
    /// The other article that knows most of somebody: it gives the full name, an office, what the person says.
    pub fn best_known(&self, kind: EntityKind, name: &str, except: &Path) -> Option<Seen> {
        let memory = self.memory.read().expect("no panic under this lock");
        let somebody = memory.keyed(kind, cast::key(kind, name))?;
        let ties = memory.tied(somebody);
        let own = memory.casts.of(except);
        let mut best: (usize, Vec<Read>) = (0, vec![]);
        let casts = memory.casts(&ties).into_iter().filter(|cast| Some(*cast) != own);
        for place in casts.flat_map(|cast| memory.read(cast, &ties)) {
            let entry = &place.1;
            let full = entry.name.contains(' ');
            let score =
                8 * usize::from(full) + 3 * entry.offices.len().min(3) + 2 * entry.quotes.len().min(4) + entry.mentions.min(8) as usize;
            if score > best.0 {
                best = (score, vec![]);
            }
            if score == best.0 {
                best.1.push(place);
            }
        }
        let dated = |(cast, _): &Read| (memory.casts.date(*cast), *cast);
        best.1.iter().min_by(|a, b| memory.casts.newer(dated(a), dated(b))).map(|newest| memory.seen(newest))
    }

    /// The articles that somebody is in, newest first, each with the key of the name there ([`cast::key`]).
    pub fn written_in(&self, kind: EntityKind, name: &str) -> Vec<(Arc<Path>, u64)> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(kind, cast::key(kind, name)) else { return vec![] };
        let ties = memory.tied(somebody);
        let places = memory.places(&ties, usize::MAX);
        places.into_iter().map(|(cast, entry)| (memory.casts.path(cast), entry.key)).collect()
    }

    /// People and organisations that have a word which begins with the typed letters, the most written about first.
    ///
    /// With more than one word typed the name has to go on from all of them.
    pub fn going_on(&self, typed: &str, limit: usize) -> Vec<Candidate> {
        let typed = fold(typed);
        if typed.is_empty() {
            return vec![];
        }
        let memory = self.memory.read().expect("no panic under this lock");
        let wanted = super::search::letters(&typed);
        let finder = memchr::memmem::Finder::new(typed.as_bytes());
        let mut hits: Vec<(bool, u32, u32)> = Vec::new();
        for (number, somebody) in memory.somebodies.iter().enumerate() {
            if somebody.letters & wanted != wanted || somebody.places.is_empty() {
                continue;
            }
            let name = memory.folded(number as u32).as_bytes();
            let starts = finder.find_iter(name).find(|&at| at == 0 || name[at - 1] == b' ');
            // What is typed already needs no list.
            if let Some(at) = starts.filter(|_| name.len() > typed.len()) {
                hits.push((at == 0, somebody.places.len() as u32, number as u32));
            }
        }
        let name = |number: u32| memory.name(number);
        let order = |a: &(bool, u32, u32), b: &(bool, u32, u32)| (b.1, b.0).cmp(&(a.1, a.0)).then_with(|| name(a.2).cmp(name(b.2)));
        if hits.len() > limit && limit > 0 {
            hits.select_nth_unstable_by(limit - 1, order);
            hits.truncate(limit);
        }
        hits.sort_by(order);
        hits.truncate(limit);
        hits.iter().map(|&(_, _, number)| memory.candidate(number)).collect()
    }

    /// The organisations that an organisation is said to belong to, the most often said first.
    pub fn parents(&self, name: &str) -> Vec<Relative> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(EntityKind::Organisation, cast::key(EntityKind::Organisation, name)) else {
            return vec![];
        };
        let ties = memory.tied(somebody);
        let mut found: Vec<(u32, Relative)> = Vec::new();
        let mut keys: Vec<u64> = Vec::new();
        for place in memory.places(&ties, 500) {
            for parent in &place.1.parents {
                if let Some(at) = keys.iter().position(|k| *k == parent.key) {
                    found[at].0 += 1;
                } else if found.len() < RELATIVES && !memory.is_one_of(parent.key, &ties) {
                    keys.push(parent.key);
                    let seen = Seen { span: parent.place.span, line: parent.place.line, ..memory.seen(&place) };
                    found.push((1, Relative { name: memory.best_name(parent.key).unwrap_or(parent.name).to_string(), seen }));
                }
            }
        }
        // "the Licensing Committee of the Harbor Board" says it itself.
        for &tie in &ties {
            let folded = memory.folded(tie);
            let Some(at) = folded.find(" of the ") else { continue };
            let key = hash(&folded[at + 8..]);
            let Some(other) = memory.keyed(EntityKind::Organisation, key) else { continue };
            let newest = memory.newest_of(other);
            if let Some(place) = newest.filter(|_| !ties.contains(&other) && !keys.contains(&key)) {
                keys.push(key);
                let name = memory.name(other).to_string();
                found.push((1, Relative { name, seen: memory.seen(&place) }));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
        found.into_iter().map(|(_, relative)| relative).collect()
    }

    /// The organisations that are said to belong to an organisation, by name.
    pub fn children(&self, name: &str) -> Vec<Relative> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(EntityKind::Organisation, cast::key(EntityKind::Organisation, name)) else {
            return vec![];
        };
        let ties = memory.tied(somebody);
        let keys: Vec<u64> = ties.iter().map(|&t| hash(memory.folded(t))).collect();
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut found: Vec<Relative> = Vec::new();
        for child in keys.iter().flat_map(|key| memory.by_parent.of(*key)) {
            if found.len() >= RELATIVES || ties.contains(&child) || !seen.insert(child) {
                continue;
            }
            // Articles that said so may have gone.
            let says = |(_, entry): &Read| entry.parents.iter().any(|parent| keys.contains(&parent.key));
            let mut places = memory.somebodies[child as usize].places.iter().flat_map(|cast| memory.read(cast, &[child]));
            let Some(place) = places.find(says) else { continue };
            let name = memory.name(child).to_string();
            found.push(Relative { name, seen: memory.seen(&place) });
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }
}

impl Memory {
    fn candidate(&self, number: u32) -> Candidate {
        let newest = self.newest(number, self.somebodies[number as usize].places.iter().take(100));
        let office = newest.and_then(|(_, entry)| entry.offices.into_iter().next());
        Candidate {
            kind: self.somebodies[number as usize].kind,
            name: self.name(number).to_string(),
            office: office.map(|o| (o.title.to_string(), o.organisation.map(str::to_string))),
            articles: self.articles_of(&self.known_as(number)) as u32,
        }
    }

    fn is_one_of(&self, key: u64, ties: &[u32]) -> bool {
        self.keyed(EntityKind::Organisation, key).is_some_and(|s| ties.contains(&s))
    }

    fn best_name(&self, key: u64) -> Option<&str> {
        let somebody = self.keyed(EntityKind::Organisation, key)?;
        Some(self.name(somebody))
    }
}
