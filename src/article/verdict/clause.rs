//! What the words right around a figure say of it: what is done with it, whose it is, where in its sentence it stands.
//!
//! A sentence knows that somebody "spent" something; only the words before a figure say that it was this sum.

use super::Signals;
use super::sense::{FARTHEST, Near, Sense};
use crate::article::figure::view::View;
use crate::article::figure::{Facts, Figure, FigureKind, unit};
use crate::article::lexicon::Class;
use crate::article::token::{Kind, Shape, Token};
use crate::text::Span;
use std::ops::Range;

/// A figure among the tokens of its sentence.
pub struct Clause<'a> {
    pub view: View<'a>,
    /// Where the sentence begins.
    start: usize,
    /// From the hedge, or else the figure, to after the figure.
    from: usize,
    digits: usize,
    to: usize,
    /// The tokens around it back to and on to a break in the sentence, no further than anybody looks.
    clear: Range<usize>,
    /// What the words in it can say, on either side of the figure.
    said_before: Near,
    said_after: Near,
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
    /// The words around it name who arrived at it.
    pub credited: bool,
    /// It counts what there is.
    pub exists: bool,
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
            credited: credited(&clause),
            exists: exists(&clause),
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
        let view = View { text, tokens };
        let (from, to) = (from.max(start), to.min(end.max(digits)));
        let breaks = |i: usize, signs: [&str; 3]| !view.is_word(i) && signs.contains(&view.raw(i));
        let before = (start..from).rev().take(FARTHEST).take_while(|&i| !breaks(i, [";", ":", "•"])).last();
        let after = (to..end).take(FARTHEST).take_while(|&i| !breaks(i, [";", ":", "."])).last();
        let clear = before.unwrap_or(from)..after.map_or(to, |last| last + 1);
        let said_before = Near::of(text, tokens[clear.start..from].iter().rev());
        let said_after = Near::of(text, tokens[to..clear.end].iter());
        Clause { view, start, from, digits, to, clear, said_before, said_after }
    }

    /// The words before the figure, nearest first, at most so many, back to a break in the sentence.
    pub fn before(&self, most: usize) -> impl Iterator<Item = usize> + use<'a> {
        debug_assert!(most <= FARTHEST);
        (self.clear.start..self.from).rev().take(most)
    }

    /// The same after the figure.
    fn after(&self, most: usize) -> impl Iterator<Item = usize> + use<'a> {
        debug_assert!(most <= FARTHEST);
        (self.to..self.clear.end).take(most)
    }

    /// The same words as long as they can say one of these things.
    pub fn before_of(&self, most: usize, sense: Sense) -> impl Iterator<Item = usize> + use<'a, '_> {
        self.before(most).enumerate().filter(move |&(distance, _)| self.said_before.at(distance).any(sense)).map(|(_, i)| i)
    }

    fn after_of(&self, most: usize, sense: Sense) -> impl Iterator<Item = usize> + use<'a, '_> {
        self.after(most).enumerate().filter(move |&(distance, _)| self.said_after.at(distance).any(sense)).map(|(_, i)| i)
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

/// Places and bodies whose size stands after them: "a town of 9,000", "a coalition of 63 groups".
const SIZED: [&str; 30] = [
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
    "coalition",
    "alliance",
    "network",
    "crowd",
    "workforce",
    "staff",
    "army",
    "fleet",
];

/// What the figure's own clause tells.
fn signals(clause: &Clause, figure: &Figure) -> Signals {
    use Signals as S;
    let view = clause.view;
    let previous = clause.previous();
    let before = |most, sense| clause.said_before.any(most, sense);
    let after = |most, sense| clause.said_after.any(most, sense);
    let money = figure.kind == FigureKind::Money;
    let population = &*view.low(previous) == "of" && SIZED.contains(&&*view.low(previous.wrapping_sub(1))) || after(2, Sense::INHABITANTS);
    let of_those = &*view.low(clause.to) == "of"
        && matches!(
            &*view.low(clause.to + 1),
            "that" | "it" | "this" | "them" | "those" | "these" | "which" | "whom" | "its" | "his" | "her"
        );
    let promised = before(8, Sense::PROMISES);
    S::NONE
        .when(before(14, Sense::WILL), S::WILL)
        .when(before(10, Sense::HE) || who_did(clause), S::HE)
        .when(before(5, Sense::HARMS) || after(5, Sense::HARMS), S::HARM)
        .when(before(9, Sense::COURT) || after(6, Sense::COURT), S::SENTENCED)
        .when(clause.opens(), S::OPENS)
        .when(money && before(6, Sense::SPENDS), S::SPENT)
        .when(money && before(5, Sense::COSTS), S::COST)
        .when(promised, S::PROMISED)
        .when(!promised && clause.before(18).any(|i| view.is(i, Class::PLAN)), S::PLAN)
        .when(before(6, Sense::LIMITS) || after(4, Sense::LIMITS), S::LIMIT)
        .when(population, S::POPULATION)
        .when(of_those, S::OF_THOSE)
        // "370 delegates", and "129" after them.
        .when(if figure.noun.is_some() { after(4, Sense::ELECTORAL) } else { before(14, Sense::ELECTORAL) }, S::ELECTORAL)
}

/// "To Hale, who judges thousands of cases": what somebody named does.
fn who_did(clause: &Clause) -> bool {
    let view = clause.view;
    clause.before(8).any(|i| {
        let antecedent = if view.raw(i.wrapping_sub(1)) == "," { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
        view.raw(i) == "who" && (view.is_capitalised(antecedent) || view.is(antecedent, Class::OCCUPATION.or(Class::TITLE)))
    })
}

/// "There are 800,000 farms": a count of what nobody who speaks here owns.
fn exists(clause: &Clause) -> bool {
    clause.before_of(4, Sense::THERE).any(|i| clause.view.is(i + 1, Class::BE))
}

/// Whether the words around a figure name who arrived at it: "estimated by the county to be 400", "12 cases counted by the clinic".
fn credited(clause: &Clause) -> bool {
    let view = clause.view;
    let by = |i: usize| &*view.low(i + 1) == "by" && (view.is(i + 2, Class::DETERMINER) || view.is_capitalised(i + 2));
    let says = |i: &usize| view.is(*i, Class::SAY) && view.low(*i).ends_with("ed");
    clause.before_of(10, Sense::COUNTED).any(by)
        || clause.after_of(14, Sense::COUNTED).any(by)
        || clause.before(10).filter(says).any(by)
        || clause.after(14).filter(says).any(by)
}

/// Why a bare number is no quantity after all: an age without its unit, a year, an hour, a name's number. The finder of figures
/// reads a number alone; here the words around it speak.
fn names_nothing(clause: &Clause, figure: &Figure) -> Option<&'static str> {
    let view = clause.view;
    if (figure.facts.has(Facts::LOOSE) || figure.kind == FigureKind::Fraction) && is_manner(clause) {
        return Some("a manner of speaking");
    }
    let unit = clause.to + usize::from(&*view.low(clause.to) == "of");
    if figure.kind == FigureKind::Vague
        && let Some((unit, end)) = unit::after(view, unit, false)
    {
        // "hundreds of years", but not "of hours of film" and "of seconds-long talks".
        if unit.kind == FigureKind::Duration && !view.is_hyphen(end) && &*view.low(end) != "of" {
            return Some("a duration");
        }
        if unit.kind == FigureKind::Measure && is_way(view, end) {
            return Some("how far it is");
        }
    }
    let value = figure.value?;
    if value == 0.0 && figure.high.is_none() {
        return Some("zero");
    }
    let (previous, before) = (clause.previous(), clause.previous().wrapping_sub(1));
    let (next, digits) = (clause.to, view.raw(clause.digits));
    if figure.kind == FigureKind::Measure && is_way(view, clause.to) {
        return Some("how far it is");
    }
    let count = matches!(figure.kind, FigureKind::Count | FigureKind::Range);
    if !count || value.fract() != 0.0 {
        return None;
    }
    if clause.from == 0 && view.is_number(0) && is_list_number(view, next) {
        return Some("the number of a line");
    }
    // "Some 2016 presidential candidates": who rounds says 2,000 or 2,050.
    let year = digits.len() == 4 && next - clause.digits == 1 && (1900.0..2050.0).contains(&value) && value % 50.0 != 0.0;
    if year && matches!(&*view.low(clause.from), "some" | "many" | "most") {
        return Some("a year");
    }
    // "children under 6 tested": what follows a bare number is not always what it counts.
    let plural = |i: usize| view.is(i, Class::PEOPLE) || view.is_word(i) && view.low(i).ends_with('s');
    let adjective = view.is_plain(next) && !view.is(next, Class::ADVERB);
    let counted = figure.noun.is_some() && (plural(next) || adjective && plural(next + 1));
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
        // "quote reference 10070979"
        if digits.len() >= 7 && digits.bytes().all(|b| b.is_ascii_digit()) && figure.noun.is_none() {
            return Some("part of a name");
        }
        if view.raw(previous) == "(" && view.raw(next) == ")" {
            return Some("a number in brackets");
        }
    }
    None
}

