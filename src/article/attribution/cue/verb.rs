//! Cues that are verbs: whether a word is one, who its subject is, and the frames it stands in.

use super::super::phrase::{self, Phrase};
use super::super::unit::{Tag, Unit};
use super::super::{Cue, Kind};
use super::content::{
    as_clause, complement, content_end, is_clause, is_finite, is_leading_clause, is_participle, is_reporting_verb, left_content, object_end,
};
use super::{Clause, Form, VERB, form};
use crate::article::lexicon::Class;
use crate::text::Span;
use std::ops::Range;

/// Verbs that are speech only with a clause or a quote: "continued to work" and "maintained the bridge" are not.
fn needs_clause(word: &str) -> bool {
    has_stem(word, &["continu", "maintain", "protest", "observ", "shout"])
}

/// Verbs that say something only with a clause or words in marks: "found a job", "offers courses", "added a room" say nothing.
fn needs_words(word: &str) -> bool {
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
        return clause.cue(Some(&source), group..at + 2, vec![content.whole], kind);
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
            content.push(*start..end(*start));
        }
        (None, Some(left)) if complement.fallback.is_some() && !clause.is_quote(left.end - 1) && is_leading_clause(clause, left.start) => {
            let start = complement.fallback.expect("checked just before");
            content.push(start..end(start));
        }
        // "In a letter to the council, Moss wrote:" sets the scene for what the colon announces.
        (None, Some(left)) if complement.open_colon && !clause.is_quote(left.end - 1) && is_leading_clause(clause, left.start) => {}
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
    told(clause, subject, group..complement.cue_end, content, kind)
}

/// Where the words that begin at `start` end: what somebody holds of a thing is shorter than what somebody says.
fn what_end(clause: &Clause, start: usize, kind: Kind) -> usize {
    if kind == Kind::Stance && !is_clause(clause, start) { object_end(clause, start) } else { content_end(clause, start) }
}

