//! Copies of what the source knows: tables of the README, settings in the editors' manifests. A stale copy is rewritten and
//! the test fails once; look at the difference and commit it.

#[path = "generated/copies.rs"]
mod copies;

use copies::{refresh, rewrite};
use std::path::Path;
use whosays::knowledge::builtin;
use whosays::{rules, settings};

fn rules_table() -> String {
    let mut table = String::from("| code | default | what it finds |\n|---|---|---|\n");
    for rule in rules::ALL {
        table.push_str(&format!("| `{}` | {} | {} |\n", rule.code, rule.level.name(), rule.summary()));
    }
    table
}

#[test]
fn the_readme_lists_every_rule_and_every_setting() {
    let stale = [("rules", rules_table()), ("settings", settings::markdown())].map(|(name, fresh)| refresh("README.md", name, &fresh));
    assert_eq!(stale, [false, false], "README.md was stale and has been rewritten");
}

#[test]
fn the_numbers_of_the_starter_pack_are_those_of_its_tables() {
    const NUMBERS: &str = "src/knowledge/starter/numbers.bin";
    assert!(!rewrite(NUMBERS, builtin::numbers()), "{NUMBERS} was stale and has been rewritten");
}

#[test]
fn vs_code_shows_every_setting() {
    const MANIFEST: &str = "editors/vscode/package.json";
    if !Path::new(MANIFEST).exists() {
        eprintln!("skipped: there is no {MANIFEST}");
        return;
    }
    let text = std::fs::read_to_string(MANIFEST).expect(MANIFEST);
    let mut manifest: serde_json::Value = serde_json::from_str(&text).expect("the manifest is JSON");
    let properties = manifest.pointer_mut("/contributes/configuration/properties").expect("the manifest has properties").as_object_mut();
    let properties = properties.expect("properties are an object");
    // What the client reads itself comes first and is its own.
    let mut fresh = serde_json::Map::new();
    for (key, value) in properties.iter().filter(|(key, _)| key.starts_with("whosays.server.") || key.starts_with("whosays.trace.")) {
        fresh.insert(key.clone(), value.clone());
    }
    fresh.extend(settings::editor_properties());
    // Order counts to people who read the settings.
    if properties.iter().eq(fresh.iter()) {
        return;
    }
    *properties = fresh;
    let written = serde_json::to_string_pretty(&manifest).expect("JSON") + "\n";
    assert!(!rewrite(MANIFEST, written), "{MANIFEST} was stale and has been rewritten");
}
