//! The built-in pack's form: four tables of tab-separated text. Its words are not copied: the pack's places are places in the
//! program itself, and the tables are checked when the program is built and tested, not when it starts.

use super::*;
use rustc_hash::FxHashMap;
use std::cell::Cell;

impl Pack {
    /// A pack from tables with their header lines, apart by a form feed: sources, organizations, persons, offices. What does not
    /// fit together is left out; a test of the project says what.
    pub(in crate::knowledge) fn of_tables(title: &str, words: &'static str) -> (Pack, Vec<String>) {
        let mut tables = Tables { words, wrong: vec![] };
        let mut pack = Pack { title: title.to_string(), words: Cow::Borrowed(words), ..Pack::default() };
        let mut rest = words;
        let mut next = || up_to(b'\x0c', &mut rest);
        // Rows are about as long as these: what is not reserved is copied again and again as it grows.
        pack.organizations.reserve(words.len() / 350);
        pack.other_names.reserve(words.len() / 220);
        pack.persons.reserve(words.len() / 190);
        pack.terms.reserve(words.len() / 160);
        let mut sources = Ids::default();
        for [id, title, url, as_of] in rows(next()) {
            sources.insert(id, pack.sources.len() as u32);
            let as_of = tables.date(as_of);
            pack.sources.push(Source { title: tables.span(title), url: tables.span(url), as_of });
        }
        // What names no source it has has none.
        let none = pack.sources.len() as u32;
        pack.sources.push(Source::default());
        let mut organizations = Ids::of_about(words.len() / 350);
        let mut parents = Vec::new();
        for [id, name, others, parent, classification, country, founded, dissolved, source] in rows(next()) {
            organizations.insert(id, pack.organizations.len() as u32);
            parents.push(parent);
            let other_names = tables.others(others, &mut pack.other_names);
            pack.organizations.push(Organization {
                name: tables.span(name),
                other_names,
                classification: tables.span(classification),
                country: tables.span(country),
                founded: tables.date(founded),
                dissolved: tables.date(dissolved),
                parent: NOBODY,
                terms: 0,
                source: tables.known(&sources, source).unwrap_or(none),
            });
        }
        for (body, parent) in pack.organizations.iter_mut().zip(parents) {
            // In a table parents stand anywhere; that no circle comes of it is tested.
            body.parent = if parent.is_empty() { NOBODY } else { tables.known(&organizations, parent).unwrap_or(NOBODY) };
        }
        let mut persons = Ids::of_about(words.len() / 190);
        for [id, name, others, source] in rows(next()) {
            persons.insert(id, pack.persons.len() as u32);
            let other_names = tables.others(others, &mut pack.other_names);
            let source = tables.known(&sources, source).unwrap_or(none);
            pack.persons.push(Person { name: tables.span(name), other_names, terms: 0, source });
        }
        for [person, organization, title, start, end, source] in rows(next()) {
            let (Some(person), Some(organization)) = (tables.known(&persons, person), tables.known(&organizations, organization)) else {
                continue;
            };
            let (start, end) = (tables.date(start), tables.date(end));
            let source = tables.known(&sources, source).unwrap_or(none);
            pack.terms.push(Term { person, organization, title: tables.span(title), start, end, source });
        }
        pack.arrange();
        (pack, tables.wrong)
    }
}

/// Ids and their numbers. The tables are sorted, so that the same id is asked for many times in a row.
#[derive(Default)]
struct Ids {
    numbers: FxHashMap<&'static str, u32>,
    last: Cell<(&'static str, u32)>,
}

impl Ids {
    fn of_about(n: usize) -> Ids {
        Ids { numbers: FxHashMap::with_capacity_and_hasher(n, Default::default()), last: Cell::default() }
    }

    fn insert(&mut self, id: &'static str, number: u32) {
        self.numbers.insert(id, number);
    }

    fn get(&self, id: &'static str) -> Option<u32> {
        let (last, number) = self.last.get();
        if !id.is_empty() && last == id {
            return Some(number);
        }
        let number = *self.numbers.get(id)?;
        self.last.set((id, number));
        Some(number)
    }
}

struct Tables {
    words: &'static str,
    wrong: Vec<String>,
}

impl Tables {
    /// Where a part of the words stands in them.
    fn span(&self, part: &'static str) -> Span {
        let start = part.as_ptr() as usize - self.words.as_ptr() as usize;
        Span::new(start, start + part.len())
    }

