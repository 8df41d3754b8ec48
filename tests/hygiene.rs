//! What must not stand in the project's files: paths of somebody's machine, hosts of registries, words copied from data that
//! is not ours; and what the package must hold.

use std::path::Path;
use std::process::Command;

/// Tracked files, where this is a checkout.
fn tracked() -> Vec<String> {
    let output = Command::new("git").args(["ls-files", "-z"]).output();
    let Ok(output) = output else { return vec![] };
    String::from_utf8_lossy(&output.stdout).split('\0').filter(|name| !name.is_empty()).map(str::to_string).collect()
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let files = tracked();
    if files.is_empty() {
        eprintln!("skipped: this is no git checkout");
        return;
    }
    // In two halves, so that this file does not find itself.
    let forbidden = [
        ("/root", "/"),
        ("/home/", "user"),
        ("/wo", "rk/wt-"),
        ("/wo", "rk/shared"),
        ("C:\\Us", "ers\\"),
        ("index.", "crates.io"),
        ("registry.", "npmjs.org"),
        ("artifact", "ory"),
        ("nexus", "."),
    ]
    .map(|(a, b)| format!("{a}{b}"));
    let mut wrong = vec![];
    for name in files.iter().filter(|name| !is_lock_file(name)) {
        let Ok(text) = std::fs::read_to_string(name) else { continue };
        for (number, line) in text.lines().enumerate() {
            for word in forbidden.iter().filter(|word| line.contains(word.as_str())) {
                wrong.push(format!("{name}:{}: {word}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_lock_file(name: &str) -> bool {
    let name = Path::new(name).file_name().and_then(|n| n.to_str()).unwrap_or_default();
    name.ends_with(".lock") || name == "package-lock.json"
}

#[test]
fn no_sentence_is_copied_from_the_seeds() {
    let Ok(seeds) = std::fs::read_dir("../shared/seeds") else {
        eprintln!("SKIPPED: there is no ../shared/seeds here");
        return;
    };
    // Runs of this many words do not come about by chance.
    const RUN: usize = 9;
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let mut known = std::collections::HashSet::new();
    for seed in seeds.flatten().filter(|e| e.path().extension().is_some_and(|e| e == "txt")) {
        known.extend(words(&std::fs::read_to_string(seed.path()).expect("readable")).windows(RUN).map(<[String]>::to_vec));
    }
    let mut wrong = vec![];
    for name in tracked().iter().filter(|name| !is_lock_file(name)) {
        let Ok(text) = std::fs::read_to_string(name) else { continue };
        if let Some(run) = words(&text).windows(RUN).find(|run| known.contains(*run)) {
            wrong.push(format!("{name}: {}", run.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn links_of_the_readme_lead_somewhere() {
    let text = std::fs::read_to_string("README.md").expect("the README");
    for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if !link.starts_with("http") {
            assert!(Path::new(link).exists(), "{link}");
        }
    }
}

#[test]
fn every_key_in_the_readmes_example_is_one() {
    let text = std::fs::read_to_string("README.md").expect("the README");
    let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example of settings");
    assert_eq!(whosays::settings::problems(example), []);
}
