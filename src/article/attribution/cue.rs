//! From a cue to an attribution: its source, its verb, and the words it covers in its own sentence.

use super::super::lexicon::Class;
use super::phrase::{self, Phrase};
use super::unit::{Tag, Unit};
use super::{Cue, Kind};
use crate::text::Span;
use std::ops::Range;

/// A sentence of a paragraph, as units.
pub struct Clause<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
    pub start: usize,
    /// The stop that ends it, or the end of its units.
    pub stop: usize,
    pub number: u32,
}

const VERB: Class = Class::SAY.or(Class::HOLD);

/// Adds the attributions of a sentence.
pub fn read(clause: &Clause, cues: &mut Vec<Cue>) {
    let first = cues.len();
    let mut at = clause.start;
    while at < clause.stop {
        let unit = &clause.units[at];
        let found = match unit.tag {
            Tag::Word | Tag::Name if unit.is(VERB) => verb(clause, at, &cues[first..]),
            Tag::Word if is_according(clause, at) => according(clause, at),
            Tag::Word if !unit.is(Class::SOURCE_NOUN.or(Class::SEEM)) && beside_quote(clause, at) => verb(clause, at, &cues[first..]),
            Tag::Name if is_according(clause, at) => according(clause, at),
            Tag::Word if unit.is(Class::SEEM) => seem(clause, at),
            Tag::Adverb if unit.is(Class::SEEM) => seem(clause, at),
            Tag::Word if unit.is(Class::SOURCE_NOUN) => noun(clause, at),
            Tag::Dash if at > clause.start && clause.is_quote(at - 1) => credit(clause, at),
            Tag::Colon => colon(clause, at, cues.len() == first),
            Tag::Preposition => in_words(clause, at),
            _ => None,
        };
        if let Some(cue) = found {
            cues.push(cue);
        }
        at += 1;
    }
    let polled = |u: &Unit| u.is(Class::POLL);
    if !cues[first..].iter().any(|c| c.source.is_some() && c.kind != Kind::Stance)
        && clause.units[clause.start..clause.stop].iter().any(polled)
    {
        cues.extend(surveyed(clause));
    }
}

/// “It is,” he surmised. She texted: “No.” Moss thundered, “Now!” A verb that the lexicon lacks, between a short subject and marks.
fn beside_quote(clause: &Clause, at: usize) -> bool {
    let word = clause.word(at);
    let finite = word.len() > 4 && word.ends_with("ed") || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if !finite || at == clause.start {
        return false;
    }
    let before = clause.units[at - 1].tag;
    let next = clause.tag(at + 1);
    let subject = matches!(before, Tag::Pronoun | Tag::Name);
    let after_quote = |i: usize| {
        i > clause.start
            && clause.is_quote(i - 1)
            && clause.units[i - 1].span.of(clause.text).trim_end_matches(['"', '”', '’', '\'', '»']).ends_with([',', '?', '!'])
    };
    if subject && matches!(next, Some(Tag::Comma | Tag::Colon)) && clause.is_quote(at + 2) {
        return true;
    }
    if subject && matches!(next, None | Some(Tag::Stop | Tag::Comma | Tag::Time | Tag::Preposition | Tag::Adverb)) {
        let mut start = at - 1;
        while before == Tag::Name && start > clause.start && clause.units[start - 1].tag == Tag::Name {
            start -= 1;
        }
        return after_quote(start);
    }
    after_quote(at) && matches!(next, Some(Tag::Name)) && word.ends_with("ed")
}

/// “The bridge is safe.” — Ada Moss
fn credit(clause: &Clause, at: usize) -> Option<Cue> {
    let source = phrase::right(clause.text, clause.units, at + 1, clause.stop)?;
    let named = clause.units[source.whole.start].tag == Tag::Name;
    let ends = source.whole.end >= clause.stop || clause.tag(source.whole.end) == Some(Tag::Comma);
    if !named || !ends || at != clause.start + 1 {
        return None;
    }
    clause.cue(Some(&source), at..at + 1, vec![at - 1..at], Kind::Speech)
}

