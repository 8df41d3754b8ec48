//! Titles of office: `[former] [deputy] HEAD [and HEAD] [of TOPIC]`, before a name or after it.

use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use std::ops::Range;

/// A title as a range of tokens, its end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub first: usize,
    pub end: usize,
    pub capitalised: bool,
}

/// The titles of a sentence, in order, without overlaps, in a list that may hold those of another.
pub fn phrases(text: &str, tokens: &[Token], sentence: &Range<usize>, found: &mut Vec<Phrase>) {
    const HEADS: Class = Class::TITLE.or(Class::ABBREVIATED_TITLE).or(Class::COMPOUND_TITLE);
    found.clear();
    let mut at = sentence.start;
    // A glance rules out nearly every word.
    while let Some(skipped) = tokens[at..sentence.end].iter().position(|t| t.is(HEADS)) {
        at += skipped;
        let from = found.last().map_or(sentence.start, |p| p.end);
        match phrase(text, tokens, from..sentence.end, at) {
            Some(phrase) => {
                at = phrase.end;
                found.push(phrase);
            }
            None => at += 1,
        }
    }
}

/// Whether the token can head a title: a word of the list, or an abbreviation before a name ("Sen.", "Lt.").
pub fn is_head(text: &str, token: &Token) -> bool {
    token.is(Class::TITLE) || (token.is(Class::ABBREVIATED_TITLE) && token.is_capitalised() && is_rank(token.text(text)))
}

/// "Sen", "Gov", "Lt": abbreviated titles that are an office, unlike "Mr" and "St".
fn is_rank(word: &str) -> bool {
    !matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Ft" | "Mt" | "Jr" | "Sr" | "Messrs" | "Mme" | "Mlle" | "Fr" | "Hon" | "Drs")
}

/// "harbour master", "lock keeper": words that are an office only beside the word before them.
fn is_compound(text: &str, tokens: &[Token], start: usize, head: usize) -> bool {
    const PLACES: &[&str] = &["harbour", "harbor", "port", "dock", "station", "lock", "bridge", "lighthouse", "park", "zoo", "reserve"];
    let is_place = |at: usize| PLACES.iter().any(|word| tokens[at].text(text).eq_ignore_ascii_case(word));
    let same_case = || {
        tokens[head].is_capitalised() == tokens[head - 1].is_capitalised()
            || !tokens[head].is_capitalised() && opens(tokens, start, head - 1)
    };
    head > start && tokens[head].is(Class::COMPOUND_TITLE) && is_place(head - 1) && same_case()
}

/// What a title is about, where it is written small: "town clerk", "ferry captain".
fn is_topic(word: &str) -> bool {
    matches!(
        word,
        "town"
            | "village"
            | "borough"
            | "parish"
            | "ward"
            | "union"
            | "shop"
            | "ferry"
            | "tugboat"
            | "ship"
            | "team"
            | "choir"
            | "orchestra"
            | "museum"
            | "library"
            | "theatre"
            | "theater"
            | "hospital"
            | "church"
            | "court"
            | "club"
            | "company"
            | "harbour"
            | "harbor"
            | "port"
            | "lifeguard"
            | "coastguard"
    )
}

/// Whether a word opens its sentence: its capital says nothing then.
fn opens(tokens: &[Token], start: usize, at: usize) -> bool {
    tokens[start..at].iter().all(|t| !t.is_word())
}

