//! Number-like tokens that state no quantity: dates, years, times, names, statutes, idioms and the rest.
//!
//! What is asked here comes before the question what an amount measures: everything found here is no figure.

use super::super::lexicon::Class;
use super::super::token::{Kind, Shape};
use super::NumberKind;
use super::amount;
use super::context::{GRAMMAR, counts, plural_follows};
use super::unit;
use super::view::View;

/// A number that is no quantity: its tokens, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub from: usize,
    pub to: usize,
    pub kind: NumberKind,
}

fn named(from: usize, to: usize, kind: NumberKind) -> Option<Named> {
    Some(Named { from, to, kind })
}

/// Reads a token of digits as no quantity.
pub fn of_digits(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    let value = match amount::digits(word) {
        Some(value) => value,
        // "192.168.1.2", "2.1.3".
        None => return if is_time(view, at) { named(at, at + 1, NumberKind::Time) } else { named(at, at + 1, NumberKind::Name) },
    };
    time(view, at)
        .or_else(|| date(view, at, value))
        .or_else(|| glued_before(view, at))
        .or_else(|| glued_after(view, at))
        .or_else(|| slashed(view, at))
        .or_else(|| phone(view, at))
        .or_else(|| list(view, at, value))
        .or_else(|| year(view, at, value))
        .or_else(|| age(view, at, value))
        .or_else(|| address(view, at))
        .or_else(|| name(view, at))
}