/// The cue of a verb with its subject, which may stand before an earlier verb.
fn told(clause: &Clause, subject: Subject, cue: Range<usize>, content: Vec<Range<usize>>, kind: Kind) -> Option<Cue> {
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
fn announces_quote(clause: &Clause, at: usize) -> bool {
    clause.is_quote(at + 1) || matches!(clause.tag(at + 1), Some(Tag::Comma | Tag::Colon)) && clause.is_quote(at + 2)
}

/// Whether words between two marks of speech are no subject: "had a hard time imagining", "recalled thinking".
fn is_idle(clause: &Clause, last: usize) -> bool {
    matches!(clause.word(last), "time" | "trouble" | "difficulty" | "problem" | "luck" | "fun")
        || clause.units[last].is(VERB) && phrase::is_verb_form(clause.text, &clause.units[last])
}

/// "used her speech to say, “...”": the subject of the sentence says it.
fn infinitive_verb(clause: &Clause, group: usize, at: usize) -> Option<Cue> {
    let announces = clause.tag(at + 1) == Some(Tag::Colon) && at + 2 >= clause.stop;
    if !clause.units[at].is(Class::SAY) || !announces && !announces_quote(clause, at) {
        return None;
    }
    let subject = phrase::main_subject(clause.text, clause.units, clause.start, group)?;
    let quote = (at + 1..clause.stop).find(|&i| clause.is_quote(i));
    clause.cue(Some(&subject), group..at + 1, quote.map(|quote| quote..content_end(clause, quote)).into_iter().collect(), Kind::Speech)
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
    /// "the poll", "a study by the county": what it shows or finds is what it says.
    fn is_document(&self, clause: &Clause) -> bool {
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
fn shared(clause: &Clause, group: usize, earlier: &[Cue]) -> Option<Subject> {
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
    form == Form::Third
        && clause.word(at) != "States"
        && clause.units[at].is(Class::SAY)
        && at > clause.start
        && matches!(clause.units[at - 1].tag, Tag::Name | Tag::Close)
}

/// "said Ada Moss": the source to the right of a verb that follows what was said.
fn inverted(clause: &Clause, group: usize, at: usize, before: Option<Tag>, kind: Kind) -> Option<Cue> {
    let units = clause.units;
    // “It is unsafe,” warned Moss; but nobody inverts "told".
    let warns = !clause.word(at).starts_with("t") && group > clause.start && clause.is_quote(group - 1);
    if clause.units[at].is(Class::TELL) && !warns
        || clause.word(at).starts_with("show")
        || !matches!(form(clause.word(at)), Form::Past | Form::Third)
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
    match clause.tag(at + 1)? {
        Tag::Name | Tag::Determiner | Tag::Pronoun | Tag::Number => {}
        Tag::Word if after_quote || units[at + 1].is(Class::VAGUE.or(Class::TITLE).or(Class::INSTITUTION).or(Class::TITLE_MODIFIER)) => {}
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
        // “It is,” she was quoted as saying.
        let before = subject.as_ref().and_then(|s| left_content(clause, s.whole.start, &[])).filter(|left| clause.is_quote(left.end - 1));
        let after = rest.content.or(rest.fallback).map(|start| start..content_end(clause, start));
        let content = before.or(after)?;
        return clause.cue(subject.as_ref(), group..at + 3, vec![content], Kind::Speech);
    }
    // “It is,” she is expected to say.
    if clause.tag(at + 1) == Some(Tag::To)
        && at + 2 < clause.stop
        && units[at + 2].is(Class::SAY)
        && let Some(left) =
            subject.as_ref().and_then(|s| left_content(clause, s.whole.start, &[])).filter(|left| clause.is_quote(left.end - 1))
    {
        return clause.cue(subject.as_ref(), group..at + 3, vec![left], Kind::Speech);
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
    let mut content: Vec<Range<usize>> = subject.into_iter().map(|s| s.whole).collect();
    content.push(start..what_end(clause, start, kind));
    clause.cue(None, group..at + 1, content, Kind::Unnamed)
}

/// ", saying that": the source is the subject of what comes before.
fn participle(clause: &Clause, group: usize, at: usize, kind: Kind, earlier: &[Cue]) -> Option<Cue> {
    let units = clause.units;
    let rest = complement(clause, at, units[at].class);
    let start = rest.content.filter(|_| !rest.after_comma || rest.content.is_some_and(|i| clause.is_quote(i))).or(rest.fallback);
    let thing = needs_words(clause.word(at)) && start.is_some_and(|c| !is_clause(clause, c) && clause.tag(c - 1) != Some(Tag::Colon));
    let content: Vec<Range<usize>> = match start {
        Some(start) => vec![start..what_end(clause, start, kind)],
        None if rest.open_colon => vec![],
        None => return None,
    };
    let before = group.checked_sub(1).filter(|&i| i >= clause.start).map(|i| units[i].tag);
    let subject = match before {
        Some(Tag::Word) if is_idle(clause, group - 1) => shared(clause, group, earlier),
        // "marchers chanting", "the group backing the mayor"
        Some(Tag::Name | Tag::Word | Tag::Object) => {
            let near = phrase::left(clause.text, units, group, clause.start);
            let main = near.as_ref().and_then(|near| writer(clause, at, near.whole.start));
            main.or(near).map(Subject::Here)
        }
        None => {
            // "Citing costs, the council voted": the subject follows the comma.
            let comma = (at + 1..clause.stop).find(|&i| units[i].tag == Tag::Comma)?;
            let source = phrase::right(clause.text, units, comma + 1, clause.stop)?;
            let content = content.first().map(|c| c.start..c.end.min(comma)).filter(|c| !c.is_empty())?;
            return clause.cue(Some(&source), group..rest.cue_end, vec![content], kind);
        }
        Some(_) => shared(clause, group, earlier),
    };
    let subject = subject?;
    if thing && !subject.is_document(clause) {
        return None;
    }
    told(clause, subject, group..rest.cue_end, content, kind)
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
