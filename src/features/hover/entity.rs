//! The cards of a person and of an organisation: how this article names them, and what the archive says.

use super::{escape, link};
use crate::archive::entity::{Known, Office, Seen};
use crate::archive::{Archive, Document};
use crate::article::{Article, EntityKind, Mention, MentionKind};
use crate::features::{Card, written};
use crate::text::Span;
use std::path::Path;

/// The card for the name or office at an offset.
pub fn card(document: &Document, archive: &Archive, offset: usize) -> Option<Card> {
    let article = document.article();
    let mention = mention_at(article, offset)?;
    let entity = &article.entities[mention.entity as usize];
    let text = document.as_str();
    let known = archive.entities().known(entity.kind, entity.name.of(text));
    let here = Here { document, article, text, entity: mention.entity };
    let markdown = match entity.kind {
        EntityKind::Organisation => organisation(archive, &here, known.as_ref()),
        EntityKind::Person => person(archive, &here, known.as_ref()),
    };
    Some(Card { span: mention.span, markdown })
}

/// The mention at an offset; the shortest where they stand in one another.
pub fn mention_at(article: &Article, offset: usize) -> Option<&Mention> {
    article.mentions.iter().filter(|m| m.span.touches(offset)).min_by_key(|m| m.span.len())
}

/// An entity in the article that is looked at.
struct Here<'a> {
    document: &'a Document,
    article: &'a Article,
    text: &'a str,
    entity: u32,
}

impl Here<'_> {
    fn name(&self) -> String {
        written(self.article.name(self.entity, self.text))
    }

    fn mentions(&self) -> impl Iterator<Item = &Mention> {
        self.article.mentions.iter().filter(|m| m.entity == self.entity)
    }

    fn line(&self, span: Span) -> u32 {
        self.document.text.position(span.start as usize, crate::text::Encoding::Utf8).line + 1
    }

    /// A link to a line of this article.
    fn at(&self, span: Span) -> String {
        let line = self.line(span);
        link(&format!("line {line}"), &self.document.path, line)
    }

    /// "In this article: 4 mentions, first as “ICE” on line 3; in full on line 8".
    fn mentioned(&self) -> String {
        let count = self.mentions().filter(|m| m.kind != MentionKind::Office).count();
        let Some(first) = self.mentions().find(|m| m.kind != MentionKind::Office).or_else(|| self.mentions().next()) else {
            return String::new();
        };
        let entity = &self.article.entities[self.entity as usize];
        let full = first.span.of(self.text) == entity.name.of(self.text);
        let written = if full { String::new() } else { format!(" as “{}”", said(first.span.of(self.text))) };
        let mut line = match count {
            0 | 1 => format!("In this article:{written} on {}", self.at(first.span)),
            _ => format!("In this article: {}, first{written} on {}", counted(count, "mention"), self.at(first.span)),
        };
        if !full && self.line(first.span) != self.line(entity.name) {
            line.push_str(&format!("; in full on {}", self.at(entity.name)));
        }
        line
    }
}

fn organisation(archive: &Archive, here: &Here, known: Option<&Known>) -> String {
    let entity = &here.article.entities[here.entity as usize];
    let name = known.map_or_else(|| here.name(), |k| k.name.clone());
    let acronym = entity.acronym.map(|s| written(s.of(here.text))).or_else(|| {
        let short = |v: &&(String, u32)| v.0.chars().count() <= 8 && v.0.chars().all(|c| c.is_uppercase() || c == '.');
        known.and_then(|k| k.variants.iter().find(short)).map(|v| v.0.clone())
    });
    let mut lines = Lines::default();
    let heading = match acronym.filter(|a| *a != name) {
        Some(acronym) => format!("**{}** ({}) · organisation", said(&name), said(&acronym)),
        None => format!("**{}** · organisation", said(&name)),
    };
    lines.paragraph(heading);
    lines.paragraph(here.mentioned());
    if let Some(acronym) = entity.acronym {
        let defined = here.text[acronym.range().start.saturating_sub(1)..].starts_with('(');
        let how = if defined { "spelled out" } else { "used" };
        lines.item(format!("“{}” is {how} on {}", said(acronym.of(here.text)), here.at(acronym)));
    }
    let Some(known) = known else { return lines.markdown };
    archive_says(archive, here, known, &mut lines);
    if !known.officials.is_empty() {
        lines.item(format!("officials, the archive says: {}", joined(known.officials.iter().take(5).map(|o| official(archive, o)), "; ")));
    }
    articles(archive, here, known, &mut lines);
    lines.markdown
}

