//! Folds: furniture, block quotes and quotes that run over paragraphs.

use crate::archive::Document;
use crate::article::{Article, Paragraph, Quote, QuoteKind, Role};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    pub span: Span,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    Furniture,
    Quote,
}

/// What can be folded in a document, in order: paragraphs of one kind that follow each other are one fold.
pub fn folds(document: &Document) -> Vec<Fold> {
    let article = document.article();
    let mut folds: Vec<Fold> = Vec::new();
    let mut last: Option<(FoldKind, Option<&Quote>)> = None;
    let mut quotes = article.quotes.iter().peekable();
    for paragraph in &article.paragraphs {
        let mut inside = Vec::new();
        while let Some(quote) = quotes.next_if(|q| q.span.start < paragraph.span.end) {
            inside.push(quote);
        }
        let kind = kind(paragraph, &inside);
        let goes_on = match (&last, &kind) {
            (Some((FoldKind::Furniture, _)), Some((FoldKind::Furniture, _))) => true,
            (Some((FoldKind::Quote, before)), Some((FoldKind::Quote, now))) => same_voice(article, *before, *now),
            _ => false,
        };
        match (folds.last_mut(), kind) {
            (Some(fold), Some(_)) if goes_on => fold.span.end = paragraph.span.end,
            (_, Some((kind, _))) => folds.push(Fold { span: paragraph.span, kind }),
            (_, None) => {}
        }
        last = kind;
    }
    folds
}

/// What a paragraph is folded as: furniture, or a quote that fills it.
fn kind<'q>(paragraph: &Paragraph, quotes: &[&'q Quote]) -> Option<(FoldKind, Option<&'q Quote>)> {
    if paragraph.role == Role::Furniture {
        return Some((FoldKind::Furniture, None));
    }
    // Marks, and the few words of a lead-in such as "Her letter in full:", do not keep a paragraph from being a quote.
    let quote = quotes.iter().find(|q| q.kind == QuoteKind::Block || q.span.len() * 10 >= paragraph.span.len() * 9)?;
    Some((FoldKind::Quote, Some(quote)))
}

fn same_voice(article: &Article, before: Option<&Quote>, now: Option<&Quote>) -> bool {
    let (Some(before), Some(now)) = (before, now) else { return false };
    // One statement over the whole text is no reason to fold the whole text.
    let whole = |q: &Quote| q.attribution.is_some() && q.attribution == article.statement;
    !whole(before) && !whole(now) && before.speaker.map(|s| s.name) == now.speaker.map(|s| s.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;

    fn check(source: &str) {
        let text = marked::parse(source).text;
        let document = Document::new("article.txt", &text);
        // A fold of one line folds nothing and is left out by whoever shows it.
        let found = folds(&document).into_iter().filter(|f| f.span.of(&text).contains('\n'));
        let found: Vec<_> = found.map(|f| (if f.kind == FoldKind::Quote { "quote" } else { "furniture" }, f.span)).collect();
        assert_eq!(marked::render(&text, found), source);
    }

    #[test]
    fn furniture_that_stands_together_is_one_fold() {
        check(
            "Bridge to reopen\n\nThe bridge reopens in May, the county said.\n\n{furniture:Advertisement\n\nShare\n\nTweet}\n\nTraffic will be light at first.\n",
        );
    }

    #[test]
    fn a_quote_over_paragraphs_is_one_fold() {
        check(
            "Bridge to reopen\n\nMayor Ana Ruiz read a statement to the council.\n\n\
             {quote:“We have waited three years for this day, and the people of the valley have waited with us in their kitchens.\n\n\
             “Nobody who lost a boat or a barn is forgotten, and nobody will be left to pay for the county's mistakes alone.”}\n\n\
             The council voted on the plan in the evening.\n",
        );
    }
}
