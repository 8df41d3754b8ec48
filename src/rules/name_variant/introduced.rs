//! People who are quoted by surname alone in an article that never introduces them.

use super::{Fix, RULE};
use crate::archive::entity::cast::{fold, hash};
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Token};
use crate::article::{Entity, EntityKind, Mention, MentionKind, QuoteKind, Role};
use crate::rules::{Finding, Related, Subject};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Speakers without a full name that are looked at; a text with more is no article.
const MOST: usize = 64;

/// People known by one name or by their surname, in small letters. Whoever is missing can be accepted.
const KNOWN_BY_ONE_NAME: &[&str] = &[
    "pelé",
    "madonna",
    "adele",
    "beyoncé",
    "rihanna",
    "bono",
    "sting",
    "cher",
    "prince",
    "shakira",
    "drake",
    "eminem",
    "lizzo",
    "björk",
    "banksy",
    "neymar",
    "ronaldinho",
    "kaká",
    "hulk",
    "plato",
    "aristotle",
    "socrates",
    "jesus",
    "muhammad",
    "buddha",
    "moses",
    "homer",
    "voltaire",
    "molière",
    "shakespeare",
    "mozart",
    "beethoven",
    "bach",
    "napoleon",
    "stalin",
    "lenin",
    "hitler",
    "gandhi",
    "confucius",
    "teller",
    "lorde",
    "sia",
    "usher",
    "zendaya",
    "oprah",
    "jokowi",
    "lula",
    "suharto",
    "sukarno",
    "obama",
    "trump",
    "biden",
    "clinton",
    "bush",
    "reagan",
    "nixon",
    "kennedy",
    "churchill",
    "thatcher",
    "putin",
    "merkel",
    "macron",
    "zelensky",
    "zelenskyy",
    "netanyahu",
    "erdogan",
    "modi",
    "mandela",
    "einstein",
    "darwin",
    "freud",
    "marx",
    "picasso",
    "shostakovich",
];

/// `slips` are folded names that are known to be misspelt.
pub fn check(subject: &Subject, slips: &FxHashSet<String>, findings: &mut Vec<Finding>) {
    let article = subject.article;
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    let mut bare: Vec<(u32, Span, u64)> = Vec::new();
    for quote in article.quotes.iter().filter(|q| q.kind == QuoteKind::Direct) {
        let Some(number) = quote.speaker.and_then(|s| s.entity).filter(|&n| seen.insert(n)) else { continue };
        let Some(entity) = article.entities.get(number as usize) else { continue };
        let name = entity.name.of(subject.text);
        if !is_bare(entity, name) || slips.contains(&fold(name)) {
            continue;
        }
        bare.push((number, entity.name, hash(&name.to_lowercase())));
        // Each of them is looked for in the whole article.
        if bare.len() == MOST {
            break;
        }
    }
    if bare.is_empty() {
        return;
    }
    let mut by_itself: FxHashMap<u64, Option<bool>> = bare.iter().map(|(.., key)| (*key, None)).collect();
    for paragraph in &subject.article.paragraphs {
        let reading = &paragraph.reading;
        let capitals = reading.kept.get(|| Capitals::of(paragraph.span.of(subject.text), &reading.tokens, &reading.sentences));
        for (key, alone) in &capitals.0 {
            if let Some(known) = by_itself.get_mut(key) {
                *known = Some(known.unwrap_or(true) && *alone);
            }
        }
    }
    bare.retain(|(.., key)| by_itself[key] == Some(true));
    let mut places: FxHashMap<u32, Vec<&Mention>> = bare.iter().map(|(number, ..)| (*number, vec![])).collect();
    for mention in &article.mentions {
        if let Some(places) = places.get_mut(&mention.entity) {
            places.push(mention);
        }
    }
    for (number, span, _) in bare {
        if is_never_introduced(subject, &places[&number]) {
            findings.extend(finding(subject, span.of(subject.text), span));
        }
    }
}

/// Whether somebody is known to the article by a surname and nothing else.
fn is_bare(entity: &Entity, name: &str) -> bool {
    let classes = crate::article::lexicon::class(name);
    entity.kind == EntityKind::Person
        && entity.offices.is_empty()
        && entity.gender.is_none()
        && entity.aliases.is_empty()
        && !name.contains([' ', '-', '.', '’', '\'', '\n'])
        && name.chars().count() >= 4
        && name.chars().skip(1).all(char::is_lowercase)
        // A first name alone is a choice: a child, a victim, a feature.
        && (!classes.any(Class::FIRST_NAME) || classes.any(Class::SURNAME))
        && !classes.any(Class::TITLE.or(Class::ORGANISATION).or(Class::PLACE).or(Class::DEMONYM).or(Class::OCCUPATION).or(Class::PEOPLE).or(Class::ABBREVIATION))
        && !KNOWN_BY_ONE_NAME.contains(&name.to_lowercase().as_str())
}

