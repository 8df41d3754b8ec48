//! Sources that nobody could ring up: the vague ("critics"), the undescribed ("one woman") and hearsay ("is said to").

use super::clause::Clause;
use super::sense::Sense;
use crate::article::lexicon::{self, Class};
use crate::article::{Article, Attribution, Tier};
use crate::text::Span;

/// Attributions back to which "the official" and "she" are looked for.
const BACK: usize = 4;

/// Marks the attributions whose source is one that nobody could ring up.
pub fn mark(text: &str, article: &mut Article) {
    for i in 0..article.attributions.len() {
        let (before, rest) = article.attributions.split_at_mut(i);
        rest[0].vague = is_vague(text, &rest[0]) || goes_on(text, &rest[0], before.iter().rev().take(BACK));
    }
}

/// Whether the words of the source themselves say that nobody can be asked: "critics", "sources close to the mayor", "one woman",
/// "a nurse who did not wish to be named". A court or a spokesman without a name can be rung up all the same, and an apposition may
/// name them.
fn is_vague(text: &str, attribution: &Attribution) -> bool {
    if !matches!(attribution.tier, Tier::Vague | Tier::Anonymous) {
        return false;
    }
    let Some(head) = attribution.head else { return false };
    let names = |word: &str| word.trim_start_matches(['(', '“', '"']).starts_with(char::is_uppercase);
    let apposition =
        attribution.source.iter().any(|s| text.get(head.end as usize..s.end as usize).unwrap_or("").split_whitespace().any(names));
    if apposition {
        return false;
    }
    // "the researchers" were introduced before, by name or not.
    if head.of(text).starts_with("the ") || head.of(text).starts_with("The ") {
        return false;
    }
    let says_so = |word: &str| class(word).any(Class::VAGUE);
    head.of(text).split_whitespace().any(says_so) || is_undescribed(head.of(text)) || wants_no_name(text, attribution)
}

/// "one woman", "a local fisherman", "a former player"; not "a court", "a spokesman", "a report".
fn is_undescribed(head: &str) -> bool {
    const SPEAKS_FOR_SOMEBODY: Class = Class::INSTITUTION.or(Class::ORGANISATION).or(Class::DOCUMENT).or(Class::POLL).or(Class::COURT);
    let mut words = head.split_whitespace();
    let indefinite = words.next().is_some_and(|w| matches!(w, "a" | "an" | "one" | "another" | "A" | "An" | "One" | "Another"));
    let mut any = false;
    let plain = words.all(|word| {
        any = true;
        let spoken = word.starts_with("spokes") || class(word).any(SPEAKS_FOR_SOMEBODY);
        !spoken && word.starts_with(char::is_lowercase) && word.len() > 1
    });
    let person = head.rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(is_person);
    indefinite && any && plain && person
}

fn is_person(word: &str) -> bool {
    const PERSON: Class = Class::OCCUPATION.or(Class::TITLE).or(Class::WOMAN).or(Class::MAN);
    let plural = format!("{word}s");
    class(word).any(PERSON)
        || class(&plural).any(Class::PEOPLE)
        || word.ends_with("man")
        || word.ends_with("woman")
        || word.ends_with("hand")
}

/// What reporters write of somebody who asked for it.
fn wants_no_name(text: &str, attribution: &Attribution) -> bool {
    const SIGNS: [&str; 6] = ["anonym", "be named", "be identified", "not authori", "give her name", "give his name"];
    attribution.source.iter().any(|s| SIGNS.iter().any(|sign| s.of(text).contains(sign)))
}

/// "the official", after "one official said"; "she", after "a nurse said" and nobody with a name.
fn goes_on<'a>(text: &str, attribution: &Attribution, mut earlier: impl Iterator<Item = &'a Attribution>) -> bool {
    let Some(head) = attribution.head else { return false };
    let words = head.of(text);
    if attribution.entity.is_some() {
        return false;
    }
    if matches!(words, "he" | "she" | "they" | "He" | "She" | "They") {
        let nameless = attribution.name.is_none_or(|name| name == head);
        let last = earlier.find(|a| a.head.is_some());
        // A paragraph or two on, somebody else may have come in between.
        return nameless && last.is_some_and(|a| a.vague && head.start - a.cue[0].end.min(head.start) < 300);
    }
    let Some(noun) = words.strip_prefix("the ").or(words.strip_prefix("The ")) else { return false };
    let same = |a: &Attribution| a.head.is_some_and(|h| ends_with_word(h.of(text), noun));
    earlier.any(|a| a.vague && same(a))
}

fn ends_with_word(words: &str, noun: &str) -> bool {
    words.strip_suffix(noun).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

fn class(word: &str) -> Class {
    lexicon::class(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether the words before a figure put it down to nobody: "is said to have offered $5 million", "some estimates put the value at
/// £80 million", "by most accounts", "traders put the cost at 12p".
pub fn hearsay(clause: &Clause) -> bool {
    let view = clause.view;
    clause.before_of(18, Sense::HEARSAY).any(|i| {
        let word = view.low(i);
        let before = i.wrapping_sub(1);
        match &*word {
            "reportedly" | "allegedly" | "supposedly" | "purportedly" | "reputedly" => true,
            "said" | "believed" | "thought" | "reckoned" | "estimated" | "rumored" | "rumoured" | "understood" | "reputed" => {
                let told = view.is(before, Class::BE) || view.is(before, Class::ADVERB) && view.is(before.wrapping_sub(1), Class::BE);
                told && matches!(&*view.low(i + 1), "to" | "that")
            }
            "estimates" | "accounts" => {
                let whose = view.low(before);
                matches!(&*whose, "some" | "other" | "many" | "most" | "various" | "several")
                    && (&*view.low(before.wrapping_sub(1)) == "by"
                        || matches!(&*view.low(i + 1), "put" | "place" | "suggest" | "range" | "say"))
            }
            "put" | "place" => view.is(before, Class::VAGUE) && &*view.low(clause.previous()) == "at",
            _ => false,
        }
    })
}

/// The words of a source as a message shows them.
pub fn words(source: Span, text: &str) -> &str {
    let words = source.of(text);
    words.char_indices().nth(60).map_or(words, |(end, _)| &words[..end])
}
