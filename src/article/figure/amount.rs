//! Amounts: the value of digits, number words and words of scale, before anything is asked about what they count.

use super::super::lexicon::Class;
use super::super::token::Kind;
use super::unit;
use super::view::View;
use words::{Lexeme, from_half, from_words, lexeme, with_half};

mod words;

/// A run of tokens that states a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// Tokens, end exclusive.
    pub from: usize,
    pub to: usize,
    /// None for "dozens".
    pub value: Option<f64>,
    pub form: Form,
    /// Whether a word of scale took part: "2.1 million", "three hundred".
    pub scaled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    Words,
    /// "dozens", "tens of thousands", "several hundred".
    Vague,
    /// "two-thirds", "half", "½".
    Fraction,
}

impl Amount {
    fn of(from: usize, to: usize, value: f64, form: Form) -> Amount {
        Amount { from, to, value: Some(value), form, scaled: false }
    }
}

/// Words of scale that stand only behind digits.
fn abbreviated_scale(word: &str) -> Option<f64> {
    Some(match word {
        "m" | "M" | "mn" | "mln" | "MM" | "Mn" | "mil" => 1e6,
        "bn" | "BN" | "Bn" | "b" | "B" | "bln" => 1e9,
        "tn" | "TN" | "Tn" | "trn" | "tr" | "T" => 1e12,
        "k" | "K" => 1e3,
        "dz" | "dzs" => 12.0,
        _ => return None,
    })
}

/// The value of a vulgar fraction sign.
pub fn vulgar(sign: &str) -> Option<f64> {
    Some(match sign {
        "½" => 1.0 / 2.0,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 1.0 / 4.0,
        "¾" => 3.0 / 4.0,
        "⅕" => 1.0 / 5.0,
        "⅖" => 2.0 / 5.0,
        "⅗" => 3.0 / 5.0,
        "⅘" => 4.0 / 5.0,
        "⅙" => 1.0 / 6.0,
        "⅚" => 5.0 / 6.0,
        "⅛" => 1.0 / 8.0,
        "⅜" => 3.0 / 8.0,
        "⅝" => 5.0 / 8.0,
        "⅞" => 7.0 / 8.0,
        _ => return None,
    })
}

/// The value of a token of digits. None for "1.2.3", which is a version or an address.
pub fn digits(word: &str) -> Option<f64> {
    if !word.contains(',') {
        return word.parse().ok();
    }
    word.replace(',', "").parse().ok()
}

/// Reads the amount that begins at a token of digits, a numeral, "half", "quarter" or a vulgar fraction. An article or "several"
/// before it is taken in where it belongs: "a hundred", "a third", "several thousand".
pub fn read(view: View, at: usize) -> Option<Amount> {
    let token = view.token(at)?;
    let amount = match token.kind {
        Kind::Number => from_digits(view, at),
        Kind::Sign => vulgar(view.raw(at)).map(|v| Amount::of(at, at + 1, v, Form::Fraction)),
        Kind::Word if token.is(Class::NUMERAL) => from_words(view, at),
        Kind::Word => from_half(view, at),
        _ => None,
    }?;
    Some(of_a_million(view, amount).unwrap_or_else(|| with_half(view, amount)))
}

/// "a quarter of a million", "three quarters of a billion": a number, and no share of one.
fn of_a_million(view: View, amount: Amount) -> Option<Amount> {
    let part = amount.value.filter(|_| amount.form == Form::Fraction)?;
    let is_of = &*view.low(amount.to) == "of" && matches!(&*view.low(amount.to + 1), "a" | "one");
    let scale = match &*view.low(amount.to + 2) {
        "million" if is_of => 1e6,
        "billion" if is_of => 1e9,
        "trillion" if is_of => 1e12,
        _ => return None,
    };
    Some(Amount { to: amount.to + 3, value: Some(part * scale), form: Form::Words, scaled: true, ..amount })
}

