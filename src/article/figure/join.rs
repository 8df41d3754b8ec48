//! Neighbours that belong together: ranges, ratios and scores, dates and times that share a word, and figures of one claim.

use super::super::lexicon::Class;
use super::super::token::Kind;
use super::amount::Form;
use super::quantity::{Item, Quantity, What};
use super::view::View;
use super::{FigureKind, NumberKind};

/// Joins neighbours, in one pass from the left.
pub fn join(view: View, items: Vec<Item>) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let Some(last) = joined.last_mut() else {
            joined.push(item);
            continue;
        };
        let (left, right) = pair(view, *last, item);
        *last = left;
        joined.extend(right);
    }
    joined
}

/// What two neighbours become: one item, or two.
fn pair(view: View, a: Item, b: Item) -> (Item, Option<Item>) {
    if b.from < a.reach || b.from - a.reach > 6 {
        return (a, Some(b));
    }
    match (a.what, b.what) {
        (What::Quantity(x), What::Quantity(y)) => {
            let one = ratio(view, a, b, x, y)
                .or_else(|| part_of_percent(view, a, b, x, y))
                .or_else(|| dashed(view, a, b, x, y))
                .or_else(|| range(view, a, b, x, y));
            if let Some(one) = one {
                return (one, None);
            }
            shared(view, a, b, x, y)
        }
        (What::Quantity(x), What::Number(kind)) => (before_number(view, a, b, x, kind), Some(b)),
        (What::Number(kind), What::Quantity(y)) => (a, Some(after_number(view, a, b, kind, y))),
        _ => (a, Some(b)),
    }
}

fn is_bare(item: Item, q: Quantity) -> bool {
    q.kind == FigureKind::Count && q.high.is_none() && q.unit.is_none() && item.reach == item.to
}

fn is_whole(value: f64) -> bool {
    value.fract() == 0.0
}

fn gap_is(view: View, a: Item, b: Item, words: &[&str]) -> bool {
    b.from - a.reach == words.len() && words.iter().enumerate().all(|(i, w)| &*view.low(a.reach + i) == *w)
}

fn with(a: Item, b: Item, quantity: Quantity) -> Item {
    Item { from: a.from, to: b.to, reach: b.reach, what: What::Quantity(quantity) }
}

/// "one in five", "four out of 10", "3-to-1", "1 of 4".
fn ratio(view: View, a: Item, b: Item, x: Quantity, y: Quantity) -> Option<Item> {
    if !is_bare(a, x) {
        return None;
    }
    let (left, right) = (x.value?, y.value?);
    let of = |value| with(a, b, Quantity { kind: FigureKind::Ratio, value: Some(value), high: None, unit: y.unit, ..x });
    if y.kind != FigureKind::Count || y.unit.is_some() || y.high.is_some() || right == 0.0 {
        return None;
    }
    if left <= right && gap_is(view, a, b, &["out", "of"]) || gap_is(view, a, b, &["out", "of", "every"]) {
        return Some(of(left / right));
    }
    let round = matches!(right as u64, 2..=10 | 12 | 15 | 20 | 25 | 30 | 40 | 50 | 60 | 75 | 80) || right % 100.0 == 0.0;
    let every = gap_is(view, a, b, &["in", "every"]);
    if (gap_is(view, a, b, &["in"]) || every)
        && left < right
        && (round || left == 1.0)
        && is_whole(left)
        && (left <= 10.0 || right >= 100.0 && right % left == 0.0)
    {
        return Some(of(left / right));
    }
    if left == 1.0 && gap_is(view, a, b, &["of"]) && x.form == Form::Words && right < 100.0 {
        return Some(of(left / right));
    }
    // "one over twenty"
    if gap_is(view, a, b, &["over"]) && left < right {
        return Some(of(left / right));
    }
    let to_one = gap_is(view, a, b, &["to"]) && &*view.low(a.from.wrapping_sub(1)) == "by";
    let hyphens = b.from - a.reach == 3 && view.is_hyphen(a.reach) && &*view.low(a.reach + 1) == "to" && view.is_hyphen(a.reach + 2);
    ((to_one || hyphens) && left >= right && left <= 1000.0).then(|| of(left / right))
}

/// "a quarter of 1 percent"
fn part_of_percent(view: View, a: Item, b: Item, x: Quantity, y: Quantity) -> Option<Item> {
    let one = x.kind == FigureKind::Fraction && y.kind == FigureKind::Percent && y.value == Some(1.0) && y.high.is_none();
    (one && gap_is(view, a, b, &["of"])).then(|| with(a, b, Quantity { value: x.value, form: x.form, ..y }))
}

