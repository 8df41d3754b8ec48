//! How many findings are right, rule by rule, on the articles that an editor has marked (see `tests/corpus/README.md`). The
//! figures published in the rules' documentation are copies of what this measures.

#[path = "generated/copies.rs"]
mod copies;

use copies::{refresh, rewrite};
use std::fmt::Write;
use whosays::archive::{Archive, Document};
use whosays::knowledge::{Shelf, builtin};
use whosays::rules::{self, Rule};
use whosays::settings::{Settings, Strictness};
use whosays::text::marked::{self, Marked};

const ROOM: &str = "tests/corpus";

/// The rules whose documentation says how often they are right: those that the articles have marks for.
const PUBLISHED: [&str; 8] = [
    "unsourced-figure",
    "vague-source",
    "unattributed-quote",
    "headline-figure",
    "list-total",
    "name-variant",
    "undefined-acronym",
    "placeholder",
];

/// Archives of their own, and the rules that are measured there: those that compare articles or look their dates up.
const ARCHIVES: [(&str, &[&str]); 2] =
    [("tests/corpus/quotes", &["altered-quote", "speaker-conflict"]), ("tests/corpus/names", &["name-variant", "outdated-office"])];

struct Sample {
    name: String,
    marked: Marked,
}

/// The marked articles, by name.
fn corpus() -> Vec<Sample> {
    samples(ROOM)
}

fn samples(room: &str) -> Vec<Sample> {
    let mut samples = vec![];
    for entry in std::fs::read_dir(room).expect("the marked articles") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            samples.push(Sample { name, marked: marked::parse(&std::fs::read_to_string(&path).expect("readable")) });
        }
    }
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    samples
}

fn words(samples: &[Sample]) -> usize {
    samples.iter().map(|sample| sample.marked.text.split_whitespace().count()).sum()
}

/// What a rule finds against what is marked for it.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    findings: usize,
    /// Marks that a finding overlaps.
    found: usize,
    marks: usize,
}

/// Compares all articles; `tell` hears of each disagreement.
fn measure(samples: &[Sample], strictness: Strictness, tell: impl FnMut(String)) -> Vec<(&'static Rule, Score)> {
    measure_in(&Archive::default(), samples, strictness, tell)
}

fn measure_in(archive: &Archive, samples: &[Sample], strictness: Strictness, mut tell: impl FnMut(String)) -> Vec<(&'static Rule, Score)> {
    let settings = Settings { strictness, ..Settings::default() };
    let mut scores: Vec<_> = rules::ALL.iter().map(|rule| (rule, Score::default())).collect();
    for Sample { name, marked } in samples {
        let findings = rules::run(&Document::new(name, &marked.text), archive, &settings);
        let line = |at: u32| marked.text[..at as usize].matches('\n').count() + 1;
        for (rule, score) in &mut scores {
            let spans: Vec<_> = findings.iter().filter(|finding| finding.code == rule.code).map(|finding| finding.span).collect();
            let marks: Vec<_> = marked.marks.iter().filter(|(code, _)| code == rule.code).map(|(_, span)| *span).collect();
            score.findings += spans.len();
            score.marks += marks.len();
            for span in spans.iter() {
                let right = marks.iter().any(|mark| mark.start < span.end && span.start < mark.end);
                score.right += usize::from(right);
                if !right {
                    tell(format!("{name}:{}: {} wrong: {}", line(span.start), rule.code, around(&marked.text, span.range())));
                }
            }
            for mark in marks {
                let found = spans.iter().any(|span| mark.start < span.end && span.start < mark.end);
                score.found += usize::from(found);
                if !found {
                    tell(format!("{name}:{}: {} missed: {}", line(mark.start), rule.code, around(&marked.text, mark.range())));
                }
            }
        }
    }
    scores
}

/// The words with a little of their line.
fn around(text: &str, range: std::ops::Range<usize>) -> String {
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before: String = text[line..range.start].chars().rev().take(60).collect();
    let after: String = text[range.end..].chars().take(40).take_while(|c| *c != '\n').collect();
    format!("{}[{}]{after}", before.chars().rev().collect::<String>(), &text[range])
}

/// 13,000
fn thousands(n: usize) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", thousands(n / 1000), n % 1000) }
}

