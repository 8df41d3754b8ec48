//! What the words right around a figure say of it: what is done with it, whose it is, where in its sentence it stands.
//!
//! A sentence knows that somebody "spent" something; only the words before a figure say that it was this sum.

use super::Signals;
use crate::article::figure::view::View;
use crate::article::figure::{Facts, Figure, FigureKind};
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use crate::text::Span;
use std::ops::Range;

/// A figure among the tokens of its sentence.
#[derive(Clone, Copy)]
pub struct Clause<'a> {
    pub view: View<'a>,
    /// The sentence.
    start: usize,
    end: usize,
    /// From the hedge, or else the figure, to after the figure.
    from: usize,
    digits: usize,
    to: usize,
}

/// What the words around a figure say of it, read from its paragraph alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub signals: Signals,
    /// Why it is no quantity after all.
    pub no_quantity: Option<&'static str>,
    /// It is put down to nobody.
    pub hearsay: bool,
    /// It says how many gave an answer: "59 percent said", "a third agreed".
    pub answers: bool,
    /// Documents are what it counts: no source.
    pub counts_documents: bool,
}

/// What is told of each figure of a paragraph; offsets from its start.
pub fn told(text: &str, tokens: &[Token], sentences: &[Range<usize>], figures: &[Figure]) -> Vec<Told> {
    let one = |figure: &Figure| {
        let clause = Clause::of(text, tokens, sentences, figure);
        Told {
            signals: signals(&clause, figure).when(figure.facts.has(Facts::PEOPLE) || counts_people(tokens, figure), Signals::PEOPLE),
            no_quantity: names_nothing(&clause, figure),
            hearsay: super::vague::hearsay(&clause),
            answers: answers(tokens, figure),
            counts_documents: figure.kind == FigureKind::Count && figure.noun.is_some_and(|noun| has_document(tokens, noun)),
        }
    };
    figures.iter().map(one).collect()
}

impl<'a> Clause<'a> {
    /// The clause of a figure of a paragraph; offsets from its start.
    fn of(text: &'a str, tokens: &'a [Token], sentences: &[Range<usize>], figure: &Figure) -> Clause<'a> {
        let at = |offset: u32| tokens.partition_point(|t| t.end <= offset);
        let digits = at(figure.span.start);
        let to = tokens.partition_point(|t| t.start < figure.span.end).max(digits);
        let from = figure.hedge.map_or(digits, |hedge| at(hedge.start)).min(digits);
        let sentence = sentences.get(sentences.partition_point(|s| s.end <= digits));
        let (start, end) = sentence.map_or((0, tokens.len()), |s| (s.start, s.end));
        Clause { view: View { text, tokens }, start, end, from: from.max(start), digits, to: to.min(end.max(digits)) }
    }

    /// The words before the figure, nearest first, at most so many, back to a break in the sentence.
    pub fn before(&self, most: usize) -> impl Iterator<Item = usize> + use<'a> {
        let view = self.view;
        (self.start..self.from).rev().take(most).take_while(move |&i| !matches!(view.raw(i), ";" | ":" | "•"))
    }

    /// The same after the figure.
    fn after(&self, most: usize) -> impl Iterator<Item = usize> + use<'a> {
        let view = self.view;
        (self.to..self.end).take(most).take_while(move |&i| !matches!(view.raw(i), ";" | ":" | "."))
    }

    fn word_before(&self, most: usize, mut is: impl FnMut(&str) -> bool) -> bool {
        self.before(most).any(|i| is(&self.view.low(i)))
    }

    fn word_after(&self, most: usize, mut is: impl FnMut(&str) -> bool) -> bool {
        self.after(most).any(|i| is(&self.view.low(i)))
    }

    pub fn previous(&self) -> usize {
        self.from.wrapping_sub(1)
    }

    /// Whether nothing but an opening phrase stands before it: "About 31,000 ...", "In 2023, about 31,000 ...".
    fn opens(&self) -> bool {
        let first = (self.start..self.from).find(|&i| self.view.kind(i) != Some(Kind::Quote)).unwrap_or(self.from);
        if first == self.from {
            return true;
        }
        let comma = self.view.raw(self.previous()) == ",";
        let short = self.from - first <= 9 && (first..self.previous()).all(|i| self.view.raw(i) != ",");
        comma
            && short
            && (self.view.is(first, Class::PREPOSITION.or(Class::TIME).or(Class::ADVERB)) || self.view.low(first).ends_with("ly"))
    }
}

