//! Cues that are verbs: whether a word is one, who its subject is, and what it says. Other frames than "Moss said that" stand in
//! [`super::frame`].

use super::super::phrase::{self, Phrase};
use super::super::unit::{Tag, Unit};
use super::super::{Cue, Kind};
use super::content::{as_clause, complement, content_end, is_clause, is_finite, is_leading_clause, left_content, object_end};
use super::frame::{asked, infinitive_verb, inverted, participle, passive_verb};
use super::{Clause, Form, VERB, form};
use crate::article::lexicon::Class;
use crate::text::Span;
use std::ops::Range;

/// Verbs that are speech only with a clause or a quote: "continued to work" and "maintained the bridge" are not.
fn needs_clause(word: &str) -> bool {
    has_stem(
        word,
        &["continu", "maintain", "protest", "observ", "shout", "cried", "roar", "bark", "wail", "sob", "gasp", "shriek", "rave", "jeer"],
    )
}

/// Verbs that say something only with a clause or words in marks: "found a job", "offers courses", "added a room" say nothing.
pub fn needs_words(word: &str) -> bool {
    matches!(word, "add" | "adds" | "added" | "adding")
        || has_stem(word, &["find", "found", "show", "seek", "sought", "offer", "post", "touch", "respond", "advis", "detect"])
}

