//! Ties between names: who is the same by evidence, and who is probably the same in another spelling.

use super::Memory;
use super::cast::{self, hash};
use super::query::NEWEST;
use crate::article::EntityKind;
use rustc_hash::FxHashSet;

impl Memory {
    /// Who is the same by evidence, and who is probably the same under a slightly different spelling.
    pub(super) fn ties(&self, somebody: u32) -> (Vec<u32>, Vec<u32>) {
        let ties = self.tied(somebody);
        let mut spellings = Vec::new();
        for &one in &ties {
            for other in self.misspelt(one) {
                if !ties.contains(&other) && !spellings.contains(&other) {
                    spellings.push(other);
                }
            }
        }
        (ties, spellings)
    }

    /// Who is the same by evidence; somebody first.
    pub(super) fn tied(&self, somebody: u32) -> Vec<u32> {
        let mut ties = vec![somebody];
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
        ties
    }

    /// Who is the same as the card of the fullest of the names has it; nobody else for a slip of the pen, which that card lists
    /// as a similar name.
    pub(super) fn known_as(&self, somebody: u32) -> Vec<u32> {
        let ties = self.tied(somebody);
        let ties = self.fullest(&ties).filter(|&best| best != somebody).map_or(ties, |best| self.tied(best));
        if ties.contains(&somebody) { ties } else { vec![somebody] }
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
        for (_, entry) in this.places.rev().take(NEWEST).flat_map(|cast| self.read(cast, &[one])) {
            for variant in &entry.variants {
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
        if !single && let Some(initials) = cast::initials(self.name(one)) {
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
        for cast in self.lately(one) {
            around.titles.extend(self.titles(cast, one));
            around.beside.extend(self.who(cast).into_iter().filter(|who| *who != one));
        }
        around
    }

    /// Whether somebody is given a title that somebody else has, or has two others beside them in common.
    fn shares(&self, other: u32, around: &Around) -> bool {
        let mut known = None;
        self.lately(other).any(|cast| {
            self.titles(cast, other).iter().any(|title| around.titles.contains(title))
                || self.who(cast).iter().any(|w| *w != other && around.beside.contains(w) && *known.get_or_insert(*w) != *w)
        })
    }

    /// The casts that came last of those of somebody.
    fn lately(&self, one: u32) -> impl Iterator<Item = u32> {
        self.somebodies[one as usize].places.rev().take(30)
    }

    /// What somebody is called in a cast.
    fn titles(&self, cast: u32, one: u32) -> Vec<u64> {
        self.read(cast, &[one]).into_iter().flat_map(|(_, entry)| entry.offices).map(|office| hash(&cast::fold(office.title))).collect()
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
