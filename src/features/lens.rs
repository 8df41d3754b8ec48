//! Code lenses: counts above the headline and above quotes.

use super::Place;
use super::quote::{by_date, place};
use crate::archive::{Archive, Document, Occurrence, Sameness};
use crate::article::{Article, Figure, Verdict};
use crate::settings::Strictness;
use crate::text::Span;
use rustc_hash::FxHashSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    pub span: Span,
    pub title: String,
    /// What a click leads to; nothing for a mere count.
    pub places: Vec<Place>,
}

/// The lenses of a document.
pub fn lenses(document: &Document, archive: &Archive) -> Vec<Lens> {
    let article = document.article();
    let mut lenses: Vec<Lens> = figures(document, article, archive.settings().strictness).into_iter().collect();
    for reuse in archive.reuse(document).iter() {
        let Some(title) = counted(&reuse.occurrences) else { continue };
        let places = by_date(&reuse.occurrences).filter(|o| !o.chance).map(place).collect();
        lenses.push(Lens { span: reuse.span, title, places });
    }
    lenses
}

/// "3 unsourced · 2 vague", on the headline.
fn figures(document: &Document, article: &Article, strictness: Strictness) -> Option<Lens> {
    let unsourced = |f: &&Figure| f.is_flagged(strictness);
    let vague = |f: &&Figure| f.verdict == Verdict::Vague;
    let flagged = || article.figures.iter().filter(move |f| unsourced(f)).chain(article.figures.iter().filter(vague));
    let claims = |figures: &mut dyn Iterator<Item = &Figure>| figures.map(|f| f.claim).collect::<FxHashSet<_>>().len();
    let (unsourced, vague) = (claims(&mut article.figures.iter().filter(unsourced)), claims(&mut article.figures.iter().filter(vague)));
    let title = match (unsourced, vague) {
        (0, 0) => return None,
        (n, 0) => format!("{n} unsourced"),
        (0, n) => format!("{n} vague"),
        (n, m) => format!("{n} unsourced · {m} vague"),
    };
    let span = article.headline.or_else(|| article.paragraphs.first().map(|p| p.span))?;
    let places = flagged().map(|f| Place { path: document.path.clone(), span: f.span });
    Some(Lens { span, title, places: places.collect() })
}

/// "quoted in 4 other articles, 1 differs", "quoted in 1 other article, reprinted in 2". Reprints count apart, and not at all
/// what only chance may have made the same.
fn counted(occurrences: &[Occurrence]) -> Option<String> {
    let articles = |wanted: fn(&Occurrence) -> bool| {
        occurrences.iter().filter(|o| !o.chance && wanted(o)).map(|o| &o.path).collect::<FxHashSet<_>>().len()
    };
    let all = articles(|o| !o.reprint);
    let reprints = articles(|o| o.reprint);
    let differ = articles(|o| !o.reprint && o.sameness == Sameness::Altered);
    let mut title = match (all, reprints) {
        (0, 0) => return None,
        (0, 1) => return Some("reprinted in 1 other article".into()),
        (0, n) => return Some(format!("reprinted in {n} other articles")),
        (1, _) => "quoted in 1 other article".to_string(),
        (n, _) => format!("quoted in {n} other articles"),
    };
    match differ {
        0 => {}
        1 => title.push_str(", 1 differs"),
        n => title.push_str(&format!(", {n} differ")),
    }
    if reprints > 0 {
        title.push_str(&format!(", reprinted in {reprints}"));
    }
    Some(title)
}
