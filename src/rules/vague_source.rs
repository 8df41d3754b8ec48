//! `vague-source`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule =
    Rule { code: "vague-source", level: Level::Hint, docs: "A figure or quote whose only source is vague or anonymous.\n", check };

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
