//! Noun phrases around a cue: the subject to its left, the one to its right, and what may stand between a verb and what it says.
//!
//! No grammar of English: a phrase is a run of units that can stand in one, and every walk is bounded, so that a line of
//! ten million words costs no more than its length.

use super::super::lexicon::Class;
use super::unit::{Tag, Unit};
use std::ops::Range;

/// Units that a walk may cross before it gives up: longer phrases are rare and wrong.
const REACH: usize = 48;

/// A noun phrase: all of it, and the part that names the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub whole: Range<usize>,
    pub head: Range<usize>,
}

/// The noun phrase that ends just before `end`, not reaching below `floor`.
pub fn left(text: &str, units: &[Unit], end: usize, floor: usize) -> Option<Phrase> {
    if end <= floor {
        return None;
    }
    let before = &units[end - 1];
    // "Moss, the mayor, on Friday said": when is no part of who.
    if before.tag == Tag::Time && end >= floor + 2 {
        let on = if units[end - 2].tag == Tag::Preposition { end - 2 } else { end - 1 };
        if on > floor + 1 && units[on - 1].tag == Tag::Comma {
            return apposed(text, units, on - 1, floor);
        }
    }
    // A list between dashes may be long: "the groups — which include A, B and C — say".
    let reach = if before.tag == Tag::Dash { 3 * REACH } else { REACH };
    let floor = floor.max(end.saturating_sub(reach));
    match before.tag {
        Tag::Comma | Tag::Dash => apposed(text, units, end - 1, floor),
        Tag::Close => {
            let open = (floor..end - 1).rev().find(|&i| units[i].tag == Tag::Open)?;
            let inner = left(text, units, open, floor)?;
            Some(Phrase { whole: inner.whole.start..end, head: inner.head })
        }
        Tag::Relative => {
            // "Moss, who said ...": whom the pronoun stands for, when it stands right before.
            let mut at = end - 1;
            if at > floor && matches!(units[at - 1].tag, Tag::Comma | Tag::Dash) {
                at -= 1;
            }
            match left(text, units, at, floor).map(|phrase| nearest(text, units, phrase, end - 1)) {
                Some(phrase) => Some(Phrase { whole: phrase.whole.start..end, head: phrase.head }),
                None => Some(Phrase { whole: end - 1..end, head: end - 1..end }),
            }
        }
        _ => {
            let found = chain(text, units, end, floor)?;
            Some(modified(text, units, &found, end, floor).unwrap_or(found))
        }
    }
}

/// "a lecture from the mayor, who said", "six votes for the motion, which said": of a thing and somebody "who" at `relative` can
/// only mean the latter, and "which" the text.
fn nearest(text: &str, units: &[Unit], phrase: Phrase, relative: usize) -> Phrase {
    const SOMEBODY: Class = Class::PEOPLE.or(Class::TITLE).or(Class::OCCUPATION).or(Class::VAGUE).or(Class::INSTITUTION);
    let (named, class, ties): (bool, Class, &[&str]) = match units[relative].span.of(text) {
        "who" => (true, SOMEBODY, &["from", "by", "with", "to", "against"]),
        "which" => (false, Class::DOCUMENT.or(Class::POLL), &["for", "to", "against", "from", "with", "on"]),
        _ => return phrase,
    };
    let fits = |range: &Range<usize>| units[range.clone()].iter().any(|u| named && u.tag == Tag::Name || u.is(class));
    if fits(&phrase.head) {
        return phrase;
    }
    let end = relative - usize::from(matches!(units[relative - 1].tag, Tag::Comma | Tag::Dash));
    let last = base_left(text, units, end, phrase.whole.start).filter(|last| last.start > phrase.head.end && fits(last));
    match last.filter(|last| ties.contains(&units[last.start - 1].span.of(text))) {
        Some(last) => Phrase { whole: last.start..phrase.whole.end, head: head(units, last.clone(), &last) },
        None => phrase,
    }
}

