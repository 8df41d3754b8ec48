//! Two spellings of one name inside one article.

use super::{Fix, RULE, mentions, one_line, use_name};
use crate::archive::entity::cast::{self, fold, hash};
use crate::archive::entity::spelling::{Slip, ends, slip_of_body, slip_of_ends, slip_of_surname};
use crate::article::lexicon::{self, Class};
use crate::article::mention::Name;
use crate::article::{EntityKind, Mention, MentionKind, Role};
use crate::rules::{Finding, Related, Subject};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// A way of writing a name, and where it is so written.
struct Spelling<'a> {
    folded: String,
    /// As first written, on one line.
    name: Cow<'a, str>,
    places: Vec<&'a Mention>,
    /// Mentions in all that the article takes for the same, surnames included.
    mentions: usize,
}

/// Spellings of one bucket that are compared with each other: more alike is no news article.
const MOST: usize = 40;

pub fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    people(subject, findings);
    let known: FxHashSet<Span> = findings.iter().map(|f| f.span).collect();
    let first = findings.len();
    strangers(subject, findings);
    let mut at = 0;
    findings.retain(|f| {
        at += 1;
        at <= first || !known.contains(&f.span)
    });
    bodies(subject, findings);
}

/// The ways of writing, in the order of their first places; those that differ in accents only are apart.
fn spellings<'a>(subject: &'a Subject, kind: EntityKind) -> Vec<Spelling<'a>> {
    let mut counts = vec![0; subject.article.entities.len()];
    mentions(subject, kind).for_each(|m| counts[m.entity as usize] += 1);
    let mut all: Vec<Spelling> = Vec::new();
    let mut known: FxHashMap<Cow<str>, usize> = FxHashMap::default();
    for mention in mentions(subject, kind) {
        let name = one_line(mention.span.of(subject.text));
        let number = *known.entry(name.clone()).or_insert(all.len());
        if number == all.len() {
            all.push(Spelling { folded: fold(&name), name, places: vec![], mentions: counts[mention.entity as usize] });
        }
        all[number].places.push(mention);
    }
    all
}

/// Those that share a key, in the order of the text.
fn buckets(mut keys: Vec<(u64, usize)>) -> Vec<Vec<usize>> {
    keys.sort_unstable();
    keys.dedup();
    let shared = keys.chunk_by(|a, b| a.0 == b.0).filter(|bucket| bucket.len() > 1);
    let mut buckets: Vec<Vec<usize>> = shared.map(|bucket| bucket.iter().take(MOST).map(|(_, number)| *number).collect()).collect();
    buckets.sort_unstable();
    buckets
}

fn people(subject: &Subject, findings: &mut Vec<Finding>) {
    let all = spellings(subject, EntityKind::Person);
    let mut reported = vec![false; all.len()];
    let people: Vec<Person> = all.iter().map(|one| Person::of(subject, one)).collect();
    let keys = people.iter().enumerate().flat_map(|(number, one)| {
        // Surnames that differ share their first letter.
        let initial = hash(one.surname.get(..1).unwrap_or(""));
        [hash(one.surname), initial, cast::given_key(&one.spelling.folded).unwrap_or_default()].map(|key| (key, number))
    });
    for bucket in buckets(keys.collect()) {
        for (i, &a) in bucket.iter().enumerate() {
            for &b in &bucket[i + 1..] {
                if reported[a] || reported[b] || !same_person(&people[a], &people[b]) {
                    continue;
                }
                let (rare, usual) = order(&all, a, b);
                if let Some(finding) = finding(subject, &all[rare], &all[usual]) {
                    reported[rare] = true;
                    findings.push(finding);
                }
            }
        }
    }
}

/// A spelling of a person's name, cut once and compared with many.
struct Person<'a> {
    spelling: &'a Spelling<'a>,
    surname: &'a str,
    /// First name and surname, where it is a full name.
    ends: Option<(&'a str, &'a str)>,
    full: bool,
    /// The surname has more than plain letters.
    accented: bool,
    /// It is the name by which the article knows somebody best.
    best: bool,
}

