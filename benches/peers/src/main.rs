//! The archive's planted quotations looked up by other means: ripgrep for the exact words, and tantivy, asked for the whole
//! statement as a phrase with slop and for its rows of four words.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml -- FOLDER`, the folder as `gen_archive.py --files` makes it;
//! `cargo bench --bench quotes -- FOLDER --peers` runs it after its own measurements. An article counts as found whatever else
//! is found in it, so that recall is flattered beside the archive's own, which asks for the place.
//!
//! Of 10,000 articles on two shared cores: ripgrep 216 ms elapsed at the median (33 % found, the exact words alone); tantivy as a
//! phrase 0.16 ms on the processor (52 %), by rows of four words 4.2 ms (99.98 %), its index 0.37 of the text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query};
use tantivy::schema::{FAST, Field, Schema, TEXT};
use tantivy::tokenizer::TokenStream;
use tantivy::{DocAddress, Index, Searcher, TantivyDocument, Term};

/// Statements that are asked for: every so manieth.
const QUERIES: usize = 2_000;
/// Of those ripgrep is asked for, which reads the whole archive for each.
const SEARCHES: usize = 5;
/// Articles that are taken from a ranked list.
const MOST: usize = 400;

fn main() {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("which folder? One that gen_archive.py --files has made");
        std::process::exit(2);
    };
    let archive = Archive::of(&folder);
    let asked: Vec<u64> = archive.by_statement.keys().copied().step_by(archive.by_statement.len() / QUERIES + 1).collect();
    ripgrep(&archive, &asked);
    tantivy(&archive, &asked, &folder.join("peers")).expect("the index is ours");
}

struct Archive {
    files: PathBuf,
    /// Number, path.
    articles: Vec<(u64, PathBuf)>,
    statements: HashMap<u64, String>,
    /// The articles that each stands in, with the kind of edit.
    by_statement: BTreeMap<u64, Vec<(u64, String)>>,
}

impl Archive {
    fn of(folder: &Path) -> Archive {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the generator wrote it");
        let objects = |name: &str| -> Vec<serde_json::Value> {
            read(name).lines().map(|line| serde_json::from_str(line).expect("the generator writes JSON")).collect()
        };
        let number = |v: &serde_json::Value| v.as_u64().expect("a number");
        let string = |v: &serde_json::Value| v.as_str().expect("a string").to_string();
        let files = folder.join("files");
        let article = |line: &str| {
            let fields: Vec<&str> = line.split('\t').collect();
            let (date, name) = (fields[4], fields[5]);
            (fields[0].parse().expect("a number"), files.join(&date[..4]).join(&date[5..7]).join(name))
        };
        let articles = read("docs.tsv").lines().map(article).collect();
        let statements = objects("statements.jsonl").iter().map(|v| (number(&v["qid"]), string(&v["full"]))).collect();
        let mut by_statement: BTreeMap<u64, Vec<(u64, String)>> = BTreeMap::new();
        for v in objects("gold.jsonl") {
            by_statement.entry(number(&v["qid"])).or_default().push((number(&v["doc"]), string(&v["kind"])));
        }
        Archive { files, articles, statements, by_statement }
    }
}

fn ripgrep(archive: &Archive, asked: &[u64]) {
    let mut recall = Recall::default();
    let mut times = Vec::new();
    let numbers: HashMap<&Path, u64> = archive.articles.iter().map(|(n, path)| (path.as_path(), *n)).collect();
    for statement in asked.iter().step_by(asked.len() / SEARCHES + 1) {
        let words = archive.statements[statement].trim_end_matches('.');
        let start = Instant::now();
        let Ok(done) = Command::new("rg").args(["-F", "-i", "-l", "--no-messages", "--", words]).arg(&archive.files).output() else {
            println!("ripgrep: SKIPPED, there is no `rg`");
            return;
        };
        times.push(start.elapsed());
        let found = String::from_utf8_lossy(&done.stdout);
        let found: HashSet<u64> = found.lines().filter_map(|line| numbers.get(Path::new(line)).copied()).collect();
        recall.note(&archive.by_statement[statement], &found);
    }
    println!("ripgrep, the exact words in any case: elapsed {}", percentiles(&mut times));
    recall.print();
}