/// "A woman who lives near the bridge said": the phrase before the verb belongs to a relative clause, its subject stands before that.
fn modified(text: &str, units: &[Unit], found: &Phrase, end: usize, floor: usize) -> Option<Phrase> {
    let mut start = found.whole.start;
    while start > floor && (is_past(text, &units[start - 1]) || matches!(units[start - 1].tag, Tag::Adverb | Tag::Auxiliary | Tag::Be)) {
        start -= 1;
    }
    let relative = start.checked_sub(1).filter(|&i| i > floor && units[i].tag == Tag::Relative)?;
    if found.whole.start == relative + 1 && found.whole.len() == 1 && matches!(units[relative + 1].tag, Tag::Pronoun | Tag::Name) {
        // "the bridge which Moss said": Moss says it.
        return None;
    }
    let verbal = start < found.whole.start || units[found.whole.start].tag == Tag::Word;
    if !verbal {
        return None;
    }
    let antecedent = chain(text, units, relative, floor)?;
    Some(Phrase { whole: antecedent.whole.start..end, head: antecedent.head })
}

/// "a spokesman for the department": base phrases tied by prepositions, "and" and possessives.
fn chain(text: &str, units: &[Unit], end: usize, floor: usize) -> Option<Phrase> {
    let mut last = base_left(text, units, end, floor)?;
    // "a poll conducted last week": the time belongs to the participle, and both to the poll.
    while units[last.clone()].iter().all(|u| u.tag == Tag::Time || u.tag == Tag::Determiner || u.span.of(text) == "last")
        && last.start > floor
    {
        let mut before = last.start;
        if is_past(text, &units[before - 1]) || units[before - 1].tag == Tag::Preposition {
            before -= 1;
        }
        match base_left(text, units, before, floor) {
            Some(base) => last = base,
            None => break,
        }
    }
    if matches!(units[last.start].tag, Tag::Pronoun) {
        let mut start = last.start;
        // "he and Moss", "she and her brother" begin further left; a lone pronoun does not.
        if start >= floor + 2
            && units[start - 1].tag == Tag::And
            && let Some(first) = base_left(text, units, start - 1, floor).filter(|first| opens_clause(units, first.start, floor))
        {
            start = first.start;
        }
        return Some(Phrase { whole: start..end, head: last });
    }
    // The base phrase furthest to the left.
    let mut first = last.clone();
    let mut start = last.start;
    let mut fronted = false;
    while start > floor {
        let link = &units[start - 1];
        // "three days after Moss said": what follows is a clause of its own.
        if link.tag == Tag::Preposition && opens_time(text, link) {
            break;
        }
        let prepositional = link.tag == Tag::Preposition;
        if prepositional {
            match base_left(text, units, start - 1, floor) {
                // "What do you think of Moss saying": a verb is no part of a phrase.
                Some(base) if follows_subject(units, &base, floor) => break,
                Some(base) if units[base.start].tag != Tag::Pronoun => {
                    start = base.start;
                    first = base;
                    continue;
                }
                // "in the town and around the county"
                None if start > floor + 2 && units[start - 2].tag == Tag::And && base_left(text, units, start - 2, floor).is_some() => {
                    let Some(base) = base_left(text, units, start - 2, floor) else { break };
                    start = base.start;
                    first = base;
                    continue;
                }
                _ => fronted = true,
            }
        } else if link.tag == Tag::And && link.span.of(text) != "but" {
            // "Ada Moss, John Hart and others": further names before their commas.
            let listed = start >= floor + 2 && units[start - 2].tag == Tag::Comma;
            let mut end = if listed { start - 2 } else { start - 1 };
            let mut grown = false;
            while let Some(base) = base_left(text, units, end, floor) {
                let named = units[base.clone()].iter().any(|u| u.tag == Tag::Name);
                let free = opens_clause(units, base.start, floor) || base.start > floor && units[base.start - 1].tag == Tag::Preposition;
                if !free
                    || (grown || listed) && !named
                    || units[base.start].tag == Tag::Pronoun && base.start > floor && units[base.start - 1].tag != Tag::Comma
                {
                    break;
                }
                start = base.start;
                first = base;
                grown = true;
                if start >= floor + 2 && units[start - 1].tag == Tag::Comma && units[start - 2].tag == Tag::Name {
                    end = start - 1;
                } else {
                    break;
                }
            }
            if grown {
                continue;
            }
        }
        break;
    }
    if fronted {
        // "In a speech in Iowa Moss said": only what follows the leading phrase is the subject.
        let tail = subject_after_front(units, &last);
        return Some(Phrase { whole: tail.clone(), head: tail });
    }
    // "Ada Moss, policy analyst for the union said": the comma that should close the apposition is missing.
    if start > floor + 1
        && units[start - 1].tag == Tag::Comma
        && units[start..end].iter().any(|u| u.is(Class::TITLE))
        && let Some(name) =
            base_left(text, units, start - 1, floor).filter(|name| name.start == floor && units[name.start].tag == Tag::Name)
    {
        return Some(Phrase { whole: name.start..end, head: name });
    }
    while first.len() > 1 && is_past(text, &units[first.end - 1]) && units[first.end - 2].tag != Tag::Determiner {
        first.end -= 1;
    }
    let whole = start..end;
    Some(Phrase { head: head(units, first, &whole), whole })
}