fn from_digits(view: View, at: usize) -> Option<Amount> {
    let mut value = digits(view.raw(at))?;
    let mut to = at + 1;
    // "10 000", "1 234 567.89": groups of three after a single space.
    if view.raw(at).len() <= 3 && !view.raw(at).starts_with('0') && !may_be_a_day(view, at) {
        while let Some(group) = grouped(view, to) {
            value = value * 1000.0 + group;
            to += 1;
        }
    }
    // "2½", "2 1/4", "3/4".
    if let Some(part) = vulgar(view.raw(to)).filter(|_| view.token(to).is_some_and(|t| t.start <= view.tokens[to - 1].end + 1)) {
        return Some(Amount::of(at, to + 1, value + part, Form::Digits));
    }
    if view.is_number(to)
        && !view.glued(to - 1)
        && let Some(part) = slashed(view, to).filter(|f| *f < 1.0 && value.fract() == 0.0)
    {
        return Some(Amount::of(at, to + 3, value + part, Form::Digits));
    }
    if let Some(part) = slashed(view, at).filter(|f| *f < 1.0) {
        return Some(Amount::of(at, at + 3, part, Form::Fraction));
    }
    if let Some((power, end)) = power(view, to, value) {
        return Some(Amount::of(at, end, power, Form::Digits));
    }
    // "1.3e6", "12e-1"
    if view.raw(to) == "e" && view.glued(to - 1) && view.glued(to) {
        let minus = view.raw(to + 1) == "-" && view.glued(to + 1);
        let power_at = if minus || view.raw(to + 1) == "+" && view.glued(to + 1) { to + 2 } else { to + 1 };
        if let Ok(power) = view.raw(power_at).parse::<i32>()
            && power < 300
        {
            return Some(Amount::of(at, power_at + 1, value * 10f64.powi(if minus { -power } else { power }), Form::Digits));
        }
    }
    // "12,34,567": lakhs and crores; "1,3" and "1.111,11": a decimal comma.
    if view.raw(to) == "," && view.glued(to - 1) && view.glued(to) && view.is_number(to + 1) {
        let rest = view.raw(to + 1);
        let ends = !(view.raw(to + 2) == "," && view.glued(to + 1) && view.glued(to + 2) && view.is_number(to + 3));
        let starts = !(view.raw(at.wrapping_sub(1)) == "," && view.glued(at.wrapping_sub(1)));
        if rest.len() > 2 && rest.as_bytes()[2] == b',' && view.raw(at).len() <= 2 && ends {
            let whole: String = view.slice(at, to + 2).chars().filter(|c| *c != ',').collect();
            value = whole.parse().unwrap_or(value);
            to += 2;
        } else if rest.len() <= 2 && ends && starts && rest.bytes().all(|b| b.is_ascii_digit()) && view.raw(at).len() <= 6 {
            let whole = view.raw(at).replace('.', "");
            value = format!("{whole}.{rest}").parse().unwrap_or(value);
            to += 2;
        }
    }
    let mut scaled = false;
    let glued = view.glued(to - 1);
    // "million", also behind a hyphen: "$2-million".
    let mut next = to;
    if view.is_hyphen(next) && matches!(lexeme(&view.low(next + 1)), Some(Lexeme::Scale(_) | Lexeme::Hundred)) {
        next += 1;
    }
    let scale = match lexeme(&view.low(next)) {
        Some(Lexeme::Scale(s)) => Some(s),
        Some(Lexeme::Hundred) => Some(100.0),
        Some(Lexeme::Dozen) => Some(12.0),
        Some(Lexeme::Plural) if matches!(&*view.low(next), "millions" | "billions" | "thousands" | "dozens") && !glued => {
            lexeme(view.low(next).trim_end_matches('s')).and_then(|l| match l {
                Lexeme::Scale(s) => Some(s),
                Lexeme::Dozen => Some(12.0),
                _ => None,
            })
        }
        _ => abbreviated_scale(view.raw(next)).filter(|_| {
            let alone = matches!(view.raw(next), "bn" | "mn" | "mln" | "tn" | "MM" | "dz" | "dzs");
            // "$8 B": a capital alone is a scale only behind a currency.
            glued || alone || matches!(view.raw(next), "B" | "M" | "T") && unit::currency_before(view, at).is_some()
        }),
    };
    if let Some(scale) = scale {
        value *= scale;
        to = next + 1;
        scaled = true;
        // "3 hundred and 21", "4 thousand 3 hundred".
        let joins = scale == 100.0 && &*view.low(to) == "and";
        if joins && view.is_number(to + 1) && !view.is(to + 2, Class::NUMERAL) {
            if let Some(rest) = digits(view.raw(to + 1)).filter(|v| (1.0..100.0).contains(v)) {
                value += rest;
                to += 2;
            }
        } else if joins
            && view.is(to + 1, Class::NUMERAL)
            && let Some(rest) = from_words(view, to + 1).filter(|r| r.value.is_some_and(|v| v < 100.0) && !r.scaled)
        {
            value += rest.value.unwrap_or_default();
            to = rest.to;
        } else if scale >= 1000.0
            && view.is_number(to)
            && let Some(rest) = from_digits(view, to).filter(|r| r.scaled && r.value.is_some_and(|v| v < scale))
        {
            value += rest.value.unwrap_or_default();
            to = rest.to;
        } else if view.is(to, Class::NUMERAL)
            && let Some(rest) = from_words(view, to).filter(|r| r.from == to && r.value.is_some_and(|v| v < scale))
        {
            value += rest.value.unwrap_or_default();
            to = rest.to;
        }
    }
    Some(Amount { from: at, to, value: Some(value), form: Form::Digits, scaled })
}

