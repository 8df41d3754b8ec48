//! Whether each figure has a source: the verdict, and why.
//!
//! Two stages. **Gates** are certain enough to decide alone, each with its reason: a figure inside a quotation has a source, an
//! age needs none. What passes them is **weighed**: small named [`Signals`] add up to a score, and a figure that reaches the
//! threshold is flagged. The weights stand in one table (`verdict/signal.rs`).

pub mod sentence;
pub mod signal;

pub use signal::Signals;

use super::figure::{Figure, FigureKind};
use super::lexicon::Class;
use super::paragraph::Role;
use super::token::{Kind, Token};
use super::{Article, QuoteKind, Tier};
use crate::text::{Intervals, Span};
use sentence::Signs;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Sourced,
    /// Only a vague or anonymous source covers it.
    Vague,
    Unsourced,
    /// Self-evident, incidental, witnessed, or no claim.
    NotNeeded,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Sourced => "sourced",
            Verdict::Vague => "vague",
            Verdict::Unsourced => "unsourced",
            Verdict::NotNeeded => "not-needed",
        }
    }
}

/// The score from which a figure is flagged, in tenths of a logit, by strictness: quiet, normal, everything.
pub const RELAXED: i16 = 10;
pub const NORMAL: i16 = 0;
pub const STRICT: i16 = -10;

/// A sentence of the article and what it says about sources.
struct Sentence {
    span: Span,
    paragraph: usize,
    signs: Signs,
}

/// Gives every figure its verdict.
pub fn place(text: &str, article: &mut Article) {
    let sentences = sentences(article);
    let around = Around::of(article, &sentences);
    let mut figures = std::mem::take(&mut article.figures);
    let mut at = 0;
    for figure in &mut figures {
        while at + 1 < sentences.len() && sentences[at].span.end <= figure.span.start {
            at += 1;
        }
        judge(text, article, &sentences, at, &around, figure);
    }
    article.figures = figures;
}

fn sentences(article: &Article) -> Vec<Sentence> {
    let all = article.paragraphs.iter().enumerate();
    all.flat_map(|(paragraph, p)| p.sentences().zip(&p.reading.signs).map(move |(span, &signs)| Sentence { span, paragraph, signs }))
        .collect()
}

/// Where the article's sources and quotes are, for questions in the order of the text.
struct Around {
    /// Per paragraph: whether anybody or any document speaks in it.
    speaks: Vec<bool>,
    quoted: Vec<bool>,
    body: (usize, usize),
    /// What attributions and quotes cover.
    contents: Intervals,
    quotes: Intervals,
}

impl Around {
    fn of(article: &Article, sentences: &[Sentence]) -> Around {
        let mut speaks = vec![false; article.paragraphs.len()];
        let mut quoted = vec![false; article.paragraphs.len()];
        for sentence in sentences {
            let signs = sentence.signs;
            speaks[sentence.paragraph] |= signs.has(Signs::SAYS) || signs.has(Signs::ACCORDING) || signs.has(Signs::POLL);
            quoted[sentence.paragraph] |= signs.has(Signs::QUOTE);
        }
        let body = |p: &super::Paragraph| p.role == Role::Body;
        let first = article.paragraphs.iter().position(body).unwrap_or(0);
        let last = article.paragraphs.iter().rposition(body).unwrap_or(0);
        let contents = article.attributions.iter().zip(0..).flat_map(|(a, i)| a.content.iter().map(move |&c| (c, i))).collect();
        let quotes = article.quotes.iter().zip(0..).map(|(q, i)| (q.span, i)).collect();
        Around { speaks, quoted, body: (first, last), contents, quotes }
    }
}

