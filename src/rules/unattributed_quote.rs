//! `unattributed-quote`.

use super::{Finding, Level, Rule, Subject};
use crate::article::{Paragraph, Quote, QuoteKind, Role};
use crate::text::Span;

pub const RULE: Rule = Rule {
    code: "unattributed-quote",
    level: Level::Hint,
    docs: concat!(
        r#"A direct quote with no speaker to be found.

A sentence in quotation marks whose paragraph, and the paragraphs it may run on from, name nobody who says it.

**Why.** Readers and lawyers ask who said so. A quote may have lost its speaker when a paragraph was cut or moved, and then it
stands as the words of whoever was named last.

**Not flagged**: fragments, titles and nicknames in marks, words spoken of as words, headlines, words whose speaker stands in
the sentence, the paragraph, or the paragraph before.

```news
The bridge will stay closed until spring.

“{unattributed-quote:Nobody has told us anything, and we are the ones who have to drive around it every morning.}”

The detour adds nine miles.
```

A quotation over several paragraphs is asked about once:

```news
The bridge will stay closed until spring.

“{unattributed-quote:Nobody has told us anything, and we are the ones who have to drive around it every morning.}

“My daughter is late for school on every day of the week but Sunday.”
```

```news
The bridge will stay closed until spring, said Ada Moss, who runs the bakery on the other side.

“Nobody has told us anything, and we are the ones who have to drive around it every morning.”

She keeps a copy of “The Long Way Around the River” on the counter.
```

"#,
        include_str!("measured/unattributed-quote.md")
    ),
    check,
};

/// Words below which a quotation is a fragment, a title or a slogan.
const SHORTEST: usize = 7;

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let mut last: Option<Span> = None;
    for quote in subject.article.quotes.iter().filter(|q| q.kind == QuoteKind::Direct && q.speaker.is_none()) {
        let Some(paragraph) = subject.article.paragraph_at(quote.span.start) else { continue };
        if paragraph.role != Role::Body || !is_speech(subject.text, quote) || is_labelled(subject.text, paragraph, quote) {
            continue;
        }
        // A quotation over several paragraphs is asked about once.
        let between = last.replace(quote.span).and_then(|last| subject.text.get(last.end as usize..quote.span.start as usize));
        if between.is_some_and(|between| !between.contains(char::is_alphanumeric)) {
            continue;
        }
        findings.push(Finding {
            code: RULE.code,
            level: RULE.level,
            span: quote.span,
            message: "No speaker found for this quote in its paragraph or the one before.".to_string(),
            related: vec![],
            fixes: vec![],
        });
    }
}

/// Whether the words are a sentence somebody spoke and no title, list or line of verse.
fn is_speech(text: &str, quote: &Quote) -> bool {
    let words = quote.span.of(text);
    if words.contains('\n') {
        return false;
    }
    let (mut n, mut capitals) = (0, 0);
    for word in words.split_whitespace() {
        n += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    n >= SHORTEST && capitals * 2 < n
}

/// "Question 4: “...”", "The sign read: “...”" at a list's point or after a colon says what the words are; so does "this year's
/// theme is “...”".
fn is_labelled(text: &str, paragraph: &Paragraph, quote: &Quote) -> bool {
    const KINDS: [&str; 9] = ["theme", "motto", "slogan", "title", "titled", "entitled", "headline", "headlined", "tagline"];
    let before = text.get(paragraph.span.start as usize..quote.span.start as usize).unwrap_or("");
    let before = before.trim_end_matches(['"', '“', '\'', '‘', '«', '„', ' ']);
    before.ends_with([':', '=']) || before.split_whitespace().rev().take(6).any(|word| KINDS.contains(&word))
}
