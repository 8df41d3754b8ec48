//! Frames in which a verb's subject does not stand before it: "said Ada Moss", "was quoted as saying", ", saying that",
//! "used her speech to say", "asked about the bridge".

use super::super::phrase::{self, Phrase};
use super::super::unit::Tag;
use super::super::{Cue, Kind};
use super::content::{complement, content_end, is_clause, is_participle, is_reporting_verb, left_content};
use super::verb::{Subject, announces_quote, needs_words, shared, told, what_end};
use super::{Clause, Form, VERB, form};
use crate::article::lexicon::Class;
use std::ops::Range;

/// Whether the word before a participle is nobody who could say it: "had a hard time imagining", "recalled thinking".
fn is_idle(clause: &Clause, last: usize) -> bool {
    matches!(clause.word(last), "time" | "trouble" | "difficulty" | "problem" | "luck" | "fun")
        || clause.units[last].is(VERB) && phrase::is_verb_form(clause.text, &clause.units[last])
}

/// "used her speech to say, “...”": the subject of the sentence says it.
pub fn infinitive_verb(clause: &Clause, group: usize, at: usize) -> Option<Cue> {
    let announces = clause.tag(at + 1) == Some(Tag::Colon) && at + 2 >= clause.stop;
    // "used the question to demand the rich “pay”"
    let used = (clause.start..group).any(|i| matches!(clause.word(i), "used" | "uses" | "using"));
    if !used && (!clause.units[at].is(Class::SAY) || !announces && !announces_quote(clause, at)) {
        return None;
    }
    let subject = phrase::main_subject(clause.text, clause.units, clause.start, group)?;
    let quote = (at + 1..clause.stop).find(|&i| clause.is_quote(i));
    clause.cue(Some(&subject), group..at + 1, quote.map(|quote| quote..content_end(clause, quote)), Kind::Speech)
}

/// "Asked about the bridge, ...", "when asked whether": a question that nobody in particular put.
pub fn asked(clause: &Clause, group: usize, at: usize) -> Option<Cue> {
    if !clause.word(at).eq_ignore_ascii_case("asked") && !clause.word(at).eq_ignore_ascii_case("pressed") {
        return None;
    }
    let opens = group == clause.start || clause.word(group - 1).eq_ignore_ascii_case("when") || clause.tag(group - 1) == Some(Tag::Comma);
    let question = matches!(clause.tag(at + 1), Some(Tag::Preposition | Tag::Subordinator | Tag::To))
        || at + 1 < clause.stop && matches!(clause.word(at + 1), "how" | "what" | "who" | "which" | "why");
    if !opens || !question || clause.word(at + 1) == "by" {
        return None;
    }
    let start = if matches!(clause.word(at + 1), "about" | "on") { at + 2 } else { at + 1 };
    let end = (start..clause.stop).find(|&i| clause.units[i].tag == Tag::Comma).unwrap_or(clause.stop);
    if start >= end {
        return None;
    }
    clause.cue(None, group..start.min(at + 2), [start..end], Kind::Unnamed)
}