fn is_time(view: View, at: usize) -> bool {
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
fn time(view: View, at: usize) -> Option<Named> {
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
fn is_year(view: View, at: usize) -> bool {
    let word = view.raw(at);
    view.is_number(at) && word.len() == 4 && matches!(word.parse::<u32>(), Ok(1000..=2199))
}

fn ordinal_suffix(view: View, at: usize) -> bool {
    view.glued(at.wrapping_sub(1)) && matches!(&*view.low(at), "st" | "nd" | "rd" | "th")
}

/// "Sept. 29, 2016", "9 May", "the 24th of October", "2019-09-01", "12/25/2019", "March 5-7".
fn date(view: View, at: usize, value: f64) -> Option<Named> {
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

fn unit_or_percent(view: View, at: usize) -> bool {
    matches!(&*view.low(at), "percent" | "%" | "per" | "million" | "billion" | "thousand" | "pct")
        || unit::after(view, at, false).is_some_and(|(u, _)| u.kind != super::FigureKind::Duration)
}

/// Letters or a hyphenated word right before the digits: "S8", "CO2", "COVID-19", "F-16", "@user2", "'60s".
fn glued_before(view: View, at: usize) -> Option<Named> {
    let before = at.wrapping_sub(1);
    if !view.glued(before) {
        return None;
    }
    match view.kind(before)? {
        Kind::Word => {
            if unit::currency_before(view, at).is_some() {
                return None;
            }
            // "A2", "S22", "IE6": the letters belong to the name.
            named(at, at + 1, NumberKind::Name)
        }
        Kind::Dash => {
            let word = before.wrapping_sub(1);
            // "COVID -19"
            if !view.glued(word)
                && view.is_word(word)
                && view.token(word).is_some_and(|t| t.shape == Shape::Upper)
                && view.raw(at).len() <= 3
            {
                return named(at, at + 1, NumberKind::Name);
            }
            if !view.glued(word)
                || !view.is_word(word)
                || view
                    .token(before)
                    .is_some_and(|t| t.end - t.start > 1 && !view.raw(before).starts_with('‑') && !view.raw(before).starts_with('‐'))
            {
                return None;
            }
            match &*view.low(word) {
                "to" | "sub" | "minus" | "under" | "over" | "plus" | "around" | "about" | "nearly" | "near" | "and" | "or" => None,
                "pre" | "post" if is_year(view, at) => named(at, at + 1, NumberKind::Year),
                "mid" | "late" | "early" | "pre" | "post" if decade(view, at).is_some() => {
                    decade(view, at).and_then(|to| named(at, to, NumberKind::Year))
                }
                "mid" if is_month_like(view, at) => named(at, at + 1, NumberKind::Year),
                "top" => named(at, at + 1, NumberKind::Ordinal),
                _ if unit::currency_before(view, before).is_some() => None,
                // "13-14" after letters is a range; anything else is a name: "COVID-19", "omega-3", "catch-22".
                _ => named(at, at + 1, NumberKind::Name),
            }
        }
        Kind::Sign => match view.raw(before) {
            "@" | "_" => named(at, at + 1, NumberKind::Name),
            "#" | "№" => named(at, at + 1, NumberKind::Ordinal),
            "§" => named(at, at + 1, NumberKind::Statute),
            "[" if view.raw(at + 1) == "]" => named(at, at + 1, NumberKind::List),
            "+" if view.raw(at).len() <= 3 && view.is_number(at + 1) => None,
            "/" if view.is_word(before.wrapping_sub(1))
                && view.glued(before.wrapping_sub(1))
                && view.is_capitalised(before.wrapping_sub(1)) =>
            {
                named(at, at + 1, NumberKind::Name)
            }
            _ => None,
        },
        Kind::Quote
            if decade(view, at).is_some()
                || view.raw(at).len() == 2
                    && matches!(view.raw(before), "'" | "’" | "‘")
                    && !view.begins(at)
                    && !view.glued(before.wrapping_sub(1))
                    && !unit_or_percent(view, at + 1)
                    && view.kind(at + 1) != Some(Kind::Word) =>
        {
            named(at, decade(view, at).unwrap_or(at + 1), NumberKind::Year)
        }
        Kind::Stop if view.raw(before) == "." && view.is_word(before.wrapping_sub(1)) && view.glued(before.wrapping_sub(1)) => {
            // "ID.3", "No.10"
            named(at, at + 1, NumberKind::Name)
        }
        _ => None,
    }
}

fn is_month_like(view: View, at: usize) -> bool {
    is_year(view, at)
}

/// The token after "1990s", "60s" or "1960's".
fn decade(view: View, at: usize) -> Option<usize> {
    let word = view.raw(at);
    if !(word.ends_with('0') && (word.len() == 2 || word.len() == 4)) || !view.glued(at) {
        return None;
    }
    let apostrophe = view.kind(at + 1) == Some(Kind::Quote) && view.glued(at + 1);
    let letter = if apostrophe { at + 2 } else { at + 1 };
    (&*view.low(letter) == "s").then_some(letter + 1)
}

/// Letters or a bracket right after the digits: "287(g)", "22nd", "1990s", "4chan", "777F".
fn glued_after(view: View, at: usize) -> Option<Named> {
    if !view.glued(at) {
        return None;
    }
    let next = view.low(at + 1);
    match view.kind(at + 1)? {
        Kind::Sign if view.raw(at + 1) == "(" => {
            let mut to = at + 2;
            while view.raw(to - 1) == "(" && view.glued(to) && view.raw(to + 1) == ")" && view.raw(to).len() <= 4 {
                to += 3;
                if view.raw(to - 1) != "(" {
                    to -= 1;
                    break;
                }
            }
            let closed = view.raw(to.wrapping_sub(1)) == ")";
            named(at, if closed { to } else { at + 1 }, NumberKind::Statute)
        }
        Kind::Quote => decade(view, at).and_then(|to| named(at, to, NumberKind::Year)),
        Kind::Word => match &*next {
            "st" | "nd" | "rd" | "th" => named(at, at + 2, NumberKind::Ordinal),
            "s" if decade(view, at).is_some() => {
                let age = matches!(&*view.low(at.wrapping_sub(1)), "his" | "her" | "their" | "my" | "mid" | "late" | "early")
                    && view.raw(at).len() == 2;
                named(at, at + 2, if age { NumberKind::Age } else { NumberKind::Year })
            }
            "s" => named(at, at + 2, NumberKind::Name),
            "ers" => named(at, at + 2, NumberKind::Name),
            _ if unit::after(view, at + 1, true).is_some() || amount_letters(view, at + 1) => None,
            "x" if !view.glued(at + 1) => None,
            "e" if view.is_number(at + 2) && view.glued(at + 1) => None,
            "percent" | "pc" | "pct" | "fold" => None,
            _ if view.is(at + 1, Class::NUMERAL) => None,
            _ if view.raw(at).contains([',', '.']) => None,
            _ => named(at, at + 2, NumberKind::Name),
        },
        _ => None,
    }
}

fn amount_letters(view: View, at: usize) -> bool {
    matches!(
        view.raw(at),
        "m" | "M"
            | "mn"
            | "mln"
            | "MM"
            | "Mn"
            | "bn"
            | "BN"
            | "Bn"
            | "b"
            | "B"
            | "bln"
            | "tn"
            | "TN"
            | "Tn"
            | "trn"
            | "tr"
            | "T"
            | "k"
            | "K"
    ) && !view.glued(at)
        || matches!(view.raw(at), "m" | "bn" | "M" | "k" | "K" | "B" | "b" | "tn") && view.glued(at) && !view.is_number(at + 1)
}

/// "24/7", "9/11", "20/20", "2015/16".
fn slashed(view: View, at: usize) -> Option<Named> {
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

/// "541-754-3010", "(541) 754-3010", "1-800-555-0100", "call 988".
fn phone(view: View, at: usize) -> Option<Named> {
    let mut to = at + 1;
    let mut digits = view.raw(at).len();
    let plain = |i: usize| view.is_number(i) && view.raw(i).bytes().all(|b| b.is_ascii_digit());
    if !plain(at) {
        return None;
    }
    let mut groups = 1;
    let mut hyphens = 0;
    loop {
        let next = match (view.kind(to), view.raw(to)) {
            (Some(Kind::Dash), _) | (_, "/" | ")") if view.glued(to - 1) => to + 1,
            _ => to,
        };
        let close = view.token(next).is_some_and(|t| t.start <= view.tokens[next - 1].end + 1);
        if !plain(next) || !close || groups > 5 {
            break;
        }
        hyphens += usize::from(next > to);
        digits += view.raw(next).len();
        groups += 1;
        to = next + 1;
    }
    let last = view.raw(to - 1).len();
    if groups >= 2
        && hyphens >= 1
        && (7..=15).contains(&digits)
        && (last == 4 && (groups >= 3 || view.raw(at).len() == 3) || groups >= 4)
        && !is_year(view, at)
    {
        return named(at, to, NumberKind::Phone);
    }
    let called = matches!(&*view.low(at.wrapping_sub(1)), "call" | "dial" | "calling" | "dialed" | "dialled" | "calls" | "called" | "text");
    if called && (view.raw(at).len() == 3) && !plural_follows(view, at + 1)
        || matches!(view.raw(at), "911" | "999") && !plural_follows(view, at + 1) && !unit_or_percent(view, at + 1)
    {
        return named(at, at + 1, NumberKind::Phone);
    }
    None
}

/// "1. First", "2) Second" and "(3)" at the start of a paragraph.
fn list(view: View, at: usize, value: f64) -> Option<Named> {
    let word = view.raw(at);
    if value > 99.0 || word.contains('.') {
        return None;
    }
    if at == 0 && matches!(view.raw(1), "." | ")") && view.glued(0) && !view.glued(1) && view.token(2).is_some() {
        return named(0, 1, NumberKind::List);
    }
    if view.raw(at.wrapping_sub(1)) == "(" && view.raw(at + 1) == ")" && at == 1 {
        return named(at, at + 1, NumberKind::List);
    }
    None
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

fn year(view: View, at: usize, value: f64) -> Option<Named> {
    if !is_year(view, at) {
        return None;
    }
    // "2015-16", "2013–2014": both years.
    if view.kind(at + 1) == Some(Kind::Dash) && view.is_number(at + 2) && view.glued(at) && view.glued(at + 1) && value >= 1500.0 {
        let span = is_year(view, at + 2) && amount::digits(view.raw(at + 2)).is_some_and(|v| v > value);
        let short = view.raw(at + 2).len() == 2
            && view.raw(at + 2).parse::<f64>().is_ok_and(|v| v == (value + 1.0) % 100.0 || v > value % 100.0 && value >= 1900.0);
        if (span || short) && unit::currency_before(view, at).is_none() {
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
        unit::after(view, at + 1, false).is_some_and(|(u, end)| u.kind == super::FigureKind::Duration && !view.low(end - 1).ends_with('s'));
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
    if value >= 1900.0 && value < 2060.0 {
        let counted = counts(view, at + 1) && (hedged || view.is(at + 1, Class::PEOPLE));
        let hedged_alone = hedged
            && matches!(&*before, "than" | "least" | "nearly" | "almost" | "some" | "additional" | "another")
            && !view.is_capitalised(at + 1);
        return if counted || hedged_alone { None } else { named(at, at + 1, NumberKind::Year) };
    }
    // A year before 1900 needs a word that says so.
    let bracketed = view.raw(at.wrapping_sub(1)) == "(" && (view.raw(at + 1) == ")" || view.kind(at + 1) == Some(Kind::Dash));
    let centuries_old = value >= 1500.0 && value < 1900.0;
    (bracketed && centuries_old || centuries_old && &*before == "of" && is_month(view, at.wrapping_sub(2))).then_some(Named {
        from: at,
        to: at + 1,
        kind: NumberKind::Year,
    })
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
fn age(view: View, at: usize, value: f64) -> Option<Named> {
    let word = view.raw(at);
    if !(1.0..=115.0).contains(&value) || word.contains('.') {
        return None;
    }
    let before = view.low(at.wrapping_sub(1));
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

const STREETS: &[&str] = &[
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "boulevard",
    "blvd",
    "drive",
    "dr",
    "lane",
    "ln",
    "way",
    "court",
    "ct",
    "highway",
    "hwy",
    "square",
    "terrace",
    "parkway",
    "place",
    "pl",
    "broadway",
    "row",
];

/// "1600 Pennsylvania Ave.", "Calif. 90012", "P.O. Box 12".
fn address(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    if word.len() > 5 || word.contains('.') || word.contains(',') && word.len() > 6 {
        return None;
    }
    if word.len() <= 5 && !view.glued(at) {
        for n in 1..=4 {
            if !view.is_capitalised(at + n) && !(n == 1 && ordinal_suffix(view, at + 2)) {
                break;
            }
            if n >= 2 && STREETS.contains(&&*view.low(at + n)) || n == 1 && &*view.low(at + n) == "broadway" {
                return named(at, at + 1, NumberKind::Address);
            }
        }
    }
    let before = view.raw(at.wrapping_sub(1));
    let state = before.len() == 2 && before.bytes().all(|b| b.is_ascii_uppercase())
        || before == "." && view.is(at.wrapping_sub(2), Class::ABBREVIATION) && view.is_capitalised(at.wrapping_sub(2));
    if word.len() == 5
        && word.bytes().all(|b| b.is_ascii_digit())
        && (state || view.is_capitalised(at.wrapping_sub(1)) && view.is(at.wrapping_sub(1), Class::PLACE))
        && !plural_follows(view, at + 1)
    {
        return named(at, at + 1, NumberKind::Address);
    }
    (&*view.low(at.wrapping_sub(1)) == "box" && view.is_capitalised(at.wrapping_sub(1))).then_some(Named {
        from: at,
        to: at + 1,
        kind: NumberKind::Address,
    })
}

/// A number that belongs to the name or the designator before it: "Title 42", "iPhone 11", "page 12", "World Cup 2018".
fn name(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    let mut before = at.wrapping_sub(1);
    if view.raw(before) == "."
        && view.glued(before.wrapping_sub(1))
        && view.is(before.wrapping_sub(1), Class::ABBREVIATION.or(Class::DESIGNATOR))
    {
        before = before.wrapping_sub(1);
    }
    // "H.R. 1", "18 U.S.C. 1001"
    let bill = matches!(&*view.low(before), "h.r." | "s.b." | "h.b." | "u.s.c." | "sb" | "hb" | "ab" | "hr" | "u.s.c" | "usc" | "c.f.r.");
    if bill && view.is_capitalised(before) {
        return named(at, at + 1, NumberKind::Statute);
    }
    if matches!(&*view.low(at + 1), "u.s.c." | "c.f.r.") {
        return named(at, at + 1, NumberKind::Statute);
    }
    if view.is(before, Class::DESIGNATOR) && designates(view, before, at) {
        let kind = match &*view.low(before) {
            "title" | "section" | "sections" | "article" | "articles" | "proposition" | "prop" | "measure" | "amendment" | "act"
            | "clause" | "resolution" | "bill" | "order" | "rule" | "directive" => NumberKind::Statute,
            "page" | "pages" | "pp" | "chapter" | "chapters" | "figure" | "table" | "exhibit" | "part" | "step" | "item" | "question"
            | "lesson" => NumberKind::List,
            "no" | "number" | "nos" => NumberKind::Ordinal,
            _ => NumberKind::Name,
        };
        return named(at, at + 1, kind);
    }
    // Brackets, signs and scale mean a quantity.
    if word.contains(',') || !view.is_capitalised(before) || before != at.wrapping_sub(1) || unit::currency_before(view, at).is_some() {
        return None;
    }
    let known = matches!(&*view.low(before), "p" | "s") && view.raw(before.wrapping_sub(1)) == "&"
        || view.raw(before.wrapping_sub(1)) == "&" && view.glued(before.wrapping_sub(1)) && view.raw(before).len() == 1;
    if known {
        return named(at, at + 1, NumberKind::Name);
    }
    if unit_or_percent(view, at + 1)
        || unit::after(view, at + 1, view.glued(at)).is_some()
        || view.is(at + 1, Class::NUMERAL)
        || view.raw(at + 1) == "%"
        || view.glued(at) && matches!(view.kind(at + 1), Some(Kind::Dash))
        || counts(view, at + 1)
    {
        return None;
    }
    let grammar = Class::DETERMINER
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::AUXILIARY)
        .or(Class::PRONOUN)
        .or(Class::SAY)
        .or(Class::WEEKDAY)
        .or(Class::NUMERAL)
        .or(Class::PEOPLE);
    let mixed =
        view.raw(before).bytes().skip(1).any(|b| b.is_ascii_uppercase()) && view.raw(before).bytes().any(|b| b.is_ascii_lowercase());
    let name = mixed || !view.is(before, grammar) && !view.begins(before) && !is_hedge_word(&view.low(before)) && !is_title_case(view, at);
    (name && amount::digits(word).is_some_and(|v| v < 10000.0)).then_some(Named { from: at, to: at + 1, kind: NumberKind::Name })
}

fn is_hedge_word(word: &str) -> bool {
    matches!(
        word,
        "about" | "nearly" | "almost" | "over" | "some" | "under" | "roughly" | "around" | "only" | "just" | "at" | "up" | "least" | "than"
    )
}

/// Whether a designator before a number does designate: "a total of 3 stores" counts, "Store 3" names.
fn designates(view: View, designator: usize, at: usize) -> bool {
    let word = view.low(designator);
    // The designator must be one: "a page 12 inches wide" is rare, "the group 500 strong" rarer.
    if unit_or_percent(view, at + 1) || view.raw(at + 1) == "%" || unit::currency_before(view, at).is_some() || view.raw(at).contains(',') {
        return false;
    }
    let small = !view.is_capitalised(designator);
    if small {
        // Verbs and nouns of everyday use designate only with a capital: "the group 12", "set 3 records", "post 20 points".
        let weak = matches!(
            &*word,
            "set"
                | "post"
                | "down"
                | "war"
                | "stars"
                | "order"
                | "rule"
                | "measure"
                | "local"
                | "size"
                | "count"
                | "act"
                | "bill"
                | "school"
                | "store"
                | "shop"
                | "station"
                | "company"
                | "group"
                | "area"
                | "region"
                | "bus"
                | "train"
                | "building"
                | "unit"
                | "block"
                | "line"
                | "heat"
                | "wave"
                | "turn"
                | "mark"
                | "plot"
                | "lot"
                | "ps"
                | "no"
                | "bowl"
                | "super"
                | "game"
                | "hang"
                | "noon"
                | "note"
                | "pool"
                | "galaxy"
                | "fortune"
                | "apollo"
                | "troop"
                | "article"
                | "articles"
                | "quarter"
                | "series"
                | "hole"
                | "season"
                | "division"
                | "amendment"
                | "ticket"
                | "file"
                | "case"
                | "engine"
                | "ladder"
                | "figure"
        );
        if weak && !(matches!(&*word, "no") && view.raw(at.wrapping_sub(1)) == ".") {
            return false;
        }
        return !plural_follows(view, at + 1) && !counts(view, at + 1);
    }
    if matches!(&*word, "no" | "nos") {
        return view.raw(at.wrapping_sub(1)) == "." || matches!(view.raw(designator), "No" | "Nos" | "NO") && !view.begins(designator);
    }
    // Names stay names before a plural: "Boeing 737 jets", "Fortune 500 companies".
    let maker = matches!(
        &*word,
        "boeing"
            | "airbus"
            | "fortune"
            | "ftse"
            | "nasdaq"
            | "nikkei"
            | "russell"
            | "forbes"
            | "iphone"
            | "galaxy"
            | "title"
            | "section"
            | "route"
            | "interstate"
            | "highway"
            | "channel"
            | "flight"
    );
    maker || !(counts(view, at + 1) && view.is_plain(at + 1))
}

/// Whether the line around a token is a headline in title case, where a capital says nothing.
fn is_title_case(view: View, at: usize) -> bool {
    let from = at.saturating_sub(12);
    let words = view.tokens[from..(at + 12).min(view.tokens.len())].iter().filter(|t| t.is_word() && t.end - t.start > 3);
    let (mut all, mut capital) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.is_capitalised());
    }
    all >= 3 && capital * 4 >= all * 3
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
    if capital && known && !is_title_case(view, at) && !view.is(at.wrapping_sub(1), Class::DETERMINER.or(Class::PREPOSITION))
        || capital && &*before == "of" && view.is_capitalised(at.wrapping_sub(2)) && !is_title_case(view, at)
    {
        return named(at, at + 1, NumberKind::Name);
    }
    // "Big Ten", "Six Nations", "Five Eyes", "Nine News".
    if capital
        && view.is_capitalised(at + 1)
        && !is_title_case(view, at)
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
    ) && view.is(designator, Class::DESIGNATOR)
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
    if view.is_capitalised(at) && !view.begins(at) && view.is_capitalised(at.wrapping_sub(1)) && !is_title_case(view, at) {
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
