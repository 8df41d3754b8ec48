//! The rules' documentation is their test: what its examples mark is what the rule finds, no more and no less.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use whosays::archive::Archive;
use whosays::rules::{self, Level, Rule, examples};
use whosays::settings::Settings;
use whosays::text::marked;

/// The files of an example in a folder of their own, read as an archive.
fn archive(example: &examples::Example) -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder for the example");
    for (name, marked) in &example.files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder for the file");
        std::fs::write(path, &marked.text).expect("the file is written");
    }
    let archive = Archive::default();
    archive.add_root(folder.path()).expect("a folder of its own");
    archive.scan(&|_| ControlFlow::Continue(()));
    (folder, archive)
}

/// The settings under which a rule is sure to speak.
fn settings(rule: &Rule) -> Arc<Settings> {
    let mut settings = Settings::default();
    if rule.level == Level::Off {
        settings.levels.insert(rule.code, Level::Hint);
    }
    Arc::new(settings)
}

fn failures(rule: &Rule) -> Vec<String> {
    let settings = settings(rule);
    let mut failures = vec![];
    for (n, example) in examples::of(rule).iter().enumerate() {
        let (folder, archive) = archive(example);
        for (name, expected) in &example.files {
            let document = archive.document(&folder.path().join(name)).expect("written just before");
            let found: Vec<_> = rules::run(&document, &archive, &settings).into_iter().filter(|f| f.code == rule.code).collect();
            let marks = expected.marks.iter().filter(|(kind, _)| kind == rule.code);
            let marked_text = marked::render(&expected.text, marks.map(|(kind, span)| (kind.as_str(), *span)));
            let found_text = marked::render(&expected.text, found.iter().map(|f| (f.code, f.span)));
            if marked_text != found_text {
                failures.push(format!("{}, example {}, {name}:\n--- documented\n{marked_text}\n--- found\n{found_text}", rule.code, n + 1));
            }
        }
    }
    failures
}

#[test]
fn rules_find_what_their_documentation_marks() {
    let failures: Vec<String> = rules::ALL.iter().flat_map(failures).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_rule_is_documented_with_an_example_of_each_kind() {
    for rule in rules::ALL {
        let examples = examples::of(rule);
        let marks = examples.iter().flat_map(|e| &e.files).flat_map(|(_, m)| &m.marks).filter(|(kind, _)| kind == rule.code).count();
        assert!(marks > 0, "{}: no example shows what it finds", rule.code);
        assert!(rule.docs.lines().count() >= 6, "{}: the documentation says too little", rule.code);
        assert!(rule.summary().len() <= 140 && rule.summary().ends_with('.'), "{}: {:?} is no summary", rule.code, rule.summary());
        for (_, file) in examples.iter().flat_map(|e| &e.files) {
            for (kind, _) in &file.marks {
                assert!(rules::by_code(kind).is_some(), "{}: an example marks “{kind}”, which is no rule", rule.code);
            }
        }
    }
}

#[test]
fn every_file_of_the_room_is_a_rule_in_the_list() {
    let listed: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.code.to_string()).collect();
    assert_eq!(listed.len(), rules::ALL.len(), "no code stands twice");
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir("src/rules").expect("the room") {
        let path = entry.expect("readable").path();
        let source = if path.is_file() { std::fs::read_to_string(&path).expect("readable") } else { String::new() };
        if source.contains("pub const RULE: Rule") {
            files.insert(path.file_stem().expect("a name").to_string_lossy().replace('_', "-"));
        }
    }
    assert_eq!(files, listed);
}

#[test]
fn every_rule_has_its_level_among_the_settings() {
    use whosays::settings::{Kind, TABLE};
    let levels: Vec<(&str, &str)> =
        TABLE.iter().filter(|s| s.kind == Kind::Level).map(|s| (s.key.trim_start_matches("rules."), s.default.trim_matches('"'))).collect();
    let rules: Vec<(&str, &str)> = rules::ALL.iter().map(|rule| (rule.code, rule.level.name())).collect();
    assert_eq!(levels, rules, "same rules, same order, same defaults");
}

#[test]
fn rules_of_the_archive_show_several_articles() {
    for rule in rules::ALL {
        let several = examples::of(rule).iter().any(|e| e.files.len() > 1);
        assert_eq!(several, rules::OF_THE_ARCHIVE.contains(&rule.code), "{}: see rules::OF_THE_ARCHIVE", rule.code);
    }
}
