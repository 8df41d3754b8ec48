//! `whosays read`: everything found in a text, as JSON.

use super::{Stop, complain, files};
use crate::article::Article;
use crate::report::CodePoints;
use crate::settings::Settings;
use crate::text::{self, Span};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints one line an input. Inputs that cannot be read are named on standard error and make the exit code 2.
pub fn run(inputs: &[PathBuf]) -> Result<ExitCode, Stop> {
    let mut out = std::io::stdout().lock();
    each(inputs, |path, text| writeln!(out, "{}", to_json(path, text, &Article::read(text))))
}

/// Hands every input over as text, whatever its bytes are.
pub fn each(inputs: &[PathBuf], mut take: impl FnMut(&Path, &str) -> std::io::Result<()>) -> Result<ExitCode, Stop> {
    let budget = Settings::default().max_bytes;
    let mut code = ExitCode::SUCCESS;
    for path in inputs {
        let bytes = match files::bytes(path, budget) {
            Ok(bytes) => bytes,
            Err(e) => {
                complain(&format!("{}: {}", path.display(), files::reason(&e)));
                code = ExitCode::from(2);
                continue;
            }
        };
        take(path, &text::decode(bytes).0)?;
    }
    Ok(code)
}

/// The contract of `read --json`: names are added, never changed.
fn to_json(path: &Path, text: &str, article: &Article) -> Value {
    let points = CodePoints::of(text);
    let span = |s: Span| points.of_span(s);
    let object = |s: Span| {
        let (start, end) = span(s);
        json!({"start": start, "end": end})
    };
    let list = |spans: &[Span]| spans.iter().map(|s| span(*s)).collect::<Vec<_>>();
    let entity = |e: u32| format!("E{}", e + 1);
    let figures: Vec<Value> = article.figures.iter().map(|f| {
        let (start, end) = span(f.span);
        json!({"start": start, "end": end, "text": f.span.of(text), "kind": f.kind.name(), "value": f.value, "high": f.high, "unit": f.unit,
            "hedge": f.hedge.map(|h| h.of(text)), "claim": f.claim, "verdict": f.verdict.name(), "why": f.why, "attribution": f.attribution,
            "score": (f.score > i16::MIN).then_some(f.score), "signals": f.signals.each().map(|s| s.name).collect::<Vec<_>>()})
    }).collect();
    let numbers: Vec<Value> = article
        .numbers
        .iter()
        .map(|n| {
            let (start, end) = span(n.span);
            json!({"start": start, "end": end, "kind": n.kind.name()})
        })
        .collect();
    let quotes: Vec<Value> = article
        .quotes
        .iter()
        .map(|q| {
            let (start, end) = span(q.span);
            let speaker = q.speaker.map(|s| {
                let (start, end) = span(s.span);
                json!({"name": s.name.of(text), "start": start, "end": end, "entity": s.entity.map(entity)})
            });
            json!({"start": start, "end": end, "kind": q.kind.name(), "attribution": q.attribution, "speaker": speaker})
        })
        .collect();
    let attributions: Vec<Value> = article.attributions.iter().map(|a| {
        json!({"source": list(&a.source), "cue": list(&a.cue), "content": list(&a.content), "tier": a.tier.name(), "kind": a.kind.name(),
            "entity": a.entity.map(entity), "name": a.name.map(|n| n.of(text)), "reach": span(a.reach)})
    }).collect();
    let mentions: Vec<Value> = article
        .mentions
        .iter()
        .map(|m| {
            let (start, end) = span(m.span);
            json!({"start": start, "end": end, "kind": m.kind.name(), "entity": entity(m.entity)})
        })
        .collect();
    let entities: Vec<Value> = article
        .entities
        .iter()
        .enumerate()
        .map(|(i, e)| {
            let offices: Vec<Value> =
                e.offices.iter().map(|o| json!({"title": o.title.of(text), "organisation": o.organisation.map(|s| s.of(text))})).collect();
            let aliases: Vec<&str> = e.aliases.iter().map(|s| s.of(text)).collect();
            json!({"id": entity(i as u32), "kind": e.kind.name(), "name": e.name.of(text), "aliases": aliases, "offices": offices})
        })
        .collect();
    json!({
        "path": path.to_string_lossy(), "headline": article.headline.map(object), "byline": article.byline.map(object),
        "dateline": article.dateline.map(object), "date": article.date.map(|d| d.date.to_string()),
        "genre": article.genre.map(|(genre, line)| json!({"name": genre.name(), "start": span(line).0, "end": span(line).1})),
        "figures": figures, "other_numbers": numbers, "quotes": quotes, "attributions": attributions, "mentions": mentions, "entities": entities,
    })
}
