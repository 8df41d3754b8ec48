//! The archive measured on a generated one with planted quotations: building its index, its size, time and memory to ready when
//! nothing changed, the first lookup, recall by kind of edit, latency.
//!
//! `cargo bench --bench quotes [-- FOLDER]`, the folder as `gen_archive.py --files` makes it. Without one, 10,000 articles are
//! generated below the target folder. Skipped, and said so, where the generator is not at hand. With `--peers` the same is asked of
//! ripgrep and tantivy afterwards (`benches/peers`). `--index-alone` measures nothing but that, for a profile.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use whosays::archive::digest::Prepared;
use whosays::archive::index;
use whosays::archive::{self, Archive, Document, Occurrence};

/// The program's own: what memory is measured depends on it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Planted {
    quotation: u64,
    article: u64,
    start: u32,
    end: u32,
    kind: String,
    full: bool,
    text: String,
}

/// Says that the index is there, and that what follows is measured in a process that did not build it.
const OPENED: &str = "--opened";
/// Queries of one kind at most: of a large archive every so manieth planted occurrence is asked for.
const QUERIES: usize = 10_000;

fn main() {
    let Some(folder) = folder() else { return };
    let cache = folder.join("cache");
    if std::env::args().any(|a| a == OPENED) {
        return opened(&folder, &cache);
    }
    if std::env::args().any(|a| a == "--index-alone") {
        return only_index(&folder.join("files"));
    }
    let _ = std::fs::remove_dir_all(&cache);
    let root = folder.join("files");
    let (archive, _) = Archive::on_disk(Arc::default(), &cache, std::slice::from_ref(&root));
    let (start, cpu_before) = (Instant::now(), cpu());
    let report = archive.scan(&|_| ControlFlow::Continue(()));
    archive.finish();
    let megabytes = report.bytes as f64 / 1e6;
    let used = (cpu() - cpu_before).as_secs_f64();
    println!(
        "build, articles read and indexed: {} articles, {megabytes:.1} MB, {:.2} s, {used:.2} s CPU ({:.1} MB a CPU second), at most {} MB of memory",
        report.articles,
        start.elapsed().as_secs_f64(),
        megabytes / used,
        memory("VmHWM:"),
    );
    drop(archive);
    if let Some(status) = index::status(&cache, &root) {
        println!(
            "on disk: {:.1} MB in {} segments, {:.3} of the text",
            status.bytes as f64 / 1e6,
            status.segments,
            status.bytes as f64 / status.text as f64
        );
    }
    only_index(&root);
    let me = std::env::current_exe().expect("this program has a name");
    let done = Command::new(me).arg(&folder).arg(OPENED).status().expect("this program runs");
    assert!(done.success());
    if std::env::args().any(|a| a == "--peers") {
        println!("\nPeers");
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/Cargo.toml");
        let mut peers = Command::new("cargo");
        peers.args(["run", "--release", "--quiet", "--manifest-path"]).arg(manifest).arg("--").arg(&folder);
        assert!(peers.status().is_ok_and(|status| status.success()), "the peers run");
    }
}

/// The part of building that is the index's: words, shingles and the segment, without reading the articles for what is in them.
fn only_index(root: &Path) {
    let found = archive::scan::walk(root, &Default::default(), &mut vec![], &|| ControlFlow::Continue(()));
    let texts: Vec<(Arc<Path>, String)> =
        found.iter().take(5000).filter_map(|f| Some((Arc::from(f.path.as_path()), std::fs::read_to_string(&f.path).ok()?))).collect();
    let articles: Vec<_> = texts.iter().map(|(_, text)| whosays::article::Article::read(text)).collect();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let (_, time) = timed(|| {
        let prepared: Vec<_> = texts.iter().zip(&articles).map(|((path, text), article)| Prepared::of(path, text, article, None)).collect();
        index::segment::write(&mut std::io::sink(), root, &prepared).expect("nothing is written")
    });
    println!("index alone: {:.1} MB a CPU second", bytes as f64 / 1e6 / time.as_secs_f64());
}