fn phrase(text: &str, tokens: &[Token], range: Range<usize>, head: usize) -> Option<Phrase> {
    let token = &tokens[head];
    if !token.is_word() {
        return None;
    }
    let compound = is_compound(text, tokens, range.start, head);
    if !compound && !is_head(text, token) {
        return None;
    }
    let capitalised = token.is_capitalised();
    let fits = |t: &Token| t.is_word() && (t.is_capitalised() == capitalised || (capitalised && t.shape == Shape::Lower));
    // To the left: ranks, topics, further heads.
    let mut first = head - usize::from(compound);
    while first > range.start {
        let before = &tokens[first - 1];
        let modifier = |t: &Token| t.is(Class::TITLE_MODIFIER.or(Class::TITLE)) && fits(t);
        // "Town clerk Eve Marsh"
        let small = !capitalised
            && (before.shape == Shape::Lower || before.shape == Shape::Title && opens(tokens, range.start, first - 1))
            && (before.is(Class::TITLE_MODIFIER) || is_topic(&before.text(text).to_lowercase()));
        if small {
            first -= 1;
        } else if before.is_word() && modifier(before) {
            if capitalised && is_borrowed(tokens, range.start, first - 1) {
                break;
            }
            first -= 1;
        } else if first - 1 > range.start && joins(text, tokens, first - 1, &modifier) {
            first -= 2;
        } else {
            break;
        }
    }
    let mut end = head + 1;
    let next = |at: usize| tokens[..range.end].get(at);
    // To the right: "Attorney General", "Lt. Gen.", "editor-in-chief", "founder and president".
    while let Some(after) = next(end) {
        let same = |t: &Token| t.is_word() && t.is_capitalised() == capitalised;
        // "Deputy Assistant Secretary"
        let modified = same(after) && after.is(Class::TITLE_MODIFIER) && !after.is(Class::GEOGRAPHY);
        if modified && next(end + 1).is_some_and(|t| same(t) && t.is(Class::TITLE)) {
            end += 2;
        } else if same(after) && is_head(text, after) {
            // "Mayor King": a title that is also a surname and is followed by no name is one.
            let named = next(end + 1).is_some_and(|t| t.is_word() && t.is_capitalised());
            if capitalised && after.is(Class::SURNAME) && !named {
                break;
            }
            end += 1;
        } else if same(after) && end + 1 < range.end && is_compound(text, tokens, end, end + 1) {
            end += 2;
        } else if after.kind == Kind::Stop
            && after.text(text) == "."
            && tokens[end - 1].touches(after)
            && tokens[end - 1].is(Class::ABBREVIATED_TITLE)
        {
            end += 1;
        } else if after.kind == Kind::Dash && touching(tokens, end) && next(end + 1).is_some_and(|t| is_suffix(t.text(text))) {
            end += 2;
            while next(end).is_some_and(|t| t.kind == Kind::Dash)
                && touching(tokens, end)
                && next(end + 1).is_some_and(|t| is_suffix(t.text(text)))
            {
                end += 2;
            }
        } else if matches!(after.text(text), "and" | "&") {
            let heads = (end + 1..(end + 4).min(range.end)).take_while(|&i| fits(&tokens[i]) && tokens[i].is_capitalised() == capitalised);
            let other = heads
                .clone()
                .find(|&i| tokens[i].is(Class::TITLE) && heads.clone().take_while(|&j| j < i).all(|j| tokens[j].is(Class::TITLE_MODIFIER)));
            match other {
                Some(other) => end = other + 1,
                None => break,
            }
        } else if after.kind == Kind::Word
            && after.shape == Shape::Lower
            && after.text(text) == "of"
            && capitalised
            && !is_corporate(tokens[end - 1].text(text))
        {
            match topic(text, tokens, end + 1, range.end) {
                Some(topic) => end = topic,
                None => break,
            }
        } else {
            break;
        }
    }
    if capitalised && !stands(text, tokens, range, first, end) {
        return None;
    }
    Some(Phrase { first, end, capitalised })
}

/// Heads of whole bodies: what follows "of" is the body, not a topic.
fn is_corporate(head: &str) -> bool {
    matches!(
        head,
        "CEO"
            | "CFO"
            | "COO"
            | "Founder"
            | "Co-Founder"
            | "Chairman"
            | "Chairwoman"
            | "Chairperson"
            | "Chair"
            | "President"
            | "Owner"
            | "Spokesman"
            | "Spokeswoman"
            | "Spokesperson"
    )
}

/// Whether a hyphen or an abbreviation's dot ties the word before it to a title: "Co-Director", "Lt. Gov.".
fn joins(text: &str, tokens: &[Token], at: usize, modifier: &impl Fn(&Token) -> bool) -> bool {
    let before = &tokens[at - 1];
    match tokens[at].kind {
        Kind::Dash => touching(tokens, at) && modifier(before),
        Kind::Stop => is_head(text, before) && before.touches(&tokens[at]),
        _ => false,
    }
}

fn touching(tokens: &[Token], dash: usize) -> bool {
    dash > 0 && dash + 1 < tokens.len() && tokens[dash - 1].touches(&tokens[dash]) && tokens[dash].touches(&tokens[dash + 1])
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "elect" | "designate" | "in" | "chief" | "at" | "large" | "general" | "General" | "Elect" | "in-chief" | "select")
}

/// Whether a capitalised modifier belongs to the name before it: "Maricopa County | Sheriff", "New York State | Senator".
fn is_borrowed(tokens: &[Token], start: usize, at: usize) -> bool {
    at > start
        && tokens[at].is(Class::GEOGRAPHY)
        && tokens[at - 1].is_word()
        && tokens[at - 1].is_capitalised()
        && !tokens[at - 1].is(Class::TITLE_MODIFIER)
}

