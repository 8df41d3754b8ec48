//! Names that are one small edit away from better established ones, and what acronyms stand for.
//!
//! Two names that look alike are often two people or two bodies. So an edit must be one that fingers make, and something else
//! must tie the two: how often the archive writes the one and not the other, the same acronym, the same company or office.

use super::cast::{self, Cast, fold, hash};
use super::query::{Read, title};
use super::{Entities, Memory, Seen};
use crate::article::EntityKind;
use crate::article::lexicon::{self, Class};
use rustc_hash::FxHashSet;
use std::path::Path;

/// A name that is better established than the one it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Better {
    pub name: String,
    /// Other articles that write it so.
    pub articles: u32,
    /// Other articles that write it as it was asked for.
    pub rivals: u32,
    /// Where it stands, in the newest article.
    pub seen: Seen,
    pub tie: Tie,
}

/// What ties two names besides their letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Only that the one is written so much more often.
    Use,
    /// The same acronym or short form.
    ShortForm,
    /// The same people and bodies in the same articles, or the same office.
    Company,
}

/// What an acronym stands for in other articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    pub name: String,
    /// Other articles that spell it out.
    pub articles: u32,
    /// Where it is spelled out: in the newest of those that name somebody who is here too, else in the newest.
    pub seen: Seen,
    /// Who is here and in that article.
    pub shared: Option<String>,
}

/// How two names of equally many words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// The word asked for is none, the other one is.
    Typo,
    /// By letters that make no other word.
    Letters,
    /// By the end of a word, or by a letter that makes another word: as likely another body.
    Word,
}

/// Places of an established name whose company is looked at.
const LOOKED_AT: usize = 40;
/// Somebody who is in more articles than this is company to everybody.
const EVERYWHERE: usize = 200;
/// People of one first name and initial that are compared.
const FAMILY: usize = 400;

impl Entities {
    /// Whether other articles may establish another spelling of some name better: else [`Entities::better_names`] finds nothing.
    pub fn have_rivals<'n>(&self, path: &Path, mut names: impl Iterator<Item = (EntityKind, &'n str)>) -> bool {
        let memory = self.memory.read().expect("no panic under this lock");
        let own = memory.casts.of(path);
        names.any(|(kind, name)| {
            let folded = fold(name);
            !memory.rivals(kind, &folded, cast::key_of_folded(kind, &folded), own).is_empty()
        })
    }

    /// For each member of a cast (by its number) a name that other articles establish better, if there is one.
    pub fn better_names(&self, path: &Path, cast: &Cast) -> Vec<(usize, Better)> {
        let memory = self.memory.read().expect("no panic under this lock");
        let company = memory.company(cast);
        let better = |(i, entry): (usize, &cast::Entry<String>)| Some((i, memory.better(path, entry, &company, cast)?));
        cast.entries.iter().enumerate().filter_map(better).collect()
    }

    /// How many other articles use an acronym without spelling it out, and how many spell it out.
    pub fn use_of(&self, acronym: &str, except: &Path) -> (u32, u32) {
        let memory = self.memory.read().expect("no panic under this lock");
        let key = hash(&fold(acronym));
        let (own, bare) = (memory.casts.of(except), memory.keyed(EntityKind::Organisation, key));
        let spelled = memory.owner(key, bare.unwrap_or(u32::MAX)).map_or(0, |owner| memory.spelling(owner, key, own).len() as u32);
        (bare.map_or(0, |bare| memory.elsewhere(bare, own)), spelled)
    }

    /// What other articles say that an acronym of an article stands for; None where they disagree, and where it may as well be
    /// another body's: fewer than three of them spell it out, and none of these names anybody whom the article names too. Its cast
    /// is asked for where that decides.
    pub fn expansion<'c>(&self, acronym: &str, except: &Path, cast: impl FnOnce() -> &'c Cast) -> Option<Expansion> {
        const AGREEING: usize = 3;
        let memory = self.memory.read().expect("no panic under this lock");
        let key = hash(&fold(acronym));
        let bare = memory.keyed(EntityKind::Organisation, key);
        let owner = memory.owner(key, bare.unwrap_or(u32::MAX))?;
        if !memory.folded(owner).contains(' ') {
            return None;
        }
        let own = memory.casts.of(except);
        let casts = memory.spelling(owner, key, own);
        // One article's brackets can hold anything; letters that are in the name or a second article confirm them.
        if casts.len() < 2 && !has_letters(memory.folded(owner), &fold(acronym)) {
            return None;
        }
        let here = memory.company(cast()).somebodies;
        let is_shared = |who: &u32| *who != owner && Some(*who) != bare && here.contains(who);
        let shared = |cast: u32| memory.who(cast).into_iter().find(is_shared);
        let tied: Vec<u32> = casts.iter().copied().filter(|&cast| shared(cast).is_some()).collect();
        if tied.is_empty() && casts.len() < AGREEING {
            return None;
        }
        let newest = memory.newest(owner, if tied.is_empty() { &casts } else { &tied }.iter().copied())?;
        let name = |somebody: u32| memory.name(somebody).to_string();
        let shared = shared(newest.0).map(name);
        Some(Expansion { name: name(owner), articles: casts.len() as u32, seen: memory.seen(&newest), shared })
    }

    /// The only person of other articles with a surname, with the office that the newest article gives.
    pub fn only_with_surname(&self, surname: &str, except: &Path) -> Option<(String, Option<String>, Seen)> {
        let memory = self.memory.read().expect("no panic under this lock");
        let own = memory.casts.of(except);
        let mut full =
            memory.by_surname.of(hash(&fold(surname))).filter(|&p| memory.folded(p).contains(' ') && memory.elsewhere(p, own) > 0);
        let (only, None) = (full.next()?, full.next()) else { return None };
        let newest = memory.newest(only, memory.somebodies[only as usize].places.iter().filter(|cast| Some(*cast) != own))?;
        let office = newest.1.offices.first().map(title);
        Some((memory.name(only).to_string(), office, memory.seen(&newest)))
    }
}

