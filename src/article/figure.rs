//! Figures: quantities stated as facts, with kind, value, unit and hedge; and the number-like tokens that are none.

use super::Article;
use super::lexicon::Class;
use super::token::{Kind, Token};
use super::verdict::Verdict;
use crate::text::Span;

/// A quantity. The span holds currency, sign and words of scale ("$2.1 billion", "12 percent", "dozens"), neither hedge nor noun.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub span: Span,
    pub kind: FigureKind,
    /// In plain units: 2.1 billion is 2.1e9, 12 percent is 12. None for "dozens".
    pub value: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// An ISO 4217 code for money, a unit's singular name for measures and durations.
    pub unit: Option<&'static str>,
    /// "about", "more than", "at least" before the figure.
    pub hedge: Option<Span>,
    /// What is counted: the words after the figure.
    pub noun: Option<Span>,
    /// Figures of one claim share a number: "from 5 to 7 percent", "400 of the 1,200 homes".
    pub claim: u32,
    pub verdict: Verdict,
    /// Why the verdict is what it is, in a few words for the hover.
    pub why: &'static str,
    /// The attribution that covers it.
    pub attribution: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Date,
    Year,
    Time,
    Statute,
    Ordinal,
    Name,
    Idiom,
    Address,
    List,
}

impl NumberKind {
    pub fn name(self) -> &'static str {
        match self {
            NumberKind::Date => "date",
            NumberKind::Year => "year",
            NumberKind::Time => "time",
            NumberKind::Statute => "statute",
            NumberKind::Ordinal => "ordinal",
            NumberKind::Name => "name",
            NumberKind::Idiom => "idiom",
            NumberKind::Address => "address",
            NumberKind::List => "list",
        }
    }
}

/// What [`find`] returns; offsets from the paragraph's start.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub figures: Vec<Figure>,
    pub numbers: Vec<Number>,
}

/// Finds the figures and other numbers of a paragraph.
pub fn find(text: &str, tokens: &[Token]) -> Found {
    let mut found = Found::default();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != Kind::Number {
            continue;
        }
        let value: Option<f64> = token.text(text).replace(',', "").parse().ok();
        let next = tokens.get(at + 1);
        let statute = next.is_some_and(|n| token.touches(n) && n.text(text) == "(");
        let year = value.is_some_and(|v| (1500.0..2100.0).contains(&v)) && token.len() == 4;
        let date = at > 0 && tokens[at - 1].is(Class::MONTH);
        if statute || year || date {
            let kind = if statute {
                NumberKind::Statute
            } else if year {
                NumberKind::Year
            } else {
                NumberKind::Date
            };
            found.numbers.push(Number { span: token.span(), kind });
            continue;
        }
        found.figures.push(Figure {
            span: token.span(),
            kind: FigureKind::Count,
            value,
            high: None,
            unit: None,
            hedge: None,
            noun: None,
            claim: 0,
            verdict: Verdict::Unsourced,
            why: "",
            attribution: None,
        });
    }
    found
}

impl Token {
    pub(super) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Puts the paragraphs' figures in their places and numbers the claims.
pub fn place(_text: &str, article: &mut Article) {
    for paragraph in &article.paragraphs {
        let base = paragraph.span.start;
        let found = &paragraph.reading.figures;
        for figure in &found.figures {
            let hedge = figure.hedge.map(|s| s.shift(base));
            let noun = figure.noun.map(|s| s.shift(base));
            article.figures.push(Figure { span: figure.span.shift(base), hedge, noun, ..figure.clone() });
        }
        article.numbers.extend(found.numbers.iter().map(|n| Number { span: n.span.shift(base), ..*n }));
    }
    for (claim, figure) in article.figures.iter_mut().enumerate() {
        figure.claim = claim as u32;
    }
}
