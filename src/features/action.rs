//! Code actions: the edits that settle findings, and other wordings to look at.

use super::quote::at as quote_at;
use super::{Place, written};
use crate::archive::quotation::word::words;
use crate::archive::{Archive, Document, Sameness, definition};
use crate::rules::{Finding, Fix};
use crate::text::Span;

/// The fixes of the findings that touch a range, each with its finding's place in the list.
pub fn actions(findings: &[Finding], range: Span) -> Vec<(usize, Fix)> {
    let touched = findings.iter().enumerate().filter(|(_, f)| f.span.overlaps(range) || f.span.touches(range.start as usize));
    touched.flat_map(|(i, f)| f.fixes.iter().map(move |fix| (i, fix.clone()))).collect()
}

/// Another wording of a quotation, for somebody to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What an editor offers: "Show the fuller wording in “Pier closed” (2011-05-02)".
    pub title: String,
    pub place: Place,
    /// The words there, in one line.
    pub words: String,
}

/// The wording that is the definition of the quotation at an offset, where it is fuller or differs. To look at: nothing is put
/// in its place.
pub fn wording(document: &Document, archive: &Archive, offset: usize) -> Option<Wording> {
    let (span, occurrences) = quote_at(document, archive, offset)?;
    let [best] = definition(&occurrences)[..] else { return None };
    let best = &occurrences[best];
    let own = words(span.of(document.as_str())).len() as u32;
    let what = if best.words > own + 3 {
        "fuller"
    } else if best.sameness == Sameness::Altered {
        "other"
    } else {
        return None;
    };
    if best.chance {
        return None;
    }
    let date = best.date.map_or(String::new(), |d| format!(" ({d})"));
    let title = format!("Show the {what} wording in “{}”{date}", written(&best.title));
    let span = best.quote.map_or(best.span, |(quote, _)| quote);
    let there = archive.document(&best.path)?;
    Some(Wording { title, place: Place { path: best.path.clone(), span }, words: written(span.of(there.as_str())) })
}
