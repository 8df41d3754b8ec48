//! What stands around a figure: the sentences and who speaks in them, near and far.

use super::Signals;
use super::clause::Told;
use crate::article::attribution::Kind;
use crate::article::figure::{Facts, Figure, FigureKind};
use crate::article::lexicon::{self, Class};
use crate::article::paragraph::Role;
use crate::article::signs::Signs;
use crate::article::token::Kind as TokenKind;
use crate::article::{Article, Quote, QuoteKind, Tier};
use crate::text::{Intervals, Span};

/// A sentence of the article and what it says about sources.
pub struct Sentence {
    pub span: Span,
    pub paragraph: usize,
    pub signs: Signs,
    /// The last attribution in it that names somebody or something as a source.
    pub source: Option<u32>,
    /// The attribution of a document, a poll or "according to" in it.
    document: Option<u32>,
    /// The last poll that says something in it or before.
    poll: Option<u32>,
    /// How many sentences back the last source stands, and how many ahead the next; `FAR` where there is none.
    pub since_source: u16,
    pub until_source: u16,
    /// How many sentences back "according to" stands, at most one paragraph away; a document or poll that says something, in the
    /// same paragraph. `FAR` where there is none.
    pub since_according: u16,
    pub since_document: u16,
    /// The same for a poll that says something, at most one paragraph away.
    pub since_poll: u16,
    /// A cell of a table: its paragraph is nearly all figures, or divided by bars.
    pub table: bool,
    /// The next sentence goes on with somebody known already who speaks: "he said".
    pub spoken_on: bool,
    /// The next paragraph opens with a source.
    pub source_opens_next: bool,
    /// A paragraph of its own.
    pub lone: bool,
    /// How many figures stand in it.
    pub figures: u16,
}

const FAR: u16 = 99;

/// Sentences of a text that is more than a beginning: a draft's first lines tell nothing of its kind.
const STORY: usize = 8;

/// Sentences at the top of a story: what they tell, the story goes on to tell again with its sources.
const TOP: usize = 8;

/// The article as verdicts see it.
pub struct Around {
    pub sentences: Vec<Sentence>,
    /// Per paragraph: whether it is part of an answer in an interview.
    pub answers: Vec<bool>,
    /// Per paragraph: whether a statement without marks goes on in it.
    pub stated: Vec<bool>,
    /// Per paragraph: whether a source stands in it.
    speaks: Vec<bool>,
    /// Per paragraph: all that its sentences say.
    signs: Vec<Signs>,
    /// First and last paragraph of the body, and its first sentence.
    body: (usize, usize),
    has_body: bool,
    first_sentence: usize,
    contents: Intervals,
    quotes: Intervals,
    /// A poll is named in the headline or the first paragraphs.
    about_poll: bool,
    /// Hardly any of its sentences names a source; many go by documents.
    unsourced: bool,
    documented: bool,
    /// A figure in every thirty-odd words.
    numerous: bool,
    /// Where sources still speak, by [`crate::article::Attribution::reach`].
    reaches: Intervals,
}

impl Around {
    pub fn of(text: &str, article: &Article, figures: &[Figure]) -> Around {
        let mut sentences = sentences(article);
        count(figures, &mut sentences);
        mark_sources(text, article, &mut sentences);
        let n = article.paragraphs.len();
        let (mut speaks, mut signs) = (vec![false; n], vec![Signs::default(); n]);
        for sentence in &sentences {
            speaks[sentence.paragraph] |= sentence.source.is_some();
            signs[sentence.paragraph].add(sentence.signs);
        }
        let tokens: usize = article.paragraphs.iter().map(|p| p.reading.tokens.len()).sum();
        let spoken = article.attributions.iter().filter(|a| is_source(a)).count();
        let goes_by_document = |s: &&Sentence| s.signs.has(Signs::ACCORDING) || s.signs.has(Signs::DOCUMENT_SPEAKS);
        let documented = sentences.iter().filter(goes_by_document).count();
        let speaking = article.attributions.iter().zip(0..).filter(|(a, _)| is_source(a) && a.tier != Tier::Vague);
        let reaches = speaking.map(|(a, i)| (a.reach, i)).collect();
        let body = |p: &crate::article::Paragraph| p.role == Role::Body;
        let first = article.paragraphs.iter().position(body).unwrap_or(0);
        let last = article.paragraphs.iter().rposition(body).unwrap_or(0);
        Around {
            answers: crate::article::genre::answers(text, article),
            stated: stated(article, &speaks, &signs),
            body: (first, last),
            has_body: article.paragraphs.get(first).is_some_and(body),
            first_sentence: sentences.iter().position(|s| s.paragraph >= first).unwrap_or(0),
            contents: article.attributions.iter().zip(0..).flat_map(|(a, i)| a.content.iter().map(move |&c| (c, i))).collect(),
            quotes: article.quotes.iter().zip(0..).map(|(q, i)| (q.span, i)).collect(),
            about_poll: signs.iter().take(first + 2).any(|s| s.has(Signs::POLL)),
            unsourced: sentences.len() >= STORY && spoken * 10 < sentences.len(),
            documented: documented >= 3 && documented * 8 > sentences.len(),
            numerous: sentences.len() >= STORY && figures.len() * 38 > tokens,
            speaks,
            signs,
            reaches,
            sentences,
        }
    }

