//! What the archive can say of somebody: ties between names, and everything known under them.

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

/// A hit of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub kind: EntityKind,
    pub name: String,
    /// The latest title, else how many articles.
    pub detail: String,
    pub path: Arc<Path>,
    pub span: Span,
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
        let places = memory.places(&memory.ties(somebody).0, NEWEST);
        quotes(newest(&places, NEWEST).iter().map(|&place| memory.entry(place)))
    }

    /// Where somebody is mentioned first, in every article, newest first.
    pub fn seen(&self, kind: EntityKind, name: &str) -> Vec<Seen> {
        let memory = self.memory.read().expect("no panic under this lock");
        let Some(somebody) = memory.keyed(kind, cast::key(kind, name)) else { return vec![] };
        let places = memory.places(&memory.ties(somebody).0, usize::MAX);
        articles(&places.iter().map(|&place| (place.0, memory.entry(place))).collect::<Vec<_>>())
    }

    /// People and organisations whose names match a query, best first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Found> {
        let memory = self.memory.read().expect("no panic under this lock");
        let query = fold(query);
        let wanted = letters(&query);
        let finder = memchr::memmem::Finder::new(query.as_bytes());
        let mut hits: Vec<(i32, u64, u32)> = Vec::new();
        for (number, somebody) in memory.somebodies.iter().enumerate() {
            if somebody.letters & wanted != wanted || somebody.places.is_empty() {
                continue;
            }
            if let Some(score) = score(&query, &finder, memory.folded(number as u32)) {
                hits.push((score + (somebody.places.len() as i32 + 1).ilog2() as i32, start(memory.folded(number as u32)), number as u32));
            }
        }
        for (number, _) in memory.written(hash(&query)) {
            // Before the acronym itself.
            if *memory.folded(number) != *query {
                hits.push((120, 0, number));
            }
        }
        let name = |number: u32| memory.names.get(memory.somebodies[number as usize].name);
        // Numbers first: comparing the names of 200,000 hits of one letter would take longer than finding them.
        let order = |a: &(i32, u64, u32), b: &(i32, u64, u32)| {
            b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| name(a.2).cmp(name(b.2))).then(a.2.cmp(&b.2))
        };
        if hits.len() > 4 * limit + 64 {
            hits.select_nth_unstable_by(4 * limit + 32, order);
            hits.truncate(4 * limit + 32);
        }
        hits.sort_by(order);
        let mut seen = FxHashSet::default();
        hits.retain(|(_, _, n)| seen.insert(*n));
        hits.truncate(limit);
        hits.iter().filter_map(|&(_, _, number)| memory.found(number)).collect()
    }
}

/// Those of some places that [`Memory::places`] has put in order.
fn newest(places: &[(u32, u16)], most: usize) -> &[(u32, u16)] {
    &places[..places.len().min(most)]
}

/// The letters and digits of a folded name, as bits.
pub fn letters(folded: &str) -> u64 {
    folded.bytes().fold(0, |bits, b| match b {
        b'a'..=b'z' => bits | 1 << (b - b'a'),
        b'0'..=b'9' => bits | 1 << (26 + b - b'0'),
        _ => bits,
    })
}

/// The first letters of a name as a number in their order.
fn start(folded: &str) -> u64 {
    let mut bytes = [0; 8];
    let n = folded.len().min(8);
    bytes[..n].copy_from_slice(&folded.as_bytes()[..n]);
    u64::from_be_bytes(bytes)
}

/// How well a folded query matches a folded name; None where it does not.
fn score(query: &str, finder: &memchr::memmem::Finder, name: &str) -> Option<i32> {
    if query.is_empty() {
        return Some(0);
    }
    if name == query {
        return Some(100);
    }
    if let Some(at) = finder.find(name.as_bytes()) {
        let word = at == 0 || name.as_bytes()[at - 1] == b' ';
        return Some(if at == 0 {
            80
        } else if word {
            70
        } else {
            45
        });
    }
    // In order with gaps; a start of a word is worth more.
    let mut score = 20;
    let mut last: Option<usize> = None;
    let mut rest = name.char_indices();
    let mut before = ' ';
    for wanted in query.chars().filter(|c| *c != ' ') {
        let (at, starts) = loop {
            let (at, c) = rest.next()?;
            let starts = before == ' ';
            before = c;
            if c == wanted {
                break (at, starts);
            }
        };
        match last {
            Some(last) if last + 1 == at => score += 3,
            _ if starts => score += 2,
            Some(_) => score -= 1,
            None => score -= 2,
        }
        last = Some(at);
    }
    (score > 18).then_some(score.min(44))
}

