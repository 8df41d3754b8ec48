//! What a keystroke costs, by stage and length of the text, with paragraphs of our own: `cargo bench --bench keystroke [-- FILE..]`.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use whosays::archive::{Archive, Document};
use whosays::article::Article;
use whosays::rules;
use whosays::settings::Settings;
use whosays::text::{Change, Encoding, Position, Positions};

const PARAGRAPHS: &[&str] = &[
    "The county will repair 14 bridges in the coming year at a cost of $2.3 million, Commissioner Dana Whitfield said on Monday.",
    "“We have waited three years for this, and nobody in the valley should have to wait a fourth,” said Owen Tarr, who farms near the old ford.",
    "About 4,200 homes lost power in the storm. Crews from the Marlow Electric Cooperative restored half of them by noon.",
    "According to a report by the state's transport department, 38 percent of the bridges are older than 60 years.",
    "She declined to say when work on the Hollow Creek bridge would begin. Neighbors said they had heard of a date in May.",
];

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    if files.is_empty() {
        for words in [1_000, 10_000, 100_000] {
            let mut text = "Bridges to be repaired\n\n".to_string();
            for paragraph in PARAGRAPHS.iter().cycle().take(words / 21) {
                text.push_str(paragraph);
                text.push_str("\n\n");
            }
            measure(&format!("{words} words"), &text);
        }
    }
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a text");
        measure(&file, &text);
    }
}

fn measure(name: &str, text: &str) {
    let archive = Archive::default();
    let _ = archive.scan(&|_| ControlFlow::Continue(()));
    let settings = Settings::default();
    let (first, reading) = timed(|| {
        let document = Arc::new(Document::opened(Path::new("/bench/article.txt"), 1, text));
        document.article();
        document
    });
    archive.open(Arc::clone(&first));
    let fresh = median(|| timed(|| Article::read(text)).1);
    let mut document = first;
    let middle = document.text.lines() as u32 / 2;
    let mut stages: [Vec<Duration>; 5] = Default::default();
    for edit in 0..60 {
        let at = Position { line: middle, column: 3 + edit };
        let change = [Change { range: Some((at, at)), text: "x".into() }];
        let (next, editing) = timed(|| Arc::new(document.edited(Some(2 + edit as i32), &change, Encoding::Utf16)));
        document = next;
        let (_, flattening) = timed(|| document.as_str().len());
        let (_, reading) = timed(|| document.article().figures.len());
        archive.open(Arc::clone(&document));
        let (findings, checking) = timed(|| rules::run(&document, &archive, &settings));
        let (_, placing) = timed(|| {
            let mut positions = Positions::new(document.as_str(), Encoding::Utf16);
            findings.iter().map(|f| positions.of_span(f.span).0.line as u64).sum::<u64>()
        });
        for (stage, took) in stages.iter_mut().zip([editing, flattening, reading, checking, placing]) {
            stage.push(took);
        }
    }
    let [editing, flattening, again, checking, placing] = stages.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    println!(
        "{name}: {} bytes; first reading {reading:.1?}, fresh {fresh:.1?}; a keystroke: edit {editing:.1?}, one piece {flattening:.1?}, \
         read {again:.1?}, rules {checking:.1?}, positions {placing:.1?}",
        text.len()
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn median(mut work: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<_> = (0..5).map(|_| work()).collect();
    times.sort();
    times[2]
}
