//! Whether each figure has a source: the verdict, and why.
//!
//! Two stages. **Gates** are certain enough to decide alone, each with its reason: a figure inside a quotation has a source, an
//! age needs none. What passes them is **weighed**: small named [`Signals`] add up to a score, and a figure that reaches the
//! threshold is flagged. The weights stand in one table (`verdict/signal.rs`).

mod around;
pub mod clause;
mod ledger;
mod sense;
pub mod signal;
pub mod vague;

pub use signal::Signals;

use super::attribution::Kind;
use super::figure::{Facts, Figure, FigureKind};
use super::paragraph::Role;
use super::signs::Signs;
use super::{Article, Genre, QuoteKind, Tier};
use crate::settings::Strictness;
use around::Around;
use clause::Told;
use ledger::Ledger;

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

/// The score from which an unsourced figure is flagged, in tenths of a logit.
pub fn threshold(strictness: Strictness) -> i16 {
    match strictness {
        Strictness::Relaxed => 5,
        Strictness::Normal => -11,
        Strictness::Strict => i16::MIN + 1,
    }
}

impl Figure {
    /// Whether an editor should look at it: no source was found, and the signals speak for a query.
    pub fn is_flagged(&self, strictness: Strictness) -> bool {
        self.verdict == Verdict::Unsourced && self.score >= threshold(strictness)
    }
}

/// Gives every figure its verdict: the body in the order of the text, then the headline, which repeats what the body says.
pub fn place(text: &str, article: &mut Article) {
    vague::mark(text, article);
    let mut figures = std::mem::take(&mut article.figures);
    // Figures stand in the order of their paragraphs.
    let told: Vec<&Told> = article.paragraphs.iter().flat_map(|p| &p.reading.told).collect();
    let around = Around::of(text, article, &figures);
    if !around.sentences.is_empty() {
        let mut ledger = Ledger::default();
        let mut sentence = 0;
        let mut heads = Vec::new();
        for (i, figure) in figures.iter_mut().enumerate() {
            sentence = around.sentence_of(figure.span, sentence);
            if around.is_head(article, sentence) {
                heads.push((i, sentence));
            } else {
                judge(article, &around, sentence, &mut ledger, figure, told[i]);
            }
        }
        let below = Below::of(&figures, &heads);
        for (i, sentence) in heads {
            let figure = &mut figures[i];
            judge(article, &around, sentence, &mut ledger, figure, told[i]);
            if figure.verdict == Verdict::Unsourced && (around.is_title(article, sentence) || below.tells(figure)) {
                (figure.verdict, figure.why, figure.score) = (Verdict::Sourced, HEADLINE, i16::MIN);
            }
        }
        convert(text, &mut figures);
    }
    article.figures = figures;
}

/// Why a headline's figure is not asked about: where the text gives it is, and `headline-figure` asks whether it does.
pub const HEADLINE: &str = "the text below is a headline's source";

