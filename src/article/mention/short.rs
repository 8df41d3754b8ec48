//! The shorter names by which a full one may be called: initials, parts, the words between a first name and a surname.

use super::key::{key, key_of, word_key};
use super::known::{Known, known};
use crate::article::lexicon::Class;
use crate::article::paragraph::Reading;
use crate::article::token::{self, Token};
use std::sync::OnceLock;

/// What an organisation may be called for short, as keys.
pub struct Called {
    pub initials: Vec<u64>,
    pub short: Vec<u64>,
}

impl Called {
    /// Of a paragraph's name, by its number: worked out when it is first taken for an organisation's, and kept with the paragraph.
    pub fn of<'a>(reading: &'a Reading, name: usize, words: &str) -> &'a Called {
        struct All(Vec<OnceLock<Called>>);
        let all = reading.kept.get(|| All(reading.names.iter().map(|_| OnceLock::new()).collect()));
        all.0[name].get_or_init(|| {
            let tokens = token::tokens(words);
            Called { initials: initials(words, &tokens), short: short_forms(words, &tokens) }
        })
    }
}

/// Words of a person's name between the first and the last, as keys.
pub fn middles(words: &str) -> Vec<u64> {
    let tokens = token::tokens(words);
    let inner = tokens.len().saturating_sub(1).max(1);
    tokens[1..inner]
        .iter()
        .filter(|t| t.is_word() && t.is_capitalised() && t.span().len() > 2)
        .map(|t| key(words, std::slice::from_ref(t)))
        .collect()
}

/// The keys of a name's initials: of its capitals ("Immigration and Customs Enforcement" gives that of "ice"), with its small
/// words ("Department of Justice": "doj"), and the other way round ("Justice Department": "doj" too).
pub fn initials(words: &str, tokens: &[Token]) -> Vec<u64> {
    let first = |t: &Token| t.text(words).chars().next();
    let capitals: String = tokens.iter().filter(|t| t.is_word() && t.is_capitalised()).filter_map(first).collect();
    let all: String = tokens.iter().filter(|t| t.is_word()).filter_map(first).collect();
    let mut keys = Vec::new();
    if capitals.chars().count() >= 2 {
        keys.push(word_key(&capitals));
    }
    if all.len() > capitals.len() && capitals.chars().count() >= 2 {
        keys.push(word_key(&all));
    }
    if let [topic, head] = tokens
        && matches!(head.text(words), "Department" | "Ministry")
    {
        keys.extend(first(topic).zip(first(head)).map(|(topic, head)| word_key(&format!("{head}O{topic}"))));
    }
    keys
}

/// Whether the letters of an acronym begin words of the name, in order.
pub fn abbreviates(acronym: &str, name: &str) -> bool {
    let mut letters = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).peekable();
    for word in name.split(|c: char| c.is_whitespace() || c == '-') {
        if let Some(initial) = word.chars().next().and_then(|c| c.to_lowercase().next()) {
            letters.next_if_eq(&initial);
        }
    }
    letters.peek().is_none()
}

/// The parts by which an organisation may be called: its last words from two on ("Immigration Forum"), its words without the
/// closing "Inc" or "Group", and "Justice Department" for "Department of Justice".
fn short_forms(words: &str, tokens: &[Token]) -> Vec<u64> {
    let mut forms = Vec::new();
    let n = tokens.len();
    for start in 1..n {
        let rest = &tokens[start..];
        if rest.len() < 2 || !rest[0].is_word() || !rest[0].is_capitalised() {
            continue;
        }
        // "Friends of the Harbor Council" are not the council.
        let belongs = matches!(tokens[start - 1].text(words), "of" | "for" | "the" | "at") && is_whole(rest);
        if belongs {
            continue;
        }
        // "United States" of "Senate of the United States" is no short form of the Senate.
        let key = key(words, rest);
        if known(key) != Some(Known::Place) && !rest.iter().all(|t| t.is(Class::PLACE)) {
            forms.push(key);
        }
    }
    // "Ada Quill Foundation": the person whose name it bears stays a person.
    let honours = n > 2
        && tokens[0].is(Class::FIRST_NAME)
        && !tokens[0].is(Class::COMMON.or(Class::PLACE).or(Class::ORGANISATION))
        && tokens[1..].iter().any(|t| is_memorial(t.text(words)));
    let mut end = n;
    while !honours && end > 1 && tokens[end - 1].is(Class::ORGANISATION.or(Class::ABBREVIATION)) {
        let is_form = is_legal_form(tokens[end - 1].text(words));
        end -= 1;
        let head = &tokens[..end];
        // "Harbor Council Foundation": the council is a body of its own.
        if !is_form && is_whole(head) {
            break;
        }
        let single = head.len() == 1;
        let bare = head.last().is_some_and(|t| t.is_word() && t.is_capitalised());
        let vague = single && head[0].is(Class::COMMON.or(Class::PLACE).or(Class::DEMONYM).or(Class::ORGANISATION));
        let key = key(words, head);
        if bare && !vague && known(key) != Some(Known::Place) {
            forms.push(key);
        }
    }
    // "Department of Justice": the topic before the head.
    if n >= 3 && tokens[1].text(words) == "of" && tokens[0].is(Class::ORGANISATION_HEAD) {
        let mut inverted = String::new();
        let topic = if tokens[2].text(words).eq_ignore_ascii_case("the") { 3 } else { 2 };
        if let Some(first) = tokens.get(topic) {
            inverted.push_str(&words[first.start as usize..]);
            inverted.push(' ');
            inverted.push_str(tokens[0].text(words));
            forms.push(key_of(&inverted));
        }
    }
    forms
}

/// Whether a part of a name is the name of a body by itself: "Harbor Council", not "Red Cross" or "Homeland Security".
fn is_whole(part: &[Token]) -> bool {
    part.len() > 1 && part.last().is_some_and(|t| t.is(Class::ORGANISATION) && t.is(Class::ORGANISATION_HEAD))
}

/// What a name can do without: "Inc", "Holdings".
fn is_legal_form(word: &str) -> bool {
    const FORMS: &[&str] =
        &["inc", "ltd", "llc", "llp", "plc", "corp", "co", "company", "corporation", "limited", "group", "holdings", "holding"];
    FORMS.iter().any(|form| word.eq_ignore_ascii_case(form))
}

/// What is named after people.
fn is_memorial(word: &str) -> bool {
    matches!(
        word,
        "Foundation"
            | "Center"
            | "Centre"
            | "Museum"
            | "Institute"
            | "School"
            | "College"
            | "University"
            | "Library"
            | "Trust"
            | "Fund"
            | "Hospital"
            | "Clinic"
            | "Academy"
            | "Chair"
            | "Theatre"
            | "Theater"
            | "Gallery"
            | "Prize"
            | "Award"
    )
}
