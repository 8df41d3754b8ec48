//! Titles of office, compared by their words: "Homeland Security Secretary", "Secretary of Homeland Security" and "secretary" of
//! the "Department of Homeland Security" are one office.

use super::{Body, Tenure};
use crate::text::fold::fold;

/// The words of a title, apart by what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The office itself and its rank, in alphabetical order: "assistant", "secretary".
    pub roles: Vec<String>,
    /// What it is over: "homeland", "security".
    pub topics: Vec<String>,
    /// A word that says that the office is not simply held: "former", "acting", "elect".
    pub status: Option<String>,
}

/// How well a title as written agrees with an office of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    No,
    /// The title agrees; nothing says in which organisation.
    Title,
    /// Title and organisation agree.
    Office,
}

const ROLES: &[&str] = &[
    "administrator",
    "advisor",
    "aide",
    "ambassador",
    "assistant",
    "associate",
    "attorney",
    "cabinet",
    "ceo",
    "cfo",
    "chair",
    "chancellor",
    "chief",
    "clerk",
    "coach",
    "commandant",
    "commander",
    "commissioner",
    "comptroller",
    "controller",
    "coordinator",
    "counsel",
    "councillor",
    "deputy",
    "director",
    "editor",
    "executive",
    "first",
    "founder",
    "general",
    "governor",
    "head",
    "inspector",
    "judge",
    "justice",
    "king",
    "lead",
    "leader",
    "lieutenant",
    "majority",
    "manager",
    "marshal",
    "mayor",
    "member",
    "minister",
    "minority",
    "officer",
    "permanent",
    "pope",
    "premier",
    "president",
    "press",
    "prime",
    "principal",
    "private",
    "prosecutor",
    "publisher",
    "queen",
    "ranking",
    "registrar",
    "representative",
    "secretary",
    "senator",
    "senior",
    "shadow",
    "sheriff",
    "solicitor",
    "speaker",
    "spokesperson",
    "staff",
    "superintendent",
    "surgeon",
    "tempore",
    "treasurer",
    "trustee",
    "under",
    "vice",
    "whip",
];

const STATUS: &[&str] = &[
    "former",
    "ex",
    "then",
    "late",
    "acting",
    "interim",
    "incoming",
    "outgoing",
    "elect",
    "designate",
    "nominee",
    "candidate",
    "onetime",
    "longtime",
    "past",
    "previous",
    "ousted",
    "retired",
    "emeritus",
    "future",
    "would",
    "fired",
    "hopeful",
    "pick",
    "emerita",
];

/// Words that say nothing of their own about an office.
const EMPTY: &[&str] = &[
    "of", "for", "the", "and", "to", "at", "in", "on", "a", "an", "us", "united", "states", "american", "pro", "its", "his", "her",
    "their", "with", "federal", "national",
];

impl Words {
    pub fn of(title: &str) -> Words {
        let mut words = Words::default();
        let folded = fold(title);
        for word in folded.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ',' | '/' | '(' | ')')) {
            let word = word.trim_end_matches("'s").trim_matches('\'');
            let Some(plain) = plain(word) else { continue };
            if STATUS.contains(&plain) {
                words.status.get_or_insert_with(|| plain.to_string());
            } else if ROLES.contains(&plain) {
                words.roles.push(plain.to_string());
            } else if plain == "undersecretary" {
                words.roles.extend(["under".to_string(), "secretary".to_string()]);
            } else if !EMPTY.contains(&plain) {
                words.topics.push(plain.to_string());
            }
        }
        words.roles.sort();
        words.roles.dedup();
        words
    }
}

/// A word without the differences of abbreviation and of gender.
fn plain(word: &str) -> Option<&str> {
    Some(match word {
        "" => return None,
        "gov" => "governor",
        "sen" => "senator",
        "rep" | "congressman" | "congresswoman" | "congressperson" => "representative",
        "sec" | "sec'y" | "secretaries" => "secretary",
        "dir" | "directors" => "director",
        "lt" => "lieutenant",
        "atty" => "attorney",
        "gen" => "general",
        "pres" => "president",
        "adviser" => "advisor",
        "chairman" | "chairwoman" | "chairperson" => "chair",
        "spokesman" | "spokeswoman" => "spokesperson",
        "councilor" => "councillor",
        word => word,
    })
}

/// How a title, and the organisation that an article gives with it, agree with an office of a pack.
pub fn fit(title: &Words, organisation: Option<&str>, tenure: &Tenure) -> Fit {
    let theirs = tenure.words();
    if title.roles.is_empty() || title.roles != theirs.roles {
        return Fit::No;
    }
    let body = tenure.organization();
    let known = |word: &String| theirs.topics.contains(word) || body.is_some_and(|body| is_in_name(word, &body));
    if !title.topics.iter().all(known) {
        return Fit::No;
    }
    let named = organisation.map(|organisation| match body {
        Some(body) => body.is_called(organisation) || all_in_name(organisation, &body, &theirs),
        None => topics(organisation).iter().all(|word| theirs.topics.contains(word)),
    });
    match named {
        Some(true) => Fit::Office,
        Some(false) => Fit::No,
        None if title.topics.is_empty() => Fit::Title,
        None => Fit::Office,
    }
}

/// Whether all that an organisation's short name says is in the name of a body or in a title: "Homeland Security".
fn all_in_name(organisation: &str, body: &Body, title: &Words) -> bool {
    let words = topics(organisation);
    !words.is_empty() && words.iter().all(|word| title.topics.contains(word) || is_in_name(word, body))
}

fn topics(name: &str) -> Vec<String> {
    let Words { topics, .. } = Words::of(name);
    topics
}

fn is_in_name(word: &str, body: &Body) -> bool {
    let holds = |name: &str| fold(name).split([' ', '-', ',']).any(|w| w == word);
    holds(body.name()) || body.other_names().any(|other| holds(other.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        let Words { roles, topics, status } = Words::of(title);
        assert_eq!(format!("{} / {} / {}", roles.join(" "), topics.join(" "), status.unwrap_or_default()), expected);
    }

    #[test]
    fn a_title_is_role_topic_and_status() {
        check("Homeland Security Secretary", "secretary / homeland security / ");
        check("Secretary of Homeland Security", "secretary / homeland security / ");
        check("then-Deputy Attorney General", "attorney deputy general / / then".replace("/ /", "/  /").as_str());
        check("Chairwoman", "chair /  / ");
        check("Under-Secretary-General for Humanitarian Affairs", "general secretary under / humanitarian affairs / ");
        check("Undersecretary of State", "secretary under / state / ");
        check("Gov.-elect", "governor /  / elect");
    }
}