/// The capitalised words of a paragraph in small letters, as keys, and whether each stands without another beside it.
struct Capitals(Vec<(u64, bool)>);

impl Capitals {
    fn of(words: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Capitals {
        let capital = |t: &Token| t.is_word() && t.is_capitalised();
        // A word that opens a sentence has its capital from there, but "Ann Moss said" may open one.
        let beside = |t: &Token| capital(t) || t.text(words) == ".";
        let alone = |i: usize| {
            let before = i > 0 && beside(&tokens[i - 1]) && sentences.binary_search_by_key(&i, |s| s.start).is_err();
            !before && !tokens.get(i + 1).is_some_and(capital)
        };
        let capitals = tokens.iter().enumerate().filter(|(_, t)| capital(t));
        Capitals(capitals.map(|(i, t)| (hash(&t.text(words).to_lowercase()), alone(i))).collect())
    }
}

/// Whether every place names the person and none says who it is.
fn is_never_introduced(subject: &Subject, places: &[&Mention]) -> bool {
    let article = subject.article;
    for mention in places {
        if mention.kind != MentionKind::Person {
            return false;
        }
        let Some(paragraph) = article.paragraph_at(mention.span.start) else { return false };
        let tokens = &paragraph.reading.tokens;
        let words = paragraph.span.of(subject.text);
        let Some(at) = tokens.binary_search_by_key(&(mention.span.start - paragraph.span.start), |t| t.start).ok() else { return false };
        // A headline or a caption is no introduction, but neither does it promise one.
        if paragraph.role != Role::Body {
            continue;
        }
        let after = |n: usize| tokens.get(at + n).map_or("", |t| t.text(words));
        let described = match after(1) {
            // "Moss, a baker,", "Moss, who", "Moss, 43,", "Moss, of Port Ellery".
            "," => {
                let next = tokens.get(at + 2);
                next.is_some_and(|t| {
                    t.kind == Kind::Number
                        || t.is(Class::DETERMINER.or(Class::PREPOSITION).or(Class::TITLE).or(Class::TITLE_MODIFIER).or(Class::OCCUPATION))
                }) || matches!(after(2), "who" | "whose" | "whom")
            }
            // "Moss (Labour)", "Moss: “...”", "Moss - a baker -".
            "(" | ":" | "/" => true,
            // "Juan “Chico” Moss", and a name that a line end cuts in two.
            "" | "“" | "\"" | "‘" => true,
            "is" | "was" => matches!(after(2), "a" | "an" | "the" | "one"),
            _ => tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash),
        };
        if described {
            return false;
        }
        // "farmer Moss", "the Moss family": whatever stands before a name without a break says something of it.
        let Some(before) = at.checked_sub(1).map(|b| &tokens[b]) else { continue };
        let plain = !before.is_word() && before.kind != Kind::Dash
            || before.is(Class::SAY.or(Class::CONJUNCTION).or(Class::PREPOSITION).or(Class::TIME).or(Class::ADVERB).or(Class::AUXILIARY))
            || matches!(before.text(words), "that" | "as" | "when" | "while" | "because");
        if !plain || before.is(Class::DETERMINER) || before.kind == Kind::Possessive {
            return false;
        }
    }
    !places.is_empty()
}

fn finding(subject: &Subject, name: &str, span: Span) -> Option<Finding> {
    if subject.article.is_quoted(span) {
        return None;
    }
    let known = subject.archive.entities_of_others(&subject.document.path).only_with_surname(name, &subject.document.path);
    let mut message = format!("“{name}” is quoted, and the article does not say who that is: no full name, title or description found.");
    let (mut related, mut fixes) = (vec![], vec![]);
    if let Some((full, office, seen)) = known {
        let office = office.map_or(String::new(), |o| format!(" ({o})"));
        message.push_str(&format!(" Of this surname other articles name only {full}{office}."));
        related.push(Related { path: seen.path, span: seen.span, message: format!("named here: {full}") });
        fixes.push(Fix { title: format!("Write “{full}”"), edits: vec![(span, full)] });
    }
    Some(Finding { code: RULE.code, level: RULE.level, span, message, related, fixes })
}
