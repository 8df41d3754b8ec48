//! What stands around a figure: the sentences and who speaks in them, near and far.

use super::Signals;
use super::clause::{self, Told};
use super::sentence::Signs;
use crate::article::attribution::Kind;
use crate::article::figure::{Facts, Figure, FigureKind};
use crate::article::paragraph::{Reading, Role};
use crate::article::token::Kind as TokenKind;
use crate::article::{Article, Quote, Tier};
use crate::text::{Intervals, Span};
use std::ops::Range;

/// A sentence of the article and what it says about sources.
pub struct Sentence {
    pub span: Span,
    pub paragraph: usize,
    pub signs: Signs,
    /// Somebody or something is named as a source in it.
    pub source: bool,
    /// How many sentences back the last source stands, and how many ahead the next; `FAR` where there is none.
    pub since_source: u16,
    pub until_source: u16,
    /// How many sentences back "according to" stands, at most one paragraph away; a document or poll that says something, in the
    /// same paragraph. `FAR` where there is none.
    pub since_according: u16,
    pub since_document: u16,
    /// Begins with the name of a person or organisation.
    pub named_subject: bool,
    /// A cell of a table: its paragraph is nearly all figures, or divided by bars.
    pub table: bool,
    /// Points back to the figures of the one before.
    pub points_back: bool,
    /// The next sentence goes on with its figures and names a source.
    pub told_after: bool,
    /// The same source speaks in one of the three sentences before and one of the three after.
    pub same_source: bool,
}

const FAR: u16 = 99;

/// The article as verdicts see it.
pub struct Around {
    pub sentences: Vec<Sentence>,
    /// Per paragraph: whether it is part of an answer in an interview.
    pub answers: Vec<bool>,
    /// Per paragraph: whether a source stands in it, a quotation, a document, a poll.
    speaks: Vec<bool>,
    quoted: Vec<bool>,
    documents: Vec<bool>,
    polls: Vec<bool>,
    /// Per paragraph: all that its sentences say.
    signs: Vec<Signs>,
    /// First and last paragraph of the body.
    body: (usize, usize),
    contents: Intervals,
    quotes: Intervals,
    /// Much of it is told by "I" or "we".
    first_person: bool,
    /// A poll is named in the headline or the first paragraphs.
    about_poll: bool,
    /// Hardly any of its sentences names a source.
    silent: bool,
    /// Nearly every sentence names one; many go by documents; the head is about a court; the reader is spoken to.
    sourced: bool,
    documented: bool,
    in_court: bool,
    advises: bool,
    /// Where sources still speak, by [`crate::article::Attribution::reach`].
    reaches: Intervals,
}

impl Around {
    pub fn of(text: &str, article: &Article) -> Around {
        let mut sentences = sentences(text, article);
        mark_sources(article, &mut sentences);
        mark_subjects(article, &mut sentences);
        mark_told_after(&mut sentences);
        mark_same_source(text, article, &mut sentences);
        let n = article.paragraphs.len();
        let mut any = [vec![false; n], vec![false; n], vec![false; n], vec![false; n]];
        let mut all_signs = vec![Signs::default(); n];
        let (mut first_person, mut body_sentences) = (0, 0);
        for sentence in &sentences {
            let signs = sentence.signs;
            all_signs[sentence.paragraph].add(signs);
            let facts = [sentence.source, signs.has(Signs::QUOTE), signs.has(Signs::DOCUMENT), signs.has(Signs::POLL)];
            for (all, fact) in any.iter_mut().zip(facts) {
                all[sentence.paragraph] |= fact;
            }
            first_person += signs.has(Signs::FIRST_PERSON) as usize;
            body_sentences += 1;
        }
        let sources = sentences.iter().filter(|s| s.source || s.signs.has(Signs::QUOTE)).count();
        let count = |has: fn(&Sentence) -> bool| sentences.iter().filter(|s| has(s)).count();
        let documented = count(|s| s.signs.has(Signs::ACCORDING) || s.signs.has(Signs::DOCUMENT_SPEAKS));
        let advised = count(|s| s.signs.has(Signs::SECOND_PERSON));
        let speaking = article.attributions.iter().zip(0..).filter(|(a, _)| is_source(a) && a.tier != Tier::Vague);
        let reaches = speaking.map(|(a, i)| (a.reach, i)).collect();
        let [speaks, quoted, documents, polls] = any;
        let body = |p: &crate::article::Paragraph| p.role == Role::Body;
        let first = article.paragraphs.iter().position(body).unwrap_or(0);
        let last = article.paragraphs.iter().rposition(body).unwrap_or(0);
        let about_poll = polls.iter().take(first + 2).any(|&p| p);
        Around {
            answers: crate::article::genre::answers(text, article),
            speaks,
            quoted,
            documents,
            polls,
            body: (first, last),
            contents: article.attributions.iter().zip(0..).flat_map(|(a, i)| a.content.iter().map(move |&c| (c, i))).collect(),
            quotes: article.quotes.iter().zip(0..).map(|(q, i)| (q.span, i)).collect(),
            first_person: first_person * 4 > body_sentences,
            about_poll,
            silent: sources * 12 < body_sentences,
            sourced: sources * 5 > body_sentences * 3,
            documented: documented >= 3 && documented * 8 > body_sentences,
            in_court: all_signs_in_court(&all_signs, first),
            advises: advised * 7 > body_sentences,
            reaches,
            signs: all_signs,
            sentences,
        }
    }

