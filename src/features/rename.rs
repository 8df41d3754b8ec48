//! Renaming somebody in every article: full names, and the surnames that follow from them.
//!
//! Other people's words stay as they were said: places inside quotes are kept apart, for an editor to agree to one by one. They
//! are renamed without asking only where the cursor stands in a quote itself.

use super::hover::mention_at;
use super::named::elsewhere;
use crate::archive::entity::fold;
use crate::archive::{Archive, Document};
use crate::article::{Article, Entity, EntityKind, MentionKind};
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;

/// The edits of one article.
#[derive(Clone, Debug)]
pub struct Renamed {
    pub path: Arc<Path>,
    /// None for the document that was asked about.
    pub document: Option<Arc<Document>>,
    pub edits: Vec<Edit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub new: String,
    pub place: Standing,
}

/// Where an edit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In the running text of the article that was asked about.
    Here,
    Elsewhere,
    /// In somebody's words, in whatever article.
    Quoted,
}

/// A new name is at most so long, in bytes.
const LONGEST: usize = 200;

/// The name at an offset that can be changed.
pub fn renamable(document: &Document, offset: usize) -> Option<Span> {
    let mention = mention_at(document.article(), offset)?;
    (mention.kind != MentionKind::Office).then_some(mention.span)
}

/// All edits that give somebody another name.
///
/// # Errors
/// In words for the person: nothing is named at the offset, or the new name is none.
pub fn rename(document: &Document, archive: &Archive, offset: usize, new: &str) -> Result<Vec<Renamed>, String> {
    let new = new.trim();
    if new.is_empty() || new.len() > LONGEST || new.chars().any(char::is_control) {
        return Err(format!("A name is one line of 1 to {LONGEST} bytes."));
    }
    let (article, text) = (document.article(), document.as_str());
    let mention = mention_at(article, offset).filter(|m| m.kind != MentionKind::Office);
    let Some(mention) = mention else { return Err("No person or organisation is named here.".into()) };
    let entity = &article.entities[mention.entity as usize];
    let change = Change::of(entity, text, mention.span.of(text), new);
    let quotes_too = article.is_quoted(mention.span);
    let own = article.mentions.iter().filter(|m| m.entity == mention.entity && m.kind != MentionKind::Office).map(|m| m.span);
    let mut all =
        vec![Renamed { path: Arc::clone(&document.path), document: None, edits: edits(article, text, own, &change, Standing::Here) }];
    for there in elsewhere(document, archive, entity, usize::MAX) {
        let (article, text) = (there.document.article(), there.document.as_str());
        let edits = edits(article, text, there.spans.iter().copied(), &change, Standing::Elsewhere);
        all.push(Renamed { path: Arc::clone(&there.document.path), document: Some(Arc::clone(&there.document)), edits });
    }
    if quotes_too {
        all.iter_mut()
            .flat_map(|r| &mut r.edits)
            .for_each(|e| e.place = if e.place == Standing::Quoted { Standing::Elsewhere } else { e.place });
    }
    all.retain(|renamed| !renamed.edits.is_empty());
    Ok(all)
}

fn edits(article: &Article, text: &str, spans: impl Iterator<Item = Span>, change: &Change, place: Standing) -> Vec<Edit> {
    let edit = |span: Span| {
        let new = change.apply(span.of(text))?;
        Some(Edit { span, new, place: if article.is_quoted(span) { Standing::Quoted } else { place } })
    };
    spans.filter_map(edit).collect()
}

/// What becomes of the ways in which somebody is written.
struct Change {
    /// Folded, and what takes its place.
    whole: (String, String),
    /// A person's surname, folded, where it changes too.
    surname: Option<(String, String)>,
}

impl Change {
    fn of(entity: &Entity, text: &str, words: &str, new: &str) -> Change {
        let last = |name: &str| name.split_whitespace().next_back().unwrap_or("").to_string();
        let mut change = Change { whole: (fold(words), new.to_string()), surname: None };
        let (old, new) = (last(words), last(new));
        // The surname of "Ann Moss, Jr." and a first name alone tell nothing of the rest.
        let surname = fold(&last(entity.name.of(text)));
        if entity.kind == EntityKind::Person && old != new && fold(&old) == surname && !new.ends_with('.') {
            change.surname = Some((surname, new));
        }
        change
    }