fn person(archive: &Archive, here: &Here, known: Option<&Known>) -> String {
    let entity = &here.article.entities[here.entity as usize];
    let name = known.map_or_else(|| here.name(), |k| k.name.clone());
    let mut lines = Lines::default();
    let unnamed = !here.mentions().any(|m| m.kind == MentionKind::Person);
    if unnamed {
        lines.paragraph(format!("**{}** · office; this article does not name its holder", said(&here.name())));
        lines.paragraph(here.mentioned());
        return lines.markdown;
    }
    let offices: Vec<String> = entity
        .offices
        .iter()
        .take(3)
        .map(|o| {
            let title = said(o.title.of(here.text));
            match o.organisation {
                Some(body) => format!("{title}, {}", said(body.of(here.text))),
                None => title,
            }
        })
        .collect();
    let office = match entity.offices.first() {
        Some(first) => format!(" · {} (as written on {})", offices.join("; "), here.at(first.title)),
        None => String::new(),
    };
    lines.paragraph(format!("**{}**{office}", said(&name)));
    lines.paragraph(here.mentioned());
    let quotes: Vec<_> = here.article.quotes.iter().filter(|q| q.speaker.is_some_and(|s| s.entity == Some(here.entity))).collect();
    if let Some(last) = quotes.last() {
        lines.item(format!(
            "{} here, the last on {}: “{}”",
            counted(quotes.len(), "quote"),
            here.at(last.span),
            said(clip(last.span.of(here.text), 140))
        ));
    }
    let Some(known) = known else { return lines.markdown };
    archive_says(archive, here, known, &mut lines);
    let mut seen = Vec::new();
    for office in known.offices.iter().filter(|o| *o.path != *here.document.path) {
        let title = (office.title.to_lowercase(), office.organisation.as_ref().map(|o| o.to_lowercase()));
        if seen.len() < 5 && !seen.contains(&title) {
            lines.item(format!("the archive says {}: {}", titled(office), place(archive, &office.path, office.line, office.date)));
            seen.push(title);
        }
    }
    let elsewhere: Vec<_> = known.quotes.iter().filter(|q| *q.path != *here.document.path).collect();
    if let Some(quote) = elsewhere.first() {
        let words = archive.document(&quote.path).map(|d| written(clip(quote.span.of(d.as_str()), 140))).filter(|w| !w.is_empty());
        if let Some(words) = words {
            lines.item(format!("quoted in {}: “{}”", place(archive, &quote.path, quote.line, quote.date), said(&words)));
        }
    }
    if !known.namesakes.is_empty() {
        lines.item(format!("same surname in the archive: {}", joined(known.namesakes.iter().map(|n| said(n)), ", ")));
    }
    articles(archive, here, known, &mut lines);
    lines.markdown
}

/// Counts, dates and ways of writing.
fn archive_says(archive: &Archive, here: &Here, known: &Known, lines: &mut Lines) {
    let others = known.articles.iter().filter(|a| *a.path != *here.document.path).count();
    if others > 0 {
        let mut dates = known.articles.iter().filter_map(|a| a.date).collect::<Vec<_>>();
        dates.sort();
        let span = match (dates.first(), dates.last()) {
            (Some(first), Some(last)) if first == last => format!(", {first}"),
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            _ => String::new(),
        };
        let count = counted(known.mentions as usize, "mention");
        lines.item(format!("in the archive: {count} in {}{span}", counted(known.articles.len(), "article")));
    }
    if known.variants.len() > 1 {
        let ways = known.variants.iter().take(6).map(|(name, count)| format!("“{}” {count}", said(name)));
        lines.item(format!("written {}", joined(ways, ", ")));
    }
    if !known.spellings.is_empty() {
        let ways = known
            .spellings
            .iter()
            .zip(&known.spelt_at)
            .take(3)
            .map(|((name, count), seen)| format!("“{}” {count}, {}", said(name), place(archive, &seen.path, seen.line, seen.date)));
        lines.item(format!("a similar name in the archive: {}", joined(ways, "; ")));
    }
}

/// The last three other articles, each with the words around the name.
fn articles(archive: &Archive, here: &Here, known: &Known, lines: &mut Lines) {
    for seen in known.articles.iter().filter(|a| *a.path != *here.document.path).take(3) {
        let around = archive.document(&seen.path).map(|d| sentence(d.as_str(), seen)).unwrap_or_default();
        let place = place(archive, &seen.path, seen.line, seen.date);
        lines.item(if around.is_empty() { place } else { format!("{place}: {}", said(&around)) });
    }
}

fn official(archive: &Archive, office: &Office) -> String {
    format!("{}, {} ({})", said(&office.person), said(&office.title), place(archive, &office.path, office.line, office.date))
}

fn titled(office: &Office) -> String {
    match &office.organisation {
        Some(body) => format!("{}, {}", said(&office.title), said(body)),
        None => said(&office.title),
    }
}

