//! Everything that can be found in one text: [`Article::read`].
//!
//! Reading has two stages. Each paragraph is read alone ([`paragraph::Reading`]: tokens, sentences, figures, marked quotes, name
//! candidates, cues), and is kept while its text stays. Then the article is put together from its paragraphs: metadata and
//! furniture, who is who, who said what, and whether each figure has a source. Nothing here fails: doubt is data.

pub mod attribution;
pub mod figure;
pub mod genre;
pub mod lexicon;
pub mod mention;
pub mod metadata;
pub mod paragraph;
pub mod quote;
mod sentence;
pub mod signs;
pub mod token;
pub mod verdict;

pub use attribution::{Attribution, Kind, Tier};
pub use figure::{Figure, FigureKind, Number, NumberKind};
pub use genre::Genre;
pub use mention::{Entity, EntityKind, Mention, MentionKind, Office};
pub use metadata::Dated;
pub use paragraph::{Paragraph, Role};
pub use quote::{Quote, QuoteKind, Speaker};
pub use verdict::Verdict;

use crate::text::Span;
use paragraph::Reading;
use rayon::prelude::*;
use std::sync::Arc;

/// What was found in a text. Holds spans, never words: the text itself stays with the document.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub headline: Option<Span>,
    pub byline: Option<Span>,
    pub dateline: Option<Span>,
    pub date: Option<Dated>,
    /// What sort of text it is, and the line that shows it; none for a story like most.
    pub genre: Option<(Genre, Span)>,
    pub paragraphs: Vec<Paragraph>,
    /// In order of their place, like all that follow.
    pub figures: Vec<Figure>,
    pub numbers: Vec<Number>,
    pub quotes: Vec<Quote>,
    pub attributions: Vec<Attribution>,
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// The attribution that covers the whole text, where it is one person's or body's statement.
    pub statement: Option<u32>,
}

impl Article {
    /// Reads a text.
    ///
    /// ```
    /// use whosays::article::Article;
    /// let text = "About 4,200 homes lost power. Twelve people died, police said.";
    /// let article = Article::read(text);
    /// assert_eq!(article.figures[0].span.of(text), "4,200");
    /// ```
    pub fn read(text: &str) -> Article {
        Article::read_after(text, None)
    }

    /// The figure at an offset, its ends included.
    pub fn figure_at(&self, offset: usize) -> Option<&Figure> {
        // Figures stand in order and never inside each other.
        let next = self.figures.partition_point(|f| (f.span.end as usize) < offset);
        self.figures.get(next).filter(|f| f.span.touches(offset))
    }

    /// Reads a text that was edited from an earlier one; paragraphs that the edit did not touch are not read again.
    pub fn read_after(text: &str, earlier: Option<(&str, &Article)>) -> Article {
        let spans = paragraph::split(text);
        let readings = readings(text, &spans, earlier);
        let paragraphs = spans.into_iter().zip(readings).map(|(span, reading)| Paragraph { span, role: Role::Body, reading }).collect();
        let mut article = Article { paragraphs, ..Article::default() };
        metadata::place(text, &mut article);
        article.genre = genre::of(text, &article);
        figure::place(&mut article);
        mention::place(text, &mut article);
        quote::place(text, &mut article);
        attribution::place(text, &mut article);
        verdict::place(text, &mut article);
        article
    }

    /// The paragraph at an offset.
    pub fn paragraph_at(&self, offset: u32) -> Option<&Paragraph> {
        let after = self.paragraphs.partition_point(|p| p.span.start <= offset);
        self.paragraphs[..after].last().filter(|p| offset <= p.span.end)
    }

    /// The sentence around a span.
    pub fn sentence_at(&self, offset: u32) -> Option<Span> {
        let paragraph = self.paragraph_at(offset)?;
        paragraph.sentences().find(|s| s.touches(offset as usize))
    }

    /// Whether a place lies in somebody's words in marks.
    pub fn is_quoted(&self, span: Span) -> bool {
        let after = self.quotes.partition_point(|q| q.span.start <= span.start);
        // Quotes may lie in one another, but not deep.
        self.quotes[..after].iter().rev().take(8).any(|q| q.kind != QuoteKind::Block && q.span.contains(span))
    }

    /// The name of an entity as it is best written in this text.
    pub fn name<'t>(&self, entity: u32, text: &'t str) -> &'t str {
        self.entities.get(entity as usize).map_or("", |e| e.name.of(text))
    }
}

impl Paragraph {
    /// The sentences as places in the article.
    pub fn sentences(&self) -> impl Iterator<Item = Span> + '_ {
        self.reading.said.iter().map(|s| s.span.shift(self.span.start))
    }
}

/// One reading a paragraph, taken from the earlier version wherever the text is the same.
///
/// What an edit changed lies between the longest common start and the longest common end of the two texts, so whole paragraphs
/// outside of that are the same paragraphs; no hash is needed and none can collide.
fn readings(text: &str, spans: &[Span], earlier: Option<(&str, &Article)>) -> Vec<Arc<Reading>> {
    /// Bytes from which on it pays to read paragraphs side by side.
    const LONG: usize = 128 << 10;
    /// Paragraphs read together: more of them would leave no room beside the processor for what is read.
    const TOGETHER: usize = 32;
    let Some((old_text, old)) = earlier else {
        let some = |spans: &[Span]| Reading::all(&spans.iter().map(|span| span.of(text)).collect::<Vec<_>>());
        return if text.len() < LONG {
            spans.chunks(TOGETHER).flat_map(some).map(Arc::new).collect()
        } else {
            spans.par_chunks(TOGETHER).flat_map_iter(some).map(Arc::new).collect()
        };
    };
    let fresh = |span: &Span| Arc::new(Reading::of(span.of(text)));
    let head = common_start(text.as_bytes(), old_text.as_bytes());
    let tail = common_end(&text.as_bytes()[head..], &old_text.as_bytes()[head..]);
    let grown = text.len() as i64 - old_text.len() as i64;
    let kept = |span: &Span| {
        let offset = if span.end as usize <= head {
            0
        } else if span.start as usize >= text.len() - tail {
            grown
        } else {
            return None;
        };
        let start = (span.start as i64 - offset) as u32;
        let place = old.paragraphs.binary_search_by_key(&start, |p| p.span.start).ok()?;
        let paragraph = &old.paragraphs[place];
        (paragraph.span.len() == span.len()).then(|| Arc::clone(&paragraph.reading))
    };
    spans.iter().map(|span| kept(span).unwrap_or_else(|| fresh(span))).collect()
}

/// Bytes are compared by the block: a long text is the same but for a few bytes.
const BLOCK: usize = 1024;

fn common_start(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    blocks + a[blocks..].iter().zip(&b[blocks..]).take_while(|(a, b)| a == b).count()
}

fn common_end(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.rchunks_exact(BLOCK).zip(b.rchunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    let (a, b) = (&a[..a.len() - blocks], &b[..b.len() - blocks]);
    blocks + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}
