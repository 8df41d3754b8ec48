//! `vague-source`.

use super::{Finding, Level, Rule, Subject};
use crate::article::verdict::{HEARSAY, vague};
use crate::article::{Kind, QuoteKind, Role, Tier, Verdict};
use crate::text::Span;

pub const RULE: Rule = Rule {
    code: "vague-source",
    level: Level::Hint,
    docs: concat!(
        r#"A figure or quote whose only source is vague or anonymous.

"Critics say", "experts believe", "reportedly", "one official": somebody is pointed at, but nobody can be rung up.

**Why.** A number or a quotation is worth as much as its source. A desk wants to know why a source goes without a name, and how many
"experts" there were.

**Not flagged**: bodies that speak with one voice ("police said", "the ministry said"), and what a document says.

```news
“{vague-source:They were told in March that the beams were cracked,}” one official said.
```

```news
The owner is said to have offered {vague-source:$5 million} for the mill. Some estimates put its value at {vague-source:$9 million}.

“{vague-source:I saw the smoke before I heard the bang,}” said one woman, who was walking her dog.
```

```news
“They were told in March that the beams were cracked,” said Ada Moss, the county engineer.
```

"#,
        include_str!("measured/vague-source.md")
    ),
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let article = subject.article;
    let mut last: Option<u32> = None;
    for quote in article.quotes.iter().filter(|q| q.kind == QuoteKind::Direct) {
        let Some(number) = quote.attribution else { continue };
        let attribution = &article.attributions[number as usize];
        let Some(source) = attribution.head else { continue };
        if !attribution.vague || last.replace(number) == Some(number) {
            continue;
        }
        if article.paragraph_at(quote.span.start).is_some_and(|p| p.role == Role::Body) {
            findings
                .push(finding(quote.span, format!("The only source for this quote is {}.", named(source, subject.text, attribution.tier))));
        }
    }
    let mut claim = None;
    for figure in article.figures.iter().filter(|f| f.verdict == Verdict::Vague) {
        if claim.replace(figure.claim) == Some(figure.claim) {
            continue;
        }
        let hearsay = figure.why == HEARSAY;
        let attribution = figure.attribution.and_then(|a| article.attributions.get(a as usize));
        // What somebody wants or feels is no statement of fact that a source could vouch for.
        if !hearsay && attribution.is_some_and(|a| a.kind == Kind::Stance) {
            continue;
        }
        if !hearsay && attribution.is_some_and(|a| a.head.is_some() && !a.vague) {
            continue;
        }
        let source = attribution.filter(|_| !hearsay).and_then(|a| Some((a.head?, a.tier)));
        let message = match source {
            Some((source, tier)) => {
                format!("The only source for “{}” is {}.", figure.span.of(subject.text), named(source, subject.text, tier))
            }
            None => format!("The source for “{}” is not named.", figure.span.of(subject.text)),
        };
        findings.push(finding(figure.span, message));
    }
}

fn named(source: Span, text: &str, tier: Tier) -> String {
    let words = vague::words(source, text);
    match tier {
        Tier::Anonymous => format!("unnamed (“{words}”)"),
        _ => format!("vague (“{words}”)"),
    }
}

fn finding(span: Span, message: String) -> Finding {
    Finding { code: RULE.code, level: RULE.level, span, message, related: vec![], fixes: vec![] }
}