    /// The sentence of a span, searched from an earlier one's.
    pub fn sentence_of(&self, span: Span, from: usize) -> usize {
        let mut at = from;
        while at + 1 < self.sentences.len() && self.sentences[at].span.end <= span.start {
            at += 1;
        }
        at
    }

    /// Whether a sentence is part of the headline or the lines under it.
    pub fn is_head(&self, article: &Article, sentence: usize) -> bool {
        matches!(article.paragraphs[self.sentences[sentence].paragraph].role, Role::Headline | Role::Deck)
    }

    /// The attribution whose content covers a span; one that names a source before one that does not.
    pub fn covering(&self, article: &Article, span: Span) -> Option<u32> {
        let weak = |i: u32| matches!(article.attributions[i as usize].kind, Kind::Stance | Kind::Unnamed);
        let all = || self.contents.containing(span).map(|(_, i)| i);
        all().find(|&i| !weak(i)).or_else(|| all().next())
    }

    pub fn quote<'a>(&self, article: &'a Article, span: Span) -> Option<&'a Quote> {
        self.quotes.containing(span).next().map(|(_, i)| &article.quotes[i as usize])
    }

    /// The signals of a figure in a sentence.
    pub fn signals(&self, article: &Article, at: usize, covering: Option<u32>, figure: &Figure, told: &Told) -> Signals {
        use Signals as S;
        let sentence = &self.sentences[at];
        let p = sentence.paragraph;
        let role = article.paragraphs[p].role;
        let here = sentence.signs;
        let same =
            |i: Option<usize>| i.and_then(|i| self.sentences.get(i)).filter(|s| s.paragraph == p).map_or(Signs::default(), |s| s.signs);
        let (before, before_two, after) = (same(at.checked_sub(1)), same(at.checked_sub(2)), same(Some(at + 1)));
        let near = |sign: Signs| before.has(sign) || before_two.has(sign) || after.has(sign);
        let speaks = |i: Option<usize>| i.and_then(|i| self.speaks.get(i)).copied().unwrap_or(false);
        let polled = (p.saturating_sub(3)..=p).any(|i| self.polls[i]);
        let above = p.checked_sub(1).map_or(Signs::default(), |i| self.signs[i]);
        let facts = figure.facts;
        let has = |fact| facts.has(fact);
        let value = figure.high.or(figure.value).unwrap_or(0.0).abs();
        let share = matches!(figure.kind, FigureKind::Fraction | FigureKind::Ratio | FigureKind::Multiple);
        let kind = covering.map(|i| article.attributions[i as usize].kind);
        let length = self.body.1.saturating_sub(self.body.0) + 1;
        let (source_before, source_after) = (speaks(p.checked_sub(1)), speaks(Some(p + 1)));
        // Style guides spell small numbers out: one in digits stands for something that was counted.
        let in_digits = figure.kind == FigureKind::Count && !has(Facts::SMALL);
        let reaching = || self.reaches.containing(figure.span).map(|(_, i)| &article.attributions[i as usize]);
        let reached = reaching().next().is_some();
        let reached_document = reaching().any(|a| matches!(a.kind, Kind::Document | Kind::Poll | Kind::AccordingTo));
        let round = value >= 100.0 && value % 100.0 == 0.0;
        S::NONE
            .when(figure.kind == FigureKind::Percent, S::PERCENT)
            .when(figure.kind == FigureKind::Money, S::MONEY)
            .when(figure.kind == FigureKind::Measure, S::MEASURE)
            .when(figure.kind == FigureKind::Duration, S::DURATION)
            .when(share, S::SHARE)
            .when(figure.kind == FigureKind::Vague, S::VAGUE)
            .when(has(Facts::LOOSE), S::LOOSE)
            .when(figure.value.is_some() && value < 10.0 && !in_digits, S::SMALL)
            .when(value >= 1e3, S::BIG)
            .when(value >= 1e6, S::HUGE)
            .when(figure.hedge.is_some(), S::HEDGED)
            .when(round && figure.kind == FigureKind::Count, S::ROUND)
            .when(has(Facts::ESTIMATED), S::ESTIMATED)
            .when(has(Facts::CASUALTY) || (has(Facts::PEOPLE) && here.has(Signs::CASUALTY)), S::CASUALTY)
            .when(has(Facts::DEFINITE), S::DEFINITE)
            .when(has(Facts::ADJECTIVE), S::COMPOUND)
            .when(has(Facts::SINCE) || here.has(Signs::YEAR), S::SINCE)
            .when(has(Facts::WINDOW), S::WINDOW)
            .when(here.has(Signs::CROWD), S::CROWD)
            .when(here.has(Signs::WORLD), S::WORLD)
            .when(here.has(Signs::SUPERLATIVE), S::SUPERLATIVE)
            .when(here.has(Signs::LEGAL), S::LEGAL)
            .when(here.has(Signs::HYPOTHETICAL), S::HYPOTHETICAL)
            .when(here.has(Signs::PRESENT), S::PRESENT)
            .when(here.has(Signs::FIRST_PERSON), S::FIRST_PERSON)
            .when(here.has(Signs::SECOND_PERSON), S::SECOND_PERSON)
            .when(here.has(Signs::OWN_ACT), S::OWN_ACT)
            .when(here.has(Signs::VOTE), S::VOTE)
            .when(here.has(Signs::MARKET), S::MARKET)
            .when(here.has(Signs::COURT), S::COURT)
            .when(here.has(Signs::SPORT), S::SPORT)
            .when(here.has(Signs::PRICE), S::PRICE)
            .when(kind == Some(Kind::Stance), S::STANCE)
            .when(kind == Some(Kind::Unnamed), S::UNNAMED)
            .when(sentence.source, S::SOURCE_IN_SENTENCE)
            .when(sentence.since_source == 1, S::SOURCE_JUST_BEFORE)
            .when(matches!(sentence.since_source, 2 | 3), S::SOURCE_BEFORE)
            .when(sentence.until_source == 1, S::SOURCE_JUST_AFTER)
            .when(matches!(sentence.until_source, 2 | 3), S::SOURCE_AFTER)
            .when(sentence.since_source > 5 && sentence.until_source > 5, S::NO_SOURCE_NEAR)
            .when(self.speaks[p] && sentence.since_source.min(sentence.until_source) <= 4, S::SOURCE_IN_PARAGRAPH)
            .when(source_before || source_after, S::SOURCE_IN_NEXT_PARAGRAPH)
            .when(sentence.since_according == 1, S::AFTER_ACCORDING)
            .when(matches!(sentence.since_according, 2 | 3), S::PAST_ACCORDING)
            .when(sentence.told_after, S::TOLD_AFTER)
            .when(self.silent, S::SILENT_STORY)
            .when(reached, S::REACHED)
            .when(reached_document, S::REACHED_DOCUMENT)
            .when(sentence.same_source, S::SAME_SOURCE)
            .when(self.sourced, S::SOURCED_STORY)
            .when(self.documented, S::DOCUMENT_STORY)
            .when(self.in_court, S::COURT_STORY)
            .when(self.advises, S::ADVICE_STORY)
            .when(self.about_poll && told.answers, S::POLL_STORY_ANSWER)
            .when(here.has(Signs::GOES_ON) && sentence.since_source <= 2, S::GOES_ON)
            .when(here.has(Signs::ADDS), S::ADDS)
            .when(sentence.named_subject, S::NAMED_SUBJECT)
            .when(here.has(Signs::DOCUMENT_FIRST), S::DOCUMENT_FIRST)
            .when(above.has(Signs::DOCUMENT_SPEAKS), S::DOCUMENT_SPEAKS_BEFORE)
            .when(self.signs[p].has(Signs::POLL), S::POLL_IN_PARAGRAPH)
            .when(self.signs[p].has(Signs::DOCUMENT_SPEAKS), S::DOCUMENT_SPEAKS_IN_PARAGRAPH)
            .when(above.has(Signs::POLL), S::POLL_BEFORE)
            .when(told.answers, S::POLL_ANSWER)
            .when(here.has(Signs::RATE), S::RATE)
            .when(near(Signs::ACCORDING), S::ACCORDING_NEAR)
            // "the 32 contracts": what is counted is no source.
            .when(here.has(Signs::DOCUMENT) && !told.counts_documents, S::DOCUMENT_IN_SENTENCE)
            .when(near(Signs::DOCUMENT_SPEAKS), S::DOCUMENT_SPEAKS_NEAR)
            .when(self.documents[p] || p > 0 && self.documents[p - 1], S::DOCUMENT_NEAR)
            .when(polled && figure.kind == FigureKind::Percent, S::POLL_NEAR)
            .when(self.about_poll && figure.kind == FigureKind::Percent, S::POLL_STORY)
            .when(self.quoted[p], S::QUOTE_IN_PARAGRAPH)
            .when(matches!(role, Role::Headline | Role::Deck), S::HEADLINE)
            .when(p == self.body.0, S::LEAD)
            .when(p.saturating_sub(self.body.0) * 3 >= length * 2, S::LAST_THIRD)
            .when(self.first_person, S::FIRST_PERSON_STORY)
            .when(article.statement.is_some(), S::STATEMENT)
    }
}

