//! The same words in other articles, phenomenon by phenomenon: what is found, how it is judged, and which wording is the definition.

use std::ops::ControlFlow;
use std::path::Path;
use whosays::archive::{Archive, Document, Sameness, definition};
use whosays::rules::{self, Finding};
use whosays::settings::Settings;
use whosays::text::marked;

/// The articles of a fixture (`//- name.txt`) in a folder of their own, read as an archive.
fn archive(fixture: &str) -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in marked::files(fixture) {
        std::fs::write(folder.path().join(name), text).expect("the file is written");
    }
    let archive = Archive::default();
    archive.add_root(folder.path()).expect("a folder of its own");
    archive.scan(&|_| ControlFlow::Continue(()));
    (folder, archive)
}

fn name(path: &Path) -> String {
    path.file_stem().expect("a file").to_string_lossy().into_owned()
}

const STATEMENT: &str = "We do not know who cut the moorings, but the harbour will not favour anybody in this enquiry \
                         and it is going to publish every page of what it finds.";

/// How a text's wording of the statement is judged from the statement; None where it is not found.
fn judged(text: &str) -> Option<(Sameness, String)> {
    let archive = Archive::default();
    archive.open(std::sync::Arc::new(Document::new("other.txt", text)));
    let found = archive.occurrences(STATEMENT, None);
    assert!(found.len() <= 1, "{text}: {found:?}");
    let one = found.into_iter().next()?;
    let changes: Vec<String> = one.alterations().map(|c| format!("{} > {}", c.asked.of(STATEMENT), c.there.of(text))).collect();
    Some((one.sameness, changes.join("; ")))
}

fn check(expected: Sameness, differences: &str, text: &str) {
    assert_eq!(judged(text), Some((expected, differences.to_string())), "{text}");
}

#[test]
fn the_same_words_in_other_dress() {
    let same = |text: &str| check(Sameness::Exact, "", text);
    // Straight and curly marks, single marks, no marks at all, dashes and spaces.
    same(
        "\"We do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds,\" Brandt said.",
    );
    same(
        "‘We do not know who cut the moorings – but the harbour will not favour anybody in this enquiry – and it is going to publish every page of what it finds’, Brandt said.",
    );
    // Case.
    same(
        "“WE DO NOT KNOW WHO CUT THE MOORINGS, but the Harbour will not favour anybody in this Enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    // American spelling.
    same(
        "“We do not know who cut the moorings, but the harbor will not favor anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    // Contractions.
    same(
        "“We don’t know who cut the moorings, but the harbour won’t favour anybody in this enquiry and it’s going to publish every page of what it finds,” Brandt said.",
    );
    // Run into a sentence.
    same(
        "Brandt, who spoke on the quay, said we do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds, and left.",
    );
    // A block without marks.
    same(
        "The mayor wrote:\n\nWe do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds.\n\nShe left.",
    );
}

#[test]
fn what_an_editor_may_do() {
    let legal = |text: &str| check(Sameness::Legal, "", text);
    // Brackets in place of a word, beside a word, inside a word.
    legal(
        "“We do not know who cut the moorings, but [the agency] will not favour anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    legal(
        "“We do not know who cut the moorings [of the ferry], but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    legal(
        "Brandt said that they “do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish[] every page of what it finds.”",
    );
    // Ellipses of every kind.
    for dots in ["...", "…", ". . .", "[...]", "[…]", "(...)"] {
        legal(&format!(
            "“We do not know who cut the moorings, but the harbour will not favour anybody {dots} and it is going to publish every page of what it finds,” Brandt said."
        ));
    }
    // Clipped ends.
    legal("Brandt said the harbour “will not favour anybody in this enquiry and it is going to publish every page.”");
    // Split by its cue.
    legal(
        "“We do not know who cut the moorings,” said Ida Brandt, the mayor, “but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds.”",
    );
}

#[test]
fn other_words_are_named() {
    let altered = |differences: &str, text: &str| check(Sameness::Altered, differences, text);
    altered(
        "cut > loosed",
        "“We do not know who loosed the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish every page of what it finds,” Brandt said.",
    );
    altered(
        "every > ",
        "“We do not know who cut the moorings, but the harbour will not favour anybody in this enquiry and it is going to publish page of what it finds,” Brandt said.",
    );
}

#[test]
fn a_quarter_of_the_words_may_differ() {
    let (sameness, _) = judged(
        "“We do not really know who loosed the ropes, but the port will never favour anybody in this long enquiry and is going to print every page of what it found,” Brandt said.",
    )
    .expect("it is found");
    assert_eq!(sameness, Sameness::Altered);
}
