//! From records in any order to a pack: words are put into one text, ids become numbers, and what does not fit together is told.

use super::*;
use crate::knowledge::record::{Link, Membership, OtherName as Other, Record};
use crate::knowledge::{Oddities, Oddity};
use crate::text::fold::fold_into;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::hash_map::Entry;

/// Longer names are cut: they are no names, and a card must stay a card.
const LONGEST_NAME: usize = 300;
/// All words of a pack: places in them are 32-bit numbers.
const MOST_WORDS: usize = 3 << 30;

/// Takes the records of a pack one by one.
#[derive(Debug, Default)]
pub struct Builder {
    words: String,
    sources: Vec<Source>,
    known_sources: FxHashMap<Link, u32>,
    /// Words that come again and again: titles, kinds, countries.
    repeated: FxHashMap<u64, Span>,
    persons: Vec<Person>,
    person_ids: FxHashMap<u64, u32>,
    organizations: Vec<Organization>,
    organization_ids: FxHashMap<u64, u32>,
    /// The key of the parent's id, its line.
    parents: Vec<(u32, u64, u64)>,
    posts: FxHashMap<u64, (Span, u64)>,
    other_names: Vec<OtherName>,
    terms: Vec<Unresolved>,
    oddities: Oddities,
}

/// A term whose ids are still to be looked up.
#[derive(Debug)]
struct Unresolved {
    term: Term,
    person: u64,
    organization: u64,
    post: u64,
    line: u32,
}

impl Builder {
    /// Takes a record that stands on a line.
    pub fn add(&mut self, line: u64, record: Record) {
        if self.words.len() > MOST_WORDS {
            self.odd(line, "the pack holds more words than fit; the rest is left out".into());
            return;
        }
        match record {
            Record::Person(person) => {
                let id = self.id(line, "person", &person.id, &person.name);
                if person.name.trim().is_empty() {
                    self.odd(line, format!("the person “{}” has no name", shown(&person.id)));
                    return;
                }
                let number = self.persons.len() as u32;
                match self.person_ids.entry(id) {
                    Entry::Occupied(_) => {
                        self.odd(line, format!("the id “{}” is another person's already; this one is left out", shown(&person.id)));
                        return;
                    }
                    Entry::Vacant(free) => free.insert(number),
                };
                let name = self.name(line, &person.name);
                let other_names = self.others(line, &person.other_names);
                let source = self.source(&person.sources, &person.updated_at);
                self.persons.push(Person { name, other_names, terms: 0, source });
                for mut membership in person.memberships {
                    membership.person_id = person.id.clone();
                    self.membership(line, membership);
                }
            }
            Record::Organization(body) => {
                let id = self.id(line, "organisation", &body.id, &body.name);
                if body.name.trim().is_empty() {
                    self.odd(line, format!("the organisation “{}” has no name", shown(&body.id)));
                    return;
                }
                let number = self.organizations.len() as u32;
                match self.organization_ids.entry(id) {
                    Entry::Occupied(_) => {
                        self.odd(line, format!("the id “{}” is another organisation's already; this one is left out", shown(&body.id)));
                        return;
                    }
                    Entry::Vacant(free) => free.insert(number),
                };
                let name = self.name(line, &body.name);
                let other_names = self.others(line, &body.other_names);
                let source = self.source(&body.sources, &body.updated_at);
                let organization = Organization {
                    name,
                    other_names,
                    classification: self.repeated(line, &body.classification),
                    country: self.repeated(line, &body.country),
                    founded: self.date(line, "founding_date", &body.founding_date),
                    dissolved: self.date(line, "dissolution_date", &body.dissolution_date),
                    parent: NOBODY,
                    terms: 0,
                    source,
                };
                self.organizations.push(organization);
                if !body.parent_id.is_empty() {
                    self.parents.push((number, key(&body.parent_id), line));
                }
                for mut membership in body.memberships {
                    membership.organization_id = body.id.clone();
                    self.membership(line, membership);
                }
                for mut post in body.posts {
                    post.organization_id = body.id.clone();
                    self.add(line, Record::Post(post));
                }
            }
            Record::Post(post) => {
                let label = if post.label.is_empty() { &post.role } else { &post.label };
                if post.id.is_empty() {
                    self.odd(line, format!("the post “{}” has no id", shown(label)));
                    return;
                }
                let label = self.repeated(line, label);
                let organization = if post.organization_id.is_empty() { 0 } else { key(&post.organization_id) };
                self.posts.insert(key(&post.id), (label, organization));
            }
            Record::Membership(membership) => self.membership(line, membership),
        }
    }

