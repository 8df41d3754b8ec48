//! A pack in memory: all words in one text, records of a few numbers each, and sorted lists to look names up in. A pack of two
//! million rows is a text and some arrays, not two million boxes.

mod build;
mod numbers;
mod tables;

pub use build::Builder;
pub(super) use build::no_date;

use super::Partial;
use super::office::Words;
use crate::text::Span;
use crate::text::fold::fold;
use jiff::civil::Date;
use memchr::memmem::Finder;
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// People, organisations and who held which office in which, each with its source.
#[derive(Debug, Default)]
pub struct Pack {
    /// What people call the pack.
    pub title: String,
    /// None for the one that is built in.
    pub path: Option<Arc<Path>>,
    pub licence: String,
    words: Cow<'static, str>,
    sources: Vec<Source>,
    persons: Vec<Person>,
    organizations: Vec<Organization>,
    other_names: Vec<OtherName>,
    /// By person.
    terms: Vec<Term>,
    /// Numbers of terms, by organisation.
    by_organization: Vec<u32>,
    /// Keys of names and who is called so, in order.
    names: Vec<(u64, Who)>,
    /// Keys of people's last names.
    surnames: Vec<(u64, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Person(u32),
    Organization(u32),
}

impl Default for Who {
    fn default() -> Who {
        Who::Person(0)
    }
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, Default)]
struct Source {
    title: Span,
    url: Span,
    as_of: Option<Partial>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Person {
    name: Span,
    other_names: (u32, u32),
    /// The first of its terms.
    terms: u32,
    source: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Organization {
    name: Span,
    other_names: (u32, u32),
    classification: Span,
    country: Span,
    founded: Option<Partial>,
    dissolved: Option<Partial>,
    parent: u32,
    /// The first of its terms in `by_organization`.
    terms: u32,
    source: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct OtherName {
    name: Span,
    note: Span,
    start: Option<Partial>,
    end: Option<Partial>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Term {
    person: u32,
    organization: u32,
    title: Span,
    start: Option<Partial>,
    end: Option<Partial>,
    source: u32,
}

const NOBODY: u32 = u32::MAX;

/// A person of a pack.
#[derive(Clone, Copy, Debug)]
pub struct Official<'p> {
    pub pack: &'p Pack,
    number: u32,
}

/// An organisation of a pack.
#[derive(Clone, Copy, Debug)]
pub struct Body<'p> {
    pub pack: &'p Pack,
    number: u32,
}

/// An office that somebody held.
#[derive(Clone, Copy, Debug)]
pub struct Tenure<'p> {
    pub pack: &'p Pack,
    pub title: &'p str,
    pub start: Option<Partial>,
    pub end: Option<Partial>,
    person: u32,
    organization: u32,
    source: u32,
}

/// Another name, and when it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias<'p> {
    pub name: &'p str,
    /// What kind of name: "acronym", "former".
    pub note: &'p str,
    pub start: Option<Partial>,
    pub end: Option<Partial>,
}

/// Where a fact comes from, and the day up to which the pack vouches for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'p> {
    pub title: &'p str,
    pub url: &'p str,
    pub as_of: Option<Partial>,
}

/// Whether an office was held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Yes,
    No,
    /// The pack's dates leave it open, or the day is after those for which the pack vouches.
    Open,
}

