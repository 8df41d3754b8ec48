//! Names: of people with their offices, of organisations, and of sources after "according to".

use super::{Item, ItemKind};
use crate::archive::entity::{Candidate, fold};
use crate::archive::{Archive, Document};
use crate::article::lexicon::{self, Class};
use crate::article::{Article, Entity, EntityKind, MentionKind, Role};
use crate::features::{who, written};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// Items that are offered.
const MOST: usize = 24;
/// Words before the cursor that a name may have begun with.
const WORDS: usize = 4;
/// Letters from which on the archive is searched.
const ENOUGH: usize = 2;

/// Names that go on from the capitalised words before an offset; after "according to" the sources of this article.
pub fn complete(document: &Document, archive: &Archive, offset: usize) -> Vec<Item> {
    let text = document.as_str();
    let Some(before) = text.get(..offset) else { return vec![] };
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &before[line..];
    let mut items = Items { all: vec![], seen: FxHashSet::default() };
    let starts = name_starts(line);
    if starts.is_empty() {
        if asks_for_a_source(line) {
            let at = Span::new(offset, offset);
            let mut sources: Vec<(usize, &Entity)> = sources(document.article());
            sources.sort_by_key(|(said, entity)| (std::cmp::Reverse(*said), entity.name));
            sources.iter().for_each(|(_, entity)| items.of_article(text, entity, at, ""));
        }
        return items.all;
    }
    for start in starts {
        let typed = &line[start..];
        let replace = Span::new(offset - typed.len(), offset);
        let folded = fold(typed);
        if folded.is_empty() {
            continue;
        }
        let title = title_before(&line[..start]);
        for entity in &document.article().entities {
            let name = entity.name.of(text);
            // Not the word that is being typed.
            if entity.name.end as usize != offset && goes_on(&fold(name), &folded) {
                items.of_article(text, entity, replace, title);
            }
        }
        if folded.chars().count() >= ENOUGH {
            let mut found = archive.entities().going_on(typed, MOST);
            let titled = |c: &Candidate| c.office.as_ref().is_some_and(|(t, _)| !title.is_empty() && fold(title).ends_with(&fold(t)));
            found.sort_by_key(|c| !titled(c));
            found.iter().filter(|c| fold(&c.name) != folded).for_each(|c| items.of_archive(c, replace, title));
        }
    }
    items.all.truncate(MOST);
    items.all
}

/// What is known of a name, for whoever looks at its item.
pub fn documentation(archive: &Archive, name: &str) -> Option<String> {
    let kinds = [EntityKind::Person, EntityKind::Organisation];
    let known = kinds.iter().find_map(|&kind| archive.entities().known(kind, name).filter(|known| known.name == name))?;
    let show = |path: &std::path::Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Some(who::who_text(archive, &known, &show))
}

struct Items {
    all: Vec<Item>,
    seen: FxHashSet<String>,
}

impl Items {
    fn of_article(&mut self, text: &str, entity: &Entity, replace: Span, title: &str) {
        let office = entity.offices.first().map(|o| (written(o.title.of(text)), o.organisation.map(|b| written(b.of(text)))));
        self.put(entity.kind, written(entity.name.of(text)), office, "in this article".into(), replace, title);
    }

    fn of_archive(&mut self, candidate: &Candidate, replace: Span, title: &str) {
        let articles = match candidate.articles {
            1 => "1 article".to_string(),
            n => format!("{n} articles"),
        };
        self.put(candidate.kind, candidate.name.clone(), candidate.office.clone(), articles, replace, title);
    }

    /// The name, and once more with its office where none stands before it.
    fn put(&mut self, kind: EntityKind, name: String, office: Option<(String, Option<String>)>, else_: String, replace: Span, title: &str) {
        if name.is_empty() || !self.seen.insert(fold(&name)) {
            return;
        }
        let detail = office.as_ref().map_or(else_, |(title, body)| match body {
            Some(body) => format!("{title}, {body}"),
            None => title.clone(),
        });
        let item_kind = match kind {
            EntityKind::Person => ItemKind::Person,
            EntityKind::Organisation => ItemKind::Organisation,
        };
        let item =
            |insert: String| Item { label: insert.clone(), detail: detail.clone(), documentation: None, insert, replace, kind: item_kind };
        self.all.push(item(name.clone()));
        if let Some((office, body)) = office.filter(|_| title.is_empty() && kind == EntityKind::Person) {
            let with = match body {
                Some(body) => format!("{name}, {office} of {}{body}", the(&body)),
                // "Mayor Ines Caldeira"; "Ann Moss, a baker" would be somebody's guess.
                None if office.starts_with(char::is_uppercase) => format!("{office} {name}"),
                None => return,
            };
            self.all.push(Item { label: with.clone(), insert: with, detail: name, documentation: None, replace, kind: item_kind });
        }
    }
}

/// "Mayor" before "Ca": the words that give the name its title.
fn title_before(line: &str) -> &str {
    let words = line.trim_end();
    let last = words.rsplit(' ').next().unwrap_or("");
    if !lexicon::class(last).any(Class::TITLE.or(Class::ABBREVIATED_TITLE))
        && !lexicon::class(last.trim_end_matches('.')).any(Class::ABBREVIATED_TITLE)
    {
        return "";
    }
    words.rsplit([',', ';', '“', '"', '(']).next().unwrap_or("").trim()
}

