//! Amounts in words: "two hundred and six", "tens of thousands", "three and a fifth", "half of".

use super::super::super::lexicon::Class;
use super::super::view::View;
use super::{Amount, Form};

pub enum Lexeme {
    Unit(f64),
    Teen(f64),
    Tens(f64),
    Hundred,
    Scale(f64),
    Dozen,
    Plural,
}

pub fn lexeme(word: &str) -> Option<Lexeme> {
    use Lexeme::*;
    Some(match word {
        "zero" | "naught" => Unit(0.0),
        "one" => Unit(1.0),
        "two" => Unit(2.0),
        "three" => Unit(3.0),
        "four" => Unit(4.0),
        "five" => Unit(5.0),
        "six" => Unit(6.0),
        "seven" => Unit(7.0),
        "eight" => Unit(8.0),
        "nine" => Unit(9.0),
        "ten" => Teen(10.0),
        "eleven" => Teen(11.0),
        "twelve" => Teen(12.0),
        "thirteen" => Teen(13.0),
        "fourteen" => Teen(14.0),
        "fifteen" => Teen(15.0),
        "sixteen" => Teen(16.0),
        "seventeen" => Teen(17.0),
        "eighteen" => Teen(18.0),
        "nineteen" => Teen(19.0),
        "twenty" => Tens(20.0),
        "thirty" => Tens(30.0),
        "forty" | "fourty" => Tens(40.0),
        "fifty" => Tens(50.0),
        "sixty" => Tens(60.0),
        "seventy" => Tens(70.0),
        "eighty" => Tens(80.0),
        "ninety" => Tens(90.0),
        "hundred" => Hundred,
        "thousand" => Scale(1e3),
        "lakh" => Scale(1e5),
        "million" => Scale(1e6),
        "crore" => Scale(1e7),
        "billion" => Scale(1e9),
        "trillion" => Scale(1e12),
        "dozen" => Dozen,
        "hundreds" | "thousands" | "millions" | "billions" | "trillions" | "dozens" | "scores" | "tens" | "lakhs" | "crores" => Plural,
        _ => return None,
    })
}

/// What a word of rank divides by: "third" is 3.
pub fn denominator(word: &str) -> Option<f64> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    Some(match singular {
        "half" | "halve" => 2.0,
        "third" => 3.0,
        "quarter" | "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "eleventh" => 11.0,
        "twelfth" => 12.0,
        "fifteenth" => 15.0,
        "sixteenth" => 16.0,
        "twentieth" => 20.0,
        "thirtieth" => 30.0,
        "fortieth" => 40.0,
        "fiftieth" => 50.0,
        "hundredth" => 100.0,
        "thousandth" => 1000.0,
        "millionth" => 1e6,
        "billionth" => 1e9,
        "trillionth" => 1e12,
        _ => return None,
    })
}