impl Memory {
    fn found(&self, number: u32) -> Option<Found> {
        let somebody = &self.somebodies[number as usize];
        let newest = self.newest(&somebody.places)?;
        let (stored, entry) = self.entry(newest);
        let office = entry.offices.first().map(|o| self.title(o));
        let n = somebody.places.len();
        let detail = office.unwrap_or_else(|| if n == 1 { "1 article".to_string() } else { format!("{n} articles") });
        Some(Found {
            kind: somebody.kind,
            name: self.names.get(somebody.name).to_string(),
            detail,
            path: Arc::clone(&stored.path),
            span: entry.first.span,
        })
    }

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

    /// Who is the same by evidence, and who is probably the same under a slightly different spelling.
    pub(super) fn ties(&self, somebody: u32) -> (Vec<u32>, Vec<u32>) {
        let mut ties = vec![somebody];
        let mut spellings = Vec::new();
        let mut at = 0;
        while at < ties.len() && ties.len() < 12 {
            let one = ties[at];
            at += 1;
            let mut more = match self.somebodies[one as usize].kind {
                EntityKind::Person => self.person_ties(one),
                EntityKind::Organisation => self.organisation_ties(one),
            };
            more.retain(|m| !ties.contains(m) && !self.somebodies[*m as usize].places.is_empty());
            ties.append(&mut more);
        }
        for &one in &ties {
            for other in self.misspelt(one) {
                if !ties.contains(&other) && !spellings.contains(&other) {
                    spellings.push(other);
                }
            }
        }
        (ties, spellings)
    }

    /// The organisation that an acronym or a short form most often stands for.
    pub(super) fn owner(&self, key: u64, not: u32) -> Option<u32> {
        let ways = self.written(key);
        let owners = || ways.iter().filter(|(s, _)| *s != not && self.somebodies[*s as usize].kind == EntityKind::Organisation);
        let best = owners().max_by_key(|(s, n)| (*n, std::cmp::Reverse(*s)))?;
        // Where articles disagree, a clear majority decides or nobody; a slip of the pen is no disagreement.
        let rivals: u32 = owners().filter(|(s, _)| *s != best.0 && !self.is_slip(best.0, *s)).map(|(_, n)| n).sum();
        (best.1 > rivals).then_some(best.0)
    }

    fn is_slip(&self, one: u32, other: u32) -> bool {
        is_small_edit(self.folded(one), self.folded(other))
    }

    /// The only organisation with some initials, slips of the pen aside.
    fn only_with(&self, initials: u64, not: u32) -> Option<u32> {
        let mut living = self.by_initials.of(initials).filter(|&s| s != not && !self.somebodies[s as usize].places.is_empty());
        let first = living.next()?;
        living.all(|s| self.is_slip(first, s)).then_some(first)
    }

    /// Whether an organisation's name is an acronym or a short form of another's.
    pub(super) fn is_short_form(&self, one: u32) -> bool {
        let folded = self.folded(one);
        let own = hash(folded);
        self.somebodies[one as usize].kind == EntityKind::Organisation
            && (self.owner(own, one).is_some() || !folded.contains(' ') && self.only_with(own, one).is_some())
    }

    fn organisation_ties(&self, one: u32) -> Vec<u32> {
        let this = &self.somebodies[one as usize];
        let own = hash(self.folded(one));
        let mut ties = Vec::new();
        ties.extend(self.owner(own, one));
        let single = !self.folded(one).contains(' ');
        if single && ties.is_empty() {
            // An acronym that no article spells out: the only organisation with these initials.
            ties.extend(self.only_with(own, one));
        }
        let mut seen = FxHashSet::from_iter([own]);
        for &place in this.places.iter().rev().take(NEWEST) {
            for variant in &self.entry(place).1.variants {
                if !seen.insert(variant.key) {
                    continue;
                }
                let Some(other) = self.keyed(EntityKind::Organisation, variant.key) else { continue };
                // Others may use the same short name for somebody else.
                if other != one && !ties.contains(&other) && self.owner(variant.key, other) == Some(one) {
                    ties.push(other);
                }
            }
        }
        if !single && let Some(initials) = cast::initials(self.names.get(this.name)) {
            let key = hash(&initials);
            if let Some(acronym) = self.keyed(EntityKind::Organisation, key) {
                let only = self.only_with(key, acronym).is_some_and(|o| o == one || self.is_slip(o, one));
                if only && self.owner(key, acronym).is_none_or(|o| o == one || self.is_slip(o, one)) && !ties.contains(&acronym) {
                    ties.push(acronym);
                }
            }
        }
        ties
    }