    /// The sentence of a span, searched from an earlier one's.
    pub fn sentence_of(&self, span: Span, from: usize) -> usize {
        sentence_of(&self.sentences, span, from)
    }

    /// Whether a sentence is part of the headline or the lines under it.
    pub fn is_head(&self, article: &Article, sentence: usize) -> bool {
        matches!(article.paragraphs[self.sentences[sentence].paragraph].role, Role::Headline | Role::Deck)
    }

    /// Whether a sentence is of a headline that looks like one, without a stop, or under one; above a text.
    pub fn is_title(&self, article: &Article, sentence: usize) -> bool {
        let paragraph = &article.paragraphs[self.sentences[sentence].paragraph];
        let stops = paragraph.reading.tokens.iter().rev().find(|t| t.kind != TokenKind::Quote).is_some_and(|t| t.kind == TokenKind::Stop);
        self.is_head(article, sentence) && (!stops || paragraph.role == Role::Deck) && self.has_body
    }

    /// The attribution whose content covers a span; one that names a source before one that does not.
    pub fn covering(&self, article: &Article, span: Span) -> Option<u32> {
        let weak = |i: u32| matches!(article.attributions[i as usize].kind, Kind::Stance | Kind::Unnamed);
        let all = || self.contents.containing(span).map(|(_, i)| i);
        all().find(|&i| !weak(i)).or_else(|| all().next())
    }

    /// The document or poll that a sentence goes by, where one is named in it or before it in the paragraph.
    pub fn document(&self, at: usize) -> Option<u32> {
        let sentence = &self.sentences[at];
        let named = |s: &Sentence| s.document.or(s.poll.filter(|_| s.signs.has(Signs::POLL)));
        named(sentence).or_else(|| named(&self.sentences[at.checked_sub(sentence.since_document as usize)?]))
    }

    /// The last poll that says something before the end of a sentence.
    pub fn poll(&self, at: usize) -> Option<u32> {
        self.sentences[at].poll
    }

    /// The document or poll that may still be speaking at a figure which no attribution covers.
    pub fn reaching(&self, article: &Article, span: Span) -> Option<u32> {
        self.reaches.containing(span).map(|(_, i)| i).filter(|&i| goes_on_long(&article.attributions[i as usize])).last()
    }

