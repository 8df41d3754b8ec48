//! Days, years, times of day and bare ages.

use super::super::super::lexicon::Class;
use super::super::super::token::Kind;
use super::super::context::{GRAMMAR, counts, plural_follows};
use super::super::view::View;
use super::super::{FigureKind, NumberKind, amount, unit};
use super::{Named, named, unit_or_percent};

pub fn is_time(view: View, at: usize) -> bool {
    matches!(&*view.low(at + 1), "am" | "pm" | "a.m." | "p.m." | "gmt" | "et" | "bst")
}

const CLOCK: &[&str] = &[
    "am", "pm", "a.m.", "p.m.", "o'clock", "gmt", "utc", "edt", "est", "bst", "cet", "cest", "pdt", "pst", "cdt", "cst", "ist", "et", "pt",
    "ct",
];

fn is_clock(view: View, at: usize) -> bool {
    let low = view.low(at);
    CLOCK.contains(&&*low) || view.raw(at) == "o’clock"
}

/// "10:27 PM EDT", "5am", "10.45pm", "0401 GMT", "6 p.m.", "at 5:30".
pub fn time(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    let short = word.len() <= 5 && !word.contains(',');
    if !short {
        return None;
    }
    let mut to = at + 1;
    let mut clock = false;
    while view.raw(to) == ":"
        && view.glued(to - 1)
        && view.glued(to)
        && view.is_number(to + 1)
        && view.raw(to + 1).split('.').next().is_some_and(|w| w.len() == 2)
    {
        to += 2;
        clock = true;
    }
    while is_clock(view, to) && (clock || word.len() == 4 || word.len() <= 2 || word.contains('.')) {
        // "ET" and its kin need capitals; "5 ct" is no time.
        if view.raw(to).len() == 2 && !matches!(&*view.low(to), "am" | "pm") && !(clock && view.is_capitalised(to)) {
            break;
        }
        to += 1;
        clock = true;
    }
    clock.then_some(Named { from: at, to, kind: NumberKind::Time })
}

fn is_month(view: View, at: usize) -> bool {
    view.is(at, Class::MONTH) && view.is_capitalised(at)
}

fn is_day(view: View, at: usize) -> bool {
    let word = view.raw(at);
    view.is_number(at) && word.len() <= 2 && matches!(word.parse::<u32>(), Ok(1..=31))
}

/// A year of four digits, as far as its own digits tell.
pub fn is_year(view: View, at: usize) -> bool {
    let word = view.raw(at);
    view.is_number(at) && word.len() == 4 && matches!(word.parse::<u32>(), Ok(1000..=2199))
}

pub fn ordinal_suffix(view: View, at: usize) -> bool {
    view.glued(at.wrapping_sub(1)) && matches!(&*view.low(at), "st" | "nd" | "rd" | "th")
}

/// "Sept. 29, 2016", "9 May", "the 24th of October", "2019-09-01", "12/25/2019", "March 5-7".
pub fn date(view: View, at: usize, value: f64) -> Option<Named> {
    // After the month.
    let mut before = at.wrapping_sub(1);
    if view.raw(before) == "." && view.glued(before.wrapping_sub(1)) {
        before = before.wrapping_sub(1);
    }
    if is_month(view, before) {
        if is_day(view, at) && !unit_or_percent(view, at + 1) {
            let mut to = if ordinal_suffix(view, at + 1) { at + 2 } else { at + 1 };
            // "March 5-7", "May 5, 6 and 7"
            while matches!(view.kind(to), Some(Kind::Dash)) && view.glued(to) && is_day(view, to + 1) {
                to += 2;
            }
            let year_at = if view.raw(to) == "," { to + 1 } else { to };
            if is_year(view, year_at) {
                to = year_at + 1;
            }
            return named(at, to, NumberKind::Date);
        }
        let year_after_month = is_year(view, at);
        if year_after_month {
            return named(at, at + 1, NumberKind::Year);
        }
        if view.raw(before).eq("May") && value > 31.0 {
            return None;
        }
    }
    // Before the month.
    if is_day(view, at) && !view.glued(at.wrapping_sub(1)) {
        let mut month = if ordinal_suffix(view, at + 1) { at + 2 } else { at + 1 };
        if &*view.low(month) == "of" && (month > at + 1 || is_month(view, month + 1)) {
            month += 1;
        }
        if is_month(view, month)
            && view.raw(month) != "Mar"
            && !(view.raw(month) == "May"
                && view.is_word(month + 1)
                && view.is_plain(month + 1)
                && month == at + 1
                && view.is(month + 1, Class::AUXILIARY))
        {
            let mut to = month + 1;
            if view.raw(to) == "." && view.glued(to - 1) && is_year(view, to + 1) {
                to += 1;
            }
            let year_at = if view.raw(to) == "," { to + 1 } else { to };
            if is_year(view, year_at) {
                to = year_at + 1;
            }
            return named(at, to, NumberKind::Date);
        }
    }
    // "2019-09-01", "01.09.2019" is one token, "12/25/2019".
    let sign = view.raw(at + 1);
    if matches!(sign, "-" | "/" | "‑")
        && view.raw(at + 3) == sign
        && (at..at + 4).all(|i| view.glued(i))
        && (is_year(view, at) || is_year(view, at + 4) || is_day(view, at))
        && view.is_number(at + 2)
        && view.is_number(at + 4)
    {
        let sane = is_day(view, at + 2) && (view.raw(at + 4).len() <= 4);
        return if sane { named(at, at + 5, NumberKind::Date) } else { None };
    }
    None
}

