//! `unsourced-figure`: the rule this program exists for.

use super::{Finding, Fix, Level, Rule, Subject};
use crate::article::verdict::RELEASE;
use crate::article::{Article, Figure, Genre};
use crate::text::Span;
use rustc_hash::FxHashSet;

pub const RULE: Rule = Rule {
    code: "unsourced-figure",
    level: Level::Information,
    docs: concat!(
        r#"A figure for which the text names no source.

A checking editor writes “source?” in the margin where a reader cannot tell whom to ring or which document to open. That is
what this rule looks for: counts, percentages, sums of money, shares, comparisons and estimates that somebody must have counted.

```news
About {unsourced-figure:4,200} homes lost power in the storm. Twelve people died, police said.

The county has spent {unsourced-figure:hundreds of thousands} of dollars on sandbags since 2019.
```

## What is not flagged

A figure **has a source** inside a quotation or a statement, where an attribution covers it, where a poll, report or record is
named that says it, and where such a source plainly goes on from the sentence before:

```news
Turnout was 61 percent, according to the county clerk. That compares with 48 percent four years ago.

“We counted 300 cars,” said Ada Moss, who lives on the street.

Records show that the mayor was paid $84,000 in 2017. He was paid $97,000 in 2018.
```

A figure **needs no source** when it is an age, a date, a stretch of time, a small count that a reporter sees, a score, a legal
limit, or something the text has already introduced:

```news
The two men, aged 19 and 24, waited for three hours in the hall. The 12-page letter lay on a table.
```

## How it decides

Gates decide what is certain. Everything else is weighed: small named signals add up to a score, and the figure is flagged from a
threshold that the setting `rules.strictness` moves. The hover over a figure names the signals that decided.

A figure that the text repeats is queried where it first stands. A text that is marked as a release (“FOR IMMEDIATE RELEASE”)
gets one notice in place of many: its figures are the issuer's own. Answers in an interview are the speaker's.

The rule never says that a figure is wrong. It says that the text does not tell where it comes from.

"#,
        include_str!("measured/unsourced-figure.md")
    ),
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    findings.extend(release(subject.article));
    let mut claim = None;
    // A figure that the text repeats is queried where it first stands.
    let mut queried = FxHashSet::default();
    for figure in subject.article.figures.iter().filter(|f| f.is_flagged(subject.settings.strictness)) {
        // One finding a claim.
        if claim.replace(figure.claim) == Some(figure.claim) {
            continue;
        }
        let value = figure.value.filter(|v| v.abs() >= 10.0).map(f64::to_bits);
        if value.is_some_and(|value| !queried.insert((figure.kind, value, figure.unit))) {
            continue;
        }
        findings.push(Finding {
            code: RULE.code,
            level: RULE.level,
            span: figure.span,
            message: message(subject.text, subject.article, figure),
            related: vec![],
            fixes: vec![Fix { title: "Mark for checking with [CHECK]".into(), edits: vec![(after(figure.span), " [CHECK]".into())] }],
        });
    }
}

/// One notice for all the figures of a release that name no other source than its issuer.
fn release(article: &Article) -> Option<Finding> {
    let (Genre::Release, span) = article.genre? else { return None };
    let figures = article.figures.iter().filter(|f| f.why == RELEASE).count();
    let message = format!("This is a release: {figures} of its figures have no other source than whoever issued it.");
    (figures > 1).then(|| Finding { code: RULE.code, level: Level::Hint, span, message, related: vec![], fixes: vec![] })
}

fn after(span: Span) -> Span {
    Span { start: span.end, end: span.end }
}

/// What is missing, where it was looked for, and what would settle it.
fn message(text: &str, article: &Article, figure: &Figure) -> String {
    let words = figure.span.of(text);
    let in_headline = article.headline.is_some_and(|h| h.contains(figure.span));
    if in_headline {
        return format!("“{words}” has no source: neither the headline nor the text says where it comes from.");
    }
    format!("“{words}” has no source: nobody in this or the sentences around it says so. Who counted?")
}