fn sentences(text: &str, article: &Article) -> Vec<Sentence> {
    let all = article.paragraphs.iter().enumerate();
    all.flat_map(|(paragraph, p)| {
        let Shape { table, points_back } = p.reading.kept.get(|| Shape::of(p.span.of(text), &p.reading));
        p.sentences().zip(&p.reading.signs).zip(points_back).map(move |((span, &signs), &points_back)| Sentence {
            span,
            paragraph,
            signs,
            points_back,
            source: false,
            since_source: FAR,
            until_source: FAR,
            table: *table,
            told_after: false,
            same_source: false,
            named_subject: false,
            since_according: FAR,
            since_document: FAR,
        })
    })
    .collect()
}

/// Marks the sentences that begin with a name.
fn mark_subjects(article: &Article, sentences: &mut [Sentence]) {
    let mut mentions = article.mentions.iter().peekable();
    for sentence in sentences {
        // "The Hartwell Times", "Mr. Moss".
        let first_words = sentence.span.start + 5;
        while mentions.next_if(|m| m.span.start < sentence.span.start).is_some() {}
        sentence.named_subject = mentions.peek().is_some_and(|m| m.span.start <= first_words);
    }
}

fn all_signs_in_court(signs: &[Signs], first: usize) -> bool {
    signs.iter().take(first + 2).any(|s| s.has(Signs::COURT))
}

