//! The card of a quote: who speaks, and where else the same words stand, with what differs.

use super::{escape, link};
use crate::archive::{Archive, Change, ChangeKind, Document, Occurrence, Reuse, Sameness};
use crate::features::Card;
use crate::features::quote::by_date;
use crate::text::Encoding;
use std::fmt::Write;

/// Occurrences that a card lists; the rest is counted.
const LISTED: usize = 6;

/// The card for the quote at an offset.
pub fn card(document: &Document, archive: &Archive, offset: usize) -> Option<Card> {
    let (text, article) = (document.as_str(), document.article());
    let (number, quote) = article.quotes.iter().enumerate().rfind(|(_, q)| q.span.touches(offset))?;
    let speaker = quote.speaker.map(|s| plain(s.name.of(text)));
    let mut markdown = match &speaker {
        Some(name) if !name.is_empty() => format!("**Quote** of {name}"),
        _ => "**Quote**, no speaker found in the text".to_string(),
    };
    let reuse = archive.reuse_at(document, offset).filter(|r| r.quotes.contains(&number));
    match &reuse {
        Some(reuse) => elsewhere(&mut markdown, archive, text, reuse),
        // Of one or two words nobody asks where else they stand.
        None if quote.span.of(text).split_whitespace().nth(2).is_none() => {}
        None if archive.len() > 1 => markdown.push_str("\n\nNot found in other articles."),
        None => {}
    }
    let span = reuse.map_or(quote.span, |r| r.span);
    Some(Card { span, markdown })
}

fn elsewhere(markdown: &mut String, archive: &Archive, text: &str, reuse: &Reuse) {
    let words = reuse.span.of(text);
    let sorted: Vec<&Occurrence> = by_date(&reuse.occurrences).filter(|o| !o.reprint && !o.chance).collect();
    if !sorted.is_empty() {
        let _ = write!(markdown, "\n\nAlso in {} other article{}:\n", sorted.len(), plural(sorted.len()));
    }
    for occurrence in sorted.iter().take(LISTED) {
        let _ = write!(markdown, "\n- {}", named(archive, occurrence));
        if let Some(speaker) = &occurrence.speaker {
            let _ = write!(markdown, ", {}", plain(speaker));
        }
        match occurrence.sameness {
            Sameness::Exact if occurrence.words > occurrence.matched + 3 => markdown.push_str(": the same words, and more of them"),
            Sameness::Exact => markdown.push_str(": the same words"),
            Sameness::Legal => markdown.push_str(": the same words, shortened or with brackets"),
            Sameness::Altered => {
                let parts: Vec<String> = occurrence.alterations().take(4).map(|c| difference(occurrence, c, words)).collect();
                let _ = write!(markdown, ": {}", parts.join("; "));
            }
        }
    }
    if sorted.len() > LISTED {
        let _ = write!(markdown, "\n- and {} more", sorted.len() - LISTED);
    }
    let reprints: Vec<&Occurrence> = by_date(&reuse.occurrences).filter(|o| o.reprint && !o.chance).collect();
    if !reprints.is_empty() {
        let first: Vec<String> = reprints.iter().take(3).map(|o| named(archive, o)).collect();
        let more = if reprints.len() > 3 { format!(" and {} more", reprints.len() - 3) } else { String::new() };
        let _ = write!(markdown, "\n\nReprinted in {}{more}.", first.join("; "));
    }
    let twins = reuse.occurrences.iter().filter(|o| o.chance).count();
    if twins > 0 {
        let (s, share) = if twins == 1 { ("", "shares") } else { ("s", "share") };
        let _ = write!(markdown, "\n\nThese few words also stand in {twins} article{s} that {share} nothing else with this one.");
    }
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// The article with its date, as a link to the words.
fn named(archive: &Archive, occurrence: &Occurrence) -> String {
    let line = archive.document(&occurrence.path).map_or(1, |d| d.text.position(occurrence.span.start as usize, Encoding::Utf8).line + 1);
    let link = link(&occurrence.title, &occurrence.path, line);
    occurrence.date.map_or(link.clone(), |date| format!("{link}, {date}"))
}

fn difference(occurrence: &Occurrence, change: &Change, words: &str) -> String {
    let (here, there) = occurrence.contrast(change, words);
    let (here, there) = (plain(here), plain(there));
    if change.kind == ChangeKind::Cut {
        return if change.asked.len() > change.there.len() {
            format!("cut, without ~~{here}~~, which turns the sense")
        } else {
            format!("has **{there}**, which is cut here and turns the sense")
        };
    }
    match (here.is_empty(), there.is_empty()) {
        (true, _) => format!("**{there}** added"),
        (_, true) => format!("~~{here}~~"),
        _ => format!("~~{here}~~ **{there}**"),
    }
}

/// Words of an article on one line, as Markdown that shows them as they are.
fn plain(words: &str) -> String {
    escape(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}
