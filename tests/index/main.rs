//! The index on disk: what is read again and what is not, and everything that can happen to its files and to those who write
//! them.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use whosays::archive::{Archive, ScanReport};

/// A folder of articles and one for caches.
struct Desk {
    folder: tempfile::TempDir,
}

const LINES: [&str; 6] = [
    "We never promised the ferry would run in winter and nobody on the council asked us to",
    "The boiler was older than the school and we heated the gym with it until last March",
    "Every crossing guard on Mill Street has asked for the light to be moved at least twice",
    "Nothing in the audit says the money is gone, it says we cannot show where it went",
    "The herons came back before the dredging did and that is the order we would keep",
    "A library that closes at four is a library for people who do not have to work",
];

impl Desk {
    /// A folder with `articles` articles; each says one of the lines and a number of its own.
    fn with(articles: usize) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder for the test") };
        fs::create_dir(desk.articles()).expect("created");
        for number in 0..articles {
            desk.write(number, "first");
        }
        desk
    }

    fn articles(&self) -> PathBuf {
        self.folder.path().join("articles")
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn path(&self, number: usize) -> PathBuf {
        self.articles().join(format!("{number:04}.txt"))
    }

    fn write(&self, number: usize, version: &str) {
        let line = LINES[number % LINES.len()];
        let own = words_of(number, version);
        let text = format!("Town news, number {number}\n\n“{line},” said Ann Moss of the Harbor Agency.\n\n{own}.\n");
        fs::write(self.path(number), text).expect("written");
    }

    fn archive(&self) -> (Archive, ScanReport) {
        let (archive, refused) = Archive::on_disk(Arc::default(), &self.cache(), &[self.articles()]);
        assert!(refused.is_empty(), "{refused:?}");
        let report = archive.scan(&|_| ControlFlow::Continue(()));
        (archive, report)
    }

    fn indexes(&self) -> Vec<PathBuf> {
        let mut found: Vec<_> = fs::read_dir(self.cache()).into_iter().flatten().flatten().map(|e| e.path()).collect();
        found.sort();
        found
    }

    fn index(&self) -> PathBuf {
        self.indexes().pop().expect("an index was made")
    }

    fn segments(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.index()).expect("a folder").flatten().map(|e| e.path());
        let mut found: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "segment")).collect();
        found.sort();
        found
    }

    /// A command of the program over the desk.
    fn run(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosays"));
        command.args(arguments).current_dir(self.articles()).env("WHOSAYS_CACHE_DIR", self.cache()).env("NO_COLOR", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Every article is found by words that only this version of it has, and by those that it shares with others.
    fn check(&self, archive: &Archive, articles: &[(usize, &str)], what: &str) {
        assert_eq!(archive.len(), articles.len(), "{what}");
        for &(number, version) in articles {
            let found = archive.occurrences(&words_of(number, version), None);
            let paths: Vec<_> = found.iter().map(|o| o.path.to_path_buf()).collect();
            assert_eq!(paths, [self.path(number)], "{what}: article {number}");
        }
        for (at, line) in LINES.iter().enumerate() {
            let expected = articles.iter().filter(|(n, _)| n % LINES.len() == at).count();
            assert_eq!(archive.occurrences(line, None).len(), expected, "{what}: {line}");
        }
        let moss = archive.entities().who("Ann Moss");
        let seen: usize = moss.iter().map(|known| known.articles.len()).sum();
        assert_eq!(seen, articles.len(), "{what}");
    }
}

fn first(numbers: std::ops::Range<usize>) -> Vec<(usize, &'static str)> {
    numbers.map(|n| (n, "first")).collect()
}

/// Words that only one version of one article has.
fn words_of(number: usize, version: &str) -> String {
    let syllable = |digit: u8| ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"][usize::from(digit - b'0')];
    let own: String = number.to_string().bytes().map(syllable).collect::<String>() + version;
    format!("The {own}q of {own}v and {own}x went by {own}z to the {own}w and {own}t")
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let desk = Desk::with(60);
    let (archive, report) = desk.archive();
    assert_eq!((report.articles, report.read), (60, 60));
    desk.check(&archive, &first(0..60), "built");
    drop(archive);
    let (archive, report) = desk.archive();
    assert_eq!((report.articles, report.read), (60, 0));
    assert!(report.notices.is_empty(), "{:?}", report.notices);
    desk.check(&archive, &first(0..60), "opened again");
    assert!(fs::read_to_string(desk.index().join("root.txt")).expect("a note").trim().ends_with("articles"));
    drop(archive);
    // Changed, deleted, renamed.
    for number in 0..5 {
        desk.write(number, "second");
    }
    for number in 55..60 {
        fs::remove_file(desk.path(number)).expect("deleted");
    }
    fs::rename(desk.path(10), desk.path(70)).expect("renamed");
    let mut now: Vec<(usize, &str)> = (0..5).map(|n| (n, "second")).chain(first(5..10)).chain(first(11..55)).collect();
    let (archive, report) = desk.archive();
    assert_eq!((report.articles, report.read), (55, 6));
    assert!(archive.occurrences(&words_of(3, "first"), None).is_empty(), "the old version is gone");
    assert_eq!(archive.occurrences(&words_of(10, "first"), None)[0].path.to_path_buf(), desk.path(70), "under its new name");
    fs::rename(desk.path(70), desk.path(10)).expect("renamed");
    archive.changed(&[desk.path(70), desk.path(10)]);
    now.push((10, "first"));
    desk.check(&archive, &now, "changed while open");
    drop(archive);
    let (archive, report) = desk.archive();
    assert_eq!((report.articles, report.read), (55, 0), "what changed last is kept too");
    desk.check(&archive, &now, "opened a third time");
}

#[test]
fn many_small_changes_are_merged() {
    let desk = Desk::with(40);
    let mut now = first(0..40);
    for round in 0..14 {
        let version = ["a", "b", "c", "d", "e", "f", "g"][round % 7];
        desk.write(round * 2, version);
        now[round * 2].1 = version;
        let (archive, report) = desk.archive();
        assert_eq!(report.read, if round == 0 { 40 } else { 1 });
        archive.finish();
        desk.check(&archive, &now, "after a round");
    }
    assert!(desk.segments().len() < 8, "{:?}", desk.segments());
}

#[test]
fn damaged_files_are_told_of_and_made_anew() {
    let desk = Desk::with(30);
    drop(desk.archive());
    let manifest = desk.index().join("manifest");
    let other_release = |text: &[u8]| {
        let text = String::from_utf8_lossy(text);
        let body = text[..text.find("checksum").expect("a line")].replace("index 1", "index 9");
        format!("{body}checksum {:016x}\n", xxhash_rust::xxh3::xxh3_64(body.as_bytes())).into_bytes()
    };
    let flip = |bytes: &[u8], at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 0x10;
        bytes
    };
    let mut seen = 0;
    for round in 0..40 {
        let segment = desk.segments().pop().expect("a segment");
        let (path, is_manifest) = if round % 4 == 3 { (manifest.clone(), true) } else { (segment, false) };
        let bytes = fs::read(&path).expect("readable");
        let at = bytes.len() * (round * 7 % 40) / 40;
        let damaged = match (round % 8, is_manifest) {
            (0, _) => bytes[..at].to_vec(),
            (1, _) => vec![],
            (2, _) => b"Something else altogether, as long as it may be.".repeat(20),
            (7, _) => other_release(&bytes),
            (3, true) => flip(&bytes, at.min(bytes.len() - 2)),
            _ => flip(&bytes, at),
        };
        fs::write(&path, damaged).expect("written");
        let (archive, report) = desk.archive();
        assert!(!report.notices.is_empty(), "round {round}: {path:?}");
        assert_eq!(report.read, 30, "round {round}");
        desk.check(&archive, &first(0..30), "damaged");
        seen += report.notices.iter().filter(|n| n.contains("another release")).count();
        drop(archive);
        let (_, report) = desk.archive();
        assert!(report.notices.is_empty() && report.read == 0, "round {round}: {:?}", report.notices);
    }
    assert!(seen >= 5, "another release is told from damage");
    // A segment that is missing, and a manifest that is.
    for path in [desk.segments().pop().expect("a segment"), manifest] {
        fs::remove_file(&path).expect("removed");
        let (archive, report) = desk.archive();
        assert_eq!(report.read, 30);
        desk.check(&archive, &first(0..30), "missing");
    }
}

