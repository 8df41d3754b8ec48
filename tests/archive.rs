//! The archive on disk and in buffers: what is read, what is refused, what is found after changes, and quotes across articles.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use whosays::archive::{Archive, Document, Reason, RootError, Sameness, ScanReport};
use whosays::features;
use whosays::text::marked;

const WORDS: &str = "The pier was never meant to carry lorries and only the board can close it";

/// A folder with the files of a fixture.
fn folder(fixture: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in marked::files(fixture) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder for the file");
        fs::write(path, text).expect("the file is written");
    }
    folder
}

fn scanned(folder: &Path) -> (Archive, ScanReport) {
    let archive = Archive::default();
    archive.add_root(folder).expect("a folder of its own");
    let report = archive.scan(&|_| ControlFlow::Continue(()));
    (archive, report)
}

fn names(archive: &Archive) -> Vec<String> {
    archive.paths().iter().map(|p| p.file_name().expect("a file").to_string_lossy().into_owned()).collect()
}

/// Names of the articles that have the words.
fn with(archive: &Archive, words: &str) -> Vec<String> {
    let mut found: Vec<String> =
        archive.occurrences(words, None).iter().map(|o| o.path.file_name().expect("a file").to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

#[test]
fn only_articles_that_nobody_ignores_are_read() {
    let folder = folder(
        "//- a.txt\nOne.\n//- b.MD\nTwo.\n//- c.rs\nno\n//- old/d.txt\nno\n//- .gitignore\nold\n//- e.txt\nno\n//- .ignore\ne.txt\n//- .x/f.txt\nno\n",
    );
    let (archive, report) = scanned(folder.path());
    assert_eq!(names(&archive), ["a.txt", "b.MD"]);
    assert_eq!((report.articles, report.read, report.cancelled), (2, 2, false));
    let again = archive.scan(&|_| ControlFlow::Continue(()));
    assert_eq!((again.articles, again.read), (2, 0), "what has not changed is not read again");
    assert_eq!(archive.len(), 2);
}

#[test]
fn the_home_folder_and_the_file_system_are_refused() {
    let archive = Archive::default();
    assert!(matches!(archive.add_root(Path::new("/")), Err(RootError::TooWide(_))));
    assert!(matches!(archive.add_root(Path::new("/no/such/folder")), Err(RootError::Missing(..))));
    let message = archive.add_root(&std::env::home_dir().expect("a home folder")).expect_err("it is refused").to_string();
    assert!(message.contains("too wide"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_hostile_folder_is_read_as_far_as_it_can_be() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&format!("//- a.txt\n“{WORDS},” said Moss.\n"));
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("dir.txt")).expect("a folder");
    std::os::unix::fs::symlink(folder.path(), at("loop")).expect("a link");
    std::os::unix::fs::symlink("/etc/hostname", at("out.txt")).expect("a link");
    std::os::unix::fs::symlink(at("nowhere"), at("dangling.txt")).expect("a link");
    fs::write(at("latin.txt"), b"Caf\xe9 prices rose.").expect("a file");
    fs::write(at("nul.txt"), b"a\0b").expect("a file");
    fs::write(at("empty.txt"), b"").expect("a file");
    fs::write(at("wide.txt"), b"\xff\xfeh\0i\0").expect("a file");
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), format!("“{WORDS},” said Hart.")).expect("a file");
    fs::write(at("lines.txt"), "a\n".repeat(1_000_000)).expect("a file");
    fs::File::create(at("large.txt")).and_then(|f| f.set_len(20 << 20)).expect("a file");
    let (archive, report) = scanned(folder.path());
    let mut found = names(&archive);
    found.sort();
    assert_eq!(found, ["a.txt", "caf\u{FFFD}.txt", "empty.txt", "latin.txt", "lines.txt", "nul.txt", "wide.txt"]);
    assert_eq!(report.replaced, 1);
    assert!(matches!(report.skipped[..], [whosays::archive::Skipped { reason: Reason::TooLarge(..), .. }]), "{:?}", report.skipped);
    assert_eq!(with(&archive, WORDS), ["a.txt", "caf\u{FFFD}.txt"]);
    assert!(archive.document(&at("large.txt")).is_none());
    assert!(archive.document(&at("dir.txt")).is_none());
}