fn opened(folder: &Path, cache: &Path) {
    forget_pages(cache);
    let (start, cpu_before) = (Instant::now(), cpu());
    let (archive, _) = Archive::on_disk(Arc::default(), cache, &[folder.join("files")]);
    let mapped = start.elapsed();
    let report = archive.scan(&|_| ControlFlow::Continue(()));
    println!(
        "\nopened, nothing changed: {} read, {:.3} s ({:.3} s before the walk), {:.2} s CPU, memory {} MB",
        report.read,
        start.elapsed().as_secs_f64(),
        mapped.as_secs_f64(),
        (cpu() - cpu_before).as_secs_f64(),
        memory("VmRSS:"),
    );
    let (start, cpu_before) = (Instant::now(), cpu());
    archive.entities();
    let used = (cpu() - cpu_before).as_secs_f64();
    println!("who is who learnt: {:.3} s, {used:.2} s CPU, memory {} MB", start.elapsed().as_secs_f64(), memory("VmRSS:"));
    let gold = gold(folder);
    let statements = statements(folder);
    let paths = paths(folder);
    let one = gold.iter().find(|one| one.kind == "exact_curly").expect("there is one");
    let start = Instant::now();
    let found = archive.occurrences(&one.text, None).len();
    println!("first lookup: {:.2} ms, {found} found", start.elapsed().as_secs_f64() * 1e3);

    // Every planted occurrence must be found by the whole statement.
    let mut by_statement: BTreeMap<u64, Vec<&Planted>> = BTreeMap::new();
    for planted in &gold {
        by_statement.entry(planted.quotation).or_default().push(planted);
    }
    let mut recall: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut times = Vec::new();
    for (quotation, planted) in by_statement.iter().step_by(by_statement.len() / QUERIES + 1) {
        let (found, time) = timed(|| archive.occurrences(&statements[quotation], None));
        times.push(time);
        for one in planted {
            let entry = recall.entry(&one.kind).or_default();
            entry.1 += 1;
            entry.0 += is_found(&found, one, &paths) as usize;
        }
    }
    println!("\nby the whole statement: {}", percentiles(&mut times));
    table(&recall);

    // Every planted occurrence must lead to a full wording elsewhere.
    let mut recall: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut precise: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut landed, mut wholly) = ((0, 0), 0);
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    let mut times = Vec::new();
    for one in gold.iter().step_by(gold.len() / QUERIES + 1) {
        let full: Vec<_> = by_statement[&one.quotation].iter().filter(|p| p.full && p.article != one.article).collect();
        if full.is_empty() {
            continue;
        }
        let path = &paths[&one.article];
        let (found, time) = timed(|| archive.occurrences(&one.text, Some(path)));
        times.push(time);
        let entry = recall.entry(&one.kind).or_default();
        entry.1 += 1;
        entry.0 += full.iter().any(|p| is_found(&found, p, &paths)) as usize;
        let right = |o: &Occurrence| by_statement[&one.quotation].iter().any(|p| is_at(o, p, &paths));
        let entry = precise.entry(&one.kind).or_default();
        entry.1 += found.len().min(5);
        entry.0 += found.iter().take(5).filter(|o| right(o)).count();
        if one.text.split_whitespace().count() >= 6 {
            landed.1 += 1;
            let best = archive::definition(&found);
            let there = |o: &Occurrence| by_statement[&one.quotation].iter().copied().find(|p| is_at(o, p, &paths));
            let on_gold = best.iter().any(|&i| full.iter().any(|p| is_at(&found[i], p, &paths)));
            let whole = best.iter().any(|&i| there(&found[i]).is_some_and(is_whole));
            landed.0 += on_gold as usize;
            wholly += (on_gold || whole) as usize;
            if !on_gold && !whole {
                let lands = best.first().map_or("nowhere", |&i| there(&found[i]).map_or("elsewhere", |p| &p.kind));
                let known = found.iter().any(|o| full.iter().any(|p| is_at(o, p, &paths)));
                let why = if known { "" } else { ", the full one was not found" };
                if std::env::var_os("SHOW").is_some() {
                    println!("{}\n  asked ({}): {}", best.len(), one.kind, one.text);
                    for (i, o) in found.iter().enumerate().take(8) {
                        let kind = there(o).map_or("elsewhere", |p| &p.kind);
                        let full = full.iter().any(|p| is_at(o, p, &paths));
                        println!(
                            "  {} {kind} {full} m{} w{} {:?} {:?} {}",
                            if best.contains(&i) { "*" } else { " " },
                            o.matched,
                            o.words,
                            o.sameness,
                            o.date.map(|d| d.to_string()),
                            o.wording
                        );
                    }
                }
                *missed.entry(format!("{} -> {lands} ({} of them){why}", one.kind, best.len())).or_default() += 1usize;
            }
        }
    }
    println!("\nby each occurrence, to a full wording: {}", percentiles(&mut times));
    table(&recall);
    println!("right among the first five:");
    table(&precise);
    let share = |n: usize| n as f64 * 100.0 / landed.1 as f64;
    println!("definition on the full wording that was planted first: {:.2} % of {}", share(landed.0), landed.1);
    println!("definition on a full wording: {:.2} %; misses, from -> to:", share(wholly));
    let mut missed: Vec<_> = missed.into_iter().collect();
    missed.sort_by_key(|m| std::cmp::Reverse(m.1));
    for (way, n) in missed.iter().take(20) {
        println!("  {n:5} {way}");
    }

    save_to_findable(&archive, &paths[&0], &statements);
}

