//! Files that are no articles, or not as one expects them: the check says what somebody should know and goes on.

use assert_cmd::Command;
use std::path::Path;

/// Exit code, standard output, standard error of a check of the folder.
fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("whosays").expect("the binary is built with the tests");
    let output =
        command.current_dir(folder).arg("check").args(arguments).timeout(std::time::Duration::from_secs(120)).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// The same, by a user who owns nothing: the superuser may read everything.
#[cfg(unix)]
fn check_as_nobody(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let open = |path: &Path| std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("set");
    // The binary may lie where only its owner gets to.
    let bin = tempfile::tempdir().expect("a folder");
    let whosays = bin.path().join("whosays");
    std::fs::copy(assert_cmd::cargo::cargo_bin("whosays"), &whosays).expect("copied");
    [folder, bin.path(), &whosays].into_iter().for_each(open);
    let mut command = std::process::Command::new(&whosays);
    command.uid(NOBODY).gid(NOBODY).env("HOME", "/nonexistent").current_dir(folder).arg("check").args(arguments);
    let output = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

const STORM: &str = "Storm leaves coast dark\n\nAbout 4,200 homes lost power on the coast on Tuesday.\n";

/// Bytes that are one article with one finding at a line and column.
fn finds(name: &str, bytes: &[u8], place: &str) {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), bytes).expect("written");
    let (code, out, err) = check(folder.path(), &["--format", "quickfix", "--select", "unsourced-figure"]);
    assert_eq!((code, err.as_str()), (1, ""), "{name}: {out}");
    assert!(out.starts_with(&format!("a.txt:{place}: ")), "{name}: {out}");
}

#[test]
fn any_bytes_are_an_article() {
    finds("plain", STORM.as_bytes(), "3:7");
    finds("CRLF", STORM.replace('\n', "\r\n").as_bytes(), "3:7");
    finds("CR", STORM.replace('\n', "\r").as_bytes(), "3:7");
    finds("byte order mark", format!("\u{FEFF}{STORM}").as_bytes(), "3:7");
    finds("no final newline", STORM.trim_end().as_bytes(), "3:7");
    finds("invalid UTF-8", &[STORM.as_bytes(), b"\nCaf\xe9 \xff\xfe\n"].concat(), "3:7");
    finds("NUL", &[STORM.as_bytes(), b"\n\0\0\n"].concat(), "3:7");
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { std::iter::once(0xFEFF).chain(STORM.encode_utf16()).flat_map(bytes).collect() };
    finds("UTF-16, little end first", &utf16(u16::to_le_bytes), "3:7");
    finds("UTF-16, big end first", &utf16(u16::to_be_bytes), "3:7");
}

#[test]
fn an_empty_file_and_an_empty_folder_are_clean() {
    let folder = folder();
    let (code, out, err) = check(folder.path(), &[]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "0 articles: nothing found\n", ""));
    for (name, bytes) in [("empty.txt", b"" as &[u8]), ("bom.txt", b"\xef\xbb\xbf"), ("nul.txt", b"\0"), ("spaces.txt", b" \n\n \r\n")] {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let (code, out, err) = check(folder.path(), &[]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "4 articles: nothing found\n", ""));
}

#[test]
fn what_is_over_the_budget_is_skipped_and_said_so() {
    let folder = folder();
    // 100 MB of nothing on one line: sparse, so it takes no room.
    let file = std::fs::File::create(folder.path().join("export.txt")).expect("made");
    file.set_len(100 << 20).expect("stretched");
    std::fs::write(folder.path().join("a.txt"), STORM).expect("written");
    let (code, out, err) = check(folder.path(), &["--format", "quickfix", "--select", "unsourced-figure"]);
    assert_eq!(code, 1);
    assert_eq!(out.lines().count(), 1, "the rest is checked: {out}");
    assert!(err.contains("export.txt: skipped: 100.0 MB is over the budget of 8 MB (articles.max-megabytes)"), "{err}");
    let (_, out, _) = check(folder.path(), &[]);
    assert!(out.ends_with("1 file not read\n"), "{out}");
    let (code, _, err) = check(folder.path(), &["export.txt"]);
    assert_eq!(code, 0, "skipping what is too large is what was asked for: {err}");
}

