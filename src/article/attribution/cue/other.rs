//! Cues that are no verbs: "according to", a colon, a dash, "in her words", "reportedly", nouns of saying, polls.

use super::super::phrase::{self, Phrase};
use super::super::unit::{Tag, Unit};
use super::super::{Cue, Kind};
use super::content::content_end;
use super::{Clause, VERB};
use crate::article::lexicon::Class;

/// “The bridge is safe.” — Ada Moss
pub fn credit(clause: &Clause, at: usize) -> Option<Cue> {
    let source = phrase::right(clause.text, clause.units, at + 1, clause.stop)?;
    let named = clause.units[source.whole.start].tag == Tag::Name;
    let ends = source.whole.end >= clause.stop || clause.tag(source.whole.end) == Some(Tag::Comma);
    if !named || !ends || at != clause.start + 1 {
        return None;
    }
    clause.cue(Some(&source), at..at + 1, [at - 1..at], Kind::Speech)
}

/// Who owns the noun at `at`, past a few adjectives: "the mayor’s recent claim", "her claim".
fn owner(clause: &Clause, at: usize) -> Option<Phrase> {
    /// Units between an owner and the noun.
    const FARTHEST: usize = 5;
    const OWN: &[&str] = &["his", "her", "their", "its", "my", "our", "your"];
    let units = clause.units;
    let mut first = at;
    let when = Class::MONTH.or(Class::WEEKDAY);
    let between = |u: &Unit| u.tag == Tag::Time || u.is(when) || u.tag == Tag::Word && !u.is(VERB);
    while first > clause.start && at - first < FARTHEST && between(&units[first - 1]) {
        first -= 1;
    }
    let before = first.checked_sub(1).filter(|&i| i >= clause.start)?;
    if units[before].tag == Tag::Possessive {
        return owner_left(clause, before);
    }
    OWN.iter().any(|own| own.eq_ignore_ascii_case(clause.word(before))).then_some(Phrase { whole: before..first, head: before..first })
}

/// "the mayor’s claim that", "her decision to": a noun of saying with what it says.
pub fn noun(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    let word = clause.word(at);
    let next = clause.tag(at + 1)?;
    let before = at.checked_sub(1).filter(|&i| i >= clause.start)?;
    let owner = owner(clause, at);
    // "the suggestion by a senator that"
    if next == Tag::Preposition
        && clause.word(at + 1) == "by"
        && let Some(by) = phrase::right(clause.text, units, at + 2, clause.stop).filter(|by| clause.tag(by.whole.end) == Some(Tag::That))
    {
        let content = by.whole.end..content_end(clause, by.whole.end);
        return clause.cue(Some(&by), at..at + 1, [content], Kind::Stance);
    }
    let linked = match next {
        Tag::That => true,
        Tag::To => owner.is_some(),
        Tag::Preposition => owner.is_some() && matches!(clause.word(at + 1), "of" | "for" | "about" | "against" | "on" | "in"),
        _ => false,
    };
    if !linked
        || owner.is_none() && !matches!(units[before].tag, Tag::Determiner | Tag::Word | Tag::Preposition | Tag::And | Tag::Name)
        || word.ends_with("ed")
    {
        return None;
    }
    // "her comment that, “...”"
    let quoted = next == Tag::That && clause.tag(at + 2) == Some(Tag::Comma) && clause.is_quote(at + 3);
    let start = match next {
        _ if quoted => at + 3,
        Tag::Preposition => at + 2,
        _ => at + 1,
    };
    let end = (start..clause.stop)
        .find(|&i| {
            matches!(units[i].tag, Tag::Comma | Tag::Semicolon | Tag::Dash | Tag::Be | Tag::Auxiliary)
                && (next != Tag::That || units[i].tag != Tag::Be && units[i].tag != Tag::Auxiliary)
        })
        .unwrap_or(clause.stop);
    if start >= end {
        return None;
    }
    clause.cue(owner.as_ref(), at..at + 1, [start..end], Kind::Stance)
}

