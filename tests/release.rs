//! What the release workflow does, as far as one machine can do it: the workflow is well-formed and names only what is there,
//! and the archive holds what it should.

use std::path::Path;
use std::process::Command;

const WORKFLOW: &str = ".github/workflows/release.yml";

fn workflow() -> Option<serde_json::Value> {
    // The published package holds the sources only.
    let text = std::fs::read_to_string(WORKFLOW).ok()?;
    Some(serde_yaml_ng::from_str(&text).expect("the workflow is YAML"))
}

#[test]
fn every_platform_has_a_program_and_an_editor_package() {
    let Some(workflow) = workflow() else { return eprintln!("skipped: there is no {WORKFLOW}") };
    let platforms = workflow["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().expect("a list").clone();
    let of = |key: &str| platforms.iter().filter_map(|p| p[key].as_str()).collect::<Vec<_>>();
    assert_eq!(of("target").len(), platforms.len());
    assert_eq!(
        of("vscode"),
        ["linux-x64", "linux-arm64", "alpine-x64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"],
        "the names that VS Code has for them"
    );
    // Whoever has another platform builds the program, and the editor finds it on PATH.
    assert!(workflow.to_string().contains("WHOSAYS_TARGET=universal npm run package"));
    assert_eq!(of("deb"), ["amd64", "arm64"]);
    for job in ["build", "release", "stores"] {
        let needs = workflow["jobs"][job]["needs"].as_str().expect("one job");
        assert!(workflow["jobs"][needs].is_object(), "{job} waits for {needs}");
    }
}

#[test]
fn scripts_that_are_run_are_there() {
    let Some(workflow) = workflow() else { return eprintln!("skipped: there is no {WORKFLOW}") };
    let steps = workflow.to_string();
    for script in [".github/archive.sh", "tests/run.sh"] {
        assert!(steps.contains(script) && Path::new(script).is_file(), "{script}");
    }
    let manifest = std::fs::read_to_string("editors/vscode/package.json").expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    for script in ["test", "package"] {
        assert!(steps.contains(&format!("npm {}", if script == "test" { "test" } else { "run package" })));
        assert!(manifest["scripts"][script].is_string(), "npm run {script}");
    }
}

/// The Debian package takes its files from where the archive's script puts them.
#[test]
#[cfg(target_os = "linux")]
fn the_archive_holds_program_pages_and_completions() {
    if !Path::new(".github/archive.sh").is_file() {
        return eprintln!("skipped: there is no .github/archive.sh");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(".github/archive.sh")
        .env("WHOSAYS_SERVER", env!("CARGO_BIN_EXE_whosays"))
        .env("WHOSAYS_DIST", folder.path())
        .output()
        .expect("bash is here");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let archive = String::from_utf8_lossy(&output.stdout).trim().to_string();
    let version = env!("CARGO_PKG_VERSION");
    assert!(archive.starts_with(&format!("whosays-{version}-")) && archive.ends_with(".tar.gz"), "{archive}");
    let listed = Command::new("tar").arg("-tzf").arg(folder.path().join(&archive)).output().expect("tar is here");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let root = archive.trim_end_matches(".tar.gz");
    for file in [
        "whosays",
        "README.md",
        "LICENSE-MIT",
        "man/whosays.1",
        "man/whosays-check.1",
        "completions/whosays.bash",
        "completions/whosays.fish",
        "neovim/lsp/whosays.lua",
    ] {
        assert!(listed.lines().any(|line| line == format!("{root}/{file}")), "{file} is not in\n{listed}");
    }
    let manifest: toml::Table = std::fs::read_to_string("Cargo.toml").expect("a manifest").parse().expect("TOML");
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().expect("a list").clone();
    for asset in assets {
        let from = asset[0].as_str().expect("a path");
        let from = from.strip_suffix("/*.1").unwrap_or(from);
        assert!(from.starts_with("target/release/") || Path::new(from).exists(), "{from} is not there");
    }
}