impl<'a> Person<'a> {
    fn of(subject: &Subject, spelling: &'a Spelling<'a>) -> Person<'a> {
        let (folded, first) = (spelling.folded.as_str(), spelling.places[0]);
        Person {
            spelling,
            surname: surname(folded),
            ends: ends(folded),
            full: folded.contains(' '),
            accented: !surname(&spelling.name).is_ascii(),
            best: subject.article.entities.get(first.entity as usize).is_some_and(|e| e.name == first.span),
        }
    }
}

/// Whether two spellings are beyond doubt one person's.
fn same_person(a: &Person, b: &Person) -> bool {
    if a.spelling.folded == b.spelling.folded {
        // "Saldaña" and "Saldana"; not "MOSS" and "Moss", "Ann B. Moss" and "Ann B Moss".
        let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
        return letters(&a.spelling.name) != letters(&b.spelling.name);
    }
    match (a.full, b.full) {
        (true, true) => {
            let slip = a.ends.zip(b.ends).and_then(|(a, b)| slip_of_ends(a, b));
            slip == Some(Slip::Letters) || unaccented_surname(a, b)
        }
        (false, false) => false,
        // A surname that nobody of the article has, and somebody nearly has.
        (true, false) => b.best && is_slip_or_accent(a, b),
        (false, true) => a.best && is_slip_or_accent(a, b),
    }
}

fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or("")
}

fn is_slip_or_accent(a: &Person, b: &Person) -> bool {
    slip_of_surname(a.surname, b.surname) == Some(Slip::Letters) || unaccented_surname(a, b)
}

/// "Sara Peña" and "Pena".
fn unaccented_surname(a: &Person, b: &Person) -> bool {
    a.accented != b.accented && {
        let (a, b) = (surname(&a.spelling.name).to_lowercase(), surname(&b.spelling.name).to_lowercase());
        a.is_ascii() != b.is_ascii() && fold(&a) == fold(&b) && a.chars().count() == b.chars().count()
    }
}

/// Capitalised words that nobody took for anybody and that are a letter away from the surname of somebody in the article.
fn strangers(subject: &Subject, findings: &mut Vec<Finding>) {
    let article = subject.article;
    let mut surnames: FxHashMap<u64, Vec<(String, Span)>> = FxHashMap::default();
    for entity in article.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        let folded = fold(entity.name.of(subject.text));
        let surname = surname(&folded);
        if !folded.contains(' ') || surname.len() < 5 {
            continue;
        }
        // Two words that differ by a letter share their first or their second half.
        for key in halves(surname) {
            let bucket = surnames.entry(key).or_default();
            if bucket.len() < MOST {
                bucket.push((surname.to_string(), entity.name));
            }
        }
    }
    if surnames.is_empty() {
        return;
    }
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    for paragraph in article.paragraphs.iter().filter(|p| p.role == Role::Body) {
        let words = paragraph.span.of(subject.text);
        for stranger in &paragraph.reading.kept.get(|| Strangers::of(words, &paragraph.reading.names)).0 {
            if seen.contains(&stranger.key) {
                continue;
            }
            let mut alike = stranger.halves.iter().filter_map(|key| surnames.get(key)).flatten();
            let near = alike.find(|(surname, _)| slip_of_surname(&stranger.folded, surname).is_some_and(|slip| slip != Slip::Word));
            let Some((_, full)) = near else { continue };
            let span = stranger.span.shift(paragraph.span.start);
            if article.is_quoted(span) || is_somebody(subject, span) || !seen.insert(stranger.key) {
                continue;
            }
            let word = span.of(subject.text);
            let usual = one_line(full.of(subject.text));
            let surname = surname(&usual).to_string();
            findings.push(told(
                subject,
                word,
                span,
                &usual,
                *full,
                Fix { title: format!("Write “{surname}”"), edits: vec![(span, surname)] },
            ));
        }
    }
}

/// The names of a paragraph that may be a slip for somebody's surname.
struct Strangers(Vec<Stranger>);

/// A single word that the lexicon does not know.
struct Stranger {
    /// From the paragraph's start.
    span: Span,
    key: u64,
    folded: String,
    halves: [u64; 4],
}