/// "Her answer was “no”", "The mayor’s message was simple: “...”", "Moss’s line is that it is “a trap”".
pub fn message(clause: &Clause, be: usize, earlier: &[Cue]) -> Option<Cue> {
    /// Units between the noun and what it says.
    const FARTHEST: usize = 9;
    let units = clause.units;
    let simple = be + 1 < clause.stop && matches!(clause.word(be + 1), "simple" | "clear" | "blunt" | "short" | "this" | "plain" | "brief");
    let then = be + 1 + usize::from(simple || clause.tag(be + 1) == Some(Tag::Adverb));
    let start = match clause.tag(then)? {
        Tag::That | Tag::Quote(_) => then,
        Tag::Colon | Tag::Comma if clause.is_quote(then + 1) => then + 1,
        _ => return None,
    };
    let says = |i: &usize| {
        matches!(
            clause.word(*i),
            "message"
                | "answer"
                | "response"
                | "reply"
                | "advice"
                | "argument"
                | "point"
                | "slogan"
                | "motto"
                | "mantra"
                | "phrase"
                | "line"
                | "verdict"
                | "conclusion"
                | "complaint"
                | "theory"
                | "pitch"
                | "reaction"
                | "explanation"
                | "refrain"
        )
    };
    let noun = (clause.start..be).rev().take(FARTHEST).find(says)?;
    let tied = units[noun + 1..be]
        .iter()
        .all(|u| u.is_nominal() || matches!(u.tag, Tag::Preposition | Tag::To | Tag::That | Tag::Determiner | Tag::Time));
    let owner = owner(clause, noun).filter(|_| tied)?;
    // "He said his answer was “no”": told by somebody already.
    let told = earlier.iter().any(|c| c.source.is_some() && c.content.iter().any(|s| s.contains(units[be].span)));
    let content = start..content_end(clause, start);
    if told || !content.clone().any(|i| clause.is_quote(i)) {
        return None;
    }
    clause.cue(Some(&owner), noun..be + 1, [content], Kind::Speech)
}

/// Who owns what follows the "'s" at `end`: of "no fault with the mayor's claim" the mayor alone.
fn owner_left(clause: &Clause, end: usize) -> Option<Phrase> {
    let near = phrase::antecedent(clause.text, clause.units, end, clause.start)?;
    let tied = near.whole.start.checked_sub(1).is_some_and(|i| matches!(clause.word(i), "of" | "for"));
    if tied { phrase::left(clause.text, clause.units, end, clause.start) } else { Some(near) }
}

/// "ahead in a poll of 600 voters": a poll or survey that the sentence reports, where no verb of saying does.
pub fn surveyed(clause: &Clause) -> Option<Cue> {
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
        // "ahead in the polls" names none.
        let named = units[source.whole.clone()].iter().any(|u| u.tag == Tag::Name);
        if !named && matches!(clause.word(first.end - 1), "polls" | "polling" | "surveys") {
            continue;
        }
        let content = if at > clause.start {
            clause.start..if units[at - 1].tag == Tag::Comma { at - 1 } else { at }
        } else {
            source.whole.end + usize::from(clause.tag(source.whole.end) == Some(Tag::Comma))..clause.stop
        };
        if content.len() < 3 {
            continue;
        }
        return clause.cue(Some(&source), at..at + 1, [content], Kind::Poll);
    }
    None
}

pub fn is_according(clause: &Clause, at: usize) -> bool {
    clause.units[at].span.len() == "according".len()
        && clause.tag(at + 1) == Some(Tag::To)
        && clause.word(at).eq_ignore_ascii_case("according")
}

/// "according to": before or after what it covers.
pub fn according(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    let source = phrase::right(clause.text, units, at + 2, clause.stop)?;
    let after = source.whole.end;
    // A capital begins a sentence even where the stop before it was lost.
    let content = if at == clause.start || units[at].capital || (at == clause.start + 1 && units[clause.start].tag == Tag::And) {
        let start = (after..clause.stop).find(|&i| units[i].tag == Tag::Comma).map_or(after, |i| i + 1);
        [Some(start..content_end(clause, start.min(clause.stop))), None]
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
        // "(the share is nearer a third, according to the county)"
        let bracket = (start..end).rev().find(|&i| matches!(units[i].tag, Tag::Open | Tag::Close));
        if let Some(open) = bracket.filter(|&i| units[i].tag == Tag::Open) {
            start = open + 1;
        }
        while start < end && matches!(units[start].tag, Tag::And | Tag::Comma) {
            start += 1;
        }
        // "The bridge, according to the engineer, is safe."
        let resumed =
            clause.tag(after) == Some(Tag::Comma) && matches!(clause.tag(after + 1), Some(Tag::Be | Tag::Auxiliary | Tag::Quote(_)));
        [Some(start..end), resumed.then(|| after + 1..content_end(clause, after + 1))]
    };
    clause.cue(Some(&source), at..at + 2, content.into_iter().flatten(), Kind::AccordingTo)
}

/// "seems to", "reportedly": the clause around it, held by nobody in particular.
pub fn seem(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    let mut group = at;
    while group > clause.start && matches!(units[group - 1].tag, Tag::Adverb | Tag::Auxiliary | Tag::Be) {
        group -= 1;
    }
    // "appeared before the council" is no guess.
    if units[at].tag == Tag::Word && clause.tag(at + 1) == Some(Tag::Preposition) && !matches!(clause.word(at + 1), "as" | "like") {
        return None;
    }
    // "an apparently empty house"
    if units[at].tag == Tag::Adverb && group > clause.start && units[group - 1].tag == Tag::Determiner {
        return None;
    }
    let subject = phrase::left(clause.text, units, group, clause.start)?;
    let start = at + 1;
    let content = [subject.whole, start..content_end(clause, start)];
    (start < clause.stop).then(|| clause.cue(None, at..at + 1, content, Kind::Unnamed))?
}