/// "said Ada Moss": the source to the right of a verb that follows what was said.
pub fn inverted(clause: &Clause, group: usize, at: usize, before: Option<Tag>, kind: Kind) -> Option<Cue> {
    let units = clause.units;
    // “It is unsafe,” warned Moss; but nobody inverts "told".
    let warns = !clause.word(at).starts_with("t") && group > clause.start && clause.is_quote(group - 1);
    if clause.units[at].is(Class::TELL) && !warns
        || clause.word(at).starts_with("show")
        || clause.word(at).starts_with("put")
        || !matches!(form(clause.word(at)), Form::Past | Form::Third) && clause.word(at) != "read"
    {
        return None;
    }
    if !matches!(before, None | Some(Tag::Comma | Tag::Quote(_) | Tag::Dash | Tag::And | Tag::Stop | Tag::Word)) {
        return None;
    }
    if before == Some(Tag::Word) && !clause.word(group - 1).eq_ignore_ascii_case("as") {
        return None;
    }
    let after_quote = group > clause.start && clause.is_quote(group - 1) || group > clause.start + 1 && clause.is_quote(group - 2);
    // "opposes it and recalled the freeze": the object, not a subject.
    if before == Some(Tag::And) && !after_quote {
        return None;
    }
    match clause.tag(at + 1)? {
        Tag::Name | Tag::Determiner | Tag::Pronoun | Tag::Number => {}
        Tag::Word if after_quote || units[at + 1].is(Class::VAGUE.or(Class::TITLE).or(Class::INSTITUTION).or(Class::TITLE_MODIFIER)) => {}
        _ => return None,
    }
    if !after_quote && before == Some(Tag::Comma) {
        // "Moss, the mayor, said the bridge": what stands between the commas belongs to a subject.
        let subject = phrase::left(clause.text, units, group, clause.start);
        // "Last week Moss, the mayor, said": but not "In Hartwick, said".
        let opens = |at: usize| match &units[clause.start..at] {
            [] => true,
            [on @ .., when] => when.tag == Tag::Time && on.iter().all(|u| matches!(u.tag, Tag::Time | Tag::Preposition)),
        };
        let apposed = subject.is_some_and(|s| opens(s.whole.start) || s.whole.end + 1 < group);
        let plain = matches!(clause.word(at), "said" | "says" | "wrote" | "added" | "noted" | "argued");
        if !closes_sentence(clause, at + 1) && (!plain || apposed) {
            return None;
        }
    }
    let mut source = phrase::right(clause.text, units, at + 1, clause.stop)?;
    let after = source.whole.end;
    let ends = match clause.tag(after) {
        None => true,
        Some(
            Tag::Comma
            | Tag::Preposition
            | Tag::Time
            | Tag::Relative
            | Tag::Dash
            | Tag::Colon
            | Tag::Quote(_)
            | Tag::Semicolon
            | Tag::Stop
            | Tag::Open
            | Tag::Subordinator,
        ) => true,
        Some(Tag::And) => !matches!(before, Some(Tag::And)),
        Some(Tag::Adverb) => true,
        Some(Tag::Word) => phrase::is_verb_form(clause.text, &units[after]) && !units[after].is(VERB),
        _ => false,
    };
    if !ends {
        return None;
    }
    // What was said: to the left, or after a colon or comma and marks.
    let left = left_content(clause, group, &[]);
    // "said Ada Moss, 34, a teacher from Hartwick."
    if clause.tag(after) == Some(Tag::Comma) && !clause.is_quote(after + 1) {
        let apposition = units.get(after + 1).filter(|_| after + 1 < clause.stop).is_some_and(|u| {
            matches!(u.tag, Tag::Determiner | Tag::Number | Tag::Relative | Tag::Word | Tag::Name)
                || u.tag == Tag::Preposition && u.span.of(clause.text) == "of"
        });
        if apposition {
            let close = (after + 1..clause.stop)
                .find(|&i| {
                    units[i].is_quote()
                        || matches!(units[i].tag, Tag::Semicolon | Tag::Colon)
                        || units[i].tag == Tag::And && (units[i - 1].tag == Tag::Comma || is_reporting_verb(clause, i + 1))
                })
                .unwrap_or(clause.stop);
            let close = if close > after + 1 && units[close - 1].tag == Tag::Comma { close - 1 } else { close };
            source.whole.end = close.max(after);
        }
    }
    let mut content: Vec<Range<usize>> = left.into_iter().collect();
    let had_left = !content.is_empty();
    let mut next = source.whole.end;
    // “A,” said Moss, “B.”
    while matches!(clause.tag(next), Some(Tag::Comma | Tag::Colon | Tag::Time | Tag::Adverb)) {
        next += 1;
    }
    let follows = clause.tag(next).is_some() && next > source.whole.end;
    let quoted = (source.whole.end..clause.stop).find(|&i| units[i].is_quote());
    if let Some(quote) = quoted.filter(|_| had_left || follows) {
        content.push(quote..content_end(clause, quote));
    } else if had_left && follows && units[next - 1].tag == Tag::Comma && source.whole.end == after {
        let tail = matches!(clause.tag(next), Some(Tag::That | Tag::Be | Tag::Auxiliary | Tag::Preposition | Tag::To | Tag::Subordinator));
        let goes_on = !clause.is_quote(group.saturating_sub(1)) && !clause.is_quote(group.saturating_sub(2));
        if tail && goes_on {
            content.push(next..content_end(clause, next));
        }
    }
    if content.is_empty() && !(clause.tag(source.whole.end) == Some(Tag::Colon)) {
        return None;
    }
    clause.cue(Some(&source), group..at + 1, content, kind)
}