/// The base phrase alone that ends at `end`: what "that" stands for in "put up a notice that said".
pub fn antecedent(text: &str, units: &[Unit], end: usize, floor: usize) -> Option<Phrase> {
    let base = base_left(text, units, end, floor)?;
    Some(Phrase { whole: base.clone(), head: base })
}

/// The base phrase that ends at `end`: a determiner at most once, at its start.
fn base_left(text: &str, units: &[Unit], end: usize, floor: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > floor {
        let unit = &units[start - 1];
        match unit.tag {
            Tag::Pronoun if start == end => return Some(start - 1..end),
            Tag::Determiner => {
                start -= 1;
                // "all the", "some of the" go on; two determiners in a row are one phrase.
                while start > floor && units[start - 1].tag == Tag::Determiner {
                    start -= 1;
                }
                break;
            }
            Tag::Close if start < end => break,
            Tag::Close => {
                let open = (floor..start - 1).rev().find(|&i| units[i].tag == Tag::Open)?;
                start = open;
            }
            // "Hartwick-based"
            Tag::Word if start > floor + 2 && is_hyphen(text, &units[start - 2]) => start -= 1,
            Tag::Word if is_plain_verb(text, unit) && start < end => break,
            // "were wearing shirts"
            Tag::Word if start < end && start > floor + 1 && units[start - 2].tag == Tag::Be && unit.span.of(text).ends_with("ing") => {
                break;
            }
            // "the mayor spoke hours later", "they will hold banners saying"
            Tag::Word if start < end && start > floor + 1 && is_irregular(text, unit) && units[start - 2].is_nominal() => break,
            Tag::Word if start < end && start > floor + 1 && matches!(units[start - 2].tag, Tag::Auxiliary | Tag::Pronoun) => break,
            // "voters carried signs": a verb in the past after a noun ends the phrase; "retired officers" has none before it.
            Tag::Word
                if start < end
                    && unit.span.len() > 4
                    && unit.span.of(text).ends_with("ed")
                    && start > floor + 1
                    && matches!(units[start - 2].tag, Tag::Name | Tag::Word) =>
            {
                break;
            }
            Tag::Adverb if start < end && !unit.is(Class::CONJUNCTION) && start > floor + 1 && units[start - 2].tag == Tag::Determiner => {
                start -= 1
            }
            // "a city of nearly 4,000 people"
            Tag::Adverb if start < end && units[start].tag == Tag::Number => start -= 1,
            Tag::Quote(_) if start < end => {
                // A nickname or a word in marks inside a phrase: the “no” camp said.
                let closes = unit.span.of(text).trim_end_matches(['"', '”', '’', '\'', '»']).ends_with([',', '.', '?', '!']);
                if closes || unit.span.len() > 40 || start <= floor + 1 || !matches!(units[start - 2].tag, Tag::Determiner | Tag::Name) {
                    break;
                }
                start -= 1;
            }
            _ if unit.is_nominal() => start -= 1,
            _ => break,
        }
    }
    // "On Tuesday Moss": a time before a name is no part of it; neither is a time after.
    let mut from = start;
    while from < end && units[from].tag == Tag::Time && units[from..end].iter().any(|u| u.tag != Tag::Time) {
        from += 1;
    }
    let nominal = units[from..end].iter().any(|u| matches!(u.tag, Tag::Name | Tag::Word | Tag::Number | Tag::Object | Tag::Determiner));
    (nominal || from < end).then_some(from..end)
}

