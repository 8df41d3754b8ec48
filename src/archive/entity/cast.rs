//! The cast of one article: who is in it, under which names and offices, and who says what.

use crate::article::{Article, EntityKind, MentionKind};
use crate::text::Span;
pub use crate::text::fold::fold;
use crate::text::fold::fold_into;
use jiff::civil::Date;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Everybody in one article.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub date: Option<Date>,
    pub entries: Vec<Entry<String>>,
}

/// Somebody in one article. `N` is a name: text, or its number once it is stored.
#[derive(Clone, Debug)]
pub struct Entry<N> {
    pub kind: EntityKind,
    pub name: N,
    /// Of the folded name, without middle initials.
    pub key: u64,
    /// The first mention.
    pub first: Place,
    /// The last mention.
    pub last: Place,
    pub mentions: u32,
    pub variants: Box<[Variant<N>]>,
    pub offices: Box<[Office<N>]>,
    pub quotes: Box<[Place]>,
    /// For an organisation: those it is said to belong to.
    pub parents: Box<[Parent<N>]>,
}

/// A span with the number of its line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub span: Span,
    pub line: u32,
}

/// A way of writing a name, and how often the article writes it so.
#[derive(Clone, Copy, Debug)]
pub struct Variant<N> {
    pub name: N,
    pub key: u64,
    pub count: u32,
}

#[derive(Clone, Copy, Debug)]
pub struct Office<N> {
    pub title: N,
    pub organisation: Option<N>,
    /// Of the organisation's best name in the article, folded.
    pub organisation_key: u64,
    pub place: Place,
}

/// An organisation that another one is said to belong to.
#[derive(Clone, Copy, Debug)]
pub struct Parent<N> {
    pub name: N,
    /// Of the best name in the article, folded.
    pub key: u64,
    pub place: Place,
}

/// Quotes of one person in one article that are remembered: the rest is a click away.
const QUOTES: usize = 12;
/// Longer names are no names.
const LONGEST: usize = 160;

impl Cast {
    /// The cast of an article; `date` is used where the text states none.
    pub fn of(article: &Article, text: &str, date: Option<Date>) -> Cast {
        let lines = Lines::of(text);
        let mut entries: Vec<Entry<String>> = Vec::with_capacity(article.entities.len().min(u16::MAX as usize));
        let mut variants: Vec<Vec<Variant<String>>> = Vec::new();
        let mut folded = String::new();
        // Of each entity's name as a way of writing, which of an organisation is its key too, and as a full name.
        let keys: Vec<(u64, u64)> = article
            .entities
            .iter()
            .map(|entity| {
                fold_into(entity.name.of(text), &mut folded);
                (hash(&folded), key_of_folded(entity.kind, &folded))
            })
            .collect();
        for (entity, &(_, key)) in article.entities.iter().zip(&keys).take(u16::MAX as usize) {
            let place = lines.place(entity.name);
            entries.push(Entry {
                kind: entity.kind,
                name: written(entity.name.of(text)),
                key,
                first: place,
                last: place,
                mentions: 0,
                variants: Box::default(),
                offices: entity
                    .offices
                    .iter()
                    .map(|o| {
                        let full = |span: Span| match organisation_at(article, span) {
                            Some(body) => keys[body as usize].0,
                            None => hash(&fold(span.of(text))),
                        };
                        Office {
                            title: written(o.title.of(text)),
                            organisation: o.organisation.map(|s| written(s.of(text))),
                            organisation_key: o.organisation.map_or(0, full),
                            place: lines.place(o.title),
                        }
                    })
                    .collect(),
                quotes: Box::default(),
                parents: Box::default(),
            });
            variants.push(Vec::new());
        }
        for mention in &article.mentions {
            let number = mention.entity as usize;
            let Some(entry) = entries.get_mut(number) else { continue };
            if mention.kind == MentionKind::Office {
                continue;
            }
            if entry.mentions == 0 {
                entry.first = lines.place(mention.span);
            }
            entry.last = lines.place(mention.span);
            entry.mentions += 1;
            let name = mention.span.of(text);
            match variants[number].iter_mut().find(|v| v.name == name) {
                Some(variant) => variant.count += 1,
                None => {
                    let key = if name == article.entities[number].name.of(text) {
                        keys[number].0
                    } else {
                        fold_into(name, &mut folded);
                        hash(&folded)
                    };
                    variants[number].push(Variant { name: written(name), key, count: 1 });
                }
            }
        }
        let mut quotes: Vec<Vec<Place>> = vec![Vec::new(); entries.len()];
        for quote in &article.quotes {
            let Some(entity) = quote.speaker.and_then(|s| s.entity) else { continue };
            if let Some(list) = quotes.get_mut(entity as usize).filter(|l| l.len() < QUOTES) {
                list.push(lines.place(quote.span));
            }
        }
        for ((entry, variants), quotes) in entries.iter_mut().zip(variants).zip(quotes) {
            entry.variants = variants.into();
            entry.quotes = quotes.into();
        }
        for (child, parent, span) in belongings(article, text) {
            let name = article.entities[parent as usize].name.of(text);
            let Some(entry) = entries.get_mut(child as usize).filter(|e| e.parents.is_empty()) else { continue };
            entry.parents = Box::new([Parent { name: written(name), key: keys[parent as usize].0, place: lines.place(span) }]);
        }
        // Somebody whose every mention is an office without a name is nobody across articles.
        entries.retain(|e| !e.variants.is_empty());
        Cast { date: article.date.map(|d| d.date).or(date), entries }
    }
}

