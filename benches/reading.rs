//! How fast articles are read: `Article::read` over a folder of texts, on one core.
//!
//! `cargo bench --bench reading -- FOLDER` (default: the example archive, read many times). Prints megabytes a second of the best of
//! five rounds, and the same for a plain count of the characters as the measure of the machine.

use std::path::Path;
use std::time::Instant;
use whosays::article::Article;

fn main() {
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
            let began = Instant::now();
            let mut n = 0;
            for _ in 0..rounds {
                n += texts.iter().map(|t| work(t)).sum::<usize>();
            }
            std::hint::black_box(n);
            (bytes * rounds) as f64 / 1e6 / began.elapsed().as_secs_f64()
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
