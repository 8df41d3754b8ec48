//! What carries over: quotes that stand beside their attribution, in the same paragraph and in the next.

use super::super::Article;
use super::super::quote::{Marked, Speaker};
use super::unit::{Tag, Unit};
use super::{Cue, Kind};
use crate::text::Span;
use std::ops::Range;

/// Gives quotes that no cue of the paragraph covers to the one they stand beside.
pub fn within(_text: &str, units: &[Unit], ranges: &[Range<usize>], quotes: &[Marked], cues: &mut [Cue]) {
    if quotes.is_empty() || cues.is_empty() {
        return;
    }
    let mut covered = vec![false; quotes.len()];
    for cue in cues.iter() {
        for content in &cue.content {
            let first = quotes.partition_point(|q| q.outer.end <= content.start);
            for (i, quote) in quotes.iter().enumerate().skip(first) {
                if quote.outer.start >= content.end {
                    break;
                }
                covered[i] = true;
            }
        }
    }
    let mut next = 0;
    for (number, range) in ranges.iter().enumerate() {
        for at in range.clone() {
            let Tag::Quote(quote) = units[at].tag else { continue };
            let i = quote as usize;
            if covered[i] {
                continue;
            }
            while next < cues.len() && (cues[next].sentence as usize) < number {
                next += 1;
            }
            // A sentence that is all quotation goes with the speech before it, else with the one after.
            let opens = at == range.start;
            let here = (next..cues.len()).take_while(|&c| cues[c].sentence as usize == number).next();
            let before = speaking(quotes, &cues[..next]);
            let chosen = if opens { before.or(here) } else { here.or(None) };
            if let Some(chosen) = chosen {
                cues[chosen].content.push(units[at].span);
                cues[chosen].content.sort();
                covered[i] = true;
            }
        }
    }
}

/// The cue of the last sentence with a source that goes on speaking: the one that covers a quote, else its first of speech.
fn speaking(quotes: &[Marked], cues: &[Cue]) -> Option<usize> {
    let last = cues.iter().rposition(|c| c.kind == Kind::Speech && c.source.is_some())?;
    let sentence = cues[last].sentence;
    let first = cues.iter().rposition(|c| c.sentence < sentence).map_or(0, |i| i + 1);
    let here = first..last + 1;
    let quoting = |c: &Cue| {
        c.source.is_some()
            && c.content
                .iter()
                .any(|s| quotes.get(quotes.partition_point(|q| q.outer.end <= s.start)).is_some_and(|q| q.outer.start < s.end))
    };
    here.clone()
        .rev()
        .find(|&i| quoting(&cues[i]))
        .or_else(|| here.clone().find(|&i| cues[i].kind == Kind::Speech && cues[i].source.is_some()))
}

/// Quotations that run on over paragraphs, and what a colon at a paragraph's end announces.
pub fn across(text: &str, article: &mut Article) {
    let mut attribution = 0;
    // The attribution that the paragraph before ends with.
    let mut running: Option<usize> = None;
    let mut open = false;
    for paragraph in &article.paragraphs {
        let first = attribution;
        while attribution < article.attributions.len() && article.attributions[attribution].cue[0].start < paragraph.span.end {
            attribution += 1;
        }
        let quotes = &paragraph.reading.quotes;
        let base = paragraph.span.start;
        let leading = quotes.first().filter(|q| q.outer.start == 0);
        let whole = leading.filter(|q| q.outer.end as usize + 2 >= paragraph.span.len());
        let uncued = first == attribution;
        let announced = running.is_some_and(|r| article.attributions[r].content.is_empty());
        let takes = match (running, leading) {
            (Some(_), Some(_)) if uncued && (announced || open || whole.is_some()) => true,
            (Some(_), None) if announced => true,
            _ => false,
        };
        if let (Some(r), true) = (running, takes) {
            let span = match leading {
                Some(quote) if !announced => quote.outer.shift(base),
                _ => paragraph.span,
            };
            article.attributions[r].content.push(span);
        }
        open = quotes.last().is_some_and(|q| q.open);
        running = if first < attribution {
            // Speech only: after "he wants" nobody goes on speaking.
            let last = (first..attribution).rev().find(|&a| article.attributions[a].kind != Kind::Unnamed);
            last.filter(|&a| {
                let a = &article.attributions[a];
                let ends = a.content.last().is_some_and(|c| c.end as usize + 2 >= paragraph.span.end as usize)
                    && paragraph.span.of(text).ends_with(['"', '”', '’', '\'']);
                a.content.is_empty() || ends || open
            })
        } else if takes {
            running
        } else {
            None
        };
    }
    article.attributions.retain(|a| !a.content.is_empty());
}

/// Gives every quote the attribution that covers it and its speaker.
pub fn speakers(text: &str, article: &mut Article) {
    // Contents in order of their starts, with the attribution each belongs to.
    let mut contents: Vec<(Span, u32)> =
        article.attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |c| (*c, i as u32))).collect();
    contents.sort();
    let mut last_speech: Option<u32> = None;
    let mut next = 0;
    let mut active: Vec<(Span, u32)> = Vec::new();
    let mut quotes = std::mem::take(&mut article.quotes);
    for quote in &mut quotes {
        while next < contents.len() && contents[next].0.start <= quote.span.start {
            active.retain(|c| c.0.end > contents[next].0.start);
            active.push(contents[next]);
            next += 1;
        }
        active.retain(|c| c.0.end >= quote.span.end);
        // The innermost content, named sources first.
        let best = active.iter().filter(|c| article.attributions[c.1 as usize].head.is_some()).min_by_key(|c| c.0.len()).or(active.first());
        quote.attribution = best.map(|c| c.1);
        quote.speaker = best.and_then(|c| speaker(text, article, c.1));
        if let Some(speaking) = quote.attribution {
            last_speech = Some(speaking);
        }
        let _ = last_speech;
    }
    article.quotes = quotes;
}

fn speaker(_text: &str, article: &Article, attribution: u32) -> Option<Speaker> {
    let attribution = &article.attributions[attribution as usize];
    let span = attribution.head?;
    Some(Speaker { span, name: attribution.name.unwrap_or(span), entity: attribution.entity })
}
