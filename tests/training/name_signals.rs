//! Prints what decides over the names of texts, for fitting the weights in `src/article/mention/signal.rs`: one JSON object a
//! file, with the signals of every name and the places where it stands (in code points).
//!
//! cargo run --example name_signals -- FILE..   (called by names.py beside this file)

use serde_json::json;
use whosays::article::{Article, mention};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let article = Article::read(&text);
        let point = |byte: u32| text[..byte as usize].chars().count();
        let names: Vec<_> = mention::survey(&text, &article)
            .into_iter()
            .map(|s| {
                let places: Vec<_> = s.places.iter().map(|p| (point(p.start), point(p.end))).collect();
                json!({"own": s.own.to_string(), "around": s.around, "clues": s.clues, "places": places})
            })
            .collect();
        let table: Vec<_> = mention::signal::TABLE.iter().map(|(name, _, _)| name).collect();
        println!("{}", json!({"path": path, "signals": table, "names": names}));
    }
}
