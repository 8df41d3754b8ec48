//! The card of a figure: what was read, and why it is or is not flagged.

use crate::archive::Document;
use crate::article::{Article, Figure, Verdict};
use crate::features::Card;

/// The card for a figure at an offset.
pub fn card(document: &Document, offset: usize) -> Option<Card> {
    let article = document.article();
    let text = document.as_str();
    let figure = article.figure_at(offset)?;
    let mut lines = vec![format!("**{}** · {}", super::escape(figure.span.of(text)), describe(figure, text)), String::new()];
    lines.push(match figure.verdict {
        Verdict::Unsourced => "**No source found in the text.**".to_string(),
        Verdict::Vague => format!("**Only a vague source**: {}.", source(article, figure, text).unwrap_or_else(|| figure.why.to_string())),
        Verdict::Sourced => match source(article, figure, text) {
            Some(source) => format!("Sourced: {source}."),
            None => format!("Sourced: {}.", figure.why),
        },
        Verdict::NotNeeded => format!("Needs no source: {}.", figure.why),
    });
    let weighed = |sign: i16| {
        let mut signals: Vec<_> = figure.signals.each().filter(|s| s.weight * sign > 0).collect();
        signals.sort_by_key(|s| -s.weight * sign);
        signals.iter().take(4).map(|s| s.text).collect::<Vec<_>>().join(", ")
    };
    if figure.score > i16::MIN {
        let (for_it, against) = (weighed(1), weighed(-1));
        if !for_it.is_empty() {
            lines.push(format!("- speaks for a query: {for_it}"));
        }
        if !against.is_empty() {
            lines.push(format!("- speaks against: {against}"));
        }
    }
    Some(Card { span: figure.span, markdown: lines.join("\n") })
}

/// Kind, hedge, value and unit in a few words.
fn describe(figure: &Figure, text: &str) -> String {
    let mut parts = vec![figure.kind.name().to_string()];
    if let Some(hedge) = figure.hedge {
        parts.push(format!("“{}”", super::escape(hedge.of(text))));
    }
    let number = |v: f64| if v.fract() == 0.0 && v.abs() < 1e15 { group(v) } else { format!("{v}") };
    let value = match (figure.value, figure.high) {
        (Some(low), Some(high)) => Some(format!("{} to {}", number(low), number(high))),
        (Some(value), None) | (None, Some(value)) => Some(number(value)),
        (None, None) => None,
    };
    if let Some(value) = value {
        let value = match figure.unit {
            Some(unit) => format!("{value} {unit}"),
            None => value,
        };
        // "520" is 520.
        if value != figure.span.of(text) {
            parts.push(value);
        }
    }
    parts.join(" · ")
}

/// 4200 as "4,200".
fn group(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = if value < 0.0 { "-".to_string() } else { String::new() };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Who is named as the source, and by which words.
fn source(article: &Article, figure: &Figure, text: &str) -> Option<String> {
    let attribution = article.attributions.get(figure.attribution? as usize)?;
    let name = match attribution.entity {
        Some(entity) => article.name(entity, text),
        None => attribution.source.first()?.of(text),
    };
    let cue = attribution.cue.first().map_or("", |c| c.of(text));
    Some(format!("{} (“{}”), {}", super::escape(name), super::escape(cue), figure.why))
}