fn tantivy(archive: &Archive, asked: &[u64], place: &Path) -> tantivy::Result<()> {
    let mut schema = Schema::builder();
    let (text, number) = (schema.add_text_field("text", TEXT), schema.add_u64_field("number", FAST));
    let _ = std::fs::remove_dir_all(place);
    std::fs::create_dir_all(place)?;
    let index = Index::create_in_dir(place, schema.build())?;
    let start = cpu(libc::CLOCK_PROCESS_CPUTIME_ID);
    let mut writer = index.writer_with_num_threads(2, 200_000_000)?;
    let mut bytes = 0;
    for (n, path) in &archive.articles {
        let content = std::fs::read_to_string(path)?;
        bytes += content.len() as u64;
        let mut document = TantivyDocument::default();
        document.add_text(text, content);
        document.add_u64(number, *n);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let used = cpu(libc::CLOCK_PROCESS_CPUTIME_ID) - start;
    let size: u64 = std::fs::read_dir(place)?.flatten().filter_map(|e| Some(e.metadata().ok()?.len())).sum();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "\ntantivy: built at {:.1} MB a CPU second, on disk {:.3} of the text",
        megabytes / used.as_secs_f64(),
        size as f64 / bytes as f64
    );
    let searcher = index.reader()?.searcher();
    let numbers = Numbers::of(&searcher)?;
    for (name, rows) in [("the whole statement, slop 3", None), ("any four words in a row", Some(4))] {
        let mut recall = Recall::default();
        let mut times = Vec::new();
        for statement in asked {
            let words = tokens(&index, text, &archive.statements[statement]);
            let start = cpu(libc::CLOCK_THREAD_CPUTIME_ID);
            let found: Vec<DocAddress> = match rows {
                None => {
                    let mut phrase = PhraseQuery::new(words);
                    phrase.set_slop(3);
                    searcher.search(&phrase, &DocSetCollector)?.into_iter().collect()
                }
                Some(n) => {
                    let row = |row: &[Term]| (Occur::Should, Box::new(PhraseQuery::new(row.to_vec())) as Box<dyn Query>);
                    let any = BooleanQuery::new(words.windows(n).map(row).collect());
                    searcher.search(&any, &TopDocs::with_limit(MOST))?.into_iter().map(|(_, address)| address).collect()
                }
            };
            times.push(cpu(libc::CLOCK_THREAD_CPUTIME_ID) - start);
            recall.note(&archive.by_statement[statement], &found.into_iter().map(|a| numbers.get(a)).collect());
        }
        println!("\ntantivy, {name}: CPU {}", percentiles(&mut times));
        recall.print();
    }
    std::fs::remove_dir_all(place)?;
    Ok(())
}

/// The articles' numbers by tantivy's.
struct Numbers(Vec<tantivy::columnar::Column<u64>>);

impl Numbers {
    fn of(searcher: &Searcher) -> tantivy::Result<Numbers> {
        searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("number")).collect::<Result<_, _>>().map(Numbers)
    }

    fn get(&self, at: DocAddress) -> u64 {
        self.0[at.segment_ord as usize].first(at.doc_id).expect("every article has one")
    }
}

fn tokens(index: &Index, field: Field, words: &str) -> Vec<Term> {
    let mut analyzer = index.tokenizer_for_field(field).expect("the field is text");
    let mut stream = analyzer.token_stream(words);
    let mut terms = Vec::new();
    while stream.advance() {
        terms.push(Term::from_field_text(field, &stream.token().text));
    }
    terms
}

/// Found and planted by kind of edit.
#[derive(Default)]
struct Recall(BTreeMap<String, (usize, usize)>);

impl Recall {
    fn note(&mut self, planted: &[(u64, String)], found: &HashSet<u64>) {
        for (article, kind) in planted {
            let entry = self.0.entry(kind.clone()).or_default();
            entry.1 += 1;
            entry.0 += usize::from(found.contains(article));
        }
    }

    fn print(&self) {
        let share = |found: usize, of: usize| found as f64 * 100.0 / of.max(1) as f64;
        let all = self.0.values().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        println!("  all            {:6.2} %  of {}", share(all.0, all.1), all.1);
        for (kind, (found, of)) in &self.0 {
            println!("  {kind:14} {:6.2} %  of {of}", share(*found, *of));
        }
    }
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    format!("p50 {:.3} ms, p99 {:.3} ms, most {:.3} ms", at(0.5), at(0.99), at(1.0))
}

/// Time on a processor: what other programs do at the same time does not count.
fn cpu(clock: libc::clockid_t) -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes the structure that it is given and nothing else.
    unsafe { libc::clock_gettime(clock, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