    /// The words that take the place of a way of writing; None where it stays.
    fn apply(&self, words: &str) -> Option<String> {
        let folded = fold(words);
        let loud = words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase);
        let cased = |new: &str| {
            if loud && words.chars().count() > 1 && new.chars().any(char::is_lowercase) && words.contains(' ') {
                new.to_uppercase()
            } else {
                new.to_string()
            }
        };
        if folded == self.whole.0 {
            return (words != self.whole.1).then(|| cased(&self.whole.1));
        }
        let (old, new) = self.surname.as_ref()?;
        let at = words.rfind(char::is_whitespace).map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
        (fold(&words[at..]) == *old).then(|| format!("{}{}", &words[..at], cased(new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;

    /// The fixture's files after the name at the cursor of the first was changed; quoted places are told and not changed.
    fn check(source: &str, new: &str, expected: &str) {
        let archive = Archive::default();
        let mut asked = None;
        let mut files = Vec::new();
        for (name, source) in marked::files(source) {
            let marked = marked::parse(&source);
            let document = Arc::new(Document::new(&name, &marked.text));
            archive.open(Arc::clone(&document));
            asked = asked.or(marked.cursor.map(|at| (Arc::clone(&document), at)));
            files.push((name, marked.text));
        }
        let (document, cursor) = asked.expect("a cursor");
        for renamed in rename(&document, &archive, cursor, new).expect("a name") {
            let (_, text) = files.iter_mut().find(|(name, _)| Path::new(name) == &*renamed.path).expect("a file of the fixture");
            for edit in renamed.edits.iter().rev() {
                let new = if edit.place == Standing::Quoted { format!("[{}]", edit.span.of(text)) } else { edit.new.clone() };
                text.replace_range(edit.span.range(), &new);
            }
        }
        let after: String = files.into_iter().map(|(name, text)| format!("//- {name}\n{text}")).collect();
        assert_eq!(after, expected);
    }

    #[test]
    fn a_person_is_renamed_in_every_article_and_not_in_quotes() {
        check(
            "//- a.txt\nAnn Caldi{|}era, director of the Harbor Board, spoke. “Caldiera is right,” said Peter Quill, a baker. Caldiera left.\n//- b.txt\nAnn Caldiera, director of the Harbor Board, came. Caldiera sat.\n//- c.txt\nPeter Caldiera sang.\n",
            "Ann Caldeira",
            "//- a.txt\nAnn Caldeira, director of the Harbor Board, spoke. “[Caldiera] is right,” said Peter Quill, a baker. Caldeira left.\n//- b.txt\nAnn Caldeira, director of the Harbor Board, came. Caldeira sat.\n//- c.txt\nPeter Caldiera sang.\n",
        );
    }

    #[test]
    fn a_surname_takes_the_full_name_with_it() {
        check("//- a.txt\nAnn B. Moss, a pilot, spoke. Mo{|}ss left.\n", "Mosse", "//- a.txt\nAnn B. Mosse, a pilot, spoke. Mosse left.\n");
    }

    #[test]
    fn an_organisation_keeps_its_acronym() {
        check(
            "//- a.txt\nThe Harbor Rig{|}ths Council (HRC) met. The HRC won.\n//- b.txt\nThe Harbor Rigths Council (HRC) lost.\n",
            "Harbor Rights Council",
            "//- a.txt\nThe Harbor Rights Council (HRC) met. The HRC won.\n//- b.txt\nThe Harbor Rights Council (HRC) lost.\n",
        );
    }

    #[test]
    fn a_name_that_is_none_is_refused() {
        let (document, archive) = (Document::new("a.txt", "Ann Moss, a pilot, spoke."), Archive::default());
        for new in ["", "  ", "a\nb", &"x".repeat(300)] {
            assert!(rename(&document, &archive, 2, new).is_err());
        }
        assert!(rename(&document, &archive, 22, "Ann Quill").is_err());
        assert_eq!(renamable(&document, 2), Some(Span::new(0, 8)));
        assert_eq!(renamable(&document, 22), None);
    }
}