/// "the mayor’s claim that", "her decision to": a noun of saying with what it says.
fn noun(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    let word = clause.word(at);
    let next = clause.tag(at + 1)?;
    let before = at.checked_sub(1).filter(|&i| i >= clause.start)?;
    let mut owner = at;
    // "her earlier claim": adjectives between.
    while owner > clause.start && at - owner < 3 && units[owner - 1].tag == Tag::Word && !units[owner - 1].is(VERB) {
        owner -= 1;
    }
    let owned = owner > clause.start
        && (units[owner - 1].tag == Tag::Possessive
            || matches!(clause.word(owner - 1), "his" | "her" | "their" | "its" | "my" | "our" | "your" | "His" | "Her" | "Their"));
    let linked = match next {
        Tag::That => true,
        Tag::To => owned,
        Tag::Preposition => owned && matches!(clause.word(at + 1), "of" | "for" | "about" | "against" | "on" | "in"),
        _ => false,
    };
    if !linked
        || !owned && !matches!(units[before].tag, Tag::Determiner | Tag::Word | Tag::Preposition | Tag::And | Tag::Name)
        || word.ends_with("ed")
    {
        return None;
    }
    let start = if next == Tag::Preposition { at + 2 } else { at + 1 };
    let end = (start..clause.stop)
        .find(|&i| {
            matches!(units[i].tag, Tag::Comma | Tag::Semicolon | Tag::Dash | Tag::Be | Tag::Auxiliary)
                && (next != Tag::That || units[i].tag != Tag::Be && units[i].tag != Tag::Auxiliary)
        })
        .unwrap_or(clause.stop);
    if start >= end {
        return None;
    }
    let source = owned.then(|| {
        if units[owner - 1].tag == Tag::Possessive {
            phrase::left(clause.text, units, owner - 1, clause.start)
        } else {
            Some(Phrase { whole: owner - 1..owner, head: owner - 1..owner })
        }
    });
    clause.cue(source.flatten().as_ref(), at..at + 1, vec![start..end], Kind::Stance)
}

/// "ahead in a poll of 600 voters": a poll or survey that the sentence reports, where no verb of saying does.
fn surveyed(clause: &Clause) -> Option<Cue> {
    let units = clause.units;
    for at in clause.start..clause.stop {
        let preposition = units[at].tag == Tag::Preposition && matches!(clause.word(at), "in" | "In" | "by" | "of" | "Of");
        if !preposition {
            continue;
        }
        let Some(source) = phrase::right(clause.text, units, at + 1, clause.stop) else { continue };
        let first = phrase::base_right(clause.text, units, at + 1, clause.stop)?;
        if !units[first.end - 1].is(Class::POLL) {
            continue;
        }
        let mut content = vec![];
        if at > clause.start {
            let end = if units[at - 1].tag == Tag::Comma { at - 1 } else { at };
            content.push(clause.start..end);
        }
        let after = source.whole.end + usize::from(clause.tag(source.whole.end) == Some(Tag::Comma));
        if after < clause.stop && at == clause.start {
            content.push(after..clause.stop);
        }
        if content.iter().all(|c| c.len() < 3) {
            continue;
        }
        return clause.cue(Some(&source), at..at + 1, content, Kind::Poll);
    }
    None
}

impl Clause<'_> {
    fn word(&self, at: usize) -> &str {
        self.units[at].span.of(self.text)
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        (at >= self.start && at < self.stop).then(|| self.units[at].tag)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.units[range.start].span.cover(self.units[range.end - 1].span)
    }

    fn is_quote(&self, at: usize) -> bool {
        at >= self.start && at < self.stop && self.units[at].is_quote()
    }

    fn cue(&self, source: Option<&Phrase>, cue: Range<usize>, content: Vec<Range<usize>>, kind: Kind) -> Option<Cue> {
        let content: Vec<Span> = content.into_iter().filter(|c| !c.is_empty()).map(|c| self.span(c)).collect();
        Some(Cue {
            source: source.map(|p| self.span(p.whole.clone())),
            head: source.map(|p| self.span(p.head.clone())),
            cue: self.span(cue),
            content,
            kind,
            sentence: self.number,
            announces: false,
        })
    }
}

/// Verbs that are speech only with a clause or a quote: "continued to work" and "maintained the bridge" are not.
fn needs_clause(word: &str) -> bool {
    ["continu", "maintain", "protest", "observ", "shout"].iter().any(|stem| word.starts_with(stem))
}

