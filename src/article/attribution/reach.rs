//! How far a source goes on: the sentences after an attribution in which the same source plausibly still speaks.

use super::super::Article;
use super::super::paragraph::Role;
use super::super::signs::Signs;
use super::{Attribution, Kind};
use crate::text::Span;

/// Sentences after its own that a source may reach: readers do not look further back.
const LONGEST: usize = 8;

/// Gives every attribution its reach.
pub fn place(text: &str, article: &mut Article) {
    // Every sentence of the body, in order, with what its beginning says about going on.
    let mut sentences: Vec<(Span, bool)> = Vec::new();
    for paragraph in article.paragraphs.iter().filter(|p| p.role != Role::Furniture) {
        let subhead = matches!(paragraph.role, Role::Subhead | Role::Headline);
        let base = paragraph.span.start;
        sentences.extend(paragraph.reading.said.iter().map(|s| (s.span.shift(base), !subhead && s.signs.has(Signs::GOES_ON))));
    }
    let at = |offset: u32| sentences.partition_point(|s| s.0.end <= offset).min(sentences.len().saturating_sub(1));
    let mut reaches = Vec::with_capacity(article.attributions.len());
    for (i, attribution) in article.attributions.iter().enumerate() {
        let Some(&(own, _)) = sentences.get(at(attribution.cue[0].start)) else {
            reaches.push(attribution.cue[0]);
            continue;
        };
        let mut reach = own;
        for content in &attribution.content {
            reach.end = reach.end.max(content.end);
        }
        if !matches!(attribution.kind, Kind::Stance | Kind::Unnamed) {
            // The next source that is somebody else.
            let other = article.attributions[i + 1..].iter().take(2 * LONGEST).find(|next| is_other(text, attribution, next));
            let limit = other.map_or(u32::MAX, |next| next.cue[0].start);
            let from = at(reach.end.saturating_sub(1)) + 1;
            for &(sentence, goes_on) in sentences.iter().skip(from).take(LONGEST) {
                if !goes_on || sentence.end > limit {
                    break;
                }
                reach.end = sentence.end;
            }
        }
        reaches.push(reach);
    }
    for (attribution, reach) in article.attributions.iter_mut().zip(reaches) {
        attribution.reach = reach;
    }
}

/// Whether the second attribution has a source of its own that is not the first's.
fn is_other(text: &str, one: &Attribution, two: &Attribution) -> bool {
    let (Some(first), Some(second)) = (one.name.or(one.head), two.name.or(two.head)) else { return false };
    two.kind != Kind::Stance && first.of(text) != second.of(text)
}
