//! The source ledger: which figures already have a source, and how far it lasts.
//!
//! "FEC records show" stands once and four sums follow; a poll is named once and ten percentages follow. A source lasts while the
//! sentences go on with figures of the same kind, and a figure that was sourced once is sourced wherever it is repeated.

use super::around::Around;
use super::{Gate, Ruling};
use crate::article::figure::{Figure, FigureKind};
use crate::article::signs::Signs;
use rustc_hash::{FxHashMap, FxHashSet};

#[derive(Default)]
pub struct Ledger {
    /// Sentence and kind of the last figure with a source of its own or carried over.
    last: Option<(usize, FigureKind)>,
    /// The same where the source is a document, data or "according to": it covers more than what one person says. And the
    /// attribution, where there is one.
    document: Option<(usize, FigureKind, Option<u32>)>,
    /// The same for the last percentage of a poll.
    poll: Option<(usize, Option<u32>)>,
    /// Kind and value of every sourced figure of ten or more, and its attribution.
    sourced: FxHashMap<(FigureKind, u64), Option<u32>>,
    /// The same of every figure so far, with a source or without.
    seen: FxHashSet<(FigureKind, u64)>,
}

impl Ledger {
    /// Notes a figure that has a source.
    pub fn enter(&mut self, figure: &Figure, sentence: usize, around: &Around) {
        self.last = Some((sentence, figure.kind));
        let signs = around.sentences[sentence].signs;
        let documented = signs.has(Signs::ACCORDING) || signs.has(Signs::DOCUMENT_SPEAKS) || signs.has(Signs::POLL);
        if documented || self.document_goes_on(figure, sentence) {
            self.document = Some((sentence, figure.kind, figure.attribution));
        }
        let polled = signs.has(Signs::POLL) || self.poll.is_some_and(|(last, _)| sentence - last.min(sentence) <= 2);
        if figure.kind == FigureKind::Percent && polled {
            self.poll = Some((sentence, figure.attribution));
        }
        if let Some(key) = key(figure) {
            let by = self.sourced.entry(key).or_default();
            *by = by.or(figure.attribution);
        }
    }

    /// Whether the text has said a figure before; notes it.
    pub fn repeats(&mut self, figure: &Figure) -> bool {
        key(figure).is_some_and(|key| !self.seen.insert(key))
    }

    /// Whether the sentence before, or the one before that, has a sourced figure of the same kind.
    pub fn goes_on(&self, figure: &Figure, sentence: usize) -> bool {
        self.last.is_some_and(|(last, kind)| kind == figure.kind && last <= sentence && sentence - last <= 2)
    }

    fn document_goes_on(&self, figure: &Figure, sentence: usize) -> bool {
        self.document.is_some_and(|(last, kind, _)| kind == figure.kind && last <= sentence && sentence - last <= 1)
    }

    /// What the ledger alone decides.
    pub fn carried(&self, figure: &Figure, sentence: usize, around: &Around) -> Gate {
        if let Some(&by) = key(figure).and_then(|key| self.sourced.get(&key)) {
            return Some(Ruling::sourced("the text says elsewhere who says so").by(by));
        }
        if self.document_goes_on(figure, sentence) {
            let by = self.document.and_then(|(_, _, by)| by);
            return Some(Ruling::sourced("goes on with the document of the sentence before").by(by));
        }
        let last = self.poll.filter(|(last, _)| *last <= sentence && sentence - last <= 2);
        let polled = last.is_some() || around.sentences[sentence].since_poll <= 3;
        let by = last.and_then(|(_, by)| by).or_else(|| around.poll(sentence));
        (polled && figure.kind == FigureKind::Percent).then_some(Ruling::sourced("the poll goes on").by(by))
    }
}

fn key(figure: &Figure) -> Option<(FigureKind, u64)> {
    let value = figure.value.filter(|v| v.abs() >= 10.0)?;
    Some((figure.kind, value.to_bits()))
}
