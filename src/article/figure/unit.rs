//! Units and currencies: which words after or before an amount say what it measures.

use super::FigureKind;
use super::view::View;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    pub kind: FigureKind,
    /// Singular name, or an ISO 4217 code for money.
    pub name: &'static str,
    /// Counts only when it touches the digits.
    pub glued: bool,
}

static UNITS: LazyLock<FxHashMap<String, Unit>> = LazyLock::new(|| {
    let mut units = FxHashMap::default();
    for (head, forms) in lines(include_str!("../lexicon/unit.txt")).filter_map(|l| l.split_once(": ")) {
        let Some((kind, name)) = head.split_once(' ') else { continue };
        let kind = match kind {
            "money" => FigureKind::Money,
            "duration" => FigureKind::Duration,
            "age" => FigureKind::Age,
            _ => FigureKind::Measure,
        };
        // Names live as long as the program: the table is built once.
        let name: &'static str = Box::leak(name.replace('_', " ").into_boxed_str());
        for form in forms.split_whitespace() {
            let (form, glued) = form.strip_prefix('=').map_or((form, false), |f| (f, true));
            units.insert(form.replace('_', " "), Unit { kind, name, glued });
        }
    }
    units
});

/// The first words of all units in small letters: most words after a number begin none, and one look must tell.
static STARTS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let first = |form: &String| {
        let letters = form.find(|c: char| !c.is_alphabetic()).unwrap_or(form.len());
        let sign = form.chars().next().map_or(0, char::len_utf8);
        // "km" of "km/h", "°" of "°C", and "m.p.h." whole, which is one word.
        let dotted = form.contains('.') && !form.contains(' ');
        form[..if dotted { form.len() } else { letters.max(sign) }].to_lowercase()
    };
    UNITS.keys().map(first).collect()
});

/// Codes by the signs and letters that stand before a sum, and whether those count before a large one only.
static CURRENCIES: LazyLock<FxHashMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    let mut currencies = FxHashMap::default();
    for line in lines(include_str!("../lexicon/currency.txt")) {
        let mut words = line.split_whitespace();
        let Some(code) = words.next() else { continue };
        for form in words {
            let (form, large) = form.strip_prefix('~').map_or((form, false), |f| (f, true));
            currencies.insert(form.replace('_', " "), (code, large));
        }
    }
    currencies
});

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// The unit whose words begin at a token, and the token after them. The longest form wins.
pub fn after(view: View, at: usize, glued: bool) -> Option<(Unit, usize)> {
    let first = view.token(at)?;
    let opens = if first.is_word() && view.raw(at).is_ascii() {
        STARTS.contains(&*view.low(at))
    } else {
        // "μm", "°C", "m²"
        first.is_word() || !view.raw(at).is_ascii()
    };
    if !opens {
        return None;
    }
    (1..=6).rev().find_map(|n| {
        let last = view.token(at + n - 1)?;
        if last.end - first.start > 28 {
            return None;
        }
        // "m2" of "m212" and "mm" of "mmBTU" are no units.
        if view.glued(at + n - 1) && (last.is_word() && view.is_number(at + n) || last.kind == super::super::token::Kind::Number) {
            return None;
        }
        let written = &view.text[first.start as usize..last.end as usize];
        let unit = UNITS.get(written).copied().or_else(|| lowered(written))?;
        (glued || !unit.glued).then_some((unit, at + n))
    })
}

/// A form in other letters or with other white space: "Miles", "MPH", "square\nfeet".
fn lowered(written: &str) -> Option<Unit> {
    // Short forms count only as written: "GB", "mg", "W".
    if written.len() < 3 {
        return None;
    }
    let mut low = String::with_capacity(written.len());
    for part in written.split_ascii_whitespace() {
        if !low.is_empty() {
            low.push(' ');
        }
        low.extend(part.chars().map(|c| c.to_ascii_lowercase()));
    }
    UNITS.get(low.as_str()).copied()
}

/// The currency before a token, and the first token of its sign or code: "$", "US$", "US $", "USD", "HK$", "$US".
pub fn currency_before(view: View, at: usize) -> Option<(&'static str, usize)> {
    let last = view.token(at.checked_sub(1)?)?;
    let sum = view.token(at)?;
    if sum.start - last.end > 2 || !(last.is_word() || last.kind == super::super::token::Kind::Sign || view.raw(at - 1) == ".") {
        return None;
    }
    (1..=3).rev().find_map(|n| {
        let from = at.checked_sub(n)?;
        let written = view.slice(from, at);
        if written.len() > 6 {
            return None;
        }
        // A code stands alone: "XUSD" is none, and the token before must not touch it.
        let alone = from == 0 || !view.glued(from - 1) || !view.is_word(from - 1);
        let (code, large) = *CURRENCIES.get(written)?;
        // "PS" for the pound sign and "$" after a word are artefacts of copying that touch their sum.
        let touches = last.touches(sum);
        let near = touches || written != "PS" && (written.len() >= 2 || written == "$" || !written.is_ascii());
        (alone && near && (!large || is_large(view, at))).then_some((code, from))
    })
}

/// Whether digits are many or in millions: "R50 million", "N7.2bn", "P500,000". "R50" alone would be a road.
fn is_large(view: View, at: usize) -> bool {
    view.raw(at).contains(',')
        || matches!(view.raw(at + 1), "million" | "billion" | "trillion")
        || view.glued(at) && matches!(view.raw(at + 1), "m" | "mn" | "bn" | "tn")
}
