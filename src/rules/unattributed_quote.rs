//! `unattributed-quote`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule =
    Rule { code: "unattributed-quote", level: Level::Hint, docs: "A direct quote with no speaker to be found.\n", check };

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