/// Whether a name has some letters in their order, the first at its start.
fn has_letters(name: &str, letters: &str) -> bool {
    let mut rest = name.chars();
    name.chars().next() == letters.chars().next() && letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// Who and what is around somebody, by numbers that two articles can share.
#[derive(Default)]
struct Company {
    somebodies: FxHashSet<u32>,
}

impl Memory {
    /// The members of a cast that the archive knows, but for those who are everywhere.
    fn company(&self, cast: &Cast) -> Company {
        let known = cast.entries.iter().filter_map(|e| self.keyed(e.kind, e.key));
        Company { somebodies: known.filter(|&s| self.somebodies[s as usize].places.len() <= EVERYWHERE).collect() }
    }

    fn better(&self, path: &Path, entry: &cast::Entry<String>, company: &Company, cast: &Cast) -> Option<Better> {
        let folded = fold(&entry.name);
        let own = self.casts.of(path);
        let rivals = self.keyed(entry.kind, entry.key).map_or(0, |this| self.elsewhere(this, own));
        let mut best: Option<Better> = None;
        for (other, slip) in self.rivals(entry.kind, &folded, entry.key, own) {
            let there = self.elsewhere(other, own);
            // Both stand in this article: what it means by the two is for the article to say.
            let name = self.folded(other);
            if cast.entries.iter().any(|e| e.kind == entry.kind && fold(&e.name) == *name) {
                continue;
            }
            let Some((tie, newest)) = self.tie(entry, other, own, company) else { continue };
            let own_articles = rivals + 1;
            let established = match (entry.kind, slip, tie) {
                // People of nearly one name are a family or a coincidence until they share something.
                (EntityKind::Person, _, Tie::Use) => false,
                (EntityKind::Person, Slip::Word, _) => there >= 3 * own_articles,
                (EntityKind::Person, _, _) => there >= own_articles,
                (EntityKind::Organisation, Slip::Typo, Tie::Use) => there >= 2 * own_articles,
                (EntityKind::Organisation, Slip::Letters, Tie::Use) => {
                    there >= if folded.split(' ').count() > 3 { 2 } else { 4 } && there >= 2 * own_articles
                }
                (EntityKind::Organisation, Slip::Typo | Slip::Letters, _) => {
                    there > own_articles || there == own_articles && self.is_earlier(newest.0, path, cast)
                }
                (EntityKind::Organisation, Slip::Word, Tie::Use) => false,
                (EntityKind::Organisation, Slip::Word, _) => rivals == 0 && there >= 5,
            };
            let name = self.name(other);
            let better = |b: &Better| (b.articles, name) < (there, &*b.name);
            if established && best.as_ref().is_none_or(better) {
                let name = name.to_string();
                best = Some(Better { name, articles: there, rivals, seen: self.seen(&newest), tie });
            }
        }
        best
    }

    /// The casts, but for one's own, in which a body is written in some way too.
    fn spelling(&self, body: u32, way: u64, own: Option<u32>) -> Vec<u32> {
        let spells = |cast: &u32| self.read(*cast, &[body]).iter().any(|(_, entry)| entry.variants.iter().any(|v| v.key == way));
        self.somebodies[body as usize].places.iter().filter(|cast| Some(*cast) != own).filter(spells).collect()
    }

    /// Articles but one's own that somebody is in.
    fn elsewhere(&self, somebody: u32, own: Option<u32>) -> u32 {
        let places = &self.somebodies[somebody as usize].places;
        places.len() as u32 - own.is_some_and(|own| places.rev().any(|cast| cast == own)) as u32
    }

    /// Names that differ from one by a small edit and that more other articles have.
    fn rivals(&self, kind: EntityKind, folded: &str, key: u64, own: Option<u32>) -> Vec<(u32, Slip)> {
        let this = self.keyed(kind, key);
        let least = this.map_or(0, |this| self.elsewhere(this, own));
        // Most names stand nowhere else as often: whether two are alike is asked of few.
        self.alike(kind, folded, |other| Some(other) != this && self.elsewhere(other, own) > least)
    }

    /// Of one against one the earlier article is believed; where dates do not tell, the one that comes first in the folder.
    fn is_earlier(&self, there: u32, path: &Path, cast: &Cast) -> bool {
        match (self.casts.date(there), cast.date) {
            (Some(there), Some(here)) if there != here => there < here,
            _ => *self.casts.path(there) < *path,
        }
    }

    /// Names that differ by a small edit of one word, of those that pass a test.
    fn alike(&self, kind: EntityKind, folded: &str, passes: impl Fn(u32) -> bool) -> Vec<(u32, Slip)> {
        let mut found: Vec<(u32, Slip)> = Vec::new();
        let mut note = |other: u32, slip: fn(&str, &str) -> Option<Slip>| {
            let somebody = &self.somebodies[other as usize];
            if somebody.kind == kind
                && passes(other)
                && !found.iter().any(|f| f.0 == other)
                && let Some(slip) = slip(folded, self.folded(other))
            {
                found.push((other, slip));
            }
        };
        match kind {
            EntityKind::Organisation => {
                for key in cast::near_keys(folded) {
                    self.near.of(key).take(FAMILY).for_each(|other| note(other, slip_of_body));
                }
            }
            EntityKind::Person => {
                let surname = folded.rsplit(' ').next().unwrap_or("");
                self.by_surname.of(hash(surname)).take(FAMILY).for_each(|other| note(other, slip_of_person));
                if let Some(key) = cast::given_key(folded) {
                    self.by_given.of(key).take(FAMILY).for_each(|other| note(other, slip_of_person));
                }
            }
        }
        found
    }

    /// What ties a member of a cast to somebody of other articles, and the newest place that shows it.
    fn tie(&self, entry: &cast::Entry<String>, other: u32, own: Option<u32>, company: &Company) -> Option<(Tie, Read<'_>)> {
        let full = hash(&fold(&entry.name));
        let shorts: Vec<u64> = entry.variants.iter().map(|v| v.key).filter(|k| *k != full && *k != entry.key).collect();
        let bodies: Vec<u64> = entry.offices.iter().map(|o| o.organisation_key).filter(|k| *k != 0).collect();
        let titles: Vec<u64> = entry.offices.iter().map(|o| hash(&fold(&o.title))).collect();
        let this = self.keyed(entry.kind, entry.key);
        // One's own article may be among the newest.
        let mut places = self.places(&[other], LOOKED_AT + 1);
        places.retain(|place| Some(place.0) != own);
        let mut best = (Tie::Use, 0);
        for (at, (cast, there)) in places.iter().enumerate() {
            // A surname is no short form that ties: it is what the two have in common anyway.
            if entry.kind == EntityKind::Organisation && there.variants.iter().any(|v| shorts.contains(&v.key)) {
                best = (Tie::ShortForm, at);
                break;
            }
            let shared = |o: &&cast::Office<&str>| o.organisation_key != 0 && bodies.contains(&o.organisation_key);
            let office = there.offices.iter().any(|o| shared(&o) && titles.contains(&hash(&fold(o.title))));
            let known = |who: &u32| *who != other && Some(*who) != this && company.somebodies.contains(who);
            let beside = self.who(*cast).into_iter().filter(known).take(2).count();
            if office || beside == 2 {
                best = (Tie::Company, at);
            }
        }
        (!places.is_empty()).then(|| (best.0, places.swap_remove(best.1)))
    }
}

/// How the folded names of two bodies differ, where one may be a slip for the other. Three words and more.
pub fn slip_of_body(a: &str, b: &str) -> Option<Slip> {
    let (first, second) = only_difference(a, b)?;
    (a.split(' ').count() >= 3 && a.len() >= 12).then_some(())?;
    slip_of_word(first, second)
}

/// How the folded names of two people differ, where one may be a slip for the other: a letter of the surname, or a letter of
/// the first name that is doubled or has changed places.
pub fn slip_of_person(a: &str, b: &str) -> Option<Slip> {
    slip_of_ends(ends(a)?, ends(b)?)
}

/// The first name and the surname of a folded full name: initials between them divide nobody.
pub fn ends(name: &str) -> Option<(&str, &str)> {
    let mut words = name.split(' ').filter(|w| !matches!(*w, "jr" | "sr" | "ii" | "iii" | "iv"));
    Some((words.next()?, words.next_back()?))
}

/// [`slip_of_person`] for who compares each name with many.
pub fn slip_of_ends((first_a, last_a): (&str, &str), (first_b, last_b): (&str, &str)) -> Option<Slip> {
    if first_a == first_b && last_a != last_b {
        return (first_a.chars().count() > 1).then(|| slip_of_surname(last_a, last_b)).flatten();
    }
    if last_a == last_b && is_doubled_or_swapped(first_a, first_b) && first_a.len() >= 5 {
        return Some(Slip::Letters);
    }
    None
}

/// How two folded surnames differ: one letter, not the first, in names long enough for that to be a slip.
pub fn slip_of_surname(a: &str, b: &str) -> Option<Slip> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 5 || a == b || a.as_bytes()[0] != b.as_bytes()[0] || !is_one_edit(a, b) {
        return None;
    }
    // "the Mosses", "Quills": the family, or its possessive without the mark.
    if long.len() > short.len() && (long.ends_with('s') || long.ends_with("'")) && long.starts_with(short) {
        return None;
    }
    let known = |word: &str| lexicon::class(word) != Class::NONE;
    Some(if known(a) && known(b) { Slip::Word } else { Slip::Letters })
}