impl Strangers {
    fn of(words: &str, names: &[Name]) -> Strangers {
        let stranger = |name: &Name| {
            let word = name.span.of(words);
            // What the lexicon knows is that word.
            if name.words != 1 || lexicon::class(word) != Class::NONE || word.contains(['-', '.', '\'', '’']) {
                return None;
            }
            let folded = fold(word);
            (folded.chars().count() >= 5).then(|| Stranger { span: name.span, key: name.key, halves: halves(&folded), folded })
        };
        Strangers(names.iter().filter_map(stranger).collect())
    }
}

/// Whether a place is part of a person's name of more than one word, or of a person's whose full name has that word.
fn is_somebody(subject: &Subject, span: Span) -> bool {
    let article = subject.article;
    let after = article.mentions.partition_point(|m| m.span.start <= span.start);
    article.mentions[..after].iter().rev().take(4).any(|m| {
        m.span.contains(span) && article.entities.get(m.entity as usize).is_some_and(|e| e.name != span && m.kind == MentionKind::Person)
    })
}

/// Keys of the first half and of the second half of a word of two letters or more, either half in two lengths: words that differ by
/// a letter share one.
fn halves(word: &str) -> [u64; 4] {
    let cut = |at: usize| word.char_indices().nth(at).map_or(word.len(), |(i, _)| i);
    let n = word.chars().count();
    let (short, long) = (cut(n / 2 - 1), cut(n / 2));
    let tail = |at: usize| cut(n - at);
    // The two halves of "tomtom" are two keys.
    let (first, last) = (|at: usize| hash(&word[..at]), |at: usize| !hash(&word[at..]));
    [first(short), first(long), last(tail(n / 2)), last(tail(n / 2 - 1))]
}

fn bodies(subject: &Subject, findings: &mut Vec<Finding>) {
    let all = spellings(subject, EntityKind::Organisation);
    let keys = all.iter().enumerate().flat_map(|(number, one)| cast::near_keys(&one.folded).into_iter().map(move |key| (key, number)));
    let mut reported = vec![false; all.len()];
    for bucket in buckets(keys.collect()) {
        for (i, &a) in bucket.iter().enumerate() {
            for &b in &bucket[i + 1..] {
                let Some(slip) = slip_of_body(&all[a].folded, &all[b].folded) else { continue };
                let (rare, usual) = order(&all, a, b);
                let clear = all[usual].places.len() > all[rare].places.len() || slip != Slip::Word;
                if reported[a] || reported[b] || !clear {
                    continue;
                }
                if let Some(finding) = finding(subject, &all[rare], &all[usual]) {
                    reported[rare] = true;
                    findings.push(finding);
                }
            }
        }
    }
}

/// The rarer and the more usual one; of equals the later is the rarer, of a full and a short name the short one.
fn order(all: &[Spelling], a: usize, b: usize) -> (usize, usize) {
    let weight = |n: usize| (all[n].folded.contains(' '), all[n].mentions, all[n].places.len(), std::cmp::Reverse(n));
    if weight(a) > weight(b) { (b, a) } else { (a, b) }
}

fn finding(subject: &Subject, rare: &Spelling, usual: &Spelling) -> Option<Finding> {
    // Other people's words stay as they are.
    let places: Vec<&Mention> = rare.places.iter().copied().filter(|m| !subject.article.is_quoted(m.span)).collect();
    let first = places.first()?;
    let there = usual.places[0].span;
    // A surname takes the place of a surname.
    let name = if rare.folded.contains(' ') { &usual.name } else { surname(&usual.name) };
    let fix: Fix = use_name(subject, name, &places);
    Some(told(subject, &rare.name, first.span, &usual.name, there, fix))
}

fn told(subject: &Subject, rare: &str, span: Span, usual: &str, there: Span, fix: Fix) -> Finding {
    let line = subject.document.text.position(there.start as usize, crate::text::Encoding::Utf8).line + 1;
    Finding {
        code: RULE.code,
        level: RULE.level,
        span,
        message: format!("“{rare}” here, “{usual}” on line {line}: one name in two spellings?"),
        related: vec![Related { path: subject.document.path.clone(), span: there, message: format!("written here: “{usual}”") }],
        fixes: vec![fix],
    }
}
