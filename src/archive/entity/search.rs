//! The search for people and organisations by some letters of their names.

use super::cast::{fold, hash};
use super::query::title;
use super::{Entities, Memory};
use crate::article::EntityKind;
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::path::Path;
use std::sync::Arc;

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

impl Entities {
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
        let name = |number: u32| memory.name(number);
        // Numbers first: comparing the names of 200,000 hits of one letter would take longer than finding them.
        let order = |a: &(i32, u64, u32), b: &(i32, u64, u32)| {
            b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| name(a.2).cmp(name(b.2))).then(a.2.cmp(&b.2))
        };
        if hits.len() > 4 * limit + 64 {
            hits.select_nth_unstable_by(4 * limit + 32, order);
            hits.truncate(4 * limit + 32);
        }
        hits.sort_by(order);
        // An acronym and its long form are one hit, where the better of the two stands.
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut found = Vec::new();
        for (_, _, number) in hits {
            if found.len() == limit {
                break;
            }
            if !seen.contains(&number) {
                let ties = memory.known_as(number);
                seen.extend(&ties);
                found.extend(memory.found(&ties));
            }
        }
        found
    }
}

impl Memory {
    /// Somebody under the fullest of some names that are tied together, in the newest article that has it.
    fn found(&self, ties: &[u32]) -> Option<Found> {
        let somebody = self.fullest(ties)?;
        let (cast, entry) = self.newest_of(somebody)?;
        let office = entry.offices.first().map(title);
        let detail = office.unwrap_or_else(|| match self.articles_of(ties) {
            1 => "1 article".to_string(),
            n => format!("{n} articles"),
        });
        Some(Found {
            kind: self.somebodies[somebody as usize].kind,
            name: self.name(somebody).to_string(),
            detail,
            path: self.casts.path(cast),
            span: entry.first.span,
        })
    }
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