impl Pack {
    /// People who are called so in full, middle initials and "Jr." aside.
    pub fn people(&self, name: &str) -> impl Iterator<Item = Official<'_>> {
        let key = person_key(&fold(name));
        let found = among(&self.names, key).iter().filter_map(|(_, who)| if let Who::Person(n) = who { Some(*n) } else { None });
        found.map(|number| Official { pack: self, number })
    }

    /// People with a last name.
    pub fn family(&self, surname: &str) -> impl Iterator<Item = Official<'_>> {
        let key = key(&fold(surname));
        among(&self.surnames, key).iter().map(|&(_, number)| Official { pack: self, number })
    }

    /// Organisations with a name, a former name or an acronym.
    pub fn bodies(&self, name: &str) -> impl Iterator<Item = Body<'_>> {
        let key = body_key(&fold(name));
        let found = among(&self.names, key).iter().filter_map(|(_, who)| if let Who::Organization(n) = who { Some(*n) } else { None });
        found.map(|number| Body { pack: self, number })
    }

    /// Counts of people, organisations and terms of office.
    pub fn counts(&self) -> [usize; 3] {
        [self.persons.len(), self.organizations.len(), self.terms.len()]
    }

    /// Everybody, in the order of the pack.
    pub fn everybody(&self) -> impl Iterator<Item = Official<'_>> {
        (0..self.persons.len() as u32).map(|number| Official { pack: self, number })
    }

    /// Every organisation, in the order of the pack.
    pub fn organizations(&self) -> impl Iterator<Item = Body<'_>> {
        (0..self.organizations.len() as u32).map(|number| Body { pack: self, number })
    }

    /// Bytes that the pack takes in memory.
    pub fn bytes(&self) -> usize {
        fn of<T>(list: &[T]) -> usize {
            std::mem::size_of_val(list)
        }
        let records = of(&self.persons) + of(&self.organizations) + of(&self.other_names) + of(&self.terms) + of(&self.by_organization);
        self.words.len() + records + of(&self.names) + of(&self.surnames) + of(&self.sources)
    }

    fn of(&self, span: Span) -> &str {
        span.of(&self.words)
    }

    fn aliases(&self, (from, to): (u32, u32)) -> impl Iterator<Item = Alias<'_>> {
        self.other_names[from as usize..to as usize].iter().map(|other| Alias {
            name: self.of(other.name),
            note: self.of(other.note),
            start: other.start,
            end: other.end,
        })
    }

    fn tenure(&self, number: u32) -> Tenure<'_> {
        let Term { person, organization, title, start, end, source } = self.terms[number as usize];
        Tenure { pack: self, title: self.of(title), start, end, person, organization, source }
    }

    fn origin(&self, source: u32) -> Origin<'_> {
        let source = self.sources.get(source as usize).copied().unwrap_or_default();
        Origin { title: self.of(source.title), url: self.of(source.url), as_of: source.as_of }
    }
}

impl<'p> Official<'p> {
    pub fn name(&self) -> &'p str {
        self.pack.of(self.record().name)
    }

    pub fn other_names(&self) -> impl Iterator<Item = Alias<'p>> + use<'p> {
        self.pack.aliases(self.record().other_names)
    }

    /// Offices, by their first day.
    pub fn tenures(&self) -> impl Iterator<Item = Tenure<'p>> + use<'p> {
        let pack = self.pack;
        let end = pack.persons.get(self.number as usize + 1).map_or(pack.terms.len() as u32, |next| next.terms);
        (self.record().terms..end).map(move |number| pack.tenure(number))
    }

    pub fn origin(&self) -> Origin<'p> {
        self.pack.origin(self.record().source)
    }

    fn record(&self) -> &'p Person {
        &self.pack.persons[self.number as usize]
    }
}

impl PartialEq for Official<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.pack, other.pack) && self.number == other.number
    }
}

impl<'p> Body<'p> {
    pub fn name(&self) -> &'p str {
        self.pack.of(self.record().name)
    }

    pub fn other_names(&self) -> impl Iterator<Item = Alias<'p>> + use<'p> {
        self.pack.aliases(self.record().other_names)
    }

    pub fn classification(&self) -> &'p str {
        self.pack.of(self.record().classification)
    }

    pub fn country(&self) -> &'p str {
        self.pack.of(self.record().country)
    }

    pub fn founded(&self) -> Option<Partial> {
        self.record().founded
    }

    pub fn dissolved(&self) -> Option<Partial> {
        self.record().dissolved
    }

    /// What it is a part of. Chains of parents end: those of a circle are cut when a pack is read.
    pub fn parent(&self) -> Option<Body<'p>> {
        let number = self.record().parent;
        (number != NOBODY).then_some(Body { pack: self.pack, number })
    }

    /// Offices in it, by their first day; of a body with very many, the latest.
    pub fn tenures(&self) -> impl Iterator<Item = Tenure<'p>> + use<'p> {
        // A parliament of three centuries must not make a hover wait.
        const MOST: u32 = 20_000;
        let pack = self.pack;
        let end = pack.organizations.get(self.number as usize + 1).map_or(pack.by_organization.len() as u32, |next| next.terms);
        let start = self.record().terms.max(end.saturating_sub(MOST));
        (start..end).map(move |at| pack.tenure(pack.by_organization[at as usize]))
    }

    pub fn origin(&self) -> Origin<'p> {
        self.pack.origin(self.record().source)
    }

    /// Whether the name or one of the other names is this, as [`Pack::bodies`] sees it.
    pub fn is_called(&self, name: &str) -> bool {
        self.pack.bodies(name).any(|body| body == *self)
    }

    fn record(&self) -> &'p Organization {
        &self.pack.organizations[self.number as usize]
    }
}

impl PartialEq for Body<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.pack, other.pack) && self.number == other.number
    }
}