#[test]
fn a_scan_can_be_broken_off() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..200 {
        fs::write(folder.path().join(format!("{number}.txt")), "Some words.").expect("a file");
    }
    let archive = Archive::default();
    archive.add_root(folder.path()).expect("a folder of its own");
    let report = archive.scan(&|p| if p.done > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) });
    assert!(report.cancelled);
    assert!(report.articles < 200);
    assert_eq!(archive.scan(&|_| ControlFlow::Continue(())).articles, 200, "the next one goes on");
}

#[test]
fn changes_on_disk_are_found_at_once() {
    let folder = folder("//- a.txt\nNothing yet.\n//- .gitignore\nold\n");
    let (archive, _) = scanned(folder.path());
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| {
        fs::create_dir_all(at(name).parent().expect("below the folder")).expect("a folder");
        fs::write(at(name), text).expect("the file is written");
        let before = archive.generation();
        archive.changed(&[at(name)]);
        assert!(archive.generation() > before);
    };
    write("b.txt", &format!("“{WORDS},” said Moss."));
    assert_eq!(with(&archive, WORDS), ["b.txt"]);
    write("old/c.txt", &format!("“{WORDS},” said Moss."));
    write("d.rs", WORDS);
    assert_eq!(with(&archive, WORDS), ["b.txt"], "ignored files stay out");
    write("b.txt", "Now about something else.");
    assert!(with(&archive, WORDS).is_empty());
    for number in 0..100 {
        write(&format!("many/{number}.txt"), &format!("Number {number}. “{WORDS},” said Moss."));
    }
    assert_eq!(with(&archive, WORDS).len(), 100, "single articles have become segments");
    fs::remove_dir_all(at("many")).expect("the folder goes");
    archive.changed(&[at("many")]);
    assert!(with(&archive, WORDS).is_empty());
    assert_eq!(archive.len(), 2);
}

#[test]
fn a_file_that_changed_unseen_never_leads_into_old_text() {
    let folder = folder(&format!("//- a.txt\n“{WORDS},” said Moss.\n"));
    let (archive, _) = scanned(folder.path());
    fs::write(folder.path().join("a.txt"), format!("A new first paragraph of some length.\n\n“{WORDS},” said Hart.")).expect("a file");
    let found = archive.occurrences(WORDS, None);
    for one in &found {
        assert_eq!(&*one.wording, WORDS);
    }
    fs::remove_file(folder.path().join("a.txt")).expect("the file goes");
    assert!(archive.occurrences(WORDS, None).is_empty());
}

#[test]
fn a_buffer_takes_over_from_its_file_and_gives_back() {
    let folder = folder(&format!("//- a.txt\n“{WORDS},” said Moss.\n"));
    let (archive, _) = scanned(folder.path());
    let path = folder.path().join("a.txt");
    archive.open(Arc::new(Document::new(&path, "Another text.")));
    assert!(with(&archive, WORDS).is_empty());
    assert_eq!(archive.document(&path).expect("it is open").as_str(), "Another text.");
    archive.open(Arc::new(Document::new(PathBuf::from("untitled"), &format!("“{WORDS},” said Hart."))));
    assert_eq!(with(&archive, WORDS), ["untitled"]);
    assert_eq!(archive.len(), 2);
    archive.close(&path);
    archive.close(Path::new("untitled"));
    assert_eq!(with(&archive, WORDS), ["a.txt"]);
    assert_eq!(archive.len(), 1);
}