/// The line of a rule's documentation.
fn published(samples: &[Sample], score: Score) -> String {
    format!(
        "On the project's own marked articles ({} of them, {} words) {} of {} findings are right, and {} of the {} places that an editor \
         marked are found.\n",
        samples.len(),
        thousands(words(samples)),
        score.right,
        score.findings,
        score.found,
        score.marks,
    )
}

fn row(table: &mut String, rule: &Rule, strictness: Strictness, score: Score) {
    let percent = |part: usize, whole: usize| match (100 * part + whole / 2).checked_div(whole) {
        Some(percent) => format!("{percent} %"),
        None => "–".to_string(),
    };
    writeln!(
        table,
        "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
        rule.code,
        strictness.name(),
        score.findings,
        score.right,
        percent(score.right, score.findings),
        score.marks,
        score.found,
        percent(score.found, score.marks),
    )
    .expect("writing to a string");
}

#[test]
fn the_documentation_says_how_often_the_rules_are_right() {
    let samples = corpus();
    let measured = measure(&samples, Strictness::Normal, |disagreement| eprintln!("{disagreement}"));
    let mut table = format!("{} articles, {} words.\n\n", samples.len(), thousands(words(&samples)));
    table.push_str("| code | strictness | findings | right | precision | marks | found | recall |\n|---|---|--:|--:|--:|--:|--:|--:|\n");
    let mut stale = vec![];
    for (rule, score) in &measured {
        // Only this rule weighs, so only for it does the setting matter.
        if rule.code == "unsourced-figure" {
            for strictness in Strictness::ALL {
                row(&mut table, rule, strictness, measure(&samples, strictness, |_| ())[0].1);
            }
        } else if score.findings + score.marks > 0 {
            row(&mut table, rule, Strictness::Normal, *score);
        }
        // What is measured on an archive is published from there.
        if PUBLISHED.contains(&rule.code) && !ARCHIVES.iter().any(|(_, codes)| codes.contains(&rule.code)) {
            let path = format!("src/rules/measured/{}.md", rule.code);
            if rewrite(&path, published(&samples, *score)) {
                stale.push(path);
            }
        }
    }
    let readme = format!("{ROOM}/README.md");
    if refresh(&readme, "measured", &table) {
        stale.push(readme);
    }
    assert!(stale.is_empty(), "stale, and rewritten: {}", stale.join(", "));
}

#[test]
fn rules_that_compare_articles_are_measured_on_archives() {
    let mut stale = vec![];
    for (room, codes) in ARCHIVES {
        let samples = samples(room);
        let archive = Archive::default();
        archive.put_shelf(std::sync::Arc::new(Shelf::of(vec![builtin::read()])));
        for Sample { name, marked } in &samples {
            archive.open(std::sync::Arc::new(Document::new(name, &marked.text)));
            for (code, words) in &marked.marks {
                assert!(codes.contains(&code.as_str()), "{name} marks “{}” as {code}", words.of(&marked.text));
            }
        }
        for (rule, score) in measure_in(&archive, &samples, Strictness::Normal, |disagreement| eprintln!("{disagreement}")) {
            let path = format!("src/rules/measured/{}.md", rule.code);
            if codes.contains(&rule.code) && rewrite(&path, published(&samples, score)) {
                stale.push(path);
            }
        }
    }
    assert!(stale.is_empty(), "stale, and rewritten: {}", stale.join(", "));
}

#[test]
fn each_measured_rule_says_so() {
    for code in PUBLISHED.iter().chain(ARCHIVES.iter().flat_map(|(_, codes)| *codes)) {
        let rule = rules::by_code(code).expect("a rule");
        let last = rule.docs.lines().last().unwrap_or_default();
        assert!(last.starts_with("On the project's own marked articles ("), "{code} ends with: {last}");
    }
}

#[test]
fn the_corpus_is_large_enough_and_marked_with_rules() {
    let samples = corpus();
    assert!(samples.len() >= 40, "only {} articles", samples.len());
    for sample in &samples {
        let words = words(std::slice::from_ref(sample));
        assert!((200..=800).contains(&words), "{} has {words} words", sample.name);
        for (code, span) in &sample.marked.marks {
            assert!(PUBLISHED.contains(&code.as_str()), "{} marks “{}” as {code}", sample.name, span.of(&sample.marked.text));
        }
    }
    for code in PUBLISHED {
        assert!(samples.iter().any(|s| s.marked.marks.iter().any(|(mark, _)| mark == code)), "no article marks {code}");
    }
}
