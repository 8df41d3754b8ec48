//! A baseline: findings that are known already and no news. One JSON object a line, so that a difference of two is readable.
//!
//! A finding is known by its code, its words and the words around it, not by its line, so that edits elsewhere in the article
//! do not bring it back; one side of its surroundings may change, and the file may move. Each entry absorbs one finding.

use crate::rules::Finding;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How many characters on either side are looked at.
const AROUND: usize = 40;

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// With `/` between folders, relative to the baseline's own folder where it can be.
    pub path: String,
    pub code: String,
    #[serde(flatten)]
    pub key: Key,
}

/// What a finding is recognised by, white space made one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    pub words: String,
    pub before: String,
    pub after: String,
}

impl Key {
    pub fn of(finding: &Finding, text: &str) -> Key {
        let range = finding.span.range();
        let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
        // Taken generously first: the text before may be many megabytes, and white space will go.
        let start = before.char_indices().rev().nth(4 * AROUND).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(4 * AROUND).map_or(after.len(), |(at, _)| at);
        let before = one_space(&before[start..]);
        let cut = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let mut after = one_space(&after[..end]);
        after.truncate(after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at));
        Key { words: one_space(finding.span.of(text)), before: before[cut..].to_string(), after }
    }
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a baseline; an error names the line.
pub fn parse(text: &str) -> Result<Vec<Entry>, String> {
    let lines = text.trim_start_matches('\u{FEFF}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| serde_json::from_str(line).map_err(|e| format!("line {}: {e}", n + 1))).collect()
}

/// The baseline as text.
pub fn write(entries: &[Entry]) -> String {
    entries.iter().map(|entry| serde_json::to_string(entry).expect("texts are always JSON") + "\n").collect()
}

/// A baseline in use: entries that have absorbed a finding are gone.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<Option<Entry>>,
    /// By code and words.
    places: HashMap<(String, String), Vec<usize>>,
}

/// A way in which an entry knows a finding.
type Way<'a> = dyn Fn(&Entry, &Key) -> bool + 'a;

impl Baseline {
    pub fn new(entries: Vec<Entry>) -> Baseline {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (i, entry) in entries.iter().enumerate() {
            places.entry((entry.code.clone(), entry.key.words.clone())).or_default().push(i);
        }
        Baseline { entries: entries.into_iter().map(Some).collect(), places }
    }

    /// Takes out of a document's findings those that are known.
    pub fn absorb(&mut self, path: &str, text: &str, findings: &mut Vec<Finding>) {
        if self.entries.is_empty() {
            return;
        }
        let keys: Vec<Key> = findings.iter().map(|finding| Key::of(finding, text)).collect();
        let mut known = vec![false; findings.len()];
        // The surest first, so that a changed twin does not take the entry of an unchanged one.
        let same_file = |e: &Entry| e.path == path;
        let ways: [&Way; 3] = [
            &|e, key| same_file(e) && e.key == *key,
            &|e, key| same_file(e) && (e.key.before == key.before || e.key.after == key.after),
            &|e, key| e.key == *key,
        ];
        for way in ways {
            for i in 0..findings.len() {
                if known[i] {
                    continue;
                }
                let Some(places) = self.places.get(&(findings[i].code.to_string(), keys[i].words.clone())) else { continue };
                let found = places.iter().find(|at| self.entries[**at].as_ref().is_some_and(|e| way(e, &keys[i])));
                if let Some(at) = found {
                    self.entries[*at] = None;
                    known[i] = true;
                }
            }
        }
        let mut known = known.into_iter();
        findings.retain(|_| !known.next().expect("one each"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Level;
    use crate::text::marked;

    fn findings(source: &str) -> (String, Vec<Finding>) {
        let marked = marked::parse(source);
        let finding =
            |span| Finding { code: "unsourced-figure", level: Level::Hint, span, message: String::new(), related: vec![], fixes: vec![] };
        (marked.text, marked.marks.into_iter().map(|(_, span)| finding(span)).collect())
    }

    /// How many findings of the second text are left when those of the first are known.
    fn left(before: (&str, &str), after: (&str, &str)) -> usize {
        let (text, known) = findings(before.1);
        let entries: Vec<_> = known.iter().map(|f| Entry { path: before.0.into(), code: f.code.into(), key: Key::of(f, &text) }).collect();
        let entries = parse(&write(&entries)).expect("as it was written");
        let (text, mut found) = findings(after.1);
        Baseline::new(entries).absorb(after.0, &text, &mut found);
        found.len()
    }

    const OLD: &str = "The council met on Monday for two hours in the old hall. About {x:4,200} homes lost power on the coast last week.";

    #[test]
    fn a_known_finding_is_no_news() {
        assert_eq!(left(("a.txt", OLD), ("a.txt", OLD)), 0);
        assert_eq!(left(("a.txt", OLD), ("moved.txt", OLD)), 0);
        assert_eq!(left(("a.txt", OLD), ("a.txt", &OLD.replace(' ', "\n "))), 0);
    }

    #[test]
    fn edits_elsewhere_and_on_one_side_do_not_bring_it_back() {
        assert_eq!(left(("a.txt", OLD), ("a.txt", &format!("New first paragraph.\n\n{OLD}"))), 0);
        assert_eq!(left(("a.txt", OLD), ("a.txt", &OLD.replace("lost power", "were dark"))), 0);
    }

    #[test]
    fn a_new_finding_is_news() {
        assert_eq!(left(("a.txt", OLD), ("a.txt", &OLD.replace("4,200", "4,300"))), 1);
        assert_eq!(left(("a.txt", OLD), ("a.txt", "Some {x:4,200} people came to the fair.")), 1);
        assert_eq!(left(("a.txt", OLD), ("a.txt", &format!("{OLD}\n\nSome {{x:4,200}} people came to the fair."))), 1);
    }

    #[test]
    fn a_broken_baseline_names_its_line() {
        let error = parse("\n{\"path\":\"a\"}\n").expect_err("a field is missing");
        assert!(error.starts_with("line 2:"), "{error}");
    }
}