/// Two numbers around a dash: a score, a range, or "50-50".
fn dashed(view: View, a: Item, b: Item, x: Quantity, y: Quantity) -> Option<Item> {
    let dash = a.to;
    // "$5-$10" and "5%-6%" have their signs on both sides; a unit between is a sentence's dash.
    if b.from != dash + 1 || view.kind(dash) != Some(Kind::Dash) || a.reach != a.to {
        return None;
    }
    let glued = view.glued(dash - 1) && view.glued(dash);
    let (left, right) = (x.value?, y.value?);
    let plain = is_bare(a, x)
        && y.kind == FigureKind::Count
        && y.unit.is_none()
        && y.high.is_none()
        && !x.scaled
        && !y.scaled
        && is_whole(left)
        && is_whole(right);
    if !glued {
        // "Sweden 1 – 0 Korea"
        let goals = plain
            && left <= 20.0
            && right <= 20.0
            && view.glued(dash) == view.glued(dash - 1)
            && x.form == Form::Digits
            && y.form == Form::Digits;
        return goals.then(|| score(a, b, x, right));
    }
    if !plain {
        return range_of(view, a, b, x, y);
    }
    if left == right && left == 50.0 {
        return Some(Item::number(a.from, b.to, NumberKind::Idiom));
    }
    if left >= right || x.form == Form::Digits && right <= 200.0 && is_sport(view, a, b) {
        return Some(score(a, b, x, right));
    }
    range_of(view, a, b, x, y)
}

fn score(a: Item, b: Item, x: Quantity, right: f64) -> Item {
    with(a, b, Quantity { kind: FigureKind::Score, high: Some(right), ..x })
}

fn is_sport(view: View, a: Item, b: Item) -> bool {
    let plays = |at: usize| view.is(at, Class::CONTEST);
    (a.from.saturating_sub(4)..a.from).any(plays) || (b.reach..b.reach + 2).any(plays)
}

/// "5 to 7 percent", "between 30 and 40", "three or four years", "252 miles to 287 miles".
fn range(view: View, a: Item, b: Item, x: Quantity, y: Quantity) -> Option<Item> {
    let opened = opener(view, a.from);
    let opener = view.low(opened);
    let from = &*opener == "from" || &*opener == "between" || matches!(&*opener, "range" | "ranging" | "ranges" | "ranged");
    let gap = b.from - a.reach;
    let last = view.low(b.from.wrapping_sub(1));
    let to = gap == 1 && matches!(&*last, "to" | "through")
        || gap_is(view, a, b, &["up", "to"])
        || gap_is(view, a, b, &["to", "nearly"])
        || gap_is(view, a, b, &["to", "about"])
        || gap_is(view, a, b, &["to", "around"])
        || gap == 2 && &*view.low(a.reach) == "to" && view.kind(a.reach + 1) == Some(Kind::Dash) && view.glued(a.reach + 1)
        || gap == 3 && view.is_hyphen(a.reach) && &*view.low(a.reach + 1) == "to" && view.is_hyphen(a.reach + 2);
    if to {
        if !from && (view.is(opened, Class::CHANGE) && (x.unit.is_some() || y.unit.is_none() || x.kind != FigureKind::Count)) {
            return None;
        }
        let (left, right) = (x.value?, y.value?);
        if !from && left >= right {
            return None;
        }
        return range_of(view, a, b, x, y);
    }
    // "from $75 per barrel to $45"
    if from
        && &*opener == "from"
        && &*last == "to"
        && gap <= 4
        && x.kind == y.kind
        && x.unit == y.unit
        && (a.reach..b.from - 1).all(|i| view.is_word(i) && !view.is(i, Class::CONJUNCTION.or(Class::AUXILIARY).or(Class::SAY)))
        && matches!(&*view.low(a.reach), "per" | "a" | "an" | "u.s.")
    {
        return range_of(view, a, b, x, y);
    }
    if &*opener == "between" && gap == 1 && &*last == "and" {
        return range_of(view, a, b, x, y);
    }
    // "three or four": neighbours in counting.
    if gap == 1 && &*last == "or" && is_bare(a, x) && y.kind != FigureKind::Money {
        let (left, right) = (x.value?, y.value?);
        if right == left + 1.0
            || right == left * 2.0 && left >= 10.0
            || (right - left) == 5.0 && left % 5.0 == 0.0 && left > 0.0
            || right - left == 10.0 && left % 10.0 == 0.0 && left > 0.0
        {
            return range_of(view, a, b, x, y);
        }
    }
    None
}

/// The place of the word before a figure, beyond its hedge: "from", "between", or a verb of change.
fn opener(view: View, from: usize) -> usize {
    let at = super::context::hedge(view, from).map_or(from, |h| h.start).wrapping_sub(1);
    // "between the 30 and"
    if matches!(&*view.low(at), "the" | "a" | "an") { at.wrapping_sub(1) } else { at }
}

