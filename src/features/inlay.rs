//! Inlay hints: the person behind "he said", the date behind "Tuesday", the words behind an acronym that nobody spells out.
//!
//! Only where a pronoun is the source of an attribution and its person is known; a hint at every "he" would bury the text.

use crate::archive::{Archive, Document};
use crate::article::Article;
use crate::article::lexicon::{self, Class};
use crate::rules;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    /// Bytes from the text's start; the hint stands before this offset.
    pub offset: u32,
    pub label: String,
}

/// The hints inside a range.
pub fn inlays(document: &Document, archive: &Archive, range: Span) -> Vec<Inlay> {
    let (text, article) = (document.as_str(), document.article());
    let first = article.attributions.partition_point(|a| a.reach.end < range.start);
    let mut found: Vec<Inlay> = article.attributions[first..]
        .iter()
        .take_while(|a| a.cue.first().is_none_or(|c| c.start <= range.end.saturating_add(400)))
        .filter_map(|a| speaker(text, a.head?, a.name?))
        .chain(weekdays(text, article, range))
        .chain(acronyms(document, archive, range))
        .filter(|hint| range.start <= hint.offset && hint.offset <= range.end)
        .collect();
    found.sort_by(|a, b| (a.offset, &a.label).cmp(&(b.offset, &b.label)));
    found.dedup();
    found
}

/// " Ada Moss" after "she".
fn speaker(text: &str, head: Span, name: Span) -> Option<Inlay> {
    let pronoun = head.of(text);
    if pronoun.len() > 4 || !lexicon::class(pronoun).any(Class::SUBJECT) || name.overlaps(head) {
        return None;
    }
    Some(Inlay { offset: head.end, label: name.of(text).to_string() })
}

/// The long name behind an acronym, at its first place, where the article does not give it and the archive or a pack does.
fn acronyms(document: &Document, archive: &Archive, range: Span) -> Vec<Inlay> {
    let unexplained = rules::unexplained(document.article(), document.as_str());
    let inside = unexplained.into_iter().filter(|u| u.span.overlaps(range));
    inside.filter_map(|u| Some(Inlay { offset: u.span.end, label: rules::meaning(archive, document, u.acronym)?.name })).collect()
}

/// The calendar date behind a weekday, where the article has a date: the last such day up to it, as news in the past tense means
/// it. Left out after "next" or "every", in sentences about what is to come, and where a date stands beside the day.
fn weekdays(text: &str, article: &Article, range: Span) -> Vec<Inlay> {
    let Some(dated) = article.date else { return vec![] };
    let mut found = Vec::new();
    for paragraph in article.paragraphs.iter().filter(|p| p.span.overlaps(range)) {
        let words = paragraph.span.of(text);
        let tokens = &paragraph.reading.tokens;
        for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.is(Class::WEEKDAY) && t.is_capitalised()) {
            let name = token.text(words);
            let beside = |at: Option<usize>| at.and_then(|i| tokens.get(i)).map_or("", |t| t.text(words));
            let before = beside(i.checked_sub(1)).to_ascii_lowercase();
            let spoken_for = paragraph.reading.quotes.iter().any(|q| q.outer.contains(token.span()));
            if matches!(before.as_str(), "next" | "every" | "each" | "this" | "super" | "black" | "good" | "until" | "by") || spoken_for {
                continue;
            }
            // "will meet on Tuesday" means the one to come.
            let sentence = paragraph.reading.sentences.iter().find(|s| s.contains(&i)).map_or(0, |s| s.start);
            let to_come = |t: &crate::article::token::Token| {
                matches!(t.text(words), "will" | "would" | "scheduled" | "expected" | "due" | "plans" | "planned" | "ahead")
            };
            let clause = tokens[sentence..i].iter().rev().take_while(|t| t.is_word()).take(6);
            if clause.into_iter().any(to_come) {
                continue;
            }
            // "Tuesday, March 4" says it itself.
            if lexicon::class(beside(Some(i + 2))).any(Class::MONTH)
                || lexicon::class(beside(Some(i + 1))).any(Class::MONTH)
                || !is_full(name)
            {
                continue;
            }
            let Some(day) =
                (0..7).filter_map(|back| dated.date.checked_sub(jiff::Span::new().days(back)).ok()).find(|d| is_day(d.weekday(), name))
            else {
                continue;
            };
            let offset = paragraph.span.start + token.end;
            found.push(Inlay { offset, label: day.strftime("%b %-d").to_string() });
        }
    }
    found
}

fn is_full(name: &str) -> bool {
    name.ends_with("day")
}

fn is_day(day: jiff::civil::Weekday, name: &str) -> bool {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let full = match day {
        Monday => "Monday",
        Tuesday => "Tuesday",
        Wednesday => "Wednesday",
        Thursday => "Thursday",
        Friday => "Friday",
        Saturday => "Saturday",
        Sunday => "Sunday",
    };
    full == name
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{hint:words}` marks what a hint stands behind; the label is compared apart.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::new("a.txt", text);
        let hints = inlays(&document, &archive(), Span::new(0, text.len()));
        let found: Vec<_> = hints
            .iter()
            .map(|h| {
                let start = text[..h.offset as usize].rfind(|c: char| !c.is_alphabetic()).map_or(0, |i| i + 1);
                (&text[start..h.offset as usize], h.label.as_str())
            })
            .collect();
        assert_eq!(found, expected);
    }

    /// One article that spells an acronym out.
    fn archive() -> Archive {
        let archive = Archive::default();
        let text = "The Harbor Rights Council (HRC) met, its lawyer Ida Brandt said.";
        archive.open(std::sync::Arc::new(Document::new("b.txt", text)));
        archive
    }

    #[test]
    fn an_acronym_gets_what_it_stands_for_once() {
        check("Ida Brandt of the HRC left. The HRC won.", &[("HRC", "Harbor Rights Council")]);
        check("Lawyers of the HRC left. The HRC won.", &[]);
        check("Lawyers of the Harbor Rights Council left. The HRC won.", &[]);
    }

    #[test]
    fn a_pronoun_that_speaks_gets_its_person() {
        check(
            "“It is cracked,” said Ada Moss, the county engineer.\n\n“We told them,” she said. He was not there.",
            &[("she", "Ada Moss")],
        );
    }

    #[test]
    fn a_weekday_gets_its_date() {
        let text = "Bridge closes\n\nBy Ada Moss, March 6, 2019\n\nThe bridge closed on Tuesday, the county said. It opens next Friday.";
        check(text, &[("Tuesday", "Mar 5")]);
    }
}
