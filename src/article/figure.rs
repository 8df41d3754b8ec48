//! Figures: quantities stated as facts, with kind, value, unit and hedge; and the number-like tokens that are none.

use super::Article;
use super::lexicon::Class;
use super::token::{Kind, Token};
use super::verdict::{Signals, Verdict};
use crate::text::Span;
use quantity::{Item, What};
use view::View;

mod amount;
mod context;
mod join;
mod number;
mod quantity;
#[cfg(test)]
mod tests;
pub mod unit;
pub(in crate::article) mod view;

pub use context::Facts;

/// A quantity. The span holds currency, sign and words of scale ("$2.1 billion", "12 percent", "dozens"), neither hedge nor noun.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub span: Span,
    pub kind: FigureKind,
    /// In plain units: 2.1 billion is 2.1e9, 12 percent is 12. None for "dozens", and for what no f64 holds.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// An ISO 4217 code for money, a unit's singular name for measures and durations.
    pub unit: Option<&'static str>,
    /// "about", "more than", "at least" before the figure.
    pub hedge: Option<Span>,
    /// What is counted: from the word after the figure to the head of its noun phrase.
    pub noun: Option<Span>,
    /// What the words around it tell, cheaply.
    pub facts: Facts,
    /// Figures of one claim share a number: "from 5 to 7 percent", "400 of the 1,200 homes".
    pub claim: u32,
    pub verdict: Verdict,
    /// Why the verdict is what it is, in a few words for the hover.
    pub why: &'static str,
    /// The attribution that covers it.
    pub attribution: Option<u32>,
    /// What was weighed, and the sum; `i16::MIN` where a gate decided.
    pub signals: Signals,
    pub score: i16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureKind {
    Count,
    Percent,
    Money,
    Measure,
    Fraction,
    Ratio,
    Multiple,
    Range,
    Vague,
    Age,
    Duration,
    Score,
}

impl FigureKind {
    pub fn name(self) -> &'static str {
        match self {
            FigureKind::Count => "count",
            FigureKind::Percent => "percent",
            FigureKind::Money => "money",
            FigureKind::Measure => "measure",
            FigureKind::Fraction => "fraction",
            FigureKind::Ratio => "ratio",
            FigureKind::Multiple => "multiple",
            FigureKind::Range => "range",
            FigureKind::Vague => "vague",
            FigureKind::Age => "age",
            FigureKind::Duration => "duration",
            FigureKind::Score => "score",
        }
    }
}

/// A number-like token that states no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub span: Span,
    pub kind: NumberKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// A day, with or without its year: "29" of "Sept. 29", "9/11".
    Date,
    /// A year, a span of years or a decade.
    Year,
    Time,
    /// An age without its unit: "Lang, 20,", "aged 18".
    Age,
    /// "287(g)", "Title 42", "H.R. 1".
    Statute,
    /// "third-largest", "22nd", "No. 1".
    Ordinal,
    /// Part of a name: "F-16", "Fortune 500", "Studio 54".
    Name,
    /// "24/7", "one day", "50-50".
    Idiom,
    /// "one" that stands for something named before.
    Pronoun,
    /// House numbers and postal codes.
    Address,
    Phone,
    /// Numbers of list items, pages, chapters and notes.
    List,
}

impl NumberKind {
    pub fn name(self) -> &'static str {
        match self {
            NumberKind::Date => "date",
            NumberKind::Year => "year",
            NumberKind::Time => "time",
            NumberKind::Age => "age",
            NumberKind::Statute => "statute",
            NumberKind::Ordinal => "ordinal",
            NumberKind::Name => "name",
            NumberKind::Idiom => "idiom",
            NumberKind::Pronoun => "pronoun",
            NumberKind::Address => "address",
            NumberKind::Phone => "phone",
            NumberKind::List => "list",
        }
    }
}

/// What [`find`] returns; offsets from the paragraph's start, claims counted from its first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub figures: Vec<Figure>,
    pub numbers: Vec<Number>,
}