fn has_stem(word: &str, stems: &[&str]) -> bool {
    // The first letter rules out most.
    stems.iter().any(|stem| word.as_bytes().first() == stem.as_bytes().first() && word.starts_with(stem))
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

/// An attribution whose cue is a verb.
pub fn verb(clause: &Clause, at: usize, earlier: &[Cue]) -> Option<Cue> {
    let units = clause.units;
    let unit = &units[at];
    let word = clause.word(at);
    let form = form(word);
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
    let counts =
        word.starts_with("add") && (clause.tag(at + 1) == Some(Tag::Number) || at + 1 < clause.stop && clause.word(at + 1) == "to");
    // "a think tank", "said goodbye"
    let idiom = at + 1 < clause.stop && matches!(clause.word(at + 1), "tank" | "tanks" | "goodbye" | "hello" | "farewell");
    if idiom || counts || at > clause.start && clause.word(at - 1) == "worth" {
        return None;
    }
    if word == "reporting" && at + 1 < clause.stop && matches!(clause.word(at + 1), "from" | "by") {
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
                // "was told", and of verbs without a form of their own "must be put".
                passive |= matches!(form, Form::Past | Form::Base);
            }
            Tag::To => {
                infinitive = true;
                break;
            }
            // "he's said"
            Tag::Possessive if group >= clause.start + 2 && units[group - 2].tag == Tag::Pronoun => helped = true,
            // "the two papers each called"
            Tag::Determiner
                if clause.word(group - 1) == "each"
                    && group >= clause.start + 2
                    && matches!(units[group - 2].tag, Tag::Name | Tag::Word) => {}
            // "let them know that"
            Tag::Object | Tag::Name
                if word == "know" && group >= clause.start + 2 && matches!(clause.word(group - 2), "let" | "lets" | "letting") =>
            {
                helped = true;
                group -= 1;
            }
            // "began calling for", "kept asking"
            Tag::Word if form == Form::Participle && is_aspect(clause.word(group - 1)) => helped = true,
            _ => break,
        }
        group -= 1;
    }
    // "went on to call it a trap"
    let on = group.checked_sub(3).filter(|&went| went >= clause.start && clause.word(group - 2) == "on");
    if let Some(went) = on.filter(|&went| infinitive && matches!(clause.word(went), "went" | "goes" | "go")) {
        (group, helped, infinitive) = (went, true, false);
    }
    if infinitive {
        return infinitive_verb(clause, group, at);
    }
    if let Some(cue) = asked(clause, group, at) {
        return Some(cue);
    }
    let before = (group > clause.start).then(|| units[group - 1].tag);
    if !helped && is_noun(clause, at, group, form) {
        return None;
    }
    if !helped && before != Some(Tag::Pronoun) && is_subject_noun(clause, at, before, form) {
        return None;
    }
    // "a programme called Breathe"
    if matches!(word, "called" | "dubbed" | "labeled")
        && form == Form::Past
        && !helped
        && before == Some(Tag::Word)
        && matches!(clause.tag(at + 1), Some(Tag::Name | Tag::Quote(_)))
        && !units[group - 1].is(Class::TITLE
            .or(Class::PEOPLE)
            .or(Class::VAGUE)
            .or(Class::INSTITUTION)
            .or(Class::DOCUMENT)
            .or(Class::OCCUPATION))
    {
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
    let spoken = matches!(word, "said" | "told" | "wrote" | "added") || before == Some(Tag::Pronoun);
    // "continued by saying"
    let acts = clause.tag(at + 2) == Some(Tag::Word) && units[at + 2].is(VERB) && self::form(clause.word(at + 2)) == Form::Participle;
    let by = clause.tag(at + 1) == Some(Tag::Preposition) && clause.word(at + 1) == "by" && !acts;
    if form == Form::Past && !helped && !spoken && by {
        // "a plan backed by the union": what is left is what the source to the right holds.
        let source = phrase::right(clause.text, units, at + 2, clause.stop)?;
        let content = phrase::left(clause.text, units, group, clause.start)?;
        return clause.cue(Some(&source), group..at + 2, [content.whole], kind);
    }
    // “Open it,” demanded Moss: right after marks, what is wanted is said.
    let quoted = group > clause.start && clause.is_quote(group - 1);
    if (kind == Kind::Speech || quoted)
        && let Some(cue) = inverted(clause, group, at, before, Kind::Speech)
    {
        return Some(cue);
    }
    let subject = match before {
        None => return None,
        Some(Tag::And) => None,
        // "a sign that said, “...”"
        Some(Tag::That) if announces_quote(clause, at) => phrase::antecedent(clause.text, units, group - 1, clause.start),
        // "a message on the board that said the plan was dead"
        Some(Tag::That) if form == Form::Past => {
            let found = phrase::left(clause.text, units, group - 1, clause.start)?;
            Some(found).filter(|found| units[found.head.end - 1].is(Class::DOCUMENT))
        }
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
    let documented = subject.is_document(clause);
    if needs_words(word)
        && !documented
        && complement
            .content
            .or(complement.fallback)
            .is_some_and(|c| !complement.after_comma && clause.tag(c - 1) != Some(Tag::Colon) && !is_clause(clause, c))
    {
        return None;
    }
    if needs_clause(word)
        && complement.content.is_some_and(|c| {
            !complement.after_comma && !matches!(units[c].tag, Tag::That | Tag::Quote(_)) && clause.tag(c - 1) != Some(Tag::Colon)
        })
    {
        return None;
    }
    let place = if direct { subject.start() } else { group };
    // "No matter how tame an owner thinks it is": nobody does.
    if direct
        && (clause.start..place).any(|i| clause.word(i) == "matter" && i > clause.start && clause.word(i - 1).eq_ignore_ascii_case("no"))
    {
        return None;
    }
    // "If you know": nobody does yet.
    if kind == Kind::Stance
        && direct
        && place > clause.start
        && matches!(clause.word(place - 1), "if" | "If" | "unless" | "Unless" | "whether")
    {
        return None;
    }
    let relative = group > clause.start && units[group - 1].tag == Tag::Relative;
    let left = if relative { None } else { left_content(clause, place, earlier) };
    let end = |start: usize| what_end(clause, start, kind);
    // What the verb covers: what its clause hangs on, what stands before it and after it.
    let (mut antecedent, mut before, mut after) = (None, None, None);
    // "the deal that he wants to end": what the clause hangs on is part of what he wants.
    if direct
        && place > clause.start + 1
        && (units[place - 1].tag == Tag::That || clause.word(place - 1) == "which")
        && complement.content.is_none_or(|c| units[c].tag == Tag::To)
    {
        let end = if units[place - 2].tag == Tag::Comma { place - 2 } else { place - 1 };
        antecedent = phrase::left(clause.text, units, end, clause.start).map(|antecedent| antecedent.whole);
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
                before = Some(left);
            } else if complement.after_comma && !clause.is_quote(*start) {
                return None;
            }
            after = Some(*start..end(*start));
        }
        (None, Some(left)) if complement.fallback.is_some() && !clause.is_quote(left.end - 1) && is_leading_clause(clause, left.start) => {
            let start = complement.fallback.expect("checked just before");
            after = Some(start..end(start));
        }
        // "In a letter to the council, Moss wrote:" sets the scene for what the colon announces.
        (None, Some(left)) if complement.open_colon && !clause.is_quote(left.end - 1) && is_leading_clause(clause, left.start) => {}
        (None, Some(left)) => before = Some(left),
        (None, None) if antecedent.is_some() => {}
        (None, None) => match complement.fallback {
            Some(start) => after = Some(start..content_end(clause, start)),
            None if complement.open_colon => {}
            None if as_clause(clause, place) => {
                // "As the mayor said, ..." at the start of a sentence: what follows its comma.
                let comma = (at + 1..clause.stop).find(|&i| units[i].tag == Tag::Comma)?;
                after = Some(comma + 1..content_end(clause, comma + 1));
            }
            None => return None,
        },
    }
    told(clause, subject, group..complement.cue_end, [antecedent, before, after].into_iter().flatten(), kind)
}