fn save_to_findable(archive: &Archive, path: &Path, statements: &FxHashMap<u64, String>) {
    let mut times = Vec::new();
    let before = std::fs::read_to_string(path).expect("an article of the archive");
    for (number, statement) in statements.values().take(200).enumerate() {
        std::fs::write(path, format!("{before}\n\n“{statement}” said number {number}.\n")).expect("the archive is ours");
        let ((), time) = timed(|| {
            archive.changed(&[path.to_path_buf()]);
            assert!(archive.occurrences(statement, None).iter().any(|o| &*o.path == path), "{statement}");
        });
        times.push(time);
    }
    std::fs::write(path, &before).expect("the archive is ours");
    archive.changed(&[path.to_path_buf()]);
    println!("save to findable, one lookup included: {}", percentiles(&mut times));

    // A long document with many quotes, one letter typed at a time.
    let mut text = String::from("A long report\n\n");
    for statement in statements.values().take(2000) {
        text.push_str(&format!("“{}” the report says. And it goes on for another line of plain words before the next.\n\n", statement));
    }
    let words = text.split_whitespace().count();
    let mut document = Arc::new(Document::new(path.with_file_name("long.txt"), &text));
    archive.open(Arc::clone(&document));
    document.article();
    let (all, first) = timed(|| archive.reuse(&document).len());
    let mut times = Vec::new();
    for _ in 0..50 {
        let at = document.text.position(text.len() / 2, Default::default());
        let change = whosays::text::Change { range: Some((at, at)), text: "x".into() };
        document = Arc::new(document.edited(None, &[change], Default::default()));
        archive.open(Arc::clone(&document));
        document.article();
        times.push(timed(|| archive.reuse(&document)).1);
    }
    println!(
        "document of {words} words: {all} quotes found elsewhere in {:.1} ms; after a keystroke {}",
        first.as_secs_f64() * 1e3,
        percentiles(&mut times)
    );
}

/// Time of this thread on a processor: what other programs do at the same time does not count.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = thread_cpu();
    let done = work();
    (done, thread_cpu() - start)
}

fn thread_cpu() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes the structure that it is given and nothing else.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Whether all words of the statement were planted: typography, case, spelling and an interruption change none.
fn is_whole(planted: &Planted) -> bool {
    planted.full || planted.kind.starts_with("exact") || matches!(planted.kind.as_str(), "block" | "runon" | "case" | "orth" | "split")
}

