//! The cards of a person and of an organisation: how this article names them, and what the archive says.

use super::{escape, link, web_link};
use crate::archive::entity::{Known, Office, Quote, Seen};
use crate::archive::{Archive, Document};
use crate::article::{self, Article, EntityKind, Mention, MentionKind};
use crate::features::facts::{self, Section, Source, Written};
use crate::features::{Card, quoted, written};
use crate::knowledge::Shelf;
use crate::knowledge::office::Words;
use crate::text::Span;
use std::path::Path;

/// The card for the name or office at an offset.
pub fn card(document: &Document, archive: &Archive, offset: usize) -> Option<Card> {
    let article = document.article();
    let mention = mention_at(article, offset)?;
    let entity = &article.entities[mention.entity as usize];
    let text = document.as_str();
    let known = archive.entities_at_hand().known(entity.kind, entity.name.of(text));
    let shelf = archive.shelf();
    let here = Here { document, article, text, entity: mention.entity, date: article.date.map(|d| d.date) };
    let here = Here { date: here.date.or_else(|| archive.digest(&document.path)?.date), ..here };
    let markdown = match entity.kind {
        EntityKind::Organisation if mention.kind == MentionKind::Office => office(archive, &shelf, &here, mention.span, known.as_ref()),
        EntityKind::Organisation => organisation(archive, &shelf, &here, known.as_ref()),
        EntityKind::Person => person(archive, &shelf, &here, known.as_ref()),
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
    /// That the article states, else that of its path.
    date: Option<jiff::civil::Date>,
}

impl Here<'_> {
    /// The offices that the article gives the person, as written.
    fn offices(&self) -> Vec<Written<'_>> {
        let entity = &self.article.entities[self.entity as usize];
        entity.offices.iter().map(|o| (o.title.of(self.text), o.organisation.map(|body| self.full(body)))).collect()
    }

    /// The fullest name that the article has for the organisation at a span.
    fn full(&self, span: Span) -> &str {
        let here = self.article.mentions.iter().find(|m| m.kind == MentionKind::Organisation && m.span.overlaps(span));
        here.map_or(span.of(self.text), |m| self.article.name(m.entity, self.text))
    }

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

fn organisation(archive: &Archive, shelf: &Shelf, here: &Here, known: Option<&Known>) -> String {
    let entity = &here.article.entities[here.entity as usize];
    let name = known.map_or_else(|| here.name(), |k| k.name.clone());
    let acronym = entity.acronym.map(|s| written(s.of(here.text))).or_else(|| {
        let short = |v: &&(String, u32)| v.0.chars().count() <= 8 && v.0.chars().all(|c| c.is_uppercase() || c == '.');
        known.and_then(|k| k.variants.iter().find(short)).map(|v| v.0.clone())
    });
    let names = [here.article.name(here.entity, here.text), &name];
    let sections = facts::organisation(shelf, &names, here.date);
    // An acronym that no article spells out: the pack does, where only one body is meant.
    let spelt = sections.iter().find_map(|s| if let [only] = s.names.as_slice() { Some(only) } else { None });
    let heading = match (acronym.filter(|a| *a != name), spelt) {
        (Some(acronym), _) => format!("**{}** ({}) · organisation", said(&name), said(&acronym)),
        (None, Some(full)) if is_acronym(&name) && *full != name => format!("**{}** ({}) · organisation", said(full), said(&name)),
        (None, _) => format!("**{}** · organisation", said(&name)),
    };
    let mut lines = Lines::default();
    lines.paragraph(heading);
    lines.paragraph(here.mentioned());
    if let Some(acronym) = entity.acronym {
        let defined = here.text[acronym.range().start.saturating_sub(1)..].starts_with('(');
        let how = if defined { "spelled out" } else { "used" };
        // As what the article begins with it has been told already.
        if defined || here.mentions().next().is_none_or(|first| first.span != acronym) {
            lines.item(format!("“{}” is {how} on {}", said(acronym.of(here.text)), here.at(acronym)));
        }
    }
    pack_says(&sections, &mut lines);
    let Some(known) = known else { return lines.markdown };
    lines.section("The archive says");
    archive_says(archive, here, known, &mut lines);
    if !known.officials.is_empty() {
        lines.item(format!("officials: {}", joined(known.officials.iter().take(4).map(|o| official(archive, o)), "; ")));
    }
    for quote in quotes_of_its_people(archive, here, known) {
        lines.item(quote);
    }
    articles(archive, here, known, &mut lines);
    lines.without_empty_section()
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() <= 8 && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '&')
}