    fn membership(&mut self, line: u64, membership: Membership) {
        let title = if membership.role.is_empty() { &membership.label } else { &membership.role };
        let title = self.repeated(line, title);
        let start = self.date(line, "start_date", &membership.start_date);
        let end = self.date(line, "end_date", &membership.end_date);
        if let (Some(start), Some(end)) = (start, end)
            && end.latest() < start.earliest()
        {
            self.odd(line, format!("a term that ends on {end}, before it begins on {start}, is left out"));
            return;
        }
        let source = self.source(&membership.sources, &membership.updated_at);
        let id = |id: &str| if id.is_empty() { 0 } else { key(id) };
        self.terms.push(Unresolved {
            term: Term { person: NOBODY, organization: NOBODY, title, start, end, source },
            person: id(&membership.person_id),
            organization: id(&membership.organization_id),
            post: id(&membership.post_id),
            line: line.min(u32::MAX as u64) as u32,
        });
    }

    /// What was wrong with the line of a record.
    pub fn odd(&mut self, line: u64, message: String) {
        self.oddities.push(Oddity { line, message });
    }

    /// Looks all ids up and sorts. `common` is the source of facts that name none.
    pub fn finish(mut self, title: String, common: Link) -> (Pack, Oddities) {
        let common = self.link(&common);
        // Facts without a source have the pack's own; it is the last.
        let own = self.sources.len() as u32;
        self.sources.push(common);
        self.resolve_parents();
        let terms = self.resolve_terms();
        let oddities = std::mem::take(&mut self.oddities);
        let Builder { words, mut sources, persons, organizations, other_names, .. } = self;
        for source in &mut sources {
            source.as_of = source.as_of.or(common.as_of);
        }
        let mut pack = Pack { title, words: Cow::Owned(words), sources, persons, organizations, other_names, terms, ..Pack::default() };
        for source in pack.sources_of_facts() {
            *source = (*source).min(own);
        }
        pack.arrange();
        (pack, oddities)
    }

    fn resolve_parents(&mut self) {
        for (number, parent, line) in std::mem::take(&mut self.parents) {
            match self.organization_ids.get(&parent) {
                Some(&parent) => self.organizations[number as usize].parent = parent,
                None => self.odd(line, format!("no organisation has the id of the parent of “{}”", self.called(number))),
            }
        }
        // Every chain is followed once: what was seen in an earlier walk ends well, what was seen in this one is a circle.
        let mut walk_of = vec![0u32; self.organizations.len()];
        for first in 0..self.organizations.len() as u32 {
            let walk = first + 1;
            let (mut at, mut before) = (first, NOBODY);
            while at != NOBODY && walk_of[at as usize] == 0 {
                walk_of[at as usize] = walk;
                before = at;
                at = self.organizations[at as usize].parent;
            }
            if at != NOBODY && walk_of[at as usize] == walk {
                self.organizations[before as usize].parent = NOBODY;
                self.odd(0, format!("“{}” is, by its parents, a part of itself; the circle is cut there", self.called(before)));
            }
        }
    }