/// Finds the figures and other numbers of a paragraph, in linear time.
///
/// Three steps: every number-like token is read as no quantity (`number`) or as an amount with its unit (`amount`, `quantity`);
/// neighbours are joined to ranges, ratios and scores (`join`); hedge, noun and facts are read around what is left (`context`).
pub fn find(text: &str, tokens: &[Token]) -> Found {
    let view = View { text, tokens };
    let items = items(view);
    if items.is_empty() {
        return Found::default();
    }
    let items = join::join(view, items);
    let quantities = items.iter().filter(|i| matches!(i.what, What::Quantity(_))).count();
    let mut found = Found { figures: Vec::with_capacity(quantities), numbers: Vec::with_capacity(items.len() - quantities) };
    let mut claim = 0;
    for item in items {
        let span = tokens[item.from].span().cover(tokens[item.to - 1].span());
        let quantity = match item.what {
            What::Number(kind) => {
                found.numbers.push(Number { span, kind });
                continue;
            }
            What::Quantity(quantity) => quantity,
        };
        if !found.figures.is_empty() && !quantity.joined {
            claim += 1;
        }
        let hedge = context::hedge(view, item.from);
        let noun = context::noun(view, if quantity.unit.is_some() { item.reach } else { item.to });
        let mut facts = context::facts(view, item.from, item.reach, noun.as_ref(), hedge.as_ref());
        if quantity.form == amount::Form::Words && quantity.high.is_none() && quantity.value.is_some_and(|v| v < 10.0 && v.fract() == 0.0) {
            facts |= Facts::SMALL;
            if quantity.value == Some(1.0) && quantity.kind == FigureKind::Count {
                facts |= Facts::ONE;
            }
        }
        if quantity.value.is_none() && !quantity.scaled {
            facts |= Facts::LOOSE;
        }
        // "10^400" is a figure of which no number can be told.
        let told = quantity.value.into_iter().chain(quantity.high).all(f64::is_finite);
        let place = |range: std::ops::Range<usize>| tokens[range.start].span().cover(tokens[range.end - 1].span());
        found.figures.push(Figure {
            span,
            kind: quantity.kind,
            value: quantity.value.filter(|_| told),
            high: quantity.high.filter(|_| told),
            unit: quantity.unit,
            hedge: hedge.map(place),
            noun: noun.map(place),
            facts,
            claim,
            verdict: Verdict::Unsourced,
            why: "",
            attribution: None,
            signals: Signals::NONE,
            score: i16::MIN,
        });
    }
    found
}

/// Everything number-like, from the left, before neighbours are joined.
fn items(view: View) -> Vec<Item> {
    let words = Class::NUMERAL.or(Class::ORDINAL).or(Class::MULTIPLE);
    let mut items: Vec<Item> = Vec::new();
    // The end of the last item: no token is read twice.
    let mut done = 0;
    let mut at = 0;
    while let Some(token) = view.tokens.get(at) {
        let looked_at = match token.kind {
            Kind::Number => true,
            Kind::Word => token.is(words),
            Kind::Sign => token.end - token.start > 1,
            _ => false,
        };
        let Some(item) = looked_at.then(|| item(view, at)).flatten() else {
            at += 1;
            continue;
        };
        let item = Item { from: item.from.max(done), ..item };
        done = item.reach;
        at = item.reach.max(at + 1);
        items.push(item);
    }
    items
}

fn item(view: View, at: usize) -> Option<Item> {
    let token = view.token(at)?;
    let named = match token.kind {
        Kind::Number => number::of_digits(view, at),
        Kind::Word if token.is(Class::NUMERAL) => number::of_word(view, at),
        _ => None,
    };
    if let Some(named) = named {
        return Some(Item::number(named.from, named.to, named.kind));
    }
    if let Some(amount) = amount::read(view, at) {
        return Some(quantity::read(view, amount));
    }
    if token.is(Class::MULTIPLE) {
        return quantity::multiple(view, at);
    }
    let named = token.is(Class::ORDINAL).then(|| number::of_rank(view, at)).flatten()?;
    Some(Item::number(named.from, named.to, named.kind))
}

/// Puts the paragraphs' figures in their places and numbers the claims.
pub fn place(article: &mut Article) {
    let mut claims = 0;
    article.figures.reserve(article.paragraphs.iter().map(|p| p.reading.figures.figures.len()).sum());
    article.numbers.reserve(article.paragraphs.iter().map(|p| p.reading.figures.numbers.len()).sum());
    for paragraph in &article.paragraphs {
        let base = paragraph.span.start;
        let found = &paragraph.reading.figures;
        for figure in &found.figures {
            let hedge = figure.hedge.map(|s| s.shift(base));
            let noun = figure.noun.map(|s| s.shift(base));
            article.figures.push(Figure { span: figure.span.shift(base), hedge, noun, claim: claims + figure.claim, ..figure.clone() });
        }
        claims += found.figures.last().map_or(0, |f| f.claim + 1);
        article.numbers.extend(found.numbers.iter().map(|n| Number { span: n.span.shift(base), ..*n }));
    }
}