#[test]
fn every_kind_of_edit_is_found_and_judged() {
    let check = |text: &str, expected: Sameness| {
        let archive = Archive::default();
        archive.open(Arc::new(Document::new("other.txt", text)));
        let found = archive.occurrences(WORDS, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].sameness, expected, "{text}: {:?}", found[0].changes);
    };
    check("“The pier was never meant to carry lorries and only the board can close it,” Moss said.", Sameness::Exact);
    check("Moss wrote: the pier was NEVER meant to carry lorries, and only the board can close it.", Sameness::Exact);
    check("“The [old] pier was never meant to carry lorries and only the board can close it,” Moss said.", Sameness::Legal);
    check("“The pier was never meant to carry lorries ... only the board can close it,” Moss said.", Sameness::Legal);
    check("“The pier was never meant to carry lorries,” Moss said, “and only the board can close it.”", Sameness::Legal);
    check("“The pier was meant to carry lorries and only the board can close it,” Moss said.", Sameness::Altered);
    check("“The pier was ... meant to carry lorries and only the board can close it,” Moss said.", Sameness::Altered);
    check("“The pier was never meant to carry lorries and only the board can close it and it will not,” Moss said.", Sameness::Exact);
    check("“The pier was never meant to carry lorries and only the board can close it unless we pay,” Moss said.", Sameness::Altered);
    check("“The bridge was never built to carry lorries and just the board may close it,” Moss said.", Sameness::Altered);
}

const STORY: &str = "//- a.txt
Board closes pier

2 May 2011

“We lost the trust of the island’s fishermen in a single winter and we will not get it back,” said Ada Moss, the keeper.
//- b.txt
Pier stays shut

4 May 2011

“We lost trust of the island’s fishermen in a single winter,” said Ada Moss, the keeper.
//- c.txt
A year on

4 May 2012

She had said that they “lost the trust of the island’s fishermen in a single winter.”
";

#[test]
fn a_quote_leads_to_its_fullest_wording_and_lists_all() {
    let folder = folder(STORY);
    let (archive, _) = scanned(folder.path());
    let document = |name: &str| archive.document(&folder.path().join(name)).expect("written just before");
    let short = document("c.txt");
    let at = short.as_str().find("fishermen").expect("it is in the text");
    let name = |p: &features::Place| p.path.file_name().expect("a file").to_string_lossy().into_owned();
    let best: Vec<_> = features::definition(&short, &archive, at).iter().map(name).collect();
    assert_eq!(best, ["a.txt"]);
    let all: Vec<_> = features::references(&short, &archive, at).iter().map(name).collect();
    assert_eq!(all, ["c.txt", "a.txt", "b.txt"]);
    let others: Vec<_> = features::implementation(&short, &archive, at).iter().map(name).collect();
    assert_eq!(others, ["a.txt", "b.txt"]);
    let lenses: Vec<_> = features::lenses(&short, &archive).into_iter().map(|l| l.title).collect();
    assert_eq!(lenses, ["quoted in 2 other articles, 1 differs"]);
    let second = document("b.txt");
    let at = second.as_str().find("fishermen").expect("it is in the text");
    let card = features::hover(&second, &archive, at).expect("a quote has a card").markdown;
    assert!(card.contains("~~lost trust~~ **lost the trust**"), "{card}");
    assert!(card.contains("[Board closes pier](file:///") && card.contains("a.txt#L5), 2011-05-02, Ada Moss"), "{card}");
}

#[test]
fn an_edit_elsewhere_in_the_document_keeps_what_was_found() {
    let folder = folder(STORY);
    let (archive, _) = scanned(folder.path());
    let document = archive.document(&folder.path().join("b.txt")).expect("written just before");
    archive.open(Arc::clone(&document));
    let first = archive.reuse(&document);
    let start = Default::default();
    let change = whosays::text::Change { range: Some((start, start)), text: "New: ".into() };
    let edited = Arc::new(document.edited(None, &[change], Default::default()));
    archive.open(Arc::clone(&edited));
    let second = archive.reuse(&edited);
    assert!(Arc::ptr_eq(&first[0].occurrences, &second[0].occurrences), "not looked up again");
    assert_eq!(second[0].span, first[0].span.shift(5));
    fs::remove_file(folder.path().join("a.txt")).expect("the file goes");
    archive.changed(&[folder.path().join("a.txt")]);
    assert_eq!(archive.reuse(&edited)[0].occurrences.len(), 1, "a change of another article is seen");
}