    fn resolve_terms(&mut self) -> Vec<Term> {
        let unresolved = std::mem::take(&mut self.terms);
        let mut terms = Vec::with_capacity(unresolved.len());
        for Unresolved { mut term, person, mut organization, post, line } in unresolved {
            let line = u64::from(line);
            let Some(&person) = self.person_ids.get(&person) else {
                self.odd(line, "a membership names nobody of this pack".into());
                continue;
            };
            term.person = person;
            if post != 0 {
                match self.posts.get(&post) {
                    Some(&(label, body)) => {
                        // A role that the membership states is nearer to what is meant.
                        term.title = if term.title.is_empty() { label } else { term.title };
                        organization = if organization == 0 { body } else { organization };
                    }
                    None if term.title.is_empty() => {
                        self.odd(line, "a membership names a post that is not in this pack, and no role".into());
                        continue;
                    }
                    None => {}
                }
            }
            if organization != 0 {
                match self.organization_ids.get(&organization) {
                    Some(&number) => term.organization = number,
                    None => self.odd(line, "a membership names an organisation that is not in this pack".into()),
                }
            }
            if term.title.is_empty() && term.organization == NOBODY {
                continue;
            }
            terms.push(term);
        }
        terms
    }

    fn called(&self, organization: u32) -> String {
        shown(self.organizations[organization as usize].name.of(&self.words))
    }

    fn id(&mut self, line: u64, kind: &str, id: &str, name: &str) -> u64 {
        if id.is_empty() {
            self.odd(line, format!("the {kind} “{}” has no id, so that no office can name it", shown(name)));
            // A number of its own.
            return key(&format!("\u{0}{kind} {}", self.persons.len() + self.organizations.len()));
        }
        key(id)
    }

    fn name(&mut self, line: u64, name: &str) -> Span {
        let name = name.trim();
        if name.len() > LONGEST_NAME {
            self.odd(line, format!("a name of {} bytes is cut after {LONGEST_NAME}: “{}”", name.len(), shown(name)));
        }
        let start = self.words.len();
        self.words.push_str(clip(name));
        Span::new(start, self.words.len())
    }

    fn repeated(&mut self, line: u64, words: &str) -> Span {
        if words.is_empty() {
            return Span::default();
        }
        let hash = key(words);
        if let Some(&span) = self.repeated.get(&hash) {
            return span;
        }
        let span = self.name(line, words);
        self.repeated.insert(hash, span);
        span
    }

    fn others(&mut self, line: u64, others: &[Other]) -> (u32, u32) {
        let from = self.other_names.len() as u32;
        for other in others.iter().filter(|o| !o.name.trim().is_empty()) {
            let name = self.name(line, &other.name);
            let note = self.repeated(line, &other.note);
            let start = self.date(line, "start_date", &other.start_date);
            let end = self.date(line, "end_date", &other.end_date);
            self.other_names.push(OtherName { name, note, start, end });
        }
        (from, self.other_names.len() as u32)
    }

    fn date(&mut self, line: u64, field: &str, text: &str) -> Option<Partial> {
        if text.is_empty() {
            return None;
        }
        let date = Partial::parse(text);
        if date.is_none() {
            self.odd(line, no_date(field, text));
        }
        date
    }

    fn source(&mut self, links: &[Link], updated_at: &str) -> u32 {
        let Some(link) = links.first() else {
            if updated_at.is_empty() {
                return NOBODY;
            }
            return self.source(&[Link { as_of: updated_at.to_string(), ..Link::default() }], "");
        };
        if let Some(&number) = self.known_sources.get(link) {
            return number;
        }
        let number = self.sources.len() as u32;
        let mut source = self.link(link);
        if source.as_of.is_none() {
            source.as_of = Partial::parse(updated_at);
        }
        self.sources.push(source);
        self.known_sources.insert(link.clone(), number);
        number
    }

    fn link(&mut self, link: &Link) -> Source {
        Source { title: self.repeated(0, &link.note), url: self.repeated(0, &link.url), as_of: Partial::parse(&link.as_of) }
    }
}

impl Pack {
    fn sources_of_facts(&mut self) -> impl Iterator<Item = &mut u32> {
        let persons = self.persons.iter_mut().map(|p| &mut p.source);
        let organizations = self.organizations.iter_mut().map(|o| &mut o.source);
        persons.chain(organizations).chain(self.terms.iter_mut().map(|t| &mut t.source))
    }