/// "1.1^23", "2.5^-1", "1.99 × 10^30", and "1.99×10−30" where copying lost the raised digits: the value and the token after.
fn power(view: View, to: usize, base: f64) -> Option<(f64, usize)> {
    let raised = |at: usize| {
        let signed = matches!(view.raw(at), "-" | "−" | "+") && view.glued(at);
        let digits_at = if signed { at + 1 } else { at };
        let exponent = view.raw(digits_at).parse::<i32>().ok().filter(|e| *e < 300)?;
        Some((if signed && view.raw(at) != "+" { -exponent } else { exponent }, digits_at + 1))
    };
    if view.raw(to) == "^" && view.glued(to - 1) && view.glued(to) {
        let (exponent, end) = raised(to + 1)?;
        return Some((base.powi(exponent), end));
    }
    if !matches!(view.raw(to), "×" | "x" | "*") || view.raw(to + 1) != "10" || !view.glued(to + 1) {
        return None;
    }
    let lost = matches!(view.raw(to + 2), "-" | "−");
    let (exponent, end) = match view.raw(to + 2) {
        "^" if view.glued(to + 2) => raised(to + 3)?,
        _ if lost => raised(to + 2)?,
        _ => return None,
    };
    Some((base * 10f64.powi(exponent), end))
}

/// A day of the month is not the first group of a larger number: "On June 10 200 people".
fn may_be_a_day(view: View, at: usize) -> bool {
    view.is(at.wrapping_sub(1), Class::MONTH)
        || view.is_capitalised(at.wrapping_sub(1))
        || view.glued(at.wrapping_sub(1)) && view.is_word(at.wrapping_sub(1))
}

/// Three digits after one space, which stays a single number.
fn grouped(view: View, at: usize) -> Option<f64> {
    let (before, token) = (view.token(at.checked_sub(1)?)?, view.token(at)?);
    let gap = &view.text[before.end as usize..token.start as usize];
    if token.kind != Kind::Number || !matches!(gap, " " | "\u{A0}" | "\u{202F}" | "\u{2009}") {
        return None;
    }
    let word = view.raw(at);
    let whole = word.split('.').next().unwrap_or(word);
    (whole.len() == 3 && before.kind == Kind::Number && !before.text(view.text).contains(['.', ','])).then(|| digits(word)).flatten()
}

/// "3/4": two tokens of digits around a slash, all touching.
fn slashed(view: View, at: usize) -> Option<f64> {
    if !matches!(view.raw(at + 1), "/" | "⁄")
        || !view.is_number(at + 2)
        || !view.glued(at)
        || !view.glued(at + 1)
        || view.raw(at + 3) == "/" && view.glued(at + 2)
    {
        return None;
    }
    let below = digits(view.raw(at + 2)).filter(|d| matches!(*d as u32, 2..=6 | 8 | 10 | 16 | 32 | 100))?;
    Some(digits(view.raw(at))? / below)
}