/// The token after "1990s", "60s" or "1960's".
pub fn decade(view: View, at: usize) -> Option<usize> {
    let word = view.raw(at);
    if !(word.ends_with('0') && (word.len() == 2 || word.len() == 4)) || !view.glued(at) {
        return None;
    }
    let apostrophe = view.kind(at + 1) == Some(Kind::Quote) && view.glued(at + 1);
    let letter = if apostrophe { at + 2 } else { at + 1 };
    (&*view.low(letter) == "s").then_some(letter + 1)
}

/// "24/7", "9/11", "20/20", "2015/16".
pub fn slashed(view: View, at: usize) -> Option<Named> {
    if view.raw(at + 1) != "/" || !view.glued(at) || !view.glued(at + 1) || !view.is_number(at + 2) {
        return None;
    }
    match (view.raw(at), view.raw(at + 2)) {
        ("24", "7") | ("20", "20") | ("50", "50") => named(at, at + 3, NumberKind::Idiom),
        ("9", "11") | ("7", "7") | ("10", "7") => named(at, at + 3, NumberKind::Date),
        (year, next) if is_year(view, at) && next.len() <= 4 && year.len() == 4 => named(at, at + 3, NumberKind::Year),
        _ => None,
    }
}

/// Words before a year.
fn is_temporal(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "before"
            | "after"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "spring"
            | "summer"
            | "fall"
            | "autumn"
            | "winter"
            | "circa"
            | "fiscal"
            | "fy"
            | "year"
            | "years"
            | "a.d."
            | "ad"
            | "©"
            | "copyright"
            | "founded"
            | "established"
            | "class"
    )
}

pub fn year(view: View, at: usize, value: f64) -> Option<Named> {
    if !is_year(view, at) {
        return None;
    }
    // "2015-16", "2013–2014", "in 1998-9": both years.
    if view.kind(at + 1) == Some(Kind::Dash) && view.is_number(at + 2) && view.glued(at) && view.glued(at + 1) && value >= 1500.0 {
        let span = is_year(view, at + 2) && amount::digits(view.raw(at + 2)).is_some_and(|v| v > value);
        let short = view.raw(at + 2).len() == 2
            && view.raw(at + 2).parse::<f64>().is_ok_and(|v| v == (value + 1.0) % 100.0 || v > value % 100.0 && value >= 1900.0);
        let digit = view.raw(at + 2).len() == 1 && is_temporal(&view.low(at.wrapping_sub(1)));
        if (span || short || digit) && unit::currency_before(view, at).is_none() {
            return named(at, at + 3, NumberKind::Year);
        }
    }
    if unit::currency_before(view, at).is_some() || view.glued(at) && matches!(view.raw(at + 1), "%" | "°" | "/") {
        return None;
    }
    let before = view.low(at.wrapping_sub(1));
    let measured = unit::after(view, at + 1, view.glued(at)).is_some() || unit_or_percent(view, at + 1) || view.is(at + 1, Class::NUMERAL);
    // "the 2018 season", "World Cup 2018 day five": a unit in the singular is none.
    let singular =
        unit::after(view, at + 1, false).is_some_and(|(u, end)| u.kind == FigureKind::Duration && !view.low(end - 1).ends_with('s'));
    if measured && !singular && !(is_temporal(&before) && value >= 1900.0 && !view.glued(at)) {
        return None;
    }
    if (is_temporal(&before) || &*before == "by" && value >= 1900.0)
        && !(value < 1900.0 && plural_follows(view, at + 1) && &*before != "since")
    {
        return named(at, at + 1, NumberKind::Year);
    }
    let joined = paired_year(view, at);
    if joined {
        return named(at, at + 1, NumberKind::Year);
    }
    let hedged = matches!(
        &*before,
        "than"
            | "least"
            | "about"
            | "nearly"
            | "almost"
            | "some"
            | "over"
            | "approximately"
            | "roughly"
            | "around"
            | "only"
            | "another"
            | "additional"
            | "extra"
            | "first"
            | "all"
            | "under"
    );
    if (1900.0..2060.0).contains(&value) {
        // "the 2016 candidates" are of that year.
        let known = matches!(&*before, "the" | "this" | "these" | "those" | "his" | "her" | "their" | "its" | "our" | "my");
        let counted = counts(view, at + 1) && (hedged || view.is(at + 1, Class::PEOPLE) && !known);
        let hedged_alone = hedged
            && matches!(&*before, "than" | "least" | "nearly" | "almost" | "some" | "additional" | "another")
            && !view.is_capitalised(at + 1);
        return if counted || hedged_alone { None } else { named(at, at + 1, NumberKind::Year) };
    }
    // A year before 1900 needs a word that says so.
    let bracketed = view.raw(at.wrapping_sub(1)) == "(" && (view.raw(at + 1) == ")" || view.kind(at + 1) == Some(Kind::Dash));
    let centuries_old = (1500.0..1900.0).contains(&value);
    let of = &*before == "of" && (is_month(view, at.wrapping_sub(2)) || view.is_capitalised(at.wrapping_sub(2)) && !counts(view, at + 1));
    // "the 1889 Universal Exposition", "the War of 1812"
    let named = &*before == "the" && view.is_capitalised(at + 1) || of;
    (centuries_old && (bracketed || named)).then_some(Named { from: at, to: at + 1, kind: NumberKind::Year })
}