    /// A bare surname and a full name are one where articles give both the same title, or share two others beside them.
    fn person_ties(&self, one: u32) -> Vec<u32> {
        let bare = !self.folded(one).contains(' ');
        let surname = self.folded(one).rsplit(' ').next().unwrap_or("");
        let others = self
            .by_surname
            .of(hash(surname))
            .filter(|&o| o != one && !self.somebodies[o as usize].places.is_empty() && self.folded(o).contains(' ') == bare);
        let mut others = others.take(50).peekable();
        if others.peek().is_none() {
            return vec![];
        }
        let around = self.around(one);
        let tied: Vec<u32> = others.filter(|&other| self.shares(other, &around)).collect();
        // Two people could be meant: then nobody is.
        if bare && tied.len() > 1 { vec![] } else { tied }
    }

    fn around(&self, one: u32) -> Around {
        let mut around = Around::default();
        for &place in self.lately(one) {
            let (stored, entry) = self.entry(place);
            around.titles.extend(entry.offices.iter().map(|o| self.names.ways[o.title as usize]));
            around.beside.extend(stored.who.iter().filter(|w| **w != one));
        }
        around
    }

    /// Whether somebody is given a title that somebody else has, or has two others beside them in common.
    fn shares(&self, other: u32, around: &Around) -> bool {
        let mut known = None;
        self.lately(other).any(|&place| {
            let (stored, entry) = self.entry(place);
            entry.offices.iter().any(|o| around.titles.contains(&self.names.ways[o.title as usize]))
                || stored.who.iter().any(|w| *w != other && around.beside.contains(w) && *known.get_or_insert(*w) != *w)
        })
    }

    /// The places that came last of those of somebody.
    fn lately(&self, one: u32) -> impl Iterator<Item = &(u32, u16)> {
        self.somebodies[one as usize].places.iter().rev().take(30)
    }

    /// Organisations whose names differ in one word by a small edit.
    fn misspelt(&self, one: u32) -> Vec<u32> {
        let this = &self.somebodies[one as usize];
        if this.kind != EntityKind::Organisation {
            return vec![];
        }
        let mut found = Vec::new();
        for key in cast::near_keys(self.folded(one)) {
            for other in self.near.of(key) {
                let name = self.folded(other);
                if other != one
                    && !self.somebodies[other as usize].places.is_empty()
                    && !found.contains(&other)
                    && is_small_edit(self.folded(one), name)
                {
                    found.push(other);
                }
            }
        }
        found
    }

    /// All that is known, from so many of the newest articles; numbers of articles, mentions and quotes are those of all.
    pub(super) fn known(&self, ties: &[u32], spellings: &[u32], most: usize) -> Known {
        let best = ties.iter().copied().max_by_key(|&s| {
            let name = self.names.get(self.somebodies[s as usize].name);
            (name.chars().count(), std::cmp::Reverse(name))
        });
        let best = best.expect("there is at least one");
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

/// What stands around somebody: titles, and who else is in the same articles.
#[derive(Default)]
struct Around {
    titles: FxHashSet<u64>,
    beside: FxHashSet<u32>,
}

/// Whether two names of equally many words differ in one word, by at most two letters, in words long enough for that to be a slip.
fn is_small_edit(a: &str, b: &str) -> bool {
    let differing: Vec<(&str, &str)> = a.split(' ').zip(b.split(' ')).filter(|(a, b)| a != b).collect();
    let [(a, b)] = differing.as_slice() else { return false };
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // "North" and "South", "First" and "Third" are no slips; a plural or an ending may be.
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    short.len() >= 4
        && common * 2 >= short.len()
        && (long.starts_with(short) && long.len() <= short.len() + 2 || strsim::osa_distance(a, b) <= 1)
}