impl<N> Entry<N> {
    pub fn map<M>(self, f: &mut impl FnMut(N) -> M) -> Entry<M> {
        Entry {
            kind: self.kind,
            name: f(self.name),
            key: self.key,
            first: self.first,
            last: self.last,
            mentions: self.mentions,
            variants: self.variants.into_iter().map(|v| Variant { name: f(v.name), key: v.key, count: v.count }).collect(),
            offices: self
                .offices
                .into_iter()
                .map(|o| Office {
                    title: f(o.title),
                    organisation: o.organisation.map(&mut *f),
                    organisation_key: o.organisation_key,
                    place: o.place,
                })
                .collect(),
            quotes: self.quotes,
            parents: self.parents.into_iter().map(|p| Parent { name: f(p.name), key: p.key, place: p.place }).collect(),
        }
    }
}

/// The organisation that is mentioned at a span.
fn organisation_at(article: &Article, span: Span) -> Option<u32> {
    let at = article.mentions.partition_point(|m| m.span.end <= span.start);
    article.mentions.get(at).filter(|m| m.span.overlaps(span) && m.kind == MentionKind::Organisation).map(|m| m.entity)
}

/// Which organisations are said to belong to which: child, parent, and where it is said. "The county’s Harbor Board", "the Pilot
/// Office, part of the Harbor Board", "the Licensing Committee of the Harbor Board".
fn belongings(article: &Article, text: &str) -> Vec<(u32, u32, Span)> {
    /// Words between the two names are few.
    const NEAR: usize = 64;
    let mut found = Vec::new();
    let bodies = || article.mentions.iter().filter(|m| m.kind == MentionKind::Organisation);
    for (one, next) in bodies().zip(bodies().skip(1)) {
        if one.entity == next.entity || next.span.start < one.span.end || (next.span.start - one.span.end) as usize > NEAR {
            continue;
        }
        let Some(between) = text.get(one.span.end as usize..next.span.start as usize) else { continue };
        let span = one.span.cover(next.span);
        match between.trim_end() {
            "'s" | "’s" => found.push((next.entity, one.entity, span)),
            " of the" => found.push((one.entity, next.entity, span)),
            between if says_part(between) => found.push((one.entity, next.entity, span)),
            _ => {}
        }
    }
    found
}

/// ", an agency of the", " is part of", ", the research arm of the".
fn says_part(between: &str) -> bool {
    let between = between.strip_suffix(" the").unwrap_or(between);
    let Some(before) = between.strip_suffix(" of").or_else(|| between.strip_suffix(" within")) else { return false };
    let opens = before.starts_with(", ") || before.starts_with(" is ") || before.starts_with(" was ") || before.starts_with(" (");
    let head = before.rsplit(' ').next().unwrap_or("");
    opens
        && !before.contains(['.', ';', ':', '\n', '“', '"'])
        && matches!(
            head,
            "part"
                | "arm"
                | "agency"
                | "division"
                | "unit"
                | "branch"
                | "subsidiary"
                | "wing"
                | "bureau"
                | "office"
                | "department"
                | "body"
                | "chapter"
                | "affiliate"
        )
}

