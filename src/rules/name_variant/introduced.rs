//! People who are quoted by surname alone in an article that never introduces them.

use super::{Fix, RULE};
use crate::archive::entity::fold;
use crate::article::lexicon::Class;
use crate::article::token::Kind;
use crate::article::{Entity, EntityKind, MentionKind, QuoteKind, Role};
use crate::rules::{Finding, Related, Subject};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

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
    let mut tried = 0;
    let mut longer: Option<FxHashMap<String, bool>> = None;
    for quote in article.quotes.iter().filter(|q| q.kind == QuoteKind::Direct) {
        let Some(number) = quote.speaker.and_then(|s| s.entity).filter(|&n| seen.insert(n)) else { continue };
        let Some(entity) = article.entities.get(number as usize) else { continue };
        let name = entity.name.of(subject.text);
        if !is_bare(entity, name) || slips.contains(&fold(name)) {
            continue;
        }
        // Each of them is looked for in the whole article.
        tried += 1;
        if tried > MOST {
            return;
        }
        let longer = longer.get_or_insert_with(|| named_at_length(subject));
        if longer.get(&name.to_lowercase()).is_none_or(|by_itself| !by_itself) || !is_never_introduced(subject, number) {
            continue;
        }
        findings.extend(finding(subject, name, entity.name));
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

/// Each capitalised word of the text, and whether it always stands without another beside it.
fn named_at_length(subject: &Subject) -> FxHashMap<String, bool> {
    let mut by_itself: FxHashMap<String, bool> = FxHashMap::default();
    for paragraph in &subject.article.paragraphs {
        let words = paragraph.span.of(subject.text);
        let tokens = &paragraph.reading.tokens;
        for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.is_word() && t.is_capitalised()) {
            // A word that opens a sentence has its capital from there, but "Ann Moss said" may open one.
            let beside = |at: Option<usize>| {
                at.and_then(|at| tokens.get(at)).is_some_and(|t| t.is_word() && t.is_capitalised() || t.text(words) == ".")
            };
            let before = i > 0 && beside(Some(i - 1)) && paragraph.reading.sentences.binary_search_by_key(&i, |s| s.start).is_err();
            let after = tokens.get(i + 1).is_some_and(|t| t.is_word() && t.is_capitalised());
            let entry = by_itself.entry(token.text(words).to_lowercase()).or_insert(true);
            *entry &= !before && !after;
        }
    }
    by_itself
}

/// Whether every place names the person and none says who it is.
fn is_never_introduced(subject: &Subject, number: u32) -> bool {
    let article = subject.article;
    let places = article.mentions.iter().filter(|m| m.entity == number);
    let mut any = false;
    for mention in places {
        any = true;
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
    any
}

fn finding(subject: &Subject, name: &str, span: Span) -> Option<Finding> {
    if subject.article.is_quoted(span) {
        return None;
    }
    let known = subject.archive.entities().only_with_surname(name, &subject.document.path);
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
