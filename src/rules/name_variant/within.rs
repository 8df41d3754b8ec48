//! Two spellings of one name inside one article.

use super::{Buckets, Fix, RULE, mentions, one_line, use_name};
use crate::archive::entity::cast::{self, fold, hash};
use crate::archive::entity::spelling::{Slip, slip_of_body, slip_of_person, slip_of_surname};
use crate::article::lexicon::{self, Class};
use crate::article::{EntityKind, Mention, MentionKind, Role};
use crate::rules::{Finding, Related, Subject};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// A way of writing a name, and where it is so written.
struct Spelling<'a> {
    folded: String,
    /// As first written, on one line.
    name: String,
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
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
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

fn people(subject: &Subject, findings: &mut Vec<Finding>) {
    let all = spellings(subject, EntityKind::Person);
    let mut buckets = Buckets::default();
    let mut reported = vec![false; all.len()];
    let mut note = |key: u64, number: usize| {
        let bucket = buckets.entry(key).or_default();
        if bucket.len() < MOST && bucket.last() != Some(&number) {
            bucket.push(number);
        }
    };
    for (number, one) in all.iter().enumerate() {
        let surname = one.folded.rsplit(' ').next().unwrap_or("");
        note(hash(surname), number);
        // Surnames that differ share their first letter.
        note(hash(surname.get(..1).unwrap_or("")), number);
        note(cast::given_key(&one.folded).unwrap_or_default(), number);
    }
    // In the order of the text, whatever the order of the map.
    let mut buckets: Vec<Vec<usize>> = buckets.into_values().collect();
    buckets.sort();
    for bucket in buckets {
        for (i, &a) in bucket.iter().enumerate() {
            for &b in &bucket[i + 1..] {
                if reported[a] || reported[b] || !same_person(subject, &all[a], &all[b]) {
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

/// Whether two spellings are beyond doubt one person's.
fn same_person(subject: &Subject, a: &Spelling, b: &Spelling) -> bool {
    let name_of = |s: &Spelling| subject.article.entities.get(s.places[0].entity as usize).map(|e| e.name);
    if a.folded == b.folded {
        // "Saldaña" and "Saldana"; not "MOSS" and "Moss", "Ann B. Moss" and "Ann B Moss".
        let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
        return letters(&a.name) != letters(&b.name);
    }
    let (surname_a, surname_b) = (surname(&a.folded), surname(&b.folded));
    match (a.folded.contains(' '), b.folded.contains(' ')) {
        (true, true) => slip_of_person(&a.folded, &b.folded) == Some(Slip::Letters) || unaccented_surname(a, b),
        (false, false) => false,
        // A surname that nobody of the article has, and somebody nearly has.
        (true, false) => name_of(b).is_some_and(|n| n == b.places[0].span) && is_slip_or_accent(surname_a, surname_b, a, b),
        (false, true) => name_of(a).is_some_and(|n| n == a.places[0].span) && is_slip_or_accent(surname_a, surname_b, a, b),
    }
}

fn surname(folded: &str) -> &str {
    folded.rsplit(' ').next().unwrap_or("")
}

fn is_slip_or_accent(surname_a: &str, surname_b: &str, a: &Spelling, b: &Spelling) -> bool {
    slip_of_surname(surname_a, surname_b) == Some(Slip::Letters) || unaccented_surname(a, b)
}

/// "Sara Peña" and "Pena".
fn unaccented_surname(a: &Spelling, b: &Spelling) -> bool {
    let last = |s: &Spelling| s.name.rsplit(' ').next().unwrap_or("").to_lowercase();
    let (a, b) = (last(a), last(b));
    a != b && a.is_ascii() != b.is_ascii() && fold(&a) == fold(&b) && a.chars().count() == b.chars().count()
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
        for name in paragraph.reading.names.iter().filter(|n| n.words == 1) {
            let span = name.span.shift(paragraph.span.start);
            let word = span.of(subject.text);
            // What the lexicon knows is that word.
            if seen.contains(&name.key) || lexicon::class(word) != Class::NONE || word.contains(['-', '.', '\'', '’']) {
                continue;
            }
            let folded = fold(word);
            if folded.chars().count() < 5 {
                continue;
            }
            let mut alike = halves(&folded).into_iter().filter_map(|key| surnames.get(&key)).flatten();
            let near = alike.find(|(surname, _)| slip_of_surname(&folded, surname).is_some_and(|slip| slip != Slip::Word));
            let Some((_, full)) = near else { continue };
            if article.is_quoted(span) || is_somebody(subject, span) || !seen.insert(name.key) {
                continue;
            }
            let usual = one_line(full.of(subject.text));
            let surname = usual.rsplit(' ').next().unwrap_or(&usual).to_string();
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
    [
        hash(&format!("<{}", &word[..short])),
        hash(&format!("<{}", &word[..long])),
        hash(&format!("{}>", &word[tail(n / 2)..])),
        hash(&format!("{}>", &word[tail(n / 2 - 1)..])),
    ]
}

fn bodies(subject: &Subject, findings: &mut Vec<Finding>) {
    let all = spellings(subject, EntityKind::Organisation);
    let mut buckets = Buckets::default();
    for (number, one) in all.iter().enumerate() {
        for key in cast::near_keys(&one.folded) {
            let bucket = buckets.entry(key).or_default();
            if bucket.len() < MOST {
                bucket.push(number);
            }
        }
    }
    let mut reported = vec![false; all.len()];
    let mut buckets: Vec<Vec<usize>> = buckets.into_values().filter(|b| b.len() > 1).collect();
    buckets.sort();
    for bucket in buckets {
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
    let name = if rare.folded.contains(' ') { usual.name.as_str() } else { usual.name.rsplit(' ').next().unwrap_or(&usual.name) };
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