/// Whether an attribution names somebody who says something.
fn is_source(attribution: &crate::article::Attribution) -> bool {
    !matches!(attribution.kind, Kind::Stance | Kind::Unnamed) && attribution.head.is_some()
}

/// Marks the sentences before and after which the same source speaks.
fn mark_same_source(text: &str, article: &Article, sentences: &mut [Sentence]) {
    let mut speakers: Vec<(usize, &crate::article::Attribution)> = Vec::new();
    for attribution in article.attributions.iter().filter(|a| is_source(a)) {
        let Some(cue) = attribution.cue.first() else { continue };
        let at = sentences.partition_point(|s| s.span.start <= cue.start).saturating_sub(1);
        speakers.push((at, attribution));
    }
    for pair in speakers.windows(2) {
        let ((a, one), (b, two)) = (pair[0], pair[1]);
        let same = match (one.entity, two.entity) {
            (Some(one), Some(two)) => one == two,
            _ => one.name.or(one.head).map(|s| s.of(text)) == two.name.or(two.head).map(|s| s.of(text)),
        };
        if same && b > a && b - a <= 5 {
            for sentence in &mut sentences[a + 1..b] {
                sentence.same_source = true;
            }
        }
    }
}

/// Marks the sentences whose figures the next one goes on with, when that names who says so.
fn mark_told_after(sentences: &mut [Sentence]) {
    for at in 1..sentences.len() {
        let next = &sentences[at];
        let speaks = next.source || next.signs.has(Signs::ACCORDING) || next.signs.has(Signs::DOCUMENT_SPEAKS);
        if next.paragraph != sentences[at - 1].paragraph || !speaks {
            continue;
        }
        sentences[at - 1].told_after = next.signs.has(Signs::COUNTS_ON) || next.points_back;
    }
}

