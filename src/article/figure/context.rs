//! What stands around a figure: the hedge before it, the noun after it, and the cheap facts that verdicts ask for.

use super::super::lexicon::Class;
use super::super::token::Kind;
use super::view::View;
use rustc_hash::FxHashSet;
use std::ops::{BitOr, BitOrAssign, Range};
use std::sync::LazyLock;

/// What is cheap to know of a figure from the words around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u16);

impl Facts {
    pub const NONE: Facts = Facts(0);
    /// A number below ten in words: "three".
    pub const SMALL: Facts = Facts(1);
    /// The word "one" before a noun or "of": almost never a claim.
    pub const ONE: Facts = Facts(1 << 1);
    /// Known things, counted again: "the two", "both", "his three", "these 12".
    pub const DEFINITE: Facts = Facts(1 << 2);
    /// Part of a compound adjective: "a 12-page report", "five-year-old".
    pub const ADJECTIVE: Facts = Facts(1 << 3);
    /// The noun counts people, or their homes, groups and jobs: `lexicon/people.txt`.
    pub const PEOPLE: Facts = Facts(1 << 4);
    /// A word of death, harm or arrest stands beside it: "killing 107", "12 people were injured".
    pub const CASUALTY: Facts = Facts(1 << 5);
    /// Its sentence says "since" and a year.
    pub const SINCE: Facts = Facts(1 << 6);
    /// "an estimated 40,000".
    pub const ESTIMATED: Facts = Facts(1 << 7);
    /// Only a part of a window of time: "in the past 10 years", "two days later", "for three hours".
    pub const WINDOW: Facts = Facts(1 << 8);

    /// Says no number at all: "most of", "a majority of", "double-digit".
    pub const LOOSE: Facts = Facts(1 << 9);

    /// Whether all of the other's facts hold.
    pub fn has(self, other: Facts) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Facts {
    type Output = Facts;

    fn bitor(self, other: Facts) -> Facts {
        Facts(self.0 | other.0)
    }
}

impl BitOrAssign for Facts {
    fn bitor_assign(&mut self, other: Facts) {
        self.0 |= other.0;
    }
}

/// Grammar words that end a noun phrase.
pub const GRAMMAR: Class = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY).or(Class::PRONOUN).or(Class::DETERMINER);

/// Whether a word looks like a plural noun, or names people in numbers.
pub fn is_plural(view: View, at: usize) -> bool {
    if !view.is_word(at) || view.is(at, GRAMMAR.or(Class::SAY)) {
        return false;
    }
    if view.is(at, Class::PEOPLE) {
        return true;
    }
    let word = view.low(at);
    match &*word {
        "people" | "men" | "women" | "children" | "police" | "feet" | "teeth" | "staff" | "personnel" | "cattle" | "sheep" | "fish"
        | "data" | "media" | "youth" | "folk" | "clergy" | "crew" | "alumni" | "criteria" | "aircraft" | "spacecraft" => true,
        _ => {
            word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !word.ends_with("us")
                && !word.ends_with("is")
                && !matches!(&*word, "perhaps" | "always" | "sometimes" | "besides" | "across" | "nowadays" | "less")
        }
    }
}

/// Whether the very next word is a plural in small letters.
pub fn plural_follows(view: View, at: usize) -> bool {
    view.is_plain(at) && is_plural(view, at)
}

/// Whether a plural follows, at once or behind one adjective: "2000 residents", "500 local groups".
pub fn counts(view: View, at: usize) -> bool {
    if !view.is_word(at) {
        return false;
    }
    plural_follows(view, at) || view.is_plain(at) && !view.is(at, GRAMMAR.or(Class::SAY)) && plural_follows(view, at + 1)
}

static HEDGES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let file = include_str!("../lexicon/hedge.txt");
    file.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).map(|h| h.replace('_', " ")).collect()
});

/// The last words of all hedges, so that most figures cost one look.
static HEDGE_ENDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| HEDGES.iter().filter_map(|h| h.rsplit(' ').next()).collect());

/// The hedge right before a token.
pub fn hedge(view: View, at: usize) -> Option<Range<usize>> {
    let last = at.checked_sub(1)?;
    if !HEDGE_ENDS.contains(&*view.low(last)) {
        return None;
    }
    let mut written = String::with_capacity(32);
    (1..=4usize).rev().find_map(|n| {
        let from = at.checked_sub(n)?;
        written.clear();
        for i in from..at {
            if i > from {
                written.push(' ');
            }
            written.push_str(&view.low(i));
        }
        HEDGES.contains(written.as_str()).then_some(from..at)
    })
}

