//! Quantities: an amount with its currency, percent word or unit, and the kind of figure that they make of it.

use super::super::lexicon::Class;
use super::super::token::Kind;
use super::amount::{Amount, Form};
use super::unit;
use super::view::View;
use super::{FigureKind, NumberKind};

/// Something found on the way through a paragraph, in tokens, before neighbours are joined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// The figure's own tokens, end exclusive.
    pub from: usize,
    pub to: usize,
    /// The token after its unit words: "miles" of "35 miles" is no part of the figure's span.
    pub reach: usize,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    Quantity(Quantity),
    Number(NumberKind),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    pub kind: FigureKind,
    pub value: Option<f64>,
    pub high: Option<f64>,
    pub unit: Option<&'static str>,
    pub form: Form,
    /// A word of scale took part.
    pub scaled: bool,
    /// Same claim as the figure before.
    pub joined: bool,
}

impl Item {
    pub fn number(from: usize, to: usize, kind: NumberKind) -> Item {
        Item { from, to, reach: to, what: What::Number(kind) }
    }
}

/// Reads what stands around an amount.
pub fn read(view: View, amount: Amount) -> Item {
    let Amount { mut from, mut to, mut value, form, scaled } = amount;
    let bare = match form {
        Form::Fraction => FigureKind::Fraction,
        Form::Vague => FigureKind::Vague,
        _ => FigureKind::Count,
    };
    let quantity = |kind, value, unit| Quantity { kind, value, high: None, unit, form, scaled, joined: false };
    // A point or a sign before the digits: ".500", "-5", "minus 5", "$-50.8bn".
    if form != Form::Vague {
        let before = from.wrapping_sub(1);
        let opens = !view.glued(before.wrapping_sub(1)) || matches!(view.raw(before.wrapping_sub(1)), "(" | "$" | "£" | "€");
        if view.raw(before) == "." && view.glued(before) && !view.glued(before.wrapping_sub(1)) && form == Form::Digits {
            let digits = view.raw(from).len() as i32;
            value = value.map(|v| v / 10f64.powi(digits));
            from = before;
        } else if matches!(view.raw(before), "-" | "−" | "–") && view.glued(before) && opens && form == Form::Digits {
            value = value.map(|v| -v);
            from = before;
        } else if matches!(&*view.low(before), "minus" | "negative") {
            value = value.map(|v| -v);
            from = before;
        } else if view.is_hyphen(before) && &*view.low(before.wrapping_sub(1)) == "minus" {
            value = value.map(|v| -v);
            from = before - 1;
        }
    }
    if let Some((code, sign)) = unit::currency_before(view, from) {
        from = sign;
        // "$3 USD", "£1bn pounds", and "per", "a share" stay outside.
        let reach = unit::after(view, to, false).filter(|(u, _)| u.kind == FigureKind::Money).map_or(to, |(_, end)| end);
        return Item { from, to, reach, what: What::Quantity(quantity(FigureKind::Money, value, Some(code))) };
    }
    // "a mile and a half", and the half of "three miles and a half"; not "for a day and a third of the crop".
    if form == Form::Fraction
        && (&*view.low(to) != "of" || value == Some(0.5) && &*view.low(from) == "a")
        && &*view.low(from.wrapping_sub(1)) == "and"
        && let Some(at) = from.checked_sub(2)
        && let Some((unit, _)) = unit::after(view, at, false).filter(|(u, end)| end + 1 == from && u.kind != FigureKind::Money)
    {
        let one = at.checked_sub(1).filter(|&i| matches!(&*view.low(i), "a" | "an" | "one"));
        let value = value.map(|part| part + if one.is_some() { 1.0 } else { 0.0 });
        return Item { from: one.unwrap_or(from), to, reach: to, what: What::Quantity(quantity(unit.kind, value, Some(unit.name))) };
    }
    // The hyphen of "5-percent" and "10-mile".
    let hyphen = view.is_hyphen(to);
    let next = if hyphen { to + 1 } else { to };
    // "half a percent", "three-quarters of a percentage point"
    let of = to + usize::from(&*view.low(to) == "of");
    let part = form == Form::Fraction && matches!(&*view.low(of), "a" | "one");
    if let Some((end, unit)) = percent(view, if part { of + 1 } else { next }) {
        to = end;
        return Item { from, to, reach: to, what: What::Quantity(quantity(FigureKind::Percent, value, unit)) };
    }
    if &*view.low(next) == "fold" && (hyphen || view.glued(to - 1)) {
        return Item { from, to: next + 1, reach: next + 1, what: What::Quantity(quantity(FigureKind::Multiple, value, None)) };
    }
    if &*view.low(to) == "times" && compares(view, to + 1) {
        return Item { from, to: to + 1, reach: to + 1, what: What::Quantity(quantity(FigureKind::Multiple, value, None)) };
    }
    if let Some((unit, end)) = unit_after(view, next, view.glued(to - 1), form) {
        match unit.kind {
            FigureKind::Money => {
                let kind = if form == Form::Vague { FigureKind::Vague } else { FigureKind::Money };
                to = if form == Form::Vague { to } else { end };
                return Item { from, to, reach: end, what: What::Quantity(quantity(kind, value, Some(unit.name))) };
            }
            kind => {
                let kind = if form == Form::Vague { FigureKind::Vague } else { kind };
                return Item { from, to, reach: end, what: What::Quantity(quantity(kind, value, Some(unit.name))) };
            }
        }
    }
    Item { from, to, reach: to, what: What::Quantity(quantity(bare, value, None)) }
}