    /// Puts terms and names into the orders in which they are looked up.
    pub(super) fn arrange(&mut self) {
        let Pack { terms, persons, organizations, .. } = self;
        let (order, starts) = dealt_out(terms.len(), persons.len(), |term| terms[term].person as usize, by_day(terms));
        let by_person = order.iter().map(|&term| terms[term as usize]).collect();
        persons.iter_mut().zip(starts).for_each(|(person, start)| person.terms = start);
        *terms = by_person;
        let (order, starts) = dealt_out(terms.len(), organizations.len(), |term| terms[term].organization as usize, by_day(terms));
        organizations.iter_mut().zip(starts).for_each(|(body, start)| body.terms = start);
        self.by_organization = order;
        self.index();
    }

    /// Sorts the names to look them up.
    fn index(&mut self) {
        let mut names = Vec::with_capacity(self.persons.len() + self.organizations.len() + self.other_names.len());
        let mut surnames = Vec::with_capacity(self.persons.len());
        let mut folded = String::new();
        for (number, person) in self.persons.iter().enumerate() {
            let number = number as u32;
            fold_into(person.name.of(&self.words), &mut folded);
            names.push((person_key(&folded), Who::Person(number)));
            surnames.push((key(surname(&folded)), number));
            for other in &self.other_names[range(person.other_names)] {
                fold_into(other.name.of(&self.words), &mut folded);
                names.push((person_key(&folded), Who::Person(number)));
            }
        }
        for (number, body) in self.organizations.iter().enumerate() {
            let number = number as u32;
            fold_into(body.name.of(&self.words), &mut folded);
            names.push((body_key(&folded), Who::Organization(number)));
            for other in &self.other_names[range(body.other_names)] {
                fold_into(other.name.of(&self.words), &mut folded);
                names.push((body_key(&folded), Who::Organization(number)));
            }
        }
        self.names = in_order_of_keys(&names);
        self.names.dedup();
        self.surnames = in_order_of_keys(&surnames);
    }
}

/// A sorted copy. Keys are hashes: dealt out by their first bits, few are left to be compared.
fn in_order_of_keys<T: Copy + Ord>(list: &[(u64, T)]) -> Vec<(u64, T)> {
    let bits = list.len().max(2).ilog2();
    let heap = |number: usize| (list[number].0 >> (64 - bits)) as usize;
    let (order, _) = dealt_out(list.len(), 1 << bits, heap, |a, b| list[*a as usize].cmp(&list[*b as usize]));
    order.iter().map(|&number| list[number as usize]).collect()
}

/// The numbers below one, dealt out on so many heaps and each heap put in order; and where each heap begins. A number that belongs
/// on no heap is left out.
fn dealt_out(numbers: usize, heaps: usize, heap: impl Fn(usize) -> usize, by: impl Fn(&u32, &u32) -> Ordering) -> (Vec<u32>, Vec<u32>) {
    // How many there are of each, then where each begins, in the end where the next one does.
    let mut bounds = vec![0u32; heaps];
    for number in 0..numbers {
        if let Some(count) = bounds.get_mut(heap(number)) {
            *count += 1;
        }
    }
    let mut before = 0;
    for bound in &mut bounds {
        (*bound, before) = (before, before + *bound);
    }
    let starts = bounds.clone();
    let mut order = vec![0; before as usize];
    for number in 0..numbers {
        if let Some(bound) = bounds.get_mut(heap(number)) {
            order[*bound as usize] = number as u32;
            *bound += 1;
        }
    }
    for (&start, end) in starts.iter().zip(bounds) {
        if end > start + 1 {
            order[start as usize..end as usize].sort_unstable_by(&by);
        }
    }
    (order, starts)
}

/// Terms by their first days; what has no day comes first.
fn by_day(terms: &[Term]) -> impl Fn(&u32, &u32) -> Ordering {
    |a, b| terms[*a as usize].start.cmp(&terms[*b as usize].start).then(a.cmp(b))
}

/// What is wrong with the date of a field.
pub(in crate::knowledge) fn no_date(field: &str, text: &str) -> String {
    format!("{field} “{}” is no date such as 2009, 2009-05 or 2009-05-12", shown(text))
}

/// Words of a pack in a message: the beginning, on one line.
fn shown(words: &str) -> String {
    let short: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    if short.len() < words.len() { format!("{short}…") } else { short }
}

fn clip(name: &str) -> &str {
    let mut end = name.len().min(LONGEST_NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}
