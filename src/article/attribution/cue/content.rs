//! Where what is said begins and ends: to the left of a cue, to its right, and beyond its asides.

use super::super::Cue;
use super::super::phrase;
use super::super::unit::Tag;
use super::{Clause, Form, VERB, form};
use crate::article::lexicon::Class;
use std::ops::Range;

/// What stands before a subject and verb that follow what they report: “A,” he said. The bridge is safe, he said.
pub fn left_content(clause: &Clause, place: usize, earlier: &[Cue]) -> Option<Range<usize>> {
    let units = clause.units;
    let mut end = place;
    if end > clause.start && clause.word(end - 1).eq_ignore_ascii_case("as") {
        end -= 1;
    }
    if end <= clause.start {
        return None;
    }
    match units[end - 1].tag {
        Tag::Quote(_) => {}
        Tag::Comma | Tag::Dash => end -= 1,
        _ => return None,
    }
    // Moss scolded him: “It is closed,” she said.
    if end >= clause.start + 2 && units[end - 1].is_quote() && units[end - 2].tag == Tag::Colon {
        return Some(end - 1..end);
    }
    // A clause that another cue has taken begins after its own boundary.
    let mut start = clause.start;
    for at in (clause.start..end).rev() {
        let boundary = units[at].tag == Tag::Semicolon
            || units[at].tag == Tag::And
                && at > clause.start
                && units[at - 1].tag == Tag::Comma
                && earlier.iter().any(|c| c.cue.start < units[at].span.start);
        if boundary {
            start = at + 1;
            break;
        }
    }
    while start < end && matches!(units[start].tag, Tag::And | Tag::Comma) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// "When asked", "Citing the costs", "In a letter": sets the scene for what is said and is no part of it.
pub fn is_leading_clause(clause: &Clause, at: usize) -> bool {
    let unit = &clause.units[at];
    matches!(unit.tag, Tag::Subordinator | Tag::Preposition)
        || unit.is(VERB) && matches!(form(clause.word(at)), Form::Participle | Form::Past)
}

pub fn as_clause(clause: &Clause, place: usize) -> bool {
    place > clause.start && clause.word(place - 1).eq_ignore_ascii_case("as")
}

/// What follows a verb.
pub struct Complement {
    /// Where the cue ends: after the verb, or after a preposition that belongs to it.
    pub cue_end: usize,
    pub content: Option<usize>,
    /// The content comes after a comma, as in "The bridge, he said, is safe".
    pub after_comma: bool,
    /// A colon ends the sentence: what was said is in the next paragraph.
    pub open_colon: bool,
    /// What could be the content if nothing better is found.
    pub fallback: Option<usize>,
}

pub fn complement(clause: &Clause, verb: usize, class: Class) -> Complement {
    let units = clause.units;
    let mut found = Complement { cue_end: verb + 1, content: None, after_comma: false, open_colon: false, fallback: None };
    let mut at = verb + 1;
    let mut addressed = !class.any(Class::TELL);
    // "laid out", "called out"
    let held = class.any(Class::HOLD) && !class.any(Class::SAY);
    while at < clause.stop {
        let unit = &units[at];
        match unit.tag {
            Tag::To if found.fallback.is_some() && !held && !class.any(Class::TELL) => break,
            Tag::Quote(_) | Tag::That | Tag::To => {
                found.content = Some(at);
                return found;
            }
            Tag::Subordinator if !held && matches!(clause.word(at), "when" | "while" | "because" | "though" | "although") => {
                found.fallback = found.fallback.or(Some(at));
                break;
            }
            Tag::Colon => {
                found.content = Some(at + 1).filter(|&i| i < clause.stop);
                found.open_colon = found.content.is_none();
                return found;
            }
            Tag::Stop | Tag::Semicolon => break,
            Tag::Comma | Tag::Dash => {
                if clause.is_quote(at + 1) {
                    found.content = Some(at + 1);
                    found.after_comma = true;
                    return found;
                }
                // ", however," ", for example,"
                let close = (at + 1..clause.stop.min(at + 7)).find(|&i| units[i].tag == unit.tag);
                let aside = matches!(clause.tag(at + 1), Some(Tag::Adverb | Tag::Preposition | Tag::Time));
                if let (Some(close), true) = (close, aside) {
                    at = close;
                    if clause.is_quote(close + 1) {
                        continue;
                    }
                    at += 1;
                    continue;
                }
                if at + 1 < clause.stop && !matches!(units[at + 1].tag, Tag::And | Tag::Relative) && found.fallback.is_none() {
                    found.content = Some(at + 1);
                    found.after_comma = true;
                    // ", adding that": another attribution, not this one's content.
                    if units[at + 1].is(VERB) || units[at + 1].is(Class::CONJUNCTION) && !matches!(units[at + 1].tag, Tag::Be | Tag::That) {
                        found.content = None;
                        found.after_comma = false;
                    }
                }
                return found;
            }
            // "pledged not to": the word that turns it round belongs to what was said.
            Tag::Adverb if clause.word(at) == "not" && clause.tag(at + 1) == Some(Tag::To) => {
                found.content = Some(at);
                return found;
            }
            Tag::Time | Tag::Adverb => at += 1,
            // "shot back: “...”"
            Tag::Word if clause.word(at) == "back" && matches!(clause.tag(at + 1), Some(Tag::Comma | Tag::Colon)) => {
                at += 1;
                found.cue_end = at;
            }
            // "pointed out that": a particle.
            Tag::Preposition
                if !held && matches!(clause.tag(at + 1), None | Some(Tag::That | Tag::Comma | Tag::Quote(_) | Tag::Colon | Tag::Stop)) =>
            {
                at += 1
            }
            Tag::Preposition => {
                let skipped = phrase::base_right(clause.text, units, at + 1, clause.stop);
                if held {
                    found.cue_end = at + 1;
                    found.content = Some(at + 1).filter(|&i| i < clause.stop);
                    return found;
                }
                found.fallback = found.fallback.or(Some(at));
                if matches!(clause.word(at), "after" | "before" | "since" | "until" | "as") {
                    break;
                }
                match skipped {
                    Some(base) => at = past_title(clause, base.end.min(clause.stop)),
                    None => {
                        found.content = Some(at);
                        return found;
                    }
                }
            }
            // "shows he was warned": nobody is told who stands as a subject.
            Tag::Pronoun if !addressed && matches!(clause.word(at), "he" | "she" | "they" | "we" | "I") => {
                found.content = Some(at);
                return found;
            }
            _ if !addressed => {
                addressed = true;
                match phrase::right(clause.text, units, at, clause.stop) {
                    Some(object) => {
                        found.fallback = Some(at);
                        // "warned the bridge was unsafe": nobody is told who stands before a verb.
                        if matches!(clause.tag(object.whole.end), Some(Tag::Be | Tag::Auxiliary)) {
                            found.content = Some(at);
                            return found;
                        }
                        at = past_title(clause, object.whole.end);
                    }
                    None => {
                        found.content = Some(at);
                        return found;
                    }
                }
            }
            Tag::And | Tag::Relative => break,
            _ => {
                found.content = Some(at);
                return found;
            }
        }
    }
    found
}

/// Beyond the title of a programme or a book: "on the channel’s “Good Morning” show", "in his book “The River”".
pub fn past_title(clause: &Clause, at: usize) -> usize {
    let title = clause.is_quote(at) && clause.units[at].span.len() < 40 && clause.units[at - 1].tag != Tag::Comma;
    let ends = matches!(clause.tag(at + 1), None | Some(Tag::Comma | Tag::Preposition | Tag::Time | Tag::That | Tag::Stop))
        || clause.is_quote(at + 1);
    if title && ends { at + 1 } else { at }
}

/// Where the words that begin at `start` end: the sentence's end, unless a clause that is plainly the reporter's comes first.
pub fn content_end(clause: &Clause, start: usize) -> usize {
    let units = clause.units;
    let stop = clause.stop;
    let mut at = start;
    let direct = clause.is_quote(start);
    // "While Moss said that the bridge was safe, she never used it": the first clause ends at its comma.
    let opening = &units[clause.start];
    let subordinate =
        matches!(opening.tag, Tag::Subordinator) && start > clause.start && !units[clause.start..start].iter().any(|u| u.tag == Tag::Comma);
    while at < stop {
        let next = clause.tag(at + 1);
        match units[at].tag {
            // "that, according to the audit, ...", "that by closing the bridge, ...": what is said begins with an aside.
            Tag::Comma if at <= start + 1 && units[start].tag == Tag::That => {}
            Tag::Comma if subordinate && at > start && matches!(next, Some(Tag::Pronoun | Tag::Name | Tag::Determiner)) => return at,
            // A pair of dashes holds an aside.
            Tag::Dash if at > start && pair(clause, at).is_some() => at = pair(clause, at).unwrap_or(at),
            Tag::Semicolon if at > start => return at,
            Tag::Comma | Tag::Dash if at > start => {
                let word = if at + 1 < stop { clause.word(at + 1) } else { "" };
                let reporter = match next {
                    None => true,
                    _ if units[at].tag == Tag::Dash => {
                        matches!(next, Some(Tag::Determiner | Tag::Relative | Tag::Be | Tag::Auxiliary))
                    }
                    Some(Tag::And) => word == "but" || is_reporting_verb(clause, at + 2) || is_reporting_subject(clause, at + 2),
                    Some(Tag::Relative) => word == "which" || word == "who" && direct,
                    Some(Tag::Subordinator | Tag::Preposition) => direct && at == start + 1,
                    Some(Tag::Adverb) => word == "though" || word == "even" || is_reporting_verb(clause, at + 2),
                    Some(Tag::Word | Tag::Name) if units[at + 1].is(VERB) => {
                        is_participle(clause, at + 1) || matches!(word, "said" | "says")
                    }
                    Some(Tag::Word) => word == "according" || word == "such",
                    Some(Tag::Pronoun | Tag::Name | Tag::Determiner) => {
                        is_reporting_subject(clause, at + 1) || units[at].tag == Tag::Dash && next == Some(Tag::Determiner)
                    }
                    _ => false,
                };
                if reporter {
                    return at;
                }
            }
            Tag::And
                if at > start
                    && !and_holds(clause, start, at)
                    && clause.word(at) != "or"
                    && (is_reporting_verb(clause, at + 1)
                        || at + 1 < stop && units[at + 1].tag == Tag::Word && units[at + 1].is(VERB) && is_participle(clause, at + 1)) =>
            {
                return at;
            }
            // “A” during a speech on Friday.
            Tag::Preposition | Tag::Time | Tag::Subordinator if direct && at == start + 1 => return at,
            Tag::Relative if direct && at == start + 1 => return at,
            _ => {}
        }
        at += 1;
    }
    stop
}

/// "said she was tired of it and wanted a change": whom she wants it of is still what she said.
fn and_holds(clause: &Clause, start: usize, and: usize) -> bool {
    let mut at = and + 1;
    while matches!(clause.tag(at), Some(Tag::Adverb | Tag::Auxiliary)) {
        at += 1;
    }
    at < clause.stop && clause.units[at].is(Class::HOLD) && !clause.units[at].is(Class::SAY) && is_clause(clause, start)
}

/// Where the thing that a verb governs ends: "endorsed Moss on Tuesday and left", "dismissed a part of the claims, which ...".
/// What is said may run to the end of its sentence; what is praised, backed or opposed is a noun phrase and its predicate.
pub fn object_end(clause: &Clause, start: usize) -> usize {
    let end = content_end(clause, start);
    let mut at = start + 1;
    while at < end {
        let next = clause.tag(at + 1);
        let word = clause.word(at);
        let ends = match clause.tag(at) {
            Some(Tag::Dash | Tag::Semicolon) => pair(clause, at).is_none(),
            Some(Tag::Comma) => !is_listed(clause, at),
            Some(Tag::Subordinator) => !matches!(word, "whether" | "that"),
            Some(Tag::Preposition) => {
                matches!(word, "after" | "before" | "during" | "since" | "until" | "amid" | "despite" | "following")
                    || opens_when(clause, at + 1)
            }
            Some(Tag::Time) => {
                clause.tag(at - 1) != Some(Tag::Possessive) && !matches!(next, Some(Tag::Word | Tag::Name | Tag::Possessive))
            }
            Some(Tag::And) => word == "but" || is_finite(clause, at + 1),
            _ => false,
        };
        if ends {
            return at;
        }
        at += 1;
    }
    end
}

/// Whether a time follows: "Tuesday", "the week", "the last three years".
fn opens_when(clause: &Clause, at: usize) -> bool {
    let word = |i: usize| {
        matches!(clause.tag(i), Some(Tag::Determiner | Tag::Number))
            || clause.tag(i).is_some()
                && matches!(clause.word(i), "last" | "next" | "past" | "early" | "late" | "coming" | "recent" | "few")
    };
    let first = (at..at + 4).find(|&i| !word(i)).unwrap_or(at);
    clause.tag(first) == Some(Tag::Time)
}

/// Whether a comma stands in a list of things: "jobs, rents and schools".
fn is_listed(clause: &Clause, comma: usize) -> bool {
    let near = comma + 1..clause.stop.min(comma + 6);
    let and = near.clone().find(|&i| clause.tag(i) == Some(Tag::And));
    let nominal = |i: usize| clause.units[i].is_nominal() || matches!(clause.units[i].tag, Tag::Comma | Tag::Determiner);
    and.is_some_and(|and| (comma + 1..and).all(nominal) && !is_finite(clause, and + 1))
}

/// A verb with a tense, after adverbs: "also left", "has gone", "was".
pub fn is_finite(clause: &Clause, mut at: usize) -> bool {
    while clause.tag(at) == Some(Tag::Adverb) {
        at += 1;
    }
    match clause.tag(at) {
        Some(Tag::Be | Tag::Auxiliary) => true,
        Some(Tag::Word) => {
            let word = clause.word(at);
            let governs = matches!(
                clause.tag(at + 1),
                Some(Tag::Determiner | Tag::Object | Tag::To | Tag::That | Tag::Preposition | Tag::Name | Tag::Adverb)
            );
            clause.units[at].is(VERB) && matches!(form(word), Form::Past | Form::Third)
                || is_plainly_finite(word)
                || word.len() > 4 && word.ends_with("ed") && governs
        }
        _ => false,
    }
}

/// Whether a clause begins here, with a subject and a verb: "the bridge was safe", "he left".
pub fn is_clause(clause: &Clause, start: usize) -> bool {
    let negated = clause.tag(start) == Some(Tag::Adverb) && clause.tag(start + 1) == Some(Tag::To);
    if negated
        || matches!(clause.tag(start), Some(Tag::That | Tag::To | Tag::Subordinator | Tag::Quote(_)))
        || start < clause.stop
            && matches!(clause.word(start), "he" | "she" | "they" | "we" | "I" | "which" | "what" | "how" | "why" | "who")
    {
        return true;
    }
    let Some(subject) = phrase::right(clause.text, clause.units, start, clause.stop) else { return false };
    let mut at = subject.whole.end;
    // "the bridge, which he crossed, was safe"
    if clause.tag(at) == Some(Tag::Comma)
        && let Some(close) = (at + 1..clause.stop.min(at + 16)).find(|&i| clause.tag(i) == Some(Tag::Comma))
    {
        at = close + 1;
    }
    while clause.tag(at) == Some(Tag::Preposition) {
        match phrase::base_right(clause.text, clause.units, at + 1, clause.stop) {
            Some(base) => at = base.end,
            None => break,
        }
    }
    is_finite(clause, at)
}

/// Common verbs in a form that is hardly ever anything else.
fn is_plainly_finite(word: &str) -> bool {
    matches!(
        word,
        "led"
            | "won"
            | "lost"
            | "rose"
            | "fell"
            | "grew"
            | "went"
            | "came"
            | "got"
            | "gave"
            | "took"
            | "made"
            | "met"
            | "ran"
            | "became"
            | "began"
            | "left"
            | "kept"
            | "paid"
            | "held"
            | "stood"
            | "leads"
            | "needs"
            | "remains"
            | "wins"
            | "works"
            | "makes"
            | "takes"
            | "gives"
            | "goes"
    )
}

/// The dash that closes an aside opened by another, where the sentence goes on after it.
fn pair(clause: &Clause, open: usize) -> Option<usize> {
    let close = (open + 2..clause.stop.min(open + 18)).find(|&i| clause.units[i].tag == Tag::Dash)?;
    let inner_verb = (open + 1..close).any(|i| is_reporting_verb(clause, i));
    (close + 1 < clause.stop && !inner_verb).then_some(close)
}

/// A finite verb of saying, after adverbs: "and called", "and later said".
pub fn is_reporting_verb(clause: &Clause, mut at: usize) -> bool {
    while matches!(clause.tag(at), Some(Tag::Adverb | Tag::Auxiliary)) {
        at += 1;
    }
    clause.tag(at) == Some(Tag::Word) && clause.units[at].is(VERB) && matches!(form(clause.word(at)), Form::Past | Form::Third) && {
        let word = clause.word(at);
        form(word) == Form::Past || !clause.units[at].is(Class::SOURCE_NOUN)
    }
}

pub fn is_participle(clause: &Clause, at: usize) -> bool {
    form(clause.word(at)) == Form::Participle
}

/// A short subject and a verb of saying: "he said", "Ada Moss added".
pub fn is_reporting_subject(clause: &Clause, at: usize) -> bool {
    if !matches!(clause.tag(at), Some(Tag::Pronoun | Tag::Name | Tag::Determiner)) {
        return false;
    }
    let end = match clause.tag(at) {
        Some(Tag::Pronoun) => at + 1,
        _ => match phrase::base_right(clause.text, clause.units, at, clause.stop.min(at + 8)) {
            Some(base) => base.end,
            None => return false,
        },
    };
    is_reporting_verb(clause, end)
        && clause.units.get(end).is_some_and(|u| u.is(Class::SAY) || u.tag == Tag::Adverb || u.tag == Tag::Auxiliary)
}
