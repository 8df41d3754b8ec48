//! The index on disk: what is read again and what is not, and everything that can happen to its files and to those who write
//! them.

mod faults;
mod together;

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
fn a_quotation_that_thousands_carry_is_found_in_all_of_them() {
    const CARRIED: usize = 2_040;
    let desk = Desk::with(0);
    for number in 0..CARRIED {
        // One in four leaves something out.
        let line = if number % 4 == 0 { LINES[2].replace("Mill Street", "the street") } else { LINES[2].into() };
        fs::write(desk.path(number), format!("“{line},” she said.\n\n{}.\n", words_of(number, "first"))).expect("written");
    }
    let (archive, _) = desk.archive();
    assert_eq!(archive.occurrences(LINES[2], None).len(), CARRIED);
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
