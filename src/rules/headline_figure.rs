//! `headline-figure`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule = Rule {
    code: "headline-figure",
    level: Level::Information,
    docs: "A figure of the headline that the body contradicts or does not contain.\n",
    check,
};

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
