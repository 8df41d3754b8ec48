//! Numbers that label: parts of names and of laws, list numbers, phones and addresses.

use super::super::super::lexicon::Class;
use super::super::super::token::{Kind, Shape};
use super::super::context::{counts, is_plural, plural_follows};
use super::super::view::View;
use super::super::{NumberKind, amount, unit};
use super::calendar::{decade, is_year, ordinal_suffix};
use super::{Named, named, unit_or_percent};

/// Letters or a hyphenated word right before the digits: "S8", "CO2", "COVID-19", "F-16", "@user2", "'60s".
pub fn glued_before(view: View, at: usize) -> Option<Named> {
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
                "to" | "sub" | "minus" | "under" | "over" | "plus" | "around" | "about" | "nearly" | "near" | "and" | "or" | "now" => None,
                "pre" | "post" if is_year(view, at) => named(at, at + 1, NumberKind::Year),
                "mid" | "late" | "early" | "pre" | "post" if decade(view, at).is_some() => {
                    decade(view, at).and_then(|to| named(at, to, NumberKind::Year))
                }
                "mid" if is_year(view, at) => named(at, at + 1, NumberKind::Year),
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

/// Letters or a bracket right after the digits: "287(g)", "22nd", "1990s", "4chan", "777F".
pub fn glued_after(view: View, at: usize) -> Option<Named> {
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
            "e" if view.glued(at + 1) && (view.is_number(at + 2) || matches!(view.raw(at + 2), "-" | "+") && view.is_number(at + 3)) => {
                None
            }
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

/// "541-754-3010", "(541) 754-3010", "1-800-555-0100", "call 988".
pub fn phone(view: View, at: usize) -> Option<Named> {
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
pub fn list(view: View, at: usize, value: f64) -> Option<Named> {
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
pub fn address(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    if word.len() > 5 || word.contains('.') || word.contains(',') && word.len() > 6 {
        return None;
    }
    if word.len() <= 5 && !view.glued(at) {
        for n in 1..=4 {
            if !(view.is_capitalised(at + n) || n == 1 && ordinal_suffix(view, at + 2)) {
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
pub fn name(view: View, at: usize) -> Option<Named> {
    let word = view.raw(at);
    let mut before = at.wrapping_sub(1);
    if view.raw(before) == "."
        && view.glued(before.wrapping_sub(1))
        && view.is(before.wrapping_sub(1), Class::ABBREVIATION.or(Class::DESIGNATOR).or(Class::CAPITAL_DESIGNATOR))
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
    if view.is(before, Class::DESIGNATOR.or(Class::CAPITAL_DESIGNATOR)) && designates(view, before, at) {
        let kind = match &*view.low(before) {
            "title" | "section" | "sections" | "sec" | "secs" | "article" | "articles" | "proposition" | "prop" | "measure"
            | "amendment" | "act" | "clause" | "resolution" | "bill" | "order" | "rule" | "directive" => NumberKind::Statute,
            "page" | "pages" | "pp" | "chapter" | "chapters" | "figure" | "table" | "exhibit" | "part" | "step" | "item" | "question"
            | "lesson" | "photo" | "image" | "slide" => NumberKind::List,
            "no" | "number" | "nos" => NumberKind::Ordinal,
            _ => NumberKind::Name,
        };
        return named(at, at + 1, kind);
    }
    // "the Group of 20", "Gang of 14"
    if &*view.low(before) == "of"
        && matches!(view.raw(before.wrapping_sub(1)), "Group" | "Gang" | "Council" | "Committee")
        && !counts(view, at + 1)
        && !unit_or_percent(view, at + 1)
    {
        return named(at, at + 1, NumberKind::Name);
    }
    // "7-Eleven"
    if view.is_hyphen(at + 1) && view.is_capitalised(at + 2) && view.is(at + 2, Class::NUMERAL) {
        return named(at, at + 3, NumberKind::Name);
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
        let weak = view.is(designator, Class::CAPITAL_DESIGNATOR);
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
    if maker {
        return true;
    }
    if is_title_case(view, at) {
        // In a headline "Line 12 Reopens" names and "Power Line 12 Miles Long" counts.
        return !is_plural(view, at + 1);
    }
    // "Model 3 sedans" and "Phase 3 trials" name; "Store 3 eggs", at the start of a sentence, counts.
    !view.begins(designator) || !counts(view, at + 1)
}

/// Whether the line around a token is a headline in title case, where a capital says nothing.
pub fn is_title_case(view: View, at: usize) -> bool {
    let from = at.saturating_sub(12);
    let words = view.tokens[from..(at + 12).min(view.tokens.len())].iter().filter(|t| t.is_word() && t.end - t.start > 3);
    let (mut all, mut capital) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.is_capitalised());
    }
    all >= 3 && capital * 4 >= all * 3
}