/// Where the words that begin at `start` end: what somebody holds of a thing is shorter than what somebody says.
pub fn what_end(clause: &Clause, start: usize, kind: Kind) -> usize {
    if kind == Kind::Stance && !is_clause(clause, start) { object_end(clause, start) } else { content_end(clause, start) }
}

/// The cue of a verb with its subject, which may stand before an earlier verb.
pub fn told(
    clause: &Clause,
    subject: Subject,
    cue: Range<usize>,
    content: impl IntoIterator<Item = Range<usize>>,
    kind: Kind,
) -> Option<Cue> {
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

/// Whether words in marks follow, with no more than a comma or a colon before them.
pub fn announces_quote(clause: &Clause, at: usize) -> bool {
    clause.is_quote(at + 1) || matches!(clause.tag(at + 1), Some(Tag::Comma | Tag::Colon)) && clause.is_quote(at + 2)
}

pub enum Subject {
    Here(Phrase),
    /// Whole and head of a source named earlier in the sentence.
    Shared(Span, Span),
}

impl Subject {
    /// "the poll", "a study by the county": what it shows or finds is what it says.
    pub fn is_document(&self, clause: &Clause) -> bool {
        match self {
            Subject::Here(phrase) => clause.units[phrase.whole.clone()].iter().any(|u| u.is(Class::DOCUMENT.or(Class::POLL))),
            Subject::Shared(..) => false,
        }
    }

    fn start(&self) -> usize {
        match self {
            Subject::Here(phrase) => phrase.whole.start,
            Subject::Shared(..) => 0,
        }
    }
}

/// The subject that a verb without one of its own shares: of the attribution before it, else of the sentence.
pub fn shared(clause: &Clause, group: usize, earlier: &[Cue]) -> Option<Subject> {
    if let Some(last) = earlier.iter().rev().find(|c| c.source.is_some()) {
        return Some(Subject::Shared(last.source?, last.head?));
    }
    let phrase = phrase::main_subject(clause.text, clause.units, clause.start, group)?;
    // "the reports and claims": with no verb between them the two are one phrase.
    (phrase.whole.end + 1 < group).then_some(Subject::Here(phrase))
}

/// Whether a word that may be a verb is a noun here.
pub fn is_noun(clause: &Clause, at: usize, group: usize, form: Form) -> bool {
    let Some(before) = group.checked_sub(1).filter(|&i| i >= clause.start).map(|i| &clause.units[i]) else {
        return matches!(form, Form::Base | Form::Third);
    };
    let next = clause.tag(at + 1);
    let word = clause.word(at);
    let after_quote = group > clause.start + 1 && (clause.is_quote(group - 1) || clause.is_quote(group - 2));
    // “Slow down,” read the sign; a sign that read “Slow down”.
    if word == "read"
        && group > clause.start
        && (clause.is_quote(group - 1) || before.is(Class::DOCUMENT) || before.tag == Tag::That && announces_quote(clause, at))
    {
        return false;
    }
    // "Moss and Hale call them cracks"
    if form == Form::Base && next == Some(Tag::Object) && before.tag == Tag::Name {
        return false;
    }
    // "new data from the county show that"
    let documented = |at: usize| clause.units[at].is(Class::DOCUMENT.or(Class::POLL));
    if word == "show" && next == Some(Tag::That) && (group.saturating_sub(10).max(clause.start)..group).any(documented) {
        return false;
    }
    if matches!(word, "states" | "reads")
        && !after_quote
        && !matches!(next, None | Some(Tag::That | Tag::Colon | Tag::Comma | Tag::Quote(_)))
    {
        return true;
    }
    // "Another advised, “...”", "One sign read: “...”"
    let past = form == Form::Past && before.tag == Tag::Determiner || word == "read" && before.tag == Tag::Word;
    if past && announces_quote(clause, at) {
        return false;
    }
    // "bring questions to a halt", "calling the two long reports “wrong”"
    let called = |u: &Unit| matches!(u.span.of(clause.text), "calling" | "called" | "dubbed" | "labeled" | "labelled");
    let named = || {
        next.is_some_and(|n| matches!(n, Tag::Quote(_)))
            && clause.units[group.saturating_sub(8).max(clause.start)..group].iter().any(called)
    };
    if form == Form::Third && before.tag == Tag::Word && (word == "questions" && next == Some(Tag::To) || named()) {
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
        // "after trading insults", "pep talks like"
        Form::Third if before.tag == Tag::Word && (word == "talks" || governs(clause, group - 1)) => true,
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

/// Whether a word is a participle after a preposition or conjunction, which governs what follows it: "after trading insults".
fn governs(clause: &Clause, at: usize) -> bool {
    let led = at.checked_sub(1).and_then(|i| clause.tag(i));
    matches!(led, Some(Tag::Preposition | Tag::Subordinator)) && clause.word(at).ends_with("ing")
}

/// Nouns that look like verbs before the verb they are the subject of: "the jobs report gives", "the ruling will move",
/// "highlights included"; and those tied to what follows: "a strong showing in the north".
fn is_subject_noun(clause: &Clause, at: usize, before: Option<Tag>, form: Form) -> bool {
    let unit = &clause.units[at];
    match form {
        Form::Base => unit.is(Class::SOURCE_NOUN.or(Class::DOCUMENT)) && is_finite(clause, at + 1),
        Form::Third => {
            let noun = unit.is(Class::SOURCE_NOUN.or(Class::DOCUMENT)) || matches!(before, Some(Tag::Word | Tag::Dash | Tag::Number));
            noun && !matches!(clause.word(at), "says" | "tells") && is_finite(clause, at + 1)
        }
        Form::Participle if matches!(clause.tag(at + 1), Some(Tag::Be | Tag::Auxiliary)) => true,
        Form::Participle => {
            matches!(clause.word(at), "showing" | "offering" | "calling" | "posting" | "reading" | "feeling" | "finding")
                && matches!(before, Some(Tag::Word | Tag::Number | Tag::Determiner | Tag::Possessive))
                && clause.tag(at + 1) == Some(Tag::Preposition)
        }
        Form::Past => false,
    }
}

/// Capitalised verbs of headlines: "Moss Says Bridge Is Safe".
fn is_headline_verb(clause: &Clause, at: usize, form: Form) -> bool {
    matches!(form, Form::Third | Form::Past)
        && clause.word(at) != "States"
        && clause.units[at].is(Class::SAY)
        && at > clause.start
        && matches!(clause.units[at - 1].tag, Tag::Name | Tag::Close)
}