/// Whether nothing but a source stands from here to the end: "Ada Moss", "one engineer in the room", "Ada Moss, the mayor".
fn closes_sentence(clause: &Clause, at: usize) -> bool {
    let Some(source) = phrase::base_right(clause.text, clause.units, at, clause.stop) else { return false };
    let mut end = source.end;
    while clause.tag(end) == Some(Tag::Preposition) {
        let Some(base) = phrase::base_right(clause.text, clause.units, end + 1, clause.stop) else { return false };
        end = base.end;
    }
    end >= clause.stop
        || matches!(clause.tag(end), Some(Tag::Relative | Tag::Stop))
        || clause.tag(end) == Some(Tag::Comma) && matches!(clause.tag(end + 1), Some(Tag::Relative | Tag::Determiner | Tag::Number))
}

/// "was quoted as saying", "is expected to", "was asked about".
pub fn passive_verb(clause: &Clause, group: usize, at: usize, kind: Kind) -> Option<Cue> {
    let units = clause.units;
    let subject = phrase::left(clause.text, units, group, clause.start);
    if clause.tag(at + 1) == Some(Tag::Preposition)
        && clause.word(at + 1) == "as"
        && at + 2 < clause.stop
        && units[at + 2].is(Class::SAY)
        && is_participle(clause, at + 2)
    {
        let rest = complement(clause, at + 2, Class::SAY);
        // “It is,” she was quoted as saying.
        let before = subject.as_ref().and_then(|s| left_content(clause, s.whole.start, &[])).filter(|left| clause.is_quote(left.end - 1));
        let after = rest.content.or(rest.fallback).map(|start| start..content_end(clause, start));
        let content = before.or(after)?;
        return clause.cue(subject.as_ref(), group..at + 3, [content], Kind::Speech);
    }
    // “It is,” she is expected to say.
    if clause.tag(at + 1) == Some(Tag::To)
        && at + 2 < clause.stop
        && units[at + 2].is(Class::SAY)
        && let Some(left) =
            subject.as_ref().and_then(|s| left_content(clause, s.whole.start, &[])).filter(|left| clause.is_quote(left.end - 1))
    {
        return clause.cue(subject.as_ref(), group..at + 3, [left], Kind::Speech);
    }
    let by = (at + 1..clause.stop.min(at + 9)).find(|&i| units[i].tag == Tag::Preposition && clause.word(i) == "by");
    if let Some(by) = by
        && let Some(source) = phrase::right(clause.text, units, by + 1, clause.stop)
    {
        let mut content: Vec<Range<usize>> = subject.into_iter().map(|s| s.whole).collect();
        if by > at + 1 {
            content.push(at + 1..by);
        }
        if content.is_empty() {
            return None;
        }
        return clause.cue(Some(&source), group..at + 1, content, kind);
    }
    // "is charged with": by the law.
    if matches!(
        clause.word(at),
        "charged"
            | "indicted"
            | "appointed"
            | "rejected"
            | "ordered"
            | "summoned"
            | "cast"
            | "addressed"
            | "focused"
            | "weighed"
            | "slapped"
            | "put"
    ) {
        return None;
    }
    // "is expected to": nobody in particular.
    let rest = complement(clause, at, units[at].class);
    let start = rest.content.or(rest.fallback)?;
    let content = subject.into_iter().map(|s| s.whole).chain([start..what_end(clause, start, kind)]);
    clause.cue(None, group..at + 1, content, Kind::Unnamed)
}

