//! A known quotation, from its first words after an opening mark.

use super::{Item, ItemKind};
use crate::archive::quotation::word;
use crate::archive::{Archive, Document, Sameness};
use crate::article::EntityKind;
use crate::features::written;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Items that are offered.
const MOST: usize = 12;
/// Words from which on the archive is searched; for fewer only those are looked through who are named here.
const ENOUGH: usize = 3;
/// Bytes of a quotation that is still being typed.
const LONGEST: usize = 400;

/// The quotations that begin as the words between an opening mark and the offset, the most quoted first.
pub fn complete(document: &Document, archive: &Archive, offset: usize) -> Vec<Item> {
    let Some(typed) = typed(document.as_str(), offset) else { return vec![] };
    let words = typed.of(document.as_str());
    let mut found = Found::default();
    if word::words(words).len() >= ENOUGH {
        searched(document, archive, words, &mut found);
    } else {
        known_here(document, archive, words, &mut found);
    }
    let mut known: Vec<Known> = found.all;
    known.sort_by(|a, b| b.articles.cmp(&a.articles).then(b.wording.len().cmp(&a.wording.len())).then(a.wording.cmp(&b.wording)));
    known.truncate(MOST);
    known.into_iter().map(|k| k.item(typed)).collect()
}

/// A quotation of other articles.
struct Known {
    wording: String,
    /// Speaker, article and date of the first that was found.
    whence: String,
    articles: usize,
}

#[derive(Default)]
struct Found {
    all: Vec<Known>,
    places: FxHashMap<Vec<u32>, usize>,
}

impl Found {
    /// Puts a wording in; the same words once.
    fn put(&mut self, wording: &str, whence: String) {
        let wording = written(wording.trim_end_matches([',', ' ', '\n']));
        let keys: Vec<u32> = word::words(&wording).iter().map(|w| w.key).collect();
        let at = *self.places.entry(keys).or_insert(self.all.len());
        match self.all.get_mut(at) {
            Some(known) => known.articles += 1,
            None => self.all.push(Known { wording, whence, articles: 1 }),
        }
    }
}

impl Known {
    fn item(self, replace: Span) -> Item {
        const SHOWN: usize = 80;
        let label = match self.wording.char_indices().nth(SHOWN) {
            None => self.wording.clone(),
            Some((at, _)) => format!("{}…", self.wording[..at].trim_end()),
        };
        let more = if self.articles > 1 { format!("\n\nSo in {} articles.", self.articles) } else { String::new() };
        let documentation = Some(format!("“{}”\n\n{}{more}", self.wording, self.whence));
        Item { label, detail: self.whence, documentation, insert: self.wording, replace, kind: ItemKind::Quotation }
    }
}

/// The words between an opening mark on this line and the offset.
fn typed(text: &str, offset: usize) -> Option<Span> {
    let before = text.get(..offset)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let (mut open, mut last) = (None, ' ');
    for (at, c) in before[line..].char_indices() {
        let start = line + at + c.len_utf8();
        match c {
            '“' | '„' | '«' => open = Some(start),
            '”' | '»' => open = None,
            '"' if open.is_some() && !last.is_whitespace() => open = None,
            '"' if last.is_whitespace() || "([—–-".contains(last) => open = Some(start),
            _ => {}
        }
        last = c;
    }
    let start = open?;
    (offset - start <= LONGEST).then(|| Span::new(start, offset))
}

/// Quotations anywhere in the archive that have the words at their start or at the start of a sentence of theirs.
fn searched(document: &Document, archive: &Archive, words: &str, found: &mut Found) {
    let asked = word::words(words);
    for occurrence in archive.occurrences(words, Some(&document.path)) {
        let Some((quote, _)) = occurrence.quote.filter(|_| occurrence.sameness == Sameness::Exact) else { continue };
        let Some(other) = archive.document(&occurrence.path) else { continue };
        let text = other.as_str();
        let begins = Span { start: quote.start, end: occurrence.span.start }.of(text).trim_end_matches(['"', '“', ' ', '\'', '‘']);
        let whole = Span { start: occurrence.span.start, end: quote.end }.of(text);
        let more = word::words(whole).len() > asked.len();
        if more && (begins.is_empty() || begins.ends_with(['.', '!', '?', '…'])) {
            let date = occurrence.date.map(|d| d.to_string()).unwrap_or_default();
            found.put(whole, whence(occurrence.speaker.as_deref().unwrap_or(""), &occurrence.title, &date));
        }
    }
}