pub fn from_words(view: View, at: usize) -> Option<Amount> {
    let mut from = at;
    let mut to = at;
    let (mut total, mut current) = (0.0f64, 0.0f64);
    // The size of the last word: what may follow "hundred" may not follow "five".
    let mut last = f64::INFINITY;
    let mut last_scale = f64::INFINITY;
    let mut scaled = false;
    // What was said before an "and": "two hundred" of "two hundred and fifty-four hundredths".
    let mut before_and = None;
    loop {
        let mut next = to;
        if to > at {
            if view.is_hyphen(next) || splits_tens(view, next) {
                next += 1;
            } else if &*view.low(next) == "and" && (last == 100.0 || last == 1000.0 || last >= 1e9 && last.is_finite()) {
                next += 1;
                // "and two fifths" is a fraction of its own.
                if spoken_fraction(view, next).is_some() {
                    break;
                }
                before_and = Some(total + current);
            }
        }
        // "one hundred thirty-fifths", "one hundred thirty fifths": the tens belong to the denominator.
        if to > at && compound_denominator(view, next).is_some_and(|(_, end)| view.is_hyphen(end - 2) || next == to && last == 100.0) {
            break;
        }
        let Some(word) = lexeme(&view.low(next)).filter(|_| view.is_word(next)) else { break };
        match word {
            Lexeme::Unit(v) if last == f64::INFINITY || last > 19.0 => {
                current += v;
                last = v;
            }
            Lexeme::Teen(v) if last == f64::INFINITY || last >= 100.0 => {
                current += v;
                last = v;
            }
            Lexeme::Tens(v) if last == f64::INFINITY || last >= 100.0 => {
                current += v;
                last = v;
            }
            Lexeme::Hundred if current < 100.0 && last != 100.0 => {
                current = current.max(1.0) * 100.0;
                last = 100.0;
                scaled = true;
            }
            Lexeme::Scale(s) if s < last_scale && (to == at || current > 0.0 || total == 0.0) => {
                total += current.max(1.0) * s;
                current = 0.0;
                last = s;
                last_scale = s;
                scaled = true;
            }
            Lexeme::Dozen if last <= 100.0 || to == at => {
                // "three hundred and two dozen"
                let hundreds = (current / 100.0).floor() * 100.0;
                current = hundreds + (current - hundreds).max(1.0) * 12.0;
                last = 12.0;
                scaled = true;
            }
            Lexeme::Plural if to == at => return plural(view, at),
            // "five hundreds"
            Lexeme::Plural if last < 100.0 && current > 0.0 && matches!(&*view.low(next), "hundreds" | "thousands") => {
                let scale = if &*view.low(next) == "hundreds" { 100.0 } else { 1e3 };
                total += current * scale;
                current = 0.0;
                last = scale;
                last_scale = scale;
                scaled = true;
            }
            // "three hundred and two dozens"
            Lexeme::Plural if &*view.low(next) == "dozens" && last < 20.0 => {
                let hundreds = (current / 100.0).floor() * 100.0;
                current = hundreds + (current - hundreds) * 12.0;
                last = 12.0;
                scaled = true;
            }
            _ => break,
        }
        to = next + 1;
        if last == 12.0 {
            break;
        }
    }
    if to == at {
        return None;
    }
    let mut value = total + current;
    // "two hundred point zero three"
    if &*view.low(to) == "point"
        && let Some((end, decimals)) = spoken_decimals(view, to + 1)
    {
        value += decimals;
        to = end;
        // "one point five billion"
        if let Some(Lexeme::Scale(scale)) = lexeme(&view.low(to)).filter(|_| !scaled) {
            value *= scale;
            to += 1;
            scaled = true;
        }
    }
    if scaled && !matches!(lexeme(&view.low(at)), Some(Lexeme::Unit(_) | Lexeme::Teen(_) | Lexeme::Tens(_))) {
        let before = view.low(at.wrapping_sub(1));
        match &*before {
            "a" => from = at - 1,
            "several" => return Some(Amount { from: at - 1, to, value: None, form: Form::Vague, scaled }),
            // "a couple of thousand"
            "of" if &*view.low(at.wrapping_sub(2)) == "couple" && at >= 3 => {
                return Some(Amount { from: at - 3, to, value: None, form: Form::Vague, scaled });
            }
            "few" | "couple" => {
                let from = if &*view.low(at.wrapping_sub(2)) == "a" { at - 2 } else { at - 1 };
                return Some(Amount { from, to, value: None, form: Form::Vague, scaled });
            }
            // "a half-billion dollars"
            "-" if view.is_hyphen(at - 1) && &*view.low(at.wrapping_sub(2)) == "half" => {
                let from = if matches!(&*view.low(at.wrapping_sub(3)), "a" | "one") { at - 3 } else { at - 2 };
                return Some(Amount { from, to, value: Some(value * 0.5), form: Form::Words, scaled });
            }
            "half" | "quarter" => {
                let part = if &*before == "half" { 0.5 } else { 0.25 };
                let from = if matches!(&*view.low(at.wrapping_sub(2)), "a" | "one") { at - 2 } else { at - 1 };
                return Some(Amount { from, to, value: Some(value * part), form: Form::Words, scaled });
            }
            _ => {}
        }
    }
    if let Some((divisor, end)) = large_denominator(view, to).filter(|_| !scaled) {
        return Some(Amount { from, to: end, value: Some(value / divisor), form: Form::Fraction, scaled: false });
    }
    if let Some((divisor, end)) = compound_denominator(view, to) {
        let plural = view.low(end - 1).ends_with('s');
        if plural == (value != 1.0) {
            return Some(Amount { from, to: end, value: Some(value / divisor), form: Form::Fraction, scaled: false });
        }
    }
    // "two-thirds", "one fifth", "twenty-three fifths".
    let denominator_at = if view.is_hyphen(to) { to + 1 } else { to };
    let below = view.low(denominator_at);
    if let Some(divisor) = denominator(&below)
        && (below.ends_with('s') && value != 1.0 || value == 1.0 && !below.ends_with('s') && is_share(view, denominator_at + 1))
        && !(&*below == "halves" && value != 2.0)
        && !(&*below == "quarters" && value > 3.0)
    {
        // "two hundred and fifty-four hundredths": only what follows "and" is divided, where that leaves a proper fraction.
        let whole = before_and.filter(|w| *w > 0.0 && value - w > 1.0 && value - w < divisor).unwrap_or(0.0);
        let value = whole + (value - whole) / divisor;
        return Some(Amount { from, to: denominator_at + 1, value: Some(value), form: Form::Fraction, scaled: false });
    }
    // Words between a number and a larger one make "two of five hundred" no single number, so only direct digits are refused.
    Some(Amount { from, to, value: Some(value), form: Form::Words, scaled })
}

