//! `whosays read`: everything found in a text, as JSON.

use crate::article::Article;
use crate::text::{self, Span};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints one line an input. Inputs that cannot be read are named on standard error and make the exit code 2.
pub fn run(files: &[PathBuf]) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for path in files {
        match bytes(path) {
            Ok(bytes) => {
                let (text, _) = text::decode(bytes);
                let line = to_json(path, &text, &Article::read(&text));
                if writeln!(out, "{line}").is_err() {
                    break;
                }
            }
            Err(e) => {
                eprintln!("whosays: {}: {e}", path.display());
                code = ExitCode::from(2);
            }
        }
    }
    code
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    if path.as_os_str() != "-" {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Byte offsets as code points, by table: a text is converted at hundreds of places.
pub struct CodePoints {
    /// Code points before every 64th byte. Empty for an ASCII text, where the two are the same.
    before: Vec<u32>,
    continuation: Vec<u8>,
}

impl CodePoints {
    pub fn of(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints { before: vec![], continuation: vec![] };
        }
        let mut before = Vec::with_capacity(text.len() / 64 + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(64) {
            before.push(count);
            count += chunk.iter().filter(|b| (**b as i8) >= -0x40).count() as u32;
        }
        CodePoints { before, continuation: text.as_bytes().to_vec() }
    }

    pub fn of_byte(&self, byte: u32) -> u32 {
        if self.before.is_empty() {
            return byte;
        }
        let at = (byte as usize).min(self.continuation.len());
        let chunk = (at / 64).min(self.before.len() - 1);
        self.before[chunk] + self.continuation[chunk * 64..at].iter().filter(|b| (**b as i8) >= -0x40).count() as u32
    }

    pub fn of_span(&self, span: Span) -> (u32, u32) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }
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
            "hedge": f.hedge.map(|h| h.of(text)), "claim": f.claim, "verdict": f.verdict.name(), "why": f.why, "attribution": f.attribution})
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
        json!({"source": list(&a.source), "cue": list(&a.cue), "content": list(&a.content), "tier": a.tier.name(), "entity": a.entity.map(entity)})
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
        "figures": figures, "other_numbers": numbers, "quotes": quotes, "attributions": attributions, "mentions": mentions, "entities": entities,
    })
}
