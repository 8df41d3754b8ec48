//! `list-total`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule =
    Rule { code: "list-total", level: Level::Hint, docs: "An explicit total that its list does not add up to.\n", check };

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