#[test]
fn a_folder_called_like_an_article_is_a_folder() {
    let folder = folder();
    std::fs::create_dir_all(folder.path().join("a.txt")).expect("made");
    std::fs::write(folder.path().join("a.txt/b.txt"), STORM).expect("written");
    let (code, out, err) = check(folder.path(), &["--format", "quickfix", "--select", "unsourced-figure"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.starts_with("a.txt/b.txt:3:7: "), "{out}");
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_in_circles_or_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let (folder, outside) = (folder(), folder());
    std::fs::write(outside.path().join("secret.txt"), STORM).expect("written");
    std::fs::write(folder.path().join("a.txt"), STORM).expect("written");
    std::fs::create_dir(folder.path().join("d")).expect("made");
    symlink(folder.path(), folder.path().join("d/up")).expect("linked");
    symlink("loop.txt", folder.path().join("loop.txt")).expect("linked");
    symlink("nowhere", folder.path().join("dangling.txt")).expect("linked");
    symlink(outside.path(), folder.path().join("out")).expect("linked");
    symlink(outside.path().join("secret.txt"), folder.path().join("out.txt")).expect("linked");
    let (code, out, err) = check(folder.path(), &["--format", "quickfix", "--select", "unsourced-figure"]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
    assert_eq!(check(folder.path(), &["loop.txt"]).0, 2);
    assert_eq!(check(folder.path(), &["dangling.txt"]).0, 2);
    let (code, out, _) = check(folder.path(), &["--format", "quickfix", "--select", "unsourced-figure", "out.txt"]);
    assert_eq!((code, out.lines().count()), (1, 1), "a link that is named is followed");
}

#[cfg(unix)]
#[test]
fn a_pipe_called_like_an_article_is_not_waited_for() {
    let folder = folder();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no mkfifo here");
        return;
    }
    assert_eq!(check(folder.path(), &[]).0, 0);
    let (code, _, err) = check(folder.path(), &["pipe.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("pipe.txt: "), "{err}");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), STORM).expect("written");
    let closed = folder.path().join("closed.txt");
    std::fs::write(&closed, STORM).expect("written");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("set");
    let arguments = ["--format", "quickfix", "--select", "unsourced-figure"];
    let (code, out, err) =
        if std::fs::read(&closed).is_err() { check(folder.path(), &arguments) } else { check_as_nobody(folder.path(), &arguments) };
    assert_eq!(code, 2, "not all could be checked");
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(err.contains("closed.txt: reading it is not permitted"), "{err}");
}

#[test]
fn files_that_come_and_go_while_they_are_read_are_no_error() {
    let folder = folder();
    for n in 0..400 {
        std::fs::write(folder.path().join(format!("{n}.txt")), STORM).expect("written");
    }
    let place = folder.path().to_path_buf();
    let deleting = std::thread::spawn(move || {
        for n in 0..400 {
            let _ = std::fs::remove_file(place.join(format!("{n}.txt")));
        }
    });
    let (code, _, err) = check(folder.path(), &["--format", "quickfix"]);
    deleting.join().expect("no panic");
    assert!(code == 0 || code == 1, "{err}");
    assert_eq!(err, "");
}

#[test]
fn a_million_paragraphs_are_read() {
    let folder = folder();
    // 7 MB, under the budget: one-word paragraphs of one line each.
    std::fs::write(folder.path().join("a.txt"), "Word.\n\n".repeat(1_000_000)).expect("written");
    let (code, out, err) = check(folder.path(), &[]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

#[test]
fn one_line_of_many_megabytes_is_read() {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), "Rain fell on the old town and nobody minded. ".repeat(100_000)).expect("written");
    let (code, out, err) = check(folder.path(), &["--select", "unsourced-figure,placeholder,hidden-character"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

#[test]
fn words_of_an_article_do_not_steer_the_terminal() {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), "\u{1b}[31mAbout 4,200 homes\u{1b}]0;owned\u{7} lost power\u{202E} on the coast.\n")
        .expect("written");
    for format in ["text", "quickfix", "github"] {
        let (_, out, _) = check(folder.path(), &["--format", format]);
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{format}: {out}");
    }
}

#[test]
fn hostile_settings_are_survived() {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), STORM).expect("written");
    for bytes in [
        b"\xff\xfe\0\0" as &[u8],
        b"[[[[",
        b"articles = [1, 2",
        b"a.b.c.d = 1\n\0",
        b"[articles]\nextensions = 3\nmax-megabytes = -1\n",
        b"rules = []\n",
    ] {
        std::fs::write(folder.path().join("whosays.toml"), bytes).expect("written");
        let (code, out, err) = check(folder.path(), &["--format", "quickfix"]);
        assert_eq!((code, err.as_str()), (1, ""), "{bytes:?}");
        assert!(out.contains("[invalid-setting]") && out.contains("a.txt:3:7"), "{bytes:?}: {out}");
    }
    let nested = format!("a = {}1{}\n", "[".repeat(100_000), "]".repeat(100_000));
    std::fs::write(folder.path().join("whosays.toml"), nested).expect("written");
    assert_eq!(check(folder.path(), &["--format", "quickfix"]).0, 1, "deep nesting does not end the program");
}

#[test]
fn a_settings_folder_is_no_settings_file() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("whosays.toml")).expect("made");
    std::fs::write(folder.path().join("a.txt"), STORM).expect("written");
    assert_eq!(check(folder.path(), &["--select", "unsourced-figure"]).0, 1);
}