/// Whether a lone word is the verb of a pronoun or an auxiliary right before it.
fn follows_subject(units: &[Unit], base: &Range<usize>, floor: usize) -> bool {
    base.len() == 1
        && units[base.start].is(Class::SAY.or(Class::HOLD))
        && base.start > floor
        && matches!(units[base.start - 1].tag, Tag::Pronoun | Tag::Auxiliary | Tag::To)
}

/// Prepositions that open a clause before a subject and verb.
fn opens_time(text: &str, unit: &Unit) -> bool {
    matches!(unit.span.of(text), "after" | "before" | "since" | "until" | "as" | "than" | "like" | "because" | "despite")
}

/// A participle after its noun: "a report released".
fn is_past(text: &str, unit: &Unit) -> bool {
    unit.tag == Tag::Word && unit.span.len() > 4 && unit.span.of(text).ends_with("ed")
}

/// Words that are hardly ever anything but a verb in the past.
pub fn is_plain_verb(text: &str, unit: &Unit) -> bool {
    if !unit.is(Class::SAY.or(Class::HOLD)) || unit.capital {
        return false;
    }
    let word = unit.span.of(text);
    matches!(
        word,
        "said" | "says" | "told" | "tells" | "wrote" | "thought" | "knew" | "believes" | "believe" | "wants" | "spoke" | "saw" | "chose"
    )
}

/// Whether nothing that could govern the phrase stands before `start`.
fn opens_clause(units: &[Unit], start: usize, floor: usize) -> bool {
    start <= floor || !matches!(units[start - 1].tag, Tag::Word | Tag::Name | Tag::Preposition | Tag::To | Tag::Quote(_))
}

/// What follows a leading phrase without a comma: from its last change to capitals, else all of it.
fn subject_after_front(units: &[Unit], base: &Range<usize>) -> Range<usize> {
    let mut start = base.start;
    for at in base.clone() {
        if at > base.start && units[at].tag == Tag::Name && units[at - 1].tag != Tag::Name {
            start = at;
        }
        if units[at].tag == Tag::Time && at + 1 < base.end {
            start = at + 1;
        }
    }
    start..base.end
}

/// The naming part of a phrase: the capitalised run of its first base phrase, else the base phrase without its determiner's tail.
fn head(units: &[Unit], first: Range<usize>, whole: &Range<usize>) -> Range<usize> {
    let is_name = |u: &Unit| u.tag == Tag::Name;
    let base = if first.is_empty() { whole.clone() } else { first };
    let Some(last) = base.clone().rev().find(|&i| is_name(&units[i])) else { return base };
    // A possessive after the name: "Moss's spokesman" is the spokesman.
    if units.get(last + 1).is_some_and(|u| last + 1 < base.end && u.tag == Tag::Possessive) {
        return base;
    }
    // Lower-case words after the name are the head: "Clinton supporters".
    if last + 1 < base.end && units[last + 1..base.end].iter().any(|u| u.tag == Tag::Word && !u.span.is_empty()) {
        return base;
    }
    let mut start = last;
    while start > base.start && (is_name(&units[start - 1]) || units[start - 1].tag == Tag::Word && units[start - 1].span.len() == 1) {
        start -= 1;
    }
    start..last + 1
}