/// What the paragraph alone tells of its sentences.
struct Shape {
    table: bool,
    points_back: Vec<bool>,
}

impl Shape {
    fn of(words: &str, reading: &Reading) -> Shape {
        let points_back = |range: &Range<usize>| clause::points_back(words, &reading.tokens, range.start);
        Shape { table: is_table(reading), points_back: reading.sentences.iter().map(points_back).collect() }
    }
}

fn is_table(reading: &Reading) -> bool {
    let tokens = &reading.tokens;
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let figures = &reading.figures.figures;
    !figures.is_empty() && words <= 2 * figures.len() && words < 12 && !tokens.iter().any(|t| t.kind == TokenKind::Stop)
}

/// Marks the sentences in which a source is named, and the distances to them.
fn mark_sources(article: &Article, sentences: &mut [Sentence]) {
    let named = article.attributions.iter().filter(|a| !matches!(a.kind, Kind::Stance | Kind::Unnamed) && a.head.is_some());
    for attribution in named {
        let Some(cue) = attribution.cue.first() else { continue };
        let after = sentences.partition_point(|s| s.span.start <= cue.start);
        if let Some(sentence) = after.checked_sub(1) {
            sentences[sentence].source = true;
            if matches!(attribution.kind, Kind::Document | Kind::Poll) || attribution.tier == Tier::Document {
                sentences[sentence].signs.add(Signs::DOCUMENT_SPEAKS);
            }
        }
    }
    let (mut according, mut document) = ((FAR, 0), (FAR, 0));
    for sentence in sentences.iter_mut() {
        let p = sentence.paragraph;
        sentence.since_according = if p - according.1 <= 1 { according.0 } else { FAR };
        sentence.since_document = if p == document.1 { document.0 } else { FAR };
        let signs = sentence.signs;
        according = if signs.has(Signs::ACCORDING) { (1, p) } else { ((according.0 + 1).min(FAR), according.1) };
        let speaks = signs.has(Signs::DOCUMENT_SPEAKS) || signs.has(Signs::POLL);
        document = if speaks { (1, p) } else { ((document.0 + 1).min(FAR), document.1) };
    }
    let mut distance = FAR;
    for sentence in sentences.iter_mut() {
        sentence.since_source = distance;
        distance = if sentence.source { 1 } else { (distance + 1).min(FAR) };
    }
    distance = FAR;
    for sentence in sentences.iter_mut().rev() {
        sentence.until_source = distance;
        distance = if sentence.source { 1 } else { (distance + 1).min(FAR) };
    }
}
