//! What carries over: quotes that stand beside their attribution, in the same paragraph and in the next.

use super::super::Article;
use super::super::lexicon::Class;
use super::super::paragraph::Role;
use super::super::quote::{Marked, Quote, QuoteKind, Speaker};
use super::cue::Clause;
use super::phrase::{self, Phrase};
use super::unit::{Tag, Unit};
use super::{Cue, Kind};
use crate::text::Span;
use smallvec::smallvec;
use std::ops::Range;

/// Cues before a quote among which its speaker is looked for.
const NEAR: usize = 32;

/// Gives quotes that no cue of the paragraph covers to the one they stand beside, or to who acts just before them.
pub fn within(text: &str, units: &[Unit], ranges: &[Range<usize>], quotes: &[Marked], cues: &mut Vec<Cue>) {
    if quotes.is_empty() {
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
    let mut found = Vec::new();
    for (number, range) in ranges.iter().enumerate() {
        for at in range.clone() {
            let Tag::Quote(quote) = units[at].tag else { continue };
            let i = quote as usize;
            if covered[i] {
                continue;
            }
            if let Some((name, colon)) = label(text, units[at].span) {
                let (source, sentence) = (Some(name), number as u32);
                let content = smallvec![units[at].span];
                found.push(Cue { source, head: source, cue: colon, content, kind: Kind::Speech, sentence, announces: false });
                covered[i] = true;
                continue;
            }
            if let Some(cue) = credited(text, units, ranges, number, at) {
                found.push(cue);
                covered[i] = true;
                continue;
            }
            while next < cues.len() && (cues[next].sentence as usize) < number {
                next += 1;
            }
            // A sentence that is all quotation goes with the speech before it, else with the one after.
            // “No,” he said. But “we will see.”
            let lead = &units[range.start..at];
            let opens =
                lead.iter().all(|u| matches!(u.tag, Tag::And | Tag::Adverb | Tag::Comma)) || is_subject_of(text, lead, units[at].span);
            let here = (next..cues.len()).take_while(|&c| cues[c].sentence as usize == number).find(|&c| cues[c].source.is_some());
            let recent = next.saturating_sub(NEAR);
            let before = speaking(quotes, &cues[recent..next])
                .map(|i| recent + i)
                // “He showed us again,” after a sentence in which somebody praises or blames.
                .or_else(|| (recent..next).rev().find(|&i| cues[i].sentence as usize + 1 == number && names_somebody(text, &cues[i])));
            let chosen = if opens { before.or(here) } else { here };
            if let Some(chosen) = chosen {
                cues[chosen].content.push(units[at].span);
                cues[chosen].content.sort();
                covered[i] = true;
            } else if let Some(before) = number.checked_sub(1).filter(|_| opens)
                && let Some((subject, verb)) = beat(text, units, &ranges[before])
            {
                let clause = Clause { text, units, start: ranges[before].start, stop: ranges[before].end, number: before as u32 };
                found.extend(clause.cue(Some(&subject), verb..verb + 1, [at..at + 1], Kind::Speech));
                covered[i] = true;
            }
        }
    }
    cues.append(&mut found);
}

/// “We saw it,” said Moss. The mayor “kind of misspoke.”: a short subject whose verb stands in the marks.
fn is_subject_of(text: &str, lead: &[Unit], quote: Span) -> bool {
    let words = quote.of(text).trim_start_matches(|c: char| !c.is_alphanumeric());
    let subject = |u: &Unit| matches!(u.tag, Tag::Name | Tag::Pronoun | Tag::Determiner | Tag::Word);
    (1..=3).contains(&lead.len()) && lead.iter().all(subject) && words.starts_with(char::is_lowercase) && quote.of(text).contains('.')
}

/// Whether a cue has a source that is not just anybody: "no matter how tame an owner thinks it is".
fn names_somebody(text: &str, cue: &Cue) -> bool {
    let article = |s: Span| matches!(s.of(text).split_whitespace().next(), Some("a" | "an" | "any" | "every" | "no"));
    cue.source.is_some_and(|s| !article(s))
}

/// The name and the colon of a transcript's label inside the marks: “MOSS: It will open.”
fn label(text: &str, quote: Span) -> Option<(Span, Span)> {
    /// Letters of the shortest name and of the longest.
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;
    let words = quote.of(text);
    let start = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let name = words[start..].split(':').next()?;
    let end = start + name.len();
    let capitals = LENGTHS.contains(&name.len())
        && words[end..].starts_with(": ")
        && name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
    let at = |from: usize, to: usize| Span { start: quote.start + from as u32, end: quote.start + to as u32 };
    capitals.then(|| (at(start, end), at(end, end + 1)))
}

/// “It is closed.” – Ada Moss, “It is closed.” [The Herald]: the credit is a sentence of its own where a stop ends the words in
/// marks.
fn credited(text: &str, units: &[Unit], ranges: &[Range<usize>], number: usize, quote: usize) -> Option<Cue> {
    let line = ranges.get(number + 1).filter(|_| quote + 1 == ranges[number].end)?;
    let bracket = units[line.start].span.of(text) == "[";
    if units[line.start].tag != Tag::Dash && !bracket {
        return None;
    }
    let name = phrase::right(text, units, line.start + 1, line.end)?;
    let capital = units[name.whole.clone()].iter().find(|u| u.tag != Tag::Determiner).is_some_and(|u| u.tag == Tag::Name);
    // "[Harbor Conference, 10/24/13]" says where, not who.
    let closes = |u: &Unit| matches!(u.tag, Tag::Close | Tag::Stop);
    if !capital || bracket && !units.get(name.whole.end).is_some_and(closes) {
        return None;
    }
    // "[The Herald.]"
    let named = name.whole.len() - usize::from(name.whole.len() > 1 && units[name.whole.end - 1].span.of(text) == ".");
    let name = name.whole.start..name.whole.start + named;
    let name = Phrase { whole: name.clone(), head: name };
    let clause = Clause { text, units, start: line.start, stop: line.end, number: number as u32 };
    let mut cue = clause.cue(Some(&name), line.start..line.start + 1, [], Kind::Speech)?;
    cue.content = smallvec![units[quote].span];
    Some(cue)
}

/// "Ada Moss, the mayor, agreed." and "He shrugged.": somebody who does little else than speak next, and the verb.
fn beat(text: &str, units: &[Unit], sentence: &Range<usize>) -> Option<(Phrase, usize)> {
    /// Units of the longest sentence of this kind, and of what is said in it of the speaker.
    const LONGEST: usize = 24;
    const DONE: usize = 5;
    let stop = sentence.end.checked_sub(1).filter(|&i| units[i].tag == Tag::Stop && sentence.len() <= LONGEST)?;
    let subject = phrase::main_subject(text, units, sentence.start, stop)?;
    let person = units[subject.head.clone()].iter().any(|u| u.tag == Tag::Name && !u.is(Class::ORGANISATION.or(Class::PLACE)))
        || units[subject.head.start].tag == Tag::Pronoun;
    let mut verb = subject.whole.end;
    if units[verb].tag == Tag::Comma {
        verb += 2 + units[verb + 1..stop].iter().position(|u| u.tag == Tag::Comma)?;
    }
    while verb < stop && units[verb].tag == Tag::Adverb {
        verb += 1;
    }
    let done = units.get(verb..stop).filter(|done| (1..=DONE).contains(&done.len()))?;
    let acts = done[0].tag == Tag::Word && phrase::is_verb_form(text, &done[0]);
    let alone = !done.iter().any(|u| u.is_quote() || matches!(u.tag, Tag::Name | Tag::Number | Tag::Comma | Tag::Time));
    (person && acts && alone).then_some((subject, verb))
}

/// The cue of the last sentence with a source that goes on speaking: the one that covers a quote, else its first of speech.
fn speaking(quotes: &[Marked], cues: &[Cue]) -> Option<usize> {
    let quoting = |c: &Cue| {
        c.source.is_some()
            && c.content
                .iter()
                .any(|s| quotes.get(quotes.partition_point(|q| q.outer.end <= s.start)).is_some_and(|q| q.outer.start < s.end))
    };
    let last = cues.iter().rposition(|c| c.source.is_some() && (c.kind == Kind::Speech || c.kind == Kind::AccordingTo && quoting(c)))?;
    let sentence = cues[last].sentence;
    let first = cues.iter().rposition(|c| c.sentence < sentence).map_or(0, |i| i + 1);
    let here = first..last + 1;
    here.clone()
        .rev()
        .find(|&i| quoting(&cues[i]))
        .or_else(|| here.clone().find(|&i| cues[i].kind == Kind::Speech && cues[i].source.is_some()))
}

/// Quotations that run on over paragraphs, and what a colon at a paragraph's end announces: `announcing` holds the paragraphs
/// that do and their attributions.
pub fn across(text: &str, article: &mut Article, announcing: &[(usize, usize)]) {
    let mut announcing = announcing.iter().peekable();
    let mut attribution = 0;
    // The attribution that the paragraph before ends with, and whether it left its quotation open.
    let mut running: Option<usize> = None;
    let mut open = false;
    let mut announced: Option<usize> = None;
    // Quotations of the paragraphs just before that nobody speaks yet and that were left open: who speaks comes at their end.
    let mut waiting: Vec<Span> = Vec::new();
    let mut blocks = Vec::new();
    for (number, paragraph) in article.paragraphs.iter().enumerate() {
        let first = attribution;
        while attribution < article.attributions.len() && article.attributions[attribution].cue[0].start < paragraph.span.end {
            attribution += 1;
        }
        while announcing.next_if(|a| a.0 < number).is_some() {}
        // A line that announces a quote is part of the story, whatever it looks like.
        if paragraph.role == Role::Furniture && announcing.peek().is_none_or(|a| a.0 != number) {
            continue;
        }
        let quotes = &paragraph.reading.quotes;
        let base = paragraph.span.start;
        let leading = quotes.first().filter(|q| q.outer.start == 0);
        let fills = leading.is_some_and(|q| q.outer.end as usize + 2 >= paragraph.span.len());
        let uncued = first == attribution;
        let mut taken = None;
        if let Some(source) = announced.take() {
            let listed = paragraph.span.of(text).starts_with(['•', '*', '-', '–', '·']);
            match leading {
                Some(quote) if uncued => taken = Some((source, quote.outer.shift(base))),
                None if !listed && paragraph.span.len() > 40 => {
                    blocks.push(paragraph.span);
                    taken = Some((source, paragraph.span));
                }
                _ => {}
            }
        } else if let (Some(source), Some(quote)) = (running, leading)
            && uncued
            && (open || fills)
        {
            taken = Some((source, quote.outer.shift(base)));
        }
        if let Some((source, span)) = taken {
            article.attributions[source].content.push(span);
        }
        let leads = leading.map(|q| q.outer.shift(base));
        if let Some(quote) = leads
            && let Some(speech) = article.attributions[first..attribution].iter_mut().find(|a| a.head.is_some() && a.covers(quote))
        {
            speech.content = waiting.drain(..).chain(speech.content.iter().copied()).collect();
        }
        match leads.filter(|_| uncued && taken.is_none() && leading.is_some_and(|q| q.open)) {
            Some(quote) => waiting.push(quote),
            None => waiting.clear(),
        }
        if let Some((_, source)) = announcing.next_if(|a| a.0 == number) {
            announced = Some(*source);
        }
        let reading = &paragraph.reading;
        let last_sentence = reading.sentences.last().map_or(base, |s| base + reading.tokens[s.start].start);
        open = quotes.last().is_some_and(|q| q.open);
        running = if uncued {
            taken.filter(|_| leading.is_some()).map(|t| t.0)
        } else {
            (first..attribution).rev().find(|&i| {
                let attribution = &article.attributions[i];
                let end = attribution.content.last().map_or(0, |c| c.end);
                // Speech in the paragraph's last sentence goes on in a paragraph that is all quotation.
                let spoken =
                    attribution.kind == Kind::Speech && (attribution.cue[0].start >= last_sentence || end + 2 >= paragraph.span.end);
                attribution.head.is_some()
                    && (spoken || open || quotes.last().is_some_and(|q| q.outer.shift(base).end <= end && end + 1 >= paragraph.span.end))
            })
        };
    }
    article.quotes.extend(blocks.into_iter().map(|span| Quote { span, kind: QuoteKind::Block, attribution: None, speaker: None }));
    article.quotes.sort_by_key(|q| q.span);
    // What announced nothing in the end covers nothing.
    article.attributions.retain(|a| !a.content.is_empty());
}

/// Gives every quote the innermost attribution that covers it, and that one's source as its speaker.
pub fn speakers(text: &str, article: &mut Article) {
    // Contents in order of their starts, with the attribution each belongs to.
    let mut contents: Vec<(Span, u32)> =
        article.attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |c| (*c, i as u32))).collect();
    contents.sort();
    let mut next = 0;
    let mut active: Vec<(Span, u32)> = Vec::new();
    for quote in &mut article.quotes {
        while next < contents.len() && contents[next].0.start <= quote.span.start {
            active.push(contents[next]);
            next += 1;
        }
        active.retain(|c| c.0.end >= quote.span.end);
        let of = |c: &&(Span, u32)| &article.attributions[c.1 as usize];
        let named = || active.iter().filter(|c| of(c).head.is_some());
        let Some(mut best) = named().min_by_key(|c| c.0.len()).or(active.first()) else { continue };
        // "Moss said the board hopes for “a miracle”": the words are those of whoever speaks of what others hold, if these do not
        // name it so themselves ("who called it “a miracle”").
        let held = of(&best).cue[0];
        let naming = |word: &str| ["call", "dub", "label", "brand", "describ"].iter().any(|verb| word.starts_with(verb));
        let names = held.of(text).split_whitespace().any(naming);
        if of(&best).kind == Kind::Stance && !names {
            let tells = |c: &&(Span, u32)| of(c).kind == Kind::Speech && c.0.contains(held);
            best = named().filter(tells).min_by_key(|c| c.0.len()).unwrap_or(best);
        }
        let attribution = of(&best);
        quote.attribution = Some(best.1);
        quote.speaker = attribution.head.map(|span| Speaker { span, name: attribution.name.unwrap_or(span), entity: attribution.entity });
    }
}
