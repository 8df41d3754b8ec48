//! What packs cost: reading the built-in one, reading a large one, hovering with both, and reading and checking articles with both.
//!
//! `cargo bench --bench packs -- [FOLDER] [ROWS]`: hovers every mention of the articles in a folder (default: the example archive),
//! with a made-up pack of so many offices (default 100,000) beside the built-in one.

use std::hint::black_box;
use std::io::{BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use whosays::archive::{Archive, Document};
use whosays::features;
use whosays::knowledge::{self, Shelf, builtin};
use whosays::rules;
use whosays::settings::Settings;

/// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "examples".into()));
    let rows: usize = arguments.next().and_then(|a| a.parse().ok()).unwrap_or(100_000);

    let mut times: Vec<Duration> = (0..300).map(|_| timed(|| black_box(builtin::read()).counts()).0).collect();
    let first = times[0];
    // On a machine with other work the clock on the wall counts that too.
    let cpu = (0..300).map(|_| on_processor(|| builtin::read().counts())).min().unwrap_or_default();
    println!("built-in pack, {:?}: first {first:?}, on the processor {cpu:?}, {}", builtin::starter().counts(), spread(&mut times));

    let file = std::env::temp_dir().join(format!("whosays-bench-{}.json", std::process::id()));
    write_pack(&file, rows).expect("the temporary folder can be written");
    let (time, pack) = timed(|| {
        let file = std::fs::File::open(&file).expect("written above");
        knowledge::read(&mut BufReader::with_capacity(256 << 10, file), "large".into()).expect("a pack").0
    });
    let bytes = std::fs::metadata(&file).map_or(0, |m| m.len());
    let _ = std::fs::remove_file(&file);
    println!("pack of {rows} offices, {:.1} MB: read in {time:?}, {:.1} MB in memory", bytes as f64 / 1e6, pack.bytes() as f64 / 1e6);
    let shelf = Shelf::of(vec![pack, builtin::read()]);
    let mut times: Vec<Duration> =
        (0..2000).map(|n| timed(|| black_box(shelf.people(&format!("Ann{} Moss{}", n * 7 % rows, n * 7 % rows)).len())).0).collect();
    println!("a name looked up: {}", spread(&mut times));

    let folder = folder.canonicalize().expect("a folder of articles");
    let archive = Archive::new(Arc::new(Settings::default()));
    archive.add_root(&folder).expect("a folder of articles");
    archive.scan(&|_| ControlFlow::Continue(()));
    let shelf = Arc::new(shelf);
    archive.put_shelf(Arc::clone(&shelf));
    let mut times = Vec::new();
    for path in archive.paths().iter().step_by(archive.len().div_ceil(200).max(1)) {
        let Some(document) = archive.document(path) else { continue };
        for mention in &document.article().mentions {
            times.push(on_processor(|| features::hover(&document, &archive, mention.span.start as usize).is_some()));
        }
    }
    println!("{} hovers of names over {} articles, on the processor: {}", times.len(), archive.len(), spread(&mut times));

    let texts: Vec<(Arc<Path>, String)> = archive
        .paths()
        .iter()
        .step_by(archive.len().div_ceil(300).max(1))
        .filter_map(|path| Some((Arc::clone(path), archive.document(path)?.as_str().to_string())))
        .collect();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let speed = |work: &dyn Fn(&Document) -> usize| {
        let all = || texts.iter().map(|(path, text)| work(&Document::new(&**path, text))).sum::<usize>();
        let time = (0..5).map(|_| on_processor(all)).min().unwrap_or_default();
        bytes as f64 / 1e6 / time.as_secs_f64()
    };
    // Reading asks no pack; the rules on what was read do.
    let checked = |shelf: Arc<Shelf>| {
        let (archive, settings) = (Archive::default(), Settings::default());
        archive.put_shelf(shelf);
        speed(&|document| rules::run(document, &archive, &settings).len())
    };
    let (read, bare, packed) = (speed(&|d| d.article().mentions.len()), checked(Arc::new(Shelf::of(vec![]))), checked(shelf));
    println!(
        "{:.1} MB read at {read:.1} MB/s; read and checked without packs at {bare:.1} MB/s, with them at {packed:.1} MB/s, ratio {:.3}",
        bytes as f64 / 1e6,
        packed / bare
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let made = work();
    (began.elapsed(), made)
}

/// The time that the thread itself was at work.
fn on_processor<T>(work: impl FnOnce() -> T) -> Duration {
    let now = || {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // Sound: the pointer leads to a value of the type that is asked for.
        unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    };
    let began = now();
    black_box(work());
    now() - began
}

fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).or(times.last()).copied().unwrap_or_default();
    format!("best {:?}, p50 {:?}, p95 {:?}, p99 {:?}, most {:?}", at(0.0), at(0.5), at(0.95), at(0.99), at(1.0))
}

/// As many people, each with an office in one of a thousand organisations.
fn write_pack(path: &Path, rows: usize) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    let list = |out: &mut dyn Write, key: &str, n: usize, one: &dyn Fn(usize) -> String| -> std::io::Result<()> {
        write!(out, "\"{key}\": [")?;
        for number in 0..n {
            write!(out, "{}\n{}", if number > 0 { "," } else { "" }, one(number))?;
        }
        write!(out, "\n]")
    };
    write!(out, "{{")?;
    list(&mut out, "persons", rows, &|n| format!("{{\"id\": \"p{n}\", \"name\": \"Ann{n} Moss{n}\"}}"))?;
    writeln!(out, ",")?;
    list(&mut out, "organizations", 1000, &|n| format!("{{\"id\": \"o{n}\", \"name\": \"Harbor Agency {n}\"}}"))?;
    writeln!(out, ",")?;
    list(&mut out, "memberships", rows, &|n| {
        format!(
            "{{\"person_id\": \"p{n}\", \"organization_id\": \"o{}\", \"role\": \"Director\", \"start_date\": \"{}\"}}",
            n % 1000,
            1950 + n % 70
        )
    })?;
    writeln!(out, "}}")
}