/// The range of two quantities whose units agree or complete each other.
fn range_of(_view: View, a: Item, b: Item, x: Quantity, y: Quantity) -> Option<Item> {
    let (mut left, right) = (x.value?, y.value?);
    if x.high.is_some()
        || y.high.is_some()
        || matches!(x.kind, FigureKind::Ratio | FigureKind::Score | FigureKind::Multiple)
        || matches!(y.kind, FigureKind::Ratio | FigureKind::Score)
    {
        return None;
    }
    let (kind, unit) = match () {
        () if x.kind == y.kind && x.unit == y.unit => (x.kind, x.unit),
        () if is_bare(a, x) && y.kind != FigureKind::Fraction => (y.kind, y.unit),
        () if is_bare(b, y) => (x.kind, x.unit),
        () => return None,
    };
    // "$10 to $15 billion": the scale is said once.
    if y.scaled && !x.scaled {
        let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| right >= *s);
        if let Some(scale) = scale.filter(|s| left < right / s && y.form == Form::Digits) {
            left *= scale;
        }
    }
    let kind = if kind == FigureKind::Count { FigureKind::Range } else { kind };
    Some(with(a, b, Quantity { kind, value: Some(left), high: Some(right), unit, form: x.form, scaled: y.scaled, joined: x.joined }))
}

/// Two quantities that stay two: the first may lend from the second, and they may be one claim.
fn shared(view: View, mut a: Item, mut b: Item, mut x: Quantity, mut y: Quantity) -> (Item, Option<Item>) {
    let gap = b.from - a.reach;
    let last = view.low(b.from.wrapping_sub(1));
    let listed = gap == 1 && (matches!(&*last, "and" | "or" | "to") || &*last == ",");
    if listed && is_bare(a, x) && y.high.is_none() && matches!(y.kind, FigureKind::Age | FigureKind::Percent | FigureKind::Money) {
        // "27 and 29 years old", "40 or 50 percent", "eight or nine euros"
        x.kind = y.kind;
        x.unit = y.unit;
        a.what = What::Quantity(x);
        y.joined = &*last != ",";
    }
    let converted = gap == 1
        && matches!(&*last, "(")
        && matches!(
            (x.kind, y.kind),
            (FigureKind::Measure, FigureKind::Measure)
                | (FigureKind::Money, FigureKind::Money | FigureKind::Count)
                | (FigureKind::Count, FigureKind::Money)
        );
    // "400 of the 1,200 homes"
    let part = gap == 2 && &*view.low(a.reach) == "of" && view.is(a.reach + 1, Class::DETERMINER);
    // "5 feet 2 inches", "24 hours, 39 minutes"
    let compound = x.kind == y.kind
        && matches!(x.kind, FigureKind::Measure | FigureKind::Duration)
        && x.unit != y.unit
        && (gap == 0 || gap == 1 && matches!(&*last, "and" | ","));
    let between = gap <= 3 && &*last == "and" && &*view.low(opener(view, a.from)) == "between"
        || gap <= 3 && &*last == "to" && &*view.low(opener(view, a.from)) == "from" && x.kind == y.kind;
    if converted || part || compound || between {
        y.joined = true;
    }
    b.what = What::Quantity(y);
    (a, Some(b))
}

/// A bare number before a date, time or year that it shares its word with: "3 to 5 p.m.", "6 and 7 May".
fn before_number(view: View, a: Item, b: Item, x: Quantity, kind: NumberKind) -> Item {
    let joins = b.from - a.reach == 1
        && (matches!(&*view.low(a.reach), "to" | "and" | "or" | "until" | "till") || view.kind(a.reach) == Some(Kind::Dash));
    let small = x.value.is_some_and(|v| (0.0..=31.0).contains(&v));
    let dated = match kind {
        NumberKind::Time => small,
        NumberKind::Date => small && view.is_word(b.from + 1) && view.is(b.from + 1, Class::MONTH),
        NumberKind::Age => true,
        _ => false,
    };
    if joins && is_bare(a, x) && dated && x.form == Form::Digits { Item::number(a.from, a.to, kind) } else { a }
}

/// A bare number after a date, a page or a section that goes on: "March 5 and 6", "pages 7, 8", "sections 4 to 9".
fn after_number(view: View, a: Item, b: Item, kind: NumberKind, y: Quantity) -> Item {
    let joins = b.from - a.reach == 1
        && (matches!(&*view.low(a.reach), "to" | "and" | "or" | "through" | "," | "&") || view.kind(a.reach) == Some(Kind::Dash));
    if !joins || !is_bare(b, y) || y.form != Form::Digits || super::context::counts(view, b.to) {
        return b;
    }
    let small = y.value.is_some_and(|v| (1.0..=31.0).contains(&v) && is_whole(v));
    let comma = &*view.low(a.reach) == ",";
    let goes_on = match kind {
        NumberKind::Date => small && view.is(a.from.wrapping_sub(1), Class::MONTH) && !comma,
        NumberKind::List | NumberKind::Statute => true,
        NumberKind::Ordinal => &*view.low(a.from.wrapping_sub(1)) == "." || &*view.low(a.from.wrapping_sub(1)) == "nos",
        NumberKind::Age | NumberKind::Time => !comma && small,
        _ => false,
    };
    if goes_on { Item::number(b.from, b.to, kind) } else { b }
}