/// The article before an organisation's name of more than one word.
fn the(body: &str) -> &'static str {
    if body.contains(' ') && !fold(body).is_empty() && !body.to_lowercase().starts_with("the ") { "the " } else { "" }
}

/// Whether a name goes on from typed letters at the start of a word, and is longer.
fn goes_on(name: &str, typed: &str) -> bool {
    name.len() > typed.len() && name.match_indices(typed).any(|(at, _)| at == 0 || name.as_bytes()[at - 1] == b' ')
}

/// Where a name that is being typed may begin: at each of the last capitalised words before the cursor, the longest first.
fn name_starts(line: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = line.len();
    while starts.len() < WORDS {
        let start = line[..at]
            .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.')))
            .map_or(0, |i| i + line[i..].chars().next().map_or(1, char::len_utf8));
        let word = &line[start..at];
        // "of", "the" and the like stand inside names.
        let inside = matches!(word, "of" | "the" | "for" | "and" | "de" | "van" | "von" | "al" | "bin");
        if !word.starts_with(char::is_uppercase) && !(inside && !starts.is_empty()) {
            break;
        }
        if !inside {
            starts.push(start);
        }
        // Names go on over single spaces only.
        let Some(rest) = line[..start].strip_suffix(' ') else { break };
        at = rest.len();
        if at == 0 {
            break;
        }
    }
    starts.reverse();
    starts
}

/// "according to ", at the end of what is typed.
fn asks_for_a_source(line: &str) -> bool {
    let end = line.trim_end();
    end.len() < line.len() && end.len() >= 12 && end.get(end.len() - 12..).is_some_and(|words| words.eq_ignore_ascii_case("according to"))
}

/// Who is named in the article, and how often as a source.
fn sources(article: &Article) -> Vec<(usize, &Entity)> {
    let mut said = vec![0; article.entities.len()];
    for attribution in &article.attributions {
        if let Some(count) = attribution.entity.and_then(|e| said.get_mut(e as usize)) {
            *count += 1;
        }
    }
    let mut named = vec![false; article.entities.len()];
    for mention in article.mentions.iter().filter(|m| m.kind != MentionKind::Office) {
        let body = article.paragraph_at(mention.span.start).is_some_and(|p| p.role == Role::Body);
        named[mention.entity as usize] |= body;
    }
    article.entities.iter().enumerate().filter(|(i, _)| named[*i]).map(|(i, e)| (said[i], e)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;
    use std::sync::Arc;

    /// What is offered at the cursor of the first file.
    fn check(source: &str, expected: &[&str]) {
        let archive = Archive::default();
        let mut asked = None;
        for (name, source) in marked::files(source) {
            let marked = marked::parse(&source);
            let document = Arc::new(Document::new(name, &marked.text));
            archive.open(Arc::clone(&document));
            asked = asked.or(marked.cursor.map(|at| (document, at)));
        }
        let (document, cursor) = asked.expect("a cursor");
        let items = complete(&document, &archive, cursor);
        let shown: Vec<String> = items.iter().map(|i| format!("{}>{}", i.replace.of(document.as_str()), i.insert)).collect();
        assert_eq!(shown, expected);
    }

    const ARCHIVE: &str = "//- b.txt
“It is late,” said Ann Moss, director of the Harbor Rights Council. Mayor Ines Caldeira left.
";

    #[test]
    fn a_name_goes_on_with_its_office() {
        check(
            &format!("//- a.txt\nThe suit was filed by An{{|}}\n{ARCHIVE}"),
            &["An>Ann Moss", "An>Ann Moss, director of the Harbor Rights Council"],
        );
        check(&format!("//- a.txt\nThe suit was filed by Harbor R{{|}}\n{ARCHIVE}"), &["Harbor R>Harbor Rights Council"]);
        check(&format!("//- a.txt\nNobody heard Mayor Cal{{|}}\n{ARCHIVE}"), &["Cal>Ines Caldeira"]);
    }

    #[test]
    fn the_sources_of_the_article_are_offered_where_one_is_due() {
        check(
            "//- a.txt\n“It is late,” said Ann Moss, director of the Harbor Rights Council.\n\nTwelve boats sank, according to {|}\n",
            &["Ann Moss", "Ann Moss, director of the Harbor Rights Council", "Harbor Rights Council"]
                .map(|n| format!(">{n}"))
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        );
    }

    #[test]
    fn small_words_and_what_is_typed_already_offer_nothing() {
        check(&format!("//- a.txt\nThe suit was filed by ann{{|}}\n{ARCHIVE}"), &[]);
        check(&format!("//- a.txt\nThe suit was filed {{|}}\n{ARCHIVE}"), &[]);
        check(&format!("//- a.txt\n{{|}}\n{ARCHIVE}"), &[]);
        check("//- a.txt\nÉ{|}\n", &[]);
    }
}