/// The last quotes of an organisation and of those whom the archive gives an office in it.
fn quotes_of_its_people(archive: &Archive, here: &Here, known: &Known) -> Vec<String> {
    let mut people: Vec<&str> = Vec::new();
    for office in &known.officials {
        if people.len() < 3 && !people.contains(&office.person.as_str()) {
            people.push(&office.person);
        }
    }
    let mut found = Vec::new();
    found.extend(known.quotes.iter().find(|q| *q.path != *here.document.path).map(|q| (None, q.clone())));
    for person in people {
        let quotes = archive.entities_at_hand().quotes(EntityKind::Person, person);
        found.extend(quotes.into_iter().find(|q| *q.path != *here.document.path).map(|q| (Some(person), q)));
    }
    found.sort_by_key(|(_, quote)| std::cmp::Reverse(quote.date));
    let told = found.iter().filter_map(|(person, quote)| {
        let who = person.map_or(String::new(), |person| format!("{} ", said(person)));
        Some(format!("{who}quoted in {}", quotation(archive, quote)?))
    });
    told.take(2).collect()
}

/// Where a quote stands, and its words.
fn quotation(archive: &Archive, quote: &Quote) -> Option<String> {
    let document = archive.document(&quote.path)?;
    let words = quoted(clip(quote.span.of(document.as_str()), 140));
    (!words.is_empty()).then(|| format!("{}: “{}”", place(archive, &quote.path, quote.line, quote.date), said(&words)))
}

fn person(archive: &Archive, shelf: &Shelf, here: &Here, known: Option<&Known>) -> String {
    let entity = &here.article.entities[here.entity as usize];
    let name = known.map_or_else(|| here.name(), |k| k.name.clone());
    let mut lines = Lines::default();
    let unnamed = !here.mentions().any(|m| m.kind == MentionKind::Person);
    if unnamed {
        lines.paragraph(format!("**{}** · office; this article does not name its holder", said(&here.name())));
        lines.paragraph(here.mentioned());
        if let Some(date) = here.date {
            pack_says(&holder(shelf, here, date), &mut lines);
        }
        return lines.markdown;
    }
    // "Secretary" says nothing beside "Secretary, Homeland Security".
    let same = |a: &article::Office, b: &article::Office| a.title.of(here.text).eq_ignore_ascii_case(b.title.of(here.text));
    let is_repeated =
        |o: &&article::Office| o.organisation.is_none() && entity.offices.iter().any(|b| b.organisation.is_some() && same(o, b));
    let offices: Vec<String> = entity
        .offices
        .iter()
        .filter(|o| !is_repeated(o))
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
            said(&quoted(clip(last.span.of(here.text), 140)))
        ));
    }
    let also = namesakes_here(here);
    if !also.is_empty() {
        lines.item(format!("same surname in this article: {}", joined(also.iter().map(|n| said(n)), ", ")));
    }
    pack_says(&facts::person(shelf, here.article.name(here.entity, here.text), &here.offices(), here.date), &mut lines);
    let Some(known) = known else { return lines.markdown };
    lines.section("The archive says");
    archive_says(archive, here, known, &mut lines);
    let mut seen = Vec::new();
    for office in known.offices.iter().filter(|o| *o.path != *here.document.path) {
        let title = (office.title.to_lowercase(), office.organisation.as_ref().map(|o| o.to_lowercase()));
        if seen.len() < 5 && !seen.contains(&title) {
            lines.item(format!("{}: {}", titled(office), place(archive, &office.path, office.line, office.date)));
            seen.push(title);
        }
    }
    let elsewhere = || known.quotes.iter().filter(|q| *q.path != *here.document.path);
    if let Some(words) = elsewhere().find_map(|quote| quotation(archive, quote)) {
        lines.item(format!("{}, the last in {words}", counted(known.quote_count as usize, "quote")));
    }
    if !known.namesakes.is_empty() {
        lines.item(format!("same surname in the archive: {}", joined(known.namesakes.iter().map(|n| said(n)), ", ")));
    }
    articles(archive, here, known, &mut lines);
    lines.without_empty_section()
}

/// An office of an organisation that is named without its holder.
fn office(archive: &Archive, shelf: &Shelf, here: &Here, title: Span, known: Option<&Known>) -> String {
    let title = title.of(here.text);
    let body = here.article.name(here.entity, here.text);
    let mut lines = Lines::default();
    lines.paragraph(format!("**{}**, {} · office; its holder is not named here", said(title), said(body)));
    if let Some(date) = here.date {
        pack_says(&facts::holder(shelf, title, body, date), &mut lines);
    }
    let roles = Words::of(title).roles;
    let officials = known.map_or(&[][..], |k| &k.officials);
    lines.section("The archive says");
    for official in officials.iter().filter(|o| Words::of(&o.title).roles == roles).take(4) {
        let place = place(archive, &official.path, official.line, official.date);
        lines.item(format!("{}, {}: {place}", said(&official.person), said(&official.title)));
    }
    lines.without_empty_section()
}