fn is_found(found: &[Occurrence], planted: &Planted, paths: &FxHashMap<u64, PathBuf>) -> bool {
    found.iter().any(|o| is_at(o, planted, paths))
}

fn is_at(occurrence: &Occurrence, planted: &Planted, paths: &FxHashMap<u64, PathBuf>) -> bool {
    *occurrence.path == *paths[&planted.article] && occurrence.span.start < planted.end && planted.start < occurrence.span.end
}

fn table(recall: &BTreeMap<&str, (usize, usize)>) {
    let line = |what: &str, (found, of): (usize, usize)| println!("  {what:14} {:6.2} %  of {of}", found as f64 * 100.0 / of.max(1) as f64);
    let sum = |counted: &dyn Fn(&str) -> bool| {
        let counts = recall.iter().filter(|(kind, _)| counted(kind)).map(|(_, count)| count);
        counts.fold((0, 0), |all, (found, of)| (all.0 + found, all.1 + of))
    };
    recall.iter().for_each(|(kind, count)| line(kind, *count));
    // From word for word to a quarter of the words edited.
    line("no fragments", sum(&|kind| !kind.starts_with("frag")));
    line("all", sum(&|_| true));
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    format!("CPU p50 {:.3} ms, p90 {:.3} ms, p99 {:.3} ms, most {:.3} ms", at(0.5), at(0.9), at(0.99), at(1.0))
}

fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::args().skip(1).find(|a| !a.starts_with("--")) {
        return Some(folder.into());
    }
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/gen_archive.py");
    if !generator.is_file() {
        eprintln!("SKIPPED: {} is not there", generator.display());
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive10k");
    if !folder.join("gold.jsonl").is_file() {
        let made = Command::new("python3").arg(&generator).args(["--n", "10000", "--files", "--out"]).arg(&folder).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("SKIPPED: the generator does not run");
            return None;
        }
    }
    Some(folder)
}

fn lines(path: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(path).expect("the generator wrote it");
    text.lines().map(|line| serde_json::from_str(line).expect("the generator writes JSON")).collect()
}

fn gold(folder: &Path) -> Vec<Planted> {
    let number = |v: &serde_json::Value| v.as_u64().expect("a number");
    let string = |v: &serde_json::Value| v.as_str().expect("a string").to_string();
    let planted = lines(&folder.join("gold.jsonl")).into_iter().map(|v| Planted {
        quotation: number(&v["qid"]),
        article: number(&v["doc"]),
        start: number(&v["start"]) as u32,
        end: number(&v["end"]) as u32,
        kind: string(&v["kind"]),
        full: v["full"].as_bool().expect("a truth value"),
        text: string(&v["text"]),
    });
    planted.collect()
}

fn statements(folder: &Path) -> FxHashMap<u64, String> {
    let of = |v: serde_json::Value| (v["qid"].as_u64().expect("a number"), v["full"].as_str().expect("a string").to_string());
    lines(&folder.join("statements.jsonl")).into_iter().map(of).collect()
}

fn paths(folder: &Path) -> FxHashMap<u64, PathBuf> {
    let text = std::fs::read_to_string(folder.join("docs.tsv")).expect("the generator wrote it");
    let path = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let (date, name) = (fields[4], fields[5]);
        (fields[0].parse().expect("a number"), folder.join("files").join(&date[..4]).join(&date[5..7]).join(name))
    };
    text.lines().map(path).collect()
}

/// Asks the system to forget what it holds in memory of the index's files, as after a start of the machine.
fn forget_pages(cache: &Path) {
    use std::os::fd::AsRawFd;
    for folder in std::fs::read_dir(cache).expect("the cache is there").flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if let Ok(file) = std::fs::File::open(file.path()) {
                let _ = file.sync_all();
                // SAFETY: the file is open as long as the call lasts.
                unsafe { libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED) };
            }
        }
    }
}

/// Time on the processors so far, of all threads.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: u64 = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(field)).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
