//! `altered-quote`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule =
    Rule { code: "altered-quote", level: Level::Information, docs: "The same quote is worded differently in another article.\n", check };

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