/// The latest quotations of the people of this article that begin with the words, or all where none is typed.
fn known_here(document: &Document, archive: &Archive, words: &str, found: &mut Found) {
    /// People of an article whose quotations are looked through.
    const PEOPLE: usize = 12;
    let (article, text) = (document.article(), document.as_str());
    let begun = plain(words);
    let people = article.entities.iter().filter(|e| e.kind == EntityKind::Person && e.name.of(text).contains(' '));
    for person in people.take(PEOPLE) {
        let Some(known) = archive.entities().known(person.kind, person.name.of(text)) else { continue };
        for quote in known.quotes.iter().filter(|q| q.path != document.path) {
            let Some(other) = archive.document(&quote.path) else { continue };
            let wording = quote.span.of(other.as_str());
            if plain(wording).starts_with(&begun) {
                let title = archive.digest(&quote.path).map_or(String::new(), |d| d.title());
                found.put(wording, whence(&known.name, &title, &quote.date.map(|d| d.to_string()).unwrap_or_default()));
            }
        }
    }
}

/// Letters and single spaces.
fn plain(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).flat_map(char::to_lowercase).collect();
    written(&plain)
}

fn whence(speaker: &str, title: &str, date: &str) -> String {
    [speaker, title, date].into_iter().map(written).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;
    use std::sync::Arc;

    const MONDAY: &str = "Pier closed\n\n2 May 2011\n\n“We lost all the trust of the island’s fishermen in a single winter. \
                          The pier leans and nobody can say for how long it will stand,” said Ada Moss, the pilot.\n";
    const TUESDAY: &str = "“The pier leans and nobody can say for how long it will stand,” said Ada Moss, the pilot.\n";

    /// What is offered at the cursor of a text, beside two articles.
    fn offered(text: &str) -> Vec<String> {
        let archive = Archive::default();
        archive.open(Arc::new(Document::new("monday.txt", MONDAY)));
        archive.open(Arc::new(Document::new("tuesday.txt", TUESDAY)));
        let marked = marked::parse(text);
        let document = Arc::new(Document::new("draft.txt", &marked.text));
        archive.open(Arc::clone(&document));
        let cursor = marked.cursor.expect("a cursor");
        complete(&document, &archive, cursor).iter().map(|item| item.insert.clone()).collect()
    }

    #[test]
    fn a_quotation_goes_on_from_its_first_words() {
        let sentence = "The pier leans and nobody can say for how long it will stand";
        let first = "We lost all the trust of the island’s fishermen in a single winter. \
                     The pier leans and nobody can say for how long it will stand";
        assert_eq!(offered("Moss said: “we lost all{|}"), [first]);
        assert_eq!(offered("Moss said: \"The pier leans{|}"), [sentence]);
        assert!(offered("Moss said: “nobody can say for{|}").is_empty(), "from the middle of a sentence nobody begins");
        assert!(offered("Moss said the pier leans{|}").is_empty(), "outside of marks nobody is quoted");
        assert!(offered("“The pier leans,” said Moss, the pier leans{|}").is_empty());
    }

    #[test]
    fn who_is_named_here_is_offered_from_the_first_letter() {
        assert_eq!(offered("Ada Moss, the pilot, said: “The{|}").len(), 1);
        assert_eq!(offered("Ada Moss, the pilot, said: “{|}").len(), 2);
        assert!(offered("Ida Hart, the mayor, said: “The{|}").is_empty());
    }
}
