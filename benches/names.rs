//! Who is who measured: memory per entity, searches of the workspace's symbols, completion, on 200,000 invented entities.
//!
//! `cargo bench --bench names`

use std::path::Path;
use std::time::{Duration, Instant};
use whosays::archive::entity::Entities;
use whosays::archive::entity::cast::{Cast, Entry, Office, Place, Variant, fold, hash, key};
use whosays::article::EntityKind;
use whosays::text::Span;

/// As the program allocates.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTITIES: usize = 200_000;
/// Entities of one article; every other one is in two articles.
const CAST: usize = 8;

const SYLLABLES: [&str; 24] = [
    "ba", "len", "mor", "ti", "sa", "que", "dor", "vin", "ha", "ri", "os", "ka", "bel", "nu", "fe", "gra", "pol", "win", "ter", "ul", "mi",
    "ches", "ro", "an",
];

/// Some letters that look like a name; the same for the same number.
fn word(mut number: usize, syllables: usize) -> String {
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number = number / SYLLABLES.len() + 7 * (number % 11);
    }
    word[..1].to_uppercase() + &word[1..]
}

fn entry(number: usize) -> Entry<String> {
    let kind = if number.is_multiple_of(3) { EntityKind::Organisation } else { EntityKind::Person };
    let name = match kind {
        EntityKind::Person => format!("{} {}", word(number % 700, 2), word(number * 31, 4)),
        EntityKind::Organisation => format!("{} {} Council {number}", word(number * 17, 3), word(number % 90, 2)),
    };
    let place = Place { span: Span::new(number % 3000, number % 3000 + name.len()), line: 3 };
    let short = name.rsplit(' ').next().unwrap_or("").to_string();
    let variants = [name.clone(), short].map(|name| Variant { key: hash(&fold(&name)), name, count: 2 });
    let office = Office { title: word(number % 50, 2), organisation: None, organisation_key: 0, place };
    Entry {
        kind,
        key: key(kind, &name),
        name,
        first: place,
        last: place,
        mentions: 4,
        variants: variants.into(),
        offices: if number.is_multiple_of(4) { Box::new([office]) } else { Box::default() },
        quotes: if number.is_multiple_of(2) { Box::new([place]) } else { Box::default() },
        parents: Box::default(),
    }
}

/// Bytes of this process in memory.
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}

fn main() {
    let entities = Entities::default();
    let before = resident();
    let start = Instant::now();
    for article in 0..ENTITIES / CAST {
        let mut entries: Vec<Entry<String>> = (article * CAST..(article + 1) * CAST).map(entry).collect();
        entries.extend((article * CAST / 2..article * CAST / 2 + CAST / 2).map(entry));
        entities.replace(Path::new(&format!("/news/{article}.txt")).into(), Cast { date: None, entries });
    }
    let bytes = resident().saturating_sub(before);
    println!(
        "{ENTITIES} entities in {} articles: {:.2} s, {} bytes an entity",
        ENTITIES / CAST,
        start.elapsed().as_secs_f64(),
        bytes / ENTITIES
    );
    for query in ["", "b", "an", "mor", "bel council", "council", "xq", "moterbal", "Lentisa Quedorvin"] {
        println!("find {query:?}: {}", slowest(|| entities.find(query, 200).len()));
    }
    for typed in ["B", "An", "Mor", "Council", "Lentisa Q"] {
        println!("complete {typed:?}: {}", slowest(|| entities.going_on(typed, 24).len()));
    }
}

/// The slowest and the middle one of a few.
fn slowest(ask: impl Fn() -> usize) -> String {
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    for _ in 0..15 {
        let start = Instant::now();
        found = ask();
        times.push(start.elapsed());
    }
    times.sort();
    format!("{found} found, {:.1} ms (slowest {:.1} ms)", times[7].as_secs_f64() * 1e3, times[14].as_secs_f64() * 1e3)
}
