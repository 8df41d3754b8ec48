//! The small archive in `examples/` shows every rule, cards and jumps: what its README promises is what a check finds.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use whosays::archive::{Archive, Document};
use whosays::features;
use whosays::knowledge::Shelf;
use whosays::rules;
use whosays::settings::Settings;

fn archive() -> (Archive, Arc<Settings>) {
    let root = std::fs::canonicalize("examples").expect("the examples");
    let settings = Arc::new(Settings::load(&root).0);
    let archive = Archive::new(Arc::clone(&settings));
    let (packs, broken) = Shelf::load(std::slice::from_ref(&settings), None);
    assert!(broken.is_empty(), "{broken:?}");
    archive.put_shelf(Arc::new(packs));
    archive.add_root(&root).expect("a folder");
    archive.scan(&|_| ControlFlow::Continue(()));
    (archive, settings)
}

fn document(archive: &Archive, name: &str) -> Arc<Document> {
    archive.document(&std::fs::canonicalize(Path::new("examples").join(name)).expect(name)).expect(name)
}

/// Codes and words found in a file, in the order of the text.
fn found(archive: &Archive, settings: &Settings, name: &str) -> Vec<(&'static str, String)> {
    let document = document(archive, name);
    rules::run(&document, archive, settings).into_iter().map(|f| (f.code, f.span.of(document.as_str()).to_string())).collect()
}

fn offset(document: &Document, words: &str) -> usize {
    document.as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text")) + 1
}

#[test]
fn every_rule_is_shown() {
    let (archive, settings) = archive();
    let mut shown = BTreeSet::new();
    for path in archive.paths() {
        let document = archive.document(&path).expect("readable");
        shown.extend(rules::run(&document, &archive, &settings).iter().map(|f| f.code));
    }
    shown.extend(found(&archive, &settings, "whosays.toml").iter().map(|f| f.0));
    assert_eq!(shown, rules::ALL.iter().map(|rule| rule.code).collect());
}

/// Files and what a check finds in them.
const FINDINGS: &[(&str, &[(&str, &str)])] = &[
    (
        "2024-03-05-dredging.txt",
        &[("unsourced-figure", "85,000"), ("altered-quote", "who seldom set"), ("unsourced-figure", "340"), ("unsourced-figure", "2,600")],
    ),
    ("2024-03-20-statement.txt", &[]),
    ("2024-03-25-audit.txt", &[]),
    ("2024-04-03-survey.txt", &[("outdated-office", "chairwoman"), ("speaker-conflict", "Ruth Adeyemi")]),
    ("1998/1998-10-02-storm.txt", &[]),
    ("whosays.toml", &[("invalid-setting", "max-megabyte")]),
];

#[test]
fn a_check_finds_what_the_readme_promises() {
    let (archive, settings) = archive();
    for (name, expected) in FINDINGS {
        let found = found(&archive, &settings, name);
        let found: Vec<(&str, &str)> = found.iter().map(|(code, words)| (*code, words.as_str())).collect();
        assert_eq!(found, *expected, "{name}");
    }
}

#[test]
fn the_letters_words_are_a_jump_away() {
    let (archive, settings) = archive();
    let letter = document(&archive, "2024-03-05-dredging.txt");
    let column = document(&archive, "2024-03-07-column.txt");
    assert!(found(&archive, &settings, "2024-03-07-column.txt").iter().any(|f| f.0 == "altered-quote"));
    let at = offset(&column, "The harbour has been managed");
    let jump = features::definition(&column, &archive, at);
    assert!(jump.iter().any(|place| place.path == letter.path), "{jump:?}");
    let at = offset(&letter, "The harbour has been managed");
    let places = features::references(&letter, &archive, at);
    assert!(places.iter().any(|place| place.path == column.path) && places.iter().any(|place| place.path == letter.path), "{places:?}");
    let card = features::hover(&letter, &archive, at).expect("a card").markdown;
    assert!(card.contains("seldom"), "the word that went is shown: {card}");
}

/// Names in the articles and words that their cards must hold.
const CARDS: &[(&str, &str, &[&str])] = &[
    ("2024-03-05-dredging.txt", "Daniel Prowse", &["Prowse", "Harbour Master"]),
    ("2024-03-05-dredging.txt", "Prowse, who has run", &["Daniel Prowse"]),
    ("2024-03-05-dredging.txt", "PEHA can tell", &["Port Ellery Harbour Authority"]),
    ("2024-03-05-dredging.txt", "Caldeira, who took", &["Ines Caldeira", "Mayor"]),
    ("2024-03-12-release.txt", "Ruth Adeyemi", &["National Federation of Small Harbours"]),
    ("2024-03-25-audit.txt", "Constance Bell", &["Bell"]),
];

#[test]
fn people_and_organisations_have_cards() {
    let (archive, _) = archive();
    for (name, words, expected) in CARDS {
        let document = document(&archive, name);
        let card = features::hover(&document, &archive, offset(&document, words)).map(|card| card.markdown).unwrap_or_default();
        for part in *expected {
            assert!(card.contains(part), "{name}, {words}: {card}");
        }
    }
}

#[test]
fn a_statement_is_its_speakers() {
    let (archive, _) = archive();
    let document = document(&archive, "2024-03-20-statement.txt");
    let article = document.article();
    let statement = article.statement.expect("the whole text is one statement");
    let source = &article.attributions[statement as usize].source;
    assert!(source.iter().any(|s| s.of(document.as_str()).contains("Caldeira")));
}
