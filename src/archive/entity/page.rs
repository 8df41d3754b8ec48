//! Everybody of the archive, a page at a time.

use super::cast::fold;
use super::query::NEWEST;
use super::search::letters;
use super::{Entities, Known};
use crate::article::EntityKind;
use rustc_hash::FxHashSet;

/// A part of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Everybody whose name matches. Of a list that goes on after this page: an acronym and its long form are one, a bare surname
    /// and the full name that other articles tie it to may still be two.
    pub total: usize,
    pub known: Vec<Known>,
}

impl Entities {
    /// Everybody whose name holds some words, names in most articles first: `limit` of them after the first `offset`.
    ///
    /// All names match no words. An acronym or a surname that is tied to a fuller name has no entry of its own.
    pub fn page(&self, words: &str, kind: Option<EntityKind>, offset: usize, limit: usize) -> Page {
        let memory = self.memory.read().expect("no panic under this lock");
        let words = fold(words);
        let wanted = letters(&words);
        let named = |number: u32| memory.name(number);
        let mut found: Vec<(usize, u32)> = Vec::new();
        for (number, somebody) in memory.somebodies.iter().enumerate() {
            let matches = kind.is_none_or(|k| k == somebody.kind)
                && somebody.letters & wanted == wanted
                && memory.folded(number as u32).contains(&*words);
            if matches && !somebody.places.is_empty() {
                found.push((somebody.places.len(), number as u32));
            }
        }
        let mut total = found.iter().filter(|(_, number)| !memory.is_short_form(*number)).count();
        let order = |a: &(usize, u32), b: &(usize, u32)| b.0.cmp(&a.0).then_with(|| named(a.1).cmp(named(b.1))).then(a.1.cmp(&b.1));
        found.sort_unstable_by(order);
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut known = Vec::new();
        let mut passed = 0;
        for (_, number) in found {
            if known.len() == limit {
                break;
            }
            if seen.contains(&number) {
                continue;
            }
            let (ties, spellings) = memory.ties(number);
            seen.extend(&ties);
            if passed == offset {
                known.push(memory.known(&ties, &spellings, NEWEST));
            } else {
                passed += 1;
            }
        }
        if known.len() < limit {
            // The list has been gone through to its end.
            total = passed + known.len();
        }
        Page { total, known }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cast::Cast;
    use super::*;
    use crate::article::Article;
    use std::path::Path;

    fn archive() -> Entities {
        let entities = Entities::default();
        for (name, text) in [
            ("a.txt", "The Gull Point Port Agency (GPPA) will close the pier, said Ida Brandt, its director.\n\nThe GPPA has 40 crews."),
            ("b.txt", "The GPPA paid the crews, Ida Brandt said. Brandt would not say how much."),
            ("c.txt", "The pier is safe, said Tomas Ekdal, a diver."),
        ] {
            entities.replace(Path::new(name).into(), Cast::of(&Article::read(text), text, None));
        }
        entities
    }

    fn names(page: &Page) -> Vec<(&str, usize)> {
        page.known.iter().map(|k| (k.name.as_str(), k.articles.len())).collect()
    }

    #[test]
    fn who_is_in_most_articles_comes_first_and_once() {
        let all = archive().page("", None, 0, 10);
        assert_eq!(names(&all), [("Ida Brandt", 2), ("Gull Point Port Agency", 2), ("Tomas Ekdal", 1)]);
        assert_eq!(all.total, 3);
        let first = archive().page("", None, 0, 1);
        assert_eq!((names(&first), first.total), (vec![("Ida Brandt", 2)], 3), "the agency and its acronym count as one");
    }

    #[test]
    fn a_list_can_be_narrowed_and_read_in_parts() {
        let entities = archive();
        assert_eq!(names(&entities.page("", Some(EntityKind::Person), 1, 10)), [("Tomas Ekdal", 1)]);
        assert_eq!(names(&entities.page("EKD", None, 0, 10)), [("Tomas Ekdal", 1)]);
        assert_eq!(names(&entities.page("", None, 1, 1)), [("Gull Point Port Agency", 2)]);
        assert_eq!(names(&entities.page("nobody", None, 0, 10)), []);
        assert_eq!(names(&entities.page("", None, 0, 0)), []);
    }
}