    fn date(&mut self, text: &str) -> Option<Partial> {
        if text.is_empty() {
            return None;
        }
        let date = Partial::parse(text);
        if date.is_none() {
            self.wrong.push(format!("“{text}” is no date"));
        }
        date
    }

    fn known(&mut self, ids: &Ids, id: &'static str) -> Option<u32> {
        let number = ids.get(id);
        if number.is_none() {
            self.wrong.push(format!("nothing has the id “{id}”"));
        }
        number
    }

    fn others(&self, others: &'static str, all: &mut Vec<OtherName>) -> (u32, u32) {
        let from = all.len() as u32;
        let mut rest = others;
        while !rest.is_empty() {
            let name = self.span(up_to(b'|', &mut rest));
            if !name.is_empty() {
                all.push(OtherName { name, note: Span::default(), start: None, end: None });
            }
        }
        (from, all.len() as u32)
    }
}

/// The rows of a table below its header, comments left out; cells that a row lacks are empty.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let mut rest = table;
    let lines = std::iter::from_fn(move || (!rest.is_empty()).then(|| up_to(b'\n', &mut rest)));
    let lines = lines.filter(|line| !matches!(line.as_bytes(), [] | [b'#', ..])).skip(1);
    lines.map(|line| {
        // An empty cell must still be a part of the words.
        let mut row = [&line[..0]; N];
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\t', line.as_bytes()).take(N - 1).chain([line.len()]);
        for (cell, end) in row.iter_mut().zip(ends) {
            *cell = &line[start..end];
            start = end + 1;
        }
        row
    })
}

/// Takes the part of a text before a separator, an ASCII character, out of it.
fn up_to(separator: u8, rest: &mut &'static str) -> &'static str {
    let end = memchr::memchr(separator, rest.as_bytes()).unwrap_or(rest.len());
    let part = &rest[..end];
    *rest = rest.get(end + 1..).unwrap_or(&rest[end..]);
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "id\ttitle\turl\tas of
harbor\tHarbor Agency, “Directors”\thttps://harbor.example/history\t2024-06-30
\u{c}id\tname\tothers\tparent\tclass\tcountry\tfounded\tdissolved\tsource
# A comment.
agency\tHarbor Agency\tHA|Port Office\tcity\tagency\tUS\t1981\t\tharbor
city\tCity of Millbrook\t\t\tgovernment\tUS\t\t\tharbor
\u{c}id\tname\tothers\tsource
moss\tAnn B. Moss\tAnnie Moss\tharbor
\u{c}person\torganization\ttitle\tstart\tend\tsource
moss\tagency\tDirector\t2019-05\t2022-11-30\tharbor
moss\tagency\tDeputy Director\t2016\t2019-05\tharbor
nobody\tagency\tDirector\t2001\t\tharbor
";

    #[test]
    fn tables_become_a_pack() {
        let (pack, wrong) = Pack::of_tables("example", WORDS);
        assert_eq!(wrong, ["nothing has the id “nobody”"]);
        assert_eq!(pack.counts(), [1, 2, 2]);
        let moss = pack.people("ANN MOSS").next().expect("known without the initial");
        assert_eq!(moss, pack.people("Annie Moss").next().expect("known by the other name"));
        assert_eq!(moss, pack.family("moss").next().expect("known by the last name"));
        let terms: Vec<_> = moss.tenures().map(|t| format!("{} {:?}", t.title, t.start.map(|s| s.to_string()))).collect();
        assert_eq!(terms, ["Deputy Director Some(\"2016\")", "Director Some(\"2019-05\")"]);
        let agency = pack.bodies("the HA").next().expect("known by the acronym");
        assert_eq!(agency.parent().expect("it has one").name(), "City of Millbrook");
        assert_eq!(agency.tenures().count(), 2);
        assert_eq!(
            agency.origin(),
            Origin { title: "Harbor Agency, “Directors”", url: "https://harbor.example/history", as_of: Partial::parse("2024-06-30") }
        );
    }
}