impl<'p> Tenure<'p> {
    pub fn person(&self) -> Official<'p> {
        Official { pack: self.pack, number: self.person }
    }

    pub fn organization(&self) -> Option<Body<'p>> {
        (self.organization != NOBODY).then_some(Body { pack: self.pack, number: self.organization })
    }

    pub fn origin(&self) -> Origin<'p> {
        self.pack.origin(self.source)
    }

    /// Whether the office was held on a day.
    pub fn held_on(&self, date: Date) -> Held {
        let before = self.start.is_some_and(|start| date < start.earliest());
        let after = self.end.is_some_and(|end| date > end.latest());
        if before || after {
            return Held::No;
        }
        let begun = self.start.is_some_and(|start| start.latest() <= date);
        let lasting = match self.end {
            Some(end) => date <= end.earliest(),
            // In office at the as-of date; later than that the pack knows nothing.
            None => self.origin().as_of.is_some_and(|as_of| date <= as_of.latest()),
        };
        if begun && lasting { Held::Yes } else { Held::Open }
    }

    /// The words of the title, to compare it with a title as written.
    pub fn words(&self) -> Words {
        Words::of(self.title)
    }
}

/// "Secretary of Homeland Security, 2013-12-23 to 2017-01-20".
pub fn term(tenure: &Tenure) -> String {
    let dates = dates(tenure);
    let gap = if dates.is_empty() { "" } else { ", " };
    match tenure.organization() {
        Some(body) if tenure.title.is_empty() => format!("{}{gap}{dates}", body.name()),
        Some(body) if !is_said(&body, tenure.title) => format!("{}, {}{gap}{dates}", tenure.title, body.name()),
        _ => format!("{}{gap}{dates}", tenure.title),
    }
}

/// Whether a title already says what it is over: "Secretary of State" of the "Department of State".
fn is_said(body: &Body, title: &str) -> bool {
    let title = fold(title);
    let name = fold(body.name());
    let mut own =
        name.split(' ').filter(|word| !matches!(*word, "department" | "ministry" | "of" | "the" | "for" | "and" | "us")).peekable();
    own.peek().is_some() && own.all(|word| title.split([' ', ',']).any(|w| w == word))
}

/// The days of a term, as far as they are known.
pub fn dates(tenure: &Tenure) -> String {
    match (tenure.start, tenure.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("since {start}"),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => String::new(),
    }
}

/// The entries of a key in a sorted list.
fn among<T>(list: &[(u64, T)], key: u64) -> &[(u64, T)] {
    let start = list.partition_point(|entry| entry.0 < key);
    let end = start + list[start..].partition_point(|entry| entry.0 == key);
    &list[start..end]
}

fn key(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    hasher.finish()
}

/// The first and last word of a person's folded name and what stands between them but initials; no suffix.
fn person_key(folded: &str) -> u64 {
    // Most names are two plain words: nothing of them falls away.
    let plain = folded.bytes().filter(|b| matches!(b, b' ' | b',')).count() <= 1;
    if plain && !folded.ends_with(',') {
        return key(folded);
    }
    let mut kept = String::with_capacity(folded.len());
    let words = folded.split(' ').map(|word| word.trim_end_matches(','));
    let mut words = words.filter(|word| !is_suffix(word)).peekable();
    let mut first = true;
    while let Some(word) = words.next() {
        if first || words.peek().is_none() || word.chars().nth(1).is_some() {
            if !first {
                kept.push(' ');
            }
            kept.push_str(word);
            first = false;
        }
    }
    key(&kept)
}

/// The key of an organisation's folded name, without the country that some write before it ("U.S. Immigration and ...") and
/// without "the" inside ("Department of the Treasury").
fn body_key(folded: &str) -> u64 {
    let bare = ["us ", "united states "].iter().find_map(|country| folded.strip_prefix(country)).filter(|rest| rest.contains(' '));
    let name = bare.unwrap_or(folded);
    static THE: LazyLock<Finder> = LazyLock::new(|| Finder::new(" the "));
    if THE.find(name.as_bytes()).is_some() { key(&name.replace(" the ", " ")) } else { key(name) }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// The last word of a folded name that is no suffix.
fn surname(folded: &str) -> &str {
    let mut words = folded.rsplit(' ').map(|word| word.trim_end_matches(','));
    words.find(|word| !is_suffix(word)).unwrap_or(folded)
}

/// The numbers from one to another.
fn range(of: (u32, u32)) -> Range<usize> {
    of.0 as usize..of.1 as usize
}
