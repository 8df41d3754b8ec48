//! `invalid-setting`: the one rule that reads the project's settings file instead of articles.

use super::{Finding, Level, Rule, Subject};
use crate::settings;

pub const RULE: Rule = Rule {
    code: "invalid-setting",
    level: Level::Warning,
    docs: r#"An unknown key or a wrong value in the project's `whosays.toml`, shown in that file.

A mistaken setting is never fatal: the key keeps its default and everything else in the file holds. It is shown because a
silenced rule that is not silent, or a misspelt one that is, would otherwise go unnoticed.

```news
//- whosays.toml
[articles]
exclude = ["drafts/"]
{invalid-setting:ignore} = ["old/"]

[rules]
strictness = {invalid-setting:"severe"}
list-total = "off"
```

To settle it, write one of the keys that `whosays settings --list` shows, with a value of the kind it shows.
"#,
    check,
};

fn check(subject: &Subject, findings: &mut Vec<Finding>) {
    for problem in settings::problems(subject.text) {
        findings.push(Finding {
            code: RULE.code,
            level: RULE.level,
            span: problem.span,
            message: problem.message,
            related: vec![],
            fixes: vec![],
        });
    }
}