/// Whether one letter is put in, left out or replaced, or two beside each other have changed places.
fn is_one_edit(a: &str, b: &str) -> bool {
    let letters = |same: &mut dyn Iterator<Item = (char, char)>| same.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let start: usize = letters(&mut a.chars().zip(b.chars()));
    let (a, b) = (&a[start..], &b[start..]);
    let end: usize = letters(&mut a.chars().rev().zip(b.chars().rev()));
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    match (a.chars().count(), b.chars().count()) {
        (0, 1) | (1, 0) | (1, 1) => true,
        (2, 2) => a.chars().eq(b.chars().rev()),
        _ => false,
    }
}

/// The only word in which two names of equally many words differ.
fn only_difference<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, &'a str)> {
    if a.split(' ').count() != b.split(' ').count() {
        return None;
    }
    let mut differing = a.split(' ').zip(b.split(' ')).filter(|(a, b)| a != b);
    let only = differing.next()?;
    differing.next().is_none().then_some(only)
}

fn slip_of_word(a: &str, b: &str) -> Option<Slip> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // "1st" and "2nd", "Ward 4b": numbers tell bodies apart.
    if short.len() < 4 || a.bytes().chain(b.bytes()).any(|c| c.is_ascii_digit()) || is_style(short, long) {
        return None;
    }
    // "North" and "South", "First" and "Third" are no slips; a letter or an ending may be.
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let ending = long.starts_with(short) && long.len() <= short.len() + 2;
    if common * 2 < short.len() || !ending && strsim::osa_distance(a, b) > 1 {
        return None;
    }
    let (class_a, class_b) = (lexicon::class(a), lexicon::class(b));
    let places = Class::PLACE.or(Class::DEMONYM);
    if class_a.any(places) && class_b.any(places) {
        // "Iran" and "Iraq".
        return None;
    }
    let plural = long.len() > short.len() && (long.trim_end_matches("'s").trim_end_matches('s') == short || long == format!("{short}es"));
    // An ending is lost or gained more often than two bodies are named "Labor" and "Laborer" and all else alike.
    let both_words = class_a != Class::NONE && class_b != Class::NONE && !ending;
    Some(match () {
        () if plural || both_words => Slip::Word,
        () if class_a == Class::NONE && class_b != Class::NONE && !ending => Slip::Typo,
        () => Slip::Letters,
    })
}

