//! The command line from the outside: what is printed where, and exit codes.

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

fn whosays(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("whosays").expect("the binary is built with the tests");
    command.current_dir(folder).env_remove("CLICOLOR_FORCE").env_remove("GITHUB_ACTIONS");
    command
}

/// Exit code, standard output, standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = whosays(folder).args(arguments).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// A folder with files.
fn desk(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    folder
}

const STORM: &str = "Storm leaves coast dark\n\nAbout 4,200 homes lost power on the coast on Tuesday, and hundreds of trees fell.\n";
const CALM: &str = "Library opens on Sundays\n\nThe library on Mill Lane will open its doors on Sundays from May, the council said.\n";

#[test]
fn a_clean_folder_is_0_and_findings_are_1() {
    let folder = desk(&[("calm.txt", CALM)]);
    let (code, out, err) = run(folder.path(), &["check"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(out, "1 article: nothing found\n");
    let folder = desk(&[("calm.txt", CALM), ("storm.txt", STORM)]);
    let (code, out, err) = run(folder.path(), &["check"]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert!(out.contains("storm.txt:3:7"), "{out}");
    assert!(out.contains("unsourced-figure"), "{out}");
    assert!(out.contains("━━━━━"), "the words are underlined: {out}");
    assert!(out.ends_with("information)\n"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn fail_on_decides_about_1() {
    let folder = desk(&[("storm.txt", STORM)]);
    for (level, code) in [("hint", 1), ("information", 1), ("warning", 0), ("error", 0), ("never", 0)] {
        assert_eq!(run(folder.path(), &["check", "--fail-on", level]).0, code, "{level}");
    }
    let folder = desk(&[("storm.txt", STORM), ("whosays.toml", "rules.unsourced-figure = \"error\"\n")]);
    assert_eq!(run(folder.path(), &["check", "--fail-on", "error"]).0, 1);
}

#[test]
fn what_cannot_be_done_is_2_and_says_why() {
    let folder = desk(&[("storm.txt", STORM)]);
    for (arguments, words) in [
        (&["check", "nowhere"] as &[&str], "nowhere: there is no such file or folder"),
        (&["check", "--select", "unsourced-figur"], "did you mean “unsourced-figure”?"),
        (&["check", "--baseline", "none.jsonl"], "--write-baseline makes one"),
        (&["check", "--format", "xml"], "invalid value"),
        (&["explain", "unsorced-figure"], "did you mean “unsourced-figure”?"),
        (&["explain", "qqq"], "lists all"),
        (&["read", "nowhere.txt"], "nowhere.txt: there is no such file or folder"),
        (&["read", "--json", "."], "folder"),
        (&["frobnicate"], "unrecognized subcommand"),
    ] {
        let (code, _, err) = run(folder.path(), arguments);
        assert_eq!(code, 2, "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    }
}

#[test]
fn json_lines_have_the_fields_of_the_contract() {
    let folder = desk(&[("a b.txt", &format!("“é” 😀 {STORM}"))]);
    let (code, out, _) = run(folder.path(), &["check", "--format", "json", "--select", "unsourced-figure"]);
    assert_eq!(code, 1);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect();
    let first = &lines[0];
    let keys: Vec<&str> = first.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["path", "code", "severity", "message", "start", "end", "line", "column", "related"]);
    assert_eq!(first["path"], "a b.txt");
    assert_eq!(first["code"], "unsourced-figure");
    assert_eq!(first["severity"], "information");
    let text: Vec<char> = std::fs::read_to_string(folder.path().join("a b.txt")).expect("readable").chars().collect();
    let at = |key: &str| first[key].as_u64().expect("a number") as usize;
    assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), "4,200");
    assert_eq!((at("line"), at("column")), (3, 7));
}

#[test]
fn sarif_is_read_by_the_types_of_its_schema() {
    let folder = desk(&[("ä/storm.txt", STORM), ("calm.txt", CALM)]);
    for (arguments, some) in [(&["check", "--format", "sarif"] as &[&str], true), (&["check", "--format", "sarif", "calm.txt"], false)] {
        let (_, out, _) = run(folder.path(), arguments);
        let log: serde_sarif::sarif::Sarif = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"));
        let results = log.runs[0].results.as_ref().expect("results");
        assert_eq!(!results.is_empty(), some);
        let rules = log.runs[0].tool.driver.rules.as_ref().expect("rules");
        assert_eq!(rules.len(), whosays::rules::ALL.len());
        for result in results {
            let place = result.locations.as_ref().expect("locations")[0].physical_location.as_ref().expect("a place");
            assert_eq!(place.artifact_location.as_ref().expect("a file").uri.as_deref(), Some("%C3%A4/storm.txt"));
            assert_eq!(place.region.as_ref().expect("a region").start_line, Some(3));
            assert_eq!(rules[result.rule_index.expect("an index") as usize].id, *result.rule_id.as_ref().expect("a rule"));
        }
    }
}

#[test]
fn github_and_quickfix_lines_have_their_shapes() {
    let folder = desk(&[("a,b.txt", STORM)]);
    let (_, out, _) = run(folder.path(), &["check", "--format", "github", "--select", "unsourced-figure"]);
    assert!(out.starts_with("::notice file=a%2Cb.txt,line=3,endLine=3,col=7,endColumn=12,title=unsourced-figure::"), "{out}");
    let (_, out, _) = run(folder.path(), &["check", "--format", "quickfix", "--select", "unsourced-figure"]);
    let line = out.lines().next().expect("a line");
    assert!(line.starts_with("a,b.txt:3:7: information: ") && line.ends_with(" [unsourced-figure]"), "{out}");
}

#[test]
fn output_does_not_depend_on_threads() {
    let files: Vec<(String, String)> =
        (0..700).map(|n| (format!("d{}/{n}.txt", n % 7), STORM.replace("4,200", &format!("{n},200")))).collect();
    let folder = desk(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    let outputs: Vec<Vec<u8>> = ["1", "2", "8"]
        .iter()
        .map(|n| whosays(folder.path()).args(["check", "--format", "json"]).env("RAYON_NUM_THREADS", n).output().expect("it runs").stdout)
        .collect();
    assert!(outputs[0].iter().filter(|b| **b == b'\n').count() >= 700);
    assert!(outputs.iter().all(|o| *o == outputs[0]));
}

#[test]
fn select_and_ignore_choose_rules() {
    let folder = desk(&[("storm.txt", STORM), ("whosays.toml", "rules.unsourced-figure = \"off\"\n")]);
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    assert_eq!(run(folder.path(), &["check", "--select", "unsourced-figure"]).0, 1, "selected, though it is off");
    assert_eq!(run(folder.path(), &["check", "--select", "list-total,placeholder"]).0, 0);
    let folder = desk(&[("storm.txt", STORM)]);
    assert_eq!(run(folder.path(), &["check", "--ignore", "unsourced-figure"]).0, 0);
}

#[test]
fn settings_decide_what_is_checked() {
    let folder = desk(&[
        (
            "whosays.toml",
            "[articles]\nextensions = [\"txt\", \"story\"]\nexclude = [\"old/\"]\n[[silence]]\npaths = [\"wire/*\"]\nrules = [\"unsourced-figure\"]\n",
        ),
        (".gitignore", "scratch.txt\n"),
        ("scratch.txt", STORM),
        ("old/storm.txt", STORM),
        ("wire/storm.txt", STORM),
        ("a.story", STORM),
        ("b.md", STORM),
    ]);
    let paths = |out: &str| -> Vec<String> {
        let mut paths: Vec<String> = out.lines().map(|l| l.split(':').next().expect("a path").to_string()).collect();
        paths.dedup();
        paths
    };
    let (_, out, err) = run(folder.path(), &["check", "--format", "quickfix"]);
    assert_eq!(paths(&out), ["a.story"], "{err}");
    let (_, out, _) = run(&folder.path().join("old"), &["check", "--format", "quickfix", "../a.story", "../b.md", "../scratch.txt"]);
    assert_eq!(paths(&out), ["../a.story", "../b.md", "../scratch.txt"], "named files are checked whatever they are");
    let (_, out, _) = run(&folder.path().join("wire"), &["check", "--format", "quickfix"]);
    assert_eq!(paths(&out), Vec::<String>::new(), "the settings of the folder above hold");
}

#[test]
fn a_mistake_in_the_settings_is_shown_in_their_file() {
    let folder = desk(&[("whosays.toml", "[rules]\nunsourced-figures = \"off\"\n"), ("calm.txt", CALM)]);
    let (code, out, _) = run(folder.path(), &["check", "--format", "quickfix"]);
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "whosays.toml:2:1: warning: There is no setting “rules.unsourced-figures”; did you mean “rules.unsourced-figure”? [invalid-setting]\n"
    );
    assert_eq!(run(folder.path(), &["check", "calm.txt"]).0, 1, "also when one article is checked");
}

#[test]
fn a_baseline_leaves_out_what_is_known() {
    let folder = desk(&[("storm.txt", STORM)]);
    let (code, out, err) = run(folder.path(), &["check", "--baseline", "known.jsonl", "--write-baseline"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("known.jsonl: "), "{out}");
    let (code, out, _) = run(folder.path(), &["check", "--baseline", "known.jsonl"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("known from the baseline"), "{out}");
    std::fs::write(folder.path().join("storm.txt"), format!("{STORM}\nHundreds of homes were flooded.\n")).expect("written");
    let (code, out, _) = run(folder.path(), &["check", "--baseline", "known.jsonl", "--format", "quickfix"]);
    assert_eq!(code, 1);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.starts_with("storm.txt:5:"), "{out}");
    assert_eq!(run(&folder.path().join("."), &["check", "--write-baseline"]).0, 2, "it needs a file");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let files: Vec<(String, String)> = (0..600).map(|n| (format!("{n}.txt"), STORM.to_string())).collect();
    let folder = desk(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    for arguments in [&["check"] as &[&str], &["settings", "--schema"], &["explain"], &["completions", "bash"]] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("whosays"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert!(output.status.code().is_some(), "{arguments:?}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = desk(&[("storm.txt", STORM)]);
    let forced = whosays(folder.path()).arg("check").env("CLICOLOR_FORCE", "1").output().expect("it runs");
    assert!(String::from_utf8_lossy(&forced.stdout).contains('\u{1b}'));
    let refused = whosays(folder.path()).arg("check").env("NO_COLOR", "1").output().expect("it runs");
    assert!(!String::from_utf8_lossy(&refused.stdout).contains('\u{1b}'));
}

#[test]
fn read_prints_one_object_a_line_and_an_outline_for_people() {
    let folder = desk(&[("storm.txt", STORM), ("calm.txt", CALM)]);
    let (code, out, err) = run(folder.path(), &["read", "--json", "storm.txt", "nowhere.txt", "calm.txt"]);
    assert_eq!(code, 2, "{err}");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect();
    assert_eq!(lines.len(), 2, "the rest is read");
    for key in ["path", "headline", "byline", "date", "figures", "other_numbers", "quotes", "attributions", "mentions", "entities"] {
        assert!(lines[0].get(key).is_some(), "{key}");
    }
    let (code, out, _) = run(folder.path(), &["read", "storm.txt"]);
    assert_eq!(code, 0);
    for words in ["Storm leaves coast dark", "Figures", "4,200", "Quotes: none"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let output = whosays(folder.path()).args(["read", "--json", "-"]).write_stdin(STORM).output().expect("it runs");
    let line: Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert_eq!(line["path"], "-");
}

#[test]
fn every_rule_is_explained() {
    let folder = desk(&[]);
    let (code, list, _) = run(folder.path(), &["explain"]);
    assert_eq!((code, list.lines().count()), (0, whosays::rules::ALL.len()));
    for rule in whosays::rules::ALL {
        let (code, page, _) = run(folder.path(), &["explain", rule.code]);
        assert_eq!(code, 0);
        assert!(page.starts_with(rule.code) && !page.contains(&format!("{{{}:", rule.code)), "marks are not shown: {page}");
    }
}

#[test]
fn settings_are_listed_and_have_a_schema() {
    let folder = desk(&[]);
    let (_, list, _) = run(folder.path(), &["settings", "--list"]);
    for setting in whosays::settings::TABLE {
        assert!(list.contains(setting.key), "{}", setting.key);
    }
    let (_, schema, _) = run(folder.path(), &["settings", "--schema"]);
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!(schema["properties"]["rules"]["properties"]["strictness"]["default"], "normal");
}

#[test]
fn completions_know_the_subcommands() {
    let folder = desk(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, script, _) = run(folder.path(), &["completions", shell]);
        assert_eq!(code, 0);
        assert!(script.contains("check") && script.contains("explain"), "{shell}");
    }
}

const LETTER: &str = "Letter to the mayor\n\nMarch 4, 2024\n\n“The ferry has been run as a toy by people who seldom take it, and the town has paid for it,” said Ada Moss, director of the Ferry Users’ Union.\n";
const COLUMN: &str = "Whose ferry?\n\nMarch 6, 2024\n\n“The ferry has been run as a toy by people who take it, and the town has paid for it,” Ada Moss said on Monday.\n";

#[test]
fn quote_says_where_else_the_words_stand() {
    let folder = desk(&[("letter.txt", LETTER), ("column.txt", COLUMN)]);
    let (code, out, err) = run(folder.path(), &["quote", "column.txt:5:10"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("letter.txt:5:2") && out.contains("seldom") && out.contains("Ada Moss"), "{out}");
    let (code, out, _) = run(folder.path(), &["quote", "--json", "the ferry has been run as a toy by people"]);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect();
    assert_eq!((code, lines.len()), (0, 2), "{out}");
    assert_eq!(run(folder.path(), &["quote", "nobody has ever said these seven words here"]).0, 1);
    assert_eq!(run(folder.path(), &["quote", "words", "--archive", "nowhere"]).0, 2);
    // From elsewhere, and through the archive that the settings file marks.
    std::fs::write(folder.path().join("whosays.toml"), "").expect("written");
    std::fs::create_dir(folder.path().join("drafts")).expect("made");
    assert_eq!(run(&folder.path().join("drafts"), &["quote", "the ferry has been run as a toy by people"]).0, 0);
}

#[cfg(unix)]
#[test]
fn quote_reads_names_that_are_no_unicode() {
    use std::os::unix::ffi::OsStrExt;
    let folder = desk(&[("letter.txt", LETTER)]);
    let named = |name: &'static [u8]| std::ffi::OsStr::from_bytes(name);
    std::fs::write(folder.path().join(named(b"col\xe4mn.txt")), COLUMN).expect("written");
    let output = whosays(folder.path()).arg("quote").arg(named(b"col\xe4mn.txt:5:10")).output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("letter.txt:5:2"), "{output:?}");
}

#[test]
fn who_says_what_the_archive_knows() {
    let folder = desk(&[("letter.txt", LETTER), ("column.txt", COLUMN)]);
    let (code, out, err) = run(folder.path(), &["who", "Moss"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Ada Moss (person)") && out.contains("letter.txt:") && out.contains("column.txt:"), "{out}");
    let (_, out, _) = run(folder.path(), &["who", "--json", "Ada Moss"]);
    let known: Value = serde_json::from_str(out.lines().next().expect("a line")).expect("an object");
    assert_eq!((known["name"].as_str(), known["kind"].as_str()), (Some("Ada Moss"), Some("person")));
    let (code, out, _) = run(folder.path(), &["who", "County Commissioner Ada Moss"]);
    assert!(code == 0 && out.starts_with("Ada Moss (person)"), "{out}");
    let (code, out, _) = run(folder.path(), &["who", "Commissioner "]);
    assert!(code == 1 && out.contains("nobody in 2 articles"), "{out}");
    let (_, out, _) = run(folder.path(), &["who", "President Obama"]);
    assert!(out.contains("Barack Obama (pack “starter pack”)") && !out.contains("Michelle"), "{out}");
    let (code, out, _) = run(folder.path(), &["who", "Nobody Inparticular"]);
    assert_eq!(code, 1);
    assert!(out.contains("nobody in 2 articles"), "{out}");
}

#[test]
fn a_single_article_is_compared_with_the_archive_it_belongs_to() {
    let folder = desk(&[("letter.txt", LETTER), ("column.txt", COLUMN), ("whosays.toml", "")]);
    let (_, out, _) = run(folder.path(), &["check", "--format", "json", "--select", "altered-quote", "column.txt"]);
    let finding: Value = serde_json::from_str(out.lines().next().expect("a finding")).expect("an object");
    assert_eq!((finding["path"].as_str(), finding["related"][0]["path"].as_str()), (Some("column.txt"), Some("letter.txt")));
    assert_eq!(out.lines().count(), 1, "only the article asked about: {out}");
}

#[test]
fn the_doctor_tells_versions_and_counts_but_no_article() {
    let folder = desk(&[("secret-plan.txt", STORM), ("whosays.toml", "[rules]\nlist-total = \"off\"\n")]);
    let (code, out, err) = run(folder.path(), &["doctor"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with(&format!("whosays {} for ", env!("CARGO_PKG_VERSION"))), "{out}");
    for line in ["starts, answers and ends in ", "list-total = off", "archive:    1 articles, "] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert!(!out.contains("secret") && !out.contains("Storm") && !out.contains("4,200"), "{out}");
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let folder = desk(&[("notes.doc", "no article"), ("whosays.toml", "[rules]\nlist-total = \"loud\"\n")]);
    let (code, out, _) = run(folder.path(), &["doctor"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("! settings:   line 2: ") && out.contains("! archive:    no article was found"), "{out}");
    assert_eq!(run(folder.path(), &["doctor", "nowhere"]).0, 2);
}

#[test]
fn manual_pages_can_be_made() {
    let folder = desk(&[]);
    let (code, page, _) = run(folder.path(), &["man"]);
    assert!(code == 0 && page.contains(".TH whosays 1") && page.contains("whosays\\-check(1)"), "{page}");
    assert_eq!(run(folder.path(), &["man", "--out", "man1"]).0, 0);
    let pages = std::fs::read_dir(folder.path().join("man1")).expect("written").count();
    assert!(pages > 8 && folder.path().join("man1/whosays-check.1").is_file(), "{pages}");
}

#[test]
fn a_pack_is_made_checked_listed_and_used() {
    let table = "name,title,organisation,start,end,other_names\nAnn Moss,Director,Harbor Agency,2019-05-01,2022-11-30,Annie Moss\n";
    let article = "Pier plan stalls in the rain\n\nMay 5, 2023\n\nHarbor Agency Director Ann Moss was early on Monday.\n";
    let settings = "packs = [\"packs/city.json\"]\nstarter-pack = false\n";
    let folder = desk(&[("officials.csv", table), ("pier.txt", article), ("packs/empty", ""), ("whosays.toml", settings)]);
    let make = ["pack", "import", "officials.csv", "-o", "packs/city.json", "--source", "City register", "--as-of", "2024-06-30"];
    let (code, out, err) = run(folder.path(), &make);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "city: 1 people, 1 organisations, 1 offices\n", ""));
    let (code, out, _) = run(folder.path(), &["pack", "check", "packs/city.json"]);
    assert_eq!((code, out.as_str()), (0, "packs/city.json: 1 people, 1 organisations, 1 offices\n"));
    let (code, out, _) = run(folder.path(), &["pack", "list"]);
    assert!(code == 0 && out.starts_with("city  1 people, 1 organisations, 1 offices  "), "{out}");

    let (code, out, _) = run(folder.path(), &["who", "Annie Moss"]);
    assert_eq!(code, 0);
    assert!(
        out.contains(
            "Director, Harbor Agency, 2019-05-01 to 2022-11-30\n  also named: Annie Moss\n    source: City register  as of 2024-06-30"
        ),
        "{out}"
    );
    let (_, out, _) = run(folder.path(), &["who", "--json", "Ann Moss"]);
    let last: Value = serde_json::from_str(out.lines().last().expect("a line")).expect("JSON");
    assert_eq!((&last["pack"], &last["facts"][0]["as_of"]), (&"city".into(), &"2024-06-30".into()));

    let (code, out, _) = run(folder.path(), &["check", "--format", "quickfix"]);
    assert_eq!(code, 1);
    assert!(out.contains("pier.txt:5:15: information: The pack “city” has Ann Moss as Director"), "{out}");
}

#[test]
fn a_broken_pack_is_told_with_its_line() {
    let broken = "{\"persons\": [\n{\"id\": 1, \"name\": \"Ann Moss\"},\n{\"id\": 2}\n]}";
    let folder = desk(&[("odd.json", broken), ("worse.json", "{\"persons\": [\n{"), ("whosays.toml", "packs = [\"worse.json\"]\n")]);
    let (code, out, _) = run(folder.path(), &["pack", "check", "odd.json"]);
    assert_eq!((code, out.as_str()), (1, "odd.json:3: the person “2” has no name\n"));
    let (code, _, err) = run(folder.path(), &["pack", "check", "worse.json"]);
    assert_eq!((code, err.as_str()), (2, "whosays: worse.json:2: the file ends inside what begins here\n"));
    let (code, out, err) = run(folder.path(), &["pack", "list"]);
    assert!(code == 2 && out.starts_with("starter pack  ") && err.contains("line 2: the file ends"), "{out}{err}");
    let (code, _, err) = run(folder.path(), &["pack", "import", "odd.json", "-o", "none/pack.json"]);
    assert!(code == 2 && err.contains("no such file or folder"), "{err}");
}