/// The spaced hyphen of "ninety - five hundred", which is a slip inside one number and not a dash.
fn splits_tens(view: View, at: usize) -> bool {
    view.raw(at) == "-"
        && matches!(lexeme(&view.low(at.wrapping_sub(1))), Some(Lexeme::Tens(_)))
        && matches!(lexeme(&view.low(at + 1)), Some(Lexeme::Unit(_)))
        && matches!(lexeme(&view.low(at + 2)), Some(Lexeme::Hundred | Lexeme::Scale(_)))
}

/// "one-hundredth", "one thousandths", "one hundred and fifth" behind a numerator: the denominator and the token after.
fn large_denominator(view: View, at: usize) -> Option<(f64, usize)> {
    let skip_hyphen = |at: usize| if view.is_hyphen(at) { at + 1 } else { at };
    let first = skip_hyphen(at);
    if &*view.low(first) != "one" {
        return None;
    }
    let scale_at = skip_hyphen(first + 1);
    let word = view.low(scale_at);
    if let "hundredth" | "hundredths" | "thousandth" | "thousandths" | "millionth" | "millionths" = &*word {
        return Some((denominator(&word)?, scale_at + 1));
    }
    let scale = match lexeme(&word)? {
        Lexeme::Hundred => 100.0,
        Lexeme::Scale(scale) => scale,
        _ => return None,
    };
    let rest = skip_hyphen(scale_at + 1);
    let rest = if &*view.low(rest) == "and" { rest + 1 } else { rest };
    if let Some((units, end)) = compound_denominator(view, rest) {
        return Some((scale + units, end));
    }
    let units = denominator(&view.low(rest)).filter(|d| (3.0..=20.0).contains(d))?;
    Some((scale + units, rest + 1))
}

/// "twenty-fifth", "thirty-fifths", "thirty fifths": a denominator of two words, and the token after.
fn compound_denominator(view: View, at: usize) -> Option<(f64, usize)> {
    let Some(Lexeme::Tens(tens)) = lexeme(&view.low(at)) else { return None };
    let below_at = if view.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    let below = view.low(below_at);
    // Without a hyphen only the plural is a denominator: "one hundred thirty fifths", not "twenty third" and not "thirty seconds".
    if below_at == at + 1 && (!below.ends_with('s') || matches!(&*below, "seconds" | "quarters")) {
        return None;
    }
    let units = match below.strip_suffix('s').unwrap_or(&below) {
        "first" => 1.0,
        "second" => 2.0,
        _ => denominator(&below).filter(|d| (3.0..10.0).contains(d))?,
    };
    Some((tens + units, below_at + 1))
}

/// Whether what follows a single denominator lets it be a share: "one third of", "one fifth the size", but not "one third party".
fn is_share(view: View, after: usize) -> bool {
    !view.is_plain(after)
        || view.is(after, Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::AUXILIARY).or(Class::DETERMINER))
        || matches!(&*view.low(after), "more" | "less" | "fewer")
}

