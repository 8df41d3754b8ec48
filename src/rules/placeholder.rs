//! `placeholder`.

use super::{Finding, Level, Rule, Subject};

pub const RULE: Rule = Rule { code: "placeholder", level: Level::Warning, docs: "A placeholder left in the copy.\n", check };

fn check(_subject: &Subject, _findings: &mut Vec<Finding>) {}