/// ", saying that": the source is the subject of what comes before.
pub fn participle(clause: &Clause, group: usize, at: usize, kind: Kind, earlier: &[Cue]) -> Option<Cue> {
    let units = clause.units;
    let rest = complement(clause, at, units[at].class);
    let start = rest.content.filter(|_| !rest.after_comma || rest.content.is_some_and(|i| clause.is_quote(i))).or(rest.fallback);
    let thing = needs_words(clause.word(at)) && start.is_some_and(|c| !is_clause(clause, c) && clause.tag(c - 1) != Some(Tag::Colon));
    let content = start.map(|start| start..what_end(clause, start, kind));
    if content.is_none() && !rest.open_colon {
        return None;
    }
    let before = group.checked_sub(1).filter(|&i| i >= clause.start).map(|i| units[i].tag);
    let subject = match before {
        Some(Tag::Word) if is_idle(clause, group - 1) => shared(clause, group, earlier),
        // "marchers chanting", "the group backing the mayor"
        Some(Tag::Name | Tag::Word | Tag::Object) => {
            let near = phrase::left(clause.text, units, group, clause.start);
            let main = near.as_ref().and_then(|near| issuer(clause, near).or_else(|| writer(clause, at, near.whole.start)));
            main.or(near).map(Subject::Here)
        }
        // "denied it by tweeting that": who did the one did the other.
        Some(Tag::Preposition) if clause.word(group - 1) == "by" && earlier.iter().all(|c| c.kind != Kind::Speech) => {
            phrase::main_subject(clause.text, units, clause.start, group - 1).map(Subject::Here)
        }
        None => {
            // "Citing costs, the council voted": the subject follows the comma.
            let comma = (at + 1..clause.stop).find(|&i| units[i].tag == Tag::Comma)?;
            let source = phrase::right(clause.text, units, comma + 1, clause.stop)?;
            let content = content.map(|c| c.start..c.end.min(comma)).filter(|c| !c.is_empty())?;
            return clause.cue(Some(&source), group..rest.cue_end, [content], kind);
        }
        Some(_) => shared(clause, group, earlier),
    };
    let subject = subject?;
    if thing && !subject.is_document(clause) {
        return None;
    }
    told(clause, subject, group..rest.cue_end, content, kind)
}

/// Verbs that put a text before the public.
pub fn is_issuing(word: &str) -> bool {
    matches!(
        word,
        "issued"
            | "issues"
            | "released"
            | "releases"
            | "posted"
            | "posts"
            | "sent"
            | "sends"
            | "published"
            | "signed"
            | "shared"
            | "circulated"
    )
}

/// "The board issued a statement, “...”": what stands in it, where no verb says that it says so.
pub fn issued(clause: &Clause, at: usize) -> Option<Cue> {
    /// Units between the text and its words: "on Monday".
    const FARTHEST: usize = 8;
    let units = clause.units;
    let text = phrase::base_right(clause.text, units, at + 1, clause.stop)?;
    let before = (text.end..clause.stop.min(text.end + FARTHEST)).find(|&i| matches!(units[i].tag, Tag::Comma | Tag::Colon))?;
    let written = units[text.clone()].iter().any(|u| u.is(Class::DOCUMENT));
    let plain = units[text.end..before].iter().all(|u| u.is_nominal() || matches!(u.tag, Tag::Preposition | Tag::Determiner));
    if !written || !plain || !clause.is_quote(before + 1) {
        return None;
    }
    let subject = phrase::left(clause.text, units, at, clause.start)?;
    clause.cue(Some(&subject), at..text.end, [before + 1..content_end(clause, before + 1)], Kind::Speech)
}

/// "The board issued a statement calling the plan unsafe": a statement is its issuer's.
fn issuer(clause: &Clause, near: &Phrase) -> Option<Phrase> {
    let verb = near.whole.start.checked_sub(1).filter(|&i| i > clause.start && is_issuing(clause.word(i)))?;
    if !clause.units[near.whole.clone()].iter().any(|u| u.is(Class::DOCUMENT)) {
        return None;
    }
    let main = phrase::main_subject(clause.text, clause.units, clause.start, verb)?;
    (main.whole.end <= verb).then_some(main)
}

/// "Moss wrote to the board asking for help": who speaks is the subject of the sentence, not whom the words before name, where
/// these hang on a preposition of address or place.
fn writer(clause: &Clause, at: usize, near: usize) -> Option<Phrase> {
    let addressed = near.checked_sub(1).filter(|&i| i > clause.start)?;
    let hangs = clause.tag(addressed) == Some(Tag::Preposition) && matches!(clause.word(addressed), "to" | "on" | "at" | "in" | "for")
        || clause.tag(addressed) == Some(Tag::To);
    if !hangs || !clause.units[at].is(Class::SAY) {
        return None;
    }
    let main = phrase::main_subject(clause.text, clause.units, clause.start, addressed)?;
    (main.whole.end < addressed).then_some(main)
}