const PLACES: [&str; 22] = [
    "nation",
    "country",
    "town",
    "city",
    "village",
    "settlement",
    "bloc",
    "hamlet",
    "state",
    "island",
    "community",
    "continent",
    "region",
    "county",
    "population",
    "district",
    "territory",
    "province",
    "municipality",
    "capital",
    "suburb",
    "market",
];

fn spends(word: &str) -> bool {
    matches!(
        word,
        "spend"
            | "spends"
            | "spent"
            | "spending"
            | "raise"
            | "raises"
            | "raised"
            | "raising"
            | "invest"
            | "invested"
            | "investing"
            | "lost"
            | "lose"
            | "loses"
            | "earned"
            | "earn"
            | "earns"
            | "made"
            | "collected"
            | "collecting"
            | "owed"
            | "owes"
            | "revenue"
            | "debt"
            | "debts"
            | "losses"
            | "profit"
            | "deficit"
    )
}

fn costs(word: &str) -> bool {
    matches!(word, "cost" | "costs" | "costing" | "worth" | "valued" | "price" | "priced" | "sold" | "charges" | "charged" | "pay" | "paid")
}

fn promises(word: &str) -> bool {
    matches!(
        word,
        "pledge"
            | "pledged"
            | "pledges"
            | "promise"
            | "promised"
            | "promises"
            | "promising"
            | "commit"
            | "committed"
            | "commits"
            | "plan"
            | "plans"
            | "planned"
            | "target"
            | "targets"
            | "goal"
            | "aims"
            | "aim"
            | "agreed"
            | "offer"
            | "offered"
            | "offers"
            | "launched"
            | "unveiled"
            | "announced"
            | "approved"
            | "asked"
            | "requested"
            | "awarded"
            | "calls"
            | "called"
            | "wants"
    )
}

fn is_deal(word: &str) -> bool {
    matches!(
        word,
        "plan"
            | "programme"
            | "program"
            | "proposal"
            | "package"
            | "project"
            | "deal"
            | "contract"
            | "contracts"
            | "loan"
            | "loans"
            | "grant"
            | "grants"
            | "fund"
            | "bond"
            | "bill"
            | "budget"
            | "initiative"
            | "fine"
            | "fines"
            | "award"
            | "awards"
            | "offer"
            | "bail"
    )
}

fn limits(word: &str) -> bool {
    matches!(
        word,
        "takes"
            | "needed"
            | "need"
            | "needs"
            | "require"
            | "requires"
            | "required"
            | "threshold"
            | "hurdle"
            | "cutoff"
            | "limit"
            | "limits"
            | "maximum"
            | "minimum"
            | "recommended"
            | "mark"
            | "cap"
            | "quota"
            | "earning"
            | "income"
            | "penalty"
            | "fine"
            | "qualify"
            | "eligible"
            | "least"
    )
}

fn makes_up(view: View, at: usize) -> bool {
    match &*view.low(at) {
        "represent" | "represents" | "represented" | "representing" | "comprise" | "comprises" | "comprised" | "comprising"
        | "constitute" | "constitutes" => true,
        "account" | "accounts" | "accounted" | "accounting" => &*view.low(at + 1) == "for",
        "make" | "makes" | "made" | "making" => &*view.low(at + 1) == "up",
        _ => false,
    }
}

