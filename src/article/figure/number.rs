//! Number-like tokens that state no quantity: dates, years, times, names, statutes, idioms and the rest.
//!
//! What is asked here comes before the question what an amount measures: everything found here is no figure.

use super::super::lexicon::Class;
use super::super::token::Kind;
use super::NumberKind;
use super::amount;
use super::context::counts;
use super::unit;
use super::view::View;

mod calendar;
mod label;

/// A number that is no quantity: its tokens, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub from: usize,
    pub to: usize,
    pub kind: NumberKind,
}

pub fn named(from: usize, to: usize, kind: NumberKind) -> Option<Named> {
    Some(Named { from, to, kind })
}

/// Reads a token of digits as no quantity.
pub fn of_digits(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    let value = match amount::digits(word) {
        Some(value) => value,
        // "192.168.1.2", "2.1.3".
        None => return if calendar::is_time(view, at) { named(at, at + 1, NumberKind::Time) } else { named(at, at + 1, NumberKind::Name) },
    };
    calendar::time(view, at)
        .or_else(|| calendar::date(view, at, value))
        .or_else(|| label::glued_before(view, at))
        .or_else(|| label::glued_after(view, at))
        .or_else(|| calendar::slashed(view, at))
        .or_else(|| label::phone(view, at))
        .or_else(|| label::list(view, at, value))
        .or_else(|| calendar::year(view, at, value))
        .or_else(|| calendar::age(view, at, value))
        .or_else(|| label::address(view, at))
        .or_else(|| label::name(view, at))
}

pub fn unit_or_percent(view: View, at: usize) -> bool {
    matches!(&*view.low(at), "percent" | "%" | "per" | "million" | "billion" | "thousand" | "pct")
        || unit::after(view, at, false).is_some_and(|(u, _)| u.kind != super::FigureKind::Duration)
}

/// Number words that state no quantity: "no one", "BBC One", "zero tolerance", "day one", "Gang of Eight".
pub fn of_word(view: View, at: usize) -> Option<Named> {
    let before = view.low(at.wrapping_sub(1));
    let after = view.low(at + 1);
    let capital = view.is_capitalised(at) && !view.begins(at);
    if view.is_hyphen(at + 1) && view.is(at + 2, Class::ORDINAL) && view.low(at).ends_with("ty") {
        return named(at, at + 3, NumberKind::Ordinal);
    }
    match &*view.low(at) {
        "one" => return one(view, at),
        "zero"
            if &*before == "ground"
                || &*before == "day"
                || &*before == "patient"
                || matches!(&*after, "tolerance" | "hour" | "sum" | "in")
                || view.is_hyphen(at + 1) =>
        {
            return named(at, at + 1, NumberKind::Idiom);
        }
        "two" if &*after == "cents" || view.is_hyphen(at + 1) && matches!(&*view.low(at + 2), "way" | "faced" | "fold" | "bit") => {
            return named(at, at + 1, NumberKind::Idiom);
        }
        "hundred" if &*after == "percent" && &*before != "one" && &*before != "a" => return None,
        "dozen" if view.kind(at.wrapping_sub(1)) == Some(Kind::Possessive) && &*view.low(at.wrapping_sub(2)) == "baker" => {
            return named(at, at + 1, NumberKind::Idiom);
        }
        "ten" if &*before == "hang" => return named(at, at + 1, NumberKind::Idiom),
        "five" if view.is_hyphen(at.wrapping_sub(1)) && &*view.low(at.wrapping_sub(2)) == "high" || &*before == "high" => {
            return named(at, at + 1, NumberKind::Idiom);
        }
        _ => {}
    }
    // "Chicago Seven", "BBC One", "Radio Four", "Kick Six": a capital inside a sentence, after a capital.
    let known = view.is_capitalised(at.wrapping_sub(1))
        || view.kind(at.wrapping_sub(1)) == Some(Kind::Possessive)
        || &*before == "of" && view.is_capitalised(at.wrapping_sub(2));
    if capital && known && !label::is_title_case(view, at) && !view.is(at.wrapping_sub(1), Class::DETERMINER.or(Class::PREPOSITION))
        || capital && &*before == "of" && view.is_capitalised(at.wrapping_sub(2)) && !label::is_title_case(view, at)
    {
        return named(at, at + 1, NumberKind::Name);
    }
    // "Big Ten", "Six Nations", "Five Eyes", "Nine News".
    if capital
        && view.is_capitalised(at + 1)
        && !label::is_title_case(view, at)
        && !view.is(at + 1, Class::NUMERAL.or(Class::PLACE))
        && !view.is_hyphen(at + 1)
        && !counts(view, at + 1)
    {
        return named(at, at + 1, NumberKind::Name);
    }
    let designator = at.wrapping_sub(1);
    let designated = matches!(
        &*before,
        "day"
            | "number"
            | "phase"
            | "chapter"
            | "page"
            | "series"
            | "version"
            | "step"
            | "week"
            | "tier"
            | "level"
            | "stage"
            | "act"
            | "part"
            | "season"
            | "episode"
            | "round"
            | "article"
            | "section"
            | "title"
            | "group"
            | "channel"
    ) && view.is(designator, Class::DESIGNATOR.or(Class::CAPITAL_DESIGNATOR))
        && !counts(view, at + 1)
        && !view.is(at + 1, Class::NUMERAL)
        && unit::after(view, at + 1, false).is_none();
    designated.then_some(Named { from: at, to: at + 1, kind: NumberKind::Name })
}