/// The unit after an amount; for a vague one and a fraction also behind "of" or an article: "millions of dollars", "half an hour".
fn unit_after(view: View, at: usize, glued: bool, form: Form) -> Option<(unit::Unit, usize)> {
    if matches!(form, Form::Vague | Form::Fraction) && matches!(&*view.low(at), "of" | "a" | "an") {
        return unit::after(view, at + 1, false).filter(|(u, _)| form == Form::Vague || u.kind != FigureKind::Money);
    }
    // A nationality before the currency: "US dollars", "Chinese yuan", "Hong Kong dollars".
    if view.is_capitalised(at) {
        for n in 1..=2 {
            if let Some(found) = unit::after(view, at + n, false).filter(|(u, _)| u.kind == FigureKind::Money && !view.is_hyphen(at))
                && view.is_plain(at + n)
            {
                return Some((dollar_of(view, at, found.0), found.1));
            }
        }
    }
    let found = unit::after(view, at, glued)?;
    // "second" after a number is a rank more often than a unit: "his three second places".
    let rank = form == Form::Words && &*view.low(at) == "second" && !view.is_hyphen(at - 1);
    (!rank).then_some(found)
}

/// "Canadian dollars" is not "USD".
fn dollar_of(view: View, nation: usize, unit: unit::Unit) -> unit::Unit {
    if unit.name != "USD" {
        return unit;
    }
    let name = match &*view.low(nation) {
        "canadian" => "CAD",
        "australian" => "AUD",
        "hong" => "HKD",
        "singapore" => "SGD",
        "new" => "NZD",
        "taiwan" => "TWD",
        _ => "USD",
    };
    unit::Unit { name, ..unit }
}

/// The token after a percent word, and the unit where it is points.
fn percent(view: View, at: usize) -> Option<(usize, Option<&'static str>)> {
    let word = view.low(at);
    match &*word {
        "%" | "percents" | "pct" | "percent" => {
            let points = matches!(&*view.low(at + 1), "points" | "point") && &*word != "%";
            Some(if points { (at + 2, Some("percentage point")) } else { (at + 1, None) })
        }
        "per" if matches!(&*view.low(at + 1), "cent" | "cents") => Some((at + 2, None)),
        "percentage" if matches!(&*view.low(at + 1), "point" | "points") => Some((at + 2, Some("percentage point"))),
        _ if view.raw(at) == "％" => Some((at + 1, None)),
        _ => None,
    }
}

/// Whether what follows "times" compares.
fn compares(view: View, at: usize) -> bool {
    matches!(
        &*view.low(at),
        "as" | "more"
            | "less"
            | "the"
            | "higher"
            | "larger"
            | "bigger"
            | "greater"
            | "faster"
            | "that"
            | "its"
            | "their"
            | "his"
            | "her"
            | "fewer"
            | "likelier"
            | "lower"
            | "smaller"
            | "what"
            | "worse"
            | "better"
            | "over"
    )
}

/// A word that multiplies or divides by itself: "doubled", "twice as many", "sixfold", "halved".
pub fn multiple(view: View, at: usize) -> Option<Item> {
    let word = view.low(at);
    let after = view.low(at + 1);
    let value = match &*word {
        "twice" | "double" | "twofold" | "doubled" | "doubles" | "doubling" => 2.0,
        "thrice" | "triple" | "threefold" | "tripled" | "triples" | "tripling" | "treble" | "trebled" | "trebling" => 3.0,
        "quadruple" | "fourfold" | "quadrupled" | "quadrupling" => 4.0,
        "fivefold" | "quintuple" | "quintupled" => 5.0,
        "sixfold" => 6.0,
        "sevenfold" => 7.0,
        "eightfold" => 8.0,
        "ninefold" => 9.0,
        "tenfold" => 10.0,
        "twelvefold" => 12.0,
        "twentyfold" => 20.0,
        "hundredfold" => 100.0,
        "halved" | "halve" | "halving" => 0.5,
        _ => return None,
    };
    let digits_at = if view.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    if matches!(&*word, "double" | "triple" | "single") && matches!(&*view.low(digits_at), "digit" | "digits" | "figure" | "figures") {
        // "a double-digit lead"
        let quantity =
            Quantity { kind: FigureKind::Vague, value: None, high: None, unit: None, form: Form::Vague, scaled: false, joined: false };
        return Some(Item { from: at, to: digits_at + 1, reach: digits_at + 1, what: What::Quantity(quantity) });
    }
    let states = match &*word {
        "twice" | "thrice" => compares(view, at + 1) && !matches!(&*after, "over"),
        "double" | "triple" | "treble" | "quadruple" => {
            // "double the rate" and "to triple in size" compare; "double-digit", "a double room", "his double" do not.
            matches!(&*after, "the" | "that" | "what" | "its" | "their" | "in" | "as" | "from" | "since" | "by" | "this")
                && !view.is(at.wrapping_sub(1), Class::DETERMINER)
                || matches!(
                    &*view.low(at.wrapping_sub(1)),
                    "than" | "nearly" | "almost" | "over" | "to" | "about" | "would" | "could" | "will"
                ) && !view.is_hyphen(at + 1)
                    && view.kind(at + 1) != Some(Kind::Dash)
        }
        "doubles" | "triples" => !view.begins(at) && matches!(&*after, "the" | "its" | "their" | "in" | "every"),
        "doubled" if &*after == "down" || &*after == "over" => false,
        "doubling" if &*after == "down" || &*after == "back" => false,
        _ => !view.is_hyphen(at + 1),
    };
    let quantity = Quantity {
        kind: FigureKind::Multiple,
        value: Some(value),
        high: None,
        unit: None,
        form: Form::Words,
        scaled: false,
        joined: false,
    };
    states.then_some(Item { from: at, to: at + 1, reach: at + 1, what: What::Quantity(quantity) })
}