/// What is counted: from the first word after the figure to the head of its noun phrase, as tokens.
///
/// "immigrant, racial justice and civil rights advocacy groups" ends at its plural; the phrase ends at a preposition, a verb of
/// being or saying, a stop, or at a comma or "and" once a plural was met.
pub fn noun(view: View, at: usize) -> Option<Range<usize>> {
    let mut from = at;
    if &*view.low(from) == "of" {
        from += 1;
    }
    while view.is(from, Class::DETERMINER) || matches!(&*view.low(from), "more" | "other" | "additional" | "new" | "such") {
        from += 1;
    }
    let mut head = None;
    let mut proper = None;
    for i in from..(from + 12).min(view.tokens.len()) {
        let token = &view.tokens[i];
        match token.kind {
            Kind::Word => {
                if token.is(Class::CONJUNCTION) && matches!(&*view.low(i), "and" | "or") && head.is_none() && i > from {
                    continue;
                }
                if token.is(GRAMMAR.or(Class::MONTH)) && !token.is(Class::PEOPLE) {
                    break;
                }
                if is_plural(view, i) {
                    // A second plural is a head only behind a first that was an attribute: "civil rights groups".
                    if head.is_none_or(|h| h + 2 >= i && !view.is(h, Class::PEOPLE)) {
                        head = Some(i);
                    }
                } else if head.is_some() {
                    if !view.is(head.unwrap_or(i), Class::PEOPLE) && i + 1 < view.tokens.len() && view.is(i + 1, Class::PEOPLE) {
                        continue;
                    }
                    break;
                } else {
                    proper = Some(i);
                }
            }
            Kind::Dash if view.is_hyphen(i) => {}
            Kind::Sign if token.text(view.text) == "," && head.is_none() && i > from => {}
            Kind::Possessive => {}
            _ => break,
        }
    }
    // Without a plural the next word is the best guess: "one death", "per cent growth".
    let head = head.or_else(|| proper.filter(|_| view.is_word(from) && !view.is(from, GRAMMAR)).map(|_| from))?;
    Some(from..head + 1)
}

/// The facts that the words around a figure tell. `from..reach` are its tokens with its unit.
pub fn facts(view: View, from: usize, reach: usize, noun: Option<&Range<usize>>, hedge: Option<&Range<usize>>) -> Facts {
    let mut facts = Facts::NONE;
    let before = hedge.map_or(from, |h| h.start).wrapping_sub(1);
    if view.is(before, Class::DETERMINER)
        && !matches!(&*view.low(before), "a" | "an" | "no" | "any" | "every" | "some" | "another" | "what" | "which")
        || &*view.low(before) == "both"
    {
        facts |= Facts::DEFINITE;
    }
    let windowed = matches!(
        &*view.low(before),
        "last" | "past" | "next" | "first" | "previous" | "final" | "coming" | "recent" | "other" | "remaining" | "top" | "only"
    );
    if windowed && view.is(before.wrapping_sub(1), Class::DETERMINER) && !matches!(&*view.low(before.wrapping_sub(1)), "a" | "an") {
        facts |= Facts::DEFINITE;
    }
    if matches!(&*view.low(before), "last" | "past" | "next" | "previous" | "within" | "for" | "in")
        || matches!(&*view.low(reach), "later" | "earlier" | "ago" | "after" | "before")
    {
        facts |= Facts::WINDOW;
    }
    if view.is_hyphen(reach)
        || reach > from
            && (from..reach).any(|i| view.is_hyphen(i))
            && view.is_plain(reach.wrapping_sub(1))
            && !view.is(reach.wrapping_sub(1), Class::NUMERAL.or(Class::ORDINAL))
    {
        facts |= Facts::ADJECTIVE;
    }
    if let Some(noun) = noun
        && noun.clone().any(|i| view.is(i, Class::PEOPLE))
    {
        facts |= Facts::PEOPLE;
    }
    // Harm is said right around: "killing at least 12", "12 people were wounded", "12 arrests".
    let left = hedge.map_or(from, |h| h.start);
    let near = left.saturating_sub(3)..left;
    let after = reach..(noun.map_or(reach, |n| n.end) + 4).min(view.tokens.len());
    let casualty = |i: usize| view.is(i, Class::CASUALTY);
    let stops = |i: usize| matches!(view.kind(i), Some(Kind::Stop)) || view.raw(i) == ";";
    if near.rev().take_while(|i| !stops(*i)).any(casualty) || after.take_while(|i| !stops(*i)).any(casualty) {
        facts |= Facts::CASUALTY;
    }
    if hedge.is_some_and(|h| &*view.low(h.end - 1) == "estimated") {
        facts |= Facts::ESTIMATED;
    }
    let ends = |i: &usize| view.kind(*i) != Some(Kind::Stop) || view.glued(*i);
    let since = |i: usize| {
        view.is(i, Class::PREPOSITION)
            && &*view.low(i) == "since"
            && (view.raw(i + 1).len() == 4 && view.is_number(i + 1) || view.is(i + 1, Class::MONTH))
    };
    // A glance first: hardly any figure has the word near.
    let window = &view.tokens[from.saturating_sub(25)..(reach + 25).min(view.tokens.len())];
    let may_have_since = window.iter().any(|t| t.is(Class::PREPOSITION) && t.span().len() == "since".len());
    if may_have_since
        && ((from.saturating_sub(25)..from).rev().take_while(ends).any(since)
            || (reach..(reach + 25).min(view.tokens.len())).take_while(ends).any(since))
    {
        facts |= Facts::SINCE;
    }
    facts
}