/// "one" as a pronoun or in an idiom. "one of the largest" and "one hand" are small counts.
fn one(view: View, at: usize) -> Option<Named> {
    let before = view.low(at.wrapping_sub(1));
    let after = view.low(at + 1);
    if view.kind(at + 1) == Some(Kind::Possessive) || matches!(&*after, "another" | "self") {
        return named(at, at + 1, NumberKind::Pronoun);
    }
    if matches!(&*after, "day" | "time" | "night" | "morning" | "evening" | "afternoon")
        && !matches!(&*before, "than" | "least" | "only" | "about" | "for" | "in")
        || &*after == "on" && &*view.low(at + 2) == "one"
        || &*after == "by" && &*view.low(at + 2) == "one"
        || &*before == "square"
        || &*before == "on" && &*view.low(at.wrapping_sub(2)) == "one"
        || &*before == "by" && &*view.low(at.wrapping_sub(2)) == "one"
    {
        return named(at, at + 1, NumberKind::Idiom);
    }
    if view.is_hyphen(at + 1) {
        let idiom = matches!(
            &*view.low(at + 2),
            "time" | "sided" | "off" | "way" | "stop" | "on" | "size" | "man" | "woman" | "liner" | "to" | "up"
        );
        return if idiom { named(at, at + 1, NumberKind::Idiom) } else { None };
    }
    if view.is(at + 1, Class::NUMERAL) && !matches!(&*after, "one") {
        return None;
    }
    // Designators: "number one", "day one", "BBC One".
    if matches!(
        &*before,
        "number" | "day" | "phase" | "chapter" | "version" | "page" | "series" | "tier" | "level" | "round" | "part" | "step"
    ) {
        return named(at, at + 1, NumberKind::Name);
    }
    if view.is_capitalised(at) && !view.begins(at) && view.is_capitalised(at.wrapping_sub(1)) && !label::is_title_case(view, at) {
        return named(at, at + 1, NumberKind::Name);
    }
    let pronoun_before = matches!(
        &*before,
        "no" | "any"
            | "every"
            | "some"
            | "this"
            | "that"
            | "each"
            | "which"
            | "same"
            | "another"
            | "the"
            | "a"
            | "other"
            | "first"
            | "second"
            | "last"
            | "next"
            | "new"
            | "good"
            | "bad"
            | "right"
            | "wrong"
            | "loved"
            | "little"
            | "big"
            | "only"
            | "biggest"
            | "current"
            | "an"
    );
    let joins = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY).or(Class::PRONOUN).or(Class::DETERMINER).or(Class::SAY);
    let noun_follows = view.is_word(at + 1) && !view.is(at + 1, joins)
        || &*after == "of"
        || matches!(&*after, "in" | "out" | "or" | "to" | "over") && number_follows(view, at + 2)
        || &*after == "per" && &*view.low(at + 2) == "cent"
        || &*after == "and" && matches!(&*view.low(at + 2), "a" | "three" | "two");
    if !noun_follows {
        // "only one" and "than one" count without a noun.
        let counted = matches!(&*before, "than" | "least" | "just" | "minus")
            || &*before == "to" && (view.is_number(at.wrapping_sub(2)) || view.is(at.wrapping_sub(2), Class::NUMERAL))
            || &*before == "only" && !view.is(at.wrapping_sub(2), Class::DETERMINER);
        return if counted { None } else { named(at, at + 1, NumberKind::Pronoun) };
    }
    (pronoun_before && !matches!(&*before, "only" | "the" | "a" | "last" | "first" | "another") && &*after != "of" && &*after != "in")
        .then_some(Named { from: at, to: at + 1, kind: NumberKind::Pronoun })
}

fn number_follows(view: View, at: usize) -> bool {
    view.is_number(at)
        || view.is(at, Class::NUMERAL)
        || &*view.low(at) == "of" && (view.is_number(at + 1) || view.is(at + 1, Class::NUMERAL))
}

/// A word of rank: "third-largest", "the first half". Fractions are read before this is asked.
pub fn of_rank(view: View, at: usize) -> Option<Named> {
    let tens = view.is_hyphen(at.wrapping_sub(1)) && view.is(at.wrapping_sub(2), Class::NUMERAL);
    named(if tens { at - 2 } else { at }, at + 1, NumberKind::Ordinal)
}
