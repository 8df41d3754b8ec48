//! Everything that can happen to the files of an index, to the disk, and to those who write.

use super::{Desk, first, words_of};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

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

/// A disk of its own that is too small for the parts to be put together. Only the superuser can have one.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_while_parts_are_merged_costs_nothing() {
    let desk = Desk::with(300);
    fs::create_dir(desk.cache()).expect("created");
    drop(desk.archive());
    let whole: u64 = desk.segments().iter().map(|p| fs::metadata(p).expect("there").len()).sum();
    fs::remove_dir_all(desk.index()).expect("removed");
    // Room for the articles and a few small parts, and not for a second copy.
    let size = format!("size={}", whole * 3 / 2);
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "none"]).arg(desk.cache()).output();
    if !mounted.is_ok_and(|done| done.status.success()) {
        eprintln!("SKIPPED: no small disk can be mounted here");
        return;
    }
    let checked = std::panic::catch_unwind(|| {
        let mut now = first(0..300);
        let (mut told, mut read) = (0, 0);
        for round in 0..9 {
            now[round].1 = "second";
            desk.write(round, "second");
            let (archive, report) = desk.archive();
            archive.finish();
            desk.check(&archive, &now, &format!("round {round}"));
            let after = archive.scan(&|_| ControlFlow::Continue(()));
            told += report.notices.iter().chain(&after.notices).filter(|n| n.contains("kept in memory")).count();
            read += report.read;
        }
        (told, read)
    });
    let unmounted = Command::new("umount").arg(desk.cache()).status();
    assert!(unmounted.is_ok_and(|done| done.success()), "the small disk is taken away again");
    let (told, read) = checked.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    assert!(told > 0, "the merge did not fit");
    // What was durable before is read by the next start.
    assert!(read < 300 + 9 * 12, "{read} articles read in all");
}

/// The index of somebody else: it can be read and not written.
#[cfg(target_os = "linux")]
#[test]
fn a_cache_that_may_only_be_read_is_used() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(320);
    drop(desk.archive());
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
    allow(desk.folder.path(), 0o755);
    let allow_all = |folder, file| {
        fs::read_dir(desk.index()).expect("a folder").flatten().for_each(|entry| allow(&entry.path(), file));
        allow(&desk.index(), folder);
        allow(&desk.cache(), folder);
    };
    desk.write(5, "second");
    // The superuser may write everywhere: somebody else asks.
    let nobody = |arguments: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_whosays")]).args(arguments);
        command.current_dir(desk.articles()).env("WHOSAYS_CACHE_DIR", desk.cache()).env("HOME", "/nonexistent");
        command.output().ok().filter(|done| !String::from_utf8_lossy(&done.stderr).starts_with("setpriv:"))
    };
    allow_all(0o555, 0o444);
    let asked = [words_of(5, "second"), words_of(200, "first")].map(|words| nobody(&["quote", "--json", &words]));
    let built = nobody(&["index"]);
    allow_all(0o700, 0o600);
    let hidden = nobody(&["quote", "--json", &words_of(200, "first")]);
    allow_all(0o755, 0o644);
    let ([Some(new), Some(old)], Some(built), Some(hidden)) = (asked, built, hidden) else {
        eprintln!("SKIPPED: nobody else can be had here to ask");
        return;
    };
    for (done, article) in [(new, "0005.txt"), (old, "0200.txt"), (hidden, "0200.txt")] {
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success() && out.contains(article), "{out} {err}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.contains("stays in memory"), "{err}");
    }
    assert!(String::from_utf8_lossy(&built.stdout).contains("1 of 320 articles read"), "{built:?}");
    let (archive, report) = desk.archive();
    assert_eq!((report.read, report.notices.len()), (1, 0));
    let mut now = first(0..320);
    now[5].1 = "second";
    desk.check(&archive, &now, "by its owner");
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
fn an_article_of_two_gigabytes_is_not_read() {
    let desk = Desk::with(12);
    let large = desk.articles().join("large.txt");
    fs::File::create(&large).and_then(|file| file.set_len(2 << 30)).expect("a file of holes");
    let (archive, report) = desk.archive();
    let skipped: Vec<String> = report.skipped.iter().map(|s| format!("{}: {}", s.path.display(), s.reason)).collect();
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert!(skipped[0].starts_with(&*large.to_string_lossy()) && skipped[0].contains("2048.0 MB is over the budget"), "{skipped:?}");
    desk.check(&archive, &first(0..12), "beside it");
    archive.changed(&[large]);
    desk.check(&archive, &first(0..12), "after the editor spoke of it");
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