/// "from 1445 to 1870", "between 1914 and 1918": the other half tells.
fn paired_year(view: View, at: usize) -> bool {
    let opens = |i: usize| matches!(&*view.low(i), "from" | "between");
    let joins = |i: usize| matches!(&*view.low(i), "to" | "and" | "until" | "through" | "till");
    let counted = |i: usize| plural_follows(view, i) || unit_or_percent(view, i) || view.raw(i) == "%";
    (opens(at.wrapping_sub(1)) && joins(at + 1) && is_year(view, at + 2) && !counted(at + 3))
        || (joins(at.wrapping_sub(1)) && is_year(view, at.wrapping_sub(2)) && opens(at.wrapping_sub(3)) && !counted(at + 1))
        || (joins(at.wrapping_sub(1)) && is_year(view, at.wrapping_sub(2)) && &*view.low(at.wrapping_sub(3)) == "a.d.")
}

/// "Lang, 20,", "Moss (44)", "aged 18", "ages 25 to 54".
pub fn age(view: View, at: usize, value: f64) -> Option<Named> {
    let word = view.raw(at);
    if !(1.0..=115.0).contains(&value) || word.contains('.') {
        return None;
    }
    let before = view.low(at.wrapping_sub(1));
    if matches!(&*before, "turns" | "turned" | "turning" | "turn") && !view.is_word(at + 1) && value >= 10.0 {
        return named(at, at + 1, NumberKind::Age);
    }
    if matches!(&*before, "aged" | "age" | "ages") && !unit_or_percent(view, at + 1)
        || &*before == "of" && matches!(&*view.low(at.wrapping_sub(2)), "age" | "ages") && !unit_or_percent(view, at + 1)
    {
        return named(at, at + 1, NumberKind::Age);
    }
    if matches!(&*before, "to" | "and")
        && view.is_number(at.wrapping_sub(2))
        && matches!(&*view.low(at.wrapping_sub(3)), "aged" | "ages" | "age")
    {
        return named(at, at + 1, NumberKind::Age);
    }
    if view.kind(at.wrapping_sub(1)) == Some(Kind::Dash)
        && view.is_number(at.wrapping_sub(2))
        && matches!(&*view.low(at.wrapping_sub(3)), "aged" | "ages" | "age")
    {
        return named(at, at + 1, NumberKind::Age);
    }
    let closes = matches!(view.raw(at + 1), "," | "." | ")" | ";" | "?" | "!") || view.token(at + 1).is_none();
    let name_before = |i: usize| {
        view.is_capitalised(i) && !is_month(view, i) && !view.is(i, GRAMMAR.or(Class::WEEKDAY))
            || view.raw(i) == "." && matches!(&*view.low(i.wrapping_sub(1)), "jr" | "sr")
    };
    let opened = view.raw(at.wrapping_sub(1)) == "," && !view.glued(at.wrapping_sub(1));
    if closes
        && view.glued(at)
        && opened
        && (name_before(at.wrapping_sub(2)) || view.kind(at.wrapping_sub(2)) == Some(Kind::Quote) && name_before(at.wrapping_sub(3)))
        && value >= 2.0
    {
        // "Jones, 12, 14 and 16" is a list of ages as well; "Game 6, 7, 8" is not, but rare.
        return named(at, at + 1, NumberKind::Age);
    }
    if view.raw(at.wrapping_sub(1)) == "("
        && view.raw(at + 1) == ")"
        && name_before(at.wrapping_sub(2))
        && view.is_capitalised(at.wrapping_sub(3))
        && value >= 14.0
    {
        return named(at, at + 1, NumberKind::Age);
    }
    None
}