fn judge(text: &str, article: &Article, sentences: &[Sentence], at: usize, around: &Around, figure: &mut Figure) {
    let Some(sentence) = sentences.get(at) else { return };
    let paragraph = &article.paragraphs[sentence.paragraph];
    let signals = signals(text, article, sentences, at, around, figure);
    figure.signals = signals;
    figure.score = signals.score();
    let covering = around.contents.containing(figure.span).next().map(|(_, i)| i);
    let quote = around.quotes.containing(figure.span).next().map(|(_, i)| &article.quotes[i as usize]);
    figure.attribution = covering;
    let decided = match paragraph.role {
        Role::Furniture | Role::Byline | Role::Metadata => Some((Verdict::NotNeeded, "page furniture")),
        _ => None,
    };
    let decided = decided
        .or_else(|| {
            let quote = quote?;
            if quote.kind == QuoteKind::Block || quote.speaker.is_some() || quote.span.len() > 12 {
                Some((Verdict::Sourced, "inside a quotation"))
            } else {
                None
            }
        })
        .or_else(|| {
            let attribution = &article.attributions[covering? as usize];
            match attribution.tier {
                Tier::Vague | Tier::Anonymous => Some((Verdict::Vague, "only a vague source covers it")),
                _ => Some((Verdict::Sourced, "an attribution covers it")),
            }
        })
        .or_else(|| gate(figure, sentence));
    (figure.verdict, figure.why) = decided.unwrap_or({
        if figure.score >= NORMAL {
            (Verdict::Unsourced, "no source in the text")
        } else if signals.has(Signals::SOURCE_NEAR) {
            (Verdict::Sourced, "a source stands close by")
        } else {
            (Verdict::NotNeeded, "nothing an editor would query")
        }
    });
    if decided.is_some() {
        figure.score = i16::MIN;
    }
}

/// What decides without weighing.
fn gate(figure: &Figure, sentence: &Sentence) -> Option<(Verdict, &'static str)> {
    let signs = sentence.signs;
    let signals = figure.signals;
    if signs.has(Signs::ACCORDING) {
        return Some((Verdict::Sourced, "the sentence says according to whom"));
    }
    if signs.has(Signs::POLL) {
        return Some((Verdict::Sourced, "a poll is named in the sentence"));
    }
    if signs.has(Signs::DOCUMENT_SPEAKS) {
        return Some((Verdict::Sourced, "a document is named in the sentence"));
    }
    match figure.kind {
        FigureKind::Age => return Some((Verdict::NotNeeded, "an age")),
        FigureKind::Duration => return Some((Verdict::NotNeeded, "a duration")),
        FigureKind::Score => return Some((Verdict::NotNeeded, "a score")),
        _ => {}
    }
    if signals.has(Signals::DEFINITE) {
        return Some((Verdict::NotNeeded, "known from the text"));
    }
    if signals.has(Signals::SMALL) && signals.has(Signals::WORD) && figure.kind == FigureKind::Count && !signals.has(Signals::CASUALTY) {
        return Some((Verdict::NotNeeded, "a small count"));
    }
    if signs.has(Signs::LEGAL) {
        return Some((Verdict::NotNeeded, "a legal limit"));
    }
    None
}