#[test]
fn without_a_place_for_the_cache_everything_stays_in_memory() {
    let desk = Desk::with(30);
    fs::write(desk.cache(), "not a folder").expect("written");
    let (archive, report) = desk.archive();
    assert_eq!(report.notices.len(), 1, "{:?}", report.notices);
    desk.check(&archive, &first(0..30), "no cache");
    desk.write(3, "second");
    archive.changed(&[desk.path(3)]);
    assert_eq!(archive.occurrences(&words_of(3, "second"), None).len(), 1);
    assert!(archive.scan(&|_| ControlFlow::Continue(())).notices.is_empty(), "said once");
}

/// The shell limits the size of files for its child: a disk that is full after so many blocks of 512 or 1024 bytes.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_of_once_and_the_answer_is_right() {
    let desk = Desk::with(400);
    for blocks in [0, 1, 4, 16] {
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" quote --json \"$1\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_whosays"), &words_of(7, "first")]);
        let done = command.current_dir(desk.articles()).env("WHOSAYS_CACHE_DIR", desk.cache()).output().expect("a shell");
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success() && out.contains("0007.txt"), "{blocks}: {out} {err}");
        assert_eq!(err.lines().count(), 1, "{blocks}: {err}");
        assert!(err.contains("in memory"), "{err}");
    }
    let (archive, report) = desk.archive();
    assert!(report.notices.is_empty() && report.read == 400, "{:?}", report.notices);
    desk.check(&archive, &first(0..400), "room again");
}