/// A name on one line, however the text breaks it.
fn written(name: &str) -> String {
    let name = if name.len() > LONGEST { &name[..(0..=LONGEST).rev().find(|&i| name.is_char_boundary(i)).unwrap_or(0)] } else { name };
    if name.contains(['\n', '\r', '\t']) || name.contains("  ") {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    name.to_string()
}

/// Where lines begin.
struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
        Lines { starts: ends.map(|i| i as u32 + 1).collect() }
    }

    fn place(&self, span: Span) -> Place {
        Place { span, line: self.starts.partition_point(|&s| s <= span.start) as u32 + 1 }
    }
}

/// The key of a full name: of a person the first and last word and what stands between them but initials.
pub fn key(kind: EntityKind, name: &str) -> u64 {
    key_of_folded(kind, &fold(name))
}

/// The same of a name that is folded already.
pub fn key_of_folded(kind: EntityKind, folded: &str) -> u64 {
    let is_suffix = |word: &str| matches!(word, "jr" | "sr" | "ii" | "iii" | "iv");
    // Most names are kept whole.
    if kind == EntityKind::Organisation || !folded.split(' ').any(|w| is_suffix(w) || w.chars().nth(1).is_none()) {
        return hash(folded);
    }
    let words: Vec<&str> = folded.split(' ').filter(|w| !is_suffix(w)).collect();
    let inner = words.len().saturating_sub(1);
    let kept: Vec<&str> =
        words.iter().enumerate().filter(|(i, w)| *i == 0 || *i == inner || w.chars().count() > 1).map(|(_, w)| *w).collect();
    hash(&kept.join(" "))
}

/// A number for a folded name. 64 bits: of a million names no two are expected to share one.
pub fn hash(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    hasher.write_u8(0xff);
    hasher.finish()
}

/// The keys of a name with one word left out, for names of three words and more: two that share one differ by one word.
pub fn near_keys(folded: &str) -> Vec<u64> {
    let words: Vec<u64> = folded.split(' ').map(hash).collect();
    if !(3..=12).contains(&words.len()) {
        return vec![];
    }
    let mixed = |key: u64, word: u64| (key.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (0..words.len())
        .map(|out| {
            let rest = words.iter().enumerate().filter(|(i, _)| *i != out);
            rest.fold(out as u64 + 1, |key, (_, word)| mixed(key, *word))
        })
        .collect()
}

/// The key of a person's folded first name and the first letter of the surname.
pub fn given_key(folded: &str) -> Option<u64> {
    let (first, rest) = folded.split_once(' ')?;
    let initial = rest.rsplit(' ').next()?.chars().next()?;
    Some(hash(&format!("{first} {initial}")))
}

/// The words before "of" or "for", where they are a name of their own: three and more.
pub fn short_form(folded: &str) -> Option<&str> {
    let at = folded.find(" of ").or_else(|| folded.find(" for "))?;
    let short = &folded[..at];
    (short.split(' ').count() >= 3).then_some(short)
}

/// The folded initials of an organisation's capitalised words, three or more.
pub fn initials(name: &str) -> Option<String> {
    let letters: String = name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    (letters.chars().count() >= 3).then(|| fold(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_what_they_share() {
        assert_eq!(fold("The Sheriff’s  Office"), "sheriff's office");
        assert_eq!(fold("Sarah Saldaña"), "sarah saldana");
        assert_eq!(fold("U.S. Parks & Rivers"), "us parks and rivers");
        assert_eq!(fold("Moss&Hart"), "mossandhart");
        let person = |name| key(EntityKind::Person, name);
        assert_eq!(person("Ann B. Moss Jr."), person("ANN MOSS"));
        assert_ne!(person("Ann Lee Moss"), person("Ann Moss"));
    }
}