/// Who holds the office that the article names without its holder.
fn holder(shelf: &Shelf, here: &Here, date: jiff::civil::Date) -> Vec<Section> {
    let office = here.offices().into_iter().find_map(|(title, body)| Some((title, body?)));
    if let Some((title, body)) = office {
        return facts::holder(shelf, title, body, date);
    }
    // "the Homeland Security secretary": the organisation stands in the title itself.
    let name = here.article.name(here.entity, here.text);
    let span = here.article.entities[here.entity as usize].name;
    let inside = here.article.mentions.iter().find(|m| m.kind == MentionKind::Organisation && span.overlaps(m.span));
    inside.map_or(vec![], |m| facts::holder(shelf, name, here.full(m.span), date))
}

/// Others of the person's surname in the same article.
fn namesakes_here(here: &Here) -> Vec<String> {
    let surname = |name: &str| crate::text::fold::fold(name).rsplit(' ').next().unwrap_or_default().to_string();
    let own = surname(&here.name());
    let people = here.article.entities.iter().enumerate();
    let others = people.filter(|(n, e)| *n != here.entity as usize && e.kind == EntityKind::Person && e.name.of(here.text).contains(' '));
    others.map(|(_, e)| written(e.name.of(here.text))).filter(|name| surname(name) == own).take(4).collect()
}

/// What packs say, each fact with its source and the day up to which it is vouched for.
fn pack_says(sections: &[Section], lines: &mut Lines) {
    for section in sections {
        let title = format!("The pack “{}” says", said(&section.pack));
        match section.names.len() {
            0 | 1 => lines.section(&title),
            n => lines.section(&format!("{title} that {n} have this name; none is chosen")),
        }
        let all = &section.lines;
        for (at, line) in all.iter().enumerate() {
            lines.item(said(&line.words));
            // Facts of one source stand together, and the source after them.
            if all.get(at + 1).is_none_or(|next| next.source != line.source) && !line.source.is_empty() {
                let Source { title, url, as_of } = &line.source;
                let as_of = if as_of.is_empty() { String::new() } else { format!(", as of {}", escape(as_of)) };
                lines.markdown.push_str(&format!(" (source: {}{as_of})", web_link(&written(clip(title, 120)), url)));
            }
        }
    }
}

/// Counts, dates and ways of writing.
fn archive_says(archive: &Archive, here: &Here, known: &Known, lines: &mut Lines) {
    if known.articles.iter().any(|a| *a.path != *here.document.path) {
        let span = match known.dates {
            Some((first, last)) if first == last => format!(", {first}"),
            Some((first, last)) => format!(", {first} to {last}"),
            None => String::new(),
        };
        let count = counted(known.mentions as usize, "mention");
        lines.item(format!("{count} in {}{span}", counted(known.article_count as usize, "article")));
        if known.variants.len() > 1 {
            let ways = known.variants.iter().take(6).map(|(name, count)| format!("“{}” {count}", said(name)));
            let newest = match known.articles.len() {
                n if n < known.article_count as usize => format!(" in the newest {n} of them"),
                _ => String::new(),
            };
            lines.item(format!("written {}{newest}", joined(ways, ", ")));
        }
    }
    if !known.spellings.is_empty() {
        let ways = known
            .spellings
            .iter()
            .zip(&known.spelt_at)
            .take(3)
            .map(|((name, count), seen)| format!("“{}” {count}, {}", said(name), place(archive, &seen.path, seen.line, seen.date)));
        lines.item(format!("a similar name: {}", joined(ways, "; ")));
    }
}

/// The last three other articles, each with the words around the name.
fn articles(archive: &Archive, here: &Here, known: &Known, lines: &mut Lines) {
    for seen in known.articles.iter().filter(|a| *a.path != *here.document.path).take(3) {
        let around = archive.document(&seen.path).map(|d| sentence(d.as_str(), seen)).unwrap_or_default();
        // A name in the headline: the link says it.
        let title = archive.digest(&seen.path).map_or(String::new(), |d| d.title());
        let around = if title.starts_with(&around) { String::new() } else { around };
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
    /// Where the text was before the last section's title, and where it is after it.
    section: (usize, usize),
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

    fn section(&mut self, title: &str) {
        let before = self.markdown.len();
        self.paragraph(format!("**{title}**"));
        self.section = (before, self.markdown.len());
    }

    /// The text; a last section that says nothing is left out.
    fn without_empty_section(mut self) -> String {
        if self.section.1 == self.markdown.len() {
            self.markdown.truncate(self.section.0);
        }
        self.markdown
    }
}

#[cfg(test)]
mod tests;