/// What the figure's own clause tells.
fn signals(clause: &Clause, figure: &Figure) -> Signals {
    use Signals as S;
    let view = clause.view;
    let previous = clause.previous();
    let near = clause.before(2).find(|&i| !view.is(i, Class::ADVERB) && !view.low(i).ends_with("ly")).unwrap_or(usize::MAX);
    let money = figure.kind == FigureKind::Money;
    let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Vague);
    let has = matches!(
        &*view.low(near),
        "has"
            | "have"
            | "had"
            | "hosts"
            | "employs"
            | "employed"
            | "holds"
            | "carries"
            | "runs"
            | "operates"
            | "serves"
            | "owns"
            | "boasts"
    );
    // "The 32 contracts that they hold."
    let held = clause.after(6).any(|i| {
        let own = matches!(&*view.low(i), "hold" | "holds" | "has" | "have" | "had" | "held" | "own" | "owns" | "owned");
        own && matches!(&*view.low(i.wrapping_sub(2)), "that" | "which")
    });
    let exists = view.is(near, Class::BE) && clause.before(4).any(|i| &*view.low(i) == "there");
    let perfect = !has && clause.before(4).any(|i| matches!(&*view.low(i), "has" | "have"));
    let population = &*view.low(previous) == "of" && PLACES.contains(&&*view.low(previous.wrapping_sub(1)))
        || clause.word_after(2, |w| matches!(w, "inhabitants" | "residents" | "citizens"));
    let who = clause.before(14).take_while(|&i| view.raw(i) != ",").any(|i| {
        let named = |i: usize| view.is_capitalised(i) || view.raw(i) == "," || view.raw(i) == ")" || view.is(i, Class::OCCUPATION);
        matches!(&*view.low(i), "who" | "whose") && named(i.wrapping_sub(1))
    });
    let family = clause.before(5).chain(clause.after(4)).any(|i| {
        matches!(
            &*view.low(i),
            "family" | "brothers" | "sisters" | "sons" | "daughters" | "siblings" | "grandchildren" | "relatives" | "cousins" | "uncles"
        )
    });
    let of_those = &*view.low(clause.to) == "of"
        && matches!(
            &*view.low(clause.to + 1),
            "that" | "it" | "this" | "them" | "those" | "these" | "which" | "whom" | "its" | "his" | "her"
        );
    let bracketed = view.raw(previous) == "(" || view.raw(previous) == "[";
    let round_about = figure.hedge.is_some_and(|_| {
        matches!(
            &*view.low(clause.from),
            "about" | "some" | "around" | "approximately" | "roughly" | "nearly" | "almost" | "estimated" | "an"
        )
    });
    let promised = clause.word_before(8, promises);
    S::NONE
        .when(clause.opens(), S::OPENS)
        .when(counts && (has || held), S::HAS)
        .when(exists, S::EXISTS)
        .when(perfect, S::PERFECT)
        .when(clause.before(5).any(|i| makes_up(view, i)), S::MAKES_UP)
        .when(money && clause.word_before(6, spends), S::SPENT)
        .when(money && clause.word_before(5, costs), S::COST)
        .when(promised, S::PROMISED)
        .when(!promised && clause.before(18).any(|i| view.is(i, Class::PLAN)), S::PLAN)
        .when(money && clause.word_after(5, is_deal), S::DEAL)
        .when(clause.word_before(6, limits) || clause.word_after(4, limits), S::LIMIT)
        .when(clause.word_before(6, |w| matches!(w, "expected" | "projected" | "forecast" | "likely" | "set")), S::EXPECTED)
        .when(who, S::WHO)
        .when(family, S::FAMILY)
        .when(population, S::POPULATION)
        .when(of_those, S::OF_THOSE)
        .when(clause.before(4).any(|i| view.is(i, Class::CHANGE)), S::CHANGED)
        .when(bracketed, S::BRACKETED)
        .when(figure.kind == FigureKind::Count && figure.noun.is_none(), S::BARE)
        .when(round_about, S::ROUNDED)
        .when(
            &*view.low(previous) == "of" && view.is(previous.wrapping_sub(1), Class::NUMERAL) || &*view.low(previous) == "among",
            S::ONE_OF,
        )
        .when(clause.before(3).any(|i| matches!(&*view.low(i), "additional" | "another" | "further" | "extra")), S::FURTHER)
        .when(
            figure.noun.is_some()
                && clause.after(4).any(|i| matches!(&*view.low(i), "delegates" | "seats" | "votes" | "points" | "electoral")),
            S::ELECTORAL,
        )
}