/// "3 Take action", "12.": a number at the head of a short line that goes on with a capital or with nothing.
fn is_list_number(view: View, next: usize) -> bool {
    let first = if view.kind(next) == Some(Kind::Stop) || view.raw(next) == ")" { next + 1 } else { next };
    view.tokens.len() < 16 && (view.is_capitalised(first) || view.token(first).is_none())
}

/// "80 kilometres (50 miles) from Quito", "10 miles north of the town".
fn is_way(view: View, mut next: usize) -> bool {
    let converts = |i: usize| {
        let of_length = matches!(&*view.low(i), "km" | "kilometers" | "kilometres" | "miles" | "feet" | "metres" | "meters");
        matches!(view.raw(i), "(" | ")") || view.is_number(i) || of_length
    };
    while converts(next) {
        next += 1;
    }
    matches!(
        &*view.low(next),
        "from"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "away"
            | "off"
            | "outside"
            | "inland"
    )
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
        "was" | "is" | "turned" | "turns" | "at" | "just" | "only" | "nearly" | "almost" | "age" | "aged" => {
            let who = if matches!(&*word, "just" | "only" | "nearly" | "almost") { view.low(before) } else { view.low(previous) };
            // "when Fanny was 19", but not "the score was 19".
            let when = |i: usize| view.is_capitalised(i) && matches!(&*view.low(i.wrapping_sub(1)), "when" | "until" | "since");
            let by = |i: usize| matches!(&*view.low(i), "he" | "she" | "who") || when(i);
            match &*who {
                "was" | "is" | "turned" | "turns" => {
                    (by(before) || by(before.wrapping_sub(1))) && (closes(next) || &*view.low(next) == "and" || &*view.low(next) == "when")
                }
                "at" => {
                    let at = if *word == *"at" { previous } else { before };
                    // "who at nearly 80 still sings"
                    closes(next) || by(next) || by(at.wrapping_sub(1)) || matches!(&*view.low(next), "and" | "when")
                }
                _ => matches!(&*who, "age" | "aged"),
            }
        }
        "as" => matches!(&*view.low(before), "young" | "old"),
        // "Now 46 and living in California", "Justice Breyer will be 78".
        "now" => closes(before) && (closes(next) || &*view.low(next) == "and"),
        "be" => &*view.low(before) == "will" && view.is_capitalised(before.wrapping_sub(1)) && (closes(next) || &*view.low(next) == "and"),
        "around" | "about" => &*view.low(before) == "was" && matches!(&*view.low(before.wrapping_sub(1)), "he" | "she") && closes(next),
        _ if view.is_hyphen(previous) => matches!(&*view.low(before), "under" | "over"),
        "under" | "over" | "above" | "below" | "than" | "to" => {
            let group = |i: usize| {
                view.is(i, Class::PEOPLE) || matches!(&*view.low(i), "those" | "people" | "anybody" | "anyone" | "child" | "closer")
            };
            let near = if matches!(&*word, "than" | "to") { before.wrapping_sub(1) } else { before };
            group(before) || matches!(&*view.low(before), "older" | "younger") || group(near) && &*view.low(before) == "closer"
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