/// The figures below the headline: kind, unit and value, in order.
struct Below(Vec<(FigureKind, Option<&'static str>, f64)>);

impl Below {
    fn of(figures: &[Figure], heads: &[(usize, usize)]) -> Below {
        let mut heads = heads.iter().map(|(i, _)| *i).peekable();
        let below = figures.iter().enumerate().filter(|(i, _)| heads.next_if_eq(i).is_none());
        let mut below: Vec<_> = below.filter_map(|(_, figure)| Some((figure.kind, figure.unit, figure.value?))).collect();
        below.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        Below(below)
    }

    /// Whether one is the same, or one that the headline's hedged figure rounds: "Over 60" for 63.
    fn tells(&self, head: &Figure) -> bool {
        let Some(value) = head.value else { return false };
        // Within a tenth of the figure below.
        let (one, other) = if head.hedge.is_some() { (value / 1.1, value / 0.9) } else { (value, value) };
        let (least, most) = (one.min(other), one.max(other));
        let before = |f: &(FigureKind, Option<&'static str>, f64)| {
            (f.0, f.1) < (head.kind, head.unit) || (f.0, f.1) == (head.kind, head.unit) && f.2 < least
        };
        let first = self.0.get(self.0.partition_point(before));
        first.is_some_and(|f| (f.0, f.1) == (head.kind, head.unit) && f.2 <= most)
    }
}

/// The same sum in another unit, "30 million rand ($1.85 million)", stands and falls with the first.
fn convert(text: &str, figures: &mut [Figure]) {
    for i in 1..figures.len() {
        let (before, here) = figures.split_at_mut(i);
        let (first, figure) = (&before[i - 1], &mut here[0]);
        let between = text.get(first.span.end as usize..figure.span.start as usize).unwrap_or("");
        let same = first.kind == figure.kind && first.unit != figure.unit;
        if same && between.len() < 16 && between.trim_start().starts_with(['(', '[']) && !between.contains(['.', ')']) {
            (figure.verdict, figure.why, figure.score) = (first.verdict, first.why, first.score);
        }
    }
}

fn judge(article: &Article, around: &Around, sentence: usize, ledger: &mut Ledger, figure: &mut Figure, told: &Told) {
    let covering = around.covering(article, figure.span);
    figure.signals = around
        .signals(article, sentence, figure, told)
        .or(told.signals)
        .when(ledger.goes_on(figure, sentence), Signals::RUN)
        .when(ledger.repeats(figure), Signals::REPEATED);
    let gate = furniture(article, around, sentence)
        .or_else(|| quoted(article, around, figure))
        .or_else(|| attributed(article, covering))
        .or_else(|| told.hearsay.then_some(Ruling::vague(HEARSAY)))
        .or_else(|| told.no_quantity.map(Ruling::not_needed))
        .or_else(|| no_claim(around, sentence, figure))
        .or_else(|| documented(around, sentence, figure))
        .or_else(|| told.credited.then_some(Ruling::sourced("the sentence says who counted")))
        .or_else(|| ledger.carried(figure, sentence, around))
        .or_else(|| issued(article, around, sentence, told))
        // Nobody wants a source for "the two countries", whoever speaks of them.
        .map(|gate| if gate.verdict == Verdict::Vague { no_claim(around, sentence, figure).unwrap_or(gate) } else { gate });
    if let Some(ruling) = gate {
        (figure.verdict, figure.why, figure.score) = (ruling.verdict, ruling.why, i16::MIN);
        // "appears to" names nobody: the poll that the sentence goes by does.
        let weak = |i: &u32| matches!(article.attributions[*i as usize].kind, Kind::Stance | Kind::Unnamed);
        figure.attribution = covering.filter(|i| !weak(i)).or(ruling.by).or(covering);
    } else {
        figure.score = figure.signals.score();
        let doubtful = figure.score < threshold(Strictness::Normal) && figure.signals.has(Signals::SOURCE_NEAR);
        (figure.verdict, figure.why) =
            if doubtful { (Verdict::Sourced, "a source stands close by") } else { (Verdict::Unsourced, "no source in the text") };
        figure.attribution = covering.or_else(|| around.reaching(article, figure.span).filter(|_| doubtful));
    }
    if gate.is_some() && figure.verdict == Verdict::Sourced {
        ledger.enter(figure, sentence, around);
    }
}

/// Why a figure is vague that no attribution covers: "is said to", "some estimates".
pub const HEARSAY: &str = "only hearsay stands behind it";

/// Why a figure is sourced for which only the issuer of a release vouches.
pub const RELEASE: &str = "the issuer of the release says it";

/// What a gate decides.
#[derive(Clone, Copy)]
struct Ruling {
    verdict: Verdict,
    why: &'static str,
    /// The attribution it goes by, where none covers the figure.
    by: Option<u32>,
}

impl Ruling {
    fn sourced(why: &'static str) -> Ruling {
        Ruling { verdict: Verdict::Sourced, why, by: None }
    }

    fn vague(why: &'static str) -> Ruling {
        Ruling { verdict: Verdict::Vague, ..Ruling::sourced(why) }
    }

    fn not_needed(why: &'static str) -> Ruling {
        Ruling { verdict: Verdict::NotNeeded, ..Ruling::sourced(why) }
    }

    fn by(self, by: Option<u32>) -> Ruling {
        Ruling { by, ..self }
    }
}

type Gate = Option<Ruling>;

fn furniture(article: &Article, around: &Around, sentence: usize) -> Gate {
    let role = article.paragraphs[around.sentences[sentence].paragraph].role;
    matches!(role, Role::Furniture | Role::Byline | Role::Metadata).then_some(Ruling::not_needed("page furniture"))
}

/// Somebody's own words.
fn quoted(article: &Article, around: &Around, figure: &Figure) -> Gate {
    let quote = around.quote(article, figure.span)?;
    let why = if quote.kind == QuoteKind::Block { "inside a statement" } else { "inside a quotation" };
    Some(Ruling::sourced(why).by(quote.attribution))
}

fn attributed(article: &Article, covering: Option<u32>) -> Gate {
    let attribution = &article.attributions[covering? as usize];
    match (attribution.kind, attribution.tier) {
        (Kind::Stance | Kind::Unnamed, _) => None,
        (Kind::Speech, _) if attribution.vague => Some(Ruling::vague("only a vague source covers it")),
        (_, Tier::Vague | Tier::Anonymous) => Some(Ruling::vague("only a vague source covers it")),
        (Kind::Poll, _) => Some(Ruling::sourced("a poll says it")),
        (Kind::Document, _) => Some(Ruling::sourced("a document says it")),
        _ => Some(Ruling::sourced("an attribution covers it")),
    }
}

/// What nobody would ask a source for.
fn no_claim(around: &Around, sentence: usize, figure: &Figure) -> Gate {
    let signs = around.sentences[sentence].signs;
    let facts = figure.facts;
    let no = |why| Some(Ruling::not_needed(why));
    let size = figure.high.or(figure.value).unwrap_or(f64::MAX).abs();
    match figure.kind {
        FigureKind::Age => return no("an age"),
        FigureKind::Score => return no("a score"),
        // "for seven consecutive years" is news.
        FigureKind::Duration if !signs.has(Signs::CONSECUTIVE) => return no("a duration"),
        _ => {}
    }
    if signs.has(Signs::MARKET_MOVE) && !matches!(figure.kind, FigureKind::Count | FigureKind::Vague) {
        return no("a market's move");
    }
    let pair = matches!(figure.kind, FigureKind::Range | FigureKind::Ratio) || figure.high.is_some();
    if signs.has(Signs::VOTE) && pair && size < 1000.0 {
        return no("a vote's tally");
    }
    // "one of the mills", "at least one commentator"; but "at least one person was killed".
    if facts.has(Facts::ONE) && (figure.hedge.is_none() || !(facts.has(Facts::CASUALTY) || figure.signals.has(Signals::HARM))) {
        return no("no count");
    }
    if around.sentences[sentence].table {
        return no("in a table");
    }
    if facts.has(Facts::DEFINITE) && size < 10.0 {
        return no("known from the text");
    }
    let countable = matches!(figure.kind, FigureKind::Count | FigureKind::Measure | FigureKind::Range);
    if facts.has(Facts::ADJECTIVE) && countable {
        return no("part of an adjective");
    }
    let harm = facts.has(Facts::CASUALTY);
    if countable && size < 10.0 && facts.has(Facts::SMALL) && figure.hedge.is_none() && !harm {
        return no("a small count");
    }
    None
}

/// What whoever issued the release, or answers in the interview, tells: the text names them once for all. What a release says of
/// the country or the world is somebody else's count.
fn issued(article: &Article, around: &Around, sentence: usize, told: &Told) -> Gate {
    if around.answers[around.sentences[sentence].paragraph] {
        return Some(Ruling::sourced("an answer in the interview"));
    }
    if around.stated[around.sentences[sentence].paragraph] {
        return Some(Ruling::sourced("inside a statement"));
    }
    let elsewhere = around.sentences[sentence].signs.has(Signs::WORLD) || told.exists;
    let released = matches!(article.genre, Some((Genre::Release, _)));
    (released && !elsewhere).then_some(Ruling::sourced(RELEASE))
}

/// A document or poll of the sentence that no verb of saying ties to the figure: "The poll was conducted among 1,358 voters".
fn documented(around: &Around, sentence: usize, figure: &Figure) -> Gate {
    let signs = around.sentences[sentence].signs;
    if figure.facts.has(Facts::ESTIMATED) {
        return None;
    }
    let sourced = |why| Some(Ruling::sourced(why).by(around.document(sentence)));
    if signs.has(Signs::ACCORDING) {
        return sourced("the sentence says according to whom");
    }
    if signs.has(Signs::POLL) {
        return sourced("a poll is named in the sentence");
    }
    if signs.has(Signs::DOCUMENT_SPEAKS) {
        return sourced("a document is named in the sentence");
    }
    if signs.has(Signs::AS_REPORTED) {
        return sourced("the sentence says who reported it");
    }
    if around.sentences[sentence].since_document <= 4 {
        return sourced("goes on with the document named before");
    }
    None
}

#[cfg(test)]
mod tests;