/// An article as a link, with its date.
fn place(archive: &Archive, path: &Path, line: u32, date: Option<jiff::civil::Date>) -> String {
    let title =
        archive.digest(path).map(|d| d.title()).unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    let title = if title.chars().count() > 64 { format!("{}…", clip(&title, 62)) } else { title };
    let link = link(&title, path, line);
    match date {
        Some(date) => format!("{link}, {date}"),
        None => link,
    }
}

/// The sentence around a mention, cut to a line.
fn sentence(text: &str, seen: &Seen) -> String {
    let span = seen.span;
    let (Some(before), Some(after)) = (text.get(..span.start as usize), text.get(span.end as usize..)) else { return String::new() };
    let line_start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let start = before[line_start..].rfind(". ").map_or(line_start, |i| line_start + i + 2);
    let line_end = after.find(['\n', '\r']).unwrap_or(after.len());
    let end = span.end as usize + after[..line_end].find(". ").map_or(line_end, |i| i + 1);
    // A long sentence is shown from the word that begins shortly before the name.
    let near = before.char_indices().rev().nth(70).map_or(0, |(i, _)| i);
    let cut = span.start as usize - start > 90;
    let start = if cut { near + before[near..].find(' ').map_or(0, |i| i + 1) } else { start };
    format!("{}{}", if cut { "… " } else { "" }, written(clip(text.get(start..end).unwrap_or(""), 180)))
}

/// The start of a text, at most so many characters and only whole words.
fn clip(words: &str, most: usize) -> &str {
    words.char_indices().nth(most).map_or(words, |(i, _)| words[..i].rfind(' ').map_or(&words[..i], |space| &words[..space]).trim_end())
}

fn said(words: &str) -> String {
    escape(&written(clip(words, 200)))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// Markdown that reads as plain text too.
#[derive(Default)]
struct Lines {
    markdown: String,
    listing: bool,
}

impl Lines {
    fn paragraph(&mut self, line: String) {
        if line.is_empty() {
            return;
        }
        if !self.markdown.is_empty() {
            self.markdown.push_str("\n\n");
        }
        self.markdown.push_str(&line);
        self.listing = false;
    }

    fn item(&mut self, line: String) {
        self.markdown.push_str(if self.listing { "\n- " } else { "\n\n- " });
        self.markdown.push_str(&line);
        self.listing = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;
    use std::sync::Arc;

    /// The card at the cursor of a fixture's first file, the other files being the archive.
    fn check(source: &str, expected: &str) {
        let archive = Archive::default();
        let mut cursor = None;
        let mut first = None;
        for (name, source) in marked::files(source) {
            let marked = marked::parse(&source);
            let document = Arc::new(Document::new(format!("/news/{name}"), &marked.text));
            archive.open(Arc::clone(&document));
            if first.is_none() {
                cursor = marked.cursor;
                first = Some(document);
            }
        }
        let document = first.expect("a fixture has a file");
        let card = card(&document, &archive, cursor.expect("a fixture has a cursor")).expect("there is a card");
        assert_eq!(card.markdown, expected.trim_start());
    }

    #[test]
    fn a_person_has_office_quotes_and_namesakes() {
        check(
            "//- a.txt
Harbor suit goes ahead

March 3, 2024

“It is late and we are not done,” said Ann M{|}oss, director of the Harbor Rights Council.
//- b.txt
Pier plan stalls

May 5, 2023

Ann Moss, a lawyer for the Harbor Rights Council, was early. Peter Moss was late.
",
            "
**Ann Moss** · director, Harbor Rights Council (as written on [line 5](file:///news/a.txt#L5))

In this article: on [line 5](file:///news/a.txt#L5)

- 1 quote here, the last on [line 5](file:///news/a.txt#L5): “It is late and we are not done,”
- in the archive: 2 mentions in 2 articles, 2023-05-05 to 2024-03-03
- the archive says lawyer, Harbor Rights Council: [Pier plan stalls](file:///news/b.txt#L5), 2023-05-05
- same surname in the archive: Peter Moss
- [Pier plan stalls](file:///news/b.txt#L5), 2023-05-05: Ann Moss, a lawyer for the Harbor Rights Council, was early.",
        );
    }

    #[test]
    fn an_organisation_has_its_ways_of_writing_and_officials() {
        check(
            "//- a.txt
The H{|}RC sued on Monday.
//- b.txt
The Harbor Rights Council (HRC) won, said Ann Moss, director of the HRC.
",
            "
**Harbor Rights Council** (HRC) · organisation

In this article: on [line 1](file:///news/a.txt#L1)

- in the archive: 4 mentions in 2 articles
- written “HRC” 3, “Harbor Rights Council” 1
- officials, the archive says: Ann Moss, director ([b.txt](file:///news/b.txt#L1))
- [b.txt](file:///news/b.txt#L1): The Harbor Rights Council (HRC) won, said Ann Moss, director of the HRC.",
        );
    }
}