fn spoken_decimals(view: View, at: usize) -> Option<(usize, f64)> {
    let mut digits = String::new();
    let mut to = at;
    loop {
        let next = if view.is_hyphen(to) { to + 1 } else { to };
        match lexeme(&view.low(next)) {
            Some(Lexeme::Unit(v) | Lexeme::Teen(v)) => digits.push_str(&v.to_string()),
            Some(Lexeme::Tens(v)) => match lexeme(&view.low(next + 2)) {
                Some(Lexeme::Unit(u)) if view.is_hyphen(next + 1) => {
                    digits.push_str(&(v + u).to_string());
                    to = next + 3;
                    continue;
                }
                _ => digits.push_str(&v.to_string()),
            },
            _ => break,
        }
        to = next + 1;
        if digits.len() > 12 {
            break;
        }
    }
    let value = format!("0.{digits}").parse().ok().filter(|_| !digits.is_empty())?;
    Some((to, value))
}

/// "dozens", "tens of thousands", "hundreds of millions".
fn plural(view: View, at: usize) -> Option<Amount> {
    let word = view.low(at);
    let of_larger =
        &*view.low(at + 1) == "of" && matches!(&*view.low(at + 2), "thousands" | "millions" | "billions" | "trillions" | "hundreds");
    let to = if of_larger { at + 3 } else { at + 1 };
    let counts = match &*word {
        // "tens" and "scores" alone are mostly something else: "test scores", "the low tens".
        "tens" => of_larger,
        "scores" => of_larger || &*view.low(at + 1) == "of" && !view.is(at + 2, Class::NUMERAL) && !view.is_number(at + 2),
        _ => true,
    };
    counts.then_some(Amount { from: at, to, value: None, form: Form::Vague, scaled: true })
}

/// "half", "a quarter" and the denominators after an article, where they are shares and not places ("the first half").
pub fn from_half(view: View, at: usize) -> Option<Amount> {
    let word = view.low(at);
    let before = view.low(at.wrapping_sub(1));
    let after = view.low(at + 1);
    if view.is_hyphen(at + 1) || view.is_hyphen(at.wrapping_sub(1)) {
        return None;
    }
    if matches!(&*word, "majority" | "most") {
        // A share without a number: "a majority of", "most of the".
        let share = &*after == "of" && (&*word == "majority" || !matches!(&*before, "the" | "make" | "making" | "made" | "makes"))
            || &*word == "majority" && matches!(&*before, "vast" | "overwhelming");
        return share.then_some(Amount { from: at, to: at + 1, value: None, form: Form::Fraction, scaled: false });
    }
    let hedged = matches!(
        &*before,
        "almost"
            | "nearly"
            | "about"
            | "over"
            | "roughly"
            | "around"
            | "than"
            | "least"
            | "approximately"
            | "under"
            | "only"
            | "just"
            | "to"
            | "by"
            | "and"
            | "or"
            | "some"
            | "fully"
    );
    let share_follows = matches!(
        &*after,
        "of" | "the" | "a" | "an" | "all" | "its" | "their" | "his" | "her" | "our" | "my" | "that" | "this" | "those" | "these" | "as"
    );
    match &*word {
        "half" => {
            // "half a million" is read from "million"; "half a dozen" is a number, "half an hour" a duration.
            if &*after == "a" && matches!(&*view.low(at + 2), "million" | "billion" | "trillion" | "dozen" | "thousand" | "century") {
                let value = match &*view.low(at + 2) {
                    "million" => 5e5,
                    "billion" => 5e8,
                    "trillion" => 5e11,
                    "thousand" => 500.0,
                    "dozen" => 6.0,
                    _ => return Some(Amount::of(at, at + 1, 0.5, Form::Words)),
                };
                return Some(Amount { from: at, to: at + 3, value: Some(value), form: Form::Words, scaled: true });
            }
            if matches!(&*after, "million" | "billion" | "trillion") {
                return None;
            }
            if matches!(&*before, "first" | "second" | "this" | "the" | "other" | "better" | "each" | "last" | "final" | "opening") {
                return None;
            }
            // "cut the wait in half", "a mile and a half"
            if &*before == "in" && !share_follows || &*before == "a" && &*view.low(at.wrapping_sub(2)) == "and" {
                return Some(Amount::of(if &*before == "a" { at - 1 } else { at }, at + 1, 0.5, Form::Fraction));
            }
            let article = &*before == "a";
            if article && !share_follows && view.is_plain(at + 1) && !view.is(at + 1, Class::PREPOSITION) {
                return None;
            }
            // "keep half the revenue" and "Half the homes" are shares, "half Irish" is not.
            if !(share_follows || hedged || article) {
                return None;
            }
            Some(Amount::of(if article { at - 1 } else { at }, at + 1, 0.5, Form::Fraction))
        }
        "quarter" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "tenth" | "twentieth" | "hundredth" | "thousandth" => {
            if &*before != "a"
                || &*word == "quarter" && matches!(&*after, "million" | "billion" | "mile" | "century" | "point" | "percentage")
            {
                if &*before == "a" && matches!(&*after, "mile" | "century" | "point" | "percentage") {
                    return Some(Amount::of(at - 1, at + 1, 0.25, Form::Fraction));
                }
                return None;
            }
            let person = view.is_plain(at + 1)
                && matches!(
                    &*after,
                    "party"
                        | "person"
                        | "time"
                        | "term"
                        | "place"
                        | "day"
                        | "year"
                        | "round"
                        | "option"
                        | "season"
                        | "attempt"
                        | "child"
                        | "man"
                        | "woman"
                        | "straight"
                        | "consecutive"
                )
                || view.is_capitalised(at + 1);
            let share = &*after == "of"
                || &*after == "the"
                || hedged_article(view, at) && !person
                || !view.is_word(at + 1) && !matches!(&*word, "third" | "quarter" | "fourth");
            let divisor = denominator(&word)?;
            share.then(|| Amount::of(at - 1, at + 1, 1.0 / divisor, Form::Fraction))
        }
        "billionth" | "trillionth" | "millionth" if &*before == "a" => {
            Some(Amount::of(at - 1, at + 1, 1.0 / denominator(&word).unwrap_or(1e12), Form::Fraction))
        }
        _ => None,
    }
}

