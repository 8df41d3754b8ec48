//! Where the quotes of a document stand in other articles, asked once a wording and kept while no other article changes.

use super::quotation::wording::Occurrence;
use super::{Archive, Document};
use crate::article::{Article, Quote, QuoteKind};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// A quotation of a document, and the same words elsewhere.
#[derive(Clone, Debug)]
pub struct Reuse {
    /// Its places in `Article::quotes`: one, or two where a cue interrupts it.
    pub quotes: Range<usize>,
    /// All of it, the interruption included.
    pub span: Span,
    /// `Change::asked` counts from the start of `span`.
    pub occurrences: Arc<[Occurrence]>,
}

/// What was found for the wordings of open documents.
#[derive(Debug, Default)]
pub(super) struct Kept {
    by_path: Mutex<FxHashMap<Arc<Path>, Wordings>>,
}

#[derive(Debug, Default)]
struct Wordings {
    /// The archive's generation without the document's own changes.
    others: u64,
    found: FxHashMap<Box<str>, Arc<[Occurrence]>>,
}

impl Archive {
    /// Where the quotes of a document stand in other articles; quotes of fewer than three words are not looked up.
    ///
    /// Asked again after an edit, only wordings that are new are looked up.
    pub fn reuse(&self, document: &Document) -> Arc<[Reuse]> {
        let others = self.generation_of_others(&document.path);
        if let Some((at, known)) = &*document.reuse.lock().expect("no panic under this lock")
            && *at == others
        {
            return Arc::clone(known);
        }
        let mut earlier = self.kept.by_path.lock().expect("no panic under this lock").remove(&document.path).unwrap_or_default();
        if earlier.others != others {
            earlier.found.clear();
        }
        let (text, article) = (document.as_str(), document.article());
        let mut found: FxHashMap<Box<str>, Arc<[Occurrence]>> = FxHashMap::default();
        let mut all = Vec::new();
        for quotes in quotations(text, article) {
            let parts = &article.quotes[quotes.clone()];
            let span = parts[0].span.cover(parts[parts.len() - 1].span);
            let words = span.of(text);
            let occurrences = match found.get(words).map(Arc::clone).or_else(|| earlier.found.remove(words)) {
                Some(known) => known,
                None => self.look_up(text, span, parts, &document.path),
            };
            found.insert(words.into(), Arc::clone(&occurrences));
            if !occurrences.is_empty() {
                all.push(Reuse { quotes, span, occurrences });
            }
        }
        let all: Arc<[Reuse]> = all.into();
        *document.reuse.lock().expect("no panic under this lock") = Some((others, Arc::clone(&all)));
        // Of files on disk nothing is kept: a check of a whole archive passes here once with every article.
        if self.is_open(&document.path) {
            let kept = Wordings { others, found };
            self.kept.by_path.lock().expect("no panic under this lock").insert(Arc::clone(&document.path), kept);
        }
        all
    }

    /// The quote at an offset, where it stands in other articles too; the innermost where they lie in one another.
    ///
    /// Where the others are not looked up yet they are not waited for: somebody has just opened or pasted a long text.
    pub fn reuse_at(&self, document: &Document, offset: usize) -> Option<Reuse> {
        let others = self.generation_of_others(&document.path);
        let known = document.reuse.lock().expect("no panic under this lock").clone();
        if let Some((_, all)) = known.filter(|(at, _)| *at == others) {
            return all.iter().rev().find(|r| r.span.touches(offset)).cloned();
        }
        let (text, article) = (document.as_str(), document.article());
        let whole = |quotes: &Range<usize>| article.quotes[quotes.start].span.cover(article.quotes[quotes.end - 1].span);
        let quotes = quotations(text, article).filter(|quotes| whole(quotes).touches(offset)).last()?;
        let span = whole(&quotes);
        let earlier = {
            let kept = self.kept.by_path.lock().expect("no panic under this lock");
            kept.get(&document.path).filter(|w| w.others == others).and_then(|w| w.found.get(span.of(text)).map(Arc::clone))
        };
        let occurrences = earlier.unwrap_or_else(|| self.look_up(text, span, &article.quotes[quotes.clone()], &document.path));
        (!occurrences.is_empty()).then_some(Reuse { quotes, span, occurrences })
    }