/// The words before the colon of a header line or a page's label, which are nobody: "Headline: Mill Closes", "Related: ...".
fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &[
        "headline",
        "subhead",
        "subtitle",
        "subheadline",
        "title",
        "deck",
        "author",
        "byline",
        "by",
        "date",
        "dateline",
        "published",
        "publisher",
        "updated",
        "update",
        "source",
        "url",
        "link",
        "photo",
        "photos",
        "image",
        "caption",
        "credit",
        "section",
        "topic",
        "topics",
        "tags",
        "tag",
        "category",
        "keywords",
        "related",
        "read",
        "learn",
        "see",
        "watch",
        "listen",
        "note",
        "correction",
        "editor",
        "summary",
        "abstract",
        "slug",
        "contact",
        "phone",
        "email",
        "tickets",
        "info",
        "location",
        "venue",
        "when",
        "where",
        "what",
        "who",
        "why",
        "how",
        "cost",
    ];
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(word))
}

/// "Moss: The bridge is safe", "WALLACE: If I may".
pub fn colon(clause: &Clause, at: usize) -> Option<Cue> {
    // "Rep. Ada Moss (D-Hartwick)": what is in brackets makes no name longer.
    let longest = if clause.units[clause.start..at].iter().any(|u| u.tag == Tag::Open) { 14 } else { 7 };
    if at == clause.start || at > clause.start + longest || clause.number > 0 {
        return None;
    }
    let units = clause.units;
    if is_label(clause.word(clause.start)) {
        return None;
    }
    let of = |u: &Unit| u.tag == Tag::Preposition && u.span.of(clause.text) == "of" && clause.is_quote(at + 1);
    let part = |u: &Unit| matches!(u.tag, Tag::Name | Tag::Word | Tag::Open | Tag::Close | Tag::Determiner) || of(u);
    let named = units[clause.start..at].iter().all(part);
    let first = units[clause.start];
    if !named || first.tag != Tag::Name || units[at - 1].is(VERB) {
        return None;
    }
    let source = Phrase { whole: clause.start..at, head: clause.start..at };
    if at + 3 >= clause.stop && !clause.is_quote(at + 1) || units[at + 1].tag == Tag::Number {
        return None;
    }
    clause.cue(Some(&source), at..at + 1, [at + 1..clause.stop], Kind::Speech)
}

/// "Moss went red: “...”": words in marks after a colon are those of whom the sentence is about, where no verb says so.
pub fn scene(clause: &Clause, at: usize) -> Option<Cue> {
    /// Letters of the shortest quotation that is no title or word.
    const SHORTEST: usize = 24;
    let quote = at + 1;
    if !clause.is_quote(quote) || clause.units[quote].span.len() < SHORTEST {
        return None;
    }
    let subject = phrase::main_subject(clause.text, clause.units, clause.start, at)?;
    let somebody = clause.units[subject.whole.clone()].iter().any(|u| u.tag == Tag::Name)
        || matches!(clause.word(subject.head.start), "he" | "she" | "He" | "She");
    if !somebody || subject.whole.end >= at {
        return None;
    }
    clause.cue(Some(&subject), at..at + 1, [quote..content_end(clause, quote)], Kind::Speech)
}

/// "in Moss’s view", "in her words", "in the words of Moss".
pub fn in_words(clause: &Clause, at: usize) -> Option<Cue> {
    let units = clause.units;
    if units[at].span.len() != "in".len() || !clause.word(at).eq_ignore_ascii_case("in") {
        return None;
    }
    let spoken = at + 4 < clause.stop && clause.word(at + 1) == "the" && matches!(clause.word(at + 2), "words" | "view" | "opinion");
    if spoken && clause.word(at + 3) == "of" {
        let source = phrase::right(clause.text, units, at + 4, clause.stop)?;
        let next = source.whole.end + usize::from(clause.tag(source.whole.end) == Some(Tag::Comma));
        let content = (next < clause.stop).then(|| next..content_end(clause, next))?;
        return clause.cue(Some(&source), at..at + 4, [content], Kind::Speech);
    }
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
    let left_end = if at > clause.start && units[at - 1].tag == Tag::Comma { at - 1 } else { at };
    let next = end + 1 + usize::from(clause.tag(end + 1) == Some(Tag::Comma));
    let after = (next < clause.stop).then(|| next..content_end(clause, next));
    clause.cue(Some(&source), at..end + 1, [clause.start..left_end].into_iter().chain(after), Kind::Speech)
}