    pub fn quote<'a>(&self, article: &'a Article, span: Span) -> Option<&'a Quote> {
        self.quotes.containing(span).next().map(|(_, i)| &article.quotes[i as usize])
    }

    /// The signals of a figure in a sentence.
    pub fn signals(&self, article: &Article, at: usize, figure: &Figure, told: &Told) -> Signals {
        use Signals as S;
        let sentence = &self.sentences[at];
        let p = sentence.paragraph;
        let here = sentence.signs;
        let facts = figure.facts;
        let has = |fact| facts.has(fact);
        let value = figure.high.or(figure.value).unwrap_or(0.0).abs();
        let share = matches!(figure.kind, FigureKind::Fraction | FigureKind::Ratio | FigureKind::Multiple);
        let length = self.body.1.saturating_sub(self.body.0) + 1;
        let top = self.first_sentence + TOP;
        // Style guides spell small numbers out: one in digits stands for something that was counted.
        let in_digits = figure.kind == FigureKind::Count && !has(Facts::SMALL);
        let reached = self.reaches.containing(figure.span).next().is_some();
        let reached_document = self.reaching(article, figure.span).is_some();
        let round = value >= 100.0 && value % 100.0 == 0.0;
        S::NONE
            .when(figure.kind == FigureKind::Percent, S::PERCENT)
            .when(share, S::SHARE)
            .when(figure.kind == FigureKind::Vague, S::VAGUE)
            .when(has(Facts::LOOSE), S::LOOSE)
            .when(figure.value.is_some() && value < 10.0 && !in_digits, S::SMALL)
            .when(value >= 1e3, S::BIG)
            .when(value >= 1e6, S::HUGE)
            .when(value >= 1e3 && here.has(Signs::VOTE), S::TURNOUT)
            .when(figure.hedge.is_some(), S::HEDGED)
            .when(round && figure.kind == FigureKind::Count, S::ROUND)
            .when(has(Facts::SINCE) || here.has(Signs::YEAR), S::SINCE)
            .when(here.has(Signs::WORLD), S::WORLD)
            .when(here.has(Signs::HYPOTHETICAL), S::HYPOTHETICAL)
            .when(here.has(Signs::PRESENT), S::PRESENT)
            .when(here.has(Signs::SECOND_PERSON), S::SECOND_PERSON)
            .when(here.has(Signs::VOTE), S::VOTE)
            .when(here.has(Signs::COURT), S::COURT)
            .when(here.has(Signs::SPORT), S::SPORT)
            .when(sentence.source.is_some(), S::SOURCE_IN_SENTENCE)
            .when(sentence.since_source == 1, S::SOURCE_JUST_BEFORE)
            .when(sentence.until_source == 1, S::SOURCE_JUST_AFTER)
            .when(matches!(sentence.until_source, 2 | 3), S::SOURCE_AFTER)
            .when(self.speaks[p] && sentence.since_source.min(sentence.until_source) <= 4, S::SOURCE_IN_PARAGRAPH)
            .when(sentence.since_according == 1, S::AFTER_ACCORDING)
            .when(self.unsourced, S::UNSOURCED_STORY)
            .when(self.numerous, S::NUMEROUS)
            .when(self.unsourced && self.numerous, S::CATALOGUE)
            .when(sentence.figures >= 4, S::DENSE)
            .when(sentence.lone, S::LONE)
            .when(sentence.spoken_on, S::SPOKEN_ON)
            .when(sentence.source_opens_next, S::SOURCE_OPENS_NEXT)
            .when(reached, S::REACHED)
            .when(reached_document, S::REACHED_DOCUMENT)
            .when(self.documented, S::DOCUMENT_STORY)
            .when(self.signs[p].has(Signs::FIRST_PERSON), S::FIRST_PERSON)
            .when(self.signs[p].has(Signs::POLL), S::POLL_IN_PARAGRAPH)
            .when(told.answers, S::POLL_ANSWER)
            // "the 32 contracts": what is counted is no source.
            .when(here.has(Signs::DOCUMENT) && !told.counts_documents, S::DOCUMENT_IN_SENTENCE)
            .when(self.about_poll && figure.kind == FigureKind::Percent, S::POLL_STORY)
            .when(self.signs[p].has(Signs::QUOTE), S::QUOTE_IN_PARAGRAPH)
            .when(at < top && top < self.sentences.len(), S::TOP)
            .when(p.saturating_sub(self.body.0) * 7 >= length * 6, S::END)
    }
}

fn sentence_of(sentences: &[Sentence], span: Span, from: usize) -> usize {
    let later = sentences.iter().skip(from).take_while(|s| s.span.end <= span.start).count();
    (from + later).min(sentences.len().saturating_sub(1))
}

fn sentences(article: &Article) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(article.paragraphs.iter().map(|p| p.reading.said.len()).sum());
    for (paragraph, p) in article.paragraphs.iter().enumerate() {
        let table = is_table(p);
        let lone = p.reading.said.len() == 1;
        sentences.extend(p.reading.said.iter().map(|said| Sentence {
            span: said.span.shift(p.span.start),
            paragraph,
            signs: said.signs,
            source: None,
            document: None,
            poll: None,
            since_source: FAR,
            until_source: FAR,
            table,
            spoken_on: false,
            source_opens_next: false,
            lone,
            figures: 0,
            since_according: FAR,
            since_document: FAR,
            since_poll: FAR,
        }));
    }
    sentences
}

/// Counts the figures of each sentence; both in the order of the text.
fn count(figures: &[Figure], sentences: &mut [Sentence]) {
    let mut at = 0;
    for figure in figures {
        at = sentence_of(sentences, figure.span, at);
        if let Some(sentence) = sentences.get_mut(at) {
            sentence.figures = sentence.figures.saturating_add(1);
        }
    }
}