    fn look_up(&self, text: &str, span: Span, parts: &[Quote], path: &Path) -> Arc<[Occurrence]> {
        let spans: Vec<Span> = parts.iter().map(|q| q.span).collect();
        let speaker = parts.iter().find_map(|q| q.speaker).map(|s| s.name.of(text));
        let mut occurrences = self.ask(text, &spans, Some(path), speaker);
        for change in occurrences.iter_mut().flat_map(|o| &mut o.changes) {
            change.asked = Span { start: change.asked.start.saturating_sub(span.start), end: change.asked.end.saturating_sub(span.start) };
        }
        occurrences.into()
    }

    pub(super) fn forget_reuse(&self, path: &Path) {
        self.kept.by_path.lock().expect("no panic under this lock").remove(path);
    }
}

/// The quotations of an article as ranges of its quotes: a quote alone, or the two halves of one that its cue interrupts.
fn quotations<'a>(text: &'a str, article: &'a Article) -> impl Iterator<Item = Range<usize>> + 'a {
    let quotes = &article.quotes;
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = at;
        let start = quotes.get(first)?;
        at += 1;
        if quotes.get(at).is_some_and(|second| is_interrupted(text, start, second)) {
            at += 1;
        }
        Some(first..at)
    })
}

/// “A,” he said, “b.”: one sentence, two quotes.
fn is_interrupted(text: &str, first: &Quote, second: &Quote) -> bool {
    const LONGEST_CUE: u32 = 160;
    if first.kind == QuoteKind::Block || second.kind == QuoteKind::Block || second.span.start < first.span.end {
        return false;
    }
    let between = Span { start: first.span.end, end: second.span.start };
    if between.len() as u32 > LONGEST_CUE {
        return false;
    }
    let marks = |c: char| c.is_whitespace() || "\"“”„«»'‘’".contains(c);
    let cue = between.of(text).trim_matches(marks);
    // “We closed it,” she said, “because ...”; the comma may stand behind the mark. A title or a fragment in a sentence of the
    // reporter's has none: he told “The Morning Show” that it “leans”.
    let goes_out = first.span.of(text).trim_end().ends_with([',', '-', '–', '—', '…']) || cue.starts_with([',', '-', '–', '—']);
    let comes_back =
        cue.ends_with([',', '-', '–', '—']) || second.span.of(text).starts_with(char::is_lowercase) && cue.split_whitespace().count() <= 4;
    let one_sentence = !cue.contains(['\n', '.', '!', '?', ';', ':']);
    goes_out && comes_back && one_sentence && !cue.contains("adding")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_sentence_is_one_quotation() {
        let check = |text: &str, expected: &[&str]| {
            let article = Article::read(text);
            let found: Vec<String> = quotations(text, &article)
                .map(|r| article.quotes[r].iter().map(|q| q.span.of(text)).collect::<Vec<_>>().join(" / "))
                .collect();
            assert_eq!(found, expected);
        };
        check("“We closed the pier,” she said, “because it leans.”", &["We closed the pier, / because it leans."]);
        check("“We closed the pier,” she said. “It leans to the left.”", &["We closed the pier,", "It leans to the left."]);
        check("“We closed the pier.” “because it leans,” said another.", &["We closed the pier.", "because it leans,"]);
        check("“We closed the pier”, she said, “because it leans.”", &["We closed the pier / because it leans."]);
        check("She told “The Morning Show” that, on Monday, it “leans to the left.”", &["The Morning Show", "leans to the left."]);
        check("“Close the pier,” she told the board, saying it “leans to the left.”", &["Close the pier,", "leans to the left."]);
    }
}
