//! `whosays read` for people: what was found in a text, in sections, with lines and columns.

use super::{Stop, read, width};
use crate::article::{Article, Verdict};
use crate::report::{Places, in_line};
use crate::text::Span;
use anstyle::{AnsiColor, Style};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

pub fn run(inputs: &[PathBuf]) -> Result<ExitCode, Stop> {
    let mut out = anstream::stdout().lock();
    let mut first = true;
    read::each(inputs, |path, text| {
        let gap = if std::mem::take(&mut first) { "" } else { "\n" };
        write!(out, "{gap}{}", outline(path, text, &Article::read(text), width()))
    })
}

/// The outline of an article, for a terminal of some width.
fn outline(path: &Path, text: &str, article: &Article, width: usize) -> String {
    let places = Places::of(text);
    let mut out = format!("{BOLD}{}{BOLD:#}\n", in_line(&path.to_string_lossy()));
    let of = |span: Span| in_line(span.of(text));
    for (name, span) in [("headline", article.headline), ("byline", article.byline), ("dateline", article.dateline)] {
        if let Some(span) = span {
            out.push_str(&format!("  {name:<10}{}\n", cut(&of(span), width.saturating_sub(12))));
        }
    }
    if let Some(date) = &article.date {
        out.push_str(&format!("  {:<10}{}\n", "date", date.date));
    }
    let at = |span: Span| {
        let (line, column) = places.place(span.start);
        format!("{line}:{column}")
    };

    section(&mut out, "Figures", article.figures.len());
    for figure in &article.figures {
        let style = match figure.verdict {
            Verdict::Unsourced => AnsiColor::Yellow.on_default().bold(),
            Verdict::Vague => AnsiColor::Yellow.on_default(),
            Verdict::Sourced => AnsiColor::Green.on_default(),
            Verdict::NotNeeded => DIM,
        };
        let words = cut(&of(figure.span), 28);
        let hedge = figure.hedge.map(|hedge| format!("{} ", of(hedge))).unwrap_or_default();
        let verdict = figure.verdict.name();
        let why = cut(&format!("{hedge}({}) {}", figure.kind.name(), figure.why), width.saturating_sub(54).max(20));
        out.push_str(&format!("  {DIM}{:<9}{DIM:#}{style}{verdict:<11}{style:#} {words:<28} {DIM}{why}{DIM:#}\n", at(figure.span)));
    }

    section(&mut out, "Quotes", article.quotes.len());
    for quote in &article.quotes {
        let speaker = quote.speaker.map_or_else(|| "?".to_string(), |speaker| of(speaker.name));
        let words = cut(&of(quote.span), width.saturating_sub(44).max(20));
        out.push_str(&format!("  {DIM}{:<9}{:<8}{DIM:#}{:<24} “{words}”\n", at(quote.span), quote.kind.name(), cut(&speaker, 24)));
    }

    section(&mut out, "Who", article.entities.len());
    let mut counts = vec![0usize; article.entities.len()];
    for mention in &article.mentions {
        if let Some(count) = counts.get_mut(mention.entity as usize) {
            *count += 1;
        }
    }
    for (entity, count) in article.entities.iter().zip(counts) {
        let offices: Vec<String> = entity
            .offices
            .iter()
            .map(|o| o.organisation.map_or_else(|| of(o.title), |organisation| format!("{}, {}", of(o.title), of(organisation))))
            .collect();
        let offices = cut(&offices.join("; "), width.saturating_sub(60).max(20));
        let times = if count == 1 { "once".to_string() } else { format!("{count} times") };
        out.push_str(&format!(
            "  {DIM}{:<14}{DIM:#}{:<34} {DIM}{times:<10}{DIM:#} {offices}\n",
            entity.kind.name(),
            cut(&of(entity.name), 34)
        ));
    }
    out
}

fn section(out: &mut String, name: &str, n: usize) {
    out.push_str(&format!("\n  {BOLD}{name}{BOLD:#}{}\n", if n == 0 { ": none" } else { "" }));
}

/// At most `width` characters, the last an ellipsis where there were more.
fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_string(),
        Some(_) => text.chars().take(width.saturating_sub(1)).chain(['…']).collect(),
    }
}
