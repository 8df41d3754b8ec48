//! The card of a quote: who speaks, and where else the same words stand, with what differs.

use super::{escape, link};
use crate::archive::{Archive, Document, Occurrence, Reuse, Sameness};
use crate::features::Card;
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
    let all = archive.reuse(document);
    match all.iter().find(|r| r.quotes.contains(&number)) {
        Some(reuse) => elsewhere(&mut markdown, archive, text, reuse),
        None if archive.len() > 1 => markdown.push_str("\n\nNot found in other articles."),
        None => {}
    }
    let span = all.iter().find(|r| r.quotes.contains(&number)).map_or(quote.span, |r| r.span);
    Some(Card { span, markdown })
}

fn elsewhere(markdown: &mut String, archive: &Archive, text: &str, reuse: &Reuse) {
    let words = reuse.span.of(text);
    let mut sorted: Vec<&Occurrence> = reuse.occurrences.iter().filter(|o| !o.reprint).collect();
    let reprints = reuse.occurrences.len() - sorted.len();
    sorted.sort_by_key(|o| (o.date.is_none(), o.date));
    if !sorted.is_empty() {
        let _ = write!(markdown, "\n\nAlso in {} other article{}:\n", sorted.len(), if sorted.len() == 1 { "" } else { "s" });
    }
    for occurrence in sorted.iter().take(LISTED) {
        let line =
            archive.document(&occurrence.path).map_or(1, |d| d.text.position(occurrence.span.start as usize, Encoding::Utf8).line + 1);
        let _ = write!(markdown, "\n- {}", link(&occurrence.title, &occurrence.path, line));
        if let Some(date) = occurrence.date {
            let _ = write!(markdown, ", {date}");
        }
        if let Some(speaker) = &occurrence.speaker {
            let _ = write!(markdown, ", {}", plain(speaker));
        }
        match occurrence.sameness {
            Sameness::Exact => markdown.push_str(": the same words"),
            Sameness::Legal => markdown.push_str(": the same words, shortened or with brackets"),
            Sameness::Altered => {
                let parts: Vec<String> = occurrence.alterations().take(4).map(|c| contrast(occurrence.contrast(c, words))).collect();
                let _ = write!(markdown, ": {}", parts.join("; "));
            }
        }
    }
    if sorted.len() > LISTED {
        let _ = write!(markdown, "\n- and {} more", sorted.len() - LISTED);
    }
    if reprints > 0 {
        let _ = write!(markdown, "\n\nReprinted {reprints} time{}.", if reprints == 1 { "" } else { "s" });
    }
}

fn contrast((here, there): (&str, &str)) -> String {
    let (here, there) = (plain(here), plain(there));
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