/// Why a bare number is no quantity after all: an age without its unit, a year, an hour, a name's number. The finder of figures
/// reads a number alone; here the words around it speak.
fn names_nothing(clause: &Clause, figure: &Figure) -> Option<&'static str> {
    let view = clause.view;
    if figure.facts.has(Facts::LOOSE) && is_manner(clause) {
        return Some("a manner of speaking");
    }
    let value = figure.value?;
    if value == 0.0 && figure.high.is_none() {
        return Some("zero");
    }
    let count = matches!(figure.kind, FigureKind::Count | FigureKind::Range);
    if !count || value.fract() != 0.0 {
        return None;
    }
    let (previous, before) = (clause.previous(), clause.previous().wrapping_sub(1));
    let (next, digits) = (clause.to, view.raw(clause.digits));
    // "children under 6 tested": what follows a bare number is not always what it counts.
    let plural = |i: usize| view.is(i, Class::PEOPLE) || view.is_word(i) && view.low(i).ends_with('s');
    let counted = figure.noun.is_some() && (plural(next) || view.is_plain(next) && plural(next + 1));
    let hour = matches!(&*view.low(next), "o'clock" | "o’clock")
        || &*view.low(next) == "in" && matches!(&*view.low(next + 2), "morning" | "afternoon" | "evening")
        || &*view.low(next) == "at" && &*view.low(next + 1) == "night";
    if value <= 24.0 && hour {
        return Some("an hour");
    }
    if counted {
        return None;
    }
    // A hedge can be what tells: "children under 6".
    if (1..=115).contains(&(value as i64)) && is_age(view, clause.digits.wrapping_sub(1), clause.digits.wrapping_sub(2), next) {
        return Some("an age");
    }
    let four = digits.len() == 4 && clause.to - clause.digits == 1;
    if figure.hedge.is_some() && four && (1000.0..2100.0).contains(&value) && !matches!(&*view.low(next), "of" | "more") {
        return Some("a year");
    }
    if figure.hedge.is_none() && figure.high.is_none() && view.is_number(clause.digits) && !figure.facts.has(Facts::DEFINITE) {
        let shape = |i: usize| view.token(i).map(|t| t.shape);
        let letters = |i: usize| view.is_word(i) && shape(i) == Some(Shape::Upper) && view.raw(i).len() <= 5 && !view.raw(i).contains('.');
        // "Assembly Bill (AB) 1340", "(IMO: 9620944, MMSI 403520001)".
        if view.raw(previous) == ")" && letters(before) || letters(previous) || view.raw(previous) == ":" && letters(before) {
            return Some("part of a name");
        }
        if view.raw(previous) == "(" && view.raw(next) == ")" {
            return Some("a number in brackets");
        }
    }
    None
}

/// "most of all", "for most of the evening", "too clever by half", "half the story".
fn is_manner(clause: &Clause) -> bool {
    let view = clause.view;
    let next = |n: usize| view.low(clause.to.wrapping_add(n).wrapping_sub(1));
    let of = if &*view.low(clause.to.wrapping_sub(1)) == "of" { 1 } else { 2 };
    let has_of = of == 1 || &*next(1) == "of";
    let span_of_time =
        has_of && (of..of + 2).any(|n| view.is(clause.to + n - 1, Class::TIME) || matches!(&*next(n), "time" | "evening" | "life"));
    has_of && &*next(of) == "all"
        || span_of_time
        || &*view.low(clause.previous()) == "by" && view.low(clause.digits).starts_with("half") && !view.is_word(clause.to)
        || &*next(1) == "the" && matches!(&*next(2), "story" | "battle")
}

