//! `hidden-character`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule = Rule {
    code: "hidden-character",
    level: Level::Hint,
    docs: "Zero-width and direction-changing characters that defeat searching and matching.\n",
    check,
};

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