/// Differences of style and not of name: possessives, "Centre" and "Center", "Labour" and "Labor", "-isation" and "-ization".
fn is_style(short: &str, long: &str) -> bool {
    let plain = |word: &str| {
        let word = word.replace('\'', "");
        let word = word.replace("our", "or").replace("isation", "ization").replace("ise", "ize").replace("yse", "yze");
        let word = word.replace("programme", "program").replace("defence", "defense").replace("licence", "license");
        word.strip_suffix("re").map_or(word.clone(), |stem| format!("{stem}er"))
    };
    plain(short) == plain(long)
}

/// "Phillip" and "Philip", "Micheal" and "Michael".
fn is_doubled_or_swapped(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let at = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    if long.len() == short.len() + 1 {
        return at > 0 && long[at - 1] == long.get(at).copied().unwrap_or_default() && short[at..] == long[at + 1..];
    }
    long.len() == short.len()
        && at + 1 < short.len()
        && short[at] == long[at + 1]
        && short[at + 1] == long[at]
        && short[at + 2..] == long[at + 2..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_or_an_ending() {
        let body = |a: &str, b: &str| slip_of_body(&fold(a), &fold(b));
        assert_eq!(body("Island Ferry Laborer Network", "Island Ferry Labor Network"), Some(Slip::Letters));
        assert_eq!(body("Harbor Rigths Council", "Harbor Rights Council"), Some(Slip::Typo));
        assert_eq!(body("Ports and Customs Enforcement", "Ports and Custom Enforcement"), Some(Slip::Word));
        assert_eq!(body("Orange County Club", "Orange Country Club"), Some(Slip::Word));
        for (a, b) in [
            ("House Judiciary Committee", "Senate Judiciary Committee"),
            ("1st District Court", "2nd District Court"),
            ("Workers' Welfare Fund", "Workers Welfare Fund"),
            ("Harbour Rights Council", "Harbor Rights Council"),
            ("Iran National Bank", "Iraq National Bank"),
            ("North Coast Trust", "South Coast Trust"),
            ("Moss Agency", "Mosse Agency"),
        ] {
            assert_eq!(body(a, b), None, "{a} / {b}");
        }
    }

    #[test]
    fn one_edit_is_what_a_distance_of_one_is() {
        let words = ["moss", "mosse", "mos", "msos", "mass", "moos", "smoss", "omss", "móss", "mso", "os", "m", ""];
        for a in words {
            for b in words {
                assert_eq!(is_one_edit(a, b), strsim::osa_distance(a, b) == 1, "{a} / {b}");
            }
        }
    }

    #[test]
    fn people_slip_in_a_letter_of_the_surname_or_a_doubled_one() {
        let person = |a: &str, b: &str| slip_of_person(&fold(a), &fold(b));
        assert_eq!(person("Ines Caldeira", "Ines Caldiera"), Some(Slip::Letters));
        assert_eq!(person("Philip R. Quill", "Phillip Quill"), Some(Slip::Letters));
        assert_eq!(person("Micheal Dunn", "Michael Dunn"), Some(Slip::Letters));
        for (a, b) in [
            ("Maria Dunn", "Mario Dunn"),
            ("Ann Moss", "Ann Mosse"),
            ("Ida Brandt", "Ida Brandts"),
            ("J. Caldeira", "J. Caldiera"),
            ("Ida Brandt", "Ida Grandt"),
        ] {
            assert_eq!(person(a, b), None, "{a} / {b}");
        }
    }
}