/// "Diagne (29)", "Kevin So, 44,", "He was 82", "as young as 10", "children under 6".
fn is_age(view: View, previous: usize, before: usize, next: usize) -> bool {
    let closes = |i: usize| view.token(i).is_none() || matches!(view.raw(i), "," | "." | ")" | "—" | "–" | "―" | ";");
    let word = view.low(previous);
    match &*word {
        "," => view.is_capitalised(before) && closes(next) && view.raw(next) != "." && !view.is(before, Class::MONTH.or(Class::PLACE)),
        "(" => view.is_capitalised(before) && view.raw(next) == ")",
        "was" | "is" | "turned" | "turns" | "at" | "just" | "only" | "age" | "aged" => {
            let who = if matches!(&*word, "just" | "only") { view.low(before) } else { word };
            let by = |i: usize| matches!(&*view.low(i), "he" | "she" | "who");
            match &*who {
                "was" | "is" | "turned" | "turns" => {
                    (by(before) || by(before.wrapping_sub(1))) && (closes(next) || &*view.low(next) == "and" || &*view.low(next) == "when")
                }
                "at" => closes(next) || by(next) || matches!(&*view.low(next), "and" | "when"),
                _ => matches!(&*who, "age" | "aged"),
            }
        }
        "as" => matches!(&*view.low(before), "young" | "old"),
        "under" | "over" | "above" | "below" | "than" | "to" => {
            let group = |i: usize| {
                view.is(i, Class::PEOPLE) || matches!(&*view.low(i), "those" | "people" | "anybody" | "anyone" | "child" | "closer")
            };
            let near = if matches!(&*word, "than" | "to") { before.wrapping_sub(1) } else { before };
            group(before) || group(near) && matches!(&*view.low(before), "older" | "younger" | "closer")
        }
        _ => false,
    }
}

/// Whether the figure says how many gave an answer: "59 percent said", "a third agreed".
fn answers(tokens: &[Token], figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Percent | FigureKind::Fraction | FigureKind::Ratio)
        && after(tokens, figure).take_while(|t| t.is_word()).take(5).any(|t| t.is(Class::SAY.or(Class::HOLD)) && !t.is(Class::PREPOSITION))
}

/// The tokens behind a figure.
fn after<'t>(tokens: &'t [Token], figure: &Figure) -> impl Iterator<Item = &'t Token> + use<'t> {
    tokens[tokens.partition_point(|t| t.start < figure.span.end)..].iter()
}

fn has_document(tokens: &[Token], noun: Span) -> bool {
    let first = tokens.partition_point(|t| t.start < noun.start);
    tokens[first..].iter().take_while(|t| t.end <= noun.end).any(|t| t.is(Class::DOCUMENT))
}

/// Whether people, or their groups, are what a count counts, past a string of adjectives: "90 river, forest and farm protection
/// groups".
fn counts_people(tokens: &[Token], figure: &Figure) -> bool {
    const ENDS: Class = Class::PREPOSITION.or(Class::AUXILIARY).or(Class::PRONOUN).or(Class::DETERMINER);
    let mut phrase = after(tokens, figure).take(12).take_while(|t| t.kind != Kind::Stop && !t.is(ENDS));
    matches!(figure.kind, FigureKind::Count | FigureKind::Vague) && phrase.any(|t| t.is(Class::PEOPLE) && !t.is_capitalised())
}

/// Whether a sentence, by its first token, points back to the figures of the one before: "Of those, ...", "Ninety percent of those were ...".
pub fn points_back(text: &str, tokens: &[Token], first: usize) -> bool {
    let view = View { text, tokens };
    (first..first + 8).any(|i| &*view.low(i) == "of" && matches!(&*view.low(i + 1), "those" | "these" | "them" | "that"))
}
