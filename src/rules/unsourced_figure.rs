//! `unsourced-figure`: the rule this program exists for.

use super::{Finding, Level, Rule, Subject};
use crate::article::Verdict;

pub const RULE: Rule = Rule {
    code: "unsourced-figure",
    level: Level::Information,
    docs: r#"A figure whose source the text does not name.

```news
About {unsourced-figure:4,200} homes lost power. Twelve people died, police said.
```
"#,
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    let mut claim = None;
    for figure in subject.article.figures.iter().filter(|f| f.verdict == Verdict::Unsourced) {
        // One finding a claim.
        if claim.replace(figure.claim) == Some(figure.claim) {
            continue;
        }
        findings.push(Finding {
            code: RULE.code,
            level: RULE.level,
            span: figure.span,
            message: format!("No source found for “{}”.", figure.span.of(subject.text)),
            related: vec![],
            fixes: vec![],
        });
    }
}