/// The phrase before "..., an apposition," that ends at the comma `comma`.
fn apposed(text: &str, units: &[Unit], comma: usize, floor: usize) -> Option<Phrase> {
    let kind = units[comma].tag;
    let mut end = comma;
    let mut best: Option<Phrase> = None;
    for _ in 0..4 {
        // The comma that opens the apposition.
        let Some(open) = (floor..end).rev().find(|&i| units[i].tag == kind || units[i].is_quote()) else { break };
        if units[open].tag != kind {
            break;
        }
        let inner = &units[open + 1..end];
        let Some(first) = inner.first() else { break };
        // "Moss, who, after a long day, said"
        let mut named = open;
        if named > floor + 1 && units[named - 1].tag == Tag::Relative {
            named -= if units[named - 2].tag == Tag::Comma { 2 } else { 1 };
        }
        let Some(phrase) = chain(text, units, named, floor) else { break };
        // "Moss, 22, of Flint, Mich., said": a place that hangs on a preposition is nobody.
        let hangs = |i: usize| units[i].tag == Tag::Preposition && !opens_time(text, &units[i]);
        if phrase.whole.start > floor + 1 && hangs(phrase.whole.start - 1) {
            end = open;
            continue;
        }
        let found = Phrase { whole: phrase.whole.start..comma + 1, head: phrase.head.clone() };
        let named = units[phrase.head.clone()].iter().any(|u| u.tag == Tag::Name || u.tag == Tag::Pronoun);
        let starts_apposition = matches!(
            first.tag,
            Tag::Determiner
                | Tag::Number
                | Tag::Relative
                | Tag::Preposition
                | Tag::Adverb
                | Tag::Name
                | Tag::Word
                | Tag::Subordinator
                | Tag::Time
                | Tag::To
        );
        if !starts_apposition {
            break;
        }
        if best.is_none() || named {
            best = Some(found);
        }
        if named {
            break;
        }
        end = open;
    }
    let mut best = best?;
    best.whole.end = comma;
    Some(best)
}

/// The noun phrase that begins at `start`, not reaching beyond `ceiling`.
pub fn right(text: &str, units: &[Unit], start: usize, ceiling: usize) -> Option<Phrase> {
    let ceiling = ceiling.min(start + REACH);
    let first = base_right(text, units, start, ceiling)?;
    let mut end = first.end;
    // "a spokesman for the department", "the head of the union": but a time or place of speaking is no part.
    let ties = |at: usize| {
        let aide = units[at].tag == Tag::To && matches!(units[at + 1].tag, Tag::Name | Tag::Determiner);
        aide || units[at].tag == Tag::Preposition && is_tying(text, &units[at])
    };
    while end + 1 < ceiling && ties(end) {
        match base_right(text, units, end + 1, ceiling) {
            Some(base) if !units[base.clone()].iter().any(|u| u.tag == Tag::Time) && units[base.start].tag != Tag::Pronoun => {
                end = base.end
            }
            _ => break,
        }
    }
    let whole = start..end;
    let head = if units[first.start].tag == Tag::Pronoun { first } else { head(units, first, &whole) };
    Some(Phrase { whole, head })
}

/// "of", "for", "at", "from", "with" tie a phrase to the one before it.
fn is_tying(text: &str, unit: &Unit) -> bool {
    matches!(unit.span.of(text), "of" | "for" | "at" | "from" | "with")
}

/// The base phrase that begins at `start`.
pub fn base_right(text: &str, units: &[Unit], start: usize, ceiling: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut seen_noun = false;
    while end < ceiling {
        let unit = &units[end];
        // "the 46-year-old", "Hartwick-based"
        if end > start && is_hyphen(text, &units[end - 1]) && unit.is_nominal() {
            end += 1;
            continue;
        }
        match unit.tag {
            Tag::Pronoun | Tag::Object if end == start => return Some(start..end + 1),
            Tag::Determiner if end == start || !seen_noun && units[end - 1].tag == Tag::Determiner => end += 1,
            Tag::Adverb if end > start && !seen_noun => end += 1,
            Tag::Open if seen_noun => {
                let Some(close) = (end..ceiling).find(|&i| units[i].tag == Tag::Close) else { break };
                end = close + 1;
            }
            Tag::Time if seen_noun && units[end - 1].tag != Tag::Possessive => break,
            Tag::Word if seen_noun && is_verb_form(text, unit) && units[end - 1].tag != Tag::Possessive => break,
            _ if unit.is_nominal() => {
                seen_noun = true;
                end += 1;
            }
            _ => break,
        }
    }
    (end > start && (seen_noun || units[start].tag == Tag::Determiner)).then_some(start..end)
}

/// Whether a word after a noun is rather the next verb than one more noun.
pub fn is_verb_form(text: &str, unit: &Unit) -> bool {
    let word = unit.span.of(text);
    if unit.capital {
        return false;
    }
    is_irregular(text, unit) || is_plain_verb(text, unit) || word.len() > 4 && word.ends_with("ed")
}

/// The hyphen inside a word.
fn is_hyphen(text: &str, unit: &Unit) -> bool {
    unit.tag == Tag::Word && unit.span.of(text) == "-"
}