/// Whether a hedge or "by" stands before the article of "a third".
fn hedged_article(view: View, at: usize) -> bool {
    matches!(
        &*view.low(at.wrapping_sub(2)),
        "about"
            | "nearly"
            | "almost"
            | "over"
            | "than"
            | "by"
            | "least"
            | "roughly"
            | "around"
            | "only"
            | "just"
            | "approximately"
            | "some"
    )
}

/// "two and a half", "two and a half million", "one hundred and thirty and two fifths", "six million and two thirds".
pub fn with_half(view: View, amount: Amount) -> Amount {
    let Some(value) = amount.value else { return amount };
    let decimals = amount.form == Form::Digits && amount.from + 1 != amount.to;
    if &*view.low(amount.to) != "and" || amount.form == Form::Fraction || decimals {
        return amount;
    }
    let Some((mut part, mut to)) = spoken_fraction(view, amount.to + 1) else { return amount };
    // "two million and three fifths" is two and three fifths of a million; "a million and a half" as well.
    let last = lexeme(&view.low(amount.to - 1));
    if let Some(Lexeme::Scale(s)) = last {
        part *= s;
    }
    let mut total = value + part;
    let mut scaled = amount.scaled;
    if last.is_none_or(|l| !matches!(l, Lexeme::Scale(_) | Lexeme::Hundred)) {
        let scale = match lexeme(&view.low(to)) {
            Some(Lexeme::Scale(s)) => Some(s),
            Some(Lexeme::Hundred) => Some(100.0),
            _ => None,
        };
        if let Some(scale) = scale {
            total *= scale;
            to += 1;
            scaled = true;
        }
    } else if let Some(Lexeme::Scale(s)) = lexeme(&view.low(to)) {
        // "one billion and three quarters million"
        total = value + part / last_scale(&view.low(amount.to - 1)) * s;
        to += 1;
    }
    Amount { to, value: Some(total), scaled, ..amount }
}

fn last_scale(word: &str) -> f64 {
    match lexeme(word) {
        Some(Lexeme::Scale(s)) => s,
        _ => 1.0,
    }
}

/// "a half", "a thirtieth", "two thirds", "three quarters" and the token after.
fn spoken_fraction(view: View, at: usize) -> Option<(f64, usize)> {
    let next = if view.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    let below = view.low(next);
    let divisor = denominator(&below)?;
    let above = match lexeme(&view.low(at)) {
        None if &*view.low(at) == "a" => 1.0,
        Some(Lexeme::Unit(v)) => v,
        _ => return None,
    };
    let agrees = if above == 1.0 {
        !below.ends_with('s') && is_share(view, next + 1) || &*below == "half" || &*below == "quarter"
    } else {
        below.ends_with('s')
    };
    // "and a second", "and a third man" rank.
    (agrees && (divisor > 2.0 || matches!(&*below, "half" | "halves"))).then_some((above / divisor, next + 1))
}