/// Verbs before "-ing" that only say how the action goes.
fn is_aspect(word: &str) -> bool {
    matches!(
        word,
        "began"
            | "begins"
            | "begin"
            | "started"
            | "starts"
            | "kept"
            | "keeps"
            | "stopped"
            | "continued"
            | "continues"
            | "continue"
            | "went"
            | "goes"
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Base,
    /// "says"
    Third,
    /// "said", "told"
    Past,
    /// "saying"
    Participle,
}

fn form(word: &str) -> Form {
    let lower = word.as_bytes();
    let ends = |tail: &[u8]| lower.len() >= tail.len() && lower[lower.len() - tail.len()..].eq_ignore_ascii_case(tail);
    if ends(b"ing") && !matches!(word, "bring" | "sing") {
        Form::Participle
    } else if ends(b"ed")
        || [
            "said",
            "told",
            "wrote",
            "written",
            "spoke",
            "spoken",
            "found",
            "shown",
            "thought",
            "felt",
            "known",
            "knew",
            "saw",
            "seen",
            "swore",
            "sworn",
            "chose",
            "chosen",
            "understood",
            "begged",
            "stood",
            "forgot",
            "forgotten",
            "laid",
            "sought",
        ]
        .iter()
        .any(|w| w.eq_ignore_ascii_case(word))
    {
        Form::Past
    } else if ends(b"s") && !ends(b"ss") {
        Form::Third
    } else {
        Form::Base
    }
}

/// An attribution whose cue is a verb.
fn verb(clause: &Clause, at: usize, earlier: &[Cue]) -> Option<Cue> {
    let units = clause.units;
    let unit = &units[at];
    let form = form(clause.word(at));
    if unit.tag == Tag::Name && at != clause.start && !is_headline_verb(clause, at, form) {
        return None;
    }
    // "self-described", "union-backed"
    let glued =
        |a: usize, b: usize| a >= clause.start && b < clause.stop && units[a].span.end == units[b].span.start && units[a].tag == Tag::Word;
    if at > clause.start && glued(at - 1, at) && clause.word(at - 1) == "-"
        || at + 1 < clause.stop && glued(at, at + 1) && clause.word(at + 1) == "-"
    {
        return None;
    }
    // "added 160 officers", "added to the problem", "worth noting"
    let counts = clause.word(at).starts_with("add")
        && (clause.tag(at + 1) == Some(Tag::Number) || at + 1 < clause.stop && clause.word(at + 1) == "to");
    if counts || at > clause.start && clause.word(at - 1) == "worth" {
        return None;
    }
    if clause.word(at) == "reporting" && at + 1 < clause.stop && matches!(clause.word(at + 1), "from" | "by") {
        return None;
    }
    // The verb's group: "has also repeatedly said".
    let mut group = at;
    let (mut passive, mut helped, mut infinitive) = (false, false, false);
    while group > clause.start {
        match units[group - 1].tag {
            Tag::Adverb => {}
            Tag::Auxiliary => helped = true,
            Tag::Be => {
                helped = true;
                passive |= form == Form::Past;
            }
            Tag::To => {
                infinitive = true;
                break;
            }
            // "he's said"
            Tag::Possessive if group >= clause.start + 2 && units[group - 2].tag == Tag::Pronoun => helped = true,
            // "began calling for", "kept asking"
            Tag::Word if form == Form::Participle && is_aspect(clause.word(group - 1)) => helped = true,
            _ => break,
        }
        group -= 1;
    }
    if infinitive {
        return None;
    }
    if let Some(cue) = asked(clause, group, at) {
        return Some(cue);
    }
    let before = (group > clause.start).then(|| units[group - 1].tag);
    if !helped && is_noun(clause, at, group, form) {
        return None;
    }
    let contracted = group > clause.start && units[group - 1].tag == Tag::Pronoun && clause.word(group - 1).contains(['\'', '’']);
    let kind = if unit.is(Class::SAY) || !unit.is(Class::HOLD) { Kind::Speech } else { Kind::Stance };
    if passive {
        return passive_verb(clause, group, at, kind);
    }
    if form == Form::Participle && !helped && !contracted {
        return participle(clause, group, at, kind, earlier);
    }
    // "has plans", "have doubts"
    if helped && form == Form::Third {
        return None;
    }
    let spoken = matches!(clause.word(at), "said" | "told" | "wrote" | "added") || before == Some(Tag::Pronoun);
    if form == Form::Past && !helped && !spoken && clause.tag(at + 1) == Some(Tag::Preposition) && clause.word(at + 1) == "by" {
        // "a plan backed by the union": what is left is what the source to the right holds.
        let source = phrase::right(clause.text, units, at + 2, clause.stop)?;
        let content = phrase::left(clause.text, units, group, clause.start)?;
        return clause.cue(Some(&source), group..at + 2, vec![content.whole], kind);
    }
    if kind == Kind::Speech
        && let Some(cue) = inverted(clause, group, at, before, kind)
    {
        return Some(cue);
    }
    let subject = match before {
        None => return None,
        Some(Tag::And) => None,
        Some(Tag::That | Tag::Subordinator) => return None,
        Some(Tag::Comma) if group >= clause.start + 2 && units[group - 2].tag == Tag::And => None,
        Some(_) => phrase::left(clause.text, units, group, clause.start),
    };
    let direct = subject.is_some();
    let subject = match subject {
        Some(subject) => Some(Subject::Here(subject)),
        None if form == Form::Base && !helped => None,
        None => shared(clause, group, earlier),
    }?;
    let complement = complement(clause, at, unit.class);
    if needs_clause(clause.word(at))
        && complement.content.is_some_and(|c| {
            !complement.after_comma && !matches!(units[c].tag, Tag::That | Tag::Quote(_)) && clause.tag(c - 1) != Some(Tag::Colon)
        })
    {
        return None;
    }
    let place = if direct { subject.start() } else { group };
    let relative = group > clause.start && units[group - 1].tag == Tag::Relative;
    let left = if relative { None } else { left_content(clause, place, earlier) };
    let mut content = vec![];
    // "the deal that he wants to end": what the clause hangs on is part of what he wants.
    if direct
        && place > clause.start + 1
        && (units[place - 1].tag == Tag::That || clause.word(place - 1) == "which")
        && complement.content.is_none_or(|c| units[c].tag == Tag::To)
    {
        let end = if units[place - 2].tag == Tag::Comma { place - 2 } else { place - 1 };
        if let Some(antecedent) = phrase::left(clause.text, units, end, clause.start) {
            content.push(antecedent.whole);
        }
    }
    match (&complement.content, left) {
        (Some(start), left) => {
            // “A,” he said, “B.” and: The bridge, he said, is safe.
            let quoted = clause.is_quote(*start);
            let takes = |left: &Range<usize>| {
                if clause.is_quote(left.start) && (left.len() == 1 || complement.after_comma) {
                    return true;
                }
                complement.after_comma && (!quoted || clause.is_quote(left.end - 1) && !is_leading_clause(clause, left.start))
            };
            if let Some(left) = left.filter(takes) {
                content.push(left);
            } else if complement.after_comma && !clause.is_quote(*start) {
                return None;
            }
            content.push(*start..content_end(clause, *start));
        }
        (None, Some(left)) if complement.fallback.is_some() && !clause.is_quote(left.end - 1) && is_leading_clause(clause, left.start) => {
            let start = complement.fallback.expect("checked just before");
            content.push(start..content_end(clause, start));
        }
        (None, Some(left)) => content.push(left),
        (None, None) if !content.is_empty() => {}
        (None, None) => match complement.fallback {
            Some(start) => content.push(start..content_end(clause, start)),
            None if complement.open_colon => {}
            None if as_clause(clause, place) => {
                // "As the mayor said, ..." at the start of a sentence: what follows its comma.
                let comma = (at + 1..clause.stop).find(|&i| units[i].tag == Tag::Comma)?;
                content.push(comma + 1..content_end(clause, comma + 1));
            }
            None => return None,
        },
    }
    let cue = group..complement.cue_end;
    match subject {
        Subject::Here(phrase) => clause.cue(Some(&phrase), cue, content, kind),
        Subject::Shared(source, head) => {
            let mut found = clause.cue(None, cue, content, kind)?;
            found.source = Some(source);
            found.head = Some(head);
            Some(found)
        }
    }
}

/// "Asked about the bridge, ...", "when asked whether": a question that nobody in particular put.
fn asked(clause: &Clause, group: usize, at: usize) -> Option<Cue> {
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
    clause.cue(None, group..start.min(at + 2), vec![start..end], Kind::Unnamed)
}

enum Subject {
    Here(Phrase),
    /// Whole and head of a source named earlier in the sentence.
    Shared(Span, Span),
}

impl Subject {
    fn start(&self) -> usize {
        match self {
            Subject::Here(phrase) => phrase.whole.start,
            Subject::Shared(..) => 0,
        }
    }
}

/// The subject that a verb without one of its own shares: of the attribution before it, else of the sentence.
fn shared(clause: &Clause, group: usize, earlier: &[Cue]) -> Option<Subject> {
    if let Some(last) = earlier.iter().rev().find(|c| c.source.is_some()) {
        return Some(Subject::Shared(last.source?, last.head?));
    }
    let phrase = phrase::main_subject(clause.text, clause.units, clause.start, group)?;
    // "the reports and claims": with no verb between them the two are one phrase.
    (phrase.whole.end + 1 < group).then_some(Subject::Here(phrase))
}

/// Whether a word that may be a verb is a noun here.
fn is_noun(clause: &Clause, at: usize, group: usize, form: Form) -> bool {
    let Some(before) = group.checked_sub(1).filter(|&i| i >= clause.start).map(|i| &clause.units[i]) else {
        return matches!(form, Form::Base | Form::Third);
    };
    let next = clause.tag(at + 1);
    let word = clause.word(at);
    if matches!(word, "states" | "reads") && !matches!(next, None | Some(Tag::That | Tag::Colon | Tag::Comma | Tag::Quote(_))) {
        return true;
    }
    if matches!(word, "put" | "puts") {
        return !(at + 1 < clause.stop
            && clause.word(at + 1) == "it"
            && matches!(
                clause.tag(at + 2),
                None | Some(Tag::Comma | Tag::Colon | Tag::Preposition | Tag::Adverb | Tag::Time | Tag::Stop)
            ));
    }
    if matches!(word, "say" | "think" | "believe" | "know" | "argue" | "insist") {
        return matches!(before.tag, Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::To);
    }
    match form {
        Form::Past => {
            matches!(before.tag, Tag::Determiner | Tag::Possessive | Tag::Preposition) && !matches!(clause.word(at), "said" | "told")
        }
        Form::Participle => matches!(before.tag, Tag::Determiner | Tag::Possessive),
        Form::Third => {
            matches!(before.tag, Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::Number | Tag::To | Tag::Object)
                || (before.tag == Tag::Word && next == Some(Tag::Preposition) && clause.units[at].is(Class::SOURCE_NOUN))
                || (before.tag == Tag::Word && before.span.of(clause.text).ends_with('s') && !matches!(clause.word(at), "says"))
        }
        Form::Base => match before.tag {
            Tag::Pronoun | Tag::Relative => false,
            Tag::Word | Tag::Close | Tag::Number => {
                let word = before.span.of(clause.text);
                !(word.ends_with('s') && !word.ends_with("ss") || before.is(Class::VAGUE.or(Class::PEOPLE)) || word == "police")
            }
            Tag::Name => !before.span.of(clause.text).ends_with('s') && !before.is(Class::VAGUE),
            Tag::Comma | Tag::Dash => !matches!(next, Some(Tag::That | Tag::Quote(_) | Tag::To | Tag::Pronoun)),
            _ => true,
        },
    }
}

/// Capitalised verbs of headlines: "Moss Says Bridge Is Safe".
fn is_headline_verb(clause: &Clause, at: usize, form: Form) -> bool {
    form == Form::Third
        && clause.word(at) != "States"
        && clause.units[at].is(Class::SAY)
        && at > clause.start
        && matches!(clause.units[at - 1].tag, Tag::Name | Tag::Close)
}

/// "said Ada Moss": the source to the right of a verb that follows what was said.
fn inverted(clause: &Clause, group: usize, at: usize, before: Option<Tag>, kind: Kind) -> Option<Cue> {
    let units = clause.units;
    let asks = clause.word(at) == "asked" && group > clause.start && clause.is_quote(group - 1);
    if clause.units[at].is(Class::TELL) && !asks || !matches!(form(clause.word(at)), Form::Past | Form::Third) {
        return None;
    }
    if !matches!(before, None | Some(Tag::Comma | Tag::Quote(_) | Tag::Dash | Tag::And | Tag::Stop | Tag::Word)) {
        return None;
    }
    if before == Some(Tag::Word) && !clause.word(group - 1).eq_ignore_ascii_case("as") {
        return None;
    }
    let after_quote = group > clause.start && clause.is_quote(group - 1) || group > clause.start + 1 && clause.is_quote(group - 2);
    match clause.tag(at + 1)? {
        Tag::Name | Tag::Determiner | Tag::Pronoun | Tag::Number => {}
        Tag::Word if after_quote || units[at + 1].is(Class::VAGUE.or(Class::TITLE).or(Class::INSTITUTION)) => {}
        _ => return None,
    }
    if !after_quote && before == Some(Tag::Comma) {
        // "Moss, the mayor, said the bridge": what stands between the commas belongs to a subject.
        let subject = phrase::left(clause.text, units, group, clause.start);
        let apposed = subject.is_some_and(|s| s.whole.start == clause.start || s.whole.end + 1 < group);
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

/// What stands before a subject and verb that follow what they report: “A,” he said. The bridge is safe, he said.
fn left_content(clause: &Clause, place: usize, earlier: &[Cue]) -> Option<Range<usize>> {
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
fn is_leading_clause(clause: &Clause, at: usize) -> bool {
    let unit = &clause.units[at];
    matches!(unit.tag, Tag::Subordinator | Tag::Preposition)
        || unit.is(VERB) && matches!(form(clause.word(at)), Form::Participle | Form::Past)
}

fn as_clause(clause: &Clause, place: usize) -> bool {
    place > clause.start && clause.word(place - 1).eq_ignore_ascii_case("as")
}

/// What follows a verb.
struct Complement {
    /// Where the cue ends: after the verb, or after a preposition that belongs to it.
    cue_end: usize,
    content: Option<usize>,
    /// The content comes after a comma, as in "The bridge, he said, is safe".
    after_comma: bool,
    /// A colon ends the sentence: what was said is in the next paragraph.
    open_colon: bool,
    /// What could be the content if nothing better is found.
    fallback: Option<usize>,
}

fn complement(clause: &Clause, verb: usize, class: Class) -> Complement {
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
            Tag::Time | Tag::Adverb => at += 1,
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
            _ if !addressed => {
                addressed = true;
                match phrase::right(clause.text, units, at, clause.stop) {
                    Some(object) => {
                        found.fallback = Some(at);
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
fn past_title(clause: &Clause, at: usize) -> usize {
    let title = clause.is_quote(at) && clause.units[at].span.len() < 40 && clause.units[at - 1].tag != Tag::Comma;
    let ends = matches!(clause.tag(at + 1), None | Some(Tag::Comma | Tag::Preposition | Tag::Time | Tag::That | Tag::Stop))
        || clause.is_quote(at + 1);
    if title && ends { at + 1 } else { at }
}

/// Where the words that begin at `start` end: the sentence's end, unless a clause that is plainly the reporter's comes first.
fn content_end(clause: &Clause, start: usize) -> usize {
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
                    Some(Tag::Subordinator | Tag::Preposition) => {
                        matches!(word, "while" | "though" | "although" | "whereas") || direct && at == start + 1
                    }
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
                    && clause.word(at) != "or"
                    && (is_reporting_verb(clause, at + 1)
                        || at + 1 < stop && units[at + 1].tag == Tag::Word && units[at + 1].is(VERB) && is_participle(clause, at + 1)) =>
            {
                return at;
            }
            Tag::Preposition
                if at > start + 1 && clause.word(at) == "by" && next == Some(Tag::Word) && clause.word(at + 1).ends_with("ing") =>
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

/// The dash that closes an aside opened by another, where the sentence goes on after it.
fn pair(clause: &Clause, open: usize) -> Option<usize> {
    let close = (open + 2..clause.stop.min(open + 18)).find(|&i| clause.units[i].tag == Tag::Dash)?;
    let inner_verb = (open + 1..close).any(|i| is_reporting_verb(clause, i));
    (close + 1 < clause.stop && !inner_verb).then_some(close)
}

/// A finite verb of saying, after adverbs: "and called", "and later said".
fn is_reporting_verb(clause: &Clause, mut at: usize) -> bool {
    while matches!(clause.tag(at), Some(Tag::Adverb | Tag::Auxiliary)) {
        at += 1;
    }
    clause.tag(at) == Some(Tag::Word) && clause.units[at].is(VERB) && matches!(form(clause.word(at)), Form::Past | Form::Third) && {
        let word = clause.word(at);
        form(word) == Form::Past || !clause.units[at].is(Class::SOURCE_NOUN)
    }
}

fn is_participle(clause: &Clause, at: usize) -> bool {
    form(clause.word(at)) == Form::Participle
}

/// A short subject and a verb of saying: "he said", "Ada Moss added".
fn is_reporting_subject(clause: &Clause, at: usize) -> bool {
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

/// "was quoted as saying", "is expected to", "was asked about".
fn passive_verb(clause: &Clause, group: usize, at: usize, kind: Kind) -> Option<Cue> {
    let units = clause.units;
    let subject = phrase::left(clause.text, units, group, clause.start);
    if clause.tag(at + 1) == Some(Tag::Preposition)
        && clause.word(at + 1) == "as"
        && at + 2 < clause.stop
        && units[at + 2].is(Class::SAY)
        && is_participle(clause, at + 2)
    {
        let rest = complement(clause, at + 2, Class::SAY);
        let start = rest.content.or(rest.fallback)?;
        return clause.cue(subject.as_ref(), group..at + 3, vec![start..content_end(clause, start)], Kind::Speech);
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
    // "is expected to": nobody in particular.
    let rest = complement(clause, at, units[at].class);
    let start = rest.content.or(rest.fallback)?;
    let mut content: Vec<Range<usize>> = subject.into_iter().map(|s| s.whole).collect();
    content.push(start..content_end(clause, start));
    clause.cue(None, group..at + 1, content, Kind::Unnamed)
}

/// ", saying that": the source is the subject of what comes before.
fn participle(clause: &Clause, group: usize, at: usize, kind: Kind, earlier: &[Cue]) -> Option<Cue> {
    let units = clause.units;
    let rest = complement(clause, at, units[at].class);
    let start = rest.content.filter(|_| !rest.after_comma || rest.content.is_some_and(|i| clause.is_quote(i))).or(rest.fallback);
    let content: Vec<Range<usize>> = match start {
        Some(start) => vec![start..content_end(clause, start)],
        None if rest.open_colon => vec![],
        None => return None,
    };
    let before = group.checked_sub(1).filter(|&i| i >= clause.start).map(|i| units[i].tag);
    let subject = match before {
        // "marchers chanting", "the group backing the mayor"
        Some(Tag::Name | Tag::Word | Tag::Object) => phrase::left(clause.text, units, group, clause.start).map(Subject::Here),
        None => {
            // "Citing costs, the council voted": the subject follows the comma.
            let comma = (at + 1..clause.stop).find(|&i| units[i].tag == Tag::Comma)?;
            let source = phrase::right(clause.text, units, comma + 1, clause.stop)?;
            let content = content.first().map(|c| c.start..c.end.min(comma)).filter(|c| !c.is_empty())?;
            return clause.cue(Some(&source), group..rest.cue_end, vec![content], kind);
        }
        Some(_) => shared(clause, group, earlier),
    };
    let cue = group..rest.cue_end;
    match subject? {
        Subject::Here(phrase) => clause.cue(Some(&phrase), cue, content, kind),
        Subject::Shared(source, head) => {
            let mut found = clause.cue(None, cue, content, kind)?;
            found.source = Some(source);
            found.head = Some(head);
            Some(found)
        }
    }
}

fn is_according(clause: &Clause, at: usize) -> bool {
    clause.word(at).eq_ignore_ascii_case("according") && clause.tag(at + 1) == Some(Tag::To)
}

/// "according to": before or after what it covers.
fn according(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    let source = phrase::right(clause.text, units, at + 2, clause.stop)?;
    let after = source.whole.end;
    let mut content = vec![];
    // A capital begins a sentence even where the stop before it was lost.
    if at == clause.start || units[at].capital || (at == clause.start + 1 && units[clause.start].tag == Tag::And) {
        let start = (after..clause.stop).find(|&i| units[i].tag == Tag::Comma).map_or(after, |i| i + 1);
        content.push(start..content_end(clause, start.min(clause.stop)));
    } else {
        let end = if units[at - 1].tag == Tag::Comma { at - 1 } else { at };
        let mut start = clause.start;
        for i in (clause.start..end).rev() {
            if units[i].tag == Tag::Semicolon
                || units[i].tag == Tag::Comma && clause.tag(i + 1) == Some(Tag::And) && clause.word(i + 1) == "but"
            {
                start = i + 1;
                break;
            }
        }
        while start < end && matches!(units[start].tag, Tag::And | Tag::Comma) {
            start += 1;
        }
        content.push(start..end);
        // "The bridge, according to the engineer, is safe."
        if clause.tag(after) == Some(Tag::Comma) && matches!(clause.tag(after + 1), Some(Tag::Be | Tag::Auxiliary | Tag::Quote(_))) {
            content.push(after + 1..content_end(clause, after + 1));
        }
    }
    clause.cue(Some(&source), at..at + 2, content, Kind::AccordingTo)
}

/// "seems to", "reportedly": the clause around it, held by nobody in particular.
fn seem(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    let mut group = at;
    while group > clause.start && matches!(units[group - 1].tag, Tag::Adverb | Tag::Auxiliary | Tag::Be) {
        group -= 1;
    }
    // "appeared before the council" is no guess.
    if units[at].tag == Tag::Word && clause.tag(at + 1) == Some(Tag::Preposition) && !matches!(clause.word(at + 1), "as" | "like") {
        return None;
    }
    let subject = phrase::left(clause.text, units, group, clause.start)?;
    let start = at + 1;
    let content = vec![subject.whole, start..content_end(clause, start)];
    (start < clause.stop).then(|| clause.cue(None, at..at + 1, content, Kind::Unnamed))?
}

/// "Moss: The bridge is safe", "WALLACE: If I may".
fn colon(clause: &Clause, at: usize, alone: bool) -> Option<Cue> {
    if !alone || at == clause.start || at > clause.start + 7 || clause.number > 0 {
        return None;
    }
    let units = clause.units;
    let named =
        units[clause.start..at].iter().all(|u| matches!(u.tag, Tag::Name | Tag::Word | Tag::Open | Tag::Close) || u.tag == Tag::Determiner);
    let first = units[clause.start];
    if !named || first.tag != Tag::Name || units[at - 1].is(VERB) {
        return None;
    }
    let source = Phrase { whole: clause.start..at, head: clause.start..at };
    if at + 3 >= clause.stop || units[at + 1].tag == Tag::Number {
        return None;
    }
    let content = vec![at + 1..clause.stop];
    clause.cue(Some(&source), at..at + 1, content, Kind::Speech)
}

/// "in Moss’s view", "in her words".
fn in_words(clause: &Clause, at: usize) -> Option<Cue> {
    if !clause.word(at).eq_ignore_ascii_case("in") {
        return None;
    }
    let units = clause.units;
    let end = (at + 1..clause.stop.min(at + 8)).find(|&i| {
        units[i].tag == Tag::Word && matches!(clause.word(i), "view" | "words" | "opinion" | "telling" | "mind" | "estimation")
    })?;
    let owner = at + 1..end;
    if owner.is_empty() || units[owner.clone()].iter().any(|u| !u.is_nominal() && u.tag != Tag::Determiner) {
        return None;
    }
    let owned = units[end - 1].tag == Tag::Possessive
        || owner.len() == 1
            && units[owner.start].tag == Tag::Determiner
            && matches!(clause.word(owner.start), "his" | "her" | "their" | "my" | "our" | "its");
    if !owned {
        return None;
    }
    let whole = if units[end - 1].tag == Tag::Possessive { owner.start..end - 1 } else { owner };
    if whole.is_empty() {
        return None;
    }
    let source = Phrase { whole: whole.clone(), head: whole };
    let mut content = vec![];
    if at > clause.start {
        let left_end = if units[at - 1].tag == Tag::Comma { at - 1 } else { at };
        content.push(clause.start..left_end);
    }
    let mut next = end + 1;
    if clause.tag(next) == Some(Tag::Comma) {
        next += 1;
    }
    if next < clause.stop {
        content.push(next..content_end(clause, next));
    }
    clause.cue(Some(&source), at..end + 1, content, Kind::Speech)
}
