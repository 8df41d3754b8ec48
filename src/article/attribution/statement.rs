//! Statements: texts that are, from one line on, the words of one person or body.

use super::super::Article;
use super::super::paragraph::{Paragraph, Role};
use super::super::quote::{Quote, QuoteKind};
use super::unit::{self, Tag};
use super::{Attribution, Kind, Tier, phrase};
use crate::text::Span;
use memchr::memmem::Finder;
use regex::Regex;
use smallvec::smallvec;
use std::sync::LazyLock;

/// "Following is a statement by Ada Moss", "The mayor issued the following statement": ends the paragraph it stands in.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:(?:the )?following (?:is|are|was)|below (?:is|are)|here (?:is|are))\b[^.]{0,40}\b(?P<what>statement|remarks|testimony|letter|text|transcript|speech)\b[^.]{0,60}?\b(?:by|from|of)\s";
    Regex::new(pattern).expect("a valid pattern")
});

/// "... issued the following statement", with or without a colon, at the paragraph's end.
static ISSUED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:issued|released|made|gave|delivered)\s+(?:the following|this)\s+(?P<what>statement|remarks|testimony|letter|response)\b[^.:]{0,120}[.:]?$";
    Regex::new(pattern).expect("a valid pattern")
});

/// Finds the line that makes the rest of the text a statement, if there is one.
pub fn place(text: &str, article: &mut Article) {
    /// Paragraphs among which it may be.
    const FIRST: usize = 40;
    let end = article.paragraphs.iter().take(FIRST).next_back().map_or(0, |p| p.span.end as usize);
    let openings = OPENINGS.iter().flat_map(|opening| opening.find_iter(&text.as_bytes()[..end]));
    let mut numbers: Vec<usize> = openings.map(|at| article.paragraphs.partition_point(|p| p.span.end as usize <= at)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let introduced = numbers.into_iter().find_map(|number| {
        let paragraph = &article.paragraphs[number];
        let words = paragraph.span.of(text);
        if paragraph.role == Role::Furniture || !names_a_statement(words, paragraph) {
            return None;
        }
        Some((number, introduction(words, number, article)?))
    });
    let Some((number, (source, head, cue))) = introduced else { return };
    let rest: Vec<Span> =
        article.paragraphs[number + 1..].iter().filter(|p| matches!(p.role, Role::Body | Role::Subhead)).map(|p| p.span).collect();
    let Some(first) = rest.first() else { return };
    // In marks it is a quotation like any other.
    if first.of(text).starts_with(['"', '“', '\'', '‘', '«', '„']) {
        return;
    }
    // Blocks announced by a colon are part of the statement.
    article.quotes.retain(|q| q.kind != QuoteKind::Block || !rest.contains(&q.span));
    article.quotes.extend(rest.iter().map(|&span| Quote { span, kind: QuoteKind::Block, attribution: None, speaker: None }));
    article.quotes.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    for attribution in &mut article.attributions {
        let own = attribution.cue[0].end <= article.paragraphs[number].span.end;
        if own {
            attribution.content.retain(|c| !rest.contains(c));
        }
    }
    let statement = Attribution {
        source: smallvec![source],
        head: Some(head),
        cue: smallvec![cue],
        content: rest.into_iter().collect(),
        tier: Tier::Named,
        kind: Kind::Speech,
        entity: None,
        name: None,
        reach: Span::default(),
        vague: false,
    };
    article.attributions.retain(|a| !a.content.is_empty());
    let at = article.attributions.partition_point(|a| a.cue[0].start < cue.start);
    article.attributions.insert(at, statement);
    article.statement = Some(at as u32);
}

/// What stands in every introduction, with a capital or without.
static OPENINGS: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["ollowing", "elow", "ere is"].map(Finder::new));

/// Whether one of the words for what is introduced stands in the paragraph. Most have none, and the patterns are slow to say so.
fn names_a_statement(words: &str, paragraph: &Paragraph) -> bool {
    const WHAT: [&str; 8] = ["statement", "remarks", "testimony", "letter", "text", "transcript", "speech", "response"];
    let mut tokens = paragraph.reading.tokens.iter().map(|t| t.text(words));
    tokens.any(|token| WHAT.iter().any(|what| what.eq_ignore_ascii_case(token)))
}

/// Source, its head and the cue of a paragraph that introduces a statement; places in the article.
fn introduction(words: &str, number: usize, article: &Article) -> Option<(Span, Span, Span)> {
    let paragraph = &article.paragraphs[number];
    let base = paragraph.span.start;
    let reading = &paragraph.reading;
    let mut units = Vec::new();
    unit::read(words, &reading.tokens, &reading.sentences, &reading.quotes, &mut units, &mut Vec::new());
    let span = |range: std::ops::Range<usize>| units[range.start].span.cover(units[range.end - 1].span).shift(base);
    let stop = units.len() - usize::from(units.last().is_some_and(|u| matches!(u.tag, Tag::Stop | Tag::Colon)));
    if let Some(found) = INTRODUCTION.captures(words) {
        let start = units.partition_point(|u| (u.span.start as usize) < found.get(0).map_or(0, |m| m.end()));
        let source = phrase::right(words, &units, start, stop)?;
        // The introduction ends its paragraph: what follows in the same one would be a story.
        let after = &words[units[source.whole.end - 1].span.end as usize..];
        if after.contains(". ") && after.len() > 200 {
            return None;
        }
        let what = found.name("what")?;
        return Some((
            span(source.whole.start..stop.max(source.whole.end)),
            span(source.head),
            Span::new(what.start(), what.end()).shift(base),
        ));
    }
    let found = ISSUED.captures(words)?;
    let verb = units.partition_point(|u| (u.span.start as usize) < found.get(0).map_or(0, |m| m.start()));
    let source = phrase::left(words, &units, verb, 0)?;
    let what = found.name("what")?;
    Some((span(source.whole), span(source.head), Span::new(what.start(), what.end()).shift(base)))
}