/// A process that is killed in the middle of its writes, at each of them in turn, while it builds, updates and merges.
#[cfg(all(unix, debug_assertions))]
#[test]
fn whoever_is_killed_leaves_an_index_that_answers_right() {
    let desk = Desk::with(24);
    let mut now = first(0..24);
    let (mut killed, mut whole) = (0, 0);
    let versions = ["a", "b", "c", "d", "e"];
    let mut step = 1;
    for round in 0..240 {
        if round % 60 == 0 {
            let _ = fs::remove_dir_all(desk.cache());
        }
        // Two articles change and one comes and goes; every few rounds nothing dies, so that parts gather and are merged.
        for number in [round % 24, (round * 7 + 3) % 24] {
            now[number].1 = versions[round % versions.len()];
            desk.write(number, now[number].1);
        }
        let crash_at = if round % 3 == 2 { 0 } else { step };
        let mut command = desk.run(&["index", "--json"]);
        if crash_at > 0 {
            command.env("WHOSAYS_TEST_CRASH_AT", crash_at.to_string());
        }
        let done = command.output().expect("the program runs");
        if done.status.success() {
            whole += 1;
            // Beyond the last write.
            step = if crash_at > 0 { 1 } else { step };
        } else {
            assert_eq!(done.status.code(), None, "killed, not failed: {}", String::from_utf8_lossy(&done.stderr));
            killed += 1;
            step += 1;
        }
        if round % 5 == 0 || round > 230 {
            // Looked at without writing: as a reader beside the next writer would.
            let (archive, report) = desk.archive();
            assert!(report.notices.is_empty(), "round {round}: {:?}", report.notices);
            desk.check(&archive, &now, &format!("round {round}, killed at {crash_at}"));
        }
    }
    assert!(killed > 100 && whole > 80, "{killed} killed, {whole} not");
}