/// Paragraphs that go on with a statement which a colon announced, "The minister said:", and which no quotation marks close: until
/// somebody else speaks, where "I" and "we" show whose words they are.
fn stated(article: &Article, speaks: &[bool], signs: &[Signs]) -> Vec<bool> {
    let mut stated = vec![false; speaks.len()];
    let mut blocks = article.quotes.iter().filter(|q| q.kind == QuoteKind::Block).peekable();
    let mut at = 0;
    while at < speaks.len() {
        let span = article.paragraphs[at].span;
        while blocks.next_if(|q| q.span.end <= span.start).is_some() {}
        if blocks.peek().is_none_or(|q| q.span != span) {
            at += 1;
            continue;
        }
        let silent = |i: &usize| !speaks[*i] && !signs[*i].has(Signs::QUOTE) && article.paragraphs[*i].role == Role::Body;
        let end = (at + 1..speaks.len()).find(|i| !silent(i)).unwrap_or(speaks.len());
        if signs[at..end].iter().any(|s| s.has(Signs::FIRST_PERSON)) {
            stated[at..end].fill(true);
        }
        at = end;
    }
    stated
}

/// Whether an attribution names somebody who says something.
fn is_source(attribution: &crate::article::Attribution) -> bool {
    !matches!(attribution.kind, Kind::Stance | Kind::Unnamed) && attribution.head.is_some()
}

/// Whether it is the kind of source that one sentence after another is told of without naming it again.
fn goes_on_long(attribution: &crate::article::Attribution) -> bool {
    matches!(attribution.kind, Kind::Document | Kind::Poll | Kind::AccordingTo)
}

fn is_table(paragraph: &crate::article::Paragraph) -> bool {
    let tokens = &paragraph.reading.tokens;
    let figures = paragraph.reading.figures.figures.len();
    let few_words = || tokens.iter().filter(|t| t.is_word()).take(12).count() <= (2 * figures).min(11);
    figures > 0 && few_words() && !tokens.iter().any(|t| t.kind == TokenKind::Stop)
}

/// Marks the sentences in which a source is named, and the distances to them.
fn mark_sources(text: &str, article: &Article, sentences: &mut [Sentence]) {
    for (attribution, i) in article.attributions.iter().zip(0..).filter(|(a, _)| is_source(a)) {
        let Some(cue) = attribution.cue.first() else { continue };
        let after = sentences.partition_point(|s| s.span.start <= cue.start);
        if let Some(sentence) = after.checked_sub(1) {
            sentences[sentence].source = Some(i);
            let documented = matches!(attribution.kind, Kind::Document | Kind::Poll) || attribution.tier == Tier::Document;
            if documented {
                sentences[sentence].signs.add(Signs::DOCUMENT_SPEAKS);
            }
            if documented || attribution.kind == Kind::AccordingTo {
                sentences[sentence].document = Some(i);
            }
            let head = attribution.head.unwrap_or(*cue);
            let own = sentences[sentence].span;
            if let Some(before) = sentence.checked_sub(1) {
                let pronoun = lexicon::class(head.of(text)).any(Class::SUBJECT);
                sentences[before].spoken_on |= pronoun;
                let opens = 5 * head.start.saturating_sub(own.start) < 2 * own.len() as u32;
                sentences[before].source_opens_next |= opens && sentences[before].paragraph != sentences[sentence].paragraph;
            }
        }
    }
    let polls = article.attributions.iter().zip(0..).filter(|(a, _)| a.kind == Kind::Poll);
    let mut polls = polls.map(|(a, i)| (a.cue[0].start, i)).peekable();
    let mut last_poll = None;
    let (mut according, mut document, mut poll) = ((FAR, 0), (FAR, 0), (FAR, 0));
    for sentence in sentences.iter_mut() {
        let p = sentence.paragraph;
        sentence.since_according = if p - according.1 <= 1 { according.0 } else { FAR };
        sentence.since_document = if p == document.1 { document.0 } else { FAR };
        sentence.since_poll = if p - poll.1 <= 1 { poll.0 } else { FAR };
        let mut polled = false;
        while let Some((_, i)) = polls.next_if(|&(cue, _)| cue < sentence.span.end) {
            polled = true;
            last_poll = Some(i);
        }
        sentence.poll = last_poll;
        poll = if polled { (1, p) } else { ((poll.0 + 1).min(FAR), poll.1) };
        let signs = sentence.signs;
        according = if signs.has(Signs::ACCORDING) { (1, p) } else { ((according.0 + 1).min(FAR), according.1) };
        let speaks = signs.has(Signs::DOCUMENT_SPEAKS) || signs.has(Signs::POLL);
        document = if speaks { (1, p) } else { ((document.0 + 1).min(FAR), document.1) };
    }
    let mut distance = FAR;
    for sentence in sentences.iter_mut() {
        sentence.since_source = distance;
        distance = if sentence.source.is_some() { 1 } else { (distance + 1).min(FAR) };
    }
    distance = FAR;
    for sentence in sentences.iter_mut().rev() {
        sentence.until_source = distance;
        distance = if sentence.source.is_some() { 1 } else { (distance + 1).min(FAR) };
    }
}
