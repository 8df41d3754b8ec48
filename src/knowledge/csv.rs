//! Tables: one row an office, a person or an organisation. Columns may stand in any order and have one of these names:
//!
//! | column | what it says |
//! |---|---|
//! | `name` (`person`) | who: a person, or an organisation where `kind` says so or no `title` and no `organisation` stands beside it |
//! | `kind` (`type`) | `person` or `organisation` (`organization`, `org`) |
//! | `other_names` (`aka`, `aliases`, `acronym`) | other names, apart by `|` |
//! | `title` (`role`, `office`) | the title of the person's office |
//! | `organisation` (`organization`, `org`, `employer`) | the organisation of the office |
//! | `start` (`start_date`, `from`), `end` (`end_date`, `to`) | of the term: `2009`, `2009-05` or `2009-05-12`; for an organisation, founded and dissolved |
//! | `parent`, `classification`, `country` | of an organisation |
//! | `source`, `url`, `as_of` | where the row comes from, and the day up to which it is vouched for |
//!
//! Commas, semicolons and tabs are told apart by the first line.

use super::record::{Link, Membership, Organization, OtherName, Person, Record};
use super::{Fault, Read};
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::io::BufRead;

const COLUMNS: &[(&str, &[&str])] = &[
    ("name", &["name", "person", "full name"]),
    ("kind", &["kind", "type"]),
    ("other_names", &["other names", "aka", "aliases", "alias", "acronym"]),
    ("title", &["title", "role", "office", "position"]),
    ("organisation", &["organisation", "organization", "org", "employer", "body"]),
    ("start", &["start", "start date", "from", "founded"]),
    ("end", &["end", "end date", "to", "until", "dissolved"]),
    ("parent", &["parent", "parent organization", "parent organisation"]),
    ("classification", &["classification", "class"]),
    ("country", &["country"]),
    ("source", &["source"]),
    ("url", &["url", "link"]),
    ("as_of", &["as of", "asof"]),
];

pub fn read(mut reader: &mut dyn BufRead, read: &mut dyn Read) -> Result<(), Fault> {
    let start = reader.fill_buf().map_err(|e| Fault { line: 0, message: format!("it could not be read: {e}") })?;
    let first = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| first.iter().filter(|b| *b == d).count()).unwrap_or(b',');
    let mut table = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(&mut reader);
    let headers = table.byte_headers().map_err(|e| fault(&e))?.clone();
    let mut columns = [None; COLUMNS.len()];
    for (at, header) in headers.iter().enumerate() {
        let header = String::from_utf8_lossy(header);
        let plain = header.trim_start_matches('\u{FEFF}').trim().to_lowercase().replace(['_', '-'], " ");
        match COLUMNS.iter().position(|(_, names)| names.contains(&plain.as_str())) {
            Some(column) if columns[column].is_none() => columns[column] = Some(at),
            Some(_) => read.odd(1, format!("two columns say the same: “{}”", header.trim())),
            None => read.odd(1, format!("the column “{}” is not known and left aside", header.trim())),
        }
    }
    if columns[0].is_none() && columns[4].is_none() {
        return Err(Fault { line: 1, message: "the first line must name the columns, among them “name” or “organisation”".into() });
    }
    let mut record = ::csv::ByteRecord::new();
    // Organisations that are only named beside somebody or as a parent: their own row, which says more, may come later.
    let mut named = FxHashMap::default();
    loop {
        match table.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => return Err(fault(&e)),
        }
        let line = record.position().map_or(0, |p| p.line());
        let of = |column: &str| {
            let at = COLUMNS.iter().position(|(name, _)| *name == column).and_then(|c| columns[c]);
            at.and_then(|at| record.get(at)).map(|bytes| String::from_utf8_lossy(bytes).trim().to_string()).unwrap_or_default()
        };
        row(line, &of, &mut named, read);
        if !read.goes_on() {
            return Err(Fault::stopped(line));
        }
    }
    let mut named: Vec<(String, Named)> = named.into_iter().filter(|(_, named)| !named.has_row).collect();
    named.sort_by_key(|(_, named)| named.line);
    for (id, Named { name, line, .. }) in named {
        read.record(line, Record::Organization(Organization { id, name, ..Organization::default() }));
    }
    Ok(())
}

/// An organisation that some row names.
struct Named {
    name: String,
    line: u64,
    has_row: bool,
}

fn row(line: u64, of: &dyn Fn(&str) -> String, named: &mut FxHashMap<String, Named>, read: &mut dyn Read) {
    let (name, title, organisation) = (of("name"), of("title"), of("organisation"));
    let link = Link { note: of("source"), url: of("url"), as_of: of("as_of") };
    let sources = if link == Link::default() { vec![] } else { vec![link] };
    let other_names: Vec<OtherName> =
        of("other_names").split('|').map(str::trim).filter(|other| !other.is_empty()).map(OtherName::of).collect();
    let kind = fold(&of("kind"));
    let is_person = match kind.as_str() {
        "person" | "people" | "official" => true,
        "organisation" | "organization" | "org" | "body" => false,
        "" => !name.is_empty() && !(title.is_empty() && organisation.is_empty()),
        other => {
            read.odd(line, format!("“{}” is no kind; write person or organisation", other.chars().take(30).collect::<String>()));
            return;
        }
    };
    if name.is_empty() && organisation.is_empty() {
        read.odd(line, "the row names nobody".into());
        return;
    }
    let body_id = |name: &str| format!("org:{}", fold(name));
    if !is_person {
        let name = if name.is_empty() { organisation } else { name };
        let parent = of("parent");
        if !parent.is_empty() {
            named.entry(body_id(&parent)).or_insert(Named { name: parent.clone(), line, has_row: false });
        }
        named.entry(body_id(&name)).or_insert(Named { name: name.clone(), line, has_row: true }).has_row = true;
        read.record(
            line,
            Record::Organization(Organization {
                id: body_id(&name),
                name,
                other_names,
                parent_id: if parent.is_empty() { parent } else { body_id(&parent) },
                classification: of("classification"),
                country: of("country"),
                founding_date: of("start"),
                dissolution_date: of("end"),
                sources,
                ..Organization::default()
            }),
        );
        return;
    }
    let id = format!("person:{}", fold(&name));
    read.record(line, Record::Person(Person { id: id.clone(), name, other_names, sources: sources.clone(), ..Person::default() }));
    if title.is_empty() && organisation.is_empty() {
        return;
    }
    let organization_id = if organisation.is_empty() { String::new() } else { body_id(&organisation) };
    let membership = Membership {
        person_id: id,
        organization_id: organization_id.clone(),
        role: title,
        start_date: of("start"),
        end_date: of("end"),
        sources,
        ..Membership::default()
    };
    read.record(line, Record::Membership(membership));
    if !organisation.is_empty() {
        named.entry(organization_id).or_insert(Named { name: organisation, line, has_row: false });
    }
}

fn fault(error: &::csv::Error) -> Fault {
    let line = error.position().map_or(0, |p| p.line());
    Fault { line, message: format!("this is no table: {error}") }
}
