//! How fast articles are read: `Article::read` over a folder of texts, on one core.
//!
//! `cargo bench --bench reading -- FOLDER` (default: the example archive, read many times). Prints megabytes a second of the best of
//! five rounds, and the same for a plain count of the characters as the measure of the machine. With `--sizes` also the same texts as
//! single articles of 10 KB, 1 MB and 10 MB: time goes with length where megabytes a second stay the same.
//!
//! Time is the processor's, not the clock's, so that what else the machine does counts for little.

use std::path::Path;
use whosays::article::Article;

/// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Long texts are read by all cores otherwise, which would hide what length costs.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("nothing was read in parallel before");
    let folder = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_else(|| "examples".into());
    let mut texts = Vec::new();
    collect(Path::new(&folder), &mut texts);
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        eprintln!("no texts in {folder}");
        return;
    }
    let rounds = (4_000_000 / bytes).max(1);
    let best = |work: &dyn Fn(&str) -> usize| {
        let one = || {
            let began = seconds();
            let mut n = 0;
            for _ in 0..rounds {
                n += texts.iter().map(|t| work(t)).sum::<usize>();
            }
            std::hint::black_box(n);
            (bytes * rounds) as f64 / 1e6 / (seconds() - began)
        };
        (0..5).map(|_| one()).fold(0.0, f64::max)
    };
    let read = best(&|text| Article::read(text).figures.len());
    let counted = best(&|text| text.chars().filter(|c| c.is_alphanumeric()).count());
    println!(
        "{} texts, {:.1} MB: read {read:.1} MB/s; letters counted {counted:.1} MB/s; ratio {:.3}",
        texts.len(),
        bytes as f64 / 1e6,
        read / counted
    );
    if !std::env::args().any(|a| a == "--sizes") {
        return;
    }
    let all = texts.join("\n\n");
    let mut speeds = vec![];
    for size in [10_000, 1_000_000, 10_000_000] {
        // As many whole articles of the size as make 10 MB, from all over the texts: no part of them is read more often.
        let articles: Vec<String> = (0..10_000_000 / size).map(|i| stretch(&all, i * size, size)).collect();
        let one = || {
            let began = seconds();
            std::hint::black_box(articles.iter().map(|text| Article::read(text).figures.len()).sum::<usize>());
            articles.iter().map(String::len).sum::<usize>() as f64 / 1e6 / (seconds() - began)
        };
        speeds.push((0..3).map(|_| one()).fold(0.0, f64::max));
    }
    println!(
        "as one article: 10 KB {:.1} MB/s, 1 MB {:.1} MB/s, 10 MB {:.1} MB/s; slowest to fastest {:.2}",
        speeds[0],
        speeds[1],
        speeds[2],
        speeds.iter().copied().fold(f64::MAX, f64::min) / speeds.iter().copied().fold(0.0, f64::max)
    );
}

/// Seconds that this process has worked.
#[cfg(unix)]
fn seconds() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a place of our own that lives through the call, which only writes there.
    let failed = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    assert_eq!(failed, 0, "every system of this family has this clock");
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[cfg(not(unix))]
fn seconds() -> f64 {
    use std::time::{SystemTime, UNIX_EPOCH};
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64())
}

/// So many bytes of the text from a place on, going round where it ends, cut at the ends of lines.
fn stretch(text: &str, from: usize, size: usize) -> String {
    let mut taken = String::with_capacity(size);
    for line in text.split_inclusive('\n').cycle().skip(text[..floor(text, from % text.len())].matches('\n').count()) {
        if taken.len() + line.len() > size && !taken.is_empty() {
            break;
        }
        taken.push_str(line);
    }
    taken
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|e| e == "txt" || e == "md") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
}