/// Verbs that no ending shows and that are hardly ever nouns.
fn is_irregular(text: &str, unit: &Unit) -> bool {
    matches!(
        unit.span.of(text),
        "sent"
            | "made"
            | "took"
            | "gave"
            | "came"
            | "held"
            | "met"
            | "kept"
            | "brought"
            | "won"
            | "began"
            | "became"
            | "drew"
            | "went"
            | "spoke"
            | "go"
            | "goes"
            | "come"
            | "comes"
    )
}

/// The subject of the sentence that begins at `start`: what stands before its first verb, a leading phrase and its comma aside.
pub fn main_subject(text: &str, units: &[Unit], start: usize, end: usize) -> Option<Phrase> {
    let mut at = start;
    let end = end.min(start + REACH);
    while at < end {
        match units[at].tag {
            Tag::And | Tag::Adverb | Tag::Comma => at += 1,
            Tag::Preposition | Tag::Subordinator | Tag::To | Tag::Time => {
                // Beyond the comma that ends it.
                let comma = (at..end).find(|&i| units[i].tag == Tag::Comma);
                // "In Ames, Iowa, Moss said"
                let state = comma.filter(|&c| c + 2 < end && units[c + 1].is(Class::PLACE) && units[c + 2].tag == Tag::Comma);
                at = state.map(|c| c + 2).or(comma)? + 1;
            }
            Tag::Quote(_) => return None,
            // "HARTWICK (AP) — Moss"
            // "Citing the costs, Moss"
            Tag::Name if at == start && is_leading_participle(text, units, at) => {
                let opens = |u: &Unit| matches!(u.tag, Tag::Name | Tag::Determiner | Tag::Pronoun);
                at = 1 + (at..end).find(|&i| units[i].tag == Tag::Comma && units.get(i + 1).is_some_and(opens))?;
            }
            Tag::Name
                if at == start
                    && let Some(dash) = dateline(units, at, end) =>
            {
                at = dash + 1
            }
            _ => match time_before_comma(text, units, at, end) {
                Some(comma) => at = comma + 1,
                None => return right(text, units, at, end),
            },
        }
    }
    None
}

/// "Citing the costs" and "Following a long meeting", but not "Beijing this week".
fn is_leading_participle(text: &str, units: &[Unit], at: usize) -> bool {
    const NAMES: Class = Class::PLACE.or(Class::ORGANISATION).or(Class::FIRST_NAME).or(Class::SURNAME);
    let next = |n: usize| units.get(at + n).map(|u| u.tag);
    let governs = matches!(next(1), Some(Tag::Determiner | Tag::Number)) && next(2) != Some(Tag::Time)
        || units.get(at + 1).is_some_and(|u| u.span.of(text) == "last");
    governs && units[at].span.of(text).ends_with("ing") && !units[at].is(NAMES)
}

/// The dash after "Hartwick, Oct. 3 (AP)", where a sentence begins so.
fn dateline(units: &[Unit], at: usize, end: usize) -> Option<usize> {
    /// Units of the longest dateline.
    const LONGEST: usize = 12;
    let dash = (at..end.min(at + LONGEST)).find(|&i| units[i].tag == Tag::Dash)?;
    let place = |u: &Unit| u.capital || matches!(u.tag, Tag::Comma | Tag::Open | Tag::Close | Tag::Number | Tag::Time | Tag::Stop);
    let second = units.get(dash + 1..end)?.iter().all(|u| u.tag != Tag::Dash);
    (second && units[at..dash].iter().all(|u| place(u) || u.tag == Tag::Word && u.span.len() == 1)).then_some(dash)
}

/// "Hours later, Moss said", "That night, Moss said": the comma that closes the time.
fn time_before_comma(text: &str, units: &[Unit], at: usize, end: usize) -> Option<usize> {
    /// Units of the longest such time.
    const LONGEST: usize = 5;
    let comma = (at + 1..end.min(at + LONGEST)).find(|&i| units[i].tag == Tag::Comma)?;
    let last = &units[comma - 1];
    let later = matches!(last.span.of(text), "later" | "earlier" | "ago" | "afterward" | "afterwards" | "before" | "after");
    (later || last.tag == Tag::Time && units[at..comma].iter().all(|u| u.tag != Tag::Name)).then_some(comma)
}
