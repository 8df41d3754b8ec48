//! `vague-source`.

use super::{Finding, Level, Rule, Subject};
use crate::article::lexicon::{self, Class};
use crate::article::{Attribution, Kind, QuoteKind, Role, Tier, Verdict};
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
        if !is_vague(attribution, subject.text) || last.replace(number) == Some(number) {
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
        let attribution = figure.attribution.and_then(|a| article.attributions.get(a as usize));
        // What somebody wants or feels is no statement of fact that a source could vouch for.
        if attribution.is_some_and(|a| a.kind == Kind::Stance) {
            continue;
        }
        if attribution.is_some_and(|a| a.head.is_some() && !is_vague(a, subject.text)) {
            continue;
        }
        let source = attribution.and_then(|a| Some((a.head?, a.tier)));
        let message = match source {
            Some((source, tier)) => {
                format!("The only source for “{}” is {}.", figure.span.of(subject.text), named(source, subject.text, tier))
            }
            None => format!("The source for “{}” is not named.", figure.span.of(subject.text)),
        };
        findings.push(finding(figure.span, message));
    }
}

/// Whether the words of the source themselves say that nobody can be asked: "critics", "sources close to the mayor". An owner or a
/// court without a name is somebody all the same, and an apposition may name them.
fn is_vague(attribution: &Attribution, text: &str) -> bool {
    if !matches!(attribution.tier, Tier::Vague | Tier::Anonymous) {
        return false;
    }
    let Some(head) = attribution.head else { return false };
    let apposition = attribution.source.iter().any(|s| {
        let after = text.get(head.end as usize..s.end as usize).unwrap_or("");
        after.split_whitespace().any(|w| w.trim_start_matches(['(', '“', '"']).starts_with(char::is_uppercase))
    });
    let says_so = |word: &str| lexicon::class(word.trim_matches(|c: char| !c.is_alphanumeric())).any(Class::VAGUE);
    !apposition && head.of(text).split_whitespace().any(says_so)
}

fn named(source: Span, text: &str, tier: Tier) -> String {
    let words: String = source.of(text).chars().take(60).collect();
    match tier {
        Tier::Anonymous => format!("unnamed (“{words}”)"),
        _ => format!("vague (“{words}”)"),
    }
}

fn finding(span: Span, message: String) -> Finding {
    Finding { code: RULE.code, level: RULE.level, span, message, related: vec![], fixes: vec![] }
}
