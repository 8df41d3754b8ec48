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

One source is asked about once, at the first of its figures; the message counts the others.

**Not flagged**: bodies that speak with one voice ("police said", "the ministry said"), and what a document says.

```news
“{vague-source:They were told in March that the beams were cracked,}” one official said.
```

```news
The owner is said to have offered {vague-source:$5 million} for the mill. Some estimates put its value at {vague-source:$9 million}.

“{vague-source:I saw the smoke before I heard the bang,}” said one woman, who was walking her dog.
```

```news
An official said that the storm had closed {vague-source:14} roads and 9 schools. The official added that 600 homes were dark.
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
    // Sources asked about, by their last words.
    let mut known: Vec<&str> = Vec::new();
    for quote in article.quotes.iter().filter(|q| q.kind == QuoteKind::Direct) {
        let Some(number) = quote.attribution else { continue };
        let attribution = &article.attributions[number as usize];
        let Some(source) = attribution.head else { continue };
        if !attribution.vague || last.replace(number) == Some(number) {
            continue;
        }
        if article.paragraph_at(quote.span.start).is_some_and(|p| p.role == Role::Body) && is_new(&mut known, source.of(subject.text)) {
            findings
                .push(finding(quote.span, format!("The only source for this quote is {}.", named(source, subject.text, attribution.tier))));
        }
    }
    let mut claim = None;
    // What one vague source tells is asked about once: the finding at its first figure counts the others.
    let mut first: Option<Asked> = None;
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
        let Some((source, tier)) = source else {
            let message = format!("The source for “{}” is not named.", figure.span.of(subject.text));
            findings.push(finding(figure.span, message));
            continue;
        };
        let number = figure.attribution;
        if let Some(asked) = first.as_mut().filter(|asked| asked.attribution == number) {
            asked.more += 1;
            continue;
        }
        if !is_new(&mut known, source.of(subject.text)) {
            continue;
        }
        findings.extend(first.take().map(|asked| asked.finding(subject.text)));
        first = Some(Asked { figure: figure.span, attribution: number, source, tier, more: 0 });
    }
    findings.extend(first.map(|asked| asked.finding(subject.text)));
}

/// A vague source with the first figure that only it stands behind, and how many more of its figures there are.
struct Asked {
    figure: Span,
    attribution: Option<u32>,
    source: Span,
    tier: Tier,
    more: usize,
}

impl Asked {
    fn finding(self, text: &str) -> Finding {
        let others = match self.more {
            0 => String::new(),
            1 => " and one more figure".to_string(),
            n => format!(" and {n} more figures"),
        };
        let named = named(self.source, text, self.tier);
        finding(self.figure, format!("The only source for “{}”{others} is {named}.", self.figure.of(text)))
    }
}

/// Whether a source was not asked about before: "the official" goes back to whom "an official" has told of.
fn is_new<'t>(known: &mut Vec<&'t str>, source: &'t str) -> bool {
    let mut words = source.split_whitespace();
    let first = words.next().unwrap_or(source);
    let last = words.next_back().unwrap_or(first);
    let definite = first.eq_ignore_ascii_case("the");
    let old = definite && known.contains(&last);
    if !old {
        known.push(last);
    }
    !old
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