#[test]
fn servers_and_commands_work_on_one_folder_at_once() {
    let desk = Desk::with(350);
    let (archive, _) = desk.archive();
    let line = words_of(11, "first");
    // Beside a writer: two that look something up, one that would build, one that would clear.
    let children: Vec<_> = [vec!["quote", "--json", &line], vec!["quote", "--json", &line], vec!["index"], vec!["index", "--clear"]]
        .iter()
        .map(|arguments| (arguments[0] == "quote", arguments.len() == 2, desk.run(arguments).spawn().expect("the program runs")))
        .collect();
    for (is_quote, is_clear, child) in children {
        let done = child.wait_with_output().expect("it ends");
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert_eq!(done.status.code(), Some(if is_clear { 2 } else { 0 }), "{out} {err}");
        assert!(err.contains("another process"), "{err}");
        assert_eq!(is_quote, out.contains("0011.txt"), "{out} {err}");
    }
    desk.check(&archive, &first(0..350), "beside them");
    drop(archive);
    // All at once from nothing.
    let _ = fs::remove_dir_all(desk.cache());
    let children: Vec<_> = (0..4).map(|_| desk.run(&["quote", "--json", &line]).spawn().expect("the program runs")).collect();
    for child in children {
        let done = child.wait_with_output().expect("it ends");
        assert!(String::from_utf8_lossy(&done.stdout).contains("0011.txt"), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let (archive, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (0, 0), "one of them wrote it");
    desk.check(&archive, &first(0..350), "after them");
}

#[test]
fn two_archives_of_one_process_share_an_index() {
    let desk = Desk::with(40);
    let (one, _) = desk.archive();
    // An editor's session makes a new archive when the settings change, while the old one still answers.
    let (two, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (0, 0));
    desk.write(1, "second");
    two.changed(&[desk.path(1)]);
    drop(one);
    let mut now = first(0..40);
    now[1].1 = "second";
    desk.check(&two, &now, "the second");
    drop(two);
    let (three, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (0, 0));
    desk.check(&three, &now, "the third");
}

#[test]
fn files_that_change_shape_during_the_scan_do_no_harm() {
    let desk = Desk::with(120);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut round = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let path = desk.path(round % 40);
                round += 1;
                let _ = fs::remove_file(&path);
                let _ = fs::create_dir(&path);
                let _ = fs::remove_dir(&path);
                let _ = fs::rename(desk.path(40 + round % 40), &path);
                let _ = fs::write(desk.path(40 + round % 40), "Half a line of te");
            }
        });
        for _ in 0..6 {
            let (archive, _) = desk.archive();
            let untouched: Vec<usize> = (80..120).collect();
            for number in untouched {
                assert_eq!(archive.occurrences(&words_of(number, "first"), None).len(), 1);
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    for number in 0..120 {
        let _ = fs::remove_dir(desk.path(number));
        desk.write(number, "first");
    }
    let (archive, _) = desk.archive();
    desk.check(&archive, &first(0..120), "at rest again");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_kept_too() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::with(20);
    let odd = desk.articles().join(Path::new(std::ffi::OsStr::from_bytes(b"n\xe4me \xff.txt")));
    fs::write(&odd, "“The dredger left on Monday and nobody in town hall told the herons,” said Ben Hart.\n").expect("written");
    drop(desk.archive());
    let (archive, report) = desk.archive();
    assert_eq!((report.articles, report.read), (21, 0));
    let found = archive.occurrences("nobody in town hall told the herons", None);
    assert_eq!(found.len(), 1);
    assert_eq!(&*found[0].path, odd);
}

#[test]
fn the_command_builds_tells_and_clears() {
    let desk = Desk::with(25);
    let run = |arguments: &[&str]| {
        let done = desk.run(arguments).output().expect("the program runs");
        (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let (code, _, err) = run(&["index", "--status"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("has no index"), "{err}");
    let (code, out, err) = run(&["index"]);
    assert_eq!((code, &*err), (Some(0), ""));
    assert!(out.contains("25 of 25 articles read") && out.contains("place"), "{out}");
    let (_, out, _) = run(&["index", "--status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&out).expect("an object");
    let text: u64 = (0..25).map(|n| fs::metadata(desk.path(n)).expect("there").len()).sum();
    assert_eq!((status["articles"].as_u64(), status["text_bytes"].as_u64()), (Some(25), Some(text)));
    let bytes: u64 = desk.segments().iter().map(|p| fs::metadata(p).expect("there").len()).sum();
    assert_eq!(status["index_bytes"].as_u64(), Some(bytes));
    assert!(status["age_seconds"].as_u64().is_some_and(|age| age < 600));
    // Small as it is, it is used where it is.
    let (_, out, _) = run(&["index"]);
    assert!(out.contains("0 of 25 articles read"), "{out}");
    assert_eq!(run(&["index", "--clear"]).0, Some(0));
    assert!(desk.indexes().is_empty());
    assert_eq!(run(&["index", "--clear"]).0, Some(1));
    // A small folder gets none unasked.
    run(&["quote", &words_of(1, "first")]);
    assert!(desk.indexes().is_empty());
}
