//! Selection ranges: word, figure, name, quote, sentence, paragraph, all.

use crate::archive::Document;
use crate::text::Span;

/// The spans around an offset, each inside the next.
pub fn selection(document: &Document, offset: usize) -> Vec<Span> {
    let article = document.article();
    let at = offset.min(document.text.len()) as u32;
    let mut around = Vec::new();
    if let Some(paragraph) = article.paragraph_at(at) {
        let from = paragraph.span.start;
        // Between two tokens that touch, the one that begins: the cursor stands before it.
        let tokens = paragraph.reading.tokens.iter().map(|t| t.span().shift(from));
        around.extend(tokens.rev().find(|t| t.touches(offset)));
        around.extend(paragraph.sentences().filter(|s| s.touches(offset)));
        around.push(paragraph.span);
        let inside = |span: &Span| paragraph.span.contains(*span) && span.touches(offset);
        around.extend(paragraph.reading.quotes.iter().map(|q| q.outer.shift(from)).filter(inside));
    }
    around.extend(article.figures.iter().map(|f| f.span).filter(|s| s.touches(offset)));
    around.extend(article.mentions.iter().map(|m| m.span).filter(|s| s.touches(offset)));
    around.extend(article.quotes.iter().map(|q| q.span).filter(|s| s.touches(offset)));
    around.push(Span::new(0, document.text.len()));
    around.sort_by_key(|s| s.len());
    // What neither holds the last one nor lies in it would make a selection jump.
    let mut nested: Vec<Span> = Vec::new();
    for span in around {
        if nested.last().is_none_or(|last| span.contains(*last) && span != *last) {
            nested.push(span);
        }
    }
    nested
}

/// What a jump from an offset starts from: the quote there, else the name or figure.
pub fn origin(document: &Document, offset: usize) -> Option<Span> {
    let article = document.article();
    let quote = article.quotes.iter().map(|q| q.span).find(|s| s.touches(offset));
    let name = || article.mentions.iter().map(|m| m.span).find(|s| s.touches(offset));
    let figure = || article.figures.iter().map(|f| f.span).find(|s| s.touches(offset));
    quote.or_else(name).or_else(figure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;

    fn check(source: &str, expected: &[&str]) {
        let marked = marked::parse(source);
        let document = Document::new("article.txt", &marked.text);
        let spans = selection(&document, marked.cursor.expect("a cursor in the fixture"));
        assert!(spans.windows(2).all(|pair| pair[1].contains(pair[0])), "{spans:?}");
        let found: Vec<_> = spans.iter().map(|s| s.of(&marked.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_step_takes_in_more() {
        check(
            "Rain fell. “We {|}wait,” he said. It stopped.\n\nMore.\n",
            &[
                "wait",
                "We wait,",
                "“We wait,”",
                "“We wait,” he said.",
                "Rain fell. “We wait,” he said. It stopped.",
                "Rain fell. “We wait,” he said. It stopped.\n\nMore.\n",
            ],
        );
    }

    #[test]
    fn between_paragraphs_there_is_only_the_text() {
        check("One.\n\n{|}\n\nTwo.", &["One.\n\n\n\nTwo."]);
        check("{|}", &[""]);
    }
}