/// The end of a topic after "of": "Director of Policy and Legal Affairs", "Secretary of State". None where it is a body of its
/// own ("Director of the Immigrant Center") or a name.
fn topic(text: &str, tokens: &[Token], from: usize, end: usize) -> Option<usize> {
    let mut at = from;
    let mut last = None;
    while at < end && at < from + 8 {
        let token = &tokens[at];
        if token.is_word() && token.is_capitalised() {
            let everyday = token.is(Class::COMMON) && token.shape == Shape::Title;
            if !everyday
                || token.is(Class::FIRST_NAME)
                || token.is(Class::ORGANISATION_HEAD) && !token.is(Class::TITLE_MODIFIER) && at == from && follows_of(tokens, at + 1, end)
            {
                break;
            }
            // "Mayor of Port Ellery", but "Secretary of State Ann Lee"
            let begins_place = token.is(Class::GEOGRAPHY) && !token.is(Class::TITLE_MODIFIER) || token.text(text) == "New";
            if begins_place && tokens[..end].get(at + 1).is_some_and(|t| t.shape == Shape::Title && !t.is(Class::FIRST_NAME)) {
                return None;
            }
            at += 1;
            last = Some(at);
        } else if at > from
            && (matches!(text.get(token.start as usize..token.end as usize), Some("and" | "&" | ",")))
            && tokens[..end].get(at + 1).is_some_and(|t| {
                t.is_word()
                    && t.shape == Shape::Title
                    && t.is(Class::COMMON)
                    && !t.is(Class::FIRST_NAME.or(Class::TITLE).or(Class::ORGANISATION_HEAD))
            })
            && !(token.kind == Kind::Sign
                && text.get(token.start as usize..token.end as usize) == Some(",")
                && !lists(text, tokens, at, end))
        {
            at += 1;
        } else {
            break;
        }
    }
    last
}

/// Whether the comma stands in a list that ends with "and" within a few words.
fn lists(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    tokens[at + 1..end.min(at + 6)].iter().any(|t| t.text(text) == "and" || t.text(text) == "&")
}

fn follows_of(tokens: &[Token], at: usize, end: usize) -> bool {
    tokens[..end].get(at).is_some_and(|t| t.shape == Shape::Lower && t.is(Class::PREPOSITION))
}

/// Whether a capitalised title stands for an office, not inside the name of a body ("Attorney General’s Office", "King Abdullah
/// University") and not as a surname ("Stephen King").
fn stands(text: &str, tokens: &[Token], range: Range<usize>, first: usize, end: usize) -> bool {
    let next = |at: usize| tokens[..range.end].get(at);
    let capital = |t: &Token| t.is_word() && t.is_capitalised();
    if first > range.start && end == first + 1 {
        let before = &tokens[first - 1];
        let named = before.is_word() && before.is(Class::FIRST_NAME) && before.is_capitalised() && !before.is(Class::TITLE_MODIFIER);
        let initial = before.text(text) == "." && first > range.start + 1 && tokens[first - 2].span().len() == 1;
        if (named || initial) && tokens[first].is(Class::SURNAME) && !next(end).is_some_and(capital) {
            return false;
        }
        // "Pratt & Whitney Partners"
        if before.is_word()
            && capital(before)
            && next(end).is_some_and(|t| capital(t) && t.is(Class::ORGANISATION) && !t.is(Class::SURNAME))
        {
            return false;
        }
    }
    // "Office of the Inspector General"
    let mut of = first;
    while of > range.start && matches!(tokens[of - 1].text(text), "the" | "of") {
        of -= 1;
    }
    if of < first
        && of > range.start
        && tokens[of].text(text) == "of"
        && capital(&tokens[of - 1])
        && tokens[of - 1].is(Class::ORGANISATION_HEAD)
    {
        return false;
    }
    let Some(after) = next(end) else { return true };
    if capital(after) && after.is(Class::ORGANISATION.or(Class::EVENT)) && !after.is(Class::SURNAME.or(Class::FIRST_NAME).or(Class::TITLE))
    {
        return false;
    }
    let possessive = after.kind == Kind::Possessive || (after.kind == Kind::Quote && tokens[end - 1].touches(after));
    if possessive && next(end + 1).is_some_and(|t| capital(t) && t.is(Class::ORGANISATION)) {
        return false;
    }
    let head = tokens[end - 1].text(text);
    let royal = matches!(
        head,
        "King"
            | "Queen"
            | "Prince"
            | "Princess"
            | "Lord"
            | "Lady"
            | "Sir"
            | "Pope"
            | "Crown"
            | "Sultan"
            | "Head"
            | "Major"
            | "General"
            | "Chief"
            | "Master"
            | "Fellow"
            | "Guard"
            | "Guards"
    );
    if royal {
        let run = (end..range.end.min(end + 5)).take_while(|&i| capital(&tokens[i])).last();
        if run.is_some_and(|i| tokens[i].is(Class::ORGANISATION.or(Class::GEOGRAPHY).or(Class::EVENT)) && !tokens[i].is(Class::SURNAME)) {
            return false;
        }
    }
    true
}