fn signals(text: &str, article: &Article, sentences: &[Sentence], at: usize, around: &Around, figure: &Figure) -> Signals {
    use Signals as S;
    let sentence = &sentences[at];
    let paragraph = &article.paragraphs[sentence.paragraph];
    let here = sentence.signs;
    let same = |i: usize| sentences.get(i).filter(|s| s.paragraph == sentence.paragraph).map_or(Signs::default(), |s| s.signs);
    let (before, after) = (at.checked_sub(1).map_or(Signs::default(), same), same(at + 1));
    let before_two = at.checked_sub(2).map_or(Signs::default(), same);
    let near = |sign: Signs| before.has(sign) || before_two.has(sign) || after.has(sign);
    let speaks = |i: Option<usize>| i.and_then(|i| around.speaks.get(i)).copied().unwrap_or(false);
    let p = sentence.paragraph;
    let tokens = Neighbours::of(paragraph, figure);
    let value = figure.high.or(figure.value).unwrap_or(0.0).abs();
    let words = figure.span.of(text);
    let share = matches!(figure.kind, FigureKind::Fraction | FigureKind::Ratio | FigureKind::Multiple);
    let count = matches!(figure.kind, FigureKind::Count | FigureKind::Range | FigureKind::Vague);
    let (source_before, source_after) = (speaks(p.checked_sub(1)), speaks(Some(p + 1)));
    let body_length = around.body.1.saturating_sub(around.body.0) + 1;
    S::NONE
        .when(figure.kind == FigureKind::Percent, S::PERCENT)
        .when(figure.kind == FigureKind::Money, S::MONEY)
        .when(figure.kind == FigureKind::Measure, S::MEASURE)
        .when(share, S::SHARE)
        .when(figure.kind == FigureKind::Vague, S::VAGUE)
        .when(count && figure.value.is_some() && value < 10.0, S::SMALL)
        .when(words.starts_with(char::is_alphabetic) && figure.kind != FigureKind::Money, S::WORD)
        .when(value >= 1e3, S::BIG)
        .when(value >= 1e6, S::HUGE)
        .when(figure.hedge.is_some(), S::HEDGED)
        .when(tokens.before(text, &["estimated", "estimate", "roughly"]), S::ESTIMATED)
        .when(tokens.after_is(Class::PEOPLE), S::PEOPLE)
        .when(count && here.has(Signs::CASUALTY), S::CASUALTY)
        .when(
            tokens.before(text, &["the", "these", "those", "both", "his", "her", "their", "its", "all"]) && !figure.hedge.is_some(),
            S::DEFINITE,
        )
        .when(tokens.hyphen_after(text), S::COMPOUND)
        .when(tokens.before(text, &["("]), S::BRACKETED)
        .when(tokens.before(text, &["another", "additional", "other"]), S::ANOTHER)
        .when(here.has(Signs::CROWD), S::CROWD)
        .when(here.has(Signs::WORLD), S::WORLD)
        .when(here.has(Signs::SUPERLATIVE), S::SUPERLATIVE)
        .when(here.has(Signs::YEAR), S::SINCE)
        .when(here.has(Signs::LEGAL), S::LEGAL)
        .when(here.has(Signs::HYPOTHETICAL), S::HYPOTHETICAL)
        .when(here.has(Signs::PRESENT), S::PRESENT)
        .when(here.has(Signs::FIRST_PERSON), S::FIRST_PERSON)
        .when(here.has(Signs::SAYS), S::SAID_IN_SENTENCE)
        .when(before.has(Signs::SAYS), S::SAID_BEFORE)
        .when(after.has(Signs::SAYS), S::SAID_AFTER)
        .when(around.speaks[p], S::SOURCE_IN_PARAGRAPH)
        .when(source_before, S::SOURCE_BEFORE)
        .when(source_after, S::SOURCE_AFTER)
        .when(near(Signs::ACCORDING), S::ACCORDING_NEAR)
        .when(here.has(Signs::DOCUMENT), S::DOCUMENT_IN_SENTENCE)
        .when(near(Signs::DOCUMENT), S::DOCUMENT_NEAR)
        .when(near(Signs::POLL), S::POLL_NEAR)
        .when(around.quoted[p], S::QUOTE_IN_PARAGRAPH)
        .when(matches!(paragraph.role, Role::Headline | Role::Deck), S::HEADLINE)
        .when(p == around.body.0, S::LEAD)
        .when((p.saturating_sub(around.body.0)) * 3 >= body_length * 2, S::LAST_THIRD)
        .when(!around.speaks[p] && !source_before && !source_after, S::NO_SOURCE_NEAR)
}

/// The tokens around a figure.
struct Neighbours<'a> {
    tokens: &'a [Token],
    /// The first token of the figure and the first one after it.
    first: usize,
    next: usize,
    base: u32,
}

impl<'a> Neighbours<'a> {
    fn of(paragraph: &'a super::Paragraph, figure: &Figure) -> Neighbours<'a> {
        let base = paragraph.span.start;
        let tokens = &paragraph.reading.tokens;
        let start = figure.span.start.saturating_sub(base);
        let end = figure.span.end.saturating_sub(base);
        Neighbours { tokens, first: tokens.partition_point(|t| t.start < start), next: tokens.partition_point(|t| t.start < end), base }
    }

    /// The paragraph's words.
    fn text<'t>(&self, text: &'t str, token: &Token) -> &'t str {
        token.span().shift(self.base).of(text)
    }

    /// Whether one of the words stands right before the figure, a hedge of up to two words between.
    fn before(&self, text: &str, words: &[&str]) -> bool {
        self.tokens[..self.first].iter().rev().take(1).any(|t| words.iter().any(|w| self.text(text, t).eq_ignore_ascii_case(w)))
    }

    /// Whether one of the three words after the figure is of a class.
    fn after_is(&self, class: Class) -> bool {
        self.tokens[self.next.min(self.tokens.len())..]
            .iter()
            .take_while(|t| t.is_word() || t.kind == Kind::Dash)
            .take(4)
            .any(|t| t.is(class))
    }

    fn hyphen_after(&self, text: &str) -> bool {
        let Some(next) = self.tokens.get(self.next) else { return false };
        next.kind == Kind::Dash && self.next > 0 && self.tokens[self.next - 1].touches(next) && self.text(text, next) == "-"
    }
}
